"""A counter after three busy years: 200,000 dossiers in its file, as its own receipts would have left them.

Receiving that many one by one takes a quarter of an hour on a quick disk and hours on a slow one, most of it waiting
for the disk. Here the same values are made by the same functions of the domain and the ledger, and written without
waiting. A sample is compared with real receipts, so that the file is what it says. What became of them is in
`tests.bench.lives`.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from app.clock import Clock
from app.domain import workdays
from app.domain.dossier import Dossier, apply, queued
from app.domain.events import VIETNAM, Body, Event, Filing, Kind, Received
from app.domain.intake import Draft
from app.domain.workdays import Calendar, Due
from app.office import DATABASE, Office, open_office
from app.settings import assets
from app.store import Connection, micros
from app.store.chain import GENESIS, chain
from app.store.ledger import COLUMNS, row_of
from app.store.numbers import RESTORE_GAP
from app.store.tallies import tally
from tests.bench.invented import Invented, matters
from tests.bench.lives import Lives
from tests.desk import FakeClock, clerk_of, new_office

COUNT = 200_000
A_DAY = 270
WAITING = 300
"""The newest of the queue that have not been delivered yet: a day and a bit without the network."""
LAST_DAY = date(2026, 11, 20)
SEED = 20261123
COMPARED = 150
BATCH = 2_000

_ROOT = Path(__file__).resolve().parents[2]
_MADE_OF = (
    *("app/store/tables.py", "app/store/migrations", "app/store/ledger.py", "app/store/numbers.py"),
    *("app/store/tallies.py", "app/domain/cash.py"),
    *("app/domain/dossier.py", "app/domain/text.py", "app/domain/codes.py"),
    *("tests/desk.py", "tests/bench/grown.py", "tests/bench/invented.py", "tests/bench/lives.py"),
)

_ENCODE = msgspec.json.Encoder()


def grown(count: int = COUNT) -> Path:
    """The data folder of such a counter, made on first use and kept in the system's folder for temporary files.

    It is kept for all later runs: open it to read. Who writes takes a `copy`.
    """
    kept = Path(tempfile.gettempdir()) / "quay-bench"
    folder = kept / f"grown-{count}-{_key()}"
    if not folder.exists():
        print(f"bench: making the file of {count:,} dossiers, once", file=sys.stderr, flush=True)
        kept.mkdir(parents=True, exist_ok=True)
        for older in kept.glob(f"grown-{count}-*"):
            shutil.rmtree(older)
        with tempfile.TemporaryDirectory(prefix="making-", dir=kept) as making:
            _make(Path(making) / "data", count)
            (Path(making) / "data").rename(folder)
    return folder


def copy(folder: Path, target: Path) -> Path:
    """A counter of one's own with the same dossiers."""
    return Path(shutil.copytree(folder, target))


