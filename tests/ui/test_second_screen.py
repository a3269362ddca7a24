"""The citizen's screen shows what concerns this citizen, and nothing once the clerk has left the dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.cards import parse_scan
from app.domain.catalogue import FeeKind
from app.domain.dossier import Transfer
from app.domain.events import Account, Kind, Rated
from app.office import Office
from tests.desk import MONDAY, draft
from tests.ui.conftest import PIN, put_away
from tests.ui.test_receive import CARD, COPY
from tests.ui.test_transfers import FEES, codes_on
from ui.citizen import Rate, Saved, Thanks, Typed, typed
from ui.handback import HandBackPage
from ui.receive import ReceivePage
from ui.receive_form import PaperForm
from ui.second_screen import SecondScreen, other_screen
from ui.shell import Window
from ui.theme import Theme
from ui.widgets import Label


@pytest.fixture
def screen(qtbot: QtBot, light: Theme) -> SecondScreen:
    one = SecondScreen("Bưu điện xã Mường Tè")
    qtbot.addWidget(one)
    one.place("window", None)
    return one


@pytest.fixture
def facing(
    qtbot: QtBot, light: Theme, open_counter: Callable[[], Office], memory: QSettings, line: object
) -> Iterator[Window]:
    """The whole window, somebody at work, with the citizen's screen beside it."""
    memory.setValue("citizen/screen", "window")
    shown = Window(open_counter, lambda _office: line, memory, start_page="receive")  # type: ignore[arg-type,return-value]
    shown.resize(1366, 768)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(lambda: shown.desk.is_open and bool(shown.login.people), timeout=20_000)
    shown.login.pin.setText(PIN)
    shown.login.enter.click()
    qtbot.waitUntil(lambda: shown.second is not None, timeout=20_000)
    yield shown
    put_away(shown)


def settle(qtbot: QtBot, facing: Window) -> None:
    qtbot.waitUntil(lambda: not facing._tasks.busy, timeout=20_000)


def second(facing: Window) -> SecondScreen:
    assert facing.second is not None
    return facing.second


def words(facing: Window) -> str:
    return second(facing).words().replace("\xa0", " ")


def receiving(facing: Window) -> ReceivePage:
    page = facing.page("receive")
    assert isinstance(page, ReceivePage)
    return page


def fill(qtbot: QtBot, facing: Window) -> ReceivePage:
    page = receiving(facing)
    qtbot.waitUntil(lambda: page._kept_form == "read", timeout=20_000)
    page.take_procedure(COPY)
    facing.scanner.take(CARD)
    page.person.applicant.phone.setText("0912345678")
    page.papers.fill_all()
    page.closing.rows[0].amount.set_amount(15_000)
    page.closing.rows[0].changed.emit()
    page._show_preview()
    qtbot.waitUntil(lambda: "15.000 đ" in words(facing), timeout=20_000)
    settle(qtbot, facing)
    return page


def test_the_citizen_reads_along_and_sees_no_whole_number(qtbot: QtBot, facing: Window) -> None:
    fill(qtbot, facing)
    said = words(facing)
    for shown in ("Lò Văn Ín", "…1234", "Phải nộp 15.000 đ", "Mười lăm nghìn đồng", "Chứng thực bản sao"):
        assert shown in said
    for hidden in ("012090001234", "0912345678", "Nậm Ngà", "01/02/1990"):
        assert hidden not in said


def test_a_view_cuts_the_number_before_it_is_made() -> None:
    view = typed("Khai sinh", "Lò Văn Ín", "012 090 001 234", [PaperForm(name="Tờ khai", originals=1)], [])
    assert view.last4 == "1234"
    assert typed("", "", "1234", (), ()).last4 == ""  # what is still being typed is not "the last four"
    assert "090" not in repr(view)


def test_saved_it_shows_the_code_the_day_and_the_order_to_pay(qtbot: QtBot, facing: Window) -> None:
    page = fill(qtbot, facing)
    page.closing.by_transfer.click()
    settle(qtbot, facing)
    page.primary()
    qtbot.waitUntil(lambda: page.saved.receipt is not None, timeout=20_000)
    settle(qtbot, facing)
    assert page.saved.receipt is not None
    dossier = page.saved.receipt.dossier
    view = second(facing).view
    assert isinstance(view, Saved) and view.code == dossier.code and view.due
    assert codes_on(second(facing)) == [dossier.waiting[0].order]
    page.same_person()  # the next one begins
    assert not isinstance(second(facing).view, Saved)


