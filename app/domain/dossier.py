"""A dossier (hồ sơ TTHC): the fold of its events, and the moves that are allowed.

The present state is `fold(events)` and nothing else. Four statuses are kept apart: business (`Status`, the
TrangThaiHoSo codes of wire A.4), the postal leg (`Leg`), money (derived from the fee lines) and sync (the outbox's).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

import msgspec

from app.domain.catalogue import FeeKind, ResultPaper
from app.domain.events import (
    CASH,
    ENDED,
    LOCAL_ONLY,
    Account,
    AgencyAccepted,
    AgencyReturned,
    Body,
    Component,
    Corrected,
    DeliveryAttempted,
    Event,
    FeeAsked,
    FeeCollected,
    FeeRefunded,
    Filed,
    Filing,
    HandedBack,
    HandedToAgency,
    Invited,
    Kind,
    Leg,
    Manifested,
    Missing,
    Mode,
    Numbered,
    Printed,
    Rated,
    Received,
    Recipient,
    Refused,
    Reported,
    Rescheduled,
    ResultArrived,
    ReturnedToAgency,
    Scanned,
    Sealed,
    Status,
    Stopped,
    SupplementAsked,
    Supplemented,
    TransferDropped,
    TransferExpected,
    Unmanifested,
    Voided,
    WithdrawalAsked,
    Withdrawn,
    _Value,
)
from app.errors import reject

Drawer = Literal["state", "post"]
"""Whose money it is: phí and lệ phí are the State's, cước the post's (domain.md §2.5). Neither they nor the accounts
they are transferred to are ever mixed."""

DRAWERS: tuple[Drawer, ...] = ("state", "post")


def drawer_of(kind: FeeKind) -> Drawer:
    return "post" if kind is FeeKind.POSTAGE else "state"


def purpose_of(code: str) -> str:
    """A dossier's code as the words of a transfer, whole where banks carry that much: a provisional number loses its
    marks, and the longest of them the point it begins with. Its end tells it from every other of this counter."""
    from app.domain import vietqr

    bare = code if len(code) <= vietqr.LONGEST_PURPOSE else code.replace("-", "").replace(".", "")
    return vietqr.plain_purpose(bare[-vietqr.LONGEST_PURPOSE :])


class Supplement(_Value, frozen=True, kw_only=True):
    """One request for more papers after receipt, and its answer."""

    asked_at: datetime
    asked_by: str
    missing: tuple[Missing, ...]
    reason: str
    due_before: datetime | None = None
    answered_at: datetime | None = None
    answered_by: str = ""
    due_after: datetime | None = None


class HandBack(_Value, frozen=True, kw_only=True):
    at: datetime
    by: str
    recipient: Recipient
    fees_collected: int = 0
    originals_taken_back: tuple[str, ...] = ()
    item_code: str = ""
    by_post: bool = False


class Transfer(_Value, frozen=True, kw_only=True):
    """A transfer the citizen was asked for. `state`: "waiting" (chờ đối soát), "confirmed" by a person who saw the
    bank's notice, or "dropped". `settled_by` is who said so."""

    number: int
    state: Literal["waiting", "confirmed", "dropped"]
    amount: int
    kind: FeeKind
    to: Account
    purpose: str
    at: datetime
    by: str
    settled_at: datetime | None = None
    settled_by: str = ""

    @property
    def order(self) -> str:
        """The text of its VietQR: bank, account, đồng and the dossier's code, nothing of any person's."""
        from app.domain import vietqr

        return vietqr.payload(
            vietqr.Transfer(bank=self.to.bank, account=self.to.account, amount=self.amount, purpose=self.purpose)
        )


class Scan(_Value, frozen=True, kw_only=True):
    """One scanned paper. `link`: where the one-stop system keeps it, "" until it has it."""

    component: str = ""
    name: str
    sha256: str
    size: int
    media: str
    pages: int | None = None
    link: str = ""


