"""The courier against the stand-in: every answer style of wire A.6, every fault, and whole lives of dossiers.

What is asserted is always the same (G2, G3): each event took effect once, in order, and the newest state is held; and
whatever remains in the queue is there with a reason. The last tests break the courier on purpose and see this fail.
"""

from __future__ import annotations

from collections.abc import Callable
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
    Mode,
    Recipient,
    ResultArrived,
    Stopped,
    Voided,
    WithdrawalAsked,
    Withdrawn,
)
from sync.dialect import Step
from sync.dialects import dvcqg_session
from sync.dialects.dvcqg_session import LINE as LINE_CALL
from sync.dialects.dvcqg_session import RECORD, DvcqgSession
from sync.sandbox import Account, Fault, Play, Sandbox, Style, desk, rules
from sync.verdicts import Delivered
from tests.sync.counter import (
    Counter,
    accepted,
    assert_holds,
    courier_of,
    dialect_of,
    rescheduled,
    settle,
)
from tests.sync.line import Line

Province = Callable[..., Sandbox]

STYLES = {
    "code as number": Style(code="number"),
    "code 0": Style(code="0"),
    "code 00": Style(code="00"),
    "duplicate 0": Style(duplicate="0"),
    "duplicate -3": Style(duplicate="-3", code="number"),
    "per record": Style(batch="partial"),
    "payload in message": Style(wrapped=True, shows="all"),
    "code alone": Style(success="code"),
    "words alone": Style(success="text"),
    "plain text": Style(success="plain"),
    "shows nothing": Style(shows="bare"),
    "shows all, closed after the end": Style(shows="all", closed=True),
    "401 by http": Style(unauthorised="http"),
    "401 by words": Style(unauthorised="text"),
    "only its own procedure codes": Style(national=False),
    "short procedure codes": Style(suffix="short"),
    "national procedure codes": Style(suffix="none"),
}

WRITE, LINE, FIND = "DongBoHoSoMC", "CapNhatTienDoHoSoMC", "TraCuuHoSo"


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_every_answer_style_takes_two_lives(counter: Counter, province: Province, style: Style) -> None:
    one = province(style=style)
    counter.life()
    second = counter.receive(procedure=_birth())
    counter.act(second, Kind.HANDED_TO_AGENCY, HandedToAgency())
    # Log-ins that end in the middle, seen as this style says it.
    one.faults.arm(Fault(play=Play.EXPIRE, skip=5, times=1), Fault(play=Play.EXPIRE, skip=17, times=1))
    reports = settle(courier_of(counter, one.url), counter)
    assert not counter.waiting() and not counter.quarantined()
    assert [report.stopped for report in reports] == [""]
    assert reports[0].delivered == len(counter.entries())
    assert_holds(one.books, counter)


def _birth() -> Any:
    from app.domain.events import ProcedureSnapshot

    return ProcedureSnapshot(code="1.001193", name="Đăng ký khai sinh", field="Hộ tịch")


# ----------------------------------------------------------------------------------------- faults

PLAYS = [play for play in Play if play not in {Play.TOO_LARGE, Play.FORBIDDEN, Play.RESTORE}]


@pytest.mark.parametrize(
    ("service", "style"),
    [
        *((service, Style(shows="all")) for service in ("auth", FIND, WRITE, LINE, "LayThuTuc")),
        ("LayDanhSachTTHC", Style(shows="all", national=False)),
        (LINE, Style(shows="record")),
    ],
    ids=["log-in", "look-up", "record", "progress", "procedure", "list", "progress not shown"],
)
@pytest.mark.parametrize("play", PLAYS)
def test_a_fault_in_any_call_loses_and_doubles_nothing(
    counter: Counter, province: Province, play: Play, service: str, style: Style
) -> None:
    one = province(style=style)
    fault = Fault(play=play, service=service, times=2, seconds=0.05)
    one.faults.arm(msgspec.structs.replace(fault, skip=0))
    if service in {FIND, WRITE, LINE}:
        one.faults.arm(msgspec.structs.replace(fault, skip=3))
    counter.receive()
    first = counter.receive()
    counter.act(first, Kind.HANDED_TO_AGENCY, HandedToAgency())
    settle(courier_of(counter, one.url), counter)
    assert one.faults.played >= 1
    assert not counter.waiting() and not counter.quarantined()
    lost = play in {Play.CUT_AFTER, Play.CUT_INSIDE, Play.TRUNCATED, Play.ERROR_AFTER}
    assert_holds(one.books, counter, repeats=lost and service == LINE and style.shows == "record")


