"""Several dossiers at once and several events in one call: order, exactness, and one of many that is bad."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from app.domain.events import (
    Corrected,
    HandedBack,
    HandedToAgency,
    Invited,
    Kind,
    Recipient,
    Reported,
    ResultArrived,
    Status,
)
from app.domain.queue import Entry, State
from app.errors import Trouble
from app.inbox import Inbox
from sync import courier as couriers
from sync.courier import KNOCK_EVERY, Courier
from sync.dialect import Can, Step
from sync.dialects.dvcqg_writes import LANES
from sync.sandbox import Fault, Play, Sandbox, Style, desk, rules
from sync.suspicion import DOUBTS
from sync.verdicts import Delivered, Later, Refused, Unclear, Verdict
from tests.sync.counter import Counter, assert_holds, courier_of, dialect_of, settle
from tests.sync.test_courier import OK, Told, courier

Province = Callable[..., Sandbox]

BOTH = Can(lanes=4, folds=frozenset({"record"}), together={"line": 10})


def steps_of(dialect: Told) -> list[tuple[str, int]]:
    return [(step.call, len(step.entries)) for step in dialect.steps]


def lived(counter: Counter) -> str:
    dossier = counter.receive()
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    counter.act(dossier, Kind.RESULT_ARRIVED, ResultArrived())
    return dossier


# ------------------------------------------------------------------------------------- in one call


def test_superseded_states_ride_in_one_record_and_their_lines_in_one_call(counter: Counter) -> None:
    lived(counter)
    dialect = Told(can=BOTH)
    report = courier(counter, dialect).round(counter.clock.now())
    assert steps_of(dialect) == [("record", 3), ("line", 3)]
    assert (report.delivered, report.calls) == (3, 2)
    assert not counter.waiting()


def test_a_wire_that_cannot_fold_gets_every_call(counter: Counter) -> None:
    lived(counter)
    dialect = Told()
    courier(counter, dialect).round(counter.clock.now())
    assert steps_of(dialect) == [("record", 1), ("line", 1)] * 3


def test_ten_lines_are_the_most(counter: Counter) -> None:
    dossier = counter.receive()
    for _ in range(12):
        counter.act(dossier, Kind.CORRECTED, Corrected(reason="Gõ sai", note="x"))
    dialect = Told(can=BOTH)
    courier(counter, dialect).round(counter.clock.now())
    assert steps_of(dialect) == [("record", 13), ("line", 10), ("line", 3)]


def test_a_dialect_may_take_fewer_than_it_is_offered(counter: Counter) -> None:
    lived(counter)
    dialect = Told(lambda _: Delivered("OK", count=2), can=BOTH)
    courier(counter, dialect).round(counter.clock.now())
    assert steps_of(dialect) == [("record", 3), ("line", 2), ("record", 1), ("line", 1)]
    assert not counter.waiting()
    assert not any(step.asked for step in dialect.steps), "what a call did not take is no doubt"


def test_one_of_several_that_is_refused_is_found_and_keeps_only_itself(counter: Counter) -> None:
    lived(counter)

    def says(entry: Entry) -> Verdict:
        return OK

    dialect = Told(says, can=BOTH)

    def deliver(step: Step) -> Verdict:
        verdict = Told.deliver(dialect, step)
        return Refused("refused", "x") if any(e.kind is Kind.RESULT_ARRIVED for e in step.entries) else verdict

    dialect.deliver = deliver  # type: ignore[method-assign]
    settle(courier(counter, dialect), counter)
    assert [item.event for item in counter.quarantined()] == [Kind.RESULT_ARRIVED]
    assert len(counter.items(State.DELIVERED)) == 2


def test_a_lost_answer_to_several_is_a_doubt_of_each(counter: Counter) -> None:
    lived(counter)
    dialect = Told(lambda _: Unclear("answer_lost"), can=BOTH)
    courier(counter, dialect).round(counter.clock.now())
    after = Told(can=BOTH)
    settle(courier(counter, after), counter)
    assert all(entry.asked for entry in after.steps[0].entries)


def test_a_record_for_two_whose_answer_was_lost_leaves_both_their_lines(counter: Counter, province: Province) -> None:
    """The dossier is carried one event at a time meanwhile, as after a refusal of several or a program start."""
    one = province(style=Style(shows="all"))
    lived(counter)
    one.faults.arm(Fault(play=Play.CUT_AFTER, service="DongBoHoSoMC"))
    courier_of(counter, one.url).round(counter.clock.now())
    (code,) = one.books.codes()
    assert len(one.books.versions(code)) == 1 and not one.books.lines(code)
    settle(
        Courier(
            counter.outbox, dialect_of(counter, one.url), Inbox(counter.store), folding=False, clock=counter.clock.now
        ),
        counter,
    )
    assert_holds(one.books, counter)


@pytest.mark.parametrize(
    ("look", "reason"),
    [(Fault(play=Play.TOO_LARGE), "too_large"), (Fault(play=Play.REFUSED, times=DOUBTS), "server_error")],
    ids=["the look is refused", "no look succeeds"],
)
def test_a_doubt_outlives_the_quarantine(counter: Counter, province: Province, look: Fault, reason: str) -> None:
    """The answer to the line is lost, then what would have settled it fails, and a person puts the entry back."""
    one = province(style=Style(shows="all"))
    counter.receive()
    other = counter.receive()
    one.faults.arm(Fault(play=Play.CUT_AFTER, service="CapNhatTienDoHoSoMC", skip=1))
    sending = courier_of(counter, one.url)
    sending.round(counter.clock.now())
    (item,) = counter.waiting()
    one.faults.arm(msgspec.structs.replace(look, service="TraCuuHoSo", dossier=item.code))
    while not counter.quarantined():
        # The server takes what others send, so it is not the line.
        counter.act(counter.receive(), Kind.HANDED_TO_AGENCY, HandedToAgency())
        counter.clock.tick(seconds=sending.wait(counter.clock.now()) or 900)
        sending.round(counter.clock.now())
    (aside,) = counter.quarantined()
    assert (aside.dossier_id, aside.reason) == (other, reason)
    counter.outbox.release([aside.code])
    settle(sending, counter)
    assert_holds(one.books, counter)


@pytest.mark.parametrize("shows", ["all", "record", "bare"])
@pytest.mark.parametrize("play", [Play.CUT_AFTER, Play.CUT_BEFORE, Play.TRUNCATED, Play.ERROR_AFTER])
@pytest.mark.parametrize("service", ["DongBoHoSoMC", "CapNhatTienDoHoSoMC"])
def test_what_rode_together_is_there_once_after_any_lost_answer(
    counter: Counter, province: Province, service: str, play: Play, shows: Any
) -> None:
    one = province(style=Style(shows=shows))
    lived(counter)
    dossier = lived(counter)
    counter.act(dossier, Kind.HANDED_BACK, HandedBack(recipient=Recipient(full_name="Lò Văn Ín")))
    one.faults.arm(Fault(play=play, service=service), Fault(play=play, service=service, skip=2))
    settle(courier_of(counter, one.url), counter)
    assert not counter.waiting() and not counter.quarantined()
    lost = play is not Play.CUT_BEFORE and service == "CapNhatTienDoHoSoMC" and shows != "all"
    assert_holds(one.books, counter, repeats=lost)


def test_the_fold_leaps_no_further_than_one_allowed_move(counter: Counter, province: Province) -> None:
    one = province(style=Style(shows="all"))
    dossier = lived(counter)
    counter.act(dossier, Kind.HANDED_BACK, HandedBack(recipient=Recipient(full_name="Lò Văn Ín")))
    settle(courier_of(counter, one.url), counter)
    (code,) = one.books.codes()
    assert [record["TrangThaiHoSo"] for record in one.books.versions(code)] == ["9", "10"]
    assert_holds(one.books, counter)


@pytest.mark.parametrize("batch", ["atomic", "partial"])
def test_a_batch_of_lines_with_a_bad_one_is_told_apart(
    counter: Counter, province: Province, batch: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The third of four lines is one the server does not take: the two before it are there once, the rest waits."""
    one = province(style=Style(shows="all", batch=batch))
    dossier = lived(counter)
    settle(courier_of(counter, one.url), counter)
    for note in ("một", "hai", "ba", "bốn"):
        counter.act(dossier, Kind.INVITED, Invited(note=note))
    plain = rules.line_flaw
    seen: list[str] = []

    def picky(line: Any, *others: Any) -> str:
        seen.append(line["ThoiDiemXuLy"])
        third = sorted(set(seen))[2:3]
        return "NoiDungXuLy: không hợp lệ" if [line["ThoiDiemXuLy"]] == third else plain(line, *others)

    monkeypatch.setattr(desk, "line_flaw", picky)
    settle(courier_of(counter, one.url), counter)
    assert len(counter.quarantined()) == 1 and len(counter.waiting()) == 1
    (code,) = one.books.codes()
    assert one.books.repeated_lines(code) == {}
    assert len(one.books.lines(code)) == 3 + (2 if batch == "atomic" else 3), "it took what it could of the call"


