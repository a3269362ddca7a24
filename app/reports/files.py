"""Writing a report to a file: beside its place first, whole, then into it; stopped, it leaves nothing behind."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from app.errors import Trouble

Progress = Callable[[int, int], None]
"""Told how many rows of how many are done."""

EVERY = 50
"""Rows between two looks at whether somebody wants to stop: a hundredth of a second."""

T = TypeVar("T")


class Stopped(Exception):
    """Somebody wants no file any more."""


class Watch:
    """Tells how far the writing is, and hears when to stop. `passes`: how often the rows are gone through."""

    def __init__(
        self, count: int, progress: Progress | None, cancelled: Callable[[], bool] | None, passes: int = 1
    ) -> None:
        self._count = count * passes
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0

    def over(self, rows: Iterator[T]) -> Iterator[T]:
        """The same rows. Stopped between two of them."""
        self.look()
        for row in rows:
            yield row
            self.step()
        self.look()

    def step(self) -> None:
        """One row is done."""
        self._done += 1
        if self._done % EVERY == 0:
            self.look()

    def finished(self) -> None:
        """All of it is done."""
        self._done = self._count
        if self._progress is not None:
            self._progress(self._count, self._count)

    def look(self) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Stopped
        if self._progress is not None:
            self._progress(min(self._done, self._count), self._count)


def put(file: Path, write: Callable[[Path], None]) -> bool:
    """Has `write` make the file in a folder of its own beside it, and moves it into its place. False: it was stopped,
    and what stood there before still stands. Trouble("file_unwritable")."""
    try:
        with tempfile.TemporaryDirectory(prefix=".quay-", dir=file.parent) as folder:
            fresh = Path(folder) / file.name
            write(fresh)
            with fresh.open("rb+") as written:
                os.fsync(written.fileno())
            fresh.replace(file)
    except Stopped:
        return False
    except OSError as error:
        raise Trouble("file_unwritable", file=file.name) from error
    return True
