"""The counter's day on a real database: opening, drawers, remittance, the close, and the chain of its reports."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.day import DayBook
from app.domain.day import DayClosed, DayKind, DayOpened
from app.domain.events import VIETNAM, Kind
from app.domain.manifest import Direction, ManifestKind, ManifestOpened
from app.domain.zreport import frozen, seal_of
from app.errors import Rejected, Trouble
from app.office import Office, open_office, set_up
from app.settings import read_profile
from app.store import Store
from app.store.chain import Link, links
from app.store.daybook import DAYS, MANIFESTS
from app.store.ledger import rebuild, verify
from tests.desk import MONDAY, PIN, FakeClock, clerk_of, new_office, profile_text
from tests.store.evening import AGENCY, closed, counted, manager_of, received


def refused(told: pytest.ExceptionInfo[Rejected]) -> dict[str, str]:
    return {field: one.code for field, one in told.value.problems.items()}


def act(office: Office, code: str, event: Kind, **fields: Any) -> Any:
    return office.counter.act(code, event, fields, clerk_of(office))


# ------------------------------------------------------------------ opening


def test_the_next_day_opens_with_what_was_counted(office: Office, clock: FakeClock) -> None:
    by = clerk_of(office)
    received(office, charge=8_000)
    day = office.day.open(by, put_in={"post": 100_000})
    assert (day.number, day.state, day.post) == (1, 0, 0), "nothing lay there before the first close"
    with pytest.raises(Rejected) as told:
        office.day.open(by)
    assert refused(told) == {"day": "day_open"}
    office.day.count("state", {5_000: 1}, by)
    office.day.settle("state", "", by)
    office.day.count("post", {100_000: 1}, by)
    first = closed(office, count=False)
    assert (first.drawer("state").difference, first.drawer("state").closing) == (-3_000, 5_000)
    received(office, charge=15_000)  # after the close: it is the next day's
    with pytest.raises(Rejected) as told:
        office.day.open(by)
    assert refused(told) == {"day": "day_closed_today"}
    clock.tick(days=1)
    second = office.day.open(by)
    assert (second.number, second.state, second.post) == (2, 5_000, 100_000)
    report = closed(office)
    assert (report.drawer("state").opening, report.drawer("state").collected) == (5_000, 15_000)
    # Both dossiers were received on the day before; only the second is owned by this day.
    assert (report.section("before").received, report.section("of_day").received) == (1, 0)
    assert verify(office.store) == ()


def test_the_database_itself_holds_one_open_day_and_one_day_a_date(office: Office, clock: FakeClock) -> None:
    office.day.open(clerk_of(office))
    for day in (clock.today(), clock.today() + timedelta(days=1)):
        body = DayOpened(number=2, date=day)
        with pytest.raises(sqlite3.IntegrityError), office.store.write() as conn:
            DAYS.append(office.store, conn, "", DayKind.OPENED, body, "x")
    closed(office)
    with pytest.raises(sqlite3.IntegrityError), office.store.write() as conn:
        DAYS.append(office.store, conn, "", DayKind.OPENED, DayOpened(number=2, date=clock.today()), "x")
    assert verify(office.store) == ()


def test_a_clock_that_was_wrong_locks_no_counter(office: Office, clock: FakeClock) -> None:
    clock.tick(days=400)
    assert closed(office).number == 1
    clock.tick(days=-400)
    assert closed(office).date == MONDAY.astimezone(VIETNAM).date()
    clock.tick(days=-1)
    assert closed(office).number == 3
    clock.tick(days=401)
    with pytest.raises(Rejected) as told:
        office.day.count("state", {}, clerk_of(office))
    assert refused(told) == {"day": "day_closed_today"}
    clock.tick(days=1)
    assert closed(office).number == 4
    assert verify(office.store) == ()


def test_cash_facts_open_the_day_by_themselves(office: Office, clock: FakeClock) -> None:
    assert office.day.current() is None and not office.day.closing().ready
    office.day.move_cash("post", 200_000, "Tiền lẻ", clerk_of(office))
    day = office.day.current()
    assert day is not None and day.is_open and office.day.drawer("post") == 200_000
    with pytest.raises(Rejected) as told:
        office.day.move_cash("post", -200_001, "Ngân hàng", clerk_of(office))
    assert refused(told) == {"amount": "more_than_in_drawer"}
    for amount, reason, field in ((0, "x", "amount"), (10**13, "x", "amount"), (1, " ", "reason")):
        with pytest.raises(Rejected) as told:
            office.day.move_cash("post", amount, reason, clerk_of(office))
        assert list(refused(told)) == [field]


# ------------------------------------------------------------------ counting


def test_a_difference_beyond_the_limit_takes_a_manager_and_a_reason(office: Office) -> None:
    by, manager = clerk_of(office), manager_of(office)
    received(office, charge=50_000)
    with pytest.raises(Rejected) as told:
        office.day.settle("state", "", by)
    assert refused(told) == {"day": "day_none_open"}
    came = office.day.count("state", {20_000: 1, 10_000: 1}, by)
    assert (came.total, came.expected, came.difference, came.needs_manager) == (30_000, 50_000, -20_000, True)
    for who in (None, by):
        with pytest.raises(Rejected) as told:
            office.day.settle("state", "Trả nhầm", by, who)
        assert refused(told) == {"manager": "difference_needs_manager"}
    with pytest.raises(Rejected) as told:
        office.day.settle("state", "  ", by, manager)
    assert refused(told) == {"reason": "missing"}
    day = office.day.settle("state", "Trả nhầm", by, manager)
    assert [(one.amount, one.approved_by) for one in day.differences] == [(-20_000, manager.id)]
    assert office.day.settle("state", "Trả nhầm", by, manager).version == day.version, "nothing is booked twice"
    at_limit = office.day.count("state", {20_000: 2}, by)
    assert not at_limit.needs_manager, "ten thousand is the limit itself"
    assert office.day.settle("state", "", by).differences[-1].approved_by == ""


def test_money_that_moves_after_a_count_makes_it_stale(office: Office) -> None:
    by, manager = clerk_of(office), manager_of(office)
    counted(office)
    received(office, charge=8_000)
    boxes = {one.drawer: one for one in office.day.closing().drawers}
    assert (boxes["state"].state, boxes["state"].reckoning, boxes["post"].state) == ("stale", None, "settled")
    with pytest.raises(Rejected) as told:
        office.day.settle("state", "", by)
    assert refused(told) == {"drawer": "count_stale"}
    office.day.pass_step("send", "Mất mạng", by)
    with pytest.raises(Rejected) as told:
        office.day.close(by, manager)
    assert refused(told) == {"drawer.state": "count_stale"}
    with pytest.raises(Rejected) as told:
        office.day.pass_step("cash", "Vội", by)
    assert refused(told) == {"step": "step_cash"}


def test_nobody_is_told_what_should_be_there_before_she_counted(office: Office) -> None:
    received(office, charge=8_000, postage=26_000)
    said = msgspec.json.encode(office.day.closing()).decode()
    assert "8000" not in said and "26000" not in said
    office.day.count("post", {}, clerk_of(office))
    said = msgspec.json.encode(office.day.closing()).decode()
    assert "26000" in said and "8000" not in said


def test_the_limit_is_the_profiles(tmp_path: Path, clock: FakeClock) -> None:
    file = tmp_path / "profile.toml"
    for wrong in ("-1", "10000001", '"nhiều"'):
        file.write_text(f"{profile_text()}[day]\ndifference_limit = {wrong}\n", encoding="utf-8")
        with pytest.raises(Rejected) as told:
            read_profile(file)
        assert list(refused(told)) == ["day.difference_limit"]
    file.write_text(f"{profile_text()}[day]\ndifference_limit = 0\n", encoding="utf-8")
    office, _ = set_up(file, tmp_path / "data", PIN, clock)
    assert office.day.count("state", {200: 1}, clerk_of(office)).needs_manager
    office.close()


# ------------------------------------------------------------------ refunds and remittance


@pytest.mark.parametrize("end", ["voided", "stopped", "handed_back", "returned", "withdrawal"])
def test_money_is_given_back_whatever_became_of_the_dossier(office: Office, end: str) -> None:
    code = received(office, charge=8_000, postage=26_000).code
    match end:
        case "voided":
            act(office, code, Kind.VOIDED, reason="Nhập trùng")
        case "stopped":
            act(office, code, Kind.STOPPED, reason="Theo thông báo")
        case "handed_back":
            act(office, code, Kind.RESULT_ARRIVED)
            act(office, code, Kind.HANDED_BACK, recipient={"full_name": "Lò Văn Ín", "kind": "applicant"})
        case "returned":
            act(office, code, Kind.RESULT_ARRIVED)
            act(office, code, Kind.RETURNED_TO_AGENCY, reason="Quá hạn")
        case "withdrawal":
            act(office, code, Kind.WITHDRAWAL_ASKED, reason="Đổi ý")
    listed = [one.code for one in office.day.closing().unrefunded]
    assert listed == ([code] if end == "voided" else [])
    before = office.outbox.summary()
    for amount in (8_001, 8_000, 1):
        given: dict[str, Any] = {"amount": amount, "kind": "charge", "reason": "Trả lại"}
        if amount == 8_000:
            act(office, code, Kind.FEE_REFUNDED, **given)
            continue
        with pytest.raises(Rejected) as told:
            act(office, code, Kind.FEE_REFUNDED, **given)
        assert refused(told) == {"amount": "more_than_taken"}
    assert office.day.drawer("state") == 0 and office.day.gaps() == ()
    act(office, code, Kind.FEE_REFUNDED, amount=26_000, kind="postage", reason="Trả lại")
    assert office.day.closing().unrefunded == ()
    with pytest.raises(Rejected) as told:
        act(office, code, Kind.FEE_REFUNDED, amount=1, kind="postage", reason="Trả lại")
    assert refused(told) == ({"amount": "more_than_taken"} if end == "returned" else {"event": "move_not_allowed"})
    queued = office.outbox.summary().waiting - before.waiting
    assert queued == (2 if end in ("withdrawal", "returned") else 0), "a closed record takes nothing more"
    assert verify(office.store) == ()


def test_in_cash_never_more_than_came_in_cash(office: Office) -> None:
    code = received(office, charge=0).code
    act(office, code, Kind.FEE_COLLECTED, amount=10_000, kind="charge")
    act(office, code, Kind.FEE_COLLECTED, amount=30_000, kind="charge", method="card")
    with pytest.raises(Rejected) as told:
        act(office, code, Kind.FEE_REFUNDED, amount=10_001, kind="charge", reason="Trả lại")
    assert refused(told) == {"amount": "more_than_cash"}
    act(office, code, Kind.FEE_REFUNDED, amount=10_000, kind="charge", reason="Trả lại")
    act(office, code, Kind.FEE_REFUNDED, amount=30_000, kind="charge", reason="Trả lại", method="card")
    report = closed(office)
    assert (report.drawer("state").closing, report.drawer("state").cashless) == (0, {"card": 0})
    assert report.unremitted == ()


def test_an_agency_gets_its_money_dossier_by_dossier(office: Office, clock: FakeClock) -> None:
    by = clerk_of(office)
    first = received(office, charge=8_000, fee=12_000, postage=26_000)
    clock.tick(days=3)
    second = received(office, charge=8_000)
    act(office, second.code, Kind.FEE_COLLECTED, amount=5_000, kind="fee", receipt_number="BL-01")
    (gap,) = office.day.gaps()
    assert (gap.agency, gap.amount, gap.age) == (AGENCY, 33_000, 3)
    for codes, code in ((["H00.00.00-261116-1"], "not_in_gap"), ([], "nothing_to_remit")):
        with pytest.raises(Rejected) as told:
            office.day.remit(AGENCY, by, receiver="Trần Thị B", codes=codes)
        assert code in refused(told).values()
    slip = office.day.remit(AGENCY, by, receiver="Trần Thị B", codes=[second.code])
    (row,) = slip.listed.rows
    assert (row.code, row.fee, row.charge, row.receipt) == (second.code, 5_000, 8_000, "BL-01")
    assert (slip.remitted.number, slip.listed.number, slip.listed.since) == (1, "0001/PNT", slip.listed.until)
    # Given back after it had been remitted: the agency owes it, and the next slip says so.
    act(office, second.code, Kind.FEE_REFUNDED, amount=5_000, kind="fee", reason="Được miễn")
    (gap,) = office.day.gaps()
    assert {line.code: line.amount for line in gap.lines} == {first.code: 20_000, second.code: -5_000}
    with pytest.raises(Rejected) as told:
        office.day.remit(AGENCY, by, receiver="Trần Thị B", codes=[second.code])
    assert refused(told) == {"agency": "nothing_to_remit"}
    with pytest.raises(Rejected) as told:
        office.day.remit("Sở khác", by, receiver="Trần Thị B")
    assert refused(told) == {"agency": "nothing_to_remit"}
    office.day.move_cash("state", -1_000, "Đổi tiền", by)
    assert office.day.drawer("state") == 14_000
    with pytest.raises(Rejected) as told:
        office.day.remit(AGENCY, by, receiver="Trần Thị B")
    assert refused(told) == {"amount": "more_than_in_drawer"}
    office.day.move_cash("state", 1_000, "Đổi tiền", by)
    rest = office.day.remit(AGENCY, by, receiver="Trần Thị B", receipt_number="CQ-9")
    assert rest.remitted.amount == 15_000 and rest.remitted.number == 2
    assert {row.code: (row.fee, row.charge) for row in rest.listed.rows} == {
        first.code: (12_000, 8_000),
        second.code: (-5_000, 0),
    }
    assert office.day.gaps() == () and office.day.drawer("state") == 0
    for number in (1, 2):
        assert office.day.slip_paper(number, "a5").bytes == office.day.slip_paper(number, "a5").bytes
    assert office.day.slip(1) == slip, "a slip says what it said, whatever came after"
    report = closed(office)
    assert [(one.number, one.amount, one.dossiers) for one in report.slips] == [(1, 13_000, 1), (2, 15_000, 2)]
    assert verify(office.store) == ()


def test_a_transfer_is_not_to_be_remitted_and_lies_in_no_drawer(office: Office) -> None:
    code = received(office, charge=0).code
    act(office, code, Kind.FEE_COLLECTED, amount=40_000, kind="charge", method="transfer")
    assert office.day.gaps() == () and office.day.drawer("state") == 0
    assert closed(office).drawer("state").cashless == {"transfer": 40_000}


def test_cash_that_goes_back_by_transfer_still_lies_there_for_the_agency(office: Office) -> None:
    code = received(office, charge=8_000).code
    act(office, code, Kind.FEE_REFUNDED, amount=8_000, kind="charge", reason="Được miễn", method="transfer")
    assert office.day.drawer("state") == 8_000, "the account paid it back; the notes are where they were"
    (gap,) = office.day.gaps()
    assert gap.amount == 8_000
    with pytest.raises(Rejected) as told:
        act(office, code, Kind.FEE_REFUNDED, amount=1, kind="charge", reason="Được miễn")
    assert refused(told) == {"amount": "more_than_taken"}
    office.day.remit(AGENCY, clerk_of(office), receiver="Trần Thị B")
    report = closed(office)
    state = report.drawer("state")
    assert (state.collected, state.remitted, state.closing, state.cashless) == (8_000, -8_000, 0, {"transfer": -8_000})


# ------------------------------------------------------------------ the close


def test_what_was_passed_over_counts_until_more_is_left(office: Office) -> None:
    by = clerk_of(office)
    received(office)
    office.day.pass_step("send", "Mất mạng", by)
    send = office.day.closing().step("send")
    assert (send.state, send.left, send.reason, send.by) == ("passed", 1, "Mất mạng", by.name)
    received(office)
    assert office.day.closing().step("send").state == "left"
    office.day.pass_step("send", "Vẫn mất mạng", by)
    counted(office)
    assert office.day.closing().ready
    with pytest.raises(Rejected) as told:
        office.day.pass_step("proof", "Không cần", by)
    assert refused(told) == {"step": "step_done"}
    with pytest.raises(Rejected) as told:
        office.day.close(by, by)
    assert refused(told) == {"manager": "manager_only"}
    report = closed(office, count=False)
    assert [(one.step, one.left, one.reason) for one in report.passed] == [("send", 2, "Vẫn mất mạng")]
    assert (report.waiting.count, len(report.waiting.codes)) == (2, 2)
    with pytest.raises(Rejected) as told:
        office.day.close(by, manager_of(office))
    assert refused(told) == {"day": "day_none_open"}


def test_open_manifests_and_unseen_papers_hold_the_close(office: Office) -> None:
    by = clerk_of(office)
    code = received(office).code
    office.counter.print_paper(code, "01", "a5", by, target="file")
    office.counter.print_paper(code, "01", "a5", by, target="file", reason="Mờ")
    with office.store.write() as conn:
        opened = ManifestOpened(number="BK-1", direction=Direction.TO_AGENCY, agency=AGENCY)
        MANIFESTS.append(office.store, conn, "", ManifestKind.OPENED, opened, by.id)
    state = office.day.closing()
    assert (state.step("manifests").codes, state.step("papers").codes) == (("BK-1",), (code,))
    counted(office)
    with pytest.raises(Rejected) as told:
        office.day.close(by, manager_of(office))
    assert set(refused(told)) == {"step.manifests", "step.papers", "step.send"}
    report = closed(office, count=False)
    assert [(one.form, one.copy) for one in report.unconfirmed] == [("01", 1), ("01", 2)]
    assert (report.reprints, report.manifests.codes) == (1, ("BK-1",))


def test_late_paper_records_stand_in_a_part_of_their_own(office: Office, clock: FakeClock) -> None:
    late = received(office, charge=8_000, received_at=(MONDAY - timedelta(days=2)).isoformat())
    now = received(office, charge=15_000)
    clock.tick(days=1)
    counted(office)  # opens the day after: what was done on Monday is "before" too
    clock.tick(days=1)
    after = received(office, charge=1_000)
    report = closed(office)
    before, own, later = (report.section(name) for name in ("before", "of_day", "after"))
    assert (before.received, own.received, later.received) == (2, 0, 1)
    assert (before.dossiers.codes, later.dossiers.codes) == ((late.code, now.code), (after.code,))
    assert (before.state, own.state, later.state) == (23_000, 0, 1_000)


def test_a_close_is_whole_or_was_not(office: Office, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    received(office)
    counted(office)
    office.day.pass_step("send", "Mất mạng", clerk_of(office))
    with monkeypatch.context() as patch:
        # The power goes after the report was made and before anything is committed.
        patch.setattr("app.day.seal_of", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            office.day.close(clerk_of(office), manager_of(office))
    reopened = open_office(office.data, clock)
    try:
        assert reopened.day.closing().ready, "every step is as it was"
        assert closed(reopened, count=False).number == 1
        assert verify(reopened.store) == ()
    finally:
        reopened.close()


def _power_cut(*_: object) -> str:
    raise KeyboardInterrupt


# ------------------------------------------------------------------ the branch


@pytest.fixture
def second(tmp_path: Path, clock: FakeClock) -> Any:
    made = new_office(tmp_path / "second", clock, number=2, first=2000, last=2999)
    yield made
    made.close()


def test_the_managers_report_has_the_other_counters(office: Office, second: Office, clock: FakeClock) -> None:
    name = "H35.99.07-2"
    ledgers: dict[str, Store | Trouble | None] = {name: second.store, "H35.99.07-3": None}
    ledgers["H35.99.07-4"] = Trouble("database_corrupt")
    office.__dict__["day"] = DayBook(office.store, office.profile, office.press, lambda: ledgers)
    standing = {one.name: one.standing for one in office.day.closing().others}
    assert standing == {name: "missing", "H35.99.07-3": "missing", "H35.99.07-4": "unreadable"}
    received(second, charge=9_000)
    theirs = closed(second)
    received(office, charge=8_000)
    first = closed(office)
    (seen,) = next(one.days for one in first.others if one.name == name)
    assert (seen.number, seen.hash, seen.received, seen.state) == (1, theirs.hash, 1, 9_000)
    clock.tick(days=1)
    again = closed(office)
    assert next(one for one in again.others if one.name == name).standing == "open"
    clock.tick(days=1)
    closed(second)
    clock.tick(days=1)
    closed(second)
    late = closed(office)
    page = next(one for one in late.others if one.name == name)
    assert ([day.number for day in page.days], page.upto) == ([2, 3], 3), "each of their days on one page"
    assert office.day.paper(late.number) == office.day.paper(late.number)
    assert verify(office.store) == ()


# ------------------------------------------------------------------ the chain of reports


def forge(office: Office, number: int, change: Any) -> None:
    """Rewrites the close of a day as somebody would who knows the chain: every link and the read tables made anew."""
    day = office.store
    with day.write() as conn:
        guards = conn.execute("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='event'").fetchall()
        for (trigger,) in guards:
            conn.execute(f"DROP TRIGGER {trigger}")
        prev = bytes(32)
        count = 0
        for link in list(links(conn, 1)):
            body = link.body
            if link.kind == DayKind.CLOSED:
                count += 1
                if count == number:
                    body = msgspec.json.encode(change(msgspec.json.decode(body, type=DayClosed)))
            kept = Link(**{**msgspec.structs.asdict(link), "body": body})
            digest = kept.hash(prev)
            conn.execute("UPDATE event SET body=?, prev=?, hash=? WHERE seq=?", (body, prev, digest, link.seq))
            prev = digest
    rebuild(office.store)


def three_days(office: Office, clock: FakeClock) -> None:
    for _ in range(3):
        received(office, charge=8_000)
        closed(office)
        clock.tick(days=1)


def resealed(body: DayClosed, report: bytes) -> DayClosed:
    digest = seal_of(body.previous, body.head, report)
    return DayClosed(report=report, head=body.head, previous=body.previous, hash=digest)


def test_the_chain_can_be_checked_without_this_program(office: Office, clock: FakeClock) -> None:
    three_days(office, clock)
    previous = ""
    with office.store.read() as conn:
        rows = conn.execute("SELECT body, prev FROM event WHERE kind='day_closed' ORDER BY seq").fetchall()
    for raw, head in rows:
        import base64
        import json

        told = json.loads(raw)
        report = base64.b64decode(told["report"])
        assert told.get("previous", "") == previous and told["head"] == head.hex()
        assert told["hash"] == hashlib.sha256(bytes.fromhex(previous) + head + report).hexdigest()
        assert json.loads(report).get("previous", "") == previous
        previous = told["hash"]
    assert verify(office.store) == ()


def test_a_forged_report_is_found_even_where_the_ledger_was_made_whole_again(office: Office, clock: FakeClock) -> None:
    three_days(office, clock)

    def richer(body: DayClosed) -> DayClosed:
        return resealed(body, body.report.replace(b'"collected":8000', b'"collected":9000', 1))

    forge(office, 2, richer)
    found = {(one.code, one.subject) for one in verify(office.store)}
    assert ("report_totals_differ", "2") in found and ("report_chain_broken", "3") in found


def test_a_flipped_byte_in_a_report_is_found(office: Office, clock: FakeClock) -> None:
    three_days(office, clock)

    def flipped(body: DayClosed) -> DayClosed:
        return DayClosed(
            report=body.report.replace(b"M\xc6\xb0\xe1\xbb\x9dng", b"M\xc6\xb0\xe1\xbb\x9dnh", 1),
            head=body.head,
            previous=body.previous,
            hash=body.hash,
        )

    forge(office, 1, flipped)
    assert ("report_chain_broken", "1") in {(one.code, one.subject) for one in verify(office.store)}


def test_a_movement_that_went_missing_is_found_in_its_report(office: Office, clock: FakeClock) -> None:
    three_days(office, clock)
    with office.store.write() as conn:
        conn.execute("DELETE FROM movement WHERE seq=(SELECT min(seq) FROM movement)")
    assert ("report_totals_differ", "1") in {(one.code, one.subject) for one in verify(office.store)}


def test_reports_are_what_they_were_after_everything_is_rebuilt(office: Office, clock: FakeClock) -> None:
    three_days(office, clock)
    before = [frozen(office.day.zreport(number)) for number in (1, 2, 3)]
    rebuild(office.store)
    assert [frozen(office.day.zreport(number)) for number in (1, 2, 3)] == before
    assert verify(office.store) == ()
