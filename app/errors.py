"""The three kinds of error. `Rejected`: what a person gave cannot be taken, told by field. `Trouble`: the
environment's fault (disk, lock, server). Anything else is a bug and must reach the log as one.

Sentences are made elsewhere (`app.wording`): an error carries a code and facts, never prose.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """One thing wrong with one field. `code` selects the sentence, `facts` fill it."""

    code: str
    facts: Mapping[str, str | int] = {}


class Rejected(Exception):
    """Input that was refused; nothing was changed. `problems` maps a dotted field path to its problem."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__(", ".join(f"{field}: {problem.code}" for field, problem in problems.items()))
        self.problems = dict(problems)


class Trouble(Exception):
    """The environment failed; what was committed is safe. `code` selects the sentence."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, str | int] = facts


class TooNew(Trouble):
    """The database was written by a newer program. Facts: `found`, `known` (schema revisions)."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__("database_too_new", found=found, known=known)


def reject(field: str, code: str, **facts: str | int) -> Rejected:
    """A `Rejected` of one field, for the common case."""
    return Rejected({field: Problem(code, facts)})
