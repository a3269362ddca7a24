"""G1, G2, G9: `kill -9` at each fsync of `quay receive` and of `quay sync`, set by strace and not by chance.

strace kills the process as it enters its N-th fsync: what it had written stands in the system's memory, what it was
about to do never happens. After each kill the file verifies, every shown code is there, none was shown twice, and the
one-stop system ends up with every dossier once.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.office import open_office
from app.store.ledger import verify
from sync import sandbox
from sync.sandbox import Sandbox
from tests.desk import FakeClock, line, profile_text
from tests.e2e.conftest import ROOT, Quay, command, environment, jsonl

CALLS = "fsync,fdatasync,rename"
MOST = 14
"""Points of each command. More than one receive and one round have, and a bound on what the suite takes."""


def _traced(at: int, *words: str) -> list[str]:
    inject = f"inject={CALLS}:signal=KILL:when={at}"
    return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={CALLS}", "-e", inject, *words]


def _may_trace() -> bool:
    if sys.platform != "linux" or shutil.which("strace") is None:
        return False
    tried = subprocess.run(_traced(10_000, "true"), stderr=subprocess.DEVNULL, check=False)
    return tried.returncode == 0


pytestmark = pytest.mark.skipif(not _may_trace(), reason="strace is not here or may not trace")


@pytest.fixture
def one_stop() -> Iterator[Sandbox]:
    running = sandbox.serve()
    yield running
    running.stop()
    running.books.close()


def _killed(at: int, *args: object) -> tuple[bool, bytes]:
    """Whether the command was killed at its `at`-th point, and what it had said."""
    done = subprocess.run(
        _traced(at, *command(*args)),
        cwd=ROOT,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    killed = done.returncode in {-signal.SIGKILL, 128 + signal.SIGKILL}
    assert killed or done.returncode == 0, done.returncode
    return killed, done.stdout


def _codes(data: Path) -> list[str]:
    office = open_office(data, FakeClock())
    try:
        assert verify(office.store) == ()
        with office.store.read() as conn:
            codes: list[str] = conn.exec_driver_sql("SELECT code FROM dossier ORDER BY row").scalars().all()
        return codes
    finally:
        office.close()


def test_at_each_point_of_a_receive_and_of_a_round(quay: Quay, tmp_path: Path, data: Path, one_stop: Sandbox) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text(profile_text(url=one_stop.url), encoding="utf-8")
    assert quay("init", "--profile", profile).status == 0
    source = jsonl(tmp_path / "in.jsonl", line())

    shown: list[str] = []
    points = 0
    for at in range(1, MOST + 1):
        killed, said = _killed(at, "receive", source, "--data", data)
        shown += [json.loads(one)["code"] for one in said.split(b"\n")[:-1] if one]
        held = _codes(data)
        assert set(shown) <= set(held), "a shown code is not in the ledger"
        assert len(set(shown)) == len(shown), "a code was shown twice"
        assert len(set(held)) == len(held)
        points += killed
        if not killed:
            break
    else:
        pytest.fail(f"a receive has more than {MOST} points")
    assert points >= 1, "strace killed nothing"

    cuts = 0
    for at in range(1, MOST + 1):
        killed, _ = _killed(at, "sync", "--data", data)
        assert set(shown) <= set(_codes(data))
        cuts += killed
        # Whatever was told before the kill is told once: what is there now is never more than what is owed.
        for code in one_stop.books.codes():
            assert one_stop.books.creations(code) == 1, "created twice"
        if not killed:
            break
        assert quay("receive", source).status == 0
    assert cuts >= 3, "a round has fewer points than its transactions"
    assert quay("sync", "--until-empty").status == 0
    held = _codes(data)
    assert one_stop.books.codes() == sorted(held)
    for code in held:
        assert one_stop.books.creations(code) == 1
        told = one_stop.books.lines(code)
        # Only a progress line that no look-up could settle may be there twice in a row (G2).
        once = [one for at, one in enumerate(told) if at == 0 or told[at - 1] != one]
        assert len(once) == 1, "a progress line is lost, or is there out of its order"


def test_at_each_point_of_a_close(counter: Quay, tmp_path: Path, data: Path) -> None:
    """A day is closed or as open as it was, and the same command goes on from there."""
    assert counter("receive", jsonl(tmp_path / "in.jsonl", line())).status == 0
    words = ("day", "close", "--clerk", "Tòng Văn Inh", "--count-state", "0", "--count-postal", "0")
    cuts, closed = 0, False
    for at in range(1, MOST + 1):
        killed, _ = _killed(at, *words, "--reason", "Thử", "--offline-reason", "Mất mạng", "--data", data)
        assert len(_codes(data)) == 1
        cuts += killed
        office = open_office(data, FakeClock())
        closed = office.day.last() is not None
        assert (office.day.current() is None) or not closed
        office.close()
        if closed:
            break
    assert closed, f"a close has more than {MOST} points"
    assert cuts >= 3, "a close has fewer points than its transactions"
