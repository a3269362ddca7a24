"""F6 on a real counter: the day opened, counted blind, closed by keys, with a line and without; resumed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.cli.sending import Sending
from app.clock import Clock
from app.domain.cash import NOTES
from app.domain.dossier import Dossier
from app.domain.zreport import OtherCounter, OtherDay
from app.office import Office, open_office
from app.people import Clerk
from sync import sandbox
from tests.desk import MONDAY, FakeClock, draft
from tests.ui.conftest import PIN, Line, put_away
from tests.ui.test_tab_round import round_trip, stops
from ui.day import DayPage
from ui.day.cash import CashStep
from ui.day.lists import ManifestStep, PaperStep
from ui.day.proof import ProofStep
from ui.day.report import BranchCard
from ui.day.send import SendStep
from ui.day.words import difference_words, hash_groups
from ui.page import Remitting, SyncControl
from ui.shell import Window
from ui.theme import Theme

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
FEES = [
    {"kind": "fee", "name": "Phí", "amount": 8000, "paid": True},
    {"kind": "postage", "name": "Cước", "amount": 25_000, "paid": True},
]


class Report(NamedTuple):
    delivered: int = 0
    already_there: int = 0
    quarantined: int = 0
    stopped: str = ""
    needs_person: bool = False


class Looked(NamedTuple):
    day: object
    stopped: str = ""


class Hands:
    """Somebody at the keyboard of a window."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot

    @property
    def page(self) -> DayPage:
        page = self.window.page("day")
        assert isinstance(page, DayPage)
        return page

    @property
    def office(self) -> Office:
        return self.window.desk.office

    @property
    def clerk(self) -> Clerk:
        clerk = self.window.desk.clerk
        assert clerk is not None
        return clerk

    def settle(self) -> None:
        for _ in range(2):  # what came home may ask for more
            self._qtbot.waitUntil(lambda: not self.window._tasks.busy)
            QApplication.processEvents()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        handle = self.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        handle = self.window.windowHandle()
        assert handle is not None
        for letter in text:
            QTest.keyClick(handle, letter)  # type: ignore[call-overload]
            QTest.qWait(50)  # longer than between two characters of a scan
        self.settle()

    def open(self) -> DayPage:
        self.press(Key.Key_F6)
        self.settle()
        return self.page

    def receive(self, count: int = 1, **changes: object) -> list[Dossier]:
        return [self.office.counter.receive(draft(fees=FEES, **changes), self.clerk).dossier for _ in range(count)]


@contextmanager
def at_counter(
    open_it: Callable[[], Office], sync: Callable[[Office], SyncControl], memory: QSettings, qtbot: QtBot
) -> Iterator[Hands]:
    """A window of its own with the first clerk at it, closed at the end as a person closes it."""
    window = Window(open_it, sync, memory, start_page="day")
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    try:
        qtbot.waitUntil(lambda: window.desk.is_open and bool(window.login.people), timeout=20_000)
        log_in(window, qtbot)
        hands = Hands(window, qtbot)
        hands.settle()
        yield hands
    finally:
        put_away(window)


def log_in(window: Window, qtbot: QtBot) -> None:
    window.login.pin.setText(PIN)
    window.login.enter.click()
    qtbot.waitUntil(lambda: window.desk.clerk is not None, timeout=20_000)


@pytest.fixture
def hands(at_work: Window, qtbot: QtBot) -> Hands:
    at_work.activateWindow()
    found = Hands(at_work, qtbot)
    found.settle()
    return found


@pytest.fixture
def opened(hands: Hands) -> Hands:
    """Three dossiers with 8.000 đ of the State's and 25.000 đ of the post's each, and the day open."""
    hands.receive(3)
    hands.open()
    hands.press(Key.Key_F12)
    assert hands.page.mode == "closing"
    return hands


def cash(hands: Hands) -> CashStep:
    step = hands.page.views["cash"]
    assert isinstance(step, CashStep)
    return step


def sending(hands: Hands) -> SendStep:
    step = hands.page.views["send"]
    assert isinstance(step, SendStep)
    return step


def count(hands: Hands, typed: dict[int, str]) -> None:
    """Types a count as a person does, and commits it."""
    for value in NOTES:
        if value in typed:
            hands.type(typed[value])
        if value != NOTES[-1]:
            hands.press(Key.Key_Return)
    hands.press(Key.Key_F12)


