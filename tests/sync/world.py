"""One counter, its line and its one-stop system as a small world for the model and for a month: what may happen to
them, and what must be true whatever did (G2, G3, G4, G10)."""

from __future__ import annotations

import random
from contextlib import nullcontext
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from app.domain.catalogue import FeeKind
from app.domain.dossier import Dossier, allowed
from app.domain.events import (
    VIETNAM,
    AgencyReturned,
    Body,
    Component,
    Corrected,
    DeliveryAttempted,
    FeeAsked,
    FeeCollected,
    FeeLine,
    FeeRefunded,
    HandedBack,
    HandedToAgency,
    Invited,
    Kind,
    Missing,
    Mode,
    Printed,
    ProcedureSnapshot,
    Rated,
    Recipient,
    Refused,
    Rescheduled,
    ResultArrived,
    ReturnedToAgency,
    Sealed,
    Stopped,
    SupplementAsked,
    Supplemented,
    Voided,
    WithdrawalAsked,
    Withdrawn,
)
from app.domain.queue import Item, State
from app.inbox import Inbox
from app.store.ledger import load, verify
from app.store.outbox import Outbox
from app.store.sightings import MOST_OFFERS, Sightings
from app.wording import SENTENCES
from sync.courier import Courier
from sync.dialects.dvcqg import Point, line
from sync.dialects.dvcqg_session import DvcqgSession
from sync.lookout import Lookout
from sync.report import Backoff, Report
from sync.sandbox import Sandbox
from sync.sandbox.books import _write
from sync.transport import Timeouts
from tests.desk import FakeClock
from tests.sync.counter import POINT, Counter, accepted, server_of
from tests.sync.loom import Loom
from tests.sync.power import Fuse, PowerCut, dark, fused

QUICK = Timeouts(connect=2.0, read=2.0, total=4.0)

NEXT: tuple[Kind, ...] = (
    Kind.HANDED_TO_AGENCY,
    Kind.AGENCY_ACCEPTED,
    Kind.SUPPLEMENT_ASKED,
    Kind.SUPPLEMENTED,
    Kind.FEE_ASKED,
    Kind.FEE_COLLECTED,
    Kind.FEE_REFUNDED,
    Kind.CORRECTED,
    Kind.RESCHEDULED,
    Kind.RESULT_ARRIVED,
    Kind.INVITED,
    Kind.DELIVERY_ATTEMPTED,
    Kind.RETURNED_TO_AGENCY,
    Kind.HANDED_BACK,
    Kind.RATED,
    Kind.SEALED,
    Kind.PRINTED,
    Kind.AGENCY_RETURNED,
    Kind.WITHDRAWAL_ASKED,
    Kind.WITHDRAWN,
    Kind.STOPPED,
    Kind.VOIDED,
    Kind.REFUSED,
)
"""The events that people make happen, the commonest first."""


def body_of(kind: Kind, dossier: Dossier, number: int, clock: FakeClock, unit: str) -> Body:
    """What this event says; `number` makes it unlike every other of its kind: after a clock that went back the lines
    of a dossier all bear one time, and two of the same words could not be told apart."""
    now = max(clock.now(), dossier.updated_at)
    match kind:
        case Kind.HANDED_TO_AGENCY:
            return HandedToAgency(note=f"lần {number}")
        case Kind.AGENCY_ACCEPTED:
            code = dossier.wire_code or f"{unit}-261117-{number:05}"
            return accepted(code, accepted_at=now, due_at=now + timedelta(days=5))
        case Kind.SUPPLEMENT_ASKED:
            return SupplementAsked(missing=(Missing(name="Giấy tờ nơi cư trú", originals=1),), reason=f"lần {number}")
        case Kind.SUPPLEMENTED:
            return Supplemented(components=(Component(name=f"Giấy {number}", originals=1),))
        case Kind.FEE_ASKED:
            return FeeAsked(fees=(FeeLine(kind=FeeKind.FEE, name=f"Phí {number}", amount=50_000),))
        case Kind.FEE_COLLECTED:
            return FeeCollected(amount=50_000 + number, kind=FeeKind.FEE)
        case Kind.FEE_REFUNDED:
            return FeeRefunded(amount=1_000, kind=FeeKind.FEE, reason=f"lần {number}")
        case Kind.CORRECTED:
            return Corrected(reason=f"Gõ sai lần {number}", note=f"Ghi chú {number}")
        case Kind.RESCHEDULED:
            return Rescheduled(due_at=now + timedelta(days=5), reason=f"Cần xác minh thêm {number}")
        case Kind.RESULT_ARRIVED:
            return ResultArrived(note=f"lần {number}")
        case Kind.INVITED:
            return Invited(how=f"điện thoại, lần {number}")
        case Kind.DELIVERY_ATTEMPTED:
            return DeliveryAttempted(outcome="absent", note=f"lần {number}")
        case Kind.RETURNED_TO_AGENCY:
            return ReturnedToAgency(reason=f"Không gặp người nhận {number}")
        case Kind.HANDED_BACK:
            return HandedBack(recipient=Recipient(full_name="Lò Văn Ín"))
        case Kind.RATED:
            return Rated(score=5)
        case Kind.SEALED:
            return Sealed(seal=f"N{number}")
        case Kind.PRINTED:
            return Printed(form="01", version="1", copy=number, size="A5", sha256="0" * 64)
        case Kind.AGENCY_RETURNED:
            return AgencyReturned(reason=f"Thiếu giấy {number}", refused=number % 3 == 0)
        case Kind.WITHDRAWAL_ASKED:
            return WithdrawalAsked(reason=f"Đổi ý {number}")
        case Kind.WITHDRAWN:
            return Withdrawn()
        case Kind.STOPPED:
            return Stopped(reason=f"Không bổ sung {number}")
        case Kind.VOIDED:
            return Voided(reason=f"Nhập trùng {number}")
        case Kind.REFUSED:
            return Refused(reason=f"Không đủ điều kiện {number}")
        case _:
            raise AssertionError(f"nobody makes {kind} happen")


