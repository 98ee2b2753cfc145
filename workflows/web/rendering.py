"""Templates into pages: every value escaped, every missing one an error, dates and money as people read them."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from messages import Language
from workflows.clock import CITY

TEMPLATES = Path(__file__).parent / "templates"
_WEEKDAYS: dict[Language, str] = {"ko": "월화수목금토일", "en": ""}


@cache
def environment() -> Environment:
    """Give the environment that all pages share: it keeps each template that it compiled."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def show_day(value: date | datetime, language: Language) -> str:
    """Write a date in the city's zone: `2027. 1. 4.(월)`, `Mon 4 Jan 2027`."""
    day = value.astimezone(CITY) if isinstance(value, datetime) else value
    if language == "en":
        return f"{day:%a} {day.day} {day:%b %Y}"
    return f"{day.year}. {day.month}. {day.day}.({_WEEKDAYS['ko'][day.weekday()]})"


def show_moment(value: datetime, language: Language) -> str:
    """Write a moment in the city's zone, to the minute."""
    return f"{show_day(value, language)} {value.astimezone(CITY):%H:%M}"


def show_won(amount: int, language: Language) -> str:
    """Write whole won with its unit."""
    return f"{amount:,}원" if language == "ko" else f"KRW {amount:,}"


def show_size(octets: int) -> str:
    """Write a file's size: whole kilobytes, or megabytes with a decimal below ten unless it is zero."""
    kilobytes = max(round(octets / 1024), 1)
    if kilobytes < 1024:
        return f"{kilobytes} KB"
    megabytes = octets / 1024 / 1024
    return f"{megabytes:,.{1 if megabytes < 10 else 0}f}".removesuffix(".0") + " MB"


def show_value(value: Any, language: Language) -> str:
    """Write a value of a case as text: numbers grouped, days and yes/no in words."""
    if isinstance(value, bool):
        return {"ko": ("아니요", "예"), "en": ("No", "Yes")}[language][value]
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, datetime):
        return show_moment(value, language)
    if isinstance(value, date):
        return show_day(value, language)
    if isinstance(value, list | tuple):
        return ", ".join(show_value(item, language) for item in value)
    if isinstance(value, dict):
        return " · ".join(show_value(item, language) for item in value.values())
    return "" if value is None else str(value)
