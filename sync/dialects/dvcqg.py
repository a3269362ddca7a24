"""A dossier in the words of the national portal: the HoSo object (wire A.3) and the progress line (wire A.5).

Pure: no calls, no clock. Every value is a string where the wire says so, "" for absent, times `yyyyMMddHHmmss` in
Việt Nam's +07:00. What a strict server may check (wire H) holds by construction: time never goes back inside a
dossier, and each status brings the fields that belong to it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from app.domain.catalogue import FeeKind
from app.domain.dossier import Dossier, Scan, Supplement
from app.domain.events import (
    ENDED,
    VIETNAM,
    AgencyAccepted,
    AgencyReturned,
    Corrected,
    DeliveryAttempted,
    DeliveryKind,
    FeeAsked,
    FeeCollected,
    FeeRefunded,
    Filed,
    HandedBack,
    HandedToAgency,
    IdKind,
    Invited,
    Kind,
    Missing,
    Mode,
    Person,
    PersonKind,
    Received,
    Refused,
    Rescheduled,
    ResultArrived,
    ReturnedToAgency,
    Status,
    Stopped,
    SupplementAsked,
    Supplemented,
    Voided,
    WithdrawalAsked,
    Withdrawn,
)
from app.domain.queue import Entry
from app.domain.scans import ENDINGS

FROM_ONE_STOP = "2"
"""NoiNopHoSo: the province's own system, not the national portal."""

CONNECTED_DATABASES = "7"
"""MaCSDL: the one value ever seen from a province; the list of codes is not known (wire A.3)."""

EXEMPT = "Đối tượng miễn phí"
"""HinhThucThu of a fee that nobody pays. A text seen in a running system; 1, 2 and 4 mean money taken."""

LONGEST_LINE = 1000
"""Of NoiDungXuLy. Nothing states a limit; the summary's (TrichYeuHoSo) is taken."""


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A procedure in the server's own words (LayThuTuc, wire A.8): it refuses any others (wire H)."""

    code: str
    name: str
    field_code: str = ""
    field: str = ""
    results: tuple[tuple[str, str], ...] = ()
    """MAKETQUA and TENKETQUA."""


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """The receiving point as the province sees it. `channel`: KenhThucHien for every dossier, "" for each its own."""

    name: str
    channel: str = ""


def stamp(at: datetime | None) -> str:
    """`yyyyMMddHHmmss` in Việt Nam; "" for None."""
    return "" if at is None else at.astimezone(VIETNAM).strftime("%Y%m%d%H%M%S")


def moment_of(text: object) -> datetime | None:
    """What `stamp` wrote; None for absent and for anything else."""
    try:
        return datetime.strptime(str(text or ""), "%Y%m%d%H%M%S").replace(tzinfo=VIETNAM)
    except ValueError:
        return None


def cut(text: str, limit: int) -> str:
    """At most `limit` characters; what is cut ends in "..." as the provinces' own programs do it."""
    return text if len(text) <= limit else text[: limit - 4].rstrip() + "..."


# ------------------------------------------------------------------------------------------- HoSo


