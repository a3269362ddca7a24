"""Papers about many dossiers: what a list holds, and what its forms may say. Whoever keeps the list fills it in.

A list is given whole and knows nothing of where it came from. Its sums are counted from its rows and never given
besides, so that a paper cannot disagree with itself. No identity number has a field here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import overload

import msgspec

from app.domain import money
from app.domain.events import VIETNAM, Mode
from app.paper.facts import Printing, Rows, Vocabulary, at_time, on_day

LISTS = frozenset(
    {"07", "giao-nhan", "giao-nhan-ve", "bang-ke", "thu-gom", "ban-giao-ket-qua", "nop-tien", "nhieu-ho-so"}
)
"""The forms about many dossiers. Their rule is the caller's: a list is made when it is closed."""


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a handing over: the unit, and who acts for it."""

    unit: str = ""
    person: str = ""
    role: str = ""
    address: str = ""
    phone: str = ""


class ListRow(msgspec.Struct, frozen=True, kw_only=True):
    """One dossier of a list. Moneys in đồng; `originals` and `copies` count papers; a time that is None has not come.

    `sent_at`: handed to the agency; `arrived_at`: the result back from it; `handed_at`, `handed_how`: to the citizen.
    `receipt` is the number that the issuing tool gave. `seal`: the bag or the item the papers travel in.
    """

    code: str
    book_number: int = 0
    procedure: str = ""
    applicant: str = ""
    address: str = ""
    phone: str = ""
    agency: str = ""
    term: str = ""
    sets: int = 1
    originals: int = 0
    copies: int = 0
    received_at: datetime | None = None
    due_at: datetime | None = None
    sent_at: datetime | None = None
    arrived_at: datetime | None = None
    handed_at: datetime | None = None
    handed_how: str = ""
    result: str = ""
    result_number: str = ""
    by_post: bool = False
    fee: int = 0
    charge: int = 0
    postage: int = 0
    receipt: str = ""
    seal: str = ""
    note: str = ""


class DossierList(msgspec.Struct, frozen=True, kw_only=True):
    """A paper about many dossiers. `kind` is one of `LISTS`; `at` the time it was made or closed.

    `number` is the list's own running number, "" to be written in; `code` goes into bars, "": none. `since`…`until` is
    the period of a book or a remittance; `place` where it was signed; `route` the way of a trip; `seals` the numbers of
    its bags; `method` and `account` how a remittance was paid.
    """

    kind: str
    at: datetime
    rows: tuple[ListRow, ...]
    number: str = ""
    code: str = ""
    since: date | None = None
    until: date | None = None
    giver: Party = Party()
    receiver: Party = Party()
    agency: str = ""
    place: str = ""
    route: str = ""
    seals: tuple[str, ...] = ()
    book: int = 0
    method: str = ""
    account: str = ""
    note: str = ""

    def total(self, of: Callable[[ListRow], int]) -> int:
        return sum(map(of, self.rows))


class ListSheet(Printing, frozen=True, kw_only=True):
    """One printing of one list."""

    listed: DossierList

    @property
    def code(self) -> str:
        return self.listed.code

    @property
    def lookup(self) -> str:
        """No citizen looks a list up: it bears no QR."""
        return ""

    @property
    def agency(self) -> str:
        return self.listed.agency

    @property
    def assigned(self) -> bool:
        """Whether the point is the front desk of the agency and signs with its head."""
        return self.unit.mode is Mode.ASSIGNED

    @property
    def voided(self) -> bool:
        return False

    @property
    def corrected(self) -> bool:
        return False


# ---------------------------------------------------------------------------------------------------------------- facts


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _moment(at: datetime | None) -> str:
    return _day(at.astimezone(VIETNAM).date()) if at else ""


def _count(pieces: int) -> str:
    return f"{pieces:02d}" if pieces else "–"


def _sum(amount: int) -> str:
    return money.show(amount).replace(" ", "\u00a0") if amount else ""


def _figure(amount: int) -> str:
    """A sum in a column, whose head names the đồng: "8.000"."""
    return money.show(amount).removesuffix(" đ") if amount else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _state(row: ListRow) -> int:
    """Phí and lệ phí: the State's."""
    return row.fee + row.charge


def _period(sheet: ListSheet) -> str:
    since, until = sheet.listed.since, sheet.listed.until
    if since and until and since != until:
        return f"từ {on_day(since)} đến {on_day(until)}"
    return on_day(day) if (day := since or until) else ""


def _words(of: Callable[[ListRow], int]) -> Callable[[ListSheet], str]:
    return lambda sheet: money.in_words(sheet.listed.total(of))


def _total(of: Callable[[ListRow], int], say: Callable[[int], str]) -> Callable[[ListSheet], str]:
    return lambda sheet: say(sheet.listed.total(of))


def _side(name: str, of: Callable[[DossierList], Party]) -> dict[str, Callable[[ListSheet], str]]:
    return {
        f"{name}.unit": lambda sheet: of(sheet.listed).unit,
        f"{name}.person": lambda sheet: of(sheet.listed).person,
        f"{name}.role": lambda sheet: of(sheet.listed).role,
        f"{name}.address": lambda sheet: of(sheet.listed).address,
        f"{name}.phone": lambda sheet: of(sheet.listed).phone.replace(" ", "\u00a0"),
    }


