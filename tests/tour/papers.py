"""Reads printed papers as a citizen and a scanner do: the text on the page, and what its bars and squares say."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import zxingcpp

DPI = 203
"""Of the coarsest printer in use."""


class Read(NamedTuple):
    """One paper. `bars` are the Code 128 symbols, `squares` the QR codes, of all pages."""

    pages: int
    text: str
    bars: tuple[str, ...]
    squares: tuple[str, ...]


def read(file: Path) -> Read:
    """Decodes every page at the printer's resolution."""
    pdf = pypdfium2.PdfDocument(file)
    try:
        texts: list[str] = []
        bars: list[str] = []
        squares: list[str] = []
        for number in range(len(pdf)):
            page = pdf[number]
            texts.append(page.get_textpage().get_text_bounded())
            picture = page.render(scale=DPI / 72, grayscale=True).to_pil()
            for code in zxingcpp.read_barcodes(picture):
                (squares if code.format == zxingcpp.BarcodeFormat.QRCode else bars).append(code.text)
        text = unicodedata.normalize("NFC", re.sub(r"\s+", " ", " ".join(texts)))
        return Read(len(pdf), text, tuple(bars), tuple(squares))
    finally:
        pdf.close()


def picture(file: Path, target: Path, width: int = 900) -> None:
    """Page 1 as a PNG."""
    pdf = pypdfium2.PdfDocument(file)
    try:
        page = pdf[0]
        shown = page.render(scale=width / page.get_size()[0]).to_pil()
        shown.convert("L").quantize(16).save(target, optimize=True)
    finally:
        pdf.close()
