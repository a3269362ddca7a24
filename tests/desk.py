"""A whole counter for tests: real SQLite, real catalogue and papers; only the clock is faked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.clock import Clock
from app.domain import intake
from app.domain.intake import Draft
from app.office import Office, set_up
from app.people import Clerk

PIN = "2468"
MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
"""09:00 in Việt Nam on a working Monday."""

PROFILE = """
[unit]
name = "Bưu điện xã Mường Tè"
address = "Trung tâm xã Mường Tè"
hotline = "1900 54 54 81"
province = "Lai Châu"
commune_code = "03445"
identifier = "H35.99.07"
mode = "{mode}"
heading = ["ỦY BAN NHÂN DÂN XÃ MƯỜNG TÈ", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"]
agency = "UBND xã Mường Tè"
[counter]
number = {number}
[numbering]
kind = "{kind}"
first = {first}
last = {last}
[people]
manager = "Tòng Văn Inh"
clerks = ["Lò Thị Dung"]
[server]
dialect = "dvcqg-session"
url = "{url}"
unit = "000.00.01.H99"
dstcode = "VN:GOV:000.00.01.H99:dvcqg"
username = "tap-huan"
secret = "env:QUAY_TEST_SECRET"
"""


class FakeClock(Clock):
    """A clock that stands still until somebody moves it, forwards or back."""

    def __init__(self, at: datetime = MONDAY) -> None:
        self.at = at
        super().__init__()

    def _read(self) -> datetime:
        return self.at

    def tick(self, **by: float) -> None:
        self.at += timedelta(**by)


def profile_text(
    *,
    mode: str = "assigned",
    kind: str = "series",
    first: int = 1000,
    last: int = 1999,
    url: str = "http://127.0.0.1:9",
    number: int = 1,
) -> str:
    return PROFILE.format(mode=mode, kind=kind, first=first, last=last, url=url, number=number)


def new_office(data: Path, clock: Clock, **profile: Any) -> Office:
    data.parent.mkdir(parents=True, exist_ok=True)
    file = data.parent / "profile-given.toml"
    file.write_text(profile_text(**profile), encoding="utf-8")
    office, _ = set_up(file, data, PIN, clock)
    return office


def clerk_of(office: Office) -> Clerk:
    return office.people.named("Lò Thị Dung")


def line(**changes: Any) -> dict[str, Any]:
    """An intake line that is right; `applicant__phone="…"` changes one inner field, `None` removes it."""
    value: dict[str, Any] = {
        "procedure": "1.004873",
        "applicant": {
            "kind": "citizen",
            "id_number": "012090001234",
            "id_kind": "cccd",
            "full_name": "Lò Văn Ín",
            "date_of_birth": "1990-02-01",
            "sex": "male",
            "phone": "0912345678",
            "address": "Bản Nậm Củm, Xã Mường Tè, Lai Châu",
            "commune_code": "03445",
        },
        "components": "complete",
        "sets": 1,
        "fees": "default",
        "result_delivery": {"kind": "counter"},
    }
    for name, change in changes.items():
        target = value
        *path, last = name.split("__")
        for part in path:
            target = target.setdefault(part, {})
        if change is None:
            target.pop(last, None)
        else:
            target[last] = change
    return value


def draft(**changes: Any) -> Draft:
    return intake.read_draft(line(**changes))
