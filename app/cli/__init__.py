"""The `quay` command: reads the arguments, and joins window, courier and counter. Only this package knows all three."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.exits import ENVIRONMENT, NEEDS_PERSON, WRONG_USAGE

# The window's first paint waits for what is imported here: nothing of ours, and nothing that Qt does not need.
if TYPE_CHECKING:
    from app.clock import Clock
    from app.commands import Out

SIZES = ("a4", "a5", "a5x2", "k80", "k80-short", "80mm")
LABEL_SIZES = ("100x150", "100x75")
RESOLUTIONS = range(100, 2401)
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


def opens_the_window(words: Sequence[str]) -> bool:
    """Whether the words name no command and ask for nothing but the window: then the commands' own parsers, which
    take as long to make as a page's parts, need not be made."""
    rest = iter(words)
    for word in rest:
        if word in ("--data", "--clerk"):
            next(rest, None)
        elif word not in ("--training", "--json") and not word.startswith(("--data=", "--clerk=")):
            return False
    return True


def _top() -> tuple[argparse.ArgumentParser, argparse.ArgumentParser]:
    """The parser of the window's own options, and what all commands share."""
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
    return top, common


def parser() -> argparse.ArgumentParser:
    """All commands of the contract."""
    from app.cli.day_parser import day_parser
    from app.collect_commands import add_arguments
    from app.manifest_commands import manifest_parser

    top, common = _top()
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
    _paper_parser(
        command(
            "paper",
            "in một bản giấy có đánh số ra tệp PDF (k80: ra lệnh cho máy in cuộn), nhãn bưu gửi, trang thử máy in, "
            "hoặc xem thử một tệp mẫu giấy",
        )
    )
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
    _report_parser(command("report", "lập báo cáo: ra màn hình, hoặc ra tệp Excel, PDF, CSV"))
    command("verify", "kiểm tra dữ liệu, chuỗi sự kiện và hàng đợi")
    command("backup", "sao lưu và kiểm tra bản sao").add_argument("folder", type=Path, metavar="DIR")
    restore = command("restore", "phục hồi từ một bản sao")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="thay dữ liệu đang có (bản cũ được giữ lại)")
    _bundle_parser(command("bundle", "gửi bằng tệp qua USB hay thư mục chung, và nhận biên nhận"), common)
    add_arguments(command("collect", "tổng hợp các gói của nhiều quầy vào một cơ sở dữ liệu"))
    _package_parser(command("package", "danh mục thủ tục và lịch nghỉ: bản đang dùng, nhận bản mới"), common)
    day_parser(command("day", "ngày làm việc của quầy: mở, tiền mặt, kiểm đếm, nộp tiền, khóa sổ"), common)
    manifest_parser(command("manifest", "bảng kê bàn giao: lập, niêm phong, ký, ghi kết quả chuyến, in"), common)
    sandbox = command("sandbox", "một cửa giả lập để tập huấn và kiểm thử")
    sandbox.add_argument("--port", type=int, required=True, metavar="N")
    sandbox.add_argument("--db", default="", metavar="URL")
    sandbox.add_argument("--faults", type=Path, metavar="FILE.json")
    sandbox.add_argument("--packages", type=Path, metavar="DIR", help="thư mục gói danh mục, ở địa chỉ /packages")
    sandbox.add_argument("--wire", default="dvcqg-session", metavar="NAME", help="kiểu kết nối được giả lập")
    command("selftest", "tự kiểm tra: nhận, in, gửi, trả kết quả trên một quầy tạm")
    return top


def _paper_parser(paper: argparse.ArgumentParser) -> None:
    paper.add_argument("code", nargs="?", default="", metavar="CODE")
    paper.add_argument("--form", default="", metavar="NAME", help="mẫu giấy; nhan-bi: nhãn bưu gửi")
    paper.add_argument("--size", choices=(*SIZES, *LABEL_SIZES), default="")
    paper.add_argument("--out", type=Path, metavar="FILE")
    paper.add_argument("--reason", default="", help="lý do in lại")
    paper.add_argument(
        "--preview", type=Path, metavar="FORM.toml", help="xem thử tệp mẫu này với người và số liệu bịa, không cần quầy"
    )
    paper.add_argument("--item", default="", metavar="S10CODE", help="nhãn: mã bưu gửi (mặc định: mã đã ghi)")
    paper.add_argument("--place", type=int, default=1, metavar="N", help="nhãn: ô đầu tiên trên tờ, từ 1")
    paper.add_argument("--self-test", action="store_true", help="trang thử máy in, không cần mã hồ sơ")
    paper.add_argument("--printer", default="", metavar="NAME", help="trang thử: tên máy in ghi trên trang")
    paper.add_argument("--dpi", type=int, default=0, metavar="N", help="độ phân giải của máy in (mặc định 203)")


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
    part = key.add_mutually_exclusive_group()
    part.add_argument("--branch", action="store_true", help="quầy này nhận gói của các quầy khác và gửi tiếp")
    part.add_argument("--collector", action="store_true", help="nơi này chỉ tổng hợp số liệu (quay collect)")
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


REPORTS = ("register", "volumes", "ontime", "ii06a", "postal", "kpi", "fees", "worklist", "z", "open-data")
REPORT_GROUPS = ("day", "month", "field", "procedure", "commune", "clerk", "agency")


