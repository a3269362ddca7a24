"""The stand-in as the ministries' adapter (wire A3), with iGate's own search.

As strict as its one public description: unknown, missing and mistyped fields are an HTTP 400, fees and results come
only with 5, 6 and 9. Where that description is silent it is as hard to please as a server may be: a creation repeated
makes a second dossier without a word, and dossiers move only as wire A.4 says.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain.events import VIETNAM
from sync.sandbox.books import LINE, RECORD, Books
from sync.sandbox.desk import Directory, Style
from sync.sandbox.faults import Faults
from sync.sandbox.front import Account, Front, to_json
from sync.sandbox.rules import LINES_A_CALL, MOVES

TOKEN, NUMBER, CREATE, STATUS, PROGRESS, SEARCH = (
    "auth", "GetNextValue", "NoiHoSo", "CapNhatTrangThai", "CapNhatTienTrinh", "search",
)  # fmt: skip

NAMES = (
    "", "Mới đăng ký", "Được tiếp nhận", "Không được tiếp nhận", "Đang xử lý", "Yêu cầu bổ sung giấy tờ",
    "Yêu cầu thực hiện nghĩa vụ tài chính", "Công dân yêu cầu rút hồ sơ", "Dừng xử lý", "Đã xử lý xong",
    "Đã trả kết quả",
)  # fmt: skip

Shape = TypeVar("Shape")

_EXPIRED = "Token đã hết hạn"


class IgateStyle(Style, frozen=True, kw_only=True):
    """The dresses of A1 as far as they exist here, and those of this wire."""

    shows: Literal["all", "record", "bare"] = "record"
    """What the search shows: all and the progress, what iGate's is known to show, or no more than id and code."""
    ok: Literal["0", "200"] = "200"
    """The code of success."""
    doubles: bool = True
    """A creation repeated makes a second dossier; otherwise it is told that there is one."""
    begins: Literal[1, 2] = 2
    """The status a created dossier has."""
    long_numbers: bool = True
    """G09.20-20260609-0092637, or with a short year and four digits."""
    nested: bool = False
    """The answer of reads stands inside `data`."""


Text = Annotated[str, msgspec.Meta(min_length=1, max_length=4000)]
Second = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$")]
Millisecond = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$")]
Stamp = Annotated[str, msgspec.Meta(pattern=r"^\d{14}$")]
Standing = Annotated[int, msgspec.Meta(ge=1, le=10)]
Kind = Annotated[int, msgspec.Meta(ge=0, le=2)]


class _Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class _File(_Shape, frozen=True, kw_only=True):
    IdGiayTo: Text
    MaKetQua: str = ""
    TenGiayTo: Text
    HashTepTin: Text


class _Paper(_Shape, frozen=True, kw_only=True):
    MaThanhPhanHoSo: str
    TenThanhPhanHoSo: Text
    SoLuong: Annotated[int, msgspec.Meta(ge=1)]
    LoaiBan: Kind
    GiayToDinhKem: list[_File] = []


class _Detail(_Shape, frozen=True, kw_only=True):
    TenNguoiNop: Text
    SoDinhDanh: Text | None = None
    NgayCapDinhDanh: Stamp | None = None
    NgaySinh: Stamp | None = None
    SoDienThoai: Text | None = None
    Email: Text | None = None
    Fax: Text | None = None
    MaTinh: Text | None = None
    MaHuyen: Text | None = None
    MaXa: Text | None = None
    DiaChiChiTiet: Text | None = None
    TenChuHs: Text | None = None
    SoDinhDanhChuHs: Text | None = None
    MaTinhChuHs: Text | None = None
    MaXaChuHs: Text | None = None
    DiaChiChiTietChuHs: Text | None = None


class _Submitter(_Shape, frozen=True, kw_only=True):
    LoaiDoiTuong: Kind
    IdDoiTuong: Text | None = None
    ThongTinChiTiet: _Detail


