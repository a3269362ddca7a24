"""The codes of the trade: dossiers, postal items, procedures, identity papers, telephones.

Checks answer with a bool or with a problem code and never raise for what a person typed; the makers raise ValueError,
because a code that cannot be made is our fault. Digits are always ASCII 0–9 (`\\d` would take other scripts' digits).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

# TT 01/2018/TT-VPCP Đ19 (kept by TT 03/2025): agency identifier, date of receipt, running number of that day.
# Five digits occur: a running one-stop system numbers foreign dossiers 10000–99999. The ministries' adapter writes the
# year whole and up to seven digits behind it (wire A.7: G09.20-20260609-0092637).
_IDENTIFIER_NEW = r"[A-Z][0-9]{2}(?:\.[0-9]{1,3}){0,3}"  # QĐ 20/2020/QĐ-TTg: H35.99.07
_IDENTIFIER_OLD = r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}"  # QCVN 102:2016: 000.00.06.H56
_IDENTIFIER = re.compile(f"{_IDENTIFIER_NEW}|{_IDENTIFIER_OLD}")
MAHOSO = re.compile(f"(?:{_IDENTIFIER_NEW}|{_IDENTIFIER_OLD})-(?:[0-9]{{6}}-[0-9]{{4,5}}|20[0-9]{{6}}-[0-9]{{4,7}})")
"""Mã hồ sơ, the old and the new form. Ask with `fullmatch`."""

PROVISIONAL, SLIP = "TN", "HD"  # tiếp nhận tạm; hướng dẫn (papers seen at the desk, no dossier yet)
_OWN = re.compile(r"(?:TN|HD)-[0-9A-Z.]{2,20}-[0-9]{1,2}-[0-9]{6}-[0-9]{4,5}-[0-9A-Z]{2}")

_MANIFEST = re.compile(r"BK-[0-9A-Z.]{2,20}-[0-9]{1,2}-[0-9]{6}-[0-9]{2,3}")

# Alone between other words, as in the look-up address of a QR.
_EMBEDDED = re.compile(rf"(?<![0-9A-Z.\-])(?:{MAHOSO.pattern}|{_OWN.pattern})(?![0-9A-Z\-])")

# The 36 symbols of ISO 7064 in its order; the separators of our own codes follow them as 36 and 37.
_SYMBOLS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-."

_S10 = re.compile(r"[A-Z]{2}[0-9]{9}[A-Z]{2}")
_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)

_PROCEDURE = re.compile(r"([0-9]\.[0-9]{6})(?:\.(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.)?[A-Z][0-9]{2})?")

_PHONE = re.compile(r"0[35789][0-9]{8}|02[0-9]{9}")
# The direction marks come with numbers pasted from a telephone's contacts.
_PHONE_NOISE = re.compile(r"[\s.\-‐‑‒–()\u200e\u202a\u202c\u202d]")
_ABROAD = re.compile(r"^(?:(?:\+|00)840?|84(?=[0-9]{9,10}$))")

_PASSPORT = re.compile(r"(?=.*[0-9])[A-Z0-9]{6,15}")
_IDENTITY_NOISE = re.compile(r"[\s.\-‐‑‒–]")

BIRTH_PROVINCES = frozenset(
    re.findall(
        "[0-9]{3}",
        "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 "
        "042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 "
        "086 087 089 091 092 093 094 095 096",
    )
)
"""The 63 provinces in which a birth could be registered when the number was given (TT 07/2016/TT-BCA). Provinces have
merged since; numbers never change."""


# -------------------------------------------------------------------------------------------------------- dossier codes


def is_dossier_code(s: str) -> bool:
    """Whether `s` has the form of an official mã hồ sơ, ours or any other agency's."""
    return MAHOSO.fullmatch(s) is not None


def identifier_ok(s: str) -> bool:
    """Whether `s` is an agency identifier (mã định danh): "H35.99.07" or "000.00.06.H56"."""
    return _IDENTIFIER.fullmatch(s) is not None


def _running(number: int) -> str:
    if not 1 <= number <= 99_999:
        raise ValueError(f"no running number: {number}")
    return f"{number:04d}"


def series_code(identifier: str, day: date, number: int) -> str:
    """The official code of the point's own daily series: ("H35.99.07", 23/11/2026, 1004) → "H35.99.07-261123-1004"."""
    if not identifier_ok(identifier):
        raise ValueError("not an agency identifier")
    return f"{identifier}-{day:%y%m%d}-{_running(number)}"


def provisional_code(point: str, counter: int, day: date, number: int) -> str:
    """The code of a dossier until the one-stop system has given the official one: "TN-H35.99.07-1-261123-0004-1J"."""
    return _own_code(PROVISIONAL, point, counter, day, number)


