"""`quay day …`: the counter's day by command (docs/day.md). Exit statuses as everywhere: 0 done, 1 something needs a
person, 3 the environment's fault."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from app.clock import Clock
from app.commands import Out, clerk_for, local, reader_for
from app.day import Remittance
from app.domain.closing import Closing, DrawerState, Gap, Reckoning
from app.domain.day import Day
from app.domain.dossier import DRAWERS, Drawer
from app.domain.money import show
from app.domain.zreport import ZReport
from app.errors import Rejected, Trouble, reject
from app.office import Office, open_office
from app.people import Clerk, Role

NAMES: dict[Drawer, str] = {"state": "Ngăn Nhà nước", "post": "Ngăn bưu điện"}

STEPS = {
    "manifests": "Bảng kê còn mở",
    "papers": "Giấy chưa xác nhận",
    "cash": "Tiền mặt",
    "send": "Gửi hồ sơ",
    "proof": "Đối chiếu với một cửa",
}
STATES = {"done": "xong", "left": "còn {left}", "passed": "còn {left}, đi tiếp: {reason}"}
BOXES = {
    "uncounted": "chưa kiểm đếm",
    "stale": "có thu chi sau khi đếm, phải đếm lại",
    "unsettled": "chưa ghi chênh lệch",
    "settled": "khớp",
}


def day(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    """One of the day's own commands, on the counter in --data."""
    office = open_office(args.data, clock)
    done: dict[str, Callable[[Office, argparse.Namespace, Out], int]] = {
        "open": _open,
        "show": _show,
        "cash": _cash,
        "count": _count,
        "settle": _settle,
        "gaps": _gaps,
        "remit": _remit,
        "slip": _slip,
        "pass": _pass,
        "close": _close,
        "report": _report,
    }
    try:
        return done[args.action](office, args, out)
    finally:
        office.close()


def read_notes(field: str, typed: str) -> dict[int, int]:
    """ "500000x2,20000x1" as banknote → how many; "0": nothing lies there. Rejected(field, notes_shape)."""
    if typed.strip() == "0":
        return {}
    notes: dict[int, int] = {}
    for part in typed.split(","):
        value, _, count = part.strip().lower().partition("x")
        if not (value.isdecimal() and count.isdecimal() and len(value) <= 9 and len(count) <= 9):
            raise reject(field, "notes_shape")
        notes[int(value)] = notes.get(int(value), 0) + int(count)
    return notes


# ------------------------------------------------------------------------------------------ the day and its cash


def _told(one: Day) -> dict[str, Any]:
    return {
        "number": one.number,
        "date": one.date,
        "state": "open" if one.is_open else "closed",
        "opened_at": one.opened_at,
        "closed_at": one.closed_at,
        "hash": one.hash,
    }


def _open(office: Office, args: argparse.Namespace, out: Out) -> int:
    put_in: dict[Drawer, int] = {"state": args.put_in_state, "post": args.put_in_post}
    opened = office.day.open(clerk_for(office, args), put_in=put_in)
    out.show(_told(opened), lambda: f"Đã mở ngày {opened.date:%d/%m/%Y}, ngày làm việc số {opened.number}.")
    return 0


def _cash(office: Office, args: argparse.Namespace, out: Out) -> int:
    done = office.day.move_cash(args.drawer, args.amount, args.reason, clerk_for(office, args))
    what = "đã đưa vào" if args.amount > 0 else "đã lấy ra"
    out.show(
        {**_told(done), "drawer": args.drawer, "amount": args.amount},
        lambda: f"{NAMES[args.drawer]}: {what} {show(abs(args.amount))}.",
    )
    return 0


def _count(office: Office, args: argparse.Namespace, out: Out) -> int:
    came = office.day.count(args.drawer, read_notes("notes", args.notes), clerk_for(office, args))
    out.show(came, lambda: _reckoned(came))
    return 1 if came.difference else 0


