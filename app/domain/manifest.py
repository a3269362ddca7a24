"""A manifest (bảng kê bàn giao): dossiers that change hands together, each scanned, counted and signed for.

Corrections are facts of their own; nothing on a manifest is ever rewritten. A dossier is on one open manifest only.
"""

from __future__ import annotations

import enum
from datetime import datetime

import msgspec

from app.domain.events import Body, Envelope


class Direction(enum.StrEnum):
    """Which way papers go."""

    TO_AGENCY = "to_agency"
    """Dossiers out to the agency that decides (giao nhận hồ sơ)."""
    FROM_AGENCY = "from_agency"
    """Results, or papers sent back, in from the agency (giao nhận kết quả)."""
    COLLECTION = "collection"
    """A run to citizens' homes that collects dossiers (thu gom tại nhà)."""
    DELIVERY = "delivery"
    """A run to citizens' homes that delivers results (phát tại nhà)."""
    RETURN = "return"
    """Results that nobody took, back to the agency: they are never destroyed by the post (domain.md §2.4)."""


class ManifestKind(enum.StrEnum):
    OPENED = "manifest_opened"
    PUT = "manifest_put"
    TAKEN_OFF = "manifest_taken_off"
    COUNTED = "manifest_counted"
    SEALED = "manifest_sealed"
    HANDED = "manifest_handed"
    OUTCOME = "manifest_outcome"
    CORRECTED = "manifest_corrected"
    CLOSED = "manifest_closed"
    CANCELLED = "manifest_cancelled"
    PRINTED = "manifest_printed"


class ManifestOpened(Body, frozen=True, kw_only=True):
    """`number`: BK-<point>-<counter>-<yymmdd>-<nn>, of this counter's own series."""

    number: str
    direction: Direction
    agency: str = ""
    route: str = ""
    note: str = ""


class Put(Body, frozen=True, kw_only=True):
    """One line: a dossier that was scanned, with the papers counted in it. A collection run also has lines without a
    dossier: a stop where one will be received."""

    line: int
    dossier_id: str = ""
    code: str = ""
    originals: int = 0
    copies: int = 0
    result: bool = False
    """From the agency: a result. Otherwise the papers came back without one, for the reason in `note`."""
    refused: bool = False
    item_code: str = ""
    who: str = ""
    phone: str = ""
    address: str = ""
    note: str = ""


class TakenOff(Body, frozen=True, kw_only=True):
    line: int
    reason: str = ""


class Counted(Body, frozen=True, kw_only=True):
    """The papers of one line counted again."""

    line: int
    originals: int
    copies: int
    note: str = ""


class ManifestSealed(Body, frozen=True, kw_only=True):
    """The bags were closed: their seal numbers. Nothing more is put in or taken off."""

    seals: tuple[str, ...]


class Handed(Body, frozen=True, kw_only=True):
    """Signed by both. `missing`, `extra`: codes that should have been there, that were there besides."""

    giver: str
    receiver: str
    receiver_role: str = ""
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    note: str = ""


class Outcome(Body, frozen=True, kw_only=True):
    """What became of one stop of a run: "received" (with the dossier), "delivered", "failed" and why."""

    line: int
    outcome: str
    dossier_id: str = ""
    code: str = ""
    note: str = ""


class ManifestCorrected(Body, frozen=True, kw_only=True):
    """After the signatures: what was found to be otherwise. The signed paper stands as it is."""

    line: int
    originals: int | None = None
    copies: int | None = None
    reason: str


class ManifestClosed(Body, frozen=True, kw_only=True):
    """A run is over: every stop has its outcome."""

    note: str = ""


class Cancelled(Body, frozen=True, kw_only=True):
    reason: str


class ManifestPrinted(Body, frozen=True, kw_only=True):
    form: str
    version: str
    copy: int
    size: str
    sha256: str
    target: str = ""
    reason: str = ""


MANIFEST_BODIES: dict[ManifestKind, type[Body]] = {
    ManifestKind.OPENED: ManifestOpened,
    ManifestKind.PUT: Put,
    ManifestKind.TAKEN_OFF: TakenOff,
    ManifestKind.COUNTED: Counted,
    ManifestKind.SEALED: ManifestSealed,
    ManifestKind.HANDED: Handed,
    ManifestKind.OUTCOME: Outcome,
    ManifestKind.CORRECTED: ManifestCorrected,
    ManifestKind.CLOSED: ManifestClosed,
    ManifestKind.CANCELLED: Cancelled,
    ManifestKind.PRINTED: ManifestPrinted,
}


