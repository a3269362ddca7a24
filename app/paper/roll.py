"""A paper on a roll of 80 mm: laid out for a narrow strip, not a page made small. Pure geometry in dots.

The print head has 576 dots over 72 mm (203 dpi, 8 dots a mm). x runs right from the first dot, y down. What is said
comes from `app.paper.compose`; what the printer is sent is made in `app.paper.escpos`.

Text is drawn with the hinted screen fonts at whole dots, black or white: at that size every stroke and both marks of a
letter like Ễ fall on dots of their own, where a page scaled down and cut at half grey loses them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, assert_never

from app.errors import Trouble
from app.paper import forms
from app.paper.compose import (
    MOTTO,
    NATION,
    Amounts,
    Attested,
    Composed,
    Footnotes,
    Labelled,
    Paragraph,
    Piece,
    Ruled,
    Side,
    Signing,
)
from app.paper.layout import Face, printable
from app.paper.sets import code_128_modules
from app.paper.symbols import CODE as BARS

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

WIDTH = 576
"""Dots across: 72 mm of the 80."""

EDGE = 4
"""Dots kept free at both ends: À and ì reach out to the left of where they begin, an italic to the right of its end."""
ROOM = WIDTH - 2 * EDGE
"""What lines of text have; x of all text counts from `EDGE`."""

MARGIN = 32
"""White paper on either side of them: part of the quiet zone of bars."""

BODY, SMALL, TITLE, CODE = 21, 19, 27, 26
"""Sizes of type in dots: 7.4, 6.7, 9.6 and 9.2 points. The small letters of 21 are as high (11 dots) as those of the
printers' own font A, on which receipts are read everywhere; 23 would be 15 % more bytes, and at 22 the bar of đ runs
into its bowl."""
LEADING, ASCENT = 1.5, 1.24
"""The height of a line in ems and its baseline, both rounded up: what Ẳ needs above it and ỵ below, in every style and
size, so that no mark touches the line before."""
LINE = ceil(BODY * LEADING)
WRITTEN = ceil(BODY * ASCENT) + 5
"""From a line's top to the dots that are written on: under the letters, so that they share no band with them."""
GAP = 3
INDENT = 24
SIGNING_SPACE = 88  # 11 mm, as on A5
DOTTED = 6  # a dot of a line to write on stands so far from the next

BAR_HEIGHT = 72  # 9 mm
BAR_DOTS, LEAST_BAR_DOTS = 3, 2
SQUARE_DOTS = 5  # 0.6 mm a module

_SPACE = re.compile(r"[ \t\r\n\u2028\u2029]+")

Style = Literal["Regular", "Bold", "Italic"]
Align = Literal["left", "center", "right"]


class Drawn(NamedTuple):
    """Dots from edge to edge: `rows` holds WIDTH / 8 bytes a row, a set bit is black."""

    rows: bytes


class Bars(NamedTuple):
    """Code 128 in the middle, `module` dots the thinnest bar. `along`: turned, along the paper."""

    code: str
    module: int
    along: bool


class Square(NamedTuple):
    """QR (error correction M) in the middle, `module` dots a square."""

    text: str
    module: int


class Cut(NamedTuple):
    """`whole`: through; else a bridge stays, so that the liên of one paper come off together."""

    whole: bool


Part = Drawn | Bars | Square | Cut


class Word(NamedTuple):
    text: str
    font: FreeTypeFont
    width: int


Line = list[Word]


