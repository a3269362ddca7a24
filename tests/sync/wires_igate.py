"""The ministries' adapter: a token, a creation without a key, statuses and progress by an id of its own."""

from __future__ import annotations

from typing import Any

from app.domain.events import Person, Status
from app.settings import Server
from sync.dialects.dvcqg import Point
from sync.dialects.igate_words import line
from sync.sandbox import Sandbox
from sync.sandbox.books import RECORD
from sync.sandbox.desk_igate import CREATE, PROGRESS, SEARCH, STATUS, TOKEN, IgateStyle, dossier_id
from tests.sync.counter import POINT, Counter, server_of
from tests.sync.wire import NO_SUCH, Bad, Call, Held, Wire

STYLES = {
    "200 as number": IgateStyle(code="number"),
    "200 as text": IgateStyle(code="0"),
    "0 as number": IgateStyle(code="number", ok="0"),
    "code alone": IgateStyle(success="code"),
    "words alone": IgateStyle(success="text"),
    "shows nothing": IgateStyle(shows="bare"),
    "shows all, closed after the end": IgateStyle(shows="all", closed=True),
    "reads inside data": IgateStyle(nested=True, shows="all"),
    "tells of a duplicate": IgateStyle(doubles=False),
    "begins as newly registered": IgateStyle(begins=1),
    "401 by http": IgateStyle(unauthorised="http"),
    "401 by words": IgateStyle(unauthorised="text"),
}

CLEAR = IgateStyle(shows="all", closed=True)


class Igate(Wire, frozen=True, kw_only=True):
    def server(self, url: str, **changes: Any) -> Server:
        return server_of(url, **{"dialect": "igate", **changes})

    def held(self, one: Sandbox) -> dict[str, Held]:
        found = {}
        for code in one.books.codes():
            record = one.books.record(code)
            assert record is not None
            found[code] = Held(
                status=str(record["TrangThai"]),
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
                steps=tuple(line(entry, dossier_id(code), point) for entry in entries if entry.wire_code == code),
            )
            for code in {entry.wire_code for entry in entries}
        }

    def key(self, counter: Counter, dossier: str) -> str:
        return next(entry.wire_code for entry in counter.entries() if entry.dossier_id == dossier)

    def agency(self, one: Sandbox, key: str, status: Status) -> None:
        record = one.books.record(key)
        assert record is not None
        one.books.keep(RECORD, [(key, False, {**record, "TrangThai": int(status)})])


IGATE = Igate(
    name="igate",
    desk="igate",
    styles=STYLES,
    plain=IgateStyle(),
    clear=CLEAR,
    calls=(
        Call(label="log-in", service=TOKEN),
        Call(label="look-up", service=SEARCH, again=True),
        Call(label="creation", service=CREATE, again=True),
        Call(label="status", service=STATUS),
        Call(label="progress", service=PROGRESS, again=True),
        Call(label="progress not shown", service=PROGRESS, style=IgateStyle(), again=True, repeats=True),
    ),
    record=CREATE,
    move=STATUS,
    step=PROGRESS,
    door=SEARCH,
    log_in=TOKEN,
    unknown=Bad(changes={"procedure": NO_SUCH}, reason="refused", detail="9.999999"),
    refused=Bad(changes={"applicant": Person(full_name="")}, reason="refused", detail="ChuHoSo"),
)

WIRES: list[Wire] = [IGATE]
