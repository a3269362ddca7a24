"""The pages' names where no page is there yet to ask."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def page(key: str) -> str:
    """What the strip says; a page's own title says the same."""
    translate = QCoreApplication.translate
    return {
        "receive": translate("names", "Tiếp nhận"),
        "handback": translate("names", "Trả kết quả"),
        "search": translate("names", "Tra cứu"),
        "manifest": translate("names", "Bàn giao"),
        "queue": translate("names", "Hàng đợi"),
        "day": translate("names", "Cuối ngày"),
        "report": translate("names", "Báo cáo"),
        "settings": translate("names", "Cài đặt"),
    }[key]
