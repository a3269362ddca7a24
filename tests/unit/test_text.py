from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain import text

NAMES = "ĐặngThịỶNguyễnVănÍnLòGiàngMỷSìLởLầuẾỄỮỰÀÁẢÃẠàđĐ "


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đặng  Thị Ỷ", "dang thi y"),
        ("NGUYỄN VĂN ĐỨC", "nguyen van duc"),
        ("Lò Văn Ín", "lo van in"),
        ("Lo\u0300 Va\u0306n I\u0301n", "lo van in"),
        ("\tLa Hủ\n", "la hu"),
        ("Ðinh Ɖức ðá", "dinh duc da"),
        ("H'Mông", "h'mong"),
        ("Điện Biên 2 – Pa Ủ", "dien bien 2 – pa u"),
        ("", ""),
        ("Lai Chau", "lai chau"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert text.fold(written) == folded


def test_fold_reaches_every_vietnamese_letter() -> None:
    letters = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
    assert len(letters) == 73
    for letter in letters + letters.upper():
        folded = text.fold(letter)
        assert folded.isascii()
        assert folded.islower()
        assert len(folded) == 1


@given(st.text(alphabet=NAMES) | st.text())
@example("ẞ İ K ΑΣ ﬃ ไก่ ͅ")
def test_fold_is_idempotent_and_blind_to_the_unicode_form(written: str) -> None:
    folded = text.fold(written)
    assert text.fold(folded) == folded
    assert text.fold(unicodedata.normalize("NFD", written)) == folded
    assert text.fold(unicodedata.normalize("NFC", written)) == folded


@given(st.text(alphabet=NAMES))
def test_fold_is_blind_to_case(written: str) -> None:
    assert text.fold(written.upper()) == text.fold(written.lower()) == text.fold(written)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Đăng ký khai sinh", "dkks"),
        ("Thủ tục đăng ký nhận cha, mẹ, con", "ttdkncmc"),
        ("Cấp đổi (lần 2)", "cdl2"),
        ("", ""),
        (" – ", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert text.initials(name) == letters


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Lò   Văn\tÍn \r\n", "Lò Văn Ín"),
        ("Lo\u0300 Va\u0306n I\u0301n", "Lò Văn Ín"),
        ("Lò\u200b Văn\ufeff Ín\u00ad", "Lò Văn Ín"),
        ("Bản\u00a0Nậm\u2003Ngà", "Bản Nậm Ngà"),
        ("a\u0000b", "a\u0000b"),
        ("", ""),
    ],
)
def test_clean(typed: str, kept: str) -> None:
    assert text.clean(typed) == kept


@given(st.text())
@example("e\u200d\u0301")
def test_clean_is_idempotent_and_composed(typed: str) -> None:
    kept = text.clean(typed)
    assert text.clean(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x01", "\x1f", "\x7f", "\x80", "\x9f", "\n", "\u2028", "\u2029", "\u061c", "\u200e", "\u200f", "\u202a",
     "\u202e", "\u2066", "\u2069", chr(0xD800), chr(0xDFFF), "\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe",
     "\U0010ffff"],
)  # fmt: skip
def test_flaw_finds_what_cannot_be_stored(character: str) -> None:
    assert text.flaw(f"Lò{character}Văn", 100) == "control_character"


@pytest.mark.parametrize("harmless", ["Lò Văn Ín", "Ỷ Ế ễ", "a\u0300", "😀", "\ue000", "\ufffd", "\u200b", "", " "])
def test_flaw_lets_text_pass(harmless: str) -> None:
    assert text.flaw(harmless, 100) is None


def test_flaw_counts_code_points() -> None:
    assert text.flaw("Ễ" * 10, 10) is None
    assert text.flaw("Ễ" * 11, 10) == "too_long"
    assert text.flaw("😀" * 10, 10) is None
    assert text.flaw("\x00" * 11, 10) == "control_character"


@given(st.text())
def test_flawless_text_can_be_written(typed: str) -> None:
    kept = text.clean(typed)
    if text.flaw(kept, 10_000) is None:
        assert kept.encode().decode() == kept
        assert all(unicodedata.category(ch) not in {"Cc", "Cs", "Zl", "Zp"} for ch in kept)


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("012090001234", "012*******34"),
        ("045123456", "045****56"),
        ("B1234567", "B12***67"),
        ("1234567", "*****67"),
        ("12345", "***45"),
        ("1234", "****"),
        ("", ""),
    ],
)
def test_mask_identity(number: str, masked: str) -> None:
    assert text.mask_identity(number) == masked


def test_last4_and_nfc() -> None:
    assert text.last4("012090001234") == "1234"
    assert text.last4("12") == "12"
    assert text.nfc("a\u0302\u0301") == "ấ"
