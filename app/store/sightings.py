"""What the one-stop system was seen to hold of each dossier: for pull and for proof of delivery.

One row a dossier, the newest look only; what is news in it is an event (`app.inbox`). A difference stands as an
incident until a later look finds it gone.
"""

from __future__ import annotations

import enum
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec

from app.domain.dossier import Dossier
from app.domain.events import ENDED, VIETNAM, Kind, Status
from app.store import Store, micros, moment
from app.store.ledger import decode_state
from app.store.outbox import Outbox

ENDED_CODES = ",".join(str(int(status)) for status in sorted(ENDED))

_TASK = "((s.seen='ahead' AND s.theirs IN (3, 8, 10)) OR s.seen='differs')"
"""Not received, stopped, handed back there while we hold it open; or a difference."""


class Seen(enum.StrEnum):
    """What a look came to.

    same: all that is shown agrees. there: it is there, and nothing that could be compared is shown. behind: an older
    state or fewer lines than were acknowledged. missing: it is not there. ahead: the one-stop system has moved on by
    itself. differs: the same state with another due date or name.
    """

    SAME = "same"
    THERE = "there"
    BEHIND = "behind"
    MISSING = "missing"
    AHEAD = "ahead"
    DIFFERS = "differs"


INCIDENTS = frozenset({Seen.BEHIND, Seen.MISSING})
"""What was delivered is not there: it is sent again, and stands on the branch manager's screen until it is."""

MOST_OFFERS = 3
"""So often an incident is mended by sending again; then it stands until somebody has looked."""

TASKS = frozenset({Seen.AHEAD, Seen.DIFFERS})
"""Two sides say different things, and only a person can say which is right."""


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier to be looked at: how many of its events were told in a line of progress, and how often it was sent
    again because of what was seen."""

    dossier: Dossier
    told: int
    offered: int


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """The newest look at one dossier. `theirs` is the status that was shown, None when none was; `detail` says what
    differs: "status", "due", "name" or "lines". `offered`: how often it was sent again because of what looks found."""

    dossier_id: str
    code: str
    at: datetime
    seen: Seen
    ours: Status
    theirs: Status | None
    detail: str
    offered: int
    our_due: datetime | None
    their_due: datetime | None


class Outlook(msgspec.Struct, frozen=True, kw_only=True):
    """`ready`: results that are ready there and have not arrived here. The others: see `TASKS` and `INCIDENTS`."""

    ready: int
    tasks: int
    incidents: int


class Sightings:
    """The lookout's and the screens' face. Every method is one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def open_dossiers(self, seen_before: datetime, limit: int) -> tuple[Subject, ...]:
        """Dossiers still on their way of which all is delivered, not looked at since `seen_before`; the longest unseen
        first."""
        return self._subjects(
            f"d.status NOT IN ({ENDED_CODES}) AND d.voided=0 AND coalesce(s.at, 0)<? ORDER BY coalesce(s.at, 0), d.row",
            (micros(seen_before), limit),
        )

    def delivered_on(self, day: date) -> tuple[Subject, ...]:
        """Dossiers of which something was acknowledged on that day of Việt Nam, and nothing waits."""
        start = datetime.combine(day, time(), VIETNAM)
        return self._subjects(
            "d.dossier_id IN (SELECT dossier_id FROM outbox WHERE acknowledged_at>=? AND acknowledged_at<?) "
            "ORDER BY d.row",
            (micros(start), micros(start + timedelta(days=1)), -1),
        )

    def _subjects(self, where: str, values: tuple[Any, ...]) -> tuple[Subject, ...]:
        with self._store.read() as conn:
            rows = conn.exec_driver_sql(
                "SELECT d.state, coalesce(s.offered, 0) AS offered, "  # noqa: S608
                # Scans that went change the record and have no line; what was there before us has none of ours.
                "(SELECT count(*) FROM outbox o JOIN event e ON e.seq=o.seq AND e.kind<>? "
                "WHERE o.dossier_id=d.dossier_id AND o.parts>=0) AS told FROM dossier d "
                "LEFT JOIN sighting s ON s.dossier_id=d.dossier_id "
                "WHERE EXISTS (SELECT 1 FROM outbox o WHERE o.dossier_id=d.dossier_id) AND NOT EXISTS "
                "(SELECT 1 FROM outbox o WHERE o.dossier_id=d.dossier_id AND o.state<>'delivered') "
                f"AND {where} LIMIT ?",
                (Kind.FILED.value, *values),
            ).all()
        return tuple(Subject(dossier=decode_state(row.state), told=row.told, offered=row.offered) for row in rows)

    def saw(self, dossier_id: str, at: datetime, seen: Seen, theirs: Status | None, detail: str, offered: int) -> None:
        """The newest look at a dossier. `offered`: how often it was sent again because of what looks found."""
        with self._store.write() as conn:
            conn.exec_driver_sql(
                "INSERT INTO sighting(dossier_id, at, seen, theirs, detail, offered) VALUES(?, ?, ?, ?, ?, ?) "
                "ON CONFLICT(dossier_id) DO UPDATE SET at=excluded.at, seen=excluded.seen, theirs=excluded.theirs, "
                "detail=excluded.detail, offered=excluded.offered",
                (dossier_id, micros(at), seen.value, None if theirs is None else int(theirs), detail, offered),
            )

    def offer_again(self, dossier_id: str, theirs: Status | None, lines: int | None) -> int:
        """What was seen to be lost there goes out again: see `Outbox.offer_again`."""
        return Outbox(self._store).offer_again(dossier_id, theirs, lines)

    def outlook(self) -> Outlook:
        with self._store.read() as conn:
            found = conn.exec_driver_sql(
                "SELECT coalesce(sum(s.theirs=? AND d.status<? AND s.seen='ahead'), 0) AS ready, "  # noqa: S608
                f"coalesce(sum({_TASK}), 0) AS tasks, "
                "coalesce(sum(s.seen IN ('behind', 'missing')), 0) AS incidents "
                "FROM sighting s JOIN dossier d ON d.dossier_id=s.dossier_id WHERE s.seen NOT IN ('same', 'there')",
                (int(Status.RESULT_READY), int(Status.RESULT_READY)),
            ).one()
        return Outlook(ready=found.ready, tasks=found.tasks, incidents=found.incidents)

    def standing(self, limit: int = 200) -> tuple[Looked, ...]:
        """What `outlook` counts, newest look first. A one-stop that went a step on, as it does, is none of it."""
        with self._store.read() as conn:
            rows = conn.exec_driver_sql(
                "SELECT s.*, d.state FROM sighting s "  # noqa: S608
                f"JOIN dossier d ON d.dossier_id=s.dossier_id WHERE s.seen IN ('behind', 'missing') OR {_TASK} "
                "OR (s.theirs=? AND d.status<? AND s.seen='ahead') ORDER BY s.at DESC LIMIT ?",
                (int(Status.RESULT_READY), int(Status.RESULT_READY), limit),
            ).all()
        return tuple(_looked(row, decode_state(row.state)) for row in rows)


def _looked(row: Any, dossier: Dossier) -> Looked:
    return Looked(
        dossier_id=row.dossier_id,
        code=dossier.official_code or dossier.code,
        at=moment(row.at),
        seen=Seen(row.seen),
        ours=dossier.status,
        theirs=None if row.theirs is None else Status(row.theirs),
        detail=row.detail,
        offered=row.offered,
        our_due=dossier.due_at,
        their_due=None if dossier.reported is None else dossier.reported.due_at,
    )
