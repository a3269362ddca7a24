"""The shipped catalogue against what was read by hand, and the shape's promises against files broken one key at a time.

The thirteen lists below were written from the portal's texts, not from the files they check.
"""

from __future__ import annotations

import datetime
import json
import re
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from app.domain import catalogue
from app.domain.catalogue import Catalogue, Fee, FeeKind, Offer, Paper, PaperKind, Term, Unit
from app.errors import Trouble

ASSETS = Path(__file__).resolve().parents[2] / "assets" / "catalogue"
SHIPPED = catalogue.load(ASSETS)
DAY = Term(1, Unit.WORKING_DAY)


def procedure(code: str) -> catalogue.Procedure:
    found = SHIPPED.get(code)
    assert found is not None
    return found


def handed_in(code: str, case: str = "", channel: int = 1) -> list[str]:
    """The required papers of a case as "key originals/copies", those that are only shown as "key shown"; optional ones
    with a "?". Data the agency looks up as "key looked up"."""
    known = procedure(code)
    told = []
    for paper in known.papers_for(channel, case or known.default_case()):
        count = {
            PaperKind.SUBMIT: f"{paper.originals}/{paper.copies}",
            PaperKind.SHOW: "shown",
            PaperKind.DATABASE: "looked up",
        }[paper.kind]
        told.append(f"{paper.key} {count}{'' if paper.required else '?'}")
    return told


def results(code: str) -> set[str]:
    return {result.code for result in procedure(code).results}


# ------------------------------------------------------------------------------------------------- the thirteen lists


def test_birth() -> None:
    shown = ["giay-to-tuy-than shown", "giay-to-cu-tru shown?"]
    assert handed_in("1.001193") == ["to-khai 1/0", "giay-chung-sinh 1/0", *shown]
    assert handed_in("1.001193", "khong-giay-chung-sinh") == ["to-khai 1/0", "van-ban-thay-giay-chung-sinh 1/0", *shown]
    assert handed_in("1.001193", "tre-bi-bo-roi") == ["to-khai 1/0", "bien-ban-bo-roi 1/0", *shown]
    assert handed_in("1.001193", "mang-thai-ho") == [
        "to-khai 1/0", "giay-chung-sinh 1/0", "xac-nhan-mang-thai-ho 1/0", *shown
    ]  # fmt: skip
    assert handed_in("1.001193", "uy-quyen") == ["to-khai 1/0", "giay-chung-sinh 1/0", "van-ban-uy-quyen 1/0", *shown]
    # Online the interactive form takes the place of the paper one and nothing is shown.
    assert handed_in("1.001193", channel=2) == ["mau-dien-tu 1/0", "giay-chung-sinh 1/0"]
    assert "ban-sao-xuat-trinh 0/1?" in handed_in("1.001193", channel=3)
    assert results("1.001193") == {"KQ.G15.000031"}
    assert procedure("1.001193").rules.ethnicity_asked


def test_death() -> None:
    shown = ["giay-to-tuy-than shown", "noi-cu-tru-cuoi-cung shown?", "noi-chet shown?"]
    assert handed_in("1.000656") == ["to-khai 1/0", "giay-bao-tu 1/0", *shown]
    assert handed_in("1.000656", "chet-da-lau") == ["to-khai 1/0", "chung-minh-su-kien-chet 1/0", *shown]
    assert handed_in("1.000656", "uy-quyen") == ["to-khai 1/0", "giay-bao-tu 1/0", "van-ban-uy-quyen 1/0", *shown]
    assert results("1.000656") == {"KQ.G15.000034"}


def test_marriage_is_handed_over_to_both_and_never_posted() -> None:
    assert handed_in("1.000894") == ["to-khai 1/0", "giay-to-tuy-than shown", "giay-to-cu-tru shown?"]
    assert results("1.000894") == {"KQ.G15.000032"}
    rules = procedure("1.000894").rules
    assert rules.both_present
    assert not rules.result_by_post
    assert 3 in procedure("1.000894").channels()  # may be lodged by post all the same


def test_marital_status() -> None:
    shown = ["giay-to-tuy-than shown", "giay-to-cu-tru shown?"]
    assert handed_in("1.004873") == ["to-khai 1/0", *shown]
    assert handed_in("1.004873", "cap-lai") == ["to-khai 1/0", "giay-xac-nhan-cu 1/0", *shown]
    assert handed_in("1.004873", "da-ly-hon") == ["to-khai 1/0", *shown, "ly-hon looked up"]
    assert handed_in("1.004873", "vo-chong-da-chet") == ["to-khai 1/0", *shown, "khai-tu looked up"]
    assert handed_in("1.004873", "uy-quyen") == ["to-khai 1/0", "van-ban-uy-quyen 1/0", *shown]
    assert results("1.004873") == {"KQ.G15.000038"}


