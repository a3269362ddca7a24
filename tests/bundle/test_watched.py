"""A watched folder: what is new, whole and for us is taken, answered, and left where it lies."""

from __future__ import annotations

from pathlib import Path

from app.branch import Branch
from app.bundle import envelope
from app.bundle.outcomes import Refusal, Taken
from app.errors import Trouble
from app.office import Office, open_office
from tests.bundle.van import Books, manager_of, work
from tests.desk import FakeClock, clerk_of


def kinds(folder: Path) -> list[str]:
    return [envelope.read(file).header.kind for file in sorted(folder.glob("*.bundle"))]


def test_taken_answered_and_left(offices: list[Office], usb: Path, clock: FakeClock) -> None:
    counter, _, branch = offices
    manager, clerk = manager_of(branch).id, clerk_of(counter).id
    work(counter)
    (sent,) = counter.branch.export(usb, clerk)
    (one,) = branch.branch.look(usb, manager)
    assert isinstance(one, Taken)
    assert kinds(usb) == ["events", "acknowledgement"]
    assert branch.branch.look(usb, manager) == ()
    assert kinds(usb) == ["events", "acknowledgement"], "answered once"
    # What the branch delivers is told later, and not with every entry.
    Books().deliver(branch.branch.outboxes()[1].outbox, clock)
    assert branch.branch.look(usb, manager) == ()
    assert len(kinds(usb)) == 2
    clock.tick(minutes=10)
    branch.branch.look(usb, manager)
    assert kinds(usb) == ["events", "acknowledgement", "acknowledgement"]
    assert [type(one) for one in counter.branch.look(usb, clerk)] == [Taken, Taken]
    assert counter.outbox.summary().waiting == 0
    assert sent.file.exists()
    # After a restart it is known by its bytes, even under another name.
    sent.file.rename(usb / "doi ten.bundle")
    again = open_office(branch.data, clock)
    assert again.branch.look(usb, manager) == ()
    assert len(kinds(usb)) == 3
    again.close()


def test_a_lost_answer_is_given_again(offices: list[Office], usb: Path) -> None:
    counter, _, branch = offices
    work(counter)
    for _ in range(2):
        counter.branch.export(usb, clerk_of(counter).id)
        branch.branch.look(usb, manager_of(branch).id)
        (answer,) = usb.glob("*-9-*.bundle")
        answer.unlink()


def test_half_a_file_waits_until_it_stands_still(offices: list[Office], usb: Path) -> None:
    counter, _, branch = offices
    manager = manager_of(branch).id
    work(counter)
    (sent,) = counter.branch.export(usb, clerk_of(counter).id)
    whole = sent.file.read_bytes()
    for length in (10, 200, 300):
        sent.file.write_bytes(whole[:length])
        assert branch.branch.look(usb, manager) == ()
    (one,) = branch.branch.look(usb, manager)
    assert isinstance(one, Refusal)
    assert one.problem.code == "bundle_truncated"
    assert branch.branch.look(usb, manager) == (), "told once"
    sent.file.write_bytes(whole)
    assert [type(one) for one in branch.branch.look(usb, manager)] == [Taken]


def test_what_may_be_right_later_is_tried_again(offices: list[Office], usb: Path) -> None:
    counter, _, branch = offices
    manager = manager_of(branch)
    work(counter)
    counter.branch.export(usb, clerk_of(counter).id)
    ours = counter.branch.identity()
    branch.branch.distrust("H35.99.07-1", manager)
    assert [type(one) for one in branch.branch.look(usb, manager.id)] == [Refusal]
    assert branch.branch.look(usb, manager.id) == ()
    branch.branch.trust(ours.text(), ours.short(), manager)
    assert [type(one) for one in branch.branch.look(usb, manager.id)] == [Taken]


def test_a_stick_that_goes_and_comes_back(offices: list[Office], usb: Path) -> None:
    counter, _, branch = offices
    work(counter)
    counter.branch.export(usb, clerk_of(counter).id)
    away = usb.with_name("away")
    usb.rename(away)
    heard: list[object] = []
    looks = 0

    def rest() -> bool:
        nonlocal looks
        looks += 1
        if looks == 3:
            away.rename(usb)
        return looks < 5

    watching: Branch = branch.branch
    watching.watch(usb, manager_of(branch).id, rest=rest, told=heard.append)
    assert [one.code if isinstance(one, Trouble) else type(one) for one in heard] == ["bundle_folder_gone", Taken]
