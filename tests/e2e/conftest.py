"""The `quay` command as a user runs it: its own process, its own data folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.desk import PIN, profile_text

ROOT = Path(__file__).resolve().parents[2]


class Done(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


def environment(**extra: str) -> dict[str, str]:
    return {**os.environ, "QUAY_PIN": PIN, "QUAY_TEST_SECRET": "bi-mat", "PYTHONUTF8": "1", **extra}


def command(*args: object) -> list[str]:
    return [sys.executable, "-X", "utf8", "-m", "app", *map(str, args)]


Quay = Callable[..., Done]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def quay(data: Path) -> Quay:
    def run(*args: object, env: dict[str, str] | None = None) -> Done:
        done = subprocess.run(
            [*command(*args), "--data", str(data)],
            cwd=ROOT,
            env=env or environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def counter(quay: Quay, tmp_path: Path) -> Quay:
    """A counter that is set up; calls run commands on it."""
    profile = tmp_path / "profile.toml"
    profile.write_text(profile_text(), encoding="utf-8")
    done = quay("init", "--profile", profile)
    assert done.status == 0, done.err
    return quay


def jsonl(file: Path, *lines: Any) -> Path:
    raw = [one if isinstance(one, bytes) else json.dumps(one, ensure_ascii=False).encode() for one in lines]
    file.write_bytes(b"\n".join(raw) + b"\n")
    return file
