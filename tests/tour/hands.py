"""What a clerk has at the counter: hands on the keyboard, a scanner, and eyes.

Keys enter where the system hands them in, so input method, shortcuts and scanner see what they see at a counter. No
slot of the window is ever called. Eyes read what is painted and not scrolled away.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from ui.scan import GAP_MS
from ui.shell import Window

T = TypeVar("T")

PACE_S = (GAP_MS + 3) / 1000
"""Between two keys: as fast as a hand can be without being taken for a scanner."""
SCAN_MS = 4
PATIENCE_S = 10.0
TABS = 90
"""Tab stops tried before a control counts as out of reach."""

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Missed(AssertionError):
    """What a person would have seen did not come, or was not so. The text says what was expected and what was there."""


def expect(truth: object, what: str) -> None:
    """Raises Missed with `what` when it is not so."""
    if not truth:
        raise Missed(what)


def await_(ready: Callable[[], T | None], what: str, patience: float = PATIENCE_S) -> T:
    """Lets the window work until `ready()` gives something true, and returns it. Looked at again after every event, and
    20 times a second for what makes no event. Missed names `what` was awaited."""
    beat, loop = QTimer(), QEventLoop()
    beat.setInterval(50)
    beat.start()
    until = time.monotonic() + patience
    while not (found := ready()):
        if time.monotonic() > until:
            raise Missed(f"waited {patience:.0f} s in vain for: {what}")
        loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return found


def settle(seconds: float = 0.0) -> None:
    """Lets everything that is due happen: layouts, repaints, deletions; and what happens in so many seconds."""
    until = time.monotonic() + seconds
    await_(lambda: time.monotonic() >= until, "time", seconds + PATIENCE_S)
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


class Hands:
    """On the keyboard of the window in front."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._last = 0.0
        self._scanned_ms = 1

    @property
    def focus(self) -> QWidget | None:
        return QApplication.focusWidget()

    def press(self, key: Qt.Key, with_: Qt.KeyboardModifier = NONE, letter: str = "") -> None:
        """One key, at a hand's pace."""
        rest = self._last + PACE_S - time.monotonic()
        if rest > 0:
            QTest.qWait(round(rest * 1000) + 1)
        text = letter or _TEXTS.get(key, "")
        target = self._target()
        QTest.sendKeyEvent(QTest.KeyAction.Click, target, key, text, with_)
        self._last = time.monotonic()

    def type(self, text: str) -> None:
        """Letters a plain keyboard has."""
        for letter in text:
            if letter in "\n\t":
                self.press(Key.Key_Return if letter == "\n" else Key.Key_Tab)
                continue
            expect(letter.isascii() and letter.isprintable(), f"a key for {letter!r}")
            shifted = letter.isupper() or letter in _SHIFTED
            self.press(Qt.Key(ord(letter.upper())), SHIFT if shifted else NONE, letter)

    def write(self, text: str) -> None:
        """Vietnamese as an input method gives it: each syllable grows underlined, then is committed whole."""
        for number, syllable in enumerate(text.split(" ")):
            bare = "".join(part for part in unicodedata.normalize("NFD", syllable) if not unicodedata.combining(part))
            for length in range(1, len(bare) + 1):
                self._compose(bare[:length], "")
            self._compose(syllable, "")
            self._compose("", syllable)
            if number < len(text.split(" ")) - 1:
                self.press(Key.Key_Space)

    def scan(self, text: str) -> None:
        """A scanner in keyboard-wedge mode: keys 4 ms apart and Enter, whatever has the focus."""
        settle(0.1)  # nobody scans while the last letter still falls
        handle = self._window.windowHandle()
        self._scanned_ms += 1_000_000
        for letter in (*text, "\r"):
            self._scanned_ms += SCAN_MS
            key = Key.Key_Return.value if letter == "\r" else ord(letter.upper()) if letter.isascii() else 0
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, SHIFT if letter.isupper() else NONE, letter)
                event.setTimestamp(self._scanned_ms)
                QCoreApplication.sendEvent(handle, event)
        settle()

    def tab_to(self, *wanted: QWidget, back: bool = False) -> QWidget:
        """Tab until the cursor is in one of them, which is returned: what the keyboard cannot reach does not exist for
        a clerk in a hurry."""
        for _ in range(TABS):
            here = self.focus
            if here is not None and here in (*wanted, *(one.focusProxy() for one in wanted)):
                return here
            self.press(Key.Key_Backtab if back else Key.Key_Tab, SHIFT if back else NONE)
        raise Missed(f"Tab does not reach {type(wanted[0]).__name__} {wanted[0].accessibleName()!r}")

    def click(self, wanted: QWidget) -> None:
        """The mouse, in the middle of what is clicked."""
        expect(wanted.isVisible() and wanted.isEnabled(), f"{wanted.accessibleName() or wanted} can be clicked")
        QTest.mouseClick(wanted, Qt.MouseButton.LeftButton, NONE, QPoint(wanted.width() // 2, wanted.height() // 2))

    def _compose(self, growing: str, done: str) -> None:
        rest = self._last + PACE_S - time.monotonic()
        if rest > 0:
            QTest.qWait(round(rest * 1000) + 1)
        target = QGuiApplication.focusObject()
        expect(target is not None, "a field that takes text")
        event = QInputMethodEvent(growing, [])
        if done:
            event.setCommitString(done)
        QCoreApplication.sendEvent(target, event)
        self._last = time.monotonic()

    def _target(self) -> QWindow:
        if QGuiApplication.focusWindow() is None:  # somebody clicked elsewhere, or another program came up
            self._window.activateWindow()
            await_(QGuiApplication.focusWindow, "the keyboard in the window again")
        popup = QApplication.activePopupWidget()
        handle = (popup or self._window).windowHandle()
        if handle is None:
            raise Missed("the window is on no screen")
        return handle


_PLAIN_SPACES = {0x00A0: " ", 0x202F: " "}
_TEXTS = {Key.Key_Space: " ", Key.Key_Return: "\r", Key.Key_Tab: "\t", Key.Key_Escape: "\x1b", Key.Key_Delete: "\x7f"}
_SHIFTED = '!@#$%^&*()_+{}:"|<>?~'


class Eyes:
    """On one window. What they see is text that is painted now: not hidden, not scrolled away."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def texts(self, within: QWidget | None = None) -> Iterator[str]:
        """Every text in view, as widgets paint it or tell a screen reader."""
        top = within or self._window
        for part in (top, *top.findChildren(QWidget)):
            if not part.isVisible() or part.visibleRegion().isEmpty():
                continue
            for name in ("text", "currentText", "toPlainText"):
                words = getattr(part, name, None)
                said = words() if callable(words) else None
                if isinstance(said, str) and said:
                    yield said
            if part.accessibleName():
                yield part.accessibleName()
            if isinstance(part, QAbstractItemView):
                yield from _cells(part)

    def sees(self, words: str, within: QWidget | None = None) -> bool:
        return any(words in text.translate(_PLAIN_SPACES) for text in self.texts(within))

    def look_for(self, *wanted: str, within: QWidget | None = None, patience: float = PATIENCE_S) -> None:
        """Waits until all of it is in view."""
        for words in wanted:
            try:
                await_(lambda words=words: self.sees(words, within), f"{words!r} in view", patience)  # type: ignore[misc]
            except Missed as missed:
                there = " | ".join(dict.fromkeys(self.texts(within)))
                raise Missed(f"{missed}. In view: {there[:1500]}") from None

    def expect_not(self, words: str, within: QWidget | None = None) -> None:
        expect(not self.sees(words, within), f"{words!r} not in view")


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount() if isinstance(view, QTableView) else 1):
            index = model.index(row, column)
            if view.viewport().rect().intersects(view.visualRect(index)):
                yield str(index.data() or "")


class Strangers(QObject):
    """Notes every window that comes up beside the one window: dialogs, and widgets that lost their parent."""

    KINDS = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.met: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._note(watched)
        return False

    def _note(self, window: QWidget) -> None:
        if not isinstance(window, Window) and window.windowType() not in self.KINDS:
            self.met.append(f"{type(window).__name__} {window.windowTitle()!r}")
