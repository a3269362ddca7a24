"""What stands between the shell and a page: the `Desk` (all a page may use) and the `Page` (all the shell asks of one).

A page never sees the window, a thread or the network. It asks the desk to run work, and the desk brings the result
home; what cannot be done becomes a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSettings, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.tasks import Tasks
from ui.theme import BETWEEN, GROUP, INSIDE, Tone
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from datetime import date

    from app.errors import Problem
    from app.office import Office
    from app.people import Clerk
    from app.settings import ScannerTable
    from ui.citizen import View
    from ui.copies import Copies
    from ui.printing import Outcome, Printing
    from ui.scan import Scan
    from ui.serial_scanner import State as LineState
    from ui.van import Van

T = TypeVar("T")

CHANGES = frozenset({"dossiers", "queue", "papers", "people", "language", "theme", "catalogue"})


class SyncControl(Protocol):
    """The courier's handle, as far as the window needs it. All but `test` and `stop` return at once.

    A report has `stopped` (a reason code, "" when the round ran to its end), `detail`, `needs_person`, `delivered`.
    """

    on_report: Callable[[object], None] | None
    """Called in the courier's own thread after each round."""
    on_looked: Callable[[object], None] | None
    """Called, in any thread, when a proof that was asked for is done or could not be."""
    last: object | None
    """The report of the last round; None before the first."""

    def nudge(self) -> None:
        """Something was committed."""

    def send_now(self) -> None:
        """Somebody wants it sent: every wait ends."""

    def pause(self, paused: bool) -> None:
        """Try nothing until told otherwise."""

    def meter(self, on: bool) -> None:
        """A line that costs money: events go, scans wait. Remembered by the counter; writes the database."""

    def prove(self, day: date, by: str) -> None:
        """Looks at all that was delivered on a day, in the name of `by`; `on_looked` hears what it came to."""

    def test(self) -> object:
        """Asks the one-stop system whether it knows us; a verdict, with a reason `code` when it does not. Waits for the
        network: never on `desk`."""

    def stop(self) -> None:
        """Ends the call under way and joins the thread."""


class Reply(NamedTuple):
    """Who hears what became of a copy, while `owner` lives."""

    then: Callable[[Outcome], None] | None
    failed: Callable[[Exception], None] | None
    owner: QObject

    def ended(self, outcome: Outcome) -> None:
        if self.then is not None and shiboken6.isValid(self.owner):
            self.then(outcome)


class FreshPaper(NamedTuple):
    """`codes` a scan of the paper may read. `just_printed`: any other code is worth a word."""

    codes: frozenset[str]
    just_printed: bool


class Remitting(NamedTuple):
    """What F4 hands F6: an agency whose money goes along with a manifest (its number)."""

    agency: str
    manifest: str