LIST_FACTS: dict[str, Callable[[ListSheet], str]] = {
    "unit.name": lambda sheet: sheet.unit.name,
    "unit.address": lambda sheet: sheet.unit.address,
    "unit.hotline": lambda sheet: sheet.unit.hotline.replace(" ", "\u00a0"),
    "unit.mark": lambda sheet: sheet.unit.mark,
    "code": lambda sheet: sheet.listed.code,
    "number": lambda sheet: sheet.listed.number,
    "day": lambda sheet: on_day(sheet.listed.at.astimezone(VIETNAM).date()),
    "time": lambda sheet: at_time(sheet.listed.at),
    "period": _period,
    "since": lambda sheet: on_day(day) if (day := sheet.listed.since) else "",
    "until": lambda sheet: on_day(day) if (day := sheet.listed.until) else "",
    "place": lambda sheet: sheet.listed.place,
    "route": lambda sheet: sheet.listed.route,
    "agency": lambda sheet: sheet.listed.agency,
    "book": lambda sheet: f"{sheet.listed.book:02d}" if sheet.listed.book else "",
    "seals": lambda sheet: "; ".join(sheet.listed.seals),
    "seals.count": lambda sheet: f"{len(sheet.listed.seals):02d}" if sheet.listed.seals else "",
    "method": lambda sheet: sheet.listed.method,
    "account": lambda sheet: sheet.listed.account,
    "note": lambda sheet: sheet.listed.note,
    "count": lambda sheet: f"{len(sheet.listed.rows):02d}",
    "sets": _total(lambda row: row.sets, _count),
    "originals": _total(lambda row: row.originals, _count),
    "copies": _total(lambda row: row.copies, _count),
    "money.fees": _total(lambda row: row.fee, _figure),
    "money.charges": _total(lambda row: row.charge, _figure),
    "money.postage": _total(lambda row: row.postage, _figure),
    "money.state": _total(_state, _sum),
    "money.state.figure": _total(_state, _figure),
    "money.state.words": _words(_state),
    "money.total": _total(lambda row: _state(row) + row.postage, _sum),
    "officer": lambda sheet: sheet.signed_by,
    **_side("giver", lambda listed: listed.giver),
    **_side("receiver", lambda listed: listed.receiver),
}

LIST_CONDITIONS: dict[str, Callable[[ListSheet], bool]] = {
    "assigned": lambda sheet: sheet.assigned,
    "carrier": lambda sheet: not sheet.assigned,
    "sealed": lambda sheet: bool(sheet.listed.seals),
    "several": lambda sheet: len(sheet.listed.rows) > 1,
}

LIST_DAYS: dict[str, Callable[[ListSheet], datetime]] = {"made": lambda sheet: sheet.listed.at}


# ----------------------------------------------------------------------------------------------------------------- rows

_CELLS: dict[str, Callable[[ListRow], str]] = {
    "code": lambda row: row.code,
    "book_number": lambda row: str(row.book_number or ""),
    "procedure": lambda row: row.procedure,
    "applicant": lambda row: row.applicant,
    "address": lambda row: row.address,
    "phone": lambda row: row.phone,
    "contact": lambda row: _joined(row.address, row.phone.replace(" ", "\u00a0")),
    "agency": lambda row: row.agency,
    "term": lambda row: row.term,
    "sets": lambda row: f"{row.sets:02d}",
    "originals": lambda row: _count(row.originals),
    "copies": lambda row: _count(row.copies),
    "received": lambda row: _moment(row.received_at),
    "due": lambda row: _moment(row.due_at),
    "sent": lambda row: _moment(row.sent_at),
    "arrived": lambda row: _moment(row.arrived_at),
    "handed": lambda row: _moment(row.handed_at),
    "handed_how": lambda row: row.handed_how,
    "result": lambda row: row.result,
    "result_number": lambda row: row.result_number,
    "owing": lambda row: "X" if _state(row) else "",
    "by_post": lambda row: "X" if row.by_post else "",
    "fee": lambda row: _figure(row.fee),
    "charge": lambda row: _figure(row.charge),
    "state": lambda row: _figure(_state(row)),
    "postage": lambda row: _figure(row.postage),
    "receipt": lambda row: row.receipt,
    "seal": lambda row: row.seal,
    "note": lambda row: row.note,
}


class _Cells(Sequence[Mapping[str, str]]):
    """The rows as cells, each made when it is asked for."""

    def __init__(self, rows: tuple[ListRow, ...]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Mapping[str, str]: ...
    @overload
    def __getitem__(self, place: slice) -> _Cells: ...
    def __getitem__(self, place: int | slice) -> Mapping[str, str] | _Cells:
        if isinstance(place, slice):
            return _Cells(self._rows[place])
        row = self._rows[place]
        return {name: say(row) for name, say in _CELLS.items()}

    def __iter__(self) -> Iterator[Mapping[str, str]]:
        return (self[place] for place in range(len(self._rows)))


def _moneys(sheet: ListSheet) -> list[dict[str, str]]:
    """The sums of a remittance, each kind on a line."""
    listed = sheet.listed
    kinds = (("Phí", listed.total(lambda row: row.fee)), ("Lệ phí", listed.total(lambda row: row.charge)))
    return [{"name": name, "amount": _sum(amount)} for name, amount in kinds if amount]


LIST_ROWS: dict[str, Rows[ListSheet]] = {
    "dossiers": Rows(frozenset({"n", *_CELLS}), lambda sheet: _Cells(sheet.listed.rows)),
    "moneys": Rows(frozenset({"n", "name", "amount"}), _moneys),
}

LIST: Vocabulary[ListSheet] = Vocabulary(LIST_FACTS, LIST_CONDITIONS, LIST_ROWS, LIST_DAYS)
"""What the forms about many dossiers may say."""
