"""Manifests end to end: built by scanning, sealed, signed for, carried, and what became of each stop.

One method, one transaction: a fact of a manifest is committed with the facts of the dossiers it moves, or neither is.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from app.domain import codes
from app.domain.dossier import Dossier, allowed
from app.domain.events import (
    VIETNAM,
    AgencyReturned,
    Body,
    DeliveryAttempted,
    HandedToAgency,
    Kind,
    Manifested,
    Recipient,
    ResultArrived,
    ReturnedToAgency,
    Unmanifested,
)
from app.domain.given import required, text
from app.domain.handback import HandBackRequest
from app.domain.intake import MAX_COUNT
from app.domain.manifest import (
    CARRIES_OFF,
    ENOUGH_ATTEMPTS,
    FAILED,
    WITH_AGENCY,
    Cancelled,
    Counted,
    Direction,
    Handed,
    Line,
    Manifest,
    ManifestClosed,
    ManifestCorrected,
    ManifestKind,
    ManifestOpened,
    ManifestPrinted,
    ManifestSealed,
    Outcome,
    Put,
    SealBroken,
    TakenOff,
    awaited,
    check_direction,
    check_next,
    next_attempt,
    number_of,
    papers_of,
)
from app.domain.workdays import Calendar
from app.errors import Problem, Rejected, reject
from app.manifest_paper import form_of, listed
from app.paper import RESOLUTION, Paper, Press
from app.people import Clerk
from app.settings import Profile
from app.store import Connection, Store, numbers
from app.store.daybook import MANIFESTS
from app.store.ledger import append, load
from app.store.ledger import find as find_dossier
from app.store.manifests import Awaited, Lists, expected, find, holder, remitted_with
from app.store.numbers import Block
from app.wording import MANIFEST_WORDS

SERIES = Block("manifest", 1, 99)
"""The running numbers of a counter's manifests, each day from 1."""

MOST_SEALS = 40
PEN = 100
"""Letters of a seal number."""

HandBack = Callable[[Connection, str, HandBackRequest, Clerk], Dossier]
"""`Counter.hand_back_in`."""


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """What a scan came to. `again`: it stood there already and nothing was changed. `warnings` forbid nothing."""

    manifest: Manifest
    line: Line
    again: bool = False
    warnings: tuple[Problem, ...] = ()


