"""A report as a workbook: real dates and numbers, codes and telephones as text, nothing that can become a formula.

Rows are written one by one and forgotten: memory does not grow with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

from app.domain.events import VIETNAM
from app.domain.report import Cell, Column, Form, Report, Row, form_of
from app.reports import said

_NUMBERS: dict[Form, str] = {
    "text": "@",
    "code": "@",
    "count": "#,##0",
    "money": "#,##0",
    "share": "0.0%",
    "day": "dd/mm/yyyy",
    "moment": "dd/mm/yyyy hh:mm",
    "days": "0.0",
    "minutes": "0.0",
}
_WIDTHS: dict[Form, float] = {
    "text": 28,
    "code": 24,
    "count": 11,
    "money": 14,
    "share": 10,
    "day": 12,
    "moment": 17,
    "days": 11,
    "minutes": 11,
}
_FIRST = 4
"""The row of the columns' heads' groups; title, unit and period stand over it."""

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "dd/mm/yyyy hh:mm",
}


def write(report: Report, rows: Iterable[Row], file: Path) -> None:
    """The report on one sheet, what its columns mean on the other. Its working files lie beside `file`."""
    book = xlsxwriter.Workbook(str(file), {**_OPTIONS, "tmpdir": str(file.parent)})
    try:
        # Not the hour of the machine: the same report is the same file.
        book.set_properties({"title": report.title, "author": report.unit, "created": _naive(report.made_at)})
        _fill(book, report, rows)
        _explain(book, report)
    except BaseException:
        # Closing is what removes the working files; what it writes is thrown away with their folder.
        book.close()
        raise
    book.close()


def _fill(book: Any, report: Report, rows: Iterable[Row]) -> None:
    sheet = book.add_worksheet("Báo cáo")
    columns = report.columns
    strong = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1, "bg_color": "#E8EEF5"}
    )
    formats = {form: book.add_format({"num_format": text, "valign": "top"}) for form, text in _NUMBERS.items()}
    sums = {form: book.add_format({"num_format": text, "bold": True, "top": 1}) for form, text in _NUMBERS.items()}
    for place, column in enumerate(columns):
        sheet.set_column(
            place, place, max(_WIDTHS[column.form], min(40, len(column.title) * 0.6)), formats[column.form]
        )
    sheet.write_string(0, 0, report.title, strong)
    sheet.write_string(1, 0, report.unit)
    sheet.write_string(2, 0, f"{said.period(report)} · {said.moment(report)}")
    across = book.add_format({"bold": True, "center_across": True, "border": 1, "bg_color": "#E8EEF5"})
    for name, span in groupby(range(len(columns)), lambda place: columns[place].group):
        first, *rest = span
        sheet.write_string(_FIRST, first, name, across if name else head)
        for place in rest:
            sheet.write_blank(_FIRST, place, None, across if name else head)
    for place, column in enumerate(columns):
        sheet.write_string(_FIRST + 1, place, column.title, head)
    sheet.freeze_panes(_FIRST + 2, 1 if len(columns) > 6 else 0)
    at = _FIRST + 2
    for row in rows:
        _line(sheet, at, row, columns, formats)
        at += 1
    if at > _FIRST + 2:
        sheet.autofilter(_FIRST + 1, 0, at - 1, len(columns) - 1)
    if report.total is not None:
        _line(sheet, at, report.total, columns, sums)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.repeat_rows(_FIRST, _FIRST + 1)
    sheet.fit_to_pages(1, 0)


def _line(sheet: Any, at: int, row: Row, columns: tuple[Column, ...], formats: dict[Form, Any]) -> None:
    for place, (value, column) in enumerate(zip(row.cells, columns, strict=True)):
        _cell(sheet, at, place, value, formats[form_of(row, column)])


def _cell(sheet: Any, at: int, place: int, value: Cell, form: Any) -> None:
    if value is None:
        sheet.write_blank(at, place, None, form)
    elif isinstance(value, datetime):
        sheet.write_datetime(at, place, _naive(value), form)
    elif isinstance(value, date):
        sheet.write_datetime(at, place, datetime(value.year, value.month, value.day), form)  # noqa: DTZ001
    elif isinstance(value, str):
        # Never `write`: it would guess what a text is.
        sheet.write_string(at, place, value, form)
    else:
        sheet.write_number(at, place, value, form)


def _naive(at: datetime) -> datetime:
    """A workbook knows no time zones: the hour of Việt Nam."""
    return at.astimezone(VIETNAM).replace(tzinfo=None)


def _explain(book: Any, report: Report) -> None:
    sheet = book.add_worksheet("Giải thích")
    bold = book.add_format({"bold": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 100)
    at = 0
    for column in report.columns:
        if column.meaning:
            name = f"{column.group}: {column.title}" if column.group else column.title
            sheet.write_string(at, 0, name, bold)
            sheet.write_string(at, 1, column.meaning, wrap)
            at += 1
    for note in report.notes:
        sheet.write_string(at, 0, "Ghi chú", bold)
        sheet.write_string(at, 1, note, wrap)
        at += 1
