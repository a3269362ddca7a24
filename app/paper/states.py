"""Which paper belongs to which state of a dossier: no paper says what was not committed (guarantee G7)."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.dossier import Dossier
from app.domain.events import Leg, Mode, Status
from app.errors import reject


def _came_in(dossier: Dossier) -> bool:
    """Whether papers were taken in: a desk slip and a refusal at first contact took none."""
    return dossier.status is not Status.AT_DESK and dossier.refused_at != dossier.received_at


def _form_01(dossier: Dossier) -> bool:
    """Receipt with an appointment. Of a consignment only once the agency has accepted it and named its day."""
    if not _came_in(dossier) or dossier.status is Status.NOT_RECEIVED:
        return False
    if dossier.filing.mode is Mode.ASSIGNED:
        return True
    return bool(dossier.official_code and dossier.accepted_at and dossier.due_at)


def _form_02(dossier: Dossier) -> bool:
    return dossier.status is Status.AT_DESK or bool(dossier.supplements)


def _form_03(dossier: Dossier) -> bool:
    return dossier.status is Status.NOT_RECEIVED


def _form_04(dossier: Dossier) -> bool:
    """The agency's apology with its new day (domain.md §1.6)."""
    return dossier.rescheduled > 0


def _form_05(dossier: Dossier) -> bool:
    """The agency stopped it. What its sender withdrew, or we voided, nobody has to be told of."""
    return dossier.status is Status.STOPPED and not dossier.voided and dossier.leg is not Leg.WITH_CITIZEN


def _form_06(dossier: Dossier) -> bool:
    """It goes with the papers from hand to hand, so only while there are papers that were taken in."""
    return _came_in(dossier) and dossier.status is not Status.NOT_RECEIVED


def _bien_lai(dossier: Dossier) -> bool:
    return dossier.collected_state + dossier.collected_post > 0


def _moi_nhan(dossier: Dossier) -> bool:
    return dossier.status is Status.RESULT_READY and dossier.leg is not Leg.RETURNED_TO_AGENCY


def _phieu_gui(dossier: Dossier) -> bool:
    return dossier.filing.mode is Mode.CARRIER and _came_in(dossier)


def _bien_nhan(dossier: Dossier) -> bool:
    return dossier.handed_back is not None


_BORNE: dict[str, Callable[[Dossier], bool]] = {
    "01": _form_01,
    "02": _form_02,
    "03": _form_03,
    "04": _form_04,
    "05": _form_05,
    "06": _form_06,
    "phieu-gui": _phieu_gui,
    "bien-nhan": _bien_nhan,
    "bien-lai": _bien_lai,
    "moi-nhan": _moi_nhan,
}

FORMS = frozenset(_BORNE)
"""The forms about one dossier; those about many are `app.paper.lists.LISTS`."""


def check_state(form: str, dossier: Dossier, copy: int) -> None:
    """Raises Rejected when the dossier's state does not bear this form. A voided dossier's papers may be printed again
    (they say ĐÃ HỦY), never for the first time."""
    status = "voided" if dossier.voided else str(int(dossier.status))
    if not _BORNE[form](dossier):
        raise reject("form", "form_not_called_for", form=form, status=status)
    if dossier.voided and copy == 1:
        raise reject("form", "form_of_voided", form=form, status=status)


def form_for(dossier: Dossier) -> tuple[str, ...]:
    """The forms this state calls for; empty when there is nothing to hand out.

    A consignment calls for its phiếu gửi whatever the agency has answered: the agency issues the receipt itself, and
    Form 01 of a consignment is only printed on demand.
    """
    if dossier.voided:
        return ()
    match dossier.status:
        case Status.AT_DESK | Status.SUPPLEMENT:
            return ("02",)
        case Status.NOT_RECEIVED:
            return ("03",)
        case Status.HANDED_BACK:
            return ("bien-nhan",)
        case Status.STOPPED:
            return ("05",) if _form_05(dossier) else ()
        case _:
            return ("phieu-gui",) if dossier.filing.mode is Mode.CARRIER else ("01",)
