"""F4 against a real counter: lists built by scanning, sealed, signed, printed; runs; nothing but keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.cards import parse_scan
from app.domain.custody import Hand, Hold
from app.domain.dossier import Dossier
from app.domain.events import Kind, Leg, RecipientKind, Status
from app.domain.manifest import Direction, Manifest, Progress
from app.office import Office
from app.people import Clerk
from tests.desk import draft
from tests.manifest_days import AGENCY, state
from tests.ui.conftest import PIN
from ui import routes
from ui.hands import hold_words, span_words
from ui.manifest import ManifestPage
from ui.manifest.words import list_words, state_words
from ui.page import Desk, Remitting
from ui.scan import Scan
from ui.search import SearchPage
from ui.shell import Window
from ui.tasks import Tasks
from ui.theme import Theme

Settle = Callable[[], None]
POST = {"result_delivery__kind": "post", "result_delivery__address": "Bản Nậm Củm"}


@pytest.fixture
def settle(qtbot: QtBot, tasks: Tasks, desk: Desk) -> Settle:
    def wait() -> None:
        qtbot.waitUntil(lambda: not tasks.busy and not desk.printing._tasks.busy, timeout=10_000)

    return wait


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, settle: Settle) -> ManifestPage:
    shown = ManifestPage(desk)
    qtbot.addWidget(shown)
    shown.retranslate()
    shown.resize(1366, 690)
    shown.show()
    shown.opened()
    settle()
    return shown


def receive(office: Office, clerk: Clerk, count: int, **changes: object) -> list[Dossier]:
    return [office.counter.receive(draft(**changes), clerk).dossier for _ in range(count)]


def results(office: Office, clerk: Clerk, count: int) -> list[Dossier]:
    made = receive(office, clerk, count, **POST)
    for one in made:
        office.counter.act(one.code, Kind.HANDED_TO_AGENCY, {}, clerk)
        office.counter.act(one.code, Kind.RESULT_ARRIVED, {}, clerk)
    return made


def start(page: ManifestPage, way: Direction, settle: Settle) -> Manifest:
    page.start_new()
    page.start.ways.choose(way)
    page.primary()
    settle()
    return opened(page)


def opened(page: ManifestPage) -> Manifest:
    manifest = page.sheet.manifest
    assert manifest is not None
    return manifest


def scan(page: ManifestPage, text: str, settle: Settle) -> bool:
    taken = page.take_scan(Scan(parse_scan(text), text))
    settle()
    return taken


def test_no_part_is_a_window_of_its_own(page: ManifestPage, settle: Settle) -> None:
    for way in Direction:
        start(page, way, settle)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [page]


def test_nothing_yet_says_what_will_be_here_and_how_to_begin(page: ManifestPage) -> None:
    assert page.list.currentWidget() is page.list.empty
    assert page.list.empty.sentence.text() == "Chưa có bảng kê nào"
    assert page.feet.act.text() == "F12 Lập bảng kê"
    assert not page.feet.drop.isVisible()
    assert page.start.agency.value() == AGENCY


def test_scanned_papers_come_onto_the_list(page: ManifestPage, office: Office, clerk: Clerk, settle: Settle) -> None:
    first, second = receive(office, clerk, 2)
    manifest = start(page, Direction.TO_AGENCY, settle)
    assert page.sheet.entry.code.hasFocus()
    assert "0 hồ sơ" in page.sheet.counts.text()
    assert page.sheet.chips["missing"].text() == "Còn thiếu (2)"
    assert not page.feet.act.isEnabled()
    assert scan(page, first.code, settle)
    assert f"Đã thêm {first.code}" in page.sheet.heard.text()
    assert state(office, first).leg is Leg.ON_MANIFEST
    scan(page, first.code, settle)
    assert "đã có ở dòng 1. Không đổi gì." in page.sheet.heard.text()
    assert len(opened(page).standing) == 1
    page.sheet.chips["missing"].click()
    assert [one.code for one in page.sheet.lines.lacking.all()] == [second.code]
    with_scan = page.sheet.stack.currentWidget()
    assert with_scan is page.sheet.missing
    scan(page, second.code, settle)
    assert page.sheet.stack.currentWidget() is page.sheet.table
    assert "Đủ, không thừa." in page.sheet.counts.text()
    assert manifest.number in page.sheet.number.text()


def test_what_may_not_come_on_is_refused_beside_the_field_and_nothing_changes(
    page: ManifestPage, office: Office, clerk: Clerk, settle: Settle
) -> None:
    (dossier,) = receive(office, clerk, 1)
    other = office.manifests.open(Direction.TO_AGENCY, clerk, agency=AGENCY)
    office.manifests.put(other.id, dossier.code, clerk)
    start(page, Direction.TO_AGENCY, settle)
    scan(page, dossier.code, settle)
    assert other.number in page.sheet.heard.text()
    assert opened(page).standing == ()
    scan(page, "H35.99.07-200101-0001", settle)
    assert "Không tìm thấy hồ sơ" in page.sheet.heard.text()


def test_counts_are_set_right_with_keys(page: ManifestPage, office: Office, clerk: Clerk, settle: Settle) -> None:
    (dossier,) = receive(office, clerk, 1)
    start(page, Direction.TO_AGENCY, settle)
    scan(page, dossier.code, settle)
    page.sheet.table.setFocus()
    QTest.keyClick(page.sheet.table, Qt.Key.Key_Plus)
    settle()
    assert opened(page).lines[0].originals == 2
    QTest.keyClick(page.sheet.table, Qt.Key.Key_Return)
    assert page.sheet.entry.originals.hasFocus()
    QTest.keyClicks(page.sheet.entry.originals, "4")
    QTest.keyClick(page.sheet.entry.originals, Qt.Key.Key_Return)
    QTest.keyClicks(page.sheet.entry.copies, "")
    page.sheet.entry.copies.setText("3")
    QTest.keyClick(page.sheet.entry.copies, Qt.Key.Key_Return)
    settle()
    assert (opened(page).lines[0].originals, opened(page).lines[0].copies) == (4, 3)
    assert page.sheet.entry.code.hasFocus()
    page.sheet.entry.originals.setText("bốn")
    page.sheet.entry.copies.setFocus()
    QTest.keyClick(page.sheet.entry.copies, Qt.Key.Key_Return)
    settle()
    assert "Số bản phải từ 0" in page.sheet.heard.text()
    page.sheet.table.setFocus()
    QTest.keyClick(page.sheet.table, Qt.Key.Key_Delete)
    settle()
    assert opened(page).standing == ()
    assert state(office, dossier).leg is Leg.AT_COUNTER
    assert page.sheet.stack.currentWidget() is page.sheet.empty


def test_sealed_signed_and_printed_in_two_copies(
    page: ManifestPage, office: Office, clerk: Clerk, settle: Settle, qtbot: QtBot
) -> None:
    (dossier,) = receive(office, clerk, 1)
    start(page, Direction.TO_AGENCY, settle)
    scan(page, dossier.code, settle)
    assert page.feet.act.text() == "F12 Niêm phong"
    page.primary()
    settle()
    assert page.sheet.sign.named["seals"].problem() == "Chưa điền mục này."
    page.sheet.sign.seals.setText("NP-01; NP-02")
    page.primary()
    settle()
    assert opened(page).seals == ("NP-01", "NP-02")
    assert "Đã niêm phong NP-01, NP-02" in page.sheet.state.text()
    assert page.sheet.sign.receiver.hasFocus()
    scan(page, dossier.code, settle)
    assert "mở niêm phong" in page.sheet.heard.text()
    page.ask("break")
    page.sheet.reason.reason.setText("thiếu một bì")
    page.primary()
    settle()
    assert opened(page).progress is Progress.OPEN and opened(page).broken == ("NP-01", "NP-02")
    page.sheet.sign.seals.setText("NP-03")
    page.primary()
    settle()
    page.primary()
    settle()
    assert page.sheet.sign.named["receiver"].problem()
    page.sheet.sign.receiver.setText("Vàng A Chu")
    page.primary()
    settle()
    qtbot.waitUntil(lambda: opened(page).prints == {"giao-nhan": 1})
    settle()
    assert state(office, dossier).leg is Leg.AT_AGENCY
    assert "Vàng A Chu" in page.sheet.state.text()
    (file,) = (office.data / "papers").glob("BK-*-giao-nhan-1.pdf")
    assert file.read_bytes().startswith(b"%PDF")
    assert page.feet.act.isHidden()
    page.print_again()
    page.primary()
    settle()
    assert page.sheet.reason.named["reason"].problem() == "In lại thì phải có lý do. Hãy ghi vài chữ, ví dụ: rách, mờ."
    page.sheet.reason.reason.setText("rách")
    page.primary()
    settle()
    qtbot.waitUntil(lambda: opened(page).prints == {"giao-nhan": 2})
    assert page.sheet.reason.why is None


def test_whoever_takes_over_signs_with_her_own_name(
    page: ManifestPage, manager: Clerk, clerk: Clerk, settle: Settle
) -> None:
    start(page, Direction.TO_AGENCY, settle)
    assert page.sheet.sign.giver.text() == clerk.name
    page.desk.clerk = manager
    page.desk.changed("people")
    settle()
    assert page.sheet.sign.giver.text() == manager.name
    page.sheet.sign.giver.setText("Lý Thị Na")
    page.desk.clerk = clerk
    page.desk.changed("people")
    settle()
    assert page.sheet.sign.giver.text() == "Lý Thị Na"


def test_an_agency_that_gets_its_papers_is_owed_its_money(
    page: ManifestPage, desk: Desk, office: Office, clerk: Clerk, settle: Settle, qtbot: QtBot
) -> None:
    banners: list[tuple[str, Any]] = []
    desk.bannered.connect(lambda _key, _level, words, action: banners.append((words, action[1] if action else None)))

    def hand_over(**changes: object) -> None:
        (dossier,) = receive(office, clerk, 1, **changes)
        start(page, Direction.TO_AGENCY, settle)
        scan(page, dossier.code, settle)
        page.sheet.sign.receiver.setText("Vàng A Chu")
        page.secondary()
        qtbot.waitUntil(lambda: opened(page).progress is Progress.DONE, timeout=10_000)
        settle()

    hand_over()
    assert not [words for words, _ in banners if AGENCY in words]
    hand_over(fees=[{"kind": "charge", "name": "Lệ phí", "amount": 8000, "paid": True}])
    (go,) = [act for words, act in banners if AGENCY in words]
    with qtbot.waitSignal(desk.wanted) as went:
        go()
    assert went.args == ["day", Remitting(AGENCY, opened(page).number)]


def test_signed_without_a_seal_when_that_is_meant(
    page: ManifestPage, office: Office, clerk: Clerk, settle: Settle
) -> None:
    (dossier,) = receive(office, clerk, 1)
    start(page, Direction.TO_AGENCY, settle)
    assert not page.feet.bare.isEnabled()
    scan(page, dossier.code, settle)
    page.sheet.sign.receiver.setText("Vàng A Chu")
    page.secondary()
    settle()
    assert opened(page).progress is Progress.DONE and opened(page).seals == ()


def test_a_correction_names_the_line_and_the_reason(
    page: ManifestPage, office: Office, clerk: Clerk, settle: Settle
) -> None:
    (dossier,) = receive(office, clerk, 1)
    start(page, Direction.TO_AGENCY, settle)
    scan(page, dossier.code, settle)
    page.sheet.sign.receiver.setText("Vàng A Chu")
    page.secondary()
    settle()
    page.feet.fix.click()
    assert page.feet.act.text() == "F12 Ghi đính chính"
    page.sheet.reason.copies.setText("2")
    page.sheet.reason.reason.setText("cơ quan đếm lại")
    QTest.keyClick(page.sheet.reason.reason, Qt.Key.Key_Return)
    settle()
    assert (opened(page).lines[0].copies, opened(page).lines[0].corrected) == (2, "cơ quan đếm lại")


def test_cancelling_asks_by_doing_and_esc_leaves_it(
    page: ManifestPage, office: Office, clerk: Clerk, settle: Settle
) -> None:
    (dossier,) = receive(office, clerk, 1)
    start(page, Direction.TO_AGENCY, settle)
    scan(page, dossier.code, settle)
    page.feet.drop.click()
    assert page.feet.act.property("role") == "danger"
    page.step_back()
    assert page.sheet.reason.why is None and page.feet.act.text() == "F12 Niêm phong"
    page.feet.drop.click()
    page.primary()
    settle()
    assert page.sheet.reason.named["reason"].problem()
    page.sheet.reason.reason.setText("xe hỏng")
    page.primary()
    settle()
    assert opened(page).progress is Progress.CANCELLED
    assert state(office, dossier).leg is Leg.AT_COUNTER
    assert list_words(opened(page))[1] == "Đã hủy"


def test_results_and_papers_come_in(page: ManifestPage, office: Office, clerk: Clerk, settle: Settle) -> None:
    first, second = receive(office, clerk, 2)
    for one in (first, second):
        office.counter.act(one.code, Kind.HANDED_TO_AGENCY, {}, clerk)
    start(page, Direction.FROM_AGENCY, settle)
    page.sheet.entry.about.setText("12/TL-KS")
    scan(page, first.code, settle)
    assert page.sheet.entry.about.text() == ""
    assert "không có trong dự kiến" in page.sheet.heard.text()  # it was not due yet
    assert page.sheet.chips["extra"].text() == "Ngoài dự kiến (1)"
    page.sheet.entry.how.choose("papers")
    assert page.sheet.entry.refused.isVisible()
    scan(page, second.code, settle)
    assert "chưa nhận về như vậy được" in page.sheet.heard.text()
    page.sheet.entry.how.choose("result")
    scan(page, second.code, settle)
    assert page.sheet.sign.receiver.text() == clerk.name
    page.sheet.sign.giver.setText("Vàng A Chu")
    page.primary()
    settle()
    assert state(office, first).status is Status.RESULT_READY
    assert state(office, first).result_number == "12/TL-KS"


def test_a_run_by_digits(page: ManifestPage, office: Office, clerk: Clerk, settle: Settle) -> None:
    first, second, third = results(office, clerk, 3)
    start(page, Direction.DELIVERY, settle)
    for one in (first, second, third):
        scan(page, one.code, settle)
    page.sheet.sign.receiver.setText("Tẩn A Lử")
    page.primary()
    settle()
    assert opened(page).progress is Progress.UNDER_WAY
    assert page.sheet.table.hasFocus()
    scan(page, second.code, settle)  # while it is under way a scan finds its stop
    assert page.sheet.current() is not None and page.sheet.current().line.code == second.code  # type: ignore[union-attr]
    QTest.keyClick(page.sheet.table, Qt.Key.Key_2)
    assert page.sheet.outcome.chosen == "absent"
    page.sheet.outcome.note.setText("đi nương")
    page.primary()
    settle()
    assert state(office, second).attempts == 1
    assert page.sheet.current().line.code == first.code  # type: ignore[union-attr]
    page.sheet.outcome.kind.choose(RecipientKind.REPRESENTATIVE)
    page.primary()
    settle()
    assert "ủy quyền" in page.sheet.outcome.named["recipient.authorisation"].problem()
    page.sheet.outcome.paper.setText("Giấy ủy quyền 12")
    page.primary()
    settle()
    back = state(office, first).handed_back
    assert back is not None and back.by_post
    office.counter.act(third.code, Kind.HANDED_BACK, {"recipient": {"full_name": "Lò Văn Ín"}}, clerk)
    page.read()
    settle()
    assert page.sheet.outcome.outcomes == ("elsewhere",)
    page.primary()
    settle()
    assert page.feet.act.text() == "F12 Kết thúc chuyến"
    page.primary()
    settle()
    assert opened(page).progress is Progress.DONE
    assert page.sheet.outcome.isHidden()


def test_homes_to_be_called_at(page: ManifestPage, office: Office, clerk: Clerk, settle: Settle) -> None:
    start(page, Direction.COLLECTION, settle)
    stop = page.sheet.stop
    stop.who.setText("Lý Ha De")
    QTest.keyClick(stop.note, Qt.Key.Key_Return)
    settle()
    assert stop.named["address"].problem() == "Chưa điền mục này."
    stop.address.setText("Bản Pắc Ma")
    stop.submit()
    settle()
    assert stop.who.text() == "" and stop.who.hasFocus()
    assert opened(page).lines[0].who == "Lý Ha De"
    page.sheet.sign.receiver.setText("Tẩn A Lử")
    page.primary()
    settle()
    (dossier,) = receive(office, clerk, 1)
    scan(page, dossier.code, settle)
    assert page.sheet.outcome.code.text() == dossier.code
    page.primary()
    settle()
    assert opened(page).lines[0].code == dossier.code
    page.primary()
    settle()
    assert opened(page).progress is Progress.DONE


def test_a_lists_own_bars_open_it(page: ManifestPage, office: Office, clerk: Clerk, settle: Settle) -> None:
    other = office.manifests.open(Direction.RETURN, clerk, agency=AGENCY)
    assert scan(page, other.number, settle)
    assert opened(page).id == other.id
    page.receive_payload(office.manifests.open(Direction.DELIVERY, clerk).number)
    settle()
    assert opened(page).direction is Direction.DELIVERY


def test_without_an_open_list_a_scan_is_for_others(
    page: ManifestPage, office: Office, clerk: Clerk, settle: Settle
) -> None:
    (dossier,) = receive(office, clerk, 1)
    assert not scan(page, dossier.code, settle)
    start(page, Direction.TO_AGENCY, settle)
    assert not scan(page, "RR473124829VN", settle)  # no line it could belong to
    page.sheet.sign.receiver.setText("x")
    scan(page, dossier.code, settle)
    page.secondary()
    settle()
    assert not scan(page, dossier.code, settle)


def test_an_item_scanned_after_its_dossier_is_what_its_papers_are_in(
    page: ManifestPage, office: Office, clerk: Clerk, settle: Settle
) -> None:
    (dossier,) = results(office, clerk, 1)
    start(page, Direction.DELIVERY, settle)
    scan(page, dossier.code, settle)
    assert scan(page, "RR473124829VN", settle)
    assert opened(page).lines[0].item_code == "RR473124829VN"
    page.sheet.sign.receiver.setText("Tẩn A Lử")
    page.primary()
    settle()
    assert not scan(page, "RR473124829VN", settle)
    page.primary()
    settle()
    back = state(office, dossier).handed_back
    assert back is not None and back.item_code == "RR473124829VN"


def test_a_lists_bars_open_it_from_any_page(desk: Desk, office: Office, clerk: Clerk, qtbot: QtBot) -> None:
    number = office.manifests.open(Direction.DELIVERY, clerk).number
    with qtbot.waitSignal(desk.wanted) as went:
        routes.send(desk, None, Scan(parse_scan(number), number))
    assert went.args == ["manifest", number]


def test_what_another_hand_did_is_seen(page: ManifestPage, office: Office, clerk: Clerk, settle: Settle) -> None:
    (dossier,) = receive(office, clerk, 1)
    manifest = start(page, Direction.TO_AGENCY, settle)
    office.manifests.put(manifest.id, dossier.code, clerk)
    page.desk.changed("dossiers")
    settle()
    assert len(opened(page).standing) == 1
    office.counter.act(dossier.code, Kind.VOIDED, {"reason": "nhập trùng"}, clerk)
    page.desk.changed("dossiers")
    settle()
    entry = page.sheet.current()
    assert entry is not None and entry.moved_on
    page.sheet.sign.receiver.setText("Vàng A Chu")
    page.secondary()
    settle()
    assert "đã đi đường khác" in page.sheet.heard.text()


@pytest.mark.parametrize("way", list(Direction))
def test_it_fits_a_small_screen_at_double_scale(
    page: ManifestPage, office: Office, clerk: Clerk, settle: Settle, way: Direction
) -> None:
    page.resize(683, 306)
    start(page, way, settle)
    assert page.minimumSizeHint().width() <= 683
    assert page.minimumSizeHint().height() <= 306
    assert not page.list.isVisible() and page.back.isVisible()
    page.step_back()
    assert page.list.isVisible() and not page.sheet.isVisible()
    assert page.feet.act.isHidden()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    assert page.sheet.isVisible()
    assert "F12" in dict(page.keys())


def test_every_state_is_a_sentence(page: ManifestPage, office: Office, clerk: Clerk, settle: Settle) -> None:
    for way in Direction:
        made = start(page, way, settle)
        assert state_words(made)[1].endswith(".")
        assert all(list_words(made))
    assert len(page.rows.all()) == 5


def test_hands_in_words() -> None:
    from datetime import UTC, datetime, timedelta

    start_at = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
    holds = (
        Hold(hand=Hand.COUNTER, since=start_at, until=start_at + timedelta(hours=3)),
        Hold(hand=Hand.COURIER, since=start_at + timedelta(hours=3), until=start_at + timedelta(hours=3, minutes=40)),
        Hold(hand=Hand.AGENCY, since=start_at + timedelta(hours=3, minutes=40)),
    )
    said = hold_words(holds, start_at + timedelta(days=4))
    assert said == "ở quầy 3 giờ → trên đường 40 phút → ở cơ quan 4 ngày"
    assert span_words(timedelta(minutes=47 * 60)) == "47 giờ"


def test_f3_says_the_number_of_the_list_and_whose_hands_it_was_in(
    qtbot: QtBot, desk: Desk, office: Office, clerk: Clerk, settle: Settle
) -> None:
    (dossier,) = receive(office, clerk, 1)
    manifest = office.manifests.open(Direction.TO_AGENCY, clerk, agency=AGENCY)
    office.manifests.put(manifest.id, dossier.code, clerk)
    office.manifests.hand(manifest.id, "A", "Vàng A Chu", clerk)
    shown = SearchPage(desk)
    qtbot.addWidget(shown)
    shown.retranslate()
    shown.resize(1366, 690)
    shown.show()
    shown.open(dossier.code)
    settle()
    told = shown.pane.timeline.text()
    assert manifest.number in told and manifest.id not in told
    assert shown.pane.hands.text().startswith("Giấy tờ: ở quầy")
    assert "ở cơ quan" in shown.pane.hands.text()


@pytest.fixture
def front(qtbot: QtBot, at_work: Window, light: Theme) -> ManifestPage:
    """F4 of the whole window, opened by its key."""
    at_work.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    QTest.keyClick(at_work, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: isinstance(at_work.page("manifest"), ManifestPage))
    shown = at_work.page("manifest")
    assert isinstance(shown, ManifestPage)
    return shown


def test_out_sealed_handed_and_the_results_in_with_the_keyboard_only(
    qtbot: QtBot, at_work: Window, front: ManifestPage
) -> None:
    """What a clerk does twice a day: no key but those of the page, and the scanner's."""
    office, window = at_work.desk.office, at_work
    clerk = office.people.log_in(office.profile.people.clerks[0], PIN)
    first, second = receive(office, clerk, 2)
    handle = window.windowHandle()
    assert handle is not None

    def quiet() -> None:
        qtbot.wait(30)
        qtbot.waitUntil(lambda: not window._tasks.busy and not window.desk.printing._tasks.busy, timeout=10_000)

    def press(*keys: Qt.Key, shift: bool = False, control: bool = False) -> None:
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        held = Qt.KeyboardModifier.ControlModifier if control else held
        for key in keys:
            QTest.keyClick(handle, key, held)
        quiet()

    def words(text: str) -> None:
        """By hand: slower than any scanner."""
        box = QApplication.focusWidget()
        assert box is not None
        QTest.keyClicks(box, text, Qt.KeyboardModifier.NoModifier, 60)
        quiet()

    def read_bars(code: str) -> None:
        window.scanner.scanned.emit(Scan(parse_scan(code), code))
        quiet()

    quiet()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_F12)
    manifest = opened(front)
    for dossier in (first, second):
        read_bars(dossier.code)
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    while QApplication.focusWidget() is not front.sheet.sign.seals:
        press(Qt.Key.Key_Tab)
    words("np-01")
    press(Qt.Key.Key_F12)
    assert opened(front).progress is Progress.SEALED
    assert QApplication.focusWidget() is front.sheet.sign.receiver
    words("chu")
    press(Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: opened(front).prints == {"giao-nhan": 1}, timeout=10_000)
    quiet()
    assert opened(front).progress is Progress.DONE
    assert {state(office, one).leg for one in (first, second)} == {Leg.AT_AGENCY}
    press(Qt.Key.Key_N, control=True)
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_F12)
    assert opened(front).direction is Direction.FROM_AGENCY and opened(front).id != manifest.id
    for dossier in (first, second):
        read_bars(dossier.code)
    while QApplication.focusWidget() is not front.sheet.sign.giver:
        press(Qt.Key.Key_Tab)
    words("chu")
    press(Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: bool(opened(front).prints), timeout=10_000)
    assert {state(office, one).leg for one in (first, second)} == {Leg.RESULT_AT_COUNTER}
    assert sorted(path.name[-5:] for path in Path(office.data / "papers").glob("BK-*.pdf")) == ["1.pdf"[-5:]] * 2
