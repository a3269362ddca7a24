"""A real application with the product's own theme; the window's memory in a file that goes away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.page import Desk
from ui.tasks import Tasks
from ui.theme import Theme


@pytest.fixture(scope="session")
def themed(qapp: QApplication) -> Theme:
    """The application dressed as the product dresses it, in light colours."""
    return Theme(qapp, "light")


@pytest.fixture
def light(themed: Theme) -> Iterator[Theme]:
    themed.choose("light")
    yield themed
    themed.choose("light")


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    worker = Tasks("desk-test")
    yield worker
    worker.close()


@pytest.fixture
def memory(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def bare_desk(light: Theme, tasks: Tasks, memory: QSettings) -> Desk:
    """A desk without an office behind it: for parts that ask nothing of it."""
    return Desk(tasks, memory)
