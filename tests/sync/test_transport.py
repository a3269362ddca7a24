"""Every way a call can end, told apart on real sockets."""

from __future__ import annotations

import email.utils
import gzip
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sync.transport import Answer, Failure, Timeouts, Transport, Way, is_loopback
from tests.sync import certificates
from tests.sync.line import Line

BODY = {"service": "TraCuuHoSo", "mahoso": "H35.99.07-261105-1001"}
GOOD = b'{"error_code": "0", "message": "ok", "result": []}'
NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
SHORT = Timeouts(connect=1.0, read=0.6, total=1.5)

Script = Callable[[socket.socket, bytes], None]


@contextmanager
def server(script: Script, tls: tuple[str, str] | None = None, tmp: Path | None = None) -> Iterator[str]:
    """A server that reads one request per connection and then does what the script says."""
    context = None
    if tls is not None:
        assert tmp is not None
        cert, key = tmp / "cert.pem", tmp / "key.pem"
        cert.write_text(tls[0])
        key.write_text(tls[1])
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
    listener = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        while True:
            try:
                one, _ = listener.accept()
            except OSError:
                return
            try:
                if context is not None:
                    one = context.wrap_socket(one, server_side=True)
                one.settimeout(5)
                request = b""
                while b"\r\n\r\n" not in request:
                    request += one.recv(65536)
                head, _, body = request.partition(b"\r\n\r\n")
                length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
                while len(body) < length:
                    body += one.recv(65536)
                script(one, head + b"\r\n\r\n" + body)
            except (OSError, IndexError):
                pass
            finally:
                one.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        scheme = "http" if tls is None else "https"
        yield f"{scheme}://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        # On Linux only a shutdown wakes a thread that sits in accept().
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def answering(status: str, body: bytes, *headers: str) -> Script:
    def script(one: socket.socket, _: bytes) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "Connection: close"]
        one.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    return script


def ask(url: str, timeouts: Timeouts = SHORT, **options: Any) -> Answer | Failure:
    line = Transport(url, {"dstcode": "x", "Content-Type": "application/json"}, timeouts=timeouts, **options)
    try:
        return line.post("/share", BODY)
    finally:
        line.close()


HTML = "Content-Type: text/html"
JSON = "Content-Type: application/json"

