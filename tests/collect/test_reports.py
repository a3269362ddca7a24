"""The reports of a counter, of one counter in a database of many, and of many together: the same figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.domain.events import VIETNAM
from app.domain.report import Drill, Report, Scope
from app.reports import GROUPED, NAMES, Reports
from app.store import Store
from app.store.bundles import stretch
from app.store.collected import Collected
from app.store.figures import RULES, Figures
from tests.desk import FakeClock
from tests.store.lives import CLERKS, FIELDS, live, opened, reports_of, template

ADDED = ("volumes", "ontime", "ii06a", "postal", "fees")
COUNTERS = 3


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Store], FakeClock]]:
    """Three counters with lives of their own; the clock is the one of the last."""
    folder = tmp_path_factory.mktemp("lives")
    made, found = template(folder), []
    for number in range(COUNTERS):
        clock = FakeClock()
        found.append(opened(made, folder / str(number), clock))
        live(found[-1], clock, 100 + number, 30)
    clocks = [store.clock for store in found]
    latest = max(clocks, key=lambda one: one.now())
    assert isinstance(latest, FakeClock)
    yield found, latest
    for store in found:
        store.close()


@pytest.fixture
def together(collected: Collected, stores: tuple[list[Store], FakeClock]) -> Collected:
    for number, store in enumerate(stores[0], 1):
        collected.take(stretch(store, 0, 0, carried=False), f"H35.99.07-{number}", "k", "Bưu điện", bundle=None)
    return collected


def over(collected: Collected, clock: FakeClock, store: Store) -> Reports:
    """Reports as at a counter, of what was collected."""
    reports = reports_of(store, clock)
    reports._figures = Figures(collected, clock.now, collected.numbers())
    return reports


def scopes(clock: FakeClock, **more: Any) -> Iterator[Scope]:
    first, last = (one.now().astimezone(VIETNAM).date() for one in (FakeClock(), clock))
    yield Scope(since=first, until=last, **more)
    yield Scope(since=first + timedelta(days=3), until=first + timedelta(days=9), **more)
    yield Scope(since=first, until=last + timedelta(days=2), field="Hộ tịch", clerk=CLERKS[0], **more)
    yield Scope(since=first, until=last, procedure=next(iter(FIELDS)), **more)


def told(report: Report) -> Any:
    """A report without whose it is."""
    bare = msgspec.structs.replace(report, scope=Scope(since=report.scope.since, until=report.scope.until))
    return [bare.columns, [row.cells for row in bare.rows], bare.total and bare.total.cells, bare.left]


def test_one_of_many_is_what_it_is_alone(together: Collected, stores: tuple[list[Store], FakeClock]) -> None:
    for number, store in enumerate(stores[0], 1):
        alone, among = reports_of(store, stores[1]), over(together, stores[1], store)
        name = f"H35.99.07-{number}"
        for mine, theirs in zip(scopes(stores[1]), scopes(stores[1], ledger=name), strict=True):
            for report in NAMES:
                for by in (*GROUPED.get(report, ()), None):
                    assert told(among.make(report, theirs, by=by)) == told(alone.make(report, mine, by=by)), report
            for rule in RULES:
                here, there = (Drill(rule=rule, scope=scope) for scope in (mine, theirs))
                assert among.count(there) == alone.count(here), rule
                assert [one.dossier_id for one in among.dossiers(there, limit=1000)] == [
                    one.dossier_id for one in alone.dossiers(here, limit=1000)
                ], rule


def test_all_of_them_are_their_sum(together: Collected, stores: tuple[list[Store], FakeClock]) -> None:
    alone = [reports_of(store, stores[1]) for store in stores[0]]
    all_of_it = over(together, stores[1], stores[0][0])
    for scope in scopes(stores[1]):
        for rule in RULES:
            drill = Drill(rule=rule, scope=scope)
            assert all_of_it.count(drill) == sum(one.count(drill) for one in alone), rule
            assert len(all_of_it.dossiers(drill, limit=1000)) == all_of_it.count(drill)
        for name in ADDED:
            for by in GROUPED[name]:
                whole, parts = all_of_it.make(name, scope, by=by), [one.make(name, scope, by=by) for one in alone]
                assert whole.total is not None
                for place, column in enumerate(whole.columns):
                    if column.form in ("count", "money"):
                        added = sum(part.total.cells[place] or 0 for part in parts if part.total)  # type: ignore[misc]
                        assert whole.total.cells[place] == added, (name, by, column.key)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "open-data"])
def test_files_of_all_of_them(
    together: Collected, stores: tuple[list[Store], FakeClock], tmp_path: Path, name: str
) -> None:
    reports = over(together, stores[1], stores[0][0])
    scope = next(scopes(stores[1]))
    for suffix in (".xlsx", ".csv", ".pdf"):
        assert reports.write(name, scope, tmp_path / f"{name}{suffix}")
    assert reports.write("open-data", scope, tmp_path / "open.csv")
