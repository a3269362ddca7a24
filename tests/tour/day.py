"""A clerk's day, step by step. Every step checks what a person would: the words in view, the rows in the ledger, the
codes on the paper, the province's own books."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from app.domain.events import Kind, RecipientKind, Status
from app.domain.queue import State
from app.store.ledger import verify
from tests.tour.evening import Evening
from tests.tour.hands import CTRL, SHIFT, Key, Missed, await_, expect, settle
from tests.tour.people import CHU, HU, NGAN, PAO, SANG, SU, SUA, VANG
from ui.handback import HandBackPage
from ui.queue import QueuePage
from ui.receive import ReceivePage
from ui.receive_desk import DRAFT
from ui.search import SearchPage
from ui.shell import PAGES

MARRIAGE, EXTRACT, BUSINESS, BIRTH = "1.004873", "2.000635", "1.001612", "1.001193"
LACKING = "1.000656"
"""The procedure the province does not know for a while."""
ENVELOPE, OTHER_ENVELOPE = "RR473124829VN", "EB123456785VN"


class Day(Evening):
    """The steps share what was learnt on the way: the codes of the people, the slip, the stage."""

    def run(self) -> None:
        """All steps in their order. One that fails does not keep the others from being tried, unless nobody could log
        in."""
        for name, step in self.steps():
            if self.record.take(name, partial(self.checked, step), self.window):
                continue
            if name == "log-in":
                break
            self.start_over()
        self.close()

    def steps(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        return (
            ("log-in", self.log_in),
            ("day-opened", self.day_opened),
            ("receive-by-scan", self.receive_by_scan),
            ("receive-by-typing", self.receive_by_typing),
            ("incomplete", self.incomplete),
            ("missing-paper-brought", self.missing_paper_brought),
            ("refuse", self.refuse),
            ("reprint", self.reprint),
            ("network-lost", self.network_lost),
            ("receive-offline", self.receive_offline),
            ("network-back", self.network_back),
            ("quarantine-released", self.quarantine_released),
            ("search", self.search),
            ("manifest-out", self.manifest_out),
            ("result-arrives", self.result_arrives),
            ("wrong-card-stopped", self.wrong_card_stopped),
            ("hand-back", self.hand_back),
            ("scan-attached", self.scan_attached),
            ("manifest-in", self.manifest_in),
            ("pairing", self.pairing),
            ("by-van", self.by_van),
            ("proof", self.proof),
            ("power-cut", self.power_cut),
            ("keys", self.keys),
            ("english", self.english),
            ("dark", self.dark),
            *((("paper-proven", self.paper_proven),) if self.server is not None else ()),
            ("counted-blind", self.counted_blind),
            ("closed-with-a-line", self.closed_with_a_line),
            ("reports", self.reports),
            ("ledger", self.ledger),
            ("closed-without-a-line", self.closed_without_a_line),
        )

    # ------------------------------------------------------------------ the steps

    def log_in(self) -> None:
        self.open()
        self.eyes.look_for("Bưu điện xã Mường Tè (tập huấn)", "Lò Thị Dung", "Tòng Văn Inh", "Tập huấn")
        self.choose_person()
        self.hands.type("1111\n")
        self.eyes.look_for("PIN chưa đúng")
        self.shoot("log-in-refused")
        self.enter()
        page = self.page(ReceivePage)
        await_(lambda: self.hands.focus is page.procedure.search, "the cursor in the procedure search after log-in")
        self.eyes.look_for("Hay dùng", "Trực tuyến", "Không còn gì chờ gửi", "Lò Thị Dung", "Tập huấn")

    def receive_by_scan(self) -> None:
        """Card and procedure from the scanner, everything else from keys."""
        page = self.to(ReceivePage, Key.Key_F1)
        self.scan_person(SUA)
        self.hands.scan(MARRIAGE)
        self.eyes.look_for("Cấp Giấy xác nhận tình trạng hôn nhân", "Hẹn trả", "từ thẻ", "Tờ khai cấp Giấy xác nhận")
        self.hands.tab_to(page.person.applicant.phone)
        self.hands.type(SUA.phone)
        self.hands.press(Key.Key_D, CTRL)
        self.eyes.look_for("Đủ 2/2", "F12 Lưu và in", within=page)
        self.shoot("receive-by-scan-filled")
        dossier = self.receive(SUA)
        self.check_receipt(dossier, SUA)

    def receive_by_typing(self) -> None:
        """No scanner: initials find the procedure, the name comes through the input method; result by post, cash."""
        page = self.to(ReceivePage, Key.Key_F1)
        person, closing = page.person.applicant, page.closing
        self.hands.press(Key.Key_F, CTRL)
        self.hands.type("dkks")
        self.eyes.look_for("Tìm thấy", "Đăng ký khai sinh")
        await_(lambda: page.procedure.list.currentIndex().row() == 0, "the first of the found procedures chosen")
        self.shoot("receive-by-typing-dkks")
        self.hands.type("\n")
        self.eyes.look_for("Giấy chứng sinh")
        self.hands.tab_to(person.id_number)
        self.hands.type(f"{NGAN.number}\n")
        await_(lambda: self.hands.focus is person.full_name, "Enter goes on to the name")
        self.hands.write(NGAN.name)
        self.hands.type("\n")
        self.hands.type("4/9/1987")
        self.hands.tab_to(person.sex)
        self.hands.press(Key.Key_Down)
        self.hands.press(Key.Key_Down)
        self.hands.tab_to(person.phone)
        self.hands.type("0987 112 233")
        self.hands.tab_to(person.commune_code)
        self.hands.type("bum nua")
        self.eyes.look_for("Xã Bum Nưa, Lai Châu")
        self.hands.type("\n")
        if person.ethnicity.isVisible():
            self.hands.tab_to(person.ethnicity)
            self.hands.write("Thái")
        self.hands.tab_to(person.address)
        self.hands.write("Bản Giẳng")
        expect(person.full_name.text() == NGAN.name, f"the name as written, not {person.full_name.text()!r}")
        self.hands.press(Key.Key_D, CTRL)
        self.eyes.look_for("Đủ 3/3")
        self.hands.tab_to(closing.way.stops()[0])
        self.hands.press(Key.Key_Right)
        self.eyes.look_for("Địa chỉ phát")
        self.eyes.look_for("Cước trả kết quả nội tỉnh", "Cước theo bảng ví dụ")
        self.hands.tab_to(closing.cash)
        self.hands.type("50k")
        self.eyes.look_for("20.000 đ")
        self.shoot("receive-by-typing-filled")
        dossier = self.receive(NGAN)
        self.eyes.look_for("Trả lại 20.000 đ")
        expect(dossier.collected_post == 30_000, f"30.000 đ in the ledger, not {dossier.collected_post}")
        expect(dossier.filing.applicant.full_name == NGAN.name, "the name in the ledger letter by letter")
        expect(dossier.filing.result_delivery.kind.value == "post", "a result that goes by post")
        self.check_receipt(dossier, NGAN)

    def incomplete(self) -> None:
        """A required paper is missing: F12 becomes the request for it (Form 02)."""
        page = self.to(ReceivePage, Key.Key_F1)
        self.scan_person(HU)
        self.hands.type("trich luc ho tich")
        self.eyes.look_for("Cấp bản sao Trích lục hộ tịch")
        self.hands.type("\n")
        self.eyes.look_for("Phí cấp bản sao trích lục hộ tịch")
        shown = next(row for row in page.papers.rows if row.kind.value == "show" and row.required)
        self.hands.tab_to(shown)
        self.hands.press(Key.Key_Space)
        self.hands.type("3322")
        self.eyes.look_for("F12 In phiếu yêu cầu bổ sung", within=page)
        self.hands.press(Key.Key_F12)
        self.eyes.look_for("Thiếu: Tờ khai đề nghị cấp bản sao Trích lục hộ tịch")
        self.shoot("incomplete-asked")
        self.hands.press(Key.Key_F12)
        receipt = await_(lambda: page.saved.receipt if self.printed(page, "02") else None, "a printed Form 02")
        slip = receipt.dossier
        self.slip = slip.code
        self.eyes.look_for(slip.code, "Đã lập phiếu yêu cầu bổ sung, chưa tiếp nhận", HU.name)
        expect(slip.status is Status.AT_DESK and slip.code.startswith("HD-"), f"a slip at the desk, not {slip.code}")
        paper = self.paper(slip.code, "02", 1)
        self.coded(paper, slip.code)
        for words in ("PHIẾU YÊU CẦU BỔ SUNG", "Tờ khai đề nghị cấp bản sao", HU.name):
            expect(words.lower() in paper.text.lower(), f"{words!r} on Form 02")

    def missing_paper_brought(self) -> None:
        """The slip's own bars bring the form back; now it is complete and becomes a dossier."""
        page = self.to(ReceivePage, Key.Key_F1)
        expect(self.slip, "the slip of the step before")
        self.hands.scan(self.paper(self.slip, "02", 1).bars[0])
        self.eyes.look_for(f"Tiếp phiếu {self.slip}")
        expect(page.person.applicant.full_name.text() == HU.name, "the applicant as on the slip")
        self.hands.press(Key.Key_D, CTRL)
        self.hands.tab_to(page.closing.cash)
        self.hands.type("10k")
        self.eyes.look_for("2.000 đ")
        self.shoot("missing-paper-brought-filled")
        dossier = self.receive(HU)
        expect(dossier.filing.applicant.full_name == HU.name, "the same person in the ledger")
        expect(dossier.collected_state == 8_000, f"8.000 đ in the State's drawer, not {dossier.collected_state}")
        self.check_receipt(dossier, HU)

    def refuse(self) -> None:
        """Shift+F12, a reason in words, Form 03."""
        page = self.to(ReceivePage, Key.Key_F1)
        self.scan_person(SANG)
        self.hands.scan(BUSINESS)
        self.eyes.look_for("Đăng ký thành lập hộ kinh doanh")
        self.hands.press(Key.Key_F12, SHIFT)
        await_(lambda: self.hands.focus is page.refusal.reason, "the cursor in the reason")
        self.hands.press(Key.Key_F12)
        self.eyes.look_for("Hãy ghi lý do từ chối")
        self.hands.write("Giấy đề nghị bị tẩy xóa, sửa chữa ở mục ngành nghề.")
        self.shoot("refuse-reason")
        self.hands.press(Key.Key_F12)
        receipt = await_(lambda: page.saved.receipt if self.printed(page, "03") else None, "a printed Form 03")
        refused = receipt.dossier
        self.codes[SANG] = refused.code
        self.eyes.look_for(refused.code, "Đã từ chối tiếp nhận")
        expect(self.stored(refused.code).status is Status.NOT_RECEIVED, "refused in the ledger")
        paper = self.paper(refused.code, "03", 1)
        self.coded(paper, refused.code)
        expect("bị tẩy xóa, sửa chữa ở mục ngành nghề" in paper.text, "the reason on Form 03")

    def reprint(self) -> None:
        """The citizen lost the paper: the same code, a second copy that says so."""
        code = self.code_of(SUA)
        self.hands.scan(self.paper(code, "01", 1).bars[0])
        page = self.page(SearchPage)
        self.eyes.look_for(SUA.name, "Việc làm được")
        self.hands.press(Key.Key_P, CTRL)
        await_(lambda: page.pane.strip.kind is Kind.PRINTED, "the strip of a reprint")
        self.give_reason("Người dân làm mất giấy hẹn")
        self.shoot("reprint-asked")
        self.hands.press(Key.Key_F12)
        paper = self.paper(code, "01", 2)
        self.coded(paper, code)
        expect("Bản in lại lần 2" in paper.text, "“Bản in lại lần 2” on the second copy")
        expect("Bản in lại" not in self.paper(code, "01", 1).text, "no such mark on the first copy")
        expect(self.stored(code).prints.get("01") == 2, "two copies in the ledger")
        self.eyes.look_for("bản in lại lần 2")

    def network_lost(self) -> None:
        """The stand-in's port is shut. F5 tells what a test of the line says."""
        self.stage.one_stop.down()
        page = self.to(QueuePage, Key.Key_F5)
        self.hands.click(page.test)
        self.eyes.look_for("Không có mạng. Hồ sơ vẫn an toàn ở quầy", within=page)

    def receive_offline(self) -> None:
        """Nothing is different for the citizen; the sentence below counts what waits."""
        for person, procedure in ((SU, BUSINESS), (CHU, LACKING)):
            page = self.to(ReceivePage, Key.Key_F1)
            self.scan_person(person)
            self.hands.scan(procedure)
            self.hands.tab_to(page.person.applicant.phone)
            self.hands.type(person.phone)
            self.hands.press(Key.Key_D, CTRL)
            dossier = self.receive(person)
            self.check_receipt(dossier, person, delivered=False)
        self.eyes.look_for("Ngoại tuyến", "Chờ gửi 2")
        known = self.stage.one_stop.codes()
        for person in (SU, CHU):
            expect(self.code_of(person) not in known, "nothing of it in the province's books")

    def network_back(self) -> None:
        """All that waited is delivered once; the one dossier the province chokes on delays nobody."""
        self.stage.one_stop.up(without=(LACKING,))
        page = self.to(QueuePage, Key.Key_F5)
        self.shoot("network-back-waiting")
        self.hands.press(Key.Key_F12, SHIFT)
        outbox = self.stage.office.outbox
        await_(lambda: outbox.summary().quarantined == 1, "the poisoned dossier put aside")
        await_(lambda: outbox.summary().waiting == 0, "everything else delivered")
        self.eyes.look_for(self.code_of(CHU), "Cần xử lý", within=page)
        self.eyes.look_for("1 hồ sơ cần xem lại", within=self.stage.window.status)
        for person in (SUA, NGAN, HU, SU):
            fault = self.stage.one_stop.faults_of(self.code_of(person))
            expect(not fault, fault)
            there = self.stage.one_stop.name_of(self.code_of(person))
            expect(there == person.name, f"{person.name} in the province's record, not {there!r}")
        expect(self.code_of(CHU) not in self.stage.one_stop.codes(), "the poisoned dossier not in the books")
        item = outbox.items(10, State.QUARANTINED)[0]
        expect(item.reason == "server_unknown_procedure", f"the reason in the queue, not {item.reason}")

    def quarantine_released(self) -> None:
        """The province has learnt the procedure: F12 on F5 sends the dossier again."""
        self.stage.one_stop.down()
        self.stage.one_stop.up()
        page = self.to(QueuePage, Key.Key_F5)
        await_(page.again.isEnabled, "F12 on the item that was put aside")
        self.hands.press(Key.Key_F12)
        outbox = self.stage.office.outbox
        await_(lambda: outbox.summary().quarantined == outbox.summary().waiting == 0, "an empty queue")
        self.eyes.look_for("Mọi hồ sơ đã gửi xong", within=page)
        self.eyes.look_for("Không còn gì chờ gửi", within=self.stage.window.status)
        for code in self.codes.values():
            fault = self.stage.one_stop.faults_of(code)
            expect(not fault, fault)

    def search(self) -> None:
        """Without accents, by last digits; the timeline says what became of each event."""
        page = self.to(SearchPage, Key.Key_F3)
        self.empty_search(page)
        self.hands.type("luong thi ngan")
        await_(lambda: [row.applicant for row in page.rows.all()] == [NGAN.name], "one hit, found without accents")
        self.shoot("search-name")
        self.empty_search(page)
        code = self.code_of(NGAN)
        self.hands.type(code[-4:])
        await_(lambda: code in [row.code for row in page.rows.all()], "a hit by the last digits of the code")
        self.empty_search(page)
        self.hands.type(NGAN.phone[:7])
        await_(
            lambda: [row.code for row in page.rows.all()] == [code], "one hit by the telephone as far as it is known"
        )
        self.hands.type("\n")
        self.eyes.look_for(NGAN.name, "Bản Giẳng")
        self.shoot("search-opened")
        self.scroll_to(page.detail, page.pane.past)
        self.eyes.look_for("Quá trình xử lý", "Tiếp nhận hồ sơ", "Hệ thống đã nhận lúc", within=page.pane)

    def result_arrives(self) -> None:
        """The receipt is scanned on F2; its result has come but nobody noted it: Shift+F12."""
        page = self.to(HandBackPage, Key.Key_F2)
        code = self.code_of(SUA)
        self.hands.scan(self.paper(code, "01", 1).bars[0])
        self.eyes.look_for("Kết quả chưa về quầy", SUA.name)
        self.shoot("result-not-arrived")
        self.hands.press(Key.Key_F12, SHIFT)
        await_(lambda: page.strip.kind is Kind.RESULT_ARRIVED, "the strip of an arrival")
        self.hands.type("128/GXN")
        self.hands.tab_to(page.strip.field("item_code").control)
        self.hands.type(ENVELOPE)
        self.shoot("result-arrives-noted")
        self.hands.press(Key.Key_F12)
        self.eyes.look_for("1. Người nhận", "Quét thẻ căn cước của Giàng Thị Sua")
        expect(self.stored(code).status is Status.RESULT_READY, "a result in the ledger")

    def wrong_card_stopped(self) -> None:
        """Neither a stranger's card nor another envelope gets past."""
        page = self.page(HandBackPage)
        self.hands.scan(VANG.card)
        self.eyes.look_for("Thẻ vừa quét không phải của Giàng Thị Sua", "đừng trao kết quả")
        self.hands.press(Key.Key_F12)
        settle(0.3)
        expect(self.stored(self.code_of(SUA)).status is Status.RESULT_READY, "nothing handed to a stranger")
        expect(not page.confirm.isEnabled(), "F12 closed")

    def hand_back(self) -> None:
        """To an authorised representative: his card, his paper, the right envelope; then one key for satisfaction."""
        page = self.page(HandBackPage)
        step, code = page.recipient, self.code_of(SUA)
        # The two are one choice: Tab comes to it at either, the arrows and Space choose.
        there = self.hands.tab_to(step.own, step.other, back=True)
        self.hands.press(Key.Key_Right if there is step.own else Key.Key_Space)
        self.hands.scan(PAO.card)
        self.eyes.look_for(PAO.name)
        self.hands.tab_to(step.paper.control)
        self.hands.press(Key.Key_Down)
        self.hands.tab_to(step.number.control)
        self.hands.type("17/2026/UQ")
        self.hands.tab_to(step.date.control)
        self.hands.type("02/01/2026")
        self.hands.scan(OTHER_ENVELOPE)
        self.eyes.look_for("không phải của hồ sơ này")
        self.shoot("wrong-envelope-stopped")
        self.hands.scan(ENVELOPE)
        self.eyes.look_for("Bì đúng của hồ sơ này")
        self.shoot("hand-back-filled")
        await_(page.confirm.isEnabled, "F12 open")
        self.hands.press(Key.Key_F12)
        self.eyes.look_for("Đã trả kết quả", PAO.name, "Người dân có hài lòng không?")
        paper = self.paper(code, "bien-nhan", 1)
        self.coded(paper, code)
        expect(PAO.name in paper.text and SUA.name in paper.text, "both names on the slip")
        self.shoot("handed-back")
        self.hands.type("5")
        self.eyes.look_for("Quét mã trên giấy hẹn")
        await_(lambda: self.past(code)[-1].kind is Kind.RATED, "the satisfaction in the ledger")
        back = self.stored(code).handed_back
        if back is None:
            raise Missed("a result that was handed back")
        expect(back.recipient.kind is RecipientKind.REPRESENTATIVE, "a representative in the ledger")
        expect(back.recipient.id_last4 == PAO.number[-4:], "the last digits of his card, and no more")
        letter = back.recipient.authorisation
        expect(
            letter is not None and (letter.number, letter.date) == ("17/2026/UQ", date(2026, 1, 2)),
            f"the paper that allows it in the ledger, not {letter}",
        )
        expect(back.item_code == ENVELOPE, "the envelope in the ledger")

    def power_cut(self) -> None:
        """A half-filled form is there again when the program comes back."""
        page = self.to(ReceivePage, Key.Key_F1)
        self.scan_person(VANG)
        self.hands.scan(BIRTH)
        self.eyes.look_for("Đăng ký khai sinh")
        counter = self.stage.office.counter
        await_(lambda: VANG.number in (counter.load_draft(DRAFT) or ""), "the half-filled form on the disk")
        self.close()
        self.open()
        self.enter()
        page = self.page(ReceivePage)
        self.eyes.look_for("Đã khôi phục hồ sơ đang nhập dở")
        expect(page.person.applicant.full_name.text() == VANG.name, "the name that was typed before")
        expect(page.procedure.procedure is not None, "the procedure that was chosen before")
        self.shoot("power-cut-restored")
        self.hands.press(Key.Key_Escape)
        self.hands.press(Key.Key_Escape)
        await_(lambda: page.person.applicant.full_name.text() == "", "an empty form after Esc, Esc")
        await_(lambda: self.stage.office.counter.load_draft(DRAFT) is None, "the kept form put away")

    def keys(self) -> None:
        """The sheet of keys, from anywhere that is not a field."""
        self.to(QueuePage, Key.Key_F5)
        self.hands.type("?")
        self.eyes.look_for("Phím tắt", "Khóa quầy")
        self.shoot("keys")
        self.hands.press(Key.Key_Escape)
        self.eyes.expect_not("Bảng phím này")

    def english(self) -> None:
        """English and back while the window runs."""
        page = self.to(ReceivePage, Key.Key_F1)
        self.choose("English")
        self.eyes.look_for("F12 Store and print", "Receive", patience=5)
        self.shoot("english-receive")
        for key in (Key.Key_F2, Key.Key_F3, Key.Key_F5, Key.Key_F8):
            self.hands.press(key)
            settle()
            self.shoot(f"english-{next(name for name, place in PAGES.items() if place.shortcut == key.name[4:])}")
        self.choose("Tiếng Việt")
        self.hands.press(Key.Key_F1)
        self.eyes.look_for("F12 Lưu và in", within=page)

    def dark(self) -> None:
        """The dark colours while the window runs."""
        self.choose("Nền tối")
        for key in (Key.Key_F3, Key.Key_F1):
            self.hands.press(key)
            settle()
        ground = self.stage.window.grab().toImage().pixelColor(4, 400)
        expect(ground.lightness() < 60, f"a dark ground, not {ground.name()}")
        self.shoot("dark-receive")
        self.choose("Nền sáng")

    def ledger(self) -> None:
        """In the evening the books agree: chain, fold, queue entries; nothing waits; nothing came twice."""
        self.to(SearchPage, Key.Key_F3)
        found = verify(self.stage.office.store)
        expect(not found, f"a ledger without findings, not {[one.code for one in found]}")
        await_(lambda: self.stage.office.outbox.summary().waiting == 0, "an empty queue")
        for code in self.stage.one_stop.codes():
            fault = self.stage.one_stop.faults_of(code)
            expect(not fault, fault)
