"""Papers: what they say, in which order, for which state; forms as data; marks of reprints.

Every dossier here is the fold of events, as in the counter. The text is read back out of the PDF.
"""

import hashlib
import shutil
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pypdfium2
import pytest

from app.domain import codes
from app.domain.catalogue import FeeKind, PaperKind, ResultPaper
from app.domain.dossier import Dossier, fold
from app.domain.events import (
    BODIES,
    AgencyAccepted,
    AgencyReturned,
    Authorisation,
    Body,
    Component,
    Corrected,
    DeliveryKind,
    Event,
    FeeCollected,
    FeeLine,
    Filing,
    HandedBack,
    Missing,
    Mode,
    Person,
    Printed,
    ProcedureSnapshot,
    Received,
    Recipient,
    RecipientKind,
    Refused,
    Rescheduled,
    ResultArrived,
    ResultDelivery,
    ReturnedToAgency,
    Sealed,
    Status,
    Stopped,
    Submitter,
    SupplementAsked,
    Supplemented,
    Voided,
    WithdrawalAsked,
    Withdrawn,
)
from app.errors import Rejected, Trouble
from app.paper import Paper, Press, Unit, form_for, states
from app.paper.forms import template
from app.paper.lists import LISTS

ASSETS = Path(__file__).resolve().parents[2] / "assets"
MORNING = datetime(2026, 11, 23, 2, 5, tzinfo=UTC)  # 09:05 in Việt Nam
PRINTED = datetime(2026, 11, 23, 2, 6, 30, tzinfo=UTC)

