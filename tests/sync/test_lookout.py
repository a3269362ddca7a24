"""What the one-stop system holds is looked at: news comes home, what it lost goes out again, nothing is made up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from app.domain.events import (
    Component,
    Corrected,
    HandedBack,
    HandedToAgency,
    Kind,
    Missing,
    Mode,
    Recipient,
    ResultArrived,
    Status,
    SupplementAsked,
    Supplemented,
    WithdrawalAsked,
)
from app.inbox import Inbox
from app.store.ledger import load, verify
from app.store.sightings import MOST_OFFERS, Outlook, Seen, Sightings
from sync.dialect import Shown
from sync.lookout import PULL_EVERY, Looking, Lookout, compare
from sync.sandbox import Fault, Play, Sandbox, Style
from sync.sandbox.books import RECORD
from sync.verdicts import Later, Unclear, Verdict
from tests.scanned import jpeg
from tests.sync.counter import Counter, accepted, assert_holds, courier_of, dialect_of, settle
from tests.sync.test_courier import Told, courier

Province = Callable[..., Sandbox]


def lookout(counter: Counter, url: str) -> Lookout:
    return Lookout(Sightings(counter.store), Inbox(counter.store), dialect_of(counter, url), clock=counter.clock.now)


def agency_writes(one: Sandbox, code: str, **fields: str) -> None:
    """The deciding side goes on by itself, as the province's books then show."""
    record = one.books.record(code)
    assert record is not None
    one.books.keep(RECORD, [(code, False, {**record, **fields})])


@pytest.fixture
def sent(counter: Counter, province: Province) -> tuple[Counter, Sandbox, str, str]:
    """One dossier handed to the agency, all of it delivered: counter, province, dossier id, code."""
    one = province(style=Style(shows="all"))
    dossier = counter.receive()
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    settle(courier_of(counter, one.url), counter)
    (code,) = one.books.codes()
    return counter, one, dossier, code


def state(counter: Counter, dossier: str) -> Any:
    with counter.store.read() as conn:
        return load(conn, dossier)


# ------------------------------------------------------------------------------------------- pull


def test_a_result_that_is_ready_is_told_once_and_moves_nothing_here(sent: Any) -> None:
    counter, one, dossier, code = sent
    counter.clock.tick(days=2)
    agency_writes(one, code, TrangThaiHoSo="9", NgayKetThucXuLy="20261118100000")
    looking = lookout(counter, one.url).pull()
    assert (looking.looked, looking.ahead, looking.news, looking.ready) == (1, 1, 1, 1)
    after = state(counter, dossier)
    assert after.status is Status.IN_PROCESS
    assert after.reported.status is Status.RESULT_READY
    assert after.reported.finished_at is not None
    assert Sightings(counter.store).outlook() == Outlook(ready=1, tasks=0, incidents=0)
    counter.clock.tick(hours=5)
    assert lookout(counter, one.url).pull().news == 0, "the same again is nothing new"
    assert not counter.waiting() and verify(counter.store) == ()
    counter.act(dossier, Kind.RESULT_ARRIVED, ResultArrived())
    settle(courier_of(counter, one.url), counter)
    assert Sightings(counter.store).outlook().ready == 0


def test_what_was_seen_lately_is_not_asked_again(sent: Any) -> None:
    counter, one, *_ = sent
    assert lookout(counter, one.url).pull().looked == 1
    assert lookout(counter, one.url).pull().looked == 0
    counter.clock.tick(seconds=PULL_EVERY.total_seconds() + 1)
    assert lookout(counter, one.url).pull().looked == 1


def test_while_anything_waits_the_server_is_the_older_one_and_not_asked(sent: Any) -> None:
    counter, one, dossier, code = sent
    agency_writes(one, code, TrangThaiHoSo="5")
    counter.act(dossier, Kind.RESULT_ARRIVED, ResultArrived())
    assert lookout(counter, one.url).pull().looked == 0
    assert state(counter, dossier).reported is None


def test_an_end_the_agency_set_by_itself_is_a_task_with_both_sides(sent: Any) -> None:
    counter, one, _, code = sent
    agency_writes(one, code, TrangThaiHoSo="8", NgayKetThucXuLy="20261118100000")
    lookout(counter, one.url).pull()
    sightings = Sightings(counter.store)
    assert sightings.outlook() == Outlook(ready=0, tasks=1, incidents=0)
    (looked,) = sightings.standing()
    assert (looked.ours, looked.theirs, looked.seen) == (Status.IN_PROCESS, Status.STOPPED, Seen.AHEAD)
    assert looked.code == code


