"""The one door for HTTP: one kept-alive session, time-outs on everything, every way of failing told apart.

A call ends as an `Answer` (the other side spoke, in a form that may be the contract's) or as a `Failure` that says
whether the request may have reached the server. Bodies are never logged; redirects are never followed, for a POST
answered by a redirect is a log-in page or a wrong address; certificates are always checked.
"""

from __future__ import annotations

import contextlib
import email.utils
import enum
import http.client
import io
import ipaddress
import logging
import os
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import certifi
import msgspec
import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

log = logging.getLogger(__name__)

# It warns, with the whole address, of every answer whose head was cut; that is told below as what it is, a lost answer.
logging.getLogger("urllib3.connection").setLevel(logging.ERROR)

LARGEST_ANSWER = 32 * 1024 * 1024
"""Bytes. A list of every national procedure is about half a megabyte; more than this is not an answer."""

LONGEST_IDLE = 30.0
"""Seconds. A kept-alive connection that rested longer is opened anew: a mobile network forgets it without a word, and
the next request would wait a minute for nothing."""

LONGEST_TEXT = 2000
"""Characters of an answer that is neither JSON nor a page. One gateway answers progress calls so (wire A.6)."""

DATE_HALF_SECOND = 500
"""The Date header is cut to whole seconds, so the true time is on average this many milliseconds later."""


