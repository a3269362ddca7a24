"""What every list of F5 is: a widget behind a chip, with one thing that F12 does in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.theme import BETWEEN, ROW
from ui.widgets import EmptyState, Table

if TYPE_CHECKING:
    from ui.page import Desk

Tone = Literal["plain", "ok", "warn", "danger"]


class Listed(QStackedWidget):
    """A table, or in its place what will be there."""

    def __init__(self, table: Table, empty: EmptyState) -> None:
        super().__init__()
        self.table, self.empty = table, empty
        self.addWidget(table)
        self.addWidget(empty)
        self.setMinimumHeight(6 * ROW)


class View(QWidget):
    """Reads for itself when it is told to; tells the page what F12 would do now."""

    glyph: ClassVar[str] = "refresh-cw"
    """Of F12."""
    watches: ClassVar[frozenset[str]] = frozenset()
    """The kinds of change (`Desk.changed`) after which it reads anew."""

    moved = Signal()
    """The choice or the words of F12 are no longer as they were."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._fresh = False
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(BETWEEN)

    left = Signal()
    """The focus has no place here: there is nothing in the list."""

    def opened(self) -> None:
        """It came to the front: reads, and takes the focus."""
        self._fresh = True
        self.read()

    def settle(self, listed: Listed, *, filled: bool) -> None:
        """What was read stands in the list: the cursor goes into it when it has just been opened, and never stays in
        one that is empty, where a typed "?" would be lost."""
        here: QWidget | None = self.window().focusWidget()
        inside = here is not None and listed.isAncestorOf(here)
        listed.setCurrentWidget(listed.table if filled else listed.empty)
        if not self.isVisible():
            return  # another list has come to the front meanwhile, and the cursor is there
        if filled and self._fresh:
            listed.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not filled and (self._fresh or inside):
            self.left.emit()
        self._fresh = False

    def read(self) -> None:
        raise NotImplementedError

    def code(self) -> str:
        """The dossier that Enter and F3 open; "" when none is chosen."""
        return ""

    def primary_words(self) -> str:
        """What F12 does here, with its key; "" hides it."""
        return ""

    def primary_ready(self) -> bool:
        return False

    def primary(self) -> None:
        """F12."""

    def minute(self) -> None:
        """Ages grow by themselves."""

    def retranslate(self) -> None:
        """Sets every text."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
