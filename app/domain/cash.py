"""Money in two drawers: the State's (phí, lệ phí) and the post's (cước), each đồng of it tied to a fact.

A movement is read from the event that says it and is never entered besides, so that a drawer, a day and a report are
sums of the same rows. Change given back to a citizen is no movement: what is taken is what was owed, whatever note lay
on the desk (anchors.md §3, threads 30 and 31).
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping

import msgspec

from app.domain.catalogue import FeeKind
from app.domain.dossier import DRAWERS, Dossier, Drawer, drawer_of
from app.domain.events import CASH, Event, FeeCollected, FeeRefunded, HandedBack, Received
from app.errors import Problem, Rejected

NOTES = (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200)
"""The banknotes of the State Bank in use, đồng, the largest first. Coins are no longer paid with."""


MOST_NOTES = 100_000
"""Of one value in one count: more is a slip of the hand."""


def tidy_notes(notes: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    """A count as it is kept: the largest banknote first, what was not there left out.

    Rejected("notes.<value>", note_unknown | note_count_range).
    """
    problems: dict[str, Problem] = {}
    for value, count in notes.items():
        if value not in NOTES:
            problems[f"notes.{value}"] = Problem("note_unknown", {"value": value})
        elif not 0 <= count <= MOST_NOTES:
            problems[f"notes.{value}"] = Problem("note_count_range", {"most": MOST_NOTES})
    if problems:
        raise Rejected(problems)
    return tuple((value, notes[value]) for value in NOTES if notes.get(value))


class What(enum.StrEnum):
    """What a movement is."""

    COLLECTED = "collected"
    REFUNDED = "refunded"
    PUT_IN = "put_in"
    TAKEN_OUT = "taken_out"
    REMITTED = "remitted"
    DIFFERENCE = "difference"


class Movement(msgspec.Struct, frozen=True, kw_only=True):
    """Money of one drawer, đồng; above zero into it. Only what has the method "cash" lies in the cash box.

    `kind`: which fee it was, None of what is no fee. `agency`: whose money the State's is.
    """

    drawer: Drawer
    amount: int
    what: What
    method: str = CASH
    kind: FeeKind | None = None
    agency: str = ""


def movements(event: Event, before: Dossier | None, after: Dossier) -> tuple[Movement, ...]:
    """What one fact of a dossier moved, in the order of its lines; most facts move nothing."""
    body, agency = event.body, after.filing.agency
    if isinstance(body, Received):
        return tuple(
            Movement(drawer=drawer_of(fee.kind), amount=fee.amount, what=What.COLLECTED, kind=fee.kind, agency=agency)
            for fee in body.filing.fees
            if fee.paid and fee.amount
        )
    if before is None:
        return ()
    if isinstance(body, FeeCollected):
        return (
            Movement(
                drawer=drawer_of(body.kind),
                amount=body.amount,
                what=What.COLLECTED,
                method=body.method,
                kind=body.kind,
                agency=agency,
            ),
        )
    if isinstance(body, FeeRefunded):
        drawer = drawer_of(body.kind)
        back = after.taken_of(drawer) - before.taken_of(drawer)
        if not back:
            return ()
        return (
            Movement(drawer=drawer, amount=back, what=What.REFUNDED, method=body.method, kind=body.kind, agency=agency),
        )
    if isinstance(body, HandedBack):
        return tuple(
            Movement(drawer=drawer, amount=amount, what=What.COLLECTED, kind=kind, agency=agency)
            for drawer in DRAWERS
            for kind, amount in _by_kind(before, drawer, after.taken_of(drawer) - before.taken_of(drawer))
        )
    return ()


def _by_kind(before: Dossier, drawer: Drawer, amount: int) -> Iterator[tuple[FeeKind, int]]:
    """An amount over the lines it pays, from the first that is not paid on; what no line asks for is of the last."""
    paid, last = before.taken_of(drawer), FeeKind.POSTAGE if drawer == "post" else FeeKind.CHARGE
    for fee in before.filing.fees:
        if drawer_of(fee.kind) != drawer:
            continue
        last = fee.kind
        covered = min(paid, fee.amount)
        paid -= covered
        part = min(amount, fee.amount - covered)
        if part:
            amount -= part
            yield fee.kind, part
    if amount:
        yield last, amount
