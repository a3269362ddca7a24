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
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlencode, urljoin, urlsplit

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


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


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
    """`payload` is the decoded JSON, or plain text where the other side sent neither JSON nor a page; None with 204.

    `offset_ms`: the server's clock minus ours, from the Date header and the middle of the call; None without one.
    """

    payload: Any
    status: int
    date: datetime | None
    offset_ms: int | None


class Said(msgspec.Struct, frozen=True):
    """An answer that stands in its status and headers (names in small letters); `text`: a few words beside them."""

    status: int
    headers: Mapping[str, str]
    text: str


class Part(msgspec.Struct, frozen=True):
    """Of a file that lies still: `content` from the byte `start` on. `same`: it is the one of the `etag` that was
    named, and nothing was sent."""

    status: int
    content: bytes
    start: int
    etag: str

    @property
    def same(self) -> bool:
        return self.status == 304

    @property
    def whole(self) -> bool:
        return self.status == 200


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """`sent`: the request may have reached the server. `after`: seconds it asked us to wait, None when it did not."""

    way: Way
    sent: bool
    text: str = ""
    status: int | None = None
    after: float | None = None


class Traffic:
    """Counted since the start: bytes as given to and taken from the line (inside TLS), calls and whole answers of all
    lanes together."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.up = 0
        self.down = 0
        self.calls = 0
        self.answers = 0

    def add(self, *, up: int = 0, down: int = 0, calls: int = 0, answers: int = 0) -> None:
        with self._lock:
            self.up += up
            self.down += down
            self.calls += calls
            self.answers += answers


Outcome = TypeVar("Outcome", Answer, Said, Part)


class _Call(threading.local):
    """The call under way in this thread: whether anything of it was put on the line, and when its patience ends."""

    def __init__(self) -> None:
        self.sent = False
        self.deadline = 0.0
        self.silence = 0.0
        self.up = 0
        self.down = 0


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
        self._traffic.add(down=count or 0)
        self._call.down += count or 0
        return count

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()


class _Open:
    """The sockets on which calls are under way, so that another thread can end them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._socks: set[socket.socket] = set()

    def add(self, sock: socket.socket) -> None:
        with self._lock:
            # Those of calls that ended are closed, and a closed one has no number.
            self._socks = {one for one in self._socks if one.fileno() >= 0}
            self._socks.add(sock)

    def shut(self) -> None:
        with self._lock:
            for sock in self._socks:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)


def _pools(traffic: Traffic, call: _Call, under_way: _Open) -> dict[str, type[HTTPConnectionPool]]:
    """urllib3's pools with connections that count bytes, know whether anything was sent and how long they rested."""

    class Response(http.client.HTTPResponse):
        def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
            super().__init__(sock, *args, **options)
            self.fp.close()
            self.fp = io.BufferedReader(_Line(sock, traffic, call))

    def put(conn: http.client.HTTPConnection, data: Any) -> None:
        # http.client connects inside send(): what fails before this line never left the house.
        if conn.sock is None:
            conn.connect()
        assert conn.sock is not None
        under_way.add(conn.sock)
        call.sent = True
        call.up += len(data)
        traffic.add(up=len(data))

    def rested(conn: Any) -> Any:
        """A connection of the pool, closed (and so opened anew) when the network may have forgotten it."""
        used, conn.used = getattr(conn, "used", 0.0), time.monotonic()
        if conn.used - used > LONGEST_IDLE:
            conn.close()
        return conn

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

        def _get_conn(self, timeout: float | None = None) -> Any:
            return rested(super()._get_conn(timeout))

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

        def _get_conn(self, timeout: float | None = None) -> Any:
            return rested(super()._get_conn(timeout))

    return {"http": PlainPool, "https": SecurePool}


