"""A full disk, a read-only folder, a lock, a foreign file: one sentence each, nothing lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.clock import Clock
from app.errors import TooNew, Trouble
from app.office import DATABASE, Office, open_office
from app.people import Clerk
from app.store import Store
from app.store.ledger import verify
from app.wording import SENTENCES, say
from tests.desk import FakeClock, clerk_of, draft, new_office


def on_the_pooled_connection(office: Office, pragma: str) -> None:
    """The pool hands the same connection to the next caller of this thread, so the pragma stays in force."""
    with office.store.read() as conn:
        conn.exec_driver_sql(pragma)


def fill(office: Office, clerk: Clerk) -> None:
    for _ in range(200):
        office.counter.receive(draft(), clerk)


def test_a_full_disk_loses_nothing_and_heals(office: Office) -> None:
    clerk = clerk_of(office)
    first = office.counter.receive(draft(), clerk).dossier.code
    with office.store.read() as conn:
        pages = conn.exec_driver_sql("PRAGMA page_count").scalar_one()
    on_the_pooled_connection(office, f"PRAGMA max_page_count={pages}")
    with pytest.raises(Trouble, match="disk_full"):
        fill(office, clerk)
    kept = len(office.views.recent(300))
    assert verify(office.store) == ()
    on_the_pooled_connection(office, "PRAGMA max_page_count=1073741823")
    after = office.counter.receive(draft(), clerk).dossier.code
    assert int(after[-4:]) == int(first[-4:]) + kept, "the refused receipt took no number"


def test_a_read_only_database_is_told_and_still_reads(office: Office) -> None:
    clerk = clerk_of(office)
    code = office.counter.receive(draft(), clerk).dossier.code
    on_the_pooled_connection(office, "PRAGMA query_only=ON")
    with pytest.raises(Trouble, match="read_only"):
        office.counter.receive(draft(), clerk)
    assert office.views.dossier(code) is not None


def test_a_writer_waits_for_another_and_then_says_so(office: Office) -> None:
    store = Store.open(office.store.path, FakeClock(), busy_seconds=0.05)
    with closing(sqlite3.connect(office.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Trouble, match="database_locked"), store.write():
            pytest.fail("the lock was not respected")
        other.execute("ROLLBACK")
    with store.write():
        pass
    store.close()


def test_what_is_no_database_of_ours_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / DATABASE
    with closing(sqlite3.connect(file)) as conn:
        conn.execute("CREATE TABLE shopping(item)")
        conn.commit()
    before = file.read_bytes()
    with pytest.raises(Trouble, match="database_foreign"):
        Store.open(file, Clock())
    with closing(sqlite3.connect(file)) as conn:
        assert conn.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)
    assert len(file.read_bytes()) == len(before)


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    new_office(data, FakeClock()).close()
    with closing(sqlite3.connect(data / DATABASE)) as conn:
        conn.execute("PRAGMA user_version=8")
        conn.commit()
    with pytest.raises(TooNew):
        open_office(data, FakeClock())


def test_a_setup_cut_short_is_done_again(tmp_path: Path) -> None:
    """The profile is written last; a database without it is the leftover of a power cut during set-up."""
    data = tmp_path / "data"
    new_office(data, FakeClock()).close()
    (data / "profile.toml").unlink()
    again = new_office(data, FakeClock())
    assert again.counter.receive(draft(), clerk_of(again)).dossier.code.endswith("-1000")
    again.close()


@pytest.mark.parametrize("code", ["disk_full", "read_only", "database_locked", "database_corrupt", "cannot_open"])
def test_each_trouble_says_that_what_was_saved_is_safe(code: str) -> None:
    sentence = say(Trouble(code))
    assert sentence == SENTENCES[code]
    assert any(word in sentence for word in ("an toàn", "Chưa có gì bị mất", "Đừng xóa", "Không mở được"))
