"""Papers as a scanner and a reader meet them: codes decode at printer resolution, nothing is cut, covered or lost."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pypdfium2
import pytest
import zxingcpp
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain import codes, text
from app.domain.catalogue import FeeKind, PaperKind, ResultPaper
from app.domain.dossier import Dossier, HandBack
from app.domain.events import (
    Component,
    DeliveryKind,
    FeeLine,
    Filing,
    Leg,
    Missing,
    Mode,
    Person,
    ProcedureSnapshot,
    Recipient,
    ResultDelivery,
    Status,
    Submitter,
)
from app.paper import Paper, Press, Unit
from app.paper.compose import compose
from app.paper.facts import Sheet
from app.paper.forms import FormBook, read_forms
from app.paper.layout import MM, SHEETS, Face, Faces, Layout, PerCopy, Squares, Text, printable
from app.paper.pdf import Typesetter
from app.paper.symbols import code_128, qr

ASSETS = Path(__file__).resolve().parents[2] / "assets"
MORNING = datetime(2026, 11, 23, 2, 5, tzinfo=UTC)
UNIT = Unit(
    name="Bưu điện – Văn hóa xã Tủa Sín Chải",
    address="Trung tâm xã Tủa Sín Chải",
    hotline="1900 54 54 81",
    commune="Xã Tủa Sín Chải",
    province="Lai Châu",
    heading=("ỦY BAN NHÂN DÂN XÃ TỦA SÍN CHẢI", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"),
    agency="UBND xã Tủa Sín Chải",
    lookup_url="https://dichvucong.example.vn/tra-cuu-ho-so?ma-ho-so=",
)
SERIES = codes.series_code("H35.99.07", date(2026, 11, 23), 1004)
OLD = "000.17.22.H56-210531-0001"
PROVISIONAL = codes.provisional_code("H35.99.07", 1, date(2026, 11, 23), 4)
LONGEST = codes.provisional_code("H35.199.107.207", 99, date(2026, 11, 23), 99_999)

FORMS = ("01", "02", "03", "phieu-gui", "bien-nhan")
SIZES = ("a4", "a5", "a5x2")
STATES: dict[str, dict[str, Any]] = {
    "01": {"status": Status.RECEIVED},
    "02": {"status": Status.AT_DESK},
    "03": {"status": Status.NOT_RECEIVED, "refused_at": MORNING, "leg": Leg.WITH_CITIZEN},
    "phieu-gui": {"status": Status.NEW},
    "bien-nhan": {"status": Status.HANDED_BACK},
}


def person(name: str = "Lò Thị Ỷ Nguyễn", **more: Any) -> Person:
    return Person(full_name=name, phone="0963855860", address="Bản Mù Phìn 1", id_number="012190001234", **more)


def dossier(
    form: str,
    code: str = SERIES,
    *,
    applicant: Person | None = None,
    submitter: Submitter | None = None,
    request: str = "Thủ tục đăng ký khai sinh",
    case: str = "",
    papers: tuple[Component, ...] = (Component(name="Tờ khai", originals=1),),
    fees: tuple[FeeLine, ...] = (),
    reason: str = "Chưa đủ giấy tờ.",
    note: str = "",
    **state: Any,
) -> Dossier:
    applicant = applicant or person()
    filing = Filing(
        mode=Mode.CARRIER if form == "phieu-gui" else Mode.ASSIGNED,
        procedure=ProcedureSnapshot(code="1.001193", name=request, case_name=case, term_value=3, term_unit="day"),
        agency=UNIT.agency,
        channel=3,
        applicant=applicant,
        submitter=submitter,
        components=papers,
        result_delivery=ResultDelivery(kind=DeliveryKind.POST),
        fees=fees,
        note=note,
    )
    back = HandBack(
        at=MORNING,
        by="c1",
        recipient=Recipient(full_name=applicant.full_name, id_last4="1234"),
        fees_collected=1000,
        originals_taken_back=tuple(paper.name for paper in papers),
    )
    found = Dossier(
        id="d1",
        code=code,
        version=1,
        filing=filing,
        received_at=MORNING,
        received_by="c1",
        due_at=MORNING,
        book=1,
        book_number=12345,
        missing=tuple(Missing(name=paper.name, originals=paper.originals, note=paper.note) for paper in papers),
        reason=reason,
        results=tuple(ResultPaper("", paper.name) for paper in papers),
        result_number="125/2026/GKS-UBND",
        handed_back=back if form == "bien-nhan" else None,
        updated_at=MORNING,
        status=STATES[form]["status"],
    )
    return msgspec.structs.replace(found, **{**STATES[form], **state})


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(ASSETS, UNIT)


def printed(press: Press, form: str, found: Dossier, size: str, copy: int = 1) -> Paper:
    return press.render(form, found, size=size, copy=copy, printed_at=MORNING, printed_by="Lò Thị Dung")


# --------------------------------------------------------------------------------------------------------------- codes


Image = np.ndarray[Any, np.dtype[np.uint8]]


def raster(paper: Paper, dpi: int, page: int = 0, *, grey: bool = False) -> Image:
    """The upper half of a page as the printer's dots, black or white unless `grey`."""
    document = pypdfium2.PdfDocument(paper.bytes)
    try:
        lower = document[page].get_height() // 2
        view = document[page].render(scale=dpi / 72, grayscale=True, crop=(0, lower, 0, 0))
        shades: Image = view.to_numpy().squeeze().copy()
    finally:
        document.close()
    return shades if grey else np.where(shades < 128, 0, 255).astype(np.uint8)


