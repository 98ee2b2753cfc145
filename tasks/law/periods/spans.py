"""Calendar arithmetic under all kinds: where a span that begins at 00:00 of a day ends."""

from __future__ import annotations

from datetime import date, timedelta

from tasks.law.durations import Duration
from tasks.law.errors import LawError

CIVIL_160 = "민법 제160조"


def last_day(first: date, length: Duration) -> date:
    """Give the last day of a span whose first day counts: the day before the corresponding day (민법 제160조제2항).

    Where the last month has no corresponding day, the span ends with that month (제160조제3항). Raises LawError
    `empty_length` for nothing to count, `hours_in_days` for hours, `out_of_range` beyond the year 9999.
    """
    require_days(length)
    try:
        end = _corresponding_day(first, length.whole_months)
        return end + timedelta(days=length.whole_days - 1)
    except (OverflowError, ValueError) as error:
        raise LawError("out_of_range", day=first, length=str(length)) from error


def first_day_back(end: date, length: Duration) -> date:
    """Give the first day of the span that ends on the day before `end`; a missing day falls to the month's last day."""
    require_days(length)
    try:
        month = _month(end, -length.whole_months)
        return month.replace(day=min(end.day, _days_in(month))) - timedelta(days=length.whole_days)
    except (OverflowError, ValueError) as error:
        raise LawError("out_of_range", day=end, length=str(length)) from error


def require_days(length: Duration) -> None:
    """Refuse a length that is empty or holds hours."""
    if length.hours:
        raise LawError("hours_in_days", value=str(length))
    if length == Duration():
        raise LawError("empty_length", value=str(length))


def _corresponding_day(first: date, months: int) -> date:
    month = _month(first, months)
    if first.day <= _days_in(month):
        return month.replace(day=first.day)
    return _month(month, 1)


def _month(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def _days_in(month: date) -> int:
    return (_month(month, 1) - timedelta(days=1)).day
