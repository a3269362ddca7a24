"""Money: whole đồng as `int`, shown, typed and written in words.

The words follow Northern and official usage: "linh" for an empty tens place (the South says "lẻ"), "nghìn" (not
"ngàn"). Every group below the first is read in full and an empty group between others is spoken ("một triệu không
nghìn một trăm linh năm"), so that no two amounts sound alike.
"""

from __future__ import annotations

import re

from app.domain.text import clean

MAX_AMOUNT = 10**12
"""A thousand tỷ: no fee, cash box or remittance of a commune comes near; more is a slip of the hand."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TEN = {**dict(enumerate(_DIGITS)), 5: "lăm"}
_AFTER_TENS = {**_AFTER_TEN, 1: "mốt", 4: "tư"}
_UNITS = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))
_TY = 10**9

_TYPED = re.compile(
    r"(?P<plain>0|[1-9][0-9]{0,12})(?P<thousand>\s*(?:k|nghìn|ngàn))?"
    r"|(?P<grouped>[1-9][0-9]{0,2}(?:(?P<mark>[., ])[0-9]{3})(?:(?P=mark)[0-9]{3}){0,3})"
)
_CURRENCY = re.compile(r"\s*(?:đồng|đ|₫|vnđ|vnd)\.?$")


def in_words(amount: int, *, even: bool = False) -> str:
    """`amount` đồng (0 … 999.999.999.999.999) as a receipt writes it: 8000 → "Tám nghìn đồng", with `even` "Tám nghìn
    đồng chẵn". Raises ValueError outside that range: money in words is never negative."""
    if not 0 <= amount < 10**15:
        raise ValueError("amount out of range")
    words = _spoken(amount)
    return f"{words[0].upper()}{words[1:]} đồng{' chẵn' if even else ''}"


def _spoken(amount: int) -> str:
    if amount == 0:
        return _DIGITS[0]
    ty, rest = divmod(amount, _TY)
    words = [*_groups(ty, leading=True), "tỷ"] if ty else []
    return " ".join([*words, *_groups(rest, leading=not ty)])


def _groups(number: int, *, leading: bool) -> list[str]:
    """The words of 0 … 999.999.999. When it is not `leading`, "tỷ" stands before it and its first groups are spoken
    even if empty; empty groups at the end never are."""
    words: list[str] = []
    for worth, unit in _UNITS:
        group, below = divmod(number, worth)
        if group or (below and not leading):
            words += _hundreds(group, leading=leading) if group else [_DIGITS[0]]
            words += [unit] if unit else []
            leading = False
        number = below
    return words


def _hundreds(group: int, *, leading: bool) -> list[str]:
    """The words of 1 … 999; the first group of an amount is read without empty hundreds."""
    hundreds, below = divmod(group, 100)
    tens, ones = divmod(below, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or not leading else []
    if tens > 1:
        return [*words, _DIGITS[tens], "mươi", *([_AFTER_TENS[ones]] if ones else [])]
    if tens == 1:
        return [*words, "mười", *([_AFTER_TEN[ones]] if ones else [])]
    if ones:
        return [*words, "linh", _DIGITS[ones]] if words else [_DIGITS[ones]]
    return words


def show(amount: int) -> str:
    """`amount` đồng for screen and paper: 8000 → "8.000 đ". A difference may be negative: "-8.000 đ"."""
    return f"{amount:,}".replace(",", ".") + " đ"


def parse(text: str) -> int | None:
    """Typed money in đồng: "8000", "8.000", "8,000", "8 000", "8k", "8 nghìn", each with or without "đ"; None for
    anything that has no single reading ("8.5", "8.000k", "1.000,000", "-1") or exceeds `MAX_AMOUNT`."""
    typed = _TYPED.fullmatch(_CURRENCY.sub("", clean(text).lower()))
    if not typed:
        return None
    if typed["grouped"]:
        amount = int(re.sub("[., ]", "", typed["grouped"]))
    else:
        amount = int(typed["plain"]) * (1000 if typed["thousand"] else 1)
    return amount if amount <= MAX_AMOUNT else None
