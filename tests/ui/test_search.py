"""F3 against a real counter: everything is found, and what may be done is done in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain import cards
from app.domain.dossier import Dossier
from app.domain.events import Corrected, Kind, Printed, Status
from app.office import Office
from app.people import Clerk
from tests.desk import draft
from ui.moves import ASKS, DANGEROUS, ORDER, PaperLines, nested, offered
from ui.page import Desk
from ui.scan import Scan
from ui.search import SearchPage
from ui.tasks import Tasks
from ui.timeline import GLYPHS, body_lines, kind_words
from ui.widgets import Button, Choice, DateEdit, Label, Line, Note

PEOPLE = (
    ("012090001234", "Lò Văn Ín", "0912345678"),
    ("012190004321", "Giàng Thị Mỷ", "0989542916"),
    ("012085007777", "Pờ Xú Chừ", "0983045210"),
    ("012201009876", "Đặng Ế Ỹ Ặ Ỗ", "0927505051"),
)

Settle = Callable[[], None]


@pytest.fixture
def dossiers(office: Office, clerk: Clerk) -> Sequence[Dossier]:
    return [
        office.counter.receive(
            draft(applicant__id_number=number, applicant__full_name=name, applicant__phone=phone), clerk
        ).dossier
        for number, name, phone in PEOPLE
    ]


@pytest.fixture
def settle(qtbot: QtBot, tasks: Tasks) -> Settle:
    return lambda: qtbot.waitUntil(lambda: not tasks.busy)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, dossiers: Sequence[Dossier], settle: Settle) -> SearchPage:
    shown = SearchPage(desk)
    qtbot.addWidget(shown)
    shown.retranslate()
    shown.resize(1366, 700)
    shown.show()
    shown.opened()
    settle()
    return shown


def look(page: SearchPage, text: str, settle: Settle) -> list[str]:
    page.box.setText(text)
    page.box.searched.emit(text)
    settle()
    return [row.applicant for row in page.rows.all()]


def state(office: Office, dossier: Dossier) -> Dossier:
    found = office.views.dossier(dossier.code)
    assert found is not None
    return found


def write(page: SearchPage, key: str, text: str) -> None:
    control = page.pane.strip.field(key).control
    if isinstance(control, Note):
        control.setPlainText(text)
    else:
        cast("Line", control).setText(text)


def opened(page: SearchPage) -> str:
    return page.pane.dossier.code if page.pane.dossier is not None else ""


def words_in(part: QWidget) -> str:
    return "\n".join(label.text() for label in part.findChildren(Label))


def views_logged(office: Office) -> int:
    with office.store.read() as conn:
        return int(conn.exec_driver_sql("SELECT count(*) FROM access WHERE action='view'").scalar_one())


# ------------------------------------------------------------------ finding


def test_the_newest_stand_there_before_anything_is_typed(page: SearchPage) -> None:
    assert [row.applicant for row in page.rows.all()] == [name for _, name, _ in reversed(PEOPLE)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("giang thi", ["Giàng Thị Mỷ"]),
        ("my", ["Giàng Thị Mỷ"]),
        ("dang e", ["Đặng Ế Ỹ Ặ Ỗ"]),
        ("Pờ Xú", ["Pờ Xú Chừ"]),
        ("0983045", ["Pờ Xú Chừ"]),
        ("7777", ["Pờ Xú Chừ"]),
        ("012190004321", ["Giàng Thị Mỷ"]),
        ("khong co ai", []),
    ],
)
def test_a_name_without_accents_a_telephone_or_last_digits_find(
    page: SearchPage, settle: Settle, text: str, found: list[str]
) -> None:
    assert look(page, text, settle) == found
    if not found:
        assert page.list.currentWidget() is page.empty
        assert "Không có hồ sơ nào khớp" in page.empty.sentence.text()


def test_a_code_and_its_end_find(page: SearchPage, dossiers: Sequence[Dossier], settle: Settle) -> None:
    code = dossiers[1].code
    assert look(page, code.lower(), settle) == ["Giàng Thị Mỷ"]
    assert "Giàng Thị Mỷ" in look(page, code[-4:], settle)


def test_only_the_latest_question_is_answered(page: SearchPage, settle: Settle) -> None:
    page.box.setText("giang")
    page.box.searched.emit("giang")
    page.box.setText("po xu")
    page.box.searched.emit("po xu")
    settle()
    assert [row.applicant for row in page.rows.all()] == ["Pờ Xú Chừ"]


def test_enter_opens_the_one_that_was_meant(page: SearchPage, dossiers: Sequence[Dossier], settle: Settle) -> None:
    page.box.setText("po xu")
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    settle()
    settle()
    assert page.pane.dossier is not None
    assert page.pane.dossier.code == dossiers[2].code


def test_enter_in_the_list_opens(page: SearchPage, settle: Settle) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    assert page.pane.dossier is not None
    assert page.pane.dossier.filing.applicant.full_name == PEOPLE[-1][1]


def test_chips_narrow_the_list(
    page: SearchPage, office: Office, clerk: Clerk, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    office.counter.act(dossiers[0].code, Kind.RESULT_ARRIVED, {}, clerk)
    page.chips["ready"].click()
    settle()
    assert [row.applicant for row in page.rows.all()] == ["Lò Văn Ín"]
    page.chips["unsent"].click()
    settle()
    assert not page.chips["ready"].isChecked()
    assert len(page.rows.all()) == len(PEOPLE)
    page.chips["unsent"].click()
    page.chips["today"].click()
    settle()
    assert len(page.rows.all()) == len(PEOPLE)
    page.chips["quarantined"].click()
    settle()
    assert page.rows.all() == ()


def test_the_list_grows_page_by_page_without_repeating(
    page: SearchPage, office: Office, clerk: Clerk, settle: Settle
) -> None:
    for _ in range(56):
        office.counter.receive(draft(), clerk)
    page.desk.changed("dossiers")
    settle()
    assert len(page.rows.all()) == 50
    page.table.wanted_more.emit()
    settle()
    assert len({row.dossier_id for row in page.rows.all()}) == 60
    page.table.wanted_more.emit()
    settle()
    assert len(page.rows.all()) == 60
    assert len(look(page, "lo van", settle)) == 50
    page.table.wanted_more.emit()
    settle()
    assert len({row.dossier_id for row in page.rows.all()}) == 57


def test_scans_open_a_dossier_and_find_a_person(page: SearchPage, dossiers: Sequence[Dossier], settle: Settle) -> None:
    assert page.take_scan(Scan(cards.parse_scan(dossiers[2].code), ""))
    settle()
    assert page.pane.dossier is not None
    assert page.pane.dossier.code == dossiers[2].code
    card = "012190004321||Giàng Thị Mỷ|07111990|Nữ|Bản Sì Phìn, Dào San, Lai Châu|02032022"
    assert page.take_scan(Scan(cards.parse_scan(card), ""))
    settle()
    assert [row.applicant for row in page.rows.all()] == ["Giàng Thị Mỷ"]
    # The number itself is not on the screen.
    assert "012190004321" not in page.scanned.text()
    page.scanned.click()
    settle()
    assert len(page.rows.all()) == len(PEOPLE)


def test_an_unknown_code_is_a_sentence(page: SearchPage, settle: Settle) -> None:
    page.receive_payload("H35.99.07-261123-1999")
    settle()
    assert page.pane.dossier is None
    assert "Không tìm thấy hồ sơ này" in cast("Label", page.findChild(Label, "problem")).text()


def test_a_postal_item_says_what_to_scan_instead(page: SearchPage) -> None:
    page.receive_payload(Scan(cards.parse_scan("RR473124829VN"), ""))
    assert "mã hồ sơ trên nhãn bì" in cast("Label", page.findChild(Label, "problem")).text()


# ------------------------------------------------------------------ looking


def test_the_identity_number_is_masked_and_each_look_is_logged(
    page: SearchPage, office: Office, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    page.open(dossiers[0].code)
    settle()
    assert page.pane.card.facts.value("identity") == "012*******34"
    assert views_logged(office) == 1
    page.pane.card.eye.click()
    settle()
    assert page.pane.card.facts.value("identity") == "012090001234"
    assert views_logged(office) == 2
    page.pane.card.eye.click()
    assert page.pane.card.facts.value("identity") == "012*******34"
    page.pane.card.eye.click()
    settle()
    page.open(dossiers[1].code)
    settle()
    assert page.pane.card.facts.value("identity") == "012*******21"


def test_the_state_is_one_sentence_and_the_past_is_in_words(
    page: SearchPage, office: Office, clerk: Clerk, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    asked: dict[str, object] = {"missing": ["Giấy chứng sinh"], "reason": "Thiếu bản chính"}
    office.counter.act(dossiers[0].code, Kind.SUPPLEMENT_ASKED, asked, clerk)
    page.open(dossiers[0].code)
    settle()
    assert "bổ sung" in page.pane.card.sentence.text()
    past = page.pane.timeline.text()
    assert past.index("Yêu cầu bổ sung") < past.index("Tiếp nhận hồ sơ")
    assert "Lò Thị Dung" in past
    assert "Thiếu: Giấy chứng sinh" in past


def test_an_item_put_aside_says_why_in_the_past(
    page: SearchPage, office: Office, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    entry = next(one for one in office.outbox.due(office.store.clock.now()) if one.dossier_id == dossiers[0].id)
    office.outbox.begin((entry,))
    office.outbox.quarantine(entry, "refused", "Ma thu tuc khong ton tai", asked=False)
    page.open(dossiers[0].code)
    settle()
    assert "Ma thu tuc khong ton tai" in page.pane.timeline.text()


def test_every_kind_of_event_has_words_and_every_offered_move_its_questions() -> None:
    for kind in Kind:
        assert kind_words(kind)
        assert GLYPHS[kind]
    for kind in set(ORDER) - {Kind.HANDED_BACK}:
        assert ASKS[kind] or kind is Kind.WITHDRAWN
    assert set(ORDER) >= DANGEROUS


# ------------------------------------------------------------------ doing


def test_reprints_are_numbered_and_ask_for_a_reason(
    page: SearchPage, office: Office, dossiers: Sequence[Dossier], settle: Settle, qtbot: QtBot
) -> None:
    dossier = dossiers[0]
    page.open(dossier.code)
    settle()
    page.print_again()
    page.primary()
    qtbot.waitUntil(lambda: page.pane.strip.kind is None)
    settle()
    assert state(office, dossier).prints == {"01": 1}
    page.print_again()
    form = cast("Choice", page.pane.strip.field("form").control)
    assert "bản in lại lần 2" in form.currentText()
    page.primary()
    settle()
    assert page.pane.strip.field("reason").problem() == "Chưa điền mục này."
    assert state(office, dossier).prints == {"01": 1}
    write(page, "reason", "Giấy bị ướt")
    page.primary()
    qtbot.waitUntil(lambda: page.pane.strip.kind is None)
    settle()
    assert state(office, dossier).prints == {"01": 2}
    body = cast("Printed", office.views.timeline(dossier.id)[-1].body)
    assert (body.copy, body.reason) == (2, "Giấy bị ướt")
    assert "bản in lại lần 2" in "\n".join(label.text() for label in page.pane.papers.findChildren(type(page.heading)))


def test_a_correction_changes_what_was_wrong_and_keeps_the_rest_readable(
    page: SearchPage, office: Office, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    dossier = dossiers[0]
    page.open(dossier.code)
    settle()
    page.pane.ask(Kind.CORRECTED)
    assert cast("Line", page.pane.strip.field("applicant.full_name").control).value() == "Lò Văn Ín"
    write(page, "applicant.phone", "12")
    page.primary()
    settle()
    assert page.pane.strip.field("reason").problem() == "Chưa điền mục này."
    write(page, "reason", "Gõ nhầm số")
    page.primary()
    settle()
    assert "Số điện thoại không đúng" in page.pane.strip.field("applicant.phone").problem()
    write(page, "applicant.phone", "0977 111 222")
    page.primary()
    settle()
    settle()
    body = cast(
        "Corrected", next(past for past in office.views.timeline(dossier.id) if past.kind is Kind.CORRECTED).body
    )
    assert body.applicant is not None
    assert body.applicant.phone == "0977111222"
    assert body.result_delivery is None
    assert body.note is None
    assert "0912345678 → 0977111222" in page.pane.timeline.text()


def test_after_a_correction_the_printed_paper_is_offered_again(
    page: SearchPage, office: Office, clerk: Clerk, dossiers: Sequence[Dossier], settle: Settle, qtbot: QtBot
) -> None:
    dossier = dossiers[0]
    office.counter.print_paper(dossier.code, "01", "a5", clerk, target="pdf")
    page.open(dossier.code)
    settle()
    page.pane.ask(Kind.CORRECTED)
    write(page, "applicant.full_name", "Lò Văn Inh")
    write(page, "reason", "Sai tên")
    page.primary()
    qtbot.waitUntil(lambda: page.pane.strip.kind is Kind.PRINTED)
    assert cast("Line", page.pane.strip.field("reason").control).value()


def test_void_asks_by_typing_the_reason(
    page: SearchPage, office: Office, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    dossier = dossiers[0]
    page.open(dossier.code)
    settle()
    page.pane.ask(Kind.VOIDED)
    assert not page.confirm.isEnabled()
    assert page.confirm.property("role") == "danger"
    page.primary()
    settle()
    assert not state(office, dossier).voided
    write(page, "reason", "Nhập trùng hồ sơ")
    assert page.confirm.isEnabled()
    page.primary()
    settle()
    settle()
    assert state(office, dossier).voided
    assert not any(button.isVisible() for button in page.pane.doing.findChildren(Button))
    assert "chỉ còn xem và in lại" in "".join(
        label.text() for label in page.pane.doing.findChildren(type(page.heading))
    )


def test_a_supplement_is_asked_printed_and_answered(
    page: SearchPage, office: Office, dossiers: Sequence[Dossier], settle: Settle, qtbot: QtBot
) -> None:
    dossier = dossiers[0]
    page.open(dossier.code)
    settle()
    page.pane.ask(Kind.SUPPLEMENT_ASKED)
    papers = cast("PaperLines", page.pane.strip.field("missing").control)
    papers.put([("Giấy chứng sinh", 1, 0)])
    write(page, "reason", "Chưa có bản chính")
    cast("DateEdit", page.pane.strip.field("deadline").control).setText("31/12/2099")
    page.primary()
    qtbot.waitUntil(lambda: state(office, dossier).prints.get("02") == 1)
    settle()
    assert state(office, dossier).missing[0].originals == 1
    page.pane.ask(Kind.SUPPLEMENTED)
    given = cast("PaperLines", page.pane.strip.field("components").control)
    assert given.value() == [{"name": "Giấy chứng sinh", "originals": 1, "copies": 0}]
    page.primary()
    settle()
    settle()
    assert state(office, dossier).status is Status.IN_PROCESS


def test_withdrawal_is_asked_and_then_done(
    page: SearchPage, office: Office, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    dossier = dossiers[0]
    page.open(dossier.code)
    settle()
    page.pane.ask(Kind.WITHDRAWAL_ASKED)
    write(page, "reason", "Không còn nhu cầu")
    page.primary()
    settle()
    settle()
    assert offered(state(office, dossier)) == (Kind.WITHDRAWN,)
    page.pane.ask(Kind.WITHDRAWN)
    page.primary()
    settle()
    settle()
    assert state(office, dossier).status is Status.STOPPED


def test_money_and_dates_are_read_as_typed(
    page: SearchPage, office: Office, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    dossier = dossiers[0]
    page.open(dossier.code)
    settle()
    page.pane.ask(Kind.RESCHEDULED)
    due = cast("DateEdit", page.pane.strip.field("due_at").control)
    due.setText("31/02/2099")
    write(page, "reason", "Cơ quan chưa xong")
    page.primary()
    settle()
    assert "dd/mm/yyyy" in page.pane.strip.field("due_at").problem()
    due.setText("31/03/2099")
    page.primary()
    settle()
    settle()
    due_at = state(office, dossier).due_at
    assert due_at is not None
    assert f"{due_at:%d/%m/%Y %H:%M}" == "31/03/2099 17:00"
    page.pane.ask(Kind.FEE_ASKED)
    write(page, "fees.0.name", "Lệ phí cấp bản sao")
    write(page, "fees.0.amount", "8.000")
    page.primary()
    settle()
    settle()
    assert state(office, dossier).status is Status.FINANCIAL
    page.pane.ask(Kind.FEE_COLLECTED)
    page.primary()
    settle()
    settle()
    assert state(office, dossier).collected_state == 8000


def test_a_move_that_came_too_late_is_explained_in_place(
    page: SearchPage, office: Office, clerk: Clerk, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    dossier = dossiers[0]
    page.open(dossier.code)
    settle()
    page.pane.ask(Kind.VOIDED)
    write(page, "reason", "Nhập trùng")
    office.counter.act(dossier.code, Kind.RESULT_ARRIVED, {}, clerk)
    page.primary()
    settle()
    assert not state(office, dossier).voided
    assert "không làm được" in page.pane.strip.problem()


def test_moves_that_are_not_offered_say_why(
    page: SearchPage, office: Office, clerk: Clerk, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    office.counter.act(dossiers[0].code, Kind.RESULT_ARRIVED, {}, clerk)
    page.open(dossiers[0].code)
    settle()
    assert "nên không làm được" in words_in(page.pane.doing)
    assert "hủy hồ sơ" in words_in(page.pane.doing)


def test_handing_back_opens_f2(
    page: SearchPage, office: Office, clerk: Clerk, dossiers: Sequence[Dossier], settle: Settle, qtbot: QtBot
) -> None:
    office.counter.act(dossiers[0].code, Kind.RESULT_ARRIVED, {}, clerk)
    page.open(dossiers[0].code)
    settle()
    with qtbot.waitSignal(page.desk.wanted) as went:
        page.pane.ask(Kind.HANDED_BACK)
    assert went.args == ["handback", dossiers[0].code]


def test_esc_goes_back_one_step_at_a_time(
    page: SearchPage, office: Office, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    page.open(dossiers[0].code)
    settle()
    page.pane.ask(Kind.VOIDED)
    page.step_back()
    assert (page.pane.strip.kind, opened(page)) == (None, dossiers[0].code)
    page.step_back()
    assert opened(page) == ""
    assert not state(office, dossiers[0]).voided


def test_a_narrow_window_shows_the_list_or_the_dossier(
    page: SearchPage, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    page.resize(683, 300)
    page.open(dossiers[0].code)
    settle()
    assert page.minimumSizeHint().width() <= 683
    assert page.minimumSizeHint().height() <= 300
    assert not page.list.isVisible()
    assert page.back.isVisible()
    page.back.click()
    assert page.list.isVisible()
    page.resize(1366, 700)
    page.open(dossiers[0].code)
    settle()
    assert page.list.isVisible()
    assert "F12" in dict(page.keys())


# ------------------------------------------------------------------ small parts


def test_dotted_names_become_the_shape_of_the_event() -> None:
    flat: dict[str, object] = {"a.b": 1, "a.c": 2, "fees.0.name": "x", "fees.0.amount": 3, "note": "n"}
    assert nested(flat) == {"a": {"b": 1, "c": 2}, "fees": [{"name": "x", "amount": 3}], "note": "n"}


def test_a_void_says_its_reason() -> None:
    from app.domain.events import Voided

    assert body_lines(Voided(reason="Nhập trùng")) == ("Lý do: Nhập trùng",)


def test_the_marked_line_is_the_open_dossier(page: SearchPage, dossiers: Sequence[Dossier], settle: Settle) -> None:
    page.take_scan(Scan(cards.DossierCode(dossiers[1].code, "official"), dossiers[1].code))
    settle()
    row = page.table.current()
    assert row is not None and row.code == dossiers[1].code  # type: ignore[attr-defined]
    page.on_changed(frozenset({"dossiers"}))
    settle()
    row = page.table.current()
    assert row is not None and row.code == dossiers[1].code  # type: ignore[attr-defined]


def test_looking_for_somebody_else_puts_the_open_dossier_away(
    page: SearchPage, dossiers: Sequence[Dossier], settle: Settle, qtbot: QtBot
) -> None:
    page.open(dossiers[1].code)
    settle()
    page.box.setFocus()
    QTest.keyClicks(page.box, "giang thi")
    qtbot.waitUntil(lambda: len(page.rows.all()) == 1)
    settle()
    still = page.pane.dossier
    assert still is not None  # it is the one that is looked for
    page.box.clear()
    QTest.keyClicks(page.box, "lo van in")
    qtbot.waitUntil(lambda: [row.applicant for row in page.rows.all()] == ["Lò Văn Ín"])
    settle()
    assert page.pane.dossier is None
    assert page.detail.isHidden()
