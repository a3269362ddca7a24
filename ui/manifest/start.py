"""A new list: which way, and with whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.domain.manifest import WITH_AGENCY, Direction
from ui.manifest.words import GLYPHS, way_words
from ui.widgets import Card, Chip, Choice, Field, Flow, Label, Line

if TYPE_CHECKING:
    from app.errors import Problem


class Ways(QWidget):
    """The five ways as chips; the arrow keys go from one to the next, as the digits 1–5 do."""

    def __init__(self) -> None:
        super().__init__()
        flow = Flow(self)
        self.chips: dict[Direction, Chip] = {}
        self.group = QButtonGroup(self)
        for direction in Direction:
            chip = Chip(glyph=GLYPHS[direction])
            self.chips[direction] = chip
            self.group.addButton(chip)
            flow.addWidget(chip)
        self.chips[Direction.TO_AGENCY].setChecked(True)

    @property
    def chosen(self) -> Direction:
        return next(direction for direction, chip in self.chips.items() if chip.isChecked())

    def choose(self, direction: Direction) -> None:
        self.chips[direction].click()
        self.chips[direction].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self.chips):
            self.choose(list(self.chips)[place])
        else:
            super().keyPressEvent(event)


class StartCard(Card):
    """The fields of a new list."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ways = Ways()
        self.agency = Choice()
        self.route = Line()
        self._agency = Field("", self.agency)
        self._route = Field("", self.route, optional=True)
        self._hint = Label(role="hint", wrap=True)
        for part in (self.ways, self._hint, self._agency, self._route):
            self.box.addWidget(part)
        self.box.addStretch(1)
        self.ways.group.buttonClicked.connect(lambda _chip: self._draw())

    def offer(self, agencies: Sequence[str]) -> None:
        """The agencies there are."""
        self.agency.offer([(name, name) for name in agencies])

    def asked(self) -> tuple[Direction, str, str]:
        """(which way, the agency, the route)."""
        way = self.ways.chosen
        return way, str(self.agency.value() or "") if way in WITH_AGENCY else "", self.route.value()

    def show_problems(self, problems: dict[str, Problem]) -> None:
        from ui import notices

        for key, field in (("agency", self._agency), ("route", self._route)):
            problem = problems.get(key)
            field.set_problem("" if problem is None else notices.sentence(problem))

    def retranslate(self) -> None:
        self.set_heading(self.tr("Lập bảng kê mới"))
        for number, (direction, chip) in enumerate(self.ways.chips.items(), 1):
            chip.setText(f"{number} {way_words(direction)}")
        self._agency.set_label(self.tr("Cơ quan"))
        self._route.set_label(self.tr("Tuyến đi, các bản"))
        self._draw()

    def _draw(self) -> None:
        way = self.ways.chosen
        self._agency.setVisible(way in WITH_AGENCY)
        self._route.setVisible(way not in WITH_AGENCY)
        self._hint.setText(
            {
                Direction.TO_AGENCY: self.tr("Quét từng bì hồ sơ, niêm phong túi, mang đến cơ quan, hai bên ký."),
                Direction.FROM_AGENCY: self.tr(
                    "Quét từng kết quả, và giấy tờ cơ quan trả lại, trước khi ký nhận với cơ quan."
                ),
                Direction.COLLECTION: self.tr("Ghi từng nhà bưu tá sẽ đến lấy hồ sơ; mã hồ sơ ghi sau khi mang về."),
                Direction.DELIVERY: self.tr("Quét từng kết quả giao bưu tá phát; kết quả từng nhà ghi khi bưu tá về."),
                Direction.RETURN: self.tr("Kết quả đã phát hai lần không được thì trả lại cơ quan, không bao giờ hủy."),
            }[way]
        )
        self.changed.emit()
