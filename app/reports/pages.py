"""A report as pages: a table on landscape A4 through the press."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

from app.domain.report import Form, Report, Row
from app.paper import Press
from app.paper.tables import EMS, Table, TableColumn
from app.reports import said
from app.reports.files import Watch

_EMS: dict[Form, float] = {
    "text": 11.0,
    "code": 9.0,
    "count": 5.6,
    "money": 7.4,
    "share": 5.6,
    "day": 6.4,
    "moment": 6.4,
    "days": 5.0,
    "minutes": 5.0,
}
_RIGHT = frozenset[Form](("count", "money", "share", "days", "minutes"))
_LONGEST = ("formula", "procedure", "label", "name")
"""Which column takes what is left over, the first that there is."""

_LEAST = 9.0
_HIDDEN = frozenset(("numerator_is", "denominator_is"))
"""Columns that repeat on paper what another says."""


class _Lines(Sequence[tuple[str, ...]]):
    """The rows as text, watched each time they are gone through."""

    def __init__(self, lines: list[tuple[str, ...]], watch: Watch) -> None:
        self._lines = lines
        self._watch = watch

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> tuple[str, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> list[tuple[str, ...]]: ...
    def __getitem__(self, place: int | slice) -> tuple[str, ...] | list[tuple[str, ...]]:
        return self._lines[place]

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return self._watch.over(iter(self._lines))


def write(report: Report, rows: Iterator[Row], file: Path, press: Press, watch: Watch) -> None:
    shown = [place for place, column in enumerate(report.columns) if column.key not in _HIDDEN]

    def line(row: Row) -> tuple[str, ...]:
        texts = said.line(row, report.columns)
        return tuple(texts[place] for place in shown)

    table = Table(
        title=report.title,
        line=said.period(report),
        columns=_columns(report, shown),
        rows=_Lines([line(row) for row in rows], watch),
        total=line(report.total) if report.total is not None else (),
        notes=report.notes,
    )
    file.write_bytes(press.table(table, report.made_at))


def _columns(report: Report, shown: list[int]) -> tuple[TableColumn, ...]:
    columns = [report.columns[place] for place in shown]
    keys = [column.key for column in columns]
    longest = next((keys.index(key) for key in _LONGEST if key in keys), 0)
    widths = [0.0 if place == longest else _EMS[column.form] for place, column in enumerate(columns)]
    # Too many columns for the page: all of them give way alike.
    room = EMS - _LEAST
    if sum(widths) > room:
        widths = [width * room / sum(widths) for width in widths]
    return tuple(
        TableColumn(
            head=column.title,
            width=width,
            align="right" if column.form in _RIGHT else "left",
            group=column.group,
        )
        for column, width in zip(columns, widths, strict=True)
    )
