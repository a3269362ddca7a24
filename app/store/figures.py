"""What reports count, and the SQL that counts it: over `tally`, `movement` and `outbox`, and over nothing else.

A figure is a named rule (`RULES`), so that every number can be opened: the same condition counts it and lists it. The
statements are what SQLite and PostgreSQL both understand, with `?` for values: the same figures are read from a counter
and from what many counters sent in.

Reports of a period that is over do not change with what happens later: a dossier counts as it stood at the period's
end. What cannot be known of the past is the newest: the due date, and whether it was voided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, Protocol

from app.domain.course import Course
from app.domain.day import Day
from app.domain.dossier import Dossier
from app.domain.queue import State
from app.domain.report import NONE, Drill, Group, Scope
from app.errors import reject
from app.store.daybook import DAYS
from app.store.ledger import decode_state
from app.store.rules import DAY, DAY_US, GAP, LATE, RULES, ZONE_US, Rule, Span, day_of, whole
from app.store.views import Row, listed

__all__ = ["DAY_US", "RULES", "ZONE_US", "Figures", "Money", "Reading", "Source", "Span", "Unremitted"]


class Reading(Protocol):
    """One consistent view of a database. Rows are tuples in the order of the columns."""

    def execute(self, statement: str, values: Any = ..., /) -> Iterable[Any]: ...


class Source(Protocol):
    """Where figures are read: a counter's `Store`, or what was collected of many counters."""

    def read(self) -> AbstractContextManager[Reading]: ...


