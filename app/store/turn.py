"""Whose turn it is to send: the window and a `quay sync` beside it must not both carry one event.

An empty database of its own, held by an exclusive transaction: the system lets go of it when its process dies.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

NAME = "sending.lock"
PATIENCE = 60.0
"""Seconds. A round of a slow line takes longer; then the next look tries again."""

ASK_EVERY = 0.2


class Turn:
    """One counter's. Threads and processes may ask at once."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME

    @contextmanager
    def taken(self, stopped: Callable[[], bool], *, patience: float = PATIENCE) -> Iterator[bool]:
        """Waits until nobody else sends, at most `patience` seconds or until `stopped`; whether it is ours now."""
        ends = time.monotonic() + patience
        with closing(sqlite3.connect(self._file, timeout=0, isolation_level=None, check_same_thread=False)) as lock:
            while True:
                try:
                    lock.execute("BEGIN EXCLUSIVE")
                except sqlite3.OperationalError:
                    if stopped() or time.monotonic() >= ends:
                        yield False
                        return
                    time.sleep(ASK_EVERY)
                else:
                    try:
                        yield True
                    finally:
                        lock.execute("ROLLBACK")
                    return
