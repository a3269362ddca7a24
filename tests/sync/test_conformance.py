"""The courier against the stand-in of every wire: every answer style, every fault, and whole lives of dossiers.

What is asserted is always the same (G2, G3): each event took effect once, in order, and the newest state is held; and
whatever remains in the queue is there with a reason. `wires.WIRES` says what this means on each wire; what is so on one
alone is tested beside it (test_dvcqg_session.py …), as is that these tests fail for a courier that is broken.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from app.domain.catalogue import FeeKind
from app.domain.events import (
    Corrected,
    FeeRefunded,
    HandedBack,
    HandedToAgency,
    Kind,
    ProcedureSnapshot,
    Recipient,
    ResultArrived,
    Status,
    Stopped,
    Voided,
    WithdrawalAsked,
    Withdrawn,
)
from sync.sandbox import Account, Fault, Play
from sync.verdicts import Delivered
from tests.sync.counter import Counter, settle
from tests.sync.line import Line
from tests.sync.wire import Call, Province, Wire
from tests.sync.wires import WIRES

BIRTH = ProcedureSnapshot(code="1.001193", name="Đăng ký khai sinh", field="Hộ tịch")

LOST = frozenset({Play.CUT_AFTER, Play.CUT_INSIDE, Play.TRUNCATED, Play.ERROR_AFTER})
"""The call was served and its answer never came."""


def over(wires: list[Wire]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("wire", wires, ids=[wire.name for wire in wires])


@pytest.mark.parametrize(
    ("wire", "style"),
    [pytest.param(wire, style, id=f"{wire.name}, {label}") for wire in WIRES for label, style in wire.styles.items()],
)
def test_every_answer_style_takes_two_lives(counter: Counter, province: Province, wire: Wire, style: Any) -> None:
    one = wire.start(province, style)
    counter.life()
    second = counter.receive(procedure=BIRTH)
    counter.act(second, Kind.HANDED_TO_AGENCY, HandedToAgency())
    # Log-ins that end in the middle, seen as this style says it.
    one.faults.arm(Fault(play=Play.EXPIRE, skip=5, times=1), Fault(play=Play.EXPIRE, skip=17, times=1))
    reports = settle(wire.courier(counter, one.url), counter)
    assert not counter.waiting() and not counter.quarantined()
    assert [report.stopped for report in reports] == [""]
    assert reports[0].delivered == len(counter.entries())
    wire.assert_holds(one, counter)


# ----------------------------------------------------------------------------------------- faults

PLAYS = [play for play in Play if play not in {Play.TOO_LARGE, Play.FORBIDDEN, Play.RESTORE}]


@pytest.mark.parametrize(
    ("wire", "call"),
    [pytest.param(wire, call, id=f"{wire.name}, {call.label}") for wire in WIRES for call in wire.calls],
)
@pytest.mark.parametrize("play", PLAYS)
def test_a_fault_in_any_call_loses_and_doubles_nothing(
    counter: Counter, province: Province, play: Play, wire: Wire, call: Call
) -> None:
    one = wire.start(province, call.style or wire.clear)
    fault = Fault(play=play, service=call.service, times=2, seconds=0.05)
    one.faults.arm(fault)
    if call.again:
        one.faults.arm(msgspec.structs.replace(fault, skip=3))
    counter.receive()
    first = counter.receive()
    counter.act(first, Kind.HANDED_TO_AGENCY, HandedToAgency())
    courier = wire.courier(counter, one.url)
    settle(courier, counter)
    if not call.by_status:
        # Some calls are made of a dossier only that is known to be there.
        counter.act(first, Kind.CORRECTED, Corrected(reason="Gõ sai", note="Nhà cạnh trường học"))
        settle(courier, counter)
    assert one.faults.played >= 1
    assert not counter.waiting() and not counter.quarantined()
    wire.assert_holds(one, counter, repeats=call.repeats and play in LOST)


@over(WIRES)
@pytest.mark.parametrize("play", [Play.CUT_AFTER, Play.CUT_BEFORE, Play.TRUNCATED, Play.ERROR_AFTER])
def test_a_lost_answer_at_the_end_of_a_life_is_settled(
    counter: Counter, province: Province, play: Play, wire: Wire
) -> None:
    """A strict server takes nothing after the end: the repetition must be seen to be one."""
    one = wire.start(province, wire.clear)
    dossier = counter.receive()
    counter.act(dossier, Kind.RESULT_ARRIVED, ResultArrived())
    courier = wire.courier(counter, one.url)
    settle(courier, counter)
    counter.act(dossier, Kind.HANDED_BACK, HandedBack(recipient=Recipient(full_name="Lò Văn Ín")))
    services = [service for service in (wire.move or wire.record, wire.step) if service]
    one.faults.arm(*(Fault(play=play, service=service) for service in services))
    settle(courier, counter)
    assert one.faults.played == len(services)
    assert not counter.waiting() and not counter.quarantined()
    wire.assert_holds(one, counter)


@over(WIRES)
@pytest.mark.parametrize("play", sorted(LOST))
def test_lost_answers_all_through_a_life_are_settled(
    counter: Counter, province: Province, play: Play, wire: Wire
) -> None:
    """Every second answer of every kind of call is lost on the way."""
    one = wire.start(province, wire.clear)
    counter.life()
    for call in wire.calls:
        one.faults.arm(*(Fault(play=play, service=call.service, skip=skip) for skip in range(0, 12, 2)))
    settle(wire.courier(counter, one.url), counter)
    assert one.faults.played > 3
    assert not counter.waiting() and not counter.quarantined()
    wire.assert_holds(one, counter)


@over(WIRES)
def test_a_server_restored_from_yesterday_gets_the_dossier_back(
    counter: Counter, province: Province, wire: Wire
) -> None:
    one = wire.start(province)
    dossier = counter.receive()
    courier = wire.courier(counter, one.url)
    settle(courier, counter)
    one.books.restore(0)
    assert wire.held(one) == {}
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    settle(courier, counter)
    assert not counter.quarantined() and not counter.waiting()
    (held,) = wire.held(one).values()
    (owed,) = wire.owed(counter).values()
    assert (held.status, held.created) == (owed.status, 1)


@over([wire for wire in WIRES if wire.step])
def test_a_server_restored_between_record_and_step_gets_the_record_again(
    counter: Counter, province: Province, wire: Wire
) -> None:
    one = wire.start(province)
    one.faults.arm(Fault(play=Play.RESTORE, service=wire.step, keep=0))
    counter.receive()
    settle(wire.courier(counter, one.url), counter)
    assert not counter.quarantined() and not counter.waiting()
    wire.assert_holds(one, counter)


# ---------------------------------------------------------------------- one bad dossier, others go on


@over(WIRES)
def test_a_poison_dossier_delays_no_other(counter: Counter, province: Province, wire: Wire) -> None:
    one = wire.start(province)
    poison = counter.receive(**wire.unknown.changes)
    counter.act(poison, Kind.HANDED_TO_AGENCY, HandedToAgency())
    good = [counter.receive() for _ in range(3)]
    report = wire.courier(counter, one.url).round(counter.clock.now())
    assert (report.delivered, report.quarantined, report.stopped) == (3, 1, "")
    (item,) = counter.quarantined()
    assert item.dossier_id == poison and item.reason == wire.unknown.reason
    assert wire.unknown.detail in item.detail
    assert [item.dossier_id for item in counter.waiting()] == [poison]
    assert len(wire.held(one)) == len(good)


@over(WIRES)
def test_a_refusal_concerns_only_its_own_dossier(counter: Counter, province: Province, wire: Wire) -> None:
    one = wire.start(province)
    bad = counter.receive(**wire.refused.changes)
    counter.receive()
    report = wire.courier(counter, one.url).round(counter.clock.now())
    assert (report.delivered, report.quarantined, report.stopped) == (1, 1, "")
    (item,) = counter.quarantined()
    assert (item.dossier_id, item.reason) == (bad, wire.refused.reason)
    assert item.detail and wire.refused.detail in item.detail, "the server's own words"


@over(WIRES)
@pytest.mark.parametrize(
    ("play", "reason"),
    [
        (Play.TOO_LARGE, "too_large"),
        (Play.FORBIDDEN, "forbidden"),
        (Play.ERROR, "server_error"),
        (Play.LOGIN_PAGE, "answer_strange"),
        (Play.NOT_THE_CONTRACT, "answer_strange"),
        (Play.TRUNCATED, "answer_broken"),
        (Play.CUT_BEFORE, "answer_lost"),
    ],
)
def test_a_dossier_the_server_always_chokes_on_ends_in_quarantine(
    counter: Counter, province: Province, play: Play, reason: str, wire: Wire
) -> None:
    one = wire.start(province)
    poison = counter.receive()
    one.faults.arm(Fault(play=play, service=wire.record, dossier=wire.key(counter, poison), times=0))
    others = [counter.receive() for _ in range(3)]
    courier = wire.courier(counter, one.url)
    first = courier.round(counter.clock.now())
    assert first.delivered == len(others)
    settle(courier, counter)
    if (wire.once or wire.move) and play in LOST:
        # It did arrive; the look-up says so, and what is there is not written again.
        assert not counter.waiting() and not counter.quarantined()
        wire.assert_holds(one, counter)
        return
    (item,) = counter.quarantined()
    assert (item.dossier_id, item.reason) == (poison, reason)
    # A person puts it back after the server was mended.
    one.faults.clear()
    counter.outbox.release(seqs=[item.seq])
    settle(courier, counter)
    assert not counter.quarantined()
    wire.assert_holds(one, counter)


# --------------------------------------------------------------------------- what concerns everybody


@over(WIRES)
@pytest.mark.parametrize(
    ("play", "reason"),
    [
        (Play.LOGIN_PAGE, "captive_portal"),
        (Play.REDIRECT, "captive_portal"),
        (Play.NOT_THE_CONTRACT, "captive_portal"),
        (Play.THROTTLED, "throttled"),
        (Play.UNAVAILABLE, "unavailable"),
        (Play.ERROR, "server_error"),
        (Play.FORBIDDEN, "forbidden"),
        (Play.UNAUTHORISED, "session_refused"),
    ],
)
def test_what_concerns_everybody_ends_the_round_and_keeps_everything(
    counter: Counter, province: Province, play: Play, reason: str, wire: Wire
) -> None:
    one = wire.start(province)
    for _ in range(6):
        counter.receive()
    one.faults.arm(Fault(play=play, times=0, service=wire.door))
    report = wire.courier(counter, one.url).round(counter.clock.now())
    # Where every call is met so, the log-in is the first.
    shut = reason in {"forbidden", "session_refused"}
    assert report.stopped == reason or (shut and report.stopped == "login_refused")
    assert report.needs_person is shut
    assert len(counter.waiting()) == 6 and not counter.quarantined()
    assert report.postponed <= 2, "nobody else was tried"


@over([wire for wire in WIRES if wire.log_in])
def test_a_wrong_password_locks_and_a_right_one_opens(counter: Counter, province: Province, wire: Wire) -> None:
    one = wire.start(province, account=Account(username="buudien", secret="mat-khau"))
    counter.receive()
    report = wire.courier(counter, one.url, secret="sai").round(counter.clock.now())
    assert report.stopped == "login_refused" and report.needs_person
    settle(wire.courier(counter, one.url), counter)
    wire.assert_holds(one, counter)


@over(WIRES)
def test_a_knock_at_the_door_sends_nothing(counter: Counter, province: Province, wire: Wire) -> None:
    one = wire.start(province)
    counter.receive()
    assert isinstance(wire.courier(counter, one.url).probe(), Delivered)
    assert wire.held(one) == {} and len(counter.waiting()) == 1
    one.faults.arm(Fault(play=Play.LOGIN_PAGE, times=0))
    assert not isinstance(wire.courier(counter, one.url).probe(), Delivered)


@over(WIRES)
def test_the_servers_clock_is_remembered(counter: Counter, province: Province, wire: Wire) -> None:
    one = wire.start(province, skew=7200.0)
    counter.receive()
    now = counter.clock.now()
    dialect = wire.dialect(counter, one.url)
    assert isinstance(dialect.probe(), Delivered)
    offset = dialect.offset_ms
    assert offset is not None
    settle(wire.courier(counter, one.url), counter)
    assert counter.outbox.summary().last_contact is not None
    counter.act(counter.receive(), Kind.HANDED_TO_AGENCY, HandedToAgency())
    noted = counter.entries()[-1].event.offset_ms
    assert noted is not None and abs(noted - offset) < 60_000
    assert abs(timedelta(milliseconds=offset) - (datetime.now(UTC) + timedelta(hours=2) - now)) < timedelta(minutes=1)


@over(WIRES)
@pytest.mark.parametrize(("retry_after", "seconds"), [("37", 37), ("date:90", 90), ("", 5)])
@pytest.mark.parametrize("play", [Play.THROTTLED, Play.UNAVAILABLE])
def test_retry_after_is_obeyed_to_the_second(
    counter: Counter, province: Province, play: Play, retry_after: str, seconds: int, wire: Wire
) -> None:
    """The date is read against the server's clock, here years away from the counter's."""
    one = wire.start(province, skew=86400.0 * 900)
    counter.receive()
    counter.receive()
    one.faults.arm(Fault(play=play, service=wire.record, retry_after=retry_after))
    courier = wire.courier(counter, one.url)
    courier.round(counter.clock.now())
    calls = len(one.desk.calls)
    wait = courier.wait(counter.clock.now())
    assert wait is not None and seconds - 1 <= wait <= seconds
    assert courier.round(counter.clock.now() + timedelta(seconds=wait - 0.5)).stopped == "resting"
    assert len(one.desk.calls) == calls, "nothing was asked of a server that wanted peace"
    settle(courier, counter)
    wire.assert_holds(one, counter)


@over(WIRES)
def test_five_hundreds_for_an_hour_quarantine_nothing(counter: Counter, province: Province, wire: Wire) -> None:
    one = wire.start(province)
    for _ in range(4):
        counter.receive()
    one.faults.arm(Fault(play=Play.ERROR, times=0))
    courier = wire.courier(counter, one.url)
    ends = counter.clock.now() + timedelta(hours=1)
    while counter.clock.now() < ends:
        courier.round(counter.clock.now())
        counter.clock.tick(seconds=courier.wait(counter.clock.now()) or 1)
    assert not counter.quarantined() and len(counter.waiting()) == 4
    assert len(one.desk.calls) < 40, "the waits grew"
    one.faults.clear()
    settle(courier, counter)
    wire.assert_holds(one, counter)


@over(WIRES)
def test_no_line_at_all_and_then_one(counter: Counter, province: Province, wire: Wire) -> None:
    dead = Line(9)
    port = dead.port
    dead.stop()
    counter.receive()
    courier = wire.courier(counter, f"http://127.0.0.1:{port}")
    report = courier.round(counter.clock.now())
    assert report.stopped == "offline" and not report.needs_person
    (item,) = counter.waiting()
    assert item.reason == "offline" and item.attempts == 1
    one = wire.start(province, port=port)
    settle(courier, counter)
    wire.assert_holds(one, counter)


@over(WIRES)
@pytest.mark.parametrize("seed", range(4))
def test_a_line_that_is_cut_all_the_time_still_empties_the_queue(
    counter: Counter, province: Province, seed: int, wire: Wire
) -> None:
    one = wire.start(province, wire.clear)
    line = Line(one.port, seed)
    try:
        for _ in range(3):
            dossier = counter.receive()
            counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
        line.cuts_between = (300, 6000)
        courier = wire.courier(counter, line.url)
        settle(courier, counter)
        assert line.cuts >= 2
        assert not counter.waiting() and not counter.quarantined()
        wire.assert_holds(one, counter)
        courier.close()
    finally:
        line.stop()


# ---------------------------------------------------------------------------------- order and moves


@over(WIRES)
@pytest.mark.parametrize(
    "ending",
    [
        [(Kind.VOIDED, Voided(reason="Nhập trùng"))],
        [(Kind.WITHDRAWAL_ASKED, WithdrawalAsked(reason="Đổi ý")), (Kind.WITHDRAWN, Withdrawn())],
        [(Kind.HANDED_TO_AGENCY, HandedToAgency()), (Kind.STOPPED, Stopped(reason="Công dân không bổ sung"))],
        [
            (Kind.FEE_REFUNDED, FeeRefunded(amount=15_000, kind=FeeKind.CHARGE, reason="Được miễn")),
            (Kind.CORRECTED, Corrected(reason="Gõ sai", note="x")),
        ],
    ],
    ids=["voided", "withdrawn", "stopped", "refunded"],
)
def test_other_ends_of_a_life(counter: Counter, province: Province, ending: list[Any], wire: Wire) -> None:
    one = wire.start(province, wire.clear)
    dossier = counter.receive()
    for kind, body in ending:
        counter.act(dossier, kind, body)
    settle(wire.courier(counter, one.url), counter)
    assert not counter.quarantined()
    wire.assert_holds(one, counter)


@over(WIRES)
def test_a_whole_lane_is_drained_in_one_round(counter: Counter, province: Province, wire: Wire) -> None:
    one = wire.start(province)
    counter.life()
    report = wire.courier(counter, one.url).round(counter.clock.now())
    assert report.delivered == len(counter.entries()) == 13
    assert report.calls == len(one.desk.calls)


@over([wire for wire in WIRES if wire.sees])
def test_an_older_state_is_never_written_over_a_newer_one(counter: Counter, province: Province, wire: Wire) -> None:
    """The agency finished in its own system; our older words come later."""
    one = wire.start(province)
    dossier = counter.receive()
    courier = wire.courier(counter, one.url)
    settle(courier, counter)
    (key,) = wire.held(one)
    wire.agency(one, key, Status.RESULT_READY)
    ready = wire.held(one)[key].status
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    counter.act(dossier, Kind.CORRECTED, Corrected(reason="Gõ sai", note="Nhà cạnh trường học"))
    settle(courier, counter)
    assert wire.held(one)[key].status == ready
    assert not counter.quarantined() and not counter.waiting()
    wire.agency(one, key, Status.HANDED_BACK)
    back = wire.held(one)[key].status
    assert back != ready
    counter.act(dossier, Kind.VOIDED, Voided(reason="Nhập trùng"))
    settle(courier, counter)
    assert wire.held(one)[key].status == back
    assert [item.reason for item in counter.quarantined()] == ["server_ahead"]


@over([wire for wire in WIRES if wire.sees])
def test_a_dossier_somebody_else_made_and_moved_on_is_not_set_back(
    counter: Counter, province: Province, wire: Wire
) -> None:
    """The first write's answer was lost with the counter's disk, or another counter had it: our reception comes again
    when the agency has finished."""
    one = wire.start(province, wire.clear)
    dossier = counter.receive()
    first = wire.courier(counter, one.url)
    settle(first, counter)
    (key,) = wire.held(one)
    wire.agency(one, key, Status.RESULT_READY)
    held = wire.held(one)[key]
    counter.forget(dossier)
    settle(wire.courier(counter, one.url), counter)
    assert wire.held(one)[key].status == held.status, "set back"
    assert wire.held(one)[key].created == 1
    assert not counter.waiting() and not counter.quarantined(), "it was there, and nothing was written"
