"""Half-filled forms, kept through a power cut."""

from __future__ import annotations

from app.store import Store, micros


class Drafts:
    """One text per key, durable when `save` returns. A draft is nobody's record: it may be dropped."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, key: str, text: str) -> None:
        with self._store.write() as conn:
            conn.exec_driver_sql(
                "INSERT INTO draft(key, body, saved_at) VALUES(?, ?, ?) "
                "ON CONFLICT(key) DO UPDATE SET body=excluded.body, saved_at=excluded.saved_at",
                (key, text, micros(self._store.clock.now())),
            )

    def load(self, key: str) -> str | None:
        with self._store.read() as conn:
            body = conn.exec_driver_sql("SELECT body FROM draft WHERE key=?", (key,)).scalar_one_or_none()
        return None if body is None else str(body)

    def drop(self, key: str) -> None:
        with self._store.write() as conn:
            conn.exec_driver_sql("DELETE FROM draft WHERE key=?", (key,))
