"""What the side-by-side installs is said to the byte and to no address: whoever runs it asks his own registry."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1] / "bench" / "peers"
LOCK = (HERE / "package-lock.json").read_text(encoding="utf-8")
PACKAGES: dict[str, dict[str, Any]] = json.loads(LOCK)["packages"]


def test_the_lock_names_no_address() -> None:
    assert "://" not in LOCK
    assert not any("resolved" in package or "link" in package for package in PACKAGES.values())
    assert "omit-lockfile-registry-resolved=true" in (HERE / ".npmrc").read_text(encoding="utf-8").splitlines()


def test_every_package_is_pinned_by_its_hash() -> None:
    loose = [name for name, package in PACKAGES.items() if name and not package["integrity"].startswith("sha512-")]
    assert not loose


def test_what_is_asked_for_is_one_version_and_the_one_in_the_lock() -> None:
    asked = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert asked == PACKAGES[""]["dependencies"]
    for name, version in asked.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert PACKAGES[f"node_modules/{name}"]["version"] == version
