"""What every DVCQG adapter does with an event, whatever its envelope: the record, the progress lines, their answers.

An event is one DongBoHoSoMC (create or update) and then one CapNhatTienDoHoSoMC; an event that changes no field of the
record is the progress line alone. The record goes whole, so the newest of several events may stand for all of them, as
far as one move leads there; their progress lines follow in one call, ten at most (wire A.5). MaHoSo is the only key the
wire has: a lost answer to the record is settled by a look-up, or by creating again and hearing "đã tồn tại"; a progress
line has no key and is repeated only where no look-up can tell.
"""

from __future__ import annotations

import abc
import copy
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Self

import msgspec

from app.domain.catalogue import national_code
from app.domain.dossier import Dossier
from app.domain.events import ENDED, Kind, ProcedureSnapshot
from app.domain.queue import Entry
from app.domain.text import nfc
from app.settings import Server
from app.store.outbox import Outbox
from app.store.parcels import Parcel
from sync.dialect import Absent, Can, Place, Shown, Step
from sync.dialects.dvcqg import Named, Point, line, record
from sync.dialects.dvcqg_answers import (
    Meaning,
    Reply,
    about_names,
    about_the_end,
    about_the_order,
    has_line,
    is_overtaken,
    lowered,
    meaning,
    progress,
    reply,
    said,
    shown,
    taken_in_front,
    was_looked_up,
)
from sync.dialects.dvcqg_states import ahead, counted, has_fallen, keeping, leap, shown_of, status_of
from sync.dialects.failing import failed
from sync.transport import PATIENT, Answer, Failure, Timeouts, Traffic, Transport, Way
from sync.tus import Tus, origin_of
from sync.verdicts import AlreadyThere, Delivered, Held, Later, Refused, Unclear, Verdict

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


class EndedError(Exception):
    """A call inside a step came to something that ends the step."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(type(verdict).__name__)
        self.verdict = verdict


RECORD, LINE = "record", "line"
LINES = 10
"""Progress lines in one call (wire A.5)."""

LANES = 4
"""Measured on 64 kbit/s with 600 ms (docs/measures.md): two take half as long as one, four a quarter, eight a sixth.
Four is gentle: a province's gateway meets all of its counters at once when its line comes back."""


