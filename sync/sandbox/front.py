"""What every stand-in has, whatever its wire: books, faults it plays, lines it cuts, and what tests may ask.

A wire's desk derives from `Front`, adds its routes and serves each call through `serve`.
"""

from __future__ import annotations

import abc
import asyncio
import email.utils
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from sync.sandbox.books import LINE, Books
from sync.sandbox.faults import Fault, Faults, Play
from sync.sandbox.files import Files
from sync.sandbox.packages import Shelf


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """Who may log in and as what; an empty value accepts anything. `seconds`: how long a session lives."""

    unit: str = ""
    username: str = ""
    secret: str = ""
    seconds: float = 600.0


class Front(abc.ABC):
    """One province's one-stop system as far as it is the same on every wire."""

    def __init__(
        self, books: Books, faults: Faults, account: Account, skew: float, routes: Sequence[BaseRoute]
    ) -> None:
        self.books = books
        self.faults = faults
        self.account = account
        self.skew = skew
        """Seconds by which this server's clock is ahead of the machine's."""
        self.lines: dict[Any, asyncio.Transport] = {}
        """The open connections by the client's address, to be cut."""
        self.calls: list[str] = []
        """The service of every call that came, in order ("auth" for the log-in)."""
        self.files = Files(self.serve, self.answer, self.admits)
        self.packages = Shelf(self.serve, self.answer)
        self.app = Starlette(
            routes=[
                Route("/health", self._health, methods=["GET"]),
                Route("/dossiers", self._codes, methods=["GET"]),
                Route("/dossiers/{code}", self._held, methods=["GET"]),
                *self.files.routes(),
                *self.packages.routes(),
                *routes,
            ]
        )

    @abc.abstractmethod
    def expire(self) -> None:
        """Every session or token ends now."""

    def admits(self, session: str) -> bool:
        """Whether a session is good for handing in files."""
        return True

    # ---------------------------------------------------------------- how this wire says what any server may say

    @abc.abstractmethod
    def unauthorised(self) -> Response:
        """The answer to a session that is not known."""

    @abc.abstractmethod
    def forbidden(self) -> Response:
        """The answer to who may not do this."""

    @abc.abstractmethod
    def look_up_failed(self) -> Response:
        """The answer of a look-up that failed and looks as if nothing were there."""

    # ----------------------------------------------------------------------- for people and tests

    async def _health(self, request: Request) -> Response:
        return self.plain_json({"status": "ok", "dossiers": len(self.books.codes()), "lines": self.books.count(LINE)})

    async def _codes(self, request: Request) -> Response:
        return self.plain_json(self.books.codes())

    async def _held(self, request: Request) -> Response:
        code = request.path_params["code"]
        record = self.books.record(code)
        return self.plain_json(
            {
                "record": record,
                "lines": self.books.lines(code),
                "versions": len(self.books.versions(code)),
                "creations": self.books.creations(code),
            },
            200 if record is not None else 404,
        )

    # -------------------------------------------------------------------------------------- a call

    def serve(self, service: str, dossier: str, work: Callable[[], Response]) -> Response:
        """Plays the fault that this call meets, and `work`, which answers it."""
        self.calls.append(service)
        fault = self.faults.meet(service, dossier)
        if fault is None:
            return work()
        spoilt = self._before(fault)
        return spoilt if spoilt is not None else self._after(fault, work())

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.skew)

    def answer(self, content: bytes, status: int, kind: str = "", **headers: str) -> Response:
        kind = kind or ("application/json" if content.startswith((b"{", b"[")) else "text/plain; charset=utf-8")
        headers["Date"] = email.utils.format_datetime(self.now(), usegmt=True)
        return Response(content, status, headers, kind)

    def plain_json(self, content: Any, status: int = 200) -> Response:
        return self.answer(to_json(content), status)

    # -------------------------------------------------------------------------------------- faults

    def _before(self, fault: Fault) -> Response | None:
        """The answer where the call is never served; None where it is."""
        match fault.play:
            case Play.CUT_BEFORE:
                return _Cut(self, b"", 0)
            case Play.LOGIN_PAGE:
                page = "<!DOCTYPE html><html><body>Đăng nhập mạng Wi-Fi</body></html>".encode()
                return self.answer(page, 200, "text/html; charset=utf-8")
            case Play.REDIRECT:
                return self.answer(b"", 302, Location="http://login.example.vn/")
            case Play.NOT_THE_CONTRACT:
                return self.answer(to_json({"login": "required"}), 200)
            case Play.UNAUTHORISED:
                return self.unauthorised()
            case Play.REFUSED:
                return self.look_up_failed()
            case Play.FORBIDDEN:
                return self.forbidden()
            case Play.THROTTLED | Play.UNAVAILABLE:
                status = 429 if fault.play is Play.THROTTLED else 503
                wait = fault.retry_after
                if wait.startswith("date:"):
                    wait = email.utils.format_datetime(self.now() + timedelta(seconds=float(wait[5:])), usegmt=True)
                content = to_json({"message": "Hệ thống bận"})
                return self.answer(content, status, **({"Retry-After": wait} if wait else {}))
            case Play.ERROR:
                return self.answer(b"Internal Server Error", 500)
            case Play.TOO_LARGE:
                return self.answer(b"", 413)
            case Play.RESTORE:
                self.books.restore(fault.keep)
            case Play.EXPIRE:
                self.expire()
            case _:
                pass
        return None

    def _after(self, fault: Fault, answer: Response) -> Response:
        """What becomes of the answer to a call that was served."""
        content = bytes(answer.body)
        match fault.play:
            case Play.CUT_AFTER:
                return _Cut(self, b"", 0)
            case Play.CUT_INSIDE:
                return _Cut(self, content[: len(content) // 2], len(content))
            case Play.TRUNCATED:
                return self.answer(content[: len(content) // 2], 200)
            case Play.ERROR_AFTER:
                return self.answer(b"Internal Server Error", 500)
            case Play.DRIP:
                return _Drip(self, answer, fault.seconds)
            case _:
                return answer


class _Cut(Response):
    """The line goes dead: at once, or after `content` of the `length` bytes that were promised."""

    def __init__(self, desk: Front, content: bytes, length: int) -> None:
        super().__init__(content)
        self._desk = desk
        self._length = length

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Found before anything is sent: while half an answer travels, a bad line may cut it first.
        line = self._desk.lines.get(tuple(scope["client"]))
        if line is None:
            raise ConnectionError("only the stand-in's own server can cut a line")
        if self._length:
            headers = [(b"content-type", b"application/json"), (b"content-length", str(self._length).encode())]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": self.body, "more_body": True})
            await asyncio.sleep(0.02)
        line.abort()
        while (await receive())["type"] != "http.disconnect":
            pass


class _Drip(Response):
    """The answer comes byte by byte over `seconds`: never silent, never done."""

    def __init__(self, desk: Front, answer: Response, seconds: float) -> None:
        super().__init__(answer.body)
        self._desk = desk
        self.raw_headers = answer.raw_headers
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        content = bytes(self.body)
        for at in range(len(content)):
            if tuple(scope["client"]) not in self._desk.lines:
                return  # nobody waits for the rest
            await send({"type": "http.response.body", "body": content[at : at + 1], "more_body": True})
            await asyncio.sleep(self._seconds / len(content))
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def to_json(content: Any) -> bytes:
    return msgspec.json.encode(content)
