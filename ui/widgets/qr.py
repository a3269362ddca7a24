"""A QR code on the screen: dark on white in every theme, with the quiet zone that readers need (ISO/IEC 18004)."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

QUIET = 4
"""Modules."""


class QrCode(QWidget):
    """One code, its modules whole pixels; empty until a text is set."""

    def __init__(self, side: int = 220, parent: QWidget | None = None) -> None:
        """`side`: pixels, as large as it may become."""
        super().__init__(parent)
        self._side = side
        self._modules: tuple[tuple[bool, ...], ...] = ()
        self.setFixedSize(QSize(0, 0))

    def set_text(self, text: str) -> None:
        """Capitals and figures only take half the room. "" empties it."""
        if text:
            import segno

            found = segno.make(text, error="m", micro=False).matrix
            self._modules = tuple(tuple(bool(module) for module in row) for row in found)
        else:
            self._modules = ()
        self.setFixedSize(self.sizeHint())  # at once: a code that is cut is none
        self.update()

    def _module(self) -> int:
        return max(2, self._side // (len(self._modules) + 2 * QUIET)) if self._modules else 0

    def sizeHint(self) -> QSize:
        side = (len(self._modules) + 2 * QUIET) * self._module()
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._modules:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        size = self._module()
        dark = QColor(Qt.GlobalColor.black)
        for down, row in enumerate(self._modules, QUIET):
            for across, module in enumerate(row, QUIET):
                if module:
                    painter.fillRect(across * size, down * size, size, size, dark)
