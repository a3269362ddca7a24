"""Code 128 on the screen: dark on white in every theme, each module whole pixels, with its quiet zones."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

MODULE, HEIGHT = 2, 64
"""Pixels."""
QUIET = 10
"""Modules (ISO/IEC 15417)."""


class Bars(QWidget):
    """One code; empty until a text is set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modules = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        from app.paper.symbols import code_128

        self._modules = code_128(text) if text else ""
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize((len(self._modules) + 2 * QUIET) * MODULE, HEIGHT) if self._modules else QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._modules:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        dark = QColor(Qt.GlobalColor.black)
        for at, module in enumerate(self._modules, QUIET):
            if module == "1":
                painter.fillRect(at * MODULE, 8, MODULE, HEIGHT - 16, dark)
        painter.end()
