"""The only SQL. A `Store` is one counter's database file: opened, migrated, read and written here and nowhere else.

Writers take `BEGIN IMMEDIATE`; WAL and `synchronous=FULL` mean that what was committed survives a power cut. No
transaction is open across a network call or a question to a person. Driver errors leave as `Trouble`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.clock import Clock
from app.errors import TooNew, Trouble
from app.store.connection import Connection, Pool, connect

__all__ = ["SCHEMA", "Connection", "Store", "micros", "moment", "told", "trouble"]

SCHEMA = 7
"""PRAGMA user_version of a database this program writes; alembic runs only when it is lower."""

REVISION = "0007"
"""The alembic revision that SCHEMA stands for."""

BUSY_SECONDS = 10
"""How long a writer waits for another process (window and command line may write at once) before it says so."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(at: datetime) -> int:
    """An aware time as microseconds since 1970 UTC."""
    return (at - EPOCH) // timedelta(microseconds=1)


def moment(us: int) -> datetime:
    return EPOCH + timedelta(microseconds=us)


TROUBLES = {
    "SQLITE_FULL": "disk_full",
    "SQLITE_BUSY": "database_locked",
    "SQLITE_LOCKED": "database_locked",
    "SQLITE_READONLY": "read_only",
    "SQLITE_PERM": "read_only",
    "SQLITE_CANTOPEN": "cannot_open",
    "SQLITE_CORRUPT": "database_corrupt",
    "SQLITE_NOTADB": "database_corrupt",
    "SQLITE_IOERR": "disk_error",
}


def trouble(error: BaseException) -> Trouble | None:
    """The environment's fault behind a driver error, or None when it is ours."""
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, code in TROUBLES.items():
        if name.startswith(prefix):
            return Trouble(code)
    return None


@contextmanager
def told() -> Iterator[None]:
    """Turns what SQLite says of disk, lock and file into `Trouble`; lets everything else through as a bug."""
    try:
        yield
    except sqlite3.Error as error:
        known = trouble(error)
        if known is None:
            raise
        raise known from error


class Store:
    """One open database. Threads may share it; each `read` or `write` takes its own connection of the pool."""

    def __init__(self, path: Path, clock: Clock, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self.clock = clock
        self._busy = busy_seconds
        self._pool = Pool(path, busy_seconds)
        self._person_key = b""

    @classmethod
    def create(cls, path: Path, clock: Clock) -> Store:
        """A new database. Trouble("already_there") when the file exists: nothing is ever overwritten."""
        if path.exists():
            raise Trouble("already_there")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Trouble("read_only", why=error.strerror or "") from error
        store = cls(path, clock)
        with told():
            store._migrate()
        return store

    @classmethod
    def open(cls, path: Path, clock: Clock, *, busy_seconds: float = BUSY_SECONDS) -> Store:
        """An existing database, migrated after a copy was taken when it is older than this program.

        Trouble("not_set_up") when there is none, TooNew when a newer program wrote it, Trouble("database_corrupt").
        """
        if not path.exists():
            raise Trouble("not_set_up")
        store = cls(path, clock, busy_seconds=busy_seconds)
        try:
            with told():
                found = store.schema()
                if found > SCHEMA:
                    raise TooNew(str(found), str(SCHEMA))
                if found < SCHEMA:
                    store._upgrade(found)
        except BaseException:
            store.close()
            raise
        return store

    def schema(self) -> int:
        with self.read() as conn:
            return int(conn.exec_driver_sql("PRAGMA user_version").scalar_one())

    def _upgrade(self, found: int) -> None:
        from app.store.backup import snapshot

        if found == 0:
            with self.read() as conn:
                tables = conn.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
            if tables:
                raise Trouble("database_foreign")
        else:
            snapshot(self, self.path.parent / "backups", label=f"before-upgrade-{found}")
        self._migrate()

    def _migrate(self) -> None:
        # Imported here: both cost half a second, and a database of today's schema never needs them.
        import sqlalchemy as sa
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        engine = sa.create_engine(
            "sqlite://",
            creator=lambda: connect(self.path, self._busy),
            poolclass=sa.pool.NullPool,
            isolation_level="AUTOCOMMIT",
        )
        try:
            with engine.connect() as conn:
                # Batch mode recreates tables; with foreign keys on that would delete child rows without a word.
                conn.exec_driver_sql("PRAGMA foreign_keys=OFF")
                conn.exec_driver_sql("BEGIN IMMEDIATE")
                try:
                    config.attributes["connection"] = conn
                    command.upgrade(config, REVISION)
                    driver = conn.connection.driver_connection
                    assert isinstance(driver, sqlite3.Connection)
                    self._refill(Connection(driver))
                    conn.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
                    conn.exec_driver_sql("COMMIT")
                except BaseException:
                    conn.exec_driver_sql("ROLLBACK")
                    raise
        except sa.exc.DBAPIError as error:
            raise error.orig or error from error

    def _refill(self, conn: Connection) -> None:
        """Read tables that a migration left to be made from the events, in its own transaction."""
        if self.meta(conn, "rebuild") is not None:
            from app.store.ledger import rebuild_in

            rebuild_in(self, conn)
            conn.execute("DELETE FROM meta WHERE key='rebuild'")

    def close(self) -> None:
        self._pool.close()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view of the file."""
        with told(), self._pool.connection() as conn:
            conn.execute("BEGIN")
            try:
                yield conn
            finally:
                if conn.driver.in_transaction:
                    conn.execute("ROLLBACK")

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of it is on the disk when the block ends, or none of it ever was."""
        with told(), self._pool.connection() as conn:
            conn.execute("BEGIN IMMEDIATE")
            try:
                yield conn
                conn.execute("COMMIT")
            except BaseException:
                if conn.driver.in_transaction:
                    conn.execute("ROLLBACK")
                raise

    # ------------------------------------------------------------- small facts about this database

    def meta(self, conn: Connection, key: str) -> str | None:
        found = conn.execute("SELECT value FROM meta WHERE key=?", (key,)).fetchone()
        return None if found is None else str(found[0])

    def set_meta(self, conn: Connection, key: str, value: str) -> None:
        conn.exec_driver_sql(
            "INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value=excluded.value",
            (key, value),
        )

    def ensure_person_key(self) -> None:
        """Makes the key where there is none yet: a new ledger, or one whose making was cut short."""
        with self.write() as conn:
            if self.meta(conn, "person_key") is None:
                self.set_meta(conn, "person_key", os.urandom(32).hex())

    def person_key(self, conn: Connection) -> bytes:
        """The key of the hash by which persons are looked up; made once per counter."""
        if not self._person_key:
            self._person_key = bytes.fromhex(self.meta(conn, "person_key") or "")
        return self._person_key
