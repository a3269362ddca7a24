"""The `quay` command on a data folder of its own."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.cli import main
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
def quay(data: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Quay]:
    """Runs the command's own `main` in this process: the same code, without a second of start-up each time."""
    root = logging.getLogger()
    level, handlers, raising = root.level, list(root.handlers), logging.raiseExceptions

    def run(*args: object, env: dict[str, str] | None = None) -> Done:
        wanted = environment() if env is None else env
        with monkeypatch.context() as patch:
            for name in ("QUAY_PIN", "QUAY_TEST_SECRET"):
                patch.delenv(name, raising=False)
                if name in wanted:
                    patch.setenv(name, wanted[name])
            capfd.readouterr()
            status = main([*map(str, args), "--data", str(data)])
        out, err = capfd.readouterr()
        return Done(status, out, err)

    yield run
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    logging.raiseExceptions = raising


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
