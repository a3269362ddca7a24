"""Random lives of invented dossiers in a real store, and the same figures counted by hand from their folds."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from app.domain import events as e
from app.domain.catalogue import FeeKind
from app.domain.day import DayKind, DayOpened, Remitted, RemittedLine
from app.domain.dossier import Dossier, allowed
from app.domain.events import VIETNAM, Kind, Mode, Status
from app.domain.report import Scope
from app.paper import Press
from app.paper import Unit as PaperUnit
from app.reports import Limits, Reports
from app.settings import assets
from app.store import Store
from app.store.chain import new_id
from app.store.daybook import DAYS
from app.store.figures import Figures
from app.store.ledger import append, decode_state
from tests.desk import FakeClock

FIELDS = {"1.001193": "Hộ tịch", "1.004873": "Hộ tịch", "1.012222": "Đất đai", "2.000720": ""}
COMMUNES = ("03445", "03388", "")
AGENCIES = ("UBND xã Mường Tè", "Chi nhánh VPĐKĐĐ Mường Tè")
CLERKS = ("ga", "gb")
LIMITS = Limits(sync=timedelta(hours=48), leg=timedelta(days=2))


def template(folder: Path) -> Path:
    """An empty counter's database, to be copied."""
    store = Store.create(folder / "counter.sqlite", FakeClock())
    store.ensure_person_key()
    store.close()
    return folder / "counter.sqlite"


def opened(made: Path, folder: Path, clock: FakeClock) -> Store:
    folder.mkdir(parents=True)
    return Store.open(Path(shutil.copy(made, folder / "counter.sqlite")), clock)


def reports_of(store: Store, clock: FakeClock, **changes: Any) -> Reports:
    given: dict[str, Any] = {
        "unit": "Bưu điện xã Mường Tè",
        "press": Press(assets(), PaperUnit(name="Bưu điện xã Mường Tè")),
        "procedure": lambda code: f"Thủ tục {code}",
        "commune": lambda code: f"Xã {code}",
        "provision": lambda _: (52, 45),
        "limits": LIMITS,
    }
    return Reports(Figures(store, clock.now), **{**given, **changes})


def filing(dice: random.Random, **changes: Any) -> e.Filing:
    code = dice.choice(list(FIELDS))
    fees = tuple(
        e.FeeLine(
            kind=kind,
            name=str(kind),
            amount=dice.choice((0, 5_000, 8_000, 26_000, 75_000)),
            paid=dice.random() < 0.5,
            waived=dice.choice((0, 0, 0, 15_000)),
        )
        for kind in dice.sample(list(FeeKind), dice.randrange(4))
    )
    value = e.Filing(
        mode=dice.choice((Mode.ASSIGNED, Mode.ASSIGNED, Mode.CARRIER)),
        procedure=e.ProcedureSnapshot(code=code, name=f"Thủ tục {code}", field=FIELDS[code]),
        agency=dice.choice(AGENCIES),
        channel=dice.choice((1, 1, 2, 3)),
        applicant=e.Person(
            full_name=dice.choice(("Lò Văn Ín", "=HYPERLINK(1)", "Giàng A Páo")),
            id_number=f"01209000{dice.randrange(10_000):04d}",
            phone=f"09{dice.randrange(10**8):08d}",
            address="Bản Nậm Củm, Xã Mường Tè",
            commune_code=dice.choice(COMMUNES),
        ),
        result_delivery=e.ResultDelivery(kind=dice.choice((e.DeliveryKind.COUNTER, e.DeliveryKind.POST))),
        fees=fees,
    )
    return msgspec.structs.replace(value, **changes)


