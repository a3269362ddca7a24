"""What a chart says, before any of it is drawn: its labels, its figures, and which row stands behind each mark."""

from __future__ import annotations

import math
from datetime import date
from typing import Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

from app.domain.report import Column, Drill, Report
from ui.report.words import cell_words
from ui.theme import Tone

translate = QCoreApplication.translate

MOST_NAMES, MOST_PAIRS = 8, 6
"""Names (procedures, communes…) that can be told apart at a glance, fewer where each has several bars; of more, the
greatest are drawn."""


LEAST_LINE = 3
TONES: tuple[Tone, ...] = ("accent", "ok", "plain", "warn")


class Strand(NamedTuple):
    """One figure, over all labels. A value that cannot be had is None."""

    name: str
    column: Column
    values: tuple[float | None, ...]
    drills: tuple[Drill | None, ...]
    tone: Tone


class Picture(NamedTuple):
    """`over_time`: the labels are days or months in order; else names, each on a line of its own."""

    title: str
    labels: tuple[str, ...]
    short: tuple[str, ...]
    strands: tuple[Strand, ...]
    shape: Literal["bars", "stacked", "line"]
    over_time: bool
    left_out: int
    """Rows that have no room in the picture; the table has them."""

    @property
    def top(self) -> float:
        """The greatest value, of whole bars where they are stacked; never 0."""
        if self.shape == "stacked":
            sums = [sum(strand.values[at] or 0 for strand in self.strands) for at in range(len(self.labels))]
            return max([*sums, 0]) or 1
        return max([value for strand in self.strands for value in strand.values if value is not None] + [0]) or 1

    def words(self, at: int, number: int) -> str:
        """One mark as a sentence: "03/11/2026 · Đã nhận: 12"."""
        strand = self.strands[number]
        value = strand.values[at]
        column = strand.column
        whole = int(value) if value is not None and column.form in ("count", "money") else value
        return f"{self.labels[at]} · {strand.name}: {cell_words(whole, column.form)}"

    def spoken(self) -> str:
        """All figures, for whoever hears the picture."""
        kinds = {
            "bars": translate("report", "Biểu đồ cột."),
            "stacked": translate("report", "Biểu đồ cột chồng."),
            "line": translate("report", "Biểu đồ đường."),
        }
        lines = [
            "; ".join(self.words(at, number) for number in range(len(self.strands))) for at in range(len(self.labels))
        ]
        return " ".join([kinds[self.shape], *(f"{line}." for line in lines)])


def ticks(top: float, *, share: bool, whole: bool) -> tuple[float, ...]:
    """Round figures from 0 to at least `top`, three to six of them."""
    if share:
        return (0, 0.25, 0.5, 0.75, 1) if top <= 1 else (0, 0.5, 1, 1.5, 2)
    rough = top / 4
    power = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    step = next(power * one for one in (1, 2, 2.5, 5, 10) if power * one >= rough)
    if whole:
        step = max(1.0, math.ceil(step) if step < 10 else step)
    return tuple(step * at for at in range(math.ceil(top / step - 1e-9) + 1))


def _tone(column: Column, at: int) -> Tone:
    """What is late is drawn in the colour of warnings; the words beside it say so too."""
    if any(word in column.key for word in ("late", "overdue", "failed", "gap")):
        return "danger"
    if "early" in column.key:
        return "ok"
    if "on_time" in column.key:
        return "accent"
    if "open" in column.key:
        return "plain"
    return TONES[at % len(TONES)]


def picture(report: Report) -> Picture | None:
    """The picture of a report; None of one that has none, or nothing to draw."""
    series = report.chart
    if series is None or not report.rows:
        return None
    places = {column.key: at for at, column in enumerate(report.columns)}
    label = report.columns[places[series.label]]
    at_label = places[series.label]
    over_time = report.by in ("day", "month") or all(isinstance(row.cells[at_label], date) for row in report.rows)
    rows = list(report.rows)
    left_out = 0
    most = MOST_PAIRS if series.shape == "bars" and len(series.figures) > 1 else MOST_NAMES
    if not over_time and len(rows) > most:
        first = [places[key] for key in series.figures]
        greatest = sorted(rows, key=lambda row: -sum(_number(row.cells[at]) or 0 for at in first))[:most]
        left_out = len(rows) - most
        rows = [row for row in rows if row in greatest]
    figures = [report.columns[places[key]] for key in series.figures]
    grouped = len({column.title for column in figures}) < len(figures)
    strands = tuple(
        Strand(
            name=f"{column.group}: {column.title}" if grouped and column.group else column.title,
            column=column,
            values=tuple(_number(row.cells[places[key]]) for row in rows),
            drills=tuple(row.drills.get(key) for row in rows),
            tone=_tone(column, number),
        )
        for number, (key, column) in enumerate(zip(series.figures, figures, strict=True))
    )
    if not any(value for strand in strands for value in strand.values):
        return None
    cells = [row.cells[at_label] for row in rows]
    labels = tuple(cell_words(cell, label.form) for cell in cells)
    short = tuple(
        f"{cell:%d/%m}" if isinstance(cell, date) else words for cell, words in zip(cells, labels, strict=True)
    )
    # Of one or two days a line says nothing.
    shape = "bars" if series.shape == "line" and len(labels) < LEAST_LINE else series.shape
    return Picture(report.title, labels, short, strands, shape, over_time, left_out)


def _number(cell: object) -> float | None:
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None
