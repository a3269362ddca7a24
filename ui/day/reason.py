"""Going on although something is left: why, in words that are kept and printed. Nothing is asked twice; the reason is
the answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets import Button, Card, Chip, Field, Flow, Line

LONGEST = 200


class ReasonLine(Card):
    """A line for a reason, with reasons often given as chips that fill it. Enter gives it, Esc puts it away."""

    given = Signal(str)
    put_away = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = Line()
        self.line.setMaxLength(LONGEST)
        self.field = Field("", self.line)
        self.go_on = Button(glyph="chevron-right")
        self.go_on.clicked.connect(lambda _on: self.submit())
        self._offers = QWidget()
        self._flow = Flow(self._offers)
        self.chips: list[Chip] = []
        foot = QHBoxLayout()
        foot.addWidget(self._offers, 1)
        foot.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignTop)
        self.box.addWidget(self.field)
        self.box.addLayout(foot)
        self.hide()

    def retranslate(self, label: str, button: str) -> None:
        self.field.set_label(label)
        self.go_on.setText(button)

    def offer(self, reasons: Sequence[str]) -> None:
        """Reasons that are often the right one."""
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for words in reasons:
            chip = Chip(words)
            chip.setCheckable(False)
            chip.clicked.connect(lambda _on=False, words=words: self.take(words))
            self._flow.addWidget(chip)
            self.chips.append(chip)

    def open(self) -> None:
        self.field.set_problem("")
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def take(self, words: str) -> None:
        self.line.setText(words)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.set_problem("")

    def close_line(self) -> None:
        if self.isVisible():
            self.line.clear()
            self.hide()
            self.put_away.emit()

    def submit(self) -> None:
        words = self.line.value()
        if not words:
            self.field.set_problem(self.tr("Gõ lý do trong vài chữ; lý do được in trong báo cáo."))
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.given.emit(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_line()
        else:
            super().keyPressEvent(event)
