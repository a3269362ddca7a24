"""The parts that pages are made of."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, cast

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets import (
    Banners,
    Button,
    Choice,
    CodeLabel,
    Column,
    Columns,
    DateEdit,
    Field,
    Label,
    Line,
    MoneyEdit,
    Pill,
    Rows,
    SearchBox,
    Table,
    Toast,
    dong,
    grouped,
    read_date,
)
from ui.widgets.focus import FocusRing, _Ring
from ui.widgets.overlay import KeySheet
from ui.widgets.strip import PageStrip, Tab


def keys(part: QWidget, text: str) -> None:
    for letter in text:
        QTest.keyClick(part, ord(letter))


# --- fields


@pytest.mark.parametrize(
    ("typed", "shown", "amount"),
    [("8000", "8.000", 8000), ("0", "0", 0), ("1234567", "1.234.567", 1_234_567), ("12a3", "123", 123), ("", "", None)],
)
def test_money_is_grouped_while_it_is_typed(
    light: Theme, qtbot: QtBot, typed: str, shown: str, amount: int | None
) -> None:
    edit = MoneyEdit()
    qtbot.addWidget(edit)
    keys(edit, typed)
    assert edit.text() == shown
    assert edit.amount() == amount


def test_money_keeps_the_cursor_where_the_hand_is(light: Theme, qtbot: QtBot) -> None:
    edit = MoneyEdit()
    qtbot.addWidget(edit)
    told: list[int | None] = []
    edit.changed.connect(told.append)
    edit.set_amount(123_456)
    edit.setCursorPosition(3)  # before the point: 123|.456
    keys(edit, "9")
    assert edit.text() == "1.239.456"
    assert edit.text()[edit.cursorPosition() :].replace(".", "") == "456"
    assert told == [123_456, 1_239_456]


def test_dong_is_written_as_it_is_read() -> None:
    assert dong(8000) == "8.000\u00a0đ"
    assert dong(0) == "0\u00a0đ"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01/02/1990", date(1990, 2, 1)),
        ("1/2/1990", date(1990, 2, 1)),
        ("01021990", date(1990, 2, 1)),
        ("1.2.1990", date(1990, 2, 1)),
        ("31/02/1990", None),
        ("1/2/90", None),
        ("1990", None),
        ("", None),
    ],
)
def test_dates_as_people_write_them(text: str, day: date | None) -> None:
    assert read_date(text) == day


def test_slashes_come_by_themselves(light: Theme, qtbot: QtBot) -> None:
    edit = DateEdit()
    qtbot.addWidget(edit)
    keys(edit, "01021990")
    assert edit.text() == "01/02/1990"
    assert edit.day() == date(1990, 2, 1)
    edit.clear()
    keys(edit, "1/2/1990")
    assert edit.text() == "1/2/1990"
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "01/02/1990"
    assert not edit.wrong()
    edit.clear()
    keys(edit, "02/01/2026")
    assert edit.text() == "02/01/2026"
    edit.clear()
    keys(edit, "31021990")
    assert edit.wrong()


def test_a_date_can_be_taken_back_key_by_key(light: Theme, qtbot: QtBot) -> None:
    edit = DateEdit()
    qtbot.addWidget(edit)
    keys(edit, "0102")
    for _ in range(3):
        QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.text() == "01/"


def test_text_is_read_composed(light: Theme, qtbot: QtBot) -> None:
    edit = Line()
    qtbot.addWidget(edit)
    edit.setText("  Nguye\u0302\u0303n ")
    assert edit.value() == "Nguyễn"


def test_a_field_says_its_problem_under_itself_and_aloud(light: Theme, qtbot: QtBot) -> None:
    edit = Line()
    field = Field("Điện thoại", edit, optional=True)
    qtbot.addWidget(field)
    field.show()
    assert edit.accessibleName() == "Điện thoại"
    field.set_problem("Số điện thoại thiếu một chữ số.")
    assert field.problem() == "Số điện thoại thiếu một chữ số."
    assert edit.accessibleDescription() == "Số điện thoại thiếu một chữ số."
    assert edit.property("invalid") is True
    field.set_problem("")
    assert edit.accessibleDescription() == ""
    assert edit.property("invalid") is False


def test_a_choice_keeps_its_value_when_it_is_offered_anew(light: Theme, qtbot: QtBot) -> None:
    choice = Choice()
    qtbot.addWidget(choice)
    choice.offer([("a", "Một"), ("b", "Hai")])
    choice.choose("b")
    choice.offer([("a", "One"), ("b", "Two")])
    assert choice.value() == "b"
    assert choice.currentText() == "Two"


def test_a_search_waits_for_the_hand_and_not_after_enter(light: Theme, qtbot: QtBot) -> None:
    box = SearchBox(wait_ms=30)
    qtbot.addWidget(box)
    sought: list[str] = []
    box.searched.connect(sought.append)
    keys(box, "dks")
    qtbot.waitUntil(lambda: sought == ["DKS"] or sought == ["dks"])
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert len(sought) == 2
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


# --- words


def test_a_code_is_shown_in_groups_and_copied_whole(light: Theme, qtbot: QtBot) -> None:
    label = CodeLabel("H35.99.07-261123-1004")
    qtbot.addWidget(label)
    label.resize(400, label.sizeHint().height())
    QTest.keyClick(label, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == "H35.99.07-261123-1004"
    assert label.accessibleName() == "H35.99.07-261123-1004"
    assert grouped("RR473124829VN") == "RR 473 124 829 VN"
    assert "-" in grouped("H35.99.07-261123-1004")


def test_a_paragraph_takes_words_as_words(light: Theme, qtbot: QtBot) -> None:
    label = Label("<b>Tẩn & Sì</b>", wrap=True)
    qtbot.addWidget(label)
    assert label.text() == "<b>Tẩn & Sì</b>"
    assert label.accessibleName() == "<b>Tẩn & Sì</b>"


# --- tables


class Person(NamedTuple):
    name: str
    state: str


def people(count: int) -> list[Person]:
    return [Person(f"Người {number:03d}", "Đã lưu") for number in range(count)]


def table(qtbot: QtBot, memory: QSettings, count: int = 100) -> Table:
    rows = Rows[Person](
        [
            Column("name", lambda: "Họ và tên", lambda row: getattr(row, "name"), 200),  # noqa: B009 - rows are objects
            Column("state", lambda: "Trạng thái", lambda row: Pill(getattr(row, "state"), "ok", "check"), 140),  # noqa: B009
        ]
    )
    rows.put(people(count))
    made = Table(rows, name="people", settings=memory)
    qtbot.addWidget(made)
    made.resize(500, 320)
    made.show()
    return made


def test_a_table_opens_with_enter_and_finds_by_typing(light: Theme, qtbot: QtBot, memory: QSettings) -> None:
    made = table(qtbot, memory)
    opened: list[Person] = []
    made.opened.connect(opened.append)
    made.keyboardSearch("Người 042")
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert opened == [Person("Người 042", "Đã lưu")]
    assert made.rows.data(made.rows.index(0, 1)) == "Đã lưu"


def test_a_table_remembers_widths_and_asks_for_more(light: Theme, qtbot: QtBot, memory: QSettings) -> None:
    made = table(qtbot, memory)
    asked: list[bool] = []
    made.wanted_more.connect(lambda: asked.append(True))
    made.setColumnWidth(0, 333)
    made.verticalScrollBar().setValue(made.verticalScrollBar().maximum())
    assert asked
    again = table(qtbot, memory)
    assert again.columnWidth(0) == 333


def test_the_next_page_keeps_the_place(light: Theme, qtbot: QtBot, memory: QSettings) -> None:
    made = table(qtbot, memory, count=10)
    made.selectRow(7)
    cast("Rows[Person]", made.rows).extend(people(5))
    assert made.current() == Person("Người 007", "Đã lưu")
    assert made.rows.rowCount() == 15


def test_a_table_is_drawn(light: Theme, qtbot: QtBot, memory: QSettings) -> None:
    made = table(qtbot, memory)
    made.selectRow(1)
    picture = made.viewport().grab().toImage()
    tint = picture.pixelColor(made.columnWidth(0) + made.columnWidth(1) - 4, 32 + 4).name()
    assert tint == light.tokens.selected.lower()


# --- messages, strip, columns, ring


def test_banners_replace_their_like_and_act(light: Theme, qtbot: QtBot) -> None:
    banners, did = Banners(), []
    qtbot.addWidget(banners)
    banners.show()
    banners.put("print", "warn", "Máy in đang dừng.")
    banners.put("print", "danger", "Máy in không nhận lệnh.", ("In lại", lambda: did.append(1)))
    banners.put("scan", "warn", "Không nhận ra mã.")
    assert banners.sentences() == {"print": "Máy in không nhận lệnh.", "scan": "Không nhận ra mã."}
    again = next(button for button in banners.findChildren(Button) if button.text() == "In lại")
    again.click()
    assert did == [1]
    banners.clear("print")
    banners.clear("scan")
    banners.clear("never there")
    assert not banners.isVisible()


def test_a_toast_goes_by_itself(light: Theme, qtbot: QtBot) -> None:
    strip = QWidget()
    qtbot.addWidget(strip)
    strip.resize(600, 48)
    strip.show()
    toast = Toast(strip)
    toast._timer.setInterval(20)
    toast.say("Đã lưu hồ sơ.")
    assert toast.isVisible()
    assert strip.rect().contains(toast.geometry())
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_the_strip_gives_way_when_there_is_no_room(light: Theme, qtbot: QtBot) -> None:
    strip = PageStrip(tuple(Tab(f"p{n}", "check", f"F{n}") for n in range(1, 9)))
    qtbot.addWidget(strip)
    for number in range(1, 9):
        strip.name(f"p{number}", "Trang có tên")
    strip.show_current("p3")
    chosen: list[str] = []
    strip.chosen.connect(chosen.append)
    strip.resize(1500, 48)
    strip.show()
    buttons = list(strip._buttons.values())
    assert not any(button.terse for button in buttons)
    strip.resize(683, 48)
    assert [button.terse for button in buttons] == [True, True, False, True, True, True, True, True]
    assert max(button.geometry().right() for button in buttons) <= 683
    buttons[4].click()
    assert chosen == ["p5"]
    assert buttons[4].accessibleName() == "F5 Trang có tên"


def test_columns_fold_when_narrow(light: Theme, qtbot: QtBot) -> None:
    columns = Columns(QWidget(), QWidget(), fold_below=800)
    qtbot.addWidget(columns)
    columns.resize(1200, 300)
    columns.show()
    assert not columns.folded
    columns.resize(640, 300)
    assert columns.folded


def test_the_ring_goes_with_the_focus_and_scrolls_with_its_page(light: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    area, body = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    FocusRing(qapp, area)
    box = QVBoxLayout(body)
    fields = [Line() for _ in range(30)]
    for field in fields:
        box.addWidget(field)
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.resize(300, 200)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    fields[2].setFocus()
    drawn = body.findChild(_Ring)
    assert drawn is not None
    assert drawn.geometry() == fields[2].geometry().adjusted(-3, -3, 3, 3)
    fields[5].setFocus()
    assert drawn.geometry().center() == fields[5].geometry().center()
    fields[5].deleteLater()
    qtbot.wait(10)
    assert not drawn.isVisible() or drawn.geometry().center() != QPoint()


def test_the_key_sheet_takes_and_returns_the_focus(light: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = Line(window)
    window.resize(1000, 600)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    sheet = KeySheet(window)
    sheet.fill("Phím tắt", "Esc để đóng.", [("F1", "Tiếp nhận"), ("F2", "Trả kết quả")])
    sheet.open()
    assert sheet.hasFocus()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert field.hasFocus()
