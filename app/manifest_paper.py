"""A manifest as the paper both sides sign: which form, and what of it stands there."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.dossier import Dossier
from app.domain.events import DeliveryKind, Mode
from app.domain.manifest import RUNS, Direction, Line, Manifest
from app.paper.lists import DossierList, ListRow, Party
from app.settings import Unit
from app.wording import MANIFEST_WORDS


def form_of(manifest: Manifest, mode: Mode) -> str:
    """Out to the agency and back to it: the minutes of handing over; in: the agency's own list where the post is its
    front desk, else the minutes of results; a delivery: its way bill, which names nobody; a collection: the homes."""
    if manifest.direction is Direction.COLLECTION:
        return "thu-gom"
    if manifest.direction is Direction.DELIVERY:
        return "bang-ke"
    if manifest.direction is Direction.FROM_AGENCY:
        return "ban-giao-ket-qua" if mode is Mode.ASSIGNED else "giao-nhan-ve"
    return "giao-nhan"


def listed(
    manifest: Manifest, form: str, carried: Mapping[str, Dossier], remitted: Mapping[str, int], unit: Unit
) -> DossierList:
    """`carried`: the dossiers on it by id; `remitted`: State money that went with it, đồng by dossier."""
    us = Party(unit=unit.name, address=unit.address, phone=unit.hotline)
    them = Party(unit=manifest.agency or manifest.route)
    delivery, collection = manifest.direction is Direction.DELIVERY, manifest.direction is Direction.COLLECTION
    giver, receiver = (them, us) if manifest.direction is Direction.FROM_AGENCY else (us, us if collection else them)
    return DossierList(
        kind=form,
        number=manifest.number,
        code=manifest.number,
        at=manifest.handed_at or manifest.sealed_at or manifest.opened_at,
        giver=_signing(giver, manifest.giver),
        receiver=receiver if delivery else _signing(receiver, manifest.receiver, manifest.receiver_role),
        agency=manifest.agency,
        place=manifest.agency,
        route=manifest.route,
        seals=manifest.seals,
        rows=tuple(_row(manifest, line, carried.get(line.dossier_id), remitted) for line in manifest.standing),
        note=_notes(manifest),
    )


def _signing(party: Party, person: str, role: str = "") -> Party:
    return Party(unit=party.unit, address=party.address, phone=party.phone, person=person, role=role)


def _notes(manifest: Manifest) -> str:
    """What the rows do not say: who carries, seals that were broken, what was missing, what nobody had expected."""
    parts = [manifest.note] if manifest.note else []
    if manifest.direction is Direction.DELIVERY and manifest.receiver:
        parts.append(MANIFEST_WORDS["carried_by"].format(name=manifest.receiver))
    for key, codes in (("broken", manifest.broken), ("missing", manifest.missing), ("extra", manifest.extra)):
        if codes and not (key == "missing" and manifest.direction in RUNS):
            parts.append(MANIFEST_WORDS[key].format(count=len(codes), codes=", ".join(codes)))
    return ". ".join(part.rstrip(".") for part in parts)


def _row(manifest: Manifest, line: Line, dossier: Dossier | None, remitted: Mapping[str, int]) -> ListRow:
    note = ". ".join(part for part in (line.note, _corrected(line)) if part)
    if dossier is None or manifest.direction is Direction.COLLECTION:
        # A stop where a dossier will be taken.
        return ListRow(code=line.code, applicant=line.who, address=line.address, phone=line.phone, note=note)
    filing = dossier.filing
    results = dossier.results or filing.procedure.results
    back = manifest.direction is Direction.FROM_AGENCY
    return ListRow(
        code=line.code,
        book_number=dossier.book_number,
        procedure=filing.procedure.name,
        applicant=filing.applicant.full_name,
        address=filing.applicant.address,
        agency=filing.agency,
        sets=filing.sets,
        originals=line.originals,
        copies=line.copies,
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        result=("; ".join(paper.name for paper in results) if line.result else MANIFEST_WORDS["without_result"])
        if back
        else "",
        result_number=line.result_number or dossier.result_number,
        by_post=filing.result_delivery.kind is DeliveryKind.POST,
        charge=dossier.to_ask_of("state") if back else remitted.get(dossier.id, 0),
        seal=line.item_code,
        note=note,
    )


def _corrected(line: Line) -> str:
    return MANIFEST_WORDS["corrected"].format(reason=line.corrected) if line.corrected else ""
