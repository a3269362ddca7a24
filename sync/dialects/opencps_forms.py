"""A dossier in the words of OpenCPS v2: the forms of its calls and what its dossier detail shows (wire B).

Pure: no calls, no clock. Every form field is text, an absent one is left out. Times are sent as epoch milliseconds; the
detail shows them as `dd/MM/yyyy HH:mm:ss` in Việt Nam's +07:00.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from app.domain.catalogue import FeeKind
from app.domain.dossier import Dossier
from app.domain.events import (
    VIETNAM,
    Component,
    Corrected,
    DeliveryKind,
    FeeLine,
    HandedBack,
    Kind,
    PersonKind,
    Status,
    Supplemented,
)
from app.domain.queue import Entry
from app.domain.text import fold, nfc
from app.settings import Server
from sync.dialect import Shown
from sync.dialects.dvcqg import story

NONE = "none"
"""Of `[server.actions]`: this event has no action in the agency's process."""

OURS_ALONE = frozenset({Kind.INVITED, Kind.DELIVERY_ATTEMPTED, Kind.RETURNED_TO_AGENCY})
"""The wire has no state for these (wire D): unless the profile names an action they stay with us."""

COUNTER = "3"
"""originality of a dossier received at a one-stop counter."""

COMPLETE = "3"
"""paymentStatus hoàn thành."""

LONGEST_NOTE = 1000
"""Characters of actionNote. Nothing states a limit."""


def action_code(server: Server, kind: Kind) -> str:
    """The action that tells an event, NONE, or "" where the profile does not say."""
    return server.actions.get(kind.value, NONE if kind in OURS_ALONE else "")


def template_no(server: Server, code: str) -> str:
    """The template of a national procedure code, "" where the profile knows none."""
    return server.templates.get(code) or server.templates.get("*", "").replace("{code}", code)


def millis(at: datetime | None) -> str:
    return "" if at is None else str(int(at.timestamp() * 1000))


def moment_of(value: object) -> datetime | None:
    """A time of the detail (text) or of the bare entity (milliseconds); None for absent and for anything else."""
    text = str(value or "").strip()
    if text.isascii() and text.isdigit():
        return datetime.fromtimestamp(int(text) / 1000, UTC).astimezone(VIETNAM)
    try:
        return datetime.strptime(text, "%d/%m/%Y %H:%M:%S").replace(tzinfo=VIETNAM)
    except ValueError:
        return None


# ------------------------------------------------------------------------------------------ forms


def created(entry: Entry, server: Server) -> dict[str, str]:
    """POST /dossiers. Our number goes along where we have one; else the server gives it."""
    filing, applicant = entry.dossier.filing, entry.dossier.filing.applicant
    submitter, result = filing.submitter, filing.result_delivery
    by_post = result.kind is DeliveryKind.POST
    form = {
        "referenceUid": entry.dossier_id,
        "serviceCode": filing.procedure.code,
        "govAgencyCode": server.agency,
        "dossierTemplateNo": template_no(server, filing.procedure.code),
        "originality": COUNTER,
        "dossierNo": entry.wire_code,
        "dossierName": filing.procedure.name,
        "applicantName": applicant.full_name,
        "applicantIdType": "citizen" if applicant.kind is PersonKind.CITIZEN else "business",
        "applicantIdNo": applicant.id_number,
        "address": applicant.address,
        "wardCode": applicant.commune_code,
        "contactTelNo": applicant.phone,
        "contactEmail": applicant.email,
        "applicantNote": filing.note,
        "sampleCount": str(filing.sets),
        "viaPostal": "2" if by_post else "1" if filing.procedure.result_by_post else "0",
        "receiveDate": millis(entry.dossier.received_at),
        "dueDate": millis(entry.dossier.due_at),
    }
    if submitter is not None:
        form |= {
            "delegateName": submitter.full_name,
            "delegateIdNo": submitter.id_number,
            "delegateTelNo": submitter.phone,
            "delegateEmail": submitter.email,
            "delegateAddress": submitter.address,
            "delegateWardCode": submitter.commune_code,
        }
    if by_post:
        form |= {
            "postalAddress": result.address or applicant.address,
            "postalWardCode": result.commune_code or applicant.commune_code,
            "postalTelNo": result.phone or applicant.phone,
        }
    return _filled(form)


