"""Labels for items that carry results, and the page that tries a printer out: read back, measured, refused."""

import re
import unicodedata
from datetime import UTC, datetime

import msgspec
import pypdfium2
import pytest

from app.domain import codes
from app.domain.catalogue import ResultPaper
from app.domain.dossier import Dossier
from app.domain.events import DeliveryKind, Leg, Person, ResultDelivery, Status
from app.errors import Rejected
from app.paper import Press
from app.paper.labels import SELF_TEST_CODES, STOCKS, label, pages, self_test, self_test_symbol
from app.paper.layout import MM, SHEETS, Fill, Text
from tests.unit.test_bars import Measured, measured
from tests.unit.test_paper_layout import ASSETS, LONGEST, PROVISIONAL, SERIES, UNIT, dossier, no_overlap
from tests.worn import drawn

ITEM = "RR473124829VN"
OTHER = "EE" + "12345678" + codes.s10_check_digit("12345678") + "VN"
MORNING = datetime(2026, 11, 23, 2, 5, tzinfo=UTC)
POST = ResultDelivery(kind=DeliveryKind.POST)


def ready(
    code: str = SERIES,
    wish: ResultDelivery = POST,
    name: str = "Lò Thị Ỷ Nguyễn",
    address: str = "Bản Mù Phìn 1, xã Tủa Sín Chải, tỉnh Lai Châu",
    **state: object,
) -> Dossier:
    """A dossier whose result is there and goes by post."""
    found = dossier("01", code, status=Status.RESULT_READY, leg=Leg.RESULT_AT_COUNTER)
    person = Person(full_name=name, phone="0963855860", address=address, id_number="012190001234")
    filing = msgspec.structs.replace(found.filing, result_delivery=wish, applicant=person)
    results = (ResultPaper("KQ", "Giấy khai sinh"),)
    return msgspec.structs.replace(found, filing=filing, results=results, **state)


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(ASSETS, UNIT)


def words(document: bytes, page: int = 0) -> str:
    pdf = pypdfium2.PdfDocument(document)
    try:
        found = pdf[page].get_textpage().get_text_range()
    finally:
        pdf.close()
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", found))


def number_of_pages(document: bytes) -> int:
    pdf = pypdfium2.PdfDocument(document)
    try:
        return len(pdf)
    finally:
        pdf.close()


# -------------------------------------------------------------------------------------------------------------- labels


@pytest.mark.parametrize("resolution", [203, 300])
@pytest.mark.parametrize("size", STOCKS)
def test_the_s10_bars_obey_upu_measured_in_the_print(press: Press, size: str, resolution: int) -> None:
    """X at least 0.33 mm in whole dots, 12.5 mm high, 10 X of white on both sides; the dossier's code beside it."""
    image = drawn(press.labels([(ready(), ITEM)], size=size, resolution=resolution), resolution)
    found = {one.text: one for one in measured(image)}
    assert set(found) == {ITEM, SERIES}
    mm = 25.4 / resolution
    item, code = found[ITEM], found[SERIES]
    assert item.module * mm >= 0.33 and item.height * mm >= 12.5 and item.quiet >= 10 * item.module
    assert code.module * mm >= 0.25 and code.height * mm >= 8 and code.quiet >= 10 * code.module
    assert item.grey == code.grey == 0
    assert item.module > code.module, "the postal item's bars are the larger ones"


@pytest.mark.parametrize("size", STOCKS)
def test_a_label_says_who_sends_what_to_whom(press: Press, size: str) -> None:
    said = words(press.labels([(ready(), ITEM)], size=size))
    for text in (
        UNIT.name, "Trung tâm xã Tủa Sín Chải", "1900 54 54 81", "BƯU GỬI CÓ KẾT QUẢ TTHC", "Lò Thị Ỷ Nguyễn",
        "0963 855 860", "Bản Mù Phìn 1, xã Tủa Sín Chải, tỉnh Lai Châu", "RR 473 124 829 VN",
        codes.group_for_reading(SERIES).replace("\u00a0", " "),
    ):  # fmt: skip
        assert text in said
    assert "012190001234" not in said, "no identity number on any paper"
    assert "TẬP HUẤN" not in said


def test_the_address_asked_for_is_the_one_on_the_label(press: Press) -> None:
    wish = ResultDelivery(
        kind=DeliveryKind.POST, name="Giàng A Páo", phone="0856343448", address="Bản Nậm Phìn 3, xã Tả Lèng"
    )
    said = words(press.labels([(ready(wish=wish), ITEM)], size="100x150"))
    assert "Giàng A Páo" in said and "0856 343 448" in said and "Bản Nậm Phìn 3, xã Tả Lèng" in said
    assert "Lò Thị Ỷ" not in said