def slip_code(point: str, counter: int, day: date, number: int) -> str:
    """The code of papers seen at the desk before any dossier is received (Forms 02 and 03): "HD-…"."""
    return _own_code(SLIP, point, counter, day, number)


def _own_code(prefix: str, point: str, counter: int, day: date, number: int) -> str:
    body = f"{prefix}-{point}-{counter}-{day:%y%m%d}-{_running(number)}"
    code = f"{body}-{_check_pair(body + '-')}"
    if not _OWN.fullmatch(code):
        raise ValueError("point or counter does not fit a code")
    return code


def _remainder(symbols: str) -> int:
    """Value of `symbols`, most significant first, in base 36 modulo 1271."""
    value = 0
    for symbol in symbols:
        value = (value * 36 + _SYMBOLS.index(symbol)) % 1271
    return value


def _check_pair(body: str) -> str:
    """ISO 7064 MOD 1271-36: the two characters that make `body` with them leave 1.

    The hyphen and the dot count too (36 and 37), so that a moved separator is found. Two symbols differ by at most 37
    and 1271 = 31 · 41, so every wrong symbol and every exchange of neighbours is found; MOD 37,36 with one character
    misses one exchange of two digits in 180.
    """
    high, low = divmod((1 - _remainder(body) * 36 * 36) % 1271, 36)
    return _SYMBOLS[high] + _SYMBOLS[low]


def check_provisional(s: str) -> bool:
    """Whether `s` is a whole and unmistaken provisional code."""
    return s.startswith(PROVISIONAL) and _own_ok(s)


def check_slip(s: str) -> bool:
    """Whether `s` is a whole and unmistaken desk slip code."""
    return s.startswith(SLIP) and _own_ok(s)


def _own_ok(s: str) -> bool:
    return _OWN.fullmatch(s) is not None and _remainder(s) == 1


def is_manifest_number(s: str) -> bool:
    """Whether `s` has the shape of a manifest's number: "BK-H35.99.07-1-261126-03"."""
    return _MANIFEST.fullmatch(s) is not None


def looks_own(s: str) -> bool:
    """Whether `s` has the shape of a provisional or slip code, its check right or not."""
    return _OWN.fullmatch(s) is not None


def codes_in(text: str) -> tuple[str, ...]:
    """The dossier codes inside a longer text (the look-up address of a QR), each once, official and of our own shape,
    their checks right or not."""
    return tuple(dict.fromkeys(_EMBEDDED.findall(text.upper())))


# ----------------------------------------------------------------------------------------------------------- procedures


def national_procedure_code(s: str) -> str | None:
    """The national code inside a local one: "1.001193.000.00.00.H35", "1.001193.H35" → "1.001193", else None."""
    found = _PROCEDURE.fullmatch(s)
    return found[1] if found else None


# --------------------------------------------------------------------------------------------------------- postal items


def s10_check_digit(serial: str) -> str:
    """The check digit over the eight digits of a UPU S10 item number: "47312482" → "9"."""
    if len(serial) != 8 or not (serial.isascii() and serial.isdigit()):
        raise ValueError("an S10 serial has eight digits")
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(serial, _S10_WEIGHTS, strict=True)) % 11
    return {10: "0", 11: "5"}.get(rest, str(rest))


def s10_shape(s: str) -> bool:
    """Whether `s` has the shape of an S10 item number, its check digit right or not."""
    return _S10.fullmatch(s) is not None


def s10_ok(s: str) -> bool:
    """Whether `s` is a UPU S10 item number with the right check digit: "RR473124829VN". Which letters the post gives to
    its services is not known well enough to check."""
    return s10_shape(s) and s10_check_digit(s[2:10]) == s[10]


def s10_pretty(s: str) -> str:
    """As it is printed under the bars: "RR 473 124 829 VN"."""
    return f"{s[:2]} {s[2:5]} {s[5:8]} {s[8:11]} {s[11:]}"


# ------------------------------------------------------------------------------------------------------ identity papers


def tidy_identity(number: str, kind: str) -> str:
    """`number` without the spaces, dots and dashes people put in; passports in capitals; a tax code's branch keeps its
    one dash ("0314409058-002")."""
    bare = _IDENTITY_NOISE.sub("", number).upper()
    if kind == "mst" and len(bare) == 13:
        return f"{bare[:10]}-{bare[10:]}"
    return bare


