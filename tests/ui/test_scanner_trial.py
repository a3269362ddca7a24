"""F8's trial sees keys raw, says what is wrong in a sentence, and lets go of the keyboard when it is left."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.scan_trial import CARD, CODE, Finding
from tests.ui.test_scan import AZERTY, Hand
from tests.ui.test_transfers import codes_on
from ui.scanner_trial import ScannerTrial
from ui.settings import SettingsPage
from ui.shell import Window


@pytest.fixture
def trial(qtbot: QtBot, at_work: Window) -> ScannerTrial:
    at_work.open_page("settings")
    at_work.activateWindow()
    qtbot.waitUntil(at_work.isActiveWindow)
    page = cast("SettingsPage", at_work.page("settings"))
    page.scanner.try_out.click()
    found = page.scanner.trial
    assert found is not None
    qtbot.waitUntil(lambda: QApplication.focusWidget() is found.box)
    return found


def judged(qtbot: QtBot, trial: ScannerTrial) -> Finding:
    qtbot.waitUntil(lambda: trial.finding is not None, timeout=10_000)
    assert trial.finding is not None
    return trial.finding


def hand(window: Window) -> Hand:
    assert QGuiApplication.focusWindow() is window.windowHandle()
    return Hand(window)


def test_both_patterns_can_be_read_from_the_screen(trial: ScannerTrial, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: sorted(codes_on(trial)) == sorted([CODE, CARD]))


@pytest.mark.parametrize(
    ("every", "layout", "end", "fault", "words"),
    [
        (4, None, True, None, "Quét thêm mẫu vuông"),
        (4, AZERTY, True, "layout", "Bàn phím không phải US"),
        (60, None, True, "too_slow", "60 ms"),
        (4, None, False, "no_enter", "Add Enter (CR) suffix"),
    ],
)
def test_what_arrives_is_judged_in_words(
    qtbot: QtBot,
    at_work: Window,
    trial: ScannerTrial,
    every: int,
    layout: dict[str, str] | None,
    end: bool,
    fault: str | None,
    words: str,
) -> None:
    keys = hand(at_work)
    keys.type(CODE, every=every, layout=layout)
    if end:
        keys.enter()
    found = judged(qtbot, trial)
    assert found.faults == (() if fault is None else (fault,))
    assert words in trial.advice()


def test_a_prefix_that_f8_does_not_know_is_named(qtbot: QtBot, at_work: Window, trial: ScannerTrial) -> None:
    keys = hand(at_work)
    keys.type("~" + CODE, every=4)
    keys.enter()
    assert judged(qtbot, trial).faults == ("foreign_prefix",)
    assert "“~”" in trial.advice()


def test_outside_the_box_scans_go_their_way(qtbot: QtBot, at_work: Window, trial: ScannerTrial) -> None:
    page = cast("SettingsPage", at_work.page("settings"))
    page.scanner.prefix.setFocus()
    keys = hand(at_work)
    keys.type("H35.99.07-261123-1004", every=4)
    keys.enter()
    QTest.qWait(50)
    assert trial.finding is None
    assert page.scanner.verdict.text() == "Mã hồ sơ"
    assert page.scanner.prefix.text() == ""


def test_a_hand_is_not_judged_and_esc_leaves(qtbot: QtBot, at_work: Window, trial: ScannerTrial) -> None:
    QTest.keyClick(trial.box, Qt.Key.Key_A)
    QTest.qWait(900)
    assert trial.finding is None
    at_work.open_page("search")
    assert not trial.isVisible()
