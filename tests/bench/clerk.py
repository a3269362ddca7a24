"""A tireless clerk at the real window: card and procedure by scanner, names through the input method, F12, next person.

Run as a process of its own by `soak`. Between two dossiers she searches, hands back, looks at the queue, at reports
and at the day, hands dossiers over to the agency, asks for papers, refuses, locks and changes the language; the
province's line goes down and comes back. Keys go in where the system hands them in.
"""

from __future__ import annotations

import gc
import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import psutil  # type: ignore[import-untyped]
from PySide6.QtWidgets import QApplication

from app.cli.sending import Sending
from app.cli.window import COLLECT_EVERY
from app.clock import Clock
from app.domain.events import Kind, Person, Sex
from app.domain.manifest import ENDED
from app.office import Office, open_office
from tests.bench.invented import Invented
from tests.desk import PIN
from tests.tour.hands import CTRL, SHIFT, Eyes, Hands, Key, Missed, await_, settle
from tests.tour.stage import memory, show
from ui.day import DayPage
from ui.handback import HandBackPage
from ui.manifest import ManifestPage
from ui.printing import Outcome
from ui.queue import QueuePage
from ui.receive import ReceivePage
from ui.report import ReportPage
from ui.search import SearchPage
from ui.shell import Window, settle_memory

SAMPLE_SECONDS = 10.0
SCREEN = (1366, 768)
SEED = 40
MOST_MISSED = 0.01
"""Share of steps that may go wrong on a busy machine before the soak is worth nothing."""


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """The process at one moment. `saved_ms`: median from F12 to the stored dossier since the sample before."""

    minute: float
    dossiers: int
    rss_kb: int
    objects: int
    none_refs: int
    widgets: int
    windows: int
    handles: int
    threads: int
    saved_ms: float
    waiting: int


