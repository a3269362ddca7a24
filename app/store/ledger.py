"""The ledger: appending one event, and everything that must be true together with it, in one transaction.

`append` writes the event (hash-chained), the fold, the read tables and the outbox entry. Nothing else ever writes
them; `rebuild` and `verify` prove that they can be made again from the events.
"""

from __future__ import annotations

import hmac
import itertools
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from app.domain.cash import movements
from app.domain.dossier import OPENING, Dossier, apply, check_move, never_numbered, queued
from app.domain.events import BODIES, VIETNAM, Body, DeliveryKind, Event, Kind, Scanned
from app.domain.text import fold as folded
from app.errors import Trouble
from app.store import Connection, Store, micros, moment
from app.store.chain import (
    EVENT_COLUMNS,
    GENESIS,
    Link,
    hash_at,
    head_seq,
    insert,
    link_hash,
    new_id,
    next_place,
    write_body,
)
from app.store.scans import Scans, findings
from app.store.tallies import MOVEMENT, PUT_TALLY, TALLY, movement_row, note_movements, tally, tally_row

CLOCK_BACK_SECONDS = 120

_ENCODE = msgspec.json.Encoder()
_STATE = msgspec.json.Decoder(Dossier)
_BODY = {kind: msgspec.json.Decoder(body) for kind, body in BODIES.items()}


class Appended(msgspec.Struct, frozen=True):
    event: Event
    dossier: Dossier
    clock_back: int
    """Seconds by which the PC's clock stands before the newest event; 0 when it does not."""


def append(store: Store, conn: Connection, dossier_id: str, kind: Kind, body: Body, actor: str) -> Appended:
    """One event onto the chain, in the caller's write transaction. Rejected when the move is not allowed."""
    before = load(conn, dossier_id)
    check_move(before, kind)
    place = next_place(store, conn)
    now = place.now
    event = Event(
        seq=place.seq,
        event_id=new_id(),
        dossier_id=dossier_id,
        dossier_seq=1 if before is None else before.version + 1,
        kind=kind,
        # Inside a dossier time never goes back, whatever the clock does: other systems refuse it (wire H).
        at=now if before is None else max(now, before.updated_at),
        device_at=now,
        offset_ms=place.offset_ms,
        actor=actor,
        body=body,
    )
    after = _write(store, conn, event, write_body(body), place.prev, before)
    if isinstance(body, Scanned):
        # Only here: another counter's scans lie where they were made.
        conn.execute(
            "INSERT INTO file_queue(seq, dossier_id, sha256, size, state, held, attempts, next_at, since, reason, "
            "detail, receipt) VALUES(?, ?, ?, ?, 'waiting', 0, 0, 0, ?, '', '', '')",
            (event.seq, dossier_id, body.sha256, body.size, micros(now)),
        )
    return Appended(event, after, place.back if place.back > CLOCK_BACK_SECONDS else 0)


def _write(
    store: Store, conn: Connection, event: Event, written: bytes, prev: bytes, before: Dossier | None
) -> Dossier:
    """The one path by which an event enters a ledger, made here or brought from another counter."""
    dossier_id, since = event.dossier_id, micros(event.device_at)
    insert(conn, event, written, prev)
    after = apply(before, event)
    if before is None:
        _insert(conn, row_of(after, store.person_key(conn)))
    else:
        _update(conn, row_of(after, store.person_key(conn)), _words_changed(before, after))
    tally(conn, event, before, after)
    known = never_numbered(after) and _begun(conn, dossier_id)
    if queued(event, before, after, known=known):
        conn.execute(
            "INSERT INTO outbox(seq, dossier_id, state, attempts, parts, asked, held, next_at, since, reason, detail, "
            "receipt) VALUES(?, ?, 'waiting', 0, 0, 0, 0, 0, ?, '', '', '')",
            (event.seq, dossier_id, since),
        )
    if after.voided or never_numbered(after):
        # Nobody needs the papers of a dossier that is none: they stay at the counter.
        conn.exec_driver_sql(
            "UPDATE file_queue SET state='delivered', reason='', detail='', receipt='nothing_to_send', "
            "acknowledged_at=? WHERE dossier_id=? AND state<>'delivered'",
            (since, dossier_id),
        )
    if never_numbered(after) and not known:
        # What waited for an official code that will never come is settled: nobody else has heard of this dossier.
        conn.exec_driver_sql(
            "UPDATE outbox SET state='delivered', asked=0, held=0, reason='', detail='', receipt='nothing_to_send', "
            "acknowledged_at=? WHERE dossier_id=? AND state<>'delivered'",
            (since, dossier_id),
        )
    if event.kind in (Kind.AGENCY_ACCEPTED, Kind.NUMBERED):
        # What waited for the official code may go now.
        conn.exec_driver_sql(
            "UPDATE outbox SET held=0, next_at=0, reason='' WHERE dossier_id=? AND held=1", (dossier_id,)
        )
    return after


