"""How a report's values are said: figures with a comma, money with đ, days as they are written here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

import msgspec
from PySide6.QtCore import QCoreApplication

from app.domain.events import VIETNAM
from app.domain.report import Cell, Column, Form, Report, Row
from app.reports.words import FILLED, OWN_CELLS
from ui.widgets.fields import dong

translate = QCoreApplication.translate

NOTHING = "—"
FIGURES = frozenset({"count", "money", "share", "days", "minutes"})
"""Forms that are read in a column from the right."""


_FILLED: Mapping[str, re.Pattern[str]] = {
    pattern: re.compile(re.sub(r"\\\{\d\\\}", "(.+?)", re.escape(pattern))) for pattern in FILLED
}
"""How each sentence with figures in it is known again."""


def in_words(report: Report) -> Report:
    """The same report as the window says it. What the report says of itself is in the window's language; names of
    procedures, people and places are as they are."""
    own = [at for at, column in enumerate(report.columns) if column.key in OWN_CELLS]

    def line(row: Row) -> Row:
        cells = list(row.cells)
        for at in own:
            cell = cells[at]
            if isinstance(cell, str):
                cells[at] = _say(cell)
        return msgspec.structs.replace(row, cells=tuple(cells), note=_say(row.note))

    return msgspec.structs.replace(
        report,
        title=_say(report.title),
        columns=tuple(_column(column) for column in report.columns),
        rows=tuple(line(row) for row in report.rows),
        total=None if report.total is None else line(report.total),
        notes=tuple(_say(note) for note in report.notes),
    )


def _column(column: Column) -> Column:
    title, meaning, group = (_say(text) for text in (column.title, column.meaning, column.group))
    return msgspec.structs.replace(column, title=title, meaning=meaning, group=group)


def _say(text: str) -> str:
    said = translate("reports", text) if text else ""
    if said != text:
        return said
    for pattern, known in _FILLED.items():
        if (filled := known.fullmatch(text)) is not None:
            return translate("reports", pattern).format(*filled.groups())
    return text


def figure(value: int | float, places: int = 0) -> str:
    """A number as it is written here: "12.345,6"."""
    text = f"{abs(value):,.{places}f}".translate(str.maketrans(",.", ".,"))
    return f"−{text}" if value < 0 and any(sign in "123456789" for sign in text) else text


def cell_words(value: Cell, form: Form) -> str:
    """One value of a report; "—" where there is nothing to say."""
    if value is None:
        return NOTHING
    if isinstance(value, datetime):
        return f"{value.astimezone(VIETNAM):%d/%m/%Y %H:%M}" if form != "day" else _day(value.astimezone(VIETNAM))
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, str):
        return value
    match form:
        case "money":
            return dong(int(value)).replace("-", "−")
        case "share":
            return f"{figure(100 * value, 1).removesuffix(',0')} %"
        case "days":
            return translate("report", "{0} ngày").format(figure(value, 1).removesuffix(",0"))
        case "minutes":
            return translate("report", "{0} phút").format(figure(value, 1).removesuffix(",0"))
        case _:
            return figure(value, 0 if isinstance(value, int) else 1)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def tip(value: Cell, form: Form, meaning: str, note: str = "") -> str:
    """What is counted, exactly; and of a figure that cannot be had, why."""
    why = ""
    if value is None and form in FIGURES:
        why = {
            "share": translate("report", "Chưa có tỷ lệ: trong kỳ không có hồ sơ nào để chia."),
            "days": translate("report", "Chưa tính được: trong kỳ chưa có hồ sơ nào đi hết chặng này."),
            "minutes": translate("report", "Chưa tính được: trong kỳ chưa có lần nào đo được."),
        }.get(form, translate("report", "Không có gì để ghi ở ô này."))
    return "\n".join(line for line in (why, note, meaning) if line)


def made_words(report: Report) -> str:
    """When it was made."""
    return translate("report", "Số liệu lúc {0}").format(f"{report.made_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}")


def span_words(report: Report) -> str:
    """The days a report is about."""
    if report.name == "worklist":
        return translate("report", "lúc này")
    since, until = report.scope.since, report.scope.until
    if since == until:
        return translate("report", "ngày {0}").format(_day(since))
    return translate("report", "{0} – {1}").format(_day(since), _day(until))
