"""Scan anywhere: a scanner's burst told from a person's typing, whatever has the focus.

Owns the key presses of the active window before any widget sees them, and nothing of the trade: what a scan is, is
`app.domain.cards.parse_scan`'s word, where it goes is the shell's.

A scanner in keyboard-wedge mode is a keyboard: its keys pass through the layout and the input method. So three readings
are kept: the characters Qt made (a scanner may send real Vietnamese letters), those of a US layout at the same key
positions (a foreign layout does no harm), and the first with Telex or VNI undone. The reading that parses is believed.

A person is never eaten: characters are held back 45 ms at most after the last one and then let go, in order, as typing.
"""

from __future__ import annotations

import contextlib
import re
import time
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from app.domain.cards import Scan as Parsed

GAP_MS = 35
"""Between two keys of a scanner; hands manage 35 ms now and then, never six times running (domain.md §4.1: < 50 ms)."""
HOLD_MS = 45
END_MS = 80
"""Silence that ends a burst without a suffix; also what a stuttering system may put between two of its keys."""
CARD_MS = 300
"""The same inside a card: letters that the layout does not have are sent by their numbers or through a changed layout,
and a card is cut in two by a silence that means nothing."""
FEWEST = 6
"""Characters that make a burst. The shortest code, a procedure's, has eight."""

RAW = "raw_keys"
"""Property of a widget that looks at keys itself: while it has the focus none is held back."""

Suffix = Literal["any", "enter", "tab", "none"]
Sort = Literal["character", "suffix", "erase", "modifier", "lost", "other"]


class Wedge(NamedTuple):
    """How the scanner was set up. "any": Enter and Tab both end a scan, and so does silence."""

    suffix: Suffix = "any"
    prefix: str = ""
    gap_ms: int = GAP_MS


class Scan(NamedTuple):
    """One scan. `text` is personal data when it is a card: it is handed on, never logged or kept."""

    parsed: Parsed
    text: str
    serial: bool = False
    """It came whole from a serial port, past keyboard and input method."""


# US key positions as evdev numbers them (linux/input-event-codes.h); scan code set 1 of Windows has the same numbers.
_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
)
_US = {
    start + place: (plain, shifted)
    for start, low, high in _ROWS
    for place, (plain, shifted) in enumerate(zip(low, high, strict=True))
} | {57: (" ", " ")}
_MODIFIERS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock}
)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_AIM = re.compile(r"^\][A-Za-z][0-9A-Za-z]")


class _Held(NamedTuple):
    event: QEvent
    target: QObject


def _present(target: QObject) -> QObject:
    """What was gone from the screen while its keys were held has handed the cursor on: they go where it is."""
    if isinstance(target, QWidget) and not target.isVisible():
        return QApplication.focusWidget() or target.window()
    return target


