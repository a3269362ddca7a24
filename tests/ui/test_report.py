"""F7 on a real counter with real dossiers: what stands on the page is what the reports say, and every figure opens."""

from __future__ import annotations

import csv
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from app.domain.dossier import Dossier
from app.domain.events import Kind, Recipient, RecipientKind
from app.domain.handback import HandBackRequest
from app.domain.kpi import Counted, measured
from app.domain.report import Choice, Column, Drill, Report, Row, Scope, Series
from app.errors import Trouble
from app.office import Office
from app.people import Clerk
from app.reports import GROUPED, Reports
from tests.desk import draft
from ui.page import Desk
from ui.report import ReportPage
from ui.report.chart import Chart
from ui.report.chooser import MOST_LETTERS
from ui.report.page import NAMES
from ui.report.periods import span
from ui.report.picture import MOST_NAMES, picture, ticks
from ui.report.words import cell_words, in_words, tip
from ui.search import SearchPage
from ui.shell import Window
from ui.tasks import Tasks
from ui.theme import Theme
from ui.translation import Translation

Settle = Callable[[], None]
VIETNAMESE = re.compile(r"[^\W\d_a-zA-Z]")
PEOPLE = ("Lò Văn Ín", "Giàng Thị Mỷ", "Pờ Xú Chừ", "Tao Thị Ẩm", "Vàng A Dế")


@pytest.fixture
def settle(qtbot: QtBot, tasks: Tasks, desk: Desk) -> Settle:
    def wait() -> None:
        """Until nothing that was asked for is under way, but for a file."""
        qtbot.waitUntil(lambda: not tasks.busy and not (desk._line is not None and desk._line.busy), timeout=20_000)

    return wait


@pytest.fixture
def dossiers(office: Office, clerk: Clerk) -> Sequence[Dossier]:
    """Five of this month: two by post, one of another field; one result arrived, one handed back and rated."""
    made = []
    for number, name in enumerate(PEOPLE):
        changes: dict[str, Any] = {"applicant__full_name": name, "applicant__id_number": f"01209000123{number}"}
        if number in (1, 2):
            changes["channel"] = 3
        if number == 4:
            changes["procedure"] = "1.013225"
        made.append(office.counter.receive(draft(**changes), clerk).dossier)
    for dossier in made[:2]:
        office.counter.act(dossier.code, Kind.RESULT_ARRIVED, {}, clerk)
    request = HandBackRequest(recipient=Recipient(kind=RecipientKind.APPLICANT, full_name=PEOPLE[0]))
    office.counter.hand_back(made[0].code, request, clerk)
    return made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, dossiers: Sequence[Dossier], settle: Settle) -> ReportPage:
    return opened(qtbot, desk, settle)


def opened(qtbot: QtBot, desk: Desk, settle: Settle) -> ReportPage:
    shown = ReportPage(desk)
    qtbot.addWidget(shown)
    shown.retranslate()
    shown.resize(1366, 680)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.opened()
    settle()
    return shown


def cells(page: ReportPage) -> list[list[str]]:
    """Everything the table says, line by line."""
    model = page.shown.table.cells
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def ask(page: ReportPage, name: str, settle: Settle) -> Report:
    page.chooser.choose(name)
    settle()
    report = page.shown.report
    assert report is not None
    assert report.name == name
    return report


@pytest.mark.parametrize("name", NAMES)
def test_the_page_says_what_the_report_says(page: ReportPage, office: Office, settle: Settle, name: str) -> None:
    shown = ask(page, name, settle)
    question = page.chooser.question()
    assert question is not None
    made = office.reports.make(name, question.scope, by=question.by)
    assert shown.rows == made.rows
    assert shown.total == made.total
    assert page.shown.heading.text().startswith(made.title)
    for note in made.notes:
        assert note in page.shown.notes.text()
    if made.rows:
        said = cells(page)
        assert len(said) == len(made.rows) + (made.total is not None)
        numbers = [
            (row, column)
            for row, line in enumerate(made.rows)
            for column in range(len(made.columns))
            if isinstance(line.cells[column], int)
        ]
        for row, column in numbers:
            digits = "".join(filter(str.isdigit, said[row][column]))
            assert digits == str(abs(int(str(made.rows[row].cells[column])))) or "%" in said[row][column]


def test_every_count_opens_as_many_dossiers_as_it_says(
    page: ReportPage, settle: Settle, dossiers: Sequence[Dossier]
) -> None:
    opened_lists = 0
    for name in ("volumes", "ontime", "ii06a", "postal"):
        ask(page, name, settle)
        table = page.shown.table
        places = [(row, column) for row in range(table.cells.rowCount()) for column in range(table.cells.columnCount())]
        for row, column in places:
            index = table.cells.index(row, column)
            if table.cells.drill(index) is None:
                continue
            table.setCurrentIndex(index)
            QTest.keyClick(table, Qt.Key.Key_Return)
            settle()
            assert page.listing.isVisible()
            assert len(page.listing.rows.all()) == table.cells.value(index)
            assert f"{table.cells.words(index)} hồ sơ" in page.listing.heading.text()
            page.step_back()
            assert table.isVisible()
            assert table.currentIndex() == index
            opened_lists += 1
    assert opened_lists > 30


