"""Two read tables that reports sum: what is counted of each dossier (`tally`) and each đồng that moved (`movement`).

They are narrow, so that a report over all dossiers of years reads little; both can be made again from the events. They
have a column `ledger`, 0 at a counter: where many counters are collected in one database it tells them apart, and the
same statements run there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from app.domain.cash import Movement, movements
from app.domain.dossier import Dossier, drawer_of
from app.domain.events import VIETNAM, DeliveryKind, Event, Status
from app.store import Connection, micros

HERE = 0
"""The value of `ledger` at a counter."""

TALLY = (
    "ledger",
    "dossier_id",
    "code",
    "day",
    "received",
    "accepted",
    "due",
    "finished",
    "refused",
    "sealed",
    "sent",
    "arrived",
    "handed",
    "gone_back",
    "begun",
    "paused",
    "status",
    "leg",
    "mode",
    "voided",
    "desk",
    "channel",
    "by_post",
    "returned_by_post",
    "procedure",
    "field",
    "commune",
    "agency",
    "clerk",
    "handed_by",
    "supplements",
    "follows",
    "rescheduled",
    "attempts",
    "rating",
    "book_number",
    "due_state",
    "due_post",
    "waived",
    "collected_state",
    "collected_post",
)
"""The columns of `tally`. Times in microseconds since 1970 UTC, moneys in đồng, `day` as yymmdd of Việt Nam.

`desk`: no dossier was received: 1 a slip of the desk (Form 02), 2 a refusal at the desk (Form 03); 0 of a dossier.
`received` is when it was handed in; `accepted` when the deciding
side's clock began; `finished` when that side was done (or it ended otherwise: refused, withdrawn, stopped, voided);
`paused`: since when it waits for papers that were asked for. `by_post`: how the citizen wished the result,
`returned_by_post`: how it went. `follows`: it answers a slip.
"""

PUT_TALLY = (
    f"INSERT INTO tally({', '.join(TALLY)}) VALUES({', '.join('?' * len(TALLY))}) "
    f"ON CONFLICT(dossier_id) DO UPDATE SET {', '.join(f'{name}=excluded.{name}' for name in TALLY[2:])}"
)
MOVEMENT = ("ledger", "seq", "line", "at", "dossier_id", "drawer", "amount", "what", "method", "kind", "agency")
"""The columns of `movement`: `seq` of the event that says it, and which of its lines."""

_MOVE = f"INSERT INTO movement({', '.join(MOVEMENT)}) VALUES({', '.join('?' * len(MOVEMENT))})"


def tally(conn: Connection, event: Event, before: Dossier | None, after: Dossier, ledger: int = HERE) -> None:
    """What one fact of a dossier changes in both tables."""
    row = tally_row(after, ledger)
    if before is None or row != tally_row(before, ledger):
        conn.execute(PUT_TALLY, row)
    if moved := movements(event, before, after):
        note_movements(conn, event.seq, event.at, ((after.id, one) for one in moved), ledger)


def note_movements(
    conn: Connection, seq: int, at: datetime, moved: Iterable[tuple[str, Movement]], ledger: int = HERE
) -> None:
    """The movements of the event number `seq`, each with its dossier's id."""
    for line, (dossier_id, one) in enumerate(moved):
        conn.execute(_MOVE, movement_row(seq, line, at, dossier_id, one, ledger))


def movement_row(
    seq: int, line: int, at: datetime, dossier_id: str, one: Movement, ledger: int = HERE
) -> tuple[Any, ...]:
    kind = "" if one.kind is None else one.kind.value
    return (
        *(ledger, seq, line, micros(at), dossier_id, one.drawer, one.amount, one.what.value, one.method, kind),
        one.agency,
    )


def tally_row(dossier: Dossier, ledger: int = HERE) -> tuple[Any, ...]:
    """In the order of `TALLY`."""
    filing, back = dossier.filing, dossier.handed_back
    local = dossier.received_at.astimezone(VIETNAM)
    owed = {drawer: sum(f.amount for f in filing.fees if drawer_of(f.kind) == drawer) for drawer in ("state", "post")}
    return (
        ledger,
        dossier.id,
        dossier.code,
        local.year % 100 * 10_000 + local.month * 100 + local.day,
        micros(dossier.received_at),
        _micros(dossier.accepted_at),
        _micros(dossier.due_at),
        _micros(dossier.finished_at or dossier.refused_at or (back.at if back else None)),
        _micros(dossier.refused_at),
        _micros(dossier.sealed_at),
        _micros(dossier.sent_at),
        _micros(dossier.arrived_at),
        None if back is None else micros(back.at),
        _micros(dossier.gone_back_at),
        _micros(dossier.begun_at),
        _micros(_paused(dossier)),
        int(dossier.status),
        dossier.leg.value,
        filing.mode.value,
        int(dossier.voided),
        _desk(dossier),
        filing.channel,
        int(filing.result_delivery.kind is DeliveryKind.POST),
        int(back is not None and back.by_post),
        filing.procedure.code,
        filing.procedure.field,
        filing.applicant.commune_code,
        filing.agency,
        dossier.received_by,
        "" if back is None else back.by,
        len(dossier.supplements),
        int(bool(dossier.follows)),
        dossier.rescheduled,
        dossier.attempts,
        dossier.rating,
        dossier.book_number,
        owed["state"],
        owed["post"],
        sum(f.waived for f in filing.fees),
        dossier.collected_state,
        dossier.collected_post,
    )


def _desk(dossier: Dossier) -> int:
    if dossier.status is Status.AT_DESK:
        return 1
    # A dossier that was received has a place in the book; one that was refused at first contact never got one.
    refused = dossier.status is Status.NOT_RECEIVED and not dossier.book_number
    return 2 if refused and dossier.refused_at == dossier.received_at else 0


def _paused(dossier: Dossier) -> datetime | None:
    if dossier.status is not Status.SUPPLEMENT or not dossier.supplements:
        return None
    return dossier.supplements[-1].asked_at


def _micros(at: datetime | None) -> int | None:
    return None if at is None else micros(at)