# ----------------------------------------------------------------------------------------- at once


class Crowded(Told):
    """Counts how many calls are under way at once, of which dossiers."""

    def __init__(self, **options: Any) -> None:
        super().__init__(can=Can(lanes=4), **options)
        self._lock = threading.Lock()
        self.at_once: dict[str, int] = defaultdict(int)
        self.most = 0
        self.same = 0

    def deliver(self, step: Step) -> Verdict:
        dossier = step.first.dossier_id
        with self._lock:
            self.at_once[dossier] += 1
            self.same = max(self.same, self.at_once[dossier])
            self.most = max(self.most, sum(self.at_once.values()))
        time.sleep(0.004)
        verdict = super().deliver(step)
        with self._lock:
            self.at_once[dossier] -= 1
        return verdict


def test_dossiers_go_side_by_side_and_their_events_one_behind_the_other(counter: Counter) -> None:
    for _ in range(12):
        lived(counter)
    dialect = Crowded()
    report = courier(counter, dialect).round(counter.clock.now())
    assert report.delivered == 36 and not counter.waiting()
    assert dialect.same == 1, "two lanes had the same dossier"
    assert 1 < dialect.most <= 4
    assert report.lanes == 4
    order: dict[str, list[str]] = defaultdict(list)
    for dossier, kind, part, _ in dialect.made:
        order[dossier].append(f"{kind} {part}")
    assert set(map(tuple, order.values())) == {
        tuple(f"{kind} {part}" for kind in ("received", "handed_to_agency", "result_arrived") for part in (0, 1))
    }


