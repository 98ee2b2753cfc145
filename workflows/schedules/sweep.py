"""Wakes every minute whatever the dispatcher missed, all of it in one run, and sends what was to be mailed."""

from __future__ import annotations

from prefect import flow

from workflows.schedules.installed import installed
from workflows.use_cases.mail_notices import mail_notices
from workflows.use_cases.sweep import sweep as wake_what_is_due


@flow(name="sweep", timeout_seconds=55)
def sweep() -> int:
    """Give how many timers and jobs were found asleep."""
    with installed() as services:
        woken = wake_what_is_due(services, now=services.clock.now())
        mail_notices(services, now=services.clock.now())
        return woken
