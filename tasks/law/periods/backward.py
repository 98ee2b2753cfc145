"""`backward`: "N일 전까지", counted back from a day that is fixed (a meeting, a hearing, 1 January)."""

from __future__ import annotations

from datetime import timedelta

from tasks.law.dates import as_date
from tasks.law.durations import as_duration
from tasks.law.holidays import OFFICE, HolidayCalendar
from tasks.law.periods.period import Period
from tasks.law.periods.spans import first_day_back
from tasks.law.reasons import reason

CLEAR_DAYS = "민법 제157조 준용, 제71조의 해석"


def backward(event: object, length: object, calendar: HolidayCalendar = OFFICE) -> Period:
    """Count back so that the whole length lies between the act and the event, neither day counted.

    `raw` is the strict date (to be enforced), `due` the last working day up to it, `lenient` the later date that many
    offices use (to be warned about, never enforced).
    """
    day, length = as_date(event), as_duration(length)
    lenient = first_day_back(day, length)
    strict = lenient - timedelta(days=1)
    because = [
        reason("clear_days", CLEAR_DAYS, event=day, length=length, strict=strict),
        reason("lenient", lenient=lenient),
    ]
    closed = calendar.closed_days_from(strict, timedelta(days=-1))
    due = calendar.working_day_until(strict)
    if closed:
        because.append(reason("rolled_back", closed=closed, due=due))
    return Period("backward", day, length, strict, due, tuple(because), lenient=lenient)
