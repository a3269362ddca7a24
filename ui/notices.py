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
    from app.domain.jobs import Job
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
            return translate("notices", "Máy in {0} báo đã in xong.").format(outcome.printer)
        case "sent":
            return _held(outcome.printer, outcome.reason)
        case "saved":
            return translate("notices", "Đã lưu thành tệp PDF, chưa ra giấy: {0}").format(outcome.path)
        case _:
            return _failed(outcome.printer, outcome.reason)


def _held(printer: str, reason: str) -> str:
    """The system has the copy, and it is not out as far as anybody knows."""
    translate = QCoreApplication.translate
    words = {
        "media_empty": translate("notices", "Máy in {0} hết giấy. Nạp giấy là bản này ra tiếp; đừng in lại."),
        "media_jam": translate("notices", "Máy in {0} kẹt giấy. Gỡ giấy là bản này ra tiếp; đừng in lại."),
        "cover_open": translate("notices", "Máy in {0} đang mở nắp. Đóng nắp là bản này ra tiếp; đừng in lại."),
        "toner_empty": translate("notices", "Máy in {0} hết mực. Thay mực là bản này ra tiếp; đừng in lại."),
        "offline": translate("notices", "Máy in {0} không trả lời. Hãy xem nguồn và dây; nối được là bản này ra tiếp."),
        "printer_stopped": translate(
            "notices", "Máy in {0} đang bị dừng. Lệnh in còn giữ; bật lại máy in, hoặc hủy lệnh rồi in máy khác."
        ),
        "held": translate("notices", "Lệnh in đang bị giữ ở máy in {0}. Bỏ giữ, hoặc hủy lệnh rồi in máy khác."),
        "silent": translate("notices", "Máy in {0} không còn biết lệnh in này. Hãy xem khay giấy rồi ghi kết quả."),
        "interrupted": translate("notices", "Chương trình tắt giữa lúc in. Hãy xem khay giấy rồi ghi kết quả."),
        "not_recorded": translate("notices", "In trước khi có sổ theo dõi bản in nên không rõ giấy đã ra chưa."),
    }
    said = words.get(reason) or translate(
        "notices", "Đã gửi tới máy in {0}. Máy in chưa báo xong, không biết giấy đã ra chưa."
    )
    return said.format(printer)


def _failed(printer: str, reason: str) -> str:
    translate = QCoreApplication.translate
    if reason.startswith("roll_"):
        from app.wording import SENTENCES

        return translate("wording", SENTENCES[reason]).format(printer=printer)
    words = {
        "disk": translate(
            "notices", "Không ghi được tệp giấy in. Hồ sơ đã lưu vẫn an toàn. Hãy kiểm tra ổ đĩa rồi in lại."
        ),
        "aborted": translate(
            "notices", "Máy in {0} bỏ dở lệnh in, không rõ giấy đã ra chưa. Hồ sơ vẫn an toàn. Hãy xem khay giấy."
        ),
        "no_paper": translate("notices", "Đã ghi là không thấy giấy ra. Hồ sơ vẫn an toàn; hãy chọn cách khác."),
        "withdrawn": translate("notices", "Đã hủy lệnh in khi máy in chưa in. Hồ sơ vẫn an toàn; gửi máy khác được."),
        "midway": translate(
            "notices", "Đã hủy lệnh in khi máy in đang làm, không rõ giấy đã ra chưa. Hãy xem khay giấy."
        ),
    }
    said = words.get(reason) or translate(
        "notices", "Máy in {0} không nhận lệnh in. Hồ sơ đã lưu vẫn an toàn. Hãy kiểm tra máy in rồi in lại."
    )
    return said.format(printer)


def copy_words(job: Job) -> tuple[str, Tone, str, str]:
    """A copy's state: words, tone, picture, and a sentence with the next step ("" where there is none)."""
    translate = QCoreApplication.translate
    last = job.last
    confirm = translate("notices", "Quét mã trên giấy, hoặc nhấn F9, để xác nhận giấy đã ra.")
    match last.state.value:
        case "queued":
            return translate("notices", "Đang in"), "plain", "hourglass", ""
        case "sent":
            said = _held(job.printer, "") if job.spool == 0 else confirm
            return translate("notices", "Đã gửi máy in"), "warn", "printer", said
        case "stopped":
            return translate("notices", "Máy in chờ"), "danger", "circle-alert", _held(job.printer, last.reason)
        case "done":
            return translate("notices", "Máy in báo xong"), "ok", "printer", confirm
        case "saved":
            return translate("notices", "Đã lưu tệp PDF"), "warn", "download", ""
        case "confirmed":
            scanned = translate("notices", "Mã trên giấy quét được.") if last.reason == "scan" else ""
            return translate("notices", "Giấy đã ra"), "ok", "check", scanned
        case "unknown":
            words = translate("notices", "Không rõ đã ra giấy")
            return words, "warn", "circle-alert", _held(job.printer, last.reason)
        case "cancelled":
            return translate("notices", "Đã hủy lệnh in"), "danger", "circle-alert", _failed(job.printer, last.reason)
        case "pad_owed":
            said = translate("notices", "Đã viết tay trên phiếu in sẵn; còn phải nhập số phiếu.")
            return translate("notices", "Viết tay, chưa có số"), "warn", "pencil", said
        case "padded":
            said = translate("notices", "Phiếu in sẵn số {0}.").format(last.detail)
            return translate("notices", "Viết tay"), "ok", "pencil", said
        case _:
            return translate("notices", "Chưa in được"), "danger", "circle-alert", _failed(job.printer, last.reason)


def tell_copy(desk: Desk, job: Job, outcome: Outcome) -> None:
    """A toast for what went well; a banner, with the way out, for what a person must see to."""
    if outcome.kind in ("printed", "saved"):
        desk.clear_banner("print")
        # Where the folder is stands on the page and in F8; here it would cover the strip of pages.
        desk.toast(printed(outcome._replace(path=Path(outcome.path).name)))
        return
    words, action = printed(outcome), None
    if outcome.kind == "sent" and job.spool == 0:
        action = (QCoreApplication.translate("notices", "Giấy đã ra"), lambda: desk.copies.confirm(job))
    elif outcome.kind == "failed" or outcome.reason:
        # Where the other ways stand: other printers, the file, the numbered pad.
        action = (QCoreApplication.translate("notices", "Cách khác"), lambda: desk.go("search", job.code))
    desk.banner("danger" if outcome.kind == "failed" else "warn", words, action, key="print")


def tell_printed(desk: Desk, name: str, document: bytes, outcome: Outcome) -> None:
    """The same of a page that is nobody's copy (a certificate): it may be sent again as often as somebody likes."""
    if outcome.kind == "saved" or (outcome.kind == "sent" and outcome.spool):
        desk.clear_banner("print")
        sent = QCoreApplication.translate("notices", "Đã gửi tới máy in {0}.").format(outcome.printer)
        desk.toast(sent if outcome.kind == "sent" else printed(outcome._replace(path=Path(outcome.path).name)))
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
