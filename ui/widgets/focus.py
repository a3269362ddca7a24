"""The focus ring: 2 px of accent around a 1 px gap, the same around every control, wherever the focus goes."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from ui.theme import RADIUS, tokens

GAP, WIDTH = 1, 2
OUTSET = GAP + WIDTH


class _Ring(QWidget):
    """Lies in the parent of the focused control, so it scrolls and is clipped with it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().accent), WIDTH))
        inset = WIDTH / 2
        radius = RADIUS + OUTSET - inset
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.end()


class FocusRing(QObject):
    """Follows the application's focus. Made once by the window."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        self._around: QWidget | None = None
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._around is not None and shiboken6.isValid(self._around):
            self._around.removeEventFilter(self)
        self._around = None
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
        if now is None or now.property("ring") is False or now.window().windowType() == Qt.WindowType.Popup:
            return
        home = now.parentWidget()
        if home is None or now.isWindow() or isinstance(home, QSplitter):
            return
        now.installEventFilter(self)
        self._around = now
        if self._ring is None or not shiboken6.isValid(self._ring):
            self._ring = _Ring(home)
        else:
            self._ring.setParent(home)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._around and event.type() in (
            QEvent.Type.Move,
            QEvent.Type.Resize,
            QEvent.Type.Show,
            QEvent.Type.Hide,
        ):
            self._place()
        return False

    def _place(self) -> None:
        ring, around = self._ring, self._around
        if ring is None or around is None or not shiboken6.isValid(ring):
            return
        ring.setGeometry(around.geometry().adjusted(-OUTSET, -OUTSET, OUTSET, OUTSET))
        ring.setVisible(around.isVisible())
        ring.raise_()
