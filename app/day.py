"""The counter's day: opened, its cash moved, counted and remitted, closed with a report. All of it without a network.

One method, one transaction. Nothing here tells a clerk what a drawer should hold before she has committed her count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import msgspec

from app.domain.cash import tidy_notes
from app.domain.closing import Closing, DrawerState, Gap, Reckoning, StepState
from app.domain.codes import normalise_scanned_code
from app.domain.day import (
    STEPS,
    CashCounted,
    CashMoved,
    Day,
    DayClosed,
    DayKind,
    DifferenceBooked,
    Passed,
    Remitted,
    RemittedLine,
    Step,
    StepPassed,
)
from app.domain.dossier import DRAWERS, Drawer
from app.domain.events import CASH, TRANSFER, VIETNAM, Body
from app.domain.given import required, text
from app.domain.money import MAX_AMOUNT
from app.domain.zreport import LISTED, Listed, ZReport, frozen, seal_of
from app.errors import Problem, Rejected, Trouble, reject
from app.paper import Paper, Press
from app.paper.lists import DossierList, ListRow, Party
from app.people import Clerk, Role
from app.settings import Profile
from app.store import Connection, Store, closing, days, drawers
from app.store.daybook import DAYS
from app.store.people import names_of
from app.store.reports import report_for

Others = Callable[[], Mapping[str, Store | Trouble | None]]

MOST_LINES = 2_000
"""Dossiers on one slip: what was collected in years before anything was remitted goes on several."""

METHODS = {CASH: "Tiền mặt", TRANSFER: "Chuyển khoản"}
"""How a slip words the way money went; another word is a person's own."""


class Remittance(msgspec.Struct, frozen=True, kw_only=True):
    """One slip: what was committed, and the paper `nop-tien` made of it (`Press.list`). The same slip gives the same
    list each time; it is no counted copy, its own number is what counts."""

    remitted: Remitted
    listed: DossierList


