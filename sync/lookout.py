"""Looks at what the one-stop system holds: what is new there comes home (pull), what is missing goes out again (proof).

It never writes to the one-stop system. A dossier of which anything still waits is not looked at: there our state is the
newer one. What a wire does not show is unknown, never a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

import msgspec

from app.domain.dossier import Dossier
from app.domain.events import ENDED, Mode, Reported, Status
from app.domain.proof import digest_of, line_of
from app.domain.text import fold
from app.store.parcels import Parcels
from app.store.sightings import INCIDENTS, MOST_OFFERS, TASKS, Seen, Sightings, Subject
from sync.dialect import Absent, Dialect, Place, Shown, ShowsFiles
from sync.dialects.standing import LATENESS
from sync.verdicts import Later, Locked, Refused, Unclear

PULL_EVERY = timedelta(hours=4)
A_ROUND = 25
"""Looks of one pull. A look is about a kilobyte both ways."""

SLACK = timedelta(minutes=1)
"""A wire's times are whole seconds or minutes."""


class Inbox(Protocol):
    def reported(self, dossier_id: str, told: Reported) -> Dossier | None: ...


class Looking(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a pull or a proof came to. Counts are of dossiers; `stopped` is the reason code that ended it early."""

    at: datetime
    day: date | None = None
    """The day that was proven; None of a pull."""
    looked: int = 0
    same: int = 0
    there: int = 0
    news: int = 0
    ready: int = 0
    """Results that are ready there, told for the first time."""
    ahead: int = 0
    differs: int = 0
    behind: int = 0
    missing: int = 0
    offered: int = 0
    """Events put back in the queue."""
    unread: int = 0
    """Looks that failed for this dossier alone."""
    left: int = 0
    """Not looked at because of what stopped it."""
    digest: str = ""
    """SHA-256 over the lines `code status` of what was found there, in the order of the codes: two who looked at the
    same agree in it."""
    ours: str = ""
    """The same over what is here of the dossiers looked at: equal where both sides hold the same in the same states."""
    files: int = 0
    """Scans looked at."""
    files_missing: int = 0
    files_offered: int = 0
    """Scans put back in their queue."""
    files_unread: int = 0
    """Scans that could not be looked at. The dossiers' own counts, and whether the proof was whole, are not touched."""
    stopped: str = ""

    @property
    def incidents(self) -> int:
        return self.behind + self.missing


def compare(dossier: Dossier, shown: Shown, told: int) -> tuple[Seen, str]:
    """What a look at a wholly delivered dossier of `told` events came to, and where it differs."""
    ours, theirs = dossier.status, shown.status
    if theirs is not None and theirs is not ours:
        late, early = LATENESS[theirs], LATENESS[ours]
        fewer = shown.lines is not None and shown.lines < told
        # 4, 5 and 6 follow one another in any order: there the lines tell who is older.
        ahead = late > early or (late == early and ours not in ENDED and not fewer)
        return (Seen.AHEAD, "status") if ahead else (Seen.BEHIND, "status")
    if shown.lines is not None and shown.lines < told:
        return Seen.BEHIND, "lines"
    if shown.applicant and fold(shown.applicant) != fold(dossier.filing.applicant.full_name):
        return Seen.DIFFERS, "name"
    if shown.due_at is not None and dossier.due_at is not None and abs(shown.due_at - dossier.due_at) > SLACK:
        return Seen.DIFFERS, "due"
    return (Seen.THERE if theirs is None else Seen.SAME), ""


class Lookout:
    """One server, one thread. A dialect that cannot look up is never asked."""

    def __init__(
        self,
        sightings: Sightings,
        inbox: Inbox,
        dialect: Dialect,
        *,
        parcels: Parcels | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._sightings = sightings
        self._inbox = inbox
        self._dialect = dialect
        self._parcels = parcels
        self._clock = clock

    def pull(self, most: int = A_ROUND) -> Looking:
        """Looks at open dossiers that were not seen lately; what is new there becomes an event."""
        subjects = self._sightings.open_dossiers(self._clock() - PULL_EVERY, most) if self._dialect.can.looks_up else ()
        return self._look(subjects)

    def prove(self, day: date) -> Looking:
        """Looks at every dossier delivered on that day; what is missing or older there is sent again (G5, G6).

        Where the wire knows no look-up nothing is proven: all are `left`, stopped by "no_look_up".
        """
        subjects = self._sightings.delivered_on(day)
        if not self._dialect.can.looks_up:
            return Looking(at=self._clock(), day=day, left=len(subjects), stopped="no_look_up")
        looking = msgspec.structs.replace(self._look(subjects), day=day)
        return looking if looking.stopped else self._look_at_files(day, looking)

    def _look_at_files(self, day: date, looking: Looking) -> Looking:
        """The scans of that day, where the wire can be asked for them; what is not there any more is sent again."""
        dialect = self._dialect
        if self._parcels is None or dialect.can.files != "offset" or not isinstance(dialect, ShowsFiles):
            return looking
        looked = missing = offered = 0
        parcels = self._parcels.delivered_on(day)
        for parcel in parcels:
            shown = dialect.look_at_file(parcel)
            if isinstance(shown, Later | Locked):
                break
            if not isinstance(shown, Place | Absent):
                continue
            looked += 1
            if isinstance(shown, Absent) or shown.held < parcel.scan.size:
                missing += 1
                offered += self._parcels.offer_again(parcel, MOST_OFFERS)
        return msgspec.structs.replace(
            looking,
            files=looked,
            files_missing=missing,
            files_offered=offered,
            files_unread=len(parcels) - looked,
        )

    def _look(self, subjects: Iterable[Subject]) -> Looking:
        at = self._clock()
        counts = dict.fromkeys(Seen, 0)
        looked = news = ready = offered = unread = 0
        stopped = ""
        held: list[str] = []
        ours: list[str] = []
        waiting: Iterator[Subject] = iter(tuple(subjects))
        for subject in waiting:
            dossier = subject.dossier
            code = dossier.wire_code
            shown = self._dialect.look_up(code, dossier)
            if isinstance(shown, Later | Locked):
                stopped = shown.code
                unread += 1
                break
            if not isinstance(shown, Shown | Absent):
                # Of this dossier alone: it is looked at again next time.
                unread += isinstance(shown, Unclear | Refused)
                continue
            looked += 1
            ours.append(line_of(code, dossier.status))
            seen, detail = (Seen.MISSING, "") if isinstance(shown, Absent) else compare(dossier, shown, subject.told)
            theirs = shown.status if isinstance(shown, Shown) else None
            if isinstance(shown, Shown):
                held.append(line_of(code, theirs))
                dated = shown.due_at is not None and dossier.due_at is None
                told = self._heard(dossier, shown) if dated or seen in TASKS else None
                news += told is not None
                ready += told is not None and theirs is Status.RESULT_READY and dossier.status < Status.RESULT_READY
                if told is not None and detail == "due" and dossier.filing.mode is Mode.CARRIER:
                    # There the agency sets the date, and it is taken over.
                    seen, detail = Seen.SAME, ""
            counts[seen] += 1
            offers = subject.offered
            if seen in INCIDENTS and offers < MOST_OFFERS:
                lines = shown.lines if isinstance(shown, Shown) else None
                offered += self._sightings.offer_again(dossier.id, theirs, lines)
                offers += 1
            elif seen not in INCIDENTS:
                offers = 0
            self._sightings.saw(dossier.id, self._clock(), seen, theirs, detail, offers)
        return Looking(
            at=at,
            looked=looked,
            same=counts[Seen.SAME],
            there=counts[Seen.THERE],
            ahead=counts[Seen.AHEAD],
            differs=counts[Seen.DIFFERS],
            behind=counts[Seen.BEHIND],
            missing=counts[Seen.MISSING],
            news=news,
            ready=ready,
            offered=offered,
            unread=unread,
            left=sum(1 for _ in waiting),
            digest=digest_of(held),
            ours=digest_of(ours),
            stopped=stopped,
        )

    def _heard(self, dossier: Dossier, shown: Shown) -> Dossier | None:
        told = Reported(
            status=shown.status,
            due_at=shown.due_at,
            finished_at=shown.finished_at,
            returned_at=shown.returned_at,
        )
        return self._inbox.reported(dossier.id, told)
