"""Indicators on cards: the figure, how far it is from its goal, what it is made of. The tooltip has the definition.

Arrow keys go from card to card; Enter or a click opens the dossiers behind the figure.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.domain.report import Drill, Report, Row, form_of
from ui.report.words import cell_words, figure, translate
from ui.theme import BETWEEN, INSIDE, LABEL, TITLE, Tone, font, lift, tokens

NARROW = 224
"""px: a card is at least so wide."""
EDGE, BAR = 12, 6


class Indicator(NamedTuple):
    """One line of the report of indicators, read."""

    name: str
    value: float | None
    words: str
    made_of: str
    note: str
    definition: str
    goal: float | None
    share: bool
    drill: Drill | None

    @property
    def reached(self) -> bool:
        return self.value is not None and self.goal is not None and self.value >= self.goal

    @property
    def verdict(self) -> str:
        """How the figure stands to its goal, in words; "" without a goal."""
        if self.goal is None:
            return ""
        goal = cell_words(self.goal, "share")
        if self.value is None:
            return translate("report", "Mục tiêu {0}").format(goal)
        if self.reached:
            return translate("report", "Đạt mục tiêu {0}").format(goal)
        return translate("report", "Chưa đạt mục tiêu {0}").format(goal)

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands under the figure."""
        return tuple(line for line in (self.verdict, self.made_of or self.note) if line)

    @property
    def spoken(self) -> str:
        return ". ".join((f"{self.name}: {self.words}", *self.lines))


def indicators(report: Report) -> tuple[Indicator, ...]:
    """The lines of the report of indicators, in its order."""
    at = {column.key: place for place, column in enumerate(report.columns)}
    value_column = report.columns[at["value"]]

    def read(row: Row) -> Indicator:
        value, goal, part, whole = (row.cells[at[key]] for key in ("value", "goal", "numerator", "denominator"))
        name, formula, source = (str(row.cells[at[key]]) for key in ("name", "formula", "source"))
        part_is, whole_is = (str(row.cells[at[key]]) for key in ("numerator_is", "denominator_is"))
        form = form_of(row, value_column)
        if isinstance(part, int) and isinstance(whole, int):
            made_of = translate("report", "{0} trong {1}").format(figure(part), figure(whole))
        elif isinstance(whole, int) and whole_is:
            made_of = f"{whole_is}: {figure(whole)}"
        else:
            made_of = ""
        parts = (
            (translate("report", "Tử số: {0}"), part_is),
            (translate("report", "Mẫu số: {0}"), whole_is),
        )
        definition = [formula, *(words.format(meant) for words, meant in parts if meant), row.note]
        definition.append(translate("report", "Theo: {0}").format(source))
        number = float(value) if isinstance(value, int | float) else None
        return Indicator(
            name=name,
            value=number,
            words=cell_words(value, form),
            made_of=made_of if number is not None else "",
            note=row.note,
            definition="\n".join(line for line in definition if line),
            goal=goal if isinstance(goal, float) else None,
            share=form == "share",
            drill=next((row.drills[key] for key in ("value", "numerator", "denominator") if key in row.drills), None),
        )

    return tuple(read(row) for row in report.rows)