@pytest.mark.parametrize("play", [Play.CUT_AFTER, Play.CUT_BEFORE, Play.TRUNCATED, Play.ERROR_AFTER])
def test_a_lost_answer_at_the_end_of_a_life_is_settled_by_asking(
    counter: Counter, province: Province, play: Play
) -> None:
    """A strict server takes nothing after 10: the repetition must be seen to be one."""
    one = province(style=Style(shows="all", closed=True))
    # Receipt and result ride in one record; the end is the second.
    one.faults.arm(*(Fault(play=play, service=service, skip=1) for service in (WRITE, LINE)))
    dossier = counter.receive()
    counter.act(dossier, Kind.RESULT_ARRIVED, ResultArrived())
    counter.act(dossier, Kind.HANDED_BACK, HandedBack(recipient=Recipient(full_name="Lò Văn Ín")))
    settle(courier_of(counter, one.url), counter)
    assert one.faults.played == 2
    assert not counter.quarantined()
    assert_holds(one.books, counter)


def test_progress_is_repeated_only_after_a_lost_answer_that_no_look_up_settles(
    counter: Counter, province: Province
) -> None:
    one = province(style=Style(shows="bare"))
    counter.receive()
    one.faults.arm(Fault(play=Play.CUT_AFTER, service=LINE))
    settle(courier_of(counter, one.url), counter)
    (code,) = one.books.codes()
    assert list(one.books.repeated_lines(code).values()) == [2]
    assert len(one.books.versions(code)) == 1


def test_a_server_restored_from_yesterday_gets_the_dossier_back(counter: Counter, province: Province) -> None:
    one = province()
    dossier = counter.receive()
    courier = courier_of(counter, one.url)
    settle(courier, counter)
    (code,) = one.books.codes()
    one.books.restore(0)
    assert one.books.codes() == []
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    settle(courier, counter)
    record = one.books.record(code)
    assert record is not None and record["TrangThaiHoSo"] == "4"
    assert not counter.quarantined() and not counter.waiting()


def test_a_server_restored_between_record_and_progress_gets_the_record_again(
    counter: Counter, province: Province
) -> None:
    one = province()
    one.faults.arm(Fault(play=Play.RESTORE, service=LINE, keep=0))
    counter.receive()
    settle(courier_of(counter, one.url), counter)
    assert not counter.quarantined() and not counter.waiting()
    assert_holds(one.books, counter)


def test_an_update_the_server_turns_down_as_unknown_becomes_a_create(counter: Counter, province: Province) -> None:
    """The look-up still shows it, from a cache, but the books were restored."""
    one = province()
    dossier = counter.receive()
    courier = courier_of(counter, one.url)
    settle(courier, counter)
    one.faults.arm(Fault(play=Play.RESTORE, service=WRITE, keep=0))
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    settle(courier, counter)
    (code,) = one.books.codes()
    record = one.books.record(code)
    assert record is not None and record["TrangThaiHoSo"] == "4"


