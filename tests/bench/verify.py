"""`quay verify` over 200,000 dossiers, against SQLite's own integrity check and one hash of every byte."""

from __future__ import annotations

import hashlib
import resource
import sqlite3
import time

from app.clock import Clock
from app.office import DATABASE, open_office
from app.store.ledger import verify
from tests.bench.figures import Figure
from tests.bench.grown import COUNT, grown


def measure(count: int = COUNT) -> list[Figure]:
    """Whole check of the file, and what it takes of memory."""
    folder = grown(count)
    office = open_office(folder, Clock())
    bare = sqlite3.connect(folder / DATABASE, isolation_level=None)
    try:
        least = _least(bare)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        found = verify(office.store)
        took = time.perf_counter() - start
        more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        least = (least + _least(bare)) / 2
    finally:
        bare.close()
        office.close()
    if found:
        raise RuntimeError(f"the file that was made is not sound: {found[:3]}")
    return [
        Figure(
            bench="verify",
            name=f"{count:,} dossiers checked".replace(",", " "),
            value=took,
            limit=least,
            limit_is="integrity_check and SHA-256 of every event, before and after",
            unit="s",
            note=f"{took / count * 1e6:.0f} µs a dossier, {more:.0f} MB more memory",
        )
    ]


def _least(bare: sqlite3.Connection) -> float:
    start = time.perf_counter()
    for (line,) in bare.execute("PRAGMA integrity_check"):
        if line != "ok":
            raise RuntimeError(str(line))
    for prev, body, state in bare.execute(
        "SELECT e.prev, e.body, d.state FROM event e JOIN dossier d ON d.dossier_id=e.dossier_id ORDER BY e.seq"
    ):
        hashlib.sha256(prev + body).digest()
        hashlib.sha256(state).digest()
    return time.perf_counter() - start
