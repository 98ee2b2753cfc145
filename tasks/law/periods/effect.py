"""When law and notices take effect: `law_effect` and `notice_effect`."""

from __future__ import annotations

from datetime import timedelta

from tasks.law.dates import as_date
from tasks.law.durations import Duration, as_duration
from tasks.law.periods.period import Period
from tasks.law.periods.spans import last_day
from tasks.law.reasons import reason

NOTICE_WAIT = Duration(days=5)
"""행정업무의 운영 및 혁신에 관한 규정 제6조제3항: a public notice takes effect when five days have passed."""


def law_effect(promulgated: object, length: object = "P0D") -> Period:
    """Give the day a law enters into force (행정기본법 제7조): with `P0D` the day of promulgation itself.

    With a length ("공포 후 6개월이 경과한 날") the day of promulgation is not counted, the last day never moves, and
    the law is in force from the day after it.
    """
    day, length = as_date(promulgated), as_duration(length)
    if length == Duration():
        because = (reason("in_force_at_once", "행정기본법 제7조제1호", due=day),)
        return Period("law_effect", day, length, day, day, because)
    return _after_waiting("law_effect", day, length, "행정기본법 제7조제2호·제3호")


def notice_effect(posted: object, length: object = NOTICE_WAIT) -> Period:
    """Give the day, from 00:00, on which a public notice takes effect: the day after the waiting days have passed."""
    return _after_waiting(
        "notice_effect", as_date(posted), as_duration(length), "행정업무의 운영 및 혁신에 관한 규정 제6조제3항"
    )


def _after_waiting(kind: str, day: object, length: Duration, article: str) -> Period:
    start = as_date(day)
    first = start + timedelta(days=1)
    raw = last_day(first, length)
    due = raw + timedelta(days=1)
    because = (
        reason("first_day_excluded", article, start=start, first=first),
        reason("waiting_passed", article, length=length, last=raw, due=due),
    )
    return Period(kind, start, length, raw, due, because)