def test_who_looks_at_a_list_of_people_is_noted(page: ReportPage, office: Office, settle: Settle) -> None:
    def noted() -> list[str]:
        with office.store.read() as conn:
            return [subject for (subject,) in conn.execute("SELECT subject FROM access WHERE action='looked'")]

    before = len(noted())
    ask(page, "volumes", settle)
    assert len(noted()) == before  # figures are nobody's
    ask(page, "register", settle)
    page.read()  # made anew because something changed: looked at before
    settle()
    assert noted()[before:] == ["report register"]
    page.open_list(Drill(rule="received", scope=page.chooser.question().scope), "Hồ sơ")  # type: ignore[union-attr]
    settle()
    assert noted()[before:] == ["report register", "report received"]


def test_a_figure_that_is_nothing_opens_nothing(page: ReportPage, settle: Settle) -> None:
    ask(page, "volumes", settle)
    table = page.shown.table
    at = next(n for n, column in enumerate(table.cells.columns) if column.key == "voided")
    table.setCurrentIndex(table.cells.index(0, at))
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle()
    assert not page.listed


def test_the_work_of_today_is_said_in_words_with_telephone_numbers(page: ReportPage, settle: Settle) -> None:
    assert "1 kết quả chờ người nhận" in page.today.text()
    report = ask(page, "worklist", settle)
    assert [row.cells[0] for row in report.rows] == ["Kết quả chờ người nhận"]
    assert "0912345678" in cells(page)[0]
    assert page.chooser.period.isHidden()


def test_keys_alone_go_from_the_report_to_the_dossier(
    page: ReportPage, settle: Settle, qtbot: QtBot, dossiers: Sequence[Dossier]
) -> None:
    qtbot.waitUntil(page.shown.table.hasFocus)  # what must be done today is the first report
    QTest.keyClick(page.shown.table, Qt.Key.Key_3)
    settle()
    assert page.chooser.name == "volumes"
    table = page.shown.table
    assert table.hasFocus()
    today = next(n for n, row in enumerate(cells(page)) if row[1] == "5")
    table.setCurrentIndex(table.cells.index(today, 0))
    QTest.keyClick(table, Qt.Key.Key_Right)
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle()
    assert page.listing.table.hasFocus()
    assert [row.code for row in page.listing.rows.all()] == [one.code for one in reversed(dossiers)]
    with qtbot.waitSignal(page.desk.wanted) as went:
        QTest.keyClick(page.listing.table, Qt.Key.Key_Return)
    assert went.args == ["search", dossiers[-1].code]
    # From the table a figure key goes to another report, and the list of the one before is gone.
    page.step_back()
    QTest.keyClick(table, Qt.Key.Key_5)
    settle()
    assert page.chooser.name == "ii06a"


def test_a_line_that_is_a_dossier_opens_it(
    page: ReportPage, settle: Settle, qtbot: QtBot, dossiers: Sequence[Dossier]
) -> None:
    report = ask(page, "register", settle)
    code = next(n for n, column in enumerate(report.columns) if column.key == "code")
    with qtbot.waitSignal(page.desk.wanted) as went:
        QTest.keyClick(page.shown.table, Qt.Key.Key_Return)
    assert went.args == ["search", report.rows[0].cells[code]]


def test_indicators_are_cards_with_their_definition(page: ReportPage, settle: Settle) -> None:
    ask(page, "kpi", settle)
    wall = page.shown.cards
    assert page.shown.front is wall
    assert wall.isVisible()
    assert not page.shown.table.isVisible()
    card = wall.cards[0]
    assert card.indicator is not None
    assert card.indicator.words == "100 %"
    assert card.indicator.made_of == "5 trong 5"
    assert "Hồ sơ chưa có ngày hẹn không bị coi là quá hạn" in card.toolTip()
    assert "Tỷ lệ đúng hạn: 100 %" in card.accessibleName()
    assert "QĐ 766" in card.accessibleDescription()
    nothing = next(one.indicator for one in wall.cards if one.indicator and one.indicator.value is None)
    assert nothing.words == "—"
    assert nothing.note
    # One stop for Tab; the arrows go on; Enter opens.
    assert sum(one.focusPolicy() == Qt.FocusPolicy.StrongFocus for one in wall.cards) == 1
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Right)
    assert wall.cards[1].hasFocus()
    QTest.keyClick(wall.cards[1], Qt.Key.Key_Left)
    QTest.keyClick(card, Qt.Key.Key_Return)
    settle()
    assert len(page.listing.rows.all()) == 5
    page.step_back()
    assert card.hasFocus()
    # The same as a table, with every definition in it.
    page.shown.drawn.click()
    assert page.shown.table.isVisible()
    assert any("QĐ 766" in words for row in cells(page) for words in row)


