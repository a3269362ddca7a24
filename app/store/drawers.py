"""What lies in the two drawers, what moved in them, and what of the State's is still to be remitted.

All of it is summed from `movement`, whose rows follow from the facts; everything here is of the caller's transaction.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

import msgspec

from app.domain.catalogue import FeeKind
from app.domain.closing import Gap, GapLine
from app.domain.day import Remitted, RemittedLine
from app.domain.dossier import DRAWERS, Drawer
from app.domain.events import CASH, VIETNAM, FeeCollected, Kind
from app.domain.zreport import DrawerTotals, Unrefunded, Unremitted
from app.store import Connection, days, moment
from app.store.daybook import DAYS
from app.store.ledger import load
from app.store.people import names_of
from app.store.tallies import HERE

_PAID = msgspec.json.Decoder(FeeCollected)


def day_of(at: datetime) -> date:
    """The day of Việt Nam of a moment."""
    return at.astimezone(VIETNAM).date()


def balances(conn: Connection) -> dict[Drawer, int]:
    """The cash that lies in each drawer by the ledger: from the last close on, whose report holds what lay there."""
    lay = days.carried(days.last(conn))
    rows = conn.execute(
        "SELECT drawer, sum(amount) FROM movement WHERE ledger=? AND seq>? AND method=? GROUP BY drawer",
        (HERE, days.after(conn), CASH),
    )
    moved: dict[str, int] = dict(rows.fetchall())
    return {drawer: lay[drawer] + moved.get(drawer, 0) for drawer in DRAWERS}


def moved_since(conn: Connection, drawer: Drawer, seq: int) -> bool:
    """Whether cash of a drawer moved after an event, its difference being booked apart: then a count is stale."""
    found = conn.execute(
        "SELECT 1 FROM movement WHERE ledger=? AND seq>? AND drawer=? AND method=? AND what<>'difference' LIMIT 1",
        (HERE, seq, drawer, CASH),
    ).fetchone()
    return found is not None


class _Cash:
    """Sums of one drawer while its movements are gone through."""

    def __init__(self) -> None:
        self.of: dict[str, int] = {}
        self.by_kind: dict[str, int] = {}
        self.by_agency: dict[str, int] = {}
        self.cashless: dict[str, int] = {}


def drawers_of(conn: Connection, after: int, upto: int, opening: dict[Drawer, int]) -> tuple[DrawerTotals, ...]:
    """What moved in both drawers by the facts with the numbers (`after`, `upto`]; who counted what is not in it."""
    sums = {drawer: _Cash() for drawer in DRAWERS}
    rows = conn.execute(
        "SELECT drawer, what, method, kind, agency, sum(amount) FROM movement WHERE ledger=? AND seq>? AND seq<=? "
        "GROUP BY drawer, what, method, kind, agency ORDER BY drawer, what, method, kind, agency",
        (HERE, after, upto),
    )
    for drawer, what, method, kind, agency, amount in rows:
        cash = sums[drawer]
        if method != CASH:
            if what in ("collected", "refunded"):
                cash.cashless[method] = cash.cashless.get(method, 0) + amount
            continue
        cash.of[what] = cash.of.get(what, 0) + amount
        if what == "collected":
            cash.by_kind[kind] = cash.by_kind.get(kind, 0) + amount
            cash.by_agency[agency] = cash.by_agency.get(agency, 0) + amount
    return tuple(
        DrawerTotals(
            drawer=drawer,
            opening=opening[drawer],
            collected=cash.of.get("collected", 0),
            refunded=cash.of.get("refunded", 0),
            put_in=cash.of.get("put_in", 0),
            taken_out=cash.of.get("taken_out", 0),
            remitted=cash.of.get("remitted", 0),
            difference=cash.of.get("difference", 0),
            closing=opening[drawer] + sum(cash.of.values()),
            by_kind=cash.by_kind,
            by_agency=cash.by_agency if drawer == "state" else {},
            cashless=cash.cashless,
        )
        for drawer, cash in sums.items()
    )


_STATES = "(what IN ('collected', 'refunded') AND method='cash' OR what='remitted')"
"""What was taken in cash, and what an agency has however it was paid: what counts is that it has it."""

_GAPS = (
    "SELECT agency, dossier_id, sum(CASE WHEN kind='fee' THEN amount ELSE 0 END) AS fee, "  # noqa: S608
    "sum(CASE WHEN kind<>'fee' THEN amount ELSE 0 END) AS charge, min(at) AS oldest "
    f"FROM movement WHERE ledger=? AND drawer='state' AND {_STATES} "
    "GROUP BY agency, dossier_id HAVING fee<>0 OR charge<>0"
)


def gaps(conn: Connection, today: date, agency: str = "") -> tuple[Gap, ...]:
    """The State's cash that has not been remitted, per agency ("": all), the oldest first."""
    found: dict[str, list[GapLine]] = {}
    rows = conn.execute(
        f"SELECT g.agency, g.dossier_id, t.code, g.fee, g.charge, g.oldest FROM ({_GAPS}) g "  # noqa: S608
        "JOIN tally t ON t.dossier_id=g.dossier_id WHERE ?='' OR g.agency=? ORDER BY g.oldest, t.code",
        (HERE, agency, agency),
    )
    for whose, dossier_id, code, fee, charge, oldest in rows:
        line = GapLine(dossier_id=dossier_id, code=code, fee=fee, charge=charge, taken_at=moment(oldest))
        found.setdefault(whose, []).append(line)
    return tuple(
        Gap(agency=whose, lines=tuple(lines), oldest=oldest, age=max(0, (today - oldest).days))
        for whose, lines in found.items()
        for oldest in [day_of(lines[0].taken_at)]
    )


