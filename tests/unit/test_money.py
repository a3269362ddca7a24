"""Money in words is read back by a reader of its own that shares nothing with the writer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import money

DIGIT = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip
SCALE = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}


def read_aloud(words: str) -> int:
    """The amount a listener hears: a small machine over the words, multiplied up at each scale word."""
    total = section = group = 0
    last: int | None = None
    for word in words.lower().removesuffix(" đồng").split():
        if word in DIGIT:
            last = DIGIT[word]
        elif word == "trăm":
            assert last is not None
            group, last = last * 100, None
        elif word == "mươi":
            assert last is not None
            assert last >= 2
            group, last = group + last * 10, None
        elif word == "mười":
            group, last = group + 10, None
        elif word == "linh":
            last = None
        elif word == "tỷ":
            total, section, group, last = (section + group + (last or 0)) * SCALE[word], 0, 0, None
        else:
            section, group, last = section + (group + (last or 0)) * SCALE[word], 0, None
    return total + section + group + (last or 0)


WRITTEN = [
    (0, "Không đồng"),
    (1, "Một đồng"),
    (4, "Bốn đồng"),
    (5, "Năm đồng"),
    (10, "Mười đồng"),
    (11, "Mười một đồng"),
    (14, "Mười bốn đồng"),
    (15, "Mười lăm đồng"),
    (20, "Hai mươi đồng"),
    (21, "Hai mươi mốt đồng"),
    (24, "Hai mươi tư đồng"),
    (25, "Hai mươi lăm đồng"),
    (50, "Năm mươi đồng"),
    (55, "Năm mươi lăm đồng"),
    (91, "Chín mươi mốt đồng"),
    (100, "Một trăm đồng"),
    (101, "Một trăm linh một đồng"),
    (104, "Một trăm linh bốn đồng"),
    (105, "Một trăm linh năm đồng"),
    (110, "Một trăm mười đồng"),
    (111, "Một trăm mười một đồng"),
    (115, "Một trăm mười lăm đồng"),
    (121, "Một trăm hai mươi mốt đồng"),
    (500, "Năm trăm đồng"),
    (555, "Năm trăm năm mươi lăm đồng"),
    (999, "Chín trăm chín mươi chín đồng"),
    (1_000, "Một nghìn đồng"),
    (1_005, "Một nghìn không trăm linh năm đồng"),
    (1_010, "Một nghìn không trăm mười đồng"),
    (1_015, "Một nghìn không trăm mười lăm đồng"),
    (2_000, "Hai nghìn đồng"),
    (8_000, "Tám nghìn đồng"),
    (21_500, "Hai mươi mốt nghìn năm trăm đồng"),
    (50_000, "Năm mươi nghìn đồng"),
    (150_000, "Một trăm năm mươi nghìn đồng"),
    (205_000, "Hai trăm linh năm nghìn đồng"),
    (1_000_001, "Một triệu không nghìn không trăm linh một đồng"),
    (1_000_105, "Một triệu không nghìn một trăm linh năm đồng"),
    (1_010_000, "Một triệu không trăm mười nghìn đồng"),
    (1_234_567, "Một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy đồng"),
    (20_000_000, "Hai mươi triệu đồng"),
    (1_000_000_000, "Một tỷ đồng"),
    (1_000_000_001, "Một tỷ không triệu không nghìn không trăm linh một đồng"),
    (1_000_001_000, "Một tỷ không triệu không trăm linh một nghìn đồng"),
    (1_005_000_000_000, "Một nghìn không trăm linh năm tỷ đồng"),
    (1_000_000_000_005, "Một nghìn tỷ không triệu không nghìn không trăm linh năm đồng"),
    (100_000_000_000_000, "Một trăm nghìn tỷ đồng"),
    (99_000_000_000_000, "Chín mươi chín nghìn tỷ đồng"),
    (999_999_999, "Chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín đồng"),
]


@pytest.mark.parametrize(("amount", "words"), WRITTEN)
def test_written_by_hand(amount: int, words: str) -> None:
    assert money.in_words(amount) == words
    assert read_aloud(words) == amount


def test_every_amount_below_ten_thousand_is_heard_as_itself() -> None:
    for amount in range(10_000):
        assert read_aloud(money.in_words(amount)) == amount


# Round amounts are the rule at a counter and the trap of the grouping.
GROUP = st.sampled_from([0, 0, 0, 1, 5, 10, 100, 105, 999]) | st.integers(0, 999)


@given(st.tuples(GROUP, GROUP, GROUP, GROUP, GROUP))
def test_words_are_heard_as_the_amount(groups: tuple[int, int, int, int, int]) -> None:
    amount = 0
    for group in groups:
        amount = amount * 1000 + group
    words = money.in_words(amount)
    assert read_aloud(words) == amount
    assert words == words[0].upper() + words[1:].lower()
    assert "  " not in words


def test_even_is_said_only_when_asked() -> None:
    assert money.in_words(8_000, even=True) == "Tám nghìn đồng chẵn"


@pytest.mark.parametrize("amount", [-1, 10**15])
def test_out_of_range(amount: int) -> None:
    with pytest.raises(ValueError, match="range"):
        money.in_words(amount)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(0, "0 đ"), (500, "500 đ"), (8_000, "8.000 đ"), (1_234_567, "1.234.567 đ"), (-8_000, "-8.000 đ")],
)
def test_shown(amount: int, shown: str) -> None:
    assert money.show(amount) == shown


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("8000", 8_000),
        ("8.000", 8_000),
        ("8,000", 8_000),
        ("8 000", 8_000),
        (" 8.000 đ ", 8_000),
        ("8.000đ", 8_000),
        ("8.000 ₫", 8_000),
        ("8000 VND", 8_000),
        ("8.000 vnđ.", 8_000),
        ("8.000 đồng", 8_000),
        ("8.000 do\u0302\u0300ng".replace("d", "đ"), 8_000),
        ("8\u00a0000", 8_000),
        ("8k", 8_000),
        ("8 K", 8_000),
        ("8 nghìn", 8_000),
        ("8 ngàn đồng", 8_000),
        ("0", 0),
        ("0 đ", 0),
        ("1.234.567", 1_234_567),
        ("1.000.000.000.000", 10**12),
    ],
)
def test_typed(typed: str, amount: int) -> None:
    assert money.parse(typed) == amount


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "đ",
        "k",
        "-1",
        "+1",
        "08000",
        "0.800",
        "8.5",
        "8.50",
        "8.0000",
        "8.000k",
        "8,5k",
        "1.000,000",
        "1 000.000",
        "1..000",
        "8e3",
        "٨٠٠٠",
        "8000 usd",
        "1000000000001",
        "1.000.000.000.001",
        "1000000001k",
        "9" * 5000,
        "1" + ".000" * 2000,
    ],
)
def test_not_money(typed: str) -> None:
    assert money.parse(typed) is None


@given(st.integers(0, money.MAX_AMOUNT))
def test_what_is_shown_can_be_typed(amount: int) -> None:
    assert money.parse(money.show(amount)) == amount
