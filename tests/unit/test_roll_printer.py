"""The way to a receipt printer, over real lines: a pty as serial port, a TCP server on loopback, files, a USB device
below pyusb. The printer at the other end is `Counterpart`: it takes bytes and answers as ESC/POS says."""

from __future__ import annotations

import contextlib
import errno
import os
import pty
import re
import select
import socket
import threading
import tty
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import usb.backend.libusb1
import usb.core
from usb.backend import IBackend

from app import roll_printer, wording
from app.errors import Rejected, Trouble
from app.roll_printer import NOTHING_PRINTED, File, Queue, Sent, Serial, Tcp, Usb, connection, look, send
from app.settings import read_profile
from tests.unit.test_roll import printed

PAPER = printed("bien-nhan").bytes
FINE = {1: 0x12, 2: 0x12, 4: 0x12}
PAPER_OUT = {1: 0x1A, 2: 0x32, 4: 0x72}
COVER_OPEN = {1: 0x1A, 2: 0x16, 4: 0x12}
BROKEN = {1: 0x1A, 2: 0x52, 4: 0x12}
LOW = {1: 0x12, 2: 0x12, 4: 0x1E}


class Counterpart:
    """A receipt printer: what it was sent, what it answers. `after`: so many bytes later its state is `later`."""

    def __init__(
        self,
        state: dict[int, int] | None,
        *,
        after: int = 1 << 30,
        later: dict[int, int] | None = None,
        done: bool = True,
    ) -> None:
        self.state, self.after, self.later, self.done = state, after, later, done
        self.taken = b""
        self._seen = 0

    def take(self, data: bytes) -> bytes:
        """The answers to what is new."""
        self.taken += data
        if len(self.taken) > self.after:
            self.state, self.done = self.later, False
        answers = b""
        while (place := self.taken.find(b"\x10\x04", self._seen)) >= 0 and place + 2 < len(self.taken):
            self._seen = place + 3
            if self.state is not None and (said := self.state.get(self.taken[place + 2])) is not None:
                answers += bytes([said])
        if self.state is not None and self.done and self.taken.endswith(b"\x1dr\x01"):
            answers += b"\x00"
        return answers

    @property
    def printed(self) -> bool:
        """Whether the whole paper came, in one piece."""
        return PAPER in self.taken


@contextlib.contextmanager
def serial_line(printer: Counterpart, *, hang_up: int = 1 << 30, deaf: int = 1 << 30) -> Iterator[str]:
    """A serial port with a printer on it. After `hang_up` bytes the line is gone, after `deaf` it reads no more."""
    master, slave = pty.openpty()
    tty.setraw(slave)
    name = os.ttyname(slave)
    stop = threading.Event()

    def work() -> None:
        while len(printer.taken) < min(hang_up, deaf):
            if not select.select([master], [], [], 0.05)[0]:
                if stop.is_set():
                    break
                continue
            if answer := printer.take(os.read(master, 256)):
                os.write(master, answer)
        if len(printer.taken) >= hang_up:
            os.close(master)
        else:
            stop.wait(30)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield name
    finally:
        stop.set()
        thread.join()
        os.close(slave)
        if len(printer.taken) < hang_up:
            os.close(master)


