"""Fourteen dossiers on paper, counted by hand, against every report. The week is Monday 9 to Friday 13 November 2026;
"now" is the Monday after, nine o'clock.

|   | received      | way, kind  | due   | there | handed            | in the week                          |
|---|---------------|------------|-------|-------|-------------------|--------------------------------------|
| A | 02/11         | 1          | 06/11 | 10/11 |                   | carried; done late                   |
| B | 03/11         | 1          | 12/11 | 11/11 | 12/11 desk, 5     | carried; done early                  |
| C | 04/11         | 1          | 10/11 |       |                   | carried; open, late                  |
| D | 02/11         | 1          | 05/11 | 05/11 | 10/11 post, 3     | done before: only handed             |
| E | 09/11         | 1          | 11/11 | 11/11 | 11/11 desk        | done on the day                      |
| F | 09/11         | 3, carrier |       |       |                   | open, no date; sent 10/11            |
| G | 10/11         | 3, carrier | 20/11 |       |                   | open, in time; sent, taken 11/11     |
| H | 10/11         | 2          | 12/11 | 13/11 | 14/11 post, after | done late; one try failed            |
| I | 11/11         | 1          | 13/11 |       |                   | papers asked 12/11: clock stands     |
| J | 12/11         | 1          | 12/11 |       |                   | open, late                           |
| K | 12/11         | 1          | 16/11 |       |                   | voided: nowhere                      |
| L | 12/11 slip    | 1          |       |       |                   | no dossier                           |
| M | 13/11 refused | 1          |       |       |                   | no dossier                           |
| N | 14/11         | 1          | 18/11 |       |                   | after the week                       |
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain import events as e
from app.domain.catalogue import FeeKind
from app.domain.events import VIETNAM, Kind, Mode
from app.domain.report import Report, Scope
from app.reports import Reports
from app.store import Store, micros
from app.store.ledger import append
from tests.desk import FakeClock
from tests.store.lives import opened, reports_of, template

WEEK = Scope(since=date(2026, 11, 9), until=date(2026, 11, 13))
CLERK = "ga"


def at(day: int, hour: int = 8, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


def filing(channel: int = 1, mode: Mode = Mode.ASSIGNED, fees: tuple[e.FeeLine, ...] = ()) -> e.Filing:
    return e.Filing(
        mode=mode,
        procedure=e.ProcedureSnapshot(code="1.004873", name="Xác nhận tình trạng hôn nhân", field="Hộ tịch"),
        agency="UBND xã Mường Tè",
        channel=channel,
        applicant=e.Person(full_name="Lò Văn Ín", phone="0912345678", commune_code="03445"),
        fees=fees,
    )


class Table:
    """The table above, done at its times."""

    def __init__(self, store: Store, clock: FakeClock) -> None:
        self.store = store
        self.clock = clock
        self.steps: list[tuple[datetime, str, Kind, Any]] = []

    def received(self, name: str, when: datetime, due: datetime | None = None, begun: int = 0, **filed: Any) -> None:
        body = e.Received(
            code=f"H35.99.07-{when:%y%m%d}-{ord(name):04d}",
            filing=filing(**filed),
            received_at=when,
            due_at=due,
            book=2026,
            book_number=ord(name),
            begun_at=when - timedelta(minutes=begun) if begun else None,
        )
        self.steps.append((when, name, Kind.RECEIVED, body))

    def then(self, name: str, when: datetime, kind: Kind, body: Any) -> None:
        self.steps.append((when, name, kind, body))

    def result(self, name: str, when: datetime) -> None:
        self.then(name, when, Kind.RESULT_ARRIVED, e.ResultArrived())

    def handed(self, name: str, when: datetime, *, by_post: bool = False, rating: int = 0) -> None:
        body = e.HandedBack(recipient=e.Recipient(full_name="Lò Văn Ín"), by_post=by_post)
        self.then(name, when, Kind.HANDED_BACK, body)
        if rating:
            self.then(name, when + timedelta(minutes=1), Kind.RATED, e.Rated(score=rating))

    def done(self) -> None:
        for when, name, kind, body in sorted(self.steps, key=lambda step: step[0]):
            self.clock.at = when
            with self.store.write() as conn:
                append(self.store, conn, name, kind, body, CLERK)
        self.clock.at = at(16, 9)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    clock = FakeClock()
    (tmp_path / "made").mkdir()
    made = opened(template(tmp_path / "made"), tmp_path / "data", clock)
    table = Table(made, clock)
    charge = e.FeeLine(kind=FeeKind.CHARGE, name="Lệ phí", amount=8_000, paid=True)
    postage = e.FeeLine(kind=FeeKind.POSTAGE, name="Cước", amount=26_000, paid=True)
    table.received("A", at(2), at(6, 17))
    table.received("B", at(3), at(12, 17))
    table.received("C", at(4), at(10, 17))
    table.received("D", at(2), at(5, 17))
    table.received("E", at(9), at(11, 17), begun=2, fees=(charge,))
    table.received("F", at(9), channel=3, mode=Mode.CARRIER)
    table.received("G", at(10), channel=3, mode=Mode.CARRIER)
    table.received("H", at(10), at(12, 17), begun=6, channel=2, fees=(postage,))
    table.received("I", at(11), at(13, 17))
    table.received("J", at(12), at(12, 17), begun=4)
    table.received("K", at(12), at(16, 17))
    table.received("N", at(14), at(18, 17))
    table.result("A", at(10, 9))
    table.result("B", at(11, 9))
    table.result("D", at(5, 9))
    table.result("E", at(11, 10))
    table.result("H", at(13, 9))
    table.handed("B", at(12, 9), rating=5)
    table.handed("D", at(10, 9), by_post=True, rating=3)
    table.handed("E", at(11, 15))
    table.handed("H", at(14, 9), by_post=True)
    table.then("F", at(10, 9), Kind.HANDED_TO_AGENCY, e.HandedToAgency())
    table.then("G", at(11, 8), Kind.HANDED_TO_AGENCY, e.HandedToAgency())
    accepted = e.AgencyAccepted(official_code="H35.12-261111-0001", due_at=at(20, 17))
    table.then("G", at(11, 9), Kind.AGENCY_ACCEPTED, accepted)
    table.then("H", at(13, 14), Kind.DELIVERY_ATTEMPTED, e.DeliveryAttempted(outcome="vắng nhà"))
    asked = e.SupplementAsked(missing=(e.Missing(name="Giấy chứng sinh"),), reason="thiếu")
    table.then("I", at(12, 9), Kind.SUPPLEMENT_ASKED, asked)
    table.then("K", at(12, 9), Kind.VOIDED, e.Voided(reason="nhập trùng"))
    missing = (e.Missing(name="Giấy chứng sinh"),)
    slip = e.SupplementAsked(missing=missing, reason="thiếu", code="YC-1", filing=filing())
    table.then("L", at(12, 10), Kind.SUPPLEMENT_ASKED, slip)
    turned_away = e.Refused(reason="không đủ điều kiện", code="H35.99.07-261113-9", filing=filing())
    table.then("M", at(13, 8), Kind.REFUSED, turned_away)
    back = e.FeeRefunded(amount=3_000, kind=FeeKind.CHARGE, reason="thu thừa")
    table.then("E", at(11, 12), Kind.FEE_REFUNDED, back)
    transfer = e.FeeCollected(amount=75_000, kind=FeeKind.FEE, method="transfer")
    table.then("J", at(13, 8), Kind.FEE_COLLECTED, transfer)
    table.done()
    yield made
    made.close()


@pytest.fixture
def reports(store: Store) -> Reports:
    clock = store.clock
    assert isinstance(clock, FakeClock)
    return reports_of(store, clock)


def line(report: Report, row: int = -1) -> dict[str, Any]:
    """A line by the keys of its columns; -1 the total."""
    chosen = report.total if row < 0 else report.rows[row]
    assert chosen is not None
    return {column.key: cell for column, cell in zip(report.columns, chosen.cells, strict=True)}


def test_on_time(reports: Reports) -> None:
    found = line(reports.make("ontime", WEEK))
    assert (found["carried"], found["received"], found["to_process"]) == (3, 6, 9)  # ABC; EFGHIJ
    assert (found["finished_early"], found["finished_on_time"], found["finished_late"]) == (1, 1, 2)  # B; E; AH
    assert (found["open_in_time"], found["open_late"], found["open_undated"]) == (2, 2, 1)  # GI; CJ; F
    assert found["voided"] == 1
    assert found["rate"] == pytest.approx(5 / 9)
    assert found["strict"] == 0.5


def test_the_table_of_ii06a(reports: Reports) -> None:
    report = reports.make("ii06a", WEEK, by="agency")
    assert len(report.rows) == 1
    found = line(report, 0)
    assert found.pop("label") == "UBND xã Mường Tè"
    assert list(found.values()) == [9, 1, 5, 3, 4, 1, 1, 2, 5, 2, 2, 0, 1]
    assert [column.group for column in report.columns[1:12]] == (
        ["Tiếp nhận"] * 4 + ["Đã giải quyết"] * 4 + ["Đang giải quyết"] * 3
    )


def test_volumes_by_day(reports: Reports) -> None:
    report = reports.make("volumes", WEEK, by="day")
    shown = [
        (f"{line(report, n)['label']:%d}", line(report, n)["received"], line(report, n)["handed"]) for n in range(5)
    ]
    assert shown == [("09", 2, 0), ("10", 2, 1), ("11", 1, 1), ("12", 1, 1), ("13", 0, 0)]
    total = line(report)
    assert (total["received_direct"], total["received_online"], total["received_postal"]) == (3, 1, 2)
    assert (total["slips"], total["refused_at_desk"], total["voided"]) == (1, 1, 1)
    assert (total["supplement_asked"], total["finished"], total["handed_postal"]) == (1, 4, 1)


def test_how_it_stood_each_evening(reports: Reports) -> None:
    """C falls due on Tuesday, A is open and late until then; F has no date; J falls due on Thursday."""
    report = reports.make("ontime", WEEK, by="day")
    late = [line(report, n)["open_late"] for n in range(5)]
    undated = [line(report, n)["open_undated"] for n in range(5)]
    # Mon: A. Tue: C (A is done). Wed: C. Thu: C, J, H. Fri: C, J (H is done).
    assert late == [1, 1, 1, 3, 2]
    # Mon F. Tue F; G has its date by now, and no report knows any more since when. Wed … Fri F.
    assert undated == [1, 1, 1, 1, 1]
    assert line(report, 1)["carried"] == 5  # A (done that day), B, C, E, F
    assert line(report, 0)["carried"] == 3  # A, B, C


def test_the_postal_register(reports: Reports) -> None:
    found = line(reports.make("postal", WEEK))
    assert (found["received_postal"], found["sent"], found["arrived"]) == (2, 2, 4)
    assert (found["handed"], found["handed_postal"], found["return_share"]) == (3, 1, pytest.approx(1 / 3))
    assert (found["tried"], found["attempts"], found["gone_back"]) == (1, 1, 0)
    # Out: F 25 h, G 24 h. Back: E 5 h, B 24 h, D 120 h.
    assert (found["leg_out_median"], found["leg_out_p90"]) == (1.0, 1.04)
    assert (found["leg_back_median"], found["leg_back_p90"]) == (1.0, 5.0)


def test_moneys(reports: Reports) -> None:
    found = line(reports.make("fees", WEEK))
    assert (found["paid"], found["fee"], found["charge"], found["postage"]) == (3, 75_000, 8_000, 26_000)
    assert (found["cash"], found["transfer"], found["collected"]) == (34_000, 75_000, 109_000)
    assert (found["refunded_state"], found["remitted"], found["kept"]) == (3_000, 0, 106_000)
    assert (found["gap"], found["unremitted"]) == (5_000, 1)


def test_indicators(reports: Reports) -> None:
    report = reports.make("kpi", WEEK)
    found = {line(report, n)["name"]: line(report, n) for n in range(len(report.rows))}

    def value(name: str) -> tuple[Any, Any, Any]:
        row = found[name]
        return row["value"], row["numerator"], row["denominator"]

    def share(part: int, whole: int) -> tuple[Any, int, int]:
        return pytest.approx(part / whole, abs=1e-6), part, whole

    assert value("Tỷ lệ đúng hạn") == share(5, 9)
    assert value("Đúng hạn trong số đã giải quyết xong") == share(2, 4)
    assert value("Tỷ lệ tiếp nhận qua bưu chính công ích") == share(2, 6)
    assert value("Tỷ lệ trả kết quả qua bưu chính công ích") == share(1, 3)
    assert value("Tỷ lệ nộp trực tuyến") == share(1, 6)
    assert value("Thủ tục cung cấp trực tuyến (mức độ 3, 4)") == share(45, 52)
    # Accepted: E G H I J; I had to bring papers.
    assert value("Đủ giấy tờ ngay lần đầu") == share(4, 5)
    assert value("Chặng đi, trung vị")[0] == 1.0
    assert value("Chặng về quá thời hạn") == share(1, 3)
    # H: one try in vain, then it was delivered.
    assert value("Lần phát không thành") == share(1, 2)
    assert value("Kết quả chuyển trả cơ quan") == share(0, 3)
    assert value("Phí, lệ phí thu bằng tiền mặt chưa nộp cơ quan")[0] == 5_000
    # From Monday 08:00, when E paid, to Friday midnight.
    assert value("Khoản chưa nộp lâu nhất")[0] == pytest.approx(4 + 16 / 24, abs=0.01)
    assert value("Thời gian tiếp nhận một hồ sơ, trung vị")[0] == 4
    assert value("Thời gian tiếp nhận, 90 % không quá")[0] == 6
    assert value("Mức độ hài lòng") == share(1, 2)
    assert value("Tỷ lệ được khảo sát") == share(2, 3)
    assert value("Thời gian chờ đến lượt")[0] is None


def test_sync_in_time(reports: Reports, store: Store) -> None:
    """Of the week's events a third each: there after an hour, after three days, never. The limit is two days."""
    with store.write() as conn:
        rows = conn.execute("SELECT seq, since FROM outbox ORDER BY seq").fetchall()
        for place, (seq, since) in enumerate(rows):
            if place % 3 < 2:
                there = since + (3_600 if place % 3 == 0 else 3 * 86_400) * 1_000_000
                conn.execute("UPDATE outbox SET state='delivered', acknowledged_at=? WHERE seq=?", (there, seq))
    first, end = micros(at(9, 0)), micros(at(14, 0))
    week = [place for place, (_, since) in enumerate(rows) if first <= since < end]
    assert len(week) > 12
    report = reports.make("kpi", WEEK)
    row = next(line(report, n) for n in range(len(report.rows)) if line(report, n)["name"] == "Gửi một cửa đúng hạn")
    assert (row["numerator"], row["denominator"]) == (sum(place % 3 == 0 for place in week), len(week))


def test_work_lists_with_telephones(reports: Reports) -> None:
    report = reports.make("worklist", WEEK)
    shown = [(row.cells[0], row.cells[1], row.cells[3]) for row in report.rows]
    # Late on Monday the 16th: C, J. Due within two days: nothing (N is due on the 18th at five). A waits for its owner.
    assert shown == [
        ("Quá hạn", "H35.99.07-261104-0067", "0912345678"),
        ("Quá hạn", "H35.99.07-261112-0074", "0912345678"),
        ("Kết quả chờ người nhận", "H35.99.07-261102-0065", "0912345678"),
    ]
    assert report.rows[2].cells[8] == 6.0


def test_the_register_has_every_number_that_was_given(reports: Reports) -> None:
    report = reports.make("register", WEEK)
    assert [row.cells[0] for row in report.rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [row.cells[14] for row in report.rows] == ["", "", "", "", "Chờ bổ sung", "", "Đã hủy"]
    assert report.notes == ("Trong đó 1 hồ sơ đã hủy.",)
    few = reports.make("register", WEEK, limit=3)
    assert (len(few.rows), few.left) == (3, 4)
