"""What screens, commands and reports read: plain frozen rows, keyset pages, full text. Reads bypass the use cases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal

import msgspec

from app.domain.codes import normalise_scanned_code
from app.domain.dossier import Dossier, Transfer
from app.domain.events import VIETNAM, Body, Event, Kind, Leg, Manifested, Person, Status, Unmanifested
from app.domain.queue import State
from app.domain.text import fold
from app.store import Connection, Store, micros, moment
from app.store.ledger import decode_state, events, person_hash
from app.store.people import names_of

LAST = "\uffff"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One dossier in a list. `row` is the key of the next page; `sync` is None where nothing was owed."""

    row: int
    dossier_id: str
    code: str
    official_code: str
    applicant: str
    phone: str
    procedure_code: str
    procedure: str
    received_at: datetime
    due_at: datetime | None
    status: Status
    leg: Leg
    voided: bool
    sync: State | None
    channel: int
    by_post: bool


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    status: tuple[int, ...] = ()
    day_from: date | None = None
    day_to: date | None = None
    procedure: str = ""
    only: Literal["", "ready", "overdue", "unsent", "quarantined", "transfers"] = ""


EVERYTHING = Filters()


class Awaited(msgspec.Struct, frozen=True, kw_only=True):
    """One transfer nobody has confirmed, and whose dossier it is for."""

    code: str
    applicant: str
    transfer: Transfer


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """One event in a timeline, with the state of its delivery (None: not owed to anybody)."""

    seq: int
    at: datetime
    actor_name: str
    kind: Kind
    body: Body
    delivery: State | None
    attempts: int = 0
    reason: str = ""
    detail: str = ""
    acknowledged_at: datetime | None = None


class Today(msgspec.Struct, frozen=True, kw_only=True):
    received: int
    handed_back: int
    incomplete: int
    refused: int


_SELECT = (
    "SELECT d.row, d.state, (SELECT CASE WHEN sum(o.state='quarantined') THEN 'quarantined' "
    "WHEN sum(o.state='waiting') THEN 'waiting' WHEN count(*) THEN 'delivered' END "
    "FROM outbox o WHERE o.dossier_id=d.dossier_id) AS sync FROM dossier d"
)
_ENDED = "(3, 8, 10)"
_UNDER_WAY = "(1, 2, 4, 5, 6, 7)"

_WAITING = b'"state":"waiting"'
"""What a transfer awaiting reconciliation looks like in a dossier's state."""

FEW = 2000
"""Dossiers that are sorted in about a frame of the screen: a filter that finds fewer is looked up first."""


