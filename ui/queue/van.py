"""Courier by van: writing what waits onto a stick, reading what came back, and whom this counter carries for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.bundle.identity import Part
from ui.queue.view import View
from ui.status import ago
from ui.theme import BETWEEN, INSIDE, ROW
from ui.van import Carried, Exchange, Told
from ui.widgets import Button, Card, Chip, Column, Columns, EmptyState, Field, Flow, Label, Line, Rows, Sentence, Table

if TYPE_CHECKING:
    from ui.page import Desk

MOST_LINES = 12
"""Of the last errands; what was exchanged stands in the journal."""


class VanView(View):
    """Left: the folder and what to do with it; right: what came of it, and the counters carried."""

    glyph = "download"
    watches = frozenset({"queue"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._state = Exchange((), ())
        self.van = desk.van
        self._where = Card()
        self._whom = Label(role="label", wrap=True)
        self.folder = Line()
        self._folder_field = Field("", self.folder)
        self.folder.editingFinished.connect(self._on_typed)
        self.browse = Button(glyph="usb")
        self.browse.clicked.connect(lambda _on: self._browse())
        row = QHBoxLayout()
        row.setSpacing(INSIDE)
        row.addWidget(self._folder_field, 1)
        row.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignBottom)
        self._sticks = QWidget()
        self._sticks_flow = Flow(self._sticks)
        self.take = Button(glyph="upload")
        self.take.clicked.connect(lambda _on: self._take())
        self.watch = QCheckBox()
        self.watch.setChecked(self.van.watching)
        self.watch.toggled.connect(self.van.watch)
        self.everything = QCheckBox()
        self._pair = Button(glyph="qr-code")
        self._pair.clicked.connect(lambda _on: desk.go("settings", "pairing"))
        self._where.box.addWidget(self._whom)
        self._where.box.addWidget(self._pair)
        self._where.box.addLayout(row)
        for part in (self._sticks, self.take, self.watch, self.everything):
            self._where.box.addWidget(part)
        self._where.box.setAlignment(self.take, Qt.AlignmentFlag.AlignLeft)
        self._where.box.setAlignment(self._pair, Qt.AlignmentFlag.AlignLeft)
        self._came = Card()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(INSIDE)
        self._nothing = EmptyState("truck")
        self._came.box.addWidget(self._nothing)
        self._came.box.addLayout(self._lines)
        self.rows: Rows[Carried] = Rows(self._columns())
        self.table = Table(self.rows, name="queue-van", settings=desk.settings)
        self.table.setMinimumHeight(4 * ROW)
        self.again = Button(glyph="refresh-cw")
        self.again.clicked.connect(lambda _on: self._release())
        self._carried = Card()
        self._carried.box.addWidget(self.table)
        self._carried.box.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BETWEEN)
        column.addWidget(self._came)
        column.addWidget(self._carried)
        column.addStretch(1)
        left = QWidget()
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._where)
        beside.addStretch(1)
        self.content.addWidget(Columns(left, right), 1)
        self.van.heard.connect(self._on_heard)

    def retranslate(self) -> None:
        self._where.set_heading(self.tr("Gửi bằng USB hoặc thư mục chung"))
        self._folder_field.set_label(self.tr("Thư mục"))
        self.browse.setText(self.tr("Chọn…"))
        self.take.setText(self.tr("Nạp các gói trong thư mục"))
        self.watch.setText(self.tr("Theo dõi thư mục này: tự nạp, tự ghi biên nhận"))
        self.everything.setText(self.tr("Ghi lại từ đầu (khi máy bưu cục mất dữ liệu)"))
        self._pair.setText(self.tr("Ghép máy ở F8"))
        self._came.set_heading(self.tr("Kết quả"))
        self._nothing.set_text(
            self.tr("Chưa ghi hay nạp gói nào"),
            self.tr("Cắm USB, chọn thư mục, rồi F12 để ghi. Gói đã khóa: ai nhặt được USB cũng không đọc được."),
        )
        self._carried.set_heading(self.tr("Các quầy gửi qua máy này"))
        self.again.setText(self.tr("Gửi lại mục cần xử lý của các quầy"))
        self.table.setAccessibleName(self.tr("Các quầy gửi qua máy này"))
        self.rows.retitle()
        self._draw()

    def opened(self) -> None:
        super().opened()
        self._draw_sticks()
        self.folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        self.desk.run_aside(self.van.read, self._on_read, owner=self)

    def _on_read(self, state: Exchange) -> None:
        self._state = state
        self.rows.put(state.carried)
        self._draw()

    # --- doing

    def primary_words(self) -> str:
        return self.tr("F12 Ghi ra USB")

    def primary_ready(self) -> bool:
        return bool(self._state.partners) and self.van.folder is not None and not self.van.busy

    def primary(self) -> None:
        if self.primary_ready():
            self.van.export(everything=self.everything.isChecked())
            self.everything.setChecked(False)
            self._draw()

    def _take(self) -> None:
        self.van.take()
        self._draw()

    def _release(self) -> None:
        def then(count: int) -> None:
            self.desk.toast(self.tr("Đã đưa {0} mục vào hàng đợi").format(count))
            self.desk.changed("queue")
            if self.desk.sync is not None:
                self.desk.sync.send_now()

        self.desk.run_aside(self.van.release, then, owner=self)

    def _on_typed(self) -> None:
        text = self.folder.value()
        if text:
            self._choose(Path(text))

    def _browse(self) -> None:
        start = str(self.van.folder or Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Chọn USB hoặc thư mục"), start)
        if chosen:
            self._choose(Path(chosen))

    def _choose(self, folder: Path) -> None:
        self.van.choose(folder)
        self._draw()
        self._draw_sticks()

    def _on_heard(self, told: tuple[Told, ...]) -> None:
        self._nothing.hide()
        for one in told:
            line = Sentence()
            line.say(one.tone, one.words)
            self._lines.insertWidget(0, line)
        while self._lines.count() > MOST_LINES and (item := self._lines.takeAt(MOST_LINES)) is not None:
            old = cast("QWidget", item.widget())
            old.hide()
            old.deleteLater()
        self.read()
        self._draw()

    def told(self) -> tuple[str, ...]:
        """What stands there of the last errands, newest first."""
        lines = (self._lines.itemAt(at) for at in range(self._lines.count()))
        return tuple(cast("Sentence", item.widget()).text() for item in lines if item is not None)

    # --- drawing

    def _columns(self) -> list[Column]:
        def one(value: object) -> Carried:
            return cast("Carried", value)

        def oldest(value: object) -> str:
            since = one(value).summary.oldest
            return ago(since, self.desk.office.store.clock.now()) if since is not None else ""

        return [
            Column("name", lambda: self.tr("Quầy"), lambda value: one(value).name, 150, strong=True),
            Column("waiting", lambda: self.tr("Chờ gửi"), lambda v: str(one(v).summary.waiting), 92, right=True),
            Column("aside", lambda: self.tr("Cần xử lý"), lambda v: str(one(v).summary.quarantined), 96, right=True),
            Column("sent", lambda: self.tr("Đã gửi"), lambda v: str(one(v).summary.delivered), 92, right=True),
            Column("oldest", lambda: self.tr("Cũ nhất"), oldest, 120, stretch=True),
        ]

    def _draw(self) -> None:
        folder = self.van.folder
        if not self.folder.hasFocus() or not self.folder.text():
            self.folder.setText("" if folder is None else str(folder))
        branches = [one for one in self._state.partners if one.part == Part.BRANCH]
        counters = [one for one in self._state.partners if one.part == Part.COUNTER]
        words: list[str] = []
        if branches:
            words.append(self.tr("Quầy này gửi gói cho {0}.").format(", ".join(one.name for one in branches)))
        if counters:
            words.append(self.tr("Máy này nhận gói của {0}.").format(", ".join(one.name for one in counters)))
        if not words:
            words.append(self.tr("Quầy chưa ghép với máy nào. Trưởng bưu cục ghép một lần, rồi dùng mãi."))
        self._whom.setText(" ".join(words))
        self._pair.setVisible(not self._state.partners)
        self.everything.setVisible(bool(branches))
        ready = bool(self._state.partners) and folder is not None and not self.van.busy
        self.take.setEnabled(ready)
        self.watch.setEnabled(bool(self._state.partners) and folder is not None)
        self._carried.setVisible(bool(self._state.carried))
        self.again.setVisible(any(one.summary.quarantined for one in self._state.carried))
        self.moved.emit()

    def _draw_sticks(self) -> None:
        while (item := self._sticks_flow.takeAt(0)) is not None:
            old = cast("QWidget", item.widget())
            old.hide()
            old.deleteLater()
        sticks = self.van.sticks()
        for name, place in sticks:
            chip = Chip(name, glyph="usb")
            chip.setChecked(place == self.van.folder)
            chip.clicked.connect(lambda _on, where=place: self._choose(where))
            self._sticks_flow.addWidget(chip)
        self._sticks.setVisible(bool(sticks))

    def minute(self) -> None:
        self.rows.retitle()
        self._draw_sticks()
