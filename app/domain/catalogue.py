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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from app.domain.text import clean, fold, initials, nfc
from app.errors import Trouble

COUNTER, ONLINE, POST = 1, 2, 3  # KenhThucHien: trực tiếp, trực tuyến, bưu chính công ích (wire A.3)

LONGEST_NAME = 160  # of a paper: what fits on two lines of the checklist and of Form 01

# The portal does not say from when a procedure holds; its texts were read in July 2026 and are vouched for from then.
UNKNOWN_START = datetime.date(2026, 7, 1)

_LEVELS = {
    "Cấp bộ": "ministry",
    "Cấp tỉnh": "province",
    "Cấp huyện": "district",
    "Cấp xã": "commune",
    "Cơ quan khác": "other",
}
_CODE_BEGUN = re.compile(r"\d\.[\d.A-Z]*")
_CODE = re.compile(r"(\d\.\d{6})(?:\.(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2})?")
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NO_WORD = re.compile(r"[\W_]+")
_PATH = re.compile(r" - at `\$(?:\.?)([^`]*)`")
_FIELD = re.compile(r"field `(\w+)`")
_LINE = re.compile(r"at line (\d+)")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

_T = TypeVar("_T")


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


def same_name(one: str, other: str) -> bool:
    """Whether two names of a procedure say the same: without regard to accents, punctuation and a leading "Thủ tục"."""
    return _words(one).removeprefix("thu tuc ") == _words(other).removeprefix("thu tuc ")


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
        self,
        version: str,
        procedures: Iterable[Procedure],
        common: Sequence[str] = (),
        index: _Index | None = None,
        curated: frozenset[str] = frozenset(),
    ) -> None:
        self.version = version
        self.common = tuple(common)  # codes most asked for, commonest first: a counter's first favourites
        self._index = index or _Index(None)
        self._versions = tuple(sorted(procedures, key=lambda procedure: (procedure.code, procedure.effective_from)))
        self._newest = {procedure.code: procedure for procedure in self._versions}
        self._curated = curated or frozenset(self._newest)
        self._keys: tuple[_Keys, ...] = ()
        self._days: dict[datetime.date, Catalogue] = {}

    def __iter__(self) -> Iterator[Procedure]:
        return iter(self._newest.values())

    def __len__(self) -> int:
        return len(self._newest)

    def on(self, day: datetime.date) -> Catalogue:
        """The catalogue as it was, is or will be in force on `day`.

        Days before UNKNOWN_START count as that day: a PC whose clock stands years back must go on receiving, and a
        paper record from before the catalogue was read is taken by its first version.
        """
        day = max(day, UNKNOWN_START)
        if day not in self._days:
            effective = [
                procedure
                for procedure in self._versions
                if procedure.effective_from <= day and (procedure.effective_to is None or day <= procedure.effective_to)
            ]
            self._days = {day: Catalogue(self.version, effective, self.common, self._index, self._curated)}
        return self._days[day]

    def get(self, code: str) -> Procedure | None:
        """By national or local code. A procedure that only the index knows comes back with `curated` False; a curated
        one that is not in force is None."""
        national = national_code(code)
        if national in self._curated or not national:
            return self._newest.get(national)
        return self._index.get(national)

    def read_index(self) -> None:
        """Reads the national index now (0.1 s), so that the first search need not: for a worker after start."""
        self._index.get("")

    def favourites(self, codes: Iterable[str]) -> tuple[Procedure, ...]:
        """The procedures of these codes in their order; a code that is no longer known is left out."""
        found = (self.get(code) for code in codes)
        return tuple(procedure for procedure in found if procedure is not None)

    def search(self, text: str, limit: int = 20) -> tuple[Procedure, ...]:
        """What a clerk means by `text`: a code or its beginning, initials ("dkks"), an alias, words in any order, with
        or without accents. Curated procedures first, then the national index."""
        wanted = _Wanted(text)
        if not wanted or limit <= 0:
            return ()
        if not self._keys:
            rank = {code: place for place, code in enumerate(self.common)}
            self._keys = tuple(_Keys.of(procedure, rank.get(procedure.code, len(rank))) for procedure in self)
        hits = []
        for keys in self._keys:
            hit = wanted.rank(keys)
            if hit is not None:
                hits.append((hit, keys))
        hits.sort(key=lambda hit: (hit[0], hit[1].place))
        found = [keys.procedure for _, keys in hits[:limit]]
        if len(found) < limit:
            found += self._index.search(wanted, limit - len(found), self._curated)
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
        code = text.strip()
        self.code = (national_code(code) or code) if _CODE_BEGUN.fullmatch(code) else ""
        self.text = "" if self.code else _words(text)
        self.phrase = " " + self.text
        self.words = tuple(" " + word for word in self.text.split())

    def __bool__(self) -> bool:
        return bool(self.code or self.text)

    def begins(self, code: str) -> bool:
        return bool(self.code) and code.startswith(self.code)

    def rank(self, keys: _Keys) -> int | None:
        """0 by code or whole name, 1 a name begins so, 2 so inside a name, 3 its words in a name, 4 and 5 the same in
        the full name or the field; None: no match."""
        if self.code:
            return 0 if self.begins(keys.procedure.code) else None
        if self.text in keys.names:
            return 0
        if any(name.startswith(self.text) for name in keys.names):
            return 1
        for rank, words in ((2, keys.short), (4, keys.full)):
            if self.phrase in words:
                return rank
            if all(word in words for word in self.words):
                return rank + 1
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

    def search(self, wanted: _Wanted, limit: int, besides: frozenset[str]) -> list[Procedure]:
        """Curated procedures are `besides`: the catalogue has found them itself."""
        rows = self._read().values()
        if wanted.code:
            hits = [(0, row.code) for row in rows if wanted.begins(row.code) and row.code not in besides]
        else:
            hits = [(rank, row.code) for rank, row in self._matches(wanted, rows) if row.code not in besides]
        return [_listed(self._read()[code]) for _, code in sorted(hits)[:limit]]

    @staticmethod
    def _matches(wanted: _Wanted, rows: Iterable[_Row]) -> Iterator[tuple[int, _Row]]:
        phrase, first = wanted.phrase, wanted.words[0]
        for row in rows:  # at every key the clerk presses: the cheap tests first (2 ms for 2,642 rows)
            if first in row.words:
                if all(word in row.words for word in wanted.words):
                    yield (1 if row.words.startswith(phrase) else 2 if phrase in row.words else 3), row
            elif row.initials.startswith(wanted.text):
                yield 0, row

    def _read(self) -> dict[str, _Row]:
        if self._rows is None:
            self._rows = dict(self._lines(self._file)) if self._file is not None else {}
        return self._rows

    @staticmethod
    def _lines(file: Path) -> Iterator[tuple[str, _Row]]:
        fields: dict[str, str] = {}
        row = 1  # the one at which reading stops; an unknown or missing column shows at the first
        try:
            with file.open(encoding="utf-8", newline="") as lines:
                for line in csv.DictReader(lines, strict=True):
                    name, field = _words(_spoken(line["name"])), line["field"]
                    if field not in fields:
                        fields[field] = _words(field)
                    first_letters = "".join(word[0] for word in name.split())
                    yield line["code"], _Row(**line, words=f" {name} {fields[field]}", initials=first_letters)
                    row += 1
        except (OSError, UnicodeDecodeError, csv.Error, KeyError, TypeError) as error:
            raise Trouble("catalogue_broken", file=file.name, key=f"row {row}") from error


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


