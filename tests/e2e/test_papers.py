"""Papers by command: a form file previewed from anywhere, and the letters that need a dossier's events."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest

from tests.desk import line
from tests.e2e.conftest import ROOT, Quay, jsonl

FORMS = ROOT / "assets" / "forms"


def text_of(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


def changed(tmp_path: Path, old: str, new: str, name: str = "moi.toml") -> Path:
    """Form 04 with other words, as a province would bring it on a stick."""
    file = tmp_path / "usb" / name
    file.parent.mkdir(exist_ok=True)
    text = (FORMS / "04" / "tt01-2018.toml").read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


def test_a_changed_form_is_previewed_without_a_counter(quay: Quay, data: Path, tmp_path: Path) -> None:
    file = changed(tmp_path, "Mong nhận được sự thông cảm", "Rất mong nhận được sự cảm thông")
    out = tmp_path / "xem.pdf"
    done = quay("paper", "--preview", file, "--size", "a4", "--out", out, "--json")
    assert done.status == 0, done.err
    assert done.lines == [{"file": str(out), "form": "04", "version": "TT01/2018", "size": "a4", "pages": 2}]
    said = text_of(out)
    assert "Rất mong nhận được sự cảm thông" in said and "Lò Thị Ỷ Nguyễn" in said
    assert said.count("XEM THỬ – KHÔNG CÓ GIÁ TRỊ") == 2
    assert not data.exists()


def test_a_previewed_list_is_filled_in_and_lands_beside_who_asks(
    quay: Quay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "so-moi.toml"
    shutil.copy(FORMS / "07" / "tt01-2018.toml", file)
    assert quay("paper", "--preview", file).status == 0
    assert "H35.99.07" in text_of(tmp_path / "so-moi.pdf")
    # A form with a title nobody knows is named by its folder or by --form.
    text = file.read_text(encoding="utf-8").replace('title = "SỔ THEO DÕI HỒ SƠ"', 'title = "SỔ MỚI"')
    file.write_text(text, encoding="utf-8")
    done = quay("paper", "--preview", file)
    assert done.status == 1 and "--form" in done.err
    assert quay("paper", "--preview", file, "--form", "07").status == 0


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("{reschedule.reason}", "{reschedule.reson}", "block[5].text: reschedule.reson"),
        ('kind = "signatures"', 'kind = "signature"', "block[8].kind"),
        ('dated = "rescheduled"', 'dated = "made"', "dated: made"),
        ('"{unit.name};"', '"{giver.unit};"', "block[8].sent_to[1]: giver.unit"),
        ("[sizes.a5]", "[sizes.a5", "dòng 22"),
    ],
)
def test_what_is_wrong_with_a_form_is_said_by_file_and_key(
    quay: Quay, tmp_path: Path, old: str, new: str, key: str
) -> None:
    file = changed(tmp_path, old, new, "sai.toml")
    done = quay("paper", "--preview", file, "--form", "04", "--out", tmp_path / "none.pdf")
    assert done.status == 1
    assert "usb/sai.toml" in done.err and f"“{key}”" in done.err
    assert not (tmp_path / "none.pdf").exists()


def test_a_form_file_that_is_not_there_is_said(quay: Quay, tmp_path: Path) -> None:
    done = quay("paper", "--preview", tmp_path / "khong-co.toml", "--form", "04")
    assert done.status == 3 and "khong-co.toml" in done.err


def test_the_arguments_are_a_code_or_a_preview(quay: Quay, tmp_path: Path) -> None:
    file = changed(tmp_path, "Lưu: VT.", "Lưu: VP.")
    for wrong in (
        ("paper",),
        ("paper", "H35.99.07-261116-1000"),
        ("paper", "H35.99.07-261116-1000", "--form", "01"),
        ("paper", "H35.99.07-261116-1000", "--preview", file),
    ):
        assert quay(*wrong).status == 2


def test_the_letters_of_a_dossier_say_what_its_events_say(counter: Quay, tmp_path: Path) -> None:
    code = counter("receive", jsonl(tmp_path / "in.jsonl", line())).lines[0]["code"]
    due = counter("show", code, "--json").lines[0]["due_at"][:10]
    acts = jsonl(
        tmp_path / "acts.jsonl",
        {
            "code": code,
            "event": "rescheduled",
            "due_at": "2030-12-02T17:00:00+07:00",
            "reason": "Cần xác minh thêm",
            "letter": "36/PXL",
        },
    )
    done = counter("act", acts)
    assert done.status == 0, done.out
    letter = tmp_path / "04.pdf"
    assert counter("paper", code, "--form", "04", "--out", letter).status == 0
    said = text_of(letter)
    assert "Số: 36/PXL" in said and "Lý do: Cần xác minh thêm" in said
    assert f"ngày {due[8:]} tháng {int(due[5:7])} năm {due[:4]}" in said.split("Thời gian hẹn trả")[1][:80]
    assert "ngày 02 tháng 12 năm 2030" in said
    stop = {"code": code, "event": "stopped", "reason": "Quá hạn bổ sung", "letter": "8/TB"}
    assert counter("act", jsonl(tmp_path / "stop.jsonl", stop)).status == 0
    assert counter("paper", code, "--form", "05", "--out", letter).status == 0
    assert "Quá hạn bổ sung" in text_of(letter) and "Số: 8/TB" in text_of(letter)
