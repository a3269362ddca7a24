"""Many counters' bundles into one database: 50 dossiers a counter and day, three events each, SQLite and PostgreSQL.

Two days of each counter are made without its database, by the same functions of the domain, the chain and the envelope.
The second is measured: it goes on with dossiers of the first, as every day does. What is measured is a folder of files
until all is committed; the server forces to the disk as a real one does.
"""

from __future__ import annotations

import functools
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import psutil  # type: ignore[import-untyped]

from app.bundle import contents, envelope
from app.bundle.identity import Keys, Part, identity_of, new_keys
from app.bundle.outcomes import Refusal
from app.clock import Clock
from app.collect import Collecting
from app.domain.day import DayClosed, DayKind, DayOpened
from app.domain.events import AgencyAccepted, Body, HandedBack, Kind, Received, Recipient
from app.domain.report import Group, Scope
from app.office import open_office
from app.store import micros
from app.store.bundles import Bundles, Partner, Person, Settled, Stretch
from app.store.chain import GENESIS, Link, new_id, write_body
from app.store.collected import Collected
from app.store.figures import Figures
from tests.bench.figures import Figure, NotHere
from tests.bench.grown import SEED, _Maker
from tests.bench.invented import Invented
from tests.collect import postgres
from tests.desk import FakeClock, new_office

SIZES = (100, 400, 1_600)
DOSSIERS = 50
PLANNED = 13_000
QUIET = 200
ALIKE = 40
"""Counters of which each receives something else."""
REPORTS: tuple[tuple[str, Group | None], ...] = (
    *(("volumes", "day"), ("ii06a", "field"), ("postal", "commune"), ("fees", "agency"), ("kpi", None)),
    ("register", None),
)
FIRST_DAY = datetime(2026, 11, 19, 0, 30, tzinfo=UTC)
REPORT = b'{"figures": "' + b"0123456789abcdef" * 150 + b'"}'
"""As long as a day's report is."""


class Files(NamedTuple):
    """The files of each day, one a counter."""

    days: tuple[list[Path], list[Path]]
    quiet: list[Path]
    """Of some counters a third day, without anybody."""

    def bytes(self, day: int) -> int:
        return sum(file.stat().st_size for file in self.days[day])


def measure() -> list[Figure]:
    """NotHere without PostgreSQL."""
    if not postgres.is_here():
        raise NotHere("needs Debian's postgresql")
    found: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="quay-collect-") as folder, postgres.cluster(durable=True) as server:
        far = Path(folder) / "far"
        new_office(far, FakeClock()).close()
        for size in SIZES:
            print(f"bench: making two days of {size} counters", file=sys.stderr, flush=True)
            files = _make(far, Path(folder) / f"files-{size}", size)
            for kind in ("SQLite", "PostgreSQL"):
                path = Path(folder) / f"{size}.sqlite"
                url = f"sqlite:///{path}" if kind == "SQLite" else server.database()
                found += _one(far, files, url, kind, size, path)
            if size == SIZES[-1]:
                found += _together(far, files, server.database(), size)
                found += _shares(far, files, server.database())
    return found


def _one(far: Path, files: Files, url: str, kind: str, size: int, path: Path) -> list[Figure]:
    first = _collect(far, url, files.days[0]).seconds
    before = _bytes(url, path)
    took = _collect(far, url, files.days[1])
    dossiers = size * DOSSIERS
    cpu = took.own + took.server
    grown = _bytes(url, path) - before
    again = _collect(far, url, files.days[1]).seconds
    planned = PLANNED / size * cpu / 60
    return [
        Figure(
            bench="collect",
            name=f"{kind}: a day of {size} counters × {DOSSIERS}",
            value=took.seconds,
            limit=cpu,
            limit_is="CPU",
            unit="s",
            note=(
                f"{dossiers / took.seconds:.0f} dossiers/s; CPU a bundle {took.own / size * 1000:.1f} ms here and "
                f"{took.server / size * 1000:.1f} ms in the server; first day {first:.1f} s, the same again "
                f"{again:.1f} s; {PLANNED} × {DOSSIERS} take {planned:.0f} minutes of CPU"
            ),
        ),
        Figure(
            bench="collect",
            name=f"{kind}: grown by a dossier of {size} counters",
            value=grown / dossiers,
            limit=files.bytes(1) / dossiers,
            limit_is="bytes in bundles",
            unit="B",
        ),
        *_reported(far, url, kind, 2 * dossiers),
    ]


