"""Every form against its golden picture, and what the letters, receipts and lists say.

The golden pictures are docs/forms. `./dev forms` renews them; look at the diff before it is committed.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice

import msgspec
import numpy as np
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from app.domain.catalogue import FeeKind
from app.domain.dossier import Dossier, fold
from app.domain.events import Event, FeeCollected, FeeLine, FeeRefunded, Received
from app.errors import Rejected
from app.paper import Paper, Press, specimen
from app.paper.compose import compose
from app.paper.forms import read_forms
from app.paper.layout import Layout
from app.paper.lists import LISTS, DossierList
from app.paper.pdf import Typesetter
from app.paper.states import FORMS
from tests import forms as sheet

AGENCY = "UBND xã Mường Tè"


@pytest.fixture(scope="module")
def press() -> Press:
    return sheet.press()


def pages(paper: Paper) -> list[str]:
    """The text of each page, its white space evened out; a code over two lines in one piece."""
    document = pypdfium2.PdfDocument(paper.bytes)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return [" ".join(text.replace("-\r\n", "-").replace("\ufffe", "-").split()) for text in texts]


def in_order(text: str, wanted: list[str]) -> None:
    place = 0
    for part in wanted:
        found = text.find(part, place)
        assert found >= 0, f"{part!r} is not in its place after {text[max(0, place - 80) : place]!r}\n{text}"
        place = found + len(part)


def of(
    press: Press, form: str, found: Dossier, events: tuple[Event, ...] = (), size: str = "a5", copy: int = 1
) -> Paper:
    return press.render(
        form,
        found,
        history=events,
        size=size,
        copy=copy,
        printed_at=specimen.PRINTED,
        printed_by=specimen.OFFICER,
        reason="kẹt giấy" if copy > 1 else "",
    )


def listed(press: Press, value: DossierList, size: str = "a4") -> Paper:
    return press.list(value, size=size, copy=1, printed_at=specimen.PRINTED, printed_by=specimen.OFFICER)


# ------------------------------------------------------------------------------------------------------ golden pictures


@lru_cache(maxsize=1)
def drawn() -> dict[str, Image.Image]:
    return dict(sheet.pictures(sheet.press()))


def names() -> list[str]:
    infos = sheet.press().forms()
    return [f"{info.name}-{size}.png" for info in infos for size in info.sizes] + ["01-a5-dai.png"]


def coarse(shown: Image.Image) -> np.ndarray[tuple[int, int], np.dtype[np.int16]]:
    """Blurred to eighths, so that a hair's breadth of another renderer is not a difference and a letter is."""
    return np.asarray(shown.convert("L").reduce(8)).astype(np.int16)


@pytest.mark.parametrize("name", names())
def test_a_form_looks_as_its_golden_picture(name: str) -> None:
    golden, now = Image.open(sheet.SHEET / name), drawn()[name]
    assert now.size == golden.size
    away = np.abs(coarse(now) - coarse(golden))
    assert away.max() < 48 and away.mean() < 1.0, "if this is meant: ./dev forms, and look at the pictures"


def test_the_sheet_is_whole_small_and_its_index_true(press: Press) -> None:
    assert {file.name for file in sheet.SHEET.glob("*.png")} == set(names()) == set(drawn())
    assert all(file.stat().st_size <= sheet.LARGEST for file in sheet.SHEET.glob("*.png"))
    assert (sheet.SHEET / "README.md").read_text(encoding="utf-8") == sheet.index(press.forms())


def test_the_sheet_is_the_same_whenever_it_is_made() -> None:
    for form, size in (("07", "a4"), ("bien-lai", "a5x2"), ("04", "a5")):
        made = [sheet.png(sheet.picture(sheet.printed(sheet.press(), form, size))) for _ in range(2)]
        assert made[0] == made[1]


# ----------------------------------------------------------------------------------------------------- one dossier each

