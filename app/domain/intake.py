"""What somebody hands in at the desk, before it is a dossier: the draft, read strictly, and checked by the rules.

A draft comes from the window or from a line of JSON (contract.md, "Intake line"). Checking never changes anything; it
returns the filing that would be received, or every problem at once by dotted field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import msgspec

from app.domain import codes
from app.domain.catalogue import Catalogue, FeeKind, Offer, Paper, PaperKind, Procedure
from app.domain.events import (
    VIETNAM,
    Component,
    DeliveryKind,
    FeeLine,
    Filing,
    IdKind,
    Missing,
    Mode,
    Person,
    PersonKind,
    ProcedureSnapshot,
    ResultDelivery,
    Submitter,
)
from app.domain.text import clean, flaw
from app.errors import Problem, Rejected, reject

if TYPE_CHECKING:  # 3 ms that the window's start need not spend: it is wanted by the first dossier
    from app.domain.tariff import Offered, Rates, Tariff

T = TypeVar("T")

NAME, ADDRESS, NOTE, SHORT = 200, 300, 1000, 100
GROUND = 120
"""Why money is waived: it stands behind a fee's name on one line of a paper."""

MAX_SETS, MAX_COUNT = 99, 999
OLDEST_BIRTH = date(1900, 1, 1)
CLOCK_TOLERANCE = timedelta(minutes=5)


class DraftComponent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One paper as handed in: by the catalogue's key in `code`, or by a free name."""

    code: str = ""
    name: str = ""
    originals: int = 0
    copies: int = 0
    shown: bool = False
    note: str = ""


class Draft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    procedure: str
    case: str | None = None
    channel: int | None = None
    applicant: Person
    submitter: Submitter | None = None
    components: Literal["complete"] | tuple[DraftComponent, ...] = "complete"
    sets: int = 1
    result_delivery: ResultDelivery = ResultDelivery()
    fees: Literal["default"] | tuple[FeeLine, ...] = "default"
    note: str = ""
    received_at: datetime | None = None
    follows: str = ""
    transfer: bool = False
    """What is not paid now is paid by transfer: a VietQR for each drawer that has an account."""


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What checking needs to know of this counter and of the day."""

    mode: Mode
    default_channel: int
    agency: str
    today: date
    now: datetime
    catalogue_version: str
    tariff: Tariff | None = None
    across: bool = False
    """The result goes to another province."""
    example_tariff: bool = False
    """Whether sums of an example are proposed, too."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A draft after checking. `filing` is None while anything in `problems` stands against it."""

    filing: Filing | None
    procedure: Procedure | None
    offer: Offer | None
    problems: dict[str, Problem]
    doubts: tuple[Problem, ...]
    missing: tuple[Missing, ...]
    received_at: datetime
    rates: Rates | None
    """The tariff of that day."""
    prescribed: tuple[FeeLine, ...]
    """The catalogue's fees and the postage that is proposed: what fees "default" are."""
    postage: tuple[Offered, ...]


# ---------------------------------------------------------------------------------------------- reading a line

_PATH = re.compile(r" - at `\$\.?([^`]*)`")
_FIELD = re.compile(r"field `([^`]+)`")
_INDEX = re.compile(r"\[(\d+|\.\.\.)\]")


def decode_line(line: bytes) -> Any:
    """One line of a JSONL file as a JSON object. Rejected: not_utf8, not_json, not_an_object."""
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise reject("line", "not_utf8") from error
    try:
        value = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise reject("line", "not_json") from error
    if not isinstance(value, dict):
        raise reject("line", "not_an_object")
    return value


def convert(value: Mapping[str, Any], into: type[T], under: str = "") -> T:
    """A JSON object as a frozen value, strictly. Rejected names the first key that is unknown, missing or of the wrong
    type, as a dotted path."""
    try:
        return msgspec.convert(value, into)
    except msgspec.ValidationError as error:
        text = str(error)
        path = _PATH.search(text)
        field = _FIELD.search(text)
        key = _INDEX.sub(r".\1", path[1] if path else "")
        if field:
            key = f"{key}.{field[1]}".strip(".")
        full = ".".join(part for part in (under, key) if part) or "line"
        raise reject(full, _shape_code(text), key=full) from error


