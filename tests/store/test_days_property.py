"""Random weeks at a counter: whatever happens in whatever order, the drawers are the sums of what moved, every fact is
one day's, and each report says what a second set of books, kept by the test, says."""

from __future__ import annotations

import functools
import hashlib
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from app.domain.dossier import DRAWERS, Drawer
from app.domain.events import VIETNAM, Kind, Recipient
from app.domain.handback import HandBackRequest
from app.domain.zreport import Listed, ZReport, frozen
from app.errors import Rejected
from app.office import Office, open_office
from app.store.ledger import verify
from tests.desk import FakeClock, clerk_of, draft, new_office
from tests.store.evening import AGENCY, closed, manager_of, notes_for, received

DRAWER: dict[str, Drawer] = {"charge": "state", "fee": "state", "postage": "post"}
ENDED = ("voided", "handed_back")


@functools.cache
def template() -> Path:
    """A counter that was set up once; each run works on a copy."""
    folder = Path(tempfile.mkdtemp(prefix="quay-days-")) / "data"
    new_office(folder, FakeClock()).close()
    return folder


@dataclass
class Known:
    """A dossier as the test's own books have it."""

    owed: dict[str, int]
    at: datetime
    end: str = ""
    cash: dict[str, int] = field(default_factory=lambda: dict.fromkeys(DRAWER, 0))
    """By kind, what was taken in cash and not given back."""
    beside: dict[Drawer, int] = field(default_factory=lambda: dict.fromkeys(DRAWERS, 0))
    remitted: dict[str, int] = field(default_factory=lambda: {"fee": 0, "charge": 0})

    def taken(self, drawer: Drawer) -> int:
        return self.in_cash(drawer) + self.beside[drawer]

    def in_cash(self, drawer: Drawer) -> int:
        return sum(amount for kind, amount in self.cash.items() if DRAWER[kind] == drawer)

    def left(self, drawer: Drawer) -> int:
        due = sum(amount for kind, amount in self.owed.items() if DRAWER[kind] == drawer)
        return max(0, due - self.taken(drawer))

    def gap(self) -> dict[str, int]:
        return {kind: self.cash[kind] - self.remitted[kind] for kind in ("fee", "charge")}


def nothing() -> dict[str, Any]:
    return {
        **{what: dict.fromkeys(DRAWERS, 0) for what in ("collected", "refunded", "put_in", "taken_out", "remitted")},
        "difference": dict.fromkeys(DRAWERS, 0),
        "beside": dict.fromkeys(DRAWERS, 0),
        "facts": [],
    }