def _reported(far: Path, url: str, kind: str, dossiers: int) -> list[Figure]:
    """What reports over all of it take, each for the first time."""
    office = open_office(far, Clock())
    collected = Collected(url, Clock())
    day = FIRST_DAY.date()
    scope = Scope(since=day, until=day + timedelta(days=1))
    figures = []
    try:
        reports = office.reports_over(Figures(collected, Clock().now, collected.numbers()), "")
        for name, by in REPORTS:
            start = time.perf_counter()
            made = reports.make(name, scope, by=by)
            took = time.perf_counter() - start
            if not made.rows:
                raise RuntimeError(f"nothing in {name}")
            figures.append(
                Figure(
                    bench="collect",
                    name=f"{kind}: {name} over {dossiers:,} dossiers".replace(",", " "),
                    value=took,
                    unit="s",
                    asked=2.0 if dossiers <= 200_000 else None,
                    measure="value",
                )
            )
    finally:
        collected.close()
        office.close()
    return figures


def _together(far: Path, files: Files, url: str, size: int) -> list[Figure]:
    """Two processes, each with half of the counters."""
    _collect(far, url, files.days[0])
    halves = [files.days[1][half::2] for half in (0, 1)]
    start = time.perf_counter()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(_collect, [far] * 2, [url] * 2, halves))
    took = time.perf_counter() - start
    return [
        Figure(
            bench="collect",
            name=f"PostgreSQL: the same of {size} counters, two processes",
            value=took,
            unit="s",
            note=f"{size * DOSSIERS / took:.0f} dossiers/s, the start of both with it",
        )
    ]


def _shares(far: Path, files: Files, url: str) -> list[Figure]:
    """What a bundle costs however little is in it, from days on which nobody came, and what an event costs."""
    some = len(files.quiet)
    _collect(far, url, files.days[0][:some])
    busy = _collect(far, url, files.days[1][:some])
    quiet = _collect(far, url, files.quiet)
    fixed, whole = ((one.own + one.server) / some for one in (quiet, busy))
    return [
        Figure(
            bench="collect",
            name="PostgreSQL: CPU of a bundle with nothing but a day",
            value=fixed * 1000,
            limit=whole * 1000,
            limit_is=f"with {DOSSIERS} dossiers",
            unit="ms",
            note=f"{(whole - fixed) / (3 * DOSSIERS) * 1e6:.0f} µs an event",
        )
    ]


class Took(NamedTuple):
    """Seconds by the clock, of this process's CPU, and of its connection's in the server."""

    seconds: float
    own: float
    server: float


def _collect(far: Path, url: str, files: Sequence[Path]) -> Took:
    """Until all of them are taken. RuntimeError when one is not."""
    office = open_office(far, Clock())
    collected = Collected(url, Clock())
    try:
        start, cpu, server = time.perf_counter(), time.process_time(), _server_cpu(collected, url)
        outcomes = Collecting(office.branch, collected).take_all(files)
        took = Took(time.perf_counter() - start, time.process_time() - cpu, _server_cpu(collected, url) - server)
    finally:
        collected.close()
        office.close()
    if refused := [one.problem.code for one in outcomes if isinstance(one, Refusal)]:
        raise RuntimeError(f"not taken: {refused[:3]}")
    return took


def _server_cpu(collected: Collected, url: str) -> float:
    """Of the process that serves our connection, which is kept open from one transaction to the next."""
    if url.startswith("sqlite"):
        return 0.0
    with collected.read() as conn:
        ((number,),) = conn.execute("SELECT pg_backend_pid()")
    times = psutil.Process(number).cpu_times()
    return float(times.user + times.system)


def _bytes(url: str, path: Path) -> int:
    if url.startswith("sqlite"):
        return sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*"))
    collected = Collected(url, Clock())
    try:
        with collected.read() as conn:
            ((size,),) = conn.execute("SELECT pg_database_size(current_database())")
            return int(size)
    finally:
        collected.close()


# ------------------------------------------------------------------------------------------------------ the files


