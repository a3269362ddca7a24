"""OpenCPS v2 (wire B): which calls an event takes, and what their answers mean.

A dossier is created under our own id (referenceUid), which settles a lost create by a look. Marks and the payment are
told whole, so a repetition changes nothing. An action moves the dossier to its next step and is not idempotent: before
each one the dossier is looked at, and an action that is there already, known by the end of its note, is not made again.
Log-in is Basic with every call; 203 says that nobody is logged in, though it is a 2xx.
"""

from __future__ import annotations

import base64
import copy
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from app.domain.catalogue import national_code
from app.domain.dossier import Dossier
from app.domain.events import ENDED, Kind, Status
from app.domain.queue import Entry
from app.domain.text import nfc
from app.settings import Server
from app.store.outbox import Outbox
from sync.dialect import Absent, Can, Shown, Step
from sync.dialects.failing import failed
from sync.dialects.opencps_forms import (
    NONE,
    action,
    action_code,
    counted,
    created,
    is_last,
    last_is_earlier,
    marks,
    paid_as,
    payment,
    pays,
    published,
    shown_of,
    status_of,
    template_no,
    told_as,
)
from sync.transport import PATIENT, Answer, Failure, Timeouts, Transport, Way
from sync.verdicts import AlreadyThere, Delivered, Held, Later, Locked, Refused, Unclear, Verdict

CREATE, MARKS, PAYMENT, ACTION, NOTHING = "create", "marks", "payment", "action", "nothing"

LANES = 4

SPOKEN = frozenset({401, 403, 405})
"""With a JSON object these are the contract's own answers (wire B.1)."""

PARTS_DAYS = 1
"""A template's parts are asked for again when they were kept longer."""

_MISSING = re.compile(r"NoSuch\w*(Dossier|ServiceInfo)|không tìm thấy|không tồn tại|not found", re.IGNORECASE)
_NO_RIGHT = re.compile(r"không (có|được) (quyền|phép)|permission|principal|access denied", re.IGNORECASE)
_TROUBLE = re.compile(
    r"could not|can't connect|connection|time-?out|timed out|deadlock|SystemException|ORMException|NullPointer|"
    r"lỗi hệ thống|hệ thống (đang )?(bận|bảo trì|lỗi)|thử lại",
    re.IGNORECASE,
)
"""403 stands for every exception (wire B.1): these are of the server's own and pass."""

_PASSED = frozenset({Kind.RECEIVED, Kind.HANDED_TO_AGENCY, Kind.AGENCY_ACCEPTED, Kind.RESULT_ARRIVED})
"""Steps that a later state includes."""

_STILL = frozenset({Kind.CORRECTED, Kind.FEE_REFUNDED, Kind.RESCHEDULED, Kind.AGENCY_RETURNED, Kind.FEE_COLLECTED})
"""Events that may be told in a later state as well, as long as it is not an end."""

_LATENESS = {
    Status.NEW: 1,
    Status.RECEIVED: 2,
    Status.IN_PROCESS: 3,
    Status.SUPPLEMENT: 3,
    Status.WITHDRAWAL: 4,
    Status.RESULT_READY: 5,
    Status.NOT_RECEIVED: 6,
    Status.STOPPED: 6,
    Status.HANDED_BACK: 6,
}


class Parts(msgspec.Struct, frozen=True):
    """A template's parts as kept: number and name of each."""

    fetched: datetime
    parts: tuple[tuple[str, str], ...]


