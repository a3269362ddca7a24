"""F5 against a real outbox: what waits, why, who must act; and nothing can be thrown away."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from pytestqt.qtbot import QtBot

from app.domain.dossier import Dossier
from app.domain.events import Kind
from app.domain.queue import State
from app.office import Office
from app.people import Clerk
from app.wording import SENTENCES
from tests.desk import draft
from tests.ui.conftest import Line
from ui.page import Desk
from ui.queue import QueuePage
from ui.queue.items import ItemsView
from ui.queue.words import owner_words, waiting_words
from ui.tasks import Tasks
from ui.theme import Theme

Settle = Callable[[], None]
NAMES = ("Lò Văn Ín", "Giàng Thị Mỷ", "Pờ Xú Chừ")


class Verdict(NamedTuple):
    code: str


class Report(NamedTuple):
    delivered: int = 0
    already_there: int = 0
    quarantined: int = 0
    stopped: str = ""


@pytest.fixture
def settle(qtbot: QtBot, tasks: Tasks) -> Settle:
    return lambda: qtbot.waitUntil(lambda: not tasks.busy)


@pytest.fixture
def dossiers(office: Office, clerk: Clerk) -> Sequence[Dossier]:
    return [office.counter.receive(draft(applicant__full_name=name), clerk).dossier for name in NAMES]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, settle: Settle) -> QueuePage:
    shown = QueuePage(desk)
    qtbot.addWidget(shown)
    shown.retranslate()
    shown.resize(1366, 700)
    shown.show()
    shown.opened()
    settle()
    return shown


def items(page: QueuePage) -> ItemsView:
    """The list in front."""
    view = page.view
    assert isinstance(view, ItemsView)
    return view


def put_aside(office: Office, dossier: Dossier, reason: str = "server_unknown_procedure") -> None:
    entry = next(one for one in office.outbox.due(office.store.clock.now()) if one.dossier_id == dossier.id)
    office.outbox.begin((entry,))
    office.outbox.quarantine(entry, reason, "Ma thu tuc 1.004873 cua Lo Van In khong ton tai", asked=False)


def deliver(office: Office, dossier: Dossier) -> None:
    entry = next(one for one in office.outbox.due(office.store.clock.now()) if one.dossier_id == dossier.id)
    office.outbox.begin((entry,))
    office.outbox.acknowledge((entry,), "ok", office.store.clock.now())


def refresh(page: QueuePage, settle: Settle) -> None:
    page.desk.changed("queue")
    settle()


def test_nothing_to_send_is_said_as_good_news(page: QueuePage) -> None:
    assert items(page).list.currentWidget() is items(page).empty
    assert items(page).empty.sentence.text() == "Mọi hồ sơ đã gửi xong"
    assert "Mọi hồ sơ đã gửi xong." in page.state.text()
    assert not page.again.isEnabled()


def test_what_waits_is_a_sentence_and_quarantined_items_come_first(
    page: QueuePage, office: Office, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    put_aside(office, dossiers[1])
    refresh(page, settle)
    assert [item.state for item in items(page).rows.all()] == [State.QUARANTINED, State.WAITING, State.WAITING]
    assert "1 mục cần người xử lý" in page.state.text()
    assert "Chờ gửi 2 mục" in page.state.text()
    assert "Cũ nhất từ" in page.state.text()
    # The first row is current: its reason stands below, with who must act and what the other side wrote.
    assert items(page).detail.isVisible()
    assert items(page).facts.value("owner") == "Bộ phận một cửa của tỉnh"
    assert "khong ton tai" in items(page).facts.value("answer")
    assert page.again.isEnabled()


def test_sent_again_it_waits_and_the_courier_is_told(
    page: QueuePage, office: Office, dossiers: Sequence[Dossier], settle: Settle, line: Line
) -> None:
    for dossier in dossiers[:2]:
        put_aside(office, dossier)
    refresh(page, settle)
    items(page).table.selectAll()
    assert "2 mục" in page.again.text()
    page.primary()
    settle()
    assert {item.state for item in items(page).rows.all()} == {State.WAITING}
    assert office.outbox.summary().quarantined == 0
    assert office.outbox.summary().waiting == 3
    assert "send_now" in line.asked


def test_nothing_chosen_nothing_happens(
    page: QueuePage, office: Office, dossiers: Sequence[Dossier], settle: Settle, line: Line
) -> None:
    refresh(page, settle)
    page.primary()
    settle()
    assert office.outbox.summary().waiting == 3
    assert "send_now" not in line.asked


def test_the_choice_survives_a_refresh(
    page: QueuePage, office: Office, clerk: Clerk, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    refresh(page, settle)
    items(page).table.selectRow(1)
    chosen = items(page).selected()
    office.counter.act(dossiers[0].code, Kind.RESULT_ARRIVED, {}, clerk)
    put_aside(office, dossiers[2])
    refresh(page, settle)
    assert [item.seq for item in items(page).selected()] == [item.seq for item in chosen]


def test_mending_opens_the_dossier_in_f3(
    page: QueuePage, office: Office, dossiers: Sequence[Dossier], settle: Settle, qtbot: QtBot
) -> None:
    put_aside(office, dossiers[1])
    refresh(page, settle)
    with qtbot.waitSignal(page.desk.wanted) as went:
        page.fix.click()
    assert went.args == ["search", dossiers[1].code]


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_the_exported_list_names_codes_and_nobody(
    page: QueuePage, office: Office, dossiers: Sequence[Dossier], settle: Settle, kind: str
) -> None:
    put_aside(office, dossiers[0])
    refresh(page, settle)
    (page.as_csv if kind == "csv" else page.as_json).click()
    settle()
    (path,) = (office.data / "exports").glob(f"*.{kind}")
    text = path.read_text(encoding="utf-8-sig")
    found = list(csv.DictReader(text.splitlines())) if kind == "csv" else json.loads(text)
    assert {row["code"] for row in found} == {dossier.code for dossier in dossiers}
    assert found[0]["state"] == "quarantined"
    assert found[0]["reason"] == "server_unknown_procedure"
    for name in (*NAMES, "Lo Van In", "012090001234"):
        assert name not in text
    assert not list((office.data / "exports").glob("*.part"))


def test_a_folder_that_cannot_be_written_is_a_sentence(
    page: QueuePage, office: Office, dossiers: Sequence[Dossier], settle: Settle, qtbot: QtBot
) -> None:
    (office.data / "exports").write_text("not a folder", encoding="utf-8")
    refresh(page, settle)
    with qtbot.waitSignal(page.desk.bannered) as said:
        page.export("csv")
    assert "Không ghi được" in said.args[2]


def test_the_connection_is_tried_and_answered_in_words(page: QueuePage, line: Line, qtbot: QtBot) -> None:
    page.test.click()
    qtbot.waitUntil(lambda: "Kết nối tốt" in page.answer.text())
    assert "test" in line.asked
    line.verdict = Verdict("login_refused")
    page.test.click()
    qtbot.waitUntil(lambda: "Kết nối tốt" not in page.answer.text() and "Đang hỏi" not in page.answer.text())
    assert page.answer.text()
    assert page.test.isEnabled()


def test_send_now_answers_when_the_round_is_over(page: QueuePage, line: Line) -> None:
    page.send.click()
    assert line.asked == ["send_now"]
    assert page.answer.text() == "Đang gửi…"
    page.desk.sync_reported.emit(Report(delivered=2, already_there=1))
    assert page.answer.text() == "Đã gửi 3 mục."
    page.send.click()
    page.desk.sync_reported.emit(Report(delivered=1, quarantined=2))
    assert "2 mục bị trả lại" in page.answer.text()
    page.send.click()
    page.desk.sync_reported.emit(Report(stopped="no_server"))
    assert "chưa khai báo" in page.answer.text()


def test_what_was_delivered_can_be_seen_and_stays(
    page: QueuePage, office: Office, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    deliver(office, dossiers[0])
    refresh(page, settle)
    page.chips["delivered"].click()
    settle()
    (item,) = items(page).rows.all()
    assert item.code == dossiers[0].code
    assert items(page).facts.value("why").startswith("Hệ thống đã nhận lúc")
    assert not page.again.isEnabled()


def test_it_fits_a_small_screen_at_double_scale(
    page: QueuePage, office: Office, dossiers: Sequence[Dossier], settle: Settle
) -> None:
    put_aside(office, dossiers[0])
    page.resize(683, 300)
    refresh(page, settle)
    assert page.minimumSizeHint().width() <= 683
    assert page.minimumSizeHint().height() <= 300
    assert "F12" in dict(page.keys())


def _reasons() -> list[str]:
    """Every reason code the couriers give, as docs/sync.md and docs/attachments.md list them."""
    docs = Path(__file__).resolve().parents[2] / "docs"
    found: set[str] = set()
    for name in ("sync.md", "attachments.md"):
        for row in (docs / name).read_text(encoding="utf-8").splitlines():
            if row.startswith("| `"):
                found |= set(re.findall(r"`([a-z_]+)`", row.split("|")[1]))
    return sorted(found & set(SENTENCES))


@pytest.mark.parametrize("reason", _reasons())
@pytest.mark.parametrize("state", [State.WAITING, State.QUARANTINED])
def test_for_every_verdict_f5_says_why_and_who_acts(themed: Theme, state: State, reason: str) -> None:
    why = waiting_words(reason, 3)
    assert why
    assert reason not in why
    assert "_" not in why
    assert why.endswith((".", "!"))
    assert owner_words(state, reason)


def test_the_list_of_verdicts_is_not_empty() -> None:
    assert len(_reasons()) > 25


def test_in_an_empty_list_a_question_mark_is_not_lost(page: QueuePage, settle: Settle) -> None:
    page.opened()
    settle()
    assert page.window().focusWidget() is page.send
    for name in ("papers", "rounds", "apart", "scans", "delivered"):
        page.receive_payload(name)
        settle()
        assert page.window().focusWidget() is page.send, name