def test_a_date_of_the_agency_is_taken_over_only_where_it_is_theirs_to_set(
    counter: Counter, province: Province
) -> None:
    one = province(style=Style(shows="all"))
    ours, theirs = counter.receive(), counter.receive(code="TN-H35.99.07-1-261116-0001-1J", mode=Mode.CARRIER)
    counter.act(theirs, Kind.HANDED_TO_AGENCY, HandedToAgency())
    counter.act(theirs, Kind.AGENCY_ACCEPTED, accepted(due_at=counter.clock.now() + timedelta(days=4)))
    settle(courier_of(counter, one.url), counter)
    for code in one.books.codes():
        agency_writes(one, code, NgayHenTra="20261130170000")
    promised = state(counter, ours).due_at
    looking = lookout(counter, one.url).pull()
    assert looking.differs == 1 and looking.news >= 1
    assert state(counter, ours).due_at == promised, "the citizen's paper stands"
    assert f"{state(counter, theirs).due_at.astimezone():%Y%m%d}" == "20261130"
    assert Sightings(counter.store).outlook().tasks == 1


# ------------------------------------------------------------------------------------------ proof


def prove(counter: Counter, one: Sandbox) -> Looking:
    return lookout(counter, one.url).prove(counter.clock.today())


def test_what_is_there_is_proven_with_counts_and_a_digest(sent: Any) -> None:
    counter, one, *_ = sent
    counter.receive()
    settle(courier_of(counter, one.url), counter)
    first = prove(counter, one)
    assert (first.looked, first.same, first.incidents, first.stopped) == (2, 2, 0, "")
    assert first.digest and first.digest == first.ours, "what is the same on both sides has one digest"
    again = prove(counter, one)
    assert (again.digest, again.ours) == (first.digest, first.ours)
    assert not counter.waiting()


def test_scans_that_went_are_no_line_that_could_be_missing(counter: Counter, province: Province) -> None:
    one = province(style=Style(shows="all"))
    counter.attach(counter.receive(), jpeg())
    settle(courier_of(counter, one.url, files_url=f"{one.url}/files"), counter)
    assert Kind.FILED in {item.event for item in counter.items()}
    found = prove(counter, one)
    assert (found.looked, found.same, found.offered) == (1, 1, 0)


@pytest.mark.parametrize("kind", ["missing", "behind", "ahead"])
def test_where_the_sides_part_the_digests_do(sent: Any, kind: str) -> None:
    counter, one, _, code = sent
    before = prove(counter, one)
    if kind == "missing":
        one.books.restore(0)
    else:
        agency_writes(one, code, TrangThaiHoSo="5" if kind == "ahead" else "2")
    found = prove(counter, one)
    assert getattr(found, kind) == 1
    assert found.ours == before.ours == before.digest
    assert found.digest != found.ours


def test_where_nothing_can_be_looked_up_nothing_is_proven(sent: Any) -> None:
    counter, *_ = sent
    dialect = Told()
    dialect.can = msgspec.structs.replace(dialect.can, looks_up=False)
    one = Lookout(Sightings(counter.store), Inbox(counter.store), dialect, clock=counter.clock.now)
    found = one.prove(counter.clock.today())
    assert (found.looked, found.left, found.stopped, found.digest) == (0, 1, "no_look_up", "")


@pytest.mark.parametrize("shows", ["all", "record"])
@pytest.mark.parametrize("keep", [0, 1, 2, 3])
def test_a_server_restored_from_yesterday_gets_back_what_it_lost(
    counter: Counter, province: Province, keep: int, shows: Any
) -> None:
    one = province(style=Style(shows=shows))
    dossier = counter.receive()
    settle(courier_of(counter, one.url), counter)
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    settle(courier_of(counter, one.url), counter)
    assert one.books.count() == 4
    one.books.restore(keep)
    found = prove(counter, one)
    seen = keep != 3 or shows == "all"
    assert found.incidents == int(seen), "a lost line alone is not shown by a record's status"
    assert verify(counter.store) == ()
    if found.incidents:
        assert Sightings(counter.store).outlook().incidents == 1
        settle(courier_of(counter, one.url), counter)
        assert_holds(one.books, counter, repeats=shows != "all")
        assert prove(counter, one).incidents == 0
        assert Sightings(counter.store).outlook().incidents == 0