def every_word(root: QWidget) -> str:
    """All that any widget says to eyes, a screen reader or a mouse."""
    words = []
    for part in [root, *root.findChildren(QWidget)]:
        words += [part.accessibleName(), part.accessibleDescription(), part.toolTip(), part.windowTitle()]
        text = getattr(part, "text", None)
        words.append(str(text()) if callable(text) else "")
    return " ".join(words)


def close_now(hands: Hands) -> None:
    """From the cash step to the closed day, without a line."""
    count(hands, {20_000: "1", 2000: "2"})
    count(hands, {50_000: "1", 20_000: "1", 5000: "1"})
    hands.press(Key.Key_F12)
    hands.press(Key.Key_F12, SHIFT)
    hands.page.reason.take("Không có mạng")
    hands.press(Key.Key_Return)
    assert hands.page.rail.current == "close"
    hands.type(PIN)
    hands.press(Key.Key_F12)
    hands.settle()


# ------------------------------------------------------------------ the day opens


def test_a_day_is_opened_by_one_key_and_says_so(hands: Hands) -> None:
    page = hands.open()
    assert not page.closing.isVisible()
    assert "chưa mở" in page.line.text()
    assert page.go_on.text() == "F12 Mở ngày"
    hands.press(Key.Key_F12)
    assert page.mode == "closing"
    day = hands.office.day.current()
    assert day is not None
    assert f"{day.date:%d/%m/%Y}" in page.line.text()
    assert hands.clerk.name in page.line.text()
    assert "0 hồ sơ nhận, 0 trả" in page.line.text()


def test_a_first_float_goes_into_its_drawer(hands: Hands) -> None:
    page = hands.open()
    hands.type("200000")
    hands.press(Key.Key_Return)
    assert QApplication.focusWidget() is page.opening.floats["post"]
    hands.type("50000")
    hands.press(Key.Key_Return)
    assert page.mode == "closing"
    assert (hands.office.day.drawer("state"), hands.office.day.drawer("post")) == (200_000, 50_000)


def test_what_lay_in_the_drawers_is_carried_and_never_shown_to_be_typed_again(opened: Hands) -> None:
    close_now(opened)
    report = opened.office.day.zreport(1)
    assert report.drawer("state").closing == 24_000
    page = opened.page
    assert page.mode == "report"
    assert not page.opening.isVisible()


def test_a_day_nobody_closed_is_closed_first(
    open_counter: Callable[[], Office], memory: QSettings, line: Line, qtbot: QtBot, light: Theme, tmp_path: Path
) -> None:
    open_counter().close()
    clock = FakeClock()
    with at_counter(lambda: open_office(tmp_path / "data", clock), lambda _office: line, memory, qtbot) as hands:
        page = hands.open()
        hands.press(Key.Key_F12)
        assert not page.overdue.isVisible()
        clock.tick(days=1)
        hands.open()
        assert page.overdue.isVisible()
        assert "16/11/2026" in page.overdue.words.text()
        count(hands, {200: "0"})
        count(hands, {200: "0"})
        assert page.go_on.text() == "F12 Tiếp: Khóa sổ"
        hands.press(Key.Key_F12)
        hands.type(PIN)
        hands.press(Key.Key_F12)
        # Today can be opened now, and the report of the day before stands under it.
        assert not page.closing.isVisible()
        assert page.opening.isVisible()
        assert "số 1" in page.opening.words.text()
        assert page.report.isVisible()
        hands.press(Key.Key_F12)
        assert "17/11/2026" in page.line.text()


# ------------------------------------------------------------------ blind


def test_what_should_lie_in_a_drawer_stands_nowhere_before_the_count(opened: Hands) -> None:
    page = opened.page
    assert page.rail.current == "cash"
    words = every_word(opened.window)
    for expected in ("24.000", "24000", "75.000", "75000"):
        assert expected not in words
    # Nor after a typed count that is not committed, nor in another step of the rail.
    opened.type("3")
    opened.press(Key.Key_Right, ALT)
    opened.press(Key.Key_Right, ALT)
    words = every_word(opened.window)
    for expected in ("24.000", "75.000"):
        assert expected not in words
    assert "UBND" in words  # the agency that is owed money is named, the sum is not
    # The other drawer's stays unsaid when the first is known.
    opened.page.show_step("cash")
    cash(opened).drawers["state"].grid.put({})
    count(opened, {20_000: "1", 2000: "2"})
    words = every_word(opened.window)
    assert "24.000" in words
    assert "75.000" not in words


