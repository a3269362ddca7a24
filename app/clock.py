"""Time enters here: the PC's clock, and what is known of its error. The one thing tests fake besides printer paper."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

from app.domain.events import VIETNAM

JUMP_SECONDS = 120
"""Wall and monotonic time drifting apart by more than this while running is a jump somebody should know of."""


class Clock:
    """The device's clock. `now` is UTC with microseconds; it may be wrong, and that is noted beside it."""

    def __init__(self) -> None:
        self._wall = self._read()
        self._mono = time.monotonic()

    def _read(self) -> datetime:
        return datetime.now(UTC)

    def now(self) -> datetime:
        return self._read()

    def today(self) -> date:
        """The calendar day in Việt Nam."""
        return self.now().astimezone(VIETNAM).date()

    def jumped(self) -> int | None:
        """Seconds the wall clock moved on its own since the last call (negative: back), or None. Sleep of the PC
        shows as a jump forward where the monotonic clock stands still meanwhile; either way somebody should look."""
        wall, mono = self._read(), time.monotonic()
        drift = (wall - self._wall).total_seconds() - (mono - self._mono)
        self._wall, self._mono = wall, mono
        return round(drift) if abs(drift) > JUMP_SECONDS else None
