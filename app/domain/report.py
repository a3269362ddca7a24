"""What a report is, whoever reads it: window, workbook, page or command line.

A report is typed columns and rows of plain values; how a value looks is the reader's business. Every figure that
counts dossiers can say which they are (`Drill`).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

Cell = str | int | float | date | datetime | None
"""A value as it is: counts and đồng are whole numbers, shares lie between 0 and 1, times are aware; None: nothing to
say (a share of nothing)."""

Form = Literal["text", "code", "count", "money", "share", "day", "moment", "days", "minutes"]
"""How a column's values are meant: `days` and `minutes` are lengths of time, which may have a fraction."""

GROUPS = ("day", "month", "field", "procedure", "commune", "clerk", "agency")
Group = Literal["day", "month", "field", "procedure", "commune", "clerk", "agency"]


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """Which dossiers: those of a period (days of Việt Nam, both ends within), narrowed. "" narrows nothing.

    `ledger`: of collected counters, one of them ("H35.99.07-1").
    """

    since: date
    until: date
    field: str = ""
    procedure: str = ""
    commune: str = ""
    clerk: str = ""
    agency: str = ""
    ledger: str = ""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """`key` is stable (files and scripts use it), `title` Vietnamese; `meaning` says exactly what is counted."""

    key: str
    title: str
    form: Form
    meaning: str = ""
    group: str = ""
    """A heading over several columns."""


class Drill(msgspec.Struct, frozen=True, kw_only=True):
    """The dossiers behind a figure: a rule by its key, in a scope; and what a row adds to that ("" nothing)."""

    rule: str
    scope: Scope


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line. `cells` in the order of the columns; `drills` by the key of the column."""

    cells: tuple[Cell, ...]
    drills: dict[str, Drill] = msgspec.field(default_factory=dict)


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """What of a report is drawn: the column of labels, the columns of figures, and how they stand beside each other."""

    label: str
    figures: tuple[str, ...]
    shape: Literal["bars", "stacked", "line"] = "bars"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One report, whole. `name` is the contract's; `total` the last line, None where sums mean nothing."""

    name: str
    title: str
    scope: Scope
    made_at: datetime
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    chart: Series | None = None
    notes: tuple[str, ...] = ()
