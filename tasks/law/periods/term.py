"""`term_of_office`: how long an office lasts. First day included, never rolled over."""

from __future__ import annotations

from tasks.law.dates import as_date
from tasks.law.durations import as_duration
from tasks.law.periods.period import Period
from tasks.law.periods.spans import CIVIL_160, last_day
from tasks.law.reasons import reason


def term_of_office(start: object, length: object) -> Period:
    """Count a term from 00:00 of its first day (민법 제157조 단서, 제160조): 2026-03-01 and two years end 2028-02-29.

    It is the span of an office, not a time to act in, so a last day on a weekend or holiday stays.
    """
    first, length = as_date(start), as_duration(length)
    end = last_day(first, length)
    because = (
        reason("term_starts_at_midnight", "민법 제157조 단서", first=first),
        reason("counted", CIVIL_160, length=length, last=end),
        reason("term_does_not_move", due=end),
    )
    return Period("term_of_office", first, length, end, end, because)
