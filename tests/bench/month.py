"""One month in Lai Châu: ten counters, 22 working days, 60 dossiers a day with three steps each, and all that goes
wrong between them and the province, drawn from one seed.

The ledgers, the courier, the line and the stand-in are the real ones; only the clocks are not, so that waiting costs
nothing. At the end the network heals and the books are compared with the ledgers, record by record and line by line.
"""

from __future__ import annotations

import random
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec

from app.domain.events import Kind
from app.domain.queue import State
from app.store.ledger import verify
from app.wording import SENTENCES
from sync.dialects.dvcqg import Named, Point, line, record
from sync.sandbox import Fault, Play, Sandbox, Style, serve
from tests.bench.figures import Figure
from tests.desk import MONDAY, FakeClock
from tests.sync.counter import POINT, catalogue, fresh, template
from tests.sync.line import Line
from tests.sync.world import World, in_order

COUNTERS, DAYS, DOSSIERS, SEED = 10, 22, 60, 20261116
HOURS = 8

PATHS: tuple[tuple[Kind, Kind], ...] = (
    (Kind.HANDED_TO_AGENCY, Kind.RESULT_ARRIVED),
    (Kind.HANDED_TO_AGENCY, Kind.RESULT_ARRIVED),
    (Kind.HANDED_TO_AGENCY, Kind.RESULT_ARRIVED),
    (Kind.RESULT_ARRIVED, Kind.HANDED_BACK),
    (Kind.SUPPLEMENT_ASKED, Kind.SUPPLEMENTED),
    (Kind.FEE_ASKED, Kind.FEE_COLLECTED),
    (Kind.CORRECTED, Kind.HANDED_TO_AGENCY),
    (Kind.WITHDRAWAL_ASKED, Kind.WITHDRAWN),
)
CARRIED: tuple[Kind, Kind] = (Kind.AGENCY_ACCEPTED, Kind.RESULT_ARRIVED)

LOSING = (Play.CUT_AFTER, Play.CUT_INSIDE, Play.TRUNCATED, Play.ERROR_AFTER, Play.CUT_BEFORE, Play.DRIP, Play.EXPIRE)
DEAD = "http://127.0.0.1:9"


class Tally(msgspec.Struct):
    """What the month came to, over all counters."""

    records: int = 0
    events: int = 0
    lost: int = 0
    doubled: int = 0
    stuck: int = 0
    unproven: int = 0
    """Ledgers that do not verify."""
    repeated: int = 0
    """Progress lines that are there twice in a row: of these the stand-in shows none, so no look-up could tell."""
    hours: float = 0.0
    """Of simulated time until the last queue was empty."""
    overtaken: int = 0
    """Dossiers that a restore left without a line, because a later one was told before the loss was seen."""
    put_back: int = 0
    offered: int = 0
    power_cuts: int = 0
    line_cuts: int = 0
    calls: int = 0
    sent: int = 0
    needed: int = 0
    told: list[str] = msgspec.field(default_factory=list)
    """What is wrong, of whichever kind, without a name of anybody."""


def measure(counters: int = COUNTERS, days: int = DAYS, dossiers: int = DOSSIERS, seed: int = SEED) -> list[Figure]:
    """The month as figures; lost, doubled, stuck and unproven must be 0."""
    tally = month(counters, days, dossiers or DOSSIERS, seed, say=True)
    scale = f"{counters} counters, {days} days, {tally.records} dossiers, {tally.events} events, seed {seed}"

    def figure(name: str, value: float, unit: str = "", asked: float | None = None, note: str = "") -> Figure:
        return Figure(
            bench="month", name=name, value=value, unit=unit, asked=asked, measure="value", samples=tally.records,
            note=note,
        )  # fmt: skip

    return [
        figure("acknowledged and not there", tally.lost, asked=0, note=scale),
        figure("there twice", tally.doubled, asked=0),
        figure("stuck without a reason", tally.stuck, asked=0),
        figure("ledgers that do not verify", tally.unproven, asked=0),
        figure("progress lines repeated", tally.repeated, note="only where no look-up shows them"),
        figure(
            "time to empty", tally.hours, "h",
            note=f"{tally.put_back} put back by a person, {tally.offered} lost there and sent again, "
            f"{tally.overtaken} dossiers short of a line by it, {tally.power_cuts} power cuts, "
            f"{tally.line_cuts} line cuts",
        ),
        Figure(
            bench="month", name="bytes sent", value=tally.sent / 1000, unit="kB", limit=tally.needed / 1000,
            limit_is="each newest record and each line once, as JSON, without a head", samples=tally.records,
        ),
        figure("calls per dossier", tally.calls / max(1, tally.records), note=f"{tally.calls} calls"),
    ]  # fmt: skip