def test_counting_again_hides_what_the_first_count_came_to(opened: Hands) -> None:
    count(opened, {20_000: "1"})
    card = cash(opened).drawers["state"]
    assert "24.000" in every_word(card)
    card.again.click()
    opened.settle()
    assert "24.000" not in every_word(card)
    assert card.grid.isVisible()
    opened.press(Key.Key_Escape)
    assert "24.000" in every_word(card)


def test_sums_are_made_while_the_notes_are_typed(opened: Hands) -> None:
    grid = cash(opened).drawers["state"].grid
    opened.type("2")
    opened.press(Key.Key_Down)
    opened.type("1x")  # a letter is no count
    assert grid.total == 1_200_000
    assert grid.total_words.text().replace("\u00a0", " ") == "1.200.000 đ"
    opened.press(Key.Key_Up)
    assert QApplication.focusWidget() is grid.lines[500_000]


def test_an_empty_count_is_asked_for_a_zero(opened: Hands) -> None:
    opened.press(Key.Key_F12)
    card = cash(opened).drawers["state"]
    assert card.problem.isVisible()
    assert opened.office.day.closing().drawers[0].state == "uncounted"
    opened.type("0")
    assert not card.problem.isVisible()
    opened.press(Key.Key_F12)
    reckoning = opened.office.day.closing().drawers[0].reckoning
    assert reckoning is not None
    assert reckoning.total == 0


# ------------------------------------------------------------------ the difference


def test_what_agrees_goes_on_with_the_other_drawer(opened: Hands) -> None:
    count(opened, {20_000: "1", 2000: "2"})
    step = cash(opened)
    assert step.drawers["state"].pill.text() == "Khớp"
    assert QApplication.focusWidget() is step.drawers["post"].grid.lines[500_000]


def test_a_small_difference_is_booked_by_whoever_counted(opened: Hands) -> None:
    count(opened, {20_000: "1", 5000: "1"})
    card = cash(opened).drawers["state"]
    assert card.pill.text().replace("\u00a0", " ") == "Thừa 1.000 đ"
    assert not card.signature.isVisible()
    opened.type("le")
    opened.press(Key.Key_F12)
    day = opened.office.day.current()
    assert day is not None
    (booked,) = day.differences
    assert (booked.amount, booked.reason, booked.approved_by) == (1000, "le", "")
    assert "đã ghi" in card.pill.text()


def test_a_difference_beyond_the_limit_takes_a_reason_and_the_managers_pin(opened: Hands, qtbot: QtBot) -> None:
    count(opened, {100_000: "1"})
    card = cash(opened).drawers["state"]
    assert card.signature.isVisible()
    opened.press(Key.Key_F12)
    assert card.reason_field.problem()
    opened.type("tien le")
    opened.press(Key.Key_Return)
    assert QApplication.focusWidget() is card.signature.pin
    opened.type("1111")
    opened.press(Key.Key_F12)
    assert "PIN" in card.signature.pin_field.problem()
    day = opened.office.day.current()
    assert day is not None
    assert not day.differences
    opened.type(PIN)
    opened.press(Key.Key_Return)
    day = opened.office.day.current()
    assert day is not None
    (booked,) = day.differences
    manager = opened.office.people.named(opened.office.profile.people.manager)
    assert (booked.amount, booked.approved_by) == (76_000, manager.id)
    assert not card.signature.pin.text()
    assert opened.clerk.name == opened.office.profile.people.clerks[0]  # nobody was logged in or out


def test_a_wrong_pin_too_often_is_a_wait_and_no_key_gets_around_it(opened: Hands) -> None:
    count(opened, {100_000: "1"})
    card = cash(opened).drawers["state"]
    card.reason.setText("tien le")
    card.signature.pin.setFocus()
    for _ in range(5):
        card.signature.pin.setText("1111")
        opened.press(Key.Key_F12)
    assert "đợi" in card.signature.pin_field.problem()
    card.signature.pin.setText(PIN)
    opened.press(Key.Key_F12)
    day = opened.office.day.current()
    assert day is not None
    assert not day.differences