class Desk(QObject):
    """What a page may use. It only asks: the shell answers by listening to the signals."""

    toasted = Signal(str)
    bannered = Signal(str, str, str, object)
    """key, level, sentence, (words, callable) or None."""
    banner_cleared = Signal(str)
    wanted = Signal(str, object)
    """page key, payload."""
    broadcast = Signal(object)
    """frozenset of what changed."""
    preferred = Signal(str)
    """key in `settings` that a person has just set."""
    sync_reported = Signal(object)
    scanner_line_changed = Signal()
    """`scanner_line` is another."""
    citizen_told = Signal(object)
    """A `ui.citizen.View` for the screen that faces the citizen; None clears it."""
    citizen_rated = Signal(int)
    """1–5, pressed on that screen."""
    looked = Signal(object)
    """What a proof came to (counts, `stopped`)."""

    def __init__(self, tasks: Tasks, settings: QSettings, *, training: bool = False) -> None:
        super().__init__()
        self.settings = settings
        """The window's own memory (widths, language, theme, printer): DATA/window.ini. Never personal data."""
        self.training = training
        self.clerk: Clerk | None = None
        self._tasks = tasks
        self._office: Office | None = None
        self._sync: SyncControl | None = None
        self._printing: Printing | None = None
        self._line: Tasks | None = None
        self._van: Van | None = None
        self.scanner_line: LineState = "off"
        """How the scanner's serial port is."""
        self.citizen_watches = False
        """Whether a screen faces the citizen now: nobody else needs to be told anything."""
        self._copies: Copies | None = None
        self.report: object | None = None
        """The courier's last report; None before the first round."""
        self.sync_reported.connect(self._on_reported)

    def furnish(self, office: Office, sync: SyncControl | None, printing: Printing) -> None:
        """Called once, when the office is open; no page exists before."""
        self._office, self._sync, self._printing = office, sync, printing
        if sync is not None:
            sync.on_report = self.sync_reported.emit
            sync.on_looked = self.looked.emit
            self.report = sync.last
        if str(self.settings.value("van/watch", "false")) == "true":
            self.van.resume()

    def close(self) -> None:
        """Joins what the desk started itself."""
        if self._copies is not None:
            self._copies.close()
        if self._line is not None:
            self._line.close()

    def _on_reported(self, report: object) -> None:
        self.report = report
        self.broadcast.emit(frozenset({"queue"}))

    @property
    def is_open(self) -> bool:
        return self._office is not None

    @property
    def office(self) -> Office:
        if self._office is None:
            raise RuntimeError("the office is not open yet")
        return self._office

    @property
    def printing(self) -> Printing:
        if self._printing is None:
            raise RuntimeError("the office is not open yet")
        return self._printing

    @property
    def sync(self) -> SyncControl | None:
        """None where the profile has no server."""
        return self._sync

    def test_connection(self, then: Callable[[Problem | None], None], *, owner: QObject) -> None:
        """Asks the one-stop system, on a worker of its own; `then(None)` when it answered and knows us."""
        sync = self._sync
        if sync is None:
            raise RuntimeError("there is no server to ask")

        def ask() -> Problem | None:
            from app.errors import Problem

            verdict = sync.test()
            code = str(getattr(verdict, "code", "") or getattr(verdict, "stopped", ""))
            return Problem(code, {"text": str(getattr(verdict, "text", ""))}) if code else None

        self.run_aside(ask, then, owner=owner)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[Exception], None] | None = None,
        *,
        owner: QObject,
    ) -> None:
        """Does `work` on the desk thread, then `then(result)` here; dropped when `owner` is gone.

        Without `failed`, an error becomes a banner. A page that handles `Rejected` itself hands the rest back with
        `desk.failed(error)`.
        """
        self._tasks.run(work, then, failed or self.failed, owner)

    def failed(self, error: Exception) -> None:
        """Says what happened, what is safe and what to do; a bug also reaches the log, without anyone's data."""
        from ui import notices

        level, sentence = notices.tell(error)
        self.banner(level, sentence, key="failed")

    def print_paper(
        self,
        code: str,
        form: str,
        *,
        reason: str = "",
        printer: str = "",
        then: Callable[[Outcome], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        owner: QObject,
    ) -> None:
        """Commits a numbered copy, then prints it (or keeps it as a file), says what became of it, then `then`.

        `printer`: not the chosen one. `failed`: no copy was numbered at all; without it the error becomes a banner.
        """
        self.copies.print_new(code, form, reason, printer, Reply(then, failed, owner))

    @property
    def copies(self) -> Copies:
        """What becomes of the copies that were printed."""
        if self._copies is None:
            from ui.copies import Copies

            self._copies = Copies(self)
        return self._copies

    def run_aside(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[Exception], None] | None = None,
        *,
        owner: QObject,
    ) -> None:
        """As `run`, on a worker of its own: for what waits for a network or a stick."""
        if self._line is None:
            self._line = Tasks("line", self)
        self._line.run(work, then, failed or self.failed, owner)

    @property
    def van(self) -> Van:
        """The exchange by stick or shared folder."""
        if self._van is None:
            from ui.van import Van

            self._van = Van(self)
        return self._van

    def serial_port(self) -> ScannerTable:
        """Where the scanner hangs: what F8 says, else the profile."""
        from app.settings import ScannerTable

        named = self._office.profile.scanner if self._office is not None else ScannerTable()
        port = str(self.settings.value("scanner/port", named.port))
        return ScannerTable(port=port, baud=int(str(self.settings.value("scanner/baud", named.baud))))

    def show_scanner_line(self, state: LineState) -> None:
        self.scanner_line = state
        self.scanner_line_changed.emit()

    def tell_citizen(self, view: View | None) -> None:
        """What the citizen may see of this now; None when the clerk leaves it."""
        if self.citizen_watches:
            self.citizen_told.emit(view)

    def toast(self, words: str) -> None:
        """What went well: three seconds."""
        self.toasted.emit(words)

    def banner(
        self, level: Tone, sentence: str, action: tuple[str, Callable[[], None]] | None = None, *, key: str = "page"
    ) -> None:
        """What needs a person: stays until put away or cleared. `action` is (words, what to do)."""
        self.bannered.emit(key, level, sentence, action)

    def clear_banner(self, key: str = "page") -> None:
        self.banner_cleared.emit(key)

    def go(self, page: str, payload: object = None) -> None:
        """Opens a page by its key, handing it `payload`."""
        self.wanted.emit(page, payload)

    def prefer(self, key: str, value: object) -> None:
        """Remembers a choice about the window ("window/theme", "lock/minutes"…) and puts it into force."""
        self.settings.setValue(key, value)
        self.preferred.emit(key)

    def changed(self, *what: str) -> None:
        """Tells every page what is no longer as it was; each decides for itself."""
        unknown = set(what) - CHANGES
        if unknown:
            raise ValueError(f"not a kind of change: {sorted(unknown)}")
        if self._sync is not None and "dossiers" in what:
            self._sync.nudge()
        self.broadcast.emit(frozenset(what))


