"""One round of the courier: what is due goes out, in strict order inside a dossier and freely across dossiers.

Each dossier is a lane; several are carried at once where the wire allows it, because on a long line the answers' way
back is the cost. It knows verdicts, not wires: a dialect says what calls an entry takes and makes one at a time; the
outbox remembers. One bad dossier delays no other; what concerns everybody (no line, a shut door) ends the round and
keeps everything.
"""

from __future__ import annotations

import itertools
import logging
import random
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

import msgspec

from app.domain.dossier import Dossier, never_numbered
from app.domain.events import Status
from app.domain.queue import Entry
from app.errors import Rejected, Trouble
from app.store.outbox import Outbox
from sync.dialect import Dialect, Step
from sync.freight import Freight, Shipped
from sync.report import PATIENT, Backoff, Report, joined
from sync.suspicion import Suspicion
from sync.verdicts import AlreadyThere, Delivered, Held, Later, Locked, Refused, Unclear, Verdict

log = logging.getLogger(__name__)

IN_A_ROW = 2
"""So many different dossiers whose answers were lost one after the other mean the line, not the dossiers."""

HEADS = 50

KNOCK_EVERY = 30.0
"""Seconds. While there is no line the server's door is tried so often, with a connection and no call."""

NO_LINE = frozenset({"offline", "dns"})


class Inbox(Protocol):
    """What the courier brings home."""

    def numbered(self, dossier_id: str, code: str) -> Dossier: ...


