"""What the close of a day asks for and tells: what is left to do, the day's facts by their own date, other counters.

Everything is read from the caller's transaction, so that a report and the fact that freezes it are of one moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

import msgspec

from app.domain.day import Day
from app.domain.dossier import DRAWERS
from app.domain.events import CASH, HandedBack, Kind
from app.domain.manifest import ENDED
from app.domain.zreport import (
    LISTED,
    SECTIONS,
    Listed,
    OtherCounter,
    OtherDay,
    Section,
    SectionName,
    Unconfirmed,
    ZReport,
)
from app.errors import Trouble
from app.store import Connection, Store, days, micros, moment
from app.store.drawers import day_of
from app.store.proofs import newest
from app.store.rounds import span
from app.store.tallies import HERE


def listed(codes: Iterable[str]) -> Listed:
    """Each once, in their order."""
    found = list(dict.fromkeys(codes))
    return Listed(count=len(found), codes=tuple(found[:LISTED]))


def open_manifests(conn: Connection) -> Listed:
    marks = ", ".join("?" * len(ENDED))
    rows = conn.execute(
        f"SELECT number FROM manifest WHERE ledger=? AND progress NOT IN ({marks}) ORDER BY opened, number",  # noqa: S608
        (HERE, *(one.value for one in ENDED)),
    )
    return listed(number for (number,) in rows)


def unconfirmed(conn: Connection, after: int) -> tuple[Unconfirmed, ...]:
    """Copies numbered after an event of which neither the paper nor a pad's number is known."""
    rows = conn.execute(
        "SELECT code, form, copy FROM print_job j WHERE j.seq>? AND (SELECT s.state FROM print_step s "
        "WHERE s.job=j.seq ORDER BY s.step DESC LIMIT 1) NOT IN ('confirmed', 'padded') ORDER BY j.seq",
        (after,),
    )
    return tuple(Unconfirmed(code=code, form=form, copy=copy) for code, form, copy in rows)


def reprints(conn: Connection, after: int) -> int:
    """Second and further copies numbered after an event."""
    count: int = conn.execute("SELECT count(*) FROM print_job WHERE seq>? AND copy>1", (after,)).fetchone()[0]
    return count


def unsent(conn: Connection) -> tuple[Listed, Listed]:
    """Dossiers with something undelivered: those that wait, and those of which something is set aside."""
    rows = conn.execute(
        "SELECT coalesce(d.official_code, d.code), sum(o.state='quarantined')>0 FROM outbox o "
        "JOIN dossier d ON d.dossier_id=o.dossier_id WHERE o.state IN ('waiting', 'quarantined') "
        "GROUP BY o.dossier_id ORDER BY min(o.seq)"
    ).fetchall()
    return listed(code for code, apart in rows if not apart), listed(code for code, apart in rows if apart)


def delivered(conn: Connection, day: date, since: int) -> Listed:
    """Dossiers of which something was delivered on a day of Việt Nam after a moment (microseconds)."""
    start, end = span(day)
    rows = conn.execute(
        "SELECT DISTINCT coalesce(d.official_code, d.code) FROM outbox o JOIN dossier d ON d.dossier_id=o.dossier_id "
        "WHERE o.acknowledged_at>=? AND o.acknowledged_at<? AND o.acknowledged_at>? AND o.receipt<>'nothing_to_send'",
        (start, end, since),
    )
    return listed(code for (code,) in rows)


def queue(conn: Connection) -> tuple[int, int]:
    """How many items wait, and how many are set aside."""
    waiting, apart = conn.execute(
        "SELECT coalesce(sum(state='waiting'), 0), coalesce(sum(state='quarantined'), 0) FROM outbox "
        "WHERE state IN ('waiting', 'quarantined')"
    ).fetchone()
    return waiting, apart


def pads_owed(conn: Connection) -> Listed:
    """Copies written on the numbered pad whose number was not entered yet, of all days."""
    rows = conn.execute(
        "SELECT j.code FROM print_job j WHERE j.seq IN (SELECT job FROM print_step WHERE state='pad_owed') "
        "AND (SELECT s.state FROM print_step s WHERE s.job=j.seq ORDER BY s.step DESC LIMIT 1)='pad_owed' "
        "ORDER BY j.seq"
    )
    return listed(code for (code,) in rows)


def papers_left(conn: Connection, after: int) -> Listed:
    """Dossiers with a paper of the day that nobody confirmed, or with a pad's number to enter."""
    return listed((*(one.code for one in unconfirmed(conn, after)), *pads_owed(conn).codes))


def unproven(conn: Connection, day: date) -> Listed:
    """Dossiers that were delivered on a day and that no look at the one-stop system has proven since."""
    proof = newest(conn, day)
    since = delivered(conn, day, -1 if proof is None else micros(proof.at))
    if proof is None:
        return since
    found = proof.found
    short = found.unread + found.left + found.behind + found.missing
    return Listed(count=since.count + short, codes=since.codes)


class _Receipt(msgspec.Struct):
    received_at: datetime


