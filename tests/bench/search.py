"""Search as somebody types, in 200,000 dossiers: what F3 asks at every key, in one frame of the screen or not.

Texts are typed key by key as clerks do: with and without accents, from the family name or from the middle, codes,
numbers. The limit is what raw SQLite needs to hand over the very rows that were found, when it is told which they are.
"""

from __future__ import annotations

import gc
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from app.clock import Clock
from app.domain.text import fold
from app.office import DATABASE, Office, open_office
from tests.bench.figures import Figure, percentile
from tests.bench.grown import COUNT, grown

FRAME_MS = 16.0
PEOPLE = 120
LIMIT = 50

COMMONEST = (
    "nguyen thi",
    "lo van",
    "lo thi",
    "giang a",
    "vang a",
    "tan a",
    "ly a",
    "tran thi",
    "nguyen van",
    "giang thi",
)
MIDDLE = ("thi", "van", "a", "thi huong", "van son", "a pao", "may", "thanh", "thi thu", "a sinh", "muong", "nam cum")


def measure(count: int = COUNT) -> list[Figure]:
    """p99 of each way of typing."""
    folder = grown(count)
    office = open_office(folder, Clock())
    bare = sqlite3.connect(folder / DATABASE, isolation_level=None)
    bare.execute("PRAGMA cache_size=-16000")
    try:
        return [_kind(office, bare, name, texts) for name, texts in _typed(office).items()]
    finally:
        bare.close()
        office.close()


def _typed(office: Office) -> dict[str, list[str]]:
    """What is typed, whole. The same in every run."""
    dice = random.Random(20261123)
    with office.store.read() as conn:
        (newest,) = conn.exec_driver_sql("SELECT max(row) FROM dossier").one()
        chosen = [
            conn.exec_driver_sql(
                "SELECT dossier_id FROM dossier WHERE row=?", (dice.randrange(newest) + 1,)
            ).scalar_one()
            for _ in range(PEOPLE)
        ]
    dossiers = [dossier for dossier in map(office.views.dossier, chosen) if dossier is not None]
    names = [dossier.filing.applicant.full_name for dossier in dossiers]
    phones = [dossier.filing.applicant.phone for dossier in dossiers]
    codes = [dossier.code for dossier in dossiers]
    return {
        "name from its beginning": [*COMMONEST, *map(fold, names[::2]), *names[1::2]],
        "words of the middle": [*MIDDLE, *(fold(name.partition(" ")[2]) for name in names)],
        "given name and family name turned round": [" ".join(reversed(fold(name).split())) for name in names],
        "code": [*codes[::2], *(code.lower() for code in codes[1::2])],
        "last digits of the code": [code[-4:] for code in codes],
        "phone": [phone for phone in phones if phone],
        "identity number": [dossier.filing.applicant.id_number for dossier in dossiers],
    }


def _keys(texts: list[str]) -> Iterator[str]:
    """The contents of the box after every key."""
    for text in texts:
        for end in range(1, len(text) + 1):
            yield text[:end]


def _kind(office: Office, bare: sqlite3.Connection, name: str, texts: list[str]) -> Figure:
    ours: list[float] = []
    limit: list[float] = []
    slowest = (0.0, "")
    gc.collect()
    for text in _keys(texts):
        took, found = _timed(lambda text=text: office.views.search(text, limit=LIMIT))  # type: ignore[misc]
        rows = [row.row for row in found]
        least, _ = _timed(lambda rows=rows: _fetch(bare, rows))  # type: ignore[misc]
        ours.append(took)
        limit.append(least)
        slowest = max(slowest, (took, text))
    return Figure(
        bench="search",
        name=f"{name}, p99 of a key",
        value=percentile(ours, 0.99),
        unit="ms",
        limit=percentile(limit, 0.99),
        limit_is="raw sqlite3 fetching the rows that were found, by their keys",
        asked=FRAME_MS,
        measure="value",
        samples=len(ours),
        note=f"p50 {percentile(ours, 0.5):.2f} ms, slowest {slowest[0]:.1f} ms at “{slowest[1]}”",
    )


T = TypeVar("T")


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter_ns()
    result = work()
    return (time.perf_counter_ns() - start) / 1e6, result


def _fetch(bare: sqlite3.Connection, rows: list[int]) -> None:
    for row in rows:
        bare.execute("SELECT state FROM dossier WHERE row=?", (row,)).fetchone()
