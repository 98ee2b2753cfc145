"""Korean office holidays and working days: the `holidays` package, corrected by a table the city may edit.

Sundays and public holidays are 공휴일 (관공서의 공휴일에 관한 규정 제2조, 제3조); Saturdays are not, but offices are
closed (지방공무원 복무규정 제2조) and a period that ends on one rolls over all the same (민법 제161조).
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from holidays import country_holidays

import messages
from messages import Language
from messages.content import content
from tasks.law.dates import as_date
from tasks.law.errors import LawError

FIRST_YEAR, LAST_YEAR = 1990, 2099
"""The years for which the lunar holidays are known."""
_LANGUAGES: dict[Language, str] = {"ko": "ko", "en": "en_US"}
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day on which offices are closed, and its name in both languages."""

    day: date
    ko: str
    en: str

    def text(self, language: Language = "ko") -> str:
        """Name the day: `2027. 3. 1. 삼일절`."""
        if language == "ko":
            return f"{self.day.year}. {self.day.month}. {self.day.day}. {self.ko}"
        return f"{self.day.isoformat()} {self.en}"


@dataclass(frozen=True, slots=True)
class HolidayOverride:
    """One row of the correction table: days from `valid_from` to `valid_to` are holidays (`extra`) or are not."""

    effect: str
    valid_from: date
    valid_to: date
    ko: str
    en: str
    source: str

    def covers(self, day: date) -> bool:
        """Tell whether the row speaks about this day."""
        return self.valid_from <= day <= self.valid_to


class HolidayCalendar:
    """Working days of city offices; overrides win over the package's table, the last row over earlier ones."""

    def __init__(self, overrides: Sequence[HolidayOverride] = ()) -> None:
        self.overrides = tuple(overrides)

    @classmethod
    def read(cls, path: Path) -> HolidayCalendar:
        """Read a correction table (`[[extra]]`, `[[removed]]`); raises LawError `bad_override` naming the row."""
        content = tomllib.loads(path.read_text("utf-8"))
        pairs = [(effect, row) for effect in ("extra", "removed") for row in content.get(effect, [])]
        return cls([_override(effect, row) for effect, row in pairs])

    def day_off(self, day: object) -> DayOff | None:
        """Give the name of the closed day, or None for a working day; raises LawError `unknown_year`."""
        day = as_date(day)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise LawError("unknown_year", year=day.year, first=FIRST_YEAR, last=LAST_YEAR)
        for override in reversed(self.overrides):
            if override.covers(day):
                return DayOff(day, override.ko, override.en) if override.effect == "extra" else _weekend(day)
        names = _public_holidays(day.year).get(day)
        return DayOff(day, *names) if names else _weekend(day)

    def is_working_day(self, day: object) -> bool:
        """Tell whether offices are open that day."""
        return self.day_off(day) is None

    def closed_days_from(self, day: date, step: timedelta = _ONE_DAY) -> tuple[DayOff, ...]:
        """List the closed days in a row from `day` on (or backwards); empty when `day` is a working day."""
        closed: list[DayOff] = []
        while (off := self.day_off(day)) is not None:
            closed.append(off)
            day += step
        return tuple(closed)

    def working_day_from(self, day: object) -> date:
        """Give `day` itself if offices are open, otherwise the next day on which they are."""
        day = as_date(day)
        return day + len(self.closed_days_from(day)) * _ONE_DAY

    def working_day_until(self, day: object) -> date:
        """Give `day` itself if offices are open, otherwise the last day before on which they were."""
        day = as_date(day)
        return day - len(self.closed_days_from(day, -_ONE_DAY)) * _ONE_DAY

    def next_working_day(self, day: object) -> date:
        """Give the first working day after `day`."""
        return self.working_day_from(as_date(day) + _ONE_DAY)

    def working_days_after(self, day: object, number: int) -> date:
        """Give the `number`-th working day after `day`, `day` itself not counted; raises LawError `not_a_count`."""
        if not 0 <= number <= 5000:
            raise LawError("not_a_count", value=number, most=5000)
        day = as_date(day)
        for _ in range(number):
            day = self.next_working_day(day)
        return day


def _override(effect: str, row: dict[str, Any]) -> HolidayOverride:
    try:
        override = HolidayOverride(effect, **row)
    except TypeError as error:
        raise LawError("bad_override", row=row) from error
    if not override.source or override.valid_from > override.valid_to:
        raise LawError("bad_override", row=row)
    return override


def _weekend(day: date) -> DayOff | None:
    key = {5: "saturday", 6: "sunday"}.get(day.weekday())
    return DayOff(day, messages.text(f"law.day.{key}"), messages.text(f"law.day.{key}", "en")) if key else None


@cache
def _public_holidays(year: int) -> dict[date, tuple[str, str]]:
    korean, english = (country_holidays("KR", years=year, language=_LANGUAGES[code]) for code in ("ko", "en"))
    return {day: (name, english[day]) for day, name in korean.items()}


OFFICE = HolidayCalendar.read(content(Path(__file__).parent / "data" / "holidays.toml"))
"""The calendar of 안양시 offices: national holidays and the corrections of `data/holidays.toml`."""
