"""One round of the courier: what is due goes out, in strict order inside a dossier and freely across dossiers.

Synchronous and without a thread of its own, so that every rule can be tested. It knows verdicts, not wires: a dialect
says how many calls an entry takes and makes one at a time; the outbox remembers. One bad dossier delays no other; what
concerns everybody (no line, a shut door) ends the round and keeps everything.
"""

from __future__ import annotations

import logging
import random
import threading
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

import msgspec

from app.domain.queue import Entry
from app.errors import Trouble
from app.store.outbox import Outbox
from sync.transport import Traffic
from sync.verdicts import AlreadyThere, Delivered, Held, Later, Locked, Refused, Unclear, Verdict

log = logging.getLogger(__name__)

IN_A_ROW = 2
"""So many different dossiers whose answers were lost one after the other mean the line, not the dossiers."""

DOUBTS = 5
"""An entry to which the server answered so often with an error of its own, while it took other dossiers' calls, is
itself the trouble."""

DOUBTS_ALONE = 20
"""The same where there was nothing else to compare with, or where answers were lost on the way: a bad line cuts the
longest calls most, and must not fill the quarantine. With the growing waits it is some three hours of trying."""

HEADS = 50


class Dialect(Protocol):
    """One wire contract. Called by one thread; `abort` by any."""

    @property
    def traffic(self) -> Traffic: ...

    @property
    def offset_ms(self) -> int | None:
        """The server's clock minus ours as last heard, in milliseconds."""

    def parts(self, entry: Entry) -> int | Held: ...

    def deliver(self, entry: Entry) -> Verdict: ...

    def probe(self) -> Verdict: ...

    def abort(self) -> None: ...

    def close(self) -> None: ...


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
    """What one round did. `stopped` is a reason code, "" when the round ran to its end; bytes as on the line."""

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
    stopped: str = ""
    detail: str = ""
    needs_person: bool = False
    """The door is shut (password, certificate, address): waiting alone will not open it."""
    offset_ms: int | None = None


class _Round:
    """The figures of the round under way, and what ended it."""

    def __init__(self) -> None:
        self.delivered = 0
        self.already_there = 0
        self.postponed = 0
        self.quarantined = 0
        self.held = 0
        self.unclear_in_a_row = 0
        self.stopped: Later | Locked | Unclear | None = None
        self.after = 0.0


class _Doubt(msgspec.Struct):
    """What is remembered of an entry whose answers were lost: how often, how often of these the server spoke, and how
    many calls it had taken in all by the first and by the last time."""

    count: int
    spoken: int
    taken_at_first: int
    taken: int


