"""Small parts of the receiving page: chips of which one holds, a counter of papers, a line with an icon, a picker of
communes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from app.domain import places
from app.domain.text import fold
from ui.theme import GRID, INSIDE, LABEL, Tone, font, tokens
from ui.widgets import Chip, Flow, Icon, Label, Line
from ui.widgets.icon import pixmap

V = TypeVar("V")


class ElidingChip(Chip):
    """A chip whose words give way in the middle when the column is narrow."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        self._fit()

    def words(self) -> str:
        return self._words

    def sizeHint(self) -> QSize:
        return QSize(self._metrics().horizontalAdvance(self._words) + 26, 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(64, 30)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(font(LABEL, bold=True))

    def _fit(self) -> None:
        shown = self._metrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, max(40, self.width() - 24))
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(self._words if shown != self._words else "")


class Chips(QWidget, Generic[V]):
    """Chips of which one holds. One stop for Tab; the arrows choose. A chip may be closed, with the reason why."""

    chosen = Signal(object)
    """The value a person chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = Flow(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._chips: list[tuple[V, ElidingChip]] = []

    def offer(self, choices: Sequence[tuple[V, str]]) -> None:
        """(value, words); what held before still holds when it is still among them, else the first."""
        held = self.value()
        if [(value, chip.words()) for value, chip in self._chips] == list(choices):
            return
        had_focus = any(chip.hasFocus() for _, chip in self._chips)
        for _, chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for value, words in choices:
            chip = ElidingChip(words, self)
            chip.clicked.connect(lambda _on, value=value: self._on_clicked(value))
            chip.installEventFilter(self)
            self._flow.addWidget(chip)
            chip.show()
            self._chips.append((value, chip))
        values = [value for value, _ in self._chips]
        if values:
            self.choose(held if held is not None and held in values else values[0])
        if had_focus:
            self.setFocus()
        self.updateGeometry()

    def value(self) -> V | None:
        return next((value for value, chip in self._chips if chip.isChecked()), None)

    def choose(self, wanted: V) -> None:
        """Sets what holds, telling nobody."""
        for value, chip in self._chips:
            holds = value == wanted
            chip.setChecked(holds)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if holds else Qt.FocusPolicy.ClickFocus)

    def choose_none(self) -> None:
        """Nothing holds, until somebody chooses."""
        for _, chip in self._chips:
            chip.setChecked(False)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The one that holds, else the first. Not by a focus proxy: with one, Tab would stop at this widget too, in a
        place of its own, and run in a circle around it."""
        chip = next((chip for _, chip in self._chips if chip.isChecked()), self._chips[0][1] if self._chips else None)
        if chip is not None:
            chip.setFocus(reason)

    def close_off(self, value: V, *, closed: bool, reason: str = "") -> None:
        """Makes one choice impossible, saying why in its tooltip."""
        for known, chip in self._chips:
            if known == value:
                chip.setEnabled(not closed)
                chip.setToolTip(reason if closed else "")

    def stops(self) -> list[QWidget]:
        """Where Tab stops: the one that holds."""
        return [chip for _, chip in self._chips]

    def chip(self, value: V) -> Chip:
        return next(chip for known, chip in self._chips if known == value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {
                Qt.Key.Key_Right: 1,
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Left: -1,
                Qt.Key.Key_Up: -1,
            }.get(Qt.Key(event.key()))
            if step:
                self._step(step)
                return True
        return False

    def _step(self, step: int) -> None:
        open_ones = [value for value, chip in self._chips if chip.isEnabled()]
        held = self.value()
        if len(open_ones) < 2 or held not in open_ones:
            return
        place = open_ones.index(held) + step
        if 0 <= place < len(open_ones):
            self._on_clicked(open_ones[place])
            self.setFocus()

    def _on_clicked(self, value: V) -> None:
        self.choose(value)
        self.chosen.emit(value)


class Fact(QWidget):
    """A line with an icon before it; `tone` colours both. Hidden while it has nothing to say."""

    def __init__(self, glyph: str, *, role: str = "", tone: Tone = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self._icon = Icon(glyph, size=18, tone=tone)
        self._icon.setFixedSize(18, 27)  # as high as the first line of words beside it
        self.words = Label(role=role, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(INSIDE)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def text(self) -> str:
        return self.words.text()


class Notice(QWidget):
    """A quiet warning: an icon and words on the warning tint."""

    def __init__(self, parent: QWidget | None = None, *, tone: Tone = "warn", glyph: str = "triangle-alert") -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self._glyph = glyph
        self._words = Label(role="label", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, GRID + 1, INSIDE, GRID + 1)
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def text(self) -> str:
        return self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.tint(self._tone)))
        painter.drawRoundedRect(self.rect(), 6, 6)
        drawn = pixmap(self._glyph, t.ink(self._tone), 16, self.devicePixelRatioF())
        painter.drawPixmap(9, 7, drawn)
        painter.end()


class Sheet(QWidget):
    """Contents of something that scrolls. Its height follows from its width alone: Qt's own least size counts wrapped
    lines at their narrowest, and would make what fits scroll."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class Inner(QScrollArea):
    """Scrolls its own lines while the columns stand side by side, so that what is under them stays in view; lies open
    in its whole height when they are folded and the page scrolls."""

    def __init__(self, inside: Sheet, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside, self._least, self._folded = inside, least, False
        inside.setProperty("role", "body")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        inside.installEventFilter(self)

    def fold(self, folded: bool) -> None:
        self._folded = folded
        self._fit()

    def sizeHint(self) -> QSize:
        # Not the whole of it: a page that scrolls gives its contents the height they ask for.
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _wanted(self) -> int:
        width = self.viewport().width()
        layout = self._inside.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return self._inside.sizeHint().height()

    def _fit(self) -> None:
        wanted = self._wanted()
        least = wanted if self._folded else min(wanted, self._least)
        if self.minimumHeight() != least:
            self.setMinimumHeight(least)
        self.updateGeometry()


class CountEdit(Line):
    """A small whole number, typed or turned with ↑ and ↓."""

    counted = Signal(int)

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setMaxLength(len(str(most)))
        self.setFixedWidth(60)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setText("1")
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(lambda: self.set_count(self.count()))

    def count(self) -> int:
        """At least 1."""
        digits = "".join(filter(str.isdecimal, self.text()))
        return max(1, min(self._most, int(digits))) if digits else 1

    def set_count(self, count: int) -> None:
        """Sets the number, telling nobody."""
        self.setText(str(max(1, min(self._most, count))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.set_count(self.count() + step)
        self.counted.emit(self.count())

    def _on_edited(self, text: str) -> None:
        bare = "".join(filter(str.isdecimal, text))
        if bare != text:
            self.setText(bare)
        self.counted.emit(self.count())


def slim(choice: QComboBox, popup_width: int) -> None:
    """Lets a choice be narrower than its longest words; the list that opens still shows them."""
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(1)
    choice.view().setMinimumWidth(popup_width)


class Tick(QAbstractButton):
    """A box that is empty, half done, or ticked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = 0
        self.setFixedSize(20, 20)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(lambda on: self.show_as(2 if on else 0))

    def show_as(self, state: int) -> None:
        """0 empty, 1 some of it, 2 all."""
        self._state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        full = self._state == 2
        painter.setPen(QPen(QColor(t.ok if full else t.warn if self._state else t.line_strong), 1.5))
        painter.setBrush(QColor(t.ok if full else t.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        if self._state:
            glyph, colour = ("check", t.surface) if full else ("minus", t.warn)
            painter.drawPixmap(3, 3, pixmap(glyph, colour, 14, self.devicePixelRatioF()))
        painter.end()


class Tally(QWidget):
    """A count between − and +. Takes no focus: the row it stands in has the keys. `wanted` is the prescribed count."""

    changed = Signal(int)

    def __init__(self, most: int = 999, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = self._wanted = 0
        self._most = most
        self._active = False
        self._over = 0
        self.setMouseTracking(True)
        self.setFixedSize(84, 30)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def count(self) -> int:
        return self._count

    def set_count(self, count: int) -> None:
        """Sets the count, telling nobody."""
        self._count = max(0, min(self._most, count))
        self.update()

    def set_wanted(self, wanted: int) -> None:
        self._wanted = wanted
        self.update()

    def set_active(self, active: bool) -> None:
        """Whether + and − of the keyboard go here now."""
        self._active = active
        self.update()

    def step(self, by: int) -> None:
        """As if − or + had been pressed."""
        before = self._count
        self.set_count(before + by)
        if self._count != before:
            self.changed.emit(self._count)

    def leaveEvent(self, event: QEvent) -> None:
        self._over = 0
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._over = self._side(event.position().x())
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        side = self._side(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and side:
            self.step(side)
        else:
            super().mousePressEvent(event)

    def _side(self, x: float) -> int:
        return -1 if x < 28 else 1 if x > self.width() - 28 else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(t.accent if self._active else t.line_strong))
        painter.setBrush(QColor(t.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        for side, glyph, x in ((-1, "minus", 6), (1, "plus", self.width() - 22)):
            possible = self._count > 0 if side < 0 else self._count < self._most
            colour = t.accent if self._over == side and possible else t.text_2 if possible else t.disabled
            painter.drawPixmap(x, 7, pixmap(glyph, colour, 16, self.devicePixelRatioF()))
        enough = self._wanted and self._count >= self._wanted
        painter.setFont(font(LABEL + 1, bold=self._count > 0))
        painter.setPen(QColor(t.ok if enough else t.text if self._count else t.text_3))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._count))
        painter.end()


class CommuneEdit(Line):
    """A commune by its name: without accents, by initials, by its code; those of the own province come first.

    What was found lies under the field, in the window itself: a popup would take keys and scans away from it. Text that
    matches nothing stays as it is and `code()` is empty: `wrong()` says so.
    """

    chosen = Signal(str)
    """The code, empty when there is none."""

    SHOWN = 8

    def __init__(self, province: str = places.LAI_CHAU, parent: QWidget | None = None) -> None:
        """`province` is the two-digit code of the counter's own."""
        super().__init__(parent)
        self._province = province
        self._code = ""
        self._found: tuple[places.Commune, ...] = ()
        self._names = QStringListModel(self)
        self.offers: QListView | None = None
        self.textEdited.connect(self._on_edited)

    def code(self) -> str:
        return self._code

    def set_code(self, code: str) -> None:
        """Shows the commune of this code; one that is not known is shown as its bare code."""
        place = places.commune(code) if code else None
        self._code = code
        self._put_away()
        self.setText(place.label if place is not None else code)
        self.setCursorPosition(0)

    def wrong(self) -> bool:
        """Something stands there and it is no commune."""
        return bool(self.value()) and not self._code

    def keyPressEvent(self, event: QKeyEvent) -> None:
        offers, key = self.offers, Qt.Key(event.key())
        if offers is not None and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            row = offers.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)
            offers.setCurrentIndex(self._names.index(max(0, min(len(self._found) - 1, row))))
        elif offers is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(offers.currentIndex().row())
        elif offers is not None and key == Qt.Key.Key_Escape:
            self._put_away()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.offers is not None:
            # Left with Tab: the first one found is what was meant, when the name was typed whole or nothing else fits.
            whole = fold(self.value()) in (fold(self._found[0].name), fold(self._found[0].name).partition(" ")[2])
            if whole or len(self._found) == 1:
                self._take(0)
            self._put_away()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._put_away()
        super().hideEvent(event)

    def _on_edited(self, text: str) -> None:
        had, self._code = self._code, ""
        self._found = places.search(text, self.SHOWN, self._province) if text.strip() else ()
        self._names.setStringList([place.label for place in self._found])
        if self._found:
            self._offer()
        else:
            self._put_away()
        if had:
            self.chosen.emit("")

    def _offer(self) -> None:
        home = self.window()
        offers = self.offers
        if offers is None:
            offers = self.offers = QListView(home)
            offers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            offers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            offers.setModel(self._names)
            offers.clicked.connect(lambda index: self._take(index.row()))
        height = offers.sizeHintForRow(0) * len(self._found) + 2 * offers.frameWidth() + 2
        below = self.mapTo(home, self.rect().bottomLeft())
        above = self.mapTo(home, self.rect().topLeft())
        top = below.y() + GRID if below.y() + GRID + height <= home.height() else max(0, above.y() - GRID - height)
        offers.setGeometry(below.x(), top, max(self.width(), 240), height)
        offers.setCurrentIndex(self._names.index(0))
        offers.show()
        offers.raise_()

    def _put_away(self) -> None:
        if self.offers is not None:
            self.offers.hide()
            self.offers.deleteLater()
            self.offers = None

    def _take(self, row: int) -> None:
        place = self._found[max(0, row)]
        self._code = place.code
        self.setText(place.label)
        self._put_away()
        self.chosen.emit(place.code)
