"""Banknotes, movements and the seal of a report: what needs no database."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import events as e
from app.domain.cash import MOST_NOTES, NOTES, What, movements, tidy_notes
from app.domain.catalogue import FeeKind
from app.domain.day import DayEvent, DayKind, DayOpened, Remitted, RemittedLine, apply_day, day_movements
from app.domain.dossier import Dossier, apply
from app.domain.zreport import ZReport, seal_of, thawed
from app.errors import Rejected
from tests.unit.test_dossier import AT, FILING

counts = st.dictionaries(st.sampled_from(NOTES), st.integers(0, MOST_NOTES))


@given(counts)
def test_a_count_is_kept_from_the_largest_note_on(notes: dict[int, int]) -> None:
    tidy = tidy_notes(notes)
    assert dict(tidy) == {value: count for value, count in notes.items() if count}
    assert [value for value, _ in tidy] == sorted((value for value, _ in tidy), reverse=True)


@pytest.mark.parametrize(
    ("value", "count", "code"),
    [
        (3_000, 1, "note_unknown"),
        (0, 1, "note_unknown"),
        (-500_000, 1, "note_unknown"),
        (500_000, -1, "note_count_range"),
        (500_000, MOST_NOTES + 1, "note_count_range"),
    ],
)
def test_what_is_no_banknote_or_no_count_is_refused(value: int, count: int, code: str) -> None:
    with pytest.raises(Rejected) as told:
        tidy_notes({value: count, 1_000: 1})
    assert {field: one.code for field, one in told.value.problems.items()} == {f"notes.{value}": code}


def event(kind: e.Kind, body: e.Body, number: int) -> e.Event:
    return e.Event(
        seq=number,
        event_id=str(number),
        dossier_id="d",
        dossier_seq=number,
        kind=kind,
        at=AT,
        device_at=AT,
        offset_ms=None,
        actor="a",
        body=body,
    )


@given(st.lists(st.tuples(st.sampled_from(FeeKind), st.integers(0, 10**7), st.booleans()), max_size=4))
def test_what_is_received_moves_what_was_paid_and_nothing_else(lines: list[tuple[FeeKind, int, bool]]) -> None:
    fees = tuple(e.FeeLine(kind=kind, name="x", amount=amount, paid=paid) for kind, amount, paid in lines)
    body = e.Received(code="c", filing=msgspec.structs.replace(FILING, fees=fees), received_at=AT)
    first = event(e.Kind.RECEIVED, body, 1)
    dossier: Dossier = apply(None, first)
    moved = movements(first, None, dossier)
    assert sum(one.amount for one in moved) == dossier.collected_state + dossier.collected_post
    assert all(one.what is What.COLLECTED and one.method == e.CASH for one in moved)
    # What is taken at the hand-back is owed, by drawer; whatever note lay on the desk, change is no movement.
    owed = dossier.owed
    back = event(e.Kind.HANDED_BACK, e.HandedBack(recipient=e.Recipient(full_name="A"), fees_collected=owed), 2)
    after = apply(dossier, back)
    assert sum(one.amount for one in movements(back, dossier, after)) == owed
    for drawer in ("state", "post"):
        assert sum(
            one.amount for one in (*moved, *movements(back, dossier, after)) if one.drawer == drawer
        ) == after.taken_of(drawer)


def test_a_day_is_never_opened_again_and_a_remittance_leaves_the_states_drawer() -> None:
    def fact(kind: DayKind, body: e.Body, number: int) -> DayEvent:
        return DayEvent(
            seq=number,
            event_id=str(number),
            dossier_id="day",
            dossier_seq=number,
            kind=kind,
            at=AT,
            device_at=AT,
            offset_ms=None,
            actor="a",
            body=body,
        )

    opened = apply_day(None, fact(DayKind.OPENED, DayOpened(number=1, date=AT.date()), 1))
    lines = (
        RemittedLine(dossier_id="d1", code="c1", fee=5_000, charge=3_000),
        RemittedLine(dossier_id="d2", code="c2", charge=-3_000),
    )
    paid = fact(DayKind.REMITTED, Remitted(number=1, agency="UBND", lines=lines), 2)
    assert [(subject, one.drawer, one.amount) for subject, one in day_movements(paid)] == [
        ("d1", "state", -5_000),
        ("d1", "state", -3_000),
        ("d2", "state", 3_000),
    ]
    shut = msgspec.structs.replace(opened, closed_seq=3)
    with pytest.raises(ValueError, match="never opened again"):
        apply_day(shut, paid)


def test_a_seal_is_over_all_three() -> None:
    previous, link, report = "ab" * 32, "cd" * 32, b"{}"
    whole = seal_of(previous, link, report)
    assert whole == hashlib.sha256(bytes.fromhex(previous + link) + report).hexdigest()
    others = {seal_of("", link, report), seal_of(previous, previous, report), seal_of(previous, link, b"{ }")}
    assert whole not in others and len(others) == 3


def test_a_report_of_another_shape_is_not_read() -> None:
    with pytest.raises(ValueError, match="unknown"):
        thawed(b'{"number":1,"more":2}', "")
    at = datetime(2026, 11, 16, tzinfo=UTC)
    report = ZReport(
        number=1,
        unit="u",
        point="p",
        counter=1,
        date=at.date(),
        opened_at=at,
        opened_by="",
        closed_at=at,
        closed_by="",
        manager="",
        after=0,
        drawers=(),
        sections=(),
        head=1,
        link="",
        hash="x",
    )
    from app.domain.zreport import frozen

    assert b'"hash":""' in frozen(report), "its own hash is no part of what is hashed"
    assert thawed(frozen(report), "x") == report
