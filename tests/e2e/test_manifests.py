"""Manifests by command: out, in, a run, corrections, and what a script is told."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypdfium2
import pytest

from app.clock import Clock
from app.domain.manifest import Direction
from app.office import open_office
from app.store.ledger import verify
from tests.desk import line
from tests.e2e.conftest import ROOT, Quay, command, environment, jsonl
from tests.manifest_days import AGENCY, Counterpart

POST = {"result_delivery": {"kind": "post", "address": "Bản Nậm Củm"}}


def received(counter: Quay, tmp_path: Path, count: int, **changes: object) -> list[str]:
    lines = [line(**changes) for _ in range(count)]
    done = counter("receive", jsonl(tmp_path / "in.jsonl", *lines), "--json")
    assert done.status == 0, done.err
    return [one["code"] for one in done.lines]


def opened(counter: Quay, *way: str) -> str:
    done = counter("manifest", "open", *way, "--json")
    assert done.status == 0, done.err
    return str(done.lines[0]["number"])


def test_out_to_the_agency_and_the_results_back(counter: Quay, tmp_path: Path) -> None:
    first, second, third = received(counter, tmp_path, 3)
    number = opened(counter, "to_agency")
    expected = counter("manifest", "expected", "to_agency", "--json")
    assert [one["code"] for one in expected.lines] == [first, second, third]
    put = counter("manifest", "put", number, first, second, "--json")
    assert put.status == 0
    assert [(one["line"], one["again"]) for one in put.lines] == [(1, False), (2, False)]
    again = counter("manifest", "put", number, first)
    assert again.status == 0 and "đã có ở dòng 1" in again.out
    assert counter("manifest", "count", number, 2, 3, 1, "--json").lines[0]["lines"][1]["originals"] == 3
    assert counter("manifest", "take", number, 1, "--reason", "nhầm túi").status == 0
    assert counter("manifest", "put", number, first).status == 0
    assert counter("manifest", "print", number, "--out", tmp_path / "x.pdf").status == 1
    assert counter("manifest", "seal", number, "NP-01", "NP-02").status == 0
    refused = counter("manifest", "put", number, third)
    assert refused.status == 1 and "đã niêm phong" in refused.err
    assert counter("manifest", "unseal", number, "--reason", "thiếu một bì").status == 0
    assert counter("manifest", "put", number, third).status == 0
    assert counter("manifest", "seal", number, "NP-03").status == 0
    nobody = counter("manifest", "hand", number)
    assert nobody.status == 1 and nobody.err.startswith("receiver: ")
    signed = counter("manifest", "hand", number, "--receiver", "Vàng A Chu", "--role", "Văn thư", "--json")
    assert signed.status == 0, signed.err
    told = signed.lines[0]
    assert (told["progress"], told["giver"], told["broken"], told["missing"]) == (
        *("done", "Lò Thị Dung"),
        ["NP-01", "NP-02"],
        [],
    )
    file = tmp_path / "bien-ban.pdf"
    assert counter("manifest", "print", number, "--out", file).status == 0
    pages = pypdfium2.PdfDocument(file.read_bytes())
    text = pages[0].get_textpage().get_text_range()
    pages.close()
    for words in (number, first, "Vàng A Chu", "NP-03"):
        assert words in text.replace("\r\n", "")
    assert counter("manifest", "print", number, "--out", file).status == 1
    assert counter("manifest", "print", number, "--out", tmp_path, "--reason", "rách").status == 3
    assert "(bản in số 2)" in counter("manifest", "print", number, "--out", file, "--reason", "rách").out
    assert counter("manifest", "correct", number, 2, "--reason", "đếm lại", "--copies", 2).status == 0
    incoming = opened(counter, "from_agency", "--agency", AGENCY)
    assert counter("manifest", "put", incoming, first, "--result-number", "12/TL").status == 0
    back = counter("manifest", "hand", incoming, "--giver", "Vàng A Chu", "--json")
    assert back.lines[0]["receiver"] == "Lò Thị Dung"
    shown = counter("show", first, "--json").lines[0]
    assert [event["event"] for event in shown["events"]][-1] == "result_arrived"
    told_of = {event["event"]: event["delivery"] for event in shown["events"]}
    assert told_of["manifested"] is None and told_of["handed_to_agency"] == "waiting"
    assert counter("verify").status == 0


def test_a_run_and_its_stops(counter: Quay, tmp_path: Path) -> None:
    codes = received(counter, tmp_path, 2, **POST)
    acts = [{"code": code, "event": kind} for code in codes for kind in ("handed_to_agency", "result_arrived")]
    assert counter("act", jsonl(tmp_path / "acts.jsonl", *acts)).status == 0
    run = opened(counter, "delivery", "--route", "Nậm Củm")
    assert counter("manifest", "put", run, *codes).status == 0
    assert counter("manifest", "hand", run, "--receiver", "Tẩn A Lử").status == 0
    done = counter("manifest", "outcome", run, 1, "delivered", "--last4", "1234", "--json")
    assert done.status == 0, done.err
    assert counter("manifest", "outcome", run, 2, "absent", "--note", "đi nương").status == 0
    assert counter("manifest", "close", run).status == 0
    early = opened(counter, "delivery")
    warned = counter("manifest", "put", early, codes[1], "--json")
    assert warned.status == 1
    assert "hai ngày làm việc" in warned.lines[0]["warnings"][0]
    assert counter("manifest", "cancel", early, "--reason", "đợi").status == 0
    collect = opened(counter, "collection")
    stop = ("--who", "Lý Ha De", "--phone", "0912345678", "--address", "Bản Pắc Ma")
    assert counter("manifest", "put", collect, *stop).status == 0
    assert counter("manifest", "put", collect).status == 1
    assert counter("manifest", "hand", collect, "--receiver", "Tẩn A Lử").status == 0
    (new,) = received(counter, tmp_path, 1)
    assert counter("manifest", "outcome", collect, 1, "received", "--code", new).status == 0
    shown = counter("manifest", "show", run, "--json").lines[0]
    assert [hold["hand"] for hold in shown["held"][codes[0]]][-1] == "citizen"
    text = counter("manifest", "show", run).out
    assert "đã phát" in text and "bưu tá giữ" in text
    listed = counter("manifest", "list", "--json").lines
    assert {one["number"] for one in listed} == {run, early, collect}
    assert [one["number"] for one in counter("manifest", "list", "--open", "--json").lines] == [collect]
    assert counter("manifest", "close", collect).status == 0
    assert counter("manifest", "show", "BK-0").status == 1
    assert counter("verify").status == 0


def test_papers_that_come_back_by_command(counter: Quay, tmp_path: Path) -> None:
    (code,) = received(counter, tmp_path, 1)
    incoming = opened(counter, "from_agency")
    done = counter("manifest", "put", incoming, code, "--returned", "--note", "thiếu giấy")
    # A dossier the counter itself accepted has no way back without a result: the agency asks for more (Form 02).
    assert done.status == 1 and "chưa nhận về như vậy được" in done.err


def test_a_wrong_word_is_wrong_usage(counter: Quay) -> None:
    assert counter("manifest", "open", "sideways").status == 2
    assert counter("manifest").status == 2


@pytest.mark.parametrize("time", range(3))
def test_two_processes_put_one_dossier_onto_two_lists(counter: Quay, data: Path, time: int) -> None:
    office = open_office(data, Clock())
    at = Counterpart(office)
    lists, dossier = [at.open(Direction.TO_AGENCY) for _ in range(2)], at.receive()
    office.close()
    both = [
        subprocess.Popen(
            command("manifest", "put", one.number, dossier.code, "--data", data),
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for one in lists
    ]
    came = [one.communicate(timeout=120) for one in both]
    assert sorted(one.returncode for one in both) == [0, 1], came
    (loser,) = (err.decode() for one, (_, err) in zip(both, came, strict=True) if one.returncode)
    (winner,) = (listed.number for listed, one in zip(lists, both, strict=True) if not one.returncode)
    assert winner in loser
    office = open_office(data, Clock())
    try:
        assert sum(len(one.standing) for one in office.manifests.open_manifests()) == 1
        assert verify(office.store) == ()
    finally:
        office.close()


def test_killed_in_the_middle_a_list_and_its_dossiers_agree(counter: Quay, data: Path, tmp_path: Path) -> None:
    """`kill -9` at any moment of a signature: everything of it stands, or nothing."""
    codes = received(counter, tmp_path, 12)
    number = opened(counter, "to_agency")
    assert counter("manifest", "put", number, *codes).status == 0
    for wait in (0.9, 1.1, 1.25, 1.4):
        signing = subprocess.Popen(
            command("manifest", "hand", number, "--receiver", "Vàng A Chu", "--data", data),
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            signing.wait(wait)
        except subprocess.TimeoutExpired:
            signing.kill()
            signing.wait()
        office = open_office(data, Clock())
        try:
            found = office.manifests.find(number)
            legs = {one.dossier.leg.value for one in office.manifests.lists.carried(found).values()}
            assert (found.progress.value, legs) in (("open", {"on_manifest"}), ("done", {"at_agency"}))
            assert verify(office.store) == ()
        finally:
            office.close()
        if found.progress.value == "done":
            break
