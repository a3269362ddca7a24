"""The law of the scans' queue: the same as the outbox's, for bytes. Nothing here ever delays an event.

A parcel is one scan of one dossier. It is due when its dossier's events up to the scan are delivered. What the other
side holds of it is only remembered here; before anything is sent the other side is asked. Nothing is deleted, and
there is no stored "sending".
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec

from app.domain.dossier import Dossier, Scan
from app.domain.events import ONE_STOP, VIETNAM, Filed, Kind, Link
from app.domain.queue import State
from app.domain.scans import ENDINGS
from app.store import Connection, Store, micros, moment
from app.store.ledger import append, decode_state, events, load
from app.store.outbox import LONGEST_DETAIL
from app.store.scans import Scans

NOTHING = "nothing_to_send"
"""The receipt of a scan that its dossier no longer owes."""

_FREE = (
    "f.state='waiting' AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.dossier_id=f.dossier_id AND o.seq<f.seq "
    "AND o.state<>'delivered')"
)


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """One scan on its way. `place`: where the other side keeps it ("": not opened); `held`: bytes it had at last."""

    seq: int
    dossier_id: str
    wire_code: str
    scan: Scan
    place: str
    held: int
    attempts: int

    @property
    def file_name(self) -> str:
        """For the other side: the paper's key, never a person."""
        return f"{self.scan.component or 'giay-to'}-{self.scan.sha256[:8]}.{ENDINGS[self.scan.media]}"


