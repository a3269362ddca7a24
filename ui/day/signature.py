"""The manager's name and PIN, in the card where they are needed: nobody else is logged in or out by it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.errors import Rejected
from app.people import Clerk, Role
from ui import notices
from ui.login import PinLine
from ui.theme import BETWEEN
from ui.widgets import Choice, Field

if TYPE_CHECKING:
    from ui.page import Desk


class Signature(QWidget):
    """Who signs, and her PIN. `signed` follows from Enter in the PIN; `verify` asks whether it is right."""

    signed = Signal()
    typed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._people: tuple[Clerk, ...] = ()
        self._until = 0.0
        self.waiting = False
        self.who = Choice()
        self.pin = PinLine()
        self.who_field, self.pin_field = Field("", self.who), Field("", self.pin)
        self.pin.returnPressed.connect(self.signed)
        self.pin.textChanged.connect(lambda _text: self.typed.emit())
        self.pin.moved.connect(self._step)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BETWEEN)
        # A problem under one field must not pull the other apart.
        box.addWidget(self.who_field, 3, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self.pin_field, 2, Qt.AlignmentFlag.AlignTop)
        self._clock = QTimer(self)
        self._clock.setInterval(250)
        self._clock.timeout.connect(self._count_down)

    def retranslate(self) -> None:
        self.who_field.set_label(self.tr("Trưởng bưu cục"))
        self.pin_field.set_label(self.tr("Mã PIN của trưởng bưu cục"))

    def opened(self) -> None:
        """Reads who may sign; the one at the counter stands first when she is one of them."""
        self.desk.run(self.desk.office.people.all, self._on_people, owner=self)

    def _on_people(self, people: tuple[Clerk, ...]) -> None:
        self._people = tuple(one for one in people if one.role is Role.MANAGER)
        self.who.offer([(one.id, one.name) for one in self._people])
        here = self.desk.clerk
        if here is not None and here.role is Role.MANAGER:
            self.who.choose(here.id)
        self.typed.emit()

    @property
    def ready(self) -> bool:
        return bool(self._people) and bool(self.pin.text()) and not self.waiting and time.monotonic() >= self._until

    def forget(self) -> None:
        """The PIN and what was said of it go away."""
        self.pin.clear()
        self.pin_field.set_problem("")

    def hideEvent(self, event: QHideEvent) -> None:
        """Half a PIN is not left behind for whoever comes next."""
        super().hideEvent(event)
        if not self.waiting:
            self.forget()

    def verify(self, then: Callable[[Clerk], None]) -> None:
        """`then(manager)` once the PIN is right; otherwise why not stands under it."""
        chosen = next((one for one in self._people if one.id == self.who.value()), None)
        if chosen is None or self.waiting or time.monotonic() < self._until:
            return
        pin, people = self.pin.text(), self.desk.office.people
        if not pin:
            self.pin_field.set_problem(self.tr("Chưa gõ mã PIN."))
            self.pin.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._wait(True)

        def known(manager: Clerk) -> None:
            self._wait(False)
            if manager.must_change:
                self.pin_field.set_problem(
                    self.tr("Mã PIN này do người khác cấp. Hãy vào quầy bằng tên mình để đổi, rồi ký lại.")
                )
                return
            self.forget()
            then(manager)

        self.desk.run(lambda: people.log_in(chosen.name, pin), known, self._on_refused, owner=self)

    def _on_refused(self, error: Exception) -> None:
        self._wait(False)
        self.pin.clear()
        if not isinstance(error, Rejected):
            self.desk.failed(error)
            return
        problem = next(iter(error.problems.values()))
        self.pin_field.set_problem(notices.sentence(problem))
        if problem.code == "pin_locked":
            self._until = time.monotonic() + int(problem.facts["seconds"])
            self._clock.start()
            self._count_down()
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count_down(self) -> None:
        left = self._until - time.monotonic()
        if left > 0:
            words = self.tr("Sai mã PIN nhiều lần. Hãy đợi {0} giây rồi thử lại.").format(int(left) + 1)
            self.pin_field.set_problem(words)
        else:
            self._clock.stop()
            self.pin_field.set_problem("")
        self.typed.emit()

    def _wait(self, waiting: bool) -> None:
        self.waiting = waiting
        self.typed.emit()

    def _step(self, by: int) -> None:
        if self._people:
            self.who.setCurrentIndex((self.who.currentIndex() + by) % len(self._people))
