"""What is wrong with a scanner is told from what arrived, and nothing is told of one that is right."""

from __future__ import annotations

import pytest

from app.domain.cards import CitizenCard, parse_scan
from app.domain.scan_trial import CARD, CODE, Fault, Stroke, judge

# What a French keyboard makes of the keys a US one has there.
AZERTY = dict(zip("1234567890-qwazm;,./", "&é\"'(-è_çà)azqw,m;:!", strict=True)) | dict(
    zip("QWAZM", "AZQW?", strict=True)
)


def wedge(text: str, *, every: int = 4, layout: dict[str, str] | None = None, end: bool = True) -> list[Stroke]:
    """A scanner's keys: what they are on a US keyboard, and what `layout` makes of them."""
    keys = [
        Stroke(1000 + at * every, (layout or {}).get(letter, letter), letter if letter.isascii() else "")
        for at, letter in enumerate(text)
    ]
    return [*keys, Stroke(keys[-1].at + every, end="enter")] if end else keys


def telex(text: str) -> list[Stroke]:
    """As Unikey does it on Windows: a letter is taken back and its marked sister put there."""
    strokes: list[Stroke] = []
    shown = ""
    pairs = {"aa": "â", "DD": "Đ", "dd": "đ", "oo": "ô", "ee": "ê"}
    for at, letter in enumerate(text):
        made = pairs.get(shown[-1:] + letter)
        if made is None and letter == "s" and shown[-1:] in "aâ":
            made = {"a": "á", "â": "ấ"}[shown[-1:]]
        if made is None:
            strokes.append(Stroke(at * 4, letter, letter))
            shown += letter
        else:
            strokes += [Stroke(at * 4, erase=True), Stroke(at * 4, made)]
            shown = shown[:-1] + made
    return [*strokes, Stroke(len(text) * 4, end="enter")]


@pytest.mark.parametrize("pattern", [CODE, CARD])
def test_what_is_right_is_called_right(pattern: str) -> None:
    found = judge(wedge(pattern))
    assert (found.faults, found.arrived) == ((), pattern)
    assert found.pattern == ("code" if pattern == CODE else "card")


@pytest.mark.parametrize(
    ("strokes", "fault"),
    [
        (telex(CODE), "rewritten"),
        ([Stroke(0, letter, composed=True) for letter in CODE] + [Stroke(0, end="enter")], "rewritten"),
        (wedge(CODE.replace("aas", "ấ").replace("DD", "Đ")), "rewritten"),
        (
            [Stroke(0, letter, composed=True) for letter in CODE.replace("DD", "D")] + [Stroke(0, end="enter")],
            "rewritten",
        ),
        (wedge(CODE, layout=AZERTY), "layout"),
        (wedge(CODE, layout=dict(zip("YZyz", "ZYzy", strict=True))), "layout"),
        (wedge(CODE.swapcase()), "caps_lock"),
        (wedge(CARD.swapcase()), "caps_lock"),
        (wedge(CODE, end=False), "no_enter"),
        (wedge(CODE, every=60), "too_slow"),
        (wedge(CODE[:6] + CODE[8:]), "lost"),
        (wedge(CARD[:90]), "lost"),
        (wedge("]C1" + CODE), "foreign_prefix"),
        (wedge("~" + CARD), "foreign_prefix"),
        (wedge("".join(ch if ch.isascii() else "?" for ch in CARD)), "letters_broken"),
        (wedge(CARD.encode().decode("cp1252", "replace")), "letters_broken"),
        (wedge(CARD, layout=AZERTY), "layout"),
        (wedge("H35.99.07-261123-1004"), "other_code"),
        ([], "nothing"),
    ],
)
def test_each_trouble_has_its_name(strokes: list[Stroke], fault: Fault) -> None:
    assert judge(strokes).faults == (fault,)


def test_two_troubles_are_both_told() -> None:
    assert set(judge(wedge("~" + CODE, every=80, end=False)).faults) == {"foreign_prefix", "too_slow", "no_enter"}


def test_what_f8_knows_of_is_no_trouble() -> None:
    assert judge(wedge("~" + CODE), prefix="~").faults == ()
    assert judge(wedge(CODE, end=False), ending="none").faults == ()
    assert judge(wedge(CODE), ending="tab").faults == ("no_enter",)


def test_a_serial_port_has_no_keys_to_judge() -> None:
    assert judge([Stroke(0, letter) for letter in CARD], serial=True).faults == ()
    broken = CARD.encode().decode("latin-1")
    assert judge([Stroke(0, letter) for letter in broken], serial=True).faults == ("letters_broken",)


def test_the_pattern_is_a_card_of_nobody() -> None:
    card = parse_scan(CARD)
    assert isinstance(card, CitizenCard)
    assert card.number == "0" * 12
