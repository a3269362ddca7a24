"""The proof of a database of many counters: every chain whole, every row what the events say, none besides."""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from app.domain.cash import movements
from app.domain.day import DayEvent, day_movements
from app.domain.dossier import Dossier, apply, queued
from app.store import Connection
from app.store.chain import EVENT_COLUMNS, GENESIS, Link
from app.store.collected import DOSSIER, Collected, Ledger, dossier_row, encode_state, ledgers_in
from app.store.daybook import DAYS, MANIFESTS, book_of
from app.store.ledger import Finding, read_event
from app.store.tallies import MOVEMENT, TALLY, movement_row, tally_row

_OWED = ("seq", "dossier_id", "since")
_TABLES = {
    "dossier": (DOSSIER, ("dossier_id",)),
    "tally": (TALLY, ("dossier_id",)),
    "movement": (MOVEMENT, ("seq", "line")),
    "outbox": (_OWED, ("seq",)),
    DAYS.table: (("day_id", "state"), ("day_id",)),
    MANIFESTS.table: (("manifest_id", "state"), ("manifest_id",)),
}
"""What is made from events: the columns that are compared, and by which a row is known inside its ledger."""


def verify(collected: Collected) -> tuple[Finding, ...]:
    """Each ledger link by link, and its rows against the folds of its events. One ledger after the other, each in a
    view of its own: what is taken meanwhile disturbs nothing. `subject` of a finding begins with the ledger's name."""
    found: list[Finding] = []
    for number in [ledger.id for ledger in collected.ledgers()]:
        with collected.read() as conn:
            ledger = next(one for one in ledgers_in(conn) if one.id == number)
            found += [
                Finding(one.code, f"{ledger.name} {one.subject}")
                for one in (*_links(conn, ledger), *_folds(conn, ledger))
            ]
    with collected.read() as conn:
        for table in ("event", "manifest_line", "bundle", *_TABLES):
            ((stray,),) = conn.execute(
                f"SELECT count(*) FROM {table} WHERE ledger NOT IN (SELECT id FROM ledger)"  # noqa: S608
            )
            if stray:
                found.append(Finding("rows_without_ledger", table))
    return tuple(found)


def _links(conn: Connection, ledger: Ledger) -> Iterator[Finding]:
    hash_, expected = GENESIS, 1
    for *facts, body, kept in conn.execute(
        f"SELECT {EVENT_COLUMNS}, hash FROM event WHERE ledger=? ORDER BY seq",  # noqa: S608
        (ledger.id,),
    ):
        link = _link((*facts, body))
        if link.seq != expected:
            yield Finding("event_missing", str(expected))
        hash_ = link.hash(hash_)
        if hash_ != bytes(kept):
            yield Finding("chain_broken", str(link.seq))
            hash_ = bytes(kept)
        expected = link.seq + 1
    if (expected - 1, hash_) != (ledger.held, ledger.head):
        yield Finding("head_differs", str(ledger.held))


def _folds(conn: Connection, ledger: Ledger) -> Iterator[Finding]:
    made = _Made(ledger.id)
    rows = conn.execute(
        f"SELECT {EVENT_COLUMNS} FROM event WHERE ledger=? ORDER BY dossier_id, dossier_seq",  # noqa: S608
        (ledger.id,),
    )
    links = map(_link, rows)
    for subject, history in itertools.groupby(links, lambda link: link.dossier_id):
        try:
            made.fold(list(history))
        except ValueError:
            yield Finding("fold_impossible", subject)
    for table, (columns, key) in _TABLES.items():
        yield from _compare(conn, ledger.id, table, columns, key, made.rows[table])


class _Made:
    """What the events of a ledger come to, one subject after the other. Of each row only a digest is kept: a ledger of
    years fits into memory."""

    def __init__(self, ledger: int) -> None:
        self._ledger = ledger
        self.rows: dict[str, dict[tuple[Any, ...], bytes]] = defaultdict(dict)

    def fold(self, history: Sequence[Link]) -> None:
        """All events of one subject, in order. ValueError when they cannot be read or folded."""
        book = book_of(history[0].kind)
        if book is None:
            self._fold_dossier(history)
            return
        state: Any = None
        for link in history:
            _in_order(link, state)
            event = book.read(link)
            state = book.apply(state, event)
            if isinstance(event, DayEvent):
                for line, (dossier_id, one) in enumerate(day_movements(event)):
                    self._put("movement", movement_row(link.seq, line, event.at, dossier_id, one, self._ledger))
        self._put(book.table, (state.id, encode_state(state)))

    def _fold_dossier(self, history: Sequence[Link]) -> None:
        state: Dossier | None = None
        for link in history:
            _in_order(link, state)
            event = read_event(link)
            before, state = state, apply(state, event)
            for line, one in enumerate(movements(event, before, state)):
                self._put("movement", movement_row(link.seq, line, event.at, state.id, one, self._ledger))
            if queued(event, before, state, known=True):
                self._put("outbox", (link.seq, state.id, link.device_at))
        assert state is not None
        self._put("dossier", dossier_row(state, self._ledger))
        self._put("tally", tally_row(state, self._ledger))

    def _put(self, table: str, row: Sequence[Any]) -> None:
        columns, key = _TABLES[table]
        self.rows[table][tuple(row[columns.index(name)] for name in key)] = _digest(row)


def _compare(
    conn: Connection,
    ledger: int,
    table: str,
    columns: Sequence[str],
    key: Sequence[str],
    made: dict[tuple[Any, ...], bytes],
) -> Iterator[Finding]:
    """The rows of one table against what they must be."""
    places = [columns.index(name) for name in key]
    for row in conn.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE ledger=?", (ledger,)):  # noqa: S608
        subject = tuple(row[place] for place in places)
        wanted = made.pop(subject, None)
        if wanted is None:
            yield Finding(f"{table}_without_events", _told(subject))
        elif wanted != _digest(row):
            yield Finding(f"{table}_differs", _told(subject))
    for subject in made:
        yield Finding(f"{table}_missing", _told(subject))


def _link(row: Sequence[Any]) -> Link:
    seq, event_id, dossier_id, dossier_seq, kind, at, device_at, offset_ms, actor, body = row
    return Link(seq, event_id, dossier_id, dossier_seq, kind, at, device_at, offset_ms, actor, bytes(body))


def _told(subject: tuple[Any, ...]) -> str:
    return ".".join(map(str, subject))


def _digest(row: Sequence[Any]) -> bytes:
    return hashlib.blake2b(repr(tuple(row)).encode(), digest_size=16).digest()


def _in_order(link: Link, before: Any) -> None:
    if link.dossier_seq != (1 if before is None else before.version + 1):
        raise ValueError("an event is missing inside its subject")