class Fonts:
    """The shipped fonts at the sizes of a roll. Trouble("font_missing") names the file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[tuple[Style, int], FreeTypeFont] = {}

    def __call__(self, style: Style, size: int) -> FreeTypeFont:
        font = self._known.get((style, size))
        if font is None:
            from PIL import ImageFont

            file = self._folder / f"BeVietnamPro-{style}.ttf"
            try:
                font = ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)
            except OSError as error:
                raise Trouble("font_missing", file=file.name) from error
            self._known[style, size] = font
        return font


@lru_cache(maxsize=4096)
def _width(text: str, font: FreeTypeFont) -> int:
    return round(font.getlength(text, "1"))


@lru_cache(maxsize=2048)
def _ink(text: str, font: FreeTypeFont) -> tuple[Image, int, int]:
    """A word's dots, and from where a line begins at its baseline to their corner. Kept, because a form says the same
    words on every paper and hinting takes 3 ms a line."""
    from PIL import Image, ImageDraw

    left, top, right, bottom = (round(edge) for edge in font.getbbox(text, "1", anchor="ls"))
    image = Image.new("1", (right - left, bottom - top), 0)
    ImageDraw.Draw(image).text((-left, -top), text, font=font, fill=1, anchor="ls")
    return image, left, top


class Strip:
    """Dots being drawn, from the top down."""

    def __init__(self, fonts: Fonts, face: Face) -> None:
        """`face` tells which characters the font has."""
        self._fonts = fonts
        self._face = face
        self._words: list[tuple[int, int, Word]] = []
        self._boxes: list[tuple[int, int, int, int]] = []
        self.y = 0

    def drawn(self) -> Drawn:
        """What was drawn so far; the strip is empty after it."""
        from PIL import Image, ImageDraw

        image = Image.new("1", (WIDTH, max(1, self.y)), 0)
        draw = ImageDraw.Draw(image)
        for x, y, word in self._words:
            ink, left, top = _ink(word.text, word.font)
            image.paste(1, (EDGE + x + left, y + top), ink)
        for x0, y0, x1, y1 in self._boxes:
            draw.rectangle((EDGE + x0, y0, EDGE + x1, y1), fill=1)
        self._words, self._boxes, self.y = [], [], 0
        return Drawn(image.tobytes())

    # ----------------------------------------------------------------------------------------------------- words, lines

    def words(self, text: str, style: Style = "Regular", size: int = BODY) -> Line:
        font = self._fonts(style, size)
        return [Word(word, font, _width(word, font)) for word in _SPACE.split(printable(text, self._face)) if word]

    def wrap(self, words: Sequence[Word], width: int) -> list[Line]:
        """Lines no longer than `width`; a word that is longer alone is broken where it must be."""
        lines: list[Line] = []
        line: Line = []
        used = 0
        for whole in words:
            for word in _broken(whole, width) if whole.width > width else (whole,):
                space = _width(" ", line[-1].font) if line else 0
                if line and used + space + word.width > width:
                    lines.append(line)
                    line, used, space = [], 0, 0
                line.append(word)
                used += space + word.width
        return [*lines, line] if line else lines

    def even(self, words: Sequence[Word], width: int) -> list[Line]:
        """As few lines as `wrap`, none much shorter than the rest."""
        lines = self.wrap(words, width)
        for narrower in range(width - 8, width // 3, -8):
            tried = self.wrap(words, narrower)
            if len(tried) > len(lines):
                break
            lines = tried
        return lines

    def line(self, line: Line, x: int, width: int, align: Align = "left", *, top: int | None = None) -> int:
        """Sets a line at `x` or within `width`; returns where it ends. Without `top` the strip grows by it."""
        size = max(int(word.font.size) for word in line)
        y = self.y if top is None else top
        base = y + ceil(size * ASCENT)
        slack = width - length(line)
        x += {"left": 0, "center": slack // 2, "right": slack}[align]
        for word in line:
            self._words.append((x, base, word))
            x += word.width + _width(" ", word.font)
        if top is None:
            self.y += ceil(size * LEADING)
        return x

    def text(
        self, text: str, style: Style = "Regular", size: int = BODY, align: Align = "left", *, even: bool = False
    ) -> None:
        words = self.words(text, style, size)
        for line in self.even(words, ROOM) if even else self.wrap(words, ROOM):
            self.line(line, 0, ROOM, align)

    def rule(self, x0: int, x1: int, weight: int = 2) -> None:
        self.y += 5
        self._boxes.append((x0, self.y, x1 - 1, self.y + weight - 1))
        self.y += weight + 5

    def dots(self, x0: int, x1: int, y: int) -> None:
        """A dotted line to write on."""
        for x in range(-(-x0 // DOTTED) * DOTTED, x1 - 1, DOTTED):
            self._boxes.append((x, y, x + 1, y + 1))

    def dotted(self, x0: int = 0) -> None:
        self.dots(x0, ROOM, self.y + WRITTEN)
        self.y += LINE


def length(line: Sequence[Word]) -> int:
    """A line's width in dots. A space is as wide as the font of the word before it has it."""
    return sum(word.width + _width(" ", word.font) for word in line) - (_width(" ", line[-1].font) if line else 0)


