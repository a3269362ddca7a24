"""A counter day (ngày làm việc của quầy): opened, its cash counted, closed with a report; never opened again.

A day owns the facts of the ledger after the close before it up to its own close, by their order in the chain, so no
fact has two days and none has none. What was done after a close, or says that it happened on an earlier date, is told
in a part of its own ("thuộc ngày trước").
"""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import Literal

import msgspec

from app.domain.cash import Movement, What
from app.domain.catalogue import FeeKind
from app.domain.dossier import Drawer
from app.domain.events import CASH, Body, Envelope


class DayKind(enum.StrEnum):
    OPENED = "day_opened"
    CASH_MOVED = "cash_moved"
    CASH_COUNTED = "cash_counted"
    DIFFERENCE_BOOKED = "difference_booked"
    REMITTED = "remitted"
    STEP_PASSED = "step_passed"
    CLOSED = "day_closed"


class DayOpened(Body, frozen=True, kw_only=True):
    """`number` counts the days of this counter from 1. `state`, `post`: what lay in each drawer at
    the last close, đồng; what moved since then is the day's already."""

    number: int
    date: date
    state: int = 0
    post: int = 0


class CashMoved(Body, frozen=True, kw_only=True):
    """Money put into the cash box (above zero) or taken out for a reason that is no dossier's: a float, change, the
    bank."""

    drawer: Drawer
    amount: int
    reason: str


class CashCounted(Body, frozen=True, kw_only=True):
    """What somebody counted without knowing what it should be: banknotes by value (đồng, how many)."""

    drawer: Drawer
    notes: tuple[tuple[int, int], ...]
    expected: int
    """What the ledger said at that moment; shown only after the count is committed."""

    @property
    def total(self) -> int:
        return sum(value * count for value, count in self.notes)


class DifferenceBooked(Body, frozen=True, kw_only=True):
    """What was counted and what should be there are made one: đồng, above zero where there was too much.
    `approved_by`: the manager whose PIN a difference beyond the limit took."""

    drawer: Drawer
    amount: int
    reason: str = ""
    approved_by: str = ""


class RemittedLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One dossier's part, đồng: phí and lệ phí apart, either below zero where the agency gives back."""

    dossier_id: str
    code: str
    fee: int = 0
    charge: int = 0

    @property
    def amount(self) -> int:
        return self.fee + self.charge


class Remitted(Body, frozen=True, kw_only=True):
    """The State's money handed to the agency it belongs to, dossier by dossier (domain.md §2.5). `number` counts the
    slips of a counter; `receipt_number` is what the agency gave; `manifest`: the handing over it went with."""

    number: int
    agency: str
    lines: tuple[RemittedLine, ...]
    method: str = CASH
    receiver: str = ""
    receipt_number: str = ""
    manifest: str = ""

    @property
    def amount(self) -> int:
        return sum(line.amount for line in self.lines)


Step = Literal["manifests", "papers", "cash", "send", "proof"]
STEPS: tuple[Step, ...] = ("manifests", "papers", "cash", "send", "proof")
"""The steps of a close, in their order (product.md §5, F6)."""


class StepPassed(Body, frozen=True, kw_only=True):
    """Somebody went on although something of a step was left: how much, and why."""

    step: Step
    left: int
    reason: str


class DayClosed(Body, frozen=True, kw_only=True):
    """The close. `report` is the Z-report's whole content as JSON, frozen; `previous` the hash of the report before it
    ("" of the first) and `hash` its own: SHA-256 of `previous`, the hash of the ledger's last link before the close and
    `report`."""

    report: bytes
    head: str
    previous: str
    hash: str


DAY_BODIES: dict[DayKind, type[Body]] = {
    DayKind.OPENED: DayOpened,
    DayKind.CASH_MOVED: CashMoved,
    DayKind.CASH_COUNTED: CashCounted,
    DayKind.DIFFERENCE_BOOKED: DifferenceBooked,
    DayKind.REMITTED: Remitted,
    DayKind.STEP_PASSED: StepPassed,
    DayKind.CLOSED: DayClosed,
}


