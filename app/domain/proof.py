"""What a look at the one-stop system proved of one day, as it is kept and printed.

Two digests made by one rule say it in short: SHA-256 over the lines `code status` of the dossiers looked at, in the
order of the codes; one over what is there, one over what is here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from app.domain.events import Status


def line_of(code: str, status: Status | None) -> str:
    """One dossier's line of a digest; without a figure where its status is not shown."""
    return f"{code} {'' if status is None else int(status)}"


def digest_of(lines: Iterable[str]) -> str:
    """64 hexadecimal digits; "" of nothing."""
    held = sorted(lines)
    return hashlib.sha256("\n".join(held).encode()).hexdigest() if held else ""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What the looks came to (`app.store.sightings.Seen`). Counts are of dossiers.

    `unread`: looks that failed; `left`: not looked at because of `stopped`, the reason code that ended it early;
    `offered`: events put back in the queue; `digest`: of what is there, `ours`: of what is here of the same dossiers.
    """

    looked: int = 0
    same: int = 0
    there: int = 0
    ahead: int = 0
    differs: int = 0
    behind: int = 0
    missing: int = 0
    unread: int = 0
    left: int = 0
    offered: int = 0
    digest: str = ""
    ours: str = ""
    stopped: str = ""

    @property
    def whole(self) -> bool:
        """Every dossier of the day was looked at."""
        return not (self.stopped or self.unread or self.left)


class Pending(msgspec.Struct, frozen=True, kw_only=True):
    """Dossiers of which something has not been delivered: how many, and the codes of the oldest."""

    dossiers: int = 0
    codes: tuple[str, ...] = ()


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """What the courier's rounds of one day came to, events and scans together; bytes as on the line."""

    rounds: int = 0
    calls: int = 0
    bytes_up: int = 0
    bytes_down: int = 0
    seconds: float = 0.0
    delivered: int = 0
    """Events, by acknowledgement or because they were there already."""
    files: int = 0


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """A day of Việt Nam as it stood at `at`: what was found there, what was here, what still waited.

    `received` counts dossiers, `delivered` events that were acknowledged on the day. `head` is the number of the
    ledger's newest event and `link` its hash. No personal data but the name of who asked, `by`.
    """

    day: date
    at: datetime
    by: str
    unit: str
    point: str
    counter: int
    found: Found
    received: int
    delivered: int
    waiting: Pending
    quarantined: Pending
    carried: Carried
    head: int
    link: str