def test_a_create_that_is_there_already_becomes_an_update(
    counter: Counter, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look-up said nothing of it (another counter's write came in between): "đã tồn tại" turns it round."""
    styles = [Style(duplicate="0"), Style(duplicate="3"), Style(duplicate="-3", batch="partial")]
    codes = [f"H35.99.07-261116-700{number}" for number in range(len(styles))]
    for code in codes:
        counter.receive(code=code)
    entries = {entry.wire_code: entry for entry in counter.outbox.due(counter.clock.now())}
    for code, style in zip(codes, styles, strict=True):
        one = province(style=style)
        dialect = dialect_of(counter, one.url)
        assert isinstance(dialect.deliver(Step(call=RECORD, entries=(entries[code],))), Delivered)
        with monkeypatch.context() as patch:
            patch.setattr(dvcqg_session, "shown", _nothing)
            assert isinstance(dialect.deliver(Step(call=RECORD, entries=(entries[code],))), Delivered)
        assert one.desk.calls[-2:] == [WRITE, WRITE]
        assert one.books.creations(code) == 1


# ---------------------------------------------------------------------- one bad dossier, others go on


def test_a_poison_dossier_delays_no_other(counter: Counter, province: Province) -> None:
    one = province()
    poison = counter.receive(procedure=msgspec.structs.replace(_birth(), code="9.999999"))
    counter.act(poison, Kind.HANDED_TO_AGENCY, HandedToAgency())
    good = [counter.receive() for _ in range(3)]
    report = courier_of(counter, one.url).round(counter.clock.now())
    assert (report.delivered, report.quarantined, report.stopped) == (3, 1, "")
    (item,) = counter.quarantined()
    assert item.dossier_id == poison and item.reason == "server_unknown_procedure" and item.detail == "9.999999"
    assert [item.dossier_id for item in counter.waiting()] == [poison]
    assert len(one.books.codes()) == len(good)


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
    counter: Counter, province: Province, play: Play, reason: str
) -> None:
    one = province()
    poison = counter.receive(code="H35.99.07-261116-6666")
    one.faults.arm(Fault(play=play, service=WRITE, dossier="H35.99.07-261116-6666", times=0))
    others = [counter.receive() for _ in range(3)]
    courier = courier_of(counter, one.url)
    first = courier.round(counter.clock.now())
    assert first.delivered == len(others)
    settle(courier, counter)
    (item,) = counter.quarantined()
    assert (item.dossier_id, item.reason) == (poison, reason)
    assert not counter.waiting()
    # A person puts it back after the server was mended.
    one.faults.clear()
    counter.outbox.release(seqs=[item.seq])
    settle(courier, counter)
    assert not counter.quarantined()
    assert_holds(one.books, counter)


def test_a_refusal_names_what_the_server_said(counter: Counter, province: Province) -> None:
    one = province(style=Style(batch="partial"))
    counter.receive(agency="")
    settle(courier_of(counter, one.url), counter)
    (item,) = counter.quarantined()
    assert item.reason == "refused" and item.detail == "DonViXuLy: bắt buộc"


def test_an_atomic_refusal_concerns_only_its_own_dossier(counter: Counter, province: Province) -> None:
    one = province(style=Style(batch="atomic"))
    counter.receive(agency="")
    counter.receive()
    report = courier_of(counter, one.url).round(counter.clock.now())
    assert (report.delivered, report.quarantined) == (1, 1)


# --------------------------------------------------------------------------- what concerns everybody


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
    counter: Counter, province: Province, play: Play, reason: str
) -> None:
    one = province()
    for _ in range(6):
        counter.receive()
    one.faults.arm(Fault(play=play, times=0, service=FIND))
    report = courier_of(counter, one.url).round(counter.clock.now())
    assert report.stopped == reason
    assert report.needs_person is (reason in {"forbidden", "session_refused"})
    assert len(counter.waiting()) == 6 and not counter.quarantined()
    assert report.postponed <= 2, "nobody else was tried"


def test_a_wrong_password_locks_and_a_right_one_opens(counter: Counter, province: Province) -> None:
    one = province(account=Account(username="buudien", secret="mat-khau"))
    counter.receive()
    report = courier_of(counter, one.url, secret="sai").round(counter.clock.now())
    assert report.stopped == "login_refused" and report.needs_person
    assert report.detail == "Sai tên đăng nhập hoặc mật khẩu"
    settle(courier_of(counter, one.url), counter)
    assert_holds(one.books, counter)


def test_the_servers_clock_is_remembered(counter: Counter, province: Province) -> None:
    one = province(skew=7200.0)
    counter.receive()
    now = counter.clock.now()
    dialect = dialect_of(counter, one.url)
    assert isinstance(dialect.probe(), Delivered)
    offset = dialect.offset_ms
    assert offset is not None
    settle(courier_of(counter, one.url), counter)
    assert counter.outbox.summary().last_contact is not None
    counter.act(counter.receive(), Kind.HANDED_TO_AGENCY, HandedToAgency())
    noted = counter.entries()[-1].event.offset_ms
    assert noted is not None and abs(noted - offset) < 60_000
    assert abs(timedelta(milliseconds=offset) - (datetime.now(UTC) + timedelta(hours=2) - now)) < timedelta(minutes=1)


