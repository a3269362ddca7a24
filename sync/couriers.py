"""The couriers of one counter: its own queue's, and one for each counter it carries for, with the face of one.

They share the server and the thread and nothing else: what stops one concerns all.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from app.clock import Clock
from app.domain.proof import Found
from app.errors import Trouble
from app.inbox import Inbox
from app.office import Office
from app.settings import server_secret
from app.store.rounds import Round
from app.store.turn import Turn
from sync.courier import Courier
from sync.dialect import Dialect, TakesFiles
from sync.dialects import dialect_for
from sync.freight import Freight
from sync.lookout import Looking, Lookout
from sync.report import Report, joined
from sync.verdicts import Verdict


class Couriers:
    """For one thread, as a `Courier` is; `stop` and `probe` for any."""

    def __init__(self, office: Office, clock: Clock, *, scans: bool = True) -> None:
        """`scans` False: events only."""
        self._office, self._clock, self._scans = office, clock, scans
        self._known: dict[str, Courier] = {}
        self._first = 0
        self._stopping = False
        self._turn = Turn(office.data)

    def all(self) -> list[Courier]:
        """The couriers, the own queue's first; a replica that has come since gets its own. Trouble("no_server" |
        "secret_missing")."""
        server = self._office.profile.server
        if server.dialect == "none":
            raise Trouble("no_server")
        for lane in self._office.branch.outboxes():
            if lane.name not in self._known:
                dialect = dialect_for(
                    server, lane.outbox, secret=server_secret(server), point=lane.unit, clock=self._clock.now
                )
                # Another counter's ledger is its own to write: a number for it comes with its next bundle. Its scans
                # lie where they were made.
                own = not self._known
                self._known[lane.name] = Courier(
                    lane.outbox,
                    dialect,
                    Inbox(self._office.store) if own else None,
                    clock=self._clock.now,
                    freight=self._freight(dialect) if own else None,
                )
        return list(self._known.values())

    def _freight(self, dialect: Dialect) -> Freight | None:
        parcels = self._office.parcels
        if not isinstance(dialect, TakesFiles) or dialect.can.files == "none":
            parcels.excuse("files_nowhere")
            return None
        if not self._scans:
            return None
        return Freight(parcels, dialect, whole=dialect.can.files == "whole", clock=self._clock.now)

    @property
    def dialect(self) -> Dialect:
        """The own queue's."""
        return self.all()[0].dialect

    def send_now(self) -> None:
        for courier in list(self._known.values()):
            courier.send_now()

    def stop(self) -> None:
        self._stopping = True
        for courier in list(self._known.values()):
            courier.stop()

    def close(self) -> None:
        for courier in self._known.values():
            courier.close()

    def probe(self) -> Verdict:
        return self.all()[0].probe()

    def knock(self) -> bool:
        """While there was no line: whether the server can be reached again, which ends every wait of all."""
        if not any(courier.knock() for courier in list(self._known.values())):
            return False
        self.send_now()
        return True

    def wait(self, now: datetime) -> float | None:
        """Seconds until the first of them has something to do; None when none has."""
        waits = [wait for courier in self.all() if (wait := courier.wait(now)) is not None]
        return min(waits, default=None)

    def round(self, now: datetime) -> Report:
        """One round of each that has something to do now, beginning with another one each time; what stops one
        concerns all, for it is the same server. What it cost is noted in the counter's book of rounds.

        Another process that sends from the same counter is waited for; "sent_elsewhere" when it takes long.
        """
        with self._turn.taken(lambda: self._stopping) as ours:
            return self._round(now) if ours else Report(at=now, stopped="sent_elsewhere")

    def _round(self, now: datetime) -> Report:
        couriers = self.all()
        self._first = (self._first + 1) % len(couriers)
        turned = [*couriers[self._first :], *couriers[: self._first]]
        reports = []
        for courier in [one for one in turned if one.wait(now) == 0] or couriers[:1]:
            reports.append(courier.round(now))
            if self._stopping or reports[-1].stopped not in ("", "resting"):
                break
        done = _sum(reports)
        if done.calls or done.file_calls:
            self._office.rounds.add(msgspec.convert(done, Round, from_attributes=True))
        return done

    # ------------------------------------------------------------------------------- looking, between two rounds

    def pull(self) -> Looking:
        """What the one-stop system has to tell of the own open dossiers."""
        return self._lookout().pull()

    def prove(self, day: date, by: str) -> Looking:
        """Looks at everything the own queue delivered on that day, and keeps what was found under the name of who
        asked; what is missing there goes out with the next round."""
        looking = self._lookout().prove(day)
        unit = self._office.profile.unit
        self._office.proofs.keep(
            msgspec.convert(looking, Found, from_attributes=True),
            day,
            looking.at,
            by=by,
            unit=unit.name,
            point=unit.identifier,
            counter=self._office.profile.counter.number,
        )
        if looking.offered:
            self.send_now()
        return looking

    def _lookout(self) -> Lookout:
        """By the courier's own log-in."""
        return Lookout(
            self._office.sightings,
            Inbox(self._office.store),
            self.dialect.beside(),
            parcels=self._office.parcels,
            clock=self._clock.now,
        )

    # ------------------------------------------------------------------------------------------------------------

    def until_empty(self, timeout: float | None = None) -> Report:
        """Rounds until nothing waits that time can help, a person is needed, or `timeout` seconds are over."""
        ends = None if timeout is None else time.monotonic() + timeout
        reports = []
        while True:
            reports.append(self.round(self._clock.now()))
            wait = self.wait(self._clock.now())
            if wait is None or reports[-1].needs_person or self._stopping:
                return _sum(reports)
            if ends is not None and wait > ends - time.monotonic():
                done = _sum(reports)
                return done if done.stopped else msgspec.structs.replace(done, stopped="timeout")
            time.sleep(wait)


def _sum(reports: Sequence[Report]) -> Report:
    return functools.reduce(joined, reports)
