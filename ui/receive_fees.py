"""One sum on the receiving page: collected now or not, how many times, how much, and what of it is waived and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain import money
from app.domain.catalogue import Fee, FeeKind
from app.domain.events import FeeLine
from app.domain.intake import GROUND
from ui.receive_parts import CountEdit, Tick, slim
from ui.theme import GRID, INSIDE
from ui.widgets import Button, Choice, ElidedLabel, Label, Line, MoneyEdit, dong

if TYPE_CHECKING:
    from app.domain.tariff import Group, Offered, Priced


class CashEdit(MoneyEdit):
    """Money as a clerk types it: "50k" and "50 nghìn" are fifty thousand at once."""

    def _on_edited(self) -> None:
        typed = self.text().strip().lower()
        if typed.endswith(("k", "nghìn", "ngàn")):
            bare = typed.removesuffix("k").removesuffix("nghìn").removesuffix("ngàn").strip().replace(".", "")
            self.set_amount(money.parse(f"{bare}k"))
            return
        if typed and typed[-1].isalpha():  # "nghìn" on its way
            return
        super()._on_edited()


class Relief(NamedTuple):
    """Why less is owed. `percent` is the group's; None: the clerk says how much, and the ground is what she writes."""

    ground: str
    percent: int | None


class FeeRow(QWidget):
    """One sum: collected now or not, its name, how many times where it is per page or copy, the amount. The button at
    its end holds what is rarer: who pays less, and the other prices of a line of postage."""

    changed = Signal()
    ticked = Signal()
    """A person ticked or unticked it."""

    def __init__(
        self,
        line: FeeLine,
        fee: Fee | None,
        *,
        own: bool,
        groups: Sequence[Group] = (),
        offered: Offered | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`offered`: the line is the tariff's proposal. `groups`: people who pay less."""
        super().__init__(parent)
        self._line, self._fee = line, fee
        self.groups, self.offered = tuple(groups), offered
        self._full = line.amount + line.waived
        """What is owed without relief, đồng."""
        self._relief: Relief | None = None
        self.menu: QMenu | None = None
        self.paid = Tick()
        self.paid.setCheckable(True)
        self.paid.setChecked(line.paid)
        self.paid.clicked.connect(lambda _on: self._on_ticked())
        self.times = CountEdit(999)
        self.amount = CashEdit()
        self.amount.setFixedWidth(116)
        self.amount.set_amount(line.amount)
        self.amount.changed.connect(self._on_amount)
        self.kind: Choice | None = None
        self.more = Button(role="quiet", glyph="chevron-down")
        self.more.setFixedWidth(32)
        self.more.clicked.connect(lambda _on: self.open_menu())
        self.ground = Line()
        self.ground.setMaxLength(GROUND)
        self.ground.textEdited.connect(lambda _text: self._on_ground())
        self._why = Label(role="hint", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(INSIDE)
        row.addWidget(self.paid)
        if own:
            self.kind = Choice()
            self.kind.setProperty("enter", False)
            slim(self.kind, 160)
            self.kind.currentIndexChanged.connect(lambda _index: self.changed.emit())
            row.addWidget(self.kind, 1)
        else:
            self.name = ElidedLabel(line.name)
            row.addWidget(self.name, 1)
        self._per = Label(role="hint")
        row.addWidget(self.times)
        row.addWidget(self._per)
        row.addWidget(self.amount)
        row.addWidget(self.more)
        under = QHBoxLayout()
        under.setContentsMargins(28, 0, 0, 0)
        under.setSpacing(INSIDE)
        under.addWidget(self.ground, 1)
        under.addWidget(self._why, 0, Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addLayout(row)
        box.addLayout(under)
        counted = fee is not None and bool(fee.per) and fee.per != "trường hợp" and fee.amount > 0
        self.times.setVisible(counted)
        self._per.setVisible(counted)
        if counted and fee is not None:
            self._per.setText(fee.per)
            self.times.set_count(self._full // fee.amount)
            self.times.counted.connect(self._on_times)
        if line.ground or line.waived:
            known = next((one for one in self.groups if one.name == line.ground), None)
            self._relief = Relief(line.ground, None if known is None else known.percent)
            self.ground.setText(line.ground)
        self._show_relief()

    def value(self) -> FeeLine:
        kind = self._kind()
        name = self._line.name if self.kind is None else self.kind.currentText()
        amount = self.amount.amount() or 0
        waived, ground = 0, ""
        if self._relief is not None:
            waived, ground = max(0, self._full - amount), self._relief.ground
        return FeeLine(kind=kind, name=name, amount=amount, paid=self.paid.isChecked(), waived=waived, ground=ground)

    @property
    def relief(self) -> Relief | None:
        return self._relief

    def stops(self) -> list[QWidget]:
        """In the order of the eye."""
        parts = (self.paid, self.kind, self.times, self.amount, self.more, self.ground)
        return [part for part in parts if part is not None]

    def relieve(self, relief: Relief | None) -> None:
        """Sets who pays less, as if nobody had touched it: a group's sum at once; nothing off for what the clerk will
        say herself, but the whole of it, which is the commonest."""
        self._relief = relief
        waived = 0
        if relief is not None:
            from app.domain.tariff import waived_of

            waived = waived_of(self._full, 100 if relief.percent is None else relief.percent)
        self.amount.blockSignals(True)
        self.amount.set_amount(self._full - waived)
        self.amount.blockSignals(False)
        self.ground.setText("" if relief is None else relief.ground)
        self._show_relief()

    def open_menu(self) -> QMenu:
        """What else this line may cost; made anew each time, so it speaks of the sum and in the language of now."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        prices = self.offered.prices if self.offered is not None else ()
        if len(prices) > 1:
            chosen = QActionGroup(menu)
            for priced in prices:
                action = menu.addAction(self._priced_words(priced))
                action.setCheckable(True)
                action.setChecked((priced.name, priced.amount) == (self._line.name, self._full))
                action.triggered.connect(lambda _on, priced=priced: self._on_price(priced))
                chosen.addAction(action)
            menu.addSeparator()
        reliefs = QActionGroup(menu)
        choices: list[tuple[Relief | None, str]] = [(None, self.tr("Thu đủ {0}").format(dong(self._full)))]
        for group in self.groups:
            if self._kind() in group.covers:
                words = self.tr("Miễn: {0}") if group.percent == 100 else self.tr("Giảm {1} %: {0}")
                choices.append((Relief(group.name, group.percent), words.format(group.name, group.percent)))
        other = self._relief if self._relief is not None and self._relief.percent is None else Relief("", None)
        choices.append((other, self.tr("Miễn, giảm vì lý do khác…")))
        for relief, words in choices:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(relief == self._relief)
            action.triggered.connect(lambda _on, relief=relief: self._on_relief(relief))
            reliefs.addAction(action)
        self.menu = menu
        corner = self.more.mapToGlobal(QPoint(self.more.width(), self.more.height()))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))
        return menu

    def _kind(self) -> FeeKind:
        if self.kind is None:
            return self._line.kind
        return FeeKind(str(self.kind.value() or FeeKind.POSTAGE))

    def _priced_words(self, priced: Priced) -> str:
        if not priced.up_to:
            return f"{priced.name}: {dong(priced.amount)}"
        return self.tr("{0}, đến {1} g: {2}").format(
            priced.name, f"{priced.up_to:,}".replace(",", "."), dong(priced.amount)
        )

    def _on_price(self, priced: Priced) -> None:
        self._line = msgspec.structs.replace(self._line, name=priced.name)
        self._full = priced.amount
        if self.kind is None:
            self.name.set_text(priced.name)
        self.relieve(self._relief)
        self.retranslate()
        self.changed.emit()

    def _on_relief(self, relief: Relief | None) -> None:
        self.relieve(relief)
        self.changed.emit()
        if relief is not None and relief.percent is None:
            self.ground.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_ground(self) -> None:
        self._relief = Relief(self.ground.value(), None)
        self.changed.emit()

    def _on_amount(self, amount: int | None) -> None:
        if self._relief is None:
            self._full = amount or 0
        self._show_relief()
        self.changed.emit()

    def _on_ticked(self) -> None:
        self.ticked.emit()
        self.changed.emit()

    def _on_times(self, times: int) -> None:
        if self._fee is not None:
            self._full = self._fee.amount * times
            self.relieve(self._relief)
            self.changed.emit()

    def _show_relief(self) -> None:
        relief = self._relief
        self.ground.setVisible(relief is not None and relief.percent is None)
        self._why.setVisible(relief is not None)
        if relief is None:
            return
        line = self.value()
        words = self.tr("Miễn {0}") if line.amount == 0 else self.tr("Giảm {0}")
        said = words.format(dong(line.waived))
        self._why.setText(said if relief.percent is None else f"{said} · {relief.ground}")

    def retranslate(self) -> None:
        self.paid.setToolTip(self.tr("Thu ngay"))
        self.paid.setAccessibleName(self.tr("Thu ngay: %s").replace("%s", self._line.name))
        self.times.setAccessibleName(self.tr("Số lượng: %s").replace("%s", self._line.name))
        self.amount.setAccessibleName(self.tr("Số tiền: %s").replace("%s", self._line.name))
        self.more.setToolTip(self.tr("Miễn, giảm"))
        self.more.setAccessibleName(self.tr("Miễn, giảm: %s").replace("%s", self._line.name))
        self.ground.setPlaceholderText(self.tr("Đối tượng, căn cứ miễn, giảm"))
        self.ground.setAccessibleName(self.tr("Đối tượng, căn cứ miễn, giảm: %s").replace("%s", self._line.name))
        if self.kind is not None:
            kind = self._line.kind if self.kind.value() is None else self.kind.value()
            self.kind.offer(
                [
                    (FeeKind.POSTAGE, self.tr("Cước bưu chính")),
                    (FeeKind.FEE, self.tr("Phí")),
                    (FeeKind.CHARGE, self.tr("Lệ phí")),
                ]
            )
            self.kind.choose(kind)
        self._show_relief()
