"""`quay report` over forty dossiers of invented people (files/intake.jsonl), right to the last đồng."""

from __future__ import annotations

import csv
import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.domain.events import VIETNAM
from app.reports import GROUPED, NAMES
from tests.e2e.conftest import Quay, jsonl

INTAKE = Path(__file__).parent / "files" / "intake.jsonl"
LINES = [json.loads(line) for line in INTAKE.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def received(counter: Quay) -> tuple[Quay, list[str]]:
    done = counter("receive", INTAKE)
    assert done.status == 0, done.out
    return counter, [line["code"] for line in done.lines]


def made(quay: Quay, name: str, *more: object) -> dict[str, Any]:
    done = quay("report", name, "--json", *more)
    assert done.status == 0, done.err
    (report,) = done.lines
    return dict(report)


def cells(report: dict[str, Any], row: dict[str, Any] | None = None) -> dict[str, Any]:
    """A line by the keys of its columns; the total unless told."""
    chosen = row or report["total"]
    return dict(zip([column["key"] for column in report["columns"]], chosen["cells"], strict=True))


def asked(kind: str, *, paid: bool) -> int:
    return sum(fee["amount"] for line in LINES for fee in line["fees"] if fee["kind"] == kind and fee["paid"] is paid)


def test_moneys_of_the_sample_to_the_last_dong(received: tuple[Quay, list[str]], tmp_path: Path) -> None:
    quay, codes = received
    fee, charge, postage = (asked(kind, paid=True) for kind in ("fee", "charge", "postage"))
    found = cells(made(quay, "fees"))
    assert (found["fee"], found["charge"], found["postage"]) == (fee, charge, postage) == (210_000, 89_000, 104_000)
    assert found["collected"] == found["cash"] == found["kept"] == fee + charge + postage
    assert found["gap"] == fee + charge
    # What was still owed is paid when the result is handed back; one thousand is given back, one transfer comes.
    arrived = [{"code": code, "event": "result_arrived"} for code in codes[:30]]
    assert quay("act", jsonl(tmp_path / "there.jsonl", *arrived)).status == 0
    owed = [sum(fee["amount"] for fee in line["fees"] if not fee["paid"]) for line in LINES]
    back = [
        {"code": code, "recipient": {"full_name": line["applicant"]["full_name"]}, "fees_collected": owed[place]}
        for place, (code, line) in enumerate(zip(codes[:20], LINES, strict=False))
    ]
    done = quay("handback", jsonl(tmp_path / "back.jsonl", *back))
    assert done.status == 0, done.out
    acts = [
        {"code": codes[20], "event": "fee_refunded", "amount": 1_000, "kind": "charge", "reason": "thu thừa"},
        {"code": codes[22], "event": "fee_collected", "amount": 9_000, "kind": "charge", "method": "transfer"},
    ]
    done = quay("act", jsonl(tmp_path / "money.jsonl", *acts))
    assert done.status == 0, done.out
    later = cells(made(quay, "fees"))
    assert later["collected"] == fee + charge + postage + sum(owed[:20]) + 9_000
    assert later["transfer"] == 9_000
    assert later["refunded_state"] == 1_000
    assert later["kept"] == later["collected"] - 1_000
    owed_state = sum(
        f["amount"] for line in LINES[:20] for f in line["fees"] if not f["paid"] and f["kind"] != "postage"
    )
    assert later["gap"] == fee + charge + owed_state - 1_000
    by_procedure = made(quay, "fees", "--by", "procedure")
    for key in ("fee", "charge", "postage", "collected", "kept", "gap"):
        assert sum(cells(by_procedure, row)[key] for row in by_procedure["rows"]) == later[key]


def test_counts_of_the_sample(received: tuple[Quay, list[str]]) -> None:
    quay, codes = received
    total = cells(made(quay, "volumes"))
    assert (total["received"], total["received_direct"], total["received_postal"]) == (40, 30, 10)
    by_commune = made(quay, "volumes", "--by", "commune")
    assert [row["cells"][0] for row in by_commune["rows"]] != []
    assert {
        cells(by_commune, row)["key"]: cells(by_commune, row)["received"] for row in by_commune["rows"]
    } == dict.fromkeys(("03445", "03388", "03478", "03640"), 10)
    narrowed = made(quay, "volumes", "--commune", "03445", "--procedure", "1.004873")
    wanted = [line for line in LINES if (line["applicant"]["commune_code"], line["procedure"]) == ("03445", "1.004873")]
    assert cells(narrowed)["received"] == len(wanted) > 0
    register = made(quay, "register")
    assert [row["cells"][1] for row in register["rows"]] == codes


@pytest.mark.parametrize("kind", ["xlsx", "pdf", "csv"])
def test_every_report_as_a_file(received: tuple[Quay, list[str]], tmp_path: Path, kind: str) -> None:
    quay, _ = received
    for name in NAMES:
        file = tmp_path / f"{name}.{kind}"
        done = quay("report", name, "--out", file, "--json")
        if name == "open-data" and kind != "csv":
            assert done.status == 2
            continue
        assert done.status == 0, done.err
        (told,) = done.lines
        assert (told["file"], told["bytes"]) == (str(file), file.stat().st_size)
        if kind == "xlsx":
            with zipfile.ZipFile(file) as book:
                assert book.testzip() is None
        elif kind == "pdf":
            assert file.read_bytes().startswith(b"%PDF")
        else:
            with file.open(encoding="utf-8-sig", newline="") as stream:
                assert len({len(row) for row in csv.reader(stream)}) == 1
    assert not list(tmp_path.glob(".quay-*"))


def test_every_report_on_the_terminal(received: tuple[Quay, list[str]]) -> None:
    quay, codes = received
    for name in NAMES:
        for by in GROUPED.get(name, (None,)):
            done = quay("report", name, *(("--by", by) if by else ()))
            assert done.status == 0, done.err
            assert done.out.count("\n") > 4
    few = quay("report", "register", "--limit", "3").out
    assert codes[2] in few and codes[3] not in few and "còn 37 dòng nữa" in few


def test_a_name_that_looks_like_a_formula_stays_a_name(received: tuple[Quay, list[str]], tmp_path: Path) -> None:
    quay, _ = received
    assert quay("report", "register", "--out", tmp_path / "so.csv").status == 0
    assert "'=HYPERLINK Páo" in (tmp_path / "so.csv").read_text(encoding="utf-8-sig")
    assert quay("report", "register", "--out", tmp_path / "so.xlsx").status == 0
    with zipfile.ZipFile(tmp_path / "so.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<t>=HYPERLINK Páo</t>" in sheet and "<f>" not in sheet


def test_wrong_usage_is_said_and_told_by_the_status(received: tuple[Quay, list[str]], tmp_path: Path) -> None:
    quay, _ = received
    for words, said in (
        (("sums",), "NAME"),
        (("kpi", "--by", "day"), "--by"),
        (("kpi", "--from", "2026-12-01", "--to", "2026-11-01"), "--to"),
        (("kpi", "--out", tmp_path / "so.ods"), "--out"),
        (("kpi", "--of-clerk", "Không Ai"), "--of-clerk"),
    ):
        done = quay("report", *words)
        assert done.status == 2, words
        assert said in done.err
        assert done.out == ""


def test_who_reads_is_noted_without_anybodys_name(received: tuple[Quay, list[str]], data: Path) -> None:
    import sqlite3

    quay, _ = received
    assert quay("report", "register").status == 0
    with sqlite3.connect(data / "counter.sqlite") as conn:
        found = conn.execute("SELECT subject FROM access WHERE action='looked'").fetchall()
    conn.close()
    assert found == [("report register",)]


def test_the_period_is_this_month_unless_told(received: tuple[Quay, list[str]]) -> None:
    quay, _ = received
    today = datetime.now(VIETNAM).date()
    scope = made(quay, "kpi")["scope"]
    assert (scope["since"], scope["until"]) == (today.replace(day=1).isoformat(), today.isoformat())
    assert cells(made(quay, "volumes", "--from", "2025-01-01", "--to", "2025-02-01"))["received"] == 0
