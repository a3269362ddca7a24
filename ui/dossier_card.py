"""One dossier on a card: the sentence of its state, who, what, when due, what is owed, which papers.

The identity number is masked until somebody asks to see it; the card only asks, the page logs the view.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.domain.codes import group_for_reading
from app.domain.dossier import Dossier
from app.domain.events import VIETNAM, Leg, Status
from app.domain.queue import State
from app.domain.text import mask_identity
from ui.theme import BETWEEN, GRID, INSIDE, Tone
from ui.timeline import day_words, delivery_place, moment_words, papers_words
from ui.widgets import Button, Card, CodeLabel, Icon, Label, Pill, StatusPill, dong

translate = QCoreApplication.translate

SHOWN_MS = 20_000
"""How long an unmasked number stays on the screen: the next citizen looks at it too."""

_ENDED = frozenset({Status.NOT_RECEIVED, Status.STOPPED, Status.HANDED_BACK})
_GLYPHS: dict[Status, tuple[Tone, str]] = {
    Status.AT_DESK: ("warn", "file-warning"),
    Status.NEW: ("plain", "inbox"),
    Status.RECEIVED: ("accent", "file-check"),
    Status.NOT_RECEIVED: ("danger", "file-x"),
    Status.IN_PROCESS: ("accent", "hourglass"),
    Status.SUPPLEMENT: ("warn", "file-warning"),
    Status.FINANCIAL: ("warn", "wallet"),
    Status.WITHDRAWAL: ("warn", "undo-2"),
    Status.STOPPED: ("danger", "circle-x"),
    Status.RESULT_READY: ("ok", "package-check"),
    Status.HANDED_BACK: ("plain", "circle-check"),
}


def translated(text: str) -> str:
    """A sentence of `app.wording` in the language of the window."""
    return translate("wording", text)


def status_sentence(dossier: Dossier, sync: State | None) -> str:
    """The four statuses as one sentence."""
    from app import wording

    return wording.status_sentence(dossier, sync, translated)


def status_pill(status: Status, *, voided: bool = False, leg: Leg | None = None) -> Pill:
    """The business status for a list: two or three words, a tone, an icon. The whole sentence stands on the card."""
    if voided:
        return Pill(translate("dossier_card", "Đã hủy"), "danger", "circle-x")
    if leg is Leg.RETURNED_TO_AGENCY:
        return Pill(translate("dossier_card", "Đã trả lại cơ quan"), "warn", "truck")
    words = {
        Status.AT_DESK: translate("dossier_card", "Chờ đủ giấy tờ"),
        Status.NEW: translate("dossier_card", "Chờ cơ quan nhận"),
        Status.RECEIVED: translate("dossier_card", "Đã tiếp nhận"),
        Status.NOT_RECEIVED: translate("dossier_card", "Bị từ chối"),
        Status.IN_PROCESS: translate("dossier_card", "Đang xử lý"),
        Status.SUPPLEMENT: translate("dossier_card", "Chờ bổ sung"),
        Status.FINANCIAL: translate("dossier_card", "Chờ nộp tiền"),
        Status.WITHDRAWAL: translate("dossier_card", "Xin rút"),
        Status.STOPPED: translate("dossier_card", "Đã dừng"),
        Status.RESULT_READY: translate("dossier_card", "Có kết quả"),
        Status.HANDED_BACK: translate("dossier_card", "Đã trả kết quả"),
    }
    tone, glyph = _GLYPHS[status]
    return Pill(words[status], tone, glyph)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def overdue(status: Status, due_at: datetime | None, now: datetime, *, voided: bool = False) -> bool:
    """Whether the promised time has passed without a result. A result that waits to be fetched is not late."""
    done = voided or status in _ENDED or status is Status.RESULT_READY
    return due_at is not None and due_at < now and not done


class Facts(QWidget):
    """Names on the left, values on the right; an empty value leaves its line out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, 112)
        self._values: dict[str, Label] = {}
        self._names: dict[str, Label] = {}

    def add(self, key: str, beside: QWidget | None = None) -> None:
        """One line; `beside` stands right after the value."""
        name, value = Label(role="label"), Label(wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = self._grid.rowCount()
        place = Qt.AlignmentFlag.AlignTop if beside is None else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(name, row, 0, place)
        if beside is None:
            self._grid.addWidget(value, row, 1)
        else:
            line = QHBoxLayout()
            line.setSpacing(INSIDE)
            value.setWordWrap(False)
            line.addWidget(value)
            line.addWidget(beside)
            line.addStretch(1)
            self._grid.addLayout(line, row, 1)
        self._names[key], self._values[key] = name, value

    def name(self, key: str, words: str) -> None:
        self._names[key].setText(words)

    def show_fact(self, key: str, value: str, *, strong: bool = False) -> None:
        self._values[key].setText(value)
        self._values[key].set_role("strong" if strong else "")
        for part in (self._names[key], self._values[key]):
            part.setVisible(bool(value))

    def value(self, key: str) -> str:
        return self._values[key].text()


class DossierCard(Card):
    """The card of one dossier. `reveal_wanted` is emitted when somebody asks for the whole identity number."""

    reveal_wanted = Signal()

    KEYS = (
        "applicant", "identity", "phone", "address", "submitter", "procedure", "received", "due", "owed", "delivery",
        "results", "papers", "agency", "note", "other_code",
    )  # fmt: skip

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._dossier: Dossier | None = None
        self._sync: State | None = None
        self._now: datetime | None = None
        self._revealed = False
        self.box.setSpacing(INSIDE)
        self.code = CodeLabel(points=17)
        self.late = StatusPill()
        self._icon = Icon("file-text", size=20)
        self.sentence = Label(role="strong", wrap=True)
        self.eye = Button(role="status", glyph="eye")
        self.eye.setFixedWidth(40)
        self.eye.clicked.connect(self._on_eye)
        top = QHBoxLayout()
        top.setSpacing(BETWEEN)
        top.addWidget(self.code, 1)
        top.addWidget(self.late)
        state = QHBoxLayout()
        state.setSpacing(INSIDE)
        state.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self.sentence, 1)
        self.facts = Facts()
        for key in self.KEYS:
            self.facts.add(key, self.eye if key == "identity" else None)
        self.box.addLayout(top)
        self.box.addLayout(state)
        self.box.addSpacing(GRID)
        self.box.addWidget(self.facts)
        self.box.setContentsMargins(16, BETWEEN, 16, 16)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide_number)
        self.retranslate()

    @property
    def dossier(self) -> Dossier | None:
        return self._dossier

    @property
    def revealed(self) -> bool:
        return self._revealed

    def put(self, dossier: Dossier, sync: State | None, now: datetime) -> None:
        """Shows a dossier; another one than before comes masked."""
        if self._dossier is None or self._dossier.id != dossier.id:
            self._revealed = False
        self._dossier, self._sync, self._now = dossier, sync, now
        self._draw()

    def reveal(self) -> None:
        """The whole number, for a short while. The page has logged the view."""
        self._revealed = True
        self._timer.start()
        self._draw()

    def hide_number(self) -> None:
        self._timer.stop()
        self._revealed = False
        self._draw()

    def retranslate(self) -> None:
        names = {
            "applicant": self.tr("Người nộp"),
            "identity": self.tr("Số giấy tờ"),
            "phone": self.tr("Điện thoại"),
            "address": self.tr("Địa chỉ"),
            "submitter": self.tr("Nộp thay"),
            "procedure": self.tr("Thủ tục"),
            "agency": self.tr("Cơ quan"),
            "received": self.tr("Nhận lúc"),
            "due": self.tr("Hẹn trả"),
            "delivery": self.tr("Nhận kết quả"),
            "results": self.tr("Kết quả"),
            "papers": self.tr("Giấy tờ đã nộp"),
            "owed": self.tr("Còn phải nộp"),
            "note": self.tr("Ghi chú"),
            "other_code": self.tr("Mã khác"),
        }
        for key, words in names.items():
            self.facts.name(key, words)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _on_eye(self) -> None:
        if self._revealed:
            self.hide_number()
        else:
            self.reveal_wanted.emit()

    def _draw(self) -> None:
        dossier = self._dossier
        words = self.tr("Che số giấy tờ") if self._revealed else self.tr("Xem cả số giấy tờ (lần xem được ghi lại)")
        self.eye.setToolTip(words)
        self.eye.setAccessibleName(words)
        self.eye.set_glyph("eye-off" if self._revealed else "eye")
        if dossier is None:
            return
        filing, now = dossier.filing, self._now
        self.code.set_code(dossier.official_code or dossier.code)
        self.setAccessibleName(dossier.official_code or dossier.code)
        pill = status_pill(dossier.status, voided=dossier.voided, leg=dossier.leg)
        self._icon.show_as(pill.glyph, pill.tone)
        late = now is not None and overdue(dossier.status, dossier.due_at, now, voided=dossier.voided)
        self.late.show_as(self.tr("Quá hạn"), "danger", "clock")
        self.late.setVisible(late)
        self.sentence.setText(status_sentence(dossier, self._sync))
        person, procedure = filing.applicant, filing.procedure
        shown = person.id_number if self._revealed else mask_identity(person.id_number)
        born = f" · {person.date_of_birth:%d/%m/%Y}" if person.date_of_birth else ""
        fact = self.facts.show_fact
        fact("applicant", f"{person.full_name}{born}", strong=True)
        fact("identity", shown)
        self.eye.setVisible(bool(person.id_number))
        fact("phone", group_for_reading(person.phone))
        fact("address", person.address)
        fact("submitter", filing.submitter.full_name if filing.submitter else "")
        case = f" · {procedure.case_name}" if procedure.case_name else ""
        fact("procedure", f"{procedure.name}{case} ({procedure.code})")
        fact("agency", filing.agency)
        fact("received", moment_words(dossier.received_at))
        fact("due", self._due(dossier), strong=late)
        fact("delivery", _capital(delivery_place(filing.result_delivery)))
        results = "; ".join(result.name for result in dossier.results or procedure.results)
        fact("results", f"{results} · {dossier.result_number}" if dossier.result_number else results)
        fact("papers", papers_words([paper for paper in filing.components if paper.originals or paper.copies]))
        awaited = self.tr("{0} · chờ đối soát chuyển khoản {1}").format(dong(dossier.owed), dong(dossier.awaited))
        fact("owed", awaited if dossier.awaited else dong(dossier.owed) if dossier.owed else "", strong=True)
        fact("note", filing.note)
        fact("other_code", dossier.code if dossier.official_code not in ("", dossier.code) else "")

    def _due(self, dossier: Dossier) -> str:
        if dossier.due_at is None:
            if dossier.status is Status.NEW:
                return self.tr("Chưa có: chờ cơ quan tiếp nhận")
            return "" if dossier.status in _ENDED | {Status.AT_DESK} else self.tr("Cơ quan sẽ hẹn")
        at = dossier.due_at.astimezone(VIETNAM)
        words = day_words(at) if at.hour == 0 and at.minute == 0 else moment_words(at)
        return self.tr("{0} (đã hẹn lại)").format(words) if dossier.rescheduled else words
