"""What stands in the fields of the receiving page, as one frozen value: kept through a power cut, read back, and turned
into the draft the counter checks. It holds text as typed, wrong or half typed; it judges nothing.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.domain.catalogue import PaperKind
from app.domain.dossier import Dossier
from app.domain.events import (
    Authorisation,
    DeliveryKind,
    FeeLine,
    IdKind,
    Person,
    PersonKind,
    ResultDelivery,
    Sex,
    Submitter,
)
from app.domain.intake import Draft, DraftComponent
from ui.widgets import read_date


class PersonForm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The person's fields. `date_of_birth` as typed; `name_unsure`: scanned letters nobody has compared yet."""

    kind: PersonKind = PersonKind.CITIZEN
    id_kind: IdKind = IdKind.CCCD
    id_number: str = ""
    full_name: str = ""
    date_of_birth: str = ""
    sex: Sex | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    commune_code: str = ""
    ethnicity: str = ""
    name_unsure: bool = False

    @property
    def blank(self) -> bool:
        """Nothing about a person stands here; what kind of person and paper it would be does not count."""
        return self == PersonForm(kind=self.kind, id_kind=self.id_kind)


class PaperForm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the checklist as counted. An empty `key`: a paper the clerk named herself."""

    key: str = ""
    name: str = ""
    kind: PaperKind = PaperKind.SUBMIT
    originals: int = 0
    copies: int = 0
    shown: bool = False
    note: str = ""

    @property
    def touched(self) -> bool:
        return bool(self.originals or self.copies or self.shown or self.note or not self.key)


class DeliveryForm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    by_post: bool = False
    name: str = ""
    phone: str = ""
    address: str = ""
    commune_code: str = ""


class AuthorisationForm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    kind: str = ""
    number: str = ""
    date: str = ""


class Form(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Every field of the page. `fees` is None while the prescribed ones stand; `cash` in đồng; `at` is when it was last
    changed (UTC). `reason` and `deadline` are those of a request for papers the clerk has begun to word."""

    procedure: str = ""
    case: str = ""
    channel: int = 0
    applicant: PersonForm = PersonForm()
    by_other: bool = False
    submitter: PersonForm = PersonForm()
    authorisation: AuthorisationForm = AuthorisationForm()
    papers: tuple[PaperForm, ...] = ()
    delivery: DeliveryForm = DeliveryForm()
    fees: tuple[FeeLine, ...] | None = None
    cash: int | None = None
    transfer: bool = False
    sets: int = 1
    note: str = ""
    follows: str = ""
    at: datetime | None = None

    @property
    def blank(self) -> bool:
        """Nothing worth keeping stands here."""
        return (
            not self.procedure
            and self.applicant.blank
            and self.submitter.blank
            and self.note == ""
            and self.cash is None
            and not self.delivery.by_post
        )


def keep(form: Form) -> str:
    """The form as the text that is kept through a power cut."""
    return msgspec.json.encode(form).decode()


def read_back(text: str) -> Form | None:
    """The form out of kept text; None when it was kept by a program of another shape and cannot be read any more."""
    try:
        return msgspec.json.decode(text.encode(), type=Form)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def draft(form: Form) -> Draft:
    """What the counter is asked to check and to receive."""
    return Draft(
        procedure=form.procedure,
        case=form.case or None,
        channel=form.channel or None,
        applicant=_person(form.applicant),
        submitter=_submitter(form) if form.by_other else None,
        components=tuple(
            DraftComponent(
                code=paper.key,
                name="" if paper.key else paper.name,
                originals=paper.originals,
                copies=paper.copies,
                shown=paper.shown,
                note=paper.note,
            )
            for paper in form.papers
            if paper.touched or paper.kind is PaperKind.DATABASE
        ),
        sets=form.sets,
        result_delivery=_delivery(form.delivery),
        fees="default" if form.fees is None else form.fees,
        note=form.note,
        follows=form.follows,
        transfer=form.transfer,
    )


def _person(form: PersonForm) -> Person:
    human = form.kind is PersonKind.CITIZEN
    return Person(
        kind=form.kind,
        id_number=form.id_number,
        id_kind=form.id_kind,
        full_name=form.full_name,
        date_of_birth=read_date(form.date_of_birth) if human else None,
        sex=form.sex if human else None,
        phone=form.phone,
        email=form.email,
        address=form.address,
        commune_code=form.commune_code,
        ethnicity=form.ethnicity,
    )


def _submitter(form: Form) -> Submitter:
    person = _person(form.submitter)
    paper = form.authorisation
    authorisation = None
    if paper != AuthorisationForm():
        authorisation = Authorisation(kind=paper.kind, number=paper.number, date=read_date(paper.date))
    return Submitter(**msgspec.structs.asdict(person), authorisation=authorisation)


def _delivery(form: DeliveryForm) -> ResultDelivery:
    if not form.by_post:
        return ResultDelivery()
    return ResultDelivery(
        kind=DeliveryKind.POST,
        name=form.name,
        phone=form.phone,
        address=form.address,
        commune_code=form.commune_code,
    )


def person_form(person: Person) -> PersonForm:
    """A person of the records, as fields."""
    born = person.date_of_birth
    return PersonForm(
        kind=person.kind,
        id_kind=person.id_kind,
        id_number=person.id_number,
        full_name=person.full_name,
        date_of_birth="" if born is None else f"{born:%d/%m/%Y}",
        sex=person.sex,
        phone=person.phone,
        email=person.email,
        address=person.address,
        commune_code=person.commune_code,
        ethnicity=person.ethnicity,
    )


def follow_up(slip: Dossier) -> Form:
    """The form as it stood when a desk slip asked for more papers, for the visit on which they are brought."""
    filing = slip.filing
    other = filing.submitter
    paper = other.authorisation if other is not None else None
    day = "" if paper is None or paper.date is None else f"{paper.date:%d/%m/%Y}"
    return Form(
        procedure=filing.procedure.code,
        case=filing.procedure.case,
        channel=filing.channel,
        applicant=person_form(filing.applicant),
        by_other=other is not None,
        submitter=PersonForm() if other is None else person_form(other),
        authorisation=AuthorisationForm()
        if paper is None
        else AuthorisationForm(kind=paper.kind, number=paper.number, date=day),
        papers=tuple(
            PaperForm(
                key=paper.key,
                name=paper.name,
                kind=paper.kind,
                originals=paper.originals,
                copies=paper.copies,
                shown=paper.shown,
                note=paper.note,
            )
            for paper in filing.components
        ),
        delivery=DeliveryForm(
            by_post=True,
            name=filing.result_delivery.name,
            phone=filing.result_delivery.phone,
            address=filing.result_delivery.address,
            commune_code=filing.result_delivery.commune_code,
        )
        if filing.result_delivery.kind is DeliveryKind.POST
        else DeliveryForm(),
        sets=filing.sets,
        note=filing.note,
        follows=slip.code,
    )
