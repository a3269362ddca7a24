"""What an eye catches at once and a test can too: words that do not fit into their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTableView,
    QWidget,
)

from ui.theme import font

SLACK = 1
"""Pixels that rounding may take."""
CODE = re.compile(r"(TN-|HD-)?[A-Z]\d\d\.\d\d\.\d\d-.+")
CELL = 20
"""Pixels of a table's cell that its text does not have."""


def misfits(window: QWidget) -> list[str]:
    """Words in view that are cut, each as "what: words". What gives way on purpose (in the middle, with a tooltip) is
    none, what a page scrolls to neither; but a page never scrolls sideways, and a code is never shortened."""
    return list(dict.fromkeys(_misfits(window)))


def _misfits(window: QWidget) -> Iterator[str]:
    for part in window.findChildren(QWidget):
        if not part.isVisible() or part.visibleRegion().isEmpty():
            continue
        if isinstance(part, QScrollArea):
            yield from _page(part)
        elif isinstance(part, QTableView):
            yield from _table(part)
        elif isinstance(part, QLabel | QAbstractButton | QComboBox | QLineEdit):
            yield from _cut_off(part)
            if not part.toolTip():
                yield from _words(part)


def _words(part: QWidget) -> Iterator[str]:
    if isinstance(part, QLabel):
        yield from _label(part)
    elif isinstance(part, QPushButton) and part.text():
        if part.sizeHint().width() > part.width() + SLACK:
            yield f"button: {part.text()}"
    elif isinstance(part, QComboBox):
        if _wide(part, part.currentText()) > _room_of_choice(part).width() + SLACK:
            yield f"choice: {part.currentText()}"
    elif isinstance(part, QLineEdit) and _room_of_line(part).height() + SLACK < _metrics(part).height():
        yield f"field too low: {part.accessibleName()}"


def _label(label: QLabel) -> Iterator[str]:
    shown = label.text()
    if not shown:
        return
    if label.wordWrap():
        if label.heightForWidth(label.width()) > label.height() + SLACK:
            yield f"paragraph: {shown}"
    elif label.sizeHint().width() > label.width() + SLACK or label.sizeHint().height() > label.height() + SLACK:
        yield f"label: {shown}"


def _cut_off(part: QWidget) -> Iterator[str]:
    """A part that is larger than what holds it, where nothing scrolls."""
    inner, above = part, part.parentWidget()
    while above is not None and not isinstance(above.parentWidget(), QAbstractScrollArea):
        if not above.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(inner.geometry()):
            yield f"cut off: {part.accessibleName() or type(part).__name__}"
            return
        if above.isWindow():
            return
        inner, above = above, above.parentWidget()


def _page(area: QScrollArea) -> Iterator[str]:
    inside = area.widget()
    if inside is not None and inside.width() > area.viewport().width() + SLACK:
        yield f"page wider than its view by {inside.width() - area.viewport().width()} px"


def _table(table: QTableView) -> Iterator[str]:
    model, metrics = table.model(), QFontMetrics(font(bold=True))  # a code is set strong
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            text = str(index.data() or "")
            room = table.visualRect(index).width() - CELL
            if CODE.fullmatch(text) and not table.isColumnHidden(column) and metrics.horizontalAdvance(text) > room:
                yield f"code shortened: {text}"


def _wide(part: QWidget, words: str) -> int:
    return _metrics(part).horizontalAdvance(words)


def _metrics(part: QWidget) -> QFontMetrics:
    return QFontMetrics(part.font())


def _room_of_choice(choice: QComboBox) -> QRect:
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    return choice.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, choice
    )


def _room_of_line(line: QLineEdit) -> QRect:
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    return line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