def test_a_round_knocks_with_one_lane_and_a_dead_line_hears_one_call(counter: Counter) -> None:
    for _ in range(8):
        counter.receive()
    dialect = Crowded(says=lambda _: Later(None, "offline"))
    report = courier(counter, dialect).round(counter.clock.now())
    assert (report.calls, report.lanes, report.postponed) == (1, 1, 1)


def test_a_throttle_narrows_the_lanes_and_success_widens_them(counter: Counter) -> None:
    for _ in range(40):
        counter.receive()
    calls = iter(range(1000))
    throttled = {20}

    def says(_: Entry) -> Verdict:
        return Later(30, "throttled") if next(calls) in throttled else OK

    dialect = Crowded(says=says)
    one = courier(counter, dialect)
    assert one.round(counter.clock.now()).stopped == "throttled"
    assert one._width < 4
    counter.clock.tick(seconds=30)
    assert one.round(counter.clock.now()).stopped == ""
    assert one._width == 4
    assert not counter.waiting()


def test_trouble_in_a_lane_beside_ends_the_round_as_trouble(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(12):
        lived(counter)
    dialect = Crowded()
    one = courier(counter, dialect)
    plain = counter.outbox.acknowledge
    count = iter(range(1000))

    def full(*args: Any, **options: Any) -> None:
        if next(count) == 9:
            raise Trouble("disk_full")
        plain(*args, **options)

    monkeypatch.setattr(counter.outbox, "acknowledge", full)
    with pytest.raises(Trouble, match="disk_full"):
        one.round(counter.clock.now())
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("sync-lane")]
    monkeypatch.undo()
    settle(courier(counter, dialect), counter)
    assert not counter.waiting()


def test_lanes_on_the_wire_deliver_each_once_and_log_in_once(counter: Counter, province: Province) -> None:
    one = province(style=Style(shows="all"))
    for _ in range(20):
        lived(counter)
    (report,) = settle(courier_of(counter, one.url), counter)
    assert report.lanes == LANES
    assert one.desk.calls.count("auth") == 1
    assert_holds(one.books, counter)


