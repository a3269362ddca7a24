"""The courier's own law, with a dialect that says what it is told to say; the outbox is the real one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest

from app.domain.dossier import Dossier
from app.domain.events import HandedToAgency, Kind
from app.domain.queue import Entry, State
from app.errors import Trouble
from app.inbox import Inbox
from sync.courier import Courier
from sync.dialect import Absent, Can, Shown, Step
from sync.dialects import dialect_for
from sync.dialects.dvcqg_session import DvcqgSession
from sync.report import Backoff
from sync.suspicion import DOUBTS, DOUBTS_ALONE
from sync.transport import Traffic
from sync.verdicts import AlreadyThere, Delivered, Held, Later, Locked, Refused, Unclear, Verdict
from tests.conftest import LogGuard
from tests.sync.counter import POINT, Counter, server_of, settle

OK = Delivered("OK")
PLAIN = Can()


class Told:
    """A dialect that answers from a script: a function of the entry, by dossier."""

    def __init__(
        self, says: Callable[[Entry], Verdict] = lambda _: OK, parts: int | Held = 2, can: Can = PLAIN
    ) -> None:
        self.traffic = Traffic()
        self.offset_ms: int | None = 1500
        self.answers = 0
        self.can = can
        self.says = says
        self.made: list[tuple[str, str, int, bool]] = []
        self.steps: list[Step] = []
        self.aborted = False
        self._parts = parts

    def calls(self, entry: Entry) -> tuple[str, ...] | Held:
        return self._parts if isinstance(self._parts, Held) else ("record", "line")[-self._parts :]

    def deliver(self, step: Step) -> Verdict:
        entry = step.first
        self.steps.append(step)
        self.made.append((entry.dossier_id, entry.kind.value, entry.parts, entry.asked))
        self.traffic.add(calls=1, up=100, down=10)
        verdict = self.says(entry)
        if isinstance(verdict, Delivered | AlreadyThere | Refused):
            self.spoke()
        return verdict

    def spoke(self) -> None:
        self.answers += 1
        self.traffic.add(answers=1)

    def look_up(self, code: str, dossier: Dossier) -> Shown | Absent | Verdict:
        return Shown(code=code)

    def probe(self) -> Verdict:
        return OK

    def reachable(self) -> bool:
        return True

    def beside(self) -> Told:
        return self

    def abort(self) -> None:
        self.aborted = True

    def close(self) -> None:
        pass


def courier(counter: Counter, dialect: Told, **changes: Any) -> Courier:
    options: dict[str, Any] = {
        "clock": counter.clock.now,
        "jitter": lambda: 1.0,
        "sleep": lambda seconds: counter.clock.tick(seconds=seconds),
        **changes,
    }
    return Courier(counter.outbox, dialect, Inbox(counter.store), **options)


def script(verdicts: Iterable[Verdict], then: Verdict = OK) -> Callable[[Entry], Verdict]:
    left = iter(verdicts)
    return lambda _: next(left, then)


# ------------------------------------------------------------------------------------ the schedule


def test_the_waits_double_to_a_real_ceiling() -> None:
    waits = Backoff()
    assert [waits.wait(n, 1.0) for n in (1, 2, 3, 4, 8, 9, 100, 10**9)] == [5, 10, 20, 40, 640, 900, 900, 900]
    assert [waits.wait(n, 0.0) for n in (1, 50)] == [1.0, 1.0]
    assert all(1.0 <= waits.wait(n, share / 10) <= 900 for n in range(1, 60) for share in range(11))


def test_a_line_that_stays_dead_is_tried_more_and_more_rarely(counter: Counter) -> None:
    for _ in range(3):
        counter.receive()
    dialect = Told(lambda _: Later(None, "offline"))
    one = courier(counter, dialect)
    waits = []
    for _ in range(12):
        assert one.round(counter.clock.now()).stopped == "offline"
        waits.append(one.wait(counter.clock.now()))
        counter.clock.tick(seconds=waits[-1] or 0)
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900]
    assert len(dialect.made) == 12, "one call a round: the others would only hear the same"


def test_send_now_ends_every_wait(counter: Counter) -> None:
    counter.receive()
    dialect = Told(script([Later(3600, "throttled"), Later(3600, "throttled")]))
    one = courier(counter, dialect)
    one.round(counter.clock.now())
    assert one.round(counter.clock.now()).stopped == "resting"
    one.send_now()
    assert one.wait(counter.clock.now()) == 0
    assert one.round(counter.clock.now()).stopped == "throttled"
    one.send_now()
    assert one.round(counter.clock.now()).delivered == 1


def test_a_program_start_forgets_old_waits(counter: Counter) -> None:
    counter.receive()
    courier(counter, Told(lambda _: Later(80_000, "unavailable"))).round(counter.clock.now())
    assert courier(counter, Told()).round(counter.clock.now()).delivered == 1


@pytest.mark.parametrize("jump", [{"days": -3 * 365}, {"hours": -2}, {"days": 1}], ids=str)
def test_a_clock_that_jumps_stalls_nothing(counter: Counter, jump: dict[str, float]) -> None:
    counter.receive()
    counter.receive()
    lost: list[Verdict] = [Unclear("answer_lost"), Later(None, "offline")]
    dialect = Told(script(lost))
    one = courier(counter, dialect)
    one.round(counter.clock.now())
    counter.clock.tick(**jump)
    assert one.wait(counter.clock.now()) == 0
    assert one.round(counter.clock.now()).delivered == 2


# ------------------------------------------------------------------------------------------- order


def test_order_is_strict_inside_a_dossier_and_oldest_first(counter: Counter) -> None:
    first, second = counter.receive(), counter.receive()
    counter.act(first, Kind.HANDED_TO_AGENCY, HandedToAgency())
    dialect = Told()
    report = courier(counter, dialect).round(counter.clock.now())
    assert [(dossier, kind, part) for dossier, kind, part, _ in dialect.made] == [
        (first, "received", 0),
        (first, "received", 1),
        (first, "handed_to_agency", 0),
        (first, "handed_to_agency", 1),
        (second, "received", 0),
        (second, "received", 1),
    ]
    assert (report.delivered, report.calls, report.bytes_up, report.bytes_down) == (3, 6, 600, 60)
    assert report.offset_ms == 1500 and report.stopped == ""
    assert counter.outbox.summary().last_contact == counter.clock.now()


def test_more_heads_than_one_page_all_get_their_turn(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.courier.HEADS", 4)
    for _ in range(12):
        counter.receive()
    poisoned = {entry.dossier_id for entry in counter.entries()[:9]}
    dialect = Told(lambda entry: Refused("refused") if entry.dossier_id in poisoned else OK, parts=1)
    report = courier(counter, dialect).round(counter.clock.now())
    assert (report.delivered, report.quarantined) == (3, 9)


def test_heads_that_fail_do_not_hide_those_behind_the_page(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Postponed heads whose time comes at once are still the oldest; the page must grow past them."""
    monkeypatch.setattr("sync.courier.HEADS", 4)
    for _ in range(12):
        counter.receive()
    doubtful = {entry.dossier_id for entry in counter.entries()[:9:2]}
    dialect = Told(lambda entry: Unclear("server_error", spoken=True) if entry.dossier_id in doubtful else OK, parts=1)
    one = courier(counter, dialect, backoff=Backoff(first=0.0, ceiling=0.0, least=0.0))
    assert one.round(counter.clock.now()).delivered == 12 - len(doubtful)