def month(
    counters: int, days: int, dossiers: int, seed: int, *, say: bool = False, shows: str = "all", lanes: int = 4
) -> Tally:
    """The whole month and its healing. With one lane a seed gives the same month each time."""
    dice = random.Random(seed)
    one = serve(catalogue=catalogue(), style=Style(shows=shows))  # type: ignore[arg-type]
    lines = [Line(one.port, seed + number) for number in range(counters)]
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="quay-month-") as name:
        folder = Path(name)
        template(folder / "empty.sqlite")
        points = []
        for number, wire in enumerate(lines):
            home = folder / f"counter-{number}"
            home.mkdir()
            counter = fresh(folder / "empty.sqlite", home, FakeClock())
            world = World(counter, one, wire.url, seed=seed + number, lanes=lanes)
            points.append(_Point(world, wire, number, dice))
        try:
            for day in range(days):
                _day(points, one, day, dossiers, dice)
                if say:
                    waiting = sum(len(point.world.counter.waiting()) for point in points)
                    print(f"bench: month, day {day + 1}: {waiting} wait", file=sys.stderr, flush=True)
            _heal(points, one, tally)
            for point in points:
                _count(point, tally)
        finally:
            for point in points:
                point.world.close()
                tally.calls += point.world.calls
                tally.sent += point.world.up
            for wire in lines:
                wire.stop()
            one.stop()
            one.books.close()
    return tally


class _Point:
    """One counter of the month, its line, and how far each of its dossiers is."""

    def __init__(self, world: World, wire: Line, number: int, dice: random.Random) -> None:
        world.prefix = f"H35.99.{number + 1:02}"
        self.world = world
        self.wire = wire
        self.dice = dice
        self.open: list[tuple[str, list[Kind]]] = []

    def work(self, times: int) -> None:
        """So many dossiers received, and about as many steps of each kind of earlier ones."""
        for _ in range(times):
            carrier = self.dice.random() < 0.1
            dossier = self.world.receive(birth=self.dice.random() < 0.3, carrier=carrier)
            self.open.append((dossier, list(CARRIED if carrier else self.dice.choice(PATHS))))
            for _ in range(2):
                self.step()

    def step(self) -> None:
        """One step of one of the dossiers that have been open longest."""
        if not self.open:
            return
        at = self.dice.randrange(min(len(self.open), 20))
        dossier, left = self.open[at]
        self.world.do(dossier, left.pop(0))
        if not left:
            del self.open[at]

    def carry(self, until: Any) -> None:
        """Rounds until the hour is over or nothing is due in it; now and then the power goes in one."""
        world = self.world
        for _ in range(60):
            wait = world.courier.wait(world.clock.now())
            if wait is None or world.clock.now() + timedelta(seconds=wait) > until:
                return
            world.round(cut_at=self.dice.randint(1, 200) if self.dice.random() < 0.15 else None)


