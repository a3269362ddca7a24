"""Tab goes once round the whole window: to everything that can have the keyboard, in a circle that nothing shortens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.receive import ReceivePage
from ui.shell import Window


def stops(window: Window) -> set[QWidget]:
    """Everything in view of the page in front that says it takes Tab."""
    return {
        part
        for part in window.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisibleTo(window) and part.isEnabled()
    }


def round_trip(window: Window) -> list[QWidget]:
    """Where Tab leads, from the present focus until it is there again."""
    handle, begun, met = window.windowHandle(), QApplication.focusWidget(), list[QWidget]()
    assert handle is not None
    assert begun is not None
    for _ in range(120):
        QTest.keyClick(handle, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        if now in met:
            break
        met.append(now)
    assert met[-1] is begun or QApplication.focusWidget() is met[0], f"a circle that leaves out {begun}"
    return met


@pytest.mark.parametrize("page", ["receive", "handback", "search", "manifest", "queue", "day", "report", "settings"])
def test_tab_reaches_everything_once(qtbot: QtBot, at_work: Window, page: str) -> None:
    at_work.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    at_work.open_page(page)
    if page == "receive":
        front = at_work.page(page)
        assert isinstance(front, ReceivePage)
        front.take_procedure("2.000635")  # cases, channels, papers and fees: the fullest form
        qtbot.waitUntil(lambda: bool(front.closing.rows))
        front.procedure.search.setFocus()
    # What a page reads comes later, and may take a stop away under the fingers.
    line = at_work.desk._line
    qtbot.waitUntil(lambda: not at_work._tasks.busy and not (line is not None and line.busy))
    # Exclusive choices stop once, at the one that holds.
    met = round_trip(at_work)
    grouped = {part for part in stops(at_work) if getattr(part, "group", lambda: None)() is not None}
    left_out = stops(at_work) - set(met) - grouped
    assert not left_out, [f"{type(part).__name__} {part.accessibleName()}" for part in left_out]
