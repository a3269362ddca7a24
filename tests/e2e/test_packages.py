"""Catalogue and calendar by command: made by the province, fetched or on a stick, in force at the next start."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.settings import assets
from sync import sandbox
from tests import tariffs
from tests.desk import line, profile_text
from tests.e2e.conftest import Quay, environment, jsonl


def published(quay: Quay, folder: Path) -> tuple[Path, str]:
    """A province's folder and its public key: the shipped catalogue under a later version."""
    catalogue = folder / "catalogue"
    shutil.copytree(assets("catalogue"), catalogue)
    text = (catalogue / "catalogue.toml").read_text(encoding="utf-8")
    (catalogue / "catalogue.toml").write_text(text.replace('"2026-07"', '"2026-12"'), encoding="utf-8")
    key = folder / "tinh.key"
    made = quay("package", "key", key, "--json")
    assert made.status == 0, made.err
    assert quay("package", "key", key).status == 3, "a key is never written over"
    done = quay("package", "make", folder / "out", "--key", key, "--catalogue", catalogue, "--json")
    assert done.status == 0, done.err
    assert [(one["kind"], one["version"]) for one in done.lines] == [("catalogue", "2026-12")]
    return folder / "out", str(made.lines[0]["packages_key"])


def test_a_catalogue_goes_from_the_province_to_the_counter(quay: Quay, tmp_path: Path) -> None:
    out, key = published(quay, tmp_path)
    one = sandbox.serve(packages=out)
    try:
        given = tmp_path / "profile.toml"
        named = f'[server]\npackages_url = "{one.url}/packages"\npackages_key = "{key}"'
        given.write_text(profile_text(url=one.url).replace("[server]", named), encoding="utf-8")
        assert quay("init", "--profile", given).status == 0
        assert quay("package", "list", "--json").lines[0]["shipped"] is True
        refused = quay("package", "fetch", env=environment(QUAY_PIN="0000"))
        assert refused.status == 1 and one.desk.calls == []
        done = quay("package", "fetch", "--json")
        assert (done.status, done.lines[0]["waiting"]) == (0, "2026-12"), done.err
        now, calendar, tariff = quay("package", "list", "--json").lines
        assert (now["version"], now["shipped"], now["before"]) == ("2026-12", False, "2026-07")
        assert (calendar["kind"], calendar["shipped"]) == ("calendar", True)
        assert (tariff["kind"], tariff["version"], tariff["shipped"]) == ("tariff", "2017-09", True)
        assert "2026-12" in quay("package", "list").out
        again = quay("package", "install", out)
        assert again.status == 0 and "mới hơn" in again.out
        one.stop()
        assert quay("package", "fetch", "--json").lines == []
    finally:
        one.stop()
        one.books.close()


def test_a_stick_of_somebody_else_is_refused_in_words(quay: Quay, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "ours").mkdir()
    theirs, _ = published(quay, tmp_path / "theirs")
    _, key = published(quay, tmp_path / "ours")
    given = tmp_path / "profile.toml"
    text = profile_text().replace("[server]", f'[server]\npackages_key = "{key}"')
    given.write_text(text.replace("number = 1", "number = 1\nold_after_hours = 0"), encoding="utf-8")
    wrong = quay("init", "--profile", given)
    assert wrong.status == 1 and "counter.old_after_hours" in wrong.err
    given.write_text(text.replace(key, "khong phai khoa"), encoding="utf-8")
    wrong = quay("init", "--profile", given)
    assert wrong.status == 1 and "server.packages_key" in wrong.err
    given.write_text(text, encoding="utf-8")
    assert quay("init", "--profile", given).status == 0
    refused = quay("package", "install", theirs / "index.json")
    assert refused.status == 3 and "chữ ký" in refused.err
    assert quay("package", "install", tmp_path / "nothing").status == 3
    assert quay("package", "fetch").status == 3, "no address in the profile"
    assert quay("package", "list", "--json").lines[0]["version"] == "2026-07"