UNIT = Unit(
    name="Bưu điện – Văn hóa xã Mường Tè",
    address="Trung tâm xã Mường Tè, tỉnh Lai Châu",
    hotline="1900 54 54 81",
    province="Lai Châu",
    commune="Xã Mường Tè",
    heading=("ỦY BAN NHÂN DÂN XÃ MƯỜNG TÈ", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"),
    agency="UBND xã Mường Tè",
    agency_address="Trung tâm xã Mường Tè",
    lookup_url="https://dichvucong.example.vn/tra-cuu?ma=",
)
SERIES = codes.series_code("H35.99.07", date(2026, 11, 23), 1004)
PROVISIONAL = codes.provisional_code("H35.99.07", 1, date(2026, 11, 23), 4)
SLIP = codes.slip_code("H35.99.07", 1, date(2026, 11, 23), 7)

FILING = Filing(
    mode=Mode.ASSIGNED,
    procedure=ProcedureSnapshot(
        code="1.001193",
        name="Thủ tục đăng ký khai sinh",
        case_name="Khai sinh thông thường",
        term_value=1,
        term_unit="working_day",
        results=(ResultPaper("KQ.G15.000031", "Giấy khai sinh"),),
    ),
    agency="UBND xã Mường Tè",
    channel=1,
    applicant=Person(
        full_name="Lò Thị Ỷ Nguyễn",
        id_number="012190001234",
        phone="0963855860",
        address="Bản Mù Phìn 1, xã Mường Tè, tỉnh Lai Châu",
    ),
    components=(
        Component(name="Tờ khai đăng ký khai sinh", originals=1),
        Component(name="Giấy chứng sinh", originals=1, copies=2, note="bản của trạm y tế"),
        Component(name="Thẻ căn cước", kind=PaperKind.SHOW, shown=True),
        Component(name="Hộ chiếu", kind=PaperKind.SHOW),
        Component(name="Thông tin cư trú", kind=PaperKind.DATABASE),
    ),
    fees=(FeeLine(kind=FeeKind.CHARGE, name="Lệ phí cấp bản sao trích lục", amount=8000, paid=True),),
)
CONSIGNED = msgspec.structs.replace(
    FILING,
    mode=Mode.CARRIER,
    channel=3,
    submitter=Submitter(
        full_name="Giàng A Páo",
        id_number="012090004321",
        address="Bản Nậm Phìn 3, xã Tả Lèng",
        phone="0856343448",
        authorisation=Authorisation(kind="Giấy ủy quyền", number="12/UQ", date=date(2026, 2, 3)),
    ),
    result_delivery=ResultDelivery(kind=DeliveryKind.POST),
    fees=(
        FeeLine(kind=FeeKind.CHARGE, name="Lệ phí đăng ký", amount=1_250_000, paid=True),
        FeeLine(kind=FeeKind.POSTAGE, name="Cước gửi hồ sơ", amount=30_500),
    ),
)
KINDS = {body: kind for kind, body in BODIES.items()}


def after(*bodies: Body, every: timedelta = timedelta(hours=3)) -> Dossier:
    """The fold of these events, one every few hours from the morning of 23/11/2026."""
    return fold(
        Event(
            seq=number,
            event_id=f"e{number}",
            dossier_id="d1",
            dossier_seq=number,
            kind=KINDS[type(body)],
            at=MORNING + every * (number - 1),
            device_at=MORNING + every * (number - 1),
            offset_ms=None,
            actor="lo-thi-dung",
            body=body,
        )
        for number, body in enumerate(bodies, 1)
    )


RECEIVED = Received(
    code=SERIES,
    filing=FILING,
    received_at=MORNING,
    due_at=datetime(2026, 11, 25, 10, 0, tzinfo=UTC),
    book=1,
    book_number=12,
)
SENT = Received(code=PROVISIONAL, filing=CONSIGNED, received_at=MORNING)
ASKED = SupplementAsked(
    missing=(
        Missing(name="Văn bản cam đoan", originals=1, copies=2, note="có người làm chứng"),
        Missing(name="Ảnh 3 × 4"),
    ),
    reason="Chưa có giấy chứng sinh; tờ khai chưa ký.",
)
REASON = "Không thuộc thẩm quyền của UBND xã Mường Tè; đề nghị nộp tại UBND cấp xã nơi cư trú."
AT_DESK = msgspec.structs.replace(ASKED, code=SLIP, filing=FILING)
REFUSED = Refused(reason=REASON, code=SLIP, filing=FILING)
ACCEPTED = AgencyAccepted(
    official_code="H35.14-261124-0001",
    accepted_at=datetime(2026, 11, 25, 1, 30, tzinfo=UTC),
    due_at=datetime(2026, 12, 9, 10, 0, tzinfo=UTC),
)
HANDED = HandedBack(
    recipient=Recipient(
        kind=RecipientKind.REPRESENTATIVE,
        full_name="Giàng Thị Súa",
        id_last4="4321",
        phone="0856343448",
        authorisation=Authorisation(kind="Giấy ủy quyền", number="3"),
    ),
    fees_collected=1_250_000,
    originals_taken_back=("Giấy khai sinh cũ",),
)
ARRIVED = ResultArrived(number="125/2026", results=(ResultPaper("KQ", "Giấy khai sinh"), ResultPaper("", "Bản sao")))

DOSSIERS: dict[str, Dossier] = {
    "01": after(RECEIVED),
    "02": after(AT_DESK),
    "03": after(REFUSED),
    "phieu-gui": after(SENT),
    "bien-nhan": after(RECEIVED, ARRIVED, HANDED),
}
FORMS = tuple(DOSSIERS)


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(ASSETS, UNIT)


def printed(press: Press, form: str, dossier: Dossier, size: str = "a5", copy: int = 1, reason: str = "") -> Paper:
    return press.render(
        form, dossier, size=size, copy=copy, printed_at=PRINTED, printed_by="Lò Thị Dung", reason=reason
    )


def pages(paper: Paper) -> list[str]:
    """The text of each page, its white space evened out."""
    document = pypdfium2.PdfDocument(paper.bytes)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def in_order(text: str, wanted: list[str]) -> None:
    place = 0
    for part in wanted:
        found = text.find(part, place)
        assert found >= 0, f"{part!r} is not in its place after {text[max(0, place - 60) : place]!r}\n{text}"
        place = found + len(part)


# ----------------------------------------------------------------------------------------------------- what papers say


def test_what_is_waived_stands_with_its_ground_and_is_in_no_sum(press: Press) -> None:
    filing = msgspec.structs.replace(
        CONSIGNED,
        fees=(
            FeeLine(kind=FeeKind.CHARGE, name="Lệ phí", amount=0, waived=50_000, ground="Trẻ em"),
            FeeLine(kind=FeeKind.POSTAGE, name="Cước gửi", amount=11_000, paid=True, waived=11_000, ground="Hộ nghèo"),
        ),
    )
    sent = after(msgspec.structs.replace(SENT, filing=filing))
    lines = ["Lệ phí: miễn (Trẻ em) 0 đ", "Cước gửi: giảm 11.000 đ (Hộ nghèo) 11.000 đ"]
    for size in ("a4", "a5"):
        in_order(" ".join(pages(printed(press, "phieu-gui", sent, size))), [*lines, "11.000 đ", "Mười một nghìn đồng"])
    assert "50.000" not in " ".join(pages(printed(press, "phieu-gui", sent)))
    here = after(msgspec.structs.replace(RECEIVED, filing=msgspec.structs.replace(filing, mode=Mode.ASSIGNED)))
    in_order(" ".join(pages(printed(press, "01", here))), lines)
    free = msgspec.structs.replace(filing, mode=Mode.ASSIGNED, fees=filing.fees[:1])
    in_order(" ".join(pages(printed(press, "01", after(msgspec.structs.replace(RECEIVED, filing=free))))), lines[:1])


HEAD = [
    "ỦY BAN NHÂN DÂN XÃ MƯỜNG TÈ",
    "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
]
SAYS: dict[str, list[str]] = {
    "01": [
        *HEAD,
        "Số: 12/TTPVHCC",
        "Mường Tè, ngày 23 tháng 11 năm 2026",
        "H35.99.07 - 261123 - 1004",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "(Theo Mẫu số 01, ban hành kèm theo Thông tư số 01/2018/TT-VPCP)",
        "Mã hồ sơ: H35.99.07-261123-1004",
        "(Liên: Giao khách hàng)",
        "Trung tâm Phục vụ hành chính công/Bộ phận tiếp nhận và trả kết quả: Bưu điện – Văn hóa xã Mường Tè",
        "Tiếp nhận hồ sơ của: Lò Thị Ỷ Nguyễn",
        "Địa chỉ: Bản Mù Phìn 1, xã Mường Tè, tỉnh Lai Châu",
        "Số điện thoại: 0963855860 Email:",
        "Nội dung yêu cầu giải quyết: Thủ tục đăng ký khai sinh (trường hợp: Khai sinh thông thường)",
        "Thành phần hồ sơ nộp gồm: TT Tên giấy tờ Bản chính Bản sao",
        "1 Tờ khai đăng ký khai sinh 01 –",
        "2 Giấy chứng sinh (bản của trạm y tế) 01 02",
        "Giấy tờ đã xuất trình để đối chiếu và trả lại ngay: Thẻ căn cước",
        "Giấy tờ khai thác từ cơ sở dữ liệu: Thông tin cư trú",
        "Số lượng hồ sơ: 01 (bộ)",
        "Thời gian giải quyết hồ sơ theo quy định là: 01 ngày làm việc",
        "Thời gian nhận hồ sơ: 09 giờ 05 phút, ngày 23 tháng 11 năm 2026",
        "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 25 tháng 11 năm 2026",
        "Đăng ký nhận kết quả tại: Bưu điện – Văn hóa xã Mường Tè",
        "Phí, lệ phí (nếu có): Lệ phí cấp bản sao trích lục 8.000 đ (Bằng chữ: Tám nghìn đồng; đã thu 8.000 đ)",
        "Vào Sổ theo dõi hồ sơ, Quyển số: 01 Số thứ tự: 12",
        "NGƯỜI NỘP HỒ SƠ (Ký và ghi rõ họ tên) NGƯỜI TIẾP NHẬN HỒ SƠ (Ký và ghi rõ họ tên)",
        "Lò Thị Ỷ Nguyễn Lò Thị Dung",
        "Mẫu TT01/2018 · Bản in 1 lúc 09:06 ngày 23/11/2026 · Lò Thị Dung",
    ],
    "02": [
        *HEAD,
        "Số: ……/HDHS",
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "(Theo Mẫu số 02, ban hành kèm theo Thông tư số 01/2018/TT-VPCP)",
        f"Số phiếu: {SLIP}",
        "Hồ sơ của: Lò Thị Ỷ Nguyễn",
        "Nội dung yêu cầu giải quyết: Thủ tục đăng ký khai sinh",
        "Địa chỉ: Bản Mù Phìn 1, xã Mường Tè, tỉnh Lai Châu",
        "Số điện thoại: 0963855860",
        "Yêu cầu Ông/Bà hoàn thiện hồ sơ gồm những nội dung như sau:",
        "TT Thành phần hồ sơ Bản chính Bản sao",
        "1 Văn bản cam đoan (có người làm chứng) 01 02",
        "2 Ảnh 3 × 4 – –",
        "Lý do: Chưa có giấy chứng sinh; tờ khai chưa ký.",
        "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà có thể tra cứu",
        "tại Website: dichvucong.example.vn hoặc liên hệ với Bưu điện – Văn hóa xã Mường Tè",
        ", số điện thoại 1900 54 54 81 để được hướng dẫn./.",
        "NGƯỜI HƯỚNG DẪN (Ký và ghi rõ họ tên) Lò Thị Dung",
        "Phiếu này chưa phải là giấy tiếp nhận hồ sơ.",
    ],
    "03": [
        *HEAD,
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        "Tiếp nhận hồ sơ của: Lò Thị Ỷ Nguyễn",
        "Địa chỉ: Bản Mù Phìn 1",
        "Số điện thoại: 0963855860",
        "Nội dung yêu cầu giải quyết: Thủ tục đăng ký khai sinh",
        "Qua xem xét, Bưu điện – Văn hóa xã Mường Tè thông báo không tiếp nhận, giải quyết hồ sơ này với lý do",
        "cụ thể như sau:",
        REASON,
        "Xin thông báo cho Ông/Bà được biết và thực hiện.",
        "NGƯỜI NỘP HỒ SƠ (Ký và ghi rõ họ tên) NGƯỜI TIẾP NHẬN HỒ SƠ (Ký và ghi rõ họ tên)",
    ],
    "phieu-gui": [
        "BƯU ĐIỆN – VĂN HÓA XÃ MƯỜNG TÈ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "PHIẾU GỬI HỒ SƠ",
        f"Mã hồ sơ: {PROVISIONAL} (Liên 1: Người gửi)",
        "Người gửi: Giàng A Páo (Giấy ủy quyền số 12/UQ ngày 03 tháng 02 năm 2026)",
        "Địa chỉ người gửi: Bản Nậm Phìn 3, xã Tả Lèng",
        "Số điện thoại: 0856343448",
        "Chủ hồ sơ: Lò Thị Ỷ Nguyễn, Bản Mù Phìn 1, xã Mường Tè, tỉnh Lai Châu",
        "Cơ quan có thẩm quyền giải quyết: UBND xã Mường Tè",
        "Địa chỉ cơ quan: Trung tâm xã Mường Tè",
        "Tên thủ tục hành chính: Thủ tục đăng ký khai sinh",
        "Danh mục giấy tờ, tài liệu gửi: TT Tên giấy tờ, tài liệu Bản chính Bản sao",
        "2 Giấy chứng sinh (bản của trạm y tế) 01 02",
        "Tổng số: 01 bộ; 02 loại giấy tờ; 02 bản chính, 02 bản sao",
        "Thời gian nhận gửi: 09 giờ 05 phút, ngày 23 tháng 11 năm 2026",
        "Đăng ký nhận kết quả tại: Qua dịch vụ bưu chính, đến: Lò Thị Ỷ Nguyễn, 0963855860",
        "Cước và phí, lệ phí:",
        "- Lệ phí đăng ký 1.250.000 đ",
        "- Cước gửi hồ sơ 30.500 đ",
        "Cộng 1.280.500 đ",
        "(Bằng chữ: Một triệu hai trăm tám mươi nghìn năm trăm đồng; đã thu 1.250.000 đ; còn phải nộp 30.500 đ)",
        "Nội dung khác:",
        "NGƯỜI GỬI HỒ SƠ (Ký và ghi rõ họ tên) NHÂN VIÊN BƯU ĐIỆN (Ký và ghi rõ họ tên)",
        "Giàng A Páo Lò Thị Dung",
        "Mã trên là số cấp tại quầy",
    ],
    "bien-nhan": [
        *HEAD,
        "GIẤY BIÊN NHẬN TRẢ KẾT QUẢ",
        f"Mã hồ sơ: {SERIES} (Liên: Giao người nhận)",
        "1. Tên thủ tục hành chính: Thủ tục đăng ký khai sinh",
        "Chủ hồ sơ: Lò Thị Ỷ Nguyễn",
        "2. Người trả kết quả: Họ tên: Lò Thị Dung Điện thoại: 1900 54 54 81",
        "3. Người nhận kết quả: Họ tên: Giàng Thị Súa Điện thoại: 0856343448",
        "Tư cách người nhận: người được ủy quyền, theo Giấy ủy quyền số 3",
        "Bốn số cuối của giấy tờ tùy thân: 4321",
        "4. Thành phần trả gồm: TT Loại kết quả Số Trích yếu",
        "1 Giấy khai sinh 125/2026 Thủ tục đăng ký khai sinh",
        "2 Bản sao",
        "Bản gốc thu lại: Giấy khai sinh cũ",
        "1.250.000 đ (Bằng chữ: Một triệu hai trăm năm mươi nghìn đồng)",
        "5. Ngày trả kết quả: 15 giờ 05 phút, ngày 23 tháng 11 năm 2026",
        "NGƯỜI NHẬN KẾT QUẢ (Ký và ghi rõ họ tên) NGƯỜI TRẢ KẾT QUẢ (Ký và ghi rõ họ tên)",
        "Giàng Thị Súa Lò Thị Dung",
    ],
}


@pytest.mark.parametrize("size", ["a4", "a5"])
@pytest.mark.parametrize("form", FORMS)
def test_a_form_says_all_its_lines_in_their_order(press: Press, form: str, size: str) -> None:
    paper = printed(press, form, DOSSIERS[form], size)
    liens = next(info for info in press.forms() if info.name == form).copies
    assert paper.pages % len(liens) == 0
    texts = pages(paper)
    assert len(texts) == paper.pages
    first = " ".join(texts[: paper.pages // len(liens)])
    assert unicodedata.is_normalized("NFC", first)
    in_order(first, SAYS[form])


@pytest.mark.parametrize("form", FORMS)
def test_each_lien_says_which_it_is_and_is_otherwise_the_same(press: Press, form: str) -> None:
    paper = printed(press, form, DOSSIERS[form], "a4")
    copies = next(info for info in press.forms() if info.name == form).copies
    texts = pages(paper)
    assert len(texts) == len(copies)
    bare = set()
    for text, copy in zip(texts, copies, strict=True):
        assert copy in text
        bare.add(text.replace(f"(Liên: {copy})", "()").replace(f"({copy})", "()"))
    assert len(bare) == 1


def test_two_a5_lien_fit_side_by_side_on_a4(press: Press) -> None:
    paper = printed(press, "01", DOSSIERS["01"], "a5x2")
    document = pypdfium2.PdfDocument(paper.bytes)
    assert paper.pages == len(document) == 1
    assert document[0].get_size() == pytest.approx((841.89, 595.28), abs=0.4)
    document.close()
    in_order(pages(paper)[0], [*SAYS["01"], "(Liên: Lưu)"])


def test_no_identity_number_is_on_any_paper(press: Press) -> None:
    for form, dossier in DOSSIERS.items():
        text = "".join(pages(printed(press, form, dossier)))
        assert "012190001234" not in text and "012090004321" not in text


def test_what_is_not_known_is_left_to_write_in_or_left_out(press: Press) -> None:
    bare = Filing(
        mode=Mode.ASSIGNED,
        procedure=ProcedureSnapshot(code="2.000815", name="Chứng thực"),
        agency="UBND",
        channel=1,
        applicant=Person(full_name="Sùng A Lử"),
    )
    poor = Press(ASSETS, Unit(name="Bưu cục 1", province="Lai Châu"))
    text = pages(printed(poor, "01", after(Received(code=SERIES, filing=bare, received_at=MORNING)), "a4"))[0]
    in_order(
        text,
        [
            "BƯU CỤC 1",
            "Số: ……/TTPVHCC",
            "Lai Châu, ngày 23",
            "Địa chỉ: Số điện thoại: Email: Nội dung",
            "Thời gian giải quyết hồ sơ theo quy định là: Thời gian nhận hồ sơ: 09 giờ",
            "Thời gian trả kết quả giải quyết hồ sơ: …… giờ …… phút, ngày …… tháng …… năm",
            "Quyển số: Số thứ tự:",
        ],
    )
    for absent in ("Người nộp:", "Phí, lệ phí", "xuất trình", "cơ sở dữ liệu", "Tra cứu"):
        assert absent not in text


def test_a_supplement_after_receipt_names_its_own_papers_and_day(press: Press) -> None:
    asked = after(RECEIVED, msgspec.structs.replace(ASKED, reason="Ảnh mờ."), every=timedelta(days=1))
    text = pages(printed(press, "02", asked))[0]
    in_order(text, ["ngày 24 tháng 11 năm 2026", f"Mã hồ sơ: {SERIES}", "Văn bản cam đoan", "Lý do: Ảnh mờ."])
    assert "chưa phải là giấy tiếp nhận" not in text
    answered = after(RECEIVED, ASKED, Supplemented(components=(Component(name="Văn bản cam đoan", originals=1),)))
    assert "Lý do: Chưa có giấy chứng sinh" in pages(printed(press, "02", answered, copy=2))[0]
    assert "3 Văn bản cam đoan 01" in pages(printed(press, "01", answered, copy=2))[0]


def test_the_official_code_takes_the_place_of_the_provisional_one(press: Press) -> None:
    text = pages(printed(press, "phieu-gui", after(SENT, ACCEPTED), copy=2))[0]
    in_order(text, ["H35.14 - 261124 - 0001", "Mã hồ sơ: H35.14-261124-0001", f"(Số cấp tại quầy: {PROVISIONAL})"])
    assert "Mã trên là số cấp tại quầy" not in text


@pytest.mark.parametrize("form", ["02", "03", "phieu-gui", "bien-nhan"])
def test_a_carriers_papers_never_speak_of_the_due_date(press: Press, form: str) -> None:
    carried = msgspec.structs.replace(AT_DESK, filing=CONSIGNED), msgspec.structs.replace(REFUSED, filing=CONSIGNED)
    dossier = {
        "02": after(carried[0]),
        "03": after(carried[1]),
        "phieu-gui": after(SENT, ACCEPTED),
        "bien-nhan": after(SENT, ACCEPTED, ARRIVED, HANDED),
    }[form]
    for text in pages(printed(press, form, dossier)):
        assert "hẹn" not in text.lower()
        assert "tháng 12 năm 2026" not in text and "09/12/2026" not in text


def test_a_carriers_receipt_is_the_agencys_word_once_it_has_spoken(press: Press) -> None:
    text = " ".join(pages(printed(press, "01", after(SENT, ACCEPTED), "a4")))
    in_order(
        text,
        [
            "BƯU ĐIỆN – VĂN HÓA XÃ MƯỜNG TÈ",
            "ngày 25 tháng 11 năm 2026",
            "trả kết quả: UBND xã Mường Tè",
            "Thời gian nhận hồ sơ: 08 giờ 30 phút, ngày 25 tháng 11 năm 2026",
            "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 09 tháng 12 năm 2026",
        ],
    )
    assert "Bưu cục in theo số liệu tiếp nhận của UBND xã Mường Tè" in "".join(
        pages(printed(press, "01", after(SENT, ACCEPTED)))
    )
    assert "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG" not in text
    assert "Lò Thị Dung" not in text.split("NGƯỜI TIẾP NHẬN HỒ SƠ")[1].split("Bưu cục in")[0]


def test_money_collected_later_is_on_a_later_print(press: Press) -> None:
    unpaid = msgspec.structs.replace(FILING, fees=(msgspec.structs.replace(FILING.fees[0], paid=False),))
    received = msgspec.structs.replace(RECEIVED, filing=unpaid)
    assert "(Bằng chữ: Tám nghìn đồng; còn phải nộp 8.000 đ)" in pages(printed(press, "01", after(received)))[0]
    paid = after(received, FeeCollected(amount=8000, kind=FeeKind.CHARGE))
    assert "(Bằng chữ: Tám nghìn đồng; đã thu 8.000 đ)" in pages(printed(press, "01", paid, copy=2))[0]


def test_valuable_originals_are_named_as_such(press: Press) -> None:
    deed = Component(name="Giấy chứng nhận quyền sử dụng đất", originals=1, valuable=True, note="số DB 123456")
    filing = msgspec.structs.replace(CONSIGNED, components=(deed,))
    text = pages(printed(press, "phieu-gui", after(msgspec.structs.replace(SENT, filing=filing))))[0]
    assert "1 Giấy chứng nhận quyền sử dụng đất (giấy tờ gốc có giá trị; số DB 123456) 01 –" in text


# --------------------------------------------------------------------------------------------- copies and their marks


@pytest.mark.parametrize("form", FORMS)
def test_a_reprint_says_so_on_every_lien(press: Press, form: str) -> None:
    first, third = (printed(press, form, DOSSIERS[form], copy=copy, reason="kẹt giấy") for copy in (1, 3))
    assert all("in lại" not in text for text in pages(first))
    copies = next(info for info in press.forms() if info.name == form).copies
    starts = [text for text in pages(third) if any(copy in text for copy in copies)]
    assert len(starts) == len(copies)
    for text in starts:
        in_order(text, ["Bản in lại lần 3", "Lý do in lại: kẹt giấy"])
        assert "thay thế bản in trước" not in text


def test_the_second_copy_is_the_second_print(press: Press) -> None:
    assert "Bản in lại lần 2" in pages(printed(press, "01", DOSSIERS["01"], copy=2))[0]


def test_a_corrected_dossier_s_reprint_replaces_the_first(press: Press) -> None:
    corrected = after(RECEIVED, Corrected(reason="Sai tên", applicant=Person(full_name="Lò Thị Ý")))
    text = pages(printed(press, "01", corrected, copy=2))[0]
    in_order(text, ["Bản in lại lần 2 – thay thế bản in trước", "Tiếp nhận hồ sơ của: Lò Thị Ý"])
    assert "thay thế" not in pages(printed(press, "01", corrected))[0]


def test_a_voided_dossier_s_reprint_is_stamped(press: Press) -> None:
    voided = after(RECEIVED, Voided(reason="Nhập nhầm"))
    for text in pages(printed(press, "01", voided, copy=2)):
        assert text.startswith("ĐÃ HỦY")
        in_order(text, ["(Liên:", "ĐÃ HỦY Bản in lại lần 2"])


def test_training_papers_cannot_pass_for_real_ones() -> None:
    press = Press(ASSETS, msgspec.structs.replace(UNIT, training=True))
    assert all("TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ" in text for text in pages(printed(press, "01", DOSSIERS["01"])))


def test_the_officer_s_name_is_left_open_on_a_reprint_unless_told(press: Press) -> None:
    def signed(copy: int, signed_by: str | None = None) -> str:
        paper = press.render(
            "01",
            DOSSIERS["01"],
            size="a5",
            copy=copy,
            printed_at=PRINTED,
            printed_by="Tòng Văn Inh",
            signed_by=signed_by,
        )
        return pages(paper)[0].split("NGƯỜI TIẾP NHẬN HỒ SƠ")[1].split("Khi nhận kết quả")[0]

    assert "Tòng Văn Inh" in signed(1)
    assert "Tòng Văn Inh" not in signed(2)
    assert "Lò Thị Dung" in signed(2, "Lò Thị Dung")


def test_a_copy_counts_from_one(press: Press) -> None:
    with pytest.raises(ValueError, match="count from 1"):
        printed(press, "01", DOSSIERS["01"], copy=0)


def test_the_digest_is_of_the_bytes_and_the_same_printing_gives_the_same_bytes(press: Press) -> None:
    once, again = printed(press, "01", DOSSIERS["01"]), printed(Press(ASSETS, UNIT), "01", DOSSIERS["01"])
    assert once == again
    assert once.sha256 == hashlib.sha256(once.bytes).hexdigest()
    assert (once.form, once.version, once.size) == ("01", "TT01/2018", "a5")
    assert printed(press, "01", DOSSIERS["01"], copy=2).sha256 != once.sha256


def test_printing_changes_nothing_on_the_paper(press: Press) -> None:
    """The print event itself must not alter what the next copy says of the dossier."""
    noted = after(RECEIVED, Printed(form="01", version="TT01/2018", copy=1, size="a5", sha256="0" * 64))
    assert printed(press, "01", noted).bytes == printed(press, "01", DOSSIERS["01"]).bytes


def test_a_receipt_of_two_lien_is_small(press: Press) -> None:
    paper = printed(press, "01", DOSSIERS["01"])
    assert paper.pages == 2
    assert len(paper.bytes) <= 30_000


def test_threads_do_not_disturb_each_other(press: Press) -> None:
    wanted = {form: printed(press, form, dossier).sha256 for form, dossier in DOSSIERS.items()}
    found: list[tuple[str, str]] = []

    def print_all() -> None:
        found.extend((form, printed(press, form, dossier).sha256) for form, dossier in DOSSIERS.items())

    threads = [threading.Thread(target=print_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4 * len(FORMS)
    assert set(found) == set(wanted.items())


def test_heavy_libraries_come_with_the_first_page_only() -> None:
    code = "import sys, app.paper; print(sorted({'reportlab', 'barcode', 'segno', 'PIL'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ASSETS.parent)
    assert done.stdout.strip() == "[]"


def test_warming_up_finds_what_is_broken_before_a_paper_is_asked_for(press: Press, tmp_path: Path) -> None:
    press.warm()
    with pytest.raises(Trouble):
        Press(tmp_path, UNIT).warm()


# -------------------------------------------------------------------------------------------------- state decides form

RETURNED = AgencyReturned(reason="Sai thẩm quyền", refused=True)
HELD = {"06", "bien-lai"}  # papers were taken in, and money
RESCHEDULED = Rescheduled(due_at=datetime(2026, 12, 2, 10, 0, tzinfo=UTC), reason="Cần xác minh", letter="36/PXL")
STOPPED = Stopped(reason="Không bổ sung giấy tờ", letter="08/TB")
STATES: dict[str, tuple[Dossier, set[str], tuple[str, ...]]] = {
    # the state, the forms it bears, the forms it calls for
    "received, assigned": (after(RECEIVED), {"01", *HELD}, ("01",)),
    "received, carrier": (after(SENT), {"phieu-gui", *HELD}, ("phieu-gui",)),
    "accepted by the agency": (after(SENT, ACCEPTED), {"phieu-gui", "01", *HELD}, ("phieu-gui",)),
    "sealed": (after(SENT, Sealed(seal="A1")), {"phieu-gui", *HELD}, ("phieu-gui",)),
    "at the desk": (after(AT_DESK), {"02"}, ("02",)),
    "refused at the desk": (after(REFUSED), {"03"}, ("03",)),
    "refused by the agency": (after(SENT, RETURNED), {"03", "phieu-gui", "bien-lai"}, ("03",)),
    "supplement asked": (after(RECEIVED, ASKED), {"01", "02", *HELD}, ("02",)),
    "supplemented": (after(RECEIVED, ASKED, Supplemented(components=())), {"01", "02", *HELD}, ("01",)),
    "rescheduled": (after(RECEIVED, RESCHEDULED), {"01", "04", *HELD}, ("01",)),
    "stopped by the agency": (after(RECEIVED, STOPPED), {"01", "05", *HELD}, ("05",)),
    "result ready": (after(RECEIVED, ARRIVED), {"01", "moi-nhan", *HELD}, ("01",)),
    "sent back to the agency": (
        after(RECEIVED, ARRIVED, ReturnedToAgency(reason="Không ai nhận")),
        {"01", *HELD},
        ("01",),
    ),
    "handed back": (after(RECEIVED, ARRIVED, HANDED), {"01", "bien-nhan", *HELD}, ("bien-nhan",)),
    "withdrawn": (after(RECEIVED, WithdrawalAsked(reason="Đổi ý"), Withdrawn()), {"01", *HELD}, ()),
}


@pytest.mark.parametrize("state", STATES)
def test_a_state_bears_its_forms_and_no_other(press: Press, state: str) -> None:
    dossier, borne, called_for = STATES[state]
    assert press.form_for(dossier) == form_for(dossier) == called_for
    assert set(called_for) <= borne
    for form in sorted(states.FORMS):
        if form in borne:
            assert printed(press, form, dossier).pages > 0
        else:
            with pytest.raises(Rejected) as refused:
                printed(press, form, dossier)
            problem = refused.value.problems["form"]
            assert problem.code == "form_not_called_for"
            assert problem.facts == {"form": form, "status": str(int(dossier.status))}


def test_a_voided_dossier_calls_for_nothing_and_is_never_printed_first(press: Press) -> None:
    for opening, form in ((RECEIVED, "01"), (SENT, "phieu-gui"), (AT_DESK, "02")):
        voided = after(opening, Voided(reason="Nhập nhầm"))
        assert form_for(voided) == ()
        with pytest.raises(Rejected) as refused:
            printed(press, form, voided)
        assert refused.value.problems["form"].code == "form_of_voided"
        assert "ĐÃ HỦY" in pages(printed(press, form, voided, copy=2))[0]
    assert after(RECEIVED, Voided(reason="x")).status is Status.STOPPED


def test_a_form_or_size_that_does_not_exist_is_refused(press: Press) -> None:
    with pytest.raises(Rejected) as refused:
        printed(press, "99", DOSSIERS["01"])
    assert refused.value.problems["form"].code == "form_unknown"
    with pytest.raises(Rejected) as refused:
        printed(press, "01", DOSSIERS["01"], "a3")
    assert refused.value.problems["size"].code == "size_not_offered"


# --------------------------------------------------------------------------------------------------------- form files


@pytest.fixture
def own_assets(tmp_path: Path) -> Path:
    """A copy of the forms to change, with the shipped fonts."""
    shutil.copytree(ASSETS / "forms", tmp_path / "forms")
    shutil.copytree(ASSETS / "fonts" / "paper", tmp_path / "fonts" / "paper")
    return tmp_path


def form_file(assets: Path, name: str = "01") -> Path:
    return next((assets / "forms" / name).glob("*.toml"))


def test_the_shipped_forms(press: Press) -> None:
    infos = press.forms()
    assert {info.name for info in infos} == states.FORMS | LISTS
    for info in infos:
        assert info.source and info.short
        # Whatever a counter prints on takes the papers of one dossier; a register is A4 by TT 01/2018.
        assert ({"a4", "a5", "a5x2"} if info.name in states.FORMS else {"a4"}) <= set(info.sizes)
        assert info.effective_from <= date(2025, 9, 15) and info.effective_to is None
    titles = {info.name: (info.title, len(info.copies)) for info in infos}
    assert titles["01"] == ("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", 2)
    assert titles["phieu-gui"] == ("PHIẾU GỬI HỒ SƠ", 3)


def test_a_new_version_is_a_file_and_a_dossier_keeps_its_own(own_assets: Path) -> None:
    old = form_file(own_assets)
    text = old.read_text(encoding="utf-8")
    new = text.replace('version = "TT01/2018"', 'version = "TT03/2025"').replace("2018-11-23", "2026-11-24")
    (old.parent / "tt03-2025.toml").write_text(new.replace("Tiếp nhận hồ sơ của", "Nhận hồ sơ của"), encoding="utf-8")
    press = Press(own_assets, UNIT)
    last_minute = datetime(2026, 11, 23, 16, 59, tzinfo=UTC)  # 23:59 in Việt Nam
    for received_at, version, label in (
        (last_minute, "TT01/2018", "Tiếp nhận hồ sơ của:"),
        (last_minute + timedelta(minutes=1), "TT03/2025", "Nhận hồ sơ của:"),
    ):
        paper = printed(press, "01", after(msgspec.structs.replace(RECEIVED, received_at=received_at)))
        assert paper.version == version
        assert f"{label} Lò Thị Ỷ Nguyễn" in pages(paper)[0]
        assert f"Mẫu {version}" in pages(paper)[0]
    assert [info.version for info in press.forms() if info.name == "01"] == ["TT01/2018", "TT03/2025"]


def test_a_form_ends_with_its_day(own_assets: Path) -> None:
    file = form_file(own_assets)
    ended = file.read_text(encoding="utf-8").replace("= 2018-11-23", "= 2018-11-23\neffective_to = 2026-11-22")
    file.write_text(ended, encoding="utf-8")
    with pytest.raises(Rejected) as refused:
        printed(Press(own_assets, UNIT), "01", DOSSIERS["01"])
    assert refused.value.problems["form"].code == "form_not_in_force"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda text: text.replace("title =", "titel ="), "titel"),
        (lambda text: text.replace('short = "', 'short = 5 # "'), "short"),
        (lambda text: text.replace("{applicant.name}", "{applicant.nam}"), "block[1].text: applicant.nam"),
        (lambda text: text.replace("{originals}", "{orignals}"), "block[7].columns[2].cell: orignals"),
        (lambda text: text.replace('rows = "components"', 'rows = "papers"'), "block[7].rows: papers"),
        (lambda text: text.replace("strong = true", "bold = true", 1), "block[1].bold"),
        (lambda text: text.replace('kind = "table"', 'kind = "tabel"'), "block[7].kind"),
        (lambda text: text.replace("[ (mã thủ tục", " (mã thủ tục"), "block[5].text: ]"),
        (lambda text: text.replace('when = "carrier"', 'when = "carier"'), "when: carier"),
        (lambda text: text.replace("[sizes.a5]", "[sizes.a6]"), "sizes.a6"),
        (lambda text: text.replace("type = [9.0, 8.5, 8.0]", "type = [3.0]"), "sizes.a5.type"),
        (lambda text: text.replace('dated = "accepted"', 'dated = "tomorrow"'), "dated: tomorrow"),
        (lambda text: text.replace("(Liên: {copy})", "(Liên: {code})"), "copy_line: code"),
        (lambda text: text.replace("= 2018-11-23", "= 2018-11-23\neffective_to = 2018-11-22"), "effective_to"),
        (lambda text: text.replace("{receiver.officer}", "{receiver.officer"), "name: {"),
        (lambda text: text + "\n[[block]\n", "dòng"),
    ],
)  # fmt: skip
def test_a_broken_form_file_is_named_with_its_key(own_assets: Path, change: Callable[[str], str], key: str) -> None:
    file = form_file(own_assets)
    text = file.read_text(encoding="utf-8")
    broken = change(text)
    assert broken != text
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(Trouble) as trouble:
        Press(own_assets, UNIT).forms()
    assert trouble.value.code == "form_broken"
    assert trouble.value.facts["file"] == f"01/{file.name}"
    assert key in str(trouble.value.facts["key"])


def test_a_form_nobody_knows_the_rule_of_is_refused(own_assets: Path) -> None:
    (own_assets / "forms" / "98").mkdir()
    with pytest.raises(Trouble) as trouble:
        Press(own_assets, UNIT).forms()
    assert trouble.value.facts["file"] == "98/"


def test_missing_files_are_trouble_and_named(own_assets: Path, tmp_path: Path) -> None:
    (own_assets / "fonts" / "paper" / "BeVietnamPro-Bold.ttf").unlink()
    with pytest.raises(Trouble) as trouble:
        printed(Press(own_assets, UNIT), "01", DOSSIERS["01"])
    assert (trouble.value.code, dict(trouble.value.facts)) == ("font_missing", {"file": "BeVietnamPro-Bold.ttf"})
    with pytest.raises(Trouble) as trouble:
        Press(tmp_path / "nowhere", UNIT).forms()
    assert trouble.value.code == "form_broken"


def test_brackets_and_facts_in_templates() -> None:
    assert template("a{b}[c{d}]e").facts == ("b", "d")
    for broken in ("[", "]", "a]b", "[[a]]", "{", "}", "{a{b}}", "{a[b]}"):
        with pytest.raises(ValueError, match=r"[\[\]{}]"):
            template(broken)
