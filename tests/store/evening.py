"""What tests of the day do again and again: dossiers with money, counts that are right, a whole close."""

from __future__ import annotations

from typing import Any

from app.domain.cash import NOTES
from app.domain.dossier import DRAWERS, Dossier
from app.domain.zreport import ZReport
from app.office import Office
from app.people import Clerk
from tests.desk import clerk_of, draft

AGENCY = "UBND xã Mường Tè"


def manager_of(office: Office) -> Clerk:
    return office.people.named("Tòng Văn Inh")


def received(office: Office, *, charge: int = 8_000, fee: int = 0, postage: int = 0, **changes: Any) -> Dossier:
    """A dossier whose fees were all paid in cash."""
    fees = [
        {"kind": kind, "name": kind, "amount": amount, "paid": True}
        for kind, amount in (("charge", charge), ("fee", fee), ("postage", postage))
        if amount
    ]
    return office.counter.receive(draft(fees=fees, **changes), clerk_of(office)).dossier


def notes_for(amount: int) -> dict[int, int]:
    """Banknotes that make an amount, down to 200 đồng."""
    found = {}
    for value in NOTES:
        found[value], amount = divmod(amount, value)
    return found


def counted(office: Office) -> None:
    """Both drawers counted to the last note that there is, and settled."""
    for drawer in DRAWERS:
        office.day.count(drawer, notes_for(max(0, office.day.drawer(drawer))), clerk_of(office))
        office.day.settle(drawer, "Tiền lẻ", clerk_of(office), manager_of(office))


def closed(office: Office, *, count: bool = True) -> ZReport:
    """The day closed, whatever is left being passed over."""
    if count:
        counted(office)
    for step in office.day.closing().steps:
        if step.state == "left" and step.step != "cash":
            office.day.pass_step(step.step, "Mất mạng", clerk_of(office))
    day = office.day.close(clerk_of(office), manager_of(office))
    return office.day.zreport(day.number)