def published(entry: Entry, server: Server) -> dict[str, str]:
    """POST /dossiers/publish: a dossier as it stood before this event, for a server that has lost it. All dates go
    along, because it overwrites each (wire B.3)."""
    dossier, status = entry.dossier, entry.status_before or entry.dossier.status
    ended = status in {Status.NOT_RECEIVED, Status.STOPPED, Status.HANDED_BACK}
    form = created(entry, server) | {
        "govAgencyName": dossier.filing.agency,
        "serviceName": dossier.filing.procedure.name,
        "dossierStatus": _STATUS[status],
        "submitDate": millis(dossier.received_at),
    }
    if status is Status.RESULT_READY or ended:
        form["releaseDate"] = millis(dossier.finished_at or entry.event.at)
    if ended:
        form["finishDate"] = millis(entry.event.at)
    return _filled(form)


def mark_of(entry: Entry) -> str:
    """The end of an action's note by which it is known again: the event's place in its dossier."""
    return f"[{entry.event.dossier_seq}]"


def action(entry: Entry, code: str) -> dict[str, str]:
    """POST /dossiers/{id}/actions."""
    mark = mark_of(entry)
    form = {
        "actionCode": code,
        "actionUser": entry.actor_name,
        "actionNote": f"{story(entry)[: LONGEST_NOTE - len(mark) - 1]} {mark}",
        "payload": "{}",
    }
    if entry.kind is Kind.FEE_ASKED:
        fees = entry.dossier.filing.fees
        asked: dict[str, Any] = {"requestPayment": 2, "feeAmount": _sum(fees, False), "shipAmount": _sum(fees, True)}
        form["payment"] = msgspec.json.encode(asked).decode()
    if entry.kind in {Kind.RESCHEDULED, Kind.SUPPLEMENTED}:
        form["dueDate"] = millis(entry.dossier.due_at)
    return _filled(form)


def payment(entry: Entry) -> dict[str, str]:
    """POST or PUT /dossiers/{id}/payment: what is to be paid in all, so that the same told twice is the same."""
    dossier = entry.dossier
    fees = dossier.filing.fees
    fee, postage = _sum(fees, False), _sum(fees, True)
    form = {
        "referenceUid": entry.dossier_id,
        "paymentAmount": str(fee + postage),
        "feeAmount": str(fee),
        "shipAmount": str(postage),
        "serviceAmount": "0",
        "advanceAmount": "0",
        "paymentNote": f"Đã thu {dossier.collected_state + dossier.collected_post} đồng{_relief(fees)}",
    }
    if not dossier.owed:
        form["paymentStatus"] = COMPLETE
    return form


def _relief(fees: Sequence[FeeLine]) -> str:
    """What is waived has no field of its own: it stands in the note, with whose it is."""
    waived = sum(fee.waived for fee in fees)
    grounds = "; ".join(dict.fromkeys(fee.ground for fee in fees if fee.waived))
    return f"; miễn, giảm {waived} đồng ({grounds})" if waived else ""


def counted(entry: Entry) -> tuple[Component, ...]:
    """The papers whose count this event changes; ones not handed in are none."""
    body = entry.event.body
    papers: Sequence[Component] = ()
    if entry.kind is Kind.RECEIVED:
        papers = entry.dossier.filing.components
    elif isinstance(body, Supplemented | Corrected):
        papers = body.components or ()
    return tuple(paper for paper in papers if paper.originals or paper.copies or paper.shown)


def pays(entry: Entry, code: str) -> bool:
    """Whether this event changes what is told of the money."""
    body = entry.event.body
    match entry.kind:
        case Kind.RECEIVED:
            return bool(entry.dossier.filing.fees)
        case Kind.FEE_ASKED:
            return code == NONE
        case Kind.FEE_COLLECTED | Kind.FEE_REFUNDED:
            return True
        case _:
            return (isinstance(body, HandedBack) and body.fees_collected > 0) or (
                isinstance(body, Corrected) and body.fees is not None
            )


