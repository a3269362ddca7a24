"""Where everything stands: filled-in text to lines, lines to strips, strips to pages. Pure geometry in points.

x runs right from the paper's edge, y down from the top of a strip, whose own place is known when pages are filled. The
line height leaves room for stacked marks (Ễ, Ự, Ặ) over any line.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise
from math import ceil, floor
from typing import NamedTuple

from app.paper import RESOLUTION
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
from app.paper.forms import Column, Setup
from app.paper.symbols import CODE, SQUARE, Symbol, code_128, fitted, largest, least, qr

MM = 72 / 25.4
SHEETS = {
    "a4": (210 * MM, 297 * MM),
    "a5": (148 * MM, 210 * MM),
    "100x150": (100 * MM, 150 * MM),
    "100x75": (100 * MM, 75 * MM),
    "a4/8": (105 * MM, 74.25 * MM),
    "a5/2": (148 * MM, 105 * MM),
}
"""Pages, and the parts of a sheet of labels."""


def sheet_of(size: str, setup: Setup) -> tuple[float, float]:
    """Width and height of a page in points."""
    width, height = SHEETS[size]
    return (height, width) if setup.landscape else (width, height)


LEADING = 1.45
INDENT = 10 * MM
"""Of a sentence's first line (NĐ 30/2020/NĐ-CP, Phụ lục I: 1 or 1.27 cm)."""

BASELINE = 1.09
"""From the top of a line to its baseline in ems: half the leading and the font's ascent."""

_SQUARE_SIDE = 15.0  # mm: a square is larger than its least only while it stays smaller than this

_REMEMBERED = 4000  # measured words kept: a register has tens of thousands of different cells

_TOGETHER = 6  # sums of so many lines are not parted by the end of a page

_SPACE = re.compile(r"[ \t\r\n\u2028\u2029]+")


class Face:
    """One style of the font: `widths` in ems of every character it has. `slant` leans an upright font by so much."""

    def __init__(self, name: str, widths: Mapping[str, float], slant: float = 0.0) -> None:
        self.name = name
        self.widths = widths
        self.slant = slant
        self.space = widths[" "]

    def width(self, text: str) -> float:
        return sum(map(self.widths.__getitem__, text))


class Faces(NamedTuple):
    regular: Face
    bold: Face
    italic: Face
    strong: Face
    """Bold and leaning."""


class Text(NamedTuple):
    x: float
    y: float
    face: Face
    size: float
    text: str


