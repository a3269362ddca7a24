"""What happens at a counter before and around its manifests, in few words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from app.domain.dossier import Dossier
from app.domain.events import Kind
from app.domain.manifest import Direction, Manifest
from app.errors import Rejected
from app.office import Office
from app.store.manifests import Awaited
from tests.desk import clerk_of, draft

AGENCY = "UBND xã Mường Tè"


class Counterpart:
    """A clerk at the counter."""

    def __init__(self, office: Office) -> None:
        self.office, self.clerk = office, clerk_of(office)
        self.manifests = office.manifests

    def receive(self, **changes: Any) -> Dossier:
        return self.office.counter.receive(draft(**changes), self.clerk).dossier

    def receive_many(self, count: int, **changes: Any) -> list[Dossier]:
        return [self.receive(**changes) for _ in range(count)]

    def at_agency(self, count: int, **changes: Any) -> list[Dossier]:
        """Dossiers whose papers went to the agency one by one."""
        return [
            self.office.counter.act(one.code, Kind.HANDED_TO_AGENCY, {}, self.clerk)
            for one in self.receive_many(count, **changes)
        ]

    def results(self, count: int, **changes: Any) -> list[Dossier]:
        """Dossiers whose results lie at the counter."""
        return [
            self.office.counter.act(one.code, Kind.RESULT_ARRIVED, {}, self.clerk)
            for one in self.at_agency(count, **changes)
        ]

    def open(self, direction: Direction, *, agency: str = AGENCY, route: str = "") -> Manifest:
        return self.manifests.open(direction, self.clerk, agency=agency, route=route)

    def with_lines(self, direction: Direction, count: int) -> tuple[Manifest, list[Dossier]]:
        dossiers, manifest = self.receive_many(count), self.open(direction)
        for dossier in dossiers:
            manifest = self.manifests.put(manifest.id, dossier.code, self.clerk).manifest
        return manifest, dossiers

    def try_in_vain(self, dossier: Dossier) -> None:
        """A run on which nobody was at home."""
        manifest = self.open(Direction.DELIVERY)
        self.manifests.put(manifest.id, dossier.code, self.clerk)
        self.manifests.hand(manifest.id, "Lò Thị Dung", "Tẩn A Lử", self.clerk)
        self.manifests.outcome(manifest.id, 1, "absent", self.clerk)
        self.manifests.close(manifest.id, self.clerk)


def state(office: Office, dossier: Dossier) -> Dossier:
    now = office.views.dossier(dossier.id)
    assert now is not None
    return now


def codes_of(found: Iterable[Awaited]) -> list[str]:
    return [one.code for one in found]


def problem(do: Callable[[], object]) -> tuple[str, str]:
    """(field, code) of the one thing that was refused."""
    with pytest.raises(Rejected) as refused:
        do()
    ((field, found),) = refused.value.problems.items()
    return field, found.code
