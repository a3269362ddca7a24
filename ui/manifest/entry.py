"""Where things come onto a list: the scan field, the counts of the line just scanned, a stop of a collection."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain.manifest import Direction, Line, Manifest
from ui.manifest.strips import Fields, count_of
from ui.widgets import Choice, Field
from ui.widgets import Line as Text


class ScanEntry(QWidget):
    """One code after the other; Tab leads to the counts of the line the cursor is on, Enter there keeps them."""

    scanned = Signal(str)
    counted = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.code, self.originals, self.copies, self.about = Text(), Text(), Text(), Text()
        self.how = Choice()
        self.refused = QCheckBox()
        self._line: Line | None = None
        self.named = {
            "code": Field("", self.code),
            "originals": Field("", self.originals),
            "copies": Field("", self.copies),
        }
        self.incoming = {"how": Field("", self.how), "note": Field("", self.about)}
        self._fields = Fields(*self.named.values(), most=3, shares=(4, 2, 1))
        self._back = Fields(*self.incoming.values(), most=2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._back)
        box.addWidget(self.refused)
        box.addWidget(self._fields)
        self.code.returnPressed.connect(self._on_code)
        for field in (self.originals, self.copies):
            field.setMaxLength(3)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.originals.returnPressed.connect(lambda: self.copies.setFocus(Qt.FocusReason.OtherFocusReason))
        self.copies.returnPressed.connect(self._on_counts)
        self.how.currentIndexChanged.connect(lambda _index: self._draw())
        self._incoming = False

    @property
    def result(self) -> bool:
        """What is scanned next is a result."""
        return not self._incoming or self.how.value() != "papers"

    def put(self, manifest: Manifest) -> None:
        self._incoming = manifest.direction is Direction.FROM_AGENCY
        self._draw()

    def show_line(self, line: Line | None) -> None:
        """The line the cursor is on: its counts may be set right."""
        self._line = line
        for field, count in ((self.originals, line and line.originals), (self.copies, line and line.copies)):
            field.setEnabled(line is not None)
            field.setText("" if count is None else str(count))

    def go_to_counts(self) -> None:
        if self._line is not None:
            self.originals.setFocus(Qt.FocusReason.OtherFocusReason)
            self.originals.selectAll()

    def step(self, by: int) -> None:
        """One original more or less, from the keys + and −."""
        if self._line is not None:
            self.counted.emit(max(0, self._line.originals + by), self._line.copies)

    def arrange(self, width: int) -> None:
        self._fields.arrange(width)
        self._back.arrange(width)

    def retranslate(self) -> None:
        self.named["code"].set_label(self.tr("Quét hoặc gõ mã hồ sơ, Enter"))
        self.named["originals"].set_label(self.tr("Dòng đang chọn: bản chính"))
        self.named["copies"].set_label(self.tr("Bản sao"))
        self.how.offer(
            [("result", self.tr("Kết quả giải quyết")), ("papers", self.tr("Giấy tờ trả lại, không có kết quả"))]
        )
        self.incoming["how"].set_label(self.tr("Cái quét tiếp theo là"))
        self.refused.setText(self.tr("Cơ quan từ chối hẳn, hồ sơ kết thúc"))
        self._draw()

    def _draw(self) -> None:
        self._back.setVisible(self._incoming)
        papers = self._incoming and self.how.value() == "papers"
        self.refused.setVisible(papers)
        words = self.tr("Lý do trả lại") if papers else self.tr("Số của kết quả")
        self.incoming["note"].set_label(words, optional=not papers)

    def _on_code(self) -> None:
        if code := self.code.value():
            self.code.clear()
            self.scanned.emit(code)

    def _on_counts(self) -> None:
        self.counted.emit(count_of(self.originals), count_of(self.copies))
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)


class StopEntry(QWidget):
    """One home to be called at."""

    planned = Signal(str, str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.who, self.phone, self.address, self.note = Text(), Text(), Text(), Text()
        self.named = {
            "who": Field("", self.who),
            "phone": Field("", self.phone, optional=True),
            "address": Field("", self.address),
            "note": Field("", self.note, optional=True),
        }
        self._fields = Fields(*self.named.values(), shares=(3, 3, 5, 3))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._fields)
        chain = (self.who, self.phone, self.address, self.note)
        for field, after in pairwise(chain):
            field.returnPressed.connect(lambda to=after: to.setFocus(Qt.FocusReason.OtherFocusReason))
        self.note.returnPressed.connect(self.submit)

    def submit(self) -> None:
        self.planned.emit(self.who.value(), self.phone.value(), self.address.value(), self.note.value())

    def clear(self) -> None:
        for field in (self.who, self.phone, self.address, self.note):
            field.clear()
        for named in self.named.values():
            named.set_problem("")
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self, width: int) -> None:
        self._fields.arrange(width)

    def retranslate(self) -> None:
        self.named["who"].set_label(self.tr("Đến nhà ai"))
        self.named["phone"].set_label(self.tr("Điện thoại"))
        self.named["address"].set_label(self.tr("Địa chỉ"))
        self.named["note"].set_label(self.tr("Lấy gì"))
        self.note.setPlaceholderText(self.tr("Enter để thêm điểm"))