def test_a_tariff_on_a_stick_is_what_is_taken_from_the_next_start(quay: Quay, tmp_path: Path) -> None:
    key = tmp_path / "tinh.key"
    public = quay("package", "key", key, "--json").lines[0]["packages_key"]
    folder = tariffs.write(tmp_path / "tariff")
    made = quay("package", "make", tmp_path / "usb", "--key", key, "--tariff", folder, "--json")
    assert [(one["kind"], one["version"]) for one in made.lines] == [("tariff", "2026-12")], made.err
    given = tmp_path / "profile.toml"
    text = profile_text(mode="carrier", kind="provisional").replace("[server]", f'[server]\npackages_key = "{public}"')
    given.write_text(text, encoding="utf-8")
    assert quay("init", "--profile", given).status == 0
    posted = {"kind": "post", "address": "Số 1 phố Hàng Bài", "commune_code": "00070"}

    def fees(**changes: object) -> list[tuple[object, ...]]:
        done = quay("receive", jsonl(tmp_path / "in.jsonl", line(**changes)), "--json")
        assert done.status == 0, done.out + done.err
        shown = quay("show", done.lines[0]["code"], "--json").lines[0]
        lines = shown["dossier"]["filing"].get("fees", [])
        return [(one["name"], one["amount"], one.get("waived", 0), one.get("ground", "")) for one in lines]

    before = fees(result_delivery=posted)
    assert not any("Cước" in str(one[0]) for one in before), "nobody pays by an example"
    assert quay("package", "install", tmp_path / "usb").status == 0
    sent, home = ("Cước gửi hồ sơ nội tỉnh", 21_000, 0, ""), ("Cước trả kết quả liên tỉnh", 33_000, 0, "")
    assert fees(result_delivery=posted) == [*before, sent, home]
    own = {"kind": "postage", "name": "Cước", "amount": 10_500, "paid": True, "waived": 10_500, "ground": "ho-ngheo"}
    other = {"kind": "charge", "name": "Lệ phí", "amount": 0, "waived": 5_000, "ground": "Trẻ em"}
    assert fees(fees=[own, other]) == [("Cước", 10_500, 10_500, "Hộ nghèo"), ("Lệ phí", 0, 5_000, "Trẻ em")]


def test_a_correction_keeps_what_is_waived_and_is_checked_like_a_receipt(counter: Quay, tmp_path: Path) -> None:
    fee = {"kind": "charge", "name": "Lệ phí", "amount": 0, "waived": 15_000, "ground": "Hộ nghèo"}
    done = counter("receive", jsonl(tmp_path / "in.jsonl", line(fees=[fee])), "--json")
    code = done.lines[0]["code"]

    def act(**given: object) -> dict[str, object]:
        acted = counter("act", jsonl(tmp_path / "act.jsonl", {"code": code, **given}), "--json")
        return {} if acted.status == 0 else acted.lines[0]["fields"]

    def held() -> list[dict[str, object]]:
        fees = counter("show", code, "--json").lines[0]["dossier"]["filing"]["fees"]
        return [{key: one[key] for key in ("amount", "waived", "ground")} for one in fees]

    assert act(event="corrected", reason="Sai số điện thoại", applicant={"phone": "0912345679"}) == {}
    assert held() == [{"amount": 0, "waived": 15_000, "ground": "Hộ nghèo"}]
    lame = {**fee, "ground": ""}
    assert list(act(event="corrected", reason="Sai", fees=[lame])) == ["fees.0.ground"]
    assert list(act(event="fee_asked", fees=[lame])) == ["fees.0.ground"]
    half = {**fee, "amount": 7_500, "waived": 7_500}
    assert act(event="corrected", reason="Chỉ giảm một nửa", fees=[half]) == {}
    assert held() == [{"amount": 7_500, "waived": 7_500, "ground": "Hộ nghèo"}]
    assert act(event="fee_asked", fees=[{**fee, "kind": "fee"}]) == {}
    assert [one["waived"] for one in held()] == [7_500, 15_000]
