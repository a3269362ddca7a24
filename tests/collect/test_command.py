"""`quay collect` as people run it: enrolled, carried, collected, answered, proven; two of them at once."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.cli import main
from app.store.collected import Collected
from app.store.collected_proof import verify
from tests.bundle.van import counter_profile
from tests.collect.conftest import NewDatabase
from tests.collect.province import FAR, POINT, Province, collected_rows, own_rows
from tests.desk import PIN, FakeClock, line

ROOT = Path(__file__).resolve().parents[2]


class Done(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(one) for one in self.out.splitlines()]


def started(*words: object) -> subprocess.Popen[bytes]:
    env = {**os.environ, "QUAY_PIN": PIN, "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "app", *map(str, words)]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ended(process: subprocess.Popen[bytes]) -> Done:
    out, err = process.communicate(timeout=120)
    return Done(process.returncode, out.decode(), err.decode())


Run = Callable[..., Done]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, quiet_log: None) -> Run:
    """The command's own `main` in this process: the same code, without a second of start-up each time."""
    monkeypatch.setenv("QUAY_PIN", PIN)

    def done(data: Path, *words: object, as_json: bool = True) -> Done:
        capfd.readouterr()
        status = main([*map(str, words), "--data", str(data), *(["--json"] if as_json else [])])
        return Done(status, *capfd.readouterr())

    return done


@pytest.fixture
def quiet_log() -> Iterator[None]:
    """What a command adds to logging goes with it."""
    root = logging.getLogger()
    level, handlers, raising = root.level, list(root.handlers), logging.raiseExceptions
    yield
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    logging.raiseExceptions = raising


def test_there_and_back(run: Run, tmp_path: Path, new_database: NewDatabase) -> None:
    counter, far, usb, url = tmp_path / "counter", tmp_path / "far", tmp_path / "usb", new_database()
    usb.mkdir()
    for data, point in ((counter, POINT), (far, FAR)):
        profile = tmp_path / f"{point}.toml"
        profile.write_text(counter_profile(1, point), encoding="utf-8")
        assert run(data, "init", "--profile", profile).status == 0
    for asks, asked, part in ((counter, far, ["--collector"]), (far, counter, [])):
        told = run(asked, "bundle", "key", *part).lines[0]
        trusted = run(asks, "bundle", "trust", told["text"], "--code", told["code"], "--other-point")
        assert trusted.status == 0, trusted.err
    assert [one["part"] for one in run(counter, "bundle", "partners").lines] == ["collector"]
    given = tmp_path / "in.jsonl"
    given.write_text("\n".join(json.dumps(line()) for _ in range(3)), encoding="utf-8")
    assert run(counter, "receive", given).status == 0
    (sent,) = run(counter, "bundle", "export", usb).lines
    assert (sent["kind"], sent["events"], sent["for"]) == ("copy", 3, f"{FAR}-1")

    bad = usb / "bad.bundle"
    bad.write_bytes(Path(sent["file"]).read_bytes()[:-9])
    done = run(far, "collect", "--db", url, bad, sent["file"], "--answer", usb)
    assert done.status == 1, "one of them was not taken"
    refused, taken, answered = done.lines
    assert (refused["code"], taken["events"], taken["from"]) == ("bundle_truncated", 3, f"{POINT}-1")
    assert answered["kind"] == "acknowledgement"
    (there,) = run(far, "collect", "--db", url).lines
    assert (there["name"], there["held"], there["unit"]) == (f"{POINT}-1", 3, "Bưu điện xã Mường Tè")
    assert run(far, "collect", "--db", url, "--verify").lines == [{"ledgers": 1, "findings": []}]

    for narrowed in ([], ["--ledger", f"{POINT}-1"]):
        (report,) = run(far, "report", "volumes", "--db", url, *narrowed).lines
        assert report["total"]["cells"][1] == 3, report["columns"]
    missing = run(far, "report", "volumes", "--db", url, "--ledger", "H35.99.08-1")
    assert (missing.status, "H35.99.08-1" in missing.err) == (2, True)
    assert run(far, "report", "register", "--db", url, "--out", tmp_path / "so.xlsx").status == 0

    wrong = run(far, "bundle", "import", sent["file"])
    assert (wrong.status, wrong.lines[0]["code"]) == (1, "bundle_for_collector")
    assert run(counter, "bundle", "import", answered["file"]).status == 0
    assert run(counter, "bundle", "export", usb).lines == [], "all of it is held"
    words = run(far, "collect", "--db", url, sent["file"], bad, as_json=False)
    assert words.status == 1
    assert "đã nhận rồi" in words.out and "Đã nhận 1 trên 2 gói" in words.out and "chép chưa trọn" in words.err
    assert "nguyên vẹn: 1 quầy" in run(far, "collect", "--db", url, "--verify", as_json=False).out
    assert run(far, "collect", "--db", "mysql://x", sent["file"]).status == 2


@pytest.mark.parametrize("what", ["own", "bundles"])
def test_two_processes_at_once(province: Province, new_database: NewDatabase, clock: FakeClock, what: str) -> None:
    for who in (0, 1):
        for kind in (0, 2, 0, 3, 1, 0):
            province.work(who, kind)
        province.copies(who)
        for kind in (0, 1, 2):
            province.work(who, kind)
        province.copies(who)
        province.carry(sorted(province.usb.iterdir()))
    url, far, branch = new_database(), province.far, province.branch
    files = sorted(one for one in province.usb.iterdir())
    if what == "own":
        commands: list[tuple[object, ...]] = [("--own", "--data", branch.data)] * 2
    else:
        commands = [(*files, "--data", far.data), (*reversed(files), "--data", far.data)]
    both = [started("collect", "--db", url, *words, "--json") for words in commands]
    for one in [ended(each) for each in both]:
        codes = {found["code"] for found in one.lines if "code" in found}
        assert codes <= {"bundle_not_for_us"} and one.status in (0, 1), one.err
    collected = Collected(url, clock)
    for office in province.counters:
        theirs, mine = collected_rows(collected)[office.branch.name], own_rows(office)
        assert {k: v for k, v in theirs.items() if k != "outbox"} == {k: v for k, v in mine.items() if k != "outbox"}
    assert verify(collected) == ()
    collected.close()
