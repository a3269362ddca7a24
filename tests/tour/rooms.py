"""The gallery beside the day: one process for each size of screen, out of the day's way; and the README's pictures."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from tests.tour import papers
from tests.tour.record import Step

SIZES = (("1920x1080", 1), ("683x384", 2))
"""Logical size, scale: a large screen, and the small panel at 200 %."""
PATIENCE_S = 240.0
MOST = 150_000
"""Bytes of a picture in the README."""
PICTURES = {
    "receive": "receive-at-work",
    "handback": "handback-at-work",
    "search": "search-at-work",
    "manifest": "manifest-at-work",
    "queue": "queue",
    "day": "day-at-work",
    "report": "report-at-work",
}


class Room(NamedTuple):
    """A gallery process under way."""

    name: str
    out: Path
    begun: float
    process: subprocess.Popen[str]

    def ended(self) -> Step:
        """Waits for it. What does not fit on a page, or went wrong, is told."""
        try:
            said, _ = self.process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            said, _ = self.process.communicate()
            said += f"\nnot ended after {PATIENCE_S:.0f} s"
        pictures = tuple(sorted(f"{self.out.name}/{file.name}" for file in self.out.glob(f"{self.name}-*.png")))
        good = self.process.returncode == 0
        return Step(
            f"gallery-{self.name}",
            good,
            round(time.monotonic() - self.begun, 1),
            pictures,
            "" if good else said.strip(),
        )


def open_room(out: Path, size: str, scale: int = 1, *more: str) -> Room:
    """Starts one. Drawn offscreen: no second window takes the keyboard from the day's, and any size fits."""
    width, height = (int(side) * scale for side in size.split("x"))
    name = f"{width}x{height}" + ("" if scale == 1 else f"@{scale}")
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale)}
    words = [sys.executable, "-m", "tests.tour.gallery", "--out", str(out), "--size", size, *more]
    process = subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    return Room(name, out, time.monotonic(), process)


def open_all(out: Path) -> list[Room]:
    """A room for each size, in an empty folder."""
    out.mkdir(parents=True, exist_ok=True)
    for stale in out.glob("*.png"):
        stale.unlink()
    return [open_room(out, size, scale) for size, scale in SIZES]


def refresh(target: Path) -> Step:
    """The pictures the README shows, made anew."""
    begun = time.monotonic()
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="quay-pictures-") as folder:
        room = open_room(Path(folder), "1366x768", 1, "--room", "full")
        step = room.ended()
        if step.ok:
            for name, source in PICTURES.items():
                shrink(Path(folder) / f"{room.name}-full-{source}-light.png", target / f"{name}.png")
            papers.picture(Path(folder) / "form-01.pdf", target / "form-01.png")
    made = sorted(target.glob("*.png"))
    large = [file.name for file in made if file.stat().st_size > MOST]
    told = step.told or (f"over {MOST} bytes: {large}" if large else "")
    return Step("pictures", not told, round(time.monotonic() - begun, 1), tuple(file.name for file in made), told)


def shrink(source: Path, target: Path) -> None:
    """In 256 colours, a third of the bytes. By coverage, which is off by 4 of 255 at most: the usual median cut makes
    one grey of the tints of the states."""
    with Image.open(source) as picture:
        few = picture.convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(target, optimize=True)
