"""What became of bundles: written, taken, or not taken and why; and several of them, in whatever order they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from app.errors import Problem, Rejected, Trouble
from app.wording import BUNDLE_WORDS, identity


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A bundle that lies in the folder now. `events` are inside; `delivered` of the deliveries told with them."""

    file: Path
    kind: str
    receiver: str
    number: int
    first: int
    last: int
    delivered: int
    bytes: int

    @property
    def events(self) -> int:
        return max(0, self.last - self.first + 1) if self.kind != "acknowledgement" else 0

    def words(self, into: Callable[[str], str] = identity) -> str:
        """What lies in the folder now, as a sentence."""
        return into(BUNDLE_WORDS[f"written_{self.kind}"]).format(
            file=self.file.name, receiver=self.receiver, events=self.events, last=self.last, bytes=self.bytes
        )


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A bundle that was understood. `events` were new, `delivered` entries are now known as delivered; both 0: it was
    taken before, or told nothing new."""

    file: Path
    kind: str
    sender: str
    number: int
    last: int
    events: int
    delivered: int

    def words(self, into: Callable[[str], str] = identity) -> str:
        """What the bundle brought, as a sentence."""
        kind = self.kind if self.events or self.delivered else "nothing"
        return into(BUNDLE_WORDS[f"taken_{kind}"]).format(
            file=self.file.name, sender=self.sender, events=self.events, delivered=self.delivered
        )


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A bundle that was not taken, and why; nothing was changed. `environment`: the stick's or disk's fault."""

    file: Path
    problem: Problem
    environment: bool = False


Outcome = Taken | Refusal


def in_any_order(files: Iterable[Path], take: Callable[[Path], Taken]) -> tuple[Outcome, ...]:
    """Takes bundles in whatever order they are given: what lacks an earlier one is tried again after the others. None
    of them stops another."""
    outcomes: dict[Path, Outcome] = {}
    left = list(dict.fromkeys(files))
    while left:
        tried = {file: _try(file, take) for file in left}
        outcomes |= tried
        gaps = [f for f, one in tried.items() if isinstance(one, Refusal) and one.problem.code == "bundle_gap"]
        if len(gaps) == len(left):
            break
        left = gaps
    return tuple(outcomes.values())


def _try(file: Path, take: Callable[[Path], Taken]) -> Outcome:
    try:
        return take(file)
    except Rejected as error:
        (problem,) = error.problems.values()
        return Refusal(file=file, problem=problem)
    except Trouble as error:
        return Refusal(file=file, problem=Problem(error.code, error.facts), environment=True)
