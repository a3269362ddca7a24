"""The stand-in's front: one ASGI application that answers as the adapter of wire A1 does, in the style it is told."""

from __future__ import annotations

import csv
import secrets
import time
from pathlib import Path
from typing import Any, Literal

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from app.domain.catalogue import Catalogue, Procedure, national_code
from sync.sandbox.books import LINE, RECORD, Books
from sync.sandbox.faults import Faults
from sync.sandbox.front import Account, Front, to_json
from sync.sandbox.rules import LINES_A_CALL, Names, line_flaw, record_flaw


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """In which of the known dresses the answers come (wire A.6)."""

    code: Literal["number", "0", "00"] = "0"
    duplicate: Literal["0", "3", "-3"] = "3"
    unauthorised: Literal["http", "code", "text"] = "code"
    batch: Literal["atomic", "partial"] = "atomic"
    wrapped: bool = False
    """The payload of reads is JSON text inside `message`."""
    success: Literal["both", "code", "text", "plain"] = "both"
    """How success is told: code and words, the code alone, words alone, or a plain text that is not JSON."""
    shows: Literal["all", "record", "bare", "nothing"] = "record"
    """What TraCuuHoSo shows: the record and its progress, the record, or no field at all. "nothing", of the array wire
    alone: there is no look-up and no list of procedures, so any names are taken."""
    national: bool = True
    """LayThuTuc also answers to the national code."""
    suffix: Literal["long", "short", "none"] = "long"
    """The local form of a procedure's code: 1.001193.000.00.00.H99, 1.001193.H99 or 1.001193."""
    closed: bool = False
    """After 3, 8 or 10 not even the same record is taken again."""


_EXPIRED = "Phiên làm việc hết hạn"


class Refusal(Exception):
    def __init__(self, code: str, message: str, status: int = 200) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status


class Directory:
    """The province's own list of procedures, made from our catalogue and the national index."""

    def __init__(self, catalogue: Catalogue, index: Path | None, unit: str, style: Style) -> None:
        self._catalogue = catalogue
        tail = unit.rsplit(".", 1)[-1] if unit else "H99"
        self._suffix = {"long": f".000.00.00.{tail}", "short": f".{tail}", "none": ""}[style.suffix]
        self._national = style.national
        codes = {procedure.code: procedure for procedure in catalogue}
        if index is not None and index.exists():
            with index.open(encoding="utf-8", newline="") as lines:
                listed = [row["code"] for row in csv.DictReader(lines)]
            codes |= {code: one for code in listed if code not in codes and (one := catalogue.get(code)) is not None}
        self._procedures = codes
        fields = sorted({procedure.field for procedure in codes.values()})
        self._fields = {field: f"LV-{number:03d}" for number, field in enumerate(fields, 1)}
        self.unlisted: set[str] = set()
        """National codes that stand on no list."""
        self.gone: set[str] = set()
        """Those that this province has stopped to offer: on no list, and nothing is taken for them."""
        self.renamed: dict[str, str] = {}
        """Another name by national code."""

    def list(self) -> list[dict[str, Any]]:
        listed = [one for code in self._procedures if code not in self.unlisted and (one := self._find(code))]
        return [{"MATTHC": self._own(one), "TENTTHC": one.name} for one in listed]

    def as_ever(self) -> None:
        """Everything is offered again under its own name."""
        self.unlisted.clear()
        self.gone.clear()
        self.renamed.clear()

    def procedure(self, code: str) -> dict[str, Any] | None:
        """LayThuTuc's element, by the province's or the national code."""
        one = self._find(code)
        if one is None or not (self._national or code == self._own(one)):
            return None
        return {
            "ID": one.code,
            "MATTHC": self._own(one),
            "TENTTHC": one.name,
            "TRANGTHAI": "1",
            "LINHVUCTHUCHIEN": [{"MALINHVUC": self._field_code(one), "TENLINHVUC": one.field}],
            "CACHTHUCTHUCHIEN": [
                {
                    "KENH": str(offer.channel),
                    "THOIGIAN": [
                        {
                            "THOIGIANGIAIQUYET": offer.term.value if offer.term else 0,
                            "DONVITINH": offer.term.unit.value if offer.term else "",
                            "MOTA": "",
                            "PHILEPHI": [
                                {"MAPHILEPHI": "1", "SOTIEN": str(fee.amount), "DONVI": "đồng", "MOTA": fee.name}
                                for fee in offer.fees
                            ],
                        }
                    ],
                }
                for offer in one.offers
            ],
            "THANHPHANHOSO": [
                {
                    "TRUONGHOP": "",
                    "GIAYTO": [
                        {
                            "MAGIAYTO": paper.key,
                            "TENGIAYTO": paper.name,
                            "SOBANCHINH": str(paper.originals),
                            "SOBANSAO": str(paper.copies),
                            "TENMAUDON": paper.template,
                        }
                        for paper in one.papers
                    ],
                }
            ],
            "KETQUATHUCHIEN": [
                {"MAKETQUA": result.code, "TENKETQUA": result.name} for result in one.results if result.code
            ],
        }

    def names(self, code: str) -> Names | None:
        one = self._find(code)
        if one is None or code != self._own(one):
            return None
        return Names(name=one.name, field_code=self._field_code(one), field=one.field)

    def _find(self, code: str) -> Procedure | None:
        national = national_code(code)
        one = None if national in self.gone else self._procedures.get(national)
        name = self.renamed.get(national)
        return one if one is None or name is None else msgspec.structs.replace(one, name=name)

    def _own(self, procedure: Procedure) -> str:
        return procedure.code + self._suffix

    def _field_code(self, procedure: Procedure) -> str:
        return procedure.field_code or self._fields[procedure.field]


