"""What every test stands on: an environment of its own, and silence. A warning is a failure, whoever gives it.

Python's warnings are errors (`-W error` in pyproject.toml), Qt's messages from WARNING up fail the test
(`qt_log_level_fail`), and so does a record that our own logging gets at WARNING or above: see `log_guard`.
"""

import logging
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


def _settle_environment() -> None:
    """What Qt and Python read before the first fixture runs: a screen of memory where there is none, and UTF-8."""
    if sys.platform != "linux":
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or "C"
    if "utf" not in spoken.lower():
        os.environ["LC_ALL"] = "C.UTF-8"


_settle_environment()


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the person's own folders, and none hears the person's own QUAY_… settings."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("QUAY_")]:
            patch.delenv(name)
        if sys.platform == "linux":
            home = tmp_path_factory.mktemp("home")
            for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
                patch.setenv(name, str(home / name.lower()))
            run = home / "run"
            run.mkdir(mode=0o700)
            patch.setenv("XDG_RUNTIME_DIR", str(run))
        yield


class LogGuard(logging.Handler):
    """Keeps the log records from WARNING up that nobody announced."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.unexpected: list[str] = []
        self._announced: dict[re.Pattern[str], bool] = {}

    def expect(self, pattern: str) -> None:
        """From now on records whose "LEVEL logger: text" the regular expression finds are right; one must come."""
        self._announced[re.compile(pattern)] = False

    @property
    def never_came(self) -> list[str]:
        """The patterns that were announced and that no record matched."""
        return [pattern.pattern for pattern, came in self._announced.items() if not came]

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{record.levelname} {record.name}: {record.getMessage()}"
        for pattern in self._announced:
            if pattern.search(line):
                self._announced[pattern] = True
                return
        self.unexpected.append(line)


@pytest.fixture(autouse=True)
def log_guard() -> Iterator[LogGuard]:
    """Fails a test that logged at WARNING or above, from any thread, without having said so with `log_guard.expect`."""
    guard = LogGuard()
    root = logging.getLogger()
    root.addHandler(guard)
    try:
        yield guard
    finally:
        root.removeHandler(guard)
    assert not guard.unexpected, "logged without being expected:\n  " + "\n  ".join(guard.unexpected)
    assert not guard.never_came, f"expected in the log, but never came: {guard.never_came}"


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """An empty folder for one counter's data, gone after the test run."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Command line of the one QApplication of the run: nothing of pytest's own."""
    return ["quay-test"]
