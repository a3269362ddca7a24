"""The background thread: it wakes, it sleeps, it outlives what goes wrong, and it ends when told."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from app.errors import Trouble
from sync.report import Report
from sync.sandbox import Fault, Play, Sandbox
from sync.worker import Worker
from tests.conftest import LogGuard
from tests.sync.counter import Counter, assert_holds, courier_of

Province = Callable[..., Sandbox]
PATIENCE = 20.0


class Reports:
    """What the window would hear, from the worker's own thread."""

    def __init__(self) -> None:
        self._heard: queue.Queue[Report] = queue.Queue()

    def __call__(self, report: Report) -> None:
        self._heard.put(report)

    def next(self) -> Report:
        return self._heard.get(timeout=PATIENCE)

    @property
    def silent(self) -> bool:
        return self._heard.empty()


class Scripted:
    """A courier that does what the test says, to see the thread alone."""

    def __init__(self, *turns: Any) -> None:
        self.turns = list(turns)
        self.rounds = 0
        self.stopped = threading.Event()

    def wait(self, now: datetime) -> float | None:
        return 0.0 if self.turns else None

    def round(self, now: datetime) -> Report:
        self.rounds += 1
        turn = self.turns.pop(0)
        if isinstance(turn, BaseException):
            raise turn
        return Report(at=now, delivered=turn)

    def knock(self) -> bool:
        return False

    def send_now(self) -> None:
        self.turns.append(99)

    def stop(self) -> None:
        self.stopped.set()

    def close(self) -> None:
        pass


@pytest.fixture
def running() -> Iterator[Callable[..., Worker]]:
    workers: list[Worker] = []

    def start(courier: Any, heard: Callable[[Report], None], **options: Any) -> Worker:
        worker = Worker(courier, heard, **{"poll": 30.0, "least": 0.01, **options})
        workers.append(worker)
        worker.start()
        return worker

    yield start
    for worker in workers:
        worker.stop()
        assert not worker.running


def test_what_waits_goes_out_at_the_start_and_later_at_a_nudge(
    counter: Counter, province: Province, running: Callable[..., Worker]
) -> None:
    one = province()
    counter.receive()
    heard = Reports()
    worker = running(courier_of(counter, one.url), heard, clock=counter.clock.now)
    assert heard.next().delivered == 1
    counter.receive()
    worker.nudge()
    assert heard.next().delivered == 1
    assert heard.silent
    worker.stop()
    assert_holds(one.books, counter)


def test_a_nudge_does_not_break_into_a_wait_but_send_now_does(
    counter: Counter, province: Province, running: Callable[..., Worker]
) -> None:
    one = province()
    one.faults.arm(Fault(play=Play.UNAVAILABLE, retry_after="3600"))
    counter.receive()
    heard = Reports()
    worker = running(courier_of(counter, one.url), heard, clock=counter.clock.now)
    assert heard.next().stopped == "unavailable"
    calls = len(one.desk.calls)
    for _ in range(5):
        worker.nudge()
    worker.send_now()
    assert heard.next().delivered == 1
    assert one.desk.calls[calls] == "auth"


class Slow(Scripted):
    """A courier whose round lasts until the test lets it go."""

    def __init__(self) -> None:
        super().__init__(1)
        self.under_way, self.go = threading.Event(), threading.Event()

    def round(self, now: datetime) -> Report:
        self.under_way.set()
        assert self.go.wait(PATIENCE)
        return super().round(now)


def test_an_errand_waits_for_the_round_and_is_done_on_its_thread(
    running: Callable[..., Worker], log_guard: LogGuard
) -> None:
    log_guard.expect("bug in the sync thread: ValueError")
    courier, heard = Slow(), Reports()
    done: queue.Queue[tuple[str, int]] = queue.Queue()
    worker = running(courier, heard)

    def errand() -> None:
        done.put((threading.current_thread().name, courier.rounds))

    def broken() -> None:
        raise ValueError

    assert courier.under_way.wait(PATIENCE)
    for one in (broken, errand, errand):
        worker.between(one)
    assert done.empty()
    courier.go.set()
    assert [done.get(timeout=PATIENCE) for _ in range(2)] == [("sync", 1)] * 2
    worker.pause(True)
    worker.between(errand)
    assert done.get(timeout=PATIENCE) == ("sync", 1), "a person asked: a pause does not hold it"


def test_bugs_and_troubles_end_a_round_and_not_the_thread(running: Callable[..., Worker], log_guard: LogGuard) -> None:
    log_guard.expect(r"^ERROR sync\.worker: bug in the sync thread: RuntimeError\n(?!.*012090001234)")
    heard = Reports()
    courier = Scripted(RuntimeError("012090001234"), Trouble("disk_full"), 7)
    running(courier, heard, poll=0.01)
    assert heard.next().stopped == "disk_full"
    assert heard.next().delivered == 7


def test_a_listener_that_fails_does_not_stop_the_courier(running: Callable[..., Worker], log_guard: LogGuard) -> None:
    log_guard.expect("bug in the sync thread: KeyError")
    heard = Reports()

    def listener(report: Report) -> None:
        if report.delivered == 1:
            raise KeyError(report.delivered)
        heard(report)

    running(Scripted(1, 2), listener)
    assert heard.next().delivered == 2


def test_work_queued_by_another_process_is_found_without_a_nudge(running: Callable[..., Worker]) -> None:
    heard = Reports()
    courier = Scripted()
    running(courier, heard, poll=0.01)
    courier.turns.append(5)
    assert heard.next().delivered == 5


def test_paused_nothing_is_tried(running: Callable[..., Worker]) -> None:
    heard = Reports()
    courier = Scripted()
    worker = running(courier, heard)
    worker.pause(True)
    courier.turns.append(3)
    worker.nudge()
    worker.pause(False)
    assert heard.next().delivered == 3
    assert courier.rounds == 1


def test_stop_ends_a_call_that_hangs_and_keeps_the_doubt(
    counter: Counter, province: Province, running: Callable[..., Worker]
) -> None:
    one = province()
    counter.receive()
    one.faults.arm(Fault(play=Play.DRIP, service="DongBoHoSoMC", seconds=60.0))
    courier = courier_of(counter, one.url)
    worker = running(courier, Reports(), clock=counter.clock.now)
    while "DongBoHoSoMC" not in one.desk.calls:
        threading.Event().wait(0.01)
    worker.stop()
    (item,) = counter.waiting()
    assert item.reason == "stopped"
    (entry,) = counter.outbox.due(datetime(2100, 1, 1, tzinfo=UTC))
    assert entry.asked


def test_a_worker_that_was_never_started_can_be_stopped() -> None:
    courier = Scripted()
    Worker(courier, Reports()).stop()  # type: ignore[arg-type]
    assert courier.stopped.is_set()