class _Adapter(HTTPAdapter):
    def __init__(
        self, traffic: Traffic, call: _Call, under_way: _Open, context: ssl.SSLContext | None, lanes: int
    ) -> None:
        self._pools = _pools(traffic, call, under_way)
        self._context = context
        super().__init__(pool_connections=2, pool_maxsize=lanes, max_retries=0)

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
    """Calls one server, with JSON or with forms. Each thread has one call under way at most; any thread may call
    `abort`."""

    def __init__(
        self,
        base: str,
        headers: Mapping[str, str],
        *,
        timeouts: Timeouts = PATIENT,
        authorities: str | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        lanes: int = 1,
        spoken: Collection[int] = (),
    ) -> None:
        """`lanes`: connections kept open at most. `spoken`: statuses from 400 on with which this wire speaks: with a
        JSON object they are an answer of the server's, not a failure."""
        self.traffic = Traffic()
        self._spoken = _SPOKEN.union(spoken)
        self._base = base.rstrip("/")
        parts = urlsplit(base)
        self._host = parts.hostname or ""
        self._port = parts.port or (443 if parts.scheme == "https" else 80)
        self._timeouts = timeouts
        self._clock = clock
        self._call = _Call()
        self._open = _Open()
        self._stopped = threading.Event()
        self._session = requests.Session()
        # With trust_env a .netrc would add a password of somebody else's; proxies are read below, for other hosts only.
        self._session.trust_env = False
        # Reading the authorities takes 70 ms; a stand-in on this machine is asked without TLS.
        context = _trusted(authorities) if parts.scheme == "https" else None
        adapter = _Adapter(self.traffic, self._call, self._open, context, lanes)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)
        self._session.headers.clear()
        self._session.headers.update({"User-Agent": "quay", "Accept-Encoding": "gzip, deflate", **headers})

    def close(self) -> None:
        self._session.close()

    def abort(self) -> None:
        """Ends the calls under way and refuses all further ones; for a program that is closing."""
        self._stopped.set()
        self._open.shut()

    def reachable(self) -> bool:
        """Whether a connection can be made: a few bytes, no call. Where a proxy stands between, whether that can be."""
        if self._stopped.is_set():
            return False
        proxy = self._proxies(self._base).get(urlsplit(self._base).scheme, "")
        way = urlsplit(proxy) if proxy else None
        host, port = (way.hostname or "", way.port or 80) if way is not None else (self._host, self._port)
        try:
            with socket.create_connection((host, port), timeout=self._timeouts.connect):
                return True
        except OSError:
            return False

    def post(self, path: str, body: Any, *, headers: Mapping[str, str] | None = None) -> Answer | Failure:
        """One POST of JSON. None of these raises for what lines and servers do; `headers` are this call's."""
        return self._exchange("POST", path, data=msgspec.json.encode(body), headers=headers, judge=self._judged)

    def get(
        self, path: str, query: Mapping[str, str] | None = None, *, headers: Mapping[str, str] | None = None
    ) -> Answer | Failure:
        return self._exchange("GET", path, params=query or {}, headers=headers, judge=self._judged)

    def post_form(self, path: str, fields: Mapping[str, str]) -> Answer | Failure:
        return self._exchange("POST", path, data=urlencode(fields).encode(), headers=FORM, judge=self._judged)

    def put_form(self, path: str, fields: Mapping[str, str]) -> Answer | Failure:
        return self._exchange("PUT", path, data=urlencode(fields).encode(), headers=FORM, judge=self._judged)

    def carry(self, method: str, path: str, content: bytes, headers: Mapping[str, str], *, sign: str) -> Said | Failure:
        """One call whose answer stands in status and headers. `sign`: a header that only the server itself sends."""

        def judge(response: requests.Response, body: bytes, *_: datetime) -> Said | Failure:
            return _said(response, body, self._host, sign)

        return self._exchange(method, path, data=content, headers=dict(headers), judge=judge)

    def fetch(self, path: str, *, etag: str = "", start: int = 0, size: int = 0) -> Part | Failure:
        """One GET of a file: whole, unless it is still that of `etag`; or `size` bytes of it from `start` on, where the
        server can do that. A server that cannot sends the whole."""
        headers = {"Accept-Encoding": "identity"}
        if etag:
            headers["If-None-Match"] = etag
        if size:
            headers["Range"] = f"bytes={start}-{start + size - 1}"

        def judge(response: requests.Response, content: bytes, *_: datetime) -> Part | Failure:
            return _part(response, content, start, self._host)

        return self._exchange("GET", path, headers=headers, judge=judge)

    def _judged(
        self, response: requests.Response, content: bytes, asked_at: datetime, answered_at: datetime
    ) -> Answer | Failure:
        return _judge(response, content, self._host, asked_at, answered_at, self._spoken)

    def _exchange(
        self,
        method: str,
        path: str,
        *,
        judge: Callable[[requests.Response, bytes, datetime, datetime], Outcome | Failure],
        **request: Any,
    ) -> Outcome | Failure:
        if self._stopped.is_set():
            return Failure(way=Way.STOPPED, sent=False)
        url = self._base + path
        call = self._call
        call.sent = False
        call.up = call.down = 0
        call.silence = self._timeouts.read
        started = time.monotonic()
        call.deadline = started + self._timeouts.total
        asked_at = self._clock()
        self.traffic.add(calls=1)
        try:
            response = self._session.request(
                method,
                url,
                **request,
                timeout=(self._timeouts.connect, self._timeouts.read),
                allow_redirects=False,
                stream=True,
                proxies=self._proxies(url),
            )
            # Left before its end, the connection is closed with it: what remains must not answer the next question.
            with response:
                answered = _read(response)
            outcome: Outcome | Failure = judge(response, answered, asked_at, self._clock())
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, http.client.HTTPException) as error:
            outcome = _failed(error, call.sent)
        if self._stopped.is_set() and isinstance(outcome, Failure):
            outcome = Failure(way=Way.STOPPED, sent=call.sent)
        log.info(
            "%s: %s in %.2f s, %d bytes up, %d down",
            path,
            outcome.way.value if isinstance(outcome, Failure) else outcome.status,
            time.monotonic() - started,
            call.up,
            call.down,
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
    response: requests.Response,
    content: bytes,
    host: str,
    asked_at: datetime,
    answered_at: datetime,
    spoken: Collection[int],
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
        if plain is not None and not (status in spoken and isinstance(payload, dict)):
            return Failure(way=plain, sent=True, text=_words(payload), status=status, after=after)
        if not isinstance(payload, dict):
            return Failure(way=Way.BROKEN, sent=True, status=status)
    elif page:
        return Failure(way=Way.PORTAL, sent=True, status=status)
    elif status == 204:
        payload = None
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


def _said(response: requests.Response, content: bytes, host: str, sign: str) -> Said | Failure:
    status = response.status_code
    signed = sign in response.headers
    if 300 <= status < 400 or status == 511:
        target = urlsplit(urljoin(response.url, response.headers.get("Location", ""))).hostname or ""
        return Failure(way=Way.ADDRESS if target == host and status in {301, 308} else Way.PORTAL, sent=True)
    plain = _STATUS.get(status) or (Way.SERVER_ERROR if status >= 500 else None)
    if plain is not None and not (signed and status in _SIGNED):
        date = _date(response.headers.get("Date", "")) or datetime.now(UTC)
        after = _retry_after(response.headers.get("Retry-After", ""), date)
        return Failure(way=plain, sent=True, status=status, after=after)
    if not signed:
        # An answer without a body whose head was cut ends as if it were whole: it is no portal's.
        page = bool(content) or _is_page(response.headers.get("Content-Type", ""), content)
        return Failure(way=Way.PORTAL if page else Way.BROKEN, sent=True, status=status)
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Said(status, headers, _plain(content) or "")


_RANGE = re.compile(r"bytes (\d+)-\d+/(?:\d+|\*)")


def _part(response: requests.Response, content: bytes, start: int, host: str) -> Part | Failure:
    status = response.status_code
    etag = response.headers.get("ETag", "")
    if status in {304, 416}:
        # Nothing new, or nothing any more from this byte on.
        return Part(status, b"", start, etag)
    if 300 <= status < 400 or status == 511:
        target = urlsplit(urljoin(response.url, response.headers.get("Location", ""))).hostname or ""
        return Failure(way=Way.ADDRESS if target == host and status in {301, 308} else Way.PORTAL, sent=True)
    if status >= 400:
        way = _STATUS.get(status) or (Way.SERVER_ERROR if status >= 500 else Way.BROKEN)
        return Failure(way=way, sent=True, status=status)
    if _is_page(response.headers.get("Content-Type", ""), content):
        return Failure(way=Way.PORTAL, sent=True, status=status)
    begins = _RANGE.match(response.headers.get("Content-Range", "")) if status == 206 else None
    if status == 206 and (begins is None or int(begins[1]) != start):
        return Failure(way=Way.BROKEN, sent=True, status=status)
    return Part(status, content, start if status == 206 else 0, etag)


_SIGNED = frozenset({404, 410, 413})
"""Of one file, where the server itself says so."""

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