def test_extract_of_the_register() -> None:
    shown = ["giay-to-tuy-than shown", "giay-to-cu-tru shown?"]
    assert handed_in("2.000635") == ["to-khai 1/0", *shown]
    assert handed_in("2.000635", "to-chuc") == ["van-ban-yeu-cau 1/0", *shown]
    assert handed_in("2.000635", "uy-quyen") == ["to-khai 1/0", "van-ban-uy-quyen 1/0", *shown]
    assert results("2.000635") == {"KQ.G15.000342"}
    offer = procedure("2.000635").offer(3)
    assert offer is not None
    assert offer.fees == (Fee(FeeKind.FEE, "Phí cấp bản sao trích lục hộ tịch", 8000, "bản"),)


def test_correction_of_the_register() -> None:
    shown = ["giay-to-tuy-than shown", "giay-to-cu-tru shown?"]
    assert handed_in("1.004859") == ["to-khai 1/0", "giay-to-can-cu 1/0", *shown]
    assert handed_in("1.004859", "uy-quyen") == ["to-khai 1/0", "giay-to-can-cu 1/0", "van-ban-uy-quyen 1/0", *shown]
    assert results("1.004859") == {"KQ.G15.000037"}


def test_household_business_founded() -> None:
    assert handed_in("1.001612") == ["giay-de-nghi 1/0", "ban-sao-can-cuoc 0/1?"]
    assert handed_in("1.001612", "ho-gia-dinh") == [
        "giay-de-nghi 1/0", "uy-quyen-thanh-vien 0/1", "ban-sao-can-cuoc 0/1?"
    ]  # fmt: skip
    assert handed_in("1.001612", channel=3) == ["giay-de-nghi 1/0", "ban-sao-can-cuoc 0/1?", "phieu-gui 0/1"]
    assert results("1.001612") == {"KQ.G12.001041"}
    charged = {}
    for channel in procedure("1.001612").channels():
        offer = procedure("1.001612").offer(channel, "ca-nhan")
        assert offer is not None
        assert offer.term == Term(3, Unit.WORKING_DAY)  # told in the steps only
        charged[channel] = [(fee.kind, fee.amount) for fee in offer.fees]
    assert charged == {1: [("charge", 50_000)], 2: [("charge", 150_000)], 3: [("charge", 150_000)]}


def test_household_business_changed() -> None:
    rest = ["van-ban-uy-quyen 1/0?", "ban-sao-can-cuoc 0/1?"]
    assert handed_in("2.000720") == ["giay-de-nghi 1/0", *rest]
    assert handed_in("2.000720", "nhom-ca-nhan") == ["giay-de-nghi 1/0", "bien-ban-hop-nhom 1/0", *rest]
    assert handed_in("2.000720", "chu-ho-chet") == [
        "giay-de-nghi 1/0", "chung-tu-quyet-dinh-toa 0/1", "uy-quyen-thanh-vien 0/1?", *rest
    ]  # fmt: skip
    assert handed_in("2.000720", "chu-ho-uy-quyen") == ["giay-de-nghi 1/0", "uy-quyen-thanh-vien 0/1", *rest]
    assert handed_in("2.000720", channel=3)[-1] == "phieu-gui 0/1"
    assert results("2.000720") == {"KQ.G12.001041", "KQ.G12.001347"}


def test_household_business_ended() -> None:
    rest = ["van-ban-uy-quyen 1/0?", "ban-sao-can-cuoc 0/1?"]
    assert handed_in("1.001266") == ["thong-bao 1/0", *rest]
    assert handed_in("1.001266", "nhom-ca-nhan") == ["thong-bao 1/0", "bien-ban-hop-nhom 1/0", *rest]
    assert handed_in("1.001266", channel=3)[-1] == "phieu-gui 0/1"
    assert results("1.001266") == {"KQ.G12.001017", "KQ.G12.001349"}


def test_poor_household() -> None:
    assert handed_in("1.011607") == ["giay-de-nghi 1/0"]
    assert procedure("1.011607").papers[0].template == "Mẫu số 01, QĐ 24/2021/QĐ-TTg"
    assert procedure("1.011607").channels() == (1, 3)
    assert procedure("1.011607").offer(1) == Offer(1, term=Term(15, Unit.DAY))
    assert results("1.011607") == {"KQ.G10.001158"}


def test_judicial_record() -> None:
    assert handed_in("3.000333") == ["to-khai 1/0", "ban-sao-tuy-than 0/1", "mien-giam-phi 1/0?"]
    assert handed_in("3.000333", "uy-quyen") == [
        "to-khai 1/0", "ban-sao-tuy-than 0/1", "van-ban-uy-quyen 1/0", "mien-giam-phi 1/0?",
        "giay-to-nguoi-duoc-uy-quyen shown",
    ]  # fmt: skip
    forms = {
        (channel, case): [paper.template for paper in procedure("3.000333").papers_for(channel, case) if paper.template]
        for channel in (1, 2)
        for case in ("tu-yeu-cau", "uy-quyen")
    }
    assert forms == {
        (1, "tu-yeu-cau"): ["Mẫu số 01/2025/LLTP"],
        (1, "uy-quyen"): ["Mẫu số 02/2025/LLTP"],
        (2, "tu-yeu-cau"): ["Mẫu số 04/2025/LLTP"],
        (2, "uy-quyen"): ["Mẫu số 05/2025/LLTP"],
    }
    assert results("3.000333") == {"KQ.G01.000199", "KQ.G01.000200"}
    assert procedure("3.000333").rules.sensitive


