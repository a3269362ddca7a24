"""What somebody at this counter should know of before it hurts, gathered in one place.

Each concern is a code and its facts (`app.wording` has the sentence). Nothing here mends anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from app.errors import Problem
from app.listing import Listing
from app.packages import Packages
from app.people import Clerk
from app.settings import Profile
from app.store import Store, numbers
from app.store.chain import newest_event_at
from app.store.numbers import Block
from app.store.outbox import Outbox
from app.store.people import note
from app.store.sightings import Sightings

CLOCK_SLACK = timedelta(minutes=5)
DAY = timedelta(days=1)


class Concerns:
    """Asked every minute or so by whoever shows them."""

    def __init__(self, store: Store, profile: Profile, codes: Block, listing: Listing, packages: Packages) -> None:
        """`codes`: the number block of this counter's dossiers."""
        self._store = store
        self._clock = store.clock
        self._codes = codes
        self._waits_long = timedelta(hours=profile.counter.old_after_hours)
        self._outbox = Outbox(store)
        self._sightings = Sightings(store)
        self._listing = listing
        self._packages = packages

    def now(self, by: Clerk) -> tuple[Problem, ...]:
        """A day nobody closed, a queue that grows old, what the one-stop system tells or has lost, the catalogue, the
        number block, a clock that is wrong or jumped. A jump is told once and noted in the access log (G8)."""
        return (*self._day(), *self._sending(), *self._rules(), *self._numbers(), *self._time(by))

    def _day(self) -> Iterator[Problem]:
        from app.store import days  # the window's first look at itself should not wait for what a close needs

        with self._store.read() as conn:
            day = days.current(conn)
        if day is not None and day.date < self._clock.today():
            yield Problem("day_left_open", {"day": f"{day.date:%d/%m/%Y}"})

    def _sending(self) -> Iterator[Problem]:
        oldest = self._outbox.summary().oldest
        waited = timedelta() if oldest is None else self._clock.now() - oldest
        if waited > self._waits_long:
            if waited >= 2 * DAY:
                yield Problem("queue_old", {"days": waited.days})
            else:
                yield Problem("queue_old_hours", {"hours": waited // timedelta(hours=1)})
        outlook = self._sightings.outlook()
        yield from _counted(
            ("results_ready", outlook.ready), ("sync_tasks", outlook.tasks), ("sync_incidents", outlook.incidents)
        )

    def _rules(self) -> Iterator[Problem]:
        differing = self._listing.differing()
        unlisted = sum(not one.theirs for one in differing)
        yield from _counted(("procedures_unlisted", unlisted), ("procedures_renamed", len(differing) - unlisted))
        yield from self._packages.concerns(self._clock.now())

    def _numbers(self) -> Iterator[Problem]:
        with self._store.read() as conn:
            block = numbers.left(conn, self._codes, self._clock.today())
        if block.warn:
            yield Problem("numbers_low", {"left": block.left, "total": block.total})

    def _time(self, by: Clerk) -> Iterator[Problem]:
        jumped = self._clock.jumped()
        with self._store.read() as conn:
            newest = newest_event_at(conn)
            offset = int(self._store.meta(conn, "offset_ms") or 0)
        if newest is not None and newest - self._clock.now() > CLOCK_SLACK:
            yield Problem("clock_back")
        elif abs(offset) > CLOCK_SLACK // timedelta(milliseconds=1):
            yield Problem("clock_off", {"minutes": abs(offset) // 60_000})
        if jumped is not None:
            with self._store.write() as conn:
                note(self._store, conn, by.id, "clock_jumped", str(jumped))
            yield Problem("clock_jumped", {"minutes": max(1, abs(jumped) // 60)})


def _counted(*counts: tuple[str, int]) -> Iterator[Problem]:
    for code, count in counts:
        if count:
            yield Problem(code, {"count": count})
