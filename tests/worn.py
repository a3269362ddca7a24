"""Paper as it comes back to the desk: blurred, turned, folded, faded and with gaps in the toner.

`python -m tests.worn` prints what was decoded of each symbol at each kind and strength of wear (docs/bars.md).
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

import numpy as np
import pypdfium2
import zxingcpp
from PIL import Image, ImageFilter

from app.paper.symbols import CODE, INCH, S10, SQUARE, Rule, Symbol, code_128, least, qr, sized

Grey = np.ndarray[Any, np.dtype[np.uint8]]

COARSE = 203
"""dpi: strengths are told in its dots and mean the same length at any other resolution."""


def drawn(document: bytes, resolution: int, page: int = 0) -> Grey:
    """A page as a printer of that resolution gets it."""
    pdf = pypdfium2.PdfDocument(document)
    try:
        shades: Grey = pdf[page].render(scale=resolution / 72, grayscale=True).to_numpy().squeeze().copy()
    finally:
        pdf.close()
    return shades


def bare(symbol: Symbol) -> Grey:
    """A symbol alone with its quiet zones, on whole dots."""
    dots = symbol.dots
    if symbol.symbology == "qr":
        cells = np.array([list(row) for row in qr(symbol.text)], dtype=np.uint8)
    else:
        high = round(symbol.height / symbol.x)
        cells = np.tile(np.array([int(bit) for bit in code_128(symbol.text)], dtype=np.uint8), (high, 1))
    grown = np.kron(cells, np.ones((dots, dots), dtype=np.uint8))
    white: Grey = np.pad((1 - grown) * 255, symbol.quiet * dots, constant_values=255).astype(np.uint8)
    return white


def read(image: Grey) -> list[tuple[str, str]]:
    """What a reader finds, as (kind, text), sorted. Its own shrinking of large pictures is off: what it then reads
    besides is not on the paper."""
    return sorted((found.format.name, found.text) for found in zxingcpp.read_barcodes(image, try_downscale=False))


# ------------------------------------------------------------------------------------------------------ kinds of wear


class Wear(NamedTuple):
    """`blur` is a standard deviation and `fold` a width in dots of 203 dpi; `turn` in degrees; `fold_angle` against the
    lines of text; `black` and `white` are the greys left of both; `gaps` are white blots on each 10 mm × 10 mm;
    `spread` is how far ink or heat reaches beyond a dot, in dots; `noise` the reader's own, a standard deviation in
    greys."""

    blur: float = 0.0
    turn: float = 0.0
    fold: float = 0.0
    fold_angle: float = 0.0
    fold_grey: int = 255
    black: int = 0
    white: int = 255
    gaps: float = 0.0
    spread: float = 0.0
    noise: float = 0.0


def _spread(image: Grey, reach: float) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Black that reaches so much of a dot, at most a whole one, into the dots beside it."""
    black = 1 - image.astype(np.float32) / 255
    for axis in (0, 1):
        before, after = np.roll(black, 1, axis), np.roll(black, -1, axis)  # the edges of a picture are white
        black = np.maximum(black, np.minimum(1, (before + after) * np.float32(reach)))
    return ((1 - black) * 255).astype(np.float32)


def worn(image: Grey, wear: Wear, resolution: int, chance: Random) -> Grey:
    """The picture a scanner gets of a paper that has suffered. `chance` places folds and gaps."""
    scale = resolution / COARSE
    shades = _spread(image, wear.spread * scale) if wear.spread else image.astype(np.float32)
    high, wide = shades.shape
    for _ in range(round(wear.gaps * high * wide / (resolution / 2.54) ** 2)):
        y, x, radius = chance.uniform(0, high), chance.uniform(0, wide), chance.uniform(0.8, 2.0) * scale
        part = shades[max(0, int(y - radius)) : int(y + radius) + 2, max(0, int(x - radius)) : int(x + radius) + 2]
        rows, columns = np.ogrid[: part.shape[0], : part.shape[1]]
        rows, columns = rows + max(0, int(y - radius)), columns + max(0, int(x - radius))
        part[(rows - y) ** 2 + (columns - x) ** 2 <= radius**2] = 255
    if wear.fold:
        angle = math.radians(wear.fold_angle)
        y, x = chance.uniform(0.2, 0.8) * high, chance.uniform(0.2, 0.8) * wide
        rows, columns = np.ogrid[:high, :wide]
        away = np.abs((columns - x) * math.sin(angle) - (rows - y) * math.cos(angle))
        shades[away <= wear.fold * scale / 2] = wear.fold_grey
    shades = wear.black + shades * ((wear.white - wear.black) / 255)
    picture = Image.fromarray(shades.clip(0, 255).astype(np.uint8))
    if wear.turn:
        picture = picture.rotate(wear.turn, Image.Resampling.BICUBIC, expand=True, fillcolor=wear.white)
    if wear.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(wear.blur * scale))
    seen = np.asarray(picture)
    if wear.noise:
        rough = np.random.default_rng(chance.getrandbits(32)).normal(0, wear.noise, seen.shape)
        seen = (seen + rough).clip(0, 255).astype(np.uint8)
    return seen


