"""What the stand-in holds: every accepted write, appended and never changed, in any database SQLAlchemy reaches.

The present record of a dossier is its newest write; restoring "yesterday's backup" marks what came later as lost.
Nothing is thrown away, so a test can ask how often each event took effect and in which order.
"""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

RECORD, LINE = "DongBoHoSoMC", "CapNhatTienDoHoSoMC"

_meta = sa.MetaData()
_write = sa.Table(
    "sandbox_write",
    _meta,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("service", sa.String(32), nullable=False),
    sa.Column("code", sa.String(64), nullable=False, index=True),
    sa.Column("created", sa.Boolean, nullable=False),
    sa.Column("lost", sa.Boolean, nullable=False, default=False),
    sa.Column("body", sa.Text, nullable=False),
)


class Restore(msgspec.Struct, frozen=True):
    """A backup that came back: the newest write there had ever been, and those that were lost by it."""

    newest: int
    lost: frozenset[int]


class Books:
    """Threads may share it: the server's thread writes, a test or the training screen reads."""

    def __init__(self, url: str | None = None) -> None:
        """`url`: any SQLAlchemy database; None keeps everything in memory."""
        self._lock = threading.Lock()
        self.restores: list[Restore] = []
        """Since the start, in their order."""
        if url is None:
            self._engine = sa.create_engine(
                "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
            )
        else:
            self._engine = sa.create_engine(url)
        _meta.create_all(self._engine)

    def close(self) -> None:
        self._engine.dispose()

    # --------------------------------------------------------------------------------------- writing

    def keep(self, service: str, bodies: list[tuple[str, bool, Any]]) -> None:
        """Code, whether it created the dossier, and body of each accepted record or line: all of them or none."""
        now = datetime.now(UTC).isoformat()
        with self._lock, self._engine.begin() as conn:
            conn.execute(
                _write.insert(),
                [
                    {
                        "at": now,
                        "service": service,
                        "code": code,
                        "created": created,
                        "lost": False,
                        "body": msgspec.json.encode(body).decode(),
                    }
                    for code, created, body in bodies
                ],
            )

    def restore(self, keep: int) -> int:
        """The backup taken after the first `keep` writes comes back; returns how many writes are lost by it."""
        with self._lock, self._engine.begin() as conn:
            seqs = conn.scalars(sa.select(_write.c.seq).where(~_write.c.lost).order_by(_write.c.seq)).all()[keep:]
            newest = conn.scalar(sa.select(sa.func.max(_write.c.seq))) or 0
            self.restores.append(Restore(newest, frozenset(seqs)))
            if seqs:
                conn.execute(_write.update().where(_write.c.seq.in_(seqs)).values(lost=True))
        return len(seqs)

    # --------------------------------------------------------------------------------------- reading

    def record(self, code: str) -> dict[str, Any] | None:
        """The HoSo as it stands."""
        found = self._bodies(RECORD, code)
        return found[-1] if found else None

    def lines(self, code: str) -> list[dict[str, Any]]:
        """The progress lines in the order they came."""
        return self._bodies(LINE, code)

    def versions(self, code: str) -> list[dict[str, Any]]:
        """Every HoSo ever taken for a dossier and still held, oldest first."""
        return self._bodies(RECORD, code)

    def codes(self) -> list[str]:
        with self._lock, self._engine.connect() as conn:
            held = sa.select(_write.c.code).where(_write.c.service == RECORD, ~_write.c.lost)
            return sorted(set(conn.scalars(held)))

    def creations(self, code: str) -> int:
        """How often the dossier came to be; more than once and not restored between is a duplicate."""
        with self._lock, self._engine.connect() as conn:
            made = sa.select(sa.func.count()).where(_write.c.code == code, _write.c.created, ~_write.c.lost)
            return int(conn.scalar(made) or 0)

    def repeated_lines(self, code: str) -> dict[tuple[str, str, str], int]:
        """Progress lines that are there more than once: (time, status, text) → how often."""
        told = Counter((one["ThoiDiemXuLy"], one["TrangThai"], one["NoiDungXuLy"]) for one in self.lines(code))
        return {line: count for line, count in told.items() if count > 1}

    def count(self, service: str | None = None) -> int:
        """Accepted writes still held."""
        with self._lock, self._engine.connect() as conn:
            held = sa.select(sa.func.count()).where(~_write.c.lost)
            return int(conn.scalar(held if service is None else held.where(_write.c.service == service)) or 0)

    def ever(self, service: str) -> int:
        """Writes ever accepted, those that a restored backup lost included."""
        with self._lock, self._engine.connect() as conn:
            made = sa.select(sa.func.count()).where(_write.c.service == service)
            return int(conn.scalar(made) or 0)

    def told(self, code: str) -> list[tuple[int, dict[str, Any]]]:
        """Every progress line ever taken for a dossier, lost or not, with the number of its write."""
        with self._lock, self._engine.connect() as conn:
            found = sa.select(_write.c.seq, _write.c.body).where(_write.c.service == LINE, _write.c.code == code)
            return [(seq, msgspec.json.decode(body)) for seq, body in conn.execute(found.order_by(_write.c.seq))]

    def _bodies(self, service: str, code: str) -> list[dict[str, Any]]:
        with self._lock, self._engine.connect() as conn:
            found = sa.select(_write.c.body).where(_write.c.service == service, _write.c.code == code, ~_write.c.lost)
            return [msgspec.json.decode(body) for body in conn.scalars(found.order_by(_write.c.seq))]