def record(entry: Entry, named: Named, point: Point) -> dict[str, Any]:
    """The whole HoSo as it stands after this event: an update replaces all of it (wire A.7)."""
    dossier = entry.dossier
    filing = dossier.filing
    applicant = filing.applicant
    lodged = dossier.received_at
    # The agency's clock and ours may differ by minutes: a server refuses a receipt before the lodging.
    accepted = max(lodged, dossier.accepted_at or lodged)
    status = dossier.status
    finished = max(accepted, dossier.finished_at or entry.event.at) if status in _FINISHED else None
    returned = max(finished or accepted, _returned_at(dossier, entry)) if status is Status.HANDED_BACK else None
    refused = max(accepted, dossier.refused_at or entry.event.at) if status is Status.NOT_RECEIVED else None
    by_post = dossier.handed_back.by_post if dossier.handed_back else filing.result_delivery.kind is DeliveryKind.POST
    summary = f"{filing.procedure.name} – {filing.procedure.case_name}" if filing.procedure.case_name else ""
    return {
        "MaHoSo": cut(entry.wire_code, 50),
        "MaTTHC": named.code[:50],
        "TenTTHC": named.name[:4000],
        "MaLinhVuc": named.field_code[:50],
        "TenLinhVuc": named.field[:500],
        "KenhThucHien": channel(dossier, point),
        "SoGiayToChuHoSo": applicant.id_number[:40],
        "ChuHoSo": applicant.full_name,
        "LoaiDoiTuong": _PERSON[applicant.kind],
        "MaDoiTuong": "",
        "ThongTinKhac": "",
        "Email": applicant.email,
        "Fax": "",
        "SoDienThoai": applicant.phone,
        "TrichYeuHoSo": cut(summary or filing.procedure.name or named.name, 999),
        "NgayNopHoSo": stamp(lodged),
        "NgayTiepNhan": stamp(accepted),
        # An agency that accepts after the day it should have answered by, and names no new one, has promised nothing: a
        # date before the receipt would be refused for ever (wire H).
        "NgayHenTra": "" if dossier.due_at is not None and dossier.due_at < accepted else stamp(dossier.due_at),
        "TrangThaiHoSo": str(int(status)),
        "NgayTra": stamp(returned),
        "ThongTinTra": _handed_to(dossier),
        "HinhThuc": "1" if by_post else "0",
        "NgayKetThucXuLy": stamp(finished),
        "NgayTuChoi": stamp(refused),
        "DonViXuLy": filing.agency,
        "GhiChu": cut(_remark(dossier), 500),
        "NoiNopHoSo": FROM_ONE_STOP,
        "HoSoCoThanhPhanSoHoa": "1" if any(scan.link for scan in dossier.scans) else "0",
        "TaiKhoanDuocXacThucVoiVNeID": "0",
        "DuocThanhToanTrucTuyen": "0",
        "DinhDanhCHS": _identity(applicant),
        "DSKetNoiCSDL": [{"MaCSDL": CONNECTED_DATABASES}],
        # Papers go as URLs to files (wire A.3): the scans that were handed in. Names and counts of all papers are
        # in the first progress line.
        "TaiLieuNop": [_file(number, scan) for number, scan in enumerate(dossier.scans, 1) if scan.link],
        "DanhSachLePhi": fees(dossier) + exempt(dossier),
        "DanhSachTepDinhKemKhac": [],
        "DanhSachHoSoBoSung": [_supplement(n, one, point) for n, one in enumerate(dossier.supplements, 1)],
        "DanhSachGiayToKetQua": results(dossier, named) if status in _WITH_RESULT else [],
    }


_FINISHED = frozenset({Status.STOPPED, Status.RESULT_READY, Status.HANDED_BACK})
_WITH_RESULT = frozenset({Status.RESULT_READY, Status.HANDED_BACK})
_PERSON = {PersonKind.CITIZEN: "1", PersonKind.BUSINESS: "2", PersonKind.STATE: "3", PersonKind.OTHER: "4"}


def channel(dossier: Dossier, point: Point) -> str:
    """KenhThucHien, never empty: an empty one counts as the counter's and falsifies the postal share."""
    if point.channel:
        return point.channel
    if dossier.filing.channel in {1, 2, 3}:
        return str(dossier.filing.channel)
    return "1" if dossier.filing.mode is Mode.ASSIGNED else "3"


def _identity(person: Person) -> list[dict[str, str]]:
    """Only the two kinds the wire knows; a passport or tax number of the same length is not one of them."""
    number = person.id_number
    if person.id_kind in {IdKind.CCCD, IdKind.CMND} and number.isascii() and number.isdigit():
        kind = {12: "1", 9: "2"}.get(len(number))
        if kind is not None:
            return [{"LoaiDinhDanh": kind, "SoDinhDanh": number}]
    return []


def _file(number: int, scan: Scan) -> dict[str, str]:
    return {
        "TepDinhKemId": str(number),
        "TenTepDinhKem": cut(f"{scan.name}.{ENDINGS[scan.media]}", 4000),
        "IsDeleted": "False",
        "MaThanhPhanHoSo": scan.component,
        "DuongDanTaiTepTin": scan.link,
        "DuocSoHoa": "1",
        "DuocTaiSuDung": "0",
        "DuocLayTuKhoDMQG": "0",
        "MaKetQuaThayThe": "",
    }


def fees(dossier: Dossier) -> list[dict[str, str]]:
    """State money taken so far, by line: what was paid at reception (HinhThucThu 1), later (2), on handing back (4).

    The fold keeps one sum, so it is laid over the lines in their order; what exceeds them is a line of its own.
    """
    left = dossier.collected_state
    lines = [line for line in dossier.filing.fees if line.kind is not FeeKind.POSTAGE]
    first = [line for line in lines if line.paid]
    later = [line for line in lines if not line.paid]
    after_reception = max(0, left - sum(line.amount for line in first))
    at_hand_back = min(after_reception, dossier.handed_back.fees_collected) if dossier.handed_back else 0
    found = []
    for line, when in [*((line, "1") for line in first), *((line, "") for line in later)]:
        amount = min(line.amount, left)
        left -= amount
        if amount > 0:
            # The last money taken is what the hand-back brought.
            found.append(_fee(line.name, line.kind, amount, when or ("4" if left < at_hand_back else "2")))
    if left > 0:
        found.append(_fee("Phí, lệ phí", FeeKind.CHARGE, left, "4" if at_hand_back else "2"))
    return found


