"""Open data: whatever is published of a dossier it shares with enough others, and no more gives way than must."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.reports.open_data import LEAST, OTHER, Place, generalised

PLACES = st.builds(
    Place,
    month=st.sampled_from(("2026-10", "2026-11")),
    field=st.sampled_from(("Hộ tịch", "Đất đai")),
    procedure=st.sampled_from(("1.001193", "1.004873", "1.012222")),
    commune=st.sampled_from(("03445", "03388", "")),
)


@given(st.lists(PLACES, max_size=60))
def test_every_published_place_is_shared(dossiers: list[Place]) -> None:
    places = Counter(dossiers)
    shown = generalised(places)
    assert set(shown) == set(places)
    sizes: Counter[Place] = Counter()
    for place, number in places.items():
        as_shown = shown[place]
        if as_shown is not None:
            sizes[as_shown] += number
            # Nothing but what is true of it, or nothing.
            assert all(told in (true, OTHER) for told, true in zip(as_shown, place, strict=True))
            assert as_shown.month == place.month
    assert all(size >= LEAST for size in sizes.values())
    left_out = [place for place, as_shown in shown.items() if as_shown is None]
    for month in {place.month for place in left_out}:
        assert sum(places[place] for place in left_out if place.month == month) < LEAST


@given(PLACES, st.integers(LEAST, 50))
def test_what_is_common_is_told_whole(place: Place, number: int) -> None:
    assert generalised(Counter({place: number})) == {place: place}


def test_a_few_give_way_together() -> None:
    """Three and two of one commune each: together they are five, and only the commune is not told."""
    here, there = (Place("2026-11", "Hộ tịch", "1.001193", commune) for commune in ("03445", "03388"))
    shown = generalised(Counter({here: 3, there: 2}))
    assert set(shown.values()) == {here._replace(commune=OTHER)}


def test_one_alone_is_not_published() -> None:
    place = Place("2026-11", "Hộ tịch", "1.001193", "03445")
    assert generalised(Counter({place: LEAST - 1})) == {place: None}
