"""Print jobs: what became of each numbered copy. One table says which steps may follow which; nothing else decides.

A job's steps are only ever added to; its present state is the last. "Máy in báo xong" (`DONE`) is the system's word and
no proof of paper: only a scan of the paper or a person confirms it.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec


class State(StrEnum):
    QUEUED = "queued"
    """Committed with its number; nobody has taken it yet."""
    SENT = "sent"
    """The spooler took it."""
    STOPPED = "stopped"
    """The spooler holds it and cannot go on; the reason says why."""
    DONE = "done"
    """The system says it is finished."""
    SAVED = "saved"
    """Kept as a file instead."""
    CONFIRMED = "confirmed"
    """The paper is there: its bars were read, or a person said so."""
    FAILED = "failed"
    CANCELLED = "cancelled"
    """Withdrawn from the spooler."""
    UNKNOWN = "unknown"
    """Nobody can say whether paper came out."""
    PAD_OWED = "pad_owed"
    """Written by hand on the numbered pad, whose number is still to be entered."""
    PADDED = "padded"
    """Written by hand; the step's detail is the pad's number."""


S = State
_OPEN = {S.DONE, S.CONFIRMED, S.FAILED, S.CANCELLED, S.UNKNOWN, S.PAD_OWED, S.PADDED}

MOVES: dict[State | None, frozenset[State]] = {
    # A paper printed before there were jobs begins as unknown.
    None: frozenset({S.QUEUED, S.UNKNOWN}),
    # The paper may be quicker than the note that the spooler took it.
    S.QUEUED: frozenset({S.SENT, S.SAVED, S.FAILED, S.UNKNOWN, S.CONFIRMED}),
    S.SENT: frozenset(_OPEN | {S.STOPPED}),
    S.STOPPED: frozenset(_OPEN | {S.SENT, S.STOPPED}),
    S.DONE: frozenset({S.CONFIRMED, S.FAILED, S.PAD_OWED, S.PADDED}),
    S.SAVED: frozenset({S.CONFIRMED, S.PAD_OWED, S.PADDED}),
    S.CONFIRMED: frozenset(),
    # QUEUED: the same copy again, where `may_repeat`; the rest: what is learnt later.
    S.FAILED: frozenset({S.QUEUED, S.CONFIRMED, S.PAD_OWED, S.PADDED}),
    S.CANCELLED: frozenset({S.QUEUED, S.CONFIRMED, S.PAD_OWED, S.PADDED}),
    S.UNKNOWN: frozenset(_OPEN | {S.SENT, S.STOPPED, S.SAVED}),
    S.PAD_OWED: frozenset({S.PADDED}),
    S.PADDED: frozenset({S.PADDED, S.CONFIRMED}),
}

_NOT_BEGUN = (
    *("roll_not_there", "roll_in_use", "roll_denied", "roll_no_usb"),
    *("roll_paper_out", "roll_cover_open", "roll_stopped"),
)
NO_PAPER = frozenset(
    {(S.FAILED, "refused"), (S.FAILED, "disk"), (S.CANCELLED, "withdrawn"), *((S.FAILED, code) for code in _NOT_BEGUN)}
)
"""State and reason in which it is certain that nothing was printed: the spooler never took it, the file was not
written, it was taken out of the spooler before the printer had begun, or the receipt printer was sent no byte."""

PAD = frozenset({S.PAD_OWED, S.PADDED})
OPEN = frozenset({S.SENT, S.STOPPED})
"""What the spooler still has to say something about."""
IN_DOUBT = frozenset({S.QUEUED, S.SENT, S.STOPPED, S.UNKNOWN})


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step. `actor` "": the system's own word. `spool` is the spooler's number of the job, 0 where there is none.
    `detail`: the file's name of SAVED, the pad's number of PADDED."""

    state: State
    at: datetime
    actor: str = ""
    reason: str = ""
    printer: str = ""
    spool: int = 0
    detail: str = ""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One numbered copy. `seq` is its event; `sha256` and `length` are of its bytes; `doubt`: the page says that the
    copy before may be out too."""

    seq: int
    dossier_id: str
    code: str
    form: str
    version: str
    copy: int
    size: str
    sha256: str
    length: int
    printed_at: datetime
    doubt: bool
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        """Names the job in the spooler, and the file: no personal data."""
        return f"{self.code}_{self.form}_{self.copy}"

    @property
    def last(self) -> Step:
        return self.steps[-1]

    @property
    def state(self) -> State:
        return self.last.state

    @property
    def printer(self) -> str:
        """Where it was sent last; "" of none."""
        return next((step.printer for step in reversed(self.steps) if step.printer), "")

    @property
    def spool(self) -> int:
        """The spooler's number since it was last sent; 0 where the spooler never took it or has no numbers."""
        for step in reversed(self.steps):
            if step.state is State.QUEUED:
                return 0
            if step.spool:
                return step.spool
        return 0

    @property
    def pad(self) -> str:
        """The pad's number, once it is known."""
        return self.last.detail if self.state is State.PADDED else ""

    @property
    def confirmed(self) -> bool:
        """Whether nothing is left to do: the paper is there, or the pad's number is."""
        return self.state in (State.CONFIRMED, State.PADDED)


def allowed(before: State | None, after: State) -> bool:
    """Whether `after` may follow; None: the first step."""
    return after in MOVES[before]


def may_repeat(job: Job) -> bool:
    """Whether the same copy may be sent once more: only while it is certain that no paper came out, ever."""
    return (job.last.state, job.last.reason) in NO_PAPER


def leaves_doubt(job: Job) -> bool:
    """Whether the next copy has to say that this one may be out too."""
    last = next((step for step in reversed(job.steps) if step.state not in PAD), job.last)
    return _doubtful(last)


def _doubtful(step: Step) -> bool:
    if step.state in (State.FAILED, State.CANCELLED):
        return (step.state, step.reason) not in NO_PAPER
    return step.state in IN_DOUBT


def path_wrong(steps: tuple[State, ...]) -> bool:
    """Whether stored steps are no allowed path."""
    before: State | None = None
    for after in steps:
        if not allowed(before, after):
            return True
        before = after
    return before is None
