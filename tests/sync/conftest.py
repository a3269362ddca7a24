from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.sandbox import Sandbox, serve
from sync.sandbox.books import Books
from tests.desk import FakeClock
from tests.sync import counter as made


@pytest.fixture(scope="session")
def empty_counter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("counter") / "empty.sqlite"
    made.template(file)
    return file


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def counter(empty_counter: Path, tmp_path: Path, clock: FakeClock) -> Iterator[made.Counter]:
    one = made.fresh(empty_counter, tmp_path, clock)
    yield one
    one.close()


@pytest.fixture(scope="session")
def _running() -> Iterator[dict[str, Sandbox]]:
    running: dict[str, Sandbox] = {}
    yield running
    for one in running.values():
        one._server.should_exit = True
    for one in running.values():
        one.stop()
        one.books.close()


@pytest.fixture
def province(_running: dict[str, Sandbox]) -> Iterator[Callable[..., Sandbox]]:
    """Stand-ins with empty books and no fault. Starting and stopping one costs a quarter of a second, so those of one
    style serve one test after the other."""
    taken: list[str] = []

    def start(**options: Any) -> Sandbox:
        key = repr(sorted(options.items()))
        assert key not in taken, "one test gets a stand-in of one style once"
        taken.append(key)
        if key not in _running:
            _running[key] = serve(catalogue=made.catalogue(), **options)
        one = _running[key]
        one.books.close()
        one.books = one.desk.books = Books()
        one.faults.clear()
        one.desk.expire()
        one.desk.files.clear()
        one.desk.packages.folder, one.desk.packages.ranges, one.desk.packages.sent = None, True, 0
        one.desk.directory.as_ever()  # type: ignore[attr-defined]
        one.desk.calls.clear()
        return one

    yield start
    for key in taken:
        if "port" in key:
            made.stop(_running.pop(key))
