"""The days of the counter and their closes: a line for each Z-report."""

from __future__ import annotations

from app.domain.day import Day
from app.domain.report import Column, Row, Scope
from app.reports.grouping import Names
from app.store.figures import Figures

_DIFFERENCE = "Chênh lệch khi kiểm quỹ"

COLUMNS = (
    Column(key="number", title="Số", form="count", meaning="Số thứ tự của báo cáo cuối ngày ở quầy."),
    Column(key="date", title="Ngày", form="day"),
    Column(key="opened", title="Mở lúc", form="moment"),
    Column(key="opened_by", title="Người mở", form="text"),
    Column(key="closed", title="Đóng lúc", form="moment", meaning="Trống: ngày chưa đóng."),
    Column(key="closed_by", title="Người đóng", form="text"),
    Column(key="counted", title="Lần kiểm quỹ", form="count", meaning="Kể cả những lần kiểm lại."),
    Column(key="difference_state", title="Tiền Nhà nước", form="money", meaning="Thừa là dương.", group=_DIFFERENCE),
    Column(key="difference_post", title="Tiền bưu điện", form="money", meaning="Thừa là dương.", group=_DIFFERENCE),
    Column(key="remitted", title="Đã nộp cơ quan", form="money", meaning="Các phiếu nộp lập trong ngày đó."),
    Column(key="passed", title="Bước còn dở", form="count", meaning="Bước được bỏ qua khi còn việc, có ghi lý do."),
    Column(key="hash", title="Mã chuỗi", form="code", meaning="16 chữ số đầu của mã băm nối các báo cáo với nhau."),
)


def rows(figures: Figures, scope: Scope, names: Names) -> tuple[Row, ...]:
    return tuple(_row(day, names) for day in figures.days(scope))


def _row(day: Day, names: Names) -> Row:
    def difference(drawer: str) -> int:
        return sum(one.amount for one in day.differences if one.drawer == drawer)

    return Row(
        cells=(
            day.number,
            day.date,
            day.opened_at,
            names.clerk(day.opened_by),
            day.closed_at,
            names.clerk(day.closed_by),
            day.counted,
            difference("state"),
            difference("post"),
            sum(one.amount for one in day.remitted),
            len(day.passed),
            day.hash[:16],
        ),
        note="" if day.closed_at else "Ngày chưa đóng.",
    )
