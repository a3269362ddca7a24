"""Numbers on paper. Once shown, one is never given again: not after a crash, a clock that went back, or a restore.

Inside the database the last number of each series and day only grows. Beside it a small mark file is written ahead:
it says up to which number this folder may have shown codes, so a restored older database goes on above it.
"""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path

import msgspec

from app.errors import Trouble
from app.store import Connection

RESTORE_GAP = 250
"""Where a restore finds no mark file (a new PC), the numbers of that day start this much higher: more than one counter
receives in a day."""

WARN_SHARE = 0.8
"""Above this share of the day's block the clerk and the manager are told: at this pace tomorrow may not suffice."""


class Block(msgspec.Struct, frozen=True):
    """A counter's reserved part of a daily sequence, both ends included."""

    series: str
    first: int
    last: int


class Numbers(msgspec.Struct, frozen=True):
    """What is left of today's block."""

    left: int
    total: int
    warn: bool


def mint(conn: Connection, mark: Path, block: Block, day: date) -> int:
    """The next number of `block` on `day`, inside the caller's transaction. Trouble("numbers_exhausted") at the end:
    a block never wraps."""
    key = f"{day:%y%m%d}"
    row = conn.execute("SELECT last, marked FROM number WHERE series=? AND day=?", (block.series, key)).fetchone()
    last, marked = (block.first - 1, -1) if row is None else row
    number = max(block.first, last + 1)
    if number > block.last:
        raise Trouble("numbers_exhausted", first=block.first, last=block.last)
    if number > marked:
        # An eighth of the block is what a restore may skip; most receipts pay nothing for the mark.
        marked = min(block.last, number + max(1, min(RESTORE_GAP, (block.last - block.first + 1) // 8)))
        _write(mark, {**_newer(read_mark(mark), block.series, key), f"{block.series}@{key}": marked})
    conn.execute(
        "INSERT INTO number(series, day, last, marked) VALUES(?, ?, ?, ?) "
        "ON CONFLICT(series, day) DO UPDATE SET last=excluded.last, marked=excluded.marked",
        (block.series, key, number, marked),
    )
    return number


def running(conn: Connection, series: str, key: str) -> int:
    """The next of an unbounded running number (the book's Số thứ tự): 1, 2, 3 …"""
    given = conn.execute(
        "INSERT INTO number(series, day, last) VALUES(?, ?, 1) "
        "ON CONFLICT(series, day) DO UPDATE SET last=last+1 RETURNING last",
        (series, key),
    )
    number: int = given.fetchone()[0]
    return number


def left(conn: Connection, block: Block, day: date) -> Numbers:
    total = block.last - block.first + 1
    recent = conn.exec_driver_sql(
        "SELECT day, last FROM number WHERE series=? AND day<=? ORDER BY day DESC LIMIT 2",
        (block.series, f"{day:%y%m%d}"),
    ).all()
    today = next((int(r.last) for r in recent if r.day == f"{day:%y%m%d}"), block.first - 1)
    # The day before counts too: who used four fifths of the block yesterday may run out today.
    busiest = max((int(r.last) - block.first + 1 for r in recent), default=0)
    return Numbers(left=max(0, block.last - today), total=total, warn=busiest >= WARN_SHARE * total)


def lift(conn: Connection, marks: dict[str, int], blocks: tuple[Block, ...], since: date, today: date) -> None:
    """After a restore: every series goes on above what this folder may have shown since the backup was taken.

    `marks` is the folder's mark file; where it knows nothing of a series (another PC), each day from `since` to
    `today` starts RESTORE_GAP higher, or in the middle of what is left of a small block.
    """
    for block in blocks:
        known = any(name.startswith(f"{block.series}@") for name in marks)
        for ordinal in range(since.toordinal(), max(since, today).toordinal() + 1):
            key = f"{date.fromordinal(ordinal):%y%m%d}"
            shown = marks.get(f"{block.series}@{key}", -1)
            found = conn.exec_driver_sql(
                "SELECT last FROM number WHERE series=? AND day=?", (block.series, key)
            ).scalar_one_or_none()
            last = block.first - 1 if found is None else int(found)
            if not known:
                shown = last + min(RESTORE_GAP, (block.last - last) // 2)
            if shown > last:
                conn.exec_driver_sql(
                    "INSERT INTO number(series, day, last, marked) VALUES(?, ?, ?, -1) "
                    "ON CONFLICT(series, day) DO UPDATE SET last=excluded.last, marked=-1",
                    (block.series, key, shown),
                )


def read_mark(mark: Path) -> dict[str, int]:
    """Series@day → the highest number that may have been shown. Trouble("mark_broken") when the file is damaged."""
    try:
        return msgspec.json.decode(mark.read_bytes(), type=dict[str, int])
    except FileNotFoundError:
        return {}
    except msgspec.DecodeError as error:
        raise Trouble("mark_broken", file=mark.name) from error


def _newer(marks: dict[str, int], series: str, key: str) -> dict[str, int]:
    """Without this series' days older than two months: no clock error reaches back further unseen."""
    days = sorted((name for name in marks if name.startswith(f"{series}@") and name < f"{series}@{key}"), reverse=True)
    return {name: number for name, number in marks.items() if name not in days[60:]}


def _write(mark: Path, marks: dict[str, int]) -> None:
    """Durable before the number can be shown: file, rename and folder are all forced to the disk."""
    fresh = mark.with_suffix(".new")
    try:
        with fresh.open("wb") as out:
            out.write(msgspec.json.encode(marks))
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(mark)
        sync_folder(mark.parent)
    except OSError as error:
        raise Trouble("disk_full" if error.errno == errno.ENOSPC else "read_only") from error


def sync_folder(folder: Path) -> None:
    """Forces a rename to the disk. Windows has no such call; there the file system's journal keeps renames."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
