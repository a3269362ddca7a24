"""The window's handle on the courier: it leaves the window its head start, and delivers as soon as it is wanted."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.certificate import certificate
from app.cli.sending import Sending
from app.errors import Rejected
from app.office import Office, open_office
from app.packages import new_key, publish
from app.settings import assets
from sync.lookout import Looking
from sync.sandbox import Fault, Play, Sandbox, serve
from tests.desk import FakeClock, clerk_of, draft, new_office

PATIENCE = 20.0


@pytest.fixture
def province() -> Iterator[Sandbox]:
    one = serve()
    yield one
    one.stop()


@pytest.fixture
def office(tmp_path: Path, province: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("QUAY_TEST_SECRET", "tap-huan")
    opened = new_office(tmp_path / "data", FakeClock(), url=province.url)
    yield opened
    opened.close()


def _comes_true(what: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while not what() and time.monotonic() < until:
        time.sleep(0.01)
    return what()


def _threads() -> set[str]:
    return {thread.name for thread in threading.enumerate()} & {"sync", "sync-begins"}


def test_nothing_is_loaded_before_somebody_wants_it(office: Office) -> None:
    sending = Sending(office, office.store.clock, head_start=3600)
    office.counter.receive(draft(), clerk_of(office))
    assert _threads() == {"sync-begins"}
    sending.nudge()
    assert _comes_true(lambda: office.outbox.summary().delivered == 1)
    sending.stop()
    assert _threads() == set()


def test_what_waits_goes_by_itself_after_the_head_start(office: Office) -> None:
    office.counter.receive(draft(), clerk_of(office))
    sending = Sending(office, office.store.clock, head_start=0.0)
    assert _comes_true(lambda: office.outbox.summary().delivered == 1)
    assert _comes_true(lambda: sending.last is not None)
    sending.stop()


def test_a_pause_before_the_courier_exists_holds(office: Office) -> None:
    office.counter.receive(draft(), clerk_of(office))
    sending = Sending(office, office.store.clock, head_start=3600)
    sending.pause(True)
    assert sending.test() is not None, "a test asks the server also while nothing is sent"
    assert office.outbox.summary().waiting == 1
    sending.pause(False)
    sending.nudge()
    assert _comes_true(lambda: office.outbox.summary().delivered == 1)
    sending.stop()


def test_stopping_before_it_began_ends_at_once(office: Office) -> None:
    sending = Sending(office, office.store.clock, head_start=3600)
    sending.stop()
    sending.stop()
    assert _threads() == set()


def test_a_missing_secret_is_reported_and_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUAY_TEST_SECRET", raising=False)
    office = new_office(tmp_path / "data", FakeClock(), url="https://mot-cua.invalid")
    told: list[object] = []
    sending = Sending(office, office.store.clock, head_start=3600)
    sending.on_report = told.append
    sending.nudge()
    assert _comes_true(lambda: bool(told))
    assert getattr(told[0], "stopped", "") == "secret_missing"
    assert sending.test() is told[0]
    sending.stop()
    office.close()


def test_a_proof_that_is_asked_for_early_comes_when_the_courier_does_also_while_paused(office: Office) -> None:
    office.counter.receive(draft(), clerk_of(office))
    sending = Sending(office, office.store.clock, head_start=0.0)
    assert _comes_true(lambda: office.outbox.summary().delivered == 1)
    sending.stop()
    told: list[Looking] = []
    threads: list[str] = []

    def looked(looking: object) -> None:
        threads.append(threading.current_thread().name)
        assert isinstance(looking, Looking)
        told.append(looking)

    again = Sending(office, office.store.clock, head_start=3600)
    again.on_looked = looked
    again.pause(True)
    day = office.store.clock.today()
    again.prove(day, "Lò Thị Dung")
    assert _comes_true(lambda: len(told) == 1)
    again.prove(day, "Tòng Văn Inh")
    assert _comes_true(lambda: len(told) == 2)
    again.stop()
    assert [(one.day, one.looked, one.incidents, one.stopped) for one in told] == [(day, 1, 0, "")] * 2
    assert threads == ["sync", "sync"]
    kept = office.proofs.of(day)
    assert kept is not None and (kept.by, kept.found.looked) == ("Tòng Văn Inh", 1)
    assert certificate(office, day, clerk_of(office)).startswith(b"%PDF-")


def test_what_a_proof_misses_is_sent_again_by_itself_and_ends_every_wait(office: Office, province: Sandbox) -> None:
    office.counter.receive(draft(), clerk_of(office))
    sending = Sending(office, office.store.clock, head_start=0.0)
    told: list[object] = []
    sending.on_looked = told.append
    assert _comes_true(lambda: office.outbox.summary().delivered == 1)
    # The idle look that follows a round asks the same address: the fault is for what is sent alone.
    province.faults.arm(Fault(play=Play.UNAVAILABLE, service="DongBoHoSoMC", retry_after="3600"))
    office.counter.receive(draft(), clerk_of(office))
    sending.nudge()
    assert _comes_true(lambda: getattr(sending.last, "stopped", "") == "unavailable")
    province.books.restore(0)
    sending.prove(office.store.clock.today(), "Lò Thị Dung")
    assert _comes_true(lambda: len(told) == 1)
    assert _comes_true(lambda: len(office.rounds.recent()) == 3)
    sending.stop()
    assert len(province.books.codes()) == office.outbox.summary().delivered == 2
    assert isinstance(told[0], Looking) and (told[0].missing, told[0].offered) == (1, 1)
    assert [(one.delivered, one.stopped) for one in office.rounds.recent()] == [(2, ""), (0, "unavailable"), (1, "")]


def test_without_a_courier_a_proof_says_why_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUAY_TEST_SECRET", raising=False)
    office = new_office(tmp_path / "data", FakeClock(), url="https://mot-cua.invalid")
    day = office.store.clock.today()
    sending = Sending(office, office.store.clock, head_start=3600)
    told: list[object] = []
    sending.on_looked = told.append
    sending.prove(day, "Lò Thị Dung")
    assert _comes_true(lambda: len(told) == 1)
    sending.prove(day, "Lò Thị Dung")
    assert [(one.day, one.stopped) for one in told if isinstance(one, Looking)] == [(day, "secret_missing")] * 2
    assert office.proofs.of(day) is None
    with pytest.raises(Rejected):
        certificate(office, day, clerk_of(office))
    sending.stop()
    office.close()


def test_once_a_day_while_nothing_waits_it_looks_at_what_is_offered_and_published(
    tmp_path: Path, province: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUAY_TEST_SECRET", "tap-huan")
    catalogue = tmp_path / "catalogue"
    shutil.copytree(assets("catalogue"), catalogue)
    version = (catalogue / "catalogue.toml").read_text(encoding="utf-8").replace('"2026-07"', '"2026-12"')
    (catalogue / "catalogue.toml").write_text(version, encoding="utf-8")
    secret, public = new_key()
    publish(tmp_path / "out", secret, {"catalogue": catalogue})
    province.desk.packages.folder = tmp_path / "out"
    province.desk.directory.gone.add("1.001193")  # type: ignore[attr-defined]
    clock = FakeClock()
    new_office(tmp_path / "data", clock, url=province.url).close()
    profile = tmp_path / "data" / "profile.toml"
    named = f'[server]\npackages_url = "{province.url}/packages"\npackages_key = "{public}"'
    profile.write_text(profile.read_text(encoding="utf-8").replace("[server]", named), encoding="utf-8")
    office = open_office(tmp_path / "data", clock)
    office.parcels.meter(True)
    sending = Sending(office, clock, head_start=0.0)
    office.counter.receive(draft(), clerk_of(office))
    sending.nudge()
    assert _comes_true(lambda: office.outbox.summary().delivered == 1)
    assert not {"packages", "LayDanhSachTTHC"} & set(province.desk.calls), "not on a line that costs money"
    sending.stop()
    office.parcels.meter(False)
    sending = Sending(office, clock, head_start=0.0)
    assert _comes_true(lambda: office.packages.held()[0].waiting == "2026-12")
    assert [(one.code, one.theirs) for one in office.listing.differing()] == [("1.001193", "")]
    sending.stop()
    office.close()
