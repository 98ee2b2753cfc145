"""Starts the annual plans whose year has come and that nobody has started: on the day, daily, and at boot."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, select

from workflows.clock import CITY, city_date
from workflows.errors import NotPublished
from workflows.instances.versions import current_version
from workflows.records.schedule_ledger import schedule_ledger
from workflows.runtime import begin, read
from workflows.services import Services
from workflows.use_cases.start_process import Started
from workflows.use_cases.start_recurring import start_recurring

PROCESS = "annual_plan"
START_MONTH, START_DAY = 7, 1
"""The plan for a year is begun on 1 July of the year before (dossier T29; 조례 제5조제3항 sets no day)."""


def start_annual_plans(services: Services, *, now: datetime) -> list[Started]:
    """Start every plan that is due and not in the ledger, each in a transaction of its own.

    Before a version of the process is in effect nothing is due.
    """
    with read(services) as connection:
        years = due_fiscal_years(connection, city_date(now))
    started: list[Started] = []
    for year in years:
        with begin(services) as uow:
            plan = start_recurring(uow, PROCESS, str(year), {"fiscal_year": year}, now=now)
        started += [plan] if plan else []
    return started


def next_annual_start(connection: Connection, now: datetime) -> datetime | None:
    """Give when the next plan is begun, all that are due by now having been; None without a version in effect then."""
    today = city_date(now)
    year = today.year + ((today.month, today.day) >= (START_MONTH, START_DAY))
    day = date(year, START_MONTH, START_DAY)
    return datetime(day.year, day.month, day.day, tzinfo=CITY) if due_fiscal_years(connection, day) else None


def due_fiscal_years(connection: Connection, today: date) -> list[int]:
    """List the fiscal years whose plan should have been begun by `today` and is not in the ledger, oldest first.

    The newest one is always among them; older ones back to the first year ever started, so that a system that slept
    through a 1 July catches up, and a new one does not begin with years gone by.
    """
    try:
        current_version(connection, PROCESS, today)
    except NotPublished:
        return []
    newest = today.year + (1 if (today.month, today.day) >= (START_MONTH, START_DAY) else 0)
    known = select(schedule_ledger.c.period).where(schedule_ledger.c.process_id == PROCESS)
    begun = {int(period) for period in connection.scalars(known)}
    return [year for year in range(min(begun, default=newest), newest + 1) if year not in begun]
