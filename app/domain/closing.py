"""How far the close of a day is: read from the facts each time, so that it goes on where it stood after any stop."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from app.domain.day import Day, Step
from app.domain.dossier import Drawer
from app.domain.zreport import OtherCounter, Unrefunded


class Reckoning(msgspec.Struct, frozen=True, kw_only=True):
    """What a count came to, told once it is committed. Đồng; `difference` above zero: more was there than should be.
    `needs_manager`: it is beyond the limit, and only a manager's PIN and a reason settle it."""

    drawer: Drawer
    total: int
    expected: int
    difference: int
    needs_manager: bool


class DrawerState(msgspec.Struct, frozen=True, kw_only=True):
    """How one drawer stands in the close. `reckoning` is None until it was counted (the count is blind), and when money
    moved after the count: then it must be done again."""

    drawer: Drawer
    state: Literal["uncounted", "stale", "unsettled", "settled"]
    reckoning: Reckoning | None = None
    notes: tuple[tuple[int, int], ...] = ()
    counted_by: str = ""
    counted_at: datetime | None = None


class StepState(msgspec.Struct, frozen=True, kw_only=True):
    """One step. `left`: how many things are to be done or to be passed over, `codes` which (dossiers by code, manifests
    by number, drawers by name). "passed": a person went on although, for `reason`; that holds until more is left than
    she saw."""

    step: Step
    state: Literal["done", "left", "passed"]
    left: int = 0
    codes: tuple[str, ...] = ()
    reason: str = ""
    by: str = ""
    at: datetime | None = None


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """The close as it stands. `day` None: none is open (the first cash fact opens it). `waiting`, `quarantined` count
    items of the queue; `others` are the branch's other counters as the branch page would show them."""

    day: Day | None
    date: date
    steps: tuple[StepState, ...]
    drawers: tuple[DrawerState, ...]
    waiting: int
    quarantined: int
    unrefunded: tuple[Unrefunded, ...]
    others: tuple[OtherCounter, ...]

    def step(self, step: Step) -> StepState:
        return next(one for one in self.steps if one.step == step)

    @property
    def ready(self) -> bool:
        """Whether nothing but the manager's PIN stands before the close."""
        return self.day is not None and all(one.state != "left" for one in self.steps)


class GapLine(msgspec.Struct, frozen=True, kw_only=True):
    """One dossier's part of a gap, đồng: `fee` and `charge` together `amount`. Below zero: it was given back to the
    citizen after it had been remitted, and the agency owes it."""

    dossier_id: str
    code: str
    fee: int
    charge: int
    taken_at: datetime
    """When the first of it was taken."""

    @property
    def amount(self) -> int:
        return self.fee + self.charge


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """The State's cash of one agency: collected − given back − remitted, dossier by dossier. `oldest` is the day of the
    first of it, `age` how many days ago that was."""

    agency: str
    lines: tuple[GapLine, ...]
    oldest: date
    age: int

    @property
    def amount(self) -> int:
        return sum(line.amount for line in self.lines)
