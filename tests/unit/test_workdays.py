"""Due dates against examples counted by hand on the calendar of 2026 and 2027, and properties that hold for any day.

23/11/2026 is a Monday and Tuesday 24/11 a holiday (Ngày Văn hóa Việt Nam).
"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import workdays
from app.domain.catalogue import Unit
from app.domain.workdays import Calendar, Count, Day
from app.errors import Rejected, Trouble

ASSETS = Path(__file__).resolve().parents[2] / "assets" / "calendar"
VIETNAM = timezone(timedelta(hours=7))
SHIPPED = workdays.load(ASSETS)
HOURS = workdays.working_hours(["07:00-11:30", "13:30-17:00"])


def at(day: str, clock: str = "09:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}:00+07:00")


def due(received: datetime, value: int, unit: str, **rules: str) -> workdays.Due:
    return workdays.due(received, value, unit, calendar=SHIPPED, hours=HOURS, **rules)


# ------------------------------------------------------------------------------------------------------- shipped years


def test_shipped_years_are_those_of_the_library_but_for_what_it_does_not_know() -> None:
    for year in (2024, 2025, 2026, 2027):
        known = {(day.date, day.kind) for day in workdays.seed(year)}
        every = [date(year, 1, 1) + timedelta(days=n) for n in range(366 if year == 2024 else 365)]
        shipped = {(day, "work" if SHIPPED.is_working(day) else "off") for day in every if SHIPPED.note(day)}
        late = {(date(2026, 1, 2), "off"), (date(2026, 1, 10), "work")} if year == 2026 else set()
        assert shipped - known == late
        assert known <= shipped


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2024-02-14", False),
        ("2024-04-29", False),
        ("2024-05-04", True),
        ("2025-04-26", True),
        ("2025-05-02", False),
        ("2025-09-01", False),
        ("2026-01-02", False),
        ("2026-01-10", True),
        ("2026-02-13", True),
        ("2026-02-16", False),
        ("2026-02-20", False),
        ("2026-02-23", True),
        ("2026-04-27", False),
        ("2026-08-22", True),
        ("2026-08-29", False),
        ("2026-08-31", False),
        ("2026-09-03", True),
        ("2026-11-21", False),
        ("2026-11-22", False),
        ("2026-11-23", True),
        ("2026-11-24", False),
        ("2027-02-10", False),
        ("2027-02-11", True),
    ],
)
def test_days_of_shipped_years(day: str, working: bool) -> None:
    assert SHIPPED.is_working(date.fromisoformat(day)) is working


def test_what_is_covered_and_decided() -> None:
    assert [year for year in range(2020, 2031) if SHIPPED.covers(year)] == [2024, 2025, 2026, 2027]
    assert [year for year in range(2020, 2031) if SHIPPED.decided(year)] == [2024, 2025, 2026]
    assert SHIPPED.note(date(2026, 11, 24)) == "Ngày Văn hóa Việt Nam"
    assert SHIPPED.note(date(2026, 11, 25)) == ""


def test_every_shipped_day_names_its_source() -> None:
    days = [day for file in sorted(ASSETS.glob("*.toml")) for day in workdays._read(file).days]
    assert len(days) > 50
    assert all(day.note for day in days)
    assert SHIPPED._days[date(2026, 1, 10)].source == "Công văn 12729/VPCP-KGVX ngày 25/12/2025"
    assert all(day.source for day in SHIPPED._days.values())


def test_a_year_without_a_file_still_knows_the_solar_holidays() -> None:
    assert not SHIPPED.is_working(date(2029, 1, 1))
    assert not SHIPPED.is_working(date(2029, 4, 30))
    assert not SHIPPED.is_working(date(2028, 11, 24))
    assert SHIPPED.is_working(date(2023, 11, 24))  # before there was such a holiday
    assert SHIPPED.is_working(date(2028, 11, 23))


def test_next_working() -> None:
    assert SHIPPED.next_working(date(2026, 11, 23)) == date(2026, 11, 25)
    assert SHIPPED.next_working(date(2026, 8, 21)) == date(2026, 8, 22)
    assert SHIPPED.working_from(date(2026, 11, 23)) == date(2026, 11, 23)
    assert SHIPPED.working_from(date(2026, 2, 14)) == date(2026, 2, 23)


def test_counting_a_term_does_not_import_the_library() -> None:
    # 86 ms of every start; the shipped years stand in files for that reason.
    probe = "import sys, app.domain.workdays; print('holidays' in sys.modules)"
    asked = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, cwd=ASSETS.parents[1]
    )
    assert asked.stdout.strip() == "False"


# --------------------------------------------------------------------------------------------------------------- files

FILE = """
year = 2030
decided = true
source = "Thông báo năm 2029"
[[days]]
date = 2030-01-01
kind = "off"
note = "Tết Dương lịch"
[[days]]
date = 2030-01-05
kind = "work"
note = "Làm bù"
source = "Công văn 1"
"""


def test_a_later_folder_holds_over_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "2030.toml").write_text(FILE, "utf-8")
    (tmp_path / "x-own.toml").write_text(
        'year = 2027\ndecided = true\nsource = "Thông báo 2026"\n'
        '[[days]]\ndate = 2027-02-04\nkind = "work"\nnote = "Đi làm bình thường"\n'
        '[[days]]\ndate = 2027-02-11\nkind = "off"\nnote = "Tết (mùng 6)"\n',
        "utf-8",
    )
    merged = workdays.load(ASSETS, tmp_path, tmp_path / "not there")
    assert merged.is_working(date(2027, 2, 4))
    assert not merged.is_working(date(2027, 2, 5))
    assert not merged.is_working(date(2027, 2, 11))
    assert merged.decided(2027)
    assert merged.is_working(date(2030, 1, 5))
    assert merged.covers(2026)
    assert merged._days[date(2030, 1, 1)].source == "Thông báo năm 2029"


@pytest.mark.parametrize(
    ("wrong", "right", "key"),
    [
        ('kind = "work"', 'kind = "off"', ""),
        ('kind = "holiday"', 'kind = "work"', "days[1].kind"),
        ("date = 2031-01-05", "date = 2030-01-05", "days[1].date"),
        ("date = 2030-01-01 ", "date = 2030-01-05", "days[1].date"),
        ("date = 2030-02-30", "date = 2030-01-05", "line"),
        ("nots = 1", 'note = "Làm bù"', "nots"),
        ('year = "2030"', "year = 2030", "year"),
        ("", 'source = "Thông báo năm 2029"', "source"),
        ("decided =", "decided = true", "line"),
    ],
)
def test_a_file_that_is_not_understood_is_refused_by_key(tmp_path: Path, wrong: str, right: str, key: str) -> None:
    (tmp_path / "2030.toml").write_text(FILE.replace(right, wrong), "utf-8")
    if not key:
        assert workdays.load(tmp_path).covers(2030)
        return
    with pytest.raises(Trouble, match="calendar_broken") as caught:
        workdays.load(tmp_path)
    assert caught.value.facts["file"] == "2030.toml"
    assert key in str(caught.value.facts["key"])


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="calendar_broken"):
        workdays.load(tmp_path)
    (tmp_path / "2030.toml").mkdir()
    with pytest.raises(Trouble, match="calendar_broken"):
        workdays.load(tmp_path)
    (tmp_path / "2030.toml").rmdir()
    (tmp_path / "2030.toml").write_bytes(b'year = "\xff"')
    with pytest.raises(Trouble, match="calendar_broken"):
        workdays.load(tmp_path)


# --------------------------------------------------------------------------------------------------------------- hours


def test_working_hours() -> None:
    assert HOURS.spans == ((time(7), time(11, 30)), (time(13, 30), time(17)))
    assert HOURS.close == time(17)
    assert workdays.working_hours(["08:00-12:00", "12:00-16:00"]).close == time(16)


@pytest.mark.parametrize(
    ("spans", "problems"),
    [
        ([], {"calendar.working_hours": "missing"}),
        (["7:00-11:30"], {"calendar.working_hours[0]": "span_shape"}),
        (["07:00-24:00"], {"calendar.working_hours[0]": "span_shape"}),
        (["07:00 - 11:30"], {"calendar.working_hours[0]": "span_shape"}),
        (["11:30-07:00"], {"calendar.working_hours[0]": "span_backwards"}),
        (["07:00-07:00"], {"calendar.working_hours[0]": "span_backwards"}),
        (["07:00-11:30", "11:00-17:00"], {"calendar.working_hours[1]": "span_overlaps"}),
        (["13:30-17:00", "07:00-11:30"], {"calendar.working_hours[1]": "span_overlaps"}),
        (
            ["x", "07:00-11:30", "y"],
            {"calendar.working_hours[0]": "span_shape", "calendar.working_hours[2]": "span_shape"},
        ),
    ],
)
def test_wrong_working_hours_are_told_by_key(spans: list[str], problems: dict[str, str]) -> None:
    with pytest.raises(Rejected) as caught:
        workdays.working_hours(spans)
    assert {key: problem.code for key, problem in caught.value.problems.items()} == problems


# ----------------------------------------------------------------------------------------------------------- due dates


@pytest.mark.parametrize(
    ("received", "value", "end"),
    [
        (at("2026-11-16"), 1, at("2026-11-17", "17:00")),
        (at("2026-11-16", "16:59"), 1, at("2026-11-17", "17:00")),
        (at("2026-11-16", "23:59"), 1, at("2026-11-17", "17:00")),
        (at("2026-11-23"), 1, at("2026-11-25", "17:00")),  # over the new holiday
        (at("2026-11-20"), 1, at("2026-11-23", "17:00")),  # over a weekend
        (at("2026-11-21"), 1, at("2026-11-23", "17:00")),  # received on a Saturday: Monday is the first day
        (at("2026-11-16"), 5, at("2026-11-23", "17:00")),
        (at("2026-11-16"), 20, at("2026-12-15", "17:00")),
        (at("2026-02-13"), 3, at("2026-02-25", "17:00")),  # over Tết
        (at("2026-08-20"), 3, at("2026-08-24", "17:00")),  # Saturday 22/8 is worked
        (at("2026-08-28"), 1, at("2026-09-03", "17:00")),
        (at("2025-12-31"), 1, at("2026-01-05", "17:00")),
        (at("2026-01-09"), 1, at("2026-01-10", "17:00")),
    ],
)
def test_working_days(received: datetime, value: int, end: datetime) -> None:
    assert due(received, value, "working_day") == workdays.Due(end, "working_days")


@pytest.mark.parametrize(
    ("received", "value", "unit", "end", "rule"),
    [
        (at("2026-11-16"), 15, "day", at("2026-12-01", "17:00"), "days"),
        (at("2026-11-16"), 5, "day", at("2026-11-23", "17:00"), "days_moved"),  # Saturday
        (at("2026-11-17"), 7, "day", at("2026-11-25", "17:00"), "days_moved"),  # the holiday
        (at("2026-02-01"), 15, "day", at("2026-02-23", "17:00"), "days_moved"),  # into Tết
        (at("2026-08-12"), 10, "day", at("2026-08-22", "17:00"), "days"),  # a Saturday that is worked
        (at("2026-03-16"), 1, "month", at("2026-04-16", "17:00"), "months"),
        (at("2026-01-30"), 1, "month", at("2026-03-02", "17:00"), "months_moved"),  # 28/2 is a Saturday
        (at("2024-01-31"), 1, "month", at("2024-02-29", "17:00"), "months"),
        (at("2025-01-31"), 1, "month", at("2025-02-28", "17:00"), "months"),
        (at("2026-10-31"), 1, "month", at("2026-11-30", "17:00"), "months"),
        (at("2025-12-16"), 12, "month", at("2026-12-16", "17:00"), "months"),
        (at("2025-11-24"), 12, "month", at("2026-11-25", "17:00"), "months_moved"),
    ],
)
def test_calendar_days_and_months(received: datetime, value: int, unit: str, end: datetime, rule: str) -> None:
    for count in Count:
        assert due(received, value, unit, count=count) == workdays.Due(end, rule)


@pytest.mark.parametrize(
    ("received", "value", "end"),
    [
        (at("2026-11-16", "09:00"), 1, at("2026-11-16", "10:00")),
        (at("2026-11-16", "09:00"), 8, at("2026-11-17", "09:00")),
        (at("2026-11-16", "07:00"), 8, at("2026-11-16", "17:00")),  # a full day ends with the day
        (at("2026-11-16", "06:00"), 8, at("2026-11-16", "17:00")),
        (at("2026-11-16", "11:00"), 1, at("2026-11-16", "14:00")),  # over lunch
        (at("2026-11-16", "10:30"), 1, at("2026-11-16", "11:30")),
        (at("2026-11-16", "11:45"), 1, at("2026-11-16", "14:30")),  # in the lunch gap: from 13:30
        (at("2026-11-16", "11:30"), 1, at("2026-11-16", "14:30")),
        (at("2026-11-16", "17:00"), 1, at("2026-11-17", "08:00")),  # after closing: from the next morning
        (at("2026-11-16", "20:00"), 4, at("2026-11-17", "11:00")),
        (at("2026-11-20", "16:30"), 2, at("2026-11-23", "08:30")),  # over a weekend
        (at("2026-11-21", "09:00"), 2, at("2026-11-23", "09:00")),  # received on a Saturday
        (at("2026-11-23", "16:00"), 2, at("2026-11-25", "08:00")),
    ],
)
def test_hours(received: datetime, value: int, end: datetime) -> None:
    for count in Count:
        assert due(received, value, "hour", count=count) == workdays.Due(end, "hours")


@pytest.mark.parametrize(
    ("received", "value", "end"),
    [
        (at("2026-11-16", "09:00"), 1, at("2026-11-17", "09:00")),
        (at("2026-11-16", "09:00"), 3, at("2026-11-19", "09:00")),
        (at("2026-11-16", "18:00"), 1, at("2026-11-17", "17:00")),
        (at("2026-11-23", "09:00"), 1, at("2026-11-25", "09:00")),
        (at("2026-11-20", "13:45"), 1, at("2026-11-23", "13:45")),
    ],
)
def test_hours_from_receipt(received: datetime, value: int, end: datetime) -> None:
    counted = due(received, value, "working_day", count="hours-from-receipt")
    assert counted == workdays.Due(end, "hours_from_receipt")


def test_a_day_is_eight_hours_whatever_the_counter_keeps_open() -> None:
    short = workdays.working_hours(["08:00-12:00"])
    counted = workdays.due(
        at("2026-11-16", "08:00"), 1, "working_day", calendar=SHIPPED, hours=short, count="hours-from-receipt"
    )
    assert counted.at == at("2026-11-17", "12:00")


@pytest.mark.parametrize(
    ("received", "end", "rule"),
    [
        (at("2026-11-16", "14:59"), at("2026-11-16", "17:00"), "same_day"),
        (at("2026-11-16", "15:00"), at("2026-11-16", "17:00"), "same_day"),  # "sau 15 giờ" begins after it
        (at("2026-11-16", "15:00") + timedelta(seconds=59), at("2026-11-16", "17:00"), "same_day"),  # printed as 15:00
        (at("2026-11-16", "15:01"), at("2026-11-17", "17:00"), "same_day_missed"),
        (at("2026-11-16", "06:00"), at("2026-11-16", "17:00"), "same_day"),
        (at("2026-11-20", "15:30"), at("2026-11-23", "17:00"), "same_day_missed"),
        (at("2026-11-21", "09:00"), at("2026-11-23", "17:00"), "same_day_missed"),
        (at("2026-11-24", "09:00"), at("2026-11-25", "17:00"), "same_day_missed"),
    ],
)
def test_same_day(received: datetime, end: datetime, rule: str) -> None:
    for count in Count:
        assert due(received, 1, "working_day", count=count, same_day_before="15:00") == workdays.Due(end, rule)


def test_same_day_is_over_when_the_counter_has_closed() -> None:
    mornings = workdays.working_hours(["07:00-11:30"])
    for clock, end in (("11:29", at("2026-11-16", "11:30")), ("11:30", at("2026-11-17", "11:30"))):
        received = at("2026-11-16", clock)
        counted = workdays.due(received, 1, "working_day", calendar=SHIPPED, hours=mornings, same_day_before="15:00")
        assert counted.at == end


def test_same_day_belongs_to_terms_of_one_working_day() -> None:
    assert due(at("2026-11-16"), 3, "working_day", same_day_before="15:00") == due(at("2026-11-16"), 3, "working_day")
    assert due(at("2026-11-16"), 1, "day", same_day_before="15:00") == due(at("2026-11-16"), 1, "day")


def test_any_zone_is_read_as_the_counters() -> None:
    assert due(datetime(2026, 11, 15, 18, 0, tzinfo=UTC), 1, "working_day").at == at("2026-11-17", "17:00")
    assert due(at("2026-11-16"), 1, "working_day").at.utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize(
    ("received", "value", "unit", "warnings"),
    [
        (at("2026-11-16"), 5, "working_day", ()),
        (at("2026-12-16"), 15, "day", ()),
        (at("2026-12-16"), 16, "day", ("calendar_not_decided",)),  # 1/1/2027 is off: 4/1
        (at("2027-03-01"), 1, "day", ("calendar_not_decided",)),
        (at("2027-12-20"), 30, "day", ("calendar_not_covering", "calendar_not_decided")),
        (at("2023-12-20"), 30, "day", ("calendar_not_covering",)),
        (at("2030-03-01"), 1, "day", ("calendar_not_covering",)),
    ],
)
def test_the_reader_is_warned_of_unknown_years(
    received: datetime, value: int, unit: str, warnings: tuple[str, ...]
) -> None:
    assert due(received, value, unit).warnings == warnings


@pytest.mark.parametrize(
    ("received", "value", "unit", "rules"),
    [
        (datetime(2026, 11, 16, 9), 1, "day", {}),  # noqa: DTZ001
        (at("2026-11-16"), 0, "day", {}),
        (at("2026-11-16"), -1, "working_day", {}),
        (at("2026-11-16"), 3651, "hour", {}),
        (at("2026-11-16"), 1, "week", {}),
        (at("2026-11-16"), 1, "day", {"count": "by-feel"}),
        (at("2026-11-16"), 1, "working_day", {"same_day_before": "3 pm"}),
    ],
)
def test_no_due_date_for_a_wrong_question(received: datetime, value: int, unit: str, rules: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"zone|term|valid|isoformat"):
        due(received, value, unit, **rules)


# ---------------------------------------------------------------------------------------------------------- properties

MINUTES = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 30)).map(lambda at: at.replace(tzinfo=VIETNAM))  # noqa: DTZ001
UNITS = st.sampled_from(list(Unit))
COUNTS = st.sampled_from(list(Count))
CUTOFFS = st.sampled_from(["", "15:00"])


@given(MINUTES, st.timedeltas(timedelta(0), timedelta(days=30)), st.integers(1, 40), UNITS, COUNTS, CUTOFFS)
def test_who_comes_later_is_never_due_earlier(
    received: datetime, later: timedelta, value: int, unit: Unit, count: Count, cutoff: str
) -> None:
    first = due(received, value, unit, count=count, same_day_before=cutoff)
    second = due(received + later, value, unit, count=count, same_day_before=cutoff)
    assert first.at <= second.at


@given(MINUTES, st.integers(1, 40), UNITS, COUNTS, CUTOFFS)
def test_a_longer_term_is_never_due_earlier(
    received: datetime, value: int, unit: Unit, count: Count, cutoff: str
) -> None:
    first = due(received, value, unit, count=count, same_day_before=cutoff)
    assert first.at <= due(received, value + 1, unit, count=count, same_day_before=cutoff).at


@given(MINUTES, st.integers(1, 40), UNITS, COUNTS, CUTOFFS)
def test_every_due_time_is_one_at_which_somebody_is_there(
    received: datetime, value: int, unit: Unit, count: Count, cutoff: str
) -> None:
    end = due(received, value, unit, count=count, same_day_before=cutoff)
    assert end.rule in workdays.RULES
    assert SHIPPED.is_working(end.at.date())
    assert any(opens <= end.at.time() <= closes for opens, closes in HOURS.spans)
    assert end.at > received.replace(second=0, microsecond=0) or end.rule == "same_day"


@given(MINUTES, st.integers(1, 40))
def test_working_days_are_counted_like_on_a_wall_calendar(received: datetime, value: int) -> None:
    end = due(received, value, "working_day").at.date()
    between = (received.date() + timedelta(days=n) for n in range(1, (end - received.date()).days + 1))
    assert sum(map(SHIPPED.is_working, between)) == value


@given(MINUTES, st.integers(1, 200))
def test_hours_are_counted_like_with_a_stop_watch(received: datetime, value: int) -> None:
    start = received.replace(second=0, microsecond=0)
    end = due(received, value, "hour").at
    open_minutes = timedelta(0)
    day = start.date()
    while day <= end.date():
        if SHIPPED.is_working(day):
            for opens, closes in HOURS.spans:
                begin = max(start, datetime.combine(day, opens, VIETNAM))
                finish = min(end, datetime.combine(day, closes, VIETNAM))
                open_minutes += max(finish - begin, timedelta(0))
        day += timedelta(days=1)
    assert open_minutes == timedelta(hours=value)


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["off", "work"])), max_size=60))
def test_any_set_of_days_has_a_next_working_day(marks: list[tuple[int, str]]) -> None:
    start = date(2026, 6, 1)
    days = [Day(start + timedelta(days=n), "work" if kind == "work" else "off", "thử", "thử") for n, kind in marks]
    one = Calendar(days, {2026: True})
    day = one.next_working(start)
    assert day > start
    assert one.is_working(day)
    assert not any(one.is_working(start + timedelta(days=n)) for n in range(1, (day - start).days))
