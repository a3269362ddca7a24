"""Scans at the counter: checked, kept once, whole before their event; full disks, copies and the way back."""

from __future__ import annotations

import errno
import os
import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.domain.dossier import Scan
from app.errors import Rejected, Trouble
from app.office import DATABASE, Office, back_up, open_office, restore_office
from app.store.ledger import verify
from app.store.scans import Scans
from tests.desk import FakeClock, clerk_of, draft
from tests.scanned import jpeg, pdf


def receive(office: Office) -> tuple[str, str]:
    """A dossier's code and the name of its first paper."""
    dossier = office.counter.receive(draft(), clerk_of(office)).dossier
    return dossier.code, dossier.filing.components[0].name


def attach_all(office: Office, code: str, paper: str, contents: Iterable[bytes]) -> None:
    for content in contents:
        office.counter.attach(code, paper, content, clerk_of(office))


def files_of(office: Office) -> list[str]:
    folder = office.data / "scans"
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_a_scan_is_an_event_a_file_and_a_queue_entry(office: Office) -> None:
    code, paper = receive(office)
    content = jpeg(5000)
    dossier = office.counter.attach(code, paper, content, clerk_of(office))
    (scan,) = dossier.scans
    assert (scan.name, scan.size, scan.media, scan.pages, scan.link) == (paper, len(content), "image/jpeg", 1, "")
    assert files_of(office) == [f"{scan.sha256[:2]}/{scan.sha256}"]
    assert Scans(office.data).read(scan.sha256) == content
    assert office.parcels.tally().waiting == 1
    assert office.outbox.summary().waiting == 1, "the event itself is owed to nobody"
    assert [m.kind.value for m in office.views.timeline(dossier.id)] == ["received", "scanned"]
    assert verify(office.store) == ()


def test_what_packs_well_is_kept_packed_and_two_dossiers_share_a_file(office: Office) -> None:
    content = pdf(1, b"trang " * 20_000)
    scans: list[Scan] = []
    for _ in range(2):
        code, paper = receive(office)
        scans += office.counter.attach(code, paper, content, clerk_of(office)).scans
    (name,) = files_of(office)
    assert name.endswith(".z") and (office.data / "scans" / name).stat().st_size < len(content) / 10
    assert {Scans(office.data).read(scan.sha256) for scan in scans} == {content}
    assert office.parcels.tally().waiting == 2


@pytest.mark.parametrize(
    ("paper", "content", "field", "code"),
    [
        ("", jpeg(), "paper", "paper_not_in_dossier"),
        ("giấy khác", jpeg(), "paper", "paper_not_in_dossier"),
        (None, b"GIF89a", "file", "scan_not_known"),
        (None, pdf(1, trailer=b"/Encrypt 9 0 R"), "file", "scan_locked"),
    ],
)
def test_what_is_refused_leaves_nothing(office: Office, paper: Any, content: bytes, field: str, code: str) -> None:
    known, first = receive(office)
    with pytest.raises(Rejected) as told:
        office.counter.attach(known, first if paper is None else paper, content, clerk_of(office))
    assert told.value.problems[field].code == code
    assert files_of(office) == []
    assert office.parcels.items() == ()


def test_the_same_file_twice_and_a_dossier_that_is_none(office: Office) -> None:
    clerk = clerk_of(office)
    code, paper = receive(office)
    office.counter.attach(code, paper, jpeg(), clerk)
    with pytest.raises(Rejected, match="already_attached"):
        office.counter.attach(code, paper, jpeg(), clerk)
    refused = office.counter.refuse_at_desk(draft(), "không đúng", "", clerk).dossier
    with pytest.raises(Rejected, match="move_not_allowed"):
        office.counter.attach(refused.code, refused.filing.components[0].name, jpeg(2000), clerk)
    assert office.parcels.tally().waiting == 1


# ------------------------------------------------------------------------------------- full disks


