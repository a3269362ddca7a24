"""Bars and squares on the printer's dots: whole modules, rules kept, refusals, and what is read of a worn paper."""

import itertools
from math import gcd
from random import Random
from typing import NamedTuple

import numpy as np
import pytest
import zxingcpp

from app.errors import Rejected
from app.paper import Press
from app.paper.symbols import (
    CODE,
    S10,
    SECOND,
    SQUARE,
    Rule,
    code_128,
    fitted,
    grid,
    largest,
    least,
    sized,
)
from tests.unit.test_paper_layout import (
    ASSETS,
    FORMS,
    LONGEST,
    MORNING,
    OLD,
    PROVISIONAL,
    SERIES,
    SIZES,
    UNIT,
    dossier,
)
from tests.worn import KINDS, Grey, Wear, decoded, drawn, either, read, worn

ITEM = "RR473124829VN"
TRIES = 8


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(ASSETS, UNIT)


def page(press: Press, form: str, size: str, resolution: int, code: str = SERIES) -> bytes:
    paper = press.render(
        form,
        dossier(form, code),
        size=size,
        copy=1,
        printed_at=MORNING,
        printed_by="Lò Thị Dung",
        resolution=resolution,
    )
    return paper.bytes


# ------------------------------------------------------------------------------------------------- measured in pixels


class Measured(NamedTuple):
    """One symbol in a picture, in pixels: its module, its box, the white beside it, and how many pixels are grey."""

    text: str
    module: int
    left: int
    top: int
    width: int
    height: int
    quiet: int
    grey: int


def measured(image: Grey) -> list[Measured]:
    return [_measured(image, found) for found in zxingcpp.read_barcodes(image, try_downscale=False)]


def _measured(image: Grey, found: zxingcpp.Barcode) -> Measured:
    corners = found.position
    left, right = corners.top_left.x - 3, corners.top_right.x + 4
    middle = (corners.top_left.y + corners.bottom_left.y) // 2
    if found.format.name == "QRCode":
        box = image[corners.top_left.y - 3 : corners.bottom_left.y + 4, left:right] < 128
        rows, columns = (np.flatnonzero(box.any(axis=axis)) for axis in (1, 0))
        top, height = corners.top_left.y - 3 + int(rows[0]), int(rows[-1] - rows[0]) + 1
        left, width = left + int(columns[0]), int(columns[-1] - columns[0]) + 1
    else:
        line = image[middle] < 128
        columns = np.flatnonzero(line[left:right])
        left, width = left + int(columns[0]), int(columns[-1] - columns[0]) + 1
        same = (image[:, left : left + width] < 128) == line[left : left + width]
        differs = np.flatnonzero(~same.all(axis=1))
        top = int(differs[differs < middle][-1]) + 1
        height = int(differs[differs > middle][0]) - top
    inside = image[top : top + height, left : left + width]
    runs = {n for row in inside for n in _runs(row < 128)} | (
        {n for column in inside.T for n in _runs(column < 128)} if found.format.name == "QRCode" else set()
    )
    beside = np.asarray((image[top : top + height] < 128).any(axis=0))
    before, after = np.flatnonzero(beside[:left]), np.flatnonzero(beside[left + width :])
    quiet = min(left - int(before[-1]) - 1 if len(before) else left, int(after[0]) if len(after) else len(beside))
    grey = int(((inside > 15) & (inside < 240)).sum())
    return Measured(found.text, gcd(*runs), left, top, width, height, quiet, grey)


