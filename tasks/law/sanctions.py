"""Limits of sanctions: the surcharge, and how long someone is excluded from subsidised projects."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tasks.law.checks import whole
from tasks.law.dates import as_date
from tasks.law.durations import Duration
from tasks.law.periods import Period, burden_period
from tasks.law.rules import only_row, table
from tasks.law.thresholds import threshold

Excluded = Literal["grantee", "sub_recipient"]
Ground = Literal["fraud", "misuse", "breach"]


def surcharge_cap(return_amount: int, fines: int = 0, on: date | None = None) -> int:
    """Give the most a surcharge may be: five times the amount to return, fines counted in (지방보조금법 제35조)."""
    cap = whole("return_amount", return_amount) * threshold("K12", on).value
    return max(0, cap - whole("fines", fines))


def exclusion_years(party: Excluded, ground: Ground, cancellations: int, on: date | None = None) -> int:
    """Give the years of exclusion for so many cancellations on a ground, 0 when it takes more (지방보조금법 제32조)."""
    rows = [row for row in table("bands")["exclusion"] if (row["party"], row["ground"]) == (party, ground)]
    row = only_row(rows, on, f"{party}/{ground}")
    return int(row["years"]) if whole("cancellations", cancellations) >= row["count"] else 0


def exclusion_period(start: object, years: int) -> Period:
    """Give the days of an exclusion, its first day included and never rolled over (행정기본법 제6조제2항)."""
    return burden_period(start, Duration(years=whole("years", years, least=1)))


def excluded_on(until: object, day: object) -> bool:
    """Tell whether someone excluded until `until` is still excluded on `day`: that last day is, the next is not."""
    return as_date(day) <= as_date(until)