def test_parts_that_were_acknowledged_are_not_repeated(counter: Counter) -> None:
    counter.receive()
    dialect = Told(script([OK, Unclear("answer_lost")]))
    one = courier(counter, dialect)
    settle(one, counter)
    assert [(part, asked) for _, _, part, asked in dialect.made] == [(0, False), (1, False), (1, True)]


def test_already_there_ends_the_whole_entry(counter: Counter) -> None:
    counter.receive()
    dialect = Told(lambda _: AlreadyThere("TraCuuHoSo: 9"))
    report = courier(counter, dialect).round(counter.clock.now())
    assert (report.already_there, report.delivered, len(dialect.made)) == (1, 0, 1)
    assert [item.receipt for item in counter.items(State.DELIVERED)] == ["TraCuuHoSo: 9"]


def test_the_doubt_outlives_a_call_that_never_left(counter: Counter) -> None:
    """First the answer is lost, then there is no line: what may have arrived may still have arrived."""
    counter.receive()
    dialect = Told(script([Unclear("answer_lost"), Later(None, "offline")]), parts=1)
    settle(courier(counter, dialect), counter)
    assert [asked for *_, asked in dialect.made] == [False, True, True]


def test_a_call_that_never_left_leaves_no_doubt(counter: Counter) -> None:
    counter.receive()
    dialect = Told(script([Later(None, "offline"), Locked("login_refused")]), parts=1)
    settle(courier(counter, dialect), counter)
    assert [asked for *_, asked in dialect.made] == [False, False, False]


def test_a_crash_between_the_call_and_its_answer_leaves_the_doubt(counter: Counter) -> None:
    counter.receive()

    def dies(_: Entry) -> Verdict:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        courier(counter, Told(dies)).round(counter.clock.now())
    after = Told()
    settle(courier(counter, after), counter)
    assert [asked for *_, asked in after.made] == [True, False]


