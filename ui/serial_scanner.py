"""A scanner on a serial port: whole texts in UTF-8, with no keyboard layout and no input method in between.

Owns the port and the thread that listens to it; what a text is and where it goes is `ui.scan`'s. A cable that is pulled
and put back is a pause: the port is tried again until somebody chooses another. pyserial is loaded by the thread.
"""

from __future__ import annotations

import threading
import time
import unicodedata
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, Signal

SILENCE_S = 0.15
"""Ends a scan without CR or LF. At 9,600 baud a character takes 1 ms; a USB bridge holds 16 ms back."""
AGAIN_S = 1.0
"""Between two tries to open a port that is not there."""
LONGEST = 8192
"""Bytes. A port at a wrong speed gives noise without end; the longest card has a few hundred."""

State = Literal["off", "looking", "open", "busy"]
"""looking: no such port now (cable out). busy: the port is there and does not let us in."""


class Frames:
    """Bytes as they come, cut into scans."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, octets: bytes) -> list[bytes]:
        """What ended with these bytes; the rest is held."""
        self._held += octets
        *whole, rest = self._held.replace(b"\n", b"\r").split(b"\r")
        self._held = bytearray(rest[-LONGEST:])
        return [bytes(one) for one in whole if one]

    def end(self) -> bytes:
        """What is held, when nothing more comes."""
        held, self._held = bytes(self._held), bytearray()
        return held

    def __bool__(self) -> bool:
        return bool(self._held)


def decoded(octets: bytes) -> str:
    """UTF-8, as cards are printed; else Windows' Vietnamese, which some scanners are set to. NFC."""
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError:
        text = octets.decode("cp1258", "replace")
    return unicodedata.normalize("NFC", text.strip("\x02\x03\x00 "))  # STX and ETX around it are common


class Port(NamedTuple):
    """`name` as the system has it ("COM3", "/dev/ttyACM0"), and what hangs on it."""

    name: str
    what: str


def ports() -> list[Port]:
    """The serial ports there are now. Asks the system: not in the window's thread."""
    from serial.tools.list_ports import comports

    return [Port(one.device, one.description if one.description != "n/a" else "") for one in sorted(comports())]


class SerialScanner(QObject):
    """Listens to one port. `scanned` and `state_changed` arrive in the thread that made this object."""

    scanned = Signal(str)
    state_changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.port = ""
        self.baud = 0
        self.state: State = "off"
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def listen(self, port: str, baud: int) -> None:
        """From now on to this port; "" to none. Returns at once, but for the old thread's last read (0.25 s)."""
        if (port, baud) == (self.port, self.baud):
            return
        self.close()
        self.port, self.baud = port, baud
        if port:
            self._stop = threading.Event()
            self._thread = threading.Thread(
                target=self._run, args=(port, baud, self._stop), name="scanner", daemon=True
            )
            self._say("looking", self._stop)
            self._thread.start()

    def close(self) -> None:
        """Joins the thread."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self.port, self.baud = "", 0
        self.state = "off"
        self.state_changed.emit("off")

    def _say(self, state: State, stop: threading.Event) -> None:
        if not stop.is_set() and state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _run(self, port: str, baud: int, stop: threading.Event) -> None:
        import serial

        while not stop.is_set():
            try:
                with serial.Serial(port, baud, timeout=0.25) as line:
                    self._say("open", stop)
                    self._read(line, stop)
            except (serial.SerialException, OSError) as error:
                # A cable that was pulled, a port that is not there yet, or one that another program holds.
                self._say("busy" if _held_by_another(error) else "looking", stop)
                stop.wait(AGAIN_S)

    def _read(self, line: object, stop: threading.Event) -> None:
        import serial

        assert isinstance(line, serial.Serial)
        frames, last = Frames(), time.monotonic()
        while not stop.is_set():
            line.timeout = 0.05 if frames else 0.25  # an idle scanner wakes nobody more often than it must
            octets = line.read(max(1, line.in_waiting))
            now = time.monotonic()
            whole = frames.feed(octets) if octets else []
            if octets:
                last = now
            elif frames and now - last >= SILENCE_S:
                whole = [frames.end()]
            for one in whole:
                if text := decoded(one):
                    self.scanned.emit(text)


def _held_by_another(error: OSError) -> bool:
    """EACCES and EBUSY, and what Windows says of a port that is open elsewhere or not ours to open."""
    return error.errno in (13, 16) or "PermissionError" in str(error)
