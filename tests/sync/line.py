"""A bad line: a TCP proxy that counts, delays, throttles and cuts, between the courier and the stand-in."""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
import threading
from typing import Any


class Line:
    """Runs in a thread of its own. Set the attributes while it runs; `stop` ends it.

    `cuts_between`: after so many bytes (both ways together, from the seed) a connection is reset, and so on.
    `rate`: bytes a second each way; `delay`: seconds before anything is passed on. 0 turns each of them off.
    """

    def __init__(self, target: int, seed: int = 0) -> None:
        self.target = target
        self.cuts_between = (0, 0)
        self._random = random.Random(seed)
        self.rate = 0.0
        self.delay = 0.0
        self.up = 0
        self.down = 0
        self.cuts = 0
        self._left = 0
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._open: set[asyncio.Task[Any]] = set()
        self._sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._sock.bind(("127.0.0.1", 0))
        self.port = int(self._sock.getsockname()[1])
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="line", daemon=True)
        self._thread.start()
        self._ready.wait()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._accept, sock=self._sock)
        self._ready.set()
        await self._stop.wait()
        server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        far: asyncio.StreamWriter | None = None
        try:
            back, far = await asyncio.open_connection("127.0.0.1", self.target)
            both = [
                asyncio.ensure_future(self._pass(reader, far, "up")),
                asyncio.ensure_future(self._pass(back, writer, "down")),
            ]
            try:
                await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for one in both:
                    one.cancel()
                await asyncio.gather(*both, return_exceptions=True)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            self._open.discard(task)
            for end in (writer, far):
                if end is not None:
                    end.transport.abort()

    async def _pass(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, way: str) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(256 if self.rate else 16384):
                if self.delay:
                    await asyncio.sleep(self.delay)
                if self.rate:
                    await asyncio.sleep(len(data) / self.rate)
                keep = len(data)
                if self.cuts_between[1]:
                    if self._left <= 0:
                        self._left = self._random.randint(*self.cuts_between)
                    keep = min(keep, self._left)
                    self._left -= keep
                target.write(data[:keep])
                await target.drain()
                setattr(self, way, getattr(self, way) + keep)
                if self.cuts_between[1] and self._left <= 0:
                    self.cuts += 1
                    # What was passed on must reach its end before the line goes dead.
                    await asyncio.sleep(0.005)
                    return
