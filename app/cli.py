"""The `quay` command: reads the arguments, and joins window, courier and counter. Only this file knows all three."""

from __future__ import annotations

import argparse
import gc
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

# The window's first paint waits for what is imported here: nothing of ours, and nothing that Qt does not need.
if TYPE_CHECKING:
    from datetime import datetime

    from app.clock import Clock
    from app.commands import Out
    from app.office import Office
    from sync.worker import Worker

SIZES = ("a4", "a5", "a5x2")
DONE, NEEDS_PERSON, WRONG_USAGE, ENVIRONMENT = 0, 1, 2, 3

COLLECT_EVERY = (20_000, 10, 10)
"""Looking for garbage after every 700 objects finds none while modules and widgets are made: 3 % of the start."""

log = logging.getLogger(__name__)


class _Parser(argparse.ArgumentParser):
    """argparse with its few English words in Vietnamese."""

    def error(self, message: str) -> Any:
        self.print_usage(sys.stderr)
        sys.stderr.write(f"quay: lệnh chưa đúng ({message}). Xem: quay --help\n")
        raise SystemExit(WRONG_USAGE)


def default_data() -> Path:
    """The platform's folder for this program's data."""
    from platformdirs import user_data_path

    return user_data_path("quay", appauthor=False)


def parser() -> argparse.ArgumentParser:
    # SUPPRESS: the options may stand before or after the subcommand, and where they are absent they set nothing.
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--data", type=Path, metavar="DIR", help="thư mục dữ liệu của quầy")
    common.add_argument("--json", action="store_true", help="kết quả ở dạng JSON")
    common.add_argument("--clerk", metavar="NAME", help="người làm (mặc định: giao dịch viên đầu tiên)")

    top: argparse.ArgumentParser = _Parser(
        prog="quay", description="Quầy Một Cửa: tiếp nhận và trả kết quả hồ sơ tại bưu điện xã", parents=[common]
    )
    top.add_argument("--training", action="store_true", help="mở quầy tập huấn với dữ liệu bịa và một cửa giả lập")
    top.set_defaults(command="window")
    commands = top.add_subparsers(metavar="LỆNH")  # made of the top parser's own class

    def command(name: str, text: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text, parents=[common])
        made.set_defaults(command=name)
        return made

    init = command("init", "cài đặt một quầy mới từ tệp hồ sơ quầy")
    init.add_argument("--profile", type=Path, required=True, metavar="FILE.toml")
    receive = command("receive", "tiếp nhận mỗi dòng của tệp JSONL thành một hồ sơ")
    receive.add_argument("file", type=Path, metavar="FILE.jsonl")
    receive.add_argument("--papers", type=Path, metavar="DIR", help="in giấy thành PDF vào thư mục này")
    receive.add_argument("--size", choices=SIZES, default="")
    command("handback", "trả kết quả theo từng dòng của tệp JSONL").add_argument(
        "file", type=Path, metavar="FILE.jsonl"
    )
    command("act", "ghi các việc khác của hồ sơ theo từng dòng của tệp JSONL").add_argument(
        "file", type=Path, metavar="FILE.jsonl"
    )
    command("show", "xem một hồ sơ").add_argument("code", metavar="CODE")
    search = command("search", "tìm hồ sơ theo mã, tên, số điện thoại")
    search.add_argument("text", metavar="TEXT")
    search.add_argument("--limit", type=int, default=50, metavar="N")
    paper = command("paper", "in một bản giấy có đánh số ra tệp PDF")
    paper.add_argument("code", metavar="CODE")
    paper.add_argument("--form", required=True, metavar="NAME")
    paper.add_argument("--size", choices=SIZES, default="")
    paper.add_argument("--out", type=Path, required=True, metavar="FILE")
    paper.add_argument("--reason", default="", help="lý do in lại")
    attach = command("attach", "đính kèm bản quét (PDF, JPEG) của một giấy tờ vào hồ sơ")
    attach.add_argument("code", metavar="CODE")
    attach.add_argument("file", type=Path, metavar="FILE")
    attach.add_argument("--paper", required=True, metavar="KEY", help="mã hoặc tên giấy tờ trong hồ sơ")
    command("queue", "xem hàng đợi gửi").add_argument("--summary", action="store_true", help="chỉ các con số")
    sync = command("sync", "gửi ngay")
    sync.add_argument("--until-empty", action="store_true", help="gửi đến khi hàng đợi rỗng")
    sync.add_argument("--timeout", type=float, default=300.0, metavar="S")
    sync.add_argument(
        "--prove",
        type=date.fromisoformat,
        nargs="?",
        const=datetime.now(timezone(timedelta(hours=7))).date(),
        metavar="YYYY-MM-DD",
        help="đối chiếu từng hồ sơ đã gửi trong ngày với hệ thống một cửa, thiếu thì gửi lại",
    )
    sync.add_argument(
        "--certificate", type=Path, metavar="FILE.pdf", help="với --prove: ghi giấy chứng nhận gửi hồ sơ của ngày đó"
    )
    sync.add_argument("--metered", action="store_true", help="mạng tính tiền: lần này không gửi bản quét")
    certificate = command("certificate", "in lại giấy chứng nhận gửi hồ sơ của một ngày đã đối chiếu, không cần mạng")
    certificate.add_argument("day", type=date.fromisoformat, nargs="?", metavar="YYYY-MM-DD", help="mặc định: hôm nay")
    certificate.add_argument("file", type=Path, metavar="FILE.pdf")
    command("retry", "đưa các mục cần xử lý trở lại hàng đợi").add_argument("codes", nargs="+", metavar="CODE")
    command("verify", "kiểm tra dữ liệu, chuỗi sự kiện và hàng đợi")
    command("backup", "sao lưu và kiểm tra bản sao").add_argument("folder", type=Path, metavar="DIR")
    restore = command("restore", "phục hồi từ một bản sao")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="thay dữ liệu đang có (bản cũ được giữ lại)")
    _bundle_parser(command("bundle", "gửi bằng tệp qua USB hay thư mục chung, và nhận biên nhận"), common)
    sandbox = command("sandbox", "một cửa giả lập để tập huấn và kiểm thử")
    sandbox.add_argument("--port", type=int, required=True, metavar="N")
    sandbox.add_argument("--db", default="", metavar="URL")
    sandbox.add_argument("--faults", type=Path, metavar="FILE.json")
    sandbox.add_argument("--wire", default="dvcqg-session", metavar="NAME", help="kiểu kết nối được giả lập")
    command("selftest", "tự kiểm tra: nhận, in, gửi, trả kết quả trên một quầy tạm")
    return top


