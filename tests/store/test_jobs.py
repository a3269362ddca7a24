"""Print jobs in the store: one table of moves, rows that are never changed, and the same copy only while no paper is
out."""

from __future__ import annotations

import hashlib
import sqlite3

import pytest

from app.domain.jobs import MOVES, NO_PAPER, State, allowed, path_wrong
from app.errors import Rejected
from app.office import Office
from app.print_jobs import awaited
from app.store.ledger import Finding, verify
from tests.desk import FakeClock, clerk_of, draft


def printed(office: Office, *, target: str = "Quay", reason: str = "") -> tuple[str, int]:
    """A dossier with one copy of Form 01; its code and the job's number."""
    clerk = clerk_of(office)
    code = office.counter.receive(draft(), clerk).dossier.code
    office.counter.print_paper(code, "01", "a5", clerk, target=target, reason=reason)
    job = office.jobs.last(code, "01")
    assert job is not None
    return code, job.seq


def codes(error: Rejected) -> dict[str, str]:
    return {field: problem.code for field, problem in error.problems.items()}


def test_a_printed_event_and_its_job_are_one_transaction(office: Office) -> None:
    code, seq = printed(office)
    job = office.jobs.read.get(seq)
    assert (job.code, job.form, job.copy, job.state, job.printer) == (code, "01", 1, State.QUEUED, "Quay")
    (event,) = [past for past in office.views.timeline(job.dossier_id) if past.seq == seq]
    assert event.kind.value == "printed"
    assert verify(office.store) == ()


@pytest.mark.parametrize("before", State)
def test_only_the_moves_of_the_table_are_taken(office: Office, before: State) -> None:
    """From a state, by the shortest way there, every step: taken when the table has it, else refused whole."""
    code, _ = printed(office)
    for after in State:
        office.counter.print_paper(code, "01", "a5", clerk_of(office), target="Quay", reason="In lại")
        job = office.jobs.last(code, "01")
        assert job is not None
        for state in _way(before):
            job = office.jobs.note(job.seq, state, None)
        if allowed(before, after):
            assert office.jobs.note(job.seq, after, None).state is after
            continue
        with pytest.raises(Rejected) as refused:
            office.jobs.note(job.seq, after, None)
        assert codes(refused.value) == {"job": "job_move"}
        assert office.jobs.read.get(job.seq) == job
    assert verify(office.store) == ()


def _way(to: State) -> tuple[State, ...]:
    """The shortest way from queued."""
    ways: list[tuple[State, ...]] = [()]
    while True:
        for way in ways:
            if (way[-1] if way else State.QUEUED) is to:
                return way
        ways = [(*way, step) for way in ways for step in sorted(MOVES[way[-1] if way else State.QUEUED])]


@pytest.mark.parametrize("statement", ["UPDATE print_job SET copy=9", "DELETE FROM print_job"])
@pytest.mark.parametrize("table", ["print_job", "print_step"])
def test_nothing_is_changed_or_taken_away(office: Office, statement: str, table: str) -> None:
    printed(office)
    with pytest.raises(sqlite3.IntegrityError, match="append only"), office.store.write() as conn:
        conn.execute(statement.replace("print_job", table).replace("copy=9", "rowid=9"))


def test_the_same_copy_goes_out_again_only_while_no_paper_is_out(office: Office, clock: FakeClock) -> None:
    code, seq = printed(office)
    first = office.jobs.read.get(seq)
    office.jobs.note(seq, State.FAILED, None, reason="refused")
    # What happened since must not change the copy: it is made from the state that it was numbered in.
    clock.tick(hours=3)
    paper = office.jobs.again(seq, clerk_of(office), "Canon")
    assert hashlib.sha256(paper.bytes).hexdigest() == first.sha256
    assert (office.jobs.read.get(seq).state, office.jobs.read.get(seq).printer) == (State.QUEUED, "Canon")
    office.jobs.note(seq, State.SENT, None, printer="Canon", spool=7)
    for state, reason in ((State.STOPPED, "media_empty"), (State.DONE, ""), (State.FAILED, "no_paper")):
        with pytest.raises(Rejected) as refused:
            office.jobs.again(seq, clerk_of(office), "Canon")
        assert codes(refused.value) == {"job": "copy_may_be_out"}
        office.jobs.note(seq, state, None, reason=reason)
    with pytest.raises(Rejected):
        office.jobs.again(seq, clerk_of(office), "Canon")
    dossier = office.views.dossier(code)
    assert dossier is not None and dossier.prints == {"01": 1}


def test_a_copy_that_cannot_be_made_again_to_the_byte_is_refused(office: Office) -> None:
    _, seq = printed(office)
    office.jobs.note(seq, State.FAILED, None, reason="refused")
    with office.store.write() as conn:
        conn.execute("DROP TRIGGER print_job_never_changes")
        conn.execute("UPDATE print_job SET printed_at=printed_at+3600000000")
    with pytest.raises(Rejected) as refused:
        office.jobs.again(seq, clerk_of(office), "Canon")
    assert codes(refused.value) == {"job": "copy_not_same"}
    assert office.jobs.read.get(seq).state is State.FAILED