class Dossier(_Value, frozen=True, kw_only=True):
    """The present state of one dossier: the fold of its events and nothing else."""

    id: str
    code: str
    official_code: str = ""
    version: int
    status: Status
    leg: Leg = Leg.AT_COUNTER
    voided: bool = False
    filing: Filing
    received_at: datetime
    received_by: str
    accepted_at: datetime | None = None
    """When the deciding side received it (NgayTiepNhan): at once when assigned, the agency's time when carrier."""
    due_at: datetime | None = None
    due_rule: str = ""
    book: int = 0
    book_number: int = 0
    follows: str = ""
    missing: tuple[Missing, ...] = ()
    supplements: tuple[Supplement, ...] = ()
    reason: str = ""
    """Why it was refused, stopped, withdrawn, voided or sent back, in the clerk's words."""
    legal_basis: str = ""
    """What a refusal rests on."""
    deadline: date | None = None
    """Until when the missing papers may be brought."""
    refused_at: datetime | None = None
    finished_at: datetime | None = None
    results: tuple[ResultPaper, ...] = ()
    result_number: str = ""
    handed_back: HandBack | None = None
    corrections: int = 0
    rescheduled: int = 0
    rating: int = 0
    prints: dict[str, int] = msgspec.field(default_factory=dict)
    """Form name → number of copies printed so far."""
    collected_state: int = 0
    """Phí and lệ phí taken so far, đồng."""
    collected_post: int = 0
    """Cước taken so far, đồng."""
    cashless_state: int = 0
    """How much of `collected_state` never was in the cash box: transfers that were confirmed, cards."""
    cashless_post: int = 0
    transfers: tuple[Transfer, ...] = ()
    reported: Reported | None = None
    """What the one-stop system showed last; it changes no status of ours (docs/sync.md, "Pull")."""
    scans: tuple[Scan, ...] = ()
    manifest: str = ""
    """The id of the open manifest it is on."""
    leg_before: Leg | None = None
    """Where its papers were before that."""
    begun_at: datetime | None = None
    sealed_at: datetime | None = None
    sent_at: datetime | None = None
    """When its papers first came into the agency's hands."""
    sent_papers: int = 0
    """How many of `filing.components`, from the first on, the agency has."""
    arrived_at: datetime | None = None
    """When the result came to this counter."""
    attempts: int = 0
    """Deliveries of the result that were tried and failed."""
    attempted_at: datetime | None = None
    """When the last of them was."""
    gone_back_at: datetime | None = None
    """When a result that nobody took went back to the agency."""
    updated_at: datetime

    @property
    def wire_code(self) -> str:
        """The code the one-stop system knows it by; empty while only a provisional number exists."""
        from app.domain.codes import is_dossier_code

        if self.official_code:
            return self.official_code
        return self.code if is_dossier_code(self.code) else ""

    @property
    def late_papers(self) -> tuple[Component, ...]:
        """Papers that came when the agency had the others already, and have still to go there."""
        there = self.leg_before if self.leg is Leg.ON_MANIFEST else self.leg
        return self.filing.components[self.sent_papers :] if there is Leg.AT_AGENCY else ()

    @property
    def owed(self) -> int:
        """What the citizen still has to pay, đồng."""
        return max(0, sum(f.amount for f in self.filing.fees) - self.collected_state - self.collected_post)

    @property
    def waiting(self) -> tuple[Transfer, ...]:
        """Transfers that nobody has confirmed yet."""
        return tuple(one for one in self.transfers if one.state == "waiting")

    @property
    def awaited(self) -> int:
        """What those would pay, đồng: still owed, and not to be asked for in cash as well."""
        return sum(one.amount for one in self.waiting)

    @property
    def to_ask(self) -> int:
        """What is owed and not under way, đồng."""
        return max(0, self.owed - self.awaited)

    def to_ask_of(self, drawer: Drawer) -> int:
        """The same of one drawer."""
        due = sum(f.amount for f in self.filing.fees if drawer_of(f.kind) == drawer)
        under_way = sum(one.amount for one in self.waiting if drawer_of(one.kind) == drawer)
        return max(0, due - self.taken_of(drawer) - under_way)

    def taken_of(self, drawer: Drawer) -> int:
        """Money of one drawer that is known to have come, đồng."""
        return self.collected_post if drawer == "post" else self.collected_state

    def cash_of(self, drawer: Drawer) -> int:
        """What of it went through the cash box, đồng. Below zero: more was refunded in cash than paid in cash."""
        return self.taken_of(drawer) - (self.cashless_post if drawer == "post" else self.cashless_state)


_FREE = {Kind.PRINTED}
_TOLD = {Kind.NUMBERED, Kind.REPORTED, Kind.FILED}
"""Facts of the one-stop system: they are so whatever the status, and no person chooses them."""
_LIVE = {Kind.CORRECTED, Kind.FEE_COLLECTED, Kind.FEE_REFUNDED, Kind.TRANSFER_EXPECTED}
_OPEN = _LIVE | {Kind.VOIDED, Kind.SEALED, Kind.MANIFESTED, Kind.RESCHEDULED}