class Timeouts(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds. `connect` also bounds handing the request to the line; `read` is the longest silence; `total` bounds
    an answer that trickles for ever without ever falling silent."""

    connect: float = 10.0
    read: float = 60.0
    total: float = 180.0


PATIENT = Timeouts()


class Way(enum.StrEnum):
    """How a call failed."""

    OFFLINE = "offline"
    DNS = "dns"
    CERTIFICATE = "certificate"
    CERTIFICATE_CLOCK = "certificate_clock"
    PORTAL = "captive_portal"
    PROXY = "proxy_login"
    CUT = "cut"
    SLOW = "slow"
    BROKEN = "broken"
    TOO_LARGE = "too_large"
    THROTTLED = "throttled"
    UNAVAILABLE = "unavailable"
    SERVER_ERROR = "server_error"
    UNAUTHORISED = "unauthorised"
    FORBIDDEN = "forbidden"
    ADDRESS = "wrong_address"
    STOPPED = "stopped"


class Answer(msgspec.Struct, frozen=True):
    """`payload` is the decoded JSON, or plain text where the other side sent neither JSON nor a page.

    `offset_ms`: the server's clock minus ours, from the Date header and the middle of the call; None without one.
    """

    payload: Any
    status: int
    date: datetime | None
    offset_ms: int | None


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """`sent`: the request may have reached the server. `after`: seconds it asked us to wait, None when it did not."""

    way: Way
    sent: bool
    text: str = ""
    status: int | None = None
    after: float | None = None


class Traffic:
    """Counted since the start: bytes as given to and taken from the line (inside TLS), calls and whole answers."""

    def __init__(self) -> None:
        self.up = 0
        self.down = 0
        self.calls = 0
        self.answers = 0


class _Call:
    """The one call under way: whether anything of it was put on the line, and when its patience ends."""

    def __init__(self) -> None:
        self.sent = False
        self.deadline = 0.0
        self.silence = 0.0
        self.sock: socket.socket | None = None


class TooSlowError(TimeoutError):
    """The answer trickled past the deadline of the whole call."""


class _Line(io.RawIOBase):
    """Reads a socket, counting, and never waits beyond the call's deadline."""

    def __init__(self, sock: socket.socket, traffic: Traffic, call: _Call) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._traffic = traffic
        self._call = call

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._call.deadline - time.monotonic()
        if left <= 0:
            raise TooSlowError
        self._sock.settimeout(min(left, self._call.silence))
        count = self._raw.readinto(buffer)
        self._traffic.down += count or 0
        return count

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()


def _pools(traffic: Traffic, call: _Call) -> dict[str, type[HTTPConnectionPool]]:
    """urllib3's pools with connections that count bytes and know whether anything was sent."""

    class Response(http.client.HTTPResponse):
        def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
            super().__init__(sock, *args, **options)
            self.fp.close()
            self.fp = io.BufferedReader(_Line(sock, traffic, call))

    def put(conn: http.client.HTTPConnection, data: Any) -> None:
        # http.client connects inside send(): what fails before this line never left the house.
        if conn.sock is None:
            conn.connect()
        call.sock = conn.sock
        call.sent = True
        traffic.up += len(data)

    class Plain(HTTPConnection):
        response_class = Response

        def send(self, data: Any) -> None:
            put(self, data)
            super().send(data)

    class Secure(HTTPSConnection):
        response_class = Response

        def send(self, data: Any) -> None:
            put(self, data)
            super().send(data)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


class _Adapter(HTTPAdapter):
    def __init__(self, traffic: Traffic, call: _Call, context: ssl.SSLContext | None) -> None:
        self._pools = _pools(traffic, call)
        self._context = context
        super().__init__(pool_connections=2, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
        if self._context is not None:
            options["ssl_context"] = self._context
        super().init_poolmanager(connections, maxsize, block, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        if self._context is not None:
            options["ssl_context"] = self._context
        manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _trusted(extra: str | None) -> ssl.SSLContext:
    """The system's certificates (a province may have its own authority there), certifi's, and one of the tests'."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    if extra is not None:
        context.load_verify_locations(extra)
    return context


def is_loopback(host: str) -> bool:
    """Whether `host` is this very machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Transport:
    """Posts JSON to one server. One thread calls `post`; any thread may call `abort`."""

    def __init__(
        self,
        base: str,
        headers: Mapping[str, str],
        *,
        timeouts: Timeouts = PATIENT,
        authorities: str | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.traffic = Traffic()
        self._base = base.rstrip("/")
        self._host = urlsplit(base).hostname or ""
        self._timeouts = timeouts
        self._clock = clock
        self._call = _Call()
        self._used = time.monotonic()
        self._stopped = threading.Event()
        self._session = requests.Session()
        # With trust_env a .netrc would add a password of somebody else's; proxies are read below, for other hosts only.
        self._session.trust_env = False
        # Reading the authorities takes 70 ms; a stand-in on this machine is asked without TLS.
        context = _trusted(authorities) if urlsplit(base).scheme == "https" else None
        adapter = _Adapter(self.traffic, self._call, context)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)
        self._session.headers.clear()
        self._session.headers.update({"User-Agent": "quay", "Accept-Encoding": "gzip, deflate", **headers})

    def close(self) -> None:
        self._session.close()

    def abort(self) -> None:
        """Ends the call under way and refuses all further ones; for a program that is closing."""
        self._stopped.set()
        sock = self._call.sock
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def post(self, path: str, body: Any) -> Answer | Failure:
        """One POST of JSON. Never raises for what lines and servers do."""
        if self._stopped.is_set():
            return Failure(way=Way.STOPPED, sent=False)
        url = self._base + path
        call = self._call
        if time.monotonic() - self._used > LONGEST_IDLE:
            self._session.close()
        call.sent = False
        call.silence = self._timeouts.read
        started = time.monotonic()
        call.deadline = started + self._timeouts.total
        asked_at = self._clock()
        up, down = self.traffic.up, self.traffic.down
        self.traffic.calls += 1
        try:
            response = self._session.post(
                url,
                data=msgspec.json.encode(body),
                timeout=(self._timeouts.connect, self._timeouts.read),
                allow_redirects=False,
                stream=True,
                proxies=self._proxies(url),
            )
            with response:
                content = _read(response)
            outcome = _judge(response, content, self._host, asked_at, self._clock())
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, http.client.HTTPException) as error:
            outcome = _failed(error, call.sent)
        if self._stopped.is_set() and isinstance(outcome, Failure):
            outcome = Failure(way=Way.STOPPED, sent=call.sent)
        self._used = time.monotonic()
        if isinstance(outcome, Failure):
            # What is left of a spoilt connection must not answer the next question.
            self._session.close()
        log.info(
            "%s: %s in %.2f s, %d bytes up, %d down",
            path,
            outcome.way.value if isinstance(outcome, Failure) else outcome.status,
            time.monotonic() - started,
            self.traffic.up - up,
            self.traffic.down - down,
        )
        return outcome

    def _proxies(self, url: str) -> dict[str, str]:
        if is_loopback(self._host):
            return {}
        return dict(requests.utils.get_environ_proxies(url, no_proxy=os.environ.get("no_proxy")))


def _read(response: requests.Response) -> bytes:
    content = bytearray()
    for chunk in response.iter_content(64 * 1024):
        content += chunk
        if len(content) > LARGEST_ANSWER:
            raise requests.exceptions.ContentDecodingError("answer too long")
    return bytes(content)


# ------------------------------------------------------------------------------- what was answered


def _judge(
    response: requests.Response, content: bytes, host: str, asked_at: datetime, answered_at: datetime
) -> Answer | Failure:
    status = response.status_code
    date = _date(response.headers.get("Date", ""))
    if 300 <= status < 400:
        target = urlsplit(urljoin(response.url, response.headers.get("Location", ""))).hostname or ""
        way = Way.ADDRESS if target == host and status in {301, 308} else Way.PORTAL
        return Failure(way=way, sent=True, status=status)
    if status == 511:
        return Failure(way=Way.PORTAL, sent=True, status=status)
    page = _is_page(response.headers.get("Content-Type", ""), content)
    if status >= 400:
        plain = _STATUS.get(status) or (Way.SERVER_ERROR if status >= 500 else None)
        after = _retry_after(response.headers.get("Retry-After", ""), date or answered_at)
        payload = None if page else _json(content)
        if plain is not None and not (status in _SPOKEN and isinstance(payload, dict)):
            return Failure(way=plain, sent=True, text=_words(payload), status=status, after=after)
        if not isinstance(payload, dict):
            return Failure(way=Way.BROKEN, sent=True, status=status)
    elif page:
        return Failure(way=Way.PORTAL, sent=True, status=status)
    else:
        payload = _json(content)
        if payload is None:
            text = _plain(content)
            if text is None:
                return Failure(way=Way.BROKEN, sent=True, status=status)
            payload = text
    middle = asked_at + (answered_at - asked_at) / 2
    offset = None if date is None else round((date - middle).total_seconds() * 1000) + DATE_HALF_SECOND
    return Answer(payload, status, date, offset)


_STATUS = {
    401: Way.UNAUTHORISED,
    403: Way.FORBIDDEN,
    404: Way.ADDRESS,
    405: Way.ADDRESS,
    407: Way.PROXY,
    408: Way.CUT,
    410: Way.ADDRESS,
    413: Way.TOO_LARGE,
    429: Way.THROTTLED,
    503: Way.UNAVAILABLE,
}

_SPOKEN = frozenset({404, 410})
"""A one-stop system may say "no such dossier" with these: with a JSON object it is an answer, not a wrong address."""


def _is_page(kind: str, content: bytes) -> bool:
    if "html" in kind.lower():
        return True
    head = content[:256].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype", b"<html", b"<head", b"<script", b"<?xml", b"<meta", b"<body"))


def _json(content: bytes) -> Any:
    try:
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _plain(content: bytes) -> str | None:
    """Short plain text, which one gateway answers instead of JSON; None for half a JSON document and for anything
    long or empty."""
    try:
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return None
    return text if text and len(text) <= LONGEST_TEXT and text[0] not in '{["' else None


def _words(payload: Any) -> str:
    if not isinstance(payload, dict):
        return ""
    message = payload.get("message")
    return message[:LONGEST_TEXT] if isinstance(message, str) else ""


def _date(text: str) -> datetime | None:
    try:
        found = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


LONGEST_RETRY_AFTER = 24 * 3600.0
"""Seconds. A server that asks for more is taken to mean this: nothing may fall silent for weeks by a typing error."""


def _retry_after(text: str, server_now: datetime) -> float | None:
    """Seconds from now; a date is read against the server's own clock, for ours may be wrong by years."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        seconds = float(text[:9])
    else:
        at = _date(text)
        if at is None:
            return None
        seconds = (at - server_now).total_seconds()
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER)


# ----------------------------------------------------------------------------------- what failed


def _failed(error: BaseException, sent: bool) -> Failure:
    chain = list(_causes(error))
    for cause in chain:
        if isinstance(cause, ssl.SSLCertVerificationError):
            clock = "expired" in cause.verify_message or "not yet valid" in cause.verify_message
            way = Way.CERTIFICATE_CLOCK if clock else Way.CERTIFICATE
            return Failure(way=way, sent=sent, text=cause.verify_message)
    for cause in chain:
        if isinstance(cause, urllib3.exceptions.NameResolutionError | socket.gaierror):
            return Failure(way=Way.DNS, sent=sent)
        if isinstance(cause, ssl.SSLError) and not sent:
            # Plain text where TLS should be: what a portal answers on the secure port.
            return Failure(way=Way.PORTAL if "WRONG_VERSION" in (cause.reason or "") else Way.OFFLINE, sent=sent)
    if not sent:
        return Failure(way=Way.OFFLINE, sent=False)
    for cause in chain:
        if isinstance(cause, TimeoutError | requests.Timeout | urllib3.exceptions.TimeoutError):
            return Failure(way=Way.SLOW, sent=True)
        if isinstance(cause, requests.exceptions.ContentDecodingError | urllib3.exceptions.DecodeError):
            return Failure(way=Way.BROKEN, sent=True)
    return Failure(way=Way.CUT, sent=True)


def _causes(error: BaseException) -> Any:
    """The error and all that it wraps: requests and urllib3 hide the true cause in `reason`, `args` or the chain."""
    seen: set[int] = set()
    pending: list[object] = [error]
    while pending:
        one = pending.pop(0)
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        pending += [getattr(one, "reason", None), *one.args, one.__cause__, one.__context__]
