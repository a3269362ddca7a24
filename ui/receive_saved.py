"""What was just stored: the code in large type, when to come back, what to give back, each paper's way to the printer.

Shows committed facts only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.counter import Receipt
from app.domain.dossier import Dossier
from app.domain.events import Status
from ui import notices
from ui.page import Desk, FreshPaper
from ui.printing import Outcome
from ui.receive_parts import Fact, Notice
from ui.receive_procedure import moment
from ui.theme import BETWEEN, GROUP, INSIDE, SECTION, Tone
from ui.widgets import Button, Card, CodeLabel, ElidedLabel, Label, Rule, StatusPill, dong

if TYPE_CHECKING:
    from app.domain.jobs import Job
    from ui.copy_parts import PadLine
    from ui.transfers import Transfers


class SavedCard(Card):
    """The result of the last save, until the next person is begun."""

    reprint = Signal(str)
    """A form's name."""
    settled = Signal()
    """Somebody said what became of a transfer."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._pad: PadLine | None = None
        self.receipt: Receipt | None = None
        self._change: int | None = None
        self.states: dict[str, Outcome | str] = {}
        self.jobs: dict[str, Job] = {}
        """The newest copy of each form, as far as it has been handed over."""
        self._rows: dict[str, tuple[Label, StatusPill, Label, Button, Button]] = {}
        self._pill = StatusPill()
        self.code = CodeLabel()
        self._who = ElidedLabel(points=SECTION, bold=True)
        self._what = Label(role="label", wrap=True)
        self._due = Fact("calendar-days", role="section")
        self._money = Fact("wallet", role="section")
        self._warnings = Notice()
        self.transfers: Transfers | None = None
        self._orders = QVBoxLayout()
        self._papers_head = Label(role="label")
        self._papers = QGridLayout()
        self._papers.setHorizontalSpacing(BETWEEN)
        self._papers.setVerticalSpacing(INSIDE)
        self._papers.setColumnStretch(2, 1)
        self._next = Label(role="hint", wrap=True)
        top = QHBoxLayout()
        top.addWidget(self._pill)
        top.addStretch(1)
        facts = QVBoxLayout()
        facts.setSpacing(INSIDE)
        for part in (self._due, self._money, self._warnings):
            facts.addWidget(part)
        self.code.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.setContentsMargins(GROUP, 20, GROUP, 20)
        self.box.addLayout(top)
        self.box.addWidget(self.code)
        self.box.addWidget(self._who)
        self.box.addWidget(self._what)
        self.box.addLayout(facts)
        self.box.addLayout(self._orders)
        self.box.addWidget(Rule())
        self.box.addWidget(self._papers_head)
        self.box.addLayout(self._papers)
        self.box.addStretch(1)
        self.box.addWidget(self._next)

    def show_receipt(self, receipt: Receipt, change: int | None) -> None:
        """`change` in đồng goes back to the citizen; None or 0 when nothing does."""
        self.receipt, self._change = receipt, change
        self.states = dict.fromkeys(receipt.papers, "printing")
        self.jobs = {}
        if self.pad.isVisible():
            self.pad.put_away()
        for row in self._rows.values():
            gone: tuple[QWidget, ...] = row
            for part in gone:
                self._papers.removeWidget(part)
                part.hide()
                part.deleteLater()
        self._rows = {}
        for line, form in enumerate(receipt.papers):
            name, state, detail = Label(), StatusPill(), Label(role="hint", wrap=True)
            again, other = Button(glyph="printer"), Button(glyph="chevron-down")
            detail.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            again.clicked.connect(lambda _on, form=form: self.reprint.emit(form))
            other.clicked.connect(lambda _on, form=form: self.show_ways(form))
            for column, part in enumerate((name, state, detail, again, other)):
                self._papers.addWidget(part, line, column)
            self._rows[form] = (name, state, detail, again, other)
        self.code.set_code(receipt.dossier.code)
        self._show_transfers(receipt.dossier)
        self.retranslate()

    def _on_settled(self, after: Dossier) -> None:
        if self.receipt is not None and self.receipt.dossier.id == after.id:
            self.receipt = msgspec.structs.replace(self.receipt, dossier=after)
            self._show_transfers(after)
            self.settled.emit()

    def _show_transfers(self, dossier: Dossier) -> None:
        """What is paid by transfer; its parts are loaded with the first."""
        if self.transfers is None and dossier.waiting:
            from ui.transfers import Transfers

            self.transfers = Transfers()
            self.transfers.settled.connect(self._on_settled)
            self._orders.addWidget(self.transfers)
        if self.transfers is not None:
            self.transfers.put(self._desk, dossier, code=True)

    def set_state(self, form: str, state: Outcome | str) -> None:
        """ "printing", "failed" (the copy could not be made), or what became of it at the printer."""
        if form in self._rows:
            self.states[form] = state
            self._show_state(form)

    @property
    def pad(self) -> PadLine:
        """Made with the first receipt: until then nothing of printing is loaded."""
        if self._pad is None:
            from ui.copy_parts import PadLine

            self._pad = PadLine(self._desk)
            self.box.insertWidget(self.box.indexOf(self._next) - 1, self._pad)
            self._desk.copies.moved.connect(self._on_moved)
        return self._pad

    def _on_moved(self, job: Job) -> None:
        receipt = self.receipt
        known = self.jobs.get(job.form)
        if receipt is None or job.dossier_id != receipt.dossier.id or job.form not in self._rows:
            return
        if known is None or job.seq >= known.seq:
            self.jobs[job.form] = job
            self._show_state(job.form)

    def open_copy(self) -> Job | None:
        """The copy that F9 confirms: the newest of which nobody knows that it is there."""
        from app.domain.jobs import State, allowed

        open_ = [job for job in self.jobs.values() if allowed(job.state, State.CONFIRMED)]
        return max(open_, key=lambda job: job.seq, default=None)

    def confirm(self) -> None:
        """F9: the paper is there."""
        job = self.open_copy()
        if job is not None:
            self._desk.copies.confirm(job)

    def show_newest_ways(self) -> None:
        """Shift+F9: of the copy that F9 would confirm, else of the newest."""
        job = self.open_copy() or max(self.jobs.values(), key=lambda job: job.seq, default=None)
        if job is not None:
            self.show_ways(job.form)

    def show_ways(self, form: str) -> QMenu | None:
        """What else may be done with the copy of a form."""
        from ui.copy_parts import show_ways, ways

        job = self.jobs.get(form)
        return None if job is None else show_ways(ways(self._desk, job, True, self.pad.open), self._rows[form][4])

    def fresh(self) -> FreshPaper | None:
        """The paper whose bars nobody has read yet."""
        from app.print_jobs import awaits_scan

        receipt = self.receipt
        if receipt is None or not any(awaits_scan(job) for job in self.jobs.values()):
            return None
        return FreshPaper(frozenset({receipt.dossier.code, receipt.dossier.official_code} - {""}), True)

    def summary(self) -> str:
        """One line for the foot once the next person has begun."""
        if self.receipt is None:
            return ""
        words = [self.receipt.dossier.code]
        words += [f"{self._form_name(form)}: {_lower(self._state_words(form)[0])}" for form in self._rows]
        return " · ".join(words)

    @property
    def unprinted(self) -> bool:
        """Whether a paper has not come out as it should."""
        return any(self._state_words(form)[1] == "danger" for form in self._rows)

    def _show_state(self, form: str) -> None:
        name, pill, detail, again, other = self._rows[form]
        words, tone, glyph, more = self._state_words(form)
        name.setText(self._form_name(form))
        pill.show_as(words, tone, glyph)
        pill.setMinimumWidth(pill.sizeHint().width())
        detail.setText(more)
        again.setText(self.tr("In lại"))
        again.setAccessibleName(f"{self.tr('In lại')}: {self._form_name(form)}")
        again.setEnabled(self.states[form] != "printing")
        other.setText(self.tr("Cách khác"))
        other.setAccessibleName(self.tr("Cách khác (Shift+F9): {0}").format(self._form_name(form)))
        other.setToolTip("Shift+F9")
        other.setEnabled(form in self.jobs)

    def _state_words(self, form: str) -> tuple[str, Tone, str, str]:
        state, job = self.states[form], self.jobs.get(form)
        if job is not None and state != "failed":
            words, tone, glyph, more = notices.copy_words(job)
            path = state.path if isinstance(state, Outcome) and state.kind == "saved" else ""
            return words, tone, glyph, notices.printed(state) if path and isinstance(state, Outcome) else more
        if state == "printing":
            return self.tr("Đang in"), "plain", "hourglass", ""
        if isinstance(state, str):
            return self.tr("Chưa in được"), "danger", "circle-alert", self.tr("Hồ sơ đã lưu vẫn an toàn.")
        return self.tr("Đang in"), "plain", "hourglass", ""

    def _form_name(self, form: str) -> str:
        names = {
            "01": self.tr("Giấy tiếp nhận và hẹn trả"),
            "02": self.tr("Phiếu yêu cầu bổ sung"),
            "03": self.tr("Phiếu từ chối"),
            "phieu-gui": self.tr("Phiếu gửi hồ sơ"),
            "bien-lai": self.tr("Giấy thu tiền"),
        }
        return names.get(form, form)

    def retranslate(self) -> None:
        self._next.setText(
            self.tr("Quét thẻ hoặc gõ thủ tục để nhận hồ sơ tiếp theo. Ctrl+N: thủ tục khác của cùng người này.")
        )
        self._papers_head.setText(self.tr("Giấy in"))
        if self._pad is not None:
            self._pad.retranslate()
        receipt = self.receipt
        if receipt is None:
            return
        dossier = receipt.dossier
        status = dossier.status
        if status is Status.AT_DESK:
            self._pill.show_as(self.tr("Đã lập phiếu yêu cầu bổ sung, chưa tiếp nhận"), "warn", "file-warning")
        elif status is Status.NOT_RECEIVED:
            self._pill.show_as(self.tr("Đã từ chối tiếp nhận"), "danger", "file-x")
        else:
            self._pill.show_as(self.tr("Đã lưu"), "ok", "check")
        self.setAccessibleName(f"{self._pill.text()} {dossier.code}")
        self._who.set_text(dossier.filing.applicant.full_name)
        self._what.setText(dossier.filing.procedure.name)
        self._due.say(self.tr("Hẹn trả %s").replace("%s", moment(dossier.due_at)) if dossier.due_at else "")
        self._money.say(self.tr("Trả lại %s").replace("%s", dong(self._change)) if self._change else "")
        self._warnings.say("\n".join(dict.fromkeys(notices.sentence(problem) for problem in receipt.warnings)))
        for form in self._rows:
            self._show_state(form)


def _lower(words: str) -> str:
    """Inside a sentence: "Đã lưu tệp PDF" → "đã lưu tệp PDF"."""
    return words[:1].lower() + words[1:]


__all__ = ["SavedCard"]
