"""The way to a receipt printer: USB, serial line, network, a device file, or a queue of the system.

A connection is one line of the profile:

    usb:04b8:0e15              vendor and product
    serial:/dev/ttyUSB0@9600   also serial:COM3@19200; with ",rts", ",dsr" or ",xon" the line's own handshake
    tcp:192.168.1.50:9100
    file:/dev/usb/lp0
    queue:NAME                 a printer of the system, past its driver

Where a printer can be read it is asked before (paper, cover) and after; where it cannot, `Sent.printed` is False and
nobody claims that paper came out. Every wait is bounded. Bytes are sent in pieces, so that a printer that stops taking
them is noticed, and how far it got is known.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import select
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from app.errors import Trouble

if TYPE_CHECKING:
    import socket

OPEN_S = 5.0
ANSWER_S = 1.0
"""A printer that answers does so in a few hundredths of a second; many never do."""
STALL_S = 15.0
"""So long a printer may take no byte: a knife and a warm-up need two seconds."""
PRINT_S = 30.0
"""So long it may print after the last byte: 40 cm at 5 cm a second, and what its memory held."""
PIECE = 512
"""Bytes a piece: half a second at 9,600 baud."""

BAUDS = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800)

NOTHING_PRINTED = frozenset(
    {
        "roll_not_there",
        "roll_in_use",
        "roll_denied",
        "roll_no_usb",
        "roll_paper_out",
        "roll_cover_open",
        "roll_stopped",
    }
)
"""The troubles of `send` after which it is certain that no paper came out."""

Flow = Literal["", "rts", "dsr", "xon"]


class Usb(NamedTuple):
    vendor: int
    product: int


class Serial(NamedTuple):
    port: str
    baud: int
    flow: Flow


class Tcp(NamedTuple):
    host: str
    port: int


class File(NamedTuple):
    path: str


class Queue(NamedTuple):
    name: str


Connection = Usb | Serial | Tcp | File | Queue


def connection(text: str) -> Connection:
    """Reads a connection. ValueError when it is none."""
    kind, _, rest = text.partition(":")
    match kind:
        case "usb":
            if found := re.fullmatch(r"([0-9A-Fa-f]{4}):([0-9A-Fa-f]{4})", rest):
                return Usb(int(found[1], 16), int(found[2], 16))
        case "serial":
            found = re.fullmatch(r"([^@,\s]+)@([0-9]{3,6})(?:,(rts|dsr|xon))?", rest)
            if found and int(found[2]) in BAUDS:
                flows: dict[str | None, Flow] = {None: "", "rts": "rts", "dsr": "dsr", "xon": "xon"}
                return Serial(found[1], int(found[2]), flows[found[3]])
        case "tcp":
            found = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:/\[\]]+)):([0-9]{1,5})", rest)
            if found and 0 < int(found[3]) < 65_536:
                return Tcp(found[1] or found[2], int(found[3]))
        case "file":
            if rest and "\0" not in rest:
                return File(rest)
        case "queue":
            if rest and rest.isprintable() and not rest.startswith("-"):
                return Queue(rest)
        case _:
            pass
    raise ValueError(text)


def is_connection(text: str) -> bool:
    try:
        connection(text)
    except ValueError:
        return False
    return True


def seconds(to: Connection, count: int) -> float:
    """How long so many bytes are on the line: ten bits a byte on a serial one. 0 where it is quicker than printing."""
    return count * 10 / to.baud if isinstance(to, Serial) else 0.0


class Sent(NamedTuple):
    """What became of a paper. `printed`: the printer itself said, after the last byte, that it has done all of it and
    has paper left. False: it took every byte, and more nobody can say. `low`: the roll is nearly at its end."""

    printed: bool
    low: bool


class State(NamedTuple):
    """What a printer says of itself at one moment; `answers` False: it said nothing."""

    answers: bool
    paper_out: bool = False
    cover_open: bool = False
    stopped: bool = False
    low: bool = False

    @property
    def fault(self) -> str:
        """The code of what keeps it from printing; "" when nothing does."""
        if self.cover_open:
            return "roll_cover_open"
        if self.paper_out:
            return "roll_paper_out"
        return "roll_stopped" if self.stopped else ""


class Wire(Protocol):
    """A connection that is open. `readable`: the printer's answers can come back."""

    readable: bool

    def write(self, piece: bytes) -> int:
        """Hands over what the line takes within `STALL_S`, and says how much that was. OSError when it broke."""
        ...

    def read(self, within: float) -> bytes:
        """What came back within so many seconds, b"" for nothing. OSError when the line broke."""
        ...

    def finish(self) -> bool:
        """Waits until the system itself has handed over the last byte; False when the printer would not take it."""
        ...


