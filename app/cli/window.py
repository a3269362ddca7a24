"""Opening the counter: Qt first, everything else after the first paint; and the practice counter."""

from __future__ import annotations

import argparse
import gc
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.cli.sending import Sending
    from app.clock import Clock
    from app.office import Office

COLLECT_EVERY = (20_000, 10, 10)
"""Looking for garbage after every 700 objects finds none while modules and widgets are made: 3 % of the start."""


def window(args: argparse.Namespace, start_log: Callable[[], None]) -> int:
    """Opens the counter. Qt first, everything else after the first paint."""
    gc.set_threshold(*COLLECT_EVERY)
    from ui.shell import open_window

    started: list[Any] = []

    def office() -> Office:
        start_log()
        from app.clock import Clock
        from app.office import open_office

        clock = Clock()
        if args.training:
            opened, server = open_training(args.data, clock)
            started.append(server)
            return opened
        return open_office(args.data, clock)

    def sending(opened: Office) -> Sending:
        from app import journal
        from app.cli.sending import HEAD_START, Sending

        made = Sending(opened, opened.store.clock)
        started.append(made)
        later = threading.Timer(HEAD_START, journal.turn_over)
        later.daemon = True
        later.start()
        return made

    try:
        return open_window(office, sending, training=args.training, data=args.data)
    finally:
        for running in reversed(started):
            running.stop()


def open_training(data: Path, clock: Clock) -> tuple[Office, Any]:
    """The practice counter with its own one-stop stand-in: made on first use, with invented dossiers in it."""
    import msgspec

    from app.domain import intake
    from app.office import PROFILE, TRAINING_PIN, open_office, set_up
    from app.settings import assets
    from sync import sandbox as one_stop

    os.environ.setdefault("QUAY_TRAINING_SECRET", "tap-huan")
    if not (data / PROFILE).exists():
        office, _ = set_up(assets("training", "profile.toml"), data, TRAINING_PIN, clock)
        clerk = office.people.log_in(office.profile.people.clerks[0], TRAINING_PIN)
        for line in assets("training", "intake.jsonl").read_bytes().splitlines():
            office.counter.receive(intake.read_draft(intake.decode_line(line)), clerk)
        office.close()
    server = one_stop.serve(port=0, db=f"sqlite:///{(data / 'one-stop.sqlite').as_posix()}")
    office = open_office(data, clock, training=True)
    url = f"http://127.0.0.1:{server.port}"
    table = msgspec.structs.replace(office.profile.server, url=url, files_url=f"{url}/files")
    profile = msgspec.structs.replace(office.profile, server=table)
    return msgspec.structs.replace(office, profile=profile), server