SAYS: dict[str, list[str]] = {
    "04": [
        "ỦY BAN NHÂN DÂN XÃ MƯỜNG TÈ",
        "Số: 36/PXL",
        "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
        "(Theo Mẫu số 04, ban hành kèm theo Thông tư số 01/2018/TT-VPCP)",
        f"Mã hồ sơ: {specimen.CODE} (Liên: Giao khách hàng)",
        "Kính gửi: Lò Thị Ỷ Nguyễn",
        "(Địa chỉ: Bản Mù Phìn 1, xã Mường Tè, tỉnh Lai Châu; SĐT: 0900 000 001)",
        f"Ngày 23 tháng 11 năm 2026, {AGENCY} tiếp nhận giải quyết hồ sơ đề nghị giải quyết thủ tục cấp Giấy xác nhận",
        f"của Ông/Bà/Tổ chức; mã số: {specimen.CODE}.",
        "Thời gian hẹn trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 27 tháng 11 năm 2026.",
        f"Tuy nhiên đến nay, {AGENCY} chưa trả kết quả",
        "Lý do: Cần xác minh tình trạng hôn nhân",
        "Sự chậm trễ này đã gây phiền hà, tốn kém chi phí, công sức",
        "vào ngày 02 tháng 12 năm 2026.",
        "Nơi nhận:",
        "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
        "(Ký, ghi rõ họ tên và đóng dấu)",
    ],
    "05": [
        "Số: 08/TB-UBND",
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "Thông tư số 03/2025/TT-VPCP",
        "Kính gửi: Lò Thị Ỷ Nguyễn",
        f"{AGENCY} thông báo dừng giải quyết hồ sơ nêu trên từ ngày 23 tháng 11 năm 2026 với lý do cụ thể như sau:",
        "Quá thời hạn bổ sung",
        "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
    ],
    "06": [
        "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
        "(Theo Mẫu số 05, ban hành kèm theo Thông tư số 01/2018/TT-VPCP)",
        "Quyển số: 01",
        "Số thứ tự: 112",
        "Kèm theo hồ sơ của: Lò Thị Ỷ Nguyễn",
        f"Mã hồ sơ: {specimen.CODE}",
        "Ngày nhận: 09 giờ 05 phút, ngày 23 tháng 11 năm 2026",
        "Ngày, giờ hẹn trả kết quả: 17 giờ 00 phút, ngày 27 tháng 11 năm 2026",
        f"Cơ quan (bộ phận) giải quyết hồ sơ: {AGENCY}",
        "Cơ quan phối hợp giải quyết hồ sơ:",
        "TÊN CƠ QUAN",
        "1. Giao: Bưu điện",
        f"2. Nhận: {AGENCY}, bà Tòng Thị Hạnh",
    ],
    "bien-lai": [
        "BIÊN LAI THU TIỀN",
        f"Mã hồ sơ: {specimen.CODE} (Liên 1: Lưu tại cơ quan thu)",
        "Đơn vị thu: Bưu điện – Văn hóa xã Mường Tè",
        "Mẫu số: Ký hiệu: Số: 0000123",
        "Tên đơn vị hoặc người nộp tiền: Giàng A Páo",
        "1 Lệ phí cấp Giấy xác nhận tình trạng hôn nhân 23/11/2026 15.000 đ",
        "2 Cước trả kết quả trong tỉnh 23/11/2026 26.000 đ",
        "3 Lệ phí cấp bản sao 23/11/2026 0000123 8.000 đ",
        "Cộng 49.000 đ",
        "Số tiền viết bằng chữ: Bốn mươi chín nghìn đồng",
        "Phí, lệ phí: 23.000 đ Cước bưu chính: 26.000 đ Hình thức thanh toán: tiền mặt",
        "NGƯỜI NỘP TIỀN",
        "NGƯỜI THU TIỀN",
    ],
    "moi-nhan": [
        "GIẤY MỜI NHẬN KẾT QUẢ",
        "(Lần mời: 01)",
        "Kính gửi: Giàng A Páo",
        "trân trọng kính mời Ông/Bà/Tổ chức đến nhận kết quả giải quyết hồ sơ sau:",
        "Kết quả gồm: Giấy xác nhận tình trạng hôn nhân (số 125/2026)",
        "Địa điểm: Bưu điện – Văn hóa xã Mường Tè, Trung tâm xã Mường Tè, tỉnh Lai Châu",
        "Số tiền còn phải nộp khi nhận: 26.000 đ",
        "mang theo giấy hẹn hoặc phiếu gửi hồ sơ, giấy tờ tùy thân",
    ],
}