class Make:
    """How a courier is put together; a broken one differs here."""

    def outbox(self, counter: Counter) -> Outbox:
        return Outbox(counter.store)

    def dialect(self, counter: Counter, outbox: Outbox, url: str) -> DvcqgSession:
        return DvcqgSession(server_of(url), "mat-khau", outbox, point=POINT, clock=counter.clock.now, timeouts=QUICK)


HONEST = Make()


class World:
    """A counter on a real file, and the courier that is at work on it until the next power cut."""

    def __init__(
        self,
        counter: Counter,
        one: Sandbox,
        url: str,
        make: Make = HONEST,
        seed: int = 0,
        *,
        lanes: int = 4,
        folding: bool = True,
        loom: Loom | None = None,
    ) -> None:
        """`loom`: the order in which the lanes move; None leaves it to the machine."""
        self.counter = counter
        self.clock = counter.clock
        self.one = one
        self.url = url
        self.make = make
        self.loom = loom
        self.fuse = Fuse() if loom is None else Fuse(loom.pause)
        self.lanes, self.folding = lanes, folding
        self.dice = random.Random(seed)
        self.dossiers: list[str] = []
        self.poison: set[str] = set()
        """Dossiers that the one-stop system rightly refuses for ever."""
        self.number = 0
        self.cuts = 0
        self.calls = self.up = self.offered = 0
        self.lines_known = False
        self.prefix = "H35.99.07"
        self.courier = self._start(url)

    # --------------------------------------------------------------------------------- the counter

    def receive(self, *, birth: bool = False, carrier: bool = False, poison: bool = False) -> str:
        self.number += 1
        changes: dict[str, Any] = {}
        if birth:
            changes["procedure"] = ProcedureSnapshot(code="1.001193", name="Đăng ký khai sinh", field="Hộ tịch")
        if poison:
            changes["agency"] = ""
        code = f"{self.prefix}-261116-{self.number:04}"
        if carrier:
            changes |= {"mode": Mode.CARRIER, "channel": 3}
            code = f"TN-03445-1-261116-{self.number:04}-7K"
        dossier = self.counter.receive(code=code, **changes)
        self.dossiers.append(dossier)
        if poison:
            self.poison.add(dossier)
        return dossier

    def act(self, which: int, choice: int) -> Kind | None:
        """The `choice`-th of the events that may come next in the `which`-th dossier; None when it has ended."""
        if not self.dossiers:
            return None
        dossier = self.state(self.dossiers[which % len(self.dossiers)])
        moves = allowed(dossier)
        may = [kind for kind in NEXT if kind in moves]
        kind = may[choice % len(may)]
        self.do(dossier.id, kind)
        return kind

    def do(self, dossier: str, kind: Kind) -> None:
        self.number += 1
        body = body_of(kind, self.state(dossier), self.number, self.clock, self.prefix)
        self.counter.act(dossier, kind, body)

    def state(self, dossier: str) -> Dossier:
        with self.counter.store.read() as conn:
            state = load(conn, dossier)
        assert state is not None
        return state

    # --------------------------------------------------------------------------------- the courier

    def _start(self, url: str) -> Courier:
        outbox = self.make.outbox(self.counter)
        self.dialect = self.make.dialect(self.counter, outbox, url)
        fused(outbox, self.dialect, self.fuse)
        courier = Courier(
            outbox,
            self.dialect,
            Inbox(self.counter.store),
            clock=self.clock.now,
            backoff=Backoff(),
            jitter=lambda: 1.0,
            sleep=lambda seconds: self.clock.tick(seconds=seconds),
            lanes=self.lanes,
            folding=self.folding,
        )
        if self.loom is not None:
            self.loom.strung(courier, self.dialect._account)
        return courier

    def round(self, cut_at: int | None = None) -> Report | None:
        """One round when it is worth while, the wait before it over at once; None when the power was cut in it."""
        wait = self.courier.wait(self.clock.now())
        if wait:
            self.clock.tick(seconds=wait)
        self.fuse.set(cut_at)
        report = None
        with dark(), nullcontext() if self.loom is None else self.loom.weaving():
            try:
                report = self.courier.round(self.clock.now())
            except PowerCut:
                report = None
        if self.fuse.burnt:
            self.cuts += 1
            self.restart()
            return None
        self.fuse.set(None)
        return report

    def reach(self, url: str) -> None:
        """From now on the one-stop system is at `url`."""
        if url != self.url:
            self.url = url
            self.restart()

    def restart(self, url: str = "") -> None:
        """The program starts afresh on the file as it is: nothing that was in memory is known any more."""
        self.fuse.set(None)
        self.calls += self.dialect.traffic.calls
        self.up += self.dialect.traffic.up
        self.courier.close()
        self.counter.close()
        self.counter = _reopened(self.counter)
        self.courier = self._start(url or self.url)

    def close(self) -> None:
        self.calls += self.dialect.traffic.calls
        self.up += self.dialect.traffic.up
        self.courier.close()
        self.counter.close()

    def settle(self, rounds: int = 200) -> None:
        """Rounds until nothing waits that time can help."""
        stopped: list[str] = []
        for _ in range(rounds):
            report = self.round()
            stopped.append(report.stopped if report is not None else "power")
            if self.courier.wait(self.clock.now()) is None:
                return
        raise AssertionError(f"the queue does not settle: {stopped[-8:]}")

    def prove(self) -> int:
        """Looks at what was delivered on any day, and puts back in the queue what the one-stop system has lost (G5,
        G6). Returns how many events that were."""
        at = [item.acknowledged_at for item in self.counter.items() if item.acknowledged_at is not None]
        days = {one.astimezone(VIETNAM).date() for one in at}
        return self._offered(days)

    def prove_today(self) -> int:
        return self._offered({self.clock.today()})

    def _offered(self, days: set[date]) -> int:
        lookout = Lookout(
            Sightings(self.counter.store), Inbox(self.counter.store), self.dialect.beside(), clock=self.clock.now
        )
        offered = sum(lookout.prove(day).offered for day in sorted(days))
        self.offered += offered
        return offered

    def heal(self) -> None:
        """The network is whole again, what was lost there is noticed, and a person puts back what was set aside
        meanwhile, twice at most."""
        self.one.faults.clear()
        self.courier.send_now()
        self.settle()
        # Only who has seen lines of any dossier can tell none from not shown.
        self.lines_known = bool(self.dialect._account.shows_lines)
        self._mend()
        for _ in range(2):
            aside = self.counter.quarantined()
            if not aside:
                return
            assert all(item.reason in SENTENCES for item in aside), "set aside without a sentence"
            self.counter.outbox.release(seqs=[item.seq for item in aside])
            self.settle()
            # A dossier is looked at when nothing of it is set aside any more.
            self._mend()

    def _mend(self) -> None:
        for _ in range(MOST_OFFERS):
            if not self.lost_by_restore() or not self.prove():
                return
            self.settle()

    # ----------------------------------------------------------------------------- what must be true

    def lost_by_restore(self) -> set[str]:
        """The codes of which the one-stop system has lost something by a restore."""
        books = self.one.books
        with books._lock, books._engine.connect() as conn:
            return set(conn.scalars(sa.select(_write.c.code).where(_write.c.lost).distinct()))

    def check_now(self) -> None:
        """What must be true at any moment, however bad the line."""
        items = self.counter.items()
        by_dossier: dict[str, list[Item]] = {}
        for item in sorted(items, key=lambda item: item.seq):
            by_dossier.setdefault(item.dossier_id, []).append(item)
            if item.state is State.QUARANTINED:
                assert item.reason in SENTENCES, f"set aside without a sentence: {item.reason!r}"
        for mine in by_dossier.values():
            open_ = [item.state is not State.DELIVERED for item in mine]
            assert open_ == sorted(open_), "an event was delivered before an earlier one of its dossier"
        restored = self.lost_by_restore()
        delivered = {item.seq for item in items if item.state is State.DELIVERED}
        for code, (lines, seqs) in self._expected().items():
            if not code or code in restored:
                continue
            told = self._told(code)
            assert told == lines[: len(told)], f"{code}: progress out of order, doubled or lost"
            done = [seq in delivered for seq in seqs]
            assert len(told) >= sum(done), f"{code}: acknowledged and not there"
            assert self.one.books.creations(code) <= 1, f"{code}: created twice"

    def check_healed(self) -> None:
        """What must be true when the network has healed and the queue has settled."""
        self.check_now()
        restored = self.lost_by_restore()
        # Where a look shows that a dossier is there and nothing else of it, an older copy of it cannot be told.
        blind = self.shows == "bare"
        # A copy is noted here as an event alone: nothing was printed, so there is no job of it.
        found = [one for one in verify(self.counter.store) if one.code != "job_missing"]
        assert found == [], f"the ledger does not verify: {found}"
        for item in self.counter.items():
            if item.state is State.DELIVERED:
                continue
            state = self.state(item.dossier_id)
            excused = item.dossier_id in self.poison or not state.wire_code
            # Where no line is shown, a lost one cannot be told from one that is there, and may be told too late.
            excused = excused or (state.wire_code in restored and self.shows != "all")
            assert excused, f"stuck after healing: {item.event} {item.state} {item.reason} {item.detail}"
            head = self._head(item.dossier_id)
            assert head.reason in SENTENCES, f"stuck without a sentence: {head.event} {head.reason!r}"
        for dossier in self.dossiers:
            state = self.state(dossier)
            head = self._head(dossier)
            if not state.wire_code or head.state is not State.DELIVERED:
                continue
            lines, seqs = self._expected()[state.wire_code]
            if not seqs:
                continue
            held = self.one.books.record(state.wire_code)
            assert held is not None, f"{state.wire_code}: acknowledged and not there"
            if not blind or state.wire_code not in restored:
                assert held["TrangThaiHoSo"] == str(int(state.status)), f"{state.wire_code}: an older state"
            assert self.one.books.creations(state.wire_code) == 1, f"{state.wire_code}: created twice"
            told = self._told(state.wire_code)
            if state.wire_code not in restored:
                assert told == lines, f"{state.wire_code}: {len(told)} lines of {len(lines)} after healing"
            elif self.lines_known:
                missing = self.untold(state.wire_code, lines)
                assert not missing, f"{state.wire_code}: lines {missing} of {len(lines)} not told again"
                places = [lines.index(one) + 1 for one in told]
                assert in_order(told, lines), f"{state.wire_code}: lines {places} of {len(lines)}"

    def untold(self, code: str, lines: list[dict[str, str]]) -> list[int]:
        """The places of the lines that a restore lost and that were not told again though they could have been. Not
        those that were overtaken: before the loss was seen a later event was told for the first time, and nothing
        older than the newest line is taken (wire H). Nor, then, those never told: among 4, 5 and 6 an older state that
        came back looks like the agency's newer one, which includes a step of ours."""
        books = self.one.books
        held = books.lines(code)
        ever = books.told(code)
        missing: list[int] = []
        for place, one in enumerate(lines):
            if one in held:
                continue
            mine = {seq for seq, body in ever if body == one}
            lost_by = max((back.newest for back in books.restores if mine & back.lost), default=None if mine else 0)
            first = [min((seq for seq, body in ever if body == later), default=0) for later in lines[place + 1 :]]
            if lost_by is None or not any(seq > lost_by for seq in first):
                missing.append(place + 1)
        return missing

    def _head(self, dossier: str) -> Item:
        mine = sorted((item for item in self.counter.items() if item.dossier_id == dossier), key=lambda item: item.seq)
        return next((item for item in mine if item.state is not State.DELIVERED), mine[-1])

    def _expected(self) -> dict[str, tuple[list[dict[str, str]], list[int]]]:
        point = Point(name=POINT)
        found: dict[str, tuple[list[dict[str, str]], list[int]]] = {}
        for entry in self.counter.entries():
            lines, seqs = found.setdefault(entry.wire_code, ([], []))
            lines.append(line(entry, point))
            seqs.append(entry.seq)
        return found

    @property
    def shows(self) -> str:
        """What a look at the one-stop system tells of a dossier."""
        return str(self.one.desk.style.shows)  # type: ignore[attr-defined]

    def _told(self, code: str) -> list[dict[str, Any]]:
        """The progress lines as held. Where the server shows none of them, one may be there twice in a row."""
        told = self.one.books.lines(code)
        if self.shows != "all":
            told = [one for at, one in enumerate(told) if at == 0 or told[at - 1] != one]
        return told


def in_order(told: list[dict[str, Any]], lines: list[dict[str, str]]) -> bool:
    """Whether each told line is one of `lines`, none of them twice, and their times never go back. The wire knows no
    order of lines of the same second, and a lost one may be told after its neighbour."""
    left = list(lines)
    for one in told:
        if one not in left:
            return False
        left.remove(one)
    times = [one["ThoiDiemXuLy"] for one in told]
    return times == sorted(times)


def _reopened(counter: Counter) -> Counter:
    again = Counter(counter.file, counter.clock)
    again._number = counter._number
    return again
