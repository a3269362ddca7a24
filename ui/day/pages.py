"""A PDF's pages as pictures, one under the other, as wide as there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.printing import preview
from ui.theme import BETWEEN, tokens

WIDEST = 460
"""px of a page."""

MOST = 6
"""Pages that are shown; a longer report is read on paper."""


def pictures(document: bytes, ratio: float) -> tuple[QImage, ...]:
    """The first pages of a PDF for a screen of that pixel ratio. May be called on the desk thread."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(document)
    count = min(len(pdf), MOST)
    pdf.close()
    return tuple(preview(document, page=number, width=round(WIDEST * ratio)) for number in range(count))


class Pages(QWidget):
    """Empty until `show_pages`."""

    def __init__(self) -> None:
        super().__init__()
        self.images: tuple[QImage, ...] = ()
        # As narrow as its column: a picture must not keep columns from folding.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_pages(self, images: Sequence[QImage]) -> None:
        self.images = tuple(images)
        self._fit()
        self.update()

    def _wide(self) -> int:
        return max(1, min(self.width(), WIDEST))

    def _high(self, image: QImage) -> int:
        return round(image.height() * self._wide() / image.width())

    def _fit(self) -> None:
        self.setFixedHeight(sum(self._high(image) + BETWEEN for image in self.images))

    def sizeHint(self) -> QSize:
        return QSize(WIDEST, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(QColor(tokens().line), 1))
        left, top = (self.width() - self._wide()) // 2, 0
        for image in self.images:
            place = QRectF(left, top, self._wide(), self._high(image))
            painter.drawImage(place, image)
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
            top += self._high(image) + BETWEEN
        painter.end()
