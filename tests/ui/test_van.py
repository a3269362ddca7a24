"""Courier by van through the window: two computers paired by what is on their screens, a stick that goes to and fro."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app.bundle.identity import Part
from app.clock import Clock
from app.domain.cards import parse_scan
from app.domain.queue import State
from app.office import Office
from app.people import Clerk
from tests.desk import draft, new_office
from tests.ui.conftest import Line
from ui.page import Desk
from ui.printing import SAVED, Printing
from ui.queue import QueuePage
from ui.queue.van import VanView
from ui.scan import Scan
from ui.settings import SettingsPage
from ui.tasks import Tasks
from ui.theme import Theme

Settle = Callable[[], None]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def branch_desk(light: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The branch manager's own computer, with her at it."""
    office = new_office(tmp_path / "branch" / "data", Clock(), first=5000, last=5999, number=9)
    worker = Tasks("branch-test")
    settings = QSettings(str(tmp_path / "branch" / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("printer/name", SAVED)
    desk = Desk(worker, settings)
    printing = Printing(office.data / "papers", settings)
    desk.furnish(office, Line(), printing)
    desk.clerk = office.people.named(office.profile.people.manager)
    yield desk
    printing.close()
    desk.close()
    worker.close()
    office.close()


def busy(desk: Desk) -> bool:
    return desk._tasks.busy or desk.van.busy or (desk._line is not None and desk._line.busy)


@pytest.fixture
def settle(qtbot: QtBot, desk: Desk, branch_desk: Desk) -> Settle:
    def rest() -> None:
        qtbot.waitUntil(lambda: not (busy(desk) or busy(branch_desk)), timeout=20_000)

    return rest


def page_of(qtbot: QtBot, desk: Desk, settle: Settle) -> QueuePage:
    page = QueuePage(desk)
    qtbot.addWidget(page)
    page.retranslate()
    page.resize(1366, 700)
    page.show()
    page.opened()
    settle()
    return page


def van_of(page: QueuePage, folder: Path, settle: Settle) -> VanView:
    page.chips["van"].click()
    view = page.view
    assert isinstance(view, VanView)
    view.van.choose(folder)
    view.read()
    settle()
    return view


def settings_of(qtbot: QtBot, desk: Desk, settle: Settle) -> SettingsPage:
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.retranslate()
    page.resize(1366, 700)
    page.show()
    page.opened()
    settle()
    return page


def pair(desk: Desk, branch_desk: Desk) -> None:
    """As the two cards do it."""
    theirs, ours = branch_desk.office.branch.identity(Part.BRANCH), desk.office.branch.identity()
    manager = desk.office.people.named(desk.office.profile.people.manager)
    assert branch_desk.clerk is not None
    desk.office.branch.trust(theirs.text(), theirs.short(), manager, other_point=True)
    branch_desk.office.branch.trust(ours.text(), ours.short(), branch_desk.clerk, other_point=True)


def test_two_computers_are_paired_by_a_scan_and_a_code_read_aloud(
    qtbot: QtBot, desk: Desk, branch_desk: Desk, manager: Clerk, settle: Settle
) -> None:
    desk.clerk = manager
    here, there = settings_of(qtbot, desk, settle).pairing, settings_of(qtbot, branch_desk, settle).pairing
    there.start.click()
    there.part.choose(Part.BRANCH)
    there._show_ours()
    settle()
    shown = branch_desk.office.branch.identity(Part.BRANCH)
    assert there.code.code() == shown.short()
    # Her screen is scanned here; the wrong code is refused in words, the right one pairs.
    assert here.take_scan(Scan(parse_scan(shown.text()), shown.text()))
    here.other_point.setChecked(True)
    here.short.setText("AAAA-BBBB-CCCC")
    here.pair.click()
    settle()
    assert "mã" in here._short_field.problem().lower()
    assert not desk.office.branch.partners()
    here.short.setText(there.code.code().lower())
    here.pair.click()
    settle()
    assert [one.name for one in desk.office.branch.partners()] == [shown.name]
    assert here.start.isVisible()


def test_a_clerk_cannot_pair(qtbot: QtBot, desk: Desk, settle: Settle, branch_desk: Desk) -> None:
    card = settings_of(qtbot, desk, settle).pairing
    text = branch_desk.office.branch.identity(Part.BRANCH).text()
    assert not card.take_scan(Scan(parse_scan(text), text))
    assert not card.start.isEnabled()


def test_without_a_partner_it_says_what_to_do_first(qtbot: QtBot, desk: Desk, settle: Settle, stick: Path) -> None:
    page = page_of(qtbot, desk, settle)
    view = van_of(page, stick, settle)
    assert not page.again.isEnabled()
    with qtbot.waitSignal(desk.wanted) as went:
        view._pair.click()
    assert went.args == ["settings", "pairing"]


def test_a_stick_goes_there_and_comes_back(
    qtbot: QtBot, desk: Desk, branch_desk: Desk, office: Office, clerk: Clerk, settle: Settle, stick: Path, line: Line
) -> None:
    pair(desk, branch_desk)
    dossier = office.counter.receive(draft(), clerk).dossier
    here = page_of(qtbot, desk, settle)
    view = van_of(here, stick, settle)
    assert here.again.isEnabled()
    here.primary()
    settle()
    assert len(list(stick.glob("*.bundle"))) == 1
    assert "Đã ghi" in view.told()[0]
    # There: it is taken, waits in her queue under the counter's name, and is delivered.
    there = page_of(qtbot, branch_desk, settle)
    taken = van_of(there, stick, settle)
    taken.take.click()
    settle()
    assert "đã nhận" in taken.told()[0]
    settle()
    (carried,) = taken.rows.all()
    assert (carried.name, carried.summary.waiting) == ("H35.99.07-1", 1)
    lane = branch_desk.office.branch.outboxes()[1]
    (entry,) = lane.outbox.due(branch_desk.office.store.clock.now())
    lane.outbox.begin((entry,))
    lane.outbox.acknowledge((entry,), "ok", branch_desk.office.store.clock.now())
    there.primary()
    settle()
    # Back: the acknowledgement ends what waited here, though no network was ever seen.
    assert office.outbox.summary().waiting == 1
    view.take.click()
    settle()
    assert office.outbox.summary().waiting == 0
    assert office.outbox.items(10, State.DELIVERED)[0].code == dossier.code
    assert "biên nhận" in view.told()[0]


def test_what_was_set_aside_there_is_sent_again_from_there(
    qtbot: QtBot, desk: Desk, branch_desk: Desk, office: Office, clerk: Clerk, settle: Settle, stick: Path
) -> None:
    pair(desk, branch_desk)
    office.counter.receive(draft(), clerk)
    office.branch.export(stick, clerk.id)
    there = page_of(qtbot, branch_desk, settle)
    view = van_of(there, stick, settle)
    view.take.click()
    settle()
    outbox = branch_desk.office.branch.outboxes()[1].outbox
    (entry,) = outbox.due(branch_desk.office.store.clock.now())
    outbox.begin((entry,))
    outbox.quarantine(entry, "server_unknown_procedure", "", asked=False)
    view.read()
    settle()
    assert view.again.isVisible()
    view.again.click()
    settle()
    assert outbox.summary().quarantined == 0
    assert outbox.summary().waiting == 1


def test_a_wrong_bundle_is_a_sentence_and_changes_nothing(
    qtbot: QtBot, desk: Desk, branch_desk: Desk, office: Office, clerk: Clerk, settle: Settle, stick: Path
) -> None:
    pair(desk, branch_desk)
    office.counter.receive(draft(), clerk)
    (written,) = office.branch.export(stick, clerk.id)
    raw = bytearray(written.file.read_bytes())
    raw[-70] ^= 1
    written.file.write_bytes(raw)
    there = page_of(qtbot, branch_desk, settle)
    view = van_of(there, stick, settle)
    view.take.click()
    settle()
    assert written.file.name in view.told()[0]
    assert not view.rows.all()


def test_a_stick_that_is_gone_is_said(qtbot: QtBot, desk: Desk, branch_desk: Desk, settle: Settle, stick: Path) -> None:
    pair(desk, branch_desk)
    page = page_of(qtbot, desk, settle)
    view = van_of(page, stick, settle)
    stick.rmdir()
    view.take.click()
    settle()
    assert view.told()[0]
    page.primary()
    settle()
    assert len(view.told()) == 2


def test_a_watched_folder_is_taken_and_answered_without_anybody(
    qtbot: QtBot, desk: Desk, branch_desk: Desk, office: Office, clerk: Clerk, settle: Settle, stick: Path
) -> None:
    pair(desk, branch_desk)
    office.counter.receive(draft(), clerk)
    office.branch.export(stick, clerk.id)
    branch_desk.van.choose(stick)
    with qtbot.waitSignal(branch_desk.van.heard, timeout=20_000):
        branch_desk.van.watch(True)
    settle()
    assert branch_desk.office.branch.outboxes()[1].outbox.summary().waiting == 1
    assert len(list(stick.glob("*.bundle"))) == 2
    branch_desk.van.watch(False)


def test_a_list_that_was_left_takes_no_focus_when_it_has_been_read(
    qtbot: QtBot, desk: Desk, settle: Settle, stick: Path
) -> None:
    page = page_of(qtbot, desk, settle)
    page.opened()
    page.chips["van"].click()
    view = page.view
    assert isinstance(view, VanView)
    settle()
    assert page.window().focusWidget() is view.folder
