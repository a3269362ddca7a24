"""The commands of the contract, run as scripts and support run them."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from app.cli import opens_the_window, parser
from tests.desk import line, profile_text
from tests.e2e.conftest import ROOT, Quay, command, environment, jsonl
from tests.scanned import jpeg, pdf


def test_a_day_at_the_desk(counter: Quay, tmp_path: Path, data: Path) -> None:
    intake = jsonl(
        tmp_path / "in.jsonl",
        line(),
        b"{broken",
        line(applicant__phone="1"),
        line(procedure="1.001193", applicant__full_name="Giàng Thị Mỷ", applicant__sex="female"),
    )
    done = counter("receive", intake, "--papers", tmp_path / "papers")
    assert done.status == 1, done.err
    assert [("code" in one, "error" in one) for one in done.lines] == [
        (True, False),
        (False, True),
        (False, True),
        (True, False),
    ]
    assert set(done.lines[2]["fields"]) == {"applicant.phone"}
    assert "điện thoại" in done.lines[2]["fields"]["applicant.phone"]
    first, last = done.lines[0], done.lines[3]
    assert Path(first["papers"][0]).read_bytes().startswith(b"%PDF-")
    assert "Mỷ" not in " ".join(last["papers"])
    code = first["code"]

    acts = jsonl(tmp_path / "acts.jsonl", {"code": code, "event": "handed_to_agency"}, {"code": code, "event": "flown"})
    done = counter("act", acts)
    assert (done.status, done.lines[0]["status"], set(done.lines[1]["fields"])) == (1, 4, {"event"})

    early = jsonl(tmp_path / "early.jsonl", {"code": code, "recipient": {"kind": "applicant"}})
    done = counter("handback", early)
    assert done.status == 1
    assert "kết quả về quầy" in done.lines[0]["fields"]["event"]

    counter("act", jsonl(tmp_path / "arrived.jsonl", {"code": code, "event": "result_arrived"}))
    wrong = {"code": code, "recipient": {"kind": "applicant", "id_number": "012090009999"}}
    unauthorised = {"code": code, "recipient": {"kind": "representative", "full_name": "Lý Tả San"}}
    right = {
        "code": code,
        "recipient": {
            "kind": "representative",
            "full_name": "Lý Tả San",
            "id_number": "012059325909",
            "authorisation": {"kind": "giấy ủy quyền", "number": "26/UQ", "date": "2026-11-02"},
        },
        "originals_taken_back": ["Giấy xác nhận cũ"],
    }
    done = counter("handback", jsonl(tmp_path / "back.jsonl", wrong, unauthorised, right, right))
    assert [set(one.get("fields", ())) for one in done.lines] == [
        {"recipient.id_number"},
        {"recipient.authorisation"},
        set(),
        {"event"},
    ]
    done = counter("show", code, "--json")
    shown = done.lines[0]
    assert [event["event"] for event in shown["events"]] == [
        "received",
        "printed",
        "handed_to_agency",
        "result_arrived",
        "handed_back",
    ]
    assert shown["status"] == 10
    assert shown["dossier"]["handed_back"]["recipient"]["id_last4"] == "5909"
    assert "012059325909" not in done.out
    done = counter("paper", code, "--form", "bien-nhan", "--size", "a4", "--out", tmp_path / "slip.pdf", "--json")
    assert (done.status, done.lines[0]["copy"]) == (0, 1)
    again = counter(
        "paper", code, "--form", "bien-nhan", "--out", tmp_path / "slip2.pdf", "--reason", "kẹt giấy", "--json"
    )
    assert again.lines[0]["copy"] == 2
    unwritable = counter("paper", code, "--form", "bien-nhan", "--out", tmp_path / "no" / "slip.pdf", "--json")
    assert unwritable.status == 3
    jobs = counter("show", code, "--json").lines[0]["jobs"]
    assert [(job["form"], job["copy"], job["state"], job["steps"][-1]["reason"]) for job in jobs] == [
        ("01", 1, "saved", ""),
        ("bien-nhan", 1, "saved", ""),
        ("bien-nhan", 2, "saved", ""),
        ("bien-nhan", 3, "failed", "disk"),
    ]
    assert counter("verify").status == 0
    summary = counter("queue", "--summary", "--json").lines[0]
    assert (summary["waiting"], summary["quarantined"]) == (5, 0)
    log = "".join(file.read_text(encoding="utf-8") for file in (data / "logs").glob("*"))
    assert "012090001234" not in log
    assert "Lò Văn Ín" not in log


def test_reading_commands(counter: Quay, tmp_path: Path) -> None:
    done = counter("receive", jsonl(tmp_path / "in.jsonl", line(), line(applicant__full_name="Pờ Xú Chừ")))
    codes = [one["code"] for one in done.lines]
    assert [row["code"] for row in counter("search", "po xu", "--json").lines] == [codes[1]]
    assert counter("search", "po xu").out.startswith(codes[1])
    queue = counter("queue", "--json").lines
    assert [(q["code"], q["event"], q["state"], q["attempts"]) for q in queue] == [
        (code, "received", "waiting", 0) for code in codes
    ]
    assert counter("show", "khong-co").status == 1
    assert counter("retry", codes[0]).status == 1


def test_backup_and_restore(counter: Quay, tmp_path: Path) -> None:
    source = jsonl(tmp_path / "in.jsonl", line(), line())
    shown = [one["code"] for one in counter("receive", source).lines]
    copy = counter("backup", tmp_path / "usb", "--json").lines[0]["file"]
    shown += [one["code"] for one in counter("receive", source).lines]
    refused = counter("restore", copy)
    assert (refused.status, refused.out) == (3, "")
    assert "không ghi đè" in refused.err.lower()
    assert counter("restore", copy, "--replace", "--json").status == 0
    shown += [one["code"] for one in counter("receive", source).lines]
    assert len(set(shown)) == 6
    assert counter("verify").status == 0


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('mode = "assigned"', 'mode = "other"', "unit.mode"),
        ("first = 1000", 'first = "x"', "numbering.first"),
        ("last = 1999", "last = 10", "numbering.last"),
        ('identifier = "H35.99.07"', 'identifier = "35"', "unit.identifier"),
        ('commune_code = "03445"', "", "unit.commune_code"),
        ("[counter]", "colour = 1\n[counter]", "unit.colour"),
        ('secret = "env:QUAY_TEST_SECRET"', 'secret = "mat-khau"', "server.secret"),
        ("[people]", '[calendar]\nworking_hours = ["25:00-26:00"]\n[people]', "calendar.working_hours[0]"),
        ("[unit]", "[unit", "profile"),
    ],
)
def test_a_broken_profile_names_its_key(quay: Quay, tmp_path: Path, data: Path, old: str, new: str, key: str) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text(profile_text().replace(old, new), encoding="utf-8")
    done = quay("init", "--profile", profile)
    assert done.status in (1, 2)
    assert done.err.startswith(f"{key}: ")
    assert not data.exists()


def test_init_never_overwrites_and_gives_one_time_pins(quay: Quay, tmp_path: Path) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text(profile_text(), encoding="utf-8")
    bare = {key: value for key, value in environment().items() if key != "QUAY_PIN"}
    done = quay("init", "--profile", profile, "--json", env=bare)
    pins = [person["one_time_pin"] for person in done.lines[0]["people"]]
    assert len(pins) == 2
    assert all(len(pin) == 6 for pin in pins)
    assert quay("init", "--profile", profile).status == 3
    source = jsonl(tmp_path / "in.jsonl", line())
    assert quay("receive", source, env=bare).status == 1
    assert quay("receive", source, env={**bare, "QUAY_PIN": "000000"}).status == 1
    assert quay("receive", source, env={**bare, "QUAY_PIN": pins[1]}).status == 0


def test_usage_and_environment_have_their_own_status(quay: Quay, tmp_path: Path) -> None:
    assert quay("fly").status == 2
    assert quay("receive").status == 2
    assert quay("receive", tmp_path / "none.jsonl").status == 3
    assert quay("--help").status == 0


def test_a_newer_database_is_refused_politely(counter: Quay, data: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(data / "counter.sqlite")) as conn:
        conn.execute("PRAGMA user_version=99")
        conn.commit()
    done = counter("receive", jsonl(tmp_path / "in.jsonl", line()))
    assert (done.status, done.out) == (3, "")
    assert "cập nhật chương trình" in done.err
    assert "Traceback" not in done.err


def test_a_corrupt_file_gets_one_sentence(counter: Quay, data: Path, tmp_path: Path) -> None:
    counter("receive", jsonl(tmp_path / "in.jsonl", *[line()] * 5))
    file = data / "counter.sqlite"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    done = counter("receive", jsonl(tmp_path / "in.jsonl", line()))
    assert done.status == 3
    assert "bị hỏng" in done.err
    assert "Traceback" not in done.err


def test_a_locked_file_gets_one_sentence_and_loses_nothing(counter: Quay, data: Path, tmp_path: Path) -> None:
    source = jsonl(tmp_path / "in.jsonl", line())
    with closing(sqlite3.connect(data / "counter.sqlite", isolation_level=None)) as conn:
        conn.execute("BEGIN IMMEDIATE")
        done = counter("receive", source)
    assert done.status == 3
    assert "đang bị một chương trình khác giữ" in done.err
    assert counter("receive", source).lines[0]["code"].endswith("-1000")


def test_json_everywhere_is_json(counter: Quay, tmp_path: Path) -> None:
    counter("receive", jsonl(tmp_path / "in.jsonl", line()))
    for args in (("verify",), ("queue",), ("queue", "--summary"), ("search", "lo"), ("backup", tmp_path / "b")):
        done = counter(*args, "--json")
        assert done.out.strip()
        assert all(json.loads(one) for one in done.out.splitlines())


def test_the_command_is_a_program_of_its_own(counter: Quay, tmp_path: Path, data: Path) -> None:
    """Once as a user's shell runs it: another process, other options' order, standard input."""
    done = subprocess.run(
        [*command("--data", data, "receive", "-", "--json")],
        cwd=ROOT,
        env=environment(),
        input=(json.dumps(line(), ensure_ascii=False) + "\n").encode(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["code"].endswith("-1000")
    assert counter("verify").status == 0


def test_scans_are_attached_queued_and_sent(counter: Quay, tmp_path: Path, data: Path) -> None:
    from sync.sandbox import serve

    one = serve()
    try:
        profile = data / "profile.toml"
        text = profile.read_text(encoding="utf-8").replace("http://127.0.0.1:9", one.url)
        profile.write_text(text.replace("[server]", f'[server]\nfiles_url = "{one.url}/files"'), encoding="utf-8")
        code = counter("receive", jsonl(tmp_path / "in.jsonl", line())).lines[0]["code"]
        paper = counter("show", code, "--json").lines[0]["dossier"]["filing"]["components"][0]["name"]
        scan = tmp_path / "quet.pdf"
        scan.write_bytes(pdf(2))
        done = counter("attach", code, scan, "--paper", paper, "--json")
        assert (done.status, done.lines[0]["pages"], done.lines[0]["media"]) == (0, 2, "application/pdf")
        again = counter("attach", code, scan, "--paper", paper)
        assert again.status == 1 and "đính kèm" in again.err
        broken = tmp_path / "hong.jpg"
        broken.write_bytes(jpeg()[:400])
        assert "quét lại" in counter("attach", code, broken, "--paper", paper).err

        sent = counter("sync", "--until-empty", "--metered", "--json").lines[0]
        assert (sent["delivered"], sent["files"], sent["files_waiting"], sent["metered"]) == (1, 0, 1, True)
        assert one.desk.files.whole() == []
        sent = counter("sync", "--until-empty", "--json").lines[0]
        assert (sent["files"], sent["files_waiting"], sent["waiting"]) == (1, 0, 0)
        assert [of for of, _ in one.desk.files.whole()] == [code]
        states = {(item["event"], item["state"]) for item in counter("queue", "--json").lines}
        assert states == {("received", "delivered"), ("filed", "delivered"), ("scanned", "delivered")}
        assert counter("queue", "--summary", "--json").lines[0]["files_delivered"] == 1

        taken = counter("backup", tmp_path / "usb", "--json").lines[0]
        assert taken["scans_copied"] == 1
        for file in (data / "scans").rglob("*"):
            if file.is_file():
                file.unlink()
        assert counter("verify").status == 1
        assert counter("restore", taken["file"], "--replace").status == 0
        assert counter("verify").status == 0
    finally:
        one.stop()
        one.books.close()


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ([], True),
        (["--data", "D"], True),
        (["--data=D", "--training"], True),
        (["--data", "queue"], True),
        (["queue"], False),
        (["--data", "D", "queue"], False),
        (["--help"], False),
        (["--data", "D", "qeue"], False),
    ],
)
def test_the_window_is_opened_where_no_command_is_named(words: list[str], window: bool) -> None:
    assert opens_the_window(words) is window
    if window:
        assert parser().parse_args(words).command == "window"
