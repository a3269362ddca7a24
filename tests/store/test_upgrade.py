"""A real file of every released schema opens, is copied first, and loses nothing. `files/schema-N.sqlite.gz` were made
by the program of that schema and are never made again."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.events import Kind
from app.domain.jobs import State as JobState
from app.domain.queue import State
from app.office import DATABASE, PROFILE, Office, open_office
from app.store import SCHEMA
from app.store.ledger import verify
from tests.desk import FakeClock, clerk_of, draft, new_office, profile_text

FILES = Path(__file__).parent / "files"
RELEASED = sorted(int(file.name.removesuffix(".sqlite.gz").rpartition("-")[2]) for file in FILES.iterdir())


def opened(schema: int, data: Path) -> Office:
    data.mkdir()
    (data / DATABASE).write_bytes(gzip.decompress((FILES / f"schema-{schema}.sqlite.gz").read_bytes()))
    (data / PROFILE).write_text(profile_text(), encoding="utf-8")
    return open_office(data, FakeClock())


def shape(file: Path) -> list[tuple[str, str, str]]:
    """Every table, index and trigger, with its columns as SQLite sees them."""
    with closing(sqlite3.connect(file)) as conn:
        found = conn.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name").fetchall()
        return [
            (kind, name, str(conn.execute(f"PRAGMA table_info({name})").fetchall()) if kind == "table" else sql)
            for kind, name, sql in found
        ]


@pytest.mark.parametrize("schema", RELEASED)
def test_an_older_file_is_upgraded_and_loses_nothing(schema: int, tmp_path: Path) -> None:
    data = tmp_path / "data"
    office = opened(schema, data)
    try:
        assert office.store.schema() == SCHEMA
        assert verify(office.store) == ()
        (copy,) = (data / "backups").iterdir()
        with closing(sqlite3.connect(copy)) as conn:
            assert conn.execute("PRAGMA user_version").fetchone() == (schema,)
        assert {row.applicant for row in office.views.recent()} == {"Lò Văn Ín", "Giàng Thị Mỷ"}
        assert [item.state for item in office.outbox.items()] == [State.WAITING, State.WAITING, State.DELIVERED]
        clerk = clerk_of(office)
        receipt = office.counter.receive(draft(), clerk)
        assert receipt.dossier.code not in {"H35.99.07-261116-1000", "H35.99.07-261116-1001"}
        office.counter.act("H35.99.07-261116-1001", Kind.HANDED_TO_AGENCY, {}, clerk)
        assert verify(office.store) == ()
    finally:
        office.close()


def test_copies_printed_before_there_were_jobs_are_unknown(tmp_path: Path) -> None:
    office = opened(5, tmp_path / "data")
    try:
        jobs = office.jobs.of("H35.99.07-261116-1000")
        assert [(job.copy, job.state, job.last.reason, job.printer) for job in jobs] == [
            (1, JobState.UNKNOWN, "not_recorded", "pdf"),
            (2, JobState.UNKNOWN, "not_recorded", "HP_LaserJet"),
        ]
        assert office.jobs.interrupted(office.store.clock.now()) == (), (
            "nothing of them was cut short by a stop of the program"
        )
    finally:
        office.close()


@pytest.mark.parametrize("schema", RELEASED)
def test_an_upgraded_file_has_the_shape_of_a_new_one(schema: int, tmp_path: Path) -> None:
    opened(schema, tmp_path / "data").close()
    new_office(tmp_path / "fresh", FakeClock()).close()
    assert shape(tmp_path / "data" / DATABASE) == shape(tmp_path / "fresh" / DATABASE)


def test_the_files_of_released_schemas_are_here() -> None:
    assert RELEASED
    assert RELEASED[0] == 1
    assert (FILES / "schema-1.sqlite.gz").stat().st_size < 20_000
