"""Two counters and their branch, and far away an office that collects: who they are, what they do, and what of it
reports read."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from app.bundle.identity import Part
from app.bundle.outcomes import Outcome, Refusal, Taken, Written
from app.collect import Collecting
from app.domain.day import CashMoved, DayClosed, DayKind, DayOpened
from app.domain.events import Kind
from app.domain.manifest import Direction, Handed, ManifestKind, ManifestOpened, Put
from app.office import Office, open_office
from app.store import Connection
from app.store.collected import Collected
from app.store.daybook import DAYS, MANIFESTS
from app.store.tallies import MOVEMENT, TALLY
from tests.bundle.van import BRANCH, Books, enrol, manager_of, new_counter
from tests.desk import FakeClock, clerk_of, draft

POINT, FAR = "H35.99.07", "H35.99.01"

READ = {
    "tally": TALLY,
    "movement": MOVEMENT,
    "dossier": (
        "dossier_id",
        "code",
        "official_code",
        "version",
        "status",
        "day",
        "received",
        "name",
        "phone",
        "state",
    ),
    "day": ("day_id", "number", "date", "opened_seq", "closed_seq", "state"),
    "manifest": ("manifest_id", "number", "direction", "agency", "progress", "opened", "handed", "state"),
    "manifest_line": ("manifest_id", "line", "dossier_id", "open"),
    "outbox": ("seq", "dossier_id", "since", "state", "acknowledged_at", "receipt"),
}
"""The tables of which reports are made, but for `ledger`, which has its meaning where many are together."""

Rows = dict[str, list[tuple[Any, ...]]]


def rows_of(conn: Connection, ledger: int) -> Rows:
    """What reports read of one ledger, as plain rows in a fixed order."""
    found = {}
    for table, columns in READ.items():
        named = [name for name in columns if name != "ledger"]
        where = "" if table in ("outbox", "dossier") and not ledger else f" WHERE ledger={ledger}"
        found[table] = sorted(map(_plain, conn.execute(f"SELECT {', '.join(named)} FROM {table}{where}")))
    # What was never owed, and what need not be sent, are the same to everybody who counts.
    found["outbox"] = [row for row in found["outbox"] if row[-1] != "nothing_to_send"]
    return found


def _plain(row: Iterable[Any]) -> tuple[Any, ...]:
    return tuple("" if cell is None else cell.hex() if isinstance(cell, bytes) else str(cell) for cell in row)


def own_rows(office: Office) -> Rows:
    with office.store.read() as conn:
        return rows_of(conn, 0)


def collected_rows(collected: Collected) -> dict[str, Rows]:
    """By the name of the ledger."""
    with collected.read() as conn:
        return {name: rows_of(conn, number) for name, number in collected.numbers().items()}


class Province:
    """`counters` are 1 and 2 of one point, `branch` keeps their ledgers, `far` collects into `collected`."""

    def __init__(self, offices: Sequence[Office], usb: Path, clock: FakeClock) -> None:
        self.counters, self.branch, self.far = list(offices[:2]), offices[2], offices[3]
        self.usb, self.clock, self.books = usb, clock, Books()
        self.codes: list[list[str]] = [[], []]

    @property
    def senders(self) -> list[Office]:
        return [*self.counters, self.branch]

    def work(self, who: int, what: int) -> None:
        """Something that happens at a counter: `what` chooses."""
        office = self.counters[who]
        clerk = clerk_of(office)
        self.clock.tick(seconds=61)
        codes = self.codes[who]
        moves = (
            lambda: codes.append(office.counter.receive(draft(), clerk).dossier.code),
            lambda: self._go_on(office, codes),
            lambda: self._day(office),
            lambda: self._manifest(office),
            lambda: codes and office.counter.act(codes.pop(0), Kind.VOIDED, {"reason": "nhập nhầm"}, clerk),
        )
        moves[what % len(moves)]()

    def _go_on(self, office: Office, codes: list[str]) -> None:
        if codes:
            found = office.views.dossier(codes[0])
            assert found is not None
            at_counter = found.leg.value == "at_counter"
            kind = Kind.HANDED_TO_AGENCY if at_counter else Kind.RESULT_ARRIVED
            office.counter.act(codes[0] if at_counter else codes.pop(0), kind, {}, clerk_of(office))

    def _day(self, office: Office) -> None:
        """Opens a day, or moves cash and closes the one that is open."""
        store, actor = office.store, clerk_of(office).id
        with store.write() as conn:
            days = DAYS.states(conn, "ledger=0 ORDER BY number")
            if days and days[-1].is_open:
                moved = CashMoved(drawer="state", amount=50_000, reason="đổi tiền lẻ")
                DAYS.append(store, conn, days[-1].id, DayKind.CASH_MOVED, moved, actor)
                closed = DayClosed(report=b"{}", head="", previous="", hash="00")
                DAYS.append(store, conn, days[-1].id, DayKind.CLOSED, closed, actor)
                return
            opened = DayOpened(number=len(days) + 1, date=self.clock.now().date())
            if not days or days[-1].date < opened.date:
                DAYS.append(store, conn, "", DayKind.OPENED, opened, actor)
        self.clock.tick(hours=24)

    def _manifest(self, office: Office) -> None:
        """A list with the first dossier that is on none; or the open one is handed over."""
        store, actor = office.store, clerk_of(office).id
        with store.write() as conn:
            lists = MANIFESTS.states(conn, "ledger=0 AND progress='open'")
            if lists:
                handed = Handed(giver="Lò Thị Dung", receiver="Giàng A Dơ")
                MANIFESTS.append(store, conn, lists[0].id, ManifestKind.HANDED, handed, actor)
                return
            free = conn.execute(
                "SELECT dossier_id, code FROM dossier WHERE dossier_id NOT IN (SELECT dossier_id FROM manifest_line) "
                "ORDER BY dossier_id LIMIT 1"
            ).fetchall()
            ((count,),) = conn.execute("SELECT count(*) FROM manifest")
            begun = ManifestOpened(number=f"BK-{count}", direction=Direction.TO_AGENCY, agency="UBND xã Mường Tè")
            made = MANIFESTS.append(store, conn, "", ManifestKind.OPENED, begun, actor)
            for dossier_id, code in free:
                put = Put(line=1, dossier_id=dossier_id, code=code, originals=1)
                MANIFESTS.append(store, conn, made.id, ManifestKind.PUT, put, actor)

    def export(self, who: int, *, everything: bool = False) -> list[Path]:
        """What a counter (0, 1) or the branch (2) writes onto the stick."""
        return [one.file for one in self.written(who, everything=everything)]

    def copies(self, who: int, *, everything: bool = False) -> list[Path]:
        """The same, but only what is for the office that collects."""
        return [one.file for one in self.written(who, everything=everything) if one.kind == "copy"]

    def written(self, who: int, *, everything: bool = False) -> Sequence[Written]:
        office = self.senders[who]
        return office.branch.export(self.usb, manager_of(office).id, everything=everything)

    def carry(self, files: Iterable[Path]) -> None:
        """Files to everybody but the collecting office: each takes what is for it."""
        for office in self.senders:
            for one in office.branch.take_all(files, manager_of(office).id):
                if isinstance(one, Refusal):
                    known = {"bundle_own", "bundle_not_for_us", "bundle_gap", "bundle_for_collector"}
                    assert one.problem.code in known, one.problem

    def network(self, who: int, most: int | None = None) -> None:
        self.books.deliver(self.counters[who].outbox, self.clock, most)

    def collect(self, collected: Collected, files: Iterable[Path]) -> tuple[Outcome, ...]:
        return Collecting(self.far.branch, collected).take_all(files)

    def answer(self, collected: Collected, files: Iterable[Path]) -> list[Path]:
        collecting = Collecting(self.far.branch, collected)
        collecting.take_all(files)
        return [one.file for one in collecting.answer(self.usb)]

    def close(self) -> None:
        for office in (*self.counters, self.branch, self.far):
            office.close()


def for_the_far(outcomes: Iterable[Outcome]) -> list[str]:
    """The codes of what was refused of the bundles that were meant for the collecting office."""
    return [
        one.problem.code
        for one in outcomes
        if isinstance(one, Refusal) and one.problem.code not in ("bundle_not_for_us", "bundle_own")
    ]


def taken(outcomes: Iterable[Outcome]) -> list[Taken]:
    return [one for one in outcomes if isinstance(one, Taken)]


class Template:
    """A province made once and copied for every story."""

    NAMES = (f"{POINT}-1", f"{POINT}-2", f"{POINT}-{BRANCH}", f"{FAR}-1")

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        clock = FakeClock()
        offices = [new_counter(folder, number, clock) for number in (1, 2, BRANCH)]
        far = new_counter(folder, 1, clock, FAR)
        for sender in offices[:2]:
            enrol(sender, offices[2])
        for sender in offices:
            enrol_far(sender, far)
        for office in (*offices, far):
            office.close()

    def copy(self, target: Path, clock: FakeClock) -> Province:
        for name in self.NAMES:
            shutil.copytree(self._folder / name, target / name)
        usb = target / "usb"
        usb.mkdir()
        return Province([open_office(target / name, clock) for name in self.NAMES], usb, clock)


def enrol_far(sender: Office, far: Office) -> None:
    """A counter and the office that collects, both ways."""
    theirs, ours = far.branch.identity(Part.COLLECTOR), sender.branch.identity()
    sender.branch.trust(theirs.text(), theirs.short(), manager_of(sender), other_point=True)
    far.branch.trust(ours.text(), ours.short(), manager_of(far), other_point=True)
