"""The connections of one database file: the standard library's, a few of them kept open, statements in plain SQL.

SQLAlchemy describes the tables and alembic makes them (`app.store.tables`, `app.store.migrations`). Reading and
writing go past it: its import alone takes twice as long as Qt's and stands between the clerk and F1, and its part of a
statement is longer than SQLite's own (docs/measures.md). `Connection` and `Result` speak its words, as far as they go.
"""

from __future__ import annotations

import functools
import sqlite3
import threading
from collections import namedtuple
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

KEPT = 4
"""Idle connections kept open: window, courier and one more at work at once are three."""


def connect(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """The one door to the file: encryption at rest is turned on here when it comes."""
    # isolation_level None: BEGIN and COMMIT are ours; the driver adds none.
    conn = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    try:
        conn.execute("PRAGMA journal_mode=WAL")
        conn.execute("PRAGMA synchronous=FULL")
        conn.execute("PRAGMA foreign_keys=ON")
        conn.execute("PRAGMA cache_size=-16000")
    except BaseException:
        conn.close()
        raise
    return conn


class Result:
    """The rows of a statement: tuples whose columns have names too."""

    __slots__ = ("_cursor", "_make")

    def __init__(self, cursor: sqlite3.Cursor, make: Callable[[Any], Any] | None = None) -> None:
        self._cursor = cursor
        self._make = make or _named(tuple(column[0] for column in cursor.description or ()))

    def __iter__(self) -> Iterator[Any]:
        return map(self._make, self._cursor)

    def scalars(self) -> Result:
        """Only the first column of each row."""
        return Result(self._cursor, _first)

    def all(self) -> list[Any]:
        return list(self)

    def one_or_none(self) -> Any | None:
        """The only row. LookupError when there are more."""
        rows = self._cursor.fetchmany(2)
        if len(rows) > 1:
            raise LookupError("more than one row")
        return self._make(rows[0]) if rows else None

    def one(self) -> Any:
        """The only row. LookupError when there is none or more than one."""
        row = self.one_or_none()
        if row is None:
            raise LookupError("no row")
        return row

    def scalar_one_or_none(self) -> Any | None:
        row = self.one_or_none()
        return None if row is None else row[0]

    def scalar_one(self) -> Any:
        return self.one()[0]

    @property
    def rowcount(self) -> int:
        """How many rows the statement changed."""
        return self._cursor.rowcount


@functools.lru_cache(maxsize=256)
def _named(columns: tuple[str, ...]) -> Callable[[Any], Any]:
    define: Callable[..., Any] = namedtuple
    made: Callable[[Any], Any] = define("Row", columns, rename=True)._make
    return made


def _first(row: tuple[Any, ...]) -> Any:
    return row[0]


class Connection:
    """One connection while somebody works with it. `execute` is the driver's own: bare tuples, for the hot path."""

    __slots__ = ("driver", "execute")

    def __init__(self, driver: sqlite3.Connection) -> None:
        self.driver = driver
        self.execute = driver.execute

    def exec_driver_sql(self, statement: str, values: Sequence[Any] = ()) -> Result:
        return Result(self.driver.execute(statement, values))


class Pool:
    """Connections of one file: taken by one thread at a time, given back, a few kept."""

    def __init__(self, path: Path, busy_seconds: float) -> None:
        self._path = path
        self._busy = busy_seconds
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection outside any transaction; it must be left outside one."""
        with self._lock:
            driver = self._idle.pop() if self._idle else None
        driver = driver or connect(self._path, self._busy)
        try:
            yield Connection(driver)
        finally:
            self._give_back(driver)

    def _give_back(self, driver: sqlite3.Connection) -> None:
        with self._lock:
            if len(self._idle) < KEPT and not driver.in_transaction:
                self._idle.append(driver)
                return
        driver.close()

    def close(self) -> None:
        """Closes what is idle. A connection taken later is opened anew."""
        with self._lock:
            idle, self._idle = self._idle, []
        for driver in idle:
            driver.close()
