"""The evening: the day is opened in the morning, counted blind, sent, proven and closed with a report; the reports; and
the same evening at a counter that has had no line all day."""

from __future__ import annotations

import zipfile
from pathlib import Path

from app.domain.cash import NOTES
from app.domain.day import Day, Step
from app.domain.dossier import DRAWERS, Drawer
from app.domain.money import show
from app.domain.zreport import ZReport
from app.office import TRAINING_PIN
from app.store.ledger import verify
from tests.tour import papers
from tests.tour.handing import Handing
from tests.tour.hands import CTRL, SHIFT, Key, Missed, await_, expect, settle
from tests.tour.people import PAO, VANG, Citizen
from ui.day import DayPage
from ui.day.cash import CashStep
from ui.receive import ReceivePage
from ui.report import ReportPage

EXTRACT, FREE = "2.000635", "1.004873"
SHORT = 1000
"""đồng that are missing in the State's drawer: somebody gave too much change."""


class Evening(Handing):
    """Steps of who closes the day and of who reads its figures."""

    def day_opened(self) -> None:
        """The first thing in the morning."""
        page = self.to(DayPage, Key.Key_F6)
        self.eyes.look_for("chưa mở", "F12 Mở ngày", within=page)
        self.hands.press(Key.Key_F12)
        await_(self.stage.office.day.current, "an open day")
        self.eyes.look_for("Lò Thị Dung", "Tiền Nhà nước", within=page)

    def counted_blind(self) -> None:
        """In the evening the line is away. The drawers are counted note by note; what should be in them stands nowhere
        before. One is short: that is booked with a reason. Then the power fails."""
        self.stage.one_stop.down()
        self._late_guest(PAO, EXTRACT)
        page = self.to(DayPage, Key.Key_F6)
        self._past(page, "papers", "Người dân đã cầm giấy về")
        expect(page.rail.current == "cash", f"the step of the cash, not {page.rail.current}")
        should = {drawer: self.stage.office.day.drawer(drawer) for drawer in DRAWERS}
        expect(should["state"] > SHORT, f"money of the State's in its drawer, not {should['state']}")
        said = {words.replace("\u00a0", " ") for words in self.eyes.texts()}
        expect(not any(show(should["state"]) in words for words in said), "the expected sum nowhere")
        self.shoot("count-begun")
        self._count(page, "state", should["state"] - SHORT)
        self.eyes.look_for(f"Thiếu {show(SHORT)}", within=page)
        self.hands.write("Thối nhầm tiền lẻ")
        self.shoot("counted-short")
        self.hands.press(Key.Key_F12)
        await_(lambda: len(self._day().differences) == 1, "the difference in the ledger")
        self._count(page, "post", should["post"])
        await_(lambda: self.stage.office.day.closing().step("cash").state == "done", "both drawers counted")
        self.close()
        self.open()
        self.enter()
        self.stage.one_stop.down()  # the practice counter brings its stand-in along
        self._late_guest(VANG, FREE)
        page = self.to(DayPage, Key.Key_F6)
        await_(lambda: page.rail.current in ("papers", "send"), "the close at the step where it stood")
        self._past(page, "papers", "Người dân đã cầm giấy về")

    def closed_with_a_line(self) -> None:
        """There is no line; then there is: what waited goes, the province is asked for each, the manager signs."""
        page = self.to(DayPage, Key.Key_F6)
        expect(page.rail.current == "send", f"the step of sending, not {page.rail.current}")
        self.hands.press(Key.Key_F12)
        self.eyes.look_for("Không có mạng", within=page, patience=30)
        self.shoot("close-waiting")
        self.stage.one_stop.up()
        self.hands.press(Key.Key_F12)
        await_(lambda: self._state("send") == "done", "all sent", 60.0)
        self._go_on(page, "proof")
        self.hands.press(Key.Key_F12)
        await_(lambda: self._state("proof") == "done", "each dossier of the day looked up", 60.0)
        self.shoot("close-proven")
        report = self._sign(page)
        expect(report.waiting.count == 0, "nothing waits on the report")
        expect(report.drawer("state").difference == -SHORT, "what was short is on the report")
        found = verify(self.stage.office.store)
        expect(not found, f"a ledger without findings, not {[one.code for one in found]}")

    def reports(self) -> None:
        """The figures of the day: each opens the dossiers it counts; F12 makes a workbook of them."""
        page = self.to(ReportPage, Key.Key_F7)
        self.eyes.look_for("Việc cần làm", within=page)
        self.hands.type("2")
        self.eyes.look_for("Tỷ lệ đúng hạn", "Gửi một cửa đúng hạn", within=page)
        settle(0.3)
        self.shoot("report-figures")
        self.hands.type("5")
        self.eyes.look_for("biểu II.06a", "Hộ tịch", "Tổng cộng", within=page)
        settle(0.3)
        self.shoot("report-ii06a")
        self.hands.press(Key.Key_F12)
        exports = self.stage.office.data / "exports"
        file = await_(lambda: next(exports.glob("*.xlsx"), None), "the workbook", 30.0)
        with zipfile.ZipFile(file) as book:
            expect("xl/worksheets/sheet1.xml" in book.namelist(), "a sheet in the workbook")

    def closed_without_a_line(self) -> None:
        """Another counter, that has no line: the same close, and its report names what waits by number."""
        self.close()
        self._data = self._data.parent / "far" / "data"
        self.open()
        self.stage.one_stop.down()
        self.enter()
        page = self.to(DayPage, Key.Key_F6)
        self.eyes.look_for("F12 Mở ngày", within=page)
        self.hands.press(Key.Key_F12)
        await_(lambda: page.rail.current == "cash", "the step of the cash")
        for drawer in DRAWERS:
            self._count(page, drawer, self.stage.office.day.drawer(drawer))
        self._go_on(page, "send")
        self._past(page, "send", "Không có mạng")
        waiting = self.stage.office.outbox.summary().waiting
        report = self._sign(page)
        expect(0 < report.waiting.count <= waiting, "what waits on the report")
        text = self._report_paper(report).text
        expect(all(code[-5:] in text for code in report.waiting.codes), "each by its number on the page")

    # ------------------------------------------------------------------ what the steps have in common

    def _late_guest(self, person: Citizen, procedure: str) -> None:
        """One more, of whom nothing can be sent."""
        page = self.to(ReceivePage, Key.Key_F1)
        self.scan_person(person)
        self.hands.scan(procedure)
        self.hands.tab_to(page.person.applicant.phone)
        self.hands.type(person.phone or "0355002233")
        self.hands.press(Key.Key_D, CTRL)
        dossier = self.receive(person)
        expect(self.stage.office.outbox.summary().waiting >= 1, f"{dossier.code} waits here")

    def _day(self) -> Day:
        day = self.stage.office.day.current()
        if day is None:
            raise Missed("no day is open")
        return day

    def _state(self, step: Step) -> str:
        return self.stage.office.day.closing().step(step).state

    def _go_on(self, page: DayPage, step: str) -> None:
        """F12 until a step is in front."""
        for _ in range(3):
            if page.rail.current == step:
                return
            self.hands.press(Key.Key_F12)
            settle(0.2)
        expect(page.rail.current == step, f"the step {step}, not {page.rail.current}")

    def _past(self, page: DayPage, step: str, reason: str) -> None:
        """Goes on although something of a step is left, and says why."""
        await_(lambda: page.rail.current in (step, "cash", "close"), f"the step {step}")
        if page.rail.current != step:
            return
        self.hands.press(Key.Key_F12, SHIFT)
        await_(page.reason.isVisible, "the question why")
        if page.reason.line.value() != reason:
            self.hands.write(reason)
        self.hands.press(Key.Key_Return)
        await_(lambda: page.rail.current != step, "the next step")
        settle()

    def _count(self, page: DayPage, drawer: Drawer, amount: int) -> None:
        """Types a count of a drawer with the fewest notes, and commits it."""
        step = page.views["cash"]
        assert isinstance(step, CashStep)
        first = step.drawers[drawer].grid.lines[NOTES[0]]
        await_(lambda: self.hands.focus is first, "the cursor at the first banknote")
        for value in NOTES:
            number, amount = divmod(amount, value)
            if number or value == NOTES[-1]:
                self.hands.type(str(number))
            if value != NOTES[-1]:
                self.hands.press(Key.Key_Return)
        expect(amount == 0, "a sum that banknotes can make")
        self.hands.press(Key.Key_F12)
        settle(0.3)

    def _sign(self, page: DayPage) -> ZReport:
        """The manager's PIN closes the day; the report is a page."""
        self._go_on(page, "close")
        await_(page.sign.signature.pin.hasFocus, "the cursor where the PIN goes")
        self.shoot("close-signed")
        self.hands.type(TRAINING_PIN)
        self.hands.press(Key.Key_F12)
        await_(lambda: page.mode == "report", "the day closed")
        report = self.stage.office.day.zreport(1)
        self.eyes.look_for("số 1", within=page)
        self._report_paper(report)
        await_(lambda: page.report.page.images, "the report's pages in the window")
        settle(0.2)
        self.shoot("day-closed")
        return report

    def _report_paper(self, report: ZReport) -> papers.Read:
        folder: Path = self.stage.office.data / "papers"
        file = await_(lambda: next(folder.glob("bao-cao-cuoi-ngay-0001-*.pdf"), None), "the report's page", 20.0)
        read = papers.read(self.record.keep_paper(file))
        expect("BÁO CÁO CUỐI NGÀY" in read.text, "the report's title")
        expect(report.unit in read.text, "the point's name on the report")
        return read