def test_a_pin_given_by_somebody_else_signs_nothing(opened: Hands) -> None:
    manager = opened.office.people.named(opened.office.profile.people.manager)
    given = opened.office.people.reset_pin(manager, manager)
    count(opened, {100_000: "1"})
    card = cash(opened).drawers["state"]
    card.reason.setText("tien le")
    card.signature.pin.setFocus()
    opened.type(given)
    opened.press(Key.Key_F12)
    assert "do người khác cấp" in card.signature.pin_field.problem()
    day = opened.office.day.current()
    assert day is not None
    assert not day.differences


def test_half_a_pin_is_not_left_for_whoever_comes_next(opened: Hands) -> None:
    count(opened, {100_000: "1"})
    card = cash(opened).drawers["state"]
    card.signature.pin.setText("24")
    opened.press(Key.Key_F3)
    assert not card.signature.pin.text()


def test_money_that_moves_after_the_count_makes_it_stale_and_says_so(opened: Hands) -> None:
    count(opened, {20_000: "1", 2000: "2"})
    step = cash(opened)
    assert step.drawers["state"].pill.text() == "Khớp"
    opened.receive()
    opened.window.desk.changed("dossiers")
    opened.settle()
    assert step.drawers["state"].stale.isVisible()
    assert "đếm lại" in step.drawers["state"].stale.text()
    assert opened.page.rail.buttons["cash"].stop.state == "còn 2 ngăn"
    # The cursor was in the other drawer, whose turn is over: it is never left in what has gone.
    assert QApplication.focusWidget() is step.drawers["state"].grid.lines[500_000]


def test_a_background_refresh_takes_no_cursor_away(opened: Hands) -> None:
    step = cash(opened)
    step.moving.into.click()
    step.moving.reason.setFocus()
    opened.window.desk.changed("queue")
    opened.settle()
    assert QApplication.focusWidget() is step.moving.reason


def test_money_in_and_out_takes_a_reason(opened: Hands) -> None:
    card = cash(opened).moving
    card.into.click()
    card.submit()
    assert card.amount_field.problem()
    card.amount.set_amount(50_000)
    card.submit()
    assert card.reason_field.problem()
    card.reason.setText("Tiền lẻ để thối")
    card.reason.setFocus()
    opened.press(Key.Key_Return)
    assert opened.office.day.drawer("state") == 24_000 + 50_000
    assert card.form.isHidden()
    card.out.click()
    card.amount.set_amount(900_000)
    card.reason.setText("Nộp ngân hàng")
    card.submit()
    opened.settle()
    assert card.amount_field.problem()  # no drawer gives more than it holds
    assert opened.office.day.drawer("state") == 74_000


def test_a_remittance_is_a_fact_and_a_slip(opened: Hands) -> None:
    card = cash(opened).remittance
    (agency,) = card.rows
    row = card.rows[agency]
    assert not row.amount.isVisible()
    row.slip.click()
    card.submit()
    assert card.receiver_field.problem()
    card.receiver.setText("Quàng Thị Hoa")
    card.submit()
    opened.settle()
    opened._qtbot.waitUntil(lambda: any((opened.office.data / "papers").glob("phieu-nop-tien-0001*.pdf")))
    assert opened.office.day.gaps() == ()
    assert opened.office.day.drawer("state") == 0
    assert list(card.slips) == [1]
    assert not card.rows


def test_money_that_goes_along_with_a_manifest_says_with_which(opened: Hands) -> None:
    opened.press(Key.Key_F4)
    opened.window.desk.go("day", Remitting("UBND xã Mường Tè", "BK-H35.99.07-1-261126-01"))
    opened.settle()
    page, card = opened.page, cash(opened).remittance
    assert page.rail.current == "cash"
    assert "BK-H35.99.07-1-261126-01" in card.form_name.text()
    assert QApplication.focusWidget() is card.receiver
    opened.type("hoa")
    opened.press(Key.Key_Return)
    opened.press(Key.Key_Return)
    day = opened.office.day.current()
    assert day is not None
    assert [(one.agency, one.manifest) for one in day.remitted] == [("UBND xã Mường Tè", "BK-H35.99.07-1-261126-01")]
    # The next slip is of no list.
    opened.receive()
    opened.open()
    card.open("UBND xã Mường Tè")
    assert "BK-" not in card.form_name.text()