class Scanner(QObject):
    """Watches the active window's keys. `scanned` gives a `Scan`; everything else comes out as it went in."""

    scanned = Signal(object)

    def __init__(self, app: QGuiApplication, parent: QObject, wedge: Wedge = Wedge()) -> None:  # noqa: B008 - a value
        super().__init__(parent)
        self.wedge = wedge
        self.enabled = True
        self._held: list[_Held] = []
        self._characters = 0
        self._typed = ""
        self._composing = ""
        self._by_position: list[str] = []
        self._alt_digits = self._alt_letter = ""
        self._last_ms: int | None = None
        """When the last key came, by the keys' own clock; None after composed text."""
        self._last_here = _now()
        self._ended_ms = -1_000_000
        self._letting_go = False
        self._window: QObject | None = None
        self._focus: QObject | None = None
        self._raw = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_silence)
        self._armed_at = 0.0
        app.focusWindowChanged.connect(self._on_window)
        app.focusObjectChanged.connect(self._on_focus)
        self._on_window(app.focusWindow())
        self._on_focus(app.focusObject())

    def take(self, text: str) -> None:
        """A whole scan from a serial port."""
        prefix = self.wedge.prefix
        bare = _AIM.sub("", text.strip())
        self._tell(_best([bare.removeprefix(prefix) if prefix else bare])._replace(serial=True))

    # --- what is watched: the active window for keys, the focused object for composed text and shortcuts

    def _on_window(self, window: QWindow | None) -> None:
        self._let_go()
        self._window = self._watch(self._window, window)

    def _on_focus(self, focus: QObject | None) -> None:
        self._composing = ""
        self._raw = focus is not None and focus.property(RAW) is True
        self._focus = self._watch(self._focus, focus)

    def _watch(self, old: QObject | None, new: QObject | None) -> QObject | None:
        if old is not None and shiboken6.isValid(old):
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)
        return new

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._letting_go or not self.enabled or self._raw:
            return False
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return watched.isWindowType() and self._on_press(watched, event)
        if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            return watched.isWindowType() and self._on_release(watched, event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # A plain letter must reach us as a key press: as a shortcut it would be acted upon at once.
            if (sort := _sort(event)) == "character":
                event.accept()
                return True
            if sort == "other":
                self._let_go()  # F12 must not be quicker than the digit before it
            return False
        if kind == QEvent.Type.MouseButtonPress and watched.isWindowType():
            self._let_go()  # nor a click that takes the cursor elsewhere
            return False
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            return self._on_composed(watched, event)
        return False

    # --- keys

    def _on_press(self, target: QObject, event: QKeyEvent) -> bool:
        now = _when(event)
        running = self._runs(now)
        sort = "other" if event.isAutoRepeat() else _sort(event)
        if sort == "modifier":
            return False
        if self._take_alt_digit(event, running):
            self._hold(target, event, now)
            return True
        if sort == "character":
            if running and event.text() == self._alt_letter:  # Windows sends it, after the digits that make it
                self._alt_letter = ""
                self._hold(target, event, now)
                return True
            if not running:
                self._let_go()
            self._typed += event.text()
            self._by_position.append(us_key(event) or event.text())
            self._characters += 1
            self._hold(target, event, now)
            return True
        if sort == "lost" and running:
            # A letter that neither layout nor system could make: its place is kept, and the name will not be trusted.
            self._typed += "?"
            self._by_position.append("?")
            self._characters += 1
            self._hold(target, event, now)
            return True
        if sort == "erase" and running:
            # An input method takes a letter back to put a marked one in its place.
            self._typed = self._typed[:-1]
            self._hold(target, event, now)
            return True
        if sort == "suffix" and self._is_suffix(event):
            if running and self._characters >= FEWEST:
                self._ended_ms = now
                self._finish(ended=True)
                return True
            if 0 <= now - self._ended_ms <= END_MS:
                # CR and LF, or Tab and Enter: one suffix of two keys, and no third is eaten.
                self._ended_ms = -1_000_000
                return True
        self._let_go()
        return False

    def _on_release(self, target: QObject, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Alt and self._alt_digits:
            self._alt_letter = _alt_letter(self._alt_digits)
            self._typed += self._alt_letter
            self._characters += 1
            self._alt_digits = ""
        if not self._held or _sort(event) not in ("character", "erase"):
            return False
        self._held.append(_Held(_copy_key(event), target))
        return True

    def _runs(self, now: int | None) -> bool:
        """Whether a key at `now` goes on with the burst that is being held; None for composed text."""
        most = self._patience() if self._characters >= FEWEST else self.wedge.gap_ms
        if not self._held:
            return False
        if now is not None and self._last_ms is not None:
            return 0 <= now - self._last_ms <= most
        # What an input method gives back has no time of its own, and our clock is not the keys'. Where the timer should
        # have let go and has not, it was the window that was busy and not the scanner that was slow.
        return _now() - self._last_here <= most or time.monotonic() > self._armed_at

    def _take_alt_digit(self, event: QKeyEvent, running: bool) -> bool:
        """Alt held and digits on the keypad: the scanner's way to send a letter the layout does not have."""
        keypad = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.AltModifier
        if not running or event.modifiers() & keypad != keypad:
            return False
        digit = event.key() - Qt.Key.Key_0.value
        if not 0 <= digit <= 9:
            return False
        self._alt_digits += str(digit)
        return True

    def _is_suffix(self, event: QKeyEvent) -> bool:
        tab = event.key() == Qt.Key.Key_Tab
        return self.wedge.suffix == "any" or self.wedge.suffix == ("tab" if tab else "enter")

    # --- text from an input method

    def _on_composed(self, target: QObject, event: QInputMethodEvent) -> bool:
        running = self._runs(None)
        committed, composing = event.commitString(), event.preeditString()
        if not committed and not composing and not running:
            return False
        if not running:
            self._let_go()
            if len(committed) > 1:  # a word chosen from a list, a paste: never a scanner's single letters
                self._composing = composing
                return False
        if event.replacementLength():
            start = max(0, len(self._typed) + event.replacementStart())
            self._typed = self._typed[:start] + self._typed[start + event.replacementLength() :]
        grown = len(committed) + len(composing) - len(self._composing)
        self._typed += committed
        self._composing = composing
        self._characters += max(0, grown)
        copy = QInputMethodEvent(composing, event.attributes())
        copy.setCommitString(committed, event.replacementStart(), event.replacementLength())
        self._hold(target, copy, None)
        return True

    # --- holding back and letting go

    def _hold(self, target: QObject, event: QEvent, now: int | None) -> None:
        self._held.append(_Held(_copy_key(event) if isinstance(event, QKeyEvent) else event, target))
        self._last_ms = now
        self._last_here = _now()
        self._arm(self._patience() if self._characters >= FEWEST else self.wedge.gap_ms + HOLD_MS - GAP_MS)

    def _patience(self) -> int:
        return CARD_MS if "|" in self._typed else END_MS

    def _arm(self, wait: int) -> None:
        self._armed_at = time.monotonic() + wait / 1000
        self._timer.start(wait)

    def _on_silence(self) -> None:
        late = time.monotonic() - self._armed_at
        if late > 0.02:
            # The window was busy: keys of the same burst may be waiting behind this time-out. Read them first.
            self._arm(8)
            return
        if self._characters >= FEWEST:
            self._finish(ended=False)
        else:
            self._let_go()

    def _finish(self, *, ended: bool) -> None:
        scan = _best(list(self._readings()))
        # Without a suffix only what we know is a scan; a text expander's burst is somebody's typing.
        known = ended or getattr(scan.parsed, "reason", "") != "not_recognised"
        if not known:
            self._let_go()
            return
        composing, self._composing = bool(self._composing), ""
        self._forget()
        if composing:
            self._letting_go = True
            QGuiApplication.inputMethod().reset()
            self._letting_go = False
        self._tell(scan)

    def _let_go(self) -> None:
        """Everything held goes on to where it was going, in order."""
        if not self._held:
            return
        held = self._held
        self._forget()
        self._letting_go = True
        try:
            for event, target in held:
                if shiboken6.isValid(target):
                    QCoreApplication.sendEvent(_present(target), event)
        finally:
            self._letting_go = False

    def _forget(self) -> None:
        self._timer.stop()
        self._held = []
        self._characters = 0
        self._typed = self._alt_digits = self._alt_letter = ""
        self._by_position = []

    def _readings(self) -> Iterator[str]:
        typed = unicodedata.normalize("NFC", self._typed + self._composing)
        by_position = "".join(self._by_position)
        prefix = self.wedge.prefix
        for text in (typed, *_mended(typed), by_position):
            bare = _AIM.sub("", text.strip())
            yield bare.removeprefix(prefix) if prefix else bare

    def _tell(self, scan: Scan) -> None:
        self.scanned.emit(scan)


# ---------------------------------------------------------------- reading


def _best(readings: list[str]) -> Scan:
    """The first reading that is something; else the one of which most is known."""
    from app.domain.cards import Unknown, parse_scan

    best: Scan | None = None
    for text in readings:
        parsed = parse_scan(text)
        if not isinstance(parsed, Unknown):
            return Scan(parsed, text)
        if best is None or (
            getattr(best.parsed, "reason", "") == "not_recognised" and parsed.reason != "not_recognised"
        ):
            best = Scan(parsed, text)
    if best is None:
        raise ValueError("a scan has at least one reading")
    return best


def _mended(text: str) -> Iterator[str]:
    """What the scanner sent, if `text` is what came of it on the way."""
    if text.isascii():
        return
    with contextlib.suppress(UnicodeError):
        yield text.encode("cp1252").decode("utf-8")  # a scanner in UTF-8 mode, read byte by byte
    yield undone(text, _TELEX)
    yield undone(text, _VNI)


_TELEX = {
    "\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j",
    "\u0306": "w", "\u031b": "w", "\u0302": "", "đ": "d",
}  # fmt: skip
_VNI = {
    "\u0300": "2", "\u0301": "1", "\u0309": "3", "\u0303": "4", "\u0323": "5",
    "\u0306": "8", "\u031b": "7", "\u0302": "6", "đ": "9",
}  # fmt: skip


def undone(text: str, keys: dict[str, str]) -> str:
    """The keys that make `text` under an input method: each marked letter as its letter and then the key of the mark.

    Codes hold no Vietnamese letters, so one in a code can only be an input method's doing. Telex doubles a letter for
    its circumflex, in the case of the letter.
    """
    out: list[str] = []
    for letter in text:
        if letter in "đĐ":
            out.append(("d" if letter == "đ" else "D") + (keys["đ"] if letter == "đ" else keys["đ"].upper()))
            continue
        parts = unicodedata.normalize("NFD", letter)
        base = parts[0]
        out.append(base)
        for mark in sorted(parts[1:], key=lambda m: m not in "\u0306\u031b\u0302"):
            key = keys.get(mark, mark)
            key = key or base
            out.append(key.upper() if base.isupper() else key)
    return "".join(out)


def us_key(event: QKeyEvent) -> str:
    """What a US keyboard has at this key's place; "" when no place is known."""
    code = event.nativeScanCode()
    # X and Wayland count from eight.
    pair = _US.get(code - (8 if QGuiApplication.platformName() in ("xcb", "wayland") else 0)) if code else None
    return "" if pair is None else pair[bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)]


def _alt_letter(digits: str) -> str:
    """Alt+0nnn is a Windows-1252 letter below 256 and a Unicode number above."""
    number = int(digits)
    if number > 0x10FFFF:
        return ""
    if number < 256:
        return bytes([number]).decode("cp1252", "ignore")
    return chr(number)


# ---------------------------------------------------------------- events


def _sort(event: QKeyEvent) -> Sort:
    key = event.key()
    if key in _MODIFIERS:
        return "modifier"
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
        return "suffix"
    if key == Qt.Key.Key_Backspace:
        return "erase"
    text = event.text()
    # AltGr is Ctrl+Alt on Windows: with a character of its own it is typing, Ctrl or Alt alone is a command.
    commands = event.modifiers() & _COMMANDS
    alt_gr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    if text and text.isprintable() and (not commands or commands == alt_gr):
        return "character"
    return "lost" if not text and not commands and key in (0, Qt.Key.Key_unknown) else "other"


def _when(event: QKeyEvent) -> int:
    """The event's own time in ms; made-up events carry none."""
    return event.timestamp() or _now()


def _now() -> int:
    return time.monotonic_ns() // 1_000_000


def _copy_key(event: QKeyEvent) -> QKeyEvent:
    """An event may not be kept: Qt owns it. Its twin says the same."""
    twin = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    twin.setTimestamp(event.timestamp())
    return twin