JUDGED: list[tuple[str, Script, Way]] = [
    ("html", answering("200 OK", b"<html><body>Wi-Fi</body></html>", HTML), Way.PORTAL),
    ("html called json", answering("200 OK", b" \r\n<!DOCTYPE html><html></html>", JSON), Way.PORTAL),
    ("json called html", answering("200 OK", GOOD, HTML), Way.PORTAL),
    ("redirect away", answering("302 Found", b"", "Location: http://login.wifi.vn/"), Way.PORTAL),
    ("redirect to a log-in page", answering("302 Found", b"", "Location: /login"), Way.PORTAL),
    ("moved", answering("301 Moved", b"", "Location: /other"), Way.ADDRESS),
    ("511", answering("511 Network Authentication Required", b""), Way.PORTAL),
    ("truncated json", answering("200 OK", GOOD[:20], JSON), Way.BROKEN),
    ("nothing at all", answering("200 OK", b"", JSON), Way.BROKEN),
    ("not text", answering("200 OK", b"\xff\xfe\x00binary", JSON), Way.BROKEN),
    ("not gzip", answering("200 OK", b"not gzip at all", JSON, "Content-Encoding: gzip"), Way.BROKEN),
    ("400 without json", answering("400 Bad Request", b"bad"), Way.BROKEN),
    ("401", answering("401 Unauthorized", b'{"message": "x"}', JSON), Way.UNAUTHORISED),
    ("403", answering("403 Forbidden", b"<html></html>", HTML), Way.FORBIDDEN),
    ("404", answering("404 Not Found", b"<html></html>", HTML), Way.ADDRESS),
    ("405", answering("405 Method Not Allowed", b"{}", JSON), Way.ADDRESS),
    ("407", answering("407 Proxy Authentication Required", b""), Way.PROXY),
    ("413", answering("413 Content Too Large", b""), Way.TOO_LARGE),
    ("429", answering("429 Too Many Requests", b""), Way.THROTTLED),
    ("503", answering("503 Service Unavailable", b"<html></html>", HTML), Way.UNAVAILABLE),
    ("500", answering("500 Oops", b"{}", JSON), Way.SERVER_ERROR),
    ("502", answering("502 Bad Gateway", b"<html></html>", HTML), Way.SERVER_ERROR),
    ("closed before an answer", lambda *_: None, Way.CUT),
    ("cut in the head", lambda one, _: one.sendall(b"HTTP/1.1 200 OK\r\nContent-Le"), Way.BROKEN),
    ("cut in the body", lambda one, _: one.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{"), Way.CUT),
    (
        "broken chunk",
        lambda one, _: one.sendall(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a'),
        Way.CUT,
    ),
    (
        "bad chunk length",
        lambda one, _: one.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
        Way.CUT,
    ),
    ("no http", lambda one, _: one.sendall(b"SSH-2.0-x\r\n"), Way.CUT),
]


@pytest.mark.parametrize(("script", "way"), [(s, w) for _, s, w in JUDGED], ids=[name for name, _, _ in JUDGED])
def test_what_is_no_answer_is_told_apart(script: Script, way: Way) -> None:
    with server(script) as url:
        outcome = ask(url)
    assert isinstance(outcome, Failure)
    assert (outcome.way, outcome.sent) == (way, True)


GIVEN: list[tuple[str, Script, int, Any]] = [
    ("json", answering("200 OK", GOOD, JSON), 200, json.loads(GOOD)),
    ("json without a type", answering("200 OK", GOOD), 200, json.loads(GOOD)),
    ("byte order mark", answering("200 OK", b"\xef\xbb\xbf" + GOOD, JSON), 200, json.loads(GOOD)),
    ("gzip", answering("200 OK", gzip.compress(GOOD), JSON, "Content-Encoding: gzip"), 200, json.loads(GOOD)),
    ("plain words", answering("200 OK", "Cập nhật thành công".encode()), 200, "Cập nhật thành công"),
    ("400 that says why", answering("400 Bad Request", b'{"message": "x"}', JSON), 400, {"message": "x"}),
    ("404 of a dossier", answering("404 Not Found", b'{"message": "x"}', JSON), 404, {"message": "x"}),
    ("409", answering("409 Conflict", b'{"message": "x"}', JSON), 409, {"message": "x"}),
    (
        "chunks",
        lambda one, _: one.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
        200,
        {},
    ),
]


@pytest.mark.parametrize(("script", "status", "payload"), [one[1:] for one in GIVEN], ids=[one[0] for one in GIVEN])
def test_what_is_an_answer(script: Script, status: int, payload: Any) -> None:
    with server(script) as url:
        outcome = ask(url)
    assert isinstance(outcome, Answer)
    assert (outcome.status, outcome.payload) == (status, payload)


# ------------------------------------------------------------------------------- before and after


def test_nothing_listens() -> None:
    with server(answering("200 OK", GOOD)) as url:
        pass
    assert ask(url) == Failure(way=Way.OFFLINE, sent=False)


def test_a_name_that_is_not_known() -> None:
    assert ask("http://khong-co-that.invalid") == Failure(way=Way.DNS, sent=False)


def test_silence_after_the_request() -> None:
    with server(lambda *_: time.sleep(1.2)) as url:
        assert ask(url) == Failure(way=Way.SLOW, sent=True)


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"])
def test_an_answer_that_only_trickles_ends_with_the_patience(start: bytes) -> None:
    """Never silent for long, in the head or in the body: only a deadline of the whole call ends it."""

    def drip(one: socket.socket, _request: bytes) -> None:
        one.sendall(start)
        for _ in range(60):
            one.sendall(b"a")
            time.sleep(0.1)

    with server(drip) as url:
        assert ask(url) == Failure(way=Way.SLOW, sent=True)


def test_a_stop_from_another_thread_ends_the_call_under_way() -> None:
    reached = threading.Event()

    def hang(one: socket.socket, _: bytes) -> None:
        reached.set()
        one.recv(1)

    with server(hang) as url:
        line = Transport(url, {}, timeouts=Timeouts(read=30.0))

        def stop() -> None:
            reached.wait()
            line.abort()

        stopper = threading.Thread(target=stop)
        stopper.start()
        assert line.post("/share", BODY) == Failure(way=Way.STOPPED, sent=True)
        stopper.join()
        assert line.post("/share", BODY) == Failure(way=Way.STOPPED, sent=False)
        line.close()


# -------------------------------------------------------------------------------------------- TLS


def test_a_certificate_nobody_vouches_for_is_refused_and_a_trusted_one_taken(tmp_path: Path) -> None:
    with server(answering("200 OK", GOOD), (certificates.GOOD, certificates.GOOD_KEY), tmp_path) as url:
        refused = ask(url)
        taken = ask(url, authorities=str(tmp_path / "cert.pem"))
    assert isinstance(refused, Failure) and (refused.way, refused.sent) == (Way.CERTIFICATE, False)
    assert isinstance(taken, Answer)


def test_an_expired_certificate_may_be_a_wrong_clock(tmp_path: Path) -> None:
    with server(answering("200 OK", GOOD), (certificates.EXPIRED, certificates.EXPIRED_KEY), tmp_path) as url:
        refused = ask(url, authorities=str(tmp_path / "cert.pem"))
    assert isinstance(refused, Failure) and (refused.way, refused.sent) == (Way.CERTIFICATE_CLOCK, False)


def test_plain_text_on_the_secure_port_is_a_portal() -> None:
    listener = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        one, _ = listener.accept()
        one.recv(4096)
        one.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://login.wifi.vn/\r\n\r\n")
        one.close()

    thread = threading.Thread(target=run)
    thread.start()
    outcome = ask(f"https://127.0.0.1:{listener.getsockname()[1]}")
    thread.join()
    listener.close()
    assert outcome == Failure(way=Way.PORTAL, sent=False)


# ------------------------------------------------------------------------------------------ clocks


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("999999999999", 86400.0),
        ("-5", None),
        ("soon", None),
        (email.utils.format_datetime(datetime(2029, 1, 1, 0, 0, 45, tzinfo=UTC), usegmt=True), 45.0),
        (email.utils.format_datetime(datetime(2028, 1, 1, tzinfo=UTC), usegmt=True), 0.0),
    ],
)
def test_retry_after_in_seconds_or_as_a_date_of_the_server(text: str, seconds: float | None) -> None:
    date = "Date: " + email.utils.format_datetime(datetime(2029, 1, 1, tzinfo=UTC), usegmt=True)
    with server(answering("503 Service Unavailable", b"", date, f"Retry-After: {text}")) as url:
        outcome = ask(url, clock=lambda: NOW)
    assert isinstance(outcome, Failure) and outcome.after == seconds


def test_the_servers_clock_is_compared_with_ours_at_the_middle_of_the_call() -> None:
    ticks = iter([NOW, NOW + timedelta(seconds=4)])
    date = "Date: " + email.utils.format_datetime(NOW + timedelta(seconds=62), usegmt=True)
    with server(answering("200 OK", GOOD, date)) as url:
        outcome = ask(url, clock=lambda: next(ticks))
    assert isinstance(outcome, Answer)
    assert outcome.offset_ms == 60_500 and outcome.date == NOW + timedelta(seconds=62)


@pytest.mark.parametrize("date", ["", "Date: yesterday", "Date: 99 Foo 2026"])
def test_a_date_that_is_none_says_nothing(date: str) -> None:
    with server(answering("200 OK", GOOD, *([date] if date else []))) as url:
        outcome = ask(url)
    assert isinstance(outcome, Answer) and outcome.offset_ms is None


# --------------------------------------------------------------------------------- bytes and wires


def test_bytes_are_counted_as_they_pass(province: Any) -> None:
    """Against a proxy's own count, over a kept-alive connection."""
    one = province()
    wire = Line(one.port)
    line = Transport(wire.url, {"dstcode": "x"})
    for _ in range(3):
        assert isinstance(line.post("/auth", {"username": "Lò Văn Ín", "password": "p"}), Answer)
    line.close()
    wire.stop()
    assert (line.traffic.up, line.traffic.down) == (wire.up, wire.down)
    assert line.traffic.calls == 3 and line.traffic.up > 300


def test_the_request_is_as_the_wire_wants_it() -> None:
    seen: list[bytes] = []

    def keep(one: socket.socket, request: bytes) -> None:
        seen.append(request)
        answering("200 OK", GOOD)(one, request)

    with server(keep) as url:
        line = Transport(url, {"Accept": "application/json", "Charset": "utf-8", "dstcode": "VN:GOV:x:dvcqg"})
        line.post("/share", {"ChuHoSo": "Lò Văn Ín"})
        line.close()
    head, _, body = seen[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /share HTTP/1.1\r\n") and body == '{"ChuHoSo":"Lò Văn Ín"}'.encode()
    lines = {name.lower(): value for name, _, value in (one.partition(b": ") for one in head.split(b"\r\n")[1:])}
    assert lines[b"dstcode"] == b"VN:GOV:x:dvcqg" and lines[b"charset"] == b"utf-8"
    assert b"authorization" not in lines and b"cookie" not in lines


def test_a_proxy_of_the_environment_does_not_take_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with server(answering("200 OK", GOOD)) as url:
        assert isinstance(ask(url), Answer)


def test_a_proxy_of_the_environment_is_used_for_other_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []

    def keep(one: socket.socket, request: bytes) -> None:
        seen.append(request)
        answering("200 OK", GOOD)(one, request)

    with server(keep) as url:
        monkeypatch.setenv("http_proxy", url)
        assert isinstance(ask("http://mot-cua.invalid"), Answer)
    assert seen[0].startswith(b"POST http://mot-cua.invalid/share HTTP/1.1")


def test_loopback_is_this_machine_and_nothing_else() -> None:
    assert all(is_loopback(host) for host in ("localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"))
    assert not any(is_loopback(host) for host in ("0.0.0.0", "10.0.0.1", "localhost.vn", "", "1"))


def test_bodies_are_never_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    with server(answering("400 Bad Request", b'{"message": "012090001234 sai"}', JSON)) as url:
        line = Transport(url, {})
        line.post("/share", {"ChuHoSo": "Lò Văn Ín", "SoGiayToChuHoSo": "012090001234"})
        line.close()
    assert "/share: 400" in caplog.text
    assert "Ín" not in caplog.text and "012090001234" not in caplog.text
