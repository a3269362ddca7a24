"""`quay package …`: catalogue, calendar and tariff from a stick, what is in force, and the province's own side of it
(docs/catalogue.md). Exit statuses as everywhere."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from app.clock import Clock
from app.commands import Out, clerk_for
from app.errors import Problem, Trouble
from app.office import Office, open_office
from app.packages import Held, Kind, new_key, publish
from app.wording import PACKAGE_WORDS, say

Fetch = Callable[[Office], object]


def package(args: argparse.Namespace, out: Out, clock: Clock, fetch: Fetch) -> int:
    """`fetch` brings home what is new at the profile's address."""
    if args.action == "key":
        return _key(args, out)
    if args.action == "make":
        return _make(args, out)
    office = open_office(args.data, clock)
    try:
        if args.action == "list":
            return _show(office.packages.held(), out)
        # Who changes rules and dates for everybody has to say who he is.
        clerk_for(office, args, office.profile.people.manager)
        if args.action == "install":
            return _taken(office.packages.install(args.place), args, out)
        if not office.profile.server.packages_url:
            raise Trouble("packages_nowhere")
        before = office.packages.held()
        fetch(office)
        taken = tuple(held for held in office.packages.held() if held not in before)
        problems = tuple(office.packages.concerns(clock.now()))
        for problem in problems:
            sys.stderr.write(say(problem) + "\n")
        refused = any(problem.code not in {"package_waits", "package_damaged"} for problem in problems)
        return 1 if refused else _taken(taken, args, out)
    finally:
        office.close()


def _taken(taken: tuple[Held, ...], args: argparse.Namespace, out: Out) -> int:
    if not taken and not args.json:
        sys.stdout.write(say(Problem("packages_nothing_new")) + "\n")
    return _show(taken, out)


def _show(held: tuple[Held, ...], out: Out) -> int:
    for one in held:
        out.show(one, lambda one=one: _words(one))  # type: ignore[misc]
    return 0


def _words(held: Held) -> str:
    kind = PACKAGE_WORDS[held.kind]
    words = PACKAGE_WORDS["shipped" if held.shipped else "installed"].format(kind=kind, version=held.version)
    return words + (PACKAGE_WORDS["waits"].format(version=held.waiting) if held.waiting else "")


def _key(args: argparse.Namespace, out: Out) -> int:
    secret, public = new_key()
    try:
        handle = os.open(args.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secret + "\n")
    except OSError as error:
        raise Trouble("file_unwritable", file=args.file.name) from error
    out.show({"packages_key": public}, lambda: f'packages_key = "{public}"')
    return 0


def _make(args: argparse.Namespace, out: Out) -> int:
    try:
        secret = args.key.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble("file_unreadable", file=args.key.name) from error
    given: dict[Kind, Path | None] = {
        "catalogue": args.catalogue,
        "calendar": args.calendar,
        "tariff": args.tariff,
    }
    index = publish(args.out, secret, {kind: folder for kind, folder in given.items() if folder is not None})
    for kind, offer in index.offers():
        out.show(
            {"kind": kind, "version": offer.version, "file": offer.file, "bytes": offer.bytes},
            PACKAGE_WORDS["made"]
            .format(kind=PACKAGE_WORDS[kind], version=offer.version, file=offer.file, bytes=offer.bytes)
            .strip,
        )
    return 0