def _bundle_parser(bundle: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    actions = bundle.add_subparsers(metavar="VIỆC", dest="action", required=True)

    def action(name: str, text: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = actions.add_parser(name, help=text, description=text, parents=[common])
        return made

    export = action("export", "ghi gói cho trưởng bưu cục, hoặc biên nhận cho các quầy, vào thư mục")
    export.add_argument("folder", type=Path, metavar="DIR")
    export.add_argument("--all", action="store_true", help="từ sự kiện đầu tiên, kể cả phần bên kia đã báo nhận")
    action("import", "nhận các gói").add_argument("files", type=Path, nargs="+", metavar="FILE")
    key = action("key", "mã ghép nối của quầy này và mã ngắn để đọc qua điện thoại")
    shown = key.add_mutually_exclusive_group()
    shown.add_argument("--qr", type=Path, metavar="FILE.png", help="lưu thêm mã QR")
    shown.add_argument("--text", action="store_true", help="chỉ chữ (mặc định)")
    key.add_argument("--branch", action="store_true", help="quầy này nhận gói của các quầy khác")
    trust = action("trust", "ghép nối với quầy có mã này (cần PIN trưởng bưu cục)")
    trust.add_argument("text", metavar="TEXT")
    trust.add_argument("--code", required=True, metavar="SHORT", help="mã ngắn nghe qua điện thoại")
    trust.add_argument("--other-point", action="store_true", help="cho phép quầy của điểm khác")
    action("distrust", "thôi ghép nối với một quầy").add_argument("name", metavar="NAME")
    action("partners", "các quầy đã ghép nối")
    watch = action("watch", "trông một thư mục: tự nhận gói và ghi biên nhận")
    watch.add_argument("folder", type=Path, metavar="DIR")
    watch.add_argument("--every", type=float, default=30.0, metavar="S", help="số giây giữa hai lần xem")
    watch.add_argument("--times", type=int, default=0, metavar="N", help="chỉ xem N lần rồi thôi")


def main(argv: list[str] | None = None) -> int:
    """Runs one command; returns its exit status (contract.md)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        known = parser()
        args = known.parse_args(argv, argparse.Namespace(data=None, json=False, clerk=""))
        if args.command == "sync" and args.certificate and not args.prove:
            known.error("--certificate cần --prove")
    except SystemExit as stop:
        return int(stop.code or 0)
    given = args.data is not None
    args.data = (args.data or (default_data() / "training" if args.training else default_data())).absolute()
    args.logged = args.command not in ("init", "sandbox", "selftest") and (not given or args.data.exists())
    if args.command == "window":
        return _told(lambda: _window(args))
    _start_log(args)
    return _told(lambda: _run(args))


def _start_log(args: argparse.Namespace) -> None:
    if args.logged:
        from app import journal

        args.logged = False
        journal.start(args.data)


def _told(work: Callable[[], int]) -> int:
    """Turns what went wrong into one sentence and an exit status. A bug is told too, and is in the log."""
    try:
        return work()
    except BrokenPipeError:
        # Whoever read our output has gone; what was committed stays committed.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - so that the exit flush is silent
        return NEEDS_PERSON
    except KeyboardInterrupt:
        return NEEDS_PERSON
    except Exception as error:  # noqa: BLE001 - told by its kind
        return _tell(error)


def _tell(error: Exception) -> int:
    from app.errors import Problem, Rejected, Trouble
    from app.wording import say

    if isinstance(error, Rejected):
        for field, problem in error.problems.items():
            sys.stderr.write(f"{field}: {say(problem)}\n")
        return WRONG_USAGE if {"profile"} & set(error.problems) else NEEDS_PERSON
    if isinstance(error, Trouble):
        sys.stderr.write(say(error) + "\n")
    else:
        log.error("bug in a command", exc_info=error)
        sys.stderr.write(say(Problem("program_fault")) + "\n")
    return ENVIRONMENT


def _run(args: argparse.Namespace) -> int:
    from app import commands
    from app.bundle_commands import bundle
    from app.clock import Clock

    out, clock = commands.Out(args.json), Clock()
    desk: dict[str, Callable[[argparse.Namespace, Out, Clock], int]] = {
        "init": commands.init,
        "receive": commands.receive,
        "handback": commands.handback,
        "act": commands.act,
        "show": commands.show_dossier,
        "search": commands.search,
        "paper": commands.paper,
        "attach": commands.attach,
        "queue": commands.queue,
        "certificate": commands.certificate,
        "retry": commands.retry,
        "verify": commands.verify,
        "backup": commands.backup,
        "restore": commands.restore,
        "bundle": bundle,
        "sync": sync,
        "sandbox": sandbox,
        "selftest": selftest,
    }
    return desk[args.command](args, out, clock)


# ------------------------------------------------------------------------------------------ sending


def courier_for(office: Office, clock: Clock, *, scans: bool = True) -> Any:
    """What carries a counter's queue, and with it those of the counters it carries for; with `scans` False events only.
    Trouble("no_server" | "secret_missing")."""
    from sync.couriers import Couriers

    made = Couriers(office, clock, scans=scans)
    made.all()
    return made


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
                if looking.offered:
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
    if looking is not None and (looking.stopped or looking.unread or looking.differs or looking.incidents):
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

    one_stop.run(port=args.port, db=args.db or None, faults=args.faults, wire=args.wire, on_ready=ready)
    return DONE


LOOK_EVERY = 600.0
"""Seconds between two looks at what the one-stop system has to tell."""

HEAD_START = 5.0
"""Seconds the window has to itself after opening: what carries the queue takes as long to load as a page to build."""


class Sending:
    """The window's handle on the courier. `on_report` (a round) and `on_looked` (a proof that was asked for) are called
    in a thread of the courier's."""

    def __init__(self, office: Office, clock: Clock, *, head_start: float = HEAD_START) -> None:
        self.on_report: Callable[[object], None] | None = None
        self.on_looked: Callable[[object], None] | None = None
        self.last: object | None = None
        self._office, self._clock, self._head_start = office, clock, head_start
        self._paused = False
        self._stopped = threading.Event()
        self._worker: Worker | None = None
        self._courier: Any = None
        self._barred = ""
        self._asked: list[tuple[date, str]] = []
        self._look_at = 0.0
        self._wanted = threading.Event()
        self._lock = threading.Lock()
        self._beginning = threading.Thread(target=self._begin, name="sync-begins", daemon=True)
        self._beginning.start()

    def _begin(self) -> None:
        """Loads the courier and starts its thread: after the head start, or as soon as anybody wants something sent."""
        self._wanted.wait(self._head_start)
        if self._stopped.is_set():
            return
        from app.errors import Trouble
        from sync.worker import Worker

        try:
            courier = courier_for(self._office, self._clock)
        except Trouble as trouble:
            self._cannot(trouble.code)
            return
        except Exception as error:
            log.error("bug in the courier's beginning", exc_info=error)
            self._cannot("program_fault")
            return
        with self._lock:
            if self._stopped.is_set():
                courier.close()
                return
            self._courier = courier
            self._worker = Worker(courier, self._reported, clock=self._clock.now, idle=self._look)
            self._worker.pause(self._paused)
            for day, by in self._asked:
                self._worker.between(partial(self._prove, day, by))
            self._asked.clear()
            self._worker.start()

    def _cannot(self, code: str) -> None:
        """The counter works on without a courier; the status bar says why nothing leaves."""
        from sync.report import Report

        self._reported(Report(at=self._clock.now(), stopped=code, needs_person=True))
        with self._lock:
            self._barred = code
            asked = [day for day, _ in self._asked]
            self._asked.clear()
        for day in asked:
            self._not_proven(day, code)

    def _look(self) -> None:
        """While nothing waits: what the one-stop system has to tell of dossiers on their way."""
        if time.monotonic() < self._look_at:
            return
        self._look_at = time.monotonic() + LOOK_EVERY
        looking = self._courier.pull()
        if looking.looked and (looking.news or looking.offered or looking.ahead or looking.differs):
            self._reported(self.last)

    def prove(self, day: date, by: str) -> None:
        """Asks for a look at everything delivered on a day, in the name of whoever wants it; returns at once.

        It is done between two rounds, also while paused, and kept with the counter's proofs. `on_looked` then hears
        what it came to (`sync.lookout.Looking`: `day`, counts, `incidents`); `stopped` is the reason code of what kept
        it from being whole.
        """
        with self._lock:
            worker, barred = self._worker, self._barred
            if worker is None and not barred:
                self._asked.append((day, by))
        self._wanted.set()
        if worker is not None:
            worker.between(partial(self._prove, day, by))
        elif barred:
            self._not_proven(day, barred)

    def _prove(self, day: date, by: str) -> None:
        from app.errors import Trouble

        try:
            looking = self._courier.prove(day, by)
        except Trouble as trouble:
            self._not_proven(day, trouble.code)
        except Exception:
            self._not_proven(day, "program_fault")
            raise
        else:
            self._looked(looking)

    def _not_proven(self, day: date, code: str) -> None:
        from sync.lookout import Looking

        self._looked(Looking(at=self._clock.now(), day=day, stopped=code))

    def _looked(self, looking: object) -> None:
        if self.on_looked is not None:
            self.on_looked(looking)

    def _reported(self, report: object) -> None:
        self.last = report
        if self.on_report is not None:
            self.on_report(report)

    def nudge(self) -> None:
        """Something was committed."""
        self._wanted.set()
        if self._worker is not None and not self._paused:
            self._worker.nudge()

    def send_now(self) -> None:
        """Somebody wants it sent: every back-off ends."""
        self._wanted.set()
        if self._worker is not None and not self._paused:
            self._worker.send_now()

    def pause(self, paused: bool) -> None:
        """Stops trying until told otherwise: a line that costs money."""
        with self._lock:
            self._paused = paused
            if self._worker is not None:
                self._worker.pause(paused)

    @property
    def metered(self) -> bool:
        """Whether scans are held back because the line costs money."""
        return self._office.parcels.metered

    def meter(self, on: bool) -> None:
        """A line that costs money: events go on, scans wait until it is switched off. Remembered by the counter."""
        self._office.parcels.meter(on)
        self.nudge()

    def test(self) -> object:
        """Asks the server whether it is there and knows us; the verdict. Slow: not for the window's own thread."""
        self._wanted.set()
        self._beginning.join()
        if self._courier is None:
            return self.last
        return self._courier.probe()

    def stop(self) -> None:
        """Ends the courier's thread; what waits stays waiting. Once is enough, twice does no harm."""
        with self._lock:
            self._stopped.set()
            worker, self._worker = self._worker, None
        self._wanted.set()
        self._beginning.join()
        if worker is not None:
            worker.stop()


# ------------------------------------------------------------------------------------------ the window


def _window(args: argparse.Namespace) -> int:
    """Opens the counter. Qt first, everything else after the first paint."""
    gc.set_threshold(*COLLECT_EVERY)
    from ui.shell import open_window

    started: list[Any] = []

    def office() -> Office:
        _start_log(args)
        from app.clock import Clock
        from app.office import open_office

        clock = Clock()
        if args.training:
            opened, server = open_training(args.data, clock)
            started.append(server)
            return opened
        return open_office(args.data, clock)

    def sending(opened: Office) -> Sending:
        made = Sending(opened, opened.store.clock)
        started.append(made)
        return made

    try:
        return open_window(office, sending, training=args.training, data=args.data)
    finally:
        for running in reversed(started):
            running.stop()


def open_training(data: Path, clock: Clock) -> tuple[Office, Any]:
    """The practice counter with its own one-stop stand-in: made on first use, with invented dossiers in it."""
    import msgspec

    from app.domain import intake
    from app.office import PROFILE, TRAINING_PIN, open_office, set_up
    from app.settings import assets
    from sync import sandbox as one_stop

    os.environ.setdefault("QUAY_TRAINING_SECRET", "tap-huan")
    if not (data / PROFILE).exists():
        office, _ = set_up(assets("training", "profile.toml"), data, TRAINING_PIN, clock)
        clerk = office.people.log_in(office.profile.people.clerks[0], TRAINING_PIN)
        for line in assets("training", "intake.jsonl").read_bytes().splitlines():
            office.counter.receive(intake.read_draft(intake.decode_line(line)), clerk)
        office.close()
    server = one_stop.serve(port=0, db=f"sqlite:///{(data / 'one-stop.sqlite').as_posix()}")
    office = open_office(data, clock, training=True)
    url = f"http://127.0.0.1:{server.port}"
    table = msgspec.structs.replace(office.profile.server, url=url, files_url=f"{url}/files")
    profile = msgspec.structs.replace(office.profile, server=table)
    return msgspec.structs.replace(office, profile=profile), server


# ------------------------------------------------------------------------------------------ the bundle's own gate


def selftest(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    """Receives, prints, delivers, hands back and verifies on a temporary counter with its own one-stop stand-in."""
    import tempfile

    from app.domain import intake
    from app.domain.events import Kind, Recipient
    from app.domain.handback import HandBackRequest
    from app.office import TRAINING_PIN, set_up
    from app.settings import assets
    from app.store.ledger import verify
    from sync import sandbox as one_stop

    steps: list[dict[str, Any]] = []

    def step(name: str, good: bool, told: str = "") -> None:
        steps.append({"step": name, "ok": good, "told": told})
        out.show(steps[-1], f"{'đạt ' if good else 'HỎNG'}  {name}  {told}".rstrip)

    with tempfile.TemporaryDirectory(prefix="quay-selftest-") as folder:
        data = Path(folder) / "data"
        server = one_stop.serve(port=0)
        url = f"http://127.0.0.1:{server.port}"
        profile = Path(folder) / "profile.toml"
        text = assets("training", "profile.toml").read_text(encoding="utf-8")
        profile.write_text(text.replace('url = "http://127.0.0.1:8790"', f'url = "{url}"'), encoding="utf-8")
        os.environ.setdefault("QUAY_TRAINING_SECRET", "tap-huan")
        office, _ = set_up(profile, data, TRAINING_PIN, clock)
        try:
            clerk = office.people.log_in(office.profile.people.clerks[0], TRAINING_PIN)
            lines = assets("training", "intake.jsonl").read_bytes().splitlines()[:3]
            drafts = [intake.read_draft(intake.decode_line(line)) for line in lines]
            receipts = [office.counter.receive(draft, clerk) for draft in drafts]
            step("receive", len({r.dossier.code for r in receipts}) == len(drafts), receipts[0].dossier.code)
            code = receipts[0].dossier.code
            for size in ("a4", "a5"):
                paper = office.counter.print_paper(code, "01", size, clerk, target="file", reason="tự kiểm tra")
                step(f"print {size}", paper.bytes.startswith(b"%PDF-"), f"{len(paper.bytes)} byte")
            step("send", _send(office, clock), url)
            office.counter.act(code, Kind.RESULT_ARRIVED, {}, clerk)
            owed = office.counter.find(code, clerk).owed
            recipient = Recipient(full_name=drafts[0].applicant.full_name)
            back = office.counter.hand_back(code, HandBackRequest(recipient=recipient, fees_collected=owed), clerk)
            step("hand back", back.handed_back is not None)
            slip = office.counter.print_paper(code, "bien-nhan", "a5", clerk, target="file")
            step("slip", slip.bytes.startswith(b"%PDF-"), f"{len(slip.bytes)} byte")
            step("send again", _send(office, clock))
            found = verify(office.store)
            step("verify", not found, ", ".join(finding.code for finding in found))
            step("window parts", _window_parts())
        finally:
            office.close()
            server.stop()
    return DONE if all(one["ok"] for one in steps) else ENVIRONMENT


def _send(office: Office, clock: Clock) -> bool:
    courier = courier_for(office, clock)
    try:
        courier.until_empty(60.0)
    finally:
        courier.close()
    summary = office.outbox.summary()
    return summary.waiting == summary.quarantined == 0


def _window_parts() -> bool:
    """Whether the window's own libraries load: a bundle that lost a plugin must fail here and not at the counter."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.shell import can_open

    return can_open()
