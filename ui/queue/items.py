"""What waits for the one-stop system and what reached it. Nothing can be deleted here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from app.domain.codes import group_for_reading
from app.domain.queue import Item, State, Summary
from ui.dossier_card import Facts
from ui.queue.view import Listed, View
from ui.queue.words import Format, exported, owner_words, why_words, write_export
from ui.status import ago
from ui.timeline import delivery_words, kind_words, moment_words
from ui.widgets import CODE_WIDTH, Card, Column, EmptyState, Pill, Rows, Table

if TYPE_CHECKING:
    from ui.page import Desk

PAGE = 200
EXPORTS = "exports"
Shown = Literal["open", "delivered"]


class ItemsView(View):
    """One of the two lists of events: what is not done yet, or what was delivered."""

    watches = frozenset({"queue", "dossiers"})

    def __init__(self, desk: Desk, shown: Shown) -> None:
        super().__init__(desk)
        self.shown = shown
        self._asked = 0
        self._limit = PAGE
        self._summary: Summary | None = None
        self.rows: Rows[Item] = Rows(self._columns())
        self.table = Table(self.rows, name="queue", settings=desk.settings)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.opened.connect(lambda _row: self._open())
        self.table.wanted_more.connect(self._more)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.empty = EmptyState("circle-check")
        self.list = Listed(self.table, self.empty)
        self.content.addWidget(self.list, 1)
        self.detail = Card()
        self.facts = Facts()
        for key in ("why", "owner", "answer", "times"):
            self.facts.add(key)
        self.detail.box.addWidget(self.facts)
        self.detail.hide()
        self.content.addWidget(self.detail)

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Các mục chờ gửi") if self.shown == "open" else self.tr("Các mục đã gửi"))
        self.facts.name("why", self.tr("Lý do"))
        self.facts.name("owner", self.tr("Ai xử lý"))
        self.facts.name("answer", self.tr("Hệ thống trả lời"))
        self.facts.name("times", self.tr("Đã thử"))
        self.rows.retitle()
        self._draw()

    # --- reading

    def selected(self) -> tuple[Item, ...]:
        """The chosen items, in the order of the list."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        rows = self.rows.all()
        return tuple(rows[place] for place in places if place < len(rows))

    def code(self) -> str:
        item = cast("Item | None", self.table.current())
        return "" if item is None else item.code

    def read(self) -> None:
        self._asked += 1
        asked, limit, outbox = self._asked, self._limit, self.desk.office.outbox

        def work() -> tuple[tuple[Item, ...], Summary] | None:
            if asked != self._asked:
                return None
            if self.shown == "delivered":
                return outbox.items(limit, State.DELIVERED), outbox.summary()
            waiting = outbox.items(limit, State.QUARANTINED) + outbox.items(limit, State.WAITING)
            return waiting, outbox.summary()

        self.desk.run(work, lambda found: self._on_read(asked, found), owner=self)

    def _on_read(self, asked: int, found: tuple[tuple[Item, ...], Summary] | None) -> None:
        if asked != self._asked or found is None:
            return
        items, self._summary = found
        chosen = {item.seq for item in self.selected()}
        current = cast("Item | None", self.table.current())
        self.rows.put(items)
        self._choose(items, chosen, current.seq if current is not None else -1)
        self._draw()
        self.settle(self.list, filled=bool(items))

    def _choose(self, items: Sequence[Item], chosen: set[int], current: int) -> None:
        """The same items as before; the first where none of them is left."""
        if not items:
            return
        places = [place for place, item in enumerate(items) if item.seq in chosen]
        at = next((place for place, item in enumerate(items) if item.seq == current), places[0] if places else 0)
        model = self.table.selectionModel()
        whole = QItemSelectionModel.SelectionFlag.Rows
        model.setCurrentIndex(self.rows.index(at, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect | whole)
        selection = QItemSelection()
        for place in places:
            selection.select(self.rows.index(place, 0), self.rows.index(place, 0))
        if places:
            model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect | whole)

    def _more(self) -> None:
        if len(self.rows.all()) >= self._limit:
            self._limit += PAGE
            self.read()

    def minute(self) -> None:
        self.rows.retitle()
        self._draw()

    # --- doing

    def primary_words(self) -> str:
        aside = sum(item.state is State.QUARANTINED for item in self.selected())
        return self.tr("F12 Gửi lại {0} mục").format(aside) if aside > 1 else self.tr("F12 Gửi lại")

    def primary_ready(self) -> bool:
        return any(item.state is State.QUARANTINED for item in self.selected())

    def primary(self) -> None:
        """Puts the chosen quarantined items back, and sends."""
        wanted = [item.seq for item in self.selected() if item.state is State.QUARANTINED]
        if not wanted:
            return
        outbox = self.desk.office.outbox

        def then(count: int) -> None:
            self.desk.toast(self.tr("Đã đưa {0} mục vào hàng đợi").format(count))
            self.desk.changed("queue")
            if self.desk.sync is not None:
                self.desk.sync.send_now()

        self.desk.run(lambda: outbox.release(seqs=wanted), then, owner=self)

    def _open(self) -> None:
        if code := self.code():
            self.desk.go("search", code)

    def export(self, kind: Format) -> None:
        """The chosen items (with one or none chosen: the whole list) as a file in the data folder."""
        chosen = self.selected()
        items = chosen if len(chosen) > 1 else self.rows.all()
        if not items:
            return
        folder, now = self.desk.office.data / EXPORTS, self.desk.office.store.clock.now()
        text = exported(items, kind)

        def then(path: Path) -> None:
            words = self.tr("Đã xuất {0} mục ra tệp {1}. Tệp chỉ có mã hồ sơ và lý do, không có tên người.")
            show = (self.tr("Mở thư mục"), lambda: _show_folder(path.parent))
            self.desk.banner("ok", words.format(len(items), path), show, key="export")

        self.desk.run(lambda: write_export(folder, text, kind, now), then, owner=self)

    # --- drawing

    def _columns(self) -> list[Column]:
        def item(value: object) -> Item:
            return cast("Item", value)

        def since(value: object) -> str:
            if item(value).state is State.DELIVERED:
                return ""
            return ago(item(value).since, self.desk.office.store.clock.now())

        def why(value: object) -> str:
            # What happened; what is safe and what to do stands below the list.
            return why_words(item(value)).split(". ")[0].rstrip(".")

        def attempts(value: object) -> str:
            return str(item(value).attempts or "")

        def owner(value: object) -> str:
            return owner_words(item(value).state, item(value).reason)

        return [
            Column("code", lambda: self.tr("Mã hồ sơ"), lambda value: item(value).code, CODE_WIDTH, strong=True),
            Column("event", lambda: self.tr("Việc"), lambda value: kind_words(item(value).event), 172),
            Column("state", lambda: self.tr("Tình trạng"), lambda v: Pill(*delivery_words(item(v).state)), 128),
            Column("since", lambda: self.tr("Chờ đã"), since, 146),
            Column("attempts", lambda: self.tr("Lần thử"), attempts, 78, right=True),
            Column("why", lambda: self.tr("Lý do"), why, stretch=True),
            Column("owner", lambda: self.tr("Ai xử lý"), owner, 210),
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        for number, column in enumerate(self.rows.columns):
            least = {"attempts": 1350, "owner": 1230, "why": 750, "since": 670}.get(column.key, 0)
            self.table.setColumnHidden(number, width < least)
        # Without the column of reasons the events take what is left.
        self.table.horizontalHeader().setStretchLastSection(width < 750)
        self._draw_detail()

    def _on_selected(self) -> None:
        self._draw_detail()
        self.moved.emit()

    def _draw(self) -> None:
        if self._summary is not None:
            self._draw_empty(self._summary)
        self._draw_detail()
        self.moved.emit()

    def _draw_empty(self, summary: Summary) -> None:
        if self.shown == "delivered":
            self.empty.set_text(
                self.tr("Chưa gửi mục nào"), self.tr("Những gì hệ thống một cửa đã nhận sẽ hiện ở đây, kèm giờ nhận.")
            )
            return
        last = summary.last_delivery
        self.empty.set_text(
            self.tr("Mọi hồ sơ đã gửi xong"),
            self.tr("Lần gửi cuối {0}. Không phải làm gì ở đây.").format(moment_words(last))
            if last is not None
            else self.tr("Hồ sơ mới nhận sẽ tự vào hàng đợi và tự gửi khi có mạng."),
        )

    def _draw_detail(self) -> None:
        item = cast("Item | None", self.table.current())
        chosen = self.selected()
        self.detail.setVisible(item is not None and len(chosen) <= 1 and bool(self.rows.all()))
        if item is None:
            return
        self.detail.set_heading(f"{kind_words(item.event)} · {group_for_reading(item.code)}")
        self.facts.show_fact("why", why_words(item))
        self.facts.show_fact("owner", owner_words(item.state, item.reason))
        self.facts.show_fact("answer", item.detail)
        parts = [self.tr("{0} lần").format(item.attempts)] if item.attempts else []
        if item.state is not State.DELIVERED:
            parts.append(self.tr("chờ từ {0}").format(moment_words(item.since)))
        if item.next_at is not None:
            parts.append(self.tr("thử lại sau {0}").format(moment_words(item.next_at)))
        self.facts.show_fact("times", " · ".join(parts))


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