ALLOWED: dict[Status, frozenset[Kind]] = {
    Status.AT_DESK: frozenset(_FREE | {Kind.VOIDED}),
    Status.NEW: frozenset(
        _FREE
        | (_OPEN - {Kind.RESCHEDULED})
        | {Kind.HANDED_TO_AGENCY, Kind.AGENCY_ACCEPTED, Kind.AGENCY_RETURNED, Kind.REFUSED, Kind.WITHDRAWAL_ASKED}
    ),
    Status.RECEIVED: frozenset(
        _FREE
        | _OPEN
        | {
            Kind.HANDED_TO_AGENCY,
            Kind.AGENCY_ACCEPTED,
            Kind.SUPPLEMENT_ASKED,
            Kind.FEE_ASKED,
            Kind.WITHDRAWAL_ASKED,
            Kind.STOPPED,
            Kind.RESULT_ARRIVED,
        }
    ),
    Status.NOT_RECEIVED: frozenset(_FREE),
    Status.IN_PROCESS: frozenset(
        _FREE
        | _OPEN
        | {
            Kind.AGENCY_ACCEPTED,
            Kind.SUPPLEMENT_ASKED,
            Kind.FEE_ASKED,
            Kind.WITHDRAWAL_ASKED,
            Kind.STOPPED,
            Kind.RESULT_ARRIVED,
        }
    ),
    Status.SUPPLEMENT: frozenset(_FREE | _OPEN | {Kind.SUPPLEMENTED, Kind.WITHDRAWAL_ASKED, Kind.STOPPED}),
    Status.FINANCIAL: frozenset(_FREE | _OPEN | {Kind.STOPPED}),
    Status.WITHDRAWAL: frozenset(_FREE | {Kind.WITHDRAWN}),
    Status.STOPPED: frozenset(_FREE),
    Status.RESULT_READY: frozenset(
        _FREE
        | _LIVE
        | {
            Kind.SEALED,
            Kind.MANIFESTED,
            Kind.INVITED,
            Kind.DELIVERY_ATTEMPTED,
            Kind.HANDED_BACK,
            Kind.RETURNED_TO_AGENCY,
            Kind.RESULT_ARRIVED,
        }
    ),
    Status.HANDED_BACK: frozenset(_FREE | {Kind.RATED}),
}
"""Which events may follow which status (domain.md §5.4: 1→2,3,7; 2→4…9; 4↔5; 4↔6; 9→10; 3, 8, 10 end)."""

_NO_SCANS = frozenset({Status.AT_DESK, Status.NOT_RECEIVED, Status.STOPPED})
"""Nothing was received, or the papers go back: there is nothing to file. A dossier of one day may be scanned in the
evening, after its result was handed back."""

OPENING = frozenset({Kind.RECEIVED, Kind.SUPPLEMENT_ASKED, Kind.REFUSED})


def allowed(dossier: Dossier | None) -> frozenset[Kind]:
    """The events that may come next; None is a dossier that does not exist yet."""
    if dossier is None:
        return OPENING
    # Whatever became of a dossier, what was taken can be given back.
    back = {Kind.FEE_REFUNDED} if dossier.collected_state + dossier.collected_post else set()
    if dossier.voided:
        return frozenset(_FREE | back | ({Kind.TRANSFER_DROPPED} if dossier.waiting else set()))
    moves = ALLOWED[dossier.status] | back
    if dossier.waiting:
        moves |= {Kind.TRANSFER_DROPPED}
        if dossier.status is Status.HANDED_BACK:  # the bank's notice may come after the citizen has gone
            moves |= {Kind.FEE_COLLECTED}
    if dossier.to_ask == 0:
        moves -= {Kind.TRANSFER_EXPECTED}
    if dossier.status is Status.RESULT_READY and dossier.leg is not Leg.RETURNED_TO_AGENCY:
        moves -= {Kind.RESULT_ARRIVED}
    never_left = dossier.sent_at is None and dossier.leg is not Leg.AT_AGENCY
    if dossier.status is Status.IN_PROCESS and (never_left or dossier.late_papers):
        # Completed, or paid for, before its papers ever left, or with papers brought since: they have still to go.
        moves |= {Kind.HANDED_TO_AGENCY}
    if dossier.manifest:
        # One open manifest at a time: it must be taken off the one it is on first.
        moves = (moves - {Kind.MANIFESTED}) | {Kind.UNMANIFESTED}
    if dossier.leg is Leg.RETURNED_TO_AGENCY:
        moves -= {Kind.HANDED_BACK, Kind.INVITED, Kind.DELIVERY_ATTEMPTED, Kind.RETURNED_TO_AGENCY}
    if dossier.rescheduled:
        moves -= {Kind.RESCHEDULED}
    if dossier.wire_code == "" and dossier.status not in (Status.AT_DESK, Status.NOT_RECEIVED, Status.STOPPED):
        # However far the papers have come, what waits in the queue waits for the official code.
        moves |= {Kind.AGENCY_ACCEPTED}
    return moves


