"""Parts of F1 by themselves: no office behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.catalogue import PaperKind
from app.domain.events import DeliveryKind, IdKind, PersonKind, Sex
from ui.receive_fees import CashEdit
from ui.receive_form import (
    AuthorisationForm,
    DeliveryForm,
    Form,
    PaperForm,
    PersonForm,
    draft,
    keep,
    read_back,
)
from ui.receive_names import in_order
from ui.receive_parts import Chips, CommuneEdit, CountEdit, Tally
from ui.theme import Theme

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
PEOPLE = st.builds(
    PersonForm,
    kind=st.sampled_from(PersonKind),
    id_kind=st.sampled_from(IdKind),
    id_number=WORDS,
    full_name=WORDS,
    date_of_birth=WORDS,
    sex=st.none() | st.sampled_from(Sex),
    phone=WORDS,
    name_unsure=st.booleans(),
)
FORMS = st.builds(
    Form,
    procedure=WORDS,
    applicant=PEOPLE,
    by_other=st.booleans(),
    submitter=PEOPLE,
    papers=st.lists(
        st.builds(PaperForm, key=WORDS, name=WORDS, originals=st.integers(0, 9), kind=st.sampled_from(PaperKind))
    ).map(tuple),
    cash=st.none() | st.integers(0, 10**9),
    note=WORDS,
)


# ---------------------------------------------------------------------------------------- the form as a value


@given(FORMS)
def test_a_kept_form_reads_back_as_it_was(form: Form) -> None:
    assert read_back(keep(form)) == form


@pytest.mark.parametrize("text", ["", "{", "[]", '{"applicant": 3}', '{"papers": [{"originals": "two"}]}'])
def test_a_text_that_is_no_form_reads_as_none(text: str) -> None:
    assert read_back(text) is None


def test_a_form_of_a_later_program_keeps_what_is_known() -> None:
    assert read_back('{"procedure": "1.001193", "colour": "red"}') == Form(procedure="1.001193")


def test_an_empty_form_is_not_worth_keeping() -> None:
    assert Form().blank
    assert Form(applicant=PersonForm(kind=PersonKind.BUSINESS, id_kind=IdKind.MST)).blank
    assert not Form(procedure="1.001193").blank
    assert not Form(applicant=PersonForm(phone="0")).blank
    assert not Form(cash=0).blank


def test_the_draft_says_what_the_form_says() -> None:
    form = Form(
        procedure="1.001193",
        case="uy-quyen",
        applicant=PersonForm(id_number="012090001234", full_name="Lò Văn Ín", date_of_birth="1/2/1990", sex=Sex.MALE),
        by_other=True,
        submitter=PersonForm(full_name="Giàng Thị Mỷ"),
        authorisation=AuthorisationForm(kind="Giấy ủy quyền", date="31/02/2026"),
        papers=(
            PaperForm(key="to-khai", name="Tờ khai", originals=1),
            PaperForm(key="giay-chung-sinh", name="Giấy chứng sinh"),
            PaperForm(key="csdl", name="Cư trú", kind=PaperKind.DATABASE),
            PaperForm(name="Giấy khác", copies=2),
        ),
        delivery=DeliveryForm(by_post=True, address="Bản Mới"),
    )
    asked = draft(form)
    assert asked.case == "uy-quyen"
    assert asked.channel is None
    assert asked.applicant.date_of_birth is not None
    assert asked.applicant.date_of_birth.isoformat() == "1990-02-01"
    assert asked.submitter is not None
    assert asked.submitter.authorisation is not None
    assert asked.submitter.authorisation.date is None  # no such day: the field says so
    # Untouched papers are not handed in; what the database gives is always there.
    assert isinstance(asked.components, tuple)
    assert [(line.code, line.name) for line in asked.components] == [
        ("to-khai", ""),
        ("csdl", ""),
        ("", "Giấy khác"),
    ]
    assert asked.result_delivery.kind is DeliveryKind.POST
    assert asked.fees == "default"


def test_a_firm_has_neither_birth_nor_sex() -> None:
    firm = PersonForm(kind=PersonKind.BUSINESS, full_name="HTX Mường Tè", date_of_birth="01/02/1990", sex=Sex.MALE)
    asked = draft(Form(applicant=firm)).applicant
    assert asked.date_of_birth is None
    assert asked.sex is None


def test_fields_are_named_in_the_order_of_the_eye() -> None:
    fields = ["fees.0.amount", "applicant.phone", "components", "applicant.id_number", "procedure", "who.knows"]
    assert [words for _, words in in_order(fields)] == [
        "thủ tục",
        "số giấy tờ",
        "số điện thoại",
        "giấy tờ",
        "khoản thu",
        "who.knows",
    ]


# ---------------------------------------------------------------------------------------- chips, counts, money


@pytest.fixture
def chips(qtbot: QtBot, light: Theme) -> Chips[int]:
    made: Chips[int] = Chips()
    made.offer([(1, "Một"), (2, "Hai"), (3, "Một trường hợp có tên rất dài, dài hơn cả cột")])
    made.resize(180, 120)
    qtbot.addWidget(made)
    made.show()
    return made


def test_arrows_choose_among_chips_and_pass_closed_ones(chips: Chips[int]) -> None:
    told: list[object] = []
    chips.chosen.connect(told.append)
    assert chips.value() == 1
    QTest.keyClick(chips.chip(1), Qt.Key.Key_Right)
    assert (chips.value(), told) == (2, [2])
    chips.close_off(3, closed=True, reason="không được")
    QTest.keyClick(chips.chip(2), Qt.Key.Key_Right)
    assert chips.value() == 2
    assert chips.chip(3).toolTip() == "không được"
    QTest.keyClick(chips.chip(2), Qt.Key.Key_Left)
    assert chips.value() == 1


def test_chips_keep_what_holds_and_fall_back_to_the_first(chips: Chips[int]) -> None:
    chips.choose(2)
    chips.offer([(2, "Two"), (1, "One")])
    assert chips.value() == 2
    chips.offer([(5, "Năm")])
    assert chips.value() == 5
    chips.choose_none()
    assert chips.value() is None


def test_a_long_chip_gives_way_and_keeps_its_words(chips: Chips[int]) -> None:
    long = chips.chip(3)
    assert "…" in long.text()
    assert long.toolTip() == "Một trường hợp có tên rất dài, dài hơn cả cột"
    assert long.width() <= 180


def test_a_tally_counts_from_nothing_to_its_most(qtbot: QtBot, light: Theme) -> None:
    tally = Tally(most=2)
    qtbot.addWidget(tally)
    told: list[int] = []
    tally.changed.connect(told.append)
    for _ in range(3):
        QTest.mouseClick(tally, Qt.MouseButton.LeftButton, pos=QPoint(tally.width() - 8, 10))
    QTest.mouseClick(tally, Qt.MouseButton.LeftButton, pos=QPoint(8, 10))
    assert (tally.count(), told) == (1, [1, 2, 1])
    tally.step(-5)
    assert tally.count() == 0


def test_a_count_takes_figures_only(qtbot: QtBot, light: Theme) -> None:
    count = CountEdit(99)
    qtbot.addWidget(count)
    count.selectAll()
    QTest.keyClicks(count, "1a2")
    assert count.count() == 12
    QTest.keyClick(count, Qt.Key.Key_Up)
    assert count.text() == "13"
    count.clear()
    assert count.count() == 1


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("50k", 50_000), ("50.000", 50_000), ("8000", 8000), ("1.5k", 15_000), ("k", None), ("", None)],
)
def test_cash_is_read_as_clerks_write_it(qtbot: QtBot, light: Theme, typed: str, amount: int | None) -> None:
    cash = CashEdit()
    qtbot.addWidget(cash)
    QTest.keyClicks(cash, typed)
    assert cash.amount() == amount


# ---------------------------------------------------------------------------------------- the commune


@pytest.fixture
def home(qtbot: QtBot, light: Theme) -> QWidget:
    made = QWidget()
    made.resize(400, 500)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def commune(home: QWidget) -> CommuneEdit:
    edit = CommuneEdit("12")
    box = QVBoxLayout(home)
    box.addWidget(edit)
    box.addStretch(1)
    home.show()
    home.activateWindow()
    edit.setFocus()
    return edit


def test_the_own_province_comes_first_and_enter_takes_it(commune: CommuneEdit) -> None:
    QTest.keyClicks(commune, "muong te")
    assert commune.wrong()
    assert commune.offers is not None
    QTest.keyClick(commune, Qt.Key.Key_Return)
    assert (commune.code(), commune.text()) == ("03445", "Xã Mường Tè, Lai Châu")
    assert commune.offers is None


def test_arrows_choose_another_commune(commune: CommuneEdit) -> None:
    QTest.keyClicks(commune, "muong")
    QTest.keyClick(commune, Qt.Key.Key_Down)
    QTest.keyClick(commune, Qt.Key.Key_Return)
    assert commune.code() == commune._found[1].code


def test_a_whole_name_counts_on_leaving_half_a_name_does_not(commune: CommuneEdit, home: QWidget) -> None:
    QTest.keyClicks(commune, "sin ho")
    commune.clearFocus()
    assert commune.code() == "03478"
    commune.setFocus()
    QTest.keyClicks(commune, "muong")
    commune.clearFocus()
    assert commune.wrong()
    assert commune.text() == "muong"


def test_esc_puts_the_list_away_and_nothing_else(commune: CommuneEdit) -> None:
    QTest.keyClicks(commune, "muong")
    QTest.keyClick(commune, Qt.Key.Key_Escape)
    assert commune.offers is None
    assert commune.text() == "muong"


def test_the_list_opens_upwards_where_there_is_no_room_below(commune: CommuneEdit, home: QWidget) -> None:
    home.resize(400, 90)
    commune.move(0, 50)
    QTest.keyClicks(commune, "sin ho")
    assert commune.offers is not None
    assert commune.offers.geometry().bottom() <= home.height()


def test_an_unknown_code_is_shown_bare(commune: CommuneEdit) -> None:
    commune.set_code("99999")
    assert commune.text() == "99999"
    commune.set_code("")
    assert commune.text() == ""
