"""The window as a whole: pages by key, scans to their place, sentences, language and theme while it runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSettings, QSize, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain import intake
from app.domain.cards import Unknown, parse_scan
from app.domain.events import Kind
from app.domain.queue import Summary
from app.errors import Problem, Rejected, Trouble
from app.office import Office
from app.settings import assets
from tests.conftest import LogGuard
from tests.ui.conftest import PIN, Line, put_away
from ui import notices, routes, status
from ui.names import PAGES
from ui.page import Desk, Page
from ui.scan import Scan
from ui.shell import Window
from ui.theme import Theme

CARD = "012090001234|045123456|Lò Văn Ín|01021990|Nam|Bản Nậm Ngà 2, Tà Tổng, Lai Châu|15082021"


def scan(text: str) -> Scan:
    return Scan(parse_scan(text), text)


def received(office: Office) -> str:
    """The code of a dossier just received."""
    line = assets("training", "intake.jsonl").read_bytes().splitlines()[0]
    clerk = office.people.named(office.profile.people.clerks[0])
    return office.counter.receive(intake.read_draft(intake.decode_line(line)), clerk).dossier.code


# --- pages and keys


def test_every_key_opens_its_page_once(qtbot: QtBot, at_work: Window) -> None:
    for key, place in PAGES.items():
        number = int(place.shortcut.removeprefix("F"))
        QTest.keyClick(at_work, Qt.Key(Qt.Key.Key_F1.value + number - 1))
        page = at_work.page(key)
        assert at_work.stack.currentWidget() is page
        assert isinstance(page, Page)
        assert page.key == key
        assert page.title()
        assert page.heading.text() == page.title()
    made = at_work.page("search")
    at_work.open_page("search")
    assert at_work.page("search") is made


def test_the_pages_keys_reach_the_page_in_front(at_work: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    at_work.open_page("report")
    page = at_work.page("report")
    assert page is not None
    done: list[str] = []
    for name in ("primary", "secondary", "focus_search", "print_again", "step_back"):
        monkeypatch.setattr(type(page), name, lambda _page, name=name: done.append(name), raising=False)
    QTest.keyClick(at_work, Qt.Key.Key_F12)
    QTest.keyClick(at_work, Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(at_work, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(at_work, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert done == ["primary", "secondary", "focus_search", "print_again", "step_back"]


def test_nothing_opens_before_somebody_is_in(window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_F3)
    window.scanner.take("H35.99.07-261123-1004")
    assert window.page("search") is None
    assert window.login.isVisible()


def test_the_sheet_of_keys_opens_and_a_scan_closes_it(qtbot: QtBot, at_work: Window) -> None:
    at_work.open_page("report")
    page = at_work.page("report")
    assert page is not None
    QCoreApplication.sendEvent(page, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Question, SHIFT, "?"))
    sheet = at_work.sheet
    assert sheet is not None
    assert sheet.isVisible()
    told = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"F1", "F8", "F12", "Ctrl+L", "Tiếp nhận", "Cài đặt"} <= told
    at_work.scanner.take("Xin chào")
    assert not sheet.isVisible()


SHIFT = Qt.KeyboardModifier.ShiftModifier


# --- where a scan goes


class Taken:
    """Notes what the desk was asked to open."""

    def __init__(self, desk: Desk) -> None:
        self.went: list[tuple[str, object]] = []
        self.warned: list[str] = []
        desk.wanted.connect(lambda page, payload: self.went.append((page, payload)))
        desk.bannered.connect(lambda _key, _level, sentence, _action: self.warned.append(sentence))


class Greedy(Page):
    """Takes every scan."""

    def title(self) -> str:
        return "…"

    def take_scan(self, scan: Scan) -> bool:
        return True


@pytest.mark.parametrize(
    ("text", "page"),
    [(CARD, "receive"), ("1.001193", "receive"), ("RR473124829VN", "search"), ("012090001234", "receive")],
)
def test_a_scan_goes_where_it_belongs(desk: Desk, text: str, page: str) -> None:
    taken = Taken(desk)
    routes.send(desk, None, scan(text))
    assert taken.went == [(page, scan(text))]
    assert taken.warned == []


def test_the_page_in_front_has_the_first_word(qtbot: QtBot, desk: Desk) -> None:
    taken = Taken(desk)
    page = Greedy(desk)
    qtbot.addWidget(page)
    routes.send(desk, page, scan(CARD))
    assert taken.went == []


def test_a_dossier_goes_to_its_next_step(qtbot: QtBot, desk: Desk, office: Office) -> None:
    taken = Taken(desk)
    code = received(office)
    routes.send(desk, None, scan(code))
    qtbot.waitUntil(lambda: taken.went == [("search", scan(code))])
    clerk = office.people.named(office.profile.people.clerks[0])
    office.counter.act(code, Kind.HANDED_TO_AGENCY, {}, clerk)
    office.counter.act(code, Kind.RESULT_ARRIVED, {}, clerk)
    routes.send(desk, None, scan(code))
    qtbot.waitUntil(lambda: taken.went[1:] == [("handback", scan(code))])


def test_a_dossier_of_another_counter_is_said(qtbot: QtBot, desk: Desk) -> None:
    taken = Taken(desk)
    routes.send(desk, None, scan("H35.99.07-200101-0001"))
    qtbot.waitUntil(lambda: bool(taken.warned))
    assert taken.went == []
    assert "H35.99.07-200101-0001" in taken.warned[0]


@pytest.mark.parametrize(
    "text", ["Xin chào", "RR473124820VN", "012090001234|045123456|Lò Văn", CARD.replace("0102", "3102")]
)
def test_a_scan_that_says_nothing_is_answered(desk: Desk, text: str) -> None:
    taken = Taken(desk)
    routes.send(desk, None, scan(text))
    parsed = scan(text).parsed
    assert isinstance(parsed, Unknown)
    assert taken.warned == [routes.unknown(parsed.reason)]
    assert "Chưa ghi gì" in taken.warned[0]


# --- the status sentence

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)


class Report:
    def __init__(self, stopped: str = "", needs_person: bool = False) -> None:
        self.stopped, self.needs_person = stopped, needs_person


def summary(waiting: int = 0, quarantined: int = 0, oldest: timedelta | None = None) -> Summary:
    return Summary(
        waiting=waiting,
        held=0,
        quarantined=quarantined,
        delivered=3,
        oldest=None if oldest is None else NOW - oldest,
        last_contact=NOW,
        last_delivery=NOW - timedelta(minutes=18),
    )


@pytest.mark.parametrize(
    ("figures", "report", "tone", "words"),
    [
        (summary(14, oldest=timedelta(days=2)), Report("offline"), "warn", "Ngoại tuyến · Chờ gửi 14, cũ nhất 2 ngày"),
        (summary(), Report(), "ok", "Trực tuyến · Không còn gì chờ gửi"),
        (summary(1, oldest=timedelta(hours=3)), Report("login", True), "danger", "Không gửi được, cần người xem"),
        (summary(2, 1, timedelta(minutes=5)), Report(), "danger", "1 hồ sơ cần xem lại"),
        (summary(1, oldest=timedelta(seconds=4)), None, "plain", "cũ nhất chưa đến 1 phút"),
    ],
)
def test_the_state_is_a_sentence(light: Theme, figures: Summary, report: Report | None, tone: str, words: str) -> None:
    got_tone, sentence = status.sending(figures, report, has_server=True, now=NOW)
    assert got_tone == tone
    assert words in sentence
    assert "lần gửi cuối " + status.clock_time(NOW - timedelta(minutes=18), NOW) in sentence


def test_without_a_server_the_sentence_says_so(light: Theme) -> None:
    tone, sentence = status.sending(summary(), None, has_server=False, now=NOW)
    assert tone == "plain"
    assert sentence.startswith("Chưa khai báo hệ thống một cửa")


def test_the_status_bar_follows_the_queue_and_the_courier(qtbot: QtBot, at_work: Window, line: Line) -> None:
    received(at_work.desk.office)
    at_work.desk.changed("dossiers")
    assert line.asked == ["nudge"]
    qtbot.waitUntil(lambda: "Chờ gửi 1" in at_work.status.sending.text())
    assert line.on_report is not None
    line.on_report(Report("offline"))
    qtbot.waitUntil(lambda: at_work.status.sending.text().startswith("Ngoại tuyến"))
    assert at_work.status.sending.accessibleName() == at_work.status.sending.text()
    assert at_work.status.printer.text() == "Máy in: chưa có, lưu tệp PDF"


# --- errors


def test_each_kind_of_error_has_its_sentence(light: Theme, log_guard: LogGuard) -> None:
    assert notices.tell(Trouble("disk_full"))[0] == "danger"
    assert "Ổ đĩa đã đầy" in notices.tell(Trouble("disk_full"))[1]
    level, words = notices.tell(Rejected({"a": Problem("pin_same"), "b": Problem("pin_same")}))
    assert (level, words) == ("warn", "Mã PIN mới phải khác mã cũ.")
    log_guard.expect("ERROR quay.ui: bug: ZeroDivisionError")
    level, words = notices.tell(ZeroDivisionError("Lò Văn Ín 012090001234"))
    assert level == "danger"
    assert "vẫn an toàn" in words


def test_a_bug_is_logged_without_anyones_data(
    light: Theme, caplog: pytest.LogCaptureFixture, log_guard: LogGuard
) -> None:
    log_guard.expect("ERROR quay.ui: bug: LookupError")
    try:
        raise LookupError("Lò Văn Ín 012090001234")
    except LookupError as error:
        notices.tell(error)
    assert "Lò Văn Ín" not in caplog.text
    assert "012090001234" not in caplog.text
    assert "test_shell.py" in caplog.text


def test_a_failed_piece_of_work_becomes_a_banner(qtbot: QtBot, at_work: Window) -> None:
    def work() -> None:
        raise Trouble("read_only")

    at_work.desk.run(work, lambda _result: None, owner=at_work)
    qtbot.waitUntil(lambda: "failed" in at_work.banners.sentences())
    assert "không cho ghi" in at_work.banners.sentences()["failed"]


# --- language, theme, menu


def test_language_and_theme_change_while_it_runs(qtbot: QtBot, at_work: Window) -> None:
    heard: list[frozenset[str]] = []
    at_work.desk.broadcast.connect(heard.append)
    at_work.open_page("report")
    page = at_work.page("report")
    assert page is not None
    at_work.desk.prefer("window/language", "en")
    qtbot.waitUntil(lambda: page.heading.text() == "Reports")
    qtbot.waitUntil(lambda: at_work.windowTitle() == "One-Stop Counter")
    at_work.desk.prefer("window/theme", "dark")
    assert at_work.theme.dark
    at_work.desk.prefer("window/language", "vi")
    at_work.desk.prefer("window/theme", "light")
    qtbot.waitUntil(lambda: page.heading.text() == "Báo cáo")
    assert [set(what) for what in heard] == [{"language"}, {"theme"}, {"language"}, {"theme"}]


def test_choices_outlive_the_window(
    qtbot: QtBot, light: Theme, memory: QSettings, open_counter: Callable[[], Office], line: Line
) -> None:
    memory.setValue("window/language", "en")
    memory.setValue("window/theme", "dark")
    window = Window(open_counter, lambda _office: line, memory)
    window.show()
    qtbot.waitUntil(lambda: bool(window.login.people), timeout=20_000)
    assert window.theme.dark
    assert window.login.enter.text() != "Enter Vào quầy"
    window.translation.choose("vi")
    put_away(window)


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # a popup, on the platform of the tests
def test_the_menu_offers_what_it_does(qtbot: QtBot, at_work: Window) -> None:
    at_work.status.person.click()
    menu = at_work.findChild(QMenu)
    assert menu is not None
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[:2] == ["Đổi người", "Khóa quầy (Ctrl+L)"]
    assert {"Tiếng Việt", "English", "Nền tối"} <= set(words)
    next(action for action in menu.actions() if action.text() == "Đổi người").trigger()
    menu.close()
    assert at_work.desk.clerk is None
    assert at_work.login.isVisible()


# --- settings


def test_f8_shows_the_counter_and_tries_a_scan(qtbot: QtBot, at_work: Window) -> None:
    at_work.open_page("settings")
    page = at_work.page("settings")
    assert page is not None
    words = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "H35.99.07" in words
    at_work.scanner.take(CARD)
    words = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "Lò Văn Ín" in words
    assert "1234" in words
    assert "012090001234" not in words
    assert at_work.stack.currentWidget() is page


def test_a_manager_adds_a_person_and_hands_over_the_pin(qtbot: QtBot, window: Window) -> None:
    from ui.settings import SettingsPage

    office = window.desk.office
    names = [person.name for person in window.login.people]
    for _ in range(names.index(office.profile.people.manager)):
        QTest.keyClick(window.login.pin, Qt.Key.Key_Down)
    window.login.pin.setText(PIN)
    window.login.enter.click()
    qtbot.waitUntil(lambda: window.desk.clerk is not None, timeout=20_000)
    window.open_page("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    qtbot.waitUntil(page.people.name.isVisible)
    page.people.name.setText("Giàng A Páo")
    page.people.add.click()
    qtbot.waitUntil(page.people.given_pin.isVisible, timeout=20_000)
    pin = page.people.given_pin.code()
    assert office.people.log_in("Giàng A Páo", pin).must_change
    page.people.add.click()
    window.open_page("report")
    assert page.people.given_pin.code() == ""


def test_a_clerk_cannot_add_people(qtbot: QtBot, at_work: Window) -> None:
    from ui.settings import SettingsPage

    at_work.open_page("settings")
    page = at_work.page("settings")
    assert isinstance(page, SettingsPage)
    qtbot.wait(50)
    assert not page.people.name.isVisible()


# --- everybody can use it

SIZES = [QSize(1366, 768), QSize(1920, 1080), QSize(683, 384)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_every_page_fits_its_window(qtbot: QtBot, at_work: Window, size: QSize) -> None:
    at_work.resize(size)
    for key in PAGES:
        at_work.open_page(key)
        qtbot.wait(20)
        page = at_work.page(key)
        assert page is not None
        assert at_work.size() == size, key
        for button in page.findChildren(QAbstractButton):
            if button.isVisible() and button.window() is at_work and isinstance(button.text(), str) and button.text():
                right = button.mapTo(at_work, QPoint(button.width(), 0)).x()
                assert right <= size.width(), (key, button.text())


def test_every_control_has_a_name(qtbot: QtBot, at_work: Window) -> None:
    nameless = []
    for key in PAGES:
        at_work.open_page(key)
        qtbot.wait(20)
        page = at_work.page(key)
        assert page is not None
        for kind in (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton, QAbstractItemView, QCheckBox):
            for control in page.findChildren(kind):
                if isinstance(control.parent(), QComboBox) or not reachable(control):
                    continue
                if not QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name):
                    nameless.append((key, type(control).__name__, control.objectName()))
    assert nameless == []


def reachable(control: QWidget) -> bool:
    return control.isVisible() and bool(control.focusPolicy() & Qt.FocusPolicy.TabFocus)


def test_the_tab_key_follows_the_eye(qtbot: QtBot, at_work: Window) -> None:
    """On F8's right column: from the printer downwards."""
    from ui.settings import SettingsPage

    at_work.open_page("settings")
    page = at_work.page("settings")
    assert isinstance(page, SettingsPage)
    at_work.activateWindow()
    qtbot.waitUntil(at_work.isActiveWindow)
    page.printer.setFocus()
    seen = []
    for _ in range(7):
        now = QApplication.focusWidget()
        assert now is not None
        seen.append(now.mapTo(page.body, QPoint(0, 0)).y())
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert seen == sorted(seen)


