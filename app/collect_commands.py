"""`quay collect …`: many counters' bundles into one database, by command (docs/collect.md). Exit statuses as
everywhere: 0 done, 1 something needs a person, 3 the environment's fault."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.bundle.outcomes import Refusal, Taken
from app.bundle_commands import outcome_status, show_outcome, written_as_json
from app.clock import Clock
from app.collect import Collecting
from app.commands import Out, iso, local, reader_for
from app.office import open_office
from app.store.collected import Collected, Ledger
from app.wording import COLLECT_WORDS


def collect(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    """Takes the bundles (and with --own what this computer keeps itself); without either lists what is there, with
    --verify proves it."""
    collected = Collected(args.db, clock)
    try:
        if args.verify:
            return _verify(collected, out)
        if args.files or args.own:
            return _take(collected, args, out, clock)
        for ledger in collected.ledgers():
            out.show(_ledger(ledger), lambda one=ledger: _line(one))  # type: ignore[misc]
        return 0
    finally:
        collected.close()


def _take(collected: Collected, args: argparse.Namespace, out: Out, clock: Clock) -> int:
    office = open_office(args.data, clock)
    try:
        collecting = Collecting(office.branch, collected)
        actor = reader_for(office, args).id
        if args.own:
            for one in collecting.take_own():
                value = {"from": one.name, "events": one.events}
                out.show(value, COLLECT_WORDS["own"].format(name=one.name, events=one.events).strip)
        shown = sys.stderr.isatty() and len(args.files) > 1
        outcomes = collecting.take_all(args.files, _progress(len(args.files)) if shown else None)
        for outcome in outcomes:
            show_outcome(outcome, out)
        written = collecting.answer(args.answer) if args.answer is not None else ()
        for answer in written:
            out.show(written_as_json(answer), answer.words)
        _sum(outcomes, args)
        office.branch.note_collected(actor, sum(isinstance(one, Taken) for one in outcomes))
        return outcome_status(outcomes)
    finally:
        office.close()


def _progress(files: int) -> Callable[[int], None]:
    """A line that counts up to so many files; some are looked at again after the others."""

    def tell(done: int) -> None:
        words = COLLECT_WORDS["progress"].format(done=min(done, files), files=files)
        sys.stderr.write(f"\r{words}" + ("\n" if done == files else ""))

    return tell


def _sum(outcomes: tuple[Any, ...], args: argparse.Namespace) -> None:
    taken = [one for one in outcomes if isinstance(one, Taken)]
    if len(outcomes) > 1 and not args.json:
        words = COLLECT_WORDS["sum"].format(
            taken=len(taken),
            files=len(outcomes),
            events=sum(one.events for one in taken),
            refused=sum(isinstance(one, Refusal) for one in outcomes),
        )
        sys.stdout.write(words + "\n")


def _verify(collected: Collected, out: Out) -> int:
    from app.store.collected_proof import verify

    found = verify(collected)
    ledgers = len(collected.ledgers())
    value = {"ledgers": ledgers, "findings": [{"code": one.code, "subject": one.subject} for one in found]}

    def text() -> str:
        if not found:
            return COLLECT_WORDS["whole"].format(ledgers=ledgers)
        head = COLLECT_WORDS["not_whole"].format(found=len(found))
        return "\n".join((head, *(f"  {one.code} {one.subject}" for one in found)))

    out.show(value, text)
    return 1 if found else 0


def _ledger(one: Ledger) -> dict[str, Any]:
    return {"name": one.name, "key": one.key, "unit": one.unit, "held": one.held, "taken_at": iso(one.taken_at)}


def _line(one: Ledger) -> str:
    return COLLECT_WORDS["ledger"].format(name=one.name, unit=one.unit, held=one.held, at=local(one.taken_at))


def add_arguments(made: argparse.ArgumentParser) -> None:
    """What `quay collect` understands."""
    made.add_argument("files", type=Path, nargs="*", metavar="BUNDLE", help="các gói; không có: liệt kê các quầy")
    made.add_argument("--db", required=True, metavar="URL", help="sqlite:///TỆP hoặc postgresql://…")
    made.add_argument("--own", action="store_true", help="lấy cả dữ liệu của máy này và các quầy máy này giữ")
    made.add_argument("--answer", type=Path, metavar="DIR", help="ghi biên nhận cho các quầy vào thư mục")
    made.add_argument("--verify", action="store_true", help="kiểm tra toàn bộ cơ sở dữ liệu tổng hợp")
