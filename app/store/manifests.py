"""What is read of manifests: the lists themselves, which list a dossier is on, and what should go next."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from app.domain.custody import Hold, hands
from app.domain.day import Remitted
from app.domain.dossier import Dossier
from app.domain.events import Leg, Manifested, Status
from app.domain.manifest import ENDED, Direction, Manifest, awaited, ready
from app.domain.workdays import Calendar
from app.store import Connection, Store
from app.store.daybook import MANIFESTS
from app.store.ledger import decode_state, events, load

_OPEN = f"progress NOT IN ({', '.join(repr(state.value) for state in sorted(ENDED))})"
_NEWEST = "opened DESC, number DESC"

_BEFORE = (Status.NEW, Status.RECEIVED, Status.IN_PROCESS)
_RESULT_HERE = ((Status.RESULT_READY,), (Leg.RESULT_AT_COUNTER, Leg.SEALED))
_WHERE: dict[Direction, tuple[tuple[Status, ...], tuple[Leg, ...]]] = {
    Direction.TO_AGENCY: (_BEFORE, (Leg.AT_COUNTER, Leg.SEALED, Leg.AT_AGENCY)),
    Direction.FROM_AGENCY: ((*_BEFORE, Status.SUPPLEMENT, Status.FINANCIAL), (Leg.AT_AGENCY,)),
    Direction.DELIVERY: _RESULT_HERE,
    Direction.RETURN: _RESULT_HERE,
}
"""Where SQL looks for what may be awaited: an index leads there past everything that has ended."""


class Awaited(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier that should go a way now. `ready`: the one-stop system says that its result is done."""

    dossier_id: str
    code: str
    applicant: str
    procedure: str
    due_at: datetime | None
    attempts: int
    ready: bool = False


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier that stands on a list, and the way of its papers so far."""

    dossier: Dossier
    holds: tuple[Hold, ...]


class Lists:
    """Reading, one snapshot a call. Threads may share it."""

    def __init__(self, store: Store, calendar: Calendar) -> None:
        """`calendar`: which days are worked, between two attempts."""
        self._store = store
        self._calendar = calendar

    def open(self) -> tuple[Manifest, ...]:
        """Those that are not over, the newest first."""
        with self._store.read() as conn:
            return MANIFESTS.states(conn, f"{_OPEN} ORDER BY {_NEWEST}")

    def recent(self, limit: int) -> tuple[Manifest, ...]:
        """Those that are not over, then the newest of the others."""
        with self._store.read() as conn:
            going = MANIFESTS.states(conn, f"{_OPEN} ORDER BY {_NEWEST}")
            over = MANIFESTS.states(conn, f"NOT ({_OPEN}) ORDER BY {_NEWEST} LIMIT ?", (limit,))
        return (going + over)[:limit]

    def carried(self, manifest: Manifest) -> dict[str, Carried]:
        """The dossiers on a manifest as they stand now, by id, with whose hands their papers were in."""
        lists: dict[str, Manifest | None] = {manifest.id: manifest}
        with self._store.read() as conn:
            return {
                line.dossier_id: Carried(dossier=dossier, holds=_holds(conn, line.dossier_id, lists))
                for line in manifest.standing
                if line.dossier_id and (dossier := load(conn, line.dossier_id)) is not None
            }

    def holds(self, dossier_id: str) -> tuple[Hold, ...]:
        """Whose hands a dossier's papers were in."""
        with self._store.read() as conn:
            return _holds(conn, dossier_id, {})

    def agencies(self) -> tuple[str, ...]:
        """Every agency this counter has dossiers of, that of most first."""
        with self._store.read() as conn:
            rows = conn.exec_driver_sql(
                "SELECT agency FROM tally WHERE agency<>'' GROUP BY agency ORDER BY count(*) DESC"
            )
            return tuple(rows.scalars())

    def expected(self, direction: Direction, agency: str) -> tuple[Awaited, ...]:
        """See `expected`, today and in a snapshot of its own."""
        with self._store.read() as conn:
            return expected(conn, direction, agency, self._store.clock.today(), self._calendar)


def _holds(conn: Connection, dossier_id: str, lists: dict[str, Manifest | None]) -> tuple[Hold, ...]:
    """`lists`: those that were read already, by id; what is read now is added."""
    past = events(conn, dossier_id)
    for event in past:
        if isinstance(event.body, Manifested) and event.body.manifest not in lists:
            lists[event.body.manifest] = MANIFESTS.load(conn, event.body.manifest)
    return hands(past, {key: found for key, found in lists.items() if found is not None})


def find(conn: Connection, key: str) -> Manifest | None:
    """By number or id."""
    found = MANIFESTS.states(conn, "number=? OR manifest_id=? LIMIT 1", (key.strip().upper(), key.strip()))
    return found[0] if found else None


def holder(conn: Connection, dossier_id: str) -> tuple[str, str] | None:
    """(id, number) of the open list a dossier stands on."""
    found = conn.execute(
        "SELECT m.manifest_id, m.number FROM manifest_line l JOIN manifest m ON m.manifest_id=l.manifest_id "
        "WHERE l.dossier_id=? AND l.open=1",
        (dossier_id,),
    ).fetchone()
    return None if found is None else (str(found[0]), str(found[1]))


def expected(
    conn: Connection, direction: Direction, agency: str, today: date, calendar: Calendar
) -> tuple[Awaited, ...]:
    """What should go this way (`app.domain.manifest.awaited`) and stands on no open list, by due date. A collection
    expects nothing: its stops are planned."""
    if direction not in _WHERE:
        return ()
    statuses, legs = _WHERE[direction]
    values: list[object] = [*map(int, statuses), *(leg.value for leg in legs)]
    of_agency = ""
    if agency:
        of_agency = "AND t.agency=? "
        values.append(agency)
    marks = [", ".join("?" * len(some)) for some in (statuses, legs)]
    rows = conn.execute(
        "SELECT d.state FROM dossier d JOIN tally t ON t.dossier_id=d.dossier_id "  # noqa: S608
        f"WHERE d.status IN ({marks[0]}) AND d.leg IN ({marks[1]}) AND d.voided=0 {of_agency}"
        "AND NOT EXISTS (SELECT 1 FROM manifest_line l WHERE l.dossier_id=d.dossier_id AND l.open=1) "
        "ORDER BY d.due IS NULL, d.due, d.row",
        values,
    )
    return tuple(
        Awaited(
            dossier_id=one.id,
            code=one.official_code or one.code,
            applicant=one.filing.applicant.full_name,
            procedure=one.filing.procedure.name,
            due_at=one.due_at,
            attempts=one.attempts,
            ready=ready(one),
        )
        for (state,) in rows
        if awaited(direction, one := decode_state(state), today, calendar)
    )


def remitted_with(conn: Connection, manifest: Manifest) -> dict[str, int]:
    """The State's money that went to the agency with this list, đồng by dossier."""
    rows = conn.execute(
        "SELECT body FROM event WHERE kind='remitted' AND seq > "
        "(SELECT seq FROM event WHERE dossier_id=? AND dossier_seq=1) ORDER BY seq",
        (manifest.id,),
    )
    found: dict[str, int] = {}
    for (body,) in rows:
        slip = msgspec.json.decode(body, type=Remitted)
        if slip.manifest in (manifest.id, manifest.number):
            for line in slip.lines:
                found[line.dossier_id] = found.get(line.dossier_id, 0) + line.amount
    return found
