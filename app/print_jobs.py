"""What happens to a copy after it was committed: where it was sent, what the system says of it, whether paper is there.

One method, one transaction. A second paper is never made here silently: `again` hands out the bytes of the same copy
only while it is certain that none came out; else the next paper is a new copy (`Counter.print_paper`), and says so.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime

import msgspec

from app.domain.codes import normalise_scanned_code
from app.domain.dossier import fold
from app.domain.events import VIETNAM, Printed
from app.domain.jobs import Job, State, Step, allowed, may_repeat
from app.domain.text import clean
from app.errors import reject
from app.paper import Paper, Press
from app.people import Clerk
from app.store import Store
from app.store.jobs import Jobs, add_step, job_of
from app.store.ledger import events, find
from app.store.people import names_of

PAD_LONGEST = 40


class PrintJobs:
    """Threads may share it."""

    def __init__(self, store: Store, press: Press) -> None:
        self._store = store
        self._press = press
        self.read = Jobs(store)

    def of(self, code: str) -> tuple[Job, ...]:
        """Every copy of the dossier with this code, ours or the official one, in the order they were numbered."""
        with self._store.read() as conn:
            dossier = find(conn, normalise_scanned_code(code))
        return () if dossier is None else self.read.of(dossier.id)

    def last(self, code: str, form: str) -> Job | None:
        """The newest copy of one form of the dossier with this code."""
        with self._store.read() as conn:
            dossier = find(conn, normalise_scanned_code(code))
        return None if dossier is None else self.read.last(dossier.id, form)

    # ------------------------------------------------------------------ what became of it

    def note(
        self,
        seq: int,
        state: State,
        by: Clerk | None,
        *,
        reason: str = "",
        printer: str = "",
        spool: int = 0,
        detail: str = "",
    ) -> Job:
        """One step of a copy. `by` None: the system's own word. Rejected("job", job_move | not_found)."""
        with self._store.write() as conn:
            return add_step(conn, seq, self._step(state, by, reason, printer, spool, detail))

    def learn(self, seq: int, state: State, *, reason: str = "", printer: str = "", spool: int = 0) -> Job | None:
        """What the spooler says now; None when that is nothing new, or a person already knows better."""
        with self._store.write() as conn:
            job = job_of(conn, seq)
            known = (job.state, job.last.reason) == (state, reason)
            if known or not allowed(job.state, state):
                return None
            return add_step(conn, seq, self._step(state, None, reason, printer, spool, ""))

    def _step(
        self, state: State, by: Clerk | None, reason: str = "", printer: str = "", spool: int = 0, detail: str = ""
    ) -> Step:
        actor = "" if by is None else by.id
        now = self._store.clock.now()
        return Step(state=state, at=now, actor=actor, reason=reason, printer=printer, spool=spool, detail=detail)

    def interrupted(self, before: datetime) -> tuple[Job, ...]:
        """At a start, which was `before`: copies numbered earlier of which nothing is noted since. The program ended
        between the commit and the spooler's answer, so nobody knows; they are shown and never sent again by
        themselves."""
        return tuple(
            job
            for begun in self.read.begun()
            if begun.printed_at < before
            and (job := self.learn(begun.seq, State.UNKNOWN, reason="interrupted")) is not None
        )

    def confirm(self, seq: int, by: Clerk) -> Job:
        """A person says that the paper is there."""
        return self.note(seq, State.CONFIRMED, by, reason="person")

    def no_paper(self, seq: int, by: Clerk) -> Job:
        """A person says that no paper came out. It may still come: the next copy will say so."""
        return self.note(seq, State.FAILED, by, reason="no_paper")

    def scanned(self, code: str, by: Clerk) -> Job | None:
        """The bars of a dossier's paper were read: confirms its newest copy that waits for that. None when none does.

        Rejected("code", not_found)."""
        with self._store.write() as conn:
            dossier = find(conn, normalise_scanned_code(code))
            if dossier is None:
                raise reject("code", "not_found")
            waiting = awaited(self.read.of(dossier.id))
            if waiting is None:
                return None
            return add_step(conn, waiting.seq, self._step(State.CONFIRMED, by, "scan"))

    # ------------------------------------------------------------------ the same copy again, another way

    def again(self, seq: int, by: Clerk, printer: str) -> Paper:
        """The same copy once more, to `printer`: queued anew, then its bytes.

        Rejected("job", copy_may_be_out) unless it is certain that no paper came out; ("job", copy_not_same) when the
        page cannot be made again to the byte (the form or the program changed): then only a new copy is honest.
        """
        with self._store.write() as conn:
            job = job_of(conn, seq)
            if not may_repeat(job):
                raise reject("job", "copy_may_be_out", copy=job.copy)
            past = events(conn, job.dossier_id, seq)
            printed = past[-1]
            assert isinstance(printed.body, Printed)
            paper = self._press.render(
                job.form,
                fold(past[:-1]),
                size=job.size,
                copy=job.copy,
                printed_at=job.printed_at.astimezone(VIETNAM),
                printed_by=names_of(conn).get(printed.actor, ""),
                reason=printed.body.reason,
                history=past[:-1],
                resolution=printed.body.resolution,
                doubt=job.doubt,
            )
            if hashlib.sha256(paper.bytes).hexdigest() != job.sha256:
                raise reject("job", "copy_not_same", copy=job.copy)
            add_step(conn, seq, self._step(State.QUEUED, by, "again", printer))
        return paper

    def pad(self, seq: int, by: Clerk, number: str = "") -> Job:
        """The paper was written by hand on the numbered pad; "" when its number is entered later.

        Rejected("number", too_long), ("job", job_move)."""
        tidy = clean(number)
        if len(tidy) > PAD_LONGEST:
            raise reject("number", "too_long", most=PAD_LONGEST)
        if tidy:
            return self.note(seq, State.PADDED, by, detail=tidy)
        return self.note(seq, State.PAD_OWED, by)

    # ------------------------------------------------------------------ lists

    def unconfirmed(self, day: date) -> tuple[Job, ...]:
        """See `Jobs.unconfirmed`."""
        return self.read.unconfirmed(day)


def awaited(jobs: tuple[Job, ...]) -> Job | None:
    """The copy that a scan of the dossier's code would confirm: the newest of all, unless it is confirmed, a file or on
    the pad. An older one is not asked about any more: a scan cannot tell copies apart."""
    newest = jobs[-1] if jobs else None
    return newest if newest is not None and awaits_scan(newest) else None


def awaits_scan(job: Job) -> bool:
    """Whether paper of this copy is expected here, and nobody has seen it yet."""
    return allowed(job.state, State.CONFIRMED) and job.state not in (State.SAVED, State.PADDED)


def described(job: Job) -> dict[str, object]:
    """A copy and its way, for `quay show --json`."""
    return {
        "seq": job.seq,
        "form": job.form,
        "copy": job.copy,
        "size": job.size,
        "version": job.version,
        "sha256": job.sha256,
        "state": job.state.value,
        "doubt": job.doubt,
        "pad": job.pad,
        "steps": [
            {**msgspec.to_builtins(step), "at": step.at.astimezone(VIETNAM).isoformat(), "state": step.state.value}
            for step in job.steps
        ],
    }
