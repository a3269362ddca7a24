"""Reports: figures as values, for whoever reads them (docs/reports.md has each column and formula).

A report is made of named rules (`app.store.figures`), so that a number on the page, in the workbook and behind a click
is the same number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import msgspec

from app.domain.events import VIETNAM
from app.domain.report import GROUPS, Choices, Column, Drill, Group, Report, Row, Scope, Series
from app.errors import reject
from app.paper import Press
from app.paper.lists import DossierList
from app.reports import closes, counted, grouping, indicators, listed, moneys
from app.reports.files import Progress, Watch, put
from app.reports.grouping import Names
from app.reports.indicators import Provision
from app.store import views
from app.store.figures import Figures

NAMES = ("register", "volumes", "ontime", "ii06a", "postal", "kpi", "fees", "worklist", "z", "open-data")
"""The contract's names of reports, in the order they are offered."""

OF_PEOPLE = frozenset({"register", "worklist"})
"""Reports whose lines are people: who opens one is noted in the access log."""

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

OPEN_DATA = "open-data"

LIMITS = "Thời hạn gửi một cửa: {0} giờ. Thời hạn mỗi chặng bưu chính: {1} ngày liên tục."
VOIDED = "Trong đó {0} hồ sơ đã hủy."
OF_NOW = "Theo tình trạng lúc lập, không theo kỳ."

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
        provision: Provision,
        limits: Limits,
    ) -> None:
        """`procedure` and `commune` name what a code stands for, "" where nobody knows."""
        self._figures = figures
        self._unit = unit
        self._press = press
        self._procedure = procedure
        self._commune = commune
        self._provision = provision
        self._limits = limits

    def make(self, name: str, scope: Scope, *, by: Group | None = None, limit: int = PAGE) -> Report:
        """A report. `by`: how its rows are grouped, None: as usual. Where there is a row for each dossier `rows` has at
        most `limit`, and `left` says how many more there are.

        Rejected: `name` report_unknown, `by` report_not_grouped, `until` period_backwards, `ledger` ledger_unknown.
        """
        table = self._table(name, scope, by)
        rows = tuple(table.rows(limit))
        left = max(0, table.count - len(rows))
        return msgspec.structs.replace(table.head, rows=rows, left=left)

    def write(
        self,
        name: str,
        scope: Scope,
        file: Path,
        *,
        by: Group | None = None,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        printed_by: str = "",
    ) -> bool:
        """The whole report as a file; its suffix says what kind: .xlsx, .pdf or .csv. The register's pages are Form 07.
        Open data is CSV only, with its dictionary beside it (`dictionary_of`).

        `progress` is told how many rows of how many are done; as soon as `cancelled` says so it ends with False, and
        whatever stood in the file's place still does. Rejected as of `make`, and `file` report_format;
        Trouble("file_unwritable").
        """
        kind = file.suffix.lower()
        if kind not in (".xlsx", ".pdf", ".csv") or (name == OPEN_DATA and kind != ".csv"):
            raise reject("file", "report_format")
        table = self._table(name, scope, by)
        book = kind == ".pdf" and name == "register"
        # Pages are gone through again to be drawn, and a book's rows are made before.
        watch = Watch(table.count, progress, cancelled, passes=3 if book else 2 if kind == ".pdf" else 1)
        if book:
            done = put(file, lambda fresh: self._form_07(table, fresh, watch, printed_by))
        else:
            done = put(file, lambda fresh: self._write(table, kind, fresh, watch))
        if done and name == OPEN_DATA:
            done = put(dictionary_of(file), lambda fresh: _write_dictionary(table.head, fresh))
        if done:
            watch.finished()
        return done

    def _write(self, table: _Table, kind: str, file: Path, watch: Watch) -> None:
        if kind == ".xlsx":
            from app.reports import xlsx

            xlsx.write(table.head, watch.over(table.rows(None)), file)
        elif kind == ".csv":
            from app.reports import csv

            csv.write(table.head, watch.over(table.rows(None)), file)
        else:
            from app.reports import pages

            pages.write(table.head, table.rows(None), file, self._press, watch)

    def _form_07(self, table: _Table, file: Path, watch: Watch, printed_by: str) -> None:
        scope, at = table.head.scope, table.head.made_at
        rows = listed.Leafed(watch.over(listed.form_07_rows(self._figures, scope)))
        rows.watch = watch
        book = DossierList(
            kind="07", at=at, rows=rows, since=scope.since, until=scope.until, book=listed.book_of(scope)
        )
        file.write_bytes(self._press.list(book, size="a4", copy=1, printed_at=at, printed_by=printed_by).bytes)

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
        if name in ("register", "worklist", "kpi", "z", OPEN_DATA):
            alone = {
                "register": self._register,
                "worklist": self._worklist,
                "kpi": self._kpi,
                "z": self._z,
                OPEN_DATA: self._open_data,
            }
            return alone[name](scope)
        assert by is not None, "a report of groups has a usual one"
        return self._fees(scope, by) if name == "fees" else self._counted(name, scope, by)

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

    def _counted(self, name: str, scope: Scope, by: Group) -> _Table:
        timed = by in ("day", "month")
        today = self._figures.now().astimezone(VIETNAM).date()
        columns, figures, shape = _COUNTED[name, timed]

        def beside(group: Group) -> tuple[Mapping[Any, counted.Others], counted.Others]:
            return counted.legs(self._figures, scope, group) if name == "postal" else ({}, {})

        shown, rows, total = counted.tabled(self._figures, columns, scope, by, self._names(), today, beside)
        stands = timed and name == "ontime"
        notes = (*counted.NOTES, *((counted.NOT_ADDED,) if stands else ()))
        chart = Series(label="label", figures=figures, shape=shape)
        return _Table.of(self._head(name, scope, shown, by=by, total=total, chart=chart, notes=notes), rows)

    def _fees(self, scope: Scope, by: Group) -> _Table:
        columns, rows, total = moneys.tabled(self._figures, scope, by, self._names())
        chart = Series(label="label", figures=("fee", "charge", "postage"), shape="stacked")
        return _Table.of(self._head("fees", scope, columns, by=by, total=total, chart=chart, notes=moneys.NOTES), rows)

    def _kpi(self, scope: Scope) -> _Table:
        found = indicators.counted(
            self._figures, scope, sync=self._limits.sync, leg=self._limits.leg, provision=self._provision
        )
        sync, leg = self._limits.sync / timedelta(hours=1), self._limits.leg / timedelta(days=1)
        limits = LIMITS.format(f"{sync:g}", f"{leg:g}")
        notes = (limits, *counted.NOTES)
        return _Table.of(self._head("kpi", scope, indicators.COLUMNS, notes=notes), indicators.rows(found, scope))

    def _z(self, scope: Scope) -> _Table:
        return _Table.of(self._head("z", scope, closes.COLUMNS), closes.rows(self._figures, scope, self._names()))

    def _open_data(self, scope: Scope) -> _Table:
        from app.reports import open_data

        found = open_data.published(self._figures, scope)
        notes = (open_data.SHARED, open_data.LEFT_OUT.format(found.left_out))
        names = self._names()
        head = self._head(OPEN_DATA, scope, open_data.COLUMNS, notes=notes)
        return _Table(head, found.dossiers, lambda few: islice(open_data.rows(found, names), few))

    def _register(self, scope: Scope) -> _Table:
        voided = self.count(Drill(rule="voided", scope=scope))
        notes = (VOIDED.format(voided),) if voided else ()
        return _Table(
            self._head("register", scope, listed.REGISTER, notes=notes),
            self.count(Drill(rule="registered", scope=scope)),
            lambda limit: listed.register_rows(self._figures, scope, limit),
        )

    def _worklist(self, scope: Scope) -> _Table:
        total = sum(self.count(Drill(rule=rule, scope=scope)) for rule, _ in listed.LISTS)
        return _Table(
            self._head("worklist", scope, listed.WORKLIST, notes=(OF_NOW,)),
            total,
            lambda limit: listed.worklist_rows(self._figures, scope, limit),
        )


