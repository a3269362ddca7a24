"""A table on landscape A4: any report as pages, its head repeated, each page numbered. No form, no copies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from app.domain.events import VIETNAM
from app.paper import Unit
from app.paper.compose import Composed, Footnotes, Paragraph, Piece, Ruled, head_of
from app.paper.facts import on_day
from app.paper.forms import Column, Setup

SETUP = Setup(margins=(12, 11, 11, 14), type=(7.5,), landscape=True)
EMS = 110
"""So many ems of the type lie between the margins: what all columns of a table have together."""


class TableColumn(msgspec.Struct, frozen=True, kw_only=True):
    """`width` in ems, 0 in one column of a table: what is left over. `group`: a head over neighbours."""

    head: str
    width: float = 0.0
    align: Literal["left", "center", "right"] = "left"
    group: str = ""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """`rows` may make its lines as they are asked for, again and again: it is gone through twice, to count the pages
    and to draw them. `line` stands under the title, `notes` under the table."""

    title: str
    line: str
    columns: tuple[TableColumn, ...]
    rows: Sequence[tuple[str, ...]]
    total: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def composed(table: Table, unit: Unit, made_at: datetime) -> Composed:
    at = made_at.astimezone(VIETNAM)
    dated = on_day(at.date())
    columns = tuple(
        Column(head=one.head, cell="", width=one.width, align=one.align, group=one.group) for one in table.columns
    )
    ruled: Piece
    if len(table.rows) or table.total:
        ruled = Ruled(columns, table.rows, table.total)
    else:
        ruled = Paragraph("Không có hồ sơ nào.", "plain", "center", 0, lead=False)
    return Composed(
        form=table.title,
        head=head_of(unit, assigned=False),
        number="",
        dated=f"{unit.place}, {dated}" if unit.place else f"{dated[0].upper()}{dated[1:]}",
        code="",
        reading="",
        lookup="",
        title=table.title.upper(),
        basis="",
        code_line=table.line,
        code_note="",
        copies=("",),
        stamp="TẬP HUẤN" if unit.training else "",
        marks=("TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ",) if unit.training else (),
        reason="",
        footer=f"Lập lúc {at:%H:%M} ngày {at:%d/%m/%Y}",
        author=unit.name,
        pieces=(ruled, *((Footnotes(table.notes),) if table.notes else ())),
    )