def decoded(image: Image) -> list[tuple[str, str]]:
    # The reader's own shrinking of a large picture brings three dots down to one and a half: what it then reads besides
    # is not on the paper.
    return sorted((found.format.name, found.text) for found in zxingcpp.read_barcodes(image, try_downscale=False))


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("form", FORMS)
def test_both_symbols_decode_at_printer_resolution(press: Press, form: str, size: str, dpi: int) -> None:
    for code in (SERIES, PROVISIONAL):
        image = raster(printed(press, form, dossier(form, code), size), dpi)
        wanted = [("Code128", code), ("QRCode", UNIT.lookup_url + code)]
        assert decoded(image) == sorted(wanted * (2 if size == "a5x2" else 1))


@pytest.mark.parametrize("code", [SERIES, OLD, PROVISIONAL, LONGEST, "H56.14-240823-0001"])
def test_every_kind_of_code_decodes_on_the_narrowest_paper(code: str) -> None:
    for url in ("", "https://dichvucong.example.vn/?q=", "https://example.vn/{code}/" + "x" * 120):
        press = Press(ASSETS, msgspec.structs.replace(UNIT, lookup_url=url))
        looked_up = url.replace("{code}", code) if "{code}" in url else url + code
        image = raster(printed(press, "01", dossier("01", code), "a5"), 203)
        assert decoded(image) == [("Code128", code), ("QRCode", looked_up)]


def test_a_stamped_reprint_decodes(press: Press) -> None:
    voided = dossier("01", voided=True, official_code=OLD, corrections=1)
    for size in ("a4", "a5"):
        image = raster(printed(press, "01", voided, size, copy=2), 203)
        assert decoded(image) == [("Code128", OLD), ("QRCode", UNIT.lookup_url + OLD)]


