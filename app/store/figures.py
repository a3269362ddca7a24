"""What reports count, and the SQL that counts it: over `tally`, `movement` and `outbox`, and over nothing else.

A figure is a named rule (`RULES`), so that every number can be opened: the same condition counts it and lists it. The
statements are what SQLite and PostgreSQL both understand, with `?` for values: the same figures are read from a counter
and from what many counters sent in.

Reports of a period that is over do not change with what happens later: a dossier counts as it stood at the period's
end. What cannot be known of the past is the newest: the due date, and whether it was voided.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Any, NamedTuple, Protocol

from app.domain.day import Day
from app.domain.dossier import Dossier
from app.domain.events import VIETNAM
from app.domain.queue import State
from app.domain.report import NONE, Drill, Group, Scope
from app.errors import reject
from app.store import micros
from app.store.daybook import DAYS
from app.store.ledger import decode_state
from app.store.views import Row, listed

DAY_US = 86_400_000_000
ZONE_US = 25_200_000_000
"""Việt Nam is seven hours ahead of UTC all year."""

SOON = timedelta(days=2)
"""How long before its date a dossier stands on the list of those that are due soon."""


class Reading(Protocol):
    """One consistent view of a database. Rows are tuples in the order of the columns."""

    def execute(self, statement: str, values: Any = ..., /) -> Iterable[Any]: ...


class Source(Protocol):
    """Where figures are read: a counter's `Store`, or what was collected of many counters."""

    def read(self) -> AbstractContextManager[Reading]: ...


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
_LATE = "t.due<{A} AND (t.paused IS NULL OR t.paused>t.due)"
_IN_TIME = "t.due IS NOT NULL AND (t.due>={A} OR (t.paused IS NOT NULL AND t.paused<=t.due))"
_DAY = f"({{}}+{ZONE_US})/{DAY_US}"
_EARLY = f"{_DAY.format('t.finished')}<{_DAY.format('t.due')}"
_ON_DAY = f"{_DAY.format('t.finished')}={_DAY.format('t.due')} AND t.finished<=t.due"
_WAITS = "t.status=9 AND t.arrived IS NOT NULL AND t.handed IS NULL AND t.gone_back IS NULL"

# A transfer goes to the agency's own account: only cash is handed on, whichever way.
_GAP = "m.drawer='state' AND (m.what='remitted' OR m.what IN ('collected', 'refunded') AND m.method='cash')"

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
        f"(t.due IS NOT NULL AND {_LATE}))"
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
    "open_late": Rule(f"{_OPEN} AND {_LATE}"),
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
        f"(SELECT sum(m.amount) FROM movement m WHERE m.dossier_id=t.dossier_id AND m.at<{{E}} AND {_GAP})<>0",  # noqa: S608
        real="t.desk<>1",
    ),
    "now_due_soon": Rule(
        "t.finished IS NULL AND t.status<>5 AND t.due>={N} AND t.due<{W}",
        now=True,
    ),
    "now_late": Rule(f"t.finished IS NULL AND {_LATE.replace('{A}', '{N}')}", now=True),
    "now_waiting": Rule(_WAITS, now=True),
}
"""Every figure that counts dossiers, by its key: what a `Drill` names."""

_COLUMN: dict[Group, str] = {
    "field": "t.field",
    "procedure": "t.procedure",
    "commune": "t.commune",
    "agency": "t.agency",
}
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


class Condition(NamedTuple):
    sql: str
    values: list[Any]


class Money(NamedTuple):
    """Sums of `movement`, đồng; `waived` of `tally`. `dossiers`: of how many something was taken.

    By kind and by method the same takings are told twice: fee + charge + postage = cash + transfer."""

    dossiers: int
    fee: int
    charge: int
    postage: int
    cash: int
    transfer: int
    refunded_state: int
    refunded_post: int
    remitted: int
    waived: int

    @property
    def collected(self) -> int:
        return self.cash + self.transfer

    @property
    def kept(self) -> int:
        """What the period's movements come to."""
        return self.collected + self.refunded_state + self.refunded_post + self.remitted


