"""The fold and the allowed moves (domain.md §5.4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import dossier as d
from app.domain import events as e
from app.domain.catalogue import FeeKind
from app.domain.events import Kind, Status
from app.errors import Rejected

AT = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)

FILING = e.Filing(
    mode=e.Mode.ASSIGNED,
    procedure=e.ProcedureSnapshot(code="1.004873", name="Xác nhận tình trạng hôn nhân", term_value=3),
    agency="UBND xã Mường Tè",
    channel=1,
    applicant=e.Person(full_name="Lò Văn Ín", id_number="012090001234"),
    fees=(
        e.FeeLine(kind=FeeKind.CHARGE, name="Lệ phí", amount=15_000),
        e.FeeLine(kind=FeeKind.POSTAGE, name="Cước", amount=26_000, paid=True),
    ),
)
CARRIED = msgspec.structs.replace(FILING, mode=e.Mode.CARRIER, channel=3)

ACCOUNT = e.Account(bank="970405", account="1234567890", name="UBND xã Mường Tè")

SAMPLES: dict[Kind, e.Body] = {
    Kind.RECEIVED: e.Received(code="H35.99.07-261116-1000", filing=FILING, received_at=AT),
    Kind.SUPPLEMENT_ASKED: e.SupplementAsked(missing=(e.Missing(name="Giấy chứng sinh", originals=1),), reason="thiếu"),
    Kind.SUPPLEMENTED: e.Supplemented(components=(e.Component(name="Giấy chứng sinh", originals=1),)),
    Kind.REFUSED: e.Refused(reason="không đủ điều kiện"),
    Kind.WITHDRAWAL_ASKED: e.WithdrawalAsked(reason="đổi ý"),
    Kind.WITHDRAWN: e.Withdrawn(),
    Kind.CORRECTED: e.Corrected(reason="gõ nhầm", note="đã sửa"),
    Kind.VOIDED: e.Voided(reason="nhập trùng"),
    Kind.SEALED: e.Sealed(seal="S1"),
    Kind.MANIFESTED: e.Manifested(manifest="BK1"),
    Kind.UNMANIFESTED: e.Unmanifested(manifest="BK1", reason="Để nhầm túi"),
    Kind.HANDED_TO_AGENCY: e.HandedToAgency(),
    Kind.AGENCY_ACCEPTED: e.AgencyAccepted(official_code="H35.12-261117-0007"),
    Kind.AGENCY_RETURNED: e.AgencyReturned(reason="thiếu", refused=False),
    Kind.FEE_ASKED: e.FeeAsked(fees=(e.FeeLine(kind=FeeKind.FEE, name="Phí", amount=5_000),)),
    Kind.FEE_COLLECTED: e.FeeCollected(amount=5_000, kind=FeeKind.FEE),
    Kind.FEE_REFUNDED: e.FeeRefunded(amount=1_000, kind=FeeKind.FEE, reason="thu thừa"),
    Kind.TRANSFER_EXPECTED: e.TransferExpected(
        number=1, amount=15_000, kind=FeeKind.CHARGE, to=ACCOUNT, purpose="H35.99.07-261116-1000"
    ),
    Kind.TRANSFER_DROPPED: e.TransferDropped(transfer=1, reason="khách đổi ý"),
    Kind.RESCHEDULED: e.Rescheduled(due_at=AT + timedelta(days=9), reason="quá tải"),
    Kind.STOPPED: e.Stopped(reason="theo thông báo"),
    Kind.RESULT_ARRIVED: e.ResultArrived(),
    Kind.INVITED: e.Invited(),
    Kind.DELIVERY_ATTEMPTED: e.DeliveryAttempted(outcome="vắng nhà"),
    Kind.HANDED_BACK: e.HandedBack(recipient=e.Recipient(full_name="Lò Văn Ín"), fees_collected=15_000),
    Kind.RETURNED_TO_AGENCY: e.ReturnedToAgency(reason="không ai nhận"),
    Kind.RATED: e.Rated(score=5),
    Kind.PRINTED: e.Printed(form="01", version="TT01/2018", copy=1, size="a5", sha256="0" * 64),
    Kind.NUMBERED: e.Numbered(official_code="H35.12-261117-0008"),
    Kind.REPORTED: e.Reported(status=Status.RESULT_READY, due_at=AT + timedelta(days=4)),
    Kind.SCANNED: e.Scanned(name="Tờ khai", sha256="0" * 64, size=9, media="application/pdf"),
    Kind.FILED: e.Filed(links=(e.Link(sha256="0" * 64, link="https://tep.example.vn/1"),)),
}


def event(seq: int, kind: Kind, body: e.Body | None = None) -> e.Event:
    at = AT + timedelta(minutes=seq)
    return e.Event(
        seq=seq,
        event_id=str(seq),
        dossier_id="x",
        dossier_seq=seq,
        kind=kind,
        at=at,
        device_at=at,
        offset_ms=None,
        actor="dung",
        body=body or SAMPLES[kind],
    )


def life(*kinds: Kind, filing: e.Filing = FILING) -> d.Dossier:
    first = e.Received(code="H35.99.07-261116-1000", filing=filing, received_at=AT)
    events = [event(1, Kind.RECEIVED, first), *(event(n, kind) for n, kind in enumerate(kinds, 2))]
    return d.fold(events)


def test_every_kind_has_a_body_and_a_sample() -> None:
    assert set(e.BODIES) == set(Kind) == set(SAMPLES)
    assert all(type(SAMPLES[kind]) is body for kind, body in e.BODIES.items())


@pytest.mark.parametrize(
    ("kinds", "status"),
    [
        ((), Status.RECEIVED),
        ((Kind.HANDED_TO_AGENCY,), Status.IN_PROCESS),
        ((Kind.HANDED_TO_AGENCY, Kind.SUPPLEMENT_ASKED), Status.SUPPLEMENT),
        ((Kind.SUPPLEMENT_ASKED, Kind.SUPPLEMENTED), Status.IN_PROCESS),
        ((Kind.FEE_ASKED,), Status.FINANCIAL),
        ((Kind.FEE_ASKED, Kind.FEE_COLLECTED), Status.IN_PROCESS),
        ((Kind.WITHDRAWAL_ASKED,), Status.WITHDRAWAL),
        ((Kind.WITHDRAWAL_ASKED, Kind.WITHDRAWN), Status.STOPPED),
        ((Kind.STOPPED,), Status.STOPPED),
        ((Kind.RESULT_ARRIVED,), Status.RESULT_READY),
        ((Kind.RESULT_ARRIVED, Kind.HANDED_BACK), Status.HANDED_BACK),
        ((Kind.VOIDED,), Status.STOPPED),
    ],
)
def test_the_business_status_follows_the_events(kinds: tuple[Kind, ...], status: Status) -> None:
    assert life(*kinds).status is status


def test_a_consignment_waits_for_the_agency() -> None:
    assert life(filing=CARRIED).status is Status.NEW
    assert life(filing=CARRIED).accepted_at is None
    handed = life(Kind.SEALED, Kind.HANDED_TO_AGENCY, filing=CARRIED)
    assert (handed.status, handed.leg) == (Status.NEW, e.Leg.AT_AGENCY)
    accepted = life(Kind.HANDED_TO_AGENCY, Kind.AGENCY_ACCEPTED, filing=CARRIED)
    assert (accepted.status, accepted.official_code) == (Status.RECEIVED, "H35.12-261117-0007")
    assert accepted.accepted_at is not None


def test_money_is_kept_in_two_drawers() -> None:
    assert life().owed == 15_000
    back = life(Kind.RESULT_ARRIVED, Kind.HANDED_BACK)
    assert (back.owed, back.collected_state, back.collected_post) == (0, 15_000, 26_000)


def test_a_dossier_is_rescheduled_once() -> None:
    assert Kind.RESCHEDULED in d.allowed(life())
    assert Kind.RESCHEDULED not in d.allowed(life(Kind.RESCHEDULED))


def test_a_returned_result_may_only_come_again() -> None:
    returned = life(Kind.RESULT_ARRIVED, Kind.RETURNED_TO_AGENCY)
    assert returned.status is Status.RESULT_READY
    assert Kind.HANDED_BACK not in d.allowed(returned)
    assert Kind.RESULT_ARRIVED in d.allowed(returned)


def test_what_has_ended_stays_ended() -> None:
    for kinds in ((Kind.STOPPED,), (Kind.RESULT_ARRIVED, Kind.HANDED_BACK), (Kind.VOIDED,)):
        # What was taken can still be given back.
        assert d.allowed(life(*kinds)) == {Kind.PRINTED, Kind.FEE_REFUNDED} | (
            {Kind.RATED} if Kind.HANDED_BACK in kinds else set()
        )


def test_a_refused_move_says_what_is_allowed() -> None:
    with pytest.raises(Rejected) as told:
        d.check_move(life(), Kind.HANDED_BACK)
    facts = told.value.problems["event"].facts
    assert facts["status"] == "2"
    assert set(str(facts["allowed"]).split()) == {k.value for k in d.allowed(life()) - {Kind.PRINTED, Kind.CORRECTED}}


LEGAL = {1: {2, 3, 7}, 2: {4, 5, 6, 7, 8, 9}, 4: {5, 6, 7, 8, 9}, 5: {4, 7, 8}, 6: {4, 8}, 7: {8}, 9: {10}}


@given(st.booleans(), st.lists(st.integers(0, 30), max_size=14))
def test_no_walk_of_allowed_moves_leaves_the_law(carried: bool, choices: list[int]) -> None:
    """Whatever is allowed folds, keeps its version, survives JSON, and changes status only as domain.md §5.4 says."""
    first = e.Received(code="H35.99.07-261116-1000", filing=CARRIED if carried else FILING, received_at=AT)
    state = d.apply(None, event(1, Kind.RECEIVED, first))
    for seq, choice in enumerate(choices, 2):
        moves = sorted(d.allowed(state))
        kind = moves[choice % len(moves)]
        after = d.apply(state, event(seq, kind))
        # Voiding is ours: the other side learns it as "stopped" whatever came before (wire D).
        if after.status != state.status and kind is not Kind.VOIDED:
            assert int(after.status) in LEGAL[int(state.status)], (state.status, kind, after.status)
        assert after.version == seq
        assert after.updated_at >= state.updated_at
        assert msgspec.json.decode(msgspec.json.encode(after), type=d.Dossier) == after
        state = after


def owed(before: d.Dossier | None, kind: Kind, body: e.Body | None = None) -> bool:
    step = event(1 if before is None else before.version + 1, kind, body)
    return d.queued(step, before, d.apply(before, step))


def test_desk_slips_and_local_events_are_not_owed_to_the_province() -> None:
    slip = e.SupplementAsked(missing=(e.Missing(name="Tờ khai"),), reason="thiếu", code="HD-1", filing=FILING)
    at_desk = d.apply(None, event(1, Kind.SUPPLEMENT_ASKED, slip))
    assert at_desk.status is Status.AT_DESK
    assert not owed(None, Kind.SUPPLEMENT_ASKED, slip)
    assert not owed(at_desk, Kind.VOIDED)
    assert owed(None, Kind.RECEIVED)
    refused = e.Refused(reason="không đúng", code="H35.99.07-261116-1000", filing=FILING)
    assert owed(None, Kind.REFUSED, refused)
    assert owed(life(), Kind.SUPPLEMENT_ASKED)
    assert not any(owed(life(), kind) for kind in e.LOCAL_ONLY)


def test_what_the_one_stop_system_tells_moves_nothing() -> None:
    before = life(Kind.HANDED_TO_AGENCY)
    told = life(Kind.HANDED_TO_AGENCY, Kind.REPORTED)
    assert (told.status, told.leg, told.due_at) == (before.status, before.leg, before.due_at)
    assert told.reported == SAMPLES[Kind.REPORTED]
    carried = life(Kind.REPORTED, filing=CARRIED)
    assert carried.due_at == AT + timedelta(days=4), "there the agency sets the date"


def test_a_number_given_by_the_one_stop_system_stands_beside_ours() -> None:
    numbered = life(Kind.NUMBERED, filing=CARRIED)
    assert (numbered.official_code, numbered.code) == ("H35.12-261117-0008", "H35.99.07-261116-1000")
    assert numbered.status is life(filing=CARRIED).status


@pytest.mark.parametrize("kind", [Kind.NUMBERED, Kind.REPORTED])
def test_what_it_tells_is_taken_in_every_status_and_offered_in_none(kind: Kind) -> None:
    for state in (life(), life(Kind.RESULT_ARRIVED, Kind.HANDED_BACK), life(Kind.STOPPED)):
        d.check_move(state, kind)
        assert kind not in d.allowed(state)


def test_what_ended_before_it_had_a_number_there_is_owed_to_nobody() -> None:
    provisional = "TN-H35.99.07-1-261116-0001-1J"
    refused = e.Refused(reason="không đúng", code=provisional, filing=CARRIED)
    assert not owed(None, Kind.REFUSED, refused)
    waiting = d.fold([event(1, Kind.RECEIVED, e.Received(code=provisional, filing=CARRIED, received_at=AT))])
    assert not owed(waiting, Kind.VOIDED)
    assert owed(waiting, Kind.HANDED_TO_AGENCY)
    assert Kind.AGENCY_ACCEPTED in d.allowed(waiting)
