"""Days and manifests in the ledger: their facts onto the chain, their folds and read tables, in one transaction.

What `app.store.ledger` does for dossiers, for the two other subjects. They are never owed to the one-stop system; they
travel to a branch in the same bundles as everything else of the chain.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from app.domain.day import DAY_BODIES, Day, DayEvent, DayKind, apply_day, day_movements
from app.domain.events import Body, Envelope
from app.domain.manifest import (
    ENDED,
    MANIFEST_BODIES,
    Manifest,
    ManifestEvent,
    ManifestKind,
    apply_manifest,
)
from app.store import Connection, Store, micros, moment
from app.store.chain import EVENT_COLUMNS, Link, insert, new_id, next_place, write_body
from app.store.tallies import HERE, MOVEMENT, movement_row, note_movements


class _Folded(Protocol):
    """What every fold knows of itself."""

    @property
    def version(self) -> int: ...
    @property
    def updated_at(self) -> datetime: ...


S = TypeVar("S", bound=_Folded)
E = TypeVar("E", bound=Envelope[Any])

_ENCODE = msgspec.json.Encoder()


class Book(Generic[S, E]):
    """One subject: its kinds and bodies, its fold, and its read tables."""

    def __init__(
        self,
        table: str,
        kinds: type[enum.StrEnum],
        bodies: Mapping[Any, type[Body]],
        event: type[E],
        state: type[S],
        apply: Callable[[S | None, E], S],
        keep: Callable[[Connection, S, int], None],
        ripple: Callable[[Connection, E, int], None],
    ) -> None:
        self.table = table
        self._kinds = kinds
        self._readers = {kind: msgspec.json.Decoder(body) for kind, body in bodies.items()}
        self._event = event
        self._state = msgspec.json.Decoder(state)
        self.apply: Callable[[S | None, E], S] = apply
        self._keep = keep
        self._ripple = ripple

    def load(self, conn: Connection, subject: str) -> S | None:
        """The stored fold."""
        found = conn.execute(f"SELECT state FROM {self.table} WHERE {self.table}_id=?", (subject,)).fetchone()  # noqa: S608
        return None if found is None else self._state.decode(found[0])

    def decode(self, state: bytes) -> S:
        return self._state.decode(state)

    def append(self, store: Store, conn: Connection, subject: str, kind: Any, body: Body, actor: str) -> S:
        """One fact, in the caller's write transaction. Whether it may be is the caller's to know."""
        before = self.load(conn, subject) if subject else None
        place = next_place(store, conn)
        event = self._event(
            seq=place.seq,
            event_id=new_id(),
            dossier_id=subject or new_id(),
            dossier_seq=1 if before is None else before.version + 1,
            kind=kind,
            at=place.now if before is None else max(place.now, before.updated_at),
            device_at=place.now,
            offset_ms=place.offset_ms,
            actor=actor,
            body=body,
        )
        insert(conn, event, write_body(body), place.prev)
        return self.fold_in(conn, event, before)

    def fold_in(self, conn: Connection, event: E, before: S | None, ledger: int = HERE) -> S:
        """What follows from an event whose row stands: the fold and the read tables."""
        after = self.apply(before, event)
        self._keep(conn, after, ledger)
        self._ripple(conn, event, ledger)
        return after

    def keep(self, conn: Connection, state: S, ledger: int) -> None:
        """The read tables of a fold, whatever they said before."""
        self._keep(conn, state, ledger)

    def read(self, row: Any) -> E:
        """ValueError when the kind or the body is not what this program knows."""
        kind = self._kinds(row.kind)
        return self._event(
            seq=row.seq,
            event_id=row.event_id,
            dossier_id=row.dossier_id,
            dossier_seq=row.dossier_seq,
            kind=kind,
            at=moment(row.at),
            device_at=moment(row.device_at),
            offset_ms=row.offset_ms,
            actor=row.actor,
            body=self._readers[kind].decode(row.body),
        )

    def events(self, conn: Connection, subject: str) -> tuple[E, ...]:
        """All facts of one subject, in order."""
        rows = conn.exec_driver_sql(
            f"SELECT {EVENT_COLUMNS} FROM event WHERE dossier_id=? ORDER BY dossier_seq",  # noqa: S608
            (subject,),
        )
        return tuple(self.read(row) for row in rows)

    def states(self, conn: Connection, where: str = "1", values: tuple[Any, ...] = ()) -> tuple[S, ...]:
        """The folds of the rows that meet a condition on this subject's own table, in its order."""
        rows = conn.execute(f"SELECT state FROM {self.table} WHERE {where}", values)  # noqa: S608
        return tuple(self._state.decode(state) for (state,) in rows)


def _keep_day(conn: Connection, day: Day, ledger: int) -> None:
    conn.execute(
        "INSERT INTO day(ledger, day_id, number, date, opened_seq, closed_seq, state) VALUES(?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT(day_id) DO UPDATE SET closed_seq=excluded.closed_seq, state=excluded.state",
        (
            *(ledger, day.id, day.number, int(f"{day.date:%y%m%d}"), day.opened_seq, day.closed_seq),
            _ENCODE.encode(day),
        ),
    )


def _move_money(conn: Connection, event: DayEvent, ledger: int) -> None:
    if moved := day_movements(event):
        note_movements(conn, event.seq, event.at, moved, ledger)


