"""Labels and the self-test page as scripts ask for them."""

from __future__ import annotations

from pathlib import Path

from app.paper.labels import SELF_TEST_CODES
from tests.desk import line
from tests.e2e.conftest import Quay, jsonl
from tests.worn import drawn, read

ITEM = "RR473124829VN"


def seen(file: Path, resolution: int) -> set[str]:
    return {text for _, text in read(drawn(file.read_bytes(), resolution))}


def test_a_label_for_a_result_that_goes_by_post(counter: Quay, tmp_path: Path) -> None:
    wish = {"kind": "post", "name": "Lò Văn Ín", "phone": "0912345678", "address": "Bản Nậm Củm, Xã Mường Tè"}
    done = counter("receive", jsonl(tmp_path / "in.jsonl", line(result_delivery=wish)))
    code = done.lines[0]["code"]
    file = tmp_path / "label.pdf"
    asked = ("paper", code, "--form", "nhan-bi", "--item", ITEM, "--out", file)
    early = counter(*asked)
    assert early.status == 1 and not file.exists()
    assert "chưa có giấy đó" in early.err
    counter("act", jsonl(tmp_path / "arrived.jsonl", {"code": code, "event": "result_arrived"}))
    done = counter(*asked, "--size", "a4", "--place", 3, "--dpi", 300, "--json")
    assert (done.status, done.lines) == (0, [{"file": str(file)}])
    assert seen(file, 300) == {ITEM, code}
    wrong = counter("paper", code, "--form", "nhan-bi", "--item", "RR473124828VN", "--out", file)
    assert wrong.status == 1 and "số kiểm tra" in wrong.err
    assert counter("paper", code, "--form", "01", "--size", "100x75", "--out", file).status == 1
    events = [event["event"] for event in counter("show", code, "--json").lines[0]["events"]]
    assert "printed" not in events, "a label is no counted copy"


def test_the_self_test_page_needs_no_counter(quay: Quay, tmp_path: Path, data: Path) -> None:
    file = tmp_path / "test.pdf"
    done = quay("paper", "--self-test", "--size", "a5", "--dpi", 300, "--printer", "Máy 1", "--out", file)
    assert done.status == 0, done.err
    assert seen(file, 300) == set(SELF_TEST_CODES)
    assert not data.exists()
    assert quay("paper", "--self-test", "--dpi", 50, "--out", file).status == 2
    assert quay("paper", "--out", file).status == 2
    assert quay("paper", "H35.99.07-261123-1004", "--out", file).status == 2
    assert quay("paper", "--self-test", "--out", tmp_path / "nowhere" / "x.pdf").status == 3
