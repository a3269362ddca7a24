"""What a procedure is: its cases, and for each channel and case the time, the fees and the papers.

The facts are data (`assets/catalogue/`, described in docs/catalogue.md); this module owns their shape, their
loading and the search over them. It refuses a file it does not fully understand and says which key is wrong.
"""

from __future__ import annotations

import csv
import datetime
import enum
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from app.domain.text import clean, fold, initials, nfc
from app.errors import Trouble

COUNTER, ONLINE, POST = 1, 2, 3  # KenhThucHien: trực tiếp, trực tuyến, bưu chính công ích (wire A.3)

LONGEST_NAME = 160  # of a paper: what fits on two lines of the checklist and of Form 01

# The portal does not say from when a procedure holds. Its texts were read in July 2026, so they are vouched for from then.
UNKNOWN_START = datetime.date(2026, 7, 1)

_LEVELS = {
    "Cấp bộ": "ministry",
    "Cấp tỉnh": "province",
    "Cấp huyện": "district",
    "Cấp xã": "commune",
    "Cơ quan khác": "other",
}
_CODE = re.compile(r"(\d\.\d{6})(?:\.(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2})?")
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NO_WORD = re.compile(r"[\W_]+")
_PATH = re.compile(r" - at `\$(?:\.?)([^`]*)`")
_FIELD = re.compile(r"field `(\w+)`")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


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

    `curated` is False where no person has gone through the papers: a procedure of the national index (a name and a
    field, no offers, no papers) or one imported from the portal.
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
        """The checklist in the order of the file: what is handed in, what is shown, what the database gives."""
        return tuple(
            paper
            for paper in self.papers
            if (not paper.channels or channel in paper.channels) and (not paper.cases or case in paper.cases)
        )


def national_code(code: str) -> str:
    """`1.001193` of `1.001193`, `1.001193.000.00.00.H35` or `1.001193.H35`; "" when it is no procedure code."""
    match = _CODE.fullmatch(code.strip())
    return match[1] if match else ""


class Catalogue:
    """All versions of all procedures. `on(day)` narrows it to what is in force; without it the newest version answers.

    Iterates over the curated procedures in the order of their codes. The national index (names only) is read on the
    first search or look-up that needs it.
    """

    def __init__(
        self, version: str, procedures: Iterable[Procedure], common: Sequence[str] = (), index: _Index | None = None
    ) -> None:
        self.version = version
        self.common = tuple(common)  # codes most asked for, commonest first: a counter's first favourites
        self._index = index or _Index(None)
        self._versions = tuple(sorted(procedures, key=lambda procedure: (procedure.code, procedure.effective_from)))
        self._newest = {procedure.code: procedure for procedure in self._versions}
        self._keys: tuple[_Keys, ...] = ()
        self._days: dict[datetime.date, Catalogue] = {}

    def __iter__(self) -> Iterator[Procedure]:
        return iter(self._newest.values())

    def __len__(self) -> int:
        return len(self._newest)

    def on(self, day: datetime.date) -> Catalogue:
        """The catalogue as it was, is or will be in force on `day`."""
        if day not in self._days:
            effective = [
                procedure
                for procedure in self._versions
                if procedure.effective_from <= day and (procedure.effective_to is None or day <= procedure.effective_to)
            ]
            self._days = {day: Catalogue(self.version, effective, self.common, self._index)}
        return self._days[day]

    def get(self, code: str) -> Procedure | None:
        """By national or local code. A procedure that only the index knows comes back with `curated` False."""
        national = national_code(code)
        return self._newest.get(national) or (self._index.get(national) if national else None)

    def favourites(self, codes: Iterable[str]) -> tuple[Procedure, ...]:
        """The procedures of these codes in their order; a code that is no longer known is left out."""
        found = (self.get(code) for code in codes)
        return tuple(procedure for procedure in found if procedure is not None)

    def search(self, text: str, limit: int = 20) -> tuple[Procedure, ...]:
        """What a clerk means by `text`: a code or its beginning, initials ("dkks"), an alias, words in any order, with
        or without accents. Curated procedures first, then the national index."""
        wanted = _Wanted(text)
        if not wanted.text or limit <= 0:
            return ()
        if not self._keys:
            rank = {code: place for place, code in enumerate(self.common)}
            self._keys = tuple(_Keys.of(procedure, rank.get(procedure.code, len(rank))) for procedure in self)
        hits = []
        for keys in self._keys:
            rank_of = wanted.rank(keys.names, keys.short, keys.full, keys.procedure.code)
            if rank_of is not None:
                hits.append((rank_of, keys.place, keys.procedure))
        found = [procedure for _, _, procedure in sorted(hits, key=lambda hit: hit[:2])[:limit]]
        if len(found) < limit:
            found += self._index.search(wanted, limit - len(found), self._newest)
        return tuple(found)


