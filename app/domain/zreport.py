"""The report of a closed day (báo cáo cuối ngày, "Z"): everything the close says, as plain figures that never change.

It is frozen as JSON in the `day_closed` fact and chained: each report bears the hash of the one before it. Names in it
are those of the people who work here; of citizens it knows codes only.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Literal

import msgspec

from app.domain.day import Step
from app.domain.dossier import Drawer

LISTED = 1000
"""Codes a list of a report holds at most; its count is always whole."""


class _Figures(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a report, written out with every key. Moneys in đồng; what left a drawer is below zero."""


class Listed(_Figures, frozen=True, kw_only=True):
    """So many of something, and the first `LISTED` of them by code or number."""

    count: int = 0
    codes: tuple[str, ...] = ()


class DrawerTotals(_Figures, frozen=True, kw_only=True):
    """One drawer's day in cash: `opening` + all that moved = `closing`.

    `by_kind` (fee, charge, postage) and `by_agency` split what was `collected`; `cashless` is what was taken (and given
    back) besides, by its method: it never lay in the cash box. `notes`: the count that stands, banknote → how many.
    """

    drawer: Drawer
    opening: int
    collected: int
    refunded: int
    put_in: int
    taken_out: int
    remitted: int
    difference: int
    closing: int
    by_kind: dict[str, int] = {}
    by_agency: dict[str, int] = {}
    cashless: dict[str, int] = {}
    notes: tuple[tuple[int, int], ...] = ()
    counted_by: str = ""
    counted_at: datetime | None = None

    @property
    def counted(self) -> int:
        return sum(value * count for value, count in self.notes)


class Difference(_Figures, frozen=True, kw_only=True):
    """`approved_by`: the manager's name; "" where the limit asked for none."""

    drawer: Drawer
    amount: int
    reason: str = ""
    by: str = ""
    approved_by: str = ""


class Moved(_Figures, frozen=True, kw_only=True):
    """Cash put in or taken out for a reason that is no dossier's."""

    drawer: Drawer
    amount: int
    reason: str
    by: str
    at: datetime


class Slip(_Figures, frozen=True, kw_only=True):
    """One remittance: how much of how many dossiers went to which agency."""

    number: int
    agency: str
    amount: int
    dossiers: int
    method: str
    receiver: str = ""
    receipt_number: str = ""


SectionName = Literal["of_day", "before", "after"]
SECTIONS: tuple[SectionName, ...] = ("of_day", "before", "after")


class Section(_Figures, frozen=True, kw_only=True):
    """The facts of one part by their own date: of the day itself, "thuộc ngày trước", or after it (a day closed late).

    Moneys are what dossiers brought in cash, given back deducted. `dossiers` are listed but for the day's own.
    """

    name: SectionName
    received: int = 0
    handed_back: int = 0
    refused: int = 0
    supplement_asked: int = 0
    supplemented: int = 0
    voided: int = 0
    state: int = 0
    post: int = 0
    dossiers: Listed = Listed()


class Unconfirmed(_Figures, frozen=True, kw_only=True):
    """A copy of which nobody said that the paper is there."""

    code: str
    form: str
    copy: int


class Unrefunded(_Figures, frozen=True, kw_only=True):
    """Money of a dossier that was voided or refused, and that nobody gave back."""

    code: str
    state: int = 0
    post: int = 0


class Unremitted(_Figures, frozen=True, kw_only=True):
    """The State's cash that an agency has not been given yet. `oldest`: when the first of it was taken."""

    agency: str
    amount: int
    dossiers: int
    oldest: date


class PassedStep(_Figures, frozen=True, kw_only=True):
    step: Step
    left: int
    reason: str
    by: str


class ProofSeen(_Figures, frozen=True, kw_only=True):
    """What the newest look at the one-stop system proved (`app.domain.proof`)."""

    at: datetime
    whole: bool
    looked: int
    lost: int = 0
    digest: str = ""


class OtherDay(_Figures, frozen=True, kw_only=True):
    """A closed day of another counter of the branch, out of its own report. `state`, `post`: cash collected, given back
    deducted; the two closings: what lies in its drawers."""

    number: int
    date: date
    hash: str
    closed_at: datetime
    received: int
    handed_back: int
    state: int
    post: int
    state_closing: int
    post_closing: int


class OtherCounter(_Figures, frozen=True, kw_only=True):
    """Another counter on the branch page. `standing`: "closed" with its days that were on no earlier branch page;
    "open" where a day of it is known and none was closed since; "missing" where no day of it is known; "unreadable"
    where its ledger cannot be opened here."""

    name: str
    standing: Literal["closed", "open", "missing", "unreadable"]
    days: tuple[OtherDay, ...] = ()
    upto: int = 0
    """The newest of its days that is on a branch page, this one's too."""


class ZReport(_Figures, frozen=True, kw_only=True):
    """One day, whole. `hash` is "" in what is hashed, and filled in when the report is read from its close."""

    number: int
    unit: str
    point: str
    counter: int
    date: date
    opened_at: datetime
    opened_by: str
    closed_at: datetime
    closed_by: str
    manager: str
    after: int
    """The day owns the facts of the ledger behind this number, up to its close."""
    drawers: tuple[DrawerTotals, ...]
    sections: tuple[Section, ...]
    counts: int = 0
    """How often drawers were counted, both together."""
    differences: tuple[Difference, ...] = ()
    moved: tuple[Moved, ...] = ()
    slips: tuple[Slip, ...] = ()
    waiting: Listed = Listed()
    quarantined: Listed = Listed()
    voided: Listed = Listed()
    reprints: int = 0
    unconfirmed: tuple[Unconfirmed, ...] = ()
    pads_owed: Listed = Listed()
    manifests: Listed = Listed()
    passed: tuple[PassedStep, ...] = ()
    unrefunded: tuple[Unrefunded, ...] = ()
    unremitted: tuple[Unremitted, ...] = ()
    proof: ProofSeen | None = None
    others: tuple[OtherCounter, ...] = ()
    head: int
    """The number of the ledger's last fact before the close, and `link` its hash."""
    link: str
    previous: str = ""
    hash: str = ""

    def drawer(self, drawer: Drawer) -> DrawerTotals:
        return next(one for one in self.drawers if one.drawer == drawer)

    def section(self, name: SectionName) -> Section:
        return next(one for one in self.sections if one.name == name)

    def total(self, what: str) -> int:
        """A count of all three sections: "received", "handed_back", …"""
        return sum(getattr(one, what) for one in self.sections)


_ENCODE = msgspec.json.Encoder()
_DECODE = msgspec.json.Decoder(ZReport)


def frozen(report: ZReport) -> bytes:
    """The bytes that are hashed and kept."""
    return _ENCODE.encode(msgspec.structs.replace(report, hash=""))


def thawed(raw: bytes, digest: str) -> ZReport:
    """A kept report with its hash. ValueError when it is none."""
    return msgspec.structs.replace(_DECODE.decode(raw), hash=digest)


def seal_of(previous: str, link: str, report: bytes) -> str:
    """SHA-256 of the hash before it ("" of the first), the hash of the ledger's last link before the close, and the
    report; 64 hexadecimal digits."""
    return hashlib.sha256(bytes.fromhex(previous) + bytes.fromhex(link) + report).hexdigest()
