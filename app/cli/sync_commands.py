"""`quay sync` and `quay sandbox`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from app.cli.exits import DONE, ENVIRONMENT, NEEDS_PERSON
from app.cli.sending import courier_for

if TYPE_CHECKING:
    from app.clock import Clock
    from app.commands import Out


def sync(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    """Delivers now. 0 when nothing waits, 1 when something needs a person or still waits, 3 when the server cannot be
    reached or will not let us in."""
    from app.commands import dump, reader_for, total, write_certificate
    from app.errors import Problem
    from app.office import open_office
    from app.wording import say
    from sync.report import joined

    office = open_office(args.data, clock)
    try:
        by = reader_for(office, args) if args.prove else None
        courier = courier_for(office, clock, scans=not args.metered)
        try:
            courier.send_now()
            report = courier.until_empty(args.timeout) if args.until_empty else courier.round(clock.now())
            looking = None
            # A day whose line is cut has its certificate too: it says what could not be seen, and what waits.
            if by is not None and (args.certificate or not report.stopped):
                looking = courier.prove(args.prove, by.name)
                if looking.offered or looking.files_offered:
                    report = joined(report, courier.until_empty(args.timeout))
                if args.certificate:
                    write_certificate(office, args.prove, by, args.certificate)
        finally:
            courier.close()
        summary = total([lane.outbox.summary() for lane in office.branch.outboxes()])
        scans, held_back = office.parcels.tally(), args.metered or office.parcels.metered
        # What has nowhere to go is no work left.
        left = 0 if held_back or not office.profile.server.files_url else scans.waiting
    finally:
        office.close()
    value = {
        **_figures(report),
        "waiting": summary.waiting,
        "held": summary.held,
        "quarantined": summary.quarantined,
        "files_waiting": scans.waiting,
        "metered": held_back,
    }
    if looking is not None:
        value["proof"] = {**_figures(looking), "day": args.prove.isoformat(), "incidents": looking.incidents}
        value["proof"]["certificate"] = str(args.certificate) if args.certificate else None

    def text() -> str:
        lines = [
            (
                f"Đã gửi {report.delivered + report.already_there}, còn chờ {summary.waiting}, "
                f"cần xử lý {summary.quarantined} ({report.bytes_up} byte lên, {report.bytes_down} byte xuống)."
            )
        ]
        if scans.waiting + scans.quarantined + report.files:
            lines.append(
                f"Bản quét: đã gửi {report.files}, còn chờ {scans.waiting}, cần xử lý {scans.quarantined} "
                f"({report.file_bytes_up} byte lên, {report.file_bytes_down} byte xuống)."
            )
        if report.stopped:
            lines.append(say(Problem(report.stopped)))
        if looking is not None:
            lines.append(
                f"Đối chiếu ngày {args.prove:%d/%m/%Y}: xem {looking.looked}, khớp {looking.same + looking.there}, "
                f"cơ quan đã làm tiếp {looking.ahead}, khác {looking.differs}, thiếu {looking.incidents} "
                f"(đã gửi lại {looking.offered} mục), chưa xem được {looking.unread + looking.left}."
            )
            if looking.files + looking.files_unread:
                lines.append(
                    f"Bản quét trong ngày: xem {looking.files}, không còn ở đó {looking.files_missing} "
                    f"(đã xếp gửi lại {looking.files_offered}), chưa xem được {looking.files_unread}."
                )
            if looking.stopped and looking.stopped != report.stopped:
                lines.append(say(Problem(looking.stopped)))
            if args.certificate:
                lines.append(f"Đã ghi giấy chứng nhận gửi hồ sơ: {args.certificate}")
        return "\n".join(lines)

    if args.json:
        sys.stdout.write(dump(value) + "\n")
    else:
        sys.stdout.write(text() + "\n")
    sys.stdout.flush()
    if report.stopped:
        return ENVIRONMENT
    unsettled = looking is not None and (
        looking.stopped
        or looking.unread + looking.files_unread
        or looking.differs + looking.incidents + looking.files_missing
    )
    if unsettled:
        return NEEDS_PERSON
    undone = summary.quarantined or scans.quarantined or left or summary.waiting > summary.held
    return NEEDS_PERSON if undone else DONE


def _figures(report: Any) -> dict[str, Any]:
    """Every field of a round's report, zeros too: scripts look for them."""
    import msgspec

    made: dict[str, Any] = {name: msgspec.to_builtins(getattr(report, name)) for name in report.__struct_fields__}
    return made


def sandbox(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    """The one-stop stand-in, until it is stopped."""
    from sync import sandbox as one_stop

    def ready(running: Any) -> None:
        out.show({"url": running.url}, lambda: f"Một cửa giả lập đang chạy ở {running.url}. Ctrl-C để dừng.")

    one_stop.run(
        port=args.port,
        db=args.db or None,
        faults=args.faults,
        wire=args.wire,
        packages=args.packages,
        on_ready=ready,
    )
    return DONE