def _reckoned(came: Reckoning) -> str:
    sums = f"{NAMES[came.drawer]}: đếm được {show(came.total)}, trên sổ {show(came.expected)}"
    if not came.difference:
        return f"{sums}, khớp."
    who = " Cần PIN trưởng bưu cục và lý do." if came.needs_manager else ""
    return f"{sums}, chênh lệch {show(came.difference)}.{who}"


def _settle(office: Office, args: argparse.Namespace, out: Out) -> int:
    by = clerk_for(office, args)
    done = office.day.settle(args.drawer, args.reason, by, by if by.role is Role.MANAGER else None)
    out.show(_told(done), lambda: f"{NAMES[args.drawer]} đã khớp với sổ.")
    return 0


# ------------------------------------------------------------------------------------------ remittance


def _gaps(office: Office, args: argparse.Namespace, out: Out) -> int:
    """The manager's alone: until the State's drawer is counted, its sum is nobody else's to know."""
    if clerk_for(office, args, office.profile.people.manager).role is not Role.MANAGER:
        raise reject("clerk", "manager_only")
    for gap in office.day.gaps():
        value = {
            "agency": gap.agency,
            "amount": gap.amount,
            "dossiers": len(gap.lines),
            "oldest": gap.oldest,
            "age": gap.age,
            "lines": [{"code": line.code, "fee": line.fee, "charge": line.charge} for line in gap.lines],
        }
        out.show(value, partial(_gap_text, gap))
    return 0


def _gap_text(gap: Gap) -> str:
    since = f"cũ nhất {gap.oldest:%d/%m/%Y} ({gap.age} ngày)"
    return f"{gap.agency}: {show(gap.amount)}, {len(gap.lines)} hồ sơ, {since}"


def _remit(office: Office, args: argparse.Namespace, out: Out) -> int:
    by = clerk_for(office, args)
    made = office.day.remit(
        args.agency,
        by,
        receiver=args.receiver,
        method=args.method,
        receipt_number=args.receipt,
        codes=args.code,
    )
    return _tell_slip(office, made, args, out)


def _slip(office: Office, args: argparse.Namespace, out: Out) -> int:
    reader_for(office, args)
    return _tell_slip(office, office.day.slip(args.number), args, out)


def _tell_slip(office: Office, made: Remittance, args: argparse.Namespace, out: Out) -> int:
    body = made.remitted
    if args.out is not None:
        _write(args.out, office.day.slip_paper(body.number, args.size).bytes)
    value = {
        "number": body.number,
        "agency": body.agency,
        "amount": body.amount,
        "method": body.method,
        "receiver": body.receiver,
        "lines": [{"code": line.code, "amount": line.amount} for line in body.lines],
        **({"file": str(args.out)} if args.out else {}),
    }
    out.show(
        value,
        lambda: f"Phiếu nộp tiền số {body.number}: {show(body.amount)}, {len(body.lines)} hồ sơ, {body.agency}.",
    )
    return 0


# ------------------------------------------------------------------------------------------ the close


def _pass(office: Office, args: argparse.Namespace, out: Out) -> int:
    done = office.day.pass_step(args.step, args.reason, clerk_for(office, args))
    passed = done.passed[args.step]
    out.show(
        {"step": args.step, "left": passed.left, "reason": passed.reason},
        lambda: f"Đi tiếp bước “{STEPS[args.step]}”, còn {passed.left} mục.",
    )
    return 0


