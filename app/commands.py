"""The desk's commands without a window: what scripts, support and the acceptance checks use (docs/commands.md).

Each returns the exit status: 0 done, 1 done but something needs a person, 3 the environment's fault (raised as
`Trouble`). Results go to `out` as JSON or as lines for people; messages go to stderr by the caller.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from app.certificate import certificate as certificate_of
from app.clock import Clock
from app.domain import codes, intake
from app.domain.dossier import Dossier
from app.domain.events import VIETNAM, Kind, Printed
from app.domain.handback import read_hand_back
from app.domain.queue import Item, State, Summary
from app.domain.scans import LARGEST
from app.domain.text import mask_identity
from app.errors import Problem, Rejected, Trouble, reject
from app.office import Office, back_up, open_office, restore_office, set_up
from app.paper import LABEL, RESOLUTION, ROLL, SHORT_ROLL, Press, Unit
from app.people import Clerk
from app.settings import assets
from app.store.ledger import Finding
from app.store.ledger import verify as verify_ledger
from app.store.parcels import Shipment
from app.wording import EVENT_WORDS, say, status_sentence

LINE_LIMIT = 1_000_000
"""Bytes of one line: more is no dossier, and must not fill the memory."""

ALL = 1_000_000


class Out:
    """Where results go: one JSON document (or one a line), or text for people."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json

    def line(self, value: Any) -> None:
        """One JSON object on a line of its own, pushed out at once: a code on paper or screen is a committed code."""
        sys.stdout.write(dump(value) + "\n")
        sys.stdout.flush()

    def show(self, value: Any, text: Callable[[], str]) -> None:
        if self.as_json:
            self.line(value)
        else:
            sys.stdout.write(text() + "\n")
            sys.stdout.flush()


def dump(value: Any) -> str:
    return msgspec.json.encode(msgspec.to_builtins(value, str_keys=True)).decode()


def local(at: datetime | None) -> str:
    """A time as people here read it."""
    return "" if at is None else f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"