class Desk(Front):
    """One province's adapter: log-in, four services, and whatever faults are armed."""

    def __init__(
        self, books: Books, directory: Directory, faults: Faults, style: Style, account: Account, skew: float = 0.0
    ) -> None:
        self.style = style
        super().__init__(books, faults, account, skew, self.routes())
        self.directory = directory
        self._sessions: dict[str, float] = {}

    def routes(self) -> list[BaseRoute]:
        return [Route("/{path:path}", self._call, methods=["POST"])]

    def expire(self) -> None:
        """Every session ends now."""
        self._sessions.clear()

    def admits(self, session: str) -> bool:
        return self._sessions.get(session, 0.0) >= time.monotonic()

    # -------------------------------------------------------------------------------------- a call

    async def _call(self, request: Request) -> Response:
        try:
            raw = await request.body()
        except ClientDisconnect:
            # The line was cut while the request came: nobody is there to be answered.
            return Response(status_code=400)
        try:
            body = msgspec.json.decode(raw)
        except msgspec.DecodeError:
            body = None
        service, dossier = _subject(body)
        return self.serve(service, dossier, lambda: self._served(request, service, body))

    def _served(self, request: Request, service: str, body: Any) -> Response:
        try:
            return self.answer(self._content(request, service, body), 200)
        except Refusal as refusal:
            return self.answer(self._said(refusal.code, refusal.message), refusal.status)

    def _content(self, request: Request, service: str, body: Any) -> bytes:
        if not isinstance(body, dict):
            raise Refusal("2", "Thân yêu cầu không phải đối tượng JSON", 400)
        if not request.headers.get("dstcode"):
            raise Refusal("2", "Thiếu dstcode", 400)
        if service == "auth":
            return self._log_in(body)
        unknown = set(body) - {"session", "madonvi", "service", "isUpdating", "data", "mahoso", "maTTHC"}
        if unknown:
            raise Refusal("2", f"{min(unknown)}: trường không có trong đặc tả", 400)
        if self._sessions.get(str(body.get("session")), 0.0) < time.monotonic():
            raise self._unauthorised()
        unit = self.account.unit
        if not body.get("madonvi") or (unit and body["madonvi"] != unit):
            raise Refusal("2", "madonvi: không đúng đơn vị")
        match service:
            case "TraCuuHoSo":
                return self._read(self._shown(str(body.get("mahoso", ""))))
            case "LayDanhSachTTHC":
                return self._read(self.directory.list())
            case "LayThuTuc":
                found = self.directory.procedure(str(body.get("maTTHC", "")))
                return self._read([] if found is None else [found])
            case "DongBoHoSoMC":
                return self._records(body)
            case "CapNhatTienDoHoSoMC":
                return self._progress(body)
            case _:
                raise Refusal("2", f"service: không có dịch vụ {service}")

    def _log_in(self, body: dict[str, Any]) -> bytes:
        account = self.account
        username, password = body.get("username"), body.get("password")
        if not username or not isinstance(username, str) or (account.username and username != account.username):
            raise Refusal("1", "Sai tên đăng nhập hoặc mật khẩu")
        if not isinstance(password, str) or (account.secret and password != account.secret):
            raise Refusal("1", "Sai tên đăng nhập hoặc mật khẩu")
        session = secrets.token_hex(16)
        self._sessions[session] = time.monotonic() + account.seconds
        return to_json({"error_code": self._code("0"), "message": "Thành công", "session": session})

    def _shown(self, code: str) -> list[dict[str, Any]]:
        record = self.books.record(code)
        if record is None:
            return []
        if self.style.shows == "bare":
            return [{"ID": "1"}]
        return [{**record, "TienDo": self.books.lines(code)} if self.style.shows == "all" else record]

    def _records(self, body: dict[str, Any]) -> bytes:
        data, updating = body.get("data"), body.get("isUpdating")
        if not isinstance(data, list) or not data:
            raise Refusal("2", "data: phải là danh sách")
        if updating not in {"True", "False"}:
            raise Refusal("2", "isUpdating: phải là True hoặc False")
        told: list[tuple[str, str, str]] = []
        kept: list[tuple[str, bool, Any]] = []
        for hoso in data:
            code = str(hoso.get("MaHoSo", "")) if isinstance(hoso, dict) else ""
            held = self.books.record(code)
            if held is not None and updating == "False":
                told.append((code, self.style.duplicate, f"Hồ sơ {code} đã tồn tại"))
                continue
            if held is None and updating == "True":
                told.append((code, "2", f"Hồ sơ {code} không tồn tại"))
                continue
            flaw = self._flaw(hoso, held)
            if flaw:
                told.append((code, "2", flaw))
                continue
            told.append((code, "", "Đồng bộ thành công"))
            if held is None or held != hoso:
                kept.append((code, held is None, hoso))
        return self._written(RECORD, told, kept)

    def _flaw(self, hoso: Any, held: dict[str, Any] | None) -> str:
        names = self.directory.names(str(hoso.get("MaTTHC", ""))) if isinstance(hoso, dict) else None
        return record_flaw(hoso, held, names, closed=self.style.closed)

    def _progress(self, body: dict[str, Any]) -> bytes:
        data = body.get("data")
        if not isinstance(data, list) or not 1 <= len(data) <= LINES_A_CALL:
            raise Refusal("2", f"data: từ 1 đến {LINES_A_CALL} dòng")
        told: list[tuple[str, str, str]] = []
        kept: list[tuple[str, bool, Any]] = []
        for line in data:
            code = str(line.get("MaHoSo", "")) if isinstance(line, dict) else ""
            held = self.books.record(code)
            if held is None:
                told.append((code, "2", f"Hồ sơ {code} không tồn tại"))
                continue
            lines = self.books.lines(code) + [one for of, _, one in kept if of == code]
            flaw = line_flaw(line, held, lines[-1] if lines else None)
            told.append((code, "2" if flaw else "", flaw or "Đồng bộ thành công"))
            if not flaw:
                kept.append((code, False, line))
        return self._written(LINE, told, kept)

    def _written(self, service: str, told: list[tuple[str, str, str]], kept: list[tuple[str, bool, Any]]) -> bytes:
        """Commits what may be committed and says so. A code of "" is a success."""
        bad = [one for one in told if one[1]]
        if kept and not (bad and self.style.batch == "atomic"):
            self.books.keep(service, kept)
        if not bad:
            if self.style.success == "plain":
                return "Cập nhật thành công".encode()
            return self._said("0", "Đồng bộ thành công")
        code, number, text = bad[0]
        if self.style.batch == "atomic":
            return self._said(number, f"{code}: {text}")
        done = len(told) - len(bad)
        result = [
            {"MaHoSo": code, "error_code": self._code(number or "0"), "message": text} for code, number, text in told
        ]
        message = f"{done}/{len(told)} hồ sơ thành công; {code}: {text}"
        return to_json({"error_code": self._code("0" if done else number), "message": message, "result": result})

    # ------------------------------------------------------------------------------------- dresses

    def _code(self, number: str) -> Any:
        if self.style.code == "number":
            return int(number)
        return "00" if number == "0" and self.style.code == "00" else number

    def _said(self, number: str, message: str) -> bytes:
        if number == "0" and self.style.success == "code":
            return to_json({"error_code": self._code("0")})
        if number == "0" and self.style.success in {"text", "plain"}:
            return to_json({"message": message})
        return to_json({"error_code": self._code(number), "message": message})

    def _read(self, result: list[dict[str, Any]]) -> bytes:
        if self.style.wrapped:
            return to_json({"error_code": self._code("0"), "message": to_json(result).decode()})
        return to_json({"error_code": self._code("0"), "message": "Thành công", "result": result})

    def unauthorised(self) -> Response:
        refusal = self._unauthorised()
        return self.answer(self._said(refusal.code, refusal.message), refusal.status)

    def forbidden(self) -> Response:
        return self.answer(self._said("403", "Không có quyền"), 403)

    def look_up_failed(self) -> Response:
        return self.plain_json({"error_code": 1, "message": "Không kết nối được trục", "result": []})

    def _unauthorised(self) -> Refusal:
        match self.style.unauthorised:
            case "http":
                return Refusal("401", _EXPIRED, 401)
            case "code":
                return Refusal("401", _EXPIRED)
            case "text":
                return Refusal("1", _EXPIRED)


def _subject(body: Any) -> tuple[str, str]:
    """The service and the dossier a call is about; "auth" for a log-in."""
    if not isinstance(body, dict):
        return "", ""
    if "service" not in body:
        return "auth", ""
    data = body.get("data")
    first = data[0] if isinstance(data, list) and data and isinstance(data[0], dict) else {}
    return str(body["service"]), str(body.get("mahoso") or first.get("MaHoSo") or "")