@pytest.mark.parametrize("text", ["Phiên làm việc hết hạn", "Thủ tục đã hết hạn hiệu lực"])
def test_words_of_an_expiry_in_answer_to_one_record_stop_nobody(
    counter: Counter, province: Province, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    one = province()
    bad = counter.receive(note="hết hạn")
    counter.receive()
    honest = rules.record_flaw

    def flaw(hoso: Any, *rest: Any, **more: Any) -> str:
        return text if hoso["GhiChu"] else honest(hoso, *rest, **more)

    monkeypatch.setattr(desk, "record_flaw", flaw)
    report = courier_of(counter, one.url).round(counter.clock.now())
    assert (report.delivered, report.quarantined, report.stopped) == (1, 1, "")
    assert [(item.dossier_id, item.reason) for item in counter.quarantined()] == [(bad, "refused")]


@pytest.mark.parametrize(("retry_after", "seconds"), [("37", 37), ("date:90", 90), ("", 5)])
@pytest.mark.parametrize("play", [Play.THROTTLED, Play.UNAVAILABLE])
def test_retry_after_is_obeyed_to_the_second(
    counter: Counter, province: Province, play: Play, retry_after: str, seconds: int
) -> None:
    """The date is read against the server's clock, here years away from the counter's."""
    one = province(skew=86400.0 * 900)
    counter.receive()
    counter.receive()
    one.faults.arm(Fault(play=play, service=WRITE, retry_after=retry_after))
    courier = courier_of(counter, one.url)
    courier.round(counter.clock.now())
    calls = len(one.desk.calls)
    wait = courier.wait(counter.clock.now())
    assert wait is not None and seconds - 1 <= wait <= seconds
    assert courier.round(counter.clock.now() + timedelta(seconds=wait - 0.5)).stopped == "resting"
    assert len(one.desk.calls) == calls, "nothing was asked of a server that wanted peace"
    settle(courier, counter)
    assert_holds(one.books, counter)


def test_five_hundreds_for_an_hour_quarantine_nothing(counter: Counter, province: Province) -> None:
    one = province()
    for _ in range(4):
        counter.receive()
    one.faults.arm(Fault(play=Play.ERROR, times=0))
    courier = courier_of(counter, one.url)
    ends = counter.clock.now() + timedelta(hours=1)
    while counter.clock.now() < ends:
        courier.round(counter.clock.now())
        counter.clock.tick(seconds=courier.wait(counter.clock.now()) or 1)
    assert not counter.quarantined() and len(counter.waiting()) == 4
    assert len(one.desk.calls) < 40, "the waits grew"
    one.faults.clear()
    settle(courier, counter)
    assert_holds(one.books, counter)


def test_no_line_at_all_and_then_one(counter: Counter, province: Province) -> None:
    dead = Line(9)
    port = dead.port
    dead.stop()
    counter.receive()
    courier = courier_of(counter, f"http://127.0.0.1:{port}")
    report = courier.round(counter.clock.now())
    assert report.stopped == "offline" and not report.needs_person
    (item,) = counter.waiting()
    assert item.reason == "offline" and item.attempts == 1
    one = province(port=port)
    settle(courier, counter)
    assert_holds(one.books, counter)


@pytest.mark.parametrize("seed", range(4))
def test_a_line_that_is_cut_all_the_time_still_empties_the_queue(
    counter: Counter, province: Province, seed: int
) -> None:
    one = province(style=Style(shows="all"))
    line = Line(one.port, seed)
    try:
        for _ in range(3):
            dossier = counter.receive()
            counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
        line.cuts_between = (300, 6000)
        courier = courier_of(counter, line.url)
        settle(courier, counter)
        assert line.cuts > 2
        assert not counter.waiting() and not counter.quarantined()
        assert_holds(one.books, counter)
        courier.close()
    finally:
        line.stop()


# ---------------------------------------------------------------------------------- order and moves


def test_a_carrier_dossier_waits_for_its_official_code(counter: Counter, province: Province) -> None:
    one = province()
    dossier = counter.receive(code="TN-03445-1-261116-0001-7K", mode=Mode.CARRIER, channel=3)
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    courier = courier_of(counter, one.url)
    report = courier.round(counter.clock.now())
    assert (report.held, report.delivered, report.calls) == (1, 0, 0)
    assert courier.wait(counter.clock.now()) is None
    assert [item.reason for item in counter.waiting()] == ["awaiting_code", ""]
    counter.act(dossier, Kind.AGENCY_ACCEPTED, accepted(accepted_at=counter.clock.now()))
    settle(courier, counter)
    assert_holds(one.books, counter)
    told = one.books.lines("H35.01-261117-0042")
    assert [one["TrangThai"] for one in told] == ["1", "1", "2"]
    record = one.books.record("H35.01-261117-0042")
    assert record is not None and record["KenhThucHien"] == "3"
    assert record["NgayNopHoSo"] < record["NgayTiepNhan"]


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
def test_other_ends_of_a_life(counter: Counter, province: Province, ending: list[Any]) -> None:
    one = province(style=Style(shows="all", closed=True))
    dossier = counter.receive()
    for kind, body in ending:
        counter.act(dossier, kind, body)
    settle(courier_of(counter, one.url), counter)
    assert not counter.quarantined()
    assert_holds(one.books, counter)


def test_an_apology_moves_the_due_date(counter: Counter, province: Province) -> None:
    one = province()
    dossier = counter.receive()
    settle(courier_of(counter, one.url), counter)
    counter.act(dossier, Kind.RESCHEDULED, rescheduled(counter))
    settle(courier_of(counter, one.url), counter)
    assert_holds(one.books, counter)
    (code,) = one.books.codes()
    first, last = one.books.versions(code)
    assert first["NgayHenTra"] < last["NgayHenTra"]


def test_a_whole_lane_is_drained_in_one_round(counter: Counter, province: Province) -> None:
    one = province()
    counter.life()
    report = courier_of(counter, one.url).round(counter.clock.now())
    assert report.delivered == len(counter.entries()) == 13
    assert report.calls == len(one.desk.calls)


def test_an_older_state_is_never_written_over_a_newer_one(counter: Counter, province: Province) -> None:
    """The agency finished in its own system; our older words come later."""
    one = province()
    dossier = counter.receive()
    courier = courier_of(counter, one.url)
    settle(courier, counter)
    (code,) = one.books.codes()
    record = one.books.record(code)
    assert record is not None
    done = {**record, "TrangThaiHoSo": "9", "NgayKetThucXuLy": record["NgayTiepNhan"]}
    one.books.keep(WRITE, [(code, False, done)])
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    counter.act(dossier, Kind.CORRECTED, Corrected(reason="Gõ sai", note="Nhà cạnh trường học"))
    settle(courier, counter)
    held = one.books.record(code)
    assert held is not None
    assert held["TrangThaiHoSo"] == "9" and held["NgayKetThucXuLy"] == done["NgayKetThucXuLy"]
    assert held["GhiChu"] == "Nhà cạnh trường học", "the correction itself arrived"
    assert not counter.quarantined()
    counter.act(dossier, Kind.VOIDED, Voided(reason="Nhập trùng"))
    one.books.keep(WRITE, [(code, False, {**held, "TrangThaiHoSo": "10", "NgayTra": held["NgayKetThucXuLy"]})])
    settle(courier, counter)
    (item,) = counter.quarantined()
    assert (item.reason, item.detail) == ("server_ahead", "10")


def test_new_names_of_the_server_are_fetched_when_the_old_are_refused(counter: Counter, province: Province) -> None:
    one = province()
    dossier = counter.receive()
    settle(courier_of(counter, one.url), counter)
    kept = counter.outbox.server_procedure("1.004873")
    assert kept is not None
    old = msgspec.json.encode({**msgspec.json.decode(kept), "name": "Tên cũ của thủ tục"})
    counter.outbox.keep_server_procedure("1.004873", old, counter.clock.now())
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    settle(courier_of(counter, one.url), counter)
    assert not counter.quarantined()
    assert counter.outbox.server_procedure("1.004873") == kept
    assert_holds(one.books, counter)


def test_the_servers_names_are_asked_for_once(counter: Counter, province: Province) -> None:
    for national, lists, asked in ((True, 0, 1), (False, 1, 2)):
        one = province(style=Style(national=national))
        for procedure in ("1.004873", "1.001193")[not national :]:
            snapshot = msgspec.structs.replace(_birth(), code=procedure)
            for _ in range(2):
                counter.receive(procedure=snapshot)
                settle(courier_of(counter, one.url), counter)
            if national:
                break
        assert (one.desk.calls.count("LayDanhSachTTHC"), one.desk.calls.count("LayThuTuc")) == (lists, asked)
        assert one.desk.calls.count("auth") == 2, "one log-in for each program start"


def test_a_code_the_server_refuses_is_looked_up_on_its_own_list(
    counter: Counter, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LayThuTuc answers to the national code with the national code, but records are taken under the local one."""
    one = province()
    counter.receive()
    honest = desk.Directory.procedure

    def national(self: desk.Directory, code: str) -> dict[str, Any] | None:
        found = honest(self, code)
        return found if found is None or code != "1.004873" else {**found, "MATTHC": "1.004873"}

    monkeypatch.setattr(desk.Directory, "procedure", national)
    settle(courier_of(counter, one.url), counter)
    assert not counter.quarantined() and one.desk.calls.count("LayDanhSachTTHC") == 1
    assert_holds(one.books, counter)


# ---------------------------------------------------------------------------- the tests can be broken


def _nothing(*_: Any) -> None:
    return None


def _any_200(*_: Any) -> Delivered:
    return Delivered("200")


def test_a_courier_that_takes_any_200_for_success_is_caught(
    counter: Counter, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DvcqgSession, "_taken", _any_200)
    one = province()
    counter.receive(agency="")
    counter.receive()
    settle(courier_of(counter, one.url), counter)
    with pytest.raises(AssertionError):
        assert_holds(one.books, counter)


def test_a_courier_that_reads_a_failed_look_up_as_not_there_is_caught(
    counter: Counter, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a server that upserts on create, or says only "0", such a courier creates twice or loses an update; here
    it is seen by its calls: it writes without knowing."""

    def broken(answer: Any) -> bool:
        return True

    one = province(style=Style(shows="all"))
    dossier = counter.receive()
    settle(courier_of(counter, one.url), counter)
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    one.faults.arm(Fault(play=Play.REFUSED, service=FIND))
    calls = len(one.desk.calls)
    honest = courier_of(counter, one.url)
    honest.round(counter.clock.now())
    assert WRITE not in one.desk.calls[calls:], "a look-up that failed is followed by no write"
    monkeypatch.setattr(dvcqg_session, "was_looked_up", broken)
    one.faults.arm(Fault(play=Play.REFUSED, service=FIND))
    calls = len(one.desk.calls)
    broken_courier = courier_of(counter, one.url)
    broken_courier.round(counter.clock.now())
    assert WRITE in one.desk.calls[calls:]


def test_a_courier_that_repeats_without_asking_is_caught(
    counter: Counter, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dvcqg_session, "has_line", _nothing)
    one = province(style=Style(shows="all"))
    one.faults.arm(Fault(play=Play.CUT_AFTER, service=LINE))
    counter.receive()
    settle(courier_of(counter, one.url), counter)
    with pytest.raises(AssertionError):
        assert_holds(one.books, counter)


def test_a_courier_that_forgets_the_order_is_caught(counter: Counter, province: Province) -> None:
    one = province()
    dossier = counter.receive()
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    dialect = dialect_of(counter, one.url)
    first, second = counter.entries()
    for entry in (second, first):
        for part in range(2):
            now = msgspec.structs.replace(entry, parts=part)
            dialect.deliver(Step(call=(RECORD, LINE_CALL)[part], entries=(now,)))
    with pytest.raises(AssertionError):
        assert_holds(one.books, counter)
