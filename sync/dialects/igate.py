"""The ministries' adapter with OAuth2 (wire A3): which calls an event takes, and what their answers mean.

A dossier without a number of its own gets one first (GetNextValue); then it is created (NoiHoSo) and told on line by
line (CapNhatTienTrinh), with a status call (CapNhatTrangThai) before the line of an event that moves it. A lost answer
to the number wastes a number; one to the creation or a status is settled by a look-up before it is repeated; a line has
no key and is repeated only where no look-up can tell.

No call changes a dossier once created: a correction reaches the record while it is not created yet (it folds into the
creation) and is a line afterwards. The adapter's idHoSo, which later calls want, lives in memory; after a start it is
looked up by the code.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from app.domain.codes import is_dossier_code, normalise_scanned_code
from app.domain.dossier import Dossier
from app.domain.events import ENDED, Kind, Status
from app.domain.queue import Entry
from app.domain.text import nfc
from app.settings import Server
from app.store.outbox import Outbox
from sync.dialect import Absent, Can, Shown, Step
from sync.dialects.dvcqg import Point
from sync.dialects.dvcqg_answers import Meaning, Reply, expired, is_missing, lowered, meaning, progress, reply
from sync.dialects.failing import failed
from sync.dialects.igate_words import WITH_LISTS, at_millisecond, creation, line, moment_of, standing, status_of
from sync.dialects.standing import LATENESS, PASSED, further
from sync.transport import PATIENT, Answer, Failure, Timeouts, Transport, Way
from sync.verdicts import AlreadyThere, Delivered, Held, Later, Locked, Refused, Unclear, Verdict

NUMBER, CREATE, STATUS, LINE, NOTHING = "number", "create", "status", "line", "nothing"

LINES = 10
"""Progress records in one call: the habit of one province's program on A2 (wire A.5); A3 states no limit."""

LANES = 4

UNTOLD_LIFE = 300.0
"""Seconds a token is used for when its answer does not say how long it lives."""

EARLY = 30.0
"""Seconds before its end at which a token is renewed, or at a tenth of its life where that is shorter."""


class _EndedError(Exception):
    """A call inside a step came to something that ends the step."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(type(verdict).__name__)
        self.verdict = verdict


class Said(msgspec.Struct, frozen=True):
    """An answer brought into one form. `reply` has its code ("0" for success, 200 included) and words; `data` is what
    it carries under any of the names seen: data, content, value, or the bare list."""

    reply: Reply
    data: Any
    status: int


def said(answer: Answer) -> Said | None:
    """None for what has not the contract's shape at all: some other program answered."""
    payload = answer.payload
    if isinstance(payload, list):
        return Said(Reply(None, "", None), payload, answer.status)
    if isinstance(payload, str):
        return Said(Reply(None, nfc(payload), None), None, answer.status)
    fields = lowered(payload) if isinstance(payload, dict) else {}
    if not fields.keys() & {"code", "message", "data", "content", "value"}:
        return None
    data = next((fields[name] for name in ("data", "content", "value") if fields.get(name) is not None), None)
    found = reply({"code": fields.get("code"), "message": fields.get("message") or ""})
    assert found is not None, "a message is always there"
    code = "0" if found.code in {"200", "201"} else found.code
    if answer.status >= 400 and code in {None, "0"}:
        code = str(answer.status)
    if code is None and data is not None:
        code = "0"
    return Said(Reply(code, found.text, None), data, answer.status)