def _begun(conn: Connection, dossier_id: str) -> bool:
    """Whether the one-stop system may know a dossier for which it has given no number yet: something of it was taken,
    or a call was made whose answer never came. Whether its end must be told then, the wire knows."""
    found = conn.execute(
        "SELECT 1 FROM outbox WHERE dossier_id=? AND (parts>0 OR asked&1 OR (state='delivered' AND "
        "receipt<>'nothing_to_send')) LIMIT 1",
        (dossier_id,),
    ).fetchone()
    return found is not None


# ------------------------------------------------------------------------------------- another counter's ledger


def replay(store: Store, conn: Connection, chain: Sequence[Link]) -> None:
    """Another counter's events onto its replica, as they were there: numbers, times and bytes. The caller has proven
    the chain and that it follows the head. Moves are not checked: what is in a ledger has happened.

    ValueError when an event cannot be read or folded by this program; then the transaction must not be committed.
    """
    from app.store.daybook import replay_other

    prev = hash_at(conn, head_seq(conn))
    assert prev is not None
    for link in chain:
        if replay_other(conn, link, prev):
            prev = link.hash(prev)
            continue
        event = read_event(link)
        before = load(conn, event.dossier_id)
        if event.dossier_seq != (1 if before is None else before.version + 1):
            raise ValueError("an event is missing inside a dossier")
        _write(store, conn, event, link.body, prev, before)
        prev = link.hash(prev)


def load(conn: Connection, dossier_id: str) -> Dossier | None:
    """The stored fold of one dossier."""
    found = conn.execute("SELECT state FROM dossier WHERE dossier_id=?", (dossier_id,)).fetchone()
    return None if found is None else _STATE.decode(found[0])


def find(conn: Connection, code: str) -> Dossier | None:
    """The dossier that bears `code`, ours or the official one."""
    dossier_id = conn.exec_driver_sql(
        "SELECT dossier_id FROM dossier WHERE code=? UNION ALL SELECT dossier_id FROM dossier WHERE official_code=? "
        "LIMIT 1",
        (code, code),
    ).scalar_one_or_none()
    return None if dossier_id is None else load(conn, dossier_id)


def decode_state(state: bytes) -> Dossier:
    return _STATE.decode(state)


def event_of(row: Any) -> Event:
    """A stored row as an event. Trouble("database_corrupt") when it cannot be read back."""
    try:
        return read_event(row)
    except ValueError as error:
        raise Trouble("database_corrupt", seq=row.seq) from error


def read_event(row: Any) -> Event:
    """A row or a link as an event. ValueError when there is no such kind, or when its body is not what this program
    knows of it."""
    kind = Kind(row.kind)
    return Event(
        seq=row.seq,
        event_id=row.event_id,
        dossier_id=row.dossier_id,
        dossier_seq=row.dossier_seq,
        kind=kind,
        at=moment(row.at),
        device_at=moment(row.device_at),
        offset_ms=row.offset_ms,
        actor=row.actor,
        body=_BODY[kind].decode(row.body),
    )


