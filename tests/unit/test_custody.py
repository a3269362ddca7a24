"""Whose hands papers were in: cases worked by hand, minute by minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import custody
from app.domain import events as e
from app.domain.custody import Hand
from app.domain.events import Kind
from app.domain.manifest import Direction, Manifest
from tests.unit.test_dossier import CARRIED, FILING, SAMPLES, event

START = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


class Told:
    """A fact at a minute."""

    def __init__(self, minute: int, body: e.Body) -> None:
        self.at, self.body = START + timedelta(minutes=minute), body


def received(minute: int = 0, filing: e.Filing = FILING) -> Told:
    at = START + timedelta(minutes=minute)
    return Told(minute, e.Received(code="H35.99.07-261116-1000", filing=filing, received_at=at))


def put_on(minute: int, key: str = "M") -> Told:
    return Told(minute, e.Manifested(manifest=key))


def a_list(way: Direction, **times: int) -> Manifest:
    given: dict[str, Any] = {name: START + timedelta(minutes=minute) for name, minute in times.items()}
    return Manifest(
        id="M", version=1, number="BK-1", direction=way, opened_at=START, opened_by="x", updated_at=START, **given
    )


def way(*facts: Told, lists: dict[str, Manifest] | None = None) -> list[tuple[Hand, int]]:
    """(hand, the minute it began)."""
    holds = custody.hands(facts, lists)
    for one, after in pairwise(holds):
        assert one.until == after.since
    assert not holds or holds[-1].until is None
    return [(one.hand, int((one.since - START).total_seconds() // 60)) for one in holds]


def handed(minute: int) -> Told:
    return Told(minute, e.HandedToAgency(receiver="Vàng A Chu"))


def arrived(minute: int) -> Told:
    return Told(minute, e.ResultArrived())


def given_out(minute: int, by_post: bool = False) -> Told:
    return Told(minute, e.HandedBack(recipient=e.Recipient(full_name="Lò Văn Ín"), by_post=by_post))


def test_the_whole_way_with_its_lists() -> None:
    """Put on at 30, bags closed at 45, signed for at 105; result at 1500 on day two, out with the postman at 1590, at
    the door at 1650."""
    lists = {
        "out": a_list(Direction.TO_AGENCY, sealed_at=45, handed_at=105),
        "run": a_list(Direction.DELIVERY, handed_at=1590),
    }
    facts = (
        *(received(), put_on(30, "out"), handed(105), arrived(1500)),
        *(put_on(1560, "run"), given_out(1650, by_post=True)),
    )
    assert way(*facts, lists=lists) == [
        (Hand.COUNTER, 0),
        (Hand.COURIER, 45),
        (Hand.AGENCY, 105),
        (Hand.COUNTER, 1500),
        (Hand.POSTMAN, 1590),
        (Hand.CITIZEN, 1650),
    ]
    holds = custody.hands(facts, lists)
    assert [int(one.lasted(START).total_seconds() // 60) for one in holds[:-1]] == [45, 60, 1395, 90, 60]
    assert (holds[2].who, holds[-1].who) == ("Vàng A Chu", "Lò Văn Ín")


def test_without_the_lists_it_left_when_it_was_put_on() -> None:
    facts = received(), put_on(30), handed(105), arrived(1500), put_on(1560, "run"), given_out(1650)
    assert [minute for _, minute in way(*facts)] == [0, 30, 105, 1500, 1560, 1650]


def test_unsealed_and_signed_at_the_counter_there_was_no_courier() -> None:
    lists = {"M": a_list(Direction.TO_AGENCY, handed_at=105)}
    assert way(received(), put_on(30), handed(105), lists=lists) == [(Hand.COUNTER, 0), (Hand.AGENCY, 105)]


def test_taken_off_before_it_left_it_never_left() -> None:
    off = Told(40, e.Unmanifested(manifest="M"))
    assert way(received(), put_on(30), off) == [(Hand.COUNTER, 0)]
    run = {"M": a_list(Direction.DELIVERY, handed_at=90)}
    assert way(received(), arrived(10), put_on(30), off, lists=run) == [(Hand.COUNTER, 0)]


def test_what_a_postman_brought_back_he_had() -> None:
    lists = {"M": a_list(Direction.DELIVERY, handed_at=60)}
    facts = (
        *(received(), arrived(10), put_on(30)),
        *(Told(200, e.DeliveryAttempted(outcome="absent")), Told(200, e.Unmanifested(manifest="M"))),
    )
    assert way(*facts, lists=lists) == [(Hand.COUNTER, 0), (Hand.POSTMAN, 60), (Hand.COUNTER, 200)]


def test_back_to_the_agency_goes_with_a_courier() -> None:
    back = Told(300, e.ReturnedToAgency(reason="không ai nhận"))
    expected = [(Hand.COUNTER, 0), (Hand.COURIER, 250), (Hand.AGENCY, 300)]
    lists = {"M": a_list(Direction.RETURN, sealed_at=250)}
    assert way(received(), arrived(10), put_on(240), back, lists=lists) == expected
    assert way(received(), arrived(10), put_on(250), back) == expected


def test_still_on_its_way() -> None:
    lists = {"M": a_list(Direction.TO_AGENCY, sealed_at=45)}
    assert way(received(), put_on(30), lists=lists)[-1] == (Hand.COURIER, 45)
    assert way(received(), put_on(30), lists={"M": a_list(Direction.TO_AGENCY)}) == [(Hand.COUNTER, 0)]


def test_a_carriers_dossier_that_the_agency_accepted_is_there() -> None:
    accepted = Told(50, SAMPLES[Kind.AGENCY_ACCEPTED])
    assert way(received(filing=CARRIED), accepted) == [(Hand.COUNTER, 0), (Hand.AGENCY, 50)]
    assert way(received(), accepted) == [(Hand.COUNTER, 0)]  # a front desk keeps the papers until they are handed over
    returned = Told(90, e.AgencyReturned(reason="thiếu"))
    assert way(received(filing=CARRIED), handed(50), returned)[-1] == (Hand.COUNTER, 90)


def test_papers_brought_since_move_nothing_that_is_there() -> None:
    facts = received(), handed(50), put_on(500), handed(560)
    assert way(*facts) == [(Hand.COUNTER, 0), (Hand.AGENCY, 50)]


def test_withdrawn_the_citizen_has_them_again() -> None:
    assert way(received(), Told(20, e.Withdrawn())) == [(Hand.COUNTER, 0), (Hand.CITIZEN, 20)]


def test_of_what_was_never_taken_in_there_is_nothing_to_say() -> None:
    slip = e.Refused(reason="không thuộc", code="H35.99.07-261116-1001", filing=FILING)
    assert way(Told(0, slip)) == []


@given(st.lists(st.sampled_from(sorted(set(Kind) - {Kind.RECEIVED})), max_size=14))
def test_stays_follow_each_other_whatever_happens(kinds: list[Kind]) -> None:
    facts = [event(1, Kind.RECEIVED), *(event(n, kind) for n, kind in enumerate(kinds, 2))]
    holds = custody.hands(facts)
    assert holds[0].hand is Hand.COUNTER
    for one, after in pairwise(holds):
        assert one.until == after.since
        assert one.hand is not after.hand
        assert one.since <= after.since
        assert one.lasted(START) >= timedelta()


@pytest.mark.parametrize("back", [1, 60 * 24 * 1000])
def test_a_clock_that_goes_back_makes_no_stay_shorter_than_nothing(back: int) -> None:
    holds = custody.hands([received(), handed(-back)])
    assert holds[0].lasted(START) == timedelta()
    assert holds[1].since == holds[0].since
