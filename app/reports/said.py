"""A report's values as text: for people (pages, the screen of a terminal) and for programs (CSV)."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.events import VIETNAM
from app.domain.money import show
from app.domain.report import Cell, Column, Form, Report, Row, form_of


def said(value: Cell, form: Form) -> str:
    """As Vietnamese papers write it: 1.234, 8.000, 95,3 %, 23/11/2026, 2,5."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str):
        return value
    if form == "share":
        return f"{_decimal(value * 100, 1)} %"
    if form in ("days", "minutes"):
        return _decimal(value, 1)
    return show(int(value)).removesuffix(" đ")


def _decimal(value: float, places: int) -> str:
    return f"{value:,.{places}f}".translate({ord(","): ".", ord("."): ","})


def plain(value: Cell) -> str:
    """As programs read it: ISO dates in Việt Nam's time, a point before decimals, nothing between thousands."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone(VIETNAM):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


_UNITS: dict[Form, str] = {"money": " đ", "days": " ngày", "minutes": " phút"}


def line(row: Row, columns: tuple[Column, ...]) -> tuple[str, ...]:
    """A row as people read it; where its values are meant otherwise than the column's head says, with their unit."""

    def text(cell: Cell, column: Column) -> str:
        shown = said(cell, form_of(row, column))
        return shown + _UNITS.get(row.forms.get(column.key, "text"), "") if shown else ""

    return tuple(text(cell, column) for cell, column in zip(row.cells, columns, strict=True))


def period(report: Report) -> str:
    scope = report.scope
    if scope.since == scope.until:
        return f"Ngày {scope.since:%d/%m/%Y}"
    return f"Từ ngày {scope.since:%d/%m/%Y} đến ngày {scope.until:%d/%m/%Y}"


def moment(report: Report) -> str:
    return f"Lập lúc {report.made_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
