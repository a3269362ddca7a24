"""F1 Tiếp nhận: the person in front of the clerk, her procedure, her papers, her money, and one key to store and print.

Everything that is allowed, owed or missing is the counter's word (`preview`, `receive`); the page asks it after every
change, in the desk thread, and shows the answer where it belongs. Nothing here is modal.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from datetime import datetime
from typing import Literal, NamedTuple

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QBoxLayout, QPushButton, QSizePolicy, QWidget

from app.counter import Preview, Receipt
from app.domain import places
from app.domain.cards import CitizenCard, DossierCode, HealthCard, ProcedureCode, Unknown
from app.domain.catalogue import Fee, FeeKind, Paper
from app.domain.dossier import DRAWERS, Dossier
from app.domain.events import VIETNAM, FeeLine, Mode, Person, Status
from app.errors import Problem, Rejected, Trouble
from app.people import Clerk
from ui import notices
from ui.page import Desk, FreshPaper, Page, Reply
from ui.printing import Outcome
from ui.receive_board import Board
from ui.receive_decision import RefusalStrip, SupplementStrip
from ui.receive_desk import DRAFT, Keeper, Previews
from ui.receive_form import Form, PersonForm, draft, follow_up
from ui.receive_money import ClosingCard
from ui.receive_names import in_order
from ui.receive_papers import PapersCard
from ui.receive_parts import Notice
from ui.receive_person import PersonCard
from ui.receive_procedure import FAVOURITES, ProcedureCard, moment
from ui.receive_saved import SavedCard
from ui.scan import Scan
from ui.widgets import Button, Label, PrimaryButton

SETTLED_MS = 300
"""When the page has been seen for the first time, and hardly a key was pressed."""

ESC_MS = 4000
"""How long the first Esc waits for the second."""


class _Stored(NamedTuple):
    """A receipt, and what went wrong after it was committed (the kept draft could not be put away), if anything."""

    receipt: Receipt
    trouble: Trouble | None


class ReceivePage(Page):
    key, icon = "receive", "file-plus"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        unit = desk.office.profile.unit
        here = places.commune(unit.commune_code)
        province = here.province_code if here is not None else places.LAI_CHAU
        self._filling = False
        self._busy = False
        self._kept_form: Literal["unread", "asked", "read"] = "unread"
        self._waiting: list[Scan] = []  # scans that came before the kept form was read
        self._saved_shown = False
        self._touched: set[str] = set()
        self._tried = False
        self._follows = ""
        self._begun: datetime | None = None
        self._timed = True
        self._last: Form | None = None
        self._message: tuple[str, str] | None = None  # what the foot says (words, role) until something changes
        self._other_card = ""
        self._esc = QElapsedTimer()
        self._rejected: dict[str, Problem] = {}

        self.heading.hide()  # the strip of pages says it; the height is needed
        self.procedure = ProcedureCard()
        self.person = PersonCard(province)
        self.papers = PapersCard()
        self.closing = ClosingCard(province, transfers=any(map(desk.office.counter.takes_transfers, DRAWERS)))
        self.saved = SavedCard(desk)
        self.notice = Notice(tone="accent", glyph="history")
        self.supplement = SupplementStrip()
        self.refusal = RefusalStrip()
        self.board = Board(self.procedure, self.person, self.papers, self.closing, self.saved)
        self.content.setContentsMargins(16, 10, 16, 10)
        self.content.setSpacing(8)
        self.content.addWidget(self.notice)
        self.content.addWidget(self.board, 1)
        box = self.layout()
        assert isinstance(box, QBoxLayout)
        box.insertWidget(1, self.supplement)
        box.insertWidget(2, self.refusal)

        self.refuse_button = self.add_action(Button(role="danger"), apart=True)
        self.refuse_button.clicked.connect(lambda _on: self.secondary())
        self.said = Label(wrap=True)
        self.said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.foot.insertWidget(1, self.said, 1)
        self.foot.setStretch(2, 0)  # the line takes all the room between the buttons
        self.save_button = self.add_action(PrimaryButton())
        self.save_button.clicked.connect(lambda _on: self.primary())

        self.previews = Previews(desk, self._form, self)
        self.previews.answered.connect(self._show_preview)
        self.keeper = Keeper(desk, self._form, self)
        self._furnish()

        self.procedure.chosen.connect(self._on_procedure)
        self.procedure.changed.connect(self._on_case)
        self.procedure.begun.connect(self._begin)
        for part in (self.person, self.papers, self.closing):
            part.changed.connect(self._on_changed)
        for part in (self.person, self.closing):
            part.left.connect(self._on_left)
        self.person.number_given.connect(self._on_number)
        self.saved.settled.connect(self._tell_citizen)
        self.saved.reprint.connect(lambda form: self._print(form, reason=self.tr("In lại tại quầy theo yêu cầu")))
        for strip in (self.supplement, self.refusal):
            strip.closed.connect(self._close_strips)
            strip.changed.connect(self._show_foot)
        self.papers.rebuilt.connect(self._order)
        self.closing.rebuilt.connect(self._order)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        # A notice that comes later pushes what is being typed out of view, unless the page follows.
        self.area.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._on_focus(None, app.focusWidget()))
        self._shortcut("Ctrl+D", self._all_there)
        self._shortcut("Ctrl+N", self.same_person)
        for number in range(1, FAVOURITES + 1):
            self._shortcut(f"Alt+{number}", functools.partial(self.take_favourite, number))

    # ------------------------------------------------------------------ what the shell asks

    def title(self) -> str:
        return self.tr("Tiếp nhận")

    def keys(self) -> list[tuple[str, str]]:
        """What the "?" overlay lists of this page."""
        return [
            ("F12", self.tr("Lưu và in; thiếu giấy tờ thì in phiếu yêu cầu bổ sung")),
            ("Shift+F12", self.tr("Từ chối tiếp nhận")),
            ("Ctrl+F", self.tr("Tìm thủ tục")),
            ("Alt+1 … Alt+9", self.tr("Thủ tục hay dùng")),
            ("Ctrl+D", self.tr("Đủ mọi giấy tờ bắt buộc")),
            (self.tr("Phím cách"), self.tr("Đánh dấu giấy tờ đang chọn đủ số bản")),
            ("+  −", self.tr("Thêm, bớt một bản; ← → chọn bản chính hay bản sao")),
            ("Ctrl+N", self.tr("Cùng người, thủ tục khác")),
            ("Ctrl+P", self.tr("In lại giấy vừa in")),
            ("F9", self.tr("Giấy đã ra (hoặc quét mã trên giấy)")),
            ("Shift+F9", self.tr("Giấy không ra: máy in khác, tệp PDF, phiếu in sẵn")),
            ("Enter", self.tr("Sang ô tiếp theo")),
            ("Esc", self.tr("Quay lại; nhấn hai lần để xóa hồ sơ đang nhập")),
        ]

    def opened(self) -> None:
        self._furnish()
        views = self.desk.office.views
        self.desk.run(lambda: views.favourites(FAVOURITES), self.procedure.set_favourites, owner=self)
        if self._kept_form == "unread":
            self._kept_form = "asked"
            self.keeper.load(self._on_kept)
            QTimer.singleShot(SETTLED_MS, self, self._warm_up)
        if not self.isAncestorOf(_focus(self)):
            self.focus_search()
        self._tell_citizen()

    def _warm_up(self) -> None:
        """The first search builds its keys: neither while somebody types nor while the page is painted for once."""
        catalogue = self.desk.office.catalogue
        self.desk.run(
            lambda: (catalogue.search("khai sinh", 1), places.search("muong", 1)), lambda _found: None, owner=self
        )

    def focus_search(self) -> None:
        self.procedure.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_scan(self, scan: Scan) -> bool:
        parsed = scan.parsed
        slip = isinstance(parsed, DossierCode) and parsed.kind == "slip"
        number = isinstance(parsed, Unknown) and parsed.reason == "number_only"
        if not (slip or number or isinstance(parsed, CitizenCard | HealthCard | ProcedureCode)):
            return False
        if self._kept_form == "read":
            self._take(scan)
        else:
            self._waiting.append(scan)  # what was being typed before a power cut comes first
        return True

    def fresh_paper(self) -> FreshPaper | None:
        return self.saved.fresh() if self._saved_shown else None

    def _take(self, scan: Scan) -> None:
        match scan.parsed:
            case CitizenCard() | HealthCard():
                self._take_card(scan.parsed)
            case ProcedureCode():
                self.take_procedure(scan.parsed.code)
            case DossierCode():
                self._follow(scan.parsed.code)
            case _:
                self._take_number(scan.text.strip())

    def receive_payload(self, payload: object) -> None:
        """A scan made elsewhere, a desk slip (what was asked for has been brought), or a code of either."""
        if isinstance(payload, Scan):
            self.take_scan(payload)
        elif isinstance(payload, Dossier):
            self._follow(payload.code)
        elif isinstance(payload, str) and payload:
            if self.desk.office.catalogue.get(payload) is not None:
                self.take_procedure(payload)
            else:
                self._follow(payload)

    def on_changed(self, what: frozenset[str]) -> None:
        if "catalogue" in what:
            self._furnish()

    def primary(self) -> None:
        """F12: what the button says."""
        if self._busy:
            return
        if self.refusal.is_open:
            self._refuse()
        elif self.supplement.is_open:
            self._ask_papers()
        elif not self._saved_shown:
            self._tried = True
            form = self._form()
            self._ask(form, lambda preview: self._decide(form, preview))

    def secondary(self) -> None:
        """Shift+F12: the strip of the refusal."""
        if self._busy or self._saved_shown:
            return
        self.supplement.hide()
        self.refusal.open()
        self._show_foot()

    def step_back(self) -> None:
        if self.refusal.is_open or self.supplement.is_open:
            self._close_strips()
        elif self.procedure.search.text():
            self.procedure.search.clear()
            self.procedure.leave_search()
        elif self.procedure.leave_search():
            self._to_person()
        elif self._form().blank:
            self._begin()
        elif self._esc.isValid() and self._esc.elapsed() < ESC_MS:
            self.clear()
        else:
            self._esc.start()
            self._say(self.tr("Nhấn Esc lần nữa để xóa hồ sơ đang nhập."), "strong")

    def print_again(self) -> None:
        receipt = self.saved.receipt
        if receipt is not None and receipt.papers:
            self._print(receipt.papers[0], reason=self.tr("In lại tại quầy theo yêu cầu"))

    def paper_there(self) -> None:
        self.saved.confirm()

    def other_ways(self) -> None:
        if self._saved_shown:
            self.saved.show_newest_ways()

    # ------------------------------------------------------------------ what a person does

    def take_favourite(self, number: int) -> None:
        """Alt+1 … Alt+9."""
        found = self.procedure.favourite(number)
        if found is not None:
            self.take_procedure(found.code)

    def take_procedure(self, code: str) -> None:
        """Chooses a procedure by its code."""
        self._begin()
        if self.procedure.set_procedure(code):
            self._on_procedure(code)
        else:
            self._say(notices.sentence(Problem("unknown_procedure", {"procedure": code})), "problem")

    def same_person(self) -> None:
        """Ctrl+N: the same person, another procedure."""
        now = self._form()
        if now.procedure and not self._saved_shown:
            self._say(self.tr("Hồ sơ đang nhập chưa lưu: F12 để lưu, hoặc Esc hai lần để xóa."), "strong")
            return
        before = self._last if now.applicant.blank and self._last is not None else now
        self._begin()
        self._fill(
            Form(
                applicant=before.applicant,
                by_other=before.by_other,
                submitter=before.submitter,
                authorisation=before.authorisation,
            )
        )
        self._on_changed()
        self.focus_search()

    def clear(self) -> None:
        """An empty form; what was kept of the old one goes too."""
        self._fill(Form())
        self.notice.say("")
        self.keeper.now()
        self.focus_search()

    def _all_there(self) -> None:
        if self.papers.rows:
            self.papers.fill_all()
            self._enter_from(self.papers.rows[-1])

    def _on_procedure(self, _code: str) -> None:
        self._begin()
        self._fit_procedure(fresh=True)
        self._on_changed()
        self._to_person()

    def _on_case(self) -> None:
        self._fit_procedure(fresh=True)
        self._on_changed()

    def _on_changed(self) -> None:
        if self._filling:
            return
        self._begin()
        if self._timed and self._begun is None:
            self._begun = self.desk.office.store.clock.now()
        self._esc.invalidate()
        self._rejected = {}
        self._message = None
        self.notice.say(self.notice.text() if self._follows else "")
        self.closing.follow_person(self.person.applicant.value())
        self.previews.soon()
        self.keeper.soon()
        self._show_foot()

    def _on_left(self, field: str) -> None:
        """A field is judged once the cursor has left it with something in it."""
        control = self._control(field)
        if field not in self._touched and control is not None and _text(control):
            self._touched.add(field)
            self._show_preview()

    def _on_number(self, under: str, number: str) -> None:
        clerk = self.desk.clerk
        if clerk is None:
            return
        counter = self.desk.office.counter
        fields = self.person.fields_under(under)

        def fill(known: Person | None) -> None:
            if known is not None and fields.take_known(known):
                self._say(self.tr("Đã điền từ hồ sơ trước tại quầy này. Hãy hỏi lại số điện thoại và địa chỉ."))

        self.desk.run(lambda: counter.known_person(number, clerk), fill, owner=self)

    def _take_card(self, card: CitizenCard | HealthCard) -> None:
        applicant, submitter = self.person.applicant, self.person.submitter
        number = card.number if isinstance(card, CitizenCard) else ""
        there = applicant.value().id_number.replace(" ", "")
        self._begin()
        into = applicant
        if self.person.by_other.isChecked() and ((there and number != there) or submitter.isAncestorOf(_focus(self))):
            into = submitter
        elif number and there and number != there and self._other_card != number:
            self._other_card = number
            self._say(
                self.tr("Thẻ này khác người đang nhập. Quét lần nữa để thay; bật “Nộp thay” nếu là người nộp thay."),
                "problem",
            )
            return
        elif number and there and number != there:
            applicant.set_value(PersonForm())  # another person: nothing of the first may stay
        self._other_card = ""
        into.take_card(card)
        self._touched.add(f"{into.under}.id_number")
        self._on_scanned(into.first_empty())

    def _take_number(self, number: str) -> None:
        self._begin()
        applicant = self.person.applicant
        if not applicant.id_number.value():
            applicant.take_number(number)
            self._on_scanned(applicant.full_name)

    def _on_scanned(self, wanted: QWidget) -> None:
        """After a scan: a name to be confirmed, else the procedure, else what is still empty."""
        unsure = bool(self.person.own_problems())
        (wanted if unsure or self.procedure.procedure is not None else self.procedure.search).setFocus(
            Qt.FocusReason.OtherFocusReason
        )
        if unsure:
            self._show_preview()

    def _follow(self, slip: str) -> None:
        """Papers that a slip asked for have come: the form begins as it stood then."""
        clerk = self.desk.clerk
        if clerk is None:
            return
        counter = self.desk.office.counter
        self.desk.run(lambda: counter.find(slip, clerk), self._on_slip, owner=self)

    def _on_slip(self, slip: Dossier) -> None:
        self._begin()
        self._fill(follow_up(slip))
        wanted = "; ".join(paper.name for paper in slip.missing)
        self.notice.say(self.tr("Tiếp phiếu {0}. Đã yêu cầu bổ sung: {1}.").format(slip.code, wanted))
        self._on_changed()
        lacking = self.papers.first_lacking()
        if lacking is not None:
            lacking.setFocus()

    # ------------------------------------------------------------------ asking the counter

    def _ask(self, form: Form, then: Callable[[Preview], None]) -> None:
        """Asks about this form; the page is busy until the answer is there."""
        self._busy = True
        self._show_foot()

        def go_on(preview: Preview) -> None:
            self._busy = False
            then(preview)

        def fail(error: Exception) -> None:
            self._busy = False
            self._show_foot()
            self.desk.failed(error)

        self.previews.ask(form, go_on, fail)

    def _decide(self, form: Form, preview: Preview) -> None:
        """F12 after the counter's word: to the first problem, to the request for papers, or to the ledger."""
        if self._form() != form:  # the answer changed what stands there (cash now covers the fees): judge that
            self.primary()
            return
        standing = self._standing(preview)
        blocking = [field for field in standing if field != "components"]
        if blocking:
            self._show_preview()
            self._to_first(blocking)
        elif "components" in standing:
            self.supplement.open(preview.missing)
            self._show_preview()
        else:
            begun = self._begun
            self._store(form, lambda clerk: self.desk.office.counter.receive(draft(form), clerk, begun_at=begun))

    def _ask_papers(self) -> None:
        """Form 02."""
        form, reason, day = self._form(), self.supplement.words(), self.supplement.day()
        self.supplement.forget_problems()
        self.supplement.reason_field.set_problem("" if reason else notices.sentence(Problem("missing")))
        wrong = self.supplement.deadline.wrong()
        self.supplement.deadline_field.set_problem(notices.sentence(Problem("impossible_date")) if wrong else "")
        if not reason or wrong:
            (self.supplement.deadline if reason else self.supplement.reason).setFocus()
            return
        counter = self.desk.office.counter

        def ask(preview: Preview) -> None:
            blocking = [field for field in self._standing(preview) if field != "components"]
            if blocking:
                self._close_strips()
                self._to_first(blocking)
            elif not preview.missing:
                self._close_strips()
            else:
                asked, missing = draft(form), preview.missing
                self._store(
                    form, lambda clerk: counter.ask_supplement_at_desk(asked, missing, reason, clerk, deadline=day)
                )

        self._ask(form, ask)

    def _refuse(self) -> None:
        """Form 03. Who is refused and for what must stand there; papers need not."""
        form, reason = self._form(), self.refusal.words()
        basis = self.refusal.legal_basis.value()
        self.refusal.forget_problems()
        self.refusal.reason_field.set_problem(
            "" if reason else self.tr("Hãy ghi lý do từ chối: phiếu không có lý do thì không in được.")
        )
        if not reason:
            self.refusal.reason.setFocus()
            return
        counter = self.desk.office.counter

        def refuse(preview: Preview) -> None:
            self._tried = True
            blocking = [field for field in self._standing(preview) if field != "components"]
            if blocking:
                self._show_preview()
                self._to_first(blocking)
            else:
                self._store(form, lambda clerk: counter.refuse_at_desk(draft(form), reason, basis, clerk))

        self._ask(form, refuse)

    def _store(self, form: Form, work: Callable[[Clerk], Receipt]) -> None:
        """Commits once. The kept form is put away in the same stroke: restored, it would be a dossier twice."""
        clerk, counter = self.desk.clerk, self.desk.office.counter
        if clerk is None or self._busy:
            return
        self._busy = True
        self.keeper.hold()
        self._show_foot()

        def commit() -> _Stored:
            receipt = work(clerk)
            try:
                counter.drop_draft(DRAFT)
            except Trouble as trouble:
                return _Stored(receipt, trouble)
            return _Stored(receipt, None)

        self.desk.run(commit, lambda stored: self._on_stored(form, stored), self._on_not_stored, owner=self)

    def _on_stored(self, form: Form, stored: _Stored) -> None:
        self._busy = False
        self.keeper.stored()
        back = self.closing.change_due()
        self._last = form
        self._fill(Form())
        self.notice.say("")
        self._close_strips()
        self.saved.show_receipt(stored.receipt, back if back and back > 0 else None)
        self._show_saved(True)
        self.focus_search()
        self.area.verticalScrollBar().setValue(0)  # where one column is all there is, the code goes before the cursor
        for paper in stored.receipt.papers:
            self._print(paper)
        self.desk.clear_banner("failed")
        self.desk.changed("dossiers", "queue")
        if self.desk.sync is not None:
            self.desk.sync.nudge()
        if stored.trouble is not None:
            self.desk.failed(stored.trouble)

    def _on_not_stored(self, error: Exception) -> None:
        self._busy = False
        strip = self.supplement if self.supplement.is_open else self.refusal
        if isinstance(error, Rejected) and strip.is_open and set(error.problems) <= set(strip.by_name):
            self._show_foot()
            for name, problem in error.problems.items():
                strip.by_name[name].set_problem(notices.sentence(problem))
                strip.by_name[name].control.setFocus()
        elif isinstance(error, Rejected):
            self._rejected = error.problems
            self._show_preview()
            self._to_first(list(error.problems))
        else:
            self._show_foot()
            self.desk.failed(error)
        self.keeper.soon()

    def _print(self, form: str, *, reason: str = "") -> None:
        receipt = self.saved.receipt
        if receipt is None:
            return
        code = receipt.dossier.code

        def show(outcome: Outcome | str) -> None:
            now = self.saved.receipt
            if now is not None and now.dossier.code == code:
                self.saved.set_state(form, outcome)
                self._show_foot()

        def fail(error: Exception) -> None:
            show("failed")
            self.desk.failed(error)

        show("printing")
        from app.domain.jobs import may_repeat  # with the first paper, not with the page

        before = self.saved.jobs.get(form)
        if before is not None and may_repeat(before):
            # No paper of it can be out: the same copy once more, not a reprint.
            self.desk.copies.print_same(before, self.desk.printing.target, Reply(show, fail, self))
            return
        self.desk.print_paper(code, form, reason=reason, then=show, failed=fail, owner=self)

    # ------------------------------------------------------------------ the form kept through a power cut

    def _on_kept(self, form: Form | None, readable: bool) -> None:
        self._kept_form = "read"
        if form is not None and self._form().blank:
            self._fill(form)
            when = "" if form.at is None else f"{form.at.astimezone(VIETNAM):%H:%M}"
            self.notice.say(self.tr("Đã khôi phục hồ sơ đang nhập dở lúc {0}. Nhấn Esc hai lần để xóa.").format(when))
            self.previews.soon()
            self._to_person()
        elif not readable:
            self.notice.say(self.tr("Có hồ sơ nhập dở từ phiên bản trước nhưng không đọc lại được. Hãy nhập lại."))
        waiting, self._waiting = self._waiting, []
        for scan in waiting:
            self._take(scan)

    # ------------------------------------------------------------------ form and fields

    def _form(self) -> Form:
        """What stands in the fields now."""
        procedure = self.procedure.procedure
        return Form(
            procedure=procedure.code if procedure is not None else "",
            case=self.procedure.case(),
            channel=self.procedure.channel(),
            applicant=self.person.applicant.value(),
            by_other=self.person.by_other.isChecked(),
            submitter=self.person.submitter.value(),
            authorisation=self.person.authorisation(),
            papers=self.papers.value(),
            delivery=self.closing.delivery(),
            fees=self.closing.fees(),
            cash=self.closing.cash.amount(),
            transfer=self.closing.transfer(),
            sets=self.closing.sets.count(),
            note=self.closing.note.value(),
            follows=self._follows,
        )

    def _fill(self, form: Form) -> None:
        """Sets every field, as if nobody had touched anything."""
        self._filling = True
        self._touched.clear()
        self._tried = False
        self._rejected = {}
        self._other_card = ""
        self._message = None
        self._follows = form.follows
        # How long the citizen stood here is not known of a form that was begun before a power cut, or is another's.
        self._begun, self._timed = None, form.blank
        self.previews.forget()
        self.procedure.set_procedure(form.procedure, form.case, form.channel)
        self.person.applicant.set_value(form.applicant)
        self.person.by_other.setChecked(form.by_other)
        self.person.submitter.set_value(form.submitter)
        self.person.set_authorisation(form.authorisation)
        self.papers.forget()
        self._fit_procedure(fresh=True)
        self.papers.set_value(form.papers)
        self.closing.follow_person(form.applicant)
        self.closing.set_delivery(form.delivery)
        self.closing.set_fees(form.fees, form.cash, transfer=form.transfer)
        self.closing.sets.set_count(form.sets)
        self.closing.note.setText(form.note)
        self.supplement.clear()
        self.refusal.clear()
        self._esc.invalidate()
        self._filling = False
        self._show_preview()

    def _fit_procedure(self, *, fresh: bool) -> None:
        """Checklist, fees, ethnicity and delivery as this procedure, case and channel have them."""
        procedure = self.procedure.procedure
        papers: tuple[Paper, ...] = ()
        if procedure is not None:
            papers = procedure.papers_for(self._channel(), self.procedure.case())
        self.papers.set_papers(papers, chosen=procedure is not None)
        self.person.applicant.ask_ethnicity(procedure is not None and procedure.rules.ethnicity_asked)
        blocked = procedure is not None and not procedure.rules.result_by_post
        self.closing.block_post(notices.sentence(Problem("result_not_by_post")) if blocked else "")
        if fresh:
            self.closing.reset_fees()
            prices = self._prices()
            listed = [FeeLine(kind=fee.kind, name=fee.name, amount=fee.amount) for fee in prices]
            self.closing.show_offered(listed, prices)  # until the counter has spoken
        self._order()

    def _channel(self) -> int:
        return self.procedure.channel() or self.desk.office.profile.default_channel

    def _prices(self) -> tuple[Fee, ...]:
        procedure = self.procedure.procedure
        offer = procedure.offer(self._channel(), self.procedure.case()) if procedure is not None else None
        return offer.fees if offer is not None else ()

    def _begin(self) -> None:
        """The next person has begun: the last result makes room."""
        if self._saved_shown:
            self._show_saved(False)
            self._show_foot()

    def _furnish(self) -> None:
        """The procedures in force today."""
        office = self.desk.office
        self.procedure.furnish(
            office.catalogue.on(office.store.clock.today()),
            office.profile.unit.agency,
            office.profile.default_channel,
            carrier=office.profile.unit.mode is Mode.CARRIER,
        )

    # ------------------------------------------------------------------ what is shown

    def _standing(self, preview: Preview | None) -> dict[str, str]:
        """Everything that stands against storing now, field → sentence; the fields' own reading comes first."""
        said = {field: notices.sentence(problem) for field, problem in self._rejected.items()}
        if preview is not None:
            said |= {field: notices.sentence(problem) for field, problem in preview.problems.items()}
        if "procedure" in said and not self._form().procedure:
            said["procedure"] = self.tr("Chưa chọn thủ tục. Gõ vài chữ để tìm, hoặc nhấn Alt+1 đến Alt+9.")
        return said | self.person.own_problems() | self.closing.own_problems()

    def _show_preview(self) -> None:
        preview = self.previews.latest
        standing = self._standing(preview)
        seen = {
            field: words
            for field, words in standing.items()
            if self._tried or field in self._touched or field in self._rejected or field in ("case", "channel")
        }
        self.person.show_problems(seen)
        self.closing.show_problems(seen)
        self.procedure.set_problem(" ".join(seen[field] for field in ("procedure", "case", "channel") if field in seen))
        self.papers.set_problem(
            " ".join(dict.fromkeys(words for field, words in seen.items() if field.startswith("components.")))
        )
        doubts: dict[str, list[str]] = {"applicant": [], "submitter": [], "": []}
        for doubt in preview.doubts if preview is not None else ():
            if doubt.code != "both_present":  # said on the procedure's card, before anybody asks
                about = str(doubt.facts.get("field", "")).split(".")[0]
                doubts[about if about in doubts else ""].append(notices.sentence(doubt))
        self.person.applicant.show_doubts(doubts["applicant"])
        self.person.submitter.show_doubts(doubts["submitter"])
        self.procedure.show_doubts(doubts[""])
        if preview is not None:
            self.procedure.show_terms(
                preview.due_at,
                preview.due_rule,
                [(fee.name, fee.amount) for fee in preview.fees if fee.kind is not FeeKind.POSTAGE],
            )
            self._filling = True
            self.closing.show_offered(
                preview.fees, self._prices(), preview.postage, preview.groups, preview.tariff_sure
            )
            self._filling = False
            self.supplement.propose(preview.missing)
        self.person.duplicates.say(self._duplicates(preview))
        self._show_foot()
        self._tell_citizen()

    def _tell_citizen(self) -> None:
        """The citizen reads along: what stands there, then the number and the day to come back."""
        desk, receipt = self.desk, self.saved.receipt
        if not desk.citizen_watches or not self.isVisible():
            return
        from ui import citizen

        if self._saved_shown and receipt is not None:
            dossier = receipt.dossier
            received = dossier.status not in (Status.AT_DESK, Status.NOT_RECEIVED)
            desk.tell_citizen(
                citizen.saved(dossier, moment(dossier.due_at) if dossier.due_at else "") if received else None
            )
            return
        form, procedure = self._form(), self.procedure.procedure
        if form.blank:
            desk.tell_citizen(None)
            return
        fees = [(line.name, line.amount) for line in (row.value() for row in self.closing.rows)]
        name = (procedure.short_name or procedure.name) if procedure is not None else ""
        desk.tell_citizen(citizen.typed(name, form.applicant.full_name, form.applicant.id_number, form.papers, fees))

    def _duplicates(self, preview: Preview | None) -> str:
        rows = preview.duplicates if preview is not None else ()
        if not rows:
            return ""
        listed = ", ".join(f"{row.code} ({row.received_at.astimezone(VIETNAM):%d/%m %H:%M})" for row in rows[:3])
        return self.tr(
            "Người này đã nộp thủ tục này tại quầy trong 30 ngày qua: {0}. Quầy khác chưa kiểm tra được."
        ).format(listed)

    def _show_foot(self) -> None:
        """The button says what F12 will do now."""
        refusing, asking = self.refusal.is_open, self.supplement.is_open
        preview = self.previews.latest
        lacking = preview is not None and bool(preview.missing) and not self._saved_shown
        if self._busy:
            words = self.tr("Đang lưu…")
        elif refusing:
            words = self.tr("F12 In phiếu từ chối")
        elif asking or lacking:
            words = self.tr("F12 In phiếu yêu cầu bổ sung")
        else:
            words = self.tr("F12 Lưu và in")
        self.save_button.setText(words)
        self.save_button.setAccessibleName(words)
        self.save_button.setEnabled(not self._busy and not self._saved_shown)
        self.refuse_button.setVisible(not refusing)
        self.refuse_button.setEnabled(not self._busy and not self._saved_shown)
        line, role = self._foot_line()
        self.said.set_role(role)
        self.said.setText(line)

    def _say(self, words: str, role: str = "label") -> None:
        """One line in the foot, until the next change."""
        self._message = (words, role)
        self._show_foot()

    def _foot_line(self) -> tuple[str, str]:
        """With nothing else to say: what was stored last, so that its papers are not forgotten."""
        last = self.saved.summary()
        if self._message is not None:
            return self._message
        if last and not self._saved_shown and self.board.columns > 1:
            return self.tr("Vừa lưu {0}").format(last), "problem" if self.saved.unprinted else "hint"
        return "", "hint"

    def _to_first(self, fields: list[str]) -> None:
        """The cursor goes to the first of these fields, and one line says what they are."""
        ordered = in_order(fields)
        words = dict.fromkeys(name for _, name in ordered)
        self._say(self.tr("Chưa lưu. Cần xem lại: {0}.").format(", ".join(words)), "problem")
        control = self._control(ordered[0][0])
        if control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _control(self, field: str) -> QWidget | None:
        head = field.split(".", 1)[0]
        if head in ("procedure", "follows"):
            return self.procedure.search
        if head in ("case", "channel"):
            return self.procedure.cases if head == "case" else self.procedure.channels
        if head in ("applicant", "submitter"):
            return self.person.control(field)
        if head == "components":
            return self.papers.first_lacking()
        return self.closing.control(field)

    def _close_strips(self) -> None:
        had_focus = self.supplement.isAncestorOf(_focus(self)) or self.refusal.isAncestorOf(_focus(self))
        self.supplement.hide()
        self.refusal.hide()
        self._show_foot()
        if had_focus:
            lacking = self.papers.first_lacking()
            (lacking or self.procedure.search).setFocus()

    def _to_person(self) -> None:
        """Where the cursor is wanted once the procedure is known."""
        fields = self.person.applicant
        if not fields.id_number.value():
            fields.id_number.setFocus()
        elif not fields.full_name.value():
            fields.full_name.setFocus()
        else:
            lacking = self.papers.first_lacking()
            (lacking or fields.phone).setFocus()

    # ------------------------------------------------------------------ keys and columns

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            here = _focus(self)
            if isinstance(here, QPushButton) and not here.isCheckable():
                here.click()
            else:
                self._enter_from(here)
            event.accept()
            return
        super().keyPressEvent(event)

    def _stops(self) -> list[QWidget]:
        """Everything that takes the focus, in the order of the eye."""
        strips: list[QWidget] = [*self.supplement.stops(), *self.refusal.stops()]
        parts = (self.procedure, self.person, self.papers, self.closing)
        found = [stop for part in parts for stop in part.stops()]
        return [*found, *strips, self.refuse_button, self.save_button]

    def _order(self) -> None:
        """Tab follows the eye, also through lines that came later."""
        stops = self._stops()
        for one, other in itertools.pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _enter_from(self, here: QWidget) -> None:
        """Enter: to the next field that wants typing or ticking; what is chosen by chips is passed by."""
        stops = self._stops()
        place = next((index for index, stop in enumerate(stops) if stop is here or stop.isAncestorOf(here)), -1)
        for now in stops[place + 1 :]:
            passed = now.property("enter") is False or (
                isinstance(now, QAbstractButton) and now is not self.save_button
            )
            reachable = bool(now.focusPolicy() & Qt.FocusPolicy.TabFocus) and now.isEnabled() and now.isVisible()
            if reachable and not passed:
                now.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What has the focus is in view."""
        if now is not None and self.body.isAncestorOf(now):
            self.papers.show_row(now)
            self.area.ensureWidgetVisible(now, 0, 60)

    def _shortcut(self, keys: str, act: Callable[[], None]) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.setAutoRepeat(False)
        made.activated.connect(act)

    def _show_saved(self, shown: bool) -> None:
        self._saved_shown = shown
        self.board.show_saved(shown)
        self._tell_citizen()
        self.area.verticalScrollBar().setValue(0)
        self._show_foot()

    def retranslate(self) -> None:
        super().retranslate()
        filling, self._filling = self._filling, True
        for part in (self.procedure, self.person, self.papers, self.closing, self.saved, self.supplement, self.refusal):
            part.retranslate()
        self._filling = filling
        self.refuse_button.setText(self.tr("Shift+F12 Từ chối"))
        self._fit_procedure(fresh=False)
        self._show_preview()


def _focus(page: QWidget) -> QWidget:
    """What has the focus in the page's window; the page itself when nothing has."""
    found: QWidget | None = page.window().focusWidget()
    return page if found is None else found


def _text(control: QWidget) -> str:
    value = getattr(control, "value", None)
    return str(value() or "") if callable(value) else ""