def either(chance: Random) -> int:
    """A crease is white where the toner broke off, or dark where dirt has gathered."""
    return chance.choice((0, 255))


KINDS: dict[str, Callable[[Random], Wear]] = {
    "blur 0.6": lambda _: Wear(blur=0.6),
    "blur 0.9": lambda _: Wear(blur=0.9),
    "blur 1.2": lambda _: Wear(blur=1.2),
    "3° and blur 0.9": lambda chance: Wear(turn=chance.choice((-3, 3)), blur=0.9),
    "greys 40/200, noise 8": lambda _: Wear(black=40, white=200, blur=0.6, noise=8),
    "spread 0.125, noise 8, blur 0.6": lambda _: Wear(spread=0.125, noise=8, blur=0.6),
    "spread 0.25, noise 8, blur 0.9": lambda _: Wear(spread=0.25, noise=8, blur=0.9),
    "3 gaps a cm²": lambda _: Wear(gaps=3, blur=0.6),
    "10 gaps a cm²": lambda _: Wear(gaps=10, blur=0.6),
    "fold 1–3 along the lines ±3°": lambda chance: Wear(
        blur=0.6, fold=chance.uniform(1, 3), fold_angle=chance.uniform(-3, 3), fold_grey=either(chance)
    ),
    "fold 1–1.5 at ±45°": lambda chance: Wear(
        blur=0.6, fold=chance.uniform(1, 1.5), fold_angle=chance.uniform(-45, 45), fold_grey=either(chance)
    ),
    "fold 1–3 at 20–70°": lambda chance: Wear(
        blur=0.6, fold=chance.uniform(1, 3), fold_angle=chance.uniform(20, 70), fold_grey=either(chance)
    ),
    "fold 1–3 down the page": lambda chance: Wear(
        blur=0.6, fold=chance.uniform(1, 3), fold_angle=90, fold_grey=either(chance)
    ),
    "all at once": lambda chance: Wear(
        turn=chance.uniform(-3, 3),
        blur=chance.uniform(0.6, 0.9),
        fold=chance.uniform(1, 2),
        fold_angle=chance.uniform(-3, 3),
        fold_grey=either(chance),
        black=40,
        white=200,
        gaps=1,
        spread=0.125,
        noise=8,
    ),
}


def decoded(symbol: Symbol, kind: str, tries: int) -> int:
    """How often a bare symbol is read after wear of that kind; the same chances every time."""
    clean = bare(symbol)
    found = 0
    for seed in range(tries):
        chance = Random(seed)
        said = read(worn(clean, KINDS[kind](chance), symbol.resolution, chance))
        found += [text for _, text in said] == [symbol.text]
    return found


def main(tries: int) -> None:
    """The table of docs/bars.md."""
    shown: list[tuple[str, str, Rule]] = [
        ("official code", "H35.99.07-261123-1004", CODE),
        ("provisional code", "TN-H35.99.07-1-261123-0004-1J", CODE),
        ("S10", "RR473124829VN", S10),
        ("QR", "https://dichvucong.example.vn/tra-cuu-ho-so?ma-ho-so=H35.99.07-261123-1004", SQUARE),
    ]
    sys.stdout.write("| symbol | dpi | X | " + " | ".join(KINDS) + " |\n" + "|---" * (len(KINDS) + 3) + "|\n")
    for name, text, rule in shown:
        for resolution in (203, 300):
            small = least(text, rule, resolution)
            large = math.floor(rule.most * resolution / INCH)
            for dots in sorted({small.dots, large}):
                symbol = sized(text, rule, resolution, dots)
                found = " | ".join(f"{100 * decoded(symbol, kind, tries) // tries}" for kind in KINDS)
                size = f"{dots} dots, {symbol.x:.3f} mm"
                sys.stdout.write(f"| {name} | {resolution} | {size} | {found} |\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