def _shape_code(text: str) -> str:
    if "unknown field" in text:
        return "unknown_key"
    if "missing required field" in text:
        return "missing"
    if "Invalid RFC3339" in text:
        return "impossible_date"
    if "Invalid enum value" in text:
        return "not_one_of"
    if "Expected `int`" in text or "out of range" in text:
        return "not_a_whole_number"
    return "wrong_type"


def read_draft(value: Mapping[str, Any]) -> Draft:
    """An intake line (contract.md) as a draft. Rejected by field."""
    given = dict(value)
    at = given.get("received_at")
    if isinstance(at, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", at):
        given["received_at"] = f"{at}T08:00:00+07:00"
    return convert(given, Draft)


# ---------------------------------------------------------------------------------------------- checking a draft


def check(draft: Draft, rules: Rules, catalogue: Catalogue, is_commune: Callable[[str], bool]) -> Checked:
    """Everything that stands against receiving `draft` now, and what it would be received as."""
    return _Check(draft, rules, catalogue, is_commune).run()


class _Check:
    """One checking: collects problems by field while it builds the filing."""

    def __init__(self, draft: Draft, rules: Rules, catalogue: Catalogue, is_commune: Callable[[str], bool]) -> None:
        self.draft = draft
        self.rules = rules
        self.catalogue = catalogue
        self.is_commune = is_commune
        self.problems: dict[str, Problem] = {}
        self.doubts: list[Problem] = []
        self.missing: list[Missing] = []
        self.postage: tuple[Offered, ...] = ()

    def wrong(self, field: str, code: str, **facts: str | int) -> None:
        self.problems.setdefault(field, Problem(code, facts))

    def run(self) -> Checked:
        draft = self.draft
        received_at = self._received_at()
        procedure = self._procedure(received_at)
        channel = draft.channel if draft.channel is not None else self.rules.default_channel
        case = self._case(procedure)
        offer = self._offer(procedure, channel, case)
        asks_ethnicity = procedure is None or procedure.rules.ethnicity_asked
        applicant = self._person("applicant", draft.applicant, asks_ethnicity)
        submitter = None
        if draft.submitter is not None:
            submitter = self._submitter(draft.submitter)
        components = self._components(procedure, channel, case)
        if not 1 <= draft.sets <= MAX_SETS:
            self.wrong("sets", "zero_sets" if draft.sets < 1 else "too_many_sets", most=MAX_SETS)
        delivery = self._delivery(procedure, applicant)
        rates = None if self.rules.tariff is None else self.rules.tariff.on(received_at.date())
        prescribed = self._prescribed(offer, rates)
        fees = prescribed if draft.fees == "default" else self._fees(draft.fees, rates)
        note = self._text("note", draft.note, NOTE, lines=True)
        if procedure is not None and procedure.rules.both_present:
            self.doubts.append(Problem("both_present"))
        if self.missing:
            self.wrong("components", "papers_missing", papers="; ".join(paper.name for paper in self.missing))
        filing = None
        if procedure is not None and set(self.problems) <= {"components"}:
            filing = Filing(
                mode=self.rules.mode,
                procedure=self._snapshot(procedure, case, offer),
                agency=self.rules.agency,
                channel=channel,
                applicant=applicant,
                submitter=submitter,
                components=components,
                sets=draft.sets,
                result_delivery=delivery,
                fees=fees,
                note=note,
            )
        return Checked(
            filing=filing,
            procedure=procedure,
            offer=offer,
            problems=self.problems,
            doubts=tuple(self.doubts),
            missing=tuple(self.missing),
            received_at=received_at,
            rates=rates,
            prescribed=prescribed,
            postage=self.postage,
        )

    # ------------------------------------------------------------------ parts

    def _text(self, field: str, raw: str, limit: int, *, lines: bool = False) -> str:
        """Cleaned text, or a problem: control characters are refused, not quietly dropped."""
        stripped = raw.strip()
        if lines:
            stripped = re.sub(r"[\r\n\t]+", " ", stripped)
        if len(stripped) > 4 * limit:  # before any costly work on a hundred thousand letters
            self.wrong(field, "too_long", most=limit)
            return ""
        text = clean(stripped)
        code = flaw(stripped, 4 * limit) or flaw(text, limit)
        if code:
            self.wrong(field, code, most=limit)
            return ""
        return text

    def _received_at(self) -> datetime:
        at = self.draft.received_at
        if at is None:
            return self.rules.now.astimezone(VIETNAM).replace(microsecond=0)
        at = at.replace(tzinfo=VIETNAM) if at.tzinfo is None else at.astimezone(VIETNAM)
        if at > self.rules.now + CLOCK_TOLERANCE:
            self.wrong("received_at", "received_in_future")
        elif at.year < 2015:
            self.wrong("received_at", "impossible_date")
        return at.replace(microsecond=0)

    def _procedure(self, at: datetime) -> Procedure | None:
        procedure = self.catalogue.on(at.date()).get(self.draft.procedure) if self.draft.procedure.strip() else None
        if procedure is None:
            code = "unknown_procedure" if self.draft.procedure.strip() else "missing"
            self.wrong("procedure", code, procedure=self.draft.procedure[:40], key="procedure")
        return procedure

    def _case(self, procedure: Procedure | None) -> str:
        if procedure is None:
            return ""
        if not self.draft.case:
            return procedure.default_case()
        known = [case.key for case in procedure.cases]
        if self.draft.case not in known:
            self.wrong("case", "unknown_case", known=", ".join(known))
        return self.draft.case

    def _offer(self, procedure: Procedure | None, channel: int, case: str) -> Offer | None:
        if channel not in (1, 2, 3):
            self.wrong("channel", "unknown_channel")
            return None
        if procedure is None or not procedure.curated:
            return None
        offer = procedure.offer(channel, case)
        if offer is None:
            self.wrong("channel", "channel_not_offered", offered=" ".join(map(str, procedure.channels())))
        return offer

    def _person(self, under: str, person: Person, asks_ethnicity: bool) -> Person:
        name = self._text(f"{under}.full_name", person.full_name, NAME)
        if not name:
            self.wrong(f"{under}.full_name", "blank_name")
        number = codes.tidy_identity(self._text(f"{under}.id_number", person.id_number, SHORT), person.id_kind.value)
        if not number:
            self.wrong(f"{under}.id_number", "identity_missing")
        elif code := codes.identity_flaw(number, person.id_kind.value):
            self.wrong(f"{under}.id_number", code)
        elif person.id_kind is IdKind.CCCD and person.kind is PersonKind.CITIZEN:
            sex = person.sex.value if person.sex else None
            for doubt in codes.identity_doubts(number, sex, person.date_of_birth):
                self.doubts.append(Problem(doubt, {"field": f"{under}.id_number"}))
        birth = person.date_of_birth
        if birth is not None:
            if birth > self.rules.today:
                self.wrong(f"{under}.date_of_birth", "birth_in_future")
            elif birth < OLDEST_BIRTH:
                self.wrong(f"{under}.date_of_birth", "birth_too_long_ago")
        typed = self._text(f"{under}.phone", person.phone, SHORT)
        called = codes.phone(typed) if typed else ""
        if called is None:
            self.wrong(f"{under}.phone", "bad_phone")
        email = self._text(f"{under}.email", person.email, SHORT)
        if email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", email):
            self.wrong(f"{under}.email", "bad_email")
        commune = self._text(f"{under}.commune_code", person.commune_code, SHORT)
        if commune and not self.is_commune(commune):
            self.wrong(f"{under}.commune_code", "unknown_commune", commune=commune[:10])
        ethnicity = self._text(f"{under}.ethnicity", person.ethnicity, SHORT)
        if ethnicity and not asks_ethnicity:
            self.wrong(f"{under}.ethnicity", "ethnicity_not_asked")
        return msgspec.structs.replace(
            person,
            full_name=name,
            id_number=number,
            phone=called or "",
            email=email,
            address=self._text(f"{under}.address", person.address, ADDRESS),
            commune_code=commune,
            ethnicity=ethnicity,
        )

    def _submitter(self, submitter: Submitter) -> Submitter:
        checked = self._person("submitter", submitter, asks_ethnicity=False)
        assert isinstance(checked, Submitter)
        paper = submitter.authorisation
        if paper is None:
            self.doubts.append(Problem("authorisation_missing", {"field": "submitter.authorisation"}))
            return checked
        kind = self._text("submitter.authorisation.kind", paper.kind, SHORT)
        if not kind:
            self.wrong("submitter.authorisation.kind", "missing", key="submitter.authorisation.kind")
        if paper.date is not None and paper.date > self.rules.today:
            self.wrong("submitter.authorisation.date", "date_in_future")
        number = self._text("submitter.authorisation.number", paper.number, SHORT)
        return msgspec.structs.replace(checked, authorisation=msgspec.structs.replace(paper, kind=kind, number=number))

    def _components(self, procedure: Procedure | None, channel: int, case: str) -> tuple[Component, ...]:
        wanted = procedure.papers_for(channel, case) if procedure is not None else ()
        given = self.draft.components
        if given == "complete":
            if procedure is not None and not procedure.curated:
                self.wrong("components", "papers_unknown")
            return tuple(complete(paper) for paper in wanted if paper.required or paper.kind is PaperKind.DATABASE)
        by_key = {paper.key: paper for paper in wanted}
        by_name = {paper.name: paper for paper in wanted}
        components: list[Component] = []
        for index, line in enumerate(given):
            under = f"components.{index}"
            name = self._text(f"{under}.name", line.name, ADDRESS)
            paper = by_key.get(line.code) or by_name.get(name)
            if line.code and line.code not in by_key and procedure is not None:
                self.wrong(f"{under}.code", "unknown_component", known=", ".join(by_key)[:200])
            if paper is None and not name and not line.code:
                self.wrong(f"{under}.name", "missing", key=f"{under}.name")
            for key, count in (("originals", line.originals), ("copies", line.copies)):
                if not 0 <= count <= MAX_COUNT:
                    self.wrong(f"{under}.{key}", "count_out_of_range", most=MAX_COUNT)
            components.append(
                Component(
                    key=paper.key if paper else "",
                    name=paper.name if paper else name,
                    kind=paper.kind if paper else PaperKind.SUBMIT,
                    originals=line.originals,
                    copies=line.copies,
                    shown=line.shown,
                    valuable=paper.valuable if paper else False,
                    note=self._text(f"{under}.note", line.note, ADDRESS, lines=True),
                )
            )
        self._note_missing(wanted, components)
        return tuple(components)

    def _note_missing(self, wanted: tuple[Paper, ...], given: list[Component]) -> None:
        for paper in wanted:
            if not paper.required or paper.kind is PaperKind.DATABASE:
                continue
            lines = [component for component in given if component.key == paper.key]
            if paper.kind is PaperKind.SHOW:
                if not any(component.shown or component.originals or component.copies for component in lines):
                    self.missing.append(Missing(name=paper.name, note=paper.note))
                continue
            originals = paper.originals - sum(component.originals for component in lines)
            copies = paper.copies - sum(component.copies for component in lines)
            if originals > 0 or copies > 0:
                self.missing.append(Missing(name=paper.name, originals=max(0, originals), copies=max(0, copies)))

    def _delivery(self, procedure: Procedure | None, applicant: Person) -> ResultDelivery:
        asked = self.draft.result_delivery
        under = "result_delivery"
        if asked.kind is DeliveryKind.COUNTER:
            return ResultDelivery()
        if procedure is not None and not procedure.rules.result_by_post:
            self.wrong(f"{under}.kind", "result_not_by_post")
        name = self._text(f"{under}.name", asked.name, NAME) or applicant.full_name
        address = self._text(f"{under}.address", asked.address, ADDRESS)
        if not address:
            self.wrong(f"{under}.address", "address_missing")
        typed = self._text(f"{under}.phone", asked.phone, SHORT)
        called = codes.phone(typed) if typed else applicant.phone
        if called is None:
            self.wrong(f"{under}.phone", "bad_phone")
        commune = self._text(f"{under}.commune_code", asked.commune_code, SHORT)
        if commune and not self.is_commune(commune):
            self.wrong(f"{under}.commune_code", "unknown_commune", commune=commune[:10])
        return ResultDelivery(kind=asked.kind, name=name, phone=called or "", address=address, commune_code=commune)

    def _prescribed(self, offer: Offer | None, rates: Rates | None) -> tuple[FeeLine, ...]:
        listed = offer.fees if offer is not None else ()
        lines = tuple(FeeLine(kind=fee.kind, name=fee.name, amount=fee.amount) for fee in listed)
        asked = lines if self.draft.fees == "default" else self.draft.fees
        # A province may put its postage into the catalogue: then it is not asked for twice.
        priced = not any(fee.kind is FeeKind.POSTAGE for fee in listed)
        if priced and rates is not None and (self.rules.example_tariff or not rates.is_example):
            from app.domain.tariff import Zone, proposed

            self.postage = proposed(
                rates,
                self.rules.mode,
                by_post=self.draft.result_delivery.kind is DeliveryKind.POST,
                zone=Zone.ACROSS if self.rules.across else Zone.WITHIN,
                state=sum(fee.amount for fee in asked if fee.kind is not FeeKind.POSTAGE),
            )
        return lines + tuple(offered.line for offered in self.postage)

    def _fees(self, given: tuple[FeeLine, ...], rates: Rates | None) -> tuple[FeeLine, ...]:
        checked = []
        for index, fee in enumerate(given):
            under = f"fees.{index}"
            for field, problem in fee_flaws(fee).items():
                self.problems.setdefault(f"{under}.{field}", problem)
            name = self._text(f"{under}.name", fee.name, NAME)
            ground = self._text(f"{under}.ground", fee.ground, GROUND)
            group = None if rates is None else rates.group_named(ground)
            checked.append(
                msgspec.structs.replace(
                    fee, name=name or FEE_NAMES[fee.kind], ground=ground if group is None else group.name
                )
            )
        return tuple(checked)

    def _snapshot(self, procedure: Procedure, case: str, offer: Offer | None) -> ProcedureSnapshot:
        term = offer.term if offer is not None else None
        return ProcedureSnapshot(
            code=procedure.code,
            name=procedure.name,
            field=procedure.field,
            field_code=procedure.field_code,
            case=case,
            case_name=next((c.name for c in procedure.cases if c.key == case), ""),
            decision=procedure.decision,
            catalogue_version=self.rules.catalogue_version,
            term_value=None if term is None else term.value,
            term_unit="" if term is None else term.unit.value,
            results=procedure.results,
            result_by_post=procedure.rules.result_by_post,
            both_present=procedure.rules.both_present,
            sensitive=procedure.rules.sensitive,
        )


LARGEST_FEE = 10**9
"""More than this for one fee line at a post counter is a slip of the finger: đồng."""

FEE_NAMES = {FeeKind.FEE: "Phí", FeeKind.CHARGE: "Lệ phí", FeeKind.POSTAGE: "Cước bưu chính"}


def fee_flaws(fee: FeeLine) -> dict[str, Problem]:
    """What stands against one line of money, by its field. Money is only waived on a ground; which grounds there are is
    not ours to say, for each fee of the State has exemptions in a law of its own."""
    found: dict[str, Problem] = {}
    for field, amount in (("amount", fee.amount), ("waived", fee.waived)):
        if code := money_flaw(amount):
            found[field] = Problem(code, {"most": LARGEST_FEE})
    if fee.waived > 0 and not fee.ground.strip():
        found["ground"] = Problem("ground_missing")
    if fee.ground.strip() and fee.waived == 0:
        found["waived"] = Problem("nothing_waived")
    return found


def money_flaw(amount: int) -> str | None:
    """Why an amount in đồng cannot be taken: "negative_money", "absurd_money", or None."""
    if amount < 0:
        return "negative_money"
    return "absurd_money" if amount > LARGEST_FEE else None


def complete(paper: Paper) -> Component:
    """A paper of the checklist handed in as prescribed."""
    return Component(
        key=paper.key,
        name=paper.name,
        kind=paper.kind,
        originals=paper.originals if paper.kind is PaperKind.SUBMIT else 0,
        copies=paper.copies if paper.kind is PaperKind.SUBMIT else 0,
        shown=paper.kind is PaperKind.SHOW,
        valuable=paper.valuable,
    )


def problems_of(checked: Checked, *, ignoring: frozenset[str] = frozenset()) -> None:
    """Raises Rejected with what stands against the draft, except the fields in `ignoring`."""
    left = {field: problem for field, problem in checked.problems.items() if field not in ignoring}
    if left:
        raise Rejected(left)
