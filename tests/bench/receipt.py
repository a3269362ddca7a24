"""Form 01 on A5, warm: how long and how large, against bare reportlab setting the same words in the same places.

The limit is told everything (which text, where, how large) and draws no bars, no QR and no rules: what is above it is
filling in the form, breaking lines, drawing codes and hashing.
"""

from __future__ import annotations

import ctypes
import gc
import io
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from app.clock import Clock
from app.domain.dossier import Dossier
from app.domain.events import VIETNAM
from app.office import Office
from app.settings import assets
from tests.bench.figures import Figure, median, percentile
from tests.bench.invented import Invented
from tests.desk import clerk_of, new_office

PAPERS = 400
WARM_UP = 10
ASKED_MS, ASKED_BYTES = 10.0, 30_000


class Words(NamedTuple):
    bold: bool
    size: float
    x: float
    y: float
    text: str


def measure(papers: int = PAPERS) -> list[Figure]:
    """Time and size of the copy that a citizen takes home, over as many dossiers."""
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as folder:
        office = new_office(Path(folder) / "data", Clock(), first=1, last=99_999)
        try:
            crowd = Invented(office.catalogue)
            clerk = clerk_of(office)
            dossiers = [office.counter.receive(crowd.draft(), clerk).dossier for _ in range(papers + WARM_UP)]
            return _measure(office, dossiers)
        finally:
            office.close()


def _measure(office: Office, dossiers: list[Dossier]) -> list[Figure]:
    press = office.counter._press
    now = Clock().now().astimezone(VIETNAM)
    ours: list[float] = []
    sizes: list[int] = []
    bare: list[float] = []
    bare_sizes: list[int] = []
    first = 0.0
    gc.collect()
    for dossier in dossiers:
        start = time.perf_counter_ns()
        paper = press.render("01", dossier, size="a5", copy=1, printed_at=now, printed_by="Lò Thị Dung")
        ours.append((time.perf_counter_ns() - start) / 1e6)
        first = first or ours[0]
        sizes.append(len(paper.bytes))
        pages = read_words(paper.bytes)
        start = time.perf_counter_ns()
        plain = _bare(pages)
        bare.append((time.perf_counter_ns() - start) / 1e6)
        bare_sizes.append(len(plain))
    ours, bare, sizes, bare_sizes = ours[WARM_UP:], bare[WARM_UP:], sizes[WARM_UP:], bare_sizes[WARM_UP:]
    limit_is = "bare reportlab, the same words, places and fonts"
    return [
        Figure(
            bench="receipt",
            samples=len(ours),
            limit_is=limit_is,
            name="Form 01 A5, warm p50",
            value=median(ours),
            limit=median(bare),
            unit="ms",
            asked=ASKED_MS,
            measure="value",
            note=f"p99 {percentile(ours, 0.99):.1f} ms, the first {first:.0f} ms",
        ),
        Figure(
            bench="receipt",
            samples=len(ours),
            limit_is=limit_is,
            name="Form 01 A5, largest file",
            value=max(sizes),
            limit=max(bare_sizes),
            unit="bytes",
            asked=ASKED_BYTES,
            measure="value",
            note=f"median {median(sizes):.0f}",
        ),
    ]


def read_words(content: bytes) -> list[list[Words]]:
    """Every run of text of a PDF with its place, page by page."""
    import pypdfium2
    from pypdfium2 import raw

    pages = []
    document = pypdfium2.PdfDocument(content)
    for page in document:
        text_page = page.get_textpage()
        words = []
        for part in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            size = ctypes.c_float()
            raw.FPDFTextObj_GetFontSize(part.raw, size)
            matrix = part.get_matrix()
            words.append(
                Words(
                    bold="Bold" in _told(raw.FPDFFont_GetBaseFontName, raw.FPDFTextObj_GetFont(part.raw)).decode(),
                    size=size.value,
                    x=matrix.e,
                    y=matrix.f,
                    text=_spoken(raw, part, text_page),
                )
            )
        pages.append(words)
        text_page.close()
        page.close()
    document.close()
    return pages


def _told(ask: Any, *given: Any) -> bytes:
    length = ask(*given, None, 0)
    buffer = ctypes.create_string_buffer(length)
    ask(*given, buffer, length)
    return buffer.raw[:length].rstrip(b"\0")


def _spoken(raw: Any, part: Any, text_page: Any) -> str:
    length = raw.FPDFTextObj_GetText(part.raw, text_page.raw, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFTextObj_GetText(part.raw, text_page.raw, buffer, length)
    return bytes(buffer)[:length].decode("utf-16-le").rstrip("\0")


def _bare(pages: list[list[Words]]) -> bytes:
    from reportlab.lib.pagesizes import A5
    from reportlab.pdfgen.canvas import Canvas

    regular, bold = (str(assets("fonts", "paper", f"BeVietnamPro-{style}.ttf")) for style in ("Regular", "Bold"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A5, pageCompression=1, invariant=1)
    for page in pages:
        text = canvas.beginText()
        font = ("", 0.0)
        for words in page:
            wanted = (bold if words.bold else regular, words.size)
            if wanted != font:
                font = wanted
                text.setFont(*font)
            text.setTextTransform(1, 0, 0, 1, words.x, words.y)
            text.textLine(words.text)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