@contextlib.contextmanager
def network(printer: Counterpart, *, hang_up: int = 1 << 30) -> Iterator[int]:
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(20)

    def work() -> None:
        line, _ = server.accept()
        with line:
            line.settimeout(20)
            while len(printer.taken) < hang_up and (data := line.recv(256)):
                if answer := printer.take(data):
                    line.sendall(answer)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield server.getsockname()[1]
    finally:
        thread.join()
        server.close()


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bounds, for printers that answer at once."""
    monkeypatch.setattr(roll_printer, "ANSWER_S", 0.4)
    monkeypatch.setattr(roll_printer, "STALL_S", 0.6)
    monkeypatch.setattr(roll_printer, "PRINT_S", 3.0)


def trouble(work: Callable[[], object]) -> Trouble:
    with pytest.raises(Trouble) as found:
        work()
    sentence = wording.say(found.value)
    assert sentence[0].isupper() and sentence.endswith(".") and "{" not in sentence
    assert ("Chưa in gì" in sentence or "libusb" in sentence) is (found.value.code in NOTHING_PRINTED)
    return found.value


# ---------------------------------------------------------------------------------------------------------- the profile


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("usb:04b8:0E15", Usb(0x04B8, 0x0E15)),
        ("serial:/dev/ttyUSB0@9600", Serial("/dev/ttyUSB0", 9600, "")),
        ("serial:COM3@19200,xon", Serial("COM3", 19200, "xon")),
        ("tcp:192.168.1.50:9100", Tcp("192.168.1.50", 9100)),
        ("tcp:[fe80::1]:9100", Tcp("fe80::1", 9100)),
        ("file:/dev/usb/lp0", File("/dev/usb/lp0")),
        ("queue:Máy in quầy 2", Queue("Máy in quầy 2")),
    ],
)
def test_a_connection_is_one_line(text: str, meant: object) -> None:
    assert connection(text) == meant


def test_a_serial_line_takes_ten_bits_a_byte() -> None:
    assert roll_printer.seconds(connection("serial:COM3@9600"), 35_000) == pytest.approx(36.5, abs=0.1)
    assert roll_printer.seconds(connection("tcp:host:9100"), 35_000) == 0


@pytest.mark.parametrize(
    "text",
    ["", "Canon", "usb:4b8:e15", "serial:COM3", "serial:COM3@9601", "serial:COM3@9600,dtr", "tcp:host", "tcp:host:0",
     "tcp:host:70000", "file:", "queue:", "queue:-o raw", "lpt:1"],
)  # fmt: skip
def test_what_is_no_connection_is_named_by_its_key(text: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        connection(text)
    if text:
        profile = Path(__file__).resolve().parents[2] / "assets" / "training" / "profile.toml"
        told = profile.read_text(encoding="utf-8").replace("[printer]", f'[printer]\nroll = "{text}"')
        (tmp_path / "p.toml").write_text(told, encoding="utf-8")
        with pytest.raises(Rejected) as refused:
            read_profile(tmp_path / "p.toml")
        assert refused.value.problems["printer.roll"].code == "roll_connection"
        assert "printer.roll" in wording.say(refused.value.problems["printer.roll"])


# --------------------------------------------------------------------------------------------------------------- serial


def test_a_paper_goes_over_a_serial_line_and_the_printer_says_it_is_done() -> None:
    printer = Counterpart(FINE)
    with serial_line(printer) as port:
        assert send(connection(f"serial:{port}@115200"), PAPER) == Sent(printed=True, low=False)
    assert printer.printed


def test_a_printer_that_says_nothing_is_sent_the_paper_and_nobody_claims_that_it_came_out() -> None:
    printer = Counterpart(None)
    with serial_line(printer) as port:
        assert send(connection(f"serial:{port}@9600,xon"), PAPER) == Sent(printed=False, low=False)
    assert printer.printed


@pytest.mark.parametrize(
    ("state", "code"), [(PAPER_OUT, "roll_paper_out"), (COVER_OPEN, "roll_cover_open"), (BROKEN, "roll_stopped")]
)
def test_a_printer_that_cannot_print_is_sent_nothing(state: dict[int, int], code: str) -> None:
    printer = Counterpart(state)
    with serial_line(printer) as port:
        found = trouble(lambda: send(connection(f"serial:{port}@9600"), PAPER))
        assert found.code == code
        assert found.facts["printer"] == port
    assert len(printer.taken) == 9, "three questions and no byte of the paper"


def test_paper_that_ends_midway_is_told_and_not_called_printed() -> None:
    printer = Counterpart(FINE, after=20_000, later=PAPER_OUT)
    with serial_line(printer) as port:
        assert trouble(lambda: send(connection(f"serial:{port}@9600"), PAPER)).code == "roll_paper_out_midway"


def test_a_printer_that_goes_silent_midway_is_not_called_printed() -> None:
    printer = Counterpart(FINE, after=20_000, later=None)
    with serial_line(printer) as port:
        assert send(connection(f"serial:{port}@9600"), PAPER).printed is False


def test_a_printer_that_takes_no_more_is_waited_for_and_then_told() -> None:
    printer = Counterpart(FINE)
    with serial_line(printer, deaf=10_000) as port:
        found = trouble(lambda: send(connection(f"serial:{port}@9600"), PAPER))
    assert found.code == "roll_stalled"
    assert 5_000 < int(found.facts["sent"]) < len(PAPER) == found.facts["total"]


def test_a_cable_pulled_midway_is_told_with_how_far_it_got() -> None:
    printer = Counterpart(FINE)
    with serial_line(printer, hang_up=10_000) as port:
        found = trouble(lambda: send(connection(f"serial:{port}@9600"), PAPER))
    assert found.code == "roll_broken_off"
    assert 5_000 < int(found.facts["sent"]) < len(PAPER)
    assert not printer.printed


def test_a_port_that_another_program_holds() -> None:
    import serial

    with serial_line(Counterpart(FINE)) as port, serial.Serial(port, 9600, exclusive=True):
        assert trouble(lambda: send(connection(f"serial:{port}@9600"), PAPER)).code == "roll_in_use"


def test_a_port_that_is_not_there(tmp_path: Path) -> None:
    for text in (f"serial:{tmp_path}/ttyUSB9@9600", f"file:{tmp_path}/none/lp0", "file:/dev/quay-lp0"):
        assert trouble(lambda text=text: send(connection(text), PAPER)).code == "roll_not_there"  # type: ignore[misc]
    assert not Path("/dev/quay-lp0").exists()


# -------------------------------------------------------------------------------------------------------------- network


def test_a_paper_goes_over_the_network() -> None:
    printer = Counterpart(LOW)
    with network(printer) as port:
        assert send(connection(f"tcp:127.0.0.1:{port}"), PAPER) == Sent(printed=True, low=True)
    assert printer.printed


def test_a_network_printer_without_paper_and_one_that_is_off() -> None:
    with network(Counterpart(PAPER_OUT)) as port:
        assert trouble(lambda: send(connection(f"tcp:127.0.0.1:{port}"), PAPER)).code == "roll_paper_out"
    assert trouble(lambda: send(connection(f"tcp:127.0.0.1:{port}"), PAPER)).code == "roll_not_there"


def test_a_network_that_breaks_midway() -> None:
    printer = Counterpart(FINE)
    with network(printer, hang_up=3_000) as port:
        assert trouble(lambda: send(connection(f"tcp:127.0.0.1:{port}"), PAPER)).code == "roll_broken_off"
    assert not printer.printed


def test_a_printer_is_looked_at_without_printing() -> None:
    printer = Counterpart(COVER_OPEN)
    with network(printer) as port:
        state = look(connection(f"tcp:127.0.0.1:{port}"))
    assert state.answers and state.fault == "roll_cover_open"
    assert len(printer.taken) == 9
    assert not look(Queue("any")).answers


# --------------------------------------------------------------------------------------------------- files, queues, USB


def test_a_device_file_can_be_asked_and_a_plain_file_cannot(tmp_path: Path) -> None:
    printer = Counterpart(FINE)
    with serial_line(printer) as device:
        assert send(File(device), PAPER).printed
    assert printer.printed
    file = tmp_path / "paper.bin"
    file.write_bytes(b"older, and longer than the paper" * 4000)
    assert send(File(str(file)), PAPER) == Sent(printed=False, low=False)
    assert file.read_bytes() == PAPER


def test_a_queue_takes_the_bytes_past_its_driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`lp` is the system's; here a program of that name writes down what it is given."""
    program = tmp_path / "lp"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/words\ncat > {tmp_path}/bytes\ntest "$2" = Quay\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert not send(Queue("Quay"), PAPER, "H35_01_1").printed
    assert (tmp_path / "bytes").read_bytes() == PAPER
    assert (tmp_path / "words").read_text().split() == ["-d", "Quay", "-t", "H35_01_1", "-o", "raw"]
    assert trouble(lambda: send(Queue("Other"), PAPER)).code == "roll_not_there"


