"""A dossier's moves made at the counter: an inline strip that asks just what the event needs, and then records it.

Which moves there are is `app.domain.dossier.allowed`'s word; what a move needs stands in one table here. Nothing is
modal: what is wrong is said under its field, and Esc puts the strip away with nothing done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIntValidator, QResizeEvent
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QWidget,
)

from app.domain.catalogue import FeeKind
from app.domain.codes import normalise_scanned_code
from app.domain.dossier import Dossier, allowed
from app.domain.events import VIETNAM, DeliveryKind, Kind, Status
from app.errors import Rejected
from ui import notices
from ui.theme import BETWEEN, INSIDE
from ui.timeline import form_words, how_words, kind_words, outcome_words, score_words, translate
from ui.widgets import Button, Card, Choice, DateEdit, Field, Label, Line, MoneyEdit, Note

if TYPE_CHECKING:
    from ui.page import Desk

Sort = Literal["line", "code", "note", "money", "day", "end_of_day", "choice", "papers"]
Choices = Callable[[], list[tuple[object, str]]]


class Ask(NamedTuple):
    """One thing a move needs. `key` is the dotted path in the event's fields, also that of its problem."""

    key: str
    words: Callable[[], str]
    sort: Sort = "line"
    optional: bool = False
    choices: Choices | None = None
    start: Callable[[Dossier], object] | None = None
    """What stands there at first."""


# The order in which the moves are offered: what usually comes next first, what ends a dossier last. Sealing and
# manifests belong to F4.
ORDER = (
    Kind.HANDED_BACK,
    Kind.RESULT_ARRIVED,
    Kind.AGENCY_ACCEPTED,
    Kind.HANDED_TO_AGENCY,
    Kind.SUPPLEMENTED,
    Kind.WITHDRAWN,
    Kind.FEE_COLLECTED,
    Kind.TRANSFER_EXPECTED,
    Kind.INVITED,
    Kind.DELIVERY_ATTEMPTED,
    Kind.SUPPLEMENT_ASKED,
    Kind.FEE_ASKED,
    Kind.RESCHEDULED,
    Kind.CORRECTED,
    Kind.WITHDRAWAL_ASKED,
    Kind.FEE_REFUNDED,
    Kind.AGENCY_RETURNED,
    Kind.RETURNED_TO_AGENCY,
    Kind.RATED,
    Kind.REFUSED,
    Kind.STOPPED,
    Kind.VOIDED,
)
WHOLE_LINE = ("note", "papers")
TWO_COLUMNS = 520
"""Width of a strip from which short fields stand by twos."""
DANGEROUS = frozenset({Kind.REFUSED, Kind.STOPPED, Kind.VOIDED})

PAPER_AFTER: dict[Kind, str] = {
    Kind.SUPPLEMENT_ASKED: "02",
    Kind.REFUSED: "03",
    Kind.RESCHEDULED: "04",
    Kind.STOPPED: "05",
}
"""The paper that a move owes to the citizen at once."""


def offered(dossier: Dossier) -> tuple[Kind, ...]:
    """The moves a clerk may make now, in the order they are offered."""
    moves = allowed(dossier)
    if dossier.status is Status.HANDED_BACK:
        moves -= {Kind.FEE_COLLECTED}  # only of a transfer, which has a button of its own
    return tuple(kind for kind in ORDER if kind in moves)


def printable(dossier: Dossier) -> tuple[str, ...]:
    """The forms this dossier's state bears, those it calls for first."""
    from app.paper import form_for
    from app.paper.states import FORMS, check_state

    def bears(form: str) -> bool:
        try:
            check_state(form, dossier, dossier.prints.get(form, 0) + 1)
        except Rejected:
            return False
        return True

    called = form_for(dossier)
    rest = sorted(FORMS - set(called), key=lambda form: (form not in dossier.prints, form))
    return tuple(form for form in (*called, *rest) if bears(form))


