"""Who works at the counter: choosing, PIN, lock-out, first PIN, changing over, locking."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.errors import Trouble
from app.office import Office
from app.people import TRIES, Clerk, Role
from tests.ui.conftest import PIN, Line, put_away
from ui.login import LAST
from ui.shell import Window
from ui.theme import Theme


def enter(qtbot: QtBot, window: Window, pin: str) -> None:
    """Types a PIN and presses Enter; returns when the answer has come."""
    window.login.pin.setText(pin)
    QTest.keyClick(window.login.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.login.waiting, timeout=20_000)


def test_the_card_is_painted_before_the_office_is_open(
    qtbot: QtBot, light: Theme, memory: QSettings, open_counter: Callable[[], Office], line: Line
) -> None:
    seen_open: list[bool] = []

    def opening() -> Office:
        seen_open.append(window.login.isVisible() and window.desk.is_open)
        return open_counter()

    window = Window(opening, lambda _office: line, memory)
    window.show()
    assert seen_open == []
    qtbot.waitUntil(lambda: window.desk.is_open, timeout=20_000)
    assert seen_open == [False]
    qtbot.waitUntil(lambda: bool(window.login.people))
    assert window.login.pin.hasFocus() or not window.isActiveWindow()
    put_away(window)


def test_a_person_comes_in_with_arrows_and_pin(qtbot: QtBot, window: Window) -> None:
    names = [person.name for person in window.login.people]
    QTest.keyClick(window.login.pin, Qt.Key.Key_Down)
    enter(qtbot, window, PIN)
    assert window.desk.clerk is not None
    assert window.desk.clerk.name == names[1]
    assert window.login.pin.text() == ""
    assert window.desk.settings.value(LAST) == window.desk.clerk.id
    assert names[1] in window.status.person.text()


def test_a_wrong_pin_is_said_under_the_field(qtbot: QtBot, window: Window) -> None:
    enter(qtbot, window, "1357")
    assert window.desk.clerk is None
    assert "4" in window.login.problem()
    assert window.login.pin.text() == ""
    enter(qtbot, window, "")
    assert window.login.problem() == "Chưa gõ mã PIN."


def test_too_many_wrong_pins_count_down(qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(TRIES):
        enter(qtbot, window, "1357")
    assert "60 giây" in window.login.problem()
    assert not window.login.enter.isEnabled()
    enter(qtbot, window, PIN)
    assert window.desk.clerk is None
    window.login.let_pass(59.5)
    qtbot.waitUntil(lambda: "1 giây" in window.login.problem())
    qtbot.waitUntil(window.login.enter.isEnabled, timeout=5000)
    assert window.login.problem() == ""


def test_a_given_pin_is_changed_first(qtbot: QtBot, window: Window) -> None:
    office = window.desk.office
    manager = office.people.named(office.profile.people.manager)
    given = office.people.add("Giàng A Páo", Role.CLERK, manager)
    window.login.change_over()
    qtbot.waitUntil(lambda: "Giàng A Páo" in [person.name for person in window.login.people])
    for _ in window.login.people:
        if window.login.chosen.name != "Giàng A Páo":
            QTest.keyClick(window.login.pin, Qt.Key.Key_Down)
    enter(qtbot, window, given)
    assert window.desk.clerk is None
    assert window.login.new_pin.isVisible()
    assert not window.login.pin.isVisible()

    def put(new: str, again: str) -> None:
        window.login.new_pin.setText(new)
        window.login.new_again.setText(again)
        QTest.keyClick(window.login.new_again, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not window.login.waiting, timeout=20_000)

    seen: list[Clerk | None] = []
    for new, again in (("7531", "7532"), ("1111", "1111"), ("7531", "7531")):
        put(new, again)
        seen.append(window.desk.clerk)
    assert seen[:2] == [None, None]
    assert seen[2] is not None
    assert not seen[2].must_change
    assert office.people.log_in("Giàng A Páo", "7531").name == "Giàng A Páo"


def test_the_lock_hides_the_work_and_keeps_it(qtbot: QtBot, at_work: Window) -> None:
    page = at_work.stack.currentWidget()
    who = at_work.desk.clerk
    QTest.keyClick(at_work, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert at_work.desk.clerk is None
    assert at_work.login.isVisible()
    assert not at_work.strip.isVisible()
    at_work.open_page("report")
    assert at_work.page("report") is None
    qtbot.waitUntil(lambda: at_work.login.chosen == who)
    enter(qtbot, at_work, PIN)
    assert at_work.stack.currentWidget() is page
    assert at_work.strip.isVisible()


def test_nobody_for_some_minutes_locks(at_work: Window) -> None:
    at_work.desk.prefer("lock/minutes", 1)
    at_work.idle.look()
    assert at_work.desk.clerk is not None
    at_work.idle.let_pass(61)
    at_work.idle.look()
    assert at_work.desk.clerk is None


def test_a_counter_that_cannot_be_opened_says_why_and_tries_again(
    qtbot: QtBot, light: Theme, memory: QSettings, open_counter: Callable[[], Office], line: Line
) -> None:
    troubles = [Trouble("database_locked")]

    def opening() -> Office:
        if troubles:
            raise troubles.pop()
        return open_counter()

    window = Window(opening, lambda _office: line, memory)
    window.show()
    qtbot.waitUntil(window.login.again.isVisible, timeout=20_000)
    assert "Dữ liệu đang bị một chương trình khác giữ" in window.login.words()
    assert not window.login.pin.isVisible()
    window.login.again.click()
    qtbot.waitUntil(lambda: bool(window.login.people), timeout=20_000)
    assert window.login.pin.isVisible()
    put_away(window)


def test_whom_somebody_chose_while_the_list_was_read_stays_chosen(at_work: Window, qtbot: QtBot) -> None:
    at_work.lock()
    login = at_work.login
    first = login.chosen.name
    QTest.keyClick(login.pin, Qt.Key.Key_Down)
    chosen = login.chosen.name
    assert chosen != first
    qtbot.waitUntil(lambda: not at_work._tasks.busy)
    assert login.chosen.name == chosen
