"""What a form may say: the facts of one dossier as Vietnamese text, each under the name a form file uses.

Closed tables on purpose: a form can only print what stands here, a misspelt name is found when the file is read, and no
identity number has a name at all (a receipt shows what Mẫu 01 asks for, domain rule of data protection). An empty text
means "not known"; the form decides whether that is a dotted line or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

import msgspec

from app.domain import codes, money
from app.domain.catalogue import FeeKind, PaperKind
from app.domain.dossier import Dossier, Drawer, HandBack, Supplement, Transfer, apply, drawer_of
from app.domain.events import (
    VIETNAM,
    Authorisation,
    Body,
    Component,
    DeliveryKind,
    Event,
    FeeCollected,
    FeeLine,
    FeeRefunded,
    HandedBack,
    HandedToAgency,
    Invited,
    Missing,
    Mode,
    Person,
    Received,
    RecipientKind,
    Rescheduled,
    ResultArrived,
    Status,
    Stopped,
)

if TYPE_CHECKING:
    from app.paper import Unit


class Printing(msgspec.Struct, frozen=True, kw_only=True):
    """What every printing has, whatever it is about. `printed_at` is Việt Nam time."""

    unit: Unit
    copy: int
    printed_at: datetime
    printed_by: str
    signed_by: str
    reason: str
    doubt: bool = False
    """Nobody knows whether the copy before came out."""


class Sheet(Printing, frozen=True, kw_only=True):
    """One printing of one dossier: all that a fact may draw on. `history` is the dossier's events in order, for what
    its fold does not keep (the first appointment, a receipt's number); without them those facts are not known."""

    dossier: Dossier
    history: tuple[Event, ...] = ()

    @property
    def code(self) -> str:
        """The number in the bars: the official one as soon as there is one."""
        return self.dossier.official_code or self.dossier.code

    @property
    def lookup(self) -> str:
        """What the QR says."""
        return self.unit.lookup_text(self.code)

    @property
    def agency(self) -> str:
        return self.dossier.filing.agency

    @property
    def assigned(self) -> bool:
        """Whether the point is the front desk of the agency (NĐ 118/2025) and signs with its head."""
        return self.dossier.filing.mode is Mode.ASSIGNED

    @property
    def voided(self) -> bool:
        return self.dossier.voided

    @property
    def corrected(self) -> bool:
        """Whether a reprint replaces what was printed before."""
        return self.dossier.corrections > 0


# ------------------------------------------------------------------------------------------------------- days and hours


def on_day(day: date) -> str:
    """ "ngày 05 tháng 11 năm 2026": days below 10 and months 1 and 2 take a zero (NĐ 30/2020/NĐ-CP). A line is never
    broken between a word and its figure."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày\u00a0{day.day:02d} tháng\u00a0{month} năm\u00a0{day.year}"


def at_time(at: datetime | None) -> str:
    """ "09 giờ 05 phút, ngày 23 tháng 11 năm 2026" in Việt Nam time; "" of None."""
    if at is None:
        return ""
    local = at.astimezone(VIETNAM)
    return f"{local.hour:02d} giờ {local.minute:02d} phút, {on_day(local.date())}"


UNKNOWN_TIME = "…… giờ …… phút, ngày …… tháng …… năm ………"
"""To be written in by hand."""


B = TypeVar("B", bound=Body)


def _told(sheet: Sheet, kind: type[B]) -> list[tuple[Event, B]]:
    """The events of one kind, in order."""
    return [(event, event.body) for event in sheet.history if isinstance(event.body, kind)]


def _accepted(sheet: Sheet) -> datetime | None:
    """When the deciding side received it: the point itself where it is the front desk, else the agency."""
    dossier = sheet.dossier
    return dossier.accepted_at if dossier.filing.mode is Mode.CARRIER else dossier.received_at


DAYS: dict[str, Callable[[Sheet], datetime]] = {
    "received": lambda sheet: sheet.dossier.received_at,
    "accepted": lambda sheet: _accepted(sheet) or sheet.dossier.received_at,
    "asked": lambda sheet: ask.asked_at if (ask := _ask(sheet)) else sheet.dossier.received_at,
    "refused": lambda sheet: sheet.dossier.refused_at or sheet.dossier.received_at,
    "handed": lambda sheet: back.at if (back := sheet.dossier.handed_back) else sheet.dossier.received_at,
    "rescheduled": lambda sheet: told[-1][0].at if (told := _told(sheet, Rescheduled)) else sheet.printed_at,
    "stopped": lambda sheet: sheet.dossier.finished_at or sheet.printed_at,
    "printed": lambda sheet: sheet.printed_at,
}
"""The day a form may bear at its head."""


# --------------------------------------------------------------------------------------------------------------- pieces


def _ask(sheet: Sheet) -> Supplement | None:
    return sheet.dossier.supplements[-1] if sheet.dossier.supplements else None


def _missing(sheet: Sheet) -> tuple[Missing, ...]:
    ask = _ask(sheet)
    return sheet.dossier.missing if ask is None else ask.missing


def _presenter(sheet: Sheet) -> Person:
    """Who stood at the desk."""
    return sheet.dossier.filing.submitter or sheet.dossier.filing.applicant


def _ours(sheet: Sheet) -> bool:
    """Whether the point itself received or refused in the sense of the law: it is the front desk, or papers never left
    its own. Otherwise the agency did, and no name of ours stands under its word."""
    dossier = sheet.dossier
    return dossier.filing.mode is Mode.ASSIGNED or dossier.refused_at == dossier.received_at


def _authority(paper: Authorisation | None) -> str:
    if paper is None:
        return ""
    number = f" số {paper.number}" if paper.number else ""
    day = f" {on_day(paper.date)}" if paper.date else ""
    return f"{paper.kind}{number}{day}"


def _request(sheet: Sheet) -> str:
    procedure = sheet.dossier.filing.procedure
    return f"{procedure.name} (trường hợp: {procedure.case_name})" if procedure.case_name else procedure.name


_TERM_UNITS = {"hour": "giờ", "working_day": "ngày làm việc", "day": "ngày", "month": "tháng"}


def _term(sheet: Sheet) -> str:
    procedure = sheet.dossier.filing.procedure
    if procedure.term_value is None:
        return ""
    return f"{procedure.term_value:02d} {_TERM_UNITS.get(procedure.term_unit, procedure.term_unit)}".rstrip()


def _delivery(sheet: Sheet) -> str:
    wish, person = sheet.dossier.filing.result_delivery, sheet.dossier.filing.applicant
    if wish.kind is DeliveryKind.COUNTER:
        return sheet.unit.name
    where = (wish.name or person.full_name, _whole(wish.phone or person.phone), wish.address or person.address)
    return "Qua dịch vụ bưu chính, đến: " + ", ".join(part for part in where if part)


def _submitted(sheet: Sheet) -> list[Component]:
    """What was handed over, by count: not what was only shown, not what a database tells, not what was not there."""
    return [part for part in sheet.dossier.filing.components if part.originals or part.copies]


def _shown(sheet: Sheet) -> str:
    return "; ".join(
        part.name for part in sheet.dossier.filing.components if part.shown and not (part.originals or part.copies)
    )


def _from_database(sheet: Sheet) -> str:
    return "; ".join(
        part.name
        for part in sheet.dossier.filing.components
        if part.kind is PaperKind.DATABASE and not (part.originals or part.copies or part.shown)
    )


def _totals(sheet: Sheet) -> str:
    parts = _submitted(sheet)
    if not parts:
        return ""
    originals, copies = sum(part.originals for part in parts), sum(part.copies for part in parts)
    return f"{len(parts):02d} loại giấy tờ; {originals:02d} bản chính, {copies:02d} bản sao"


def _total(sheet: Sheet) -> int:
    return sum(fee.amount for fee in sheet.dossier.filing.fees)


def _collected(sheet: Sheet) -> int:
    return sheet.dossier.collected_state + sheet.dossier.collected_post


def _whole(text: str) -> str:
    """Not to be broken over two lines: a sum, a telephone number."""
    return text.replace(" ", "\u00a0")


def _sum(amount: int) -> str:
    return _whole(money.show(amount)) if amount else ""


def _transfer(sheet: Sheet) -> str:
    """What is under way, never as money that came."""
    awaited = sheet.dossier.awaited
    return f"{_sum(awaited)} (chuyển khoản, chờ đối soát)" if awaited else ""


def _order(drawer: Drawer, say: Callable[[Transfer], str]) -> Callable[[Sheet], str]:
    """A fact of the transfer that is waited for into this drawer, the oldest where there are several."""

    def fact(sheet: Sheet) -> str:
        found = next((one for one in sheet.dossier.waiting if drawer_of(one.kind) == drawer), None)
        return "" if found is None else say(found)

    return fact


def _payee(one: Transfer) -> str:
    return f"{one.to.name}, số tài khoản {one.to.account} (ngân hàng {one.to.bank})"


def _code_label(sheet: Sheet) -> str:
    return "Số phiếu" if codes.check_slip(sheet.code) else "Mã hồ sơ"


def _other_code(sheet: Sheet) -> str:
    """The number the citizen was first given, once it is no longer the one in the bars."""
    return sheet.dossier.code if sheet.dossier.official_code not in ("", sheet.dossier.code) else ""


def _site(sheet: Sheet) -> str:
    """The host of the look-up address: "dichvucong.example.vn"."""
    found = re.match(r"https?://([^/?#]+)", sheet.unit.lookup_url)
    return found[1] if found else ""


def _agency_address(sheet: Sheet) -> str:
    return sheet.unit.agency_address if sheet.dossier.filing.agency == sheet.unit.agency else ""


def _accepted_date(sheet: Sheet) -> str:
    """Like `on_day`, for a sentence that begins with "Ngày"."""
    at = _accepted(sheet)
    return on_day(at.astimezone(VIETNAM).date()).removeprefix("ngày\u00a0") if at else ""


def _first_due(sheet: Sheet) -> datetime | None:
    """The appointment that was moved: the one before the last move."""
    state: Dossier | None = None
    moved: datetime | None = None
    for event in sheet.history:
        if state is not None and isinstance(event.body, Rescheduled):
            moved = state.due_at
        state = apply(state, event)
    return moved


def _of_move(say: Callable[[Rescheduled], str]) -> Callable[[Sheet], str]:
    return lambda sheet: say(told[-1][1]) if (told := _told(sheet, Rescheduled)) else ""


def _of_stop(say: Callable[[Stopped], str]) -> Callable[[Sheet], str]:
    return lambda sheet: say(told[-1][1]) if (told := _told(sheet, Stopped)) else ""


def _stopped_day(sheet: Sheet) -> str:
    at = sheet.dossier.finished_at
    return on_day(at.astimezone(VIETNAM).date()) if at else ""


def _paid(sheet: Sheet) -> str:
    """Money taken, as a sum in words; refunds are off."""
    return money.in_words(_collected(sheet)) if _collected(sheet) else ""


def _receipts(sheet: Sheet) -> str:
    """The numbers that the issuing tool gave, each once. None is ever made up here (domain.md §1.9)."""
    return "; ".join(
        dict.fromkeys(paid.receipt_number for _, paid in _told(sheet, FeeCollected) if paid.receipt_number)
    )


_METHODS = {"cash": "tiền mặt", "transfer": "chuyển khoản"}


def _methods(sheet: Sheet) -> str:
    """How it was paid. Money taken with the papers or with the result is counted in cash at the desk."""
    ways = []
    for event in sheet.history:
        match event.body:
            case FeeCollected(method=method):
                ways.append(_METHODS.get(method, method))
            case Received(filing=filing) if any(fee.paid and fee.amount for fee in filing.fees):
                ways.append(_METHODS["cash"])
            case HandedBack(fees_collected=amount) if amount:
                ways.append(_METHODS["cash"])
    return "; ".join(dict.fromkeys(ways))


_ROLES = {
    RecipientKind.APPLICANT: "chủ hồ sơ",
    RecipientKind.REPRESENTATIVE: "người được ủy quyền",
    RecipientKind.OTHER: "người nhận thay",
}


def _of_hand_back(say: Callable[[HandBack], str]) -> Callable[[Sheet], str]:
    return lambda sheet: say(sheet.dossier.handed_back) if sheet.dossier.handed_back else ""


# ---------------------------------------------------------------------------------------------------------------- facts

FACTS: dict[str, Callable[[Sheet], str]] = {
    "unit.name": lambda sheet: sheet.unit.name,
    "unit.address": lambda sheet: sheet.unit.address,
    "unit.hotline": lambda sheet: _whole(sheet.unit.hotline),
    "unit.mark": lambda sheet: sheet.unit.mark,
    "unit.site": _site,
    "code": lambda sheet: sheet.code,
    "code.label": _code_label,
    "code.other": _other_code,
    "book": lambda sheet: f"{sheet.dossier.book:02d}" if sheet.dossier.book else "",
    "book.number": lambda sheet: str(sheet.dossier.book_number or ""),
    "agency": lambda sheet: sheet.dossier.filing.agency,
    "agency.address": _agency_address,
    "receiver": lambda sheet: sheet.unit.name if _ours(sheet) else sheet.dossier.filing.agency,
    "applicant.name": lambda sheet: sheet.dossier.filing.applicant.full_name,
    "applicant.address": lambda sheet: sheet.dossier.filing.applicant.address,
    "applicant.phone": lambda sheet: sheet.dossier.filing.applicant.phone,
    "applicant.email": lambda sheet: sheet.dossier.filing.applicant.email,
    "submitter.name": lambda sheet: who.full_name if (who := sheet.dossier.filing.submitter) else "",
    "submitter.authority": lambda sheet: (
        _authority(who.authorisation) if (who := sheet.dossier.filing.submitter) else ""
    ),
    "presenter.name": lambda sheet: _presenter(sheet).full_name,
    "presenter.address": lambda sheet: _presenter(sheet).address,
    "presenter.phone": lambda sheet: _presenter(sheet).phone,
    "presenter.email": lambda sheet: _presenter(sheet).email,
    "procedure.name": lambda sheet: sheet.dossier.filing.procedure.name,
    "procedure.code": lambda sheet: sheet.dossier.filing.procedure.code,
    "request": _request,
    "request.plain": lambda sheet: re.sub("^thủ tục ", "", _request(sheet), flags=re.IGNORECASE),
    "sets": lambda sheet: f"{sheet.dossier.filing.sets:02d}",
    "term": _term,
    "note": lambda sheet: sheet.dossier.filing.note,
    "received.time": lambda sheet: at_time(sheet.dossier.received_at),
    "accepted.time": lambda sheet: at_time(_accepted(sheet)),
    "due.time": lambda sheet: at_time(sheet.dossier.due_at) or UNKNOWN_TIME,
    "delivery": _delivery,
    "components.shown": _shown,
    "components.database": _from_database,
    "components.totals": _totals,
    "money.total": lambda sheet: _sum(_total(sheet)),
    "money.words": lambda sheet: money.in_words(_total(sheet)) if sheet.dossier.filing.fees else "",
    "money.collected": lambda sheet: _sum(_collected(sheet)),
    "money.owed": lambda sheet: _sum(sheet.dossier.owed),
    "money.to_ask": lambda sheet: _sum(sheet.dossier.to_ask),
    "money.transfer": _transfer,
    "money.vietqr": _order("state", lambda one: one.order),
    "money.vietqr.sum": _order("state", lambda one: _sum(one.amount)),
    "money.vietqr.to": _order("state", _payee),
    "money.vietqr.post": _order("post", lambda one: one.order),
    "money.vietqr.post.sum": _order("post", lambda one: _sum(one.amount)),
    "money.vietqr.post.to": _order("post", _payee),
    "supplement.reason": lambda sheet: ask.reason if (ask := _ask(sheet)) else sheet.dossier.reason,
    "supplement.deadline": lambda sheet: on_day(until) if (until := sheet.dossier.deadline) else "",
    "refusal.reason": lambda sheet: sheet.dossier.reason,
    "refusal.basis": lambda sheet: sheet.dossier.legal_basis,
    "recipient.name": _of_hand_back(lambda back: back.recipient.full_name),
    "recipient.phone": _of_hand_back(lambda back: back.recipient.phone),
    "recipient.role": _of_hand_back(lambda back: _ROLES[back.recipient.kind]),
    "recipient.last4": _of_hand_back(lambda back: back.recipient.id_last4),
    "recipient.authority": _of_hand_back(lambda back: _authority(back.recipient.authorisation)),
    "handed.time": _of_hand_back(lambda back: at_time(back.at)),
    "handed.item": _of_hand_back(lambda back: back.item_code),
    "handed.taken_back": _of_hand_back(lambda back: "; ".join(back.originals_taken_back)),
    "handed.words": _of_hand_back(lambda back: money.in_words(back.fees_collected) if back.fees_collected else ""),
    "due.before": lambda sheet: at_time(_first_due(sheet)) or UNKNOWN_TIME,
    "due.day": lambda sheet: on_day(due.astimezone(VIETNAM).date()) if (due := sheet.dossier.due_at) else "",
    "accepted.date": _accepted_date,
    "printed.day": lambda sheet: on_day(sheet.printed_at.date()),
    "reschedule.reason": _of_move(lambda move: move.reason),
    "reschedule.letter": _of_move(lambda move: move.letter),
    "stop.day": _stopped_day,
    "stop.reason": lambda sheet: sheet.dossier.reason,
    "stop.letter": _of_stop(lambda stop: stop.letter),
    "paid.total": lambda sheet: _sum(_collected(sheet)),
    "paid.state": lambda sheet: _sum(sheet.dossier.collected_state),
    "paid.postage": lambda sheet: _sum(sheet.dossier.collected_post),
    "paid.words": _paid,
    "paid.receipts": _receipts,
    "paid.methods": _methods,
    "invitation": lambda sheet: f"{len(_told(sheet, Invited)) or 1:02d}",
    "results": lambda sheet: "; ".join(row["name"] for row in _results(sheet)),
    "result.number": lambda sheet: sheet.dossier.result_number,
    "officer": lambda sheet: sheet.signed_by,
    "receiver.officer": lambda sheet: sheet.signed_by if _ours(sheet) else "",
}

CONDITIONS: dict[str, Callable[[Sheet], bool]] = {
    "assigned": lambda sheet: sheet.dossier.filing.mode is Mode.ASSIGNED,
    "carrier": lambda sheet: sheet.dossier.filing.mode is Mode.CARRIER,
    "at_desk": lambda sheet: sheet.dossier.status is Status.AT_DESK,
    "provisional": lambda sheet: codes.check_provisional(sheet.code),
    "represented": lambda sheet: sheet.dossier.filing.submitter is not None,
    "handed_by_post": lambda sheet: (back := sheet.dossier.handed_back) is not None and back.by_post,
    "by_post": lambda sheet: sheet.dossier.filing.result_delivery.kind is DeliveryKind.POST,
    "owing": lambda sheet: sheet.dossier.owed > 0,
}


# ----------------------------------------------------------------------------------------------------------------- rows


S = TypeVar("S", bound=Printing)


class Rows(Generic[S]):
    """Lines of a table: the cells each has, `n` (its number) among them, and where they come from. `of` may be gone
    through several times and makes each line anew, so that a book of five hundred pages is never whole in memory."""

    def __init__(self, cells: frozenset[str], of: Callable[[S], Sequence[Mapping[str, str]]]) -> None:
        self.cells = cells
        self.of = of


class Vocabulary(NamedTuple, Generic[S]):
    """All that forms about one sort of thing may say."""

    facts: Mapping[str, Callable[[S], str]]
    conditions: Mapping[str, Callable[[S], bool]]
    rows: Mapping[str, Rows[S]]
    days: Mapping[str, Callable[[S], datetime]]


def _count(pieces: int) -> str:
    return f"{pieces:02d}" if pieces else "–"


def _papers(parts: Iterable[Component | Missing]) -> list[dict[str, str]]:
    return [
        {"name": part.name, "originals": _count(part.originals), "copies": _count(part.copies), "note": _remark(part)}
        for part in parts
    ]


def _remark(part: Component | Missing) -> str:
    valuable = "giấy tờ gốc có giá trị" if isinstance(part, Component) and part.valuable else ""
    return "; ".join(text for text in (valuable, part.note) if text)


_FEE_KINDS = {FeeKind.FEE: "phí", FeeKind.CHARGE: "lệ phí", FeeKind.POSTAGE: "cước bưu chính"}


def _fees(fees: Sequence[FeeLine]) -> list[dict[str, str]]:
    return [
        {"name": _with_relief(fee.name or _FEE_KINDS[fee.kind], fee), "amount": money.show(fee.amount)} for fee in fees
    ]


def _with_relief(name: str, fee: FeeLine) -> str:
    """ "Lệ phí: miễn (Hộ nghèo)", "Cước trả kết quả: giảm 11.000 đ (Hộ nghèo)"."""
    if not fee.waived:
        return name
    said = f"giảm {_whole(money.show(fee.waived))}" if fee.amount else "miễn"
    return f"{name}: {said} ({fee.ground})"


def _results(sheet: Sheet) -> list[dict[str, str]]:
    """The result papers; the number the agency gave stands at the first."""
    dossier = sheet.dossier
    found = dossier.results or dossier.filing.procedure.results
    names = [paper.name for paper in found] or ["Kết quả giải quyết thủ tục hành chính"]
    return [
        {"name": name, "number": dossier.result_number if place == 0 else "", "summary": dossier.filing.procedure.name}
        for place, name in enumerate(names)
    ]


def _handed_money(sheet: Sheet) -> list[dict[str, str]]:
    """What the recipient paid at hand-back, in one sum: the event holds no more."""
    back = sheet.dossier.handed_back
    if back is None or not back.fees_collected:
        return []
    return [{"name": "phí, lệ phí, cước còn lại", "amount": money.show(back.fees_collected)}]


def _payments(sheet: Sheet) -> list[dict[str, str]]:
    """Each sum that was taken or given back, with the receipt's number where the issuing tool gave one. Without the
    events only the two drawers' sums are known."""
    lines: list[tuple[str, int, str, datetime]] = []
    for event in sheet.history:
        match event.body:
            case Received(filing=filing):
                # A line that is exempt stands there with nothing taken: the receipt says why.
                lines += [
                    (_with_relief(_fee_name(fee.name, fee.kind), fee), fee.amount, "", event.at)
                    for fee in filing.fees
                    if (fee.paid and fee.amount) or (fee.waived and not fee.amount)
                ]
            case FeeCollected() as paid:
                lines.append((_fee_name(paid.name, paid.kind), paid.amount, paid.receipt_number, event.at))
            case FeeRefunded() as back:
                lines.append((f"Trả lại {_FEE_KINDS[back.kind]}: {back.reason}", -back.amount, "", event.at))
            case HandedBack(fees_collected=amount) if amount:
                lines.append(("Thu khi trả kết quả", amount, "", event.at))
    if not sheet.history:
        dossier = sheet.dossier
        drawers = (("Phí, lệ phí", dossier.collected_state), ("Cước dịch vụ bưu chính", dossier.collected_post))
        lines = [(name, amount, "", dossier.received_at) for name, amount in drawers if amount]
    return [
        {"name": name, "amount": _whole(money.show(amount)), "receipt": receipt, "day": _short_day(at)}
        for name, amount, receipt, at in lines
    ]


def _fee_name(name: str, kind: FeeKind) -> str:
    return name or f"{_FEE_KINDS[kind][0].upper()}{_FEE_KINDS[kind][1:]}"


def _short_day(at: datetime | None) -> str:
    """ "23/11/2026" in Việt Nam; "" of None."""
    return f"{at.astimezone(VIETNAM):%d/%m/%Y}" if at else ""


_LEGS = 4  # rows of Mẫu 06, the last for the way back (domain.md §1.7)


def _legs(sheet: Sheet) -> list[dict[str, str]]:
    """Who handed the papers to whom, and when; what has not happened yet is left to write in by hand."""
    us = sheet.unit.name
    legs: list[tuple[str, str, str]] = []
    for event in sheet.history:
        match event.body:
            case HandedToAgency(receiver=receiver):
                taker = ", ".join(part for part in (sheet.agency, receiver) if part)
                legs.append((us, taker, at_time(event.at)))
            case ResultArrived():
                legs.append((sheet.agency, us, at_time(event.at)))
    if not legs:
        legs.append((us, "", ""))
    # The last row returns to the receiving unit, whatever lies between.
    blank = max(_LEGS - len(legs), 0)
    legs += [("", "", "")] * (blank - 1)
    if blank:
        legs.append(("", us, ""))
    gap = "…………"
    return [{"giver": giver or gap, "taker": taker or gap, "time": time or UNKNOWN_TIME} for giver, taker, time in legs]


_PAPER_CELLS = frozenset({"n", "name", "originals", "copies", "note"})

ROWS: dict[str, Rows[Sheet]] = {
    "components": Rows(_PAPER_CELLS, lambda sheet: _papers(_submitted(sheet))),
    "missing": Rows(_PAPER_CELLS, lambda sheet: _papers(_missing(sheet))),
    "fees": Rows(frozenset({"n", "name", "amount"}), lambda sheet: _fees(sheet.dossier.filing.fees)),
    "results": Rows(frozenset({"n", "name", "number", "summary"}), _results),
    "handed_money": Rows(frozenset({"n", "name", "amount"}), _handed_money),
    "payments": Rows(frozenset({"n", "name", "amount", "receipt", "day"}), _payments),
    "legs": Rows(frozenset({"n", "giver", "taker", "time"}), _legs),
}

DOSSIER: Vocabulary[Sheet] = Vocabulary(FACTS, CONDITIONS, ROWS, DAYS)
"""What the forms about one dossier may say."""
