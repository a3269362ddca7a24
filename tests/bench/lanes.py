"""How long a full queue takes over a slow line: lanes and folding against one lane that sends every event by itself.

Over 64 kbit/s with 600 ms there and back, as one radio link: all lanes share the rate. The line runs `SPEED` times as
fast and the time is multiplied, so the machine's own work is counted `SPEED` times: the figures are upper bounds.
"""

from __future__ import annotations

import resource
import socket
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec

from app.domain.events import HandedToAgency, Kind, ResultArrived
from app.inbox import Inbox
from sync.courier import Courier
from sync.dialects.dvcqg_session import DvcqgSession
from sync.dialects.dvcqg_writes import LANES as OWN_LANES
from sync.report import Backoff, Report
from sync.transport import Timeouts
from sync.worker import Worker
from tests.bench.figures import Figure
from tests.bench.stand_in import StandIn, stand_in
from tests.desk import FakeClock
from tests.sync.counter import POINT, Counter, fresh, server_of, template
from tests.sync.line import Line

DOSSIERS = 500
RATE = 8000.0
"""Bytes a second: 64 kbit/s."""
DELAY = 0.3
"""Seconds one way: 600 ms there and back."""
SPEED = 20.0
LANES = (1, 2, 4, 8)
ASKED = 0.25
"""Of the time of one lane without folding (issue "Sync that nobody has to think about")."""

PATIENT = Timeouts(connect=60.0, read=60.0, total=180.0)
OFFLINE_SECONDS = 3600.0
KNOCK_BYTES = 3 * 60
"""A SYN that is sent three times with nobody there."""


def measure(speed: float = SPEED, queue: int = DOSSIERS) -> list[Figure]:
    """One lane without folding, then 1, 2, 4, 8 with it; and what an hour without a line costs."""
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as name:
        folder = Path(name)
        template(folder / "empty.sqlite")
        full = _filled(folder, queue)
        base = _run(folder, full, speed, lanes=1, folding=False)
        found = [_figure(base, None, 1, folding=False, queue=queue, speed=speed)]
        for lanes in LANES:
            run = _run(folder, full, speed, lanes=lanes, folding=True)
            found.append(_figure(run, base, lanes, folding=True, queue=queue, speed=speed))
        return [*found, *_an_hour_offline(folder, full)]


class _Run(msgspec.Struct, frozen=True, kw_only=True):
    seconds: float
    report: Report
    up: int
    down: int
    connections: int
    cpu: float


class _Wide(DvcqgSession):
    """The same wire without its own limit of lanes: what is measured is which limit it should have."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.can = msgspec.structs.replace(self.can, lanes=max(LANES))


def _filled(folder: Path, queue: int) -> Path:
    """A counter's file with `queue` dossiers of three steps each, nothing sent yet."""
    home = folder / "filled"
    home.mkdir()
    counter = fresh(folder / "empty.sqlite", home, FakeClock())
    dossiers = [counter.receive() for _ in range(queue)]
    for kind, body in ((Kind.HANDED_TO_AGENCY, HandedToAgency()), (Kind.RESULT_ARRIVED, ResultArrived())):
        for dossier in dossiers:
            counter.act(dossier, kind, body, minutes=0.1)
    counter.close()
    return home / "counter.sqlite"


def _copied(folder: Path, full: Path) -> Counter:
    home = Path(tempfile.mkdtemp(dir=folder))
    counter = fresh(full, home, FakeClock())
    counter.clock.tick(days=1)
    return counter


def _run(folder: Path, full: Path, speed: float, *, lanes: int, folding: bool) -> _Run:
    counter = _copied(folder, full)
    with stand_in() as one:
        line = Line(one.port)
        line.rate, line.delay = RATE * speed, DELAY / speed
        dialect = _Wide(
            server_of(line.url), "x", counter.outbox, point=POINT, clock=counter.clock.now, timeouts=PATIENT
        )
        # Its pool keeps as many connections as the wire's own limit; measured are lanes beyond it too.
        for adapter in dialect._transport._session.adapters.values():
            adapter._pool_maxsize = max(LANES)  # type: ignore[attr-defined]
            adapter.init_poolmanager(2, max(LANES))  # type: ignore[attr-defined]
        courier = Courier(
            counter.outbox, dialect, Inbox(counter.store), clock=counter.clock.now, lanes=lanes, folding=folding
        )
        cpu, began = time.process_time(), time.monotonic()
        report = courier.until_empty()
        seconds, cpu = time.monotonic() - began, time.process_time() - cpu
        _check(counter, one)
        courier.close()
        line.stop()
        counter.close()
    print(f"bench: lanes {lanes}{'' if folding else ' unfolded'}: {seconds * speed:.0f} s", file=sys.stderr, flush=True)
    return _Run(
        seconds=seconds * speed, report=report, up=line.up, down=line.down, connections=line.connections, cpu=cpu
    )


