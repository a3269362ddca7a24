"""A report as a file: written aside, with its progress told, and nothing left behind when somebody stops it."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from PySide6.QtCore import QObject, Signal

from app.errors import Trouble
from ui.report.chooser import Question
from ui.tasks import Tasks

if TYPE_CHECKING:
    from ui.page import Desk

T = TypeVar("T")
Kind = Literal["xlsx", "pdf", "csv"]
EXPORTS = "exports"
TOLD_EVERY = 0.05
"""Seconds between two figures of the progress."""
FILES = {
    "register": "so-theo-doi",
    "volumes": "khoi-luong",
    "ontime": "tien-do",
    "ii06a": "bieu-ii06a",
    "postal": "buu-chinh",
    "kpi": "chi-so",
    "fees": "phi-le-phi",
    "worklist": "viec-can-lam",
    "open-data": "du-lieu-mo",
}


class Export(QObject):
    """One file at a time."""

    progressed = Signal(int, int)
    """Rows done, rows in all."""

    failed = Signal(object)
    """The error."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        # Of its own: whoever looks at another report meanwhile does not wait for sixty thousand lines.
        self._tasks = Tasks("report", self)
        self._stop = threading.Event()
        self.busy = False

    @property
    def folder(self) -> Path:
        """Where files go: what somebody chose, else beside the counter's data."""
        chosen = str(self._desk.settings.value("report/folder", ""))
        return Path(chosen) if chosen else self._desk.office.data / EXPORTS

    def choose(self, folder: Path) -> None:
        self._desk.settings.setValue("report/folder", str(folder))

    def stop(self) -> None:
        """What is being written is given up, and leaves no file."""
        self._stop.set()

    def close(self) -> None:
        """The window closes: nobody waits for the file any more, and the office must not be read after it is closed."""
        self.stop()
        self._tasks.close()

    def write(self, question: Question, kind: Kind, then: Callable[[Path | None], None]) -> None:
        """Writes into the folder; `then(file)`, None when it was stopped. Trouble: the folder cannot be written."""
        folder, put = self.folder, self._writer(question)

        def work() -> Path | None:
            file = _free(folder, question, kind)
            return file if put(file) else None

        self._run(work, then)

    def page(self, question: Question, then: Callable[[bytes | None], None]) -> None:
        """The report as a PDF for the printer; None when it was stopped."""
        put = self._writer(question)

        def work() -> bytes | None:
            with tempfile.TemporaryDirectory() as place:
                file = Path(place) / "report.pdf"
                return file.read_bytes() if put(file) else None

        self._run(work, then)

    def _writer(self, question: Question) -> Callable[[Path], bool]:
        """For the worker: the whole report into a file; False when it was stopped."""
        reports, clerk, progress = self._desk.office.reports, self._desk.clerk, self._begin()
        name, people = clerk.name if clerk is not None else "", self._desk.office.people

        def put(file: Path) -> bool:
            if clerk is not None:
                people.looked(clerk, f"report {question.name}")
            return reports.write(
                question.name,
                question.scope,
                file,
                by=question.by,
                progress=progress,
                cancelled=self._stop.is_set,
                printed_by=name,
            )

        return put

    def _begin(self) -> Callable[[int, int], None]:
        self.busy = True
        self._stop.clear()
        told = 0.0

        def progress(done: int, of: int) -> None:
            nonlocal told
            now = time.monotonic()
            if now - told >= TOLD_EVERY:
                told = now
                self.progressed.emit(done, of)

        return progress

    def _run(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        def ended(result: T) -> None:
            self.busy = False
            then(result)

        def failed(error: Exception) -> None:
            self.busy = False
            self.failed.emit(error)

        self._tasks.run(work, ended, failed, self)


def _free(folder: Path, question: Question, kind: Kind) -> Path:
    """A name that is not taken: a file that somebody has open is never written over."""
    scope = question.scope
    name = f"{FILES[question.name]}-{scope.since:%Y%m%d}-{scope.until:%Y%m%d}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble("file_unwritable", file=f"{name}.{kind}") from error
    number = 1
    while (file := folder / f"{name}{f'-{number}' if number > 1 else ''}.{kind}").exists():
        number += 1
    return file