def events(conn: Connection, dossier_id: str, upto: int | None = None) -> tuple[Event, ...]:
    """All events of one dossier in order, optionally only up to and including sequence number `upto`."""
    rows = conn.exec_driver_sql(
        f"SELECT {EVENT_COLUMNS} FROM event WHERE dossier_id=? AND seq<=? ORDER BY dossier_seq",  # noqa: S608
        (dossier_id, 2**62 if upto is None else upto),
    )
    return tuple(event_of(row) for row in rows)


def all_events(conn: Connection) -> Iterator[tuple[Any, Event]]:
    """Every event in the order of the chain, with its raw row (for `prev`, `hash` and `body`)."""
    rows = conn.exec_driver_sql(
        f"SELECT {EVENT_COLUMNS}, prev, hash FROM event ORDER BY seq"  # noqa: S608
    )
    for row in rows:
        yield row, event_of(row)


# ------------------------------------------------------------------------------------- read tables


COLUMNS = (
    "dossier_id",
    "code",
    "official_code",
    "version",
    "status",
    "leg",
    "voided",
    "channel",
    "by_post",
    "day",
    "received",
    "due",
    "procedure",
    "name",
    "given",
    "phone",
    "person",
    "words",
    "state",
)
_INSERT = f"INSERT INTO dossier({', '.join(COLUMNS)}) VALUES({', '.join('?' * len(COLUMNS))})"
_UPDATE = f"UPDATE dossier SET {', '.join(f'{c}=?' for c in COLUMNS[1:])} WHERE dossier_id=?"  # noqa: S608


def person_hash(key: bytes, id_number: str) -> str:
    """What persons are looked up by: HMAC-SHA256 of the identity number under this counter's key, 32 hex digits."""
    return hmac.digest(key, id_number.encode(), "sha256").hex()[:32] if id_number else ""


def row_of(dossier: Dossier, key: bytes) -> tuple[Any, ...]:
    """The read row of a dossier, in the order of COLUMNS."""
    filing = dossier.filing
    applicant = filing.applicant
    name = folded(applicant.full_name)
    return (
        dossier.id,
        dossier.code,
        dossier.official_code or None,
        dossier.version,
        int(dossier.status),
        dossier.leg.value,
        int(dossier.voided),
        filing.channel,
        int(filing.result_delivery.kind is DeliveryKind.POST),
        _day(dossier.received_at),
        micros(dossier.received_at),
        None if dossier.due_at is None else micros(dossier.due_at),
        filing.procedure.code,
        name,
        " ".join(reversed(name.split())),
        applicant.phone,
        person_hash(key, applicant.id_number),
        _words(dossier, name),
        _ENCODE.encode(dossier),
    )


def _day(at: datetime) -> int:
    local = at.astimezone(VIETNAM)
    return local.year % 100 * 10_000 + local.month * 100 + local.day


def _words(dossier: Dossier, name: str) -> str:
    """What the full-text search knows: names and address, and the tails people read aloud."""
    applicant, submitter = dossier.filing.applicant, dossier.filing.submitter
    parts = [name, folded(applicant.address)]
    if submitter is not None:
        parts.append(folded(submitter.full_name))
    for code in {dossier.code, dossier.official_code} - {""}:
        parts.extend(part for part in code.lower().split("-")[1:] if part.isalnum() and len(part) >= 4)
    if len(applicant.id_number) >= 9:
        parts.append(applicant.id_number[-4:])
    return " ".join(parts)


def _words_changed(before: Dossier, after: Dossier) -> bool:
    return (
        before.filing.applicant != after.filing.applicant
        or before.filing.submitter != after.filing.submitter
        or before.official_code != after.official_code
    )


def _insert(conn: Connection, row: tuple[Any, ...]) -> None:
    rowid = conn.execute(_INSERT, row).lastrowid
    conn.execute("INSERT INTO dossier_words(rowid, words) VALUES(?, ?)", (rowid, row[-2]))


