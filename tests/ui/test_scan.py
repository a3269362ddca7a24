"""Scans are told from typing by the times of their keys; nothing a person types is lost, nothing scanned lands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cards import CitizenCard, DossierCode, PostalItem, ProcedureCode, Unknown
from app.domain.codes import provisional_code
from ui import scan
from ui.scan import Scan, Scanner, Wedge

CARD = "012090001234|045123456|Lò Văn Ín|01021990|Nam|Bản Nậm Ngà 2, Tà Tổng, Mường Tè, Lai Châu|15082021"
CODE = "H35.99.07-261123-1004"
S10 = "RR473124829VN"

US = {pair[shifted]: (code, bool(shifted)) for code, pair in scan._US.items() for shifted in (1, 0)}
# What a French keyboard makes of the same positions.
AZERTY = dict(
    zip("1234567890-qwazm;,./", "&é\"'(-è_çà)azqw,m;:!", strict=True),
) | dict(zip("!@#$%^&*()_QWAZM:<>?", "1234567890°AZQWM./§µ", strict=True))


class Bench(NamedTuple):
    window: QWidget
    field: QLineEdit
    button: QPushButton
    scanner: Scanner
    scans: list[Scan]


class Hand:
    """Presses keys at stated times, as the system would report them."""

    def __init__(self, window: QWidget) -> None:
        handle = window.windowHandle()
        assert handle is not None
        self._target = handle
        self.now = 5_000_000

    def press(self, key: int, text: str, code: int = 0, shift: bool = False, release: bool = True) -> None:
        modifiers = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) if release else (QEvent.Type.KeyPress,):
            event = QKeyEvent(kind, key, modifiers, code, 0, 0, text)
            event.setTimestamp(self.now)
            QCoreApplication.sendEvent(self._target, event)

    def type(self, text: str, every: int, layout: dict[str, str] | None = None) -> None:
        for letter in text:
            self.now += every
            code, shift = US.get(letter, (0, False))
            shown = (layout or {}).get(letter, letter)
            base = ord(letter.upper()) if letter.isascii() else 0
            offset = 8 if QGuiApplication.platformName() in ("xcb", "wayland") else 0
            self.press(base, shown, code + offset if code else 0, shift)

    def enter(self, after: int = 5) -> None:
        self.now += after
        self.press(Qt.Key.Key_Return, "\r", 28)

    def backspace(self, after: int) -> None:
        self.now += after
        self.press(Qt.Key.Key_Backspace, "\b", 14)


@pytest.fixture
def bench(qapp: QApplication, qtbot: QtBot) -> Iterator[Bench]:
    window = QWidget()
    qtbot.addWidget(window)
    field, button = QLineEdit(), QPushButton("Lưu")
    box = QVBoxLayout(window)
    box.addWidget(field)
    box.addWidget(button)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None)
    field.setFocus()
    scanner = Scanner(qapp, window)
    scans: list[Scan] = []
    scanner.scanned.connect(scans.append)
    yield Bench(window, field, button, scanner, scans)
    scanner.enabled = False


def parsed(bench: Bench) -> list[type]:
    return [type(one.parsed) for one in bench.scans]


@pytest.mark.parametrize(
    ("text", "kind"),
    [(CARD, CitizenCard), (CODE, DossierCode), (S10, PostalItem), ("1.001193", ProcedureCode)],
)
def test_a_scan_is_read_and_never_lands_in_the_field(bench: Bench, text: str, kind: type) -> None:
    hand = Hand(bench.window)
    hand.type(text, every=4)
    hand.enter()
    assert parsed(bench) == [kind]
    QTest.qWait(120)
    assert bench.field.text() == ""
    assert parsed(bench) == [kind]


def test_the_card_keeps_the_letters_the_scanner_sent(bench: Bench) -> None:
    hand = Hand(bench.window)
    hand.type(CARD, every=4)
    hand.enter()
    card = bench.scans[0].parsed
    assert isinstance(card, CitizenCard)
    assert card.full_name == "Lò Văn Ín"
    assert card.name_trusted


def test_letters_lost_on_the_way_leave_the_name_untrusted(bench: Bench) -> None:
    hand = Hand(bench.window)
    hand.type("012090001234|045123456|L? V?n ?n|01021990|Nam|B?n N?m Ng? 2|15082021", every=4)
    hand.enter()
    card = bench.scans[0].parsed
    assert isinstance(card, CitizenCard)
    assert card.number == "012090001234"
    assert not card.name_trusted


def test_without_a_suffix_silence_ends_the_scan(bench: Bench, qtbot: QtBot) -> None:
    Hand(bench.window).type(CODE, every=6)
    qtbot.waitUntil(lambda: bool(bench.scans))
    assert parsed(bench) == [DossierCode]
    assert bench.field.text() == ""


def test_enter_of_the_scanner_presses_no_button(bench: Bench) -> None:
    pressed: list[bool] = []
    bench.button.clicked.connect(pressed.append)
    bench.button.setDefault(True)
    bench.button.setFocus()
    hand = Hand(bench.window)
    hand.type("H35.99.07 ", every=5)
    hand.enter()
    hand.enter(2)  # CR and LF
    QTest.qWait(120)
    assert pressed == []


@pytest.mark.parametrize("every", [36, 45, 60, 90, 140])
def test_a_person_typing_is_never_eaten(bench: Bench, qtbot: QtBot, every: int) -> None:
    words = "Nguyen Thi Lo Van 012090001234 H35.99.07-261123-1004"
    hand = Hand(bench.window)
    hand.type(words, every=every)
    qtbot.waitUntil(lambda: bench.field.text() == words)
    assert bench.scans == []


def test_rolled_keys_come_out_in_order(bench: Bench, qtbot: QtBot) -> None:
    """Fast hands press two to five keys almost at once, then pause."""
    hand = Hand(bench.window)
    for roll in ("th", "an", "g", "tien", "nguye", "n"):
        hand.now += 70
        hand.type(roll, every=12)
    qtbot.waitUntil(lambda: bench.field.text() == "thangtiennguyen")
    assert bench.scans == []


def test_a_word_and_enter_reach_the_field_in_order(bench: Bench) -> None:
    got: list[str] = []
    bench.field.returnPressed.connect(lambda: got.append(bench.field.text()))
    hand = Hand(bench.window)
    hand.type("ba", every=20)
    hand.enter(20)
    assert got == ["ba"]


def test_a_corrected_letter_stays_corrected(bench: Bench, qtbot: QtBot) -> None:
    hand = Hand(bench.window)
    hand.type("Lox", every=90)
    hand.backspace(30)
    hand.type("An", every=90)
    qtbot.waitUntil(lambda: bench.field.text() == "LoAn")
    assert bench.scans == []


def test_a_burst_that_is_no_code_and_has_no_suffix_is_typing(bench: Bench, qtbot: QtBot) -> None:
    """A text expander writes as fast as a scanner."""
    Hand(bench.window).type("Bản Nậm Ngà 2, xã Tà Tổng", every=3)
    qtbot.waitUntil(lambda: bench.field.text() == "Bản Nậm Ngà 2, xã Tà Tổng")
    assert bench.scans == []


def test_an_unknown_scan_is_said_and_does_not_land(bench: Bench) -> None:
    hand = Hand(bench.window)
    hand.type("Xin chao", every=4)
    hand.enter()
    assert parsed(bench) == [Unknown]
    assert bench.field.text() == ""


@pytest.mark.parametrize("text", [CODE, S10])
def test_a_foreign_layout_does_no_harm(bench: Bench, text: str) -> None:
    hand = Hand(bench.window)
    hand.type(text, every=4, layout=AZERTY)
    hand.enter()
    assert bench.scans[0].text == text
    assert bench.field.text() == ""


def test_a_busy_window_does_not_make_a_person_a_scanner(bench: Bench, qtbot: QtBot) -> None:
    """All keys arrive at once, but their own times are a person's."""
    hand = Hand(bench.window)
    hand.type("012090001234", every=80)
    qtbot.waitUntil(lambda: bench.field.text() == "012090001234")
    assert bench.scans == []


