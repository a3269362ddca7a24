from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.store.collected import Collected
from tests.collect import postgres
from tests.collect.province import Province, Template
from tests.desk import FakeClock

NewDatabase = Callable[[], str]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return Template(tmp_path_factory.mktemp("province"))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def province(template: Template, tmp_path: Path, clock: FakeClock) -> Iterator[Province]:
    made = template.copy(tmp_path, clock)
    yield made
    made.close()


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Cluster]:
    """One server for all tests of this process: it is up within a second."""
    if not postgres.is_here():
        pytest.skip("needs Debian's postgresql")
    with postgres.cluster() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> NewDatabase:
    """Addresses of new, empty databases, of the one kind and of the other."""
    if request.param == "postgresql":
        database: NewDatabase = request.getfixturevalue("server").database
        return database
    folder, numbers = tmp_path_factory.mktemp("collected"), itertools.count(1)
    return lambda: f"sqlite:///{folder}/{next(numbers)}.sqlite"


@pytest.fixture
def collected(new_database: NewDatabase, clock: FakeClock) -> Iterator[Collected]:
    made = Collected(new_database(), clock)
    yield made
    made.close()
