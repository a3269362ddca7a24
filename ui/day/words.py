"""What F6 says: of drawers and differences, of steps and how they stand, of a report's number and hash."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from app.domain.closing import Closing, StepState
from app.domain.day import Step
from app.domain.dossier import Drawer
from ui.day.rail import Standing, Stop
from ui.theme import Tone
from ui.widgets import dong

translate = QCoreApplication.translate

GLYPHS: dict[Step, str] = {
    "manifests": "truck",
    "papers": "printer",
    "cash": "banknote",
    "send": "cloud-upload",
    "proof": "shield-check",
}
CLOSE = "close"
"""The key of the last stop of the rail, which is no step: the close itself."""


def date_words(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def drawer_words(drawer: Drawer) -> str:
    """Whose money lies in it, and what it is taken for."""
    if drawer == "state":
        return translate("day", "Tiền Nhà nước (phí, lệ phí)")
    return translate("day", "Tiền bưu chính (cước)")


def short_drawer(drawer: Drawer) -> str:
    return translate("day", "Tiền Nhà nước") if drawer == "state" else translate("day", "Tiền bưu chính")


def difference_words(amount: int) -> tuple[Tone, str]:
    """What a count came to beside the books: "Thừa 5.000 đ"."""
    if amount > 0:
        return "warn", translate("day", "Thừa {0}").format(dong(amount))
    if amount < 0:
        return "danger", translate("day", "Thiếu {0}").format(dong(-amount))
    return "ok", translate("day", "Khớp")


def step_title(step: str) -> str:
    return {
        "manifests": translate("day", "Bảng kê"),
        "papers": translate("day", "Giấy in"),
        "cash": translate("day", "Tiền"),
        "send": translate("day", "Gửi"),
        "proof": translate("day", "Đối chiếu"),
        CLOSE: translate("day", "Khóa sổ"),
    }[step]


def left_words(state: StepState) -> str:
    """How a step stands, in two or three words."""
    if state.state == "done":
        return translate("day", "xong")
    if state.state == "passed":
        return translate("day", "bỏ qua có lý do")
    if state.step == "cash":
        return translate("day", "còn {0} ngăn").format(state.left)
    return translate("day", "còn {0}").format(state.left)


def stops(closing: Closing) -> tuple[Stop, ...]:
    """The rail: five steps and the close."""
    found = []
    for state in closing.steps:
        standing: Standing = state.state
        found.append(Stop(state.step, GLYPHS[state.step], step_title(state.step), standing, left_words(state)))
    words = translate("day", "ký và khóa") if closing.ready else translate("day", "đợi các bước trên")
    found.append(Stop(CLOSE, "lock", step_title(CLOSE), "left" if closing.ready else "later", words))
    return tuple(found)


def hash_groups(digest: str) -> str:
    """A hash by fours, for eyes that compare two papers."""
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))
