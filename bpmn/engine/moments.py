"""Times of timers: ISO 8601 dates, durations and repetitions, counted on the city's calendar (Asia/Seoul)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bpmn.engine.errors import Fault

CITY = ZoneInfo("Asia/Seoul")
ENDLESS = -1
_NUMBER = r"(?:(\d+(?:[.,]\d+)?)%s)?"
_DURATION = re.compile(
    "P" + _NUMBER % "Y" + _NUMBER % "M" + _NUMBER % "W" + _NUMBER % "D"
    + "(?:T" + _NUMBER % "H" + _NUMBER % "M" + _NUMBER % "S" + ")?",
    re.ASCII,
)  # fmt: skip
_REPETITION = re.compile(r"R(\d*)/(.+)", re.ASCII)
RAW = re.compile(r"PT?\d[\dA-Z.,]*|R\d*/.+|\d{4}-?\d{2}-?\d{2}([T ].*)?|\d{4}-?W\d{2}-?\d", re.ASCII)
"""Text that is meant as ISO 8601 and not as an expression."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a timer fires: first at `due`, then every `every` (ISO duration), `left` times in all (-1 without end)."""

    due: datetime
    every: str = ""
    left: int = 1

    def next(self) -> Schedule | None:
        """Give the schedule after one firing; None when it was the last (or the calendar has no later day)."""
        if not self.every or self.left == 1:
            return None
        left = self.left if self.left == ENDLESS else self.left - 1
        try:
            return Schedule(add(self.due, self.every), self.every, left)
        except (ValueError, OverflowError):
            return None


def schedule(value: Any, now: datetime) -> Schedule:
    """Read a timer's value (ISO text, date, datetime, timedelta) as counted from `now`; raises Fault `timer_value`."""
    try:
        return _schedule(value, now)
    except (ValueError, OverflowError) as fault:
        raise Fault("timer_value", value=str(value)) from fault


def _schedule(value: Any, now: datetime) -> Schedule:
    if isinstance(value, timedelta):
        return Schedule(now + value)
    if isinstance(value, date):
        return Schedule(_moment(value))
    if not isinstance(value, str):
        raise ValueError(value)
    text = value.strip()
    if text.startswith("R"):
        return _repetition(text, now)
    return Schedule(add(now, text) if text.startswith("P") else _read(text))


def _repetition(text: str, now: datetime) -> Schedule:
    parts = _REPETITION.fullmatch(text)
    if parts is None:
        raise ValueError(text)
    times = int(parts[1]) if parts[1] else ENDLESS
    first, _, second = parts[2].partition("/")
    if not second:
        start, every = add(now, first), first
    elif first.startswith("P"):
        start, every = _read(second) - (add(now, first) - now), first
    else:
        start, every = _read(first), second
    if times == 0 or add(start, every) < start + timedelta(seconds=1):
        raise ValueError(text)
    return Schedule(start, every, times)


def add(start: datetime, duration: str) -> datetime:
    """Add an ISO duration; years and months move on the city's calendar and stop at the month's last day."""
    parts = _DURATION.fullmatch(duration.strip())
    if parts is None or not any(parts.groups()) or duration.rstrip().endswith("T"):
        raise ValueError(duration)
    years, months, weeks, days, hours, minutes, seconds = (
        float(part.replace(",", ".")) if part else 0 for part in parts.groups()
    )
    local = start.astimezone(CITY)
    year, month = divmod(local.year * 12 + local.month - 1 + _whole(years) * 12 + _whole(months), 12)
    moved = local.replace(year=year, month=month + 1, day=min(local.day, monthrange(year, month + 1)[1]))
    moved += timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return moved.astimezone(UTC)


def _whole(number: float) -> int:
    if number != int(number):
        raise ValueError(number)
    return int(number)


def _read(text: str) -> datetime:
    try:
        return _moment(date.fromisoformat(text))
    except ValueError:
        return _moment(datetime.fromisoformat(text))


def _moment(value: date) -> datetime:
    """Give a point in time; a date is 00:00 of that day in the city, a time without zone is the city's."""
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, tzinfo=CITY)
    return (value if value.tzinfo else value.replace(tzinfo=CITY)).astimezone(UTC)
