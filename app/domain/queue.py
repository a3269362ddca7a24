"""What the outbox hands to the courier, and what screens read of it."""

from __future__ import annotations

import enum
from datetime import datetime

import msgspec

from app.domain.dossier import Dossier
from app.domain.events import Event, Kind, Status


class State(enum.StrEnum):
    """There is no "sending": what is being tried right now lives in memory only."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    QUARANTINED = "quarantined"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One event owed to the one-stop system, at the head of its dossier's lane.

    `dossier` is the fold up to and including this event, `status_before` the status it found (None: it opened the
    dossier); `sent_on` has the statuses in which later events leave it that were told already, or may have been, while
    this one is asked for again; `wire_code` is its number there as known now (an official code may have come with a
    later event). `parts`
    counts the calls already acknowledged for this entry; `asked` says that the next call was made before and its answer
    never came. `numberless`: the dossier has ended here meanwhile without a number ever coming home.
    """

    seq: int
    dossier_id: str
    kind: Kind
    event: Event
    dossier: Dossier
    status_before: Status | None = None
    sent_on: frozenset[Status] = frozenset()
    wire_code: str
    actor_name: str
    parts: int
    asked: bool
    attempts: int
    numberless: bool = False


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of F5 and of `quay queue`. Times are UTC; `reason` selects the sentence, `detail` is what
    the other side said."""

    seq: int
    dossier_id: str
    code: str
    applicant: str
    procedure: str
    event: Kind
    state: State
    attempts: int
    since: datetime
    next_at: datetime | None = None
    reason: str = ""
    detail: str = ""
    acknowledged_at: datetime | None = None
    receipt: str = ""


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """The status bar's sentence, as figures."""

    waiting: int
    held: int
    quarantined: int
    delivered: int
    oldest: datetime | None
    last_contact: datetime | None
    last_delivery: datetime | None
