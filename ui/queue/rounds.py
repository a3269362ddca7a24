"""What each sending took and brought: bytes and seconds on the line, today's sum above."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QResizeEvent

from app.domain.proof import Carried
from app.store.rounds import Round
from ui.queue.view import Listed, View
from ui.queue.words import size_words, span_words
from ui.timeline import moment_words, reason_words
from ui.widgets import Column, EmptyState, Label, Rows, Table

if TYPE_CHECKING:
    from ui.page import Desk

NEWEST = 100


def size_of(one: Round) -> int:
    return one.bytes_up + one.bytes_down + one.file_bytes_up + one.file_bytes_down


class RoundsView(View):
    """The newest sendings first."""

    watches = frozenset({"queue"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._carried: Carried | None = None
        self.sum = Label(wrap=True)
        self.content.addWidget(self.sum)
        self.rows: Rows[Round] = Rows(self._columns())
        self.table = Table(self.rows, name="queue-rounds", settings=desk.settings)
        self.empty = EmptyState("history")
        self.list = Listed(self.table, self.empty)
        self.content.addWidget(self.list, 1)

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Các lần gửi"))
        self.empty.set_text(
            self.tr("Chưa gửi lần nào"), self.tr("Mỗi lần gửi sẽ hiện ở đây, kèm dung lượng và thời gian trên mạng.")
        )
        self.rows.retitle()
        self._draw()

    def read(self) -> None:
        rounds, today = self.desk.office.rounds, self.desk.office.store.clock.today()
        self.desk.run(lambda: (rounds.recent(NEWEST), rounds.day(today)), self._on_read, owner=self)

    def _on_read(self, found: tuple[tuple[Round, ...], Carried]) -> None:
        rows, self._carried = found
        self.rows.put(rows)
        self.settle(self.list, filled=bool(rows))
        self._draw()

    def _draw(self) -> None:
        one = self._carried
        if one is None or not one.rounds:
            self.sum.setText(self.tr("Hôm nay chưa gửi lần nào."))
            return
        words = self.tr("Hôm nay: {0} lần, {1} mục và {2} bản quét đã gửi, {3} trên mạng, {4}.")
        size = size_words(one.bytes_up + one.bytes_down)
        self.sum.setText(words.format(one.rounds, one.delivered, one.files, size, span_words(one.seconds)))

    def _columns(self) -> list[Column]:
        def one(value: object) -> Round:
            return cast("Round", value)

        def sent(value: object) -> str:
            return str(one(value).delivered + one(value).already_there)

        def ended(value: object) -> str:
            if one(value).stopped:
                return reason_words(one(value).stopped).split(". ")[0].rstrip(".")
            if one(value).quarantined:
                return self.tr("{0} mục bị trả lại").format(one(value).quarantined)
            return self.tr("Xong")

        def size(value: object) -> str:
            return size_words(size_of(one(value)))

        def took(value: object) -> str:
            return span_words(one(value).seconds + one(value).file_seconds)

        return [
            Column("at", lambda: self.tr("Lúc"), lambda value: moment_words(one(value).at), 170, strong=True),
            Column("sent", lambda: self.tr("Mục đã gửi"), sent, 110, right=True),
            Column("files", lambda: self.tr("Bản quét"), lambda value: str(one(value).files or ""), 92, right=True),
            Column(
                "size", lambda: self.tr("Dung lượng"), lambda value: size_words(size_of(one(value))), 110, right=True
            ),
            Column("took", lambda: self.tr("Thời gian"), took, 140, right=True),
            Column("ended", lambda: self.tr("Kết thúc"), ended, stretch=True),
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        for number, column in enumerate(self.rows.columns):
            self.table.setColumnHidden(number, width < {"ended": 760, "files": 900}.get(column.key, 0))
        self.table.horizontalHeader().setStretchLastSection(width < 760)