class Province:
    """The one-stop stand-in as a process of its own, so that its memory is not the window's."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._db = f"sqlite:///{(folder / 'one-stop.sqlite').as_posix()}"
        self._running: subprocess.Popen[bytes] | None = None

    def up(self) -> None:
        if self._running is None:
            words = ["-m", "app", "sandbox", "--port", str(self.port), "--db", self._db]
            self._running = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL)

    def down(self) -> None:
        if self._running is not None:
            self._running.terminate()
            self._running.wait()
            self._running = None


class Clerk:
    """One person, one window, one loop."""

    def __init__(self, app: QApplication, data: Path, province: Province) -> None:
        self._data = data
        self._province = province
        self.window = Window(self._open, _sending, memory(data))
        show(app, self.window, SCREEN)
        login = self.window.login
        await_(lambda: login.people, "the people on the log-in card", 60.0)
        self.hands = Hands(self.window)
        self._enter()
        office = self.window.desk.office
        self._dice = random.Random(SEED)
        self._crowd = Invented(office.catalogue, SEED)
        self._codes = [code for code in office.catalogue.common if _simple(office, code)]
        self._mine: list[tuple[str, Person]] = []
        self.dossiers = 0
        self.steps = 0
        self.missed: list[str] = []
        self.saved_ms: list[float] = []

    def _open(self) -> Office:
        return open_office(self._data, Clock())

    def close(self) -> None:
        self.window.close()
        settle()

    def turn(self) -> None:
        """One dossier, and whatever else falls due with it."""
        number = self.dossiers + 1
        self._try(self.receive_by_typing if number % 12 == 0 else self.receive_by_scan)
        for every, step in (
            (5, self.search),
            (9, self.hand_back),
            (15, self.look_at_queue),
            (20, self.look_at_reports),
            (25, self.hand_over),
            (35, self.look_at_day),
            (40, self.ask_for_papers),
            (60, self.refuse),
            (100, self.change_looks),
            (150, self.lock),
        ):
            if number % every == 0:
                self._try(step)
        if number % 200 == 0:
            self._province.down()
        elif number % 200 == 20:
            self._province.up()
        self.dossiers += 1

    def _try(self, step: Callable[[], None]) -> None:
        self.steps += 1
        try:
            step()
        except Missed as missed:
            here = self.hands.focus
            at = f"{type(here).__name__} {here.accessibleName()!r}" if here is not None else "nothing"
            self.missed.append(f"{step.__name__}, dossier {self.dossiers + 1}, at {at}: {str(missed)[:600]}")
            print(f"bench: soak missed {self.missed[-1]}", file=sys.stderr, flush=True)
            if len(self.missed) > 5 + MOST_MISSED * self.steps:
                raise
            for key in (None, Key.Key_F1):
                if key is not None:
                    self.hands.press(key)
                for _ in range(4):
                    self.hands.press(Key.Key_Escape)
            settle(0.3)

    # ------------------------------------------------------------------ steps

    def _front(self, kind: type[Any], key: Key) -> Any:
        stack = self.window.stack
        self.hands.press(key)
        await_(lambda: isinstance(stack.currentWidget(), kind), f"{kind.__name__} in front")
        return stack.currentWidget()

    def _enter(self) -> None:
        login, desk = self.window.login, self.window.desk
        for _ in login.people:
            if login.chosen.name == desk.office.profile.people.clerks[0]:
                break
            self.hands.press(Key.Key_Down)
        self.hands.type(f"{PIN}\n")
        await_(lambda: desk.clerk, "somebody logged in", 30.0)
        settle(0.2)

    def _scan_in(self) -> tuple[ReceivePage, Person]:
        page: ReceivePage = self._front(ReceivePage, Key.Key_F1)
        person = self._crowd.person()
        self.hands.scan(_card(person))
        await_(lambda: page.person.applicant.full_name.text() == person.full_name, "the name of the card in its field")
        code = self._dice.choice(self._codes)
        self.hands.scan(code)
        await_(lambda: page.procedure.procedure is not None and page.procedure.procedure.code == code, "the procedure")
        return page, person

    def receive_by_scan(self) -> None:
        page, person = self._scan_in()
        self.hands.press(Key.Key_D, CTRL)
        self._store(page, person)

    def receive_by_typing(self) -> None:
        """Procedure, number and name by hand."""
        page: ReceivePage = self._front(ReceivePage, Key.Key_F1)
        person = self._crowd.person()
        fields = page.person.applicant
        self.hands.press(Key.Key_F, CTRL)
        self.hands.type(f"{self._dice.choice(self._codes)}\n")
        await_(lambda: page.procedure.procedure is not None, "the procedure")
        self.hands.tab_to(fields.id_number)
        self.hands.type(f"{person.id_number}\n")
        await_(lambda: self.hands.focus is fields.full_name, "the cursor in the name")
        self.hands.write(person.full_name)
        self.hands.tab_to(fields.phone)
        self.hands.type(person.phone)
        self.hands.press(Key.Key_D, CTRL)
        self._store(page, person)

    def _store(self, page: ReceivePage, person: Person) -> None:
        before = page.saved.receipt
        start = time.perf_counter()
        self.hands.press(Key.Key_F12)
        await_(lambda: page.saved.receipt is not before, "the dossier stored")
        self.saved_ms.append((time.perf_counter() - start) * 1000)
        self._out(page, "01")
        receipt = page.saved.receipt
        assert receipt is not None
        if not receipt.dossier.filing.procedure.both_present:  # one card hands its result over
            self._mine = [*self._mine[-200:], (receipt.dossier.code, person)]

    def _out(self, page: ReceivePage, form: str) -> None:
        def out() -> bool:
            receipt = page.saved.receipt
            state = page.saved.states.get(form) if receipt is not None and form in receipt.papers else None
            return isinstance(state, Outcome) and state.kind == "saved"

        await_(out, f"form {form} printed")

    def ask_for_papers(self) -> None:
        """Form 02: the papers are not there."""
        page, _ = self._scan_in()
        before = page.saved.receipt
        self.hands.press(Key.Key_F12)
        await_(lambda: page.supplement.is_open, "the strip that asks for papers")
        self.hands.press(Key.Key_F12)
        await_(lambda: page.saved.receipt is not before, "the slip stored")
        self._out(page, "02")

    def refuse(self) -> None:
        """Form 03."""
        page, _ = self._scan_in()
        before = page.saved.receipt
        self.hands.press(Key.Key_F12, SHIFT)
        await_(lambda: self.hands.focus is page.refusal.reason, "the cursor in the reason")
        self.hands.write("Hồ sơ bị tẩy xóa.")
        self.hands.press(Key.Key_F12)
        await_(lambda: page.saved.receipt is not before, "the refusal stored")
        self._out(page, "03")

    def search(self) -> None:
        """By name, and into what is found."""
        page: SearchPage = self._front(SearchPage, Key.Key_F3)
        self.hands.press(Key.Key_F, CTRL)
        self.hands.press(Key.Key_A, CTRL)
        self.hands.type(self._dice.choice(("lo van", "giang a", "nguyen thi", "van son", "nam cum", "0987")))
        settle(0.3)
        before = page.pane.dossier
        self.hands.press(Key.Key_Return)  # down to the list
        await_(lambda: self.hands.focus is page.table, "the cursor in the list")
        self.hands.press(Key.Key_Return)
        await_(lambda: page.pane.dossier is not None and page.pane.dossier is not before, "a dossier opened")
        self.hands.press(Key.Key_Escape)

    def hand_back(self) -> None:
        """A result came (as the agency tells it), its receipt is scanned, then the card, F12."""
        if len(self._mine) < 30:
            return
        code, person = self._mine.pop(self._dice.randrange(10))
        desk = self.window.desk
        assert desk.clerk is not None
        desk.office.counter.act(code, Kind.RESULT_ARRIVED, {}, desk.clerk)
        desk.changed("dossiers")
        page: HandBackPage = self._front(HandBackPage, Key.Key_F2)
        self.hands.scan(code)
        self.hands.scan(_card(person))
        try:
            await_(page.confirm.isEnabled, "F12 open")
        except Missed as missed:
            raise Missed(f"{missed}; in view: {' | '.join(Eyes(self.window).texts(page))}") from None
        self.hands.press(Key.Key_F12)

        def handed() -> bool:
            now = desk.office.views.dossier(code)
            return now is not None and now.handed_back is not None

        await_(handed, "the result handed back")
        settle(0.3)

    def look_at_queue(self) -> None:
        self._front(QueuePage, Key.Key_F5)
        settle(0.2)

    def look_at_reports(self) -> None:
        """A few of them, one after the other, and the list behind the figure the cursor is on."""
        page: ReportPage = self._front(ReportPage, Key.Key_F7)
        for number in self._dice.sample("1234567", 3):
            self.hands.type(number)
            settle(0.1)
            await_(lambda: not page.reading.busy, f"report {number}", 60.0)
        self.hands.press(Key.Key_Return)
        settle(0.5)
        self.hands.press(Key.Key_Escape)

    def hand_over(self) -> None:
        """Three dossiers go to the agency on a list of their own."""
        page: ManifestPage = self._front(ManifestPage, Key.Key_F4)
        before = page.sheet.manifest
        self.hands.press(Key.Key_N, CTRL)
        settle(0.1)
        self.hands.press(Key.Key_1)
        self.hands.press(Key.Key_F12)
        await_(lambda: page.sheet.manifest is not None and page.sheet.manifest is not before, "a new list")

        def lines() -> int:
            manifest = page.sheet.manifest
            return 0 if manifest is None else len(manifest.standing)

        for number, (code, _) in enumerate(self._mine[-3:], 1):
            self.hands.scan(code)
            await_(partial(lambda wanted: lines() == wanted, number), f"line {number}")
        self.hands.tab_to(page.sheet.sign.receiver)
        self.hands.write("Quàng Thị Hoa")
        self.hands.press(Key.Key_F12, SHIFT)
        await_(lambda: page.sheet.manifest is not None and page.sheet.manifest.progress in ENDED, "signed by both")
        settle(0.5)

    def look_at_day(self) -> None:
        """How far the day's close is, step by step."""
        page: DayPage = self._front(DayPage, Key.Key_F6)
        await_(lambda: page.mode != "reading", "the day read")
        if page.mode == "opening":
            self.hands.press(Key.Key_F12)
            await_(lambda: page.mode == "closing", "the day open")
        page.show_step("cash")
        settle(0.2)
        for name in ("send", "papers"):
            page.show_step(name)
            settle(0.1)

    def change_looks(self) -> None:
        """English, dark, and back."""
        for key, values in (("window/language", ("en", "vi")), ("window/theme", ("dark", "light"))):
            for value in values:
                self.window.desk.prefer(key, value)
                settle(0.1)

    def lock(self) -> None:
        self.hands.press(Key.Key_L, CTRL)
        await_(lambda: self.window.desk.clerk is None, "a locked window")
        await_(lambda: self.window.login.people and self.window.login.isVisible(), "the log-in card")
        settle(0.2)
        self._enter()

    # ------------------------------------------------------------------ looking

    def sample(self, minute: float) -> Sample:
        me = psutil.Process()
        saved, self.saved_ms = sorted(self.saved_ms), []
        widgets = QApplication.allWidgets()
        resident = (
            me.memory_info().rss
        )  # before garbage is looked for, as the program has it; objects are those that stay
        gc.collect()
        return Sample(
            minute=minute,
            dossiers=self.dossiers,
            rss_kb=resident // 1024,
            objects=len(gc.get_objects()) + gc.get_freeze_count(),
            none_refs=sys.getrefcount(None),
            widgets=len(widgets),
            windows=sum(widget.isWindow() for widget in widgets),
            handles=me.num_fds() if hasattr(me, "num_fds") else me.num_handles(),
            threads=me.num_threads(),
            saved_ms=saved[len(saved) // 2] if saved else 0.0,
            waiting=self.window.desk.office.outbox.summary().waiting,
        )


def _card(person: Person) -> str:
    """What the scanner reads from somebody's card."""
    sex = "Nữ" if person.sex is Sex.FEMALE else "Nam"
    return f"{person.id_number}||{person.full_name}|{person.date_of_birth:%d%m%Y}|{sex}|{person.address}|20082022"


def _simple(office: Office, code: str) -> bool:
    """Taken at the counter with nothing to choose."""
    procedure = office.catalogue.get(code)
    return procedure is not None and procedure.offer(1, procedure.default_case()) is not None


def _sending(office: Office) -> Sending:
    return Sending(office, office.store.clock)


def main(data: Path, minutes: float, dossiers: int) -> int:
    """Works for so many minutes, or until so many dossiers; prints a sample a line and, last, what went wrong."""
    os.environ.setdefault("QUAY_TEST_SECRET", "x")
    gc.set_threshold(*COLLECT_EVERY)
    app = QApplication(sys.argv[:1])
    province = Province(data.parent)
    profile = data / "profile.toml"
    profile.write_text(
        profile.read_text(encoding="utf-8").replace('http://127.0.0.1:9"', f'http://127.0.0.1:{province.port}"'),
        encoding="utf-8",
    )
    province.up()
    clerk = Clerk(app, data, province)
    settle_memory()
    try:
        start = last = time.monotonic()
        while (clerk.dossiers < dossiers) if dossiers else (time.monotonic() - start < minutes * 60):
            clerk.turn()
            if time.monotonic() - last >= SAMPLE_SECONDS:
                last = time.monotonic()
                _say(msgspec.to_builtins(clerk.sample((last - start) / 60)))
        _say(msgspec.to_builtins(clerk.sample((time.monotonic() - start) / 60)))
        clerk.close()
    finally:
        province.down()
    _say({"steps": clerk.steps, "missed": clerk.missed})
    return 0


def _say(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])))
