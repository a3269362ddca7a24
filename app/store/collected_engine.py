"""The one door to a database of many counters: SQLite by the standard library, PostgreSQL by psycopg.

Statements are written once, with `?` for values, as everywhere in `app.store`; what the two do differently is here:
marks, many rows at once, locks, and what went wrong.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from app.errors import Trouble, reject
from app.store import told
from app.store.connection import Connection, Pool, Result

if TYPE_CHECKING:
    import sqlalchemy as sa

BUSY_SECONDS = 60
"""How long one who collects waits for another: each bundle is a transaction of some tens of milliseconds."""

_ROWS_AT_ONCE = 2_000
"""Of a long answer of PostgreSQL: what is read on from it is not in memory."""

_LITERAL = re.compile(r"('(?:[^']|'')*')")


class Writing(Connection):
    """A connection with what only loading needs."""

    __slots__ = ()

    def put(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """New rows, as many as there are. ValueError or OverflowError when a value cannot be kept."""
        raise NotImplementedError

    def many(self, statement: str, rows: Iterable[Sequence[Any]]) -> int:
        """One statement with each of the rows as its values; returns how many rows of the table it changed."""
        raise NotImplementedError

    def among(self, column: str, values: Sequence[str]) -> tuple[str, Any]:
        """The condition that a column has one of many values, and the one value that its mark stands for."""
        raise NotImplementedError

    def lock(self, name: str) -> None:
        """Nobody else works under this name until the transaction ends."""
        raise NotImplementedError


class Door(Protocol):
    """A database: its connections and its tables."""

    def read(self) -> Any: ...

    def write(self) -> Any: ...

    def tables(self, conn: Connection) -> set[str]:
        """The names of the tables that are there."""

    def make(self, metadata: sa.MetaData, version: str) -> None:
        """All tables of `metadata`, and then the statement `version`, in one transaction."""

    def close(self) -> None: ...


def door(url: str) -> Door:
    """`sqlite:///FILE` or `postgresql://…` as libpq knows it. Rejected("db", collect_address)."""
    scheme, separator, rest = url.partition("://")
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return _Sqlite(Path(rest[1:]))
    if separator and scheme in ("postgresql", "postgres", "postgresql+psycopg"):
        return _Postgres(f"postgresql://{rest}")
    raise reject("db", "collect_address")


# ---------------------------------------------------------------------------------------------------------- SQLite


class _SqliteConnection(Writing):
    __slots__ = ()

    def put(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        marks = ", ".join("?" * len(columns))
        self.driver.executemany(f"INSERT INTO {table}({', '.join(columns)}) VALUES({marks})", rows)

    def many(self, statement: str, rows: Iterable[Sequence[Any]]) -> int:
        return max(0, self.driver.executemany(statement, rows).rowcount)

    def among(self, column: str, values: Sequence[str]) -> tuple[str, Any]:
        return f"{column} IN (SELECT value FROM json_each(?))", json.dumps(values)  # noqa: S608

    def lock(self, name: str) -> None:
        """A transaction that writes is alone in the file."""


class _Sqlite:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._pool = Pool(path, BUSY_SECONDS)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with told(), self._pool.connection() as conn:
            conn.execute("BEGIN")
            try:
                yield conn
            finally:
                if conn.driver.in_transaction:
                    conn.execute("ROLLBACK")

    @contextmanager
    def write(self) -> Iterator[Writing]:
        with told(), self._pool.connection() as conn:
            conn.execute("BEGIN IMMEDIATE")
            try:
                yield _SqliteConnection(conn.driver)
                conn.execute("COMMIT")
            finally:
                if conn.driver.in_transaction:
                    conn.execute("ROLLBACK")

    def tables(self, conn: Connection) -> set[str]:
        return {name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type='table'")}

    def make(self, metadata: sa.MetaData, version: str) -> None:
        import sqlalchemy as sa

        with told(), self._pool.connection() as conn:
            # Lent, not given: SQLAlchemy neither begins nor ends anything here.
            engine = sa.create_engine(
                "sqlite://", creator=lambda: conn.driver, poolclass=sa.pool.StaticPool, isolation_level="AUTOCOMMIT"
            )
            try:
                with engine.connect() as lent:
                    conn.execute("BEGIN IMMEDIATE")
                    metadata.create_all(lent)
                    lent.exec_driver_sql(version)
                    conn.execute("COMMIT")
            except sa.exc.DBAPIError as error:
                raise error.orig or error from error
            finally:
                if conn.driver.in_transaction:
                    conn.execute("ROLLBACK")

    def close(self) -> None:
        self._pool.close()


# ------------------------------------------------------------------------------------------------------ PostgreSQL


class _PostgresConnection(Writing):
    """`streamed`: answers are fetched piece by piece, so that a long one is never whole in memory."""

    __slots__ = ("_answers", "_psycopg")

    def __init__(self, driver: Any, psycopg: Any, *, streamed: bool) -> None:
        self.driver = driver
        self._psycopg = psycopg
        self.execute = cast(Any, self._streaming if streamed else self._run)
        self._answers: list[Any] = []

    def _run(self, statement: str, values: Sequence[Any] = ()) -> Any:
        return cast(Any, self.driver).execute(_marked(statement), values)

    def _streaming(self, statement: str, values: Sequence[Any] = ()) -> Any:
        cursor = cast(Any, self.driver).cursor(name=f"quay{len(self._answers)}")
        self._answers.append(cursor)
        cursor.itersize = _ROWS_AT_ONCE
        return cursor.execute(_marked(statement), values)

    def exec_driver_sql(self, statement: str, values: Sequence[Any] = ()) -> Result:
        return Result(cast(Any, self.execute)(statement, values))

    def close_answers(self) -> None:
        """Nobody reads on."""
        for cursor in self._answers:
            cursor.close()

    def put(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        names = ", ".join(f'"{name}"' for name in columns)
        with (
            _values(self._psycopg),
            cast(Any, self.driver).cursor() as cursor,
            cursor.copy(f"COPY {table}({names}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)

    def many(self, statement: str, rows: Iterable[Sequence[Any]]) -> int:
        with _values(self._psycopg), cast(Any, self.driver).cursor() as cursor:
            cursor.executemany(_marked(statement), rows)
            return max(0, int(cursor.rowcount))

    def among(self, column: str, values: Sequence[str]) -> tuple[str, Any]:
        return f"{column}=ANY(?)", list(values)

    def lock(self, name: str) -> None:
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
        self._run("SELECT pg_advisory_xact_lock(?)", (number,))


class _Postgres:
    """Connections that are taken by one thread at a time; one is kept open."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = threading.Lock()
        self._idle: list[Any] = []

    @functools.cached_property
    def _driver(self) -> Any:
        try:
            import psycopg
        except ImportError:
            raise Trouble("collect_no_driver") from None
        return psycopg

    @contextmanager
    def _told(self) -> Iterator[None]:
        psycopg = self._driver
        try:
            yield
        except psycopg.errors.DiskFull as error:
            raise Trouble("disk_full") from error
        except (psycopg.OperationalError, psycopg.errors.ReadOnlySqlTransaction) as error:
            lines = str(error).strip().splitlines() or [type(error).__name__]
            raise Trouble("collect_unreachable", why=lines[0]) from error

    def _connect(self) -> Any:
        # BEGIN and COMMIT are ours.
        conn = self._driver.connect(self._url, autocommit=True)
        # Sums of whole numbers are NUMERIC here; everybody else knows them as int.
        conn.adapters.register_loader("numeric", _numbers(self._driver))
        # Who reads a long answer piece by piece reads all of it.
        conn.execute("SET cursor_tuple_fraction=1")
        return conn

    @contextmanager
    def _work(self, begin: str, *, streamed: bool) -> Iterator[_PostgresConnection]:
        with self._told():
            with self._lock:
                driver = self._idle.pop() if self._idle else None
            driver = driver or self._connect()
            try:
                driver.execute(begin)
                conn = _PostgresConnection(driver, self._driver, streamed=streamed)
                try:
                    yield conn
                finally:
                    conn.close_answers()
                driver.execute("COMMIT")
            except BaseException:
                # Closed, what was begun never was.
                driver.close()
                raise
            with self._lock:
                kept = not self._idle
                if kept:
                    self._idle.append(driver)
            if not kept:
                driver.close()

    def read(self) -> Any:
        return self._work("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", streamed=True)

    def write(self) -> Any:
        return self._work("BEGIN", streamed=False)

    def tables(self, conn: Connection) -> set[str]:
        found = conn.execute("SELECT tablename FROM pg_tables WHERE schemaname=current_schema()")
        return {str(name) for (name,) in found}

    def make(self, metadata: sa.MetaData, version: str) -> None:
        import sqlalchemy as sa

        with self._told():
            engine = sa.create_engine(
                "postgresql+psycopg://", creator=lambda: self._driver.connect(self._url), poolclass=sa.pool.NullPool
            )
            try:
                with engine.begin() as conn:
                    conn.exec_driver_sql("SELECT pg_advisory_xact_lock(20261126)")
                    if not sa.inspect(conn).has_table("collected_schema"):
                        metadata.create_all(conn)
                        conn.exec_driver_sql(version)
            except sa.exc.DBAPIError as error:
                raise error.orig or error from error

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()


@functools.lru_cache(maxsize=512)
def _marked(statement: str) -> str:
    """The statement with psycopg's marks for ours, which stand in no literal."""
    pieces = _LITERAL.split(statement.replace("%", "%%"))
    return "".join(piece if place % 2 else piece.replace("?", "%s") for place, piece in enumerate(pieces))


@contextmanager
def _values(psycopg: Any) -> Iterator[None]:
    """A value that PostgreSQL cannot keep (a text with a zero byte, a number too large) as Python says it."""
    try:
        yield
    except psycopg.DataError as error:
        raise ValueError(str(error)) from error


def _numbers(psycopg: Any) -> Any:
    class Number(psycopg.adapt.Loader):  # type: ignore[misc]
        def load(self, data: Any) -> int | float:
            text = bytes(data)
            return float(text) if b"." in text or b"N" in text else int(text)

    return Number
