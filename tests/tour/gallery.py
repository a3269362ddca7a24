"""Every page, empty and full, light and dark, in one size of screen: a process of its own, for a scale is set before Qt
begins.

    python -m tests.tour.gallery --out DIR --size 1920x1080 [--room full]

Prints what does not fit; the exit status is 1 then. QT_SCALE_FACTOR=2 with --size 683x384 is the small panel at 200 %.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.clock import Clock
from app.domain import intake
from app.domain.cash import NOTES
from app.domain.events import Kind, Leg, Status
from app.office import TRAINING_PIN, set_up
from app.people import Clerk
from app.settings import assets
from tests.tour.hands import CTRL, Hands, Key, await_, expect, settle
from tests.tour.looks import misfits
from tests.tour.people import CHU, HU, NGAN, SU, SUA, Citizen
from tests.tour.stage import Stage
from ui.day import DayPage
from ui.day.cash import CashStep
from ui.handback import HandBackPage
from ui.manifest import ManifestPage
from ui.page import Page
from ui.receive import ReceivePage
from ui.report import ReportPage
from ui.search import SearchPage
from ui.shell import Window

EXTRACT = "2.000635"
ROOMS = ("empty", "full")
PAGES = (
    *(("receive", Key.Key_F1), ("handback", Key.Key_F2), ("search", Key.Key_F3), ("manifest", Key.Key_F4)),
    *(("queue", Key.Key_F5), ("day", Key.Key_F6), ("report", Key.Key_F7), ("settings", Key.Key_F8)),
)


AT_WORK = ("receive", "handback", "search", "manifest", "day", "report")
"""Pages that are shown a second time, in the middle of what they are for."""


class Gallery:
    """One window in one size over an empty or a full counter, first by day, then in the dark."""

    def __init__(self, app: QApplication, out: Path, size: tuple[int, int], data: Path, *, full: bool) -> None:
        ratio = app.devicePixelRatio()
        self._out, self._full, self._scheme = out, full, "light"
        self._screen = f"{size[0] * ratio:.0f}x{size[1] * ratio:.0f}" + ("" if ratio == 1 else f"@{ratio:.0f}")
        self._code = ""
        self.misfits: list[str] = []
        self.stage = Stage(app, data, size)
        self.stage.ready()
        self._hands = Hands(self.stage.window)

    @property
    def window(self) -> Window:
        return self.stage.window

    def hang(self) -> None:
        """All pictures."""
        self._shoot("log-in")
        self._hands.type(f"{TRAINING_PIN}\n")
        clerk = await_(lambda: self.window.desk.clerk, "somebody logged in")
        if self._full:
            self._code = fill(self.stage, clerk, self._out)
        for name, key in PAGES:
            self._go(key)
            self._shoot(name)
            if self._full and name in AT_WORK:
                getattr(self, f"_{name}")()
                self._shoot(f"{name}-at-work")
        self.window.theme.choose("dark")
        self._scheme = "dark"
        for name, key in PAGES:
            self._go(key)
            self._shoot(f"{name}-at-work" if self._full and name in AT_WORK else name)
        self._hands.press(Key.Key_L, CTRL)
        self._rest()
        self._shoot("locked")

    def _receive(self) -> None:
        """A form as it stands before F12."""
        page = self.window.page("receive")
        assert isinstance(page, ReceivePage)
        self._hands.scan(NGAN.card)
        self._hands.scan(EXTRACT)
        await_(lambda: page.closing.rows, "the fee")
        self._hands.press(Key.Key_D, CTRL)
        page.closing.cash.setFocus()
        self._hands.type("50k")
        await_(lambda: page.previews.latest is not None and not page.previews.latest.missing, "the counter's word")

    def _handback(self) -> None:
        """A dossier in hand, its owner's card read."""
        page = self.window.page("handback")
        assert isinstance(page, HandBackPage)
        self._hands.scan(self._code)
        await_(lambda: page.face == "work", "the dossier in hand")
        self._hands.scan(SUA.card)
        page.area.verticalScrollBar().setValue(0)

    def _search(self) -> None:
        """A dossier open beside the list."""
        page = self.window.page("search")
        assert isinstance(page, SearchPage)
        self._hands.scan(self._code)
        await_(lambda: page.pane.dossier, "the dossier open")

    def _manifest(self) -> None:
        """A list for the agency with three dossiers on it."""
        page = self.window.page("manifest")
        assert isinstance(page, ManifestPage)
        self._hands.press(Key.Key_1)
        self._hands.press(Key.Key_F12)
        await_(lambda: page.sheet.manifest, "an open list")
        rows = self.stage.office.views.recent(12)
        here = [row.code for row in rows if row.leg is Leg.AT_COUNTER and row.status is Status.RECEIVED]
        for code in here[:3]:
            before = page.sheet.heard.text()
            self._hands.scan(code)
            await_(partial(lambda said: page.sheet.heard.text() != said, before), "what F4 says to a scan")
        self._hands.scan(here[0])

    def _day(self) -> None:
        """The day open, and the count of a drawer begun."""
        page = self.window.page("day")
        assert isinstance(page, DayPage)
        self._hands.press(Key.Key_F12)
        await_(lambda: page.mode == "closing", "an open day")
        page.show_step("cash")
        step = page.views["cash"]
        assert isinstance(step, CashStep)
        step.drawers["state"].grid.lines[NOTES[0]].setFocus()
        for number in "0213":
            self._hands.type(number)
            self._hands.press(Key.Key_Return)

    def _report(self) -> None:
        """The table of II.06a, with its picture."""
        page = self.window.page("report")
        assert isinstance(page, ReportPage)
        self._hands.type("5")
        await_(lambda: page.shown.isVisible() and not page.reading.busy, "the report made")

    def _go(self, key: Qt.Key) -> None:
        self._hands.press(key)
        self._rest()

    def _rest(self) -> None:
        """Until everything that was asked of the desk has come home."""
        settle(0.06)
        await_(lambda: not self.window._tasks.busy, "an idle desk")
        aside = self.window.desk._line
        await_(lambda: aside is None or not aside.busy, "an idle worker beside it", 30.0)
        settle()

    def _shoot(self, name: str) -> None:
        self._rest()
        stem = f"{self._screen}-{'full' if self._full else 'empty'}-{name}-{self._scheme}"
        expect(self.window.grab().save(str(self._out / f"{stem}.png")), f"{stem}.png can be written")
        if self._scheme == "light" or name == "locked":
            self.misfits += [f"{stem}: {words}" for words in misfits(self.window)]
        page = self.window.stack.currentWidget() if self.window.desk.clerk is not None else None
        if isinstance(page, Page) and page.body.height() > self.window.height() and self._scheme == "light":
            expect(page.body.grab().save(str(self._out / f"{stem}-whole.png")), f"{stem}-whole.png can be written")


