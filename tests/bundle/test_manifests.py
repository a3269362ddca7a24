"""Manifests travel with everything else of the chain: the branch holds them as the counter does."""

from __future__ import annotations

from pathlib import Path

from app.domain.manifest import Direction, Progress
from app.office import Office
from app.store.daybook import MANIFESTS
from app.store.ledger import verify
from tests.bundle.van import manager_of
from tests.manifest_days import Counterpart


def carry(usb: Path, sender: Office, branch: Office) -> None:
    sender.branch.export(usb, manager_of(sender).id)
    for one in branch.branch.take_all(sorted(usb.iterdir()), manager_of(branch).id):
        assert not hasattr(one, "problem"), one


def test_the_branch_holds_the_same_lists(offices: list[Office], usb: Path) -> None:
    counter, _, branch = offices
    at = Counterpart(counter)
    signed, _ = at.with_lines(Direction.TO_AGENCY, 2)
    at.manifests.seal(signed.id, ("NP-01",), at.clerk)
    made, _ = at.with_lines(Direction.TO_AGENCY, 1)
    carry(usb, counter, branch)
    at.manifests.hand(signed.id, "Lò Thị Dung", "Vàng A Chu", at.clerk)
    at.manifests.print(signed.id, "a4", at.clerk, target="file")
    at.manifests.cancel(made.id, "xe hỏng", at.clerk)
    carry(usb, counter, branch)
    (replica,) = branch.branch.replicas().values()
    assert verify(replica, scans=False) == ()
    with replica.read() as there, counter.store.read() as here:
        for one in (signed, made):
            assert MANIFESTS.load(there, one.id) == MANIFESTS.load(here, one.id)
        lines = "SELECT * FROM manifest_line ORDER BY manifest_id, line"
        assert there.execute(lines).fetchall() == here.execute(lines).fetchall()
        found = MANIFESTS.load(there, signed.id)
    assert found is not None
    assert (found.progress, found.prints) == (Progress.DONE, {"giao-nhan": 1})


def test_numbers_of_two_counters_never_meet(offices: list[Office]) -> None:
    first, second, _ = offices
    numbers = {Counterpart(office).open(Direction.DELIVERY).number for office in (first, second)}
    assert len(numbers) == 2
