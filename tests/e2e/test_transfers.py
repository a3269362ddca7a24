"""Transfers by command: asked for with the dossier, confirmed and dropped line by line, told only when they came."""

from __future__ import annotations

from pathlib import Path

from tests.desk import line, profile_text
from tests.e2e.conftest import Quay, jsonl
from tests.unit.test_transfers import FEES, PAYMENT


def test_a_days_transfers_line_by_line(quay: Quay, tmp_path: Path) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text(profile_text() + PAYMENT, encoding="utf-8")
    assert quay("init", "--profile", profile).status == 0
    taken = quay("receive", jsonl(tmp_path / "in.jsonl", line(fees=FEES, transfer=True)), "--json")
    assert taken.status == 0, taken.err
    code = taken.lines[0]["code"]
    acts = jsonl(
        tmp_path / "acts.jsonl",
        {"code": code, "event": "fee_collected", "transfer": 1},
        {"code": code, "event": "fee_collected", "transfer": 1},
        {"code": code, "event": "transfer_dropped", "transfer": 2, "reason": "khách trả tiền mặt"},
        {"code": code, "event": "transfer_expected", "drawer": "state"},
        {"code": code, "event": "fee_collected", "kind": "postage", "amount": 26_000},
    )
    done = quay("act", acts, "--json")
    assert done.status == 1
    assert ["error" in answer for answer in done.lines] == [False, True, False, True, False]
    assert "đối soát" in done.lines[1]["fields"]["transfer"]
    shown = quay("show", code, "--json").lines[0]
    told = {event["event"]: event["delivery"] for event in shown["events"]}
    assert told["transfer_expected"] is None and told["transfer_dropped"] is None
    assert told["fee_collected"] == "waiting" and told["received"] == "waiting"
    assert quay("verify").status == 0
