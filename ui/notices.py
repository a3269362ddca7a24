"""Every sentence about an error that a person sees: what happened, what is safe, what to do next."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.errors import Problem, Rejected, Trouble
from ui.theme import Tone

BUG = QT_TRANSLATE_NOOP(
    "notices",
    "Chương trình gặp lỗi ở bước vừa rồi. Hồ sơ đã lưu vẫn an toàn. Hãy thử lại; nếu vẫn lỗi, báo bộ phận hỗ trợ.",
)

log = logging.getLogger("quay.ui")


def sentence(problem: Problem) -> str:
    """One problem in the language of the window."""
    from app import wording

    return QCoreApplication.translate("wording", wording.say(problem))


def tell(error: Exception) -> tuple[Tone, str]:
    """(level, sentence) for any error. A bug is logged by its type and place only: its text may hold someone's data."""
    if isinstance(error, Rejected):
        return "warn", " ".join(dict.fromkeys(sentence(problem) for problem in error.problems.values()))
    if isinstance(error, Trouble):
        return "danger", sentence(Problem(error.code, error.facts))
    log.error("bug: %s", place(error))
    return "danger", QCoreApplication.translate("notices", BUG)


def place(error: BaseException) -> str:
    """Type and call path of an error, without its message."""
    frames = traceback.extract_tb(error.__traceback__)
    path = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}:{frame.name}" for frame in reversed(frames))
    return f"{type(error).__name__} at {path}"
