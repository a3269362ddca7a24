"""Reports that count dossiers: volumes, on time, II.06a, the postal service. Rows are groups, columns are rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

from app.domain.kpi import DAY_US, nearest
from app.domain.report import Cell, Column, Drill, Group, Row, Scope
from app.reports import grouping
from app.reports.grouping import Names
from app.store.figures import RULES, Figures

Made = Callable[[Mapping[str, int]], float | None]
"""A cell made of the other figures of its row."""


def count(rule: str, title: str, meaning: str, group: str = "") -> Column:
    return Column(key=rule, title=title, form="count", meaning=meaning, group=group)


DIRECT = "Kênh thực hiện 1 (trực tiếp)."
ONLINE = "Kênh thực hiện 2 (trực tuyến), hỗ trợ người dân nộp tại quầy."
POSTAL = "Kênh thực hiện 3 (bưu chính công ích)."
IN_PERIOD = "Có thời điểm tiếp nhận trong kỳ; không kể phiếu ở bàn và hồ sơ đã hủy."
RECEIVED = count("received", "Tiếp nhận", IN_PERIOD)
CARRIED = count("carried", "Kỳ trước chuyển sang", "Tiếp nhận trước kỳ và đến đầu kỳ chưa giải quyết xong.")
TO_PROCESS = count("to_process", "Phải giải quyết", "Tiếp nhận trong kỳ cộng kỳ trước chuyển sang.")
EARLY = count("finished_early", "Trước hạn", "Giải quyết xong trong kỳ, vào ngày trước ngày hẹn trả.")
ON_TIME = count("finished_on_time", "Đúng hạn", "Giải quyết xong trong kỳ, đúng ngày hẹn trả và không quá giờ hẹn.")
LATE = count("finished_late", "Quá hạn", "Giải quyết xong trong kỳ, sau thời điểm hẹn trả.")
UNDATED = count("finished_undated", "Không có hạn", "Giải quyết xong trong kỳ mà không có ngày hẹn trả.")
OPEN_IN_TIME = count(
    "open_in_time",
    "Còn trong hạn",
    "Cuối kỳ chưa giải quyết xong và chưa quá thời điểm hẹn trả (kỳ chưa hết: tính đến lúc lập); hồ sơ đang chờ người "
    "dân bổ sung mà khi yêu cầu chưa quá hạn cũng là trong hạn.",
)
OPEN_LATE = count(
    "open_late",
    "Đã quá hạn",
    "Cuối kỳ chưa giải quyết xong và đã quá thời điểm hẹn trả (kỳ chưa hết: tính đến lúc lập).",
)
OPEN_UNDATED = count(
    "open_undated",
    "Chưa có hạn",
    "Cuối kỳ chưa giải quyết xong và chưa có ngày hẹn trả (cơ quan giải quyết chưa tiếp nhận). Không bao giờ là quá "
    "hạn.",
)
VOIDED = count("voided", "Đã hủy", "Tiếp nhận trong kỳ rồi hủy; không có trong bất kỳ con số nào khác.")

VOLUMES = (
    RECEIVED,
    count("received_direct", "Trực tiếp", DIRECT, "Trong đó"),
    count("received_online", "Trực tuyến", ONLINE, "Trong đó"),
    count("received_postal", "Bưu chính", POSTAL, "Trong đó"),
    count("supplement_asked", "Phải bổ sung", "Tiếp nhận trong kỳ và đã có phiếu yêu cầu bổ sung (Mẫu 02)."),
    count("refused", "Bị từ chối", "Bị từ chối giải quyết trong kỳ (Mẫu 03) sau khi đã tiếp nhận."),
    count("finished", "Giải quyết xong", "Có kết quả về quầy, bị từ chối, rút hoặc dừng trong kỳ."),
    count("handed", "Trả kết quả", "Trả cho người dân trong kỳ."),
    count("handed_counter", "Tại quầy", "Trả tại quầy trong kỳ.", "Trả"),
    count("handed_postal", "Qua bưu chính", "Trả tận nơi qua bưu chính trong kỳ.", "Trả"),
    count("slips", "Phiếu ở bàn", "Phiếu yêu cầu bổ sung ngay tại bàn (Mẫu 02): chưa tiếp nhận, không phải hồ sơ."),
    count("refused_at_desk", "Từ chối ở bàn", "Từ chối tiếp nhận ngay tại bàn (Mẫu 03): chưa tiếp nhận hồ sơ."),
    VOIDED,
)

_DONE, _OPEN = "Đã giải quyết", "Đang giải quyết"


def _under(column: Column, group: str, title: str = "") -> Column:
    return Column(key=column.key, title=title or column.title, form=column.form, meaning=column.meaning, group=group)


RATE = Column(
    key="rate",
    title="Tỷ lệ đúng hạn",
    form="share",
    meaning="(Phải giải quyết − đã giải quyết quá hạn − đang giải quyết đã quá hạn) ÷ phải giải quyết (cách tính của "
    "QĐ 766/QĐ-TTg: xong trước hoặc đúng hạn, cộng đang giải quyết chưa quá hạn).",
)
STRICT = Column(
    key="strict",
    title="Đúng hạn trong số đã xong",
    form="share",
    meaning="(Trước hạn + đúng hạn) ÷ số đã giải quyết xong có ngày hẹn trả.",
)
ONTIME = (
    CARRIED,
    RECEIVED,
    TO_PROCESS,
    _under(EARLY, _DONE),
    _under(ON_TIME, _DONE),
    _under(LATE, _DONE),
    _under(UNDATED, _DONE),
    _under(OPEN_IN_TIME, _OPEN),
    _under(OPEN_LATE, _OPEN),
    _under(OPEN_UNDATED, _OPEN),
    RATE,
    STRICT,
    VOIDED,
)

_TAKEN = "Tiếp nhận"
_BEYOND = "Chưa có hạn (ngoài mẫu)"
II06A = (
    _under(TO_PROCESS, _TAKEN, "Tổng số"),
    count("received_online", "Trong kỳ: trực tuyến", ONLINE, _TAKEN),
    count("received_offline", "Trong kỳ: trực tiếp, bưu chính", f"{DIRECT} {POSTAL}", _TAKEN),
    _under(CARRIED, _TAKEN, "Từ kỳ trước"),
    count("finished", "Tổng số", "Giải quyết xong trong kỳ.", _DONE),
    _under(EARLY, _DONE),
    _under(ON_TIME, _DONE),
    _under(LATE, _DONE),
    count("open", "Tổng số", "Cuối kỳ chưa giải quyết xong.", _OPEN),
    _under(OPEN_IN_TIME, _OPEN, "Trong hạn"),
    _under(OPEN_LATE, _OPEN, "Quá hạn"),
    _under(UNDATED, _BEYOND, "Đã giải quyết"),
    _under(OPEN_UNDATED, _BEYOND, "Đang giải quyết"),
)

_OUT, _BACK = "Nhận hồ sơ", "Trả kết quả"
POSTAL_COLUMNS = (
    _under(RECEIVED, _OUT, "Tổng tiếp nhận"),
    count("received_postal", "Nhận qua bưu chính", POSTAL, _OUT),
    Column(
        key="postal_share",
        title="Tỷ lệ nhận qua bưu chính",
        form="share",
        meaning="Nhận qua bưu chính ÷ tổng tiếp nhận trong kỳ.",
        group=_OUT,
    ),
    count("sent", "Đã giao cơ quan", "Giấy tờ đến tay cơ quan giải quyết trong kỳ.", _OUT),
    count("wants_post", "Đăng ký trả qua bưu chính", "Tiếp nhận trong kỳ, hẹn trả kết quả tận nơi.", _BACK),
    count("arrived", "Kết quả bưu điện nhận về", "Kết quả về quầy trong kỳ.", _BACK),
    count("handed", "Đã trả", "Trả cho người dân trong kỳ, mọi cách.", _BACK),
    count("handed_postal", "Trả qua bưu chính", "Trả tận nơi trong kỳ.", _BACK),
    Column(
        key="return_share",
        title="Tỷ lệ trả qua bưu chính",
        form="share",
        meaning="Trả qua bưu chính ÷ đã trả trong kỳ.",
        group=_BACK,
    ),
    count("tried", "Có lần phát hỏng", "Kết quả về quầy trong kỳ đã có ít nhất một lần phát không thành.", _BACK),
    Column(
        key="attempts",
        title="Lần phát hỏng",
        form="count",
        meaning="Số lần phát không thành của các kết quả về quầy trong kỳ.",
        group=_BACK,
    ),
    count("gone_back", "Chuyển trả cơ quan", "Kết quả không ai nhận, chuyển trả cơ quan trong kỳ.", _BACK),
    *(
        Column(key=f"{leg}_{key}", title=title, form="days", meaning=f"{what} của {meant}.", group=heading)
        for leg, heading, meant in (
            ("leg_out", "Chặng đi", "thời gian từ lúc tiếp nhận đến lúc giao cơ quan, hồ sơ đã giao trong kỳ"),
            ("leg_back", "Chặng về", "thời gian từ lúc kết quả về quầy đến lúc trả, hồ sơ đã trả trong kỳ"),
        )
        for key, title, what in (
            ("median", "Trung vị", "Trung vị"),
            ("p90", "90 % không quá", "Bách phân vị 90 (hạng gần nhất)"),
        )
    ),
)
LEGS = {"leg_out": ("received", "sent"), "leg_back": ("arrived", "handed")}
"""Of each leg, which is a rule too: from which time of a dossier to which."""


def share(part: float, whole: float) -> float | None:
    """A share between 0 and 1; of nothing there is none."""
    return part / whole if whole else None


MADE: dict[str, Made] = {
    "rate": lambda row: share(row["to_process"] - row["finished_late"] - row["open_late"], row["to_process"]),
    "strict": lambda row: share(
        row["finished_early"] + row["finished_on_time"],
        row["finished_early"] + row["finished_on_time"] + row["finished_late"],
    ),
    "postal_share": lambda row: share(row["received_postal"], row["received"]),
    "return_share": lambda row: share(row["handed_postal"], row["handed"]),
}

NOTES = (
    "Con số là hồ sơ. Phiếu ở bàn không phải hồ sơ; hồ sơ đã hủy chỉ ở cột “Đã hủy”, không ở tổng nào.",
    "Tình trạng tính đến hết ngày cuối kỳ; kỳ chưa hết thì tính đến lúc lập. Ngày hẹn trả là ngày hẹn mới nhất.",
)
NOT_ADDED = (
    "“Kỳ trước chuyển sang”, “Phải giải quyết” và “Đang giải quyết” của mỗi dòng là tình trạng của ngày hoặc tháng đó, "
    "nên dòng tổng không phải là tổng các dòng."
)


def figures_of(columns: Sequence[Column]) -> list[str]:
    return [column.key for column in columns if column.key in RULES]


Others = Mapping[str, Cell]
"""Cells that are no rule's, by their column."""
Beside = Callable[[Group], tuple[Mapping[Any, Others], Others]]
"""Those of each group, and of all together."""


