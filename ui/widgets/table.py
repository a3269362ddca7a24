"""Tables: a model over a tuple of values, and a view drawn by the look's rules (thin rules, no zebra, row tints)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSettings,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.theme import BODY, INSIDE, ROW, Tone, font, lift, tokens
from ui.widgets.labels import paint_pill

CODE_WIDTH = 308
"""Pixels of a column of codes: the longest there is in strong letters, ending in two W, and its margins."""

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex


class Pill(NamedTuple):
    """A state in a cell."""

    word: str
    tone: Tone
    glyph: str = ""


class Column(NamedTuple):
    """One column. `show(row)` gives its text or its `Pill`; `title()` is asked again when the language changes."""

    key: str
    title: Callable[[], str]
    show: Callable[[object], str | Pill]
    width: int = 120
    right: bool = False
    strong: bool = False
    stretch: bool = False


class Rows(QAbstractTableModel, Generic[R]):
    """Rows as they were read, in the order they were read: sorting and paging belong to the ledger."""

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: tuple[R, ...] = ()

    def put(self, rows: Sequence[R]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def extend(self, rows: Sequence[R]) -> None:
        """The next page."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += tuple(rows)
            self.endInsertRows()

    def all(self) -> tuple[R, ...]:
        return self._rows

    def at(self, index: Index) -> R | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def cell(self, row: int, column: int) -> str | Pill:
        return self.columns[column].show(self._rows[row])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            shown = self.cell(index.row(), index.column())
            return shown.word if isinstance(shown, Pill) else shown
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[index.column()].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title()
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def retitle(self) -> None:
        """Reads titles and cells anew after the language changed."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(self.columns) - 1))
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))


class _RowDrawing(QStyledItemDelegate):
    """Draws a whole cell: the tint of its row, its text or pill, the rule under it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = cast("Table", self.parent())
        model = cast("Rows[object]", index.model())
        t = tokens()
        box: QRect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, QColor(t.selected))
        elif index.row() == view.hovered:
            painter.fillRect(box, QColor(t.hover))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(t.line))
        if chosen and index.column() == 0:
            painter.fillRect(box.left(), box.top(), 3, box.height() - 1, QColor(t.accent))
        column = model.columns[index.column()]
        shown = model.cell(index.row(), index.column())
        inner = box.adjusted(INSIDE + 4, 0, -INSIDE, -1)
        if isinstance(shown, Pill):
            if shown.word:
                paint_pill(painter, QRectF(inner), shown.tone, shown.glyph, shown.word, view.devicePixelRatioF())
            return
        face = font(BODY, bold=column.strong)
        painter.setFont(face)
        painter.setPen(QColor(t.text))
        elided = QFontMetrics(face).elidedText(shown, Qt.TextElideMode.ElideMiddle, inner.width())
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner.translated(0, -lift(BODY)), side | Qt.AlignmentFlag.AlignVCenter, elided)


class Table(QTableView):
    """Rows of one kind. Enter or a double click opens; typing finds in the first column; widths are remembered."""

    opened = Signal(object)
    """The row that was opened."""
    chosen = Signal(object)
    """The row the cursor is on, or None."""
    wanted_more = Signal()
    """The end of the list came into sight."""

    def __init__(
        self, model: Rows[R], *, name: str, settings: QSettings | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = model
        self.hovered = -1
        self._name, self._settings = name, settings
        self.setObjectName(name)
        self.setModel(model)
        self.setItemDelegate(_RowDrawing(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        header.setFixedHeight(ROW)
        for number, column in enumerate(model.columns):
            self.setColumnWidth(number, self._remembered(column))
            if column.stretch:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._on_resized)
        self.doubleClicked.connect(self._on_opened)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.selectionModel().currentRowChanged.connect(lambda now, _was: self.chosen.emit(model.at(now)))

    def current(self) -> object | None:
        """The row the cursor is on."""
        return self.rows.at(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self._on_opened(self.currentIndex())
            return
        if event.text() == "?":
            event.ignore()  # nothing begins with it: it opens the sheet of keys
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Type-ahead looks in the first column, whichever cell is current."""
        now = self.currentIndex()
        if now.isValid() and now.column() != 0:
            self.setCurrentIndex(now.siblingAtColumn(0))
        super().keyboardSearch(search)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._hover(index.row() if index.isValid() else -1)
        self.setToolTip(self._whole(index))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def _whole(self, index: QModelIndex) -> str:
        if not index.isValid():
            return ""
        text = str(index.data() or "")
        fits = self.fontMetrics().horizontalAdvance(text) <= self.columnWidth(index.column()) - 2 * INSIDE - 4
        return "" if fits else text

    def _on_opened(self, index: QModelIndex) -> None:
        row = self.rows.at(index)
        if row is not None:
            self.opened.emit(row)

    def _on_scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() > 0 and value >= bar.maximum() - 4 * ROW:
            self.wanted_more.emit()

    def _remembered(self, column: Column) -> int:
        if self._settings is None:
            return column.width
        return int(str(self._settings.value(f"widths/{self._name}/{column.key}", column.width)))

    def _on_resized(self, section: int, _old: int, new: int) -> None:
        column = self.rows.columns[section]
        if self._settings is not None and not column.stretch and new > 0:
            self._settings.setValue(f"widths/{self._name}/{column.key}", new)
