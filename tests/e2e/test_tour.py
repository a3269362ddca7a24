"""The tour as `./dev tour` runs it, on a screen of memory: a whole day through the window, and pages that fit."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import printserver
from tests.e2e.conftest import ROOT

STEPS = (
    "log-in", "day-opened", "receive-by-scan", "receive-by-typing", "incomplete", "missing-paper-brought", "refuse",
    "reprint", "network-lost", "receive-offline", "network-back", "quarantine-released", "search", "manifest-out",
    "result-arrives", "wrong-card-stopped", "hand-back", "scan-attached", "manifest-in", "pairing", "by-van", "proof",
    "power-cut", "keys", "english", "dark", *(["paper-proven"] if printserver.is_here() else []),
    "counted-blind", "closed-with-a-line", "reports", "ledger", "closed-without-a-line",
)  # fmt: skip

# A day has the machine to itself: two at once would only wait for each other.
pytestmark = [pytest.mark.long, pytest.mark.xdist_group("tour")]


def run(*words: object, **extra: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **extra}
    env.pop("DISPLAY", None)
    command = [sys.executable, "-X", "utf8", "-m", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", timeout=400, check=False)


def test_a_clerks_day(tmp_path: Path) -> None:
    done = run("tests.tour", "--out", tmp_path, "--no-gallery")
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads((tmp_path / "tour.json").read_text("utf-8"))
    assert told["ok"] is True
    assert [step["name"] for step in told["steps"]] == list(STEPS)
    assert all(step["ok"] and step["pictures"] and not step["told"] for step in told["steps"])
    pictures = [name for step in told["steps"] for name in step["pictures"]]
    assert [int(name[:2]) for name in pictures] == list(range(1, len(pictures) + 1))
    assert all((tmp_path / name).stat().st_size > 5_000 for name in pictures)
    *table, last = done.stdout.strip().splitlines()
    assert [re.split(r"\s+", line)[:2] for line in table] == [["ok", name] for name in STEPS]
    assert last.startswith(f"{len(STEPS)} of {len(STEPS)} steps ok, ")
    papers = sorted(file.name for file in (tmp_path / "papers").iterdir())
    for beginning in ("chung-nhan-gui-", "bao-cao-cuoi-ngay-0001-", "BK-"):
        assert any(name.startswith(beginning) for name in papers)
    forms = [name.removesuffix(".pdf").split("_")[1:] for name in papers if "_" in name]
    proven = [["01", "2"], ["01", "3"]] if printserver.is_here() else []
    told_of = [["01", "1"]] * 5 + [["01", "2"], ["02", "1"], ["03", "1"], ["bien-nhan", "1"], *proven]
    assert sorted(forms) == sorted(told_of)


@pytest.mark.parametrize(("size", "scale"), [("1920x1080", "1"), ("683x384", "2")])
def test_everything_fits_on_every_page(tmp_path: Path, size: str, scale: str) -> None:
    done = run("tests.tour.gallery", "--out", tmp_path, "--size", size, "--room", "full", QT_SCALE_FACTOR=scale)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), done.stdout + done.stderr
    assert len(list(tmp_path.glob("*-light.png"))) == 15 and len(list(tmp_path.glob("*-dark.png"))) == 9
