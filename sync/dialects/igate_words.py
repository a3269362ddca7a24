"""A dossier in the words of the ministries' adapter (wire A3): the bodies of its three writing calls.

Pure: no calls, no clock. What is absent is left out, as its one public caller does. Enumerations are numbers, and
LoaiDoiTuong counts from 0, unlike A1. Four forms of a time in one contract: see `at_second`, `at_millisecond` and
`sync.dialects.dvcqg.stamp`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from app.domain.catalogue import FeeKind
from app.domain.events import VIETNAM, Component, FeeAsked, Person, PersonKind, Status
from app.domain.places import commune
from app.domain.queue import Entry
from app.domain.text import fold
from sync.dialects.dvcqg import LONGEST_LINE, Named, Point, cut, fees, line_time, results, story

WITH_LISTS = frozenset({Status.SUPPLEMENT, Status.FINANCIAL, Status.RESULT_READY})
"""Only with these may a status bring fees and results (wire A.5)."""

_PERSON = {PersonKind.CITIZEN: 0, PersonKind.BUSINESS: 1, PersonKind.STATE: 1, PersonKind.OTHER: 1}
"""LoaiDoiTuong: 0 citizen, 1 enterprise, 2 household business. There is no number for a state body or any other
organisation, and the counter does not tell a household business apart."""

_NAMES = {
    fold(name): Status(code)
    for code, name in enumerate(
        (
            "Mới đăng ký",
            "Được tiếp nhận",
            "Không được tiếp nhận",
            "Đang xử lý",
            "Yêu cầu bổ sung giấy tờ",
            "Yêu cầu thực hiện nghĩa vụ tài chính",
            "Công dân yêu cầu rút hồ sơ",
            "Dừng xử lý",
            "Đã xử lý xong",
            "Đã trả kết quả",
        ),
        1,
    )
}


def at_second(at: datetime) -> str:
    """`yyyy-MM-dd HH:mm:ss` in Việt Nam, without a zone: NgayNop and NgayTiepNhan."""
    return f"{at.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S}"


def at_millisecond(at: datetime) -> str:
    """`yyyy-MM-ddTHH:mm:ss.fff` in Việt Nam, without a zone: the times of a progress line."""
    return at.astimezone(VIETNAM).replace(tzinfo=None).isoformat(timespec="milliseconds")


def moment_of(value: object) -> datetime | None:
    """A time the adapter or iGate itself shows: with a zone ("…T17:00:00.000+0700") or in Việt Nam's."""
    try:
        found = datetime.fromisoformat(str(value or "").strip())
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=VIETNAM)


def status_of(value: object) -> Status | None:
    """TrangThai as a number, or by its name in wire A.4. iGate's own `dossierStatus.id` is another enumeration: never
    give it here."""
    text = str(value if value is not None else "").strip()
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 10:
        return Status(int(text))
    return _NAMES.get(fold(text))


# ----------------------------------------------------------------------------------------- NoiHoSo


def creation(entry: Entry, unit: str) -> dict[str, Any]:
    """The dossier as it stands after this event. `unit`: MaDonViTiepNhan."""
    dossier = entry.dossier
    filing = dossier.filing
    lodged = dossier.received_at
    at_desk = filing.submitter or filing.applicant
    code = filing.procedure.code
    return {
        "MaHoSo": entry.wire_code,
        "MaTTHC": code,
        "MaDichVuCong": code,
        "ChuHoSo": filing.applicant.full_name,
        "LoaiDoiTuong": _PERSON[filing.applicant.kind],
        "MaDonViTiepNhan": unit,
        "NgayNop": at_second(lodged),
        "NgayTiepNhan": at_second(max(lodged, dossier.accepted_at or lodged)),
        "ThanhPhanHoSo": [one for component in filing.components for one in _papers(component)],
        "ThongTinNguoiNop": {
            "LoaiDoiTuong": _PERSON[at_desk.kind],
            "ThongTinChiTiet": _person(at_desk, filing.applicant),
        },
    }


