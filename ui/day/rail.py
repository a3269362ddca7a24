"""The rail of a close: its steps one under the other, each with how it stands; side by side where there is no room.

Colour repeats what the words say. Arrows go from step to step, as in any group of choices.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QButtonGroup, QFrame, QSizePolicy

from ui.theme import BODY, INSIDE, LABEL, RADIUS, Tone, font, lift, tokens
from ui.widgets.icon import pixmap

Standing = Literal["done", "left", "passed", "later"]
"""Nothing is left; something is; somebody went on with a reason; its time has not come."""

WIDTH = 232
HEIGHT = 54
LOW_HEIGHT = 40
_GLYPH, _EDGE, _GAP = 20, 12, 10
_GLYPHS: dict[Standing, tuple[Tone, str]] = {
    "done": ("ok", "circle-check"),
    "passed": ("warn", "triangle-alert"),
}
_TONES: dict[Standing, Tone] = {"done": "ok", "left": "accent", "passed": "warn", "later": "plain"}


class Stop(NamedTuple):
    """One step on the rail."""

    key: str
    glyph: str
    title: str
    standing: Standing
    state: str
    """How it stands, in two or three words: "còn 3"."""


class StepButton(QAbstractButton):
    """One step: its picture, its number and name, and how it stands."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.stop = Stop("", "", "", "later", "")
        self.low = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("ring", "inside")

    def show_stop(self, stop: Stop) -> None:
        self.stop = stop
        self.setText(stop.title)
        self.setAccessibleName(f"{self._number}. {stop.title}")
        self.setAccessibleDescription(stop.state)
        self.setToolTip(f"{self._number}. {stop.title}: {stop.state}")
        self.updateGeometry()
        self.update()

    def lie(self, *, low: bool) -> None:
        """On a low rail only the step in front has its words."""
        self.low = low
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if not self.low:
            return QSize(WIDTH, HEIGHT)
        words = 0
        if self.isChecked():
            words = INSIDE + QFontMetrics(font(bold=True)).horizontalAdvance(self._title())
            words += INSIDE + QFontMetrics(font(LABEL)).horizontalAdvance(self.stop.state)
        return QSize(2 * _EDGE + _GLYPH + words, LOW_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() if self.low and not self.isChecked() else 44, self.sizeHint().height())

    def checkStateSet(self) -> None:
        super().checkStateSet()
        self.updateGeometry()

    def nextCheckState(self) -> None:
        super().nextCheckState()
        self.updateGeometry()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def _title(self) -> str:
        return f"{self._number}. {self.stop.title}"

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.selected if chosen else t.hover))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        if chosen and not self.low:
            painter.fillRect(0, 8, 3, self.height() - 16, QColor(t.accent))
        tone, glyph = _GLYPHS.get(self.stop.standing, (_TONES[self.stop.standing], self.stop.glyph))
        ink = t.ink(tone)
        x = _EDGE
        top = (self.height() - _GLYPH) // 2
        painter.drawPixmap(x, top, pixmap(glyph, ink, _GLYPH, self.devicePixelRatioF()))
        x += _GLYPH + (INSIDE if self.low else _GAP)
        room = self.width() - x - 6
        quiet = self.stop.standing == "later" and not chosen
        painter.setPen(QColor(t.text_2 if quiet else t.text))
        strong = font(bold=chosen)
        painter.setFont(strong)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if self.low:
            if not chosen:
                painter.end()
                return
            title = self._title()
            wide = QFontMetrics(strong).horizontalAdvance(title)
            painter.drawText(QRectF(x, -lift(BODY), room, self.height()), left, title)
            self._draw_state(painter, QRectF(x + wide + INSIDE, -lift(LABEL), room - wide - INSIDE, self.height()))
        else:
            shown = QFontMetrics(strong).elidedText(self._title(), Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(x, 6 - lift(BODY), room, 24), left, shown)
            self._draw_state(painter, QRectF(x, 27 - lift(LABEL), room, 22))
        painter.end()

    def _draw_state(self, painter: QPainter, area: QRectF) -> None:
        t = tokens()
        face = font(LABEL)
        painter.setFont(face)
        painter.setPen(QColor(t.ink(_TONES[self.stop.standing]) if self.stop.standing != "later" else t.text_3))
        shown = QFontMetrics(face).elidedText(self.stop.state, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class Rail(QFrame):
    """The steps. `chosen` gives the key of the one somebody wants to see."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(6, 6, 6, 6)
        self._line.setSpacing(2)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, StepButton] = {}
        self._low: bool | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.lie(low=False)

    def show_stops(self, stops: tuple[Stop, ...]) -> None:
        """The same steps in the same order every time; only how they stand changes."""
        for number, stop in enumerate(stops, 1):
            button = self.buttons.get(stop.key)
            if button is None:
                button = self.buttons[stop.key] = StepButton(number)
                button.lie(low=bool(self._low))
                button.clicked.connect(lambda _on=False, key=stop.key: self.chosen.emit(key))
                self._group.addButton(button)
                self._line.addWidget(button)
            button.show_stop(stop)

    def show_current(self, key: str) -> None:
        self.buttons[key].setChecked(True)
        for button in self.buttons.values():
            button.updateGeometry()
            button.update()

    def has_cursor(self) -> bool:
        return any(button.hasFocus() for button in self.buttons.values())

    def take_cursor(self, key: str) -> None:
        self.buttons[key].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def current(self) -> str:
        return next((key for key, button in self.buttons.items() if button.isChecked()), "")

    def lie(self, *, low: bool) -> None:
        """Side by side, or one under the other."""
        if low == self._low:
            return
        self._low = low
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if low else QBoxLayout.Direction.TopToBottom)
        self._line.setAlignment(Qt.AlignmentFlag.AlignLeft if low else Qt.AlignmentFlag.AlignTop)
        self.setMaximumWidth(16_777_215 if low else WIDTH)
        self.setMinimumWidth(0 if low else WIDTH)
        for button in self.buttons.values():
            button.lie(low=low)