class Account:
    """One log-in, shared by all lanes: a server may end the older of two sessions."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.session = ""
        self.listed: Listed | None = None
        self.offset_ms: int | None = None
        self.shows_lines: bool | None = None
        """Whether TraCuuHoSo shows progress: True once seen; None until a dossier that has some was looked at."""


class Dvcqg(abc.ABC):
    """One server by one account. An object serves one thread; `beside` gives the next lane its own."""

    names: bool
    """The procedure's names can be asked for."""
    creates_first: bool
    """A dossier of which nothing was ever begun is created without a look-up."""
    upserts: ClassVar[bool] = True
    """An update answered "đã tồn tại" with the code of success was taken."""

    def __init__(
        self,
        server: Server,
        outbox: Outbox,
        headers: dict[str, str],
        *,
        looks_up: bool,
        lists: bool,
        point: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        timeouts: Timeouts = PATIENT,
        authorities: str | None = None,
    ) -> None:
        files = server.files_url
        self.can = Can(
            lanes=LANES,
            folds=frozenset({RECORD}),
            together={LINE: LINES},
            looks_up=looks_up,
            files="offset" if files else "none",
            lists=lists,
        )
        self._server = server
        self._outbox = outbox
        self._point = Point(name=point, channel=server.channel)
        self._clock = clock
        self._account = Account()
        self._spoke = False
        self._about = ""
        self.answers = 0
        self._transport = Transport(
            server.url,
            {"Accept": "application/json", "Content-Type": "application/json", **headers},
            timeouts=timeouts,
            authorities=authorities,
            clock=clock,
            lanes=LANES,
        )
        self.traffic = self._transport.traffic
        # Scans have connections and figures of their own: their address may be another house.
        self._files = Transport(origin_of(files), {}, timeouts=timeouts, authorities=authorities, clock=clock)
        self._tus = Tus(files, self._files, self._token)

    # ----------------------------------------------------------------- what each envelope says in its own way

    @abc.abstractmethod
    def _send(self, hoso: dict[str, Any], *, updating: bool) -> Reply:
        """DongBoHoSoMC. Like all of these it ends the step where nothing of the contract's form was answered."""

    @abc.abstractmethod
    def _tell(self, told: Sequence[dict[str, str]]) -> Reply:
        """CapNhatTienDoHoSoMC."""

    @abc.abstractmethod
    def _find(self, code: str) -> Reply:
        """TraCuuHoSo."""

    @abc.abstractmethod
    def _ask_procedure(self, own: str) -> Reply:
        """LayThuTuc."""

    @abc.abstractmethod
    def _ask_procedures(self) -> Reply:
        """LayDanhSachTTHC."""

    @abc.abstractmethod
    def _knock(self) -> Delivered:
        """Asks something that writes nothing, logging in afresh where there is a log-in."""

    @abc.abstractmethod
    def _token(self, refused: str) -> str | Verdict:
        """What lets in at the scans' address; another one when it is the one that was refused."""

    def _meaning(self, answer: Reply, code: str) -> Meaning:
        return meaning(answer, code)

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
        self._about = step.first.wire_code
        try:
            if step.asked and not self.can.looks_up:
                # Nothing tells whether it arrived; that the server speaks at all is worth knowing before all of it is
                # put on the line again.
                self._harmless(self._about)
            return self._record(step.entries) if step.call == RECORD else self._lines(step)
        except EndedError as ended:
            return ended.verdict

    def look_up(self, code: str, dossier: Dossier) -> Shown | Absent | Verdict:
        """By TraCuuHoSo. No source promises the element's fields (wire F.2): what is not shown stays unknown."""
        if not self.can.looks_up:
            return Unclear("lookup_failed")
        self._spoke = False
        try:
            element = self._look_up(code)
        except EndedError as ended:
            return ended.verdict
        return Absent() if element is None else self._shown(element)

    def _shown(self, element: dict[str, Any]) -> Shown:
        found = shown_of(element)
        if found.lines is None and self._account.shows_lines:
            # It shows those of others, so of this one it has none: a restored server may hold a record without them.
            found = msgspec.structs.replace(found, lines=0)
        return found

    def list_procedures(self) -> Mapping[str, str] | Verdict:
        """By LayDanhSachTTHC, half a megabyte; kept for the codes as well."""
        self._spoke = False
        try:
            _, names = self._fetch_list(self._clock())
        except EndedError as ended:
            return ended.verdict
        return names

    def knows_procedure(self, code: str) -> bool | Verdict:
        """By LayThuTuc; where there is none, the list has said all there is."""
        self._spoke = False
        try:
            return self.names and self._procedure(code, code)[0] is not None
        except EndedError as ended:
            return ended.verdict

    def probe(self) -> Verdict:
        """Delivered when the server answers and knows us. Nothing is sent."""
        self._spoke = False
        try:
            return self._knock()
        except EndedError as ended:
            return ended.verdict

    def reachable(self) -> bool:
        return self._transport.reachable()

    def beside(self) -> Self:
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

    def look_at_file(self, parcel: Parcel) -> Place | Absent | Verdict:
        return self._tus.look_at_file(parcel)

    def put_file(self, parcel: Parcel, held: int, piece: bytes) -> Place | Verdict:
        return self._tus.put_file(parcel, held, piece)

    # ----------------------------------------------------------------------------------- the record

    def _record(self, entries: Sequence[Entry]) -> Verdict:
        """One record for the first of `entries` and as many after it as the record of the last may stand for."""
        first = entries[0]
        begun = first.asked or first.attempts > 0
        if not self.can.looks_up:
            # What came before in this dossier was taken, so it is there; a server that says it is not gets it anew.
            return self._write(entries, None if first.status_before is None else {})
        if self.creates_first and first.status_before is None and not begun:
            return self._write(entries, None)
        return self._write(entries, self._look_up(first.wire_code))

    def _write(self, offered: Sequence[Entry], element: dict[str, Any] | None) -> Verdict:
        """Creates (`element` None) or updates. A create that is told "đã tồn tại" is decided anew by what is there; an
        update told "không tồn tại" becomes a create."""
        entries = offered[: leap(offered, element)]
        entry = entries[-1]
        code = entry.wire_code
        if element is not None:
            held = ahead(entry, element)
            if held is not None:
                return counted(held, entries)
        procedure = entry.dossier.filing.procedure
        named = self._named(procedure)
        updating = element is not None
        hoso = keeping(entry, element, record(entry, named, self._point))
        answer = self._send(hoso, updating=updating)
        if self._meaning(answer, code) is Meaning.REFUSED and about_names(said(answer, code)):
            fresh = self._named(procedure, kept=False)
            if fresh != named:
                hoso = keeping(entry, element, record(entry, fresh, self._point))
                answer = self._send(hoso, updating=updating)
        found = self._meaning(answer, code)
        if found is Meaning.EXISTS and not updating:
            # A look-up that shows nothing does not take back what the server has just said.
            return self._write(offered, (self._look_up(code) or {}) if self.can.looks_up else {})
        if found is Meaning.MISSING and updating:
            # A server restored from an older backup, or a refusal that only sounds like it: the create tells.
            created = self._send(hoso, updating=False)
            answer = answer if self._meaning(created, code) is Meaning.EXISTS else created
        told = element is not None and status_of(element) is not None
        verdict = self._ended(entry, self._taken(answer, code), told=told)
        if isinstance(verdict, Refused) and element is not None and has_fallen(offered[0], element):
            theirs = self._shown(element)
            verdict = msgspec.structs.replace(verdict, fallen_to=theirs.status, lines=theirs.lines)
        return counted(verdict, entries)

    def _taken(self, answer: Reply, code: str) -> Verdict:
        text = said(answer, code)
        match self._meaning(answer, code):
            case Meaning.TAKEN:
                return Delivered(f"{answer.code or ''} {text}".strip() or "OK")
            case Meaning.EXISTS if answer.code in {None, "0"} and self.upserts:
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

    def _ended(self, entry: Entry, verdict: Verdict, *, told: bool) -> Verdict:
        """Where no look-up told, a server that takes nothing after the end says by it that the end has arrived."""
        again = entry.asked and entry.dossier.status in ENDED and not told
        if again and isinstance(verdict, Refused) and about_the_end(verdict.text):
            return Delivered(verdict.text)
        return verdict

    def _look_up(self, code: str) -> dict[str, Any] | None:
        """What the server shows of the dossier, None when it surely has not got it. Ends the step when unsure."""
        answer = self._find(code)
        if not was_looked_up(answer):
            raise EndedError(self._unread(answer))
        element = shown(answer, code)
        if element is not None and progress(element) is not None:
            self._account.shows_lines = True
        return element

    def _unread(self, answer: Reply) -> Verdict:
        match meaning(answer):
            case Meaning.BUSY:
                return Later(None, "throttled", answer.text)
            case Meaning.BROKEN:
                return Unclear("server_error", answer.text, spoken=True)
            case _:
                return Unclear("lookup_failed", answer.text, spoken=True)

    # --------------------------------------------------------------------------- the progress lines

    def _lines(self, step: Step) -> Verdict:
        code = step.first.wire_code
        told = [line(entry, self._point) for entry in step.entries[: None if self._may_bundle(step) else 1]]
        shows = overtaken = False
        if step.asked and self.can.looks_up:
            element = self._look_up(code)
            shows = element is not None and progress(element) is not None
            held = [element is not None and bool(has_line(element, one)) for one in told]
            if held[0]:
                return AlreadyThere("TraCuuHoSo", count=[*held, False].index(False))
            # A server that takes what it can of a call may hold a later line and not the first.
            told = told[: [*held, True].index(True)]
            overtaken = element is not None and is_overtaken(element, told[0])
        answer = self._tell(told)
        if self._meaning(answer, code) is Meaning.MISSING and self._gone(code):
            # The record was acknowledged and is gone: a server restored from an older backup. It gets it back first.
            verdict = self._write(step.entries[len(told) - 1 : len(told)], None)
            if not isinstance(verdict, Delivered):
                return verdict
            answer = self._tell(told)
        if self._meaning(answer, code) is Meaning.EXISTS:
            return AlreadyThere(said(answer, code), count=len(told))
        taken = taken_in_front(answer, len(told))
        if 0 < taken < len(told):
            return Delivered(said(answer, code), count=taken, doubt=True)
        entries = step.entries[: len(told)]
        verdict = self._ended(entries[-1], self._taken(answer, code), told=shows)
        if overtaken and len(told) == 1 and isinstance(verdict, Refused) and about_the_order(verdict.text):
            # Lost there, and a later event was told before that was seen: a strict server takes nothing older than the
            # newest line (wire H), ever. The record stands; a person could do no more, and what waits behind it would.
            verdict = AlreadyThere(verdict.text)
        return counted(verdict, entries)

    def _gone(self, code: str) -> bool:
        """Whether it truly has not got the dossier; where it cannot be asked, its word must do."""
        return not self.can.looks_up or self._look_up(code) is None

    def _may_bundle(self, step: Step) -> bool:
        """Whether a lost answer to several lines could be settled. Where the server does not show them, the first ones
        repeated would stand behind the last, and a strict server refuses what is older than the newest."""
        if not self.can.looks_up:
            return False
        account = self._account
        # A dossier that was there before this step has lines that could be shown.
        if len(step.entries) > 1 and account.shows_lines is None and step.first.status_before is not None:
            element = self._look_up(step.first.wire_code)
            if element is not None and progress(element) is None:
                account.shows_lines = False
        return bool(account.shows_lines)

    # ------------------------------------------------------------------------ the server's own names

    def _named(self, procedure: ProcedureSnapshot, *, kept: bool = True) -> Named:
        """The procedure in the server's words, kept in the outbox. Ends the step when the server has no such one. Where
        it cannot be asked, the counter's own words are all there is.

        LayThuTuc is asked by the national code first: the list, by which a server's own code is found, is half a
        megabyte, and a line that is cut every few kilobytes would never carry it. `kept` False: what was kept, and
        what the national code gave, was refused; then the list decides.
        """
        national = procedure.code
        if not self.names:
            return Named(code=national, name=procedure.name, field=procedure.field)
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
            raise EndedError(Refused("server_unknown_procedure", text or own))
        return named

    def _procedure(self, own: str, national: str) -> tuple[Named | None, str]:
        """LayThuTuc by one code, kept when it answers for this procedure; else None and the server's words."""
        answer = self._ask_procedure(own)
        found = [lowered(one) for one in answer.result or () if isinstance(one, dict)]
        found = [one for one in found if national_code(str(one.get("matthc") or own)) == national]
        if not found:
            if answer.code in {None, "0"} or meaning(answer) in {Meaning.REFUSED, Meaning.MISSING}:
                return None, answer.text
            raise EndedError(self._unread(answer))
        named = _named_of(found[0], own)
        self._outbox.keep_server_procedure(national, msgspec.json.encode(named), self._clock())
        return named, ""

    def _own_code(self, national: str, *, kept: bool) -> str:
        """The server's code for a national one ("1.001193" → "1.001193.000.00.00.H35"), from its own list."""
        listed = self._account.listed or self._kept_list()
        now = self._clock()
        stale = listed is None or abs(now - listed.fetched) > timedelta(days=LIST_DAYS)
        if listed is None or (national not in listed.codes and (stale or not kept)):
            listed = self._fetch_list(now)[0] or listed
        self._account.listed = listed
        if listed is None:
            # A server without a list, or with an empty one, may still know the procedure: LayThuTuc tells.
            return national
        if national not in listed.codes:
            raise EndedError(Refused("server_unknown_procedure", national))
        return listed.codes[national]

    def _kept_list(self) -> Listed | None:
        payload = self._outbox.server_procedure(LIST)
        return None if payload is None else msgspec.json.decode(payload, type=Listed)

    def _fetch_list(self, now: datetime) -> tuple[Listed | None, dict[str, str]]:
        """The list as kept, and its names by national code. None, and no names, where it is empty."""
        answer = self._ask_procedures()
        codes: dict[str, str] = {}
        names: dict[str, str] = {}
        for one in answer.result or ():
            row = lowered(one) if isinstance(one, dict) else {}
            own = str(row.get("matthc", "")).strip()
            national = national_code(own)
            # The local variant is the one in use where a list has both.
            if national and len(own) >= len(codes.get(national, "")):
                codes[national] = own
                names[national] = nfc(str(row.get("tentthc") or "")).strip()
        if not codes:
            if answer.code not in {None, "0"}:
                raise EndedError(self._unread(answer))
            return None, {}
        listed = Listed(now, codes)
        self._outbox.keep_server_procedure(LIST, msgspec.json.encode(listed), now)
        self._account.listed = listed
        return listed, names

    # --------------------------------------------------------------------------------------- answers

    def _answered(self, outcome: Answer | Failure, *, reading: bool) -> Reply:
        """The answer in the contract's form; ends the step where there was none."""
        if isinstance(outcome, Failure):
            raise EndedError(self._failed(outcome, reading=reading))
        found = reply(outcome.payload)
        if found is None:
            raise EndedError(self._strange(reading=reading))
        self._heard(outcome)
        return found

    def _heard(self, answer: Answer) -> None:
        self._spoke = True
        self.answers += 1
        self.traffic.add(answers=1)
        if answer.offset_ms is not None:
            self._account.offset_ms = answer.offset_ms

    def _strange(self, *, reading: bool) -> Verdict:
        spoke = self._spoke or (not reading and self._opens())
        return Unclear("answer_strange", spoken=True) if spoke else Later(None, "captive_portal")

    def _opens(self) -> bool:
        """Whether the server answers something else, which tells a bad record from a shut door."""
        try:
            self._harmless(self._about)
        except EndedError:
            return False
        return True

    @abc.abstractmethod
    def _harmless(self, code: str) -> Reply:
        """A call that writes nothing. `code`: a dossier it may ask for."""

    def _failed(self, failure: Failure, *, reading: bool) -> Verdict:
        """What a failed call means. After a genuine answer within the same step a page or a "forbidden" is about this
        record (a firewall that dislikes its text), not about the line: it must not stop everybody else."""
        spoke = not reading and (self._spoke or (failure.way in {Way.FORBIDDEN, Way.PORTAL} and self._opens()))
        return failed(failure, spoke=spoke)


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