def test_land_certificate_exchanged() -> None:
    assert handed_in("1.012783") == ["don-bien-dong 1/0", "giay-chung-nhan 1/0", "manh-trich-do 0/1?"]
    assert procedure("1.012783").rules.valuable_original
    assert [paper.key for paper in procedure("1.012783").papers if paper.valuable] == ["giay-chung-nhan"]
    assert results("1.012783") == {"KQ.G10.001147"}
    terms = {offer.channel: offer.term for offer in procedure("1.012783").offers}
    assert terms == {1: Term(5, Unit.WORKING_DAY), 2: Term(15, Unit.WORKING_DAY), 3: Term(20, Unit.WORKING_DAY)}


def test_certified_copy_is_not_taken_by_post() -> None:
    assert handed_in("2.000815") == ["ban-chinh 1/0", "ban-sao 0/1?"]
    assert procedure("2.000815").channels() == (1,)
    assert procedure("2.000815").offer(3) is None
    assert procedure("2.000815").offer(1) == Offer(
        1, "", DAY, (Fee(FeeKind.FEE, "Phí chứng thực bản sao từ bản chính", 2000, "trang"),)
    )
    assert results("2.000815") == {"KQ.G15.000021"}


# ---------------------------------------------------------------------------------------------------------- all of it


def test_all_procedures_of_the_pilot_are_there_and_in_the_national_index() -> None:
    listed = {line.split(",")[0] for line in (ASSETS / "index.csv").read_text(encoding="utf-8").splitlines()[1:]}
    codes = [procedure.code for procedure in SHIPPED]
    assert len(codes) == len(SHIPPED) == 52
    assert codes == sorted(codes)
    assert set(codes) <= listed
    assert len(listed) == 2642
    assert set(SHIPPED.common) <= set(codes)


def test_nothing_of_the_portals_noise_is_left() -> None:
    noise = re.compile(
        r"\d bản (chính|sao)$|^\W|^\*|Lưu ý|Tên giấy tờ|^Trường hợp|Không có thông tin|\s{2}|\.docx?|;$|:$"
    )
    for file in sorted((ASSETS / "procedures").glob("*.toml")):
        text = file.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), file.name
    for known in SHIPPED:
        for paper in known.papers:
            assert not noise.search(paper.name), (known.code, paper.name)
            assert len(paper.name) <= catalogue.LONGEST_NAME
        for result in known.results:
            assert re.fullmatch(r"KQ\.G\d\d\.\d{6}", result.code) or known.code == "2.000942", known.code


def test_every_default_case_has_something_to_hand_in_or_says_why_not() -> None:
    without = [
        known.code
        for known in SHIPPED
        for channel in known.channels()[:1]
        if not any(
            paper.kind is PaperKind.SUBMIT and paper.required
            for paper in known.papers_for(channel, known.default_case())
        )
    ]
    assert without == ["2.000908", "2.000942"]
    # Every offer of the pilot has a time now: where the portal's column is empty its steps or the law say it.
    assert all(offer.term is not None for known in SHIPPED for offer in known.offers)
    assert all("phải nộp" in procedure(code).note or "không có đơn" in procedure(code).note.lower() for code in without)


def test_every_case_of_every_channel_has_an_offer() -> None:
    for known in SHIPPED:
        for case in known.cases:
            assert [channel for channel in known.channels() if known.offer(channel, case.key) is None] == [] or (
                known.code == "1.010041"
            )


def test_same_day_only_where_the_law_says_so() -> None:
    assert {known.code for known in SHIPPED if known.rules.same_day_before} == {
        "1.001193", "1.000656", "1.000894", "1.004859", "2.000635", "2.000815", "2.000884", "2.000942", "1.011441"
    }  # fmt: skip
    assert {known.rules.same_day_before for known in SHIPPED} == {"", "15:00"}


def test_no_postal_lodging_where_the_portal_has_none() -> None:
    closed = {known.code for known in SHIPPED if 3 not in known.channels()}
    assert closed == {"2.000815", "2.000884", "2.000942", "1.004222", "1.004194", "1.010041", "1.013080"}
    assert {known.code for known in SHIPPED if known.channels() == (2,)} == {"1.010041", "1.013080"}


