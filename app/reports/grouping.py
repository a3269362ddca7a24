"""How a report's rows are grouped: what a group is called, in which order, and which scope stands behind its row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import msgspec

from app.domain.report import NONE, Cell, Choice, Column, Group, Scope
from app.domain.text import fold

NAMELESS = "(chưa ghi)"
TOTAL = "Tổng cộng"

HEADS: dict[Group, tuple[tuple[str, str, str], ...]] = {
    "day": (("label", "Ngày", "day"),),
    "month": (("label", "Tháng", "text"),),
    "field": (("label", "Lĩnh vực", "text"),),
    "procedure": (("key", "Mã thủ tục", "code"), ("label", "Thủ tục", "text")),
    "commune": (("key", "Mã xã", "code"), ("label", "Xã, phường", "text")),
    "clerk": (("label", "Giao dịch viên", "text"),),
    "agency": (("label", "Cơ quan giải quyết", "text"),),
}


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """What the keys of a tally are called. Each answers "" for what it does not know."""

    procedure: Callable[[str], str]
    commune: Callable[[str], str]
    clerk: Callable[[str], str]

    def of(self, by: Group, key: Any) -> str:
        """The label of a group; a key nobody knows is its own."""
        if not key:
            return NAMELESS
        known = {"procedure": self.procedure, "commune": self.commune, "clerk": self.clerk}.get(by)
        return (known(key) if known else "") or str(key)


def head(by: Group) -> tuple[Column, ...]:
    """The columns that say which group a row is of."""
    return tuple(Column(key=key, title=title, form=form) for key, title, form in HEADS[by])  # type: ignore[arg-type]


def cells(by: Group, key: Any, names: Names) -> tuple[Cell, ...]:
    if by == "day":
        return (key,)
    if by == "month":
        return (f"{key:%m/%Y}",)
    label = names.of(by, key)
    return (key, label) if len(HEADS[by]) > 1 else (label,)


def total_cells(by: Group | None) -> tuple[Cell, ...]:
    """The same of the line of totals."""
    if by is None:
        return ()
    return (None, TOTAL) if len(HEADS[by]) > 1 else (TOTAL,)


def behind(scope: Scope, by: Group, key: Any) -> Scope:
    """The scope of one row."""
    replace = msgspec.structs.replace
    if by == "day":
        return replace(scope, since=key, until=key)
    if by == "month":
        return replace(scope, since=max(scope.since, key), until=min(scope.until, _last_day(key)))
    return replace(scope, **{by: key or NONE})


def ordered(keys: list[Any], by: Group, names: Names) -> list[Any]:
    """Days as they come, everything else by its name; what has none is last."""
    if by in ("day", "month"):
        return sorted(keys)
    return sorted(keys, key=lambda key: (not key, _order(names.of(by, key)), str(key)))


def buckets(scope: Scope, by: Group, today: date) -> list[tuple[date, date]]:
    """The days or months of a period, first and last day of each, as far as they have begun."""
    return list(_buckets(scope, by, min(scope.until, max(today, scope.since))))


def _buckets(scope: Scope, by: Group, until: date) -> Iterator[tuple[date, date]]:
    day = scope.since
    while day <= until:
        last = day if by == "day" else min(scope.until, _last_day(day))
        yield day, last
        day = last + timedelta(days=1)


def _last_day(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def choices(keys: list[str], by: Group, names: Names) -> tuple[Choice, ...]:
    found = (Choice(key=key, label=names.of(by, key)) for key in keys)
    return tuple(sorted(found, key=lambda one: (_order(one.label), one.key)))


def _order(label: str) -> tuple[str, str]:
    """As people look for it: đ beside d."""
    return fold(label), label
