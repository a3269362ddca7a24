"""What became of the dossiers of the large file: results came, were handed back, some late, some rated.

In the order of time, as a counter's own ledger would have them. The newest are still open.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from app.domain.dossier import Dossier
from app.domain.events import (
    Body,
    DeliveryKind,
    HandedBack,
    HandedToAgency,
    Kind,
    Rated,
    Recipient,
    ResultArrived,
)

LATE, SENT, RATED = 0.08, 0.1, 0.33
UNDATED = timedelta(days=5)


class Step(NamedTuple):
    at: datetime
    turn: int
    dossier_id: str
    kind: Kind
    last: bool


class Lives:
    """What is to come, by its time."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self._coming: list[Step] = []
        self._turn = 0

    def begun(self, dossier: Dossier, at: datetime) -> None:
        """A dossier was received: what its life will be is decided."""
        dice = self._dice
        due = dossier.due_at or at + UNDATED
        if dice.random() < LATE:
            arrived = due + timedelta(hours=dice.uniform(1, 72))
        else:
            arrived = max(at + timedelta(hours=1), due - timedelta(hours=dice.uniform(0, 30)))
        handed = arrived + timedelta(hours=dice.uniform(1, 140))
        rated = dice.random() < RATED
        if dice.random() < SENT:
            self._add(at + (arrived - at) * dice.uniform(0.1, 0.6), dossier.id, Kind.HANDED_TO_AGENCY)
        self._add(arrived, dossier.id, Kind.RESULT_ARRIVED)
        self._add(handed, dossier.id, Kind.HANDED_BACK, last=not rated)
        if rated:
            self._add(handed + timedelta(minutes=1), dossier.id, Kind.RATED, last=True)

    def _add(self, at: datetime, dossier_id: str, kind: Kind, *, last: bool = False) -> None:
        self._turn += 1
        heapq.heappush(self._coming, Step(at.astimezone(UTC), self._turn, dossier_id, kind, last))

    def until(self, at: datetime) -> Iterator[Step]:
        """What happens before `at`."""
        while self._coming and self._coming[0].at < at:
            yield heapq.heappop(self._coming)

    def body(self, kind: Kind, dossier: Dossier) -> Body:
        if kind is Kind.HANDED_TO_AGENCY:
            return HandedToAgency(receiver="Cán bộ tiếp nhận")
        if kind is Kind.RESULT_ARRIVED:
            return ResultArrived()
        if kind is Kind.RATED:
            return Rated(score=self._dice.choice((5, 5, 5, 4, 4, 3)))
        by_post = dossier.filing.result_delivery.kind is DeliveryKind.POST
        recipient = Recipient(full_name=dossier.filing.applicant.full_name)
        return HandedBack(recipient=recipient, fees_collected=dossier.to_ask, by_post=by_post)
