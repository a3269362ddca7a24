"""What the window says: a quiet toast for what went well, a banner for what needs a person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import BETWEEN, INSIDE, Tone, tokens
from ui.widgets.buttons import Button
from ui.widgets.icon import Icon
from ui.widgets.labels import Label

GLYPHS: dict[Tone, str] = {
    "plain": "info",
    "accent": "info",
    "ok": "circle-check",
    "warn": "triangle-alert",
    "danger": "circle-alert",
}


class Sentence(QWidget):
    """What something has come to: an icon and a sentence, in its place on the page."""

    def __init__(self, plain: str = "info", parent: QWidget | None = None) -> None:
        """`plain`: the glyph of a sentence that is neither good nor bad."""
        super().__init__(parent)
        self._plain = plain
        self._icon = Icon(plain, size=20)
        self._words = Label(wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(INSIDE)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def say(self, tone: Tone, words: str) -> None:
        glyph = {"plain": self._plain, "danger": "circle-x"}.get(tone, GLYPHS[tone])
        self._icon.show_as(glyph, tone)
        self._words.set_role("strong" if tone in ("ok", "danger") else "")
        self._words.setText(words)
        self.setAccessibleName(words)

    def text(self) -> str:
        return self._words.text()


class Toast(QFrame):
    """Three seconds of good news, laid over a strip that holds no field."""

    STAYS_MS = 3000

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty("role", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = Label()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 16, 6)
        row.setSpacing(INSIDE)
        row.addWidget(Icon("circle-check", size=18, tone="ok"))
        row.addWidget(self._words)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(self.STAYS_MS)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    def say(self, words: str) -> None:
        self._words.setText(words)
        self.setAccessibleName(words)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def text(self) -> str:
        return self._words.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        room = self._over.width() - 2 * INSIDE
        self.resize(min(self.width(), room), self.height())
        self.move(self._over.width() - self.width() - INSIDE, (self._over.height() - self.height()) // 2)


class Banner(QFrame):
    """A sentence that stays until it is done or put away. `level`: "accent", "ok", "warn", "danger"."""

    closed = Signal()

    def __init__(
        self,
        level: Tone,
        sentence: str,
        action: tuple[str, Callable[[], None]] | None = None,
        *,
        can_close: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._level: Tone = level
        self.words = Label(sentence, wrap=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, INSIDE, INSIDE, INSIDE)
        row.setSpacing(BETWEEN)
        row.addWidget(Icon(GLYPHS[level], size=20, tone=level))
        row.addWidget(self.words, 1)
        if action is not None:
            words, do = action
            self.action: Button | None = Button(words)
            self.action.clicked.connect(lambda _on: do())
            row.addWidget(self.action)
        else:
            self.action = None
        if can_close:
            close = Button(role="quiet", glyph="x")
            close.setAccessibleName(self.tr("Cất thông báo"))
            close.setToolTip(self.tr("Cất thông báo"))
            close.setFixedWidth(40)
            close.clicked.connect(self.closed)
            row.addWidget(close)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(t.tint(self._level)))
        painter.fillRect(0, 0, 4, self.height(), QColor(t.ink(self._level)))
        painter.end()


class Banners(QWidget):
    """The banners of the window, each under its key: saying it again replaces it, never stacks it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[str, Banner] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(1)
        self.hide()

    def put(self, key: str, level: Tone, sentence: str, action: tuple[str, Callable[[], None]] | None = None) -> None:
        self.clear(key)
        banner = Banner(level, sentence, action)
        banner.closed.connect(lambda: self.clear(key))
        self._shown[key] = banner
        self._box.insertWidget(0, banner)
        self.show()

    def clear(self, key: str) -> None:
        gone = self._shown.pop(key, None)
        if gone is not None:
            self._box.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.setVisible(bool(self._shown))

    def sentences(self) -> dict[str, str]:
        """What stands there now, by key."""
        return {key: banner.words.text() for key, banner in self._shown.items()}