def test_telex_takes_letters_back_and_is_undone(bench: Bench) -> None:
    """The hook of Unikey: the key that makes a mark is swallowed, a Backspace and the marked letter come instead."""
    made = (provisional_code("H35.99.07", 1, date(2026, 11, 23), number) for number in range(1, 9999))
    code = next(one for one in made if one.endswith("AS"))
    hand = Hand(bench.window)
    hand.type(code[:-1], every=4)
    hand.backspace(3)
    hand.type("Á", every=3)
    hand.enter()
    assert bench.scans[0].parsed == DossierCode(code, "provisional")
    assert bench.field.text() == ""


@pytest.mark.parametrize(
    ("sent", "shown", "keys"),
    [
        ("EE1", "Ê1", scan._TELEX),
        ("DD1", "Đ1", scan._TELEX),
        ("AW", "Ă", scan._TELEX),
        ("A1", "Á", scan._VNI),
        ("A65", "Ậ", scan._VNI),
        ("O7", "Ơ", scan._VNI),
        ("D9", "Đ", scan._VNI),
    ],
)
def test_what_an_input_method_did_is_undone(sent: str, shown: str, keys: dict[str, str]) -> None:
    assert scan.undone(shown, keys) == sent


def commit(field: QLineEdit, parts: Iterable[tuple[str, str, int, int]]) -> None:
    """Composed text as an input method delivers it: (committed, composing, from, length)."""
    for committed, composing, start, length in parts:
        event = QInputMethodEvent(composing, [])
        event.setCommitString(committed, start, length)
        QCoreApplication.sendEvent(field, event)


