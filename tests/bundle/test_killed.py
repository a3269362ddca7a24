"""Killed at every file and database call while writing or taking a bundle: the old state or the new one, nothing
between (G1)."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from app.bundle import envelope
from app.office import Office, open_office
from app.store.ledger import verify
from tests.bundle.van import Template, manager_of, work
from tests.desk import MONDAY, FakeClock, clerk_of

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 and fork are POSIX")

CALLS = {"execute", "fsync", "rename", "write", "open", "flush"}


def dies_at(call: int, data: Path, do: Callable[[Office], object]) -> bool:
    """Does something in a process of its own that is killed before its `call`-th call of the disk; whether it was."""
    child = os.fork()
    if child == 0:
        count = 0

        def counted(frame: FrameType, event: str, arg: object) -> None:
            nonlocal count
            if event == "c_call" and getattr(arg, "__name__", "") in CALLS:
                count += 1
                if count == call:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            office = open_office(data, FakeClock())
            sys.setprofile(counted)
            do(office)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def every_death(data: Path, do: Callable[[Office], object], check: Callable[[Office], None]) -> int:
    call = 0
    while dies_at(call := call + 1, data, do):
        office = open_office(data, FakeClock())
        try:
            assert verify(office.store) == ()
            check(office)
        finally:
            office.close()
    return call


def test_while_writing(template: Template, tmp_path: Path, usb: Path) -> None:
    counter = template.copy(tmp_path, FakeClock())[0]
    work(counter)
    counter.close()

    def whole(office: Office) -> None:
        for file in usb.iterdir():
            if file.suffix == envelope.SUFFIX:
                envelope.read(file)

    deaths = every_death(counter.data, lambda office: office.branch.export(usb, clerk_of(office).id), whole)
    assert deaths > 10
    assert [file for file in usb.iterdir() if file.suffix == envelope.SUFFIX], "the last one was left alone"


def test_while_taking(template: Template, tmp_path: Path, usb: Path) -> None:
    counter, _, branch = template.copy(tmp_path, FakeClock())
    work(counter)
    counter.branch.export(usb, clerk_of(counter).id)
    counter.close()
    # A replica that holds the first event, so that the deaths are in the taking and not in alembic.
    branch.branch.take_all(usb.iterdir(), manager_of(branch).id)
    branch.close()
    counter = open_office(counter.data, FakeClock())
    for _ in range(2):
        work(counter)
    counter.branch.export(usb, clerk_of(counter).id)
    counter.close()
    held: list[int] = []

    def one_of_both(office: Office) -> None:
        (replica,) = office.branch.replicas().values()
        assert verify(replica) == ()
        waiting = office.branch.outboxes()[1].outbox.summary().waiting
        assert waiting in {1, 3}
        held.append(waiting)
        # Whatever came, came with its doubt and with the names of those who did it.
        heads = office.branch.outboxes()[1].outbox.due(MONDAY)
        assert len(heads) == waiting
        assert all(entry.asked and entry.actor_name for entry in heads)

    every_death(branch.data, lambda o: o.branch.take_all(sorted(usb.iterdir()), manager_of(o).id), one_of_both)
    assert held == sorted(held)
    assert set(held) == {1, 3}
