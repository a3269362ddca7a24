"""The status bar: one sentence about sending, one about the printer, the catalogue's age, and who is here.

The words say everything; a dot and its colour only repeat them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import LABEL, Tone, font, lift, tokens
from ui.widgets.buttons import Button
from ui.widgets.cards import Rule

if TYPE_CHECKING:
    from app.domain.queue import Summary
    from app.errors import Problem
    from app.people import Clerk
    from ui.page import Desk

HEIGHT = 34
VIETNAM = timezone(timedelta(hours=7))
"""The domain has the same one; importing it here would cost the first paint its time."""

PRINTERS_AFTER_MS = 1500
"""Qt's printing takes longer to load than the first page has to be made; who has just logged in prints nothing yet.
What somebody should know of waits as long."""

LASTING = (
    "clock_back",
    "clock_off",
    "numbers_low",
    "day_left_open",
    "package_damaged",
    "package_waits",
    "packages_broken",
    "packages_newer",
    "packages_no_key",
    "packages_silent",
    "packages_untrusted",
    "procedures_renamed",
    "procedures_unlisted",
    "queue_old",
    "queue_old_hours",
    "results_ready",
    "sync_tasks",
    "sync_incidents",
)
"""Concerns that go away by themselves when what they speak of is mended."""

WAYS = {
    "day_left_open": ("day", ""),
    "queue_old": ("queue", "open"),
    "queue_old_hours": ("queue", "open"),
    "sync_tasks": ("queue", "apart"),
    "sync_incidents": ("queue", "apart"),
    "procedures_renamed": ("settings", "catalogue"),
    "procedures_unlisted": ("settings", "catalogue"),
    "package_waits": ("settings", "catalogue"),
}
"""Page and place where what a concern speaks of can be seen."""


def ago(since: datetime, now: datetime) -> str:
    """How long, in the largest unit that is not zero: "2 ngày"."""
    translate = QCoreApplication.translate
    minutes = max(0, int((now - since).total_seconds() // 60))
    if minutes < 1:
        return translate("status", "chưa đến 1 phút")
    if minutes < 60:
        return translate("status", "{0} phút").format(minutes)
    if minutes < 48 * 60:
        return translate("status", "{0} giờ").format(minutes // 60)
    return translate("status", "{0} ngày").format(minutes // 1440)


def clock_time(at: datetime, now: datetime) -> str:
    """The hour of today, the date of earlier days; in Việt Nam's time, like every time here."""
    here = at.astimezone(VIETNAM)
    return f"{here:%H:%M}" if here.date() == now.astimezone(VIETNAM).date() else f"{here:%d/%m %H:%M}"


def sending(summary: Summary, report: object | None, *, has_server: bool, now: datetime) -> tuple[Tone, str]:
    """The sentence about sending. `report` is the courier's last (`stopped`, `needs_person`)."""
    translate = QCoreApplication.translate
    stopped = str(getattr(report, "stopped", ""))
    if not has_server:
        tone: Tone = "plain"
        parts = [translate("status", "Chưa khai báo hệ thống một cửa")]
    elif report is None:
        tone, parts = "plain", [translate("status", "Chưa kết nối lần nào từ lúc mở máy")]
    elif getattr(report, "needs_person", False):
        tone, parts = "danger", [translate("status", "Không gửi được, cần người xem")]
    elif stopped and stopped != "sent_elsewhere":
        tone, parts = "warn", [translate("status", "Ngoại tuyến")]
    else:
        tone, parts = "ok", [translate("status", "Trực tuyến")]
    if summary.waiting:
        oldest = ago(summary.oldest, now) if summary.oldest is not None else ""
        parts.append(translate("status", "Chờ gửi {0}, cũ nhất {1}").format(summary.waiting, oldest))
    else:
        parts.append(translate("status", "Không còn gì chờ gửi"))
    if summary.quarantined:
        tone = "danger"
        parts.append(translate("status", "{0} hồ sơ cần xem lại").format(summary.quarantined))
    if summary.last_delivery is not None:
        parts.append(translate("status", "lần gửi cuối {0}").format(clock_time(summary.last_delivery, now)))
    return tone, " · ".join(parts)


def printer_words(reason: str) -> str:
    """How a printer stands, in a few words; `reason` as in `Seen`."""
    translate = QCoreApplication.translate
    words = {
        "": translate("status", "sẵn sàng"),
        "media_empty": translate("status", "hết giấy"),
        "media_jam": translate("status", "kẹt giấy"),
        "cover_open": translate("status", "đang mở nắp"),
        "toner_empty": translate("status", "hết mực"),
        "offline": translate("status", "không trả lời"),
        "printer_stopped": translate("status", "đang dừng"),
    }
    return words.get(reason) or translate("status", "không biết tình trạng")


