"""A dossier's events in words: who, when, what; and what became of the delivery of each.

The words of an event stand here once, for the timeline, the queue and the strips in which a move is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain import events as e
from app.domain.events import VIETNAM, Kind
from app.domain.queue import State
from app.domain.text import mask_identity
from app.errors import Problem
from app.wording import STATUS_WORDS
from ui.theme import GRID, INSIDE, Tone, tokens
from ui.widgets import Label, StatusPill, dong
from ui.widgets.icon import pixmap

if TYPE_CHECKING:
    from app.store.views import Moment

translate = QCoreApplication.translate

GLYPHS: dict[Kind, str] = {
    Kind.RECEIVED: "file-plus",
    Kind.SUPPLEMENT_ASKED: "file-warning",
    Kind.SUPPLEMENTED: "file-check",
    Kind.REFUSED: "file-x",
    Kind.WITHDRAWAL_ASKED: "undo-2",
    Kind.WITHDRAWN: "undo-2",
    Kind.CORRECTED: "pencil",
    Kind.VOIDED: "circle-x",
    Kind.SEALED: "lock",
    Kind.MANIFESTED: "clipboard-list",
    Kind.UNMANIFESTED: "clipboard-list",
    Kind.HANDED_TO_AGENCY: "truck",
    Kind.AGENCY_ACCEPTED: "inbox",
    Kind.AGENCY_RETURNED: "undo-2",
    Kind.FEE_ASKED: "wallet",
    Kind.FEE_COLLECTED: "banknote",
    Kind.FEE_REFUNDED: "banknote",
    Kind.TRANSFER_EXPECTED: "qr-code",
    Kind.TRANSFER_DROPPED: "x",
    Kind.RESCHEDULED: "calendar-days",
    Kind.STOPPED: "circle-x",
    Kind.RESULT_ARRIVED: "package-check",
    Kind.INVITED: "phone",
    Kind.DELIVERY_ATTEMPTED: "map-pin",
    Kind.HANDED_BACK: "circle-check",
    Kind.RETURNED_TO_AGENCY: "truck",
    Kind.RATED: "star",
    Kind.PRINTED: "printer",
    Kind.NUMBERED: "inbox",
    Kind.REPORTED: "cloud",
    Kind.SCANNED: "scan-line",
    Kind.FILED: "upload",
}


def moment_words(at: datetime | None) -> str:
    """A time as it is read here: "23/11/2026 09:12", Việt Nam's clock."""
    return "" if at is None else f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def day_words(at: datetime | None) -> str:
    """Its day only."""
    return "" if at is None else f"{at.astimezone(VIETNAM):%d/%m/%Y}"


