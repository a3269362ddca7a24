"""What stands between a scanner and the counter, told from one scan of a known pattern.

A scanner that is a keyboard goes through the keyboard's layout, Caps Lock and the input method before a program sees
anything. The patterns hold what each of those changes: the letters that move on foreign keyboards, both cases, the
pairs and digits that Telex and VNI take for marks, every Vietnamese letter. What arrived is compared with what was
printed; nothing of it is personal, and no pattern is anybody's number.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

import msgspec

CODE = "QAZW-93.zqmaasDDO2x6"
"""Code 128. AZQWM and the digits move on a French keyboard, Z on a German one; "aas", "DD", "O2" are marks of Telex and
VNI; both cases show Caps Lock. As short as that: its modules are to be two pixels wide."""

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđĐ"
NUMBER = "000000000000"
CARD = f"{NUMBER}||Nguyễn Thử Máy|01011990|Nam|{LETTERS}, Quầy Thử|01012020"
"""Of a citizen card's shape; its number is nobody's (no province has 000)."""

Fault = Literal[
    "nothing", "rewritten", "layout", "caps_lock", "no_enter", "too_slow", "lost", "foreign_prefix", "letters_broken",
    "other_code",
]  # fmt: skip

GAP_MS = 35
"""Slower than this between two keys, the counter takes a scan for somebody's typing (`ui.scan`)."""
SHARE_SLOW = 0.2
SAME_ENOUGH = 0.35
"""Below this likeness it was another code that was scanned: a foreign layout and Caps Lock together still keep more."""


class Stroke(msgspec.Struct, frozen=True):
    """One key as the window got it. `place` is what a US keyboard has there ("" when no place is known), `text` what
    layout and input method made of it; `at` in ms. An erasing key has `erase`, one that ends a scan `end`."""

    at: int
    text: str = ""
    place: str = ""
    erase: bool = False
    end: Literal["", "enter", "tab"] = ""
    composed: bool = False
    """It came from an input method and not from a key."""


class Finding(msgspec.Struct, frozen=True):
    """What a trial came to. No faults: what arrived is what was printed."""

    faults: tuple[Fault, ...]
    pattern: Literal["code", "card", ""]
    arrived: str
    prefix: str = ""
    gap_ms: int = 0
    """The widest gap between two keys."""


def judge(strokes: Sequence[Stroke], *, serial: bool = False, prefix: str = "", ending: str = "any") -> Finding:
    """What is wrong between the pattern and `strokes`. `prefix` and `ending` are how F8 has the scanner set up now; a
    `serial` port has no keys, so only its text is judged."""
    typed, places = _texts(strokes)
    if not typed and not places:
        return Finding(("nothing",), "", "")
    likeness = {known: max(_alike(typed, known), _alike(places, known)) for known in (CODE, CARD)}
    if NUMBER in typed or NUMBER in places:
        likeness[CARD] = 1.0  # however much of its letters was lost
    meant = max(likeness, key=lambda known: likeness[known])
    pattern: Literal["code", "card"] = "code" if meant == CODE else "card"
    gaps = [after.at - before.at for before, after in itertools.pairwise(strokes)]
    widest = max(gaps, default=0)
    if likeness[meant] < SAME_ENOUGH:
        return Finding(("other_code",), "", typed, gap_ms=widest)
    faults: list[Fault] = []
    front, rest = _front(typed, places, meant)
    if front and front != prefix:
        faults.append("foreign_prefix")
    composed = any(stroke.composed or stroke.erase for stroke in strokes)
    if rest != meant:
        faults += _changed(rest, places[len(front) :] if len(places) > len(front) else places, meant, composed=composed)
    elif composed and not serial:
        faults.append("rewritten")  # it came whole this time; the next word need not
    if not serial:
        slow = sum(1 for gap in gaps if gap > GAP_MS)
        if gaps and slow > SHARE_SLOW * len(gaps):
            faults.append("too_slow")
        if ending != "none" and not any(stroke.end and ending in ("any", stroke.end) for stroke in strokes):
            faults.append("no_enter")
    return Finding(tuple(dict.fromkeys(faults)), pattern, typed, front, widest)


def _texts(strokes: Sequence[Stroke]) -> tuple[str, str]:
    """What stands there in the end, and what a US keyboard would have typed at the same places."""
    typed, places = "", ""
    for stroke in strokes:
        if stroke.erase:
            typed = typed[:-1]
        elif not stroke.end:
            typed += stroke.text
            places += "" if stroke.composed else stroke.place or stroke.text
    return unicodedata.normalize("NFC", typed), places


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()


def _front(typed: str, places: str, meant: str) -> tuple[str, str]:
    """What stood before the pattern (an AIM identifier, somebody's own prefix), and the rest."""
    for text in (typed, typed.swapcase()):
        at = text.find(meant[:4])
        if at > 0 and _alike(text[at:], meant) > SAME_ENOUGH:
            return typed[:at], typed[at:]
    at = places.find(meant[:4])
    return (typed[:at], typed[at:]) if at > 0 else ("", typed)


def _changed(text: str, places: str, meant: str, *, composed: bool) -> list[Fault]:
    """How `text` differs from the pattern, the surest reason first."""
    if text.swapcase() == meant:
        return ["caps_lock"]
    if not meant.isascii():
        return [_changed_card(text, places, meant, composed=composed)]
    if composed:
        return ["rewritten"]
    if places == meant:  # the right keys, and other letters on them
        return ["layout"]
    if _marked(text):
        return ["rewritten"]
    return ["lost" if len(text) < len(meant) else "layout"]


def _changed_card(text: str, places: str, meant: str, *, composed: bool) -> Fault:
    """A wedge has no keys for Vietnamese letters, so a card says less: figures come through, or the keys lie wrong."""
    if composed:
        return "rewritten"
    if text.startswith(f"{NUMBER}|"):
        return "lost" if _is_part(text, meant) and len(text) < 0.8 * len(meant) else "letters_broken"
    return "layout" if places.startswith(NUMBER) else "lost"


def _marked(text: str) -> bool:
    return any(letter in "đĐ" or unicodedata.normalize("NFD", letter) != letter for letter in text)


def _is_part(text: str, meant: str) -> bool:
    left = iter(meant)
    return all(letter in left for letter in text)
