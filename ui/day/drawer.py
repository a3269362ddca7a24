"""One drawer of the close: counted blind by banknote, then told beside the books, then settled.

What should be there is known here only out of a committed count (`DrawerState.reckoning`); until then no part of the
card has a figure but what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.closing import DrawerState
from app.domain.dossier import Drawer
from app.errors import Rejected
from app.people import Clerk
from ui import notices
from ui.day.notes import NoteGrid
from ui.day.signature import Signature
from ui.day.words import difference_words, drawer_words
from ui.theme import BETWEEN, INSIDE
from ui.timeline import moment_words
from ui.widgets import Button, Card, Facts, Field, Label, Line, Sentence, StatusPill, dong

if TYPE_CHECKING:
    from ui.page import Desk

Mode = Literal["waiting", "count", "unsettled", "settled"]
LONGEST_REASON = 200


class DrawerCard(Card):
    """`acted` after a fact was committed; `moved` when F12 may have other words."""

    acted = Signal()
    moved = Signal()

    def __init__(self, desk: Desk, drawer: Drawer) -> None:
        super().__init__()
        self.desk, self.drawer = desk, drawer
        self._state = DrawerState(drawer=drawer, state="uncounted")
        self._day = 0
        self._turn = self._again = self._busy = False
        self.pill = StatusPill()
        self.head.addWidget(self.pill)
        self.again = Button(role="quiet", glyph="undo-2")
        self.again.clicked.connect(lambda _on: self.count_again())
        self.head.addWidget(self.again)
        self.stale = Sentence()
        self.grid = NoteGrid()
        self.grid.changed.connect(self._on_typed)
        self.grid.ended.connect(self._on_last_note)
        self.problem = Label(role="problem", wrap=True)
        self.counting = QWidget()
        box = QVBoxLayout(self.counting)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(INSIDE)
        # Above the notes: on a low screen what stands below them is out of sight.
        for part in (self.stale, self.problem, self.grid):
            box.addWidget(part)
        self.outcome = Sentence()
        self.facts = Facts()
        self.reason = Line()
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.textChanged.connect(lambda _text: self.moved.emit())
        self.reason.returnPressed.connect(self._on_reason_given)
        self.reason_field = Field("", self.reason, optional=True)
        self.signature = Signature(desk)
        self.signature.signed.connect(self.primary)
        self.signature.typed.connect(self.moved)
        self.settling = QWidget()
        under = QVBoxLayout(self.settling)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(BETWEEN)
        for shown in (self.outcome, self.facts, self.reason_field, self.signature):
            under.addWidget(shown)
        self.summary = Label(role="label", wrap=True)
        for face in (self.summary, self.counting, self.settling):
            self.box.addWidget(face)
        self.problem.hide()

    def retranslate(self) -> None:
        self.set_heading(drawer_words(self.drawer))
        self.grid.retranslate()
        self.signature.retranslate()
        self.again.setText(self.tr("Đếm lại"))
        self.stale.say(
            "warn",
            self.tr("Tiền trong ngăn đã thay đổi sau lần đếm trước, số đếm đó không dùng được. Hãy đếm lại."),
        )
        self._draw()

    # --- how it stands

    @property
    def mode(self) -> Mode:
        """What is done here now. Only the drawer whose turn it is opens by itself."""
        if self._again:
            return "count"
        if self._state.state in ("uncounted", "stale"):
            return "count" if self._turn else "waiting"
        return "settled" if self._state.state == "settled" else "unsettled"

    @property
    def recounting(self) -> bool:
        """Whether somebody is counting again what had been counted."""
        return self._again

    def show_state(self, state: DrawerState, day: int, *, turn: bool) -> None:
        """`day` is the number of the counter day; `turn`: this drawer is the one to be counted now."""
        fresh, self._busy = day != self._day, False
        self._state, self._day, self._turn = state, day, turn
        if fresh:
            self._again = False
            self.grid.put(self._remembered())
        self._draw()

    def _draw(self) -> None:
        mode, state, reckoning = self.mode, self._state, self._state.reckoning
        self.counting.setVisible(mode == "count")
        self.settling.setVisible(mode == "unsettled")
        self.summary.setVisible(mode in ("waiting", "settled"))
        self.stale.setVisible(state.state == "stale")
        self.again.setVisible(mode in ("unsettled", "settled"))
        if mode in ("count", "waiting"):
            # Whoever counts is told nothing of what an earlier count came to.
            self.facts.show_facts([("", ""), ("", "")])
            self.outcome.say("plain", "")
        if mode == "count":
            self.summary.setText("")
            self.pill.show_as(self.tr("đang đếm"), "accent", "calculator")
        elif mode == "waiting":
            stale = state.state == "stale"
            words = self.tr("phải đếm lại") if stale else self.tr("chưa đếm")
            self.pill.show_as(words, "warn" if stale else "plain", "clock")
            self.summary.setText(self.tr("Đếm sau ngăn ở trên."))
        elif reckoning is not None:
            tone, words = difference_words(reckoning.difference)
            if mode == "settled" and reckoning.difference:
                words, tone = self.tr("{0}, đã ghi").format(words), "ok"
            self.pill.show_as(words, tone, "circle-check" if tone == "ok" else "circle-alert")
            self._draw_reckoning(mode)
        self.moved.emit()

    def _draw_reckoning(self, mode: Mode) -> None:
        reckoning, state = self._state.reckoning, self._state
        assert reckoning is not None
        tone, words = difference_words(reckoning.difference)
        counted = self.tr("Đếm được {0} lúc {1}, {2}.").format(
            dong(reckoning.total), moment_words(state.counted_at), state.counted_by
        )
        if mode == "settled":
            self.summary.setText(counted)
            return
        needs = reckoning.needs_manager
        self.outcome.say(
            tone,
            self.tr("{0}, quá mức quầy được tự ghi. Cần lý do và mã PIN của trưởng bưu cục.").format(words)
            if needs
            else self.tr("{0} so với sổ. Đếm lại, hoặc ghi chênh lệch.").format(words),
        )
        self.facts.show_facts(
            [
                (self.tr("Đếm được"), dong(reckoning.total)),
                (self.tr("Theo sổ"), dong(reckoning.expected)),
            ]
        )
        self.reason_field.set_label(self.tr("Lý do chênh lệch"), optional=not needs)
        self.signature.setVisible(needs)

    def opened(self) -> None:
        """The cursor goes where something is to be done."""
        mode = self.mode
        if mode == "count":
            self.grid.begin()
        elif mode == "unsettled":
            if self._state.reckoning is not None and self._state.reckoning.needs_manager:
                self.signature.opened()
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- keys

    def primary_words(self) -> str:
        return self.tr("F12 Chốt số đếm") if self.mode == "count" else self.tr("F12 Ghi chênh lệch")

    def primary_ready(self) -> bool:
        return not self._busy and not self.signature.waiting and self.mode in ("count", "unsettled")

    def primary(self) -> None:
        if not self.primary_ready():
            return
        if self.mode == "count":
            self._commit_count()
        else:
            self._settle()

    def step_back(self) -> bool:
        """Esc: the count that stands stays."""
        if not self._again:
            return False
        self._again = False
        self._forget()
        self._draw()
        return True

    def count_again(self) -> None:
        """Nothing of the last count is shown while it is done again."""
        self._again = True
        self.problem.hide()
        self.grid.put({})
        self._draw()
        self.grid.begin()

    # --- counting

    def _on_typed(self) -> None:
        self.problem.hide()
        key = self._key
        if self.grid.touched:
            self.desk.settings.setValue(key, f"{self._day}:" + ",".join(f"{v}={c}" for v, c in self.grid.typed()))
        elif self.desk.settings.contains(key):
            self.desk.settings.remove(key)

    @property
    def _key(self) -> str:
        return f"day/count-{self.drawer}"

    def _remembered(self) -> dict[int, int]:
        """A count that was half typed when the window was closed; one of another day is nobody's."""
        day, _, typed = str(self.desk.settings.value(self._key, "")).partition(":")
        if day != str(self._day):
            return {}
        pairs = (pair.partition("=") for pair in typed.split(",") if pair)
        return {int(value): int(count) for value, _, count in pairs}

    def _forget(self) -> None:
        self.grid.put({})
        self.desk.settings.remove(self._key)

    def _on_last_note(self) -> None:
        self.primary()

    def _commit_count(self) -> None:
        clerk, day = self.desk.clerk, self.desk.office.day
        if clerk is None:
            return
        if not self.grid.touched:
            self.problem.setText(self.tr("Chưa đếm tờ nào. Ngăn trống thì gõ 0 ở một dòng."))
            self.problem.show()
            self.grid.begin()
            return
        notes = dict(self.grid.typed())
        self._work(lambda: day.count(self.drawer, notes, clerk))

    # --- the difference

    def _on_reason_given(self) -> None:
        needs = self._state.reckoning is not None and self._state.reckoning.needs_manager
        if needs and self.reason.value():
            self.signature.pin.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.primary()

    def _settle(self) -> None:
        reckoning, clerk = self._state.reckoning, self.desk.clerk
        if reckoning is None or clerk is None:
            return
        if not reckoning.needs_manager:
            self._book(clerk, None)
            return
        if not self.reason.value():
            self.reason_field.set_problem(self.tr("Gõ lý do: chênh lệch này quá mức quầy được tự ghi."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.reason_field.set_problem("")
        self.signature.verify(lambda manager: self._book(clerk, manager))

    def _book(self, clerk: Clerk, manager: Clerk | None) -> None:
        day, reason = self.desk.office.day, self.reason.value()
        self._work(lambda: day.settle(self.drawer, reason, clerk, manager))

    def _work(self, work: Callable[[], object]) -> None:
        self._busy = True
        self.moved.emit()
        self.desk.run(work, lambda _done: self._on_done(), self._on_refused, owner=self)

    def _on_done(self) -> None:
        # Busy until the page has read what came of it: a key pressed twice counts nothing twice.
        self._again = False
        self._forget()
        self.reason.clear()
        self.reason_field.set_problem("")
        self.acted.emit()

    def _on_refused(self, error: Exception) -> None:
        self._busy = False
        self.moved.emit()
        if not isinstance(error, Rejected):
            self.desk.failed(error)
            return
        words = " ".join(dict.fromkeys(notices.sentence(problem) for problem in error.problems.values()))
        if self.mode == "count":
            self.problem.setText(words)
            self.problem.show()
        else:
            self.reason_field.set_problem(words)
