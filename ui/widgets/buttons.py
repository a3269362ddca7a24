"""Buttons. A page has one primary; its key stands in its words ("F12 Lưu và in")."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme import BODY, lift, tokens
from ui.widgets.icon import icon

GAP = 4
"""px between icon and words, on top of Qt's own."""


class Button(QPushButton):
    """A push button whose icon follows the theme.

    `role`: "" outlined, "primary", "danger", "quiet", "choice", "status", "page", "chip".
    """

    def __init__(self, text: str = "", *, role: str = "", glyph: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._glyph = glyph
        self._drawn: tuple[object, ...] = ()
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._tint)

    def set_glyph(self, glyph: str) -> None:
        self._glyph = glyph
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.DevicePixelRatioChange) and self.isVisible():
            self._tint()

    def showEvent(self, event: QShowEvent) -> None:
        self._tint()
        super().showEvent(event)

    def _tint(self) -> None:
        if not self._glyph:
            return
        t = tokens()
        role = self.property("role")
        colour = {"primary": t.on_accent, "danger": t.danger, "quiet": t.accent}.get(role, t.text_2)
        if self.isCheckable() and self.isChecked():
            colour = t.accent
        gap = GAP if self.text() else 0
        turned = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        wanted = (self._glyph, colour, t.disabled, self.devicePixelRatioF(), gap, turned)
        if wanted != self._drawn:
            self._drawn = wanted
            off = t.text_3 if role == "primary" else t.disabled
            size = 16 if role in ("status", "chip") else 18
            before, after = (gap, 0) if turned else (0, gap)
            drop = 2 * lift(BODY)  # as much as the words are raised in their place
            self.setIcon(icon(self._glyph, colour, off, size, self.devicePixelRatioF(), before, after, drop))
            self.setIconSize(QSize(before + size + after, size + drop))

    def setText(self, text: str) -> None:
        super().setText(text)
        if self.isVisible():
            self._tint()


class PrimaryButton(Button):
    """The one thing this page is for."""

    def __init__(self, text: str = "", *, glyph: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, role="primary", glyph=glyph, parent=parent)


class Chip(Button):
    """A filter that is on or off."""

    def __init__(self, text: str = "", *, glyph: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, role="chip", glyph=glyph, parent=parent)
        self.setCheckable(True)
