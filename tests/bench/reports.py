"""Every report over 200,000 dossiers of three years, and a workbook of 20,000 lines in memory that does not grow.

The period is all there is: more is never asked. The limit of a report is what raw SQLite takes to read once every row
and column it counts; that of the workbook's memory is the same of a tenth of the lines.
"""

from __future__ import annotations

import gc
import sqlite3
import tempfile
import time
import tracemalloc
from datetime import date, timedelta
from pathlib import Path

from app.clock import Clock
from app.domain.report import Group, Scope
from app.office import DATABASE, Office, open_office
from app.reports import GROUPED, NAMES
from tests.bench.figures import Figure, median
from tests.bench.grown import COUNT, grown

ASKED_S = 2.0
RUNS = 3
LINES = 20_000
FLAT = 1.5
"""How much more memory ten times the lines may take: the page cache of SQLite fills, nothing else does."""

_READS = {
    "fees": "SELECT sum(amount), max(at), count(DISTINCT dossier_id) FROM movement",
    "kpi": "SELECT max(since), max(acknowledged_at), sum(state='delivered') FROM outbox",
    "z": "SELECT count(*) FROM day",
}
_TALLY = (
    "SELECT max(received), max(accepted), max(due), max(finished), max(sent), max(arrived), max(handed), sum(voided), "
    "sum(channel), sum(supplements), sum(rating), count(DISTINCT procedure), count(DISTINCT commune) FROM tally"
)


def measure(count: int = COUNT) -> list[Figure]:
    """Each report in its slowest grouping, the median of a few; then the workbook."""
    folder = grown(count)
    office = open_office(folder, Clock())
    bare = sqlite3.connect(folder / DATABASE, isolation_level=None)
    bare.execute("PRAGMA cache_size=-16000")
    try:
        scope = _everything(bare)
        office.catalogue.read_index()
        return [*(_report(office, bare, name, scope) for name in NAMES), *_workbook(office, bare, count)]
    finally:
        bare.close()
        office.close()


def _everything(bare: sqlite3.Connection) -> Scope:
    first, last = bare.execute("SELECT min(day), max(day) FROM tally").fetchone()
    return Scope(since=_day(first), until=_day(last) + timedelta(days=7))


def _day(number: int) -> date:
    return date(2000 + number // 10_000, number // 100 % 100, number % 100)


def _report(office: Office, bare: sqlite3.Connection, name: str, scope: Scope) -> Figure:
    slowest, cpu, group = 0.0, 0.0, ""
    ways: tuple[Group | None, ...] = GROUPED.get(name, (None,))
    for by in ways:
        start = time.process_time()
        taken = median([_timed(lambda by=by: office.reports.make(name, scope, by=by)) for _ in range(RUNS)])
        cpu = max(cpu, (time.process_time() - start) / RUNS)
        if taken > slowest:
            slowest, group = taken, by or ""
    reads = (_TALLY, _READS[name]) if name in _READS else (_TALLY,)
    limit = median([_timed(lambda: [bare.execute(one).fetchall() for one in reads]) for _ in range(RUNS)])
    return Figure(
        bench="reports",
        name=f"{name}, all dossiers",
        value=slowest,
        unit="s",
        limit=limit,
        limit_is="raw sqlite3 reading once what is counted",
        asked=ASKED_S,
        measure="value",
        samples=RUNS * len(ways),
        note="; ".join((f"{cpu:.2f} s of CPU", *((f"slowest by {group}",) if group else ()))),
    )


def _timed(work: object) -> float:
    assert callable(work)
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _workbook(office: Office, bare: sqlite3.Connection, count: int) -> list[Figure]:
    """The register as a workbook, of the newest dossiers: how much memory Python holds at its height."""
    many, few = (_newest(bare, min(count, lines)) for lines in (LINES, LINES // 10))
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as folder:
        file = Path(folder) / "so.xlsx"
        seconds = _timed(lambda: office.reports.write("register", many, file))
        _peak(office, few, file)  # what is loaded once is not counted
        small, large = (_peak(office, scope, file) for scope in (few, many))
        size = file.stat().st_size / 1e6
    lines = f"{LINES:,}".replace(",", " ")
    return [
        Figure(
            bench="reports",
            name=f"workbook of {lines} lines, memory at its height",
            value=large,
            unit="MB",
            limit=small,
            limit_is="a tenth of the lines",
            asked=FLAT,
            note=f"{seconds:.1f} s, {size:.1f} MB",
        )
    ]


def _newest(bare: sqlite3.Connection, lines: int) -> Scope:
    """A period that has at least the newest so many dossiers."""
    (first,) = bare.execute("SELECT day FROM tally ORDER BY received DESC LIMIT 1 OFFSET ?", (lines - 1,)).fetchone()
    (last,) = bare.execute("SELECT max(day) FROM tally").fetchone()
    return Scope(since=_day(first), until=_day(last))


def _peak(office: Office, scope: Scope, file: Path) -> float:
    """MB."""
    gc.collect()
    tracemalloc.start()
    try:
        office.reports.write("register", scope, file)
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
