"""Every word that reports say of themselves, gathered for whoever says them in another language.

The words are constants where they are used; names of procedures, people and places are no words of the reports.
"""

from __future__ import annotations

from collections.abc import Iterator

from app import reports
from app.domain import kpi
from app.domain.report import GROUPS, Column
from app.reports import counted, grouping, indicators, listed, moneys, open_data

FILLED = (*kpi.FILLED, reports.LIMITS, reports.VOIDED, open_data.LEFT_OUT)
"""Sentences with figures in them; {0} and {1} stand for the figures."""

OWN_CELLS = frozenset(
    (
        *("label", "kind", "delivery", "handed_how", "note", "state", "in_time"),
        *("field", "procedure", "procedure_name", "commune", "commune_name"),
        *("name", "numerator_is", "denominator_is", "formula", "source"),
    )
)
"""Columns in which words of the reports stand, for themselves or among names; other columns have none."""

_COLUMNS = (
    *(column for by in GROUPS for column in grouping.head(by)),
    *(*counted.VOLUMES, *counted.ONTIME, *counted.II06A, *counted.POSTAL_COLUMNS),
    *(*indicators.COLUMNS, *moneys.COLUMNS, *moneys.GAP, *listed.REGISTER, *listed.WORKLIST),
)


def words() -> tuple[str, ...]:
    """Each once, in the order in which they are met."""
    return tuple(dict.fromkeys(filter(None, _words())))


def _words() -> Iterator[str]:
    # The end of the day has a page of its own.
    yield from (reports.TITLES[name] for name in reports.NAMES if name != "z")
    yield from _of(*_COLUMNS)
    # Titles of open data are names of a file's columns.
    yield from (column.meaning for column in open_data.COLUMNS)
    for one in kpi.KPIS:
        yield from (one.name, one.formula, one.numerator, one.denominator, one.source)
    yield from (*kpi.NOTES, *FILLED)
    yield from (*counted.NOTES, counted.NOT_ADDED, *moneys.NOTES, reports.OF_NOW, open_data.SHARED)
    yield from (grouping.NAMELESS, grouping.TOTAL)
    yield from (listed.AT_COUNTER, listed.BY_POST, listed.VOID, listed.RETURNED, *listed.ENDS.values())
    yield from (kind for _, kind in listed.LISTS)
    yield from (open_data.OTHER, open_data.AT_COUNTER, open_data.BY_POST)
    yield from (open_data.DONE, open_data.OPEN, open_data.YES, open_data.NO)


def _of(*columns: Column) -> Iterator[str]:
    for column in columns:
        yield from (column.group, column.title, column.meaning)