def move_words(kind: Kind) -> str:
    """The move as an order, for its button."""
    return {
        Kind.SUPPLEMENT_ASKED: translate("moves", "Yêu cầu bổ sung"),
        Kind.SUPPLEMENTED: translate("moves", "Nhận giấy bổ sung"),
        Kind.REFUSED: translate("moves", "Từ chối hồ sơ"),
        Kind.WITHDRAWAL_ASKED: translate("moves", "Ghi yêu cầu rút"),
        Kind.WITHDRAWN: translate("moves", "Trả hồ sơ đã rút"),
        Kind.CORRECTED: translate("moves", "Sửa thông tin"),
        Kind.VOIDED: translate("moves", "Hủy hồ sơ"),
        Kind.HANDED_TO_AGENCY: translate("moves", "Giao cho cơ quan"),
        Kind.AGENCY_ACCEPTED: translate("moves", "Ghi mã của cơ quan"),
        Kind.AGENCY_RETURNED: translate("moves", "Cơ quan trả lại"),
        Kind.FEE_ASKED: translate("moves", "Yêu cầu nộp tiền"),
        Kind.FEE_COLLECTED: translate("moves", "Thu tiền"),
        Kind.FEE_REFUNDED: translate("moves", "Trả lại tiền"),
        Kind.TRANSFER_EXPECTED: translate("moves", "Chuyển khoản (VietQR)"),
        Kind.TRANSFER_DROPPED: translate("moves", "Bỏ chờ chuyển khoản"),
        Kind.RESCHEDULED: translate("moves", "Hẹn lại ngày trả"),
        Kind.STOPPED: translate("moves", "Dừng giải quyết"),
        Kind.RESULT_ARRIVED: translate("moves", "Kết quả đã về quầy"),
        Kind.INVITED: translate("moves", "Mời đến nhận"),
        Kind.DELIVERY_ATTEMPTED: translate("moves", "Phát chưa được"),
        Kind.HANDED_BACK: translate("moves", "Trả kết quả (F2)"),
        Kind.RETURNED_TO_AGENCY: translate("moves", "Trả lại cơ quan"),
        Kind.RATED: translate("moves", "Ghi đánh giá"),
        Kind.PRINTED: translate("moves", "In lại"),
    }.get(kind, kind_words(kind))


def _hint(kind: Kind, dossier: Dossier) -> str:
    """What a clerk should know before she does it; "" where the heading says all."""
    match kind:
        case Kind.SUPPLEMENT_ASKED:
            return translate("moves", "Ghi xong thì in phiếu yêu cầu bổ sung (Mẫu 02).")
        case Kind.SUPPLEMENTED:
            return translate("moves", "Nhận đủ thì hồ sơ được xử lý tiếp và có ngày hẹn mới.")
        case Kind.REFUSED:
            return translate("moves", "Ghi xong thì in phiếu từ chối (Mẫu 03) và trả giấy tờ cho người nộp.")
        case Kind.CORRECTED:
            return translate("moves", "Chỉ sửa chỗ sai. Nội dung cũ vẫn xem được trong quá trình xử lý.")
        case Kind.VOIDED:
            return translate("moves", "Hồ sơ bị hủy không mở lại được. Việc hủy cũng được gửi lên hệ thống.")
        case Kind.AGENCY_ACCEPTED:
            return translate("moves", "Ghi đúng mã hồ sơ trên giấy của cơ quan. Mã tại quầy vẫn tra cứu được.")
        case Kind.RESCHEDULED:
            return translate("moves", "Chỉ được hẹn lại một lần. Cơ quan phải có phiếu xin lỗi (Mẫu 04).")
        case Kind.PRINTED:
            return translate("moves", "Bản in lại mang số bản mới và ghi rõ là bản in lại.")
        case Kind.WITHDRAWN if dossier.collected_state or dossier.collected_post:
            return translate("moves", "Đã thu tiền của hồ sơ này. Nếu phải trả lại tiền, hãy ghi trước khi hủy.")
        case _:
            return ""


def _reason() -> str:
    return translate("moves", "Lý do")


def _note() -> str:
    return translate("moves", "Ghi chú")


def _fee_kinds() -> list[tuple[object, str]]:
    return [
        (FeeKind.CHARGE.value, translate("moves", "Lệ phí")),
        (FeeKind.FEE.value, translate("moves", "Phí")),
        (FeeKind.POSTAGE.value, translate("moves", "Cước bưu chính")),
    ]


def _owed_kind(dossier: Dossier) -> str:
    """The drawer the outstanding money belongs to."""
    state = sum(fee.amount for fee in dossier.filing.fees if fee.kind is not FeeKind.POSTAGE)
    if state > dossier.collected_state or not dossier.filing.fees:
        return FeeKind.CHARGE.value
    return FeeKind.POSTAGE.value


