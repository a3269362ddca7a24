"""A keyboard wedge on a real display: X keys through a real input method (Unikey, Telex) into the real window."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.clock import Clock
from app.domain.scan_trial import CODE
from tests.desk import PIN, new_office
from tests.e2e.conftest import ROOT, command, environment

NEEDED = ("Xvfb", "xdotool", "dbus-daemon", "ibus-daemon", "ibus")
UNIKEY = Path("/usr/libexec/ibus-engine-unikey")
CARD = "012090001234|045123456|Lò Văn Ín|01021990|Nam|Bản Nậm Ngà 2, Tà Tổng, Mường Tè, Lai Châu|15082021"
TWIN = "012190004321||Giàng Thị Mỷ|07111990|Nữ|Bản Sì Phìn, Dào San, Phong Thổ, Lai Châu|02032022"

pytestmark = [
    pytest.mark.skipif(
        not all(map(shutil.which, NEEDED)) or not UNIKEY.exists(), reason="needs an X display and Unikey: ./dev setup"
    ),
    pytest.mark.xdist_group("display"),
]


class Display(NamedTuple):
    """A virtual display with Telex in front of every window on it."""

    env: dict[str, str]

    def do(self, *words: str) -> str:
        return subprocess.run(
            ["xdotool", *words], env=self.env, capture_output=True, encoding="utf-8", timeout=60, check=True
        ).stdout.strip()

    def scan(self, text: str) -> None:
        """As a scanner types: four milliseconds a key, and Enter."""
        self.do("type", "--args", "1", "--delay", "4", text, "key", "Return")

    def hand(self, text: str) -> None:
        self.do("type", "--delay", "90", text)

    def key(self, *names: str) -> None:
        self.do("key", *names)


def until(what: Callable[[], Any], told: str, seconds: float = 25) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.05)
    pytest.fail(f"not within {seconds} s: {told}")


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Display]:
    home = tmp_path_factory.mktemp("home")
    (home / "run").mkdir(mode=0o700)
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    env = {
        **os.environ,
        "DISPLAY": f":{number}",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "GSETTINGS_BACKEND": "memory",
        "QT_QPA_PLATFORM": "xcb",
        "QT_IM_MODULE": "ibus",
    }
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    assert bus.stdout is not None
    env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    method = subprocess.Popen(
        ["ibus-daemon", "--panel=disable", "--config=disable"],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def chosen() -> bool:
        subprocess.run(["ibus", "engine", "Unikey"], env=env, capture_output=True, timeout=20, check=False)
        now = subprocess.run(
            ["ibus", "engine"], env=env, capture_output=True, encoding="utf-8", timeout=20, check=False
        )
        return now.stdout.strip() == "Unikey"

    try:
        until(chosen, "Unikey is the input method")
        yield Display(env)
    finally:
        for running in (method, bus, server):
            running.terminate()
            running.wait(10)
        bus.stdout.close()


class Desk:
    """The counter's window on that display, seen from outside: its file."""

    def __init__(self, data: Path) -> None:
        self._file = data / "counter.sqlite"

    def ask(self, query: str) -> list[Any]:
        with sqlite3.connect(f"file:{self._file}?mode=ro", uri=True, timeout=10) as db:
            return db.execute(query).fetchall()

    def form(self) -> dict[str, Any]:
        """What stands in F1, as it is kept against a power cut."""
        found = self.ask("SELECT body FROM draft WHERE key='receive'")
        form: dict[str, Any] = json.loads(found[0][0]) if found else {}
        return form

    def applicant(self) -> dict[str, Any]:
        person: dict[str, Any] = self.form().get("applicant", {})
        return person


