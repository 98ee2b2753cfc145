"""Extending a period: the added length is counted from where the first one ends, in the same way of counting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tasks.law.durations import Duration, as_duration
from tasks.law.errors import LawError
from tasks.law.holidays import OFFICE, HolidayCalendar
from tasks.law.periods.civil import rolled_over
from tasks.law.periods.minwon import HOURS_A_DAY, counted_working_days, minwon_short
from tasks.law.periods.period import Period
from tasks.law.periods.spans import last_day
from tasks.law.reasons import Reason, reason

ONCE = "행정절차법 제19조제2항"
TWICE_WITH_CONSENT = "민원 처리에 관한 법률 시행령 제21조"
_MINWON = ("minwon_short", "minwon_long", "minwon_calendar")


def extend(period: Period, length: object, calendar: HolidayCalendar = OFFICE, consent: str = "") -> Period:
    """Extend a deadline by no more than its own length (행정절차법 제19조제2항, 행정기본법 제36조제2항).

    Once; the processing time of a civil petition a second time if the petitioner agreed (`consent`: where that is on
    record). Raises LawError `extended_twice`, `extension_too_long` or `not_extendable`.
    """
    added = as_duration(length)
    article = _refuse_unlawful(period, added, consent)
    steps: list[Reason] = []
    raw, due = _counted(period, added, calendar, steps)
    because = (*period.because, reason("extended", article, length=added, last=raw), *steps)
    return replace(period, raw=raw, due=due, because=because, extensions=period.extensions + 1)


def _counted(period: Period, added: Duration, calendar: HolidayCalendar, steps: list[Reason]) -> tuple[date, date]:
    first = period.due + timedelta(days=1)
    if period.kind == "minwon_short":
        end = minwon_short(period.due, added, calendar).due
        return end, end
    if period.kind == "minwon_long" and not added.whole_months:
        end = counted_working_days(first, added.whole_days, calendar)
        return end, end
    raw = last_day(first, added)
    return raw, rolled_over(raw, calendar, steps)


def _refuse_unlawful(period: Period, added: Duration, consent: str) -> str:
    """Refuse what no rule allows; gives the article that allows the extension."""
    if period.kind not in ("civil_period", *_MINWON):
        raise LawError("not_extendable", kind=period.kind)
    if _working_hours(added) > _working_hours(period.length):
        raise LawError("extension_too_long", added=str(added), length=str(period.length))
    if not period.extensions:
        return ONCE
    if period.extensions > 1 or period.kind not in _MINWON or not consent:
        raise LawError("extended_twice")
    return TWICE_WITH_CONSENT


def _working_hours(length: Duration) -> int:
    """A length in hours, only to compare two lengths: a month as 30 days, a day as 8 hours."""
    return (length.whole_months * 30 + length.whole_days) * HOURS_A_DAY + length.hours