def body(dice: random.Random, kind: Kind, dossier: Dossier, now: datetime, number: int) -> e.Body:
    """Some body of this kind."""
    match kind:
        case Kind.SUPPLEMENT_ASKED:
            return e.SupplementAsked(missing=(e.Missing(name="Giấy chứng sinh"),), reason="thiếu")
        case Kind.SUPPLEMENTED:
            return e.Supplemented(components=(), due_at=now + timedelta(hours=dice.randrange(1, 100)))
        case Kind.AGENCY_ACCEPTED:
            due = now + timedelta(hours=dice.randrange(1, 100))
            return e.AgencyAccepted(official_code=f"H35.12-{now:%y%m%d}-{number:04d}", due_at=due)
        case Kind.AGENCY_RETURNED:
            return e.AgencyReturned(reason="thiếu", refused=dice.random() < 0.5)
        case Kind.FEE_COLLECTED:
            method = dice.choice(("cash", "transfer"))
            return e.FeeCollected(amount=dice.randrange(1, 60) * 1000, kind=dice.choice(list(FeeKind)), method=method)
        case Kind.FEE_REFUNDED:
            method = dice.choice(("cash", "transfer"))
            return e.FeeRefunded(
                amount=dice.randrange(1, 40) * 1000, kind=dice.choice(list(FeeKind)), reason="thừa", method=method
            )
        case Kind.RESCHEDULED:
            return e.Rescheduled(due_at=now + timedelta(days=dice.randrange(1, 6)), reason="quá tải")
        case Kind.HANDED_BACK:
            return e.HandedBack(
                recipient=e.Recipient(full_name="Lò Văn Ín"),
                fees_collected=dossier.to_ask if dice.random() < 0.7 else 0,
                by_post=dice.random() < 0.5,
            )
        case Kind.RATED:
            return e.Rated(score=dice.randrange(1, 6))
        case _:
            return SIMPLE[kind]()


SIMPLE: dict[Kind, Callable[[], e.Body]] = {
    Kind.REFUSED: lambda: e.Refused(reason="không đủ điều kiện"),
    Kind.WITHDRAWAL_ASKED: lambda: e.WithdrawalAsked(reason="đổi ý"),
    Kind.WITHDRAWN: e.Withdrawn,
    Kind.VOIDED: lambda: e.Voided(reason="nhập trùng"),
    Kind.SEALED: lambda: e.Sealed(seal="S1"),
    Kind.HANDED_TO_AGENCY: e.HandedToAgency,
    Kind.STOPPED: lambda: e.Stopped(reason="theo thông báo"),
    Kind.RESULT_ARRIVED: e.ResultArrived,
    Kind.INVITED: e.Invited,
    Kind.DELIVERY_ATTEMPTED: lambda: e.DeliveryAttempted(outcome="vắng nhà"),
    Kind.RETURNED_TO_AGENCY: lambda: e.ReturnedToAgency(reason="không ai nhận"),
}
MOVES = [
    *SIMPLE,
    *(Kind.SUPPLEMENT_ASKED, Kind.SUPPLEMENTED, Kind.AGENCY_ACCEPTED, Kind.AGENCY_RETURNED, Kind.FEE_COLLECTED),
    *(Kind.FEE_REFUNDED, Kind.RESCHEDULED, Kind.HANDED_BACK, Kind.RATED),
    # What brings a dossier to its end is done more often than what does not.
    *(Kind.RESULT_ARRIVED, Kind.HANDED_BACK, Kind.HANDED_TO_AGENCY, Kind.RATED) * 3,
]


def live(store: Store, clock: FakeClock, seed: int, count: int) -> None:
    """`count` dossiers, some slips and refusals of the desk among them, each with a life of its own."""
    dice = random.Random(seed)
    ids: list[str] = []
    for number in range(1, count * 6):
        clock.tick(hours=dice.uniform(0, 9), microseconds=dice.randrange(1000))
        now = clock.now()
        with store.write() as conn:
            if len(ids) < count and (not ids or dice.random() < 0.3):
                ids.append(new_id())
                _open(store, conn, dice, ids[-1], now, number)
                continue
            dossier_id = dice.choice(ids)
            found = conn.execute("SELECT state FROM dossier WHERE dossier_id=?", (dossier_id,)).fetchone()
            dossier = decode_state(found[0])
            moves = [
                kind for kind in MOVES if kind in allowed(dossier) and (kind is not Kind.VOIDED or number % 3 == 0)
            ]
            if moves:
                kind = dice.choice(moves)
                append(store, conn, dossier_id, kind, body(dice, kind, dossier, now, number), dice.choice(CLERKS))
            elif dossier.collected_state and number % 2:
                _remit(store, conn, dossier, dice, now.astimezone(VIETNAM).date())


