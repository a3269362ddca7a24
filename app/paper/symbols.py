"""Bars and squares: what they say as bits, and how large they stand on a printer's dots.

A module is a whole number of dots of the printer it is drawn for: off that grid half the scans of a clean print fail
(docs/bars.md has what was measured). No personal data goes in: the caller gives a dossier code, the look-up text of
one, or the number of a postal item.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import ceil, floor
from typing import Literal

import msgspec

from app.errors import reject

GRIDS = (300, 203, 360, 180)
"""Resolutions a page is drawn at, the first that suits: a laser of 600 or 1200 dpi takes each dot of 300 as 2 × 2 or
4 × 4 of its own."""

INCH = 25.4  # mm

LEAST_DOTS = 2
"""Of a module: one dot alone is lost to a blur that two dots bear."""

_MASK = 3  # Fixed: trying all eight takes longer than the rest of a receipt, and only looks decide between them.


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """How symbols of one use must be, in mm. A module X is at least `least` and no more than `most`; bars are `height`
    high. `quiet` modules around it stay white."""

    symbology: Literal["code128", "qr"]
    least: float
    most: float
    height: float = 0.0
    quiet: int


# Quiet zones: 10 X on both sides of Code 128 (ISO/IEC 15417), 4 modules around a QR (ISO/IEC 18004). The sizes of the
# program's own papers are its own, from what decoded when blurred, turned and folded: 2 and 3 dots of 203 dpi.
CODE = Rule(symbology="code128", least=0.25, most=0.38, height=10, quiet=10)
"""A dossier's code on its papers."""
SECOND = Rule(symbology="code128", least=0.25, most=0.30, height=8, quiet=10)
"""A dossier's code on a label, beside the postal item's."""
S10 = Rule(symbology="code128", least=0.33, most=0.51, height=13, quiet=10)
"""A postal item's number (UPU S10): X at least 0.33 mm, at least 12.5 mm high (half a millimetre more, for the feed of
a roll), capitals without spaces."""
SQUARE = Rule(symbology="qr", least=0.33, most=0.51, quiet=4)
"""The look-up address of a dossier, and what else a paper says to a telephone."""


class Symbol(msgspec.Struct, frozen=True, kw_only=True):
    """One symbol as it is printed: `modules` across without quiet zones, each of `dots` dots at `resolution` dpi.
    Lengths are in mm."""

    symbology: Literal["code128", "qr"]
    text: str
    modules: int
    dots: int
    resolution: int
    height: float
    quiet: int

    @property
    def x(self) -> float:
        """The module's width."""
        return self.dots * INCH / self.resolution

    @property
    def width(self) -> float:
        return self.modules * self.x

    @property
    def quiet_zone(self) -> float:
        """The white on each side."""
        return self.quiet * self.x


def sized(text: str, rule: Rule, resolution: int, dots: int) -> Symbol:
    """`text` with modules of so many dots, whatever the rule's bounds."""
    modules = len(code_128(text)) if rule.symbology == "code128" else len(qr(text))
    made = Symbol(
        symbology=rule.symbology,
        text=text,
        modules=modules,
        dots=dots,
        resolution=resolution,
        height=rule.height,
        quiet=rule.quiet,
    )
    return made if rule.height else msgspec.structs.replace(made, height=made.width)


def least(text: str, rule: Rule, resolution: int) -> Symbol:
    """`text` as small as the rule lets it be."""
    return sized(text, rule, resolution, max(LEAST_DOTS, ceil(rule.least * resolution / INCH)))


def largest(text: str, rule: Rule, resolution: int, room: float, sides: int) -> Symbol | None:
    """`text` as large as the rule and `room` mm allow, `sides` of its quiet zones in it; None when not even the least
    fits."""
    smallest = least(text, rule, resolution)
    across = smallest.modules + sides * rule.quiet
    if across * smallest.x > room:
        return None
    dots = min(floor(rule.most * resolution / INCH), floor(room * resolution / INCH / across))
    return sized(text, rule, resolution, max(smallest.dots, dots))


def fitted(text: str, rule: Rule, resolution: int, room: float, sides: int = 2) -> Symbol:
    """As `largest`. Rejected("code", code_too_long) where it is None: a code that no scanner reads is not printed."""
    found = largest(text, rule, resolution, room, sides)
    if found is None:
        raise reject("code", "code_too_long", number=text)
    return found


def grid(offered: Iterable[int]) -> int:
    """The resolution to draw at on a printer that says it has these (dpi): one whose dots are whole dots of its own.
    300 where it says nothing of use."""
    known = tuple(offered)
    return next((own for own in GRIDS if any(one >= own and one % own == 0 for one in known)), GRIDS[0])


@lru_cache(maxsize=64)
def code_128(code: str) -> str:
    """The modules of Code 128, "1" black, without quiet zones."""
    from barcode.codex import Code128

    return str(Code128(code).build()[0])


@lru_cache(maxsize=64)
def qr(text: str) -> tuple[bytes, ...]:
    """The rows of a QR code (error correction M), a byte of 0 or 1 each module, without quiet zone."""
    import segno

    return tuple(bytes(row) for row in segno.make_qr(text, error="m", boost_error=False, mask=_MASK).matrix)