def test_who_must_come_what_must_not_be_posted_what_is_sensitive() -> None:
    both = {known.code for known in SHIPPED if known.rules.both_present}
    assert both == {"1.000894", "1.004746", "2.000806", "2.001263"}
    assert not any(procedure(code).rules.result_by_post for code in both)
    valuable = {known.code for known in SHIPPED if known.rules.valuable_original}
    assert valuable == {known.code for known in SHIPPED if any(paper.valuable for paper in known.papers)}
    assert {known.code for known in SHIPPED if known.rules.sensitive} == {
        "3.000333", "2.001263", "2.000806", "1.001613", "1.011607", "1.011608", "1.011609"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "channel", "case", "told"),
    [
        ("1.004873", 1, "", "3 working_day"),
        ("1.004837", 3, "", "3 working_day"),
        ("1.004884", 2, "", "5 working_day"),
        ("2.000908", 3, "", "1 working_day"),
        ("2.001035", 1, "", "2 working_day 50000/giao dịch"),
        ("2.000884", 1, "", "1 working_day 10000/trường hợp"),
        ("2.001263", 1, "", "30 day 400000/trường hợp"),
        ("2.001263", 1, "than-thich", "30 day"),
        ("2.000720", 1, "", "1 working_day"),
        ("2.000575", 1, "", "1 working_day"),
        ("2.000575", 3, "doi-noi-dung", "3 working_day"),
        ("1.005280", 3, "", "3 working_day"),
        ("1.012812", 1, "", "40 day"),
        ("1.012812", 3, "", "30 day"),
        ("1.012753", 2, "", "17 working_day"),
        ("1.013978", 1, "", "27 working_day"),
        ("1.012784", 1, "", "22 working_day"),
        ("1.012786", 3, "", "10 working_day"),
        ("1.013831", 3, "", "4 working_day"),
        ("1.011441", 1, "", "3 working_day"),
        ("1.004222", 1, "", "7 working_day 20000/"),
        ("1.004222", 2, "", "7 working_day 10000/"),
        ("1.004194", 1, "theo-danh-sach", "3 working_day 10000/người"),
        ("1.004194", 2, "", "3 working_day 7000/"),
        ("1.010041", 2, "", "1 working_day"),
        ("1.010041", 2, "can-xac-minh", "3 working_day"),
        ("3.000333", 3, "", "10 day"),
        ("2.001583", 1, "", "3 working_day 50000/"),
        ("2.001583", 3, "", "3 working_day 100000/"),
        ("2.001610", 2, "", "3 working_day 100000/"),
        ("1.001456", 1, "", "8 working_day 200000/hộ chiếu"),
        ("1.001456", 3, "", "8 working_day 160000/hộ chiếu"),
        ("1.001456", 1, "mat-ho-chieu", "8 working_day 400000/hộ chiếu"),
        ("1.001613", 1, "", "5 working_day"),
        ("1.013080", 2, "", "2 working_day"),
        ("1.013225", 1, "", "15 day"),
        ("1.013225", 1, "khong-theo-tuyen", "20 day"),
        ("1.013225", 3, "", "20 day"),
    ],
)
def test_times_and_fees_as_the_portal_has_them(code: str, channel: int, case: str, told: str) -> None:
    offer = procedure(code).offer(channel, case or procedure(code).default_case())
    assert offer is not None
    assert offer.term is not None
    sums = [f"{fee.amount}/{fee.per}" for fee in offer.fees]
    assert " ".join([f"{offer.term.value} {offer.term.unit}", *sums]) == told


# ------------------------------------------------------------------------------------------------------- finding them


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("dkks", "1.001193"),
        ("DKKS", "1.001193"),
        ("khai sinh", "1.001193"),
        ("Đăng ký khai sinh", "1.001193"),
        ("sinh khai dang ky", "1.001193"),
        ("  khai   tu ", "1.000656"),
        ("sao y", "2.000815"),
        ("trich luc", "2.000635"),
        ("độc thân", "1.004873"),
        ("xntthn", "1.004873"),
        ("lltp", "3.000333"),
        ("hkd", "1.001612"),
        ("sổ đỏ", "1.013978"),
        ("sang ten so do", "1.013831"),
        ("ho ngheo", "1.011607"),
        ("1.001193", "1.001193"),
        ("1.001193.000.00.00.H35", "1.001193"),
        ("2.0008", "2.000815"),
    ],
)
def test_search_puts_first_what_a_clerk_means(text: str, first: str) -> None:
    assert SHIPPED.search(text)[0].code == first


def test_search_goes_on_in_the_national_index_behind_the_curated() -> None:
    found = SHIPPED.search("khai sinh", limit=50)
    curated = [known.curated for known in found]
    assert curated == sorted(curated, reverse=True)
    assert {True, False} == set(curated)
    assert len({known.code for known in found}) == len(found)
    by_code = [known.code for known in SHIPPED.search("1.0011", limit=50)]
    assert by_code[0] == "1.001193"
    assert len(set(by_code)) == len(by_code) > 1
    customs = SHIPPED.search("khí xuất khẩu đường ống")[0]
    assert (customs.code, customs.curated, customs.offers, customs.levels) == ("1.000005", False, (), ("commune",))
    assert customs.short_name == "Hải quan đối với khí, nguyên liệu xuất khẩu, nhập khẩu bằng đường ống chuyên dụng"


@pytest.mark.parametrize("text", ["", "  ", "?", "khong co thu tuc nao nhu the", "9.9"])
def test_search_without_a_match(text: str) -> None:
    assert SHIPPED.search(text) == ()


def test_search_keeps_to_its_limit() -> None:
    assert SHIPPED.search("dang ky", limit=0) == ()
    assert [len(SHIPPED.search("dang ky", limit=limit)) for limit in (1, 5, 400)] == [1, 5, 400]