@pytest.fixture
def desk(display: Display, tmp_path: Path) -> Iterator[Desk]:
    """The real command, somebody logged in by real keys, F1 in front."""
    data = tmp_path / "data"
    new_office(data, Clock()).close()
    (data / "window.ini").write_text("[window]\nsound=false\n", encoding="utf-8")
    running = subprocess.Popen(command("--data", data), cwd=ROOT, env={**environment(), **display.env})
    seen = Desk(data)
    try:
        window = until(lambda: subprocess_windows(display), "the window is there").splitlines()[-1]
        display.do("windowfocus", "--sync", window)

        def entered() -> bool:
            if seen.ask("SELECT 1 FROM access WHERE action='login'"):
                return True
            display.key("ctrl+a")
            display.hand(PIN)
            display.key("Return")
            time.sleep(0.5)
            return False

        until(entered, "somebody is logged in")
        until(lambda: typed_a_letter(display, seen), "F1 takes keys")
        yield seen
    finally:
        running.terminate()
        running.wait(20)


def subprocess_windows(display: Display) -> str:
    return subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "Quầy Một Cửa"],
        env=display.env,
        capture_output=True,
        encoding="utf-8",
        timeout=20,
        check=False,
    ).stdout.strip()


def typed_a_letter(display: Display, desk: Desk) -> bool:
    """Alt+1 takes the commonest procedure: once it stands in the kept form, F1 is there and hears."""
    display.key("alt+1")
    time.sleep(0.5)
    return bool(desk.form().get("procedure"))


def test_cards_are_read_through_telex_and_a_person_types_vietnamese_between_them(display: Display, desk: Desk) -> None:
    display.scan(CARD)

    def named() -> bool:
        """The name as it stands on the card, or told to be compared: never broken and trusted."""
        form = desk.applicant()
        return form.get("full_name") == "Lò Văn Ín" or form.get("name_unsure") is True

    first = until(lambda: named() and desk.applicant(), "the card is in the form")
    assert first["id_number"] == "012090001234"
    assert first["date_of_birth"] == "01/02/1990"

    # Between two scans a clerk types by Telex: nothing of hers is held back or taken for a scan.
    display.key("Escape")
    display.key("Escape")
    until(lambda: not desk.applicant(), "the form is empty again")
    display.key("alt+1")
    display.hand("Tof Mas ")
    until(lambda: "Tò Má" in desk.applicant().get("id_number", ""), "what was typed by Telex is Vietnamese")
    display.key("Escape")
    display.key("Escape")
    until(lambda: not desk.applicant(), "the form is empty again")

    display.scan(TWIN)
    second = until(lambda: desk.applicant().get("id_number") and desk.applicant(), "the second card is in the form")
    assert second["id_number"] == "012190004321"
    assert second["date_of_birth"] == "07/11/1990"
    assert not desk.form().get("note"), "no key of a scan fell through to the page"


TRIAL = """
import json
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.theme import Theme
app = QApplication(["trial", "-style", "fusion"])
theme = Theme(app, "light")
from ui.scanner_trial import ScannerTrial
trial = ScannerTrial()
trial.retranslate()
trial.show()
trial.activateWindow()
trial.begin()
def told():
    if trial.finding is not None:
        print(json.dumps({"faults": trial.finding.faults, "advice": trial.advice()}), flush=True)
        app.quit()
trial.judged.connect(told)
QTimer.singleShot(300, lambda: print("ready", flush=True))
QTimer.singleShot(40_000, app.quit)
app.exec()
"""


@pytest.mark.parametrize(("method", "fault"), [("ibus", "rewritten"), ("compose", None)])
def test_the_trial_tells_that_the_input_method_rewrites(display: Display, method: str, fault: str | None) -> None:
    running = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", TRIAL],
        cwd=ROOT,
        env={**display.env, "QT_IM_MODULE": method},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert running.stdout is not None
        assert running.stdout.readline().strip() == "ready"
        display.scan(CODE)
        told = json.loads(running.stdout.readline())
    finally:
        running.terminate()
        running.communicate(timeout=10)
    assert told["faults"] == ([] if fault is None else [fault])
    if fault is not None:
        assert "Telex" in told["advice"]
