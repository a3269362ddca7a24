"""A closed day: its report's number and hash, the page as it was made, and the branch's other counters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.dossier import DRAWERS
from app.domain.zreport import OtherCounter, ZReport
from ui import notices
from ui.day.facts import Figures
from ui.day.pages import Pages, pictures
from ui.day.words import date_words, hash_groups, short_drawer
from ui.printing import SAVED, Outcome
from ui.theme import BETWEEN, INSIDE, Tone
from ui.timeline import moment_words
from ui.widgets import Button, Card, Columns, Label, StatusPill, dong

if TYPE_CHECKING:
    from ui.page import Desk


def report_name(report: ZReport) -> str:
    """Names the file and the print job: no personal data."""
    return f"bao-cao-cuoi-ngay-{report.number:04d}-{report.date:%y%m%d}"


class BranchCard(Card):
    """Which of the branch's other counters have their days in, and which are missing."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Label(role="label", wrap=True)
        self.box.addWidget(self.words)
        self._lines: list[tuple[Label, StatusPill, Label]] = []
        self.rows = QWidget()
        self._rows = QVBoxLayout(self.rows)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(INSIDE)
        self.box.addWidget(self.rows)

    def retranslate(self) -> None:
        self.set_heading(self.tr("Các quầy khác của bưu cục"))

    def show_others(self, others: tuple[OtherCounter, ...]) -> None:
        self.setVisible(bool(others))
        missing = sum(one.standing != "closed" for one in others)
        self.words.setText(
            self.tr("Đủ ngày của {0} quầy.").format(len(others))
            if not missing
            else self.tr("{0} quầy chưa có ngày đã khóa. Nhận gói của quầy đó ở F5 trước khi khóa sổ.").format(missing)
        )
        while len(self._lines) < len(others):
            name, pill, figures = Label(role="strong"), StatusPill(), Label(role="label", wrap=True)
            row = QHBoxLayout()
            row.setSpacing(BETWEEN)
            row.addWidget(name)
            row.addWidget(pill)
            row.addStretch(1)
            self._rows.addLayout(row)
            self._rows.addWidget(figures)
            self._lines.append((name, pill, figures))
        for number, (name, pill, figures) in enumerate(self._lines):
            for part in (name, pill, figures):
                part.setVisible(number < len(others))
            if number < len(others):
                other = others[number]
                name.setText(other.name)
                pill.show_as(*self._standing(other))
                figures.setText(self._days(other))
                figures.setVisible(bool(other.days))

    def _standing(self, other: OtherCounter) -> tuple[str, Tone, str]:
        found: dict[str, tuple[str, Tone, str]] = {
            "closed": (self.tr("đã khóa"), "ok", "circle-check"),
            "open": (self.tr("chưa khóa"), "warn", "clock"),
            "missing": (self.tr("chưa nhận được gói nào"), "warn", "triangle-alert"),
            "unreadable": (self.tr("không mở được sổ"), "danger", "circle-x"),
        }
        return found[other.standing]

    def _days(self, other: OtherCounter) -> str:
        return "\n".join(
            self.tr("Báo cáo số {0}, ngày {1}: {2} nhận, {3} trả, tiền Nhà nước {4}, cước {5}").format(
                day.number, date_words(day.date), day.received, day.handed_back, dong(day.state), dong(day.post)
            )
            for day in other.days
        )


