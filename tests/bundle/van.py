"""Two counters, their branch and the stick between them; a stand-in of the one-stop system that keeps a record book."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.bundle.identity import Part
from app.domain.dossier import Dossier
from app.domain.events import Kind
from app.domain.queue import Entry
from app.office import Office, open_office, set_up
from app.people import Clerk
from app.store.outbox import Outbox
from sync.courier import Courier
from sync.dialect import Absent, Can, Shown, Step
from sync.transport import Traffic
from sync.verdicts import AlreadyThere, Delivered, Verdict
from tests.desk import PIN, FakeClock, clerk_of, draft, profile_text

BRANCH = 9


def counter_profile(number: int, point: str = "H35.99.07") -> str:
    text = profile_text(first=1000 * number, last=1000 * number + 999)
    return text.replace("number = 1\n", f"number = {number}\n").replace('"H35.99.07"', f'"{point}"')


def new_counter(folder: Path, number: int, clock: FakeClock, point: str = "H35.99.07") -> Office:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{point}-{number}.toml"
    file.write_text(counter_profile(number, point), encoding="utf-8")
    return set_up(file, folder / f"{point}-{number}", PIN, clock)[0]


def manager_of(office: Office) -> Clerk:
    return office.people.named(office.profile.people.manager)


def enrol(sender: Office, branch: Office) -> None:
    """Both ways, as two people at two telephones do it."""
    other = sender.profile.unit.identifier != branch.profile.unit.identifier
    theirs = branch.branch.identity(Part.BRANCH)
    sender.branch.trust(theirs.text(), theirs.short(), manager_of(sender), other_point=other)
    ours = sender.branch.identity()
    branch.branch.trust(ours.text(), ours.short(), manager_of(branch), other_point=other)


def work(office: Office, *kinds: Kind) -> str:
    """A dossier received, and what else happens to it."""
    clerk = clerk_of(office)
    code = office.counter.receive(draft(), clerk).dossier.code
    for kind in kinds:
        office.counter.act(code, kind, {}, clerk)
    return code


class Books:
    """What the one-stop system wrote down: of each event how often, in the order it came."""

    def __init__(self) -> None:
        self.written: list[tuple[str, int]] = []

    def deliver(self, outbox: Outbox, clock: FakeClock, most: int | None = None) -> None:
        """What a courier carries in one round; `most`: the line goes down after so many entries."""
        desk = Desk(self, most)
        courier = Courier(outbox, desk, None, clock=clock.now)
        desk.courier = courier
        courier.round(clock.now())


class Desk:
    """A dialect of two calls for each event, the second without a key: it repeats what is not asked about."""

    can = Can()

    def __init__(self, books: Books, most: int | None) -> None:
        self.traffic = Traffic()
        self.offset_ms: int | None = None
        self.answers = 0
        self.courier: Courier | None = None
        self._books, self._left = books, most

    def calls(self, entry: Entry) -> tuple[str, ...]:
        return ("first", "second")

    def deliver(self, step: Step) -> Verdict:
        entry = step.first
        if self._left is not None:
            self._left -= 1
            if self._left <= 0 and self.courier is not None:
                self.courier.stop()
        told = (entry.event.event_id, entry.parts)
        if entry.asked and told in self._books.written:
            return AlreadyThere("tra cứu") if entry.parts == 1 else Delivered("tra cứu")
        self._books.written.append(told)
        return Delivered("ok")

    def look_up(self, code: str, dossier: Dossier) -> Shown | Absent | Verdict:
        return Shown(code=code)

    def reachable(self) -> bool:
        return True

    def beside(self) -> Desk:
        return self

    def probe(self) -> Verdict:
        return Delivered("ok")

    def abort(self) -> None:
        """Nothing is under way: every call ends at once."""

    def close(self) -> None:
        """Nothing is open."""


class Template:
    """Two counters and a branch that know each other, made once and copied for every story."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        clock = FakeClock()
        offices = [new_counter(folder, number, clock) for number in (1, 2, BRANCH)]
        for sender in offices[:2]:
            enrol(sender, offices[2])
        for office in offices:
            office.close()

    def copy(self, target: Path, clock: FakeClock) -> list[Office]:
        opened = []
        for number in (1, 2, BRANCH):
            name = f"H35.99.07-{number}"
            shutil.copytree(self._folder / name, target / name)
            opened.append(open_office(target / name, clock))
        return opened
