"""From the desk to the one-stop system and back, by command: against the stand-in, in both modes of a point."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync import sandbox
from sync.sandbox import Sandbox
from tests.desk import line, profile_text
from tests.e2e.conftest import Quay, jsonl


@pytest.fixture
def one_stop() -> Iterator[Sandbox]:
    running = sandbox.serve()
    yield running
    running.stop()
    running.books.close()


def set_up(quay: Quay, folder: Path, url: str, mode: str = "assigned", kind: str = "series") -> None:
    file = folder / "profile.toml"
    file.write_text(profile_text(url=url, mode=mode, kind=kind), encoding="utf-8")
    assert quay("init", "--profile", file).status == 0


def test_a_day_arrives_whole(quay: Quay, one_stop: Sandbox, tmp_path: Path) -> None:
    set_up(quay, tmp_path, one_stop.url)
    done = quay(
        "receive",
        jsonl(tmp_path / "in.jsonl", *(line(procedure=p) for p in ("1.004873", "1.001193", "2.000635", "1.012783"))),
    )
    first, second, third, fourth = (one["code"] for one in done.lines)
    acts = [
        {"code": first, "event": "handed_to_agency", "receiver": "Nguyễn Thị Hạnh"},
        {"code": first, "event": "supplement_asked", "missing": ["Giấy xác nhận cũ"], "reason": "thiếu giấy"},
        {"code": first, "event": "supplemented", "components": [{"name": "Giấy xác nhận cũ", "originals": 1}]},
        {"code": first, "event": "result_arrived"},
        {"code": second, "event": "voided", "reason": "nhập trùng"},
        {"code": third, "event": "withdrawal_asked", "reason": "đổi ý"},
        {"code": third, "event": "withdrawn"},
        {"code": fourth, "event": "fee_asked", "fees": [{"kind": "charge", "name": "Lệ phí", "amount": 100000}]},
        {"code": fourth, "event": "fee_collected", "amount": 100000, "kind": "charge"},
        {"code": fourth, "event": "corrected", "reason": "gõ nhầm", "applicant": {"phone": "0987654321"}},
    ]
    assert quay("act", jsonl(tmp_path / "acts.jsonl", *acts)).status == 0
    back = {"code": first, "recipient": {"kind": "applicant", "id_number": "012090001234"}}
    assert quay("handback", jsonl(tmp_path / "back.jsonl", back)).status == 0
    done = quay("sync", "--until-empty", "--json")
    queue = quay("queue", "--json").lines
    assert done.status == 0, (done.err, [q for q in queue if q["state"] != "delivered"])
    assert {q["state"] for q in queue} == {"delivered"}
    assert len(queue) == 4 + len(acts) + 1
    held = {code: one_stop.books.record(code) for code in (first, second, third, fourth)}
    assert {code: str(one["TrangThaiHoSo"]) for code, one in held.items() if one} == {
        first: "10",
        second: "8",
        third: "8",
        fourth: "4",
    }
    fourth_held = held[fourth]
    assert fourth_held is not None
    assert fourth_held["SoDienThoai"] == "0987654321"
    assert quay("verify").status == 0
    again = quay("sync", "--until-empty", "--json")
    assert (again.status, again.lines[0]["delivered"], again.lines[0]["calls"]) == (0, 0, 0)


def test_a_carriers_consignment_waits_for_the_agencys_number(quay: Quay, one_stop: Sandbox, tmp_path: Path) -> None:
    set_up(quay, tmp_path, one_stop.url, mode="carrier", kind="provisional")
    (received,) = quay("receive", jsonl(tmp_path / "in.jsonl", line()), "--papers", tmp_path / "papers").lines
    code = received["code"]
    assert received["due_at"] is None
    assert [Path(paper).name for paper in received["papers"]] == [f"{code}_phieu-gui.pdf"]
    done = quay("sync", "--until-empty", "--json")
    assert (done.status, done.lines[0]["held"]) == (0, 1)
    (item,) = quay("queue", "--json").lines
    assert (item["state"], item["reason_code"]) == ("waiting", "awaiting_code")
    assert "mã" in item["reason"]
    official = "H35.12-261117-0007"
    accepted = {"code": code, "event": "agency_accepted", "official_code": official}
    assert quay("act", jsonl(tmp_path / "acts.jsonl", accepted)).status == 0
    assert quay("sync", "--until-empty").status == 0
    held = one_stop.books.record(official)
    assert held is not None
    assert (held["KenhThucHien"], held["TrangThaiHoSo"]) == ("3", "2")
    assert one_stop.books.record(code) is None
    assert quay("search", code, "--json").lines[0]["official_code"] == official


def test_without_a_server_everything_waits_and_nothing_is_lost(quay: Quay, tmp_path: Path) -> None:
    set_up(quay, tmp_path, "http://127.0.0.1:9")
    quay("receive", jsonl(tmp_path / "in.jsonl", line()))
    done = quay("sync")
    assert done.status == 3
    assert "Traceback" not in done.err
    assert quay("queue", "--summary", "--json").lines[0]["waiting"] == 1
    assert quay("verify").status == 0


def test_selftest_passes(quay: Quay) -> None:
    done = quay("selftest", "--json")
    assert done.status == 0, done.out
    assert all(step["ok"] for step in done.lines)
