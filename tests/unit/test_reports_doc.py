"""docs/reports.md says of each column and indicator what the program says, to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli import REPORT_GROUPS, REPORTS
from app.domain.kpi import KPIS
from app.domain.report import GROUPS, Column
from app.reports import GROUPED, NAMES, TITLES, USUAL, closes, counted, listed, moneys, open_data

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reports.md").read_text(encoding="utf-8")

COLUMNS: dict[str, tuple[Column, ...]] = {
    "volumes": counted.VOLUMES,
    "ontime": counted.ONTIME,
    "ii06a": counted.II06A,
    "postal": counted.POSTAL_COLUMNS,
    "fees": (*moneys.COLUMNS, *moneys.GAP),
    "register": listed.REGISTER,
    "worklist": listed.WORKLIST,
    "z": closes.COLUMNS,
    "open-data": open_data.COLUMNS,
}


@pytest.mark.parametrize("name", COLUMNS)
def test_every_column_is_explained(name: str) -> None:
    for column in COLUMNS[name]:
        title = f"{column.group}: {column.title}" if column.group else column.title
        assert f"| {title} | `{column.key}` | {column.form} | {column.meaning} |" in PAGE


def test_every_indicator_is_explained() -> None:
    for kpi in KPIS:
        assert f"| {kpi.name} | `{kpi.key}` | {kpi.formula} | {kpi.source} |" in PAGE


def test_the_commands_know_the_same_names() -> None:
    assert REPORTS == NAMES
    assert REPORT_GROUPS == GROUPS
    assert set(TITLES) == set(NAMES)
    assert set(USUAL) == set(GROUPED) and all(USUAL[name] in GROUPED[name] for name in GROUPED)


def test_counts_say_what_they_count() -> None:
    for columns in COLUMNS.values():
        keys = [column.key for column in columns]
        assert len(set(keys)) == len(keys)
    for name in ("volumes", "ontime", "ii06a", "postal", "fees", "open-data"):
        assert all(column.meaning.endswith(".") for column in COLUMNS[name])
