"""F1 as a clerk works it: the real page over a real counter (SQLite), keys as keys, papers as files."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.clock import Clock
from app.domain.cards import parse_scan
from app.domain.catalogue import FeeKind
from app.domain.dossier import Dossier
from app.domain.events import DeliveryKind, Kind, Sex, Status
from app.office import Office, set_up
from app.people import Clerk
from app.settings import assets
from ui.page import Desk
from ui.printing import Printing
from ui.receive import ReceivePage
from ui.receive_desk import DRAFT
from ui.receive_form import PersonForm
from ui.scan import Scan
from ui.shell import Window
from ui.tasks import Tasks
from ui.translation import Translation

BIRTH, EXTRACT, COPY, MARRIAGE = "1.001193", "2.000635", "2.000815", "1.000894"
CARD = "012090001234|045123456|Lò Văn Ín|01021990|Nam|Bản Nậm Ngà 2, Tà Tổng, Mường Tè, Lai Châu|15082021"
MANGLED = "012090001234|045123456|L? V?n ?n|01021990|Nam|B?n N?m Ng? 2|15082021"
OTHER_CARD = "012190004321||Giàng Thị Mỷ|07111990|Nữ|Bản Sì Phìn, Dào San, Phong Thổ, Lai Châu|02032022"


class Bench:
    """The page in front of a clerk, and her hands."""

    def __init__(self, qtbot: QtBot, tasks: Tasks, desk: Desk, office: Office) -> None:
        self.qtbot, self.tasks, self.desk, self.office = qtbot, tasks, desk, office
        self.page = self.open()

    def open(self) -> ReceivePage:
        page = ReceivePage(self.desk)
        page.retranslate()
        page.previews._soon.setInterval(1)  # nobody is typing: the answer need not wait for a pause
        page.resize(1366, 620)
        self.qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        page.opened()
        self.page = page
        self.settle()
        return page

    def settle(self) -> None:
        """Until nothing is being asked, stored or printed any more."""

        def quiet() -> bool:
            waiting = self.page.previews._soon.isActive() or self.tasks.busy or self.desk.printing._tasks.busy
            return not waiting and not self.page._busy

        self.qtbot.waitUntil(quiet, timeout=10_000)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus(), key, modifiers)

    def type(self, text: str) -> None:
        """One key press a character, whatever the alphabet: QTest.keyClicks aborts outside Latin-1."""
        for character in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
                QApplication.sendEvent(self.focus(), event)

    def enter(self, text: str = "") -> None:
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def focus(self) -> QWidget:
        found = self.page.window().focusWidget()
        assert found is not None
        return found

    def scan(self, text: str) -> bool:
        taken = self.page.take_scan(Scan(parse_scan(text), text))
        self.settle()
        return taken

    def choose(self, code: str) -> None:
        self.page.take_procedure(code)
        self.settle()

    def all_papers(self) -> None:
        self.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def f12(self) -> None:
        self.page.primary()
        self.settle()

    def saved(self) -> Dossier:
        receipt = self.page.saved.receipt
        assert receipt is not None
        stored = self.office.views.dossier(receipt.dossier.code)
        assert stored is not None
        return stored

    def count(self) -> int:
        return len(self.office.views.recent(50))


@pytest.fixture
def bench(qtbot: QtBot, tasks: Tasks, desk: Desk, office: Office) -> Iterator[Bench]:
    made = Bench(qtbot, tasks, desk, office)
    yield made
    qtbot.waitUntil(lambda: not tasks.busy and not desk.printing._tasks.busy, timeout=10_000)


# ---------------------------------------------------------------------------------------- the happy path


def test_a_birth_is_received_without_the_mouse(bench: Bench) -> None:
    page = bench.page
    assert bench.focus() is page.procedure.search
    bench.enter("dkks")
    bench.settle()
    assert page.procedure.procedure is not None
    assert page.procedure.procedure.code == BIRTH
    assert bench.focus() is page.person.applicant.id_number

    bench.enter("012190004321")
    assert bench.focus() is page.person.applicant.full_name
    bench.enter("Giàng Thị Mỷ")
    bench.enter("07111990")
    assert page.person.applicant.date_of_birth.text() == "07/11/1990"
    bench.press(Qt.Key.Key_Down)
    bench.press(Qt.Key.Key_Down)  # —, Nam, Nữ
    bench.enter()
    bench.enter("0912345678")
    bench.type("muong te")
    bench.press(Qt.Key.Key_Return)  # takes the first commune found
    assert page.person.applicant.commune_code.text() == "Xã Mường Tè, Lai Châu"
    bench.enter()
    assert bench.focus() is page.person.applicant.email
    bench.enter()
    bench.enter("Mông")
    bench.enter("Bản Sì Phìn")
    assert bench.focus() is page.papers.rows[0]
    bench.press(Qt.Key.Key_Space)
    bench.enter()
    bench.press(Qt.Key.Key_Space)
    bench.enter()
    bench.type("4321")  # the last four digits of what was shown
    bench.settle()
    assert page.save_button.text() == "F12 Lưu và in"
    bench.f12()

    dossier = bench.saved()
    person = dossier.filing.applicant
    assert (person.id_number, person.full_name, person.sex) == ("012190004321", "Giàng Thị Mỷ", Sex.FEMALE)
    assert (person.phone, person.ethnicity, person.address) == ("0912345678", "Mông", "Bản Sì Phìn")
    assert person.commune_code == "03445"
    shown = {paper.key: (paper.originals, paper.copies, paper.shown, paper.note) for paper in dossier.filing.components}
    assert shown["to-khai"] == (1, 0, False, "")
    assert shown["giay-to-tuy-than"] == (0, 0, True, "4321")
    assert dossier.status is Status.RECEIVED
    assert dossier.due_at is not None


def test_after_saving_the_code_is_shown_the_paper_printed_and_the_cursor_ready(bench: Bench) -> None:
    page = bench.page
    bench.choose(BIRTH)
    bench.scan(CARD)
    bench.all_papers()
    bench.f12()

    dossier = bench.saved()
    assert page.saved.isVisible()
    assert page.saved.code.code() == dossier.code
    assert bench.focus() is page.procedure.search
    assert page._form().blank
    assert dossier.prints == {"01": 1}
    assert [path.name for path in (bench.office.data / "papers").iterdir()] == [f"{dossier.code}_01_1.pdf"]
    pill = page.saved._rows["01"][1]
    assert pill.text() == "Đã lưu tệp PDF"
    assert not page.save_button.isEnabled()

    page.saved._rows["01"][3].click()  # In lại
    bench.settle()
    assert bench.saved().prints == {"01": 2}

    bench.type("k")  # any typing starts the next one
    assert not page.saved.isVisible()
    assert page.person.isVisible()
    assert dossier.code in page.said.text()


def test_how_long_the_citizen_stood_there_is_known_from_the_first_key_on(bench: Bench) -> None:
    clock = bench.office.store.clock
    codes = set()
    for _ in range(2):
        before = clock.now()
        bench.choose(BIRTH)
        chosen = clock.now()
        bench.scan(CARD)
        bench.all_papers()
        bench.f12()
        dossier = bench.saved()
        assert dossier.begun_at is not None
        assert before <= dossier.begun_at <= chosen < dossier.updated_at
        codes.add(dossier.code)
    assert len(codes) == 2


def test_a_scan_starts_the_next_person(bench: Bench) -> None:
    bench.choose(BIRTH)
    bench.scan(CARD)
    bench.all_papers()
    bench.f12()
    assert bench.page.saved.isVisible()
    assert bench.scan(OTHER_CARD)
    assert not bench.page.saved.isVisible()
    assert bench.page.person.applicant.full_name.text() == "Giàng Thị Mỷ"
    assert bench.focus() is bench.page.procedure.search


def test_the_province_hears_of_it_and_the_kept_form_is_gone(bench: Bench, line: object) -> None:
    bench.choose(BIRTH)
    bench.scan(CARD)
    bench.all_papers()
    bench.page.keeper.now()
    bench.settle()
    assert bench.office.counter.load_draft(DRAFT) is not None
    bench.f12()
    assert "nudge" in getattr(line, "asked", [])
    assert bench.office.counter.load_draft(DRAFT) is None
    assert bench.office.outbox.summary().waiting > 0


def test_f12_twice_in_a_hurry_saves_once(bench: Bench) -> None:
    bench.choose(BIRTH)
    bench.scan(CARD)
    bench.all_papers()
    bench.page.primary()
    bench.page.primary()
    bench.settle()
    bench.page.primary()
    bench.settle()
    assert bench.count() == 1


def test_names_of_every_people_come_through_whole_also_decomposed(bench: Bench) -> None:
    for name in (
        "Pờ Xú Chừ",
        "Tẩn Mẩy Lở",
        "Lò Văn Ín",
        "Vàng A Dế",
        "Mùa Thị Ỷ",
        "Chẻo U Mẩy",
        "Lý Ha Ỡ",
        "Đèo Văn Đặng",
    ):
        bench.choose(COPY)
        bench.page.person.applicant.set_value(PersonForm())
        bench.enter("012085007777")
        bench.settle()
        bench.page.person.applicant.full_name.clear()  # known by now, under the name before
        bench.enter(unicodedata.normalize("NFD", name))
        bench.all_papers()
        bench.f12()
        assert bench.saved().filing.applicant.full_name == name
        assert bench.page.saved._who.text() == name


# ---------------------------------------------------------------------------------------- the person


def test_a_card_fills_the_person_and_says_so(bench: Bench) -> None:
    bench.choose(EXTRACT)
    assert bench.scan(CARD)
    fields = bench.page.person.applicant
    assert fields.id_number.text() == "012090001234"
    assert fields.full_name.text() == "Lò Văn Ín"
    assert fields.date_of_birth.text() == "01/02/1990"
    assert fields.sex.currentText() == "Nam"
    assert fields.address.text() == "Bản Nậm Ngà 2, Tà Tổng, Mường Tè, Lai Châu"
    assert fields.marks() == dict.fromkeys(("id_number", "full_name", "date_of_birth", "sex", "address"), "từ thẻ")
    assert bench.focus() is fields.phone


def test_a_name_whose_letters_may_be_broken_is_confirmed_first(bench: Bench) -> None:
    bench.choose(EXTRACT)
    bench.scan(MANGLED)
    fields = bench.page.person.applicant
    assert bench.focus() is fields.full_name
    assert "So với thẻ" in fields.fields["full_name"].problem()
    bench.all_papers()
    bench.f12()
    assert bench.count() == 0
    assert bench.focus() is fields.full_name
    fields.full_name.selectAll()
    bench.enter("Lò Văn Ín")
    bench.settle()
    assert fields.fields["full_name"].problem() == ""
    bench.f12()
    assert bench.saved().filing.applicant.full_name == "Lò Văn Ín"


def test_a_known_number_brings_back_what_this_counter_knows(bench: Bench) -> None:
    bench.choose(EXTRACT)
    bench.scan(CARD)
    bench.type("0912345678")
    bench.all_papers()
    bench.f12()

    bench.choose(BIRTH)
    bench.type("012090001234")
    bench.settle()
    fields = bench.page.person.applicant
    assert fields.full_name.text() == "Lò Văn Ín"
    assert fields.phone.text() == "0912345678"
    assert fields.marks()["phone"] == "từ hồ sơ trước"
    assert "hồ sơ trước" in bench.page.said.text()
    fields.phone.setFocus()
    bench.type("9")  # changed by hand: no longer from the records
    assert "phone" not in fields.marks()


def test_what_was_typed_is_not_overwritten_by_the_records(bench: Bench) -> None:
    bench.choose(EXTRACT)
    bench.scan(CARD)
    bench.type("0912345678")
    bench.all_papers()
    bench.f12()
    bench.choose(BIRTH)
    fields = bench.page.person.applicant
    fields.phone.setFocus()
    bench.type("0987654321")
    fields.id_number.setFocus()
    bench.type("012090001234")
    bench.settle()
    assert fields.phone.text() == "0987654321"
    assert fields.full_name.text() == "Lò Văn Ín"


def test_doubts_about_the_number_are_said_quietly_and_block_nothing(bench: Bench) -> None:
    bench.choose(EXTRACT)
    bench.scan(CARD)
    bench.page.person.applicant.sex.choose(Sex.FEMALE)
    bench.settle()
    assert "Giới tính khác" in bench.page.person.applicant.doubts()
    bench.all_papers()
    bench.f12()
    assert bench.count() == 1


def test_the_card_of_somebody_else_replaces_only_when_scanned_twice(bench: Bench) -> None:
    bench.choose(EXTRACT)
    bench.scan(CARD)
    bench.type("0912345678")
    bench.scan(OTHER_CARD)
    fields = bench.page.person.applicant
    assert fields.full_name.text() == "Lò Văn Ín"
    assert "Quét lần nữa" in bench.page.said.text()
    bench.scan(OTHER_CARD)
    assert fields.full_name.text() == "Giàng Thị Mỷ"
    assert fields.phone.text() == ""  # nothing of the first person stays


def test_somebody_hands_in_for_another(bench: Bench) -> None:
    page = bench.page
    bench.choose(EXTRACT)
    bench.scan(CARD)
    page.person.by_other.click()
    bench.scan(OTHER_CARD)
    assert page.person.submitter.full_name.text() == "Giàng Thị Mỷ"
    assert page.person.applicant.full_name.text() == "Lò Văn Ín"
    assert "giấy ủy quyền" in page.person.submitter.doubts()
    page.person.paper_kind.setCurrentText("Giấy ủy quyền")
    page.person.paper_number.setFocus()
    bench.enter("12/UQ")
    bench.enter("20112026")
    bench.all_papers()
    assert page.person.submitter.doubts() == ""
    bench.f12()
    submitter = bench.saved().filing.submitter
    assert submitter is not None
    assert submitter.full_name == "Giàng Thị Mỷ"
    assert submitter.authorisation is not None
    assert (submitter.authorisation.kind, submitter.authorisation.number) == ("Giấy ủy quyền", "12/UQ")


def test_ethnicity_is_asked_only_where_the_procedure_asks(bench: Bench) -> None:
    bench.choose(EXTRACT)
    assert not bench.page.person.applicant.ethnicity.isVisible()
    bench.choose(BIRTH)
    assert bench.page.person.applicant.ethnicity.isVisible()


def test_the_same_person_has_another_matter(bench: Bench) -> None:
    bench.choose(BIRTH)
    bench.scan(CARD)
    bench.all_papers()
    bench.f12()
    bench.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    page = bench.page
    assert page.person.applicant.full_name.text() == "Lò Văn Ín"
    assert page.procedure.procedure is None
    assert bench.focus() is page.procedure.search
    bench.enter("trich luc")
    bench.settle()
    assert bench.focus() is page.papers.rows[0]
    bench.all_papers()
    bench.f12()
    assert bench.count() == 2


def test_a_second_dossier_of_the_same_matter_is_told(bench: Bench) -> None:
    bench.choose(BIRTH)
    bench.scan(CARD)
    bench.all_papers()
    bench.f12()
    code = bench.saved().code
    bench.choose(BIRTH)
    bench.scan(CARD)
    assert code in bench.page.person.duplicates.text()
    assert "Quầy khác chưa kiểm tra được" in bench.page.person.duplicates.text()


# ---------------------------------------------------------------------------------------- problems


def test_problems_stand_under_their_fields_and_f12_goes_to_the_first(bench: Bench) -> None:
    page = bench.page
    bench.choose(BIRTH)
    bench.all_papers()
    fields = page.person.applicant
    fields.phone.setFocus()
    bench.type("0912")
    bench.settle()
    assert fields.fields["phone"].problem() == ""  # not while it is being typed
    bench.press(Qt.Key.Key_Return)
    assert "điện thoại không đúng" in fields.fields["phone"].problem()
    assert fields.fields["full_name"].problem() == ""  # nobody has been there yet
    bench.f12()
    assert bench.count() == 0
    assert "Chưa có số giấy tờ" in fields.fields["id_number"].problem()
    assert "Chưa có họ và tên" in fields.fields["full_name"].problem()
    assert bench.focus() is fields.id_number
    assert page.said.text() == "Chưa lưu. Cần xem lại: số giấy tờ, họ và tên, số điện thoại."


def test_nothing_chosen_is_said_where_it_is_chosen(bench: Bench) -> None:
    bench.scan(CARD)
    bench.f12()
    assert bench.focus() is bench.page.procedure.search
    assert bench.page.procedure._problem.text().startswith("Chưa chọn thủ tục")


def test_a_date_that_is_none_blocks(bench: Bench) -> None:
    bench.choose(COPY)
    bench.scan(CARD)
    fields = bench.page.person.applicant
    fields.date_of_birth.setFocus()
    fields.date_of_birth.selectAll()
    bench.enter("31/02/1990")
    bench.all_papers()
    bench.f12()
    assert bench.count() == 0
    assert "Ngày chưa đúng" in fields.fields["date_of_birth"].problem()
    assert bench.focus() is fields.date_of_birth


def test_a_commune_that_is_none_blocks(bench: Bench) -> None:
    bench.choose(COPY)
    bench.scan(CARD)
    fields = bench.page.person.applicant
    fields.commune_code.setFocus()
    bench.enter("qqqq")
    bench.all_papers()
    bench.f12()
    assert bench.count() == 0
    assert "Hãy chọn trong danh sách" in fields.fields["commune_code"].problem()


# ---------------------------------------------------------------------------------------- papers


def test_missing_papers_turn_f12_into_form_02(bench: Bench) -> None:
    page = bench.page
    bench.choose(BIRTH)
    bench.scan(CARD)
    page.papers.rows[0].setFocus()
    bench.press(Qt.Key.Key_Space)
    bench.settle()
    assert page.save_button.text() == "F12 In phiếu yêu cầu bổ sung"
    bench.f12()
    assert bench.count() == 0  # first the wording, in view
    assert page.supplement.isVisible()
    assert bench.focus() is page.supplement.reason
    assert page.supplement.words() == "Thiếu: Giấy chứng sinh (1 bản chính); Giấy tờ tùy thân của người yêu cầu."
    bench.type(" Nộp tại quầy.")
    page.supplement.deadline.setFocus()
    bench.type("30112027")
    bench.f12()

    slip = bench.saved()
    assert slip.code.startswith("HD-")
    assert slip.status is Status.AT_DESK
    assert [paper.name for paper in slip.missing] == ["Giấy chứng sinh", "Giấy tờ tùy thân của người yêu cầu"]
    assert slip.reason.startswith("Thiếu: Giấy chứng sinh")
    assert "Nộp tại quầy." in slip.reason
    asked = bench.office.views.timeline(slip.id)[0].body
    assert str(getattr(asked, "deadline", "")) == "2027-11-30"
    assert slip.prints == {"02": 1}
    assert page.saved._pill.text() == "Đã lập phiếu yêu cầu bổ sung, chưa tiếp nhận"


def test_a_deadline_that_has_passed_is_said_under_its_field(bench: Bench) -> None:
    page = bench.page
    bench.choose(BIRTH)
    bench.scan(CARD)
    bench.f12()
    page.supplement.deadline.setFocus()
    bench.type("01012020")
    bench.f12()
    assert bench.count() == 0
    assert page.supplement.deadline_field.problem() != ""
    assert bench.focus() is page.supplement.deadline
    page.supplement.deadline.clear()
    bench.f12()
    assert bench.count() == 1


def test_what_a_slip_asked_for_is_brought_later(bench: Bench) -> None:
    page = bench.page
    bench.choose(BIRTH)
    bench.scan(CARD)
    page.papers.rows[0].toggle()
    bench.settle()
    bench.f12()
    bench.f12()
    slip = bench.saved().code
    assert bench.scan(slip)
    bench.settle()
    assert page.person.applicant.full_name.text() == "Lò Văn Ín"
    assert page.papers.rows[0].enough()
    assert bench.focus() is page.papers.rows[1]
    assert slip in page.notice.text()
    bench.all_papers()
    bench.f12()
    dossier = bench.saved()
    assert dossier.follows == slip
    assert dossier.status is Status.RECEIVED


def test_the_request_for_papers_is_put_away_with_esc(bench: Bench) -> None:
    bench.choose(BIRTH)
    bench.scan(CARD)
    bench.f12()
    assert bench.page.supplement.isVisible()
    bench.page.step_back()
    assert not bench.page.supplement.isVisible()
    assert bench.focus() is bench.page.papers.rows[0]
    assert bench.count() == 0


def test_counts_are_made_with_keys(bench: Bench) -> None:
    page = bench.page
    bench.choose(BIRTH)
    row = page.papers.rows[0]
    row.setFocus()
    bench.press(Qt.Key.Key_Space)
    assert (row.value().originals, row.value().copies) == (1, 0)
    bench.type("+")
    bench.press(Qt.Key.Key_Right)
    bench.type("++-")
    assert (row.value().originals, row.value().copies) == (2, 1)
    bench.press(Qt.Key.Key_Space)
    assert (row.value().originals, row.value().copies) == (0, 0)
    bench.press(Qt.Key.Key_Down)
    assert bench.focus() is page.papers.rows[1]


def test_a_paper_of_another_name_is_added_and_dropped(bench: Bench) -> None:
    page = bench.page
    bench.choose(COPY)
    bench.scan(CARD)
    bench.all_papers()
    page.papers.add.click()
    bench.enter("Giấy xác nhận của trưởng bản")
    bench.type("+")
    bench.settle()
    bench.f12()
    added = bench.saved().filing.components[-1]
    assert (added.key, added.name, added.originals) == ("", "Giấy xác nhận của trưởng bản", 2)

    bench.choose(COPY)
    page.papers.add.click()
    bench.enter("Giấy nhầm")
    before = len(page.papers.rows)
    bench.press(Qt.Key.Key_Delete)
    assert len(page.papers.rows) == before - 1


def test_another_case_keeps_what_was_counted_and_asks_its_own_papers(bench: Bench) -> None:
    page = bench.page
    bench.choose(BIRTH)
    page.papers.rows[0].toggle()
    page.procedure.cases.stops()[0].setFocus()
    bench.press(Qt.Key.Key_Right)
    bench.settle()
    assert page.procedure.case() == "khong-giay-chung-sinh"
    keys = [row.paper.key for row in page.papers.rows if row.paper is not None]
    assert "van-ban-thay-giay-chung-sinh" in keys
    assert "giay-chung-sinh" not in keys
    assert page.papers.rows[0].enough()


# ---------------------------------------------------------------------------------------- refusal


def test_a_refusal_needs_its_reason(bench: Bench) -> None:
    page = bench.page
    bench.choose(BIRTH)
    bench.scan(CARD)
    page.secondary()
    assert page.refusal.isVisible()
    assert bench.focus() is page.refusal.reason
    assert page.save_button.text() == "F12 In phiếu từ chối"
    bench.f12()
    assert bench.count() == 0
    assert "Hãy ghi lý do" in page.refusal.reason_field.problem()
    bench.type("Không thuộc thẩm quyền của xã.")
    page.refusal.legal_basis.setFocus()
    bench.type("Luật Hộ tịch 2014, Điều 7")
    bench.f12()
    refused = bench.saved()
    assert refused.status is Status.NOT_RECEIVED
    assert refused.reason == "Không thuộc thẩm quyền của xã."
    assert refused.prints == {"03": 1}
    moment = bench.office.views.timeline(refused.id)[0]
    assert moment.kind is Kind.REFUSED
    assert getattr(moment.body, "legal_basis", "") == "Luật Hộ tịch 2014, Điều 7"


def test_a_refusal_names_somebody(bench: Bench) -> None:
    bench.choose(BIRTH)
    bench.page.secondary()
    bench.type("Không đúng đối tượng.")
    bench.f12()
    assert bench.count() == 0
    assert bench.focus() is bench.page.person.applicant.id_number


# ---------------------------------------------------------------------------------------- delivery and money


def test_change_is_computed_and_the_fee_is_collected(bench: Bench) -> None:
    page = bench.page
    bench.choose(EXTRACT)
    bench.scan(CARD)
    bench.all_papers()
    page.closing.cash.setFocus()
    bench.type("50k")
    bench.settle()
    assert page.closing.cash.text() == "50.000"
    assert page.closing.change.text() == "42.000\u00a0đ"
    assert page.closing.rows[0].paid.isChecked()
    bench.f12()
    assert page.saved._money.text() == "Trả lại 42.000\u00a0đ"
    fee = bench.saved().filing.fees[0]
    assert (fee.kind, fee.amount, fee.paid) == (FeeKind.FEE, 8000, True)
    assert bench.saved().owed == 0


def test_too_little_cash_is_said_and_collects_nothing(bench: Bench) -> None:
    page = bench.page
    bench.choose(EXTRACT)
    bench.scan(CARD)
    bench.all_papers()
    page.closing.cash.setFocus()
    bench.type("5000")
    assert page.closing.change.text() == "3.000\u00a0đ"
    assert page.closing._change_head.text() == "Còn thiếu"
    bench.f12()
    assert not bench.saved().filing.fees[0].paid
    assert bench.saved().owed == 8000


def test_fees_by_the_copy_are_multiplied(bench: Bench) -> None:
    page = bench.page
    bench.choose(EXTRACT)
    bench.scan(CARD)
    bench.all_papers()
    page.closing.rows[0].times.setFocus()
    page.closing.rows[0].times.selectAll()
    bench.enter("3")
    bench.settle()
    assert page.closing.total() == 24_000
    bench.f12()
    assert bench.saved().filing.fees[0].amount == 24_000


def test_postage_is_added_by_hand(bench: Bench) -> None:
    page = bench.page
    bench.choose(BIRTH)
    bench.scan(CARD)
    bench.all_papers()
    page.closing.add_fee.click()
    bench.enter("26000")
    page.closing.rows[0].paid.click()
    bench.f12()
    fee = bench.saved().filing.fees[0]
    assert (fee.kind, fee.amount, fee.paid) == (FeeKind.POSTAGE, 26_000, True)


def test_a_fee_added_at_once_leaves_the_prescribed_one(bench: Bench) -> None:
    page = bench.page
    bench.scan(CARD)
    page.take_procedure(EXTRACT)
    page.closing.add_fee.click()  # before the counter had a chance to answer
    bench.enter("26000")
    bench.settle()
    assert [(line.kind, line.amount) for line in page.closing.fees() or ()] == [
        (FeeKind.FEE, 8000),
        (FeeKind.POSTAGE, 26_000),
    ]


def test_a_result_by_post_goes_to_the_applicant_unless_said_otherwise(bench: Bench) -> None:
    page = bench.page
    bench.choose(BIRTH)
    bench.scan(CARD)
    bench.type("0912345678")
    bench.all_papers()
    page.closing.way.chip(True).click()
    assert page.closing.name.text() == "Lò Văn Ín"
    page.closing.address.setFocus()
    page.closing.address.selectAll()
    bench.type("Bản Mới, xã Mường Tè")
    bench.settle()
    bench.f12()
    delivery = bench.saved().filing.result_delivery
    assert delivery.kind is DeliveryKind.POST
    assert (delivery.name, delivery.phone) == ("Lò Văn Ín", "0912345678")
    assert delivery.address == "Bản Mới, xã Mường Tè"


def test_a_result_that_may_not_be_posted_is_blocked_with_the_reason(bench: Bench) -> None:
    closing = bench.page.closing
    bench.choose(BIRTH)
    closing.way.chip(True).click()
    assert closing.way.value() is True
    bench.choose(MARRIAGE)
    assert closing.way.value() is False
    assert not closing.way.chip(True).isEnabled()
    assert "phải nhận trực tiếp" in closing.way.chip(True).toolTip()
    assert closing._way_head.text() == "Chỉ nhận trực tiếp, không gửi bưu chính"
    bench.choose(BIRTH)
    assert closing.way.chip(True).isEnabled()


# ---------------------------------------------------------------------------------------- power cut, Esc


def test_a_half_filled_form_survives_a_power_cut(bench: Bench) -> None:
    bench.choose(EXTRACT)
    bench.scan(CARD)
    bench.type("0912345678")
    bench.page.papers.rows[0].toggle()
    bench.page.closing.cash.setFocus()
    bench.type("50k")
    bench.qtbot.waitUntil(lambda: not bench.page.keeper._soon.isActive())
    bench.settle()
    bench.page.hide()  # nothing more is asked of the first window: the power is gone

    page = bench.open()
    assert "Đã khôi phục hồ sơ đang nhập dở lúc " in page.notice.text()
    assert page._begun is None and not page._timed  # nobody knows how long this one took
    assert page.procedure.procedure is not None
    assert page.procedure.procedure.code == EXTRACT
    assert page.person.applicant.full_name.text() == "Lò Văn Ín"
    assert page.person.applicant.phone.text() == "0912345678"
    assert page.papers.rows[0].enough()
    assert page.closing.cash.amount() == 50_000
    assert page.closing.change.text() == "42.000\u00a0đ"

    page.step_back()
    assert "Nhấn Esc lần nữa" in page.said.text()
    assert page.person.applicant.full_name.text() == "Lò Văn Ín"
    page.step_back()
    bench.settle()
    assert page._form().blank
    assert page.notice.text() == ""
    assert bench.office.counter.load_draft(DRAFT) is None


def test_a_scan_does_not_push_the_kept_form_away(bench: Bench) -> None:
    bench.choose(EXTRACT)
    bench.scan(CARD)
    bench.page.keeper.now()
    bench.settle()
    bench.page.hide()
    page = ReceivePage(bench.desk)
    page.retranslate()
    bench.qtbot.addWidget(page)
    bench.page = page
    page.show()
    page.opened()
    page.receive_payload(Scan(parse_scan(OTHER_CARD), OTHER_CARD))  # made on another page, which opened this one
    bench.settle()
    assert page.person.applicant.full_name.text() == "Lò Văn Ín"
    assert "Quét lần nữa" in page.said.text()


def test_a_kept_form_that_cannot_be_read_is_said(bench: Bench) -> None:
    bench.office.counter.save_draft(DRAFT, '{"sets": "many"}')
    page = bench.open()
    assert "không đọc lại được" in page.notice.text()
    assert page._form().blank


def test_esc_once_then_work_then_esc_clears_nothing(bench: Bench) -> None:
    bench.choose(EXTRACT)
    bench.scan(CARD)
    bench.page.step_back()
    bench.type("0912345678")
    bench.page.step_back()
    assert bench.page.person.applicant.full_name.text() == "Lò Văn Ín"


# ---------------------------------------------------------------------------------------- choosing a procedure


def test_favourites_have_their_keys(bench: Bench) -> None:
    page = bench.page
    first, second = page.procedure.favourite(1), page.procedure.favourite(2)
    assert first is not None
    assert second is not None
    bench.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert page.procedure.procedure == second
    assert page.procedure.favourite(10) is None


def test_a_procedure_is_found_by_arrows_and_by_its_code(bench: Bench) -> None:
    page = bench.page
    bench.type("khai sinh")
    bench.settle()
    bench.qtbot.waitUntil(lambda: not page.procedure._model.numbered)
    wanted = page.procedure._model.rows[1]
    bench.press(Qt.Key.Key_Down)
    bench.enter()
    assert page.procedure.procedure == wanted
    assert bench.scan(f"{EXTRACT}.000.00.00.H35")
    assert page.procedure.procedure is not None
    assert page.procedure.procedure.code == EXTRACT
    bench.page.focus_search()
    bench.enter("khong co thu tuc nao nhu the")
    assert "Không thấy thủ tục" in page.procedure._nothing.text()
    page.step_back()
    assert page.procedure._inner.isVisible()


def test_the_promise_stands_on_the_card(bench: Bench) -> None:
    bench.choose(EXTRACT)
    card = bench.page.procedure
    assert card._due_fact.text().startswith("Hẹn trả 17:00, ")
    assert card._time_fact.text() == "Thời hạn 1 ngày làm việc"
    assert "8.000\u00a0đ" in card._fee_fact.text()
    assert "15:00" in card._rule_fact.text()
    assert "UBND xã Mường Tè" in card._code.text()


def test_a_procedure_the_index_only_names_takes_papers_named_by_hand(bench: Bench) -> None:
    page = bench.page
    bench.scan(CARD)
    catalogue = bench.office.catalogue
    listed = next(found for found in catalogue.search("giay phep", 40) if not found.curated)
    bench.choose(listed.code)
    assert page.papers.rows == []
    page.papers.add.click()
    bench.enter("Đơn đề nghị")
    bench.settle()
    bench.f12()
    assert [paper.name for paper in bench.saved().filing.components] == ["Đơn đề nghị"]


# ---------------------------------------------------------------------------------------- other scans, other pages


def test_scans_that_belong_elsewhere_are_left_to_the_window(bench: Bench) -> None:
    assert not bench.scan("RR473124829VN")
    assert not bench.scan("H35.99.07-261123-1004")
    assert bench.scan("012090001234")
    assert bench.page.person.applicant.id_number.text() == "012090001234"


def test_a_procedure_comes_as_a_payload(bench: Bench) -> None:
    bench.page.receive_payload(BIRTH)
    assert bench.page.procedure.procedure is not None


def test_the_pages_keys_are_told(bench: Bench) -> None:
    told = " ".join(key for key, _words in list(bench.page.keys()))
    for key in ("F12", "Shift+F12", "Ctrl+D", "Ctrl+N", "Alt+1", "Esc"):
        assert key in told


# ---------------------------------------------------------------------------------------- printing fails, disk fails


def test_a_paper_that_does_not_come_out_leaves_the_dossier_safe(bench: Bench) -> None:
    papers = bench.office.data / "papers"
    papers.rmdir()
    papers.write_text("in the way")
    bench.choose(BIRTH)
    bench.scan(CARD)
    bench.all_papers()
    bench.f12()
    assert bench.saved().status is Status.RECEIVED
    assert bench.page.saved._rows["01"][1].text() == "Chưa in được"
    papers.unlink()
    bench.page.print_again()
    bench.settle()
    assert bench.page.saved._rows["01"][1].text() == "Đã lưu tệp PDF"


def test_a_form_that_could_not_be_stored_stays(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, desk: Desk, clerk: Clerk
) -> None:
    """The last number of the day is gone: nothing is lost, the sentence says what to do."""
    from app.store import numbers

    said: list[str] = []
    desk.bannered.connect(lambda _key, _level, words, _action: said.append(words))
    monkeypatch.setattr(numbers, "mint", _exhausted)
    bench.choose(BIRTH)
    bench.scan(CARD)
    bench.all_papers()
    bench.f12()
    assert bench.count() == 0
    assert bench.page.person.applicant.full_name.text() == "Lò Văn Ín"
    assert said
    assert "hết số" in said[0]
    monkeypatch.undo()
    bench.f12()
    assert bench.count() == 1


def _exhausted(*_given: object) -> int:
    from app.errors import Trouble

    raise Trouble("numbers_exhausted", first=1000, last=1999)


# ---------------------------------------------------------------------------------------- a point that carries


def test_a_carrier_promises_nothing_and_prints_the_consignment(
    qtbot: QtBot, tasks: Tasks, bare_desk: Desk, tmp_path: Path, memory: QSettings
) -> None:
    profile = tmp_path / "carrier.toml"
    text = assets("training", "profile.toml").read_text("utf-8").replace('mode = "assigned"', 'mode = "carrier"')
    profile.write_text(text, "utf-8")
    office, _ = set_up(profile, tmp_path / "carrier", "2468", Clock())
    printing = Printing(office.data / "papers", memory)
    bare_desk.furnish(office, None, printing)
    bare_desk.clerk = office.people.named(office.profile.people.clerks[0])
    bench = Bench(qtbot, tasks, bare_desk, office)
    try:
        page = bench.page
        bench.choose(BIRTH)
        assert page.procedure.channel() == 3
        assert "báo khi tiếp nhận" in page.procedure._due_fact.text()
        bench.scan(CARD)
        bench.all_papers()
        bench.f12()
        assert bench.saved().status is Status.NEW
        assert bench.saved().due_at is None
        assert bench.saved().prints == {"phieu-gui": 1}

        bench.choose(COPY)  # not open to the post: said at once, chosen by nobody but the clerk
        assert "không nhận qua kênh" in page.procedure._problem.text()
        bench.scan(CARD)
        bench.all_papers()
        bench.f12()
        assert bench.count() == 1
        page.procedure.channels.chip(1).click()
        bench.settle()
        assert page.procedure._problem.text() == ""
    finally:
        bench.settle()
        printing.close()
        bare_desk.close()
        office.close()


# ---------------------------------------------------------------------------------------- room and language


def test_the_common_case_needs_no_scrolling_on_a_small_panel(bench: Bench) -> None:
    page = bench.page
    bench.choose("1.000656")  # khai tử: five papers
    bench.scan(CARD)
    assert len(page.papers.rows) >= 5
    page.resize(1366, 620)  # 768 less title bar, task bar, strip of pages and status bar
    bench.qtbot.waitUntil(lambda: page.area.verticalScrollBar().maximum() == 0)
    assert page.board.columns == 3


@pytest.mark.parametrize(("width", "columns"), [(1920, 3), (1366, 3), (900, 2), (683, 1)])
def test_columns_fold(bench: Bench, width: int, columns: int) -> None:
    page = bench.page
    bench.choose(BIRTH)
    page.resize(width, 300)
    bench.qtbot.waitUntil(lambda: page.board.columns == columns)
    assert page.area.horizontalScrollBar().maximum() == 0
    page.closing.note.setFocus()  # what has the focus is in view
    bench.qtbot.waitUntil(lambda: page.closing.note.visibleRegion().boundingRect().height() >= 20)


def test_tab_follows_the_eye(bench: Bench) -> None:
    page = bench.page
    bench.choose(BIRTH)
    bench.scan(CARD)
    page.person.applicant.address.setFocus()
    wanted: list[Callable[[], bool]] = [
        lambda: bench.focus() is page.papers.all_there,
        lambda: bench.focus() is page.papers.rows[0],
        lambda: bench.focus() is page.papers.rows[1],
    ]
    for there in wanted:
        bench.press(Qt.Key.Key_Tab)
        assert there()


def test_another_language_loses_nothing(bench: Bench, qtbot: QtBot) -> None:
    page = bench.page
    bench.choose(EXTRACT)
    bench.scan(CARD)
    page.closing.cash.setFocus()
    bench.type("50k")
    bench.settle()
    before = page._form()
    app = QApplication.instance()
    assert app is not None
    translation = Translation(app, "vi")
    translation.choose("en")
    page.retranslate()
    assert page._form() == before
    translation.choose("vi")
    page.retranslate()
    assert page._form() == before
    assert page.save_button.text() in ("F12 Lưu và in", "F12 In phiếu yêu cầu bổ sung")


def test_from_a_scan_on_another_page_to_the_ledger_through_the_whole_window(qtbot: QtBot, at_work: Window) -> None:
    at_work.open_page("queue")
    at_work.scanner.take(CARD)
    qtbot.waitUntil(lambda: isinstance(at_work.page("receive"), ReceivePage))
    page = at_work.page("receive")
    assert isinstance(page, ReceivePage)
    qtbot.waitUntil(lambda: page.person.applicant.full_name.text() == "Lò Văn Ín")
    QTest.keyClick(at_work, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert page.procedure.procedure is not None
    QTest.keyClick(page.papers.rows[0], Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(at_work, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: page.saved.isVisible() and "01" in page.saved._rows, timeout=20_000)
    qtbot.waitUntil(lambda: page.saved._rows["01"][1].text() == "Đã lưu tệp PDF", timeout=20_000)
    code = page.saved.code.code()
    assert at_work.desk.office.views.dossier(code) is not None
    at_work.scanner.take(code)  # read back from the paper: the dossier opens where it is found
    qtbot.waitUntil(lambda: at_work.stack.currentWidget() is at_work.page("search"), timeout=20_000)