class Views:
    """Reading, one snapshot a call."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def search(
        self, text: str, *, limit: int = 50, filters: Filters = EVERYTHING, after: int | None = None
    ) -> tuple[Row, ...]:
        """Dossiers by code, phone, identity number, last digits or name without accents, as somebody types.

        A name is first sought from its beginning, then from the given name, then by its words anywhere (address too).
        Without text: the newest first. `after`: the `row` of the last line of the page before.
        """
        wanted = " ".join(fold(text).split())
        with self._store.read() as conn:
            conditions, values = _conditions(conn, filters, self._store.clock.now())
            if after is not None:
                conditions.append("d.row < ?")
                values.append(after)
            if not wanted:
                return _rows(_page(conn, "", conditions, values, "d.row DESC", limit))
            found: dict[int, Any] = {}
            for where, given, order in self._ways(conn, text, wanted):
                if len(found) >= limit:
                    break
                if after is not None and order != "d.row DESC":
                    continue
                for row in _page(conn, where, conditions, [*given, *values], order, limit - len(found)):
                    found.setdefault(row.row, row)
            return _rows(list(found.values())[:limit])

    def _ways(self, conn: Connection, text: str, wanted: str) -> list[tuple[str, list[Any], str]]:
        """Where to look, the surest first."""
        newest = "d.row DESC"
        code = normalise_scanned_code(text)
        bare = re.sub(r"[\s.\-]", "", wanted)
        if bare.isdigit() and len(bare) >= 3:
            ways: list[tuple[str, list[Any], str]] = []
            if len(bare) in (9, 10, 12, 13):
                key = self._store.person_key(conn)
                ways.append(("d.person = ?", [person_hash(key, bare)], newest))
            if bare.startswith("0") and len(bare) <= 11:
                ways.append(("d.phone >= ? AND d.phone < ?", [bare, bare + LAST], "d.phone"))
            if len(bare) <= 6:
                ways.append((_WORDS, [f'"{bare}"*'], newest))
            return ways
        if re.match(r"[A-Z0-9]{2,}[.\-]", code):
            return [
                ("d.code >= ? AND d.code < ?", [code, code + LAST], "d.code DESC"),
                ("d.official_code >= ? AND d.official_code < ?", [code, code + LAST], "d.official_code DESC"),
            ]
        words = re.findall(r"\w+", wanted)
        ways = [("d.name >= ? AND d.name < ?", [wanted, wanted + LAST], "d.name")]
        if len(wanted) >= 2:
            ways.append(("d.given >= ? AND d.given < ?", [wanted, wanted + LAST], "d.given"))
        if words and max(map(len, words)) >= 2:
            terms = [f'"{word}"' for word in words[:-1]] + [f'"{words[-1]}"*']
            ways.append((_WORDS, [" AND ".join(terms)], newest))
        return ways

    def dossier(self, code: str) -> Dossier | None:
        """By any of its codes, or by its id."""
        tidy = normalise_scanned_code(code)
        with self._store.read() as conn:
            state = conn.exec_driver_sql(
                "SELECT state FROM dossier WHERE code=? UNION ALL SELECT state FROM dossier WHERE official_code=? "
                "UNION ALL SELECT state FROM dossier WHERE dossier_id=? LIMIT 1",
                (tidy, tidy, code),
            ).scalar_one_or_none()
        return None if state is None else decode_state(state)

    def timeline(self, dossier_id: str) -> tuple[Moment, ...]:
        with self._store.read() as conn:
            names = names_of(conn)
            owed = {
                row.seq: row
                for table in ("outbox", "file_queue")
                for row in conn.exec_driver_sql(f"SELECT * FROM {table} WHERE dossier_id=?", (dossier_id,))  # noqa: S608
            }
            past = events(conn, dossier_id)
            numbers = _lists_named(conn, past)
        return tuple(
            Moment(
                seq=event.seq,
                at=event.at,
                actor_name=names.get(event.actor, ""),
                kind=event.kind,
                body=_named(event.body, numbers),
                delivery=State(owed[event.seq].state) if event.seq in owed else None,
                attempts=owed[event.seq].attempts if event.seq in owed else 0,
                reason=owed[event.seq].reason if event.seq in owed else "",
                detail=owed[event.seq].detail if event.seq in owed else "",
                acknowledged_at=_when(owed[event.seq].acknowledged_at) if event.seq in owed else None,
            )
            for event in past
        )

    def recent(self, limit: int = 10) -> tuple[Row, ...]:
        return self.search("", limit=limit)

    def ready(self, limit: int = 200) -> tuple[Row, ...]:
        """Results at the counter that nobody has fetched, by due date; not those the postman is out with."""
        with self._store.read() as conn:
            return _rows(
                _page(
                    conn,
                    "d.status=? AND d.voided=0 AND d.leg NOT IN (?, ?)",
                    [],
                    [int(Status.RESULT_READY), Leg.RETURNED_TO_AGENCY.value, Leg.ON_MANIFEST.value],
                    "d.due IS NULL, d.due",
                    limit,
                )
            )

    def transfers(self) -> tuple[Awaited, ...]:
        """Transfers awaiting reconciliation, the oldest first: what is compared with the bank's notices."""
        with self._store.read() as conn:
            states = conn.exec_driver_sql("SELECT state FROM dossier WHERE instr(state, ?) > 0", (_WAITING,)).scalars()
            found = [decode_state(state) for state in states]
        awaited = [
            Awaited(code=one.code, applicant=one.filing.applicant.full_name, transfer=transfer)
            for one in found
            for transfer in one.waiting
        ]
        return tuple(sorted(awaited, key=lambda one: one.transfer.at))

    def same_matter(self, id_number: str, procedure: str, since: datetime) -> tuple[Row, ...]:
        """Open dossiers of this person for this procedure received lately: perhaps the same one twice."""
        with self._store.read() as conn:
            person = person_hash(self._store.person_key(conn), id_number)
            if not person:
                return ()
            return _rows(
                _page(
                    conn,
                    f"d.person=? AND d.procedure=? AND d.received>=? AND d.voided=0 AND d.status NOT IN {_ENDED}",
                    [],
                    [person, procedure, micros(since)],
                    "d.row DESC",
                    5,
                )
            )

    def person(self, id_number: str) -> Person | None:
        """What this counter last knew of the applicant with this identity number."""
        with self._store.read() as conn:
            person = person_hash(self._store.person_key(conn), id_number)
            state = conn.exec_driver_sql(
                "SELECT state FROM dossier WHERE person=? AND person<>'' ORDER BY row DESC LIMIT 1", (person,)
            ).scalar_one_or_none()
        return None if state is None else decode_state(state).filing.applicant

    def today(self, day: date) -> Today:
        """What was done on a day. Read from the newest event back, so cheap for these days and not for long ago."""
        start = micros(datetime(day.year, day.month, day.day, tzinfo=VIETNAM))
        end = start + timedelta(days=1) // timedelta(microseconds=1)
        counts: Counter[str] = Counter()
        older = 0
        with self._store.read() as conn:
            for kind, at in conn.execute("SELECT kind, at FROM event ORDER BY seq DESC"):
                # A clock that was set back leaves older times among today's; so many in a row are another day.
                older = older + 1 if at < start else 0
                if older > FEW:
                    break
                if start <= at < end:
                    counts[kind] += 1
        return Today(
            received=counts[Kind.RECEIVED],
            handed_back=counts[Kind.HANDED_BACK],
            incomplete=counts[Kind.SUPPLEMENT_ASKED],
            refused=counts[Kind.REFUSED],
        )

    def favourites(self, limit: int = 9) -> tuple[str, ...]:
        """Procedure codes this counter received most among its last thousand dossiers."""
        with self._store.read() as conn:
            return tuple(
                conn.exec_driver_sql(
                    "SELECT procedure FROM (SELECT procedure FROM dossier ORDER BY row DESC LIMIT 1000) "
                    "GROUP BY procedure ORDER BY count(*) DESC, procedure LIMIT ?",
                    (limit,),
                ).scalars()
            )


