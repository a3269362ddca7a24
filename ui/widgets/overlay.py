"""A sheet over the window: the list of keys. It takes the focus, and Esc, "?" or a click puts it away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme import BETWEEN, GROUP, INSIDE
from ui.widgets.labels import Label


class KeySheet(QWidget):
    """Every key and what it does, in the order of the strip."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", False)
        self._card = QFrame()
        self._card.setProperty("role", "raised")
        self._heading = Label(role="section")
        self._hint = Label(role="hint")
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(GROUP)
        self._lines.setVerticalSpacing(INSIDE)
        body = QWidget()
        body.setProperty("role", "body")
        body.setLayout(self._lines)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        inner = QVBoxLayout(self._card)
        inner.setContentsMargins(GROUP, 16, GROUP, 16)
        inner.setSpacing(BETWEEN)
        inner.addWidget(self._heading)
        inner.addWidget(area, 1)
        inner.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.addStretch(1)
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(self._card, 8)
        column.addStretch(1)
        row.addLayout(column, 6)
        row.addStretch(1)
        over.installEventFilter(self)
        self.hide()

    def fill(self, heading: str, hint: str, *groups: Sequence[tuple[str, str]]) -> None:
        """Groups of (key, what it does): side by side where there is room, else one under the other."""
        self._heading.setText(heading)
        self.setAccessibleName(heading)
        self._hint.setText(hint)
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        beside = self._over.width() > 900
        row = 0
        for number, group in enumerate(groups):
            column = 2 * number if beside else 0
            row = 0 if beside else row
            for key, words in group:
                cap, meaning = Label(key, role="keycap"), Label(words, wrap=True)
                cap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
                self._lines.addWidget(cap, row, column)
                self._lines.addWidget(meaning, row, column + 1)
                row += 1
            self._lines.setColumnStretch(column + 1, 1 + number)
        self._lines.setContentsMargins(0, INSIDE, 0, INSIDE)
        self._card.setMaximumHeight(self._lines.sizeHint().height() + 140)

    def open(self) -> None:
        self._before = self.window().focusWidget()
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def close_sheet(self) -> None:
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self._before = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Question, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_sheet()
        else:
            QApplication.sendEvent(self._area.verticalScrollBar(), event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 96))
        painter.end()
