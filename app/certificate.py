"""The certificate of sync: what a proof of delivery found on a day, on one page (docs/sync.md)."""

from __future__ import annotations

from datetime import date

from app.errors import reject
from app.office import Office
from app.paper import RESOLUTION
from app.people import Clerk


def certificate(office: Office, day: date, by: Clerk, resolution: int = RESOLUTION) -> bytes:
    """The PDF of the newest proof of `day`, printed by `by`. It is made of the kept proof alone and needs no line: the
    same bytes each time.

    Rejected("day", day_not_proven) when nobody has asked for a proof of that day; Trouble("font_missing").
    """
    proof = office.proofs.of(day)
    if proof is None:
        raise reject("day", "day_not_proven", day=f"{day:%d/%m/%Y}")
    return office.press.certificate(proof, by.name, resolution)