class _EndedError(Exception):
    """A call inside a step came to something that ends the step."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(type(verdict).__name__)
        self.verdict = verdict


class _GoneError(Exception):
    """The dossier was there a moment ago and is not any more: a server restored from an older backup."""


class OpenCps:
    """One site (groupId) of one server. An object serves one thread; `beside` gives the next lane its own."""

    can = Can(lanes=LANES, numbers=True, lists=True)

    def __init__(
        self,
        server: Server,
        secret: str,
        outbox: Outbox,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        timeouts: Timeouts = PATIENT,
        authorities: str | None = None,
    ) -> None:
        self._server = server
        self._outbox = outbox
        self._clock = clock
        self._spoke = False
        self.answers = 0
        self.offset_ms: int | None = None
        known = base64.b64encode(f"{server.username}:{secret}".encode()).decode()
        self._transport = Transport(
            server.url,
            {"Accept": "application/json", "Authorization": f"Basic {known}", "groupId": server.group},
            timeouts=timeouts,
            authorities=authorities,
            clock=clock,
            lanes=LANES,
            spoken=SPOKEN,
        )
        self.traffic = self._transport.traffic

    # ------------------------------------------------------------------------- what the courier sees

    def calls(self, entry: Entry) -> tuple[str, ...] | Held:
        """Never held: the server knows a dossier by our id and may number it later."""
        code = action_code(self._server, entry.kind)
        owed = (
            (CREATE, entry.kind is Kind.RECEIVED),
            (MARKS, bool(counted(entry))),
            (PAYMENT, pays(entry, code)),
            (ACTION, code != NONE),
        )
        return tuple(call for call, is_owed in owed if is_owed) or (NOTHING,)

    def deliver(self, step: Step) -> Verdict:
        self._spoke = False
        entry = step.first
        if not action_code(self._server, entry.kind):
            return Refused("server_unknown_action", entry.kind.value)
        for last in (False, True):
            try:
                match step.call:
                    case "create":
                        return self._numbered("dossier", entry, self._created(entry))
                    case "marks":
                        self._mark(entry, self._held(entry))
                        return Delivered(MARKS)
                    case "payment":
                        self._pay(entry, self._held(entry))
                        return Delivered(PAYMENT)
                    case "action":
                        return self._act(entry, step.asked)
                    case _:
                        return Delivered("nothing_to_send")
            except _EndedError as ended:
                return ended.verdict
            except _GoneError:
                if last:
                    return Unclear("lookup_failed", spoken=True)
        raise AssertionError("two tries end above")

    def look_up(self, code: str, dossier: Dossier) -> Shown | Absent | Verdict:
        """By our own id; `code` is not needed. The server's due date is its own reckoning (wire B.6)."""
        try:
            detail = self._look(dossier.id)
        except _EndedError as ended:
            return ended.verdict
        return Absent() if detail is None else shown_of(detail, dossier)

    def list_procedures(self) -> Mapping[str, str] | Verdict:
        """By the service catalogue. A page of it is asked for again with the total it told, and is no list."""
        self._spoke = False
        try:
            told = self._services({})
            if isinstance(told, dict) and _count(told) > len(told["data"]):
                told = self._services({"start": "0", "end": str(_count(told))})
        except _EndedError as ended:
            return ended.verdict
        rows = told if isinstance(told, list) else told["data"]
        if isinstance(told, dict) and _count(told) > len(rows):
            return Unclear("lookup_failed", spoken=True)
        found = [row for row in rows if isinstance(row, dict)]
        names = {
            national_code(str(row.get("serviceCode") or "")): nfc(str(row.get("serviceName") or "")) for row in found
        }
        return {code: name for code, name in names.items() if code}

    def _services(self, query: dict[str, str]) -> Any:
        answer = self._ask(lambda: self._transport.get("/serviceinfos", query), _is_listed, reading=True)
        if answer.status >= 300:
            raise _EndedError(self._refusal(answer, reading=True))
        return [] if answer.payload is None else answer.payload

    def knows_procedure(self, code: str) -> bool | Verdict:
        self._spoke = False
        try:
            answer = self._ask(
                lambda: self._transport.get(f"/serviceinfos/{code}"), _has("serviceCode", "serviceName"), reading=True
            )
            if answer.status == 204 or (answer.status >= 300 and _MISSING.search(_words(answer))):
                return False
            if answer.status >= 300:
                raise _EndedError(self._refusal(answer, reading=True))
        except _EndedError as ended:
            return ended.verdict
        return True

    def probe(self) -> Verdict:
        """Asks who we are: one role at least, or the account is none."""
        self._spoke = False
        try:
            answer = self._ask(lambda: self._transport.get("/users/login"), _is_list, reading=True)
            if answer.status >= 300:
                raise _EndedError(self._refusal(answer, reading=True))
        except _EndedError as ended:
            match ended.verdict:
                case Locked(code="session_refused", text=text):
                    return Locked("login_refused", text)
                case verdict:
                    return verdict
        return Delivered("users/login") if answer.payload else Locked("login_refused")

    def reachable(self) -> bool:
        return self._transport.reachable()

    def beside(self) -> OpenCps:
        other = copy.copy(self)
        other.answers = 0
        return other

    def abort(self) -> None:
        self._transport.abort()

    def close(self) -> None:
        self._transport.close()

    # ----------------------------------------------------------------------------------- the dossier

    def _look(self, uid: str) -> dict[str, Any] | None:
        """The dossier's detail, None when the server surely has not got it. Ends the step when unsure."""
        answer = self._ask(lambda: self._transport.get(f"/dossiers/{uid}"), _is_dossier(uid), reading=True)
        if answer.status == 204 or (answer.status >= 300 and _MISSING.search(_words(answer))):
            return None
        if answer.status >= 300:
            raise _EndedError(self._refusal(answer, reading=True))
        found: dict[str, Any] = answer.payload
        return found

    def _created(self, entry: Entry) -> dict[str, Any]:
        """The dossier, made where it is not there. Made twice, it would get new dates (wire B.3)."""
        detail = self._look(entry.dossier_id)
        if detail is not None:
            return detail
        procedure = entry.dossier.filing.procedure.code
        if not template_no(self._server, procedure):
            raise _EndedError(Refused("server_unknown_procedure", procedure))
        return self._write("/dossiers", created(entry, self._server), _is_dossier(entry.dossier_id))

    def _held(self, entry: Entry) -> dict[str, Any]:
        """The dossier's detail; one that the server has lost is given back as it stood before this event, with its
        papers and its money."""
        detail = self._look(entry.dossier_id)
        if detail is not None:
            return detail
        if entry.kind is Kind.RECEIVED:
            detail = self._created(entry)
        else:
            form = published(entry, self._server)
            detail = self._write("/dossiers/publish", form, _is_dossier(entry.dossier_id))
        received = msgspec.structs.replace(entry, kind=Kind.RECEIVED)
        if counted(received):
            self._mark(received, detail)
        if entry.dossier.filing.fees:
            self._pay(entry, detail)
        return detail

    def _mark(self, entry: Entry, detail: dict[str, Any]) -> None:
        parts = self._parts(template_no(self._server, entry.dossier.filing.procedure.code))
        for number, form in marks(entry.dossier, counted(entry), parts).items():
            self._write(f"/dossiers/{detail['dossierId']}/marks/{number}", form, _has("dossierMarkId", "fileMark"))

    def _pay(self, entry: Entry, detail: dict[str, Any]) -> None:
        path, form = f"/dossiers/{detail['dossierId']}/payment", payment(entry)
        fits = _has("feeAmount", "paymentAmount")
        answer = self._ask(lambda: self._transport.get(path), fits, reading=True)
        if answer.status >= 300:
            raise _EndedError(self._refusal(answer, reading=True))
        if answer.payload is None:
            self._write(path, form, fits)
        elif not paid_as(answer.payload, form):
            self._write(path, form, fits, put=True)

    def _parts(self, template: str) -> tuple[tuple[str, str], ...]:
        """The template's parts by number and name, kept in the outbox. None where the server tells none: then the
        papers stand in the action's note alone."""
        now, key = self._clock(), f"parts:{template}"
        payload = self._outbox.server_procedure(key)
        kept = None if payload is None else msgspec.json.decode(payload, type=Parts)
        if kept is not None and abs(now - kept.fetched) <= timedelta(days=PARTS_DAYS):
            return kept.parts
        answer = self._ask(lambda: self._transport.get(f"/dossiertemplates/{template}/parts"), _is_parts, reading=True)
        if answer.status >= 300 and not _MISSING.search(_words(answer)):
            raise _EndedError(self._refusal(answer, reading=True))
        told = answer.payload if answer.status < 300 else None
        rows = told.get("data") if isinstance(told, dict) else told
        found = [row for row in rows or () if isinstance(row, dict) and row.get("partNo")]
        parts = Parts(now, tuple((str(row["partNo"]), nfc(str(row.get("partName") or ""))) for row in found))
        self._outbox.keep_server_procedure(key, msgspec.json.encode(parts), now)
        return parts.parts

    # ------------------------------------------------------------------------------------ the action

    def _act(self, entry: Entry, asked: bool) -> Verdict:
        code = action_code(self._server, entry.kind)
        detail = self._held(entry)
        settled = self._settled(entry, code, detail, asked)
        if settled is not None:
            return settled
        self._write(f"/dossiers/{detail['dossierId']}/actions", action(entry, code), _has("dossierActionId"))
        if entry.wire_code:
            return Delivered(f"{ACTION} {code}")
        # The number comes with a step of the process; a look that fails now is made with the next event.
        try:
            detail = self._look(entry.dossier_id) or detail
        except _EndedError:
            return Delivered(f"{ACTION} {code}")
        return self._numbered(f"{ACTION} {code}", entry, detail)

    def _settled(self, entry: Entry, code: str, detail: dict[str, Any], asked: bool) -> Verdict | None:
        """What the dossier's own state says of an action before it is made; None: make it."""
        if is_last(detail, entry, code):
            return self._there(entry, detail)
        theirs = status_of(detail)
        if theirs is None:
            return Refused("action_in_doubt", code) if asked and not last_is_earlier(detail, entry) else None
        ours = told_as(entry.dossier.status)
        before = told_as(entry.status_before or Status.NEW)
        if asked and before is not ours:
            if theirs is ours:
                return self._there(entry, detail)
        elif asked and theirs is ours and not last_is_earlier(detail, entry):
            # It moves nothing, and somebody else has acted since: nothing tells whether it arrived.
            return Refused("action_in_doubt", code)
        passed = entry.kind in _PASSED and before is not ours
        other = theirs is not ours and theirs is not before
        further = _LATENESS[theirs] > _LATENESS[ours] or (
            other and (theirs in ENDED or (passed and _same(theirs, ours)))
        )
        if (further or theirs is ours) and passed:
            return self._there(entry, detail)
        if further and not (entry.kind in _STILL and theirs not in ENDED):
            return Refused("server_ahead", str(detail.get("dossierStatus")))
        return None

    def _there(self, entry: Entry, detail: dict[str, Any]) -> Verdict:
        receipt = f"dossierStatus: {detail.get('dossierStatus')}"
        told = self._numbered(receipt, entry, detail)
        return told if told.number else AlreadyThere(receipt)

    def _numbered(self, receipt: str, entry: Entry, detail: dict[str, Any]) -> Delivered:
        """The server's number where we have only a provisional one."""
        number = "" if entry.wire_code else str(detail.get("dossierNo") or "").strip()
        return Delivered(receipt, number=number)

    # ----------------------------------------------------------------------------------------- calls

    def _write(
        self, path: str, form: dict[str, str], fits: Callable[[Any], bool], *, put: bool = False
    ) -> dict[str, Any]:
        """What a call that was taken answered. Ends the step with what it came to otherwise."""
        send = self._transport.put_form if put else self._transport.post_form
        answer = self._ask(lambda: send(path, form), fits, reading=False)
        if answer.status == 204 or (answer.status in {403, 404} and _MISSING.search(_words(answer))):
            raise _GoneError
        if answer.status >= 300:
            raise _EndedError(self._refusal(answer, reading=False))
        taken: dict[str, Any] = answer.payload
        return taken

    def _ask(self, call: Callable[[], Answer | Failure], fits: Callable[[Any], bool], *, reading: bool) -> Answer:
        """One call; once more where nobody was logged in, which did nothing, and where a read met a dead line. `fits`
        tells the contract's answer from anybody else's 2xx."""
        for last in (False, True):
            outcome = call()
            if reading and isinstance(outcome, Failure) and outcome.way is Way.CUT and outcome.status is None:
                outcome = call()
            if isinstance(outcome, Failure):
                raise _EndedError(self._failed(outcome, reading=reading))
            if not _logged_in(outcome):
                if last:
                    raise _EndedError(Locked("session_refused", _words(outcome)))
                continue
            if outcome.status < 300 and outcome.status != 204 and not fits(outcome.payload):
                raise _EndedError(self._strange())
            self._spoke = True
            self.answers += 1
            self.traffic.add(answers=1)
            if outcome.offset_ms is not None:
                self.offset_ms = outcome.offset_ms
            return outcome
        raise AssertionError("two tries end above")

    def _refusal(self, answer: Answer, *, reading: bool) -> Verdict:
        text = _words(answer)
        if answer.status == 405:
            return Refused("refused", text)
        if _NO_RIGHT.search(text):
            return Locked("forbidden", text) if reading else Refused("forbidden", text)
        if not text or text == "null" or _TROUBLE.search(text):
            return Unclear("lookup_failed" if reading else "server_error", text, spoken=True)
        return Unclear("lookup_failed", text, spoken=True) if reading else Refused("refused", text)

    def _strange(self) -> Verdict:
        return Unclear("answer_strange", spoken=True) if self._spoke else Later(None, "captive_portal")

    def _failed(self, failure: Failure, *, reading: bool) -> Verdict:
        """After a genuine answer within the same step a page or a "forbidden" is about this dossier, not the line."""
        spoke = self._spoke and not reading
        return failed(failure, spoke=spoke)


