"""What a measurement says, on the screen and as JSON: a figure, its physical limit, the ratio, and what was asked."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One measured figure. `limit` is what the machine needs for the same result, measured in the same run.

    `asked` is the most that `measure` may be ("ratio" or "value"); without it nothing was asked of this figure.
    """

    bench: str
    name: str
    value: float
    unit: str
    limit: float | None = None
    limit_is: str = ""
    asked: float | None = None
    measure: str = "ratio"
    samples: int = 1
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return None if self.limit is None or self.limit <= 0 else self.value / self.limit

    @property
    def passed(self) -> bool | None:
        """None where nothing was asked."""
        if self.asked is None:
            return None
        compared = self.ratio if self.measure == "ratio" else self.value
        return compared is not None and compared <= self.asked


class NotHere(Exception):
    """Cannot be measured here and now, and why. Not a failure: the table says so."""


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of `values` do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, min(len(ordered) - 1, -(-int(len(ordered) * share * 1000) // 1000) - 1))]


def median(values: Sequence[float]) -> float:
    return percentile(values, 0.5)


HEAD = ("bench", "figure", "value", "limit", "ratio", "asked", "", "n", "beside")


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines of text."""
    rows = [HEAD, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD) - 1)]
    right = {2, 3, 4, 5, 7}
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=False))
        ]
        lines.append("  ".join([*cells, row[-1]]).rstrip())
    lines.insert(1, "-" * min(140, max(map(len, lines))))
    return "\n".join(lines)


def _row(figure: Figure) -> tuple[str, ...]:
    passed = figure.passed
    asked = ""
    if figure.asked is not None:
        asked = f"≤ {_plain(figure.asked)}×" if figure.measure == "ratio" else f"≤ {_plain(figure.asked)} {figure.unit}"
    return (
        figure.bench,
        figure.name,
        f"{_plain(figure.value)} {figure.unit}".strip(),
        "" if figure.limit is None else f"{_plain(figure.limit)} {figure.unit}",
        "" if figure.ratio is None else f"{figure.ratio:.2f}×",
        asked,
        {None: "", True: "ok", False: "MISS"}[passed],
        str(figure.samples),
        "; ".join(part for part in (figure.limit_is, figure.note) if part),
    )


def _plain(value: float) -> str:
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}".replace(",", " ")
    size = abs(value)
    return f"{value:.{0 if size >= 1000 else 1 if size >= 100 else 2 if size >= 1 else 3}f}"


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """Where the figures come from: they mean nothing without it."""

    system: str
    cpus: int
    python: str
    sqlite: str
    load: float
    at: str


def machine() -> Machine:
    return Machine(
        system=platform.platform(),
        cpus=os.cpu_count() or 0,
        python=sys.version.split()[0],
        sqlite=sqlite3.sqlite_version,
        load=round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else -1.0,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def write_json(file: Path, before: Machine, figures: Sequence[Figure], skipped: dict[str, str]) -> None:
    """Everything of one run as one document."""
    listed = [{**msgspec.to_builtins(figure), "ratio": figure.ratio, "passed": figure.passed} for figure in figures]
    document = {"machine": before, "figures": listed, "skipped": skipped}
    file.write_bytes(msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n")