def send(to: Connection, document: bytes, name: str = "quay") -> Sent:
    """Prints the bytes of one paper. `name` names the job in a system's queue.

    Trouble with nothing printed: roll_not_there, roll_in_use, roll_denied, roll_paper_out, roll_cover_open,
    roll_stopped. Trouble with a part of the paper perhaps out (`sent` of `total` bytes): roll_stalled, roll_broken_off,
    roll_paper_out_midway, roll_cover_open_midway, roll_stopped_midway.
    """
    if isinstance(to, Queue):
        _queue(to.name, document, name)
        return Sent(printed=False, low=False)
    with _opened(to) as wire:
        before = State(answers=False)
        if wire.readable:
            try:
                before = ask(wire)
            except OSError as error:
                raise Trouble("roll_not_there", printer=_place(to)) from error
        if before.fault:
            raise Trouble(before.fault, printer=_place(to))
        _deliver(wire, document, _place(to), answers=before.answers)
        if not before.answers:
            _finish(wire, len(document), _place(to))
            return Sent(printed=False, low=False)
        return _awaited(wire, len(document), _place(to))


def look(to: Connection) -> State:
    """Asks a printer how it is, printing nothing. Trouble as `send` before the first byte."""
    if isinstance(to, Queue):
        return State(answers=False)
    with _opened(to) as wire:
        try:
            return ask(wire) if wire.readable else State(answers=False)
        except OSError as error:
            raise Trouble("roll_not_there", printer=_place(to)) from error


def _place(to: Connection) -> str:
    match to:
        case Usb():
            return f"USB {to.vendor:04x}:{to.product:04x}"
        case Serial():
            return to.port
        case Tcp():
            return f"{to.host}:{to.port}"
        case File():
            return to.path
        case Queue():
            return to.name


# ----------------------------------------------------------------------------------------------- asking, sending, after

_ASK = b"\x10\x04"  # DLE EOT n: answered at once, whatever else the printer has to do
_DONE = b"\x1dr\x01"  # GS r 1: answered in its turn, when all before it is printed


_MIDWAY = {
    "roll_cover_open": "roll_cover_open_midway",
    "roll_paper_out": "roll_paper_out_midway",
    "roll_stopped": "roll_stopped_midway",
}


def ask(wire: Wire) -> State:
    """The printer's state by DLE EOT 1, 2 and 4. OSError when the line broke."""
    said: dict[int, int] = {}
    for what in (1, 2, 4):
        if wire.write(_ASK + bytes([what])) < 3:
            break
        answer = _answer(wire, ANSWER_S, lambda byte: byte & 0x93 == 0x12)
        if answer is None:
            break
        said[what] = answer
    if 1 not in said:
        return State(answers=False)
    offline, paper = said.get(2, 0), said.get(4, 0)
    return State(
        answers=True,
        cover_open=bool(offline & 0x04),
        paper_out=bool(offline & 0x20 or paper & 0x60),
        stopped=bool(said[1] & 0x08 or offline & 0x40),
        low=bool(paper & 0x0C),
    )


def _answer(wire: Wire, within: float, fits: Callable[[int], bool]) -> int | None:
    """The last byte of the right shape that comes within the time."""
    until = time.monotonic() + within
    while (left := until - time.monotonic()) > 0:
        found = [byte for byte in wire.read(left) if fits(byte)]
        if found:
            return found[-1]
    return None


def _deliver(wire: Wire, document: bytes, place: str, *, answers: bool) -> None:
    sent = 0
    while sent < len(document):
        try:
            taken = wire.write(document[sent : sent + PIECE])
            state = ask(wire) if not taken and answers else State(answers=False)
        except OSError as error:
            raise Trouble("roll_broken_off", printer=place, sent=sent, total=len(document)) from error
        if not taken:
            code = _MIDWAY[state.fault] if state.fault else "roll_stalled"
            raise Trouble(code, printer=place, sent=sent, total=len(document))
        sent += taken


def _finish(wire: Wire, total: int, place: str) -> None:
    try:
        taken = wire.finish()
    except OSError as error:
        raise Trouble("roll_broken_off", printer=place, sent=total, total=total) from error
    if not taken:
        raise Trouble("roll_stalled", printer=place, sent=total, total=total)


def _awaited(wire: Wire, total: int, place: str) -> Sent:
    """Waits until the printer says that it has done all of it."""
    until = time.monotonic() + PRINT_S
    try:
        wire.write(_DONE)
        while time.monotonic() < until:
            done = _answer(wire, 2.0, lambda byte: byte & 0x90 == 0)
            state = ask(wire)
            if state.fault:
                raise Trouble(_MIDWAY[state.fault], printer=place, sent=total, total=total)
            if done is not None:
                return Sent(printed=True, low=state.low)
            if not state.answers:
                break
    except OSError as error:
        raise Trouble("roll_broken_off", printer=place, sent=total, total=total) from error
    return Sent(printed=False, low=False)