def _logged_in(answer: Answer) -> bool:
    """203 and 401 say that nobody, or nobody who may, is logged in; both with 203 in the body (wire B.1)."""
    code = answer.payload.get("code") if isinstance(answer.payload, dict) else None
    return answer.status not in {203, 401} and code != 203


def _is_list(payload: Any) -> bool:
    return isinstance(payload, list)


def _is_parts(payload: Any) -> bool:
    return isinstance(payload, list) or (isinstance(payload, dict) and "data" in payload)


def _is_listed(payload: Any) -> bool:
    return isinstance(payload, list) or (isinstance(payload, dict) and isinstance(payload.get("data"), list))


def _count(told: dict[str, Any]) -> int:
    total = told.get("total")
    return total if isinstance(total, int) else 0


def _has(*names: str) -> Callable[[Any], bool]:
    return lambda payload: isinstance(payload, dict) and any(name in payload for name in names)


def _is_dossier(uid: str) -> Callable[[Any], bool]:
    return lambda payload: (
        isinstance(payload, dict) and bool(payload.get("dossierId")) and payload.get("referenceUid") == uid
    )


def _same(one: Status, other: Status) -> bool:
    return _LATENESS[one] == _LATENESS[other]


def _words(answer: Answer) -> str:
    """What a refusal says: the description, or the one text beside an error key."""
    payload = answer.payload if isinstance(answer.payload, dict) else {}
    if "description" in payload or "code" in payload:
        return nfc(str(payload.get("description") or ""))
    return nfc(next((value for value in payload.values() if isinstance(value, str)), ""))
