"""What is not right is told by its own sentence, changes nothing, and stops none of the others; and what somebody
changes in the database is found."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.bundle import contents, envelope
from app.bundle.outcomes import Refusal
from app.collect import Collecting
from app.domain.catalogue import FeeKind
from app.domain.events import FeeLine, Received
from app.errors import Rejected, Trouble
from app.office import DATABASE, open_office
from app.store.backup import snapshot
from app.store.bundles import stretch
from app.store.chain import write_body
from app.store.collected import Collected
from app.store.collected_engine import Writing
from app.store.collected_proof import verify
from app.wording import say
from tests.bundle.van import manager_of, new_counter
from tests.collect.conftest import NewDatabase
from tests.collect.province import (
    FAR,
    POINT,
    Province,
    collected_rows,
    enrol_far,
    for_the_far,
    own_rows,
)
from tests.desk import FakeClock, clerk_of, draft

TABLES = (
    *("ledger", "event", "dossier", "tally", "movement", "outbox", "day", "manifest", "manifest_line", "person"),
    "bundle",
)


def everything(collected: Collected) -> dict[str, list[Any]]:
    with collected.read() as conn:
        return {table: sorted(map(repr, conn.execute(f"SELECT * FROM {table}"))) for table in TABLES}


def test_one_bad_bundle_stops_none_of_the_others(province: Province, collected: Collected) -> None:
    for who in (0, 1):
        province.work(who, 0)
    (first,), (second,) = province.copies(0), province.copies(1)
    province.work(0, 0)
    (third,) = province.copies(0)
    raw = bytearray(first.read_bytes())
    cut, flipped, foreign = (province.usb / name for name in ("cut.bundle", "flipped.bundle", "foreign.bundle"))
    cut.write_bytes(raw[:-5])
    raw[400] ^= 1
    flipped.write_bytes(raw)
    foreign.write_bytes(b"ghi chep")
    gone = province.usb / "gone.bundle"
    outcomes = province.collect(collected, [cut, flipped, foreign, gone, third, second, first])
    codes = {one.file: one.problem.code for one in outcomes if isinstance(one, Refusal)}
    assert codes == {
        cut: "bundle_truncated",
        flipped: "bundle_altered",
        foreign: "not_a_bundle",
        gone: "bundle_unreadable",
    }
    assert [one.environment for one in outcomes if isinstance(one, Refusal)] == [False, False, False, True]
    for one in outcomes:
        if isinstance(one, Refusal):
            assert "…" not in say(one.problem)
    assert collected_rows(collected)["H35.99.07-1"] == own_rows(province.counters[0])
    assert collected_rows(collected)["H35.99.07-2"] == own_rows(province.counters[1])


def test_strangers_and_old_keys(province: Province, collected: Collected, tmp_path: Path, clock: FakeClock) -> None:
    stranger = new_counter(tmp_path / "stranger", 3, clock)
    theirs = province.far.branch.identity()
    stranger.counter.receive(draft(), clerk_of(stranger))
    enrol_far(stranger, province.far)
    (file,) = [one.file for one in stranger.branch.export(province.usb, manager_of(stranger).id)]
    province.far.branch.distrust(f"{POINT}-3", manager_of(province.far))
    assert for_the_far(province.collect(collected, [file])) == ["bundle_unknown_sender"]
    # A new computer under an old name: enrolled anew, its ledger is one of its own beside the first.
    again = new_counter(tmp_path / "again", 3, clock)
    enrol_far(again, province.far)
    assert for_the_far(province.collect(collected, [file])) == ["bundle_key_changed"]
    enrol_far(stranger, province.far)
    assert for_the_far(province.collect(collected, [file])) == []
    enrol_far(again, province.far)
    again.counter.receive(draft(), clerk_of(again))
    again.counter.receive(draft(), clerk_of(again))
    (other,) = [one.file for one in again.branch.export(province.usb, manager_of(again).id)]
    assert for_the_far(province.collect(collected, [other])) == []
    old, new = collected.ledgers()
    assert (old.name, new.name) == (f"{POINT}-3", f"{POINT}-3")
    assert collected.numbers() == {f"{POINT}-3": new.id, f"{POINT}-3/{old.key[:4]}": old.id}
    assert verify(collected) == ()
    assert theirs.point == FAR
    stranger.close()
    again.close()


def test_restored_from_a_copy_and_gone_on(province: Province, collected: Collected, tmp_path: Path) -> None:
    """The same numbers with other events: told with the number of the first, and nothing of it taken."""
    office = province.counters[0]
    for _ in range(3):
        province.work(0, 0)
    copy = snapshot(office.store, tmp_path / "copy")
    for _ in range(2):
        province.work(0, 0)
    province.collect(collected, province.copies(0))
    data = office.data
    office.close()
    for leftover in ("-wal", "-shm"):
        (data / f"{DATABASE}{leftover}").unlink(missing_ok=True)
    shutil.copy(copy, data / DATABASE)
    province.counters[0] = office = open_office(data, province.clock)
    for how_many in (1, 5):
        for _ in range(how_many):
            province.work(0, 0)
        before = everything(collected)
        (refused,) = province.collect(collected, province.copies(0))
        assert isinstance(refused, Refusal)
        assert (refused.problem.code, refused.problem.facts["seq"]) == ("bundle_contradicts", 4)
        assert everything(collected) == before


def packed(province: Province, told: Any, whose: contents.Whose | None = None, who: int = 0) -> Path:
    """A bundle of the counter's own hand with whatever is put into it."""
    office = province.senders[who]
    file = province.usb / f"made-{len(list(province.usb.iterdir()))}.bundle"
    (template,) = [one for one in office.branch.export(province.usb, clerk_of(office).id) if one.kind == "copy"][:1]
    far = province.far.branch.identity()
    ours = office.branch.identity()
    header = msgspec.structs.replace(envelope.read(template.file).header, first=told.first, last=told.last)
    inside = contents.pack_events(told, ours.name, ours.key, "x", whose)
    file.write_bytes(envelope.seal(header, inside, office.branch._keys(), far.sealing))
    return file