_WHY = Ask("reason", _reason, "note")
_REMARK = Ask("note", _note, "line", optional=True)

ASKS: dict[Kind, tuple[Ask, ...]] = {
    Kind.SUPPLEMENT_ASKED: (
        Ask("missing", lambda: translate("moves", "Giấy tờ còn thiếu"), "papers"),
        _WHY,
        Ask("deadline", lambda: translate("moves", "Hạn bổ sung"), "day", optional=True),
    ),
    Kind.SUPPLEMENTED: (
        Ask(
            "components",
            lambda: translate("moves", "Giấy tờ vừa nhận"),
            "papers",
            start=lambda dossier: [(paper.name, paper.originals, paper.copies) for paper in dossier.missing],
        ),
        _REMARK,
    ),
    Kind.REFUSED: (_WHY, Ask("legal_basis", lambda: translate("moves", "Căn cứ pháp lý"), "line", optional=True)),
    Kind.WITHDRAWAL_ASKED: (_WHY,),
    Kind.WITHDRAWN: (_REMARK,),
    Kind.CORRECTED: (
        Ask(
            "applicant.full_name",
            lambda: translate("moves", "Họ và tên"),
            start=lambda dossier: dossier.filing.applicant.full_name,
        ),
        Ask(
            "applicant.phone",
            lambda: translate("moves", "Điện thoại"),
            optional=True,
            start=lambda dossier: dossier.filing.applicant.phone,
        ),
        Ask(
            "applicant.address",
            lambda: translate("moves", "Địa chỉ"),
            optional=True,
            start=lambda dossier: dossier.filing.applicant.address,
        ),
        Ask(
            "result_delivery.kind",
            lambda: translate("moves", "Nhận kết quả"),
            "choice",
            choices=lambda: [
                (DeliveryKind.COUNTER.value, translate("moves", "Tại quầy")),
                (DeliveryKind.POST.value, translate("moves", "Qua bưu điện")),
            ],
            start=lambda dossier: dossier.filing.result_delivery.kind.value,
        ),
        Ask(
            "result_delivery.address",
            lambda: translate("moves", "Địa chỉ gửi kết quả"),
            optional=True,
            start=lambda dossier: dossier.filing.result_delivery.address,
        ),
        Ask("note", _note, optional=True, start=lambda dossier: dossier.filing.note),
        Ask("reason", lambda: translate("moves", "Lý do sửa"), "note"),
    ),
    Kind.VOIDED: (Ask("reason", lambda: translate("moves", "Lý do hủy"), "note"),),
    Kind.HANDED_TO_AGENCY: (
        Ask("receiver", lambda: translate("moves", "Người nhận của cơ quan"), optional=True),
        _REMARK,
    ),
    Kind.AGENCY_ACCEPTED: (
        Ask("official_code", lambda: translate("moves", "Mã hồ sơ của cơ quan"), "code"),
        Ask("due_at", lambda: translate("moves", "Ngày cơ quan hẹn trả"), "end_of_day", optional=True),
        _REMARK,
    ),
    Kind.AGENCY_RETURNED: (
        _WHY,
        Ask(
            "refused",
            lambda: translate("moves", "Cơ quan trả lại để"),
            "choice",
            choices=lambda: [
                (False, translate("moves", "Người nộp bổ sung rồi gửi lại")),
                (True, translate("moves", "Từ chối giải quyết, hồ sơ kết thúc")),
            ],
        ),
    ),
    Kind.FEE_ASKED: (
        Ask("fees.0.kind", lambda: translate("moves", "Loại tiền"), "choice", choices=_fee_kinds),
        Ask("fees.0.name", lambda: translate("moves", "Khoản phải nộp")),
        Ask("fees.0.amount", lambda: translate("moves", "Số tiền"), "money"),
        _REMARK,
    ),
    Kind.FEE_COLLECTED: (
        Ask("kind", lambda: translate("moves", "Loại tiền"), "choice", choices=_fee_kinds, start=_owed_kind),
        Ask(
            "amount",
            lambda: translate("moves", "Số tiền đã thu"),
            "money",
            start=lambda dossier: dossier.to_ask or None,
        ),
        Ask("receipt_number", lambda: translate("moves", "Số biên lai"), optional=True),
    ),
    Kind.TRANSFER_EXPECTED: (
        Ask(
            "drawer",
            lambda: translate("moves", "Khoản chuyển"),
            "choice",
            choices=lambda: [
                ("state", translate("moves", "Phí, lệ phí")),
                ("post", translate("moves", "Cước bưu chính")),
            ],
            start=lambda dossier: "state" if dossier.to_ask_of("state") else "post",
        ),
        Ask(
            "amount",
            lambda: translate("moves", "Số tiền chuyển"),
            "money",
            start=lambda dossier: dossier.to_ask_of("state") or dossier.to_ask_of("post") or None,
        ),
    ),
    Kind.FEE_REFUNDED: (
        Ask("kind", lambda: translate("moves", "Loại tiền"), "choice", choices=_fee_kinds),
        Ask("amount", lambda: translate("moves", "Số tiền trả lại"), "money"),
        _WHY,
    ),
    Kind.RESCHEDULED: (
        Ask("due_at", lambda: translate("moves", "Ngày hẹn mới"), "end_of_day"),
        _WHY,
        Ask("letter", lambda: translate("moves", "Số phiếu xin lỗi"), optional=True),
    ),
    Kind.STOPPED: (_WHY, Ask("letter", lambda: translate("moves", "Số thông báo"), optional=True)),
    Kind.RESULT_ARRIVED: (
        Ask("number", lambda: translate("moves", "Số, ký hiệu kết quả"), optional=True),
        Ask("item_code", lambda: translate("moves", "Mã bưu gửi trên bì"), "code", optional=True),
        _REMARK,
    ),
    Kind.INVITED: (
        Ask(
            "how",
            lambda: translate("moves", "Cách mời"),
            "choice",
            choices=lambda: [(how, how_words(how)) for how in ("phone", "sms", "visit", "letter")],
        ),
        _REMARK,
    ),
    Kind.DELIVERY_ATTEMPTED: (
        Ask(
            "outcome",
            lambda: translate("moves", "Kết quả lần phát"),
            "choice",
            choices=lambda: [(what, outcome_words(what)) for what in ("absent", "wrong_address", "refused", "later")],
        ),
        _REMARK,
    ),
    Kind.RETURNED_TO_AGENCY: (_WHY,),
    Kind.RATED: (
        Ask(
            "score",
            lambda: translate("moves", "Mức hài lòng"),
            "choice",
            choices=lambda: [(score, f"{score} · {score_words(score)}") for score in (5, 4, 3, 2, 1)],
        ),
    ),
}


