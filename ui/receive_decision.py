"""Two inline strips above the foot: the wording of a request for papers (Form 02) and of a refusal (Form 03).

Neither is a dialog: the form stays in view, Esc puts the strip away, F12 prints. A refusal asks by doing: without a
reason in words nothing happens.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.events import Missing
from ui.theme import BETWEEN, GROUP, INSIDE, Tone, tokens
from ui.widgets import Button, DateEdit, Field, Flow, Icon, Label, Line, Note


class _Strip(QFrame):
    """A tinted strip with a heading and room for fields."""

    closed = Signal()
    changed = Signal()

    def __init__(self, tone: Tone, glyph: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self._heading = Label(role="strong")
        self._about = Label(role="label", wrap=True)
        self.reason = Note(2)
        self.reason.textChanged.connect(self.changed)
        self.reason_field = Field("", self.reason)
        self.reason.textChanged.connect(lambda: self.reason_field.set_problem(""))
        self.by_name = {"reason": self.reason_field}
        """The fields by the counter's names for them."""
        self._close = Button(role="quiet", glyph="x")
        self._close.setFixedWidth(40)
        self._close.clicked.connect(lambda _on: self.closed.emit())
        head = QHBoxLayout()
        head.setSpacing(INSIDE)
        head.addWidget(Icon(glyph, size=20, tone=tone))
        head.addWidget(self._heading)
        head.addWidget(self._about, 1)
        head.addWidget(self._close)
        self.fields = QHBoxLayout()
        self.fields.setSpacing(BETWEEN)
        self.fields.addWidget(self.reason_field, 3)
        box = QVBoxLayout(self)
        box.setContentsMargins(GROUP, 4, GROUP, 10)
        box.setSpacing(2)
        box.addLayout(head)
        box.addLayout(self.fields)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it was asked for, in front or not."""
        return not self.isHidden()

    def stops(self) -> list[QWidget]:
        """In the order of the eye."""
        return [self.reason, self._close]

    def forget_problems(self) -> None:
        for field in self.by_name.values():
            field.set_problem("")

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(t.tint(self._tone)))
        painter.fillRect(0, 0, self.width(), 1, QColor(t.line))
        painter.end()

    def retranslate(self) -> None:
        self._close.setToolTip(self.tr("Đóng (Esc)"))
        self._close.setAccessibleName(self.tr("Đóng"))


class SupplementStrip(_Strip):
    """Form 02: the reason begins as the list of what is missing and follows it until the clerk words it herself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warn", "file-warning", parent)
        self._proposed = ""
        self.deadline = DateEdit()
        self.deadline.changed.connect(lambda _day: self.changed.emit())
        self.deadline_field = Field("", self.deadline, optional=True)
        self.by_name["deadline"] = self.deadline_field
        self.fields.addWidget(self.deadline_field, 1, Qt.AlignmentFlag.AlignTop)

    def stops(self) -> list[QWidget]:
        return [self.reason, self.deadline, self._close]

    def open(self, missing: tuple[Missing, ...]) -> None:
        self.propose(missing)
        self.show()
        self.reason.setFocus()
        self.reason.moveCursor(QTextCursor.MoveOperation.End)

    def propose(self, missing: tuple[Missing, ...]) -> None:
        """Names what is missing, unless other words stand there already."""
        words = self.tr("Thiếu: %s.").replace("%s", "; ".join(self._spoken(paper) for paper in missing))
        stands = self.reason.value()
        if stands in ("", self._proposed) and stands != words:  # set only when new: the cursor keeps its place
            self.reason.setPlainText(words if missing else "")
        self._proposed = words

    def words(self) -> str:
        return self.reason.value()

    def day(self) -> date | None:
        return self.deadline.day()

    def clear(self) -> None:
        self._proposed = ""
        self.reason.clear()
        self.deadline.set_day(None)
        self.forget_problems()
        self.hide()

    def _spoken(self, paper: Missing) -> str:
        counts = []
        if paper.originals:
            counts.append(self.tr("%n bản chính").replace("%n", str(paper.originals)))
        if paper.copies:
            counts.append(self.tr("%n bản sao").replace("%n", str(paper.copies)))
        return f"{paper.name} ({', '.join(counts)})" if counts else paper.name

    def retranslate(self) -> None:
        super().retranslate()
        self._heading.setText(self.tr("Phiếu yêu cầu bổ sung"))
        self._about.setText(self.tr("Xem lại lý do rồi nhấn F12 để in. Esc để quay lại hồ sơ."))
        self.reason_field.set_label(self.tr("Lý do"))
        self.deadline_field.set_label(self.tr("Hạn bổ sung"))


class RefusalStrip(_Strip):
    """Form 03: a reason in words, and the law it stands on when the clerk knows it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("danger", "file-x", parent)
        self.legal_basis = Line()
        self.legal_basis.setMaxLength(300)
        self.legal_basis.textEdited.connect(lambda _text: self.changed.emit())
        self.basis_field = Field("", self.legal_basis, optional=True)
        self.by_name["legal_basis"] = self.basis_field
        self.fields.addWidget(self.basis_field, 2, Qt.AlignmentFlag.AlignTop)
        self._common = QWidget()
        self._flow = Flow(self._common)
        self._buttons: list[Button] = []
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addSpacing(INSIDE)
        layout.addWidget(self._common)

    def stops(self) -> list[QWidget]:
        return [self.reason, self.legal_basis, *self._buttons, self._close]

    def open(self) -> None:
        self.show()
        self.reason.setFocus()

    def words(self) -> str:
        return self.reason.value()

    def clear(self) -> None:
        self.reason.clear()
        self.legal_basis.clear()
        self.forget_problems()
        self.hide()

    def _use(self, words: str) -> None:
        self.reason.setPlainText(words)
        self.reason.setFocus()
        self.reason.moveCursor(QTextCursor.MoveOperation.End)

    def retranslate(self) -> None:
        super().retranslate()
        self._heading.setText(self.tr("Từ chối tiếp nhận"))
        self._about.setText(self.tr("Ghi lý do cụ thể rồi nhấn F12 để in phiếu từ chối. Esc để quay lại hồ sơ."))
        self.reason_field.set_label(self.tr("Lý do từ chối"))
        self.basis_field.set_label(self.tr("Căn cứ pháp luật"))
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        for words in (
            self.tr("Thủ tục không thuộc thẩm quyền giải quyết của cơ quan này."),
            self.tr("Người yêu cầu không thuộc đối tượng thực hiện thủ tục."),
            self.tr("Giấy tờ bị tẩy xóa, sửa chữa nội dung."),
        ):
            button = Button(words, role="chip")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on, words=words: self._use(words))
            self._flow.addWidget(button)
            self._buttons.append(button)
