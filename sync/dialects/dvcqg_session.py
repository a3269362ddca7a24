"""The DVCQG adapter with the session in the body (wire A1): which calls an event takes, and what their answers mean.

An event is one DongBoHoSoMC (look-up first: create or update) and then one CapNhatTienDoHoSoMC; an event that changes
no field of the record is the progress line alone. The record goes whole, so the newest of several events may stand for
all of them, as far as one move leads there; their progress lines follow in one call, ten at most (wire A.5). MaHoSo is
the only key the wire has, so a lost answer to the first is settled by a look-up and repeated safely; a progress line
has no key and is repeated only where no look-up can tell.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Sequence
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
from app.store.parcels import Parcel
from sync.dialect import Absent, Can, Place, Shown, Step
from sync.dialects.dvcqg import Named, Point, line, moment_of, record
from sync.dialects.dvcqg_answers import (
    Meaning,
    Reply,
    about_names,
    expired,
    has_line,
    lowered,
    meaning,
    progress,
    reply,
    said,
    shown,
    surely_expired,
    taken_in_front,
    was_looked_up,
)
from sync.dialects.standing import PASSED, STILL, further
from sync.transport import PATIENT, Answer, Failure, Timeouts, Traffic, Transport, Way
from sync.tus import Tus, origin_of
from sync.verdicts import AlreadyThere, Delivered, Held, Later, Locked, Refused, Unclear, Verdict

LINE_ONLY = frozenset({Kind.INVITED, Kind.DELIVERY_ATTEMPTED, Kind.RETURNED_TO_AGENCY})
"""No field of HoSo changes with these: a result that comes back stays at 9, told by a line (wire D)."""

RECORD_ONLY = frozenset({Kind.FILED})
"""Links to scans stand in the record; nobody's progress is told by them."""

LIST = "*"
"""Under this key the outbox keeps the server's list of procedures: national code → its own code."""

LIST_DAYS = 1
"""A procedure that is not on a list older than this is looked for on a fresh one."""


class Listed(msgspec.Struct, frozen=True):
    """LayDanhSachTTHC as kept: a province lists thousands, which takes a minute on a slow line."""

    fetched: datetime
    codes: dict[str, str]


class _EndedError(Exception):
    """A call inside a step came to something that ends the step."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(type(verdict).__name__)
        self.verdict = verdict


RECORD, LINE = "record", "line"
LINES = 10
"""Progress lines in one call (wire A.5)."""

LANES = 4
"""Measured on 64 kbit/s with 600 ms (docs/sync.md): two are half as long as one, four a third, eight no shorter."""


class Account:
    """One log-in, shared by all lanes: a server may end the older of two sessions."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.session = ""
        self.listed: Listed | None = None
        self.offset_ms: int | None = None
        self.shows_lines: bool | None = None
        """Whether TraCuuHoSo shows progress; None until a dossier with progress was looked at."""


