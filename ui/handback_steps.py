"""The steps of handing a result back: who takes it, its envelope, the money, the originals.

Each step is a card that knows its own state and says what it lacks; the page decides when all of them agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.domain import cards
from app.domain.catalogue import PaperKind
from app.domain.codes import group_for_reading, s10_ok
from app.domain.dossier import DRAWERS, Dossier
from app.domain.events import Authorisation, DeliveryKind, IdKind, Recipient, RecipientKind
from app.domain.text import fold
from app.errors import Problem
from ui import notices
from ui.theme import BETWEEN, INSIDE, Tone
from ui.transfers import Transfers
from ui.widgets import (
    Banner,
    Button,
    Card,
    Chip,
    Choice,
    Columns,
    DateEdit,
    Field,
    Flow,
    Label,
    Line,
    MoneyEdit,
    Note,
    Sentence,
    dong,
)

if TYPE_CHECKING:
    from ui.page import Desk


class StopLine(QWidget):
    """Where a step says that it is locked, and what may be done instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._banner: Banner | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def say(self, level: Tone, sentence: str, banner: Banner | None = None) -> None:
        """Replaces what stands there; "" takes it away."""
        if self._banner is not None:
            self._box.removeWidget(self._banner)
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        if sentence:
            self._banner = banner or Banner(level, sentence, can_close=False)
            self._box.addWidget(self._banner)
        self.setVisible(bool(sentence))

    def text(self) -> str:
        return "" if self._banner is None else self._banner.words.text()


