"""The scans of papers on their way: they go after the events, piece by piece, and never hold a dossier up."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from app.domain.codes import group_for_reading
from app.domain.queue import State
from app.store.parcels import Shipment, Tally
from ui.dossier_card import Facts
from ui.queue.view import Listed, View
from ui.queue.words import owner_words, size_words, waiting_words
from ui.timeline import delivery_words, moment_words
from ui.widgets import CODE_WIDTH, Card, Column, EmptyState, Pill, Rows, Table

if TYPE_CHECKING:
    from ui.page import Desk


def share_words(one: Shipment) -> str:
    """How much of it the other side holds."""
    if one.state is State.DELIVERED or not one.held:
        return size_words(one.size)
    return f"{size_words(one.held)} / {size_words(one.size)}"


class ScansView(View):
    """The list, with what each scan waits for."""

    watches = frozenset({"queue", "dossiers"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: Rows[Shipment] = Rows(self._columns())
        self.table = Table(self.rows, name="queue-scans", settings=desk.settings)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.opened.connect(lambda _row: self._open())
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.empty = EmptyState("file-text")
        self.list = Listed(self.table, self.empty)
        self.content.addWidget(self.list, 1)
        self.detail = Card()
        self.facts = Facts()
        for key in ("why", "owner", "answer", "size"):
            self.facts.add(key)
        self.detail.box.addWidget(self.facts)
        self.detail.hide()
        self.content.addWidget(self.detail)
        self.tally: Tally | None = None

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Các bản quét giấy tờ"))
        self.empty.set_text(
            self.tr("Chưa có bản quét nào"),
            self.tr("Đính kèm bản quét ở F3, trong thẻ hồ sơ. Hồ sơ gửi đi trước, bản quét theo sau."),
        )
        self.facts.name("why", self.tr("Lý do"))
        self.facts.name("owner", self.tr("Ai xử lý"))
        self.facts.name("answer", self.tr("Nơi nhận trả lời"))
        self.facts.name("size", self.tr("Đã gửi"))
        self.rows.retitle()
        self._on_selected()

    def read(self) -> None:
        parcels = self.desk.office.parcels
        self.desk.run(lambda: (parcels.items(), parcels.tally()), self._on_read, owner=self)

    def _on_read(self, found: tuple[tuple[Shipment, ...], Tally]) -> None:
        items, self.tally = found
        current = cast("Shipment | None", self.table.current())
        self.rows.put(items)
        if items:
            kept = (place for place, one in enumerate(items) if current is not None and one.seq == current.seq)
            self.table.selectRow(next(kept, 0))
        self.settle(self.list, filled=bool(items))
        self._on_selected()

    def code(self) -> str:
        one = cast("Shipment | None", self.table.current())
        return "" if one is None else one.code

    def _open(self) -> None:
        if code := self.code():
            self.desk.go("search", code)

    def _aside(self) -> tuple[Shipment, ...]:
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        rows = self.rows.all()
        chosen = [rows[place] for place in places if place < len(rows)]
        return tuple(one for one in chosen if one.state is State.QUARANTINED)

    def primary_words(self) -> str:
        return self.tr("F12 Gửi lại bản quét")

    def primary_ready(self) -> bool:
        return bool(self._aside())

    def primary(self) -> None:
        """Puts the scans of the chosen dossiers that were set aside back in their queue, and sends."""
        codes = sorted({one.code for one in self._aside()})
        if not codes:
            return
        parcels = self.desk.office.parcels

        def then(count: int) -> None:
            self.desk.toast(self.tr("Đã đưa {0} bản quét vào hàng đợi").format(count))
            self.desk.changed("queue")
            if self.desk.sync is not None:
                self.desk.sync.send_now()

        self.desk.run(lambda: parcels.release(codes), then, owner=self)

    def _columns(self) -> list[Column]:
        def one(value: object) -> Shipment:
            return cast("Shipment", value)

        def why(value: object) -> str:
            if one(value).state is State.DELIVERED:
                return ""
            return waiting_words(one(value).reason, one(value).attempts).split(". ")[0].rstrip(".")

        return [
            Column("code", lambda: self.tr("Mã hồ sơ"), lambda value: one(value).code, CODE_WIDTH, strong=True),
            Column("paper", lambda: self.tr("Giấy tờ"), lambda value: one(value).paper, 260),
            Column("state", lambda: self.tr("Tình trạng"), lambda v: Pill(*delivery_words(one(v).state)), 128),
            Column("size", lambda: self.tr("Dung lượng"), lambda value: share_words(one(value)), 150, right=True),
            Column("why", lambda: self.tr("Lý do"), why, stretch=True),
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        for number, column in enumerate(self.rows.columns):
            self.table.setColumnHidden(number, width < {"why": 900, "size": 720}.get(column.key, 0))
        self.table.horizontalHeader().setStretchLastSection(width < 900)

    def _on_selected(self) -> None:
        one = cast("Shipment | None", self.table.current())
        self.detail.setVisible(one is not None)
        if one is not None:
            self.detail.set_heading(f"{one.paper} · {group_for_reading(one.code)}")
            delivered = one.state is State.DELIVERED
            got = self.tr("Nơi nhận đã có lúc {0}").format(moment_words(one.acknowledged_at)) if delivered else ""
            self.facts.show_fact("why", got or waiting_words(one.reason, one.attempts))
            self.facts.show_fact("owner", owner_words(one.state, one.reason))
            self.facts.show_fact("answer", one.detail)
            self.facts.show_fact("size", share_words(one))
        self.moved.emit()
