"""What a report is asked for: which, of what days, by what, and narrowed to what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import cast

import msgspec
from PySide6.QtCore import QEvent, QPoint, QSettings, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.report import GROUPS, Choice, Choices, Group, Scope
from ui.report.periods import PERIODS, Period, span
from ui.theme import CONTROL, INSIDE
from ui.widgets import Chip, DateEdit, Flow, Label
from ui.widgets.fields import Choice as ChoiceBox

NARROWED = ("field", "procedure", "commune", "clerk", "agency")
MOST_LETTERS = 28
"""Of a value on a chip; its tooltip has all of it."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One report, as it is asked for. `by`: None where its rows are not grouped."""

    name: str
    scope: Scope
    by: Group | None


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What one report can be asked: how it can be grouped ((): not at all) and usually is, whether it has a period."""

    groups: tuple[Group, ...] = ()
    usual: Group | None = None
    period: bool = True


class Chooser(QWidget):
    """Chips for the report, then its period, its grouping and what it is narrowed to. Remembers all but the last: a
    filter of yesterday would give wrong figures today, and a clerk's name is nobody's window's."""

    asked = Signal()
    """Something else is wanted."""

    def __init__(self, settings: QSettings, today: Callable[[], date], offers: Mapping[str, Offer]) -> None:
        super().__init__()
        self._settings, self._today, self._offers = settings, today, dict(offers)
        self._narrowed: dict[str, Choice] = {}
        self._choices = Choices()
        self._group = QButtonGroup(self)
        self.chips = {name: Chip() for name in offers}
        names = QWidget()
        flow = Flow(names)
        for chip in self.chips.values():
            self._group.addButton(chip)
            flow.addWidget(chip)
        kept = str(settings.value("report/name", ""))
        self.chips[kept if kept in self.chips else next(iter(self.chips))].setChecked(True)
        self._group.buttonClicked.connect(lambda _chip: self.choose(self.name))
        self.period = ChoiceBox()
        self.by = ChoiceBox()
        self.since, self.until = DateEdit(), DateEdit()
        for edit in (self.since, self.until):
            edit.setFixedWidth(124)
            edit.editingFinished.connect(self._on_days)
        self.period.activated.connect(lambda _at: self._on_period())
        self.by.activated.connect(lambda _at: self._on_by())
        options = QWidget()
        row = Flow(options)
        for part in (self.period, self.since, self.until, self.by):
            row.addWidget(part)
        self.filters = {key: Chip() for key in NARROWED}
        self._places = {key: _centred(chip) for key, chip in self.filters.items()}
        for key, chip in self.filters.items():
            chip.clicked.connect(lambda _on, which=key: self._on_filter(which))
            row.addWidget(self._places[key])
        self.menu = QMenu(self)
        self.problem = Label(role="problem", wrap=True)
        self.problem.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(INSIDE)
        box.addWidget(names)
        box.addWidget(options)
        box.addWidget(self.problem)

    # --- what is asked

    @property
    def name(self) -> str:
        return next(name for name, chip in self.chips.items() if chip.isChecked())

    def question(self) -> Question | None:
        """None while the days that were typed are none."""
        days = self._days()
        if days is None:
            return None
        narrowed = {key: choice.key for key, choice in self._narrowed.items()}
        offer = self._offers[self.name]
        by = cast("Group | None", self.by.value()) if offer.groups else None
        return Question(name=self.name, scope=Scope(since=days[0], until=days[1], **narrowed), by=by)

    def _days(self) -> tuple[date, date] | None:
        period = cast("Period", self.period.value() or "month")
        if period != "days":
            return span(period, self._today())
        since, until = self.since.day(), self.until.day()
        return None if since is None or until is None or since > until else (since, until)

    # --- choosing

    def choose(self, name: str) -> None:
        """Brings another report to the front."""
        self.chips[name].setChecked(True)
        self._settings.setValue("report/name", name)
        self._offer_groups()
        self._fit()
        self.asked.emit()

    def choose_number(self, number: int) -> bool:
        """The report under a figure key, from 1; False when there is none."""
        names = list(self.chips)
        if not 1 <= number <= len(names):
            return False
        self.chips[names[number - 1]].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.choose(names[number - 1])
        return True

    def choose_period(self, period: Period) -> None:
        self.period.choose(period)
        self._on_period()

    def choose_group(self, by: Group) -> None:
        self.by.choose(by)
        self._on_by()

    def narrow(self, key: str, choice: Choice | None) -> None:
        """Only what has this value; None: whatever it has."""
        if choice is None:
            self._narrowed.pop(key, None)
        else:
            self._narrowed[key] = choice
        self._name_filters()
        self.asked.emit()

    def narrowed(self) -> bool:
        return bool(self._narrowed)

    def take_choices(self, choices: Choices) -> None:
        """What the dossiers that are there can be narrowed by."""
        self._choices = choices
        self._fit()

    def _on_period(self) -> None:
        period = cast("Period", self.period.value())
        self._settings.setValue("report/period", period)
        if period == "days" and self._days() is None:
            since, until = span("days", self._today())
            self.since.set_day(since)
            self.until.set_day(until)
        self._fit()
        if period == "days":
            self.since.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def _on_days(self) -> None:
        for key, edit in (("since", self.since), ("until", self.until)):
            if (day := edit.day()) is not None:
                self._settings.setValue(f"report/{key}", f"{day:%d/%m/%Y}")
        self._ask()

    def _on_by(self) -> None:
        self._settings.setValue(f"report/by/{self.name}", self.by.value())
        self.asked.emit()

    def _ask(self) -> None:
        wrong = self._days() is None
        self.problem.setText(
            self.tr("Ngày đầu phải có thật và không sau ngày cuối. Hãy gõ như 01/11/2026.") if wrong else ""
        )
        self.problem.setVisible(wrong)
        self.asked.emit()

    def _on_filter(self, key: str) -> None:
        """A list of what there is; the first line takes the filter away."""
        chip = self.filters[key]
        chip.setChecked(key in self._narrowed)
        self.menu.clear()
        everything = self.menu.addAction(self.tr("Tất cả"))
        everything.triggered.connect(lambda _on: self.narrow(key, None))
        self.menu.addSeparator()
        for choice in self._offered(key):
            # "&" would make a mnemonic of the letter after it.
            action = self.menu.addAction(choice.label.replace("&", "&&"))
            action.triggered.connect(partial(self.narrow, key, choice))
            if self._narrowed.get(key) == choice:
                action.setCheckable(True)
                action.setChecked(True)
        self.menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _offered(self, key: str) -> Sequence[Choice]:
        choices = self._choices
        return {
            "field": choices.field,
            "procedure": choices.procedure,
            "commune": choices.commune,
            "clerk": choices.clerk,
            "agency": choices.agency,
        }[key]

    # --- words

    def retranslate(self) -> None:
        periods: dict[Period, str] = {
            "today": self.tr("Hôm nay"),
            "week": self.tr("Tuần này"),
            "month": self.tr("Tháng này"),
            "last_month": self.tr("Tháng trước"),
            "quarter": self.tr("Quý này"),
            "year": self.tr("Năm nay"),
            "days": self.tr("Từ ngày – đến ngày"),
        }
        first = self.period.value() is None
        self.period.offer([(period, periods[period]) for period in PERIODS])
        if first:
            self._remember_days()
        self.period.setAccessibleName(self.tr("Thời gian của báo cáo"))
        self.since.setAccessibleName(self.tr("Từ ngày"))
        self.until.setAccessibleName(self.tr("Đến ngày"))
        self.by.setAccessibleName(self.tr("Xếp theo"))
        self._offer_groups()
        self._name_filters()
        self._fit()

    def _remember_days(self) -> None:
        self.period.choose(str(self._settings.value("report/period", "month")))
        for key, edit in (("since", self.since), ("until", self.until)):
            edit.setText(str(self._settings.value(f"report/{key}", "")))

    def _offer_groups(self) -> None:
        words: dict[Group, str] = {
            "day": self.tr("Theo ngày"),
            "month": self.tr("Theo tháng"),
            "field": self.tr("Theo lĩnh vực"),
            "procedure": self.tr("Theo thủ tục"),
            "commune": self.tr("Theo xã"),
            "clerk": self.tr("Theo giao dịch viên"),
            "agency": self.tr("Theo cơ quan"),
        }
        offer = self._offers[self.name]
        self.by.offer([(by, words[by]) for by in GROUPS if by in offer.groups])
        self.by.choose(str(self._settings.value(f"report/by/{self.name}", offer.usual or "")))

    def _name_filters(self) -> None:
        names = {
            "field": self.tr("Lĩnh vực"),
            "procedure": self.tr("Thủ tục"),
            "commune": self.tr("Xã"),
            "clerk": self.tr("Giao dịch viên"),
            "agency": self.tr("Cơ quan"),
        }
        for key, chip in self.filters.items():
            chosen = self._narrowed.get(key)
            label = chosen.label if chosen is not None else self.tr("tất cả")
            short = label if len(label) <= MOST_LETTERS else f"{label[: MOST_LETTERS - 1].rstrip()}…"
            chip.setText(f"{names[key]} ▾" if chosen is None else f"{names[key]}: {short} ▾")
            chip.setToolTip(f"{names[key]}: {label}")
            chip.setAccessibleName(f"{names[key]}: {label}")
            chip.setChecked(chosen is not None)

    def _fit(self) -> None:
        """Only what this report can be asked."""
        offer = self._offers[self.name]
        self.period.setVisible(offer.period)
        days = offer.period and self.period.value() == "days"
        self.since.setVisible(days)
        self.until.setVisible(days)
        self.by.setVisible(bool(offer.groups))
        for key, place in self._places.items():
            place.setVisible(key in self._narrowed or len(self._offered(key)) > 1)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _centred(chip: Chip) -> QWidget:
    """A chip in the middle of a line of fields."""
    place = QWidget()
    place.setFixedHeight(CONTROL)
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(chip)
    return place
