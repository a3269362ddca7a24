"""Handing a result back: who asks for it, and whether it is the right person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from app.domain import codes, intake
from app.domain.dossier import Dossier
from app.domain.events import Authorisation, Recipient, RecipientKind
from app.domain.given import required, text
from app.domain.text import clean
from app.errors import reject


class HandBackRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes the result and what changes hands. `id_number`, when known, must be the stored one; it is not kept."""

    recipient: Recipient
    fees_collected: int = 0
    originals_taken_back: tuple[str, ...] = ()
    item_code: str = ""
    by_post: bool = False
    id_number: str = ""


class _GivenRecipient(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: RecipientKind = RecipientKind.APPLICANT
    full_name: str = ""
    id_number: str = ""
    id_last4: str = ""
    phone: str = ""
    authorisation: Any = None


class _GivenHandBack(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    recipient: _GivenRecipient
    fees_collected: int = 0
    originals_taken_back: tuple[str, ...] = ()
    item_code: str = ""
    by_post: bool = False


def read_hand_back(given: Mapping[str, Any]) -> HandBackRequest:
    """A line of `quay handback` without its code (contract.md). Rejected by field."""
    asked = intake.convert(given, _GivenHandBack)
    who = asked.recipient
    paper = None
    if who.authorisation is not None:
        paper = intake.convert({"value": who.authorisation}, _Authorised, "recipient").value
    return HandBackRequest(
        recipient=Recipient(
            kind=who.kind,
            full_name=who.full_name,
            id_last4=who.id_last4 or who.id_number[-4:],
            phone=who.phone,
            authorisation=paper,
        ),
        fees_collected=asked.fees_collected,
        originals_taken_back=asked.originals_taken_back,
        item_code=asked.item_code,
        by_post=asked.by_post,
        id_number=who.id_number,
    )


class _Authorised(msgspec.Struct, frozen=True):
    value: Authorisation


def recipient_of(dossier: Dossier, request: HandBackRequest, today: date) -> Recipient:
    who = request.recipient
    applicant = dossier.filing.applicant
    own = who.kind is RecipientKind.APPLICANT
    name = text("recipient.full_name", who.full_name) or (applicant.full_name if own else "")
    if not name:
        raise reject("recipient.full_name", "blank_name")
    last4 = text("recipient.id_last4", who.id_last4)
    if last4 and not (len(last4) == 4 and last4.isalnum()):
        raise reject("recipient.id_last4", "last4_shape")
    if own and applicant.id_number:
        number = codes.tidy_identity(request.id_number, applicant.id_kind.value)
        if number and number != applicant.id_number:
            raise reject("recipient.id_number", "not_the_applicant")
        if last4 and last4 != applicant.id_number[-4:]:
            raise reject("recipient.id_last4", "not_the_applicant")
    phone = text("recipient.phone", who.phone)
    called = codes.phone(phone) if phone else ""
    if called is None:
        raise reject("recipient.phone", "bad_phone")
    paper = who.authorisation
    if who.kind is RecipientKind.REPRESENTATIVE:
        if paper is None or not clean(paper.kind):
            raise reject("recipient.authorisation", "authorisation_needed")
        if paper.date is not None and paper.date > today:
            raise reject("recipient.authorisation.date", "date_in_future")
    if paper is not None:
        paper = msgspec.structs.replace(
            paper,
            kind=required("recipient.authorisation.kind", paper.kind),
            number=text("recipient.authorisation.number", paper.number),
        )
    return Recipient(kind=who.kind, full_name=name, id_last4=last4, phone=called, authorisation=paper)
