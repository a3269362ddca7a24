"""Icons: SVG files drawn with `currentColor`, tinted by the theme when they are painted."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import ASSETS, Tone, tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


@lru_cache(maxsize=128)
def _drawing(name: str) -> bytes:
    path: Path = ASSETS / "icons" / f"{name}.svg"
    return path.read_bytes() if path.is_file() else b""


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon `name` in one colour, `size` logical pixels square. An icon that is not shipped is empty space."""
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(Qt.GlobalColor.transparent)
    drawing = _drawing(name)
    if drawing:
        from PySide6.QtSvg import QSvgRenderer  # not needed for the first paint

        renderer = QSvgRenderer(QByteArray(drawing.replace(b"currentColor", colour.encode())))
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, image.width(), image.height()))
        painter.end()
    image.setDevicePixelRatio(ratio)
    return image


@lru_cache(maxsize=512)
def icon(
    name: str, colour: str, off: str, size: int = 20, ratio: float = 1.0, before: int = 0, after: int = 0, drop: int = 0
) -> QIcon:
    """A QIcon for a button: `colour` when it can be used, `off` when it cannot; with empty pixels beside and
    above the drawing, because a push button's own places for icon and words cannot be set.

    Kept: Qt remembers what it painted of each icon until ten megabytes are full, and one made anew with every button is
    another icon to it.
    """
    from PySide6.QtGui import QIcon  # its list of theme icons is long, and the first paint shows none

    made = QIcon()
    for ink, mode in ((colour, QIcon.Mode.Normal), (off, QIcon.Mode.Disabled)):
        drawn = QPixmap(round((before + size + after) * ratio), round((size + drop) * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.drawPixmap(before, drop, pixmap(name, ink, size, ratio))
        painter.end()
        made.addPixmap(drawn, mode)
    return made


class Icon(QWidget):
    """One icon standing by itself; decoration only, so it has no accessible name of its own."""

    def __init__(self, name: str, *, size: int = 20, tone: Tone = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._size, self._tone = name, size, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_as(self, name: str, tone: Tone | None = None) -> None:
        self._name = name
        self._tone = tone or self._tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        drawn = pixmap(self._name, tokens().ink(self._tone), self._size, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - self._size) // 2, (self.height() - self._size) // 2, drawn)
        painter.end()
