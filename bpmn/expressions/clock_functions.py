"""Built-in functions over dates and times; days are days of the city (Asia/Seoul), times are kept in UTC."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bpmn.expressions.errors import ExpressionError, Kind
from bpmn.expressions.run import Run

CITY = ZoneInfo("Asia/Seoul")
DAYS = 366 * 200
_PART = r"(?:(\d{1,6})%s)?"
_DURATION = re.compile(
    "(-?)P" + _PART % "W" + _PART % "D" + "(?:T" + _PART % "H" + _PART % "M" + _PART % "S" + ")?", re.ASCII
)


def _now(run: Run) -> datetime:
    if run.now is None:
        raise ExpressionError("no_clock")
    return run.now.astimezone(UTC)


def _today(run: Run) -> date:
    return _now(run).astimezone(CITY).date()


def _date(run: Run, value: Any, month: Any = None, day: Any = None, /) -> date:
    """Read a date: `date("2027-03-02")`, `date(2027, 3, 2)`, or the city's day of a time (without a zone: as it is)."""
    if type(value) is date:
        return value
    try:
        if type(value) is datetime:
            return (value.astimezone(CITY) if value.tzinfo else value).date()
        if type(value) is str:
            return date.fromisoformat(value)
        if type(value) is type(month) is type(day) is int:
            return date(value, month, day)
    except (ValueError, OverflowError):
        pass
    raise ExpressionError("needs_date", function="date", kind=Kind(value))


def _datetime(run: Run, value: Any, /) -> datetime:
    """Read a time; text without an offset and plain dates (00:00) are meant in the city's zone."""
    if type(value) is date:
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001  # the zone follows below
    try:
        moment = datetime.fromisoformat(value) if type(value) is str else value
        if type(moment) is datetime:
            return (moment if moment.tzinfo else moment.replace(tzinfo=CITY)).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ExpressionError("needs_date", function="datetime", kind=Kind(value))


def _days(run: Run, count: Any, /) -> timedelta:
    if type(count) is not int or abs(count) > DAYS:
        raise ExpressionError("days", limit=DAYS)
    return timedelta(days=count)


def _duration(run: Run, value: Any, /) -> timedelta:
    """Read a duration of fixed length (`P1D`, `PT2H30M`); months and years need the calendar, so they are refused."""
    match = _DURATION.fullmatch(value) if type(value) is str else None
    if match is None or not any(match.groups()[1:]):
        raise ExpressionError("duration")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if match.group(1) else length


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "date": _date,
    "datetime": _datetime,
    "days": _days,
    "duration": _duration,
    "now": _now,
    "today": _today,
}
