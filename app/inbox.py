"""What the one-stop system tells of a dossier by itself, taken into the ledger: its number, its status, its dates.

The use cases of the courier's way back. A fact becomes an event only where it is new; it never moves a dossier of
ours, and never an older state over a newer one: while events of a dossier wait, what is told of it is not heard.
"""

from __future__ import annotations

import msgspec

from app.domain.dossier import Dossier, never_numbered
from app.domain.events import ONE_STOP, Kind, Numbered, Reported
from app.errors import reject
from app.store import Store
from app.store.ledger import append, find, load


class Inbox:
    """The courier's face of the ledger. Every method is one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def numbered(self, dossier_id: str, code: str) -> Dossier:
        """The one-stop system gave this dossier its number. A number that stands is never replaced; what ended here
        before it had one stays without: no paper will ever bear it. Rejected when another dossier bears `code`."""
        with self._store.write() as conn:
            dossier = load(conn, dossier_id)
            if dossier is None:
                raise ValueError("a number for a dossier that is not here")
            if dossier.wire_code or never_numbered(dossier):
                return dossier
            if find(conn, code) is not None:
                raise reject("official_code", "code_taken")
            return append(self._store, conn, dossier_id, Kind.NUMBERED, Numbered(official_code=code), ONE_STOP).dossier

    def reported(self, dossier_id: str, told: Reported) -> Dossier | None:
        """What the one-stop system shows. None when it is nothing new, or when events of ours still wait to be told."""
        with self._store.write() as conn:
            dossier = load(conn, dossier_id)
            if dossier is None or dossier.voided:
                return None
            waiting = conn.exec_driver_sql(
                "SELECT count(*) FROM outbox WHERE dossier_id=? AND state<>'delivered'", (dossier_id,)
            ).scalar_one()
            known = dossier.reported or Reported(
                status=dossier.status,
                due_at=dossier.due_at,
                finished_at=dossier.finished_at,
                returned_at=dossier.handed_back.at if dossier.handed_back else None,
            )
            fields = {name: getattr(told, name) or getattr(known, name) for name in told.__struct_fields__}
            if waiting or msgspec.structs.replace(known, **fields) == known:
                return None
            return append(self._store, conn, dossier_id, Kind.REPORTED, told, ONE_STOP).dossier