def kind_words(kind: Kind) -> str:
    """What happened, as a heading."""
    return {
        Kind.RECEIVED: translate("timeline", "Tiếp nhận hồ sơ"),
        Kind.SUPPLEMENT_ASKED: translate("timeline", "Yêu cầu bổ sung"),
        Kind.SUPPLEMENTED: translate("timeline", "Đã bổ sung giấy tờ"),
        Kind.REFUSED: translate("timeline", "Từ chối hồ sơ"),
        Kind.WITHDRAWAL_ASKED: translate("timeline", "Người nộp xin rút hồ sơ"),
        Kind.WITHDRAWN: translate("timeline", "Đã rút hồ sơ"),
        Kind.CORRECTED: translate("timeline", "Sửa thông tin"),
        Kind.VOIDED: translate("timeline", "Hủy hồ sơ"),
        Kind.SEALED: translate("timeline", "Niêm phong"),
        Kind.MANIFESTED: translate("timeline", "Đưa vào bảng kê bàn giao"),
        Kind.UNMANIFESTED: translate("timeline", "Lấy ra khỏi bảng kê bàn giao"),
        Kind.HANDED_TO_AGENCY: translate("timeline", "Giao cho cơ quan giải quyết"),
        Kind.AGENCY_ACCEPTED: translate("timeline", "Cơ quan đã tiếp nhận"),
        Kind.AGENCY_RETURNED: translate("timeline", "Cơ quan trả lại hồ sơ"),
        Kind.FEE_ASKED: translate("timeline", "Yêu cầu nộp tiền"),
        Kind.FEE_COLLECTED: translate("timeline", "Thu tiền"),
        Kind.FEE_REFUNDED: translate("timeline", "Trả lại tiền"),
        Kind.TRANSFER_EXPECTED: translate("timeline", "Chờ chuyển khoản"),
        Kind.TRANSFER_DROPPED: translate("timeline", "Bỏ chờ chuyển khoản"),
        Kind.RESCHEDULED: translate("timeline", "Hẹn lại ngày trả"),
        Kind.STOPPED: translate("timeline", "Dừng giải quyết"),
        Kind.RESULT_ARRIVED: translate("timeline", "Kết quả đã về quầy"),
        Kind.INVITED: translate("timeline", "Mời đến nhận kết quả"),
        Kind.DELIVERY_ATTEMPTED: translate("timeline", "Đã đi phát, chưa giao được"),
        Kind.HANDED_BACK: translate("timeline", "Đã trả kết quả"),
        Kind.RETURNED_TO_AGENCY: translate("timeline", "Trả kết quả lại cơ quan"),
        Kind.RATED: translate("timeline", "Người dân đánh giá"),
        Kind.PRINTED: translate("timeline", "In giấy"),
        Kind.NUMBERED: translate("timeline", "Hệ thống một cửa cấp mã"),
        Kind.REPORTED: translate("timeline", "Hệ thống một cửa báo về"),
        Kind.SCANNED: translate("timeline", "Đính kèm bản quét"),
        Kind.FILED: translate("timeline", "Hệ thống một cửa đã nhận bản quét"),
    }[kind]


def form_words(form: str) -> str:
    """A form's name in words; a form this table does not know keeps its own name."""
    return {
        "01": translate("timeline", "Giấy tiếp nhận và hẹn trả (Mẫu 01)"),
        "02": translate("timeline", "Phiếu yêu cầu bổ sung (Mẫu 02)"),
        "03": translate("timeline", "Phiếu từ chối (Mẫu 03)"),
        "04": translate("timeline", "Phiếu xin lỗi và hẹn lại (Mẫu 04)"),
        "05": translate("timeline", "Thông báo dừng giải quyết (Mẫu 05)"),
        "06": translate("timeline", "Phiếu kiểm soát (Mẫu 06)"),
        "07": translate("timeline", "Sổ theo dõi (Mẫu 07)"),
        "phieu-gui": translate("timeline", "Phiếu gửi hồ sơ"),
        "giao-nhan": translate("timeline", "Phiếu giao nhận"),
        "bien-nhan": translate("timeline", "Biên nhận trả kết quả"),
        "bien-lai": translate("timeline", "Giấy thu tiền"),
        "moi-nhan": translate("timeline", "Giấy mời nhận kết quả"),
        "nhieu-ho-so": translate("timeline", "Phiếu nhận nhiều hồ sơ"),
        "nhan-bi": translate("timeline", "Nhãn bì hồ sơ"),
    }.get(form, form)


def delivery_words(state: State | None) -> tuple[str, Tone, str]:
    """(word, tone, icon) of an event's delivery."""
    match state:
        case State.DELIVERED:
            return translate("timeline", "Đã gửi"), "ok", "check"
        case State.WAITING:
            return translate("timeline", "Chờ gửi"), "plain", "clock"
        case State.QUARANTINED:
            return translate("timeline", "Cần xử lý"), "danger", "triangle-alert"
        case _:
            return translate("timeline", "Chỉ lưu tại quầy"), "plain", ""


def reason_words(reason: str) -> str:
    """Why an item waits or was put aside, as a sentence; "" when there is nothing to say."""
    from ui import notices

    return notices.sentence(Problem(reason)) if reason else ""