def test_a_record_that_came_back_without_any_line_gets_them_all(counter: Counter, province: Province) -> None:
    """Its list is empty and says nothing; that others have lines says that it has none."""
    one = province(style=Style(shows="all"))
    whole = counter.receive()
    settle(courier_of(counter, one.url), counter)
    dossier = counter.receive()
    counter.act(dossier, Kind.CORRECTED, Corrected(reason="Gõ sai", note="x"))
    settle(courier_of(counter, one.url), counter)
    one.books.restore(3)
    assert prove(counter, one).behind == 1
    assert {item.dossier_id for item in counter.waiting()} == {dossier} != {whole}
    settle(courier_of(counter, one.url), counter)
    assert_holds(one.books, counter)


def test_of_states_that_follow_in_any_order_the_lines_tell_the_older(counter: Counter, province: Province) -> None:
    """4, 5 and 6: a server restored to 5 looks as if the agency had moved on from our 4."""
    one = province(style=Style(shows="all"))
    dossier = counter.receive()
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    counter.act(dossier, Kind.SUPPLEMENT_ASKED, SupplementAsked(missing=(Missing(name="x", originals=1),), reason="x"))
    settle(courier_of(counter, one.url), counter)
    keep = one.books.count()
    counter.act(dossier, Kind.SUPPLEMENTED, Supplemented(components=(Component(name="x", originals=1),)))
    settle(courier_of(counter, one.url), counter)
    one.books.restore(keep)
    assert prove(counter, one).behind == 1
    settle(courier_of(counter, one.url), counter)
    assert_holds(one.books, counter)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (Kind.HANDED_TO_AGENCY, HandedToAgency()),
        (Kind.SUPPLEMENT_ASKED, SupplementAsked(missing=(Missing(name="x", originals=1),), reason="x")),
    ],
    ids=["a step that is passed", "one that is not"],
)
def test_what_was_overtaken_before_its_loss_was_seen_strands_nothing(
    counter: Counter, province: Province, kind: Kind, body: Any
) -> None:
    """A strict server takes no line older than the newest: the record stands, and nobody is asked to do anything."""
    one = province(style=Style(shows="all"))
    dossier = counter.receive()
    settle(courier_of(counter, one.url), counter)
    keep = one.books.count()
    counter.act(dossier, Kind.CORRECTED, Corrected(reason="Gõ sai", note="x"))
    counter.act(dossier, kind, body)
    settle(courier_of(counter, one.url), counter)
    one.books.restore(keep)
    counter.act(dossier, Kind.WITHDRAWAL_ASKED, WithdrawalAsked(reason="Đổi ý"))
    settle(courier_of(counter, one.url), counter)
    for _ in range(MOST_OFFERS + 1):
        assert prove(counter, one).behind == 1
        settle(courier_of(counter, one.url), counter)
        assert not counter.waiting() and not counter.quarantined()
    (code,) = one.books.codes()
    record = one.books.record(code)
    assert record is not None and record["TrangThaiHoSo"] == str(int(Status.WITHDRAWAL))
    assert len(one.books.lines(code)) == 2 and not one.books.repeated_lines(code)


@pytest.mark.parametrize("shows", ["all", "record"])
def test_what_cannot_follow_the_state_a_server_fell_back_to_goes_behind_what_was_lost(
    counter: Counter, province: Province, shows: Any
) -> None:
    """2 may not become 10 there: nobody has to notice the restore, nor to do anything."""
    one = province(style=Style(shows=shows))
    dossier = counter.receive()
    settle(courier_of(counter, one.url), counter)
    keep = one.books.count()
    counter.act(dossier, Kind.RESULT_ARRIVED, ResultArrived())
    settle(courier_of(counter, one.url), counter)
    one.books.restore(keep)
    counter.act(dossier, Kind.HANDED_BACK, HandedBack(recipient=Recipient(full_name="Lò Văn Ín")))
    settle(courier_of(counter, one.url), counter)
    assert not counter.quarantined()
    assert_holds(one.books, counter, repeats=shows != "all")