# ------------------------------------------------------------------------------------------------------ the connections


def _opened(to: Usb | Serial | Tcp | File) -> contextlib.AbstractContextManager[Wire]:
    match to:
        case Serial():
            return _serial(to)
        case Tcp():
            return _tcp(to)
        case Usb():
            return _usb(to)
        case File():
            return _file(to)


def _refused(error: OSError, to: Connection) -> Trouble:
    """Why a connection could not be opened."""
    if error.errno in (errno.EBUSY, errno.EAGAIN):
        return Trouble("roll_in_use", printer=_place(to))
    if error.errno in (errno.EACCES, errno.EPERM):
        return Trouble("roll_denied", printer=_place(to))
    return Trouble("roll_not_there", printer=_place(to))


class _SerialWire:
    readable = True

    def __init__(self, port: Any, flow: Flow) -> None:
        self._port = port
        self._flow = flow

    def write(self, piece: bytes) -> int:
        """pyserial waits for the line itself, so a piece is all or nothing."""
        import serial

        until = time.monotonic() + STALL_S
        while self._flow == "dsr" and not self._port.dsr:
            if time.monotonic() > until:
                return 0
            time.sleep(0.01)
        try:
            taken = self._port.write(piece)
        except serial.SerialTimeoutException:
            return 0
        return int(taken or 0)

    def read(self, within: float) -> bytes:
        self._port.timeout = within
        first = self._port.read(1)
        return bytes(first + self._port.read(self._port.in_waiting)) if first else b""

    def finish(self) -> bool:
        """Closing a port throws away on some systems what it still holds."""
        waiting, until = self._port.out_waiting, time.monotonic() + STALL_S
        while waiting and time.monotonic() < until:
            time.sleep(0.02)
            left = self._port.out_waiting
            if left < waiting:
                waiting, until = left, time.monotonic() + STALL_S
        return not waiting


@contextlib.contextmanager
def _serial(to: Serial) -> Iterator[Wire]:
    import serial

    try:
        port = serial.Serial(
            to.port,
            to.baud,
            timeout=ANSWER_S,
            write_timeout=STALL_S,
            rtscts=to.flow == "rts",
            xonxoff=to.flow == "xon",
            # Unix only: Windows gives a port to one program anyway.
            exclusive=None if sys.platform == "win32" else True,
        )
    except serial.SerialException as error:
        if sys.platform == "win32" and "PermissionError" in str(error):  # pyserial gives no number there
            raise Trouble("roll_in_use", printer=to.port) from error
        raise _refused(error, to) from error
    with port:
        yield _SerialWire(port, to.flow)


class _TcpWire:
    readable = True

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def write(self, piece: bytes) -> int:
        self._line.settimeout(STALL_S)
        try:
            return self._line.send(piece)
        except TimeoutError:
            return 0

    def read(self, within: float) -> bytes:
        self._line.settimeout(within)
        try:
            said = self._line.recv(64)
        except TimeoutError:
            return b""
        if not said:
            raise ConnectionResetError("the printer closed the connection")
        return said

    def finish(self) -> bool:
        """Says that nothing more comes and waits a little for the other side to close too: a socket closed with
        answers unread is reset, and what the printer had not yet taken is lost."""
        import socket

        self._line.settimeout(2.0)
        with contextlib.suppress(TimeoutError):
            self._line.shutdown(socket.SHUT_WR)
            while self._line.recv(64):
                pass
        return True


@contextlib.contextmanager
def _tcp(to: Tcp) -> Iterator[Wire]:
    import socket

    try:
        line = socket.create_connection((to.host, to.port), timeout=OPEN_S)
    except OSError as error:
        raise Trouble("roll_not_there", printer=_place(to)) from error
    with line:
        yield _TcpWire(line)


class _FileWire:
    """A device that the system gives as a file. What a plain file gets is there for a person or a program to take."""

    def __init__(self, handle: int, *, device: bool) -> None:
        self._handle = handle
        self._device = device
        self.readable = device

    def write(self, piece: bytes) -> int:
        if not self._device:
            return os.write(self._handle, piece)
        until = time.monotonic() + STALL_S
        while (left := until - time.monotonic()) > 0:
            if select.select([], [self._handle], [], left)[1]:
                with contextlib.suppress(BlockingIOError):
                    return os.write(self._handle, piece)
                time.sleep(0.01)  # some drivers say ready and are not
        return 0

    def read(self, within: float) -> bytes:
        if not select.select([self._handle], [], [], within)[0]:
            return b""
        try:
            said = os.read(self._handle, 64)
        except BlockingIOError:
            return b""
        if not said:
            # usblp of Linux says so when there is no answer yet.
            time.sleep(min(within, 0.05))
        return said

    def finish(self) -> bool:
        if not self._device:
            os.fsync(self._handle)
        return True


