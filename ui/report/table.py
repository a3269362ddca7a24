"""A report as a table: headings that stay, groups of columns over them, figures from the right, the total at the end.

The cursor goes from figure to figure. Enter or a click on one that has a list behind it opens that list.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.report import Cell, Column, Drill, Form, Report, Row, form_of
from ui.report.words import FIGURES, cell_words, tip, translate
from ui.theme import BODY, GRID, INSIDE, LABEL, ROW, font, lift, tokens

Index = QModelIndex | QPersistentModelIndex
LEAST, LEAST_TEXT, LEAST_LABEL, MOST_TEXT = 64, 150, 190, 340
"""px: widths of columns; a name that is longer gives way in the middle."""
SHORT = 88
"""px: a heading that stays on one line."""
LOOKED_AT = 60
"""Rows that are measured for the widths of their columns."""
EDGE = INSIDE + 4


class Cells(QAbstractTableModel):
    """The rows of a report, then its total."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report: Report | None = None
        self.columns: tuple[Column, ...] = ()
        self.lines: tuple[Row, ...] = ()

    def put(self, report: Report | None) -> None:
        self.beginResetModel()
        self.report = report
        self.columns = report.columns if report is not None else ()
        total = () if report is None or report.total is None or not report.rows else (report.total,)
        self.lines = () if report is None else (*report.rows, *total)
        self.endResetModel()

    def is_total(self, row: int) -> bool:
        return self.report is not None and row >= len(self.report.rows)

    def value(self, index: Index) -> Cell:
        return self.lines[index.row()].cells[index.column()]

    def drill(self, index: Index) -> Drill | None:
        """The dossiers behind a cell; None of a cell that counts none."""
        if not index.isValid() or not self.value(index):
            return None
        return self.lines[index.row()].drills.get(self.columns[index.column()].key)

    def words(self, index: Index) -> str:
        value, form = self.value(index), self.form(index)
        if value is None and form not in FIGURES:
            # The line of totals has no day, no code; one that has no name either is called what it is.
            total = self.is_total(index.row()) and not index.column()
            return translate("report", "Tổng cộng") if total and len(self.columns) > 1 and self._nameless() else ""
        return cell_words(value, form)

    def form(self, index: Index) -> Form:
        return form_of(self.lines[index.row()], self.columns[index.column()])

    def note(self, index: Index) -> str:
        """What is to be said of the whole line."""
        return self.lines[index.row()].note

    def _nameless(self) -> bool:
        return self.columns[1].form in FIGURES

    def told(self, index: Index) -> str:
        """What a figure counts: "Hộ tịch · Đã giải quyết, quá hạn"."""
        line = self.index(index.row(), 0)
        names = [
            words
            for at, column in enumerate(self.columns)
            if column.form in ("text", "day") and (words := self.words(line.siblingAtColumn(at)))
        ]
        return " · ".join([*names[:1], self.head(index.column())])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.head(index.column())}: {self.words(index)}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return tip(self.value(index), self.form(index), column.meaning, self.note(index))
        return None

    def head(self, section: int) -> str:
        """A column's whole heading: "Đã giải quyết, quá hạn"."""
        column = self.columns[section]
        return f"{column.group}, {column.title}" if column.group else column.title

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.head(section)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            meaning = self.columns[section].meaning
            return f"{self.head(section)}\n{meaning}" if meaning else self.head(section)
        return None


