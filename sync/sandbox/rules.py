"""How strict a one-stop system may be (wire A.3–A.5 and H): the stand-in is as strict as any of them.

Pure functions from what was sent, and what is already held, to the first thing wrong with it, in Vietnamese as a
province would say it; "" when nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """What LayThuTuc gives for a procedure, and what a record must therefore say."""

    name: str
    field_code: str
    field: str


class _Field(msgspec.Struct, frozen=True):
    limit: int
    required: bool = False
    values: frozenset[str] | None = None
    time: bool = False


_FLAG = frozenset("01")
_TIME = _Field(14, time=True)
_TIME_REQUIRED = _Field(14, required=True, time=True)
_STATUSES = frozenset(str(code) for code in range(1, 11))
_ANY = 4000

RECORD: dict[str, _Field] = {
    "MaHoSo": _Field(50, required=True),
    "MaTTHC": _Field(50, required=True),
    "TenTTHC": _Field(4000, required=True),
    "MaLinhVuc": _Field(50, required=True),
    "TenLinhVuc": _Field(500, required=True),
    "KenhThucHien": _Field(1, required=True, values=frozenset("123")),
    "SoGiayToChuHoSo": _Field(40),
    "ChuHoSo": _Field(_ANY),
    "LoaiDoiTuong": _Field(1, required=True, values=frozenset("1234")),
    "MaDoiTuong": _Field(_ANY),
    "ThongTinKhac": _Field(_ANY),
    "Email": _Field(_ANY),
    "Fax": _Field(_ANY),
    "SoDienThoai": _Field(_ANY),
    "TrichYeuHoSo": _Field(1000, required=True),
    "NgayNopHoSo": _TIME_REQUIRED,
    "NgayTiepNhan": _TIME_REQUIRED,
    "NgayHenTra": _TIME,
    "TrangThaiHoSo": _Field(2, required=True, values=_STATUSES),
    "NgayTra": _TIME,
    "ThongTinTra": _Field(_ANY),
    "HinhThuc": _Field(1, required=True, values=_FLAG),
    "NgayKetThucXuLy": _TIME,
    "NgayTuChoi": _TIME,
    "DonViXuLy": _Field(_ANY, required=True),
    "GhiChu": _Field(500),
    "NoiNopHoSo": _Field(2, required=True, values=frozenset("12")),
    "HoSoCoThanhPhanSoHoa": _Field(2, required=True, values=_FLAG),
    "TaiKhoanDuocXacThucVoiVNeID": _Field(2, required=True, values=_FLAG),
    "DuocThanhToanTrucTuyen": _Field(2, required=True, values=frozenset("0123")),
}

_PAPER = {
    "TepDinhKemId": _Field(_ANY),
    "TenTepDinhKem": _Field(4000, required=True),
    "IsDeleted": _Field(5),
    "MaThanhPhanHoSo": _Field(_ANY),
    "DuongDanTaiTepTin": _Field(_ANY, required=True),
    "DuocSoHoa": _Field(1),
    "DuocTaiSuDung": _Field(1),
    "DuocLayTuKhoDMQG": _Field(1),
    "MaKetQuaThayThe": _Field(_ANY),
}
EXEMPT = "Đối tượng miễn phí"
"""The one HinhThucThu that is no number, with a Gia of 0: a text seen in a running system."""

_FEE = {
    "TenPhiLePhi": _Field(_ANY, required=True),
    "MaPhiLePhi": _Field(50, required=True),
    "HinhThucThu": _Field(30, required=True, values=frozenset("1234") | {EXEMPT}),
    "Gia": _Field(15, required=True),
    "LoaiPhiLePhi": _Field(1, required=True, values=frozenset("123")),
}
_OTHER = {"TenGiayTo": _Field(_ANY, required=True), "SoLuong": int, "LoaiGiayTo": int}
_RESULT = {
    "TenGiayTo": _Field(2000, required=True),
    "MaThanhPhanHoSo": _Field(_ANY),
    "GiayToId": _Field(_ANY),
    "DuongDanTepTinKetQua": _Field(_ANY),
    "MaGiayToKetQua": _Field(_ANY),
}
_SUPPLEMENT = {
    "HoSoBoSungId": int,
    "NguoiYeuCauBoSung": _Field(_ANY, required=True),
    "NoiDungBoSung": _Field(_ANY, required=True),
    "NgayBoSung": _TIME_REQUIRED,
    "NguoiTiepNhanBoSung": _Field(_ANY),
    "ThongTinTiepNhan": _Field(_ANY),
    "NgayTiepNhanBoSung": _TIME,
    "TrangThaiBoSung": bool,
    "DanhSachGiayToBoSung": list,
    "DanhSachLePhiBoSung": list,
    "NgayHenTraTruoc": _TIME,
    "NgayHenTraMoi": _TIME,
}
LISTS: dict[str, dict[str, Any]] = {
    "DinhDanhCHS": {
        "LoaiDinhDanh": _Field(1, required=True, values=frozenset("12")),
        "SoDinhDanh": _Field(12, required=True),
    },
    "DSKetNoiCSDL": {"MaCSDL": _Field(10, required=True)},
    "TaiLieuNop": _PAPER,
    "DanhSachLePhi": _FEE,
    "DanhSachTepDinhKemKhac": _OTHER,
    "DanhSachHoSoBoSung": _SUPPLEMENT,
    "DanhSachGiayToKetQua": _RESULT,
}

LINE: dict[str, _Field] = {
    "MaHoSo": _Field(50, required=True),
    "NguoiXuLy": _Field(50, required=True),
    "ChucDanh": _Field(_ANY),
    "ThoiDiemXuLy": _TIME_REQUIRED,
    "PhongBanXuLy": _Field(_ANY),
    "NoiDungXuLy": _Field(_ANY, required=True),
    "TrangThai": _Field(2, required=True, values=_STATUSES),
    "NgayBatDau": _TIME,
    "NgayKetThucTheoQuyDinh": _TIME,
}

LINES_A_CALL = 10

MOVES: dict[str, frozenset[str]] = {
    "1": frozenset({"1", "2", "3", "7"}),
    "2": frozenset({"2", "4", "5", "6", "7", "8", "9"}),
    "4": frozenset({"4", "5", "6", "7", "8", "9"}),
    "5": frozenset({"5", "4", "7", "8"}),
    "6": frozenset({"6", "4", "8"}),
    "7": frozenset({"7", "8"}),
    "9": frozenset({"9", "10"}),
}
"""TrangThaiHoSo from → to; what is missing (3, 8, 10) has ended."""

_DIGITS = {"1": re.compile(r"\d{12}"), "2": re.compile(r"\d{9}")}


def record_flaw(hoso: Any, held: Mapping[str, Any] | None, names: Names | None, *, closed: bool = False) -> str:
    """The first thing wrong with a HoSo. `held`: the record as it stands; `names`: of the procedure, None when there is
    no such. `closed`: not even the same record is taken again after the end."""
    if not isinstance(hoso, dict):
        return "Bản ghi không phải đối tượng JSON"
    scalars = {name: value for name, value in hoso.items() if name not in LISTS}
    flaw = _fields_flaw(scalars, RECORD)
    if flaw:
        return flaw
    for name, shape in LISTS.items():
        flaw = _list_flaw(name, hoso.get(name), shape)
        if flaw:
            return flaw
    if names is None:
        return f"MaTTHC: không có thủ tục {hoso['MaTTHC']}"
    for name, wanted in (("TenTTHC", names.name), ("MaLinhVuc", names.field_code), ("TenLinhVuc", names.field)):
        if hoso[name] != wanted:
            return f"{name}: không khớp với danh mục thủ tục"
    return _dates_flaw(hoso) or _status_flaw(hoso) or _identity_flaw(hoso) or _move_flaw(hoso, held, closed)


def _dates_flaw(hoso: Mapping[str, Any]) -> str:
    if hoso["NgayNopHoSo"] > hoso["NgayTiepNhan"]:
        return "NgayTiepNhan: trước NgayNopHoSo"
    for name in ("NgayHenTra", "NgayKetThucXuLy", "NgayTra", "NgayTuChoi"):
        if hoso[name] and hoso[name] < hoso["NgayTiepNhan"]:
            return f"{name}: trước NgayTiepNhan"
    return ""


def _status_flaw(hoso: Mapping[str, Any]) -> str:
    status = hoso["TrangThaiHoSo"]
    needed = {"10": ("NgayTra", "NgayKetThucXuLy"), "9": ("NgayKetThucXuLy",), "3": ("NgayTuChoi",)}.get(status, ())
    for name in needed:
        if not hoso[name]:
            return f"{name}: bắt buộc khi TrangThaiHoSo là {status}"
    if hoso["NgayTra"] and status != "10":
        return f"NgayTra: không được có khi TrangThaiHoSo là {status}"
    if status == "5" and not hoso["DanhSachHoSoBoSung"]:
        return "DanhSachHoSoBoSung: bắt buộc khi TrangThaiHoSo là 5"
    return ""


def _identity_flaw(hoso: Mapping[str, Any]) -> str:
    for one in hoso["DinhDanhCHS"]:
        if not _DIGITS[one["LoaiDinhDanh"]].fullmatch(one["SoDinhDanh"]):
            return "DinhDanhCHS: SoDinhDanh không đúng loại"
    for fee in hoso["DanhSachLePhi"]:
        if not re.fullmatch("0" if fee["HinhThucThu"] == EXEMPT else r"[1-9]\d*", fee["Gia"]):
            return "DanhSachLePhi: Gia không hợp lệ"
    return ""


def _move_flaw(hoso: Mapping[str, Any], held: Mapping[str, Any] | None, closed: bool) -> str:
    if held is None:
        return ""
    if hoso["MaTTHC"] != held["MaTTHC"]:
        return "MaTTHC: không được thay đổi"
    before, after = held["TrangThaiHoSo"], hoso["TrangThaiHoSo"]
    if before not in MOVES:
        same = dict(hoso) == dict(held)
        return "" if same and not closed else f"Hồ sơ đã kết thúc ở trạng thái {before}"
    if after not in MOVES[before]:
        return f"TrangThaiHoSo: không được chuyển từ {before} sang {after}"
    return ""


def line_flaw(line: Any, held: Mapping[str, Any], newest: Mapping[str, Any] | None) -> str:
    """The first thing wrong with a progress line of the dossier `held` whose newest line is `newest`."""
    flaw = _fields_flaw(line, LINE)
    if flaw:
        return flaw
    if line["ThoiDiemXuLy"] < held["NgayNopHoSo"]:
        return "ThoiDiemXuLy: trước NgayNopHoSo"
    if newest is not None:
        if line["ThoiDiemXuLy"] < newest["ThoiDiemXuLy"]:
            return "ThoiDiemXuLy: trước bước xử lý mới nhất"
        if newest["TrangThai"] not in MOVES:
            return f"Hồ sơ đã kết thúc ở trạng thái {newest['TrangThai']}"
    return ""


# ---------------------------------------------------------------------------------------- shapes


def _fields_flaw(values: Any, shape: Mapping[str, Any]) -> str:
    if not isinstance(values, dict):
        return "Bản ghi không phải đối tượng JSON"
    for name in values:
        if name not in shape:
            return f"{name}: trường không có trong đặc tả"
    for name, field in shape.items():
        if name not in values:
            return f"{name}: thiếu"
        flaw = _value_flaw(values[name], field)
        if flaw:
            return f"{name}: {flaw}"
    return ""


def _value_flaw(value: Any, field: Any) -> str:
    if isinstance(field, type):
        return "" if type(value) is field else "sai kiểu dữ liệu"
    if not isinstance(value, str):
        return "phải là chuỗi"
    if field.required and not value.strip():
        return "bắt buộc"
    if len(value) > field.limit:
        return f"dài quá {field.limit} ký tự"
    if field.values is not None and value and value not in field.values:
        return "giá trị không hợp lệ"
    if field.time and value and not _is_time(value):
        return "không đúng dạng yyyyMMddHHmmss"
    return ""


def _list_flaw(name: str, value: Any, shape: Mapping[str, Any]) -> str:
    if not isinstance(value, list):
        return f"{name}: thiếu hoặc không phải danh sách"
    for one in value:
        flaw = _fields_flaw(one, shape)
        if flaw:
            return f"{name}: {flaw}"
    return ""


def _is_time(text: str) -> bool:
    if not re.fullmatch(r"\d{14}", text):
        return False
    try:
        datetime.strptime(text, "%Y%m%d%H%M%S")  # noqa: DTZ007 only its form is asked for
    except ValueError:
        return False
    return True
