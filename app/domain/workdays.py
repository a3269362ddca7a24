"""The working calendar and the due date of a dossier.

Which days are worked is data (`assets/calendar/`, described in docs/calendar.md): the Prime Minister decides each year
which days change places, and no library can know that. This module owns the shape of those files, their loading, and
the counting of terms; it refuses a file it does not fully understand and says which key is wrong.

Times are aware and in Việt Nam's fixed +07:00 (no summer time since 1975), to the minute, as the receipt prints them.
"""

from __future__ import annotations

import calendar as months
import enum
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from app.domain.catalogue import Unit
from app.domain.events import VIETNAM
from app.errors import Problem, Rejected, Trouble

HOURS_A_DAY = 8
"""A working day in hours, where a one-stop system keeps terms in hours."""

LONGEST_TERM = 3650
"""In any unit; the longest statutory term known is 40 days."""

# What the law fixes by the solar date; the only holidays known in a year without a file (BLLĐ 2019 Đ112; 24/11 by
# Nghị quyết 80-NQ/TW, from 2026).
_FIXED = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})
_CULTURE_DAY, _CULTURE_DAY_SINCE = (11, 24), 2026


class Count(enum.StrEnum):
    """How a term in working days runs. Provinces differ: the profile says which (`calendar.count`)."""

    WHOLE_DAYS_AFTER = "whole-days-after"
    HOURS_FROM_RECEIPT = "hours-from-receipt"


# -------------------------------------------------------------------------------------------------------- the calendar


