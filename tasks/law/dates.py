"""Days and moments in the city's zone: how values from forms, diagrams and the command line become dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tasks.law.errors import LawError

SEOUL = ZoneInfo("Asia/Seoul")
"""The zone in which every legal day begins and ends (표준시에 관한 법률); it has no daylight saving."""


def as_date(value: object) -> date:
    """Give the calendar day in Seoul of a date, a datetime (naive: Seoul) or ISO text; raises LawError `not_a_date`."""
    if isinstance(value, datetime):
        return as_moment(value).date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return as_date(parse_day_or_moment(value))
    raise LawError("not_a_date", value=repr(value))


def as_moment(value: object) -> datetime:
    """Give the moment in Seoul time; a naive datetime is already Seoul time; raises LawError `not_a_moment`."""
    if isinstance(value, str):
        value = parse_day_or_moment(value)
    if not isinstance(value, datetime):
        raise LawError("not_a_moment", value=repr(value))
    return value.replace(tzinfo=SEOUL) if value.tzinfo is None else value.astimezone(SEOUL)


def parse_day_or_moment(text: str) -> date | datetime:
    """Read ISO text, `2026-11-22` or `2026-11-22T16:00`, seconds and offset optional; raises LawError `not_a_date`."""
    cleaned = text.strip()
    try:
        if len(cleaned) <= len("2026-11-22"):
            return date.fromisoformat(cleaned)
        return datetime.fromisoformat(cleaned)
    except ValueError as error:
        raise LawError("not_a_date", value=repr(text)) from error


def starts_at_midnight(value: object) -> bool:
    """Tell whether a value is a moment that is exactly 00:00 in Seoul (민법 제157조 단서)."""
    if isinstance(value, str):
        value = parse_day_or_moment(value)
    return isinstance(value, datetime) and as_moment(value).time() == time(0)


def start_of_day(value: object) -> datetime:
    """Give 00:00 Seoul of the day, as an aware UTC datetime."""
    return datetime.combine(as_date(value), time(0), SEOUL).astimezone(UTC)


def end_of_day(value: object) -> datetime:
    """Give the last microsecond of the day in Seoul, as an aware UTC datetime: filing at 23:59:59 is in time."""
    return start_of_day(value) + timedelta(days=1) - timedelta(microseconds=1)


def fiscal_year(value: object) -> int:
    """Give the fiscal year of a day: the calendar year (지방자치법 제140조, 지방회계법 제6조)."""
    return as_date(value).year