@pytest.mark.parametrize("size", ["a4", "a5"])
@pytest.mark.parametrize("form", SAYS)
def test_a_form_says_all_its_lines_in_their_order(press: Press, form: str, size: str) -> None:
    paper = sheet.printed(press, form, size)
    copies = next(info for info in press.forms() if info.name == form).copies
    in_order(" ".join(pages(paper)[: paper.pages // len(copies)]), SAYS[form])


@pytest.mark.parametrize("size", ["a4", "a5", "a5x2"])
@pytest.mark.parametrize("form", sorted(FORMS))
def test_both_symbols_of_a_dossiers_form_decode_at_203_dpi(press: Press, form: str, size: str) -> None:
    found, events = specimen.dossier(form)
    code = found.official_code or found.code
    paper = of(press, form, found, events, size)
    document = pypdfium2.PdfDocument(paper.bytes)
    grey = document[0].render(scale=203 / 72, grayscale=True).to_pil()
    document.close()
    seen = zxingcpp.read_barcodes(grey.point([0] * 128 + [255] * 128), try_downscale=False)
    liens = len(next(info for info in press.forms() if info.name == form).copies)
    wanted = [("Code128", code), ("QRCode", specimen.UNIT.lookup_url + code)]
    assert sorted((one.format.name, one.text) for one in seen) == sorted(wanted * min(liens, 2 if "x" in size else 1))


def test_every_form_has_a_specimen_in_a_state_that_bears_it(press: Press) -> None:
    for form in sorted(FORMS):
        found, events = specimen.dossier(form)
        assert of(press, form, found, events).form == form
    assert {specimen.listed(form).kind for form in LISTS} == LISTS


def test_a_receipt_says_what_was_waived_of_whom(press: Press) -> None:
    _, events = specimen.dossier("01")
    body = events[0].body
    assert isinstance(body, Received)
    exempt = FeeLine(kind=FeeKind.POSTAGE, name="Cước trả", amount=0, paid=True, waived=26_000, ground="Mẹ VNAH")
    less = FeeLine(kind=FeeKind.CHARGE, name="Lệ phí", amount=7_500, paid=True, waived=7_500, ground="Hộ nghèo")
    more = specimen.told(
        msgspec.structs.replace(body, filing=msgspec.structs.replace(body.filing, fees=(less, exempt)))
    )
    text = pages(of(press, "bien-lai", fold(more), more))[0]
    in_order(
        text,
        [
            "Lệ phí: giảm 7.500 đ (Hộ nghèo) 23/11/2026 7.500 đ",
            "Cước trả: miễn (Mẹ VNAH) 23/11/2026 0 đ",
            "Cộng 7.500 đ",
        ],
    )


def test_a_receipt_of_moneys_never_makes_up_a_serial(press: Press) -> None:
    """What the issuing tool has not given is left to write in (domain.md §1.9)."""
    found, events = specimen.dossier("01")
    for text in pages(of(press, "bien-lai", found, events)):
        in_order(text, ["Mã số thuế: Mẫu số: Ký hiệu: Số: Tên đơn vị", "15.000 đ", "Cộng 15.000 đ"])
    first = "1C26TAA-7"
    more = specimen.told(
        events[0].body,
        FeeCollected(amount=26_000, kind=FeeKind.POSTAGE, method="transfer"),
        FeeCollected(amount=8_000, kind=FeeKind.CHARGE, name="Lệ phí", receipt_number=first),
        FeeCollected(amount=4_000, kind=FeeKind.FEE, receipt_number="8"),
        FeeRefunded(amount=3_000, kind=FeeKind.CHARGE, reason="thu thừa"),
    )
    text = pages(of(press, "bien-lai", fold(more), more))[0]
    in_order(
        text,
        [
            f"Số: {first}; 8",
            "Cước bưu chính 23/11/2026 26.000 đ",
            f"Lệ phí 23/11/2026 {first} 8.000 đ",
            "Phí 23/11/2026 8 4.000 đ",
            "Trả lại lệ phí: thu thừa 23/11/2026 -3.000 đ",
            "Cộng 50.000 đ",
            "Hình thức thanh toán: tiền mặt; chuyển khoản",
        ],
    )


def test_what_only_the_events_know_is_left_to_write_in_without_them(press: Press) -> None:
    found, _ = specimen.dossier("04")
    text = pages(of(press, "04", found))[0]
    in_order(text, ["Số: ……/PXL", "hồ sơ: …… giờ …… phút, ngày …… tháng", "Lý do:", "vào ngày 02 tháng 12 năm 2026"])
    paid, _ = specimen.dossier("bien-lai")
    in_order(pages(of(press, "bien-lai", paid))[0], ["Phí, lệ phí 23/11/2026 23.000 đ", "26.000 đ", "Cộng 49.000 đ"])


def test_the_agencys_letters_bear_the_agencys_head_and_nobody_of_ours_signs(press: Press) -> None:
    for form in ("04", "05"):
        _, events = specimen.dossier(form)
        opening = events[0].body
        carried = msgspec.structs.replace(opening, filing=specimen.CARRIED)
        told = specimen.told(carried, *(event.body for event in events[1:]))
        for text in pages(of(press, form, fold(told), told)):
            assert text.startswith("UBND XÃ MƯỜNG TÈ CỘNG HÒA")
            assert specimen.OFFICER not in text.split("THỦ TRƯỞNG")[1].split("Mẫu TT")[0]


def test_the_control_sheet_grows_with_the_journey_and_ends_where_it_began(press: Press) -> None:
    found, events = specimen.dossier("06")
    text = " ".join(pages(of(press, "06", found, events, "a4")))
    assert text.count("1. Giao:") == 4
    in_order(text, ["2. Nhận: UBND xã Mường Tè", "1. Giao: …", "1. Giao: …", "1. Giao: …", "2. Nhận: Bưu điện"])


# ---------------------------------------------------------------------------------------------------------------- lists

LIST_SAYS: dict[str, list[str]] = {
    "07": [
        "SỔ THEO DÕI HỒ SƠ",
        "(Theo Mẫu số 06, ban hành kèm theo Thông tư số 01/2018/TT-VPCP)",
        "Bưu điện – Văn hóa xã Mường Tè",
        "Quyển số: 01",
        "Hồ sơ tiếp nhận từ ngày 23 tháng 11 năm 2026 đến ngày 31 tháng 12 năm 2026",
        "Trang 1/2",
        "Sổ theo dõi hồ sơ Quyển số: 01 (tiếp theo)",
        "Trang 2/2",
    ],
    "giao-nhan": [
        "Số: 12/BBGN",
        "BIÊN BẢN GIAO NHẬN HỒ SƠ",
        "(Bản bên giao giữ)",
        "Hôm nay, 17 giờ 00 phút, ngày 23 tháng 11 năm 2026, tại trụ sở UBND xã Mường Tè, chúng tôi gồm:",
        "BÊN GIAO: Bưu điện – Văn hóa xã Mường Tè",
        "Ông/Bà: Lò Thị Dung Chức vụ: Giao dịch viên",
        "BÊN NHẬN: Trung tâm Phục vụ hành chính công xã Mường Tè",
        "Bên giao đã giao, bên nhận đã nhận 06 hồ sơ như sau:",
        "Cộng 06 hồ sơ 06 18 03 181.000",
        "Túi, bì niêm phong số: A 000123; A 000124",
        "Biên bản được lập thành 02 bản, mỗi bên giữ 01 bản có giá trị như nhau./.",
        "ĐẠI DIỆN BÊN GIAO",
        "ĐẠI DIỆN BÊN NHẬN",
    ],
    "giao-nhan-ve": [
        "BIÊN BẢN GIAO NHẬN KẾT QUẢ",
        "BÊN GIAO: Trung tâm Phục vụ hành chính công xã Mường Tè",
        "BÊN NHẬN: Bưu điện – Văn hóa xã Mường Tè",
        "Giấy khai sinh 120/2026",
    ],
    "bang-ke": [
        "Số: BK1-231126",
        "BẢNG KÊ CHUYẾN THƯ HỒ SƠ",
        "(Liên 1: Nơi gửi)",
        "Số túi, bì: 02 Niêm phong số: A 000123; A 000124",
        "1 BG001 H35.99.07-261123-1000 UBND xã Mường Tè 02 –",
        "NGƯỜI LẬP BẢNG KÊ",
        "NGƯỜI VẬN CHUYỂN",
        "NGƯỜI NHẬN",
    ],
    "thu-gom": [
        "Số: 04/TG",
        "BẢNG KÊ CHUYẾN THU GOM HỒ SƠ TẠI NHÀ",
        "(Bản lưu tại quầy)",
        "Quầy: Bưu điện – Văn hóa xã Mường Tè",
        "Tuyến đi: Nậm Phìn – Pắc Ma",
        "Đến nhà ai",
        "hồ sơ khai sinh",
        "BƯU TÁ",
    ],
    "ban-giao-ket-qua": [
        "PHIẾU BÀN GIAO KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
        "Đơn vị chủ trì giải quyết TTHC: UBND xã Mường Tè",
        "Bàn giao kết quả giải quyết TTHC của 06 hồ sơ vào 17 giờ 00 phút, ngày 23 tháng 11 năm 2026.",
        "NGƯỜI GIAO",
        "NGƯỜI NHẬN",
    ],
    "nop-tien": [
        "PHIẾU NỘP TIỀN PHÍ, LỆ PHÍ",
        "Cơ quan nhận tiền: UBND xã Mường Tè",
        "Nội dung: phí, lệ phí thủ tục hành chính đã thu ngày 23 tháng 11 năm 2026, 09 hồ sơ",
        "Giàng A Páo 0000101 8.000 8.000",
        "Cộng 519.000 519.000",
        "Số tiền nộp: Lệ phí 519.000 đ (Bằng chữ: Năm trăm mười chín nghìn đồng)",
        "Hình thức nộp: tiền mặt",
        "TRƯỞNG BƯU CỤC",
    ],
    "nhieu-ho-so": [
        "Số: ……/TTPVHCC",
        "PHIẾU TIẾP NHẬN NHIỀU HỒ SƠ",
        "Tiếp nhận hồ sơ của: Giàng A Páo",
        "Số lượng hồ sơ: 04 (kèm theo danh sách)",
        "1. Thời gian nhận hồ sơ: 17 giờ 00 phút",
        "3. Nhận kết quả tại: Bưu điện – Văn hóa xã Mường Tè",
        "DANH SÁCH HỒ SƠ",
    ],
}


def test_every_list_is_held_against_its_words() -> None:
    assert set(LIST_SAYS) == LISTS


@pytest.mark.parametrize("form", LIST_SAYS)
def test_a_list_says_all_its_lines_in_their_order(press: Press, form: str) -> None:
    paper = listed(press, specimen.listed(form))
    copies = next(info for info in press.forms() if info.name == form).copies
    in_order(" ".join(pages(paper)[: paper.pages // len(copies)]), LIST_SAYS[form])


def test_a_list_without_rows_is_a_sheet_to_write_on(press: Press) -> None:
    for form in sorted(LISTS):
        empty = DossierList(kind=form, at=specimen.MORNING, rows=())
        text = pages(listed(press, empty))[0]
        assert "00 hồ sơ" in text or "Cộng" not in text
        assert "H35" not in text


def test_a_trip_names_no_citizen(press: Press) -> None:
    text = " ".join(pages(listed(press, specimen.listed("bang-ke"))))
    assert not any(row.applicant in text or row.address in text for row in specimen.rows(6))


def test_a_list_is_of_the_version_of_its_day_and_a_form_of_one_dossier_is_none(press: Press) -> None:
    early = msgspec.structs.replace(specimen.listed("giao-nhan"), at=datetime(2016, 12, 15, 16, 59, tzinfo=UTC))
    with pytest.raises(Rejected) as refused:
        listed(press, early)
    assert refused.value.problems["form"].code == "form_not_in_force"
    for kind in ("01", "98"):
        with pytest.raises(Rejected) as refused:
            listed(press, msgspec.structs.replace(early, kind=kind))
        assert refused.value.problems["form"].code == "form_unknown"
    found, _ = specimen.dossier("01")
    with pytest.raises(Rejected) as refused:
        of(press, "giao-nhan", found)
    assert refused.value.problems["form"].code == "form_unknown"
    with pytest.raises(Rejected) as refused:
        listed(press, specimen.listed("07"), "a5")
    assert refused.value.problems["size"].code == "size_not_offered"


def test_a_list_of_its_own_code_bears_bars_and_no_qr(press: Press) -> None:
    coded = msgspec.structs.replace(specimen.listed("bang-ke"), code="BK-H35.99.07-1-261123-01")
    document = pypdfium2.PdfDocument(listed(press, coded).bytes)
    picture = document[0].render(scale=203 / 72, grayscale=True).to_pil()
    document.close()
    found = zxingcpp.read_barcodes(picture, try_downscale=False)
    assert [(one.format.name, one.text) for one in found] == [("Code128", coded.code)]


def test_landscape_sheets_lie_on_their_side_and_two_of_them_stand_on_a4(press: Press) -> None:
    def first(paper: Paper) -> tuple[float, float]:
        document = pypdfium2.PdfDocument(paper.bytes)
        try:
            size: tuple[float, float] = document[0].get_size()
        finally:
            document.close()
        return size

    a4, lying = (595.28, 841.89), (841.89, 595.28)
    assert first(listed(press, specimen.listed("07"))) == pytest.approx(lying, abs=0.4)
    found, events = specimen.dossier("bien-lai")
    assert first(of(press, "bien-lai", found, events, "a5")) == pytest.approx((595.28, 419.53), abs=0.4)
    two = of(press, "bien-lai", found, events, "a5x2")
    assert first(two) == pytest.approx(a4, abs=0.4) and two.pages == 2
    in_order(pages(two)[0], ["(Liên 1:", "Cộng 49.000 đ", "(Liên 2:", "Cộng 49.000 đ"])


# ------------------------------------------------------------------------------------------------------- five hundred

FIVE_HUNDRED = 6600
"""Rows that fill more than five hundred pages of the register."""


def test_a_book_repeats_its_head_and_counts_its_pages(press: Press) -> None:
    paper = listed(press, specimen.listed("07", 340))
    found = pages(paper)
    assert paper.pages == len(found) > 24  # more than are kept between counting and drawing
    rows = 0
    for number, text in enumerate(found, 1):
        assert f"Trang {number}/{paper.pages}" in text
        assert text.count("Tên thủ tục hành chính") == (number > 1)  # the first page is the cover
        if number > 1:
            assert text.startswith("Sổ theo dõi hồ sơ Quyển số: 01 (tiếp theo)")
        rows += text.count("H35.99.07-")
    assert rows == 340


def test_five_hundred_pages_of_the_register_take_no_more_memory_than_a_hundred() -> None:
    """Blocks of memory that are in use while page after page is laid out: from page 100 to page 500 no more."""
    form = read_forms(sheet.ASSETS / "forms").in_force("07", date(2026, 11, 23))
    filled = msgspec.structs.replace(specimen.sheet("07"), listed=specimen.listed("07", FIVE_HUNDRED))
    setup = form.sizes["a4"]
    layout = Layout(Typesetter(sheet.ASSETS / "fonts" / "paper").faces, "a4", setup, setup.type[0], {})
    made: Iterator[object] = layout.unnumbered(compose(form, filled))
    held = []
    for _ in range(5):
        assert len(list(islice(_seen(made), 100))) == 100
        held.append(sys.getallocatedblocks())
    assert max(held[1:]) - held[0] < 20_000  # the measured words that are kept come and go


def _seen(made: Iterator[object]) -> Iterator[None]:
    """Each page counted and let go."""
    for _ in made:
        yield None


@pytest.mark.skipif(sys.platform != "linux", reason="the high-water mark is read from /proc")
def test_five_hundred_pages_are_printed_within_a_few_megabytes() -> None:
    """The whole way to the file, in a process of its own: what grows from a hundred to five hundred is the file."""
    code = (
        "import re; from tests import forms; from app.paper import specimen as s\n"
        "press = forms.press(); books = [s.listed('07', 1320), s.listed('07', 6600)]\n"
        "for book in books:\n"
        "    paper = press.list(book, size='a4', copy=1, printed_at=s.PRINTED, printed_by=s.OFFICER)\n"
        "    most = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]\n"
        "    print(paper.pages, len(paper.bytes), most)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=sheet.ROOT)
    (few, small, before), (many, large, after) = ([int(n) for n in line.split()] for line in done.stdout.splitlines())
    assert few >= 100 and many >= 500
    assert (after - before) * 1024 <= 4 * (large - small) + 4_000_000