def _keep_manifest(conn: Connection, manifest: Manifest, ledger: int) -> None:
    conn.execute(
        "INSERT INTO manifest(ledger, manifest_id, number, direction, agency, progress, opened, handed, state) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(manifest_id) DO UPDATE SET "
        "progress=excluded.progress, handed=excluded.handed, state=excluded.state",
        (
            *(ledger, manifest.id, manifest.number, manifest.direction.value, manifest.agency),
            *(manifest.progress.value, micros(manifest.opened_at)),
            None if manifest.handed_at is None else micros(manifest.handed_at),
            _ENCODE.encode(manifest),
        ),
    )
    conn.execute("DELETE FROM manifest_line WHERE manifest_id=?", (manifest.id,))
    for number, dossier_id, is_open in _lines_of(manifest):
        conn.execute(
            "INSERT INTO manifest_line(ledger, manifest_id, line, dossier_id, open) VALUES(?, ?, ?, ?, ?)",
            (ledger, manifest.id, number, dossier_id, is_open),
        )


def _lines_of(manifest: Manifest) -> list[tuple[int, str, int]]:
    """(line, dossier, open): a line is open, and its dossier can be on no other list, until the manifest or its own
    stop has ended."""
    going = manifest.progress not in ENDED
    standing = (line for line in manifest.standing if line.dossier_id)
    return [(line.line, line.dossier_id, int(going and not line.outcome)) for line in standing]


def _nothing(conn: Connection, event: ManifestEvent, ledger: int) -> None:
    """A manifest moves no money and changes no dossier by itself: those are facts of their own."""


DAYS: Book[Day, DayEvent] = Book("day", DayKind, DAY_BODIES, DayEvent, Day, apply_day, _keep_day, _move_money)
MANIFESTS: Book[Manifest, ManifestEvent] = Book(
    "manifest",
    ManifestKind,
    MANIFEST_BODIES,
    ManifestEvent,
    Manifest,
    apply_manifest,
    _keep_manifest,
    _nothing,
)


def book_of(kind: str) -> Book[Any, Any] | None:
    """The book a kind of event belongs to; None: a dossier's, or unknown."""
    if kind in DayKind.__members__.values():
        return DAYS
    return MANIFESTS if kind in ManifestKind.__members__.values() else None


def replay_other(conn: Connection, link: Link, prev: bytes) -> bool:
    """Another counter's fact of a day or a manifest onto its replica, to the byte; False when it is neither's.
    ValueError when it cannot be read or folded."""
    book = book_of(link.kind)
    if book is None:
        return False
    event = book.read(link)
    before = book.load(conn, event.dossier_id)
    if event.dossier_seq != (1 if before is None else before.version + 1):
        raise ValueError("a fact is missing inside a subject")
    insert(conn, event, link.body, prev)
    book.fold_in(conn, event, before)
    return True


def rebuild_others(conn: Connection) -> None:
    """The read tables of days and manifests again from their events; `movement` must be empty of theirs."""
    for table in ("manifest_line", "manifest", "day"):
        conn.execute(f"DELETE FROM {table}")  # noqa: S608
    for row in conn.exec_driver_sql(f"SELECT {EVENT_COLUMNS} FROM event ORDER BY seq").all():  # noqa: S608
        book = book_of(row.kind)
        if book is not None:
            event = book.read(row)
            book.fold_in(conn, event, book.load(conn, event.dossier_id))


def findings(conn: Connection, rows: list[Any]) -> tuple[str, str] | None:
    """What is wrong with one day or manifest, given all its event rows in order: (code, subject) as in `Finding`."""
    book = book_of(rows[0].kind)
    assert book is not None
    state: Day | Manifest | None = None
    for row in rows:
        try:
            event = book.read(row)
        except ValueError:
            return ("event_unreadable", str(row.seq))
        if event.dossier_seq != (1 if state is None else state.version + 1):
            return ("order_wrong", str(event.seq))
        try:
            state = book.apply(state, event)
        except ValueError:
            return ("fold_impossible", str(row.seq))
    assert state is not None
    moved = [
        movement_row(event.seq, line, event.at, dossier_id, one)
        for event in map(book.read, rows)
        if isinstance(event, DayEvent)
        for line, (dossier_id, one) in enumerate(day_movements(event))
    ]
    first, last = rows[0].seq, rows[-1].seq
    stored = conn.execute(
        f"SELECT {', '.join(MOVEMENT)} FROM movement WHERE seq BETWEEN ? AND ? AND seq IN "  # noqa: S608
        "(SELECT seq FROM event WHERE dossier_id=?) ORDER BY seq, line",
        (first, last, state.id),
    ).fetchall()
    if stored != moved:
        return ("movements_differ", str(state.number))
    kept = conn.execute(
        f"SELECT state FROM {book.table} WHERE {book.table}_id=?",  # noqa: S608
        (state.id,),
    ).fetchone()
    if kept is None:
        return (f"{book.table}_missing", str(state.number))
    if isinstance(state, Manifest):
        lines = conn.execute(
            "SELECT line, dossier_id, open FROM manifest_line WHERE manifest_id=? ORDER BY line", (state.id,)
        ).fetchall()
        if lines != _lines_of(state):
            return ("manifest_lines_differ", state.number)
    return None if kept[0] == _ENCODE.encode(state) else (f"{book.table}_differs", str(state.number))