def identity_flaw(number: str, kind: str) -> str | None:
    """Why a tidied `number` cannot be a paper of `kind` ("cccd", "cmnd", "passport", "mst"); None when it can.

    Codes: "identity_not_12_digits", "identity_not_9_digits", "passport_shape", "tax_code_shape", "tax_code_check". The
    12-digit number has no check digit: its contradictions are only doubts (`identity_doubts`).
    """
    if kind == "cccd":
        return None if _digits(number, 12) else "identity_not_12_digits"
    if kind == "cmnd":
        return None if _digits(number, 9) else "identity_not_9_digits"
    if kind == "passport":
        return None if _PASSPORT.fullmatch(number) else "passport_shape"
    if kind == "mst":
        return _tax_code_flaw(number)
    raise ValueError(f"no kind of identity paper: {kind}")


def _digits(s: str, length: int) -> bool:
    return len(s) == length and s.isascii() and s.isdigit()


def _tax_code_flaw(number: str) -> str | None:
    # Imported here: only organisations have tax codes, and the module is not needed to open the window.
    from stdnum.exceptions import InvalidChecksum, ValidationError
    from stdnum.vn import mst

    if _digits(number, 12):  # from 1/7/2025 a person's and a household's tax code is the personal number
        return None
    if not re.fullmatch(r"[0-9]{10}(?:-?[0-9]{3})?", number):
        return "tax_code_shape"
    try:
        mst.validate(number)
    except InvalidChecksum:
        return "tax_code_check"
    except ValidationError:
        return "tax_code_shape"
    return None


def identity_doubts(number: str, sex: str | None = None, birth: date | None = None) -> tuple[str, ...]:
    """What a clerk should look at again in a 12-digit number; nothing here blocks. Empty for any other number.

    Digits: 3 province of birth registration, 1 century and sex (0 male and 1 female of the 1900s, 2 and 3 of the 2000s,
    …), 2 year of birth, 6 random (NĐ 137/2015). Codes: "identity_province_unknown", "identity_sex_differs",
    "identity_year_differs". `sex` is "male" or "female".
    """
    if not _digits(number, 12):
        return ()
    doubts = []
    if number[:3] not in BIRTH_PROVINCES:
        doubts.append("identity_province_unknown")
    if sex and sex != identity_sex(number):
        doubts.append("identity_sex_differs")
    if birth and birth.year != 1900 + int(number[3]) // 2 * 100 + int(number[4:6]):
        doubts.append("identity_year_differs")
    return tuple(doubts)


def identity_sex(number: str) -> str:
    """The sex a 12-digit number states: "male" or "female"."""
    return "female" if int(number[3]) % 2 else "male"


# ----------------------------------------------------------------------------------------------------------- telephones


def phone(s: str) -> str | None:
    """`s` as "0…": mobile 0[35789] and eight digits, landline 02 and nine; +84, 84 and 0084 are taken; else None."""
    bare = _ABROAD.sub("0", _PHONE_NOISE.sub("", s))
    return bare if _PHONE.fullmatch(bare) else None


# ----------------------------------------------------------------------------------------------- read aloud and scanned

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−﹣－"), "-")
SCANNER_PREFIX = re.compile(r"^\][A-Za-z][0-9]")  # AIM symbology identifier, e.g. "]C1"
_OLD_UNDOTTED = re.compile(r"([0-9]{3})([0-9]{2})([0-9]{2})([A-Z][0-9]{2}-[0-9]{6}-[0-9]{4,5})")
_GROUPED = {9: (3, 3, 3), 10: (4, 3, 3), 11: (4, 4, 3), 12: (3, 3, 3, 3)}


def group_for_reading(code: str) -> str:
    """`code` in groups to be read aloud, parted by no-break spaces: "H35.99.07 - 261123 - 1004", "RR 473 124 829 VN",
    identity and telephone numbers by threes. What is copied and searched is the code itself."""
    if s10_shape(code):
        return s10_pretty(code).replace(" ", "\u00a0")
    if code.isascii() and code.isdigit() and len(code) in _GROUPED:
        return "\u00a0".join(_cut(code, _GROUPED[len(code)]))
    return code.replace("-", "\u00a0-\u00a0")


def _cut(s: str, lengths: Iterable[int]) -> Iterable[str]:
    start = 0
    for length in lengths:
        yield s[start : start + length]
        start += length


def normalise_scanned_code(s: str) -> str:
    """A code as typed or scanned, in its one written form. Only what has a single reading is mended: case, spaces, the
    scanner's own prefix, typographic dashes, a comma for the dot (numeric keypad), spaces for dashes, the dots of the
    old identifier form. Anything else comes back as it is, in capitals."""
    bare = SCANNER_PREFIX.sub("", s.strip()).translate(_DASHES).upper().replace(",", ".")
    dashed = re.sub(r"\s+", "-", bare)
    joined = re.sub(r"\s+", "", bare)
    if is_dossier_code(dashed) or _own_ok(dashed):
        return dashed
    return _OLD_UNDOTTED.sub(r"\1.\2.\3.\4", joined) if _OLD_UNDOTTED.fullmatch(joined) else joined
