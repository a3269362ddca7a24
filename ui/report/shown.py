"""A report in front: its name and days, its picture, its table or its cards, and what must be known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.report import Report
from ui.report.cards import CardWall
from ui.report.chart import Chart
from ui.report.table import ReportTable
from ui.report.words import figure, in_words, made_words, span_words
from ui.theme import INSIDE, ROW
from ui.widgets import Card, Chip, EmptyState, Label

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

ROWS, FEW_ROWS, LOW = 12, 5, 560
"""Rows of a table in sight, and of one in a window lower than so many px."""
ROOMY = 800
"""px: a narrower page has no room beside the heading."""
CARDS = "kpi"
"""The report that is read as cards: every line of it is a figure of its own."""


class Shown(QWidget):
    """Whatever report was made last."""

    opened = Signal(object, str)
    """The `Drill` behind a figure, and what the figure is."""
    dossier_wanted = Signal(str)
    wanted_more = Signal()
    emptied = Signal()
    """The cursor was in figures that are gone, and there are no others."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self._settings = settings
        self.report: Report | None = None
        """As it was made; `said` is the same in the language of the window."""
        self.said: Report | None = None
        self.heading = Label(role="section", wrap=True)
        self.made = Label(role="hint")
        self.drawn = Chip(glyph="chart-column")
        self.drawn.setChecked(str(settings.value("report/chart", "true")) == "true")
        self.drawn.clicked.connect(self._on_drawn)
        head = QHBoxLayout()
        head.setSpacing(INSIDE)
        head.addWidget(self.heading, 1)
        head.addWidget(self.made)
        head.addWidget(self.drawn)
        self.chart = Chart()
        self.chart.opened.connect(self.opened)
        self.frame = Card()
        self.frame.box.addWidget(self.chart)
        self.frame.hide()
        self.cards = CardWall()
        self.cards.opened.connect(self.opened)
        self.table = ReportTable(settings)
        self.table.opened.connect(self.opened)
        self.table.dossier_wanted.connect(self.dossier_wanted)
        self.table.wanted_more.connect(self._on_end)
        self.empty = EmptyState("chart-column")
        self.empty.setMinimumHeight(5 * ROW)
        self.notes = Label(role="hint", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(INSIDE)
        box.addLayout(head)
        box.addWidget(self.frame)
        for part in (self.table, self.cards, self.empty):
            box.addWidget(part, 1)
            part.hide()
        box.addWidget(self.notes)

    def put(self, report: Report) -> None:
        """Shows it; the cursor keeps its place in a report that was made anew."""
        here: QWidget | None = self.window().focusWidget()
        inside = here is not None and self.isAncestorOf(here)
        self.report = report
        self._say(report)
        self._draw()
        now: QWidget | None = self.window().focusWidget()
        if inside and (now is None or not self.isAncestorOf(now)):
            self.settle()

    def _say(self, report: Report) -> None:
        said = in_words(report)
        if said == self.said:
            return
        self.said = said
        self.chart.show_report(said)
        if said.name == CARDS and said.rows:
            self.cards.show_report(said)
        self.table.show_report(said)

    def settle(self) -> None:
        """The cursor goes to the figures."""
        if self.front is self.empty:
            self.emptied.emit()
        else:
            self.front.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def front(self) -> QWidget:
        """What of the report is shown: its table, its cards, or that there is nothing."""
        report = self.report
        if report is None or not report.rows:
            return self.empty
        return self.cards if report.name == CARDS and self.drawn.isChecked() else self.table

    def _on_drawn(self, on: bool) -> None:
        self._settings.setValue("report/chart", "true" if on else "false")
        self._draw()

    def _on_end(self) -> None:
        if self.report is not None and self.report.left:
            self.wanted_more.emit()

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Số liệu của báo cáo"))
        if self.report is not None:
            self._say(self.report)
        self._draw()

    def _draw(self) -> None:
        report = self.said
        has_picture = report is not None and self.chart.picture is not None
        carded = report is not None and report.name == CARDS and bool(report.rows)
        self.drawn.setText(self.tr("Thẻ số liệu") if carded else self.tr("Biểu đồ"))
        self.drawn.setVisible(has_picture or carded)
        self.frame.setVisible(has_picture and self.drawn.isChecked())
        for part in (self.table, self.cards, self.empty):
            part.setVisible(report is not None and part is self.front)
        if report is None:
            return
        self._say_empty(report)
        self._fit()
        self.heading.setText(f"{report.title} · {span_words(report)}")
        self.made.setText(made_words(report))
        notes = list(report.notes)
        if same := self.table.same:
            notes.insert(0, self.tr("Mọi dòng: {0}.").format("; ".join(f"{name} {words}" for name, words in same)))
        if report.left:
            notes.insert(
                0,
                self.tr("Đang hiện {0} dòng đầu, còn {1} dòng nữa. Cuộn xuống để xem tiếp; tệp xuất ra có đủ.").format(
                    figure(len(report.rows)), figure(report.left)
                ),
            )
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))

    def _say_empty(self, report: Report) -> None:
        if report.name == "worklist":
            self.empty.icon.show_as("circle-check")
            self.empty.set_text(
                self.tr("Không có hồ sơ nào cần làm ngay"),
                self.tr("Hồ sơ quá hạn, sắp đến hạn và kết quả chờ người nhận sẽ hiện ở đây, kèm số điện thoại."),
            )
            return
        self.empty.icon.show_as("chart-column")
        self.empty.set_text(
            self.tr("Không có gì trong thời gian này"),
            self.tr("Hãy chọn thời gian khác, hoặc bỏ bớt điều kiện lọc ở trên."),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """On a low screen a table of a dozen rows would carry its own headings out of sight."""
        self.made.setVisible(self.width() >= ROOMY)
        self.table.fit_rows(ROWS if self.window().height() > LOW else FEW_ROWS)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
