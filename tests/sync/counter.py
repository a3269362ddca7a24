"""A counter for the courier's tests: the real ledger and outbox on a real file, events appended as they come."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from app.domain.catalogue import Case, Catalogue, Fee, FeeKind, Offer, Paper, PaperKind, Procedure, ResultPaper
from app.domain.dossier import Dossier, apply, queued
from app.domain.events import (
    AgencyAccepted,
    Body,
    Component,
    Corrected,
    DeliveryAttempted,
    Event,
    FeeAsked,
    FeeCollected,
    FeeLine,
    Filing,
    HandedBack,
    HandedToAgency,
    Invited,
    Kind,
    Missing,
    Mode,
    Person,
    ProcedureSnapshot,
    Received,
    Recipient,
    Rescheduled,
    ResultArrived,
    ReturnedToAgency,
    Scanned,
    SupplementAsked,
    Supplemented,
)
from app.domain.queue import Entry, Item, State
from app.domain.scans import look
from app.inbox import Inbox
from app.settings import Server
from app.store import Store
from app.store.chain import new_id
from app.store.ledger import all_events, append
from app.store.outbox import Outbox
from app.store.parcels import Parcels, Shipment
from app.store.people import Roll
from app.store.scans import Scans
from sync.courier import Courier
from sync.dialects.dvcqg import Point, line
from sync.dialects.dvcqg_session import DvcqgSession
from sync.dialects.dvcqg_writes import RECORD_ONLY, Dvcqg
from sync.freight import Freight
from sync.report import Backoff, Report
from sync.sandbox import Sandbox
from sync.sandbox.books import Books
from sync.transport import Timeouts
from tests.desk import FakeClock

POINT = "Bưu điện xã Mường Tè"
CLERK = "Lò Thị Dung"
MOST = 1_000_000
"""Items of one counter's queue: all there are."""

QUICK = Timeouts(connect=2.0, read=2.0, total=4.0)


def catalogue() -> Catalogue:
    """Two procedures under the province's own wording, which is not the counter's."""
    return Catalogue(
        "thu",
        [
            Procedure(
                code="1.004873",
                name="Cấp Giấy xác nhận tình trạng hôn nhân (tên của tỉnh)",
                short_name="Xác nhận tình trạng hôn nhân",
                field="Hộ tịch",
                field_code="G06-HT01",
                effective_from=date(2026, 7, 1),
                cases=(Case("chung", "Chung"),),
                offers=(Offer(1, fees=(Fee(FeeKind.CHARGE, "Lệ phí", 15_000),)), Offer(3)),
                papers=(Paper("to-khai", "Tờ khai", PaperKind.SUBMIT, originals=1),),
                results=(ResultPaper("KQ.G15.000301", "Giấy xác nhận tình trạng hôn nhân"),),
            ),
            Procedure(
                code="1.001193",
                name="Thủ tục đăng ký khai sinh",
                short_name="Đăng ký khai sinh",
                field="Hộ tịch",
                field_code="G06-HT01",
                effective_from=date(2026, 7, 1),
            ),
        ],
    )


def filing(**changes: Any) -> Filing:
    """What an invented citizen handed in."""
    base = Filing(
        mode=Mode.ASSIGNED,
        procedure=ProcedureSnapshot(
            code="1.004873", name="Xác nhận tình trạng hôn nhân", field="Hộ tịch", case="chung", case_name=""
        ),
        agency="UBND xã Mường Tè",
        channel=1,
        applicant=Person(full_name="Lò Văn Ín", id_number="012090001234", phone="0912345678"),
        components=(
            Component(key="to-khai", name="Tờ khai", originals=1),
            Component(name="Căn cước", kind=PaperKind.SHOW, shown=True),
            Component(name="Giấy tờ nơi cư trú", originals=1, copies=2),
        ),
        fees=(
            FeeLine(kind=FeeKind.CHARGE, name="Lệ phí", amount=15_000, paid=True),
            FeeLine(kind=FeeKind.POSTAGE, name="Cước", amount=26_000, paid=True),
        ),
    )
    return msgspec.structs.replace(base, **changes)


