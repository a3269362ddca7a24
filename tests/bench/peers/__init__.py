"""The same dossiers over the same bad line: our courier beside PouchDB, the best known of those who sync by documents.

The peer comes from npm, as its lock says, into the system's folder for temporary files when it is asked for; nothing of
it is in the product. What the sides carry is not the same: ours speaks a foreign one-stop system's JSON, one dossier a
call; the peer speaks its own protocol, in batches, to a server of its own kind. The record and the lines in it are.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from app.branch import Branch
from app.bundle.identity import Part
from app.domain.events import HandedToAgency, Kind, ResultArrived
from app.domain.queue import Entry, State
from app.inbox import Inbox
from app.people import Clerk, Role
from app.settings import read_profile
from app.store.ledger import verify
from sync.courier import Courier
from sync.dialects.dvcqg import Named, Point, line, record
from sync.dialects.dvcqg_session import DvcqgSession
from tests.bench.figures import Figure, NotHere
from tests.bench.invented import Invented
from tests.bench.lanes import DELAY, DOSSIERS, RATE, SPEED
from tests.bench.stand_in import StandIn, stand_in
from tests.desk import MONDAY, FakeClock, profile_text
from tests.sync.counter import POINT, catalogue, fresh, server_of, template
from tests.sync.line import Line

HERE = Path(__file__).resolve().parent
FILES = ("package.json", "package-lock.json", ".npmrc", "client.mjs", "server.mjs")

PATIENCE = 1200.0
"""Seconds of the line's time. What has not finished then counts as never."""

BATCHES = (100, 10)
"""Documents. The peer's own, and one that somebody who knows the line would choose."""

STATES = ((Kind.HANDED_TO_AGENCY, HandedToAgency()), (Kind.RESULT_ARRIVED, ResultArrived()))
NAMED = Named(
    code="1.004873.000.00.00.H99",
    name="Cấp Giấy xác nhận tình trạng hôn nhân (tên của tỉnh)",
    field_code="G06-HT01",
    field="Hộ tịch",
    results=(("KQ.G15.000301", "Giấy xác nhận tình trạng hôn nhân"),),
)
"""What the province calls the procedure, as the stand-in lists it."""


class Link(NamedTuple):
    """`rate` 0: as fast as the machine; `cuts`: after how many bytes the connection that carries them is cut, (0, 0)
    never."""

    name: str
    rate: float = 0.0
    cuts: tuple[int, int] = (0, 0)


LINKS = (
    Link("clean"),
    Link("slow", RATE),
    Link("slow, cut every 20–300 kB", RATE, (20_000, 300_000)),
    Link("slow, cut every 0.5–30 kB", RATE, (500, 30_000)),
)


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One side over one link. Seconds of the line's time; `lost`: said to be there and is not, or is other than it
    should be; `doubled`: there more often than once; `repeated`: of a dossier that is there once, a step is told twice.
    """

    side: str
    link: str
    seconds: float
    up: int
    down: int
    tries: int
    cuts: int
    arrived: int
    lost: int
    doubled: int
    repeated: int
    finished: bool

    def bytes_each(self) -> float:
        return (self.up + self.down) / max(1, self.arrived)


class Held(NamedTuple):
    """What a server holds of the dossiers that it should hold."""

    right: frozenset[str]
    doubled: int
    repeated: int = 0


def measure(speed: float = SPEED, queue: int = DOSSIERS) -> list[Figure]:
    """Prints the table of all sides over all links. NotHere without Node or a registry."""
    peer = installed()
    runs: list[Run] = []
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as name:
        folder = Path(name)
        template(folder / "empty.sqlite")
        full, states = _filled(folder, queue)
        for link in LINKS:
            factor = speed if link.rate else 1.0
            runs.append(_ours(folder, full, states, link, factor))
            runs += [_peer(folder, peer, states, link, factor, batch) for batch in BATCHES]
        # The peer has one call under way at a time; of ours one lane of several is cut, unless the radio itself goes.
        runs.append(_ours(folder, full, states, LINKS[-1], speed, all_at_once=True))
        bundled = _bundle(folder, full, queue)
    print(table(runs, queue, speed))
    print(NOTES)
    print(f"* As a bundle on a stick the same events are {bundled:,} bytes, {bundled / queue:.0f} a dossier.\n")
    return [_figure(run, queue) for run in runs] + [
        Figure(
            bench="peers",
            name=f"{run.side}, {run.link}: lost or doubled",
            value=run.lost + run.doubled,
            unit="",
            asked=0,
            measure="value",
            samples=queue,
        )
        for run in runs
        if run.side.startswith(OURS)
    ]


OURS = "ours"
# fmt: off
HEAD = (
    "link", "side", "time s", "bytes up", "bytes down", "B/record", "tries", "cuts", "arrived", "lost", "doubled",
    "repeated", "",
)
# fmt: on

NOTES = """\
* The sides do not carry the same. Ours is the one-stop system's JSON, one dossier a call: looked for, written, told of
  three steps. The peer is a document with that record and those steps in it, to its own kind of server, in batches.
