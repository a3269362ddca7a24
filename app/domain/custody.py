"""Whose hands a dossier's papers were in, from when until when, read from its facts.

The papers are what the citizen gave until the agency has them, and the result from then on. A list they stand on says
when they really left: out to an agency when the bags were closed, to a citizen when the postman had signed.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from app.domain.events import (
    AgencyAccepted,
    AgencyReturned,
    Body,
    HandedBack,
    HandedToAgency,
    Manifested,
    Mode,
    Received,
    Refused,
    ResultArrived,
    ReturnedToAgency,
    Unmanifested,
    Withdrawn,
)
from app.domain.manifest import Direction, Manifest


class Hand(enum.StrEnum):
    COUNTER = "counter"
    COURIER = "courier"
    """On the way between counter and agency."""
    AGENCY = "agency"
    POSTMAN = "postman"
    """On the way to the citizen's door."""
    CITIZEN = "citizen"


class Hold(msgspec.Struct, frozen=True, kw_only=True):
    """One stay. `until` is None of the last; `who` signed for the papers, "" where nobody was named."""

    hand: Hand
    since: datetime
    until: datetime | None = None
    who: str = ""

    def lasted(self, now: datetime) -> timedelta:
        """How long; never below zero, whatever a clock did."""
        return max(timedelta(), (self.until or now) - self.since)


class Fact(Protocol):
    """What is read of an event."""

    @property
    def at(self) -> datetime: ...
    @property
    def body(self) -> Body: ...


def hands(facts: Iterable[Fact], manifests: Mapping[str, Manifest] | None = None) -> tuple[Hold, ...]:
    """The stays of one dossier's papers in their order; none of what was never taken in.

    `manifests`: the lists they stood on, by id. Without its list a dossier is taken to have left when it was put on it,
    and a result that is on its way to have left with the postman.
    """
    known = manifests or {}
    way = _Way()
    for fact in facts:
        at = fact.at
        match fact.body:
            case Received() as body:
                way.mode = body.filing.mode
                way.go(Hand.COUNTER, min(at, body.received_at))
            case Manifested(manifest=key):
                way.leave(at, known.get(key))
            case Unmanifested():
                way.come_back(at)
            case HandedToAgency(receiver=who):
                way.go(Hand.AGENCY, at, who)
            case AgencyAccepted() if way.mode is Mode.CARRIER and way.hand is not Hand.AGENCY:
                way.go(Hand.AGENCY, at)
            case ReturnedToAgency():
                way.back_to_agency()
                way.go(Hand.AGENCY, at)
            case AgencyReturned() | ResultArrived():
                way.ready = way.ready or isinstance(fact.body, ResultArrived)
                way.go(Hand.COUNTER, at)
            case Refused() if way.stays:  # at first contact nothing was taken in
                way.go(Hand.COUNTER, at)
            case Withdrawn():
                way.go(Hand.CITIZEN, at)
            case HandedBack() as body:
                way.go(Hand.CITIZEN, body.handed_at or at, body.recipient.full_name)
            case _:
                pass
    return way.end()


class _Way:
    """The stays so far."""

    def __init__(self) -> None:
        self.stays: list[Hold] = []
        self.mode = Mode.ASSIGNED
        self.ready = False
        self._leaving: tuple[Hand, datetime] | None = None
        """On a list: with whom the papers leave, and when. Whether they did, the next fact tells."""

    @property
    def hand(self) -> Hand | None:
        return self.stays[-1].hand if self.stays else None

    def go(self, hand: Hand, at: datetime, who: str = "") -> None:
        """The papers change hands, with the list they stood on when there was one."""
        self._settle(at)
        self._enter(hand, at, who)

    def leave(self, put_on: datetime, manifest: Manifest | None) -> None:
        """Onto a list: at the counter until it leaves."""
        if self.hand is Hand.AGENCY:
            return  # papers that were brought since follow those that are there
        run = self.ready if manifest is None else manifest.direction is Direction.DELIVERY
        left: datetime | None = put_on
        if manifest is not None:
            left = manifest.handed_at if run else manifest.sealed_at
        self._leaving = None if left is None else (Hand.POSTMAN if run else Hand.COURIER, max(left, put_on))

    def come_back(self, at: datetime) -> None:
        """Off the list again. What a postman carried out and brought back he did have; what was taken off an agency's
        list before it was signed never left."""
        if self._leaving is not None and self._leaving[0] is Hand.COURIER:
            self._leaving = None
        self._settle(at)
        if self.hand is Hand.POSTMAN:
            self._enter(Hand.COUNTER, at)

    def back_to_agency(self) -> None:
        """What was taken for a postman's run was the way back to the agency."""
        if self._leaving is not None:
            self._leaving = (Hand.COURIER, self._leaving[1])

    def end(self) -> tuple[Hold, ...]:
        if self._leaving is not None:
            self._enter(*self._leaving)
        return tuple(self.stays)

    def _settle(self, at: datetime) -> None:
        if self._leaving is not None and self._leaving[1] < at:
            self._enter(*self._leaving)
        self._leaving = None

    def _enter(self, hand: Hand, at: datetime, who: str = "") -> None:
        """Nothing comes before what it follows; the same hand again is the same stay."""
        if self.hand is hand:
            return
        if self.stays:
            at = max(at, self.stays[-1].since)
            self.stays[-1] = msgspec.structs.replace(self.stays[-1], until=at)
        self.stays.append(Hold(hand=hand, since=at, who=who))