_MONEYS = {
    "fee": "m.what='collected' AND m.kind='fee'",
    "charge": "m.what='collected' AND m.kind='charge'",
    "postage": "m.what='collected' AND m.kind='postage'",
    "cash": "m.what='collected' AND m.method='cash'",
    "transfer": "m.what='collected' AND m.method<>'cash'",
    "refunded_state": "m.what='refunded' AND m.drawer='state'",
    "refunded_post": "m.what='refunded' AND m.drawer='post'",
    "remitted": "m.what='remitted'",
}


class Unremitted(NamedTuple):
    """đồng, since when (microseconds since 1970 UTC), of how many dossiers."""

    amount: int
    since: int
    dossiers: int


class Sync(NamedTuple):
    """`events` that are judged, how many of them `timely`; how many wait and the age of the oldest."""

    events: int
    timely: int
    waiting: int
    oldest: timedelta | None


_SYNC = (
    "(SELECT CASE WHEN sum(CASE WHEN o.state='quarantined' THEN 1 ELSE 0 END)>0 THEN 'quarantined' "
    "WHEN sum(CASE WHEN o.state='waiting' THEN 1 ELSE 0 END)>0 THEN 'waiting' WHEN count(*)>0 THEN 'delivered' END "
    "FROM outbox o WHERE o.dossier_id=t.dossier_id)"
)


class _Course:
    """Adds up, over a row of buckets, what is open and late at the end of each."""

    def __init__(self, buckets: Sequence[tuple[date, date]], judged: int) -> None:
        start = date(1970, 1, 1)
        self._last = [(until - start).days for _, until in buckets]
        self._first = (buckets[0][0] - start).days
        # Now falls into this bucket: what is due in it is late only when its hour is over.
        self._judged = (judged - 1 + ZONE_US) // DAY_US
        names = ("carried", "received", "open", "open_late", "open_undated")
        self._steps = {name: [0] * (len(buckets) + 1) for name in names}

    def _bucket(self, day: int) -> int:
        return bisect_left(self._last, day)

    def add(self, began: int, ended: int | None, fell: int | None, undated: bool, late: bool, number: int) -> None:
        """`number` dossiers by the days they began, ended and fell due (None: never, or the clock stands). `late`: at
        the moment the whole period is judged at."""
        size = len(self._last)
        first = 0 if began < self._first else self._bucket(began)
        end = size if ended is None else min(size, self._bucket(ended))
        if began >= self._first:
            self._put("received", first, first + 1, number)
            self._put("carried", first + 1, end + 1, number)
        else:
            self._put("carried", 0, end + 1, number)
        self._put("open", first, end, number)
        if undated:
            self._put("open_undated", first, end, number)
        elif late or fell is not None:
            self._put("open_late", max(first, self._late_from(fell, late)), end, number)

    def _late_from(self, fell: int | None, late: bool) -> int:
        if fell is None or fell >= self._judged:
            # Judged by the hour: in the bucket of now, and (nothing changes any more) in those to come.
            return self._bucket(self._judged) if late else len(self._last)
        return self._bucket(fell)

    def _put(self, name: str, first: int, end: int, number: int) -> None:
        size = len(self._last)
        if first < min(end, size):
            self._steps[name][first] += number
            self._steps[name][min(end, size)] -= number

    def counted(self) -> list[dict[str, int]]:
        sums = {name: list(accumulate(steps)) for name, steps in self._steps.items()}
        return [
            {
                "carried": sums["carried"][place],
                "to_process": sums["carried"][place] + sums["received"][place],
                "open": sums["open"][place],
                "open_late": sums["open_late"][place],
                "open_undated": sums["open_undated"][place],
                "open_in_time": sums["open"][place] - sums["open_late"][place] - sums["open_undated"][place],
            }
            for place in range(len(self._last))
        ]