def test_the_first_scan_of_the_day_may_come_half_composed_half_as_keys(bench: Bench) -> None:
    """Unikey gives back what Telex might change and lets through what it cannot: a letter of a card, and Enter. The
    keys' clock is the display's own; before the first key nobody knows how it stands to ours."""
    bench.scanner._last_ms = None
    commit(bench.field, [(letter, "", 0, 0) for letter in "H35.99.07-261123-1"])
    hand = Hand(bench.window)
    hand.now += 3_600_000
    hand.type("004", every=4)
    hand.enter()
    assert parsed(bench) == [DossierCode]
    assert bench.scans[0].text == CODE
    assert bench.field.text() == ""


def test_composed_text_at_a_scanners_speed_is_a_scan(bench: Bench, qtbot: QtBot) -> None:
    commit(bench.field, [(letter, "", 0, 0) for letter in CODE])
    qtbot.waitUntil(lambda: bool(bench.scans))
    assert bench.scans[0].parsed == DossierCode(CODE, "official")
    assert bench.field.text() == ""


def test_a_long_word_being_composed_is_no_burst_and_tab_leaves_it(bench: Bench) -> None:
    """Six letters under composition came one by one; the Tab right after them is the clerk's."""
    hand = Hand(bench.window)
    hand.type("Y ", every=200)
    begun = scan._now()
    for length in range(1, 7):
        commit(bench.field, [("", "Nguyen"[:length], 0, 0)])
        QTest.qWait(scan.HOLD_MS - 5)
    commit(bench.field, [("Nguyễn", "", 0, 0)])
    hand.now += scan._now() - begun + scan.HOLD_MS - 5
    hand.press(Qt.Key.Key_Tab, "\t", 15)
    assert bench.button.hasFocus()
    assert bench.field.text() == "Y Nguyễn"
    assert bench.scans == []


def test_after_a_scan_one_more_suffix_is_eaten_and_no_third(bench: Bench) -> None:
    hand = Hand(bench.window)
    hand.type(CODE, every=4)
    for _ in range(2):
        hand.now += 5
        hand.press(Qt.Key.Key_Tab, "\t", 15)
    assert parsed(bench) == [DossierCode]
    assert bench.field.hasFocus()
    hand.now += 38
    hand.press(Qt.Key.Key_Tab, "\t", 15)
    assert bench.button.hasFocus()


def test_a_word_committed_at_once_is_typing(bench: Bench) -> None:
    commit(bench.field, [("Nguyễn", "", 0, 0)])
    assert bench.field.text() == "Nguyễn"
    commit(bench.field, [("", "T", 0, 0)])
    QTest.qWait(60)
    commit(bench.field, [("Tẩn", "", 0, 0)])
    QTest.qWait(60)
    assert bench.field.text() == "NguyễnTẩn"
    assert bench.scans == []


