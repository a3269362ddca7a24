"""What each round of the courier cost and brought: bytes and seconds on the line, for the screen and the certificate.

Figures only, and none that anything else depends on: the newest `KEPT` rounds stay, whatever their clock said.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec

from app.domain.events import VIETNAM
from app.domain.proof import Carried
from app.store import Connection, Store, micros, moment

KEPT = 25_000
"""Rounds. Three months of a busy counter, some 2 MB: counted and not dated, so that a clock that jumps throws nothing
away and years do not add up."""


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One round that called at all. `delivered` to `quarantined` are of events; what begins with `file` is of scans
    alone and in none of the other figures; `stopped` is a reason code."""

    at: datetime
    seconds: float = 0.0
    calls: int = 0
    bytes_up: int = 0
    bytes_down: int = 0
    delivered: int = 0
    already_there: int = 0
    postponed: int = 0
    quarantined: int = 0
    files: int = 0
    file_calls: int = 0
    file_bytes_up: int = 0
    file_bytes_down: int = 0
    file_seconds: float = 0.0
    lanes: int = 0
    stopped: str = ""


_FIELDS = Round.__struct_fields__
_COLUMNS = ", ".join(_FIELDS)
_INSERT = f"INSERT INTO round({_COLUMNS}) VALUES({', '.join('?' * len(_FIELDS))})"


class Rounds:
    """The courier's logbook. Every method is one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, one: Round) -> None:
        """Notes a round, and forgets the oldest beyond `KEPT`."""
        values = [micros(one.at), *(getattr(one, name) for name in _FIELDS[1:])]
        with self._store.write() as conn:
            conn.execute(_INSERT, values)
            conn.execute("DELETE FROM round WHERE seq<=(SELECT max(seq) FROM round)-?", (KEPT,))

    def recent(self, limit: int = 50) -> tuple[Round, ...]:
        """The newest first, in the order they were made."""
        with self._store.read() as conn:
            rows = conn.execute(
                f"SELECT {_COLUMNS} FROM round ORDER BY seq DESC LIMIT ?",  # noqa: S608
                (limit,),
            ).fetchall()
        return tuple(_round(row) for row in rows)

    def day(self, day: date) -> Carried:
        """The sum of a day of Việt Nam, as far as its rounds are still kept."""
        with self._store.read() as conn:
            return carried_on(conn, day)


def span(day: date) -> tuple[int, int]:
    """A day of Việt Nam as microseconds: its first, and the first after it."""
    start = datetime.combine(day, time(), VIETNAM)
    return micros(start), micros(start + timedelta(days=1))


def carried_on(conn: Connection, day: date) -> Carried:
    row = conn.exec_driver_sql(
        "SELECT count(*) AS rounds, coalesce(sum(calls+file_calls), 0) AS calls, "
        "coalesce(sum(bytes_up+file_bytes_up), 0) AS bytes_up, "
        "coalesce(sum(bytes_down+file_bytes_down), 0) AS bytes_down, "
        "coalesce(sum(seconds+file_seconds), 0.0) AS seconds, "
        "coalesce(sum(delivered+already_there), 0) AS delivered, coalesce(sum(files), 0) AS files "
        "FROM round WHERE at>=? AND at<?",
        span(day),
    ).one()
    return Carried(**{**row._asdict(), "seconds": round(row.seconds, 3)})


def _round(row: tuple[Any, ...]) -> Round:
    return Round(**{**dict(zip(_FIELDS, row, strict=True)), "at": moment(row[0])})
