"""The ministries' adapter: a dossier in its words, the number it gives, the token it wants, and a courier broken."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2
import pytest

from app.domain import cards
from app.domain.catalogue import FeeKind
from app.domain.codes import codes_in, is_dossier_code
from app.domain.events import (
    Body,
    Corrected,
    FeeAsked,
    FeeLine,
    HandedBack,
    HandedToAgency,
    Kind,
    Person,
    PersonKind,
    Recipient,
    ResultArrived,
    Status,
    Voided,
)
from app.domain.queue import Entry, State
from app.inbox import Inbox
from app.paper import Paper
from app.settings import Igate as Paths
from app.store.ledger import verify
from sync.courier import Courier
from sync.dialect import Absent, Shown, Step
from sync.dialects import dialect_for, igate
from sync.dialects.dvcqg import Point
from sync.dialects.igate import Igate, said
from sync.dialects.igate_words import creation, line, moment_of, standing, status_of
from sync.sandbox import Account, Fault, Play
from sync.sandbox.books import Books
from sync.sandbox.desk_igate import CREATE, NUMBER, PROGRESS, SEARCH, STATUS, TOKEN, Creation, IgateStyle, Line, Move
from sync.transport import Answer
from sync.verdicts import Delivered
from tests.conftest import LogGuard
from tests.desk import FakeClock, clerk_of, draft, new_office
from tests.sync.counter import LIFE, POINT, QUICK, Counter, filing, settle
from tests.sync.wire import Province
from tests.sync.wires_igate import CLEAR, IGATE

HERE = Point(name=POINT)
PROVISIONAL = "TN-H35.99.07-1-261116-0001-XX"


def only(counter: Counter, *steps: tuple[Kind, Body], code: str = "", **changes: Any) -> Entry:
    """The last of some events as the courier gets it."""
    dossier = counter.receive(code=code, **changes)
    for kind, body in steps:
        counter.act(dossier, kind, body)
    return counter.entries()[-1]


# ------------------------------------------------------------------------------------- in its words


def test_a_creation_is_what_the_one_public_caller_sends(counter: Counter) -> None:
    owner = Person(
        full_name="Lò Văn Ín",
        id_number="012090001234",
        phone="0912345678",
        date_of_birth=date(1990, 2, 1),
        address="Bản Nậm Củm",
        commune_code="03445",
    )
    entry = only(counter, applicant=owner)
    told = creation(entry, "G09.20")
    msgspec.convert(told, Creation)
    assert told["NgayNop"] == "2026-11-16 09:01:00" == told["NgayTiepNhan"]
    assert (told["LoaiDoiTuong"], told["MaTTHC"], told["MaDonViTiepNhan"]) == (0, "1.004873", "G09.20")
    papers = [(one["TenThanhPhanHoSo"], one["LoaiBan"], one["SoLuong"]) for one in told["ThanhPhanHoSo"]]
    assert papers == [("Tờ khai", 0, 1), ("Giấy tờ nơi cư trú", 0, 1), ("Giấy tờ nơi cư trú", 1, 2)]
    detail = told["ThongTinNguoiNop"]["ThongTinChiTiet"]
    assert (detail["NgaySinh"], detail["MaTinh"], detail["MaXa"]) == ("19900201000000", "12", "03445")
    assert "Email" not in detail, "what is absent is left out"


@pytest.mark.parametrize(
    ("kind", "number"),
    [(PersonKind.CITIZEN, 0), (PersonKind.BUSINESS, 1), (PersonKind.STATE, 1), (PersonKind.OTHER, 1)],
)
def test_persons_are_counted_from_nought(counter: Counter, kind: PersonKind, number: int) -> None:
    told = creation(only(counter, applicant=Person(kind=kind, full_name="X")), "G09.20")
    assert told["LoaiDoiTuong"] == number == told["ThongTinNguoiNop"]["LoaiDoiTuong"]


def test_every_event_of_a_life_has_a_line_and_a_status_the_stand_in_takes(counter: Counter) -> None:
    counter.life()
    entries = counter.entries()
    for entry in entries:
        told = line(entry, "id", HERE)
        msgspec.convert(told, Line)
        moved = standing(entry, "id", HERE)
        msgspec.convert(moved, Move)
        lists = {"DanhSachLePhi", "DanhSachGiayToKetQua"} & moved.keys()
        assert not lists or entry.dossier.status in {5, 6, 9}
    assert line(entries[0], "id", HERE)["ThoiDiemXuLy"] == "2026-11-16T09:01:00.000"


def test_fees_that_are_asked_for_go_with_6_and_those_paid_with_9(counter: Counter) -> None:
    asked = FeeAsked(
        fees=(
            FeeLine(kind=FeeKind.FEE, name="Phí xác minh", amount=50_000),
            FeeLine(kind=FeeKind.POSTAGE, name="Cước", amount=26_000),
        )
    )
    told = standing(only(counter, (Kind.FEE_ASKED, asked)), "id", HERE)
    assert [(one["Gia"], one["HinhThucThu"]) for one in told["DanhSachLePhi"]] == [("50000", "2")]
    assert "DanhSachGiayToKetQua" not in told
    told = standing(only(counter, (Kind.RESULT_ARRIVED, ResultArrived())), "id", HERE)
    assert [(one["Gia"], one["HinhThucThu"]) for one in told["DanhSachLePhi"]] == [("15000", "1")]


def test_a_status_is_read_by_its_name_and_never_by_igates_own_number() -> None:
    assert status_of("Đang xử lý") is Status.IN_PROCESS and status_of(9) is Status.RESULT_READY
    assert status_of("") is None and status_of(None) is None and status_of("Đang chờ ký") is None
    shown = igate.shown_of({"code": "X", "dossierstatus": {"id": 4, "name": "Đang chờ ký"}})
    assert shown.status is None
    named = {"dossierstatus": {"id": 4, "name": [{"languageId": 228, "name": "Đã trả kết quả"}]}}
    assert igate.shown_of(named).status is Status.HANDED_BACK
    assert moment_of("2026-11-19T10:00:00.000+0700") == datetime(2026, 11, 19, 3, tzinfo=UTC)
    assert moment_of("2026-11-19T10:00:00.000") == datetime(2026, 11, 19, 3, tzinfo=UTC)
    assert moment_of("N/A") is None


@pytest.mark.parametrize(
    ("payload", "status", "code"),
    [
        ({"code": 200, "message": "Thành công"}, 200, "0"),
        ({"code": "0", "data": {}}, 200, "0"),
        ({"content": []}, 200, "0"),
        ([], 200, None),
        ({"message": "Thiếu MaTTHC"}, 400, "400"),
        ({"code": 0, "message": "x"}, 400, "400"),
        ({"code": 1, "message": "x", "content": []}, 200, "1"),
    ],
)
def test_answers_are_brought_into_one_form(payload: Any, status: int, code: str | None) -> None:
    found = said(Answer(payload, status, None, None))
    assert found is not None and found.reply.code == code
    assert said(Answer({"login": "required"}, 200, None, None)) is None


# ---------------------------------------------------------------------------------------- the number


def provisional(counter: Counter, number: int = 1, **changes: Any) -> str:
    return counter.receive(code=f"TN-H35.99.07-1-261116-{number:04d}-XX", **changes)


def test_a_provisional_dossier_gets_its_number_and_goes_on_under_it(counter: Counter, province: Province) -> None:
    one = IGATE.start(province)
    for number in range(1, 7):
        dossier = provisional(counter, number)
        for kind, body in LIFE:
            counter.act(dossier, kind, body)
    settle(IGATE.courier(counter, one.url), counter)
    assert not counter.waiting() and not counter.quarantined()
    assert one.books.ever(NUMBER) == 6
    assert all(is_dossier_code(code) for code in one.books.codes())
    IGATE.assert_holds(one, counter)


PLAYS = [play for play in Play if play not in {Play.TOO_LARGE, Play.FORBIDDEN, Play.RESTORE}]


@pytest.mark.parametrize("service", [TOKEN, NUMBER, SEARCH, CREATE, PROGRESS, STATUS])
@pytest.mark.parametrize("play", PLAYS)
def test_a_fault_in_any_call_doubles_no_dossier_that_wants_a_number(
    counter: Counter, province: Province, play: Play, service: str
) -> None:
    one = IGATE.start(province, CLEAR)
    fault = Fault(play=play, service=service, times=2, seconds=0.05)
    one.faults.arm(fault)
    first = provisional(counter, 1)
    provisional(counter, 2)
    counter.act(first, Kind.HANDED_TO_AGENCY, HandedToAgency())
    settle(IGATE.courier(counter, one.url), counter)
    assert one.faults.played >= 1
    assert not counter.waiting() and not counter.quarantined()
    IGATE.assert_holds(one, counter)
    assert len(one.books.codes()) == 2, "a lost number is wasted, never a dossier doubled"


def test_a_crash_after_the_number_was_kept_asks_for_no_second_one(
    counter: Counter, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = IGATE.start(province)
    provisional(counter)
    honest = Inbox.numbered

    def killed(self: Inbox, dossier_id: str, code: str) -> Any:
        honest(self, dossier_id, code)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Inbox, "numbered", killed)
        with pytest.raises(KeyboardInterrupt):
            IGATE.courier(counter, one.url).round(counter.clock.now())
    settle(IGATE.courier(counter, one.url), counter)
    assert one.books.ever(NUMBER) == 1
    IGATE.assert_holds(one, counter)


def test_what_ended_before_it_had_a_number_is_told_to_nobody(counter: Counter, province: Province) -> None:
    """Not even when a number was asked for before, in vain."""
    one = IGATE.start(province)
    one.faults.arm(Fault(play=Play.CUT_AFTER, service=NUMBER))
    dossier = provisional(counter)
    courier = IGATE.courier(counter, one.url)
    courier.round(counter.clock.now())
    assert [item.attempts for item in counter.waiting()] == [1]
    counter.act(dossier, Kind.VOIDED, Voided(reason="Nhập trùng"))
    settle(courier, counter)
    assert one.books.codes() == [] and not counter.waiting()
    assert {item.receipt for item in counter.items(State.DELIVERED)} == {"nothing_to_send"}


def test_what_ends_while_its_number_is_on_the_way_stays_without(
    counter: Counter, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = IGATE.start(province)
    dossier = provisional(counter)
    honest = Inbox.numbered

    def late(self: Inbox, dossier_id: str, code: str) -> Any:
        counter.act(dossier, Kind.VOIDED, Voided(reason="Nhập trùng"))
        return honest(self, dossier_id, code)

    monkeypatch.setattr(Inbox, "numbered", late)
    report = IGATE.courier(counter, one.url).round(counter.clock.now())
    assert not report.stopped and one.books.codes() == [] and not counter.waiting()


def test_a_number_that_is_taken_is_asked_for_again(counter: Counter, province: Province, log_guard: LogGuard) -> None:
    """A server restored from a backup counts anew."""
    log_guard.expect("a number that is taken")
    one = IGATE.start(province)
    provisional(counter, 1)
    settle(IGATE.courier(counter, one.url), counter)
    one.books.close()
    one.books = one.desk.books = Books()
    provisional(counter, 2)
    settle(IGATE.courier(counter, one.url), counter)
    assert not counter.waiting() and not counter.quarantined()
    assert one.books.ever(NUMBER) == 2 and len(one.books.codes()) == 1


@pytest.mark.parametrize("by", ["procedure", "unit"])
@pytest.mark.parametrize("style", [IgateStyle(), IgateStyle(long_numbers=False), IgateStyle(nested=True)])
def test_numbers_come_in_any_form(counter: Counter, province: Province, style: IgateStyle, by: str) -> None:
    one = IGATE.start(province, style)
    provisional(counter)
    settle(IGATE.courier(counter, one.url, igate=msgspec.convert({"number_by": by}, Paths)), counter)
    (code,) = one.books.codes()
    assert code == counter.entries()[0].wire_code


# ------------------------------------------------------------------------- what a dossier is, later


def test_a_correction_reaches_the_record_until_it_is_created(counter: Counter, province: Province) -> None:
    one = IGATE.start(province)
    dossier = counter.receive()
    right = msgspec.structs.replace(filing().applicant, full_name="Lò Văn Inh")
    counter.act(dossier, Kind.CORRECTED, Corrected(reason="Gõ sai", applicant=right))
    courier = IGATE.courier(counter, one.url)
    settle(courier, counter)
    (code,) = one.books.codes()
    assert (one.books.record(code) or {})["ChuHoSo"] == "Lò Văn Inh"
    IGATE.assert_holds(one, counter)
    counter.act(dossier, Kind.CORRECTED, Corrected(reason="Gõ sai nữa", applicant=filing().applicant))
    settle(courier, counter)
    assert (one.books.record(code) or {})["ChuHoSo"] == "Lò Văn Inh", "no call changes what is created"
    assert one.books.lines(code)[-1]["NoiDungXuLy"] == "Sửa thông tin hồ sơ: Gõ sai nữa"


def test_a_look_up_shows_what_the_search_shows(counter: Counter, province: Province) -> None:
    one = IGATE.start(province, CLEAR)
    dossier = counter.receive()
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    settle(IGATE.courier(counter, one.url), counter)
    state = counter.entries()[-1].dossier
    shown = IGATE.dialect(counter, one.url).look_up(state.wire_code, state)
    assert shown == Shown(
        code=state.wire_code,
        status=Status.IN_PROCESS,
        due_at=state.due_at,
        applicant="Lò Văn Ín",
        lines=2,
    )
    assert IGATE.dialect(counter, one.url).look_up("H35-261116-0001", state) == Absent()
    one.faults.arm(Fault(play=Play.REFUSED, service=SEARCH))
    assert not isinstance(IGATE.dialect(counter, one.url).look_up("H35-261116-0001", state), Absent)


def test_the_id_is_found_again_after_a_start(counter: Counter, province: Province) -> None:
    one = IGATE.start(province)
    dossier = counter.receive()
    settle(IGATE.courier(counter, one.url), counter)
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    counter.act(dossier, Kind.RESULT_ARRIVED, ResultArrived())
    counter.act(dossier, Kind.HANDED_BACK, HandedBack(recipient=Recipient(full_name="Lò Văn Ín")))
    settle(IGATE.courier(counter, one.url), counter)
    IGATE.assert_holds(one, counter)


@pytest.mark.parametrize("operation", ["token", "search", "create", "progress"])
def test_a_path_that_is_not_there_locks_and_refuses_nobody(
    counter: Counter, province: Province, operation: str
) -> None:
    one = IGATE.start(province)
    counter.receive()
    report = IGATE.courier(counter, one.url, igate=msgspec.convert({operation: "/khac"}, Paths)).round(
        counter.clock.now()
    )
    assert (report.stopped, report.needs_person) == ("wrong_address", True)
    assert not counter.quarantined()


# ----------------------------------------------------------------------------------------- the token


def test_the_token_is_renewed_before_its_end_and_shared(counter: Counter, province: Province) -> None:
    one = IGATE.start(province, account=Account(seconds=300))
    for _ in range(6):
        counter.receive()
    courier = IGATE.courier(counter, one.url)
    settle(courier, counter)
    assert one.desk.calls.count(TOKEN) == 1, "four lanes, one token"
    counter.clock.tick(seconds=240)
    counter.receive(minutes=0)
    settle(courier, counter)
    assert one.desk.calls.count(TOKEN) == 1
    counter.clock.tick(seconds=31)
    counter.receive(minutes=0)
    calls = len(one.desk.calls)
    settle(courier, counter)
    assert one.desk.calls[calls] == TOKEN, "renewed before any call was refused"
    IGATE.assert_holds(one, counter)


def test_a_token_ended_early_is_renewed_once_for_the_call_at_hand(counter: Counter, province: Province) -> None:
    one = IGATE.start(province)
    counter.receive()
    courier = IGATE.courier(counter, one.url)
    settle(courier, counter)
    one.desk.expire()
    counter.receive()
    calls = len(one.desk.calls)
    settle(courier, counter)
    assert one.desk.calls[calls : calls + 4] == [SEARCH, TOKEN, SEARCH, CREATE]


# ------------------------------------------------------------------------------- from desk to paper


def test_offline_with_a_provisional_code_then_numbered_then_printed_under_the_number(
    tmp_path: Path, province: Province
) -> None:
    """The whole way: the citizen's first paper bears the provisional code, one printed later the official one, and
    both find the dossier."""
    one = IGATE.start(province)
    office = new_office(tmp_path / "data", FakeClock(), kind="provisional")
    try:
        clerk = clerk_of(office)
        given = office.counter.receive(draft(), clerk).dossier.code
        assert given.startswith("TN-H35.99.07-1-261116-")
        first = text_of(office.counter.print_paper(given, "01", "a5", clerk, target="file"))
        assert f"Mã hồ sơ: {given}" in first
        dialect = dialect_for(
            IGATE.server(one.url), office.outbox, secret="x", point=POINT, clock=office.store.clock.now, timeouts=QUICK
        )
        report = Courier(office.outbox, dialect, Inbox(office.store), clock=office.store.clock.now).until_empty(10)
        assert (report.delivered, report.quarantined, report.stopped) == (1, 0, "")
        (official,) = one.books.codes()
        second = text_of(office.counter.print_paper(given, "01", "a5", clerk, target="file", reason="giấy tờ in lại"))
        assert f"Mã hồ sơ: {official}" in second and given in second
        assert codes_in(second)[0] == official, "what is in the bars and under them"
        third = text_of(office.counter.print_paper(official, "01", "a4", clerk, target="file", reason="mất giấy"))
        assert official in third
        for code in (given, official):
            found = office.views.dossier(code)
            assert found is not None and (found.code, found.official_code) == (given, official)
            assert [row.code for row in office.views.search(code)] == [given]
            assert isinstance(cards.parse_scan(code), cards.DossierCode)
        assert verify(office.store) == ()
    finally:
        office.close()


def text_of(paper: Paper) -> str:
    document = pypdfium2.PdfDocument(paper.bytes)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


# ---------------------------------------------------------------------------- the tests can be broken


def test_a_courier_that_creates_without_asking_after_a_lost_answer_is_caught(
    counter: Counter, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    def blind(self: Igate, code: str) -> None:
        return None

    one = IGATE.start(province, CLEAR)
    one.faults.arm(Fault(play=Play.CUT_AFTER, service=CREATE))
    provisional(counter)
    with monkeypatch.context() as patch:
        patch.setattr(Igate, "_find", blind)
        settle(IGATE.courier(counter, one.url), counter, rounds=6)
    with pytest.raises(AssertionError, match="created twice"):
        IGATE.assert_holds(one, counter)


def test_a_courier_that_asks_for_a_second_number_after_a_lost_creation_is_caught(
    counter: Counter, province: Province
) -> None:
    one = IGATE.start(province)
    provisional(counter)
    settle(IGATE.courier(counter, one.url), counter)
    (entry,) = counter.entries()
    unnamed = msgspec.structs.replace(entry, wire_code="")
    dialect = IGATE.dialect(counter, one.url)
    second = dialect.deliver(Step(call=igate.NUMBER, entries=(unnamed,)))
    assert isinstance(second, Delivered)
    again = msgspec.structs.replace(entry, wire_code=second.number)
    dialect.deliver(Step(call=igate.CREATE, entries=(again,)))
    with pytest.raises(AssertionError):
        IGATE.assert_holds(one, counter)
