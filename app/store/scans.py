"""The bytes of scanned papers, beside the database: DATA/scans/ab/<sha256>, packed where that helps.

A file is whole and on the disk before the event that names it is committed, so a crash leaves at most a file that no
event names. Names are digests: no personal data. Two dossiers may share a file; none is ever changed or removed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from app.domain.events import Kind
from app.errors import Trouble
from app.store import Connection
from app.store.numbers import sync_folder

FOLDER = "scans"
PACKED = ".z"
WORTH = 0.9
"""A file is kept packed when that takes less than this share of it: a JPEG, and a PDF around one, never does."""
STALE = 3600.0
"""Seconds after which a half-written file is a crash's."""

_TROUBLES = {errno.ENOSPC: "disk_full", errno.EDQUOT: "disk_full", errno.EROFS: "read_only", errno.EACCES: "read_only"}


class Scans:
    """The folder of one counter. Processes may share it."""

    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER

    def put(self, content: bytes) -> str:
        """Keeps `content`, durable when this returns; its SHA-256. Trouble(disk_full | read_only | disk_error)."""
        digest = hashlib.sha256(content).hexdigest()
        try:
            if self._found(digest) is None:
                packed = zlib.compress(content, 6)
                smaller = len(packed) < WORTH * len(content)
                self._write(digest, packed if smaller else content, PACKED if smaller else "")
        except OSError as error:
            raise Trouble(_TROUBLES.get(error.errno or 0, "disk_error"), why=error.strerror or "") from error
        return digest

    def has(self, digest: str) -> bool:
        return self._found(digest) is not None

    def read(self, digest: str) -> bytes:
        """Trouble("scan_missing" | "scan_damaged"): what is not exactly the file is not the file."""
        file = self._found(digest)
        try:
            content = b"" if file is None else file.read_bytes()
            if file is not None and file.suffix == PACKED:
                content = zlib.decompress(content)
        except OSError as error:
            raise Trouble("disk_error", why=error.strerror or "") from error
        except zlib.error as error:
            raise Trouble("scan_damaged") from error
        if file is None:
            raise Trouble("scan_missing")
        if hashlib.sha256(content).hexdigest() != digest:
            raise Trouble("scan_damaged")
        return content

    def copy_to(self, other: Scans) -> int:
        """Copies what `other` has not yet; returns how many. Trouble("backup_failed")."""
        copied = 0
        try:
            for file in self._all():
                if not other.has(file.name.removesuffix(PACKED)):
                    other._write(file.name.removesuffix(PACKED), file.read_bytes(), file.suffix)
                    copied += 1
        except OSError as error:
            raise Trouble("backup_failed", why=error.strerror or "") from error
        return copied

    def __len__(self) -> int:
        return sum(1 for _ in self._all())

    def _all(self) -> Iterator[Path]:
        yield from sorted(self.folder.glob("[0-9a-f][0-9a-f]/*"))

    def _found(self, digest: str) -> Path | None:
        plain = self.folder / digest[:2] / digest
        return next((file for file in (plain, plain.with_name(digest + PACKED)) if file.exists()), None)

    def _write(self, digest: str, stored: bytes, suffix: str) -> None:
        incoming = self.folder / "incoming"
        incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in incoming.iterdir():
            if abs(time.time() - left.stat().st_mtime) > STALE:
                left.unlink(missing_ok=True)
        partial = incoming / secrets.token_hex(8)
        try:
            with partial.open("xb") as file:
                file.write(stored)
                file.flush()
                os.fsync(file.fileno())
            home = self.folder / digest[:2]
            home.mkdir(mode=0o700, exist_ok=True)
            partial.replace(home / (digest + suffix))
            sync_folder(home)
            sync_folder(self.folder)
        finally:
            partial.unlink(missing_ok=True)


def scanned(conn: Connection) -> Iterator[tuple[int, str, str]]:
    """Sequence number, dossier and digest of every scan in the ledger, in order."""
    rows = conn.exec_driver_sql(
        "SELECT seq, dossier_id, json_extract(CAST(body AS TEXT), '$.sha256') AS sha256 FROM event WHERE kind=? "
        "ORDER BY seq",
        (Kind.SCANNED.value,),
    )
    for row in rows:
        yield row.seq, row.dossier_id, row.sha256


def findings(conn: Connection, scans: Scans) -> list[tuple[str, str]]:
    """What is wrong with the scans and their queue, as (code, sequence number)."""
    found: list[tuple[str, str]] = []
    owed: set[int] = set()
    looked: dict[str, str] = {}
    for seq, _, digest in scanned(conn):
        owed.add(seq)
        if digest not in looked:
            try:
                scans.read(digest)
                looked[digest] = ""
            except Trouble as trouble:
                looked[digest] = trouble.code
        if looked[digest]:
            found.append((looked[digest], str(seq)))
    queue = {
        row.seq: row
        for row in conn.exec_driver_sql(
            "SELECT f.seq, f.state, f.acknowledged_at, f.sha256, f.held, f.size, e.body FROM file_queue f "
            "LEFT JOIN event e ON e.seq=f.seq AND e.dossier_id=f.dossier_id AND e.kind='scanned'"
        )
    }
    found += [("file_entry_missing", str(seq)) for seq in sorted(owed - queue.keys())]
    for seq, row in queue.items():
        known = row.state in ("waiting", "delivered", "quarantined")
        done = (row.state == "delivered") == (row.acknowledged_at is not None)
        if row.body is None or not known or not done or not 0 <= row.held <= row.size:
            found.append(("file_entry_wrong", str(seq)))
    return found