class Shipment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of `quay queue` about a scan. Times are UTC, sizes bytes."""

    seq: int
    dossier_id: str
    code: str
    paper: str
    size: int
    held: int
    state: State
    attempts: int
    since: datetime
    next_at: datetime | None = None
    reason: str = ""
    detail: str = ""
    acknowledged_at: datetime | None = None


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """How many scans are where; `bytes_left` of those that wait."""

    waiting: int
    quarantined: int
    delivered: int
    bytes_left: int


class Parcels:
    """The courier's and F5's face of the scans' queue. Every method is one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._scans = Scans(store.path.parent)

    # ------------------------------------------------------------------ the courier's side

    def due(self, now: datetime, limit: int = 20) -> tuple[Parcel, ...]:
        """What may go now, oldest first."""
        with self._store.read() as conn:
            rows = conn.exec_driver_sql(
                "SELECT f.*, d.state AS folded FROM file_queue f JOIN dossier d ON d.dossier_id=f.dossier_id "  # noqa: S608
                f"WHERE {_FREE} AND f.next_at<=? ORDER BY f.seq LIMIT ?",
                (micros(now), limit),
            ).all()
        return tuple(_parcel(row) for row in rows)

    def next_due(self) -> datetime | None:
        """When the next scan may go; None when none waits that time alone can help."""
        with self._store.read() as conn:
            first = conn.exec_driver_sql(f"SELECT min(f.next_at) FROM file_queue f WHERE {_FREE}").scalar_one_or_none()  # noqa: S608
        return None if first is None else moment(int(first))

    def content(self, parcel: Parcel) -> bytes:
        """Trouble("scan_missing" | "scan_damaged")."""
        return self._scans.read(parcel.scan.sha256)

    def begin(self, parcel: Parcel) -> None:
        """Durable before the first call of a try."""
        self._set(parcel, "attempts=attempts+1")

    def opened(self, parcel: Parcel, place: str) -> bool:
        """The other side has made room at `place`. False when another process was first: its place stands."""
        with self._store.write() as conn:
            changed = conn.exec_driver_sql(
                "UPDATE file_queue SET receipt=?, held=0 WHERE seq=? AND receipt=? AND state<>'delivered'",
                (place, parcel.seq, parcel.place),
            ).rowcount
        return bool(changed)

    def advanced(self, parcel: Parcel, held: int) -> None:
        """The other side holds so many bytes of it."""
        self._set(parcel, "held=?, attempts=0, reason='', detail=''", held)

    def acknowledge(self, parcel: Parcel, link: str, at: datetime) -> None:
        """All of it is there, at `link`. With the dossier's last that waited, the record is owed the links."""
        with self._store.write() as conn:
            conn.exec_driver_sql(
                "UPDATE file_queue SET state='delivered', held=size, reason='', detail='', receipt=?, "
                "acknowledged_at=? WHERE seq=? AND state<>'delivered'",
                (link, micros(at), parcel.seq),
            )
            self._file(conn, parcel.dossier_id)

    def postpone(self, parcel: Parcel, reason: str, detail: str, until: datetime) -> None:
        self._set(parcel, "reason=?, detail=?, next_at=?", reason, detail[:LONGEST_DETAIL], micros(until))

    def quarantine(self, parcel: Parcel, reason: str, detail: str) -> None:
        """Needs a person. Nothing waits behind it: what else its dossier has filed is told to the record."""
        with self._store.write() as conn:
            _change(conn, parcel, "state='quarantined', reason=?, detail=?", (reason, detail[:LONGEST_DETAIL]))
            self._file(conn, parcel.dossier_id)

    def delivered_on(self, day: date) -> tuple[Parcel, ...]:
        """What was acknowledged on that day of Việt Nam."""
        start = datetime.combine(day, time(), VIETNAM)
        with self._store.read() as conn:
            rows = conn.exec_driver_sql(
                "SELECT f.*, d.state AS folded FROM file_queue f JOIN dossier d ON d.dossier_id=f.dossier_id "
                "WHERE f.state='delivered' AND f.receipt<>? AND f.acknowledged_at>=? AND f.acknowledged_at<? "
                "ORDER BY f.seq",
                (NOTHING, micros(start), micros(start + timedelta(days=1))),
            ).all()
        return tuple(_parcel(row) for row in rows)

    def offer_again(self, parcel: Parcel, most: int) -> bool:
        """Puts a delivered scan back in the queue because the other side has not got it any more; it goes to a new
        place, and its dossier's record is told. False when that was done `most` times: then it stands."""
        with self._store.write() as conn:
            told = [one.body for one in events(conn, parcel.dossier_id) if isinstance(one.body, Filed)]
            times = sum(link.sha256 == parcel.scan.sha256 for body in told for link in body.links)
            if times > most:
                return False
            conn.exec_driver_sql(
                "UPDATE file_queue SET state='waiting', held=0, receipt='', acknowledged_at=NULL, next_at=0, "
                "attempts=0, reason='lost_there', detail='' WHERE seq=? AND state='delivered'",
                (parcel.seq,),
            )
        return True

    def excuse(self, reason: str) -> None:
        """Why none of the waiting scans is tried at all; "" when that is over."""
        with self._store.write() as conn:
            conn.exec_driver_sql(
                "UPDATE file_queue SET reason=?, detail='' WHERE state='waiting' AND reason<>? "
                "AND (?<>'' OR reason IN ('files_nowhere', 'metered'))",
                (reason, reason, reason),
            )

    def hurry(self) -> None:
        with self._store.write() as conn:
            conn.exec_driver_sql("UPDATE file_queue SET next_at=0 WHERE state='waiting' AND next_at>0")

    def _file(self, conn: Connection, dossier_id: str) -> None:
        """Appends FILED once no scan of the dossier waits any more and its record lacks links. In one transaction with
        what brought that about, so that no crash can forget it and no repetition doubles it."""
        dossier = load(conn, dossier_id)
        rows = conn.exec_driver_sql(
            "SELECT sha256, state, receipt FROM file_queue WHERE dossier_id=? ORDER BY seq", (dossier_id,)
        ).all()
        if dossier is None or dossier.voided or any(row.state == State.WAITING for row in rows):
            return
        known = {one.sha256: one.link for one in dossier.scans}
        new = tuple(
            Link(sha256=row.sha256, link=row.receipt)
            for row in rows
            if row.state == State.DELIVERED and row.receipt != NOTHING and known.get(row.sha256) != row.receipt
        )
        if new:
            append(self._store, conn, dossier_id, Kind.FILED, Filed(links=new), ONE_STOP)

    def _set(self, parcel: Parcel, change: str, *values: Any) -> None:
        with self._store.write() as conn:
            _change(conn, parcel, change, values)

    # ------------------------------------------------------------------ a line that costs money

    @property
    def metered(self) -> bool:
        """Whether scans are held back because every byte costs."""
        with self._store.read() as conn:
            return self._store.meta(conn, "metered") == "1"

    def meter(self, on: bool) -> None:
        """Remembered until it is switched again."""
        with self._store.write() as conn:
            self._store.set_meta(conn, "metered", "1" if on else "0")

    # ------------------------------------------------------------------ what people see and do

    def items(self, limit: int = 200) -> tuple[Shipment, ...]:
        """Quarantined first, then waiting, then delivered from the newest."""
        with self._store.read() as conn:
            rows = conn.exec_driver_sql(
                "SELECT f.*, d.state AS folded FROM file_queue f JOIN dossier d ON d.dossier_id=f.dossier_id "
                "ORDER BY CASE f.state WHEN 'quarantined' THEN 0 WHEN 'waiting' THEN 1 ELSE 2 END, "
                "CASE f.state WHEN 'delivered' THEN -f.seq ELSE f.seq END LIMIT ?",
                (limit,),
            ).all()
        return tuple(_shipment(row) for row in rows)

    def of(self, dossier_id: str) -> tuple[Shipment, ...]:
        """The scans of one dossier, in the order they were attached."""
        with self._store.read() as conn:
            rows = conn.exec_driver_sql(
                "SELECT f.*, d.state AS folded FROM file_queue f JOIN dossier d ON d.dossier_id=f.dossier_id "
                "WHERE f.dossier_id=? ORDER BY f.seq",
                (dossier_id,),
            ).all()
        return tuple(_shipment(row) for row in rows)

    def tally(self) -> Tally:
        with self._store.read() as conn:
            row = conn.exec_driver_sql(
                "SELECT coalesce(sum(state='waiting'), 0) AS waiting, "
                "coalesce(sum(state='quarantined'), 0) AS quarantined, "
                "coalesce(sum(state='delivered'), 0) AS delivered, "
                "coalesce(sum(CASE state WHEN 'waiting' THEN size-held ELSE 0 END), 0) AS bytes_left FROM file_queue"
            ).one()
        return Tally(
            waiting=row.waiting, quarantined=row.quarantined, delivered=row.delivered, bytes_left=row.bytes_left
        )

    def release(self, codes: Iterable[str]) -> int:
        """Puts the quarantined scans of these dossiers back; returns how many."""
        released = 0
        with self._store.write() as conn:
            for code in codes:
                released += conn.exec_driver_sql(
                    "UPDATE file_queue SET state='waiting', next_at=0, reason='', detail='', attempts=0 "
                    "WHERE state='quarantined' AND dossier_id IN "
                    "(SELECT dossier_id FROM dossier WHERE code=? OR official_code=?)",
                    (code, code),
                ).rowcount
        return released


