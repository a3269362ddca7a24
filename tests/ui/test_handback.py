"""F2 against a real counter: into the right hands, and only those."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain import cards
from app.domain.dossier import Dossier
from app.domain.events import HandedBack, Kind, Rated, RecipientKind, Status
from app.office import Office
from app.people import Clerk
from tests.desk import draft
from ui.handback import HandBackPage
from ui.page import Desk
from ui.scan import Scan
from ui.shell import Window
from ui.tasks import Tasks
from ui.widgets import Choice, DateEdit, Label, Line, MoneyEdit, Note

OWN = "012090001234|045123456|Lò Văn Ín|01021990|Nam|Bản Nậm Củm, Mường Tè, Lai Châu|15082021"
STRANGER = "012190004321||Giàng Thị Mỷ|07111990|Nữ|Bản Sì Phìn, Dào San, Lai Châu|02032022"
ITEM, OTHER_ITEM = "RR473124829VN", "EE123456785VN"

Ready = Callable[..., Dossier]


def scan(text: str) -> Scan:
    return Scan(cards.parse_scan(text), text)


@pytest.fixture
def ready(office: Office, clerk: Clerk) -> Ready:
    """A dossier whose result lies at the counter."""

    def make(arrived: dict[str, object] | None = None, **changes: Any) -> Dossier:
        code = office.counter.receive(draft(**changes), clerk).dossier.code
        return office.counter.act(code, Kind.RESULT_ARRIVED, arrived or {}, clerk)

    return make


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tasks: Tasks) -> HandBackPage:
    shown = HandBackPage(desk)
    qtbot.addWidget(shown)
    shown.retranslate()
    shown.resize(1366, 700)
    shown.show()
    shown.opened()
    qtbot.waitUntil(lambda: not tasks.busy)
    return shown


@pytest.fixture
def settle(qtbot: QtBot, tasks: Tasks) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not tasks.busy)


def face(page: HandBackPage) -> str:
    """What the page shows; asked anew each time, whatever was asserted before."""
    return page.face


def stopped(page: HandBackPage) -> bool:
    return page.recipient.stopped


def locked(page: HandBackPage) -> bool:
    return page.envelope.locked


def last_event(office: Office, dossier: Dossier, kind: Kind) -> Any:
    return [past for past in office.views.timeline(dossier.id) if past.kind is kind][-1].body


def state(office: Office, dossier: Dossier) -> Dossier:
    found = office.views.dossier(dossier.code)
    assert found is not None
    return found


def set_line(field: object, text: str) -> None:
    """As typed: `textEdited` follows, which setText alone would not tell."""
    line = cast("Line", field)
    line.setText(text)
    line.textEdited.emit(text)


# ------------------------------------------------------------------ what waits


def test_the_empty_page_says_to_scan_the_receipt(page: HandBackPage) -> None:
    assert face(page) == "list"
    assert "Quét mã trên giấy hẹn" in page.ready.empty.sentence.text()
    assert not page.confirm.isVisible()


def test_what_is_ready_is_listed_with_telephone_numbers(
    page: HandBackPage, ready: Ready, settle: Callable[[], None]
) -> None:
    ready()
    ready(applicant__full_name="Giàng Thị Mỷ", applicant__id_number="012190004321", applicant__phone="0989542916")
    page.desk.changed("dossiers")
    settle()
    assert [row.applicant for row in page.ready.rows()] == ["Lò Văn Ín", "Giàng Thị Mỷ"]
    shown = {str(page.ready.table.rows.cell(0, column)) for column in range(6)}
    assert "0912\u00a0345\u00a0678" in shown
    page.box.setText("giang thi")
    page.box.searched.emit("giang thi")
    settle()
    assert [row.applicant for row in page.ready.rows()] == ["Giàng Thị Mỷ"]


def test_enter_on_a_row_takes_it_in_hand(page: HandBackPage, ready: Ready, settle: Callable[[], None]) -> None:
    dossier = ready()
    page.desk.changed("dossiers")
    settle()
    page.ready.table.setFocus()
    QTest.keyClick(page.ready.table, Qt.Key.Key_Return)
    settle()
    assert page.dossier is not None
    assert page.dossier.code == dossier.code


# ------------------------------------------------------------------ to the applicant


def test_hand_back_to_the_applicant_by_scanning_his_card(
    page: HandBackPage, office: Office, ready: Ready, settle: Callable[[], None], qtbot: QtBot
) -> None:
    dossier = ready()
    assert page.take_scan(scan(dossier.code))
    settle()
    assert face(page) == "work"
    assert not page.confirm.isEnabled()
    assert "giấy tờ của người nhận" in page.lacking.text()
    assert page.take_scan(scan(OWN))
    assert "Thẻ khớp" in page.recipient.state.text()
    assert page.confirm.isEnabled()
    page.primary()
    settle()
    now = state(office, dossier)
    assert now.status is Status.HANDED_BACK
    body: HandedBack = last_event(office, dossier, Kind.HANDED_BACK)
    assert body.recipient.kind is RecipientKind.APPLICANT
    assert body.recipient.id_last4 == "1234"
    assert face(page) == "done"
    # The slip is the numbered copy 1, and it lies in the folder of papers.
    qtbot.waitUntil(lambda: "PDF" in page.done.printed.text())
    assert state(office, dossier).prints["bien-nhan"] == 1
    assert [path.name for path in (office.data / "papers").glob("*bien-nhan*")] == [f"{dossier.code}_bien-nhan_1.pdf"]


def test_one_key_rates_and_the_page_is_ready_for_the_next(
    page: HandBackPage, office: Office, ready: Ready, settle: Callable[[], None]
) -> None:
    dossier = ready()
    page.open(dossier.code)
    settle()
    page.take_scan(scan(OWN))
    page.primary()
    settle()
    QTest.keyClick(page.done, Qt.Key.Key_4)
    settle()
    body: Rated = last_event(office, dossier, Kind.RATED)
    assert body.score == 4
    assert face(page) == "list"


def test_satisfaction_can_be_skipped(
    page: HandBackPage, office: Office, ready: Ready, settle: Callable[[], None]
) -> None:
    dossier = ready()
    page.open(dossier.code)
    settle()
    page.take_scan(scan(OWN))
    page.primary()
    settle()
    QTest.keyClick(page.done, Qt.Key.Key_Return)
    settle()
    assert face(page) == "list"
    assert state(office, dossier).rating == 0


def test_a_card_before_the_receipt_opens_that_persons_only_result(
    page: HandBackPage, ready: Ready, settle: Callable[[], None]
) -> None:
    dossier = ready()
    ready(applicant__full_name="Giàng Thị Mỷ", applicant__id_number="012190004321")
    assert page.take_scan(scan(OWN))
    settle()
    settle()
    assert page.dossier is not None
    assert page.dossier.code == dossier.code
    assert page.recipient.id_number() == "012090001234"
    assert page.confirm.isEnabled()


def test_another_persons_card_stops_the_step(
    page: HandBackPage, office: Office, ready: Ready, settle: Callable[[], None]
) -> None:
    dossier = ready()
    page.open(dossier.code)
    settle()
    page.take_scan(scan(STRANGER))
    assert stopped(page)
    assert "không phải của Lò Văn Ín" in page.recipient.stop.text()
    assert "đừng trao kết quả" in page.recipient.stop.text()
    page.primary()
    settle()
    assert state(office, dossier).status is Status.RESULT_READY
    page.take_scan(scan(OWN))
    assert not stopped(page)
    assert page.confirm.isEnabled()


def test_last_four_digits_must_be_those_of_the_dossier(
    page: HandBackPage, office: Office, ready: Ready, settle: Callable[[], None]
) -> None:
    dossier = ready()
    page.open(dossier.code)
    settle()
    set_line(page.recipient.last4.control, "9999")
    assert "không phải của người có hồ sơ này" in page.recipient.last4.problem()
    page.primary()
    settle()
    assert state(office, dossier).status is Status.RESULT_READY
    set_line(page.recipient.last4.control, "1234")
    assert page.recipient.last4.problem() == ""
    page.primary()
    settle()
    assert state(office, dossier).status is Status.HANDED_BACK


def test_an_old_nine_digit_number_is_found_on_the_new_card(
    page: HandBackPage, office: Office, ready: Ready, settle: Callable[[], None]
) -> None:
    dossier = ready(applicant__id_number="045123456", applicant__id_kind="cmnd")
    page.open(dossier.code)
    settle()
    page.take_scan(scan(OWN))
    page.primary()
    settle()
    body: HandedBack = last_event(office, dossier, Kind.HANDED_BACK)
    assert body.recipient.id_last4 == "3456"


# ------------------------------------------------------------------ to a representative


def test_the_representative_needs_a_name_and_a_paper(
    page: HandBackPage, office: Office, ready: Ready, settle: Callable[[], None]
) -> None:
    dossier = ready()
    page.open(dossier.code)
    settle()
    page.take_scan(scan(STRANGER))
    page.recipient.other.click()
    # The stranger's card is his: name and last digits are there already.
    assert cast("Line", page.recipient.name.control).value() == "Giàng Thị Mỷ"
    page.primary()
    settle()
    assert state(office, dossier).status is Status.RESULT_READY
    assert page.recipient.number.problem() == "Chưa điền mục này."
    cast("Choice", page.recipient.paper.control).choose("Văn bản ủy quyền có chứng thực")
    set_line(page.recipient.number.control, "12/2026/UQ")
    cast("DateEdit", page.recipient.date.control).setText("10/11/2026")
    set_line(page.recipient.phone.control, "0989 542 916")
    assert page.confirm.isEnabled()
    page.primary()
    settle()
    body: HandedBack = last_event(office, dossier, Kind.HANDED_BACK)
    assert body.recipient.kind is RecipientKind.REPRESENTATIVE
    assert body.recipient.full_name == "Giàng Thị Mỷ"
    assert body.recipient.id_last4 == "4321"
    assert body.recipient.phone == "0989542916"
    assert body.recipient.authorisation is not None
    assert body.recipient.authorisation.number == "12/2026/UQ"


def test_what_the_counter_refuses_stands_under_its_field(
    page: HandBackPage, office: Office, ready: Ready, settle: Callable[[], None]
) -> None:
    dossier = ready()
    page.open(dossier.code)
    settle()
    page.recipient.other.click()
    page.take_scan(scan(STRANGER))
    cast("Choice", page.recipient.paper.control).choose("Giấy giới thiệu")
    set_line(page.recipient.number.control, "1")
    cast("DateEdit", page.recipient.date.control).setText("10/11/2099")
    set_line(page.recipient.phone.control, "12")
    page.primary()
    settle()
    assert "Số điện thoại không đúng" in page.recipient.phone.problem()
    assert state(office, dossier).status is Status.RESULT_READY
    set_line(page.recipient.phone.control, "")
    page.primary()
    settle()
    assert "tương lai" in page.recipient.date.problem()


def test_who_handed_it_in_for_another_may_fetch_it_with_the_same_paper(
    page: HandBackPage, office: Office, ready: Ready, settle: Callable[[], None]
) -> None:
    submitter = {
        "id_number": "012190004321",
        "full_name": "Giàng Thị Mỷ",
        "phone": "0989542916",
        "address": "Bản Sì Phìn, Xã Dào San, Lai Châu",
        "authorisation": {"kind": "Giấy ủy quyền", "number": "7", "date": "2026-11-01"},
    }
    dossier = ready(submitter=submitter)
    page.open(dossier.code)
    settle()
    page.take_scan(scan(STRANGER))
    assert not stopped(page)
    assert page.recipient.representative
    assert page.confirm.isEnabled()
    page.primary()
    settle()
    body: HandedBack = last_event(office, dossier, Kind.HANDED_BACK)
    assert body.recipient.authorisation is not None
    assert body.recipient.authorisation.kind == "Giấy ủy quyền"


def test_both_parties_must_be_there_where_the_law_says_so(
    page: HandBackPage, office: Office, ready: Ready, settle: Callable[[], None]
) -> None:
    dossier = ready(procedure="1.000894")
    page.open(dossier.code)
    settle()
    page.take_scan(scan(OWN))
    assert "hai bên" in page.lacking.text()
    page.primary()
    settle()
    assert state(office, dossier).status is Status.RESULT_READY
    page.recipient.both_here.click()
    page.primary()
    settle()
    assert state(office, dossier).status is Status.HANDED_BACK


# ------------------------------------------------------------------ the envelope


def test_another_dossiers_envelope_locks_until_the_right_one_is_scanned(
    page: HandBackPage, office: Office, ready: Ready, settle: Callable[[], None]
) -> None:
    dossier = ready()
    other = ready(applicant__full_name="Giàng Thị Mỷ", applicant__id_number="012190004321")
    page.open(dossier.code)
    settle()
    page.take_scan(scan(OWN))
    page.take_scan(scan(other.code))
    assert locked(page)
    assert "hồ sơ khác" in page.envelope.stop.text()
    assert not page.confirm.isEnabled()
    page.primary()
    settle()
    assert state(office, dossier).status is Status.RESULT_READY
    page.take_scan(scan(dossier.code))
    assert not locked(page)
    page.primary()
    settle()
    assert state(office, dossier).status is Status.HANDED_BACK


def test_the_item_noted_on_arrival_must_be_the_one_in_hand(
    page: HandBackPage, office: Office, ready: Ready, settle: Callable[[], None]
) -> None:
    dossier = ready({"item_code": ITEM})
    page.open(dossier.code)
    settle()
    page.take_scan(scan(OWN))
    assert "quét bì kết quả" in page.lacking.text()
    page.take_scan(scan(OTHER_ITEM))
    assert locked(page)
    assert not page.confirm.isEnabled()
    page.take_scan(scan(ITEM))
    page.primary()
    settle()
    body: HandedBack = last_event(office, dossier, Kind.HANDED_BACK)
    assert body.item_code == ITEM


def test_a_label_that_does_not_scan_may_be_typed(page: HandBackPage, ready: Ready, settle: Callable[[], None]) -> None:
    dossier = ready({"item_code": ITEM})
    page.open(dossier.code)
    settle()
    field = cast("Line", page.envelope.code.control)
    field.setText("RR 473 124 820 VN")
    field.returnPressed.emit()
    assert "không phải mã" in page.envelope.code.problem()
    field.setText("rr 473 124 829 vn")
    field.returnPressed.emit()
    assert page.envelope.item_code == ITEM


# ------------------------------------------------------------------ money and originals


def test_what_is_owed_is_proposed_and_what_is_taken_is_recorded(
    page: HandBackPage, office: Office, ready: Ready, settle: Callable[[], None]
) -> None:
    fees = [{"kind": "charge", "name": "Lệ phí", "amount": 8000}]
    dossier = ready(fees=fees)
    page.open(dossier.code)
    settle()
    page.take_scan(scan(OWN))
    amount = cast("MoneyEdit", page.money.amount.control)
    assert amount.amount() == 8000
    amount.set_amount(9000)
    assert "lớn hơn" in page.money.amount.problem()
    page.primary()
    settle()
    assert state(office, dossier).status is Status.RESULT_READY
    amount.set_amount(8000)
    page.primary()
    settle()
    assert state(office, dossier).owed == 0
    body: HandedBack = last_event(office, dossier, Kind.HANDED_BACK)
    assert body.fees_collected == 8000


def test_originals_taken_back_one_a_line(
    page: HandBackPage, office: Office, ready: Ready, settle: Callable[[], None]
) -> None:
    dossier = ready()
    page.open(dossier.code)
    settle()
    page.take_scan(scan(OWN))
    cast("Note", page.originals.papers.control).setPlainText("Giấy phép lái xe cũ\n\n Sổ cũ ")
    page.primary()
    settle()
    body: HandedBack = last_event(office, dossier, Kind.HANDED_BACK)
    assert body.originals_taken_back == ("Giấy phép lái xe cũ", "Sổ cũ")


# ------------------------------------------------------------------ when there is no result


def test_a_result_nobody_noted_is_noted_first(
    page: HandBackPage, office: Office, clerk: Clerk, settle: Callable[[], None]
) -> None:
    dossier = office.counter.receive(draft(), clerk).dossier
    page.take_scan(scan(dossier.code))
    settle()
    assert not page.confirm.isVisible()
    assert "Chưa ghi nhận kết quả" in page.why.text()
    page.primary()
    settle()
    assert state(office, dossier).status is Status.RECEIVED
    page.secondary()
    cast("Line", page.strip.field("number").control).setText("15/QĐ-UBND")
    page.primary()
    settle()
    settle()
    assert state(office, dossier).status is Status.RESULT_READY
    assert state(office, dossier).result_number == "15/QĐ-UBND"
    assert face(page) == "work"
    assert page.confirm.isVisible()


def test_a_state_without_a_result_is_explained(
    page: HandBackPage, office: Office, clerk: Clerk, settle: Callable[[], None]
) -> None:
    dossier = office.counter.receive(draft(), clerk).dossier
    asked: dict[str, object] = {"missing": ["Giấy chứng sinh"], "reason": "Thiếu bản chính"}
    office.counter.act(dossier.code, Kind.SUPPLEMENT_ASKED, asked, clerk)
    page.open(dossier.code)
    settle()
    assert "chờ người dân bổ sung" in page.why.text()
    assert not page.arrived.isVisible()
    page.secondary()
    assert page.strip.kind is None


def test_a_dossier_handed_back_already_says_to_whom(
    page: HandBackPage, ready: Ready, settle: Callable[[], None]
) -> None:
    dossier = ready()
    page.open(dossier.code)
    settle()
    page.take_scan(scan(OWN))
    page.primary()
    settle()
    page.start_over()
    page.open(dossier.code)
    settle()
    assert "Đã trả lúc" in page.why.text()
    assert "Lò Văn Ín" in page.why.text()
    assert not page.confirm.isVisible()


def test_an_unknown_code_is_a_sentence(page: HandBackPage, settle: Callable[[], None]) -> None:
    page.take_scan(scan("H35.99.07-261123-1999"))
    settle()
    assert face(page) == "list"
    assert "Không tìm thấy hồ sơ này" in cast("Label", page.findChild(Label, "problem")).text()


def test_by_scanner_and_two_keys_through_the_whole_window(at_work: Window, qtbot: QtBot) -> None:
    office = at_work.desk.office
    clerk = at_work.desk.clerk
    assert clerk is not None
    dossier = office.counter.receive(draft(), clerk).dossier
    office.counter.act(dossier.code, Kind.RESULT_ARRIVED, {}, clerk)
    # Whatever page is open, the receipt of a dossier with a result goes to F2.
    at_work.open_page("queue")
    at_work.scanner.take(dossier.code)
    qtbot.waitUntil(lambda: isinstance(at_work.page("handback"), HandBackPage))
    page = cast("HandBackPage", at_work.page("handback"))
    qtbot.waitUntil(lambda: face(page) == "work")
    at_work.scanner.take(OWN)
    QTest.keyClick(at_work, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: face(page) == "done")
    QTest.keyClick(page.done, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: face(page) == "list")
    assert state(office, dossier).status is Status.HANDED_BACK
    assert state(office, dossier).rating == 5
    qtbot.waitUntil(lambda: bool(list((office.data / "papers").glob("*bien-nhan_1.pdf"))))


def test_esc_puts_the_dossier_back_with_nothing_done(
    page: HandBackPage, office: Office, ready: Ready, settle: Callable[[], None]
) -> None:
    dossier = ready()
    page.open(dossier.code)
    settle()
    version = state(office, dossier).version
    page.take_scan(scan(OWN))
    page.step_back()
    settle()
    assert face(page) == "list"
    assert state(office, dossier).version == version


def test_it_fits_a_small_screen_at_double_scale(page: HandBackPage, ready: Ready, settle: Callable[[], None]) -> None:
    dossier = ready(applicant__full_name="Nguyễn Phúc Tôn Nữ Thị Ngọc Quỳnh Hương Giang Ế Ỹ Ặ Ỗ")
    page.resize(683, 300)
    for step in (page.opened, lambda: page.open(dossier.code), lambda: page.take_scan(scan(STRANGER))):
        step()
        settle()
        assert page.minimumSizeHint().width() <= 683
        assert page.minimumSizeHint().height() <= 300
    assert "F12" in dict(page.keys())
