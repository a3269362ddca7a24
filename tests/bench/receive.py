"""Durable receive: the whole use case (check, number, event, fold, queue entry) against raw SQLite.

Two files in the same state, side by side. Into one the counter receives; into the other the very rows it wrote are
written again by hand-made statements of the standard library, in one FULL transaction. They take turns going first.
At the end both files must hold the same, or the figure is worthless and the measurement fails.
"""

from __future__ import annotations

import gc
import sqlite3
import tempfile
import time
from pathlib import Path
from typing import Any

from app.clock import Clock
from app.office import DATABASE, Office
from app.people import Clerk
from tests.bench.figures import Figure, median, percentile
from tests.bench.invented import Invented
from tests.desk import clerk_of, new_office

TIMES = 3000
WARM_UP = 200
"""Not counted: the first receipts compile statements and fill caches on both sides."""

WRITTEN = ("event", "dossier", "tally", "movement", "outbox")
"""The tables a receipt writes rows of, in its order."""

TABLES = {
    "event": "seq",
    "dossier": "row",
    "tally": "dossier_id",
    "movement": "seq, line",
    "outbox": "seq",
    "number": "series, day",
}

_NUMBER = (
    "INSERT INTO number VALUES(?, ?, ?, ?) ON CONFLICT(series, day) "
    "DO UPDATE SET last=excluded.last, marked=excluded.marked"
)

Statements = list[tuple[str, tuple[Any, ...]]]


def measure(times: int = TIMES) -> list[Figure]:
    """p50 and p99 of both sides over `times` receipts."""
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as folder:
        office = new_office(Path(folder) / "data", Clock(), first=1, last=99_999)
        try:
            return _measure(office, clerk_of(office), Path(folder) / "raw.sqlite", times)
        finally:
            office.close()


def _measure(office: Office, clerk: Clerk, raw_file: Path, times: int) -> list[Figure]:
    ours = sqlite3.connect(office.data / DATABASE, isolation_level=None)
    with sqlite3.connect(raw_file) as copy:
        ours.backup(copy)
    copy.close()
    raw = Raw(raw_file)
    reader = Reader(ours)
    crowd = Invented(office.catalogue)
    drafts = [crowd.draft() for _ in range(WARM_UP + times)]
    counter_ms: list[float] = []
    raw_ms: list[float] = []
    owed: list[Statements] = []

    def write_owed() -> None:
        for statements in owed:
            raw_ms.append(raw.write(statements))
        owed.clear()

    gc.collect()
    for index, draft in enumerate(drafts):
        if index % 2:  # who goes second meets a disk the other has just left busy
            write_owed()
        start = time.perf_counter_ns()
        receipt = office.counter.receive(draft, clerk)
        counter_ms.append((time.perf_counter_ns() - start) / 1e6)
        if not index % 2:
            write_owed()
        owed.append(reader.written(receipt.dossier.id))
    write_owed()
    same_state(ours, raw.conn)
    ours.close()
    raw.conn.close()
    counter_ms, raw_ms = counter_ms[WARM_UP:], raw_ms[WARM_UP:]
    limit_is = "raw sqlite3, the same rows, one FULL transaction"
    figures = [
        Figure(
            bench="receive",
            name=name,
            value=percentile(counter_ms, share),
            limit=percentile(raw_ms, share),
            limit_is=limit_is,
            unit="ms",
            asked=asked,
            samples=len(counter_ms),
        )
        for name, share, asked in (("durable receive p50", 0.5, 3.0), ("durable receive p99", 0.99, 4.0))
    ]
    figures.append(
        Figure(
            bench="receive",
            name="added by the program, p50",
            value=median([mine - bare for mine, bare in zip(counter_ms, raw_ms, strict=True)]),
            unit="ms",
            samples=len(counter_ms),
            note="the pairs' difference",
        )
    )
    return figures


class Reader:
    """What one receipt left in the counter's file, as statements that write it again."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._numbers: dict[tuple[str, str], tuple[Any, ...]] = {}
        self._insert = {
            table: f"INSERT INTO {table} VALUES({', '.join('?' * len(self._columns(table)))})" for table in WRITTEN
        }

    def _columns(self, table: str) -> list[str]:
        return [row[1] for row in self._conn.execute(f"PRAGMA table_info({table})")]

    def written(self, dossier_id: str) -> Statements:
        statements: Statements = []
        for row in self._conn.execute("SELECT * FROM number"):
            if self._numbers.get((row[0], row[1])) != row:
                self._numbers[row[0], row[1]] = row
                statements.append(
                    (_NUMBER, row),
                )
        for table in WRITTEN:
            rows = self._conn.execute(f"SELECT * FROM {table} WHERE dossier_id=?", (dossier_id,)).fetchall()
            statements += ((self._insert[table], row) for row in rows)
            if table == "dossier":
                words = self._conn.execute(
                    "SELECT row, words FROM dossier WHERE dossier_id=?", (dossier_id,)
                ).fetchone()
                statements.append(("INSERT INTO dossier_words(rowid, words) VALUES(?, ?)", words))
        return statements


class Raw:
    """The limit: the standard library's SQLite with the same settings and nothing around it."""

    def __init__(self, file: Path) -> None:
        self.conn = sqlite3.connect(file, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-16000"):
            self.conn.execute(f"PRAGMA {pragma}")

    def write(self, statements: Statements) -> float:
        """One transaction; how long it took in milliseconds."""
        execute = self.conn.execute
        start = time.perf_counter_ns()
        execute("BEGIN IMMEDIATE")
        for statement, values in statements:
            execute(statement, values)
        execute("COMMIT")
        return (time.perf_counter_ns() - start) / 1e6


def same_state(one: sqlite3.Connection, other: sqlite3.Connection) -> None:
    """RuntimeError when the two files do not hold the same rows, or not in as many pages."""
    for table, order in TABLES.items():
        query = f"SELECT * FROM {table} ORDER BY {order}"
        for mine, theirs in zip(one.execute(query), other.execute(query), strict=True):
            if mine != theirs:
                raise RuntimeError(f"the two files differ in {table}")
    pages = [conn.execute("PRAGMA page_count").fetchone()[0] for conn in (one, other)]
    if abs(pages[0] - pages[1]) > 0.02 * max(pages):
        raise RuntimeError(f"the two files differ in size: {pages[0]} and {pages[1]} pages")