class Weeks(RuleBasedStateMachine):
    """One counter. `books` are what the open day did, `cash` what lies in the drawers."""

    office: Office

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="quay-weeks-"))
        shutil.copytree(template(), self.folder / "data")
        self.clock = FakeClock()
        self.office = open_office(self.folder / "data", self.clock)
        self.by, self.manager = clerk_of(self.office), manager_of(self.office)
        self.known: dict[str, Known] = {}
        self.cash: dict[Drawer, int] = dict.fromkeys(DRAWERS, 0)
        self.opening = dict(self.cash)
        self.books = nothing()
        self.date: date | None = None
        self.used: set[date] = set()
        self.reports: list[ZReport] = []
        self.slips = 0
        self.receive(8_000, 5_000, 26_000, True, 0)
        self.receive(15_000, 0, 26_000, False, 0)
        self.receive(8_000, 5_000, 0, True, 1)

    # ------------------------------------------------------------------ the test's own books

    def today(self) -> date:
        return self.clock.at.astimezone(VIETNAM).date()

    def opens(self) -> bool:
        """Whether the day is open after a fact that opens it; False: it must be refused."""
        if self.date is None:
            if self.today() in self.used:
                return False
            self.date = self.today()
            self.used.add(self.date)
        return True

    def note(self, what: str, drawer: Drawer, amount: int) -> None:
        self.books[what][drawer] += amount
        self.cash[drawer] += amount

    def fact(self, what: str, own: datetime, **money: int) -> None:
        self.books["facts"].append((what, own.astimezone(VIETNAM).date(), money))

    def touch(self, one: Known) -> datetime:
        one.at = max(one.at, self.clock.at)
        return one.at

    def some(self, pick: int, *without: str) -> str:
        codes = [code for code, one in self.known.items() if one.end not in without]
        return codes[pick % len(codes)] if codes else ""

    def refused(self, work: Any, *codes: str) -> None:
        with pytest.raises(Rejected) as told:
            work()
        assert {one.code for one in told.value.problems.values()} <= set(codes), told.value

    # ------------------------------------------------------------------ what happens

    @rule(hours=st.sampled_from([1, 24, 24, -24, 24 * 40, -24 * 39]))
    def time_passes(self, hours: int) -> None:
        self.clock.tick(hours=hours)

    @rule(
        charge=st.sampled_from([0, 8_000, 15_000]),
        fee=st.sampled_from([0, 5_000]),
        postage=st.sampled_from([0, 26_000]),
        paid=st.booleans(),
        back=st.integers(0, 3),
    )
    def arrive(self, charge: int, fee: int, postage: int, paid: bool, back: int) -> None:
        self.receive(charge, fee, postage, paid, back)

    def receive(self, charge: int, fee: int, postage: int, paid: bool, back: int) -> None:
        owed = {"charge": charge, "fee": fee, "postage": postage}
        own = (self.clock.at - timedelta(days=back)).replace(microsecond=0)
        lines = [
            {"kind": kind, "name": kind, "amount": amount, "paid": paid} for kind, amount in owed.items() if amount
        ]
        made = self.office.counter.receive(draft(fees=lines, received_at=own.isoformat()), self.by).dossier
        one = self.known[made.code] = Known(owed=owed, at=self.clock.at)
        money = {}
        if paid:
            for kind, amount in owed.items():
                one.cash[kind] = amount
                self.note("collected", DRAWER[kind], amount)
            money = {drawer: one.in_cash(drawer) for drawer in DRAWERS}
        self.fact("received", own, **money)

    @rule(
        pick=st.integers(0, 50),
        kind=st.sampled_from(sorted(DRAWER)),
        amount=st.sampled_from([1_000, 8_000, 26_000]),
        method=st.sampled_from(["cash", "card"]),
    )
    def collect(self, pick: int, kind: str, amount: int, method: str) -> None:
        if not (code := self.some(pick, *ENDED)):
            return
        one, drawer = self.known[code], DRAWER[kind]
        self.act(code, Kind.FEE_COLLECTED, amount=amount, kind=kind, method=method)
        own = self.touch(one)
        if method == "cash":
            one.cash[kind] += amount
            self.note("collected", drawer, amount)
            self.fact("money", own, **{drawer: amount})
        else:
            one.beside[drawer] += amount
            self.books["beside"][drawer] += amount
            self.fact("money", own)

    @rule(
        pick=st.integers(0, 50),
        kind=st.sampled_from(sorted(DRAWER)),
        amount=st.sampled_from([1_000, 5_000, 8_000, 60_000]),
        method=st.sampled_from(["cash", "cash", "card"]),
    )
    def refund(self, pick: int, kind: str, amount: int, method: str) -> None:
        if not (code := self.some(pick)):
            return
        one, drawer = self.known[code], DRAWER[kind]
        give = functools.partial(self.act, code, Kind.FEE_REFUNDED, amount=amount, kind=kind, method=method, reason="x")
        if amount > one.taken(drawer) or (method == "cash" and amount > one.in_cash(drawer)):
            self.refused(give, "more_than_taken", "more_than_cash", "move_not_allowed")
            return
        if method == "card" and amount > one.beside[drawer]:
            return  # money that came in cash and goes back by transfer: told by a test of its own
        give()
        own = self.touch(one)
        if method == "cash":
            one.cash[kind] -= amount
            self.note("refunded", drawer, -amount)
            self.fact("money", own, **{drawer: -amount})
        else:
            one.beside[drawer] -= amount
            self.books["beside"][drawer] -= amount
            self.fact("money", own)

    @rule(pick=st.integers(0, 50), more=st.sampled_from([0, 0, 50_000]))
    def hand_back(self, pick: int, more: int) -> None:
        if not (code := self.some(pick, *ENDED)):
            return
        one = self.known[code]
        if self.office.counter.find(code, self.by).status != 9:
            self.act(code, Kind.RESULT_ARRIVED)
            self.touch(one)
        owed = {drawer: one.left(drawer) for drawer in DRAWERS}
        # What a dossier owes is counted over both drawers: too much in one pays for the other.
        due = max(0, sum(one.owed.values()) - one.taken("state") - one.taken("post"))
        request = HandBackRequest(recipient=Recipient(full_name="Lò Văn Ín"), fees_collected=due + more)
        back = functools.partial(self.office.counter.hand_back, code, request, self.by)
        if more:
            self.refused(back, "more_than_owed")  # the note on the desk is not what is taken
            return
        before = self.office.counter.find(code, self.by)
        after = back()
        own = self.touch(one)
        one.end = "handed_back"
        money = {drawer: after.taken_of(drawer) - before.taken_of(drawer) for drawer in DRAWERS}
        assert sum(money.values()) == due and (due != sum(owed.values()) or money == owed)
        for drawer, amount in money.items():
            self.note("collected", drawer, amount)
            self._by_kind(code, one, drawer, amount)
        self.fact("handed_back", own, **money)

    def _by_kind(self, code: str, one: Known, drawer: Drawer, amount: int) -> None:
        """Which kind of fee a hand-back paid is the ledger's to say; that its parts are the whole is checked here."""
        with self.office.store.read() as conn:
            rows = conn.execute(
                "SELECT m.kind, sum(m.amount) FROM movement m JOIN event e ON e.seq=m.seq JOIN tally t "
                "ON t.dossier_id=m.dossier_id WHERE t.code=? AND e.kind='handed_back' AND m.drawer=? GROUP BY m.kind",
                (code, drawer),
            ).fetchall()
        assert sum(part for _, part in rows) == amount and all(part > 0 for _, part in rows)
        for kind, part in rows:
            one.cash[kind] += part

    @rule(pick=st.integers(0, 50))
    def void(self, pick: int) -> None:
        code = self.some(pick, *ENDED)
        if code and self.office.counter.find(code, self.by).status == 2:
            self.act(code, Kind.VOIDED, reason="Nhập trùng")
            self.known[code].end = "voided"
            self.fact("voided", self.touch(self.known[code]))

    def act(self, code: str, event: Kind, **fields: Any) -> None:
        self.office.counter.act(code, event, fields, self.by)

    @rule(drawer=st.sampled_from(DRAWERS), amount=st.sampled_from([100_000, 20_000, -20_000, -500]))
    def move_cash(self, drawer: Drawer, amount: int) -> None:
        work = functools.partial(self.office.day.move_cash, drawer, amount, "Tiền lẻ", self.by)
        if amount < 0 and self.cash[drawer] + amount < 0:
            # What is refused leaves nothing behind, not even an open day.
            self.refused(work, "more_than_in_drawer", "day_closed_today")
        elif self.opens():
            work()
            self.note("put_in" if amount > 0 else "taken_out", drawer, amount)
        else:
            self.refused(work, "day_closed_today")

    @rule(drawer=st.sampled_from(DRAWERS), off=st.sampled_from([0, 0, 200, -1_000, 50_000]))
    def count(self, drawer: Drawer, off: int) -> None:
        wanted = max(0, self.cash[drawer] + off)
        work = functools.partial(self.office.day.count, drawer, notes_for(wanted), self.by)
        if not self.opens():
            self.refused(work, "day_closed_today")
            return
        came = work()
        assert (came.expected, came.difference) == (self.cash[drawer], came.total - self.cash[drawer])
        self.office.day.settle(drawer, "Lệch", self.by, self.manager)
        self.note("difference", drawer, came.difference)

    @rule(method=st.sampled_from(["cash", "cash", "transfer"]), only=st.integers(0, 5))
    def remit(self, method: str, only: int) -> None:
        gaps = {code: one.gap() for code, one in self.known.items() if any(one.gap().values())}
        chosen = list(gaps)[:only] if only else list(gaps)
        total = sum(sum(gaps[code].values()) for code in chosen)
        seen = self.office.day.gaps()
        assert {line.code: {"fee": line.fee, "charge": line.charge} for gap in seen for line in gap.lines} == gaps
        codes = chosen if only else None
        work = functools.partial(
            self.office.day.remit, AGENCY, self.by, receiver="Trần Thị B", method=method, codes=codes
        )
        if total <= 0 or (method == "cash" and total > self.cash["state"]):
            self.refused(work, "nothing_to_remit", "more_than_in_drawer", "day_closed_today")
        elif self.opens():
            made = work()
            self.slips += 1
            assert (made.remitted.number, made.remitted.amount) == (self.slips, total)
            assert made.listed.total(lambda row: row.fee + row.charge) == total
            for code in chosen:
                for kind, amount in gaps[code].items():
                    self.known[code].remitted[kind] += amount
            if method == "cash":
                self.note("remitted", "state", -total)
        else:
            self.refused(work, "day_closed_today")

    # ------------------------------------------------------------------ the close, and what may come between

    @rule(cut=st.booleans(), days=st.sampled_from([0, 1, 1, 1]))
    def close(self, cut: bool, days: int) -> None:
        if not self.opens():
            self.refused(lambda: self.office.day.count("state", {}, self.by), "day_closed_today")
            return
        for drawer in DRAWERS:
            wanted = max(0, self.cash[drawer])
            came = self.office.day.count(drawer, notes_for(wanted), self.by)
            if cut:
                self.reopen()  # the power went between any two steps
            self.office.day.settle(drawer, "Lệch", self.by, self.manager)
            self.note("difference", drawer, came.difference)
        for step in self.office.day.closing().steps:
            if step.state == "left":
                self.office.day.pass_step(step.step, "Mất mạng", self.by)
        if cut:
            self.cut_short()
        day = self.office.day.close(self.by, self.manager)
        self.refused(lambda: self.office.day.close(self.by, self.manager), "day_none_open")
        self.check(self.office.day.zreport(day.number))
        self.clock.tick(days=days)

    def cut_short(self) -> None:
        """The close dies when all is made and nothing is committed."""

        def gone(*_: object) -> str:
            raise KeyboardInterrupt

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("app.day.seal_of", gone)
            with pytest.raises(KeyboardInterrupt):
                self.office.day.close(self.by, self.manager)
        self.reopen()

    def reopen(self) -> None:
        self.office.close()
        self.office = open_office(self.folder / "data", self.clock)

    def check(self, report: ZReport) -> None:
        """A report against the test's books; then the next day begins."""
        assert (report.number, report.date) == (len(self.reports) + 1, self.date)
        for drawer in DRAWERS:
            said = report.drawer(drawer)
            for what in ("collected", "refunded", "put_in", "taken_out", "remitted", "difference"):
                assert getattr(said, what) == self.books[what][drawer], (what, drawer)
            assert (said.opening, said.closing) == (self.opening[drawer], self.cash[drawer])
            assert sum(said.by_kind.values()) == said.collected
            assert said.counted == said.closing
            cashless = report.drawer(drawer).cashless
            assert sum(cashless.values()) == self.books["beside"][drawer]
        for name in ("of_day", "before", "after"):
            section = report.section(name)
            mine = [
                (what, money)
                for what, own, money in self.books["facts"]
                if name == ("of_day" if own == self.date else "before" if own < self.date else "after")
            ]
            for what in ("received", "handed_back", "voided"):
                assert getattr(section, what) == sum(1 for one, _ in mine if one == what), (name, what)
            for drawer in DRAWERS:
                assert getattr(section, drawer) == sum(money.get(drawer, 0) for _, money in mine), (name, drawer)
        self.reports.append(report)
        self.opening, self.books, self.date = dict(self.cash), nothing(), None

    # ------------------------------------------------------------------ what is always so

    @invariant()
    def drawers_are_what_moved(self) -> None:
        if not hasattr(self, "cash"):
            return
        with self.office.store.read() as conn:
            rows = conn.execute(
                "SELECT drawer, sum(amount) FROM movement WHERE method='cash' GROUP BY drawer"
            ).fetchall()
        moved = dict(rows)
        for drawer in DRAWERS:
            assert self.office.day.drawer(drawer) == moved.get(drawer, 0) == self.cash[drawer], drawer

    @precondition(lambda self: self.known)
    @invariant()
    def no_agency_got_more_than_was_taken(self) -> None:
        with self.office.store.read() as conn:
            rows = conn.execute(
                "SELECT sum(CASE WHEN what='collected' AND method='cash' THEN amount ELSE 0 END), "
                "sum(CASE WHEN what='remitted' THEN -amount ELSE 0 END) FROM movement WHERE drawer='state' "
                "AND dossier_id<>'' GROUP BY dossier_id"
            ).fetchall()
        assert all(remitted <= collected for collected, remitted in rows)

    def teardown(self) -> None:
        if not hasattr(self, "office"):
            return
        try:
            self.whole()
        finally:
            self.office.close()
            shutil.rmtree(self.folder)

    def whole(self) -> None:
        """Every fact has one day, the chain of reports holds, and the ledger agrees."""
        assert verify(self.office.store) == ()
        previous, after = "", 0
        with self.office.store.read() as conn:
            for report in self.reports:
                kept = self.office.day.zreport(report.number)
                assert kept == report, "a report is what it was"
                assert (report.after, report.previous) == (after, previous)
                (link,) = conn.execute("SELECT hash FROM event WHERE seq=?", (report.head,)).fetchone()
                sealed = hashlib.sha256(bytes.fromhex(previous) + link + frozen(report)).hexdigest()
                assert sealed == report.hash
                previous, after = report.hash, report.head + 1
            closes = conn.execute("SELECT seq FROM event WHERE kind='day_closed' ORDER BY seq").fetchall()
            assert [seq for (seq,) in closes] == [report.head + 1 for report in self.reports]
            (received,) = conn.execute("SELECT count(*) FROM event WHERE kind='received'").fetchone()
        told = sum(report.total("received") for report in self.reports)
        assert told + sum(1 for what, *_ in self.books["facts"] if what == "received") == received == len(self.known)


