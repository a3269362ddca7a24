"""A printer at the counter, a real CUPS behind it: its tray is empty, the fresh paper is proven by its bars, and when
the printer is gone the same copy becomes a file."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QMenu

from app.domain.jobs import Job
from tests.printserver import Device, PrintServer
from tests.tour import papers
from tests.tour.hands import CTRL, SHIFT, Key, Missed, await_, expect, settle
from tests.tour.people import NGAN
from tests.tour.roads import Roads
from ui.printing import SAVED
from ui.search import SearchPage
from ui.settings import SettingsPage


class Printers(Roads):
    """`server`: None where no print system can be had; then there is no such step."""

    server: PrintServer | None = None

    def paper_proven(self) -> None:
        """Paper that does not come, comes, and is read back; then a printer that is not there."""
        assert self.server is not None
        device = self.server.add("Quay")
        code = self.code_of(NGAN)
        self._choose_printer(device.name)
        page = self._open(code)
        before = len(self.stage.office.jobs.of(code))

        device.set("empty", True)
        self._print_again("Thử máy in mới")
        self.eyes.look_for("Máy in Quay hết giấy. Nạp giấy là bản này ra tiếp; đừng in lại.")
        self._newest(code, "stopped")
        self.shoot("paper-empty")
        device.set("empty", False)
        done = self._newest(code, "done")
        paper = self._paper(device, done)
        self.coded(paper, code)
        self.hands.scan(paper.bars[0])
        expect(self._newest(code, "confirmed").last.reason == "scan", "the paper proven by its bars")
        self.eyes.look_for("Giấy đã ra")
        self.shoot("paper-read-back")

        device.vanish()
        await_(lambda: page.pane.strip.kind is None, "the strip put away")
        self._print_again("Khách cần thêm một bản")
        failed = self._newest(code, "failed")
        self.eyes.look_for("Chưa in được")
        self.hands.press(Key.Key_F9, SHIFT)
        self._choose_way("Lưu đúng bản này thành tệp PDF")
        saved = self._newest(code, "saved")
        expect(saved.seq == failed.seq and saved.copy == failed.copy, "the same copy, not another")
        file = self.stage.office.data / "papers" / saved.last.detail
        expect(hashlib.sha256(file.read_bytes()).hexdigest() == saved.sha256, "the bytes that the ledger names")
        expect(len(self.stage.office.jobs.of(code)) == before + 2, "two copies more")
        self.coded(self.paper(code, "01", saved.copy), code)
        self._choose_printer(SAVED)

    def _choose_printer(self, name: str) -> None:
        page = self.to(SettingsPage, Key.Key_F8)
        printing = self.stage.window.desk.printing
        if name != SAVED:
            await_(lambda: printing.seen is not None and name in printing.seen.printers, f"the printer {name} seen")
            settle(0.1)
        self.hands.tab_to(page.printer)
        for _ in range(page.printer.count()):
            self.hands.press(Key.Key_Up)
        while page.printer.value() != name:
            place = page.printer.currentIndex()
            self.hands.press(Key.Key_Down)
            expect(page.printer.currentIndex() > place, f"{name} among the printers")
        await_(lambda: printing.target == name, f"copies that go to {name}")

    def _open(self, code: str) -> SearchPage:
        page = self.to(SearchPage, Key.Key_F3)
        self.empty_search(page)
        self.hands.type(code[-4:])
        await_(lambda: code in [row.code for row in page.rows.all()], "a hit by the last digits of the code")
        self.hands.type("\n")
        await_(lambda: page.pane.dossier is not None and page.pane.dossier.code == code, "the dossier open")
        return page

    def _print_again(self, reason: str) -> None:
        page = self.page(SearchPage)
        self.hands.press(Key.Key_P, CTRL)
        await_(lambda: page.pane.strip.kind is not None, "the strip of a reprint")
        self.give_reason(reason)
        self.hands.press(Key.Key_F12)

    def _newest(self, code: str, state: str) -> Job:
        jobs = self.stage.office.jobs

        def there() -> Job | None:
            newest = jobs.of(code)[-1]
            return newest if newest.state.value == state else None

        return await_(there, f"the newest copy {state}")

    def _paper(self, device: Device, job: Job) -> papers.Read:
        """What came out of the printer, kept beside the pictures."""
        (content,) = device.papers()
        expect(hashlib.sha256(content).hexdigest() == job.sha256, "the paper is the copy, to the byte")
        with tempfile.TemporaryDirectory(prefix="quay-tour-paper-") as folder:
            file = Path(folder) / f"{job.name}.pdf"
            file.write_bytes(content)
            return papers.read(self.record.keep_paper(file))

    def _choose_way(self, words: str) -> None:
        menu = self.popup()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            if menu.activeAction().text() == words:
                self.hands.press(Key.Key_Return)
                settle(0.1)
                return
            self.hands.press(Key.Key_Down)
        raise Missed(f"no {words!r} in the menu: {[one.text() for one in menu.actions()]}")
