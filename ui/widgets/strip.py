"""The strip of pages along the top: icon, words and key of each; the words give way when there is no room."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import BODY, LABEL, font, lift, tokens
from ui.widgets.icon import pixmap

HEIGHT = 48
_EDGE, _GLYPH, _GAP = 12, 18, 6


class Tab(NamedTuple):
    """What one page shows on the strip."""

    key: str
    glyph: str
    shortcut: str


class _TabButton(QAbstractButton):
    """One page on the strip."""

    def __init__(self, tab: Tab) -> None:
        super().__init__()
        self._tab = tab
        self.terse = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("ring", "inside")

    def name(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleName(f"{self._tab.shortcut} {words}")
        self.setToolTip(f"{words} ({self._tab.shortcut})")
        self.updateGeometry()
        self.update()

    def width_of(self, *, terse: bool) -> int:
        key = QFontMetrics(font(LABEL)).horizontalAdvance(self._tab.shortcut)
        words = 0 if terse else _GAP + QFontMetrics(font(bold=True)).horizontalAdvance(self.text())
        return 2 * _EDGE + _GLYPH + _GAP + key + words + 2

    def sizeHint(self) -> QSize:
        return QSize(self.width_of(terse=self.terse), HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        if self.isChecked():
            painter.fillRect(0, self.height() - 3, self.width(), 3, QColor(t.accent))
        elif self.underMouse():
            painter.fillRect(self.rect().adjusted(0, 0, 0, -1), QColor(t.hover))
        ink = t.accent if self.isChecked() else t.text_2
        x = _EDGE
        glyph = pixmap(self._tab.glyph, ink, _GLYPH, self.devicePixelRatioF())
        painter.drawPixmap(x, (self.height() - _GLYPH) // 2, glyph)
        x += _GLYPH + _GAP
        face = font(LABEL)
        painter.setFont(face)
        painter.setPen(QColor(t.text_3))
        key = QFontMetrics(face).horizontalAdvance(self._tab.shortcut)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(x, -lift(LABEL), key + 2, self.height()), middle, self._tab.shortcut)
        if not self.terse:
            painter.setFont(font(bold=self.isChecked()))
            painter.setPen(QColor(ink if self.isChecked() else t.text))
            painter.drawText(QRect(x + key + _GAP, -lift(BODY), self.width(), self.height()), middle, self.text())
        painter.end()


class PageStrip(QFrame):
    """Shows which page is in front and goes to another. `chosen` gives the page's key."""

    chosen = Signal(str)

    def __init__(self, tabs: tuple[Tab, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setFixedHeight(HEIGHT + 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 0, 8, 1)
        self._row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _TabButton] = {}
        self._right: list[QWidget] = []
        for tab in tabs:
            button = _TabButton(tab)
            button.clicked.connect(lambda _on, key=tab.key: self.chosen.emit(key))
            self._group.addButton(button)
            self._row.addWidget(button)
            self._buttons[tab.key] = button
        self._row.addStretch(1)

    def add_right(self, part: QWidget) -> None:
        """Something small at the right end."""
        self._row.addWidget(part)
        self._right.append(part)

    def name(self, key: str, words: str) -> None:
        self._buttons[key].name(words)
        self._fit()

    def show_current(self, key: str) -> None:
        self._buttons[key].setChecked(True)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """All words, or those of the page in front, or only icons and keys: as the width allows."""
        buttons = list(self._buttons.values())
        room = self.width() - 16 - sum(part.sizeHint().width() for part in self._right if part.isVisibleTo(self))
        full = sum(button.width_of(terse=False) for button in buttons)
        short = sum(button.width_of(terse=not button.isChecked()) for button in buttons)
        for button in buttons:
            terse = full > room and not (button.isChecked() and short <= room)
            if terse != button.terse:
                button.terse = terse
                button.updateGeometry()
                button.update()
