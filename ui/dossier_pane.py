"""The open dossier of F3: its card, what may be done, its papers and their scans, its past."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.dossier import Dossier
from app.domain.events import Kind, Printed
from app.domain.queue import State
from ui import notices
from ui.dossier_card import DossierCard, translated
from ui.hands import hold_words
from ui.moves import DANGEROUS, PAPER_AFTER, MoveStrip, move_words, offered, printable
from ui.page import FreshPaper
from ui.scans_card import ScansCard
from ui.theme import BETWEEN, INSIDE
from ui.timeline import Timeline, form_words, kind_words, moment_words
from ui.transfers import Transfers
from ui.widgets import Button, Card, Flow, Label, StatusPill

if TYPE_CHECKING:
    from app.domain.custody import Hold
    from app.domain.jobs import Job
    from app.office import Office
    from app.store.views import Moment
    from ui.copy_parts import PadLine
    from ui.page import Desk

COMMON = (Kind.CORRECTED, Kind.SUPPLEMENT_ASKED, Kind.WITHDRAWAL_ASKED, Kind.VOIDED)
"""Moves people ask for; when one is not offered, the page says why."""


class Opened(NamedTuple):
    """A dossier with its past, as read in one go."""

    dossier: Dossier
    moments: tuple[Moment, ...]
    jobs: tuple[Job, ...] = ()
    holds: tuple[Hold, ...] = ()


def read_opened(office: Office, dossier: Dossier) -> Opened:
    """A dossier with its past and its copies. On the desk thread."""
    return Opened(
        dossier,
        office.views.timeline(dossier.id),
        office.jobs.read.of(dossier.id),
        office.manifests.lists.holds(dossier.id),
    )


def sync_of(moments: Sequence[Moment]) -> State | None:
    """The delivery of a whole dossier: the worst of its events, None where nothing was owed."""
    states = {past.delivery for past in moments}
    return next((state for state in (State.QUARANTINED, State.WAITING, State.DELIVERED) if state in states), None)


def by_post(dossier: Dossier) -> bool:
    """Whether its result went out as a postal item whose number is noted: then the item's label can be printed."""
    back = dossier.handed_back
    return back is not None and back.by_post and bool(back.item_code) and not dossier.voided