def test_it_is_cleared_by_leaving_locking_and_time(qtbot: QtBot, facing: Window) -> None:
    name = "Lò Văn Ín"
    page = fill(qtbot, facing)
    facing.open_page("settings")
    assert name not in words(facing)
    facing.open_page("receive")
    assert name in words(facing)  # it is still being worked on
    facing.lock()
    assert name not in words(facing) and second(facing).view is None
    facing.login.pin.setText(PIN)
    facing.login.enter.click()
    qtbot.waitUntil(lambda: facing.desk.clerk is not None, timeout=20_000)
    page._tell_citizen()
    assert name in words(facing)
    qtbot.waitUntil(lambda: not page.previews._soon.isActive() and not facing._tasks.busy)
    second(facing)._clear.setInterval(1)
    second(facing)._clear.start()
    qtbot.waitUntil(lambda: second(facing).view is None)
    assert name not in words(facing)
    page.clear()
    page._tell_citizen()
    assert second(facing).view is None


def test_a_mark_is_touched_recorded_and_thanked_for(qtbot: QtBot, facing: Window) -> None:
    office, clerk = facing.desk.office, facing.desk.clerk
    assert clerk is not None
    code = office.counter.receive(draft(fees=FEES), clerk).dossier.code
    ready = office.counter.act(code, Kind.RESULT_ARRIVED, {}, clerk)
    facing.open_page("handback", code)
    page = facing.page("handback")
    assert isinstance(page, HandBackPage)
    qtbot.waitUntil(lambda: page.face == "work", timeout=20_000)
    assert "Phải nộp 41.000 đ" in words(facing)
    parsed = parse_scan(CARD)
    page.recipient.take_card(parsed)  # type: ignore[arg-type]
    page.primary()
    qtbot.waitUntil(lambda: isinstance(second(facing).view, Rate), timeout=20_000)
    settle(qtbot, facing)
    QTest.mouseClick(second(facing).scores[3], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(second(facing).view, Thanks), timeout=20_000)
    body = office.views.timeline(ready.id)[-1].body
    assert body == Rated(score=4)
    assert "Cảm ơn" in words(facing)


def test_off_and_with_one_monitor_there_is_none(qtbot: QtBot, light: Theme) -> None:
    one = SecondScreen("Bưu điện")
    qtbot.addWidget(one)
    assert not one.place("off", None)
    assert len(QGuiApplication.screens()) == 1
    assert other_screen(QGuiApplication.primaryScreen()) is None
    assert not one.place("second", QGuiApplication.primaryScreen())
    assert one.place("second", None)  # the clerk's window is on a monitor that is not this one
    assert one.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert one.geometry() == QGuiApplication.primaryScreen().geometry()


def test_where_nobody_watches_nothing_is_told(at_work: Window, qtbot: QtBot) -> None:
    told: list[object] = []
    at_work.desk.citizen_told.connect(told.append)
    at_work.open_page("receive")
    QTest.qWait(500)
    receiving(at_work).take_procedure(COPY)
    settle(qtbot, at_work)
    assert told == [] and at_work.second is None


SIZES = [(1366, 768), (1920, 1080), (1024, 600), (683, 384)]


def cut(screen: SecondScreen) -> list[str]:
    """Lines that have not the room they need, or stand outside the monitor."""
    QTest.qWait(20)
    inside = screen.rect()
    found = []
    for line in screen._face.findChildren(Label):
        place = QRect(line.mapTo(screen, QPoint(0, 0)), line.size())
        if not inside.contains(place) or line.heightForWidth(line.width()) > line.height() + 1:
            found.append(line.text())
    return found


@pytest.mark.parametrize("size", SIZES)
def test_the_longest_dossier_fits_every_monitor(screen: SecondScreen, size: tuple[int, int]) -> None:
    screen.resize(*size)
    papers = tuple((f"Giấy tờ thứ {n} có tên khá dài để xuống dòng", 1, 2) for n in range(40))
    name = "Nguyễn Thị Phương Thảo Quỳnh Anh"
    screen.tell(Typed("Cấp Giấy xác nhận tình trạng hôn nhân", name, "1234", papers, (("Lệ phí", 15_000),)))
    assert cut(screen) == []
    assert (screen.width(), screen.height()) == size
    assert any("và 34 giấy tờ khác" in words for words in screen.words().splitlines())


@pytest.mark.parametrize("size", SIZES)
def test_two_orders_to_pay_fit_every_monitor_and_are_read_from_it(screen: SecondScreen, size: tuple[int, int]) -> None:
    screen.resize(*size)
    orders = tuple(
        Transfer(
            number=number,
            state="waiting",
            amount=amount,
            kind=kind,
            to=Account(bank="999999", account=f"000000000000000000{number}", name="Trung tâm Phục vụ hành chính công"),
            purpose="000.12.34.H99-261123-9999",
            at=MONDAY,
            by="dung",
        )
        for number, amount, kind in ((1, 1_250_000, FeeKind.FEE), (2, 26_000, FeeKind.POSTAGE))
    )
    screen.tell(Saved("000.12.34.H99-261123-9999", "16:30, thứ Ba 24/11/2026", "Nguyễn Thị Phương Thảo", orders))
    assert cut(screen) == []
    assert sorted(codes_on(screen)) == sorted(order.order for order in orders)
