"""G1, G9: `kill -9` at any moment loses no shown code and repeats none."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.office import open_office
from app.store.ledger import verify
from tests.desk import FakeClock, line
from tests.e2e.conftest import ROOT, Quay, command, environment, jsonl

KILLS = 20


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a POSIX signal")
def test_killed_at_random_moments(counter: Quay, tmp_path: Path, data: Path) -> None:
    source = jsonl(tmp_path / "in.jsonl", *[line()] * 400)
    moments = random.Random(20261116)
    shown: list[str] = []
    interrupted = 0
    for _ in range(KILLS):
        with subprocess.Popen(
            [*command("receive", source, "--data", data)], cwd=ROOT, env=environment(), stdout=subprocess.PIPE
        ) as running:
            assert running.stdout is not None
            # Counted in lines, not seconds: the kill falls between two shown codes wherever the machine is slow.
            wanted = moments.randrange(0, 25)
            for _ in range(wanted):
                raw = running.stdout.readline()
                shown.append(json.loads(raw)["code"])
            running.send_signal(signal.SIGKILL)
            rest = running.stdout.read()
            running.wait()
        # A torn last line was never shown whole; every whole one was.
        shown += [json.loads(one)["code"] for one in rest.split(b"\n")[:-1] if one]
        interrupted += running.returncode == -signal.SIGKILL
    assert interrupted == KILLS
    assert len(shown) > KILLS
    assert len(set(shown)) == len(shown), "a code was shown twice"
    office = open_office(data, FakeClock())
    try:
        assert verify(office.store) == ()
        missing = [code for code in shown if office.views.dossier(code) is None]
        assert missing == [], "a shown code is not in the ledger"
        with office.store.read() as conn:
            stored = conn.exec_driver_sql("SELECT code FROM dossier").scalars().all()
        assert len(stored) == len(set(stored))
        assert len(stored) - len(shown) <= KILLS, "at most one committed code a kill may be unshown"
    finally:
        office.close()