class Bus(IBackend):  # type: ignore[misc]
    """A USB bus with one receipt printer on it, below pyusb: its descriptors, its two ends, the system's driver."""

    class _Words:
        def __init__(self, **words: Any) -> None:
            self.__dict__.update(words)

    def __init__(self, printer: Counterpart) -> None:
        self.printer, self.answers, self.driver, self.held = printer, b"", True, False
        self.broken = 1 << 30

    def enumerate_devices(self) -> Iterator[int]:
        return iter((1,))

    def get_device_descriptor(self, dev: int) -> Any:
        return self._Words(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=0x04B8, idProduct=0x0E15, bcdDevice=1, iManufacturer=0, iProduct=0,
            iSerialNumber=0, bNumConfigurations=1, address=1, bus=1, port_number=1, port_numbers=(1,), speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: int, config: int) -> Any:
        if config:
            raise IndexError
        return self._Words(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0xC0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev: int, intf: int, alt: int, config: int) -> Any:
        if intf or alt:
            raise IndexError
        return self._Words(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=2, bInterfaceClass=7,
            bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev: int, ep: int, intf: int, alt: int, config: int) -> Any:
        return self._Words(
            bLength=7, bDescriptorType=5, bEndpointAddress=(0x03, 0x81)[ep], bmAttributes=2, wMaxPacketSize=64,
            bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, dev: int) -> int:
        return dev

    def close_device(self, handle: int) -> None:
        pass

    def get_configuration(self, handle: int) -> int:
        return 1

    def is_kernel_driver_active(self, handle: int, intf: int) -> bool:
        return self.driver

    def detach_kernel_driver(self, handle: int, intf: int) -> None:
        self.driver = False

    def attach_kernel_driver(self, handle: int, intf: int) -> None:
        self.driver = True

    def claim_interface(self, handle: int, intf: int) -> None:
        if self.held:
            raise usb.core.USBError("busy", -6, errno.EBUSY)

    def release_interface(self, handle: int, intf: int) -> None:
        pass

    def bulk_write(self, handle: int, ep: int, intf: int, data: array[int], timeout: int) -> int:
        assert ep == 0x03
        if len(self.printer.taken) > self.broken:
            raise usb.core.USBError("gone", -4, errno.ENODEV)
        self.answers += self.printer.take(bytes(data))
        return len(data)

    def bulk_read(self, handle: int, ep: int, intf: int, buff: array[int], timeout: int) -> int:
        assert ep == 0x81
        if not self.answers:
            raise usb.core.USBTimeoutError("nothing", -7, errno.ETIMEDOUT)
        count = min(len(buff), len(self.answers))
        buff[:count] = array("B", self.answers[:count])
        self.answers = self.answers[count:]
        return count


def test_a_paper_goes_over_usb_and_the_systems_driver_gets_its_printer_back(monkeypatch: pytest.MonkeyPatch) -> None:
    bus = Bus(Counterpart(FINE))
    monkeypatch.setattr(usb.backend.libusb1, "get_backend", lambda *_: bus)
    assert send(connection("usb:04b8:0e15"), PAPER) == Sent(printed=True, low=False)
    assert bus.printer.printed and bus.driver
    assert trouble(lambda: send(connection("usb:04b8:0e16"), PAPER)).code == "roll_not_there"
    bus.held = True
    assert trouble(lambda: send(connection("usb:04b8:0e15"), PAPER)).code == "roll_in_use"
    bus.held, bus.broken = False, 30_000 + len(bus.printer.taken)
    assert trouble(lambda: send(connection("usb:04b8:0e15"), PAPER)).code == "roll_broken_off"
    assert bus.driver


def test_a_machine_without_libusb_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("libusb0", "libusb1", "openusb"):
        monkeypatch.setattr(f"usb.backend.{name}.get_backend", lambda *_: None)
    assert trouble(lambda: send(connection("usb:04b8:0e15"), PAPER)).code == "roll_no_usb"
