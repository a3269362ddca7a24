"""Open data: a line for each dossier that says nothing of any person, and the dictionary of its columns.

Month, field, procedure and commune together could still point to somebody where few share them. So each line shares
what it says of them with at least `LEAST` dossiers: where fewer do, the commune is given as "khác", then the procedure,
then the field; what even then stands alone is left out and counted. Codes, names, numbers, telephones and exact times
are in no column, and the order of the lines is that of their values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from app.domain.report import Column, Row, Scope
from app.reports.grouping import Names
from app.store.figures import DAY_US, ZONE_US, Figures

LEAST = 5
OTHER = "khác"
AT_COUNTER, BY_POST = "quầy", "bưu chính"
DONE, OPEN = "xong", "đang giải quyết"
YES, NO = "có", "không"

SHARED = f"Mỗi dòng chung tháng, lĩnh vực, thủ tục và xã với ít nhất {LEAST} hồ sơ; ít hơn thì gộp thành “{OTHER}”."
LEFT_OUT = "Bỏ ra vì quá riêng: {0} hồ sơ."

COLUMNS = (
    Column(key="month", title="thang_tiep_nhan", form="code", meaning="Tháng tiếp nhận, YYYY-MM."),
    Column(key="field", title="linh_vuc", form="text", meaning="Lĩnh vực của thủ tục; “khác”: gộp vì quá ít hồ sơ."),
    Column(
        key="procedure",
        title="ma_thu_tuc",
        form="code",
        meaning="Mã thủ tục hành chính quốc gia; “khác”: gộp vì quá ít hồ sơ.",
    ),
    Column(
        key="procedure_name",
        title="ten_thu_tuc",
        form="text",
        meaning="Tên gọi của thủ tục theo danh mục của quầy; “khác” khi mã là “khác”.",
    ),
    Column(
        key="commune",
        title="ma_xa",
        form="code",
        meaning="Mã đơn vị hành chính cấp xã của người nộp (QĐ 19/2025/QĐ-TTg); “khác”: gộp vì quá ít hồ sơ.",
    ),
    Column(key="commune_name", title="ten_xa", form="text", meaning="Tên xã, phường theo mã; “khác” khi mã là “khác”."),
    Column(
        key="channel",
        title="kenh_thuc_hien",
        form="count",
        meaning="1 trực tiếp, 2 trực tuyến, 3 bưu chính công ích.",
    ),
    Column(
        key="delivery",
        title="cach_tra_ket_qua",
        form="text",
        meaning="Cách người dân chọn: “quầy” hoặc “bưu chính”.",
    ),
    Column(key="supplemented", title="phai_bo_sung", form="count", meaning="1: có phiếu yêu cầu bổ sung; 0: không."),
    Column(
        key="state",
        title="tinh_trang",
        form="text",
        meaning="“xong”: đã giải quyết xong; “đang giải quyết”: chưa xong vào lúc lập.",
    ),
    Column(
        key="days",
        title="so_ngay_giai_quyet",
        form="count",
        meaning="Số ngày lịch từ ngày tiếp nhận đến ngày giải quyết xong; trống khi chưa xong.",
    ),
    Column(
        key="in_time",
        title="dung_han",
        form="text",
        meaning="“có”: xong không quá thời điểm hẹn trả; “không”: xong quá hạn; trống khi chưa xong hoặc không có hạn.",
    ),
)

_DAY = f"({{}}+{ZONE_US})/{DAY_US}"
_EXPRESSIONS = (
    *("t.day/100", "t.field", "t.procedure", "t.commune"),
    *("t.channel", "t.by_post", "CASE WHEN t.supplements>0 THEN 1 ELSE 0 END"),
    f"{_DAY.format('t.finished')}-{_DAY.format('t.received')}",
    "CASE WHEN t.finished IS NULL OR t.due IS NULL THEN NULL WHEN t.finished<=t.due THEN 1 ELSE 0 END",
)


class Place(NamedTuple):
    """What could point to somebody."""

    month: str
    field: str
    procedure: str
    commune: str


class Published(NamedTuple):
    """How many dossiers there are with each set of values, and how many were left out."""

    lines: list[tuple[Place, tuple[int | None, ...], int]]
    dossiers: int
    left_out: int


def published(figures: Figures, scope: Scope) -> Published:
    rows = list(figures.published(scope, _EXPRESSIONS))
    places: Counter[tuple[int, str, str, str]] = Counter()
    for row in rows:
        places[row[:4]] += row[-1]
    named = {key: Place(f"20{key[0] // 100:02d}-{key[0] % 100:02d}", *key[1:]) for key in places}
    generally = generalised(Counter({named[key]: number for key, number in places.items()}))
    shown = {key: generally[place] for key, place in named.items()}
    lines: Counter[tuple[Place, tuple[int | None, ...]]] = Counter()
    left_out = 0
    for row in rows:
        as_shown = shown[row[:4]]
        if as_shown is None:
            left_out += row[-1]
        else:
            lines[as_shown, row[4:-1]] += row[-1]
    ordered = sorted(lines.items(), key=lambda line: (line[0][0], [-1 if v is None else v for v in line[0][1]]))
    return Published([(*line, number) for line, number in ordered], lines.total(), left_out)


def generalised(places: Counter[Place], least: int = LEAST) -> dict[Place, Place | None]:
    """How each set of values is published: shared by at least `least` dossiers, whatever had to give way; None: not at
    all. Those that give way are counted together before the next look, so that nothing can be got by taking away."""
    shown: dict[Place, Place | None] = {place: place for place in places}
    for hide in (
        lambda place: place._replace(commune=OTHER),
        lambda place: place._replace(commune=OTHER, procedure=OTHER),
        lambda place: place._replace(commune=OTHER, procedure=OTHER, field=OTHER),
        lambda _: None,
    ):
        sizes: Counter[Place | None] = Counter()
        for place, as_shown in shown.items():
            sizes[as_shown] += places[place]
        for place, as_shown in shown.items():
            if as_shown is not None and sizes[as_shown] < least:
                shown[place] = hide(as_shown)
    return shown


def rows(found: Published, names: Names) -> Iterator[Row]:
    for (month, field, procedure, commune), values, number in found.lines:
        channel, by_post, supplemented, days, in_time = values
        cells = (
            month,
            field,
            procedure,
            procedure if procedure == OTHER else names.procedure(procedure),
            commune,
            commune if commune == OTHER else names.commune(commune),
            channel,
            BY_POST if by_post else AT_COUNTER,
            supplemented,
            OPEN if days is None else DONE,
            days,
            "" if in_time is None else (YES if in_time else NO),
        )
        for _ in range(number):
            yield Row(cells=cells)