def test_a_concern_is_said_once_and_comes_back_for_the_next_person(qtbot: QtBot, at_work: Window) -> None:
    at_work.status._on_concerns((Problem("results_ready", {"count": 3}),))
    assert "3 kết quả" in at_work.banners.sentences()["results_ready"]
    first = at_work.banners._shown["results_ready"]
    at_work.status._on_concerns((Problem("results_ready", {"count": 3}),))
    assert at_work.banners._shown["results_ready"] is first, "the same again is not made anew"
    first.closed.emit()
    at_work.status._on_concerns((Problem("results_ready", {"count": 3}),))
    assert "results_ready" not in at_work.banners.sentences(), "what was put away stays away"
    at_work.status._on_concerns((Problem("results_ready", {"count": 4}),))
    assert "4 kết quả" in at_work.banners.sentences()["results_ready"]
    at_work.status._on_concerns(())
    assert "results_ready" not in at_work.banners.sentences()
    at_work.status._on_concerns((Problem("results_ready", {"count": 4}),))
    at_work.banners._shown["results_ready"].closed.emit()
    assert at_work.desk.clerk is not None
    at_work.status.show_person(at_work.desk.clerk)
    at_work.status._on_concerns((Problem("results_ready", {"count": 4}),))
    assert "results_ready" in at_work.banners.sentences()
