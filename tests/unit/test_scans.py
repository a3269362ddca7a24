"""What a scan may be, told from its bytes."""

from __future__ import annotations

import io
from contextlib import suppress

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.domain.scans import JPEG, LARGEST, PDF, Look, look
from app.errors import Rejected
from tests.scanned import jpeg, pdf


def refused(content: bytes) -> str:
    with pytest.raises(Rejected) as told:
        look(content)
    return told.value.problems["file"].code


def test_whole_files_are_taken_for_what_they_are() -> None:
    assert look(pdf(3)) == Look(PDF, 3)
    assert look(b"\r\n" + pdf(1)) == Look(PDF, 1)
    assert look(jpeg()) == Look(JPEG, 1)
    assert look(jpeg() + b"camera's own words") == Look(JPEG, 1)


def test_files_of_other_programs_are_taken_too() -> None:
    for mode, options in (("RGB", {}), ("L", {"progressive": True})):
        out = io.BytesIO()
        Image.effect_noise((64, 48), 40).convert(mode).save(out, "JPEG", **options)
        assert look(out.getvalue()) == Look(JPEG, 1)
    assert len(pypdfium2.PdfDocument(pdf(3))) == 3, "the test's own PDF is one"


def test_a_printed_paper_of_ours_is_a_pdf() -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(4):
        canvas.drawString(10, 10, "x")
        canvas.showPage()
    canvas.save()
    assert look(out.getvalue()) == Look(PDF, 4)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "scan_empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "scan_not_known"),
        (b"MZ" + bytes(600), "scan_not_known"),
        (pdf(1)[:-60], "scan_cut_off"),
        (pdf(1).replace(b"xref\n0", b"yref\n0", 1), "scan_cut_off"),
        (jpeg()[:-200], "scan_cut_off"),
        (b"\xff\xd8\xff\xd9", "scan_cut_off"),
        (pdf(1, trailer=b"/Encrypt 9 0 R"), "scan_locked"),
        (pdf(1, b"x" * LARGEST), "scan_too_large"),
    ],
)
def test_each_refusal_has_its_name(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_the_largest_is_taken() -> None:
    assert look(jpeg(LARGEST)).media == JPEG


@given(st.sampled_from([pdf(2, b"y" * 300), jpeg(900)]), st.integers(0, 2000))
def test_no_front_of_a_file_is_a_file(content: bytes, at: int) -> None:
    if at < len(content) - 2:
        with pytest.raises(Rejected):
            look(content[:at])


@given(st.binary(max_size=400), st.sampled_from([b"\xff\xd8\xff", b"%PDF-1.4\n", b""]))
def test_rubbish_never_breaks_the_look(content: bytes, head: bytes) -> None:
    with suppress(Rejected):
        assert look(head + content).media in (PDF, JPEG)
