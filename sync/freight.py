"""Scans on their way: after the events, a piece at a time, from where the other side says it stopped.

The courier's own law for verdicts, with waits of its own: files that cannot go keep no event waiting. Pieces start
small, halve when the line drops one and grow when it bears them; between two pieces an event that waits goes first.
"""

from __future__ import annotations

import logging
import random
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec

from app.errors import Trouble
from app.store.parcels import Parcel, Parcels
from sync.dialect import Place, TakesFiles
from sync.report import PATIENT, Backoff
from sync.suspicion import Suspicion
from sync.verdicts import AlreadyThere, Delivered, Held, Later, Locked, Refused, Unclear, Verdict

log = logging.getLogger(__name__)

START, LEAST, MOST = 16 * 1024, 2 * 1024, 512 * 1024
"""Bytes of a piece. A batch larger than the line survives never arrives (limits.md, trap 4)."""

LIKED = 4.0
"""Seconds of a piece. A longer one keeps an event waiting, and the line's patience for handing it over is ten."""

CAREFUL = 16
"""After the first cut a piece doubles only when the line has borne so many of it: on a line that is cut every few
kilobytes a piece lost costs more than the heads of small ones."""

MISSES = 4
"""Calls in a row that moved nothing: the scan rests, and the next one is tried."""

IN_A_ROW = 2
"""So many different scans that moved nothing mean the line or the address."""