# ------------------------------------------------------------------ lists


def test_a_paper_nobody_saw_is_left_until_somebody_did(opened: Hands, qtbot: QtBot) -> None:
    page, desk = opened.page, opened.window.desk
    code = opened.office.views.recent(1)[0].code
    desk.print_paper(code, "01", owner=desk)
    qtbot.waitUntil(lambda: page.rail.buttons["papers"].stop.standing == "left", timeout=10_000)
    opened.open()
    assert page.rail.current == "papers"
    step = page.views["papers"]
    assert isinstance(step, PaperStep)
    fresh = page.fresh_paper()
    assert fresh is not None
    assert code in fresh.codes
    assert page.go_on.text() == "F12 Giấy đã ra"
    opened.press(Key.Key_F9)
    opened.settle()
    assert page.rail.buttons["papers"].stop.standing == "done"
    assert page.go_on.text() == "F12 Tiếp: Tiền"


def test_enter_goes_to_where_a_paper_is_mended(opened: Hands, qtbot: QtBot) -> None:
    page, desk = opened.page, opened.window.desk
    code = opened.office.views.recent(1)[0].code
    desk.print_paper(code, "01", owner=desk)
    qtbot.waitUntil(lambda: page.rail.buttons["papers"].stop.standing == "left", timeout=10_000)
    opened.open()
    with qtbot.waitSignal(desk.wanted) as went:
        opened.press(Key.Key_Return)
    assert went.args == ["search", code]


def test_an_open_manifest_is_named_with_its_day_and_opened_in_f4(opened: Hands, qtbot: QtBot) -> None:
    from app.domain.manifest import Direction, ManifestKind, ManifestOpened
    from app.store.daybook import MANIFESTS

    store, number = opened.office.store, "BK-H35.99.07-1-261126-01"
    with store.write() as conn:
        body = ManifestOpened(number=number, direction=Direction.TO_AGENCY, agency="UBND xã Mường Tè")
        MANIFESTS.append(store, conn, "", ManifestKind.OPENED, body, opened.clerk.id)
    page = opened.open()
    assert page.rail.current == "manifests"
    step = page.views["manifests"]
    assert isinstance(step, ManifestStep)
    assert [str(step.rows.cell(0, column)) for column in range(2)] == [number, "26/11/2026"]
    with qtbot.waitSignal(page.desk.wanted) as went:
        opened.press(Key.Key_F12)
    assert went.args == ["manifest", number]
    # Or one goes on, with a reason that is kept.
    opened.open()
    opened.press(Key.Key_F12, SHIFT)
    assert not page.reason.line.value()  # only a person knows why
    assert page.reason.chips
    opened.press(Key.Key_Return)
    assert page.reason.field.problem()
    opened.type("mai")
    opened.press(Key.Key_Return)
    state = opened.office.day.closing().step("manifests")
    assert (state.state, state.reason) == ("passed", "mai")
    assert page.rail.current == "cash"
    assert page.rail.buttons["manifests"].stop.state == "bỏ qua có lý do"


def test_cash_is_never_gone_past(opened: Hands) -> None:
    page = opened.page
    assert page.rail.current == "cash"
    assert not page.skip.isVisible()
    opened.press(Key.Key_F12, SHIFT)
    assert not page.reason.isVisible()


# ------------------------------------------------------------------ the whole close


