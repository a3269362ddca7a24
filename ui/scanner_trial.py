"""F8's trial of the scanner: two patterns to scan, a box that watches the keys they arrive as, and what is wrong.

The keys are seen as they come, before anything mends them: a counter that reads a mangled code all the same would hide
what its next card will suffer from.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.scan_trial import CARD, CODE, Fault, Finding, Stroke, judge
from ui.scan import RAW, us_key
from ui.theme import GROUP, Tone
from ui.widgets import Bars, Columns, Label, QrCode, StatusPill
from ui.widgets.messages import GLYPHS

SILENCE_MS, AFTER_END_MS = 800, 250
"""What ends a scan: a slow scanner's gaps are shorter; CR and LF come as one."""
FEWEST = 4
"""Keys fewer than that are somebody's hand."""

_ENDS = {Qt.Key.Key_Return: "enter", Qt.Key.Key_Enter: "enter", Qt.Key.Key_Tab: "tab"}


class TrialBox(QFrame):
    """Takes the keys of one scan while it has the focus. Esc and Shift+Tab leave it."""

    scanned = Signal(object)
    """The strokes, a list of `Stroke`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "raised")
        self.setProperty(RAW, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._strokes: list[Stroke] = []
        self._composing = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_silence)
        self.words = Label(role="strong", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(GROUP, 16, GROUP, 16)
        box.addWidget(self.words)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() != Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
                self.keyPressEvent(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        at = event.timestamp() or _now()
        end = _ENDS.get(Qt.Key(event.key()), "")
        if end:
            self._take(Stroke(at, end="tab" if end == "tab" else "enter"), AFTER_END_MS)
        elif event.key() == Qt.Key.Key_Backspace:
            self._take(Stroke(at, erase=True), SILENCE_MS)
        elif event.text() and event.text().isprintable():
            self._take(Stroke(at, event.text(), us_key(event)), SILENCE_MS)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        committed, composing = event.commitString(), event.preeditString()
        for _ in range(event.replacementLength()):
            self._take(Stroke(_now(), erase=True), SILENCE_MS)
        for letter in committed:
            self._take(Stroke(_now(), letter, composed=True), SILENCE_MS)
        self._composing = composing
        if composing:
            self._timer.start(SILENCE_MS)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.retranslate()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._timer.stop()
        self._strokes, self._composing = [], ""
        self.retranslate()

    def retranslate(self) -> None:
        ready = self.tr("Đang chờ máy quét: quét một trong hai mẫu. Esc để thôi.")
        self.words.setText(ready if self.hasFocus() else self.tr("Bấm vào đây rồi quét một trong hai mẫu."))
        self.setAccessibleName(self.words.text())

    def _take(self, stroke: Stroke, wait: int) -> None:
        self._strokes.append(stroke)
        self._timer.start(wait)

    def _on_silence(self) -> None:
        strokes, self._strokes = self._strokes, []
        strokes += [Stroke(_now(), letter, composed=True) for letter in self._composing]
        self._composing = ""
        if len(strokes) >= FEWEST:
            self.scanned.emit(strokes)


class ScannerTrial(QWidget):
    """The patterns, the box, and after a scan what was found and what to do about it."""

    judged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ending, self.prefix = "any", ""
        self.finding: Finding | None = None
        self.box = TrialBox()
        self.box.scanned.connect(lambda strokes: self.show_finding(self._judged(strokes)))
        self.bars, self.square = Bars(), QrCode(240)
        self._bars_name, self._square_name = Label(role="label", wrap=True), Label(role="label", wrap=True)
        self.bars.set_text(CODE)
        self.square.set_text(CARD)
        self.verdict = StatusPill()
        self.verdict.hide()
        self._found: list[Label] = []
        self._findings = QVBoxLayout()
        self._findings.setSpacing(8)
        left, right = QWidget(), QWidget()
        for side, parts in (
            (left, (self.box, self.verdict)),
            (right, (self._square_name, self.square)),
        ):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
            for part in parts:
                column.addWidget(part)
            if side is left:
                column.addLayout(self._findings)
            column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self._bars_name)
        box.addWidget(self.bars)
        box.addWidget(Columns(left, right, stretch=(1, 0), fold_below=480))

    def begin(self) -> None:
        self.show_finding(None)
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_serial(self, text: str) -> None:
        """A scan that came through a serial port."""
        strokes = [Stroke(0, letter) for letter in text]
        self.show_finding(judge(strokes, serial=True))

    def _judged(self, strokes: list[Stroke]) -> Finding:
        return judge(strokes, prefix=self.prefix, ending=self.ending)

    def show_finding(self, finding: Finding | None) -> None:
        self.finding = finding
        for old in self._found:
            self._findings.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._found = []
        self.verdict.setVisible(finding is not None)
        if finding is None:
            return
        tone: Tone = "warn" if finding.faults else "ok"
        good = self.tr("Máy quét đọc đúng từng chữ")
        self.verdict.show_as(self._name(finding.faults[0]) if finding.faults else good, tone, GLYPHS[tone])
        lines = [self._advice(fault, finding) for fault in finding.faults]
        for words in lines or [self._good(finding)]:
            line = Label(words, wrap=True)
            self._found.append(line)
            self._findings.addWidget(line)
        self.judged.emit()

    def advice(self) -> str:
        """What stands there now."""
        return "\n".join(line.text() for line in self._found)

    def _good(self, finding: Finding) -> str:
        if finding.pattern == "code":
            return self.tr("Mã vạch tới đúng. Quét thêm mẫu vuông để thử chữ có dấu của thẻ căn cước.")
        return self.tr("Chữ có dấu của thẻ căn cước tới đúng. Không cần chỉnh gì.")

    def _name(self, fault: Fault) -> str:
        return {
            "nothing": self.tr("Không nhận được gì"),
            "rewritten": self.tr("Bộ gõ đang sửa chữ"),
            "layout": self.tr("Bàn phím không phải US"),
            "caps_lock": self.tr("Phím Caps Lock đang bật"),
            "no_enter": self.tr("Máy quét không gửi Enter"),
            "too_slow": self.tr("Máy quét gửi chậm quá"),
            "lost": self.tr("Thiếu ký tự"),
            "foreign_prefix": self.tr("Có ký tự lạ đứng trước mã"),
            "letters_broken": self.tr("Chữ có dấu bị hỏng"),
            "other_code": self.tr("Không phải mẫu thử"),
        }[fault]

    def _advice(self, fault: Fault, finding: Finding) -> str:
        """What it is and what to do."""
        match fault:
            case "rewritten":
                return self.tr(
                    "Bộ gõ đang sửa chữ: Telex hay VNI coi chữ của máy quét là dấu. Tắt bộ gõ khi quét, "
                    "hoặc chuyển máy quét sang cổng COM; mã hồ sơ vẫn đọc được, tên trên thẻ thì phải so lại."
                )
            case "layout":
                return self.tr(
                    "Bàn phím không phải US: phím của máy quét ra chữ khác. Chọn bàn phím English (US) trong Windows, "
                    "hoặc quét mã cài đặt “USA keyboard” trong sách của máy quét."
                )
            case "caps_lock":
                return self.tr("Phím Caps Lock đang bật nên chữ hoa thành chữ thường. Tắt Caps Lock rồi quét lại.")
            case "no_enter":
                return self.tr(
                    "Máy quét không gửi Enter sau mã như đã chọn. Quét mã cài đặt “Add Enter (CR) suffix” trong sách "
                    "của máy quét, hoặc chọn “Không có” ở trên."
                )
            case "too_slow":
                return self.tr(
                    "Máy quét gửi chậm quá: cách nhau tới {0} ms, quầy tưởng là người gõ. Đặt “inter-character delay” "
                    "của máy quét về 0, hoặc dùng cổng COM."
                ).format(finding.gap_ms)
            case "lost":
                return self.tr(
                    "Thiếu ký tự trên đường tới máy tính. Cắm máy quét thẳng vào máy (không qua bộ chia USB), đặt "
                    "“inter-character delay” 5–10 ms, rồi quét lại."
                )
            case "foreign_prefix":
                return self.tr(
                    "Máy quét gửi “{0}” trước mã. Gõ đúng ký tự ấy vào ô “Ký tự đứng trước mã” ở trên, hoặc bỏ tiền tố "
                    "trong máy quét."
                ).format(finding.prefix)
            case "letters_broken":
                return self.tr(
                    "Chữ có dấu bị hỏng, chữ số vẫn đúng. Chuyển máy quét sang cổng COM (USB-COM) rồi chọn cổng ở "
                    "trên; chưa chuyển được thì tên trên thẻ phải so lại bằng mắt."
                )
            case "other_code":
                return self.tr("Vừa quét một mã khác. Hãy quét một trong hai mẫu đang hiện ở đây hoặc trên tờ in thử.")
            case _:
                return self.tr("Không nhận được chữ nào. Xem dây cắm, đèn của máy quét, rồi quét lại.")

    def retranslate(self) -> None:
        self._bars_name.setText(self.tr("Mẫu mã vạch"))
        self._square_name.setText(self.tr("Mẫu như thẻ căn cước"))
        self.square.setAccessibleName(self._square_name.text())
        self.box.retranslate()
        self.show_finding(self.finding)


def _now() -> int:
    return time.monotonic_ns() // 1_000_000