# ---------------------------------------------------------------------------------- what goes wrong


def test_a_lost_answer_delays_its_own_dossier_only(counter: Counter) -> None:
    lost = counter.receive()
    for _ in range(4):
        counter.receive()
    dialect = Told(lambda entry: Unclear("answer_lost") if entry.dossier_id == lost else OK)
    report = courier(counter, dialect).round(counter.clock.now())
    assert (report.delivered, report.postponed, report.stopped) == (4, 1, "")


def test_two_lost_answers_in_a_row_are_the_line(counter: Counter) -> None:
    for _ in range(5):
        counter.receive()
    dialect = Told(lambda _: Unclear("answer_lost"))
    report = courier(counter, dialect).round(counter.clock.now())
    assert (report.stopped, report.postponed, len(dialect.made)) == ("answer_lost", 2, 2)
    assert not report.needs_person


def _choking(counter: Counter, verdict: Verdict, others: bool) -> int:
    """How often a dossier is tried that always ends so, before it is put aside."""
    poison = counter.receive()
    dialect = Told(lambda entry: verdict if entry.dossier_id == poison else OK, parts=1)
    one = courier(counter, dialect)
    tries = 0
    while not counter.quarantined():
        if others:
            counter.receive(minutes=0)
        dialect.spoke()
        one.round(counter.clock.now())
        counter.clock.tick(seconds=one.wait(counter.clock.now()) or 0)
        tries += 1
        assert tries < 200
    (item,) = counter.quarantined()
    assert item.dossier_id == poison
    return sum(1 for dossier, *_ in dialect.made if dossier == poison)


def test_a_dossier_the_server_always_breaks_on_is_put_aside_after_five_tries(counter: Counter) -> None:
    assert _choking(counter, Unclear("server_error", spoken=True), others=True) == DOUBTS


def test_a_dossier_whose_answers_are_always_lost_gets_longer(counter: Counter) -> None:
    assert _choking(counter, Unclear("answer_lost"), others=True) == DOUBTS_ALONE + 1


def test_alone_and_with_a_server_that_is_silent_nothing_is_put_aside(counter: Counter) -> None:
    counter.receive()
    dialect = Told(lambda _: Unclear("answer_lost"), parts=1)
    one = courier(counter, dialect)
    for _ in range(60):
        one.round(counter.clock.now())
        counter.clock.tick(seconds=one.wait(counter.clock.now()) or 0)
    assert len(counter.waiting()) == 1 and len(dialect.made) == 60


def test_a_bug_met_by_one_dossier_is_logged_without_its_words_and_keeps_nobody(
    counter: Counter, log_guard: LogGuard
) -> None:
    bad = counter.receive()
    counter.receive()

    def stumbles(entry: Entry) -> Verdict:
        if entry.dossier_id == bad:
            raise ValueError(entry.dossier.filing.applicant.full_name)
        return OK

    log_guard.expect(r"^ERROR sync\.courier: bug while carrying event \d+ \(received\): ValueError\n(?!.*Lò Văn Ín)")
    report = courier(counter, Told(stumbles)).round(counter.clock.now())
    assert (report.delivered, report.quarantined) == (1, 1)
    (item,) = counter.quarantined()
    assert (item.reason, item.detail) == ("program_fault", "ValueError")


def test_a_bug_before_the_call_counts_no_attempt(counter: Counter, log_guard: LogGuard) -> None:
    counter.receive()
    dialect = Told()

    def stumbles(_: Entry) -> int:
        return 1 // 0

    dialect.calls = stumbles  # type: ignore[method-assign, assignment]
    log_guard.expect("ZeroDivisionError")
    courier(counter, dialect).round(counter.clock.now())
    (item,) = counter.quarantined()
    assert item.attempts == 0


def test_the_environments_fault_ends_the_round_as_such(counter: Counter) -> None:
    counter.receive()

    def full(_: Entry) -> Verdict:
        raise Trouble("disk_full")

    with pytest.raises(Trouble):
        courier(counter, Told(full)).round(counter.clock.now())
    assert not counter.quarantined()


def test_locked_needs_a_person_and_keeps_everything(counter: Counter) -> None:
    for _ in range(3):
        counter.receive()
    report = courier(counter, Told(lambda _: Locked("certificate", "self-signed"))).round(counter.clock.now())
    assert (report.stopped, report.detail, report.needs_person) == ("certificate", "self-signed", True)
    assert len(counter.waiting()) == 3


def test_held_entries_cost_no_call_and_no_attempt(counter: Counter) -> None:
    counter.receive()
    dialect = Told(parts=Held("awaiting_code"))
    one = courier(counter, dialect)
    assert one.round(counter.clock.now()).held == 1
    assert dialect.made == [] and one.wait(counter.clock.now()) is None
    (item,) = counter.waiting()
    assert (item.reason, item.attempts) == ("awaiting_code", 0)