@pytest.mark.parametrize(
    ("steps", "doubt"),
    [
        ((), True),
        (((State.SENT, ""),), True),
        (((State.SENT, ""), (State.DONE, "")), False),
        (((State.SENT, ""), (State.DONE, ""), (State.FAILED, "no_paper")), True),
        (((State.SENT, ""), (State.CANCELLED, "withdrawn")), False),
        (((State.SENT, ""), (State.CANCELLED, "midway")), True),
        (((State.SENT, ""), (State.FAILED, "aborted")), True),
        (((State.FAILED, "refused"),), False),
        (((State.SAVED, ""),), False),
        (((State.UNKNOWN, "interrupted"),), True),
        (((State.UNKNOWN, "interrupted"), (State.PAD_OWED, ""), (State.PADDED, "")), True),
        (((State.SENT, ""), (State.CONFIRMED, "scan")), False),
    ],
)
def test_the_next_copy_says_so_when_nobody_knows_of_the_one_before(
    office: Office, steps: tuple[tuple[State, str], ...], doubt: bool
) -> None:
    code, seq = printed(office)
    for state, reason in steps:
        office.jobs.note(seq, state, None, reason=reason)
    office.counter.print_paper(code, "01", "a5", clerk_of(office), target="Quay", reason="In lại")
    second = office.jobs.last(code, "01")
    assert second is not None and (second.copy, second.doubt) == (2, doubt)


def test_what_the_system_says_late_changes_nothing_a_person_knows(office: Office) -> None:
    _, seq = printed(office)
    office.jobs.note(seq, State.SENT, None, spool=3)
    office.jobs.confirm(seq, clerk_of(office))
    assert office.jobs.learn(seq, State.DONE) is None
    assert office.jobs.learn(seq, State.CANCELLED, reason="midway") is None
    assert office.jobs.read.get(seq).state is State.CONFIRMED


def test_a_scan_confirms_the_newest_copy_and_no_older_one(office: Office) -> None:
    code, seq = printed(office)
    clerk = clerk_of(office)
    office.jobs.note(seq, State.SENT, None, spool=3)
    office.counter.print_paper(code, "01", "a5", clerk, target="Quay", reason="In lại")
    newest = office.jobs.scanned(code.lower(), clerk)
    assert newest is not None and (newest.copy, newest.state, newest.last.reason) == (2, State.CONFIRMED, "scan")
    assert office.jobs.scanned(code, clerk) is None
    assert office.jobs.read.get(seq).state is State.SENT
    assert awaited(office.jobs.of(code)) is None


def test_the_day_knows_what_is_not_confirmed_and_what_was_reprinted(office: Office, clock: FakeClock) -> None:
    code, seq = printed(office)
    clerk, today = clerk_of(office), clock.today()
    clock.tick(days=1)
    office.counter.print_paper(code, "01", "a5", clerk, target="Quay", reason="In lại")
    second = office.jobs.last(code, "01")
    assert second is not None
    assert [job.seq for job in office.jobs.unconfirmed(today)] == [seq]
    assert [job.seq for job in office.jobs.unconfirmed(clock.today())] == [second.seq]
    assert (office.jobs.read.reprints(today), office.jobs.read.reprints(clock.today())) == (0, 1)
    office.jobs.note(second.seq, State.SENT, None)
    office.jobs.confirm(second.seq, clerk)
    assert office.jobs.unconfirmed(clock.today()) == ()


def test_a_pads_number_is_entered_later_and_may_be_put_right(office: Office) -> None:
    _, seq = printed(office)
    clerk = clerk_of(office)
    office.jobs.note(seq, State.FAILED, None, reason="refused")
    office.jobs.pad(seq, clerk)
    assert [job.seq for job in office.jobs.read.owed()] == [seq]
    with pytest.raises(Rejected) as refused:
        office.jobs.pad(seq, clerk, "9" * 41)
    assert codes(refused.value) == {"number": "too_long"}
    assert office.jobs.pad(seq, clerk, "00421").pad == "00421"
    assert office.jobs.pad(seq, clerk, "00422").pad == "00422"
    assert office.jobs.read.owed() == ()


def test_verify_sees_a_missing_job_and_a_path_that_is_none(office: Office) -> None:
    _, seq = printed(office)
    with office.store.write() as conn:
        conn.execute(
            "INSERT INTO print_step(job, step, state, at, actor, reason, printer, spool, detail) "
            "VALUES(?, 2, 'done', 0, '', '', '', 0, '')",
            (seq,),
        )
    assert verify(office.store) == (Finding("job_path_wrong", str(seq)),)
    with office.store.write() as conn:
        for table in ("print_step", "print_job"):
            conn.execute(f"DROP TRIGGER {table}_never_goes")
            conn.execute(f"DELETE FROM {table}")
    assert verify(office.store) == (Finding("job_missing", str(seq)),)


def test_paths() -> None:
    assert path_wrong(())
    assert path_wrong((State.SENT,))
    assert not path_wrong((State.UNKNOWN,))
    assert not path_wrong((State.QUEUED, State.SENT, State.STOPPED, State.SENT, State.DONE, State.CONFIRMED))
    assert all(allowed(state, State.QUEUED) for state, _ in NO_PAPER)
    assert {state for state in State if allowed(state, State.QUEUED)} == {state for state, _ in NO_PAPER}
