"""The dossiers behind a figure: who, what, since when, until when, and how each stands. Enter opens one in F3."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.dossier_card import overdue, status_pill
from ui.report.words import figure
from ui.theme import BETWEEN, INSIDE, ROW
from ui.timeline import day_words
from ui.widgets import CODE_WIDTH, Button, Column, EmptyState, Label, Pill, Rows, Table

if TYPE_CHECKING:
    from app.store.views import Row
    from ui.page import Desk

WIDTHS = {"procedure": 900, "received": 1040, "phone": 640}
"""Width of the list from which a column is shown; code, person, due date and state always are."""
MOST_LETTERS = 64
"""Of a name in the heading."""


class Listing(QWidget):
    """A list in the place of the report; `left` when whoever reads it goes back."""

    left = Signal()
    opened = Signal(str)
    """The code of a dossier."""
    wanted_more = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._heading, self.count = "", 0
        self.back = Button(role="quiet", glyph="chevron-left")
        self.back.clicked.connect(lambda _on: self.left.emit())
        self.heading = Label(role="section", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(INSIDE)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.heading, 1)
        self.rows: Rows[Row] = Rows(self._columns())
        self.table = Table(self.rows, name="report-list", settings=desk.settings)
        self.table.opened.connect(lambda row: self.opened.emit(cast("Row", row).code))
        self.table.wanted_more.connect(self.wanted_more)
        self.empty = EmptyState("search")
        self.list = QStackedWidget()
        self.list.addWidget(self.table)
        self.list.addWidget(self.empty)
        self.list.setMinimumHeight(6 * ROW)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BETWEEN)
        box.addLayout(head)
        box.addWidget(self.list, 1)

    def begin(self, heading: str) -> None:
        """Another list: what it is, and nothing in it yet."""
        self._heading = " · ".join(_shortened(part) for part in heading.split(" · "))
        self.heading.setText(self._heading)
        self.heading.setToolTip(heading)
        self.rows.put(())
        self.list.setCurrentWidget(self.table)
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def put(self, found: Sequence[Row], count: int) -> None:
        """The first page, of `count` dossiers."""
        self.count = count
        self.rows.put(found)
        self.list.setCurrentWidget(self.table if found else self.empty)
        self._draw()
        if found and self.isVisible():
            self.table.setCurrentIndex(self.rows.index(0, 0))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def extend(self, found: Sequence[Row]) -> None:
        self.rows.extend(found)

    def retranslate(self) -> None:
        self.back.setText(self.tr("Báo cáo (Esc)"))
        self.table.setAccessibleName(self.tr("Các hồ sơ của con số này"))
        self.empty.set_text(
            self.tr("Không có hồ sơ nào ở đây"), self.tr("Số liệu vừa thay đổi. Bấm Esc để về báo cáo.")
        )
        self.rows.retitle()
        self._draw()

    def _draw(self) -> None:
        if self._heading:
            self.heading.setText(self.tr("{0}: {1} hồ sơ").format(self._heading, figure(self.count)))

    def _columns(self) -> list[Column]:
        def row(value: object) -> Row:
            return cast("Row", value)

        def due(value: object) -> str | Pill:
            found = row(value)
            late = overdue(found.status, found.due_at, self._now(), voided=found.voided)
            return Pill(day_words(found.due_at), "danger", "clock") if late else day_words(found.due_at)

        def state(value: object) -> Pill:
            return status_pill(row(value).status, voided=row(value).voided, leg=row(value).leg)

        def code(value: object) -> str:
            return row(value).official_code or row(value).code

        return [
            Column("code", lambda: self.tr("Mã hồ sơ"), code, CODE_WIDTH, strong=True),
            Column("applicant", lambda: self.tr("Người nộp"), lambda value: row(value).applicant, stretch=True),
            Column("phone", lambda: self.tr("Điện thoại"), lambda value: row(value).phone, 124),
            Column("procedure", lambda: self.tr("Thủ tục"), self._procedure, 230),
            Column("received", lambda: self.tr("Ngày nhận"), lambda value: day_words(row(value).received_at), 124),
            Column("due", lambda: self.tr("Hẹn trả"), due, 138),
            Column("status", lambda: self.tr("Tình trạng"), state, 176),
        ]

    def _procedure(self, value: object) -> str:
        """The name people say; that of the dossier's own day where the catalogue has none."""
        row = cast("Row", value)
        known = self._desk.office.catalogue.get(row.procedure_code)
        return known.short_name if known is not None and known.short_name else row.procedure

    def _now(self) -> datetime:
        return self._desk.office.store.clock.now()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for number, column in enumerate(self.rows.columns):
            self.table.setColumnHidden(number, event.size().width() < WIDTHS.get(column.key, 0))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _shortened(name: str) -> str:
    """The names of some procedures fill three lines; the tooltip has them."""
    return name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1].rstrip()}…"