class Day(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One day that is not what its weekday says, or that is worth a name. `source`: the act that decided it."""

    date: date
    kind: Literal["off", "work"]
    note: str
    source: str = ""


class _Year(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file. `decided` is False while the yearly notice is still awaited and the days are a forecast."""

    year: int
    decided: bool
    source: str
    days: tuple[Day, ...]


class Calendar:
    """Which days are worked. Saturday and Sunday are off, and what the days of the files say comes before that."""

    def __init__(self, days: Iterable[Day], years: Mapping[int, bool]) -> None:
        """`years` maps a covered year to whether it is decided; of two entries for one day the later holds."""
        self._days = {day.date: day for day in days}
        self._years = dict(years)

    def is_working(self, day: date) -> bool:
        special = self._days.get(day)
        if special is not None:
            return special.kind == "work"
        return day.weekday() < 5 and (self.covers(day.year) or not _fixed_holiday(day))

    def note(self, day: date) -> str:
        """Why `day` is off or worked ("Quốc khánh"); empty for an ordinary day."""
        special = self._days.get(day)
        return special.note if special is not None else ""

    def covers(self, year: int) -> bool:
        """Whether there is a file for `year`, decided or not."""
        return year in self._years

    def decided(self, year: int) -> bool:
        """Whether the days of `year` are those of the yearly notice and not a forecast."""
        return self._years.get(year, False)

    def next_working(self, day: date) -> date:
        """The first working day after `day`."""
        return self.working_from(day + timedelta(days=1))

    def working_from(self, day: date) -> date:
        """`day` when it is worked, else the first working day after it."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day


def _fixed_holiday(day: date) -> bool:
    solar = (day.month, day.day)
    return solar in _FIXED or (solar == _CULTURE_DAY and day.year >= _CULTURE_DAY_SINCE)


_PATH = re.compile(r"at `\$\.?([^`]+)`")
_FIELD = re.compile(r"field `([^`]+)`")


def load(shipped: Path, *further: Path, newer: Path | None = None) -> Calendar:
    """The calendar of all *.toml files in the folders, each in the order of their names; a later entry for a day holds
    over an earlier one, so a counter's own folder comes last.

    `newer`: a folder of years that stand instead of the shipped ones of the same name, for a forecast that was decided
    otherwise has days that are none any more.

    Raises `Trouble("calendar_broken")` with the file's name and the key that is wrong ("days[2].kind"), or when there
    is no file at all.
    """
    days: list[Day] = []
    years: dict[int, bool] = {}
    instead = [] if newer is None else sorted(newer.glob("*.toml"))
    replaced = {file.name for file in instead}
    files = [file for file in sorted(shipped.glob("*.toml")) if file.name not in replaced] + instead
    for file in [*files, *(file for folder in further for file in sorted(folder.glob("*.toml")))]:
        year = _read(file)
        days += [day if day.source else msgspec.structs.replace(day, source=year.source) for day in year.days]
        years[year.year] = year.decided
    if not years:
        raise Trouble("calendar_broken", file="*.toml", key="")
    return Calendar(days, years)


def _read(file: Path) -> _Year:
    try:
        year = msgspec.toml.decode(file.read_bytes(), type=_Year)
    except OSError as error:
        raise Trouble("calendar_broken", file=file.name, key=error.strerror or "") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = str(error)
        parts = [found[1] for found in (_PATH.search(message), _FIELD.search(message)) if found]
        raise Trouble("calendar_broken", file=file.name, key=".".join(parts) or message) from error
    seen: set[date] = set()
    for place, day in enumerate(year.days):
        if day.date.year != year.year or day.date in seen:
            raise Trouble("calendar_broken", file=file.name, key=f"days[{place}].date")
        seen.add(day.date)
    return year


def seed(year: int) -> tuple[Day, ...]:
    """What the `holidays` library knows of `year`: a draft for a new file, to be checked against the yearly notice. It
    lacks late decisions (the exchange of 2/1 and 10/1/2026). Importing it takes 86 ms, so no term is counted by it."""
    import holidays

    known = holidays.country_holidays("VN", years=year, language="vi")
    off = [Day(day, "off", known[day], "holidays") for day in known]
    work = [Day(day, "work", "Làm bù", "holidays") for day in known.weekend_workdays if day.year == year]
    return tuple(sorted(off + work, key=lambda day: day.date))


# --------------------------------------------------------------------------------------------------- the hours of a day


class Hours(msgspec.Struct, frozen=True):
    """The spans of a working day, in order, each from opening to closing."""

    spans: tuple[tuple[time, time], ...]

    @property
    def close(self) -> time:
        """When the day ends."""
        return self.spans[-1][1]


_SPAN = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")


def working_hours(spans: Sequence[str], key: str = "calendar.working_hours") -> Hours:
    """["07:00-11:30", "13:30-17:00"] as `Hours`. Raises `Rejected` that names the span ("calendar.working_hours[1]"):
    "span_shape", "span_backwards" (closes before it opens), "span_overlaps" (opens before the one above closed), or the
    whole key with "missing"."""
    problems: dict[str, Problem] = {}
    read: list[tuple[time, time]] = []
    for place, span in enumerate(spans):
        found = _SPAN.fullmatch(span)
        if not found:
            problems[f"{key}[{place}]"] = Problem("span_shape", {"span": span})
            continue
        hour, minute, until_hour, until_minute = map(int, found.groups())
        opens, closes = time(hour, minute), time(until_hour, until_minute)
        if closes <= opens:
            problems[f"{key}[{place}]"] = Problem("span_backwards", {"span": span})
        elif read and opens < read[-1][1]:
            problems[f"{key}[{place}]"] = Problem("span_overlaps", {"span": span})
        else:
            read.append((opens, closes))
    if not spans:
        problems[key] = Problem("missing")
    if problems:
        raise Rejected(problems)
    return Hours(tuple(read))


# -------------------------------------------------------------------------------------------------------- the due date

RULES = frozenset(
    {
        "same_day",
        "same_day_missed",
        "working_days",
        "days",
        "days_moved",
        "months",
        "months_moved",
        "hours",
        "hours_from_receipt",
    }
)
"""Codes of the sentence by which a receipt explains its due date (docs/calendar.md)."""


class Due(msgspec.Struct, frozen=True):
    """When the result is promised. `rule` is one of RULES. `warnings`: "calendar_not_covering" (a year between receipt
    and due date has no file: only weekends and the holidays of the solar calendar were left out) or
    "calendar_not_decided" (the days of such a year are a forecast)."""

    at: datetime
    rule: str
    warnings: tuple[str, ...] = ()


def due(
    received: datetime,
    value: int,
    unit: str,
    *,
    calendar: Calendar,
    hours: Hours,
    count: str = Count.WHOLE_DAYS_AFTER,
    same_day_before: str = "",
) -> Due:
    """When a term of `value` `unit` (`catalogue.Unit`) ends for papers `received` at an aware time.

    * The day of receipt is not counted (BLDS 2015 Đ147). A term in days ends with the working day, at its last closing.
    * "day" counts calendar days, "month" goes to the same day of the month or its last (Đ148); either end moves to the
      next working day when it falls on a day off.
    * "hour" runs only while the counter is open, from the moment of receipt or the next opening.
    * `count` "hours-from-receipt" turns working days into 8 hours each and lets them run the same way: Monday 09:00 and
      one day is Tuesday 09:00. Calendar days and months are not affected.
    * `same_day_before` ("15:00") belongs to terms of one working day that the law wants done on the day: received on a
      working day, not after that minute and before closing, due at that day's end; else at the end of the next
      working day. Longer terms ignore it. It comes before `count`.

    Raises ValueError for a naive time, a term out of 1 … LONGEST_TERM or an unknown unit or count: the catalogue and
    the profile were checked long before.
    """
    if received.tzinfo is None:
        raise ValueError("a time without its zone")
    if not 1 <= value <= LONGEST_TERM:
        raise ValueError(f"no term: {value}")
    unit, count = Unit(unit), Count(count)
    at = received.astimezone(VIETNAM).replace(second=0, microsecond=0)
    end, rule = _end(at, value, unit, calendar, hours, count, same_day_before)
    return Due(end, rule, tuple(_warnings(calendar, at.year, end.year)))


def _end(
    at: datetime, value: int, unit: Unit, calendar: Calendar, hours: Hours, count: Count, same_day_before: str
) -> tuple[datetime, str]:
    today = at.date()
    if unit is Unit.WORKING_DAY:
        if same_day_before and value == 1:
            in_time = at.time() <= time.fromisoformat(same_day_before) and at.time() < hours.close
            if in_time and calendar.is_working(today):
                return _closing(today, hours), "same_day"
            return _closing(calendar.next_working(today), hours), "same_day_missed"
        if count is Count.HOURS_FROM_RECEIPT:
            return _after_hours(at, value * HOURS_A_DAY, calendar, hours), "hours_from_receipt"
        day = today
        for _ in range(value):
            day = calendar.next_working(day)
        return _closing(day, hours), "working_days"
    if unit is Unit.HOUR:
        return _after_hours(at, value, calendar, hours), "hours"
    last = today + timedelta(days=value) if unit is Unit.DAY else _months_later(today, value)
    worked = calendar.working_from(last)
    rule = "days" if unit is Unit.DAY else "months"
    return _closing(worked, hours), rule if worked == last else f"{rule}_moved"


def _closing(day: date, hours: Hours) -> datetime:
    return datetime.combine(day, hours.close, VIETNAM)


def _months_later(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _after_hours(at: datetime, hours_left: int, calendar: Calendar, hours: Hours) -> datetime:
    left = timedelta(hours=hours_left)
    spans = _open_spans(at, calendar, hours)
    opens, closes = next(spans)
    while left > closes - opens:
        left -= closes - opens
        opens, closes = next(spans)
    return opens + left


def _open_spans(at: datetime, calendar: Calendar, hours: Hours) -> Iterator[tuple[datetime, datetime]]:
    """What is left of the span of `at`, then every later span, without end."""
    day = calendar.working_from(at.date())
    while True:
        for opens, closes in hours.spans:
            start, end = datetime.combine(day, opens, VIETNAM), datetime.combine(day, closes, VIETNAM)
            if at < end:
                yield max(at, start), end
        day = calendar.next_working(day)


def _warnings(calendar: Calendar, first: int, last: int) -> Iterator[str]:
    years = range(first, last + 1)
    if not all(calendar.covers(year) for year in years):
        yield "calendar_not_covering"
    if any(calendar.covers(year) and not calendar.decided(year) for year in years):
        yield "calendar_not_decided"
