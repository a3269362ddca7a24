"""A bad line: a TCP proxy that counts, delays, throttles and cuts, between the courier and the stand-in.

All connections share it, as those of one counter share one radio link: more of them make no byte faster.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
import threading
from typing import Any

Packets = asyncio.Queue[tuple[float, bytes] | None]
"""When each arrives, and what it is; None: no more will come."""

PACKET = 512
"""Bytes. So much of one connection goes before the others have their turn."""


class _Way:
    """One direction of the link."""

    def __init__(self) -> None:
        self.bytes = 0
        self.free_at = 0.0


class Line:
    """Runs in a thread of its own. Set the attributes while it runs; `stop` ends it.

    `rate`: bytes a second each way, of all connections together; `delay`: seconds that each byte travels, so a new
    connection costs two of them and a question with its answer two more; `cuts_between`: after so many bytes (both ways
    together, from the seed) the connection that carried the last one is reset, and so on. 0 turns each of them off.
    `cuts_all`: such a cut takes every connection with it, as when the radio loses its mast.
    """

    def __init__(self, target: int, seed: int = 0) -> None:
        self.target = target
        self.cuts_between = (0, 0)
        self.cuts_all = False
        self._random = random.Random(seed)
        self.rate = 0.0
        self.delay = 0.0
        self.cuts = 0
        self.connections = 0
        self._ways = {"up": _Way(), "down": _Way()}
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

    @property
    def up(self) -> int:
        """Bytes that were passed on to the server."""
        return self._ways["up"].bytes

    @property
    def down(self) -> int:
        return self._ways["down"].bytes

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def drop(self) -> None:
        """Every open connection is reset now."""
        self._loop.call_soon_threadsafe(self._reset)

    def _reset(self) -> None:
        for task in self._open:
            task.cancel()

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
        self.connections += 1
        far: asyncio.StreamWriter | None = None
        try:
            await asyncio.sleep(2 * self.delay)
            back, far = await asyncio.open_connection("127.0.0.1", self.target)
            up: Packets = asyncio.Queue()
            down: Packets = asyncio.Queue()
            arrivals = [
                asyncio.ensure_future(self._arrive(up, far, self._ways["up"])),
                asyncio.ensure_future(self._arrive(down, writer, self._ways["down"])),
            ]
            departures = [
                asyncio.ensure_future(self._depart(reader, up, self._ways["up"])),
                asyncio.ensure_future(self._depart(back, down, self._ways["down"])),
            ]
            try:
                await asyncio.wait(arrivals, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for one in (*arrivals, *departures):
                    one.cancel()
                await asyncio.gather(*arrivals, *departures, return_exceptions=True)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            self._open.discard(task)
            for end in (writer, far):
                if end is not None:
                    end.transport.abort()

    async def _depart(self, source: asyncio.StreamReader, packets: Packets, way: _Way) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(PACKET if self.rate else 16384):
                leaves = self._loop.time()
                if self.rate:
                    # Its turn on the link: behind what other connections have put there.
                    leaves = way.free_at = max(leaves, way.free_at) + len(data) / self.rate
                packets.put_nowait((leaves + self.delay, data))
                await self._until(leaves)
        packets.put_nowait(None)

    async def _arrive(self, packets: Packets, target: asyncio.StreamWriter, way: _Way) -> None:
        """Until the other end is done or the line is cut; what was sent before still arrives."""
        with contextlib.suppress(OSError):
            while (packet := await packets.get()) is not None:
                at, data = packet
                await self._until(at)
                keep = len(data)
                if self.cuts_between[1]:
                    if self._left <= 0:
                        self._left = self._random.randint(*self.cuts_between)
                    keep = min(keep, self._left)
                    self._left -= keep
                target.write(data[:keep])
                await target.drain()
                way.bytes += keep
                if self.cuts_between[1] and self._left <= 0:
                    self.cuts += 1
                    # What was passed on must reach its end before the line goes dead.
                    await asyncio.sleep(0.005)
                    if self.cuts_all:
                        self._reset()
                    return

    async def _until(self, at: float) -> None:
        left = at - self._loop.time()
        if left > 0:
            await asyncio.sleep(left)