class Counter:
    """One counter's ledger, with the shortest ways to make things happen on it."""

    def __init__(self, file: Path, clock: FakeClock) -> None:
        self.clock = clock
        self.file = file
        self.store = Store.open(file, clock)
        self.outbox = Outbox(self.store)
        self.parcels = Parcels(self.store)
        self._number = 1000

    def close(self) -> None:
        self.store.close()

    def receive(self, *, code: str = "", minutes: float = 1, **changes: Any) -> str:
        """A dossier received at the counter; returns its id."""
        self.clock.tick(minutes=minutes)
        self._number += 1
        dossier = new_id()
        now = self.clock.now()
        body = Received(
            code=code or f"H35.99.07-261116-{self._number}",
            filing=filing(**changes),
            received_at=now,
            due_at=now + timedelta(days=3),
        )
        self._append(dossier, Kind.RECEIVED, body)
        return dossier

    def act(self, dossier: str, kind: Kind, body: Body, *, minutes: float = 1) -> None:
        self.clock.tick(minutes=minutes)
        self._append(dossier, kind, body)

    def attach(self, dossier: str, content: bytes, *, component: str = "to-khai", name: str = "Tờ khai") -> str:
        """A scan as `app.counter` attaches it; returns its digest."""
        digest = Scans(self.file.parent).put(content)
        media = look(content).media
        body = Scanned(component=component, name=name, sha256=digest, size=len(content), media=media)
        self.act(dossier, Kind.SCANNED, body)
        return digest

    def shipments(self, state: State | None = None) -> list[Shipment]:
        return [one for one in self.parcels.items() if state is None or one.state is state]

    def _append(self, dossier: str, kind: Kind, body: Body) -> None:
        with self.store.write() as conn:
            append(self.store, conn, dossier, kind, body, "clerk-1")

    def life(self, *, ended: bool = True, **changes: Any) -> str:
        """One dossier through nearly everything that can happen to it."""
        dossier = self.receive(**changes)
        for kind, body in LIFE if ended else LIFE[:-1]:
            self.act(dossier, kind, body)
        return dossier

    def forget(self, dossier: str) -> None:
        """The queue of an older copy of this file: nothing of the dossier is known to have been sent."""
        with self.store.write() as conn:
            conn.exec_driver_sql(
                "UPDATE outbox SET state='waiting', parts=0, asked=0, attempts=0, next_at=0, receipt='' "
                "WHERE dossier_id=?",
                (dossier,),
            )

    # ------------------------------------------------------------------------------- what is owed

    def entries(self) -> list[Entry]:
        """Every event owed to the one-stop system as the courier gets it, in order."""
        states: dict[str, Dossier] = {}
        owed: list[tuple[Event, Dossier | None, Dossier]] = []
        with self.store.read() as conn:
            for _, event in all_events(conn):
                before = states.get(event.dossier_id)
                states[event.dossier_id] = after = apply(before, event)
                if queued(event, before, after):
                    owed.append((event, before, after))
        return [
            Entry(
                seq=event.seq,
                dossier_id=event.dossier_id,
                kind=event.kind,
                event=event,
                dossier=after,
                status_before=None if before is None else before.status,
                wire_code=states[event.dossier_id].wire_code,
                actor_name=CLERK,
                parts=0,
                asked=False,
                attempts=0,
            )
            for event, before, after in owed
        ]

    def items(self, state: State | None = None) -> tuple[Item, ...]:
        return self.outbox.items(MOST, state)

    def waiting(self) -> list[Item]:
        return list(self.items(State.WAITING))

    def quarantined(self) -> list[Item]:
        return list(self.items(State.QUARANTINED))


LIFE: list[tuple[Kind, Body]] = [
    (Kind.HANDED_TO_AGENCY, HandedToAgency()),
    (
        Kind.SUPPLEMENT_ASKED,
        SupplementAsked(missing=(Missing(name="Giấy tờ nơi cư trú", originals=1),), reason="Chưa rõ nơi cư trú"),
    ),
    (Kind.CORRECTED, Corrected(reason="Gõ sai điện thoại", note="Gọi trước khi phát")),
    (
        Kind.SUPPLEMENTED,
        Supplemented(components=(Component(name="Giấy tờ nơi cư trú", originals=1),)),
    ),
    (Kind.FEE_ASKED, FeeAsked(fees=(FeeLine(kind=FeeKind.FEE, name="Phí xác minh", amount=50_000),))),
    (Kind.FEE_COLLECTED, FeeCollected(amount=50_000, kind=FeeKind.FEE, name="phí xác minh")),
    (Kind.RESULT_ARRIVED, ResultArrived()),
    (Kind.INVITED, Invited()),
    (Kind.DELIVERY_ATTEMPTED, DeliveryAttempted(outcome="absent")),
    (Kind.RETURNED_TO_AGENCY, ReturnedToAgency(reason="Hai lần không gặp người nhận")),
    (Kind.RESULT_ARRIVED, ResultArrived()),
    (Kind.HANDED_BACK, HandedBack(recipient=Recipient(full_name="Lò Văn Ín"))),
]


