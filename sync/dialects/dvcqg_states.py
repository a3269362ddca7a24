"""Never an older state over a newer one: what the server's own state of a dossier means for what we would write.

Pure functions from our entries and the element that TraCuuHoSo shows, whose fields no source promises (wire F.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from app.domain.catalogue import national_code
from app.domain.events import ENDED, Status
from app.domain.queue import Entry
from app.domain.text import nfc
from sync.dialect import Shown
from sync.dialects.dvcqg import moment_of
from sync.dialects.dvcqg_answers import progress
from sync.dialects.standing import LATENESS, PASSED, STILL, further
from sync.verdicts import AlreadyThere, Delivered, Refused, Verdict


def status_of(element: dict[str, Any]) -> Status | None:
    try:
        return Status(int(str(element.get("trangthaihoso", "")).strip()))
    except ValueError:
        return None


_MOVES: dict[Status, frozenset[Status]] = {
    Status.NEW: frozenset({Status.NEW, Status.RECEIVED, Status.NOT_RECEIVED, Status.WITHDRAWAL}),
    Status.RECEIVED: frozenset(Status) - {Status.AT_DESK, Status.NEW, Status.NOT_RECEIVED, Status.HANDED_BACK},
    Status.IN_PROCESS: frozenset(Status)
    - {Status.AT_DESK, Status.NEW, Status.RECEIVED, Status.NOT_RECEIVED, Status.HANDED_BACK},
    Status.SUPPLEMENT: frozenset({Status.SUPPLEMENT, Status.IN_PROCESS, Status.WITHDRAWAL, Status.STOPPED}),
    Status.FINANCIAL: frozenset({Status.FINANCIAL, Status.IN_PROCESS, Status.STOPPED}),
    Status.WITHDRAWAL: frozenset({Status.WITHDRAWAL, Status.STOPPED}),
    Status.RESULT_READY: frozenset({Status.RESULT_READY, Status.HANDED_BACK}),
}
"""TrangThaiHoSo from → to in one write (domain.md §5.4); what is missing has ended."""


def counted(verdict: Verdict, entries: Sequence[Entry]) -> Verdict:
    """What was taken was taken for just these."""
    if isinstance(verdict, Delivered | AlreadyThere):
        return msgspec.structs.replace(verdict, count=len(entries))
    return verdict


def leap(entries: Sequence[Entry], element: dict[str, Any] | None) -> int:
    """How many of `entries` the record of the last of them may stand for: the furthest that one allowed move reaches.

    Where the server shows a status that somebody else has moved on, each event is looked at by itself.
    """
    first = entries[0]
    before = first.status_before or first.dossier.status
    if element is None:
        before = first.dossier.status
    elif (theirs := status_of(element)) is not None:
        ours = [n for n, entry in enumerate(entries, 1) if entry.asked and entry.dossier.status is theirs]
        if ours:
            # The write whose answer was lost: it stood for as many.
            return ours[-1]
        if further(first, theirs) or theirs in ENDED:
            return 1
        before = theirs
    reach = _MOVES.get(before, frozenset())
    return max((n for n, entry in enumerate(entries, 1) if entry.dossier.status in reach), default=1)


def ahead(entry: Entry, element: dict[str, Any]) -> Verdict | None:
    """What to do when the server is already further in the dossier's life than this event; None: write.

    Works only as far as TraCuuHoSo shows TrangThaiHoSo, which no source promises (wire F.2).
    """
    theirs, ours = status_of(element), entry.dossier.status
    if theirs is None:
        return None
    if theirs is ours:
        # The end was written and its answer lost: a strict server takes nothing after 3, 8 or 10, not even the same.
        return Delivered("TraCuuHoSo") if entry.asked and ours in ENDED else None
    if theirs in entry.sent_on:
        # It is our own later state: of a record that stood for both and whose answer was lost, or told to a restored
        # server before it was seen that this event is lost there. Only its line may be owed.
        return Delivered(f"TraCuuHoSo: {int(theirs)}")
    if not further(entry, theirs):
        return None
    if entry.kind in PASSED:
        return AlreadyThere(f"TraCuuHoSo: {int(theirs)}")
    if entry.kind in STILL and _can_keep(theirs, element):
        return None
    return Refused("server_ahead", str(int(theirs)))


def has_fallen(entry: Entry, element: dict[str, Any]) -> bool:
    """Whether the server shows an older state than the one in which this event found the dossier, which it had
    acknowledged."""
    theirs, before = status_of(element), entry.status_before
    return theirs is not None and before is not None and LATENESS[theirs] < LATENESS[before]


def shown_of(element: dict[str, Any]) -> Shown:
    """What an element of TraCuuHoSo shows, as far as it shows it."""
    lines = progress(element)
    return Shown(
        code=str(element.get("mahoso") or "").strip(),
        status=status_of(element),
        due_at=moment_of(element.get("ngayhentra")),
        finished_at=moment_of(element.get("ngayketthucxuly")),
        returned_at=moment_of(element.get("ngaytra")),
        applicant=nfc(str(element.get("chuhoso") or "").strip()),
        lines=None if lines is None else len(lines),
    )


_OF_STATUS = {
    Status.RESULT_READY: ("NgayKetThucXuLy",),
    Status.SUPPLEMENT: ("DanhSachHoSoBoSung",),
    Status.FINANCIAL: (),
    Status.IN_PROCESS: (),
    Status.RECEIVED: (),
    Status.WITHDRAWAL: (),
}
"""What a record in this status must bring (wire H)."""


def _can_keep(theirs: Status, element: dict[str, Any]) -> bool:
    needed = _OF_STATUS.get(theirs)
    return needed is not None and all(element.get(name.lower()) for name in needed)


def keeping(entry: Entry, element: dict[str, Any] | None, hoso: dict[str, Any]) -> dict[str, Any]:
    """Our record, with what is not ours to change taken from what the server shows: the procedure's code never
    changes, and an event that does not move the dossier leaves the agency's status where the agency put it."""
    if element is None:
        return hoso
    kept: dict[str, Any] = {}
    code = str(element.get("matthc") or "")
    if code and national_code(code) == national_code(hoso["MaTTHC"]):
        kept["MaTTHC"] = code
    theirs = status_of(element)
    if theirs not in {None, entry.dossier.status} and entry.kind in STILL and further(entry, theirs):
        kept["TrangThaiHoSo"] = str(int(theirs))
        for name in _OF_STATUS[theirs]:
            kept[name] = element[name.lower()]
    return {**hoso, **kept}
