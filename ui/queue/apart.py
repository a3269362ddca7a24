"""Where the counter and the one-stop system do not say the same: both sides, and who can tell which is right.

What was delivered and is not there any more is sent again by the program; what the other side changed by itself is
looked at by a person. Nothing is altered here.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from app.domain.codes import group_for_reading
from app.domain.events import Status
from app.domain.proof import Proof
from app.store.sightings import INCIDENTS, MOST_OFFERS, Looked, Seen
from app.wording import STATUS_WORDS
from ui import notices
from ui.dossier_card import Facts
from ui.queue.view import Listed, Tone, View
from ui.theme import BETWEEN
from ui.timeline import moment_words, reason_words
from ui.widgets import CODE_WIDTH, Button, Card, Column, DateEdit, EmptyState, Label, Pill, Rows, Sentence, Table

if TYPE_CHECKING:
    from ui.page import Desk

translate = QCoreApplication.translate


def status_words(status: Status | None) -> str:
    if status is None:
        return ""
    words = translate("wording", STATUS_WORDS[str(int(status))])
    return words[:1].upper() + words[1:]


def what_words(one: Looked) -> str:
    """What differs, in a few words."""
    if one.seen is Seen.MISSING:
        return translate("apart", "Ở tỉnh không có hồ sơ này")
    if one.seen is Seen.BEHIND:
        if one.detail == "lines":
            return translate("apart", "Ở tỉnh thiếu bước xử lý")
        return translate("apart", "Ở tỉnh là trạng thái cũ hơn")
    if one.seen is Seen.AHEAD:
        return translate("apart", "Tỉnh đã xử lý tiếp")
    if one.detail == "due":
        return translate("apart", "Ngày hẹn trả khác nhau")
    return translate("apart", "Tên người nộp khác nhau")


def next_words(one: Looked) -> str:
    """What is safe, and what to do."""
    if one.seen in INCIDENTS:
        if one.offered < MOST_OFFERS:
            return translate("apart", "Quầy vẫn giữ đủ và đang tự gửi lại. Không phải làm gì; lần đối chiếu sau sẽ rõ.")
        return translate(
            "apart",
            "Quầy vẫn giữ đủ và đã gửi lại {0} lần mà ở tỉnh chưa có. Trưởng bưu cục hãy gọi bộ phận một cửa của tỉnh.",
        ).format(one.offered)
    if one.seen is Seen.AHEAD:
        return translate(
            "apart",
            "Dữ liệu của quầy giữ nguyên. Mở hồ sơ ở F3; khi giấy hoặc tin của cơ quan về quầy thì ghi bước tương ứng.",
        )
    return translate(
        "apart",
        "Dữ liệu của quầy giữ nguyên. Hỏi cơ quan giải quyết bên nào đúng; nếu quầy ghi nhầm, sửa ở F3.",
    )


def side_words(status: Status | None, due: datetime | None, detail: str) -> str:
    """One side's word: its status, and the due date where that is what differs."""
    parts = [status_words(status)] if status is not None else []
    if detail == "due" and due is not None:
        parts.append(translate("apart", "hẹn trả {0}").format(moment_words(due)))
    return " · ".join(parts)


def proof_words(proof: Proof) -> tuple[Tone, str]:
    """What the proof of a day came to."""
    found = proof.found
    at = moment_words(proof.at)
    if found.stopped:
        words = translate("apart", "Đối chiếu lúc {0} chưa đủ: {1}").format(at, reason_words(found.stopped))
        return "warn", words
    if not found.looked and not found.unread:
        return "plain", translate("apart", "Đối chiếu lúc {0}: ngày này chưa có hồ sơ nào gửi xong.").format(at)
    parts = [translate("apart", "Đối chiếu lúc {0}: {1} hồ sơ.").format(at, found.looked)]
    agreed = found.same + found.there + found.ahead
    parts.append(
        translate("apart", "Tất cả đều có ở tỉnh.")
        if agreed == found.looked
        else translate("apart", "{0} có ở tỉnh, {1} khác nhau, {2} thiếu (đang gửi lại).").format(
            agreed, found.differs, found.behind + found.missing
        )
    )
    if found.unread:
        parts.append(translate("apart", "{0} chưa xem được.").format(found.unread))
    whole = agreed == found.looked and not found.unread
    return ("ok" if whole else "danger" if found.behind + found.missing else "warn"), " ".join(parts)