def exempt(dossier: Dossier) -> list[dict[str, str]]:
    """State fees of which nothing is owed because of who the citizen is. What is only reduced is told by what was paid
    of it."""
    lines = (line for line in dossier.filing.fees if line.kind is not FeeKind.POSTAGE)
    return [_fee(line.name, line.kind, 0, EXEMPT) for line in lines if line.waived and not line.amount]


def _fee(name: str, kind: FeeKind, amount: int, when: str) -> dict[str, str]:
    return {
        "TenPhiLePhi": name,
        "MaPhiLePhi": "1" if kind is FeeKind.FEE else "2",
        "HinhThucThu": when,
        "Gia": str(amount),
        "LoaiPhiLePhi": "1",
    }


def _supplement(number: int, one: Supplement, point: Point) -> dict[str, Any]:
    return {
        "HoSoBoSungId": number,
        "NguoiYeuCauBoSung": point.name,
        "NoiDungBoSung": cut(_asked(one.reason, one.missing), LONGEST_LINE),
        "NgayBoSung": stamp(one.asked_at),
        "NguoiTiepNhanBoSung": point.name if one.answered_at else "",
        "ThongTinTiepNhan": "Đã nhận đủ giấy tờ bổ sung" if one.answered_at else "",
        "NgayTiepNhanBoSung": stamp(one.answered_at),
        "TrangThaiBoSung": one.answered_at is not None,
        "DanhSachGiayToBoSung": [],
        "DanhSachLePhiBoSung": [],
        "NgayHenTraTruoc": stamp(one.due_before),
        "NgayHenTraMoi": stamp(one.due_after),
    }


def results(dossier: Dossier, named: Named) -> list[dict[str, str]]:
    """The result papers under the server's own codes (MAKETQUA); without a file, so without a URL."""
    known = dict(named.results)
    papers = [(paper.code, paper.name) for paper in dossier.results] or list(named.results)
    only = named.results[0][0] if len(named.results) == 1 else ""
    return [
        {
            "TenGiayTo": cut(name or known.get(code, ""), 2000),
            "MaThanhPhanHoSo": "",
            "GiayToId": str(number),
            "DuongDanTepTinKetQua": "",
            "MaGiayToKetQua": code if code in known else only or code,
        }
        for number, (code, name) in enumerate(papers, 1)
    ]


def _returned_at(dossier: Dossier, entry: Entry) -> datetime:
    return dossier.handed_back.at if dossier.handed_back else entry.event.at


def _handed_to(dossier: Dossier) -> str:
    back = dossier.handed_back
    if back is None:
        return ""
    where = "Trả tại nhà" if back.by_post else "Trả tại quầy"
    text = f"{where}, người nhận: {back.recipient.full_name}"
    return cut(f"{text}, mã bưu gửi {back.item_code}" if back.item_code else text, 500)


def _remark(dossier: Dossier) -> str:
    if dossier.voided:
        return f"Hủy hồ sơ: {dossier.reason}"
    if dossier.status in ENDED | {Status.WITHDRAWAL} and dossier.status is not Status.HANDED_BACK:
        return dossier.reason or dossier.filing.note
    return dossier.filing.note


# ---------------------------------------------------------------------------------- progress line


def line(entry: Entry, point: Point) -> dict[str, str]:
    """One line of CapNhatTienDoHoSoMC for one event."""
    dossier = entry.dossier
    at = stamp(line_time(entry))
    return {
        "MaHoSo": cut(entry.wire_code, 50),
        "NguoiXuLy": cut(entry.actor_name, 50) or "Giao dịch viên",
        "ChucDanh": "Giao dịch viên bưu điện",
        "ThoiDiemXuLy": at,
        "PhongBanXuLy": point.name,
        "NoiDungXuLy": cut(story(entry), LONGEST_LINE),
        "TrangThai": str(int(dossier.status)),
        "NgayBatDau": at,
        "NgayKetThucTheoQuyDinh": stamp(dossier.due_at),
    }


def line_time(entry: Entry) -> datetime:
    """When it happened. The reception of a paper record entered later is told with its own time; nothing is told
    before the lodging, and `at` never goes back inside a dossier, so each line follows the one before."""
    received = entry.dossier.received_at
    return received if entry.kind is Kind.RECEIVED else max(received, entry.event.at)