def _broken(word: Word, width: int) -> list[Word]:
    pieces = [""]
    for char in word.text:
        if pieces[-1] and _width(pieces[-1] + char, word.font) > width:
            pieces.append("")
        pieces[-1] += char
    return [Word(piece, word.font, _width(piece, word.font)) for piece in pieces]


# --------------------------------------------------------------------------------------------------------- whole papers


def lay_out(composed: Composed, fonts: Fonts, face: Face) -> tuple[Part, ...]:
    """Every liên of a paper, one after the other, each cut off."""
    bars = (_bars(composed.code),) if composed.code else ()
    strip = Strip(fonts, face)
    _head(strip, composed)
    head = strip.drawn()
    body: list[Part] = []
    _title(strip, composed)
    before = strip.drawn()
    for copy in composed.copies:
        strip.text(copy, "Bold", align="center", even=True)
        # The same rows for every liên: drawn once, told apart by this line only.
        body.append(strip.drawn())
    after = _rest(strip, composed)
    parts: list[Part] = []
    for number, copy_line in enumerate(body, 1):
        parts += [head, *bars, before, copy_line, *after, Cut(whole=number == len(body))]
    return tuple(parts)


def _bars(code: str) -> Bars:
    """A code too long to stand across with two dots a module stands along the paper, where there is room for any."""
    modules = code_128_modules(code)
    for dots in range(BAR_DOTS, LEAST_BAR_DOTS - 1, -1):
        if modules * dots <= WIDTH and (modules + 2 * BARS.quiet) * dots <= WIDTH + 2 * MARGIN:
            return Bars(code, dots, along=False)
    return Bars(code, LEAST_BAR_DOTS, along=True)