def _words(text: str) -> str:
    """Folded words with single spaces and no punctuation: "Hộ tịch, (cũ)" → "ho tich cu"."""
    return _NO_WORD.sub(" ", fold(text)).strip()


def _spoken(name: str) -> str:
    """A procedure's name without the "Thủ tục" it often begins with."""
    rest = name.removeprefix("Thủ tục ").rstrip(". ")
    return rest[:1].upper() + rest[1:]


# ---------------------------------------------------------------------------------------------------- from the files


class _Contents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """catalogue.toml."""

    version: str
    common: tuple[str, ...] = ()


class _Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """procedures.json: the TOML files decoded once, and the SHA-256 of what they said then."""

    digest: str
    procedures: tuple[Procedure, ...]


def load(directory: Path) -> Catalogue:
    """The catalogue in `directory`: catalogue.toml, procedures/*.toml, index.csv.

    Raises `Trouble("catalogue_broken")` with the file's name and the key that is wrong ("papers[2].name").
    """
    contents = _decoded(directory / "catalogue.toml", _Contents)
    files = _sources(directory)
    return Catalogue(contents.version, _packed(directory, files) or _read(files), contents.common, _index(directory))


def version_of(directory: Path) -> str:
    """The version of the catalogue in `directory`, without loading it. Trouble as `load`."""
    return _decoded(directory / "catalogue.toml", _Contents).version


