"""A report as CSV (RFC 4180), UTF-8 with its mark, so that Excel reads the letters right.

A text that a spreadsheet would take for a formula gets an apostrophe before it; so does one that begins with
apostrophes and such a sign, so that taking one away always gives the text back (docs/reports.md).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from app.domain.report import Cell, Report, Row
from app.reports.said import plain

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def cell(value: Cell) -> str:
    text = plain(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text


def write(report: Report, rows: Iterable[Row], file: Path) -> None:
    """One head, one line a row; no totals, which a program makes itself."""
    lines(file, [column.title for column in report.columns], (row.cells for row in rows))


def lines(file: Path, head: Iterable[str], rows: Iterable[Iterable[Cell]]) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(list(head))
        out.writerows([cell(value) for value in row] for row in rows)