def fill(stage: Stage, clerk: Clerk, out: Path) -> str:
    """Work as it stands after some hours: results that wait, a queue without a line, one dossier put aside. Returns the
    code of a dossier whose result is here; its Form 01 is kept in `out`."""
    counter, outbox, clock = stage.office.counter, stage.office.outbox, stage.office.store.clock
    await_(lambda: outbox.summary().waiting == 0, "the practice dossiers delivered", 60.0)
    stage.one_stop.down()
    for row in stage.office.views.recent(7)[::2]:
        counter.act(row.code, Kind.RESULT_ARRIVED, {}, clerk)
    codes = [counter.receive(draft(who, what), clerk).dossier.code for who, what in RECEIVED]
    lacking = draft(HU, EXTRACT, papers=False)
    counter.ask_supplement_at_desk(lacking, counter.preview(lacking).missing, "Thiếu tờ khai", clerk)
    poisoned = next(entry for entry in outbox.due(clock.now()) if entry.dossier.code == codes[1])
    outbox.begin((poisoned,))
    outbox.quarantine(poisoned, "server_unknown_procedure", "", asked=False)
    counter.act(codes[0], Kind.RESULT_ARRIVED, {"number": "128/GXN"}, clerk)
    paper = counter.print_paper(codes[0], "01", "a5", clerk, target="file")
    (out / "form-01.pdf").write_bytes(paper.bytes)
    stage.window.desk.changed("dossiers", "queue")
    return codes[0]


RECEIVED = ((SUA, "1.004873"), (CHU, "1.000656"), (SU, "1.001612"))


def draft(who: Citizen, procedure: str, *, papers: bool = True) -> intake.Draft:
    """What somebody brings, with all the papers that are asked for or with none."""
    day, month, year = int(who.born[:2]), int(who.born[2:4]), int(who.born[4:])
    applicant = {
        "kind": "citizen",
        "id_kind": "cccd",
        "id_number": who.number,
        "full_name": who.name,
        "date_of_birth": f"{year:04}-{month:02}-{day:02}",
        "sex": "female" if who.sex == "Nữ" else "male",
        "phone": who.phone,
        "address": who.address,
    }
    return intake.read_draft(
        {"procedure": procedure, "applicant": applicant, "components": "complete" if papers else []}
    )


def empty_counter(data: Path) -> Path:
    """A counter set up and never used."""
    office, _ = set_up(assets("training", "profile.toml"), data, TRAINING_PIN, Clock())
    office.close()
    return data


def hang(app: QApplication, out: Path, size: tuple[int, int], rooms: tuple[str, ...]) -> list[str]:
    """The rooms that are named; returns what did not fit."""
    found: list[str] = []
    for name in rooms:
        with tempfile.TemporaryDirectory(prefix="quay-gallery-") as folder:
            data = Path(folder) / "data"
            room = Gallery(app, out, size, data if name == "full" else empty_counter(data), full=name == "full")
            try:
                room.hang()
                found += room.misfits
            finally:
                room.stage.close()
    return found


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.tour.gallery")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--size", required=True, metavar="WxH", help="in logical pixels")
    parser.add_argument("--room", choices=("empty", "full"), action="append", help="only this one")
    args = parser.parse_args(words)
    args.out.mkdir(parents=True, exist_ok=True)
    width, height = map(int, args.size.split("x"))
    if hasattr(os, "nice"):
        os.nice(10)  # the day is driven beside it, at a hand's pace
    found = hang(QApplication(["quay"]), args.out, (width, height), tuple(args.room or ROOMS))
    for line in found:
        print(line, flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
