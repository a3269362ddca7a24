"""The clerk's use cases. One method, one transaction: check, number, event, fold, outbox.

The order is never broken: committed, then numbered on screen, then printed, then sent (product.md §6.1).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from app.clock import Clock
from app.domain import codes, intake, scans
from app.domain.catalogue import Catalogue, FeeKind, PaperKind
from app.domain.dossier import DRAWERS, Dossier, Drawer, Transfer, check_move, drawer_of, purpose_of
from app.domain.events import (
    BODIES,
    CASH,
    TRANSFER,
    VIETNAM,
    Account,
    AgencyAccepted,
    Body,
    Component,
    Corrected,
    FeeAsked,
    FeeCollected,
    FeeLine,
    FeeRefunded,
    Filing,
    HandedBack,
    Kind,
    Missing,
    Mode,
    Person,
    Printed,
    Rated,
    Received,
    Refused,
    Rescheduled,
    ResultDelivery,
    Scanned,
    Status,
    Submitter,
    SupplementAsked,
    Supplemented,
    TransferDropped,
    TransferExpected,
)
from app.domain.given import cleaned, money, required, text
from app.domain.handback import HandBackRequest, read_hand_back, recipient_of
from app.domain.intake import Checked, Draft
from app.domain.text import clean
from app.domain.workdays import Calendar, Due, due, working_hours
from app.errors import Problem, Rejected, reject
from app.listing import Listing
from app.paper import RESOLUTION, Paper, Press, form_for
from app.people import Clerk
from app.settings import NumberingKind, Profile
from app.store import Connection, Store, numbers
from app.store.chain import new_id
from app.store.drafts import Drafts
from app.store.ledger import Appended, append, events, find, load
from app.store.numbers import Block, Numbers
from app.store.people import note
from app.store.scans import Scans
from app.store.views import Row, Views

if TYPE_CHECKING:
    from app.domain.tariff import Group, Offered, Sure, Tariff

SLIPS = Block("slip", 1, 9999)
DUPLICATE_DAYS = 30
SCORES = range(1, 6)


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What was just committed. `papers` are the forms to print now, `warnings` what the clerk should hear."""

    dossier: Dossier
    papers: tuple[str, ...]
    warnings: tuple[Problem, ...] = ()


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What receiving would say, without receiving."""

    problems: dict[str, Problem]
    doubts: tuple[Problem, ...]
    missing: tuple[Missing, ...]
    due_at: datetime | None
    due_rule: str
    fees: tuple[FeeLine, ...]
    components: tuple[Component, ...]
    duplicates: tuple[Row, ...]
    postage: tuple[Offered, ...] = ()
    """What the tariff proposes for the post, whatever fees the draft has."""
    groups: tuple[Group, ...] = ()
    """People who pay less that day."""
    tariff_sure: Sure | None = None
    """How sure the sums of `postage` are."""


class Counter:
    """One counter at work. Threads may share it; every method is one transaction or one read."""

    def __init__(
        self,
        store: Store,
        profile: Profile,
        catalogue: Catalogue,
        calendar: Calendar,
        press: Press,
        province_of: Callable[[str], str],
        listing: Listing,
        tariff: Callable[[], Tariff],
    ) -> None:
        """`province_of`: the province a commune's code belongs to, "" of a code that is none. `tariff` is asked when
        the first dossier is checked."""
        self._store = store
        self._clock: Clock = store.clock
        self._profile = profile
        self._catalogue = catalogue
        self._calendar = calendar
        self._hours = working_hours(profile.calendar.working_hours)
        self._press = press
        self._province_of = province_of
        self._tariff = tariff
        self._listing = listing
        self._views = Views(store)
        self._drafts = Drafts(store)
        self._scans = Scans(store.path.parent)
        self._codes, _ = blocks_of(profile)
        self._mark: Path = store.path.parent / "numbers.mark"

    # ------------------------------------------------------------------ receiving

    def preview(self, draft: Draft) -> Preview:
        """What stands against a draft, what it would cost and when it would be due. Never raises for input."""
        checked = self._check(draft)
        wanted: tuple[Component, ...] = ()
        if checked.procedure is not None:
            channel = draft.channel if draft.channel is not None else self._profile.default_channel
            case = draft.case or checked.procedure.default_case()
            wanted = tuple(intake.complete(paper) for paper in checked.procedure.papers_for(channel, case))
        promise = self._due(checked)
        number = codes.tidy_identity(draft.applicant.id_number, draft.applicant.id_kind.value)
        fees = draft.fees
        if fees == "default":
            fees = checked.prescribed
        problems = dict(checked.problems)
        if draft.transfer and not any(self._account(drawer) for drawer in DRAWERS):
            problems["transfer"] = Problem("no_account")
        return Preview(
            problems=problems,
            doubts=self._doubts(checked, promise),
            missing=checked.missing,
            due_at=None if promise is None else promise.at,
            due_rule="" if promise is None else promise.rule,
            fees=fees,
            components=wanted,
            duplicates=self._duplicates(number, checked, draft.follows),
            postage=checked.postage,
            groups=checked.rates.groups if checked.rates is not None else (),
            tariff_sure=checked.rates.sure if checked.rates is not None else None,
        )

    def receive(self, draft: Draft, by: Clerk, *, begun_at: datetime | None = None) -> Receipt:
        """A dossier received: committed with its number, its fold and its queue entry, or nothing at all.

        `begun_at`: when somebody began to fill the draft in. Rejected by field; Trouble("numbers_exhausted" | disk and
        database faults).
        """
        checked = self._check(draft)
        intake.problems_of(checked)
        filing = checked.filing
        assert filing is not None
        promise = self._due(checked)
        day = checked.received_at.date()
        with self._store.write() as conn:
            code = self._mint(conn, day)
            body = Received(
                code=code,
                filing=filing,
                received_at=checked.received_at,
                due_at=None if promise is None else promise.at,
                due_rule="" if promise is None else promise.rule,
                book=day.year,
                book_number=numbers.running(conn, "book", str(day.year)),
                follows=self._followed(conn, draft.follows),
                begun_at=begun_at,
            )
            done = append(self._store, conn, new_id(), Kind.RECEIVED, body, by.id)
            if draft.transfer:
                done = msgspec.structs.replace(done, dossier=self._expect_all(conn, done.dossier, by))
        return self._receipt(done, self._doubts(checked, promise))

    def ask_supplement_at_desk(
        self,
        draft: Draft,
        missing: tuple[Missing, ...],
        reason: str,
        by: Clerk,
        *,
        deadline: date | None = None,
    ) -> Receipt:
        """Form 02 at first contact: nothing is received, a slip with its own number says what is missing."""
        filing = self._at_desk(draft)
        why = required("reason", reason)
        if not missing:
            raise reject("missing", "missing", key="missing")
        if deadline is not None and deadline < self._clock.today():
            raise reject("deadline", "date_in_past")
        with self._store.write() as conn:
            code = codes.slip_code(self._point, self._profile.counter.number, self._clock.today(), self._slip(conn))
            body = SupplementAsked(missing=missing, reason=why, deadline=deadline, code=code, filing=filing)
            return self._receipt(append(self._store, conn, new_id(), Kind.SUPPLEMENT_ASKED, body, by.id))

    def refuse_at_desk(self, draft: Draft, reason: str, legal_basis: str, by: Clerk) -> Receipt:
        """Form 03 at first contact. It takes an official number: the province counts refusals (status 3)."""
        filing = self._at_desk(draft)
        why = required("reason", reason)
        basis = text("legal_basis", legal_basis)
        with self._store.write() as conn:
            code = self._mint(conn, self._clock.today())
            body = Refused(reason=why, legal_basis=basis, code=code, filing=filing)
            return self._receipt(append(self._store, conn, new_id(), Kind.REFUSED, body, by.id))

    def _at_desk(self, draft: Draft) -> Filing:
        """The filing of a draft that is not received: missing papers are no problem here."""
        checked = self._check(draft)
        intake.problems_of(checked, ignoring=frozenset({"components"}))
        assert checked.filing is not None
        return checked.filing

    def _check(self, draft: Draft) -> Checked:
        now = self._clock.now()
        rules = intake.Rules(
            mode=self._profile.unit.mode,
            default_channel=self._profile.default_channel,
            agency=clean(self._profile.unit.agency),
            today=now.astimezone(VIETNAM).date(),
            now=now,
            catalogue_version=self._catalogue.version,
            tariff=self._tariff(),
            across=self._across(draft),
            example_tariff=self._profile.tariff.example,
        )
        return intake.check(draft, rules, self._catalogue, lambda code: bool(self._province_of(code)))

    def _across(self, draft: Draft) -> bool:
        """Whether the result leaves the province. A delivery without a commune is taken to stay in it."""
        there = self._province_of(draft.result_delivery.commune_code)
        return there not in ("", self._province_of(self._profile.unit.commune_code))

    def _due(self, checked: Checked) -> Due | None:
        """The promise of a point that is the front desk; a carrier makes none (the agency's clock starts later)."""
        term = checked.offer.term if checked.offer is not None else None
        if self._profile.unit.mode is Mode.CARRIER or term is None or checked.procedure is None:
            return None
        return self._promise(checked.received_at, term.value, term.unit.value, checked.procedure.rules.same_day_before)

    def _promise(self, start: datetime, value: int, unit: str, same_day_before: str) -> Due:
        return due(
            start,
            value,
            unit,
            calendar=self._calendar,
            hours=self._hours,
            count=self._profile.calendar.count,
            same_day_before=same_day_before,
        )

    def _doubts(self, checked: Checked, promise: Due | None) -> tuple[Problem, ...]:
        """What forbids nothing and should be known at the desk."""
        unlisted = None if checked.procedure is None else self._listing.warning(checked.procedure.code)
        calendar = (Problem(code) for code in (promise.warnings if promise else ()))
        return (*checked.doubts, *calendar, *(() if unlisted is None else (unlisted,)))

    @property
    def _point(self) -> str:
        return self._profile.unit.identifier

    def _mint(self, conn: Connection, day: Any) -> str:
        number = numbers.mint(conn, self._mark, self._codes, day)
        if self._profile.numbering.kind is NumberingKind.SERIES:
            return codes.series_code(self._point, day, number)
        return codes.provisional_code(self._point, self._profile.counter.number, day, number)

    def _slip(self, conn: Connection) -> int:
        return numbers.mint(conn, self._mark, SLIPS, self._clock.today())

    def _followed(self, conn: Connection, slip: str) -> str:
        """The desk slip this dossier answers, if it is one of ours."""
        if not slip:
            return ""
        tidy = codes.normalise_scanned_code(slip)
        known = find(conn, tidy)
        if known is None or known.status is not Status.AT_DESK or known.voided:
            raise reject("follows", "unknown_slip")
        return tidy

    def _duplicates(self, number: str, checked: Checked, follows: str) -> tuple[Row, ...]:
        if not number or checked.procedure is None:
            return ()
        since = self._clock.now() - timedelta(days=DUPLICATE_DAYS)
        found = self._views.same_matter(number, checked.procedure.code, since)
        # The slip that this dossier answers is its own beginning, not a second one.
        return tuple(row for row in found if row.code != codes.normalise_scanned_code(follows))

    def _receipt(self, done: Appended, warnings: tuple[Problem, ...] = ()) -> Receipt:
        if done.clock_back:
            warnings = (*warnings, Problem("clock_back", {"seconds": done.clock_back}))
        return Receipt(dossier=done.dossier, papers=form_for(done.dossier), warnings=warnings)

    # ------------------------------------------------------------------ the rest of a dossier's life

    def act(self, code: str, kind: Kind, fields: Mapping[str, object], by: Clerk) -> Dossier:
        """Any event that has no use case of its own. Rejected by field, or ("event", move_not_allowed)."""
        if kind in (Kind.RECEIVED, Kind.PRINTED, Kind.NUMBERED, Kind.REPORTED, Kind.SCANNED, Kind.FILED):
            raise reject("event", "not_by_hand", move=kind.value)
        given = dict(fields)
        if kind is Kind.HANDED_BACK:
            return self.hand_back(code, read_hand_back(given), by)
        with self._store.write() as conn:
            dossier = self._load(conn, code)
            check_move(dossier, kind)
            if kind is Kind.CORRECTED:
                body: Body = self._correction(dossier, given)
            elif kind is Kind.TRANSFER_EXPECTED:
                body = self._asked_transfer(dossier, given)
            else:
                body = self._body(conn, dossier, kind, given)
            return append(self._store, conn, dossier.id, kind, body, by.id).dossier

    def _body(self, conn: Connection, dossier: Dossier, kind: Kind, given: dict[str, object]) -> Body:
        if isinstance(missing := given.get("missing"), list):  # names alone are enough
            given["missing"] = [{"name": paper} if isinstance(paper, str) else paper for paper in missing]
        if kind in (Kind.SUPPLEMENT_ASKED, Kind.REFUSED) and {"filing", "code"} & set(given):
            raise reject("filing" if "filing" in given else "code", "unknown_key", key="filing")
        if kind is Kind.FEE_COLLECTED and given.get("transfer"):
            transfer = _waiting(dossier, given["transfer"])
            given = {"amount": transfer.amount, "kind": transfer.kind.value, "method": TRANSFER, **given}
        body = intake.convert(cleaned(given), BODIES[kind])
        for field in msgspec.structs.fields(body):
            if field.required and isinstance(value := getattr(body, field.name), str):
                required(field.name, value)
        match body:
            case SupplementAsked(missing=()):
                raise reject("missing", "missing", key="missing")
            case Supplemented():
                return self._supplemented(dossier, body)
            case AgencyAccepted():
                return self._accepted(conn, dossier, body)
            case Rescheduled():
                if body.due_at <= self._clock.now():
                    raise reject("due_at", "date_in_past")
            case FeeAsked():
                flaws = {
                    f"fees.{index}.{field}": problem
                    for index, fee in enumerate(body.fees)
                    for field, problem in intake.fee_flaws(fee).items()
                }
                if flaws:
                    raise Rejected(flaws)
            case FeeCollected() | FeeRefunded():
                money("amount", body.amount)
                if body.amount == 0:
                    raise reject("amount", "missing", key="amount")
                if isinstance(body, FeeCollected):
                    _check_collected(dossier, body)
                else:
                    _check_refunded(dossier, body)
            case TransferDropped():
                _waiting(dossier, body.transfer)
            case Rated():
                if body.score not in SCORES:
                    raise reject("score", "score_range")
        return body

    def _supplemented(self, dossier: Dossier, body: Supplemented) -> Body:
        """The clock restarts: a new due date from today with the procedure's own term (domain.md §3.6)."""
        for index, component in enumerate(body.components):
            for key, count in (("originals", component.originals), ("copies", component.copies)):
                if not 0 <= count <= intake.MAX_COUNT:
                    raise reject(f"components.{index}.{key}", "count_out_of_range", most=intake.MAX_COUNT)
        procedure = dossier.filing.procedure
        if body.due_at is not None or procedure.term_value is None or dossier.due_at is None:
            return body
        known = self._catalogue.on(dossier.received_at.date()).get(procedure.code)
        before = known.rules.same_day_before if known is not None else ""
        now = self._clock.now().astimezone(VIETNAM).replace(microsecond=0)
        promise = self._promise(now, procedure.term_value, procedure.term_unit, before)
        return msgspec.structs.replace(body, due_at=promise.at, due_rule=promise.rule)

    def _accepted(self, conn: Connection, dossier: Dossier, body: AgencyAccepted) -> Body:
        official = codes.normalise_scanned_code(body.official_code)
        if not codes.is_dossier_code(official):
            raise reject("official_code", "not_a_dossier_code")
        holder = find(conn, official)
        if holder is not None and holder.id != dossier.id:
            raise reject("official_code", "code_taken")
        # The other side knows the dossier by its first official number: a second one would be a second dossier there.
        if dossier.wire_code not in ("", official):
            raise reject("official_code", "code_already_official", official=dossier.wire_code)
        return msgspec.structs.replace(body, official_code=official)

    def _correction(self, dossier: Dossier, given: dict[str, object]) -> Body:
        """Whole values replaced, checked by the same rules as at receipt. A partial person keeps what is not given."""
        filing = dossier.filing
        reason = required("reason", str(given.pop("reason", "")))
        current: dict[str, Any] = msgspec.to_builtins(filing)
        changed = {}
        for key, value in given.items():
            if key not in ("applicant", "submitter", "result_delivery", "components", "fees", "note"):
                raise reject(key, "unknown_key", key=key)
            kept = current.get(key)
            changed[key] = {**kept, **value} if isinstance(kept, dict) and isinstance(value, dict) else value
        if not changed:
            raise reject("applicant", "nothing_corrected")
        draft = Draft(
            procedure=filing.procedure.code,
            case=filing.procedure.case or None,
            channel=filing.channel,
            applicant=intake.convert(
                _object("applicant", changed.get("applicant", current["applicant"])), Person, "applicant"
            ),
            submitter=_submitter(changed.get("submitter", current.get("submitter"))),
            components=_components(changed.get("components"), filing),
            sets=filing.sets,
            result_delivery=intake.convert(
                {"value": changed.get("result_delivery", current.get("result_delivery", {}))}, _Delivery
            ).value,
            fees=intake.convert({"fees": changed["fees"]}, _Fees).fees if "fees" in changed else filing.fees,
            note=str(changed.get("note", filing.note)),
            received_at=dossier.received_at,
        )
        checked = self._check(draft)
        # Only what is being changed can be wrong now; the rest was taken under the rules of its day.
        problems = {field: p for field, p in checked.problems.items() if field.split(".")[0] in changed}
        problems.pop("components", None)
        if problems:
            raise Rejected(problems)
        new = checked.filing
        if new is None:
            raise Rejected(checked.problems)
        return Corrected(
            reason=reason,
            applicant=new.applicant if "applicant" in changed else None,
            submitter=new.submitter if "submitter" in changed else None,
            result_delivery=new.result_delivery if "result_delivery" in changed else None,
            components=new.components if "components" in changed else None,
            fees=new.fees if "fees" in changed else None,
            note=new.note if "note" in changed else None,
        )

    def hand_back(self, code: str, request: HandBackRequest, by: Clerk) -> Dossier:
        """The result into the right hands. Rejected: recipient and money by field, or move_not_allowed."""
        with self._store.write() as conn:
            return self.hand_back_in(conn, code, request, by)

    def hand_back_in(self, conn: Connection, code: str, request: HandBackRequest, by: Clerk) -> Dossier:
        """The same in the caller's write transaction: what a postman brings home is one fact with it."""
        dossier = self._load(conn, code)
        check_move(dossier, Kind.HANDED_BACK)
        recipient = recipient_of(dossier, request, self._clock.today())
        money("fees_collected", request.fees_collected)
        if request.fees_collected > dossier.to_ask:
            if dossier.awaited:
                raise reject("fees_collected", "transfer_under_way", awaited=dossier.awaited)
            raise reject("fees_collected", "more_than_owed", owed=dossier.owed)
        item = codes.normalise_scanned_code(request.item_code) if request.item_code else ""
        if item and not codes.s10_ok(item):
            raise reject("item_code", "item_code_wrong")
        body = HandedBack(
            recipient=recipient,
            fees_collected=request.fees_collected,
            originals_taken_back=tuple(
                required(f"originals_taken_back.{index}", name)
                for index, name in enumerate(request.originals_taken_back)
            ),
            item_code=item,
            by_post=request.by_post,
        )
        return append(self._store, conn, dossier.id, Kind.HANDED_BACK, body, by.id).dossier

    # ------------------------------------------------------------------ transfers

    def takes_transfers(self, drawer: Drawer) -> bool:
        """Whether the profile names an account for this drawer."""
        return self._account(drawer) is not None

    def ask_transfers(self, code: str, by: Clerk) -> Dossier:
        """All that is owed and not under way is asked for by transfer: one order for each drawer with an account.
        Rejected("transfer", no_account), or move_not_allowed where nothing is owed."""
        with self._store.write() as conn:
            dossier = self._load(conn, code)
            check_move(dossier, Kind.TRANSFER_EXPECTED)
            return self._expect_all(conn, dossier, by)

    def _account(self, drawer: Drawer) -> Account | None:
        account: Account | None = getattr(self._profile.payment, drawer)
        return account

    def _expected(self, dossier: Dossier, drawer: Drawer, amount: int) -> TransferExpected:
        account = self._account(drawer)
        if account is None:
            raise reject("drawer", "no_account")
        return TransferExpected(
            number=len(dossier.transfers) + 1,
            amount=amount,
            kind=FeeKind.POSTAGE if drawer == "post" else FeeKind.CHARGE,
            to=account,
            purpose=purpose_of(dossier.official_code or dossier.code),
        )

    def _asked_transfer(self, dossier: Dossier, given: Mapping[str, object]) -> TransferExpected:
        """{"drawer": "state" | "post", "amount": đồng}; without an amount all that this drawer is owed."""
        asked = intake.convert(cleaned(dict(given)), _AskedTransfer)
        left = dossier.to_ask_of(asked.drawer)
        amount = left if asked.amount is None else asked.amount
        money("amount", amount)
        if not 0 < amount <= left:
            raise reject("amount", "more_than_owed", owed=left)
        return self._expected(dossier, asked.drawer, amount)

    def _expect_all(self, conn: Connection, dossier: Dossier, by: Clerk) -> Dossier:
        if not any(map(self.takes_transfers, DRAWERS)):
            raise reject("transfer", "no_account")
        for drawer in DRAWERS:
            if (left := dossier.to_ask_of(drawer)) and self.takes_transfers(drawer):
                body = self._expected(dossier, drawer, left)
                dossier = append(self._store, conn, dossier.id, Kind.TRANSFER_EXPECTED, body, by.id).dossier
        return dossier

    # ------------------------------------------------------------------ paper

    def print_paper(
        self,
        code: str,
        form: str,
        size: str,
        by: Clerk,
        *,
        target: str,
        reason: str = "",
        resolution: int = RESOLUTION,
    ) -> Paper:
        """One numbered copy: rendered from committed state, its number and hash committed before it is handed out. Its
        bars stand on the dots of a printer of `resolution` dpi.

        The copy's print job is committed with it (`app.print_jobs` says what becomes of it). Where nobody knows whether
        the copy before came out, this one says so. Rejected("form", …) when the state does not call for that form;
        ("reason", …) when a reprint has none.
        """
        from app.domain.jobs import leaves_doubt
        from app.store.jobs import last_copy, open_job

        with self._store.write() as conn:
            dossier = self._load(conn, code)
            copy = dossier.prints.get(form, 0) + 1
            before = last_copy(conn, dossier.id, form)
            doubt = before is not None and leaves_doubt(before)
            now = self._clock.now().astimezone(VIETNAM)
            why = text("reason", reason)
            paper = self._press.render(
                form,
                dossier,
                history=events(conn, dossier.id),
                size=size,
                copy=copy,
                printed_at=now,
                printed_by=by.name,
                reason=why,
                resolution=resolution,
                doubt=doubt,
            )
            body = Printed(
                form=form,
                version=paper.version,
                copy=copy,
                size=paper.size,
                sha256=paper.sha256,
                target=text("target", target),
                reason=why,
                resolution=resolution,
            )
            event = append(self._store, conn, dossier.id, Kind.PRINTED, body, by.id).event
            open_job(conn, event, dossier.code, body, len(paper.bytes), now, doubt)
        return paper

    # ------------------------------------------------------------------ scans

    def attach(self, code: str, paper: str, content: bytes, by: Clerk) -> Dossier:
        """A scan of one of the dossier's papers, named by its key or its name: first the bytes, then the event.

        Rejected("file", scan_… | already_attached), ("paper", paper_not_in_dossier), or move_not_allowed; Trouble of
        disk and database. What was refused leaves no event, no queue entry and no half file.
        """
        seen = scans.look(content)
        with self._store.read() as conn:
            self._attachable(conn, code, paper, "")
        digest = self._scans.put(content)
        with self._store.write() as conn:
            dossier, component = self._attachable(conn, code, paper, digest)
            body = Scanned(
                component=component.key,
                name=component.name,
                sha256=digest,
                size=len(content),
                media=seen.media,
                pages=seen.pages,
            )
            return append(self._store, conn, dossier.id, Kind.SCANNED, body, by.id).dossier

    def _attachable(self, conn: Connection, code: str, paper: str, digest: str) -> tuple[Dossier, Component]:
        dossier = self._load(conn, code)
        check_move(dossier, Kind.SCANNED)
        wanted = clean(paper)
        papers = dossier.filing.components
        found = next((one for one in papers if wanted and wanted in (one.key, one.name)), None)
        if found is None:
            known = "; ".join(f"{one.key} ({one.name})" if one.key else one.name for one in papers)
            raise reject("paper", "paper_not_in_dossier", known=known)
        same = next((one for one in dossier.scans if one.sha256 == digest), None)
        if same is not None:
            raise reject("file", "already_attached", paper=same.name)
        return dossier, found

    # ------------------------------------------------------------------ finding and keeping

    def find(self, code: str, by: Clerk) -> Dossier:
        """A dossier by any code or scan of it; the view is logged. Rejected("code", not_found)."""
        dossier = self._views.dossier(code)
        if dossier is None:
            raise reject("code", "not_found")
        with self._store.write() as conn:
            note(self._store, conn, by.id, "view", dossier.id)
        return dossier

    def known_person(self, id_number: str, by: Clerk) -> Person | None:
        """What this counter already knows of a person; the look-up is logged."""
        person = self._views.person(codes.tidy_identity(id_number, "cccd"))
        if person is not None:
            with self._store.write() as conn:
                note(self._store, conn, by.id, "person_found", "")
        return person

    def save_draft(self, key: str, text: str) -> None:
        """A half-filled form, durable when this returns."""
        self._drafts.save(key, text)

    def load_draft(self, key: str) -> str | None:
        return self._drafts.load(key)

    def drop_draft(self, key: str) -> None:
        self._drafts.drop(key)

    def numbers_left(self) -> Numbers:
        """What is left of today's block; `warn` from the day on which four fifths were used."""
        with self._store.read() as conn:
            return numbers.left(conn, self._codes, self._clock.today())

    def _load(self, conn: Connection, code: str) -> Dossier:
        dossier = find(conn, codes.normalise_scanned_code(code)) or load(conn, code)
        if dossier is None:
            raise reject("code", "not_found")
        return dossier


def blocks_of(profile: Profile) -> tuple[Block, Block]:
    """The number series of a counter: dossier codes and desk slips."""
    return (Block("code", profile.numbering.first, profile.numbering.last), SLIPS)


# ---------------------------------------------------------------------- reading what was given


class _AskedTransfer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    drawer: Drawer
    amount: int | None = None


def _waiting(dossier: Dossier, number: object) -> Transfer:
    for one in dossier.waiting:
        if one.number == number:
            return one
    raise reject("transfer", "no_such_transfer")


def _check_collected(dossier: Dossier, body: FeeCollected) -> None:
    """A bank's notice settles a transfer that is waited for; whoever pays in cash does not pay by transfer as well."""
    if body.transfer:
        if body.method != TRANSFER or _waiting(dossier, body.transfer).kind is not body.kind:
            raise reject("method", "transfer_not_cash")
    elif dossier.status is Status.HANDED_BACK:
        raise reject("transfer", "no_such_transfer")
    elif body.method == CASH and dossier.waiting and body.amount > dossier.to_ask:
        raise reject("amount", "transfer_under_way", awaited=dossier.awaited)


def _check_refunded(dossier: Dossier, body: FeeRefunded) -> None:
    """Never more is given back than was taken, and in cash never more than was taken in cash."""
    drawer = drawer_of(body.kind)
    if body.amount > dossier.taken_of(drawer):
        raise reject("amount", "more_than_taken", most=dossier.taken_of(drawer))
    if body.method == CASH and body.amount > dossier.cash_of(drawer):
        raise reject("amount", "more_than_cash", most=max(0, dossier.cash_of(drawer)))


class _Fees(msgspec.Struct, frozen=True):
    fees: tuple[FeeLine, ...]


class _Delivery(msgspec.Struct, frozen=True):
    value: ResultDelivery


class _Lines(msgspec.Struct, frozen=True):
    components: tuple[intake.DraftComponent, ...]


def _object(field: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise reject(field, "wrong_type")
    return value


def _submitter(value: Any) -> Submitter | None:
    return None if value is None else intake.convert(value, Submitter, "submitter")


def _components(value: Any, filing: Filing) -> tuple[intake.DraftComponent, ...]:
    if value is not None:
        return intake.convert({"components": value}, _Lines).components
    return tuple(
        intake.DraftComponent(
            code=c.key, name=c.name, originals=c.originals, copies=c.copies, shown=c.shown, note=c.note
        )
        for c in filing.components
        if c.kind is not PaperKind.DATABASE
    )