def _check(counter: Counter, one: StandIn) -> None:
    """A queue that emptied faster by leaving something out is worth nothing."""
    if counter.waiting() or counter.quarantined():
        raise RuntimeError("the queue is not empty")
    told: dict[str, int] = {}
    for entry in counter.entries():
        told[entry.wire_code] = told.get(entry.wire_code, 0) + 1
    if one.codes() != sorted(told):
        raise RuntimeError("the stand-in holds other dossiers")
    for code, lines in told.items():
        held = one.held(code)
        if (held["creations"], len(held["lines"]), held["record"]["TrangThaiHoSo"]) != (1, lines, "9"):
            raise RuntimeError(f"{code}: {held['creations']} created, {len(held['lines'])} lines")


def _figure(run: _Run, base: _Run | None, lanes: int, *, folding: bool, queue: int, speed: float) -> Figure:
    name = f"{lanes} lane{'s' if lanes > 1 else ''}, {'folded' if folding else 'every event by itself'}"
    report = run.report
    return Figure(
        bench="lanes",
        name=name,
        value=run.seconds,
        unit="s",
        limit=None if base is None else base.seconds,
        limit_is="" if base is None else "one lane, every event by itself",
        # Asked of what the counter does by itself, which is the wire's own number of lanes.
        asked=ASKED if base is not None and lanes == OWN_LANES else None,
        samples=queue,
        note=(
            f"{report.calls} calls, {run.up / 1000:.0f} + {run.down / 1000:.0f} kB, {run.connections} connections, "
            f"CPU {run.cpu:.1f} s; line x{speed:.0f}"
        ),
    )


# ------------------------------------------------------------------------------- an hour off the line


def _an_hour_offline(folder: Path, full: Path) -> list[Figure]:
    """The worker's own turns over a full queue and a dead port, the waits passing at once.

    The knocks that a real hour has between the rounds are counted as the worker's sleeps say, and each is made.
    """
    counter = _copied(folder, full)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    dialect = DvcqgSession(
        server_of(f"http://127.0.0.1:{port}"), "x", counter.outbox, point=POINT, clock=counter.clock.now
    )
    courier = Courier(counter.outbox, dialect, Inbox(counter.store), clock=counter.clock.now, backoff=Backoff())
    reports: list[Report] = []
    worker = Worker(courier, reports.append, clock=counter.clock.now)
    ends = counter.clock.now() + timedelta(seconds=OFFLINE_SECONDS)
    turns = 0
    cpu, written = time.process_time(), _written()
    while counter.clock.now() < ends:
        if courier._knock_at is not None:
            # The fake clock has moved on; the courier measures the time between two knocks by the machine's.
            courier._knock_at = 0.0
        counter.clock.tick(seconds=max(worker._least, worker._turn()))
        turns += 1
    cpu, written = time.process_time() - cpu, _written() - written
    courier.close()
    counter.close()
    if any(report.delivered for report in reports):
        raise RuntimeError("something was delivered to a dead port")
    note = f"{len(reports)} rounds, {turns} turns of the worker, {written / 1000:.0f} kB written to disk"
    traffic = dialect.traffic
    return [
        Figure(
            bench="lanes",
            name="an hour off the line, share of one CPU",
            value=cpu / OFFLINE_SECONDS * 100,
            unit="%",
            asked=1.0,
            measure="value",
            samples=turns,
            note=note,
        ),
        Figure(
            bench="lanes",
            name="an hour off the line, bytes on the line",
            value=(traffic.up + traffic.down + turns * KNOCK_BYTES) / 1000,
            unit="kB",
            asked=100.0,
            measure="value",
            samples=turns,
            note=f"{traffic.calls} calls; every turn counted as a knock of {KNOCK_BYTES} bytes",
        ),
    ]


def _written() -> int:
    """Bytes this process had written to the disk."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_oublock * 512