def test_a_held_verdict_of_a_call_holds_too(counter: Counter) -> None:
    counter.receive()
    assert courier(counter, Told(lambda _: Held("awaiting_code"))).round(counter.clock.now()).held == 1


def test_a_throttle_that_strikes_one_dossier_lets_the_others_by(counter: Counter) -> None:
    """A server that answers the look-up of a dossier and "503" to its record every time must not stop all others."""
    poison = counter.receive()

    def says(entry: Entry) -> Verdict:
        if entry.dossier_id == poison:
            dialect.spoke()
            return Later(None, "unavailable")
        return OK

    dialect = Told(says, parts=1)
    one = courier(counter, dialect)
    for _ in range(40):
        counter.receive(minutes=0)
        one.round(counter.clock.now())
        counter.clock.tick(seconds=11)
    assert sum(1 for dossier, *_ in dialect.made if dossier == poison) < 10, "its own waits grow"
    assert len(counter.items(State.DELIVERED)) >= 39


@pytest.mark.parametrize("verdict", [Unclear("server_error", spoken=True), Unclear("answer_lost"), Later(None, "x")])
def test_several_bad_dossiers_at_the_head_starve_nobody(counter: Counter, verdict: Verdict) -> None:
    """They end every round they begin, and their waits end with its rest: the round must begin with another."""
    poison = {counter.receive() for _ in range(3)}
    dialect = Told(lambda entry: verdict if entry.dossier_id in poison else OK, parts=1)
    one = courier(counter, dialect)
    for _ in range(6):
        counter.receive(minutes=0)
    for _ in range(12):
        one.round(counter.clock.now())
        counter.clock.tick(seconds=one.wait(counter.clock.now()) or 0)
    assert len(counter.items(State.DELIVERED)) == 6


def test_stop_ends_the_round_after_the_call_under_way(counter: Counter) -> None:
    for _ in range(5):
        counter.receive()
    dialect = Told()
    one = courier(counter, dialect)

    def says(_: Entry) -> Verdict:
        one.stop()
        return OK

    dialect.says = says
    one.round(counter.clock.now())
    assert len(dialect.made) == 1 and dialect.aborted


# -------------------------------------------------------------------------------------- until empty


def test_until_empty_waits_its_waits_and_sums_up(counter: Counter) -> None:
    counter.receive()
    counter.receive()
    dialect = Told(script([Later(None, "offline"), OK, Unclear("answer_lost")]), parts=1)
    report = courier(counter, dialect).until_empty()
    assert (report.delivered, report.postponed, report.calls, report.stopped) == (2, 2, 4, "")


def test_until_empty_gives_up_in_time_with_the_reason(counter: Counter) -> None:
    counter.receive()
    slept: list[float] = []
    one = courier(counter, Told(lambda _: Later(None, "offline")), sleep=slept.append)
    assert one.until_empty(timeout=3).stopped == "offline"
    assert slept == []
    lost = courier(counter, Told(lambda _: Unclear("answer_lost")), sleep=slept.append)
    assert lost.until_empty(timeout=3).stopped == "timeout"


def test_until_empty_does_not_knock_at_a_locked_door(counter: Counter) -> None:
    counter.receive()
    dialect = Told(lambda _: Locked("login_refused"))
    assert courier(counter, dialect).until_empty(timeout=600).needs_person
    assert len(dialect.made) == 1


def test_an_empty_queue_asks_nobody(counter: Counter) -> None:
    dialect = Told()
    report = courier(counter, dialect).until_empty()
    assert (report.calls, report.stopped, dialect.made) == (0, "", [])
    assert counter.outbox.summary().last_contact is None


# ------------------------------------------------------------------------------------ the dialects


def test_dialects_by_name(counter: Counter) -> None:
    made = dialect_for(server_of("http://127.0.0.1:9"), counter.outbox, secret="x", point=POINT)
    assert isinstance(made, DvcqgSession)
    made.close()
    for dialect, code in (("none", "no_server"), ("telex", "dialect_unknown")):
        with pytest.raises(Trouble) as trouble:
            dialect_for(server_of("http://x", dialect=dialect), counter.outbox, secret="x", point=POINT)
        assert trouble.value.code == code


def test_a_rest_lasts_as_long_as_was_asked(counter: Counter) -> None:
    counter.receive()
    one = courier(counter, Told(script([Later(120, "throttled")])))
    one.round(counter.clock.now())
    assert one.wait(counter.clock.now() + timedelta(seconds=60)) == 60
    assert one.round(counter.clock.now() + timedelta(seconds=119)).stopped == "resting"
