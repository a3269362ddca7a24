"""OpenCPS: a dossier's steps are the actions it went through, its payments follow; counted papers are how it stands."""

from __future__ import annotations

from typing import Any

import msgspec

from app.domain.events import Person, Status
from app.settings import Server
from sync.dialects.opencps_forms import NONE, action, action_code, payment, pays, told_as
from sync.sandbox import Sandbox
from sync.sandbox.books import RECORD
from sync.sandbox.desk_opencps import ACTIONS, ROOT, OpenCpsStyle
from tests.sync.counter import Counter
from tests.sync.wire import Bad, Call, Held, Wire

WORDS = {
    Status.NEW: "new",
    Status.RECEIVED: "receiving",
    Status.IN_PROCESS: "processing",
    Status.SUPPLEMENT: "waiting",
    Status.WITHDRAWAL: "cancelling",
    Status.RESULT_READY: "releasing",
    Status.NOT_RECEIVED: "denied",
    Status.STOPPED: "cancelled",
    Status.HANDED_BACK: "done",
}
"""Said here again, by hand: the mapping of wire B.4 and D."""


class OpenCps(Wire, frozen=True, kw_only=True):
    actions: dict[str, str]

    def server(self, url: str, **changes: Any) -> Server:
        table = Server(
            dialect="opencps",
            url=url + ROOT,
            username="buudien",
            group="35166",
            agency="UBND-MT",
            templates={"1.004873": "1.004873", "1.001193": "1.001193"},
            actions=self.actions,
        )
        return msgspec.structs.replace(table, **changes)

    def held(self, one: Sandbox) -> dict[str, Held]:
        found = {}
        for uid in one.books.codes():
            record = one.books.record(uid)
            assert record is not None
            found[uid] = Held(
                status=_stands(record["dossierStatus"], record["marks"]),
                steps=(
                    *((step["actionCode"], step["actionNote"]) for step in record["actions"]),
                    *(tuple(paid.items()) for paid in record["payments"]),
                ),
                created=one.books.creations(uid),
            )
        return found

    def owed(self, counter: Counter) -> dict[str, Held]:
        server = self.server("")
        found = {}
        entries = counter.entries()
        for uid in {entry.dossier_id for entry in entries}:
            lane = [entry for entry in entries if entry.dossier_id == uid]
            codes = [action_code(server, entry.kind) for entry in lane]
            told = [(entry, code) for entry, code in zip(lane, codes, strict=True)]
            last = lane[-1].dossier
            marks = {"TP01": "1"} if last.filing.procedure.code == "1.004873" else {}
            found[uid] = Held(
                status=_stands(WORDS[told_as(last.status)], {part: {"recordCount": n} for part, n in marks.items()}),
                steps=(
                    *((code, action(entry, code)["actionNote"]) for entry, code in told if code != NONE),
                    *(tuple(payment(entry).items()) for entry, code in told if pays(entry, code)),
                ),
            )
        return found

    def key(self, counter: Counter, dossier: str) -> str:
        return dossier

    def agency(self, one: Sandbox, key: str, status: Status) -> None:
        record = one.books.record(key)
        assert record is not None
        step = {"actionCode": "9999", "actionNote": "Xử lý ở cơ quan", "actionUser": "Trần Quốc Việt"}
        now = record["receiveDate"]
        moved = {**record, "dossierStatus": WORDS[status], "releaseDate": now, "actions": [*record["actions"], step]}
        one.books.keep(RECORD, [(key, False, moved)])


def _stands(status: str, marks: dict[str, Any]) -> str:
    return " ".join([status, *(f"{part}={mark['recordCount']}" for part, mark in sorted(marks.items()))])


CLEAR = OpenCpsStyle()

SITE = OpenCps(
    name="opencps",
    actions=ACTIONS,
    desk="opencps",
    styles={
        "number at once": OpenCpsStyle(),
        "number with the first action": OpenCpsStyle(number="received"),
        "no number of its own": OpenCpsStyle(number="never"),
        "404 for what is not there": OpenCpsStyle(missing="404"),
        "403 for what is not there": OpenCpsStyle(missing="403"),
        "401 with 203 in the body": OpenCpsStyle(refused="401"),
        "last action not shown": OpenCpsStyle(last=False),
        "times as in the entity": OpenCpsStyle(entity=True),
    },
    plain=OpenCpsStyle(),
    clear=CLEAR,
    calls=(
        Call(label="look", service="look", again=True),
        Call(label="create", service="create"),
        Call(label="parts", service="parts"),
        Call(label="marks", service="marks"),
        Call(label="payment look", service="payment look"),
        Call(label="payment", service="payment"),
        Call(label="action", service="action", again=True),
        Call(
            label="action, last not shown",
            service="action",
            style=OpenCpsStyle(last=False),
            again=True,
            by_status=True,
        ),
        Call(label="create, 403 for none", service="create", style=OpenCpsStyle(missing="403")),
        Call(label="look, 404 for none", service="look", style=OpenCpsStyle(missing="404"), again=True),
    ),
    record="action",
    door="look",
    once=True,
    refused=Bad(changes={"applicant": Person(full_name="")}, reason="refused", detail="applicantName: bắt buộc"),
)

WIRES: list[Wire] = [SITE]