def pack(directory: Path) -> None:
    """Writes procedures.json, from which `load` is 20 times quicker than from 52 TOML files.

    The TOML stays the only source: `load` uses the pack only while its digest is that of the TOML files as they are,
    so a file edited on the spot counts at once.
    """
    files = _sources(directory)
    packed = msgspec.json.encode(_Pack(_digest(files), tuple(_read(files))))
    (directory / "procedures.json").write_bytes(packed)


def _sources(directory: Path) -> dict[str, bytes]:
    try:
        files = {file.name: file.read_bytes() for file in sorted((directory / "procedures").glob("*.toml"))}
    except OSError as error:
        raise Trouble("catalogue_broken", file="procedures", key=error.strerror or "") from error
    if not files:
        raise Trouble("catalogue_broken", file="procedures", key="*.toml")
    return files


def _digest(files: Mapping[str, bytes]) -> str:
    # The shape is part of it: what a program with other fields packed must not be taken for this one's.
    shape = [
        field for struct in (Procedure, Case, Offer, Term, Fee, Paper, Rules) for field in struct.__struct_fields__
    ]
    digest = hashlib.sha256(" ".join(shape).encode())
    for name, content in files.items():
        same = content.replace(b"\r\n", b"\n")  # a Windows checkout says the same
        digest.update(f"\n{name} {len(same)}\n".encode() + same)
    return digest.hexdigest()


def _packed(directory: Path, files: Mapping[str, bytes]) -> Iterable[Procedure] | None:
    """The procedures of the pack when it says the same as the files."""
    file = directory / "procedures.json"
    if not file.exists():
        return None
    packed = _decoded(file, _Pack)
    return packed.procedures if packed.digest == _digest(files) else None


def _read(files: Mapping[str, bytes]) -> list[Procedure]:
    procedures = []
    for name, content in files.items():
        for number, line in enumerate(content.splitlines(), start=1):
            if not line.isascii() and nfc(text := line.decode(errors="surrogateescape")) != text:
                raise Trouble("catalogue_broken", file=name, key=f"line {number}: not NFC")
        procedure = _decode(name, content, Procedure)
        for key in _faults(procedure, name):
            raise Trouble("catalogue_broken", file=name, key=key)
        procedures.append(procedure)
    versions: dict[str, Procedure] = {}
    for procedure in sorted(procedures, key=lambda procedure: (procedure.code, procedure.effective_from)):
        before = versions.get(procedure.code)
        if before is not None and (before.effective_to is None or before.effective_to >= procedure.effective_from):
            raise Trouble("catalogue_broken", file=f"{procedure.code}…toml", key="effective_from")
        versions[procedure.code] = procedure
    return procedures


def _decoded(file: Path, shape: type[_T]) -> _T:
    try:
        return _decode(file.name, file.read_bytes(), shape)
    except OSError as error:
        raise Trouble("catalogue_broken", file=file.name, key=error.strerror or "") from error