class RecipientCard(Card):
    """Who takes the result, and how that was checked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._dossier: Dossier | None = None
        self._by_card = False
        self._number = ""
        self._wrong: cards.CitizenCard | None = None
        self._kinds = QButtonGroup(self)
        self.own = Button(role="choice", glyph="user")
        self.other = Button(role="choice", glyph="users")
        row = QHBoxLayout()
        row.setSpacing(INSIDE)
        for button in (self.own, self.other):
            button.setCheckable(True)
            self._kinds.addButton(button)
            row.addWidget(button, 1)
        self._kinds.buttonClicked.connect(self._on_kind)
        self._both = Banner("warn", "", can_close=False)
        self.both_here = Button(role="choice", glyph="users")
        self.both_here.setCheckable(True)
        self.both_here.toggled.connect(self._tell)
        self.state = Sentence("scan-line")
        self.stop = StopLine()
        self.last4 = Field("", Line())
        self._line(self.last4).setMaxLength(4)
        self._line(self.last4).setMaximumWidth(160)
        self._line(self.last4).textEdited.connect(self._on_digits)
        self._behalf = QWidget()
        behalf = QVBoxLayout(self._behalf)
        behalf.setContentsMargins(0, 0, 0, 0)
        behalf.setSpacing(BETWEEN)
        self.submitter = Chip(glyph="user")
        self.submitter.setCheckable(False)
        self.submitter.clicked.connect(lambda _on: self._fill_submitter())
        self.name = Field("", Line())
        self.phone = Field("", Line(), optional=True)
        self.paper = Field("", Choice())
        self.number = Field("", Line())
        self.date = Field("", DateEdit())
        self._digits_of_other = Field("", Line())
        self._line(self._digits_of_other).setMaxLength(4)
        behalf.addWidget(self.submitter, 0, Qt.AlignmentFlag.AlignLeft)
        behalf.addWidget(self.name)
        behalf.addWidget(Columns(self._digits_of_other, self.phone, fold_below=360))
        behalf.addWidget(self.paper)
        behalf.addWidget(Columns(self.number, self.date, fold_below=360))
        for field in (self.name, self.phone, self.number, self.date, self._digits_of_other):
            self._line(field).textChanged.connect(self._tell)
        cast("Choice", self.paper.control).currentIndexChanged.connect(self._tell)
        self.by_post = Button(role="choice", glyph="truck")
        self.by_post.setCheckable(True)
        self.by_post.toggled.connect(self._tell)
        self.box.addLayout(row)
        for part in (self._both, self.both_here, self.state, self.stop, self.last4, self._behalf, self.by_post):
            self.box.addWidget(part)
        self.retranslate()

    # --- what the page asks

    @property
    def representative(self) -> bool:
        return self.other.isChecked()

    @property
    def stopped(self) -> bool:
        """A card was scanned that is not of this dossier."""
        return self._wrong is not None

    def digits(self) -> Field:
        """The field of the last four digits that is in use."""
        return self._digits_of_other if self.representative else self.last4

    def put(self, dossier: Dossier) -> None:
        """Begins anew with this dossier."""
        self._dossier = dossier
        self._by_card, self._number, self._wrong = False, "", None
        self.own.setChecked(True)
        self.both_here.setChecked(False)
        self.by_post.setChecked(False)
        for field in (self.last4, self.name, self.phone, self.number, self.date, self._digits_of_other):
            self._line(field).clear()
            field.set_problem("")
        self.paper.set_problem("")
        cast("Choice", self.paper.control).setCurrentIndex(0)
        self.retranslate()
        self._tell()

    def take_card(self, card: cards.CitizenCard) -> None:
        """A card was scanned while this dossier is open."""
        dossier = self._dossier
        if dossier is None:
            return
        submitter = dossier.filing.submitter
        if self._is_applicant(card):
            self.own.setChecked(True)
            self._by_card, self._wrong = True, None
            old = dossier.filing.applicant.id_kind is IdKind.CMND
            self._number = card.old_number if old else card.number
            self._line(self.last4).setText(self._number[-4:])
            self.last4.set_problem("")
        elif submitter is not None and card.number == submitter.id_number:
            self._by_card, self._wrong = True, None
            self.other.setChecked(True)
            self._fill_submitter()
        elif self.representative:
            self._by_card, self._wrong = True, None
            self._fill_card(card)
        else:
            self._by_card, self._wrong = False, card
        self._tell()

    def recipient(self) -> Recipient:
        """Who was entered."""
        dossier = self._dossier
        assert dossier is not None
        if not self.representative:
            return Recipient(
                kind=RecipientKind.APPLICANT,
                full_name=dossier.filing.applicant.full_name,
                id_last4=self._line(self.last4).value(),
            )
        day = cast("DateEdit", self.date.control).day()
        return Recipient(
            kind=RecipientKind.REPRESENTATIVE,
            full_name=self._line(self.name).value(),
            id_last4=self._line(self._digits_of_other).value(),
            phone=self._line(self.phone).value(),
            authorisation=Authorisation(
                kind=str(cast("Choice", self.paper.control).value() or ""),
                number=self._line(self.number).value(),
                date=day,
            ),
        )

    def id_number(self) -> str:
        """The number on the applicant's card when it was scanned, else "": the counter compares it and keeps none."""
        return "" if self.representative or not self._by_card else self._number

    def missing(self) -> str:
        """What is still to do here, as a few words; "" when nothing is."""
        dossier = self._dossier
        if dossier is None or self.stopped:
            return self.tr("đúng người nhận")
        if dossier.filing.procedure.both_present and not self.both_here.isChecked():
            return self.tr("xác nhận hai bên có mặt")
        if not self.representative:
            stored = dossier.filing.applicant.id_number
            typed = self._line(self.last4).value()
            right = typed == stored[-4:] if stored else len(typed) == 4
            return "" if self._by_card or right else self.tr("giấy tờ của người nhận")
        fields = (self.name, self._digits_of_other, self.number, self.date)
        if not all(self._line(field).value() for field in fields) or not self._paper_kind():
            return self.tr("giấy ủy quyền và người được ủy quyền")
        return ""

    def show_missing(self) -> None:
        """Says under each field what it lacks, the cursor in the first."""
        if self.representative:
            empty = self.tr("Chưa điền mục này.")
            wanted = [(self.name, self._line(self.name).value()), (self.digits(), self._line(self.digits()).value())]
            wanted += [(self.paper, self._paper_kind()), (self.number, self._line(self.number).value())]
            wanted += [(self.date, self._line(self.date).value())]
            lacking = [field for field, value in wanted if not value]
            for field in lacking:
                field.set_problem(empty)
            if lacking:
                lacking[0].control.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self._dossier is not None and self._dossier.filing.procedure.both_present and not self.both_here.isChecked():
            self.both_here.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.representative and not self.stopped:
            if not self._line(self.last4).value():
                self.last4.set_problem(self.tr("Quét thẻ, hoặc gõ 4 số cuối của giấy tờ đang cầm trên tay."))
            self.last4.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, path: str, sentence: str) -> bool:
        """A problem the counter found, at its field; False when none of them is meant."""
        fields = {
            "recipient.full_name": self.name,
            "recipient.id_last4": self.digits(),
            "recipient.id_number": self.digits(),
            "recipient.phone": self.phone,
            "recipient.authorisation": self.paper,
            "recipient.authorisation.kind": self.paper,
            "recipient.authorisation.number": self.number,
            "recipient.authorisation.date": self.date,
        }
        field = fields.get(path)
        if field is None or not field.isVisibleTo(self):
            return False
        field.set_problem(sentence)
        field.control.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # --- words

    def retranslate(self) -> None:
        self.set_heading(self.tr("1. Người nhận"))
        self.own.setText(self.tr("Người nộp"))
        self.other.setText(self.tr("Người được ủy quyền"))
        self._both.words.setText(
            self.tr("Thủ tục này phải trả kết quả khi cả hai bên cùng có mặt. Kiểm tra cả hai thẻ.")
        )
        self.both_here.setText(self.tr("Cả hai bên đang có mặt, đã kiểm tra giấy tờ"))
        self.last4.set_label(self.tr("4 số cuối của giấy tờ đã xem"))
        self.name.set_label(self.tr("Họ và tên người được ủy quyền"))
        self._digits_of_other.set_label(self.tr("4 số cuối giấy tờ"))
        self.phone.set_label(self.tr("Điện thoại"))
        self.paper.set_label(self.tr("Giấy ủy quyền"))
        self.number.set_label(self.tr("Số giấy ủy quyền"))
        self.date.set_label(self.tr("Ngày giấy ủy quyền"))
        self.by_post.setText(self.tr("Bưu tá đã phát tại nhà, người nhận đã ký"))
        self._offer_papers()
        if self._dossier is not None:
            submitter = self._dossier.filing.submitter
            if submitter is not None:
                self.submitter.setText(self.tr("Là người đã nộp thay: {0}").format(submitter.full_name))
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    # --- inside

    @staticmethod
    def _line(field: Field) -> Line:
        return cast("Line", field.control)

    def _offer_papers(self) -> None:
        """The kinds of paper, with the one noted when the dossier was handed in. The values are what the ledger and the
        slip say: always Vietnamese."""
        kinds: list[tuple[object, str]] = [
            ("", self.tr("Chọn loại giấy…")),
            ("Văn bản ủy quyền có chứng thực", self.tr("Văn bản ủy quyền có chứng thực")),
            ("Văn bản ủy quyền của người thân", self.tr("Văn bản ủy quyền của người thân ruột thịt")),
            ("Giấy giới thiệu", self.tr("Giấy giới thiệu của cơ quan, tổ chức")),
            ("Người đại diện theo pháp luật", self.tr("Người đại diện theo pháp luật (giấy chứng nhận đăng ký)")),
        ]
        submitter = self._dossier.filing.submitter if self._dossier is not None else None
        noted = submitter.authorisation.kind if submitter is not None and submitter.authorisation is not None else ""
        if noted and noted not in {kind for kind, _ in kinds}:
            kinds.append((noted, noted))
        cast("Choice", self.paper.control).offer(kinds)

    def _paper_kind(self) -> str:
        return str(cast("Choice", self.paper.control).value() or "")

    def _is_applicant(self, card: cards.CitizenCard) -> bool:
        """The number must be the stored one; an old dossier may hold the nine-digit number the card also carries. Where
        no number was stored, the name has to be the same."""
        assert self._dossier is not None
        applicant = self._dossier.filing.applicant
        if applicant.id_number:
            return applicant.id_number in {card.number, card.old_number}
        return card.name_trusted and fold(card.full_name) == fold(applicant.full_name)

    def _fill_card(self, card: cards.CitizenCard) -> None:
        self._line(self.name).setText(card.full_name)
        self._line(self._digits_of_other).setText(card.number[-4:])
        self.name.set_hint("" if card.name_trusted else self.tr("Máy quét có thể đọc sai dấu: so tên với thẻ."))
        self.name.set_problem("")
        self._digits_of_other.set_problem("")

    def _fill_submitter(self) -> None:
        """The one who handed the dossier in, with the paper that was noted then."""
        assert self._dossier is not None
        submitter = self._dossier.filing.submitter
        if submitter is None:
            return
        self._line(self.name).setText(submitter.full_name)
        self._line(self.phone).setText(submitter.phone)
        if self._by_card:
            self._line(self._digits_of_other).setText(submitter.id_number[-4:])
        paper = submitter.authorisation
        if paper is not None:
            cast("Choice", self.paper.control).choose(paper.kind)
            self._line(self.number).setText(paper.number)
            cast("DateEdit", self.date.control).set_day(paper.date)
        self._tell()

    def _on_kind(self) -> None:
        # Whoever was scanned as a stranger may be the representative, and the other way round.
        card, self._wrong, self._by_card = self._wrong, None, False
        if self.representative and card is not None:
            self._by_card = True
            self._fill_card(card)
        self._tell()
        (self.name if self.representative else self.last4).control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_digits(self, text: str) -> None:
        self._by_card, self._wrong = False, None
        stored = self._dossier.filing.applicant.id_number if self._dossier is not None else ""
        wrong = len(text) == 4 and bool(stored) and text.upper() != stored[-4:]
        self.last4.set_problem(self._not_the_applicant() if wrong else "")
        self._tell()

    def _not_the_applicant(self) -> str:
        return notices.sentence(Problem("not_the_applicant"))

    def _tell(self) -> None:
        self._draw()
        self.changed.emit()

    def _draw(self) -> None:
        dossier = self._dossier
        if dossier is None:
            return
        filing = dossier.filing
        applicant = filing.applicant
        self.own.set_glyph("check" if self.own.isChecked() else "user")
        self.other.set_glyph("check" if self.other.isChecked() else "users")
        self.both_here.set_glyph("check" if self.both_here.isChecked() else "users")
        self.by_post.set_glyph("check" if self.by_post.isChecked() else "truck")
        both = filing.procedure.both_present
        self._both.setVisible(both)
        self.both_here.setVisible(both)
        self.last4.setVisible(not self.representative and not self._by_card)
        self._behalf.setVisible(self.representative)
        self.submitter.setVisible(self.representative and filing.submitter is not None)
        self.by_post.setVisible(filing.result_delivery.kind is DeliveryKind.POST)
        if not applicant.id_number:
            self.last4.set_hint(
                self.tr("Hồ sơ không ghi số giấy tờ của người nộp: so họ tên và ngày sinh với giấy tờ.")
            )
        else:
            self.last4.set_hint("")
        self.stop.say("danger", "")
        if self._wrong is not None:
            self._stop(dossier)
        elif self.representative:
            words = self.tr("Quét thẻ của người được ủy quyền, hoặc gõ họ tên và 4 số cuối.")
            done = self.tr("Đã quét thẻ. Kiểm tra giấy ủy quyền bản chính rồi ghi lại.")
            self.state.say("ok" if self._by_card else "plain", done if self._by_card else words)
        elif self._by_card:
            self.state.say(
                "ok",
                self.tr("Thẻ khớp với hồ sơ: {0}, số cuối {1}").format(
                    applicant.full_name, self._line(self.last4).value()
                ),
            )
        elif not self.missing() and self._line(self.last4).value():
            self.state.say("ok", self.tr("4 số cuối khớp với hồ sơ: {0}").format(applicant.full_name))
        else:
            self.state.say("plain", self.tr("Quét thẻ căn cước của {0}").format(applicant.full_name))
        self.state.setVisible(self._wrong is None)

    def _stop(self, dossier: Dossier) -> None:
        card = self._wrong
        assert card is not None
        name = dossier.filing.applicant.full_name
        words = self.tr(
            "Thẻ vừa quét không phải của {0}. Chưa ghi gì: đừng trao kết quả. "
            "Hãy quét đúng thẻ, hoặc ghi người được ủy quyền."
        ).format(name)
        banner = Banner("danger", words, (self.tr("Là người được ủy quyền"), self.other.click), can_close=False)
        self.stop.say("danger", words, banner)
        if banner.action is not None:  # it came last, but Tab goes by the eye
            QWidget.setTabOrder(self.other, banner.action)