def _open(store: Store, conn: Any, dice: random.Random, dossier_id: str, now: datetime, number: int) -> None:
    filed = filing(dice)
    at = now.astimezone(VIETNAM)
    code = f"H35.99.07-{at:%y%m%d}-{number:04d}"
    kind = dice.choices((Kind.RECEIVED, Kind.SUPPLEMENT_ASKED, Kind.REFUSED), (10, 1, 1))[0]
    opening: e.Body
    if kind is Kind.RECEIVED:
        dated = filed.mode is Mode.ASSIGNED and dice.random() < 0.9
        opening = e.Received(
            code=code,
            filing=filed,
            received_at=at.replace(microsecond=0),
            due_at=at + timedelta(hours=dice.randrange(1, 120)) if dated else None,
            book=at.year,
            book_number=number,
            follows="TN-1" if dice.random() < 0.1 else "",
            begun_at=at - timedelta(seconds=dice.randrange(30, 600)) if dice.random() < 0.8 else None,
        )
    elif kind is Kind.REFUSED:
        opening = e.Refused(reason="không đủ điều kiện", code=code, filing=filed)
    else:
        opening = e.SupplementAsked(
            missing=(e.Missing(name="Giấy chứng sinh"),), reason="thiếu", code=f"YC-{number}", filing=filed
        )
    append(store, conn, dossier_id, kind, opening, dice.choice(CLERKS))


def _remit(store: Store, conn: Any, dossier: Dossier, dice: random.Random, today: date) -> None:
    """Some of its State money goes to the agency."""
    day = f"{today:%y%m%d}-day"
    found = conn.execute("SELECT day_id FROM day WHERE closed_seq IS NULL").fetchone()
    if found is None:
        DAYS.append(store, conn, "", DayKind.OPENED, DayOpened(number=1, date=today), CLERKS[0])
        day = conn.execute("SELECT day_id FROM day").fetchone()[0]
    else:
        day = found[0]
    line = RemittedLine(dossier_id=dossier.id, code=dossier.code, amount=dice.randrange(1, 9) * 1000)
    slip = Remitted(number=1, agency=dossier.filing.agency, lines=(line,))
    DAYS.append(store, conn, day, DayKind.REMITTED, slip, CLERKS[0])


def folded(store: Store) -> list[Dossier]:
    with store.read() as conn:
        return [decode_state(state) for (state,) in conn.execute("SELECT state FROM dossier")]


# ----------------------------------------------------------------------------------------------------- counted by hand


