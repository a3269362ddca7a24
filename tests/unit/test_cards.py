"""Every card here is invented."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import codes
from app.domain.cards import CitizenCard, DossierCode, HealthCard, PostalItem, ProcedureCode, Unknown, parse_scan

CCCD = "012092005678|045765432|Vàng A Dình|09041992|Nam|Bản Hua Bum 1, Bum Nưa, Mường Tè, Lai Châu|20072021"
HEX_NAME = "Pờ Hừ Nu".encode().hex()
HEX_ADDRESS = "Xã Thu Lũm".encode().hex()
BHYT = (
    f"DT2121234500987|{HEX_NAME}|07/06/1988|2|{HEX_ADDRESS}|12 - 003|01/01/2026|-|11/12/2025|12012345600987|-|4|"
    "01/01/2031|0a1b2c$"
)
PROVISIONAL = codes.provisional_code("H35.99.07", 1, date(2026, 11, 23), 4)
SLIP = codes.slip_code("H35.99.07", 1, date(2026, 11, 23), 4)

VANG_A_DINH = CitizenCard(
    number="012092005678",
    old_number="045765432",
    full_name="Vàng A Dình",
    name_trusted=True,
    date_of_birth=date(1992, 4, 9),
    sex="male",
    address="Bản Hua Bum 1, Bum Nưa, Mường Tè, Lai Châu",
    issued=date(2021, 7, 20),
)


def citizen(scan: str) -> CitizenCard:
    card = parse_scan(scan)
    assert isinstance(card, CitizenCard)
    return card


@pytest.mark.parametrize(
    "scan",
    [
        CCCD,
        CCCD + "\n",
        CCCD + "\r\n",
        "  " + CCCD + "\t",
        "\ufeff" + CCCD,
        "]Q1" + CCCD,
        unicodedata.normalize("NFD", CCCD),
        CCCD.replace("|", " | "),
        CCCD + "||Vàng A Sử|Lý Thị Mẩy||",
    ],
)
def test_citizen_card_of_seven_fields(scan: str) -> None:
    assert parse_scan(scan) == VANG_A_DINH


def test_citizen_card_with_an_empty_old_number() -> None:
    card = citizen("012192007788||Lù Thị Sáo|30091992|Nữ|Bản Sin Câu, Dào San, Phong Thổ, Lai Châu|14022022")
    assert card == CitizenCard(
        number="012192007788",
        full_name="Lù Thị Sáo",
        name_trusted=True,
        date_of_birth=date(1992, 9, 30),
        sex="female",
        address="Bản Sin Câu, Dào San, Phong Thổ, Lai Châu",
        issued=date(2022, 2, 14),
    )


def test_citizen_card_of_six_fields() -> None:
    card = citizen("012079001122|Chang Gó Xá|21121979|Nam|Xã Mù Cả, Mường Tè, Lai Châu|05052021")
    assert (card.number, card.old_number, card.full_name) == ("012079001122", "", "Chang Gó Xá")
    assert (card.date_of_birth, card.issued) == (date(1979, 12, 21), date(2021, 5, 5))


def test_new_card_keeps_nothing_of_the_parents() -> None:
    card = citizen(
        "012303004455||Tẩn Mẩy San|17032003|Nữ|Bản Tả Páo, Xã Sì Lở Lầu, Lai Châu|02092024||Tẩn Láo Tả|Phàn Sử Mẩy||"
    )
    assert (card.old_number, card.issued) == ("", date(2024, 9, 2))
    assert "Tẩn Láo Tả" not in repr(card)
    assert "Phàn" not in repr(card)


def test_a_soldiers_eight_digit_number_is_not_a_date() -> None:
    card = citizen("012092005678|20011990|Vàng A Dình|09041992|Nam|Lai Châu, Việt Nam|20072021")
    assert (card.old_number, card.full_name, card.date_of_birth) == ("", "Vàng A Dình", date(1992, 4, 9))


@pytest.mark.parametrize(
    "name",
    [
        "V?ng A D?nh",  # a code page without the letters
        "Vng A Dnh",  # letters lost altogether
        "V\u00c3\u00a0ng A D\u00c3\u00acnh",  # UTF-8 read as Latin-1
        "V\u00b5ng A D\u00d7nh",  # TCVN3
        "V\ufffdng A D\ufffdnh",
        "vÀNG a dÌNH",  # caps lock
        "Vàng A D1nh",
    ],
)
def test_a_mangled_name_has_to_be_confirmed(name: str) -> None:
    card = citizen(CCCD.replace("Vàng A Dình", name))
    assert not card.name_trusted
    assert card.number == VANG_A_DINH.number
    assert (card.date_of_birth, card.issued) == (VANG_A_DINH.date_of_birth, VANG_A_DINH.issued)


def test_letters_of_a_scan_that_is_all_ascii_are_not_trusted() -> None:
    # Telex keys that passed an input method unconverted leave letters that look like a name.
    assert not citizen("012092005678|045765432|Vafng A Dinfh|09041992|Nam|Banr Hua Bum|20072021").name_trusted


@pytest.mark.parametrize(
    ("printed", "sex"),
    [("Nam", "male"), ("NAM", "male"), ("Nữ", "female"), ("N?", "female"), ("Nu+~", ""), ("", ""), ("X", "")],
)
def test_sex(printed: str, sex: str) -> None:
    assert citizen(CCCD.replace("|Nam|", f"|{printed}|")).sex == sex


@pytest.mark.parametrize("name", ["Y Blưm Niê", "Lò Văn Ín", "H'Hoà Êban", "Đỗ Thị Thu-Hà", "Phùng Ỷ", "Pờ Xú Chừ"])
def test_names_of_every_people_are_trusted(name: str) -> None:
    card = citizen(CCCD.replace("Vàng A Dình", name))
    assert card.full_name == name
    assert card.name_trusted


@pytest.mark.parametrize("length", range(13, len(CCCD)))
def test_a_card_cut_anywhere_is_never_taken_for_a_whole_one(length: int) -> None:
    assert parse_scan(CCCD[:length]) == Unknown("cut")


@pytest.mark.parametrize(
    "scan",
    [
        "045765432|Vàng A Dình|09041992|Nam|Bản Hua Bum|20072021",
        "92005678|045765432|Vàng A Dình|09041992|Nam|Bản Hua Bum|20072021",
        "012092005678|045765432||09041992|Nam|Bản Hua Bum|20072021",
        "012092005678|045765432|09041992|Nam|Bản Hua Bum|20072021",
        "012092005678|045765432|Vàng A Dình|09041992|Nam|20072021",
    ],
)
def test_a_card_with_a_lost_field_is_cut(scan: str) -> None:
    assert parse_scan(scan) == Unknown("cut")


@pytest.mark.parametrize(
    "scan",
    [
        CCCD.replace("09041992", "31021992"),
        CCCD.replace("09041992", "00001992"),
        CCCD.replace("09041992", "09041892"),
        CCCD.replace("20072021", "20132021"),
        CCCD.replace("20072021", "08041992"),  # issued before the birth
        BHYT.replace("07/06/1988", "31/06/1988"),
        BHYT.replace("07/06/1988", "?"),
    ],
)
def test_impossible_dates(scan: str) -> None:
    assert parse_scan(scan) == Unknown("impossible_date")


@pytest.mark.parametrize("scan", [BHYT, BHYT + "\r", BHYT.upper(), BHYT.lower()])
def test_health_card(scan: str) -> None:
    assert parse_scan(scan) == HealthCard(
        number="DT2121234500987",
        full_name="Pờ Hừ Nu",
        date_of_birth=date(1988, 6, 7),
        sex="female",
        address="Xã Thu Lũm",
    )


def test_health_card_with_the_year_only_and_no_address() -> None:
    card = parse_scan(f"DT2121234500987|{HEX_NAME}|1988|-|-|12 - 003|01/01/2026|$")
    assert card == HealthCard(number="DT2121234500987", full_name="Pờ Hừ Nu", date_of_birth=None, address="")


@pytest.mark.parametrize("number", ["0123456789", "012188000123"])
def test_health_card_under_other_numbers(number: str) -> None:
    card = parse_scan(BHYT.replace("DT2121234500987", number))
    assert isinstance(card, HealthCard)
    assert card.number == number


@pytest.mark.parametrize(
    "scan",
    [
        BHYT[:40],
        BHYT.replace(HEX_NAME, "50e1bb"),  # ends inside a letter
        BHYT.replace(HEX_NAME, "5"),
        BHYT.replace(HEX_NAME, ""),
        BHYT.replace(HEX_ADDRESS, "zz"),
        BHYT.replace(HEX_ADDRESS, "00"),
    ],
)
def test_health_card_cut(scan: str) -> None:
    assert parse_scan(scan) == Unknown("cut")


@pytest.mark.parametrize(
    ("scan", "meaning"),
    [
        ("H35.99.07-261123-1004", DossierCode("H35.99.07-261123-1004", "official")),
        ("h35.99.07-261123-1004\r\n", DossierCode("H35.99.07-261123-1004", "official")),
        ("000.00.12.H35-210512-0001", DossierCode("000.00.12.H35-210512-0001", "official")),
        (PROVISIONAL, DossierCode(PROVISIONAL, "provisional")),
        (PROVISIONAL.lower(), DossierCode(PROVISIONAL, "provisional")),
        (SLIP, DossierCode(SLIP, "slip")),
        (PROVISIONAL[:-1] + "Z", Unknown("bad_check")),
        ("RR473124829VN", PostalItem("RR473124829VN")),
        ("rr 473 124 829 vn", PostalItem("RR473124829VN")),
        ("RR473124820VN", Unknown("bad_check")),
        ("1.001193", ProcedureCode("1.001193")),
        ("1.001193.000.00.00.H35", ProcedureCode("1.001193")),
        ("012092005678", Unknown("number_only")),
        ("https://example.vn/tra-cuu?ma=H35.99.07-261123-1004&k=1", DossierCode("H35.99.07-261123-1004", "official")),
        (f"Mã hồ sơ: {PROVISIONAL}.", DossierCode(PROVISIONAL, "provisional")),
        (f"https://example.vn/{PROVISIONAL[:-1]}Z", Unknown("bad_check")),
        ("H35.99.07-261123-1004 H35.99.07-261123-1005", Unknown("not_recognised")),
        ("XH35.99.07-261123-1004", Unknown("not_recognised")),
        ("H35.99.07-261123-10041234", Unknown("not_recognised")),
        ("Xin chào", Unknown("not_recognised")),
        ("a|b|c", Unknown("not_recognised")),
        ("|", Unknown("not_recognised")),
        ("", Unknown("not_recognised")),
        ("\x00", Unknown("not_recognised")),
        (CCCD + "|" + "x" * 3000, Unknown("not_recognised")),
        (CCCD.replace("Dình", "D\u202eình"), Unknown("not_recognised")),
    ],
)
def test_other_scans(scan: str, meaning: object) -> None:
    assert parse_scan(scan) == meaning


FIELD = st.text(max_size=12) | st.from_regex(r"[0-9]{8}|[0-9]{9}|[0-9]{12}", fullmatch=True) | st.just("Nam")
FIELDS = st.lists(FIELD, max_size=12)


@given(st.text() | FIELDS.map("|".join) | FIELDS.map(lambda rest: "|".join([VANG_A_DINH.number, *rest])))
def test_any_scan_is_taken(scan: str) -> None:
    meaning = parse_scan(scan)
    if isinstance(meaning, CitizenCard):
        assert meaning.full_name
        assert codes.identity_flaw(meaning.number, "cccd") is None
        assert meaning.date_of_birth <= meaning.issued
