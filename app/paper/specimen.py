"""Invented people and dossiers with which a form is shown: for `quay paper --preview`, the sheet of forms and tests.

Each dossier is the fold of events, as in the counter, and in a state that bears its form. Nothing here is real: not the
people, not the numbers, not the telephone.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec

from app.domain import codes
from app.domain.catalogue import FeeKind, PaperKind, ResultPaper
from app.domain.dossier import Dossier, fold
from app.domain.events import (
    BODIES,
    VIETNAM,
    AgencyReturned,
    Authorisation,
    Body,
    Component,
    DeliveryKind,
    Event,
    FeeCollected,
    FeeLine,
    Filing,
    HandedBack,
    HandedToAgency,
    Invited,
    Missing,
    Mode,
    Person,
    ProcedureSnapshot,
    Received,
    Recipient,
    RecipientKind,
    Rescheduled,
    ResultArrived,
    ResultDelivery,
    Stopped,
    Submitter,
    SupplementAsked,
)
from app.paper import Unit
from app.paper.facts import Sheet
from app.paper.lists import LISTS, DossierList, ListRow, ListSheet, Party

MORNING = datetime(2026, 11, 23, 2, 5, tzinfo=UTC)  # 09:05 in Việt Nam
PRINTED = datetime(2026, 11, 23, 10, 20, tzinfo=UTC)
OFFICER = "Lò Thị Dung"

UNIT = Unit(
    name="Bưu điện – Văn hóa xã Mường Tè",
    address="Trung tâm xã Mường Tè, tỉnh Lai Châu",
    hotline="1900 00 00 00",
    province="Lai Châu",
    commune="Xã Mường Tè",
    heading=("ỦY BAN NHÂN DÂN XÃ MƯỜNG TÈ", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"),
    agency="UBND xã Mường Tè",
    agency_address="Trung tâm xã Mường Tè",
    lookup_url="https://dichvucong.example.vn/tra-cuu?ma=",
)
CODE = codes.series_code("H35.99.07", date(2026, 11, 23), 1004)

FILING = Filing(
    mode=Mode.ASSIGNED,
    procedure=ProcedureSnapshot(
        code="1.004873",
        name="Thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
        case_name="Cấp lần đầu",
        term_value=3,
        term_unit="working_day",
        results=(ResultPaper("KQ.G15.000038", "Giấy xác nhận tình trạng hôn nhân"),),
    ),
    agency="UBND xã Mường Tè",
    channel=1,
    applicant=Person(
        full_name="Lò Thị Ỷ Nguyễn",
        phone="0900 000 001",
        email="lo.thi.y@example.vn",
        address="Bản Mù Phìn 1, xã Mường Tè, tỉnh Lai Châu",
    ),
    submitter=Submitter(
        full_name="Giàng A Páo",
        phone="0900 000 002",
        address="Bản Nậm Phìn 3, xã Mường Tè, tỉnh Lai Châu",
        authorisation=Authorisation(kind="Giấy ủy quyền", number="12/UQ", date=date(2026, 11, 20)),
    ),
    components=(
        Component(name="Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", originals=1),
        Component(name="Trích lục ghi chú ly hôn", originals=1, copies=1, note="bản của UBND xã nơi đăng ký"),
        Component(name="Thẻ căn cước", kind=PaperKind.SHOW, shown=True),
        Component(name="Thông tin về nơi cư trú", kind=PaperKind.DATABASE),
    ),
    fees=(
        FeeLine(kind=FeeKind.CHARGE, name="Lệ phí cấp Giấy xác nhận tình trạng hôn nhân", amount=15_000, paid=True),
        FeeLine(kind=FeeKind.POSTAGE, name="Cước trả kết quả trong tỉnh", amount=26_000),
    ),
)
CARRIED = msgspec.structs.replace(
    FILING, mode=Mode.CARRIER, channel=3, result_delivery=ResultDelivery(kind=DeliveryKind.POST)
)
_KINDS = {body: kind for kind, body in BODIES.items()}

_RECEIVED = Received(
    code=CODE,
    filing=FILING,
    received_at=MORNING,
    due_at=datetime(2026, 11, 27, 10, 0, tzinfo=UTC),
    book=1,
    book_number=112,
)
_SLIP = codes.slip_code("H35.99.07", 1, date(2026, 11, 23), 7)
_ASKED = SupplementAsked(
    missing=(
        Missing(name="Trích lục ghi chú ly hôn", originals=1, copies=1),
        Missing(name="Văn bản ủy quyền có chứng thực", originals=1, note="người được ủy quyền không phải ruột thịt"),
    ),
    reason="Chưa có giấy tờ chứng minh đã ly hôn; giấy ủy quyền chưa chứng thực.",
    deadline=date(2026, 12, 7),
    code=_SLIP,
    filing=FILING,
)
_ARRIVED = ResultArrived(number="125/2026")

_HISTORIES: dict[str, tuple[Body, ...]] = {
    "01": (_RECEIVED,),
    "02": (_ASKED,),
    "03": (
        msgspec.structs.replace(_RECEIVED, filing=CARRIED, due_at=None),
        AgencyReturned(reason="Không thuộc thẩm quyền; đề nghị nộp tại UBND cấp xã nơi thường trú.", refused=True),
    ),
    "04": (
        _RECEIVED,
        Rescheduled(
            due_at=datetime(2026, 12, 2, 10, 0, tzinfo=UTC),
            reason="Cần xác minh tình trạng hôn nhân ở nơi thường trú trước đây, chưa có văn bản trả lời.",
            letter="36/PXL",
        ),
    ),
    "05": (
        _RECEIVED,
        Stopped(reason="Quá thời hạn bổ sung mà chưa nhận được giấy tờ còn thiếu.", letter="08/TB-UBND"),
    ),
    "06": (_RECEIVED, HandedToAgency(receiver="bà Tòng Thị Hạnh")),
    "phieu-gui": (Received(code=CODE, filing=CARRIED, received_at=MORNING),),
    "moi-nhan": (_RECEIVED, _ARRIVED, Invited()),
    "bien-lai": (
        _RECEIVED,
        FeeCollected(amount=26_000, kind=FeeKind.POSTAGE, name="Cước trả kết quả trong tỉnh", method="cash"),
        FeeCollected(amount=8_000, kind=FeeKind.CHARGE, name="Lệ phí cấp bản sao", receipt_number="0000123"),
    ),
    "bien-nhan": (
        _RECEIVED,
        _ARRIVED,
        HandedBack(
            recipient=Recipient(
                kind=RecipientKind.REPRESENTATIVE,
                full_name="Giàng A Páo",
                id_last4="4321",
                phone="0900 000 002",
                authorisation=Authorisation(kind="Giấy ủy quyền", number="12/UQ"),
            ),
            fees_collected=26_000,
            originals_taken_back=("Giấy tiếp nhận hồ sơ và hẹn trả kết quả",),
        ),
    ),
}


def told(*bodies: Body) -> tuple[Event, ...]:
    """These facts as events, one every two hours from the morning on."""
    return tuple(
        Event(
            seq=number,
            event_id=f"e{number}",
            dossier_id="d1",
            dossier_seq=number,
            kind=_KINDS[type(body)],
            at=MORNING + timedelta(hours=2) * (number - 1),
            device_at=MORNING + timedelta(hours=2) * (number - 1),
            offset_ms=None,
            actor="lo-thi-dung",
            body=body,
        )
        for number, body in enumerate(bodies, 1)
    )


def dossier(form: str) -> tuple[Dossier, tuple[Event, ...]]:
    """A dossier in a state that bears this form, and its events."""
    events = told(*_HISTORIES[form])
    return fold(events), events


_PEOPLE = (
    ("Lò Thị Ỷ Nguyễn", "Bản Mù Phìn 1, xã Mường Tè", "0900 000 001"),
    ("Giàng A Páo", "Bản Nậm Phìn 3, xã Mường Tè", "0900 000 002"),
    ("Sùng Thị Mỷ", "Bản Tả Ló San, xã Mường Tè", "0900 000 003"),
    ("Hợp tác xã nông nghiệp Thung Lũng Nậm Khao", "Bản Nậm Khao, xã Mường Tè", "0213 000 004"),
    ("Phùng Lở Xá", "Bản Bó, xã Mường Tè", ""),
)
_PROCEDURES = (
    ("Thủ tục đăng ký khai sinh", "Giấy khai sinh", "01 ngày làm việc", 0),
    ("Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh", "Bản sao Trích lục hộ tịch", "trong ngày", 8_000),
    ("Thủ tục cấp Giấy xác nhận tình trạng hôn nhân", "Giấy xác nhận", "03 ngày làm việc", 15_000),
    ("Đăng ký thành lập hộ kinh doanh", "Giấy chứng nhận đăng ký hộ kinh doanh", "03 ngày làm việc", 150_000),
)


def rows(count: int) -> tuple[ListRow, ...]:
    """So many invented dossiers of one list."""
    made = []
    for number in range(count):
        name, address, phone = _PEOPLE[number % len(_PEOPLE)]
        procedure, result, term, charge = _PROCEDURES[number % len(_PROCEDURES)]
        came = MORNING + timedelta(days=number // 60, minutes=7 * (number % 60))
        handed = number % 3 != 2
        made.append(
            ListRow(
                code=codes.series_code("H35.99.07", came.date(), 1000 + number % 60),
                book_number=number + 1,
                procedure=procedure,
                applicant=name,
                address=address,
                phone=phone,
                agency="UBND xã Mường Tè",
                term=term,
                originals=2 + number % 3,
                copies=number % 2,
                received_at=came,
                due_at=came + timedelta(days=3),
                sent_at=came + timedelta(hours=7),
                arrived_at=came + timedelta(days=2) if handed else None,
                handed_at=came + timedelta(days=3) if handed else None,
                handed_how=("trực tiếp", "bưu chính")[number % 2] if handed else "",
                result=result,
                result_number=f"{120 + number}/2026",
                by_post=number % 2 == 1,
                charge=charge,
                receipt=f"{100 + number:07d}" if charge else "",
                seal=f"BG{number // 3 + 1:03d}",
                note="thiếu số điện thoại" if not phone else "",
            )
        )
    return tuple(made)


_POST = Party(
    unit=UNIT.name, person=OFFICER, role="Giao dịch viên", address="Trung tâm xã Mường Tè", phone="0213 000 005"
)
_AGENCY = Party(
    unit="Trung tâm Phục vụ hành chính công xã Mường Tè",
    person="Tòng Thị Hạnh",
    role="Công chức tiếp nhận",
    address="UBND xã Mường Tè",
    phone="0213 000 006",
)
_CITIZEN = Party(person="Giàng A Páo", address="Bản Nậm Phìn 3, xã Mường Tè, tỉnh Lai Châu", phone="0900 000 002")


def listed(form: str, count: int = 0) -> DossierList:
    """A list of this form with `count` dossiers (0: as many as one page shows well)."""
    made = DossierList(
        kind=form,
        at=datetime(2026, 11, 23, 10, 0, tzinfo=UTC),
        rows=rows(count or {"07": 12, "nhieu-ho-so": 4}.get(form, 6)),
        number={"nop-tien": "15/PNT", "bang-ke": "BK1-231126"}.get(form, "12/BBGN"),
        since=date(2026, 11, 23),
        until=date(2026, 11, 23),
        giver=_POST,
        receiver=_AGENCY,
        agency="UBND xã Mường Tè",
        place="trụ sở UBND xã Mường Tè",
        route="Bưu điện – Văn hóa xã Mường Tè – UBND xã Mường Tè",
        seals=("A 000123", "A 000124"),
        book=1,
        method="tiền mặt",
    )
    replace = msgspec.structs.replace
    match form:
        case "giao-nhan-ve":
            return replace(made, giver=_AGENCY, receiver=_POST, number="13/BBGN")
        case "thu-gom":
            stops = tuple(replace(row, code="", note="hồ sơ khai sinh") for row in made.rows)
            postman = replace(_POST, person="Tẩn A Lử", role="Bưu tá")
            return replace(made, rows=stops, receiver=postman, route="Nậm Phìn – Pắc Ma", number="04/TG")
        case "ban-giao-ket-qua":
            return replace(made, giver=_AGENCY, receiver=_POST, number="07/BGKQ")
        case "nhieu-ho-so":
            return replace(made, giver=_CITIZEN, receiver=_POST, number="", place=UNIT.name)
        case "nop-tien":
            return replace(made, rows=tuple(row for row in rows(2 * len(made.rows)) if row.charge))
        case "07":
            return replace(made, number="", until=date(2026, 12, 31))
        case _:
            return made


def sheet(form: str, unit: Unit = UNIT) -> Sheet | ListSheet:
    """The first printing of this form's specimen."""
    if form in LISTS:
        return ListSheet(
            listed=listed(form),
            unit=unit,
            copy=1,
            printed_at=PRINTED.astimezone(VIETNAM),
            printed_by=OFFICER,
            signed_by=OFFICER,
            reason="",
        )
    found, events = dossier(form)
    return Sheet(
        dossier=found,
        history=events,
        unit=unit,
        copy=1,
        printed_at=PRINTED.astimezone(VIETNAM),
        printed_by=OFFICER,
        signed_by=OFFICER,
        reason="",
    )
