"""Two processes of one counter send in turn: the window's courier and a `quay sync` beside it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.clock import Clock
from app.office import Office, open_office
from app.store.turn import Turn
from sync import sandbox
from sync.couriers import Couriers
from sync.sandbox import Sandbox
from sync.sandbox.faults import Fault, Play
from tests.desk import draft, new_office

HOLD = """
import sys
from pathlib import Path
from app.store.turn import Turn
with Turn(Path(sys.argv[1])).taken(lambda: False) as ours:
    print(ours, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def province() -> Iterator[Sandbox]:
    running = sandbox.serve()
    yield running
    running.stop()
    running.books.close()


@pytest.fixture
def office(tmp_path: Path, province: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("QUAY_TEST_SECRET", "bi-mat")
    opened = new_office(tmp_path / "data", Clock(), first=1, last=9_999, url=province.url)
    yield opened
    opened.close()


@contextmanager
def holding(folder: Path) -> Iterator[None]:
    """Another process has the turn, and is killed at the end."""
    words = [sys.executable, "-X", "utf8", "-c", HOLD, str(folder)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as other:
        assert other.stdout is not None and other.stdout.readline() == "True\n"
        yield
        other.kill()


def test_one_waits_for_the_other_and_a_dead_one_holds_nobody(tmp_path: Path) -> None:
    with holding(tmp_path):
        with Turn(tmp_path).taken(lambda: False, patience=0.3) as ours:
            assert not ours
        with Turn(tmp_path).taken(lambda: True) as ours:
            assert not ours, "a stop ends the wait"
    with Turn(tmp_path).taken(lambda: False) as ours:
        assert ours
        with Turn(tmp_path).taken(lambda: True) as second:
            assert not second
    with Turn(tmp_path).taken(lambda: True) as ours:
        assert ours


def test_while_another_sends_a_round_says_so_and_sends_nothing(office: Office, province: Sandbox) -> None:
    office.counter.receive(draft(), office.people.named(office.profile.people.clerks[0]))
    couriers = Couriers(office, office.store.clock)
    couriers.stop()  # as a window that closes: it does not wait
    with holding(office.data):
        assert couriers.round(office.store.clock.now()).stopped == "sent_elsewhere"
    assert province.books.codes() == [] and not office.rounds.recent()
    couriers.close()


def test_two_that_send_at_once_tell_each_event_once(office: Office, province: Sandbox) -> None:
    clerk = office.people.named(office.profile.people.clerks[0])
    for _ in range(6):
        office.counter.receive(draft(), clerk)
    province.faults.arm(Fault(play=Play.DRIP, times=0, seconds=0.1))
    beside = open_office(office.data, Clock())
    both = [Couriers(one, one.store.clock) for one in (office, beside)]
    threads = [threading.Thread(target=one.until_empty, args=(60.0,)) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in both:
        one.close()
    beside.close()
    codes = province.books.codes()
    assert len(codes) == 6 == office.outbox.summary().delivered
    assert [province.books.creations(code) for code in codes] == [1] * 6
    assert not [found for code in codes if (found := province.books.repeated_lines(code))]
    writes = [one for one in province.desk.calls if "CapNhatTienDoHoSoMC" in one]
    assert len(writes) == 6
