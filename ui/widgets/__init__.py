"""Parts used by more than one page. A part knows the theme and nothing of the trade."""

from ui.widgets.buttons import Button, Chip, PrimaryButton
from ui.widgets.cards import Card, Columns, Rule
from ui.widgets.fields import Choice, DateEdit, Field, Line, MoneyEdit, Note, SearchBox, dong, read_date
from ui.widgets.icon import Icon
from ui.widgets.labels import CodeLabel, ElidedLabel, EmptyState, Label, StatusPill, grouped
from ui.widgets.messages import Banner, Banners, Toast
from ui.widgets.table import Column, Pill, Rows, Table

__all__ = [
    "Banner",
    "Banners",
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
    "Field",
    "Icon",
    "Label",
    "Line",
    "MoneyEdit",
    "Note",
    "Pill",
    "PrimaryButton",
    "Rows",
    "Rule",
    "SearchBox",
    "StatusPill",
    "Table",
    "Toast",
    "dong",
    "grouped",
    "read_date",
]
