"""The screen that faces the citizen: what was typed, what to pay, the code to keep, and one to five.

A window without a frame on the monitor that is not the clerk's; with one monitor there is none (a plain window, for
practice, when somebody chose so). It only shows what pages tell it and keeps nothing: a view is gone when the clerk
leaves the dossier, locks the counter, or after a while in which nobody did anything.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPainter, QPaintEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain import money
from app.domain.dossier import Transfer
from ui.citizen import Due, Rate, Saved, Thanks, Typed, View
from ui.theme import CODE, SECTION, TITLE, tokens
from ui.timeline import score_words
from ui.widgets import Button, Label, QrCode, dong, grouped

CLEAR_MS = 120_000
"""A view that nothing was added to for so long belongs to somebody who has gone."""
THANKS_MS = 4_000
PAPERS = 7
"""Lines of papers that fit above what is to be paid on a low panel."""
SHRINK = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
DRAWN_FOR = 768
"""Pixels of height at which the sizes below are those of the theme's scale, doubled for a metre's distance."""

Where = Literal["off", "second", "window"]


def other_screen(mine: QScreen | None) -> QScreen | None:
    """The monitor the clerk does not work on; None when there is only hers."""
    return next((screen for screen in QGuiApplication.screens() if screen is not mine), None)


class SecondScreen(QWidget):
    """`rated` gives the mark a citizen pressed."""

    rated = Signal(int)

    def __init__(self, unit: str) -> None:
        """`unit`: the post office's name, for the idle picture."""
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self._unit = unit
        self.view: View | None = None
        self._clear = QTimer(self)
        self._clear.setSingleShot(True)
        self._clear.timeout.connect(self.clear)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shrink = SHRINK[0]
        self._face = QWidget()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # the monitor says how large it is
        self._box.addWidget(self._face)
        self.scores: list[Button] = []
        self.retranslate()

    def place(self, where: Where, mine: QScreen | None) -> bool:
        """Shows it where it was chosen to be; False, and hidden, where there is no such place now."""
        screen = other_screen(mine)
        if where == "second" and screen is not None:
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint, True)
            self.setGeometry(screen.geometry())
            self.showFullScreen()
        elif where == "window":
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint, False)
            if not self.isVisible():
                self.resize(1024, 600)
            self.show()
        else:
            self.clear()
            self.hide()
        return self.isVisible()

    def tell(self, view: View | None) -> None:
        """Shows this in the place of what stood there."""
        if view is None and isinstance(self.view, Thanks):
            return  # they end by themselves, or with the next citizen
        if view != self.view:
            self.view = view
            self._draw()
        if view is None:
            self._clear.stop()
        else:
            self._clear.start(THANKS_MS if isinstance(view, Thanks) else CLEAR_MS)

    def clear(self) -> None:
        """Nothing of anybody is left on it."""
        self._clear.stop()
        if self.view is not None:
            self.view = None
            self._draw()

    def words(self) -> str:
        """All that can be read on it now, line by line."""
        found = [label.text() for label in self._face.findChildren(Label)]
        return "\n".join([*found, *(button.text() for button in self.scores)])

    # --- drawing

    def _draw(self) -> None:
        """The face is made anew: nothing of the last citizen can be left in a part of it. What does not fit at the size
        it is read at from a metre is made smaller, never cut."""
        old = self._face
        for self._shrink in SHRINK:
            self._face, self.scores = QWidget(), []
            layout = self._made()
            if layout.totalHeightForWidth(self.width()) <= self.height():
                break
        self._box.replaceWidget(old, self._face)
        old.hide()
        old.deleteLater()

    def _made(self) -> QVBoxLayout:
        edge = self._px(44)
        face = QVBoxLayout(self._face)
        face.setContentsMargins(edge, self._px(32), edge, self._px(32))
        face.setSpacing(self._px(14))
        match self.view:
            case Typed() as view:
                self._draw_typed(face, view)
            case Due() as view:
                self._draw_due(face, view)
            case Saved() as view:
                self._draw_saved(face, view)
            case Rate():
                self._draw_rate(face)
            case Thanks():
                self._middle(face, self.tr("Cảm ơn quý khách"), self.tr("Ý kiến của quý khách đã được ghi."))
            case None:
                self._middle(face, self._unit, self.tr("Kính chào quý khách"))
        return face

    def _middle(self, face: QVBoxLayout, head: str, under: str) -> None:
        face.addStretch(2)
        for line in (self._line(head, TITLE, bold=True), self._line(under, SECTION, quiet=True)):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            face.addWidget(line)
        face.addStretch(3)

    def _draw_typed(self, face: QVBoxLayout, view: Typed) -> None:
        face.addWidget(self._line(self.tr("Mời quý khách xem lại"), SECTION, quiet=True))
        face.addWidget(self._line(view.procedure or self.tr("Chưa chọn thủ tục"), TITLE, bold=True))
        who = view.name
        if view.last4:
            who = self.tr("{0} · số giấy tờ …{1}").format(who, view.last4) if who else f"…{view.last4}"
        if who:
            face.addWidget(self._line(who, TITLE))
        if view.papers:
            face.addWidget(self._line(self.tr("Giấy tờ nộp"), SECTION, quiet=True))
            shown = view.papers if len(view.papers) <= PAPERS else view.papers[: PAPERS - 1]
            for name, originals, copies in shown:
                counts = (
                    self.tr("{0} bản chính").format(originals) if originals else "",
                    self.tr("{0} bản sao").format(copies) if copies else "",
                )
                face.addWidget(self._line(f"•  {name}: {', '.join(filter(None, counts))}", SECTION))
            if len(shown) < len(view.papers):
                more = self.tr("và {0} giấy tờ khác").format(len(view.papers) - len(shown))
                face.addWidget(self._line(f"•  {more}", SECTION))
        face.addStretch(1)
        total = sum(amount for _, amount in view.fees)
        if total:
            listed = "; ".join(f"{name} {dong(amount)}" for name, amount in view.fees if amount)
            face.addWidget(self._line(listed, SECTION, quiet=True))
            face.addWidget(self._line(self.tr("Phải nộp {0}").format(dong(total)), CODE - 6, bold=True))
            face.addWidget(self._line(money.in_words(total), SECTION))
        elif view.procedure:
            face.addWidget(self._line(self.tr("Không thu phí, lệ phí"), SECTION))

    def _draw_due(self, face: QVBoxLayout, view: Due) -> None:
        if view.transfers:
            head = self.tr("Quét mã bằng ứng dụng ngân hàng")
            self._draw_transfers(face, view.transfers, head, view.procedure)
            return
        face.addWidget(self._line(view.procedure, SECTION, quiet=True))
        face.addWidget(self._line(view.name, TITLE))
        face.addStretch(1)
        if view.owed:
            face.addWidget(self._line(self.tr("Phải nộp {0}").format(dong(view.owed)), CODE, bold=True))
            face.addWidget(self._line(money.in_words(view.owed), TITLE))
        else:
            face.addWidget(self._line(self.tr("Không phải nộp gì thêm"), TITLE, bold=True))
        face.addStretch(2)

    def _draw_saved(self, face: QVBoxLayout, view: Saved) -> None:
        face.addWidget(self._line(self.tr("Đã nhận hồ sơ của {0}").format(view.name), SECTION, quiet=True))
        face.addWidget(self._line(grouped(view.code), CODE - 4 if view.transfers else CODE, bold=True))
        if view.due:
            face.addWidget(self._line(self.tr("Hẹn trả kết quả {0}").format(view.due), TITLE))
        if view.transfers:
            self._draw_transfers(face, view.transfers, self.tr("Quét mã bằng ứng dụng ngân hàng để nộp tiền"), "")
        else:
            face.addStretch(1)
            face.addWidget(self._line(self.tr("Xin giữ giấy hẹn; mã này dùng để tra cứu."), SECTION, quiet=True))
            face.addStretch(2)

    def _draw_transfers(self, face: QVBoxLayout, transfers: tuple[Transfer, ...], head: str, under: str) -> None:
        face.addWidget(self._line(head, SECTION, bold=True))
        if under:
            face.addWidget(self._line(under, SECTION, quiet=True))
        face.addStretch(1)
        few = len(transfers) == 1
        for one in transfers:
            row = QHBoxLayout()
            row.setSpacing(self._px(32))
            code = QrCode(self._px(300 if few else 205))
            code.set_text(one.order)
            code.setAccessibleName(self.tr("Mã chuyển khoản {0}").format(dong(one.amount)))
            words = QVBoxLayout()
            words.setSpacing(self._px(6 if few else 0))
            words.addStretch(1)
            words.addWidget(self._line(dong(one.amount), CODE - 4 if few else TITLE, bold=True))
            words.addWidget(self._line(money.in_words(one.amount), SECTION - 1))
            words.addWidget(self._line(one.to.name, SECTION - 1))
            words.addWidget(self._line(self.tr("Số tài khoản {0}").format(one.to.account), SECTION - 1, quiet=True))
            words.addWidget(self._line(self.tr("Nội dung: {0}").format(one.purpose), SECTION - 1, quiet=True))
            words.addStretch(1)
            row.addWidget(code)
            row.addLayout(words, 1)
            face.addLayout(row)
        face.addStretch(2)

    def _draw_rate(self, face: QVBoxLayout) -> None:
        face.addStretch(1)
        for line in (
            self._line(self.tr("Quý khách có hài lòng với lần phục vụ này không?"), TITLE, bold=True),
            self._line(self.tr("Xin chạm vào một ô. Không bắt buộc."), SECTION, quiet=True),
        ):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            face.addWidget(line)
        face.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(self._px(16))
        for score in range(1, 6):
            button = _Score(score, score_words(score), self._px)
            button.clicked.connect(lambda _on, score=score: self._on_score(score))
            self.scores.append(button)
            row.addWidget(button, 1)
        face.addLayout(row)
        face.addStretch(2)

    def _on_score(self, score: int) -> None:
        if isinstance(self.view, Rate):
            self.rated.emit(score)

    def _px(self, pixels: int) -> int:
        """Pixels at 768 lines, as many as that is here."""
        return round(pixels * self._scale)

    @property
    def _scale(self) -> float:
        return self._shrink * max(0.45, min(self.height() / DRAWN_FOR, self.width() / 1250))

    def _line(self, text: str, points: int, *, bold: bool = False, quiet: bool = False) -> Label:
        line = Label(text, wrap=True)
        size = round(points * 1.45 * self._scale)
        colour = tokens().text_2 if quiet else tokens().text
        line.setStyleSheet(f"font-size: {size}pt; font-weight: {600 if bold else 400}; color: {colour}; padding: 0;")
        return line

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Màn hình cho người dân"))
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().surface)
        painter.fillRect(QRect(0, 0, self.width(), self._px(8)), tokens().accent)
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Somebody closed the practice window: it is switched off in F8, not here."""
        self.clear()
        super().closeEvent(event)


class _Score(Button):
    """A mark to be touched: the figure over its words."""

    def __init__(self, score: int, words: str, px: object) -> None:
        super().__init__(f"{score}")
        self._words = words
        self.setAccessibleName(f"{score} · {words}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scaled = px if callable(px) else round
        self._caption = scaled(19)
        self.setFixedHeight(scaled(190))
        t = tokens()
        self.setStyleSheet(
            f"QPushButton {{ font-size: {scaled(40)}px; font-weight: 600; color: {t.accent}; background: {t.ground};"
            f" border: 2px solid {t.line_strong}; border-radius: {scaled(14)}px; padding-bottom: {scaled(44)}px;"
            f" min-height: {scaled(140)}px; max-height: {scaled(190)}px; }}"
            f" QPushButton:pressed, QPushButton:hover {{ border-color: {t.accent}; background: {t.hover}; }}"
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        face = self.font()
        face.setPixelSize(self._caption)
        face.setBold(False)
        painter.setFont(face)
        painter.setPen(tokens().text)
        low = QRect(8, round(self.height() * 0.56), self.width() - 16, round(self.height() * 0.4))
        painter.drawText(low, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self._words)
        painter.end()
