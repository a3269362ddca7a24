"""Reports against the same figures counted by hand, over random lives: cells, totals, the list behind each number."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.events import VIETNAM
from app.domain.report import GROUPS, Drill, Report, Scope
from app.errors import Rejected
from app.reports import GROUPED, NAMES, Reports
from app.store import Store
from app.store.figures import RULES
from app.store.ledger import verify
from app.store.views import Row
from tests.desk import FakeClock
from tests.store.lives import AGENCIES, CLERKS, COMMUNES, FIELDS, Hand, folded, live, opened, reports_of, template

MONEY_RULES = {"paid", "unremitted"}
COUNTING = ("volumes", "ontime", "ii06a", "postal")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return template(tmp_path_factory.mktemp("made"))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    return (tmp_path / str(number) for number in range(10_000))


def scopes(dice: random.Random, clock: FakeClock, begun: FakeClock) -> Iterator[Scope]:
    """A day, some days, all of it, some time to come; some of them narrowed."""
    first, last = (one.now().astimezone(VIETNAM).date() for one in (begun, clock))
    days = (last - first).days + 1
    yield Scope(since=first, until=last + timedelta(days=3))
    for _ in range(2):
        since = first + timedelta(days=dice.randrange(days))
        yield Scope(since=since, until=since + timedelta(days=dice.randrange(20)))
    since = first + timedelta(days=dice.randrange(days))
    yield Scope(
        since=since,
        until=last,
        field=dice.choice(("", "Hộ tịch", "-")),
        procedure=dice.choice(("", *FIELDS)),
        commune=dice.choice(("", COMMUNES[0], "-")),
        clerk=dice.choice(("", *CLERKS)),
        agency=dice.choice(("", *AGENCIES)),
    )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_every_figure_is_what_is_counted_by_hand(made: Path, folder: Iterator[Path], seed: int) -> None:
    clock = FakeClock()
    store = opened(made, next(folder), clock)
    try:
        live(store, clock, seed, 25)
        assert verify(store, scans=False) == ()
        dossiers = folded(store)
        reports = reports_of(store, clock)
        for scope in scopes(random.Random(seed), clock, FakeClock()):
            hand = Hand(scope, clock.now())
            for rule in set(RULES) - MONEY_RULES:
                drill = Drill(rule=rule, scope=scope)
                expected = hand.found(rule, dossiers)
                assert {row.dossier_id for row in reports.dossiers(drill, limit=10**6)} == expected, rule
                assert reports.count(drill) == len(expected), rule
            for name in COUNTING:
                for by in GROUPED[name]:
                    check(reports, reports.make(name, scope, by=by))
            for by in GROUPED["fees"]:
                fees(store, reports, reports.make("fees", scope, by=by))
            check(reports, reports.make("kpi", scope))
            open_data_counts(reports, scope)
            conserved(reports, scope)
    finally:
        store.close()


def check(reports: Reports, report: Report) -> None:
    """Each number opens what it counts, and a total is the sum of its lines where lines can be added."""
    columns = {column.key: place for place, column in enumerate(report.columns)}
    lines = [*report.rows, *([report.total] if report.total else [])]
    for row in lines:
        for key, drill in row.drills.items():
            if report.name == "kpi" and report.columns[columns[key]].form != "count":
                continue
            assert reports.count(drill) == row.cells[columns[key]], (report.name, report.by, key, row)
    if report.total is None:
        return
    timed = report.by in ("day", "month")
    for key, place in columns.items():
        if report.columns[place].form in ("count", "money") and not (timed and key in RULES and not RULES[key].at):
            added = sum(row.cells[place] or 0 for row in report.rows)  # type: ignore[misc]
            # A dossier may have paid on several days.
            if not (timed and key == "paid"):
                assert added == report.total.cells[place], (report.name, report.by, key)


def fees(store: Store, reports: Reports, report: Report) -> None:
    """To the last đồng what `movement` holds, and the same money by kind and by way."""
    check(reports, report)
    scope, total = report.scope, report.total
    assert total is not None
    cell = {column.key: total.cells[place] for place, column in enumerate(report.columns)}
    hand = Hand(scope, scope_end(scope))
    with store.read() as conn:
        rows = conn.execute(
            "SELECT m.at, m.amount, m.drawer, m.what, m.method, t.field, t.procedure, t.commune, t.agency, t.clerk "
            "FROM movement m JOIN tally t ON t.dossier_id=m.dossier_id"
        ).fetchall()
    first, end = (int(one.timestamp()) * 1_000_000 for one in (hand.first, hand.end))
    wanted = (scope.field, scope.procedure, scope.commune, scope.agency, scope.clerk)
    rows = [
        row
        for row in rows
        if all(not want or ("" if want == "-" else want) == value for want, value in zip(wanted, row[5:], strict=True))
    ]
    now = [row for row in rows if first <= row[0] < end]
    assert cell["kept"] == sum(row[1] for row in now)
    assert cell["collected"] == sum(row[1] for row in now if row[3] == "collected")
    assert cell["collected"] == cell["fee"] + cell["charge"] + cell["postage"] == cell["cash"] + cell["transfer"]  # type: ignore[operator]
    assert cell["postage"] - cell["refunded_post"] == sum(row[1] for row in now if row[2] == "post")  # type: ignore[operator]
    if "gap" in cell:
        owed = [row[1] for row in rows if row[0] < end and row[2] == "state"]
        beside = [row[1] for row in rows if row[0] < end and row[2] == "state" and row[4] != "cash"]
        assert cell["gap"] == sum(owed) - sum(beside)


def scope_end(scope: Scope) -> datetime:
    return datetime(scope.until.year, scope.until.month, scope.until.day, tzinfo=VIETNAM)


def open_data_counts(reports: Reports, scope: Scope) -> None:
    """What is published and what is left out are all that were received."""
    report = reports.make("open-data", scope, limit=10**6)
    left_out = int(report.notes[1].rsplit(": ", 1)[1].split()[0])
    assert len(report.rows) + left_out == reports.count(Drill(rule="received", scope=scope))


def conserved(reports: Reports, scope: Scope) -> None:
    """What is to be done is done or is open, and each of these has one place."""

    def count(rule: str) -> int:
        return reports.count(Drill(rule=rule, scope=scope))

    assert count("received") + count("carried") == count("to_process") == count("finished") + count("open")
    assert count("finished") == sum(
        map(count, ("finished_early", "finished_on_time", "finished_late", "finished_undated"))
    )
    assert count("open") == sum(map(count, ("open_in_time", "open_late", "open_undated")))
    assert count("in_time") == count("to_process") - count("finished_late") - count("open_late")


def test_a_period_that_is_over_does_not_change(made: Path, folder: Iterator[Path]) -> None:
    """What happens afterwards changes no figure of it, as long as no date is moved and nothing voided."""
    clock = FakeClock()
    store = opened(made, next(folder), clock)
    live(store, clock, 4, 25)
    reports = reports_of(store, clock)
    since = FakeClock().now().date()
    scope = Scope(since=since, until=clock.now().astimezone(VIETNAM).date() - timedelta(days=2))
    before = [reports.make(name, scope, by="field") for name in COUNTING]
    clock.tick(days=40)
    after = [reports.make(name, scope, by="field") for name in COUNTING]
    assert [(one.rows, one.total) for one in after] == [(one.rows, one.total) for one in before]
    store.close()


def test_pages_of_a_list_meet_without_gap_or_overlap(made: Path, folder: Iterator[Path]) -> None:
    clock = FakeClock()
    store = opened(made, next(folder), clock)
    live(store, clock, 7, 40)
    reports = reports_of(store, clock)
    day = FakeClock().now().date()
    drill = Drill(rule="received", scope=Scope(since=day, until=day + timedelta(days=90)))
    whole = reports.dossiers(drill, limit=1000)
    found: list[Row] = []
    after = ""
    while page := reports.dossiers(drill, limit=7, after=after):
        found += page
        after = page[-1].dossier_id
    assert tuple(found) == whole
    assert len(whole) > 20
    store.close()


def test_what_is_asked_wrongly_is_refused(made: Path, folder: Iterator[Path]) -> None:
    clock = FakeClock()
    store = opened(made, next(folder), clock)
    reports = reports_of(store, clock)
    day = clock.now().date()
    scope = Scope(since=day, until=day)
    for name, wrong, field in (
        ("sums", scope, "name"),
        ("volumes", Scope(since=day, until=day - timedelta(days=1)), "until"),
        ("volumes", Scope(since=day, until=day, ledger="H35.99.08-1"), "ledger"),
    ):
        with pytest.raises(Rejected) as refused:
            reports.make(name, wrong)
        assert set(refused.value.problems) == {field}
    for name in set(NAMES) - set(GROUPED):
        with pytest.raises(Rejected):
            reports.make(name, scope, by="day")
    assert set(GROUPED["volumes"]) == set(GROUPS)
    store.close()
