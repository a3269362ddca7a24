"""Counter days as they are found: the open one, the last one, the one with a date or a number; and how one begins.

What a day is and how its facts are written is `app.store.daybook`'s business. Everything here is of the caller's
transaction.
"""

from __future__ import annotations

import sqlite3
from datetime import date

from app.domain.day import Day, DayKind, DayOpened
from app.domain.dossier import DRAWERS, Drawer
from app.domain.zreport import ZReport, thawed
from app.errors import Trouble, reject
from app.store import Connection, Store
from app.store.daybook import DAYS
from app.store.tallies import HERE


def current(conn: Connection) -> Day | None:
    """The open day."""
    found = DAYS.states(conn, "ledger=? AND closed_seq IS NULL", (HERE,))
    return found[0] if found else None


def last(conn: Connection) -> Day | None:
    """The day that was closed last."""
    found = DAYS.states(conn, "ledger=? AND closed_seq IS NOT NULL ORDER BY number DESC LIMIT 1", (HERE,))
    return found[0] if found else None


def on(conn: Connection, day: date) -> Day | None:
    """The day with this date, open or closed."""
    found = DAYS.states(conn, "ledger=? AND date=?", (HERE, int(f"{day:%y%m%d}")))
    return found[0] if found else None


def numbered(conn: Connection, number: int) -> Day | None:
    found = DAYS.states(conn, "ledger=? AND number=?", (HERE, number))
    return found[0] if found else None


def closed_after(conn: Connection, number: int) -> tuple[Day, ...]:
    """The closed days with a higher number, in order."""
    return DAYS.states(conn, "ledger=? AND number>? AND closed_seq IS NOT NULL ORDER BY number", (HERE, number))


def begin(store: Store, conn: Connection, today: date, actor: str) -> Day:
    """Opens a day with what lay in the drawers at the last close. Rejected("day", day_open | day_closed_today).

    Dates need not follow each other, for a clock may have been wrong, but none is given twice.
    """
    if current(conn) is not None:
        raise reject("day", "day_open")
    if on(conn, today) is not None:
        raise reject("day", "day_closed_today", day=f"{today:%d/%m/%Y}")
    before = last(conn)
    number = 1 if before is None else before.number + 1
    held = carried(before)
    body = DayOpened(number=number, date=today, state=held["state"], post=held["post"])
    try:
        return DAYS.append(store, conn, "", DayKind.OPENED, body, actor)
    except sqlite3.IntegrityError as error:
        # Writers queue up, so that the check above has seen every other; the index holds whatever we overlook.
        raise reject("day", "day_open") from error


def after(conn: Connection) -> int:
    """The fact behind which the open day's own begin: the last close; 0 before the first."""
    found: int = conn.execute("SELECT coalesce(max(closed_seq), 0) FROM day WHERE ledger=?", (HERE,)).fetchone()[0]
    return found


def carried(before: Day | None) -> dict[Drawer, int]:
    """What lay in the drawers when a day was closed, đồng; nothing before the first."""
    report = None if before is None else report_of(before)
    return {drawer: 0 if report is None else report.drawer(drawer).closing for drawer in DRAWERS}


def report_of(day: Day) -> ZReport:
    """The report of a closed day. Trouble("database_corrupt") when it cannot be read back."""
    try:
        return thawed(day.report, day.hash)
    except ValueError as error:
        raise Trouble("database_corrupt", seq=day.closed_seq or 0) from error
