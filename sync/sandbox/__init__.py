"""The one-stop stand-in: what a counter in training talks to, and what every test of the courier is run against.

It is as strict as wire.md says a server may be, answers in any of the known styles, plays faults, and can be asked
what it holds. It binds to this machine only: it knows no rights and must never stand in a network.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import socket
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.domain.catalogue import Catalogue, load
from app.errors import Trouble, reject
from app.settings import assets
from sync.sandbox.books import Books
from sync.sandbox.desk import Directory, Style
from sync.sandbox.faults import Fault, Faults, Play, read_faults
from sync.sandbox.front import Account, Front
from sync.transport import is_loopback

__all__ = ["DESKS", "Account", "Fault", "Play", "Sandbox", "Style", "run", "serve"]


DESKS = {
    "dvcqg-session": ("sync.sandbox.desk", "Desk"),
    "dvcqg-array": ("sync.sandbox.desk_array", "ArrayDesk"),
    "igate": ("sync.sandbox.desk_igate", "DeskIgate"),
    "opencps": ("sync.sandbox.desk_opencps", "OpenCpsDesk"),
}
"""The desk that speaks each wire, under the dialect's own name: where it is found, loaded when it is asked for."""

ANY_STYLE = Style()
ANYBODY = Account()


class _Server(uvicorn.Server):
    """uvicorn's server, which says when it is ready and cuts what is still open when it ends."""

    def __init__(self, config: uvicorn.Config, desk: Front) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self._desk = desk

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # An answer that still drips must not hold up the end.
        for line in list(self._desk.lines.values()):
            line.abort()
        await super().shutdown(sockets)


class Sandbox:
    """A stand-in that runs in a thread of its own until `stop`."""

    def __init__(self, desk: Front, server: _Server, sock: socket.socket) -> None:
        self.desk = desk
        self.books = desk.books
        self.faults = desk.faults
        self.host, self.port = sock.getsockname()[:2]
        self._server = server
        self._sock = sock
        self._thread = threading.Thread(target=self.run_here, name="sandbox", daemon=True)

    @property
    def url(self) -> str:
        return f"http://[{self.host}]:{self.port}" if ":" in self.host else f"http://{self.host}:{self.port}"

    def start(self) -> None:
        """Returns when calls are answered."""
        self._thread.start()
        self._server.ready.wait()

    def run_here(self) -> None:
        """Serves in the calling thread; in the main thread it ends with Ctrl-C."""
        self._server.run(sockets=[self._sock])

    def stop(self) -> None:
        """Cuts every connection and returns when the port is free. The books stay readable."""
        self._server.should_exit = True
        self._thread.join()
        self._sock.close()


def serve(
    port: int = 0,
    db: str | None = None,
    faults: Iterable[Fault] | Path | None = None,
    *,
    host: str = "127.0.0.1",
    wire: str = "dvcqg-session",
    style: Style = ANY_STYLE,
    account: Account = ANYBODY,
    catalogue: Catalogue | None = None,
    packages: Path | None = None,
    skew: float = 0.0,
) -> Sandbox:
    """A running stand-in. `port` 0 takes a free one; `db` is any SQLAlchemy URL, none keeps all in memory; `faults` is
    a list or a JSON file; `wire` is one of `DESKS`; `catalogue` is the shipped one unless given; `packages` is a folder
    that stands under /packages.

    Rejected("host") for an address that others could reach, Rejected("wire") for one nobody speaks;
    Trouble("port_taken"), Trouble("faults_unreadable").
    """
    sandbox = _prepared(port, db, faults, host, wire, style, account, catalogue, skew)
    sandbox.desk.packages.folder = packages
    sandbox.start()
    return sandbox


def run(
    port: int,
    db: str | None = None,
    faults: Iterable[Fault] | Path | None = None,
    *,
    host: str = "127.0.0.1",
    wire: str = "dvcqg-session",
    style: Style = ANY_STYLE,
    account: Account = ANYBODY,
    packages: Path | None = None,
    on_ready: Callable[[Sandbox], None] = lambda _: None,
) -> None:
    """Serves until Ctrl-C or SIGTERM. `on_ready` is called once the port is bound."""
    sandbox = _prepared(port, db, faults, host, wire, style, account, None, 0.0)
    sandbox.desk.packages.folder = packages
    on_ready(sandbox)
    try:
        sandbox.run_here()
    finally:
        sandbox.books.close()


def _prepared(
    port: int,
    db: str | None,
    faults: Iterable[Fault] | Path | None,
    host: str,
    wire: str,
    style: Style,
    account: Account,
    catalogue: Catalogue | None,
    skew: float,
) -> Sandbox:
    if not is_loopback(host):
        raise reject("host", "not_loopback", host=host)
    if wire not in DESKS:
        raise reject("wire", "unknown_wire", wire=wire, known=", ".join(DESKS))
    armed = read_faults(faults) if isinstance(faults, Path) else tuple(faults or ())
    directory = Directory(
        catalogue or load(assets("catalogue")),
        None if catalogue is not None else assets("catalogue", "index.csv"),
        account.unit,
        style,
    )
    sock = _bound(host, port)
    module, name = DESKS[wire]
    speaker = getattr(importlib.import_module(module), name)
    desk: Front = speaker(Books(db or None), directory, Faults(armed), style, account, skew)

    class Cuttable(H11Protocol):
        """uvicorn's protocol, which lets the desk find the line behind a request and cut it."""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            desk.lines[tuple(transport.get_extra_info("peername")[:2])] = transport

        def connection_lost(self, exc: Exception | None) -> None:
            desk.lines.pop(tuple(self.transport.get_extra_info("peername")[:2]), None)
            super().connection_lost(exc)

    config = uvicorn.Config(
        desk.app,
        http=Cuttable,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        date_header=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    return Sandbox(desk, _Server(config, desk), sock)


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's algorithm off only where the protocol is named; with it every answer takes 40 ms more.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            # There it only shortens the wait after a stop; on Windows it would let two servers share a port.
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
    except OSError as error:
        sock.close()
        raise Trouble("port_taken", port=port) from error
    return sock
