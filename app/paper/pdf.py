"""Pages to PDF with reportlab: small, quick, and the same bytes for the same paper.

What was measured decides here: the font is subset beforehand and registered once, streams are binary, the QR is an
image of one bit a module, and all liên of a paper share their fonts.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from itertools import islice
from math import ceil, floor
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFZCompress
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from app.errors import Trouble
from app.paper import RESOLUTION
from app.paper.compose import Composed
from app.paper.forms import Setup
from app.paper.layout import (
    MM,
    Bars,
    Dots,
    Face,
    Faces,
    Fill,
    Frame,
    Layout,
    Page,
    PerCopy,
    Rule,
    Squares,
    Text,
    Word,
    sheet_of,
)

rl_config.useA85 = 0  # streams as they are: text encoding makes them a quarter larger

_ONE_AT_A_TIME = threading.Lock()  # reportlab keeps its fonts, and their reading position, in one place

_SLANT = 0.18  # 10 degrees
_SMOOTHED = 2.5  # dots a module: images of fewer come out with grey edges
_HAIR = 0.003  # points: a fortieth of a dot of 600 dpi

_FEW = 24
"""Pages that are kept between counting and drawing; a paper of more is set twice."""


class Typesetter:
    """Sets papers in the fonts of one folder (BeVietnamPro-Regular.ttf and -Bold.ttf).

    Italics are the upright font leant over: the family's own italics are hardly more than that, and a third font would
    make a receipt a quarter larger.
    """

    def __init__(self, fonts: Path) -> None:
        with _ONE_AT_A_TIME:
            regular, bold = (_face(fonts / f"BeVietnamPro-{style}.ttf") for style in ("Regular", "Bold"))
        leaning = (Face(face.name, face.widths, slant=_SLANT) for face in (regular, bold))
        self.faces = Faces(regular, bold, *leaning)

    def set(self, composed: Composed, size: str, setup: Setup, resolution: int = RESOLUTION) -> tuple[bytes, int]:
        """The PDF of every liên and its number of pages, in the largest type that needs the fewest pages.

        `size` "a5x2" sets A5 pages on A4, liên next to liên: side by side, landscape ones one over the other. A long
        book is set page by page and is never whole in memory; only its finished pages are, packed. Bars and squares
        stand on the dots of a printer of `resolution` dpi.
        """
        sheet = "a5" if size == "a5x2" else size
        layout, pages, count = self._fitting(composed, sheet, setup, resolution)
        copies = range(len(composed.copies))

        def numbered() -> Iterator[Page]:
            return layout.numbered(composed, pages or layout.unnumbered(composed), count)

        if size == "a5x2":
            order = ((copy, page) for page in numbered() for copy in copies)
        else:
            order = ((copy, page) for copy in copies for page in numbered())
        abreast = 2 if size == "a5x2" else 1
        leaves = iter(lambda: list(islice(order, abreast)), [])
        with _ONE_AT_A_TIME:
            drawn = self._draw(composed, leaves, sheet_of(sheet, setup), abreast, resolution)
            return drawn, -(-count * len(copies) // abreast)

    def sheets(
        self, pages: Sequence[Page], size: tuple[float, float], resolution: int, *, title: str, author: str
    ) -> bytes:
        """The PDF of pages that are no form's: labels, the self-test page. `size` in points."""
        with _ONE_AT_A_TIME:
            canvas, height = _canvas(size, resolution, title, author)
            for page in pages:
                _page(canvas, page, height, 0, 72 / resolution)
                canvas.showPage()
            content: bytes = canvas.getpdfdata()
            return content

    def _fitting(self, composed: Composed, sheet: str, setup: Setup, resolution: int) -> tuple[Layout, list[Page], int]:
        """The layout in the type that is taken, its pages while they are few, and their number."""
        memo: dict[tuple[str, Face], list[Word]] = {}
        found: tuple[Layout, list[Page], int] | None = None
        for em in setup.type:
            layout = Layout(self.faces, sheet, setup, em, memo, resolution)
            made = layout.unnumbered(composed)
            pages = list(islice(made, _FEW))
            rest = sum(1 for _ in made)
            if found is None or len(pages) + rest < found[2]:
                found = layout, [] if rest else pages, len(pages) + rest
            if found[2] == 1:
                break
        assert found is not None, "a form has a type size"
        return found

    def _draw(
        self,
        composed: Composed,
        leaves: Iterator[list[tuple[int, Page]]],
        size: tuple[float, float],
        abreast: int,
        resolution: int,
    ) -> bytes:
        width, high = size
        over = width > high  # landscape pages go one over the other
        sheet = (width, high * abreast) if over else (width * abreast, high)
        if abreast > 1:  # two A5 are 1 mm less than A4
            sheet = (sheet[0] + (0 if over else 1 * MM), sheet[1] + (1 * MM if over else 0))
        dot = 72 / resolution
        title = f"{composed.form} {composed.code or composed.number}".rstrip()
        canvas, top = _canvas(sheet, resolution, title, composed.author)
        height = high if over and abreast > 1 else top
        for leaf in leaves:
            for place, (copy, page) in enumerate(leaf):
                canvas.saveState()
                right = 0 if over else round(place * sheet[0] / 2 / dot) * dot
                up = round((abreast - 1 - place) * sheet[1] / 2 / dot) * dot if over else 0
                canvas.translate(right, up)
                if composed.stamp:
                    self._stamp(canvas, composed.stamp, size)
                _page(canvas, page, height, copy, dot)
                canvas.restoreState()
            canvas.showPage()
            _packed(canvas)
        content: bytes = canvas.getpdfdata()
        return content

    def _stamp(self, canvas: Any, text: str, size: tuple[float, float]) -> None:
        """Light grey across the page, under everything else."""
        face = self.faces.bold
        em = size[0] * 0.62 / face.width(text)
        canvas.saveState()
        canvas.setFillGray(0.86)
        canvas.setFont(face.name, em)
        canvas.translate(size[0] / 2, size[1] * 0.42)
        canvas.rotate(35)
        canvas.drawCentredString(0, -em * 0.3, text)
        canvas.restoreState()