def takes_scans(dossier: Dossier) -> bool:
    """Whether scans of its papers may be attached now."""
    return not dossier.voided and dossier.status not in _NO_SCANS


def check_move(dossier: Dossier | None, kind: Kind) -> None:
    """Raises Rejected("event", move_not_allowed) with the present status and what is allowed instead."""
    if dossier is not None and kind in _TOLD:
        return
    if dossier is not None and kind is Kind.SCANNED and takes_scans(dossier):
        return
    moves = allowed(dossier)
    if kind not in moves:
        status = "" if dossier is None else ("voided" if dossier.voided else str(int(dossier.status)))
        listed = " ".join(sorted(moves - _FREE - {Kind.CORRECTED}))
        raise reject("event", "move_not_allowed", move=kind.value, status=status, allowed=listed)


def queued(event: Event, before: Dossier | None, after: Dossier, *, known: bool = False) -> bool:
    """Whether an event is owed to the one-stop system.

    A desk slip (Form 02 at first contact) has no number there; neither has what ended before the agency gave one,
    unless it may be `known` there by another name.
    """
    if event.kind in LOCAL_ONLY or after.status is Status.AT_DESK:
        return False
    if before is not None and before.status is Status.AT_DESK:
        return False
    if event.kind in (Kind.FEE_COLLECTED, Kind.FEE_REFUNDED) and before is not None and before.status in ENDED:
        return False  # money after the end: the record is closed there and takes nothing more
    return known or not never_numbered(after)


def never_numbered(dossier: Dossier) -> bool:
    """It ended with nobody but us having a number for it: none will come any more."""
    ended = dossier.voided or dossier.status in (Status.NOT_RECEIVED, Status.STOPPED)
    return ended and not dossier.wire_code


def fold(events: Iterable[Event]) -> Dossier:
    """The state after all `events` of one dossier, in order. ValueError when there is none: a bug, not input."""
    state: Dossier | None = None
    for event in events:
        state = apply(state, event)
    if state is None:
        raise ValueError("a dossier has at least one event")
    return state


def apply(state: Dossier | None, event: Event) -> Dossier:
    """One step of the fold. Does not check moves: what is in the ledger has happened."""
    body = event.body
    if state is None:
        return _open(event)
    change = _change(state, event, body)
    return msgspec.structs.replace(state, version=event.dossier_seq, updated_at=event.at, **change)


def _open(event: Event) -> Dossier:
    body = event.body
    filing = getattr(body, "filing", None)
    if not isinstance(body, Received | SupplementAsked | Refused) or filing is None:
        raise ValueError(f"{event.kind} cannot open a dossier")
    base = Dossier(
        id=event.dossier_id,
        code=body.code,
        version=event.dossier_seq,
        status=Status.AT_DESK,
        filing=filing,
        received_at=event.at,
        received_by=event.actor,
        updated_at=event.at,
    )
    replace = msgspec.structs.replace
    if isinstance(body, SupplementAsked):
        return replace(base, missing=body.missing, reason=body.reason, deadline=body.deadline)
    if isinstance(body, Refused):
        return replace(
            base,
            status=Status.NOT_RECEIVED,
            leg=Leg.WITH_CITIZEN,
            accepted_at=event.at,
            refused_at=event.at,
            reason=body.reason,
            legal_basis=body.legal_basis,
        )
    assigned = filing.mode is Mode.ASSIGNED
    return replace(
        base,
        status=Status.RECEIVED if assigned else Status.NEW,
        received_at=body.received_at,
        accepted_at=body.received_at if assigned else None,
        due_at=body.due_at,
        due_rule=body.due_rule,
        book=body.book,
        book_number=body.book_number,
        follows=body.follows,
        begun_at=body.begun_at,
        collected_state=sum(f.amount for f in filing.fees if f.paid and f.kind is not FeeKind.POSTAGE),
        collected_post=sum(f.amount for f in filing.fees if f.paid and f.kind is FeeKind.POSTAGE),
    )


