"""`burden_period`: how long a restriction or duty on a citizen lasts. First day included, no roll-over."""

from __future__ import annotations

from tasks.law.dates import as_date
from tasks.law.durations import as_duration
from tasks.law.periods.period import Period
from tasks.law.periods.spans import CIVIL_160, last_day
from tasks.law.reasons import reason


def burden_period(start: object, length: object) -> Period:
    """Count the span of a restriction from its first day, which counts (행정기본법 제6조제2항).

    Where this reading would be worse for the citizen, the proviso of that paragraph sends the caller to `civil_period`.
    """
    first, length = as_date(start), as_duration(length)
    end = last_day(first, length)
    because = (
        reason("first_day_included", "행정기본법 제6조제2항제1호", first=first),
        reason("counted", CIVIL_160, length=length, last=end),
        reason("no_roll_over", "행정기본법 제6조제2항제2호", due=end),
    )
    return Period("burden_period", first, length, end, end, because)
