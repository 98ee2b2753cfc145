"""Processing times of civil petitions (민원): in hours up to five days, in working days above, or by the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from tasks.law.dates import SEOUL, as_date, as_moment, parse_day_or_moment
from tasks.law.durations import Duration, as_duration
from tasks.law.errors import LawError
from tasks.law.holidays import OFFICE, HolidayCalendar
from tasks.law.periods.civil import SUPPLEMENT_PAUSE, rolled_over
from tasks.law.periods.period import Pause, Period, moved_by_pauses
from tasks.law.periods.spans import CIVIL_160, last_day
from tasks.law.reasons import Reason, reason

HOURS_A_DAY = 8
SHORT_DAYS = 5
_SHIFTS = ((time(9), time(12)), (time(13), time(18)))
"""Working time of city offices: 09:00–18:00 without 12:00–13:00 (지방공무원 복무규정 제2조)."""


def minwon_short(
    received: object, length: object, calendar: HolidayCalendar = OFFICE, pauses: Iterable[Pause] = ()
) -> Period:
    """Count a processing time of at most five days in working hours from receipt (민원 처리에 관한 법률 제19조제1항).

    `length` is in hours (`PT24H`) or days of 8 hours (`P3D`); a day without a time counts from 09:00. `raw` and `due`
    are the same moment in Seoul. Raises LawError `too_long_for_hours` above 40 hours.
    """
    length = as_duration(length)
    hours = _short_hours(length)
    start, pauses = _received_at(received), tuple(pauses)
    due = _after_working_hours(start, timedelta(hours=hours), calendar, pauses)
    because = [
        reason("counted_in_hours", "민원 처리에 관한 법률 제19조제1항", start=start, hours=hours, due=due),
        reason("office_hours", "지방공무원 복무규정 제2조"),
    ]
    because += _skipped(start.date(), due.date(), calendar, pauses)
    return Period("minwon_short", start, length, due, due, tuple(because))


def minwon_long(
    received: object, length: object, calendar: HolidayCalendar = OFFICE, pauses: Iterable[Pause] = ()
) -> Period:
    """Count a processing time of six or more days in working days, the day of receipt included (제19조제2항).

    Raises LawError `too_short_for_days` below six days and `not_in_days` for weeks, months or years.
    """
    length = as_duration(length)
    if length.whole_months or length.weeks or length.hours or not length.days:
        raise LawError("not_in_days", value=str(length))
    if length.days <= SHORT_DAYS:
        raise LawError("too_short_for_days", value=str(length), days=SHORT_DAYS)
    first, pauses = as_date(received), tuple(pauses)
    due = counted_working_days(first, length.days, calendar, pauses)
    because = [
        reason("counted_in_working_days", "민원 처리에 관한 법률 제19조제2항", first=first, days=length.days, due=due)
    ]
    because += _skipped(first, due, calendar, pauses)
    return Period("minwon_long", first, length, due, due, tuple(because))


def minwon_calendar(
    received: object, length: object, calendar: HolidayCalendar = OFFICE, pauses: Iterable[Pause] = ()
) -> Period:
    """Count a processing time in weeks, months or years, the day of receipt included (제19조제3항).

    The end follows 민법 제159조–제161조, so a last day on a Saturday or holiday moves on. Raises LawError
    `not_by_calendar` for days.
    """
    length = as_duration(length)
    if length.days or length.hours:
        raise LawError("not_by_calendar", value=str(length))
    first = as_date(received)
    counted = last_day(first, length)
    raw, paused = moved_by_pauses(first, counted, pauses)
    because = [
        reason("first_day_included", "민원 처리에 관한 법률 제19조제3항", first=first),
        reason("counted", CIVIL_160, length=length, last=counted),
    ]
    if paused:
        because.append(reason("paused", SUPPLEMENT_PAUSE, days=paused, last=raw))
    due = rolled_over(raw, calendar, because)
    return Period("minwon_calendar", first, length, raw, due, tuple(because))


def counted_working_days(first: date, number: int, calendar: HolidayCalendar, pauses: Iterable[Pause] = ()) -> date:
    """Give the `number`-th working day from `first` on, which counts if it is one; paused days do not count."""
    pauses = tuple(pauses)
    day, left = first - timedelta(days=1), number
    while left:
        day += timedelta(days=1)
        left -= _counts(day, calendar, pauses)
    return day


def _counts(day: date, calendar: HolidayCalendar, pauses: tuple[Pause, ...]) -> bool:
    return calendar.is_working_day(day) and not any(pause.covers(day) for pause in pauses)


def _short_hours(length: Duration) -> int:
    if length.whole_months or length.weeks:
        raise LawError("not_in_hours", value=str(length))
    hours = length.hours + length.days * HOURS_A_DAY
    if not hours:
        raise LawError("empty_length", value=str(length))
    if hours > SHORT_DAYS * HOURS_A_DAY:
        raise LawError("too_long_for_hours", value=str(length), days=SHORT_DAYS, hours=SHORT_DAYS * HOURS_A_DAY)
    return hours


def _received_at(received: object) -> datetime:
    if isinstance(received, str):
        received = parse_day_or_moment(received)
    if isinstance(received, date) and not isinstance(received, datetime):
        return datetime.combine(received, _SHIFTS[0][0], SEOUL)
    return as_moment(received)


def _after_working_hours(
    start: datetime, left: timedelta, calendar: HolidayCalendar, pauses: tuple[Pause, ...]
) -> datetime:
    day = start.date()
    while True:
        for opens, closes in _SHIFTS if _counts(day, calendar, pauses) else ():
            begin = max(start, datetime.combine(day, opens, SEOUL))
            free = datetime.combine(day, closes, SEOUL) - begin
            if free >= left:
                return begin + left
            left -= max(free, timedelta(0))
        day += timedelta(days=1)


def _skipped(first: date, last: date, calendar: HolidayCalendar, pauses: tuple[Pause, ...]) -> list[Reason]:
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    paused = [day for day in days if any(pause.covers(day) for pause in pauses)]
    closed = tuple(off for day in days if day not in paused and (off := calendar.day_off(day)))
    because = [reason("skipped", "민원 처리에 관한 법률 제19조", closed=closed)] if closed else []
    if paused:
        because.append(reason("paused", SUPPLEMENT_PAUSE, days=len(paused), last=last))
    return because
