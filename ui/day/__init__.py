"""F6 Cuối ngày: the counter's day from its opening to its report (`DayPage`)."""

from ui.day.page import DayPage

__all__ = ["DayPage"]
