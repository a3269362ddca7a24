"""`quay manifest …`: what F4 does, by command (docs/manifests.md). Exit statuses as everywhere: 0 done, 1 something
needs a person, 3 the environment's fault."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from app.clock import Clock
from app.commands import Out, clerk_for, iso, local, reader_for
from app.domain.custody import Hold
from app.domain.events import VIETNAM, Authorisation, Recipient, RecipientKind
from app.domain.handback import HandBackRequest
from app.domain.manifest import OUTCOMES, Direction, Line, Manifest
from app.errors import Trouble, reject
from app.manifests import Placed
from app.office import Office, open_office
from app.people import Clerk
from app.wording import MANIFEST_WORDS, say


def manifest_parser(manifest: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The actions and their options."""
    actions = manifest.add_subparsers(metavar="VIỆC", dest="action", required=True)

    def action(name: str, text: str, *, number: bool = True) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = actions.add_parser(name, help=text, description=text, parents=[common])
        if number:
            made.add_argument("number", metavar="NUMBER", help="số bảng kê (BK-…)")
        return made

    start = action("open", "lập bảng kê mới", number=False)
    start.add_argument("direction", choices=[one.value for one in Direction])
    start.add_argument("--agency", default="", metavar="NAME", help="cơ quan (mặc định: cơ quan của quầy)")
    start.add_argument("--route", default="", metavar="TEXT", help="tuyến đi")
    start.add_argument("--note", default="")
    put = action("put", "thêm hồ sơ vào bảng kê, hoặc một điểm đến của chuyến thu gom")
    put.add_argument("codes", nargs="*", metavar="CODE")
    put.add_argument("--originals", type=int, metavar="N", help="số bản chính (mặc định: theo thành phần hồ sơ)")
    put.add_argument("--copies", type=int, metavar="N", help="số bản sao")
    put.add_argument("--returned", action="store_true", help="cơ quan trả giấy tờ, không có kết quả (cần --note)")
    put.add_argument("--refused", action="store_true", help="với --returned: cơ quan từ chối hẳn")
    put.add_argument("--result-number", default="", metavar="TEXT", help="số của kết quả")
    put.add_argument("--item", default="", metavar="S10CODE", help="mã bưu gửi")
    put.add_argument("--who", default="", metavar="NAME", help="điểm đến: nhà ai")
    put.add_argument("--phone", default="")
    put.add_argument("--address", default="")
    put.add_argument("--note", default="")
    take = action("take", "lấy một dòng ra khỏi bảng kê")
    take.add_argument("line", type=int, metavar="LINE")
    take.add_argument("--reason", default="")
    count = action("count", "ghi lại số giấy tờ đếm được của một dòng")
    count.add_argument("line", type=int, metavar="LINE")
    count.add_argument("originals", type=int, metavar="ORIGINALS")
    count.add_argument("copies", type=int, metavar="COPIES")
    count.add_argument("--item", default="", metavar="S10CODE", help="mã bưu gửi chứa các giấy tờ này")
    action("seal", "niêm phong").add_argument("seals", nargs="+", metavar="SEAL")
    action("unseal", "mở niêm phong trước khi ký").add_argument("--reason", required=True)
    hand = action("hand", "hai bên ký giao nhận")
    hand.add_argument("--giver", default="", metavar="NAME", help="người giao (mặc định: người làm lệnh)")
    hand.add_argument("--receiver", default="", metavar="NAME", help="người nhận (nhận kết quả: người làm lệnh)")
    hand.add_argument("--role", default="", help="chức vụ người nhận")
    hand.add_argument("--note", default="")
    outcome = action("outcome", "ghi kết quả một điểm của chuyến")
    outcome.add_argument("line", type=int, metavar="LINE")
    outcome.add_argument("outcome", choices=OUTCOMES)
    outcome.add_argument("--code", default="", help="received: mã hồ sơ đã nhận")
    outcome.add_argument("--note", default="")
    outcome.add_argument("--recipient", default="", metavar="NAME", help="delivered: người ký nhận")
    outcome.add_argument("--kind", choices=[one.value for one in RecipientKind], default="applicant")
    outcome.add_argument("--last4", default="", metavar="DIGITS", help="4 số cuối giấy tờ")
    outcome.add_argument("--authorisation", default="", metavar="TEXT", help="giấy ủy quyền")
    outcome.add_argument("--fees", type=int, default=0, metavar="DONG", help="tiền đã thu")
    correct = action("correct", "đính chính một dòng sau khi ký")
    correct.add_argument("line", type=int, metavar="LINE")
    correct.add_argument("--reason", required=True)
    correct.add_argument("--originals", type=int, metavar="N")
    correct.add_argument("--copies", type=int, metavar="N")
    action("close", "kết thúc chuyến").add_argument("--note", default="")
    action("cancel", "hủy bảng kê trước khi ký").add_argument("--reason", required=True)
    action("show", "xem một bảng kê")
    listed = action("list", "các bảng kê: chưa xong trước, rồi mới nhất", number=False)
    listed.add_argument("--open", action="store_true", help="chỉ những bảng kê chưa xong")
    expected = action("expected", "những hồ sơ lẽ ra đi bây giờ", number=False)
    expected.add_argument("direction", choices=[one.value for one in Direction])
    expected.add_argument("--agency", default="", metavar="NAME")
    printed = action("print", "in bảng kê thành tệp PDF có đánh số bản")
    printed.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    printed.add_argument("--size", choices=("a4", "a5", "a5x2"), default="a4")
    printed.add_argument("--reason", default="", help="lý do in lại")