def marks(dossier: Dossier, papers: Sequence[Component], parts: Sequence[tuple[str, str]]) -> dict[str, dict[str, str]]:
    """POST /dossiers/{id}/marks/{partNo} for each part that is one of `papers` by name: the whole count in the dossier.
    `parts` are the template's numbers and names."""
    told: dict[str, dict[str, str]] = {}
    names = {fold(paper.name) for paper in papers}
    for number, name in parts:
        same = [paper for paper in dossier.filing.components if fold(paper.name) == fold(name)]
        if not same or fold(name) not in names:
            continue
        originals, copies = sum(paper.originals for paper in same), sum(paper.copies for paper in same)
        words = [f"{n} {what}" for n, what in ((originals, "bản chính"), (copies, "bản sao")) if n]
        told[number] = {
            "fileMark": "1",
            "fileCheck": "1",
            "recordCount": str(originals + copies),
            "fileComment": ", ".join(words) or "xuất trình",
        }
    return told


def _sum(fees: Sequence[FeeLine], postage: bool) -> int:
    return sum(fee.amount for fee in fees if (fee.kind is FeeKind.POSTAGE) is postage)


def _filled(form: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in form.items() if value}


# --------------------------------------------------------------------------------- what is shown

_STATUS = {
    Status.AT_DESK: "new",
    Status.NEW: "new",
    Status.RECEIVED: "receiving",
    Status.IN_PROCESS: "processing",
    Status.FINANCIAL: "processing",
    Status.SUPPLEMENT: "waiting",
    Status.WITHDRAWAL: "cancelling",
    Status.RESULT_READY: "releasing",
    Status.NOT_RECEIVED: "denied",
    Status.STOPPED: "cancelled",
    Status.HANDED_BACK: "done",
}

_SHOWN = {word: status for status, word in _STATUS.items() if status is not Status.FINANCIAL} | {
    "": Status.NEW,
    "new": Status.NEW,
    "interoperating": Status.IN_PROCESS,
    "pausing": Status.IN_PROCESS,
    "unresolved": Status.STOPPED,
}
"""dossierStatus → ours (wire B.4, D). "" is a dossier just created; posting, correcting and the old numbers are not
told apart by any source and count as not shown."""


def status_of(detail: dict[str, Any]) -> Status | None:
    return _SHOWN.get(str(detail.get("dossierStatus") or "").strip())


def told_as(status: Status) -> Status:
    """Our status as far as this wire can say it: money is asked for within processing."""
    return _SHOWN[_STATUS[status]]


def shown_of(detail: dict[str, Any], dossier: Dossier) -> Shown:
    """What a dossier detail shows. Where the wire has one word for two of our statuses, ours stands."""
    status = status_of(detail)
    ended = status is Status.HANDED_BACK
    return Shown(
        code=str(detail.get("dossierNo") or "").strip(),
        status=dossier.status if status is told_as(dossier.status) else status,
        due_at=moment_of(detail.get("dueDate")),
        finished_at=moment_of(detail.get("releaseDate")),
        returned_at=moment_of(detail.get("finishDate")) if ended else None,
        applicant=nfc(str(detail.get("applicantName") or "").strip()),
    )


def is_last(detail: dict[str, Any], entry: Entry, code: str) -> bool:
    """Whether the last action there is this event's."""
    note = str(detail.get("lastActionNote") or "").strip()
    return str(detail.get("lastActionCode") or "") == code and note.endswith(mark_of(entry))


def last_is_earlier(detail: dict[str, Any], entry: Entry) -> bool:
    """Whether the last action there is an earlier event of ours, so that this one never came."""
    note = str(detail.get("lastActionNote") or "").strip()
    return any(note.endswith(f"[{seq}]") for seq in range(1, entry.event.dossier_seq))


def paid_as(shown: dict[str, Any], form: dict[str, str]) -> bool:
    """Whether the payment that is shown says what `form` says, as far as it is shown."""
    told = {name: nfc(str(shown[name]).removesuffix(".0")) for name in form if shown.get(name) is not None}
    told.pop("referenceUid", None)
    needed = {"feeAmount", "shipAmount"} | ({"paymentStatus"} & form.keys())
    return needed <= told.keys() and all(form[name] == value for name, value in told.items())