* The peer's documents are stored three times, as the dossier moved; both sides send the newest state only.
* The peer finds its database made and has a browser's fetch; its waits run in the line's time, as ours do.
* Repeated: dossiers with a progress line told again after a lost answer. The stand-in shows no lines when asked."""


def table(runs: Sequence[Run], queue: int, speed: float) -> str:
    """The runs as lines of text."""
    rows = [HEAD, *(_row(run, queue) for run in runs)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    slow = f"{RATE * 8 / 1000:.0f} kbit/s, {DELAY * 2000:.0f} ms there and back, x{speed:.0f}"
    return "\n".join([f"{queue} dossiers of three steps; slow: {slow}", "", *lines, ""])


def _row(run: Run, queue: int) -> tuple[str, ...]:
    return (
        run.link,
        run.side,
        f"{run.seconds:,.1f}" if run.seconds < 10 else f"{run.seconds:,.0f}",
        f"{run.up:,}",
        f"{run.down:,}",
        f"{run.bytes_each():,.0f}" if run.arrived else "–",
        str(run.tries),
        str(run.cuts),
        f"{run.arrived} of {queue}",
        str(run.lost),
        str(run.doubled),
        str(run.repeated),
        "" if run.finished else f"NEVER in {PATIENCE / 60:.0f} min",
    )


def _figure(run: Run, queue: int) -> Figure:
    never = "" if run.finished else ", NEVER finished"
    return Figure(
        bench="peers",
        name=f"{run.side}, {run.link}",
        value=run.seconds,
        unit="s",
        samples=queue,
        note=(
            f"{run.arrived} arrived{never}, {run.lost} lost, {run.doubled} doubled, {run.repeated} repeated; "
            f"{run.up / 1000:.0f} + {run.down / 1000:.0f} kB, {run.tries} tries, {run.cuts} cuts"
        ),
    )


# ------------------------------------------------------------------------------------- what is carried


class States(msgspec.Struct, frozen=True):
    """Of each step a document for each dossier, as the peer stores it; the last are what a server must hold."""

    steps: tuple[tuple[dict[str, Any], ...], ...]

    def newest(self) -> dict[str, dict[str, Any]]:
        return {one["_id"]: one for one in self.steps[-1]}


def _filled(folder: Path, queue: int) -> tuple[Path, States]:
    """A counter's file with `queue` dossiers of three steps each, nothing sent yet, and the same as documents."""
    home = folder / "filled"
    home.mkdir()
    counter = fresh(folder / "empty.sqlite", home, FakeClock())
    crowd = Invented(catalogue())
    dossiers = [counter.receive(applicant=crowd.person()) for _ in range(queue)]
    for kind, body in STATES:
        for dossier in dossiers:
            counter.act(dossier, kind, body, minutes=0.1)
    states = _states(counter.entries())
    counter.close()
    return home / "counter.sqlite", states


def _states(entries: Sequence[Entry]) -> States:
    point = Point(name=POINT)
    lines: dict[str, list[dict[str, str]]] = {}
    steps: list[list[dict[str, Any]]] = [[] for _ in range(len(STATES) + 1)]
    for entry in entries:
        told = lines.setdefault(entry.wire_code, [])
        told.append(line(entry, point))
        document = {"_id": entry.wire_code, "record": record(entry, NAMED, point), "lines": list(told)}
        steps[len(told) - 1].append(document)
    return States(tuple(tuple(step) for step in steps))


# ----------------------------------------------------------------------------------------------- ours