def manifest(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    """One of the actions, on the counter in --data."""
    office = open_office(args.data, clock)
    try:
        if args.action in _LOOKS:
            return _LOOKS[args.action](office, args, out)
        return _ACTS[args.action](office, args, out, clerk_for(office, args))
    finally:
        office.close()


# ------------------------------------------------------------------------------------------ looking


def _show(office: Office, args: argparse.Namespace, out: Out) -> int:
    found = office.manifests.find(args.number)
    carried = office.manifests.lists.carried(found)
    reader_for(office, args)
    shown = described(found)
    now = office.store.clock.now()
    value = {**shown, "held": {one.dossier.code: [_held(hold) for hold in one.holds] for one in carried.values()}}

    def text() -> str:
        lines = [_sentence(found)]
        lines += [_line_words(line) for line in found.standing]
        for one in carried.values():
            ways = " → ".join(
                f"{MANIFEST_WORDS[f'hand_{hold.hand.value}']} {int(hold.lasted(now).total_seconds()) // 60} phút"
                for hold in one.holds
            )
            lines.append(f"  {one.dossier.code}: {ways}")
        return "\n".join(lines)

    out.show(value, text)
    return 0


def _held(hold: Hold) -> dict[str, Any]:
    return {"hand": hold.hand.value, "since": iso(hold.since), "until": iso(hold.until), "who": hold.who}


def _list(office: Office, args: argparse.Namespace, out: Out) -> int:
    reader_for(office, args)
    found = office.manifests.open_manifests() if args.open else office.manifests.recent()
    for one in found:
        _tell(one, out)
    return 0


def _expected(office: Office, args: argparse.Namespace, out: Out) -> int:
    reader_for(office, args)
    direction = Direction(args.direction)
    agency = args.agency or office.profile.unit.agency
    for one in office.manifests.expected(direction, agency):
        value = {
            "code": one.code,
            "procedure": one.procedure,
            "due_at": iso(one.due_at),
            "attempts": one.attempts,
            "ready": one.ready,
        }
        out.show(value, f"{one.code}  {one.procedure}  {local(one.due_at)}".strip)
    return 0


_LOOKS: dict[str, Callable[[Office, argparse.Namespace, Out], int]] = {
    "show": _show,
    "list": _list,
    "expected": _expected,
}


# ------------------------------------------------------------------------------------------ doing


def _open(office: Office, args: argparse.Namespace, out: Out, by: Clerk) -> int:
    agency = args.agency or office.profile.unit.agency
    made = office.manifests.open(Direction(args.direction), by, agency=agency, route=args.route, note=args.note)
    return _tell(made, out)


def _put(office: Office, args: argparse.Namespace, out: Out, by: Clerk) -> int:
    if args.who or args.address:
        return _placed(office.manifests.plan(args.number, args.who, args.phone, args.address, by, note=args.note), out)
    if not args.codes:
        raise reject("code", "missing", key="code")
    status = 0
    for code in args.codes:
        placed = office.manifests.put(
            args.number,
            code,
            by,
            originals=args.originals,
            copies=args.copies,
            result=not args.returned,
            refused=args.refused,
            result_number=args.result_number,
            item_code=args.item,
            note=args.note,
        )
        status = max(status, _placed(placed, out))
    return status


def _placed(placed: Placed, out: Out) -> int:
    line = placed.line
    warnings = [say(problem) for problem in placed.warnings]
    value = {
        "number": placed.manifest.number,
        "line": line.line,
        "code": line.code,
        "originals": line.originals,
        "copies": line.copies,
        "again": placed.again,
        "extra": line.extra,
        "warnings": warnings,
    }

    def text() -> str:
        said = MANIFEST_WORDS["put_again" if placed.again else "put_on"].format(
            line=line.line, what=line.code or line.who, originals=line.originals, copies=line.copies
        )
        return "\n".join([said, *warnings])

    out.show(value, text)
    return 1 if placed.warnings else 0


def _take(office: Office, args: argparse.Namespace, out: Out, by: Clerk) -> int:
    return _tell(office.manifests.take_off(args.number, args.line, by, reason=args.reason), out)


def _count(office: Office, args: argparse.Namespace, out: Out, by: Clerk) -> int:
    done = office.manifests.count(args.number, args.line, args.originals, args.copies, by, item_code=args.item)
    return _tell(done, out)


def _seal(office: Office, args: argparse.Namespace, out: Out, by: Clerk) -> int:
    return _tell(office.manifests.seal(args.number, tuple(args.seals), by), out)


def _unseal(office: Office, args: argparse.Namespace, out: Out, by: Clerk) -> int:
    return _tell(office.manifests.break_seal(args.number, args.reason, by), out)


def _hand(office: Office, args: argparse.Namespace, out: Out, by: Clerk) -> int:
    incoming = office.manifests.find(args.number).direction is Direction.FROM_AGENCY
    giver = args.giver or ("" if incoming else by.name)
    receiver = args.receiver or (by.name if incoming else "")
    done = office.manifests.hand(args.number, giver, receiver, by, receiver_role=args.role, note=args.note)
    return _tell(done, out)


def _outcome(office: Office, args: argparse.Namespace, out: Out, by: Clerk) -> int:
    recipient = None
    if args.outcome == "delivered":
        paper = Authorisation(kind=args.authorisation) if args.authorisation else None
        who = Recipient(
            kind=RecipientKind(args.kind), full_name=args.recipient, id_last4=args.last4, authorisation=paper
        )
        recipient = HandBackRequest(recipient=who, fees_collected=args.fees)
    done = office.manifests.outcome(
        args.number, args.line, args.outcome, by, code=args.code, note=args.note, recipient=recipient
    )
    return _tell(done, out)


def _correct(office: Office, args: argparse.Namespace, out: Out, by: Clerk) -> int:
    done = office.manifests.correct(
        args.number, args.line, args.reason, by, originals=args.originals, copies=args.copies
    )
    return _tell(done, out)


def _close(office: Office, args: argparse.Namespace, out: Out, by: Clerk) -> int:
    return _tell(office.manifests.close(args.number, by, note=args.note), out)


def _cancel(office: Office, args: argparse.Namespace, out: Out, by: Clerk) -> int:
    return _tell(office.manifests.cancel(args.number, args.reason, by), out)


def _print(office: Office, args: argparse.Namespace, out: Out, by: Clerk) -> int:
    if args.out.is_dir() or not args.out.parent.is_dir():
        raise Trouble("file_unwritable", file=args.out.name)
    paper = office.manifests.print(args.number, args.size, by, target="file", reason=args.reason)
    partial = args.out.with_name(f"{args.out.name}.partial")
    try:
        with partial.open("wb") as written:
            written.write(paper.bytes)
            written.flush()
            os.fsync(written.fileno())
        partial.replace(args.out)
    except OSError as error:
        raise Trouble("file_unwritable", file=args.out.name) from error
    value = {
        "file": str(args.out),
        "form": paper.form,
        "copy": paper.copy,
        "pages": paper.pages,
        "sha256": paper.sha256,
    }
    out.show(value, lambda: f"Đã ghi {args.out} (bản in số {paper.copy})")
    return 0


_ACTS: dict[str, Callable[[Office, argparse.Namespace, Out, Clerk], int]] = {
    "open": _open,
    "put": _put,
    "take": _take,
    "count": _count,
    "seal": _seal,
    "unseal": _unseal,
    "hand": _hand,
    "outcome": _outcome,
    "correct": _correct,
    "close": _close,
    "cancel": _cancel,
    "print": _print,
}


# ------------------------------------------------------------------------------------------ words


def described(manifest: Manifest) -> dict[str, object]:
    """A manifest for `--json`: its fold as plain values, times of Việt Nam."""

    def plain(value: object) -> object:
        if isinstance(value, datetime):
            return value.astimezone(VIETNAM).isoformat()
        if isinstance(value, msgspec.Struct):
            return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
        if isinstance(value, tuple):
            return [plain(one) for one in value]
        return value

    shown = plain(manifest)
    assert isinstance(shown, dict)
    standing = [line for line in shown["lines"] if not line["off"]]
    return {**shown, "lines": standing, "originals": manifest.originals, "copies": manifest.copies}


def _tell(found: Manifest, out: Out) -> int:
    out.show(described(found), lambda: _sentence(found))
    return 0


def _sentence(found: Manifest) -> str:
    parts = [
        found.number,
        MANIFEST_WORDS[found.direction.value],
        found.agency or found.route,
        MANIFEST_WORDS[found.progress.value],
        MANIFEST_WORDS["papers"].format(count=len(found.standing), originals=found.originals, copies=found.copies),
    ]
    return " · ".join(part for part in parts if part)


def _line_words(line: Line) -> str:
    told = MANIFEST_WORDS[line.outcome] if line.outcome else ""
    what = line.code or line.who
    return "  ".join(part for part in (f"{line.line:>3}", what, f"{line.originals}+{line.copies}", told) if part)