class Pace:
    """How large the next piece is."""

    def __init__(self) -> None:
        self.size = START
        self._borne = 0
        self._was_cut = False

    def bore(self, count: int, seconds: float) -> None:
        """A piece arrived in so many seconds."""
        if seconds > 2 * LIKED:
            self._shrink()
        elif seconds <= LIKED:
            self._borne += count
            if self._borne >= self.size * (CAREFUL if self._was_cut else 1):
                self.size = min(MOST, 2 * self.size)
                self._borne = 0

    def cut(self) -> None:
        self._was_cut = True
        self._shrink()

    def _shrink(self) -> None:
        self.size = max(LEAST, self.size // 2)
        self._borne = 0


class Shipped(msgspec.Struct):
    """What one round did for scans: files and bytes as on the line."""

    files: int = 0
    postponed: int = 0
    quarantined: int = 0
    calls: int = 0
    bytes_up: int = 0
    bytes_down: int = 0
    seconds: float = 0.0
    stopped: str = ""
    detail: str = ""
    needs_person: bool = False


class Freight:
    """Carries the scans' queue to one address. Belongs to the courier's thread."""

    def __init__(
        self,
        parcels: Parcels,
        takes: TakesFiles,
        *,
        whole: bool = False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        backoff: Backoff = PATIENT,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """`whole`: the wire takes a file in one call only."""
        self._parcels = parcels
        self._takes = takes
        self._whole = whole
        self._clock = clock
        self._backoff = backoff
        self._jitter = jitter
        self._pace = Pace()
        self._suspicion = Suspicion()
        self._failures = 0
        self._rest_until: datetime | None = None
        self._unmoved = 0

    def hurry(self) -> None:
        """Every wait ends."""
        self._rest_until = None
        self._failures = 0
        self._parcels.hurry()

    def wait(self, now: datetime) -> float | None:
        """Seconds until scans are worth a round; None when none waits that time can help."""
        due = None if self._parcels.metered else self._parcels.next_due()
        return None if due is None else max(0.0, (due - now).total_seconds(), self._resting(now))

    def carry(self, now: datetime, calm: Callable[[], bool]) -> Shipped:
        """Carries what is due while `calm` says that no event waits; it is asked before every call."""
        shipped = Shipped()
        metered = self._parcels.metered
        self._parcels.excuse("metered" if metered else "")
        if metered or self._resting(now) > 0:
            return shipped
        self._rest_until = None
        traffic, started = self._takes.file_traffic, time.monotonic()
        up, down, calls = traffic.up, traffic.down, traffic.calls
        tried: set[int] = set()
        going = True
        while going and calm():
            due = [one for one in self._parcels.due(max(now, self._clock())) if one.seq not in tried]
            if not due:
                break
            parcel = min(due, key=lambda one: (one in self._suspicion, one.seq))
            tried.add(parcel.seq)
            going = self._one(parcel, calm, shipped) and not self._parcels.metered
        shipped.calls, shipped.bytes_up, shipped.bytes_down = (
            traffic.calls - calls,
            traffic.up - up,
            traffic.down - down,
        )
        shipped.seconds = round(time.monotonic() - started, 3)
        return shipped

    def _one(self, parcel: Parcel, calm: Callable[[], bool], shipped: Shipped) -> bool:
        """One scan as far as it goes now; whether the next one may be tried."""
        try:
            content = self._parcels.content(parcel)
        except Trouble as trouble:
            if trouble.code not in {"scan_missing", "scan_damaged"}:
                raise
            return self._set_aside(parcel, trouble.code, "", shipped)
        self._parcels.begin(parcel)
        at: Place | None = None
        misses, spoke = 0, False
        while calm() and not self._parcels.metered:
            started = time.monotonic()
            answer = self._call(parcel, at, content)
            if isinstance(answer, Place):
                spoke = True
                if answer.place != parcel.place and not self._parcels.opened(parcel, answer.place):
                    # Another process opened one first; its place stands, and is read next time.
                    return True
                moved = at is not None and answer.place == at.place and answer.held > at.held
                if moved and at is not None:
                    self._pace.bore(answer.held - at.held, time.monotonic() - started)
                if moved or answer.held > parcel.held:
                    misses, self._failures, self._unmoved = 0, 0, 0
                    self._suspicion.took(parcel, ended=False)
                elif at is not None:
                    misses += 1
                    answer_code = Unclear("server_error", spoken=True)
                    if misses >= MISSES:
                        return self._doubt(parcel, answer_code, spoke, shipped)
                if answer.held != parcel.held:
                    self._parcels.advanced(parcel, answer.held)
                parcel = msgspec.structs.replace(parcel, place=answer.place, held=answer.held)
                at = answer
                if at.held >= len(content):
                    self._parcels.acknowledge(parcel, at.place, self._clock())
                    self._suspicion.took(parcel, ended=True)
                    shipped.files += 1
                    return True
                continue
            match answer:
                case Unclear() as lost:
                    misses += 1
                    if at is not None:
                        self._pace.cut()
                        at = None
                    if misses >= MISSES:
                        return self._doubt(parcel, lost, spoke, shipped)
                case Refused(code=code, text=text):
                    return self._set_aside(parcel, code, text, shipped)
                case Later() | Locked():
                    return self._stop_at(parcel, answer, shipped)
                case Delivered() | AlreadyThere() | Held():
                    raise TypeError(f"{type(answer).__name__} says nothing about a file")
        return False

    def _call(self, parcel: Parcel, at: Place | None, content: bytes) -> Place | Verdict:
        try:
            if at is None:
                return self._takes.open_file(parcel)
            size = len(content) if self._whole else self._pace.size
            return self._takes.put_file(parcel, at.held, content[at.held : at.held + size])
        except Trouble:
            raise
        except Exception as error:  # noqa: BLE001 told in the log as a bug, and to the clerk by the quarantine
            frames = "".join(traceback.format_tb(error.__traceback__))
            log.error("bug while carrying scan %d: %s\n%s", parcel.seq, type(error).__name__, frames)
            return Refused("program_fault", type(error).__name__)

    # --------------------------------------------------------------------------- the law of verdicts

    def _set_aside(self, parcel: Parcel, code: str, text: str, shipped: Shipped) -> bool:
        self._suspicion.cleared(parcel)
        self._parcels.quarantine(parcel, code, text)
        shipped.quarantined += 1
        return True

    def _doubt(self, parcel: Parcel, lost: Unclear, spoke: bool, shipped: Shipped) -> bool:
        if self._suspicion.doubted(parcel, spoke=spoke, spoken=lost.spoken):
            return self._set_aside(parcel, lost.code, lost.text, shipped)
        wait = self._backoff.wait(parcel.attempts + 1, self._jitter())
        self._parcels.postpone(parcel, lost.code, lost.text, self._clock() + timedelta(seconds=wait))
        shipped.postponed += 1
        self._unmoved += 1
        if self._unmoved < IN_A_ROW:
            return True
        self._unmoved = 0
        return self._rest(lost.code, lost.text, None, shipped)

    def _stop_at(self, parcel: Parcel, verdict: Later | Locked, shipped: Shipped) -> bool:
        after = verdict.after if isinstance(verdict, Later) else None
        self._rest(verdict.code, verdict.text, after, shipped)
        shipped.needs_person = isinstance(verdict, Locked)
        until = self._rest_until or self._clock()
        self._suspicion.suspect(parcel)
        self._parcels.postpone(parcel, verdict.code, verdict.text, until)
        shipped.postponed += 1
        return False

    def _rest(self, code: str, text: str, after: float | None, shipped: Shipped) -> bool:
        """Scans rest, events do not."""
        self._failures += 1
        wait = after or self._backoff.wait(self._failures, self._jitter())
        self._rest_until = self._clock() + timedelta(seconds=wait)
        shipped.stopped, shipped.detail = code, text
        return False

    def _resting(self, now: datetime) -> float:
        return 0.0 if self._rest_until is None else max(0.0, (self._rest_until - now).total_seconds())
