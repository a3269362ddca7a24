"""Where the cards of the receiving page lie: three columns over a strip, two, or one under the other (200 % on a small
panel); and after saving the result in their place."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.receive_money import ClosingCard
from ui.receive_papers import PapersCard
from ui.receive_parts import Sheet
from ui.receive_person import PersonCard
from ui.receive_procedure import ProcedureCard
from ui.receive_saved import SavedCard
from ui.theme import BETWEEN, CONTROL
from ui.widgets import Card

THREE, TWO = 1110, 750
"""From these widths on, px."""


class _Place(NamedTuple):
    row: int
    column: int
    rows: int = 1
    columns: int = 1


_PLACES: dict[int, dict[str, _Place]] = {
    3: {
        "procedure": _Place(0, 0),
        "person": _Place(0, 1),
        "papers": _Place(0, 2),
        "closing": _Place(1, 0, columns=3),
        "saved": _Place(0, 1, rows=2, columns=2),
    },
    2: {
        "procedure": _Place(0, 0),
        "person": _Place(1, 0),
        "papers": _Place(0, 1, rows=2),
        "closing": _Place(2, 0, columns=2),
        "saved": _Place(0, 1, rows=3),
    },
    1: {
        "saved": _Place(0, 0),
        "procedure": _Place(1, 0),
        "person": _Place(2, 0),
        "papers": _Place(3, 0),
        "closing": _Place(4, 0),
    },
}
_SHARES = {3: (30, 33, 37), 2: (1, 1, 0), 1: (1, 0, 0)}
_GROWS = {3: 0, 2: 1, 1: 4}


class Board(Sheet):
    """The cards in the order of the eye: procedure, person, papers, closing strip; and the saved result."""

    def __init__(
        self,
        procedure: ProcedureCard,
        person: PersonCard,
        papers: PapersCard,
        closing: ClosingCard,
        saved: SavedCard,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._cards: dict[str, Card] = {
            "procedure": procedure,
            "person": person,
            "papers": papers,
            "closing": closing,
            "saved": saved,
        }
        self._folding = (procedure, papers)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(BETWEEN)
        for card in self._cards.values():
            card.setParent(self)
            # The columns are shares of the width, whatever their contents would like.
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            heading = card.head.parentWidget()
            if heading is not None:
                heading.setMinimumHeight(CONTROL)  # headings with and without a control are equally high
        saved.hide()
        self.arrange(3)

    @property
    def columns(self) -> int:
        return self._columns

    def arrange(self, columns: int) -> None:
        """Lays the cards into 3, 2 or 1 columns."""
        if columns == self._columns:
            return
        self._columns = columns
        for card in self._cards.values():
            self._grid.removeWidget(card)
        for column, share in enumerate(_SHARES[columns]):
            self._grid.setColumnStretch(column, share)
        for row in range(5):
            self._grid.setRowStretch(row, int(row == _GROWS[columns]))
        for name, place in _PLACES[columns].items():
            self._grid.addWidget(self._cards[name], *place)
        for part in self._folding:
            part.fold(columns < 3)

    def show_saved(self, shown: bool) -> None:
        """The result in the place of the form, or the form again."""
        for name, card in self._cards.items():
            if name != "procedure":
                card.setVisible(shown == (name == "saved"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        self.arrange(3 if width >= THREE else 2 if width >= TWO else 1)