class Hand:
    """The rules again, from folded dossiers and the words of docs/reports.md, with days and hours and no numbers."""

    def __init__(self, scope: Scope, now: datetime) -> None:
        self.first = datetime(scope.since.year, scope.since.month, scope.since.day, tzinfo=VIETNAM)
        last = datetime(scope.until.year, scope.until.month, scope.until.day, tzinfo=VIETNAM)
        self.end = last + timedelta(days=1)
        self.judged = min(self.end, now)
        self.now = now
        self.scope = scope

    def within(self, at: datetime | None) -> bool:
        return at is not None and self.first <= at < self.end

    def is_one(self, rule: str, d: Dossier) -> bool:
        narrowed = (
            (self.scope.field, d.filing.procedure.field),
            (self.scope.procedure, d.filing.procedure.code),
            (self.scope.commune, d.filing.applicant.commune_code),
            (self.scope.agency, d.filing.agency),
            (self.scope.clerk, worker(rule, d)),
        )
        if any(wanted and ("" if wanted == "-" else wanted) != value for wanted, value in narrowed):
            return False
        slip = d.status is Status.AT_DESK
        turned_away = d.status is Status.NOT_RECEIVED and d.book_number == 0
        if rule == "slips":
            return slip and not d.voided and self.within(d.received_at)
        if rule == "refused_at_desk":
            return turned_away and self.within(d.received_at)
        if slip or turned_away:
            return False
        if rule == "voided":
            return d.voided and self.within(d.received_at)
        if rule == "registered":
            return self.within(d.received_at)
        return not d.voided and self._holds(rule, d)

    def _holds(self, rule: str, d: Dossier) -> bool:
        done = ended(d)
        due = d.due_at
        back = d.handed_back
        handed = back.at if back else None
        taken = self.within(d.received_at)
        carried = d.received_at < self.first and (done is None or done >= self.first)
        still = d.received_at < self.end and (done is None or done >= self.end)
        waits = d.status is Status.SUPPLEMENT and d.supplements[-1].asked_at
        late = due is not None and due < self.judged and not (waits and waits <= due)
        finished = self.within(done)
        day = None if done is None else done.astimezone(VIETNAM).date()
        due_day = None if due is None else due.astimezone(VIETNAM).date()
        match rule:
            case "received":
                return taken
            case "received_direct" | "received_online" | "received_postal":
                return taken and d.filing.channel == ("direct", "online", "postal").index(rule[9:]) + 1
            case "received_offline":
                return taken and d.filing.channel != 2
            case "wants_post":
                return taken and d.filing.result_delivery.kind is e.DeliveryKind.POST
            case "supplement_asked":
                return taken and bool(d.supplements)
            case "follows_slip":
                return taken and bool(d.follows)
            case "rescheduled":
                return taken and d.rescheduled > 0
            case "arrived_for_post":
                return self.within(d.arrived_at) and d.filing.result_delivery.kind is e.DeliveryKind.POST
            case "carried":
                return carried
            case "to_process":
                return taken or carried
            case "in_time":
                return (finished and not (due and done and done > due)) or (still and not late)
            case "finished":
                return finished
            case "finished_early":
                return finished and due_day is not None and day is not None and day < due_day
            case "finished_on_time":
                return finished and due is not None and day == due_day and done is not None and done <= due
            case "finished_in_time":
                return finished and due is not None and done is not None and done <= due
            case "finished_late":
                return finished and due is not None and done is not None and done > due
            case "finished_undated":
                return finished and due is None
            case "finished_dated":
                return finished and due is not None
            case "refused":
                return self.within(d.refused_at)
            case "open":
                return still
            case "open_in_time":
                return still and due is not None and not late
            case "open_late":
                return still and late
            case "open_undated":
                return still and due is None
            case "accepted":
                return self.within(d.accepted_at)
            case "right_first":
                return self.within(d.accepted_at) and not d.supplements and not d.follows
            case "sent":
                return self.within(d.sent_at)
            case "arrived":
                return self.within(d.arrived_at)
            case "tried":
                return self.within(d.arrived_at) and d.attempts > 0
            case "arrived_delivered":
                return self.within(d.arrived_at) and back is not None and back.by_post
            case "handed":
                return self.within(handed)
            case "handed_postal":
                return self.within(handed) and back is not None and back.by_post
            case "handed_counter":
                return self.within(handed) and back is not None and not back.by_post
            case "gone_back":
                return self.within(d.gone_back_at)
            case "rated":
                return self.within(handed) and d.rating > 0
            case "satisfied":
                return self.within(handed) and d.rating >= 4
            case "leg_out":
                return self.within(d.sent_at)
            case "leg_back":
                return self.within(handed) and d.arrived_at is not None
            case "timed":
                return taken and d.begun_at is not None
            case "now_late":
                waiting = waits and due is not None and waits <= due
                return done is None and due is not None and due < self.now and not waiting
            case "now_due_soon":
                soon = due is not None and self.now <= due < self.now + timedelta(days=2)
                return done is None and soon and d.status is not Status.SUPPLEMENT
            case "now_waiting":
                return d.status is Status.RESULT_READY and handed is None and d.gone_back_at is None
            case _:
                raise AssertionError(rule)

    def found(self, rule: str, dossiers: Iterable[Dossier]) -> set[str]:
        return {d.id for d in dossiers if self.is_one(rule, d)}


def ended(d: Dossier) -> datetime | None:
    """When the deciding side was done with it."""
    return d.finished_at or d.refused_at or (d.handed_back.at if d.handed_back else None)


def worker(rule: str, d: Dossier) -> str:
    """Whose work a figure is."""
    if rule.startswith(("handed", "rated", "satisfied", "leg_back")):
        return d.handed_back.by if d.handed_back else ""
    return d.received_by