def recipient_words(recipient: e.Recipient) -> str:
    """Who took the result, without more of the identity number than its end."""
    role = {
        e.RecipientKind.APPLICANT: translate("timeline", "người nộp"),
        e.RecipientKind.REPRESENTATIVE: translate("timeline", "người được ủy quyền"),
        e.RecipientKind.OTHER: translate("timeline", "người khác"),
    }[recipient.kind]
    end = translate("timeline", ", giấy tờ có số cuối {0}").format(recipient.id_last4) if recipient.id_last4 else ""
    return f"{recipient.full_name} ({role}{end})"


def _paper(name: str, originals: int, copies: int, note: str = "") -> str:
    counts = []
    if originals:
        counts.append(translate("timeline", "{0} bản chính").format(originals))
    if copies:
        counts.append(translate("timeline", "{0} bản sao").format(copies))
    if note:
        counts.append(note)
    return f"{name} ({', '.join(counts)})" if counts else name


def papers_words(papers: Sequence[e.Missing | e.Component]) -> str:
    """A list of papers in one line."""
    return "; ".join(_paper(paper.name, paper.originals, paper.copies, paper.note) for paper in papers)


def money_words(fees: Sequence[e.FeeLine]) -> str:
    return "; ".join(f"{fee.name} {dong(fee.amount)}{_relief_words(fee)}" for fee in fees)


def _relief_words(fee: e.FeeLine) -> str:
    """ " (giảm 4.000 đ: Hộ nghèo)"; "" where all is owed."""
    if not fee.waived:
        return ""
    words = translate("timeline", " (giảm {0}: {1})") if fee.amount else translate("timeline", " (miễn: {1})")
    return words.format(dong(fee.waived), fee.ground)


def _change(name: str, before: str, after: str) -> list[str]:
    if before == after:
        return []
    nothing = translate("timeline", "(trống)")
    return [f"{name}: {before or nothing} → {after or nothing}"]


def _person_changes(before: e.Person, after: e.Person) -> list[str]:
    born = (f"{person.date_of_birth:%d/%m/%Y}" if person.date_of_birth else "" for person in (before, after))
    return [
        *_change(translate("timeline", "Họ tên"), before.full_name, after.full_name),
        *_change(translate("timeline", "Số giấy tờ"), mask_identity(before.id_number), mask_identity(after.id_number)),
        *_change(translate("timeline", "Ngày sinh"), *born),
        *_change(translate("timeline", "Điện thoại"), before.phone, after.phone),
        *_change(translate("timeline", "Địa chỉ"), before.address, after.address),
    ]


def _correction(body: e.Corrected, before: e.Filing | None) -> list[str]:
    lines: list[str] = []
    if before is not None:
        if body.applicant is not None:
            lines += _person_changes(before.applicant, body.applicant)
        if body.result_delivery is not None:
            name = translate("timeline", "Nhận kết quả")
            lines += _change(name, delivery_place(before.result_delivery), delivery_place(body.result_delivery))
        if body.components is not None:
            name = translate("timeline", "Giấy tờ")
            lines += _change(name, papers_words(before.components), papers_words(body.components))
        if body.fees is not None:
            lines += _change(translate("timeline", "Tiền"), money_words(before.fees), money_words(body.fees))
        if body.note is not None:
            lines += _change(translate("timeline", "Ghi chú"), before.note, body.note)
    if body.submitter is not None:
        lines.append(translate("timeline", "Người nộp thay: {0}").format(body.submitter.full_name))
    lines.append(translate("timeline", "Lý do: {0}").format(body.reason))
    return lines


def delivery_place(delivery: e.ResultDelivery) -> str:
    """Where the result goes: "tại quầy" or the post address."""
    if delivery.kind is e.DeliveryKind.COUNTER:
        return translate("timeline", "tại quầy")
    return translate("timeline", "qua bưu điện, {0}").format(delivery.address)