def _decode(name: str, content: bytes, shape: type[_T]) -> _T:
    try:
        if name.endswith(".json"):
            return msgspec.json.decode(content, type=shape)
        return msgspec.toml.decode(content, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Trouble("catalogue_broken", file=name, key=wrong_key(str(error))) from error


def wrong_key(message: str) -> str:
    """The wrong key in msgspec's words: "papers[2].originals", or the line of a syntax error."""
    path = _PATH.search(message)
    field = _FIELD.search(message)
    line = _LINE.search(message)
    key = ".".join(part for part in (path[1] if path else "", field[1] if field else "") if part)
    return key or (f"line {line[1]}" if line else message)


def _faults(procedure: Procedure, file: str) -> Iterator[str]:
    """Keys that are of the right type and still wrong, the first first."""
    if _CODE.fullmatch(procedure.code) is None or file.removesuffix(".toml").partition("@")[0] != procedure.code:
        yield "code"
    for key in ("name", "short_name", "field", "decision", "levels", "offers", "papers", "results", "sources"):
        if not getattr(procedure, key):
            yield key
    if procedure.effective_to is not None and procedure.effective_to < procedure.effective_from:
        yield "effective_to"
    if procedure.rules.same_day_before and not _CLOCK.fullmatch(procedure.rules.same_day_before):
        yield "rules.same_day_before"

    cases = [case.key for case in procedure.cases]
    for place, case in enumerate(procedure.cases):
        if not _KEY.fullmatch(case.key) or cases.index(case.key) != place:
            yield f"cases[{place}].key"
        if not _tidy(case.name):
            yield f"cases[{place}].name"

    seen: set[tuple[int, str]] = set()
    for place, offer in enumerate(procedure.offers):
        if offer.channel not in {COUNTER, ONLINE, POST} or (offer.channel, offer.case) in seen:
            yield f"offers[{place}].channel"
        if offer.case and offer.case not in cases:
            yield f"offers[{place}].case"
        if offer.term is not None and offer.term.value < 1:
            yield f"offers[{place}].term.value"
        for number, fee in enumerate(offer.fees):
            if fee.amount < 1:
                yield f"offers[{place}].fees[{number}].amount"
            if not _tidy(fee.name):
                yield f"offers[{place}].fees[{number}].name"
        seen.add((offer.channel, offer.case))

    lines: set[tuple[str, int, str]] = set()
    for place, paper in enumerate(procedure.papers):
        # One key may stand twice (required in one case, optional in another) but not twice on one checklist.
        own = {
            (paper.key, channel, case)
            for channel in paper.channels or (COUNTER, ONLINE, POST)
            for case in paper.cases or cases or ("",)
        }
        if not _KEY.fullmatch(paper.key) or own & lines:
            yield f"papers[{place}].key"
        if not _tidy(paper.name):
            yield f"papers[{place}].name"
        if min(paper.originals, paper.copies) < 0 or (paper.kind is PaperKind.SUBMIT) != (
            paper.originals + paper.copies > 0
        ):
            yield f"papers[{place}].originals"
        if not {*paper.cases} <= {*cases}:
            yield f"papers[{place}].cases"
        if not {*paper.channels} <= {COUNTER, ONLINE, POST}:
            yield f"papers[{place}].channels"
        lines |= own


def _tidy(name: str) -> bool:
    """Short enough to read, and none of the portal's bullets and headings."""
    return 0 < len(name) <= LONGEST_NAME and name == clean(name) and name[0] not in "-+*("


def _index(directory: Path) -> _Index:
    return _Index(directory / "index.csv")


# --------------------------------------------------------------------------------------------------- from the portal

_PORTAL_LEVELS = {"0": "ministry", "1": "province", "2": "district", "3": "commune"}  # CAPTHUCHIEN (wire A.8)
_PORTAL_UNITS = {
    "": Unit.WORKING_DAY,  # a bare number means working days
    "gio": Unit.HOUR,
    "gio lam viec": Unit.HOUR,
    "ngay": Unit.DAY,
    "ngay lam viec": Unit.WORKING_DAY,
    "thang": Unit.MONTH,
}
_MONEY = re.compile(r"(\d{1,3}(?:[., ]\d{3})+|\d+)(?:[.,]\d{1,2})?(?: ?(?:d|dong|vnd|viet nam dong))?")
_BULLET = re.compile(r"^(?:[-+*•–]|\(\w{1,4}\))\s*")


def from_lay_thu_tuc(answer: Mapping[str, Any], effective_from: datetime.date = UNKNOWN_START) -> Procedure:
    """The procedure in an answer of LayThuTuc (wire A.8), whole or its `result[0]`; `curated` is False.

    What the portal's data cannot say in our terms (a second time of one channel, a sum that is no number) is told in
    `note`, never guessed. Raises `Trouble("catalogue_broken")` with the key when code or name are missing.
    """
    found = _records(answer.get("result")) if "result" in answer else [answer]
    if not found:
        raise Trouble("catalogue_broken", file="LayThuTuc", key="result")
    told = found[0]
    code, name = national_code(_text(told.get("MATTHC"))), _text(told.get("TENTTHC"))
    if not code or not name:
        raise Trouble("catalogue_broken", file="LayThuTuc", key="TENTTHC" if code else "MATTHC")
    notes: list[str] = []
    field = next(iter(_records(told.get("LINHVUCTHUCHIEN"))), {})
    cases, papers = _portal_papers(_records(told.get("THANHPHANHOSO")))
    levels = (
        _PORTAL_LEVELS.get(_text(level.get("CAPTHUCHIEN")), "other") for level in _records(told.get("CAPTHUCHIEN"))
    )
    laws = (_text(law.get("SOVANBAN")) + " " + _text(law.get("TENVANBAN")) for law in _records(told.get("CANCUPHAPLY")))
    results = (
        ResultPaper(_text(result.get("MAKETQUA")), _text(result.get("TENKETQUA")))
        for result in _records(told.get("KETQUATHUCHIEN"))
    )
    return Procedure(
        code=code,
        name=name,
        short_name=_spoken(name),
        field=_text(field.get("TENLINHVUC")),
        field_code=_text(field.get("MALINHVUC")),
        levels=tuple(dict.fromkeys(levels)),
        decision=_text(told.get("IDQUYETDINHCONGBO")),
        effective_from=effective_from,
        cases=cases,
        offers=_portal_offers(_records(told.get("CACHTHUCTHUCHIEN")), notes),
        papers=papers,
        results=tuple(result for result in results if result.name),
        note=" ".join(notes),
        sources=("Cổng Dịch vụ công quốc gia, LayThuTuc", *(law for law in map(str.strip, laws) if law)),
        curated=False,
    )


def _portal_offers(ways: Iterable[Mapping[str, Any]], notes: list[str]) -> tuple[Offer, ...]:
    offers: dict[int, Offer] = {}
    for way in ways:
        channel = _count(way.get("KENH"))
        if channel not in {COUNTER, ONLINE, POST}:
            continue
        for time in _records(way.get("THOIGIAN")) or [{}]:
            value, unit = _count(time.get("THOIGIANGIAIQUYET")), _text(time.get("DONVITINH"))
            known = _PORTAL_UNITS.get(fold(unit))
            if value and known is None:
                notes.append(_sentence("Kênh", channel, "có thời hạn chưa rõ đơn vị:", value, unit))
            if channel in offers:
                # The portal does not tie its times to the cases of THANHPHANHOSO: only a person can.
                notes.append(
                    f"Kênh {channel} còn thời hạn: {value} {unit} {_text(time.get('MOTA'))}".rstrip(" .") + "."
                )
                continue
            term = Term(value, known) if value and known is not None else None
            fees = (_portal_fee(fee, channel, notes) for fee in _records(time.get("PHILEPHI")))
            offers[channel] = Offer(channel, "", term, tuple(fee for fee in fees if fee is not None))
    return tuple(offers[channel] for channel in sorted(offers))


def _portal_fee(fee: Mapping[str, Any], channel: int, notes: list[str]) -> Fee | None:
    words, per = _text(fee.get("MOTA")), ""
    money, unit = _text(fee.get("SOTIEN")), _text(fee.get("DONVI"))
    amount = _amount(money)
    if "/" in unit:
        unit, _, per = (part.strip() for part in unit.partition("/"))
    elif words.startswith("/"):
        words, per = "", words[1:].strip()
    if amount is None or "usd" in fold(unit):
        notes.append(_sentence("Kênh", channel, "có khoản thu chưa rõ:", money, unit, words))
        return None
    if amount == 0:
        return None
    # "1" phí, "2" lệ phí, seen with a stray quote.
    kind = {"1": FeeKind.FEE, "2": FeeKind.CHARGE}.get(_text(fee.get("MAPHILEPHI")).strip("' \""))
    if kind is None:
        kind = FeeKind.CHARGE if "le phi" in fold(words) else FeeKind.FEE
    return Fee(kind, _short(words) or ("Phí" if kind is FeeKind.FEE else "Lệ phí"), amount, per)


def _portal_papers(groups: Sequence[Mapping[str, Any]]) -> tuple[tuple[Case, ...], tuple[Paper, ...]]:
    cases: dict[str, Case] = {}
    papers: list[Paper] = []
    taken: set[tuple[str, str]] = set()
    for group in groups:
        title = _text(group.get("TRUONGHOP"))
        said = _words(title)
        if "luu y" in said:
            continue
        kind = PaperKind.SHOW if "xuat trinh" in said else PaperKind.SUBMIT
        case = ""
        if said and kind is PaperKind.SUBMIT and "phai nop" not in said and len(groups) > 1:
            case = _slug(title)
            cases.setdefault(case, Case(case, _short(_BULLET.sub("", title).rstrip(": "))))
        for line in _records(group.get("GIAYTO")):
            name = _BULLET.sub("", _text(line.get("TENGIAYTO"))).rstrip(" ;.:")
            originals, copies = _count(line.get("SOBANCHINH")), _count(line.get("SOBANSAO"))
            if not name or originals + copies == 0:  # the portal's notes and headings carry no counts
                continue
            key = stem = _slug(_text(line.get("MAGIAYTO"))) or _slug(name) or "giay-to"
            again = 1
            while (key, "") in taken or (key, case) in taken or (not case and any(key == had for had, _ in taken)):
                again += 1
                key = f"{stem}-{again}"
            taken.add((key, case))
            papers.append(
                Paper(
                    key=key,
                    name=_short(name),
                    kind=kind,
                    originals=originals if kind is PaperKind.SUBMIT else 0,
                    copies=copies if kind is PaperKind.SUBMIT else 0,
                    cases=(case,) if case else (),
                    template=_text(line.get("TENMAUDON")),
                    note=name if len(name) > LONGEST_NAME else "",
                )
            )
    return tuple(cases.values()), tuple(papers)


def _records(value: object) -> list[Mapping[str, Any]]:
    """The objects of an array; every array of the portal may be absent, null or one bare object."""
    if isinstance(value, Mapping):
        return [value]
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return clean(str(value)) if isinstance(value, str | int | float) else ""


def _count(value: object) -> int:
    """A number the portal may send as text, or as nothing: 0."""
    text = _text(value)
    return int(text) if text.isdecimal() else 0


def _amount(text: str) -> int | None:
    """Đồng of "8,000", "1.000.000", "50.000 đồng"; 0 of "", "không", "Miễn phí"; None of what is no sum."""
    told = fold(text)
    if not told or "khong" in told or "mien" in told:
        return 0
    match = _MONEY.fullmatch(told)
    return int(re.sub(r"\D", "", match[1])) if match else None


def _sentence(*words: str | int) -> str:
    return " ".join(str(word) for word in words if word != "").rstrip(" .") + "."


def _short(name: str) -> str:
    """`name` within LONGEST_NAME, cut between words."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rpartition(" ")[0] + "…"


def _slug(text: str) -> str:
    """A key of `text`: "Tờ khai, mẫu 1" → "to-khai-mau-1", at most eight words."""
    return "-".join(_words(text).encode("ascii", "ignore").decode().split()[:8])