class Figures:
    """Counts, lists and sums of one source. `ledgers` gives the number of each collected counter by its name."""

    def __init__(self, source: Source, now: Callable[[], datetime], ledgers: Mapping[str, int] | None = None) -> None:
        self._source = source
        self.now = now
        self._ledgers = ledgers or {}

    # ------------------------------------------------------------------------------------------------- conditions

    def _narrowed(self, scope: Scope, clerk: str = "clerk") -> Condition:
        """What a scope narrows to, but for its period."""
        found: list[tuple[str, Any]] = [
            (f"t.{name}=?", "" if value == NONE else value)
            for name, value in (
                ("field", scope.field),
                ("procedure", scope.procedure),
                ("commune", scope.commune),
                ("agency", scope.agency),
                (clerk, scope.clerk),
            )
            if value
        ]
        if scope.ledger:
            if scope.ledger not in self._ledgers:
                raise reject("ledger", "ledger_unknown", name=scope.ledger)
            found.insert(0, ("t.ledger=?", self._ledgers[scope.ledger]))
        return Condition(" AND ".join(sql for sql, _ in found), [value for _, value in found])

    def _meant(self, name: str, scope: Scope) -> Condition:
        """Everything that makes a dossier one of this rule's."""
        rule = RULES[name]
        span = Span.of(scope, self.now())
        period = f"t.{rule.at}>={{S}} AND t.{rule.at}<{{E}}" if rule.at else ""
        sql, values = span.bound(" AND ".join(part for part in (rule.real, period, rule.where) if part))
        narrowed = self._narrowed(scope, rule.clerk)
        return Condition(" AND ".join(part for part in (sql, narrowed.sql) if part), [*values, *narrowed.values])

    # ----------------------------------------------------------------------------------------------------- counts

    def count(self, drill: Drill) -> int:
        """How many dossiers stand behind a figure."""
        where = self._meant(drill.rule, drill.scope)
        with self._source.read() as conn:
            ((found,),) = conn.execute(f"SELECT count(*) FROM tally t WHERE {where.sql}", where.values)  # noqa: S608
        return int(found)

    def counts(self, names: Sequence[str], scope: Scope, by: Group | None = None) -> dict[Any, dict[str, int]]:
        """The figures of the rules `names`, by the value of the group (None: one row, under ""). Days are `date`,
        months the first of theirs; states at the end of the period have no day: see `course`."""
        rows: dict[Any, dict[str, int]] = defaultdict(lambda: dict.fromkeys(names, 0))
        if by is None:
            rows[""] = dict.fromkeys(names, 0)
        batches: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
        for name in names:
            rule = RULES[name]
            batches[self._key(rule, by), rule.clerk, rule.at, "now" if rule.now else ""].append(name)
        with self._source.read() as conn:
            for (key, clerk, at, now), batch in batches.items():
                for value, *found in self._batch(conn, batch, scope, key, clerk, at, now):
                    row = rows[_grouped(value, by)]
                    for name, figure in zip(batch, found, strict=True):
                        row[name] += int(figure or 0)
        # A group all of whose figures are nothing is no row.
        return {key: row for key, row in rows.items() if by is None or any(row.values())}

    def _key(self, rule: Rule, by: Group | None) -> str:
        if by is None:
            return "''"
        if by == "clerk":
            return f"t.{rule.clerk}"
        if by in ("day", "month"):
            if not rule.at:
                raise ValueError("a state at the end of a period has no day")
            return _DAY.format(f"t.{rule.at}")
        return _COLUMN[by]

    def _batch(
        self, conn: Reading, names: Sequence[str], scope: Scope, key: str, clerk: str, at: str, now: str
    ) -> Iterable[Any]:
        """One statement for the figures that share their group and their time."""
        span = Span.of(scope, self.now())
        narrowed = self._narrowed(scope, clerk)
        sums, values = [], []
        for name in names:
            rule = RULES[name]
            sql, given = span.bound(" AND ".join(part for part in (rule.real, rule.where) if part))
            sums.append(f"sum(CASE WHEN {sql} THEN 1 ELSE 0 END)")
            values += given
        if at:
            bounds = f"t.{at}>={{S}} AND t.{at}<{{E}}"
        elif now:
            bounds = "t.desk=0"
        else:
            bounds = "t.received<{E} AND (t.finished IS NULL OR t.finished>={S})"
        period, moments = span.bound(bounds)
        where = " AND ".join(part for part in (period, narrowed.sql) if part)
        grouped = "" if key == "''" else f" GROUP BY {key}"
        return conn.execute(
            f"SELECT {key}, {', '.join(sums)} FROM tally t WHERE {where}{grouped}",  # noqa: S608
            [*values, *moments, *narrowed.values],
        )

    def course(self, scope: Scope, buckets: Sequence[tuple[date, date]]) -> list[dict[str, int]]:
        """The states at the end of each of the `buckets` (first and last day; together the whole period, in order):
        carried, to_process, open, open_in_time, open_late, open_undated.

        Counted from how many dossiers began, ended and fell due on which day, so that a year of days costs what one
        day does."""
        span = Span.of(scope, self.now())
        narrowed = self._narrowed(scope)
        late, moments = span.bound(f"CASE WHEN {_LATE} THEN 1 ELSE 0 END")
        received, finished, due = (_DAY.format(f"t.{name}") for name in ("received", "finished", "due"))
        stands = "CASE WHEN t.paused<=t.due THEN 1 ELSE 0 END"
        period, bounds = span.bound("t.received<{E} AND (t.finished IS NULL OR t.finished>={S})")
        where = " AND ".join(part for part in ("t.desk=0 AND t.voided=0", period, narrowed.sql) if part)
        course = _Course(buckets, span.judged)
        with self._source.read() as conn:
            # The late ones are named by their number: PostgreSQL does not know two bound expressions as the same.
            rows = conn.execute(
                f"SELECT b, f, d, stands, late, count(*) FROM (SELECT {received} AS b, {finished} AS f, {due} AS d, "  # noqa: S608
                f"{stands} AS stands, {late} AS late FROM tally t WHERE {where}) AS days "
                "GROUP BY b, f, d, stands, late",
                [*moments, *bounds, *narrowed.values],
            )
            for began, ended, fell, stood, is_late, number in rows:
                course.add(began, ended, None if stood else fell, fell is None, bool(is_late), int(number))
        return course.counted()

    # ------------------------------------------------------------------------------------------------------ lists

    def dossiers(self, drill: Drill, *, limit: int, after: str = "") -> tuple[Row, ...]:
        """The dossiers behind a figure, the newest first. `after`: the id of the last one of the page before."""
        where = self._meant(drill.rule, drill.scope)
        page, values = (" AND t.dossier_id<?", [after]) if after else ("", [])
        with self._source.read() as conn:
            rows = conn.execute(
                f"SELECT d.row, d.state, {_SYNC} FROM tally t JOIN dossier d ON d.dossier_id=t.dossier_id "  # noqa: S608
                f"WHERE {where.sql}{page} ORDER BY t.dossier_id DESC LIMIT {int(limit)}",
                [*where.values, *values],
            )
            return tuple(
                listed(int(row), decode_state(bytes(state)), None if sync is None else State(sync))
                for row, state, sync in rows
            )

    def states(self, drill: Drill, *, limit: int | None = None, order: str = "received") -> Iterator[Dossier]:
        """The same dossiers whole, one at a time, by a time of theirs."""
        where = self._meant(drill.rule, drill.scope)
        few = "" if limit is None else f" LIMIT {int(limit)}"
        with self._source.read() as conn:
            for (state,) in conn.execute(
                "SELECT d.state FROM tally t JOIN dossier d ON d.dossier_id=t.dossier_id "  # noqa: S608
                f"WHERE {where.sql} ORDER BY t.{order}, t.dossier_id{few}",
                where.values,
            ):
                yield decode_state(bytes(state))

    def tallied(self, drill: Drill, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Some columns of their tallies, by the time of receipt."""
        where = self._meant(drill.rule, drill.scope)
        with self._source.read() as conn:
            yield from conn.execute(
                f"SELECT {', '.join(f't.{name}' for name in columns)} FROM tally t WHERE {where.sql} "  # noqa: S608
                "ORDER BY t.received, t.dossier_id",
                where.values,
            )

    def spans(self, name: str, scope: Scope, since: str, until: str, by: Group | None = None) -> dict[Any, list[int]]:
        """How long a rule's dossiers took from one of their times to another, microseconds, the shortest first, by the
        value of the group (None: "")."""
        where, key = self._meant(name, scope), self._key(RULES[name], by)
        found: dict[Any, list[int]] = defaultdict(list)
        with self._source.read() as conn:
            for value, length in conn.execute(
                f"SELECT {key}, t.{until}-t.{since} FROM tally t WHERE {where.sql} ORDER BY 2",  # noqa: S608
                where.values,
            ):
                found[_grouped(value, by)].append(int(length))
        return found

    def sums(self, name: str, scope: Scope, column: str, by: Group | None = None) -> dict[Any, int]:
        """The sums of a column of a rule's dossiers, by the value of the group (None: "")."""
        where, key = self._meant(name, scope), self._key(RULES[name], by)
        found: dict[Any, int] = defaultdict(int)
        with self._source.read() as conn:
            for value, amount in conn.execute(
                f"SELECT {key}, sum(t.{column}) FROM tally t WHERE {where.sql}" + (f" GROUP BY {key}" if by else ""),  # noqa: S608
                where.values,
            ):
                found[_grouped(value, by)] += int(amount or 0)
        return found

    def values(self, column: str, ledger: str = "") -> list[str]:
        """Every value of a column of `tally`."""
        narrowed = self._narrowed(Scope(since=date.min, until=date.min, ledger=ledger))
        where = f" WHERE {narrowed.sql}" if narrowed.sql else ""
        with self._source.read() as conn:
            found = conn.execute(f"SELECT DISTINCT t.{column} FROM tally t{where}", narrowed.values)  # noqa: S608
            return sorted(value for (value,) in found if value)

    def days(self, scope: Scope) -> Iterator[Day]:
        """The counter days of the period, in order."""
        narrowed = ("d.ledger=? AND ", [self._ledgers[scope.ledger]]) if scope.ledger else ("", [])
        with self._source.read() as conn:
            for (state,) in conn.execute(
                f"SELECT d.state FROM day d WHERE {narrowed[0]}d.date>=? AND d.date<=? ORDER BY d.date, d.number",  # noqa: S608
                [*narrowed[1], int(f"{scope.since:%y%m%d}"), int(f"{scope.until:%y%m%d}")],
            ):
                yield DAYS.decode(bytes(state))

    def published(self, scope: Scope, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """How many dossiers received in the period share the values of some expressions over their tallies: the
        expressions' values, then the number. Nothing of any one of them but that."""
        where = self._meant("received", scope)
        names = ", ".join(f"c{place}" for place in range(len(columns)))
        inner = ", ".join(f"{column} AS c{place}" for place, column in enumerate(columns))
        with self._source.read() as conn:
            yield from conn.execute(
                f"SELECT {names}, count(*) FROM (SELECT {inner} FROM tally t WHERE {where.sql}) AS shown "  # noqa: S608
                f"GROUP BY {names}",
                where.values,
            )

    def people(self) -> dict[str, str]:
        """Everybody's name by id."""
        with self._source.read() as conn:
            return {str(key): str(name) for key, name in conn.execute("SELECT person_id, name FROM person")}

    # ------------------------------------------------------------------------------------------------------ money

    def money(self, scope: Scope, by: Group | None = None) -> dict[Any, Money]:
        """What was taken, given back, handed on and let off in the period, by the value of the group (None: "").

        Not by month: on how many dossiers something was taken cannot be added up from its days."""
        assert by != "month"
        span = Span.of(scope, self.now())
        narrowed = self._narrowed(scope)
        tail = f" AND {narrowed.sql}" if narrowed.sql else ""
        timed = by == "day"
        key = _DAY.format("m.at") if timed else "t.clerk" if by == "clerk" else _COLUMN[by] if by else "''"
        waived_key = _DAY.format("t.received") if timed else key
        sums = ", ".join(f"sum(CASE WHEN {test} THEN m.amount ELSE 0 END)" for test in _MONEYS.values())
        rows: dict[Any, dict[str, int]] = defaultdict(lambda: dict.fromkeys(Money._fields, 0))
        if by is None:
            rows[""] = dict.fromkeys(Money._fields, 0)
        with self._source.read() as conn:
            for value, paid, *found in conn.execute(
                f"SELECT {key}, count(DISTINCT CASE WHEN m.what='collected' THEN m.dossier_id END), {sums} "  # noqa: S608
                f"FROM movement m JOIN tally t ON t.dossier_id=m.dossier_id WHERE m.at>=? AND m.at<?{tail}"
                + (f" GROUP BY {key}" if by else ""),
                [span.since, span.until, *narrowed.values],
            ):
                row = rows[_grouped(value, by)]
                row["dossiers"] += int(paid)
                for name, amount in zip(_MONEYS, found, strict=True):
                    row[name] += int(amount or 0)
            for value, amount in conn.execute(
                f"SELECT {waived_key}, sum(t.waived) FROM tally t WHERE t.desk=0 AND t.voided=0 AND t.waived>0 "  # noqa: S608
                f"AND t.received>=? AND t.received<?{tail}" + (f" GROUP BY {waived_key}" if by else ""),
                [span.since, span.until, *narrowed.values],
            ):
                rows[_grouped(value, by)]["waived"] += int(amount or 0)
        return {name: Money(**row) for name, row in rows.items() if by is None or any(row.values())}

    def unremitted(self, scope: Scope, by: Group | None = None) -> dict[Any, Unremitted]:
        """The State's cash that was taken before the end of the period and not handed on by then."""
        span = Span.of(scope, self.now())
        narrowed = self._narrowed(scope)
        tail = f" AND {narrowed.sql}" if narrowed.sql else ""
        key = "t.clerk" if by == "clerk" else _COLUMN[by] if by else "''"
        with self._source.read() as conn:
            return {
                _grouped(value, by): Unremitted(int(amount), int(first), int(number))
                for value, amount, first, number in conn.execute(
                    "SELECT g, sum(gap), min(first), count(*) FROM ("  # noqa: S608
                    f"SELECT {key} AS g, sum(m.amount) AS gap, min(m.at) AS first "
                    f"FROM movement m JOIN tally t ON t.dossier_id=m.dossier_id WHERE m.at<? AND {_GAP}{tail} "
                    "GROUP BY m.dossier_id" + (f", {key}" if by else "") + " HAVING sum(m.amount)<>0"
                    ") AS gaps GROUP BY g",
                    [span.until, *narrowed.values],
                )
            }

    # ------------------------------------------------------------------------------------------------------- sync

    def sync(self, scope: Scope, limit: timedelta) -> Sync:
        """How the period's events reached the one-stop system. One whose time is not over is not judged yet."""
        span = Span.of(scope, self.now())
        narrowed = self._narrowed(scope)
        tail = f" AND {narrowed.sql}" if narrowed.sql else ""
        allowed = limit // timedelta(microseconds=1)
        with self._source.read() as conn:
            ((events, timely),) = conn.execute(
                "SELECT count(*), sum(CASE WHEN o.acknowledged_at-o.since<=? THEN 1 ELSE 0 END) "  # noqa: S608
                "FROM outbox o JOIN tally t ON t.dossier_id=o.dossier_id WHERE o.since>=? AND o.since<? "
                f"AND o.receipt<>'nothing_to_send' AND (o.acknowledged_at IS NOT NULL OR o.since<?){tail}",
                [allowed, span.since, span.until, span.now - allowed, *narrowed.values],
            )
            ((oldest, waiting),) = conn.execute(
                "SELECT min(o.since), count(*) FROM outbox o JOIN tally t ON t.dossier_id=o.dossier_id "  # noqa: S608
                f"WHERE o.state<>'delivered'{tail}",
                narrowed.values,
            )
        age = None if oldest is None else timedelta(microseconds=span.now - int(oldest))
        return Sync(int(events), int(timely or 0), int(waiting), age)


def _grouped(value: Any, by: Group | None) -> Any:
    if by in ("day", "month"):
        day = day_of(int(value))
        return day if by == "day" else day.replace(day=1)
    return "" if by is None else value