def _settled(state: Dossier, number: int, how: Literal["confirmed", "dropped"], event: Event) -> tuple[Transfer, ...]:
    """The transfers, with one of them no longer waited for. What was settled once stays as it was."""
    return tuple(
        msgspec.structs.replace(one, state=how, settled_at=event.at, settled_by=event.actor)
        if one.number == number and one.state == "waiting"
        else one
        for one in state.transfers
    )


def _change(state: Dossier, event: Event, body: Body) -> dict[str, object]:
    at = event.at
    filing = state.filing
    match body:
        case SupplementAsked():
            ask = Supplement(
                asked_at=at, asked_by=event.actor, missing=body.missing, reason=body.reason, due_before=state.due_at
            )
            return {
                "status": Status.SUPPLEMENT,
                "supplements": (*state.supplements, ask),
                "missing": body.missing,
                "deadline": body.deadline,
            }
        case Supplemented():
            *earlier, last = state.supplements
            done = msgspec.structs.replace(last, answered_at=at, answered_by=event.actor, due_after=body.due_at)
            return {
                "status": Status.IN_PROCESS,
                "supplements": (*earlier, done),
                "missing": (),
                "filing": msgspec.structs.replace(filing, components=filing.components + body.components),
                "due_at": body.due_at or state.due_at,
                "due_rule": body.due_rule or state.due_rule,
            }
        case Refused():
            return {
                "status": Status.NOT_RECEIVED,
                "refused_at": at,
                "reason": body.reason,
                "legal_basis": body.legal_basis,
                "leg": Leg.BACK_AT_COUNTER,
            }
        case WithdrawalAsked():
            return {"status": Status.WITHDRAWAL, "reason": body.reason}
        case Withdrawn():
            return {"status": Status.STOPPED, "finished_at": at, "leg": Leg.WITH_CITIZEN}
        case Corrected():
            new = {
                name: value
                for name in ("applicant", "submitter", "result_delivery", "components", "fees", "note")
                if (value := getattr(body, name)) is not None
            }
            corrected = msgspec.structs.replace(filing, **new)
            # A list that is written otherwise is no new paper: what was sent whole stays sent whole.
            sent = min(state.sent_papers, len(corrected.components))
            if sent and state.sent_papers == len(filing.components):
                sent = len(corrected.components)
            return {"filing": corrected, "corrections": state.corrections + 1, "sent_papers": sent}
        case Voided():
            if state.status is Status.AT_DESK:
                return {"voided": True, "reason": body.reason}
            return {"voided": True, "status": Status.STOPPED, "finished_at": at, "reason": body.reason}
        case Sealed():
            return {"leg": Leg.SEALED, "sealed_at": state.sealed_at or at}
        case Manifested():
            return {"leg": Leg.ON_MANIFEST, "leg_before": state.leg, "manifest": body.manifest}
        case Unmanifested():
            # What happened to the papers meanwhile (given back, accepted by the agency) stands.
            leg = (state.leg_before or state.leg) if state.leg is Leg.ON_MANIFEST else state.leg
            return {"leg": leg, "leg_before": None, "manifest": ""}
        case HandedToAgency():
            status = Status.IN_PROCESS if state.status is Status.RECEIVED else state.status
            return {
                "leg": Leg.AT_AGENCY,
                "status": status,
                "sent_at": state.sent_at or at,
                "sent_papers": len(filing.components),
                "manifest": "",
                "leg_before": None,
            }
        case AgencyAccepted():
            carried = filing.mode is Mode.CARRIER
            return {
                "status": max(state.status, Status.RECEIVED),
                "sent_papers": len(filing.components)
                if carried and state.leg is not Leg.AT_AGENCY
                else state.sent_papers,
                "official_code": body.official_code,
                "accepted_at": body.accepted_at or state.accepted_at or at,
                "due_at": body.due_at or state.due_at,
                "leg": Leg.AT_AGENCY if carried else state.leg,
            }
        case AgencyReturned():
            if body.refused:
                return {
                    "status": Status.NOT_RECEIVED,
                    "refused_at": at,
                    "reason": body.reason,
                    "leg": Leg.BACK_AT_COUNTER,
                    "accepted_at": state.accepted_at or at,
                }
            return {"reason": body.reason, "leg": Leg.BACK_AT_COUNTER}
        case FeeAsked():
            fees = filing.fees + body.fees
            return {"status": Status.FINANCIAL, "filing": msgspec.structs.replace(filing, fees=fees)}
        case FeeCollected():
            drawer = "collected_post" if body.kind is FeeKind.POSTAGE else "collected_state"
            after: Status = Status.IN_PROCESS if state.status is Status.FINANCIAL else state.status
            taken_in: dict[str, object] = {drawer: getattr(state, drawer) + body.amount, "status": after}
            if body.method != CASH:
                beside = "cashless_post" if body.kind is FeeKind.POSTAGE else "cashless_state"
                taken_in[beside] = getattr(state, beside) + body.amount
            if body.transfer:
                taken_in["transfers"] = _settled(state, body.transfer, "confirmed", event)
            return taken_in
        case TransferExpected():
            one = Transfer(
                number=body.number,
                state="waiting",
                amount=body.amount,
                kind=body.kind,
                to=body.to,
                purpose=body.purpose,
                at=at,
                by=event.actor,
            )
            return {"transfers": (*state.transfers, one)}
        case TransferDropped():
            return {"transfers": _settled(state, body.transfer, "dropped", event)}
        case FeeRefunded():
            drawer = "collected_post" if body.kind is FeeKind.POSTAGE else "collected_state"
            given: dict[str, object] = {drawer: max(0, getattr(state, drawer) - body.amount)}
            if body.method != CASH:
                beside = "cashless_post" if body.kind is FeeKind.POSTAGE else "cashless_state"
                given[beside] = max(0, getattr(state, beside) - body.amount)
            return given
        case Rescheduled():
            return {"due_at": body.due_at, "rescheduled": state.rescheduled + 1}
        case Stopped():
            return {"status": Status.STOPPED, "finished_at": at, "reason": body.reason}
        case ResultArrived():
            return {
                "status": Status.RESULT_READY,
                "leg": Leg.RESULT_AT_COUNTER,
                "finished_at": state.finished_at or at,
                "arrived_at": state.arrived_at or at,
                "results": body.results or state.results or filing.procedure.results,
                "result_number": body.number or state.result_number,
            }
        case Invited():
            return {}
        case DeliveryAttempted():
            return {"attempts": state.attempts + 1, "attempted_at": at}
        case HandedBack():
            taken = body.fees_collected
            # What is being transferred is not what the recipient pays at the desk.
            postage_owed, state_owed = state.to_ask_of("post"), state.to_ask_of("state")
            to_state = min(taken, state_owed) if taken <= state_owed + postage_owed else taken - postage_owed
            done_back = HandBack(
                at=body.handed_at or at,
                by=event.actor,
                recipient=body.recipient,
                fees_collected=taken,
                originals_taken_back=body.originals_taken_back,
                item_code=body.item_code,
                by_post=body.by_post,
            )
            return {
                "status": Status.HANDED_BACK,
                "leg": Leg.WITH_CITIZEN,
                "manifest": "",
                "leg_before": None,
                "handed_back": done_back,
                "collected_state": state.collected_state + to_state,
                "collected_post": state.collected_post + taken - to_state,
            }
        case ReturnedToAgency():
            return {
                "leg": Leg.RETURNED_TO_AGENCY,
                "reason": body.reason,
                "gone_back_at": at,
                "manifest": "",
                "leg_before": None,
            }
        case Rated():
            return {"rating": body.score}
        case Numbered():
            return {"official_code": body.official_code}
        case Reported():
            # Where the agency sets the date it is theirs; where this counter promised one, its paper stands.
            due = body.due_at if filing.mode is Mode.CARRIER else None
            return {"reported": body, "due_at": due or state.due_at}
        case Scanned():
            return {"scans": (*state.scans, Scan(**msgspec.structs.asdict(body)))}
        case Filed():
            links = {one.sha256: one.link for one in body.links}
            return {
                "scans": tuple(
                    msgspec.structs.replace(one, link=links.get(one.sha256, one.link)) for one in state.scans
                )
            }
        case Printed():
            return {"prints": {**state.prints, body.form: max(body.copy, state.prints.get(body.form, 0))}}
        case _:
            raise ValueError(f"{event.kind} cannot follow in a dossier")
