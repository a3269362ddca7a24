"""Step 3: the two drawers one after the other; beside them money that moves for no dossier, and what agencies are
owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.dossier import DRAWERS, Drawer
from ui.day.drawer import DrawerCard
from ui.day.moving import MovingCard
from ui.day.remittance import RemittanceCard
from ui.day.step import StepView
from ui.theme import BETWEEN
from ui.widgets import Columns

if TYPE_CHECKING:
    from ui.page import Desk

FOLD_BELOW = 940
"""px: the count of eleven notes and a card beside it."""


class CashStep(StepView):
    """F12 commits the count in front, then books its difference."""

    key = "cash"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.drawers: dict[Drawer, DrawerCard] = {name: DrawerCard(desk, name) for name in DRAWERS}
        self.moving = MovingCard(desk)
        self.remittance = RemittanceCard(desk)
        left, right = QWidget(), QWidget()
        sides: tuple[tuple[QWidget, tuple[DrawerCard | MovingCard | RemittanceCard, ...]], ...] = (
            (left, tuple(self.drawers.values())),
            (right, (self.remittance, self.moving)),
        )
        for side, parts in sides:
            box = QVBoxLayout(side)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(BETWEEN)
            for part in parts:
                box.addWidget(part)
                part.acted.connect(self._on_acted)
            box.addStretch(1)
        self.content.addWidget(Columns(left, right, stretch=(5, 3), fold_below=FOLD_BELOW))
        for card in self.drawers.values():
            card.moved.connect(self.moved)
        self._turn: Drawer | None = None
        self._went_on = False

    def retranslate(self) -> None:
        for card in self.drawers.values():
            card.retranslate()
        self.moving.retranslate()
        self.remittance.retranslate()

    def draw(self) -> None:
        assert self.reading is not None
        closing = self.reading.closing
        day = closing.day.number if closing.day is not None else 0
        here: QWidget | None = self.window().focusWidget()
        inside = here is not None and self.isAncestorOf(here)
        self._turn = None
        for state in closing.drawers:
            turn = self._turn is None and state.state != "settled"
            if turn:
                self._turn = state.drawer
            self.drawers[state.drawer].show_state(state, day, turn=turn)
        counted = all(one.reckoning is not None for one in closing.drawers if one.drawer == "state")
        slips = closing.day.remitted if closing.day is not None else ()
        self.remittance.show_gaps(self.reading.gaps, slips, counted=counted)
        self.moving.show_open(on=closing.day is not None)
        # The cursor goes on with the work after a fact of this step, and never stays in a field that has gone.
        lost = inside and here is not None and not here.isVisible()
        if self.isVisible() and (self._went_on or lost):
            self._went_on = False
            self.opened()

    def _on_acted(self) -> None:
        self._went_on = True
        self.acted.emit()

    @property
    def card(self) -> DrawerCard | None:
        """The drawer F12 speaks of: one that is counted again, else the one whose turn it is."""
        again = next((one for one in self.drawers.values() if one.recounting), None)
        return again or (self.drawers[self._turn] if self._turn is not None else None)

    def opened(self) -> None:
        if self.card is not None:
            self.card.opened()
        else:
            self.rest()

    def primary_words(self) -> str:
        return self.card.primary_words() if self.card is not None else ""

    def primary_glyph(self) -> str:
        return "check"

    def primary_ready(self) -> bool:
        return self.card is not None and self.card.primary_ready()

    def primary(self) -> None:
        if self.card is not None:
            self.card.primary()

    def engaged(self) -> bool:
        return any(card.recounting for card in self.drawers.values())

    def step_back(self) -> bool:
        return (
            self.moving.step_back() or self.remittance.step_back() or (self.card is not None and self.card.step_back())
        )