def _close(office: Office, args: argparse.Namespace, out: Out) -> int:
    """Counts what was given, settles it, passes the network's steps when there is a reason, and closes. What was
    committed before something stopped it stays; the same command again goes on from there."""
    manager = clerk_for(office, args, default=office.profile.people.manager)
    if manager.role is not Role.MANAGER:
        raise reject("clerk", "manager_only")
    counts = {"state": args.count_state, "post": args.count_postal}
    given = {
        drawer: read_notes(f"count_{drawer}", typed) for drawer in DRAWERS if (typed := counts[drawer])
    }  # read before anything is done
    for drawer, notes in given.items():
        office.day.count(drawer, notes, manager)
    for drawer in DRAWERS:
        _settle_counted(office, drawer, args.reason, manager)
    if args.offline_reason:
        for step in office.day.closing().steps:
            if step.step in ("send", "proof") and step.state == "left":
                office.day.pass_step(step.step, args.offline_reason, manager)
    closed = office.day.close(manager, manager)
    report = office.day.zreport(closed.number)
    out.show({**_told(closed), "report": report}, lambda: _report_text(report))
    return 1 if report.quarantined.count else 0


def _settle_counted(office: Office, drawer: Drawer, reason: str, manager: Clerk) -> None:
    box = next(one for one in office.day.closing().drawers if one.drawer == drawer)
    if box.state == "unsettled":
        try:
            office.day.settle(drawer, reason, manager, manager)
        except Rejected as error:
            raise Rejected({f"{drawer}.{field}": problem for field, problem in error.problems.items()}) from error


def _show(office: Office, args: argparse.Namespace, out: Out) -> int:
    reader_for(office, args)
    found = office.day.current() if args.date is None else office.day.on(args.date)
    if args.date is not None and found is None:
        raise reject("date", "no_such_day", day=f"{args.date:%d/%m/%Y}")
    if found is not None and not found.is_open:
        report = office.day.zreport(found.number)
        out.show({**_told(found), "report": report}, lambda: _report_text(report))
        return 0
    closing = office.day.closing()
    value = {
        **({"state": "none", "date": closing.date} if closing.day is None else _told(closing.day)),
        "ready": closing.ready,
        "steps": closing.steps,
        "drawers": closing.drawers,
        "waiting": closing.waiting,
        "quarantined": closing.quarantined,
        "unrefunded": closing.unrefunded,
        "others": closing.others,
    }
    out.show(value, lambda: _closing_text(closing))
    return 0


def _closing_text(closing: Closing) -> str:
    day = closing.day
    lines = [
        "Chưa mở ngày làm việc."
        if day is None
        else f"Ngày {day.date:%d/%m/%Y}, số {day.number}, mở lúc {local(day.opened_at)}."
    ]
    lines += [
        f"  {STEPS[one.step]}: {STATES[one.state].format(left=one.left, reason=one.reason)}" for one in closing.steps
    ]
    lines += map(_box_text, closing.drawers)
    lines += [f"  Chưa trả lại tiền: {one.code} {show(one.state + one.post)}" for one in closing.unrefunded]
    return "\n".join(lines)


def _box_text(box: DrawerState) -> str:
    """What was counted is told; what should be there only after that."""
    came = "" if box.reckoning is None else f" (đếm {show(box.reckoning.total)})"
    return f"  {NAMES[box.drawer]}: {BOXES[box.state]}{came}"


def _report(office: Office, args: argparse.Namespace, out: Out) -> int:
    reader_for(office, args)
    content = office.day.paper(args.number)
    _write(args.out, content)
    value = {"number": args.number, "file": str(args.out), "hash": office.day.zreport(args.number).hash}
    out.show(value, lambda: f"Đã ghi báo cáo cuối ngày số {args.number}: {args.out}")
    return 0


def _report_text(report: ZReport) -> str:
    lines = [
        f"Báo cáo cuối ngày số {report.number}, ngày {report.date:%d/%m/%Y}, khóa sổ lúc {local(report.closed_at)}",
        f"  nhận {report.total('received')}, trả {report.total('handed_back')}, từ chối {report.total('refused')}",
        *(f"  {NAMES[one.drawer]}: {show(one.closing)} (chênh lệch {show(one.difference)})" for one in report.drawers),
        f"  chờ gửi {report.waiting.count}, cần xử lý {report.quarantined.count}",
        f"  dấu {report.hash}",
    ]
    return "\n".join(lines)


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise Trouble("file_unwritable", file=file.name) from error