def test_goals_are_judged_in_words(page: ReportPage, settle: Settle) -> None:
    ask(page, "kpi", settle)
    verdicts = {one.indicator.name: one.indicator.verdict for one in page.shown.cards.cards if one.indicator}
    assert verdicts["Tỷ lệ nộp trực tuyến"] == "Chưa đạt mục tiêu 50 %"
    assert verdicts["Thủ tục cung cấp trực tuyến (mức độ 3, 4)"] == "Đạt mục tiêu 80 %"
    assert verdicts["Mức độ hài lòng"] == "Mục tiêu 90 %"
    assert verdicts["Tỷ lệ đúng hạn"] == ""


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # a popup, on the platform of the tests
def test_filters_and_groups_change_the_report_and_say_so(page: ReportPage, settle: Settle) -> None:
    ask(page, "volumes", settle)
    page.chooser.choose_group("field")
    settle()
    assert [row[0] for row in cells(page)] == ["Hộ tịch", "Hoạt động xây dựng", "Tổng cộng"]
    assert not page.chooser._places["field"].isHidden()
    page.chooser.filters["field"].click()
    assert [action.text() for action in page.chooser.menu.actions() if action.text()] == [
        "Tất cả",
        "Hộ tịch",
        "Hoạt động xây dựng",
    ]
    page.chooser.menu.actions()[-2].trigger()
    page.chooser.menu.close()
    settle()
    assert [row[1] for row in cells(page)] == ["4", "4"]
    assert "Hộ tịch" in page.chooser.filters["field"].text()
    assert page.chooser.filters["field"].isChecked()
    page.chooser.narrow("field", None)
    settle()
    assert cells(page)[-1][1] == "5"


def test_the_last_choice_is_remembered_and_no_filter(
    page: ReportPage, settle: Settle, qtbot: QtBot, desk: Desk, memory: QSettings, clerk: Clerk
) -> None:
    ask(page, "ontime", settle)
    page.chooser.choose_period("quarter")
    page.chooser.choose_group("commune")
    page.chooser.narrow("clerk", Choice(key=clerk.id, label=clerk.name))
    settle()
    memory.sync()
    assert clerk.name not in Path(memory.fileName()).read_text(encoding="utf-8")
    assert clerk.id not in Path(memory.fileName()).read_text(encoding="utf-8")
    again = opened(qtbot, desk, settle)
    question = again.chooser.question()
    assert question is not None
    assert (question.name, question.by) == ("ontime", "commune")
    assert again.chooser.period.value() == "quarter"
    assert question.scope.clerk == ""


def test_typed_days_that_are_none_are_told_under_them(page: ReportPage, settle: Settle) -> None:
    ask(page, "register", settle)
    before = page.shown.report
    page.chooser.choose_period("days")
    settle()
    page.chooser.since.setText("05/11/2026")
    page.chooser.until.setText("01/11/2026")
    page.chooser.until.editingFinished.emit()
    settle()
    assert page.chooser.problem.isVisible()
    assert "không sau ngày cuối" in page.chooser.problem.text()
    page.chooser.since.setText("01/01/2020")
    page.chooser.until.setText("02/01/2020")
    page.chooser.until.editingFinished.emit()
    settle()
    assert not page.chooser.problem.isVisible()
    assert page.shown.front is page.shown.empty
    assert page.shown.report is not before


def test_a_new_dossier_changes_the_report_in_front_and_only_that(
    page: ReportPage, settle: Settle, office: Office, clerk: Clerk, qtbot: QtBot
) -> None:
    ask(page, "register", settle)
    assert len(cells(page)) == 5
    office.counter.receive(draft(applicant__full_name="Lý Seo Pà"), clerk)
    page.desk.changed("dossiers")
    qtbot.waitUntil(lambda: len(cells(page)) == 6, timeout=5000)
    # Behind a list it waits, and says so.
    ask(page, "volumes", settle)
    table = page.shown.table
    table.setCurrentIndex(table.cells.index(table.cells.rowCount() - 1, 1))
    table.open_at(table.currentIndex())
    settle()
    office.counter.receive(draft(applicant__full_name="Lý Seo Dín"), clerk)
    page.desk.changed("dossiers")
    settle()
    assert page.news.isVisible()
    assert len(page.listing.rows.all()) == 6
    page.step_back()
    settle()
    assert cells(page)[-1][1] == "7"
    assert not page.news.isVisible()
    # Out of sight nothing is made; in sight again it is.
    page.hide()
    office.counter.receive(draft(applicant__full_name="Lý Seo Phà"), clerk)
    page.desk.changed("dossiers")
    settle()
    assert cells(page)[-1][1] == "7"
    page.show()
    page.opened()
    settle()
    assert cells(page)[-1][1] == "8"


