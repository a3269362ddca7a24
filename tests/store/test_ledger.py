"""G1, G8, G10: what is committed stays, in order, and can be proven."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from app.domain.events import Kind, Status
from app.errors import Rejected
from app.office import Office
from app.store.ledger import rebuild, verify
from tests.desk import FakeClock, clerk_of, draft


def test_a_receipt_is_event_state_and_queue_entry(office: Office) -> None:
    receipt = office.counter.receive(draft(), clerk_of(office))
    assert receipt.dossier.code == "H35.99.07-261116-1000"
    stored = office.views.dossier(receipt.dossier.code)
    assert stored == receipt.dossier
    (item,) = office.outbox.items()
    assert (item.event, item.state.value, item.attempts) == (Kind.RECEIVED, "waiting", 0)
    assert verify(office.store) == ()


def test_a_rejected_draft_leaves_no_trace(office: Office) -> None:
    with pytest.raises(Rejected):
        office.counter.receive(draft(applicant__full_name=" "), clerk_of(office))
    assert office.views.recent() == ()
    assert office.counter.receive(draft(), clerk_of(office)).dossier.code.endswith("-1000")


def test_events_cannot_be_changed_or_removed(office: Office) -> None:
    office.counter.receive(draft(), clerk_of(office))
    with closing(sqlite3.connect(office.store.path)) as conn:
        for attack in ("UPDATE event SET actor='x'", "DELETE FROM event", "DELETE FROM outbox"):
            with pytest.raises(sqlite3.IntegrityError):
                conn.execute(attack)


@pytest.mark.parametrize(
    ("attack", "code"),
    [
        ("UPDATE event SET body=CAST(replace(CAST(body AS TEXT), 'Văn', 'Vân') AS BLOB) WHERE seq=2", "chain_broken"),
        ("UPDATE event SET actor='khác' WHERE seq=2", "chain_broken"),
        ("DELETE FROM event WHERE seq=2", "event_missing"),
        ("UPDATE dossier SET status=10 WHERE row=1", "state_differs"),
        ("UPDATE dossier SET phone='0999' WHERE row=1", "state_differs"),
        ("DELETE FROM dossier WHERE row=2", "dossier_missing"),
        ("DELETE FROM outbox WHERE seq=3", "queue_entry_missing"),
        ("UPDATE outbox SET state='sending' WHERE seq=1", "queue_entry_wrong"),
        ("UPDATE outbox SET state='delivered' WHERE seq=1", "queue_entry_wrong"),
    ],
)
def test_verify_finds_what_was_done_behind_the_ledger(office: Office, attack: str, code: str) -> None:
    clerk = clerk_of(office)
    for _ in range(3):
        office.counter.receive(draft(), clerk)
    office.store.close()
    with closing(sqlite3.connect(office.store.path)) as conn:
        for trigger in ("event_never_changes", "event_never_goes", "outbox_never_goes"):
            conn.execute(f"DROP TRIGGER {trigger}")
        conn.execute(attack)
        conn.commit()
    assert code in {finding.code for finding in verify(office.store)}


def test_a_flipped_byte_is_found(office: Office) -> None:
    """G10. Every 997th byte of the used pages, one at a time: integrity, chain or state must notice."""
    clerk = clerk_of(office)
    for _ in range(5):
        office.counter.receive(draft(), clerk)
    with office.store.read() as conn:
        conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    office.store.close()
    with closing(sqlite3.connect(office.store.path)) as conn:
        (blob,) = conn.execute("SELECT body FROM event WHERE seq=3").fetchone()
    whole = office.store.path.read_bytes()
    # Inside a fact: its text stands in the file once as the event's body and once in the folded state.
    for place in range(whole.index(blob), whole.index(blob) + len(blob), 97):
        flipped = bytearray(whole)
        flipped[place] ^= 0x01
        office.store.path.write_bytes(flipped)
        assert verify(office.store), f"byte {place} flipped unnoticed"
        office.store.close()
    office.store.path.write_bytes(whole)
    assert verify(office.store) == ()


def test_the_read_tables_can_be_made_again(office: Office) -> None:
    clerk = clerk_of(office)
    code = office.counter.receive(draft(), clerk).dossier.code
    office.counter.receive(draft(applicant__full_name="Giàng Thị Mỷ"), clerk)
    office.counter.act(code, Kind.CORRECTED, {"reason": "gõ nhầm", "applicant": {"full_name": "Lò Văn Ính"}}, clerk)
    before = (office.views.recent(), office.views.search("lo van inh"), office.views.search("giang"))
    assert rebuild(office.store) == 2
    assert (office.views.recent(), office.views.search("lo van inh"), office.views.search("giang")) == before
    assert verify(office.store) == ()


def test_a_clock_that_goes_back_changes_no_order(office: Office, clock: FakeClock) -> None:
    """G8: inside a dossier time never goes back; the device's own time is kept beside it; the clerk is told."""
    clerk = clerk_of(office)
    first = office.counter.receive(draft(), clerk)
    clock.tick(days=-3 * 365)
    again = office.counter.receive(draft(), clerk)
    assert [w.code for w in again.warnings if w.code == "clock_back"] == ["clock_back"]
    after = office.counter.act(first.dossier.code, Kind.HANDED_TO_AGENCY, {}, clerk)
    assert after.updated_at == first.dossier.updated_at
    moments = office.views.timeline(first.dossier.id)
    assert [m.at for m in moments] == sorted(m.at for m in moments)
    with office.store.read() as conn:
        device = conn.exec_driver_sql("SELECT device_at FROM event ORDER BY seq").scalars().all()
    assert device[1] < device[0]
    assert verify(office.store) == ()


def test_the_known_error_of_the_clock_is_kept_with_each_event(office: Office, clock: FakeClock) -> None:
    office.outbox.heard(clock.now(), -90_000)
    office.counter.receive(draft(), clerk_of(office))
    with office.store.read() as conn:
        assert conn.exec_driver_sql("SELECT offset_ms FROM event").scalar_one() == -90_000


def test_an_older_move_cannot_follow_a_newer_state(office: Office) -> None:
    clerk = clerk_of(office)
    code = office.counter.receive(draft(), clerk).dossier.code
    with pytest.raises(Rejected) as told:
        office.counter.act(code, Kind.HANDED_BACK, {"recipient": {}}, clerk)
    problem = told.value.problems["event"]
    assert problem.code == "move_not_allowed"
    assert "result_arrived" in str(problem.facts["allowed"])
    dossier = office.views.dossier(code)
    assert dossier is not None
    assert dossier.status is Status.RECEIVED