class DayBook:
    """The day of one counter. Threads and processes may share it: who writes second is told so."""

    def __init__(self, store: Store, profile: Profile, press: Press, others: Others) -> None:
        """`others`: the ledgers of the branch's other counters, by name (`Branch.others`)."""
        self._store = store
        self._profile = profile
        self._press = press
        self._others = others

    # ------------------------------------------------------------------ the day

    def current(self) -> Day | None:
        """The open day; None when none is."""
        with self._store.read() as conn:
            return days.current(conn)

    def last(self) -> Day | None:
        """The day that was closed last; None before the first close."""
        with self._store.read() as conn:
            return days.last(conn)

    def on(self, day: date) -> Day | None:
        """The day with this date, open or closed."""
        with self._store.read() as conn:
            return days.on(conn, day)

    def drawer(self, drawer: Drawer) -> int:
        """What should lie in a drawer now, đồng. For the close's own use: a person who is to count is never told."""
        with self._store.read() as conn:
            return drawers.balances(conn)[drawer]

    def open(self, by: Clerk, *, put_in: Mapping[Drawer, int] | None = None) -> Day:
        """Opens today, with what lay in the drawers at the last close; `put_in` is a float put in besides, đồng.

        Rejected("day", day_open | day_closed_today), ("put_in.<drawer>", …). A clock that was wrong locks nothing for
        ever: dates need not grow, only no date is given twice.
        """
        with self._store.write() as conn:
            day = self._begin(conn, by)
            for drawer in DRAWERS:
                if amount := (put_in or {}).get(drawer, 0):
                    _check_amount(f"put_in.{drawer}", amount)
                    if amount < 0:
                        raise reject(f"put_in.{drawer}", "negative_money")
                    body = CashMoved(drawer=drawer, amount=amount, reason="Tiền quỹ đầu ngày")
                    day = self._append(conn, day, DayKind.CASH_MOVED, body, by)
        return day

    def _begin(self, conn: Connection, by: Clerk) -> Day:
        return days.begin(self._store, conn, self._store.clock.today(), by.id)

    def _day(self, conn: Connection, by: Clerk) -> Day:
        """The open day, opened when none is: a clerk is never stopped."""
        return days.current(conn) or self._begin(conn, by)

    def _open_day(self, conn: Connection) -> Day:
        day = days.current(conn)
        if day is None:
            raise reject("day", "day_none_open")
        return day

    def _append(self, conn: Connection, day: Day, kind: DayKind, body: Body, by: Clerk) -> Day:
        return DAYS.append(self._store, conn, day.id, kind, body, by.id)

    # ------------------------------------------------------------------ cash

    def move_cash(self, drawer: Drawer, amount: int, reason: str, by: Clerk) -> Day:
        """Cash put in (above zero) or taken out, đồng: a float, change, the bank. Opens the day when none is open.

        Rejected("amount", missing | absurd_money | more_than_in_drawer), ("reason", …), ("day", day_closed_today).
        """
        why = required("reason", reason)
        if amount == 0:
            raise reject("amount", "missing", key="amount")
        _check_amount("amount", amount)
        with self._store.write() as conn:
            day = self._day(conn, by)
            if amount < 0 and drawers.balances(conn)[drawer] + amount < 0:
                raise reject("amount", "more_than_in_drawer")
            return self._append(conn, day, DayKind.CASH_MOVED, CashMoved(drawer=drawer, amount=amount, reason=why), by)

    def count(self, drawer: Drawer, notes: Mapping[int, int], by: Clerk) -> Reckoning:
        """Commits a blind count (banknote in đồng → how many) and only then tells what should have been there. May be
        done again; the newest stands. Opens the day when none is open.

        Rejected("notes.<value>", note_unknown | note_count_range), ("day", day_closed_today).
        """
        tidy = tidy_notes(notes)
        with self._store.write() as conn:
            day = self._day(conn, by)
            expected = drawers.balances(conn)[drawer]
            body = CashCounted(drawer=drawer, notes=tidy, expected=expected)
            self._append(conn, day, DayKind.CASH_COUNTED, body, by)
        return self._reckoning(drawer, body.total, expected)

    def settle(self, drawer: Drawer, reason: str, by: Clerk, manager: Clerk | None = None) -> Day:
        """Books the difference of the count that stands, so that drawer and ledger agree; books nothing where there is
        none. Beyond the profile's limit it takes a `reason` and a `manager` who proved her PIN (`People.log_in`).

        Rejected("drawer", not_counted | count_stale), ("manager", difference_needs_manager), ("reason", …),
        ("day", day_none_open).
        """
        with self._store.write() as conn:
            day = self._open_day(conn)
            count = day.counts.get(drawer)
            if count is None:
                raise reject("drawer", "not_counted")
            if drawers.moved_since(conn, drawer, count.seq):
                raise reject("drawer", "count_stale")
            difference = count.total - drawers.balances(conn)[drawer]
            if difference == 0:
                return day
            needed = self._needs_manager(difference)
            if needed and (manager is None or manager.role is not Role.MANAGER):
                raise reject("manager", "difference_needs_manager")
            body = DifferenceBooked(
                drawer=drawer,
                amount=difference,
                reason=required("reason", reason) if needed else text("reason", reason),
                approved_by=manager.id if needed and manager is not None else "",
            )
            return self._append(conn, day, DayKind.DIFFERENCE_BOOKED, body, by)

    def _needs_manager(self, difference: int) -> bool:
        return abs(difference) > self._profile.day.difference_limit

    def _reckoning(self, drawer: Drawer, total: int, expected: int) -> Reckoning:
        difference = total - expected
        return Reckoning(
            drawer=drawer,
            total=total,
            expected=expected,
            difference=difference,
            needs_manager=self._needs_manager(difference),
        )

    # ------------------------------------------------------------------ remittance

    def gaps(self) -> tuple[Gap, ...]:
        """The State's cash that its agencies have not been given yet: collected − given back − remitted."""
        with self._store.read() as conn:
            return drawers.gaps(conn, self._store.clock.today())

    def remit(
        self,
        agency: str,
        by: Clerk,
        *,
        receiver: str,
        method: str = CASH,
        receipt_number: str = "",
        codes: Iterable[str] | None = None,
        manifest: str = "",
    ) -> Remittance:
        """Hands an agency its money: all of its gap, or that of the dossiers `codes`. Opens the day when none is open.
        The oldest `MOST_LINES` go on one slip; what is left stays a gap.

        What was given back to a citizen after it had been remitted stands on the slip as a line below zero. `manifest`
        is the id of the handing over it goes with; `receipt_number` what the agency gave, "" when it comes later.
        Rejected("agency", nothing_to_remit), ("codes", not_in_gap), ("amount", more_than_in_drawer), ("receiver", …).
        """
        whom, how = required("receiver", receiver), required("method", method)
        number = text("receipt_number", receipt_number)
        wanted = None if codes is None else {normalise_scanned_code(code) for code in codes}
        with self._store.write() as conn:
            day = self._day(conn, by)
            found = drawers.gaps(conn, self._store.clock.today(), agency)
            lines = found[0].lines if found else ()
            if wanted is not None:
                if unknown := sorted(wanted - {line.code for line in lines}):
                    raise reject("codes", "not_in_gap", codes=", ".join(unknown))
                lines = tuple(line for line in lines if line.code in wanted)
            lines = lines[:MOST_LINES]
            total = sum(line.amount for line in lines)
            if total <= 0:
                raise reject("agency", "nothing_to_remit")
            if how == CASH and total > drawers.balances(conn)["state"]:
                raise reject("amount", "more_than_in_drawer")
            body = Remitted(
                number=drawers.newest_slip(conn) + 1,
                agency=agency,
                lines=tuple(
                    RemittedLine(dossier_id=line.dossier_id, code=line.code, fee=line.fee, charge=line.charge)
                    for line in lines
                ),
                method=how,
                receiver=whom,
                receipt_number=number,
                manifest=manifest,
            )
            self._append(conn, day, DayKind.REMITTED, body, by)
            made = drawers.slip(conn, body.number)
            assert made is not None
            return self._remittance(conn, made)

    def slip(self, number: int) -> Remittance:
        """A slip again, as it was made. Rejected("number", no_such_slip)."""
        with self._store.read() as conn:
            made = drawers.slip(conn, number)
            if made is None:
                raise reject("number", "no_such_slip", number=number)
            return self._remittance(conn, made)

    def slip_paper(self, number: int, size: str) -> Paper:
        """A slip as PDF, the same bytes each time. Rejected as `slip`, ("size", size_not_offered); Trouble as
        `Press.list`."""
        listed = self.slip(number).listed
        return self._press.list(
            listed, size=size, copy=1, printed_at=listed.at, printed_by=listed.giver.person, signed_by=""
        )

    def _remittance(self, conn: Connection, made: drawers.Slip) -> Remittance:
        body, unit = made.body, self._profile.unit
        lines = drawers.slip_lines(conn, made)
        account = self._profile.payment.state if body.method == TRANSFER else None
        return Remittance(
            remitted=body,
            listed=DossierList(
                kind="nop-tien",
                at=made.at,
                number=f"{body.number:04d}/PNT",
                rows=tuple(
                    ListRow(
                        code=line.code,
                        applicant=besides.applicant,
                        fee=line.fee,
                        charge=line.charge,
                        receipt=besides.receipt,
                    )
                    for line, besides in zip(body.lines, lines, strict=True)
                ),
                since=min(line.since for line in lines).astimezone(VIETNAM).date(),
                until=max(line.until for line in lines).astimezone(VIETNAM).date(),
                giver=Party(unit=unit.name, person=made.by, address=unit.address, phone=unit.hotline),
                receiver=Party(unit=body.agency, person=body.receiver),
                agency=body.agency,
                method=METHODS.get(body.method, body.method),
                account="" if account is None else f"{account.account} ({account.name})",
                note=f"Biên lai cơ quan cấp: {body.receipt_number}" if body.receipt_number else "",
            ),
        )

    # ------------------------------------------------------------------ the close

    def closing(self) -> Closing:
        """How far the close is: its steps in their order, each done, with something left, or passed over. Read from the
        facts, so it goes on by itself after any stop."""
        others = self._others()
        with self._store.read() as conn:
            return self._closing(conn, others)

    def _closing(self, conn: Connection, others: Mapping[str, Store | Trouble | None]) -> Closing:
        day, before = days.current(conn), days.last(conn)
        today = self._store.clock.today() if day is None else day.date
        after = days.after(conn)
        boxes = tuple(self._drawer(conn, day, drawer) for drawer in DRAWERS)
        waiting, apart = closing.queue(conn)
        names = names_of(conn)
        passed = {} if day is None else day.passed
        left: dict[Step, Listed] = {
            "manifests": closing.open_manifests(conn),
            "papers": closing.papers_left(conn, after),
            "cash": closing.listed(one.drawer for one in boxes if one.state != "settled"),
            "send": _both(*closing.unsent(conn)),
            "proof": closing.unproven(conn, today),
        }
        return Closing(
            day=day,
            date=today,
            steps=tuple(_step(step, left[step], passed.get(step), names) for step in STEPS),
            drawers=boxes,
            waiting=waiting,
            quarantined=apart,
            unrefunded=drawers.unrefunded(conn),
            others=closing.others(others, None if before is None else days.report_of(before)),
        )

    def _drawer(self, conn: Connection, day: Day | None, drawer: Drawer) -> DrawerState:
        count = None if day is None else day.counts.get(drawer)
        if count is None:
            return DrawerState(drawer=drawer, state="uncounted")
        stale = drawers.moved_since(conn, drawer, count.seq)
        settled = not stale and drawers.balances(conn)[drawer] == count.total
        return DrawerState(
            drawer=drawer,
            state="stale" if stale else "settled" if settled else "unsettled",
            reckoning=None if stale else self._reckoning(drawer, count.total, count.expected),
            notes=count.notes,
            counted_by=names_of(conn).get(count.by, ""),
            counted_at=count.at,
        )

    def pass_step(self, step: Step, reason: str, by: Clerk) -> Day:
        """Goes on although something of a step is left, for a reason; that holds until more is left than now. Opens the
        day when none is open. Cash is never passed over.

        Rejected("step", step_cash | step_done), ("reason", …).
        """
        why = required("reason", reason)
        if step == "cash":
            raise reject("step", "step_cash")
        with self._store.write() as conn:
            day = self._day(conn, by)
            state = self._closing(conn, {}).step(step)
            if state.state == "done":
                raise reject("step", "step_done")
            body = StepPassed(step=step, left=state.left, reason=why)
            return self._append(conn, day, DayKind.STEP_PASSED, body, by)

    def close(self, by: Clerk, manager: Clerk) -> Day:
        """Closes the day for good: its report is frozen and chained to the one before it. `manager` proved her PIN
        (`People.log_in`). All of it in one transaction; after a power cut the day is closed or as open as it was.

        Rejected("manager", manager_only), ("day", day_none_open), ("drawer.<drawer>", not_counted | count_stale |
        not_settled), ("step.<step>", step_left).
        """
        if manager.role is not Role.MANAGER:
            raise reject("manager", "manager_only")
        others = self._others()
        with self._store.write() as conn:
            day = self._open_day(conn)
            state = self._closing(conn, others)
            _check_ready(state)
            unit = self._profile.unit
            report = report_for(
                conn,
                day,
                state,
                unit=unit.name,
                point=unit.identifier,
                counter=self._profile.counter.number,
                at=self._store.clock.now(),
                closed_by=by.name,
                manager=manager.name,
            )
            raw = frozen(report)
            body = DayClosed(
                report=raw,
                head=report.link,
                previous=report.previous,
                hash=seal_of(report.previous, report.link, raw),
            )
            return self._append(conn, day, DayKind.CLOSED, body, by)

    # ------------------------------------------------------------------ the report

    def zreport(self, number: int) -> ZReport:
        """The report of the day with this running number, with its hash. Rejected("number", no_such_report)."""
        with self._store.read() as conn:
            day = days.numbered(conn, number)
        if day is None or day.is_open:
            raise reject("number", "no_such_report", number=number)
        return days.report_of(day)

    def paper(self, number: int) -> bytes:
        """The report as PDF, the same bytes each time. Rejected as `zreport`; Trouble("font_missing")."""
        return self._press.zreport(self.zreport(number))