class _Round:
    """The figures of the round under way, and what ended it. Shared by its lanes, under the courier's lock."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.delivered = 0
        self.already_there = 0
        self.postponed = 0
        self.quarantined = 0
        self.held = 0
        self.unclear_in_a_row = 0
        self.stopped: Later | Locked | Unclear | None = None
        self.after = 0.0
        self.tried: set[int] = set()
        self.carried: set[str] = set()
        """The dossiers that a lane has in hand."""
        self.ready: deque[Entry] = deque()
        self.lanes: list[threading.Thread] = []
        self.most = 1
        self.failure: Exception | None = None


class Courier:
    """Carries the outbox to one server. `round` and `until_empty` belong to one thread; `stop` and `probe` to any."""

    def __init__(
        self,
        outbox: Outbox,
        dialect: Dialect,
        inbox: Inbox | None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        backoff: Backoff = PATIENT,
        jitter: Callable[[], float] = random.random,
        sleep: Callable[[float], None] = time.sleep,
        lanes: int | None = None,
        folding: bool = True,
        freight: Freight | None = None,
    ) -> None:
        """`inbox` None: a ledger not ours to write, whose dossiers wait for their numbers. `lanes`: most at once
        (None: as many as the wire bears); `folding` False: every event by its own calls; `freight`: carries scans when
        no event waits."""
        self._freight = freight
        self._outbox = outbox
        self.dialect = dialect
        self._inbox = inbox
        self._clock = clock
        self._backoff = backoff
        self._jitter = jitter
        self._sleep = sleep
        self._most = dialect.can.lanes if lanes is None else max(1, min(lanes, dialect.can.lanes))
        self._folding = folding
        self._law = threading.RLock()
        self._width = 1
        self._stopping = False
        self._hurry = True
        self._failures = 0
        self._rest_until: datetime | None = None
        self._last_seen: datetime | None = None
        self._suspicion = Suspicion()
        self._narrow: set[str] = set()
        self._mended: set[int] = set()
        """Entries that were refused because what came before them was lost there."""
        self._knock_at: float | None = None

    # ------------------------------------------------------------------------------------ in and out

    def send_now(self) -> None:
        """The next round forgets every wait: somebody asked for it, or the network is back."""
        self._hurry = True

    def stop(self) -> None:
        """Ends the round under way after, or in the middle of, its present calls. Nothing is lost by it."""
        self._stopping = True
        self.dialect.abort()

    def close(self) -> None:
        self.dialect.close()

    def probe(self) -> Verdict:
        """Whether the server can be reached and knows us: logs in and sends nothing."""
        return self.dialect.beside().probe()

    def wait(self, now: datetime) -> float | None:
        """Seconds until the next round is worth while (0: at once); None when nothing waits that time can help."""
        due = self._outbox.next_due()
        waits = [] if due is None else [(due - now).total_seconds()]
        scans = None if self._freight is None else self._freight.wait(now)
        waits += [] if scans is None else [scans]
        if not waits:
            return None
        if self._hurry or self._went_back(now):
            return 0.0
        return max(0.0, min(waits), self._resting(now))

    def knock(self) -> bool:
        """While there was no line: whether the server can be reached again, which ends every wait. Asked of the server
        itself, at most every `KNOCK_EVERY` seconds, and once: what fails behind an open door is not the line."""
        if self._knock_at is None or time.monotonic() < self._knock_at:
            return False
        self._knock_at = time.monotonic() + KNOCK_EVERY
        if not self.dialect.reachable():
            return False
        self._knock_at = None
        self._hurry = True
        return True

    def round(self, now: datetime) -> Report:
        """Delivers what is due at `now` until nothing is left, or until something concerns everybody."""
        started = time.monotonic()
        traffic = self.dialect.traffic
        up, down, calls, answers = traffic.up, traffic.down, traffic.calls, traffic.answers
        turn = _Round(now)
        # A clock that went back would leave every wait noted before it years ahead.
        if self._hurry or self._went_back(now):
            self._outbox.hurry()
            if self._freight is not None:
                self._freight.hurry()
            self._hurry = False
            self._rest_until = None
            self._failures = 0
        self._last_seen = now
        resting = self._resting(now) > 0
        if not resting:
            self._deliver_due(turn)
            self._settle(turn)
        shipped = Shipped()
        seconds = round(time.monotonic() - started, 3)
        if not resting and self._freight is not None and turn.stopped is None:
            shipped = self._freight.carry(now, self._calm)
        if traffic.answers > answers:
            self._outbox.heard(self._clock(), self.dialect.offset_ms)
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
            seconds=seconds,
            lanes=0 if resting else turn.most,
            stopped="resting" if resting else "" if stopped is None else stopped.code,
            detail="" if stopped is None else stopped.text,
            needs_person=isinstance(stopped, Locked),
            offset_ms=self.dialect.offset_ms,
            files=shipped.files,
            files_postponed=shipped.postponed,
            files_quarantined=shipped.quarantined,
            file_calls=shipped.calls,
            file_bytes_up=shipped.bytes_up,
            file_bytes_down=shipped.bytes_down,
            file_seconds=shipped.seconds,
            files_stopped=shipped.stopped,
        )

    def _calm(self) -> bool:
        """No event waits: scans may go. One that came meanwhile ends their round, and the next begins with it."""
        due = self._outbox.next_due()
        return not self._stopping and (due is None or due > self._clock())

    def until_empty(self, timeout: float | None = None) -> Report:
        """Rounds until nothing waits that time can help, a person is needed, or `timeout` seconds are over.

        The sum of all rounds; `stopped` says what still kept something back ("timeout" when only time was short).
        """
        ends = None if timeout is None else time.monotonic() + timeout
        total: Report | None = None
        while True:
            report = self.round(self._clock())
            total = report if total is None else joined(total, report)
            wait = self.wait(self._clock())
            if wait is None or report.needs_person or self._stopping:
                return total
            if ends is not None:
                left = ends - time.monotonic()
                if wait > left or left <= 0:
                    return total if total.stopped else msgspec.structs.replace(total, stopped="timeout")
            self._sleep(wait)

    # ------------------------------------------------------------------------------------- the lanes

    def _deliver_due(self, turn: _Round) -> None:
        """This thread is the first lane; further ones join it when the server has taken something in this round."""
        self._run_lane(self.dialect, turn)
        while (lane := self._going(turn)) is not None:
            lane.join()
        if turn.failure is not None:
            raise turn.failure

    def _going(self, turn: _Round) -> threading.Thread | None:
        """A lane that has not ended. One may begin while another is waited for: what came meanwhile widens again."""
        with self._law:
            return next((lane for lane in turn.lanes if lane.is_alive()), None)

    def _run_lane(self, dialect: Dialect, turn: _Round) -> None:
        try:
            while (head := self._next(turn)) is not None:
                self._carry(head, dialect, turn)
                with self._law:
                    turn.carried.discard(head.dossier_id)
        except Exception as error:  # noqa: BLE001 raised in the round's own thread when all lanes have ended
            with self._law:
                turn.failure = turn.failure or error

    def _next(self, turn: _Round) -> Entry | None:
        """The head of another lane; behind a dossier that was carried through, what came meanwhile steps up."""
        with self._law:
            if self._over(turn):
                return None
            if not turn.ready:
                now = max(turn.now, self._clock())
                page = self._outbox.due(now, HEADS + len(self._suspicion) + len(turn.carried))
                first = not turn.tried
                heads = [one for one in page if one.seq not in turn.tried and one.dossier_id not in turn.carried]
                if first:
                    # A round begins with a dossier that gave no trouble. Were it always the oldest, one that stops
                    # every round, for reasons of its own, would let no other by.
                    heads.sort(key=lambda entry: entry in self._suspicion)
                    heads[1:] = sorted(heads[1:], key=lambda entry: entry.seq)
                turn.ready.extend(heads)
            if not turn.ready:
                return None
            head = turn.ready.popleft()
            turn.tried.add(head.seq)
            turn.carried.add(head.dossier_id)
            return head

    def _over(self, turn: _Round) -> bool:
        return turn.stopped is not None or turn.failure is not None or self._stopping

    def _widen(self, turn: _Round) -> None:
        """Called under the lock when the server took something: one lane more while there is work for it."""
        if self._over(turn):
            return
        if self._width < self._most:
            self._width += 1
        while len(turn.lanes) + 1 < min(self._width, len(turn.ready) + 1):
            name = f"sync-lane-{len(turn.lanes) + 2}"
            beside = self.dialect.beside()
            lane = threading.Thread(target=self._run_lane, args=(beside, turn), name=name, daemon=True)
            turn.lanes.append(lane)
            turn.most = max(turn.most, len(turn.lanes) + 1)
            lane.start()

    def _carry(self, head: Entry, dialect: Dialect, turn: _Round) -> None:
        """All that waits of one dossier, until it is through or something stands in the way."""
        lane: deque[Entry] = deque((head,))
        whole = False
        while not self._stopping:
            if not whole:
                lane.extend(self._outbox.behind(lane[-1]))
                whole = True
            answers = dialect.answers
            step, last, verdict = self._try(lane, dialect)
            spoke = dialect.answers > answers
            with self._law:
                if not self._heed(lane, step, last, verdict, turn, spoke):
                    turn.tried.add(step[0].seq)
                    return
                if not lane or self._over(turn):
                    return

    def _try(self, lane: deque[Entry], dialect: Dialect) -> tuple[tuple[Entry, ...], bool, Verdict]:
        """The next call of a lane: the entries it stands for, whether it was their last, and what it came to. A bug met
        by one dossier must not keep the others."""
        head = lane[0]
        if self._inbox is None and not head.wire_code:
            return (head,), False, Held("awaiting_code")
        try:
            calls = dialect.calls(head)
            if isinstance(calls, Held):
                return (head,), False, calls
            entries = self._together(lane, calls[head.parts], dialect)
        except Trouble:
            raise
        except Exception as error:  # noqa: BLE001 told in the log as a bug, and to the clerk by the quarantine
            return (head,), False, _bug(error, head)
        entries = self._outbox.begin(entries)
        last = head.parts + 1 >= len(calls)
        try:
            return entries, last, dialect.deliver(Step(call=calls[head.parts], entries=entries))
        except Trouble:
            raise
        except Exception as error:  # noqa: BLE001 as above
            return entries, last, _bug(error, head)

    def _together(self, lane: deque[Entry], call: str, dialect: Dialect) -> tuple[Entry, ...]:
        """The entries from the front whose next call this one may be as well."""
        can = dialect.can
        most = len(lane) if call in can.folds else can.together.get(call, 1)
        if not self._folding or lane[0].dossier_id in self._narrow:
            most = 1
        taken: list[Entry] = []
        rest: tuple[str, ...] = ()
        for entry in itertools.islice(lane, most):
            calls = dialect.calls(entry)
            if isinstance(calls, Held) or calls[entry.parts] != call:
                break
            # What ends with this call is acknowledged otherwise than what goes on after it.
            rest = rest or calls[entry.parts :]
            if calls[entry.parts :] != rest:
                break
            taken.append(entry)
        return tuple(taken)

    # --------------------------------------------------------------------------- the law of verdicts

    def _heed(
        self,
        lane: deque[Entry],
        step: tuple[Entry, ...],
        last: bool,
        verdict: Verdict,
        turn: _Round,
        spoke: bool,
    ) -> bool:
        """Does what a verdict says; whether the lane goes on. Under the lock."""
        head = step[0]
        turn.unclear_in_a_row = turn.unclear_in_a_row + 1 if isinstance(verdict, Unclear) else 0
        match verdict:
            case Delivered(receipt=receipt, count=count, doubt=doubt, number=number):
                taken, rest = step[: count or None], step[count:] if count else ()
                unsent = () if doubt else rest
                # Before the call is noted as made: after a crash in between no second number is asked for.
                named = self._numbered(head, number) if number else None
                if number and named is None:
                    self._doubt(head, Unclear("answer_strange", number, spoken=True), turn, spoke)
                    return False
                self._failures = 0
                self._suspicion.took(head, ended=last)
                for _ in taken:
                    lane.popleft()
                if doubt:
                    _ask_before(lane, len(rest))
                if last:
                    self._outbox.acknowledge(taken, receipt, self._clock(), unsent)
                    turn.delivered += len(taken)
                else:
                    lane.extendleft(reversed(self._outbox.advance(taken, unsent)))
                if named is not None:
                    # Without one though one was given: it ended here meanwhile.
                    ended = never_numbered(named)
                    for place, entry in enumerate(lane):
                        lane[place] = msgspec.structs.replace(entry, wire_code=named.wire_code, numberless=ended)
                self._widen(turn)
                return True
            case AlreadyThere(receipt=receipt, count=count):
                taken, unsent = step[: count or None], step[count:] if count else ()
                self._failures = 0
                self._suspicion.cleared(head)
                for _ in taken:
                    lane.popleft()
                self._outbox.acknowledge(taken, receipt, self._clock(), unsent, told=last)
                turn.already_there += len(taken)
                self._widen(turn)
                return True
            case Refused() if len(step) > 1:
                # One of several is refused, and nobody says which, nor whether others were taken: from now on each by
                # itself, and asked for before it is repeated.
                self._narrow.add(head.dossier_id)
                _ask_before(lane, len(step))
                return True
            case Refused(fallen_to=Status() as theirs, lines=lines) if head.seq not in self._mended:
                # Once for each entry: what is lost there goes out in front of it, then it is tried again.
                self._mended.add(head.seq)
                self._suspicion.cleared(head)
                self._outbox.offer_again(head.dossier_id, theirs, lines)
                self._outbox.postpone(head, "lost_there", "", self._clock(), asked=head.asked)
                turn.postponed += 1
            case Refused(code=code, text=text):
                self._suspicion.cleared(head)
                self._mended.discard(head.seq)
                # It may be the look-up that was refused: an earlier doubt is not settled by that.
                self._outbox.quarantine(head, code, text, asked=head.asked)
                turn.quarantined += 1
            case Held(code=code):
                self._outbox.hold(head, code)
                turn.held += 1
            case Later() | Locked():
                self._stop_at(step, verdict, turn, spoke)
            case Unclear():
                self._doubt(head, verdict, turn, spoke)
        return False

    def _numbered(self, head: Entry, number: str) -> Dossier | None:
        """None when another dossier bears this number already, as after a server was restored from a backup: the next
        one asked for is a further one."""
        assert self._inbox is not None, "a ledger without an inbox asks for no number"
        try:
            return self._inbox.numbered(head.dossier_id, number)
        except Rejected:
            log.warning("event %d was given a number that is taken", head.seq)
            return None

    def _stop_at(self, step: tuple[Entry, ...], verdict: Later | Locked, turn: _Round, spoke: bool) -> None:
        """Nothing of this step arrived, so a doubt that was there stays and none is added."""
        head = step[0]
        asked_for = verdict.after if isinstance(verdict, Later) else None
        if turn.stopped is None:
            # Lanes that ran into the same wall at once are one failure.
            self._failures += 1
            turn.stopped, turn.after = verdict, asked_for or self._backoff.wait(self._failures, self._jitter())
        elif asked_for:
            turn.after = max(turn.after, asked_for)
        # The server answered this entry's look-up and not its call: perhaps it is the entry. Then its own waits grow.
        wait = asked_for or turn.after
        own = max(wait, self._backoff.wait(head.attempts + 1, self._jitter())) if spoke else wait
        self._width = max(1, self._width // 2)
        self._suspicion.suspect(head)
        turn.postponed += 1
        self._outbox.unsent(step[1:])
        self._outbox.postpone(
            head, verdict.code, verdict.text, self._clock() + timedelta(seconds=own), asked=head.asked
        )

    def _doubt(self, head: Entry, verdict: Unclear, turn: _Round, spoke: bool) -> None:
        self._width = max(1, self._width // 2)
        if self._suspicion.doubted(head, spoke=spoke, spoken=verdict.spoken):
            self._outbox.quarantine(head, verdict.code, verdict.text, asked=True)
            turn.quarantined += 1
            return
        wait = self._backoff.wait(head.attempts + 1, self._jitter())
        turn.postponed += 1
        self._outbox.postpone(head, verdict.code, verdict.text, self._clock() + timedelta(seconds=wait), asked=True)
        if turn.unclear_in_a_row >= IN_A_ROW and turn.stopped is None:
            self._failures += 1
            turn.stopped, turn.after = verdict, self._backoff.wait(self._failures, self._jitter())

    def _settle(self, turn: _Round) -> None:
        """After what concerned everybody, everybody rests: other heads are due at once and would only repeat it."""
        self._rest_until = None
        self._knock_at = None
        if turn.stopped is not None:
            self._rest_until = self._clock() + timedelta(seconds=turn.after)
            if turn.stopped.code in NO_LINE:
                self._knock_at = time.monotonic() + KNOCK_EVERY

    def _resting(self, now: datetime) -> float:
        """Seconds of rest left."""
        return 0.0 if self._rest_until is None else max(0.0, (self._rest_until - now).total_seconds())

    def _went_back(self, now: datetime) -> bool:
        return self._last_seen is not None and now < self._last_seen - timedelta(seconds=1)


def _ask_before(lane: deque[Entry], count: int) -> None:
    """The first `count` of a lane may have been taken by a call that says nothing of them."""
    for place in range(count):
        lane[place] = msgspec.structs.replace(lane[place], asked=True)


def _bug(error: Exception, entry: Entry) -> Refused:
    """Logged by its frames and without its message: an exception's words may hold what a citizen told us."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error("bug while carrying event %d (%s): %s\n%s", entry.seq, entry.kind, type(error).__name__, frames)
    return Refused("program_fault", type(error).__name__)
