"""What the conformance tests must know of a wire: how its stand-in is started, which calls it has, what it holds.

A wire's description derives from `Wire`, stands in a file of its own (`wires_*.py`) and is one line in `wires.WIRES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from app.domain.events import ProcedureSnapshot, Status
from app.inbox import Inbox
from app.settings import Server
from sync.courier import Courier
from sync.dialect import Dialect
from sync.dialects import dialect_for
from sync.report import Backoff
from sync.sandbox import Sandbox, Style
from tests.sync.counter import POINT, QUICK, Counter

Province = Callable[..., Sandbox]

NO_SUCH = ProcedureSnapshot(code="9.999999", name="Đăng ký khai sinh", field="Hộ tịch")


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What a stand-in holds of one dossier, or what it should hold, in the wire's own words.

    `status`: where the dossier stands. `steps`: what it was told to have gone through, in order; compared with `==`.
    `created`: how often the dossier came to be and still is.
    """

    status: str
    steps: tuple[Any, ...]
    created: int = 1


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """A call in which every fault is played. `style`: the stand-in's, None for the wire's `clear` one. `again`: a later
    call of the same service meets the fault as well. `repeats`: a step whose answer was lost may be told twice, because
    in this style nothing shows whether it arrived. `by_status`: only the status tells whether it arrived, so an event
    that moves nothing is set aside for a person when its answer was lost."""

    label: str
    service: str
    style: Any = None
    again: bool = False
    repeats: bool = False
    by_status: bool = False


class Bad(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier no server takes: what its filing says, and the reason and detail under which it is set aside
    ("" for any detail)."""

    changes: Mapping[str, Any]
    reason: str
    detail: str = ""


class Wire(msgspec.Struct, frozen=True, kw_only=True):
    """One wire, as one kind of profile speaks it.

    `desk`: its name in `sync.sandbox.DESKS`. `styles`: every dress of its stand-in, by a short name; `plain`: the one
    most tests use; `clear`: one that shows all it holds and takes nothing after the end, in which any lost answer can
    be settled by asking.

    `calls`: see `Call`. `record`: the service by which a dossier comes to be and changes; `move`: the one that moves it
    later ("" where the record does); `step`: the one that tells a step after it ("" where the record tells it); `door`:
    the first one of a dossier, in which a fault concerns everybody ("" for every call); `log_in`: that of the log-in,
    "" where there is none.

    `sees`: a look-up shows where the dossier stands. `settles`: after a lost answer a look-up tells whether the step
    arrived (in `clear`); without it a step may be told twice. `once`: what a look shows to have arrived is not told
    again, so that a call whose answers are always lost is no trouble.
    """

    name: str
    desk: str
    styles: Mapping[str, Any]
    plain: Any = Style()
    clear: Any = Style(shows="all", closed=True)
    calls: tuple[Call, ...]
    record: str
    move: str = ""
    step: str = ""
    door: str = ""
    log_in: str = ""
    sees: bool = True
    settles: bool = True
    once: bool = False
    unknown: Bad = Bad(changes={"procedure": NO_SUCH}, reason="server_unknown_procedure", detail="9.999999")
    refused: Bad = Bad(changes={"agency": ""}, reason="refused")

    # ---------------------------------------------------------------------- for each wire to say

    def server(self, url: str, **changes: Any) -> Server:
        """The profile's table for a stand-in at `url`."""
        raise NotImplementedError

    def held(self, one: Sandbox) -> dict[str, Held]:
        """What the stand-in holds, by the key under which `owed` speaks of the same dossier."""
        raise NotImplementedError

    def owed(self, counter: Counter) -> dict[str, Held]:
        """What it must hold when everything this counter owes has arrived."""
        raise NotImplementedError

    def key(self, counter: Counter, dossier: str) -> str:
        """What `Fault.dossier` must say to meet the `record` calls of this dossier and of no other."""
        raise NotImplementedError

    def agency(self, one: Sandbox, key: str, status: Status) -> None:
        """Somebody at the agency moves the dossier `key` (of `held`) to `status` in their own system."""
        raise NotImplementedError

    # --------------------------------------------------------------------------- the same for all

    def start(self, province: Province, style: Any = None, **options: Any) -> Sandbox:
        """Its stand-in, in the `plain` style unless told."""
        return province(wire=self.desk, style=self.plain if style is None else style, **options)

    def dialect(self, counter: Counter, url: str, *, secret: str = "mat-khau", **changes: Any) -> Dialect:
        server = self.server(url, **changes)
        return dialect_for(server, counter.outbox, secret=secret, point=POINT, clock=counter.clock.now, timeouts=QUICK)

    def courier(self, counter: Counter, url: str, **changes: Any) -> Courier:
        return Courier(
            counter.outbox,
            self.dialect(counter, url, **changes),
            Inbox(counter.store),
            clock=counter.clock.now,
            backoff=Backoff(),
            jitter=lambda: 1.0,
            sleep=lambda seconds: counter.clock.tick(seconds=seconds),
        )

    def assert_holds(self, one: Sandbox, counter: Counter, *, repeats: bool = False) -> None:
        """The other side holds every event of this counter, each once, in order, and the newest state (G2, G3).
        `repeats`: a step may be there twice in a row."""
        held, owed = self.held(one), self.owed(counter)
        assert sorted(held) == sorted(owed)
        for key, wanted in owed.items():
            found = held[key]
            assert found.status == wanted.status
            assert found.created == 1, "created twice"
            steps = found.steps
            if repeats or not self.settles:
                steps = tuple(step for at, step in enumerate(steps) if at == 0 or steps[at - 1] != step)
            assert steps == wanted.steps