def _check_amount(field: str, amount: int) -> None:
    if abs(amount) > MAX_AMOUNT:
        raise reject(field, "absurd_money", most=MAX_AMOUNT)


def _both(first: Listed, second: Listed) -> Listed:
    return Listed(count=first.count + second.count, codes=(first.codes + second.codes)[:LISTED])


def _step(step: Step, left: Listed, passed: Passed | None, names: Mapping[str, str]) -> StepState:
    if not left.count:
        return StepState(step=step, state="done")
    if passed is None or left.count > passed.left:
        return StepState(step=step, state="left", left=left.count, codes=left.codes)
    return StepState(
        step=step,
        state="passed",
        left=left.count,
        codes=left.codes,
        reason=passed.reason,
        by=names.get(passed.by, ""),
        at=passed.at,
    )


_UNREADY = {"uncounted": "not_counted", "stale": "count_stale", "unsettled": "not_settled"}


def _check_ready(state: Closing) -> None:
    problems = {f"drawer.{one.drawer}": Problem(code) for one in state.drawers if (code := _UNREADY.get(one.state))}
    for step in state.steps:
        if step.state == "left" and step.step != "cash":
            problems[f"step.{step.step}"] = Problem("step_left", {"step": step.step, "left": step.left})
    if problems:
        raise Rejected(problems)
