"""What is so on the DVCQG wires alone: names, codes, words, and what the record keeps of the server's own state.

The last tests break the courier on purpose and see the conformance tests' own assertion fail.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from app.domain.events import Corrected, HandedBack, HandedToAgency, Kind, Mode, Recipient, ResultArrived, Voided
from sync.dialect import Step
from sync.dialects import dvcqg_writes
from sync.dialects.dvcqg_session import DvcqgSession
from sync.dialects.dvcqg_writes import LINE as LINE_CALL
from sync.dialects.dvcqg_writes import RECORD
from sync.sandbox import Fault, Play, Sandbox, Style, desk, rules
from sync.verdicts import Delivered
from tests.sync.counter import Counter, accepted, assert_holds, courier_of, dialect_of, rescheduled, settle
from tests.sync.test_conformance import BIRTH

Province = Callable[..., Sandbox]

WRITE, LINE, FIND = "DongBoHoSoMC", "CapNhatTienDoHoSoMC", "TraCuuHoSo"


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
            patch.setattr(dvcqg_writes, "shown", _nothing)
            assert isinstance(dialect.deliver(Step(call=RECORD, entries=(entries[code],))), Delivered)
        assert one.desk.calls[-3:] == [WRITE, FIND, WRITE], "asked again before anything is overwritten"
        assert one.books.creations(code) == 1


def test_a_refusal_names_what_the_server_said(counter: Counter, province: Province) -> None:
    one = province(style=Style(batch="partial"))
    counter.receive(agency="")
    settle(courier_of(counter, one.url), counter)
    (item,) = counter.quarantined()
    assert item.reason == "refused" and item.detail == "DonViXuLy: bắt buộc"


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
            snapshot = msgspec.structs.replace(BIRTH, code=procedure)
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


def test_created_first_a_new_dossier_costs_no_look_up(counter: Counter, province: Province) -> None:
    one = province()
    dossier = counter.receive()
    courier = courier_of(counter, one.url, updating="create-first")
    settle(courier, counter)
    assert one.desk.calls == ["auth", "LayThuTuc", WRITE, LINE]
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    settle(courier, counter)
    assert one.desk.calls[4:] == [FIND, WRITE, LINE], "what may have been moved on is looked at"
    assert_holds(one.books, counter)


def test_created_first_a_newer_state_is_kept_where_the_server_would_take_any(
    counter: Counter, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "_move_flaw", lambda *_: "")
    one = province()
    dossier = counter.receive()
    settle(courier_of(counter, one.url), counter)
    (code,) = one.books.codes()
    record = one.books.record(code)
    assert record is not None
    done = {**record, "TrangThaiHoSo": "9", "NgayKetThucXuLy": record["NgayTiepNhan"]}
    one.books.keep(WRITE, [(code, False, done)])
    counter.forget(dossier)
    calls = len(one.desk.calls)
    courier_of(counter, one.url, updating="create-first").round(counter.clock.now())
    assert one.desk.calls[calls:] == ["auth", WRITE, FIND]
    assert one.books.record(code) == done and not counter.waiting()


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
    monkeypatch.setattr(dvcqg_writes, "was_looked_up", broken)
    one.faults.arm(Fault(play=Play.REFUSED, service=FIND))
    calls = len(one.desk.calls)
    broken_courier = courier_of(counter, one.url)
    broken_courier.round(counter.clock.now())
    assert WRITE in one.desk.calls[calls:]


def test_a_courier_that_repeats_without_asking_is_caught(
    counter: Counter, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dvcqg_writes, "has_line", _nothing)
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


@pytest.mark.parametrize("shows", ["record", "bare"])
def test_an_end_whose_answer_was_lost_and_that_nothing_shows_is_told_by_the_refusal(
    counter: Counter, province: Province, shows: Any
) -> None:
    """The line of 10 arrived; repeated it is refused, because the dossier has ended: by that line."""
    one = province(style=Style(shows=shows))
    dossier = counter.receive()
    counter.act(dossier, Kind.RESULT_ARRIVED, ResultArrived())
    sending = courier_of(counter, one.url)
    settle(sending, counter)
    counter.act(dossier, Kind.HANDED_BACK, HandedBack(recipient=Recipient(full_name="Lò Văn Ín")))
    one.faults.arm(Fault(play=Play.CUT_AFTER, service=LINE))
    settle(sending, counter)
    assert not counter.waiting() and not counter.quarantined()
    assert_holds(one.books, counter)
