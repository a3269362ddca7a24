"""The two steps that are lists: manifests that are not over, and printed copies nobody has seen yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu

from app.domain.jobs import Job
from ui.copy_parts import PadLine, chosen_jobs, job_columns, show_ways, ways
from ui.day.step import StepView
from ui.page import FreshPaper
from ui.theme import ROW
from ui.widgets import CODE_WIDTH, Column, Label, Rows, Sentence, Table

if TYPE_CHECKING:
    from ui.page import Desk

SHOWN = 6
"""Rows of a list that are seen at once, more of them scrolled to."""


def begun_on(number: str) -> str:
    """The day a manifest was begun on, as its number says it (BK-<point>-<counter>-<yymmdd>-<nn>)."""
    day = number.split("-")[-2] if number.count("-") >= 2 else ""
    return f"{day[4:]}/{day[2:4]}/20{day[:2]}" if len(day) == 6 and day.isdecimal() else ""


class _ListStep(StepView):
    """A sentence, and under it the list of what is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.state = Sentence()
        self.content.addWidget(self.state)
        self.hint = Label(role="hint", wrap=True)
        self.content.addWidget(self.hint)

    table: Table

    def _add_table(self, table: Table) -> None:
        self.table = table
        table.setMinimumHeight((2 + 1) * ROW)
        table.setMaximumHeight((SHOWN + 2) * ROW)
        table.selectionModel().selectionChanged.connect(lambda _now, _before: self.moved.emit())
        self.content.insertWidget(1, table)

    def opened(self) -> None:
        if self.table.isVisibleTo(self):
            self.focus(self.table)
        else:
            self.rest()

    def may_pass(self) -> bool:
        return True

    def _show_rows(self, rows: Sequence[object]) -> None:
        at = max(0, self.table.currentIndex().row())
        had_focus = self.table.hasFocus()
        cast("Rows[object]", self.table.rows).put(rows)
        self.table.setVisible(bool(rows))
        self.hint.setVisible(bool(rows))
        if rows:
            self.table.selectRow(min(at, len(rows) - 1))
            self.table.setFixedHeight(min(SHOWN, len(rows)) * ROW + ROW + 4)
        elif had_focus:
            self.rest()


class ManifestStep(_ListStep):
    """Step 1: F12 and Enter open the manifest where it is handed over or cancelled."""

    key = "manifests"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: Rows[str] = Rows(self._columns())
        self._add_table(Table(self.rows, name="day-manifests", settings=desk.settings))
        self.table.opened.connect(lambda _row: self.primary())

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Bảng kê chưa xong"))
        self.hint.setText(self.tr("Enter mở bảng kê ở F4. Bàn giao xong thì quay lại F6, bước này tự xong."))
        self.rows.retitle()

    def draw(self) -> None:
        assert self.reading is not None
        state = self.reading.closing.step("manifests")
        self._show_rows(state.codes)
        if state.left:
            self.state.say("warn", self.tr("Còn {0} bảng kê chưa bàn giao xong hoặc chưa hủy.").format(state.left))
        else:
            self.state.say("ok", self.tr("Không còn bảng kê nào chưa xong."))

    def primary_words(self) -> str:
        return self.tr("F12 Mở bảng kê")

    def primary_glyph(self) -> str:
        return "truck"

    def primary_ready(self) -> bool:
        return self.table.current() is not None

    def primary(self) -> None:
        number = cast("str | None", self.table.current())
        if number is not None:
            self.desk.go("manifest", number)

    def reasons(self) -> tuple[str, ...]:
        return (self.tr("Cơ quan đã nghỉ, sáng mai bàn giao"), self.tr("Chuyến phát chưa về"))

    def _columns(self) -> list[Column]:
        def number(value: object) -> str:
            return cast("str", value)

        def next_step(_value: object) -> str:
            return self.tr("Bàn giao, ký, hoặc hủy ở F4")

        return [
            Column("number", lambda: self.tr("Số bảng kê"), number, CODE_WIDTH, strong=True),
            Column("since", lambda: self.tr("Lập ngày"), lambda value: begun_on(number(value)), 130),
            Column("next", lambda: self.tr("Làm gì"), next_step, stretch=True),
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(2, event.size().width() < 700)
        self.table.horizontalHeader().setStretchLastSection(event.size().width() < 700)


class PaperStep(_ListStep):
    """Step 2: F12 (or F9, or a scan of the paper) says that the paper is there; Shift+F9 another way."""

    key = "papers"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: Rows[Job] = Rows(job_columns())
        table = Table(self.rows, name="day-papers", settings=desk.settings)
        table.setSelectionMode(Table.SelectionMode.ExtendedSelection)
        table.opened.connect(lambda _row: self.desk.go("search", self.code()))
        self._add_table(table)
        self.pad = PadLine(desk)
        self.pad.ended.connect(lambda: self.focus(self.table))
        self.content.addWidget(self.pad)

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Các bản in chưa xác nhận"))
        self.hint.setText(
            self.tr("Quét mã trên giấy, hoặc F9 nếu thấy giấy. Shift+F9: cách khác. Enter mở hồ sơ để in lại.")
        )
        self.pad.retranslate()
        self.rows.retitle()

    def draw(self) -> None:
        assert self.reading is not None
        jobs = self.reading.copies
        self._show_rows(jobs)
        if jobs:
            words = self.tr("Còn {0} bản in chưa rõ đã ra giấy, hoặc phiếu viết tay chưa có số.")
            self.state.say("warn", words.format(len(jobs)))
        else:
            self.state.say("ok", self.tr("Mọi bản in trong ngày đã rõ."))

    def code(self) -> str:
        job = cast("Job | None", self.table.current())
        return "" if job is None else job.code

    def fresh_paper(self) -> FreshPaper | None:
        """A scan of any of these papers proves it."""
        codes = frozenset(job.code for job in self.rows.all())
        return FreshPaper(codes, just_printed=False) if codes else None

    def _chosen(self) -> list[Job]:
        return chosen_jobs(self.table, self.rows)

    def primary_words(self) -> str:
        return self.tr("F12 Giấy đã ra")

    def primary_glyph(self) -> str:
        return "check"

    def primary_ready(self) -> bool:
        return bool(self._chosen())

    def primary(self) -> None:
        for job in self._chosen():
            self.desk.copies.confirm(job)

    def show_ways(self) -> QMenu | None:
        """The other ways for the copy in front."""
        job = cast("Job | None", self.table.current())
        if job is None or self.reading is None:
            return None
        return show_ways(ways(self.desk, job, job.seq in self.reading.newest, self.pad.open), self.table)

    def reasons(self) -> tuple[str, ...]:
        return (self.tr("Máy in hỏng, mai in lại"), self.tr("Người dân đã cầm giấy về"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        for number, column in enumerate(self.rows.columns):
            self.table.setColumnHidden(number, width < {"at": 960, "paper": 760}.get(column.key, 0))
        self.table.horizontalHeader().setStretchLastSection(width < 760)