def unremitted(conn: Connection) -> tuple[Unremitted, ...]:
    """The same in sums, for the report."""
    rows = conn.execute(
        f"SELECT agency, sum(fee+charge), count(*), min(oldest) FROM ({_GAPS}) GROUP BY agency ORDER BY agency",  # noqa: S608
        (HERE,),
    )
    return tuple(
        Unremitted(agency=agency, amount=amount, dossiers=count, oldest=day_of(moment(oldest)))
        for agency, amount, count, oldest in rows
    )


class Slip(NamedTuple):
    """A remittance as it was made: its place in the ledger, when, by whom (her name), and what was said."""

    seq: int
    at: datetime
    by: str
    body: Remitted


class SlipLine(NamedTuple):
    """What a slip says of a dossier besides its money. `since`, `until`: when the first and the last of it came."""

    applicant: str
    receipt: str
    since: datetime
    until: datetime


def slip(conn: Connection, number: int) -> Slip | None:
    """The remittance with a number."""
    for day in DAYS.states(conn, "ledger=? ORDER BY number DESC", (HERE,)):
        if any(one.number == number for one in day.remitted):
            for event in DAYS.events(conn, day.id):
                if isinstance(event.body, Remitted) and event.body.number == number:
                    return Slip(event.seq, event.at, names_of(conn).get(event.actor, ""), event.body)
    return None


def slip_lines(conn: Connection, made: Slip) -> tuple[SlipLine, ...]:
    """For each line of a remittance, as things stood when it was made."""
    return tuple(_slip_line(conn, made.seq, line) for line in made.body.lines)


def _slip_line(conn: Connection, seq: int, line: RemittedLine) -> SlipLine:
    since, until = conn.execute(
        "SELECT min(at), max(at) FROM movement WHERE ledger=? AND dossier_id=? AND seq<? "  # noqa: S608
        f"AND drawer='state' AND {_STATES}",
        (HERE, line.dossier_id, seq),
    ).fetchone()
    dossier = load(conn, line.dossier_id)
    return SlipLine(
        applicant="" if dossier is None else dossier.filing.applicant.full_name,
        receipt=_receipt_number(conn, line.dossier_id, seq),
        since=moment(since),
        until=moment(until),
    )


def _receipt_number(conn: Connection, dossier_id: str, before: int) -> str:
    """The newest receipt number somebody noted with the State's money of a dossier; "" of none."""
    rows = conn.execute(
        "SELECT body FROM event WHERE dossier_id=? AND kind=? AND seq<? ORDER BY dossier_seq DESC",
        (dossier_id, Kind.FEE_COLLECTED.value, before),
    )
    paid = (_PAID.decode(body) for (body,) in rows)
    return next((one.receipt_number for one in paid if one.receipt_number and one.kind is not FeeKind.POSTAGE), "")


def newest_slip(conn: Connection) -> int:
    """The number of the newest slip; 0 before the first."""
    for day in DAYS.states(conn, "ledger=? ORDER BY number DESC", (HERE,)):
        if day.remitted:
            return day.remitted[-1].number
    return 0


def unrefunded(conn: Connection) -> tuple[Unrefunded, ...]:
    """Dossiers that were voided or refused and whose money nobody gave back, of all days."""
    rows = conn.execute(
        "SELECT code, collected_state, collected_post FROM tally WHERE ledger=? AND (voided=1 OR status=3) "
        "AND collected_state+collected_post>0 ORDER BY received, code",
        (HERE,),
    )
    return tuple(Unrefunded(code=code, state=state, post=post) for code, state, post in rows)
