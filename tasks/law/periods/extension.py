"""Extending a period once: the added length is counted from the day after the first one ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tasks.law.durations import Duration, as_duration
from tasks.law.errors import LawError
from tasks.law.holidays import OFFICE, HolidayCalendar
from tasks.law.periods.civil import rolled_over
from tasks.law.periods.minwon import counted_working_days
from tasks.law.periods.period import Period
from tasks.law.periods.spans import last_day
from tasks.law.reasons import reason

_WITHIN_FIRST_LENGTH = "행정절차법 제19조제2항"


def extend(period: Period, length: object, calendar: HolidayCalendar = OFFICE) -> Period:
    """Extend a deadline once (행정절차법 제19조제2항, 행정기본법 제36조제2항).

    Civil and calendar periods are extended in their own way of counting, working-day periods in working days. Raises
    LawError `extended_twice`, `extension_too_long` (longer than the period itself) or `not_extendable`.
    """
    added = as_duration(length)
    if period.extended:
        raise LawError("extended_twice")
    if _rough_days(added) > _rough_days(period.length):
        raise LawError("extension_too_long", added=str(added), length=str(period.length))
    first = period.due + timedelta(days=1)
    because = list(period.because)
    if period.kind == "minwon_long" and not added.whole_months:
        raw = due = counted_working_days(first, added.whole_days, calendar)
        because.append(reason("extended", _WITHIN_FIRST_LENGTH, first=first, length=added, last=raw))
    elif period.kind in ("civil_period", "minwon_calendar"):
        raw = last_day(first, added)
        because.append(reason("extended", _WITHIN_FIRST_LENGTH, first=first, length=added, last=raw))
        due = rolled_over(raw, calendar, because)
    else:
        raise LawError("not_extendable", kind=period.kind)
    return replace(period, raw=raw, due=due, because=tuple(because), extended=True)


def _rough_days(length: Duration) -> int:
    return length.whole_months * 30 + length.whole_days