def test_a_whole_close_by_keys_without_a_line(opened: Hands, line: Line, qtbot: QtBot) -> None:
    page = opened.page
    assert page.rail.current == "cash"
    count(opened, {20_000: "1", 2000: "2"})
    count(opened, {50_000: "1", 20_000: "1", 5000: "1"})
    assert page.go_on.text() == "F12 Tiếp: Gửi"
    opened.press(Key.Key_F12)
    assert page.rail.current == "send"
    opened.press(Key.Key_F12)
    assert "send_now" in line.asked
    assert sending(opened).bar.isVisible()
    assert line.on_report is not None
    line.on_report(Report(stopped="offline"))
    opened.settle()
    assert not sending(opened).sending
    assert "mạng" in sending(opened).state.text()
    opened.press(Key.Key_F12, SHIFT)
    assert page.reason.line.value() == "Không có mạng"  # the likeliest is there already
    opened.press(Key.Key_Return)
    assert page.rail.current == "close"  # nothing was delivered, so there is nothing to prove
    assert QApplication.focusWidget() is page.sign.signature.pin
    opened.type(PIN)
    opened.press(Key.Key_F12)
    opened.settle()
    assert page.mode == "report"
    report = opened.office.day.zreport(1)
    assert hash_groups(report.hash) == page.report.hash.text()
    assert report.waiting.count == 3
    assert report.manager == opened.office.profile.people.manager
    files = opened.office.data / "papers"
    qtbot.waitUntil(lambda: bool(list(files.glob("bao-cao-cuoi-ngay-0001-*.pdf"))), timeout=10_000)
    qtbot.waitUntil(lambda: bool(page.report.page.images))
    # The same page again.
    (kept,) = files.glob("bao-cao-cuoi-ngay-0001-*.pdf")
    before = kept.read_bytes()
    kept.unlink()
    opened.press(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(kept.exists)
    assert kept.read_bytes() == before


def test_only_a_managers_pin_closes(opened: Hands) -> None:
    page = opened.page
    count(opened, {20_000: "1", 2000: "2"})
    count(opened, {50_000: "1", 20_000: "1", 5000: "1"})
    page.show_step("close")
    opened.settle()
    step = page.sign
    assert not step.signature.isVisible()  # a step is left
    assert page.go_on.text() == "F12 Tiếp: Gửi"
    opened.office.day.pass_step("send", "Không có mạng", opened.clerk)
    opened.open()
    assert page.rail.current == "close"
    names = [step.signature.who.itemText(number) for number in range(step.signature.who.count())]
    assert names == [opened.office.profile.people.manager]
    opened.press(Key.Key_F12)
    assert step.signature.pin_field.problem()
    opened.type("1111")
    opened.press(Key.Key_F12)
    assert opened.office.day.current() is not None
    opened.type(PIN)
    opened.press(Key.Key_F12)
    assert opened.office.day.current() is None


def test_what_came_between_is_said_instead_of_closing(opened: Hands) -> None:
    page = opened.page
    count(opened, {20_000: "1", 2000: "2"})
    count(opened, {50_000: "1", 20_000: "1", 5000: "1"})
    opened.office.day.pass_step("send", "Không có mạng", opened.clerk)
    opened.open()
    opened.type(PIN)
    opened.office.day.move_cash("post", 1000, "Tiền lẻ", opened.clerk)  # another window, say
    opened.press(Key.Key_F12)
    opened.settle()
    assert opened.office.day.current() is not None
    assert page.sign.problem.isVisible()
    assert page.rail.buttons["cash"].stop.standing == "left"


def test_a_close_goes_on_where_it_stood_in_a_new_window(
    open_counter: Callable[[], Office], memory: QSettings, line: Line, qtbot: QtBot, light: Theme, tmp_path: Path
) -> None:
    with at_counter(open_counter, lambda _office: line, memory, qtbot) as hands:
        hands.receive(3)
        hands.open()
        hands.press(Key.Key_F12)
        count(hands, {20_000: "1", 2000: "2"})
        hands.press(Key.Key_Down)  # to 200.000 of the other drawer
        hands.type("7")
    with at_counter(lambda: open_office(tmp_path / "data", Clock()), lambda _office: line, memory, qtbot) as hands:
        page, step = hands.page, cash(hands)
        assert page.rail.current == "cash"
        assert step.drawers["state"].pill.text() == "Khớp"
        assert step.card is step.drawers["post"]
        # What was half typed is still there.
        assert step.drawers["post"].grid.lines[200_000].text() == "7"
        assert step.drawers["post"].grid.lines[500_000].hasFocus()


# ------------------------------------------------------------------ send and proof


def test_progress_is_honest_until_something_is_known(opened: Hands, line: Line) -> None:
    from app.store.rounds import Round

    page, step, office = opened.page, sending(opened), opened.office
    page.show_step("send")
    opened.press(Key.Key_F12)
    figures = every_word(step.facts)
    assert figures.count("chưa biết") >= 2
    # One of three goes, and a round of this session tells what it took.
    entry = office.outbox.due(office.store.clock.now())[0]
    office.outbox.begin((entry,))
    office.outbox.acknowledge((entry,), "ok", office.store.clock.now())
    office.rounds.add(Round(at=office.store.clock.now(), seconds=2, bytes_up=9000, bytes_down=1000, delivered=1))
    assert line.on_report is not None
    line.on_report(Report(delivered=1))
    opened.settle()
    figures = every_word(step.facts)
    assert "1 / 3 mục" in figures
    assert "10 KB đã đi, khoảng 20 KB nữa" in figures
    assert "chưa biết" not in figures
    assert step.bar.value() == 1
    # Esc leaves it to go on by itself, and that is an offered reason.
    opened.press(Key.Key_Escape)
    assert not step.sending
    assert "gửi tiếp" in step.state.text()
    assert step.reasons() == ("Máy đang gửi tiếp",)


def test_a_line_that_breaks_in_the_middle_ends_the_wait(opened: Hands, line: Line) -> None:
    page, step = opened.page, sending(opened)
    page.show_step("send")
    opened.press(Key.Key_F12)
    assert line.on_report is not None
    line.on_report(Report(delivered=2, stopped="offline"))
    opened.settle()
    assert not step.sending
    assert step.known_reason() == "Không có mạng"


def test_the_queue_that_empties_ends_the_wait(opened: Hands) -> None:
    page, step, office = opened.page, sending(opened), opened.office
    page.show_step("send")
    opened.press(Key.Key_F12)
    for entry in office.outbox.due(office.store.clock.now()):
        office.outbox.begin((entry,))
        office.outbox.acknowledge((entry,), "ok", office.store.clock.now())
    opened._qtbot.waitUntil(lambda: not step.sending, timeout=5000)
    opened.settle()
    assert page.rail.buttons["send"].stop.standing == "done"
    assert page.rail.buttons["proof"].stop.standing == "left"


def test_a_proof_that_cannot_be_had_is_gone_past_with_a_reason(opened: Hands, line: Line) -> None:
    page, office = opened.page, opened.office
    for entry in office.outbox.due(office.store.clock.now()):
        office.outbox.begin((entry,))
        office.outbox.acknowledge((entry,), "ok", office.store.clock.now())
    opened.open()
    page.show_step("proof")
    step = page.views["proof"]
    assert isinstance(step, ProofStep)
    opened.press(Key.Key_F12)
    assert line.asked[-1] == f"prove {office.store.clock.today()} {opened.clerk.name}"
    assert not page.skip.isVisible()  # while it is asked for
    assert line.on_looked is not None
    line.on_looked(Looked(office.store.clock.today(), "offline"))
    opened.settle()
    assert "mạng" in step.state.text()
    opened.press(Key.Key_F12, SHIFT)
    opened.press(Key.Key_Return)
    assert office.day.closing().step("proof").state == "passed"


def test_a_whole_close_by_keys_with_a_stand_in(
    open_counter: Callable[[], Office],
    memory: QSettings,
    qtbot: QtBot,
    light: Theme,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The real courier and a real server on the loopback: three items go, the proof is whole, the day closes."""
    monkeypatch.setenv("QUAY_TRAINING_SECRET", "tap-huan")
    open_counter().close()
    running = sandbox.serve(port=0, db=f"sqlite:///{(tmp_path / 'one-stop.sqlite').as_posix()}")
    _point_at(tmp_path / "data" / "profile.toml", running.port)
    try:
        with at_counter(
            lambda: open_office(tmp_path / "data", Clock()),
            lambda office: Sending(office, office.store.clock, head_start=0.1),
            memory,
            qtbot,
        ) as hands:
            sync = hands.window.desk.sync
            assert sync is not None
            sync.pause(True)
            hands.receive(3)
            hands.open()
            hands.press(Key.Key_F12)
            page, step = hands.page, sending(hands)
            count(hands, {20_000: "1", 2000: "2"})
            count(hands, {50_000: "1", 20_000: "1", 5000: "1"})
            hands.press(Key.Key_F12)
            assert page.rail.current == "send"
            hands.press(Key.Key_F12)
            assert step.bar.isVisible()
            assert "chưa biết" in every_word(step.facts)
            sync.pause(False)
            qtbot.waitUntil(lambda: page.rail.buttons["send"].stop.standing == "done", timeout=30_000)
            assert not step.sending
            qtbot.waitUntil(lambda: step.cost.items == 3)
            assert step.cost.size > 0
            hands.settle()
            hands.press(Key.Key_F12)
            assert page.rail.current == "proof"
            hands.press(Key.Key_F12)
            qtbot.waitUntil(lambda: page.rail.buttons["proof"].stop.standing == "done", timeout=30_000)
            proof = page.views["proof"]
            assert isinstance(proof, ProofStep)
            assert "3 hồ sơ" in proof.state.text()
            assert proof.certificate.isEnabled()
            hands.settle()
            hands.press(Key.Key_F12)
            assert page.rail.current == "close"
            hands.type(PIN)
            hands.press(Key.Key_F12)
            report = hands.office.day.zreport(1)
            assert (report.waiting.count, report.passed) == (0, ())
            assert report.proof is not None
            assert report.proof.whole
    finally:
        running.stop()


def _point_at(profile: Path, port: int) -> None:
    text = profile.read_text(encoding="utf-8")
    profile.write_text(
        re.sub(r'url = "http[^"]*"', f'url = "http://127.0.0.1:{port}"', text, count=1), encoding="utf-8"
    )


# ------------------------------------------------------------------ looks


def test_the_branchs_other_counters_say_which_days_are_in(qtbot: QtBot, light: Theme) -> None:
    card = BranchCard()
    qtbot.addWidget(card)
    card.retranslate()
    day = OtherDay(
        number=4,
        date=date(2026, 11, 16),
        hash="ab",
        closed_at=MONDAY,
        received=12,
        handed_back=7,
        state=120_000,
        post=50_000,
        state_closing=0,
        post_closing=50_000,
    )
    card.show_others(
        (
            OtherCounter(name="H35.99.07-2", standing="closed", days=(day,), upto=4),
            OtherCounter(name="H35.99.07-3", standing="missing"),
        )
    )
    words = every_word(card).replace("\u00a0", " ")
    assert "1 quầy chưa có ngày đã khóa" in words
    assert "chưa nhận được gói nào" in words
    assert "Báo cáo số 4, ngày 16/11/2026: 12 nhận, 7 trả, tiền Nhà nước 120.000 đ, cước 50.000 đ" in words
    card.show_others(())
    assert card.isHidden()


def test_whoever_goes_along_the_rail_by_arrows_stays_on_it(opened: Hands) -> None:
    rail = opened.page.rail
    rail.take_cursor("cash")
    opened.press(Key.Key_Down)
    opened.press(Key.Key_Down)
    assert rail.current == "proof"
    assert rail.buttons["proof"].hasFocus()


def test_words_for_a_difference() -> None:
    assert difference_words(0) == ("ok", "Khớp")
    assert difference_words(5000)[1].replace("\u00a0", " ") == "Thừa 5.000 đ"
    assert difference_words(-5000)[1].replace("\u00a0", " ") == "Thiếu 5.000 đ"


@pytest.mark.parametrize("step", ["opening", "cash", "send", "close"])
def test_tab_reaches_everything_once(hands: Hands, step: str) -> None:
    hands.receive(2)
    page = hands.open()
    if step != "opening":
        hands.press(Key.Key_F12)
        if step == "close":
            count(hands, {10_000: "1", 5000: "1", 1000: "1"})
            count(hands, {50_000: "1"})
            hands.office.day.pass_step("send", "Không có mạng", hands.clerk)
            hands.open()
        page.show_step(step)
        hands.settle()
    met = round_trip(hands.window)
    grouped = {part for part in stops(hands.window) if getattr(part, "group", lambda: None)() is not None}
    left_out = stops(hands.window) - set(met) - grouped
    assert not left_out, [f"{type(part).__name__} {part.accessibleName()}" for part in left_out]


@pytest.mark.parametrize("width", [683, 1366])
def test_nothing_is_wider_than_the_window(opened: Hands, width: int) -> None:
    opened.window.resize(width, 384 if width < 700 else 768)
    opened.settle()
    page = opened.page
    for key in page.views:
        page.show_step(key)
        opened.settle()
        assert page.body.width() <= page.area.viewport().width()
        for part in page.body.findChildren(QLineEdit):
            if part.isVisible():
                right = part.mapTo(page.body, part.rect().topRight()).x()
                assert right <= page.body.width()
    assert page.rail.isVisible()
