"""Words on the page: titles, hints, a code in large type, a state as icon and word, an empty state."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import CODE, GRID, GROUP, INSIDE, LABEL, Tone, font, lift, tokens
from ui.widgets.icon import Icon, pixmap


class Label(QLabel):
    """A line of text, or with `wrap` a paragraph. `role`: "" body, "title", "section", "label", "hint", "strong",
    "problem", "keycap"."""

    def __init__(self, text: str = "", *, role: str = "", wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._paragraph = wrap
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.RichText if wrap else Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Plain words always; a paragraph is set with room for stacked marks between its lines."""
        self._words = text
        if self._paragraph and text:
            body = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
            super().setText(f'<p style="margin:0">{body}</p>')
        else:
            super().setText(text)
        self.setAccessibleName(text)

    def text(self) -> str:
        return self._words

    def set_role(self, role: str) -> None:
        if role != self.property("role"):
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedLabel(QWidget):
    """One line that gives way in the middle when there is no room; the whole of it is in the tooltip."""

    def __init__(self, text: str = "", *, points: int = 11, bold: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setFont(font(points, bold=bold))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._text) + 2, round(metrics.height() * 1.3))

    def minimumSizeHint(self) -> QSize:
        return QSize(48, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideMiddle, self.width())
        self.setToolTip(self._text if shown != self._text else "")
        painter.setPen(tokens().text)
        painter.drawText(self._line(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()

    def _line(self) -> QRect:
        return self.rect().translated(0, -lift(self.font().pointSize()))


def grouped(code: str) -> str:
    """A code as it is read aloud: narrow spaces between its groups. Never for copying."""
    if re.fullmatch(r"[A-Z]{2}\d{9}[A-Z]{2}", code):
        return f"{code[:2]} {code[2:5]} {code[5:8]} {code[8:11]} {code[11:]}"
    return code.replace("-", "\u202f-\u202f")


class CodeLabel(QWidget):
    """The code just given, in large type and in groups; a click or Ctrl+C copies it whole."""

    copied = Signal(str)

    def __init__(self, code: str = "", *, points: int = CODE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = code
        face = font(points, bold=True)
        self.setFont(face)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_code(code)

    def code(self) -> str:
        return self._code

    def set_code(self, code: str) -> None:
        self._code = code
        self.setAccessibleName(code)
        self.updateGeometry()
        self.update()

    def copy(self) -> None:
        """The whole code, without the spaces it is shown with."""
        QGuiApplication.clipboard().setText(self._code)
        self.copied.emit(self._code)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(grouped(self._code)) + 4, round(metrics.height() * 1.2))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(tokens().text)
        shown = grouped(self._code)
        face = self.font()
        # A narrow window makes the code smaller rather than cutting it: every character of it matters.
        while face.pointSize() > LABEL and QFontMetrics(face).horizontalAdvance(shown) > self.width():
            face.setPointSize(face.pointSize() - 1)
        painter.setFont(face)
        line = self.rect().translated(0, -lift(face.pointSize()))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.copy()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtGui import QKeySequence

        if event.matches(QKeySequence.StandardKey.Copy) or event.key() == Qt.Key.Key_Space:
            self.copy()
        else:
            super().keyPressEvent(event)


PILL_HEIGHT = 24


def paint_pill(painter: QPainter, area: QRectF, tone: Tone, glyph: str, word: str, ratio: float) -> None:
    """A state: an icon and a word on the tint of its tone, vertically centred at the left of `area`."""
    t = tokens()
    face = font(LABEL)
    metrics = QFontMetrics(face)
    lead = 22 if glyph else 10
    room = area.width() - lead - 10
    shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, max(0, int(room)))
    width = lead + metrics.horizontalAdvance(shown) + 10
    box = QRectF(area.left(), area.center().y() - PILL_HEIGHT / 2, width, PILL_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(t.tint(tone)))
    painter.drawRoundedRect(box, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
    if glyph:
        painter.drawPixmap(box.topLeft().toPoint() + QPoint(5, 5), pixmap(glyph, t.ink(tone), 14, ratio))
    painter.setFont(face)
    painter.setPen(QColor(t.ink(tone)))
    painter.drawText(
        box.adjusted(lead, -lift(LABEL), 0, -lift(LABEL)),
        Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
        shown,
    )
    painter.restore()


def pill_width(glyph: str, word: str) -> int:
    return (22 if glyph else 10) + QFontMetrics(font(LABEL)).horizontalAdvance(word) + 12


class StatusPill(QWidget):
    """One state, as an icon and a word; the colour only repeats them."""

    def __init__(self, word: str = "", *, tone: Tone = "plain", glyph: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self._glyph, self._word = glyph, word
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)

    def show_as(self, word: str, tone: Tone, glyph: str = "") -> None:
        self._word, self._tone, self._glyph = word, tone, glyph
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._word

    def sizeHint(self) -> QSize:
        return QSize(pill_width(self._glyph, self._word), PILL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, PILL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pill(painter, QRectF(self.rect()), self._tone, self._glyph, self._word, self.devicePixelRatioF())
        painter.end()


class EmptyState(QWidget):
    """What will be here, and the next step. Never an illustration for its own sake."""

    def __init__(self, glyph: str, sentence: str = "", next_step: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon = Icon(glyph, size=40)
        self.sentence = Label(sentence, role="section", wrap=True)
        self.next_step = Label(next_step, role="label", wrap=True)
        middle = QVBoxLayout()
        middle.setSpacing(INSIDE)
        middle.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addSpacing(GRID)
        for line in (self.sentence, self.next_step):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            line.setMaximumWidth(520)
            middle.addWidget(line)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(middle, 1000)  # as wide as the words may be; what is over goes to the sides
        row.addStretch(1)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        box.addStretch(1)
        box.addLayout(row)
        box.addStretch(2)

    LOW = 200
    """px: below this the words need the picture's place."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().height() < self.LOW
        self.icon.setVisible(not low)
        edge = INSIDE if low else GROUP
        self._box.setContentsMargins(GROUP, edge, GROUP, edge)

    def set_text(self, sentence: str, next_step: str) -> None:
        self.sentence.setText(sentence)
        self.next_step.setText(next_step)
