"""A manifest (bảng kê bàn giao): dossiers that change hands together, each scanned, counted and signed for.

Corrections are facts of their own; nothing on a manifest is ever rewritten. A dossier is on one open manifest only.
What may follow is a table (`may`); what is in the ledger must have followed it.
"""

from __future__ import annotations

import enum
from datetime import date, datetime

import msgspec

from app.domain.dossier import Dossier, allowed
from app.domain.events import VIETNAM, Body, DeliveryKind, Envelope, Kind, Leg, Status
from app.domain.workdays import Calendar
from app.errors import reject


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


RUNS = frozenset({Direction.COLLECTION, Direction.DELIVERY})
"""Runs of a postman: handed to him, under way, over when every stop has its outcome."""
WITH_AGENCY = frozenset({Direction.TO_AGENCY, Direction.FROM_AGENCY, Direction.RETURN})
"""Between the counter and one agency."""
CARRIES_OFF = {
    Direction.TO_AGENCY: Kind.HANDED_TO_AGENCY,
    Direction.DELIVERY: Kind.HANDED_BACK,
    Direction.RETURN: Kind.RETURNED_TO_AGENCY,
}
"""Of papers that leave the counter: the move of a dossier that the way ends in. While they are on the list the dossier
is `Manifested`."""
SEALED_FIRST = frozenset({Direction.TO_AGENCY, Direction.RETURN})
"""Ways on which bags are closed before they leave (TT 17/2017 Đ5.3)."""

ENOUGH_ATTEMPTS = 2
"""Deliveries that failed, after which a result goes back to the agency (Luật Bưu chính Đ17; domain.md §2.4)."""
DAYS_BETWEEN = 2
"""Working days between two attempts (the same)."""


class ManifestKind(enum.StrEnum):
    OPENED = "manifest_opened"
    PUT = "manifest_put"
    TAKEN_OFF = "manifest_taken_off"
    COUNTED = "manifest_counted"
    SEALED = "manifest_sealed"
    SEAL_BROKEN = "manifest_seal_broken"
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
    result_number: str = ""
    item_code: str = ""
    who: str = ""
    phone: str = ""
    address: str = ""
    note: str = ""
    extra: bool = False
    """Nobody expected it when it was scanned."""


class TakenOff(Body, frozen=True, kw_only=True):
    line: int
    reason: str = ""


class Counted(Body, frozen=True, kw_only=True):
    """The papers of one line counted again. `item_code`: the postal item they are in, "" leaves it as it was."""

    line: int
    originals: int
    copies: int
    item_code: str = ""
    note: str = ""


class ManifestSealed(Body, frozen=True, kw_only=True):
    """The bags were closed: their seal numbers. Nothing more is put in or taken off."""

    seals: tuple[str, ...]


class SealBroken(Body, frozen=True, kw_only=True):
    """The bags were opened again before anybody signed. Their seals are void for ever and stay on the list; what is
    closed anew bears other numbers."""

    reason: str


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
    ManifestKind.SEAL_BROKEN: SealBroken,
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

_MAY: dict[Progress, frozenset[ManifestKind]] = {
    Progress.OPEN: frozenset(
        {
            ManifestKind.PUT,
            ManifestKind.TAKEN_OFF,
            ManifestKind.COUNTED,
            ManifestKind.SEALED,
            ManifestKind.HANDED,
            ManifestKind.CANCELLED,
        }
    ),
    Progress.SEALED: frozenset(
        {ManifestKind.SEAL_BROKEN, ManifestKind.HANDED, ManifestKind.CANCELLED, ManifestKind.PRINTED}
    ),
    Progress.UNDER_WAY: frozenset(
        {ManifestKind.OUTCOME, ManifestKind.CORRECTED, ManifestKind.CLOSED, ManifestKind.PRINTED}
    ),
    Progress.DONE: frozenset({ManifestKind.CORRECTED, ManifestKind.PRINTED}),
    Progress.CANCELLED: frozenset(),
}
"""Which facts may follow which state. A list is printed from the moment nothing more can come onto it."""

