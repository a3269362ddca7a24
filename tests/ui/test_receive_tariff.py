"""Postage and relief on F1: what the tariff proposes, what a clerk makes of it, and what is stored."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.catalogue import FeeKind
from app.domain.events import Mode
from app.office import Office
from tests import tariffs
from tests.ui.test_receive import BIRTH, CARD, EXTRACT, Bench
from ui import timeline
from ui.page import Desk
from ui.receive_fees import FeeRow
from ui.tasks import Tasks

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # popups, on the platform of the tests

HA_NOI = "00004"  # Phường Ba Đình


@pytest.fixture
def bench(qtbot: QtBot, tasks: Tasks, desk: Desk, office: Office) -> Iterator[Bench]:
    tariffs.write(office.data / "tariff")
    made = Bench(qtbot, tasks, desk, office)
    yield made
    qtbot.waitUntil(lambda: not tasks.busy and not desk.printing._tasks.busy, timeout=10_000)


def filled(bench: Bench, code: str = EXTRACT) -> None:
    bench.choose(code)
    bench.scan(CARD)
    bench.type("0912345678")
    bench.all_papers()


def by_post(bench: Bench, commune: str = "03445") -> None:
    closing = bench.page.closing
    closing.way.chip(True).click()
    closing.address.setText("Bản Mới")
    closing.commune_code.set_code(commune)
    closing.commune_code.chosen.emit(commune)
    bench.settle()


def lines(bench: Bench) -> list[tuple[str, int]]:
    return [(one.name, one.amount) for one in (row.value() for row in bench.page.closing.rows)]


def choose(bench: Bench, row: FeeRow, words: str) -> None:
    """From the keyboard: Tab reached the button, Space opens it, the arrows go to the line."""
    row.more.setFocus()
    QTest.keyClick(row.more, Qt.Key.Key_Space)
    menu = row.menu
    assert menu is not None and menu.isVisible()
    wanted = next(action for action in menu.actions() if words in action.text())
    while menu.activeAction() is not wanted:
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    bench.settle()


def test_a_result_by_post_proposes_its_postage_and_it_goes_when_it_is_not_wanted(bench: Bench) -> None:
    filled(bench)
    assert lines(bench) == [(bench.page.closing.rows[0].value().name, 8000)]
    by_post(bench)
    assert lines(bench)[1:] == [("Cước trả kết quả nội tỉnh", 22_000)]
    assert bench.page.closing.fees() is None, "nothing was touched: it is what the counter takes by itself"
    bench.page.closing.way.chip(False).click()
    bench.settle()
    assert len(lines(bench)) == 1
    by_post(bench, HA_NOI)
    assert lines(bench)[1:] == [("Cước trả kết quả liên tỉnh", 33_000)]
    bench.f12()
    stored = bench.saved().filing.fees[1]
    assert (stored.kind, stored.name, stored.amount, stored.paid) == (
        FeeKind.POSTAGE,
        "Cước trả kết quả liên tỉnh",
        33_000,
        False,
    )
    assert "22.000" not in bench.page.procedure._fee_fact.text()


def test_it_follows_the_result_even_after_money_was_given(bench: Bench) -> None:
    filled(bench)
    closing = bench.page.closing
    closing.cash.setFocus()
    bench.enter("10000")
    bench.settle()
    assert closing.rows[0].paid.isChecked() and closing.fees() is not None
    by_post(bench)
    assert closing.total() == 30_000
    assert not closing.rows[0].paid.isChecked(), "what was given no longer covers it"
    assert (closing._change_head.text(), closing.change.text()) == ("Còn thiếu", "20.000\u00a0đ")
    closing.cash.setFocus()
    closing.cash.selectAll()
    bench.enter("50000")
    bench.settle()
    assert all(row.paid.isChecked() for row in closing.rows)
    closing.way.chip(False).click()
    bench.settle()
    assert lines(bench) == [(closing.rows[0].value().name, 8000)]
    assert closing.change.text() == "42.000\u00a0đ"


def test_another_weight_is_a_price_of_the_tariff(bench: Bench) -> None:
    filled(bench)
    by_post(bench)
    choose(bench, bench.page.closing.rows[1], "đến 500 g")
    assert lines(bench)[1] == ("Cước trả kết quả nội tỉnh", 26_000)
    choose(bench, bench.page.closing.rows[1], "liên tỉnh")
    assert lines(bench)[1] == ("Cước trả kết quả liên tỉnh", 33_000)
    bench.f12()
    assert bench.saved().filing.fees[1].amount == 33_000


def test_a_group_pays_less_by_keys_and_it_is_stored_with_its_ground(bench: Bench) -> None:
    filled(bench)
    by_post(bench)
    state, postage = bench.page.closing.rows
    choose(bench, postage, "Bà mẹ Việt Nam anh hùng")
    assert postage.amount.amount() == 0
    assert postage._why.text() == "Miễn 22.000\u00a0đ · Bà mẹ Việt Nam anh hùng"
    assert postage.ground.isHidden()
    choose(bench, state, "Hộ nghèo")
    assert (state.amount.amount(), state._why.text()) == (4000, "Giảm 4.000\u00a0đ · Hộ nghèo")
    assert bench.page.closing.total() == 4000
    bench.f12()
    fees = bench.saved().filing.fees
    assert [(fee.amount, fee.waived, fee.ground) for fee in fees] == [
        (4000, 4000, "Hộ nghèo"),
        (0, 22_000, "Bà mẹ Việt Nam anh hùng"),
    ]
    assert bench.saved().owed == 4000
    assert timeline.money_words(fees).endswith(
        "4.000\u00a0đ (giảm 4.000\u00a0đ: Hộ nghèo); Cước trả kết quả nội tỉnh 0\u00a0đ (miễn: Bà mẹ Việt Nam anh hùng)"
    )


def test_a_group_is_offered_only_for_the_fees_it_covers_and_can_be_taken_back(bench: Bench) -> None:
    filled(bench)
    row = bench.page.closing.rows[0]
    words = [action.text() for action in row.open_menu().actions()]
    assert not any("Bà mẹ" in one for one in words), "she is exempt from postage, not from the State's fee"
    assert row.menu is not None
    row.menu.close()
    choose(bench, row, "Hộ nghèo")
    choose(bench, row, "Thu đủ")
    assert (row.value().amount, row.value().waived, row.value().ground) == (8000, 0, "")
    assert row._why.isHidden()


def test_any_other_ground_is_written_and_must_be(bench: Bench) -> None:
    filled(bench)
    row = bench.page.closing.rows[0]
    choose(bench, row, "lý do khác")
    assert bench.focus() is row.ground and row.amount.amount() == 0
    count = bench.count()
    bench.f12()
    assert bench.count() == count
    assert "phải ghi đối tượng" in bench.page.closing._fee_problem.text()
    assert bench.focus() is row.ground
    bench.type("Trẻ em dưới 16 tuổi")
    bench.settle()
    row.amount.setFocus()
    row.amount.selectAll()
    bench.type("3000")
    bench.settle()
    assert row._why.text() == "Giảm 5.000\u00a0đ"
    bench.f12()
    (fee,) = bench.saved().filing.fees
    assert (fee.amount, fee.waived, fee.ground) == (3000, 5000, "Trẻ em dưới 16 tuổi")


def test_relief_by_the_copy_and_through_another_zone(bench: Bench) -> None:
    filled(bench)
    by_post(bench)
    state, postage = bench.page.closing.rows
    choose(bench, state, "Hộ nghèo")
    if state.times.isVisible():
        state.times.setFocus()
        QTest.keyClick(state.times, Qt.Key.Key_Up)
        assert (state.value().amount, state.value().waived) == (8000, 8000)
    choose(bench, postage, "Hộ nghèo")
    by_post(bench, HA_NOI)
    there = bench.page.closing.rows[1].value()
    assert (there.amount, there.waived, there.ground) == (16_500, 16_500, "Hộ nghèo")


def test_relief_survives_a_power_cut_and_is_not_proposed_twice(bench: Bench) -> None:
    filled(bench)
    by_post(bench)
    choose(bench, bench.page.closing.rows[1], "Hộ nghèo")
    bench.page.keeper.now()
    bench.settle()
    bench.page.hide()
    page = bench.open()
    bench.settle()
    assert lines(bench)[1:] == [("Cước trả kết quả nội tỉnh", 11_000)]
    assert page.closing.rows[1].value().ground == "Hộ nghèo"
    page.closing.way.chip(False).click()
    bench.settle()
    assert len(lines(bench)) == 1


def test_an_example_proposes_nothing_and_its_groups_are_still_known(bench: Bench) -> None:
    folder = bench.office.data / "tariff"
    text = tariffs.LAI_CHAU.replace('"decided"', '"example"')
    tariffs.write(folder, text)
    filled(bench, BIRTH)
    by_post(bench)
    assert lines(bench) == []
    bench.page.closing.add_fee.click()
    bench.enter("26000")
    bench.settle()
    choose(bench, bench.page.closing.rows[0], "Bà mẹ Việt Nam anh hùng")
    bench.f12()
    (fee,) = bench.saved().filing.fees
    assert (fee.name, fee.amount, fee.waived) == ("Cước bưu chính", 0, 26_000)


def test_sums_nobody_has_compared_are_said_to_be_so(bench: Bench) -> None:
    text = tariffs.LAI_CHAU.replace('"decided"', '"unchecked"')
    tariffs.write(bench.office.data / "tariff", text)
    filled(bench)
    assert bench.page.closing._unsure.isHidden()
    by_post(bench)
    assert "chưa được đối chiếu" in bench.page.closing._unsure.text()
    assert not bench.page.closing._unsure.isHidden()


def test_the_rarer_choices_are_reached_by_tab_from_the_sum(bench: Bench) -> None:
    filled(bench)
    row = bench.page.closing.rows[0]
    row.amount.setFocus()
    bench.press(Qt.Key.Key_Tab)
    assert bench.focus() is row.more
    bench.press(Qt.Key.Key_Return)
    assert row.menu is not None and row.menu.isVisible()
    QTest.keyClick(row.menu, Qt.Key.Key_Escape)
    row.amount.setFocus()
    bench.press(Qt.Key.Key_Return)
    assert bench.focus() is bench.page.closing.cash, "who needs them not passes them by"


def test_a_carrier_sends_brings_home_and_takes_the_fee_to_the_agency(
    qtbot: QtBot, tasks: Tasks, desk: Desk, office: Office
) -> None:
    unit = msgspec.structs.replace(office.profile.unit, mode=Mode.CARRIER)
    office.counter._profile = msgspec.structs.replace(office.profile, unit=unit)
    tariffs.write(office.data / "tariff")
    bench = Bench(qtbot, tasks, desk, office)
    filled(bench)
    assert lines(bench)[1:] == [("Cước gửi hồ sơ nội tỉnh", 21_000), ("Cước chuyển nộp phí, lệ phí", 9_000)]
    by_post(bench)
    choose(bench, bench.page.closing.rows[0], "lý do khác")
    bench.type("Trẻ em")
    bench.settle()
    assert lines(bench)[1:] == [
        ("Cước gửi hồ sơ nội tỉnh", 21_000),
        ("Cước trả kết quả nội tỉnh", 22_000),
    ], "there is no fee any more to take there"
