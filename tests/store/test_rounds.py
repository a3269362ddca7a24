"""The courier's book of rounds, and the proofs that are kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from app.domain.events import Kind
from app.domain.proof import Carried, Found, Proof
from app.office import Office
from app.store import proofs, rounds
from app.store.ledger import verify
from app.store.rounds import Round
from tests.desk import MONDAY, FakeClock, clerk_of, draft

TODAY = date(2026, 11, 16)


def one(at: datetime = MONDAY, **figures: object) -> Round:
    return msgspec.structs.replace(Round(at=at, calls=1), **figures)


def test_a_round_comes_back_as_it_was_noted(office: Office) -> None:
    noted = Round(
        at=MONDAY,
        seconds=1.25,
        calls=3,
        bytes_up=4_000_000_000,
        bytes_down=5,
        delivered=6,
        already_there=7,
        postponed=8,
        quarantined=9,
        files=10,
        file_calls=11,
        file_bytes_up=12,
        file_bytes_down=13,
        file_seconds=14.5,
        lanes=4,
        stopped="offline",
    )
    office.rounds.add(one(calls=2))
    office.rounds.add(noted)
    assert office.rounds.recent(1) == (noted,)
    assert [was.calls for was in office.rounds.recent()] == [3, 2]


def test_a_day_is_the_vietnamese_one_and_sums_events_and_scans(office: Office) -> None:
    midnight = datetime(2026, 11, 15, 17, 0, tzinfo=UTC)
    for at in (midnight - timedelta(microseconds=1), midnight + timedelta(days=1)):
        office.rounds.add(one(at, bytes_up=1000))
    office.rounds.add(one(midnight, seconds=0.1, bytes_up=10, bytes_down=20, delivered=2, already_there=1))
    office.rounds.add(
        one(
            midnight + timedelta(hours=23),
            seconds=0.2,
            file_seconds=3.0,
            file_calls=2,
            file_bytes_up=5,
            file_bytes_down=6,
            files=1,
        )
    )
    assert office.rounds.day(TODAY) == Carried(
        rounds=2, calls=4, bytes_up=15, bytes_down=26, seconds=3.3, delivered=3, files=1
    )
    assert office.rounds.day(TODAY + timedelta(days=9)) == Carried()


def test_old_rounds_are_forgotten_by_their_number_whatever_the_clock_says(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "KEPT", 3)
    years = [0, 3, -2, 0, 1]
    for calls, year in enumerate(years, 1):
        office.rounds.add(one(MONDAY + timedelta(days=365 * year), calls=calls))
    assert [was.calls for was in office.rounds.recent()] == [5, 4, 3]


def keep(office: Office, found: Found, day: date = TODAY) -> Proof:
    return office.proofs.keep(
        found, day, office.store.clock.now(), by="Lò Thị Dung", unit="Bưu điện", point="H35.99.07", counter=1
    )


def test_a_proof_is_kept_with_the_day_as_it_stood(office: Office, clock: FakeClock) -> None:
    clerk = clerk_of(office)
    sent, waits, shelved = (office.counter.receive(draft(), clerk).dossier.code for _ in range(3))
    office.counter.act(waits, Kind.HANDED_TO_AGENCY, {}, clerk)
    office.counter.act(shelved, Kind.HANDED_TO_AGENCY, {}, clerk)
    heads = {entry.wire_code: entry for entry in office.outbox.due(MONDAY)}
    office.outbox.acknowledge((heads[sent],), "ok", MONDAY)
    office.outbox.quarantine(heads[shelved], "refused", "", asked=False)
    office.rounds.add(one(delivered=1))
    found = Found(looked=1, same=1, digest="ab", ours="ab")
    proof = keep(office, found)
    assert (proof.received, proof.delivered, proof.carried.rounds) == (3, 1, 1)
    assert (proof.waiting.dossiers, proof.waiting.codes) == (1, (waits,))
    assert (proof.quarantined.dossiers, proof.quarantined.codes) == (1, (shelved,))
    assert proof.head == 5 and len(proof.link) == 64
    assert office.proofs.of(TODAY) == proof
    assert office.proofs.of(TODAY - timedelta(days=1)) is None
    clock.tick(hours=1)
    office.outbox.acknowledge((heads[waits],), "ok", clock.now())
    assert office.proofs.of(TODAY) == proof, "what was proven stands as it was"
    assert verify(office.store) == ()


def test_the_newest_proofs_of_each_day_stay(office: Office) -> None:
    keep(office, Found(looked=99), TODAY - timedelta(days=1))
    for looked in range(proofs.KEPT + 3):
        keep(office, Found(looked=looked))
    newest = office.proofs.of(TODAY)
    assert newest is not None and newest.found.looked == proofs.KEPT + 2
    older = office.proofs.of(TODAY - timedelta(days=1))
    assert older is not None and older.found.looked == 99
    with office.store.read() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM proof").scalar_one() == proofs.KEPT + 1


def test_a_desk_slip_is_no_dossier_received(office: Office) -> None:
    clerk = clerk_of(office)
    office.counter.receive(draft(), clerk)
    assert keep(office, Found()).received == 1
    assert not Found(left=1).whole and not Found(unread=1).whole and not Found(stopped="offline").whole
    assert Found(looked=3, missing=3).whole
