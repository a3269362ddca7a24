"""Labels for the post, and the page that tries a printer out. Neither is a form: no liên, no copy number, no head.

A label is a cell of fixed size in which everything must stand at once, and a form flows over pages; the test page
measures the printer and says nothing of any dossier. So their places are geometry, and stand in code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec

from app.domain import codes
from app.domain.dossier import Dossier
from app.domain.events import DeliveryKind, Status
from app.errors import reject
from app.paper import LABEL, Unit
from app.paper.forms import Setup
from app.paper.layout import (
    LEADING,
    MM,
    SHEETS,
    Face,
    Faces,
    Fill,
    Layout,
    Mark,
    Page,
    Strip,
    Text,
    Word,
    drawn,
    printable,
)
from app.paper.symbols import CODE, INCH, S10, SECOND, SQUARE, Symbol, fitted, sized

TITLE = "BƯU GỬI CÓ KẾT QUẢ TTHC"

_SMALL_PRINT = 9  # points


class Stock(msgspec.Struct, frozen=True, kw_only=True):
    """Label paper: `columns` × `rows` cells of the size `cell` on one sheet, counted from 1 along the rows. The type of
    `setup` is tried from the largest; its margins lie inside every cell."""

    sheet: str
    cell: str
    columns: int
    rows: int
    setup: Setup

    @property
    def places(self) -> int:
        return self.columns * self.rows


def _setup(margin: float, *types: float) -> Setup:
    return Setup(margins=(margin, margin, margin, margin), type=types)


# A sheet's labels reach its edges, of which a printer takes up to 5 mm: their margins are wider than a single label's.
STOCKS = {
    "100x150": Stock(sheet="100x150", cell="100x150", columns=1, rows=1, setup=_setup(4, 14, 13, 12, 11, 10, 9, 8)),
    "100x75": Stock(sheet="100x75", cell="100x75", columns=1, rows=1, setup=_setup(3.5, 10, 9.5, 9, 8.5, 8, 7.5, 7)),
    "a4": Stock(sheet="a4", cell="a4/8", columns=2, rows=4, setup=_setup(5, 10, 9.5, 9, 8.5, 8, 7.5, 7)),
    "a5": Stock(sheet="a5", cell="a5/2", columns=1, rows=2, setup=_setup(8, 13, 12, 11, 10, 9, 8)),
}


class Label(NamedTuple):
    """What one label says. `sender`: the unit's name, address and telephone, those that are known. `item` is the postal
    item's number, `code` the dossier's."""

    sender: tuple[str, ...]
    training: bool
    name: str
    address: str
    phone: str
    item: str
    code: str


def label(dossier: Dossier, item: str, unit: Unit) -> Label:
    """The label of the item that carries the result of `dossier`. `item` "" takes the number noted at hand-back.

    Rejected: `form` form_not_called_for (no result yet, returned, voided) | label_not_by_post; `item_code`
    item_code_missing | item_code_wrong | item_code_other (another one is noted).
    """
    back = dossier.handed_back
    if dossier.voided or dossier.status not in (Status.RESULT_READY, Status.HANDED_BACK):
        status = "voided" if dossier.voided else str(int(dossier.status))
        raise reject("form", "form_not_called_for", form=LABEL, status=status)
    wish = dossier.filing.result_delivery
    if not (back.by_post if back is not None else wish.kind is DeliveryKind.POST):
        raise reject("form", "label_not_by_post")
    noted = back.item_code if back is not None else ""
    given = codes.normalise_scanned_code(item) or noted
    if not given:
        raise reject("item_code", "item_code_missing")
    if not codes.s10_ok(given):
        raise reject("item_code", "item_code_wrong")
    if noted and given != noted:
        raise reject("item_code", "item_code_other", known=codes.s10_pretty(noted))
    person = dossier.filing.applicant
    return Label(
        sender=tuple(line for line in (unit.name, unit.address, unit.hotline.replace(" ", "\u00a0")) if line),
        training=unit.training,
        name=wish.name or person.full_name,
        address=wish.address or person.address,
        phone=wish.phone or person.phone,
        item=given,
        code=dossier.official_code or dossier.code,
    )


def pages(labels: Sequence[Label], faces: Faces, size: str, start: int, resolution: int) -> list[Page]:
    """Sheets with the labels in their places, the first on place `start` of the first sheet.

    Rejected: `size` size_not_offered | label_too_small, `start` place_not_on_sheet, `code` code_too_long.
    """
    stock = STOCKS.get(size)
    if stock is None:
        raise reject("size", "size_not_offered", form=LABEL, size=size)
    if not 1 <= start <= stock.places:
        raise reject("start", "place_not_on_sheet", places=stock.places)
    sheets: list[list[tuple[float, Strip]]] = []
    for number, one in enumerate(labels, start - 1):
        place = number % stock.places
        if place == 0 or not sheets:
            sheets.append([])
        sheets[-1] += _cell(one, faces, stock, place, resolution)
    return [tuple(sheet) for sheet in sheets]


def _cell(one: Label, faces: Faces, stock: Stock, place: int, resolution: int) -> Page:
    row, column = divmod(place, stock.columns)
    for em in stock.setup.type:
        for apart in (True, False):
            found = _Cell(faces, stock, em, resolution, column).filled(one, apart=apart)
            if found is not None:
                down = row * SHEETS[stock.cell][1]
                return tuple((y + down, strip) for y, strip in found)
    raise reject("size", "label_too_small")


class _Cell(Layout):
    """One label in one type size, in one column of its sheet."""

    def __init__(self, faces: Faces, stock: Stock, em: float, resolution: int, column: int) -> None:
        super().__init__(faces, stock.cell, stock.setup, em, resolution=resolution)
        width, height = SHEETS[stock.cell]
        self._left += column * width
        self._right += column * width
        self._end = height - stock.setup.margins[2] * MM

    def filled(self, one: Label, *, apart: bool) -> Page | None:
        """Sender, title and recipient from the top, both codes at the foot; None when they would meet. `apart`: name
        and telephone on lines of their own."""
        upper = [self._sender(one), self._boxed(_titles(one)), *self._recipient(one, apart=apart)]
        lower = [self._item(one), self._dossier(one)]
        spare = self._end - self._top - sum(strip.gap + strip.height for strip in (*upper, *lower))
        if spare < 0:
            return None
        placed = []
        y = self._top
        for strip in upper:
            y += strip.gap * (1 + min(1.0, spare / self._end * 4))  # a large label lets its parts stand apart
            placed.append((y, strip))
            y += strip.height
        y = self._end
        for strip in reversed(lower):
            y -= strip.height
            placed.append((y, strip))
            y -= strip.gap
        return tuple(placed)

    def _sender(self, one: Label) -> Strip:
        regular, bold = self._faces.regular, self._faces.bold
        name, *more = one.sender
        words = [*self._words("Người gửi:", regular), *self._words(name, bold)]
        words += self._words("".join(f" · {line}" for line in more), regular)
        return self._lines(words, min(self._small, _SMALL_PRINT))

    def _recipient(self, one: Label, *, apart: bool) -> Iterator[Strip]:
        regular, bold = self._faces.regular, self._faces.bold
        em = self._em
        whom, name = self._words("Người nhận:", regular), self._words(one.name, bold)
        number = codes.group_for_reading(one.phone)
        phone = self._words(f"ĐT\u00a0{number}", bold) if number else []
        if apart:
            yield self._lines(whom, min(self._small, _SMALL_PRINT), em * 0.5)
            yield self._lines(name, em * 1.4)
            if phone:
                yield self._lines(phone, em * 1.25)
        else:
            yield self._lines([*whom, *name, *phone], em * 1.35, em * 0.3)
        if one.address:
            yield self._lines(self._words(one.address, regular), em * 1.2)

    def _lines(self, words: list[Word], size: float, gap: float = 0.0) -> Strip:
        lines = self._wrap(words, self._width, size)
        return Strip(size * LEADING * len(lines), tuple(self._runs(lines, self._left, size)), gap=gap)

    def _item(self, one: Label) -> Strip:
        bars = fitted(one.item, S10, self._resolution, self._width / MM)
        return self._coded(bars, codes.s10_pretty(one.item), self._faces.bold, self._em * 1.15, self._em * 0.5)

    def _dossier(self, one: Label) -> Strip:
        bars = fitted(one.code, SECOND, self._resolution, self._width / MM)
        reading = f"Hồ sơ {codes.group_for_reading(one.code)}"
        return self._coded(bars, reading, self._faces.regular, min(self._small, _SMALL_PRINT), self._em * 0.6)

    def _coded(self, bars: Symbol, reading: str, face: Face, size: float, gap: float) -> Strip:
        """Bars in the middle of the cell with what they say under them."""
        width, high = bars.width * MM, bars.height * MM
        x = round((self._left + (self._width - width) / 2) / self._dot) * self._dot
        below, lines = self._middle(self._words(reading, face), size, self._left, self._width, high + size * 0.05)
        return Strip(high + size * (LEADING * lines + 0.05), (drawn(bars, x, 0.0), *below), gap=gap)


def _titles(one: Label) -> tuple[str, ...]:
    return ("TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ", TITLE) if one.training else (TITLE,)


# --------------------------------------------------------------------------------------------------- the self-test page

SELF_TEST_CODES = (
    "KT-128-2",
    "KT-128-3",
    "KT-128-4",
    "KT-QR-2",
    "KT-QR-3",
    "KT-QR-4",
    "KT-QR-6",
    "RR473124829VN",
)
"""What the symbols of the page say. The last figure of the first ones is their module in eighths of a millimetre, which
are the dots of a 203 dpi printer: whoever scans the page learns which is the smallest that works. The last is a sound
S10 number that stands for no item."""

SELF_TEST_SCALE = 100
"""mm, in both directions."""

SELF_TEST_LETTERS = "ẪẮẰẲẴẶẾỀỂỄỆỐỒỔỖỘỢỨỪỬỮỰỸ đậẫặệộợựỵ"

_GREYS = 11
_CUT = 10  # mm from the edge to which the strokes of the margins count
_EIGHTH = 0.125  # mm
_STROKE = 0.13  # mm: a dot of 203 dpi
_SIDE, _TOP = 17, 36  # mm: where the parts begin


def self_test_symbol(text: str, resolution: int) -> Symbol:
    """The symbol of one of `SELF_TEST_CODES`: its size as near as whole dots come, its rule's least or not."""
    if codes.s10_shape(text):
        return sized(text, S10, resolution, round(S10.most * resolution / INCH))
    kind, eighths = text.split("-")[1:]
    dots = max(1, round(int(eighths) * _EIGHTH * resolution / INCH))
    return sized(text, SQUARE if kind == "QR" else CODE, resolution, dots)


