"""The reports of closed days: made from what the ledger holds, and proven to be a chain that says what moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from app.domain.closing import Closing
from app.domain.day import CashMoved, Day, DayClosed, DayKind, DifferenceBooked
from app.domain.dossier import DRAWERS
from app.domain.zreport import (
    Difference,
    DrawerTotals,
    Moved,
    PassedStep,
    ProofSeen,
    Slip,
    ZReport,
    seal_of,
    thawed,
)
from app.store import Connection, closing, days, drawers
from app.store.chain import hash_at, head_seq
from app.store.daybook import DAYS
from app.store.people import names_of
from app.store.proofs import newest
from app.store.tallies import HERE

_CLOSED = msgspec.json.Decoder(DayClosed)


def report_for(
    conn: Connection,
    day: Day,
    state: Closing,
    *,
    unit: str,
    point: str,
    counter: int,
    at: datetime,
    closed_by: str,
    manager: str,
) -> ZReport:
    """The report of a day that is closed now, before the fact that closes it."""
    before = days.last(conn)
    after, head = days.after(conn), head_seq(conn)
    names = names_of(conn)
    opening = days.carried(before)
    waiting, quarantined = closing.unsent(conn)
    sections, voided = closing.sections_of(conn, after, head, day.date)
    proof = newest(conn, day.date)
    facts = DAYS.events(conn, day.id)
    return ZReport(
        number=day.number,
        unit=unit,
        point=point,
        counter=counter,
        date=day.date,
        opened_at=day.opened_at,
        opened_by=names.get(day.opened_by, ""),
        closed_at=at,
        closed_by=closed_by,
        manager=manager,
        after=after,
        drawers=tuple(_counted(one, day, names) for one in drawers.drawers_of(conn, after, head, opening)),
        sections=sections,
        counts=day.counted,
        differences=tuple(
            Difference(
                drawer=one.body.drawer,
                amount=one.body.amount,
                reason=one.body.reason,
                by=names.get(one.actor, ""),
                approved_by=names.get(one.body.approved_by, ""),
            )
            for one in facts
            if isinstance(one.body, DifferenceBooked)
        ),
        moved=tuple(
            Moved(
                drawer=one.body.drawer,
                amount=one.body.amount,
                reason=one.body.reason,
                by=names.get(one.actor, ""),
                at=one.at,
            )
            for one in facts
            if isinstance(one.body, CashMoved)
        ),
        slips=tuple(
            Slip(
                number=one.number,
                agency=one.agency,
                amount=one.amount,
                dossiers=len(one.lines),
                method=one.method,
                receiver=one.receiver,
                receipt_number=one.receipt_number,
            )
            for one in day.remitted
        ),
        waiting=waiting,
        quarantined=quarantined,
        voided=voided,
        reprints=closing.reprints(conn, after),
        unconfirmed=closing.unconfirmed(conn, after),
        pads_owed=closing.pads_owed(conn),
        manifests=closing.open_manifests(conn),
        passed=tuple(
            PassedStep(step=one.step, left=one.left, reason=one.reason, by=one.by)
            for one in state.steps
            if one.state == "passed"
        ),
        unrefunded=state.unrefunded,
        unremitted=drawers.unremitted(conn),
        proof=None
        if proof is None
        else ProofSeen(
            at=proof.at,
            whole=proof.found.whole,
            looked=proof.found.looked,
            lost=proof.found.behind + proof.found.missing,
            digest=proof.found.digest,
        ),
        others=state.others,
        head=head,
        link=(hash_at(conn, head) or b"").hex(),
        previous="" if before is None else before.hash,
    )


def _counted(totals: DrawerTotals, day: Day, names: dict[str, str]) -> DrawerTotals:
    count = day.counts.get(totals.drawer)
    if count is None:
        return totals
    return msgspec.structs.replace(totals, notes=count.notes, counted_by=names.get(count.by, ""), counted_at=count.at)


def findings(conn: Connection) -> list[tuple[str, str]]:
    """What is wrong with the chain of reports, as (code, number of the day): each follows the one before it, has the
    hash it says and the link it was made on, and says what moved. That folds and tables agree is proven elsewhere."""
    return list(_findings(conn))


def _findings(conn: Connection) -> Iterator[tuple[str, str]]:
    before: ZReport | None = None
    after, expected = 0, 1
    rows = conn.execute("SELECT number, closed_seq FROM day WHERE ledger=? ORDER BY number", (HERE,)).fetchall()
    for number, closed_seq in rows:
        if number != expected:
            yield "day_number_missing", str(expected)
        expected = number + 1
        if closed_seq is None:
            if (number, closed_seq) != tuple(rows[-1]):
                yield "day_left_open", str(number)
            continue
        closed = _closed(conn, closed_seq)
        if closed is None:
            yield "report_unreadable", str(number)
            continue
        body, link, report = closed
        if (report.number, report.after, report.head, report.link) != (number, after, closed_seq - 1, link):
            yield "report_misplaced", str(number)
        previous = "" if before is None else before.hash
        if body.head != link or (body.previous, report.previous) != (previous, previous) or body.hash != _seal(body):
            yield "report_chain_broken", str(number)
        opening = {drawer: 0 if before is None else before.drawer(drawer).closing for drawer in DRAWERS}
        if tuple(map(_bare, report.drawers)) != drawers.drawers_of(conn, after, closed_seq, opening):
            yield "report_totals_differ", str(number)
        before, after = report, closed_seq


def _closed(conn: Connection, seq: int) -> tuple[DayClosed, str, ZReport] | None:
    row = conn.execute("SELECT body, prev FROM event WHERE seq=? AND kind=?", (seq, DayKind.CLOSED.value)).fetchone()
    if row is None:
        return None
    try:
        body = _CLOSED.decode(row[0])
        return body, bytes(row[1]).hex(), thawed(body.report, body.hash)
    except ValueError:
        return None


def _seal(body: DayClosed) -> str:
    try:
        return seal_of(body.previous, body.head, body.report)
    except ValueError:
        return ""


def _bare(drawer: DrawerTotals) -> DrawerTotals:
    """Without who counted what."""
    return msgspec.structs.replace(drawer, notes=(), counted_by="", counted_at=None)
