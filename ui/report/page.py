"""F7 Báo cáo: what the counter did, what is late, what must be done today; every figure opens the dossiers behind it.

Reports are made aside, on a worker of their own: whoever receives a dossier meanwhile waits for none of it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.report import Choices, Drill, Report, Scope
from app.reports import GROUPED, OF_PEOPLE, USUAL
from ui import notices
from ui.page import Page
from ui.report.chooser import Chooser, Offer, Question
from ui.report.export import FILES, Export, Kind
from ui.report.listing import Listing
from ui.report.shown import Shown
from ui.report.words import figure
from ui.report.working import Working
from ui.theme import INSIDE
from ui.widgets import Button, PrimaryButton, Sentence

if TYPE_CHECKING:
    from app.store.views import Row
    from ui.page import Desk

WORKLIST = "worklist"
NAMES = (WORKLIST, "kpi", "volumes", "ontime", "ii06a", "postal", "fees", "register", "open-data")
"""The reports of this page in the order of their figure keys."""
TODAY = ("now_late", "now_due_soon", "now_waiting")
"""What must be done today, by the rule that counts it."""
PAGE = 500
LINES = 100
"""Rows of a report, and dossiers of a list, that are read at a time."""
LEAST_SEEN = 140
"""px of a report that tell something."""
ROOMY = 800
"""px: a narrower page has no room for words on the smaller buttons."""
CALM_MS = 400
"""A dossier that is received may change several things at once: a report is made anew once."""


class Answer(NamedTuple):
    """What came of a question."""

    question: Question
    report: Report
    choices: Choices
    today: tuple[int, ...]


class ReportPage(Page):
    """The page: what is asked above, the report or the list behind one of its figures below."""

    key = "report"
    icon = "chart-column"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._asked = 0
        self._limit = PAGE
        self._stale = True
        self._settle = False
        self._answer: Answer | None = None
        self._day: date | None = None
        self._drill: Drill | None = None
        self._from: QWidget | None = None
        self.today = Sentence()
        self.head.insertWidget(1, self.today, 1, Qt.AlignmentFlag.AlignVCenter)
        self.head.setStretch(3, 0)
        offers = {
            name: Offer(groups=GROUPED.get(name, ()), usual=USUAL.get(name), period=name != WORKLIST) for name in NAMES
        }
        self.chooser = Chooser(desk.settings, desk.office.store.clock.today, offers)
        self.chooser.asked.connect(self._on_asked)
        self.news = Sentence("refresh-cw")
        self.news.hide()
        self.reading, self.writing = Working(), Working()
        self.reading.stopped.connect(self._drop)
        self.writing.stopped.connect(self._stop)
        self.shown = Shown(desk.settings)
        self.shown.opened.connect(self.open_list)
        self.shown.dossier_wanted.connect(self._open_dossier)
        self.shown.wanted_more.connect(self._more)
        self.shown.emptied.connect(self._focus_chips)
        self.shown.cards.focused.connect(self.area.ensureWidgetVisible)
        self.listing = Listing(desk)
        self.listing.left.connect(self.close_list)
        self.listing.opened.connect(self._open_dossier)
        self.listing.wanted_more.connect(self._more_lines)
        self.listing.hide()
        for part in (self.chooser, self.news, self.reading, self.writing):
            self.content.addWidget(part)
        self.content.addWidget(self.shown, 1)
        self.content.addWidget(self.listing, 1)
        self.export = Export(desk, self)
        self.export.progressed.connect(self.writing.tell)
        self.export.failed.connect(self._on_export_failed)
        self.place = self.add_action(Button(role="quiet", glyph="archive"), apart=True)
        self.place.clicked.connect(lambda _on: self._browse())
        self.printed = self.add_action(Button(glyph="printer"))
        self.as_csv = self.add_action(Button(glyph="download"))
        self.as_pdf = self.add_action(Button(glyph="download"))
        self.as_xlsx = self.add_action(PrimaryButton(glyph="download"))
        self.printed.clicked.connect(lambda _on: self.print_again())
        self.as_csv.clicked.connect(lambda _on: self.write("csv"))
        self.as_pdf.clicked.connect(lambda _on: self.write("pdf"))
        self.as_xlsx.clicked.connect(lambda _on: self.primary())
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self.read)

    def title(self) -> str:
        return self.tr("Báo cáo")

    def keys(self) -> tuple[tuple[str, str], ...]:
        """This page's keys, for the overlay of keys."""
        return (
            (f"1–{len(NAMES)}", self.tr("Chọn báo cáo")),
            ("Enter", self.tr("Mở danh sách hồ sơ của con số đang chọn; trong danh sách: mở hồ sơ ở F3")),
            ("← ↑ → ↓", self.tr("Đi giữa các con số, các cột của biểu đồ")),
            ("F12", self.tr("Xuất báo cáo ra tệp Excel")),
            ("Shift+F12", self.tr("Xuất báo cáo ra tệp PDF")),
            ("Ctrl+P", self.tr("In báo cáo")),
            ("Ctrl+F", self.tr("Về chỗ chọn thời gian")),
            ("Esc", self.tr("Dừng xuất tệp hoặc dừng tính; từ danh sách về báo cáo")),
        )

    def names(self) -> dict[str, str]:
        """Each report as its chip says it."""
        return {
            "worklist": self.tr("Việc cần làm"),
            "kpi": self.tr("Chỉ số"),
            "volumes": self.tr("Khối lượng"),
            "ontime": self.tr("Tiến độ"),
            "ii06a": self.tr("Biểu II.06a"),
            "postal": self.tr("Bưu chính"),
            "fees": self.tr("Phí, lệ phí"),
            "register": self.tr("Sổ theo dõi"),
            "open-data": self.tr("Dữ liệu mở"),
        }

    def retranslate(self) -> None:
        super().retranslate()
        for number, (name, words) in enumerate(self.names().items(), start=1):
            chip = self.chooser.chips[name]
            chip.setText(f"{number} {words}")
            chip.setAccessibleName(words)
        for part in (self.chooser, self.shown, self.listing, self.reading, self.writing):
            part.retranslate()
        self.printed.setAccessibleName(self.tr("In báo cáo"))
        self.printed.setToolTip(self.tr("In báo cáo (Ctrl+P)"))
        self.as_csv.setText(self.tr("CSV"))
        self.as_pdf.setText(self.tr("PDF"))
        self.as_pdf.setToolTip(self.tr("Xuất báo cáo ra tệp PDF (Shift+F12)"))
        self._draw()

    # --- what the shell asks

    def opened(self) -> None:
        if self._stale or self._day != self.desk.office.store.clock.today():
            self._settle = self._answer is None
            self.read()
        if self.listed:
            self.listing.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus_chips()

    def _focus_chips(self) -> None:
        self.chooser.chips[self.chooser.name].setFocus(Qt.FocusReason.OtherFocusReason)

    def on_changed(self, what: frozenset[str]) -> None:
        """Figures in front are made anew; those behind a list, or while another page is in front, only later."""
        if not what & {"dossiers", "queue", "catalogue"}:
            return
        self._stale = True
        if self.isVisible() and not self.listed:
            if what & {"dossiers", "catalogue"}:
                self._calm.start()
        elif self._answer is not None and what & {"dossiers"}:
            self.news.say("plain", self.tr("Có số liệu mới hơn. Báo cáo sẽ được tính lại khi trở về đó."))
            self.news.setVisible(self.isVisible())

    def focus_search(self) -> None:
        self.chooser.period.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_back(self) -> None:
        if self.writing.busy:
            self._stop()
        elif self.reading.isVisible():
            self._drop()
        elif self.listed:
            self.close_list()

    def primary(self) -> None:
        self.write("csv" if self.chooser.name == "open-data" else "xlsx")

    def secondary(self) -> None:
        self.write("pdf")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text and text in "123456789" and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._settle = self.chooser.choose_number(int(text))
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self.window():
            self.export.close()
        return super().eventFilter(watched, event)

    # --- the report

    def _on_asked(self) -> None:
        """Something else is asked for: a list of the one before is of no more use."""
        self._limit = PAGE
        self._drill = None
        self._show_list(on=False)
        self.read()

    def _more(self) -> None:
        self._limit += PAGE
        self.read()

    def read(self) -> None:
        """Makes the report aside. Only the latest question is answered."""
        question = self.chooser.question()
        self._asked += 1
        self._calm.stop()
        if question is None:
            self.reading.end()
            return
        asked, limit, reports = self._asked, self._limit, self.desk.office.reports
        # What there is to narrow by changes with the dossiers only, and reading it walks over all of them.
        known = None if self._stale or self._answer is None else self._answer.choices
        self._stale = False
        people, clerk = self.desk.office.people, self.desk.clerk
        # A report that is only made anew has been looked at before.
        looked = question.name in OF_PEOPLE and (self._answer is None or self._answer.question != question)

        def work() -> Answer | None:
            if asked != self._asked:
                return None
            if looked and clerk is not None:
                people.looked(clerk, f"report {question.name}")
            report = reports.make(question.name, question.scope, by=question.by, limit=limit)
            # Of the whole counter, whatever the report is narrowed to.
            whole = Scope(since=question.scope.since, until=question.scope.until)
            today = tuple(reports.count(Drill(rule=rule, scope=whole)) for rule in TODAY)
            return Answer(question, report, reports.choices() if known is None else known, today)

        self.reading.begin(self.tr("Đang tính báo cáo…"))
        self.desk.run_aside(work, lambda answer: self._on_read(asked, answer), self._on_failed, owner=self)

    def _on_read(self, asked: int, answer: Answer | None) -> None:
        if answer is None or asked != self._asked:
            return
        self.reading.end()
        self.news.hide()
        self._answer, self._day = answer, self.desk.office.store.clock.today()
        self.chooser.take_choices(answer.choices)
        self.shown.put(answer.report)
        self._draw()
        if self._settle and self.isVisible() and not self.listed:
            self.shown.settle()
            self._bring_up()
        self._settle = False

    def _bring_up(self) -> None:
        """On a low screen the figures are below what is asked: whoever goes to them sees them."""
        bar, front = self.area.verticalScrollBar(), self.shown.front
        top = front.mapTo(self.body, QPoint(0, 0)).y()
        if self.area.viewport().height() - top < min(LEAST_SEEN, front.height()):
            # With the heading of what begins at the top of the report.
            alone = top - self.shown.geometry().top() < LEAST_SEEN // 2
            at = self.shown.geometry().top() if alone else top
            QTimer.singleShot(0, self, lambda: bar.setValue(at - INSIDE))

    def _drop(self) -> None:
        """What is being made is wanted no more: what stood there before stays."""
        self._asked += 1
        self._stale = True
        self.reading.end()
        if self._answer is not None:
            self.news.say("plain", self.tr("Đã dừng tính. Bên dưới vẫn là báo cáo trước đó."))
            self.news.show()

    def _on_failed(self, error: Exception) -> None:
        self._stale = True
        self.reading.end()
        self.desk.failed(error)

    # --- the list behind a figure

    def open_list(self, drill: Drill, words: str) -> None:
        """The dossiers behind a figure, in the place of the report."""
        self._drill = drill
        self._from = self.focusWidget()
        self._show_list(on=True)
        self.listing.begin(words)
        reports, people, clerk = self.desk.office.reports, self.desk.office.people, self.desk.clerk

        def work() -> tuple[tuple[Row, ...], int]:
            if clerk is not None:
                people.looked(clerk, f"report {drill.rule}")
            return reports.dossiers(drill, limit=LINES), reports.count(drill)

        def then(found: tuple[tuple[Row, ...], int]) -> None:
            if self._drill is drill:
                self.listing.put(*found)

        self.desk.run_aside(work, then, owner=self)

    def _more_lines(self) -> None:
        drill, known = self._drill, self.listing.rows.all()
        if drill is None or not known or len(known) >= self.listing.count:
            return
        reports, after = self.desk.office.reports, known[-1].dossier_id

        def then(found: tuple[Row, ...]) -> None:
            # Scrolling asks more than once for the same page.
            if self._drill is drill and self.listing.rows.all()[-1].dossier_id == after:
                self.listing.extend(found)

        self.desk.run_aside(lambda: reports.dossiers(drill, limit=LINES, after=after), then, owner=self)

    @property
    def listed(self) -> bool:
        """Whether a list stands in the place of the report."""
        return not self.listing.isHidden()

    def _show_list(self, *, on: bool) -> None:
        self.shown.setVisible(not on)
        self.listing.setVisible(on)

    def close_list(self) -> None:
        """Back to the figure it was opened from."""
        self._drill = None
        self._show_list(on=False)
        if self._from is not None and shiboken6.isValid(self._from) and self._from.isVisible():
            self._from.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.shown.settle()
        if self._stale:
            self.read()

    def _open_dossier(self, code: str) -> None:
        self.desk.go("search", code)

    # --- files and paper

    def write(self, kind: Kind) -> None:
        """The report that is asked for, whole, as a file."""
        question = self.chooser.question()
        if question is None or self.export.busy or (question.name == "open-data" and kind != "csv"):
            return

        def then(file: Path | None) -> None:
            self.writing.end()
            self._draw()
            if file is None:
                self.desk.toast(self.tr("Đã dừng, không ghi tệp nào"))
                return
            self.desk.toast(self.tr("Đã ghi {0}").format(file.name))
            self.desk.banner(
                "ok", self._written(file), (self.tr("Mở thư mục"), lambda: _show(file.parent)), key="export"
            )

        self.desk.clear_banner("export")
        self._begin(self.tr("Đang ghi tệp…"))
        self.export.write(question, kind, then)
        self._draw()

    def _written(self, file: Path) -> str:
        words = self.tr("Đã ghi báo cáo vào tệp {0}.").format(file)
        if self.chooser.name == "open-data":
            return self.tr("{0} Bên cạnh là từ điển dữ liệu. Tệp không có tên người.").format(words)
        return words

    def print_again(self) -> None:
        """Ctrl+P: the report on paper, as often as somebody likes."""
        question, printing = self.chooser.question(), self.desk.printing
        if question is None or self.export.busy or question.name == "open-data":
            return
        name = FILES[question.name]

        def then(page: bytes | None) -> None:
            self.writing.end()
            self._draw()
            if page is not None:
                printing.send(name, page, lambda out: notices.tell_printed(self.desk, name, page, out), self)

        self._begin(self.tr("Đang lập trang in…"))
        self.export.page(question, then)
        self._draw()

    def _begin(self, words: str) -> None:
        self.window().installEventFilter(self)
        self.writing.begin(words)

    def _stop(self) -> None:
        self.export.stop()

    def _on_export_failed(self, error: Exception) -> None:
        self.writing.end()
        self._draw()
        self.desk.failed(error)

    def _browse(self) -> None:
        start = str(self.export.folder)
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Chọn thư mục để ghi báo cáo"), start)
        if chosen:
            self.export.choose(Path(chosen))
            self._draw()

    # --- drawing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        opened = self.chooser.name == "open-data"
        self.as_xlsx.setText(self.tr("F12 Xuất CSV") if opened else self.tr("F12 Xuất Excel"))
        for button in (self.as_csv, self.as_pdf, self.printed):
            button.setVisible(not opened)
        for button in (self.as_csv, self.as_pdf, self.as_xlsx, self.printed):
            button.setEnabled(not self.export.busy)
        roomy = self.width() >= ROOMY
        words = self.tr("Thư mục: {0}").format(self.export.folder.name)
        self.place.setText(words if roomy else "")
        self.place.setAccessibleName(words)
        self.place.setToolTip(str(self.export.folder))
        self.printed.setText(self.tr("In (Ctrl+P)") if roomy else "")
        if self._answer is not None:
            self._draw_today(self._answer.today)

    def _draw_today(self, counts: tuple[int, ...]) -> None:
        late, soon, waiting = counts
        parts: list[str] = []
        if late:
            parts.append(self.tr("{0} hồ sơ quá hạn").format(figure(late)))
        if soon:
            parts.append(self.tr("{0} hồ sơ sắp đến hạn").format(figure(soon)))
        if waiting:
            parts.append(self.tr("{0} kết quả chờ người nhận").format(figure(waiting)))
        if parts:
            self.today.say(
                "danger" if late else "warn" if soon else "plain", self.tr("Hôm nay: {0}.").format(", ".join(parts))
            )
        else:
            self.today.say("ok", self.tr("Hôm nay không có hồ sơ nào quá hạn, sắp đến hạn hay chờ trả."))


def _show(folder: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
