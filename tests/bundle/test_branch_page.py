"""A branch with several counters closes as one: the others' closed days come by bundle onto the manager's report."""

from __future__ import annotations

from pathlib import Path

from app.office import Office
from app.store.ledger import verify
from tests.bundle.van import manager_of
from tests.desk import FakeClock, clerk_of
from tests.store.evening import closed, received


def test_closed_days_come_by_bundle(offices: list[Office], usb: Path, clock: FakeClock) -> None:
    first, second, branch = offices
    for office in (first, second):
        received(office, charge=8_000, postage=26_000)
        office.branch.export(usb, clerk_of(office).id)
    theirs = closed(first)
    first.branch.export(usb, clerk_of(first).id)
    branch.branch.take_all(sorted(usb.glob("*.bundle")), manager_of(branch).id)
    received(branch, charge=15_000)
    page = closed(branch)
    others = {one.name: one for one in page.others}
    (day,) = others["H35.99.07-1"].days
    assert (day.number, day.hash, day.state, day.post) == (1, theirs.hash, 8_000, 26_000)
    # Its dossier came, and no closed day: chưa khóa / chưa nhận.
    assert (others["H35.99.07-2"].standing, others["H35.99.07-2"].days) == ("missing", ())
    clock.tick(days=1)
    closed(second)
    second.branch.export(usb, clerk_of(second).id)
    branch.branch.take_all(sorted(usb.glob("*.bundle")), manager_of(branch).id)
    late = {one.name: one for one in closed(branch).others}
    assert [one.number for one in late["H35.99.07-2"].days] == [1] and late["H35.99.07-1"].days == ()
    assert b"%PDF" in branch.day.paper(2)
    for replica in branch.branch.replicas().values():
        assert verify(replica, scans=False) == ()
    assert verify(branch.store) == ()