def test_a_step_that_was_passed_there_is_missed_in_no_line(sent: Any) -> None:
    counter, one, dossier, code = sent
    agency_writes(one, code, TrangThaiHoSo="9", NgayKetThucXuLy="20261118100000")
    counter.act(dossier, Kind.AGENCY_ACCEPTED, accepted(code))
    settle(courier_of(counter, one.url), counter)
    counter.act(dossier, Kind.RESULT_ARRIVED, ResultArrived())
    settle(courier_of(counter, one.url), counter)
    assert len(one.books.lines(code)) == 3
    looking = prove(counter, one)
    assert (looking.same, looking.incidents) == (1, 0)


def test_what_cannot_be_mended_stands_and_is_not_sent_for_ever(sent: Any) -> None:
    counter, one, *_ = sent
    for _ in range(MOST_OFFERS):
        one.books.restore(0)
        assert prove(counter, one).offered > 0
        settle(courier_of(counter, one.url), counter)
    one.books.restore(0)
    last = prove(counter, one)
    assert (last.missing, last.offered) == (1, 0)
    assert Sightings(counter.store).outlook().incidents == 1
    assert not counter.waiting()


def test_a_server_that_shows_nothing_is_believed_to_have_what_it_says_is_there(
    counter: Counter, province: Province
) -> None:
    one = province(style=Style(shows="bare"))
    counter.receive()
    settle(courier_of(counter, one.url), counter)
    looking = prove(counter, one)
    assert (looking.there, looking.same, looking.incidents) == (1, 0, 0)


def test_a_look_that_failed_says_nothing(sent: Any) -> None:
    counter, one, *_ = sent
    one.faults.arm(Fault(play=Play.REFUSED, service="TraCuuHoSo"))
    looking = prove(counter, one)
    assert (looking.looked, looking.unread, looking.incidents, looking.offered) == (0, 1, 0, 0)
    one.faults.arm(Fault(play=Play.UNAVAILABLE, service="TraCuuHoSo"))
    looking = prove(counter, one)
    assert (looking.stopped, looking.missing) == ("unavailable", 0)


def test_a_line_that_ends_in_the_middle_leaves_the_rest_for_later(counter: Counter) -> None:
    for _ in range(3):
        counter.receive()
    dialect = Told()
    courier(counter, dialect).round(counter.clock.now())
    looks: list[Verdict] = [Later(None, "offline"), Unclear("answer_lost")]
    dialect.look_up = lambda *_: looks.pop()  # type: ignore[method-assign]
    one = Lookout(Sightings(counter.store), Inbox(counter.store), dialect, clock=counter.clock.now)
    looking = one.prove(counter.clock.today())
    assert (looking.looked, looking.unread, looking.left, looking.stopped) == (0, 2, 1, "offline")
    dialect.can = msgspec.structs.replace(dialect.can, looks_up=False)
    assert one.prove(counter.clock.today()).looked == 0


def test_comparing(sent: Any) -> None:
    counter, _, dossier, code = sent
    here = state(counter, dossier)

    def seen(**shown: Any) -> Seen:
        return compare(here, Shown(code=code, **shown), 2)[0]

    assert seen() is Seen.THERE
    assert seen(status=Status.IN_PROCESS, applicant="LÒ VĂN ÍN") is Seen.SAME
    assert seen(status=Status.IN_PROCESS, applicant="Lò Văn Pó") is Seen.DIFFERS
    assert seen(status=Status.IN_PROCESS, due_at=here.due_at + timedelta(seconds=30)) is Seen.SAME
    assert seen(status=Status.IN_PROCESS, due_at=here.due_at + timedelta(days=1)) is Seen.DIFFERS
    assert seen(status=Status.RECEIVED) is Seen.BEHIND
    assert seen(status=Status.SUPPLEMENT) is Seen.AHEAD
    assert seen(status=Status.SUPPLEMENT, lines=2) is Seen.AHEAD
    assert seen(status=Status.SUPPLEMENT, lines=1) is Seen.BEHIND
    assert seen(status=Status.IN_PROCESS, lines=1) is Seen.BEHIND
    assert seen(status=Status.HANDED_BACK) is Seen.AHEAD
