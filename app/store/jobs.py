"""Print jobs: one row a printed event, and its steps. Rows are only ever added; triggers refuse the rest.

The job and its first step are written in the transaction of the `printed` event (`open_job`), so no paper can come out
of a copy that has no record. What the steps may be is `app.domain.jobs`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import msgspec

from app.domain.events import Event, Printed
from app.domain.jobs import OPEN, Job, State, Step, allowed, path_wrong
from app.errors import reject
from app.store import Connection, Store, micros, moment
from app.store.rounds import span

MOST = 500
"""Jobs a list returns at most."""

_JOB = "seq, dossier_id, code, form, version, copy, size, sha256, length, printed_at, doubt"  # in the order of `Job`
_LAST = "(SELECT s.state FROM print_step s WHERE s.job=j.seq ORDER BY s.step DESC LIMIT 1)"


def open_job(conn: Connection, event: Event, code: str, body: Printed, length: int, at: datetime, doubt: bool) -> Job:
    """The job of a `printed` event, queued. `length` of the bytes; `at`: what the page says when it was printed."""
    conn.execute(
        f"INSERT INTO print_job({_JOB}) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(event.seq, event.dossier_id, code, body.form, body.version, body.copy, body.size, body.sha256),
            *(length, micros(at), int(doubt)),
        ),
    )
    _write(conn, event.seq, 1, Step(state=State.QUEUED, at=event.device_at, actor=event.actor, printer=body.target))
    return job_of(conn, event.seq)


def add_step(conn: Connection, seq: int, step: Step) -> Job:
    """One step more. Rejected("job", job_move) when it may not follow the last, ("job", not_found)."""
    before = job_of(conn, seq)
    if not allowed(before.state, step.state):
        raise reject("job", "job_move", state=before.state.value, move=step.state.value)
    # Time inside a job never goes back, whatever the clock does.
    step = msgspec.structs.replace(step, at=max(step.at, before.last.at))
    _write(conn, seq, len(before.steps) + 1, step)
    return msgspec.structs.replace(before, steps=(*before.steps, step))


def _write(conn: Connection, seq: int, number: int, step: Step) -> None:
    conn.execute(
        "INSERT INTO print_step(job, step, state, at, actor, reason, printer, spool, detail) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(seq, number, step.state.value, micros(step.at), step.actor, step.reason, step.printer),
            *(step.spool, step.detail),
        ),
    )


def job_of(conn: Connection, seq: int) -> Job:
    """Rejected("job", not_found)."""
    found = _jobs(conn, "j.seq=?", (seq,))
    if not found:
        raise reject("job", "not_found")
    return found[0]


def last_copy(conn: Connection, dossier_id: str, form: str) -> Job | None:
    """The newest copy of one form; None before the first."""
    found = _jobs(conn, "j.dossier_id=? AND j.form=?", (dossier_id, form), "j.copy DESC", 1)
    return found[0] if found else None


def _jobs(
    conn: Connection, where: str, values: Iterable[Any], order: str = "j.seq", limit: int = MOST
) -> tuple[Job, ...]:
    rows = conn.execute(
        f"SELECT {_JOB} FROM print_job j WHERE {where} ORDER BY {order} LIMIT {limit}",  # noqa: S608
        tuple(values),
    ).fetchall()
    return tuple(_job(conn, row) for row in rows)


def _job(conn: Connection, row: tuple[Any, ...]) -> Job:
    steps = conn.execute(
        "SELECT state, at, actor, reason, printer, spool, detail FROM print_step WHERE job=? ORDER BY step", (row[0],)
    ).fetchall()
    facts = dict(zip(_JOB.split(", "), row, strict=True))
    facts |= {"printed_at": moment(facts["printed_at"]), "doubt": bool(facts["doubt"])}
    return Job(**facts, steps=tuple(_step(step) for step in steps))


def _step(row: tuple[Any, ...]) -> Step:
    state, at, actor, reason, printer, spool, detail = row
    return Step(
        state=State(state), at=moment(at), actor=actor, reason=reason, printer=printer, spool=spool, detail=detail
    )


class Jobs:
    """Reading jobs, one snapshot a call."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def _read(self, where: str, *values: Any, order: str = "j.seq") -> tuple[Job, ...]:
        with self._store.read() as conn:
            return _jobs(conn, where, values, order)

    def get(self, seq: int) -> Job:
        """Rejected("job", not_found)."""
        with self._store.read() as conn:
            return job_of(conn, seq)

    def of(self, dossier_id: str) -> tuple[Job, ...]:
        """Every copy of a dossier, in the order they were numbered."""
        return self._read("j.dossier_id=?", dossier_id)

    def last(self, dossier_id: str, form: str) -> Job | None:
        """The newest copy of one form."""
        with self._store.read() as conn:
            return last_copy(conn, dossier_id, form)

    def unconfirmed(self, day: date) -> tuple[Job, ...]:
        """Copies numbered on a day of Việt Nam of which neither the paper nor a pad's number is known, for the day's
        close; the oldest first."""
        return self._read(
            f"j.printed_at>=? AND j.printed_at<? AND {_LAST} NOT IN ('confirmed', 'padded')",
            *span(day),
        )

    def reprints(self, day: date) -> int:
        """How many second and further copies were numbered on a day of Việt Nam."""
        with self._store.read() as conn:
            count: int = conn.execute(
                "SELECT count(*) FROM print_job WHERE copy>1 AND printed_at>=? AND printed_at<?", span(day)
            ).fetchone()[0]
        return count

    def owed(self) -> tuple[Job, ...]:
        """Copies written on the numbered pad whose number was not entered yet, of all days."""
        return self._read(f"{_LAST}='pad_owed'")

    def open(self) -> tuple[Job, ...]:
        """Copies of which the spooler still has something to say."""
        return self._read(f"{_LAST} IN ({', '.join(repr(state.value) for state in sorted(OPEN))})")

    def begun(self) -> tuple[Job, ...]:
        """Copies that are committed and of which nothing is noted since."""
        return self._read(f"{_LAST}='queued'")


