"""Courier by van, by command: a counter without a network, its branch with one, a stick between them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli import main
from sync import sandbox
from tests.bundle.van import counter_profile
from tests.desk import line
from tests.e2e.conftest import Done, environment, jsonl

Run = Callable[..., Done]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, quay: object) -> Run:
    for name, value in environment().items():
        if name.startswith("QUAY_"):
            monkeypatch.setenv(name, value)

    def done(data: Path, *args: object) -> Done:
        capfd.readouterr()
        status = main([*map(str, args), "--data", str(data), "--json"])
        return Done(status, *capfd.readouterr())

    return done


def test_there_and_back(run: Run, tmp_path: Path) -> None:
    counter, branch, usb = tmp_path / "counter", tmp_path / "branch", tmp_path / "usb"
    usb.mkdir()
    one_stop = sandbox.serve()
    for data, number, url in ((counter, 1, "http://127.0.0.1:9"), (branch, 9, one_stop.url)):
        profile = tmp_path / f"{number}.toml"
        profile.write_text(counter_profile(number).replace("http://127.0.0.1:9", url), encoding="utf-8")
        assert run(data, "init", "--profile", profile).status == 0
    nobody = run(counter, "bundle", "export", usb)
    assert (nobody.status, "ghép nối" in nobody.err) == (1, True)
    for asks, asked, more in ((counter, branch, ["--branch"]), (branch, counter, ["--qr", tmp_path / "key.png"])):
        told = run(asked, "bundle", "key", *more).lines[0]
        wrong = run(asks, "bundle", "trust", told["text"], "--code", "AAAA-AAAA-AAAA")
        assert (wrong.status, "Mã ngắn" in wrong.err) == (1, True)
        assert run(asks, "bundle", "trust", told["text"], "--code", told["code"]).status == 0
    assert (tmp_path / "key.png").read_bytes().startswith(b"\x89PNG")
    code = run(counter, "receive", jsonl(tmp_path / "in.jsonl", line())).lines[0]["code"]
    acts = [{"code": code, "event": "handed_to_agency"}, {"code": code, "event": "result_arrived"}]
    assert run(counter, "act", jsonl(tmp_path / "acts.jsonl", *acts)).status == 0

    (sent,) = run(counter, "bundle", "export", usb).lines
    assert (sent["events"], sent["for"], Path(sent["file"]).name) == (
        3,
        "H35.99.07-9",
        "quay-H35.99.07-1-000001.bundle",
    )
    bad = usb / "bad.bundle"
    bad.write_bytes(Path(sent["file"]).read_bytes()[:-9])
    taken = run(branch, "bundle", "import", bad, sent["file"])
    assert taken.status == 1
    assert [one.get("code", one.get("events")) for one in taken.lines] == ["bundle_truncated", 3]
    gone = run(branch, "bundle", "import", usb / "gone.bundle")
    assert (gone.status, gone.lines[0]["code"]) == (3, "bundle_unreadable")
    queue = run(branch, "queue").lines
    assert [(one["counter"], one["code"], one["state"]) for one in queue] == [("H35.99.07-1", code, "waiting")] * 3
    done = run(branch, "sync", "--until-empty")
    assert (done.status, done.lines[0]["waiting"]) == (0, 0), done
    held = one_stop.books.record(code)
    assert held is not None
    assert str(held["TrangThaiHoSo"]) == "9"
    assert run(branch, "verify").status == 0

    (word,) = run(branch, "bundle", "export", usb).lines
    assert (word["kind"], word["delivered"], word["last"]) == ("acknowledgement", 3, 3)
    watched = run(counter, "bundle", "watch", usb, "--times", 1)
    assert (watched.status, [one["delivered"] for one in watched.lines if one.get("kind")]) == (0, [3])
    assert run(counter, "queue", "--summary").lines[0]["delivered"] == 3
    assert run(counter, "bundle", "export", usb).out == ""
    (partner,) = run(counter, "bundle", "partners").lines
    assert (partner["part"], partner["held"]) == ("branch", 3)
    one_stop.stop()
    one_stop.books.close()
