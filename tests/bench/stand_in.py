"""The one-stop stand-in as a process of its own, so that its work is not the counter's, and what it holds."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class StandIn:
    """`port` answers the adapter's calls; `held` asks what the books hold."""

    def __init__(self, port: int) -> None:
        self.port = port

    def codes(self) -> list[str]:
        codes: list[str] = self._get("/dossiers")
        return codes

    def held(self, code: str) -> dict[str, Any]:
        """The record, the progress lines, how often it was created."""
        found: dict[str, Any] = self._get(f"/dossiers/{code}")
        return found

    def _get(self, path: str) -> Any:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            return json.load(answer)


@contextlib.contextmanager
def stand_in() -> Iterator[StandIn]:
    """Runs until the block ends."""
    command = [sys.executable, "-u", "-X", "utf8", "-m", "tests.bench.stand_in"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None and running.stdin is not None
        try:
            yield StandIn(int(running.stdout.readline()))
        finally:
            running.stdin.close()


def _serve() -> None:
    from sync.sandbox import serve
    from tests.sync.counter import catalogue

    one = serve(catalogue=catalogue())
    print(one.port)
    # The end of its input is the end of whoever started it.
    sys.stdin.read()
    one.stop()


if __name__ == "__main__":
    _serve()
