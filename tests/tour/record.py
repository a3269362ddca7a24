"""What the tour saw, step by step: pictures, papers, a table, tour.json and a page to leaf through."""

from __future__ import annotations

import html
import json
import logging
import shutil
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QWidget

from tests.tour.hands import Missed, expect, settle

PLATFORM_WORDS = ("This plugin does not support",)
"""What the offscreen platform says of every window."""


class Step(NamedTuple):
    """One step as it ended. `told` is empty when it went well."""

    name: str
    ok: bool
    seconds: float
    pictures: tuple[str, ...]
    told: str = ""


class Complaints(logging.Handler):
    """Warnings of Qt and of our own log: at a counter nobody reads them, so here each one fails its step."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []
        logging.getLogger().addHandler(self)
        self._before = qInstallMessageHandler(self._on_qt)

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def close(self) -> None:
        logging.getLogger().removeHandler(self)
        qInstallMessageHandler(self._before)
        super().close()

    def take(self) -> list[str]:
        """What was said since the last time."""
        said, self.heard = self.heard, []
        return said

    def _on_qt(self, kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not words.startswith(PLATFORM_WORDS):
            self.heard.append(f"Qt: {words}")


class Record:
    """Collects the steps of one run in the folder `out`."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.steps: list[Step] = []
        self.begun = time.monotonic()
        self.papers = out / "papers"
        for stale in (*out.glob("[0-9][0-9]-*.png"), *self.papers.glob("*.pdf")):
            stale.unlink()
        self.papers.mkdir(parents=True, exist_ok=True)
        self._complaints = Complaints()
        self._taken: list[str] = []
        self._number = 0

    def close(self) -> None:
        """Listens no more."""
        self._complaints.close()

    @property
    def ok(self) -> bool:
        return bool(self.steps) and all(step.ok for step in self.steps)

    def shoot(self, window: QWidget, name: str) -> Path:
        """Saves what the window shows as NN-name.png."""
        settle(0.06)  # the last letter may still be held back for the scanner
        self._number += 1
        target = self.out / f"{self._number:02d}-{name}.png"
        expect(window.grab().save(str(target)), f"{target.name} can be written")
        self._taken.append(target.name)
        return target

    def keep_paper(self, file: Path) -> Path:
        """A copy of a printed paper beside the pictures."""
        return Path(shutil.copy2(file, self.papers / file.name))

    def take(self, name: str, act: Callable[[], None], window: Callable[[], QWidget | None]) -> bool:
        """Does one step. It always leaves a picture, of how it ended or of where it failed."""
        begun, told, self._taken = time.monotonic(), "", []
        try:
            act()
            if said := self._complaints.take():
                raise Missed("complaints nobody at the counter would read: " + "; ".join(said))
        except Missed as missed:
            told = str(missed)
        except Exception as error:  # noqa: BLE001 - a bug in a step is told with its place, and the others go on
            place = traceback.extract_tb(error.__traceback__)[-1]
            told = f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
        shown = window()
        if shown is not None and shown.isVisible():
            self.shoot(shown, f"{name}-FAILED" if told else name)
        step = Step(name, not told, round(time.monotonic() - begun, 1), tuple(self._taken), told)
        self.steps.append(step)
        self._complaints.take()
        return step.ok

    def note(self, step: Step) -> None:
        """A step that another process did."""
        self.steps.append(step)

    def table(self) -> str:
        """The summary for people."""
        width = max((len(step.name) for step in self.steps), default=0)
        lines = [
            f"{'ok    ' if step.ok else 'FAILED'}  {step.name:<{width}}  {step.seconds:5.1f} s  "
            f"{step.pictures[-1] if step.pictures else ''}" + (f"\n        {step.told}" if step.told else "")
            for step in self.steps
        ]
        good = sum(step.ok for step in self.steps)
        whole = time.monotonic() - self.begun
        papers = len(list(self.papers.glob("*.pdf")))
        lines.append(f"{good} of {len(self.steps)} steps ok, {whole:.0f} s, {papers} papers, in {self.out}")
        return "\n".join(lines)

    def write(self) -> None:
        """tour.json for programs, index.html to leaf through."""
        steps = [step._asdict() for step in self.steps]
        (self.out / "tour.json").write_text(
            json.dumps({"ok": self.ok, "steps": steps}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        body = [
            f"<h2>{html.escape(step.name)}{'' if step.ok else ' · FAILED'}</h2><p>{html.escape(step.told)}</p>"
            + "".join(f'<p>{name}<br><img src="{name}" style="max-width:100%"></p>' for name in step.pictures)
            for step in self.steps
        ]
        (self.out / "index.html").write_text(
            '<!doctype html><meta charset="utf-8"><title>quay tour</title><style>body{font-family:sans-serif;'
            "max-width:1400px;margin:2rem auto}img{border:1px solid #ccc}</style>" + "\n".join(body) + "\n",
            encoding="utf-8",
        )