class _LineClock(FakeClock):
    """Time as it passes on the line: so much faster, from a day after the dossiers were received."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._began = time.monotonic()
        super().__init__(MONDAY + timedelta(days=7))

    def _read(self) -> datetime:
        return self.at + timedelta(seconds=(time.monotonic() - self._began) * self._speed)


def _ours(folder: Path, full: Path, states: States, link: Link, speed: float, *, all_at_once: bool = False) -> Run:
    """Rounds and rests as the counter makes them, with the dialect's own lanes and waits. `all_at_once`: a cut takes
    all lanes."""
    counter = fresh(full, Path(tempfile.mkdtemp(dir=folder)), _LineClock(speed))
    with stand_in() as one, _line(one.port, link, speed, all_at_once=all_at_once) as wire:
        dialect = DvcqgSession(server_of(wire.url), "x", counter.outbox, point=POINT, clock=counter.clock.now)
        courier = Courier(
            counter.outbox,
            dialect,
            Inbox(counter.store),
            clock=counter.clock.now,
            jitter=random.Random(DOSSIERS).random,
        )
        patience = threading.Timer(PATIENCE / speed, courier.stop)
        patience.start()
        began, rounds = time.monotonic(), 0
        wait: float | None = 0.0
        while wait is not None and patience.is_alive():
            time.sleep(min(wait / speed, PATIENCE / speed))
            courier.round(counter.clock.now())
            rounds += 1
            wait = courier.wait(counter.clock.now())
        seconds = (time.monotonic() - began) * speed
        patience.cancel()
        courier.close()
        open_ones = {item.dossier_id for item in counter.items() if item.state is not State.DELIVERED}
        acknowledged = {entry.wire_code for entry in counter.entries() if entry.dossier_id not in open_ones}
        held = _held_by_stand_in(one, states)
        side = f"{OURS}, all lanes cut" if all_at_once else OURS
        run = _run(side, link, wire, acknowledged, held, seconds=seconds, tries=rounds, finished=not open_ones)
    counter.close()
    return run


def _held_by_stand_in(one: StandIn, states: States) -> Held:
    right, doubled, repeated = set(), 0, 0
    newest = states.newest()
    for code in one.codes():
        there = one.held(code)
        lines = there["lines"]
        once = [told for at, told in enumerate(lines) if at == 0 or lines[at - 1] != told]
        doubled += there["creations"] > 1 or code not in newest
        repeated += len(lines) > len(once)
        if {"_id": code, "record": there["record"], "lines": once} == newest.get(code):
            right.add(code)
    return Held(frozenset(right), doubled, repeated)


# ------------------------------------------------------------------------------------------- the peer


def installed() -> Path:
    """The folder in which the peer runs, made from the lock when it is not there yet. NotHere when it cannot be."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise NotHere("needs Node with npm")
    key = hashlib.sha256(b"\0".join((HERE / file).read_bytes() for file in FILES)).hexdigest()[:16]
    kept = Path(tempfile.gettempdir()) / "quay-bench"
    folder = kept / f"peers-{key}"
    if not folder.exists():
        print("bench: installing the peer, once", file=sys.stderr, flush=True)
        kept.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="making-", dir=kept) as name:
            making = Path(name) / "peers"
            making.mkdir()
            for file in FILES:
                shutil.copy(HERE / file, making)
            done = subprocess.run([npm, "ci"], cwd=making, capture_output=True, text=True, check=False)
            if done.returncode:
                raise NotHere(f"npm ci: {done.stderr.strip().splitlines()[-1:]}")
            making.rename(folder)
    return folder


def _peer(folder: Path, peer: Path, states: States, link: Link, speed: float, batch: int) -> Run:
    """Live replication that tries again by itself, until it pauses with everything noted, or patience is over."""
    home = Path(tempfile.mkdtemp(dir=folder))
    for part in ("server", "client"):
        (home / part).mkdir()
    with (
        _node(peer, home, "server.mjs", str(home / "server")) as server,
        _node(peer, home, "client.mjs") as client,
    ):
        port = _answer(server)["port"]
        with _line(port, link, speed) as wire:
            job = {
                "folder": str(home / "client"),
                "url": f"{wire.url}/records",
                "batch": batch,
                "speed": speed,
                "patience": PATIENCE,
                "states": states.steps,
            }
            _tell(client, job)
            if _answer(client)["stored"] != len(states.steps[-1]):
                raise RuntimeError("the peer did not store every document")
            _tell(client, "go")
            told = _answer(client)
            if told["why"]:
                raise RuntimeError(f"the peer gave up: {told['why']}")
            held = _held_by_peer(port, states)
            acknowledged = set(states.newest() if told["finished"] else told["acknowledged"])
            return _run(
                f"PouchDB, batches of {batch}",
                link,
                wire,
                acknowledged,
                held,
                seconds=told["seconds"] * speed,
                tries=told["tries"],
                finished=told["finished"],
            )


