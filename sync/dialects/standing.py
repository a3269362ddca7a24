"""Never an older state over a newer one: how late in a dossier's life a status is, on whatever wire it is shown."""

from __future__ import annotations

from app.domain.events import ENDED, Kind, Status
from app.domain.queue import Entry

LATENESS = {
    Status.AT_DESK: 0,
    Status.NEW: 1,
    Status.RECEIVED: 2,
    Status.IN_PROCESS: 3,
    Status.SUPPLEMENT: 3,
    Status.FINANCIAL: 3,
    Status.WITHDRAWAL: 4,
    Status.RESULT_READY: 5,
    Status.NOT_RECEIVED: 6,
    Status.STOPPED: 6,
    Status.HANDED_BACK: 6,
}
"""4, 5 and 6 follow one another in any order (wire A.4); 3, 8 and 10 end."""

PASSED = frozenset({Kind.RECEIVED, Kind.HANDED_TO_AGENCY, Kind.AGENCY_ACCEPTED, Kind.RESULT_ARRIVED})
"""Steps that a later state includes: with them told late, nothing is missing."""

STILL = frozenset(
    {Kind.CORRECTED, Kind.FEE_REFUNDED, Kind.RESCHEDULED, Kind.AGENCY_RETURNED, Kind.FEE_COLLECTED, Kind.FILED}
)
"""Events that bring facts without moving the dossier (a fee collected may move 6 on to 4)."""


def further(entry: Entry, theirs: Status) -> bool:
    """Whether somebody else moved the dossier beyond where this event leaves it. What was delivered before this event
    came in order, so for an event that does not move it any other status of the same age is somebody else's too."""
    ours = entry.dossier.status
    if entry.kind is Kind.FEE_COLLECTED and theirs is Status.FINANCIAL:
        return False
    if LATENESS[theirs] != LATENESS[ours]:
        return LATENESS[theirs] > LATENESS[ours]
    return theirs in ENDED or entry.kind in STILL | PASSED
