"""The end of the rail: what the report will say is shown once more, the manager signs with her PIN, and the day is
closed for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.errors import Rejected
from app.people import Clerk
from ui import notices
from ui.day.facts import Figures
from ui.day.signature import Signature
from ui.day.step import StepView
from ui.day.words import CLOSE, difference_words, short_drawer, step_title
from ui.widgets import Label, Sentence

if TYPE_CHECKING:
    from ui.page import Desk


class CloseStep(StepView):
    """F12 closes. `closed` gives the day's number."""

    key = CLOSE

    closed = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._busy = False
        self.state = Sentence()
        self.facts = Figures()
        self.signature = Signature(desk)
        self.signature.signed.connect(self.primary)
        self.signature.typed.connect(self.moved)
        self.problem = Label(role="problem", wrap=True)
        self.hint = Label(role="hint", wrap=True)
        for part in (self.state, self.facts, self.signature, self.problem, self.hint):
            self.content.addWidget(part)
        self.problem.hide()

    def retranslate(self) -> None:
        self.signature.retranslate()
        self.hint.setText(self.tr("Khóa rồi không mở lại. Việc ghi sau nằm ở phần “thuộc ngày trước” của báo cáo sau."))

    def draw(self) -> None:
        assert self.reading is not None
        self._busy = False
        closing = self.reading.closing
        facts = []
        for number, state in enumerate(closing.steps, 1):
            words = {"done": self.tr("xong"), "left": self.tr("còn {0}").format(state.left)}.get(state.state, "")
            if state.state == "passed":
                words = self.tr("bỏ qua, còn {0}: “{1}” ({2})").format(state.left, state.reason, state.by)
            facts.append((f"{number}. {step_title(state.step)}", words))
        facts += [
            (short_drawer(drawer.drawer), difference_words(drawer.reckoning.difference)[1])
            for drawer in closing.drawers
            if drawer.reckoning is not None
        ]
        facts.append((self.tr("Còn chờ gửi"), self.tr("{0} mục").format(closing.waiting + closing.quarantined)))
        if closing.unrefunded:
            owed = self.tr("{0} hồ sơ đã hủy hoặc từ chối").format(len(closing.unrefunded))
            facts.append((self.tr("Tiền chưa trả lại"), owed))
        self.facts.show_facts(facts)
        if not closing.ready and self.signature.pin.hasFocus():
            self.rest()
        self.signature.setVisible(closing.ready)
        self.hint.setVisible(closing.ready)
        if closing.ready:
            self.state.say("ok", self.tr("Đủ điều kiện khóa sổ. Trưởng bưu cục ký bằng mã PIN."))
        else:
            left = ", ".join(step_title(one.step) for one in closing.steps if one.state == "left")
            self.state.say("warn", self.tr("Chưa khóa sổ được. Còn bước: {0}.").format(left))

    def opened(self) -> None:
        self.signature.opened()
        if self.reading is not None and self.reading.closing.ready:
            self.focus(self.signature.pin)
        else:
            self.rest()

    def left(self) -> None:
        self.problem.hide()

    def primary_words(self) -> str:
        return self.tr("F12 Khóa sổ")

    def primary_glyph(self) -> str:
        return "lock"

    def primary_ready(self) -> bool:
        ready = self.reading is not None and self.reading.closing.ready
        return ready and not self._busy and not self.signature.waiting

    def primary(self) -> None:
        if self.primary_ready():
            self.problem.hide()
            self.signature.verify(self._close)

    def _close(self, manager: Clerk) -> None:
        clerk, day = self.desk.clerk, self.desk.office.day
        if clerk is None:
            return
        self._busy = True
        self.moved.emit()
        self.desk.run(lambda: day.close(clerk, manager).number, self.closed.emit, self._on_refused, owner=self)

    def _on_refused(self, error: Exception) -> None:
        """Something came between: the page reads anew and says which step it is."""
        if isinstance(error, Rejected):
            self.problem.setText(" ".join(dict.fromkeys(notices.sentence(one) for one in error.problems.values())))
            self.problem.show()
        else:
            self.desk.failed(error)
        self.acted.emit()
