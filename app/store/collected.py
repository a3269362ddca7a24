"""Many counters in one database: bundles taken by the same folds, into the same tables that reports read at a counter
(docs/collect.md).

A ledger is held as far as bundles brought it, proven link by link; it grows at its end only. Nothing here is ever
delivered to the one-stop system.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import msgspec

from app.clock import Clock
from app.domain.cash import movements
from app.domain.day import Day, DayEvent, day_movements
from app.domain.dossier import Dossier, apply, queued
from app.domain.manifest import Manifest
from app.errors import TooNew, Trouble, reject
from app.store import Connection, micros, moment
from app.store.bundles import Held, Kept, Settled, Stretch
from app.store.chain import EVENT_COLUMNS, GENESIS, Link
from app.store.collected_engine import Door, Writing, door
from app.store.daybook import DAYS, MANIFESTS, Book, book_of
from app.store.ledger import COLUMNS, decode_state, read_event, row_of
from app.store.outbox import LONGEST_DETAIL
from app.store.tallies import MOVEMENT, TALLY, movement_row, tally_row

VERSION = 1
"""Of the tables of a collecting database."""

EVENT = ("ledger", *EVENT_COLUMNS.split(", "), "hash")
DOSSIER = ("ledger", *(name for name in COLUMNS if name not in ("given", "person", "words")))
OUTBOX = ("ledger", "seq", "dossier_id", "state", "since", "acknowledged_at", "receipt")
NOTHING = "nothing_to_send"

_ENCODE = msgspec.json.Encoder()
_OPEN = "(state<>'delivered' OR receipt='nothing_to_send')"
_KEPT = [COLUMNS.index(name) for name in DOSSIER[1:]]


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """One counter as it is known here: its number in the column `ledger`, its events up to `held`."""

    id: int
    point: str
    counter: int
    key: str
    unit: str
    held: int
    head: bytes
    taken_at: datetime

    @property
    def name(self) -> str:
        return f"{self.point}-{self.counter}"


class Collected:
    """The database behind an address. Made when there is none; threads and processes may share it.

    Rejected("db", collect_address); Trouble("database_foreign") where tables of somebody else are, TooNew where a newer
    program made them, Trouble(collect_no_driver | collect_unreachable) of PostgreSQL, and those of a file.
    """

    def __init__(self, url: str, clock: Clock) -> None:
        self._door: Door = door(url)
        self.clock = clock
        self._prepare()

    def _prepare(self) -> None:
        with self._door.read() as conn:
            there = self._door.tables(conn)
            if "collected_schema" in there:
                ((found,),) = conn.execute("SELECT version FROM collected_schema")
                if found > VERSION:
                    raise TooNew(str(found), str(VERSION))
                return
        if there & {"event", "dossier", "ledger", "meta"}:
            raise Trouble("database_foreign")
        # Imported here: only who makes the tables waits for what describes them.
        from app.store.collected_tables import Base

        version = f"INSERT INTO collected_schema(version) VALUES({VERSION}) ON CONFLICT DO NOTHING"
        self._door.make(Base.metadata, version)

    def close(self) -> None:
        self._door.close()

    def read(self) -> AbstractContextManager[Connection]:
        """One consistent view, as `Store.read` gives it: reports run on either."""
        view: AbstractContextManager[Connection] = self._door.read()
        return view

    # ------------------------------------------------------------------------------------------------ what is here

    def ledgers(self) -> tuple[Ledger, ...]:
        """Every counter that sent something, in the order they first did."""
        with self.read() as conn:
            return ledgers_in(conn)

    def numbers(self) -> dict[str, int]:
        """The number of each ledger by its name. Of a counter that began anew with other keys the newest has the plain
        name, the ones before it a part of their keys behind it."""
        found: dict[str, int] = {}
        for ledger in reversed(self.ledgers()):
            name = ledger.name if ledger.name not in found else f"{ledger.name}/{ledger.key[:4]}"
            found[name] = ledger.id
        return found

    def word(self, name: str, key: str) -> Held | None:
        """What to acknowledge of a ledger; None of one of which nothing came."""
        with self.read() as conn:
            ledger = _find(conn, name, key)
            if ledger is None:
                return None
            ((first,),) = conn.execute(
                f"SELECT min(seq) FROM outbox WHERE ledger=? AND state='waiting' AND {_OPEN}",  # noqa: S608
                (ledger.id,),
            )
        settled = ledger.held if first is None else int(first) - 1
        return Held(seq=ledger.held, head=ledger.head, settled=settled, delivered=())

    def knows(self, digest: str) -> bool:
        """Whether the bundle with these bytes was taken before."""
        with self.read() as conn:
            return bool(list(conn.execute("SELECT 1 FROM bundle WHERE digest=?", (digest,))))

    # ------------------------------------------------------------------------------------------------------ taking

    def take(self, told: Stretch, name: str, key: str, unit: str, *, bundle: tuple[str, str, int] | None) -> Kept:
        """Events of the counter `name` ("H35.99.07-1") with the keys `key`, all of them or none. The chain of `told` is
        proven already. `bundle`: the digest, the sender and the number of the file they came in.

        Rejected("file", bundle_gap | bundle_contradicts | bundle_newer | bundle_of_two_ledgers). Nothing changes then.
        """
        now = micros(self.clock.now())
        with self._door.write() as conn:
            conn.lock(f"{name} {key}")
            ledger = _find(conn, name, key)
            have, head = (ledger.held, ledger.head) if ledger else (0, GENESIS)
            hashes = _hashes(told)
            _agree(conn, told, hashes, ledger, have, head)
            fresh = told.links[max(0, have + 1 - told.first) :]
            new_head = hashes[fresh[-1].seq] if fresh else head
            if ledger is None:
                point, _, counter = name.rpartition("-")
                ((number,),) = conn.execute(
                    "INSERT INTO ledger(point, counter, key, unit, held, head, taken_at) VALUES(?, ?, ?, ?, ?, ?, ?) "
                    "RETURNING id",
                    (point, int(counter), key, unit, len(fresh), new_head, now),
                )
            else:
                number = ledger.id
                conn.execute(
                    "UPDATE ledger SET unit=?, held=?, head=?, taken_at=? WHERE id=?",
                    (unit, have + len(fresh), new_head, now, number),
                )
            batch = _Batch(conn, number, told.delivered)
            try:
                batch.fold(fresh)
                conn.put("event", EVENT, ((number, *msgspec.structs.astuple(link), hashes[link.seq]) for link in fresh))
                batch.write()
                _name(conn, number, told)
            except (ValueError, OverflowError):
                # Nothing this program knows, or a value that no column holds.
                raise reject("file", "bundle_newer") from None
            if bundle is not None:
                conn.execute(
                    "INSERT INTO bundle(digest, ledger, sender, number, first, last, taken_at) "
                    "VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    (bundle[0], number, *bundle[1:], told.first, told.last, now),
                )
            return Kept(len(fresh), batch.delivered + _settle(conn, number, have, told.delivered))


def ledgers_in(conn: Connection) -> tuple[Ledger, ...]:
    """As `Collected.ledgers`, in a view that is open."""
    rows = conn.execute("SELECT id, point, counter, key, unit, held, head, taken_at FROM ledger ORDER BY id")
    return tuple(_ledger(row) for row in rows)


def encode_state(state: Day | Manifest) -> bytes:
    """A fold as its row keeps it."""
    return _ENCODE.encode(state)


def _ledger(row: Sequence[Any]) -> Ledger:
    number, point, counter, key, unit, held, head, taken_at = row
    return Ledger(
        id=number,
        point=point,
        counter=counter,
        key=key,
        unit=unit,
        held=held,
        head=bytes(head),
        taken_at=moment(taken_at),
    )


def _find(conn: Connection, name: str, key: str) -> Ledger | None:
    point, _, counter = name.rpartition("-")
    found = conn.execute(
        "SELECT id, point, counter, key, unit, held, head, taken_at FROM ledger WHERE point=? AND counter=? AND key=?",
        (point, int(counter), key),
    )
    return next((_ledger(row) for row in found), None)


def _hashes(told: Stretch) -> dict[int, bytes]:
    """The hash of every link, and that before the first, by number."""
    hashes = {told.first - 1: told.base}
    hash_ = told.base
    for link in told.links:
        hash_ = hashes[link.seq] = link.hash(hash_)
    return hashes


def _agree(
    conn: Connection, told: Stretch, hashes: Mapping[int, bytes], ledger: Ledger | None, have: int, head: bytes
) -> None:
    """Every event that both sides hold is the same, and the first one new to us follows our last. A hash stands for all
    that came before it, so one comparison says it."""
    if told.first > have + 1:
        raise reject("file", "bundle_gap", held=have, first=told.first)
    number = ledger.id if ledger else 0
    last = min(have, told.last)
    mine = {have: head, 0: GENESIS}
    if last not in mine:
        mine |= _hashes_here(conn, number, last, last)
    if mine[last] != hashes[last]:
        mine |= _hashes_here(conn, number, max(1, told.first - 1), last)
        first = next(seq for seq in range(told.first - 1, last + 1) if mine[seq] != hashes[seq])
        raise reject("file", "bundle_contradicts", seq=first)


def _hashes_here(conn: Connection, ledger: int, first: int, last: int) -> dict[int, bytes]:
    rows = conn.execute("SELECT seq, hash FROM event WHERE ledger=? AND seq BETWEEN ? AND ?", (ledger, first, last))
    return {seq: bytes(hash_) for seq, hash_ in rows}


def _name(conn: Writing, ledger: int, told: Stretch) -> None:
    conn.many(
        "INSERT INTO person(person_id, ledger, name, role) VALUES(?, ?, ?, ?) ON CONFLICT(person_id) DO UPDATE SET "
        "name=excluded.name, role=excluded.role WHERE person.name<>excluded.name OR person.role<>excluded.role",
        [(one.id, ledger, one.name, one.role) for one in sorted(told.people)],
    )


def _settle(conn: Writing, ledger: int, upto: int, delivered: Sequence[Settled]) -> int:
    """Marks what was delivered of the entries that were here before; what is known as delivered stays as it is."""
    if not any(one.seq <= upto for one in delivered):
        return 0
    open_now = {
        seq: (state, at, receipt)
        for seq, state, at, receipt in conn.execute(
            f"SELECT seq, state, acknowledged_at, receipt FROM outbox WHERE ledger=? AND {_OPEN}",  # noqa: S608
            (ledger,),
        )
    }
    changes = [
        (one.at, one.receipt[:LONGEST_DETAIL], ledger, one.seq)
        for one in delivered
        if one.seq in open_now and open_now[one.seq] != ("delivered", one.at, one.receipt[:LONGEST_DETAIL])
    ]
    if not changes:
        return 0
    return conn.many(
        "UPDATE outbox SET state='delivered', acknowledged_at=?, receipt=? WHERE ledger=? AND seq=?", changes
    )


class _Batch:
    """The events of one bundle, folded in memory onto what is stored; then all rows that follow, table by table."""

    def __init__(self, conn: Writing, ledger: int, delivered: Sequence[Settled]) -> None:
        self._conn = conn
        self._ledger = ledger
        self._told = {one.seq: one for one in delivered}
        self._dossiers: dict[str, Dossier] = {}
        self._others: dict[str, dict[str, Any]] = {DAYS.table: {}, MANIFESTS.table: {}}
        self._stored: set[str] = set()
        self._moved: list[tuple[Any, ...]] = []
        self._owed: list[tuple[Any, ...]] = []
        self.delivered = 0
        """How many of the new entries are known as delivered."""

    def fold(self, links: Sequence[Link]) -> None:
        """ValueError when an event cannot be read or folded by this program."""
        self._load(links)
        for link in links:
            book = book_of(link.kind)
            if book is None:
                self._fold_dossier(link)
            else:
                self._fold_other(book, link)

    def _load(self, links: Sequence[Link]) -> None:
        """The states that these events go on from. A subject belongs to one ledger for good."""
        subjects: dict[str, set[str]] = {"dossier": set(), DAYS.table: set(), MANIFESTS.table: set()}
        for link in links:
            book = book_of(link.kind)
            subjects["dossier" if book is None else book.table].add(link.dossier_id)
        for table, ids in subjects.items():
            if not ids:
                continue
            where, values = self._conn.among(f"{table}_id", sorted(ids))
            for subject, ledger, state in self._conn.execute(
                f"SELECT {table}_id, ledger, state FROM {table} WHERE {where}",  # noqa: S608
                (values,),
            ):
                if ledger != self._ledger:
                    raise reject("file", "bundle_of_two_ledgers", sender=self._name())
                self._stored.add(subject)
                if table == "dossier":
                    self._dossiers[subject] = decode_state(bytes(state))
                else:
                    book = DAYS if table == DAYS.table else MANIFESTS
                    self._others[table][subject] = book.decode(bytes(state))

    def _name(self) -> str:
        ((point, counter),) = self._conn.execute("SELECT point, counter FROM ledger WHERE id=?", (self._ledger,))
        return f"{point}-{counter}"

    def _fold_dossier(self, link: Link) -> None:
        event = read_event(link)
        before = self._dossiers.get(link.dossier_id)
        _in_order(link, before)
        after = self._dossiers[link.dossier_id] = apply(before, event)
        self._moved += (
            movement_row(link.seq, line, event.at, after.id, one, self._ledger)
            for line, one in enumerate(movements(event, before, after))
        )
        told = self._told.get(link.seq)
        if queued(event, before, after):
            state, at, receipt = "waiting", None, ""
        elif queued(event, before, after, known=True):
            state, at, receipt = "delivered", link.device_at, NOTHING
        else:
            return
        if told is not None:
            state, at, receipt = "delivered", told.at, told.receipt[:LONGEST_DETAIL]
            self.delivered += 1
        self._owed.append((self._ledger, link.seq, link.dossier_id, state, link.device_at, at, receipt))

    def _fold_other(self, book: Book[Any, Any], link: Link) -> None:
        event, states = book.read(link), self._others[book.table]
        before = states.get(link.dossier_id)
        _in_order(link, before)
        states[link.dossier_id] = book.apply(before, event)
        if isinstance(event, DayEvent):
            self._moved += (
                movement_row(link.seq, line, event.at, dossier_id, one, self._ledger)
                for line, (dossier_id, one) in enumerate(day_movements(event))
            )

    def write(self) -> None:
        conn, stored = self._conn, sorted(self._dossiers.keys() & self._stored)
        if stored:
            where, values = conn.among("dossier_id", stored)
            for table in ("dossier", "tally"):
                conn.execute(f"DELETE FROM {table} WHERE {where}", (values,))  # noqa: S608
        conn.put("dossier", DOSSIER, map(self._row, self._dossiers.values()))
        conn.put("tally", TALLY, (tally_row(one, self._ledger) for one in self._dossiers.values()))
        conn.put("movement", MOVEMENT, self._moved)
        conn.put("outbox", OUTBOX, self._owed)
        for book in (DAYS, MANIFESTS):
            for state in self._others[book.table].values():
                book.keep(conn, state, self._ledger)

    def _row(self, dossier: Dossier) -> tuple[Any, ...]:
        return dossier_row(dossier, self._ledger)


def dossier_row(dossier: Dossier, ledger: int) -> tuple[Any, ...]:
    """In the order of `DOSSIER`. Persons are not looked up here, so their key is none."""
    row = row_of(dossier, b"")
    return (ledger, *(row[place] for place in _KEPT))


def _in_order(link: Link, before: Any) -> None:
    if link.dossier_seq != (1 if before is None else before.version + 1):
        raise ValueError("an event is missing inside its subject")