def _papers(component: Component) -> list[dict[str, Any]]:
    """One line for the originals (LoaiBan 0) and one for the copies (1). What was only shown stays with the citizen."""
    return [
        {
            "MaThanhPhanHoSo": component.key,
            "TenThanhPhanHoSo": component.name,
            "SoLuong": count,
            "LoaiBan": kind,
            "GiayToDinhKem": [],
        }
        for kind, count in enumerate((component.originals, component.copies))
        if count > 0
    ]


def _person(at_desk: Person, owner: Person) -> dict[str, str]:
    place, owner_place = commune(at_desk.commune_code), commune(owner.commune_code)
    given = {
        "TenNguoiNop": at_desk.full_name,
        "SoDinhDanh": at_desk.id_number,
        "NgaySinh": _day(at_desk.date_of_birth),
        "SoDienThoai": at_desk.phone,
        "Email": at_desk.email,
        "MaTinh": place.province_code if place else "",
        "MaXa": at_desk.commune_code,
        "DiaChiChiTiet": at_desk.address,
        "TenChuHs": owner.full_name,
        "SoDinhDanhChuHs": owner.id_number,
        "MaTinhChuHs": owner_place.province_code if owner_place else "",
        "MaXaChuHs": owner.commune_code,
        "DiaChiChiTietChuHs": owner.address,
    }
    return {name: value for name, value in given.items() if value}


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%Y%m%d}000000"


# --------------------------------------------------------------- CapNhatTienTrinh, CapNhatTrangThai


def line(entry: Entry, dossier_id: str, point: Point) -> dict[str, Any]:
    """One progress record for one event. `dossier_id`: the adapter's own idHoSo."""
    at = at_millisecond(line_time(entry))
    told = {
        "IDHoSo": dossier_id,
        "MaHoSo": entry.wire_code,
        "NguoiXuLy": cut(entry.actor_name, 50) or "Giao dịch viên",
        "ThoiDiemXuLy": at,
        "PhongBanXuLy": point.name,
        "NoiDungXuLy": cut(story(entry), LONGEST_LINE),
        "TrangThai": int(entry.dossier.status),
        "NgayBatDau": at,
    }
    due = entry.dossier.due_at
    return told if due is None else {**told, "NgayKetThucTheoQuyDinh": at_millisecond(due)}


def standing(entry: Entry, dossier_id: str, point: Point, status: Status | None = None) -> dict[str, Any]:
    """One status record: where the event leaves the dossier, or a `status` it passed before."""
    told: dict[str, Any] = {
        "IdHoSo": dossier_id,
        "MaHoSo": entry.wire_code,
        "TrangThai": int(status or entry.dossier.status),
    }
    if status is not None:
        return told
    told |= {"PhongBanXuLy": point.name, "NoiDungXuLy": cut(story(entry), LONGEST_LINE)}
    if entry.dossier.reason:
        told["NoiDungYKien"] = cut(entry.dossier.reason, LONGEST_LINE)
    if entry.dossier.status in WITH_LISTS:
        told["DanhSachLePhi"] = (
            _asked(entry.event.body) if isinstance(entry.event.body, FeeAsked) else fees(entry.dossier)
        )
    if entry.dossier.status is Status.RESULT_READY:
        procedure = entry.dossier.filing.procedure
        named = Named(
            code=procedure.code,
            name=procedure.name,
            results=tuple((paper.code, paper.name) for paper in procedure.results if paper.code),
        )
        told["DanhSachGiayToKetQua"] = results(entry.dossier, named)
    return told


def _asked(body: FeeAsked) -> list[dict[str, str]]:
    """What is to be paid (HinhThucThu 2: while it is worked on); the other lists tell what was paid."""
    return [
        {
            "TenPhiLePhi": fee.name,
            "MaPhiLePhi": "1" if fee.kind is FeeKind.FEE else "2",
            "HinhThucThu": "2",
            "Gia": str(fee.amount),
            "LoaiPhiLePhi": "1",
        }
        for fee in body.fees
        if fee.kind is not FeeKind.POSTAGE and fee.amount > 0
    ]
