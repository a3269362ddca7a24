"""What becomes of printed copies: each is handed to the system, asked about until it is settled, and every step noted.

The order is: committed with its job, handed over, the spooler's number noted, then whatever the system says. Nothing is
ever handed over twice here: after a stop between two of these the copy is `unknown`, is shown, and a person decides.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from app.domain.jobs import OPEN, Job, State, allowed
from ui.page import Reply
from ui.printing import SAVED, Outcome, file_name

if TYPE_CHECKING:
    from datetime import datetime

    from app.paper import Paper
    from ui.page import Desk
    from ui.spooler import Told

log = logging.getLogger("quay.print")

VERDICT_S = 6.0
"""How long whoever printed is kept waiting for the system's word; what comes later is still noted and shown."""
ASK_MS, SLOWLY_MS = 250, 3000
QUICK_S = 20.0
"""How long the system is asked at the quick pace after the last copy."""
LOST_AFTER = 40
"""Questions without an answer after which nobody will know any more: ten seconds at the quick pace."""
FILES = (SAVED, "file")


class Followed:
    """One copy of which the system still has something to say."""

    def __init__(self, job: Job, reply: Reply | None) -> None:
        self.job, self.reply = job, reply
        self.since = time.monotonic()
        self.silent = 0


class Copies(QObject):
    """The window's hand on the print jobs."""

    moved = Signal(object)
    """A `Job` with its newest step."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._followed: dict[int, Followed] = {}
        self._asking = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._ask)

    @property
    def busy(self) -> bool:
        """Whether somebody still waits for the first word about a copy."""
        return any(one.reply is not None for one in self._followed.values())

    def close(self) -> None:
        self._timer.stop()
        self._followed.clear()

    # ------------------------------------------------------------------ printing

    def print_new(self, code: str, form: str, reason: str, printer: str, reply: Reply) -> None:
        """A new numbered copy; see `Desk.print_paper`."""
        desk, clerk = self._desk, self._desk.clerk
        if clerk is None:
            raise RuntimeError("nobody is logged in")
        counter, jobs, printing = desk.office.counter, desk.office.jobs, desk.printing
        size, target = printing.size, printer or printing.target
        resolution = printing.resolution_of(printer) if printer else printing.resolution

        def make() -> tuple[Paper, Job]:
            paper = counter.print_paper(code, form, size, clerk, target=target, reason=reason, resolution=resolution)
            job = jobs.last(code, form)
            assert job is not None
            return paper, job

        def made(done: tuple[Paper, Job]) -> None:
            desk.changed("dossiers")
            self._hand_over(done[1], done[0].bytes, target, reply)

        desk.run(make, made, lambda error: self._failed(error, reply), owner=self)

    def print_same(self, job: Job, printer: str, reply: Reply) -> None:
        """The same copy once more; refused unless it is certain that no paper came out."""
        desk, clerk = self._desk, self._desk.clerk
        if clerk is None:
            raise RuntimeError("nobody is logged in")
        jobs = desk.office.jobs

        def made(paper: Paper) -> None:
            self._hand_over(job, paper.bytes, printer, reply)

        desk.run(
            lambda: jobs.again(job.seq, clerk, printer), made, lambda error: self._failed(error, reply), owner=self
        )

    def _failed(self, error: Exception, reply: Reply) -> None:
        if reply.failed is not None and shiboken6.isValid(reply.owner):
            reply.failed(error)
        else:
            self._desk.failed(error)

    def _hand_over(self, job: Job, document: bytes, printer: str, reply: Reply) -> None:
        self._desk.clear_banner("print")
        self._desk.printing.send(
            job.name, document, lambda outcome: self._on_handed(job, outcome, reply), self, printer
        )

    def _on_handed(self, job: Job, outcome: Outcome, reply: Reply) -> None:
        from pathlib import Path

        state = {"sent": State.SENT, "printed": State.SENT, "saved": State.SAVED}.get(outcome.kind, State.FAILED)
        detail = Path(outcome.path).name if state is State.SAVED else ""
        clerk, jobs = self._desk.clerk, self._desk.office.jobs

        def note() -> Job:
            handed = jobs.note(
                job.seq,
                state,
                clerk,
                reason=outcome.reason,
                printer=outcome.printer,
                spool=outcome.spool,
                detail=detail,
            )
            # A receipt printer that was asked has said so before `send` came back.
            done = outcome.kind == "printed"
            return (jobs.learn(job.seq, State.DONE, printer=outcome.printer) if done else None) or handed

        def noted(now: Job) -> None:
            if now.state is State.SENT and now.spool:
                self._follow(now, reply)
                self._tell(now)
            else:
                self._settle(now, outcome, reply)

        def not_noted(error: Exception) -> None:
            # The paper may be out and the disk full: said, and found again as unknown at the next start.
            self._desk.failed(error)
            reply.ended(outcome)

        self._desk.run(note, noted, not_noted, owner=self)

    def _settle(self, job: Job, outcome: Outcome, reply: Reply | None) -> None:
        """The first word that says something: whoever printed hears it, and so does the clerk."""
        from ui import notices

        self._tell(job)
        notices.tell_copy(self._desk, job, outcome)
        if reply is not None:
            reply.ended(outcome)

    def _tell(self, job: Job) -> None:
        self.moved.emit(job)
        self._desk.changed("papers")

    # ------------------------------------------------------------------ asking the system

    def _follow(self, job: Job, reply: Reply | None) -> None:
        self._followed[job.seq] = Followed(job, reply)
        self._timer.start(ASK_MS)

    def _ask(self) -> None:
        if self._asking or not self._followed:
            if not self._followed:
                self._timer.stop()
            return
        newest = max(one.since for one in self._followed.values())
        pace = ASK_MS if time.monotonic() - newest < QUICK_S else SLOWLY_MS
        if self._timer.interval() != pace:
            self._timer.setInterval(pace)
        self._asking = True
        wanted = [(one.job.seq, one.job.printer, one.job.spool, file_name(one.job.name)) for one in self._all()]

        def ask() -> dict[int, Told | None]:
            from ui import spooler

            return {seq: spooler.told(printer, spool, name) for seq, printer, spool, name in wanted}

        self._desk.printing.ask(ask, self._on_told, self._on_not_told, self)

    def _all(self) -> list[Followed]:
        return list(self._followed.values())

    def _on_not_told(self, error: Exception) -> None:
        from ui import notices

        self._asking = False
        log.error("the spooler could not be asked: %s", notices.place(error))
        left, self._followed = self._all(), {}
        for one in left:
            self._settle(one.job, outcome_of(one.job), one.reply)

    def _on_told(self, answers: dict[int, Told | None]) -> None:
        self._asking = False
        for seq, told in answers.items():
            one = self._followed.get(seq)
            if one is None:
                continue
            if told is not None:
                one.silent = 0
                self._learn(one, told.state, told.reason)
            else:
                one.silent += 1
                if one.silent >= LOST_AFTER:
                    self._learn(one, State.UNKNOWN, "silent")
            if one.reply is not None and time.monotonic() - one.since >= VERDICT_S:
                reply, one.reply = one.reply, None
                self._settle(one.job, outcome_of(one.job), reply)

    def _learn(self, one: Followed, state: State, reason: str) -> None:
        """Notes what is new."""
        seq, jobs = one.job.seq, self._desk.office.jobs
        if (one.job.state, one.job.last.reason) == (state, reason):
            return
        if not allowed(one.job.state, state):
            self._followed.pop(seq, None)
            return

        def learnt(job: Job | None) -> None:
            if job is None:
                return
            one.job = job
            if job.state not in OPEN:
                self._followed.pop(seq, None)
            if job.state is State.SENT:
                self._desk.clear_banner("print")  # the printer goes on
                self._tell(job)
                return
            reply, one.reply = one.reply, None
            self._settle(job, outcome_of(job), reply)

        self._desk.run(lambda: jobs.learn(seq, state, reason=reason), learnt, owner=self)

    # ------------------------------------------------------------------ what a person says

    def confirm(self, job: Job) -> None:
        """The paper is there."""
        words = QCoreApplication.translate("copies", "Đã ghi là giấy đã ra: {0}").format(job.name)
        self._note(job, lambda jobs, clerk: jobs.confirm(job.seq, clerk), said=words)

    def scanned(self, code: str, proven: Callable[[], None], otherwise: Callable[[], None]) -> None:
        """The bars of a paper were read: `proven` when that confirms a copy, else `otherwise`."""
        clerk, jobs = self._desk.clerk, self._desk.office.jobs
        if clerk is None:
            return

        def noted(job: Job | None) -> None:
            if job is None:
                otherwise()
                return
            self._followed_no_more(job)
            proven()
            self._desk.toast(QCoreApplication.translate("copies", "Giấy đã ra, mã quét được: {0}").format(job.name))

        self._desk.run(lambda: jobs.scanned(code, clerk), noted, owner=self)

    def no_paper(self, job: Job) -> None:
        """No paper came out, as far as anybody sees."""
        self._note(job, lambda jobs, clerk: jobs.no_paper(job.seq, clerk))

    def pad(self, job: Job, number: str = "", failed: Callable[[Exception], None] | None = None) -> None:
        """Written on the numbered pad; "" when its number is entered later."""
        self._note(job, lambda jobs, clerk: jobs.pad(job.seq, clerk, number), failed)

    def _note(
        self,
        job: Job,
        step: Callable[..., Job],
        failed: Callable[[Exception], None] | None = None,
        said: str = "",
    ) -> None:
        clerk, jobs = self._desk.clerk, self._desk.office.jobs
        if clerk is None:
            return

        def noted(now: Job) -> None:
            self._followed_no_more(now)
            if said:
                self._desk.toast(said)

        self._desk.run(lambda: step(jobs, clerk), noted, failed, owner=self)

    def _followed_no_more(self, job: Job) -> None:
        """A person knows better than the system: whoever waits hears it, and nobody is asked again."""
        one = self._followed.pop(job.seq, None)
        self._desk.clear_banner("print")
        self._tell(job)
        if one is not None and one.reply is not None:
            one.reply.ended(outcome_of(job))

    def withdraw(self, job: Job) -> None:
        """Takes it out of the spooler; what the spooler then says of it is noted as always."""

        def take() -> bool:
            from ui import spooler

            return spooler.withdraw(job.printer, job.spool)

        def taken(_done: bool) -> None:
            if job.seq not in self._followed:
                self._follow(job, None)
            self._timer.start(ASK_MS)
            self._ask()

        self._desk.printing.ask(take, taken, self._desk.failed, self)

    # ------------------------------------------------------------------ after a start

    def resume(self, before: datetime) -> None:
        """What a run `before` this one left open: asked about by number, or by name where the number was not noted."""
        jobs = self._desk.office.jobs
        self._desk.run(lambda: (jobs.interrupted(before), jobs.read.open()), self._on_left, owner=self)

    def _on_left(self, left: tuple[Sequence[Job], Sequence[Job]]) -> None:
        interrupted, open_ = left
        for job in open_:
            if job.spool:
                self._follow(job, None)
        named = [(job, job.printer, file_name(job.name)) for job in interrupted]
        if not named:
            return

        def look() -> list[tuple[Job, int, Told]]:
            from ui import spooler

            found = []
            for job, printer, name in named:
                known = spooler.look_up(printer, name) if spooler.there() and printer not in FILES else None
                if known is not None:
                    found.append((job, *known))
            return found

        self._desk.printing.ask(look, lambda found: self._on_found(interrupted, found), self._desk.failed, self)

    def _on_found(self, interrupted: Sequence[Job], found: list[tuple[Job, int, Told]]) -> None:
        jobs = self._desk.office.jobs

        def note() -> list[Job]:
            now = {job.seq: job for job in interrupted}
            for job, spool, told in found:
                learnt = jobs.learn(job.seq, told.state, reason=told.reason, printer=job.printer, spool=spool)
                if learnt is not None:
                    now[job.seq] = learnt
            return list(now.values())

        def noted(left: list[Job]) -> None:
            for job in left:
                self._tell(job)
                if job.state in OPEN:
                    self._follow(job, None)
            self._say_left([job for job in left if job.state is State.UNKNOWN])

        self._desk.run(note, noted, owner=self)

    def _say_left(self, unknown: list[Job]) -> None:
        if not unknown:
            return
        translate = QCoreApplication.translate
        words = translate(
            "copies",
            "Chương trình đã tắt giữa lúc in {0} giấy ({1}). Không in lại tự động; hãy xem khay giấy rồi ghi kết quả.",
        ).format(len(unknown), ", ".join(job.name for job in unknown[:3]))
        self._desk.banner(
            "warn",
            words,
            (translate("copies", "Xem"), lambda: self._desk.go("queue", "papers")),
            key="print_left",
        )


def outcome_of(job: Job) -> Outcome:
    """A copy's state in the words of whoever printed it."""
    last = job.last
    match last.state:
        case State.DONE | State.CONFIRMED:
            return Outcome("printed", job.printer, spool=job.spool)
        case State.SAVED:
            return Outcome("saved", path=last.detail)
        case State.SENT | State.STOPPED | State.UNKNOWN:
            return Outcome("sent", job.printer, reason=last.reason, spool=job.spool)
        case _:
            return Outcome("failed", job.printer, reason=last.reason, spool=job.spool)
