"""The pages' names where no page is there yet to ask."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def page(key: str) -> str:
    """What the strip says; a page's own title says the same."""
    say = QCoreApplication.translate
    return {
        "receive": say("names", "Tiếp nhận"),
        "handback": say("names", "Trả kết quả"),
        "search": say("names", "Tra cứu"),
        "manifest": say("names", "Bàn giao"),
        "queue": say("names", "Hàng đợi"),
        "day": say("names", "Cuối ngày"),
        "report": say("names", "Báo cáo"),
        "settings": say("names", "Cài đặt"),
    }[key]
