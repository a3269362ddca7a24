"""python -m tests.tour --out DIR: the whole tour, its table on stdout, exit status 1 when a step failed."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from pathlib import Path


def arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev tour", description="A clerk's day driven through the real window.")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="pictures, papers, tour.json, index.html"
    )
    parser.add_argument("--no-gallery", action="store_true", help="the day only")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="also refresh the README's pictures there")
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    args = arguments(words)
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from tests import printserver
    from tests.tour import rooms
    from tests.tour.day import Day
    from tests.tour.record import Record

    out = args.out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication(["quay"])
    record = Record(out)
    beside = [] if args.no_gallery else rooms.open_all(out / "gallery")
    with contextlib.ExitStack() as around:
        folder = around.enter_context(tempfile.TemporaryDirectory(prefix="quay-tour-"))
        day = Day(app, Path(folder) / "data", record)
        if printserver.is_here():
            day.server = around.enter_context(printserver.print_server())
            os.environ["CUPS_SERVER"] = day.server.address  # before the window asks for printers
        try:
            day.run()
        finally:
            day.close()
    for room in beside:
        record.note(room.ended())
    if args.pictures:
        record.note(rooms.refresh(args.pictures.absolute()))
    record.write()
    print(record.table(), flush=True)
    return 0 if record.ok else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