class EnvelopeCard(Card):
    """The result's envelope or label: what is scanned must be this dossier's."""

    changed = Signal()
    other_wanted = Signal(str)
    """The dossier whose envelope this is, when somebody wants to open that one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._codes: tuple[str, ...] = ()
        self._expected = ""
        self._item = ""
        self._wrong: str = ""
        self._ok = False
        self.state = Sentence("scan-line")
        self.stop = StopLine()
        self.code = Field("", Line())
        cast("Line", self.code.control).returnPressed.connect(self._on_typed)
        cast("Line", self.code.control).editingFinished.connect(self._on_typed)
        for part in (self.state, self.stop, self.code):
            self.box.addWidget(part)
        self.retranslate()

    def put(self, dossier: Dossier, expected: str) -> None:
        """Begins anew; `expected` is the item code noted when the result arrived, or ""."""
        self._codes = tuple(code for code in (dossier.code, dossier.official_code) if code)
        self._expected, self._item, self._wrong, self._ok = expected, "", "", False
        cast("Line", self.code.control).clear()
        self.code.set_problem("")
        self._draw()

    @property
    def locked(self) -> bool:
        return bool(self._wrong)

    @property
    def item_code(self) -> str:
        """The S10 code of the right envelope, if it has one."""
        return self._item

    def take(self, code: str) -> None:
        """A dossier code or S10 number, scanned or typed."""
        self.code.set_problem("")
        if code in self._codes:
            self._ok, self._wrong = True, ""
        elif s10_ok(code) and code == (self._expected or code):
            self._ok, self._wrong, self._item = True, "", code
        else:
            self._ok, self._wrong = False, code
        self._draw()
        self.changed.emit()

    def missing(self) -> str:
        if self._wrong:
            return self.tr("đúng bì kết quả")
        if self._expected and not self._ok:
            return self.tr("quét bì kết quả")
        return ""

    def retranslate(self) -> None:
        self.set_heading(self.tr("2. Bì kết quả"))
        self.code.set_label(self.tr("Mã trên bì"), optional=not self._expected)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _on_typed(self) -> None:
        text = cast("Line", self.code.control).value()
        if not text:
            return
        parsed = cards.parse_scan(text)
        cast("Line", self.code.control).clear()
        match parsed:
            case cards.DossierCode(code=code) | cards.PostalItem(number=code):
                self.take(code)
            case _:
                self.code.set_problem(self.tr("Đây không phải mã hồ sơ hay mã bưu gửi đúng. Hãy quét lại nhãn."))

    def _draw(self) -> None:
        self.code.set_label(self.tr("Mã trên bì"), optional=not self._expected)
        self.stop.say("danger", "")
        self.state.setVisible(not self._wrong)
        if self._wrong:
            self._stop()
        elif self._ok:
            words = self.tr("Bì đúng của hồ sơ này")
            self.state.say("ok", f"{words} · {group_for_reading(self._item)}" if self._item else words)
        elif self._expected:
            words = self.tr("Quét bì mang mã {0}").format(group_for_reading(self._expected))
            self.state.say("plain", words)
        else:
            self.state.say("plain", self.tr("Có bì thì quét nhãn trên bì; không có thì bỏ qua bước này."))
        self.code.setVisible(not self._ok)

    def _stop(self) -> None:
        wrong = group_for_reading(self._wrong)
        if s10_ok(self._wrong):
            words = self.tr(
                "Bì {0} không phải của hồ sơ này (bì đúng: {1}). Đừng trao bì này; hãy quét đúng bì."
            ).format(wrong, group_for_reading(self._expected))
            self.stop.say("danger", words)
            return
        words = self.tr("Bì này của hồ sơ khác: {0}. Đừng trao bì này; hãy quét đúng bì.").format(wrong)
        other = self._wrong
        action = (self.tr("Mở hồ sơ kia"), lambda: self.other_wanted.emit(other))
        self.stop.say("danger", words, Banner("danger", words, action, can_close=False))


class MoneyCard(Card):
    """What is owed, what is taken now, and what comes by transfer."""

    transfer_wanted = Signal()
    settled = Signal(object)
    """The dossier, after somebody said what became of a transfer."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._owed = 0
        self._dossier: Dossier | None = None
        self.lines = Label(wrap=True)
        self.amount = Field("", MoneyEdit())
        self._edit = cast("MoneyEdit", self.amount.control)
        self._edit.setMaximumWidth(220)
        self._edit.changed.connect(lambda _amount: self._draw())
        self.by_transfer = Button(glyph="qr-code")
        self.by_transfer.clicked.connect(lambda _on: self.transfer_wanted.emit())
        self.transfers = Transfers()
        self.transfers.settled.connect(self.settled)
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        row.addWidget(self.amount, 1)
        row.addWidget(self.by_transfer, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.box.addWidget(self.lines)
        self.box.addLayout(row)
        self.box.addWidget(self.transfers)
        self.retranslate()

    def put(self, dossier: Dossier) -> None:
        self._dossier, self._owed = dossier, dossier.to_ask
        self.amount.set_problem("")
        self._edit.set_amount(self._owed)
        self.amount.setVisible(bool(self._owed))
        takes = self._desk.office.counter.takes_transfers
        self.by_transfer.setVisible(any(dossier.to_ask_of(drawer) and takes(drawer) for drawer in DRAWERS))
        self.transfers.put(self._desk, dossier, code=True)
        self._draw()

    def collected(self) -> int:
        return self._edit.amount() or 0 if self._owed else 0

    def retranslate(self) -> None:
        self.set_heading(self.tr("3. Tiền"))
        self.amount.set_label(self.tr("Thu tiền mặt bây giờ"))
        self.by_transfer.setText(self.tr("Chuyển khoản"))
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _draw(self) -> None:
        dossier = self._dossier
        if dossier is None:
            return
        if not self._owed:
            paid = dossier.collected_state + dossier.collected_post
            if dossier.awaited:
                self.lines.setText(
                    self.tr("Chờ đối soát {0} chuyển khoản. Trả kết quả được; tiền về lúc nào ghi lúc ấy.").format(
                        dong(dossier.awaited)
                    )
                )
                return
            words = (
                self.tr("Đã thu đủ {0} khi nộp hồ sơ.").format(dong(paid)) if paid else self.tr("Không phải thu gì.")
            )
            self.lines.setText(words)
            return
        due = "; ".join(f"{fee.name} {dong(fee.amount)}" for fee in dossier.filing.fees)
        self.lines.setText(self.tr("Còn phải nộp {0} ({1})").format(dong(self._owed), due))
        left = self._owed - self.collected()
        self.amount.set_hint(self.tr("Còn thiếu {0}").format(dong(left)) if left > 0 else "")
        self.amount.set_problem(notices.sentence(Problem("more_than_owed", {"owed": self._owed})) if left < 0 else "")


class OriginalsCard(Card):
    """Originals the agency wants back against the result (BanGocThuLai), one a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.papers = Field("", Note(2), optional=True)
        self._chips = QWidget()
        self._flow = Flow(self._chips)
        self.box.addWidget(self._chips)
        self.box.addWidget(self.papers)
        self.retranslate()

    def put(self, dossier: Dossier) -> None:
        self._note.clear()
        self.papers.set_problem("")
        while (item := self._flow.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        # Papers the citizen kept, or that are worth keeping track of: what an agency exchanges for the new one.
        names = [p.name for p in dossier.filing.components if p.kind is PaperKind.SHOW or p.valuable]
        for name in dict.fromkeys(names):
            chip = Button(name, role="chip", glyph="plus")
            chip.clicked.connect(lambda _on, name=name: self._add(name))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(names))

    def taken(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self._note.value().splitlines() if line.strip())

    def retranslate(self) -> None:
        self.set_heading(self.tr("4. Bản gốc thu lại"))
        self.papers.set_label(self.tr("Mỗi dòng một giấy, theo yêu cầu của cơ quan"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    @property
    def _note(self) -> Note:
        return cast("Note", self.papers.control)

    def _add(self, name: str) -> None:
        if name not in self.taken():
            self._note.setPlainText("\n".join((*self.taken(), name)))