def self_test(faces: Faces, size: str, resolution: int, printer: str, printed_at: datetime) -> list[Page]:
    """The page that tries a printer out, for A4 and A5. Rejected("size", size_not_offered)."""
    if size not in ("a4", "a5"):
        raise reject("size", "size_not_offered", form="", size=size)
    return [_TestPage(faces, size, resolution).filled(printer, printed_at)]


class _TestPage(Layout):
    """All places in mm from the left upper corner, on whole dots. The parts come down the page, with what is left of
    its height between them."""

    def __init__(self, faces: Faces, size: str, resolution: int) -> None:
        setup = _setup(_SIDE, 9)
        super().__init__(faces, size, setup, setup.type[0], resolution=resolution)
        self._paper = size
        self._across, self._down = (side / MM for side in SHEETS[size])
        self._marks: list[Mark] = []

    def filled(self, printer: str, printed_at: datetime) -> Page:
        self._say(_SIDE, 20, "TRANG THỬ MÁY IN", 14, bold=True)
        head = (
            f"Máy in: {printer or '……………………………'}",
            f"ngày {printed_at:%d/%m/%Y}",
            f"khổ {self._paper.upper()}",
            f"chấm của máy {self._resolution} dpi",
        )
        self._say(_SIDE, 25.5, " · ".join(head), 7.5)
        self._say(_SIDE, 29, "In đúng cỡ 100 %, không co theo trang. Đo bằng thước thật, rồi quét từng mã.", 7)
        self._say(_SIDE, 32.3, "Ở mỗi mép giấy phải thấy các nét từ nét 5 (cách mép 5 mm) trở vào.", 7)
        self._margins()
        self._ruler(self._across - _SIDE - 1, _TOP, down=True)
        parts: tuple[tuple[float, Callable[[float], None]], ...] = (
            (8.5, lambda y: self._ruler(_SIDE, y, down=False)),
            (13, self._lines_of_dots),
            (14, lambda y: self._symbols_at(y, ("KT-128-2", "KT-128-3"))),
            (14, lambda y: self._symbols_at(y, ("KT-128-4",))),
            (20, lambda y: self._symbols_at(y, ("KT-QR-2", "KT-QR-3", "KT-QR-4", "KT-QR-6"))),
            (18, lambda y: self._symbols_at(y, (SELF_TEST_CODES[-1],))),
            (29, self._letters),
            (10, self._greys),
        )
        spare = self._down - _SIDE + 3 - _TOP - sum(height for height, _ in parts)
        y = float(_TOP)
        for height, part in parts:
            part(y)
            y += height + spare / (len(parts) - 1)
        return ((0.0, Strip(SHEETS[self._paper][1], tuple(self._marks))),)

    def _on_dot(self, place: float) -> float:
        """mm to points on the dots."""
        return round(place * MM / self._dot) * self._dot

    def _block(self, x: float, y: float, width: float, height: float, grey: float = 0.0) -> None:
        left, top = self._on_dot(x), self._on_dot(y)
        self._marks.append(Fill(left, top, self._on_dot(x + width) - left, self._on_dot(y + height) - top, grey))

    def _stroke(self, x: float, y: float, length: float, *, down: bool) -> None:
        thick = max(1, round(_STROKE * self._resolution / INCH)) * self._dot
        left, top, long = self._on_dot(x), self._on_dot(y), self._on_dot(length)
        self._marks.append(Fill(left, top, thick, long) if down else Fill(left, top, long, thick))

    def _say(self, x: float, y: float, text: str, size: float, *, bold: bool = False, middle: bool = False) -> None:
        """`y` is the baseline."""
        face = self._faces.bold if bold else self._faces.regular
        known = printable(text, face)
        start = x * MM - (face.width(known) * size / 2 if middle else 0.0)
        self._marks.append(Text(start, y * MM, face, size, known))

    def _margins(self) -> None:
        """On each edge a stair of strokes, each a millimetre further in: those that are not seen are cut off."""
        for step in range(1, _CUT + 1):
            shift = (step - (_CUT + 1) / 2) * 5
            x, y = self._across / 2 + shift, self._down / 2 + shift
            for edge in (step, self._down - step):
                self._stroke(x - 2, edge, 4, down=False)
            for edge in (step, self._across - step):
                self._stroke(edge, y - 2, 4, down=True)
            if step % 5 == 0:
                self._say(x, step + 2.6, str(step), 5.5, middle=True)
                self._say(x, self._down - step - 1.2, str(step), 5.5, middle=True)
                self._say(step + 1.8, y + 0.7, str(step), 5.5, middle=True)
                self._say(self._across - step - 1.6, y + 0.7, str(step), 5.5, middle=True)

    def _ruler(self, x: float, y: float, *, down: bool) -> None:
        for mm in range(SELF_TEST_SCALE + 1):
            length = 4.0 if mm % 10 == 0 else 3.0 if mm % 5 == 0 else 2.0
            if down:
                self._stroke(x - length, y + mm, length, down=False)
            else:
                self._stroke(x + mm, y, length, down=True)
            if mm % 10 == 0 and down:
                self._say(x - 7, y + mm + 0.8, str(mm), 5.5, middle=True)
            elif mm % 10 == 0:
                self._say(x + mm, y + 6, str(mm), 5.5, middle=True)
        if not down:
            self._say(
                x, y + 9, f"Từ 0 đến {SELF_TEST_SCALE} phải đo được đúng {SELF_TEST_SCALE} mm, ngang và dọc.", 6.5
            )

    def _lines_of_dots(self, y: float) -> None:
        """Black and white lines of 1 to 4 dots, standing and lying."""
        for dots in range(1, 5):
            for lying in (False, True):
                x = _SIDE + (dots - 1) * 24 + (11 if lying else 0)
                left, top = self._on_dot(x), self._on_dot(y)
                step = dots * self._dot
                for line in range(int(8 * MM / step / 2)):
                    at = line * 2 * step
                    self._marks.append(
                        Fill(left, top + at, 8 * MM, step) if lying else Fill(left + at, top, step, 8 * MM)
                    )
            self._say(_SIDE + (dots - 1) * 24 + 9.5, y + 11, f"nét {dots} chấm", 6.5, middle=True)

    def _symbols_at(self, y: float, texts: Sequence[str]) -> None:
        """Symbols beside each other, each over what it says and its size."""
        x = float(_SIDE)
        for text in texts:
            symbol = self_test_symbol(text, self._resolution)
            x += symbol.quiet_zone if x > _SIDE else 0.0
            self._marks.append(drawn(symbol, self._on_dot(x), self._on_dot(y)))
            kind = codes.s10_pretty(text) if codes.s10_shape(text) else text
            size = f"{symbol.dots} chấm, {symbol.x:.2f} mm".replace(".", ",")
            below = y + symbol.height + 3
            if symbol.symbology == "qr":
                self._say(x, below, kind, 6.5)
                self._say(x, below + 3, size, 6.5)
                x += max(symbol.width + symbol.quiet_zone, 22)
            else:
                self._say(x, below, f"{kind} · {size}", 6.5)
                x += symbol.width + symbol.quiet_zone

    def _letters(self, y: float) -> None:
        for size in range(8, 13):
            y += size * LEADING / MM
            self._say(_SIDE, y, f"{size}", 6.5)
            self._say(_SIDE + 5, y, SELF_TEST_LETTERS, size)

    def _greys(self, y: float) -> None:
        wide = 9.5
        for step in range(_GREYS):
            part = step / (_GREYS - 1)
            self._block(_SIDE + step * wide, y, wide, 6, 1 - part)
            self._stroke(_SIDE + step * wide, y, wide, down=False)
            self._stroke(_SIDE + step * wide, y + 6, wide, down=False)
            self._say(_SIDE + (step + 0.5) * wide, y + 9, f"{part:.0%}", 6, middle=True)