def _packed(canvas: Any) -> None:
    """The finished page as the bytes it will have in the file: reportlab keeps a page's drawing as text until the end,
    six times as much."""
    page = canvas._doc.Pages.pages[-1]  # noqa: SLF001 - reportlab has no other door to a finished page
    packed = PDFStream(PDFDictionary({"Filter": PDFArray([PDFName("FlateDecode")])}), PDFZCompress.encode(page.stream))
    page.Contents, page.stream = packed, None


def _canvas(size: tuple[float, float], resolution: int, title: str, author: str) -> tuple[Any, float]:
    """A canvas as large as whole dots, and its height: what draws pages stretches them to whole dots, and bars at the
    right of an A4 page would come to lie between two. A hair less, so that rounding up meets the whole number."""
    width, height = (floor(side * resolution / 72) * 72 / resolution - _HAIR for side in size)
    canvas = Canvas(None, pagesize=(width, height), pageCompression=1, invariant=1, lang="vi-VN")
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("Quầy Một Cửa")
    return canvas, height


def _face(file: Path) -> Face:
    """A font, registered with reportlab under its path the first time anybody asks."""
    name = str(file)
    if name not in pdfmetrics.getRegisteredFontNames():
        try:
            # Without asciiReadable only the letters that are used go into the file, not all of ASCII besides.
            pdfmetrics.registerFont(TTFont(name, name, asciiReadable=False))
        except (OSError, TTFError) as error:
            raise Trouble("font_missing", file=file.name) from error
    metrics = pdfmetrics.getFont(name).face
    return Face(name, {chr(code): width / 1000 for code, width in metrics.charWidths.items()})


def _page(canvas: Any, page: Page, height: float, copy: int, dot: float) -> None:
    shapes = canvas.beginPath()
    words = _Words(canvas.beginText())
    for top, strip in page:
        foot = height - top
        for mark in strip.marks:
            match mark:
                case Text():
                    words.add(mark, foot - mark.y)
                case PerCopy():
                    for text in mark.marks[copy]:
                        words.add(text, foot - mark.y - text.y)
                case Rule():
                    canvas.setLineWidth(mark.weight)
                    canvas.line(mark.x0, foot - mark.y0, mark.x1, foot - mark.y1)
                case Dots():
                    _dots(canvas, mark.x0, mark.x1, foot - mark.y)
                case Frame():
                    canvas.setLineWidth(0.9)
                    canvas.rect(mark.x, foot - mark.y - mark.height, mark.width, mark.height)
                case Fill():
                    canvas.setFillGray(mark.grey)
                    canvas.rect(mark.x, foot - mark.y - mark.height, mark.width, mark.height, stroke=0, fill=1)
                    canvas.setFillGray(0)
                case Bars():
                    _bars(shapes, mark, height - round((top + mark.y) / dot) * dot, dot)
                case Squares():
                    upper = height - round((top + mark.y) / dot) * dot
                    if mark.module < _SMOOTHED * dot:
                        _tiny_squares(shapes, mark, upper, dot)
                    else:
                        _squares(canvas, mark, upper)
    canvas.drawPath(shapes, stroke=0, fill=1)
    canvas.drawText(words.written)


class _Words:
    """The text of a page as one text object, its font set only where it changes."""

    def __init__(self, written: Any) -> None:
        self.written = written
        self._font = ("", 0.0)

    def add(self, text: Text, y: float) -> None:
        face = text.face
        if self._font != (face.name, text.size):
            self._font = (face.name, text.size)
            self.written.setFont(face.name, text.size)
        self.written.setTextTransform(1, 0, face.slant, 1, text.x, y)
        self.written.textLine(text.text)  # textOut would measure again what is measured


def _dots(canvas: Any, x0: float, x1: float, y: float) -> None:
    if x1 - x0 < 2:
        return
    canvas.saveState()
    canvas.setLineCap(1)
    canvas.setLineWidth(0.7)
    canvas.setDash([0, 2.4])
    canvas.line(x0, y, x1, y)
    canvas.restoreState()


def _bars(path: Any, mark: Bars, top: float, dot: float) -> None:
    """Each run of black modules as one rectangle on the printer's dot grid, no lower than told."""
    high = ceil(mark.height / dot - 0.01) * dot
    start = 0
    while (start := mark.bits.find("1", start)) >= 0:
        end = mark.bits.find("0", start)
        end = len(mark.bits) if end < 0 else end
        path.rect(mark.x + start * mark.module, top - high, (end - start) * mark.module, high)
        start = end


def _squares(canvas: Any, mark: Squares, top: float) -> None:
    """An inline image of one bit a module: 0.3 KB where vector squares take 2, and nothing to look up in an object.

    It keeps some hairs inside its dots: an image is drawn on all dots it touches, and one row of them too many makes
    some modules larger than others.
    """
    side = len(mark.rows) * mark.module
    inset = 3 * _HAIR
    canvas.saveState()
    canvas.translate(mark.x + inset, top - side + inset)
    canvas.scale(side - 2 * inset, side - 2 * inset)
    rows = "".join(_hex(row) for row in mark.rows)
    count = len(mark.rows)
    canvas.addLiteral(f"BI /W {count} /H {count} /CS /G /BPC 1 /D [1 0] /F /AHx ID\n{rows}>\nEI")
    canvas.restoreState()


def _tiny_squares(path: Any, mark: Squares, top: float, dot: float) -> None:
    """Row by row as bars: an image this small is smoothed when it is drawn."""
    for place, row in enumerate(mark.rows):
        bits = "".join(map(str, row))
        _bars(path, Bars(mark.x, 0.0, bits, mark.module, mark.module), top - place * mark.module, dot)


def _hex(row: bytes) -> str:
    """A row of modules as the hexadecimal digits of its bits, whole bytes."""
    bits = "".join(map(str, row)).ljust(-(-len(row) // 8) * 8, "0")
    return f"{int(bits, 2):0{len(bits) // 4}x}"