def _key() -> str:
    digest = hashlib.sha256()
    for name in _MADE_OF:
        path = _ROOT / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _make(data: Path, count: int) -> None:
    office = new_office(data, FakeClock(_opening(LAST_DAY)), first=1, last=99_999)
    maker = _Maker(office)
    try:
        with office.store.read() as conn:
            key = office.store.person_key(conn)
    finally:
        office.close()
    maker.compare(data.parent)
    file = sqlite3.connect(data / DATABASE, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000", "locking_mode=EXCLUSIVE"):
        file.execute(f"PRAGMA {pragma}")
    _fill(file, maker, key, count)
    for pragma in ("locking_mode=NORMAL", "journal_mode=WAL"):
        file.execute(f"PRAGMA {pragma}")
    file.close()
    newest = max(maker.numbers)
    marks = {f"code@{newest:%y%m%d}": _marked(maker.numbers[newest])}
    (data / "numbers.mark").write_text(json.dumps(marks), encoding="ascii")
    opened = open_office(data, Clock())
    opened.close()


def _opening(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 7, 0, tzinfo=VIETNAM).astimezone(UTC)


class _Maker:
    """Dossiers as the counter of `office` would receive them, one after the other, on working days up to LAST_DAY."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.clerk = clerk_of(office)
        self.calendar = workdays.load(assets("calendar"))
        self.hours = workdays.working_hours(office.profile.calendar.working_hours)
        self.rules = {procedure.code: procedure.rules for procedure in office.catalogue}
        self.numbers: dict[date, int] = {}
        self.books: dict[int, int] = {}
        self.filings = self._filings()

    def _filings(self) -> dict[tuple[str, str], Filing]:
        """Each matter as a real receipt files it; dossiers differ from it by their people only."""
        found = {}
        crowd = Invented(self.office.catalogue, SEED + 1)
        with tempfile.TemporaryDirectory(prefix="quay-bench-") as folder:
            clock = FakeClock(_opening(LAST_DAY))
            scratch = new_office(Path(folder) / "data", clock, first=1, last=99_999)
            for procedure, case in matters(self.office.catalogue):
                draft = msgspec.structs.replace(crowd.draft(), procedure=procedure.code, case=case or None)
                draft = msgspec.structs.replace(draft, result_delivery=type(draft.result_delivery)())
                found[procedure.code, case] = scratch.counter.receive(draft, clerk_of(scratch)).dossier.filing
            scratch.close()
        return found

    def times(self, count: int) -> Iterator[datetime]:
        """When each was received, UTC: working days, eight and a half hours each, never twice the same moment."""
        days = -(-count // A_DAY)
        last = min(LAST_DAY, datetime.now(VIETNAM).date() - timedelta(days=1))
        worked: list[date] = []
        while len(worked) < days:
            if self.calendar.is_working(last):
                worked.append(last)
            last -= timedelta(days=1)
        step = timedelta(hours=8.5) / A_DAY
        for day in reversed(worked):
            for index in range(min(A_DAY, count)):
                yield _opening(day) + step * index
            count -= A_DAY

    def received(self, draft: Draft, at: datetime) -> Received:
        """The body of the event that `Counter.receive` would append for this draft at this moment."""
        procedure, case = draft.procedure, draft.case or ""
        filing = msgspec.structs.replace(
            self.filings[procedure, case],
            applicant=draft.applicant,
            submitter=draft.submitter,
            result_delivery=draft.result_delivery,
            note=draft.note,
        )
        local = at.astimezone(VIETNAM).replace(microsecond=0)
        day = local.date()
        number = self.numbers[day] = self.numbers.get(day, 0) + 1
        book = self.books[day.year] = self.books.get(day.year, 0) + 1
        promise = self._due(local, filing)
        return Received(
            code=f"{self.office.profile.unit.identifier}-{day:%y%m%d}-{number:04d}",
            filing=filing,
            received_at=local,
            due_at=None if promise is None else promise.at,
            due_rule="" if promise is None else promise.rule,
            book=day.year,
            book_number=book,
        )

    def _due(self, at: datetime, filing: Filing) -> Due | None:
        if filing.procedure.term_value is None:
            return None
        calendar: Calendar = self.calendar
        return workdays.due(
            at,
            filing.procedure.term_value,
            filing.procedure.term_unit,
            calendar=calendar,
            hours=self.hours,
            count=self.office.profile.calendar.count,
            same_day_before=self.rules[filing.procedure.code].same_day_before,
        )

    def compare(self, folder: Path) -> None:
        """RuntimeError unless real receipts of a sample leave the same dossiers, but for their numbers and ids."""
        crowd = Invented(self.office.catalogue, SEED + 2)
        times = list(self.times(COUNT))
        dice = random.Random(SEED)
        clock = FakeClock(_opening(LAST_DAY))
        scratch = new_office(folder / "compared", clock, first=1, last=99_999)
        for at in sorted(dice.sample(times, COMPARED)):
            clock.at = at
            draft = crowd.draft()
            real = scratch.counter.receive(draft, self.clerk).dossier
            made = _opened(self.received(draft, at), real.id, 1, at, self.clerk.id)[1]
            if made.code.rpartition("-")[0] != real.code.rpartition("-")[0]:
                raise RuntimeError("a made code has another form than a real one")
            if msgspec.structs.replace(made, code=real.code, book_number=real.book_number) != real:
                raise RuntimeError(f"a made dossier differs from a received one: {draft.procedure} {draft.case}")
        scratch.close()
        shutil.rmtree(folder / "compared")
        self.numbers.clear()
        self.books.clear()


def _opened(body: Received, dossier_id: str, seq: int, at: datetime, actor: str) -> tuple[Event, Dossier]:
    return _happened(None, body, Kind.RECEIVED, dossier_id, seq, at, actor)


def _happened(
    before: Dossier | None, body: Body, kind: Kind, dossier_id: str, seq: int, at: datetime, actor: str
) -> tuple[Event, Dossier]:
    event = Event(
        seq=seq,
        event_id=_id(f"event {seq}", at),
        dossier_id=dossier_id,
        dossier_seq=1 if before is None else before.version + 1,
        kind=kind,
        at=at,
        device_at=at,
        offset_ms=None,
        actor=actor,
        body=body,
    )
    return event, apply(before, event)


def _id(subject: str, at: datetime) -> str:
    """A UUIDv7 like `ledger.new_id`, but the same in every run."""
    value = (int(at.timestamp() * 1000) << 80) | int.from_bytes(hashlib.sha256(subject.encode()).digest()[:10], "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _fill(conn: sqlite3.Connection, maker: _Maker, key: bytes, count: int) -> None:
    crowd, ledger, lives = Invented(maker.office.catalogue, SEED), _Ledger(conn, key, count), Lives(SEED)
    actor = maker.clerk.id
    execute = conn.execute
    execute("BEGIN")
    at = _opening(LAST_DAY)
    for number, at in enumerate(maker.times(count), start=1):
        for step in lives.until(at):
            before = ledger.open[step.dossier_id]
            ledger.add(before, lives.body(step.kind, before), step.kind, step.dossier_id, step.at, actor)
            if step.last:
                del ledger.open[step.dossier_id]
        ledger.received = number
        dossier_id = _id(f"dossier {number}", at)
        lives.begun(ledger.add(None, maker.received(crowd.draft(), at), Kind.RECEIVED, dossier_id, at, actor), at)
        if number % BATCH == 0:
            execute("COMMIT")
            execute("BEGIN")
    for day, number in maker.numbers.items():
        execute("INSERT INTO number VALUES('code', ?, ?, ?)", (f"{day:%y%m%d}", number, _marked(number)))
    for year, number in maker.books.items():
        execute("INSERT INTO number VALUES('book', ?, ?, -1)", (str(year), number))
    for name in ("last_contact", "last_delivery"):
        execute("INSERT INTO meta VALUES(?, ?)", (name, str(micros(at))))
    execute("COMMIT")


class _Ledger:
    """What `app.store.ledger` writes of an event, without waiting for the disk. `open`: the dossiers that go on."""

    def __init__(self, conn: sqlite3.Connection, key: bytes, count: int) -> None:
        self._conn = conn
        self._key = key
        self._last = count - WAITING
        self._prev = GENESIS
        self._seq = 0
        self.received = 0
        self.open: dict[str, Dossier] = {}

    def add(self, before: Dossier | None, body: Body, kind: Kind, dossier_id: str, at: datetime, actor: str) -> Dossier:
        self._seq += 1
        execute = self._conn.execute
        event, after = _happened(before, body, kind, dossier_id, self._seq, at, actor)
        written = _ENCODE.encode(body)
        link = chain(self._prev, event, written)
        us = micros(at)
        values: tuple[Any, ...] = (self._seq, event.event_id, dossier_id, event.dossier_seq, kind.value, us, us, None)
        execute(
            "INSERT INTO event VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*values, actor, written, self._prev, link)
        )
        self._prev = link
        row = row_of(after, self._key)
        if before is None:
            execute(_INSERT, row)
            # The full-text index makes one segment of what it is given between two savepoints, as between two receipts.
            execute("SAVEPOINT receipt")
            execute("INSERT INTO dossier_words(rowid, words) VALUES(?, ?)", (self.received, row[-2]))
            execute("RELEASE receipt")
        else:
            execute(_UPDATE, (*row[1:], dossier_id))
        tally(Connection(self._conn), event, before, after)
        if queued(event, before, after):
            delivered = self.received <= self._last
            state = "delivered" if delivered else "waiting"
            execute(
                "INSERT INTO outbox(seq, dossier_id, state, attempts, parts, asked, held, next_at, since, reason, "
                "detail, receipt, acknowledged_at) VALUES(?, ?, ?, ?, 0, 0, 0, 0, ?, '', '', '', ?)",
                (self._seq, dossier_id, state, int(delivered), us, us if delivered else None),
            )
        self.open[dossier_id] = after
        return after


_INSERT = f"INSERT INTO dossier({', '.join(COLUMNS)}) VALUES({', '.join('?' * len(COLUMNS))})"
_UPDATE = f"UPDATE dossier SET {', '.join(f'{name}=?' for name in COLUMNS[1:])} WHERE dossier_id=?"


def _marked(number: int) -> int:
    """Up to where the mark stands after `number` receipts of a day from 1: see `numbers.mint`."""
    mark = -1
    while number > mark:
        mark = (1 if mark < 0 else mark + 1) + RESTORE_GAP
    return mark
