from collections.abc import Iterator
from pathlib import Path

import pytest

from app.office import Office
from tests.desk import FakeClock, new_office


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def office(tmp_path: Path, clock: FakeClock) -> Iterator[Office]:
    made = new_office(tmp_path / "data", clock)
    yield made
    made.close()
