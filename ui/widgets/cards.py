"""Surfaces: a card, a rule, and columns that fold to one when the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import BETWEEN, GROUP
from ui.widgets.labels import Label


class Card(QFrame):
    """A surface with an optional heading; put things into `box`, and small actions into `head`."""

    def __init__(self, heading: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(16, 10, 16, 12)
        self.box.setSpacing(BETWEEN)
        self._heading = Label(heading, role="section")
        self._top = QWidget()
        self.head = QHBoxLayout(self._top)
        self.head.setContentsMargins(0, 0, 0, 0)
        self.head.setSpacing(8)
        self.head.addWidget(self._heading)
        self.head.addStretch(1)
        self.box.addWidget(self._top)
        self.set_heading(heading)

    def set_heading(self, heading: str) -> None:
        self._heading.setText(heading)
        self._top.setVisible(bool(heading))
        self.setAccessibleName(heading)


class Rule(QFrame):
    """A thin line between groups."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rule")
        self.setFixedHeight(1)


class Columns(QWidget):
    """Side by side while there is room, one under the other when there is not (200 % on a small panel)."""

    def __init__(
        self, *parts: QWidget, stretch: tuple[int, ...] = (), fold_below: int = 900, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._fold_below, self._parts = fold_below, parts
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GROUP - 8)
        self._stretch = stretch or (1,) * len(parts)
        for part, share in zip(parts, self._stretch, strict=True):
            self._row.addWidget(part, share)
        self._row.setAlignment(Qt.AlignmentFlag.AlignTop)

    @property
    def folded(self) -> bool:
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest part: a page that kept room for all of them side by side would never fold."""
        narrow = max((part.minimumSizeHint().width() for part in self._parts), default=0)
        return QSize(narrow, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        down = event.size().width() < self._fold_below
        if down != self.folded:
            self._row.setDirection(QBoxLayout.Direction.TopToBottom if down else QBoxLayout.Direction.LeftToRight)
            for index, share in enumerate(self._stretch):
                self._row.setStretch(index, 0 if down else share)


class Facts(QWidget):
    """Names and values, one under the other."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._lines: list[tuple[Label, Label]] = []

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        while len(self._lines) < len(facts):
            name, value = Label(role="label"), Label(wrap=True)
            name.setContentsMargins(0, 2, 0, 0)  # on the line of the larger type beside it
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row = len(self._lines)
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1)
            self._lines.append((name, value))
        for (name, value), (words, fact) in zip(self._lines, facts, strict=True):
            name.setText(words)
            value.setText(fact)