def body_lines(body: e.Body, before: e.Filing | None = None) -> tuple[str, ...]:
    """The facts of an event, a line each. `before`: the filing as it stood, to say what a correction changed."""
    lines: list[str] = []

    def add(pattern: str, *facts: object) -> None:
        """A line, unless its first fact is empty."""
        if facts and facts[0]:
            lines.append(pattern.format(*facts))

    match body:
        case e.Received():
            add(translate("timeline", "Hẹn trả {0}"), day_words(body.due_at))
            add(translate("timeline", "Tiếp theo phiếu {0}"), body.follows)
            if body.filing.submitter is not None:
                add(translate("timeline", "Người nộp thay: {0}"), body.filing.submitter.full_name)
            paid = sum(fee.amount for fee in body.filing.fees if fee.paid)
            add(translate("timeline", "Đã thu {0}"), dong(paid) if paid else "")
        case e.SupplementAsked():
            add(translate("timeline", "Thiếu: {0}"), papers_words(body.missing))
            add(translate("timeline", "Lý do: {0}"), body.reason)
            add(translate("timeline", "Hạn bổ sung: {0}"), f"{body.deadline:%d/%m/%Y}" if body.deadline else "")
        case e.Supplemented():
            add(translate("timeline", "Đã nhận: {0}"), papers_words(body.components))
            add(translate("timeline", "Hẹn trả mới: {0}"), day_words(body.due_at))
            add("{0}", body.note)
        case e.Refused():
            add(translate("timeline", "Lý do: {0}"), body.reason)
            add(translate("timeline", "Căn cứ: {0}"), body.legal_basis)
        case e.Corrected():
            lines += _correction(body, before)
        case e.Sealed():
            add(translate("timeline", "Số niêm phong {0}"), body.seal)
            add(translate("timeline", "Bưu gửi {0}"), body.item_code)
        case e.Manifested():
            add(translate("timeline", "Bảng kê {0}"), body.manifest)
        case e.HandedToAgency():
            add(translate("timeline", "Người nhận: {0}"), body.receiver)
            add(translate("timeline", "Bảng kê {0}"), body.manifest)
            add("{0}", body.note)
        case e.AgencyAccepted():
            add(translate("timeline", "Mã hồ sơ của cơ quan: {0}"), body.official_code)
            add(translate("timeline", "Hẹn trả {0}"), day_words(body.due_at))
            add("{0}", body.note)
        case e.AgencyReturned():
            add(translate("timeline", "Lý do: {0}"), body.reason)
            if body.refused:
                lines.append(translate("timeline", "Cơ quan từ chối giải quyết."))
        case e.FeeAsked():
            add("{0}", money_words(body.fees))
            add("{0}", body.note)
        case e.FeeCollected():
            add("{0}", dong(body.amount))
            if body.method == e.TRANSFER:
                lines.append(translate("timeline", "Chuyển khoản, đã đối soát"))
            add("{0}", body.name)
            add(translate("timeline", "Biên lai {0}"), body.receipt_number)
        case e.TransferExpected():
            lines.append(translate("timeline", "{0} · chờ đối soát").format(dong(body.amount)))
            lines.append(f"{body.to.name} · {body.to.account}")
        case e.TransferDropped():
            add(translate("timeline", "Lý do: {0}"), body.reason)
        case e.FeeRefunded():
            add("{0}", dong(body.amount))
            add(translate("timeline", "Lý do: {0}"), body.reason)
        case e.Rescheduled():
            add(translate("timeline", "Hẹn mới: {0}"), day_words(body.due_at))
            add(translate("timeline", "Lý do: {0}"), body.reason)
            add(translate("timeline", "Văn bản {0}"), body.letter)
        case e.Stopped():
            add(translate("timeline", "Lý do: {0}"), body.reason)
            add(translate("timeline", "Văn bản {0}"), body.letter)
        case e.ResultArrived():
            add("{0}", "; ".join(result.name for result in body.results))
            add(translate("timeline", "Số kết quả {0}"), body.number)
            add(translate("timeline", "Bưu gửi {0}"), body.item_code)
            add("{0}", body.note)
        case e.Invited():
            add("{0}", how_words(body.how))
            add("{0}", body.note)
        case e.DeliveryAttempted():
            add("{0}", outcome_words(body.outcome))
            add("{0}", body.note)
        case e.HandedBack():
            add(translate("timeline", "Người nhận: {0}"), recipient_words(body.recipient))
            if body.recipient.authorisation is not None:
                paper = body.recipient.authorisation
                day = f"{paper.date:%d/%m/%Y}" if paper.date else ""
                add(translate("timeline", "Ủy quyền: {0}"), " · ".join(filter(None, (paper.kind, paper.number, day))))
            add(translate("timeline", "Đã thu {0}"), dong(body.fees_collected) if body.fees_collected else "")
            add(translate("timeline", "Bản gốc thu lại: {0}"), "; ".join(body.originals_taken_back))
            add(translate("timeline", "Bưu gửi {0}"), body.item_code)
        case e.Rated():
            lines.append(translate("timeline", "{0} trên 5: {1}").format(body.score, score_words(body.score)))
        case e.Printed():
            copy = translate("timeline", "{0}, bản {1}").format(form_words(body.form), body.copy)
            lines.append(f"{copy} · {body.size.upper()}")
            add(translate("timeline", "In lại vì: {0}"), body.reason)
        case e.Numbered():
            add(translate("timeline", "Mã hồ sơ {0}"), body.official_code)
        case e.Reported():
            if body.status is not None:
                add("{0}", QCoreApplication.translate("wording", STATUS_WORDS[str(int(body.status))]))
            add(translate("timeline", "Hẹn trả: {0}"), moment_words(body.due_at))
            add(translate("timeline", "Giải quyết xong: {0}"), moment_words(body.finished_at))
            add(translate("timeline", "Đã trả: {0}"), moment_words(body.returned_at))
        case e.Scanned():
            add("{0}", body.name)
            size = f"{max(1, round(body.size / 1024)):,}".replace(",", ".")
            lines.append(translate("timeline", "{0} KB").format(size))
            add(translate("timeline", "{0} trang"), body.pages)
        case e.Filed():
            add(translate("timeline", "{0} bản quét"), len(body.links))
        case _:
            # The rest (withdrawal, void, return to the agency) is a reason or a note, or nothing at all.
            add(translate("timeline", "Lý do: {0}"), getattr(body, "reason", ""))
            add("{0}", getattr(body, "note", ""))
    return tuple(lines)


