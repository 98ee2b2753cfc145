"""Puts a demonstration's clock ahead, and lets what was due in between happen before anybody looks."""

from __future__ import annotations

from datetime import timedelta

from workflows.clock import MovableClock
from workflows.services import Services
from workflows.use_cases.fire_timers import fire_timers
from workflows.use_cases.run_jobs import run_jobs
from workflows.use_cases.start_annual_plans import start_annual_plans

MOST_ROUNDS = 50
"""What has not come to rest after so many rounds goes on in the dispatcher."""


def put_clock_ahead(services: Services, clock: MovableClock, by: timedelta) -> None:
    """Go on by `by`; start the annual plans whose day has passed, then wake timers and jobs until nothing is due."""
    clock.advance(by)
    now = clock.now()
    start_annual_plans(services, now=now)
    for _ in range(MOST_ROUNDS):
        if fire_timers(services, now=now) + run_jobs(services, now=now) == 0:
            return