def rechained(told: Any, links: list[Any]) -> Any:
    """A stretch with other links, and a chain that holds."""
    head = told.base
    for link in links:
        head = link.hash(head)
    return msgspec.structs.replace(told, links=tuple(links), head=head)


def test_what_a_counter_could_say_but_must_not(province: Province, collected: Collected) -> None:
    for who in (0, 1):
        province.work(who, 0)
        province.work(who, 0)
    mine, theirs = (stretch(office.store, 0, 0) for office in province.counters)
    province.collect(collected, province.copies(1))
    before = everything(collected)
    replace = msgspec.structs.replace
    first, second = mine.links
    twice = replace(second, dossier_id=first.dossier_id, dossier_seq=2)
    received = msgspec.json.decode(first.body, type=Received)
    rich = replace(received.filing, fees=(FeeLine(kind=FeeKind.FEE, name="phí", amount=10**18, paid=True),) * 20)
    too_much = replace(first, body=write_body(replace(received, filing=rich)))
    other_point = contents.Whose("H35.99.08-1", "0" * 16)
    bad: list[tuple[Path, str]] = [
        # A dossier that is another counter's.
        (packed(province, rechained(mine, [replace(first, dossier_id=theirs.links[0].dossier_id)])), "two"),
        (packed(province, rechained(mine, [replace(first, kind="teleported")])), "bundle_newer"),
        (packed(province, rechained(mine, [replace(first, dossier_seq=2)])), "bundle_newer"),
        (packed(province, rechained(mine, [first, twice])), "bundle_newer"),
        (packed(province, rechained(mine, [too_much])), "bundle_newer"),
        (packed(province, replace(mine, head=bytes(32))), "bundle_chain_broken"),
        (packed(province, replace(rechained(mine, [first]), base=bytes([1] * 32))), "bundle_chain_broken"),
        (packed(province, mine, other_point), "bundle_forged"),
        (packed(province, mine, contents.Whose(f"{POINT}-x", "0" * 16)), "bundle_forged"),
    ]
    for file, code in bad:
        (refused,) = province.collect(collected, [file])
        assert isinstance(refused, Refusal)
        assert refused.problem.code == ("bundle_of_two_ledgers" if code == "two" else code)
        assert "…" not in say(refused.problem)
        assert everything(collected) == before


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, collected: Collected, at: int) -> Iterator[Callable[[], int]]:
    """The database breaks off at the statement number `at` of the next transaction that writes."""
    door, count = collected._door, 0
    plain = door.write

    class Cut:
        def __init__(self, conn: Writing) -> None:
            self._conn = conn

        def __getattr__(self, name: str) -> Any:
            nonlocal count
            count += 1
            if count == at:
                raise Trouble("disk_full")
            return getattr(self._conn, name)

    @contextmanager
    def write() -> Iterator[Any]:
        with plain() as conn:
            yield Cut(conn)

    with monkeypatch.context() as patch:
        patch.setattr(door, "write", write)
        yield lambda: count


