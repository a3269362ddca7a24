"""The one background thread of sync: sleeps until something is due, carries it, and reports.

It lives as long as the window does and is joined at the end. Nothing that happens in it ends it: a fault of the
environment is reported, a bug is logged as a bug, and the next try comes.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime

from app.errors import Trouble
from sync.courier import KNOCK_EVERY, Courier
from sync.report import PATIENT, Backoff, Report

log = logging.getLogger(__name__)

POLL = 60.0
"""Seconds. The longest sleep: another process may have queued something, or a clock jumped, without a word."""

NEVER_BUSY = 1.0
"""Seconds. The shortest sleep after a round, so that no mistake anywhere can make the thread spin."""


class Worker:
    """Owns one courier. `start`, then `nudge` after each commit; `stop` ends the call under way and joins."""

    def __init__(
        self,
        courier: Courier,
        on_report: Callable[[Report], None],
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        poll: float = POLL,
        least: float = NEVER_BUSY,
        backoff: Backoff = PATIENT,
        idle: Callable[[], None] = lambda: None,
    ) -> None:
        """`idle`: what the thread does while nothing waits to be sent; called at every such look."""
        self._idle = idle
        self._courier = courier
        self._on_report = on_report
        self._clock = clock
        self._poll = poll
        self._least = least
        self._backoff = backoff
        self._bugs = 0
        self._paused = False
        self._errands: deque[Callable[[], None]] = deque()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def nudge(self) -> None:
        """Something was committed. Waits that hold because the line is down go on holding."""
        self._wake.set()

    def send_now(self) -> None:
        """Somebody wants it sent: every wait ends."""
        self._courier.send_now()
        self._wake.set()

    def pause(self, paused: bool) -> None:
        """While paused nothing is tried, after the round under way; a line may cost money."""
        self._paused = paused
        self._wake.set()

    def between(self, errand: Callable[[], None]) -> None:
        """Has `errand` done on the thread, never beside a round and also while paused; errands keep their order. One
        that is not begun when the thread ends is dropped."""
        self._errands.append(errand)
        self._wake.set()

    def stop(self) -> None:
        """Returns when the thread has ended. What was under way keeps its doubt and is asked for next time."""
        self._stopping.set()
        self._courier.stop()
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join()
        self._courier.close()

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            if self._errands:
                self._run_errand(self._errands.popleft())
                continue
            wait = self._turn()
            self._wake.wait(max(self._least, wait) if wait > 0 else 0)
            self._wake.clear()

    def _run_errand(self, errand: Callable[[], None]) -> None:
        try:
            errand()
        except Exception as error:  # noqa: BLE001 the thread must outlive every bug; the log has it as one
            _tell(error)

    def _turn(self) -> float:
        """One look at the queue and, when something is due, one round. Returns the seconds to sleep."""
        if self._paused:
            return self._poll
        try:
            wait = self._courier.wait(self._clock())
            if wait is None:
                self._idle()
                return self._poll
            if wait > 0 and not self._courier.knock():
                return min(wait, self._poll, KNOCK_EVERY)
            report = self._courier.round(self._clock())
            self._bugs = 0
        except Trouble as trouble:
            log.info("round ended by the environment: %s", trouble.code)
            report = Report(at=self._clock(), stopped=trouble.code)
            wait = self._backoff.ceiling
        except Exception as error:  # noqa: BLE001 the thread must outlive every bug; the log has it as one
            self._bugs += 1
            _tell(error)
            return min(self._poll, self._backoff.wait(self._bugs, 1.0))
        try:
            self._on_report(report)
        except Exception as error:  # noqa: BLE001 the listener's bug is not the courier's
            _tell(error)
        return min(self._poll, self._least)


def _tell(error: Exception) -> None:
    """The frames without the message, which may hold personal data."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error("bug in the sync thread: %s\n%s", type(error).__name__, frames)
