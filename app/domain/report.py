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

Group = Literal["day", "month", "field", "procedure", "commune", "clerk", "agency"]
GROUPS: tuple[Group, ...] = ("day", "month", "field", "procedure", "commune", "clerk", "agency")


NONE = "-"
"""In a scope: the dossiers that have no value there (a citizen without a commune)."""


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """Which dossiers: those of a period (days of Việt Nam, both ends within), narrowed. "" narrows nothing, `NONE` to
    those that have no such value.

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
    """The dossiers behind a figure: a rule by its key (`app.store.rules.RULES`), in a scope."""

    rule: str
    scope: Scope


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line. `cells` in the order of the columns; `drills` by the key of the column; `note` of the line itself (why
    it has no figure, how one is meant). `forms`: of the columns whose values are meant otherwise in this row."""

    cells: tuple[Cell, ...]
    drills: dict[str, Drill] = msgspec.field(default_factory=dict)
    note: str = ""
    forms: dict[str, Form] = msgspec.field(default_factory=dict)


def form_of(row: Row, column: Column) -> Form:
    """How the value of this row in this column is meant."""
    return row.forms.get(column.key, column.form)


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """What of a report is drawn: the column of labels, the columns of figures, and how they stand beside each other."""

    label: str
    figures: tuple[str, ...]
    shape: Literal["bars", "stacked", "line"] = "bars"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One report. `name` is the contract's; `by` how its rows are grouped, "" where they are not; `total` the last
    line, None where sums mean nothing. `left`: how many rows there are beyond `rows`, which a page does not hold."""

    name: str
    title: str
    scope: Scope
    by: Group | Literal[""] = ""
    made_at: datetime
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    chart: Series | None = None
    notes: tuple[str, ...] = ()
    left: int = 0


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One value a scope can be narrowed to, and its name."""

    key: str
    label: str


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What the dossiers that are there can be narrowed by, each in the order of the labels."""

    field: tuple[Choice, ...] = ()
    procedure: tuple[Choice, ...] = ()
    commune: tuple[Choice, ...] = ()
    clerk: tuple[Choice, ...] = ()
    agency: tuple[Choice, ...] = ()