class Account:
    """One token and the ids it earned, shared by all lanes."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.token = ""
        self.until = datetime.min.replace(tzinfo=UTC)
        self.ids: dict[str, str] = {}
        """MaHoSo → idHoSo."""
        self.offset_ms: int | None = None


class Igate:
    """One server by one log-in. An object serves one thread; `beside` gives the next lane its own."""

    can = Can(lanes=LANES, folds=frozenset({CREATE}), together={LINE: LINES}, numbers=True)

    def __init__(
        self,
        server: Server,
        secret: str,
        outbox: Outbox,
        *,
        point: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        timeouts: Timeouts = PATIENT,
        authorities: str | None = None,
    ) -> None:
        self._server = server
        self._paths = server.igate
        self._secret = secret
        self._point = Point(name=point)
        self._clock = clock
        self._account = Account()
        self._spoke = False
        self.answers = 0
        self._transport = Transport(
            server.url,
            {"Accept": "application/json", "Content-Type": "application/json"},
            timeouts=timeouts,
            authorities=authorities,
            clock=clock,
            lanes=LANES,
        )
        self.traffic = self._transport.traffic

    # ------------------------------------------------------------------------- what the courier sees

    @property
    def offset_ms(self) -> int | None:
        return self._account.offset_ms

    def calls(self, entry: Entry) -> tuple[str, ...] | Held:
        """The same names for an entry before and after its number came: `parts` counts along them. A number that was
        asked for in vain made no dossier, so an end without one is told to nobody."""
        if entry.numberless:
            return (NOTHING,) * (entry.parts + 1)
        if entry.kind is Kind.RECEIVED:
            number = () if is_dossier_code(entry.dossier.code) else (NUMBER,)
            return (*number, CREATE, LINE)
        if not entry.wire_code:
            return Held("awaiting_code")
        if entry.kind is Kind.CORRECTED:
            return (CREATE, LINE)
        return (STATUS, LINE) if _moves(entry) else (LINE,)

    def deliver(self, step: Step) -> Verdict:
        self._spoke = False
        try:
            match step.call:
                case "number":
                    return self._number(step.first)
                case "nothing":
                    return Delivered("nothing_to_send")
                case "create":
                    return self._record(step.entries)
                case "status":
                    return self._status(step.first)
                case _:
                    return self._lines(step)
        except _EndedError as ended:
            return ended.verdict

    def look_up(self, code: str, dossier: Dossier) -> Shown | Absent | Verdict:
        """By iGate's own search. Its status numbers are not the wire's, so the status is read by its name."""
        self._spoke = False
        try:
            element = self._find(code)
        except _EndedError as ended:
            return ended.verdict
        return Absent() if element is None else shown_of(element)

    def probe(self) -> Verdict:
        """Logs in afresh: Delivered when the server answers and knows us. Nothing is sent."""
        self._spoke = False
        try:
            with self._account.lock:
                self._log_in()
        except _EndedError as ended:
            return ended.verdict
        return Delivered("access_token")

    def reachable(self) -> bool:
        return self._transport.reachable()

    def beside(self) -> Igate:
        other = copy.copy(self)
        other.answers = 0
        return other

    def abort(self) -> None:
        self._transport.abort()

    def close(self) -> None:
        self._transport.close()

    # ------------------------------------------------------------------------------------ the number

    def _number(self, entry: Entry) -> Verdict:
        """Where the dossier has its number by now (the agency's, or one of this call that a crash cut short), none."""
        if entry.wire_code:
            return Delivered("")
        by = entry.dossier.filing.procedure.code if self._paths.number_by == "procedure" else self._server.unit
        answer = self._read(self._paths.number, {"code": by}, again=False)
        number = _code_in(answer.data) or _code_in(answer.reply.text)
        if answer.reply.code not in {None, "0"} or not number:
            return self._taken(answer) if answer.reply.code not in {None, "0"} else self._strange()
        return Delivered(answer.reply.text, number=number)

    # ----------------------------------------------------------------------------------- the record

    def _record(self, entries: Sequence[Entry]) -> Verdict:
        """The dossier as the newest of `entries` leaves it, unless the server has it: nothing changes it then."""
        newest = entries[-1]
        element = self._find(newest.wire_code)
        if element is not None:
            first, theirs = entries[0], status_of_element(element)
            moved = theirs not in {None, first.dossier.status} and further(first, theirs)
            if first.kind is Kind.RECEIVED and (moved or has_line(element, first)):
                # This counter was restored from a backup: the reception had arrived whole, and perhaps more.
                return AlreadyThere("search", count=1)
            return Delivered("search", count=len(entries))
        verdict = self._create(newest) if entries[0].kind is Kind.RECEIVED else self._again(newest)
        return msgspec.structs.replace(verdict, count=len(entries)) if isinstance(verdict, Delivered) else verdict

    def _create(self, entry: Entry) -> Verdict:
        answer = self._write(self._paths.create, creation(entry, self._server.unit))
        if meaning(answer.reply) is Meaning.EXISTS:
            # It came between the look-up and this: the look-up of the next call has its id.
            return Delivered(answer.reply.text)
        verdict = self._taken(answer)
        if isinstance(verdict, Delivered):
            found = _id_in(answer.data)
            if found:
                self._account.ids[entry.wire_code] = found
            return Delivered(f"{answer.reply.text} {found}".strip())
        return verdict

    def _again(self, entry: Entry) -> Verdict:
        """It had been acknowledged and is gone: a server restored from an older backup gets it as it stands."""
        verdict = self._create(entry)
        if not isinstance(verdict, Delivered) or entry.kind is Kind.RECEIVED:
            return verdict
        element = self._find(entry.wire_code)
        return self._move(entry, None if element is None else status_of_element(element))

    def _id(self, code: str) -> str:
        """idHoSo, looked up where this run has not heard it yet. "" where the server shows none."""
        if code not in self._account.ids:
            self._find(code)
        return self._account.ids.get(code, "")

    # ----------------------------------------------------------------------------------- the status

    def _status(self, entry: Entry) -> Verdict:
        element = self._find(entry.wire_code)
        if element is None:
            return self._again(entry)
        theirs, ours = status_of_element(element), entry.dossier.status
        if theirs is ours and (entry.asked or ours in ENDED or ours not in WITH_LISTS):
            return Delivered(f"search: {int(ours)}")
        if theirs not in {None, ours} and further(entry, theirs):
            if entry.kind in PASSED:
                return AlreadyThere(f"search: {int(theirs)}")
            return Refused("server_ahead", str(int(theirs)))
        return self._move(entry, theirs)

    def _move(self, entry: Entry, theirs: Status | None) -> Verdict:
        """Tells the status; first the one this event found, where the server stands earlier still."""
        before = entry.status_before
        code = entry.wire_code
        dossier_id = self._id(code)
        if theirs is not None and before is not None and LATENESS[theirs] < LATENESS[before]:
            answer = self._write(self._paths.status, [standing(entry, dossier_id, self._point, before)])
            verdict = self._taken(answer)
            if not isinstance(verdict, Delivered):
                return verdict
        answer = self._write(self._paths.status, [standing(entry, dossier_id, self._point)])
        return self._taken(answer)

    # --------------------------------------------------------------------------- the progress lines

    def _lines(self, step: Step) -> Verdict:
        code = step.first.wire_code
        if step.asked:
            element = self._find(code)
            there = 0
            while element is not None and there < len(step.entries) and has_line(element, step.entries[there]):
                there += 1
            if there:
                return AlreadyThere("search", count=there)
        answer = self._tell(step.entries)
        if _is_missing(answer) and self._find(code) is None:
            verdict = self._again(step.entries[-1])
            if not isinstance(verdict, Delivered):
                return verdict
            answer = self._tell(step.entries)
        if meaning(answer.reply) is Meaning.EXISTS:
            return AlreadyThere(answer.reply.text)
        return self._taken(answer)

    def _tell(self, entries: Sequence[Entry]) -> Said:
        dossier_id = self._id(entries[0].wire_code)
        return self._write(self._paths.progress, [line(entry, dossier_id, self._point) for entry in entries])

    # ---------------------------------------------------------------------------------- the look-up

    def _find(self, code: str) -> dict[str, Any] | None:
        """What the search shows of a dossier, with lower-case keys; None when it surely has not got it. Ends the step
        when unsure: only a list without it is "not there"."""
        answer = self._read(self._paths.search, {"code": code, "page": "0", "size": "10", "spec": "slice"})
        data = answer.data
        if isinstance(data, dict):
            data = lowered(data).get("content")
        if answer.reply.code not in {None, "0"} or not isinstance(data, list):
            raise _EndedError(self._unread(answer))
        elements = [lowered(one) for one in data if isinstance(one, dict)]
        for element in elements:
            if code in {str(element.get(name) or "").strip() for name in ("code", "nationcode", "mahoso")}:
                found = _id_in(element)
                if found:
                    self._account.ids[code] = found
                return element
        return None

    def _unread(self, answer: Said) -> Verdict:
        match meaning(answer.reply):
            case Meaning.BUSY:
                return Later(None, "throttled", answer.reply.text)
            case Meaning.BROKEN:
                return Unclear("server_error", answer.reply.text, spoken=True)
            case _:
                return Unclear("lookup_failed", answer.reply.text, spoken=True)

    # --------------------------------------------------------------------------------------- calls

    def _taken(self, answer: Said) -> Verdict:
        text = answer.reply.text
        match meaning(answer.reply):
            case Meaning.TAKEN:
                return Delivered(text or "OK")
            case Meaning.BUSY:
                return Later(None, "throttled", text)
            case Meaning.BROKEN:
                return Unclear("server_error", text, spoken=True)
            case Meaning.STRANGE:
                return Unclear("answer_strange", text, spoken=True)
            case _:
                return Refused("refused", text or f"code {answer.reply.code}")

    def _log_in(self) -> None:
        body = {"client_id": self._server.username, "client_secret": self._secret}
        asked_at = self._clock()
        outcome = self._transport.post(self._paths.token, body)
        if isinstance(outcome, Failure):
            if outcome.way in {Way.UNAUTHORISED, Way.FORBIDDEN}:
                raise _EndedError(Locked("login_refused", outcome.text))
            verdict = self._failed(outcome, reading=True)
            # Without a token nothing can be sent to anybody.
            raise _EndedError(Later(None, verdict.code, verdict.text) if isinstance(verdict, Unclear) else verdict)
        fields = lowered(outcome.payload) if isinstance(outcome.payload, dict) else {}
        inner = lowered(fields["data"]) if isinstance(fields.get("data"), dict) else fields
        token = inner.get("access_token")
        if not isinstance(token, str) or not token:
            answer = said(outcome)
            if outcome.status in {404, 410}:
                raise _EndedError(Locked("wrong_address", answer.reply.text if answer else ""))
            if answer is None and outcome.status < 400:
                raise _EndedError(Later(None, "captive_portal"))
            self._heard(outcome)
            if answer is not None and meaning(answer.reply) in {Meaning.BUSY, Meaning.BROKEN}:
                raise _EndedError(Later(None, "unavailable", answer.reply.text))
            raise _EndedError(Locked("login_refused", answer.reply.text if answer else ""))
        self._heard(outcome)
        life = _seconds(inner.get("expires_in"))
        self._account.until = asked_at + timedelta(seconds=life - min(EARLY, life / 10))
        self._account.token = token

    def _bearer(self) -> str:
        """The token in use, renewed shortly before its end. All lanes share one."""
        with self._account.lock:
            if not self._account.token or self._clock() >= self._account.until:
                self._log_in()
            return self._account.token

    def _read(self, path: str, query: Mapping[str, str], *, again: bool = True) -> Said:
        """`again`: what only reads may be asked once more where a kept-alive line had died meanwhile."""

        def ask(headers: Mapping[str, str]) -> Answer | Failure:
            outcome = self._transport.get(path, query, headers=headers)
            if again and isinstance(outcome, Failure) and outcome.way is Way.CUT and outcome.status is None:
                outcome = self._transport.get(path, query, headers=headers)
            return outcome

        return self._ask(ask, reading=again)

    def _write(self, path: str, body: Any) -> Said:
        return self._ask(lambda headers: self._transport.post(path, body, headers=headers), reading=False)

    def _ask(self, call: Callable[[Mapping[str, str]], Answer | Failure], *, reading: bool) -> Said:
        """One call with the bearer token; once more with a new one when it was not known any longer."""
        answer = Said(Reply(None, "", None), None, 0)
        for last in (False, True):
            token = self._bearer()
            outcome = call({"Authorization": f"Bearer {token}"})
            if isinstance(outcome, Failure):
                if outcome.way is not Way.UNAUTHORISED:
                    raise _EndedError(self._failed(outcome, reading=reading))
                answer = Said(Reply("401", outcome.text, None), None, 401)
            else:
                answer = self._understood(outcome, reading=reading)
            if not expired(answer.reply):
                return answer
            with self._account.lock:
                if self._account.token == token:
                    self._account.token = ""
            if last and answer.reply.code == "401":
                raise _EndedError(Locked("session_refused", answer.reply.text))
        # Words of an expiry though the token is new: they are of something in the record.
        return answer

    def _understood(self, outcome: Answer, *, reading: bool) -> Said:
        answer = said(outcome)
        if answer is None:
            raise _EndedError(self._strange())
        if outcome.status in {404, 410} and not _is_missing(answer):
            # The document's only 404 is "Không tìm thấy API": a wrong path. Other words to a write are of the dossier.
            text = answer.reply.text
            own = not reading and bool(text) and "api" not in text.lower()
            raise _EndedError(Refused("refused", text) if own else Locked("wrong_address", text))
        self._heard(outcome)
        return answer

    def _heard(self, answer: Answer) -> None:
        self._spoke = True
        self.answers += 1
        self.traffic.add(answers=1)
        if answer.offset_ms is not None:
            self._account.offset_ms = answer.offset_ms

    def _strange(self) -> Verdict:
        return Unclear("answer_strange", spoken=True) if self._spoke else Later(None, "captive_portal")

    def _failed(self, failure: Failure, *, reading: bool) -> Verdict:
        """What a failed call means. After a genuine answer within the same step a page or a "forbidden" is about this
        record, not about the line: it must not stop everybody else."""
        spoke = self._spoke and not reading
        return failed(failure, spoke=spoke)


def _moves(entry: Entry) -> bool:
    return entry.dossier.status is not entry.status_before


def _is_missing(answer: Said) -> bool:
    return is_missing(answer.reply.text) and "hồ sơ" in answer.reply.text.lower()


def _seconds(value: object) -> float:
    try:
        life = float(str(value))
    except ValueError:
        return UNTOLD_LIFE
    return life if 0 < life < 10 * 365 * 86400 else UNTOLD_LIFE


def _code_in(value: object) -> str:
    """The dossier code in an answer to GetNextValue: {"value": code}, or deeper, or bare."""
    if isinstance(value, dict):
        return next((code for one in value.values() if (code := _code_in(one))), "")
    code = normalise_scanned_code(value) if isinstance(value, str) else ""
    return code if is_dossier_code(code) else ""


def _id_in(value: object) -> str:
    """idHoSo of a creation's answer, `id` of an element of the search."""
    if isinstance(value, list):
        value = value[0] if value else None
    fields = lowered(value) if isinstance(value, dict) else {}
    return str(fields.get("idhoso") or fields.get("id") or "")


# -------------------------------------------------------------------------- what a look-up shows


def status_of_element(element: dict[str, Any]) -> Status | None:
    """The adapter's own TrangThai, or the name iGate gives its status. Its id there is another enumeration."""
    for name in ("trangthai", "trangthaihoso"):
        if (found := status_of(element.get(name))) is not None:
            return found
    for name in ("dossierstatus", "dossiertaskstatus"):
        inner = element.get(name)
        if isinstance(inner, dict) and (found := status_of(_text(lowered(inner).get("name")))) is not None:
            return found
    return None


def _text(value: object) -> str:
    """A name, which iGate also gives as a list by language ({languageId: 228} is Vietnamese)."""
    if isinstance(value, list):
        value = next((lowered(one).get("name") for one in value if isinstance(one, dict)), "")
    # "2" under `name` would be one of its own numbers.
    return value if isinstance(value, str) and not value.strip().isdigit() else ""


def has_line(element: dict[str, Any], entry: Entry) -> bool:
    """Whether a shown dossier holds this event's progress line. False too where its progress is not shown."""
    wanted = line(entry, "", Point(name=""))
    return any(
        (at := moment_of(one.get("thoidiemxuly"))) is not None
        and at_millisecond(at) == wanted["ThoiDiemXuLy"]
        and status_of(one.get("trangthai", wanted["TrangThai"])) is entry.dossier.status
        and nfc(str(one.get("noidungxuly", wanted["NoiDungXuLy"]))) == wanted["NoiDungXuLy"]
        for one in progress(element) or ()
    )


def shown_of(element: dict[str, Any]) -> Shown:
    """What an element of the search shows, as far as it shows it."""
    applicant = element.get("applicant")
    data = lowered(applicant).get("data") if isinstance(applicant, dict) else None
    person = lowered(data) if isinstance(data, dict) else {}
    lines = progress(element)
    return Shown(
        code=str(element.get("code") or element.get("mahoso") or "").strip(),
        status=status_of_element(element),
        due_at=moment_of(element.get("appointmentdate") or element.get("ngayhentra")),
        finished_at=moment_of(element.get("ngayketthucxuly")),
        returned_at=moment_of(element.get("ngaytra")),
        applicant=nfc(
            str(person.get("ownerfullname") or person.get("fullname") or element.get("chuhoso") or "").strip()
        ),
        lines=None if lines is None else len(lines),
    )
