"""`./dev bench [NAME …]`: measures, prints the table, writes the JSON.

Ends with 1 when something could not be measured, and with `--strict` also when a figure misses what is asked of it.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.bench.figures import Figure, NotHere, machine, table, write_json
from tests.bench.grown import COUNT

ROOT = Path(__file__).resolve().parents[2]

Measure = Callable[[argparse.Namespace], list[Figure]]


def _module(name: str, *given: str) -> Measure:
    """`measure` of tests/bench/<name>.py, imported when it is its turn: no benchmark carries another's libraries."""

    def run(args: argparse.Namespace) -> list[Figure]:
        measure = importlib.import_module(f"tests.bench.{name}").measure
        figures: list[Figure] = measure(**{key: getattr(args, key) for key in given})
        return figures

    return run


BENCHES: dict[str, Measure] = {
    "receive": _module("receive"),
    "start": _module("start", "count"),
    "search": _module("search", "count"),
    "receipt": _module("receipt"),
    "print": _module("printing"),
    "verify": _module("verify", "count"),
    "reports": _module("reports", "count"),
    "bundle": _module("bundle"),
    "collect": _module("collect"),
    "soak": _module("soak", "minutes", "dossiers"),
    "lanes": _module("lanes", "speed", "queue"),
    "month": _module("month", "counters", "days", "dossiers", "seed"),
    "peers": _module("peers", "speed", "queue"),
}
ON_REQUEST = {"collect", "soak", "lanes", "month", "peers"}
ALSO = {"memory": "soak"}


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="./dev bench", description="Figures beside their physical limits.")
    made.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help=f"of {', '.join([*BENCHES, *ALSO])}; without: all but {', '.join(sorted(ON_REQUEST))}",
    )
    made.add_argument("--json", type=Path, default=ROOT / "bench.json", metavar="FILE", help="default: bench.json")
    made.add_argument("--strict", action="store_true", help="end with 1 when a figure misses what is asked")
    made.add_argument("--count", type=int, default=COUNT, metavar="N", help="dossiers in the large file (200000)")
    made.add_argument("--minutes", type=float, default=40.0, help="how long the soak works (40)")
    made.add_argument(
        "--dossiers", type=int, default=0, metavar="N", help="end the soak after so many; of the month, a day (60)"
    )
    made.add_argument("--speed", type=float, default=20.0, help="how much faster the slow line runs (20)")
    made.add_argument("--queue", type=int, default=500, metavar="N", help="dossiers that wait for the line (500)")
    made.add_argument("--counters", type=int, default=10, metavar="N", help="counters of the month (10)")
    made.add_argument("--days", type=int, default=22, metavar="N", help="working days of the month (22)")
    made.add_argument("--seed", type=int, default=20261116, help="what goes wrong in the month, and when")
    return made


def main(words: list[str]) -> int:
    args = parser().parse_args(words)
    names = list(dict.fromkeys(ALSO.get(name, name) for name in args.names))
    if unknown := [name for name in names if name not in BENCHES]:
        parser().error(f"no benchmark {' '.join(unknown)}; there are: {', '.join([*BENCHES, *ALSO])}")
    names = names or [name for name in BENCHES if name not in ON_REQUEST]
    here = machine()
    figures: list[Figure] = []
    skipped: dict[str, str] = {}
    failed = []
    for name in names:
        start = time.monotonic()
        print(f"bench: {name}", file=sys.stderr, flush=True)
        try:
            figures += BENCHES[name](args)
        except NotHere as why:
            skipped[name] = str(why)
        except Exception:  # noqa: BLE001 - one that cannot run must not take the others' figures with it
            traceback.print_exc()
            failed.append(name)
        print(f"bench: {name} took {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    print(
        f"{here.system}, {here.cpus} cpus, Python {here.python}, SQLite {here.sqlite}, load {here.load} at the start\n"
    )
    print(table(figures))
    for name, reason in skipped.items():
        print(f"{name}: not measured ({reason})")
    for name in failed:
        print(f"{name}: FAILED, see above")
    write_json(args.json, here, figures, {**skipped, **dict.fromkeys(failed, "failed")})
    missed = [figure.name for figure in figures if figure.passed is False]
    return 1 if failed or (args.strict and missed) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