class IndicatorCard(QWidget):
    """One indicator."""

    opened = Signal(object, str)
    stepped = Signal(object, int, int)
    """This card, columns and rows to go."""
    focused = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.indicator: Indicator | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_indicator(self, indicator: Indicator) -> None:
        self.indicator = indicator
        self.setAccessibleName(indicator.spoken)
        self.setAccessibleDescription(indicator.definition)
        self.setToolTip(f'<p style="white-space:pre-wrap">{_plain(indicator.definition)}</p>')
        openable = indicator.drill is not None and bool(indicator.value)
        self.setCursor(Qt.CursorShape.PointingHandCursor if openable else Qt.CursorShape.ArrowCursor)
        self.update()

    def sizeHint(self) -> QSize:
        label, title = QFontMetrics(font(LABEL)).height(), QFontMetrics(font(TITLE, bold=True)).height()
        return QSize(NARROW, EDGE + 2 * label + title + BAR + INSIDE + 2 * label + EDGE)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def open(self) -> None:
        shown = self.indicator
        if shown is not None and shown.drill is not None and shown.value:
            self.opened.emit(shown.drill, shown.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        key = Qt.Key(event.key())
        if key in steps:
            self.stepped.emit(self, *steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.open()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self)

    def enterEvent(self, event: QEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.indicator
        if shown is None:
            return
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(t.line), 1))
        openable = shown.drill is not None and bool(shown.value)
        painter.setBrush(QColor(t.hover if openable and self.underMouse() else t.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        label, wide = QFontMetrics(font(LABEL)), self.width() - 2 * EDGE
        y = float(EDGE)
        painter.setFont(font(LABEL))
        painter.setPen(QColor(t.text_2))
        for line in _two_lines(shown.name, label, wide):
            painter.drawText(QRectF(EDGE, y, wide, label.height()), Qt.AlignmentFlag.AlignVCenter, line)
            y += label.height()
        y = float(EDGE + 2 * label.height())
        tall = QFontMetrics(font(TITLE, bold=True)).height()
        painter.setFont(font(TITLE, bold=True))
        painter.setPen(QColor(t.text_3 if shown.value is None else t.accent if openable else t.text))
        painter.drawText(QRectF(EDGE, y - lift(TITLE), wide, tall), Qt.AlignmentFlag.AlignVCenter, shown.words)
        y += tall
        if shown.share:
            self._paint_bar(painter, QRectF(EDGE, y, wide, BAR), shown)
        y += BAR + INSIDE
        painter.setFont(font(LABEL))
        for line in shown.lines[:2]:
            painter.setPen(QColor(self._ink(line, shown)))
            words = label.elidedText(line, Qt.TextElideMode.ElideRight, wide)
            painter.drawText(QRectF(EDGE, y, wide, label.height()), Qt.AlignmentFlag.AlignVCenter, words)
            y += label.height()
        painter.end()

    @staticmethod
    def _tone(shown: Indicator) -> Tone:
        if shown.goal is None:
            return "accent"
        return "ok" if shown.reached else "warn"

    def _ink(self, line: str, shown: Indicator) -> str:
        t = tokens()
        judged = line == shown.verdict and shown.value is not None
        return t.ink(self._tone(shown)) if judged else t.text_2

    def _paint_bar(self, painter: QPainter, box: QRectF, shown: Indicator) -> None:
        t = tokens()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.line))
        painter.drawRoundedRect(box, BAR / 2, BAR / 2)
        filled = QRectF(box.left(), box.top(), box.width() * min(1.0, shown.value or 0.0), box.height())
        painter.setBrush(QColor(t.ink(self._tone(shown))))
        painter.drawRoundedRect(filled, BAR / 2, BAR / 2)
        if shown.goal is not None:
            painter.fillRect(
                QRectF(box.left() + box.width() * shown.goal - 1, box.top() - 3, 2, BAR + 6), QColor(t.text)
            )


class CardWall(QWidget):
    """Cards beside and under each other, as the width allows. Tab stops at one of them; arrows go on from there."""

    opened = Signal(object, str)
    focused = Signal(object)
    """The card under the keys: the page brings it into sight."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[IndicatorCard] = []
        self._columns = 1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(BETWEEN)

    def show_report(self, report: Report) -> None:
        read = indicators(report)
        while len(self.cards) < len(read):
            card = IndicatorCard(self)
            card.opened.connect(self.opened)
            card.stepped.connect(self._on_stepped)
            card.focused.connect(self._on_focused)
            self.cards.append(card)
        for card, indicator in zip(self.cards, read, strict=False):
            card.show_indicator(indicator)
            card.show()
        for card in self.cards[len(read) :]:
            card.hide()
        if not any(card.focusPolicy() == Qt.FocusPolicy.StrongFocus for card in self.cards):
            self.cards[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._place(force=True)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        for card in self.cards:
            if card.focusPolicy() == Qt.FocusPolicy.StrongFocus:
                card.setFocus(reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(force=False)

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROW, self._grid.minimumSize().height())

    def _place(self, *, force: bool) -> None:
        columns = max(1, (self.width() + BETWEEN) // (NARROW + BETWEEN))
        if not force and columns == self._columns:
            return
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._grid.setRowStretch(len(self.cards) // columns + 1, 1)
        self._columns = columns

    def _on_stepped(self, card: IndicatorCard, along: int, down: int) -> None:
        shown = [one for one in self.cards if one.isVisibleTo(self)]
        wanted = shown.index(card) + along + down * self._columns
        if 0 <= wanted < len(shown):
            shown[wanted].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focused(self, card: IndicatorCard) -> None:
        for one in self.cards:
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is card else Qt.FocusPolicy.ClickFocus)
        self.focused.emit(card)


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _two_lines(text: str, metrics: QFontMetrics, wide: int) -> list[str]:
    """A name on at most two lines, broken between words; what is left over gives way at the end."""
    words, first = text.split(), ""
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= wide:
        first = f"{first} {words.pop(0)}".strip()
    rest = metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, wide)
    return [line for line in (first, rest) if line]
