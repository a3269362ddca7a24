"""Banknotes counted by value: how many of each, what each line comes to, and the sum. It knows no other figure.

The count is blind: what should lie in the drawer is never told to this part, so it cannot show it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.domain.cash import NOTES
from ui.theme import BETWEEN, GRID, GROUP
from ui.widgets import Label, Line, dong

MOST_DIGITS = 5
"""Of one kind of note: no counter's drawer holds 100.000 of them."""

SUM_WIDTH = 112
"""px: "499.999.500.000 đ" would be cut, and no drawer holds it."""

COLUMN = 6
"""Notes in the left column; the smaller ones stand in the right."""


class CountLine(Line):
    """How many notes. Figures only; Enter and the arrows go from note to note."""

    moved = Signal(int)
    """+1 or -1."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setMaxLength(MOST_DIGITS)
        self.setMaximumWidth(84)
        self.textEdited.connect(self._on_edited)

    def count(self) -> int | None:
        """None when nothing was typed."""
        return int(self.text()) if self.text() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved.emit(1)
        elif event.key() == Qt.Key.Key_Up:
            self.moved.emit(-1)
        elif event.text() == "?":
            event.ignore()  # no count has it: it opens the sheet of keys
        else:
            super().keyPressEvent(event)

    def _on_edited(self, text: str) -> None:
        digits = "".join(sign for sign in text if sign.isdecimal() and sign.isascii())
        if digits != text:
            self.setText(digits)


class NoteGrid(QWidget):
    """One line a banknote of the State Bank in use, the largest first."""

    changed = Signal()
    ended = Signal()
    """Enter in the last line."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[int, CountLine] = {}
        self._sums: dict[int, Label] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(BETWEEN)
        grid.setVerticalSpacing(GRID)
        for number, value in enumerate(NOTES):
            line, total = CountLine(), Label(role="")
            total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            name = Label(dong(value))
            name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            name.setBuddy(line)
            row, column = number % COLUMN, number // COLUMN * 4
            grid.addWidget(name, row, column)
            grid.addWidget(line, row, column + 1)
            grid.addWidget(total, row, column + 2)
            line.moved.connect(lambda by, at=number: self._step(at, by))
            line.textChanged.connect(lambda _text: self._on_changed())
            self.lines[value], self._sums[value] = line, total
        # The right column has room under its last note: the sum stands where the eye ends.
        self._total_name, self.total_words = Label(role="section"), Label(role="section")
        self.total_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot = QHBoxLayout()
        foot.addWidget(self._total_name)
        foot.addWidget(self.total_words, 1)
        grid.addLayout(foot, COLUMN - 1, 4, 1, 3)
        grid.setColumnMinimumWidth(3, GROUP)
        for column in (2, 6):
            grid.setColumnMinimumWidth(column, SUM_WIDTH)
        grid.setColumnStretch(7, 1)
        self._on_changed()

    def retranslate(self) -> None:
        self._total_name.setText(self.tr("Tổng đã đếm"))
        for value, line in self.lines.items():
            line.setAccessibleName(self.tr("Số tờ {0}").format(dong(value)))

    # --- what was counted

    @property
    def touched(self) -> bool:
        """Whether anything was typed: an empty drawer is counted by typing 0."""
        return any(line.text() for line in self.lines.values())

    @property
    def total(self) -> int:
        return sum(value * (line.count() or 0) for value, line in self.lines.items())

    def put(self, counts: Mapping[int, int | None]) -> None:
        """What was typed before; a note that is not named is empty."""
        for value, line in self.lines.items():
            count = counts.get(value)
            line.setText("" if count is None else str(count))

    def typed(self) -> Sequence[tuple[int, int]]:
        """All that was typed, zeros with it."""
        return tuple((value, count) for value, line in self.lines.items() if (count := line.count()) is not None)

    def begin(self) -> None:
        """The cursor goes to the first note that has no count."""
        empty = (line for line in self.lines.values() if not line.text())
        next(empty, self.lines[NOTES[0]]).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- keys

    def _step(self, at: int, by: int) -> None:
        to = at + by
        if to >= len(NOTES):
            self.ended.emit()
        elif to >= 0:
            line = self.lines[NOTES[to]]
            line.setFocus(Qt.FocusReason.TabFocusReason)
            line.selectAll()

    def _on_changed(self) -> None:
        for value, line in self.lines.items():
            count = line.count()
            self._sums[value].setText(dong(value * count) if count else "")
        self.total_words.setText(dong(self.total))
        self.changed.emit()