class DayEvent(Envelope[DayKind], frozen=True, kw_only=True):
    """One fact of a counter day; `dossier_id` is the day's id."""


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """The count of a drawer that stands; `seq` of its event."""

    seq: int
    at: datetime
    by: str
    notes: tuple[tuple[int, int], ...]
    total: int
    expected: int


class Passed(msgspec.Struct, frozen=True, kw_only=True):
    seq: int
    at: datetime
    by: str
    left: int
    reason: str


class Day(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The present state of one counter day: the fold of its events and nothing else."""

    id: str
    version: int
    number: int
    date: date
    opened_at: datetime
    opened_by: str
    opened_seq: int
    state: int
    post: int
    counts: dict[Drawer, Count] = msgspec.field(default_factory=dict)
    counted: int = 0
    """How many counts there were, those that were done again with them."""
    differences: tuple[DifferenceBooked, ...] = ()
    remitted: tuple[Remitted, ...] = ()
    passed: dict[Step, Passed] = msgspec.field(default_factory=dict)
    closed_at: datetime | None = None
    closed_by: str = ""
    closed_seq: int | None = None
    report: bytes = b""
    hash: str = ""
    updated_at: datetime

    @property
    def is_open(self) -> bool:
        return self.closed_seq is None


def apply_day(state: Day | None, event: DayEvent) -> Day:
    """One step of the fold. ValueError when it cannot follow: what is in the ledger has happened in order."""
    body = event.body
    if state is None:
        if not isinstance(body, DayOpened):
            raise ValueError(f"{event.kind} cannot open a day")
        return Day(
            id=event.dossier_id,
            version=event.dossier_seq,
            number=body.number,
            date=body.date,
            opened_at=event.at,
            opened_by=event.actor,
            opened_seq=event.seq,
            state=body.state,
            post=body.post,
            updated_at=event.at,
        )
    if not state.is_open:
        raise ValueError("a closed day is never opened again")
    return msgspec.structs.replace(state, version=event.dossier_seq, updated_at=event.at, **_day_change(state, event))


def _day_change(state: Day, event: DayEvent) -> dict[str, object]:
    match event.body:
        case CashMoved():
            return {}
        case CashCounted() as body:
            count = Count(
                seq=event.seq,
                at=event.at,
                by=event.actor,
                notes=body.notes,
                total=body.total,
                expected=body.expected,
            )
            return {"counts": {**state.counts, body.drawer: count}, "counted": state.counted + 1}
        case DifferenceBooked() as body:
            return {"differences": (*state.differences, body)}
        case Remitted() as body:
            return {"remitted": (*state.remitted, body)}
        case StepPassed() as body:
            passed = Passed(seq=event.seq, at=event.at, by=event.actor, left=body.left, reason=body.reason)
            return {"passed": {**state.passed, body.step: passed}}
        case DayClosed() as body:
            return {
                "closed_at": event.at,
                "closed_by": event.actor,
                "closed_seq": event.seq,
                "report": body.report,
                "hash": body.hash,
            }
        case _:
            raise ValueError(f"{event.kind} cannot follow in a day")


def day_movements(event: DayEvent) -> tuple[tuple[str, Movement], ...]:
    """What one fact of a day moved, each with the dossier it was for ("" of none)."""
    match event.body:
        case CashMoved() as body:
            what = What.PUT_IN if body.amount > 0 else What.TAKEN_OUT
            return (("", Movement(drawer=body.drawer, amount=body.amount, what=what)),)
        case DifferenceBooked() as body:
            return (("", Movement(drawer=body.drawer, amount=body.amount, what=What.DIFFERENCE)),)
        case Remitted() as body:
            return tuple(
                (
                    line.dossier_id,
                    Movement(
                        drawer="state",
                        amount=-amount,
                        what=What.REMITTED,
                        method=body.method,
                        kind=kind,
                        agency=body.agency,
                    ),
                )
                for line in body.lines
                for kind, amount in ((FeeKind.FEE, line.fee), (FeeKind.CHARGE, line.charge))
                if amount
            )
        case _:
            return ()
