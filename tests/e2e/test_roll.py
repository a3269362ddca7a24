"""A paper for the receipt printer from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.desk import line
from tests.e2e.conftest import Quay, jsonl
from tests.escpos import read


def test_a_roll_paper_is_written_as_the_bytes_of_the_printer(counter: Quay, tmp_path: Path) -> None:
    intake = jsonl(tmp_path / "in.jsonl", line())
    done = counter("receive", intake, "--papers", tmp_path / "papers", "--size", "k80")
    assert done.status == 0, done.err
    (paper,) = [Path(one) for one in done.lines[0]["papers"]]
    assert paper.suffix == ".bin"
    code = done.lines[0]["code"]
    assert code in read(paper.read_bytes())[0].codes

    out = tmp_path / "paper.bin"
    done = counter("paper", code, "--form", "01", "--size", "80mm", "--out", out, "--reason", "kẹt giấy", "--json")
    assert done.status == 0, done.err
    assert (done.lines[0]["copy"], done.lines[0]["pages"]) == (2, 2)
    assert [slip.cut for slip in read(out.read_bytes())] == ["part", "whole"]
    papers = counter("show", code, "--json").lines[0]["papers"]
    assert [one["size"] for one in papers] == ["k80", "k80"]
    assert json.dumps(papers).count("80mm") == 0