def how_words(how: str) -> str:
    """By what way somebody was invited."""
    return {
        "phone": translate("timeline", "Gọi điện thoại"),
        "sms": translate("timeline", "Nhắn tin"),
        "visit": translate("timeline", "Báo tại nhà"),
        "letter": translate("timeline", "Gửi giấy mời"),
    }.get(how, how)


def outcome_words(outcome: str) -> str:
    """Why a result could not be delivered at the door."""
    return {
        "absent": translate("timeline", "Không có người nhận"),
        "wrong_address": translate("timeline", "Sai địa chỉ"),
        "refused": translate("timeline", "Người nhận từ chối"),
        "later": translate("timeline", "Hẹn phát lại"),
    }.get(outcome, outcome)


def score_words(score: int) -> str:
    """What a mark from 1 to 5 means."""
    words = (
        translate("timeline", "Rất không hài lòng"),
        translate("timeline", "Không hài lòng"),
        translate("timeline", "Bình thường"),
        translate("timeline", "Hài lòng"),
        translate("timeline", "Rất hài lòng"),
    )
    return words[min(max(score, 1), 5) - 1]


class _Node(QWidget):
    """The icon of one event on the line that joins it to the next."""

    SIZE = 28

    def __init__(self, glyph: str, tone: Tone, *, last: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph, self._last = glyph, last
        self._tone: Tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(self.SIZE, self.SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.SIZE / 2
        if not self._last:
            painter.setPen(QPen(QColor(t.line), 2))
            painter.drawLine(QPointF(middle, self.SIZE), QPointF(middle, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.tint(self._tone)))
        painter.drawEllipse(QPointF(middle, middle), middle, middle)
        painter.drawPixmap(6, 6, pixmap(self._glyph, t.ink(self._tone), 16, self.devicePixelRatioF()))
        painter.end()


_TONES: dict[Kind, Tone] = {
    Kind.HANDED_BACK: "ok",
    Kind.RESULT_ARRIVED: "ok",
    Kind.SUPPLEMENT_ASKED: "warn",
    Kind.REFUSED: "danger",
    Kind.VOIDED: "danger",
    Kind.STOPPED: "danger",
    Kind.PRINTED: "plain",
}


class Timeline(QWidget):
    """All events of one dossier, the newest first, each with what became of its delivery."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._moments: tuple[Moment, ...] = ()

    def put(self, moments: Sequence[Moment]) -> None:
        """Shows these events, given in the order they happened."""
        self._moments = tuple(moments)
        while (item := self._box.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        rows: list[QWidget] = []
        filing: e.Filing | None = None
        for number, past in enumerate(self._moments):
            rows.append(self._row(past, filing, last=number == 0))
            filing = _filing_after(filing, past.body)
        for row in reversed(rows):
            self._box.addWidget(row)

    def retranslate(self) -> None:
        self.put(self._moments)

    def text(self) -> str:
        """All that stands here, top to bottom, for reading aloud and for tests."""
        return "\n".join(
            label.text()
            for number in range(self._box.count())
            if (item := self._box.itemAt(number)) is not None and (row := item.widget()) is not None
            for label in row.findChildren(Label)
        )

    def _row(self, past: Moment, filing: e.Filing | None, *, last: bool) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        trouble = past.delivery is State.QUARANTINED
        node = _Node(GLYPHS[past.kind], "danger" if trouble else _TONES.get(past.kind, "accent"), last=last)
        words = QWidget()
        box = QVBoxLayout(words)
        box.setContentsMargins(0, 2, 0, 16)
        box.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(INSIDE)
        head.addWidget(Label(kind_words(past.kind), role="strong", wrap=True), 1)
        if past.delivery is not None:
            word, tone, glyph = delivery_words(past.delivery)
            head.addWidget(StatusPill(word, tone=tone, glyph=glyph), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        who = " · ".join(filter(None, (moment_words(past.at), past.actor_name)))
        box.addWidget(Label(who, role="hint", wrap=True))
        for line in body_lines(past.body, filing):
            box.addWidget(Label(line, wrap=True))
        for line in _delivery_lines(past):
            box.addWidget(Label(line, role="problem" if trouble else "hint", wrap=True))
        box.addSpacing(GRID)
        grid.addWidget(node, 0, 0)
        grid.addWidget(words, 0, 1)
        row.setAccessibleName(f"{kind_words(past.kind)}, {who}")
        return row


def _delivery_lines(past: Moment) -> list[str]:
    if past.delivery is None:
        return []
    if past.delivery is State.DELIVERED:
        return [translate("timeline", "Hệ thống đã nhận lúc {0}").format(moment_words(past.acknowledged_at))]
    lines = [reason_words(past.reason)] if past.reason else []
    if past.detail and past.delivery is State.QUARANTINED:
        lines.append(translate("timeline", "Hệ thống trả lời: {0}").format(past.detail))
    if past.attempts:
        lines.append(translate("timeline", "Đã thử {0} lần").format(past.attempts))
    return lines


def _filing_after(filing: e.Filing | None, body: e.Body) -> e.Filing | None:
    """The filing as it stood after this event, as far as a later correction needs it."""
    opened = getattr(body, "filing", None)
    if isinstance(opened, e.Filing):
        return opened
    if filing is None:
        return None
    match body:
        case e.Corrected():
            new = {
                name: value
                for name in ("applicant", "submitter", "result_delivery", "components", "fees", "note")
                if (value := getattr(body, name)) is not None
            }
            return msgspec.structs.replace(filing, **new)
        case e.Supplemented():
            return msgspec.structs.replace(filing, components=filing.components + body.components)
        case e.FeeAsked():
            return msgspec.structs.replace(filing, fees=filing.fees + body.fees)
        case _:
            return filing
