"""What the citizen may see of the clerk's work: values only, made by the pages, drawn by `ui.second_screen`.

Never an identity number but its last four digits, never a note of the clerk's, never another person's dossier.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.domain.dossier import Dossier, Transfer

if TYPE_CHECKING:
    from ui.receive_form import PaperForm


class Typed(NamedTuple):
    """A dossier on its way: the citizen reads along and corrects. `papers` are (name, originals,
    copies), `fees` (name, đồng)."""

    procedure: str
    name: str
    last4: str
    papers: tuple[tuple[str, int, int], ...]
    fees: tuple[tuple[str, int], ...]


class Due(NamedTuple):
    """What is to be paid now, and the transfers that can be made from here."""

    procedure: str
    name: str
    code: str
    owed: int
    transfers: tuple[Transfer, ...]


class Saved(NamedTuple):
    """Received: the number to keep, the day to come back ("" where none is promised)."""

    code: str
    due: str
    name: str
    transfers: tuple[Transfer, ...]


class Rate(NamedTuple):
    """The result is in their hands: one to five."""

    code: str


class Thanks(NamedTuple):
    """The mark was recorded."""

    score: int


View = Typed | Due | Saved | Rate | Thanks


def typed(
    procedure: str, name: str, id_number: str, papers: Sequence[PaperForm], fees: Sequence[tuple[str, int]]
) -> Typed:
    """`id_number` is cut here: no view holds a whole one."""
    handed_in = tuple((one.name, one.originals, one.copies) for one in papers if one.originals or one.copies)
    return Typed(procedure, name, _last4(id_number), handed_in, tuple(fees))


def due(dossier: Dossier, procedure: str) -> Due:
    """`procedure` as people say it."""
    filing = dossier.filing
    return Due(
        procedure or filing.procedure.name,
        filing.applicant.full_name,
        dossier.official_code or dossier.code,
        dossier.owed,
        dossier.waiting,
    )


def saved(dossier: Dossier, due: str) -> Saved:
    """`due` as the citizen reads it."""
    return Saved(dossier.official_code or dossier.code, due, dossier.filing.applicant.full_name, dossier.waiting)


def _last4(id_number: str) -> str:
    bare = "".join(letter for letter in id_number if letter.isalnum())
    return bare[-4:] if len(bare) > 4 else ""