def tabled(
    figures: Figures,
    columns: Sequence[Column],
    scope: Scope,
    by: Group,
    names: Names,
    today: date,
    beside: Beside = lambda _: ({}, {}),
) -> tuple[tuple[Column, ...], tuple[Row, ...], Row]:
    """The columns with those of the group, a row for each group, and the total."""
    rules = figures_of(columns)
    rows = _rows(figures, rules, scope, by, today)
    # A dossier stands in one group only. In a row of days it is open on many: that is counted once more, as a whole.
    states = [name for name in rules if not RULES[name].at] if by in ("day", "month") else []
    whole = {name: sum(row[name] for row in rows.values()) for name in rules}
    if states:
        whole |= figures.counts(states, scope)[""]
    others, all_others = beside(by)
    found = tuple(
        _row(grouping.cells(by, key, names), columns, rows[key], others.get(key, {}), grouping.behind(scope, by, key))
        for key in grouping.ordered(list(rows), by, names)
    )
    total = _row(grouping.total_cells(by), columns, whole, all_others, scope)
    return (*grouping.head(by), *columns), found, total


def legs(figures: Figures, scope: Scope, by: Group) -> tuple[dict[Any, dict[str, Cell]], dict[str, Cell]]:
    """Of the postal service: how long the legs took, and how often the result was carried out in vain."""
    found: dict[Any, dict[str, Cell]] = defaultdict(dict)
    whole: dict[str, Cell] = {}
    for leg, (since, until) in LEGS.items():
        spans = figures.spans(leg, scope, since, until, by)
        for key, lengths in spans.items():
            found[key] |= _lengths(leg, lengths)
        whole |= _lengths(leg, sorted(chain.from_iterable(spans.values())))
    attempts = figures.sums("tried", scope, "attempts", by)
    for key, number in attempts.items():
        found[key]["attempts"] = number
    return found, {**whole, "attempts": sum(attempts.values())}