class _Counter:
    """A counter without a database: its chain, and what it would export."""

    def __init__(self, number: int) -> None:
        province, district, office = number // 9_801 + 1, number // 99 % 99 + 1, number % 99 + 1
        self.point, self.counter = f"H{province:02d}.{district:02d}.{office:02d}", 1
        self.keys: Keys = new_keys()
        self.clerk = new_id()
        self.links: list[Link] = []
        self.delivered: list[Settled] = []
        self.head = self.base = GENESIS
        self.seq = 0
        self.waiting: list[tuple[str, int]] = []
        """Dossiers whose results were not handed back yet."""
        self._versions: dict[str, int] = {}

    def add(self, subject: str, kind: Any, body: Body, at: datetime, *, owed: bool) -> None:
        self.seq += 1
        version = self._versions[subject] = self._versions.get(subject, 0) + 1
        link = Link(
            *(self.seq, new_id(), subject, version, kind.value, micros(at), micros(at), 12, self.clerk),
            write_body(body),
        )
        self.links.append(link)
        self.head = link.hash(self.head)
        if owed:
            self.delivered.append(Settled(self.seq, micros(at) + 90_000_000, "Thành công"))

    def day(self, bodies: Sequence[Received], number: int) -> None:
        """One day: what was received yesterday is handed back, fifty are received and accepted."""
        start = FIRST_DAY + timedelta(days=number)
        at = start
        day = new_id()
        self.add(day, DayKind.OPENED, DayOpened(number=number + 1, date=start.date()), at, owed=False)
        handed, self.waiting = self.waiting, []
        for place, received in enumerate(bodies):
            at = start + timedelta(minutes=9 * place, microseconds=place)
            dossier = new_id()
            code = f"{self.point}-{received.code.partition('-')[2]}"
            body = msgspec.structs.replace(received, code=code)
            self.add(dossier, Kind.RECEIVED, body, at, owed=True)
            accepted = AgencyAccepted(official_code=code.replace("-", ".", 1))
            self.add(dossier, Kind.AGENCY_ACCEPTED, accepted, at + timedelta(minutes=3), owed=False)
            self.waiting.append((dossier, sum(fee.amount for fee in body.filing.fees if not fee.paid)))
            if handed:
                earlier, owed = handed.pop(0)
                back = HandedBack(recipient=Recipient(full_name="Lò Văn Ín"), fees_collected=owed)
                self.add(earlier, Kind.HANDED_BACK, back, at + timedelta(minutes=5), owed=True)
        closed = DayClosed(report=REPORT, head=self.head.hex(), previous="", hash="0" * 64)
        self.add(day, DayKind.CLOSED, closed, at + timedelta(hours=1), owed=False)

    def export(self, folder: Path, number: int, far: tuple[str, int, str, bytes]) -> Path:
        """What was not exported yet, as a file."""
        first = self.links[0].seq
        told = Stretch(
            first=first,
            links=tuple(self.links),
            base=self.base,
            head=self.head,
            settled=self.seq,
            people=(Person(self.clerk, "Lò Thị Dung", "clerk"),),
            delivered=tuple(self.delivered),
        )
        self.links, self.delivered, self.base = [], [], self.head
        ours = identity_of(self.keys, Part.COUNTER, self.point, self.counter)
        point, counter, key, sealing = far
        header = envelope.Header(
            kind="copy",
            point=self.point,
            counter=self.counter,
            key=ours.key,
            to_point=point,
            to_counter=counter,
            to_key=key,
            created_at=FIRST_DAY,
            number=number,
            first=first,
            last=self.seq,
        )
        inside = contents.pack_events(told, ours.name, ours.key, "Bưu điện xã")
        file = folder / f"quay-{ours.name}-{number:06d}{envelope.SUFFIX}"
        file.write_bytes(envelope.seal(header, inside, self.keys, sealing))
        return file

    def partner(self) -> Partner:
        ours = identity_of(self.keys, Part.COUNTER, self.point, self.counter)
        return Partner(
            part="counter",
            point=self.point,
            counter=self.counter,
            signing=ours.signing,
            sealing=ours.sealing,
            replica=f"{ours.name}.sqlite",
            trusted_at=FIRST_DAY,
            trusted_by="",
            told_at=FIRST_DAY,
        )


def _make(far: Path, folder: Path, count: int) -> Files:
    """Two days of so many counters, all enrolled at the office in `far`."""
    folder.mkdir()
    days: tuple[list[Path], list[Path]] = ([], [])
    quiet: list[Path] = []
    drafts = _drafts()
    office = open_office(far, Clock())
    try:
        there = office.branch.identity(Part.COLLECTOR)
        book = Bundles(office.store)
        for number in range(count):
            one = _Counter(number)
            book.trust(one.partner())
            for day, files in enumerate(days):
                one.day(drafts[day][number % ALIKE], day)
                files.append(one.export(folder, day + 1, (there.point, there.counter, there.key, there.sealing)))
            if number < QUIET:
                one.waiting.clear()
                one.day((), len(days))
                quiet.append(one.export(folder, 3, (there.point, there.counter, there.key, there.sealing)))
    finally:
        office.close()
    return Files(days, quiet)


@functools.cache
def _drafts() -> list[list[list[Received]]]:
    """What some counters receive on each of the days: the others receive the same under codes of their own."""
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as folder:
        office = new_office(Path(folder) / "data", FakeClock(FIRST_DAY), first=1, last=99_999)
        try:
            maker, crowd = _Maker(office), Invented(office.catalogue, SEED)
            return [
                [
                    [
                        maker.received(crowd.draft(), FIRST_DAY + timedelta(days=day, minutes=9 * place))
                        for place in range(DOSSIERS)
                    ]
                    for _ in range(ALIKE)
                ]
                for day in (0, 1)
            ]
        finally:
            office.close()
