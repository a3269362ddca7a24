"""What a round tells, and how long the courier waits after a failure."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Backoff(msgspec.Struct, frozen=True, kw_only=True):
    """Full jitter: a random share of a wait that doubles from `first` to `ceiling` seconds and never beyond.

    Forty counters that lost the same server together must not come back together.
    """

    first: float = 5.0
    ceiling: float = 900.0
    least: float = 1.0

    def wait(self, failures: int, share: float) -> float:
        """Seconds after the `failures`-th failure in a row (1, 2, …); `share` in 0…1 is the jitter."""
        # The exponent is bounded before the power: after a month off the line 2 ** n would not fit a float.
        longest = min(self.ceiling, self.first * float(1 << min(max(failures, 1) - 1, 30)))
        return min(longest, max(self.least, longest * share))


PATIENT = Backoff()


class Report(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one round did. `stopped` is a reason code, "" when the round ran to its end; bytes as on the line.

    `delivered` and the other counts are of events; `lanes` is the most that were at work at once.
    """

    at: datetime
    delivered: int = 0
    already_there: int = 0
    postponed: int = 0
    quarantined: int = 0
    held: int = 0
    calls: int = 0
    bytes_up: int = 0
    bytes_down: int = 0
    seconds: float = 0.0
    lanes: int = 0
    stopped: str = ""
    detail: str = ""
    needs_person: bool = False
    """The door is shut (password, certificate, address): waiting alone will not open it."""
    offset_ms: int | None = None
    files: int = 0
    """Scans that went whole. What follows is of scans alone and in none of the figures above."""
    files_postponed: int = 0
    files_quarantined: int = 0
    file_calls: int = 0
    file_bytes_up: int = 0
    file_bytes_down: int = 0
    file_seconds: float = 0.0
    files_stopped: str = ""
    """Why scans rest while events go on."""


def joined(a: Report, b: Report) -> Report:
    """Two rounds as one: figures added, the rest as the later one has it."""
    return msgspec.structs.replace(
        b,
        at=a.at,
        delivered=a.delivered + b.delivered,
        already_there=a.already_there + b.already_there,
        postponed=a.postponed + b.postponed,
        quarantined=a.quarantined + b.quarantined,
        held=a.held + b.held,
        calls=a.calls + b.calls,
        bytes_up=a.bytes_up + b.bytes_up,
        bytes_down=a.bytes_down + b.bytes_down,
        seconds=round(a.seconds + b.seconds, 3),
        lanes=max(a.lanes, b.lanes),
        files=a.files + b.files,
        files_postponed=a.files_postponed + b.files_postponed,
        files_quarantined=a.files_quarantined + b.files_quarantined,
        file_calls=a.file_calls + b.file_calls,
        file_bytes_up=a.file_bytes_up + b.file_bytes_up,
        file_bytes_down=a.file_bytes_down + b.file_bytes_down,
        file_seconds=round(a.file_seconds + b.file_seconds, 3),
    )