def _report_parser(report: argparse.ArgumentParser) -> None:
    report.add_argument("name", choices=REPORTS, metavar="NAME", help=f"một trong: {', '.join(REPORTS)}")
    for name, dest, words in (("--from", "since", "đầu (mặc định: đầu tháng)"), ("--to", "until", "cuối (hôm nay)")):
        report.add_argument(name, dest=dest, type=date.fromisoformat, metavar="YYYY-MM-DD", help=f"ngày {words}")
    report.add_argument("--by", choices=REPORT_GROUPS, help="mỗi dòng một ngày, tháng, lĩnh vực, thủ tục, xã, …")
    report.add_argument("--field", default="", metavar="NAME", help="chỉ lĩnh vực này; “-”: hồ sơ chưa ghi lĩnh vực")
    report.add_argument("--procedure", default="", metavar="CODE", help="chỉ thủ tục này")
    report.add_argument("--commune", default="", metavar="CODE", help="chỉ xã này, mã 5 chữ số")
    report.add_argument("--agency", default="", metavar="NAME", help="chỉ cơ quan giải quyết này")
    report.add_argument("--of-clerk", default="", metavar="NAME", help="chỉ việc của giao dịch viên này")
    report.add_argument("--limit", type=int, default=200, metavar="N", help="số dòng ra màn hình (mặc định 200)")
    report.add_argument("--out", type=Path, metavar="FILE", help="ghi ra tệp .xlsx, .pdf hoặc .csv")
    report.add_argument("--db", default="", metavar="URL", help="số liệu của nhiều quầy đã tổng hợp (quay collect)")
    report.add_argument("--ledger", default="", metavar="NAME", help="với --db: chỉ quầy này, như H35.99.07-1")


def _package_parser(package: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    actions = package.add_subparsers(metavar="VIỆC", dest="action", required=True)

    def action(name: str, text: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = actions.add_parser(name, help=text, description=text, parents=[common])
        return made

    action("list", "bản đang dùng và bản dùng từ lần mở sau")
    install = action("install", "nhận từ USB: thư mục có index.json (cần PIN trưởng bưu cục)")
    install.add_argument("place", type=Path, metavar="FILE")
    action("fetch", "hỏi nơi tỉnh đăng gói ngay bây giờ (cần PIN trưởng bưu cục)")
    make = action("make", "dành cho tỉnh: ghi gói và ký")
    make.add_argument("out", type=Path, metavar="DIR")
    make.add_argument("--key", type=Path, required=True, metavar="FILE", help="tệp khóa do “key” tạo")
    make.add_argument("--catalogue", type=Path, metavar="DIR", help="thư mục như assets/catalogue")
    make.add_argument("--calendar", type=Path, metavar="DIR", help="thư mục như assets/calendar")
    make.add_argument("--tariff", type=Path, metavar="DIR", help="thư mục như assets/tariff")
    action("key", "dành cho tỉnh: tạo khóa ký, in khóa công khai").add_argument("file", type=Path, metavar="FILE")


def main(argv: list[str] | None = None) -> int:
    """Runs one command; returns its exit status (contract.md)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        words = sys.argv[1:] if argv is None else argv
        known = _top()[0] if opens_the_window(words) else parser()
        args = known.parse_args(words, argparse.Namespace(data=None, json=False, clerk=""))
        if args.command == "sync" and args.certificate and not args.prove:
            known.error("--certificate cần --prove")
        if args.command == "paper":
            if sum(map(bool, (args.code, args.preview, args.self_test))) != 1:
                known.error("cần CODE, hoặc --preview FORM.toml, hoặc --self-test")
            if args.code and not args.form:
                known.error("CODE cần --form")
            if not (args.out or args.preview):
                known.error("cần --out FILE")
            if args.dpi and args.dpi not in RESOLUTIONS:
                known.error("--dpi không phải độ phân giải của máy in")
    except SystemExit as stop:
        return int(stop.code or 0)
    given = args.data is not None
    args.data = (args.data or (default_data() / "training" if args.training else default_data())).absolute()
    alone = args.command in ("init", "sandbox", "selftest") or (args.command == "paper" and args.preview)
    args.logged = not alone and (not given or args.data.exists())
    if args.command == "window":
        from app.cli.window import window

        return _told(lambda: window(args, lambda: _start_log(args)))
    _start_log(args)
    if not args.logged:
        from app import journal

        journal.turn_over()
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
        return WRONG_USAGE if {"profile", "db"} & set(error.problems) else NEEDS_PERSON
    if isinstance(error, Trouble):
        sys.stderr.write(say(error) + "\n")
    else:
        log.error("bug in a command", exc_info=error)
        sys.stderr.write(say(Problem("program_fault")) + "\n")
    return ENVIRONMENT


def _run(args: argparse.Namespace) -> int:
    from app import commands
    from app.bundle_commands import bundle
    from app.cli.selftest import selftest
    from app.cli.sending import fetch_packages
    from app.cli.sync_commands import sandbox, sync
    from app.clock import Clock
    from app.collect_commands import collect
    from app.day_commands import day
    from app.manifest_commands import manifest
    from app.package_commands import package
    from app.report_commands import report

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
        "day": day,
        "collect": collect,
        "package": lambda args, out, clock: package(args, out, clock, lambda office: fetch_packages(office, clock)),
        "report": report,
        "manifest": manifest,
        "sync": sync,
        "sandbox": sandbox,
        "selftest": selftest,
    }
    return desk[args.command](args, out, clock)
