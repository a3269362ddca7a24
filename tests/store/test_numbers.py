"""G8, G9: a code, once shown, is never given to another dossier."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import Trouble
from app.office import DATABASE, open_office, restore_office
from app.store.backup import snapshot
from app.store.ledger import verify
from tests.desk import FakeClock, clerk_of, draft, new_office


def codes(office: object, count: int) -> list[str]:
    from app.office import Office

    assert isinstance(office, Office)
    return [office.counter.receive(draft(), clerk_of(office)).dossier.code for _ in range(count)]


def test_numbers_go_on_after_the_clock_went_back(tmp_path: Path) -> None:
    clock = FakeClock()
    office = new_office(tmp_path / "data", clock)
    shown = codes(office, 2)
    clock.tick(days=1)
    shown += codes(office, 2)
    clock.tick(days=-1, hours=-2)
    shown += codes(office, 2)
    clock.tick(days=1)
    shown += codes(office, 1)
    assert len(set(shown)) == 7
    assert shown[4].endswith("261116-1002")
    assert shown[6].endswith("261117-1002")
    office.close()


def test_a_block_ends_and_never_wraps(tmp_path: Path) -> None:
    office = new_office(tmp_path / "data", FakeClock(), first=10, last=12)
    assert [code[-4:] for code in codes(office, 3)] == ["0010", "0011", "0012"]
    for _ in range(2):
        with pytest.raises(Trouble, match="numbers_exhausted"):
            codes(office, 1)
    assert len(office.views.recent()) == 3
    assert verify(office.store) == ()
    office.close()


def test_the_end_of_a_block_is_announced_the_day_before(tmp_path: Path) -> None:
    clock = FakeClock()
    office = new_office(tmp_path / "data", clock, first=10, last=19)
    codes(office, 7)
    assert office.counter.numbers_left().warn is False
    codes(office, 1)
    left = office.counter.numbers_left()
    assert (left.left, left.total, left.warn) == (2, 10, True)
    clock.tick(days=1)
    tomorrow = office.counter.numbers_left()
    assert (tomorrow.left, tomorrow.warn) == (10, True)
    office.close()


@pytest.mark.parametrize("same_pc", [True, False])
def test_after_yesterdays_backup_no_code_comes_twice(tmp_path: Path, same_pc: bool) -> None:
    clock = FakeClock()
    data = tmp_path / "data"
    office = new_office(data, clock)
    shown = codes(office, 3)
    copy = snapshot(office.store, tmp_path / "usb")
    shown += codes(office, 40)
    clock.tick(days=1)
    shown += codes(office, 5)
    office.close()
    if not same_pc:
        for part in data.glob("counter.*"):
            part.unlink()
        (data / "numbers.mark").unlink()
    kept = restore_office(copy, data, clock, replace=True)
    assert (kept is not None) == same_pc
    office = open_office(data, clock)
    assert len(office.views.recent(100)) == 3
    fresh = codes(office, 3)
    clock.tick(days=-1)
    fresh += codes(office, 3)
    assert not set(fresh) & set(shown)
    assert len(set(fresh)) == 6
    assert verify(office.store) == ()
    office.close()


def test_a_restore_over_a_live_counter_needs_to_be_asked_for(tmp_path: Path) -> None:
    clock = FakeClock()
    data = tmp_path / "data"
    office = new_office(data, clock)
    codes(office, 1)
    copy = snapshot(office.store, tmp_path / "usb")
    codes(office, 1)
    office.close()
    with pytest.raises(Trouble, match="already_there"):
        restore_office(copy, data, clock, replace=False)
    kept = restore_office(copy, data, clock, replace=True)
    assert kept is not None
    assert kept.exists()
    assert not list(data.glob("*-wal"))
    assert (data / DATABASE).exists()


def test_a_broken_copy_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    clock = FakeClock()
    data = tmp_path / "data"
    office = new_office(data, clock)
    codes(office, 2)
    copy = snapshot(office.store, tmp_path / "usb")
    office.close()
    broken = copy.with_name("broken.sqlite")
    broken.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    nothing = copy.with_name("nothing.sqlite")
    nothing.write_text("not a database, but long enough to look at" * 100)
    before = (data / DATABASE).read_bytes()
    for bad in (broken, nothing, copy.with_name("missing.sqlite")):
        with pytest.raises(Trouble, match="backup_"):
            restore_office(bad, data, clock, replace=True)
    assert (data / DATABASE).read_bytes() == before


def test_a_damaged_mark_stops_numbering_rather_than_risk_a_repeat(tmp_path: Path) -> None:
    office = new_office(tmp_path / "data", FakeClock(), first=1, last=16)
    codes(office, 1)
    (tmp_path / "data" / "numbers.mark").write_text("{broken")
    with pytest.raises(Trouble, match="mark_broken"):
        codes(office, 5)
    office.close()


def test_a_wrong_clock_and_a_short_block_are_told(tmp_path: Path) -> None:
    """G8: a jump is noticed, said and logged; so are a clock behind the ledger and one off the server's."""
    clock = FakeClock()
    office = new_office(tmp_path / "data", clock, first=10, last=19)
    clerk = clerk_of(office)

    def told() -> dict[str, object]:
        return {concern.code: dict(concern.facts) for concern in office.concerns.now(clerk)}

    codes(office, 1)
    assert told() == {}
    clock.tick(days=1)
    assert told() == {"clock_jumped": {"minutes": 1440}}
    assert told() == {}
    clock.tick(days=-1, hours=-2)
    assert set(told()) == {"clock_jumped", "clock_back"}
    with office.store.read() as conn:
        jumps = conn.exec_driver_sql("SELECT subject FROM access WHERE action='clock_jumped'").scalars().all()
    assert [round(int(jump) / 3600) for jump in jumps] == [24, -26]
    clock.tick(hours=3)
    told()
    office.outbox.heard(clock.now(), -7 * 60_000)
    assert told() == {"clock_off": {"minutes": 7}}
    codes(office, 8)
    assert set(told()) == {"clock_off", "numbers_low"}
    office.close()
