"""The clerk's menu at the end of the status bar, and the sheet of keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ui import names
from ui.theme import Scheme
from ui.translation import LANGUAGES
from ui.widgets.overlay import KeySheet

if TYPE_CHECKING:
    from ui.shell import Window


def show(window: Window, above: QWidget) -> QMenu:
    """Opens the menu over the clerk's name; made anew each time, so it speaks the language of now."""
    translate = QCoreApplication.translate
    menu = QMenu(window)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.addAction(translate("menu", "Đổi người"), window.change_over)
    menu.addAction(translate("menu", "Khóa quầy (Ctrl+L)"), window.lock)
    menu.addSeparator()
    languages = QActionGroup(menu)
    for language, words in LANGUAGES:
        action = menu.addAction(words)
        action.triggered.connect(lambda _on, chosen=language: window.desk.prefer("window/language", chosen))
        action.setCheckable(True)
        action.setChecked(language == window.translation.language)
        languages.addAction(action)
    menu.addSeparator()
    schemes = QActionGroup(menu)
    choices: tuple[tuple[Scheme, str], ...] = (
        ("system", translate("menu", "Màu theo hệ thống")),
        ("light", translate("menu", "Nền sáng")),
        ("dark", translate("menu", "Nền tối")),
    )
    for scheme, words in choices:
        action = menu.addAction(words)
        action.triggered.connect(lambda _on, chosen=scheme: window.desk.prefer("window/theme", chosen))
        action.setCheckable(True)
        action.setChecked(scheme == window.theme.scheme)
        schemes.addAction(action)
    menu.addSeparator()
    menu.addAction(translate("menu", "Phím tắt (?)"), window.show_keys)
    corner = above.mapToGlobal(QPoint(above.width(), 0))
    size = menu.sizeHint()
    menu.popup(corner - QPoint(size.width(), size.height() + 4))
    return menu


def key_sheet(over: QWidget) -> KeySheet:
    return KeySheet(over)


def fill_keys(sheet: KeySheet, pages: list[tuple[str, str]], here: Sequence[tuple[str, str]]) -> None:
    """(F-key, page key) of the pages, then the keys of the page in front, then those that are the same everywhere."""
    translate = QCoreApplication.translate
    everywhere = [
        ("F12", translate("menu", "Việc chính của trang (ghi ở nút màu đậm)")),
        ("Shift+F12", translate("menu", "Việc thứ hai của trang")),
        ("Ctrl+F", translate("menu", "Tìm")),
        ("Ctrl+P", translate("menu", "In lại")),
        ("Enter", translate("menu", "Mở dòng đang chọn, sang ô kế tiếp")),
        ("Esc", translate("menu", "Lùi một bước")),
        ("Ctrl+L", translate("menu", "Khóa quầy")),
        ("?", translate("menu", "Bảng phím này")),
    ]
    told = {key for key, _ in here}
    sheet.fill(
        translate("menu", "Phím tắt"),
        translate("menu", "Máy quét dùng được ở mọi trang, không cần đặt con trỏ vào ô nào. Esc để đóng."),
        [(shortcut, names.page(key)) for shortcut, key in pages],
        [*here, *(line for line in everywhere if line[0] not in told)],
    )
