"""Rows of the people who may log in, and the access log."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.store import Connection, Store, micros


class Roll:
    """The people of this counter as stored: no rules here, those are `app.people`'s."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[Any]:
        with self._store.read() as conn:
            return list(conn.exec_driver_sql("SELECT * FROM person WHERE active=1 ORDER BY role, rowid").all())

    def find(self, person_id: str) -> Any | None:
        with self._store.read() as conn:
            return conn.exec_driver_sql("SELECT * FROM person WHERE person_id=?", (person_id,)).one_or_none()

    def by_name(self, name: str) -> Any | None:
        with self._store.read() as conn:
            return conn.exec_driver_sql("SELECT * FROM person WHERE name=? AND active=1", (name,)).one_or_none()

    def add(self, person_id: str, name: str, role: str, pin: str, must_change: bool, today: date) -> None:
        with self._store.write() as conn:
            _vacate(conn, name, today)
            conn.exec_driver_sql(
                "INSERT INTO person(person_id, name, role, pin, must_change, active, failed, locked_until) "
                "VALUES(?, ?, ?, ?, ?, 1, 0, 0)",
                (person_id, name, role, pin, int(must_change)),
            )

    def set_pin(self, person_id: str, pin: str, must_change: bool) -> None:
        with self._store.write() as conn:
            conn.exec_driver_sql(
                "UPDATE person SET pin=?, must_change=?, failed=0, locked_until=0 WHERE person_id=?",
                (pin, int(must_change), person_id),
            )

    def set_failed(self, person_id: str, failed: int, locked_until: int) -> None:
        with self._store.write() as conn:
            conn.exec_driver_sql(
                "UPDATE person SET failed=?, locked_until=? WHERE person_id=?", (failed, locked_until, person_id)
            )

    def retire(self, person_id: str) -> None:
        with self._store.write() as conn:
            conn.exec_driver_sql("UPDATE person SET active=0 WHERE person_id=?", (person_id,))

    def note(self, actor: str, action: str, subject: str) -> None:
        """One line of the access log."""
        with self._store.write() as conn:
            note(self._store, conn, actor, action, subject)


def note(store: Store, conn: Connection, actor: str, action: str, subject: str) -> None:
    """One line of the access log, inside the caller's transaction. `subject` holds no personal data."""
    conn.exec_driver_sql(
        "INSERT INTO access(at, actor, action, subject) VALUES(?, ?, ?, ?)",
        (micros(store.clock.now()), actor, action, subject),
    )


def _vacate(conn: Connection, name: str, today: date) -> None:
    """Frees the name of one who has left: "Lò Thị B (đến 26/11/2026)". Names are unique, those of the past too."""
    left = conn.execute("SELECT person_id FROM person WHERE name=? AND active=0", (name,)).fetchone()
    if left is None:
        return
    until, times = f"{name} (đến {today:%d/%m/%Y})", 1
    while conn.execute("SELECT 1 FROM person WHERE name=?", (until,)).fetchone() is not None:
        times += 1
        until = f"{name} (đến {today:%d/%m/%Y}, lần {times})"
    conn.execute("UPDATE person SET name=? WHERE person_id=?", (until, left[0]))


def names_of(conn: Connection) -> dict[str, str]:
    """Everybody's name by id, people who left too: their events stay theirs."""
    return {row.person_id: row.name for row in conn.exec_driver_sql("SELECT person_id, name FROM person")}
