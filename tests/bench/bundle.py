"""The size of the one-folder bundle, beside what of it is Python and Qt themselves."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench.figures import Figure, NotHere

FOLDER = Path(__file__).resolve().parents[2] / "build" / "dist" / "quay"
ASKED_MB = 165.0
# What a bundle with nothing but a window would hold too.
PLATFORM = ("libpython", "base_library", "libicu", "libQt6", "PySide6", "shiboken6", "lib-dynload", "python3")


def measure() -> list[Figure]:
    """NotHere when `./dev build` has not made it."""
    if not FOLDER.is_dir():
        raise NotHere("not built: ./dev build")
    files = [path for path in FOLDER.rglob("*") if path.is_file() and not path.is_symlink()]
    whole = sum(path.stat().st_size for path in files)
    under = sum(
        path.stat().st_size
        for path in files
        if any(part.startswith(PLATFORM) for part in path.relative_to(FOLDER).parts)
    )
    return [
        Figure(
            bench="bundle",
            name=f"one-folder bundle, {sys.platform}",
            value=whole / 1e6,
            limit=under / 1e6,
            limit_is="Python, Qt and ICU in it",
            unit="MB",
            asked=ASKED_MB,
            measure="value",
            note=f"{len(files)} files",
        )
    ]
