"""Code 128 as runs of its code sets: what a printer that draws bars itself must be told (ISO/IEC 15417, annex E)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Run = tuple[Literal["B", "C"], str]

_DIGITS = re.compile(r"[0-9]{4,}")


@lru_cache(maxsize=64)
def code_128_runs(code: str) -> tuple[Run, ...]:
    """`code` in runs of set B (a symbol a character) and C (a symbol two digits), as short as it gets.

    Digits pay from four on at an end, from six on between letters, where going there and back takes two symbols.
    """
    runs: list[Run] = []
    done = 0
    for found in _DIGITS.finditer(code):
        start, end = found.span()
        at_end = start == 0 or end == len(code)
        if end - start < (4 if at_end else 6):
            continue
        # An odd digit stays with the letters: the last one at the beginning of the code, else the first one.
        if (end - start) % 2:
            start, end = (start, end - 1) if start == 0 else (start + 1, end)
        if start > done:
            runs.append(("B", code[done:start]))
        runs.append(("C", code[start:end]))
        done = end
    if done < len(code) or not runs:
        runs.append(("B", code[done:]))
    return tuple(runs)


def code_128_modules(code: str) -> int:
    """How many modules wide those bars are, without quiet zones: 11 a symbol, 13 the stop."""
    runs = code_128_runs(code)
    symbols = sum(len(text) // 2 if kind == "C" else len(text) for kind, text in runs)
    return 11 * (symbols + len(runs) + 1) + 13
