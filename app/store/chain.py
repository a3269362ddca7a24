"""The chain: one row an event, each with the hash of the one before it. All subjects of a ledger share it.

What an event is about (a dossier, a day, a manifest) and what follows from it is the business of `app.store.ledger` and
`app.store.daybook`; here it is a row with its place, its times and its bytes.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from app.domain.events import Body, Envelope
from app.store import Connection, Store, micros, moment

GENESIS = bytes(32)

EVENT_COLUMNS = "seq, event_id, dossier_id, dossier_seq, kind, at, device_at, offset_ms, actor, body"

_ENCODE = msgspec.json.Encoder()
_INSERT = f"INSERT INTO event({EVENT_COLUMNS}, prev, hash) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def new_id() -> str:
    """A UUIDv7 (RFC 9562): ordered by time, random from the operating system; made here, known before any server."""
    value = (int(time.time() * 1000) << 80) | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


class Place(NamedTuple):
    """Where the next event goes: its number, the hash before it, the clock, and how far that stands before the newest
    event (seconds; below zero when it does not)."""

    seq: int
    prev: bytes
    now: datetime
    offset_ms: int | None
    back: int


def next_place(store: Store, conn: Connection) -> Place:
    """In the caller's write transaction."""
    head = conn.execute("SELECT seq, device_at, hash FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    seq, newest, prev = (1, None, GENESIS) if head is None else (head[0] + 1, moment(head[1]), head[2])
    now = store.clock.now()
    offset = store.meta(conn, "offset_ms")
    return Place(
        seq=seq,
        prev=prev,
        now=now,
        offset_ms=None if offset is None else int(offset),
        back=0 if newest is None else int((newest - now).total_seconds()),
    )


def write_body(body: Body) -> bytes:
    return _ENCODE.encode(body)


def insert(conn: Connection, event: Envelope[Any], written: bytes, prev: bytes) -> None:
    """The row of an event, `written` its body's bytes and `prev` the hash before it."""
    conn.execute(
        _INSERT,
        (
            *(event.seq, event.event_id, event.dossier_id, event.dossier_seq, event.kind.value, micros(event.at)),
            *(micros(event.device_at), event.offset_ms, event.actor, written, prev, chain(prev, event, written)),
        ),
    )


class Link(msgspec.Struct, frozen=True):
    """One event by its columns, to the byte: what the chain is made of, and what travels to another counter."""

    seq: int
    event_id: str
    dossier_id: str
    dossier_seq: int
    kind: str
    at: int
    device_at: int
    offset_ms: int | None
    actor: str
    body: bytes

    def hash(self, prev: bytes) -> bytes:
        """The link's own hash, when it follows one with the hash `prev`."""
        facts = (
            *(self.seq, self.event_id, self.dossier_id, self.dossier_seq, self.kind),
            *(self.at, self.device_at, self.offset_ms, self.actor),
        )
        return link_hash(prev, facts, self.body)


def links(conn: Connection, first: int) -> Iterator[Link]:
    """The chain from the event number `first` on."""
    for row in conn.execute(f"SELECT {EVENT_COLUMNS} FROM event WHERE seq>=? ORDER BY seq", (first,)):  # noqa: S608
        yield Link(*row)


def hash_at(conn: Connection, seq: int) -> bytes | None:
    """The hash of one event; GENESIS of number 0, None of one that is not here."""
    if seq == 0:
        return GENESIS
    found = conn.execute("SELECT hash FROM event WHERE seq=?", (seq,)).fetchone()
    return None if found is None else bytes(found[0])


def head_seq(conn: Connection) -> int:
    """The number of the newest event; 0 of an empty ledger."""
    seq: int = conn.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()[0]
    return seq


def chain(prev: bytes, event: Envelope[Any], written: bytes) -> bytes:
    """SHA-256 over the previous hash and every column of the event, unambiguously joined."""
    facts = (
        event.seq,
        event.event_id,
        event.dossier_id,
        event.dossier_seq,
        event.kind.value,
        micros(event.at),
        micros(event.device_at),
        event.offset_ms,
        event.actor,
    )
    return link_hash(prev, facts, written)


def link_hash(prev: bytes, facts: Sequence[object], written: bytes) -> bytes:
    joined = _ENCODE.encode(facts)
    return hashlib.sha256(b"%b%d:%b%b" % (prev, len(joined), joined, written)).digest()


def newest_event_at(conn: Connection) -> datetime | None:
    """What the device's clock said at the newest event."""
    at = conn.exec_driver_sql("SELECT device_at FROM event ORDER BY seq DESC LIMIT 1").scalar_one_or_none()
    return None if at is None else moment(at)
