"""A real application with the product's own theme, and a real counter: set up once, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import Clock
from app.office import Office, open_office, set_up
from app.people import Clerk
from app.settings import assets
from ui.page import Desk
from ui.printing import SAVED, Printing
from ui.shell import Window
from ui.tasks import Tasks
from ui.theme import Theme

PIN = "2468"


def put_away(window: Window) -> None:
    """Closes a window and deletes it, so that the next test does not dress it again with every change of theme."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Line:
    """The courier's handle, noting what the window asked of it."""

    def __init__(self) -> None:
        self.on_report: Callable[[object], None] | None = None
        self.on_looked: Callable[[object], None] | None = None
        self.last: object | None = None
        self.asked: list[str] = []
        self.verdict: object = None

    def nudge(self) -> None:
        self.asked.append("nudge")

    def send_now(self) -> None:
        self.asked.append("send_now")

    def pause(self, paused: bool) -> None:
        self.asked.append(f"pause {paused}")

    def meter(self, on: bool) -> None:
        self.asked.append(f"meter {on}")

    def prove(self, day: date, by: str) -> None:
        self.asked.append(f"prove {day} {by}")

    def test(self) -> object:
        self.asked.append("test")
        return self.verdict

    def stop(self) -> None:
        self.asked.append("stop")


@pytest.fixture(scope="session")
def themed(qapp: QApplication) -> Theme:
    """The application dressed as the product dresses it."""
    return Theme(qapp, "light")


@pytest.fixture
def light(themed: Theme) -> Iterator[Theme]:
    themed.choose("light")
    yield themed
    themed.choose("light")


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    worker = Tasks("desk-test")
    yield worker
    worker.close()


@pytest.fixture
def memory(tmp_path: Path) -> QSettings:
    """The window's own memory: silent, and keeping papers as files."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("window/sound", "false")
    settings.setValue("window/theme", "light")
    settings.setValue("printer/name", SAVED)
    return settings


@pytest.fixture
def bare_desk(light: Theme, tasks: Tasks, memory: QSettings) -> Desk:
    """A desk without an office behind it: for parts that ask nothing of it."""
    return Desk(tasks, memory)


@pytest.fixture(scope="session")
def counter_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A counter as the technician leaves it: the training profile but for its practice tariff, everybody with the same
    PIN."""
    data = tmp_path_factory.mktemp("counter") / "data"
    profile = data.parent / "profile.toml"
    given = assets("training", "profile.toml").read_text("utf-8")
    profile.write_text(given.replace("example = true", "example = false"), "utf-8")
    office, _ = set_up(profile, data, PIN, Clock())
    office.close()
    return data


@pytest.fixture
def open_counter(counter_folder: Path, tmp_path: Path) -> Callable[[], Office]:
    """Opens this test's own copy of the counter."""
    data = tmp_path / "data"
    shutil.copytree(counter_folder, data)
    return lambda: open_office(data, Clock())


@pytest.fixture
def office(open_counter: Callable[[], Office]) -> Iterator[Office]:
    opened = open_counter()
    yield opened
    opened.close()


@pytest.fixture
def clerk(office: Office) -> Clerk:
    return office.people.named(office.profile.people.clerks[0])


@pytest.fixture
def manager(office: Office) -> Clerk:
    return office.people.named(office.profile.people.manager)


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def desk(bare_desk: Desk, office: Office, clerk: Clerk, memory: QSettings, line: Line) -> Iterator[Desk]:
    """A desk with a real office behind it and a clerk at it: all that a page needs."""
    printing = Printing(office.data / "papers", memory)
    bare_desk.furnish(office, line, printing)
    bare_desk.clerk = clerk
    yield bare_desk
    printing.close()
    bare_desk.close()


@pytest.fixture
def window(
    qtbot: QtBot, light: Theme, open_counter: Callable[[], Office], memory: QSettings, line: Line
) -> Iterator[Window]:
    """The whole window, shown, with the people to choose from; nobody is logged in. Opens on F8."""
    shown = Window(open_counter, lambda _office: line, memory, start_page="settings")
    shown.resize(1366, 768)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    qtbot.waitUntil(lambda: shown.desk.is_open and bool(shown.login.people), timeout=20_000)
    yield shown
    put_away(shown)


@pytest.fixture
def at_work(qtbot: QtBot, window: Window) -> Window:
    """The window with the first clerk logged in."""
    window.login.pin.setText(PIN)
    window.login.enter.click()
    qtbot.waitUntil(lambda: window.desk.clerk is not None, timeout=20_000)
    return window
