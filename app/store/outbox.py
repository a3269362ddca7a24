"""The queue's law: what is due, acknowledged, postponed, held, quarantined, released.

Order is strict inside a dossier and free across dossiers. Nothing here is ever deleted, and there is no stored
"sending": an attempt is counted durably before the call, so after a crash the doubt is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from app.domain.dossier import Dossier, apply, fold, never_numbered
from app.domain.events import Kind, Status
from app.domain.queue import Entry, Item, State, Summary
from app.store import Connection, Store, micros, moment
from app.store.ledger import decode_state, events
from app.store.people import names_of

LONGEST_DETAIL = 500

OTHER_ROAD = 2
"""The bit of `asked` that stays until delivery: a bundle carried this entry too, so it may be there by another road
(app.store.bundles). The lowest bit is the doubt of this road: the last call's answer never came."""


class Outbox:
    """The courier's and F5's face of the queue. Every method is one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # ------------------------------------------------------------------ the courier's side

    def due(self, now: datetime, limit: int = 50) -> tuple[Entry, ...]:
        """The heads of the dossiers' lanes whose time has come, oldest first. A quarantined or held entry keeps the
        later ones of its own dossier waiting, and of no other."""
        with self._store.read() as conn:
            rows = conn.exec_driver_sql(
                "SELECT o.seq, o.dossier_id, o.parts, o.asked, o.attempts, d.state FROM outbox o "
                "JOIN dossier d ON d.dossier_id=o.dossier_id "
                "WHERE o.state='waiting' AND o.held=0 AND o.next_at<=? AND NOT EXISTS ("
                "SELECT 1 FROM outbox p WHERE p.dossier_id=o.dossier_id AND p.seq<o.seq AND p.state<>'delivered') "
                "ORDER BY o.seq LIMIT ?",
                (micros(now), limit),
            ).all()
            names = names_of(conn)
            return tuple(_entry(conn, row, names) for row in rows)

    def behind(self, entry: Entry, limit: int = 50) -> tuple[Entry, ...]:
        """What waits next in the same dossier's lane, in its order, up to the first that may not go."""
        found: list[Entry] = []
        with self._store.read() as conn:
            rows = conn.exec_driver_sql(
                "SELECT o.seq, o.dossier_id, o.parts, o.asked, o.attempts, o.held, o.state AS lane, d.state "
                "FROM outbox o JOIN dossier d ON d.dossier_id=o.dossier_id "
                "WHERE o.dossier_id=? AND o.seq>? AND o.state<>'delivered' ORDER BY o.seq LIMIT ?",
                (entry.dossier_id, entry.seq, limit),
            ).all()
            names = names_of(conn)
            for row in rows:
                if row.lane != State.WAITING or row.held:
                    break
                found.append(_entry(conn, row, names))
        return tuple(found)

    def begin(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Durable before the call that holds all of these: one attempt more, whose answer is not known. Returns them
        with the doubts that stood until now: a bundle may have carried one since it was read."""
        with self._store.write() as conn:
            asked = {entry.seq: _asked(conn, entry) for entry in entries}
            _change(conn, entries, "attempts=attempts+1, asked=asked|1")
        return tuple(msgspec.structs.replace(entry, asked=entry.asked or bool(asked[entry.seq])) for entry in entries)

    def advance(self, entries: Sequence[Entry], unsent: Sequence[Entry] = ()) -> tuple[Entry, ...]:
        """One call more of each is acknowledged; the next one is no repetition, unless by another road. Of `unsent` the
        call took nothing."""
        with self._store.write() as conn:
            _change(conn, entries, "parts=parts+1, asked=asked&?", OTHER_ROAD)
            _no_doubt(conn, unsent)
            asked = {entry.seq: bool(_asked(conn, entry)) for entry in entries}
        return tuple(msgspec.structs.replace(entry, parts=entry.parts + 1, asked=asked[entry.seq]) for entry in entries)

    def acknowledge(
        self,
        entries: Sequence[Entry],
        receipt: str,
        at: datetime,
        unsent: Sequence[Entry] = (),
        *,
        told: bool = True,
    ) -> None:
        """The one-stop system holds all that these say. Of `unsent` the same call took nothing. `told` False: it was
        further on by itself, and no line of ours says so; `parts` is -1 then."""
        with self._store.write() as conn:
            _change(
                conn,
                entries,
                "state='delivered', parts=CASE WHEN ? THEN parts ELSE -1 END, asked=0, held=0, reason='', detail='', "
                "receipt=?, acknowledged_at=?",
                told,
                receipt[:LONGEST_DETAIL],
                micros(at),
            )
            _no_doubt(conn, unsent)
            self._store.set_meta(conn, "last_delivery", str(micros(at)))

    def postpone(self, entry: Entry, reason: str, detail: str, until: datetime, *, asked: bool) -> None:
        """Not now. `asked`: the call may have arrived and its answer was lost, so the doubt stays with the entry."""
        self._set(
            (entry,),
            "asked=(asked&?)|?, reason=?, detail=?, next_at=?",
            *(OTHER_ROAD, int(asked), reason, detail[:LONGEST_DETAIL], micros(until)),
        )

    def unsent(self, entries: Sequence[Entry]) -> None:
        """The call that was begun never left: a doubt that was there before stays, none is added."""
        with self._store.write() as conn:
            _no_doubt(conn, entries)

    def hold(self, entry: Entry, reason: str) -> None:
        """Cannot be sent until the ledger changes; `agency_accepted` lets it go. Not where that came since the entry
        was read: nothing would let it go a second time."""
        with self._store.write() as conn:
            state = conn.execute("SELECT state FROM dossier WHERE dossier_id=?", (entry.dossier_id,)).fetchone()
            if decode_state(state[0]).wire_code == entry.wire_code:
                _change(conn, (entry,), "held=1, reason=?, detail=''", reason)

    def quarantine(self, entry: Entry, reason: str, detail: str, *, asked: bool) -> None:
        """Needs a person. Later entries of the same dossier wait behind it. `asked`: a call may have arrived whose
        answer was lost; the doubt outlives the quarantine, for a person may put back what is there already."""
        self._set(
            (entry,),
            "state='quarantined', asked=(asked&?)|?, reason=?, detail=?",
            *(OTHER_ROAD, int(asked), reason, detail[:LONGEST_DETAIL]),
        )

    def offer_again(self, dossier_id: str, theirs: Status | None, lines: int | None) -> int:
        """Puts delivered events back in the queue because the one-stop system no longer holds them (G6). Returns how
        many.

        All of the dossier when it is not there (`theirs` and `lines` None). Else those beyond the `lines` that are
        shown, or, where none are shown, from the last that left it in the status `theirs`, whose own line may be lost.
        At least the newest, and each is asked for before it is repeated.
        """
        with self._store.write() as conn:
            owed = conn.exec_driver_sql(
                "SELECT seq FROM outbox WHERE dossier_id=? AND state='delivered' ORDER BY seq", (dossier_id,)
            )
            lost = list(owed.scalars())
            if lines is None:
                statuses = statuses_of(conn, dossier_id)
                lines = max((place for place, seq in enumerate(lost) if statuses[seq] is theirs), default=0)
            lost = lost[min(lines, max(len(lost) - 1, 0)) :]
            for seq in lost:
                conn.execute(
                    "UPDATE outbox SET state='waiting', parts=0, asked=?, held=0, next_at=0, attempts=0, "
                    "reason='lost_there', detail='', receipt='', acknowledged_at=NULL WHERE seq=?",
                    # Not only before its first call: each of them may have been kept.
                    (1 | OTHER_ROAD, seq),
                )
        return len(lost)

    def _set(self, entries: Sequence[Entry], change: str, *values: Any) -> None:
        with self._store.write() as conn:
            _change(conn, entries, change, *values)

    def next_due(self) -> datetime | None:
        """When the courier should next wake; None when nothing waits that time alone can help."""
        with self._store.read() as conn:
            first = conn.exec_driver_sql(
                "SELECT min(o.next_at) FROM outbox o WHERE o.state='waiting' AND o.held=0 AND NOT EXISTS ("
                "SELECT 1 FROM outbox p WHERE p.dossier_id=o.dossier_id AND p.seq<o.seq AND p.state<>'delivered')"
            ).scalar_one_or_none()
        return None if first is None else moment(int(first))

    def hurry(self) -> None:
        """Every back-off ends: somebody said "send now", or the network came back."""
        with self._store.write() as conn:
            conn.exec_driver_sql("UPDATE outbox SET next_at=0 WHERE state='waiting' AND next_at>0")

    def heard(self, at: datetime, offset_ms: int | None) -> None:
        """The server answered. `offset_ms`: its clock minus ours."""
        with self._store.write() as conn:
            self._store.set_meta(conn, "last_contact", str(micros(at)))
            if offset_ms is not None:
                self._store.set_meta(conn, "offset_ms", str(offset_ms))

    def server_procedure(self, code: str) -> bytes | None:
        """The server's own description of a procedure, as kept."""
        with self._store.read() as conn:
            found = conn.exec_driver_sql(
                "SELECT payload FROM server_procedure WHERE code=?", (code,)
            ).scalar_one_or_none()
        return None if found is None else bytes(found)

    def keep_server_procedure(self, code: str, payload: bytes, at: datetime) -> None:
        with self._store.write() as conn:
            conn.exec_driver_sql(
                "INSERT INTO server_procedure(code, payload, fetched_at) VALUES(?, ?, ?) "
                "ON CONFLICT(code) DO UPDATE SET payload=excluded.payload, fetched_at=excluded.fetched_at",
                (code, payload, micros(at)),
            )

    # ------------------------------------------------------------------ what people see and do

    def items(self, limit: int = 200, state: State | None = None) -> tuple[Item, ...]:
        """Quarantined first, then waiting by age, then delivered from the newest."""
        states = (State.QUARANTINED, State.WAITING, State.DELIVERED) if state is None else (state,)
        rows: list[Any] = []
        with self._store.read() as conn:
            for wanted in states:
                # What is open is little and looked up by its state; what is delivered is nearly all there is, and is
                # walked through from the newest (unary plus: by no index).
                delivered = wanted is State.DELIVERED
                rows += conn.exec_driver_sql(
                    "SELECT o.*, e.kind, d.code, d.official_code, d.state AS folded FROM outbox o "  # noqa: S608
                    "CROSS JOIN event e ON e.seq=o.seq CROSS JOIN dossier d ON d.dossier_id=o.dossier_id "
                    f"WHERE {'+' if delivered else ''}o.state=? ORDER BY o.seq{' DESC' if delivered else ''} LIMIT ?",
                    (wanted.value, limit - len(rows)),
                ).all()
        return tuple(_item(row) for row in rows)

    def release(self, codes: Iterable[str] = (), *, seqs: Iterable[int] = ()) -> int:
        """Puts quarantined items back in the queue, by dossier code or by sequence number; returns how many."""
        released = 0
        back = (
            "UPDATE outbox SET state='waiting', next_at=0, reason='', detail='', attempts=0 WHERE state='quarantined'"
        )
        with self._store.write() as conn:
            for code in codes:
                released += conn.exec_driver_sql(
                    f"{back} AND dossier_id IN (SELECT dossier_id FROM dossier WHERE code=? OR official_code=?)",  # noqa: S608
                    (code, code),
                ).rowcount
            for seq in seqs:
                released += conn.exec_driver_sql(f"{back} AND seq=?", (seq,)).rowcount
        return released

    def release_procedures(self, procedures: Iterable[str]) -> int:
        """Puts back what was set aside because the server did not have these procedures; returns how many."""
        with self._store.write() as conn:
            return sum(
                conn.exec_driver_sql(
                    "UPDATE outbox SET state='waiting', next_at=0, reason='', detail='', attempts=0 "
                    "WHERE state='quarantined' AND reason='server_unknown_procedure' "
                    "AND dossier_id IN (SELECT dossier_id FROM dossier WHERE procedure=?)",
                    (code,),
                ).rowcount
                for code in procedures
            )

    def summary(self) -> Summary:
        with self._store.read() as conn:
            opened = conn.exec_driver_sql(
                "SELECT coalesce(sum(state='waiting'), 0) AS waiting, "
                "coalesce(sum(state='waiting' AND held=1), 0) AS held, "
                "coalesce(sum(state='quarantined'), 0) AS quarantined, min(since) AS oldest "
                "FROM outbox WHERE state IN ('waiting', 'quarantined')"
            ).one()
            every = conn.exec_driver_sql("SELECT count(*) FROM outbox").scalar_one()
            contact = self._store.meta(conn, "last_contact")
            delivery = self._store.meta(conn, "last_delivery")
        return Summary(
            waiting=opened.waiting,
            held=opened.held,
            quarantined=opened.quarantined,
            delivered=every - opened.waiting - opened.quarantined,
            oldest=None if opened.oldest is None else moment(opened.oldest),
            last_contact=None if contact is None else moment(int(contact)),
            last_delivery=None if delivery is None else moment(int(delivery)),
        )


def _change(conn: Connection, entries: Sequence[Entry], change: str, *values: Any) -> None:
    # A delivered entry never goes back to anything else, whoever comes late.
    for entry in entries:
        conn.execute(
            f"UPDATE outbox SET {change} WHERE seq=? AND state<>'delivered'",  # noqa: S608
            (*values, entry.seq),
        )


def _no_doubt(conn: Connection, entries: Sequence[Entry]) -> None:
    _change(conn, [entry for entry in entries if not entry.asked], "asked=asked&?", OTHER_ROAD)


def _asked(conn: Connection, entry: Entry) -> int:
    found = conn.execute("SELECT asked FROM outbox WHERE seq=?", (entry.seq,)).fetchone()
    return 0 if found is None else int(found[0])


def _entry(conn: Connection, row: Any, names: dict[str, str]) -> Entry:
    past = events(conn, row.dossier_id, row.seq)
    event = past[-1]
    before = fold(past[:-1]) if len(past) > 1 else None
    now = decode_state(row.state)
    return Entry(
        seq=row.seq,
        dossier_id=row.dossier_id,
        kind=event.kind,
        event=event,
        dossier=apply(before, event),
        status_before=None if before is None else before.status,
        sent_on=_sent_on(conn, row.dossier_id, row.seq) if row.asked else frozenset(),
        wire_code=now.wire_code,
        actor_name=names.get(event.actor, ""),
        parts=row.parts,
        asked=bool(row.asked),
        attempts=row.attempts,
        numberless=never_numbered(now),
    )


def _sent_on(conn: Connection, dossier_id: str, seq: int) -> frozenset[Status]:
    later = conn.exec_driver_sql(
        "SELECT seq FROM outbox WHERE dossier_id=? AND seq>? AND (asked<>0 OR state='delivered')", (dossier_id, seq)
    )
    seqs = list(later.scalars())
    if not seqs:
        return frozenset()
    statuses = statuses_of(conn, dossier_id)
    return frozenset(statuses[one] for one in seqs)


def statuses_of(conn: Connection, dossier_id: str) -> dict[int, Status]:
    """The status in which each event left the dossier."""
    found: dict[int, Status] = {}
    state: Dossier | None = None
    for event in events(conn, dossier_id):
        state = apply(state, event)
        found[event.seq] = state.status
    return found


def _item(row: Any) -> Item:
    dossier = decode_state(row.folded)
    state = State(row.state)
    return Item(
        seq=row.seq,
        dossier_id=row.dossier_id,
        code=dossier.official_code or dossier.code,
        applicant=dossier.filing.applicant.full_name,
        procedure=dossier.filing.procedure.name,
        event=Kind(row.kind),
        state=state,
        attempts=row.attempts,
        since=moment(row.since),
        next_at=moment(row.next_at) if row.next_at and state is State.WAITING else None,
        reason=row.reason,
        detail=row.detail,
        acknowledged_at=None if row.acknowledged_at is None else moment(row.acknowledged_at),
        receipt=row.receipt,
    )
