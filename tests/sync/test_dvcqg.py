"""A dossier in the wire's words: the HoSo object field by field, and the line that tells each event."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from app.domain.catalogue import FeeKind, ResultPaper
from app.domain.dossier import fold
from app.domain.events import (
    AgencyAccepted,
    AgencyReturned,
    Authorisation,
    Body,
    Corrected,
    DeliveryKind,
    FeeCollected,
    FeeLine,
    FeeRefunded,
    Filing,
    HandedBack,
    HandedToAgency,
    IdKind,
    Kind,
    Mode,
    Person,
    PersonKind,
    Received,
    Recipient,
    Refused,
    Rescheduled,
    ResultArrived,
    ResultDelivery,
    Status,
    Stopped,
    Voided,
    WithdrawalAsked,
    Withdrawn,
)
from app.domain.events import Event as Fact
from app.domain.queue import Entry
from sync.dialects.dvcqg import Named, Point, cut, line, record, stamp
from sync.sandbox.rules import LINE, LISTS, RECORD, Names, line_flaw, record_flaw
from tests.sync.counter import CLERK, LIFE, POINT, filing

NAMED = Named(
    code="1.004873.000.00.00.H99",
    name="Cấp Giấy xác nhận tình trạng hôn nhân",
    field_code="G06-HT01",
    field="Hộ tịch",
    results=(("KQ.G15.000301", "Giấy xác nhận"),),
)
NAMES = Names(name=NAMED.name, field_code=NAMED.field_code, field=NAMED.field)
HERE = Point(name=POINT)
AT = datetime(2026, 11, 5, 1, 15, tzinfo=UTC)
CODE = "H35.99.07-261105-1001"


def entry(*steps: tuple[Kind, Body], given: Filing | None = None, received_at: datetime = AT, **opening: Any) -> Entry:
    """The last of some events, an hour apart, as the courier gets it."""
    body = Received(
        code=CODE, filing=given or filing(), received_at=received_at, due_at=AT + timedelta(days=5), **opening
    )
    facts = [
        Fact(
            seq=number,
            event_id=f"e-{number}",
            dossier_id="d-1",
            dossier_seq=number,
            kind=kind,
            at=AT + timedelta(hours=number - 1),
            device_at=AT,
            offset_ms=None,
            actor="clerk-1",
            body=one,
        )
        for number, (kind, one) in enumerate([(Kind.RECEIVED, body), *steps], 1)
    ]
    dossier = fold(facts)
    return Entry(
        seq=len(facts),
        dossier_id="d-1",
        kind=facts[-1].kind,
        event=facts[-1],
        dossier=dossier,
        wire_code=dossier.wire_code or CODE,
        actor_name=CLERK,
        parts=0,
        asked=False,
        attempts=0,
    )


def test_a_reception_is_the_whole_object_in_the_wires_order() -> None:
    assert record(entry(), NAMED, HERE) == {
        "MaHoSo": CODE,
        "MaTTHC": "1.004873.000.00.00.H99",
        "TenTTHC": "Cấp Giấy xác nhận tình trạng hôn nhân",
        "MaLinhVuc": "G06-HT01",
        "TenLinhVuc": "Hộ tịch",
        "KenhThucHien": "1",
        "SoGiayToChuHoSo": "012090001234",
        "ChuHoSo": "Lò Văn Ín",
        "LoaiDoiTuong": "1",
        "MaDoiTuong": "",
        "ThongTinKhac": "",
        "Email": "",
        "Fax": "",
        "SoDienThoai": "0912345678",
        "TrichYeuHoSo": "Xác nhận tình trạng hôn nhân",
        "NgayNopHoSo": "20261105081500",
        "NgayTiepNhan": "20261105081500",
        "NgayHenTra": "20261110081500",
        "TrangThaiHoSo": "2",
        "NgayTra": "",
        "ThongTinTra": "",
        "HinhThuc": "0",
        "NgayKetThucXuLy": "",
        "NgayTuChoi": "",
        "DonViXuLy": "UBND xã Mường Tè",
        "GhiChu": "",
        "NoiNopHoSo": "2",
        "HoSoCoThanhPhanSoHoa": "0",
        "TaiKhoanDuocXacThucVoiVNeID": "0",
        "DuocThanhToanTrucTuyen": "0",
        "DinhDanhCHS": [{"LoaiDinhDanh": "1", "SoDinhDanh": "012090001234"}],
        "DSKetNoiCSDL": [{"MaCSDL": "7"}],
        "TaiLieuNop": [],
        "DanhSachLePhi": [
            {"TenPhiLePhi": "Lệ phí", "MaPhiLePhi": "2", "HinhThucThu": "1", "Gia": "15000", "LoaiPhiLePhi": "1"}
        ],
        "DanhSachTepDinhKemKhac": [],
        "DanhSachHoSoBoSung": [],
        "DanhSachGiayToKetQua": [],
    }
    assert list(record(entry(), NAMED, HERE)) == [*RECORD, *LISTS]


def test_a_reception_line_lists_the_papers_with_their_counts() -> None:
    assert line(entry(), HERE) == {
        "MaHoSo": CODE,
        "NguoiXuLy": CLERK,
        "ChucDanh": "Giao dịch viên bưu điện",
        "ThoiDiemXuLy": "20261105081500",
        "PhongBanXuLy": POINT,
        "NoiDungXuLy": "Tiếp nhận hồ sơ tại điểm bưu điện: Tờ khai (1 bản chính); Căn cước (xuất trình); "
        "Giấy tờ nơi cư trú (1 bản chính, 2 bản sao)",
        "TrangThai": "2",
        "NgayBatDau": "20261105081500",
        "NgayKetThucTheoQuyDinh": "20261110081500",
    }
    assert list(line(entry(), HERE)) == list(LINE)


ENDS: list[list[tuple[Kind, Body]]] = [
    [(Kind.REFUSED, Refused(reason="Không thuộc thẩm quyền", legal_basis="Điều 3"))],
    [(Kind.WITHDRAWAL_ASKED, WithdrawalAsked(reason="Đổi ý")), (Kind.WITHDRAWN, Withdrawn(note="đủ giấy tờ"))],
    [(Kind.HANDED_TO_AGENCY, HandedToAgency(note="3 bộ")), (Kind.STOPPED, Stopped(reason="Không bổ sung"))],
    [(Kind.VOIDED, Voided(reason="Nhập trùng"))],
    [(Kind.FEE_REFUNDED, FeeRefunded(amount=5_000, kind=FeeKind.CHARGE, reason="Thu thừa"))],
    [(Kind.RESCHEDULED, Rescheduled(due_at=AT + timedelta(days=9), reason="Cần xác minh"))],
    [(Kind.AGENCY_RETURNED, AgencyReturned(reason="Thiếu chữ ký"))],
    [(Kind.AGENCY_RETURNED, AgencyReturned(reason="Sai thẩm quyền", refused=True))],
]


@pytest.mark.parametrize("steps", [LIFE, *ENDS], ids=lambda steps: str(steps[-1][0]))
def test_every_step_of_a_life_is_taken_by_a_strict_server(steps: list[tuple[Kind, Body]]) -> None:
    held: dict[str, Any] | None = None
    newest: dict[str, Any] | None = None
    for count in range(len(steps) + 1):
        one = entry(*steps[:count])
        hoso, told = record(one, NAMED, HERE), line(one, HERE)
        if one.kind is Kind.REFUSED or (one.kind is Kind.AGENCY_RETURNED and one.dossier.status is Status.NOT_RECEIVED):
            # A counter refuses before it received; after that only the agency does, and a server may not like either.
            held = newest = None
        assert record_flaw(hoso, held, NAMES, closed=True) == ""
        assert line_flaw(told, hoso, newest) == ""
        assert told["NoiDungXuLy"] and told["TrangThai"] == hoso["TrangThaiHoSo"]
        held, newest = hoso, told


STORIES: list[tuple[Kind, Body, str]] = [
    (Kind.REFUSED, ENDS[0][0][1], "Từ chối tiếp nhận hồ sơ: Không thuộc thẩm quyền (căn cứ: Điều 3)"),
    (Kind.WITHDRAWAL_ASKED, WithdrawalAsked(reason="Đổi ý"), "Công dân yêu cầu rút hồ sơ: Đổi ý"),
    (Kind.HANDED_TO_AGENCY, HandedToAgency(), "Bàn giao hồ sơ cho UBND xã Mường Tè"),
    (Kind.FEE_COLLECTED, FeeCollected(amount=1_250_000, kind=FeeKind.FEE), "Thu phí 1.250.000 đồng"),
    (Kind.CORRECTED, Corrected(reason="Gõ sai tên"), "Sửa thông tin hồ sơ: Gõ sai tên"),
    (Kind.RESULT_ARRIVED, ResultArrived(), "Kết quả đã về điểm bưu điện"),
    (
        Kind.RESCHEDULED,
        Rescheduled(due_at=datetime(2026, 11, 20, 3, tzinfo=UTC), reason="Cần xác minh"),
        "Xin lỗi và hẹn lại ngày trả kết quả 20/11/2026: Cần xác minh",
    ),
]


@pytest.mark.parametrize(("kind", "body", "told"), STORIES, ids=[str(kind) for kind, _, _ in STORIES])
def test_events_are_told_in_plain_words(kind: Kind, body: Body, told: str) -> None:
    assert line(entry((kind, body)), HERE)["NoiDungXuLy"] == told


def test_every_queued_kind_of_a_life_has_its_words() -> None:
    told = [line(entry(*LIFE[: count + 1]), HERE)["NoiDungXuLy"] for count in range(len(LIFE))]
    assert told[1] == "Yêu cầu bổ sung: Chưa rõ nơi cư trú: Giấy tờ nơi cư trú (1 bản chính)"
    assert told[3] == "Nhận giấy tờ bổ sung: Giấy tờ nơi cư trú (1 bản chính)"
    assert told[4] == "Yêu cầu thực hiện nghĩa vụ tài chính: Phí xác minh 50.000 đồng"
    assert told[9] == "Chuyển hoàn kết quả về UBND xã Mường Tè: Hai lần không gặp người nhận"
    assert told[11] == "Đã trả kết quả tại quầy"
    assert all("Lò Văn Ín" not in one and "012090001234" not in one for one in told)


# ----------------------------------------------------------------------------------------- status


def test_refused_at_first_contact_carries_its_time_and_reason() -> None:
    hoso = record(entry((Kind.REFUSED, Refused(reason="Không thuộc thẩm quyền"))), NAMED, HERE)
    assert (hoso["TrangThaiHoSo"], hoso["NgayTuChoi"], hoso["GhiChu"]) == (
        "3",
        "20261105091500",
        "Không thuộc thẩm quyền",
    )
    assert hoso["NgayKetThucXuLy"] == ""


@pytest.mark.parametrize(
    ("steps", "remark"), [(ENDS[3], "Hủy hồ sơ: Nhập trùng"), (ENDS[1], "Đổi ý"), (ENDS[2], "Không bổ sung")]
)
def test_voided_withdrawn_and_stopped_end_at_8_with_the_reason(steps: list[tuple[Kind, Body]], remark: str) -> None:
    hoso = record(entry(*steps), NAMED, HERE)
    assert (hoso["TrangThaiHoSo"], hoso["GhiChu"]) == ("8", remark)
    assert hoso["NgayKetThucXuLy"] == stamp(entry(*steps).event.at)


def test_a_returned_result_stays_at_9_with_nothing_handed_back() -> None:
    hoso = record(entry(*LIFE[:10]), NAMED, HERE)
    assert (hoso["TrangThaiHoSo"], hoso["NgayTra"]) == ("9", "")


def test_a_hand_back_names_the_recipient_the_item_and_the_way() -> None:
    back = HandedBack(
        recipient=Recipient(full_name="Lò Thị Ương", authorisation=Authorisation(kind="uy-quyen")),
        by_post=True,
        item_code="RR123456785VN",
        handed_at=AT + timedelta(days=1),
    )
    steps = [(Kind.RESULT_ARRIVED, ResultArrived()), (Kind.HANDED_BACK, back)]
    hoso = record(entry(*steps), NAMED, HERE)
    assert hoso["TrangThaiHoSo"] == "10"
    assert hoso["ThongTinTra"] == "Trả tại nhà, người nhận: Lò Thị Ương, mã bưu gửi RR123456785VN"
    assert (hoso["HinhThuc"], hoso["NgayTra"], hoso["NgayKetThucXuLy"]) == ("1", "20261106081500", "20261105091500")
    assert hoso["DanhSachGiayToKetQua"] == [
        {
            "TenGiayTo": "Giấy xác nhận",
            "MaThanhPhanHoSo": "",
            "GiayToId": "1",
            "DuongDanTepTinKetQua": "",
            "MaGiayToKetQua": "KQ.G15.000301",
        }
    ]


def test_result_papers_go_under_the_servers_code() -> None:
    arrived = ResultArrived(results=(ResultPaper("", "Giấy xác nhận bản giấy"), ResultPaper("KQ.G15.000301", "")))
    hoso = record(entry((Kind.RESULT_ARRIVED, arrived)), NAMED, HERE)
    told = [(one["TenGiayTo"], one["MaGiayToKetQua"]) for one in hoso["DanhSachGiayToKetQua"]]
    assert told == [("Giấy xác nhận bản giấy", "KQ.G15.000301"), ("Giấy xác nhận", "KQ.G15.000301")]


def test_a_supplement_is_an_entry_that_is_completed_later() -> None:
    asked = record(entry(*LIFE[:2]), NAMED, HERE)
    (one,) = asked["DanhSachHoSoBoSung"]
    assert asked["TrangThaiHoSo"] == "5"
    assert (one["HoSoBoSungId"], one["TrangThaiBoSung"], one["NgayTiepNhanBoSung"]) == (1, False, "")
    assert (one["NgayBoSung"], one["NgayHenTraTruoc"]) == ("20261105101500", "20261110081500")
    answered = record(entry(*LIFE[:4]), NAMED, HERE)
    (one,) = answered["DanhSachHoSoBoSung"]
    assert answered["TrangThaiHoSo"] == "4"
    assert (one["TrangThaiBoSung"], one["NgayTiepNhanBoSung"]) == (True, "20261105121500")


# ------------------------------------------------------------------------------------------ times


def test_a_paper_record_entered_later_is_told_with_its_own_time() -> None:
    one = entry(received_at=AT - timedelta(days=2))
    assert record(one, NAMED, HERE)["NgayNopHoSo"] == line(one, HERE)["ThoiDiemXuLy"] == "20261103081500"


def test_an_acceptance_after_the_promised_day_names_no_day_that_is_past() -> None:
    """A strict server refuses NgayHenTra before NgayTiepNhan for ever."""
    late = AgencyAccepted(official_code="H35.01-261117-0042", accepted_at=AT + timedelta(days=6))
    told = entry((Kind.HANDED_TO_AGENCY, HandedToAgency()), (Kind.AGENCY_ACCEPTED, late))
    hoso = record(told, NAMED, HERE)
    assert (hoso["NgayTiepNhan"], hoso["NgayHenTra"]) == ("20261111081500", "")
    assert record_flaw(hoso, None, NAMES) == ""
    dated = msgspec.structs.replace(late, due_at=AT + timedelta(days=9))
    told = entry((Kind.HANDED_TO_AGENCY, HandedToAgency()), (Kind.AGENCY_ACCEPTED, dated))
    assert record(told, NAMED, HERE)["NgayHenTra"] == "20261114081500"


def test_no_line_is_told_before_the_lodging_even_if_the_clock_says_so() -> None:
    ahead = AT + timedelta(hours=5)
    one = entry((Kind.HANDED_TO_AGENCY, HandedToAgency()), received_at=ahead)
    assert line(one, HERE)["ThoiDiemXuLy"] == stamp(ahead)
    arrived = entry((Kind.RESULT_ARRIVED, ResultArrived()), received_at=ahead)
    assert record(arrived, NAMED, HERE)["NgayKetThucXuLy"] == stamp(ahead)


def test_a_hand_back_noted_with_an_earlier_hour_is_not_before_the_result() -> None:
    back = HandedBack(recipient=Recipient(full_name="Lò Văn Ín"), handed_at=AT - timedelta(days=1))
    hoso = record(entry((Kind.RESULT_ARRIVED, ResultArrived()), (Kind.HANDED_BACK, back)), NAMED, HERE)
    assert hoso["NgayTra"] == hoso["NgayKetThucXuLy"] == "20261105091500"


# ---------------------------------------------------------------------------------------- persons


@pytest.mark.parametrize(
    ("person", "kind", "identities"),
    [
        (Person(full_name="A", id_number="012090001234"), "1", [("1", "012090001234")]),
        (Person(full_name="A", id_number="045123456", id_kind=IdKind.CMND), "1", [("2", "045123456")]),
        (Person(full_name="A", id_number="B12345678", id_kind=IdKind.PASSPORT), "1", []),
        (Person(full_name="A", id_number="123456789", id_kind=IdKind.PASSPORT), "1", []),
        (Person(full_name="HTX", kind=PersonKind.BUSINESS, id_number="6200012345", id_kind=IdKind.MST), "2", []),
        (Person(full_name="Sở", kind=PersonKind.STATE), "3", []),
        (Person(full_name="Hội", kind=PersonKind.OTHER), "4", []),
    ],
)
def test_identity_numbers_only_of_the_kinds_the_wire_knows(person: Person, kind: str, identities: list[Any]) -> None:
    hoso = record(entry(given=filing(applicant=person)), NAMED, HERE)
    assert hoso["LoaiDoiTuong"] == kind
    assert [(one["LoaiDinhDanh"], one["SoDinhDanh"]) for one in hoso["DinhDanhCHS"]] == identities
    assert hoso["SoGiayToChuHoSo"] == person.id_number


@pytest.mark.parametrize(
    ("override", "channel", "mode", "sent"),
    [
        ("", 1, Mode.ASSIGNED, "1"),
        ("", 3, Mode.ASSIGNED, "3"),
        ("", 0, Mode.ASSIGNED, "1"),
        ("", 0, Mode.CARRIER, "3"),
        ("3", 1, Mode.ASSIGNED, "3"),
    ],
)
def test_the_channel_is_never_empty(override: str, channel: int, mode: Mode, sent: str) -> None:
    one = entry(given=filing(channel=channel, mode=mode))
    assert record(one, NAMED, msgspec.structs.replace(HERE, channel=override))["KenhThucHien"] == sent


def test_a_result_by_post_is_wished_with_1() -> None:
    one = entry(given=filing(result_delivery=ResultDelivery(kind=DeliveryKind.POST)))
    assert record(one, NAMED, HERE)["HinhThuc"] == "1"


# ------------------------------------------------------------------------------------------ money


def fees(*steps: tuple[Kind, Body], lines: tuple[FeeLine, ...]) -> list[tuple[str, str, str]]:
    hoso = record(entry(*steps, given=filing(fees=lines)), NAMED, HERE)
    return [(one["TenPhiLePhi"], one["Gia"], one["HinhThucThu"]) for one in hoso["DanhSachLePhi"]]


def test_only_paid_state_money_is_told_with_when_it_was_taken() -> None:
    paid = FeeLine(kind=FeeKind.CHARGE, name="Lệ phí", amount=15_000, paid=True)
    owed = FeeLine(kind=FeeKind.FEE, name="Phí", amount=50_000)
    postage = FeeLine(kind=FeeKind.POSTAGE, name="Cước", amount=26_000, paid=True)
    assert fees(lines=(owed, postage)) == []
    assert fees(lines=(paid, owed, postage)) == [("Lệ phí", "15000", "1")]
    part = (Kind.FEE_COLLECTED, FeeCollected(amount=20_000, kind=FeeKind.FEE))
    assert fees(part, lines=(paid, owed)) == [("Lệ phí", "15000", "1"), ("Phí", "20000", "2")]
    arrived = (Kind.RESULT_ARRIVED, ResultArrived())
    back = (Kind.HANDED_BACK, HandedBack(recipient=Recipient(full_name="A"), fees_collected=50_000))
    assert fees(arrived, back, lines=(paid, owed)) == [("Lệ phí", "15000", "1"), ("Phí", "50000", "4")]
    more = (Kind.FEE_COLLECTED, FeeCollected(amount=70_000, kind=FeeKind.FEE))
    assert fees(more, lines=(paid, owed))[-1] == ("Phí, lệ phí", "20000", "2")
    refund = (Kind.FEE_REFUNDED, FeeRefunded(amount=15_000, kind=FeeKind.CHARGE, reason="Miễn"))
    assert fees(refund, lines=(paid,)) == []


def test_a_state_fee_of_which_nothing_is_owed_is_told_as_exempt() -> None:
    exempt = FeeLine(kind=FeeKind.CHARGE, name="Lệ phí", amount=0, waived=15_000, ground="Hộ nghèo")
    less = FeeLine(kind=FeeKind.FEE, name="Phí", amount=4_000, paid=True, waived=4_000, ground="Hộ nghèo")
    carried = FeeLine(kind=FeeKind.POSTAGE, name="Cước", amount=0, waived=22_000, ground="Bà mẹ Việt Nam anh hùng")
    assert fees(lines=(exempt, less, carried)) == [("Phí", "4000", "1"), ("Lệ phí", "0", "Đối tượng miễn phí")]
    hoso = record(entry(given=filing(fees=(exempt, less, carried))), NAMED, HERE)
    assert record_flaw(hoso, None, NAMES) == ""
    hoso["DanhSachLePhi"][1]["Gia"] = "15000"
    assert "Gia" in record_flaw(hoso, None, NAMES)


# ---------------------------------------------------------------------------------------- lengths


def test_what_is_too_long_is_cut_and_shows_it() -> None:
    long = "ơ" * 5000
    one = entry(
        given=filing(note=long, procedure=msgspec.structs.replace(filing().procedure, name=long, case_name="x"))
    )
    hoso = record(msgspec.structs.replace(one, actor_name="Ư" * 80), NAMED, HERE)
    assert len(hoso["TrichYeuHoSo"]) == 998 and hoso["TrichYeuHoSo"].endswith("...")
    assert len(hoso["GhiChu"]) <= 500 and hoso["GhiChu"].endswith("...")
    told = line(msgspec.structs.replace(one, actor_name="Ư" * 80), HERE)
    assert told["NguoiXuLy"] == "Ư" * 46 + "..."
    assert record_flaw(hoso, None, NAMES) == "" and line_flaw(told, hoso, None) == ""
    assert cut("ngắn", 50) == "ngắn"


def test_a_line_without_a_known_person_still_names_an_office() -> None:
    assert line(msgspec.structs.replace(entry(), actor_name=""), HERE)["NguoiXuLy"] == "Giao dịch viên"
