"""What carries the queue: made for a command, and as the window's handle on a thread of its own."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.clock import Clock
    from app.office import Office
    from sync.worker import Worker

log = logging.getLogger(__name__)


def courier_for(office: Office, clock: Clock, *, scans: bool = True) -> Any:
    """What carries a counter's queue, and with it those of the counters it carries for; with `scans` False events only.
    Trouble("no_server" | "secret_missing")."""
    from sync.couriers import Couriers

    made = Couriers(office, clock, scans=scans)
    made.all()
    return made


def daily_for(office: Office, clock: Clock, calm: Callable[[], bool]) -> Any:
    """What is done once a day while nothing waits (`calm`)."""
    from sync.daily import Daily

    return Daily(office.listing, office.packages, clock=clock.now, calm=calm)


def fetch_packages(office: Office, clock: Clock) -> object:
    return daily_for(office, clock, lambda: True).fetched(office.profile.server.packages_url, now_too=True)


LOOK_EVERY = 600.0
"""Seconds between two looks at what the one-stop system has to tell."""

HEAD_START = 5.0
"""Seconds the window has to itself after opening: what carries the queue takes as long to load as a page to build."""


class Sending:
    """The window's handle on the courier. `on_report` (a round) and `on_looked` (a proof that was asked for) are called
    in a thread of the courier's."""

    def __init__(self, office: Office, clock: Clock, *, head_start: float = HEAD_START) -> None:
        self.on_report: Callable[[object], None] | None = None
        self.on_looked: Callable[[object], None] | None = None
        self.last: object | None = None
        self._office, self._clock, self._head_start = office, clock, head_start
        self._paused = False
        self._stopped = threading.Event()
        self._worker: Worker | None = None
        self._courier: Any = None
        self._barred = ""
        self._asked: list[tuple[date, str]] = []
        self._look_at = 0.0
        self._daily: Any = None
        self._wanted = threading.Event()
        self._lock = threading.Lock()
        self._beginning = threading.Thread(target=self._begin, name="sync-begins", daemon=True)
        self._beginning.start()

    def _begin(self) -> None:
        """Loads the courier and starts its thread: after the head start, or as soon as anybody wants something sent."""
        self._wanted.wait(self._head_start)
        if self._stopped.is_set():
            return
        from app.errors import Trouble
        from sync.worker import Worker

        try:
            courier = courier_for(self._office, self._clock)
        except Trouble as trouble:
            self._cannot(trouble.code)
            return
        except Exception as error:
            log.error("bug in the courier's beginning", exc_info=error)
            self._cannot("program_fault")
            return
        with self._lock:
            if self._stopped.is_set():
                courier.close()
                return
            self._courier = courier
            self._daily = daily_for(self._office, self._clock, lambda: courier.wait(self._clock.now()) is None)
            self._worker = Worker(courier, self._reported, clock=self._clock.now, idle=self._look)
            self._worker.pause(self._paused)
            for day, by in self._asked:
                self._worker.between(partial(self._prove, day, by))
            self._asked.clear()
            self._worker.start()

    def _cannot(self, code: str) -> None:
        """The counter works on without a courier; the status bar says why nothing leaves."""
        from sync.report import Report

        self._reported(Report(at=self._clock.now(), stopped=code, needs_person=True))
        with self._lock:
            self._barred = code
            asked = [day for day, _ in self._asked]
            self._asked.clear()
        for day in asked:
            self._not_proven(day, code)

    def _look(self) -> None:
        """While nothing waits: what the one-stop system has to tell of dossiers on their way, and once a day what it
        offers, and what the province has published."""
        if time.monotonic() < self._look_at:
            return
        self._look_at = time.monotonic() + LOOK_EVERY
        looking = self._courier.pull()
        news = bool(looking.looked and (looking.news or looking.offered or looking.ahead or looking.differs))
        if not self.metered:
            news = self._daily.listed(self._courier.dialect.beside()) or news
            news = self._daily.fetched(self._office.profile.server.packages_url) or news
        if news:
            self._reported(self.last)

    def prove(self, day: date, by: str) -> None:
        """Asks for a look at everything delivered on a day, in the name of whoever wants it; returns at once.

        It is done between two rounds, also while paused, and kept with the counter's proofs. `on_looked` then hears
        what it came to (`sync.lookout.Looking`: `day`, counts, `incidents`); `stopped` is the reason code of what kept
        it from being whole.
        """
        with self._lock:
            worker, barred = self._worker, self._barred
            if worker is None and not barred:
                self._asked.append((day, by))
        self._wanted.set()
        if worker is not None:
            worker.between(partial(self._prove, day, by))
        elif barred:
            self._not_proven(day, barred)

    def _prove(self, day: date, by: str) -> None:
        from app.errors import Trouble

        try:
            looking = self._courier.prove(day, by)
        except Trouble as trouble:
            self._not_proven(day, trouble.code)
        except Exception:
            self._not_proven(day, "program_fault")
            raise
        else:
            self._looked(looking)

    def _not_proven(self, day: date, code: str) -> None:
        from sync.lookout import Looking

        self._looked(Looking(at=self._clock.now(), day=day, stopped=code))

    def _looked(self, looking: object) -> None:
        if self.on_looked is not None:
            self.on_looked(looking)

    def _reported(self, report: object) -> None:
        self.last = report
        if self.on_report is not None:
            self.on_report(report)

    def nudge(self) -> None:
        """Something was committed."""
        self._wanted.set()
        if self._worker is not None and not self._paused:
            self._worker.nudge()

    def send_now(self) -> None:
        """Somebody wants it sent: every back-off ends."""
        self._wanted.set()
        if self._worker is not None and not self._paused:
            self._worker.send_now()

    def pause(self, paused: bool) -> None:
        """Stops trying until told otherwise: a line that costs money."""
        with self._lock:
            self._paused = paused
            if self._worker is not None:
                self._worker.pause(paused)

    @property
    def metered(self) -> bool:
        """Whether scans are held back because the line costs money."""
        return self._office.parcels.metered

    def meter(self, on: bool) -> None:
        """A line that costs money: events go on, scans wait until it is switched off. Remembered by the counter."""
        self._office.parcels.meter(on)
        self.nudge()

    def test(self) -> object:
        """Asks the server whether it is there and knows us; the verdict. Slow: not for the window's own thread."""
        self._wanted.set()
        self._beginning.join()
        if self._courier is None:
            return self.last
        return self._courier.probe()

    def stop(self) -> None:
        """Ends the courier's thread; what waits stays waiting. Once is enough, twice does no harm."""
        with self._lock:
            self._stopped.set()
            worker, self._worker = self._worker, None
        self._wanted.set()
        self._beginning.join()
        if worker is not None:
            worker.stop()
