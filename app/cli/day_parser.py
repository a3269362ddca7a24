"""The words of `quay day …`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path


def day_parser(day: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Adds the day's own commands."""
    actions = day.add_subparsers(metavar="VIỆC", dest="action", required=True)

    def action(name: str, text: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = actions.add_parser(name, help=text, description=text, parents=[common])
        return made

    begin = action("open", "mở ngày làm việc")
    begin.add_argument("--put-in-state", type=int, default=0, metavar="ĐỒNG", help="tiền quỹ đưa vào ngăn Nhà nước")
    begin.add_argument("--put-in-post", type=int, default=0, metavar="ĐỒNG", help="tiền quỹ đưa vào ngăn bưu điện")
    action("show", "xem ngày làm việc, hoặc báo cáo của ngày đã khóa sổ").add_argument(
        "--date", type=date.fromisoformat, metavar="YYYY-MM-DD"
    )
    cash = action("cash", "đưa tiền vào ngăn (số dương) hoặc lấy ra (số âm)")
    _drawer(cash)
    cash.add_argument("amount", type=int, metavar="ĐỒNG")
    cash.add_argument("--reason", required=True)
    count = action("count", "kiểm đếm một ngăn tiền; số trên sổ chỉ hiện sau khi đã ghi")
    _drawer(count)
    count.add_argument("notes", metavar="500000x2,20000x1", help="0: ngăn rỗng")
    settle = action("settle", "ghi chênh lệch của lần kiểm đếm (vượt mức: --clerk là trưởng bưu cục)")
    _drawer(settle)
    settle.add_argument("--reason", default="")
    action("gaps", "tiền phí, lệ phí còn phải nộp cho từng cơ quan")
    remit = action("remit", "nộp tiền cho một cơ quan, ghi phiếu nộp tiền")
    remit.add_argument("agency", metavar="CƠ_QUAN")
    remit.add_argument("--receiver", required=True, metavar="NAME")
    remit.add_argument("--method", default="cash", metavar="cash|transfer")
    remit.add_argument("--receipt", default="", metavar="NUMBER", help="số biên lai cơ quan cấp")
    remit.add_argument("--code", action="append", metavar="CODE", help="chỉ hồ sơ này (dùng được nhiều lần)")
    _slip_out(remit)
    slip = action("slip", "in lại một phiếu nộp tiền")
    slip.add_argument("number", type=int, metavar="N")
    _slip_out(slip)
    passing = action("pass", "đi tiếp dù một bước khóa sổ chưa xong")
    passing.add_argument("step", choices=("manifests", "papers", "send", "proof"))
    passing.add_argument("--reason", required=True)
    close = action("close", "khóa sổ (cần PIN trưởng bưu cục)")
    close.add_argument("--count-state", default="", metavar="500000x2,…", help="kiểm đếm ngăn Nhà nước; 0: rỗng")
    close.add_argument("--count-postal", default="", metavar="500000x2,…", help="kiểm đếm ngăn bưu điện; 0: rỗng")
    close.add_argument("--reason", default="", help="lý do chênh lệch")
    close.add_argument("--offline-reason", default="", help="đi tiếp dù còn hồ sơ chưa gửi hoặc chưa đối chiếu")
    report = action("report", "ghi báo cáo cuối ngày thành tệp PDF")
    report.add_argument("--number", type=int, required=True, metavar="N")
    report.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")


def _drawer(made: argparse.ArgumentParser) -> None:
    made.add_argument("drawer", choices=("state", "post"), help="state: ngăn Nhà nước; post: ngăn bưu điện")


def _slip_out(made: argparse.ArgumentParser) -> None:
    made.add_argument("--out", type=Path, metavar="FILE.pdf", help="ghi phiếu nộp tiền")
    made.add_argument("--size", choices=("a4", "a5", "a5x2"), default="a4")