def test_practice_labels_cannot_pass_for_real_ones() -> None:
    press = Press(ASSETS, msgspec.structs.replace(UNIT, training=True))
    for size in STOCKS:
        assert "TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ" in words(press.labels([(ready(), ITEM)], size=size))


@pytest.mark.parametrize(("size", "columns", "rows"), [("a4", 2, 4), ("a5", 1, 2)])
def test_every_place_of_a_sheet_and_only_that_one_is_printed(press: Press, size: str, columns: int, rows: int) -> None:
    width, height = (side / MM * 203 / 25.4 for side in SHEETS[size])
    for place in range(1, columns * rows + 1):
        image = drawn(press.labels([(ready(), ITEM)], size=size, start=place), 203)
        row, column = divmod(place - 1, columns)
        dark = (image < 128).nonzero()
        margin = 4.9 * 203 / 25.4  # what a printer cuts at the edge
        assert dark[0].min() >= row * height / rows + margin and dark[0].max() <= (row + 1) * height / rows - margin
        assert (
            dark[1].min() >= column * width / columns + margin
            and dark[1].max() <= (column + 1) * width / columns - margin
        )


def test_labels_fill_the_sheet_from_the_place_given_and_go_on_with_the_next(press: Press) -> None:
    document = press.labels([(ready(), ITEM)] * 4, size="a4", start=7)
    assert number_of_pages(document) == 2
    assert [sum(one.text == ITEM for one in measured(drawn(document, 203, page))) for page in range(2)] == [2, 2]
    assert number_of_pages(press.labels([(ready(), ITEM), (ready(PROVISIONAL), OTHER)], size="100x75")) == 2


@pytest.mark.parametrize("size", STOCKS)
def test_a_long_name_and_address_shrink_and_stay_whole(press: Press, size: str) -> None:
    name = "Nguyễn Phước Bảo Quỳnh Ỷ Thị Hoàng Lê"
    address = "Thôn Nậm Phìn 3 (gần trường tiểu học số 2), bản Mù Phìn 1, xã Tủa Sín Chải, tỉnh Lai Châu"
    document = press.labels([(ready(PROVISIONAL, name=name, address=address), ITEM)], size=size)
    said = words(document)
    assert name in said and address in said
    assert {one.text for one in measured(drawn(document, 203))} == {ITEM, PROVISIONAL}


def test_the_number_noted_at_hand_back_is_taken_and_no_other(press: Press) -> None:
    handed = dossier("bien-nhan").handed_back
    assert handed is not None
    back = msgspec.structs.replace(handed, by_post=True, item_code=ITEM)
    sent = ready(status=Status.HANDED_BACK, leg=Leg.WITH_CITIZEN, handed_back=back)
    assert "RR 473 124 829 VN" in words(press.labels([(sent, "")], size="a5"))
    assert press.labels([(sent, "rr 473 124 829 vn")], size="a5") == press.labels([(sent, "")], size="a5")
    refused(press, sent, OTHER, "item_code", "item_code_other")


def refused(press: Press, found: Dossier, item: str, field: str, code: str, size: str = "a4", start: int = 1) -> None:
    with pytest.raises(Rejected) as why:
        press.labels([(found, item)], size=size, start=start)
    assert {name: problem.code for name, problem in why.value.problems.items()} == {field: code}


def test_what_no_label_is_printed_for(press: Press) -> None:
    refused(press, ready(), "", "item_code", "item_code_missing")
    refused(press, ready(), "RR473124828VN", "item_code", "item_code_wrong")
    refused(press, ready(status=Status.IN_PROCESS), ITEM, "form", "form_not_called_for")
    refused(press, ready(voided=True), ITEM, "form", "form_not_called_for")
    refused(press, ready(wish=ResultDelivery()), ITEM, "form", "label_not_by_post")
    counter = dossier("bien-nhan").handed_back
    refused(press, ready(status=Status.HANDED_BACK, handed_back=counter), ITEM, "form", "label_not_by_post")
    refused(press, ready(), ITEM, "size", "size_not_offered", size="k80")
    refused(press, ready(), ITEM, "start", "place_not_on_sheet", start=9)
    refused(press, ready(), ITEM, "start", "place_not_on_sheet", start=0)
    refused(press, ready(), ITEM, "start", "place_not_on_sheet", size="100x75", start=2)
    refused(press, ready(address="Bản Mù Phìn 1, " * 40), ITEM, "size", "label_too_small", size="100x75")
    refused(press, ready(LONGEST), ITEM, "code", "code_too_long", size="100x75")