def story(entry: Entry) -> str:
    """NoiDungXuLy: what happened, in plain Vietnamese and without a person's name or number."""
    match entry.event.body:
        case Received():
            return _received(entry.dossier)
        case SupplementAsked(missing=missing, reason=reason):
            return f"Yêu cầu bổ sung: {_asked(reason, missing)}"
        case Supplemented(components=components, note=note):
            papers = _papers(components) or "giấy tờ theo yêu cầu"
            return _with("Nhận giấy tờ bổ sung: " + papers, note)
        case Refused(reason=reason, legal_basis=basis):
            return _with(f"Từ chối tiếp nhận hồ sơ: {reason}", f"căn cứ: {basis}" if basis else "")
        case WithdrawalAsked(reason=reason):
            return f"Công dân yêu cầu rút hồ sơ: {reason}"
        case Withdrawn(note=note):
            return _with("Đã trả lại giấy tờ, hồ sơ rút theo yêu cầu của công dân", note)
        case Corrected(reason=reason):
            return f"Sửa thông tin hồ sơ: {reason}"
        case Voided(reason=reason):
            return f"Hủy hồ sơ: {reason}"
        case HandedToAgency(note=note):
            return _with(f"Bàn giao hồ sơ cho {entry.dossier.filing.agency}", note)
        case AgencyAccepted(note=note):
            return _with(f"{entry.dossier.filing.agency} tiếp nhận hồ sơ", note)
        case AgencyReturned(reason=reason, refused=True):
            return f"Cơ quan giải quyết từ chối hồ sơ: {reason}"
        case AgencyReturned(reason=reason):
            return f"Cơ quan giải quyết trả lại giấy tờ: {reason}"
        case FeeAsked(fees=fees, note=note):
            lines = "; ".join(f"{fee.name} {_dong(fee.amount)}" for fee in fees)
            return _with(f"Yêu cầu thực hiện nghĩa vụ tài chính: {lines}", note)
        case FeeCollected(amount=amount, kind=kind, name=name):
            return f"Thu {name or _MONEY[kind]} {_dong(amount)}"
        case FeeRefunded(amount=amount, kind=kind, reason=reason):
            return f"Hoàn {_MONEY[kind]} {_dong(amount)}: {reason}"
        case Rescheduled(due_at=due, reason=reason):
            return f"Xin lỗi và hẹn lại ngày trả kết quả {due.astimezone(VIETNAM):%d/%m/%Y}: {reason}"
        case Stopped(reason=reason):
            return f"Dừng giải quyết hồ sơ: {reason}"
        case ResultArrived(note=note):
            return _with("Kết quả đã về điểm bưu điện", note)
        case Invited(how=how):
            return f"Mời công dân đến nhận kết quả ({_HOW.get(how, how)})"
        case DeliveryAttempted(note=note):
            return _with("Phát kết quả không thành", note)
        case HandedBack(by_post=True):
            return "Đã trả kết quả tại địa chỉ của công dân"
        case HandedBack():
            return "Đã trả kết quả tại quầy"
        case Filed(links=links):
            return f"Bổ sung {len(links)} bản quét giấy tờ"
        case ReturnedToAgency(reason=reason):
            return f"Chuyển hoàn kết quả về {entry.dossier.filing.agency}: {reason}"
        case _:
            raise ValueError(f"no line is owed for {entry.kind}")


_MONEY = {FeeKind.FEE: "phí", FeeKind.CHARGE: "lệ phí", FeeKind.POSTAGE: "cước bưu chính"}
_HOW = {"phone": "điện thoại", "sms": "tin nhắn", "letter": "giấy mời"}


def _received(dossier: Dossier) -> str:
    papers = _papers(dossier.filing.components)
    sets = f", {dossier.filing.sets} bộ" if dossier.filing.sets > 1 else ""
    return f"Tiếp nhận hồ sơ tại điểm bưu điện{sets}" + (f": {papers}" if papers else "")


def _papers(components: Any) -> str:
    """ "Tờ khai (1 bản chính); Giấy chứng sinh (1 bản chính, 1 bản sao); Căn cước (xuất trình)"."""
    told = []
    for paper in components:
        counts = _counts(paper.originals, paper.copies) or ("xuất trình" if paper.shown else "")
        if counts:
            told.append(f"{paper.name} ({counts})")
    return "; ".join(told)


def _asked(reason: str, missing: tuple[Missing, ...]) -> str:
    papers = "; ".join(
        f"{paper.name} ({counts})" if (counts := _counts(paper.originals, paper.copies)) else paper.name
        for paper in missing
    )
    return f"{reason}: {papers}" if reason and papers else reason or papers


def _counts(originals: int, copies: int) -> str:
    return ", ".join(f"{n} {what}" for n, what in ((originals, "bản chính"), (copies, "bản sao")) if n > 0)


def _with(text: str, more: str) -> str:
    return f"{text} ({more})" if more else text


def _dong(amount: int) -> str:
    return f"{amount:,} đồng".replace(",", ".")
