"""A scanner on a serial port: a pseudo-terminal with the real pyserial on the other end of it."""

from __future__ import annotations

import os
import subprocess
import sys
import tty
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app.domain.cards import CitizenCard, parse_scan
from app.domain.scan_trial import CARD as PATTERN
from app.office import Office
from tests.ui.conftest import PIN, Line, put_away
from tests.ui.test_scan import CARD, CODE
from ui.receive import ReceivePage
from ui.serial_scanner import Frames, SerialScanner, decoded
from ui.settings import SettingsPage
from ui.shell import Window
from ui.theme import Theme

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")


class Cable:
    """A scanner at the end of a cable; the port keeps its name when it is put back."""

    def __init__(self, port: Path) -> None:
        self.port = port
        self._ends: tuple[int, int] | None = None

    def plug(self) -> None:
        scanner, computer = os.openpty()
        tty.setraw(computer)
        self._ends = scanner, computer
        self.port.symlink_to(os.ttyname(computer))

    def pull(self) -> None:
        if self._ends is not None:
            self.port.unlink()
            for end in self._ends:
                os.close(end)
            self._ends = None

    def send(self, octets: bytes) -> None:
        assert self._ends is not None
        os.write(self._ends[0], octets)


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    one = Cable(tmp_path / "ttyACM0")
    yield one
    one.pull()