@pytest.mark.parametrize("step", ["write", "fsync", "rename"])
def test_a_full_disk_while_attaching_leaves_nothing_half(
    office: Office, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    code, paper = receive(office)

    def full(*_: Any, **__: Any) -> Any:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        if step == "write":
            patch.setattr(Path, "open", full)
        elif step == "fsync":
            patch.setattr(os, "fsync", full)
        else:
            patch.setattr(Path, "replace", full)
        with pytest.raises(Trouble, match="disk_full"):
            office.counter.attach(code, paper, jpeg(50_000), clerk_of(office))
    assert files_of(office) == []
    assert office.parcels.items() == ()
    assert verify(office.store) == ()
    office.counter.attach(code, paper, jpeg(50_000), clerk_of(office))
    assert len(files_of(office)) == 1


def test_a_full_database_keeps_no_event_and_no_entry(office: Office) -> None:
    code, paper = receive(office)
    with office.store.read() as conn:
        pages = conn.exec_driver_sql("PRAGMA page_count").scalar_one()
        conn.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    contents = (jpeg(1000, number) for number in range(200))
    with pytest.raises(Trouble, match="disk_full"):
        attach_all(office, code, paper, contents)
    attached = len(office.parcels.items())
    assert attached > 0
    assert verify(office.store) == ()
    with office.store.read() as conn:
        conn.exec_driver_sql("PRAGMA max_page_count=1073741823")
    office.counter.attach(code, paper, jpeg(1000, attached), clerk_of(office))
    assert len(files_of(office)) == attached + 1, "the file that was there already is used"


def test_what_a_crash_left_half_written_is_cleared_away(office: Office) -> None:
    incoming = office.data / "scans" / "incoming"
    incoming.mkdir(parents=True)
    for name, age in (("crashed", 7200), ("under-way", 0)):
        (incoming / name).write_bytes(b"half")
        at = (incoming / name).stat().st_mtime - age
        os.utime(incoming / name, (at, at))
    Scans(office.data).put(jpeg())
    assert [file.name for file in incoming.iterdir()] == ["under-way"]


# --------------------------------------------------------------------------------- proof and copies


def test_verify_finds_a_file_that_is_gone_or_changed_and_a_queue_that_disagrees(office: Office) -> None:
    code, paper = receive(office)
    for number in range(3):
        office.counter.attach(code, paper, jpeg(3000, number), clerk_of(office))
    office.counter.attach(code, paper, pdf(1, b"x" * 9000), clerk_of(office))
    folder = office.data / "scans"
    names = {item.seq: folder / item_digest(office, item.seq) for item in office.parcels.items()}
    names[2].unlink()
    flipped = bytearray(names[3].read_bytes())
    flipped[500] ^= 1
    names[3].write_bytes(flipped)
    packed = names[5].with_name(names[5].name + ".z")
    packed.write_bytes(zlib.compress(b"another"))
    with closing(sqlite3.connect(office.data / DATABASE)) as conn:
        conn.execute("UPDATE file_queue SET state='sending' WHERE seq=4")
        conn.commit()
    told = {(finding.code, finding.subject) for finding in verify(office.store)}
    assert told == {("scan_missing", "2"), ("scan_damaged", "3"), ("scan_damaged", "5"), ("file_entry_wrong", "4")}


def item_digest(office: Office, seq: int) -> str:
    with office.store.read() as conn:
        digest = conn.exec_driver_sql("SELECT sha256 FROM file_queue WHERE seq=?", (seq,)).scalar_one()
    return f"{digest[:2]}/{digest}"


def test_nothing_of_the_queue_can_be_deleted(office: Office) -> None:
    code, paper = receive(office)
    office.counter.attach(code, paper, jpeg(), clerk_of(office))
    with closing(sqlite3.connect(office.data / DATABASE)) as conn, pytest.raises(sqlite3.IntegrityError):
        conn.execute("DELETE FROM file_queue")


def test_a_backup_takes_the_scans_along_and_a_restore_brings_them_back(
    office: Office, tmp_path: Path, clock: FakeClock
) -> None:
    code, paper = receive(office)
    office.counter.attach(code, paper, jpeg(9000, 1), clerk_of(office))
    copy, scans = back_up(office, tmp_path / "usb")
    assert scans == 1
    office.counter.attach(code, paper, jpeg(9000, 2), clerk_of(office))
    clock.tick(minutes=1)
    later, scans = back_up(office, tmp_path / "usb")
    assert scans == 1, "the second copy brings only what is new"
    office.store.close()
    for file in (office.data / "scans").rglob("*"):
        if file.is_file():
            file.unlink()
    restore_office(later, office.data, clock, replace=True)
    again = open_office(office.data, clock)
    assert verify(again.store) == ()
    again.close()
    bare = tmp_path / "bare.sqlite"
    bare.write_bytes(copy.read_bytes())
    for file in (office.data / "scans").rglob("*"):
        if file.is_file():
            file.unlink()
    restore_office(bare, office.data, clock, replace=True)
    again = open_office(office.data, clock)
    assert [finding.code for finding in verify(again.store)] == ["scan_missing"], "a copy without scans says so"
    again.close()
