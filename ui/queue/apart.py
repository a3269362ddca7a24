"""Where the counter and the one-stop system do not say the same: both sides, and who can tell which is right.

What was delivered and is not there any more is sent again by the program; what the other side changed by itself is
looked at by a person. Nothing is altered here.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from app.domain.codes import group_for_reading
from app.domain.events import Status
from app.store.sightings import INCIDENTS, Looked, Seen
from app.wording import STATUS_WORDS
from ui.dossier_card import Facts
from ui.queue.view import View
from ui.theme import ROW
from ui.timeline import moment_words
from ui.widgets import CODE_WIDTH, Card, Column, EmptyState, Pill, Rows, Table

if TYPE_CHECKING:
    from ui.page import Desk

translate = QCoreApplication.translate

MOST_OFFERS = 3
"""As the lookout's: so often the program sends again by itself."""


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


class ApartView(View):
    """The list with both sides; F12 asks the one-stop system about all that was delivered today."""

    glyph = "shield-check"
    watches = frozenset({"queue", "dossiers"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: Rows[Looked] = Rows(self._columns())
        self.table = Table(self.rows, name="queue-apart", settings=desk.settings)
        self.table.opened.connect(lambda _row: self._open())
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.empty = EmptyState("shield-check")
        self.list = QStackedWidget()
        self.list.addWidget(self.table)
        self.list.addWidget(self.empty)
        self.list.setMinimumHeight(6 * ROW)
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
        self.empty.set_text(
            self.tr("Quầy và tỉnh khớp nhau ở mọi hồ sơ đã đối chiếu"),
            self.tr("Máy tự đối chiếu khi rảnh. F12 đối chiếu ngay mọi hồ sơ đã gửi hôm nay."),
        )
        self.facts.name("ours", self.tr("Ở quầy"))
        self.facts.name("theirs", self.tr("Ở tỉnh"))
        self.facts.name("seen", self.tr("Đối chiếu lúc"))
        self.facts.name("next", self.tr("Làm gì"))
        self.rows.retitle()
        self._on_selected()

    def opened(self) -> None:
        super().opened()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        self.desk.run(self.desk.office.sightings.standing, self._on_read, owner=self)

    def _on_read(self, found: tuple[Looked, ...]) -> None:
        current = cast("Looked | None", self.table.current())
        self.rows.put(found)
        self.list.setCurrentWidget(self.table if found else self.empty)
        if found:
            same = (at for at, one in enumerate(found) if current is not None and one.dossier_id == current.dossier_id)
            self.table.selectRow(next(same, 0))
        self._on_selected()

    def code(self) -> str:
        one = cast("Looked | None", self.table.current())
        return "" if one is None else one.code

    def _open(self) -> None:
        if code := self.code():
            self.desk.go("search", code)

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
