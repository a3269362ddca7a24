"""Phí, lệ phí and cước: what was taken, given back, handed on. Sums of `movement`, to the last đồng."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from app.domain.events import VIETNAM
from app.domain.report import Cell, Column, Drill, Group, Row, Scope
from app.reports import grouping
from app.reports.grouping import Names
from app.store.figures import Figures, Money, Unremitted

NOTHING = Money(*([0] * len(Money._fields)))

_KIND, _WAY, _BACK, _STATE = "Đã thu, theo loại", "Đã thu, theo cách", "Hoàn lại", "Tiền của Nhà nước"


def _money(key: str, title: str, meaning: str, group: str = "") -> Column:
    return Column(key=key, title=title, form="money", meaning=meaning, group=group)


COLUMNS = (
    Column(
        key="paid",
        title="Hồ sơ có thu",
        form="count",
        meaning="Hồ sơ có ít nhất một khoản thu trong kỳ, kể cả hồ sơ về sau bị hủy.",
    ),
    _money("fee", "Phí", "Phí thu trong kỳ.", _KIND),
    _money("charge", "Lệ phí", "Lệ phí thu trong kỳ.", _KIND),
    _money("postage", "Cước", "Cước bưu chính thu trong kỳ.", _KIND),
    _money("cash", "Tiền mặt", "Thu trong kỳ bằng tiền mặt.", _WAY),
    _money("transfer", "Chuyển khoản", "Thu trong kỳ không bằng tiền mặt, đã có người đối chiếu.", _WAY),
    _money("collected", "Tổng thu", "Phí + lệ phí + cước = tiền mặt + chuyển khoản."),
    _money("refunded_state", "Phí, lệ phí", "Phí, lệ phí hoàn lại trong kỳ, mọi cách.", _BACK),
    _money("refunded_post", "Cước", "Cước hoàn lại trong kỳ, mọi cách.", _BACK),
    _money("remitted", "Đã nộp cơ quan", "Phí, lệ phí nộp cho cơ quan giải quyết trong kỳ, mọi cách.", _STATE),
    _money("kept", "Cộng biến động", "Tổng thu − hoàn lại − đã nộp: tổng các dòng tiền của hồ sơ trong kỳ."),
    _money("waived", "Được miễn, giảm", "Được miễn, giảm của hồ sơ tiếp nhận trong kỳ (không tính hồ sơ đã hủy)."),
)
GAP = (
    _money(
        "gap",
        "Còn phải nộp",
        "Phí, lệ phí thu tiền mặt − hoàn tiền mặt − đã nộp, từ đầu đến hết kỳ. Tiền chuyển khoản vào thẳng tài "
        "khoản thu của Nhà nước.",
        _STATE,
    ),
    Column(
        key="unremitted",
        title="Hồ sơ chưa nộp",
        form="count",
        meaning="Hồ sơ có phí, lệ phí tiền mặt chưa nộp hết vào cuối kỳ.",
        group=_STATE,
    ),
)
NOTES = (
    "Tiền thừa trả lại người dân không phải là thu.",
    "Tiền nộp thêm, lấy ra và chênh lệch kiểm quỹ không thuộc hồ sơ nào: xem báo cáo cuối ngày.",
)


def tabled(figures: Figures, scope: Scope, by: Group, names: Names) -> tuple[tuple[Column, ...], tuple[Row, ...], Row]:
    """The columns with those of the group, a row for each group, and the total."""
    timed = by in ("day", "month")
    columns = COLUMNS if timed else (*COLUMNS[:10], *GAP, *COLUMNS[10:])
    rows = _by_month(figures, scope) if by == "month" else figures.money(scope, by)
    gaps = {} if timed else figures.unremitted(scope, by)
    found = tuple(
        _row(columns, grouping.cells(by, key, names), rows.get(key), gaps.get(key), grouping.behind(scope, by, key))
        for key in grouping.ordered(list({**rows, **gaps}), by, names)
    )
    # Who paid on two days is one dossier: only where there are no days the lines add up.
    whole = figures.money(scope)[""] if timed else _sum(rows.values())
    gap = Unremitted(sum(one.amount for one in gaps.values()), 0, sum(one.dossiers for one in gaps.values()))
    total = _row(columns, grouping.total_cells(by), whole, gap, scope)
    return (*grouping.head(by), *columns), found, total


def _by_month(figures: Figures, scope: Scope) -> dict[Any, Money]:
    """Each month for itself: who paid on two days of it is one dossier."""
    today = figures.now().astimezone(VIETNAM).date()
    found = {}
    for first, last in grouping.buckets(scope, "month", today):
        money = figures.money(msgspec.structs.replace(scope, since=first, until=last))[""]
        if any(money):
            found[first.replace(day=1)] = money
    return found


def _sum(moneys: Iterable[Money]) -> Money:
    return Money(*(sum(amounts) for amounts in zip(NOTHING, *moneys, strict=True)))


def _row(
    columns: tuple[Column, ...],
    first: tuple[Cell, ...],
    money: Money | None,
    gap: Unremitted | None,
    scope: Scope,
) -> Row:
    money = money or NOTHING
    cells: dict[str, Cell] = {
        **money._asdict(),
        "paid": money.dossiers,
        "collected": money.collected,
        # Shown as what they are: so much given back, so much handed on.
        "refunded_state": -money.refunded_state,
        "refunded_post": -money.refunded_post,
        "remitted": -money.remitted,
        "kept": money.kept,
        "gap": gap.amount if gap else 0,
        "unremitted": gap.dossiers if gap else 0,
    }
    return Row(
        cells=(*first, *(cells[column.key] for column in columns)),
        drills={column.key: Drill(rule=column.key, scope=scope) for column in columns if column.form == "count"},
    )