class DvcqgSession:
    """One server by one log-in. An object serves one thread; `beside` gives the next lane its own."""

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
        self._secret = secret
        self._outbox = outbox
        self._point = Point(name=point, channel=server.channel)
        self._clock = clock
        self._account = Account()
        self._spoke = False
        self.answers = 0
        self._transport = Transport(
            server.url,
            {
                "Accept": "application/json",
                "Content-Type": "application/json",
                "Charset": "utf-8",
                "dstcode": server.dstcode,
            },
            timeouts=timeouts,
            authorities=authorities,
            clock=clock,
            lanes=LANES,
        )
        self.traffic = self._transport.traffic
        files = server.files_url
        self.can = Can(
            lanes=LANES, folds=frozenset({RECORD}), together={LINE: LINES}, files="offset" if files else "none"
        )
        # Scans have connections and figures of their own: their address may be another house.
        self._files = Transport(origin_of(files), {}, timeouts=timeouts, authorities=authorities, clock=clock)
        self._tus = Tus(files, self._files, self._token)

    # ------------------------------------------------------------------------- what the courier sees

    @property
    def offset_ms(self) -> int | None:
        return self._account.offset_ms

    def calls(self, entry: Entry) -> tuple[str, ...] | Held:
        """Held while the dossier has no number of the one-stop system's form."""
        if not entry.wire_code:
            return Held("awaiting_code")
        if entry.kind in RECORD_ONLY:
            return (RECORD,)
        return (LINE,) if entry.kind in LINE_ONLY else (RECORD, LINE)

    def deliver(self, step: Step) -> Verdict:
        self._spoke = False
        try:
            return self._record(step.entries) if step.call == RECORD else self._lines(step)
        except _EndedError as ended:
            return ended.verdict

    def look_up(self, code: str, dossier: Dossier) -> Shown | Absent | Verdict:
        """By TraCuuHoSo. No source promises the element's fields (wire F.2): what is not shown stays unknown."""
        self._spoke = False
        try:
            element = self._look_up(code)
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
        return Delivered("session")

    def reachable(self) -> bool:
        return self._transport.reachable()

    def beside(self) -> DvcqgSession:
        other = copy.copy(self)
        other.answers = 0
        return other

    def abort(self) -> None:
        self._transport.abort()
        self._files.abort()

    def close(self) -> None:
        self._transport.close()
        self._files.close()

    # ------------------------------------------------------------------------------------- scans

    @property
    def file_traffic(self) -> Traffic:
        return self._files.traffic

    def open_file(self, parcel: Parcel) -> Place | Verdict:
        return self._tus.open_file(parcel)

    def put_file(self, parcel: Parcel, held: int, piece: bytes) -> Place | Verdict:
        return self._tus.put_file(parcel, held, piece)

    def _token(self, refused: str) -> str | Verdict:
        """The session; a new one when there is none, or when it is the one that was refused."""
        try:
            if refused or not self._account.session:
                self._enter(refused)
        except _EndedError as ended:
            return ended.verdict
        return self._account.session

    # ----------------------------------------------------------------------------------- the record

    def _record(self, entries: Sequence[Entry]) -> Verdict:
        """One record for the first of `entries` and as many after it as the record of the last may stand for."""
        code = entries[0].wire_code
        named = self._named(entries[0].dossier.filing.procedure.code)
        element = self._look_up(code)
        entries = entries[: _leap(entries, element)]
        entry = entries[-1]
        if element is not None:
            held = _ahead(entry, element)
            if held is not None:
                return _for(held, entries)
        hoso = _kept(entry, element, record(entry, named, self._point))
        answer = self._write(hoso, updating=element is not None)
        if meaning(answer, code) is Meaning.REFUSED and about_names(said(answer, code)):
            fresh = self._named(entry.dossier.filing.procedure.code, kept=False)
            if fresh != named:
                hoso = _kept(entry, element, record(entry, fresh, self._point))
                answer = self._write(hoso, updating=element is not None)
        return _for(self._taken(answer, code), entries)

    def _write(self, hoso: dict[str, Any], *, updating: bool) -> Reply:
        """Create or update; turned round once when the server says that it has, or has not, the dossier."""
        code = hoso["MaHoSo"]
        answer = self._send(hoso, updating)
        found = meaning(answer, code)
        if found is Meaning.EXISTS and not updating:
            return self._send(hoso, True)
        if found is Meaning.MISSING and updating:
            # A server restored from an older backup, or a refusal that only sounds like it: the create tells.
            created = self._send(hoso, False)
            return answer if meaning(created, code) is Meaning.EXISTS else created
        return answer

    def _send(self, hoso: dict[str, Any], updating: bool) -> Reply:
        return self._ask(
            self._server.integration_path,
            {"service": "DongBoHoSoMC", "isUpdating": "True" if updating else "False", "data": [hoso]},
        )

    def _taken(self, answer: Reply, code: str) -> Verdict:
        text = said(answer, code)
        match meaning(answer, code):
            case Meaning.TAKEN:
                return Delivered(f"{answer.code or ''} {text}".strip() or "OK")
            case Meaning.EXISTS if answer.code in {None, "0"}:
                # An update answered "đã tồn tại" with the code of success: it is there, and it is this.
                return Delivered(f"{answer.code or ''} {text}".strip())
            case Meaning.BUSY:
                return Later(None, "throttled", text)
            case Meaning.BROKEN:
                return Unclear("server_error", text, spoken=True)
            case Meaning.STRANGE:
                return Unclear("answer_strange", text, spoken=True)
            case _:
                # Words of an expiry too: the log-in was renewed just before, so they are of something in the record.
                return Refused("refused", text or f"error_code {answer.code}")

    def _look_up(self, code: str) -> dict[str, Any] | None:
        """What the server shows of the dossier, None when it surely has not got it. Ends the step when unsure."""
        answer = self._ask(self._server.integration_path, {"service": "TraCuuHoSo", "mahoso": code}, reading=True)
        if not was_looked_up(answer):
            raise _EndedError(self._unread(answer))
        return shown(answer, code)

    def _unread(self, answer: Reply) -> Verdict:
        match meaning(answer):
            case Meaning.BUSY:
                return Later(None, "throttled", answer.text)
            case Meaning.BROKEN:
                return Unclear("server_error", answer.text, spoken=True)
            case _:
                return Unclear("lookup_failed", answer.text, spoken=True)

    # --------------------------------------------------------------------------- the progress line

    def _lines(self, step: Step) -> Verdict:
        code = step.first.wire_code
        told = [line(entry, self._point) for entry in step.entries[: None if self._may_bundle(step) else 1]]
        if step.asked:
            element = self._look_up(code)
            held = [element is not None and bool(has_line(element, one)) for one in told]
            if held[0]:
                return AlreadyThere("TraCuuHoSo", count=[*held, False].index(False))
            # A server that takes what it can of a call may hold a later line and not the first.
            told = told[: [*held, True].index(True)]
        answer = self._tell(told)
        if meaning(answer, code) is Meaning.MISSING and self._look_up(code) is None:
            # The record was acknowledged and is gone: a server restored from an older backup. It gets it back first.
            verdict = self._record(step.entries[-1:])
            if not isinstance(verdict, Delivered):
                return verdict
            answer = self._tell(told)
        if meaning(answer, code) is Meaning.EXISTS:
            return AlreadyThere(said(answer, code), count=len(told))
        taken = taken_in_front(answer, len(told))
        if 0 < taken < len(told):
            return Delivered(said(answer, code), count=taken, doubt=True)
        return _for(self._taken(answer, code), step.entries[: len(told)])

    def _may_bundle(self, step: Step) -> bool:
        """Whether a lost answer to several lines could be settled. Where the server does not show them, the first ones
        repeated would stand behind the last, and a strict server refuses what is older than the newest."""
        account = self._account
        # A dossier that was there before this step has lines that could be shown.
        if len(step.entries) > 1 and account.shows_lines is None and step.first.status_before is not None:
            element = self._look_up(step.first.wire_code)
            if element is not None:
                account.shows_lines = progress(element) is not None
        return bool(account.shows_lines)

    def _tell(self, told: Sequence[dict[str, str]]) -> Reply:
        return self._ask(self._server.integration_path, {"service": "CapNhatTienDoHoSoMC", "data": list(told)})

    # ------------------------------------------------------------------------ the server's own names

    def _named(self, national: str, *, kept: bool = True) -> Named:
        """The procedure in the server's words, kept in the outbox. Ends the step when the server has no such one.

        LayThuTuc is asked by the national code first: the list, by which a server's own code is found, is half a
        megabyte, and a line that is cut every few kilobytes would never carry it. `kept` False: what was kept, and
        what the national code gave, was refused; then the list decides.
        """
        if kept:
            payload = self._outbox.server_procedure(national)
            if payload is not None:
                return msgspec.json.decode(payload, type=Named)
            listed = self._account.listed or self._kept_list()
            own = national if listed is None else listed.codes.get(national, national)
            named, _ = self._procedure(own, national)
            if named is not None:
                return named
        own = self._own_code(national, kept=kept)
        named, text = self._procedure(own, national)
        if named is None:
            raise _EndedError(Refused("server_unknown_procedure", text or own))
        return named

    def _procedure(self, own: str, national: str) -> tuple[Named | None, str]:
        """LayThuTuc by one code, kept when it answers for this procedure; else None and the server's words."""
        answer = self._ask(self._server.integration_path, {"service": "LayThuTuc", "maTTHC": own}, reading=True)
        found = [lowered(one) for one in answer.result or () if isinstance(one, dict)]
        found = [one for one in found if national_code(str(one.get("matthc") or own)) == national]
        if not found:
            if answer.code in {None, "0"} or meaning(answer) in {Meaning.REFUSED, Meaning.MISSING}:
                return None, answer.text
            raise _EndedError(self._unread(answer))
        named = _named_of(found[0], own)
        self._outbox.keep_server_procedure(national, msgspec.json.encode(named), self._clock())
        return named, ""

    def _own_code(self, national: str, *, kept: bool) -> str:
        """The server's code for a national one ("1.001193" → "1.001193.000.00.00.H35"), from its own list."""
        listed = self._account.listed or self._kept_list()
        now = self._clock()
        stale = listed is None or abs(now - listed.fetched) > timedelta(days=LIST_DAYS)
        if listed is None or (national not in listed.codes and (stale or not kept)):
            listed = self._fetch_list(now) or listed
        self._account.listed = listed
        if listed is None:
            # A server without a list, or with an empty one, may still know the procedure: LayThuTuc tells.
            return national
        if national not in listed.codes:
            raise _EndedError(Refused("server_unknown_procedure", national))
        return listed.codes[national]

    def _kept_list(self) -> Listed | None:
        payload = self._outbox.server_procedure(LIST)
        return None if payload is None else msgspec.json.decode(payload, type=Listed)

    def _fetch_list(self, now: datetime) -> Listed | None:
        answer = self._ask(self._server.share_path, {"service": "LayDanhSachTTHC"}, reading=True)
        codes: dict[str, str] = {}
        for one in answer.result or ():
            own = str(lowered(one).get("matthc", "")).strip() if isinstance(one, dict) else ""
            if national_code(own):
                # The local variant is the one in use where a list has both.
                codes[national_code(own)] = max(own, codes.get(national_code(own), ""), key=len)
        if not codes:
            if answer.code not in {None, "0"}:
                raise _EndedError(self._unread(answer))
            return None
        listed = Listed(now, codes)
        self._outbox.keep_server_procedure(LIST, msgspec.json.encode(listed), now)
        return listed

    # --------------------------------------------------------------------------------------- calls

    def _log_in(self) -> None:
        body = {"username": self._server.username, "password": self._secret}
        outcome = self._transport.post(self._server.auth_path, body)
        if isinstance(outcome, Failure):
            if outcome.way in {Way.UNAUTHORISED, Way.FORBIDDEN}:
                raise _EndedError(Locked("login_refused", outcome.text))
            verdict = self._failed(outcome, reading=True)
            # Without a session nothing can be sent to anybody.
            raise _EndedError(Later(None, verdict.code, verdict.text) if isinstance(verdict, Unclear) else verdict)
        answer = reply(outcome.payload)
        if answer is None:
            raise _EndedError(Later(None, "captive_portal"))
        self._heard(outcome)
        session = answer.session or (answer.text if _looks_like_session(answer) else "")
        if answer.code not in {None, "0"} or not session:
            if answer.code is not None and meaning(answer) in {Meaning.BUSY, Meaning.BROKEN}:
                raise _EndedError(Later(None, "unavailable", answer.text))
            raise _EndedError(Locked("login_refused", answer.text))
        self._account.session = session

    def _enter(self, refused: str) -> None:
        """Logs in unless another lane has done so since `refused` was the session."""
        with self._account.lock:
            if self._account.session == refused:
                self._log_in()

    def _ask(self, path: str, body: dict[str, Any], *, reading: bool = False) -> Reply:
        """One call with the session in its body; logs in when there is none and once again when it has expired."""
        if not self._account.session:
            self._enter("")
        for last in (False, True):
            session = self._account.session
            outcome = self._post(path, session, body, reading)
            if isinstance(outcome, Failure):
                if outcome.way is not Way.UNAUTHORISED:
                    raise _EndedError(self._failed(outcome, reading=reading))
                # Even a fresh session may have been ended by another counter's log-in with the same account.
                answer = Reply("401", outcome.text, None)
            else:
                found = reply(outcome.payload)
                if found is None:
                    raise _EndedError(self._strange())
                self._heard(outcome)
                answer = found
            if not expired(answer):
                return answer
            if last and (answer.code == "401" or (reading and surely_expired(answer))):
                self._account.session = ""
                raise _EndedError(Locked("session_refused", answer.text))
            if last:
                return answer
            self._enter(session)
        raise AssertionError("two tries end above")

    def _post(self, path: str, session: str, body: dict[str, Any], reading: bool) -> Answer | Failure:
        whole = {"session": session, "madonvi": self._server.unit, **body}
        outcome = self._transport.post(path, whole)
        if reading and isinstance(outcome, Failure) and outcome.way is Way.CUT and outcome.status is None:
            # A kept-alive line that had died meanwhile. What only reads may be asked again.
            outcome = self._transport.post(path, whole)
        return outcome

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
        record (a firewall that dislikes its text), not about the line: it must not stop everybody else."""
        spoke = self._spoke and not reading
        match failure.way:
            case Way.TOO_LARGE:
                return Refused("too_large", failure.text)
            case Way.FORBIDDEN:
                return Refused("forbidden", failure.text) if spoke else Locked("forbidden", failure.text)
            case Way.CERTIFICATE | Way.CERTIFICATE_CLOCK | Way.PROXY | Way.ADDRESS:
                return Locked(failure.way.value, failure.text)
            case Way.UNAUTHORISED:
                return Locked("session_refused", failure.text)
            case Way.THROTTLED | Way.UNAVAILABLE:
                return Later(failure.after, failure.way.value, failure.text)
            case Way.PORTAL:
                return Unclear("answer_strange", spoken=True) if spoke else Later(None, "captive_portal")
            case Way.OFFLINE | Way.DNS:
                return Later(None, failure.way.value)
            case Way.STOPPED:
                return Unclear("stopped") if failure.sent else Later(None, "stopped")
            case Way.SERVER_ERROR:
                return Unclear("server_error", failure.text, spoken=True)
            case Way.CUT | Way.SLOW | Way.BROKEN:
                return Unclear(_LOST[failure.way])


_LOST = {Way.CUT: "answer_lost", Way.SLOW: "answer_slow", Way.BROKEN: "answer_broken"}


def _looks_like_session(answer: Reply) -> bool:
    """Some gateways put the session into `message`: one word without a space."""
    return answer.code == "0" and len(answer.text) >= 16 and " " not in answer.text


def _named_of(found: dict[str, Any], own: str) -> Named:
    def rows(key: str) -> list[dict[str, Any]]:
        value = found.get(key)
        if isinstance(value, dict):
            value = [value]
        return [lowered(one) for one in value if isinstance(one, dict)] if isinstance(value, list) else []

    def text(row: dict[str, Any], key: str) -> str:
        value = row.get(key)
        return value if isinstance(value, str) else "" if value is None else str(value)

    fields = rows("linhvucthuchien")
    field = fields[0] if fields else {}
    return Named(
        code=text(found, "matthc").strip() or own,
        name=text(found, "tentthc"),
        field_code=text(field, "malinhvuc"),
        field=text(field, "tenlinhvuc"),
        results=tuple(
            (text(row, "maketqua"), text(row, "tenketqua")) for row in rows("ketquathuchien") if row.get("maketqua")
        ),
    )


# ------------------------------------------------------------- never an older state over a newer one


def _status(element: dict[str, Any]) -> Status | None:
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


def _for(verdict: Verdict, entries: Sequence[Entry]) -> Verdict:
    """What was taken was taken for just these."""
    if isinstance(verdict, Delivered | AlreadyThere):
        return msgspec.structs.replace(verdict, count=len(entries))
    return verdict


def _leap(entries: Sequence[Entry], element: dict[str, Any] | None) -> int:
    """How many of `entries` the record of the last of them may stand for: the furthest that one allowed move reaches.

    Where the server shows a status that somebody else has moved on, each event is looked at by itself.
    """
    first = entries[0]
    before = first.status_before or first.dossier.status
    if element is None:
        before = first.dossier.status
    elif (theirs := _status(element)) is not None:
        ours = [n for n, entry in enumerate(entries, 1) if entry.asked and entry.dossier.status is theirs]
        if ours:
            # The write whose answer was lost: it stood for as many.
            return ours[-1]
        if further(first, theirs) or theirs in ENDED:
            return 1
        before = theirs
    reach = _MOVES.get(before, frozenset())
    return max((n for n, entry in enumerate(entries, 1) if entry.dossier.status in reach), default=1)


def _ahead(entry: Entry, element: dict[str, Any]) -> Verdict | None:
    """What to do when the server is already further in the dossier's life than this event; None: write.

    Works only as far as TraCuuHoSo shows TrangThaiHoSo, which no source promises (wire F.2).
    """
    theirs, ours = _status(element), entry.dossier.status
    if theirs is None:
        return None
    if theirs is ours:
        # The end was written and its answer lost: a strict server takes nothing after 3, 8 or 10, not even the same.
        return Delivered("TraCuuHoSo") if entry.asked and ours in ENDED else None
    if not further(entry, theirs):
        return None
    if entry.kind in PASSED:
        return AlreadyThere(f"TraCuuHoSo: {int(theirs)}")
    if entry.kind in STILL and _can_keep(theirs, element):
        return None
    return Refused("server_ahead", str(int(theirs)))


def shown_of(element: dict[str, Any]) -> Shown:
    """What an element of TraCuuHoSo shows, as far as it shows it."""
    lines = progress(element)
    return Shown(
        code=str(element.get("mahoso") or "").strip(),
        status=_status(element),
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


def _kept(entry: Entry, element: dict[str, Any] | None, hoso: dict[str, Any]) -> dict[str, Any]:
    """Our record, with what is not ours to change taken from what the server shows: the procedure's code never
    changes, and an event that does not move the dossier leaves the agency's status where the agency put it."""
    if element is None:
        return hoso
    kept: dict[str, Any] = {}
    code = str(element.get("matthc") or "")
    if code and national_code(code) == national_code(hoso["MaTTHC"]):
        kept["MaTTHC"] = code
    theirs = _status(element)
    if theirs not in {None, entry.dossier.status} and entry.kind in STILL and further(entry, theirs):
        kept["TrangThaiHoSo"] = str(int(theirs))
        for name in _OF_STATUS[theirs]:
            kept[name] = element[name.lower()]
    return {**hoso, **kept}
