"""Money put into a drawer or taken out of it for a reason that is no dossier's: change, a float, the bank."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.dossier import DRAWERS, Drawer
from app.errors import Rejected
from ui import notices
from ui.day.words import short_drawer
from ui.theme import BETWEEN, INSIDE
from ui.widgets import Button, Card, Choice, Field, Label, Line, MoneyEdit, dong

if TYPE_CHECKING:
    from ui.page import Desk

LONGEST_REASON = 200


class MovingCard(Card):
    """Closed until somebody wants it. `acted` after a movement was committed."""

    acted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.words = Label(role="label", wrap=True)
        self.into, self.out = Button(glyph="plus"), Button(glyph="minus")
        self.into.clicked.connect(lambda _on: self.open(1))
        self.out.clicked.connect(lambda _on: self.open(-1))
        self._sign = 1
        self.choice, self.amount, self.reason = Choice(), MoneyEdit(), Line()
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.returnPressed.connect(self.submit)
        self.amount.returnPressed.connect(lambda: self.reason.setFocus(Qt.FocusReason.TabFocusReason))
        self.choice_field = Field("", self.choice)
        self.amount_field = Field("", self.amount)
        self.reason_field = Field("", self.reason)
        self.note = Button(glyph="check")
        self.note.clicked.connect(lambda _on: self.submit())
        self.drop = Button(role="quiet")
        self.drop.clicked.connect(lambda _on: self.step_back())
        self.form = QWidget()
        box = QVBoxLayout(self.form)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(INSIDE)
        for part in (self.choice_field, self.amount_field, self.reason_field):
            box.addWidget(part)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.drop)
        foot.addWidget(self.note)
        box.addLayout(foot)
        self.buttons = QWidget()
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(BETWEEN)
        row.addWidget(self.into)
        row.addWidget(self.out)
        row.addStretch(1)
        for face in (self.words, self.buttons, self.form):
            self.box.addWidget(face)
        self.form.hide()

    def retranslate(self) -> None:
        self.set_heading(self.tr("Tiền vào, ra ngoài hồ sơ"))
        self.words.setText(self.tr("Tiền lẻ để thối, nộp ngân hàng, đổi tiền. Thu và trả theo hồ sơ thì máy tự ghi."))
        self.into.setText(self.tr("Bỏ vào"))
        self.out.setText(self.tr("Lấy ra"))
        self.drop.setText(self.tr("Esc Thôi"))
        self.note.setText(self.tr("Ghi"))
        self.choice_field.set_label(self.tr("Ngăn"))
        self.reason_field.set_label(self.tr("Lý do"))
        self.choice.offer([(name, short_drawer(name)) for name in DRAWERS])
        self._name_amount()

    def _name_amount(self) -> None:
        self.amount_field.set_label(self.tr("Số tiền bỏ vào") if self._sign > 0 else self.tr("Số tiền lấy ra"))

    def show_open(self, *, on: bool) -> None:
        """Whether there is a day to write it into."""
        self.into.setEnabled(on)
        self.out.setEnabled(on)

    def open(self, sign: int) -> None:
        self._sign = sign
        self._name_amount()
        self.buttons.hide()
        self.form.show()
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> bool:
        """Esc: what was typed goes away."""
        if self.form.isHidden():
            return False
        self.form.hide()
        self.buttons.show()
        (self.into if self._sign > 0 else self.out).setFocus(Qt.FocusReason.OtherFocusReason)
        self._clear()
        return True

    def _clear(self) -> None:
        self.amount.set_amount(None)
        self.reason.clear()
        for field in (self.amount_field, self.reason_field):
            field.set_problem("")

    def submit(self) -> None:
        """Both are needed; what lacks is said under its field."""
        amount, reason, clerk = self.amount.amount(), self.reason.value(), self.desk.clerk
        self.amount_field.set_problem("" if amount else self.tr("Gõ số tiền."))
        self.reason_field.set_problem("" if reason else self.tr("Gõ lý do trong vài chữ."))
        if not amount:
            self.amount.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not reason or clerk is None:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        day, drawer, sign = self.desk.office.day, cast("Drawer", self.choice.value()), self._sign
        words = self.tr("Đã ghi bỏ vào {0}.") if sign > 0 else self.tr("Đã ghi lấy ra {0}.")

        def done(_day: object) -> None:
            self.step_back()
            self.desk.toast(words.format(dong(amount)))
            self.acted.emit()

        self.desk.run(lambda: day.move_cash(drawer, sign * amount, reason, clerk), done, self._on_refused, owner=self)

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, Rejected):
            self.desk.failed(error)
            return
        for field, problem in error.problems.items():
            place = self.reason_field if field == "reason" else self.amount_field
            place.set_problem(notices.sentence(problem))
