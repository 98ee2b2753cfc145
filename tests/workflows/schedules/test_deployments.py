"""The list of scheduled flows names flows that exist, at times people in Anyang mean."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from prefect import Flow
from prefect.server.schemas.schedules import CronSchedule, IntervalSchedule

ROOT = Path(__file__).parents[3]
SEOUL = ZoneInfo("Asia/Seoul")
LISTED = yaml.safe_load((ROOT / "deployments" / "prefect.yaml").read_text("utf-8"))
DEPLOYMENTS: dict[str, Any] = {each["name"]: each for each in LISTED["deployments"]}


def _next(deployment: str, slug: str, after: str) -> str:
    [listed] = [each for each in DEPLOYMENTS[deployment]["schedules"] if each["slug"] == slug]
    cron = CronSchedule(cron=listed["cron"], timezone=listed["timezone"])
    start = datetime.fromisoformat(after).replace(tzinfo=SEOUL)
    [moment] = _in_its_own_loop(cron.get_dates(1, start=start))
    return moment.astimezone(SEOUL).strftime("%Y-%m-%d %H:%M")


def _in_its_own_loop(dates: Coroutine[Any, Any, list[datetime]]) -> list[datetime]:
    """Run in a thread: a browser test of the same worker may have left this one's loop running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, dates).result()


@pytest.mark.parametrize("name", sorted(DEPLOYMENTS))
def test_every_listed_flow_exists_and_ends_in_time(name: str) -> None:
    module, _, attribute = DEPLOYMENTS[name]["entrypoint"].rpartition(".")
    flow = getattr(importlib.import_module(module), attribute)
    assert isinstance(flow, Flow)
    assert flow.name == name
    assert not flow.isasync
    assert flow.timeout_seconds


def test_every_flow_is_listed() -> None:
    written = {path.stem for path in (ROOT / "workflows" / "schedules").glob("*.py")}
    assert set(DEPLOYMENTS) == written - {"__init__", "installed"}


@pytest.mark.parametrize("name", sorted(DEPLOYMENTS))
def test_every_schedule_is_meant_in_seoul_and_has_a_name(name: str) -> None:
    for schedule in DEPLOYMENTS[name]["schedules"]:
        assert schedule["timezone"] == "Asia/Seoul"
        assert schedule["slug"]


@pytest.mark.parametrize("name", sorted(DEPLOYMENTS))
def test_missed_runs_collapse_into_one(name: str) -> None:
    assert DEPLOYMENTS[name]["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}


def test_the_annual_plan_starts_on_the_first_of_july_half_an_hour_after_midnight() -> None:
    assert _next("annual_plan_start", "first-of-july", "2026-11-22T12:00") == "2027-07-01 00:30"


def test_what_the_first_of_july_missed_is_tried_every_day() -> None:
    assert _next("annual_plan_start", "daily", "2027-07-02T09:00") == "2027-07-03 00:40"


def test_the_year_end_is_told_on_new_years_day() -> None:
    assert _next("year_end_report_openers", "new-year", "2026-11-22T12:00") == "2027-01-01 00:05"


def test_the_digest_comes_on_monday_after_friday() -> None:
    assert _next("daily_digest", "weekday-morning", "2026-11-20T08:00:01") == "2026-11-23 08:00"


def test_the_sweep_runs_every_minute_on_the_minute() -> None:
    [listed] = DEPLOYMENTS["sweep"]["schedules"]
    schedule = IntervalSchedule(
        interval=listed["interval"], anchor_date=listed["anchor_date"], timezone=listed["timezone"]
    )
    dates = _in_its_own_loop(schedule.get_dates(2, start=datetime(2026, 11, 22, 12, 0, 30, tzinfo=SEOUL)))
    assert [moment.astimezone(SEOUL).strftime("%H:%M:%S") for moment in dates] == ["12:01:00", "12:02:00"]
