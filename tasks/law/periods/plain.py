"""Plain spans that no legal counting rule changes: `calendar` and `elapsed_hours`."""

from __future__ import annotations

from datetime import timedelta

from tasks.law.dates import as_date, as_moment
from tasks.law.durations import as_duration
from tasks.law.errors import LawError
from tasks.law.periods.period import Period
from tasks.law.periods.spans import CIVIL_160, last_day
from tasks.law.reasons import reason


def calendar_span(start: object, length: object) -> Period:
    """Count days, weeks, months or years after a day, never rolled over: reviews, reminders, purge dates."""
    day, length = as_date(start), as_duration(length)
    first = day + timedelta(days=1)
    end = last_day(first, length)
    because = (
        reason("first_day_excluded", start=day, first=first),
        reason("counted", CIVIL_160, length=length, last=end),
    )
    return Period("calendar", day, length, end, end, because)


def elapsed_hours(start: object, length: object) -> Period:
    """Count hours round the clock from a moment (민법 제156조), for example 72 hours to report a data breach."""
    moment, length = as_moment(start), as_duration(length)
    if length.whole_months or length.whole_days or not length.hours:
        raise LawError("only_hours", value=str(length))
    due = moment + timedelta(hours=length.hours)
    because = (reason("elapsed", "민법 제156조", start=moment, hours=length.hours, due=due),)
    return Period("elapsed_hours", moment, length, due, due, because)
