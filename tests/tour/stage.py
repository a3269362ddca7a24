"""The counter the tour works at: practice data in a folder of its own, a one-stop stand-in that can really go down, and
the window on top of both. Opened and closed as `./dev run` does it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from app.cli.sending import Sending
from app.cli.window import open_training
from app.clock import Clock
from app.domain.catalogue import Catalogue, load
from app.office import Office
from app.settings import assets
from sync import sandbox
from sync.sandbox import Sandbox
from tests.tour.hands import await_, expect, settle
from ui.printing import SAVED
from ui.shell import Window

SCREEN = (1366, 768)


class OneStop:
    """The stand-in behind the counter. Down means down: its port is shut and a call to it fails."""

    def __init__(self, running: Sandbox, db: str) -> None:
        self._running: Sandbox | None = running
        self._db = db
        self._last = running
        self.port = running.port

    def down(self) -> None:
        """The line is cut: returns when the port is free."""
        if self._running is not None:
            self._running.stop()
            self._running = None

    def up(self, *, without: Iterable[str] = ()) -> None:
        """The line is back, on the same port and the same books; `without` are procedures the province lacks."""
        expect(self._running is None, "a stand-in that is down")
        lacking = frozenset(without)
        short = None
        if lacking:
            known = load(assets("catalogue"))
            short = Catalogue(known.version, [one for one in known if one.code not in lacking], known.common)
        self._last = self._running = sandbox.serve(port=self.port, db=self._db, catalogue=short)

    @contextmanager
    def elsewhere(self) -> Iterator[str]:
        """The same books behind another address, for whoever has a line while the counter has none."""
        other = sandbox.serve(port=0, db=self._db)
        try:
            yield f"http://127.0.0.1:{other.port}"
        finally:
            other.stop()

    def codes(self) -> list[str]:
        """The dossiers in the province's own books."""
        return self._last.books.codes()

    def faults_of(self, code: str) -> str:
        """What is wrong with a dossier there: never came, came twice, a progress line twice; "" when nothing is."""
        books = self._last.books
        if (made := books.creations(code)) != 1:
            return f"{code} came to be {made} times"
        if repeated := books.repeated_lines(code):
            return f"{code} has lines more than once: {repeated}"
        return ""

    def name_of(self, code: str) -> str:
        """The applicant's name in the province's record, "" without one."""
        record = self._last.books.record(code) or {}
        return str(record.get("ChuHoSo", ""))


class Stage:
    """The place, with the window open. Call `ready` before anything else is asked of it."""

    def __init__(self, app: QApplication, data: Path, size: tuple[int, int] = SCREEN) -> None:
        """Shows the window over the counter in `data`, which is made on first use, with practice dossiers."""
        os.environ.setdefault("QUAY_TRAINING_SECRET", "tap-huan")
        self._app, self._data, self._size = app, data, size
        self._running: Sandbox | None = None
        self._one_stop: OneStop | None = None
        self.window = Window(self._open, _sending, memory(data), training=True)

    def _open(self) -> Office:
        office, self._running = open_training(self._data, Clock())
        return office

    def ready(self) -> None:
        """Returns when somebody could log in. Missed says what the card says instead."""
        show(self._app, self.window, self._size)
        login = self.window.login
        await_(lambda: login.people or login.again.isVisible(), "the people on the log-in card", 60.0)
        expect(login.people, f"an open counter; the log-in card says: {login.words()}")

    @property
    def office(self) -> Office:
        return self.window.desk.office

    @property
    def one_stop(self) -> OneStop:
        if self._one_stop is None:
            assert self._running is not None
            db = f"sqlite:///{(self._data / 'one-stop.sqlite').as_posix()}"
            self._one_stop = OneStop(self._running, db)
        return self._one_stop

    def close(self) -> None:
        """As a person closes the window: everything that runs is joined."""
        self.window.close()
        self.window.deleteLater()
        if self._running is not None:
            self.one_stop.down()
        settle()


def _sending(office: Office) -> Sending:
    return Sending(office, office.store.clock)


def memory(data: Path) -> QSettings:
    """The window's own memory, as of a counter that keeps its papers as files; silent, in daylight."""
    settings = QSettings(str(data.parent / "window.ini"), QSettings.Format.IniFormat)
    for key, value in (("window/sound", "false"), ("window/theme", "light"), ("printer/name", SAVED)):
        if settings.value(key) is None:
            settings.setValue(key, value)
    return settings


def show(app: QApplication, window: Window, size: tuple[int, int]) -> None:
    """Brings the window up in a size, with the keyboard."""
    window.resize(*size)
    window.show()
    window.activateWindow()
    await_(lambda: app.focusWindow() is not None, "the keyboard in the window")
    QCursor.setPos(window.mapToGlobal(QPoint(window.width() - 1, window.height() // 2)))  # the mouse lies beside
