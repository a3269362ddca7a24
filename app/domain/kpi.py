"""The indicators by which the pilot is judged (domain.md §7.3): what each is, in words, and its arithmetic.

Pure functions over figures that were counted elsewhere. What cannot be measured has no value and says why; no figure is
ever invented.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from app.domain.report import Form

DAY_US = 86_400_000_000
MINUTE_US = 60_000_000


class Kpi(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator. `formula` is what its tooltip says; `numerator` and `denominator` in words, "" of what is no
    ratio. `rules`: the rules of both, which open the dossiers behind them. `goal`: what is aimed at, a share."""

    key: str
    name: str
    form: Form
    formula: str
    numerator: str = ""
    denominator: str = ""
    rules: tuple[str, str] = ("", "")
    source: str
    goal: float | None = None


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """The figures all indicators are made of. Lengths of time in microseconds, the shortest first; limits as well.

    `procedures`, `procedures_online`: of the catalogue, how many procedures and how many of them can be lodged online.
    `gap`: the State's cash not handed on, đồng, the oldest of it `gap_us` old. `oldest_us`: the age of the oldest event
    not delivered.
    """

    to_process: int = 0
    in_time: int = 0
    finished_dated: int = 0
    finished_in_time: int = 0
    received: int = 0
    received_postal: int = 0
    received_online: int = 0
    handed: int = 0
    handed_postal: int = 0
    gone_back: int = 0
    accepted: int = 0
    right_first: int = 0
    attempts: int = 0
    arrived_delivered: int = 0
    rated: int = 0
    satisfied: int = 0
    procedures: int = 0
    procedures_online: int = 0
    events: int = 0
    timely: int = 0
    waiting: int = 0
    oldest_us: int = 0
    legs_out: Sequence[int] = ()
    legs_back: Sequence[int] = ()
    leg_limit_us: int = 2 * DAY_US
    handling: Sequence[int] = ()
    gap: int = 0
    gap_us: int = 0


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator measured. `value` in the unit of its form, None where there is none; `note` says why, or what else
    is to be known of it."""

    kpi: Kpi
    value: float | int | None
    numerator: int | None = None
    denominator: int | None = None
    note: str = ""


def nearest(lengths: Sequence[int], hundredths: int) -> int | None:
    """The smallest value that at least so many hundredths of the values do not exceed (nearest rank); None of none."""
    if not lengths:
        return None
    return lengths[-(-len(lengths) * hundredths // 100) - 1]


_QD766 = "QĐ 766/QĐ-TTg"
_TT17 = "TT 17/2017/TT-BTTTT"
_OWN = "chỉ số riêng của quầy"

_OUT = "từ lúc quầy tiếp nhận đến lúc giấy tờ đến tay cơ quan giải quyết, các hồ sơ đã giao cơ quan trong kỳ"
_BACK = "từ lúc kết quả về đến quầy đến lúc trả cho người dân, các hồ sơ đã trả trong kỳ"

KPIS: tuple[Kpi, ...] = (
    Kpi(
        key="on_time",
        name="Tỷ lệ đúng hạn",
        form="share",
        formula="(Giải quyết xong trong kỳ không quá hạn + cuối kỳ đang giải quyết chưa quá hạn) ÷ (tiếp nhận trong "
        "kỳ + kỳ trước chuyển sang). Hồ sơ chưa có ngày hẹn không bị coi là quá hạn.",
        numerator="Xong không quá hạn, hoặc đang giải quyết chưa quá hạn",
        denominator="Tiếp nhận trong kỳ và kỳ trước chuyển sang",
        rules=("in_time", "to_process"),
        source=_QD766,
    ),
    Kpi(
        key="strict_on_time",
        name="Đúng hạn trong số đã giải quyết xong",
        form="share",
        formula="Giải quyết xong trong kỳ, trước hoặc đúng thời điểm hẹn trả ÷ giải quyết xong trong kỳ có ngày hẹn "
        "trả.",
        numerator="Xong trước hoặc đúng hạn",
        denominator="Đã xong, có ngày hẹn",
        rules=("finished_in_time", "finished_dated"),
        source="cách tính thường dùng",
    ),
    Kpi(
        key="postal_received",
        name="Tỷ lệ tiếp nhận qua bưu chính công ích",
        form="share",
        formula="Hồ sơ tiếp nhận trong kỳ có kênh thực hiện 3 ÷ hồ sơ tiếp nhận trong kỳ.",
        numerator="Tiếp nhận qua kênh 3",
        denominator="Tiếp nhận trong kỳ",
        rules=("received_postal", "received"),
        source=_QD766,
    ),
    Kpi(
        key="postal_returned",
        name="Tỷ lệ trả kết quả qua bưu chính công ích",
        form="share",
        formula="Kết quả trả tận nơi qua bưu chính trong kỳ ÷ kết quả trả cho người dân trong kỳ.",
        numerator="Trả qua bưu chính",
        denominator="Đã trả trong kỳ",
        rules=("handed_postal", "handed"),
        source="hình thức trả kết quả (HinhThuc = 1)",
    ),
    Kpi(
        key="online",
        name="Tỷ lệ nộp trực tuyến",
        form="share",
        formula="Hồ sơ tiếp nhận trong kỳ có kênh thực hiện 2 ÷ hồ sơ tiếp nhận trong kỳ. Mục tiêu 50 %.",
        numerator="Tiếp nhận qua kênh 2",
        denominator="Tiếp nhận trong kỳ",
        rules=("received_online", "received"),
        source=_QD766,
        goal=0.5,
    ),
    Kpi(
        key="provision",
        name="Thủ tục cung cấp trực tuyến (mức độ 3, 4)",
        form="share",
        formula="Thủ tục có cách nộp trực tuyến (toàn trình và một phần, không tách được) ÷ thủ tục có đủ cách nộp "
        "trong danh mục của quầy đang có hiệu lực vào ngày cuối kỳ. Mục tiêu 80 %.",
        numerator="Thủ tục nộp được trực tuyến",
        denominator="Thủ tục trong danh mục của quầy",
        source="mục tiêu của tỉnh; danh mục của quầy",
        goal=0.8,
    ),
    Kpi(
        key="sync_timely",
        name="Gửi một cửa đúng hạn",
        form="share",
        formula="Sự kiện phát sinh trong kỳ được hệ thống một cửa xác nhận trong thời hạn ÷ sự kiện phát sinh trong "
        "kỳ. Sự kiện còn chờ mà chưa hết thời hạn thì chưa tính.",
        numerator="Được xác nhận trong thời hạn",
        denominator="Sự kiện đã đến lúc tính",
        source=f"{_QD766}, DOSSIER_SYNC",
    ),
    Kpi(
        key="sync_oldest",
        name="Mục chờ gửi lâu nhất",
        form="days",
        formula="Thời gian từ khi phát sinh đến lúc lập của sự kiện chưa được xác nhận lâu nhất.",
        source=f"{_QD766}, DOSSIER_SYNC",
    ),
    Kpi(
        key="right_first",
        name="Đủ giấy tờ ngay lần đầu",
        form="share",
        formula="Hồ sơ được bên giải quyết tiếp nhận trong kỳ mà không có phiếu yêu cầu bổ sung (Mẫu 02), cả tại "
        "bàn lẫn sau khi nhận ÷ hồ sơ được bên giải quyết tiếp nhận trong kỳ.",
        numerator="Không phải bổ sung",
        denominator="Được tiếp nhận để giải quyết",
        rules=("right_first", "accepted"),
        source=_OWN,
    ),
    Kpi(
        key="leg_out_median",
        name="Chặng đi, trung vị",
        form="days",
        formula=f"Trung vị của thời gian {_OUT}.",
        rules=("", "leg_out"),
        denominator="Đã giao cơ quan trong kỳ",
        source=_TT17,
    ),
    Kpi(
        key="leg_out_p90",
        name="Chặng đi, 90 % không quá",
        form="days",
        formula=f"Bách phân vị 90 (hạng gần nhất) của thời gian {_OUT}.",
        rules=("", "leg_out"),
        denominator="Đã giao cơ quan trong kỳ",
        source=_TT17,
    ),
    Kpi(
        key="leg_out_over",
        name="Chặng đi quá thời hạn",
        form="share",
        formula=f"Số hồ sơ có thời gian quá thời hạn của chặng ÷ số hồ sơ đo được: {_OUT}.",
        numerator="Quá thời hạn của chặng",
        denominator="Đo được",
        rules=("", "leg_out"),
        source=_TT17,
    ),
    Kpi(
        key="leg_back_median",
        name="Chặng về, trung vị",
        form="days",
        formula=f"Trung vị của thời gian {_BACK}.",
        rules=("", "leg_back"),
        denominator="Đã trả trong kỳ",
        source=_TT17,
    ),
    Kpi(
        key="leg_back_p90",
        name="Chặng về, 90 % không quá",
        form="days",
        formula=f"Bách phân vị 90 (hạng gần nhất) của thời gian {_BACK}.",
        rules=("", "leg_back"),
        denominator="Đã trả trong kỳ",
        source=_TT17,
    ),
    Kpi(
        key="leg_back_over",
        name="Chặng về quá thời hạn",
        form="share",
        formula=f"Số hồ sơ có thời gian quá thời hạn của chặng ÷ số hồ sơ đo được: {_BACK}.",
        numerator="Quá thời hạn của chặng",
        denominator="Đo được",
        rules=("", "leg_back"),
        source=_TT17,
    ),
    Kpi(
        key="failed_delivery",
        name="Lần phát không thành",
        form="share",
        formula="Lần phát không thành ÷ (lần phát không thành + lần phát thành), của các kết quả về quầy trong kỳ.",
        numerator="Lần phát không thành",
        denominator="Mọi lần phát",
        source=_OWN,
    ),
    Kpi(
        key="undelivered",
        name="Kết quả chuyển trả cơ quan",
        form="share",
        formula="Kết quả không ai nhận chuyển trả cơ quan trong kỳ ÷ (kết quả trả cho người dân + kết quả chuyển "
        "trả cơ quan trong kỳ).",
        numerator="Chuyển trả cơ quan",
        denominator="Trả cho người dân và chuyển trả cơ quan",
        rules=("gone_back", ""),
        source=_OWN,
    ),
    Kpi(
        key="remittance_gap",
        name="Phí, lệ phí thu bằng tiền mặt chưa nộp cơ quan",
        form="money",
        formula="Phí, lệ phí thu bằng tiền mặt − hoàn bằng tiền mặt − đã nộp cơ quan, từ đầu đến hết kỳ.",
        rules=("unremitted", ""),
        source=_OWN,
    ),
    Kpi(
        key="remittance_age",
        name="Khoản chưa nộp lâu nhất",
        form="days",
        formula="Thời gian từ lần thu đầu tiên của hồ sơ chưa nộp lâu nhất đến cuối kỳ (kỳ chưa hết: đến lúc lập).",
        source=_OWN,
    ),
    Kpi(
        key="queueing",
        name="Thời gian chờ đến lượt",
        form="minutes",
        formula="Trung vị của thời gian từ khi lấy số đến khi bắt đầu tiếp nhận.",
        source=_OWN,
    ),
    Kpi(
        key="handling_median",
        name="Thời gian tiếp nhận một hồ sơ, trung vị",
        form="minutes",
        formula="Trung vị của thời gian từ khi giao dịch viên bắt đầu điền đến khi lưu, hồ sơ tiếp nhận trong kỳ.",
        denominator="Hồ sơ đo được",
        rules=("", "timed"),
        source=_OWN,
    ),
    Kpi(
        key="handling_p90",
        name="Thời gian tiếp nhận, 90 % không quá",
        form="minutes",
        formula="Bách phân vị 90 (hạng gần nhất) của cùng thời gian đó.",
        denominator="Hồ sơ đo được",
        rules=("", "timed"),
        source=_OWN,
    ),
    Kpi(
        key="satisfaction",
        name="Mức độ hài lòng",
        form="share",
        formula="Lượt trả kết quả trong kỳ được đánh giá 4 hoặc 5 (hài lòng, rất hài lòng) trên thang 5 mức ÷ lượt "
        "được đánh giá. Điểm QĐ 766: min(6, 6 × tỷ lệ ÷ 90 %); không khảo sát ai thì 0 điểm.",
        numerator="Đánh giá 4 hoặc 5",
        denominator="Có đánh giá",
        rules=("satisfied", "rated"),
        source=f"{_QD766}, DOSSIER_RECEIVING_SATISFACTION",
        goal=0.9,
    ),
    Kpi(
        key="surveyed",
        name="Tỷ lệ được khảo sát",
        form="share",
        formula="Lượt trả kết quả trong kỳ có đánh giá ÷ lượt trả kết quả trong kỳ.",
        numerator="Có đánh giá",
        denominator="Đã trả trong kỳ",
        rules=("rated", "handed"),
        source=_OWN,
    ),
    Kpi(
        key="assisted_online",
        name="Hỗ trợ nộp trực tuyến",
        form="share",
        formula="Hồ sơ nộp trực tuyến có giao dịch viên hỗ trợ (kênh 2 ghi tại quầy) ÷ mọi hồ sơ tại quầy trong kỳ. "
        "Ở quầy, mọi hồ sơ kênh 2 đều do giao dịch viên hỗ trợ.",
        numerator="Nộp trực tuyến tại quầy",
        denominator="Mọi hồ sơ tại quầy",
        rules=("received_online", "received"),
        source=_OWN,
    ),
)
_BY_KEY = {kpi.key: kpi for kpi in KPIS}

NOBODY = "Không có hồ sơ nào để tính."
NO_TICKETS = "Quầy không phát số thứ tự, nên không đo được."
NOT_SURVEYED = "Không khảo sát ai: 0 điểm theo QĐ 766."
NO_CATALOGUE = "Không có danh mục ở đây."
NOTHING_JUDGED = "Chưa có sự kiện nào đến lúc tính."
NOT_CARRIED = "Không có lần phát nào."
NOTHING_OWED = "Không có khoản nào chưa nộp."
NOTHING_WAITS = "Không có gì chờ gửi."
WAITING = "{0} sự kiện chờ gửi."
LEG_LIMIT = "Thời hạn của chặng: {0} ngày liên tục."
POINTS = "Điểm QĐ 766: {0} trên 6."
NOTES = (NOBODY, NO_TICKETS, NOT_SURVEYED, NO_CATALOGUE, NOTHING_JUDGED, NOT_CARRIED, NOTHING_OWED, NOTHING_WAITS)
FILLED = (WAITING, LEG_LIMIT, POINTS)
"""What a `Measure.note` can be: as it is, or with a figure in it."""


def measured(counted: Counted) -> tuple[Measure, ...]:
    """Every indicator, in the order of `KPIS`."""
    return tuple(_MEASURES[kpi.key](counted) for kpi in KPIS)


def points(satisfied: int, rated: int) -> float:
    """QĐ 766's points for satisfaction, at most 6; 0 when nobody was asked."""
    return min(6.0, 6 * satisfied / rated / 0.9) if rated else 0.0


