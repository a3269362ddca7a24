"""Papers on their way: a manifest out to the agency and one in from it, built by the scanner, signed, printed."""

from __future__ import annotations

from app.domain.events import Leg, Status
from app.domain.manifest import Manifest, Progress
from tests.tour import papers
from tests.tour.hands import CTRL, Key, Missed, await_, expect, settle
from tests.tour.people import NGAN, SUA, Citizen
from tests.tour.printers import Printers
from ui.manifest import ManifestPage


class Handing(Printers):
    """Steps at the van's door."""

    def manifest_out(self) -> None:
        """Two dossiers into a bag: each scanned from its paper, one of them twice; sealed, signed, in two copies."""
        page = self.to(ManifestPage, Key.Key_F4)
        self.eyes.look_for("Giao hồ sơ cho cơ quan", within=page)
        self.hands.press(Key.Key_1)
        self.hands.press(Key.Key_F12)
        await_(lambda: page.sheet.manifest, "an open list")
        for person in (SUA, NGAN, NGAN):
            self._scan(page, person)
        self.eyes.look_for("đã có ở dòng", within=page)
        expect(len(self._list(page).standing) == 2, "two lines, whatever was scanned twice")
        self.shoot("manifest-scanned")
        self.hands.tab_to(page.sheet.sign.seals)
        self.hands.type("NP-0412")
        self.hands.press(Key.Key_F12)
        await_(lambda: self._list(page).progress is Progress.SEALED, "the bag sealed")
        await_(page.sheet.sign.receiver.hasFocus, "the cursor where the other side's name goes")
        self.hands.write("Quàng Thị Hoa")
        self.hands.press(Key.Key_F12)
        await_(lambda: self._list(page).progress is Progress.DONE, "signed by both")
        self._list_paper(self._list(page), "giao-nhan", "NP-0412")
        for person in (SUA, NGAN):
            expect(self.stored(self.code_of(person)).leg is Leg.AT_AGENCY, f"the papers of {person.name} at the agency")
        settle(0.2)

    def manifest_in(self) -> None:
        """In the afternoon the van brings one result back."""
        page = self.to(ManifestPage, Key.Key_F4)
        self.hands.press(Key.Key_N, CTRL)
        settle()
        self.hands.press(Key.Key_2)
        self.hands.press(Key.Key_F12)
        await_(lambda: page.sheet.manifest is not None and not page.sheet.manifest.lines, "another open list")
        self._scan(page, NGAN)
        self.hands.tab_to(page.sheet.sign.giver)
        self.hands.write("Quàng Thị Hoa")
        self.shoot("results-scanned")
        self.hands.press(Key.Key_F12)
        await_(lambda: self._list(page).progress is Progress.DONE, "signed by both")
        code = self.code_of(NGAN)
        expect(self.stored(code).status is Status.RESULT_READY, "the result at the counter")
        form = await_(lambda: next(iter(self._list(page).prints), None), "the paper of what came")
        self._list_paper(self._list(page), form, code[-11:])  # narrow columns break a code after its point

    def _scan(self, page: ManifestPage, person: Citizen) -> None:
        """The bars of somebody's receipt; the field answers."""
        before = page.sheet.heard.text()
        self.hands.scan(self.paper(self.code_of(person), "01", 1).bars[0])
        await_(lambda: page.sheet.heard.text() != before, f"what F4 says to the scan of {person.name}")
        settle()

    def _list(self, page: ManifestPage) -> Manifest:
        manifest = page.sheet.manifest
        if manifest is None:
            raise Missed("no list is open")
        return manifest

    def _list_paper(self, manifest: Manifest, form: str, *wanted: str) -> None:
        folder = self.stage.office.data / "papers"
        file = await_(lambda: next(folder.glob(f"{manifest.number}-{form}-1.pdf"), None), f"the paper {form}")
        read = papers.read(self.record.keep_paper(file))
        for words in (manifest.number, *wanted):
            expect(words in read.text, f"{words!r} on the paper {form}")
