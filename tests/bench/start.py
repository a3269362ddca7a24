"""From the start of the process to the first paint and to the first key that F1 takes, against a bare PySide6 window.

Each start is a process of its own on the offscreen platform; bare window, new counter and the counter of 200,000
dossiers take turns. The log-in is part of it: the PIN stands in its field at once and Enter is pressed, as by somebody
who types ahead.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.clock import Clock
from tests.bench.figures import Figure, median
from tests.bench.grown import COUNT, copy, grown
from tests.desk import PIN, new_office

RUNS = 11
PAINT_ASKED, KEYS_ASKED = 1.6, 4.0
PATIENCE_SECONDS = 60
ROOT = Path(__file__).resolve().parents[2]


def measure(count: int = COUNT, runs: int = RUNS) -> list[Figure]:
    """Medians of `runs` starts each, after one that is not counted."""
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as folder:
        small, large = Path(folder) / "new", Path(folder) / "grown"
        new_office(small, Clock(), first=1, last=99_999).close()
        copy(grown(count), large)
        kinds = {"bare": ["bare"], "new": ["window", str(small), PIN], "grown": ["window", str(large), PIN]}
        times: dict[str, list[dict[str, float]]] = {name: [] for name in kinds}
        order = list(kinds)
        for run in range(runs + 1):
            for name in order:
                taken = _start(kinds[name], Path(folder) / "bytecode")
                if run:
                    times[name].append(taken)
            order.append(order.pop(0))
    return _figures(times, count)


def _start(words: list[str], bytecode: Path) -> dict[str, float]:
    """Milliseconds from before the process exists to each of its events.

    What is compiled stays in `bytecode`, as beside an installed program: an environment that forbids writing it would
    have every start compile every module again.
    """
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    env |= {"QT_QPA_PLATFORM": "offscreen", "QUAY_TEST_SECRET": "x", "PYTHONPYCACHEPREFIX": str(bytecode)}
    start = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.probe", *words],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        timeout=PATIENCE_SECONDS,
        check=True,
    )
    told: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return {name: (at - start) / 1e6 for name, at in told.items()}


def _figures(times: dict[str, list[dict[str, float]]], count: int) -> list[Figure]:
    limit = median([run["paint"] for run in times["bare"]])
    figures = []
    for name, whose in (("new", "a new counter"), ("grown", f"{count:,} dossiers".replace(",", " "))):
        runs = times[name]
        seen = median([run["seen"] - run["keys"] for run in runs])
        figures += [
            Figure(
                bench="start",
                name=f"process to {what}, {whose}",
                value=median([run[event] for run in runs]),
                unit="ms",
                limit=limit,
                limit_is="a bare PySide6 window's first paint",
                asked=asked,
                samples=len(runs),
                note=note,
            )
            for what, event, asked, note in (
                ("first paint", "paint", PAINT_ASKED, ""),
                ("F1 taking keys, log-in included", "keys", KEYS_ASKED, f"the letter stands there {seen:.0f} ms later"),
            )
        ]
    return figures
