"""Reports: figures as values, for whoever reads them (docs/reports.md has each column and formula).

A report is made of named rules (`app.store.figures`), so that a number on the page, in the workbook and behind a click
is the same number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice

import msgspec

from app.domain.events import VIETNAM
from app.domain.report import GROUPS, Choices, Column, Drill, Group, Report, Row, Scope, Series
from app.errors import reject
from app.paper import Press
from app.reports import counted, grouping, listed
from app.reports.grouping import Names
from app.store import views
from app.store.figures import Figures

NAMES = ("register", "volumes", "ontime", "ii06a", "postal", "kpi", "fees", "worklist", "z", "open-data")
"""The contract's names of reports, in the order they are offered."""

TITLES = {
    "register": "Sổ theo dõi hồ sơ",
    "volumes": "Khối lượng tiếp nhận và trả kết quả",
    "ontime": "Tiến độ giải quyết",
    "ii06a": "Tình hình, kết quả giải quyết TTHC (biểu II.06a)",
    "postal": "Sổ bưu chính công ích",
    "kpi": "Chỉ số điều hành",
    "fees": "Phí, lệ phí và cước",
    "worklist": "Việc cần làm",
    "z": "Báo cáo cuối ngày",
    "open-data": "Dữ liệu mở",
}

GROUPED: dict[str, tuple[Group, ...]] = {
    "volumes": GROUPS,
    "ontime": GROUPS,
    "ii06a": ("field", "agency", "procedure", "commune", "clerk"),
    "postal": GROUPS,
    "fees": GROUPS,
}
"""By what each report's rows can be grouped, the usual first where it must be grouped; others have one list of rows."""

USUAL: dict[str, Group] = {"volumes": "day", "ontime": "field", "ii06a": "field", "postal": "month", "fees": "agency"}

PAGE = 500
"""Rows of a report that `make` gives where there is one for each dossier."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What indicators judge by: how long an event may take to the one-stop system, and papers on a leg of the post."""

    sync: timedelta = timedelta(hours=48)
    leg: timedelta = timedelta(days=2)


class Reports:
    """Makes, writes and opens reports of one source. Threads may share it."""

    def __init__(
        self,
        figures: Figures,
        *,
        unit: str,
        press: Press,
        procedure: Callable[[str], str],
        commune: Callable[[str], str],
        limits: Limits,
    ) -> None:
        """`procedure` and `commune` name what a code stands for, "" where nobody knows."""
        self._figures = figures
        self._unit = unit
        self._press = press
        self._procedure = procedure
        self._commune = commune
        self._limits = limits

    def make(self, name: str, scope: Scope, *, by: Group | None = None, limit: int = PAGE) -> Report:
        """A report. `by`: how its rows are grouped, None: as usual. Where there is a row for each dossier `rows` has at
        most `limit`, and `left` says how many more there are.

        Rejected: `name` report_unknown, `by` report_not_grouped, `until` period_backwards, `ledger` ledger_unknown.
        """
        table = self._table(name, scope, by)
        rows = tuple(islice(table.rows(limit), limit))
        left = max(0, table.count - len(rows))
        return msgspec.structs.replace(table.head, rows=rows, left=left)

    def dossiers(self, drill: Drill, *, limit: int = 100, after: str = "") -> tuple[views.Row, ...]:
        """The dossiers behind a figure, the newest first. `after`: `dossier_id` of the last row of the page before."""
        return self._figures.dossiers(drill, limit=limit, after=after)

    def count(self, drill: Drill) -> int:
        """How many they are."""
        return self._figures.count(drill)

    def choices(self, ledger: str = "") -> Choices:
        """What there is to narrow a scope to."""
        names = self._names()
        groups: tuple[Group, ...] = ("field", "procedure", "commune", "clerk", "agency")
        return Choices(**{by: grouping.choices(self._figures.values(by, ledger), by, names) for by in groups})

    # ------------------------------------------------------------------------------------------------------ tables

    def _names(self) -> Names:
        people = self._figures.people()
        return Names(procedure=self._procedure, commune=self._commune, clerk=lambda key: people.get(key, ""))

    def _table(self, name: str, scope: Scope, by: Group | None) -> _Table:
        if name not in NAMES:
            raise reject("name", "report_unknown", name=name)
        if scope.until < scope.since:
            raise reject("until", "period_backwards")
        allowed = GROUPED.get(name, ())
        if by is not None and by not in allowed:
            raise reject("by", "report_not_grouped", name=name)
        by = by or USUAL.get(name)
        make = {
            "register": self._register,
            "worklist": self._worklist,
            "volumes": self._volumes,
            "ontime": self._ontime,
        }[name]
        return make(scope, by)

    def _head(
        self,
        name: str,
        scope: Scope,
        columns: tuple[Column, ...],
        *,
        by: Group | None = None,
        total: Row | None = None,
        chart: Series | None = None,
        notes: tuple[str, ...] = (),
    ) -> Report:
        return Report(
            name=name,
            title=TITLES[name],
            scope=scope,
            by=by or "",
            made_at=self._figures.now(),
            unit=self._unit,
            columns=columns,
            rows=(),
            total=total,
            chart=chart,
            notes=notes,
        )

    def _counted(
        self,
        name: str,
        columns: tuple[Column, ...],
        scope: Scope,
        by: Group | None,
        chart: Series,
        notes: tuple[str, ...],
    ) -> _Table:
        today = self._figures.now().astimezone(VIETNAM).date()
        shown, rows, total = counted.tabled(self._figures, columns, scope, by, self._names(), today)
        return _Table.of(self._head(name, scope, shown, by=by, total=total, chart=chart, notes=notes), rows)

    def _volumes(self, scope: Scope, by: Group | None) -> _Table:
        timed = by in ("day", "month")
        chart = Series(
            label="label",
            figures=("received", "handed") if timed else ("received_direct", "received_online", "received_postal"),
            shape="line" if timed else "stacked",
        )
        return self._counted("volumes", counted.VOLUMES, scope, by, chart, counted.NOTES)

    def _ontime(self, scope: Scope, by: Group | None) -> _Table:
        chart = Series(
            label="label",
            figures=("finished_early", "finished_on_time", "finished_late", "open_in_time", "open_late"),
            shape="stacked",
        )
        notes = (*counted.NOTES, *((counted.NOT_ADDED,) if by in ("day", "month") else ()))
        return self._counted("ontime", counted.ONTIME, scope, by, chart, notes)

    def _register(self, scope: Scope, by: Group | None) -> _Table:
        voided = self.count(Drill(rule="voided", scope=scope))
        notes = (f"Trong đó {voided} hồ sơ đã hủy.",) if voided else ()
        return _Table(
            self._head("register", scope, listed.REGISTER, notes=notes),
            self.count(Drill(rule="registered", scope=scope)),
            lambda limit: listed.register_rows(self._figures, scope, limit),
        )

    def _worklist(self, scope: Scope, by: Group | None) -> _Table:
        total = sum(self.count(Drill(rule=rule, scope=scope)) for rule, _ in listed.LISTS)
        return _Table(
            self._head("worklist", scope, listed.WORKLIST, notes=("Theo tình trạng lúc lập, không theo kỳ.",)),
            total,
            lambda limit: listed.worklist_rows(self._figures, scope, limit),
        )


class _Table(msgspec.Struct, frozen=True):
    """A report whose rows are still to be read: all of them, or the first so many."""

    head: Report
    count: int
    rows: Callable[[int | None], Iterator[Row]]

    @classmethod
    def of(cls, head: Report, rows: tuple[Row, ...]) -> _Table:
        return cls(head, len(rows), lambda _limit: iter(rows))