def _change(conn: Connection, parcel: Parcel, change: str, values: Iterable[Any]) -> None:
    # What is delivered never goes back to anything else, whoever comes late.
    conn.execute(f"UPDATE file_queue SET {change} WHERE seq=? AND state<>'delivered'", (*values, parcel.seq))  # noqa: S608


def _scan_of(dossier: Dossier, digest: str) -> Scan:
    return next(one for one in dossier.scans if one.sha256 == digest)


def _parcel(row: Any) -> Parcel:
    dossier = decode_state(row.folded)
    return Parcel(
        seq=row.seq,
        dossier_id=row.dossier_id,
        wire_code=dossier.wire_code,
        scan=_scan_of(dossier, row.sha256),
        place=row.receipt,
        held=row.held,
        attempts=row.attempts,
    )


def _shipment(row: Any) -> Shipment:
    dossier = decode_state(row.folded)
    state = State(row.state)
    return Shipment(
        seq=row.seq,
        dossier_id=row.dossier_id,
        code=dossier.official_code or dossier.code,
        paper=_scan_of(dossier, row.sha256).name,
        size=row.size,
        held=row.held,
        state=state,
        attempts=row.attempts,
        since=moment(row.since),
        next_at=moment(row.next_at) if row.next_at and state is State.WAITING else None,
        reason=row.reason,
        detail=row.detail,
        acknowledged_at=None if row.acknowledged_at is None else moment(row.acknowledged_at),
    )