def test_a_session_that_ends_under_all_lanes_is_renewed_once(counter: Counter, province: Province) -> None:
    one = province(style=Style(shows="all"))
    for _ in range(20):
        lived(counter)
    one.faults.arm(Fault(play=Play.EXPIRE, skip=25))
    settle(courier_of(counter, one.url), counter)
    assert one.desk.calls.count("auth") == 2
    assert_holds(one.books, counter)


def test_a_stop_ends_the_calls_of_all_lanes(counter: Counter, province: Province) -> None:
    one = province(style=Style(shows="all"))
    for _ in range(12):
        lived(counter)
    one.faults.arm(Fault(play=Play.DRIP, skip=12, times=0, seconds=60))
    sending = courier_of(counter, one.url)
    running = threading.Thread(target=sending.round, args=(counter.clock.now(),))
    running.start()
    while one.faults.played < 2:
        time.sleep(0.01)
    sending.stop()
    running.join(5)
    assert not running.is_alive()
    one.faults.clear()
    settle(courier_of(counter, one.url), counter)
    assert_holds(one.books, counter)


# ------------------------------------------------------------------------------------ the line is back


def test_while_there_is_no_line_the_door_is_knocked_at_and_opens_every_wait(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    # The courier's clock only: the whole process's would stop every other thread that sleeps.
    monkeypatch.setattr(couriers, "time", SimpleNamespace(monotonic=lambda: now[0]))
    counter.receive()
    dialect = Told(lambda _: Later(None, "offline"))
    reached = [False]
    dialect.reachable = lambda: reached[0]  # type: ignore[method-assign]
    one = courier(counter, dialect)
    for _ in range(6):
        one.send_now()
        one.round(counter.clock.now())
    assert not one.knock(), "not at once"
    now[0] += KNOCK_EVERY
    assert not one.knock(), "nobody opens"
    reached[0] = True
    assert not one.knock(), "not again so soon"
    now[0] += KNOCK_EVERY
    assert one.knock()
    assert one.wait(counter.clock.now()) == 0
    dialect.says = lambda _: Later(None, "captive_portal")
    one.round(counter.clock.now())
    now[0] += 10 * KNOCK_EVERY
    assert not one.knock(), "behind the open door it is not the line that fails"


def test_reachable_asks_the_server_itself(counter: Counter, province: Province) -> None:
    one = province(port=0)
    there = dialect_of(counter, one.url)
    assert there.reachable()
    assert there.traffic.up == there.traffic.calls == 0
    one.stop()
    assert not there.reachable()
    assert not dialect_of(counter, "http://khong-co-may-nao.invalid").reachable()


# --------------------------------------------------------------------------------------- the number


def test_a_number_from_the_one_stop_system_reaches_the_ledger_and_the_rest_of_the_lane(counter: Counter) -> None:
    dossier = counter.receive(code="TN-H35.99.07-1-261116-0001-1J")
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    codes: list[str] = []

    def says(entry: Entry) -> Verdict:
        codes.append(entry.wire_code)
        return Delivered("OK", number="" if entry.wire_code else "H35.99.07-261116-0777")

    courier(counter, Told(says)).round(counter.clock.now())
    assert codes == ["", *["H35.99.07-261116-0777"] * 3]
    assert not counter.waiting()
    again = Inbox(counter.store).numbered(dossier, "H35.99.07-261116-0999")
    assert again.official_code == "H35.99.07-261116-0777", "a number that stands is never replaced"


def test_an_older_report_of_the_server_is_not_heard_while_ours_wait(counter: Counter) -> None:
    inbox = Inbox(counter.store)
    dossier = counter.receive()
    told = Reported(status=Status.IN_PROCESS, due_at=counter.clock.now() + timedelta(days=2))
    assert inbox.reported(dossier, told) is None
    courier(counter, Told()).round(counter.clock.now())
    after = inbox.reported(dossier, told)
    assert after is not None and after.reported == told
    assert inbox.reported(dossier, told) is None, "the same again is nothing new"
    assert not counter.waiting(), "what the server told us is not told back to it"


def test_courier_options(counter: Counter) -> None:
    for _ in range(4):
        lived(counter)
    dialect = Told(can=BOTH)
    one = Courier(counter.outbox, dialect, Inbox(counter.store), clock=counter.clock.now, lanes=1, folding=False)
    report = one.round(counter.clock.now())
    assert report.lanes == 1 and {len(step.entries) for step in dialect.steps} == {1}