_COLUMN: dict[Group, str] = {
    "field": "t.field",
    "procedure": "t.procedure",
    "commune": "t.commune",
    "agency": "t.agency",
}


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
        sql, values = Span.of(scope, self.now()).bound(whole(RULES[name]))
        narrowed = self._narrowed(scope, RULES[name].clerk)
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
        batches: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name in names:
            rule = RULES[name]
            batches[self._key(rule, by), rule.clerk if scope.clerk else ""].append(name)
        with self._source.read() as conn:
            for (key, clerk), batch in batches.items():
                for value, bits, number in self._batch(conn, batch, scope, key, clerk):
                    if not bits:
                        continue
                    row = rows[_grouped(value, by)]
                    for place, name in enumerate(batch):
                        if bits >> place & 1:
                            row[name] += int(number)
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
            return DAY.format(f"t.{rule.at}")
        return _COLUMN[by]

    def _batch(self, conn: Reading, names: Sequence[str], scope: Scope, key: str, clerk: str) -> Iterable[Any]:
        """The rules that share their group, in one pass over the table: for each group and each set of rules that hold
        together (a bit for each) how many dossiers there are. One sum for each rule would take twice as long."""
        span = Span.of(scope, self.now())
        narrowed = self._narrowed(scope, clerk or "clerk")
        bits, values = [], []
        for place, name in enumerate(names):
            sql, given = span.bound(whole(RULES[name]))
            bits.append(f"CASE WHEN {sql} THEN {1 << place} ELSE 0 END")
            values += given
        (at, *others) = {RULES[name].at for name in names}
        if at and not others:
            bounds = f"t.{at}>={{S}} AND t.{at}<{{E}}"
        else:
            assert not any(RULES[name].now for name in names), "work lists have no groups"
            # Whatever ended before the period and was not carried out in it has no part in any of its figures.
            bounds = "t.received<{E} AND (t.finished IS NULL OR t.finished>={S} OR t.handed>={S} OR t.gone_back>={S})"
        period, moments = span.bound(bounds)
        where = " AND ".join(part for part in (period, narrowed.sql) if part)
        return conn.execute(
            f"SELECT g, bits, count(*) FROM (SELECT {key} AS g, {'+'.join(bits)} AS bits FROM tally t WHERE {where}) "  # noqa: S608
            "AS marked GROUP BY g, bits",
            [*values, *moments, *narrowed.values],
        )

    def course(self, scope: Scope, buckets: Sequence[tuple[date, date]]) -> list[dict[str, int]]:
        """The states at the end of each of the `buckets` (first and last day; together the whole period, in order):
        carried, to_process, open, open_in_time, open_late, open_undated.

        Counted from how many dossiers began, ended and fell due on which day, so that a year of days costs what one
        day does."""
        span = Span.of(scope, self.now())
        narrowed = self._narrowed(scope)
        late, moments = span.bound(f"CASE WHEN {LATE} THEN 1 ELSE 0 END")
        received, finished, due = (DAY.format(f"t.{name}") for name in ("received", "finished", "due"))
        stands = "CASE WHEN t.paused<=t.due THEN 1 ELSE 0 END"
        period, bounds = span.bound("t.received<{E} AND (t.finished IS NULL OR t.finished>={S})")
        where = " AND ".join(part for part in ("t.desk=0 AND t.voided=0", period, narrowed.sql) if part)
        course = Course(buckets, (span.judged - 1 + ZONE_US) // DAY_US)
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

    def states(self, drill: Drill, *, order: Sequence[str], limit: int | None = None) -> Iterator[Dossier]:
        """The same dossiers whole, one at a time, in the order of some columns of `tally`."""
        where = self._meant(drill.rule, drill.scope)
        few = "" if limit is None else f" LIMIT {int(limit)}"
        by = ", ".join(f"t.{column}" for column in order)
        with self._source.read() as conn:
            for (state,) in conn.execute(
                "SELECT d.state FROM tally t JOIN dossier d ON d.dossier_id=t.dossier_id "  # noqa: S608
                f"WHERE {where.sql} ORDER BY {by}, t.dossier_id{few}",
                where.values,
            ):
                yield decode_state(bytes(state))

    def spans(self, name: str, scope: Scope, since: str, until: str, by: Group | None = None) -> dict[Any, list[int]]:
        """How long a rule's dossiers took from one of their times to another, microseconds, the shortest first, by the
        value of the group (None: "")."""
        where, key = self._meant(name, scope), self._key(RULES[name], by)
        raw: dict[Any, list[int]] = defaultdict(list)
        with self._source.read() as conn:
            for value, length in conn.execute(
                f"SELECT {key}, t.{until}-t.{since} FROM tally t WHERE {where.sql}",  # noqa: S608
                where.values,
            ):
                raw[value].append(length)
        found: dict[Any, list[int]] = defaultdict(list)
        for value, lengths in raw.items():
            found[_grouped(value, by)] += lengths
        for lengths in found.values():
            lengths.sort()
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
        key = DAY.format("m.at") if timed else "t.clerk" if by == "clerk" else _COLUMN[by] if by else "''"
        waived_key = DAY.format("t.received") if timed else key
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
                    f"FROM movement m JOIN tally t ON t.dossier_id=m.dossier_id WHERE m.at<? AND {GAP}{tail} "
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
        # Every entry is some dossier's: whose, is looked up only where it matters.
        owed = "outbox o" + (" JOIN tally t ON t.dossier_id=o.dossier_id" if narrowed.sql else "")
        allowed = limit // timedelta(microseconds=1)
        with self._source.read() as conn:
            ((events, timely),) = conn.execute(
                f"SELECT count(*), sum(CASE WHEN o.acknowledged_at-o.since<=? THEN 1 ELSE 0 END) FROM {owed} "  # noqa: S608
                "WHERE o.since>=? AND o.since<? "
                f"AND o.receipt<>'nothing_to_send' AND (o.acknowledged_at IS NOT NULL OR o.since<?){tail}",
                [allowed, span.since, span.until, span.now - allowed, *narrowed.values],
            )
            ((oldest, waiting),) = conn.execute(
                f"SELECT min(o.since), count(*) FROM {owed} WHERE o.state<>'delivered'{tail}",  # noqa: S608
                narrowed.values,
            )
        age = None if oldest is None else timedelta(microseconds=span.now - int(oldest))
        return Sync(int(events), int(timely or 0), int(waiting), age)


def _grouped(value: Any, by: Group | None) -> Any:
    if by in ("day", "month"):
        day = day_of(int(value))
        return day if by == "day" else day.replace(day=1)
    return "" if by is None else value
