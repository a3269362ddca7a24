"""The stand-in's front on wire A2: bare arrays, one URL for each operation, reads by GET, a bearer token or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sync.sandbox.books import LINE, RECORD
from sync.sandbox.desk import Desk, Refusal
from sync.sandbox.rules import Names, record_flaw

CREATE, UPDATE, PROGRESS = "/ThemMoi", "/CapNhat", "/DongBoTienTrinh"
"""Where it takes the arrays; `/DongBoHoSoMC?MaDinhDanhDV=…&isUpdating=True` (or False), the older form, as well."""


class ArrayDesk(Desk):
    """What it takes, and how it says so, is the session desk's; only the way in differs."""

    def routes(self) -> list[BaseRoute]:
        posts = [Route(path, self._taken, methods=["POST"]) for path in (CREATE, UPDATE, PROGRESS, "/DongBoHoSoMC")]
        if self.style.shows == "nothing":
            return [*posts]
        reads = ("TraCuuHoSo", "LayThuTuc", "LayDanhSachTTHC")
        return [*posts, *(Route(f"/{service}", self._read_out, methods=["GET"]) for service in reads)]

    def expire(self) -> None:
        """There is no session that could end: a token is the gateway's own."""

    def admits(self, session: str) -> bool:
        return self.account.secret in ("", session)

    async def _taken(self, request: Request) -> Response:
        try:
            raw = await request.body()
        except ClientDisconnect:
            # The line was cut while the request came: nobody is there to be answered.
            return Response(status_code=400)
        try:
            data = msgspec.json.decode(raw)
        except msgspec.DecodeError:
            data = None
        first = data[0] if isinstance(data, list) and data and isinstance(data[0], dict) else {}
        dossier = str(first.get("MaHoSo") or "")
        path = request.url.path
        if path == PROGRESS:
            return self._met(request, LINE, dossier, lambda: self._progress({"data": data}))
        updating = {CREATE: "False", UPDATE: "True"}.get(path) or request.query_params.get("isUpdating")
        return self._met(request, RECORD, dossier, lambda: self._records({"data": data, "isUpdating": updating}))

    async def _read_out(self, request: Request) -> Response:
        service = request.url.path.strip("/")
        dossier = request.query_params.get("mahoso", "")
        return self._met(request, service, dossier, lambda: self._found(service, request))

    def _found(self, service: str, request: Request) -> bytes:
        asked = request.query_params
        match service:
            case "TraCuuHoSo":
                return self._read(self._shown(asked.get("mahoso", "")))
            case "LayThuTuc":
                found = self.directory.procedure(asked.get("maTTHC", ""))
                return self._read([] if found is None else [found])
            case _:
                return self._read(self.directory.list())

    def _met(self, request: Request, service: str, dossier: str, work: Callable[[], bytes]) -> Response:
        def served() -> Response:
            if not self.admits(request.headers.get("authorization", "").removeprefix("Bearer ")):
                return self.unauthorised()
            unit = request.query_params.get("MaDinhDanhDV", "")
            try:
                if self.account.unit and unit and unit != self.account.unit:
                    raise Refusal("2", "MaDinhDanhDV: không đúng đơn vị")
                return self.answer(work(), 200)
            except Refusal as refusal:
                return self.answer(self._said(refusal.code, refusal.message), refusal.status)

        return self.serve(service, dossier, served)

    def _flaw(self, hoso: Any, held: dict[str, Any] | None) -> str:
        if self.style.shows != "nothing" or not isinstance(hoso, dict):
            return super()._flaw(hoso, held)
        # Nobody could have asked for its names, and other programs leave MaLinhVuc empty then (wire A.3).
        known = self.directory.procedure(str(hoso.get("MaTTHC", ""))) is not None
        named = {**hoso, "MaLinhVuc": hoso.get("MaLinhVuc") or "-"}
        names = Names(name=named.get("TenTTHC", ""), field_code=named["MaLinhVuc"], field=named.get("TenLinhVuc", ""))
        before = held and {**held, "MaLinhVuc": held["MaLinhVuc"] or "-"}
        return record_flaw(named, before, names if known else None, closed=self.style.closed)