_WORDS = "dossier_words MATCH ?"
# CROSS JOIN keeps the full-text index outermost: it gives its rows newest first without sorting, so a common prefix
# costs one page and not every hit (docs/store.md has the figures).
_WORDS_FROM = " FROM dossier_words w CROSS JOIN dossier d ON d.row=w.rowid"


def _conditions(conn: Connection, filters: Filters, now: datetime) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []

    def narrow(column: str, test: str, *given: Any) -> None:
        # SQLite keeps no statistics here and would take a filter's index even where it holds every dossier of three
        # years, and sort them all. A filter that lets many through is only tested (unary plus), not looked up.
        few = conn.exec_driver_sql(
            f"SELECT count(*) FROM (SELECT 1 FROM dossier d WHERE {column} {test} LIMIT ?)",  # noqa: S608
            (*given, FEW),
        ).scalar_one()
        conditions.append(f"{column if few < FEW else f'+{column}'} {test}")
        values.extend(given)

    if filters.status:
        narrow("d.status", f"IN ({', '.join('?' * len(filters.status))})", *map(int, filters.status))
    if filters.day_from is not None or filters.day_to is not None:
        first = 0 if filters.day_from is None else int(f"{filters.day_from:%y%m%d}")
        last = 999_999 if filters.day_to is None else int(f"{filters.day_to:%y%m%d}")
        narrow("d.day", "BETWEEN ? AND ?", first, last)
    if filters.procedure:
        narrow("d.procedure", "= ?", filters.procedure)
    if filters.only == "ready":
        narrow("d.status", "= ?", int(Status.RESULT_READY))
        conditions.append("d.voided = 0")
    elif filters.only == "overdue":
        # Until the result is there (wire A.4: 9 ends the processing). Listed, not excluded: the index is by status.
        narrow("d.status", f"IN {_UNDER_WAY} AND d.due < ?", micros(now))
        conditions.append("d.voided = 0")
    elif filters.only == "transfers":
        # Few of many, and no column of their own: the folded state names them, and no text inside it can.
        conditions.append("instr(d.state, ?) > 0")
        values.append(_WAITING)
    elif filters.only:
        state = "waiting" if filters.only == "unsent" else "quarantined"
        conditions.append("d.dossier_id IN (SELECT dossier_id FROM outbox WHERE state = ?)")
        values.append(state)
    return conditions, values


def _page(conn: Connection, where: str, conditions: list[str], values: list[Any], order: str, limit: int) -> list[Any]:
    clauses = [clause for clause in (where, *conditions) if clause]
    condition = f" WHERE {' AND '.join(clauses)}" if clauses else ""
    select = _SELECT
    if where == _WORDS:
        select, order = _SELECT.replace(" FROM dossier d", _WORDS_FROM), "w.rowid DESC"
    return list(conn.exec_driver_sql(f"{select}{condition} ORDER BY {order} LIMIT ?", (*values, limit)).all())


def _rows(found: list[Any]) -> tuple[Row, ...]:
    return tuple(
        listed(row.row, decode_state(row.state), None if row.sync is None else State(row.sync)) for row in found
    )


def listed(row: int, dossier: Dossier, sync: State | None) -> Row:
    """A dossier as lists show it."""
    filing = dossier.filing
    return Row(
        row=row,
        dossier_id=dossier.id,
        code=dossier.code,
        official_code=dossier.official_code,
        applicant=filing.applicant.full_name,
        phone=filing.applicant.phone,
        procedure_code=filing.procedure.code,
        procedure=filing.procedure.name,
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        status=dossier.status,
        leg=dossier.leg,
        voided=dossier.voided,
        sync=sync,
        channel=filing.channel,
        by_post=filing.result_delivery.kind.value == "post",
    )


def _lists_named(conn: Connection, past: Sequence[Event]) -> dict[str, str]:
    """The numbers of the manifests that facts name by their id."""
    keys = {event.body.manifest for event in past if isinstance(event.body, Manifested | Unmanifested)}
    marks = ", ".join("?" * len(keys))
    found = conn.execute(f"SELECT manifest_id, number FROM manifest WHERE manifest_id IN ({marks})", tuple(keys))  # noqa: S608
    return {str(key): str(number) for key, number in found}


def _named(body: Body, numbers: Mapping[str, str]) -> Body:
    """As people read it: a manifest by its number."""
    if isinstance(body, Manifested | Unmanifested) and body.manifest in numbers:
        return msgspec.structs.replace(body, manifest=numbers[body.manifest])
    return body


def _when(us: int | None) -> datetime | None:
    return None if us is None else moment(us)
