"""Results come home to the window's thread, in order, and only while their owner lives."""

from __future__ import annotations

import threading
from functools import partial

from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from ui.tasks import Tasks


def test_work_is_done_elsewhere_and_comes_home_in_order(qtbot: QtBot, tasks: Tasks) -> None:
    came: list[tuple[int, bool, str]] = []
    owner = QObject()
    home = QThread.currentThread()

    def take(number: int, where: str) -> None:
        came.append((number, QThread.currentThread() is home, where))

    def work(number: int) -> tuple[int, str]:
        return number, threading.current_thread().name

    def fail(error: Exception) -> None:
        raise error

    for number in range(20):
        tasks.run(partial(work, number), lambda result: take(*result), fail, owner)
    assert tasks.busy
    qtbot.waitUntil(lambda: len(came) == 20)
    assert [number for number, _, _ in came] == list(range(20))
    assert all(at_home for _, at_home, _ in came)
    assert {where for _, _, where in came} == {"desk-test_0"}
    assert not tasks.busy


def test_an_error_comes_home_whole(qtbot: QtBot, tasks: Tasks) -> None:
    failed: list[Exception] = []
    owner = QObject()

    def work() -> int:
        raise LookupError("gone")

    tasks.run(work, lambda _result: None, failed.append, owner)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], LookupError)


def test_nothing_is_delivered_to_an_owner_that_is_gone(qtbot: QtBot, tasks: Tasks) -> None:
    came: list[str] = []
    gone, alive = QObject(), QObject()
    held = threading.Event()

    def slow() -> str:
        held.wait(10)
        return "late"

    tasks.run(slow, came.append, lambda _error: came.append("error"), gone)
    tasks.run(lambda: "next", came.append, lambda _error: came.append("error"), alive)
    gone.deleteLater()
    qtbot.wait(20)
    held.set()
    qtbot.waitUntil(lambda: came == ["next"])


def test_closing_joins_the_worker_and_drops_what_has_not_begun(qtbot: QtBot) -> None:
    worker, owner = Tasks("closing"), QObject()
    came: list[int] = []
    begun = threading.Event()

    def first() -> int:
        begun.set()
        return 1

    worker.run(first, came.append, lambda _error: None, owner)
    assert begun.wait(10)
    worker.close()
    worker.run(lambda: 2, came.append, lambda _error: None, owner)
    qtbot.wait(30)
    assert came in ([], [1])
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("closing")]
