"""The one window: strip of pages, the page in front, status bar, banners, toast, lock; and where a scan goes.

First paint needs Qt and this package's light parts only. The office (database, catalogue, forms) opens on the desk
thread after it; pages are made when they are first opened.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from ui.login import Idle, LoginPage
from ui.names import PAGES
from ui.page import Desk, Page, SyncControl
from ui.tasks import Tasks
from ui.theme import FUSION, Scheme, Tone, load_other_faces, theme
from ui.translation import Language, Translation

if TYPE_CHECKING:
    from app.office import Office
    from app.people import Clerk
    from ui.scan import Scan
    from ui.second_screen import SecondScreen, Where
    from ui.serial_scanner import SerialScanner
    from ui.widgets.overlay import KeySheet

__all__ = ["PAGES", "LoginPage", "Window", "can_open", "open_window", "settle_memory"]

SETTLED_MS = 10_000
"""After the start: the first page is made, the courier runs, and a pause of 50 ms is not felt."""

PLUG_IN_MS = 400
"""After somebody came in: the first page takes keys, and the first scan is not there yet."""

LOOK_FOR_GARBAGE = (700, 10, 10)


class Window(QWidget):
    """Holds the parts together; each of them knows only the desk."""

    def __init__(
        self,
        open_office: Callable[[], Office],
        make_sync: Callable[[Office], SyncControl | None],
        memory: QSettings,
        *,
        training: bool = False,
        start_page: str = "receive",
    ) -> None:
        super().__init__()
        app = cast("QApplication", QApplication.instance())
        self._open_office, self._make_sync, self._start = open_office, make_sync, start_page
        self.theme = theme()
        self.theme.choose(cast("Scheme", str(memory.value("window/theme", "system"))))
        self.translation = Translation(app, cast("Language", str(memory.value("window/language", "vi"))), self)
        self._tasks = Tasks("desk", self)
        self.desk = Desk(self._tasks, memory, training=training)
        self._pages: dict[str, Page] = {}
        self.sheet: KeySheet | None = None
        self.serial: SerialScanner | None = None
        self.second: SecondScreen | None = None
        self._plugged = False
        self._painted = self._furnished = False
        self.login = LoginPage(self.desk)
        self._front = QStackedLayout(self)
        self._front.addWidget(self.login)
        self.setMinimumSize(QSize(640, 360))
        self.setWindowTitle(self.tr("Quầy Một Cửa"))

    def _furnish(self) -> None:
        """All that the first paint did not need."""
        from ui.frame import Frame
        from ui.scan import Scanner
        from ui.widgets.focus import FocusRing

        app = cast("QApplication", QApplication.instance())
        load_other_faces()
        self._ring = FocusRing(app, self)
        self.scanner = Scanner(app, self)
        self.scanner.scanned.connect(self._on_scan)
        self.idle = Idle(self, self.windowHandle())
        self.idle.timed_out.connect(self.lock)
        self._frame = frame = Frame(self.desk)
        self.strip, self.banners, self.stack = frame.strip, frame.banners, frame.stack
        self.status, self.toast = frame.status, frame.toast
        self._front.addWidget(frame)
        self._connect()
        self._furnished = True
        self._on_preferred("")
        self.retranslate()

    def _connect(self) -> None:
        desk = self.desk
        self.login.entered.connect(self._on_entered)
        self.login.retried.connect(self._begin)
        self.strip.chosen.connect(self.open_page)
        self.status.person.clicked.connect(self._show_menu)
        desk.toasted.connect(self.toast.say)
        desk.bannered.connect(self._on_bannered)
        desk.banner_cleared.connect(self.banners.clear)
        desk.wanted.connect(self.open_page)
        desk.preferred.connect(self._on_preferred)
        for key, place in PAGES.items():
            self._on_key(place.shortcut, partial(self.open_page, key))
        self._on_key("F12", lambda: self._act(lambda page: page.primary()))
        self._on_key("Shift+F12", lambda: self._act(lambda page: page.secondary()))
        self._on_key("Ctrl+F", lambda: self._act(lambda page: page.focus_search()))
        self._on_key("Ctrl+P", lambda: self._act(lambda page: page.print_again()))
        self._on_key("F9", lambda: self._act(lambda page: page.paper_there()))
        self._on_key("Shift+F9", lambda: self._act(lambda page: page.other_ways()))
        self._on_key("Ctrl+L", self.lock)

    def _on_key(self, keys: str, do: Callable[[], None]) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(do)

    # --- opening

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        if not self._furnished:
            self._furnish()
        self._tasks.run(self._open, self._on_office, self.login.office_failed, self)

    def _open(self) -> tuple[Office, SyncControl | None]:
        office = self._open_office()
        return office, self._make_sync(office)

    def _on_office(self, opened: tuple[Office, SyncControl | None]) -> None:
        from app.paper import ROLL, SHORT_ROLL
        from app.settings import PaperSize
        from ui.printing import Printing

        office, sync = opened
        profile = office.profile.printer
        self.desk.furnish(
            office,
            sync,
            Printing(
                office.data / "papers",
                self.desk.settings,
                str(profile.paper),
                profile.name or (profile.roll if profile.paper is PaperSize.K80 else ""),
                profile.roll,
                SHORT_ROLL if profile.roll_short else ROLL,
            ),
        )
        self.status.begin()
        self.login.office_opened()
        # Behind the people's names in the desk's line: the first page is made while the PIN is typed and checked.
        self._tasks.run(lambda: None, lambda _: self._made(self._start), self.desk.failed, self)

    def _on_preferred(self, key: str) -> None:
        from ui import choices

        choices.apply(self, key)

    # --- people

    def _on_entered(self, clerk: Clerk) -> None:
        self.desk.clerk = clerk
        self.status.show_person(clerk)
        self._front.setCurrentWidget(self._frame)
        page = self.stack.currentWidget()
        if isinstance(page, Page):
            self.desk.changed("people")
            page.opened()
        else:
            self.open_page(self._start)
        if not self._plugged:
            self._plugged = True
            QTimer.singleShot(PLUG_IN_MS, self, self.plug_in)

    def plug_in(self) -> None:
        """The scanner's serial port and the citizen's screen, as F8 and the profile have them. Neither is loaded where
        there is none, and never before the first page takes keys."""
        desk = self.desk
        if not desk.is_open:
            return
        named = desk.serial_port()
        if named.port and self.serial is None:
            from ui.serial_scanner import SerialScanner

            self.serial = SerialScanner(self)
            self.serial.scanned.connect(self.scanner.take)
            self.serial.state_changed.connect(desk.show_scanner_line)
        if self.serial is not None:
            self.serial.listen(named.port, named.baud)
        where = cast("Where", str(desk.settings.value("citizen/screen", "off")))
        if where != "off" and self.second is None:
            from ui.second_screen import SecondScreen

            self.second = SecondScreen(desk.office.profile.unit.name)
            self.second.rated.connect(desk.citizen_rated)
            desk.citizen_told.connect(self.second.tell)
            app = cast("QApplication", QApplication.instance())
            app.screenAdded.connect(self.plug_in)
            app.screenRemoved.connect(self.plug_in)
        if self.second is not None:
            desk.citizen_watches = self.second.place(where, self.screen())

    def lock(self) -> None:
        """Behind the card at once; what is half done stays as it is."""
        self._leave(self.login.lock)

    def change_over(self) -> None:
        self._leave(self.login.change_over)

    def _leave(self, show: Callable[[], None]) -> None:
        if self.desk.clerk is not None:
            self.desk.tell_citizen(None)
            self.desk.clerk = None
            self._front.setCurrentWidget(self.login)
            show()

    # --- pages

    def open_page(self, key: str, payload: object = None) -> None:
        """Brings a page to the front, making it the first time."""
        if self.desk.clerk is None:
            return
        QGuiApplication.inputMethod().commit()
        page = self._made(key)
        if page is not self.stack.currentWidget():
            self.desk.tell_citizen(None)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.strip.show_current(key)
        page.opened()
        if payload is not None:
            page.receive_payload(payload)

    def _made(self, key: str) -> Page:
        page = self._pages.get(key)
        if page is None:
            place = PAGES[key]
            page = self._pages[key] = getattr(import_module(place.module), place.name)(self.desk)
            page.retranslate()
        return page

    def page(self, key: str) -> Page | None:
        """The page, if it was opened already."""
        return self._pages.get(key)

    def _act(self, do: Callable[[Page], None]) -> None:
        page = self.stack.currentWidget()
        if self.desk.clerk is not None and isinstance(page, Page):
            QGuiApplication.inputMethod().commit()
            do(page)

    def _on_bannered(self, key: str, level: str, sentence: str, action: object) -> None:
        self.banners.put(key, cast("Tone", level), sentence, cast("tuple[str, Callable[[], None]] | None", action))

    # --- scans

    def _on_scan(self, scan: Scan) -> None:
        from ui import routes

        if self.desk.clerk is None:
            return
        self.idle.touch()
        if self.sheet is not None and self.sheet.isVisible():
            self.sheet.close_sheet()
        page = self.stack.currentWidget()
        routes.send(self.desk, page if isinstance(page, Page) else None, scan)

    # --- keys, menu, language

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "?" and self.desk.clerk is not None:
            self.show_keys()
        elif event.key() == Qt.Key.Key_Escape:
            self._act(lambda page: page.step_back())
        else:
            super().keyPressEvent(event)

    def show_keys(self) -> None:
        from ui import menu

        self.sheet = self.sheet or menu.key_sheet(self)
        page = self.stack.currentWidget()
        here = page.keys() if isinstance(page, Page) else ()
        menu.fill_keys(self.sheet, [(place.shortcut, key) for key, place in PAGES.items()], here)
        self.sheet.open()

    def _show_menu(self) -> None:
        from ui import menu

        menu.show(self, self.status.person)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Quầy Một Cửa"))
        if self._furnished:
            self._frame.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    # --- closing

    def closeEvent(self, event: QCloseEvent) -> None:
        """What runs is let end; what was committed is on the disk already."""
        self.hide()
        if self.serial is not None:
            self.serial.close()
        if self.second is not None:
            self.second.close()
            self.second.deleteLater()
            self.second = None
        if self.desk.is_open:
            if self.desk.sync is not None:
                self.desk.sync.stop()
            self.desk.printing.close()
        self.desk.close()
        self._tasks.close()
        if self.desk.is_open:
            self.desk.office.close()
        super().closeEvent(event)


def open_window(
    open_office: Callable[[], Office],
    make_sync: Callable[[Office], SyncControl | None],
    *,
    data: Path,
    training: bool = False,
    start_page: str = "receive",
) -> int:
    """Shows the window until it is closed; returns the exit status. `data` holds the window's own memory."""
    app = QApplication.instance()
    if app is None:
        app = QApplication([sys.argv[0], "-style", "fusion"])
        app.setProperty(FUSION, True)
    memory = QSettings(str(data / "window.ini"), QSettings.Format.IniFormat)
    window = Window(open_office, make_sync, memory, training=training, start_page=start_page)
    window.resize(1366, 768)
    window.showMaximized()
    QTimer.singleShot(SETTLED_MS, app, settle_memory)
    return app.exec()


def settle_memory() -> None:
    """From now on garbage is looked for as often as Python's authors meant, and only among what came after the start.

    The start sets this aside (`app.cli.window.COLLECT_EVERY`); left so, what a dossier leaves behind waits for 300
    more. What is here now stays until the end and is not walked over again: a full search takes 1 ms instead of 50.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*LOOK_FOR_GARBAGE)


def can_open() -> bool:
    """Whether everything the window needs loads: asked of a bundle that may have lost a plugin on the way."""
    from ui import selfcheck

    return selfcheck.complete()