@pytest.fixture
def scanner(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[SerialScanner]:
    monkeypatch.setattr("ui.serial_scanner.AGAIN_S", 0.05)
    one = SerialScanner()
    yield one
    one.close()


@pytest.fixture
def heard(scanner: SerialScanner) -> list[str]:
    texts: list[str] = []
    scanner.scanned.connect(texts.append)
    return texts


def wait_for(qtbot: QtBot, scanner: SerialScanner, state: str) -> None:
    qtbot.waitUntil(lambda: scanner.state == state, timeout=10_000)


def test_a_card_comes_with_every_letter_it_has(
    qtbot: QtBot, scanner: SerialScanner, cable: Cable, heard: list[str]
) -> None:
    cable.plug()
    scanner.listen(str(cable.port), 9600)
    wait_for(qtbot, scanner, "open")
    cable.send(CARD.encode() + b"\r\n")
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    assert heard == [CARD]
    card = parse_scan(heard[0])
    assert isinstance(card, CitizenCard) and card.name_trusted


def test_two_scans_in_one_breath_are_two_and_silence_ends_a_third(
    qtbot: QtBot, scanner: SerialScanner, cable: Cable, heard: list[str]
) -> None:
    cable.plug()
    scanner.listen(str(cable.port), 115200)
    wait_for(qtbot, scanner, "open")
    cable.send(f"{CODE}\r{CARD}\n{CODE}".encode())
    qtbot.waitUntil(lambda: len(heard) == 3, timeout=10_000)
    assert heard == [CODE, CARD, CODE]


def test_the_cable_may_be_pulled_and_put_back(
    qtbot: QtBot, scanner: SerialScanner, cable: Cable, heard: list[str]
) -> None:
    scanner.listen(str(cable.port), 9600)  # before there is anything
    assert scanner.state == "looking"
    cable.plug()
    wait_for(qtbot, scanner, "open")
    cable.send(CARD.encode()[:40])  # pulled in the middle of a scan: half a card is no card
    cable.pull()
    wait_for(qtbot, scanner, "looking")
    cable.plug()
    wait_for(qtbot, scanner, "open")
    cable.send(CODE.encode() + b"\r")
    qtbot.waitUntil(lambda: CODE in heard, timeout=10_000)
    assert [text for text in heard if parse_scan(text) == parse_scan(CARD)] == []


def test_another_port_ends_the_thread_of_the_first(qtbot: QtBot, scanner: SerialScanner, cable: Cable) -> None:
    cable.plug()
    scanner.listen(str(cable.port), 9600)
    wait_for(qtbot, scanner, "open")
    first = scanner._thread
    scanner.listen("", 9600)
    assert first is not None and not first.is_alive()
    assert scanner.state == "off"


def test_a_port_that_is_not_ours_says_so(qtbot: QtBot, scanner: SerialScanner, monkeypatch: pytest.MonkeyPatch) -> None:
    import serial

    def refuse(*_args: object, **_named: object) -> None:
        raise serial.SerialException(13, "could not open port: Permission denied")

    monkeypatch.setattr(serial, "Serial", refuse)
    scanner.listen("/dev/ttyACM9", 9600)
    wait_for(qtbot, scanner, "busy")


@given(st.lists(st.binary(max_size=30)), st.integers(1, 7))
def test_however_the_bytes_are_cut_the_scans_are_the_same(scans: list[bytes], piece: int) -> None:
    whole = [one for one in (s.replace(b"\r", b"").replace(b"\n", b"") for s in scans) if one]
    wire = b"".join(one + b"\r\n" for one in whole)
    frames, found = Frames(), []
    for start in range(0, len(wire), piece):
        found += frames.feed(wire[start : start + piece])
    assert found == whole
    assert not frames


def test_windows_vietnamese_is_read_when_it_is_not_utf8() -> None:
    assert decoded("Lò Văn".encode()) == "Lò Văn"
    assert decoded("Lo\u0300 Văn".encode("cp1258")) == "Lò Văn"
    assert decoded(b"\x02" + CODE.encode() + b"\x03") == CODE


def test_noise_without_end_does_not_fill_the_memory() -> None:
    from ui.serial_scanner import LONGEST

    frames = Frames()
    for _ in range(20):
        frames.feed(b"\xff" * 1000)
    assert len(frames.end()) <= LONGEST


# ------------------------------------------------------------------------------------------------ in the window


@pytest.fixture
def wired(
    qtbot: QtBot,
    light: Theme,
    open_counter: Callable[[], Office],
    memory: QSettings,
    line: Line,
    cable: Cable,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Window]:
    """The whole window with somebody at work and a scanner on its serial port."""
    monkeypatch.setattr("ui.serial_scanner.AGAIN_S", 0.05)
    memory.setValue("scanner/port", str(cable.port))
    cable.plug()
    shown = Window(open_counter, lambda _office: line, memory, start_page="receive")
    shown.resize(1366, 768)
    shown.show()
    qtbot.waitUntil(lambda: shown.desk.is_open and bool(shown.login.people), timeout=20_000)
    assert shown.serial is None  # nothing of it before somebody works here
    shown.login.pin.setText(PIN)
    shown.login.enter.click()
    qtbot.waitUntil(lambda: shown.desk.scanner_line == "open", timeout=20_000)
    yield shown
    put_away(shown)


def test_a_card_from_the_port_fills_f1_and_f8_says_how_the_cable_is(qtbot: QtBot, wired: Window, cable: Cable) -> None:
    cable.send(CARD.encode() + b"\r")
    page = wired.page("receive")
    assert isinstance(page, ReceivePage)
    qtbot.waitUntil(lambda: page.person.applicant.full_name.value() == "Lò Văn Ín", timeout=20_000)
    assert not page.person.own_problems()  # no letter of it has to be compared with the card
    wired.open_page("settings")
    card = cast("SettingsPage", wired.page("settings")).scanner
    assert card.line_state.text() == f"Đang nghe cổng {cable.port}"
    cable.pull()
    qtbot.waitUntil(lambda: "cắm lại dây" in card.line_state.text(), timeout=20_000)
    cable.plug()
    qtbot.waitUntil(lambda: wired.desk.scanner_line == "open", timeout=20_000)
    card.try_out.click()
    assert card.trial is not None
    cable.send(PATTERN.encode() + b"\r")
    qtbot.waitUntil(lambda: card.trial is not None and card.trial.finding is not None, timeout=20_000)
    assert card.trial.finding is not None and card.trial.finding.faults == ()


def test_f8_chooses_the_port_and_it_holds_at_once(qtbot: QtBot, wired: Window, cable: Cable) -> None:
    wired.desk.prefer("scanner/port", "")
    assert wired.desk.scanner_line == "off"
    wired.open_page("settings")
    card = cast("SettingsPage", wired.page("settings")).scanner
    assert not card.line_state.isVisible() and not card.baud.isVisible()
    wired.desk.prefer("scanner/port", str(cable.port))
    qtbot.waitUntil(lambda: wired.desk.scanner_line == "open", timeout=20_000)


def test_before_the_first_page_nothing_of_all_this_is_loaded() -> None:
    """Neither pyserial nor what draws orders to pay or faces the citizen."""
    asked = (
        "import sys, ui.shell, ui.frame, ui.scan, ui.choices, ui.receive; "
        "print(*{'serial', 'ui.serial_scanner', 'ui.transfers', 'ui.citizen', 'ui.second_screen'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=Path(__file__).parents[2], capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.split()) == (0, [])