_COURSE = ("finished_early", "finished_on_time", "finished_late", "open_in_time", "open_late")
_Shape = Literal["bars", "stacked", "line"]
_COUNTED: dict[tuple[str, bool], tuple[tuple[Column, ...], tuple[str, ...], _Shape]] = {
    ("volumes", True): (counted.VOLUMES, ("received", "handed"), "line"),
    ("volumes", False): (counted.VOLUMES, ("received_direct", "received_online", "received_postal"), "stacked"),
    ("ontime", True): (counted.ONTIME, _COURSE, "stacked"),
    ("ontime", False): (counted.ONTIME, _COURSE, "stacked"),
    ("ii06a", False): (counted.II06A, _COURSE, "stacked"),
    ("postal", True): (counted.POSTAL_COLUMNS, ("received_postal", "handed_postal"), "line"),
    ("postal", False): (counted.POSTAL_COLUMNS, ("received_postal", "handed_postal"), "bars"),
}
"""Of each report that counts, and whether its groups are times: its columns, what is drawn, and how."""


def dictionary_of(file: Path) -> Path:
    """Where the dictionary of open data lies: "x.csv" has "x.dictionary.csv" beside it."""
    return file.with_suffix(".dictionary.csv")


def _write_dictionary(head: Report, file: Path) -> None:
    from app.reports import csv

    lines = [(column.title, _TYPES.get(column.form, "chữ"), column.meaning) for column in head.columns]
    csv.lines(file, ("cot", "kieu", "y_nghia"), [*lines, *(("", "", note) for note in head.notes)])


_TYPES = {"count": "số nguyên"}


class _Table(msgspec.Struct, frozen=True):
    """A report whose rows are still to be read: all of them, or the first so many."""

    head: Report
    count: int
    rows: Callable[[int | None], Iterator[Row]]

    @classmethod
    def of(cls, head: Report, rows: tuple[Row, ...]) -> _Table:
        return cls(head, len(rows), lambda _: iter(rows))
