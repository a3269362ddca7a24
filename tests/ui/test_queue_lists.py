"""F5's other lists: scans on their way, and where counter and province do not say the same; and F3's card of scans."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from app.domain.dossier import Dossier
from app.domain.events import Status
from app.domain.proof import Found
from app.domain.queue import State
from app.office import Office
from app.people import Clerk
from app.store.rounds import Round
from app.store.sightings import Seen
from tests.desk import draft
from tests.scanned import jpeg, pdf
from tests.ui.conftest import Line
from ui.page import Desk
from ui.queue import QueuePage
from ui.queue.apart import ApartView
from ui.queue.rounds import RoundsView
from ui.queue.scans import ScansView
from ui.scans_card import ScansCard
from ui.tasks import Tasks

Settle = Callable[[], None]


class Looked(NamedTuple):
    """As much of `sync.lookout.Looking` as the window reads."""

    day: date
    stopped: str = ""


@pytest.fixture
def settle(qtbot: QtBot, tasks: Tasks) -> Settle:
    return lambda: qtbot.waitUntil(lambda: not tasks.busy)


@pytest.fixture
def dossiers(office: Office, clerk: Clerk) -> Sequence[Dossier]:
    return [office.counter.receive(draft(applicant__full_name=f"Lò Văn {one}"), clerk).dossier for one in "ABC"]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, dossiers: Sequence[Dossier], settle: Settle) -> QueuePage:
    shown = QueuePage(desk)
    qtbot.addWidget(shown)
    shown.retranslate()
    shown.resize(1366, 700)
    shown.show()
    shown.opened()
    settle()
    return shown


def deliver_all(office: Office) -> None:
    now = office.store.clock.now()
    for entry in office.outbox.due(now):
        office.outbox.begin((entry,))
        office.outbox.acknowledge((entry,), "ok", now)


def paper_of(dossier: Dossier) -> str:
    return dossier.filing.components[0].key or dossier.filing.components[0].name


# ------------------------------------------------------------------ both sides


def test_what_disagrees_stands_with_both_sides_and_what_to_do(
    page: QueuePage, office: Office, dossiers: Sequence[Dossier], settle: Settle, qtbot: QtBot
) -> None:
    deliver_all(office)
    now, saw = office.store.clock.now(), office.sightings.saw
    saw(dossiers[0].id, now, Seen.MISSING, None, "", 1)
    saw(dossiers[1].id, now, Seen.AHEAD, Status.STOPPED, "status", 0)
    saw(dossiers[2].id, now, Seen.AHEAD, Status.IN_PROCESS, "status", 0)  # as it goes: no difference at all
    page.opened()
    settle()
    assert page.chips["apart"].text().endswith("(2)")
    page.chips["apart"].click()
    settle()
    view = page.view
    assert isinstance(view, ApartView)
    assert {one.code for one in view.rows.all()} == {dossiers[0].code, dossiers[1].code}
    view.table.selectRow([one.code for one in view.rows.all()].index(dossiers[1].code))
    assert view.facts.value("ours") == "Đã tiếp nhận"
    assert view.facts.value("theirs").lower().startswith("đã dừng")
    assert "F3" in view.facts.value("next")
    view.table.selectRow([one.code for one in view.rows.all()].index(dossiers[0].code))
    assert view.facts.value("theirs") == "Không có"
    assert "đang tự gửi lại" in view.facts.value("next")
    with qtbot.waitSignal(page.desk.wanted) as went:
        page.fix.click()
    assert went.args == ["search", dossiers[0].code]


def test_after_three_times_a_person_is_asked(
    page: QueuePage, office: Office, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    deliver_all(office)
    office.sightings.saw(dossiers[0].id, office.store.clock.now(), Seen.BEHIND, Status.NEW, "status", 3)
    page.receive_payload("apart")
    settle()
    view = page.view
    assert isinstance(view, ApartView)
    assert "hãy gọi bộ phận một cửa" in view.facts.value("next")


def test_when_all_agrees_that_is_said(page: QueuePage, settle: Settle) -> None:
    page.chips["apart"].click()
    settle()
    view = page.view
    assert isinstance(view, ApartView)
    assert view.list.currentWidget() is view.empty
    assert "khớp nhau" in view.empty.sentence.text()


def test_a_day_is_proven_in_the_clerk_s_name_and_its_certificate_printed(
    page: QueuePage, office: Office, clerk: Clerk, dossiers: Sequence[Dossier], settle: Settle, qtbot: QtBot, line: Line
) -> None:
    deliver_all(office)
    page.receive_payload("apart")
    settle()
    view = page.view
    assert isinstance(view, ApartView)
    assert "Chưa đối chiếu" in view.proof_state.text()
    assert not view.certificate.isEnabled()
    page.primary()
    today = office.store.clock.today()
    assert line.asked[-1] == f"prove {today} {clerk.name}"
    assert "Đang đối chiếu" in view.proof_state.text()
    assert not page.again.isEnabled()
    # The courier's thread has looked: it keeps the proof, then tells.
    found = Found(looked=3, same=2, missing=1, digest="ab" * 32, ours="cd" * 32)
    office.proofs.keep(found, today, office.store.clock.now(), by=clerk.name, unit="Bưu điện", point="H35", counter=1)
    assert line.on_looked is not None
    line.on_looked(Looked(today))
    qtbot.waitUntil(view.certificate.isEnabled)
    settle()
    assert "3 hồ sơ" in view.proof_state.text()
    assert "1 thiếu" in view.proof_state.text()
    assert page.again.isEnabled()
    view.certificate.click()
    saved = office.data / "papers" / f"chung-nhan-gui-{today:%y%m%d}.pdf"
    qtbot.waitUntil(saved.exists, timeout=20_000)
    assert saved.read_bytes().startswith(b"%PDF-")


def test_a_proof_that_was_cut_short_says_so(
    page: QueuePage, office: Office, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    today, now = office.store.clock.today(), office.store.clock.now()
    found = Found(looked=1, same=1, left=2, stopped="offline")
    office.proofs.keep(found, today, now, by="Lò Thị Dung", unit="Bưu điện", point="H35", counter=1)
    page.receive_payload("apart")
    settle()
    view = page.view
    assert isinstance(view, ApartView)
    assert "chưa đủ" in view.proof_state.text()
    view.day.setText("32/13")
    view.day.changed.emit(None)
    assert not page.again.isEnabled()
    assert "Gõ ngày" in view.proof_state.text()


def test_a_proof_that_cannot_be_had_at_all_says_why(
    page: QueuePage, office: Office, settle: Settle, line: Line, qtbot: QtBot
) -> None:
    page.receive_payload("apart")
    settle()
    view = page.view
    assert isinstance(view, ApartView)
    page.primary()
    assert line.on_looked is not None
    line.on_looked(Looked(office.store.clock.today(), "no_server"))
    qtbot.waitUntil(lambda: "chưa khai báo" in view.proof_state.text())
    assert page.again.isEnabled()


# ------------------------------------------------------------------ what it cost


def test_each_sending_stands_with_its_bytes_and_its_end(page: QueuePage, office: Office, settle: Settle) -> None:
    now = office.store.clock.now()
    office.rounds.add(Round(at=now, seconds=12.4, calls=9, bytes_up=20_000, bytes_down=14_000, delivered=4, lanes=2))
    office.rounds.add(Round(at=now, seconds=75, calls=3, bytes_up=900, stopped="offline"))
    page.chips["rounds"].click()
    settle()
    view = page.view
    assert isinstance(view, RoundsView)
    assert view.list.currentWidget() is view.table
    cells = [[view.rows.cell(row, column) for column in range(6)] for row in range(2)]
    assert cells[1][1:] == ["4", "", "34 KB", "12 giây", "Xong"]
    assert cells[0][4] == "1 phút 15 giây"
    assert "mạng" in str(cells[0][5])
    assert "2 lần, 4 mục" in view.sum.text()


# ------------------------------------------------------------------ scans


def test_scans_show_how_far_they_came_and_go_again(
    page: QueuePage, office: Office, clerk: Clerk, dossiers: Sequence[Dossier], settle: Settle, line: Line
) -> None:
    assert not page.chips["scans"].isVisible()  # most counters have none
    office.counter.attach(dossiers[0].code, paper_of(dossiers[0]), pdf(2, b"x" * 90_000), clerk)
    deliver_all(office)
    (parcel,) = office.parcels.due(office.store.clock.now())
    office.parcels.begin(parcel)
    office.parcels.advanced(parcel, 30_000)
    office.parcels.quarantine(parcel, "file_refused", "415")
    page.desk.changed("queue")
    settle()
    page.chips["scans"].click()
    settle()
    view = page.view
    assert isinstance(view, ScansView)
    assert view.facts.value("size").startswith("30 KB / 9")
    assert view.facts.value("owner") == "Bộ phận một cửa của tỉnh"
    assert page.again.isEnabled()
    page.primary()
    settle()
    assert office.parcels.tally().waiting == 1
    assert "send_now" in line.asked
    assert not page.again.isEnabled()


def test_a_line_that_costs_money_is_a_switch_that_is_remembered(
    page: QueuePage, office: Office, clerk: Clerk, dossiers: Sequence[Dossier], settle: Settle, line: Line
) -> None:
    office.counter.attach(dossiers[0].code, paper_of(dossiers[0]), jpeg(20_000), clerk)
    page.desk.changed("queue")
    settle()
    assert page.metered.isVisible()
    page.metered.click()
    settle()
    assert line.asked[-1] == "meter True"
    office.parcels.meter(True)
    page.desk.changed("queue")
    settle()
    assert page.metered.isChecked()


# ------------------------------------------------------------------ attaching in F3


@pytest.fixture
def card(qtbot: QtBot, desk: Desk, dossiers: Sequence[Dossier], settle: Settle) -> ScansCard:
    shown = ScansCard(desk)
    qtbot.addWidget(shown)
    shown.retranslate()
    shown.put(dossiers[0])
    settle()
    return shown


def test_a_chosen_file_becomes_a_scan_of_its_paper(
    card: ScansCard, office: Office, dossiers: Sequence[Dossier], settle: Settle, tmp_path: Path
) -> None:
    assert not card.isHidden()
    assert not card.lines()[0].attach.isHidden()
    file = tmp_path / "to-khai.pdf"
    file.write_bytes(pdf(1, b"z" * 5_000))
    card.attach(card.lines()[0].paper, file)
    settle()
    (scan,) = office.parcels.of(dossiers[0].id)
    assert scan.state is State.WAITING
    assert scan.paper == dossiers[0].filing.components[0].name


def test_a_dropped_file_becomes_a_scan_of_the_paper_it_fell_on(
    card: ScansCard, office: Office, dossiers: Sequence[Dossier], settle: Settle, tmp_path: Path
) -> None:
    file = tmp_path / "chup.jpg"
    file.write_bytes(jpeg(9_000))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    card.lines()[0].dropEvent(QDropEvent(QPointF(4, 4), Qt.DropAction.CopyAction, data, buttons, keys))
    settle()
    assert len(office.parcels.of(dossiers[0].id)) == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.pdf", b"", "trống"), ("b.docx", b"PK\x03\x04 word", "PDF"), ("c.pdf", None, "Không đọc được")],
)
def test_what_is_no_scan_is_said_under_the_list_and_keeps_nothing(
    card: ScansCard,
    office: Office,
    dossiers: Sequence[Dossier],
    settle: Settle,
    tmp_path: Path,
    name: str,
    content: bytes | None,
    said: str,
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    card.attach(card.lines()[0].paper, file)
    settle()
    assert not card.problem.isHidden()
    assert said.lower() in card.problem.text().lower()
    assert not office.parcels.of(dossiers[0].id)


def test_a_void_dossier_takes_none(card: ScansCard, office: Office, clerk: Clerk, dossiers: Sequence[Dossier]) -> None:
    from app.domain.events import Kind

    void = office.counter.act(dossiers[1].code, Kind.VOIDED, {"reason": "nhập trùng"}, clerk)
    card.put(void)
    assert card.isHidden()