# -------------------------------------------------------------------------------------------------- the self-test page


@pytest.mark.parametrize("resolution", [203, 300])
@pytest.mark.parametrize("size", ["a4", "a5"])
def test_the_page_shows_every_code_in_its_size_and_nothing_runs_off(press: Press, size: str, resolution: int) -> None:
    document = press.self_test(size=size, printed_at=MORNING, printer="Máy in quầy 1", resolution=resolution)
    image = drawn(document, resolution)
    found: dict[str, Measured] = {one.text: one for one in measured(image)}
    assert set(found) == set(SELF_TEST_CODES)
    for text, one in found.items():
        symbol = self_test_symbol(text, resolution)
        assert (one.module, one.width, one.grey) == (symbol.dots, symbol.modules * symbol.dots, 0)
        assert one.quiet >= symbol.quiet * symbol.dots
        if not codes.s10_shape(text):
            assert symbol.x == pytest.approx(int(text[-1]) / 8, abs=25.4 / resolution / 2)


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_no_word_of_the_page_is_cut_or_covers_another(press: Press, size: str) -> None:
    width, height = SHEETS[size]
    ((_, strip),) = self_test(press._typesetter.faces, size, 203, "Máy in quầy số 1 của điểm", MORNING)[0]
    texts = [(mark.y, mark) for mark in strip.marks if isinstance(mark, Text)]
    no_overlap(texts)
    for y, mark in texts:
        right = mark.x + mark.face.width(mark.text) * mark.size
        assert mark.x >= 5 * MM and right <= width - 5 * MM and y - mark.size >= 5 * MM and y <= height - 5 * MM
    fills = [mark for mark in strip.marks if isinstance(mark, Fill)]
    assert all(mark.x > 0 and mark.x + mark.width < width and 0 < mark.y < height for mark in fills)


@pytest.mark.parametrize("size", STOCKS)
def test_no_word_of_a_label_is_cut_or_covers_another(press: Press, size: str) -> None:
    stock = STOCKS[size]
    width, height = SHEETS[stock.cell]
    margin = stock.setup.margins[0] * MM
    for found in (ready(), ready(PROVISIONAL, name="Nguyễn Phước Bảo Quỳnh Ỷ Thị Hoàng Lê", address="Ễ" * 90)):
        (page,) = pages([label(found, ITEM, UNIT)], press._typesetter.faces, size, 1, 203)
        texts = [(y + mark.y, mark) for y, strip in page for mark in strip.marks if isinstance(mark, Text)]
        no_overlap(texts)
        for y, mark in texts:
            assert margin - 0.01 <= mark.x
            assert mark.x + mark.face.width(mark.text) * mark.size <= width - margin + 0.01
            assert margin - 0.01 <= y - mark.size and y + 0.265 * mark.size <= height - margin + 0.5


@pytest.mark.parametrize("resolution", [203, 300])
def test_the_rulers_are_100_mm_long_in_both_directions(press: Press, resolution: int) -> None:
    image = drawn(press.self_test(size="a5", printed_at=MORNING, resolution=resolution), resolution) < 128
    mm = resolution / 25.4
    across = image[round(37 * mm)]  # below the top of the strokes, above the figures
    first, last = across.nonzero()[0][[0, -1]]
    row = across[first : first + round(105 * mm)].nonzero()[0] + first
    assert (row[-1] - row[0]) / mm == pytest.approx(100, abs=0.3)
    assert last - first >= 100 * mm - 2
    down = image[:, round((148 - 17 - 1 - 1) * mm)].nonzero()[0]
    assert (down[-1] - down[0]) / mm == pytest.approx(100, abs=0.3)


def test_the_page_names_printer_day_and_resolution_and_no_person(press: Press) -> None:
    said = words(press.self_test(size="a4", printed_at=MORNING, printer="Máy in quầy 1", resolution=300))
    for text in (
        "TRANG THỬ MÁY IN",
        "Máy in: Máy in quầy 1",
        "ngày 23/11/2026",
        "khổ A4",
        "máy 300 dpi",
        "RR 473 124 829 VN",
    ):
        assert text in said
    for text in SELF_TEST_CODES[:-1]:
        assert text in said


def test_the_page_is_offered_on_sheets_only_and_is_the_same_each_time(press: Press) -> None:
    with pytest.raises(Rejected) as why:
        press.self_test(size="100x75", printed_at=MORNING)
    assert why.value.problems["size"].code == "size_not_offered"
    one, two = (press.self_test(size="a5", printed_at=MORNING) for _ in range(2))
    assert one == two
