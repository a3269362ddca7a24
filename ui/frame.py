"""What surrounds the page in front: strip of pages, banners, status bar, toast."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui import names
from ui.page import Desk
from ui.status import StatusBar
from ui.widgets.labels import StatusPill
from ui.widgets.messages import Banners, Toast
from ui.widgets.strip import PageStrip, Tab


class Frame(QWidget):
    """Lays the parts out and names them; what they do is the shell's."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.strip = PageStrip(tuple(Tab(place.key, place.glyph, place.shortcut) for place in names.PAGES.values()))
        self._training = StatusPill(tone="warn", glyph="info")
        self.strip.add_right(self._training)
        self._training.setVisible(desk.training)  # only now: without a parent it would be a window of its own
        self.banners = Banners()
        self.stack = QStackedWidget()
        self.status = StatusBar(desk)
        self.toast = Toast(self.strip)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.strip)
        box.addWidget(self.banners)
        box.addWidget(self.stack, 1)
        box.addWidget(self.status)

    def retranslate(self) -> None:
        self._training.show_as(self.tr("Tập huấn"), "warn", "info")
        for key in names.PAGES:
            self.strip.name(key, names.page(key))
        self.strip.setAccessibleName(self.tr("Các trang"))
