"""What a scan is: a citizen card, a health insurance card, one of our codes, a postal item, a procedure.

A card is read by its shape, never by counting from the end: fields were added over the years and may be added again.
What the counter has no use for (parents, insurance periods) is not kept, not even in memory.
"""

from __future__ import annotations

import re
from datetime import date

import msgspec

from app.domain import codes
from app.domain.text import clean, flaw, fold

LONGEST = 2000
"""Code points; the longest card seen has 300."""


class CitizenCard(msgspec.Struct, frozen=True, kw_only=True):
    """Căn cước or CCCD. With `name_trusted` False the letters of name and address may have been broken on the way
    (keyboard wedge, input method): the clerk compares them with the card. Digits are always to be trusted."""

    number: str
    old_number: str = ""
    full_name: str
    name_trusted: bool
    date_of_birth: date
    sex: str = ""
    """"male", "female", or empty when unreadable."""
    address: str
    issued: date


class HealthCard(msgspec.Struct, frozen=True, kw_only=True):
    """Thẻ BHYT. `date_of_birth` is None where the card states the year only."""

    number: str
    full_name: str
    date_of_birth: date | None
    sex: str = ""
    address: str


class DossierCode(msgspec.Struct, frozen=True):
    """`kind`: "official" (mã hồ sơ), "provisional" (TN-…) or "slip" (HD-…)."""

    code: str
    kind: str


class PostalItem(msgspec.Struct, frozen=True):
    """A UPU S10 item number with the right check digit."""

    number: str


class ProcedureCode(msgspec.Struct, frozen=True):
    """The national code, without a local suffix."""

    code: str


class Unknown(msgspec.Struct, frozen=True):
    """Nothing to act on. `reason`: "cut" (a card of which a part is missing), "impossible_date", "bad_check" (a code
    with a wrong check), "number_only" (a bare 12-digit number) or "not_recognised"."""

    reason: str


Scan = CitizenCard | HealthCard | DossierCode | PostalItem | ProcedureCode | Unknown

_NUMBER = re.compile(r"[0-9]{12}")
_OLD_NUMBER = re.compile(r"[0-9]{9}")
_DAY = re.compile(r"([0-9]{2})/?([0-9]{2})/?([0-9]{4})")  # ddMMyyyy on citizen cards, dd/MM/yyyy on health cards
_COMPACT_DAY = re.compile(r"[0-9]{8}")
_SLASHED_DAY = re.compile(r"[0-9]{2}/[0-9]{2}/[0-9]{4}")
_HEALTH_NUMBER = re.compile(r"[A-Z]{2}[0-9A-Z][0-9]{12}|[0-9]{10}")  # the card's 15 characters, or BHXH's own 10
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})+")

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ")
_VOWELS = frozenset("aeiouy")


def parse_scan(text: str) -> Scan:
    """What `text`, as a scanner or a keyboard wedge delivers it, is. Takes anything and never raises."""
    scan = codes.SCANNER_PREFIX.sub("", clean(text))
    if flaw(scan, LONGEST):
        return Unknown("not_recognised")
    if "|" in scan:
        return _card([field.strip() for field in scan.split("|")], letters_sure=not scan.isascii())
    return _code(codes.normalise_scanned_code(scan)) or _embedded(scan)


def _code(code: str) -> Scan | None:
    if codes.is_dossier_code(code):
        return DossierCode(code, "official")
    if codes.looks_own(code):
        if codes.check_provisional(code):
            return DossierCode(code, "provisional")
        return DossierCode(code, "slip") if codes.check_slip(code) else Unknown("bad_check")
    if codes.s10_shape(code):
        return PostalItem(code) if codes.s10_ok(code) else Unknown("bad_check")
    if procedure := codes.national_procedure_code(code):
        return ProcedureCode(procedure)
    return Unknown("number_only") if _NUMBER.fullmatch(code) else None


