"""The report of a closed day on paper: the frozen figures in words, page after page when they are many.

Its words stand here and not in a form file, as the certificate's do: it is nobody's dossier. The same report gives the
same page to the byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from app.domain import codes, money
from app.domain.cash import NOTES
from app.domain.dossier import DRAWERS, Drawer
from app.domain.events import CASH, VIETNAM
from app.domain.zreport import DrawerTotals, Listed, OtherCounter, ZReport
from app.paper import Unit
from app.paper.compose import Attested, Composed, Footnotes, Labelled, Paragraph, Piece, Ruled, Side, Signing, head_of
from app.paper.facts import on_day
from app.paper.forms import Column, Setup, Signature

SETUP = Setup(margins=(14, 15, 12, 20), type=(10.0, 9.5, 9.0, 8.5), space=17)

TITLE = "Báo cáo cuối ngày"

_SHORT: dict[Drawer, str] = {"state": "Nhà nước", "post": "bưu điện"}
_METHODS = {CASH: "tiền mặt", "transfer": "chuyển khoản"}
_KINDS = {"fee": "phí", "charge": "lệ phí", "postage": "cước", "": "khác"}
_STEPS = {
    "manifests": "bảng kê còn mở",
    "papers": "giấy chưa xác nhận",
    "cash": "tiền mặt",
    "send": "hồ sơ chưa gửi",
    "proof": "chưa đối chiếu",
}
_STANDINGS = {
    "open": "chưa khóa sổ ngày mới, hoặc chưa nhận được gói",
    "missing": "chưa khóa sổ, hoặc chưa nhận được gói",
    "unreadable": "không đọc được dữ liệu đã nhận",
}
_GROUP = 8

_SMALL_PRINT = (
    "Chương trình ghi báo cáo này cùng lúc với lệnh khóa sổ và không sửa lại. Dấu của báo cáo: SHA-256 của dấu báo cáo "
    "trước, dấu sự kiện cuối cùng của sổ và nội dung báo cáo. Báo cáo không ghi họ tên hay số giấy tờ của công dân."
)


def composed(report: ZReport, unit: Unit) -> Composed:
    """The page or pages of one report."""
    bars = f"Z-{report.point}-{report.counter}-{report.number:05d}"
    dated = on_day(report.date)
    return Composed(
        form=TITLE,
        head=head_of(unit, assigned=False),
        number=f"Số: {report.number}/BCCN",
        dated=f"{unit.place}, {dated}" if unit.place else f"{dated[0].upper()}{dated[1:]}",
        code=bars,
        reading=codes.group_for_reading(bars),
        lookup="",
        title=TITLE.upper(),
        basis="",
        code_line=f"Ngày {report.date:%d/%m/%Y} – Quầy số {report.counter}",
        code_note="",
        copies=(f"(điểm tiếp nhận {report.point})",),
        stamp="TẬP HUẤN" if unit.training else "",
        marks=("TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ",) if unit.training else (),
        reason="",
        footer=f"Báo cáo số {report.number} · quầy {report.counter} · dấu {report.hash[:16]}",
        author=report.unit,
        pieces=tuple(_pieces(report)),
    )


def _pieces(report: ZReport) -> Iterator[Piece]:
    yield Labelled("Điểm tiếp nhận", report.unit, strong=True)
    yield Side(
        (
            (Labelled("Mở ngày", f"{_when(report.opened_at)}, {report.opened_by}", False), 1.0),
            (Labelled("Khóa sổ", f"{_when(report.closed_at)}, {report.closed_by}", False), 1.0),
        )
    )
    yield _heading("1. Hồ sơ")
    yield Ruled(_COUNTS, tuple(_counts(report)))
    yield from _late(report)
    yield _heading("2. Tiền mặt")
    yield Ruled(_MONEY, tuple(_money(report)), _row("Cuối ngày theo sổ", report, lambda one: one.closing))
    yield from _notes(report)
    yield from _details(report)
    yield _heading("4. Còn lại lúc khóa sổ")
    for label, text in _left(report):
        yield Labelled(label, text, strong=False)
    if report.others:
        yield _heading("5. Các quầy khác của bưu cục")
        yield Ruled(_OTHERS, tuple(_others(report)), _sum_of(report))
    yield _heading("6. Dấu của báo cáo" if report.others else "5. Dấu của báo cáo")
    yield Attested(
        (
            Labelled("Dấu báo cáo này", _seal(report.hash), strong=True),
            Labelled("Dấu báo cáo trước", _seal(report.previous), strong=False),
            Labelled("Đầu sổ sự kiện", f"sự kiện số {_count(report.head)}, dấu {report.link[:16]}", strong=False),
        ),
        machine_line(report),
    )
    yield Signing(
        (
            Signature(head="NGƯỜI KHÓA SỔ", hint="(Ký và ghi rõ họ tên)", name=report.closed_by),
            Signature(head="TRƯỞNG BƯU CỤC", hint="(Ký và ghi rõ họ tên)", name=report.manager),
        )
    )
    yield Footnotes((_SMALL_PRINT,))


# ------------------------------------------------------------------------------------------------------- dossiers

_COUNTS = (
    Column(head="Nội dung", cell=""),
    Column(head="Của ngày", cell="", width=6, align="right"),
    Column(head="Thuộc ngày trước", cell="", width=6, align="right"),
    Column(head="Sau ngày", cell="", width=6, align="right"),
    Column(head="Cộng", cell="", width=6, align="right"),
)
_COUNTED = (
    ("received", "Hồ sơ tiếp nhận"),
    ("handed_back", "Hồ sơ trả kết quả"),
    ("refused", "Từ chối tiếp nhận, giải quyết"),
    ("supplement_asked", "Yêu cầu bổ sung"),
    ("supplemented", "Đã bổ sung"),
    ("voided", "Hủy"),
)


def _counts(report: ZReport) -> Iterator[tuple[str, ...]]:
    for key, text in _COUNTED:
        figures = [getattr(one, key) for one in report.sections]
        yield (text, *map(_count, figures), _count(sum(figures)))
    for drawer in DRAWERS:
        figures = [getattr(one, drawer) for one in report.sections]
        yield (f"Tiền mặt {_SHORT[drawer]} thu theo hồ sơ, đã trừ trả lại", *map(_dong, figures), _dong(sum(figures)))


def _late(report: ZReport) -> Iterator[Piece]:
    for name, label in (("before", "Thuộc ngày trước"), ("after", "Sau ngày")):
        listed = next(one.dossiers for one in report.sections if one.name == name)
        if listed.count:
            yield Labelled(label, _listed(listed, "hồ sơ"), strong=False)


# ------------------------------------------------------------------------------------------------------- money

_MONEY = (
    Column(head="Nội dung (đồng)", cell=""),
    Column(head="Nhà nước", cell="", width=9, align="right"),
    Column(head="Bưu điện", cell="", width=9, align="right"),
)


def _row(text: str, report: ZReport, of: object) -> tuple[str, ...]:
    assert callable(of)
    return (text, *(_dong(of(report.drawer(drawer))) for drawer in DRAWERS))


def _money(report: ZReport) -> Iterator[tuple[str, ...]]:
    yield _row("Đầu ngày", report, lambda one: one.opening)
    yield _row("Thu tiền mặt", report, lambda one: one.collected)
    kinds = dict.fromkeys(kind for drawer in report.drawers for kind in drawer.by_kind)
    for kind in kinds:
        yield _row(f"\u00a0\u00a0– {_KINDS.get(kind, kind)}", report, lambda one, kind=kind: one.by_kind.get(kind, 0))
    for agency in dict.fromkeys(agency for drawer in report.drawers for agency in drawer.by_agency):
        yield _row(f"\u00a0\u00a0– của {agency}", report, lambda one, agency=agency: one.by_agency.get(agency, 0))
    yield _row("Trả lại tiền mặt", report, lambda one: one.refunded)
    yield _row("Đưa vào", report, lambda one: one.put_in)
    yield _row("Lấy ra", report, lambda one: one.taken_out)
    yield _row("Nộp cơ quan", report, lambda one: one.remitted)
    yield _row("Chênh lệch đã ghi", report, lambda one: one.difference)
    yield _row("Kiểm đếm", report, lambda one: one.counted)


_NOTES = (
    Column(head="Mệnh giá", cell="", align="right"),
    Column(head="Nhà nước: số tờ", cell="", width=7, align="right"),
    Column(head="Thành tiền", cell="", width=8, align="right"),
    Column(head="Bưu điện: số tờ", cell="", width=7, align="right"),
    Column(head="Thành tiền", cell="", width=8, align="right"),
)


def _notes(report: ZReport) -> Iterator[Piece]:
    counted = {one.drawer: dict(one.notes) for one in report.drawers}
    used = [value for value in NOTES if any(value in notes for notes in counted.values())]
    if used:
        rows = [
            (_dong(value), *(text for drawer in DRAWERS for text in _cells(counted[drawer].get(value, 0), value)))
            for value in used
        ]
        totals = [text for one in report.drawers for text in ("", _dong(one.counted))]
        yield Ruled(_NOTES, tuple(rows), ("Cộng", *totals))
    for one in report.drawers:
        if one.counted_at is not None:
            yield Labelled(
                f"Đếm ngăn tiền {_SHORT[one.drawer]}", f"{_when(one.counted_at)}, {one.counted_by}", strong=False
            )
    yield Labelled("Số lần kiểm đếm trong ngày", _count(report.counts), strong=False)


def _cells(count: int, value: int) -> tuple[str, str]:
    return (_count(count), _dong(count * value)) if count else ("", "")


def _details(report: ZReport) -> Iterator[Piece]:
    yield _heading("3. Chi tiết tiền")
    for diff in report.differences:
        approved = f", {diff.approved_by} duyệt" if diff.approved_by else ""
        why = f": {diff.reason}" if diff.reason else ""
        yield Labelled(
            f"Chênh lệch {_SHORT[diff.drawer]}", f"{_dong(diff.amount)} đ{why} ({diff.by}{approved})", strong=False
        )
    for one in report.moved:
        label = "Đưa vào" if one.amount > 0 else "Lấy ra"
        yield Labelled(
            f"{label} {_SHORT[one.drawer]}", f"{_dong(one.amount)} đ: {one.reason} ({one.by}, {_hour(one.at)})", False
        )
    for slip in report.slips:
        receipt = f", biên lai {slip.receipt_number}" if slip.receipt_number else ""
        how = _METHODS.get(slip.method, slip.method)
        yield Labelled(
            f"Phiếu nộp tiền số {slip.number}",
            f"{_dong(slip.amount)} đ, {_count(slip.dossiers)} hồ sơ, {how}, {slip.agency}{receipt}",
            strong=False,
        )
    yield Labelled("Không qua ngăn tiền", _cashless(report.drawers), strong=False)
    owed = "; ".join(
        f"{one.agency}: {_dong(one.amount)} đ, {_count(one.dossiers)} hồ sơ, từ {one.oldest:%d/%m/%Y}"
        for one in report.unremitted
    )
    yield Labelled("Còn phải nộp cơ quan", owed or "không có", strong=False)
    back = "; ".join(f"{one.code}: {_dong(one.state + one.post)} đ" for one in report.unrefunded)
    yield Labelled("Hồ sơ hủy, từ chối chưa trả lại tiền", back or "không có", strong=False)


def _cashless(drawers: Iterable[DrawerTotals]) -> str:
    said = [
        f"{_SHORT[one.drawer]} {_METHODS.get(method, method)} {_dong(amount)} đ"
        for one in drawers
        for method, amount in one.cashless.items()
    ]
    return "; ".join(said) or "không có"


# ------------------------------------------------------------------------------------------------------- what is left


def _left(report: ZReport) -> Iterator[tuple[str, str]]:
    yield "Chờ gửi", _listed(report.waiting, "hồ sơ")
    yield "Cần xử lý", _listed(report.quarantined, "hồ sơ")
    yield "Bảng kê còn mở", _listed(report.manifests, "bảng kê")
    papers = ", ".join(f"{one.code} mẫu {one.form} bản {one.copy}" for one in report.unconfirmed)
    yield "Giấy chưa xác nhận", f"{_count(len(report.unconfirmed))} bản: {papers}" if papers else "không có"
    yield "Phiếu viết tay chưa nhập số", _listed(report.pads_owed, "phiếu")
    yield "Hồ sơ hủy", _listed(report.voided, "hồ sơ")
    yield "In lại", f"{_count(report.reprints)} bản"
    for one in report.passed:
        yield f"Đi tiếp dù {_STEPS[one.step]}", f"{_count(one.left)} mục: {one.reason} ({one.by})"
    yield "Đối chiếu với một cửa", _proof(report)


def _proof(report: ZReport) -> str:
    proof = report.proof
    if proof is None:
        return "chưa đối chiếu"
    whole = "đủ" if proof.whole else "chưa đủ"
    lost = f", thiếu {_count(proof.lost)}" if proof.lost else ""
    digest = f", dấu {proof.digest[:16]}" if proof.digest else ""
    return f"{_when(proof.at)}, {whole}, {_count(proof.looked)} hồ sơ{lost}{digest}"


# ------------------------------------------------------------------------------------------------------- other counters

_OTHERS = (
    Column(head="Quầy, ngày", cell=""),
    Column(head="Số", cell="", width=3.4, align="right"),
    Column(head="Nhận", cell="", width=3.8, align="right"),
    Column(head="Trả", cell="", width=3.8, align="right"),
    Column(head="Thu Nhà nước", cell="", width=7.4, align="right"),
    Column(head="Thu bưu điện", cell="", width=7.4, align="right"),
    Column(head="Dấu báo cáo", cell="", width=11),
)


def _others(report: ZReport) -> Iterator[tuple[str, ...]]:
    state, post = report.drawer("state"), report.drawer("post")
    yield (
        f"{report.point}-{report.counter} (quầy này), {report.date:%d/%m/%Y}",
        str(report.number),
        _count(report.total("received")),
        _count(report.total("handed_back")),
        _dong(state.collected + state.refunded),
        _dong(post.collected + post.refunded),
        report.hash[:16],
    )
    for counter in report.others:
        yield from _other(counter)


def _other(counter: OtherCounter) -> Iterator[tuple[str, ...]]:
    if not counter.days:
        yield (f"{counter.name}: {_STANDINGS.get(counter.standing, '')}", "", "", "", "", "", "")
    for day in counter.days:
        yield (
            f"{counter.name}, {day.date:%d/%m/%Y}",
            str(day.number),
            _count(day.received),
            _count(day.handed_back),
            _dong(day.state),
            _dong(day.post),
            day.hash[:16],
        )


def _sum_of(report: ZReport) -> tuple[str, ...]:
    days = [day for counter in report.others for day in counter.days]
    state, post = report.drawer("state"), report.drawer("post")
    return (
        "Cộng cả bưu cục",
        "",
        _count(report.total("received") + sum(day.received for day in days)),
        _count(report.total("handed_back") + sum(day.handed_back for day in days)),
        _dong(state.collected + state.refunded + sum(day.state for day in days)),
        _dong(post.collected + post.refunded + sum(day.post for day in days)),
        "",
    )


# ------------------------------------------------------------------------------------------------------- small words


def machine_line(report: ZReport) -> str:
    """What the QR says, in capitals so that the symbol stays small: `QUAYZ1 POINT-COUNTER NUMBER DATE RECEIVED/BACK
    STATE/POST (closing, đồng) HASH PREVIOUS`, hashes by their first 16 hex digits, "-" where there is none."""
    parts = (
        "QUAYZ1",
        f"{report.point}-{report.counter}",
        str(report.number),
        f"{report.date:%Y%m%d}",
        f"{report.total('received')}/{report.total('handed_back')}",
        f"{report.drawer('state').closing}/{report.drawer('post').closing}",
        report.hash[:16] or "-",
        report.previous[:16] or "-",
    )
    return " ".join(parts).upper()


def _heading(text: str) -> Paragraph:
    return Paragraph(text, "heading", "left", 0, lead=True)


def _listed(listed: Listed, noun: str) -> str:
    if not listed.count:
        return "không có"
    rest = listed.count - len(listed.codes)
    more = f" và {_count(rest)} {noun} khác" if rest > 0 else ""
    return f"{_count(listed.count)} {noun}: {', '.join(_shortened(listed.codes))}{more}"


def _shortened(codes: Iterable[str]) -> Iterator[str]:
    """What codes that follow each other share is said once: "H35.99.07-261116-1000, -1001"."""
    before = ""
    for code in codes:
        head, _, last = code.rpartition("-")
        yield f"-{last}" if head and head == before else code
        before = head


def _when(at: datetime) -> str:
    local = at.astimezone(VIETNAM)
    return f"{local:%H:%M} ngày {local:%d/%m/%Y}"


def _hour(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M}"


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _dong(amount: int) -> str:
    return money.show(amount).removesuffix(" đ")


def _seal(digest: str) -> str:
    groups = (digest[place : place + _GROUP] for place in range(0, len(digest), _GROUP))
    return " ".join(groups) or "không có (báo cáo đầu tiên)"