def accepted(code: str = "H35.01-261117-0042", **changes: Any) -> AgencyAccepted:
    return AgencyAccepted(official_code=code, **changes)


def rescheduled(counter: Counter) -> Rescheduled:
    return Rescheduled(due_at=counter.clock.now() + timedelta(days=5), reason="Cơ quan cần xác minh thêm")


def template(file: Path) -> None:
    """An empty counter's file, made once and copied: migrating costs half a second."""
    store = Store.create(file, FakeClock())
    Roll(store).add("clerk-1", CLERK, "clerk", "-", must_change=False, today=FakeClock().today())
    store.close()


def fresh(source: Path, folder: Path, clock: FakeClock) -> Counter:
    target = folder / "counter.sqlite"
    for suffix in ("", "-wal", "-shm"):
        part = source.with_name(source.name + suffix)
        if part.exists():
            shutil.copy(part, target.with_name(target.name + suffix))
    return Counter(target, clock)


def server_of(url: str, **changes: Any) -> Server:
    base = Server(
        dialect="dvcqg-session",
        url=url,
        unit="000.00.01.H99",
        dstcode="VN:GOV:000.00.01.H99:dvcqg",
        username="buudien",
    )
    return msgspec.structs.replace(base, **changes)


def dialect_of(counter: Counter, url: str, *, secret: str = "mat-khau", **changes: Any) -> DvcqgSession:
    return DvcqgSession(
        server_of(url, **changes), secret, counter.outbox, point=POINT, clock=counter.clock.now, timeouts=QUICK
    )


def courier_of(
    counter: Counter, url: str, *, dialect: Dvcqg | None = None, freight: Freight | None = None, **changes: Any
) -> Courier:
    """With `files_url` among the changes, or a `freight` of the test's own, it carries scans too."""
    dialect = dialect or dialect_of(counter, url, **changes)
    if freight is None and dialect.can.files != "none":
        freight = freight_of(counter, dialect)
    return Courier(
        counter.outbox,
        dialect,
        Inbox(counter.store),
        clock=counter.clock.now,
        backoff=Backoff(),
        jitter=lambda: 1.0,
        sleep=lambda seconds: counter.clock.tick(seconds=seconds),
        freight=freight,
    )


def freight_of(counter: Counter, dialect: Dvcqg, parcels: Parcels | None = None) -> Freight:
    return Freight(parcels or counter.parcels, dialect, clock=counter.clock.now, jitter=lambda: 1.0)


def settle(courier: Courier, counter: Counter, rounds: int = 120) -> list[Report]:
    """Rounds, with the waits between them passing at once, until nothing waits that time can help."""
    reports = []
    for _ in range(rounds):
        reports.append(courier.round(counter.clock.now()))
        wait = courier.wait(counter.clock.now())
        if wait is None:
            return reports
        counter.clock.tick(seconds=wait)
    raise AssertionError(f"the queue did not settle: {[report.stopped for report in reports]}")


def expected_lines(counter: Counter, code: str) -> list[dict[str, str]]:
    point = Point(name=POINT)
    told = [entry for entry in counter.entries() if entry.kind not in RECORD_ONLY]
    return [line(entry, point) for entry in told if entry.wire_code == code]


def assert_holds(books: Books, counter: Counter, *, repeats: bool = False) -> None:
    """The other side holds every event of this counter, each once, in order, and the newest state (G2, G3).

    `repeats`: a progress line may be there twice, because no look-up could settle a lost answer.
    """
    entries = counter.entries()
    newest = {entry.wire_code: entry.dossier for entry in entries}
    assert books.codes() == sorted(newest)
    for code, dossier in newest.items():
        record = books.record(code)
        assert record is not None and record["TrangThaiHoSo"] == str(int(dossier.status))
        assert books.creations(code) == 1, "created twice"
        told = books.lines(code)
        if repeats:
            told = [one for at, one in enumerate(told) if at == 0 or told[at - 1] != one]
        assert told == expected_lines(counter, code)


def stop(sandbox: Sandbox) -> None:
    sandbox.stop()
    sandbox.books.close()