def findings(conn: Connection) -> tuple[tuple[str, str], ...]:
    """What is wrong, as (code, event): a printed event without its job, a job without its event, steps that are no
    allowed path."""
    found = [
        ("job_missing", str(seq))
        for (seq,) in conn.execute(
            "SELECT seq FROM event WHERE kind='printed' AND seq NOT IN (SELECT seq FROM print_job) ORDER BY seq"
        )
    ]
    found += [
        ("job_unowed", str(seq))
        for (seq,) in conn.execute(
            "SELECT j.seq FROM print_job j LEFT JOIN event e ON e.seq=j.seq AND e.kind='printed' "
            "AND e.dossier_id=j.dossier_id AND json_extract(CAST(e.body AS TEXT), '$.sha256')=j.sha256 "
            "AND json_extract(CAST(e.body AS TEXT), '$.copy')=j.copy "
            "AND json_extract(CAST(e.body AS TEXT), '$.form')=j.form "
            "WHERE e.seq IS NULL ORDER BY j.seq"
        )
    ]
    known = {state.value for state in State}
    ordered = conn.execute(
        "SELECT j.seq, s.step, s.state FROM print_job j LEFT JOIN print_step s ON s.job=j.seq ORDER BY j.seq, s.step"
    )
    for seq, rows in itertools.groupby(ordered, key=lambda row: row[0]):
        path = [(number, state) for _, number, state in rows]
        numbered = [number for number, _ in path] == list(range(1, len(path) + 1))
        if (
            not numbered
            or any(state not in known for _, state in path)
            or path_wrong(tuple(State(state) for _, state in path))
        ):
            found.append(("job_path_wrong", str(seq)))
    return tuple(found)