class Page(QWidget):
    """One F-key's page. Put parts into `content`; the primary action goes into `foot` with `add_action`.

    `scrolls = False` is for a page whose own table scrolls. Text is set in `retranslate`, which is called once after
    the page was made and again whenever the language changes.
    """

    key: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    scrolls: ClassVar[bool] = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("ring", False)
        self.heading = Label(role="title")
        self.head = QHBoxLayout()
        """Beside the title: chips, a search box, a small action."""
        self.head.setSpacing(INSIDE)
        self.head.addWidget(self.heading)
        self.head.addSpacing(INSIDE)
        self.head.addStretch(1)
        self.body = QWidget()
        self.body.setProperty("role", "body")
        self.content = QVBoxLayout(self.body)
        self.content.setContentsMargins(GROUP, 12, GROUP, 16)
        self.content.setSpacing(BETWEEN)
        self.content.addLayout(self.head)
        self._foot = QFrame()
        self._foot.setProperty("role", "foot")
        self.foot = QHBoxLayout(self._foot)
        """Left: what stands apart; then a stretch; right: secondary, then the primary."""
        self.foot.setContentsMargins(GROUP, 8, GROUP, 8)
        self.foot.setSpacing(BETWEEN)
        self.foot.addStretch(1)
        self._foot.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        if self.scrolls:
            self.area = QScrollArea()
            self.area.setViewport(QWidget())  # as on the log-in card
            self.area.setWidgetResizable(True)
            self.area.setFrameShape(QFrame.Shape.NoFrame)
            self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.area.setWidget(self.body)
            box.addWidget(self.area, 1)
        else:
            box.addWidget(self.body, 1)
        box.addWidget(self._foot)
        desk.broadcast.connect(self.on_changed)

    # --- for a page's own making

    def add_action(self, button: Button, *, apart: bool = False) -> Button:
        """Puts a button into the foot: from the right, or `apart` on the left (a dangerous one)."""
        if apart:
            self.foot.insertWidget(0, button)
        else:
            self.foot.addWidget(button)
        self._foot.show()
        return button

    # --- what the shell asks of a page

    def title(self) -> str:
        """The page's name, also on the strip of pages."""
        raise NotImplementedError

    def opened(self) -> None:
        """The page came to the front."""

    def take_scan(self, scan: Scan) -> bool:
        """A scan while this page is in front. True when it was meant for this page; else the shell finds its place."""
        return False

    def fresh_paper(self) -> FreshPaper | None:
        """The paper in front whose bars nobody has read yet: a scan of them proves that it came out."""
        return None

    def receive_payload(self, payload: object) -> None:
        """What another page or a scan sent along with `desk.go`."""

    def on_changed(self, what: frozenset[str]) -> None:
        """Something is no longer as it was."""

    def retranslate(self) -> None:
        """Sets every text of the page."""
        self.heading.setText(self.title())

    def primary(self) -> None:
        """F12."""

    def secondary(self) -> None:
        """Shift+F12."""

    def keys(self) -> Sequence[tuple[str, str]]:
        """(key, what it does here), for the sheet of keys. What a page does not name is as everywhere."""
        return ()

    def focus_search(self) -> None:
        """Ctrl+F: the cursor goes where one looks for something."""

    def print_again(self) -> None:
        """Ctrl+P."""

    def paper_there(self) -> None:
        """F9: the paper that was printed is there."""

    def other_ways(self) -> None:
        """Shift+F9: it is not, or another way is wanted."""

    def step_back(self) -> None:
        """Esc, when nothing above the page wanted it."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
