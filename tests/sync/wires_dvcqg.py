"""The DVCQG wires: the session in the body, looked up or created first; and bare arrays, with look-ups and without."""

from __future__ import annotations

from typing import Any

from app.domain.events import ENDED, Status
from app.settings import Server
from sync.dialects.dvcqg import Point, line
from sync.sandbox import Sandbox, Style
from sync.sandbox.books import LINE, RECORD
from sync.sandbox.desk_array import CREATE, PROGRESS, UPDATE
from tests.sync.counter import POINT, Counter, server_of
from tests.sync.wire import NO_SUCH, Bad, Call, Held, Wire

FIND = "TraCuuHoSo"

STYLES = {
    "code as number": Style(code="number"),
    "code 0": Style(code="0"),
    "code 00": Style(code="00"),
    "duplicate 0": Style(duplicate="0"),
    "duplicate -3": Style(duplicate="-3", code="number"),
    "per record": Style(batch="partial"),
    "payload in message": Style(wrapped=True, shows="all"),
    "code alone": Style(success="code"),
    "words alone": Style(success="text"),
    "plain text": Style(success="plain"),
    "shows nothing": Style(shows="bare"),
    "shows all, closed after the end": Style(shows="all", closed=True),
    "401 by http": Style(unauthorised="http"),
    "401 by words": Style(unauthorised="text"),
    "only its own procedure codes": Style(national=False),
    "short procedure codes": Style(suffix="short"),
    "national procedure codes": Style(suffix="none"),
}


class Dvcqg(Wire, frozen=True, kw_only=True):
    """What its stand-ins hold is told by the same books. `profile`: keys of its table."""

    profile: dict[str, Any]
    record: str = RECORD
    step: str = LINE

    def server(self, url: str, **changes: Any) -> Server:
        return server_of(url, **{**self.profile, **changes})

    def held(self, one: Sandbox) -> dict[str, Held]:
        found = {}
        for code in one.books.codes():
            record = one.books.record(code)
            assert record is not None
            found[code] = Held(
                status=record["TrangThaiHoSo"],
                steps=tuple(one.books.lines(code)),
                created=one.books.creations(code),
            )
        return found

    def owed(self, counter: Counter) -> dict[str, Held]:
        point = Point(name=POINT)
        entries = counter.entries()
        return {
            code: Held(
                status=str(int([entry.dossier.status for entry in entries if entry.wire_code == code][-1])),
                steps=tuple(line(entry, point) for entry in entries if entry.wire_code == code),
            )
            for code in {entry.wire_code for entry in entries}
        }

    def key(self, counter: Counter, dossier: str) -> str:
        return next(entry.wire_code for entry in counter.entries() if entry.dossier_id == dossier)

    def agency(self, one: Sandbox, key: str, status: Status) -> None:
        record = one.books.record(key)
        assert record is not None
        at = record["NgayKetThucXuLy"] or record["NgayTiepNhan"]
        moved = {**record, "TrangThaiHoSo": str(int(status))}
        if status is Status.RESULT_READY or status in ENDED:
            moved["NgayKetThucXuLy"] = at
        if status is Status.HANDED_BACK:
            moved["NgayTra"] = at
        one.books.keep(RECORD, [(key, False, moved)])


CLEAR = Style(shows="all", closed=True)

SESSION = Dvcqg(
    name="dvcqg-session",
    desk="dvcqg-session",
    profile={"dialect": "dvcqg-session"},
    styles=STYLES,
    clear=CLEAR,
    calls=(
        Call(label="log-in", service="auth"),
        Call(label="look-up", service=FIND, again=True),
        Call(label="record", service=RECORD, again=True),
        Call(label="progress", service=LINE, again=True),
        Call(label="procedure", service="LayThuTuc"),
        Call(label="list", service="LayDanhSachTTHC", style=Style(shows="all", national=False)),
        Call(label="progress not shown", service=LINE, style=Style(shows="record"), again=True, repeats=True),
    ),
    door=FIND,
    log_in="auth",
)

CREATED_FIRST = Dvcqg(
    name="dvcqg-session, create first",
    desk="dvcqg-session",
    profile={"dialect": "dvcqg-session", "updating": "create-first"},
    styles={
        label: STYLES[label]
        for label in ("duplicate 0", "duplicate -3", "per record", "plain text", "shows nothing", "401 by words")
    },
    clear=CLEAR,
    calls=(
        Call(label="log-in", service="auth"),
        Call(label="look-up", service=FIND),
        Call(label="record", service=RECORD, again=True),
        Call(label="progress", service=LINE, again=True),
    ),
    log_in="auth",
)

PATHS = {"create_path": CREATE, "update_path": UPDATE, "progress_path": PROGRESS}
READS = {"lookup_path": "/TraCuuHoSo", "procedure_path": "/LayThuTuc", "procedures_path": "/LayDanhSachTTHC"}
OLDER = "/DongBoHoSoMC?MaDinhDanhDV=000.00.01.H99&isUpdating="

ARRAY = Dvcqg(
    name="dvcqg-array",
    desk="dvcqg-array",
    profile={"dialect": "dvcqg-array", **PATHS, **READS},
    styles={
        "code as number": Style(code="number", wrapped=True),
        "code 00": Style(code="00"),
        "duplicate 0": Style(duplicate="0", wrapped=True),
        "duplicate -3": Style(duplicate="-3", wrapped=True),
        "per record": Style(batch="partial"),
        "plain text": Style(success="plain", wrapped=True),
        "shows nothing": Style(shows="bare"),
        "only its own procedure codes": Style(national=False, wrapped=True),
    },
    plain=Style(wrapped=True),
    clear=Style(shows="all", closed=True, wrapped=True),
    calls=(
        Call(label="look-up", service=FIND),
        Call(label="record", service=RECORD, again=True),
        Call(label="progress", service=LINE, again=True),
        Call(label="procedure", service="LayThuTuc"),
        Call(label="list", service="LayDanhSachTTHC", style=Style(shows="all", national=False, wrapped=True)),
        Call(label="progress not shown", service=LINE, style=Style(wrapped=True), again=True, repeats=True),
    ),
)

BLIND = Dvcqg(
    name="dvcqg-array without look-ups",
    desk="dvcqg-array",
    profile={"dialect": "dvcqg-array", **PATHS, "create_path": OLDER + "False", "update_path": OLDER + "True"},
    styles={
        "duplicate 0": Style(shows="nothing", suffix="none", duplicate="0"),
        "duplicate 3": Style(shows="nothing", suffix="none", duplicate="3", code="number"),
        "duplicate -3": Style(shows="nothing", suffix="none", duplicate="-3", batch="partial"),
        "plain text": Style(shows="nothing", suffix="none", success="plain"),
    },
    plain=Style(shows="nothing", suffix="none"),
    clear=Style(shows="nothing", suffix="none", closed=True),
    calls=(
        Call(label="record", service=RECORD, again=True),
        Call(label="progress", service=LINE, again=True, repeats=True),
    ),
    sees=False,
    settles=False,
    unknown=Bad(changes={"procedure": NO_SUCH}, reason="refused", detail="9.999999"),
)

WIRES: list[Wire] = [SESSION, CREATED_FIRST, ARRAY, BLIND]
