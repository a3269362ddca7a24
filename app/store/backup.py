"""Copies of the database: taken with SQLite's backup API, checked, and put back without losing what was there."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from app.clock import Clock
from app.domain.events import VIETNAM
from app.errors import TooNew, Trouble
from app.store import SCHEMA, Store, moment, told, trouble
from app.store.numbers import Block, lift, read_mark, sync_folder


def snapshot(store: Store, folder: Path, *, label: str = "") -> Path:
    """A checked copy of the database in `folder`; its name tells when. Trouble when it cannot be written or read."""
    when = f"{store.clock.now().astimezone(VIETNAM):%Y%m%d-%H%M%S}"
    target = folder / f"quay-{when}{'-' + label if label else ''}.sqlite"
    partial = target.with_suffix(".partial")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        with told(), closing(sqlite3.connect(store.path)) as source, closing(sqlite3.connect(partial)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        check(partial)
        with partial.open("rb+") as written:
            os.fsync(written.fileno())
        number = 1
        while target.exists():
            number += 1
            target = target.with_name(f"quay-{when}{'-' + label if label else ''}-{number}.sqlite")
        partial.replace(target)
        sync_folder(folder)
    except OSError as error:
        raise Trouble("backup_failed", why=error.strerror or "") from error
    finally:
        if folder.exists():
            partial.unlink(missing_ok=True)
    return target


def check(file: Path) -> int:
    """Reads a copy back: its schema number. Trouble("backup_broken") when it is not a whole database of ours."""
    try:
        with closing(sqlite3.connect(f"file:{file.as_posix()}?mode=ro", uri=True)) as conn:
            if conn.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise Trouble("backup_broken", file=file.name)
            conn.execute("SELECT count(*) FROM event").fetchone()
            return int(conn.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error as error:
        raise Trouble("backup_broken", file=file.name) from error


def restore(file: Path, data: Path, clock: Clock, blocks: tuple[Block, ...], *, replace: bool) -> Path | None:
    """Puts a copy in the place of DATA/counter.sqlite; returns where the old database was kept, if there was one.

    Trouble("already_there") over a live counter unless `replace`; ("backup_missing"|"backup_broken"); TooNew. Numbers
    go on above what may have been shown since the copy was taken (G9). Stale -wal and -shm files never stay beside it.
    """
    if not file.is_file():
        raise Trouble("backup_missing", file=file.name)
    schema = check(file)
    if schema > SCHEMA:
        raise TooNew(str(schema), str(SCHEMA))
    live = data / "counter.sqlite"
    if live.exists() and not replace:
        raise Trouble("already_there")
    incoming = data / "counter.incoming"
    kept: Path | None = None
    try:
        data.mkdir(parents=True, exist_ok=True)
        marks = read_mark(data / "numbers.mark")
        shutil.copyfile(file, incoming)
        _lift(incoming, clock, marks, blocks)
        if live.exists():
            kept = _set_aside(live, clock.now())
        incoming.replace(live)
        sync_folder(data)
    except OSError as error:
        raise Trouble("restore_failed", why=error.strerror or "") from error
    finally:
        for leftover in ("", "-wal", "-shm"):
            incoming.with_name(incoming.name + leftover).unlink(missing_ok=True)
    return kept


def _lift(incoming: Path, clock: Clock, marks: dict[str, int], blocks: tuple[Block, ...]) -> None:
    store = Store.open(incoming, clock)
    try:
        with store.write() as conn:
            newest = conn.exec_driver_sql("SELECT max(device_at) FROM event").scalar_one_or_none()
            today = clock.today()
            since = today if newest is None else moment(newest).astimezone(VIETNAM).date()
            lift(conn, marks, blocks, min(since, today), today)
            # What the server has seen since the copy is not known here: every open entry is asked about again.
            conn.exec_driver_sql("UPDATE outbox SET asked=asked|1, next_at=0 WHERE state='waiting'")
            conn.exec_driver_sql("UPDATE file_queue SET next_at=0 WHERE state='waiting'")
            store.set_meta(conn, "restored_at", str(int(clock.now().timestamp())))
        with store.read() as conn:
            conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        store.close()


def _set_aside(live: Path, now: datetime) -> Path:
    """Moves the live database away whole: first its write-ahead log is folded in, if it still can be read."""
    try:
        with closing(sqlite3.connect(live, isolation_level=None)) as conn:
            conn.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        known = trouble(error)
        if known is not None and known.code == "database_locked":
            raise known from error
    folder = live.parent / "backups"
    folder.mkdir(exist_ok=True)
    kept = folder / f"replaced-{now.astimezone(VIETNAM):%Y%m%d-%H%M%S}.sqlite"
    for suffix in ("-wal", "-shm", ""):
        part = live.with_name(live.name + suffix)
        if part.exists():
            part.replace(kept.with_name(kept.name + suffix))
    return kept