def test_get_takes_every_form_of_a_code() -> None:
    for form in ("1.001193", " 1.001193 ", "1.001193.000.00.00.H35", "1.001193.H35"):
        assert SHIPPED.get(form) is procedure("1.001193")
    for wrong in ("", "1.0011", "1001193", "1.001193.H3", "1.001193.00.H35", "x1.001193"):
        assert SHIPPED.get(wrong) is None
    indexed = SHIPPED.get("1.000005.H35")
    assert indexed is not None
    assert not indexed.curated
    assert SHIPPED.get("9.999999") is None


def test_favourites_keep_their_order_and_lose_what_is_gone() -> None:
    codes = ["2.000815", "9.999999", "1.001193", "nonsense"]
    assert [known.code for known in SHIPPED.favourites(codes)] == ["2.000815", "1.001193"]
    SHIPPED.read_index()


# ------------------------------------------------------------------------------------------------- versions in force


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalogue of one procedure, without an index or a pack."""
    (tmp_path / "procedures").mkdir()
    shutil.copy(ASSETS / "catalogue.toml", tmp_path)
    shutil.copy(ASSETS / "procedures" / "1.001193.toml", tmp_path / "procedures")
    (tmp_path / "index.csv").write_text(
        "code,name,field,levels,decision\n1.001193,Thủ tục đăng ký khai sinh,Hộ tịch,Cấp xã,1/QĐ\n", encoding="utf-8"
    )
    return tmp_path


def edit(folder: Path, old: str, new: str, file: str = "procedures/1.001193.toml") -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_each_day_has_its_version(folder: Path) -> None:
    new = folder / "procedures" / "1.001193@2027-03-01.toml"
    shutil.copy(folder / "procedures" / "1.001193.toml", new)
    edit(folder, "effective_from = 2026-07-01", "effective_from = 2026-07-01\neffective_to = 2027-02-28")
    edit(folder, "effective_from = 2026-07-01", "effective_from = 2027-03-01", file=f"procedures/{new.name}")
    edit(folder, "163/QĐ-BTP", "7/QĐ-BTP", file=f"procedures/{new.name}")
    known = catalogue.load(folder)
    decisions = {}
    for day in ("2023-11-23", "2026-07-01", "2027-02-28", "2027-03-01"):
        then = known.on(datetime.date.fromisoformat(day))
        found = then.get("1.001193")
        assert found is not None
        decisions[day] = found.decision
        assert then.search("khai sinh") == (found,)
    assert decisions == {
        "2023-11-23": "163/QĐ-BTP",  # a PC whose clock went back, or a paper record: the first version
        "2026-07-01": "163/QĐ-BTP",
        "2027-02-28": "163/QĐ-BTP",
        "2027-03-01": "7/QĐ-BTP",
    }
    newest = known.get("1.001193")
    assert newest is not None
    assert newest.decision == "7/QĐ-BTP"
    assert len(known) == 1


def test_what_is_no_longer_in_force_is_not_offered_from_the_index_either(folder: Path) -> None:
    edit(folder, "effective_from = 2026-07-01", "effective_from = 2026-07-01\neffective_to = 2027-02-28")
    then = catalogue.load(folder).on(datetime.date(2027, 3, 1))
    assert (then.get("1.001193"), then.search("khai sinh"), len(then)) == (None, (), 0)


@pytest.mark.parametrize("until", ["", "\neffective_to = 2027-03-01"])
def test_two_versions_in_force_at_once_are_refused(folder: Path, until: str) -> None:
    shutil.copy(folder / "procedures" / "1.001193.toml", folder / "procedures" / "1.001193@2027-03-01.toml")
    edit(folder, "2026-07-01", "2027-03-01", file="procedures/1.001193@2027-03-01.toml")
    edit(folder, "effective_from = 2026-07-01", f"effective_from = 2026-07-01{until}")
    with pytest.raises(Trouble) as trouble:
        catalogue.load(folder)
    assert (trouble.value.code, trouble.value.facts["key"]) == ("catalogue_broken", "effective_from")


# ------------------------------------------------------------------------------------------------------- broken files


FEE = 'fees = [{ kind = "fee", name = "Phí", amount = 1 }]'


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('code = "1.001193"', 'code = "1.001194"', "code"),
        ('code = "1.001193"', 'code = "1.001193.H35"', "code"),
        ('short_name = "Đăng ký khai sinh"\n', "", "short_name"),
        ('short_name = "Đăng ký khai sinh"', 'short_name = ""', "short_name"),
        ('field = "Hộ tịch"', 'field = "Hộ tịch"\nfeild_code = "x"', "feild_code"),
        ("effective_from = 2026-07-01", 'effective_from = "soon"', "effective_from"),
        ("effective_from = 2026-07-01", "effective_from = 2026-07-01\neffective_to = 2026-06-30", "effective_to"),
        ('key = "uy-quyen", name = "Ủy', 'key = "co-giay-chung-sinh", name = "Ủy', "cases[2].key"),
        ('key = "uy-quyen", name = "Ủy', 'key = "Ủy quyền", name = "Ủy', "cases[2].key"),
        ('name = "Trẻ em bị bỏ rơi"', 'name = ""', "cases[3].name"),
        ("channel = 2, term", "channel = 4, term", "offers[1].channel"),
        ("channel = 2, term", "channel = 1, term", "offers[1].channel"),
        ("channel = 3, term", 'channel = 3, case = "nowhere", term', "offers[2].case"),
        ('value = 1, unit = "working_day"', 'value = 0, unit = "working_day"', "offers[0].term.value"),
        ('value = 1, unit = "working_day"', 'value = 1, unit = "week"', "offers[0].term.unit"),
        ("{ channel = 3,", "{ channel = 3, " + FEE.replace("1", "0") + ",", "offers[2].fees[0].amount"),
        ("{ channel = 3,", "{ channel = 3, " + FEE.replace("Phí", "- Phí") + ",", "offers[2].fees[0].name"),
        ("originals = 1, channels = [1, 3]", 'originals = "1", channels = [1, 3]', "papers[0].originals"),
        ("originals = 1, channels = [1, 3]", "channels = [1, 3]", "papers[0].originals"),
        ("originals = 1, channels = [1, 3]", "originals = -1, copies = 2, channels = [1, 3]", "papers[0].originals"),
        ("originals = 1, channels = [1, 3]", "originals = 1, channels = [1, 9]", "papers[0].channels"),
        ('key = "mau-dien-tu"', 'key = "Mẫu điện tử"', "papers[1].key"),
        ('key = "bien-ban-bo-roi", name', 'key = "to-khai", name', "papers[4].key"),
        ('"Văn bản ủy quyền"', '"Văn bản  ủy quyền"', "papers[6].name"),
        ('"Văn bản ủy quyền"', '"- Văn bản ủy quyền"', "papers[6].name"),
        ('"Văn bản ủy quyền"', f'"{"Văn bản " * 21}"', "papers[6].name"),
        ('cases = ["tre-bi-bo-roi"]', 'cases = ["nowhere"]', "papers[4].cases"),
        ('kind = "show"', 'kind = "shown"', "papers[8].kind"),
        ('kind = "show"', 'kind = "show", copies = 1', "papers[8].originals"),
        ('same_day_before = "15:00"', 'same_day_before = "25:00"', "rules.same_day_before"),
        ('results = [{ code = "KQ.G15.000031", name = "Giấy khai sinh" }]', "results = []", "results"),
        ("papers = [", "papers = ", "line 30"),
        ("Hộ tịch điện tử", unicodedata.normalize("NFD", "Hộ tịch điện tử"), "line 9: not NFC"),
    ],
)  # fmt: skip
def test_a_broken_file_names_itself_and_its_key(folder: Path, old: str, new: str, key: str) -> None:
    edit(folder, old, new)
    with pytest.raises(Trouble) as trouble:
        catalogue.load(folder)
    assert trouble.value.code == "catalogue_broken"
    assert trouble.value.facts["file"] == "1.001193.toml"
    assert trouble.value.facts["key"] == key


@pytest.mark.parametrize(
    ("spoil", "file", "key"),
    [
        (lambda folder: (folder / "catalogue.toml").unlink(), "catalogue.toml", "No such file or directory"),
        (lambda folder: edit(folder, "version", "versoin", "catalogue.toml"), "catalogue.toml", "versoin"),
        (lambda folder: (folder / "procedures.json").write_bytes(b"{"), "procedures.json", None),
        (lambda folder: (folder / "procedures" / "1.001193.toml").write_bytes(b"name = \xff"), "1.001193.toml", None),
        (lambda folder: (folder / "procedures" / "1.001193.toml").unlink(), "procedures", "*.toml"),
        (lambda folder: (folder / "procedures" / "2.toml").mkdir(), "procedures", None),
    ],
)
def test_a_broken_catalogue_names_the_file(
    folder: Path, spoil: Callable[[Path], object], file: str, key: str | None
) -> None:
    spoil(folder)
    with pytest.raises(Trouble) as trouble:
        catalogue.load(folder)
    assert (trouble.value.code, trouble.value.facts["file"]) == ("catalogue_broken", file)
    assert key is None or trouble.value.facts["key"] == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("code,name,field,levels\n1.000001,Tên,Lĩnh vực,Cấp xã\n", "row 1"),
        ("code,name,field,levels,decision\n1.000001,Tên,Lĩnh vực,Cấp xã,1,2\n", "row 1"),
        (None, "row 1"),
        ('code,name,field,levels,decision\n1.000002,Tên,Lĩnh vực,Cấp xã,1\n1.000003,"', "row 2"),
    ],
)
def test_a_broken_index_is_told_when_it_is_read(folder: Path, text: str | None, key: str) -> None:
    if text is None:
        (folder / "index.csv").unlink()
    else:
        (folder / "index.csv").write_text(text, encoding="utf-8")
    known = catalogue.load(folder)
    assert known.get("1.001193") is not None
    for _ in range(2):  # and is not taken for an empty one the second time
        with pytest.raises(Trouble) as trouble:
            known.get("1.000001")
        assert (trouble.value.facts["file"], trouble.value.facts["key"]) == ("index.csv", key)


# ------------------------------------------------------------------------------------------------------------ the pack


def test_the_shipped_pack_says_what_the_files_say(tmp_path: Path) -> None:
    shutil.copytree(ASSETS, tmp_path / "catalogue")
    (tmp_path / "catalogue" / "procedures.json").unlink()
    assert list(catalogue.load(tmp_path / "catalogue")) == list(SHIPPED)
    catalogue.pack(tmp_path / "catalogue")
    fresh = (tmp_path / "catalogue" / "procedures.json").read_bytes()
    assert fresh == (ASSETS / "procedures.json").read_bytes(), "see docs/catalogue.md: pack the catalogue again"


def test_an_edited_file_counts_before_the_pack(folder: Path) -> None:
    catalogue.pack(folder)
    edit(folder, "163/QĐ-BTP", "7/QĐ-BTP")
    changed = catalogue.load(folder).get("1.001193")
    assert changed is not None
    assert changed.decision == "7/QĐ-BTP"


def test_a_pack_is_used_and_line_ends_do_not_matter(folder: Path) -> None:
    catalogue.pack(folder)
    packed = folder / "procedures.json"
    packed.write_bytes(packed.read_bytes().replace(b"163/Q", b"164/Q"))  # to see which of the two answers
    file = folder / "procedures" / "1.001193.toml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    known = catalogue.load(folder).get("1.001193")
    assert known is not None
    assert known.decision == "164/QĐ-BTP"


# ---------------------------------------------------------------------------------------------------- from the portal

ANSWER = {
    "error_code": 0,
    "result": [
        {
            "ID": "1",
            "MATTHC": "1.009999.000.00.00.H35",
            "TENTTHC": "Thủ tục  cấp giấy phép thử.",
            "TRANGTHAI": "1",
            "IDQUYETDINHCONGBO": "12/QĐ-UBND",
            "LINHVUCTHUCHIEN": [{"MALINHVUC": "G15-HT01", "TENLINHVUC": "Thử nghiệm"}],
            "CAPTHUCHIEN": [{"CAPTHUCHIEN": "3"}, {"CAPTHUCHIEN": 1}, {"CAPTHUCHIEN": "3"}, {"CAPTHUCHIEN": "7"}],
            "CACHTHUCTHUCHIEN": [
                {
                    "KENH": "3",
                    "THOIGIAN": [
                        {"THOIGIANGIAIQUYET": "3", "DONVITINH": "Ngày làm việc", "PHILEPHI": [
                            {"MAPHILEPHI": "2'", "SOTIEN": "1.000.000", "DONVI": "Đồng", "MOTA": "Cấp mới"},
                            {"MAPHILEPHI": "1", "SOTIEN": "8,000", "DONVI": "VNĐ/bản", "MOTA": ""},
                            {"MAPHILEPHI": "", "SOTIEN": 50000.0, "DONVI": "", "MOTA": "Lệ phí thẩm định"},
                            {"MAPHILEPHI": "1", "SOTIEN": "2000 đồng", "DONVI": None, "MOTA": "/trang"},
                            {"MAPHILEPHI": "1", "SOTIEN": "không", "DONVI": "Đồng"},
                            {"MAPHILEPHI": "1", "SOTIEN": ""},
                            {"MAPHILEPHI": "1", "SOTIEN": "10", "DONVI": "USD", "MOTA": "Tại cơ quan đại diện"},
                            {"MAPHILEPHI": "1", "SOTIEN": "Theo quy định", "MOTA": "Của tỉnh"},
                        ]},
                        {"THOIGIANGIAIQUYET": 15, "DONVITINH": "Ngày", "MOTA": "Phải xác minh."},
                    ],
                },
                {"KENH": 1, "THOIGIAN": [{"THOIGIANGIAIQUYET": 1, "DONVITINH": ""}]},
                {"KENH": "2", "THOIGIAN": [{"THOIGIANGIAIQUYET": 2, "DONVITINH": "Tuần"}]},
                {"KENH": "9", "THOIGIAN": []},
            ],
            "THANHPHANHOSO": [
                {"TRUONGHOP": "* Giấy tờ phải nộp:", "GIAYTO": [
                    {"MAGIAYTO": "G15.000001", "TENGIAYTO": "- Tờ khai theo mẫu;", "SOBANCHINH": "1", "SOBANSAO": "0",
                     "TENMAUDON": "Mẫu 01", "URL": "x"},
                    {"TENGIAYTO": "Trường hợp khai thác được thì không phải nộp", "SOBANCHINH": 0, "SOBANSAO": 0},
                    {"TENGIAYTO": "Tờ khai theo mẫu", "SOBANCHINH": 1, "SOBANSAO": 1},
                    {"TENGIAYTO": "Tờ khai theo mẫu", "SOBANCHINH": 1, "SOBANSAO": 1},
                ]},
                {"TRUONGHOP": "Giấy tờ phải xuất trình", "GIAYTO": {"TENGIAYTO": "Căn cước", "SOBANCHINH": "1"}},
                {"TRUONGHOP": "(1) Trường hợp cấp lại do mất:", "GIAYTO": [
                    {"TENGIAYTO": "Đơn báo mất " + "rất dài " * 30, "SOBANCHINH": 2, "SOBANSAO": None}]},
                {"TRUONGHOP": "* Lưu ý:", "GIAYTO": [{"TENGIAYTO": "Không phải giấy tờ", "SOBANCHINH": 1}]},
                {"TRUONGHOP": "Trống", "GIAYTO": None},
            ],
            "KETQUATHUCHIEN": [{"MAKETQUA": "KQ.G15.009999", "TENKETQUA": "Giấy phép thử"}, {"MAKETQUA": "KQ.x"}],
            "CANCUPHAPLY": [{"SOVANBAN": "1/2026/NĐ-CP", "TENVANBAN": "Nghị định thử"}, {}],
        }
    ],
}  # fmt: skip


def test_an_answer_of_the_portal_becomes_a_procedure() -> None:
    told = catalogue.from_lay_thu_tuc(ANSWER, datetime.date(2026, 11, 1))
    assert (told.code, told.name, told.short_name) == ("1.009999", "Thủ tục cấp giấy phép thử.", "Cấp giấy phép thử")
    assert (told.field, told.field_code, told.decision) == ("Thử nghiệm", "G15-HT01", "12/QĐ-UBND")
    assert told.levels == ("commune", "province", "other")
    assert (told.curated, told.effective_from) == (False, datetime.date(2026, 11, 1))
    assert told.offers == (
        Offer(1, "", Term(1, Unit.WORKING_DAY)),
        Offer(2, "", None),
        Offer(
            3,
            "",
            Term(3, Unit.WORKING_DAY),
            (
                Fee(FeeKind.CHARGE, "Cấp mới", 1_000_000),
                Fee(FeeKind.FEE, "Phí", 8000, "bản"),
                Fee(FeeKind.CHARGE, "Lệ phí thẩm định", 50_000),
                Fee(FeeKind.FEE, "Phí", 2000, "trang"),
            ),
        ),
    )
    assert told.note == (
        "Kênh 3 có khoản thu chưa rõ: 10 USD Tại cơ quan đại diện. "
        "Kênh 3 có khoản thu chưa rõ: Theo quy định Của tỉnh. "
        "Kênh 3 còn thời hạn: 15 Ngày Phải xác minh. "
        "Kênh 2 có thời hạn chưa rõ đơn vị: 2 Tuần."
    )
    assert told.default_case() == "1-truong-hop-cap-lai-do-mat"
    assert told.cases[0].name == "Trường hợp cấp lại do mất"
    assert [result.code for result in told.results] == ["KQ.G15.009999"]
    assert told.sources == ("Cổng Dịch vụ công quốc gia, LayThuTuc", "1/2026/NĐ-CP Nghị định thử")


def test_papers_of_the_portal_lose_its_notes_and_headings() -> None:
    long = ("Đơn báo mất " + "rất dài " * 30).strip()
    papers = catalogue.from_lay_thu_tuc(ANSWER).papers
    assert papers[:4] == (
        Paper("g15-000001", "Tờ khai theo mẫu", PaperKind.SUBMIT, 1, 0, template="Mẫu 01"),
        Paper("to-khai-theo-mau", "Tờ khai theo mẫu", PaperKind.SUBMIT, 1, 1),
        Paper("to-khai-theo-mau-2", "Tờ khai theo mẫu", PaperKind.SUBMIT, 1, 1),
        Paper("can-cuoc", "Căn cước", PaperKind.SHOW),
    )
    assert (papers[4].key, papers[4].originals, papers[4].cases, papers[4].note) == (
        "don-bao-mat-rat-dai-rat-dai-rat", 2, ("1-truong-hop-cap-lai-do-mat",), long
    )  # fmt: skip
    assert len(papers[4].name) <= catalogue.LONGEST_NAME
    assert papers[4].name.endswith(" dài…")
    assert len(papers) == 5


def test_an_answer_with_nothing_but_a_name_is_enough() -> None:
    told = catalogue.from_lay_thu_tuc({"MATTHC": "1.009999", "TENTTHC": "Tên", "THANHPHANHOSO": None})
    assert (told.papers, told.offers, told.cases, told.results, told.levels) == ((), (), (), (), ())
    assert msgspec.json.decode(msgspec.json.encode(told), type=catalogue.Procedure) == told


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        ({"result": []}, "result"),
        ({"result": None, "MATTHC": "1.009999"}, "result"),
        ({"TENTTHC": "Tên"}, "MATTHC"),
        ({"MATTHC": "không mã", "TENTTHC": "Tên"}, "MATTHC"),
        ({"MATTHC": "1.009999", "TENTTHC": " "}, "TENTTHC"),
    ],
)
def test_an_answer_without_code_or_name_is_refused(answer: dict[str, object], key: str) -> None:
    with pytest.raises(Trouble) as trouble:
        catalogue.from_lay_thu_tuc(answer)
    assert (trouble.value.code, trouble.value.facts) == ("catalogue_broken", {"file": "LayThuTuc", "key": key})


def test_an_answer_read_from_the_wire_is_the_same() -> None:
    assert catalogue.from_lay_thu_tuc(json.loads(json.dumps(ANSWER))) == catalogue.from_lay_thu_tuc(ANSWER)


def test_a_catalogue_can_be_built_without_files() -> None:
    small = Catalogue("test", [procedure("1.001193")])
    assert small.get("1.000005") is None
    assert [known.code for known in small.search("khai")] == ["1.001193"]