@contextlib.contextmanager
def _file(to: File) -> Iterator[Wire]:
    path = Path(to.path)
    if path.is_relative_to("/dev") and not path.exists():
        # A device that went away must not come back as a plain file.
        raise Trouble("roll_not_there", printer=to.path)
    try:
        device = path.exists() and stat.S_ISCHR(path.stat().st_mode)
        if device and sys.platform != "win32":
            handle = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        else:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise _refused(error, to) from error
    try:
        yield _FileWire(handle, device=device and sys.platform != "win32")
    finally:
        os.close(handle)


class _UsbWire:
    def __init__(self, out: Any, back: Any) -> None:
        self._out = out
        self._back = back
        self.readable = back is not None

    def write(self, piece: bytes) -> int:
        import usb.core

        try:
            return int(self._out.write(piece, timeout=int(STALL_S * 1000)))
        except usb.core.USBTimeoutError:
            return 0

    def read(self, within: float) -> bytes:
        import usb.core

        try:
            return bytes(self._back.read(self._back.wMaxPacketSize, timeout=max(1, int(within * 1000))))
        except usb.core.USBTimeoutError:
            return b""

    def finish(self) -> bool:
        """A transfer is over when the printer has it."""
        return True


_USB_PRINTERS = 7  # the class of printers in the USB standard


@contextlib.contextmanager
def _usb(to: Usb) -> Iterator[Wire]:
    """The printer's own interface. The system's driver for it is put aside for as long as the paper takes."""
    import usb.core
    import usb.util

    try:
        device = usb.core.find(idVendor=to.vendor, idProduct=to.product)
    except usb.core.NoBackendError as error:
        raise Trouble("roll_no_usb") from error
    if device is None:
        raise Trouble("roll_not_there", printer=_place(to))
    number = None
    aside = False
    try:
        try:
            interfaces = list(device.get_active_configuration())
            face = next((one for one in interfaces if one.bInterfaceClass == _USB_PRINTERS), interfaces[0])
            number = face.bInterfaceNumber
            with contextlib.suppress(NotImplementedError):
                if device.is_kernel_driver_active(number):
                    device.detach_kernel_driver(number)
                    aside = True
            usb.util.claim_interface(device, number)
            ways = {usb.util.endpoint_direction(end.bEndpointAddress): end for end in face}
            out, back = ways.get(usb.util.ENDPOINT_OUT), ways.get(usb.util.ENDPOINT_IN)
        except usb.core.USBError as error:
            raise _refused(error, to) from error
        if out is None:
            raise Trouble("roll_not_there", printer=_place(to))
        yield _UsbWire(out, back)
    finally:
        usb.util.dispose_resources(device)
        if aside:
            with contextlib.suppress(usb.core.USBError):
                device.attach_kernel_driver(number)


def _queue(name: str, document: bytes, title: str) -> None:
    """Past every driver, as bytes the printer itself understands."""
    if sys.platform == "win32":
        _windows_queue(name, document, title)
        return
    import subprocess

    try:
        said = subprocess.run(
            ["lp", "-d", name, "-t", title, "-o", "raw"], input=document, capture_output=True, check=False, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Trouble("roll_not_there", printer=name) from error
    if said.returncode != 0:
        raise Trouble("roll_not_there", printer=name)


if sys.platform == "win32":

    def _windows_queue(name: str, document: bytes, title: str) -> None:
        """The spooler's own functions: a document of the kind RAW is handed to the printer as it is."""
        import ctypes
        from ctypes import wintypes

        class Document(ctypes.Structure):
            _fields_ = (
                ("pDocName", wintypes.LPWSTR),
                ("pOutputFile", wintypes.LPWSTR),
                ("pDatatype", wintypes.LPWSTR),
            )

        spool = ctypes.WinDLL("winspool.drv", use_last_error=True)
        printer = wintypes.HANDLE()
        if not spool.OpenPrinterW(name, ctypes.byref(printer), None):
            raise Trouble("roll_not_there", printer=name)
        try:
            about = Document(title, None, "RAW")
            if not spool.StartDocPrinterW(printer, 1, ctypes.byref(about)):
                raise Trouble("roll_not_there", printer=name)
            taken = wintypes.DWORD()
            whole = spool.WritePrinter(printer, document, len(document), ctypes.byref(taken))
            spool.EndDocPrinter(printer)
            if not whole or taken.value < len(document):
                raise Trouble("roll_broken_off", printer=name, sent=taken.value, total=len(document))
        finally:
            spool.ClosePrinter(printer)
