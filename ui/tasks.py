"""Work off the window's thread: one worker named `desk`, and one signal that carries results home.

A result is delivered only while its owner lives. Nothing here knows what the work is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QThread, Signal

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")


class Tasks(QObject):
    """One named worker. All database work the window asks for goes through the one called `desk`, in order."""

    _ended = Signal(object)

    def __init__(self, name: str = "desk", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._worker: ThreadPoolExecutor | None = None
        self._open = 0
        self._closed = False
        self._ended.connect(self._on_ended)

    @property
    def busy(self) -> bool:
        """Whether anything asked for has not come home yet."""
        return self._open > 0

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[Exception], None],
        owner: QObject,
    ) -> None:
        """Runs `work` on the desk thread, then `then(result)` or `failed(error)` here, unless `owner` is gone."""
        if self._closed:
            return
        self._open += 1

        def attend() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - carried home whole; the window tells kinds apart
                deliver: Callable[[], object] = _bind(failed, error)
            else:
                deliver = _bind(then, result)
            if not self._closed:
                self._ended.emit((owner, deliver))

        if self._worker is None:
            from concurrent.futures import ThreadPoolExecutor  # not needed for the first paint

            self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix=self._name)
        self._worker.submit(attend)

    def close(self) -> None:
        """Lets the running piece end, drops what has not begun, and joins the thread."""
        self._closed = True
        if self._worker is not None:
            self._worker.shutdown(wait=True, cancel_futures=True)
        self._open = 0

    def _on_ended(self, ended: tuple[QObject, Callable[[], object]]) -> None:
        owner, deliver = ended
        self._open -= 1
        if QThread.currentThread() is not self.thread():
            raise RuntimeError("a result must come home to the window's thread")
        if shiboken6.isValid(owner):
            deliver()


def _bind(call: Callable[[T], object], value: T) -> Callable[[], object]:
    return lambda: call(value)