def _head(strip: Strip, composed: Composed) -> None:
    """Quốc hiệu and tiêu ngữ, then whose paper it is: what stands side by side on a page stands below each other. A
    short slip has no head: it says at its foot where to ask."""
    if not composed.head:
        return
    size = BODY - 1
    strip.text(NATION, "Bold", size, "center", even=True)
    strip.text(MOTTO, "Bold", align="center")
    strip.rule(ROOM // 2 - 80, ROOM // 2 + 80)
    for text, bold in composed.head:
        strip.text(text, "Bold" if bold else "Regular", size, "center", even=True)
    strip.y += GAP
    number, dated = strip.words(composed.number), strip.words(composed.dated, "Italic")
    if length(number) + length(dated) + INDENT <= ROOM:
        if number:
            strip.line(number, 0, ROOM, top=strip.y)
        strip.line(dated, 0, ROOM, "right")
    else:
        strip.text(composed.number)
        strip.text(composed.dated, "Italic", align="right")
    strip.y += 2 * GAP


def _title(strip: Strip, composed: Composed) -> None:
    strip.y += 2 * GAP
    label = composed.code_line.removesuffix(composed.code).rstrip()
    if composed.code and label != composed.code_line:
        words = [*strip.words(label), *strip.words(composed.reading, "Bold", CODE)]
        for line in strip.even(words, ROOM):
            strip.line(line, 0, ROOM, "center")
    else:
        strip.text(composed.code_line, "Bold", align="center", even=True)
    if composed.code_note:
        strip.text(composed.code_note, "Italic", SMALL, "center", even=True)
    strip.y += 2 * GAP
    strip.text(composed.title, "Bold", TITLE, "center", even=True)
    if composed.basis:
        strip.text(composed.basis, "Italic", SMALL, "center", even=True)


def _rest(strip: Strip, composed: Composed) -> tuple[Part, ...]:
    if composed.marks:
        _marks(strip, composed.marks)
    if composed.reason:
        strip.text(composed.reason, "Italic", SMALL, "center", even=True)
    strip.y += GAP
    parts: list[Part] = []
    for piece in composed.pieces:
        parts += _piece(strip, piece)
    if composed.code and composed.lookup:
        strip.y += 3 * GAP
        parts += [strip.drawn(), Square(composed.lookup, SQUARE_DOTS)]
    strip.y += 3 * GAP
    if composed.stamp:
        _marks(strip, (composed.stamp,))
    strip.text(composed.footer, size=SMALL)
    return (*parts, strip.drawn())


def _marks(strip: Strip, marks: Sequence[str]) -> None:
    """Between two heavy rules: a frame's sides would cost a whole row of dots for each of its own."""
    strip.rule(0, ROOM, 3)
    for mark in marks:
        strip.text(mark, "Bold", TITLE - 3, "center", even=True)
    strip.rule(0, ROOM, 3)


def _piece(strip: Strip, piece: Piece) -> tuple[Part, ...]:
    match piece:
        case Labelled():
            _labelled(strip, piece)
        case Side():
            _side(strip, piece)
        case Paragraph():
            _paragraph(strip, piece)
        case Ruled():
            _folded(strip, piece)
        case Amounts():
            _amounts(strip, piece)
        case Signing():
            _signing(strip, piece)
        case Footnotes():
            strip.rule(0, ROOM // 3, 1)
            for line in piece.lines:
                strip.text(line, "Italic", SMALL)
        case Attested():
            for label in piece.lines:
                _labelled(strip, label)
            strip.y += 3 * GAP
            return (strip.drawn(), Square(piece.symbol, SQUARE_DOTS))
        case _:
            assert_never(piece)
    strip.y += GAP
    return ()


def _label_words(strip: Strip, piece: Labelled) -> Line:
    return [*strip.words(f"{piece.label}:"), *strip.words(piece.text, "Bold" if piece.strong else "Regular")]


def _labelled(strip: Strip, piece: Labelled) -> None:
    end = top = 0
    for line in strip.wrap(_label_words(strip, piece), ROOM):
        top = strip.y
        end = strip.line(line, 0, ROOM)
    if piece.text:
        return
    if ROOM - end > 4 * BODY:
        strip.dots(end, ROOM, top + WRITTEN)
    else:
        strip.dotted()


def _side(strip: Strip, piece: Side) -> None:
    """On one line where they fit, else below each other. What is to be written in needs 15 mm."""
    lines = [_label_words(strip, part) for part, _ in piece.parts]
    widths = [length(line) + (0 if part.text else 120) for line, (part, _) in zip(lines, piece.parts, strict=True)]
    if sum(widths) + INDENT * (len(widths) - 1) > ROOM:
        for part, _ in piece.parts:
            _labelled(strip, part)
        return
    top, x = strip.y, 0
    spare = (ROOM - sum(widths) - INDENT * (len(widths) - 1)) // len(widths)
    for (part, _), line, width in zip(piece.parts, lines, widths, strict=True):
        end = strip.line(line, x, ROOM, top=top)
        if not part.text:
            strip.dots(end, x + width + spare, top + WRITTEN)
        x += width + spare + INDENT
    strip.y += LINE


def _paragraph(strip: Strip, piece: Paragraph) -> None:
    if not piece.text:
        for _ in range(piece.blank):
            strip.dotted()
        return
    styles: dict[str, Style] = {"bold": "Bold", "heading": "Bold", "italic": "Italic"}
    centred = piece.align == "center"
    strip.text(piece.text, styles.get(piece.style, "Regular"), align="center" if centred else "left", even=centred)


def _folded(strip: Strip, piece: Ruled) -> None:
    """A table without columns: the name on a line of its own, the counts under it with their heads."""
    numbered = piece.columns[0].head in {"TT", "STT"} and len(piece.columns) > 1
    name = next(place for place, column in enumerate(piece.columns) if not column.width)
    others = [place for place in range(1 if numbered else 0, len(piece.columns)) if place != name]
    total = [piece.total] if piece.total else []
    for count, row in enumerate(chain(piece.rows, total), 1):
        blank = not any(row)
        summed = row is piece.total
        if not summed:
            number = (row[0] or str(count)) + "." if numbered else "–"
            strip.line(strip.words(number), 0, ROOM, top=strip.y)
        x = INDENT + 8
        if blank:
            strip.dotted(x)
        for line in strip.wrap(strip.words(row[name], "Bold" if summed else "Regular"), ROOM - x):
            strip.line(line, x, ROOM - x)
        below = [
            strip.words(f"{_head_of(piece.columns[place])}: {row[place] or '……'}")
            for place in others
            if row[place] or blank
        ]
        if sum(map(length, below)) + INDENT * (len(below) - 1) > ROOM - x or len(below) == 1:
            for words in below:
                for line in strip.wrap(words, ROOM - x):
                    strip.line(line, x, ROOM - x)
            continue
        left = ROOM - sum(map(length, below)) - INDENT * (len(below) - 1)
        for words in below:
            strip.line(words, left, ROOM, top=strip.y)
            left += length(words) + INDENT
        strip.y += LINE


def _head_of(column: forms.Column) -> str:
    """What stands over a column, with the head it shares with its neighbours."""
    return f"{column.group}, {column.head}" if column.group else column.head


def _amounts(strip: Strip, piece: Amounts) -> None:
    label = strip.words(f"{piece.label}:")
    if len(piece.lines) == 1:
        entry, amount = piece.lines[0]
        _amount(strip, [*label, *strip.words(entry)], amount, "Bold")
    else:
        for line in strip.wrap(label, ROOM):
            strip.line(line, 0, ROOM)
        for entry, amount in piece.lines:
            _amount(strip, strip.words(f"- {entry}"), amount, "Regular")
        _amount(strip, strip.words("Cộng", "Bold"), piece.total, "Bold")
    if piece.words:
        strip.text(piece.words, "Italic", SMALL)


def _amount(strip: Strip, words: Line, amount: str, style: Style) -> None:
    """What for, and the amount at the right of its last line."""
    sum_words = strip.words(amount, style)
    room = ROOM - length(sum_words) - INDENT
    *above, last = strip.wrap(words, room)
    for line in above:
        strip.line(line, 0, room)
    strip.line(last, 0, room, top=strip.y)
    strip.line(sum_words, 0, ROOM, "right")


def _signing(strip: Strip, piece: Signing) -> None:
    """Two next to each other, more below each other."""
    abreast = 2 if len(piece.columns) == 2 else 1
    width = ROOM // abreast
    strip.y += GAP
    if piece.sent_to:
        strip.text("Nơi nhận:", "Bold", SMALL)
        for receiver in piece.sent_to:
            strip.text(f"- {receiver}", size=SMALL)
        strip.y += GAP
    for start in range(0, len(piece.columns), abreast):
        columns = piece.columns[start : start + abreast]
        heads = [_signed(strip, column, width) for column in columns]
        top = strip.y
        for place, lines in enumerate(heads):
            strip.y = top
            for line in lines:
                strip.line(line, place * width, width, "center")
        strip.y = top + max(sum(_height(line) for line in lines) for lines in heads) + SIGNING_SPACE
        below = strip.y
        ends = [below]
        for place, column in enumerate(columns):
            strip.y = below
            for line in strip.even(strip.words(column.name, "Bold"), width - 12):
                strip.line(line, place * width, width, "center")
            ends.append(strip.y)
        strip.y = max(ends)


def _signed(strip: Strip, column: forms.Signature, width: int) -> list[Line]:
    head = strip.even(strip.words(column.head, "Bold", BODY - 2), width - 12)
    return [*head, *strip.even(strip.words(column.hint, "Italic", SMALL), width - 12)]


def _height(line: Line) -> int:
    return ceil(max(int(word.font.size) for word in line) * LEADING)
