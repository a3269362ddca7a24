"""`quay bundle …`: courier by van, by command (docs/bundle.md). Exit statuses as everywhere: 0 done, 1 something needs
a person, 3 the environment's fault."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.bundle.identity import Part
from app.bundle.outcomes import Outcome, Refusal, Taken, Written
from app.clock import Clock
from app.commands import Out, clerk_for, local, reader_for
from app.errors import Problem, Trouble
from app.office import Office, open_office
from app.wording import BUNDLE_WORDS, say


def bundle(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    """One of the exchange's own commands, on the counter in --data."""
    office = open_office(args.data, clock)
    done: dict[str, Callable[[Office, argparse.Namespace, Out], int]] = {
        "export": _export,
        "import": _import,
        "key": _key,
        "trust": _trust,
        "distrust": _distrust,
        "partners": _partners,
        "watch": _watch,
    }
    try:
        return done[args.action](office, args, out)
    finally:
        office.close()


def _export(office: Office, args: argparse.Namespace, out: Out) -> int:
    actor = reader_for(office, args).id
    written = office.branch.export(args.folder, actor, everything=args.all)
    for one in written:
        out.show(written_as_json(one), one.words)
    if not written and not args.json:
        sys.stdout.write(say(Problem("bundle_nothing_new")) + "\n")
    return 0


def written_as_json(one: Written) -> dict[str, Any]:
    """A bundle that was written, for scripts."""
    return {
        "file": str(one.file),
        "kind": one.kind,
        "for": one.receiver,
        "number": one.number,
        "first": one.first,
        "last": one.last,
        "events": one.events,
        "delivered": one.delivered,
        "bytes": one.bytes,
    }


def _import(office: Office, args: argparse.Namespace, out: Out) -> int:
    outcomes = office.branch.take_all(args.files, reader_for(office, args).id)
    for one in outcomes:
        show_outcome(one, out)
    return outcome_status(outcomes)


def show_outcome(one: Outcome | Trouble, out: Out) -> None:
    """What became of one file, on a line."""
    if isinstance(one, Taken):
        value = {
            "file": str(one.file),
            "kind": one.kind,
            "from": one.sender,
            "number": one.number,
            "last": one.last,
            "events": one.events,
            "delivered": one.delivered,
        }
        out.show(value, one.words)
        return
    problem = Problem(one.code, one.facts) if isinstance(one, Trouble) else one.problem
    sentence = say(problem)
    if out.as_json:
        file = {"file": str(one.file)} if isinstance(one, Refusal) else {}
        out.line({**file, "error": sentence, "code": problem.code})
        return
    name = f"{one.file.name}: " if isinstance(one, Refusal) else ""
    sys.stderr.write(f"{name}{sentence}\n")


def outcome_status(outcomes: tuple[Outcome, ...]) -> int:
    """The exit status after several files."""
    refused = [one for one in outcomes if isinstance(one, Refusal)]
    if any(one.environment for one in refused):
        return 3
    return 1 if refused else 0


def _key(office: Office, args: argparse.Namespace, out: Out) -> int:
    """Our own enrolment text and its short code; the text as a QR when asked for."""
    part = Part.BRANCH if args.branch else Part.COLLECTOR if args.collector else Part.COUNTER
    ours = office.branch.identity(part)
    text, short = ours.text(), ours.short()
    if args.qr is not None:
        import segno

        try:
            segno.make(text, error="m", micro=False).save(str(args.qr), kind="png", scale=6)
        except OSError as error:
            raise Trouble("file_unwritable", file=args.qr.name) from error
    value = {"name": ours.name, "part": ours.part.value, "text": text, "code": short, "key": ours.key}
    out.show({**value, "qr": str(args.qr)} if args.qr else value, lambda: f"{ours.name}\n{text}\n{short}")
    return 0


def _trust(office: Office, args: argparse.Namespace, out: Out) -> int:
    manager = clerk_for(office, args, default=office.profile.people.manager)
    partner = office.branch.trust(args.text, args.code, manager, other_point=args.other_point)
    words = BUNDLE_WORDS[f"trusted_{partner.part}"].format(name=partner.name)
    out.show({"name": partner.name, "part": partner.part}, lambda: words)
    return 0


def _distrust(office: Office, args: argparse.Namespace, out: Out) -> int:
    manager = clerk_for(office, args, default=office.profile.people.manager)
    office.branch.distrust(args.name, manager)
    out.show({"name": args.name, "part": None}, lambda: BUNDLE_WORDS["distrusted"].format(name=args.name))
    return 0


def _partners(office: Office, args: argparse.Namespace, out: Out) -> int:
    for one in office.branch.partners():
        value = {"name": one.name, "part": one.part, "trusted_at": local(one.trusted_at), "held": one.held}
        out.show(value, BUNDLE_WORDS[f"partner_{one.part}"].format(name=one.name, held=one.held).strip)
    return 0


def _watch(office: Office, args: argparse.Namespace, out: Out) -> int:
    """Until it is interrupted (Ctrl-C, which is no fault), or for --times looks."""
    looks = 0

    def rest() -> bool:
        nonlocal looks
        looks += 1
        if args.times and looks >= args.times:
            return False
        time.sleep(args.every)
        return True

    heard: list[Outcome | Trouble] = []

    def told(one: Outcome | Trouble) -> None:
        heard.append(one)
        show_outcome(one, out)

    folder: Path = args.folder
    try:
        office.branch.watch(folder, reader_for(office, args).id, rest=rest, told=told)
    except KeyboardInterrupt:
        return 0
    if any(isinstance(one, Trouble) for one in heard):
        return 3
    return outcome_status(tuple(one for one in heard if not isinstance(one, Trouble)))