def test_cut_at_every_statement(province: Province, collected: Collected, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundle is whole in the database or not at all."""
    for what in (0, 2, 0, 3):
        province.work(0, what)
    province.collect(collected, province.copies(0))
    for what in (1, 0, 3, 2):
        province.work(0, what)
    (file,) = province.copies(0)
    before = everything(collected)
    at = 0
    while True:
        at += 1
        with failing(monkeypatch, collected, at) as count:
            (outcome,) = province.collect(collected, [file])
        if not isinstance(outcome, Refusal):
            assert count() < at
            break
        assert outcome.problem.code == "disk_full" and outcome.environment
        assert everything(collected) == before, at
    assert at > 10
    assert collected_rows(collected)["H35.99.07-1"] == own_rows(province.counters[0])
    assert verify(collected) == ()


def test_several_at_once(province: Province, new_database: NewDatabase) -> None:
    """Many collect into one database that nobody has made yet, each with all bundles, in orders of their own."""
    for who in (0, 1):
        for what in (0, 2, 0, 3, 1):
            province.work(who, what)
        province.copies(who)
        province.work(who, 0)
        province.copies(who)
    files = sorted(province.usb.iterdir())
    url = new_database()

    def collect(number: int) -> tuple[Any, ...]:
        collected = Collected(url, province.clock)
        try:
            ordered = files if number % 2 else list(reversed(files))
            return Collecting(province.far.branch, collected).take_all(ordered)
        finally:
            collected.close()

    with ThreadPoolExecutor(4) as pool:
        for outcomes in pool.map(collect, range(4)):
            assert for_the_far(outcomes) == []
    collected = Collected(url, province.clock)
    for office in province.counters:
        assert collected_rows(collected)[office.branch.name] == own_rows(office)
    assert verify(collected) == ()
    collected.close()


CHANGES = {
    "UPDATE event SET actor='x' WHERE ledger=1 AND seq=2": {"chain_broken"},
    "DELETE FROM event WHERE ledger=1 AND seq=2": {"event_missing"},
    "UPDATE ledger SET held=held+1 WHERE id=1": {"head_differs"},
    "UPDATE tally SET due_state=due_state+1 WHERE ledger=1": {"tally_differs"},
    "DELETE FROM tally WHERE ledger=1": {"tally_missing"},
    "UPDATE dossier SET phone='0' WHERE ledger=1": {"dossier_differs"},
    "UPDATE movement SET amount=amount+1 WHERE ledger=1": {"movement_differs"},
    "UPDATE movement SET seq=seq+100 WHERE ledger=1": {"movement_without_events", "movement_missing"},
    "DELETE FROM outbox WHERE ledger=1": {"outbox_missing"},
    "DELETE FROM day WHERE ledger=1": {"day_missing"},
    "UPDATE tally SET ledger=7 WHERE ledger=1": {"tally_missing", "rows_without_ledger"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_changed_is_found(province: Province, collected: Collected, change: str) -> None:
    for what in (0, 2, 0, 2, 3):
        province.work(0, what)
    province.collect(collected, province.copies(0))
    assert verify(collected) == ()
    with collected._door.write() as conn:
        conn.execute(change)
    assert CHANGES[change] <= {one.code for one in verify(collected)}


def test_addresses(tmp_path: Path, clock: FakeClock, province: Province) -> None:
    for url in ("tong-hop.sqlite", "sqlite://", "mysql://x/y", "sqlite:///", ""):
        with pytest.raises(Rejected) as told:
            Collected(url, clock)
        assert told.value.problems["db"].code == "collect_address"
    foreign = province.counters[0].data / DATABASE
    with pytest.raises(Trouble) as wrong:
        Collected(f"sqlite:///{foreign}", clock)
    assert wrong.value.code == "database_foreign"
    with pytest.raises(Trouble) as nowhere:
        Collected("postgresql:///quay?host=/nowhere&user=quay", clock)
    assert nowhere.value.code == "collect_unreachable"


def test_a_database_of_a_newer_program(collected: Collected, new_database: NewDatabase, clock: FakeClock) -> None:
    url = new_database()
    Collected(url, clock).close()
    again = Collected(url, clock)
    with again._door.write() as conn:
        conn.execute("UPDATE collected_schema SET version=version+1")
    again.close()
    with pytest.raises(Trouble) as told:
        Collected(url, clock)
    assert told.value.code == "database_too_new"


def test_without_the_driver() -> None:
    """As in the counter's bundle, where psycopg is not: SQLite works, PostgreSQL says what is missing."""
    script = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from app.clock import Clock; from app.errors import Trouble; from app.store.collected import Collected\n"
        "Collected('sqlite:///' + sys.argv[1], Clock()).close()\n"
        "try: Collected('postgresql:///quay', Clock())\n"
        "except Trouble as error: print(error.code)\n"
    )
    folder = Path(__file__).resolve().parents[2]
    with tempfile.TemporaryDirectory() as temporary:
        done = subprocess.run(
            [sys.executable, "-c", script, f"{temporary}/a.sqlite"], capture_output=True, check=True, cwd=folder
        )
    assert done.stdout.decode().strip() == "collect_no_driver"


def test_the_server_goes_away(province: Province, clock: FakeClock) -> None:
    from tests.collect import postgres

    if not postgres.is_here():
        pytest.skip("needs Debian's postgresql")
    province.work(0, 0)
    files = province.copies(0)
    with postgres.cluster() as running:
        collected = Collected(running.database(), clock)
        province.collect(collected, files)
    (outcome,) = province.collect(collected, files)
    assert isinstance(outcome, Refusal)
    assert outcome.problem.code == "collect_unreachable" and outcome.environment
    collected.close()
