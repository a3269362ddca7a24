"""G3, G4, G11: the queue's law."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.events import Kind
from app.domain.queue import State
from app.office import Office
from app.store.ledger import verify
from tests.desk import MONDAY, FakeClock, clerk_of, draft, new_office


def test_order_holds_inside_a_dossier_and_nowhere_else(office: Office) -> None:
    clerk = clerk_of(office)
    a = office.counter.receive(draft(), clerk).dossier.code
    b = office.counter.receive(draft(), clerk).dossier.code
    office.counter.act(a, Kind.HANDED_TO_AGENCY, {}, clerk)
    now = MONDAY
    heads = office.outbox.due(now)
    assert [(e.wire_code, e.kind.value) for e in heads] == [(a, "received"), (b, "received")]
    office.outbox.quarantine(heads[0], "unknown_procedure", "không có thủ tục", asked=False)
    assert [e.wire_code for e in office.outbox.due(now)] == [b]
    office.outbox.acknowledge((heads[1],), "ok", now)
    assert office.outbox.due(now) == ()
    assert office.outbox.next_due() is None
    assert office.outbox.release([a]) == 1
    assert [e.kind.value for e in office.outbox.due(now)] == ["received"]


def test_an_attempt_is_counted_before_its_answer(office: Office) -> None:
    """Killed between begin and the answer, the doubt is on the disk (G2)."""
    office.counter.receive(draft(), clerk_of(office))
    (entry,) = office.outbox.due(MONDAY)
    office.outbox.begin((entry,))
    (again,) = office.outbox.due(MONDAY)
    assert (again.asked, again.attempts, again.parts) == (True, 1, 0)
    office.outbox.advance((again,))
    (half,) = office.outbox.due(MONDAY)
    assert (half.asked, half.parts) == (False, 1)


def test_what_was_delivered_never_comes_back(office: Office) -> None:
    office.counter.receive(draft(), clerk_of(office))
    (entry,) = office.outbox.due(MONDAY)
    office.outbox.acknowledge((entry,), "ok", MONDAY)
    office.outbox.quarantine(entry, "late", "", asked=False)
    office.outbox.postpone(entry, "late", "", MONDAY + timedelta(hours=1), asked=True)
    (item,) = office.outbox.items()
    assert (item.state, item.reason, item.receipt) == (State.DELIVERED, "", "ok")


def test_postponed_waits_until_its_time_or_until_somebody_hurries(office: Office, clock: FakeClock) -> None:
    office.counter.receive(draft(), clerk_of(office))
    (entry,) = office.outbox.due(MONDAY)
    office.outbox.postpone(entry, "no_network", "", MONDAY + timedelta(minutes=15), asked=False)
    assert office.outbox.due(MONDAY) == ()
    assert len(office.outbox.due(MONDAY + timedelta(minutes=15))) == 1
    office.outbox.hurry()
    assert len(office.outbox.due(MONDAY)) == 1


def test_a_provisional_number_waits_for_the_official_one(tmp_path: Path, clock: FakeClock) -> None:
    office = new_office(tmp_path / "carrier", clock, mode="carrier", kind="provisional", first=1, last=9999)
    clerk = clerk_of(office)
    code = office.counter.receive(draft(), clerk).dossier.code
    assert code.startswith("TN-H35.99.07-1-261116-0001-")
    (entry,) = office.outbox.due(MONDAY)
    assert entry.wire_code == ""
    office.outbox.hold(entry, "awaiting_code")
    assert office.outbox.due(MONDAY) == ()
    assert office.outbox.summary().held == 1
    office.counter.act(code, Kind.AGENCY_ACCEPTED, {"official_code": "H35.12-261117-0007"}, clerk)
    (entry,) = office.outbox.due(MONDAY)
    assert (entry.kind, entry.wire_code) == (Kind.RECEIVED, "H35.12-261117-0007")
    found = [office.views.dossier(c) for c in (code, "H35.12-261117-0007", code.lower())]
    assert {d.id for d in found if d is not None} == {entry.dossier_id}
    assert None not in found
    office.close()


def test_a_number_that_came_while_its_entry_was_in_hand_lets_it_go(tmp_path: Path, clock: FakeClock) -> None:
    office = new_office(tmp_path / "carrier", clock, mode="carrier", kind="provisional", first=1, last=9999)
    clerk = clerk_of(office)
    code = office.counter.receive(draft(), clerk).dossier.code
    (entry,) = office.outbox.due(MONDAY)
    office.counter.act(code, Kind.AGENCY_ACCEPTED, {"official_code": "H35.12-261117-0007"}, clerk)
    office.outbox.hold(entry, "awaiting_code")
    (entry,) = office.outbox.due(MONDAY)
    assert (entry.kind, entry.wire_code) == (Kind.RECEIVED, "H35.12-261117-0007")
    office.close()


def test_a_consignment_voided_before_it_had_a_number_is_settled(tmp_path: Path, clock: FakeClock) -> None:
    office = new_office(tmp_path / "carrier", clock, mode="carrier", kind="provisional", first=1, last=9999)
    clerk = clerk_of(office)
    code = office.counter.receive(draft(), clerk).dossier.code
    (entry,) = office.outbox.due(MONDAY)
    office.outbox.hold(entry, "awaiting_code")
    office.counter.act(code, Kind.VOIDED, {"reason": "nhập trùng"}, clerk)
    (item,) = office.outbox.items()
    assert (item.state, item.receipt) == (State.DELIVERED, "nothing_to_send")
    refused = office.counter.refuse_at_desk(draft(), "không thuộc thẩm quyền", "", clerk)
    assert len(office.outbox.items()) == 1
    assert refused.papers == ("03",)
    assert verify(office.store) == ()
    office.close()


def test_local_events_and_desk_slips_owe_nothing(office: Office) -> None:
    from app.domain.events import Missing

    clerk = clerk_of(office)
    slip = office.counter.ask_supplement_at_desk(
        draft(components=[]), (Missing(name="Tờ khai", originals=1),), "Chưa có tờ khai", clerk
    )
    assert slip.dossier.code.startswith("HD-H35.99.07-1-261116-0001-")
    assert slip.papers == ("02",)
    code = office.counter.receive(draft(follows=slip.dossier.code), clerk).dossier.code
    office.counter.print_paper(code, "01", "a5", clerk, target="file")
    assert [item.code for item in office.outbox.items()] == [code]


@pytest.mark.parametrize("count", [3])
def test_the_summary_counts_and_knows_the_oldest(office: Office, clock: FakeClock, count: int) -> None:
    clerk = clerk_of(office)
    for _ in range(count):
        office.counter.receive(draft(), clerk)
        clock.tick(hours=1)
    summary = office.outbox.summary()
    assert (summary.waiting, summary.quarantined, summary.delivered) == (count, 0, 0)
    assert summary.oldest == MONDAY
