"""The courier's lanes one step at a time, in an order drawn from a seed: every interleaving can happen, and the same
seed gives the same one, whatever the machine is doing.

One thread at a time has the shuttle. At each boundary (tests.sync.power) and before each lock it hands it to one that
can go on, itself perhaps. A courier whose lanes wait for each other for ever is told as what it is.
"""

from __future__ import annotations

import functools
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace, TracebackType
from typing import Any

import pytest

from sync import courier as couriers
from sync.courier import Courier
from sync.dialects.dvcqg_writes import Account

PATIENCE = 60.0
"""Seconds of the machine. Nobody hands the shuttle on that late: then a step hangs, and the test must not."""


class Loom:
    """Weaves the rounds that run inside `weaving`, of a courier that was `strung`."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self._moved = threading.Condition()
        self._has: int | None = None
        self._can: dict[int, Callable[[], bool]] = {}
        """Who waits for the shuttle, and whether it could go on with it."""
        self._living: set[int] = set()
        self._mine = threading.local()
        self._next = 0

    def strung(self, courier: Courier, account: Account | None = None) -> None:
        """Before the courier's first round: its locks, and that of the log-in its lanes share, wait their turn too."""
        courier._law = Knot(self)  # type: ignore[assignment]
        if account is not None:
            account.lock = Knot(self)  # type: ignore[assignment]

    @property
    def beside(self) -> int:
        """How many lanes beside the first have not ended."""
        return len(self._living) - 1

    @contextmanager
    def weaving(self) -> Iterator[None]:
        """The calling thread is the first lane; when the block ends, all others have ended."""
        self._mine.number = self._has = self._joined()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(couriers, "threading", SimpleNamespace(Thread=functools.partial(Thread, self)))
            try:
                yield
            finally:
                self.pause(lambda: not self.beside)
                self._living.clear()
                self._has = None

    def _joined(self) -> int:
        self._next += 1
        self._living.add(self._next)
        return self._next

    # --------------------------------------------------------------------------------- one step

    def pause(self, ready: Callable[[], bool] = lambda: True) -> None:
        """Whoever calls goes on when the shuttle comes back to it, and that only once `ready`."""
        if self._has is None:
            return
        own = self._mine.number
        with self._moved:
            self._can[own] = ready
            self._hand_on()
            self._take(own)

    def _take(self, own: int) -> None:
        while self._has != own:
            assert self._moved.wait(PATIENCE), "a step hangs"
        del self._can[own]

    def _hand_on(self) -> None:
        able = [one for one, ready in sorted(self._can.items()) if ready()]
        assert able, "the lanes wait for each other"
        self._has = self._dice.choice(able)
        self._moved.notify_all()

    # ----------------------------------------------------------------------------- a lane's life

    def begin(self) -> int:
        """A new thread waits for its first turn. Called by the one that starts it, so that the order is the drawn one
        and not the machine's."""
        own = self._joined()
        with self._moved:
            self._can[own] = lambda: True
        return own

    def live(self, own: int, life: Callable[[], None]) -> None:
        self._mine.number = own
        with self._moved:
            self._take(own)
        try:
            life()
        finally:
            with self._moved:
                self._living.discard(own)
                self._hand_on()


class Thread(threading.Thread):
    """A lane that moves by the loom."""

    def __init__(self, loom: Loom, *, target: Callable[..., None], args: tuple[Any, ...], **given: Any) -> None:
        super().__init__(**given)
        self._loom, self._life = loom, functools.partial(target, *args)
        self._own = 0
        self._ended = False

    def start(self) -> None:
        self._own = self._loom.begin()
        super().start()

    def run(self) -> None:
        self._loom.live(self._own, self._to_the_end)

    def _to_the_end(self) -> None:
        try:
            self._life()
        finally:
            self._ended = True

    def is_alive(self) -> bool:
        return not self._ended

    def join(self, timeout: float | None = None) -> None:
        self._loom.pause(lambda: self._ended)


class Knot:
    """A lock that whoever holds it may take again, taken in the order of the loom."""

    def __init__(self, loom: Loom) -> None:
        self._loom = loom
        self._holder: int | None = None
        self._depth = 0

    def __enter__(self) -> None:
        own = threading.get_ident()
        self._loom.pause(lambda: self._holder in {None, own})
        assert self._holder in {None, own}
        self._holder = own
        self._depth += 1

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._depth -= 1
        if not self._depth:
            self._holder = None