def _share(key: str, part: int, whole: int, nothing: str = NOBODY) -> Measure:
    value = part / whole if whole else None
    return Measure(
        kpi=_BY_KEY[key],
        value=value,
        numerator=part,
        denominator=whole,
        note="" if whole else nothing,
    )


def _length(key: str, lengths: Sequence[int], hundredths: int, unit: int) -> Measure:
    found = nearest(lengths, hundredths)
    return Measure(
        kpi=_BY_KEY[key],
        value=None if found is None else found / unit,
        denominator=len(lengths),
        note=NOBODY if found is None else "",
    )


def _over(key: str, lengths: Sequence[int], limit: int) -> Measure:
    measure = _share(key, sum(length > limit for length in lengths), len(lengths))
    note = measure.note or LEG_LIMIT.format(f"{limit / DAY_US:g}")
    return msgspec.structs.replace(measure, note=note)


def _satisfaction(c: Counted) -> Measure:
    measure = _share("satisfaction", c.satisfied, c.rated, NOT_SURVEYED)
    score = f"{points(c.satisfied, c.rated):.2f}".replace(".", ",")
    note = measure.note or POINTS.format(score)
    return msgspec.structs.replace(measure, note=note)


def _oldest(c: Counted) -> Measure:
    note = WAITING.format(c.waiting) if c.waiting else NOTHING_WAITS
    return Measure(kpi=_BY_KEY["sync_oldest"], value=c.oldest_us / DAY_US if c.waiting else 0, note=note)


