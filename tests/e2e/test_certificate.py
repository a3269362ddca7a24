"""From the queue to the paper that proves it arrived, by command, against the stand-in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from app.office import open_office
from sync import sandbox
from sync.sandbox import Fault, Play, Sandbox, Style
from tests.desk import FakeClock, line, profile_text
from tests.e2e.conftest import Quay, jsonl


@pytest.fixture
def one_stop() -> Iterator[Sandbox]:
    running = sandbox.serve(style=Style(shows="all"))
    yield running
    running.stop()
    running.books.close()


@pytest.fixture
def delivered(quay: Quay, one_stop: Sandbox, tmp_path: Path) -> Quay:
    """A counter with two dossiers, all of them delivered."""
    file = tmp_path / "profile.toml"
    file.write_text(profile_text(url=one_stop.url), encoding="utf-8")
    assert quay("init", "--profile", file).status == 0
    done = quay("receive", jsonl(tmp_path / "in.jsonl", line(), line(procedure="1.001193")))
    acts = [{"code": one["code"], "event": "handed_to_agency"} for one in done.lines]
    assert quay("act", jsonl(tmp_path / "acts.jsonl", *acts)).status == 0
    assert quay("sync", "--until-empty").status == 0
    return quay


def text_of(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    try:
        assert len(document) == 1
        return " ".join(document[0].get_textpage().get_text_range().split())
    finally:
        document.close()


def proven(quay: Quay, paper: Path) -> tuple[int, dict[str, Any]]:
    done = quay("sync", "--prove", "--certificate", paper, "--json")
    (told,) = done.lines
    assert told["proof"]["certificate"] == str(paper)
    return done.status, told["proof"]


def test_what_arrived_is_certified_and_printed_again_without_a_line(
    delivered: Quay, one_stop: Sandbox, tmp_path: Path
) -> None:
    paper, again = tmp_path / "gcn.pdf", tmp_path / "lai.pdf"
    status, proof = proven(delivered, paper)
    assert (status, proof["looked"], proof["same"]) == (0, 2, 2)
    assert proof["digest"] and proof["digest"] == proof["ours"]
    text = text_of(paper)
    assert "ĐỦ VÀ KHỚP" in text and "Hồ sơ quầy tiếp nhận trong ngày 2" in text
    assert proof["digest"][:8] in text and "Hai dấu: giống nhau" in text
    assert "Không có lượt gửi nào" not in text
    one_stop.stop()
    done = delivered("certificate", again, "--json")
    assert (done.status, done.lines[0]["file"]) == (0, str(again))
    assert again.read_bytes() == paper.read_bytes()
    dated = delivered("certificate", proof["day"], again)
    assert dated.status == 0 and again.read_bytes() == paper.read_bytes()
    assert sorted(file.name for file in tmp_path.glob("*.partial")) == []


def test_a_server_that_lost_something_is_told_by_the_paper_and_mended(
    delivered: Quay, one_stop: Sandbox, tmp_path: Path
) -> None:
    paper = tmp_path / "gcn.pdf"
    _, before = proven(delivered, paper)
    # The last dossier's last write and progress line, and all of the first one's second step.
    one_stop.books.restore(one_stop.books.count() - 3)
    status, proof = proven(delivered, paper)
    assert status == 1
    assert proof["behind"] + proof["missing"] > 0
    assert proof["digest"] != proof["ours"] == before["ours"], "here nothing has changed"
    text = text_of(paper)
    assert "CÓ HỒ SƠ THIẾU" in text and "Hai dấu: khác nhau" in text and "gửi lại" in text
    status, proof = proven(delivered, paper)
    assert (status, proof["same"], proof["digest"]) == (0, 2, before["digest"])
    assert "ĐỦ VÀ KHỚP" in text_of(paper)


def test_a_line_that_is_cut_gives_a_paper_that_says_what_is_not_proven(
    delivered: Quay, one_stop: Sandbox, tmp_path: Path
) -> None:
    paper = tmp_path / "gcn.pdf"
    one_stop.faults.arm(Fault(play=Play.UNAVAILABLE, service="TraCuuHoSo", skip=1, times=0))
    status, proof = proven(delivered, paper)
    assert (status, proof["looked"], proof["unread"], proof["stopped"]) == (1, 1, 1, "unavailable")
    text = text_of(paper)
    assert "CHƯA ĐỦ" in text and "Còn 1 hồ sơ đã gửi trong ngày chưa tra cứu được" in text
    one_stop.stop()
    done = delivered("receive", jsonl(tmp_path / "more.jsonl", line()))
    waiting = done.lines[0]["code"]
    done = delivered("sync", "--prove", "--certificate", paper, "--json")
    assert (done.status, done.lines[0]["proof"]["looked"]) == (3, 0)
    text = text_of(paper)
    assert "CHƯA ĐỦ" in text and waiting in text


def test_a_certificate_needs_a_proof_and_a_place(delivered: Quay, tmp_path: Path) -> None:
    paper = tmp_path / "gcn.pdf"
    assert delivered("sync", "--certificate", paper).status == 2
    done = delivered("certificate", "2026-01-05", paper)
    assert done.status == 1 and "05/01/2026 chưa được đối chiếu" in done.err
    assert not paper.exists()
    done = delivered("sync", "--prove", "--certificate", tmp_path / "none" / "gcn.pdf")
    assert done.status == 3 and "Không ghi được" in done.err
    (tmp_path / "folder.pdf").mkdir()
    assert delivered("certificate", tmp_path / "folder.pdf").status == 3
    assert not list(tmp_path.glob("*.partial"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_that_is_full_leaves_the_old_paper_whole(delivered: Quay, tmp_path: Path) -> None:
    paper = tmp_path / "gcn.pdf"
    proven(delivered, paper)
    old = paper.read_bytes()
    (tmp_path / "gcn.pdf.partial").symlink_to("/dev/full")
    done = delivered("certificate", paper)
    assert done.status == 3 and "gcn.pdf" in done.err
    assert paper.read_bytes() == old and not (tmp_path / "gcn.pdf.partial").is_symlink()


def test_every_round_that_called_is_in_the_book(delivered: Quay, data: Path) -> None:
    report = json.loads(delivered("sync", "--json").out)
    assert report["calls"] == 0
    office = open_office(data, FakeClock())
    try:
        (noted,) = office.rounds.recent()
    finally:
        office.close()
    assert noted.delivered == 4
    assert noted.calls > 0 and noted.bytes_up > 0 and noted.bytes_down > 0 and noted.seconds > 0 and noted.lanes > 0