class DossierPane(QWidget):
    """The parts, one under the other."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._opened: Opened | None = None
        self.card = DossierCard()
        self.card.reveal_wanted.connect(self._on_reveal)
        self.doing = Card()
        self._buttons = QWidget()
        self._flow = Flow(self._buttons)
        self._why = Label(role="hint", wrap=True)
        self.doing.box.addWidget(self._buttons)
        self.doing.box.addWidget(self._why)
        self.strip = MoveStrip(desk)
        self.strip.recorded.connect(self._on_recorded)
        self.papers = Card()
        self._again = Button(role="quiet", glyph="printer")
        self._again.clicked.connect(lambda _on: self.ask_reprint())
        self.label = Button(role="quiet", glyph="barcode")
        self.label.clicked.connect(lambda _on: self.print_label())
        self.papers.head.addWidget(self.label)
        self.papers.head.addWidget(self._again)
        self._copies = QVBoxLayout()
        self._copies.setSpacing(INSIDE)
        self._copy_rows: dict[int, QWidget] = {}
        self._pad: PadLine | None = None
        self._none = Label(role="hint", wrap=True)
        self.papers.box.addLayout(self._copies)
        self.papers.box.addWidget(self._none)
        self.scans = ScansCard(desk)
        self.past = Card()
        self.timeline = Timeline()
        self.hands = Label(role="hint", wrap=True)
        self.past.box.addWidget(self.hands)
        self.past.box.addWidget(self.timeline)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, INSIDE, 0)
        box.setSpacing(BETWEEN)
        self.transfers = Transfers()
        self.transfers.settled.connect(lambda _after: self.refresh())
        self.owed = Card()
        self.owed.box.addWidget(self.transfers)
        for part in (self.card, self.owed, self.doing, self.strip, self.papers, self.scans, self.past):
            box.addWidget(part)
        box.addStretch(1)

    @property
    def dossier(self) -> Dossier | None:
        return None if self._opened is None else self._opened.dossier

    def put(self, opened: Opened) -> None:
        """Shows a dossier; a strip that is open for another one is put away."""
        if self._opened is None or self._opened.dossier.id != opened.dossier.id:
            self.strip.put_away()
        self._opened = opened
        self._draw()

    def close_dossier(self) -> None:
        self.strip.put_away()
        if self._pad is not None:
            self._pad.put_away()
        self.card.hide_number()
        self._opened = None

    def ask(self, kind: Kind) -> None:
        """Opens the strip of a move."""
        dossier = self.dossier
        if dossier is None:
            return
        if kind is Kind.HANDED_BACK:
            self._desk.go("handback", dossier.code)
            return
        self.strip.open(kind, dossier)

    def ask_reprint(self, reason: str = "") -> None:
        """Ctrl+P: a numbered copy of one of its papers."""
        dossier = self.dossier
        if dossier is None:
            return
        if not printable(dossier):
            self._desk.toast(self.tr("Hồ sơ này chưa có giấy nào in được"))
            return
        self.strip.open(Kind.PRINTED, dossier, {"reason": reason} if reason else None)

    def print_label(self) -> None:
        """The label of the item that carries the result: a page of its own, and no copy of a form (docs/bars.md)."""
        dossier, clerk, office, printing = self.dossier, self._desk.clerk, self._desk.office, self._desk.printing
        if dossier is None or clerk is None:
            return
        code, resolution, name = dossier.code, printing.resolution, f"nhan-{dossier.code}"

        def make() -> bytes:
            return office.press.labels([(office.counter.find(code, clerk), "")], size="a5", resolution=resolution)

        def then(page: bytes) -> None:
            printing.send(name, page, lambda out: notices.tell_printed(self._desk, name, page, out), self)

        self._desk.run(make, then, owner=self)

    def refresh(self) -> None:
        """Reads the dossier anew; not a view of its own."""
        opened = self._opened
        if opened is None:
            return
        office, code = self._desk.office, opened.dossier.id

        def read() -> Opened | None:
            dossier = office.views.dossier(code)
            return None if dossier is None else read_opened(office, dossier)

        def then(now: Opened | None) -> None:
            if now is not None and self._opened is not None and now.dossier.id == self._opened.dossier.id:
                self.put(now)

        self._desk.run(read, then, owner=self)

    def retranslate(self) -> None:
        self.doing.set_heading(self.tr("Việc làm được"))
        self.owed.set_heading(self.tr("Tiền chuyển khoản"))
        self.papers.set_heading(self.tr("Giấy đã in"))
        self._none.setText(self.tr("Chưa in giấy nào của hồ sơ này."))
        if self._pad is not None:
            self._pad.retranslate()
        self.scans.retranslate()
        self.past.set_heading(self.tr("Quá trình xử lý"))
        self._again.setText(self.tr("In lại (Ctrl+P)"))
        self.label.setText(self.tr("In nhãn bưu gửi"))
        if self._opened is not None:
            self._draw()

    # --- drawing

    def _draw(self) -> None:
        opened = self._opened
        if opened is None:
            return
        dossier, moments = opened.dossier, opened.moments
        self.card.put(dossier, sync_of(moments), self._desk.office.store.clock.now())
        self._draw_actions(dossier)
        self._draw_copies(opened)
        self.scans.put(dossier)
        self.transfers.put(self._desk, dossier, code=False)
        self.owed.setVisible(bool(dossier.waiting))
        self.timeline.put(moments)
        words = hold_words(opened.holds, self._desk.office.store.clock.now())
        self.hands.setText(self.tr("Giấy tờ: {0}.").format(words))
        self.hands.setVisible(len(opened.holds) > 1)
        self._again.setEnabled(bool(printable(dossier)))
        self.label.setVisible(by_post(dossier))

    def _draw_actions(self, dossier: Dossier) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        moves = offered(dossier)
        for kind in moves:
            button = Button(move_words(kind), role="danger" if kind in DANGEROUS else "")
            button.setObjectName(kind.value)
            button.clicked.connect(self._asker(kind))
            self._flow.addWidget(button)
        self._buttons.setVisible(bool(moves))
        # A layout that wraps tells its height only when asked again.
        self._buttons.updateGeometry()
        self._why.setText(self._why_not(dossier, moves))
        self._why.setVisible(bool(self._why.text()))

    def _asker(self, kind: Kind) -> Callable[[], None]:
        return lambda: self.ask(kind)

    def _why_not(self, dossier: Dossier, moves: Sequence[Kind]) -> str:
        from app.wording import STATUS_WORDS

        refused = [move_words(kind).lower() for kind in COMMON if kind not in moves]
        if not refused:
            return ""
        state = translated(STATUS_WORDS["voided" if dossier.voided else str(int(dossier.status))])
        if not moves:
            return self.tr("Hồ sơ {0}: chỉ còn xem và in lại giấy tờ.").format(state)
        return self.tr("Hồ sơ {0} nên không làm được: {1}.").format(state, ", ".join(refused))

    def _draw_copies(self, opened: Opened) -> None:
        for gone in self._copy_rows.values():
            gone.hide()
            gone.deleteLater()
        self._copy_rows = {}
        printed = {past.seq: past for past in opened.moments if past.kind is Kind.PRINTED}
        newest = {job.form: job.seq for job in opened.jobs}
        for job in opened.jobs:
            past = printed.get(job.seq)
            if past is not None:
                row = self._copy_row(job, past, latest=newest[job.form] == job.seq)
                self._copies.addWidget(row)
                self._copy_rows[job.seq] = row
        self._none.setVisible(not opened.jobs)

    def _copy_row(self, job: Job, past: Moment, *, latest: bool) -> QWidget:
        """One copy: what it is, its state in words, and a button to what may be done."""
        words, tone, glyph, more = notices.copy_words(job)
        row = QWidget()
        pill = StatusPill()
        pill.show_as(words, tone, glyph)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(INSIDE)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(Label(self._copy_line(past), wrap=True))
        if job.pad or (more and latest and not job.confirmed):
            told.addWidget(Label(more, role="hint", wrap=True))
        line.addLayout(told, 1)
        line.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
        if not job.confirmed:
            other = Button(glyph="chevron-down", role="quiet")
            other.setObjectName("ways")
            other.setAccessibleName(self.tr("Cách khác: {0}").format(self._copy_line(past)))
            other.setToolTip(self.tr("Ghi kết quả bản in, hoặc cách khác (Shift+F9)"))
            other.clicked.connect(lambda _on: self.show_ways(job))
            line.addWidget(other, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _copy_line(self, past: Moment) -> str:
        body = cast("Printed", past.body)
        copy = self.tr("bản {0}").format(body.copy)
        if body.copy > 1:
            copy = self.tr("bản in lại lần {0}").format(body.copy)
        return " · ".join(filter(None, (form_words(body.form), copy, moment_words(past.at), body.reason)))

    # --- copies

    def open_copy(self) -> Job | None:
        """The copy that F9 confirms: the newest of all, unless it is confirmed."""
        from app.domain.jobs import State, allowed

        newest = self._opened.jobs[-1] if self._opened is not None and self._opened.jobs else None
        return newest if newest is not None and allowed(newest.state, State.CONFIRMED) else None

    def fresh(self) -> FreshPaper | None:
        """The paper whose bars nobody has read yet."""
        from app.print_jobs import awaited

        dossier = self.dossier
        if self._opened is None or dossier is None or awaited(self._opened.jobs) is None:
            return None
        return FreshPaper(frozenset({dossier.code, dossier.official_code} - {""}), False)

    def confirm_copy(self) -> None:
        """F9."""
        job = self.open_copy()
        if job is not None:
            self._desk.copies.confirm(job)

    def show_newest_ways(self) -> None:
        """Shift+F9: of the newest copy that is not confirmed."""
        jobs = () if self._opened is None else self._opened.jobs
        job = next((one for one in reversed(jobs) if not one.confirmed), None)
        if job is not None:
            self.show_ways(job)

    def show_ways(self, job: Job) -> QMenu | None:
        """What may be done with a copy."""
        opened = self._opened
        if opened is None:
            return None
        from ui.copy_parts import show_ways, ways

        latest = not any(one.form == job.form and one.seq > job.seq for one in opened.jobs)
        return show_ways(ways(self._desk, job, latest, self._ask_pad), self._copy_rows[job.seq])

    def _ask_pad(self, job: Job) -> None:
        if self._pad is None:
            from ui.copy_parts import PadLine

            self._pad = PadLine(self._desk)
            self.papers.box.addWidget(self._pad)
        self._pad.open(job)

    # --- doing

    def _on_reveal(self) -> None:
        dossier, clerk = self.dossier, self._desk.clerk
        if dossier is None or clerk is None:
            return
        counter, code = self._desk.office.counter, dossier.code
        self._desk.run(lambda: counter.find(code, clerk), lambda _found: self.card.reveal(), owner=self)

    def _on_recorded(self, kind: Kind, after: Dossier) -> None:
        self.refresh()
        if kind is Kind.PRINTED:
            self._desk.changed("dossiers")
            return
        self._desk.toast(self.tr("Đã ghi: {0}").format(kind_words(kind)))
        self._desk.changed("dossiers", "queue")
        form = PAPER_AFTER.get(kind)
        if form is not None and form in printable(after):
            self._desk.print_paper(after.code, form, then=lambda _outcome: self.refresh(), owner=self)
        elif kind is Kind.CORRECTED and any(after.prints.get(form, 0) for form in printable(after)):
            # What the citizen holds is no longer right: the next copy is one key away.
            self.strip.open(Kind.PRINTED, after, {"reason": self.tr("Đã sửa thông tin")})
