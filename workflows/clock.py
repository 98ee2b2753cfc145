"""The only place that reads the time: everything else is handed `now`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

CITY = ZoneInfo("Asia/Seoul")
"""The zone in which the city's dates and office hours are meant."""


class Clock(Protocol):
    """Gives the present moment as an aware UTC datetime."""

    def now(self) -> datetime:
        """Give the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Give the machine's time, aware, in UTC."""
        return datetime.now(UTC)


def city_date(moment: datetime) -> date:
    """Give the calendar date in the city at an aware moment."""
    return moment.astimezone(CITY).date()


def due_moment(due: date | datetime) -> datetime:
    """Give the moment after which something due then is late: a date runs to the end of its day in the city."""
    if isinstance(due, datetime):
        return due.astimezone(UTC)
    return datetime.combine(due + timedelta(days=1), time.min, CITY).astimezone(UTC)


def due_date(due: date | datetime) -> date:
    """Give the calendar date in the city on which something is due."""
    return city_date(due) if isinstance(due, datetime) else due
