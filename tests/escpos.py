"""A small receipt printer: reads ESC/POS bytes as a printer does and gives back the dots, liên by liên.

It knows only what a paper of ours may use and stops at anything else. Distances are in half dots until `GS P` says
otherwise, as with Epson's printers of 203 dpi. Bars and squares are drawn as their standards say, from the data alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import segno
from barcode.charsets import code128
from PIL import Image

WIDTH = 576
MARGIN = 32  # white paper on either side of the print head
KNIFE = 120  # dots from the print head to the knife


@dataclass
class Slip:
    """One piece of paper, as far as the knife let go."""

    dots: np.ndarray
    cut: str
    codes: list[str] = field(default_factory=list)

    @property
    def picture(self) -> Image.Image:
        """The paper, 80 mm wide."""
        paper = np.pad(self.dots, ((0, 0), (MARGIN, MARGIN)))
        return Image.fromarray(np.where(paper, 0, 255).astype(np.uint8))


class Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0
        self.rows: list[np.ndarray] = []
        self.line: list[tuple[int, np.ndarray]] = []
        self.x = 0.0
        self.unit = 0.5
        self.align = 0
        self.bar = {"h": 162, "w": 3, "H": 0}
        self.square = {"A": 50, "C": 3, "E": 48}
        self.stored = b""
        self.codes: list[str] = []
        self.slips: list[Slip] = []

    def take(self, count: int) -> bytes:
        piece = self.data[self.place : self.place + count]
        assert len(piece) == count, "the bytes end within a command"
        self.place += count
        return piece

    def number(self, count: int) -> int:
        return int.from_bytes(self.take(count), "little")

    def feed(self, dots: float) -> None:
        assert dots == int(dots), "a feed that is no whole number of dots"
        self.rows.append(np.zeros((int(dots), WIDTH), bool))

    def put(self, picture: np.ndarray) -> None:
        assert not self.line, "a picture in the middle of a line"
        height, width = picture.shape
        assert width <= WIDTH, "wider than the paper"
        left = {0: 0, 1: (WIDTH - width) // 2}[self.align]
        rows = np.zeros((height, WIDTH), bool)
        rows[:, left : left + width] = picture
        self.rows.append(rows)

    def read(self) -> list[Slip]:
        while self.place < len(self.data):
            self.command()
        assert not self.rows or not np.vstack(self.rows).any(), "printed and never cut off"
        return self.slips

    def command(self) -> None:
        head = self.take(2)
        match head:
            case b"\x1b@":
                self.unit, self.align = 0.5, 0
            case b"\x1dP":
                across, down = self.take(2)
                assert across == down
                self.unit = 203 / down
            case b"\x1ba":
                self.align = self.take(1)[0]
            case b"\x1b$":
                self.x = self.number(2) * self.unit
            case b"\x1b*":
                self.columns()
            case b"\x1bJ":
                self.end_line(self.take(1)[0] * self.unit)
            case b"\x1dv":
                self.raster()
            case b"\x1dh" | b"\x1dw" | b"\x1dH":
                self.bar[chr(head[1])] = self.take(1)[0]
            case b"\x1dk":
                self.bars()
            case b"\x1d(":
                self.squares()
            case b"\x1dV":
                kind = self.take(1)
                self.feed(KNIFE + self.take(1)[0] * self.unit)
                self.slips.append(Slip(np.vstack(self.rows), {b"A": "whole", b"B": "part"}[kind], self.codes))
                self.rows, self.codes = [], []
            case _:
                raise AssertionError(f"unknown command {head!r} at {self.place - 2}")

    def columns(self) -> None:
        assert self.take(1) == b"\x21", "24 rows at full density"
        count = self.number(2)
        bits = np.unpackbits(np.frombuffer(self.take(count * 3), np.uint8).reshape(count, 3), axis=1).T.astype(bool)
        assert self.x == int(self.x) and self.x + count <= WIDTH, "past the edge"
        self.line.append((int(self.x), bits))
        self.x += count

    def end_line(self, dots: float) -> None:
        if not self.line:
            self.feed(dots)
            return
        assert self.align == 0 and dots >= 24, "the paper would not have moved past what was printed"
        rows = np.zeros((int(dots), WIDTH), bool)
        for x, bits in self.line:
            rows[:24, x : x + bits.shape[1]] |= bits
        self.rows.append(rows)
        self.line, self.x = [], 0.0

    def raster(self) -> None:
        assert self.take(1) == b"0"
        scale = self.take(1)[0]
        width, height = self.number(2), self.number(2)
        assert 0 < width <= WIDTH // 8 and 0 < height <= 2303
        bits = np.unpackbits(np.frombuffer(self.take(width * height), np.uint8).reshape(height, width), axis=1)
        times = {0: 1, 3: 2}[scale]
        self.put(np.kron(bits, np.ones((times, times), np.uint8)).astype(bool))

    def bars(self) -> None:
        assert self.take(1) == b"I"
        data = self.take(self.take(1)[0])
        values: list[int] = []
        text, kind, place = "", b"", 0
        while place < len(data):
            if data[place : place + 1] == b"{" and data[place + 1 : place + 2] != b"{":
                kind = data[place + 1 : place + 2]
                values.append({b"B": 100, b"C": 99}[kind] if values else {b"B": 104, b"C": 105}[kind])
                place += 2
            elif kind == b"C":
                values.append(data[place])
                text += f"{data[place]:02d}"
                place += 1
            else:
                place += 2 if data[place : place + 1] == b"{" else 1
                values.append(data[place - 1] - 32)
                text += chr(data[place - 1])
        values.append((values[0] + sum(n * value for n, value in enumerate(values[1:], 1))) % 103)
        modules = "".join(code128.CODES[value] for value in values) + code128.STOP
        modules = modules if modules.endswith("11") and len(modules) % 11 == 2 else modules + "11"
        row = np.repeat(np.array([bit == "1" for bit in modules]), self.bar["w"])
        assert len(row) + 20 * self.bar["w"] <= WIDTH + 2 * MARGIN, "no room for the quiet zones"
        assert self.bar["H"] == 0
        self.put(np.tile(row, (self.bar["h"], 1)))
        self.codes.append(text)

    def squares(self) -> None:
        assert self.take(1) == b"k"
        body = self.take(self.number(2))
        assert body[:1] == b"1"
        function, rest = chr(body[1]), body[2:]
        if function in self.square:
            self.square[function] = rest[0]
        elif function == "P":
            assert rest[:1] == b"0"
            self.stored = rest[1:]
        else:
            assert function == "Q" and self.square["A"] == 50
            level = "lmqh"[self.square["E"] - 48]
            made = segno.make_qr(self.stored, error=level, boost_error=False)
            matrix = np.array([list(row) for row in made.matrix], bool)
            size = self.square["C"]
            self.put(np.kron(matrix, np.ones((size, size), bool)))
            self.codes.append(self.stored.decode())


def read(data: bytes) -> list[Slip]:
    return Reader(data).read()
