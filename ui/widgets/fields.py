"""Fields: a label above, the control, and right under it the problem in one line."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme import GRID, INSIDE, tokens
from ui.widgets.icon import Icon
from ui.widgets.labels import Label


def dong(amount: int) -> str:
    """Money as it is read here: "8.000 đ"."""
    return f"{amount:,}".replace(",", ".") + "\u00a0đ"


class Line(QLineEdit):
    """One line of text. What is typed decomposed (some input methods do) is read composed."""

    def clear(self) -> None:
        """Empty, and nothing to undo: Qt's own `clear` keeps every letter that ever stood here, and one person's words
        could come back before the next."""
        self.setText("")

    def value(self) -> str:
        """Composed (NFC), without blanks around it."""
        return unicodedata.normalize("NFC", self.text()).strip()


class Note(QPlainTextEdit):
    """A few lines of text; Tab leaves it."""

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * lines) + 16)

    def value(self) -> str:
        return unicodedata.normalize("NFC", self.toPlainText()).strip()


class Choice(QComboBox):
    """A choice out of few. The wheel only turns it when it has the focus, so scrolling a page changes nothing.

    The values are kept here too: Qt's items hand an enumeration back as a bare string.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[object] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def offer(self, choices: Sequence[tuple[object, str]]) -> None:
        """(value, words) pairs; keeps the present value when it is still among them."""
        kept = self.value()
        with QSignalBlocker(self):
            self.clear()
            self._values = [value for value, _ in choices]
            for value, words in choices:
                self.addItem(words, value)
            self.choose(kept)

    def value(self) -> object:
        """The value of the words that are shown; None when nothing was offered."""
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else self.currentData()

    def choose(self, value: object) -> None:
        index = self._values.index(value) if value in self._values else self.findData(value)
        if index >= 0:
            self.setCurrentIndex(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = tokens()
        painter.setPen(QPen(QColor(t.text_2 if self.isEnabled() else t.disabled), 1.6))
        x, y = self.width() - 17.0, self.height() / 2 - 1.5
        painter.drawPolyline([QPointF(x - 4, y), QPointF(x, y + 4), QPointF(x + 4, y)])
        painter.end()


class MoneyEdit(Line):
    """An amount in đồng: digits are grouped while they are typed, the cursor keeps its place from the right."""

    changed = Signal(object)
    """int, or None when the field is empty."""

    MOST = 999_999_999_999

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setTextMargins(0, 0, 18, 0)
        self._unit = QLabel("đ", self)
        self._unit.setProperty("role", "tail")
        self._unit.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textEdited.connect(self._on_edited)

    def amount(self) -> int | None:
        """In đồng; None when nothing was typed."""
        digits = "".join(filter(str.isdigit, self.text()))
        return min(int(digits), self.MOST) if digits else None

    def set_amount(self, amount: int | None) -> None:
        self.setText("" if amount is None else f"{amount:,}".replace(",", "."))
        self.changed.emit(amount)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._unit.adjustSize()
        self._unit.move(self.width() - self._unit.width() - INSIDE - 2, (self.height() - self._unit.height()) // 2)

    def _on_edited(self) -> None:
        behind = sum(map(str.isdigit, self.text()[self.cursorPosition() :]))
        amount = self.amount()
        text = "" if amount is None else f"{amount:,}".replace(",", ".")
        self.setText(text)
        place = len(text)
        while place and behind:
            place -= 1
            behind -= text[place].isdigit()
        self.setCursorPosition(place)
        self.changed.emit(amount)


class DateEdit(Line):
    """A date typed as dd/mm/yyyy; the slashes come by themselves, "1/2/1990" and "01021990" are understood."""

    changed = Signal(object)
    """date, or None while it is empty or not a date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("dd/mm/yyyy")
        self.setMaxLength(10)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDate)
        self._before = ""
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._on_left)

    def day(self) -> date | None:
        """None when empty or impossible; `wrong()` tells the two apart."""
        return read_date(self.text())

    def set_day(self, value: date | None) -> None:
        self.setText("" if value is None else f"{value:%d/%m/%Y}")
        self._before = self.text()
        self.changed.emit(value)

    def wrong(self) -> bool:
        """Something stands there and it is no date."""
        return bool(self.value()) and self.day() is None

    def _on_edited(self, text: str) -> None:
        growing = len(text) > len(self._before)
        if growing and "//" in text:  # somebody typed the slash that had come by itself
            text = text.replace("//", "/")
            self.setText(text)
        elif growing and self.cursorPosition() == len(text) and text.count("/") < 2:
            last = text.rsplit("/", 1)[-1]
            if last.isdigit() and len(last) == 2:
                text += "/"
            elif last.isdigit() and len(last) > 2:
                text = f"{text[: len(text) - len(last)]}{last[:2]}/{last[2:4]}{'/' if len(last) > 4 else ''}{last[4:]}"
            self.setText(text)
        self._before = self.text()
        self.changed.emit(self.day())

    def _on_left(self) -> None:
        found = self.day()
        if found is not None:
            self.setText(f"{found:%d/%m/%Y}")
            self._before = self.text()


def read_date(text: str) -> date | None:
    """A date as people here write it: day, month, year of four digits; None when it is not one."""
    parts = [part for part in text.strip().replace("-", "/").replace(".", "/").split("/") if part]
    if len(parts) == 1 and len(parts[0]) == 8 and parts[0].isdigit():
        parts = [parts[0][:2], parts[0][2:4], parts[0][4:]]
    if len(parts) != 3 or not all(part.isdecimal() for part in parts) or len(parts[2]) != 4:
        return None
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None


class SearchBox(Line):
    """Text to look for. `searched` comes a moment after the last key, or at once on Enter."""

    searched = Signal(str)

    def __init__(self, *, wait_ms: int = 120, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "search")
        self._glass = Icon("search", size=18, parent=self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(wait_ms)
        self._wait.timeout.connect(self._tell)
        self.textChanged.connect(lambda _text: self._wait.start())
        self.returnPressed.connect(self._tell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._glass.setGeometry(10, (self.height() - 18) // 2, 18, 18)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.TabFocusReason):
            self.selectAll()

    def _tell(self) -> None:
        self._wait.stop()
        self.searched.emit(self.value())


class Field(QWidget):
    """A labelled control. Required is the rule; an optional one says so in words."""

    def __init__(self, label: str, control: QWidget, *, optional: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self._words, self._optional = label, optional
        self._label = Label(role="label")
        self._mark = Label(role="hint")
        self._problem_icon = Icon("circle-alert", size=16, tone="danger")
        self._problem_icon.setFixedHeight(24)  # in the middle of the first line beside it
        self._problem = Label(role="problem", wrap=True)
        self._hint = Label(role="hint", wrap=True)
        self._label.setBuddy(control)
        head = QHBoxLayout()
        head.setSpacing(INSIDE)
        head.addWidget(self._label)
        head.addStretch(1)
        head.addWidget(self._mark)
        self._under = QWidget()
        under = QHBoxLayout(self._under)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(GRID)
        under.addWidget(self._problem_icon, 0, Qt.AlignmentFlag.AlignTop)
        under.addWidget(self._problem, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        box.addLayout(head)
        box.addWidget(control)
        box.addWidget(self._under)
        box.addWidget(self._hint)
        self._mark.hide()
        self._under.hide()
        self._hint.hide()
        self.set_label(label)

    def set_label(self, label: str, *, optional: bool | None = None) -> None:
        self._words = label
        self._optional = self._optional if optional is None else optional
        suffix = self.tr("(không bắt buộc)")
        self._label.setText(f"{label} {suffix}" if self._optional else label)
        self.control.setAccessibleName(label)

    def set_problem(self, sentence: str) -> None:
        """Shows or, with "", takes away the line under the control."""
        self._problem.setText(sentence)
        self._under.setVisible(bool(sentence))
        self.control.setAccessibleDescription(sentence)
        if bool(self.control.property("invalid")) != bool(sentence):
            self.control.setProperty("invalid", bool(sentence))
            self.control.style().unpolish(self.control)
            self.control.style().polish(self.control)

    def problem(self) -> str:
        return self._problem.text()

    def set_hint(self, sentence: str) -> None:
        self._hint.setText(sentence)
        self._hint.setVisible(bool(sentence))

    def set_mark(self, words: str) -> None:
        """A few words at the right of the label: where the value came from, say."""
        self._mark.setText(words)
        self._mark.setVisible(bool(words))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.set_label(self._words)


__all__ = [
    "Choice", "DateEdit", "Field", "Line", "MoneyEdit", "Note", "SearchBox", "dong", "read_date",
]  # fmt: skip
