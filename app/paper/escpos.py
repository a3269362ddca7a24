"""Dots to the bytes of ESC/POS, the language of receipt printers: as few as exact letters allow.

Text goes as raster (no code page for Vietnamese is the same on two makes of printer), cut to what is black: white rows
are feeds, and every band of rows ends at its last black dot. Bars and squares go as their text where the printer draws
them (`GS k`, `GS ( k`), else as raster of their modules at double or fourfold size.

Commands: Epson's ESC/POS command reference; the tests compare them with those of python-escpos 3.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, assert_never

from app.paper.roll import BAR_HEIGHT, WIDTH, Bars, Cut, Drawn, Part, Square
from app.paper.sets import code_128_runs
from app.paper.symbols import CODE, code_128, qr

ESC, GS = b"\x1b", b"\x1d"
ROW = WIDTH // 8

START = ESC + b"@" + GS + b"P\xcb\xcb" + ESC + b"a\x00"
"""Printer as switched on; all distances in 1/203 inch, which is one dot; from the left."""

_FEED, _RASTER, _COLUMNS = 3, 8, 5
"""Bytes of the command before the dots: ESC J, GS v 0, ESC *."""
_MOVE = 4  # ESC $
_TALL = 24
"""Rows of a band of columns: a line of small letters with all its marks."""
_HEIGHTS = (1, 2, 3, 4, 6, 8, 12, 16, 20, 24, 32, 48)
"""Rows of a raster band. Of every number in between the paper is 0.3 % smaller and takes four times as long."""


class Feed(NamedTuple):
    top: int
    height: int


class Raster(NamedTuple):
    """`height` rows from `top`, of which the first `width` bytes hold all the black."""

    top: int
    height: int
    width: int


class Columns(NamedTuple):
    """24 rows from `top`; a bit of `inked` for every column to send, the leftmost the highest."""

    top: int
    inked: int


Move = Feed | Raster | Columns


def encode(parts: Sequence[Part], *, native: bool = True) -> bytes:
    """The whole paper. `native` False: a printer that draws no bars or squares of its own."""
    known: dict[Drawn, bytes] = {}
    out = [START]
    for part in parts:
        match part:
            case Drawn():
                if part not in known:
                    known[part] = b"".join(_drawn(part.rows))
                out.append(known[part])
            case Bars():
                out.append(_native_bars(part) if native and not part.along else _raster_bars(part))
            case Square():
                out.append(_native_square(part) if native else _raster_square(part))
            case Cut():
                # Function B: fed from the print head to the knife first, however far that is.
                out.append(GS + (b"VA\x00" if part.whole else b"VB\x00"))
            case _:
                assert_never(part)
    return b"".join(out)


# --------------------------------------------------------------------------------------------------------------- raster


def moves(rows: bytes) -> list[Move]:
    """The cheapest way to print these rows, from the top down: the shortest path from the last row back to the first.

    A line of text is cheaper in columns, because what is white between words and letters is left out; a rule, or
    capitals with their marks, in rows.
    """
    count = len(rows) // ROW
    lines = [int.from_bytes(rows[row * ROW : row * ROW + ROW], "big") for row in range(count)]
    widths = [len(rows[row * ROW : row * ROW + ROW].rstrip(b"\0")) for row in range(count)]
    best = [0] * (count + _TALL)
    chosen: list[Move] = []
    white = 0
    for top in range(count - 1, -1, -1):
        if not widths[top]:
            white = min(white + 1, 255)
            chosen.append(Feed(top, white))
            best[top] = best[top + white] + _FEED
            continue
        white = 0
        black = lines[top]
        for line in lines[top + 1 : top + _TALL]:
            black |= line
        inked, gaps = _inked(black)
        cost = best[top + _TALL] + 3 * inked.bit_count() + gaps * (_COLUMNS + _MOVE) + _FEED
        move: Move = Columns(top, inked)
        for height in _HEIGHTS:
            if top + height > count:
                break
            width = max(widths[top : top + height])
            raster = best[top + height] + _RASTER + height * width
            if raster < cost:
                cost, move = raster, Raster(top, height, width)
        best[top] = cost
        chosen.append(move)
    chosen.reverse()
    path: list[Move] = []
    row = 0
    while row < count:
        step = chosen[row]
        path.append(step)
        row += _TALL if isinstance(step, Columns) else step.height
    return path


def _inked(black: int) -> tuple[int, int]:
    """The columns to send, and in how many blocks: gaps of three columns cost less than a move over them."""
    black <<= 3  # room for what runs out at the right
    wide = black | black >> 1 | black >> 2 | black >> 3
    closed = (wide & wide << 1 & wide << 2 & wide << 3) >> 3
    return closed, (closed & ~(closed >> 1)).bit_count()


def _blocks(inked: int) -> Iterator[tuple[int, int]]:
    """From column to column, the last not included."""
    return (found.span() for found in re.finditer("1+", f"{inked:0{WIDTH}b}"))


def _drawn(rows: bytes) -> Iterator[bytes]:
    from PIL import Image

    image = Image.frombytes("1", (WIDTH, len(rows) // ROW), rows)
    for move in moves(rows):
        match move:
            case Feed():
                yield ESC + b"J" + bytes([move.height])
            case Raster():
                yield _picture(move.width, move.height)
                for row in range(move.top, move.top + move.height):
                    yield rows[row * ROW : row * ROW + move.width]
            case Columns():
                band = image.crop((0, move.top, WIDTH, move.top + _TALL))
                columns = band.transpose(Image.Transpose.TRANSPOSE).tobytes()
                for start, end in _blocks(move.inked):
                    if start:
                        yield ESC + b"$" + start.to_bytes(2, "little")
                    yield ESC + b"*\x21" + (end - start).to_bytes(2, "little") + columns[3 * start : 3 * end]
                yield ESC + b"J" + bytes([_TALL])


def _picture(width: int, count: int, scale: int = 0) -> bytes:
    """The head of a band: bytes across, rows, and 3 for both doubled."""
    return GS + b"v0" + bytes([scale]) + width.to_bytes(2, "little") + count.to_bytes(2, "little")


# -------------------------------------------------------------------------------------------------------------- symbols

_CENTRED, _LEFT = ESC + b"a\x01", ESC + b"a\x00"


def _native_bars(bars: Bars) -> bytes:
    data = b"".join(
        b"{C" + bytes(int(text[place : place + 2]) for place in range(0, len(text), 2))
        if kind == "C"
        else b"{B" + text.encode("ascii").replace(b"{", b"{{")
        for kind, text in code_128_runs(bars.code)
    )
    look = GS + b"H\x00" + GS + b"h" + bytes([BAR_HEIGHT]) + GS + b"w" + bytes([bars.module])
    return _CENTRED + look + GS + b"kI" + bytes([len(data)]) + data + _LEFT


def _native_square(square: Square) -> bytes:
    """Model 2, module size, error correction M, the text, print."""

    def function(body: bytes) -> bytes:
        return GS + b"(k" + len(body).to_bytes(2, "little") + body

    settings = (b"1A2\x00", b"1C" + bytes([square.module]), b"1E1", b"1P0" + square.text.encode("utf-8"), b"1Q0")
    return _CENTRED + b"".join(map(function, settings)) + _LEFT


def _raster_bars(bars: Bars) -> bytes:
    """Modules of two dots go as one, doubled by the printer, with their quiet zones where those lie along the paper."""
    if bars.along:
        quiet = "0" * CODE.quiet
        thick = BAR_HEIGHT // bars.module
        return _picture_of([bit * thick for bit in quiet + code_128(bars.code) + quiet])
    doubled = bars.module % 2 == 0
    row = "".join(bit * (bars.module // 2 if doubled else bars.module) for bit in code_128(bars.code))
    return _picture_of([row] * (BAR_HEIGHT // 2 if doubled else BAR_HEIGHT), doubled=doubled)


def _raster_square(square: Square) -> bytes:
    """Squares of two or four dots where the printer would draw them with three or five: half of them is sent."""
    times = square.module // 2
    rows = ["".join("01"[bit] * times for bit in row) for row in qr(square.text)]
    return _picture_of([row for row in rows for _ in range(times)])


def _picture_of(rows: Sequence[str], *, doubled: bool = True) -> bytes:
    """Rows of modules in the middle of the paper, each one dot or, `doubled`, two by two."""
    size = -(-len(rows[0]) // 8)
    cells = [int(row.ljust(size * 8, "0"), 2).to_bytes(size, "big") for row in rows]
    return _CENTRED + _picture(size, len(rows), 3 if doubled else 0) + b"".join(cells) + _LEFT
