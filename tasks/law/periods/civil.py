"""`civil_period`: statutory deadlines. First day excluded; a last day on a Saturday or holiday moves on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tasks.law.dates import as_date, starts_at_midnight
from tasks.law.durations import as_duration
from tasks.law.holidays import OFFICE, HolidayCalendar
from tasks.law.periods.period import Pause, Period, moved_by_pauses
from tasks.law.periods.spans import CIVIL_160, last_day
from tasks.law.reasons import Reason, reason

SUPPLEMENT_PAUSE = "행정절차법 시행령 제11조"


def civil_period(
    start: object, length: object, calendar: HolidayCalendar = OFFICE, pauses: Iterable[Pause] = ()
) -> Period:
    """Count a statutory deadline (민법 제155조–제161조, 행정기본법 제6조제1항).

    `start` is the day of the event, not counted, unless it is a moment exactly at 00:00 in Seoul (제157조 단서);
    `length` is in days, weeks, months or years. Days inside `pauses` are not counted.
    """
    length = as_duration(length)
    first, because = first_counted_day(start)
    counted = last_day(first, length)
    raw, paused = moved_by_pauses(first, counted, pauses)
    because.append(reason("counted", CIVIL_160, length=length, last=counted))
    if paused:
        because.append(reason("paused", SUPPLEMENT_PAUSE, days=paused, last=raw))
    due = rolled_over(raw, calendar, because)
    return Period("civil_period", as_date(start), length, raw, due, tuple(because))


def first_counted_day(start: object) -> tuple[date, list[Reason]]:
    """Give the first day that counts and the reason (민법 제157조)."""
    day = as_date(start)
    if starts_at_midnight(start):
        return day, [reason("midnight_start", "민법 제157조 단서", first=day)]
    first = day + timedelta(days=1)
    return first, [reason("first_day_excluded", "민법 제157조", start=day, first=first)]


def rolled_over(raw: date, calendar: HolidayCalendar, because: list[Reason]) -> date:
    """Move a last day that is a Saturday or holiday to the next working day, and note why (민법 제161조)."""
    closed = calendar.closed_days_from(raw)
    if not closed:
        because.append(reason("working_day", due=raw))
        return raw
    due = calendar.working_day_from(raw)
    because.append(reason("rolled_over", "민법 제161조", closed=closed, due=due))
    return due