def _lengths(leg: str, lengths: Sequence[int]) -> dict[str, Cell]:
    shown: dict[str, Cell] = {}
    for name, hundredths in (("median", 50), ("p90", 90)):
        length = nearest(lengths, hundredths)
        shown[f"{leg}_{name}"] = None if length is None else round(length / DAY_US, 2)
    return shown


def _rows(figures: Figures, rules: Sequence[str], scope: Scope, by: Group, today: date) -> dict[Any, dict[str, int]]:
    if by not in ("day", "month"):
        return figures.counts(rules, scope, by)
    flows = [name for name in rules if RULES[name].at]
    found = figures.counts(flows, scope, by)
    spans = grouping.buckets(scope, by, today)
    states = figures.course(scope, spans) if len(flows) < len(rules) else [{} for _ in spans]
    # Every day of the period has its row, those on which nothing happened too: a chart has no gaps.
    rows = {}
    for (first, _), state in zip(spans, states, strict=True):
        key = first if by == "day" else first.replace(day=1)
        row = found.get(key, dict.fromkeys(flows, 0))
        rows[key] = {name: row[name] if name in row else state[name] for name in rules}
    return rows


def _row(
    first: tuple[Cell, ...],
    columns: Sequence[Column],
    row: Mapping[str, int],
    others: Mapping[str, Cell],
    scope: Scope,
) -> Row:
    def cell(column: Column) -> Cell:
        if column.key in MADE:
            return MADE[column.key](row)
        if column.key in row:
            return row[column.key]
        return others.get(column.key, 0 if column.form in ("count", "money") else None)

    return Row(
        cells=(*first, *map(cell, columns)),
        drills={column.key: Drill(rule=column.key, scope=scope) for column in columns if column.key in RULES},
    )
