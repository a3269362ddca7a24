"""What every list of F5 is: a widget behind a chip, with one thing that F12 does in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import BETWEEN

if TYPE_CHECKING:
    from ui.page import Desk

Tone = Literal["plain", "ok", "warn", "danger"]


class View(QWidget):
    """Reads for itself when it is told to; tells the page what F12 would do now."""

    glyph: ClassVar[str] = "refresh-cw"
    """Of F12."""
    watches: ClassVar[frozenset[str]] = frozenset()
    """The kinds of change (`Desk.changed`) after which it reads anew."""

    moved = Signal()
    """The choice or the words of F12 are no longer as they were."""
    said = Signal(str, str)
    """Tone and sentence: what came of something that was asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(BETWEEN)

    def opened(self) -> None:
        """It came to the front: reads, and takes the focus."""
        self.read()

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