def test_the_prefix_and_the_aim_mark_are_taken_off(bench: Bench) -> None:
    bench.scanner.wedge = Wedge(prefix="@@")
    hand = Hand(bench.window)
    hand.type(f"]C1@@{CODE}", every=4)
    hand.enter()
    assert bench.scans[0].text == CODE


def test_a_plain_letter_is_no_shortcut_for_a_scanner(bench: Bench) -> None:
    pressed: list[int] = []
    QShortcut(QKeySequence("1"), bench.window, lambda: pressed.append(1))
    bench.button.setFocus()
    handle = bench.window.windowHandle()
    assert handle is not None
    for letter in "1.001193":
        QTest.keyClick(handle, ord(letter))
    QTest.keyClick(handle, Qt.Key.Key_Return)
    QTest.qWait(120)
    assert pressed == []
    assert parsed(bench) == [ProcedureCode]


def test_letters_by_their_numbers(bench: Bench) -> None:
    """Alt and digits on the keypad, with or without the letter that Windows makes of them."""
    hand = Hand(bench.window)
    hand.type("012090001234|045123456|L", every=4)
    keypad = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier
    handle = bench.window.windowHandle()
    for digit in "0242":
        hand.now += 3
        event = QKeyEvent(QEvent.Type.KeyPress, ord(digit), keypad, 0, 0, 0, "")
        event.setTimestamp(hand.now)
        QCoreApplication.sendEvent(handle, event)
    release = QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_Alt, Qt.KeyboardModifier.NoModifier, 0, 0, 0, "")
    release.setTimestamp(hand.now)
    QCoreApplication.sendEvent(handle, release)
    hand.type("ò", every=3)
    hand.type(" Văn Ín|01021990|Nam|Tà Tổng, Lai Châu|15082021", every=4)
    hand.enter()
    card = bench.scans[0].parsed
    assert isinstance(card, CitizenCard)
    assert card.full_name == "Lò Văn Ín"


def test_a_reader_of_another_kind_uses_the_same_door(bench: Bench) -> None:
    bench.scanner.take(CODE)
    assert parsed(bench) == [DossierCode]


def test_a_command_right_after_a_letter_finds_the_letter_in_the_field(bench: Bench) -> None:
    found: list[str] = []
    shortcut = QShortcut(QKeySequence("F12"), bench.window)
    shortcut.activated.connect(lambda: found.append(bench.field.text()))
    shortcut.activated.connect(bench.button.setFocus)
    handle = bench.window.windowHandle()
    assert handle is not None
    for letter in (Qt.Key.Key_0, Qt.Key.Key_9, Qt.Key.Key_1):
        QTest.keyClick(handle, letter)
    QTest.keyClick(handle, Qt.Key.Key_F12)
    assert found == ["091"]


def test_a_click_right_after_a_letter_finds_the_letter_in_the_field(bench: Bench) -> None:
    handle = bench.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_7)
    at = bench.button.mapTo(bench.window, bench.button.rect().center())
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert bench.field.text() == "7"
    QTest.qWait(120)
    assert bench.field.text() == "7"


def test_a_card_with_slow_letters_stays_in_one_piece(bench: Bench) -> None:
    """A letter that the layout lacks takes its time; a silence inside a card does not end it."""
    hand = Hand(bench.window)
    for letter in CARD:
        hand.type(letter, every=4 if letter.isascii() else 180)
    hand.enter()
    card = bench.scans[0].parsed
    assert isinstance(card, CitizenCard)
    assert card.full_name == "Lò Văn Ín"
    assert bench.field.text() == ""


def test_a_letter_nobody_could_make_keeps_its_place(bench: Bench) -> None:
    """X11 reports a key without any sign when the scanner changes the layout under way."""
    hand = Hand(bench.window)
    hand.type("012090001234|045123456|L", every=6)
    hand.now += 6
    hand.press(0, "")
    hand.type(" Van An|01021990|Nam|Lai Chau|15082021", every=6)
    hand.enter()
    card = bench.scans[0].parsed
    assert isinstance(card, CitizenCard)
    assert card.full_name == "L? Van An"
    assert not card.name_trusted
    assert bench.field.text() == ""
