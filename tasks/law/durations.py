"""Lengths of periods as ISO 8601 text: `P2M`, `P1Y6M`, `P20D`, `P2W`, `PT24H`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from messages import Language
from tasks.law.errors import LawError

_PATTERN = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?")
_LONGEST_YEARS = 100
_UNITS = {"ko": ("년", "개월", "주", "일", "시간"), "en": (" y", " mo", " wk", " d", " h")}


@dataclass(frozen=True, slots=True)
class Duration:
    """A length in calendar units; years and months follow the calendar, hours are kept apart from days."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0

    @property
    def whole_months(self) -> int:
        """Years and months together, in months."""
        return self.years * 12 + self.months

    @property
    def whole_days(self) -> int:
        """Weeks and days together, in days."""
        return self.weeks * 7 + self.days

    def __str__(self) -> str:
        dated = zip((self.years, self.months, self.weeks, self.days), "YMWD", strict=True)
        text = "P" + "".join(f"{number}{unit}" for number, unit in dated if number)
        text += f"T{self.hours}H" if self.hours else ""
        return "P0D" if text == "P" else text

    def text(self, language: Language = "ko") -> str:
        """Say the length in words: `2개월`, `1년 6개월`."""
        numbers = (self.years, self.months, self.weeks, self.days, self.hours)
        parts = [f"{number}{unit}" for number, unit in zip(numbers, _UNITS[language], strict=True) if number]
        return " ".join(parts) or f"0{_UNITS[language][3]}"


def as_duration(value: object) -> Duration:
    """Give a Duration from a Duration, ISO text or a whole number of days; raises LawError `not_a_length`."""
    if isinstance(value, Duration):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return _within_reason(Duration(days=value), value)
    match = _PATTERN.fullmatch(value.strip().upper()) if isinstance(value, str) else None
    if match is None or not any(match.groups()):
        raise LawError("not_a_length", value=repr(value))
    return _within_reason(Duration(*(int(number or 0) for number in match.groups())), value)


def _within_reason(length: Duration, value: object) -> Duration:
    years = length.years + length.months / 12 + length.whole_days / 365 + length.hours / 8760
    if years > _LONGEST_YEARS:
        raise LawError("length_too_long", value=repr(value), years=_LONGEST_YEARS)
    return length
