"""What every step of the close is: a part with one thing that F12 does in it, and perhaps a reason to go on without."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import BETWEEN

if TYPE_CHECKING:
    from ui.day.reading import Reading
    from ui.page import Desk


class StepView(QWidget):
    """It shows what the page has read, and tells the page when something was done (`acted`) or F12 has other words
    (`moved`)."""

    key: ClassVar[str] = ""

    moved = Signal()
    acted = Signal()
    """A fact of the day was committed: the page reads anew."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("ring", False)
        self.reading: Reading | None = None
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(BETWEEN)

    def show_reading(self, reading: Reading) -> None:
        """What the ledger says now."""
        self.reading = reading
        self.draw()
        self.moved.emit()

    def draw(self) -> None:
        """Everything that depends on what was read."""

    def opened(self) -> None:
        """It came to the front: the cursor finds its place."""
        self.rest()

    def rest(self) -> None:
        """Nothing here takes letters: only the page's own keys do something."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def left(self) -> None:
        """Another step came to the front."""

    # --- what the page's keys do here

    def primary_words(self) -> str:
        """What F12 does here, with its key; "" hides it."""
        return ""

    def primary_glyph(self) -> str:
        return "chevron-right"

    def primary_ready(self) -> bool:
        return False

    def primary(self) -> None:
        """F12."""

    def known_reason(self) -> str:
        """The reason the program knows to be true, so that Enter is enough; "" where only a person can say."""
        return ""

    def engaged(self) -> bool:
        """Whether something is under way here that F12 speaks of although nothing is left."""
        return False

    def may_pass(self) -> bool:
        """Whether one may go on now with a reason, should something be left."""
        return False

    def reasons(self) -> tuple[str, ...]:
        """Reasons that are often right here."""
        return ()

    def step_back(self) -> bool:
        """Esc. True when something here was put away by it."""
        return False

    def retranslate(self) -> None:
        """Sets every text."""

    def focus(self, part: QWidget) -> None:
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            if self.reading is not None:
                self.draw()
