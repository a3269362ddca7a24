"""What F5 says of an item: who must act, why it stands where it stands; and the list that goes to whoever helps."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication

from app.domain.queue import Item, State
from app.errors import Trouble
from ui.timeline import moment_words, reason_words

translate = QCoreApplication.translate

Format = Literal["csv", "json"]

# Who can move an item that does not move by itself (reason codes: docs/sync.md). What waits for any other reason goes
# with time or with the line; what was put aside for any other reason is the clerk's to mend and send again.
MANAGER = frozenset(
    {
        "captive_portal", "certificate", "certificate_clock", "dialect_unknown", "files_nowhere", "forbidden",
        "login_refused", "no_server", "proxy_login", "secret_missing", "server_unknown_action", "session_refused",
        "wrong_address",
    }
)  # fmt: skip
PROVINCE = frozenset(
    {"answer_strange", "file_refused", "lookup_failed", "server_ahead", "server_error", "server_unknown_procedure"}
)
SUPPORT = frozenset({"program_fault", "too_large"})
AGENCY = frozenset({"awaiting_code"})


def owner_words(state: State, reason: str) -> str:
    """Who must act, in two or three words."""
    if state is State.DELIVERED:
        return ""
    if reason in AGENCY:
        return translate("queue", "Cơ quan giải quyết")
    if reason in MANAGER:
        return translate("queue", "Trưởng bưu cục")
    if state is State.WAITING:
        return translate("queue", "Không ai: máy tự gửi")
    if reason in PROVINCE:
        return translate("queue", "Bộ phận một cửa của tỉnh")
    if reason in SUPPORT:
        return translate("queue", "Bộ phận hỗ trợ")
    return translate("queue", "Giao dịch viên")


def why_words(item: Item) -> str:
    """Why the item stands where it stands, as a sentence."""
    if item.state is State.DELIVERED:
        return translate("queue", "Hệ thống đã nhận lúc {0}").format(moment_words(item.acknowledged_at))
    return waiting_words(item.reason, item.attempts)


def waiting_words(reason: str, attempts: int) -> str:
    """Why something that was not delivered was not."""
    if reason:
        return reason_words(reason)
    if attempts:
        return translate("queue", "Đã thử, chưa có trả lời. Máy sẽ hỏi lại rồi gửi tiếp.")
    return translate("queue", "Chờ đến lượt gửi")


def size_words(size: int) -> str:
    """Bytes as a person says them, in the decimal sense of a telephone company's bill."""
    if size < 1000:
        return translate("queue", "{0} B").format(size)
    if size < 1_000_000:
        return translate("queue", "{0} KB").format(round(size / 1000))
    return translate("queue", "{0} MB").format(f"{size / 1e6:.1f}".replace(".", ","))


def span_words(seconds: float) -> str:
    """How long something took."""
    if seconds < 60:
        return translate("queue", "{0} giây").format(max(1, round(seconds)))
    return translate("queue", "{0} phút {1} giây").format(int(seconds) // 60, int(seconds) % 60)


def exported(items: Sequence[Item], kind: Format) -> str:
    """The items as a file's text: codes and reasons, nobody's name. What the other side wrote stays out: it may repeat
    what was sent."""
    rows = [
        {
            "code": item.code,
            "event": item.event.value,
            "state": item.state.value,
            "attempts": item.attempts,
            "since": item.since.isoformat(timespec="seconds"),
            "reason": item.reason,
            "acknowledged_at": item.acknowledged_at.isoformat(timespec="seconds") if item.acknowledged_at else "",
        }
        for item in items
    ]
    if kind == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    out = io.StringIO()
    words = [{**row, "words": why_words(item)} for row, item in zip(rows, items, strict=True)]
    columns = ["code", "event", "state", "attempts", "since", "reason", "acknowledged_at", "words"]
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(words)
    return out.getvalue()


def write_export(folder: Path, text: str, kind: Format, now: datetime) -> Path:
    """Whole or not at all. Spreadsheets read UTF-8 only with its mark. Trouble("file_unwritable")."""
    path = folder / f"hang-doi-{now.astimezone():%Y%m%d-%H%M%S}.{kind}"
    part = path.with_suffix(f".{kind}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8-sig" if kind == "csv" else "utf-8", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError as error:
        raise Trouble("file_unwritable", file=path.name) from error
    return path
