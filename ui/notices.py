"""Every sentence about an error that a person sees: what happened, what is safe, what to do next."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.errors import Problem, Rejected, Trouble
from ui.theme import Tone

if TYPE_CHECKING:
    from ui.page import Desk
    from ui.printing import Outcome

log = logging.getLogger("quay.ui")


def sentence(problem: Problem) -> str:
    """One problem in the language of the window."""
    from app import wording

    return wording.say(problem, lambda text: QCoreApplication.translate("wording", text))


def tell(error: Exception) -> tuple[Tone, str]:
    """(level, sentence) for any error. A bug is logged by its type and place only: its text may hold someone's data."""
    if isinstance(error, Rejected):
        return "warn", " ".join(dict.fromkeys(sentence(problem) for problem in error.problems.values()))
    if isinstance(error, Trouble):
        return "danger", sentence(Problem(error.code, error.facts))
    log.error("bug: %s", place(error))
    return "danger", QCoreApplication.translate(
        "notices",
        "Chương trình gặp lỗi ở bước vừa rồi. Hồ sơ đã lưu vẫn an toàn. Hãy thử lại; nếu vẫn lỗi, báo bộ phận hỗ trợ.",
    )


def printed(outcome: Outcome) -> str:
    """What became of a copy, as a sentence."""
    translate = QCoreApplication.translate
    match outcome.kind:
        case "printed":
            return translate("notices", "Đã in xong.")
        case "sent" if outcome.reason == "waiting":
            return translate(
                "notices",
                "Máy in {0} nhận lệnh nhưng chưa in. Hãy xem máy in đã bật và còn giấy; giấy sẽ ra khi máy sẵn sàng.",
            ).format(outcome.printer)
        case "sent":
            return translate(
                "notices", "Đã gửi tới máy in {0}. Máy in không trả lời, không biết giấy đã ra chưa."
            ).format(outcome.printer)
        case "saved":
            return translate("notices", "Chưa có máy in nên đã lưu thành tệp PDF: {0}").format(outcome.path)
        case _:
            if outcome.reason == "disk":
                return translate(
                    "notices", "Không ghi được tệp giấy in. Hồ sơ đã lưu vẫn an toàn. Hãy kiểm tra ổ đĩa rồi in lại."
                )
            from app.wording import SENTENCES

            if outcome.reason.startswith("roll_"):
                return translate("wording", SENTENCES[outcome.reason]).format(printer=outcome.printer)
            return translate(
                "notices", "Máy in {0} không nhận lệnh in. Hồ sơ đã lưu vẫn an toàn. Hãy kiểm tra máy in rồi in lại."
            ).format(outcome.printer)


def tell_printed(desk: Desk, name: str, document: bytes, outcome: Outcome) -> None:
    """A toast for what went well; a banner, with the way out, for what a person must see to."""
    if outcome.kind in ("printed", "saved"):
        desk.clear_banner("print")
        # Where the folder is stands on the page and in F8; here it would cover the strip of pages.
        desk.toast(printed(outcome._replace(path=Path(outcome.path).name)))
        return
    words = printed(outcome)

    def again() -> None:
        desk.clear_banner("print")
        desk.printing.send(name, document, lambda got: tell_printed(desk, name, document, got), desk)

    action = (QCoreApplication.translate("notices", "Gửi lại máy in"), again)
    desk.banner("danger" if outcome.kind == "failed" else "warn", words, action, key="print")


def place(error: BaseException) -> str:
    """Type and call path of an error, without its message."""
    frames = traceback.extract_tb(error.__traceback__)
    path = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}:{frame.name}" for frame in reversed(frames))
    return f"{type(error).__name__} at {path}"
