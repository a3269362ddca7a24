"""What may be done with one printed copy, as a menu for the keyboard, and the line where a pad's number is entered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.domain.jobs import Job, State, allowed, leaves_doubt, may_repeat
from app.errors import Rejected
from ui import notices
from ui.page import Reply
from ui.printing import SAVED
from ui.theme import INSIDE
from ui.timeline import form_words, moment_words
from ui.widgets import CODE_WIDTH, Button, Column, Field, Line, Pill, Rows, Table

if TYPE_CHECKING:
    from ui.page import Desk


class Way(NamedTuple):
    """One thing that may be done. `key` names it for tests and for the order; `words` say it."""

    key: str
    words: str
    act: Callable[[], None]


def ways(desk: Desk, job: Job, latest: bool, ask_pad: Callable[[Job], None]) -> list[Way]:
    """All that may be done with a copy now, the likeliest first. `latest`: there is no newer copy of this form."""
    translate = QCoreApplication.translate
    copies, state = desk.copies, job.state
    found: list[Way] = []
    if allowed(state, State.CONFIRMED):
        found.append(Way("confirm", translate("copies", "Giấy đã ra (F9)"), lambda: copies.confirm(job)))
    if state in (State.SENT, State.STOPPED) and job.spool:
        found.append(
            Way("withdraw", translate("copies", "Hủy lệnh in này ở máy in"), lambda: copies.withdraw(job)),
        )
    if state in (State.SENT, State.DONE, State.UNKNOWN):
        found.append(Way("no_paper", translate("copies", "Không thấy giấy ra"), lambda: copies.no_paper(job)))
    if latest and state not in (State.QUEUED, State.STOPPED):
        found += _other_paper(desk, job)
    if allowed(state, State.PAD_OWED):
        words = translate("copies", "Đã viết tay trên phiếu in sẵn, nhập số sau")
        found.append(Way("pad_later", words, lambda: copies.pad(job)))
    if allowed(state, State.PADDED):
        words = translate("copies", "Nhập số phiếu in sẵn…")
        found.append(Way("pad", words, lambda: ask_pad(job)))
    return found


def _other_paper(desk: Desk, job: Job) -> list[Way]:
    """Another try: the printer in use, the others, a file. The same copy while it is certain that none came out; else
    a new one, and where nobody knows of this one, the new one says so."""
    translate = QCoreApplication.translate
    printing = desk.printing
    others = printing.seen.printers if printing.seen is not None else ()
    same = may_repeat(job)
    reason = translate("copies", "Không rõ bản trước đã ra giấy") if leaves_doubt(job) else ""
    reason = reason or translate("copies", "In lại tại quầy theo yêu cầu")

    def act(printer: str) -> Callable[[], None]:
        if same:
            return lambda: desk.copies.print_same(job, printer, Reply(None, None, desk))
        return lambda: desk.print_paper(job.code, job.form, reason=reason, printer=printer, owner=desk)

    found = []
    for printer in dict.fromkeys([*([printing.printer] if printing.printer else []), *others]):
        words = (
            translate("copies", "Gửi lại đúng bản này tới máy in {0}")
            if same
            else translate("copies", "In bản mới (bản in lại lần {1}) ở máy in {0}")
        )
        found.append(Way(f"print:{printer}", words.format(printer, job.copy + 1), act(printer)))
    words = (
        translate("copies", "Lưu đúng bản này thành tệp PDF")
        if same
        else translate("copies", "Lưu bản mới (bản in lại lần {0}) thành tệp PDF")
    )
    found.append(Way("print:pdf", words.format(job.copy + 1), act(SAVED)))
    return found


def show_ways(found: list[Way], under: QWidget) -> QMenu | None:
    """The menu under a button: arrows and Enter, Esc puts it away. None when nothing can be done."""
    if not found:
        return None
    # Not the button's own: what is under it is drawn anew whenever the system says something.
    menu = QMenu(under.window())
    menu.aboutToHide.connect(menu.deleteLater)
    for way in found:
        action = menu.addAction(way.words)
        action.setObjectName(way.key)
        action.triggered.connect(lambda _on=False, act=way.act: act())
    menu.setActiveAction(menu.actions()[0])
    menu.popup(under.mapToGlobal(QPoint(0, under.height() + 2)))
    return menu


def job_columns() -> list[Column]:
    """The columns of a list of copies: whose, how it stands, which paper, when."""
    translate = QCoreApplication.translate

    def one(value: object) -> Job:
        return cast("Job", value)

    def paper(value: object) -> str:
        copy = one(value).copy
        again, first = translate("copies", "bản in lại lần {0}"), translate("copies", "bản {0}")
        return f"{form_words(one(value).form)} · " + (again if copy > 1 else first).format(copy)

    def state(value: object) -> Pill:
        words, tone, glyph, _ = notices.copy_words(one(value))
        return Pill(words, tone, glyph)

    return [
        Column("code", lambda: translate("copies", "Mã hồ sơ"), lambda value: one(value).code, CODE_WIDTH, strong=True),
        Column("state", lambda: translate("copies", "Tình trạng"), state, 210),
        Column("paper", lambda: translate("copies", "Giấy"), paper, stretch=True),
        Column("at", lambda: translate("copies", "Lúc in"), lambda value: moment_words(one(value).printed_at), 170),
    ]


def chosen_jobs(table: Table, rows: Rows[Job]) -> list[Job]:
    """The selected copies of which somebody may say that the paper came out."""
    places = sorted(index.row() for index in table.selectionModel().selectedRows())
    jobs = rows.all()
    return [jobs[place] for place in places if place < len(jobs) and allowed(jobs[place].state, State.CONFIRMED)]


class PadLine(QWidget):
    """The number of the pre-printed slip that was written by hand instead of a copy."""

    ended = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self.number = Line()
        self.field = Field("", self.number)
        self.save = Button()
        self.save.clicked.connect(lambda _on: self.submit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(INSIDE)
        row.addWidget(self.field, 1)
        row.addWidget(self.save, 0, Qt.AlignmentFlag.AlignBottom)
        self.hide()
        self.retranslate()

    def open(self, job: Job) -> None:
        self._job = job
        self.number.setText(job.pad)
        self.field.set_problem("")
        self.show()
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        if self._job is not None:
            self._job = None
            self.hide()
            self.ended.emit()

    def submit(self) -> None:
        job, number = self._job, self.number.value()
        if job is None:
            return
        if not number:
            self.field.set_problem(self.tr("Gõ số in trên phiếu, hoặc Esc để nhập sau."))
            return

        def failed(error: Exception) -> None:
            if isinstance(error, Rejected):
                self.field.set_problem(" ".join(notices.sentence(problem) for problem in error.problems.values()))
            else:
                self._desk.failed(error)

        self._desk.copies.pad(job, number, failed)
        self.put_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        elif event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        self.field.set_label(self.tr("Số phiếu in sẵn"))
        self.save.setText(self.tr("Ghi số"))
