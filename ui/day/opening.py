"""The day is not open yet. What lay in the drawers at the last close is carried on by itself and nowhere re-typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from app.domain.dossier import DRAWERS, Drawer
from app.errors import Rejected
from ui import notices
from ui.day.words import date_words, short_drawer
from ui.theme import BETWEEN
from ui.widgets import Card, Columns, Field, Label, MoneyEdit

if TYPE_CHECKING:
    from ui.day.reading import Reading
    from ui.page import Desk


WIDEST = 720
"""px of the two fields."""


class OpeningCard(Card):
    """F12 opens. `opened` after the day was committed."""

    opened = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._busy = False
        self.words = Label(wrap=True)
        self.box.addWidget(self.words)
        self.floats: dict[Drawer, MoneyEdit] = {}
        self.fields: dict[Drawer, Field] = {}
        for drawer in DRAWERS:
            self.floats[drawer] = MoneyEdit()
            self.fields[drawer] = Field("", self.floats[drawer], optional=True)
        self.floats["state"].returnPressed.connect(lambda: self._focus("post"))
        self.floats["post"].returnPressed.connect(self.open_day)
        line = Columns(*self.fields.values(), fold_below=WIDEST - 20)
        line.setMaximumWidth(WIDEST)
        self.box.addWidget(line)
        self.hint = Label(role="hint", wrap=True)
        self.box.addWidget(self.hint)
        self.box.setSpacing(BETWEEN)

    def retranslate(self) -> None:
        for drawer, field in self.fields.items():
            field.set_label(self.tr("{0}: bỏ thêm vào ngăn").format(short_drawer(drawer)), optional=True)
        self.hint.setText(self.tr("Chỉ gõ tiền lẻ mới bỏ thêm để thối. Tiền để lại từ lần khóa trước được mang sang."))

    def show_reading(self, reading: Reading) -> None:
        self.set_heading(self.tr("Ngày {0} chưa mở").format(date_words(reading.today)))
        if reading.last is None:
            words = self.tr("Đây là ngày làm việc đầu tiên của quầy, báo cáo số 1.")
        else:
            words = self.tr("Lần khóa sổ trước: ngày {0}, báo cáo số {1}. Tiền trong hai ngăn được mang sang.").format(
                date_words(reading.last.date), reading.last.number
            )
        self.words.setText(words)

    def begin(self) -> None:
        """The cursor comes here."""
        self._focus("state")

    def _focus(self, drawer: Drawer) -> None:
        self.floats[drawer].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def ready(self) -> bool:
        return not self._busy

    def open_day(self) -> None:
        clerk, day = self.desk.clerk, self.desk.office.day
        if clerk is None or self._busy:
            return
        put_in = {drawer: amount for drawer, edit in self.floats.items() if (amount := edit.amount())}
        for field in self.fields.values():
            field.set_problem("")
        self._busy = True

        def done(_day: object) -> None:
            self._busy = False
            for edit in self.floats.values():
                edit.set_amount(None)
            self.desk.toast(self.tr("Đã mở ngày."))
            self.opened.emit()

        self.desk.run(lambda: day.open(clerk, put_in=put_in), done, self._on_refused, owner=self)

    def _on_refused(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, Rejected):
            self.desk.failed(error)
            return
        for name, problem in error.problems.items():
            drawer: Drawer = "post" if name.endswith("post") else "state"
            self.fields[drawer].set_problem(notices.sentence(problem))
        self.opened.emit()