_STANDS = {
    Progress.OPEN: "manifest_open",
    Progress.SEALED: "manifest_sealed",
    Progress.UNDER_WAY: "manifest_under_way",
    Progress.DONE: "manifest_done",
    Progress.CANCELLED: "manifest_cancelled",
}
_UNFIT = {
    Direction.TO_AGENCY: "not_for_to_agency",
    Direction.FROM_AGENCY: "not_for_from_agency",
    Direction.DELIVERY: "not_for_delivery",
    Direction.RETURN: "not_for_return",
}
"""The codes of their sentences."""

OUTCOMES = ("received", "delivered", "absent", "wrong_address", "refused", "later", "elsewhere")
"""What may become of a stop. "received", with a dossier: of a collection; "delivered": of a delivery. The next four are
attempts that failed, by their reason. "elsewhere": the dossier left this list by another way (handed back at the desk,
voided), and nothing more becomes of the stop."""
FAILED = frozenset({"absent", "wrong_address", "refused", "later"})


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line as it stands. `outcome`: "" until a run's stop has one; `off`: taken off again."""

    line: int
    dossier_id: str = ""
    code: str = ""
    originals: int = 0
    copies: int = 0
    result: bool = False
    refused: bool = False
    result_number: str = ""
    item_code: str = ""
    who: str = ""
    phone: str = ""
    address: str = ""
    note: str = ""
    extra: bool = False
    outcome: str = ""
    outcome_at: datetime | None = None
    outcome_note: str = ""
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
    broken: tuple[str, ...] = ()
    """Seals that were put on and opened again before the signatures."""
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

    @property
    def originals(self) -> int:
        """Papers on it, bản chính."""
        return sum(line.originals for line in self.standing)

    @property
    def copies(self) -> int:
        return sum(line.copies for line in self.standing)

    @property
    def due(self) -> tuple[Line, ...]:
        """Stops of a run that have no outcome yet."""
        return tuple(line for line in self.standing if not line.outcome)

    @property
    def unexpected(self) -> tuple[str, ...]:
        """The codes nobody had expected."""
        return tuple(line.code for line in self.standing if line.extra)

    def line_of(self, dossier_id: str) -> Line | None:
        """Where a dossier stands on it now."""
        return next((line for line in self.standing if line.dossier_id == dossier_id), None)


def may(manifest: Manifest) -> frozenset[ManifestKind]:
    """The facts that may come next."""
    moves = _MAY[manifest.progress]
    if not manifest.standing:
        moves -= {ManifestKind.SEALED, ManifestKind.HANDED}
    if manifest.due:
        moves -= {ManifestKind.CLOSED}
    return moves


def check_next(manifest: Manifest, kind: ManifestKind) -> None:
    """Raises Rejected("manifest", …) with a sentence that says how the manifest stands and what may be done."""
    if kind in may(manifest):
        return
    facts = {"number": manifest.number}
    if kind in _MAY[manifest.progress]:
        if kind is ManifestKind.CLOSED:
            raise reject("manifest", "manifest_stops_left", left=len(manifest.due), **facts)
        raise reject("manifest", "manifest_empty", **facts)
    raise reject("manifest", _STANDS[manifest.progress], **facts)


def number_of(point: str, counter: int, day: date, running: int) -> str:
    """The number on paper: ("H35.99.07", 1, 26/11/2026, 3) → "BK-H35.99.07-1-261126-03"."""
    return f"BK-{point}-{counter}-{day:%y%m%d}-{running:02d}"


def check_direction(direction: Direction, agency: str, dossier: Dossier, *, result: bool = True) -> None:
    """Whether a dossier's papers can go this way with this agency now. Rejected("code", …) says why not."""
    facts = {"dossier": dossier.official_code or dossier.code}
    if direction in WITH_AGENCY and dossier.filing.agency != agency:
        raise reject("code", "other_agency", agency=dossier.filing.agency, ours=agency, **facts)
    moves = allowed(dossier)
    match direction:
        case Direction.COLLECTION:
            raise reject("code", "manifest_stops_only", **facts)
        case Direction.TO_AGENCY:
            if dossier.leg is Leg.AT_AGENCY and not dossier.late_papers:
                raise reject("code", "at_agency_already", **facts)
            fits = Kind.HANDED_TO_AGENCY in moves
        case Direction.FROM_AGENCY:
            if dossier.status is Status.RESULT_READY and dossier.leg is not Leg.RETURNED_TO_AGENCY:
                raise reject("code", "result_here_already", **facts)
            fits = (Kind.RESULT_ARRIVED if result else Kind.AGENCY_RETURNED) in moves
        case _:
            fits = CARRIES_OFF[direction] in moves and dossier.leg in (Leg.RESULT_AT_COUNTER, Leg.SEALED)
    if direction in CARRIES_OFF:
        fits = fits and Kind.MANIFESTED in moves
    if not fits:
        status = "voided" if dossier.voided else str(int(dossier.status))
        raise reject("code", _UNFIT[direction], status=status, **facts)


