"""Text as people type, scan and look for it: one Unicode form, the folded key of search, what may not be stored.

Everything that enters the program is `clean`ed first and then asked for its `flaw`. Two forms are kept of a name: the
NFC text (screen, paper, wire) and its `fold` (search only; never shown).
"""

from __future__ import annotations

import re
import unicodedata

# Letters without a canonical decomposition that are read as "d" here. U+00D0 and U+0189 look like Đ on screen and stay
# behind in texts converted from the old TCVN3 and VNI fonts. FTS5's remove_diacritics folds none of the three.
_D = str.maketrans("ðɖ", "dd")
_LATIN_AND_MARKS = re.compile("[\x00-\x7f\u0300-\u036f]*")

# Invisible and without a use in Vietnamese: they come with text copied from web pages and chat, and make two equal
# names differ. Soft hyphen, zero-width space, non-joiner, joiner, word joiner, byte order mark.
_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(end | low) for end in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF)
)
_FORBIDDEN = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # NUL, C0, DEL, C1
    "\u2028\u2029"  # line and paragraph separators
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi controls: they reorder what a paper shows
    "\ud800-\udfff" + _NONCHARACTERS + "]"  # unpaired surrogates cannot be written as UTF-8
)
_WORD = re.compile(r"[^\W_]+")


def nfc(s: str) -> str:
    """`s` in composed form (NFC): the only form that is stored, printed or sent."""
    return unicodedata.normalize("NFC", s)


def fold(s: str) -> str:
    """The search key of `s`: lower case, đ → d, no marks, single spaces. "Đặng  Thị Ỷ" → "dang thi y". Idempotent."""
    if s.isascii():
        return " ".join(s.lower().split())
    apart = unicodedata.normalize("NFD", s.lower().replace("đ", "d"))
    if _LATIN_AND_MARKS.fullmatch(apart):
        # The way of every Vietnamese name: 2 µs, where str.translate takes 4.5 (a million rows are folded on rebuild).
        bare = apart.encode("ascii", "ignore").decode("ascii")
    else:
        bare = "".join(ch for ch in apart.translate(_D) if not unicodedata.combining(ch))
    return " ".join(bare.split())


def initials(s: str) -> str:
    """First letters of the folded words: "Đăng ký khai sinh" → "dkks"."""
    return "".join(word[0] for word in _WORD.findall(fold(s)))


def clean(s: str) -> str:
    """`s` in NFC, outer space stripped, every inner run of white space (line breaks too) one space, invisible
    characters dropped. Nothing is cut: ask `flaw` for what cannot be taken."""
    return " ".join(nfc(s.translate(_INVISIBLE)).split())


def flaw(s: str, limit: int) -> str | None:
    """Why cleaned text `s` cannot be stored: "control_character", "too_long" (over `limit` code points), or None."""
    if _FORBIDDEN.search(s):
        return "control_character"
    return "too_long" if len(s) > limit else None


def mask_identity(number: str) -> str:
    """An identity number for lists and logs: "012090001234" → "012*******34". Below 8 characters only the last two
    stay, below 5 none."""
    if len(number) < 8:
        shown = 2 if len(number) > 4 else 0
        return "*" * (len(number) - shown) + number[len(number) - shown :]
    return number[:3] + "*" * (len(number) - 5) + number[-2:]


def last4(s: str) -> str:
    """The last four characters, by which a clerk checks a number aloud."""
    return s[-4:]
