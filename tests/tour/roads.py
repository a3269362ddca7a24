"""The other roads to the province: scans that follow their dossier, and the van where there is no network at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec

from app.bundle.identity import Part
from app.cli.sending import courier_for
from app.clock import Clock
from app.domain.queue import State
from app.office import TRAINING_PIN, Office, set_up
from app.settings import assets
from tests.scanned import pdf
from tests.tour import papers
from tests.tour.hands import CTRL, Key, Missed, await_, expect, settle
from tests.tour.people import NGAN, VANG
from tests.tour.work import Work
from ui.printing import file_name
from ui.queue import QueuePage
from ui.queue.apart import ApartView
from ui.queue.van import VanView
from ui.receive import ReceivePage
from ui.search import SearchPage
from ui.settings import SettingsPage

BRANCH_COUNTER = 9


class Roads(Work):
    """Steps that need more than the counter's own line."""

    _branch: Office | None = None

    @property
    def branch(self) -> Office:
        """The branch's computer, from the step in which it is paired to the one in which the van comes back."""
        if self._branch is None:
            raise Missed("no branch was paired with")
        return self._branch

    def scan_attached(self) -> None:
        """A scan of the paper follows the dossier and is at the province before anybody thinks of it."""
        page = self.to(SearchPage, Key.Key_F3)
        self.empty_search(page)
        code = self.code_of(NGAN)
        self.hands.type(code[-4:])
        await_(lambda: code in [row.code for row in page.rows.all()], "a hit by the last digits of the code")
        self.hands.type("\n")
        await_(lambda: page.pane.dossier is not None and page.pane.dossier.code == code, "the dossier open")
        card = page.pane.scans
        await_(card.lines, "the dossier's papers on the card of scans")
        with tempfile.TemporaryDirectory(prefix="quay-tour-scan-") as folder:
            file = Path(folder) / "to-khai.pdf"
            file.write_bytes(pdf(2, b"x" * 60_000))
            card.attach(card.lines()[0].paper, file)
            parcels = self.stage.office.parcels
            await_(lambda: parcels.tally().waiting + parcels.tally().delivered == 1, "the scan kept")
        await_(lambda: parcels.tally().delivered == 1, "the scan at the province")
        await_(lambda: self.delivered(code), "the record told where its scan is")
        self.scroll_to(page.detail, card)
        self.eyes.look_for("Bản quét giấy tờ", "Đã gửi", within=card)

    def pairing(self) -> None:
        """The manager pairs the counter with the branch's computer: scans what stands on its screen, enters the code
        that was read aloud."""
        self._branch = self._open_branch()
        theirs = self.branch.branch.identity(Part.BRANCH)
        self.change_person(self.stage.office.profile.people.manager)
        page = self.to(SettingsPage, Key.Key_F8)
        self.hands.scan(theirs.text())
        await_(lambda: page.pairing.text.text() == theirs.text(), "the other computer's text in its field")
        self.hands.type(theirs.short())
        await_(page.pairing.code.code, "our own code to be read aloud")
        settle()
        self.shoot("pairing-begun")
        self.hands.press(Key.Key_Return)
        partners = self.stage.office.branch.partners
        await_(lambda: [one.name for one in partners()] == [theirs.name], "the branch among the partners")
        ours = self.stage.office.branch.identity()
        manager = self.branch.people.named(self.branch.profile.people.manager)
        self.branch.branch.trust(ours.text(), ours.short(), manager)
        self.scroll_to(page.area, page.pairing)
        self.change_person(self.stage.office.profile.people.clerks[0])

    def by_van(self) -> None:
        """No network all day; in the evening the stick has been to the branch and back, and nothing waits."""
        self.stage.one_stop.down()
        page = self.to(ReceivePage, Key.Key_F1)
        self.scan_person(VANG)
        self.hands.scan("2.000635")
        self.hands.tab_to(page.person.applicant.phone)
        self.hands.type("0355001122")
        self.hands.press(Key.Key_D, CTRL)
        code = self.receive(VANG).code
        outbox = self.stage.office.outbox
        expect(outbox.summary().waiting >= 1, "it waits here")
        with tempfile.TemporaryDirectory(prefix="quay-tour-usb-") as folder:
            stick = Path(folder)
            queue = self.to(QueuePage, Key.Key_F5)
            self.hands.click(queue.chips["van"])
            view = queue.view
            assert isinstance(view, VanView)
            self.hands.write(folder)
            self.hands.press(Key.Key_Return)
            await_(queue.again.isEnabled, "F12 on the page of the stick")
            self.hands.press(Key.Key_F12)
            await_(lambda: len(list(stick.glob("*.bundle"))) == 1, "a bundle on the stick")
            self.eyes.look_for("Đã ghi", within=view)
            self.shoot("by-van-written")
            self._at_the_branch(stick)
            self.hands.click(view.take)
            await_(lambda: outbox.summary().waiting == 0, "nothing waits, and there was no network")
            self.eyes.look_for("biên nhận", within=view)
            self.eyes.look_for("Không còn gì chờ gửi", within=self.stage.window.status)
            settle()
            self.shoot("by-van-back")
        self.hands.click(queue.chips["open"])
        self.stage.one_stop.up()
        self.branch.close()
        self._branch = None
        expect(outbox.items(200, State.DELIVERED), "what was delivered is listed")
        fault = self.stage.one_stop.faults_of(code)
        expect(not fault, fault)

    def proof(self) -> None:
        """What was delivered today is looked up at the province, one by one, and certified on a page."""
        page = self.to(QueuePage, Key.Key_F5)
        self.hands.click(page.chips["apart"])
        view = page.view
        assert isinstance(view, ApartView)
        await_(page.again.isEnabled, "F12 on the page of comparing")
        self.hands.press(Key.Key_F12)
        await_(view.certificate.isEnabled, "a proof that is done", 30.0)
        self.eyes.look_for("Tất cả đều có ở tỉnh", within=view)
        proof = self.stage.office.proofs.of(self.stage.office.store.clock.today())
        assert proof is not None
        expect(proof.found.digest == proof.found.ours, "both sides' digests the same")
        self.hands.click(view.certificate)
        file = self.stage.office.data / "papers" / f"{file_name(f'chung-nhan-gui-{proof.day:%y%m%d}')}.pdf"
        await_(file.exists, "the certificate")
        text = papers.read(self.record.keep_paper(file)).text
        expect("GIẤY CHỨNG NHẬN" in text.upper(), "the certificate's title on the page")
        self.shoot("proof-certified")
        self.hands.click(page.chips["rounds"])
        self.eyes.look_for("Hôm nay:", "Xong", within=page.view)
        self.shoot("rounds")
        self.hands.click(page.chips["open"])

    def _open_branch(self) -> Office:
        """The branch's computer, where there is a line."""
        folder = self._data.parent / "branch"
        folder.mkdir()
        profile = folder / "profile.toml"
        text = assets("training", "profile.toml").read_text(encoding="utf-8")
        text = text.replace("number = 1", f"number = {BRANCH_COUNTER}")
        profile.write_text(text.replace("first = 1000\nlast = 1999", "first = 9000\nlast = 9999"), encoding="utf-8")
        office, _ = set_up(profile, folder / "data", TRAINING_PIN, Clock())
        return office

    def _at_the_branch(self, stick: Path) -> None:
        """Takes what is on the stick, delivers it, and writes the acknowledgement."""
        manager = self.branch.people.named(self.branch.profile.people.manager)
        taken = self.branch.branch.take_all(sorted(stick.glob("*.bundle")), manager.id)
        expect(len(taken) == 1, f"one bundle taken, not {taken}")
        with self.stage.one_stop.elsewhere() as url:
            server = msgspec.structs.replace(self.branch.profile.server, url=url)
            profile = msgspec.structs.replace(self.branch.profile, server=server)
            courier = courier_for(msgspec.structs.replace(self.branch, profile=profile), Clock())
            try:
                courier.until_empty(30.0)
            finally:
                courier.close()
        self.branch.branch.export(stick, manager.id)

    def change_person(self, name: str) -> None:
        """The counter is locked, and somebody else logs in."""
        self.hands.press(Key.Key_L, CTRL)
        login = self.stage.window.login
        await_(login.isVisible, "the log-in card")
        for _ in login.people:
            if login.chosen.name == name:
                break
            self.hands.press(Key.Key_Down)
        self.hands.type(f"{TRAINING_PIN}\n")
        await_(lambda: (who := self.stage.window.desk.clerk) is not None and who.name == name, f"{name} logged in")
        settle()