class Manifests:
    """The manifests of one counter. A manifest is named by its number or its id. Threads may share it."""

    def __init__(self, store: Store, profile: Profile, calendar: Calendar, press: Press, hand_back: HandBack) -> None:
        self._store = store
        self._profile = profile
        self._calendar = calendar
        self._press = press
        self._hand_back = hand_back
        self._mark = store.path.parent / "numbers.mark"
        self.lists = Lists(store, calendar)

    # ------------------------------------------------------------------ reading

    def open_manifests(self) -> tuple[Manifest, ...]:
        """Those that are not over: being made, sealed, or on a run."""
        return self.lists.open()

    def recent(self, limit: int = 100) -> tuple[Manifest, ...]:
        """Those that are not over, then the newest of the others."""
        return self.lists.recent(limit)

    def find(self, key: str) -> Manifest:
        """Rejected("manifest", manifest_not_found)."""
        with self._store.read() as conn:
            return _load(conn, key)

    def expected(self, direction: Direction, agency: str = "") -> tuple[Awaited, ...]:
        """What should go this way now and stands on no open list."""
        return self.lists.expected(direction, agency)

    def agencies(self) -> tuple[str, ...]:
        """Every agency papers may be handed to: the profile's own and those of dossiers here."""
        own = self._profile.unit.agency
        return tuple(dict.fromkeys(name for name in (own, *self.lists.agencies()) if name))

    # ------------------------------------------------------------------ making a list

    def open(self, direction: Direction, by: Clerk, *, agency: str = "", route: str = "", note: str = "") -> Manifest:
        """A new list with its number. Rejected("agency", missing) where it goes to or comes from one."""
        agency = required("agency", agency) if direction in WITH_AGENCY else ""
        way, words = text("route", route), text("note", note)
        today = self._store.clock.today()
        with self._store.write() as conn:
            running = numbers.mint(conn, self._mark, SERIES, today)
            number = number_of(self._profile.unit.identifier, self._profile.counter.number, today, running)
            body = ManifestOpened(number=number, direction=direction, agency=agency, route=way, note=words)
            return MANIFESTS.append(self._store, conn, "", ManifestKind.OPENED, body, by.id)

    def put(
        self,
        key: str,
        code: str,
        by: Clerk,
        *,
        originals: int | None = None,
        copies: int | None = None,
        result: bool = True,
        refused: bool = False,
        result_number: str = "",
        item_code: str = "",
        note: str = "",
    ) -> Placed:
        """A dossier that was scanned. Without counts: those its papers ought to have.

        From the agency: `result` False for papers that came back without one, for the reason in `note`; `refused` ends
        the dossier. Rejected("code", on_manifest with the other list's number | other_agency | not_found | …),
        ("manifest", …) when nothing may be put onto it.
        """
        with self._store.write() as conn:
            manifest = _load(conn, key)
            dossier = find_dossier(conn, codes.normalise_scanned_code(code)) or load(conn, code)
            if dossier is None:
                raise reject("code", "not_found")
            check_next(manifest, ManifestKind.PUT)
            stands = manifest.line_of(dossier.id)
            if stands is not None:
                self._still_here(manifest, dossier)
                return Placed(manifest=manifest, line=stands, again=True)
            held = holder(conn, dossier.id)
            if held is not None or dossier.manifest:
                other = held[1] if held is not None else dossier.manifest
                raise reject("code", "on_manifest", number=other, dossier=dossier.official_code or dossier.code)
            check_direction(manifest.direction, manifest.agency, dossier, result=result)
            if not result and manifest.direction is Direction.FROM_AGENCY:
                required("note", note)
            usual = papers_of(manifest.direction, dossier, result=result)
            today = self._store.clock.today()
            body = Put(
                line=len(manifest.lines) + 1,
                dossier_id=dossier.id,
                code=dossier.official_code or dossier.code,
                originals=_count("originals", usual[0] if originals is None else originals),
                copies=_count("copies", usual[1] if copies is None else copies),
                result=result and manifest.direction is Direction.FROM_AGENCY,
                refused=refused and not result,
                result_number=text("result_number", result_number),
                item_code=_item(item_code),
                note=text("note", note),
                extra=not awaited(manifest.direction, dossier, today, self._calendar),
            )
            after = MANIFESTS.append(self._store, conn, manifest.id, ManifestKind.PUT, body, by.id)
            if manifest.direction in CARRIES_OFF:
                append(self._store, conn, dossier.id, Kind.MANIFESTED, Manifested(manifest=manifest.id), by.id)
            warnings = self._doubts(manifest, dossier)
        return Placed(manifest=after, line=after.lines[-1], warnings=warnings)

    def plan(self, key: str, who: str, phone: str, address: str, by: Clerk, *, note: str = "") -> Placed:
        """A stop of a collection: where a dossier will be taken. Rejected by field."""
        called = codes.phone(phone) if phone.strip() else ""
        if called is None:
            raise reject("phone", "bad_phone")
        with self._store.write() as conn:
            manifest = _load(conn, key)
            check_next(manifest, ManifestKind.PUT)
            if manifest.direction is not Direction.COLLECTION:
                raise reject("manifest", "manifest_no_stops", number=manifest.number)
            body = Put(
                line=len(manifest.lines) + 1,
                who=required("who", who),
                phone=called,
                address=required("address", address),
                note=text("note", note),
            )
            after = MANIFESTS.append(self._store, conn, manifest.id, ManifestKind.PUT, body, by.id)
        return Placed(manifest=after, line=after.lines[-1])

    def take_off(self, key: str, line: int, by: Clerk, *, reason: str = "") -> Manifest:
        """A line off again: its papers are where they were before."""
        with self._store.write() as conn:
            manifest = _load(conn, key)
            check_next(manifest, ManifestKind.TAKEN_OFF)
            stands = _line(manifest, line)
            why = text("reason", reason)
            self._free(conn, manifest, stands, why, by)
            body = TakenOff(line=line, reason=why)
            return MANIFESTS.append(self._store, conn, manifest.id, ManifestKind.TAKEN_OFF, body, by.id)

    def count(
        self, key: str, line: int, originals: int, copies: int, by: Clerk, *, item_code: str = "", note: str = ""
    ) -> Manifest:
        """The papers of a line as they were counted, and the postal item they are in. Rejected("item_code", …)."""
        with self._store.write() as conn:
            manifest = _load(conn, key)
            check_next(manifest, ManifestKind.COUNTED)
            stands = _line(manifest, line)
            body = Counted(
                line=line,
                originals=_count("originals", originals),
                copies=_count("copies", copies),
                item_code=_item(item_code),
                note=text("note", note),
            )
            same = body.item_code in ("", stands.item_code)
            if same and (body.originals, body.copies) == (stands.originals, stands.copies):
                return manifest
            return MANIFESTS.append(self._store, conn, manifest.id, ManifestKind.COUNTED, body, by.id)

    def seal(self, key: str, seals: tuple[str, ...], by: Clerk) -> Manifest:
        """The bags closed. Rejected("seals", missing | seal_twice | seal_broken): a number is used once."""
        given = tuple(required("seals", one) for one in seals if one.strip())
        if not given or len(given) > MOST_SEALS or any(len(one) > PEN for one in given):
            raise reject("seals", "missing" if not given else "too_long", key="seals", most=PEN)
        if len(set(given)) < len(given):
            raise reject("seals", "seal_twice")
        with self._store.write() as conn:
            manifest = _load(conn, key)
            check_next(manifest, ManifestKind.SEALED)
            if gone := set(given) & set(manifest.broken):
                raise reject("seals", "seal_broken", seal=", ".join(sorted(gone)))
            body = ManifestSealed(seals=given)
            return MANIFESTS.append(self._store, conn, manifest.id, ManifestKind.SEALED, body, by.id)

    def break_seal(self, key: str, reason: str, by: Clerk) -> Manifest:
        """The bags opened again before anybody signed: something was found wrong."""
        with self._store.write() as conn:
            manifest = _load(conn, key)
            check_next(manifest, ManifestKind.SEAL_BROKEN)
            body = SealBroken(reason=required("reason", reason))
            return MANIFESTS.append(self._store, conn, manifest.id, ManifestKind.SEAL_BROKEN, body, by.id)

    def cancel(self, key: str, reason: str, by: Clerk) -> Manifest:
        """No list after all; only before the signatures. All its papers are where they were before."""
        with self._store.write() as conn:
            manifest = _load(conn, key)
            check_next(manifest, ManifestKind.CANCELLED)
            why = required("reason", reason)
            for line in manifest.standing:
                self._free(conn, manifest, line, why, by)
            return MANIFESTS.append(
                self._store, conn, manifest.id, ManifestKind.CANCELLED, Cancelled(reason=why), by.id
            )

    # ------------------------------------------------------------------ signing

    def hand(
        self, key: str, giver: str, receiver: str, by: Clerk, *, receiver_role: str = "", note: str = ""
    ) -> Manifest:
        """Signed by both: the list is as it is for ever, and every dossier on it has moved.

        Rejected("giver"|"receiver", missing); ("line.N", line_moved_on) for each dossier that went another way
        meanwhile and has to be taken off first; ("manifest", …).
        """
        with self._store.write() as conn:
            manifest = _load(conn, key)
            check_next(manifest, ManifestKind.HANDED)
            signed = required("giver", giver), required("receiver", receiver)
            role, words = text("receiver_role", receiver_role), text("note", note)
            carried = self._ready_to_go(conn, manifest)
            today = self._store.clock.today()
            left = expected(conn, manifest.direction, manifest.agency, today, self._calendar)
            body = Handed(
                giver=signed[0],
                receiver=signed[1],
                receiver_role=role,
                missing=tuple(one.code for one in left),
                extra=manifest.unexpected,
                note=words,
            )
            after = MANIFESTS.append(self._store, conn, manifest.id, ManifestKind.HANDED, body, by.id)
            for line, dossier in carried:
                moved = self._moved(manifest, line, dossier, signed[1], words)
                if moved is not None:
                    append(self._store, conn, dossier.id, *moved, by.id)
        return after

    def correct(
        self,
        key: str,
        line: int,
        reason: str,
        by: Clerk,
        *,
        originals: int | None = None,
        copies: int | None = None,
    ) -> Manifest:
        """After the signatures: what was found to be otherwise, and why. What a dossier itself needs is said in F3."""
        with self._store.write() as conn:
            manifest = _load(conn, key)
            check_next(manifest, ManifestKind.CORRECTED)
            _line(manifest, line)
            body = ManifestCorrected(
                line=line,
                originals=None if originals is None else _count("originals", originals),
                copies=None if copies is None else _count("copies", copies),
                reason=required("reason", reason),
            )
            return MANIFESTS.append(self._store, conn, manifest.id, ManifestKind.CORRECTED, body, by.id)

    def _ready_to_go(self, conn: Connection, manifest: Manifest) -> tuple[tuple[Line, Dossier], ...]:
        """Every dossier on it, each still able to make its move. Rejected, by line, of those that are not."""
        problems: dict[str, Problem] = {}
        carried: list[tuple[Line, Dossier]] = []
        for line in manifest.standing:
            dossier = load(conn, line.dossier_id) if line.dossier_id else None
            if dossier is None:
                continue
            try:
                self._still_here(manifest, dossier)
                if _move_of(manifest, line) not in allowed(dossier):
                    raise reject("code", "line_moved_on", dossier=line.code)
            except Rejected as refused:
                problems[f"line.{line.line}"] = refused.problems["code"]
            carried.append((line, dossier))
        if problems:
            raise Rejected(problems)
        return tuple(carried)

    def _moved(
        self, manifest: Manifest, line: Line, dossier: Dossier, receiver: str, note: str
    ) -> tuple[Kind, Body] | None:
        """What the signatures make of one dossier; nothing yet of what only left with a postman."""
        match manifest.direction:
            case Direction.TO_AGENCY:
                body: Body = HandedToAgency(receiver=receiver, manifest=manifest.number, note=line.note)
                return Kind.HANDED_TO_AGENCY, body
            case Direction.RETURN:
                why = line.note or note or MANIFEST_WORDS["nobody_took"].format(attempts=dossier.attempts)
                return Kind.RETURNED_TO_AGENCY, ReturnedToAgency(reason=why)
            case Direction.FROM_AGENCY if line.result:
                arrived = ResultArrived(number=line.result_number, item_code=line.item_code, note=line.note)
                return Kind.RESULT_ARRIVED, arrived
            case Direction.FROM_AGENCY:
                return Kind.AGENCY_RETURNED, AgencyReturned(reason=line.note, refused=line.refused)
            case _:
                return None

    # ------------------------------------------------------------------ a run

    def outcome(
        self,
        key: str,
        line: int,
        outcome: str,
        by: Clerk,
        *,
        code: str = "",
        note: str = "",
        recipient: HandBackRequest | None = None,
    ) -> Manifest:
        """What became of one stop (`app.domain.manifest.OUTCOMES`).

        "received": `code` names the dossier it became. "delivered": handed back by post to `recipient` (by default the
        applicant), with the money taken. A failed attempt brings the result back to the counter. Rejected:
        ("outcome", …), ("line", …), and by field of the recipient.
        """
        with self._store.write() as conn:
            manifest = _load(conn, key)
            check_next(manifest, ManifestKind.OUTCOME)
            stop = _line(manifest, line)
            if stop.outcome:
                raise reject("line", "outcome_known", line=line)
            words = text("note", note)
            if manifest.direction is Direction.COLLECTION:
                body = self._collected(conn, manifest, stop, outcome, code, words)
            else:
                body = self._delivered(conn, manifest, stop, outcome, words, recipient, by)
            return MANIFESTS.append(self._store, conn, manifest.id, ManifestKind.OUTCOME, body, by.id)

    def close(self, key: str, by: Clerk, *, note: str = "") -> Manifest:
        """A run is over. Rejected("manifest", manifest_stops_left) while a stop has no outcome."""
        with self._store.write() as conn:
            manifest = _load(conn, key)
            check_next(manifest, ManifestKind.CLOSED)
            body = ManifestClosed(note=text("note", note))
            return MANIFESTS.append(self._store, conn, manifest.id, ManifestKind.CLOSED, body, by.id)

    def _collected(
        self, conn: Connection, manifest: Manifest, stop: Line, outcome: str, code: str, note: str
    ) -> Outcome:
        if outcome in FAILED:
            return Outcome(line=stop.line, outcome=outcome, note=note)
        if outcome != "received":
            raise reject("outcome", "not_one_of", known=" ".join(("received", *sorted(FAILED))))
        dossier = find_dossier(conn, codes.normalise_scanned_code(required("code", code)))
        if dossier is None or dossier.voided:
            raise reject("code", "not_found")
        if manifest.line_of(dossier.id) is not None:
            raise reject("code", "stop_taken", dossier=dossier.code)
        shown = dossier.official_code or dossier.code
        return Outcome(line=stop.line, outcome=outcome, dossier_id=dossier.id, code=shown, note=note)

    def _delivered(
        self,
        conn: Connection,
        manifest: Manifest,
        stop: Line,
        outcome: str,
        note: str,
        recipient: HandBackRequest | None,
        by: Clerk,
    ) -> Outcome:
        dossier = load(conn, stop.dossier_id)
        assert dossier is not None
        if outcome == "elsewhere":
            if dossier.manifest == manifest.id:
                raise reject("outcome", "still_on_list", dossier=stop.code)
            return Outcome(line=stop.line, outcome=outcome, note=note)
        self._still_here(manifest, dossier)
        if outcome == "delivered":
            given = recipient or HandBackRequest(recipient=Recipient(full_name=""))
            item = given.item_code or stop.item_code
            request = msgspec.structs.replace(given, by_post=True, item_code=item)
            self._hand_back(conn, dossier.id, request, by)
        elif outcome in FAILED:
            tried = DeliveryAttempted(outcome=outcome, note=note)
            append(self._store, conn, dossier.id, Kind.DELIVERY_ATTEMPTED, tried, by.id)
            self._free(conn, manifest, stop, outcome, by)
        else:
            raise reject("outcome", "not_one_of", known=" ".join(("delivered", *sorted(FAILED))))
        return Outcome(line=stop.line, outcome=outcome, note=note)

    # ------------------------------------------------------------------ paper

    def print(
        self, key: str, size: str, by: Clerk, *, target: str, reason: str = "", resolution: int = RESOLUTION
    ) -> Paper:
        """One numbered printing of the list with its copies for both sides, rendered from what was committed; its
        number and hash are committed before it is handed out.

        Rejected("reason", reprint_reason) of a second printing without one, ("size", size_not_offered).
        """
        with self._store.write() as conn:
            manifest = _load(conn, key)
            check_next(manifest, ManifestKind.PRINTED)
            form = form_of(manifest, self._profile.unit.mode)
            copy = manifest.prints.get(form, 0) + 1
            why = text("reason", reason)
            if copy > 1 and not why:
                raise reject("reason", "reprint_reason")
            carried = {
                line.dossier_id: dossier
                for line in manifest.standing
                if line.dossier_id and (dossier := load(conn, line.dossier_id)) is not None
            }
            now = self._store.clock.now().astimezone(VIETNAM)
            paper = self._press.list(
                listed(manifest, form, carried, remitted_with(conn, manifest), self._profile.unit),
                size=size,
                copy=copy,
                printed_at=now,
                printed_by=by.name,
                reason=why,
                resolution=resolution,
            )
            body = ManifestPrinted(
                form=form,
                version=paper.version,
                copy=copy,
                size=paper.size,
                sha256=paper.sha256,
                target=text("target", target),
                reason=why,
            )
            MANIFESTS.append(self._store, conn, manifest.id, ManifestKind.PRINTED, body, by.id)
        return paper

    def sizes(self, manifest: Manifest) -> tuple[str, ...]:
        """The sizes its form comes in, the usual one first."""
        form = form_of(manifest, self._profile.unit.mode)
        return next(info.sizes for info in self._press.forms() if info.name == form)

    # ------------------------------------------------------------------ what a list and a dossier know of each other

    def _still_here(self, manifest: Manifest, dossier: Dossier) -> None:
        """Whether the dossier is still where the list says. Rejected("code", line_moved_on)."""
        wanted = manifest.id if manifest.direction in CARRIES_OFF else ""
        if dossier.manifest != wanted:
            raise reject("code", "line_moved_on", dossier=dossier.official_code or dossier.code)

    def _free(self, conn: Connection, manifest: Manifest, line: Line, reason: str, by: Clerk) -> None:
        """The dossier of a line is on no list any more. One that went another way meanwhile is left as it is."""
        dossier = load(conn, line.dossier_id) if line.dossier_id else None
        if dossier is None or dossier.manifest != manifest.id or Kind.UNMANIFESTED not in allowed(dossier):
            return
        body = Unmanifested(manifest=manifest.id, reason=reason)
        append(self._store, conn, dossier.id, Kind.UNMANIFESTED, body, by.id)

    def _doubts(self, manifest: Manifest, dossier: Dossier) -> tuple[Problem, ...]:
        """What should be known when a dossier is put onto a list."""
        facts: dict[str, str | int] = {"dossier": dossier.official_code or dossier.code, "attempts": dossier.attempts}
        if manifest.direction is Direction.DELIVERY:
            if dossier.attempts >= ENOUGH_ATTEMPTS:
                return (Problem("return_instead", facts),)
            again = next_attempt(dossier, self._calendar)
            if again is not None and self._store.clock.today() < again:
                return (Problem("attempt_early", {**facts, "day": f"{again:%d/%m/%Y}"}),)
        if manifest.direction is Direction.RETURN and dossier.attempts < ENOUGH_ATTEMPTS:
            return (Problem("attempts_few", facts),)
        return ()


def _load(conn: Connection, key: str) -> Manifest:
    manifest = find(conn, key)
    if manifest is None:
        raise reject("manifest", "manifest_not_found", number=key)
    return manifest


def _line(manifest: Manifest, number: int) -> Line:
    for line in manifest.standing:
        if line.line == number:
            return line
    raise reject("line", "no_such_line", line=number)


def _move_of(manifest: Manifest, line: Line) -> Kind:
    if manifest.direction is Direction.FROM_AGENCY:
        return Kind.RESULT_ARRIVED if line.result else Kind.AGENCY_RETURNED
    return CARRIES_OFF[manifest.direction]


def _count(field: str, count: int) -> int:
    if not 0 <= count <= MAX_COUNT:
        raise reject(field, "count_out_of_range", most=MAX_COUNT)
    return count


def _item(given: str) -> str:
    item = codes.normalise_scanned_code(given) if given.strip() else ""
    if item and not codes.s10_ok(item):
        raise reject("item_code", "item_code_wrong")
    return item
