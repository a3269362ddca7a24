"""The indicators' arithmetic, each against a value worked out on paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.kpi import DAY_US, KPIS, MINUTE_US, NO_TICKETS, NOBODY, NOT_SURVEYED, Counted, measured, nearest, points


def values(counted: Counted) -> dict[str, float | int | None]:
    return {measure.kpi.key: measure.value for measure in measured(counted)}


def test_every_indicator_says_what_it_is_and_where_it_comes_from() -> None:
    assert len({kpi.key for kpi in KPIS}) == len(KPIS) == 25
    for kpi in KPIS:
        assert kpi.name and kpi.formula.endswith(".") and kpi.source
        assert (kpi.form == "share") == bool(kpi.numerator)


def test_of_nothing_there_is_no_figure_and_a_reason() -> None:
    found = {measure.kpi.key: measure for measure in measured(Counted())}
    for key in ("on_time", "strict_on_time", "postal_received", "right_first", "leg_out_median", "handling_p90"):
        assert found[key].value is None
        assert found[key].note == NOBODY
    assert found["satisfaction"].value is None
    assert found["satisfaction"].note == NOT_SURVEYED
    assert found["queueing"].note == NO_TICKETS


def test_tickets_are_never_invented() -> None:
    assert values(Counted(received=9, handling=(MINUTE_US,)))["queueing"] is None


def test_shares_worked_out_on_paper() -> None:
    found = values(
        Counted(
            to_process=12,
            in_time=9,  # 9 of 12
            finished_dated=8,
            finished_in_time=6,  # 6 of 8
            received=10,
            received_postal=3,  # 3 of 10
            received_online=1,  # 1 of 10
            handed=5,
            handed_postal=2,  # 2 of 5
            gone_back=1,  # 1 of 5 + 1
            accepted=8,
            right_first=7,  # 7 of 8
            attempts=3,
            arrived_delivered=9,  # 3 of 3 + 9
            rated=4,
            satisfied=3,  # 3 of 4
            procedures=50,
            procedures_online=40,  # 40 of 50
            events=20,
            timely=19,  # 19 of 20
        )
    )
    assert found["on_time"] == 0.75
    assert found["strict_on_time"] == 0.75
    assert found["postal_received"] == 0.3
    assert found["online"] == found["assisted_online"] == 0.1
    assert found["postal_returned"] == 0.4
    assert found["undelivered"] == pytest.approx(1 / 6)
    assert found["right_first"] == 0.875
    assert found["failed_delivery"] == 0.25
    assert found["satisfaction"] == 0.75
    assert found["surveyed"] == 0.8
    assert found["provision"] == 0.8
    assert found["sync_timely"] == 0.95


def test_lengths_by_nearest_rank() -> None:
    # Ten legs of 1 … 10 days: the median is the 5th, nine of ten are not over the 9th; 8 are over two days.
    days = tuple(day * DAY_US for day in range(1, 11))
    found = values(Counted(legs_out=days, legs_back=days[:3], handling=(MINUTE_US, 3 * MINUTE_US)))
    assert (found["leg_out_median"], found["leg_out_p90"], found["leg_out_over"]) == (5, 9, 0.8)
    # Three: the 2nd of three, the 3rd; one of three is over two days.
    assert (found["leg_back_median"], found["leg_back_p90"]) == (2, 3)
    assert found["leg_back_over"] == pytest.approx(1 / 3)
    # Two: the 1st of two is not exceeded by half of them.
    assert (found["handling_median"], found["handling_p90"]) == (1, 3)


def test_points_are_full_at_ninety_in_a_hundred_and_none_without_a_question() -> None:
    assert points(0, 0) == 0
    assert points(9, 10) == pytest.approx(6)
    assert points(10, 10) == 6
    assert points(45, 100) == pytest.approx(3)
    note = next(one.note for one in measured(Counted(rated=100, satisfied=45)) if one.kpi.key == "satisfaction")
    assert "3,00 trên 6" in note


def test_what_waits_and_what_is_owed_has_an_age() -> None:
    found = values(Counted(waiting=2, oldest_us=3 * DAY_US // 2, gap=125_000, gap_us=4 * DAY_US))
    assert (found["sync_oldest"], found["remittance_gap"], found["remittance_age"]) == (1.5, 125_000, 4)
    assert values(Counted(oldest_us=DAY_US))["sync_oldest"] == 0


@given(st.lists(st.integers(0, 10**9), min_size=1), st.integers(1, 100))
def test_nearest_rank_is_the_smallest_that_enough_do_not_exceed(lengths: list[int], hundredths: int) -> None:
    found = nearest(sorted(lengths), hundredths)
    assert found in lengths
    assert found is not None
    assert sum(length <= found for length in lengths) * 100 >= len(lengths) * hundredths
    smaller = [length for length in lengths if length < found]
    assert not smaller or len(smaller) * 100 < len(lengths) * hundredths
