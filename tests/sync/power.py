"""A power cut between any two steps of the courier: nothing after it happens, in whichever lane.

Steps are each transaction of the outbox and each call on the line; a cut may fall before or after any of them. What
had been committed stays, what the server had been told stays told, and memory is gone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from app.store.outbox import Outbox
from sync.dialects.dvcqg_session import DvcqgSession

STEPS = ("begin", "advance", "acknowledge", "postpone", "unsent", "hold", "quarantine", "hurry", "heard")
"""What of the outbox writes. Reading changes nothing, so a cut there is one before the next write."""


class PowerCut(BaseException):
    """Not an Exception: nothing in the courier may survive it."""


class Fuse:
    """Burns through at the `at`-th boundary from now; None: never. After it every lane's next step fails too."""

    def __init__(self, pause: Callable[[], None] = lambda: None) -> None:
        """`pause`: called at each boundary first (tests.sync.loom)."""
        self._pause = pause
        self._lock = threading.Lock()
        self._left: int | None = None
        self.burnt = False

    def set(self, at: int | None) -> None:
        with self._lock:
            self._left, self.burnt = at, False

    def boundary(self) -> None:
        self._pause()
        with self._lock:
            if self._left is not None and not self.burnt:
                self._left -= 1
                self.burnt = self._left <= 0
            if self.burnt:
                raise PowerCut

    def around(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            self.boundary()
            done = step(*given, **named)
            self.boundary()
            return done

        return run


def fused(outbox: Outbox, dialect: DvcqgSession, fuse: Fuse) -> None:
    """Every step of both, the dialect's other lanes included, has the fuse before and after it."""
    for name in STEPS:
        setattr(outbox, name, fuse.around(getattr(outbox, name)))
    transport: Any = dialect._transport
    transport.post = fuse.around(transport.post)


@contextmanager
def dark() -> Iterator[None]:
    """Lanes beside that end by a power cut end without a word, as on a counter; all are gone when the block ends."""
    told = threading.excepthook

    def hook(args: threading.ExceptHookArgs) -> None:
        if not issubclass(args.exc_type, PowerCut):
            told(args)

    threading.excepthook = hook
    try:
        yield
    finally:
        for thread in threading.enumerate():
            if thread.name.startswith("sync-lane"):
                thread.join()
        threading.excepthook = told
