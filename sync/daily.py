"""What is done once a day while nothing waits to be sent: the one-stop system's own list of procedures, and the
province's packages of catalogue and calendar.

Nothing here delays an event by more than the call under way, and nothing that fails here is anybody's trouble at once:
it is tried again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from app.errors import Trouble
from app.listing import Listing
from app.packages import INDEX, Kind, Offer, Packages
from sync.dialect import Dialect, ListsProcedures
from sync.freight import MISSES, Pace
from sync.transport import PATIENT, Failure, Timeouts, Transport, Way


class Daily:
    """For the thread that carries the queue. `calm` says that no event waits; it is asked between two calls."""

    def __init__(
        self,
        listing: Listing,
        packages: Packages,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        calm: Callable[[], bool] = lambda: True,
    ) -> None:
        self._listing = listing
        self._packages = packages
        self._clock = clock
        self._calm = calm
        self._pace = Pace()

    def listed(self, dialect: Dialect) -> bool:
        """Hears the one-stop system's list when it is time and the wire has one; whether anything disagrees otherwise
        than before.

        What its list lacks is asked for by itself before it is called missing; a look that failed says nothing."""
        now = self._clock()
        if not (dialect.can.lists and isinstance(dialect, ListsProcedures) and self._listing.due(now)):
            return False
        self._listing.tried(now)
        names = dialect.list_procedures()
        missing = self._listing.missing(names) if isinstance(names, dict) else None
        if missing is None or not isinstance(names, dict):
            return False
        gone = []
        for code in missing:
            known = dialect.knows_procedure(code) if self._calm() else None
            if not isinstance(known, bool):
                return False
            if not known:
                gone.append(code)
        before = self._listing.differing()
        self._listing.heard(names, gone, now)
        return self._listing.differing() != before

    def fetched(self, url: str, *, now_too: bool = False, timeouts: Timeouts = PATIENT) -> bool:
        """Asks `url` for its index when it is time (`now_too`: in any case) and brings home what is newer there, as far
        as it goes; whether a package was taken. What has come of a file stays, and the rest comes next time."""
        packages, now = self._packages, self._clock()
        if not (now_too or packages.due(now)):
            return False
        taken = False
        line = Transport(url, {}, timeouts=timeouts, clock=self._clock)
        try:
            if now_too or not packages.asked_lately(now):
                self._ask(line, now)
            for kind, offer in packages.on_the_way():
                if not self._bring(line, kind, offer):
                    # The next one would take the place of what has come of this one.
                    break
                taken = True
        except Trouble as trouble:
            packages.failed(trouble)
        finally:
            line.close()
        return taken

    def _ask(self, line: Transport, now: datetime) -> None:
        self._packages.asks(now)
        answer = line.fetch(f"/{INDEX}", etag=self._packages.etag())
        if not isinstance(answer, Failure):
            self._packages.heard(None if answer.same else answer.content, answer.etag, now)

    def _bring(self, line: Transport, kind: Kind, offer: Offer) -> bool:
        """One file, in pieces that the line bears, beginning where the last time ended."""
        part = self._packages.partial(offer)
        content = bytearray(part.read_bytes()) if part.exists() else bytearray()
        pace, misses = self._pace, 0
        while len(content) < offer.bytes:
            if not self._calm() or misses >= MISSES:
                return False
            started = time.monotonic()
            size = min(pace.size, offer.bytes - len(content))
            answer = line.fetch(f"/{offer.file}", start=len(content), size=size)
            if isinstance(answer, Failure):
                if answer.way is Way.ADDRESS:
                    # The index names what does not lie beside it.
                    raise Trouble("packages_broken", file=offer.file)
                if answer.way not in {Way.CUT, Way.SLOW, Way.BROKEN}:
                    return False
                pace.cut()
                misses += 1
                continue
            del content[answer.start :]
            content += answer.content
            part.write_bytes(content)
            if not answer.content or answer.whole:
                break
            misses = 0
            pace.bore(len(answer.content), time.monotonic() - started)
        # Right or wrong, it is whole: what is wrong must come anew.
        part.unlink(missing_ok=True)
        self._packages.take(kind, offer, bytes(content))
        return True
