"""What the courier asks of a wire: what it can do, the calls an event takes, one call at a time, a look at a dossier.

A dialect is an adapter of one contract (docs/sync.md). It never decides what is due, repeated or set aside: it turns a
`Step` into one call and the answer into a verdict.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, Protocol, runtime_checkable

import msgspec

from app.domain.dossier import Dossier
from app.domain.events import Status
from app.domain.queue import Entry
from app.store.parcels import Parcel
from sync.transport import Traffic
from sync.verdicts import Held, Verdict


class Can(msgspec.Struct, frozen=True, kw_only=True):
    """What a wire can do; the courier uses just that.

    `lanes`: most calls at once. `folds`: calls that send the dossier whole, so that one call may stand for several
    events of it. `together`: calls that tell events one after the other → most of one dossier in a call. `numbers`:
    the one-stop system gives the dossier its number. `looks_up`: it can be asked what it holds of a dossier.
    `files`: it takes scans, in one call each or from any offset on; then it also `TakesFiles`. `lists`: it can be asked
    which procedures it offers; then it also `ListsProcedures`.
    """

    lanes: int = 1
    folds: frozenset[str] = frozenset()
    together: Mapping[str, int] = {}
    numbers: bool = False
    looks_up: bool = True
    files: Literal["none", "whole", "offset"] = "none"
    lists: bool = False


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """The next call of one dossier: `entries` in their order, each of which owes this `call` next.

    More than one entry only where the wire folds the call or takes several together. A dialect may take fewer of them
    than it is offered, from the front, and says so in its verdict.
    """

    call: str
    entries: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        return self.entries[0]

    @property
    def newest(self) -> Entry:
        return self.entries[-1]

    @property
    def asked(self) -> bool:
        """This call, or one that held part of it, was made before and its answer never came."""
        return any(entry.asked for entry in self.entries)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What the one-stop system shows of a dossier, as far as it shows it: None and "" are "not shown".

    `code`: its number there. `lines`: how many progress entries. `applicant`: the full name as it stands there.
    """

    code: str = ""
    status: Status | None = None
    due_at: datetime | None = None
    finished_at: datetime | None = None
    returned_at: datetime | None = None
    applicant: str = ""
    lines: int | None = None


class Absent(msgspec.Struct, frozen=True):
    """It surely has no such dossier. A look that failed is a verdict, never this (wire A.7)."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where the one-stop system keeps a scan (its URL or id, which its record of the dossier may name), and how many
    bytes of it it holds."""

    place: str
    held: int


@runtime_checkable
class TakesFiles(Protocol):
    """A dialect that takes scans. Called by one thread, after the events of a round."""

    @property
    def file_traffic(self) -> Traffic: ...

    def open_file(self, parcel: Parcel) -> Place | Verdict:
        """Asks how much of it is held; opens a place when there is none yet or none any more."""

    def put_file(self, parcel: Parcel, held: int, piece: bytes) -> Place | Verdict:
        """Sends the bytes from `held` on; `parcel.place` is open. Where files go whole, `piece` is all of it."""


@runtime_checkable
class ShowsFiles(Protocol):
    """A dialect that can be asked whether a scan that was delivered is still there."""

    def look_at_file(self, parcel: Parcel) -> Place | Absent | Verdict: ...


@runtime_checkable
class ListsProcedures(Protocol):
    """A dialect that can be asked what the one-stop system offers (wire A.8, B.2)."""

    def list_procedures(self) -> Mapping[str, str] | Verdict:
        """The names there by national code. An empty list is what was answered, not a proof that nothing is offered."""

    def knows_procedure(self, code: str) -> bool | Verdict:
        """Whether it knows, by itself, a procedure that is not on its list."""


class Dialect(Protocol):
    """One server by one wire contract. An object serves one thread; `beside` makes another for a lane of its own, with
    the same log-in and connections. `abort` may be called from any thread and ends the calls of all lanes."""

    @property
    def can(self) -> Can: ...

    @property
    def traffic(self) -> Traffic: ...

    @property
    def answers(self) -> int:
        """How often the server itself has answered this object, in a form that is the contract's."""

    @property
    def offset_ms(self) -> int | None:
        """The server's clock minus ours as last heard, in milliseconds."""

    def calls(self, entry: Entry) -> tuple[str, ...] | Held:
        """The names of the calls this entry takes, in order; `entry.parts` of them are acknowledged. Held while it
        cannot be sent."""

    def deliver(self, step: Step) -> Verdict:
        """Makes the call, with the look-ups it needs."""

    def look_up(self, code: str, dossier: Dossier) -> Shown | Absent | Verdict:
        """What the one-stop system holds of a dossier under `code`. Writes nothing."""

    def probe(self) -> Verdict:
        """Logs in afresh and sends nothing: Delivered when the server answers and knows us."""

    def reachable(self) -> bool:
        """Whether a connection to the server can be made: a knock of a few bytes, no call."""

    def beside(self) -> Dialect: ...

    def abort(self) -> None: ...

    def close(self) -> None: ...
