"""What a procedure is: its cases, and for each channel and case the time, the fees and the papers.

The facts are data (`assets/catalogue/`, described in docs/catalogue.md); this module owns their shape, their
loading and the search over them. It refuses a file it does not fully understand and says which key is wrong.
"""

from __future__ import annotations

import datetime
import enum

import msgspec

COUNTER, ONLINE, POST = 1, 2, 3  # KenhThucHien: trực tiếp, trực tuyến, bưu chính công ích (wire A.3)


class Unit(enum.StrEnum):
    HOUR = "hour"
    WORKING_DAY = "working_day"
    DAY = "day"
    MONTH = "month"


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The statutory time of one channel and case."""

    value: int
    unit: Unit


class FeeKind(enum.StrEnum):
    """phí, lệ phí (State money) and cước (postal money)."""

    FEE = "fee"
    CHARGE = "charge"
    POSTAGE = "postage"


class Fee(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`amount` in đồng for one `per` ("trang", "bản", "trường hợp"); an empty `per` means per dossier."""

    kind: FeeKind
    name: str
    amount: int
    per: str = ""


class PaperKind(enum.StrEnum):
    """nộp (stays with the dossier), xuất trình (seen and given back), khai thác từ CSDL (nobody brings it)."""

    SUBMIT = "submit"
    SHOW = "show"
    DATABASE = "database"


class Paper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the checklist. Empty `cases` or `channels`: every one. `template` is the form's number."""

    key: str
    name: str
    kind: PaperKind
    originals: int = 0
    copies: int = 0
    required: bool = True
    cases: tuple[str, ...] = ()
    channels: tuple[int, ...] = ()
    template: str = ""
    valuable: bool = False
    note: str = ""


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    name: str


class Offer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one channel offers in one case (an empty `case`: in every case without an offer of its own).

    A `term` of None: neither the portal nor a law we know states the time; the agency sets the date.
    """

    channel: int
    case: str = ""
    term: Term | None = None
    fees: tuple[Fee, ...] = ()


class ResultPaper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`code` is the national result code (KQ.…), empty where the portal gives none."""

    code: str
    name: str


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`same_day_before` ("15:00") holds for terms of one working day: received before it, the dossier is due the same
    working day, else the next one. `both_present`: both parties must come when the result is handed over."""

    same_day_before: str = ""
    result_by_post: bool = True
    valuable_original: bool = False
    both_present: bool = False
    ethnicity_asked: bool = False
    sensitive: bool = False


class Procedure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One procedure in one version. The first case is the default; no cases at all means one nameless case "".

    `curated` is False for a procedure known from the national index only: it has a name and a field, no offers and
    no papers.
    """

    code: str
    name: str
    short_name: str
    aliases: tuple[str, ...] = ()
    field: str
    field_code: str = ""
    levels: tuple[str, ...] = ()
    decision: str = ""
    effective_from: datetime.date
    effective_to: datetime.date | None = None
    target_system: str = ""
    cases: tuple[Case, ...] = ()
    offers: tuple[Offer, ...] = ()
    papers: tuple[Paper, ...] = ()
    results: tuple[ResultPaper, ...] = ()
    rules: Rules = Rules()
    note: str = ""
    sources: tuple[str, ...] = ()
    curated: bool = True

    def default_case(self) -> str:
        return self.cases[0].key if self.cases else ""

    def channels(self) -> tuple[int, ...]:
        return tuple(sorted({offer.channel for offer in self.offers}))

    def offer(self, channel: int, case: str = "") -> Offer | None:
        """The offer of this very case, else the channel's common one, else None: the channel is not open to it."""
        common = None
        for offer in self.offers:
            if offer.channel == channel:
                if offer.case == case:
                    return offer
                if not offer.case:
                    common = offer
        return common

    def papers_for(self, channel: int, case: str = "") -> tuple[Paper, ...]:
        return tuple(
            paper
            for paper in self.papers
            if (not paper.channels or channel in paper.channels) and (not paper.cases or case in paper.cases)
        )
