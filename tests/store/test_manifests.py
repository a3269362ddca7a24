"""Manifests: a dossier on one open list only, its papers always where the list says, nothing half committed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from app.domain.events import Kind, Leg, Mode, Recipient, Status
from app.domain.handback import HandBackRequest
from app.domain.manifest import Direction, ManifestKind, Progress, awaited
from app.errors import Rejected, Trouble
from app.office import Office, open_office, restore_office
from app.store.backup import snapshot
from app.store.daybook import MANIFESTS
from app.store.ledger import rebuild, verify
from tests.desk import FakeClock, new_office
from tests.manifest_days import AGENCY, Counterpart, codes_of, problem, state

POST = {"result_delivery__kind": "post", "result_delivery__address": "Bản Nậm Củm"}


@pytest.fixture
def at(office: Office) -> Counterpart:
    return Counterpart(office)


def test_a_number_is_of_the_counters_own_series(at: Counterpart, office: Office, clock: FakeClock) -> None:
    first, second = at.open(Direction.TO_AGENCY), at.open(Direction.FROM_AGENCY)
    assert (first.number, second.number) == ("BK-H35.99.07-1-261116-01", "BK-H35.99.07-1-261116-02")
    clock.tick(days=1)
    assert at.open(Direction.DELIVERY).number == "BK-H35.99.07-1-261117-01"
    # Dossier codes and slips have series of their own.
    assert at.receive().code.endswith("-1000")


def test_a_restored_counter_gives_no_number_again(tmp_path: Path, office: Office, clock: FakeClock) -> None:
    at = Counterpart(office)
    at.open(Direction.TO_AGENCY)
    copy = snapshot(office.store, tmp_path / "copies")
    shown = at.open(Direction.TO_AGENCY).number
    office.close()
    restore_office(copy, office.data, clock, replace=True)
    again = open_office(office.data, clock)
    try:
        assert Counterpart(again).open(Direction.TO_AGENCY).number > shown
    finally:
        again.close()


def test_on_a_new_pc_a_restored_counter_starts_well_above(tmp_path: Path, office: Office, clock: FakeClock) -> None:
    Counterpart(office).open(Direction.TO_AGENCY)
    copy = snapshot(office.store, tmp_path / "copies")
    office.close()
    (office.data / "numbers.mark").unlink()
    restore_office(copy, office.data, clock, replace=True)
    again = open_office(office.data, clock)
    try:
        assert Counterpart(again).open(Direction.TO_AGENCY).number == "BK-H35.99.07-1-261116-51"
    finally:
        again.close()


def test_an_agency_is_named_where_papers_go_to_one(at: Counterpart) -> None:
    for way in (Direction.TO_AGENCY, Direction.FROM_AGENCY, Direction.RETURN):
        assert problem(partial(at.manifests.open, way, at.clerk)) == ("agency", "missing")
    assert at.manifests.open(Direction.DELIVERY, at.clerk, agency="ai đó").agency == ""


def test_a_scan_puts_a_dossier_on_with_the_papers_it_was_handed_in_with(at: Counterpart, office: Office) -> None:
    dossier, manifest = at.receive(), at.open(Direction.TO_AGENCY)
    placed = at.manifests.put(manifest.number, dossier.code, at.clerk)
    handed_in = dossier.filing.components
    assert placed.line.originals == sum(one.originals for one in handed_in) > 0
    assert placed.line.copies == sum(one.copies for one in handed_in)
    now = state(office, dossier)
    assert (now.leg, now.manifest, now.leg_before) == (Leg.ON_MANIFEST, manifest.id, Leg.AT_COUNTER)
    assert [item.event for item in office.outbox.items()] == [Kind.RECEIVED]  # no list is owed to the one-stop system
    assert verify(office.store) == ()


def test_the_same_scan_again_says_so_and_changes_nothing(at: Counterpart, office: Office) -> None:
    dossier, manifest = at.receive(), at.open(Direction.TO_AGENCY)
    first = at.manifests.put(manifest.id, dossier.code, at.clerk, originals=4, copies=2)
    again = at.manifests.put(manifest.id, dossier.code, at.clerk, originals=9)
    assert (first.again, again.again) == (False, True)
    assert again.line == first.line and again.manifest == first.manifest
    assert state(office, dossier).version == 2


def test_counts_are_counted_again_and_never_absurd(at: Counterpart) -> None:
    manifest, _ = at.with_lines(Direction.TO_AGENCY, 2)
    after = at.manifests.count(manifest.id, 2, 5, 1, at.clerk)
    assert (after.lines[1].originals, after.lines[1].copies) == (5, 1)
    assert at.manifests.count(manifest.id, 2, 5, 1, at.clerk).version == after.version
    assert problem(lambda: at.manifests.count(manifest.id, 2, -1, 0, at.clerk)) == ("originals", "count_out_of_range")
    assert problem(lambda: at.manifests.count(manifest.id, 7, 1, 0, at.clerk)) == ("line", "no_such_line")
    wrong = partial(at.manifests.count, manifest.id, 2, 5, 1, at.clerk, item_code="RR473124820VN")
    assert problem(wrong) == ("item_code", "item_code_wrong")
    read = at.manifests.count(manifest.id, 2, 5, 1, at.clerk, item_code="RR473124829VN")
    assert read.lines[1].item_code == "RR473124829VN"
    assert at.manifests.count(manifest.id, 2, 4, 1, at.clerk).lines[1].item_code == "RR473124829VN"


def test_a_dossier_of_another_agency_is_refused_by_its_name(at: Counterpart) -> None:
    dossier, manifest = at.receive(), at.open(Direction.TO_AGENCY, agency="UBND xã Pa Ủ")
    with pytest.raises(Rejected) as refused:
        at.manifests.put(manifest.id, dossier.code, at.clerk)
    told = refused.value.problems["code"]
    assert told.code == "other_agency"
    assert (told.facts["agency"], told.facts["ours"]) == (AGENCY, "UBND xã Pa Ủ")


def test_a_dossier_is_on_one_open_list_only(at: Counterpart, office: Office) -> None:
    first, (dossier,) = at.with_lines(Direction.TO_AGENCY, 1)
    second = at.open(Direction.TO_AGENCY)
    with pytest.raises(Rejected) as refused:
        at.manifests.put(second.id, dossier.code, at.clerk)
    assert refused.value.problems["code"].code == "on_manifest"
    assert refused.value.problems["code"].facts["number"] == first.number
    # Whoever writes past the use case is stopped by the index.
    with pytest.raises(Exception, match="UNIQUE"), office.store.write() as conn:
        conn.execute("INSERT INTO manifest_line VALUES(0, ?, 1, ?, 1)", (second.id, dossier.id))
    at.manifests.take_off(first.id, 1, at.clerk)
    assert at.manifests.put(second.id, dossier.code, at.clerk).line.line == 1


@pytest.mark.parametrize("direction", list(Direction))
def test_what_does_not_go_that_way_is_refused_in_words(at: Counterpart, direction: Direction) -> None:
    from app.wording import SENTENCES

    ended = at.receive()
    at.office.counter.act(ended.code, Kind.VOIDED, {"reason": "nhập trùng"}, at.clerk)
    field, code = problem(lambda: at.manifests.put(at.open(direction).id, ended.code, at.clerk))
    assert field == "code"
    assert code in SENTENCES


def test_papers_at_the_agency_do_not_go_there_again(at: Counterpart) -> None:
    dossier = at.receive()
    at.office.counter.act(dossier.code, Kind.HANDED_TO_AGENCY, {}, at.clerk)
    manifest = at.open(Direction.TO_AGENCY)
    assert problem(lambda: at.manifests.put(manifest.id, dossier.code, at.clerk)) == ("code", "at_agency_already")


def test_taken_off_a_dossier_is_where_it_was(at: Counterpart, office: Office) -> None:
    sealed = at.receive()
    at.office.counter.act(sealed.code, Kind.SEALED, {"seal": "S1"}, at.clerk)
    manifest = at.open(Direction.TO_AGENCY)
    at.manifests.put(manifest.id, sealed.code, at.clerk)
    after = at.manifests.take_off(manifest.id, 1, at.clerk, reason="để nhầm túi")
    assert after.standing == ()
    now = state(office, sealed)
    assert (now.leg, now.manifest, now.leg_before) == (Leg.SEALED, "", None)
    assert at.manifests.put(manifest.id, sealed.code, at.clerk).line.line == 2


def test_sealed_nothing_goes_in_or_out_until_the_seal_is_broken(at: Counterpart) -> None:
    manifest, _ = at.with_lines(Direction.TO_AGENCY, 1)
    other = at.receive()
    at.manifests.seal(manifest.id, ("NP-01", "NP-02"), at.clerk)
    shut = ("manifest", "manifest_sealed")
    assert problem(lambda: at.manifests.put(manifest.id, other.code, at.clerk)) == shut
    assert problem(lambda: at.manifests.take_off(manifest.id, 1, at.clerk)) == shut
    assert problem(lambda: at.manifests.count(manifest.id, 1, 0, 0, at.clerk)) == shut
    assert problem(lambda: at.manifests.break_seal(manifest.id, " ", at.clerk)) == ("reason", "missing")
    opened = at.manifests.break_seal(manifest.id, "để nhầm một bì", at.clerk)
    assert (opened.progress, opened.seals, opened.broken) == (Progress.OPEN, (), ("NP-01", "NP-02"))
    at.manifests.put(manifest.id, other.code, at.clerk)
    assert problem(lambda: at.manifests.seal(manifest.id, ("NP-02",), at.clerk)) == ("seals", "seal_broken")
    assert at.manifests.seal(manifest.id, ("NP-03",), at.clerk).seals == ("NP-03",)


def test_seals_are_numbers_and_each_is_one(at: Counterpart) -> None:
    manifest, _ = at.with_lines(Direction.TO_AGENCY, 1)
    assert problem(lambda: at.manifests.seal(manifest.id, ("",), at.clerk)) == ("seals", "missing")
    assert problem(lambda: at.manifests.seal(manifest.id, ("A", "A"), at.clerk)) == ("seals", "seal_twice")
    empty = at.open(Direction.TO_AGENCY)
    assert problem(lambda: at.manifests.seal(empty.id, ("A",), at.clerk)) == ("manifest", "manifest_empty")


def test_signed_every_dossier_is_with_the_agency(at: Counterpart, office: Office) -> None:
    manifest, dossiers = at.with_lines(Direction.TO_AGENCY, 2)
    left_behind = at.receive()
    at.manifests.seal(manifest.id, ("NP-01",), at.clerk)
    done = at.manifests.hand(manifest.id, "Lò Thị Dung", "Vàng A Chu", at.clerk, receiver_role="Văn thư")
    assert (done.progress, done.giver, done.receiver, done.receiver_role) == (
        *(Progress.DONE, "Lò Thị Dung", "Vàng A Chu"),
        "Văn thư",
    )
    assert done.missing == (left_behind.code,)
    for dossier in dossiers:
        now = state(office, dossier)
        assert (now.leg, now.manifest, now.status) == (Leg.AT_AGENCY, "", Status.IN_PROCESS)
    owed = [item.event for item in office.outbox.items() if item.code == dossiers[0].code]
    assert set(owed) == {Kind.RECEIVED, Kind.HANDED_TO_AGENCY}
    assert verify(office.store) == ()


def test_both_sign_by_name(at: Counterpart) -> None:
    manifest, _ = at.with_lines(Direction.TO_AGENCY, 1)
    assert problem(lambda: at.manifests.hand(manifest.id, " ", "B", at.clerk)) == ("giver", "missing")
    assert problem(lambda: at.manifests.hand(manifest.id, "A", "", at.clerk)) == ("receiver", "missing")
    empty = at.open(Direction.TO_AGENCY)
    assert problem(lambda: at.manifests.hand(empty.id, "A", "B", at.clerk)) == ("manifest", "manifest_empty")


def test_what_went_another_way_meanwhile_stops_the_signature_and_nothing_is_half_done(
    at: Counterpart, office: Office
) -> None:
    manifest, (first, second) = at.with_lines(Direction.TO_AGENCY, 2)
    office.counter.act(second.code, Kind.VOIDED, {"reason": "nhập trùng"}, at.clerk)
    with pytest.raises(Rejected) as refused:
        at.manifests.hand(manifest.id, "A", "B", at.clerk)
    assert {field: one.code for field, one in refused.value.problems.items()} == {"line.2": "line_moved_on"}
    assert state(office, first).leg is Leg.ON_MANIFEST
    assert at.manifests.find(manifest.id).progress is Progress.OPEN
    at.manifests.take_off(manifest.id, 2, at.clerk)
    assert at.manifests.hand(manifest.id, "A", "B", at.clerk).progress is Progress.DONE
    assert verify(office.store) == ()


def test_given_back_while_on_a_list_the_papers_stay_with_the_citizen(at: Counterpart, office: Office) -> None:
    manifest, (dossier,) = at.with_lines(Direction.TO_AGENCY, 1)
    office.counter.act(dossier.code, Kind.WITHDRAWAL_ASKED, {"reason": "đổi ý"}, at.clerk)
    office.counter.act(dossier.code, Kind.WITHDRAWN, {}, at.clerk)
    at.manifests.take_off(manifest.id, 1, at.clerk)
    now = state(office, dossier)
    assert (now.leg, now.manifest) == (Leg.WITH_CITIZEN, "")


def test_cancelled_only_before_the_signatures_and_everything_is_free_again(at: Counterpart, office: Office) -> None:
    manifest, dossiers = at.with_lines(Direction.TO_AGENCY, 3)
    at.manifests.seal(manifest.id, ("NP-01",), at.clerk)
    assert problem(lambda: at.manifests.cancel(manifest.id, "", at.clerk)) == ("reason", "missing")
    gone = at.manifests.cancel(manifest.id, "xe hỏng", at.clerk)
    assert (gone.progress, gone.reason) == (Progress.CANCELLED, "xe hỏng")
    assert {state(office, one).leg for one in dossiers} == {Leg.AT_COUNTER}
    again = at.open(Direction.TO_AGENCY)
    for dossier in dossiers:
        at.manifests.put(again.id, dossier.code, at.clerk)
    at.manifests.hand(again.id, "A", "B", at.clerk)
    assert problem(lambda: at.manifests.cancel(again.id, "muộn", at.clerk)) == ("manifest", "manifest_done")


def test_a_correction_leaves_the_signed_list_as_it_is(at: Counterpart) -> None:
    manifest, _ = at.with_lines(Direction.TO_AGENCY, 1)
    assert problem(lambda: at.manifests.correct(manifest.id, 1, "x", at.clerk)) == ("manifest", "manifest_open")
    at.manifests.hand(manifest.id, "A", "B", at.clerk)
    assert problem(lambda: at.manifests.correct(manifest.id, 1, "", at.clerk)) == ("reason", "missing")
    after = at.manifests.correct(manifest.id, 1, "cơ quan đếm lại", at.clerk, originals=1)
    assert (after.progress, after.lines[0].originals, after.lines[0].corrected) == (
        *(Progress.DONE, 1),
        "cơ quan đếm lại",
    )


@pytest.mark.parametrize("mode", ["assigned", "carrier"])
def test_results_come_in_with_the_signature_and_not_before(tmp_path: Path, clock: FakeClock, mode: str) -> None:
    office = new_office(tmp_path / "data", clock, mode=mode)
    at = Counterpart(office)
    dossiers = at.at_agency(2)
    if mode == "carrier":
        for dossier in dossiers:
            office.counter.act(dossier.code, Kind.AGENCY_ACCEPTED, {"official_code": dossier.code}, at.clerk)
    manifest = at.open(Direction.FROM_AGENCY)
    for dossier in dossiers:
        placed = at.manifests.put(manifest.id, dossier.code, at.clerk, result_number="12/TL-KS")
        assert (placed.line.originals, placed.line.copies) == (1, 0)
        assert state(office, dossier).leg is Leg.AT_AGENCY
    done = at.manifests.hand(manifest.id, "Vàng A Chu", "Lò Thị Dung", at.clerk)
    assert done.progress is Progress.DONE
    now = state(office, dossiers[0])
    assert (now.status, now.leg, now.result_number) == (Status.RESULT_READY, Leg.RESULT_AT_COUNTER, "12/TL-KS")
    assert verify(office.store) == ()
    office.close()


def test_papers_that_come_back_without_a_result(tmp_path: Path, clock: FakeClock) -> None:
    office = new_office(tmp_path / "data", clock, mode="carrier")
    at = Counterpart(office)
    completed, refused = at.at_agency(2)
    manifest = at.open(Direction.FROM_AGENCY)
    # What the agency never accepted has no result to bring.
    assert problem(lambda: at.manifests.put(manifest.id, completed.code, at.clerk)) == ("code", "not_for_from_agency")
    bare = lambda: at.manifests.put(manifest.id, completed.code, at.clerk, result=False)  # noqa: E731
    assert problem(bare) == ("note", "missing")
    placed = at.manifests.put(manifest.id, completed.code, at.clerk, result=False, note="thiếu giấy chứng sinh")
    assert placed.line.originals == sum(one.originals for one in completed.filing.components)
    at.manifests.put(manifest.id, refused.code, at.clerk, result=False, refused=True, note="không thuộc thẩm quyền")
    at.manifests.hand(manifest.id, "Vàng A Chu", "Lò Thị Dung", at.clerk)
    assert (state(office, completed).status, state(office, completed).leg) == (Status.NEW, Leg.BACK_AT_COUNTER)
    assert (state(office, refused).status, state(office, refused).leg) == (Status.NOT_RECEIVED, Leg.BACK_AT_COUNTER)
    # Completed, it goes again.
    again = at.open(Direction.TO_AGENCY)
    at.manifests.put(again.id, completed.code, at.clerk)
    at.manifests.hand(again.id, "A", "B", at.clerk)
    assert state(office, completed).leg is Leg.AT_AGENCY
    assert verify(office.store) == ()
    office.close()


def test_a_run_hands_results_over_at_the_door(at: Counterpart, office: Office) -> None:
    dossiers = at.results(3, **POST)
    manifest = at.open(Direction.DELIVERY, route="Nậm Củm – Bum Tở")
    assert {row.code for row in office.views.ready()} == {dossier.code for dossier in dossiers}
    for dossier in dossiers:
        at.manifests.put(manifest.id, dossier.code, at.clerk)
    assert problem(lambda: at.manifests.outcome(manifest.id, 1, "delivered", at.clerk)) == ("manifest", "manifest_open")
    gone = at.manifests.hand(manifest.id, "Lò Thị Dung", "Tẩn A Lử", at.clerk)
    assert gone.progress is Progress.UNDER_WAY
    assert state(office, dossiers[0]).leg is Leg.ON_MANIFEST
    assert office.views.ready() == ()  # nobody looks for them on the shelf
    owed = state(office, dossiers[0]).to_ask
    who = HandBackRequest(recipient=Recipient(full_name="", id_last4="1234"), fees_collected=owed)
    at.manifests.outcome(manifest.id, 1, "delivered", at.clerk, recipient=who)
    taken = state(office, dossiers[0]).handed_back
    assert taken is not None
    assert (taken.by_post, taken.recipient.full_name, taken.fees_collected) == (True, "Lò Văn Ín", owed)
    at.manifests.outcome(manifest.id, 2, "absent", at.clerk, note="đi nương")
    back = state(office, dossiers[1])
    assert (back.leg, back.manifest, back.attempts) == (Leg.RESULT_AT_COUNTER, "", 1)
    assert [row.code for row in office.views.ready()] == [back.code]
    assert problem(lambda: at.manifests.close(manifest.id, at.clerk)) == ("manifest", "manifest_stops_left")
    assert problem(lambda: at.manifests.outcome(manifest.id, 2, "absent", at.clerk)) == ("line", "outcome_known")
    # Meanwhile the third came to the counter with the postman's telephone: handed back at the desk.
    from app.domain.handback import read_hand_back

    office.counter.hand_back(dossiers[2].code, read_hand_back({"recipient": {"full_name": "Lò Văn Ín"}}), at.clerk)
    assert problem(lambda: at.manifests.outcome(manifest.id, 3, "delivered", at.clerk)) == ("code", "line_moved_on")
    at.manifests.outcome(manifest.id, 3, "elsewhere", at.clerk)
    assert at.manifests.close(manifest.id, at.clerk).progress is Progress.DONE
    assert verify(office.store) == ()


def test_what_is_still_on_the_run_did_not_go_elsewhere(at: Counterpart) -> None:
    (dossier,) = at.results(1, **POST)
    manifest = at.open(Direction.DELIVERY)
    at.manifests.put(manifest.id, dossier.code, at.clerk)
    at.manifests.hand(manifest.id, "A", "B", at.clerk)
    for what, code in (("elsewhere", "still_on_list"), ("received", "not_one_of")):
        assert problem(partial(at.manifests.outcome, manifest.id, 1, what, at.clerk)) == ("outcome", code)


def test_a_recipient_who_may_not_take_it_leaves_nothing_behind(at: Counterpart, office: Office) -> None:
    (dossier,) = at.results(1, **POST)
    manifest = at.open(Direction.DELIVERY)
    at.manifests.put(manifest.id, dossier.code, at.clerk)
    before = at.manifests.hand(manifest.id, "A", "B", at.clerk)
    wrong = HandBackRequest(recipient=Recipient(full_name="", id_last4="9999"))
    given = partial(at.manifests.outcome, manifest.id, 1, "delivered", at.clerk, recipient=wrong)
    assert problem(given) == (
        "recipient.id_last4",
        "not_the_applicant",
    )
    assert at.manifests.find(manifest.id) == before
    assert state(office, dossier).leg is Leg.ON_MANIFEST


def test_a_second_attempt_waits_two_working_days_and_then_the_result_goes_back(
    at: Counterpart, office: Office, clock: FakeClock
) -> None:
    (dossier,) = at.results(1, **POST)
    assert codes_of(at.manifests.expected(Direction.DELIVERY)) == [dossier.code]
    at.try_in_vain(dossier)
    assert at.manifests.expected(Direction.DELIVERY) == ()
    early = at.open(Direction.DELIVERY)
    placed = at.manifests.put(early.id, dossier.code, at.clerk)
    assert [one.code for one in placed.warnings] == ["attempt_early"]
    assert placed.warnings[0].facts["day"] == "18/11/2026"  # Monday's attempt: not before Wednesday
    assert placed.line.extra
    at.manifests.cancel(early.id, "đợi", at.clerk)
    clock.tick(days=2)
    assert codes_of(at.manifests.expected(Direction.DELIVERY)) == [dossier.code]
    at.try_in_vain(dossier)
    assert at.manifests.expected(Direction.DELIVERY) == ()
    assert codes_of(at.manifests.expected(Direction.RETURN, AGENCY)) == [dossier.code]
    third = at.open(Direction.DELIVERY)
    placed = at.manifests.put(third.id, dossier.code, at.clerk)
    assert [one.code for one in placed.warnings] == ["return_instead"]
    at.manifests.cancel(third.id, "chuyển hoàn", at.clerk)
    back = at.open(Direction.RETURN)
    assert at.manifests.put(back.id, dossier.code, at.clerk).warnings == ()
    at.manifests.hand(back.id, "Lò Thị Dung", "Vàng A Chu", at.clerk)
    now = state(office, dossier)
    assert (now.leg, now.reason) == (Leg.RETURNED_TO_AGENCY, "Không phát được sau 2 lần")
    # The agency may give it out again.
    incoming = at.open(Direction.FROM_AGENCY)
    at.manifests.put(incoming.id, dossier.code, at.clerk)
    at.manifests.hand(incoming.id, "A", "B", at.clerk)
    assert state(office, dossier).leg is Leg.RESULT_AT_COUNTER
    assert verify(office.store) == ()


def test_a_result_that_was_tried_once_only_is_returned_with_a_warning(at: Counterpart) -> None:
    (dossier,) = at.results(1, **POST)
    back = at.open(Direction.RETURN)
    placed = at.manifests.put(back.id, dossier.code, at.clerk)
    assert [one.code for one in placed.warnings] == ["attempts_few"]
    assert placed.line.extra


def test_a_collection_takes_dossiers_at_the_door(at: Counterpart, office: Office) -> None:
    manifest = at.open(Direction.COLLECTION, route="Bum Tở")
    bad = lambda: at.manifests.plan(manifest.id, "Lý Ha De", "12", "Bản A", at.clerk)  # noqa: E731
    assert problem(bad) == ("phone", "bad_phone")
    assert problem(lambda: at.manifests.plan(manifest.id, "Lý Ha De", "", " ", at.clerk)) == ("address", "missing")
    for who in ("Lý Ha De", "Sùng A Páo"):
        at.manifests.plan(manifest.id, who, "0912 345 678", "Bản Nậm Củm", at.clerk, note="khai sinh")
    at.manifests.hand(manifest.id, "Lò Thị Dung", "Tẩn A Lử", at.clerk)
    dossier = at.receive()
    assert problem(
        lambda: at.manifests.outcome(manifest.id, 1, "received", at.clerk, code="H35.99.07-261116-9999")
    ) == (*("code", "not_found"),)
    taken = at.manifests.outcome(manifest.id, 1, "received", at.clerk, code=dossier.code)
    assert taken.lines[0].code == dossier.code
    assert problem(lambda: at.manifests.outcome(manifest.id, 2, "received", at.clerk, code=dossier.code)) == (
        "code",
        "stop_taken",
    )
    at.manifests.outcome(manifest.id, 2, "absent", at.clerk, note="đi nương")
    assert at.manifests.close(manifest.id, at.clerk).progress is Progress.DONE
    # What was collected goes on to the agency like any other.
    assert dossier.code in codes_of(at.manifests.expected(Direction.TO_AGENCY, AGENCY))
    assert verify(office.store) == ()


def test_only_a_collection_has_stops(at: Counterpart) -> None:
    manifest, dossier = at.open(Direction.TO_AGENCY), at.receive()
    assert problem(lambda: at.manifests.plan(manifest.id, "Ai", "", "Đâu", at.clerk)) == (
        "manifest",
        "manifest_no_stops",
    )
    run = at.open(Direction.COLLECTION)
    assert problem(lambda: at.manifests.put(run.id, dossier.code, at.clerk)) == ("code", "manifest_stops_only")


def test_what_should_come_in_is_due_or_reported_ready(at: Counterpart, office: Office, clock: FakeClock) -> None:
    due, ready = at.at_agency(2)
    assert at.manifests.expected(Direction.FROM_AGENCY, AGENCY) == ()
    from app.domain.events import Reported
    from app.store.ledger import append

    with office.store.write() as conn:
        told = Reported(status=Status.RESULT_READY)
        append(office.store, conn, ready.id, Kind.REPORTED, told, "one-stop")
    (only,) = at.manifests.expected(Direction.FROM_AGENCY, AGENCY)
    assert (only.code, only.ready) == (ready.code, True)
    clock.tick(days=10)
    assert set(codes_of(at.manifests.expected(Direction.FROM_AGENCY, AGENCY))) == {due.code, ready.code}
    manifest = at.open(Direction.FROM_AGENCY)
    at.manifests.put(manifest.id, ready.code, at.clerk)
    assert codes_of(at.manifests.expected(Direction.FROM_AGENCY, AGENCY)) == [due.code]
    assert at.manifests.hand(manifest.id, "A", "B", at.clerk).missing == (due.code,)


def test_a_dossier_completed_before_it_ever_left_goes_out_as_well(at: Counterpart, office: Office) -> None:
    dossier = at.receive()
    asked = {"missing": ["Giấy chứng sinh"], "reason": "thiếu"}
    office.counter.act(dossier.code, Kind.SUPPLEMENT_ASKED, asked, at.clerk)
    brought = {"components": [{"name": "Giấy chứng sinh", "originals": 1}]}
    office.counter.act(dossier.code, Kind.SUPPLEMENTED, brought, at.clerk)
    assert codes_of(at.manifests.expected(Direction.TO_AGENCY, AGENCY)) == [dossier.code]
    manifest = at.open(Direction.TO_AGENCY)
    at.manifests.put(manifest.id, dossier.code, at.clerk)
    at.manifests.hand(manifest.id, "A", "B", at.clerk)
    assert state(office, dossier).leg is Leg.AT_AGENCY


def test_papers_brought_when_the_agency_has_the_others_go_after_them(at: Counterpart, office: Office) -> None:
    (dossier,) = at.at_agency(1)
    act = office.counter.act
    act(dossier.code, Kind.SUPPLEMENT_ASKED, {"missing": ["Giấy chứng sinh"], "reason": "thiếu"}, at.clerk)
    assert at.manifests.expected(Direction.TO_AGENCY, AGENCY) == ()
    brought = {"components": [{"name": "Giấy chứng sinh", "originals": 1, "copies": 2}]}
    act(dossier.code, Kind.SUPPLEMENTED, brought, at.clerk)
    assert codes_of(at.manifests.expected(Direction.TO_AGENCY, AGENCY)) == [dossier.code]
    manifest = at.open(Direction.TO_AGENCY)
    placed = at.manifests.put(manifest.id, dossier.code, at.clerk)
    assert (placed.line.originals, placed.line.copies, placed.line.extra) == (1, 2, False)
    at.manifests.take_off(manifest.id, 1, at.clerk)
    assert state(office, dossier).leg is Leg.AT_AGENCY
    at.manifests.put(manifest.id, dossier.code, at.clerk)
    at.manifests.hand(manifest.id, "A", "B", at.clerk)
    assert (state(office, dossier).leg, state(office, dossier).late_papers) == (Leg.AT_AGENCY, ())
    again = at.open(Direction.TO_AGENCY)
    assert problem(lambda: at.manifests.put(again.id, dossier.code, at.clerk)) == ("code", "at_agency_already")
    # A list of papers that is written otherwise is no new paper.
    lines = [{"name": "Tờ khai", "originals": 1}, {"name": "Bản sao", "copies": 1}, {"name": "Khác", "copies": 1}]
    act(dossier.code, Kind.CORRECTED, {"reason": "ghi nhầm", "components": lines}, at.clerk)
    assert state(office, dossier).late_papers == ()
    assert verify(office.store) == ()


def test_open_lists_are_those_that_are_not_over(at: Counterpart) -> None:
    made, _ = at.with_lines(Direction.TO_AGENCY, 1)
    sealed, _ = at.with_lines(Direction.TO_AGENCY, 1)
    done, _ = at.with_lines(Direction.TO_AGENCY, 1)
    at.manifests.seal(sealed.id, ("1",), at.clerk)
    at.manifests.hand(done.id, "A", "B", at.clerk)
    at.manifests.cancel(at.open(Direction.DELIVERY).id, "không đi", at.clerk)
    assert {one.id for one in at.manifests.open_manifests()} == {made.id, sealed.id}
    assert [one.id for one in at.manifests.recent(3)][:2] == [sealed.id, made.id]
    assert len(at.manifests.recent()) == 4
    assert at.manifests.agencies() == (AGENCY,)


def test_a_list_is_found_by_its_number_however_it_is_typed(at: Counterpart) -> None:
    manifest = at.open(Direction.TO_AGENCY)
    assert at.manifests.find(f" {manifest.number.lower()} ") == manifest
    assert problem(lambda: at.manifests.find("BK-1")) == ("manifest", "manifest_not_found")


@pytest.mark.parametrize("mode", [Mode.ASSIGNED, Mode.CARRIER])
def test_each_way_has_its_form_in_numbered_copies(tmp_path: Path, clock: FakeClock, mode: Mode) -> None:
    office = new_office(tmp_path / "data", clock, mode=mode.value)
    at = Counterpart(office)
    manifest, _ = at.with_lines(Direction.TO_AGENCY, 2)
    prints = at.manifests.print
    assert problem(lambda: prints(manifest.id, "a4", at.clerk, target="file")) == ("manifest", "manifest_open")
    at.manifests.seal(manifest.id, ("NP-01",), at.clerk)
    at.manifests.hand(manifest.id, "Lò Thị Dung", "Vàng A Chu", at.clerk)
    paper = prints(manifest.id, "a4", at.clerk, target="file")
    assert (paper.form, paper.copy, paper.pages) == ("giao-nhan", 1, 2)
    assert problem(lambda: prints(manifest.id, "a4", at.clerk, target="file")) == ("reason", "reprint_reason")
    assert prints(manifest.id, "a5", at.clerk, target="file", reason="rách").copy == 2
    assert problem(lambda: prints(manifest.id, "k80", at.clerk, target="file", reason="x")) == (
        "size",
        "size_not_offered",
    )
    with office.store.read() as conn:
        printed = [one for one in MANIFESTS.events(conn, manifest.id) if one.kind is ManifestKind.PRINTED]
    assert [one.body.copy for one in printed] == [1, 2]  # type: ignore[attr-defined]
    run = at.open(Direction.COLLECTION, route="Bum Tở")
    at.manifests.plan(run.id, "Lý Ha De", "0912345678", "Bản Nậm Củm", at.clerk)
    at.manifests.hand(run.id, "Lò Thị Dung", "Tẩn A Lử", at.clerk)
    assert prints(run.id, "a5", at.clerk, target="file").form == "thu-gom"
    incoming = at.open(Direction.FROM_AGENCY)
    if mode is Mode.ASSIGNED:
        at.manifests.put(incoming.id, at.at_agency(1)[0].code, at.clerk)
    else:
        (dossier,) = at.at_agency(1)
        at.manifests.put(incoming.id, dossier.code, at.clerk, result=False, note="thiếu giấy")
    at.manifests.hand(incoming.id, "Vàng A Chu", "Lò Thị Dung", at.clerk)
    expected = "ban-giao-ket-qua" if mode is Mode.ASSIGNED else "giao-nhan-ve"
    assert prints(incoming.id, "a4", at.clerk, target="file").form == expected
    assert "a4" in at.manifests.sizes(at.manifests.find(incoming.id))
    assert verify(office.store) == ()
    office.close()


def test_money_on_the_list_is_what_was_remitted_with_it(at: Counterpart, office: Office) -> None:
    from app.domain.day import DayKind, DayOpened, Remitted, RemittedLine
    from app.store.daybook import DAYS
    from app.store.manifests import remitted_with

    manifest, (dossier,) = at.with_lines(Direction.TO_AGENCY, 1)
    with office.store.write() as conn:
        day = DAYS.append(
            office.store, conn, "", DayKind.OPENED, DayOpened(number=1, date=office.store.clock.today()), at.clerk.id
        )
        line = RemittedLine(dossier_id=dossier.id, code=dossier.code, charge=15_000)
        for number in (manifest.number, "BK-khác"):
            slip = Remitted(number=1, agency=AGENCY, lines=(line,), manifest=number)
            DAYS.append(office.store, conn, day.id, DayKind.REMITTED, slip, at.clerk.id)
    with office.store.read() as conn:
        assert remitted_with(conn, manifest) == {dossier.id: 15_000}


def test_the_read_tables_come_again_from_the_facts(at: Counterpart, office: Office) -> None:
    at.with_lines(Direction.TO_AGENCY, 2)
    before = at.manifests.recent()
    with office.store.read() as conn:
        lines = conn.execute("SELECT * FROM manifest_line ORDER BY manifest_id, line").fetchall()
    rebuild(office.store)
    with office.store.read() as conn:
        assert conn.execute("SELECT * FROM manifest_line ORDER BY manifest_id, line").fetchall() == lines
    assert at.manifests.recent() == before
    assert verify(office.store) == ()


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE manifest_line SET open=0",
        "DELETE FROM manifest_line WHERE line=1",
        "UPDATE manifest_line SET line=9 WHERE line=2",
    ],
)
def test_verify_finds_a_line_changed_behind_the_ledger(at: Counterpart, office: Office, attack: str) -> None:
    at.with_lines(Direction.TO_AGENCY, 2)
    with office.store.write() as conn:
        conn.execute(attack)
    assert [one.code for one in verify(office.store)] == ["manifest_lines_differ"]


class Cut(Exception):
    """The power went."""


@pytest.mark.parametrize("way", [Direction.TO_AGENCY, Direction.FROM_AGENCY, Direction.RETURN])
@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_cut_inside_a_signature_leaves_no_part_of_it(
    office: Office, monkeypatch: pytest.MonkeyPatch, way: Direction, after: int
) -> None:
    """Whichever fact of the transaction was the last to be written, all or nothing of it stands."""
    at = Counterpart(office)
    dossiers = {
        Direction.TO_AGENCY: lambda: at.receive_many(2),
        Direction.FROM_AGENCY: lambda: at.at_agency(2),
        Direction.RETURN: lambda: at.results(2, **POST),
    }[way]()
    manifest = at.open(way)
    for dossier in dossiers:
        at.manifests.put(manifest.id, dossier.code, at.clerk)
    before = [state(office, one) for one in dossiers], at.manifests.find(manifest.id)
    from app.store import chain, daybook, ledger

    written = 0

    def cut(*args: object) -> None:
        nonlocal written
        written += 1
        chain_insert(*args)  # type: ignore[arg-type]
        if written == after:
            raise Cut

    chain_insert = chain.insert
    monkeypatch.setattr(ledger, "insert", cut)
    monkeypatch.setattr(daybook, "insert", cut)
    with pytest.raises(Cut):
        at.manifests.hand(manifest.id, "A", "B", at.clerk)
    monkeypatch.undo()
    assert ([state(office, one) for one in dossiers], at.manifests.find(manifest.id)) == before
    assert verify(office.store) == ()
    assert at.manifests.hand(manifest.id, "A", "B", at.clerk).progress is Progress.DONE


def test_a_fact_that_cannot_follow_is_no_fact(at: Counterpart, office: Office) -> None:
    manifest, _ = at.with_lines(Direction.TO_AGENCY, 1)
    at.manifests.hand(manifest.id, "A", "B", at.clerk)
    from app.domain.manifest import ManifestSealed

    body = ManifestSealed(seals=("x",))
    with pytest.raises(ValueError, match="cannot follow"), office.store.write() as conn:
        MANIFESTS.append(office.store, conn, manifest.id, ManifestKind.SEALED, body, at.clerk.id)


def test_a_day_has_ninety_nine_lists_and_no_more(at: Counterpart, office: Office) -> None:
    with office.store.write() as conn:
        conn.execute("INSERT INTO number(series, day, last, marked) VALUES('manifest', '261116', 98, 99)")
    assert at.open(Direction.TO_AGENCY).number.endswith("-99")
    with pytest.raises(Trouble) as full:
        at.open(Direction.TO_AGENCY)
    assert full.value.code == "numbers_exhausted"


def test_what_is_here_already_or_nowhere_does_not_come_in(at: Counterpart) -> None:
    (dossier,) = at.results(1)
    manifest = at.open(Direction.FROM_AGENCY)
    assert problem(lambda: at.manifests.put(manifest.id, dossier.code, at.clerk)) == ("code", "result_here_already")
    unknown = partial(at.manifests.put, manifest.id, "H35.99.07-200101-0001", at.clerk)
    assert problem(unknown) == ("code", "not_found")


def test_what_was_voided_is_expected_nowhere(at: Counterpart, office: Office) -> None:
    dossier = at.receive()
    office.counter.act(dossier.code, Kind.VOIDED, {"reason": "nhập trùng"}, at.clerk)
    now = state(office, dossier)
    today = office.store.clock.today()
    assert not any(awaited(way, now, today, office.packages.calendar) for way in Direction)
    assert not awaited(Direction.COLLECTION, at.receive(), today, office.packages.calendar)


def test_a_collection_ends_a_stop_in_its_own_words(at: Counterpart) -> None:
    run = at.open(Direction.COLLECTION)
    at.manifests.plan(run.id, "Lý Ha De", "", "Bản Pắc Ma", at.clerk)
    at.manifests.hand(run.id, "A", "B", at.clerk)
    wrong = partial(at.manifests.outcome, run.id, 1, "delivered", at.clerk)
    assert problem(wrong) == ("outcome", "not_one_of")


def test_the_way_bill_of_a_delivery_names_who_carries_and_no_citizen(at: Counterpart) -> None:
    import pypdfium2

    (dossier,) = at.results(1, **POST)
    run = at.open(Direction.DELIVERY, route="Nậm Củm")
    at.manifests.put(run.id, dossier.code, at.clerk, item_code="RR473124829VN")
    at.manifests.hand(run.id, "Lò Thị Dung", "Tẩn A Lử", at.clerk)
    paper = at.manifests.print(run.id, "a4", at.clerk, target="file")
    document = pypdfium2.PdfDocument(paper.bytes)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert paper.form == "bang-ke"
    assert "Người vận chuyển: Tẩn A Lử" in text and "Hành trình: Nậm Củm" in text
    assert "RR473124829VN" in "".join(text.split())
    assert "Lò Văn Ín" not in text and "0912345678" not in text


@pytest.mark.parametrize("kind", [ManifestKind.PUT, ManifestKind.TAKEN_OFF])
def test_a_fold_that_cannot_be_is_told(kind: ManifestKind) -> None:
    from app.domain.manifest import ManifestEvent, TakenOff, apply_manifest
    from tests.desk import MONDAY

    event = ManifestEvent(
        seq=1,
        event_id="1",
        dossier_id="M",
        dossier_seq=1,
        kind=kind,
        at=MONDAY,
        device_at=MONDAY,
        offset_ms=None,
        actor="x",
        body=TakenOff(line=1),
    )
    with pytest.raises(ValueError, match="cannot open"):
        apply_manifest(None, event)
