"""Which dossier is itself the trouble: told from a bad line by what the server took of others meanwhile.

Remembered in memory only: a program start asks everything afresh.
"""

from __future__ import annotations

from typing import Protocol

import msgspec

DOUBTS = 5
"""An entry to which the server answered so often with an error of its own, while it took other dossiers' calls, is
itself the trouble."""

DOUBTS_ALONE = 20
"""The same where there was nothing else to compare with, or where answers were lost on the way: a bad line cuts the
longest calls most, and must not fill the quarantine. With the growing waits it is some three hours of trying."""


class Carried(Protocol):
    """An event or a scan, known by its number."""

    @property
    def seq(self) -> int: ...


class _Doubt(msgspec.Struct):
    """What is remembered of an entry whose answers were lost: how often, how often of these the server spoke, and how
    many calls it had taken in all by the first and by the last time."""

    count: int
    spoken: int
    taken_at_first: int
    taken: int


class Suspicion:
    """Not for several threads at once: the courier asks it under its own lock."""

    def __init__(self) -> None:
        self._taken = 0
        self._doubts: dict[int, _Doubt] = {}
        self._suspects: set[int] = set()

    def __len__(self) -> int:
        return len(self._suspects)

    def __contains__(self, entry: Carried) -> bool:
        return entry.seq in self._suspects

    def took(self, entry: Carried, *, ended: bool) -> None:
        """The server took a call of this entry; `ended`: nothing more of it is owed."""
        self._taken += 1
        self.cleared(entry, ended=ended)

    def cleared(self, entry: Carried, *, ended: bool = True) -> None:
        self._doubts.pop(entry.seq, None)
        if ended:
            self._suspects.discard(entry.seq)

    def suspect(self, entry: Carried) -> None:
        """It stopped a round: the next one does not begin with it."""
        self._suspects.add(entry.seq)

    def doubted(self, entry: Carried, *, spoke: bool, spoken: bool) -> bool:
        """One more lost answer; True when the entry is to be set aside. `spoke`: the server answered other calls of the
        same try; `spoken`: it answered this one, but not to the point."""
        doubt = self._doubts.setdefault(entry.seq, _Doubt(0, 0, self._taken, self._taken))
        if spoke or self._taken > doubt.taken:
            # Only a server that answers otherwise makes this entry suspicious; on a dead line nothing is counted.
            doubt.count += 1
        doubt.taken = self._taken
        doubt.spoken += spoken
        if doubt.count >= DOUBTS_ALONE or (doubt.spoken >= DOUBTS and self._taken > doubt.taken_at_first):
            self.cleared(entry)
            return True
        self.suspect(entry)
        return False