def _embedded(scan: str) -> Scan:
    """The one dossier code in a look-up address; two codes name nothing."""
    found = codes.codes_in(scan)
    return (_code(found[0]) if len(found) == 1 else None) or Unknown("not_recognised")


def _card(fields: list[str], *, letters_sure: bool) -> Scan:
    head = fields[0]
    born_with_slashes = len(fields) > 2 and _SLASHED_DAY.fullmatch(fields[2])
    if _HEALTH_NUMBER.fullmatch(head.upper()) or (_NUMBER.fullmatch(head) and born_with_slashes):
        return _health_card(fields)
    if _NUMBER.fullmatch(head):
        return _citizen_card(fields, letters_sure=letters_sure)
    # A card whose beginning was lost still shows its dates.
    return Unknown("cut" if sum(1 for field in fields if _COMPACT_DAY.fullmatch(field)) > 1 else "not_recognised")


def _citizen_card(fields: list[str], *, letters_sure: bool) -> Scan:
    """number | old number (absent or empty on some) | name | born | sex | address | issued | anything."""
    days = [place for place, field in enumerate(fields) if place > 1 and _COMPACT_DAY.fullmatch(field)]
    # The issue date closes what we need: a card without it may have lost half its address.
    if len(days) < 2 or days[1] < days[0] + 3:
        return Unknown("cut")
    born_at, issued_at = days[:2]
    name = fields[born_at - 1]
    if not name or name.isdigit():
        return Unknown("cut")
    born, issued = _day(fields[born_at]), _day(fields[issued_at])
    if not born or not issued or issued < born:
        return Unknown("impossible_date")
    return CitizenCard(
        number=fields[0],
        old_number=fields[1] if _OLD_NUMBER.fullmatch(fields[1]) else "",
        full_name=name,
        name_trusted=letters_sure and _sound(name),
        date_of_birth=born,
        sex=_sex(fields[born_at + 1]),
        address=fields[born_at + 2],
        issued=issued,
    )


def _health_card(fields: list[str]) -> Scan:
    """number | name | born | sex | address | anything; name and address are hex of UTF-8."""
    if len(fields) < 5:
        return Unknown("cut")
    name, address = _unhex(fields[1]), _unhex(fields[4])
    if not name or address is None:
        return Unknown("cut")
    born = _day(fields[2])
    if not born and not re.fullmatch("[0-9]{4}", fields[2]):
        return Unknown("impossible_date")
    return HealthCard(
        number=fields[0].upper(),
        full_name=name,
        date_of_birth=born,
        sex={"1": "male", "2": "female"}.get(fields[3], ""),
        address=address,
    )


def _unhex(field: str) -> str | None:
    if not _HEX.fullmatch(field):
        return None if field not in {"", "-"} else ""
    try:
        text = clean(bytes.fromhex(field).decode())
    except UnicodeDecodeError:
        return None
    return None if flaw(text, LONGEST) else text


def _day(field: str) -> date | None:
    parts = _DAY.fullmatch(field)
    if not parts:
        return None
    try:
        day = date(int(parts[3]), int(parts[2]), int(parts[1]))
    except ValueError:
        return None
    return day if day.year >= 1900 else None


def _sex(field: str) -> str:
    """The card prints Nam or Nữ. A wedge breaks only the letter that is not ASCII, so what begins with N and is not Nam
    was Nữ."""
    folded = fold(field)
    if folded == "nam":
        return "male"
    return "female" if folded.startswith("n") and len(folded) <= 3 else ""


def _sound(name: str) -> bool:
    """Whether `name` can be what is printed: Vietnamese letters only, every word with a capital and a vowel. A wedge
    leaves "?", mojibake, or nothing in place of a letter."""
    return all(
        word[0].isupper()
        and not _VOWELS.isdisjoint(fold(word))
        and all(ch in _LETTERS or ch in "'’-." for ch in word.lower())
        for word in name.split()
    )