class _Keys(NamedTuple):
    """What `search` compares with, folded once. Lower `place` first among equals."""

    place: tuple[int, str]
    procedure: Procedure
    names: tuple[str, ...]  # aliases, the short name, their initials
    short: str  # words of the names, each after a space
    full: str  # and of the full name, the field and the code

    @classmethod
    def of(cls, procedure: Procedure, place: int) -> _Keys:
        spoken = (*procedure.aliases, procedure.short_name)
        names = (*map(_words, spoken), *map(initials, spoken))
        short = " " + " ".join(names)
        full = f"{short} {_words(procedure.name)} {_words(procedure.field)} {procedure.code}"
        return cls((place, procedure.code), procedure, names, short, full)


class _Wanted:
    """A search text, ready to be compared."""

    def __init__(self, text: str) -> None:
        self.code = text.strip() if text.strip()[:1].isdigit() else ""
        self.code = national_code(self.code) or self.code
        self.text = _words(text)
        self.words = tuple(" " + word for word in self.text.split())

    def rank(self, names: Sequence[str], short: str, full: str, code: str) -> int | None:
        """0 named exactly or by code, 1 a name begins so, 2 all words in a name, 3 all words anywhere; None: no match."""
        if self.text in names or (self.code and code.startswith(self.code)):
            return 0
        if any(name.startswith(self.text) for name in names):
            return 1
        if all(word in short for word in self.words):
            return 2
        if all(word in full for word in self.words):
            return 3
        return None


class _Row(NamedTuple):
    code: str
    name: str
    field: str
    levels: str
    decision: str
    words: str
    initials: str


class _Index:
    """The national list of procedures, read when first asked (2,642 rows of 2026-07)."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._rows: dict[str, _Row] | None = None

    def get(self, code: str) -> Procedure | None:
        row = self._read().get(code)
        return None if row is None else _listed(row)

    def search(self, wanted: _Wanted, limit: int, besides: Mapping[str, object]) -> list[Procedure]:
        hits = []
        for row in self._read().values():
            if row.code not in besides:
                rank = wanted.rank((row.words[1:], row.initials), row.words, row.words, row.code)
                if rank is not None:
                    hits.append((rank, row.code, row))
        return [_listed(row) for _, _, row in sorted(hits)[:limit]]

    def _read(self) -> dict[str, _Row]:
        if self._rows is None:
            self._rows = {}
            if self._file is not None:
                try:
                    with self._file.open(encoding="utf-8", newline="") as lines:
                        for line in csv.DictReader(lines, strict=True):
                            spoken = _spoken(line["name"])
                            words = f" {_words(spoken)} {_words(line['field'])}"
                            self._rows[line["code"]] = _Row(**line, words=words, initials=initials(spoken))
                except (OSError, UnicodeDecodeError, csv.Error, KeyError, TypeError) as error:
                    self._rows = None
                    raise Trouble("catalogue_broken", file=self._file.name, key=str(error)) from error
        return self._rows


def _listed(row: _Row) -> Procedure:
    return Procedure(
        code=row.code,
        name=row.name,
        short_name=_spoken(row.name),
        field=row.field,
        levels=tuple(_LEVELS.get(level.strip(), "other") for level in row.levels.split(",")),
        decision=row.decision,
        effective_from=UNKNOWN_START,
        curated=False,
    )