class Creation(_Shape, frozen=True, kw_only=True):
    MaHoSo: Annotated[str, msgspec.Meta(min_length=1, max_length=50)]
    MaTTHC: Text
    MaDichVuCong: Text
    ChuHoSo: Text
    LoaiDoiTuong: Kind
    MaDonViTiepNhan: Text
    NgayNop: Second
    NgayTiepNhan: Second
    ThanhPhanHoSo: list[_Paper]
    ThongTinNguoiNop: _Submitter


class _Fee(_Shape, frozen=True, kw_only=True):
    TenPhiLePhi: Text
    MaPhiLePhi: Text
    HinhThucThu: Literal["1", "2", "4"]
    Gia: Annotated[str, msgspec.Meta(pattern=r"^[1-9]\d*$")]
    LoaiPhiLePhi: Literal["1", "2", "3"]


class _Result(_Shape, frozen=True, kw_only=True):
    TenGiayTo: Text
    MaThanhPhanHoSo: str
    GiayToId: str
    DuongDanTepTinKetQua: str
    MaGiayToKetQua: str


class Move(_Shape, frozen=True, kw_only=True):
    IdHoSo: Text
    MaHoSo: Text
    TrangThai: Standing
    NoiDungYKien: Text | None = None
    PhongBanXuLy: Text | None = None
    NoiDungXuLy: Text | None = None
    DanhSachLePhi: list[_Fee] | msgspec.UnsetType = msgspec.UNSET
    DanhSachGiayToKetQua: list[_Result] | msgspec.UnsetType = msgspec.UNSET


class Line(_Shape, frozen=True, kw_only=True):
    IDHoSo: Text
    MaHoSo: Text
    NguoiXuLy: Annotated[str, msgspec.Meta(min_length=1, max_length=50)]
    ThoiDiemXuLy: Millisecond
    PhongBanXuLy: Text
    NoiDungXuLy: Text
    TrangThai: Standing
    NgayBatDau: Millisecond
    NgayKetThucTheoQuyDinh: Millisecond | None = None


