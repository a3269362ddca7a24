"""Reports with a line for each dossier: the register (sổ theo dõi hồ sơ) and the work lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from app.domain.dossier import Dossier
from app.domain.events import DeliveryKind, Leg, Status
from app.domain.report import Column, Drill, Row, Scope
from app.paper.lists import ListRow
from app.reports.files import Watch
from app.store.figures import Figures

AT_COUNTER, BY_POST = "Tại quầy", "Qua bưu chính"
VOID = "Đã hủy"

RETURNED = "Kết quả chuyển trả cơ quan"
ENDS = {
    Status.NOT_RECEIVED: "Không được tiếp nhận",
    Status.STOPPED: "Dừng giải quyết",
    Status.SUPPLEMENT: "Chờ bổ sung",
    Status.FINANCIAL: "Chờ nộp nghĩa vụ tài chính",
    Status.WITHDRAWAL: "Xin rút hồ sơ",
}

_DATES = "Ngày, tháng, năm"
_RETURN = "Trả kết quả"

REGISTER = (
    Column(key="n", title="TT", form="count"),
    Column(key="code", title="Mã hồ sơ", form="code", meaning="Mã chính thức; chưa có thì số tạm của quầy."),
    Column(key="procedure", title="Tên thủ tục hành chính", form="text"),
    Column(key="sets", title="Số lượng (bộ)", form="count"),
    Column(key="applicant", title="Tên cá nhân, tổ chức", form="text"),
    Column(key="address", title="Địa chỉ", form="text"),
    Column(key="phone", title="Số điện thoại", form="code"),
    Column(key="agency", title="Cơ quan chủ trì giải quyết", form="text"),
    Column(key="received", title="Nhận hồ sơ", form="moment", group=_DATES),
    Column(key="due", title="Hẹn trả kết quả", form="moment", group=_DATES),
    Column(key="sent", title="Chuyển đến cơ quan giải quyết", form="moment", group=_DATES),
    Column(key="arrived", title="Nhận kết quả từ cơ quan", form="moment", group=_DATES),
    Column(key="handed", title="Ngày trả", form="moment", group=_RETURN),
    Column(key="handed_how", title="Phương thức nhận kết quả", form="text", group=_RETURN),
    Column(key="note", title="Ghi chú", form="text"),
)

WORKLIST = (
    Column(key="kind", title="Việc", form="text", meaning="Sắp đến hạn: còn dưới 2 ngày. Kết quả chờ: chưa ai nhận."),
    Column(key="code", title="Mã hồ sơ", form="code"),
    Column(key="applicant", title="Người nộp", form="text"),
    Column(key="phone", title="Điện thoại", form="code", meaning="Của người nhận kết quả, không có thì của người nộp."),
    Column(key="procedure", title="Thủ tục", form="text"),
    Column(key="agency", title="Cơ quan giải quyết", form="text"),
    Column(key="received", title="Tiếp nhận", form="moment"),
    Column(key="due", title="Hẹn trả", form="moment"),
    Column(key="days", title="Số ngày", form="days", meaning="Còn lại, đã quá, hoặc đã chờ người đến nhận."),
    Column(key="delivery", title="Cách trả", form="text"),
    Column(key="attempts", title="Lần phát hỏng", form="count"),
)
LISTS = (("now_late", "Quá hạn"), ("now_due_soon", "Sắp đến hạn"), ("now_waiting", "Kết quả chờ người nhận"))


def code_of(dossier: Dossier) -> str:
    return dossier.official_code or dossier.code


def phone_of(dossier: Dossier) -> str:
    """Whom to call about the result."""
    filing = dossier.filing
    submitter = filing.submitter.phone if filing.submitter is not None else ""
    return filing.result_delivery.phone or filing.applicant.phone or submitter


def note_of(dossier: Dossier) -> str:
    if dossier.voided:
        return VOID
    if dossier.leg is Leg.RETURNED_TO_AGENCY:
        return RETURNED
    return ENDS.get(dossier.status, "")


def how_of(dossier: Dossier) -> str:
    """How the result went, or how it is wished."""
    back = dossier.handed_back
    by_post = back.by_post if back is not None else dossier.filing.result_delivery.kind is DeliveryKind.POST
    return BY_POST if by_post else AT_COUNTER


_BY_BOOK = ("received", "book_number")
"""A second has several receipts; the book has each in its place."""


def register_rows(figures: Figures, scope: Scope, limit: int | None = None) -> Iterator[Row]:
    registered = Drill(rule="registered", scope=scope)
    for number, dossier in enumerate(figures.states(registered, limit=limit, order=_BY_BOOK), start=1):
        filing, back = dossier.filing, dossier.handed_back
        yield Row(
            cells=(
                number,
                code_of(dossier),
                filing.procedure.name,
                filing.sets,
                filing.applicant.full_name,
                filing.applicant.address,
                filing.applicant.phone,
                filing.agency,
                dossier.received_at,
                dossier.due_at,
                dossier.sent_at,
                dossier.arrived_at,
                None if back is None else back.at,
                how_of(dossier),
                note_of(dossier),
            )
        )


def form_07_rows(figures: Figures, scope: Scope) -> Iterator[ListRow]:
    """The register as Form 07 prints it."""
    for dossier in figures.states(Drill(rule="registered", scope=scope), order=_BY_BOOK):
        filing, back = dossier.filing, dossier.handed_back
        yield ListRow(
            code=code_of(dossier),
            book_number=dossier.book_number,
            procedure=filing.procedure.name,
            applicant=filing.applicant.full_name,
            address=filing.applicant.address,
            phone=filing.applicant.phone,
            agency=filing.agency,
            sets=filing.sets,
            received_at=dossier.received_at,
            due_at=dossier.due_at,
            sent_at=dossier.sent_at,
            arrived_at=dossier.arrived_at,
            handed_at=None if back is None else back.at,
            handed_how=how_of(dossier),
            by_post=filing.result_delivery.kind is DeliveryKind.POST,
            note=note_of(dossier),
        )


class Leafed(tuple[ListRow, ...]):
    """Rows of a book that is set page by page: `watch` is asked at each of them whether to go on."""

    watch: Watch

    def __getitem__(self, place: Any) -> Any:
        self.watch.step()
        return super().__getitem__(place)


def worklist_rows(figures: Figures, scope: Scope, limit: int | None = None) -> Iterator[Row]:
    now = figures.now()
    left = limit
    for rule, kind in LISTS:
        order = ("arrived",) if rule == "now_waiting" else ("due",)
        for dossier in figures.states(Drill(rule=rule, scope=scope), limit=left, order=order):
            left = None if left is None else left - 1
            filing = dossier.filing
            yield Row(
                cells=(
                    kind,
                    code_of(dossier),
                    filing.applicant.full_name,
                    phone_of(dossier),
                    filing.procedure.name,
                    filing.agency,
                    dossier.received_at,
                    dossier.due_at,
                    _days(dossier, rule, now),
                    how_of(dossier),
                    dossier.attempts,
                )
            )


def _days(dossier: Dossier, rule: str, now: datetime) -> float | None:
    """Days to a tenth, above zero whichever way they are counted."""
    at = dossier.arrived_at if rule == "now_waiting" else dossier.due_at
    if at is None:
        return None
    length = at - now if rule == "now_due_soon" else now - at
    return round(length.total_seconds() / 86_400, 1)


def book_of(scope: Scope) -> int:
    """The register's book is that of its year; a period of several years has none."""
    return scope.since.year if scope.since.year == scope.until.year else 0