class ReportCard(QWidget):
    """The report of the day closed last. Printing it again gives the same page."""

    made = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._report: ZReport | None = None
        self._pdf = b""
        self.card = Card()
        self.facts = Figures()
        self.hash_name = Label(role="label")
        self.hash = Label(wrap=True)
        self.hash.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.again, self.keep = Button(glyph="printer"), Button(glyph="download")
        self.again.clicked.connect(lambda _on: self.print_again())
        self.keep.clicked.connect(lambda _on: self.save())
        buttons = QHBoxLayout()
        buttons.setSpacing(BETWEEN)
        buttons.addWidget(self.again)
        buttons.addWidget(self.keep)
        buttons.addStretch(1)
        self.card.box.addWidget(self.facts)
        self.card.box.addWidget(self.hash_name)
        self.card.box.addWidget(self.hash)
        self.card.box.addLayout(buttons)
        self.branch = BranchCard()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BETWEEN)
        column.addWidget(self.card)
        column.addWidget(self.branch)
        column.addStretch(1)
        self.page = Pages()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Columns(left, self.page, stretch=(3, 2), fold_below=900))

    def retranslate(self) -> None:
        self.hash_name.setText(self.tr("Mã băm của báo cáo, nối với báo cáo trước"))
        self.again.setText(self.tr("Ctrl+P In lại"))
        self.keep.setText(self.tr("Lưu PDF"))
        self.page.setAccessibleName(self.tr("Trang báo cáo"))
        self.branch.retranslate()
        self._draw()

    def show_report(self, report: ZReport) -> None:
        if self._report is None or self._report.number != report.number:
            self._pdf = b""
            self.page.show_pages(())
        self._report = report
        self._draw()
        if not self._pdf:
            self._fetch(lambda _page: None)

    def _draw(self) -> None:
        report = self._report
        if report is None:
            return
        self.card.set_heading(
            self.tr("Báo cáo cuối ngày số {0} · ngày {1}").format(report.number, date_words(report.date))
        )
        facts = [
            (self.tr("Khóa lúc"), self.tr("{0}, {1} ký").format(moment_words(report.closed_at), report.manager)),
            (
                self.tr("Hồ sơ"),
                self.tr("{0} nhận, {1} trả").format(report.total("received"), report.total("handed_back")),
            ),
        ]
        facts += [
            (self.tr("{0} còn lại").format(short_drawer(name)), dong(report.drawer(name).closing)) for name in DRAWERS
        ]
        waiting = report.waiting.count + report.quarantined.count
        facts.append((self.tr("Còn chờ gửi"), self.tr("{0} hồ sơ").format(waiting)))
        if report.passed:
            facts.append((self.tr("Bước bỏ qua"), str(len(report.passed))))
        self.facts.show_facts(facts)
        self.hash.setText(hash_groups(report.hash))
        self.branch.show_others(report.others)

    # --- the page

    def _fetch(self, then: Callable[[bytes], None]) -> None:
        """Makes the paper of the kept report once, and its pictures."""
        report, book = self._report, self.desk.office.day
        if report is None:
            return
        if self._pdf:
            then(self._pdf)
            return
        ratio = self.devicePixelRatioF()

        def work() -> tuple[bytes, tuple[QImage, ...]]:
            page = book.paper(report.number)
            return page, pictures(page, ratio)

        def done(found: tuple[bytes, tuple[QImage, ...]]) -> None:
            if self._report is not None and self._report.number == report.number:
                self._pdf = found[0]
                self.page.show_pages(found[1])
                self.made.emit()
                then(found[0])

        self.desk.run(work, done, owner=self)

    def print_again(self) -> None:
        self._send(None)

    def save(self) -> None:
        """As a file, whatever printer there is."""
        self._send(SAVED)

    def _send(self, printer: str | None) -> None:
        report, printing = self._report, self.desk.printing
        if report is None:
            return
        name = report_name(report)

        def send(page: bytes) -> None:
            printing.send(name, page, lambda out: notices.tell_printed(self.desk, name, page, out), self, printer)

        self._fetch(send)

    def keep_and_print(self, words: str) -> None:
        """Right after the close: a file in any case, and paper where there is a printer. `words`: that it is closed."""
        report, printing = self._report, self.desk.printing
        if report is None:
            return
        name = report_name(report)

        def told(page: bytes, outcome: Outcome) -> None:
            if outcome.kind == "saved":
                self.desk.toast(self.tr("{0} Đã lưu tệp PDF.").format(words))
                return
            self.desk.toast(words)
            if outcome.kind == "failed" or outcome.reason:
                notices.tell_printed(self.desk, name, page, outcome)

        def send(page: bytes) -> None:
            if printing.printer:
                printing.send(name, page, lambda _out: None, self, SAVED)
            printing.send(name, page, lambda out: told(page, out), self)

        self._fetch(send)
