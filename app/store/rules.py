"""The rules of figures: which dossiers each counts, and the moments of a period they are judged at.

A rule is a condition over a row `t` of `tally`, in what SQLite and PostgreSQL both understand. {S} and {E} stand for
the period's first moment and the one after its last, {A} for the one its state is judged at, {N} for now and {W} for
as soon as counts as due soon.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from app.domain.events import VIETNAM
from app.domain.report import Scope
from app.store import micros

DAY_US = 86_400_000_000
ZONE_US = 25_200_000_000
"""Việt Nam is seven hours ahead of UTC all year."""

SOON = timedelta(days=2)
"""How long before its date a dossier stands on the list of those that are due soon."""


class Rule(NamedTuple):
    """Which dossiers a figure counts. `at`: the time by which they fall into the period, "" of a state at its end.
    `where`: what else must hold of the row `t`. `clerk`: whose work it is."""

    where: str = ""
    at: str = ""
    clerk: str = "clerk"
    now: bool = False
    """As things are now, whatever the period."""
    real: str = "t.desk=0 AND t.voided=0"


_CARRIED = "t.received<{S} AND (t.finished IS NULL OR t.finished>={S})"
_OPEN = "t.received<{E} AND (t.finished IS NULL OR t.finished>={E})"
# The clock of a dossier that waits for the citizen's papers stands: it is late only if it was late before.
LATE = "t.due<{A} AND (t.paused IS NULL OR t.paused>t.due)"
_IN_TIME = "t.due IS NOT NULL AND (t.due>={A} OR (t.paused IS NOT NULL AND t.paused<=t.due))"
DAY = f"({{}}+{ZONE_US})/{DAY_US}"
_EARLY = f"{DAY.format('t.finished')}<{DAY.format('t.due')}"
_ON_DAY = f"{DAY.format('t.finished')}={DAY.format('t.due')} AND t.finished<=t.due"
_WAITS = "t.status=9 AND t.arrived IS NOT NULL AND t.handed IS NULL AND t.gone_back IS NULL"

# A transfer goes to the agency's own account: only cash is handed on, whichever way.
GAP = "m.drawer='state' AND (m.what='remitted' OR m.what IN ('collected', 'refunded') AND m.method='cash')"

RULES: dict[str, Rule] = {
    "received": Rule(at="received"),
    "received_direct": Rule("t.channel=1", at="received"),
    "received_online": Rule("t.channel=2", at="received"),
    "received_postal": Rule("t.channel=3", at="received"),
    "received_offline": Rule("t.channel<>2", at="received"),
    "wants_post": Rule("t.by_post=1", at="received"),
    "supplement_asked": Rule("t.supplements>0", at="received"),
    "follows_slip": Rule("t.follows=1", at="received"),
    "timed": Rule("t.begun<=t.received", at="received"),
    "accepted": Rule(at="accepted"),
    "right_first": Rule("t.supplements=0 AND t.follows=0", at="accepted"),
    "slips": Rule(at="received", real="t.desk=1 AND t.voided=0"),
    "refused_at_desk": Rule(at="received", real="t.desk=2 AND t.voided=0"),
    "voided": Rule(at="received", real="t.desk=0 AND t.voided=1"),
    "registered": Rule(at="received", real="t.desk=0"),
    "carried": Rule(_CARRIED),
    "to_process": Rule(f"(t.received>={{S}} AND t.received<{{E}} OR {_CARRIED})"),
    "in_time": Rule(
        f"(t.finished>={{S}} AND t.finished<{{E}} AND (t.due IS NULL OR t.finished<=t.due) OR {_OPEN} AND NOT "
        f"(t.due IS NOT NULL AND {LATE}))"
    ),
    "finished": Rule(at="finished"),
    "finished_early": Rule(f"t.due IS NOT NULL AND {_EARLY}", at="finished"),
    "finished_on_time": Rule(f"t.due IS NOT NULL AND {_ON_DAY}", at="finished"),
    "finished_in_time": Rule("t.due IS NOT NULL AND t.finished<=t.due", at="finished"),
    "finished_late": Rule("t.finished>t.due", at="finished"),
    "finished_undated": Rule("t.due IS NULL", at="finished"),
    "finished_dated": Rule("t.due IS NOT NULL", at="finished"),
    "refused": Rule(at="refused"),
    "open": Rule(_OPEN),
    "open_in_time": Rule(f"{_OPEN} AND {_IN_TIME}"),
    "open_late": Rule(f"{_OPEN} AND {LATE}"),
    "open_undated": Rule(f"{_OPEN} AND t.due IS NULL"),
    "sent": Rule(at="sent"),
    "leg_out": Rule("t.received<=t.sent", at="sent"),
    "leg_back": Rule("t.arrived<=t.handed", at="handed", clerk="handed_by"),
    "arrived": Rule(at="arrived"),
    "arrived_for_post": Rule("t.by_post=1", at="arrived"),
    "tried": Rule("t.attempts>0", at="arrived"),
    "arrived_delivered": Rule("t.handed IS NOT NULL AND t.returned_by_post=1", at="arrived"),
    "handed": Rule(at="handed", clerk="handed_by"),
    "handed_postal": Rule("t.returned_by_post=1", at="handed", clerk="handed_by"),
    "handed_counter": Rule("t.returned_by_post=0", at="handed", clerk="handed_by"),
    "gone_back": Rule(at="gone_back"),
    "rated": Rule("t.rating>0", at="handed", clerk="handed_by"),
    "satisfied": Rule("t.rating>=4", at="handed", clerk="handed_by"),
    "rescheduled": Rule("t.rescheduled>0", at="received"),
    "paid": Rule(
        "EXISTS (SELECT 1 FROM movement m WHERE m.dossier_id=t.dossier_id AND m.what='collected' "
        "AND m.at>={S} AND m.at<{E})",
        real="t.desk<>1",
    ),
    "unremitted": Rule(
        f"(SELECT sum(m.amount) FROM movement m WHERE m.dossier_id=t.dossier_id AND m.at<{{E}} AND {GAP})<>0",  # noqa: S608
        real="t.desk<>1",
    ),
    "now_due_soon": Rule(
        "t.finished IS NULL AND t.status<>5 AND t.due>={N} AND t.due<{W}",
        now=True,
    ),
    "now_late": Rule(f"t.finished IS NULL AND {LATE.replace('{A}', '{N}')}", now=True),
    "now_waiting": Rule(_WAITS, now=True),
}
"""Every figure that counts dossiers, by its key: what a `Drill` names."""

_MARK = re.compile(r"\{(\w)\}")


class Span(NamedTuple):
    """The moments of a scope: its first, the one after its last, the one its state is judged at, and now."""

    since: int
    until: int
    judged: int
    now: int

    @classmethod
    def of(cls, scope: Scope, now: datetime) -> Span:
        since, until, at = midnight(scope.since), midnight(scope.until + timedelta(days=1)), micros(now)
        return cls(since, until, min(until, at), at)

    def bound(self, text: str) -> tuple[str, list[Any]]:
        """A condition with its moments as values."""
        marks = {
            "S": self.since,
            "E": self.until,
            "A": self.judged,
            "N": self.now,
            "W": self.now + SOON // timedelta(microseconds=1),
        }
        values = [marks[mark] for mark in _MARK.findall(text)]
        return _MARK.sub("?", text), values


def midnight(day: date) -> int:
    """The first moment of a day of Việt Nam, in microseconds since 1970 UTC."""
    return micros(datetime(day.year, day.month, day.day, tzinfo=VIETNAM))


def day_of(number: int) -> date:
    """A day by its number since 1970, as the statements count days."""
    return date(1970, 1, 1) + timedelta(days=number)


def whole(rule: Rule) -> str:
    """Everything a rule asks of a row."""
    period = f"t.{rule.at}>={{S}} AND t.{rule.at}<{{E}}" if rule.at else ""
    return " AND ".join(part for part in (rule.real, period, rule.where) if part)
