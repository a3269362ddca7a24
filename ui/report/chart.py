"""The picture of a report: bars, bars in parts, or lines. What the colours say, patterns, marks and words say too.

Arrow keys and the mouse go from mark to mark and show its figure; Enter or a click opens the list behind it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QBrush,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.report import Report
from ui.report.picture import Picture, Strand, picture, ticks
from ui.report.words import cell_words, translate
from ui.theme import GRID, INSIDE, LABEL, Tokens, font, tokens

PLOT = 124
"""px: the height of bars over time."""
BAR = 18
"""px: a bar that lies on its side."""
WIDEST = 44
"""px: a bar of two or three days is not a wall."""
DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense6Pattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.DiagCrossPattern,
)


class Mark(NamedTuple):
    """What can be pointed at: where it is drawn and where it is hit, which label, which strand."""

    drawn: QRectF
    hit: QRectF
    at: int
    number: int


class Chart(QWidget):
    """One picture; hidden while there is nothing to draw."""

    opened = Signal(object, str)
    """The `Drill` behind a mark, and what the mark is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: Picture | None = None
        self.current: Mark | None = None
        self.marks: tuple[Mark, ...] = ()
        self._hovered: Mark | None = None
        self._axis: tuple[tuple[float, str], ...] = ()
        self._plot = QRectF()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_report(self, report: Report) -> None:
        """Draws it; `isHidden()` afterwards when it has no picture."""
        self.picture = picture(report)
        self.current = self._hovered = None
        shown = self.picture
        self.setVisible(shown is not None)
        if shown is not None:
            self.setAccessibleName(shown.title)
            self.setAccessibleDescription(shown.spoken())
            self._lay()
        self.updateGeometry()
        self.update()

    # --- size

    def sizeHint(self) -> QSize:
        return QSize(480, self._height(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._height(max(self.width(), 320)))

    def _line(self) -> int:
        return QFontMetrics(font(LABEL)).height()

    def _legend_lines(self, width: float) -> list[list[int]]:
        """Which strands stand on which line of the legend."""
        shown = self.picture
        if shown is None or (len(shown.strands) < 2 and not shown.left_out):
            return [] if shown is None else [[0]]
        metrics, lines, x = QFontMetrics(font(LABEL)), [list[int]()], 0.0
        for number, strand in enumerate(shown.strands):
            wide = 22 + metrics.horizontalAdvance(strand.name) + 16
            if lines[-1] and x + wide > width:
                lines.append([])
                x = 0.0
            lines[-1].append(number)
            x += wide
        return lines

    def _side_by_side(self) -> int:
        shown = self.picture
        return len(shown.strands) if shown is not None and shown.shape == "bars" else 1

    def _height(self, width: int) -> int:
        shown = self.picture
        if shown is None:
            return 0
        head = len(self._legend_lines(width)) * self._line() + INSIDE
        foot = self._line() if shown.left_out else 0
        if shown.over_time:
            return head + self._line() + PLOT + self._line() + INSIDE + foot
        return head + len(shown.labels) * (self._side_by_side() * BAR + 10) + GRID + foot

    # --- laying out

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = event.oldSize().width()
        self._lay()
        if before != event.size().width():
            self.updateGeometry()

    def _lay(self) -> None:
        shown = self.picture
        if shown is None or self.width() < 40:
            self.marks = ()
            return
        head = len(self._legend_lines(self.width())) * self._line() + INSIDE
        self.marks = tuple(self._over_time(shown, head) if shown.over_time else self._names(shown, head))
        kept = self.current
        if kept is not None:
            self.current = self._mark(kept.at, kept.number)
        self._hovered = None

    def _over_time(self, shown: Picture, head: int) -> list[Mark]:
        metrics = QFontMetrics(font(LABEL))
        form = shown.strands[0].column.form
        scale = ticks(shown.top, share=form == "share", whole=form in ("count", "money"))
        words = [cell_words(int(one) if form in ("count", "money") else one, form) for one in scale]
        left = max(metrics.horizontalAdvance(word) for word in words) + INSIDE
        plot = QRectF(left, head + self._line(), self.width() - left - GRID, PLOT)
        self._plot = plot
        self._axis = tuple(
            (plot.bottom() - plot.height() * one / scale[-1], word) for one, word in zip(scale, words, strict=True)
        )
        marks: list[Mark] = []
        step = plot.width() / len(shown.labels)
        side = self._side_by_side()
        wide = min(step * 0.72, WIDEST * side)
        for at in range(len(shown.labels)):
            middle, ground = plot.left() + step * (at + 0.5), plot.bottom()
            for number, strand in enumerate(shown.strands):
                value = strand.values[at]
                tall = plot.height() * (value or 0) / scale[-1]
                if shown.shape == "line":
                    if value is not None:
                        point = QPointF(middle, plot.bottom() - tall)
                        drawn = QRectF(point.x() - 4, point.y() - 4, 8, 8)
                        marks.append(Mark(drawn, drawn.adjusted(-6, -6, 6, 6), at, number))
                    continue
                if shown.shape == "stacked":
                    drawn = QRectF(middle - wide / 2, ground - tall, wide, tall)
                    ground -= tall
                else:
                    one = wide / side
                    drawn = QRectF(middle - wide / 2 + number * one, plot.bottom() - tall, max(1.0, one - 1), tall)
                if value:
                    marks.append(Mark(drawn, drawn.adjusted(-1, min(0.0, tall - 12), 1, 0), at, number))
        return marks

    def _names(self, shown: Picture, head: int) -> list[Mark]:
        metrics = QFontMetrics(font(LABEL))
        longest = max(metrics.horizontalAdvance(label) for label in shown.labels)
        left = min(longest + GRID, round(self.width() * 0.42)) + INSIDE
        form = shown.strands[0].column.form
        room = max(
            metrics.horizontalAdvance(self._value(strand, at))
            for strand in shown.strands
            for at in range(len(shown.labels))
        )
        top = max(shown.top, 1.0) if form == "share" else shown.top
        plot = QRectF(left, head, max(20.0, self.width() - left - room - 2 * INSIDE), self.height() - head)
        self._plot, self._axis = plot, ()
        side = self._side_by_side()
        tall = side * BAR + 10
        marks: list[Mark] = []
        for at in range(len(shown.labels)):
            y, x = head + at * tall + 5, plot.left()
            for number, strand in enumerate(shown.strands):
                wide = plot.width() * (strand.values[at] or 0) / top
                line = y + (number * BAR if shown.shape != "stacked" else 0)
                drawn = QRectF(x, line, wide, BAR - 2)
                if shown.shape == "stacked":
                    x += wide
                if strand.values[at]:
                    marks.append(Mark(drawn, drawn.adjusted(0, -2, max(0.0, 12 - wide), 2), at, number))
        return marks

    @staticmethod
    def _value(strand: Strand, at: int) -> str:
        value, form = strand.values[at], strand.column.form
        return cell_words(int(value) if value is not None and form in ("count", "money") else value, form)

    # --- pointing

    def _mark(self, at: int, number: int) -> Mark | None:
        return next((mark for mark in self.marks if (mark.at, mark.number) == (at, number)), None)

    def _under(self, place: QPointF) -> Mark | None:
        hit = [mark for mark in self.marks if mark.hit.contains(place)]
        return min(hit, key=lambda mark: (mark.drawn.center() - place).manhattanLength()) if hit else None

    def point_at(self, mark: Mark | None) -> None:
        """The mark under the keys; its figure is shown beside it and told to whoever listens."""
        self.current = mark
        if mark is not None and self.picture is not None:
            self.setAccessibleName(f"{self.picture.title}. {self.picture.words(mark.at, mark.number)}")
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        shown, now = self.picture, self.current
        key = Qt.Key(event.key())
        if shown is None:
            super().keyPressEvent(event)
        elif key in steps:
            along, across = steps[key]
            if not shown.over_time:
                along, across = across, along
            self.point_at(self._next(shown, now, along, across))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.marks:
            self.point_at(self.marks[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and now is not None:
            self._open(now)
        else:
            super().keyPressEvent(event)

    def _next(self, shown: Picture, now: Mark | None, along: int, across: int) -> Mark | None:
        """The nearest mark in a direction; labels and figures that have nothing to draw are stepped over."""
        if now is None:
            return self.marks[0] if self.marks else None
        at, number = now.at, now.number
        while True:
            at, number = at + along, number + across
            if not (0 <= at < len(shown.labels) and 0 <= number < len(shown.strands)):
                return now
            found = self._mark(at, number)
            if found is None and along:
                found = next((mark for mark in self.marks if mark.at == at), None)
            if found is not None:
                return found

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self._under(event.position())
        if under != self._hovered:
            self._hovered = under
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if self._drill(under) is not None else Qt.CursorShape.ArrowCursor
            )
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        under = self._under(event.position())
        if event.button() == Qt.MouseButton.LeftButton and under is not None:
            self.point_at(under)
            self._open(under)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current is None and self.marks and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.point_at(self.marks[0])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _drill(self, mark: Mark | None) -> object:
        return None if mark is None or self.picture is None else self.picture.strands[mark.number].drills[mark.at]

    def _open(self, mark: Mark) -> None:
        drill = self._drill(mark)
        if drill is not None and self.picture is not None:
            self.opened.emit(
                drill, f"{self.picture.labels[mark.at]} · {self.picture.strands[mark.number].column.title}"
            )

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.picture
        if shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(LABEL))
        t = tokens()
        self._paint_legend(painter, t, shown)
        if shown.over_time:
            self._paint_axis(painter, t, shown)
        else:
            self._paint_names(painter, t, shown)
        if shown.shape == "line":
            self._paint_lines(painter, t, shown)
        else:
            for mark in self.marks:
                self._paint_bar(painter, t, shown, mark)
        if shown.left_out:
            words = translate("report", "Vẽ {0} dòng lớn nhất; {1} dòng còn lại có trong bảng.").format(
                len(shown.labels), shown.left_out
            )
            painter.setPen(QColor(t.text_3))
            painter.drawText(
                QRectF(0, self.height() - self._line(), self.width(), self._line()), self._at_left(), words
            )
        told = self._hovered or (self.current if self.hasFocus() else None)
        if told is not None:
            self._paint_told(painter, t, shown, told)
        painter.end()

    @staticmethod
    def _at_left() -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

    def _brush(self, t: Tokens, shown: Picture, number: int) -> tuple[QBrush, QColor]:
        """(filling, outline) of a strand: the first is full, the others have patterns."""
        ink = QColor(t.ink(shown.strands[number].tone))
        brush = QBrush(ink, PATTERNS[number % len(PATTERNS)])
        return brush, ink

    def _fill(self, painter: QPainter, t: Tokens, shown: Picture, number: int, box: QRectF) -> None:
        brush, ink = self._brush(t, shown, number)
        if brush.style() != Qt.BrushStyle.SolidPattern:
            painter.fillRect(box, QColor(t.tint(shown.strands[number].tone)))
        painter.fillRect(box, brush)
        painter.setPen(QPen(ink, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_legend(self, painter: QPainter, t: Tokens, shown: Picture) -> None:
        metrics, line = QFontMetrics(font(LABEL)), self._line()
        for place, numbers in enumerate(self._legend_lines(self.width())):
            x = 0.0
            for number in numbers:
                key = QRectF(x, place * line + line / 2 - 6, 14, 12)
                if shown.shape == "line":
                    painter.setPen(QPen(QColor(t.ink(shown.strands[number].tone)), 2, DASHES[number % len(DASHES)]))
                    painter.drawLine(QPointF(x, key.center().y()), QPointF(x + 14, key.center().y()))
                    self._paint_point(painter, t, shown, number, key.center())
                else:
                    self._fill(painter, t, shown, number, key)
                words = shown.strands[number].name
                painter.setPen(QColor(t.text))
                wide = metrics.horizontalAdvance(words) + 4
                painter.drawText(QRectF(x + 22, place * line, wide, line), self._at_left(), words)
                x += 22 + wide + 12

    def _paint_axis(self, painter: QPainter, t: Tokens, shown: Picture) -> None:
        metrics, line, plot = QFontMetrics(font(LABEL)), self._line(), self._plot
        for y, words in self._axis:
            painter.fillRect(QRectF(plot.left(), round(y), plot.width(), 1), QColor(t.line))
            painter.setPen(QColor(t.text_2))
            box = QRectF(0, y - line / 2, plot.left() - INSIDE, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        painter.fillRect(QRectF(plot.left(), plot.bottom(), plot.width(), 1), QColor(t.line_strong))
        step = plot.width() / len(shown.short)
        widest = max(metrics.horizontalAdvance(words) for words in shown.short) + INSIDE
        every = max(1, -(-widest // max(1, int(step))))
        painter.setPen(QColor(t.text_2))
        for at in range(0, len(shown.short), every):
            wide = max(step, widest)
            box = QRectF(plot.left() + step * (at + 0.5) - wide / 2, plot.bottom() + 2, wide, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, shown.short[at])

    def _paint_names(self, painter: QPainter, t: Tokens, shown: Picture) -> None:
        metrics, plot = QFontMetrics(font(LABEL)), self._plot
        tall = self._side_by_side() * BAR + 10
        painter.fillRect(QRectF(plot.left() - 1, plot.top(), 1, tall * len(shown.labels)), QColor(t.line_strong))
        for at, label in enumerate(shown.labels):
            box = QRectF(0, plot.top() + at * tall, plot.left() - INSIDE, tall)
            painter.setPen(QColor(t.text))
            words = metrics.elidedText(label, Qt.TextElideMode.ElideMiddle, int(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
            for number, strand in enumerate(shown.strands if shown.shape == "bars" else ()):
                if not strand.values[at]:  # no bar, but a figure all the same
                    y = plot.top() + at * tall + 5 + number * BAR + (BAR - 2 - self._line()) / 2
                    none = QRectF(plot.left() + 6, y, plot.width(), self._line())
                    painter.setPen(QColor(t.text_3))
                    painter.drawText(none, self._at_left(), self._value(strand, at))

    def _paint_bar(self, painter: QPainter, t: Tokens, shown: Picture, mark: Mark) -> None:
        self._fill(painter, t, shown, mark.number, mark.drawn)
        words = self._value(shown.strands[mark.number], mark.at)
        wide = QFontMetrics(font(LABEL)).horizontalAdvance(words) + 6
        box, line = mark.drawn, self._line()
        if shown.shape == "stacked":
            if box.width() >= wide and box.height() >= 14:
                self._paint_inside(painter, t, shown, mark, words, wide)
        elif not shown.over_time:
            painter.setPen(QColor(t.text))
            painter.drawText(QRectF(box.right() + 6, box.center().y() - line / 2, wide, line), self._at_left(), words)
        elif wide <= box.width() + 6 or len(shown.labels) * len(shown.strands) <= 8:
            painter.setPen(QColor(t.text))
            above = QRectF(box.center().x() - wide / 2, box.top() - line, wide, line)
            painter.drawText(above, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, words)

    def _paint_inside(self, painter: QPainter, t: Tokens, shown: Picture, mark: Mark, words: str, wide: int) -> None:
        """A figure in its part of a bar: on a plate of its own where the part has a pattern."""
        box, line = mark.drawn, self._line()
        place = QRectF(box.center().x() - wide / 2, box.center().y() - line / 2, wide, line)
        solid = PATTERNS[mark.number % len(PATTERNS)] == Qt.BrushStyle.SolidPattern
        if not solid:
            plate = QRectF(place.left(), max(box.top() + 1, place.top() + 3), wide, min(line - 6.0, box.height() - 2))
            painter.fillRect(plate, QColor(t.surface))
        painter.setPen(QColor(t.on_accent if solid else t.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_lines(self, painter: QPainter, t: Tokens, shown: Picture) -> None:
        for number, strand in enumerate(shown.strands):
            painter.setPen(QPen(QColor(t.ink(strand.tone)), 2, DASHES[number % len(DASHES)]))
            own = [mark for mark in self.marks if mark.number == number]
            for one, two in pairwise(own):
                if two.at == one.at + 1:  # over a day that has no figure there is no line
                    painter.drawLine(one.drawn.center(), two.drawn.center())
            for mark in own:
                self._paint_point(painter, t, shown, number, mark.drawn.center())

    def _paint_point(self, painter: QPainter, t: Tokens, shown: Picture, number: int, place: QPointF) -> None:
        painter.save()
        painter.setPen(QPen(QColor(t.ink(shown.strands[number].tone)), 2))
        painter.setBrush(QColor(t.surface))
        box = QRectF(place.x() - 3.5, place.y() - 3.5, 7, 7)
        if number % 2:
            painter.drawRect(box)
        else:
            painter.drawEllipse(box)
        painter.restore()

    def _paint_told(self, painter: QPainter, t: Tokens, shown: Picture, mark: Mark) -> None:
        """The figure of the mark that is pointed at, on a plate that covers nothing of the mark."""
        metrics, line = QFontMetrics(font(LABEL)), self._line()
        painter.setPen(QPen(QColor(t.text), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(mark.drawn.adjusted(-1, -1, 1, 1))
        words = shown.words(mark.at, mark.number)
        if self._drill(mark) is not None:
            words = translate("report", "{0} (Enter: xem danh sách)").format(words)
        wide = min(metrics.horizontalAdvance(words) + 2 * INSIDE, self.width())
        tall = line + 4
        x = min(max(0.0, mark.drawn.center().x() - wide / 2), self.width() - wide)
        above = mark.drawn.top() - tall - 4
        y = above if above >= 0 else min(mark.drawn.bottom() + 4, self.height() - tall)
        if not shown.over_time:
            # Beside its line there is mostly room, and no name is covered there.
            own = [one.drawn for one in self.marks if one.at == mark.at]
            beside = max(box.right() for box in own) + 2 * INSIDE
            if shown.shape == "bars":
                beside += max(metrics.horizontalAdvance(self._value(strand, mark.at)) for strand in shown.strands)
            if beside + wide <= self.width():
                x, y = beside, mark.drawn.center().y() - tall / 2
        plate = QRectF(x, y, wide, tall).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(t.line_strong), 1))
        painter.setBrush(QColor(t.raised))
        painter.drawRoundedRect(plate, 4, 4)
        painter.setPen(QColor(t.text))
        shown_words = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, int(wide - 2 * INSIDE + 2))
        painter.drawText(plate.translated(0, -1), Qt.AlignmentFlag.AlignCenter, shown_words)
