"""The processing time of an application, which stands still while the applicant supplements it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tasks.law.dates import as_date
from tasks.law.holidays import OFFICE
from tasks.law.periods import as_pauses, civil_period
from tasks.law.periods.minwon import counted_working_days

Clock = Mapping[str, Any]
"""`start`, `mode` (minwon or civil), `days`, `pauses` (pairs of days), `stopped_on` (or null), `supplements`."""


def started(start: date, mode: str, days: int) -> dict[str, Any]:
    """Give a clock that begins to run on a day."""
    return {"start": start, "mode": mode, "days": days, "pauses": [], "stopped_on": None, "supplements": 0}


def stopped(clock: Clock, on: date) -> dict[str, Any]:
    """Stop the clock: the day the request goes out no longer counts (행정절차법 시행령 제11조)."""
    since = clock["stopped_on"] or on
    return {**clock, "stopped_on": since, "supplements": clock["supplements"] + 1}


def resumed(clock: Clock, on: date) -> dict[str, Any]:
    """Let the clock run again from the day after the supplement arrived."""
    pause = [as_date(clock["stopped_on"] or on), on]
    return {**clock, "pauses": [*clock["pauses"], pause], "stopped_on": None}


def due(clock: Clock) -> date:
    """Give the day by which to decide: the processing time without the days of supplements."""
    pauses = as_pauses(clock["pauses"])
    start, days = as_date(clock["start"]), clock["days"]
    if clock["mode"] == "minwon":
        return counted_working_days(start, days, OFFICE, pauses)
    return civil_period(start, f"P{days}D", pauses=pauses).due