class Sentence(QWidget):
    """A dot and a sentence; a click or Space opens what it speaks of."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tone: Tone = "plain"
        self._words = ""
        self.setFont(font(LABEL))
        self.setFixedHeight(26)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, tone: Tone, words: str) -> None:
        self._tone, self._words = tone, words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._words

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._words) + 30, 26)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.text_3 if self._tone == "plain" else t.ink(self._tone)))
        painter.drawEllipse(8, self.height() // 2 - 4, 8, 8)
        painter.setPen(QColor(t.text_2 if self._tone in ("plain", "ok") else t.ink(self._tone)))
        room = self.rect().adjusted(24, -lift(LABEL), -4, -lift(LABEL))
        shown = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip("" if shown == self._words else self._words)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


class StatusBar(QFrame):
    """Reads the queue's figures when they may have changed, and once a minute because time passes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._summary: Summary | None = None
        self.setProperty("role", "status")
        self.setFixedHeight(HEIGHT)
        self.sending = Sentence()
        self.sending.clicked.connect(lambda: desk.go("queue"))
        self.printer = Button(role="status", glyph="printer")
        self.printer.clicked.connect(lambda: desk.go("settings", "printer"))
        self.catalogue = Button(role="status")
        self.catalogue.clicked.connect(lambda: desk.go("settings", "catalogue"))
        self.person = Button(role="status", glyph="chevron-down")
        self.person.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the mark of a menu stands after the name
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 1, 8, 0)
        row.setSpacing(4)
        row.addWidget(self.sending, 1)
        self._rules: list[Rule] = []
        for part in (self.printer, self.catalogue, self.person):
            rule = Rule()
            rule.setFixedSize(1, 16)
            self._rules.append(rule)
            row.addWidget(rule)
            row.addWidget(part)
        self._told: dict[str, Problem] = {}
        self._at_rest = False
        self._timer = QTimer(self)
        self._timer.setInterval(60_000)
        self._timer.timeout.connect(self.refresh)
        desk.broadcast.connect(self._on_changed)

    def begin(self) -> None:
        """The office is open: from now on the figures are kept fresh."""
        self._timer.start()
        self._desk.printing.state_changed.connect(self.show_printer)
        began = self._desk.office.store.clock.now()
        QTimer.singleShot(PRINTERS_AFTER_MS, self, lambda: self._look_at_printing(began))
        self._refresh_queue()

    def _look_at_printing(self, began: datetime) -> None:
        self._at_rest = True
        self._refresh_queue()
        self._desk.printing.look()
        self._desk.copies.resume(began)

    def show_person(self, clerk: Clerk) -> None:
        self._told = {}  # what one has put away the next has not read
        self.person.setText(clerk.name)
        self.person.setAccessibleName(self.tr("Người làm việc: {0}").format(clerk.name))

    def refresh(self) -> None:
        if self._desk.is_open:
            self._desk.printing.look()
            self._refresh_queue()

    def _refresh_queue(self) -> None:
        if self._desk.is_open:
            self._desk.run(self._desk.office.outbox.summary, self._on_summary, owner=self)
            clerk = self._desk.clerk
            if clerk is not None and self._at_rest:
                self._desk.run(lambda: self._desk.office.concerns.now(clerk), self._on_concerns, owner=self)

    def _on_changed(self, what: frozenset[str]) -> None:
        if what & {"dossiers", "queue"}:
            self.refresh()

    def _on_summary(self, summary: Summary) -> None:
        self._summary = summary
        self.retranslate()

    def _on_concerns(self, concerns: tuple[Problem, ...]) -> None:
        """A queue that grows old, news of the one-stop system, a wrong clock, a short number block."""
        from ui import notices

        told = {concern.code: concern for concern in concerns}
        for code in LASTING:
            if code in self._told and code not in told:
                self._desk.clear_banner(code)
        for concern in concerns:
            # Said once: what somebody has put away does not come back with every dossier, and a banner made anew each
            # minute costs 2 kB that Qt keeps.
            if self._told.get(concern.code) != concern:
                level: Tone = "accent" if concern.code == "results_ready" else "warn"
                action = self._way_to(concern.code)
                self._desk.banner(level, notices.sentence(concern), action, key=concern.code)
        self._told = told

    def _way_to(self, code: str) -> tuple[str, Callable[[], None]] | None:
        """Where what a concern speaks of can be seen."""
        page, place = WAYS.get(code, ("", ""))
        return (self.tr("Xem"), lambda: self._desk.go(page, place)) if page else None

    def retranslate(self) -> None:
        if self._summary is not None:
            has_server = self._desk.office.profile.server.dialect != "none"
            self.sending.say(*sending(self._summary, self._desk.report, has_server=has_server, now=datetime.now(UTC)))
        if self._desk.is_open:
            version = self._desk.office.catalogue.version
            self.catalogue.setText(self.tr("Danh mục {0}").format(version))
            self.show_printer()

    def show_printer(self) -> None:
        printing = self._desk.printing
        if printing.missing:
            words = self.tr("Máy in: không thấy {0}").format(printing.missing)
        elif printing.seen is None:
            words = self.tr("Máy in: đang tìm")
        elif not printing.printer:
            words = self.tr("Máy in: chưa có, lưu tệp PDF")
        else:
            words = self.tr("Máy in: {0}").format(printer_words(printing.seen.reason))
        self.printer.setText(words)
        self.printer.setToolTip(printing.printer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= 1000
        for part in (self.catalogue, self.printer, *self._rules[:2]):
            part.setVisible(roomy)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._told = {}
            self.refresh()
