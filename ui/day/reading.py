"""What F6 has read of the ledger at one moment, in one piece of work on the desk thread."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from app.domain.closing import Closing, Gap
from app.domain.day import Day
from app.domain.jobs import Job
from app.domain.proof import Proof
from app.domain.queue import Item, State, Summary
from app.domain.zreport import ZReport
from app.store.views import Today

if TYPE_CHECKING:
    from app.office import Office

MOST_ITEMS = 500
"""Items of the queue that are listed; how many there are is always whole."""


class Reading(NamedTuple):
    """`today` is the date of now, `closing.date` that of the open day. `report` is that of the day closed last;
    `newest` are the copies that no later one of the same form has replaced."""

    today: date
    closing: Closing
    counts: Today
    copies: tuple[Job, ...]
    newest: frozenset[int]
    items: tuple[Item, ...]
    summary: Summary
    gaps: tuple[Gap, ...]
    proof: Proof | None
    last: Day | None
    report: ZReport | None
    opener: str

    @property
    def closed_today(self) -> bool:
        """Whether today has its report, so that nothing more can be opened."""
        return self.closing.day is None and self.last is not None and self.last.date == self.today

    @property
    def overdue(self) -> bool:
        """Whether the day that is open is not today's."""
        return self.closing.day is not None and self.closing.day.date < self.today


def read(office: Office) -> Reading:
    """On the desk thread."""
    book = office.day
    closing, last = book.closing(), book.last()
    jobs = {
        job.seq: job
        for code in dict.fromkeys(closing.step("papers").codes)
        for job in office.jobs.of(code)
        if not job.confirmed and (last is None or job.seq > (last.closed_seq or 0))
    }
    jobs |= {job.seq: job for job in office.jobs.read.owed()}
    copies = tuple(jobs[seq] for seq in sorted(jobs))
    newest = {(job.dossier_id, job.form): job.seq for job in copies}
    waiting = closing.step("send").left > 0
    names = {one.id: one.name for one in office.people.all()}
    return Reading(
        today=office.store.clock.today(),
        closing=closing,
        counts=office.views.today(closing.date),
        copies=copies,
        newest=frozenset(newest.values()),
        items=(
            office.outbox.items(MOST_ITEMS, State.QUARANTINED) + office.outbox.items(MOST_ITEMS, State.WAITING)
            if waiting
            else ()
        ),
        summary=office.outbox.summary(),
        gaps=book.gaps(),
        proof=office.proofs.of(closing.date),
        last=last,
        report=None if last is None else book.zreport(last.number),
        opener="" if closing.day is None else names.get(closing.day.opened_by, ""),
    )