def _runs(line: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[int]:
    return [len(list(run)) for _, run in itertools.groupby(line)]


@pytest.mark.parametrize("resolution", [203, 300])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("form", FORMS)
def test_every_module_of_every_paper_is_the_same_number_of_dots(
    press: Press, form: str, size: str, resolution: int
) -> None:
    _on_dots(drawn(page(press, form, size, resolution), resolution), resolution, SERIES, 2 if size == "a5x2" else 1)


@pytest.mark.parametrize(("code", "size"), [(SERIES, "a5"), (PROVISIONAL, "a4"), (LONGEST, "a5"), (OLD, "a5x2")])
def test_also_at_600_dpi_and_with_every_kind_of_code(press: Press, code: str, size: str) -> None:
    for resolution in (203, 300, 600):
        image = drawn(page(press, "01", size, resolution, code), resolution)
        _on_dots(image, resolution, code, 2 if size == "a5x2" else 1)


def _on_dots(image: Grey, resolution: int, code: str, times: int) -> None:
    found = measured(image)
    assert sorted(one.text for one in found) == sorted([code, UNIT.lookup_url + code] * times)
    for one in found:
        rule = CODE if one.text == code else SQUARE
        small = least(one.text, rule, resolution)
        assert one.module >= small.dots >= 2
        assert one.width == small.modules * one.module
        assert one.quiet >= rule.quiet * one.module
        assert one.grey == 0, "an edge lies between two dots"
        assert one.height >= rule.height * resolution / 25.4 - 1
        assert rule is not SQUARE or one.height == one.width


def test_a_paper_made_for_another_resolution_is_read_all_the_same(press: Press) -> None:
    """The file that was made for nobody's printer: its modules are uneven there, and it is still read."""
    for size in SIZES:
        found = read(drawn(page(press, "01", size, 203), 300))
        wanted = [("Code128", SERIES), ("QRCode", UNIT.lookup_url + SERIES)]
        assert found == sorted(wanted * (2 if size == "a5x2" else 1))


# ------------------------------------------------------------------------------------------------ rules and refusals


@pytest.mark.parametrize(
    ("rule", "resolution", "dots"),
    [
        *((CODE, resolution, dots) for resolution, dots in ((180, 2), (203, 2), (300, 3), (360, 4), (600, 6))),
        *((S10, resolution, dots) for resolution, dots in ((180, 3), (203, 3), (300, 4), (360, 5), (600, 8))),
        *((SQUARE, resolution, dots) for resolution, dots in ((203, 3), (300, 4), (600, 8))),
        (SECOND, 203, 2),
        (CODE, 96, 2),
    ],
)
def test_the_least_module_is_whole_dots_and_no_less_than_the_rule(rule: Rule, resolution: int, dots: int) -> None:
    symbol = least(ITEM, rule, resolution)
    assert symbol.dots == dots
    assert symbol.x >= rule.least
    assert symbol.width == pytest.approx(symbol.modules * dots * 25.4 / resolution)


def test_the_largest_that_has_room_is_taken() -> None:
    modules = len(code_128(SERIES))
    for resolution, dots in ((203, (2, 3)), (300, (3, 4)), (600, (6, 8))):
        x = 25.4 / resolution
        for wanted in dots:
            room = (modules + 10) * wanted * x + 0.01
            found = fitted(SERIES, CODE, resolution, room, sides=1)
            assert found.dots == wanted and found.width + found.quiet_zone <= room
        assert fitted(SERIES, CODE, resolution, 500.0).dots == dots[1], "no larger than the rule"
        assert largest(SERIES, CODE, resolution, (modules + 10) * dots[0] * x - 0.01, sides=1) is None


def test_below_the_least_module_a_code_is_refused_by_name() -> None:
    for text, rule, room in ((SERIES, CODE, 60.0), (ITEM, S10, 57.0), (UNIT.lookup_url, SQUARE, 9.0)):
        with pytest.raises(Rejected) as refused:
            fitted(text, rule, 203, room)
        assert refused.value.problems["code"].code == "code_too_long"
        assert refused.value.problems["code"].facts == {"number": text}


def test_a_page_is_drawn_at_a_resolution_the_printer_can_take_whole() -> None:
    assert grid([600]) == grid([300, 600, 1200]) == grid([1200, 203]) == 300
    assert grid([203]) == grid([0, 203]) == 203
    assert grid([360, 720]) == 360
    assert grid([180]) == 180
    assert grid([]) == grid([72]) == grid([150]) == 300


def test_the_same_arguments_give_the_same_bytes_and_the_resolution_is_one(press: Press) -> None:
    first, again, finer = (page(press, "01", "a5", resolution) for resolution in (203, 203, 300))
    assert first == again != finer


# --------------------------------------------------------------------------------------------------------- worn papers

SAFE = ("blur 0.6", "blur 0.9", "3° and blur 0.9", "greys 40/200, noise 8", "spread 0.125, noise 8, blur 0.6")
BARS_TOO = (*SAFE, "3 gaps a cm²", "10 gaps a cm²", "fold 1–3 along the lines ±3°")
S10_TOO = (*BARS_TOO, "blur 1.2", "spread 0.25, noise 8, blur 0.9", "fold 1–1.5 at ±45°", "all at once")


@pytest.mark.parametrize("resolution", [203, 300])
@pytest.mark.parametrize(
    ("text", "rule", "kinds"),
    [
        (SERIES, CODE, BARS_TOO),
        (PROVISIONAL, CODE, BARS_TOO),
        (SERIES, SECOND, BARS_TOO),
        (ITEM, S10, S10_TOO),
        (UNIT.lookup_url + SERIES, SQUARE, SAFE),
    ],
    ids=["official", "provisional", "second", "s10", "square"],
)
def test_the_least_symbols_are_read_however_worn(
    text: str, rule: Rule, kinds: tuple[str, ...], resolution: int
) -> None:
    symbol = least(text, rule, resolution)
    assert {kind: decoded(symbol, kind, TRIES) for kind in kinds} == dict.fromkeys(kinds, TRIES)


def test_why_the_least_is_two_dots_and_the_largest_that_fits_is_taken() -> None:
    one, two, three = (sized(SERIES, CODE, 203, dots) for dots in (1, 2, 3))
    assert (decoded(one, "blur 1.2", TRIES), decoded(two, "blur 1.2", TRIES)) == (0, TRIES)
    spread = "spread 0.25, noise 8, blur 0.9"
    assert (decoded(two, spread, TRIES), decoded(three, spread, TRIES)) == (0, TRIES)


@pytest.mark.parametrize("resolution", [203, 300])
@pytest.mark.parametrize("form", FORMS)
def test_whichever_way_a_paper_is_folded_one_of_its_codes_is_read(press: Press, form: str, resolution: int) -> None:
    """A crease along the bars takes the bars, one through a corner of the square the square: both are printed."""
    image = drawn(page(press, form, "a5", resolution), resolution)
    boxes = measured(image)
    top, bottom = min(one.top for one in boxes) - 20, max(one.top + one.height for one in boxes) + 20
    strip = image[top:bottom]
    for seed in range(16):
        chance = Random(seed)
        wear = Wear(
            blur=0.6, turn=chance.uniform(-3, 3), fold=chance.uniform(1, 3), fold_angle=chance.uniform(0, 180),
            fold_grey=either(chance), black=40, white=200,
        )  # fmt: skip
        texts = {text for _, text in read(worn(strip, wear, resolution, chance))}
        assert texts and texts <= {SERIES, UNIT.lookup_url + SERIES}, (seed, wear)


def test_the_kinds_are_those_of_the_table() -> None:
    assert set(S10_TOO) < set(KINDS)
