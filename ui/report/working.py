"""Something that takes longer than a moment: what it is, how far it is, and a way out of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ui.report.words import figure
from ui.theme import BETWEEN
from ui.widgets import Button, Label

SOON_MS, LONG_MS = 300, 3000
"""From when it is shown, and from when it can be stopped."""


class Working(QWidget):
    """Shown when it lasts; Esc or the button stops it."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._done = self._of = 0
        self.words = Label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.stop = Button(glyph="x")
        self.stop.clicked.connect(lambda _on: self.stopped.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(BETWEEN)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.stop)
        self._soon, self._long = QTimer(self), QTimer(self)
        for timer, after, then in ((self._soon, SOON_MS, self.show), (self._long, LONG_MS, self.stop.show)):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(then)
        self.hide()

    @property
    def busy(self) -> bool:
        return bool(self._words)

    def begin(self, words: str) -> None:
        self._words = words
        self.stop.hide()
        self.tell(0, 0)
        self._soon.start()
        self._long.start()

    def tell(self, done: int, of: int) -> None:
        """How far it is; `of` 0 while nobody knows."""
        if not self._words:
            return
        self._done, self._of = done, of
        self.bar.setRange(0, max(of, 0))
        self.bar.setValue(done)
        words = self.tr("{0} {1} trong {2} dòng").format(self._words, figure(done), figure(of)) if of else self._words
        self.words.setText(words)

    def end(self) -> None:
        self._words = ""
        self._soon.stop()
        self._long.stop()
        self.hide()

    def retranslate(self) -> None:
        self.stop.setText(self.tr("Dừng (Esc)"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
