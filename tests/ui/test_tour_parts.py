"""The tour's own eyes and book-keeping: what is wrong must not look right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.tour.hands import Eyes, Missed, await_, expect, settle
from tests.tour.looks import misfits
from tests.tour.record import Record
from ui.theme import Theme
from ui.widgets import Columns


@pytest.fixture
def window(qtbot: QtBot, light: Theme) -> QWidget:
    shown = QWidget()
    shown.setLayout(QVBoxLayout())
    shown.resize(400, 300)
    qtbot.addWidget(shown)
    return shown


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    kept = Record(tmp_path)
    yield kept
    kept.close()


def put(window: QWidget, part: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(part)
    window.show()
    settle()


def test_what_fits_is_no_misfit(window: QWidget) -> None:
    paragraph = QLabel("Giấy tờ cần nộp hiện ở đây, " * 8)
    paragraph.setWordWrap(True)
    put(window, paragraph)
    put(window, QPushButton("F12 Lưu và in"))
    assert misfits(window) == []


def test_a_label_a_button_and_a_choice_that_are_too_narrow_are_told(window: QWidget) -> None:
    choice = QComboBox()
    choice.addItem("Căn cước công dân")
    for part in (QLabel("Ngày sinh của người có hồ sơ"), QPushButton("Gửi bưu chính"), choice):
        part.setFixedWidth(60)
        put(window, part)
    assert [words.split(":")[0] for words in misfits(window)] == ["label", "button", "choice"]


def test_a_part_that_its_parent_cuts_off_is_told(window: QWidget) -> None:
    holder = QWidget()
    holder.setFixedHeight(20)
    label = QLabel("Tòng Văn Inh", holder)
    label.setAccessibleName("Tòng Văn Inh")
    label.setGeometry(0, 10, 200, 30)
    put(window, holder)
    assert misfits(window) == ["cut off: Tòng Văn Inh"]


def test_a_page_that_would_have_to_scroll_sideways_is_told_and_columns_fold_instead(window: QWidget) -> None:
    def card() -> QWidget:
        made = QWidget()
        made.setMinimumWidth(300)
        return made

    area = QScrollArea()
    area.setWidgetResizable(True)
    stiff = QWidget()
    row = QHBoxLayout(stiff)
    row.addWidget(card())
    row.addWidget(card())
    area.setWidget(stiff)
    put(window, area)
    assert misfits(window)[0].startswith("page wider than its view")
    folds = Columns(card(), card())
    area.setWidget(folds)
    settle()
    assert misfits(window) == []
    assert folds.folded


def test_eyes_see_only_what_is_in_view(window: QWidget) -> None:
    area = QScrollArea()
    tall = QWidget()
    box = QVBoxLayout(tall)
    box.addWidget(QLabel("42.000\u00a0đ"))
    box.addSpacing(2000)
    box.addWidget(QLabel("Quá trình xử lý"))
    area.setWidget(tall)
    put(window, area)
    eyes = Eyes(window)
    assert eyes.sees("42.000 đ")
    assert not eyes.sees("Quá trình xử lý")
    with pytest.raises(Missed, match=r"Quá trình.* in view"):
        eyes.look_for("Quá trình xử lý", patience=0.2)


def test_waiting_ends_with_what_it_waited_for(qtbot: QtBot) -> None:
    came: list[int] = []
    QTimer.singleShot(80, lambda: came.append(1))
    assert await_(lambda: came, "the timer") == [1]
    with pytest.raises(Missed, match="in vain for: the second coming"):
        await_(lambda: len(came) > 1, "the second coming", patience=0.2)


def test_a_step_that_fails_is_told_with_its_picture_and_the_tour_is_not_ok(window: QWidget, record: Record) -> None:
    put(window, QLabel("Hàng đợi"))
    assert record.take("good", lambda: None, lambda: window)
    assert record.table().endswith(f"0 papers, in {record.out}")
    assert not record.take("bad", lambda: expect(False, "8.000 đ in the ledger"), lambda: window)
    assert not record.take("bug", lambda: print(1 // 0), lambda: window)
    assert not record.ok
    record.write()
    told = json.loads((record.out / "tour.json").read_text("utf-8"))
    assert not told["ok"]
    assert [(step["name"], step["ok"]) for step in told["steps"]] == [("good", True), ("bad", False), ("bug", False)]
    assert told["steps"][1]["told"] == "8.000 đ in the ledger"
    assert told["steps"][2]["told"].startswith("ZeroDivisionError")
    assert (record.out / "02-bad-FAILED.png").exists()
    assert "FAILED  bad" in record.table()
    assert "1 of 3 steps ok" in record.table()


@pytest.mark.qt_no_exception_capture
def test_a_warning_nobody_reads_fails_its_step(window: QWidget, record: Record) -> None:
    put(window, QLabel("Hàng đợi"))
    assert not record.take("loud", lambda: qWarning("a ring without its widget"), lambda: window)
    assert "a ring without its widget" in record.steps[0].told
    assert record.take("quiet", lambda: None, lambda: window)