class Courier:
    """Carries the outbox to one server. `round` and `until_empty` belong to one thread; `stop` and `probe` to any."""

    def __init__(
        self,
        outbox: Outbox,
        dialect: Dialect,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        backoff: Backoff = PATIENT,
        jitter: Callable[[], float] = random.random,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._outbox = outbox
        self._dialect = dialect
        self._clock = clock
        self._backoff = backoff
        self._jitter = jitter
        self._sleep = sleep
        self._stopping = False
        self._line = threading.Lock()
        self._hurry = True
        self._failures = 0
        self._rest_until: datetime | None = None
        self._last_seen: datetime | None = None
        self._taken = 0
        self._doubts: dict[int, _Doubt] = {}
        self._suspects: set[int] = set()

    # ------------------------------------------------------------------------------------ in and out

    def send_now(self) -> None:
        """The next round forgets every wait: somebody asked for it, or the network is back."""
        self._hurry = True

    def stop(self) -> None:
        """Ends the round under way after, or in the middle of, its present call. Nothing is lost by it."""
        self._stopping = True
        self._dialect.abort()

    def close(self) -> None:
        self._dialect.close()

    def probe(self) -> Verdict:
        """Whether the server can be reached and knows us: logs in and sends nothing. Waits for a call under way."""
        with self._line:
            return self._dialect.probe()

    def wait(self, now: datetime) -> float | None:
        """Seconds until the next round is worth while (0: at once); None when nothing waits that time can help."""
        due = self._outbox.next_due()
        if due is None:
            return None
        if self._hurry or self._went_back(now):
            return 0.0
        rest = self._resting(now)
        return max(0.0, (due - now).total_seconds(), rest)

    def round(self, now: datetime) -> Report:
        """Delivers what is due at `now` until nothing is left, or until something concerns everybody."""
        started = time.monotonic()
        traffic = self._dialect.traffic
        up, down, calls, answers = traffic.up, traffic.down, traffic.calls, traffic.answers
        turn = _Round()
        # A clock that went back would leave every wait noted before it years ahead.
        if self._hurry or self._went_back(now):
            self._outbox.hurry()
            self._hurry = False
            self._rest_until = None
            self._failures = 0
        self._last_seen = now
        resting = self._resting(now) > 0
        if not resting:
            self._deliver_due(now, turn)
            self._settle(turn)
        if traffic.answers > answers:
            self._outbox.heard(self._clock(), self._dialect.offset_ms)
        stopped = turn.stopped
        return Report(
            at=now,
            delivered=turn.delivered,
            already_there=turn.already_there,
            postponed=turn.postponed,
            quarantined=turn.quarantined,
            held=turn.held,
            calls=traffic.calls - calls,
            bytes_up=traffic.up - up,
            bytes_down=traffic.down - down,
            seconds=round(time.monotonic() - started, 3),
            stopped="resting" if resting else "" if stopped is None else stopped.code,
            detail="" if stopped is None else stopped.text,
            needs_person=isinstance(stopped, Locked),
            offset_ms=self._dialect.offset_ms,
        )

    def until_empty(self, timeout: float | None = None) -> Report:
        """Rounds until nothing waits that time can help, a person is needed, or `timeout` seconds are over.

        The sum of all rounds; `stopped` says what still kept something back ("timeout" when only time was short).
        """
        ends = None if timeout is None else time.monotonic() + timeout
        total: Report | None = None
        while True:
            report = self.round(self._clock())
            total = report if total is None else _sum(total, report)
            wait = self.wait(self._clock())
            if wait is None or report.needs_person or self._stopping:
                return total
            if ends is not None:
                left = ends - time.monotonic()
                if wait > left or left <= 0:
                    return total if total.stopped else msgspec.structs.replace(total, stopped="timeout")
            self._sleep(wait)

    # ------------------------------------------------------------------------------------- the round

    def _deliver_due(self, now: datetime, turn: _Round) -> None:
        """Pass after pass over the heads of the lanes: behind an acknowledged head the next one steps up."""
        tried: set[int] = set()
        while not self._over(turn):
            page = self._outbox.due(max(now, self._clock()), HEADS + len(self._suspects))
            heads = [entry for entry in page if entry.seq not in tried]
            if not heads:
                return
            if not tried:
                # A round begins with a dossier that gave no trouble. Were it always the oldest, one that stops every
                # round, for reasons of its own, would let no other by.
                heads.sort(key=lambda entry: entry.seq in self._suspects)
                heads[1:] = sorted(heads[1:], key=lambda entry: entry.seq)
            for entry in heads:
                tried.add(entry.seq)
                self._carry(entry, turn)
                if self._over(turn):
                    return

    def _over(self, turn: _Round) -> bool:
        return turn.stopped is not None or self._stopping

    def _carry(self, entry: Entry, turn: _Round) -> None:
        """All calls of one entry, until it is through or something stands in the way."""
        while not self._stopping:
            answers = self._dialect.traffic.answers
            parts, verdict = self._try(entry)
            spoke = self._dialect.traffic.answers > answers
            turn.unclear_in_a_row = turn.unclear_in_a_row + 1 if isinstance(verdict, Unclear) else 0
            match verdict:
                case Delivered(receipt=receipt):
                    self._taken += 1
                    self._failures = 0
                    self._doubts.pop(entry.seq, None)
                    if entry.parts + 1 < parts:
                        entry = self._outbox.advance(entry, entry.parts + 1)
                        continue
                    self._suspects.discard(entry.seq)
                    self._outbox.acknowledge(entry, receipt, self._clock())
                    turn.delivered += 1
                case AlreadyThere(receipt=receipt):
                    self._failures = 0
                    self._doubts.pop(entry.seq, None)
                    self._suspects.discard(entry.seq)
                    self._outbox.acknowledge(entry, receipt, self._clock())
                    turn.already_there += 1
                case Refused(code=code, text=text):
                    self._doubts.pop(entry.seq, None)
                    self._suspects.discard(entry.seq)
                    self._outbox.quarantine(entry, code, text)
                    turn.quarantined += 1
                case Held(code=code):
                    self._outbox.hold(entry, code)
                    turn.held += 1
                case Later() | Locked():
                    self._stop_at(entry, verdict, turn, spoke)
                case Unclear():
                    self._doubt(entry, verdict, turn, spoke)
            return

    def _try(self, entry: Entry) -> tuple[int, Verdict]:
        """The next call of an entry and how many it takes in all. A bug met by one dossier must not keep the others."""
        try:
            parts = self._dialect.parts(entry)
        except Trouble:
            raise
        except Exception as error:  # noqa: BLE001 told in the log as a bug, and to the clerk by the quarantine
            return 0, _bug(error, entry)
        if isinstance(parts, Held):
            return 0, parts
        self._outbox.begin(entry)
        try:
            with self._line:
                return parts, self._dialect.deliver(entry)
        except Trouble:
            raise
        except Exception as error:  # noqa: BLE001 as above
            return parts, _bug(error, entry)

    def _stop_at(self, entry: Entry, verdict: Later | Locked, turn: _Round, spoke: bool) -> None:
        """Nothing of this entry arrived, so a doubt that was there stays and none is added."""
        self._failures += 1
        asked_for = verdict.after if isinstance(verdict, Later) else None
        wait = asked_for or self._backoff.wait(self._failures, self._jitter())
        # The server answered this entry's look-up and not its call: perhaps it is the entry. Then its own waits grow.
        own = max(wait, self._backoff.wait(entry.attempts + 1, self._jitter())) if spoke else wait
        turn.stopped, turn.after = verdict, wait
        self._suspects.add(entry.seq)
        turn.postponed += 1
        self._outbox.postpone(
            entry, verdict.code, verdict.text, self._clock() + timedelta(seconds=own), asked=entry.asked
        )

    def _doubt(self, entry: Entry, verdict: Unclear, turn: _Round, spoke: bool) -> None:
        doubt = self._doubts.setdefault(entry.seq, _Doubt(0, 0, self._taken, self._taken))
        if spoke or self._taken > doubt.taken:
            # Only a server that answers otherwise makes this entry suspicious; on a dead line nothing is counted.
            doubt.count += 1
        doubt.taken = self._taken
        doubt.spoken += verdict.spoken
        if doubt.count >= DOUBTS_ALONE or (doubt.spoken >= DOUBTS and self._taken > doubt.taken_at_first):
            del self._doubts[entry.seq]
            self._suspects.discard(entry.seq)
            self._outbox.quarantine(entry, verdict.code, verdict.text)
            turn.quarantined += 1
            return
        wait = self._backoff.wait(entry.attempts + 1, self._jitter())
        self._suspects.add(entry.seq)
        turn.postponed += 1
        self._outbox.postpone(entry, verdict.code, verdict.text, self._clock() + timedelta(seconds=wait), asked=True)
        if turn.unclear_in_a_row >= IN_A_ROW:
            self._failures += 1
            turn.stopped, turn.after = verdict, self._backoff.wait(self._failures, self._jitter())

    def _settle(self, turn: _Round) -> None:
        """After what concerned everybody, everybody rests: other heads are due at once and would only repeat it."""
        self._rest_until = None
        if turn.stopped is not None:
            self._rest_until = self._clock() + timedelta(seconds=turn.after)

    def _resting(self, now: datetime) -> float:
        """Seconds of rest left."""
        return 0.0 if self._rest_until is None else max(0.0, (self._rest_until - now).total_seconds())

    def _went_back(self, now: datetime) -> bool:
        return self._last_seen is not None and now < self._last_seen - timedelta(seconds=1)


def _sum(a: Report, b: Report) -> Report:
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
    )


def _bug(error: Exception, entry: Entry) -> Refused:
    """Logged by its frames and without its message: an exception's words may hold what a citizen told us."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error("bug while carrying event %d (%s): %s\n%s", entry.seq, entry.kind, type(error).__name__, frames)
    return Refused("program_fault", type(error).__name__)
