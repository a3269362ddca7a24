"""Paying by VietQR on F1, F2 and F3: drawn from what was committed, settled by whoever saw the bank's notice."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain import vietqr
from app.domain.dossier import Dossier
from app.domain.events import FeeCollected, Kind, TransferDropped
from app.office import Office
from app.people import Clerk
from tests.desk import draft
from tests.ui.test_receive import CARD, COPY, Bench
from ui.dossier_pane import Opened
from ui.handback import HandBackPage
from ui.page import Desk
from ui.receive_form import keep, read_back
from ui.search import SearchPage
from ui.tasks import Tasks
from ui.transfers import Transfers
from ui.widgets import dong

FEES = [{"kind": "charge", "name": "Lệ phí", "amount": 15_000}, {"kind": "postage", "name": "Cước", "amount": 26_000}]


def codes_on(widget: QWidget) -> list[str]:
    """What a bank's app reads from the widget's pixels."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    picture = Image.open(io.BytesIO(buffer.data().data()))
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.fixture
def settle(qtbot: QtBot, tasks: Tasks) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not tasks.busy, timeout=20_000)


@pytest.fixture
def bench(qtbot: QtBot, tasks: Tasks, desk: Desk, office: Office) -> Iterator[Bench]:
    """F1 with a person, a procedure and every paper; one fee is to be paid."""
    made = Bench(qtbot, tasks, desk, office)
    made.choose(COPY)
    made.scan(CARD)
    made.page.person.applicant.phone.setText("0912345678")
    made.all_papers()
    made.page.closing.rows[0].amount.set_amount(15_000)
    made.page.closing.rows[0].changed.emit()
    made.settle()
    yield made
    qtbot.waitUntil(lambda: not tasks.busy and not desk.printing._tasks.busy, timeout=10_000)


def test_a_transfer_is_chosen_where_cash_would_be_given(bench: Bench) -> None:
    closing = bench.page.closing
    assert closing.by_transfer.isVisible() and closing.cash.isEnabled()
    closing.by_transfer.click()
    assert closing.by_transfer.text() == dong(15_000)
    assert not closing.cash.isEnabled()
    bench.settle()
    bench.f12()
    dossier = bench.saved()
    assert [one.amount for one in dossier.waiting] == [15_000]
    assert dossier.cash_of("state") == 0
    assert bench.page.saved.transfers is not None
    (row,) = bench.page.saved.transfers.rows
    assert codes_on(row.square) == [dossier.waiting[0].order]
    bench.qtbot.waitUntil(lambda: bool(codes_on(bench.page.saved)))  # once everything has its place
    order = vietqr.parse(codes_on(bench.page.saved)[0])
    assert (order.amount, order.purpose) == (15_000, dossier.code)


def test_cash_in_hand_takes_the_transfer_away(bench: Bench) -> None:
    closing = bench.page.closing
    closing.cash.setFocus()
    bench.type("20k")
    assert not closing.by_transfer.isVisible()
    assert closing.change.isVisible() and closing.change.text() == dong(5_000)
    assert not bench.page._form().transfer
    bench.settle()


def test_a_kept_form_remembers_how_it_was_to_be_paid(bench: Bench) -> None:
    bench.page.closing.by_transfer.click()
    form = read_back(keep(bench.page._form()))
    assert form is not None and form.transfer
    bench.page._fill(form)
    assert bench.page.closing.by_transfer.isChecked()
    bench.settle()


# ---------------------------------------------------------------------------------------------- F2


@pytest.fixture
def ready(office: Office, clerk: Clerk) -> Dossier:
    code = office.counter.receive(draft(fees=FEES), clerk).dossier.code
    return office.counter.act(code, Kind.RESULT_ARRIVED, {}, clerk)


@pytest.fixture
def handing(qtbot: QtBot, desk: Desk, ready: Dossier, settle: Callable[[], None]) -> HandBackPage:
    page = HandBackPage(desk)
    qtbot.addWidget(page)
    page.retranslate()
    page.resize(1366, 700)
    page.show()
    page.opened()
    settle()
    page.open(ready.code)
    settle()
    return page


def words(transfers: Transfers) -> list[str]:
    return [row.transfer.state for row in transfers.rows]


def test_f2_asks_by_transfer_and_takes_no_cash_for_it(
    qtbot: QtBot, handing: HandBackPage, settle: Callable[[], None], office: Office, ready: Dossier
) -> None:
    assert handing.money.collected() == 41_000
    handing.money.by_transfer.click()
    settle()
    assert handing.money.collected() == 0
    assert not handing.money.amount.isVisible() and not handing.money.by_transfer.isVisible()
    assert words(handing.money.transfers) == ["waiting", "waiting"]
    now = office.views.dossier(ready.code)
    assert now is not None
    orders = [[one.order] for one in now.waiting]
    qtbot.waitUntil(lambda: [codes_on(row.square) for row in handing.money.transfers.rows] == orders)


def test_the_sum_in_the_notice_is_typed_by_whoever_saw_it(
    handing: HandBackPage, settle: Callable[[], None], office: Office, ready: Dossier
) -> None:
    handing.money.by_transfer.click()
    settle()
    row = handing.money.transfers.rows[0]
    row.came.click()
    row.write.click()
    settle()
    assert row.amount_field.problem()  # an empty sum confirms nothing
    assert [past.kind for past in office.views.timeline(ready.id)].count(Kind.FEE_COLLECTED) == 0
    row.amount.set_amount(15_000)
    row.write.click()
    settle()
    body = office.views.timeline(ready.id)[-1].body
    assert isinstance(body, FeeCollected)
    assert (body.amount, body.method, body.transfer) == (15_000, "transfer", 1)
    assert [one.transfer.number for one in handing.money.transfers.rows] == [2]


def test_a_transfer_that_never_comes_is_dropped_with_a_reason_and_owed_again(
    handing: HandBackPage, settle: Callable[[], None], office: Office, ready: Dossier
) -> None:
    handing.money.by_transfer.click()
    settle()
    row = handing.money.transfers.rows[1]
    row.drop.click()
    row.write.click()
    settle()
    assert row.reason_field.problem()
    row.reason.setText("Khách trả tiền mặt")
    row.write.click()
    settle()
    assert isinstance(office.views.timeline(ready.id)[-1].body, TransferDropped)
    assert handing.money.collected() == 26_000


# ---------------------------------------------------------------------------------------------- F3


def test_f3_lists_what_waits_and_settles_it(
    qtbot: QtBot, desk: Desk, office: Office, clerk: Clerk, settle: Callable[[], None]
) -> None:
    waits = office.counter.receive(draft(fees=FEES, transfer=True), clerk).dossier
    office.counter.receive(draft(fees=FEES), clerk)
    page = SearchPage(desk)
    qtbot.addWidget(page)
    page.retranslate()
    page.resize(1366, 700)
    page.show()
    page.opened()
    settle()
    page.chips["transfers"].click()
    settle()
    assert [row.code for row in page.rows.all()] == [waits.code]
    page.pane.put(Opened(waits, office.views.timeline(waits.id)))
    rows = page.pane.transfers.rows
    assert len(rows) == 2 and not rows[0].square.isVisibleTo(page.pane.transfers)
    rows[0].came.click()
    rows[0].amount.set_amount(15_000)
    rows[0].write.click()
    settle()
    settle()
    now = office.views.dossier(waits.code)
    assert now is not None and [one.number for one in now.waiting] == [2]
