"""F8's card of catalogue and calendar: what is in force, a stick from the province, both sides of what differs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.office import Office
from app.packages import Packages, publish
from app.people import Clerk
from tests.sync.test_daily import PUBLIC, SECRET, calendar_of, catalogue_of
from ui.packages_card import PackagesCard
from ui.page import Desk

Settle = Callable[[], None]


@pytest.fixture
def settle(qtbot: QtBot, desk: Desk) -> Settle:
    return lambda: qtbot.waitUntil(lambda: not (desk._tasks.busy or (desk._line is not None and desk._line.busy)))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    out = tmp_path / "usb"
    catalogue, calendar = catalogue_of(tmp_path, "2026-12"), calendar_of(tmp_path, "2026-12-05")
    publish(out, SECRET, {"catalogue": catalogue, "calendar": calendar})
    return out


@pytest.fixture
def card(qtbot: QtBot, desk: Desk, office: Office, manager: Clerk, settle: Settle) -> PackagesCard:
    server = msgspec.structs.replace(office.profile.server, packages_key=PUBLIC)
    desk._office = msgspec.structs.replace(office, packages=Packages(office.data, office.store, server))
    desk.clerk = manager
    shown = PackagesCard(desk)
    qtbot.addWidget(shown)
    shown.retranslate()
    shown.show()
    shown.load()
    settle()
    return shown


def test_a_stick_from_the_province_is_taken_and_counts_from_the_next_start(
    card: PackagesCard, stick: Path, settle: Settle
) -> None:
    assert "kèm theo chương trình" in card._versions.text()
    card.take(stick)
    settle()
    settle()
    assert "bản 2026-12 dùng từ lần mở chương trình sau" in card._versions.text()
    assert card.problem.isHidden()
    card.take(stick)
    settle()
    assert "mới hơn" in card.problem.text()


def test_a_stick_that_is_none_is_said_on_the_card(card: PackagesCard, tmp_path: Path, settle: Settle) -> None:
    card.take(tmp_path / "nothing")
    settle()
    assert card.problem.text()
    assert not card.problem.isHidden()


def test_both_sides_of_what_differs_stand_there(card: PackagesCard, desk: Desk, settle: Settle) -> None:
    listing, now = desk.office.listing, desk.office.store.clock.now()
    names = listing._offered()
    codes = sorted(names)
    names[codes[0]] = "Tên khác ở tỉnh"
    del names[codes[1]]
    listing.heard(names, listing.missing(names) or (), now)
    card.load()
    settle()
    assert "không còn liệt kê" in card.lines()[0]
    assert "“Tên khác ở tỉnh”" in card.lines()[1]


def test_a_clerk_reads_and_does_not_install(card: PackagesCard, desk: Desk, clerk: Clerk) -> None:
    desk.clerk = clerk
    card.retranslate()
    assert card.install.isHidden()
    assert not card._only_manager.isHidden()
