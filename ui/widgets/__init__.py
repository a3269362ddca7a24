"""Parts used by more than one page. A part knows the theme and nothing of the trade.

A name is looked up when it is first asked for: the log-in card, which is painted first, needs few of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.widgets.bars import Bars
    from ui.widgets.buttons import Button, Chip, PrimaryButton
    from ui.widgets.cards import Card, Columns, Facts, Rule
    from ui.widgets.fields import Choice, DateEdit, Field, Line, MoneyEdit, Note, SearchBox, dong, read_date
    from ui.widgets.flow import Flow
    from ui.widgets.icon import Icon
    from ui.widgets.labels import CodeLabel, ElidedLabel, EmptyState, Label, StatusPill, grouped
    from ui.widgets.messages import Banner, Banners, Sentence, Toast
    from ui.widgets.qr import QrCode
    from ui.widgets.table import CODE_WIDTH, Column, Pill, Rows, Table

_HOMES = {
    "bars": ("Bars",),
    "buttons": ("Button", "Chip", "PrimaryButton"),
    "cards": ("Card", "Columns", "Facts", "Rule"),
    "fields": ("Choice", "DateEdit", "Field", "Line", "MoneyEdit", "Note", "SearchBox", "dong", "read_date"),
    "flow": ("Flow",),
    "icon": ("Icon",),
    "labels": ("CodeLabel", "ElidedLabel", "EmptyState", "Label", "StatusPill", "grouped"),
    "messages": ("Banner", "Banners", "Sentence", "Toast"),
    "qr": ("QrCode",),
    "table": ("CODE_WIDTH", "Column", "Pill", "Rows", "Table"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "CODE_WIDTH",
    "Banner",
    "Banners",
    "Bars",
    "Button",
    "Card",
    "Chip",
    "Choice",
    "CodeLabel",
    "Column",
    "Columns",
    "DateEdit",
    "ElidedLabel",
    "EmptyState",
    "Facts",
    "Field",
    "Flow",
    "Icon",
    "Label",
    "Line",
    "MoneyEdit",
    "Note",
    "Pill",
    "PrimaryButton",
    "QrCode",
    "Rows",
    "Rule",
    "SearchBox",
    "Sentence",
    "StatusPill",
    "Table",
    "Toast",
    "dong",
    "grouped",
    "read_date",
]


def __getattr__(name: str) -> object:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