def iso(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(VIETNAM).isoformat()


def sentences(problems: Mapping[str, Problem]) -> dict[str, str]:
    return {field: say(problem) for field, problem in problems.items()}


def clerk_for(office: Office, args: argparse.Namespace, default: str = "") -> Clerk:
    """Who acts: --clerk (default the first clerk), with the PIN of QUAY_PIN or typed. Rejected when it is wrong."""
    name = args.clerk or default or (*office.profile.people.clerks, office.profile.people.manager)[0]
    pin = os.environ.get("QUAY_PIN", "")
    if not pin and sys.stdin.isatty():
        import getpass

        pin = getpass.getpass("PIN: ")
    if not pin:
        raise reject("pin", "pin_missing")
    return office.people.log_in(name, pin)


def reader_for(office: Office, args: argparse.Namespace) -> Clerk:
    """Who looks: reading needs no PIN here (who can run this can read the file), but it is logged under a name."""
    return office.people.named(args.clerk or office.profile.people.manager)


# ------------------------------------------------------------------------------------------ set-up and upkeep


def init(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    office, pins = set_up(args.profile, args.data, os.environ.get("QUAY_PIN", ""), clock)
    office.close()
    given = not os.environ.get("QUAY_PIN")
    people = [{"name": name, "one_time_pin": pin} if given else {"name": name} for name, pin in pins.items()]
    unit = office.profile.unit

    def text() -> str:
        lines = [f"Đã cài đặt quầy {office.profile.counter.number} – {unit.name}."]
        lines += [f"  {name}: PIN dùng một lần {pin}" for name, pin in pins.items() if given]
        return "\n".join(lines)

    out.show({"unit": unit.name, "counter": office.profile.counter.number, "people": people}, text)
    return 0


def backup(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    office = open_office(args.data, clock)
    try:
        file, scans = back_up(office, args.folder)
    finally:
        office.close()
    value = {"file": str(file), "bytes": file.stat().st_size, "scans_copied": scans}
    out.show(value, lambda: f"Đã sao lưu và kiểm tra: {file} (thêm {scans} bản quét, thư mục scans bên cạnh)")
    return 0


def restore(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    kept = restore_office(args.file, args.data, clock, replace=args.replace)
    office = open_office(args.data, clock)
    found = verify_ledger(office.store)
    office.close()

    def text() -> str:
        old = f" Dữ liệu cũ được giữ ở {kept}." if kept else ""
        lost = sum(one.code == "scan_missing" for one in found)
        without = (
            f" Bản sao thiếu {lost} bản quét: hãy chép thư mục scans vào cạnh nó rồi phục hồi lại." if lost else ""
        )
        return f"Đã phục hồi từ {args.file.name}.{old}{without}"

    out.show({"restored": str(args.file), "kept": str(kept) if kept else None, "findings": found}, text)
    return 1 if found else 0


def verify(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    office = open_office(args.data, clock)
    found = verify_ledger(office.store)
    for name, replica in office.branch.replicas().items():
        found += tuple(
            Finding(one.code, f"{name} {one.subject}".strip()) for one in verify_ledger(replica, scans=False)
        )
    office.close()

    def text() -> str:
        if not found:
            return "Dữ liệu nguyên vẹn: chuỗi sự kiện, trạng thái và hàng đợi đều khớp."
        return "\n".join([f"Có {len(found)} điểm không khớp:", *(f"  {f.code}: {f.subject}" for f in found)])

    out.show({"ok": not found, "findings": found}, text)
    return 1 if found else 0


# ------------------------------------------------------------------------------------------ lines of a file


def lines_of(file: Path) -> Iterator[tuple[int, bytes]]:
    """Numbered, non-empty lines. Trouble when the file cannot be read. `-` is standard input."""
    try:
        with sys.stdin.buffer if str(file) == "-" else file.open("rb") as stream:
            number = 0
            while line := stream.readline(LINE_LIMIT):
                number += 1
                while not line.endswith(b"\n") and (rest := stream.readline(LINE_LIMIT)):
                    line = line[:LINE_LIMIT] + b"!" + rest[-1:]  # too long to be JSON; the rest of it is only skipped
                if line.strip():
                    yield number, line
    except OSError as error:
        raise Trouble("file_unreadable", file=file.name) from error


def _each(args: argparse.Namespace, out: Out, work: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    """Does `work` for each line; a bad line is told and stops nobody."""
    status = 0
    for number, line in lines_of(args.file):
        try:
            done = work(intake.decode_line(line))
        except Rejected as error:
            fields = sentences(error.problems)
            out.line({"line": number, "error": "; ".join(fields.values()), "fields": fields})
            status = 1
        except Trouble as error:
            out.line({"line": number, "error": say(error), "fields": {}})
            raise
        else:
            out.line({"line": number, **done})
    return status


def receive(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    office = open_office(args.data, clock)
    clerk = clerk_for(office, args)

    def one(value: dict[str, Any]) -> dict[str, Any]:
        receipt = office.counter.receive(intake.read_draft(value), clerk)
        dossier = receipt.dossier
        papers = [str(_print(office, dossier.code, form, args, clerk)) for form in receipt.papers if args.papers]
        told = {
            "code": dossier.code,
            "dossier_id": dossier.id,
            "due_at": iso(dossier.due_at),
            "papers": papers,
        }
        return {**told, "warnings": [say(w) for w in receipt.warnings]} if receipt.warnings else told

    try:
        return _each(args, out, one)
    finally:
        office.close()


def _print(office: Office, code: str, form: str, args: argparse.Namespace, clerk: Clerk) -> Path:
    """A numbered copy as a PDF in the folder given; the name holds code and form, no personal data."""
    size = args.size or office.profile.printer.paper.value
    if not args.size and size == ROLL:
        size = "a5"  # a file is a page, unless a roll is asked for
    try:
        args.papers.mkdir(parents=True, exist_ok=True)
        paper = office.counter.print_paper(code, form, size, clerk, target="file")
        file: Path = args.papers / f"{code}_{form}{'.bin' if paper.size in (ROLL, SHORT_ROLL) else '.pdf'}"
        _keep(office, code, form, file, paper.bytes, clerk)
    except OSError as error:
        raise Trouble("file_unwritable", file=str(args.papers)) from error
    return file


def _keep(office: Office, code: str, form: str, file: Path, content: bytes, clerk: Clerk) -> None:
    """Writes the copy that was just numbered, and notes what became of it."""
    from app.domain.jobs import State as JobState

    job = office.jobs.last(code, form)
    assert job is not None
    try:
        file.write_bytes(content)
    except OSError:
        office.jobs.note(job.seq, JobState.FAILED, clerk, reason="disk")
        raise
    office.jobs.note(job.seq, JobState.SAVED, clerk, detail=file.name)


def handback(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    office = open_office(args.data, clock)
    clerk = clerk_for(office, args)

    def one(value: dict[str, Any]) -> dict[str, Any]:
        code = _code(value)
        dossier = office.counter.hand_back(code, read_hand_back(value), clerk)
        assert dossier.handed_back is not None
        return {"code": code, "status": int(dossier.status), "handed_back_at": iso(dossier.handed_back.at)}

    try:
        return _each(args, out, one)
    finally:
        office.close()


def act(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    office = open_office(args.data, clock)
    clerk = clerk_for(office, args)

    def one(value: dict[str, Any]) -> dict[str, Any]:
        code = _code(value)
        named = value.pop("event", None)
        if not isinstance(named, str):
            raise reject("event", "missing", key="event")
        try:
            kind = Kind(named)
        except ValueError:
            raise reject("event", "not_one_of") from None
        dossier = office.counter.act(code, kind, value, clerk)
        return {
            "code": code,
            "event": kind.value,
            "status": int(dossier.status),
            "official_code": dossier.official_code,
        }

    try:
        return _each(args, out, one)
    finally:
        office.close()


def _code(value: dict[str, Any]) -> str:
    code = value.pop("code", None)
    if not isinstance(code, str) or not code.strip():
        raise reject("code", "missing", key="code")
    return code


# ------------------------------------------------------------------------------------------ looking


def show_dossier(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    from app.print_jobs import described

    office = open_office(args.data, clock)
    try:
        dossier = office.counter.find(args.code, reader_for(office, args))
        moments = office.views.timeline(dossier.id)
        jobs = office.jobs.of(dossier.code)
    finally:
        office.close()
    deliveries = [m for m in moments if m.delivery is not None]
    sync = overall([m.delivery for m in deliveries if m.delivery is not None])
    papers = [
        {"form": m.body.form, "copy": m.body.copy, "size": m.body.size, "version": m.body.version, "at": iso(m.at)}
        for m in moments
        if isinstance(m.body, Printed)
    ]
    value = {
        "code": dossier.code,
        "official_code": dossier.official_code,
        "dossier_id": dossier.id,
        "status": int(dossier.status),
        "sentence": status_sentence(dossier, sync),
        "due_at": iso(dossier.due_at),
        "dossier": dossier,
        "events": [
            {
                "seq": m.seq,
                "event": m.kind.value,
                "at": iso(m.at),
                "by": m.actor_name,
                "delivery": m.delivery,
                "attempts": m.attempts,
                "reason": reason_sentence(m.reason, m.detail),
                "acknowledged_at": iso(m.acknowledged_at),
                "fields": m.body,
            }
            for m in moments
        ],
        "papers": papers,
        "jobs": [described(job) for job in jobs],
    }
    out.show(value, lambda: _dossier_text(dossier, value["events"], sync))
    return 0


def overall(states: list[State]) -> State | None:
    """One word for a dossier's deliveries: the worst of them."""
    for state in (State.QUARANTINED, State.WAITING, State.DELIVERED):
        if state in states:
            return state
    return None


def _dossier_text(dossier: Dossier, events: Any, sync: State | None) -> str:
    filing = dossier.filing
    lines = [
        f"{dossier.official_code or dossier.code}  {status_sentence(dossier, sync)}",
        f"  {filing.procedure.name}",
        f"  {filing.applicant.full_name}, {mask_identity(filing.applicant.id_number)}, {filing.applicant.phone}",
        f"  nhận {local(dossier.received_at)}, hẹn trả {local(dossier.due_at) or '—'}",
    ]
    for event in events:
        delivery = f" [{event['delivery'].value}]" if event["delivery"] else ""
        lines.append(f"  {event['at'][:16]}  {EVENT_WORDS[event['event']]} – {event['by']}{delivery}")
    return "\n".join(lines)


def search(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    office = open_office(args.data, clock)
    try:
        rows = office.views.search(args.text, limit=args.limit)
    finally:
        office.close()
    for row in rows:
        value = {
            "code": row.code,
            "official_code": row.official_code,
            "applicant": row.applicant,
            "phone": row.phone,
            "procedure": row.procedure_code,
            "procedure_name": row.procedure,
            "received_at": iso(row.received_at),
            "due_at": iso(row.due_at),
            "status": int(row.status),
            "sync": row.sync,
        }
        out.show(value, f"{row.code}  {row.applicant}  {row.procedure}".strip)
    return 0


def paper(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    if args.preview:
        return _preview(args, out)
    resolution = args.dpi or RESOLUTION
    if args.self_test:
        press = Press(assets(), Unit(name=""))
        content = press.self_test(
            size=args.size or "a4", printed_at=clock.now(), printer=args.printer, resolution=resolution
        )
        return _written(args.out, content, out)
    office = open_office(args.data, clock)
    try:
        clerk = clerk_for(office, args)
        if args.form == LABEL:
            parcel = (office.counter.find(args.code, clerk), args.item)
            content = office.press.labels([parcel], size=args.size or "a5", start=args.place, resolution=resolution)
            return _written(args.out, content, out)
        printed = office.counter.print_paper(
            args.code, args.form, args.size or "a5", clerk, target="file", reason=args.reason, resolution=resolution
        )
        _keep(office, args.code, args.form, args.out, printed.bytes, clerk)
    except OSError as error:
        raise Trouble("file_unwritable", file=args.out.name) from error
    finally:
        office.close()
    value = {"file": str(args.out), "form": printed.form, "version": printed.version, "copy": printed.copy}
    out.show({**value, "pages": printed.pages, "sha256": printed.sha256}, lambda: f"Đã ghi {args.out}")
    return 0


def _written(file: Path, content: bytes, out: Out) -> int:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise Trouble("file_unwritable", file=file.name) from error
    out.show({"file": str(file)}, lambda: f"Đã ghi {file}")
    return 0


def _preview(args: argparse.Namespace, out: Out) -> int:
    """A changed form file as a person will see it, with invented people; needs no counter."""
    from app.paper import Press, specimen

    if not args.preview.is_file():
        raise Trouble("file_unreadable", file=args.preview.name)
    try:
        made = Press(assets(), specimen.UNIT).preview(args.preview, form=args.form, size=args.size)
    except Trouble as error:
        if error.code != "form_broken":
            raise
        # Whoever changes a form is told what to mend, not to call for help.
        raise reject("preview", "form_file_wrong", **error.facts) from error
    file: Path = args.out or Path(f"{args.preview.stem}.pdf")
    try:
        file.write_bytes(made.bytes)
    except OSError as error:
        raise Trouble("file_unwritable", file=file.name) from error
    value = {"file": str(file), "form": made.form, "version": made.version, "size": made.size, "pages": made.pages}
    out.show(value, lambda: f"Đã ghi {file}: mẫu {made.form}, bản {made.version}, {made.pages} trang. Chỉ để xem thử.")
    return 0


def attach(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    office = open_office(args.data, clock)
    try:
        clerk = clerk_for(office, args)
        try:
            with args.file.open("rb") as file:
                content = file.read(LARGEST + 1)  # more is refused by its size, and must not fill the memory
        except OSError as error:
            raise Trouble("file_unreadable", file=args.file.name) from error
        scan = office.counter.attach(args.code, args.paper, content, clerk).scans[-1]
    finally:
        office.close()
    value = {"code": args.code, "paper": scan.name, "component": scan.component, "sha256": scan.sha256}
    out.show(
        {**value, "bytes": scan.size, "media": scan.media, "pages": scan.pages},
        lambda: f"Đã đính kèm bản quét của: {scan.name}. Tệp sẽ tự gửi sau các hồ sơ.",
    )
    return 0


def certificate(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    day = args.day or clock.today()
    office = open_office(args.data, clock)
    try:
        write_certificate(office, day, reader_for(office, args), args.file)
    finally:
        office.close()
    out.show({"day": day.isoformat(), "file": str(args.file)}, lambda: f"Đã ghi {args.file}")
    return 0


def write_certificate(office: Office, day: date, by: Clerk, file: Path) -> None:
    """The certificate of a day that was proven, as a PDF: whole or not at all."""
    content = certificate_of(office, day, by)
    partial = file.with_name(f"{file.name}.partial")
    try:
        with partial.open("wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        partial.replace(file)
    except OSError as error:
        if partial.exists():
            partial.unlink()
        raise Trouble("file_unwritable", file=file.name) from error


# ------------------------------------------------------------------------------------------ the queue


def reason_sentence(code: str, detail: str) -> str:
    """Why an item is where it is, in words, with what the other side said."""
    if not code:
        return ""
    words = say(Problem(code))
    return f"{words} ({detail})" if detail else words


def _item(item: Item, carried_for: str) -> dict[str, Any]:
    return {
        **({"counter": carried_for} if carried_for else {}),
        "seq": item.seq,
        "code": item.code,
        "event": item.event.value,
        "state": item.state.value,
        "attempts": item.attempts,
        "since": iso(item.since),
        "next_at": iso(item.next_at),
        "reason": reason_sentence(item.reason, item.detail),
        "reason_code": item.reason,
        "acknowledged_at": iso(item.acknowledged_at),
    }


def total(summaries: Sequence[Summary]) -> Summary:
    """The queues of a branch as one: its own and those it carries for others."""
    return Summary(
        waiting=sum(one.waiting for one in summaries),
        held=sum(one.held for one in summaries),
        quarantined=sum(one.quarantined for one in summaries),
        delivered=sum(one.delivered for one in summaries),
        oldest=min((one.oldest for one in summaries if one.oldest), default=None),
        last_contact=max((one.last_contact for one in summaries if one.last_contact), default=None),
        last_delivery=max((one.last_delivery for one in summaries if one.last_delivery), default=None),
    )


def queue(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    office = open_office(args.data, clock)
    try:
        own, *carried = office.branch.outboxes()
        summary = total([lane.outbox.summary() for lane in (own, *carried)])
        items = [] if args.summary else [("", item) for item in own.outbox.items(ALL)]
        for lane in () if args.summary else carried:
            items += [(lane.name, item) for item in lane.outbox.items(ALL)]
        scans, shipments = office.parcels.tally(), () if args.summary else office.parcels.items(ALL)
        metered = office.parcels.metered
    finally:
        office.close()
    if args.summary:
        value = {
            "waiting": summary.waiting,
            "held": summary.held,
            "quarantined": summary.quarantined,
            "delivered": summary.delivered,
            "oldest": iso(summary.oldest),
            "last_contact": iso(summary.last_contact),
            "last_delivery": iso(summary.last_delivery),
            "files_waiting": scans.waiting,
            "files_quarantined": scans.quarantined,
            "files_delivered": scans.delivered,
            "file_bytes_left": scans.bytes_left,
            "metered": metered,
        }
        out.show(
            value,
            lambda: (
                f"Chờ gửi {summary.waiting}, cần xử lý {summary.quarantined}, đã gửi {summary.delivered}. "
                f"Cũ nhất: {local(summary.oldest) or '—'}. Lần gửi cuối: {local(summary.last_delivery) or '—'}."
            ),
        )
    for carried_for, item in items:
        told = _item(item, carried_for)
        out.show(told, f"{told['code']}  {EVENT_WORDS[told['event']]}  {told['state']}  {told['reason']}".strip)
    for shipment in shipments:
        told = _shipment(shipment)
        words = f"{told['code']}  {EVENT_WORDS[told['event']]} ({told['paper']})  {told['state']}  {told['reason']}"
        out.show(told, words.strip)
    return 1 if summary.quarantined or scans.quarantined else 0


def _shipment(item: Shipment) -> dict[str, Any]:
    return {
        "seq": item.seq,
        "code": item.code,
        "event": Kind.SCANNED.value,
        "paper": item.paper,
        "bytes": item.size,
        "bytes_held": item.held,
        "state": item.state.value,
        "attempts": item.attempts,
        "since": iso(item.since),
        "next_at": iso(item.next_at),
        "reason": reason_sentence(item.reason, item.detail),
        "reason_code": item.reason,
        "acknowledged_at": iso(item.acknowledged_at),
    }


def retry(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    office = open_office(args.data, clock)
    try:
        wanted = [codes.normalise_scanned_code(code) for code in args.codes]
        released = sum(lane.outbox.release(wanted) for lane in office.branch.outboxes())
        released += office.parcels.release(wanted)
    finally:
        office.close()
    out.show({"released": released}, lambda: f"Đã đưa {released} mục trở lại hàng đợi.")
    return 0 if released else 1
