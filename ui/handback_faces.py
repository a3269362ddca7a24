"""The first and the last face of F2: the results that wait to be fetched, and what was just handed back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.domain.codes import group_for_reading
from app.domain.dossier import Dossier
from app.store.views import Filters
from ui.theme import BETWEEN, ROW, Tone
from ui.timeline import day_words, moment_words, recipient_words, score_words
from ui.widgets import (
    CODE_WIDTH,
    Button,
    Card,
    CodeLabel,
    Column,
    EmptyState,
    Flow,
    Label,
    Pill,
    Rows,
    Sentence,
    Table,
    dong,
)

if TYPE_CHECKING:
    from app.store.views import Row
    from ui.page import Desk

LISTED = 200
CALL_AFTER = timedelta(days=3)
"""So long after the promised day somebody should telephone: the row says so."""


class ReadyList(QWidget):
    """What waits to be fetched, by due date; the page's first face."""

    wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = 0
        self._text = ""
        self._rows: Rows[Row] = Rows(self._columns())
        self.table = Table(self._rows, name="ready", settings=desk.settings)
        self.table.opened.connect(lambda row: self.wanted.emit(row.code))
        self.hint = Sentence("scan-line")
        self.count = Label(role="hint")
        self.empty = EmptyState("scan-barcode")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._stack.setMinimumHeight(4 * ROW)
        top = QHBoxLayout()
        top.setSpacing(BETWEEN)
        top.addWidget(self.hint, 1)
        top.addWidget(self.count)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BETWEEN)
        box.addLayout(top)
        box.addWidget(self._stack, 1)

    def rows(self) -> tuple[Row, ...]:
        return self._rows.all()

    def read(self, text: str = "", *, only: bool = False) -> None:
        """Asks for the list. `only`: with one hit, that one is opened at once."""
        self._asked += 1
        self._text = text
        asked, views = self._asked, self._desk.office.views

        def work() -> tuple[Row, ...] | None:
            if asked != self._asked:
                return None
            return views.search(text, limit=LISTED, filters=Filters(only="ready")) if text else views.ready(LISTED)

        def then(found: tuple[Row, ...] | None) -> None:
            if found is None or asked != self._asked:
                return
            self._rows.put(found)
            if found:
                self.table.setCurrentIndex(self._rows.index(0, 0))
            self._draw()
            if only and len(found) == 1:
                self.wanted.emit(found[0].code)

        self._desk.run(work, then, owner=self)

    def retranslate(self) -> None:
        self._rows.retitle()
        self.table.setAccessibleName(self.tr("Kết quả chờ trả"))
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        for number, column in enumerate(self._rows.columns):
            least = {"how": 1100, "procedure": 920, "code": 700}.get(column.key, 0)
            self.table.setColumnHidden(number, width < least)

    def _columns(self) -> list[Column]:
        def row(value: object) -> Row:
            return cast("Row", value)

        def due(value: object) -> str | Pill:
            found = row(value)
            words = day_words(found.due_at)
            waited = self._desk.office.store.clock.now() - found.due_at if found.due_at is not None else timedelta()
            return Pill(words, "warn", "phone") if waited > CALL_AFTER else words

        def how(value: object) -> str:
            return self.tr("Qua bưu điện") if row(value).by_post else self.tr("Tại quầy")

        def procedure(value: object) -> str:
            known = self._desk.office.catalogue.get(row(value).procedure_code)
            return known.short_name if known is not None and known.short_name else row(value).procedure

        return [
            Column("due", lambda: self.tr("Hẹn trả"), due, 138),
            Column("applicant", lambda: self.tr("Người nộp"), lambda v: row(v).applicant, stretch=True, strong=True),
            Column("phone", lambda: self.tr("Điện thoại"), lambda v: group_for_reading(row(v).phone), 130),
            Column("procedure", lambda: self.tr("Thủ tục"), procedure, 300),
            Column("how", lambda: self.tr("Nhận kết quả"), how, 130),
            Column("code", lambda: self.tr("Mã hồ sơ"), lambda v: row(v).official_code or row(v).code, CODE_WIDTH),
        ]

    def _draw(self) -> None:
        rows = self._rows.all()
        self.hint.say("plain", self.tr("Quét mã trên giấy hẹn của người dân để bắt đầu"))
        shown = f"{LISTED}+" if len(rows) >= LISTED else str(len(rows))
        self.count.setText(self.tr("{0} kết quả chờ trả").format(shown))
        self._stack.setCurrentWidget(self.table if rows else self.empty)
        self.hint.setVisible(bool(rows))
        self.count.setVisible(bool(rows))
        if self._text:
            self.empty.set_text(
                self.tr("Không có kết quả chờ trả nào khớp"),
                self.tr("Kết quả có thể chưa về quầy: quét mã trên giấy hẹn để xem hồ sơ đang ở đâu."),
            )
        else:
            self.empty.set_text(
                self.tr("Quét mã trên giấy hẹn của người dân"),
                self.tr(
                    "Chưa có kết quả nào chờ trả. Kết quả ghi nhận về quầy sẽ hiện ở đây, kèm số điện thoại để gọi."
                ),
            )


class DonePane(QWidget):
    """Handed back: what was recorded, how the slip fared, and one key for satisfaction."""

    rated = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", False)
        self._dossier: Dossier | None = None
        self.card = Card()
        self.state = Sentence()
        self.code = CodeLabel()
        self.words = Label(wrap=True)
        self.printed = Sentence()
        self.ask = Label(role="section", wrap=True)
        self.scores: list[Button] = []
        scores = QWidget()
        flow = Flow(scores)
        for score in range(1, 6):
            button = Button()
            button.clicked.connect(lambda _on, score=score: self.rated.emit(score))
            self.scores.append(button)
            flow.addWidget(button)
        self.skip = Label(role="hint", wrap=True)
        for part in (self.state, self.code, self.words, self.printed, self.ask, scores, self.skip):
            self.card.box.addWidget(part)
        self.card.setMaximumWidth(900)
        self.card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        body = QWidget()
        body.setProperty("role", "body")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.card)
        inner.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(body)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.area)

    def put(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self.printed.say("plain", self.tr("Đang in biên nhận…"))
        self.retranslate()

    def show_printed(self, tone: Tone, words: str) -> None:
        self.printed.say(tone, words)

    def retranslate(self) -> None:
        self.ask.setText(self.tr("Người dân có hài lòng không?"))
        for score, button in enumerate(self.scores, start=1):
            button.setText(f"{score} · {score_words(score)}")
        self.skip.setText(self.tr("Bấm phím 1 đến 5, hoặc Enter để bỏ qua. Quét giấy hẹn tiếp theo cũng được."))
        dossier = self._dossier
        if dossier is None or dossier.handed_back is None:
            return
        back = dossier.handed_back
        self.state.say("ok", self.tr("Đã trả kết quả"))
        self.code.set_code(dossier.official_code or dossier.code)
        money = self.tr(" · thu {0}").format(dong(back.fees_collected)) if back.fees_collected else ""
        self.words.setText(f"{recipient_words(back.recipient)} · {moment_words(back.at)}{money}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit in ("1", "2", "3", "4", "5"):
            self.rated.emit(int(digit))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.left.emit()
        else:
            super().keyPressEvent(event)