def _day(points: list[_Point], one: Sandbox, day: int, dossiers: int, dice: random.Random) -> None:
    start = MONDAY + timedelta(days=day + day // 5 * 2)
    offline = {point for point in points if dice.random() < 0.12}
    for point in points:
        point.world.reach(DEAD if point in offline else point.wire.url)
        point.wire.cuts_between = (500, 30_000) if dice.random() < 0.4 else (0, 0)
    restored_at = dice.randrange(HOURS) if dice.random() < 0.1 else None
    for hour in range(HOURS):
        one.faults.clear()
        _weather(one, dice)
        if hour == restored_at:
            one.books.restore(one.books.count() - dice.randint(1, 40))
        for point in points:
            clock = point.world.clock
            clock.at = start + timedelta(hours=hour)
            if dice.random() < 0.02:
                clock.tick(hours=dice.choice((-2, 24, -3 * 8766)))
            share = dossiers * (hour + 1) // HOURS - dossiers * hour // HOURS
            for _ in range(4):
                point.work(share // 4 + (dice.random() < share % 4 / 4))
                point.carry(clock.now() + timedelta(minutes=10))
    # In the evening the day is proven: what the one-stop system lost goes out again.
    one.faults.clear()
    for point in points:
        if point not in offline:
            point.world.prove_today()


def _weather(one: Sandbox, dice: random.Random) -> None:
    """What the province's side does for an hour."""
    kind = dice.random()
    if kind < 0.04:
        one.faults.arm(Fault(play=Play.ERROR, times=0))
    elif kind < 0.08:
        one.faults.arm(Fault(play=dice.choice((Play.LOGIN_PAGE, Play.REDIRECT)), times=0))
    elif kind < 0.14:
        one.faults.arm(Fault(play=Play.THROTTLED, times=dice.randint(1, 20), retry_after=str(dice.randint(10, 900))))
    elif kind < 0.17:
        one.faults.arm(Fault(play=Play.UNAVAILABLE, times=0, retry_after="600"))
    elif kind < 0.18:
        one.faults.arm(Fault(play=dice.choice((Play.FORBIDDEN, Play.TOO_LARGE)), times=dice.randint(1, 3)))
    for _ in range(dice.randrange(6)):
        one.faults.arm(Fault(play=dice.choice(LOSING), skip=dice.randint(0, 80), seconds=0.02))


def _heal(points: list[_Point], one: Sandbox, tally: Tally) -> None:
    one.faults.clear()
    for point in points:
        point.wire.cuts_between = (0, 0)
        world = point.world
        world.reach(point.wire.url)
        began = world.clock.now()
        tally.put_back += len(world.counter.quarantined())
        world.heal()
        # Old dossiers are looked at first, and theirs are never all lost.
        world.lines_known = world.shows == "all"
        tally.hours = max(tally.hours, (world.clock.now() - began).total_seconds() / 3600)
        tally.offered += world.offered
        tally.power_cuts += world.cuts
        tally.line_cuts += point.wire.cuts


def _count(point: _Point, tally: Tally) -> None:
    world, books = point.world, point.world.one.books
    restored = world.lost_by_restore()
    tally.unproven += verify(world.counter.store) != ()
    items = world.counter.items()
    heads = {
        item.dossier_id: item for item in sorted(items, key=lambda item: -item.seq) if item.state is not State.DELIVERED
    }
    entries = world.counter.entries()
    newest = {entry.dossier_id: entry for entry in entries}
    tally.records += len(world.dossiers)
    tally.events += len(entries)
    told: dict[str, list[dict[str, str]]] = {}
    for entry in entries:
        told.setdefault(entry.dossier_id, []).append(line(entry, Point(name=POINT)))
    for dossier, entry in newest.items():
        code = entry.wire_code
        head = heads.get(dossier)
        if head is not None:
            # Held for want of a number; or set aside with a sentence after a restore whose lost lines nobody can see.
            excused = not code or (code in restored and not world.lines_known and head.reason in SENTENCES)
            if not excused:
                tally.stuck += 1
                tally.told.append(f"stuck: {head.event} {head.reason} {head.detail}")
            continue
        tally.needed += len(msgspec.json.encode(record(entry, _NAMED, Point(name=POINT))))
        tally.needed += sum(len(msgspec.json.encode(one)) for one in told[dossier])
        held = books.record(code)
        here = books.lines(code)
        once = [one for at, one in enumerate(here) if at == 0 or here[at - 1] != one]
        tally.repeated += len(here) - len(once)
        shows = world.one.desk.style.shows == "all"  # type: ignore[attr-defined]
        twice = max(0, len(once) - len(told[dossier]))
        if shows and code not in restored:
            twice = max(twice, len(here) - len(once))
        twice += books.creations(code) > 1
        newest_held = held is not None and held["TrangThaiHoSo"] == str(int(entry.dossier.status))
        if code not in restored:
            lost = not newest_held or once != told[dossier]
        else:
            # All of it again, save what was overtaken; where no look shows lines the record must do.
            seen = world.lines_known
            lost = not newest_held or (seen and bool(world.untold(code, told[dossier])))
            twice += seen and not in_order(here, told[dossier])
            tally.overtaken += seen and len(once) < len(told[dossier])
        if twice or lost:
            status = "" if held is None else held["TrangThaiHoSo"]
            tally.told.append(
                f"{code}: {len(here)} lines of {len(told[dossier])}, status {status} of {int(entry.dossier.status)}"
                f"{', restored' if code in restored else ''}"
            )
        tally.doubled += twice
        tally.lost += lost


_NAMED = Named(
    code="1.004873.000.00.00.H99", name="Xác nhận tình trạng hôn nhân", field_code="G06-HT01", field="Hộ tịch"
)
