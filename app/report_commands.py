"""`quay report NAME …`: a report as a table, as JSON, or as a file (docs/reports.md). Exit statuses as everywhere."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from app.clock import Clock
from app.commands import ALL, Out, reader_for
from app.domain.events import VIETNAM
from app.domain.report import Column, Form, Report, Scope
from app.errors import Rejected, reject
from app.office import Office, open_office
from app.reports import OPEN_DATA, Reports, dictionary_of, said
from app.wording import say

_RIGHT = frozenset[Form](("count", "money", "share", "days", "minutes"))
_WIDEST = 44
"""Letters of a cell on a terminal; a longer text goes to a file whole."""

WORDS = {
    "written": "Đã ghi {file}.",
    "dictionary": "Từ điển dữ liệu: {file}.",
    "more": "… còn {left} dòng nữa; xem đủ bằng --out FILE hoặc --limit N.",
    "progress": "{done} trên {count} dòng",
    "together": "Tổng hợp {count} quầy",
}


def report(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    office = open_office(args.data, clock)
    try:
        by = reader_for(office, args)
        with _reports(office, args, clock) as reports:
            scope = _scope(args, reports, clock.now().astimezone(VIETNAM).date())
            office.people.looked(by, f"report {args.name}")
            if args.out is not None:
                return _write(reports, args, scope, by.name, out)
            made = reports.make(args.name, scope, by=args.by, limit=ALL if args.json else args.limit)
    except Rejected as error:
        for field, problem in error.problems.items():
            sys.stderr.write(f"{_OPTIONS.get(field, field)}: {say(problem)}\n")
        return WRONG_USAGE
    finally:
        office.close()
    out.show(made, lambda: _table(made))
    return 0


WRONG_USAGE = 2
_OPTIONS = {
    "ledger": "--ledger",
    "db": "--db",
    "name": "NAME",
    "by": "--by",
    "until": "--to",
    "file": "--out",
    "clerk": "--of-clerk",
}
"""Which option of the command is meant by each field that can be refused."""


@contextmanager
def _reports(office: Office, args: argparse.Namespace, clock: Clock) -> Iterator[Reports]:
    """The counter's own, or those of the counters that were collected in --db."""
    if not args.db:
        yield office.reports
        return
    from app.store.collected import Collected
    from app.store.figures import Figures

    collected = Collected(args.db, clock)
    try:
        numbers = collected.numbers()
        unit = args.ledger or WORDS["together"].format(count=len(numbers))
        yield office.reports_over(Figures(collected, clock.now, numbers), unit)
    finally:
        collected.close()


def _scope(args: argparse.Namespace, reports: Reports, today: date) -> Scope:
    """The period: from the first of this month to today unless told."""
    clerk = ""
    if args.of_clerk:
        found = [one.key for one in reports.choices(args.ledger).clerk if args.of_clerk in (one.label, one.key)]
        if not found:
            raise reject("clerk", "unknown_person")
        clerk = found[0]
    until = args.until or today
    return Scope(
        since=args.since or until.replace(day=1),
        until=until,
        field=args.field,
        procedure=args.procedure,
        commune=args.commune,
        clerk=clerk,
        agency=args.agency,
        ledger=args.ledger,
    )


def _write(reports: Reports, args: argparse.Namespace, scope: Scope, printed_by: str, out: Out) -> int:
    file: Path = args.out
    shown = sys.stderr.isatty()

    def tell(done: int, count: int) -> None:
        sys.stderr.write(f"\r{WORDS['progress'].format(done=done, count=count)}")

    reports.write(args.name, scope, file, by=args.by, progress=tell if shown else None, printed_by=printed_by)
    if shown:
        sys.stderr.write("\n")
    value: dict[str, Any] = {"file": str(file), "bytes": file.stat().st_size}
    words = WORDS["written"].format(file=file)
    if args.name == OPEN_DATA:
        value["dictionary"] = str(dictionary_of(file))
        words += f"\n{WORDS['dictionary'].format(file=dictionary_of(file))}"
    out.show(value, lambda: words)
    return 0


def _table(made: Report) -> str:
    """For people: figures at the right, as Vietnamese papers write them."""
    rows = [said.line(row, made.columns) for row in made.rows]
    total = [said.line(made.total, made.columns)] if made.total is not None else []
    heads = [tuple(f"{column.group}: {column.title}" if column.group else column.title for column in made.columns)]
    lines = [[_short(cell) for cell in line] for line in heads + rows + total]
    widths = [max(len(line[place]) for line in lines) for place in range(len(made.columns))]
    written = [_line(line, widths, made.columns) for line in lines]
    rule = "─" * min(200, sum(widths) + 2 * len(widths))
    body = [written[0], rule, *written[1 : 1 + len(rows)]]
    if total:
        body += [rule, written[-1]]
    more = [WORDS["more"].format(left=made.left)] if made.left else []
    when = dict.fromkeys((said.period(made), said.moment(made)))
    head = [made.title.upper(), " · ".join((made.unit, *when)), ""]
    return "\n".join([*head, *body, *more, "", *made.notes])


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _line(cells: list[str], widths: list[int], columns: tuple[Column, ...]) -> str:
    parts = (
        cell.rjust(width) if column.form in _RIGHT else cell.ljust(width)
        for cell, width, column in zip(cells, widths, columns, strict=True)
    )
    return "  ".join(parts).rstrip()