class ApartView(View):
    """The list with both sides; F12 asks the one-stop system about all that was delivered on a day."""

    glyph = "shield-check"
    watches = frozenset({"queue", "dossiers"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._proof: Proof | None = None
        self._asked: date | None = None
        self._barred = ""
        """Why the last look that was asked for could not be had at all (a reason code)."""
        self.day = DateEdit()
        self.day.setMaximumWidth(150)
        self.day.set_day(desk.office.store.clock.today())
        self.day.changed.connect(lambda _day: self._read_proof())
        self._day_name = Label(role="label")
        self.proof_state = Sentence()
        self.certificate = Button(glyph="printer")
        self.certificate.clicked.connect(lambda _on: self.print_certificate())
        line = QHBoxLayout()
        line.setSpacing(BETWEEN)
        line.addWidget(self._day_name)
        line.addWidget(self.day)
        line.addWidget(self.proof_state, 1)
        line.addWidget(self.certificate)
        self.content.addLayout(line)
        desk.looked.connect(self._on_looked)
        self.rows: Rows[Looked] = Rows(self._columns())
        self.table = Table(self.rows, name="queue-apart", settings=desk.settings)
        self.table.opened.connect(lambda _row: self._open())
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.empty = EmptyState("shield-check")
        self.list = Listed(self.table, self.empty)
        self.content.addWidget(self.list, 1)
        self.detail = Card()
        self.facts = Facts()
        for key in ("ours", "theirs", "seen", "next"):
            self.facts.add(key)
        self.detail.box.addWidget(self.facts)
        self.detail.hide()
        self.content.addWidget(self.detail)

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Hồ sơ khác nhau giữa quầy và tỉnh"))
        self._day_name.setText(self.tr("Ngày gửi"))
        self.day.setAccessibleName(self.tr("Ngày gửi"))
        self.certificate.setText(self.tr("In giấy chứng nhận"))
        self.empty.set_text(
            self.tr("Quầy và tỉnh khớp nhau ở mọi hồ sơ đã đối chiếu"),
            self.tr("Máy tự đối chiếu khi rảnh. F12 đối chiếu ngay mọi hồ sơ đã gửi trong ngày."),
        )
        self.facts.name("ours", self.tr("Ở quầy"))
        self.facts.name("theirs", self.tr("Ở tỉnh"))
        self.facts.name("seen", self.tr("Đối chiếu lúc"))
        self.facts.name("next", self.tr("Làm gì"))
        self.rows.retitle()
        self._draw_proof()
        self._on_selected()

    def read(self) -> None:
        self.desk.run(self.desk.office.sightings.standing, self._on_read, owner=self)
        self._read_proof()

    def _on_read(self, found: tuple[Looked, ...]) -> None:
        current = cast("Looked | None", self.table.current())
        self.rows.put(found)
        if found:
            same = (at for at, one in enumerate(found) if current is not None and one.dossier_id == current.dossier_id)
            self.table.selectRow(next(same, 0))
        self.settle(self.list, filled=bool(found))
        self._on_selected()

    def code(self) -> str:
        one = cast("Looked | None", self.table.current())
        return "" if one is None else one.code

    def _open(self) -> None:
        if code := self.code():
            self.desk.go("search", code)

    # --- the proof of a day

    def _read_proof(self) -> None:
        day, proofs = self.day.day(), self.desk.office.proofs
        if day is None:
            self._on_proof(None, None)
        else:
            self.desk.run(lambda: proofs.of(day), lambda found: self._on_proof(day, found), owner=self)

    def _on_proof(self, day: date | None, proof: Proof | None) -> None:
        if day == self.day.day():
            self._proof = proof
            self._draw_proof()

    def _draw_proof(self) -> None:
        self.certificate.setEnabled(self._proof is not None)
        if self._asked is not None:
            self.proof_state.say("plain", self.tr("Đang đối chiếu…"))
        elif self.day.day() is None:
            self.proof_state.say("warn", self.tr("Gõ ngày, ví dụ 26/11/2026."))
        elif self._proof is None and self._barred:
            self.proof_state.say("warn", reason_words(self._barred))
        elif self._proof is None:
            self.proof_state.say("plain", self.tr("Chưa đối chiếu ngày này."))
        else:
            self.proof_state.say(*proof_words(self._proof))
        self.moved.emit()

    def primary_words(self) -> str:
        return self.tr("F12 Đối chiếu")

    def primary_ready(self) -> bool:
        return self.desk.sync is not None and self.day.day() is not None and self._asked is None

    def primary(self) -> None:
        """Asks for the proof of the day; it comes when the courier's thread has looked."""
        day, sync, clerk = self.day.day(), self.desk.sync, self.desk.clerk
        if day is not None and sync is not None and clerk is not None and self._asked is None:
            self._asked = day
            self._draw_proof()
            sync.prove(day, clerk.name)

    def _on_looked(self, looking: object) -> None:
        if getattr(looking, "day", None) is not None:
            self._asked, self._barred = None, str(getattr(looking, "stopped", ""))
            self.desk.changed("queue")
            self.read()

    def print_certificate(self) -> None:
        """One page of the newest proof of the day; printing it again gives the same page."""
        clerk, proof, office, printing = self.desk.clerk, self._proof, self.desk.office, self.desk.printing
        if clerk is None or proof is None:
            return
        name = f"chung-nhan-gui-{proof.day:%y%m%d}"

        def make() -> bytes:
            from app.certificate import certificate

            return certificate(office, proof.day, clerk, printing.resolution)

        def then(page: bytes) -> None:
            printing.send(name, page, lambda out: notices.tell_printed(self.desk, name, page, out), self)

        self.desk.run(make, then, owner=self)

    def _columns(self) -> list[Column]:
        def one(value: object) -> Looked:
            return cast("Looked", value)

        def what(value: object) -> Pill:
            incident = one(value).seen in INCIDENTS
            return Pill(what_words(one(value)), "danger" if incident else "warn", "triangle-alert")

        def theirs(value: object) -> str:
            return side_words(one(value).theirs, one(value).their_due, one(value).detail)

        def ours(value: object) -> str:
            return side_words(one(value).ours, one(value).our_due, one(value).detail)

        return [
            Column("code", lambda: self.tr("Mã hồ sơ"), lambda value: one(value).code, CODE_WIDTH, strong=True),
            Column("what", lambda: self.tr("Khác ở chỗ"), what, 250),
            Column("ours", lambda: self.tr("Ở quầy"), ours, 250),
            Column("theirs", lambda: self.tr("Ở tỉnh"), theirs, 200, stretch=True),
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        for number, column in enumerate(self.rows.columns):
            self.table.setColumnHidden(number, width < {"theirs": 1000, "ours": 820}.get(column.key, 0))
        self.table.horizontalHeader().setStretchLastSection(width < 1000)

    def _on_selected(self) -> None:
        one = cast("Looked | None", self.table.current())
        self.detail.setVisible(one is not None)
        if one is not None:
            self.detail.set_heading(f"{what_words(one)} · {group_for_reading(one.code)}")
            self.facts.show_fact("ours", side_words(one.ours, one.our_due, one.detail))
            nothing = self.tr("Không có") if one.seen is Seen.MISSING else self.tr("Không cho xem trạng thái")
            self.facts.show_fact("theirs", side_words(one.theirs, one.their_due, one.detail) or nothing)
            self.facts.show_fact("seen", moment_words(one.at))
            self.facts.show_fact("next", next_words(one))
        self.moved.emit()
