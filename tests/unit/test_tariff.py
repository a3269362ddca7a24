"""The postal tariff: days, steps, zones, groups and rounding; and files that are refused by their key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import tariff
from app.domain.catalogue import FeeKind
from app.domain.events import FeeLine, Mode
from app.domain.tariff import NO_RATES, Rates, Service, Tariff, Zone, proposed, relieved, waived_of
from app.errors import Trouble
from app.settings import assets
from tests import tariffs

DAY = date(2026, 11, 16)


@pytest.fixture
def rates(tmp_path: Path) -> Rates:
    return tariff.load(tariffs.write(tmp_path)).on(DAY)


def sums(lines: tuple[FeeLine, ...]) -> list[tuple[str, int]]:
    return [(line.name, line.amount) for line in lines]


def test_what_is_shipped_is_an_example_and_says_where_it_is_from() -> None:
    shipped = tariff.load(assets("tariff"))
    (only,) = shipped.versions
    assert only.is_example and "Khánh Hòa" in only.source
    assert sums(only.postage(Service.BOTH, Zone.ACROSS)) == [
        ("Cước gửi hồ sơ nội tỉnh", 30_000),
        ("Cước trả kết quả liên tỉnh", 31_500),
    ]
    assert sums(only.postage(Service.COLLECT)) == [("Cước chuyển nộp phí, lệ phí", 8_000)]
    assert [(group.percent, group.covers) for group in only.groups] == [(100, (FeeKind.POSTAGE,))] * 2


@pytest.mark.parametrize(
    ("grams", "amount"),
    [(1, 21_000), (100, 21_000), (101, 25_000), (500, 25_000), (501, 28_000), (1000, 28_000), (1001, 31_000)],
)
def test_the_weight_decides_and_over_the_last_step_every_begun_piece(rates: Rates, grams: int, amount: int) -> None:
    assert sums(rates.postage(Service.SEND, grams=grams)) == [("Cước gửi hồ sơ nội tỉnh", amount)]


def test_what_the_tariff_has_no_price_for_is_not_guessed(rates: Rates) -> None:
    assert rates.postage(Service.RETURN, grams=501) == ()
    assert rates.postage(Service.SEND, Zone.ACROSS) == ()
    assert NO_RATES.postage(Service.BOTH) == ()


def test_both_ways_have_a_price_of_their_own_or_are_the_sum(rates: Rates) -> None:
    assert sums(rates.postage(Service.BOTH)) == [
        ("Cước gửi hồ sơ nội tỉnh", 21_000),
        ("Cước trả kết quả nội tỉnh", 22_000),
    ]
    own = tariff.Line(service=Service.BOTH, zone=Zone.WITHIN, amount=40_000)
    cheaper = msgspec.structs.replace(rates, lines=(*rates.lines, own))
    assert sums(cheaper.postage(Service.BOTH)) == [("Cước gửi hồ sơ và trả kết quả nội tỉnh", 40_000)]
    assert len(cheaper.postage(Service.BOTH, Zone.ACROSS)) == 2


def test_the_prices_a_clerk_may_choose_are_those_of_the_service(rates: Rates) -> None:
    (offered,) = rates.offered(Service.RETURN)
    assert [(one.name, one.up_to, one.amount) for one in offered.prices] == [
        ("Cước trả kết quả nội tỉnh", 100, 22_000),
        ("Cước trả kết quả nội tỉnh", 500, 26_000),
        ("Cước trả kết quả liên tỉnh", 100, 33_000),
    ]
    (collect,) = rates.offered(Service.COLLECT)
    assert len(collect.prices) == 1


def test_the_version_of_the_day(tmp_path: Path) -> None:
    first = tariffs.LAI_CHAU.replace("2026-01-01", "2025-01-01\neffective_to = 2025-06-30").replace("22000", "19000")
    tariffs.write(tmp_path, first, "cu.toml")
    tariffs.write(tmp_path)
    tariffs.write(tmp_path, tariffs.LAI_CHAU.replace("2026-01-01", "2027-03-01").replace("22000", "25000"), "moi.toml")
    loaded = tariff.load(tmp_path)

    def price(day: date) -> list[int]:
        return [line.amount for line in loaded.on(day).postage(Service.RETURN)]

    assert [
        price(date(*day)) for day in ((2024, 12, 31), (2025, 1, 1), (2025, 6, 30), (2025, 7, 1), (2025, 12, 31))
    ] == [
        [],
        [19_000],
        [19_000],
        [],
        [],
    ]
    assert [price(date(*day)) for day in ((2026, 1, 1), (2027, 2, 28), (2027, 3, 1), (2090, 1, 1))] == [
        [22_000],
        [22_000],
        [25_000],
        [25_000],
    ]
    assert Tariff().on(DAY) is NO_RATES


def test_a_group_pays_less_of_what_it_covers_and_the_ground_is_its_name(rates: Rates) -> None:
    (line,) = rates.postage(Service.RETURN, group="me-vnah")
    assert (line.amount, line.waived, line.ground) == (0, 22_000, "Bà mẹ Việt Nam anh hùng")
    poor, mother = rates.group_named("ho-ngheo"), rates.group_named("Bà mẹ Việt Nam anh hùng")
    assert poor is not None and mother is not None and rates.group_named("") is None
    fee = FeeLine(kind=FeeKind.FEE, name="Phí", amount=8_001, paid=True)
    half = relieved(fee, poor)
    assert (half.amount, half.waived, half.paid) == (4_000, 4_001, True)
    assert relieved(half, poor) == half, "never twice"
    assert relieved(fee, mother) == fee
    with pytest.raises(KeyError):
        rates.postage(Service.RETURN, group="khong-co")


@given(st.integers(0, 10**9), st.integers(1, 100))
def test_what_is_waived_is_whole_and_half_a_dong_goes_to_the_citizen(full: int, percent: int) -> None:
    waived = waived_of(full, percent)
    assert 0 <= waived <= full
    assert -50 < waived * 100 - full * percent <= 50
    assert waived_of(full, 100) == full


@pytest.mark.parametrize(
    ("mode", "by_post", "state", "names"),
    [
        (Mode.ASSIGNED, False, 8_000, []),
        (Mode.ASSIGNED, True, 8_000, ["Cước trả kết quả liên tỉnh"]),
        (Mode.CARRIER, False, 0, ["Cước gửi hồ sơ nội tỉnh"]),
        (Mode.CARRIER, False, 8_000, ["Cước gửi hồ sơ nội tỉnh", "Cước chuyển nộp phí, lệ phí"]),
        (Mode.CARRIER, True, 0, ["Cước gửi hồ sơ nội tỉnh", "Cước trả kết quả liên tỉnh"]),
    ],
)
def test_what_a_counter_proposes(rates: Rates, mode: Mode, by_post: bool, state: int, names: list[str]) -> None:
    found = proposed(rates, mode, by_post=by_post, zone=Zone.ACROSS, state=state)
    assert [one.line.name for one in found] == names
    assert all(one.line.kind is FeeKind.POSTAGE and not one.line.paid for one in found)


BROKEN = [
    ('name = "Cước BCCI thử nghiệm"', 'name = ""', "name"),
    ('name = "Cước BCCI thử nghiệm"', 'name = "Cước  BCCI"', "name"),
    ('name = "Cước BCCI thử nghiệm"', "", "name"),
    ('source = "Quyết định thử nghiệm"', 'source = "x"\ncolour = 1', "colour"),
    ('sure = "decided"', 'sure = "perhaps"', "sure"),
    ("2026-01-01", '"hôm qua"', "effective_from"),
    ("2026-01-01", "2026-01-01\neffective_to = 2025-01-01", "effective_to"),
    ("2026-01-01", "2026-01-01\nusual_grams = 0", "usual_grams"),
    ('service = "send"', 'service = "fly"', "lines[0].service"),
    ('zone = "within"', 'zone = "district"', "lines[0].zone"),
    ('service = "send"\nzone = "within"', 'service = "return"', "lines[1].zone"),
    ("amount = 21000", "amount = 0", "lines[0].steps[0].amount"),
    ("amount = 21000", "amount = 25000", "lines[0].steps[1].amount"),
    ("amount = 21000", "amount = -1", "lines[0].steps[0].amount"),
    ("amount = 21000", "amount = 21000.5", "lines[0].steps[0].amount"),
    ("up_to = 100", "up_to = 500", "lines[0].steps[1].up_to"),
    ("up_to = 100", "up_to = 0", "lines[0].steps[0].up_to"),
    ("up_to = 500", "up_to = 60000", "lines[0].steps[1].up_to"),
    ("up_to = 100", "to = 100", "lines[0].steps[0].to"),
    ("every = 500", "every = 0", "lines[0].beyond.every"),
    ("amount = 3000", "amount = 0", "lines[0].beyond.amount"),
    ("amount = 9000", "amount = 0", "lines[3].amount"),
    ("amount = 9000", "", "lines[3].steps"),
    ("amount = 9000", "amount = 9000\nsteps = [{ up_to = 1, amount = 1 }]", "lines[3].steps"),
    ("amount = 9000", "amount = 9000\nbeyond = { every = 1, amount = 1 }", "lines[3].beyond"),
    ('key = "me-vnah"', 'key = "Mẹ VNAH"', "groups[0].key"),
    ('key = "ho-ngheo"', 'key = "me-vnah"', "groups[1].key"),
    ('name = "Hộ nghèo"', 'name = "Bà mẹ Việt Nam anh hùng"', "groups[1].name"),
    ('name = "Hộ nghèo"', f'name = "{"x" * 121}"', "groups[1].name"),
    ("percent = 50", "percent = 101", "groups[1].percent"),
    ("percent = 50", "percent = 0", "groups[1].percent"),
    ('"fee", "charge"', '"fee", "fee"', "groups[1].covers"),
    ('["postage", "fee", "charge"]', "[]", "groups[1].covers"),
    ('source = "Thông tư thử nghiệm"', "", "groups[0].source"),
    ("[[lines]]", "[[lines", "line 7"),
]


@pytest.mark.parametrize(("right", "wrong", "key"), BROKEN)
def test_a_file_that_is_not_understood_is_refused_by_its_key(tmp_path: Path, right: str, wrong: str, key: str) -> None:
    assert right in tariffs.LAI_CHAU
    tariffs.write(tmp_path, tariffs.LAI_CHAU.replace(right, wrong, 1))
    with pytest.raises(Trouble, match="tariff_broken") as told:
        tariff.load(tmp_path)
    assert (told.value.facts["file"], told.value.facts["key"]) == ("lai-chau.toml", key)


def test_two_versions_of_one_day_and_a_file_of_nothing_are_refused(tmp_path: Path) -> None:
    tariffs.write(tmp_path)
    tariffs.write(tmp_path, name="lai-chau-2.toml")
    with pytest.raises(Trouble) as told:
        tariff.load(tmp_path)
    assert told.value.facts == {"file": "lai-chau.toml", "key": "effective_from"}
    (tmp_path / "lai-chau-2.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(Trouble):
        tariff.load(tmp_path)
    head = tariffs.LAI_CHAU.partition("[[")[0]
    (tmp_path / "lai-chau-2.toml").write_text(head.replace("2026", "2027"), encoding="utf-8")
    with pytest.raises(Trouble) as told:
        tariff.load(tmp_path)
    assert told.value.facts["key"] == "lines"


def test_a_folder_that_is_not_there_has_no_tariff(tmp_path: Path) -> None:
    assert tariff.load(tmp_path / "nowhere").versions == ()