def _update(conn: Connection, row: tuple[Any, ...], words: bool) -> None:
    if words:
        old = conn.exec_driver_sql("SELECT row, words FROM dossier WHERE dossier_id=?", (row[0],)).one()
        conn.exec_driver_sql(
            "INSERT INTO dossier_words(dossier_words, rowid, words) VALUES('delete', ?, ?)", (old.row, old.words)
        )
        conn.exec_driver_sql("INSERT INTO dossier_words(rowid, words) VALUES(?, ?)", (old.row, row[-2]))
    conn.exec_driver_sql(_UPDATE, (*row[1:], row[0]))


# ------------------------------------------------------------------------------------- proof


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing `verify` found wrong. `subject` is a sequence number, code or table."""

    code: str
    subject: str = ""


def verify(store: Store, *, scans: bool = True) -> tuple[Finding, ...]:
    """Checks pages and indexes, the chain, that state equals the fold, and that every owed event is queued (G10).

    `scans` False: of a replica, whose scans and print jobs lie where they were made.
    """
    from app.store import jobs, reports

    found: list[Finding] = []
    with store.read() as conn:
        for (line,) in conn.exec_driver_sql("PRAGMA integrity_check(20)"):
            if line != "ok":
                found.append(Finding("integrity", str(line)))
        if found:
            return tuple(found)
        found += _verify_chain(store, conn)
        found += [Finding(code, number) for code, number in reports.findings(conn)]
        orphans = conn.exec_driver_sql(
            "SELECT o.seq FROM outbox o LEFT JOIN event e ON e.seq=o.seq AND e.dossier_id=o.dossier_id "
            "WHERE e.seq IS NULL OR o.state NOT IN ('waiting', 'delivered', 'quarantined') "
            "OR (o.state='delivered') <> (o.acknowledged_at IS NOT NULL)"
        )
        found += [Finding("queue_entry_wrong", str(seq)) for (seq,) in orphans]
        if scans:
            found += [Finding(code, seq) for code, seq in findings(conn, Scans(store.path.parent))]
            found += [Finding(code, seq) for code, seq in jobs.findings(conn)]
    with store.write() as conn:
        # FTS5 checks its index against the content table only by a command that counts as a write.
        try:
            conn.exec_driver_sql("INSERT INTO dossier_words(dossier_words, rank) VALUES('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if not error.sqlite_errorname.startswith("SQLITE_CORRUPT"):
                raise
            found.append(Finding("search_index_wrong", "dossier_words"))
    return tuple(found)


def _verify_chain(store: Store, conn: Connection) -> list[Finding]:
    """The links in their order, then each subject for itself: never more than one of them is in memory."""
    from app.store.daybook import book_of
    from app.store.daybook import findings as findings_of

    found = _verify_links(conn)
    owed: set[int] = set()
    may: set[int] = set()  # owed where the one-stop system knew the dossier when it ended
    key = store.person_key(conn)
    mine = f"SELECT {', '.join(COLUMNS)} FROM dossier WHERE dossier_id=?"  # noqa: S608
    mine_tallied = f"SELECT {', '.join(TALLY)} FROM tally WHERE dossier_id=?"  # noqa: S608
    mine_moved = (
        f"SELECT {', '.join(MOVEMENT)} FROM movement WHERE dossier_id=? AND what<>'remitted' ORDER BY seq, line"  # noqa: S608
    )
    ordered = conn.exec_driver_sql(
        f"SELECT {EVENT_COLUMNS} FROM event ORDER BY dossier_id, dossier_seq"  # noqa: S608
    )
    for dossier_id, rows in itertools.groupby(ordered, key=lambda row: row.dossier_id):
        history = list(rows)
        if book_of(history[0].kind) is not None:
            wrong = findings_of(conn, history)
            found += [Finding(*wrong)] if wrong else []
            continue
        state: Dossier | None = None
        moved: list[tuple[Any, ...]] = []
        for row in history:
            try:
                event = event_of(row)
                if event.dossier_seq != (1 if state is None else state.version + 1):
                    found.append(Finding("order_wrong", str(event.seq)))
                before, state = state, apply(state, event)
                moved += (
                    movement_row(event.seq, line, event.at, state.id, one)
                    for line, one in enumerate(movements(event, before, state))
                )
                if queued(event, before, state):
                    owed.add(event.seq)
                if queued(event, before, state, known=True):
                    may.add(event.seq)
            except Trouble:
                found.append(Finding("event_unreadable", str(row.seq)))
            except ValueError:
                found.append(Finding("fold_impossible", str(row.seq)))
        if state is None:
            continue
        kept = conn.execute(mine, (dossier_id,)).fetchone()
        if kept is None:
            found.append(Finding("dossier_missing", state.code))
        elif kept != row_of(state, key):
            found.append(Finding("state_differs", state.code))
        if conn.execute(mine_tallied, (dossier_id,)).fetchone() != tally_row(state):
            found.append(Finding("tally_differs", state.code))
        if conn.execute(mine_moved, (dossier_id,)).fetchall() != moved:
            found.append(Finding("movements_differ", state.code))
    for table in ("dossier", "tally"):
        orphans = conn.execute(
            f"SELECT code FROM {table} WHERE dossier_id NOT IN (SELECT dossier_id FROM event)"  # noqa: S608
        )
        found += [Finding(f"{table}_without_events", code) for (code,) in orphans]
    stray = conn.execute("SELECT DISTINCT seq FROM movement WHERE seq NOT IN (SELECT seq FROM event)")
    found += [Finding("movement_without_event", str(seq)) for (seq,) in stray]
    queue = {seq for (seq,) in conn.execute("SELECT seq FROM outbox")}
    found += [Finding("queue_entry_missing", str(seq)) for seq in sorted(owed - queue)]
    found += [Finding("queue_entry_unowed", str(seq)) for seq in sorted(queue - owed - may)]
    return found


def _verify_links(conn: Connection) -> list[Finding]:
    found: list[Finding] = []
    last, expected = GENESIS, 1
    rows = conn.execute(f"SELECT {EVENT_COLUMNS}, prev, hash FROM event ORDER BY seq")  # noqa: S608
    for *facts, body, prev, link in rows:
        seq: int = facts[0]
        if seq != expected:
            found.append(Finding("event_missing", str(expected)))
        bytes_only = type(body) is type(prev) is bytes
        if prev != last or not bytes_only or link_hash(prev, facts, body) != link:
            found.append(Finding("chain_broken", str(seq)))
        last, expected = link, seq + 1
    return found


def rebuild(store: Store) -> int:
    """Makes the read tables again from the events; returns the number of dossiers."""
    with store.write() as conn:
        return rebuild_in(store, conn)


def rebuild_in(store: Store, conn: Connection) -> int:
    """The same in the caller's write transaction. One dossier after the other is in memory, in the order they began."""
    from app.store.daybook import rebuild_others

    for table in ("dossier", "tally", "movement"):
        conn.execute(f"DELETE FROM {table}")  # noqa: S608
    conn.exec_driver_sql("INSERT INTO dossier_words(dossier_words) VALUES('delete-all')")
    key = store.person_key(conn)
    rebuild_others(conn)
    opened = tuple(kind.value for kind in OPENING)
    ids = (
        conn.exec_driver_sql(
            f"SELECT dossier_id FROM event WHERE dossier_seq=1 AND kind IN ({', '.join('?' * len(opened))}) "  # noqa: S608
            "ORDER BY seq",
            opened,
        )
        .scalars()
        .all()
    )
    for dossier_id in ids:
        state: Dossier | None = None
        for event in events(conn, dossier_id):
            before, state = state, apply(state, event)
            note_movements(conn, event.seq, event.at, ((state.id, one) for one in movements(event, before, state)))
        assert state is not None
        _insert(conn, row_of(state, key))
        conn.execute(PUT_TALLY, tally_row(state))
    return len(ids)
