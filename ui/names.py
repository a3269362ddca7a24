"""The table of pages: their keys, where their classes are, and their names while there is no page yet to ask."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication


class Place(NamedTuple):
    """Where a page's class is; it is imported when the page is first opened."""

    key: str
    glyph: str
    shortcut: str
    module: str
    name: str


PAGES = {
    place.key: place
    for place in (
        Place("receive", "file-plus", "F1", "ui.receive", "ReceivePage"),
        Place("handback", "package-check", "F2", "ui.handback", "HandBackPage"),
        Place("search", "search", "F3", "ui.search", "SearchPage"),
        Place("manifest", "truck", "F4", "ui.manifest", "ManifestPage"),
        Place("queue", "cloud-upload", "F5", "ui.queue", "QueuePage"),
        Place("day", "calculator", "F6", "ui.day", "DayPage"),
        Place("report", "chart-column", "F7", "ui.report", "ReportPage"),
        Place("settings", "settings", "F8", "ui.settings", "SettingsPage"),
    )
}


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
