"""The periods a report can be about, by the words people use."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

Period = Literal["today", "week", "month", "last_month", "quarter", "year", "days"]
PERIODS: tuple[Period, ...] = ("today", "week", "month", "last_month", "quarter", "year", "days")
"""`days`: from one day to another, as typed."""


def span(period: Period, today: date) -> tuple[date, date]:
    """First and last day; one that still runs ends today. Of `days` the month: what is typed first begins there."""
    match period:
        case "today":
            return today, today
        case "week":
            return today - timedelta(days=today.weekday()), today
        case "last_month":
            last = today.replace(day=1) - timedelta(days=1)
            return last.replace(day=1), last
        case "quarter":
            return today.replace(month=today.month - (today.month - 1) % 3, day=1), today
        case "year":
            return today.replace(month=1, day=1), today
        case _:
            return today.replace(day=1), today