def test_only_codes_are_in_the_symbols(press: Press) -> None:
    """No page after the first holds a symbol, and none holds anything of a person."""
    long = dossier("01", papers=tuple(Component(name=f"Giấy tờ {n}", originals=1) for n in range(60)))
    paper = printed(press, "01", long, "a5")
    found = [decoded(raster(paper, 203, page)) for page in range(paper.pages // 2)]
    assert found[0] and not any(found[1:])
    assert "012190001234" not in str(found) and "0963855860" not in str(found)


def test_bars_stand_on_the_dots_and_are_high_and_quiet_enough(press: Press) -> None:
    for code, dots in ((SERIES, 3), (PROVISIONAL, 2), (LONGEST, 2)):
        paper = printed(press, "01", dossier("01", code), "a5")
        image = raster(paper, 203)
        start, rows = next(_bar_rows(image, code, dots))
        assert len(rows) >= 10 * 8 - 1  # 203 dpi is 8 dots a millimetre
        width = len(code_128(code)) * dots
        for row in rows:
            assert (image[row, start - 10 * dots : start] == 255).all()
            assert (image[row, start + width : start + width + 10 * dots] == 255).all()
        shades = raster(paper, 203, grey=True)[rows[5], start : start + width]
        assert ((shades < 64) | (shades > 191)).all(), "an edge lies between two dots"


def _bar_rows(image: Image, code: str, dots: int) -> Iterator[tuple[int, list[int]]]:
    """Where the bars of `code` begin, exactly, with so many dots a module; and the rows that show them."""
    wanted = np.where(np.repeat([bit == "1" for bit in code_128(code)], dots), 0, 255)
    starts: dict[int, list[int]] = {}
    for number, row in enumerate(image):
        start = int(np.argmax(row == 0))
        if (row[start : start + len(wanted)] == wanted[: len(row) - start]).all():
            starts.setdefault(start, []).append(number)
    yield from sorted(starts.items(), key=lambda item: -len(item[1]))


def test_a_code_too_long_for_the_paper_is_refused(press: Press) -> None:
    from app.errors import Rejected

    with pytest.raises(Rejected) as refused:
        printed(press, "01", dossier("01", "AB.CD-" * 12), "a5")
    assert refused.value.problems["code"].code == "code_too_long"


# -------------------------------------------------------------------------------------------------------------- layout


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Typesetter(ASSETS / "fonts" / "paper").faces


@pytest.fixture(scope="module")
def alphabet() -> set[str]:
    """What both fonts have, as fontTools reads it."""
    styles = ("Regular", "Bold")
    cmaps = [TTFont(io.BytesIO((ASSETS / "fonts" / "paper" / f"BeVietnamPro-{s}.ttf").read_bytes())) for s in styles]
    return set.intersection(*({chr(code) for code in font.getBestCmap()} for font in cmaps))


Placed = tuple[float, Text]


@lru_cache
def book() -> FormBook:
    return read_forms(ASSETS / "forms")


def laid_out(
    faces: Faces, form: str, found: Dossier, size: str, unit: Unit = UNIT, copy: int = 1
) -> list[list[Placed]]:
    """The text of each page of one liên with the y of its baseline, after checking that all of it is on the paper."""
    version = book().in_force(form, date(2026, 11, 23))
    sheet = Sheet(
        dossier=found,
        unit=unit,
        copy=copy,
        printed_at=MORNING,
        printed_by="Lò Thị Dung",
        signed_by="",
        reason="máy kẹt",
    )
    setup = version.sizes[size]
    top, right, bottom, left = (margin * MM for margin in setup.margins)
    width, height = SHEETS[size]
    pages = []
    for em in setup.type:
        for page in Layout(faces, size, setup, em).pages(compose(version, sheet)):
            placed: list[Placed] = []
            for y, strip in page:
                assert y >= top - 0.01 and y + strip.height <= height - bottom + 0.01
                for mark in strip.marks:
                    if isinstance(mark, Text):
                        placed.append((y + mark.y, mark))
                    elif isinstance(mark, PerCopy):
                        placed += [(y + mark.y + line.y, line) for line in mark.marks[0]]
                    elif isinstance(mark, Squares):
                        assert mark.x >= left and mark.x + len(mark.rows) * mark.module <= width - right + 0.01
            for baseline, mark in placed:
                assert mark.x >= left - 0.01
                assert mark.x + mark.face.width(mark.text) * mark.size <= width - right + 0.01
                assert baseline - mark.size >= top - 0.01
            pages.append(placed)
    return pages


def no_overlap(placed: list[Placed]) -> None:
    """No two texts share ink: the font rises one em above the baseline and falls 0.27 below."""
    boxes = sorted(
        (y - mark.size, y + 0.265 * mark.size, mark.x, mark.x + mark.face.width(mark.text) * mark.size, mark.text)
        for y, mark in placed
    )
    for number, (_, bottom, left, right, one) in enumerate(boxes):
        for top, _, other_left, other_right, other in boxes[number + 1 :]:
            if top >= bottom - 0.05:
                break
            assert right <= other_left + 0.05 or other_right <= left + 0.05, (one, other)


any_text = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=60).map(text.clean)
vietnamese = st.text(
    "aáàảãạăằắẳẵặâầấẩẫậđeéèẽẹêềếểễệiíịoóọôồốổỗộơờởỡợuúụưừứửữựyỵÂẬẦẪỆỄỖỮỰỲĐ ,.-/()0123456789", max_size=220
).map(text.clean)
words = st.one_of(any_text, vietnamese, st.just(""), st.text("Ễ", min_size=1, max_size=200))
components = st.builds(
    Component,
    name=words,
    kind=st.sampled_from(PaperKind),
    originals=st.integers(0, 99),
    copies=st.integers(0, 99),
    shown=st.booleans(),
    valuable=st.booleans(),
    note=words,
)
fee_lines = st.builds(
    FeeLine, kind=st.sampled_from(FeeKind), name=words, amount=st.integers(0, 10**9), paid=st.booleans()
)
people = st.builds(Person, full_name=words, address=words, phone=st.text("0123456789", max_size=11), email=words)
helpers = st.none() | st.builds(Submitter, full_name=words, address=words)
dossiers = st.builds(
    dossier,
    st.sampled_from(FORMS),
    st.sampled_from([SERIES, OLD, PROVISIONAL, LONGEST]),
    applicant=people,
    submitter=helpers,
    request=words,
    case=words,
    papers=st.lists(components, max_size=45).map(tuple),
    fees=st.lists(fee_lines, max_size=9).map(tuple),
    reason=words,
    note=words,
    corrections=st.integers(0, 1),
    official_code=st.sampled_from(["", "H35.14-261124-0001"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(found=dossiers, size=st.sampled_from(["a4", "a5"]), heading=st.lists(words, max_size=3), name=words)
def test_whatever_a_dossier_says_is_on_the_paper_whole(
    faces: Faces, alphabet: set[str], found: Dossier, size: str, heading: list[str], name: str
) -> None:
    form = _form_of(found)
    unit = msgspec.structs.replace(UNIT, heading=tuple(heading), name=name)
    for page in laid_out(faces, form, found, size, unit, copy=2):
        for _, mark in page:
            assert set(mark.text) <= alphabet, "a glyph is missing"
        no_overlap(page)


def _form_of(found: Dossier) -> str:
    if found.filing.mode is Mode.CARRIER:
        return "phieu-gui"
    return next(form for form, state in STATES.items() if state["status"] is found.status)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(found=dossiers, size=st.sampled_from(SIZES))
def test_any_dossier_prints(press: Press, found: Dossier, size: str) -> None:
    paper = printed(press, _form_of(found), found, size, copy=2)
    document = pypdfium2.PdfDocument(paper.bytes)
    assert len(document) == paper.pages
    document.close()


@pytest.mark.parametrize("size", ["a4", "a5"])
@pytest.mark.parametrize("form", FORMS)
def test_no_page_ends_in_a_head_and_none_begins_with_a_signature(faces: Faces, form: str, size: str) -> None:
    heads = ("Bản chính", "Loại kết quả", "gồm:", "như sau:", "gửi:", "kết quả:", "lệ phí:")
    # What stands before the table grows in one half of the cases, so that every line once comes to the page's end.
    for count, words in [(count, 2) for count in range(0, 45, 5)] + [(5, words) for words in range(20, 600, 60)]:
        papers = tuple(Component(name=f"Giấy tờ số {n}", originals=1) for n in range(count))
        fees = tuple(FeeLine(kind=FeeKind.FEE, name=f"Phí {n}", amount=1000) for n in range(count % 9))
        found = dossier(form, papers=papers, fees=fees, request="cấp " * words, reason="thiếu " * words)
        for page in laid_out(faces, form, found, size):
            body = [(y, mark) for y, mark in page if not mark.text.startswith(("Mẫu ", "Trang "))]
            last = max(y for y, _ in body)
            assert not any(mark.text.endswith(heads) for y, mark in body if y == last)
            signing = [y for y, mark in body if "Ký và ghi" in mark.text]
            if signing:
                before = {y for y, mark in body if y < min(signing) - 20 and "(tiếp theo)" not in mark.text}
                assert len(before) >= 2, "a signature stands alone"


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_a_long_list_repeats_its_head_and_counts_its_pages(press: Press, size: str) -> None:
    papers = tuple(Component(name=f"Giấy tờ thứ {n} về quyền sử dụng đất", originals=1) for n in range(1, 41))
    paper = printed(press, "01", dossier("01", papers=papers, request="Đăng ký " * 25), size)
    document = pypdfium2.PdfDocument(paper.bytes)
    found = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    count = paper.pages // 2
    assert count >= 2
    seen = 0
    for number, page in enumerate(found[:count], 1):
        assert f"Trang {number}/{count}" in page
        if number > 1:
            assert page.startswith(f"Giấy tiếp nhận hồ sơ {SERIES} (tiếp theo)")
        rows = page.count("Giấy tờ thứ")
        assert page.count("TT Tên giấy tờ Bản chính Bản sao") == (1 if rows else 0)
        seen += rows
    assert seen == 40


def test_a_name_no_font_has_is_shown_as_unprintable_and_nothing_is_silently_lost(faces: Faces) -> None:
    regular: Face = faces.regular
    assert printable("Lò Thị Ỷ", regular) == "Lò Thị Ỷ"
    assert printable("Lo\u0300 Thi\u0323", regular) == "Lò Thị"
    assert printable("ﬁ № Ｌò", regular) == "fi No Lò"
    assert printable("王 Минь 😀", regular) == "? ???? ?"
    assert printable("ç̌ ḧ", regular) == "ç h"


def test_a_typical_receipt_is_one_page_a_lien_in_full_size_type(press: Press) -> None:
    papers = (
        Component(name="Tờ khai đăng ký khai sinh theo mẫu", originals=1),
        Component(name="Giấy chứng sinh", originals=1),
    )
    for size in ("a4", "a5"):
        assert printed(press, "01", dossier("01", papers=papers), size).pages == 2


def test_dots_are_whole_on_a_label_printer() -> None:
    assert set(code_128(SERIES)) == {"0", "1"}
    assert code_128(SERIES).startswith("11010") and code_128(SERIES).endswith("1100011101011")
    rows = qr("HTTPS://EXAMPLE.VN")
    assert len(rows) == len(rows[0]) and rows[0][:7] == b"\1" * 7
