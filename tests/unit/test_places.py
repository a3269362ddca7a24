"""Communes: the two files agree with each other and with what is known of Lai Châu, and a clerk finds hers."""

from __future__ import annotations

import csv
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from app.domain import places
from app.errors import Trouble

ASSETS = Path(__file__).resolve().parents[2] / "assets" / "catalogue"


def test_lai_chau_has_36_xa_and_2_phuong() -> None:
    ours = places.communes("12")
    assert Counter(one.name.split()[0] for one in ours) == {"Xã": 36, "Phường": 2}
    assert [one.code for one in ours] == sorted(one.code for one in ours)
    assert {one.province for one in ours} == {"Lai Châu"}
    here = places.commune("03445")
    assert here == places.Commune("03445", "Xã Mường Tè", "12", "Lai Châu")
    assert here is not None
    assert here.label == "Xã Mường Tè, Lai Châu"


def test_the_short_list_is_part_of_the_countrys() -> None:
    with (ASSETS / "communes.csv").open(encoding="utf-8", newline="") as lines:
        country = {row["code"]: row for row in csv.DictReader(lines)}
    listed = {code: row["name"] for code, row in country.items() if row["province_code"] == "12"}
    assert listed == {one.code: one.name for one in places.communes("12")}


def test_the_country_has_3321_communes_in_34_provinces() -> None:
    text = (ASSETS / "communes.csv").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    rows = list(csv.DictReader(text.splitlines()))
    assert len({row["code"] for row in rows}) == len(rows) == 3321
    assert len({row["province_code"] for row in rows}) == len({row["province"] for row in rows}) == 34
    assert all(len(row["code"]) == 5 and row["code"].isdecimal() for row in rows)
    assert {row["name"].split()[0] for row in rows} == {"Xã", "Phường", "Đặc"}
    # Codes that changed between the draft and QĐ 19/2025/QĐ-TTg: lists made in a hurry still have 00073 and 00130.
    assert [places.commune(code) is not None for code in ("00082", "00118", "00073", "00130")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("code", ["", "3445", "99999", "12", "Xã Mường Tè"])
def test_no_commune_of_such_a_code(code: str) -> None:
    assert places.commune(code) is None
    assert places.communes(code if code != "12" else "13") == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("muong te", "Xã Mường Tè, Lai Châu"),
        ("MƯỜNG TÈ", "Xã Mường Tè, Lai Châu"),
        ("Xã Mường Tè, Lai Châu", "Xã Mường Tè, Lai Châu"),
        ("te muong", "Xã Mường Tè, Lai Châu"),
        ("mt", "Xã Mường Tè, Lai Châu"),
        ("03445", "Xã Mường Tè, Lai Châu"),
        ("doan ket", "Phường Đoàn Kết, Lai Châu"),
        ("tan phong", "Phường Tân Phong, Lai Châu"),
        ("pa u", "Xã Pa Ủ, Lai Châu"),
        ("ba dinh", "Phường Ba Đình, Hà Nội"),
        ("ba dinh thanh hoa", "Xã Ba Đình, Thanh Hóa"),
        ("van don", "Đặc khu Vân Đồn, Quảng Ninh"),
        ("m'drak", "Xã M’Drắk, Đắk Lắk"),
    ],
)
def test_search_finds_the_commune_meant(text: str, first: str) -> None:
    assert places.search(text)[0].label == first


def test_search_puts_the_own_province_first() -> None:
    assert [one.province for one in places.search("tan phong", limit=2)] == ["Lai Châu", "Sơn La"]
    assert places.search("tan phong", province="14")[0].label == "Xã Tân Phong, Sơn La"
    assert {one.province for one in places.search("xa", limit=36)} == {"Lai Châu"}


@pytest.mark.parametrize(("text", "limit"), [("", 5), (" , ", 5), ("khong co xa nay", 5), ("muong", 0)])
def test_search_without_a_match(text: str, limit: int) -> None:
    assert places.search(text, limit) == ()


def test_opening_a_counter_of_lai_chau_does_not_read_the_country() -> None:
    script = (
        "from app.domain import places\n"
        "assert places.commune('03445') and len(places.communes('12')) == 38\n"
        "assert places._country.cache_info().currsize == 0 and places._keys.cache_info().currsize == 0\n"
    )
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", script], cwd=root, check=False).returncode == 0


def test_a_broken_list_names_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_FOLDER", tmp_path)
    (tmp_path / "communes.csv").write_text("code,name\n00001,Xã A,12,Lai Châu\n00002,Xã B\n", encoding="utf-8")
    with pytest.raises(Trouble) as trouble:
        places._rows("communes.csv", 4)
    assert trouble.value.facts == {"file": "communes.csv", "key": "line 3"}
    with pytest.raises(Trouble) as trouble:
        places._rows("nowhere.csv", 2)
    assert trouble.value.facts["file"] == "nowhere.csv"