def ready(dossier: Dossier) -> bool:
    """Whether the one-stop system says that the agency is done with it."""
    told = dossier.reported
    return told is not None and (told.status is Status.RESULT_READY or told.finished_at is not None)


def next_attempt(dossier: Dossier, calendar: Calendar) -> date | None:
    """The first day on which a delivery may be tried again; None when it never was."""
    if dossier.attempted_at is None:
        return None
    day = dossier.attempted_at.astimezone(VIETNAM).date()
    for _ in range(DAYS_BETWEEN):
        day = calendar.next_working(day)
    return day


def awaited(direction: Direction, dossier: Dossier, today: date, calendar: Calendar) -> bool:
    """Whether a dossier should go this way now.

    Out: what lies here and was not sent back, and papers that were brought when the agency had the others. In: what the
    one-stop system says is ready, or is due by the end of today. Delivery: results by post that were not tried in vain
    twice, nor once less than two working days ago. Return: those that were tried in vain twice.
    """
    if dossier.voided:
        return False
    here = dossier.leg in (Leg.RESULT_AT_COUNTER, Leg.SEALED) and dossier.status is Status.RESULT_READY
    match direction:
        case Direction.TO_AGENCY:
            here = dossier.leg in (Leg.AT_COUNTER, Leg.SEALED) or bool(dossier.late_papers)
            return here and Kind.HANDED_TO_AGENCY in allowed(dossier)
        case Direction.FROM_AGENCY:
            due = dossier.due_at is not None and dossier.due_at.astimezone(VIETNAM).date() <= today
            there = dossier.leg is Leg.AT_AGENCY and dossier.status < Status.RESULT_READY
            return there and (ready(dossier) or due)
        case Direction.DELIVERY:
            again = next_attempt(dossier, calendar)
            by_post = dossier.filing.result_delivery.kind is DeliveryKind.POST
            return here and by_post and dossier.attempts < ENOUGH_ATTEMPTS and (again is None or again <= today)
        case Direction.RETURN:
            return here and dossier.attempts >= ENOUGH_ATTEMPTS
        case _:
            return False


def papers_of(direction: Direction, dossier: Dossier, *, result: bool = True) -> tuple[int, int]:
    """(originals, copies) that ought to be in a dossier on this way: what was handed in (of a dossier that is with the
    agency, since then), or the results."""
    if direction is Direction.TO_AGENCY or (direction is Direction.FROM_AGENCY and not result):
        parts = dossier.late_papers or dossier.filing.components
        return sum(one.originals for one in parts), sum(one.copies for one in parts)
    return max(1, len(dossier.results or dossier.filing.procedure.results)), 0


def apply_manifest(state: Manifest | None, event: ManifestEvent) -> Manifest:
    """One step of the fold. ValueError when it cannot follow: what is in the ledger has happened in order."""
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
    if event.kind not in may(state):
        raise ValueError(f"{event.kind} cannot follow in a manifest that is {state.progress}")
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
    run = state.direction in RUNS
    match event.body:
        case Put() as body:
            return {"lines": (*state.lines, Line(**msgspec.structs.asdict(body)))}
        case TakenOff() as body:
            return _with(state, body.line, off=True)
        case Counted() as body:
            item = {"item_code": body.item_code} if body.item_code else {}
            return _with(state, body.line, originals=body.originals, copies=body.copies, **item)
        case ManifestSealed() as body:
            return {"progress": Progress.SEALED, "seals": body.seals, "sealed_at": event.at}
        case SealBroken():
            broken = (*state.broken, *state.seals)
            return {"progress": Progress.OPEN, "seals": (), "broken": broken, "sealed_at": None}
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
            return _with(state, body.line, outcome=body.outcome, outcome_at=event.at, outcome_note=body.note, **known)
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
