"""Long work at the real window: memory, objects, references to None, widgets, handles, threads and pace must stay flat.

`./dev bench soak` works for 40 minutes (`--minutes M`, `--dossiers N`) on a counter of 20,000 dossiers. The first ten
minutes fill caches and are not counted; in a shorter run it is the first quarter.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.figures import Figure
from tests.bench.grown import copy, grown

COUNT = 20_000
WARM_MINUTES = 10.0
MOST_GROWTH = 1.02
"""Of memory, objects and widgets, from the end of the warming up to the end."""
SLOWER = 1.25
ROOT = Path(__file__).resolve().parents[2]


def measure(minutes: float = 40.0, dossiers: int = 0) -> list[Figure]:
    """Runs the clerk in a process of its own and compares the end with the end of the warming up."""
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as folder:
        data = copy(grown(COUNT), Path(folder) / "data")
        command = [sys.executable, "-m", "tests.bench.clerk", str(data), str(minutes), str(dossiers)]
        env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QUAY_TEST_SECRET": "x"}
        samples: list[dict[str, Any]] = []
        with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, encoding="utf-8") as running:
            assert running.stdout is not None
            for line in running.stdout:
                told = json.loads(line)
                samples.append(told)
                if "minute" in told and len(samples) % 30 == 0:
                    megabytes = told["rss_kb"] / 1024
                    words = f"{told['minute']:.0f} min, {told['dossiers']} dossiers, {megabytes:.0f} MB"
                    print(f"bench: soak {words}", file=sys.stderr, flush=True)
    if running.returncode or not samples or "missed" not in samples[-1]:
        raise RuntimeError(f"the clerk gave up with status {running.returncode}")
    return figures(samples[:-1], samples[-1])


def figures(samples: Sequence[dict[str, Any]], end: dict[str, Any]) -> list[Figure]:
    """What the samples say. RuntimeError when the run was too short to say anything."""
    minutes = samples[-1]["minute"]
    warm = WARM_MINUTES if minutes >= 4 * WARM_MINUTES - 1 else minutes / 4
    counted = [sample for sample in samples if sample["minute"] >= warm]
    if len(counted) < 8:
        raise RuntimeError(f"{len(counted)} samples after the warming up are too few")
    # What is compared is a tenth of the counted time at each end: one sample may fall between two collections.
    edge = max(3, len(counted) // 10)
    first, last = counted[:edge], counted[-edge:]
    done = counted[-1]["dossiers"] - counted[0]["dossiers"]
    span = f"minute {warm:.0f} to {minutes:.0f}"

    def growth(key: str, name: str, unit: str, scale: float, asked: float | None) -> Figure:
        begin, finish = (median(sample[key] for sample in part) / scale for part in (first, last))
        slope = _slope([(sample["minute"], sample[key] / scale) for sample in counted])
        return Figure(
            bench="soak",
            samples=len(counted),
            name=f"{name}, end",
            value=finish,
            unit=unit,
            limit=begin,
            limit_is=f"the same at minute {warm:.0f}",
            asked=asked,
            note=f"{slope * 60:+.2f} {unit} an hour",
        )

    none = (last[-1]["none_refs"] - first[0]["none_refs"]) / max(1, done)
    return [
        growth("rss_kb", f"memory, {span}", "MB", 1024, MOST_GROWTH),
        growth("objects", "Python objects", "", 1, MOST_GROWTH),
        growth("widgets", "widgets", "", 1, MOST_GROWTH),
        growth("windows", "windows", "", 1, 1.0),
        growth("handles", "open files", "", 1, MOST_GROWTH),
        growth("threads", "threads", "", 1, 1.0),
        growth("saved_ms", "F12 to stored, median", "ms", 1, SLOWER),
        Figure(
            bench="soak",
            samples=len(counted),
            name="references to None lost a dossier",
            value=max(0.0, -none),
            unit="",
            asked=0.0,
            measure="value",
            note=f"count drifts by {none:+.1f} a dossier; below zero the interpreter dies one day",
        ),
        Figure(
            bench="soak",
            samples=len(counted),
            name="dossiers received in all",
            value=samples[-1]["dossiers"],
            unit="",
            note=f"{end['steps']} steps, {len(end['missed'])} missed, {minutes:.0f} minutes",
        ),
    ]


def _slope(points: Sequence[tuple[float, float]]) -> float:
    """Theil–Sen: the median of the slopes between all pairs, which no single outlier moves. Per minute."""
    slopes = [
        (y1 - y0) / (x1 - x0) for number, (x0, y0) in enumerate(points) for x1, y1 in points[number + 1 :] if x1 > x0
    ]
    return median(slopes)
