"""What is so on OpenCPS alone: the forms, the statuses, and actions that must never be made twice."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import pytest

from app.domain.catalogue import FeeKind
from app.domain.events import (
    VIETNAM,
    Component,
    Corrected,
    DeliveryAttempted,
    DeliveryKind,
    FeeAsked,
    FeeCollected,
    FeeLine,
    HandedToAgency,
    Invited,
    Kind,
    Mode,
    ResultArrived,
    ResultDelivery,
    Status,
    Submitter,
    SupplementAsked,
    Voided,
)
from app.errors import Rejected
from app.settings import read_profile
from app.store.ledger import verify
from sync.dialect import Absent, Shown, Step
from sync.dialects import opencps
from sync.dialects.opencps import OpenCps
from sync.dialects.opencps_forms import (
    action,
    created,
    last_is_earlier,
    marks,
    moment_of,
    payment,
    published,
    status_of,
    template_no,
)
from sync.sandbox import Account, Fault, Play, Sandbox
from sync.sandbox.desk_opencps import ACTIONS, PROCESS, ROOT, OpenCpsStyle
from sync.transport import Answer, Failure, Transport, Way
from sync.verdicts import Delivered, Locked
from tests.desk import profile_text
from tests.sync.counter import Counter, rescheduled, settle
from tests.sync.wire import Province
from tests.sync.wires_opencps import CLEAR, SITE

PROVISIONAL = "TN-03445-1-261116-0001-7K"


def of(dialect: Any) -> OpenCps:
    assert isinstance(dialect, OpenCps)
    return dialect


def record(one: Sandbox, uid: str) -> dict[str, Any]:
    found = one.books.record(uid)
    assert found is not None
    return found


# ------------------------------------------------------------------------------------------ forms


def test_a_create_says_who_what_and_how_the_result_goes(counter: Counter) -> None:
    post = ResultDelivery(kind=DeliveryKind.POST, address="Bản Nậm Hản", phone="0912000111", commune_code="03445")
    counter.receive(result_delivery=post, submitter=Submitter(full_name="Lò Thị Pâng", id_number="012190000777"))
    counter.receive(code=PROVISIONAL)
    first, second = counter.entries()
    server = SITE.server("http://x")
    form = created(first, server)
    assert form["referenceUid"] == first.dossier_id and form["originality"] == "3"
    assert (form["serviceCode"], form["govAgencyCode"]) == ("1.004873", "UBND-MT")
    assert (form["viaPostal"], form["postalAddress"], form["postalTelNo"]) == ("2", "Bản Nậm Hản", "0912000111")
    assert (form["applicantIdType"], form["delegateName"]) == ("citizen", "Lò Thị Pâng")
    assert form["receiveDate"] == str(int(first.dossier.received_at.timestamp() * 1000))
    assert form["dossierNo"] == first.wire_code
    form = created(second, server)
    assert "dossierNo" not in form and form["viaPostal"] == "1" and "postalAddress" not in form
    assert all(form.values()), "what is absent is left out"


def test_an_action_says_what_happened_and_ends_in_its_own_mark(counter: Counter) -> None:
    dossier = counter.receive()
    counter.act(dossier, Kind.RESCHEDULED, rescheduled(counter))
    counter.act(dossier, Kind.FEE_ASKED, FeeAsked(fees=(FeeLine(kind=FeeKind.FEE, name="Phí", amount=50_000),)))
    counter.act(dossier, Kind.CORRECTED, Corrected(reason="x" * 3000))
    first, moved, asked, long = counter.entries()
    form = action(first, "1000")
    assert form["actionNote"].startswith("Tiếp nhận hồ sơ tại điểm bưu điện: Tờ khai (1 bản chính)")
    assert form["actionNote"].endswith(" [1]") and form["actionUser"] == "Lò Thị Dung"
    assert moved.dossier.due_at is not None
    assert action(moved, "2200")["dueDate"] == str(int(moved.dossier.due_at.timestamp() * 1000))
    told = msgspec.json.decode(action(asked, "1800")["payment"])
    assert told == {"requestPayment": 2, "feeAmount": 65_000, "shipAmount": 26_000}
    assert len(action(long, "2300")["actionNote"]) == 1000 and action(long, "2300")["actionNote"].endswith(" [4]")
    assert last_is_earlier({"lastActionNote": "Chuyển [2]"}, asked)
    assert not last_is_earlier({"lastActionNote": "Chuyển [3]"}, asked)
    assert not last_is_earlier({"lastActionNote": "Xử lý"}, asked)


def test_what_is_waived_stands_in_the_note_with_whose_it_is(counter: Counter) -> None:
    dossier = counter.receive()
    exempt = FeeLine(kind=FeeKind.FEE, name="Phí", amount=0, waived=50_000, ground="Hộ nghèo")
    counter.act(dossier, Kind.FEE_ASKED, FeeAsked(fees=(exempt,)))
    first, asked = (payment(entry) for entry in counter.entries())
    assert asked["paymentNote"] == f"{first['paymentNote']}; miễn, giảm 50000 đồng (Hộ nghèo)"
    assert asked["feeAmount"] == first["feeAmount"]


def test_money_is_told_whole_and_complete_when_nothing_is_owed(counter: Counter) -> None:
    dossier = counter.receive()
    counter.act(dossier, Kind.FEE_ASKED, FeeAsked(fees=(FeeLine(kind=FeeKind.FEE, name="Phí", amount=50_000),)))
    counter.act(dossier, Kind.FEE_COLLECTED, FeeCollected(amount=50_000, kind=FeeKind.FEE))
    first, asked, paid = (payment(entry) for entry in counter.entries())
    assert (first["feeAmount"], first["shipAmount"], first["paymentAmount"]) == ("15000", "26000", "41000")
    assert first["paymentStatus"] == "3" and "paymentStatus" not in asked
    assert (paid["feeAmount"], paid["paymentStatus"]) == ("65000", "3")


def test_papers_are_counted_by_the_templates_own_parts(counter: Counter) -> None:
    counter.receive()
    (entry,) = counter.entries()
    parts = [("TP01", "TỜ KHAI"), ("TP02", "Căn cước"), ("TP03", "Giấy tờ nơi cư trú"), ("TP04", "Ảnh")]
    told = marks(entry.dossier, entry.dossier.filing.components, parts)
    assert {part: (mark["recordCount"], mark["fileComment"]) for part, mark in told.items()} == {
        "TP01": ("1", "1 bản chính"),
        "TP02": ("0", "xuất trình"),
        "TP03": ("3", "1 bản chính, 2 bản sao"),
    }
    more = marks(entry.dossier, (Component(name="Tờ khai", copies=1),), parts)
    assert list(more) == ["TP01"], "only what this event brought"


def test_a_lost_dossier_is_published_as_it_stood(counter: Counter) -> None:
    dossier = counter.receive()
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    form = published(counter.entries()[-1], SITE.server("http://x"))
    assert form["dossierStatus"] == "receiving" and form["govAgencyName"] == "UBND xã Mường Tè"
    assert form["receiveDate"] and form["dueDate"] and "finishDate" not in form


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("", Status.NEW),
        ("new", Status.NEW),
        ("receiving", Status.RECEIVED),
        ("processing", Status.IN_PROCESS),
        ("interoperating", Status.IN_PROCESS),
        ("pausing", Status.IN_PROCESS),
        ("waiting", Status.SUPPLEMENT),
        ("cancelling", Status.WITHDRAWAL),
        ("releasing", Status.RESULT_READY),
        ("denied", Status.NOT_RECEIVED),
        ("cancelled", Status.STOPPED),
        ("unresolved", Status.STOPPED),
        ("done", Status.HANDED_BACK),
        ("posting", None),
        ("correcting", None),
        ("110", None),
    ],
)
def test_statuses_as_wire_b4_has_them(word: str, status: Status | None) -> None:
    assert status_of({"dossierStatus": word}) is status


def test_times_come_as_text_or_as_milliseconds() -> None:
    at = datetime(2026, 11, 5, 14, 0, tzinfo=VIETNAM)
    assert moment_of("05/11/2026 14:00:00") == moment_of(int(at.timestamp() * 1000)) == at
    assert moment_of("") is None and moment_of("mai") is None


def test_templates_by_procedure_or_by_rule() -> None:
    server = SITE.server("http://x", templates={"1.004873": "HT-XN", "*": "MAU-{code}"})
    assert (template_no(server, "1.004873"), template_no(server, "1.001193")) == ("HT-XN", "MAU-1.001193")
    assert template_no(SITE.server("http://x", templates={}), "1.001193") == ""


def test_the_profile_is_checked_for_what_the_site_needs(tmp_path: Any) -> None:
    file = tmp_path / "profile.toml"
    table = '[server]\ndialect = "opencps"\nurl = "http://127.0.0.1:1"\n'
    whole = profile_text().split("[server]")[0] + table
    file.write_text(whole + '[server.actions]\nsealed = "1"\n', encoding="utf-8")
    with pytest.raises(Rejected) as wrong:
        read_profile(file)
    assert sorted(wrong.value.problems) == ["server.actions.sealed", "server.agency", "server.group"]
    good = 'group = "35166"\nagency = "UBND-MT"\n[server.actions]\nreceived = "1000"\ninvited = "none"\n'
    file.write_text(whole + good, encoding="utf-8")
    assert read_profile(file).server.actions == {"received": "1000", "invited": "none"}


# ------------------------------------------------------------------------------- how the calls go


def test_each_event_by_its_own_calls(counter: Counter, province: Province) -> None:
    one = SITE.start(province, CLEAR)
    counter.life()
    dialect = of(SITE.dialect(counter, one.url))
    calls = [(entry.kind, dialect.calls(entry)) for entry in counter.entries()]
    assert calls[0] == (Kind.RECEIVED, ("create", "marks", "payment", "action"))
    told = dict(calls)
    assert told[Kind.SUPPLEMENTED] == ("marks", "action") and told[Kind.FEE_COLLECTED] == ("payment", "action")
    assert told[Kind.FEE_ASKED] == told[Kind.CORRECTED] == told[Kind.HANDED_BACK] == ("action",)
    assert told[Kind.INVITED] == told[Kind.RETURNED_TO_AGENCY] == told[Kind.DELIVERY_ATTEMPTED] == ("nothing",)
    settle(SITE.courier(counter, one.url), counter)
    calls_made = one.desk.calls
    assert (calls_made.count("create"), calls_made.count("payment"), calls_made.count("parts")) == (1, 2, 1)
    (uid,) = one.books.codes()
    assert record(one, uid)["dossierNo"] == counter.entries()[0].wire_code


def test_what_the_profile_gives_an_action_is_told_and_none_is_not(counter: Counter, province: Province) -> None:
    one = SITE.start(province, CLEAR)
    dossier = counter.receive()
    counter.act(dossier, Kind.RESULT_ARRIVED, ResultArrived())
    counter.act(dossier, Kind.INVITED, Invited())
    counter.act(dossier, Kind.DELIVERY_ATTEMPTED, DeliveryAttempted(outcome="absent"))
    settle(SITE.courier(counter, one.url, actions={**ACTIONS, "invited": "2300"}), counter)
    assert not counter.waiting() and not counter.quarantined()
    assert [step["actionCode"] for step in record(one, dossier)["actions"]] == ["1000", "2000", "2300"]


def test_an_event_without_a_configured_action_is_set_aside_before_anything_is_sent(
    counter: Counter, province: Province
) -> None:
    one = SITE.start(province, CLEAR)
    counter.receive()
    courier = SITE.courier(counter, one.url, actions={})
    courier.round(counter.clock.now())
    (item,) = counter.quarantined()
    assert (item.reason, item.detail) == ("server_unknown_action", "received")
    assert one.desk.calls == []


@pytest.mark.parametrize(("number", "after"), [("create", 1), ("received", 1), ("never", 0)])
def test_a_provisional_dossier_gets_the_servers_number(
    counter: Counter, province: Province, number: Any, after: int
) -> None:
    one = SITE.start(province, OpenCpsStyle(number=number))
    dossier = counter.receive(code=PROVISIONAL, mode=Mode.CARRIER, channel=3)
    settle(SITE.courier(counter, one.url), counter)
    assert not counter.waiting() and not counter.quarantined()
    given = record(one, dossier)["dossierNo"]
    with counter.store.read() as conn:
        kinds = conn.exec_driver_sql("SELECT kind FROM event ORDER BY seq").scalars().all()
        official = conn.exec_driver_sql("SELECT official_code FROM dossier").scalar_one()
    assert kinds.count("numbered") == after and (official or "") == given


@pytest.mark.parametrize("lost", [False, True])
def test_what_ends_before_its_number_came_is_told_where_it_is_known(
    counter: Counter, province: Province, lost: bool
) -> None:
    """The site knows a dossier by our own id: without a word it would stand there as open for ever."""
    one = SITE.start(province, OpenCpsStyle(number="never"))
    if lost:
        one.faults.arm(Fault(play=Play.CUT_AFTER, service="create"))
    dossier = counter.receive(code=PROVISIONAL)
    courier = SITE.courier(counter, one.url)
    courier.round(counter.clock.now()) if lost else settle(courier, counter)
    counter.act(dossier, Kind.VOIDED, Voided(reason="Nhập trùng"))
    settle(courier, counter)
    assert record(one, dossier)["dossierStatus"] == "cancelled"
    assert not counter.waiting() and not counter.quarantined() and verify(counter.store) == ()


def test_what_ends_before_anything_of_it_was_sent_is_told_to_nobody(counter: Counter, province: Province) -> None:
    one = SITE.start(province)
    dossier = counter.receive(code=PROVISIONAL)
    counter.act(dossier, Kind.VOIDED, Voided(reason="Nhập trùng"))
    settle(SITE.courier(counter, one.url), counter)
    assert one.books.codes() == [] and not counter.waiting()


def test_the_number_is_home_after_a_lost_answer_too(counter: Counter, province: Province) -> None:
    one = SITE.start(province, OpenCpsStyle(number="received"))
    dossier = counter.receive(code=PROVISIONAL, mode=Mode.CARRIER, channel=3)
    one.faults.arm(Fault(play=Play.CUT_AFTER, service="action"))
    settle(SITE.courier(counter, one.url), counter)
    assert counter.entries()[0].wire_code == record(one, dossier)["dossierNo"] != ""
    assert len(record(one, dossier)["actions"]) == 1


# -------------------------------------------------------------------------------- who is logged in


@pytest.mark.parametrize("refused", ["203", "401"])
def test_a_2xx_that_says_nobody_is_logged_in_is_no_success(counter: Counter, province: Province, refused: Any) -> None:
    one = SITE.start(province, OpenCpsStyle(refused=refused), account=Account(username="buudien", secret="mat-khau"))
    counter.receive()
    courier = SITE.courier(counter, one.url, secret="sai")
    report = courier.round(counter.clock.now())
    assert report.stopped == "session_refused" and report.needs_person and report.delivered == 0
    verdict = courier.probe()
    assert isinstance(verdict, Locked) and verdict.code == "login_refused"
    settle(SITE.courier(counter, one.url), counter)
    SITE.assert_holds(one, counter)


@pytest.mark.parametrize("service", ["create", "marks", "payment", "action"])
def test_a_log_in_that_ended_in_the_middle_is_asked_once_more(
    counter: Counter, province: Province, service: str
) -> None:
    one = SITE.start(province)
    counter.receive()
    one.faults.arm(Fault(play=Play.UNAUTHORISED, service=service))
    report = SITE.courier(counter, one.url).round(counter.clock.now())
    assert (report.delivered, report.stopped) == (1, "")
    SITE.assert_holds(one, counter)


def test_without_a_site_nothing_is_there(counter: Counter, province: Province) -> None:
    one = SITE.start(province)
    line = Transport(one.url + ROOT, {"Authorization": "Basic eDp5"}, spoken=opencps.SPOKEN)
    line.get("/users/login")
    answer = line.get("/dossiers/x")
    assert isinstance(answer, Answer) and answer.status == 403 and "groupId 0" in answer.payload["description"]
    line.close()


# ---------------------------------------------------------------------- never twice, never over newer


def test_a_create_in_doubt_is_looked_for_and_keeps_its_dates(counter: Counter, province: Province) -> None:
    one = SITE.start(province)
    dossier = counter.receive()
    one.faults.arm(Fault(play=Play.CUT_AFTER, service="create"))
    settle(SITE.courier(counter, one.url), counter)
    dates = {version["receiveDate"] for version in one.books.versions(dossier)}
    assert len(dates) == 1 and one.books.creations(dossier) == 1
    assert one.desk.calls.count("create") == 1


def test_an_action_of_somebody_else_does_not_hide_ours(counter: Counter, province: Province) -> None:
    """Ours arrived, its answer was lost, and an official acted before we asked: that the status has moved tells."""
    one = SITE.start(province)
    dossier = counter.receive()
    courier = SITE.courier(counter, one.url)
    settle(courier, counter)
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    one.faults.arm(Fault(play=Play.CUT_AFTER, service="action"))
    courier.round(counter.clock.now())
    SITE.agency(one, dossier, Status.IN_PROCESS)
    settle(courier, counter)
    assert not counter.waiting() and not counter.quarantined()
    assert [step["actionCode"] for step in record(one, dossier)["actions"]] == ["1000", "1100", "9999"]


def test_an_action_that_moves_nothing_and_cannot_be_seen_is_for_a_person(counter: Counter, province: Province) -> None:
    one = SITE.start(province)
    dossier = counter.receive()
    courier = SITE.courier(counter, one.url)
    settle(courier, counter)
    counter.act(dossier, Kind.CORRECTED, Corrected(reason="Gõ sai", note="x"))
    one.faults.arm(Fault(play=Play.CUT_AFTER, service="action"))
    courier.round(counter.clock.now())
    SITE.agency(one, dossier, Status.RECEIVED)
    settle(courier, counter)
    (item,) = counter.quarantined()
    assert (item.reason, item.detail) == ("action_in_doubt", "2300")
    assert [step["actionCode"] for step in record(one, dossier)["actions"]] == ["1000", "2300", "9999"]


def test_an_action_not_on_offer_is_refused_in_the_servers_words(counter: Counter, province: Province) -> None:
    one = SITE.start(province)
    dossier = counter.receive()
    counter.act(dossier, Kind.SUPPLEMENT_ASKED, SupplementAsked(missing=(), reason="Chưa rõ"))
    settle(SITE.courier(counter, one.url, actions={**ACTIONS, "supplement_asked": "1300"}), counter)
    (item,) = counter.quarantined()
    assert (item.reason, item.detail) == ("refused", "Không có thao tác 1300 ở bước này")


@pytest.mark.parametrize("service", ["create", "marks", "payment", "action"])
def test_a_server_restored_inside_an_event_gets_all_of_it_again(
    counter: Counter, province: Province, service: str
) -> None:
    one = SITE.start(province)
    counter.receive()
    one.faults.arm(Fault(play=Play.RESTORE, service=service, keep=0))
    settle(SITE.courier(counter, one.url), counter)
    assert not counter.quarantined() and not counter.waiting()
    SITE.assert_holds(one, counter)


def test_a_server_restored_later_gets_the_dossier_with_its_papers_and_its_money(
    counter: Counter, province: Province
) -> None:
    one = SITE.start(province)
    dossier = counter.receive()
    courier = SITE.courier(counter, one.url)
    settle(courier, counter)
    one.books.restore(0)
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    settle(courier, counter)
    held = record(one, dossier)
    assert held["dossierStatus"] == "processing" and held["marks"]["TP01"]["recordCount"] == "1"
    assert held["payment"]["feeAmount"] == "15000" and len(held["payments"]) == 1
    assert [step["actionCode"] for step in held["actions"]] == ["1100"]
    assert one.desk.calls.count("publish") == 1


# ---------------------------------------------------------------------------------------- look-up


@pytest.mark.parametrize("entity", [False, True])
def test_a_look_shows_what_the_detail_shows(counter: Counter, province: Province, entity: bool) -> None:
    one = SITE.start(province, OpenCpsStyle(entity=entity))
    dossier = counter.receive()
    counter.act(dossier, Kind.RESCHEDULED, rescheduled(counter))
    counter.act(dossier, Kind.FEE_ASKED, FeeAsked(fees=(FeeLine(kind=FeeKind.FEE, name="Phí", amount=50_000),)))
    dialect = SITE.dialect(counter, one.url)
    state = counter.entries()[-1].dossier
    assert dialect.look_up("", state) == Absent()
    settle(SITE.courier(counter, one.url), counter)
    calls = len(one.desk.calls)
    shown = dialect.look_up("", state)
    assert isinstance(shown, Shown) and one.desk.calls[calls:] == ["look"]
    assert shown.code == state.code and shown.status is Status.FINANCIAL and shown.applicant == "Lò Văn Ín"
    assert state.due_at is not None and shown.due_at == state.due_at.replace(microsecond=0)
    assert shown.finished_at is None and shown.returned_at is None
    one.faults.arm(Fault(play=Play.REFUSED, service="look"))
    assert not isinstance(dialect.look_up("", state), Shown | Absent), "a look that failed is never 'not there'"


def test_every_event_of_ours_has_an_action_of_the_stand_in() -> None:
    assert set(ACTIONS.values()) <= set(PROCESS)


# -------------------------------------------------------------------------------------- transport


def test_forms_and_queries_as_the_wire_wants_them(counter: Counter, province: Province) -> None:
    one = SITE.start(province)
    line = Transport(one.url + ROOT, {"Authorization": "Basic eDp5", "groupId": "1"}, spoken={403})
    line.get("/users/login")
    outcome = line.post_form("/dossiers", {"applicantName": "Lò Văn Ín & con", "tenLa": "x"})
    assert isinstance(outcome, Answer) and outcome.payload["description"] == "tenLa: trường không có trong đặc tả"
    empty = line.get("/dossiers/none", {"q": "ô & ă"})
    assert isinstance(empty, Answer) and (empty.status, empty.payload) == (204, None)
    plain = Transport(one.url + ROOT, {"Authorization": "Basic eDp5", "groupId": "1"})
    failed = plain.put_form("/dossiers/none/payment", {"x": "1"})
    assert isinstance(failed, Answer) and failed.status == 204
    refused = plain.post_form("/dossiers", {"x": "1"})
    assert isinstance(refused, Failure) and refused.way is Way.FORBIDDEN, "where the wire does not speak so"
    plain.close()
    line.close()


# ---------------------------------------------------------------------------- the tests can be broken


def test_a_courier_that_takes_203_for_success_is_caught(
    counter: Counter, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opencps, "_logged_in", lambda *_: True)
    monkeypatch.setattr(opencps, "_has", lambda *_: lambda *_: True)
    one = SITE.start(province)
    one.faults.arm(Fault(play=Play.UNAUTHORISED, service="action"))
    counter.receive()
    settle(SITE.courier(counter, one.url), counter)
    with pytest.raises(AssertionError):
        SITE.assert_holds(one, counter)


def test_a_courier_that_repeats_an_action_without_looking_is_caught(
    counter: Counter, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OpenCps, "_settled", lambda *_: None)
    one = SITE.start(province)
    dossier = counter.receive()
    counter.act(dossier, Kind.CORRECTED, Corrected(reason="Gõ sai", note="x"))
    one.faults.arm(Fault(play=Play.CUT_AFTER, service="action", skip=1))
    settle(SITE.courier(counter, one.url), counter)
    with pytest.raises(AssertionError):
        SITE.assert_holds(one, counter)


def test_a_courier_that_creates_without_looking_is_caught(
    counter: Counter, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = OpenCps._look
    monkeypatch.setattr(OpenCps, "_look", lambda *_: None)
    one = SITE.start(province)
    counter.receive()
    (entry,) = counter.entries()
    dialect = SITE.dialect(counter, one.url)
    for _ in range(2):
        assert isinstance(dialect.deliver(Step(call="create", entries=(entry,))), Delivered)
    monkeypatch.setattr(OpenCps, "_look", honest)
    settle(SITE.courier(counter, one.url), counter)
    with pytest.raises(AssertionError, match="created twice"):
        SITE.assert_holds(one, counter)
