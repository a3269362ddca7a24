"""The proofs that were asked for, kept whole, so that the certificate of a day can be printed again without a line."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from app.domain.events import Kind
from app.domain.proof import Found, Pending, Proof
from app.store import Connection, Store, micros
from app.store.chain import hash_at, head_seq
from app.store.rounds import carried_on, span

KEPT = 10
"""Proofs of one day: each is a person's wish, and the newest is the one that is printed."""

CODES = 80
"""Codes kept of those that wait: more than a page holds."""

_WRITTEN = msgspec.json.Decoder(Proof)


class Proofs:
    """Every method is one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, found: Found, day: date, at: datetime, *, by: str, unit: str, point: str, counter: int) -> Proof:
        """What was found, together with how the day stands here at this moment: one view of all of it."""
        start, end = span(day)
        with self._store.write() as conn:
            head = head_seq(conn)
            proof = Proof(
                day=day,
                at=at,
                by=by,
                unit=unit,
                point=point,
                counter=counter,
                found=found,
                received=conn.exec_driver_sql(
                    "SELECT count(*) FROM dossier d WHERE d.day=? AND EXISTS "
                    "(SELECT 1 FROM event e WHERE e.dossier_id=d.dossier_id AND e.kind=?)",
                    (int(f"{day:%y%m%d}"), Kind.RECEIVED.value),
                ).scalar_one(),
                delivered=conn.exec_driver_sql(
                    "SELECT count(*) FROM outbox WHERE acknowledged_at>=? AND acknowledged_at<?", (start, end)
                ).scalar_one(),
                waiting=_pending(conn, "sum(o.state='quarantined')=0"),
                quarantined=_pending(conn, "sum(o.state='quarantined')>0"),
                carried=carried_on(conn, day),
                head=head,
                link=(hash_at(conn, head) or b"").hex(),
            )
            conn.execute(
                "INSERT INTO proof(day, at, asked_by, body) VALUES(?, ?, ?, ?)",
                (f"{day:%y%m%d}", micros(at), by, msgspec.json.encode(proof)),
            )
            conn.execute(
                "DELETE FROM proof WHERE day=? AND seq NOT IN "
                "(SELECT seq FROM proof WHERE day=? ORDER BY seq DESC LIMIT ?)",
                (f"{day:%y%m%d}", f"{day:%y%m%d}", KEPT),
            )
        return proof

    def of(self, day: date) -> Proof | None:
        """The newest proof of a day, whole or not; None when nobody asked for one."""
        with self._store.read() as conn:
            return newest(conn, day)


def newest(conn: Connection, day: date) -> Proof | None:
    """The same, in the caller's transaction."""
    body = conn.exec_driver_sql(
        "SELECT body FROM proof WHERE day=? ORDER BY seq DESC LIMIT 1", (f"{day:%y%m%d}",)
    ).scalar_one_or_none()
    return None if body is None else _WRITTEN.decode(body)


def _pending(conn: Connection, which: str) -> Pending:
    """Dossiers with something undelivered: those with a quarantined event, or those without, the longest waiting
    first."""
    rows = conn.execute(
        "SELECT coalesce(d.official_code, d.code) FROM outbox o JOIN dossier d ON d.dossier_id=o.dossier_id "  # noqa: S608
        "WHERE o.state IN ('waiting', 'quarantined') GROUP BY o.dossier_id "
        f"HAVING {which} ORDER BY min(o.seq)"
    ).fetchall()
    return Pending(dossiers=len(rows), codes=tuple(code for (code,) in rows[:CODES]))