class Heads(QHeaderView):
    """Headings on as many lines as they need, and over neighbours of one group its name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(48)

    def _columns(self) -> tuple[Column, ...]:
        return cast("Cells", self.model()).columns

    def band(self) -> int:
        """px: the line of group names."""
        return QFontMetrics(font(LABEL)).height() + 4 if any(one.group for one in self._columns()) else 0

    def fit(self) -> None:
        """As high as the longest heading in its width."""
        metrics = QFontMetrics(font(LABEL))
        tallest = ROW
        for at, column in enumerate(self._columns()):
            if self.isSectionHidden(at):
                continue
            room = QRect(0, 0, max(24, self.sectionSize(at) - EDGE - INSIDE), 400)
            box = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, column.title)
            tallest = max(tallest, box.height() + 10)
        self.setFixedHeight(self.band() + tallest)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        columns, t, band = self._columns(), tokens(), self.band()
        if section >= len(columns):
            return
        column = columns[section]
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(t.surface))
        painter.setFont(font(LABEL))
        painter.setPen(QColor(t.text_2))
        inner = rect.adjusted(EDGE, band, -INSIDE, -4)
        side = Qt.AlignmentFlag.AlignRight if column.form in FIGURES else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap, column.title)
        if column.group:
            first = last = section
            while first and columns[first - 1].group == column.group:
                first -= 1
            while last + 1 < len(columns) and columns[last + 1].group == column.group:
                last += 1
            left = self.sectionViewportPosition(first)
            right = self.sectionViewportPosition(last) + self.sectionSize(last)
            over = QRect(left + EDGE, rect.top() + 2, right - left - EDGE - INSIDE, band - 2)
            painter.setPen(QColor(t.text))
            words = painter.fontMetrics().elidedText(column.group, Qt.TextElideMode.ElideRight, over.width())
            painter.drawText(over, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, words)
            painter.fillRect(
                QRect(left + EDGE, rect.top() + band, right - left - EDGE - INSIDE, 1), QColor(t.line_strong)
            )
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(t.line_strong))
        painter.restore()


class _Drawing(QStyledItemDelegate):
    """A cell: the tint of its row, its words, the rule under it, and around the cursor a frame."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, model, t = cast("ReportTable", self.parent()), cast("Cells", index.model()), tokens()
        box: QRect = option.rect
        total, here = model.is_total(index.row()), view.currentIndex()
        if here.row() == index.row():
            painter.fillRect(box, QColor(t.selected if view.hasFocus() else t.hover))
        elif view.hovered == index.row():
            painter.fillRect(box, QColor(t.hover))
        if total:
            painter.fillRect(box.left(), box.top(), box.width(), 1, QColor(t.line_strong))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(t.line))
        column = model.columns[index.column()]
        words = model.words(index)
        painter.setFont(font(BODY, bold=total or column.key == "code"))
        quiet = model.form(index) in FIGURES and not model.value(index)
        painter.setPen(QColor(t.accent if model.drill(index) is not None else t.text_3 if quiet else t.text))
        inner = box.adjusted(EDGE, 0, -INSIDE, -1)
        side = Qt.AlignmentFlag.AlignRight if model.form(index) in FIGURES else Qt.AlignmentFlag.AlignLeft
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, inner.width())
        painter.drawText(inner.translated(0, -lift(BODY)), side | Qt.AlignmentFlag.AlignVCenter, elided)
        if here == index and view.hasFocus():
            frame = box.adjusted(1, 1, -1, -2)
            for edge in (
                QRect(frame.left(), frame.top(), frame.width(), 2),
                QRect(frame.left(), frame.bottom() - 1, frame.width(), 2),
                QRect(frame.left(), frame.top(), 2, frame.height()),
                QRect(frame.right() - 1, frame.top(), 2, frame.height()),
            ):
                painter.fillRect(edge, QColor(t.accent))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class ReportTable(QTableView):
    """The table of whatever report is shown."""

    opened = Signal(object, str)
    """The `Drill` behind a figure, and what the figure is."""
    wanted_more = Signal()
    """The end of the rows came into sight."""
    dossier_wanted = Signal(str)
    """The code of the dossier on a line that is one dossier."""

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = Cells(self)
        self.hovered = -1
        self._settings = settings
        self._laying = False
        self._measured: list[int] = []
        self.same: tuple[tuple[str, str], ...] = ()
        """Names that are the same on every line: they have no column, but stand under the table."""
        self.setModel(self.cells)
        self.heads = Heads(self)
        self.setHorizontalHeader(self.heads)
        self.setItemDelegate(_Drawing(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
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
        self.heads.sectionResized.connect(self._on_resized)
        self.doubleClicked.connect(self.open_at)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.selectionModel().currentChanged.connect(lambda _now, _was: self.viewport().update())

    def show_report(self, report: Report | None) -> None:
        """Puts it in; the cursor stays on the same cell of the same report."""
        before, at = self.cells.report, self.currentIndex()
        kept = (at.row(), at.column()) if at.isValid() else (0, 0)
        same = before is not None and report is not None and before.name == report.name
        row, column = kept if same else (0, 0)
        self._laying = True  # a column that comes out of hiding has no width that somebody chose
        self.cells.put(report)
        self.same = self._same()
        self._laying = False
        self._measured = self._measure()
        self._lay()
        if self.cells.lines:
            last = len(self.cells.lines) - 1
            self.setCurrentIndex(self.cells.index(min(row, last), min(column, len(self.cells.columns) - 1)))

    def _same(self) -> tuple[tuple[str, str], ...]:
        """Of a list of dossiers: a column that tells none from another takes the room of those that do."""
        report, found = self.cells.report, []
        for at, column in enumerate(self.cells.columns):
            told = {row.cells[at] for row in report.rows} if report is not None and column.form == "text" else set()
            alike = len(told) == 1 and report is not None and not report.by and len(report.rows) > 1
            alike = alike and column.key not in ("kind", "name")
            self.setColumnHidden(at, alike)
            if alike and (words := str(told.pop() or "")):
                found.append((column.title, words))
        return tuple(found)

    def _on_scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() > 0 and value >= bar.maximum() - 4 * ROW:
            self.wanted_more.emit()

    # --- widths

    def _lay(self) -> None:
        report = self.cells.report
        if report is None or not self.cells.columns:
            return
        self._laying = True
        wide = [
            0 if self.isColumnHidden(at) else self._remembered(at) or self._measured[at]
            for at in range(len(self.cells.columns))
        ]
        spare = self.viewport().width() - sum(wide)
        seen = [at for at in range(len(wide)) if wide[at]]
        named = [at for at in seen if self.cells.columns[at].form == "text"] or seen
        if spare > 0:
            # What is over goes to the names, and where there are only figures evenly between them.
            for at in named:
                wide[at] += spare // len(named)
            wide[named[-1]] += spare % len(named)
        else:
            self._narrow(wide, -spare)
        for at in seen:
            self.setColumnWidth(at, wide[at])
        self.heads.fit()
        self._laying = False

    def _narrow(self, wide: list[int], lacking: int) -> None:
        """Names give way before the table is pushed sideways, the longest first; figures and days never do."""
        named = [at for at, column in enumerate(self.cells.columns) if column.form == "text" and wide[at]]
        grouped = self.cells.report is not None and bool(self.cells.report.by)
        least = LEAST_LABEL if grouped else LEAST_TEXT
        while lacking > 0 and named:
            at = max(named, key=lambda one: wide[one])
            if wide[at] <= least:
                return
            taken = min(GRID, lacking)
            wide[at] -= taken
            lacking -= taken

    def _measure(self) -> list[int]:
        """px: what each column needs, and a group of columns for its name."""
        columns, metrics = self.cells.columns, QFontMetrics(font(LABEL))
        wide = [self._wanted(at) for at in range(len(columns))]
        for group in {column.group for column in columns if column.group}:
            own = [at for at, column in enumerate(columns) if column.group == group]
            lacking = metrics.horizontalAdvance(group) + GRID + EDGE + INSIDE - sum(wide[at] for at in own)
            for at in own if lacking > 0 else ():
                wide[at] += -(-lacking // len(own))
        return wide

    def _wanted(self, at: int) -> int:
        column = self.cells.columns[at]
        body, head = QFontMetrics(font(BODY, bold=column.key == "code")), QFontMetrics(font(LABEL))
        rows = sorted({*range(len(self.cells.lines))[:LOOKED_AT], *range(len(self.cells.lines))[-1:]})
        cells = max((body.horizontalAdvance(self.cells.words(self.cells.index(row, at))) for row in rows), default=0)
        wide = max(cells, _on_two_lines(column.title, head)) + 4 + EDGE + INSIDE
        return max(LEAST, wide if column.form != "text" else min(MOST_TEXT, wide))

    def _key(self, at: int) -> str:
        name = self.cells.report.name if self.cells.report is not None else ""
        return f"widths/report-{name}/{self.cells.columns[at].key}"

    def _remembered(self, at: int) -> int:
        return int(str(self._settings.value(self._key(at), 0)))

    def _on_resized(self, section: int, _old: int, new: int) -> None:
        if not self._laying and new > 0 and section < len(self.cells.columns):
            self._settings.setValue(self._key(section), new)
            self.heads.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def fit_rows(self, most: int) -> None:
        """As high as its rows, but for no more than so many of them: the rest is scrolled to under the headings."""
        rows = min(most, max(2, len(self.cells.lines)))
        self.setMinimumHeight(self.heads.height() + rows * ROW + self.horizontalScrollBar().sizeHint().height() + 4)

    # --- opening

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_at(self.currentIndex())
        elif event.text() == "?" or (event.text() and event.text() in "123456789"):
            event.ignore()  # the sheet of keys; the reports of the page
        else:
            super().keyPressEvent(event)

    def open_at(self, index: QModelIndex) -> None:
        """The list behind a cell, or the dossier of a line that is one."""
        if not index.isValid():
            return
        drill = self.cells.drill(index)
        if drill is not None:
            self.opened.emit(drill, self.cells.told(index))
            return
        code = next((at for at, column in enumerate(self.cells.columns) if column.key == "code"), None)
        words = None if code is None else self.cells.lines[index.row()].cells[code]
        if isinstance(words, str) and words and not self.cells.is_total(index.row()):
            self.dossier_wanted.emit(words)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index == self.currentIndex() and self.cells.drill(index):
            self.open_at(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = index.row() if index.isValid() else -1
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()
        drill = self.cells.drill(index)
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if drill is not None else Qt.CursorShape.ArrowCursor
        )
        self.setToolTip(self._tip(index))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered = -1
        self.viewport().update()

    def _tip(self, index: QModelIndex) -> str:
        if not index.isValid():
            return ""
        words, told = self.cells.words(index), str(self.cells.data(index, Qt.ItemDataRole.AccessibleDescriptionRole))
        fits = self.fontMetrics().horizontalAdvance(words) <= self.columnWidth(index.column()) - EDGE - INSIDE
        lines = [] if fits else [words]
        if self.cells.drill(index) is not None:
            lines.append(translate("report", "Enter: xem danh sách hồ sơ"))
        return "\n".join([*lines, told]) if told else "\n".join(lines)


def _on_two_lines(title: str, metrics: QFontMetrics) -> int:
    """px: the least width in which a heading stands on two lines, whole words on each; a short one stays on one."""
    whole, words = metrics.horizontalAdvance(title), title.split()
    if whole <= SHORT or len(words) < 2:
        return whole
    halves = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    return min(max(metrics.horizontalAdvance(half) for half in pair) for pair in halves)