class Rule(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float
    weight: float = 0.5


class Dots(NamedTuple):
    """A dotted line to write on."""

    x0: float
    x1: float
    y: float


class Frame(NamedTuple):
    x: float
    y: float
    width: float
    height: float


class Fill(NamedTuple):
    """`grey`: 0 black, 1 white."""

    x: float
    y: float
    width: float
    height: float
    grey: float = 0.0


class Bars(NamedTuple):
    x: float
    y: float
    bits: str
    module: float
    height: float


class Squares(NamedTuple):
    x: float
    y: float
    rows: tuple[bytes, ...]
    module: float


class PerCopy(NamedTuple):
    """What differs from liên to liên: the marks of each."""

    y: float
    marks: tuple[tuple[Text, ...], ...]


Mark = Text | Rule | Dots | Frame | Fill | Bars | Squares | PerCopy


class Strip(NamedTuple):
    """What is never cut across. `keep`: on the same page as the next. `head` is repeated above it on a new page."""

    height: float
    marks: tuple[Mark, ...]
    gap: float = 0.0
    keep: bool = False
    head: Strip | None = None
    foot: bool = False
    """It goes to the bottom of its page."""
    turn: bool = False
    """What follows begins a page."""


Page = tuple[tuple[float, Strip], ...]
"""The strips of a page with the y of their tops."""


class Word(NamedTuple):
    """A word without spaces; `width` in ems."""

    text: str
    face: Face
    width: float


class Layout:
    """One liên on one paper size in one type size."""

    def __init__(
        self,
        faces: Faces,
        size: str,
        setup: Setup,
        em: float,
        memo: dict[tuple[str, Face], list[Word]] | None = None,
        resolution: int = RESOLUTION,
    ) -> None:
        """`memo` keeps measured words between layouts of one paper in several type sizes. `resolution`: the dots on
        which bars and squares stand."""
        top, right, bottom, left = (margin * MM for margin in setup.margins)
        self._faces = faces
        self._setup = setup
        self._em = em
        self._resolution, self._dot = resolution, 72 / resolution
        self._memo = {} if memo is None else memo
        self._small = max(7.0, em * 0.82)
        page_width, page_height = sheet_of(size, setup)
        self._left, self._right = left, page_width - right
        self._width = self._right - self._left
        self._top = top
        self._footer = page_height - bottom - self._small * LEADING
        self._bottom = self._footer - self._small * 0.3

    # ------------------------------------------------------------------------------------------------------ whole pages

    def pages(self, composed: Composed) -> list[Page]:
        """The pages of one liên, all alike but for `PerCopy`."""
        pages = list(self.unnumbered(composed))
        return list(self.numbered(composed, pages, len(pages)))

    def unnumbered(self, composed: Composed) -> Iterator[Page]:
        """The pages without their feet, each made when it is asked for and kept nowhere: a book of five hundred takes
        no more memory than a page."""
        running_head = self._running_head(composed)
        page: list[tuple[float, Strip]] = []
        y = self._top
        first, turned = True, False
        for run in _chains(self._strips_of(composed)):
            needed = sum(strip.gap + strip.height for strip in run)
            for strip in run:
                fresh = len(page) == (0 if first else 1)
                if turned or (not fresh and y + needed > self._bottom):
                    yield tuple(page)
                    page, first, fresh = [(self._top, running_head)], False, True
                    y = self._top + running_head.height
                    if strip.head is not None:
                        page.append((y, strip.head))
                        y += strip.head.height
                needed -= strip.gap + strip.height
                y += 0.0 if fresh else strip.gap
                if strip.foot:
                    y = max(y, self._bottom - strip.height)
                page.append((y, strip))
                y += strip.height
                turned = strip.turn
        yield tuple(page)

    def numbered(self, composed: Composed, pages: Iterable[Page], count: int) -> Iterator[Page]:
        """The same pages with "Trang x/y" and who printed them at their feet."""
        for number, page in enumerate(pages, 1):
            yield (*page, (self._footer, self._foot_line(composed, number, count)))

    def _strips_of(self, composed: Composed) -> Iterator[Strip]:
        yield from self._front(composed)
        held: deque[Strip] = deque()
        for piece in composed.pieces:
            if isinstance(piece, Signing):
                # The two strips before go with it: a page of signatures alone could belong to any paper.
                held = deque(strip._replace(keep=True) for strip in held)
            for strip in self._body(piece):
                held.append(strip)
                if len(held) > 2:
                    yield held.popleft()
        yield from held

    def _running_head(self, composed: Composed) -> Strip:
        size = self._small
        text = " ".join(part for part in (composed.form, composed.code or composed.number, "(tiếp theo)") if part)
        marks = self._runs([self._words(text, self._faces.italic)], self._left, size)
        height = size * LEADING
        return Strip(height + size, (*marks, Rule(self._left, height, self._right, height, 0.4)))

    def _foot_line(self, composed: Composed, number: int, count: int) -> Strip:
        size = self._small * 0.9
        face = self._faces.regular
        marks: list[Mark] = []
        room = self._width
        if count > 1:
            pages = f"Trang {number}/{count}"
            room -= face.width(pages) * size + size
            marks.append(Text(self._right - face.width(pages) * size, size * BASELINE, face, size, pages))
        lines = self._wrap(self._words(composed.footer, face), room, size)
        return Strip(size * LEADING, (*self._runs(lines[:1], self._left, size), *marks))

    # ------------------------------------------------------------------------------------------------------- front part

    def _front(self, composed: Composed) -> list[Strip]:
        faces, em = self._faces, self._em
        if composed.cover:
            return self._cover(composed)
        strips = [self._head(composed, em), *([self._symbols(composed)] if composed.code else [])]
        strips.append(self._centred(composed.title, faces.bold, em * 1.22, gap=em * 0.45))
        if composed.basis:
            strips.append(self._centred(composed.basis, faces.italic, self._small))
        strips.append(self._copy_line(composed))
        if composed.code_note:
            strips.append(self._centred(composed.code_note, faces.italic, self._small))
        if composed.marks:
            strips.append(self._boxed(composed.marks))
        if composed.reason:
            strips.append(self._centred(composed.reason, faces.italic, self._small))
        last = strips.pop()
        return [*strips, Strip(last.height + em * 0.35, last.marks, last.gap)]

    def _cover(self, composed: Composed) -> list[Strip]:
        """The front of a book as a page: its title large above the middle, and what the book holds under it."""
        faces, em = self._faces, self._em
        high = (self._bottom - self._top) * 0.22
        strips = [
            self._head(composed._replace(number=""), em * 1.5),
            self._centred(composed.title, faces.bold, em * 3.6, gap=high),
            *([self._centred(composed.basis, faces.italic, em * 1.2, gap=em * 0.5)] if composed.basis else []),
            *(self._centred(line, faces.bold, em * 1.7, gap=em * 1.2) for line in composed.cover),
            self._copy_line(composed)._replace(gap=em * 2),
            *([self._boxed(composed.marks)] if composed.marks else []),
            *([self._centred(composed.reason, faces.italic, self._small)] if composed.reason else []),
        ]
        return [*strips[:-1], strips[-1]._replace(turn=True)]

    def _head(self, composed: Composed, em: float) -> Strip:
        """Agency at the left, quốc hiệu and tiêu ngữ at the right, each over its rule; number and date under them."""
        faces = self._faces
        right_width = self._width * 0.55
        left_width = self._width - right_width - em
        size = min(em * 0.95, right_width / faces.bold.width(NATION))
        left, right = self._left + left_width / 2, self._right - right_width / 2
        marks: list[Mark] = []

        y = 0.0
        for text, bold in composed.head:
            words = self._words(text, faces.bold if bold else faces.regular)
            texts, lines = self._middle(words, size, self._left, left_width, y)
            marks += texts
            y += lines * size * LEADING
        rule = left_width * 0.36
        marks.append(Rule(left - rule / 2, y + size * 0.25, left + rule / 2, y + size * 0.25))

        motto = size * 1.06
        x = right - faces.bold.width(NATION) * size / 2
        marks.append(Text(x, size * BASELINE, faces.bold, size, NATION))
        length = faces.bold.width(MOTTO) * motto
        below = size * LEADING
        marks.append(Text(right - length / 2, below + motto * BASELINE, faces.bold, motto, MOTTO))
        below += motto * LEADING
        marks.append(Rule(right - length / 2, below + size * 0.25, right + length / 2, below + size * 0.25))

        under = max(y, below) + size * 0.55
        number, left_lines = self._middle(
            self._words(composed.number, faces.regular), size, self._left, left_width, under
        )
        dated, right_lines = self._middle(
            self._words(composed.dated, faces.italic), size, self._right - right_width, right_width, under
        )
        return Strip(under + max(left_lines, right_lines) * size * LEADING, (*marks, *number, *dated))

    def _symbols(self, composed: Composed) -> Strip:
        """Code 128 flush left, QR flush right: their outer quiet zones lie in the margins. A code too long to stand
        beside the QR stands above it. Rejected("code", code_too_long) where it fits nowhere."""
        size = self._em * 0.92
        square, side = self._squared(composed.lookup) if composed.lookup else (None, 0.0)
        quiet = square.quiet_zone * MM if square is not None else 0.0
        beside = (self._width - side - quiet - (self._dot if square is not None else 0.0)) / MM
        bars = largest(composed.code, CODE, self._resolution, beside, sides=1)
        above = bars is None
        if bars is None:
            bars = fitted(composed.code, CODE, self._resolution, self._width / MM, sides=1)
        high = bars.height * MM
        below = high + size * LEADING
        squares_at = below + quiet if above else 0.0
        x = ceil(self._left / self._dot) * self._dot
        middle = x + bars.width * MM / 2
        words = self._words(composed.reading, self._faces.regular)
        squares = floor((self._right - side) / self._dot) * self._dot
        marks: tuple[Mark, ...] = (
            drawn(bars, x, 0.0),
            *self._line(words, middle - self._length(words, size) / 2, high + size * (BASELINE + 0.05), size),
            *([drawn(square, squares, squares_at)] if square is not None else []),
        )
        return Strip(max(below, squares_at + side), marks, gap=self._em * 0.7)

    def _squared(self, text: str) -> tuple[Symbol, float]:
        """A QR of a size that leaves room beside it, and its side in points."""
        found = largest(text, SQUARE, self._resolution, _SQUARE_SIDE, sides=0) or least(text, SQUARE, self._resolution)
        return found, found.width * MM

    def _copy_line(self, composed: Composed) -> Strip:
        """The code, and which liên this is."""
        em = self._em
        code = self._words(composed.code_line, self._faces.bold)
        marks = [self._middle([*code, *self._words(line, self._faces.italic)], em) for line in composed.copies]
        height = max(lines for _, lines in marks) * em * LEADING
        return Strip(height, (PerCopy(0.0, tuple(tuple(texts) for texts, _ in marks)),))

    def _boxed(self, texts: tuple[str, ...]) -> Strip:
        face, size = self._faces.bold, self._em
        pad = size * 0.6
        marks: list[Mark] = []
        lines = [line for text in texts for line in self._wrap(self._words(text, face), self._width - 2 * pad, size)]
        width = max(self._length(line, size) for line in lines) + 2 * pad
        middle = self._left + self._width / 2
        for number, line in enumerate(lines):
            base = size * (0.15 + LEADING * number + BASELINE)
            marks += self._line(line, middle - self._length(line, size) / 2, base, size)
        height = size * (LEADING * len(lines) + 0.3)
        marks.append(Frame(middle - width / 2, 0.0, width, height))
        return Strip(height + size * 0.2, tuple(marks), gap=size * 0.25)

    def _centred(self, text: str, face: Face, size: float, gap: float = 0.0) -> Strip:
        marks, lines = self._middle(self._words(text, face), size)
        return Strip(size * LEADING * lines, tuple(marks), gap=gap)

    def _middle(
        self, words: list[Word], size: float, left: float | None = None, width: float = 0.0, y: float = 0.0
    ) -> tuple[list[Text], int]:
        """Centred lines (across the page unless told), about equally long, and their number."""
        if left is None:
            left, width = self._left, self._width
        lines = self._balanced(words, width, size)
        marks: list[Text] = []
        for number, line in enumerate(lines):
            x = left + (width - self._length(line, size)) / 2
            marks += self._line(line, x, y + size * (LEADING * number + BASELINE), size)
        return marks, len(lines)

    # ------------------------------------------------------------------------------------------------------------- body

    def _body(self, piece: Piece) -> Iterable[Strip]:
        match piece:
            case Labelled():
                return self._labelled(piece)
            case Side():
                return [self._side(piece)]
            case Paragraph():
                return self._paragraph(piece)
            case Ruled():
                return self._ruled(piece)
            case Amounts():
                return self._amounts(piece)
            case Attested():
                return [self._attested(piece)]
            case Signing():
                return [self._signing(piece)]
            case Footnotes():
                return self._footnotes(piece)

    @property
    def _between(self) -> float:
        """Air above a paragraph."""
        return self._em * 0.08

    def _labelled(self, piece: Labelled) -> list[Strip]:
        return self._strips(*self._label_lines(piece, self._left, self._right))

    def _label_lines(self, piece: Labelled, left: float, right: float) -> tuple[list[list[Word]], list[Mark]]:
        """The lines of a labelled text, and the dotted line it ends in when there is no text."""
        faces, em = self._faces, self._em
        label = self._words(f"{piece.label}:", faces.regular)
        words = [*label, *self._words(piece.text, faces.bold if piece.strong else faces.regular)]
        lines = self._wrap(words, right - left, em)
        if piece.text:
            return lines, []
        start = left + self._length(lines[-1], em) + em * 0.35
        if right - start < em * 4:
            lines.append([])
            start = left
        return lines, [Dots(start, right, em * (LEADING * (len(lines) - 1) + BASELINE + 0.05))]

    def _strips(self, lines: list[list[Word]], dots: Sequence[Mark] = (), *, spread: bool = False) -> list[Strip]:
        """One strip a line, but never a single line alone on a page: short paragraphs stay whole."""
        size = self._em
        strips = []
        for number, line in enumerate(lines):
            last = number == len(lines) - 1
            gaps = sum(bool(word.text) for word in line) - 1
            between = (self._width - self._length(line, size)) / gaps if spread and gaps > 0 else 0.0
            between = between if between < size * 0.6 else 0.0  # a line before a long code stays ragged
            marks: list[Mark] = [*self._line(line, self._left, size * BASELINE, size, 0.0 if last else between)]
            if last:
                shift = size * LEADING * number
                marks += [dot._replace(y=dot.y - shift) for dot in dots if isinstance(dot, Dots)]
            keep = not last and (len(lines) <= 4 or number == 0 or number == len(lines) - 2)
            strips.append(Strip(size * LEADING, tuple(marks), gap=self._between if number == 0 else 0.0, keep=keep))
        return strips

    def _side(self, piece: Side) -> Strip:
        whole = sum(share for _, share in piece.parts)
        gutter = self._em
        left, height = self._left, 0.0
        marks: list[Mark] = []
        for part, share in piece.parts:
            right = left + (self._width + gutter) * share / whole - gutter
            lines, dots = self._label_lines(part, left, right)
            marks += self._runs(lines, left, self._em)
            marks += dots
            height = max(height, len(lines) * self._em * LEADING)
            left = right + gutter
        return Strip(height, tuple(marks), gap=self._between)

    def _paragraph(self, piece: Paragraph) -> list[Strip]:
        em = self._em
        if not piece.text:
            line = Strip(em * LEADING, (Dots(self._left, self._right, em * (BASELINE + 0.05)),))
            return [line] * piece.blank
        faces = {"bold": self._faces.bold, "heading": self._faces.bold, "italic": self._faces.italic}
        face = faces.get(piece.style, self._faces.regular)
        if piece.align == "center":
            return [self._centred(piece.text, face, em, gap=self._between)._replace(keep=piece.lead)]
        words = self._words(piece.text, face)
        if piece.indent:
            words = [Word("", face, INDENT / em - face.space), *words]
        strips = self._strips(self._wrap(words, self._width, em), spread=piece.align == "justify")
        if piece.style == "heading":
            strips[0] = strips[0]._replace(gap=em * 0.5)
        if piece.lead:
            strips[-1] = strips[-1]._replace(keep=True)
        return strips

    def _ruled(self, piece: Ruled) -> Iterator[Strip]:
        em = self._em * 0.94
        fixed = sum(column.width for column in piece.columns) * em
        widths = [column.width * em or self._width - fixed for column in piece.columns]
        edges = [self._left]
        for width in widths:
            edges.append(edges[-1] + width)
        aligns = [column.align for column in piece.columns]
        head = self._table_head(piece, edges, em)
        yield head
        faces, least = self._faces, piece.height * em
        lines = chain(((row, faces.regular) for row in piece.rows), [(piece.total, faces.bold)] if piece.total else [])
        held: deque[Strip] = deque()
        for row, face in lines:
            for strip in self._table_rows(row, edges, aligns, face, em, least):
                held.append(strip._replace(head=head))
                if len(held) > 2:
                    yield held.popleft()
        # A table's last row is not left alone over the page's edge with its head.
        *before, last = held
        together = len(piece.rows) + bool(piece.total) > 1
        yield from (strip._replace(keep=together) for strip in before)
        yield last._replace(height=last.height + self._em * 0.3)

    def _table_head(self, piece: Ruled, edges: Sequence[float], em: float) -> Strip:
        """The columns' heads; over neighbours of one group its own head, with a rule between."""
        bold = self._faces.bold
        columns = piece.columns
        spans = [list(span) for _, span in groupby(range(len(columns)), lambda place: columns[place].group or place)]
        upper = 0.0
        groups: list[tuple[float, float, list[list[Word]]]] = []
        for span in spans:
            if name := columns[span[0]].group:
                left, right = edges[span[0]], edges[span[-1] + 1]
                lines = self._wrap(self._words(name, bold), right - left - em * 0.7, em)
                groups.append((left, right, lines))
                upper = max(upper, len(lines) * em * LEADING + em * 0.16)
        cells = [self._wrap(self._words(c.head, bold), r - x - em * 0.7, em) for c, x, r in _cells(columns, edges)]
        below = max(len(lines) for lines, c in zip(cells, columns, strict=True) if c.group or not groups)
        whole = max(upper + below * em * LEADING, max(map(len, cells)) * em * LEADING) + em * 0.16
        marks: list[Mark] = []
        for lines, (column, left, right) in zip(cells, _cells(columns, edges), strict=True):
            top = upper if column.group else 0.0
            marks += self._in_cell(
                lines, left, right, "center", em, top + (whole - top - len(lines) * em * LEADING) / 2
            )
            marks.append(Rule(left, top if column.group else 0.0, left, whole))
        for left, right, lines in groups:
            marks += self._in_cell(lines, left, right, "center", em, (upper - len(lines) * em * LEADING) / 2)
            marks += [Rule(left, upper, right, upper), Rule(left, 0.0, left, upper)]
        marks += [Rule(edges[-1], 0.0, edges[-1], whole)]
        marks += [Rule(edges[0], y, edges[-1], y) for y in (0.0, whole)]
        return Strip(whole, tuple(marks), gap=self._em * 0.25, keep=True)

    def _in_cell(
        self, lines: Sequence[list[Word]], left: float, right: float, align: str, size: float, top: float
    ) -> list[Text]:
        marks: list[Text] = []
        pad = size * 0.35
        for number, line in enumerate(lines):
            slack = right - left - 2 * pad - self._length(line, size)
            x = left + pad + slack * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
            marks += self._line(line, x, top + size * (LEADING * number + BASELINE), size)
        return marks

    def _table_rows(
        self,
        cells: tuple[str, ...],
        edges: Sequence[float],
        aligns: Sequence[str],
        face: Face,
        size: float,
        least: float = 0.0,
    ) -> list[Strip]:
        """One row; a cell of more lines than a page could hold goes on in further strips."""
        room = [right - left - size * 0.7 for left, right in pairwise(edges)]
        wrapped = [self._cell(cell, width, face, size) for cell, width in zip(cells, room, strict=True)]
        longest = max(1, *map(len, wrapped))
        most = int((self._bottom - self._top) * 0.4 / (size * LEADING))
        strips = []
        for start in range(0, longest, most):
            count = min(most, longest - start)
            height = max(size * LEADING * count + size * 0.16, least)
            marks: list[Mark] = []
            for lines, left, right, align in zip(wrapped, edges, edges[1:], aligns, strict=False):
                part = lines[start : start + count]
                # Heads and figures stand in the middle of a high row, text begins at its top.
                drop = (height - len(part) * size * LEADING) / 2 if align != "left" and not least else 0.0
                for number, halves in enumerate(part):
                    width = (right - left) / len(halves)
                    at = drop + size * LEADING * number
                    for place, line in enumerate(halves):
                        where = "center" if len(halves) > 1 else align
                        start_x = left + width * place
                        marks += self._in_cell([line], start_x, start_x + width, where, size, at)
                        if place:
                            marks.append(Rule(start_x, at + size * 0.1, start_x, height))
                    if len(halves) > 1:
                        marks.append(Rule(left, at + size * 0.1, right, at + size * 0.1))
            marks += [Rule(edges[0], y, edges[-1], y) for y in (0.0, height)]
            marks += [Rule(x, 0.0, x, height) for x in edges]
            strips.append(Strip(height, tuple(marks)))
        return strips

    def _cell(self, text: str, width: float, face: Face, size: float) -> list[list[list[Word]]]:
        """The lines of a cell, each in as many parts as it has tabs and one."""
        lines: list[list[list[Word]]] = []
        for line in text.split("\n"):
            first, *rest = line.split("\t")
            if rest:
                share = width / (len(rest) + 1)
                lines.append([self._wrap(self._words(part, face), share, size)[0] for part in (first, *rest)])
            else:
                lines += [[one] for one in self._wrap(self._words(first, face), width, size)]
        return lines

    def _amounts(self, piece: Amounts) -> list[Strip]:
        faces, em = self._faces, self._em
        label = self._words(f"{piece.label}:", faces.regular)
        strips: list[Strip] = []
        if len(piece.lines) == 1:
            entry, amount = piece.lines[0]
            strips.append(self._amount_line([*label, *self._words(entry, faces.regular)], amount, faces.bold, 0.0))
        else:
            strips += [strip._replace(keep=True) for strip in self._strips(self._wrap(label, self._width, em))]
            for entry, amount in piece.lines:
                strips.append(self._amount_line(self._words(f"- {entry}", faces.regular), amount, faces.regular, em))
            strips[-1] = strips[-1]._replace(keep=True)
            strips.append(self._amount_line(self._words("Cộng", faces.bold), piece.total, faces.bold, em))
        if piece.words:
            words = self._strips(self._wrap(self._words(piece.words, faces.italic), self._width, em))
            strips[-1] = strips[-1]._replace(keep=True)
            strips += [words[0]._replace(gap=0.0), *words[1:]]
        if len(piece.lines) <= _TOGETHER:
            strips[:-1] = [strip._replace(keep=True) for strip in strips[:-1]]
        return strips

    def _amount_line(self, words: list[Word], amount: str, face: Face, indent: float) -> Strip:
        em = self._em
        amount = printable(amount, face)
        length = face.width(amount) * em
        lines = self._wrap(words, self._width - indent - length - em * 3, em)
        marks: list[Mark] = [*self._runs(lines, self._left + indent, em)]
        base = em * (LEADING * (len(lines) - 1) + BASELINE)
        start = self._left + indent + self._length(lines[-1], em) + em * 0.4
        marks += [
            Dots(start, self._right - length - em * 0.4, base),
            Text(self._right - length, base, face, em, amount),
        ]
        return Strip(em * LEADING * len(lines), tuple(marks), gap=self._between)

    def _attested(self, piece: Attested) -> Strip:
        square, side = self._squared(piece.symbol)
        x = floor((self._right - side) / self._dot) * self._dot
        marks: list[Mark] = [drawn(square, x, 0.0)]
        y = 0.0
        for label in piece.lines:
            lines, _ = self._label_lines(label, self._left, x - square.quiet_zone * MM)
            marks += [mark._replace(y=mark.y + y) for mark in self._runs(lines, self._left, self._em)]
            y += len(lines) * self._em * LEADING + self._between
        return Strip(max(y, side), tuple(marks), gap=self._em * 0.5)

    def _signing(self, piece: Signing) -> Strip:
        faces, em = self._faces, self._em
        count = len(piece.columns)
        columns = [(self._left + self._width * place / count, self._width / count) for place in range(count)]
        if count == 1:
            columns = [(self._left + self._width / 2, self._width / 2)]
        marks: list[Mark] = self._sent_to(piece.sent_to)
        tops = []
        for signature, (left, width) in zip(piece.columns, columns, strict=True):
            y = 0.0
            for text, face, size in ((signature.head, faces.bold, em * 0.95), (signature.hint, faces.italic, em * 0.9)):
                texts, lines = self._middle(self._words(text, face), size, left, width - em * 0.5, y)
                marks += texts
                y += lines * size * LEADING
            tops.append(y)
        y = max(tops) + self._setup.space * MM
        names = 1
        for signature, (left, width) in zip(piece.columns, columns, strict=True):
            texts, lines = self._middle(self._words(signature.name, faces.bold), em, left, width - em * 0.5, y)
            marks += texts
            names = max(names, lines)
        height = max(y + em * LEADING * names, self._small * LEADING * (len(piece.sent_to) + 1))
        return Strip(height, tuple(marks), gap=em * 0.6, keep=True)

    def _sent_to(self, lines: tuple[str, ...]) -> list[Mark]:
        """ "Nơi nhận" at the left, its head bold and leaning, its lines a step smaller (NĐ 30/2020, Phụ lục I)."""
        if not lines:
            return []
        faces, size, room = self._faces, self._small, self._width / 2 - self._em
        marks: list[Mark] = [*self._line(self._words("Nơi nhận:", faces.strong), self._left, size * BASELINE, size)]
        wrapped = [one for line in lines for one in self._wrap(self._words(f"- {line}", faces.regular), room, size)]
        marks += [mark._replace(y=mark.y + size * LEADING) for mark in self._runs(wrapped, self._left, size)]
        return marks

    def _footnotes(self, piece: Footnotes) -> list[Strip]:
        size = self._small
        lines = [
            line
            for text in piece.lines
            for line in self._wrap(self._words(text, self._faces.italic), self._width, size)
        ]
        if not lines:
            return []
        rule = Rule(self._left, 0.0, self._left + self._width * 0.3, 0.0, 0.4)
        marks = [mark._replace(y=mark.y + size * 0.2) for mark in self._runs(lines, self._left, size)]
        return [Strip(size * (LEADING * len(lines) + 0.2), (rule, *marks), gap=self._em * 0.6, foot=True)]

    # ------------------------------------------------------------------------------------------------------------ lines

    def _words(self, text: str, face: Face) -> list[Word]:
        known = self._memo.get((text, face))
        if known is None:
            known = [Word(word, face, face.width(word)) for word in _SPACE.split(printable(text, face)) if word]
            if len(self._memo) >= _REMEMBERED:
                self._memo.clear()
            self._memo[text, face] = known
        return known

    def _wrap(self, words: Sequence[Word], width: float, size: float) -> list[list[Word]]:
        """Lines of words no longer than `width`; a word that is longer alone is broken where it must be."""
        lines: list[list[Word]] = []
        line: list[Word] = []
        room = width / size + 0.001
        used = 0.0
        for word in words:
            if line and used + word.face.space + word.width <= room:
                line.append(word)
                used += word.face.space + word.width
                continue
            if line:
                lines.append(line)
            *whole, rest = _broken(word, room) if word.width > room else [word]
            lines += ([piece] for piece in whole)
            line, used = [rest], rest.width
        if line:
            lines.append(line)
        return lines

    def _balanced(self, words: list[Word], width: float, size: float) -> list[list[Word]]:
        """As few lines as `_wrap`, broken so that none is much shorter than the rest."""
        lines = self._wrap(words, width, size)
        if len(lines) < 2:
            return lines
        low, high = max(self._length(line, size) for line in lines) * 0.4, width
        for _ in range(7):
            middle = (low + high) / 2
            tried = self._wrap(words, middle, size)
            if len(tried) == len(lines):
                lines, high = tried, middle
            else:
                low = middle
        return lines

    def _length(self, line: Sequence[Word], size: float) -> float:
        return (sum(word.width + word.face.space for word in line) - line[0].face.space) * size if line else 0.0

    def _line(self, line: Sequence[Word], x: float, y: float, size: float, spread: float = 0.0) -> list[Text]:
        """A line as runs of one face; with `spread` between its words each word stands alone. An empty first word is
        the indent of a paragraph."""
        if line and not line[0].text:
            x += (line[0].width + line[0].face.space) * size
            line = line[1:]
        if spread:
            return self._spread(line, x, y, size, spread)
        marks: list[Text] = []
        for face, run in groupby(line, key=_face_of):
            words = list(run)
            x += face.space * size if marks else 0.0
            marks.append(Text(x, y, face, size, " ".join([word.text for word in words])))
            x += self._length(words, size)
        return marks

    def _spread(self, line: Sequence[Word], x: float, y: float, size: float, between: float) -> list[Text]:
        marks: list[Text] = []
        for word in line:
            marks.append(Text(x, y, word.face, size, word.text))
            x += (word.width + word.face.space) * size + between
        return marks

    def _runs(self, lines: Sequence[Sequence[Word]], x: float, size: float) -> list[Text]:
        return [
            mark
            for number, line in enumerate(lines)
            for mark in self._line(line, x, size * (LEADING * number + BASELINE), size)
        ]


def printable(text: str, face: Face) -> str:
    """`text` in characters the font has. Another form of the same letter stands in where there is one (ﬁ → fi, ö̲ → ö),
    a question mark for the rest: a reader must see that something could not be printed."""
    text = unicodedata.normalize("NFC", text)
    known = face.widths.keys()
    if known >= set(text):
        return text
    return "".join(char if char in known or _SPACE.match(char) else _stand_in(char, known) for char in text)


def _stand_in(char: str, known: Container[str]) -> str:
    for form in ("NFKC", "NFKD"):
        other = "".join(c for c in unicodedata.normalize(form, char) if not unicodedata.combining(c))
        if other and all(c in known for c in other):
            return other
    return "" if unicodedata.combining(char) else "?"


def _face_of(word: Word) -> Face:
    return word.face


def _broken(word: Word, room: float) -> list[Word]:
    """`word` in pieces that fit `room` ems, at least a character each."""
    pieces = [""]
    used = 0.0
    for char in word.text:
        step = word.face.widths[char]
        if pieces[-1] and used + step > room:
            # A code is parted after a dash: "H35.99.07-" | "261123-1004".
            dash = pieces[-1].rfind("-") + 1
            rest = pieces[-1][dash:] if dash else ""
            pieces[-1:] = [pieces[-1][: dash or None], rest]
            used = word.face.width(rest)
        pieces[-1] += char
        used += step
    return [Word(piece, word.face, word.face.width(piece)) for piece in pieces]


def drawn(symbol: Symbol, x: float, y: float) -> Bars | Squares:
    """A symbol with its left upper corner there, in points; `x` on the dots of its printer."""
    module = symbol.dots * 72 / symbol.resolution
    if symbol.symbology == "qr":
        return Squares(x, y, qr(symbol.text), module)
    return Bars(x, y, code_128(symbol.text), module, symbol.height * MM)


def _chains(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Runs of strips that must stand on the same page."""
    run: list[Strip] = []
    for strip in strips:
        run.append(strip)
        if not strip.keep:
            yield run
            run = []
    if run:
        yield run


def _cells(columns: Sequence[Column], edges: Sequence[float]) -> list[tuple[Column, float, float]]:
    return list(zip(columns, edges, edges[1:], strict=False))
