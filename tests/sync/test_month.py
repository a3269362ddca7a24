"""The short form of "one month in Lai Châu" (`./dev bench month`): the same faults on fewer counters and days."""

from __future__ import annotations

import pytest

from tests.bench.month import month


@pytest.mark.parametrize(("shows", "seed"), [("all", 5), ("record", 12)])
def test_days_of_faults_lose_double_and_strand_nothing(shows: str, seed: int) -> None:
    tally = month(3, 5, 10, seed, shows=shows)
    assert (tally.lost, tally.doubled, tally.stuck, tally.unproven) == (0, 0, 0, 0), tally.told
    # With four lanes the machine decides how many steps a round has, and so which of the drawn cuts fall into one: some
    # five of the power and eleven of the line at least. Asking for more than three of each failed once in a dozen.
    assert tally.power_cuts and tally.line_cuts, "the days were too quiet to prove anything"
