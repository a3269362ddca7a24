"""The focus ring: 2 px of accent around a 1 px gap, the same around every control, wherever the focus goes."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QSplitter, QWidget

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


def _outline(control: QWidget, home: QWidget) -> QRect:
    at = control.mapTo(home, QPoint(0, 0))
    if control.property("ring") == "inside":  # it fills its place to the window's edge
        return QRect(at, control.size()).adjusted(1, 1, -1, -1)
    return QRect(at, control.size()).adjusted(-OUTSET, -OUTSET, OUTSET, OUTSET)


def _roomy_ancestor(control: QWidget) -> QWidget | None:
    """The nearest ancestor with room for the ring; a scrolled page is never left, so the ring scrolls with it."""
    if control.isWindow():
        return None
    home = control.parentWidget()
    while home is not None and not home.isWindow():
        above = home.parentWidget()
        scrolled = isinstance(above, QWidget) and isinstance(above.parentWidget(), QAbstractScrollArea)
        if scrolled or (home.rect().contains(_outline(control, home)) and not isinstance(home, QSplitter)):
            return home
        home = above
    return home


def _chain(control: QWidget, home: QWidget) -> tuple[QWidget, ...]:
    parts: list[QWidget] = []
    part: QWidget | None = control
    while part is not None and part is not home:
        parts.append(part)
        part = part.parentWidget()
    return tuple(parts)


class FocusRing(QObject):
    """Follows the application's focus. Made once by the window."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._ring: _Ring | None = None
        self._around: QWidget | None = None
        self._watched: tuple[QWidget, ...] = ()
        app.focusChanged.connect(self._on_focus_changed)
        self._on_focus_changed(None, app.focusWidget())

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        for part in self._watched:
            if shiboken6.isValid(part):
                part.removeEventFilter(self)
        self._watched = ()
        self._around = None
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
        if now is None or now.property("ring") is False or now.window().windowType() == Qt.WindowType.Popup:
            return
        home = _roomy_ancestor(now)
        if home is None:
            return
        self._around = now
        self._watched = _chain(now, home)
        for part in self._watched:
            part.installEventFilter(self)
        if self._ring is None or not shiboken6.isValid(self._ring):
            self._ring = _Ring(home)
        else:
            self._ring.setParent(home)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in self._watched and event.type() in (
            QEvent.Type.Move,
            QEvent.Type.Resize,
            QEvent.Type.Show,
            QEvent.Type.Hide,
        ):
            self._place()
        return False

    def _place(self) -> None:
        ring, around = self._ring, self._around
        if ring is None or around is None or not shiboken6.isValid(ring) or not shiboken6.isValid(around):
            return
        home = ring.parentWidget()
        if home is None:
            return
        ring.setGeometry(_outline(around, home))
        ring.setVisible(around.isVisible())
        ring.raise_()