def test_a_report_that_takes_long_can_be_left(
    page: ReportPage, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(page, "volumes", settle)
    before, hold, real = page.shown.report, threading.Event(), Reports.make

    def slow(self: Reports, *given: Any, **named: Any) -> Report:
        hold.wait(10)
        return real(self, *given, **named)

    monkeypatch.setattr(Reports, "make", slow)
    page.chooser.choose("kpi")
    qtbot.waitUntil(page.reading.isVisible, timeout=2000)
    assert page.reading.words.text() == "Đang tính báo cáo…"
    page.step_back()
    assert not page.reading.isVisible()
    assert "báo cáo trước đó" in page.news.text()
    hold.set()
    settle()
    assert page.shown.report is before
    ask(page, "kpi", settle)
    assert not page.news.isVisible()


def test_of_many_questions_only_the_last_is_made(
    page: ReportPage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, real = list[str](), Reports.make

    def noted(self: Reports, name: str, *given: Any, **named: Any) -> Report:
        made.append(name)
        time.sleep(0.1)
        return real(self, name, *given, **named)

    monkeypatch.setattr(Reports, "make", noted)
    for name in ("volumes", "ontime", "ii06a", "postal", "fees"):
        page.chooser.choose(name)
    settle()
    assert page.shown.report is not None
    assert page.shown.report.name == "fees"
    # One may have been under way when the next was asked for.
    assert made[-1] == "fees"
    assert len(made) <= 2


def test_long_reports_and_lists_come_in_pages(
    page: ReportPage, settle: Settle, dossiers: Sequence[Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.report.page.PAGE", 2)
    monkeypatch.setattr("ui.report.page.LINES", 2)
    ask(page, "register", settle)
    assert len(cells(page)) == 2
    assert "còn 3 dòng nữa" in page.shown.notes.text()
    for expected in (4, 5, 5):
        page.shown.table.wanted_more.emit()
        settle()
        assert len(cells(page)) == expected
    assert "dòng nữa" not in page.shown.notes.text()
    ask(page, "volumes", settle)
    table = page.shown.table
    table.open_at(table.cells.index(table.cells.rowCount() - 1, 1))
    settle()
    for expected in (4, 5, 5):
        page.listing.table.wanted_more.emit()
        page.listing.table.wanted_more.emit()
        settle()
        assert len(page.listing.rows.all()) == expected
    assert {row.code for row in page.listing.rows.all()} == {one.code for one in dossiers}


def test_an_error_is_a_sentence_and_the_report_before_stays(
    page: ReportPage, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ask(page, "volumes", settle)

    def locked(*_given: Any, **_named: Any) -> Report:
        raise Trouble("database_locked")

    monkeypatch.setattr(Reports, "make", locked)
    with qtbot.waitSignal(page.desk.bannered) as said:
        page.chooser.choose("fees")
        settle()
    assert said.args[2]
    assert not page.reading.busy
    assert page.shown.report is before


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("kind", ["xlsx", "pdf", "csv"])
def test_a_report_becomes_a_file_and_its_name_is_said(
    page: ReportPage, settle: Settle, qtbot: QtBot, office: Office, kind: str
) -> None:
    ask(page, "ii06a", settle)
    do: dict[str, Callable[[], None]] = {"xlsx": page.primary, "pdf": page.secondary, "csv": page.as_csv.click}
    with qtbot.waitSignal(page.desk.toasted, timeout=20_000) as toast:
        do[kind]()
        assert not page.as_xlsx.isEnabled()
    (file,) = (office.data / "exports").iterdir()
    assert file.suffix == f".{kind}"
    assert file.name in toast.args[0]
    assert page.as_xlsx.isEnabled()
    assert file.stat().st_size > 200
    # A second one never writes over the first.
    with qtbot.waitSignal(page.desk.toasted, timeout=20_000):
        do[kind]()
    assert len(list((office.data / "exports").iterdir())) == 2


def test_open_data_has_its_dictionary_and_nobody(
    page: ReportPage, settle: Settle, qtbot: QtBot, office: Office
) -> None:
    ask(page, "open-data", settle)
    assert page.as_pdf.isHidden()
    with qtbot.waitSignal(page.desk.toasted, timeout=20_000):
        page.primary()
    files = sorted(file.name for file in (office.data / "exports").iterdir())
    assert len(files) == 2
    assert any("dictionary" in name for name in files)
    for file in (office.data / "exports").iterdir():
        text = file.read_text(encoding="utf-8-sig")
        assert list(csv.reader(text.splitlines()))
        assert not any(name in text for name in PEOPLE)
    page.secondary()
    settle()
    assert len(list((office.data / "exports").iterdir())) == 2


def test_a_folder_somebody_chose_is_kept(page: ReportPage, settle: Settle, qtbot: QtBot, tmp_path: Path) -> None:
    page.export.choose(tmp_path / "usb")
    ask(page, "fees", settle)
    with qtbot.waitSignal(page.desk.toasted, timeout=20_000):
        page.primary()
    assert [file.suffix for file in (tmp_path / "usb").iterdir()] == [".xlsx"]


def test_a_file_that_cannot_be_written_is_a_sentence(
    page: ReportPage, settle: Settle, qtbot: QtBot, office: Office
) -> None:
    (office.data / "exports").write_text("not a folder", encoding="utf-8")
    with qtbot.waitSignal(page.desk.bannered, timeout=20_000) as said:
        page.primary()
    assert "Không ghi được" in said.args[2]
    assert page.as_xlsx.isEnabled()
    assert not page.writing.busy


def test_writing_tells_how_far_it_is_and_stops_at_esc(
    page: ReportPage, settle: Settle, qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real writing, held back in its first row until the page has shown it and Esc was pressed."""
    ask(page, "register", settle)
    going = threading.Event()
    real = Reports.write

    def slow(self: Reports, *given: Any, progress: Any, cancelled: Any, **named: Any) -> bool:
        def told(done: int, of: int) -> None:
            progress(done, of)
            going.set()
            deadline = time.monotonic() + 15
            while not cancelled() and time.monotonic() < deadline:
                time.sleep(0.01)

        return real(self, *given, progress=told, cancelled=cancelled, **named)

    monkeypatch.setattr(Reports, "write", slow)
    with qtbot.waitSignal(page.desk.toasted, timeout=20_000) as toast:
        page.primary()
        qtbot.waitUntil(going.is_set, timeout=10_000)
        qtbot.waitUntil(page.writing.isVisible, timeout=2000)
        qtbot.waitUntil(lambda: "trong 5 dòng" in page.writing.words.text(), timeout=2000)
        # Another report is made meanwhile, and its figures open.
        ask(page, "volumes", settle)
        page.shown.table.open_at(page.shown.table.cells.index(page.shown.table.cells.rowCount() - 1, 1))
        settle()
        assert len(page.listing.rows.all()) == 5
        qtbot.waitUntil(page.writing.stop.isVisible, timeout=5000)
        page.step_back()
    assert "không ghi tệp nào" in toast.args[0]
    assert not list((office.data / "exports").iterdir())
    assert not page.writing.isVisible()


def test_ctrl_p_prints_the_report(page: ReportPage, settle: Settle, qtbot: QtBot, office: Office) -> None:
    ask(page, "ontime", settle)
    page.print_again()
    qtbot.waitUntil(lambda: any(file.name.startswith("tien-do") for file in (office.data / "papers").rglob("*.pdf")))


# ---------------------------------------------------------------- look


def test_it_fits_a_small_screen_at_double_scale(page: ReportPage, settle: Settle) -> None:
    page.resize(683, 298)
    for name in NAMES:
        ask(page, name, settle)
        assert page.body.minimumSizeHint().width() <= 671, name
        assert page.minimumSizeHint().width() <= 683, name
    page.chooser.choose_period("days")
    settle()
    assert page.body.minimumSizeHint().width() <= 671


def test_figures_come_into_sight_in_a_low_window(page: ReportPage, settle: Settle, qtbot: QtBot) -> None:
    page.resize(683, 298)
    QTest.keyClick(page.chooser.chips[page.chooser.name], Qt.Key.Key_8)
    settle()
    table = page.shown.table
    viewport = page.area.viewport()
    qtbot.waitUntil(lambda: 0 <= table.mapTo(viewport, QPoint(0, 0)).y() < viewport.height() // 2)


def test_a_width_nobody_chose_is_not_remembered(page: ReportPage, settle: Settle) -> None:
    ask(page, "register", settle)
    assert page.shown.table.same  # a column is hidden, which the next report shows
    ask(page, "kpi", settle)
    assert [key for key in page.desk.settings.allKeys() if key.startswith("widths/report")] == []


@pytest.fixture
def english(page: ReportPage, qapp: QApplication) -> Iterator[Translation]:
    chosen = Translation(qapp, "en")
    page.retranslate()
    yield chosen
    chosen.choose("vi")


def test_the_language_changes_words_and_no_figure(page: ReportPage, settle: Settle, qapp: QApplication) -> None:
    report, said, heading = ask(page, "volumes", settle), cells(page), page.shown.heading.text()
    assert (said[-1][0], said[-1][1]) == ("Tổng cộng", "5")
    page.shown.table.setCurrentIndex(page.shown.table.cells.index(2, 3))
    english = Translation(qapp, "en")
    try:
        page.retranslate()
        assert page.heading.text() == "Reports"
        assert page.shown.heading.text().startswith("Dossiers received and results handed back · ")
        assert cells(page) == [*said[:-1], ["Total", *said[-1][1:]]]
        assert page.shown.table.cells.head(2) == "Of these, In person"
        # What goes into files and onto paper is as it was.
        assert page.shown.report is report
        index = page.shown.table.currentIndex()
        assert (index.row(), index.column()) == (2, 3)
    finally:
        english.choose("vi")
        page.retranslate()
    assert page.heading.text() == "Báo cáo"
    assert (cells(page), page.shown.heading.text()) == (said, heading)


def told(page: ReportPage) -> set[str]:
    """Everything the page says in words: chips, headings, tooltips, notes, cards, the picture, cells."""
    table, chooser, shown = page.shown.table, page.chooser, page.shown
    across, roles = Qt.Orientation.Horizontal, (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    said = {str(table.cells.headerData(at, across, role)) for at in range(len(table.cells.columns)) for role in roles}
    said |= {column.group for column in table.cells.columns}
    chips = (*chooser.chips.values(), *chooser.filters.values())
    said |= {words for chip in chips for words in (chip.text(), chip.toolTip(), chip.accessibleName())}
    said |= {shown.heading.text(), shown.made.text(), shown.drawn.text(), page.today.text(), page.heading.text()}
    said |= set(shown.notes.text().splitlines())
    said |= {words for button in page.findChildren(QAbstractButton) for words in (button.text(), button.toolTip())}
    for row in range(table.cells.rowCount()):
        for column in range(table.cells.columnCount()):
            index = table.cells.index(row, column)
            said |= {table.cells.words(index), table._tip(index)}
    if shown.report is not None and shown.report.name == "kpi":
        for card in shown.cards.cards:
            assert card.indicator is not None
            said |= {card.indicator.spoken, card.indicator.definition, card.toolTip()}
    if shown.chart.picture is not None:
        said |= {shown.chart.accessibleName(), shown.chart.accessibleDescription()}
    return said


@pytest.mark.parametrize("name", NAMES)
def test_in_english_only_names_are_vietnamese(
    page: ReportPage, settle: Settle, english: Translation, office: Office, clerk: Clerk, name: str
) -> None:
    choices = office.reports.choices()
    groups = (choices.field, choices.procedure, choices.commune, choices.clerk, choices.agency)
    names = {choice.label for group in groups for choice in group}
    names |= {name for one in office.catalogue for name in (one.name, one.short_name)}
    register = office.reports.make("register", Scope(since=date(2026, 1, 1), until=date(2026, 12, 31)))
    places = [at for at, column in enumerate(register.columns) if column.key in ("applicant", "address", "procedure")]
    names |= {str(row.cells[at]) for row in register.rows for at in places}
    known = sorted(filter(None, names), key=len, reverse=True)
    known += [name[: MOST_LETTERS - 1].rstrip() for name in known]
    folder = page.export.folder.name
    ask(page, name, settle)
    for by in GROUPED.get(name, (None,)):
        if by is not None:
            page.chooser.choose_group(by)
            settle()
        for words in told(page):
            left = words.replace("\u00a0đ", "").replace(folder, "")
            for one in known:
                left = left.replace(one, "")
            assert not VIETNAMESE.search(left), (by, words)


def test_in_english_what_keeps_an_indicator_from_being_had_is_said_too(english: Translation) -> None:
    some = Counted(rated=3, satisfied=2, waiting=4, legs_out=(1,), legs_back=(1,), gap_us=5)
    notes = [measure.note for counted in (Counted(), some) for measure in measured(counted)]
    assert len(set(notes)) > 10
    said = in_words(msgspec.structs.replace(drawn("bars", names=["Hộ tịch"]), notes=tuple(notes)))
    assert [note for note in said.notes if VIETNAMESE.search(note)] == []
    assert "Points of Decision 766: 4,44 of 6." in said.notes
    assert said.columns[1].title == "Received"
    assert said.rows[0].cells[0] == "Hộ tịch"


def test_values_are_said_as_they_are_written_here(themed: Theme) -> None:
    moment = datetime.fromisoformat("2026-11-23T02:12:00+00:00")
    assert cell_words(0.875, "share") == "87,5 %"
    assert cell_words(1.0, "share") == "100 %"
    assert cell_words(1_234_500, "money") == "1.234.500\u00a0đ"
    assert cell_words(-8000, "money") == "−8.000\u00a0đ"
    assert cell_words(12_345, "count") == "12.345"
    assert cell_words(2.5, "days") == "2,5 ngày"
    assert cell_words(35.0, "minutes") == "35 phút"
    assert cell_words(date(2026, 11, 23), "day") == "23/11/2026"
    assert cell_words(moment, "moment") == "23/11/2026 09:12"
    assert cell_words(None, "share") == "—"
    assert cell_words("Hộ tịch", "text") == "Hộ tịch"


def test_a_figure_that_cannot_be_had_says_why(page: ReportPage, settle: Settle) -> None:
    ask(page, "volumes", settle)
    report = ask(page, "postal", settle)
    model = page.shown.table.cells
    at = next(n for n, row in enumerate(report.rows) for cell in row.cells if cell is None)
    column = report.rows[at].cells.index(None)
    index = model.index(at, column)
    assert index.data() == "—"
    assert str(model.data(index, Qt.ItemDataRole.AccessibleDescriptionRole)).startswith("Chưa ")
    assert tip(None, "share", "A ÷ B.").splitlines() == [
        "Chưa có tỷ lệ: trong kỳ không có hồ sơ nào để chia.",
        "A ÷ B.",
    ]
    assert tip(None, "money", "", "Không đo được.").splitlines() == ["Không có gì để ghi ở ô này.", "Không đo được."]
    assert tip(0.5, "share", "A ÷ B.") == "A ÷ B."
    assert tip(None, "text", "") == ""


def test_periods_are_those_people_mean() -> None:
    today = date(2026, 11, 26)
    assert span("today", today) == (today, today)
    assert span("week", today) == (date(2026, 11, 23), today)
    assert span("month", today) == (date(2026, 11, 1), today)
    assert span("last_month", date(2026, 1, 31)) == (date(2025, 12, 1), date(2025, 12, 31))
    assert span("last_month", date(2026, 3, 31)) == (date(2026, 2, 1), date(2026, 2, 28))
    assert span("quarter", today) == (date(2026, 10, 1), today)
    assert span("quarter", date(2026, 3, 31)) == (date(2026, 1, 1), date(2026, 3, 31))
    assert span("year", today) == (date(2026, 1, 1), today)


# ---------------------------------------------------------------- the picture

MONTH = Scope(since=date(2026, 11, 1), until=date(2026, 11, 30))


def drawn(shape: Any, names: Sequence[str] = (), days: int = 0, by: Any = "field") -> Report:
    labels: Sequence[Any] = names or [date(2026, 11, 1) + timedelta(days=one) for one in range(days)]
    return Report(
        name="volumes",
        title="Khối lượng",
        scope=MONTH,
        by=by,
        made_at=datetime.fromisoformat("2026-11-23T02:12:00+00:00"),
        unit="Bưu điện",
        columns=(
            Column(key="label", title="Tên", form="text" if names else "day"),
            Column(key="received", title="Tiếp nhận", form="count"),
            Column(key="finished_late", title="Quá hạn", form="count"),
        ),
        rows=tuple(
            Row(
                cells=(label, number + 1, 0 if number == 1 else number + 2),
                drills={"received": Drill(rule="received", scope=MONTH)},
            )
            for number, label in enumerate(labels)
        ),
        chart=Series(label="label", figures=("received", "finished_late"), shape=shape),
    )


@pytest.fixture
def chart(qtbot: QtBot, light: Theme) -> Chart:
    shown = Chart()
    qtbot.addWidget(shown)
    return shown


@pytest.mark.parametrize("shape", ["bars", "stacked", "line"])
@pytest.mark.parametrize("width", [320, 1300])
def test_marks_stand_in_the_picture_and_are_as_long_as_their_figures(chart: Chart, shape: str, width: int) -> None:
    chart.show_report(drawn(shape, days=20, by="day"))
    chart.resize(width, chart.heightForWidth(width) if chart.hasHeightForWidth() else chart.sizeHint().height())
    chart.show()
    assert len(chart.marks) == (40 if shape == "line" else 39)
    inside = chart.rect().toRectF()
    for mark in chart.marks:
        assert inside.contains(mark.drawn.adjusted(1, 1, -1, -1).center())
        assert mark.drawn.width() >= 1
    if shape != "line":
        shown = chart.picture
        assert shown is not None
        per = [mark.drawn.height() / (shown.strands[mark.number].values[mark.at] or 1) for mark in chart.marks]
        assert max(per) - min(per) < 1e-6


def test_the_picture_is_told_in_words_too(chart: Chart) -> None:
    chart.show_report(drawn("stacked", names=["Hộ tịch", "Đất đai"]))
    assert chart.accessibleName() == "Khối lượng"
    assert "Hộ tịch · Tiếp nhận: 1; Hộ tịch · Quá hạn: 2." in chart.accessibleDescription()
    assert chart.accessibleDescription().startswith("Biểu đồ cột chồng.")


def test_keys_go_from_mark_to_mark_and_open_what_is_behind(chart: Chart, qtbot: QtBot) -> None:
    chart.show_report(drawn("stacked", names=["Hộ tịch", "Đất đai", "Đường bộ"]))
    chart.resize(900, chart.sizeHint().height())
    chart.show()
    chart.activateWindow()
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.current is not None
    assert chart.accessibleName() == "Khối lượng. Hộ tịch · Tiếp nhận: 1"
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleName() == "Khối lượng. Hộ tịch · Quá hạn: 2"
    QTest.keyClick(chart, Qt.Key.Key_Down)
    # "Đất đai" has nothing late: what it has is gone to.
    assert chart.accessibleName() == "Khối lượng. Đất đai · Tiếp nhận: 2"
    with qtbot.waitSignal(chart.opened) as went:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert went.args[0].rule == "received"
    assert went.args[1] == "Đất đai · Tiếp nhận"
    with qtbot.waitSignal(chart.opened):
        place = chart.marks[0].drawn.center().toPoint()
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)
    with qtbot.assertNotEmitted(chart.opened):
        late = next(mark for mark in chart.marks if mark.number == 1)
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=late.drawn.center().toPoint())


def test_of_many_names_the_greatest_are_drawn_and_the_rest_counted() -> None:
    shown = picture(drawn("stacked", names=[f"Xã {one}" for one in range(30)]))
    assert shown is not None
    assert len(shown.labels) == MOST_NAMES
    assert shown.left_out == 30 - MOST_NAMES
    assert shown.labels[-1] == "Xã 29"
    assert picture(drawn("stacked")) is None


def test_one_day_is_no_line() -> None:
    shown = picture(drawn("line", days=1, by="day"))
    assert shown is not None
    assert shown.shape == "bars"
    again = picture(drawn("line", days=3, by="day"))
    assert again is not None
    assert again.shape == "line"


@pytest.mark.parametrize("top", [1, 2, 3, 7, 9, 10, 11, 38, 99, 100, 101, 1234, 99_999, 2_500_000])
def test_the_scale_is_of_round_figures_and_holds_the_greatest(top: int) -> None:
    scale = ticks(top, share=False, whole=True)
    assert scale[0] == 0
    assert scale[-1] >= top
    assert scale[-2] < top
    assert 2 <= len(scale) <= 7
    assert all(one == int(one) for one in scale)


def test_a_picture_opens_the_list_behind_its_mark(page: ReportPage, settle: Settle) -> None:
    ask(page, "ii06a", settle)
    chart = page.shown.chart
    assert chart.isVisible()
    mark = chart.marks[0]
    shown = chart.picture
    assert shown is not None
    chart.setFocus()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=mark.drawn.center().toPoint())
    settle()
    assert page.listed
    assert len(page.listing.rows.all()) == shown.strands[mark.number].values[mark.at]
    page.step_back()
    page.shown.drawn.click()
    assert not chart.isVisible()


# ---------------------------------------------------------------- in the window


def test_f7_in_the_window_and_back_from_f3(at_work: Window, qtbot: QtBot) -> None:
    desk = at_work.desk
    clerk = desk.clerk
    assert clerk is not None
    code = desk.office.counter.receive(draft(), clerk).dossier.code
    QTest.keyClick(at_work, Qt.Key.Key_F7)
    page = at_work.page("report")
    assert isinstance(page, ReportPage)
    qtbot.waitUntil(lambda: page.shown.report is not None, timeout=10_000)
    page.chooser.choose("register")
    qtbot.waitUntil(lambda: page.shown.report is not None and page.shown.report.name == "register", timeout=10_000)
    page.shown.settle()
    QTest.keyClick(page.shown.table, Qt.Key.Key_Return)
    search = at_work.page("search")
    assert isinstance(search, SearchPage)
    qtbot.waitUntil(lambda: search.pane.dossier is not None and search.pane.dossier.code == code, timeout=10_000)
    QTest.keyClick(at_work, Qt.Key.Key_F7)
    assert at_work.stack.currentWidget() is page
    QTest.keyClick(page.chooser.chips["register"], Qt.Key.Key_Question)
    assert at_work.sheet is not None
    assert at_work.sheet.isVisible()


def test_a_window_that_closes_does_not_wait_for_a_file(
    at_work: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    going, ended = threading.Event(), threading.Event()

    def endless(_self: Reports, *_given: Any, cancelled: Any, **_named: Any) -> bool:
        going.set()
        deadline = time.monotonic() + 15
        while not cancelled() and time.monotonic() < deadline:
            time.sleep(0.01)
        ended.set()
        return False

    monkeypatch.setattr(Reports, "write", endless)
    at_work.open_page("report")
    page = at_work.page("report")
    assert isinstance(page, ReportPage)
    qtbot.waitUntil(lambda: page.shown.report is not None, timeout=10_000)
    page.primary()
    qtbot.waitUntil(going.is_set, timeout=5000)
    # Another page in front, or the lock, leaves it to go on.
    at_work.open_page("settings")
    at_work.lock()
    assert not ended.wait(0.2)
    began = time.monotonic()
    at_work.close()
    assert ended.is_set()
    assert time.monotonic() - began < 5


def test_headings_are_not_laid_out_inside_their_own_signal(page: ReportPage, settle: Settle) -> None:
    """Qt's header walks over its sections while it tells of one; a height that changes then crashes the window."""
    ask(page, "ii06a", settle)
    table, fitted = page.shown.table, []
    before = table.heads.height()
    table.heads.sectionResized.connect(lambda *_: fitted.append(table.heads.height()))
    table.heads.resizeSection(2, 50)  # the title needs more lines now
    assert fitted == [before] * len(fitted) and fitted
    settle()
    QApplication.processEvents()
    assert table.heads.height() > before