class ManifestEvent(Envelope[ManifestKind], frozen=True, kw_only=True):
    """One fact of a manifest; `dossier_id` is the manifest's id."""


class Progress(enum.StrEnum):
    OPEN = "open"
    SEALED = "sealed"
    UNDER_WAY = "under_way"
    """A run that was handed to its postman and is not over."""
    DONE = "done"
    CANCELLED = "cancelled"


ENDED = frozenset({Progress.DONE, Progress.CANCELLED})


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line as it stands. `outcome`: "" until a run's stop has one; `off`: taken off again."""

    line: int
    dossier_id: str = ""
    code: str = ""
    originals: int = 0
    copies: int = 0
    result: bool = False
    refused: bool = False
    item_code: str = ""
    who: str = ""
    phone: str = ""
    address: str = ""
    note: str = ""
    outcome: str = ""
    off: bool = False
    corrected: str = ""


class Manifest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The present state of one manifest: the fold of its events and nothing else."""

    id: str
    version: int
    number: str
    direction: Direction
    progress: Progress = Progress.OPEN
    agency: str = ""
    route: str = ""
    note: str = ""
    opened_at: datetime
    opened_by: str
    lines: tuple[Line, ...] = ()
    seals: tuple[str, ...] = ()
    sealed_at: datetime | None = None
    giver: str = ""
    receiver: str = ""
    receiver_role: str = ""
    handed_at: datetime | None = None
    handed_by: str = ""
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    ended_at: datetime | None = None
    reason: str = ""
    prints: dict[str, int] = msgspec.field(default_factory=dict)
    updated_at: datetime

    @property
    def standing(self) -> tuple[Line, ...]:
        """The lines that were not taken off again."""
        return tuple(line for line in self.lines if not line.off)


def apply_manifest(state: Manifest | None, event: ManifestEvent) -> Manifest:
    """One step of the fold. ValueError when it cannot follow."""
    body = event.body
    if state is None:
        if not isinstance(body, ManifestOpened):
            raise ValueError(f"{event.kind} cannot open a manifest")
        return Manifest(
            id=event.dossier_id,
            version=event.dossier_seq,
            number=body.number,
            direction=body.direction,
            agency=body.agency,
            route=body.route,
            note=body.note,
            opened_at=event.at,
            opened_by=event.actor,
            updated_at=event.at,
        )
    return msgspec.structs.replace(
        state, version=event.dossier_seq, updated_at=event.at, **_manifest_change(state, event)
    )


def _with(state: Manifest, number: int, **change: object) -> dict[str, object]:
    if number not in {line.line for line in state.lines}:
        raise ValueError("no such line")
    return {
        "lines": tuple(msgspec.structs.replace(line, **change) if line.line == number else line for line in state.lines)
    }


def _manifest_change(state: Manifest, event: ManifestEvent) -> dict[str, object]:
    run = state.direction in (Direction.COLLECTION, Direction.DELIVERY)
    match event.body:
        case Put() as body:
            return {"lines": (*state.lines, Line(**msgspec.structs.asdict(body)))}
        case TakenOff() as body:
            return _with(state, body.line, off=True)
        case Counted() as body:
            return _with(state, body.line, originals=body.originals, copies=body.copies)
        case ManifestSealed() as body:
            return {"progress": Progress.SEALED, "seals": body.seals, "sealed_at": event.at}
        case Handed() as body:
            return {
                "progress": Progress.UNDER_WAY if run else Progress.DONE,
                "giver": body.giver,
                "receiver": body.receiver,
                "receiver_role": body.receiver_role,
                "handed_at": event.at,
                "handed_by": event.actor,
                "missing": body.missing,
                "extra": body.extra,
                "ended_at": None if run else event.at,
            }
        case Outcome() as body:
            known = {"dossier_id": body.dossier_id, "code": body.code} if body.dossier_id else {}
            return _with(state, body.line, outcome=body.outcome, **known)
        case ManifestCorrected() as body:
            counts = {
                name: value
                for name, value in (("originals", body.originals), ("copies", body.copies))
                if value is not None
            }
            return _with(state, body.line, corrected=body.reason, **counts)
        case ManifestClosed():
            return {"progress": Progress.DONE, "ended_at": event.at}
        case Cancelled() as body:
            return {"progress": Progress.CANCELLED, "ended_at": event.at, "reason": body.reason}
        case ManifestPrinted() as body:
            return {"prints": {**state.prints, body.form: max(body.copy, state.prints.get(body.form, 0))}}
        case _:
            raise ValueError(f"{event.kind} cannot follow in a manifest")