_CAME = msgspec.json.Decoder(_Receipt)
_WENT = msgspec.json.Decoder(HandedBack)

_COUNTED: dict[str, str] = {
    Kind.RECEIVED.value: "received",
    Kind.HANDED_BACK.value: "handed_back",
    Kind.REFUSED.value: "refused",
    Kind.SUPPLEMENT_ASKED.value: "supplement_asked",
    Kind.SUPPLEMENTED.value: "supplemented",
    Kind.VOIDED.value: "voided",
}
_MONEY = (Kind.FEE_COLLECTED.value, Kind.FEE_REFUNDED.value)


def _own_date(kind: str, at: int, body: bytes) -> date:
    """When a fact happened by its own word: a paper record that is entered later was received earlier."""
    happened = moment(at)
    if kind == Kind.RECEIVED:
        happened = _CAME.decode(body).received_at
    elif kind == Kind.HANDED_BACK:
        happened = _WENT.decode(body).handed_at or happened
    return day_of(happened)


class Told(NamedTuple):
    """The dossiers' facts of a day, in the sections of its report, and those that were voided."""

    sections: tuple[Section, ...]
    voided: Listed


def sections_of(conn: Connection, after: int, upto: int, day: date) -> Told:
    """The facts of dossiers with the numbers (`after`, `upto`], parted by their own date."""
    counts: dict[SectionName, dict[str, int]] = {name: {} for name in SECTIONS}
    codes: dict[SectionName, list[str]] = {name: [] for name in SECTIONS}
    money = {name: dict.fromkeys(DRAWERS, 0) for name in SECTIONS}
    where: dict[int, SectionName] = {}
    voided: list[str] = []
    kinds = (*_COUNTED, *_MONEY)
    rows = conn.execute(
        "SELECT e.seq, e.kind, e.at, CASE WHEN e.kind IN ('received', 'handed_back') THEN e.body END, "  # noqa: S608
        "coalesce(d.official_code, d.code) FROM event e JOIN dossier d ON d.dossier_id=e.dossier_id "
        f"WHERE e.seq>? AND e.seq<=? AND e.kind IN ({', '.join('?' * len(kinds))}) ORDER BY e.seq",
        (after, upto, *kinds),
    )
    for seq, kind, at, body, code in rows:
        own = _own_date(kind, at, body)
        name: SectionName = "of_day" if own == day else "before" if own < day else "after"
        where[seq] = name
        if what := _COUNTED.get(kind):
            counts[name][what] = counts[name].get(what, 0) + 1
        if name != "of_day":
            codes[name].append(code)
        if kind == Kind.VOIDED:
            voided.append(code)
    moved = conn.execute(
        "SELECT seq, drawer, amount FROM movement WHERE ledger=? AND seq>? AND seq<=? AND method=? "
        "AND what IN ('collected', 'refunded')",
        (HERE, after, upto, CASH),
    )
    for seq, drawer, amount in moved:
        money[where[seq]][drawer] += amount
    sections = tuple(
        Section(
            name=name,
            **counts[name],
            state=money[name]["state"],
            post=money[name]["post"],
            dossiers=listed(codes[name]),
        )
        for name in SECTIONS
    )
    return Told(sections, listed(voided))


def others(ledgers: Mapping[str, Store | Trouble | None], before: ZReport | None) -> tuple[OtherCounter, ...]:
    """The branch's other counters as a page shows them that follows the report `before`."""
    shown = {} if before is None else {one.name: one.upto for one in before.others}
    # One that is not known any more keeps its place: it may come back.
    names = sorted({*ledgers, *shown})
    return tuple(_other(name, ledgers.get(name), shown.get(name, 0)) for name in names)


def _other(name: str, ledger: Store | Trouble | None, shown: int) -> OtherCounter:
    """Another counter for the branch page; `shown`: up to which of its days an earlier page has them."""
    if ledger is None:
        return OtherCounter(name=name, standing="missing", upto=shown)
    if isinstance(ledger, Trouble):
        return OtherCounter(name=name, standing="unreadable", upto=shown)
    try:
        with ledger.read() as conn:
            closed = tuple(map(_other_day, days.closed_after(conn, shown)))
            known = days.current(conn) is not None or days.last(conn) is not None
    except Trouble:
        return OtherCounter(name=name, standing="unreadable", upto=shown)
    if closed:
        return OtherCounter(name=name, standing="closed", days=closed, upto=closed[-1].number)
    return OtherCounter(name=name, standing="open" if known else "missing", upto=shown)


def _other_day(day: Day) -> OtherDay:
    report = days.report_of(day)
    state, post = report.drawer("state"), report.drawer("post")
    return OtherDay(
        number=report.number,
        date=report.date,
        hash=report.hash,
        closed_at=report.closed_at,
        received=report.total("received"),
        handed_back=report.total("handed_back"),
        state=state.collected + state.refunded,
        post=post.collected + post.refunded,
        state_closing=state.closing,
        post_closing=post.closing,
    )
