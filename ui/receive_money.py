"""The strip under the columns: where the result goes, what it costs, what was given and what goes back; sets, a note.

Sums and subtracts, no more: which fees there are is the counter's preview, how they may be paid its rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.catalogue import Fee, FeeKind
from app.domain.events import FeeLine
from ui.receive_fees import CashEdit, FeeRow
from ui.receive_form import DeliveryForm, PersonForm
from ui.receive_parts import Chips, CommuneEdit, CountEdit
from ui.theme import BETWEEN, GRID, GROUP, INSIDE
from ui.widgets import Button, Card, Field, Label, Line, dong

if TYPE_CHECKING:
    from app.domain.tariff import Group, Offered, Sure


class ClosingCard(Card):
    """Delivery, money, sets and note, side by side while there is room."""

    changed = Signal()
    left = Signal(str)
    rebuilt = Signal()
    """Lines of money came or went."""
    FOLD = 900
    SHARES = (5, 8, 5, 4)

    def __init__(self, province: str, parent: QWidget | None = None, *, transfers: bool = False) -> None:
        """`transfers`: the profile names an account, so what is not paid in cash may be paid by VietQR."""
        super().__init__(parent=parent)
        self._transfers = transfers
        self._offered: tuple[FeeLine, ...] = ()
        self._prices: tuple[Fee, ...] = ()
        self._groups: tuple[Group, ...] = ()
        self._postage: tuple[Offered, ...] | None = ()  # None: what was read back holds the proposal of its day
        self._sure: Sure | None = None
        self._touched = False
        self._self_ticked = False
        self._blocked = ""
        self._person = PersonForm()
        self._own: set[str] = set()  # typed by hand: no longer overwritten from the person
        self.rows: list[FeeRow] = []

        # Where the result goes
        self.way: Chips[bool] = Chips()
        self.way.chosen.connect(lambda _by_post: self._on_way())
        self._way_head = Label(role="label")
        self._why = Label(role="problem", wrap=True)
        self._why.hide()
        way = QWidget()
        box = QVBoxLayout(way)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID + 2)
        box.addWidget(self._way_head)
        box.addWidget(self.way)
        box.addWidget(self._why)
        box.addStretch(1)

        # What it costs
        self._fees_head = Label(role="label")
        self._total = Label(role="strong")
        self._no_fees = Label()
        self._no_fees.setMinimumHeight(36)
        self.add_fee = Button(role="quiet", glyph="plus")
        self.add_fee.setStyleSheet("min-height: 16px; max-height: 16px; padding: 0; border: none;")
        self.add_fee.setFixedSize(32, 18)
        self.add_fee.clicked.connect(lambda _on: self._on_add_fee())
        self._fee_lines = QVBoxLayout()
        self._fee_lines.setSpacing(GRID)
        fees = QWidget()
        fee_box = QVBoxLayout(fees)
        fee_box.setContentsMargins(0, 0, 0, 0)
        fee_box.setSpacing(GRID)
        fee_head = QHBoxLayout()
        fee_head.setSpacing(INSIDE)
        fee_head.addWidget(self._fees_head, 1)
        fee_head.addWidget(self._total)
        fee_head.addWidget(self.add_fee)
        fee_box.addLayout(fee_head)
        fee_box.addWidget(self._no_fees)
        fee_box.addLayout(self._fee_lines)
        self._unsure = Label(role="hint", wrap=True)
        self._unsure.hide()
        fee_box.addWidget(self._unsure)
        self._fee_problem = Label(role="problem", wrap=True)
        self._fee_problem.hide()
        fee_box.addWidget(self._fee_problem)
        fee_box.addStretch(1)

        # What was given
        self.cash = CashEdit()
        self.cash.changed.connect(self._on_cash)
        self.cash_field = Field("", self.cash)
        self._change_head = Label(role="label")
        self.change = Label(role="section")
        cash = QWidget()
        cash_box = QGridLayout(cash)
        cash_box.setContentsMargins(0, 0, 0, 0)
        cash_box.setHorizontalSpacing(BETWEEN)
        cash_box.setVerticalSpacing(GRID)
        back = QVBoxLayout()
        back.setSpacing(GRID)
        self.by_transfer = Button(role="choice", glyph="qr-code")
        self.by_transfer.setCheckable(True)
        self.by_transfer.toggled.connect(self._on_transfer)
        back.addWidget(self._change_head)
        back.addWidget(self.change)
        back.addWidget(self.by_transfer)
        back.addStretch(1)
        self.change.setMinimumHeight(36)
        cash_box.addWidget(self.cash_field, 0, 0, Qt.AlignmentFlag.AlignTop)
        cash_box.addLayout(back, 0, 1)
        cash_box.setColumnStretch(0, 1)
        cash_box.setColumnStretch(1, 1)
        self.cash_field.setMinimumWidth(120)
        self.change.setMinimumWidth(110)

        # Sets and note
        self.sets = CountEdit(99)
        self.sets.setProperty("enter", False)
        self.sets.counted.connect(lambda _sets: self.changed.emit())
        self.note = Line()
        self.note.setMaxLength(1000)
        self.note.textEdited.connect(lambda _text: self.changed.emit())
        self.sets_field = Field("", self.sets)
        self.note_field = Field("", self.note, optional=True)
        last = QWidget()
        last_box = QHBoxLayout(last)
        last_box.setContentsMargins(0, 0, 0, 0)
        last_box.setSpacing(BETWEEN)
        last_box.addWidget(self.sets_field, 0, Qt.AlignmentFlag.AlignTop)
        last_box.addWidget(self.note_field, 1, Qt.AlignmentFlag.AlignTop)

        # The address of a result by post
        self.name = Line()
        self.phone = Line()
        self.commune_code = CommuneEdit(province)
        self.address = Line()
        for line_edit, most in ((self.name, 200), (self.phone, 40), (self.address, 300)):
            line_edit.setMaxLength(most)
        self.fields = {
            "name": Field("", self.name),
            "phone": Field("", self.phone),
            "commune_code": Field("", self.commune_code, optional=True),
            "address": Field("", self.address),
        }
        self.post = QWidget()
        self._post_grid = QGridLayout(self.post)
        self._post_grid.setContentsMargins(0, 0, 0, 0)
        self._post_grid.setHorizontalSpacing(BETWEEN)
        self._post_grid.setVerticalSpacing(INSIDE)
        self.post.hide()
        for name, control in (("name", self.name), ("phone", self.phone), ("address", self.address)):
            control.textEdited.connect(lambda _text, name=name: self._on_typed(name))
            control.editingFinished.connect(lambda name=name: self.left.emit(f"result_delivery.{name}"))
        self.commune_code.chosen.connect(lambda _code: self._on_typed("commune_code"))
        self.commune_code.editingFinished.connect(lambda: self.left.emit("result_delivery.commune_code"))

        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GROUP)
        for part, share in zip((way, fees, cash, last), self.SHARES, strict=True):
            self._row.addWidget(part, share)
        self.box.setContentsMargins(16, 10, 16, 12)
        self.box.setSpacing(INSIDE)
        self.box.addLayout(self._row)
        self.box.addWidget(self.post)
        self._arrange(narrow=False)

    # --- as values

    def delivery(self) -> DeliveryForm:
        if not self.way.value():
            return DeliveryForm()
        return DeliveryForm(
            by_post=True,
            name=self.name.value(),
            phone=self.phone.value(),
            address=self.address.value(),
            commune_code=self.commune_code.code(),
        )

    def set_delivery(self, form: DeliveryForm) -> None:
        self.way.choose(form.by_post)
        self.name.setText(form.name)
        self.phone.setText(form.phone)
        self.address.setText(form.address)
        self.commune_code.set_code(form.commune_code)
        self._own = set(self.fields) if form.by_post else set()
        self.post.setVisible(form.by_post)

    def fees(self) -> tuple[FeeLine, ...] | None:
        """None while the prescribed fees stand untouched."""
        return tuple(row.value() for row in self.rows) if self._touched else None

    def transfer(self) -> bool:
        """Whether what is not ticked is paid by transfer."""
        return self.by_transfer.isChecked() and self.by_transfer.isVisibleTo(self) and self.taken() < self.total()

    def set_fees(self, fees: Sequence[FeeLine] | None, cash: int | None, *, transfer: bool = False) -> None:
        self._touched = fees is not None
        self._self_ticked = False
        self._postage = () if fees is None else None
        self._put(self._offered if fees is None else tuple(fees))
        self.cash.blockSignals(True)
        self.cash.set_amount(cash)
        self.cash.blockSignals(False)
        self.by_transfer.blockSignals(True)
        self.by_transfer.setChecked(transfer)
        self.by_transfer.blockSignals(False)
        self._sum()

    def show_offered(
        self,
        fees: Sequence[FeeLine],
        prices: Sequence[Fee],
        postage: Sequence[Offered] = (),
        groups: Sequence[Group] = (),
        sure: Sure | None = None,
    ) -> None:
        """The counter's fees for this procedure, case and channel; `prices` are what the catalogue says of each.
        `postage`: those of them that the tariff proposes, `sure` as it is; `groups`: people who pay less."""
        self._groups, self._sure = tuple(groups), sure
        for row in self.rows:
            row.groups = self._groups
        if self._touched:
            self._show_postage(tuple(postage))
        else:
            offered = tuple(msgspec.structs.replace(fee, paid=False) for fee in fees)
            same = offered == self._offered and tuple(prices) == self._prices and tuple(postage) == self._postage
            if not same:
                self._offered, self._prices, self._postage = offered, tuple(prices), tuple(postage)
                self._put(offered)
                self._on_cash(self.cash.amount())
        self._say_how_sure()

    def _show_postage(self, postage: tuple[Offered, ...]) -> None:
        """What the post takes now, in the place of what it took before; every other line stays as the clerk left it."""
        before, self._postage = self._postage, postage
        by_name = {one.line.name: one for one in postage}
        if before is None:
            for row in self.rows:
                row.offered = by_name.get(row.value().name)
            return
        if before == postage:
            return
        gone = [row for row in self.rows if row.offered is not None and row.offered not in postage]
        relief = next((row.relief for row in gone if row.relief is not None), None)
        for row in gone:
            self.rows.remove(row)
            self._drop(row)
        held = [row.offered for row in self.rows]
        for one in postage:
            if one not in held:
                self._add(one.line, None, own=False, offered=one).relieve(relief)
        self.rebuilt.emit()
        given = self.cash.amount()
        if self._self_ticked and given is not None and given < self.total():
            for row in self.rows:  # what was given no longer covers it all
                row.paid.setChecked(False)
            self._self_ticked = False
        self._on_cash(given)

    def _say_how_sure(self) -> None:
        """Sums nobody has decided are said to be so where they stand."""
        shown = any(row.offered is not None for row in self.rows)
        words = {
            "example": self.tr("Cước theo bảng ví dụ, không phải bảng của tỉnh. Hãy kiểm tra số tiền."),
            "unchecked": self.tr("Bảng cước chưa được đối chiếu với quyết định. Hãy kiểm tra số tiền."),
        }.get("" if self._sure is None else self._sure.value, "")
        self._unsure.setText(words)
        self._unsure.setVisible(shown and bool(words))

    def reset_fees(self) -> None:
        """Another procedure, case or channel: its own fees, whatever was typed for the last."""
        self._touched = self._self_ticked = False
        self._offered, self._prices, self._postage = (), (), ()
        self.by_transfer.blockSignals(True)
        self.by_transfer.setChecked(False)
        self.by_transfer.blockSignals(False)
        self._put(())
        self._sum()

    def total(self) -> int:
        return sum(row.value().amount for row in self.rows)

    def taken(self) -> int:
        """What is collected now, đồng."""
        return sum(line.amount for row in self.rows if (line := row.value()).paid)

    def change_due(self) -> int | None:
        """What goes back to the citizen, đồng; None while no cash was given, negative when it is too little."""
        given = self.cash.amount()
        return None if given is None else given - (self.taken() or self.total())

    # --- what the page tells it

    def block_post(self, reason: str) -> None:
        """Why the result may not go by post; "" when it may."""
        self._blocked = reason
        self.way.close_off(True, closed=bool(reason), reason=reason)
        if reason and self.way.value():
            self.way.choose(False)
            self._on_way()
        words = self.tr("Chỉ nhận trực tiếp, không gửi bưu chính") if reason else self.tr("Nhận kết quả")
        self._way_head.setText(words)
        self._way_head.setToolTip(reason)
        self._why.setText(reason)  # shown when somebody's form asks for it all the same

    def follow_person(self, person: PersonForm) -> None:
        """The result goes to the applicant unless the clerk typed something else."""
        self._person = person
        if self.way.value():
            self._fill_from_person()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        for name, field in self.fields.items():
            field.set_problem(problems.get(f"result_delivery.{name}", ""))
        self.sets_field.set_problem(problems.get("sets", ""))
        self.note_field.set_problem(problems.get("note", ""))
        kind = problems.get("result_delivery.kind", "")
        self._why.setText(kind or self._blocked)
        self._why.setVisible(bool(kind))
        money_words = [words for name, words in problems.items() if name.startswith("fees")]
        self._fee_problem.setText(" ".join(dict.fromkeys(money_words)))
        self._fee_problem.setVisible(bool(money_words))

    def own_problems(self) -> dict[str, str]:
        if self.way.value() and self.commune_code.wrong():
            return {"result_delivery.commune_code": self.tr("Chưa có xã, phường này. Hãy chọn trong danh sách.")}
        return {}

    def control(self, field: str) -> QWidget | None:
        """The control of a dotted field name."""
        head, _, name = field.partition(".")
        if head == "result_delivery":
            return self.fields[name].control if name in self.fields else self.way
        if head == "fees":
            number, _, part = name.partition(".")
            if not number.isdigit() or int(number) >= len(self.rows):
                return self.cash
            row = self.rows[int(number)]
            return row.ground if part == "ground" and row.ground.isVisibleTo(self) else row.amount
        return {"sets": self.sets, "note": self.note}.get(head)

    def stops(self) -> list[QWidget]:
        """In the order of the eye."""
        found: list[QWidget] = [*self.way.stops(), self.add_fee]
        for row in self.rows:
            found += row.stops()
        return [
            *found,
            self.cash,
            self.by_transfer,
            self.sets,
            self.note,
            *(field.control for field in self.fields.values()),
        ]

    # --- inside

    def _on_way(self) -> None:
        by_post = bool(self.way.value())
        self.post.setVisible(by_post)
        if by_post:
            self._fill_from_person()
        self.changed.emit()

    def _fill_from_person(self) -> None:
        person = self._person
        for name, words in (("name", person.full_name), ("phone", person.phone), ("address", person.address)):
            control = self.fields[name].control
            if name not in self._own and isinstance(control, Line):
                control.setText(words)
        if "commune_code" not in self._own:
            self.commune_code.set_code(person.commune_code)

    def _on_typed(self, name: str) -> None:
        self._own.add(name)
        self.changed.emit()

    def _put(self, fees: Sequence[FeeLine]) -> None:
        prices = {fee.name: fee for fee in self._prices}
        known = {line.name for line in self._offered}
        for row in self.rows:
            self._drop(row)
        self.rows = []
        offered = {one.line.name: one for one in self._postage or ()}
        for line in fees:
            # Postage the clerk added herself has the name of its kind; any other is the tariff's.
            added = line.kind is not FeeKind.POSTAGE or line.name == self.tr("Cước bưu chính")
            own = bool(known) and line.name not in known and added
            self._add(line, prices.get(line.name), own=own, offered=offered.get(line.name))
        self.rebuilt.emit()
        self._sum()

    def _drop(self, row: FeeRow) -> None:
        self._fee_lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _add(self, line: FeeLine, price: Fee | None, *, own: bool, offered: Offered | None = None) -> FeeRow:
        row = FeeRow(line, price, own=own, groups=self._groups, offered=offered)
        row.changed.connect(self._on_fee_changed)
        row.ticked.connect(self._on_ticked)
        row.retranslate()
        self.rows.append(row)
        self._fee_lines.addWidget(row)
        row.show()  # at once: it may be given the focus before the layout has its turn
        return row

    def _on_add_fee(self) -> None:
        self._touched = True
        line = FeeLine(
            kind=FeeKind.POSTAGE, name=self.tr("Cước bưu chính"), amount=0, paid=self.cash.amount() is not None
        )
        row = self._add(line, None, own=True)
        self.rebuilt.emit()
        self._sum()
        row.amount.setFocus()
        row.amount.selectAll()

    def _on_fee_changed(self) -> None:
        self._touched = True
        self._sum()
        self.changed.emit()

    def _on_ticked(self) -> None:
        self._self_ticked = False

    def _on_cash(self, given: int | None) -> None:
        """Cash in hand means that the sums are collected: they are ticked, and unticked when the cash is taken back."""
        unpaid = [row for row in self.rows if not row.paid.isChecked()]
        if given and unpaid and given >= self.total():
            for row in unpaid:
                row.paid.setChecked(True)
            self._touched = self._self_ticked = True
        elif not given and self._self_ticked:
            for row in self.rows:
                row.paid.setChecked(False)
            self._self_ticked = False
        self._sum()
        self.changed.emit()

    def _on_transfer(self, _on: bool) -> None:
        self._sum()
        self.changed.emit()

    def _sum(self) -> None:
        total = self.total()
        self._total.setText(self.tr("Tổng %s").replace("%s", dong(total)))
        self._total.setVisible(len(self.rows) > 1)
        self._no_fees.setText(self.tr("Không thu phí, lệ phí"))
        self._no_fees.setVisible(not self.rows)
        # Until cash is given there is nothing to give back: its place asks for the other way to pay.
        other_way = self._transfers and total > 0 and self.cash.amount() is None
        self.by_transfer.setVisible(other_way)
        self.change.setVisible(not other_way)
        left = total - self.taken()
        by_transfer = other_way and self.by_transfer.isChecked() and left > 0
        self.by_transfer.setText(dong(left) if by_transfer else self.tr("Chuyển khoản"))
        self.by_transfer.setAccessibleName(self.tr("Chuyển khoản {0}").format(dong(left)))
        self.by_transfer.setEnabled(left > 0)
        self.cash.setEnabled(bool(self.rows) and not by_transfer)
        back = self.change_due()
        if by_transfer:
            self._change_head.setText(self.tr("Chuyển khoản"))
        elif other_way:
            self._change_head.setText(self.tr("Hoặc"))
        elif back is None or not self.rows:
            self._change_head.setText(self.tr("Trả lại"))
            self.change.setText("—")
            self.change.set_role("section")
        elif back < 0:
            self._change_head.setText(self.tr("Còn thiếu"))
            self.change.setText(dong(-back))
            self.change.set_role("problem")
        else:
            self._change_head.setText(self.tr("Trả lại"))
            self.change.setText(dong(back))
            self.change.set_role("section")
        self.change.setAccessibleName(f"{self._change_head.text()} {self.change.text()}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < self.FOLD
        down = self._row.direction() == QBoxLayout.Direction.TopToBottom
        if narrow != down:
            self._arrange(narrow=narrow)

    def _arrange(self, *, narrow: bool) -> None:
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)
        self._row.setSpacing(BETWEEN if narrow else GROUP)
        for index, share in enumerate(self.SHARES):
            self._row.setStretch(index, 0 if narrow else share)
        places = (
            (("name", 0, 0, 6), ("phone", 0, 6, 6), ("commune_code", 1, 0, 12), ("address", 2, 0, 12))
            if narrow
            else (("name", 0, 0, 3), ("phone", 0, 3, 2), ("commune_code", 0, 5, 3), ("address", 0, 8, 4))
        )
        for column in range(12):
            self._post_grid.setColumnStretch(column, 1)
        for name, row, column, span in places:
            self._post_grid.removeWidget(self.fields[name])
            self._post_grid.addWidget(self.fields[name], row, column, 1, span)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Trả kết quả và khoản thu"))
        held = bool(self.way.value())
        self.way.offer([(False, self.tr("Tại quầy")), (True, self.tr("Gửi bưu chính"))])
        self.way.choose(held)
        self.way.setAccessibleName(self.tr("Nhận kết quả"))
        self.block_post(self._blocked)
        self._fees_head.setText(self.tr("Khoản thu (đánh dấu khoản thu ngay)"))
        self.add_fee.setToolTip(self.tr("Thêm khoản thu"))
        self.add_fee.setAccessibleName(self.tr("Thêm khoản thu"))
        self.cash_field.set_label(self.tr("Khách đưa"))
        self.cash.setPlaceholderText(self.tr("50k"))
        self.sets_field.set_label(self.tr("Số bộ"))
        self.note_field.set_label(self.tr("Ghi chú"))
        self.fields["name"].set_label(self.tr("Người nhận"))
        self.fields["phone"].set_label(self.tr("Điện thoại"))
        self.fields["commune_code"].set_label(self.tr("Xã, phường"))
        self.fields["address"].set_label(self.tr("Địa chỉ phát"))
        for row in self.rows:
            row.retranslate()
        self._say_how_sure()
        self._sum()
