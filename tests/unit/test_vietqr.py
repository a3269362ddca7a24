from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import vietqr
from app.domain.vietqr import Transfer

KNOWN = "00020101021238540010A00000072701240006970405011012345678900208QRIBFTTA5303704540480005802VN62190815H35-261123-00016304C319"  # noqa: E501
ORDER = Transfer(bank="970405", account="1234567890", amount=8_000, purpose="H35-261123-0001")


def test_known_payload() -> None:
    assert vietqr.payload(ORDER) == KNOWN
    assert vietqr.parse(KNOWN) == ORDER


def test_crc_by_its_published_check_value() -> None:
    assert vietqr.crc16(b"123456789") == 0x29B1
    assert vietqr.crc16(b"") == 0xFFFF


def test_without_an_amount_the_code_is_static() -> None:
    text = vietqr.payload(Transfer(bank="970449", account="0012345678", service=vietqr.TO_CARD))
    assert text.startswith("000201010211")
    assert "5802VN6304" in text
    assert "5303704" + "5802VN" in text
    assert vietqr.parse(text) == Transfer(bank="970449", account="0012345678", service="QRIBFTTC")


@pytest.mark.parametrize(
    ("purpose", "carried"),
    [
        ("Lệ phí hộ tịch H35.99.07-261123-1004", "Le phi ho tich H35.99.07-"),
        ("Đăng ký khai sinh", "Dang ky khai sinh"),
        ("phí: 8.000 đ (một bản)", "phi 8.000 d mot ban"),
        ("a" * 30, "a" * 25),
        ("abcdefghijklmnopqrstuvwx yz", "abcdefghijklmnopqrstuvwx"),
        ("中文", ""),
        ("", ""),
    ],
)
def test_purpose_is_plain_and_short(purpose: str, carried: str) -> None:
    assert vietqr.plain_purpose(purpose) == carried
    text = vietqr.payload(Transfer(bank="970405", account="1", amount=1, purpose=purpose))
    assert vietqr.parse(text).purpose == carried


def test_purpose_of_the_long_dossier_code_is_cut_after_25() -> None:
    assert vietqr.plain_purpose("Le phi H35.99.07-261123-1004") == "Le phi H35.99.07-261123-1"


@pytest.mark.parametrize(
    "transfer",
    [
        Transfer(bank="97040", account="1"),
        Transfer(bank="97040A", account="1"),
        Transfer(bank="970405", account=""),
        Transfer(bank="970405", account="1" * 20),
        Transfer(bank="970405", account="12 34"),
        Transfer(bank="970405", account="1", amount=-1),
        Transfer(bank="970405", account="1", amount=10**12 + 1),
        Transfer(bank="970405", account="1", service="QRPUSH"),
    ],
)
def test_no_payload_for_an_impossible_transfer(transfer: Transfer) -> None:
    with pytest.raises(ValueError, match=r"bank|amount|service"):
        vietqr.payload(transfer)


@given(
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.from_regex(r"[0-9A-Za-z]{1,19}", fullmatch=True),
    st.integers(0, 10**12),
    st.text(),
)
def test_payload_is_read_back(bank: str, account: str, amount: int, purpose: str) -> None:
    order = Transfer(bank=bank, account=account, amount=amount, purpose=vietqr.plain_purpose(purpose))
    text = vietqr.payload(order)
    assert text.isascii()
    assert vietqr.parse(text) == order


@given(st.integers(0, len(KNOWN) - 1), st.characters(min_codepoint=32, max_codepoint=126))
def test_a_damaged_payload_is_refused(place: int, wrong: str) -> None:
    damaged = KNOWN[:place] + wrong + KNOWN[place + 1 :]
    if damaged != KNOWN:
        with pytest.raises(ValueError, match="checksum"):
            vietqr.parse(damaged)


def sealed(body: str) -> str:
    return f"{body}6304{vietqr.crc16(f'{body}6304'.encode()):04X}"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "checksum"),
        (KNOWN.lower(), "checksum"),
        (KNOWN.replace("H35", "Hồ5"), "checksum"),
        (sealed(""), "NAPAS"),
        (sealed("000201"), "NAPAS"),
        (sealed("38180010A0000007270100" + "5303704"), "NAPAS"),
        (sealed("38540010A00000072701240006970405011012345678900208QRIBFTTA" + "5303840"), "NAPAS"),
        (sealed("0099"), "cut"),
        (sealed("00"), "cut"),
        (sealed("00xx"), "cut"),
    ],
)
def test_what_is_no_vietqr(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        vietqr.parse(text)
