"""Any road, any order, twice, late: one database says the same as the counters themselves, in SQLite and PostgreSQL."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bundle import envelope
from app.collect import Collecting
from app.domain.events import Kind
from app.store.bundles import stretch
from app.store.collected import Collected
from app.store.collected_proof import verify
from app.store.outbox import OTHER_ROAD
from tests.bundle.van import manager_of
from tests.collect.conftest import NewDatabase
from tests.collect.province import Province, Template, collected_rows, enrol_far, for_the_far, own_rows, taken
from tests.desk import FakeClock, clerk_of, draft, new_office


def lying(province: Province) -> list[Path]:
    return sorted(province.usb.iterdir())


def busy(province: Province) -> None:
    """Some of everything at both counters."""
    for who in (0, 1):
        for what in (2, 0, 0, 3, 1, 1, 0, 4, 3, 1, 2, 2, 0):
            province.work(who, what)


def test_what_is_collected_is_what_the_counters_have(province: Province, collected: Collected) -> None:
    busy(province)
    province.network(0)
    for who in (0, 1):
        province.export(who)
    outcomes = province.collect(collected, lying(province))
    assert for_the_far(outcomes) == []
    assert {one.sender: one.events for one in taken(outcomes)} == {
        office.branch.name: stretch(office.store, 0, 0).last for office in province.counters
    }
    there = collected_rows(collected)
    for office in province.counters:
        mine = own_rows(office)
        assert there[office.branch.name] == mine
        for table in ("tally", "movement", "day", "manifest", "manifest_line", "outbox"):
            assert mine[table], f"nothing in {table}: the test proves too little"
    assert verify(collected) == ()
    assert [(one.name, one.unit) for one in collected.ledgers()] == [
        ("H35.99.07-1", "Bưu điện xã Mường Tè"),
        ("H35.99.07-2", "Bưu điện xã Mường Tè"),
    ]


def test_sums_over_all_are_the_sums_of_each(province: Province, collected: Collected) -> None:
    busy(province)
    for who in (0, 1):
        province.export(who)
    province.collect(collected, lying(province))
    asked = (
        "SELECT drawer, what, sum(amount), count(*) FROM movement GROUP BY drawer, what ORDER BY drawer, what",
        "SELECT 'x', 'y', sum(collected_state), sum(due_state-waived) FROM tally WHERE voided=0",
    )
    for statement in asked:
        together: dict[tuple[str, str], list[int]] = {}
        for office in province.counters:
            with office.store.read() as conn:
                for drawer, what, *figures in conn.execute(statement):
                    before = together.setdefault((drawer, what), [0, 0])
                    together[drawer, what] = [a + b for a, b in zip(before, figures, strict=True)]
        with collected.read() as conn:
            rows = conn.execute(statement)
            found = {(drawer, what): [*figures] for drawer, what, *figures in rows}
        assert found == together
        assert all(type(figure) is int for row in found.values() for figure in row)


def test_the_same_again_changes_nothing(province: Province, collected: Collected) -> None:
    busy(province)
    first = province.export(0)
    province.collect(collected, first)
    before = collected_rows(collected)
    # The same file; another file of the same events; the same and some more.
    for files in (first, province.export(0), province.export(0, everything=True)):
        outcomes = province.collect(collected, files)
        assert for_the_far(outcomes) == []
        assert [(one.events, one.delivered) for one in taken(outcomes)] == [(0, 0)]
    assert collected_rows(collected) == before
    assert verify(collected) == ()
    province.work(0, 0)
    outcomes = province.collect(collected, province.export(0, everything=True))
    assert [one.events for one in taken(outcomes)] == [1]
    assert collected_rows(collected)["H35.99.07-1"] == own_rows(province.counters[0])


def test_a_later_bundle_first_waits_for_the_earlier(province: Province, collected: Collected) -> None:
    busy(province)
    early = province.export(0)
    province.carry(province.answer(collected, early))
    fresh = Collected(_other(collected), province.clock)
    province.work(0, 0)
    late = province.export(0)
    assert for_the_far(province.collect(fresh, late)) == ["bundle_gap"]
    assert fresh.ledgers() == ()
    assert for_the_far(province.collect(fresh, [*late, *early])) == []
    province.collect(collected, late)
    assert collected_rows(fresh) == collected_rows(collected)
    fresh.close()


def _other(collected: Collected) -> str:
    """A further empty file: which database it is does not matter here."""
    return f"sqlite:///{tempfile.mkdtemp()}/other.sqlite"


def test_what_is_acknowledged_is_not_sent_again(province: Province, collected: Collected) -> None:
    for _ in range(20):
        province.work(0, 0)
    (first,) = province.copies(0)
    province.carry(province.answer(collected, [first]))
    assert province.copies(0) == [], "nothing is new"
    province.work(0, 0)
    (second,) = province.copies(0)
    assert envelope.read(second).header.first == 21
    (one,) = taken(province.collect(collected, [second]))
    assert one.events == 1
    # What the network took meanwhile is told once, and then never again.
    province.network(0)
    (third,) = province.copies(0)
    (told,) = taken(province.collect(collected, [third]))
    assert (told.events, told.delivered) == (0, 21)
    province.carry(province.answer(collected, [third]))
    assert province.copies(0) == []
    assert collected_rows(collected)["H35.99.07-1"] == own_rows(province.counters[0])


def test_a_copy_is_no_second_road(province: Province, collected: Collected) -> None:
    """What goes to be counted is not what goes to be delivered: no doubt for whoever sends it, and nobody takes it for
    that."""
    office = province.counters[0]
    office.counter.receive(draft(), clerk_of(office))
    collector = next(one for one in office.branch.partners() if one.part == "collector")
    written = [one for one in office.branch.export(province.usb, manager_of(office).id) if one.kind == "copy"]
    assert [one.receiver for one in written] == [collector.name]
    with office.store.read() as conn:
        ((asked,),) = conn.execute("SELECT max(asked) FROM outbox")
    assert asked & OTHER_ROAD, "the branch's bundle marks it"
    office.branch.distrust("H35.99.07-9", manager_of(office))
    office.counter.receive(draft(), clerk_of(office))
    office.branch.export(province.usb, manager_of(office).id)
    with office.store.read() as conn:
        ((asked,),) = conn.execute("SELECT asked FROM outbox ORDER BY seq DESC LIMIT 1")
    assert asked == 0
    (refused,) = province.far.branch.take_all([written[0].file], manager_of(province.far).id)
    assert getattr(refused, "problem").code == "bundle_for_collector"  # noqa: B009
    assert province.far.branch.replicas() == {}


def test_a_branch_brings_its_whole_point(province: Province, collected: Collected) -> None:
    """One stick for three counters, beside what they send themselves; acknowledgements of all of them come back."""
    busy(province)
    for who in (0, 1):
        province.carry(province.export(who))
    from_branch = province.export(2)
    outcomes = province.collect(collected, from_branch)
    assert for_the_far(outcomes) == []
    assert {one.sender for one in taken(outcomes)} == {"H35.99.07-1", "H35.99.07-2"}
    there = collected_rows(collected)
    for office in province.counters:
        assert {k: v for k, v in there[office.branch.name].items() if k != "outbox"} == {
            k: v for k, v in own_rows(office).items() if k != "outbox"
        }
    # Their own bundles bring nothing new, and what comes later by either road fits.
    assert {one.events for one in taken(province.collect(collected, [*province.export(0), *province.export(1)]))} == {0}
    # Whoever sent something is answered, by whichever road it came first.
    province.carry(province.answer(collected, [*from_branch, *province.export(0), *province.export(1)]))
    assert province.copies(0) == province.copies(1) == []
    again = province.branch.branch.export(province.usb, manager_of(province.branch).id)
    assert [one for one in again if one.kind == "copy"] == [], "the branch knows what is held of each"
    province.work(0, 0)
    assert [one.events for one in taken(province.collect(collected, province.export(0)))] == [1]
    assert verify(collected) == ()


def test_what_this_computer_keeps_needs_no_bundle(province: Province, collected: Collected) -> None:
    """A branch manager collects her own point: her ledger, and those she keeps."""
    busy(province)
    for who in (0, 1):
        province.carry(province.export(who))
    office = province.branch
    office.counter.receive(draft(), clerk_of(office))
    collecting = Collecting(office.branch, collected)
    assert {one.name for one in collecting.take_own()} == {"H35.99.07-1", "H35.99.07-2", "H35.99.07-9"}
    assert {one.events for one in collecting.take_own()} == {0}
    province.work(0, 0)
    files = province.export(0)
    own = [one for one in collecting.take_all(files) if getattr(one, "events", 0)]
    assert [getattr(one, "events") for one in own] == [1], "and the bundles that come to her fit"  # noqa: B009
    there = collected_rows(collected)
    assert there["H35.99.07-1"]["tally"] == own_rows(province.counters[0])["tally"]
    assert there["H35.99.07-9"]["tally"] == own_rows(office)["tally"]
    assert verify(collected) == ()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("work"), st.integers(0, 1), st.integers(0, 4)),
        st.tuples(st.just("work"), st.integers(0, 1), st.just(0)),
        st.tuples(st.just("export"), st.integers(0, 2), st.booleans()),
        st.tuples(st.just("carry"), st.integers(0, 50), st.just(0)),
        st.tuples(st.just("collect"), st.integers(0, 50), st.booleans()),
        st.tuples(st.just("network"), st.integers(0, 1), st.integers(1, 9)),
    ),
    max_size=40,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(steps=STEPS)
def test_any_order_of_arrivals_ends_the_same(
    template: Template, new_database: NewDatabase, steps: list[tuple[str, int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = FakeClock()
        province = template.copy(Path(folder), clock)
        collected = Collected(new_database(), clock)
        try:
            _tell(province, collected, steps)
        finally:
            collected.close()
            province.close()


def _tell(province: Province, collected: Collected, steps: list[tuple[str, int, int]]) -> None:
    for what, who, how in steps:
        there = lying(province)
        match what:
            case "work":
                province.work(who, how)
            case "export":
                province.export(who, everything=bool(how))
            case "carry" if there:
                province.carry([there[who % len(there)]])
            case "collect" if there:
                file = [there[who % len(there)]]
                refused = province.collect(collected, file) if not how else ()
                assert set(for_the_far(refused)) <= {"bundle_gap", "bundle_wrong_part"}
                if how:
                    province.answer(collected, file)
            case "network":
                province.network(who, how)
    # The van goes round once more, the newest first.
    for number in (0, 1):
        province.export(number)
    for one in reversed(lying(province)):
        assert set(for_the_far(province.collect(collected, [one]))) <= {"bundle_gap", "bundle_wrong_part"}
    assert set(for_the_far(province.collect(collected, reversed(lying(province))))) <= {"bundle_wrong_part"}
    found = collected_rows(collected)
    for office in province.counters:
        mine = own_rows(office)
        theirs = found.get(office.branch.name, {table: [] for table in mine})
        # The branch may have delivered what the counter does not know of, and the other way round.
        for rows in (mine, theirs):
            rows["outbox"] = [row[:3] for row in rows["outbox"]]
        assert theirs == mine
    assert verify(collected) == ()


def test_the_end_of_a_dossier_nobody_knew(
    province: Province, collected: Collected, tmp_path: Path, clock: FakeClock
) -> None:
    """A dossier that ended before the one-stop system heard of it owes nothing; of one that it may know the end is
    told there, which only the counter's queue can say."""
    office = new_office(tmp_path / "carrier", clock, mode="carrier", kind="provisional", number=3, first=1, last=9999)
    enrol_far(office, province.far)
    clerk = clerk_of(office)
    codes = [office.counter.receive(draft(), clerk).dossier.code for _ in range(2)]
    (begun, _) = office.outbox.due(clock.now())
    office.outbox.begin((begun,))
    for code in codes:
        office.counter.act(code, Kind.VOIDED, {"reason": "nhập nhầm"}, clerk)
    assert sorted(item.state for item in office.outbox.items()) == ["delivered", "waiting", "waiting"]

    def collect() -> list[tuple[str, ...]]:
        written = office.branch.export(province.usb, manager_of(office).id)
        assert for_the_far(province.collect(collected, [one.file for one in written])) == []
        assert verify(collected) == ()
        return collected_rows(collected)["H35.99.07-3"]["outbox"]

    assert [row[3] for row in collect()] == ["waiting"], "the receipt; whether the end is owed is not known here"
    clock.tick(seconds=90)
    for item in office.outbox.items():
        if item.state != "delivered":
            entry = next(one for one in office.outbox.due(clock.now()) if one.event.seq == item.seq)
            office.outbox.acknowledge((entry,), "của tỉnh", clock.now())
    assert collect() == own_rows(office)["outbox"]
    assert len(own_rows(office)["outbox"]) == 2
    office.close()
