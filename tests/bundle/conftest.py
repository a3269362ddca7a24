from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.office import Office
from tests.bundle.van import Template
from tests.desk import FakeClock


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return Template(tmp_path_factory.mktemp("van"))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def offices(template: Template, tmp_path: Path, clock: FakeClock) -> Iterator[list[Office]]:
    """Counter 1, counter 2 and the branch."""
    made = template.copy(tmp_path, clock)
    yield made
    for office in made:
        office.close()


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder
