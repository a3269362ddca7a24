"""The list of lists: those that are not over first."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QStackedWidget

from app.domain.manifest import Manifest
from ui.manifest.words import list_words
from ui.theme import ROW
from ui.widgets import Column, EmptyState, Rows, Table


class Low(QStackedWidget):
    """A stack that asks for the height of four rows and takes what is left, whatever its pages would like."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 4 * ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 4 * ROW)

    def hasHeightForWidth(self) -> bool:
        return False


class ListPane(Low):
    """The left-hand side of F4: a table, or in its place what will be there."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.rows: Rows[Manifest] = Rows(self._columns())
        self.table = Table(self.rows, name="manifests", settings=settings)
        self.empty = EmptyState("truck")
        self.addWidget(self.table)
        self.addWidget(self.empty)

    def settle(self) -> None:
        """The table when there is something in it."""
        self.setCurrentWidget(self.table if self.rows.all() else self.empty)

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Các bảng kê"))
        self.empty.set_text(
            self.tr("Chưa có bảng kê nào"), self.tr("Mỗi lần giao nhận lập một bảng kê: chọn chiều đi ở bên cạnh.")
        )
        self.rows.retitle()

    def _columns(self) -> list[Column]:
        def words(value: object) -> tuple[str, str]:
            return list_words(cast("Manifest", value))

        return [
            Column("name", lambda: self.tr("Bảng kê"), lambda value: words(value)[0], 212),
            Column("state", lambda: self.tr("Tình trạng"), lambda value: words(value)[1], 150, stretch=True),
        ]