_MEASURES: dict[str, Callable[[Counted], Measure]] = {
    "on_time": lambda c: _share("on_time", c.in_time, c.to_process),
    "strict_on_time": lambda c: _share("strict_on_time", c.finished_in_time, c.finished_dated),
    "postal_received": lambda c: _share("postal_received", c.received_postal, c.received),
    "postal_returned": lambda c: _share("postal_returned", c.handed_postal, c.handed),
    "online": lambda c: _share("online", c.received_online, c.received),
    "provision": lambda c: _share("provision", c.procedures_online, c.procedures, NO_CATALOGUE),
    "sync_timely": lambda c: _share("sync_timely", c.timely, c.events, NOTHING_JUDGED),
    "sync_oldest": _oldest,
    "right_first": lambda c: _share("right_first", c.right_first, c.accepted),
    "leg_out_median": lambda c: _length("leg_out_median", c.legs_out, 50, DAY_US),
    "leg_out_p90": lambda c: _length("leg_out_p90", c.legs_out, 90, DAY_US),
    "leg_out_over": lambda c: _over("leg_out_over", c.legs_out, c.leg_limit_us),
    "leg_back_median": lambda c: _length("leg_back_median", c.legs_back, 50, DAY_US),
    "leg_back_p90": lambda c: _length("leg_back_p90", c.legs_back, 90, DAY_US),
    "leg_back_over": lambda c: _over("leg_back_over", c.legs_back, c.leg_limit_us),
    "failed_delivery": lambda c: _share("failed_delivery", c.attempts, c.attempts + c.arrived_delivered, NOT_CARRIED),
    "undelivered": lambda c: _share("undelivered", c.gone_back, c.handed + c.gone_back),
    "remittance_gap": lambda c: Measure(kpi=_BY_KEY["remittance_gap"], value=c.gap),
    "remittance_age": lambda c: Measure(
        kpi=_BY_KEY["remittance_age"],
        value=c.gap_us / DAY_US if c.gap_us else 0,
        note="" if c.gap_us else NOTHING_OWED,
    ),
    "queueing": lambda _: Measure(kpi=_BY_KEY["queueing"], value=None, note=NO_TICKETS),
    "handling_median": lambda c: _length("handling_median", c.handling, 50, MINUTE_US),
    "handling_p90": lambda c: _length("handling_p90", c.handling, 90, MINUTE_US),
    "satisfaction": _satisfaction,
    "surveyed": lambda c: _share("surveyed", c.rated, c.handed),
    "assisted_online": lambda c: _share("assisted_online", c.received_online, c.received),
}
