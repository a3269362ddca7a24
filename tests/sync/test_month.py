"""The short form of "one month in Lai Châu" (`./dev bench month`): the same faults on fewer counters and days."""

from __future__ import annotations

import pytest

from tests.bench.month import month


@pytest.mark.parametrize(("shows", "seed"), [("all", 5), ("record", 11)])
def test_days_of_faults_lose_double_and_strand_nothing(shows: str, seed: int) -> None:
    tally = month(3, 5, 10, seed, shows=shows)
    assert (tally.lost, tally.doubled, tally.stuck, tally.unproven) == (0, 0, 0, 0), tally.told
    assert tally.power_cuts > 3 and tally.line_cuts > 3, "the days were too quiet to prove anything"