class _Refusal(Exception):
    def __init__(self, message: str, status: int = 400, code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.code = code or str(status)


def dossier_id(code: str) -> str:
    """idHoSo, of the form iGate's have."""
    return hashlib.sha256(code.encode()).hexdigest()[:24]


class DeskIgate(Front):
    """One province's adapter: the log-in, five operations, and whatever faults are armed."""

    def __init__(
        self, books: Books, directory: Directory, faults: Faults, style: Style, account: Account, skew: float = 0.0
    ) -> None:
        routes = [
            Route("/GetToken", self._route(TOKEN), methods=["POST"]),
            Route("/GetNextValue", self._route(NUMBER), methods=["GET"]),
            Route("/NoiHoSo", self._route(CREATE), methods=["POST"]),
            Route("/CapNhatTrangThai", self._route(STATUS), methods=["POST"]),
            Route("/CapNhatTienTrinh", self._route(PROGRESS), methods=["POST"]),
            Route("/pa/dossier/search", self._route(SEARCH), methods=["GET"]),
            Route("/{path:path}", self._nowhere, methods=["GET", "POST"]),
        ]
        super().__init__(books, faults, account, skew, routes)
        self.style = style if isinstance(style, IgateStyle) else IgateStyle(**msgspec.structs.asdict(style))
        self.directory = directory
        self._tokens: dict[str, float] = {}

    def expire(self) -> None:
        """Every token ends now."""
        self._tokens.clear()

    async def _nowhere(self, request: Request) -> Response:
        return self.answer(self._said("404", "Không tìm thấy API"), 404)

    # -------------------------------------------------------------------------------------- a call

    def _route(self, service: str) -> Callable[[Request], Any]:
        async def call(request: Request) -> Response:
            try:
                raw = await request.body()
            except ClientDisconnect:
                # The line was cut while the request came: nobody is there to be answered.
                return Response(status_code=400)
            try:
                body = msgspec.json.decode(raw) if raw else None
            except msgspec.DecodeError:
                body = None
            dossier = request.query_params.get("code", "") if service == SEARCH else _subject(body)
            return self.serve(service, dossier, lambda: self._served(request, service, body))

        return call

    def _served(self, request: Request, service: str, body: Any) -> Response:
        try:
            if service == TOKEN:
                return self.answer(self._log_in(body), 200)
            token = request.headers.get("authorization", "").removeprefix("Bearer ")
            if self._tokens.get(token, 0.0) < time.monotonic():
                raise self._unauthorised()
            query = request.query_params
            match service:
                case "GetNextValue":
                    return self.answer(self._next(query.get("code", "")), 200)
                case "search":
                    return self.answer(self._shown(query.get("code", "")), 200)
                case "NoiHoSo":
                    return self.answer(self._create(_read(body, Creation), body), 200)
                case "CapNhatTrangThai":
                    return self.answer(self._move(_read(body, list[Move]), body), 200)
                case _:
                    return self.answer(self._progress(_read(body, list[Line]), body), 200)
        except _Refusal as refusal:
            return self.answer(self._said(refusal.code, refusal.message), refusal.status)

    def _log_in(self, body: Any) -> bytes:
        account = self.account
        given = body if isinstance(body, dict) else {}
        client, secret = given.get("client_id"), given.get("client_secret")
        if set(given) != {"client_id", "client_secret"} or not client or not isinstance(secret, str):
            raise _Refusal("Thiếu client_id hoặc client_secret")
        if (account.username and client != account.username) or (account.secret and secret != account.secret):
            raise _Refusal("Sai client_id hoặc client_secret", 401)
        token = secrets.token_hex(24)
        self._tokens[token] = time.monotonic() + account.seconds
        life = {"access_token": token, "expires_in": int(account.seconds), "token_type": "Bearer", "scope": "default"}
        return to_json({"code": self._code("0"), "message": "Thành công", "data": life})

    def _next(self, code: str) -> bytes:
        """Given once for ever, whatever backup comes back."""
        if not code:
            raise _Refusal("Thiếu code")
        unit = self.account.unit or "G09.20"
        day = self.now().astimezone(VIETNAM)
        number = self.books.ever(NUMBER) + 1
        given = f"{unit}-{day:%Y%m%d}-{number:07d}" if self.style.long_numbers else f"{unit}-{day:%y%m%d}-{number:04d}"
        self.books.keep(NUMBER, [(given, False, {})])
        return to_json({"code": 200, "data": {"value": given}} if self.style.nested else {"value": given})

    # ---------------------------------------------------------------------------------- the writes

    def _create(self, given: Creation, body: Any) -> bytes:
        code = given.MaHoSo
        if self.directory.procedure(given.MaTTHC) is None:
            raise _Refusal(f"MaTTHC: không có thủ tục {given.MaTTHC}")
        if given.NgayNop > given.NgayTiepNhan:
            raise _Refusal("NgayTiepNhan: trước NgayNop")
        if self.books.record(code) is not None and not self.style.doubles:
            raise _Refusal(f"Hồ sơ {code} đã tồn tại", 200, "1")
        self.books.keep(RECORD, [(code, True, {**body, "TrangThai": self.style.begins})])
        return self._done({"idHoSo": dossier_id(code), "maHoSo": code})

    def _move(self, moves: list[Move], body: Any) -> bytes:
        if not moves:
            raise _Refusal("Thiếu bản ghi")
        kept = []
        for move, raw in zip(moves, body, strict=True):
            held = self._known(move.MaHoSo, move.IdHoSo)
            lists = {"DanhSachLePhi", "DanhSachGiayToKetQua"} & raw.keys()
            if lists and move.TrangThai not in {5, 6, 9}:
                raise _Refusal(f"{min(lists)}: chỉ dùng ở trạng thái 5, 6, 9")
            before, after = str(held["TrangThai"]), str(move.TrangThai)
            if before not in MOVES and (before != after or self.style.closed):
                raise _Refusal(f"Hồ sơ đã kết thúc ở trạng thái {before}", 200, "1")
            if before in MOVES and after not in MOVES[before]:
                raise _Refusal(f"TrangThai: không được chuyển từ {before} sang {after}", 200, "1")
            kept.append((move.MaHoSo, False, {**held, **raw}))
        self.books.keep(RECORD, kept)
        return self._done(None)

    def _progress(self, lines: list[Line], body: Any) -> bytes:
        if not 1 <= len(lines) <= LINES_A_CALL:
            raise _Refusal(f"Từ 1 đến {LINES_A_CALL} bản ghi")
        kept: list[tuple[str, bool, Any]] = []
        for line, raw in zip(lines, body, strict=True):
            self._known(line.MaHoSo, line.IDHoSo)
            told = self.books.lines(line.MaHoSo) + [one for code, _, one in kept if code == line.MaHoSo]
            if told and line.ThoiDiemXuLy < told[-1]["ThoiDiemXuLy"]:
                raise _Refusal("ThoiDiemXuLy: trước bước xử lý mới nhất")
            if told and str(told[-1]["TrangThai"]) not in MOVES:
                raise _Refusal(f"Hồ sơ đã kết thúc ở trạng thái {told[-1]['TrangThai']}", 200, "1")
            kept.append((line.MaHoSo, False, raw))
        self.books.keep(LINE, kept)
        return self._done(None)

    def _known(self, code: str, given_id: str) -> dict[str, Any]:
        held = self.books.record(code)
        if held is None:
            raise _Refusal(f"Hồ sơ {code} không tồn tại", 200, "1")
        if given_id != dossier_id(code):
            raise _Refusal("IdHoSo: không khớp với MaHoSo")
        return held

    # --------------------------------------------------------------------------------- the look-up

    def _shown(self, code: str) -> bytes:
        """Dossiers whose code begins so: iGate's search is one by likeness."""
        page = {"content": [self._element(one) for one in self.books.codes() if one.startswith(code)], "last": True}
        return to_json({"code": 200, "data": page} if self.style.nested else page)

    def _element(self, code: str) -> dict[str, Any]:
        record = self.books.record(code)
        assert record is not None
        element: dict[str, Any] = {"id": dossier_id(code), "code": code, "nationCode": None}
        if self.style.shows == "bare":
            return element
        lines = self.books.lines(code)
        due = next((one["NgayKetThucTheoQuyDinh"] for one in lines[::-1] if "NgayKetThucTheoQuyDinh" in one), None)
        status = record["TrangThai"]
        element |= {
            # iGate counts its statuses otherwise than the wire does; only the name is the same.
            "dossierStatus": {"id": 11 - status, "name": NAMES[status]},
            "applicant": {"data": {"ownerFullname": record["ChuHoSo"]}},
            "appointmentDate": None if due is None else f"{due}+0700",
        }
        if self.style.shows == "all":
            element["tienTrinh"] = lines
        return element

    # ------------------------------------------------------------------------------------- dresses

    def _code(self, code: str) -> Any:
        code = self.style.ok if code == "0" else code
        return int(code) if self.style.code == "number" else code

    def _done(self, data: Any) -> bytes:
        extra = {} if data is None else {"data": data}
        told = {"code": {"code": self._code("0")}, "text": {"message": "Thành công"}}.get(self.style.success)
        return to_json((told or {"code": self._code("0"), "message": "Thành công"}) | extra)

    def _said(self, code: str, message: str) -> bytes:
        return to_json({"code": self._code(code), "message": message})

    def unauthorised(self) -> Response:
        refusal = self._unauthorised()
        return self.answer(self._said(refusal.code, refusal.message), refusal.status)

    def forbidden(self) -> Response:
        return self.answer(self._said("403", "Không có quyền gọi API"), 403)

    def look_up_failed(self) -> Response:
        return self.plain_json({"code": 1, "message": "Không kết nối được trục", "content": []})

    def _unauthorised(self) -> _Refusal:
        match self.style.unauthorised:
            case "http":
                return _Refusal(_EXPIRED, 401)
            case "code":
                return _Refusal(_EXPIRED, 200, "401")
            case "text":
                return _Refusal(_EXPIRED, 200, "1")


def _read(body: Any, shape: type[Shape]) -> Shape:
    try:
        return msgspec.convert(body, shape, strict=True)
    except msgspec.ValidationError as error:
        raise _Refusal(f"Truyền thiếu hoặc sai thông tin: {error}") from error


def _subject(body: Any) -> str:
    first = body[0] if isinstance(body, list) and body else body
    return str(first.get("MaHoSo") or "") if isinstance(first, dict) else ""
