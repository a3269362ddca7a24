"""Printed copies of today of which nobody knows yet that the paper is there, and pads whose number is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu

from app.domain.jobs import Job
from ui import notices
from ui.copy_parts import PadLine, chosen_jobs, job_columns, show_ways, ways
from ui.queue.view import Listed, View
from ui.widgets import EmptyState, Label, Rows, Table

if TYPE_CHECKING:
    from ui.page import Desk


class Found(NamedTuple):
    """`newest`: those that no later copy of the same form has replaced."""

    jobs: tuple[Job, ...]
    newest: frozenset[int]
    owed: int
    reprints: int


class PapersView(View):
    """F12: the paper of the chosen copies is there. Shift+F9: another way for the one in front."""

    glyph = "check"
    watches = frozenset({"papers", "dossiers"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found = Found((), frozenset(), 0, 0)
        self.sum = Label(wrap=True)
        self.content.addWidget(self.sum)
        self.rows: Rows[Job] = Rows(job_columns())
        self.table = Table(self.rows, name="queue-papers", settings=desk.settings)
        self.table.opened.connect(lambda _row: self.desk.go("search", self.code()))
        self.table.setSelectionMode(Table.SelectionMode.ExtendedSelection)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._on_selected())
        self.empty = EmptyState("printer")
        self.list = Listed(self.table, self.empty)
        self.pad = PadLine(desk)
        self.pad.ended.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.next = Label(role="hint", wrap=True)
        self.content.addWidget(self.list, 1)
        self.content.addWidget(self.next)
        self.content.addWidget(self.pad)

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Các bản in chưa xác nhận"))
        self.empty.set_text(
            self.tr("Mọi bản in hôm nay đã rõ"),
            self.tr("Bản in nào chưa ai xác nhận giấy đã ra, hoặc phiếu in sẵn chưa nhập số, sẽ hiện ở đây."),
        )
        self.pad.retranslate()
        self.rows.retitle()
        self._draw()

    def read(self) -> None:
        jobs, today = self.desk.office.jobs, self.desk.office.store.clock.today()

        def work() -> Found:
            owed = jobs.read.owed()
            open_ = {job.seq: job for job in (*owed, *jobs.unconfirmed(today))}
            newest = {
                job.seq
                for job in open_.values()
                if (last := jobs.read.last(job.dossier_id, job.form)) is not None and last.seq == job.seq
            }
            return Found(
                tuple(open_[seq] for seq in sorted(open_)), frozenset(newest), len(owed), jobs.read.reprints(today)
            )

        self.desk.run(work, self._on_read, owner=self)

    def _on_read(self, found: Found) -> None:
        current = cast("Job | None", self.table.current())
        self._found = found
        self.rows.put(found.jobs)
        if found.jobs:
            kept = (place for place, job in enumerate(found.jobs) if current is not None and job.seq == current.seq)
            self.table.selectRow(next(kept, 0))
        self.settle(self.list, filled=bool(found.jobs))
        self._draw()
        self._on_selected()

    def _on_selected(self) -> None:
        """The next step of the copy in front, whole."""
        job = cast("Job | None", self.table.current())
        words = "" if job is None else notices.copy_words(job)[3]
        self.next.setText(" ".join(filter(None, (words, self.tr("Shift+F9: cách khác.")))))
        self.next.setVisible(job is not None)
        self.moved.emit()

    def _draw(self) -> None:
        words = self.tr("Hôm nay: {0} bản chưa xác nhận giấy đã ra, {1} bản in lại; {2} phiếu viết tay chưa có số.")
        open_ = len(self._found.jobs) - self._found.owed
        self.sum.setText(words.format(open_, self._found.reprints, self._found.owed))

    def code(self) -> str:
        job = cast("Job | None", self.table.current())
        return "" if job is None else job.code

    def _chosen(self) -> list[Job]:
        return chosen_jobs(self.table, self.rows)

    def primary_words(self) -> str:
        return self.tr("F12 Giấy đã ra")

    def primary_ready(self) -> bool:
        return bool(self._chosen())

    def primary(self) -> None:
        for job in self._chosen():
            self.desk.copies.confirm(job)

    def show_ways(self) -> QMenu | None:
        """The other ways for the copy in front."""
        job = cast("Job | None", self.table.current())
        if job is None:
            return None
        return show_ways(ways(self.desk, job, job.seq in self._found.newest, self.pad.open), self.table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        keys = [column.key for column in self.rows.columns]
        self.table.setColumnHidden(keys.index("at"), event.size().width() < 860)