class Count(Line):
    """How many of a paper: none to 99; an empty field is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setValidator(QIntValidator(0, 99, self))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(72)

    def count(self) -> int:
        return int(self.value() or 0)

    def set_count(self, count: int) -> None:
        self.setText(str(count) if count else "")


class PaperLines(QWidget):
    """Papers by name with their counts; an empty line is always there to write the next one."""

    def __init__(self, known: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = tuple(known)
        self._rows: list[tuple[Line, Count, Count]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(INSIDE)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._heads = [Label(role="hint") for _ in range(2)]
        for column, head in enumerate(self._heads, start=1):
            self._grid.addWidget(head, 0, column)
        self.retranslate()
        self._append("", 0, 0)

    def put(self, papers: Sequence[tuple[str, int, int]]) -> None:
        """Fills in (name, originals, copies), with one empty line after them."""
        for (name, originals, copies), row in zip(papers, self._grown(len(papers)), strict=True):
            row[0].setText(name)
            row[0].home(False)
            row[1].set_count(originals)
            row[2].set_count(copies)
        self._grown(len(papers) + 1)

    def value(self) -> list[dict[str, object]]:
        """What was written: lines with a name only."""
        return [
            {"name": name.value(), "originals": originals.count(), "copies": copies.count()}
            for name, originals, copies in self._rows
            if name.value()
        ]

    def retranslate(self) -> None:
        self._heads[0].setText(self.tr("Bản chính"))
        self._heads[1].setText(self.tr("Bản sao"))
        for number in range(len(self._rows)):
            self._name(number)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _grown(self, count: int) -> list[tuple[Line, Count, Count]]:
        while len(self._rows) < count:
            self._append("", 0, 0)
        return self._rows[:count]

    def _append(self, name: str, originals: int, copies: int) -> None:
        line = Line()
        line.setText(name)
        if self._known:
            completer = QCompleter(list(self._known), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        counts = []
        for count in (originals, copies):
            box = Count()
            box.set_count(count)
            counts.append(box)
        row = len(self._rows) + 1
        self._rows.append((line, counts[0], counts[1]))
        for column, part in enumerate((line, *counts)):
            self._grid.addWidget(part, row, column)
        if not self.focusProxy():
            self.setFocusProxy(line)
        line.textChanged.connect(self._on_typed)
        self._name(row - 1)

    def _name(self, number: int) -> None:
        line, originals, copies = self._rows[number]
        line.setPlaceholderText(self.tr("Tên giấy tờ"))
        line.setAccessibleName(self.tr("Tên giấy tờ {0}").format(number + 1))
        originals.setAccessibleName(self.tr("Số bản chính {0}").format(number + 1))
        copies.setAccessibleName(self.tr("Số bản sao {0}").format(number + 1))

    def _on_typed(self) -> None:
        last = self._rows[-1]
        if last[0].value():
            if not last[1].count() and not last[2].count():
                last[1].set_count(1)
            self._append("", 0, 0)


class MoveStrip(Card):
    """One move, asked for and recorded in place. `PRINTED` is the reprint of a paper."""

    recorded = Signal(object, object)
    """(kind, the dossier as it stands after it)."""
    closed = Signal()
    changed = Signal()
    """Something was typed: whether it can be recorded may have changed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._kind: Kind | None = None
        self._dossier: Dossier | None = None
        self._asks: tuple[Ask, ...] = ()
        self._fields: dict[str, Field] = {}
        self._busy = False
        self._close = Button(role="quiet", glyph="x")
        self._close.setFixedWidth(40)
        self._close.clicked.connect(self.put_away)
        self.head.addWidget(self._close)
        self._hint = Label(role="hint", wrap=True)
        self._problem = Label(role="problem", wrap=True)
        self.box.addWidget(self._hint)
        self._body = QWidget()
        self._rows = QGridLayout(self._body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(BETWEEN)
        self._columns = 2
        self.box.addWidget(self._body)
        self.box.addWidget(self._problem)
        self._problem.hide()
        self.retranslate()
        self.hide()

    @property
    def kind(self) -> Kind | None:
        """The move that is open, if any."""
        return self._kind

    @property
    def busy(self) -> bool:
        return self._busy

    def field(self, key: str) -> Field:
        """The field of one thing that is asked."""
        return self._fields[key]

    def words(self) -> str:
        """What the button that records it says."""
        if self._kind is None:
            return ""
        if self._kind is Kind.PRINTED:
            return self.tr("In lại")
        return self.tr("Ghi: {0}").format(move_words(self._kind))

    def open(self, kind: Kind, dossier: Dossier, given: Mapping[str, object] | None = None) -> None:
        """Shows the strip of a move, the cursor in its first field. `given` overrides what stands there at first."""
        self._kind, self._dossier = kind, dossier
        self._asks = self._reprint_asks() if kind is Kind.PRINTED else ASKS[kind]
        self._clear()
        for ask in self._asks:
            start = (given or {}).get(ask.key)
            if start is None and ask.start is not None:
                start = ask.start(dossier)
            self._fields[ask.key] = Field(ask.words(), self._control(ask, start), optional=ask.optional)
        self._lay()
        self._say("")
        self.retranslate()
        self.show()
        if self._asks:
            first = self._fields[self._asks[0].key].control
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(first, Line):
                first.end(False)
        self.changed.emit()

    def put_away(self) -> None:
        """Esc: nothing is done."""
        if self._kind is None or self._busy:
            return
        self._kind = None
        self._clear()
        self.hide()
        self.closed.emit()

    def ready(self) -> bool:
        """Whether every required thing has something in it."""
        if self._kind is None or self._busy:
            return False
        return all(ask.optional or ask.sort == "choice" or self._value(ask) for ask in self._asks)

    def submit(self) -> None:
        """Records the move, or says under each field what is wrong."""
        kind, dossier, clerk = self._kind, self._dossier, self._desk.clerk
        if kind is None or dossier is None or clerk is None or self._busy:
            return
        if not self._complete():
            return
        if kind is Kind.PRINTED:
            self._reprint(dossier)
            return
        fields, code, counter = self._collect(), dossier.code, self._desk.office.counter
        self._hold(True)
        self._desk.run(
            lambda: counter.act(code, kind, fields, clerk),
            lambda after: self._on_recorded(kind, after),
            self._on_failed,
            owner=self,
        )

    def retranslate(self) -> None:
        self._close.setAccessibleName(self.tr("Bỏ, không ghi (Esc)"))
        self._close.setToolTip(self.tr("Bỏ, không ghi (Esc)"))
        if self._kind is None or self._dossier is None:
            return
        self.set_heading(move_words(self._kind))
        # Whose dossier it is, said again where the deed is done: the card may be out of sight.
        whose = f"{self._dossier.official_code or self._dossier.code} · {self._dossier.filing.applicant.full_name}"
        hint = _hint(self._kind, self._dossier)
        self._hint.setText(f"{whose}\n{hint}" if hint else whose)
        for ask in self._asks:
            field = self._fields[ask.key]
            field.set_label(ask.words(), optional=ask.optional)
            if isinstance(field.control, Choice) and ask.choices is not None:
                field.control.offer(ask.choices())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    # --- fields

    def _clear(self) -> None:
        while self._rows.takeAt(0) is not None:
            pass
        for gone in self._fields.values():
            gone.hide()
            gone.deleteLater()
        self._fields.clear()

    def _lay(self) -> None:
        """Short fields by twos while there is room, long ones over the whole width."""
        while self._rows.takeAt(0) is not None:
            pass
        columns = self._columns
        row, column = 0, 0
        for ask in self._asks:
            whole = columns == 1 or ask.sort in WHOLE_LINE
            if whole and column:
                row, column = row + 1, 0
            span = columns if whole else 1
            self._rows.addWidget(self._fields[ask.key], row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
            if column >= columns:
                row, column = row + 1, 0
        for number in range(2):
            self._rows.setColumnStretch(number, 1 if number < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 2 if event.size().width() >= TWO_COLUMNS else 1
        if columns != self._columns:
            self._columns = columns
            self._lay()

    def _control(self, ask: Ask, start: object) -> QWidget:
        match ask.sort:
            case "note":
                note = Note(2)
                note.setPlainText(str(start or ""))
                note.textChanged.connect(self.changed)
                return note
            case "money":
                money = MoneyEdit()
                money.set_amount(start if isinstance(start, int) else None)
                money.textChanged.connect(self.changed)
                return money
            case "day" | "end_of_day":
                day = DateEdit()
                day.set_day(start if isinstance(start, date) else None)
                day.textChanged.connect(self.changed)
                return day
            case "choice":
                choice = Choice()
                choice.offer(ask.choices() if ask.choices is not None else [])
                if start is not None:
                    choice.choose(start)
                choice.currentIndexChanged.connect(self.changed)
                return choice
            case "papers":
                papers = PaperLines(self._known_papers())
                if isinstance(start, list) and start:
                    papers.put(start)
                for line in papers.findChildren(Line):
                    line.textChanged.connect(self.changed)
                return papers
            case _:
                line = Line()
                line.setText(str(start or ""))
                line.home(False)
                line.textChanged.connect(self.changed)
                return line

    def _known_papers(self) -> tuple[str, ...]:
        """Names of the procedure's papers, to be completed while one types."""
        dossier = self._dossier
        if dossier is None:
            return ()
        own = [paper.name for paper in dossier.filing.components]
        procedure = self._desk.office.catalogue.get(dossier.filing.procedure.code)
        listed = [paper.name for paper in procedure.papers] if procedure is not None else []
        return tuple(dict.fromkeys([*own, *listed]))

    def _value(self, ask: Ask) -> object:
        """What stands in a field, as JSON; "" or None where nothing does."""
        control = self._fields[ask.key].control
        match control:
            case MoneyEdit():
                return control.amount()
            case DateEdit():
                day = control.day()
                if day is None:
                    return None
                return self._end_of(day).isoformat() if ask.sort == "end_of_day" else day.isoformat()
            case Choice():
                return control.value()
            case PaperLines():
                return control.value()
            case Note():
                return control.value()
            case Line():
                text = control.value()
                return normalise_scanned_code(text) if ask.sort == "code" and text else text
            case _:
                raise TypeError(f"not a field of a move: {type(control).__name__}")

    def _end_of(self, day: date) -> datetime:
        """The hour at which the counter closes: a day that was promised lasts until then."""
        closes = self._desk.office.profile.calendar.working_hours[-1].split("-")[1]
        return datetime.combine(day, time.fromisoformat(closes), VIETNAM)

    def _complete(self) -> bool:
        first: Field | None = None
        for ask in self._asks:
            field = self._fields[ask.key]
            control = field.control
            problem = ""
            if isinstance(control, DateEdit) and control.wrong():
                problem = self.tr("Ngày phải có dạng dd/mm/yyyy, ví dụ 23/11/2026.")
            elif not ask.optional and ask.sort != "choice" and not self._value(ask):
                problem = self.tr("Chưa điền mục này.")
            field.set_problem(problem)
            if problem and first is None:
                first = field
        if first is not None:
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is None

    def _collect(self) -> dict[str, object]:
        flat: dict[str, object] = {}
        for ask in self._asks:
            value = self._value(ask)
            if self._kind is Kind.CORRECTED and ask.start is not None and self._dossier is not None:
                # A correction names only what was wrong; an emptied field is a correction too.
                if value != ask.start(self._dossier):
                    flat[ask.key] = value
            elif value not in ("", None):
                flat[ask.key] = value
        return nested(flat)

    # --- what became of it

    def _hold(self, busy: bool) -> None:
        self._busy = busy
        self._body.setEnabled(not busy)
        self.changed.emit()

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def problem(self) -> str:
        """The sentence that belongs to no field."""
        return self._problem.text()

    def _on_recorded(self, kind: Kind, after: Dossier) -> None:
        self._hold(False)
        self._kind = None
        self._clear()
        self.hide()
        self.recorded.emit(kind, after)

    def _on_failed(self, error: Exception) -> None:
        self._hold(False)
        if not isinstance(error, Rejected):
            self._desk.failed(error)
            return
        rest = []
        for path, problem in error.problems.items():
            field = next((f for key, f in self._fields.items() if path == key or path.startswith(f"{key}.")), None)
            if field is None:
                rest.append(notices.sentence(problem))
            else:
                field.set_problem(notices.sentence(problem))
                field.control.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(" ".join(rest))

    # --- printing a paper again

    def _reprint_asks(self) -> tuple[Ask, ...]:
        dossier = self._dossier
        forms = printable(dossier) if dossier is not None else ()
        copies = dossier.prints if dossier is not None else {}

        def choices() -> list[tuple[object, str]]:
            return [(form, self._form_line(form, copies.get(form, 0))) for form in forms]

        # The first copy needs no reason; every later one does.
        first = not any(copies.get(form, 0) for form in forms)
        return (
            Ask("form", lambda: translate("moves", "Giấy cần in"), "choice", choices=choices),
            Ask("reason", lambda: translate("moves", "Lý do in lại"), "line", optional=first),
        )

    def _form_line(self, form: str, copies: int) -> str:
        if not copies:
            return self.tr("{0}: chưa in bản nào").format(form_words(form))
        return self.tr("{0}: bản in lại lần {1}").format(form_words(form), copies + 1)

    def _reprint(self, dossier: Dossier) -> None:
        form = str(self._value(self._asks[0]))
        reason = str(self._value(self._asks[1]))
        clerk, office = self._desk.clerk, self._desk.office
        if clerk is None:
            return
        self._hold(True)

        def ended(_outcome: object) -> None:
            self._desk.run(
                lambda: office.views.dossier(dossier.code),
                lambda after: self._on_recorded(Kind.PRINTED, after or dossier),
                owner=self,
            )

        self._desk.print_paper(dossier.code, form, reason=reason, then=ended, failed=self._on_failed, owner=self)


def nested(flat: Mapping[str, object]) -> dict[str, object]:
    """{"a.b": 1, "fees.0.name": "x"} → {"a": {"b": 1}, "fees": [{"name": "x"}]}."""
    tree: dict[str, Any] = {}
    for path, value in flat.items():
        *way, last = path.split(".")
        at = tree
        for step in way:
            at = at.setdefault(step, {})
        at[last] = value
    return {key: _listed(value) for key, value in tree.items()}


def _listed(value: object) -> object:
    if isinstance(value, dict) and value and all(key.isdigit() for key in value):
        return [_listed(value[key]) for key in sorted(value, key=int)]
    return value
