"""Transfers that a dossier waits for: each with its VietQR, and what somebody says of it once the bank has told.

The counter concludes nothing by itself: whoever confirms types the sum that stands in the bank's notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.dossier import Dossier, Transfer, drawer_of
from app.domain.events import Kind
from app.errors import Rejected
from ui import notices
from ui.theme import BETWEEN, INSIDE
from ui.timeline import moment_words
from ui.widgets import Button, Field, Label, Line, MoneyEdit, QrCode, StatusPill, dong

if TYPE_CHECKING:
    from ui.page import Desk

SIDE = 190
"""Pixels of a VietQR on the clerk's screen: two each module at the least, read from half a metre."""


class TransferRow(QWidget):
    """One transfer that is waited for."""

    settled = Signal(object)
    """The dossier as it stands after it."""

    def __init__(self, desk: Desk, dossier: Dossier, transfer: Transfer, *, code: bool) -> None:
        """`code`: whether its QR is shown at once."""
        super().__init__()
        self._desk, self._dossier, self.transfer = desk, dossier, transfer
        self._busy = False
        self.square = QrCode(SIDE)
        self.square.set_text(transfer.order)
        self.pill = StatusPill()
        self._facts = Label(wrap=True)
        self.show_code = Button(role="quiet", glyph="qr-code")
        self.show_code.setCheckable(True)
        self.show_code.setChecked(code)
        self.show_code.toggled.connect(self.square.setVisible)
        self.came, self.drop = Button(glyph="check"), Button(role="quiet")
        self.amount, self.reason = MoneyEdit(), Line()
        self.reason.setMaxLength(200)
        self.amount_field, self.reason_field = Field("", self.amount), Field("", self.reason)
        self.came.clicked.connect(lambda _on: self._ask(self.amount_field))
        self.drop.clicked.connect(lambda _on: self._ask(self.reason_field))
        self._asked: Field | None = None
        self.write = Button(glyph="check")
        self.write.clicked.connect(lambda _on: self._record())
        for edit in (self.amount, self.reason):
            edit.returnPressed.connect(self._record)
        buttons = QHBoxLayout()
        buttons.setSpacing(INSIDE)
        for button in (self.came, self.drop, self.show_code):
            buttons.addWidget(button)
        buttons.addStretch(1)
        asking = QHBoxLayout()
        asking.setSpacing(INSIDE)
        asking.addWidget(self.amount_field, 1)
        asking.addWidget(self.reason_field, 1)
        asking.addWidget(self.write, 0, Qt.AlignmentFlag.AlignBottom)
        words = QVBoxLayout()
        words.setSpacing(INSIDE)
        words.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self._facts)
        words.addLayout(buttons)
        words.addLayout(asking)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(BETWEEN)
        row.addWidget(self.square, 0, Qt.AlignmentFlag.AlignTop)
        self.square.setVisible(code)
        row.addLayout(words, 1)
        self._ask(None)
        self.retranslate()

    def retranslate(self) -> None:
        one = self.transfer
        self.pill.show_as(self.tr("Chuyển khoản, chờ đối soát"), "warn", "hourglass")
        whose = self.tr("cước bưu chính") if drawer_of(one.kind) == "post" else self.tr("phí, lệ phí")
        self._facts.setText(
            self.tr("{0} · {1}\n{2} · số tài khoản {3}\nNội dung: {4} · từ {5}").format(
                dong(one.amount), whose, one.to.name, one.to.account, one.purpose, moment_words(one.at)
            )
        )
        self.square.setAccessibleName(self.tr("Mã chuyển khoản {0}").format(dong(one.amount)))
        self.show_code.setText(self.tr("Mã QR"))
        self.came.setText(self.tr("Tiền đã về"))
        self.drop.setText(self.tr("Bỏ chờ"))
        self.amount_field.set_label(self.tr("Số tiền ngân hàng báo có"))
        self.reason_field.set_label(self.tr("Vì sao bỏ chờ"))
        self.write.setText(self.tr("Ghi"))

    def _ask(self, field: Field | None) -> None:
        self._asked = field
        for one in (self.amount_field, self.reason_field):
            one.set_problem("")
            one.setVisible(one is field)
        self.write.setVisible(field is not None)
        if field is not None:
            field.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _record(self) -> None:
        clerk, field = self._desk.clerk, self._asked
        if clerk is None or field is None or self._busy:
            return
        counter, code, number = self._desk.office.counter, self._dossier.id, self.transfer.number
        if field is self.amount_field:
            amount = self.amount.amount()
            if not amount:
                field.set_problem(self.tr("Gõ đúng số tiền trên tin báo có của ngân hàng."))
                return
            kind = Kind.FEE_COLLECTED
            given: dict[str, object] = {"transfer": number, "amount": amount}
        else:
            kind = Kind.TRANSFER_DROPPED
            given = {"transfer": number, "reason": self.reason.value()}
        self._busy = True

        def then(after: Dossier) -> None:
            self._busy = False
            done = self.tr("Đã ghi: tiền chuyển khoản đã về") if kind is Kind.FEE_COLLECTED else ""
            self._desk.toast(done or self.tr("Đã bỏ chờ chuyển khoản"))
            self._desk.changed("dossiers", "queue")
            self.settled.emit(after)

        def failed(error: Exception) -> None:
            self._busy = False
            if isinstance(error, Rejected):
                field.set_problem(" ".join(notices.sentence(problem) for problem in error.problems.values()))
            else:
                self._desk.failed(error)

        self._desk.run(lambda: counter.act(code, kind, given, clerk), then, failed, owner=self)


class Transfers(QWidget):
    """All transfers a dossier waits for, one under the other; nothing where there is none."""

    settled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[TransferRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(BETWEEN)
        self.hide()

    def put(self, desk: Desk, dossier: Dossier | None, *, code: bool) -> None:
        """`code`: whether the QR codes are shown at once."""
        for row in self.rows:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for one in dossier.waiting if dossier is not None else ():
            assert dossier is not None
            row = TransferRow(desk, dossier, one, code=code)
            row.settled.connect(self.settled)
            self.rows.append(row)
            self._box.addWidget(row)
        self.setVisible(bool(self.rows))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for row in self.rows:
                row.retranslate()