def _held_by_peer(port: int, states: States) -> Held:
    """Asked of the server itself, past the line."""
    address = f"http://127.0.0.1:{port}/records/_all_docs?include_docs=true&conflicts=true"
    with urllib.request.urlopen(address, timeout=60) as answer:
        rows = json.load(answer)["rows"]
    newest = states.newest()
    right, doubled = set(), 0
    for row in rows:
        document = row["doc"]
        doubled += "_conflicts" in document or row["id"] not in newest
        if {key: document[key] for key in document if key not in {"_rev", "_conflicts"}} == newest.get(row["id"]):
            right.add(row["id"])
    return Held(frozenset(right), doubled)


Process = subprocess.Popen[str]


@contextlib.contextmanager
def _node(peer: Path, home: Path, script: str, *words: str) -> Iterator[Process]:
    """Ends with the block: the end of its input is the end of whoever started it."""
    command = ["node", str(peer / script), *words]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=home, stdin=pipe, stdout=pipe, text=True, encoding="utf-8") as running:
        assert running.stdin is not None
        try:
            yield running
        finally:
            running.stdin.close()


def _tell(process: Process, what: Any) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(what) + "\n")
    process.stdin.flush()


def _answer(process: Process) -> dict[str, Any]:
    assert process.stdout is not None
    said = process.stdout.readline()
    if not said:
        raise RuntimeError("the peer ended before its time")
    told: dict[str, Any] = json.loads(said)
    return told


# ------------------------------------------------------------------------------------------ both sides


@contextlib.contextmanager
def _line(port: int, link: Link, speed: float, *, all_at_once: bool = False) -> Iterator[Line]:
    """The same for everybody: what is cut where is drawn from one seed."""
    wire = Line(port)
    wire.rate, wire.delay = link.rate * speed, DELAY / speed if link.rate else 0.0
    wire.cuts_between, wire.cuts_all = link.cuts, all_at_once
    try:
        yield wire
    finally:
        wire.stop()


def _run(
    side: str,
    link: Link,
    wire: Line,
    acknowledged: set[str],
    held: Held,
    *,
    seconds: float,
    tries: int,
    finished: bool,
) -> Run:
    print(f"bench: {side}, {link.name}: {seconds:.0f} s", file=sys.stderr, flush=True)
    return Run(
        side=side,
        link=link.name,
        seconds=seconds,
        up=wire.up,
        down=wire.down,
        tries=tries,
        cuts=wire.cuts,
        arrived=len(held.right),
        lost=len(acknowledged - held.right),
        doubled=held.doubled,
        repeated=held.repeated,
        finished=finished,
    )


# --------------------------------------------------------------------------------------- by van, for size


def _bundle(folder: Path, full: Path, queue: int) -> int:
    """Bytes of the same events as a bundle, which a branch has taken and holds whole."""
    manager = Clerk(id="clerk-1", name="", role=Role.MANAGER)
    branches = []
    for number, source in ((1, full), (9, folder / "empty.sqlite")):
        home = Path(tempfile.mkdtemp(dir=folder))
        profile = home / "given.toml"
        profile.write_text(profile_text().replace("number = 1\n", f"number = {number}\n"), encoding="utf-8")
        counter = fresh(source, home, FakeClock())
        branches.append((counter, Branch(counter.store, read_profile(profile), home)))
    (sender, counter_side), (receiver, branch_side) = branches
    theirs, ours = branch_side.identity(Part.BRANCH), counter_side.identity()
    counter_side.trust(theirs.text(), theirs.short(), manager)
    branch_side.trust(ours.text(), ours.short(), manager)
    stick = folder / "stick"
    stick.mkdir()
    written = counter_side.export(stick, manager.id)
    taken = [branch_side.take(one.file, manager.id) for one in written]
    (replica,) = branch_side.replicas().values()
    if sum(one.events for one in taken) != queue * (len(STATES) + 1) or verify(replica):
        raise RuntimeError("the branch does not hold what was sent")
    branch_side.close()
    for counter in (sender, receiver):
        counter.close()
    return sum(one.bytes for one in written)
