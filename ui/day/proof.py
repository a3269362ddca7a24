"""Step 5: what the one-stop system holds of the day beside what was sent, and the certificate of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.errors import Problem
from ui import notices
from ui.day.step import StepView
from ui.queue.apart import proof_words
from ui.theme import BETWEEN
from ui.timeline import reason_words
from ui.widgets import Button, Facts, Label, Sentence

if TYPE_CHECKING:
    from ui.page import Desk


class ProofStep(StepView):
    """F12 asks for the proof; it comes when the courier's thread has looked."""

    key = "proof"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._asked: date | None = None
        self._barred = ""
        self.state = Sentence()
        self.facts = Facts()
        self.hint = Label(role="hint", wrap=True)
        self.certificate = Button(glyph="printer")
        self.certificate.clicked.connect(lambda _on: self.print_certificate())
        self.apart = Button(glyph="shield-check")
        self.apart.clicked.connect(lambda _on: desk.go("queue", "apart"))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(BETWEEN)
        line.addWidget(self.certificate)
        line.addWidget(self.apart)
        line.addStretch(1)
        for part in (self.state, self.facts, row, self.hint):
            self.content.addWidget(part)
        desk.looked.connect(self._on_looked)

    def retranslate(self) -> None:
        self.certificate.setText(self.tr("In giấy chứng nhận"))
        self.apart.setText(self.tr("Xem chỗ khác nhau ở F5"))
        self.hint.setText(self.tr("Máy hỏi tỉnh từng hồ sơ đã gửi trong ngày. Chỗ nào thiếu máy tự gửi lại."))

    def draw(self) -> None:
        assert self.reading is not None
        proof, state = self.reading.proof, self.reading.closing.step("proof")
        self.certificate.setEnabled(proof is not None)
        found = None if proof is None else proof.found
        self.facts.setVisible(found is not None and self._asked is None)
        self.apart.setVisible(found is not None and bool(found.differs + found.behind + found.missing))
        if found is not None:
            self.facts.show_facts(
                [
                    (self.tr("Đã hỏi tỉnh"), self.tr("{0} hồ sơ").format(found.looked)),
                    (self.tr("Khớp"), str(found.same + found.there + found.ahead)),
                    (self.tr("Khác hoặc thiếu"), str(found.differs + found.behind + found.missing)),
                    (self.tr("Chưa hỏi được"), str(found.unread + found.left)),
                ]
            )
        if self._asked is not None:
            self.state.say("plain", self.tr("Đang đối chiếu…"))
        elif self._barred:
            self.state.say("warn", reason_words(self._barred))
        elif proof is not None:
            self.state.say(*proof_words(proof))
        elif state.left:
            self.state.say("warn", self.tr("Chưa đối chiếu: {0} hồ sơ đã gửi trong ngày.").format(state.left))
        else:
            self.state.say("ok", self.tr("Trong ngày chưa có hồ sơ nào gửi xong, nên không có gì để đối chiếu."))

    def primary_words(self) -> str:
        return self.tr("F12 Đối chiếu")

    def primary_glyph(self) -> str:
        return "shield-check"

    def primary_ready(self) -> bool:
        return self.reading is not None and self._asked is None

    def primary(self) -> None:
        sync, clerk = self.desk.sync, self.desk.clerk
        if sync is None:
            self._barred = "no_server"
            self.state.say("warn", notices.sentence(Problem("no_server")))
            self.moved.emit()
            return
        if self.reading is None or clerk is None or self._asked is not None:
            return
        self._asked, self._barred = self.reading.closing.date, ""
        self.draw()
        self.moved.emit()
        sync.prove(self._asked, clerk.name)

    def may_pass(self) -> bool:
        return self._asked is None

    def known_reason(self) -> str:
        offline = self.desk.sync is None or bool(self._barred or getattr(self.desk.report, "stopped", ""))
        return self.tr("Không có mạng") if offline else ""

    def reasons(self) -> tuple[str, ...]:
        if self.known_reason():
            return (self.known_reason(),)
        proof = None if self.reading is None else self.reading.proof
        return () if proof is None else (self.tr("Chỗ khác nhau máy đang gửi lại"),)

    def _on_looked(self, looking: object) -> None:
        if getattr(looking, "day", None) is not None and self._asked is not None:
            self._asked, self._barred = None, str(getattr(looking, "stopped", ""))
            self.acted.emit()

    def print_certificate(self) -> None:
        """One page of the newest proof of the day; printing it again gives the same page."""
        clerk, office, printing = self.desk.clerk, self.desk.office, self.desk.printing
        proof = None if self.reading is None else self.reading.proof
        if clerk is None or proof is None:
            return
        name = f"chung-nhan-gui-{proof.day:%y%m%d}"

        def make() -> bytes:
            from app.certificate import certificate

            return certificate(office, proof.day, clerk, printing.resolution)

        def then(page: bytes) -> None:
            printing.send(name, page, lambda out: notices.tell_printed(self.desk, name, page, out), self)

        self.desk.run(make, then, owner=self)