Weeks.TestCase.settings = settings(
    max_examples=40, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
)
TestWeeks = Weeks.TestCase


LATE = st.lists(
    st.tuples(st.sampled_from([0, 8_000, 15_000]), st.sampled_from([0, 26_000]), st.integers(0, 3)), max_size=6
)


@given(data=st.data(), arrivals=LATE)
@settings(max_examples=8, deadline=None)
def test_the_order_in_which_late_papers_come_changes_no_figure(data: st.DataObject, arrivals: list[Any]) -> None:
    told = [_evening(order) for order in (arrivals, data.draw(st.permutations(arrivals)))]
    assert told[0] == told[1]


def _evening(arrivals: list[Any]) -> tuple[Any, ...]:
    """The figures of a day on which these were entered: their codes follow the order and are left out."""
    folder = Path(tempfile.mkdtemp(prefix="quay-late-"))
    shutil.copytree(template(), folder / "data")
    clock = FakeClock()
    office = open_office(folder / "data", clock)
    try:
        for charge, postage, back in arrivals:
            received(office, charge=charge, postage=postage, received_at=(clock.at - timedelta(days=back)).isoformat())
        report = closed(office)
        sections = [replace(one, dossiers=Listed(count=one.dossiers.count)) for one in report.sections]
        return (report.drawers, sections, report.unremitted, report.waiting.count)
    finally:
        office.close()
        shutil.rmtree(folder)
