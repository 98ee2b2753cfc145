"""Mails everyone their tasks on the morning of a working day."""

from __future__ import annotations

from prefect import flow

from workflows.runtime import begin
from workflows.schedules.installed import installed
from workflows.use_cases.send_daily_digest import send_daily_digest


@flow(name="daily_digest", timeout_seconds=300)
def daily_digest() -> int:
    """Leave the mails of the day and give how many were new."""
    with installed() as services, begin(services) as uow:
        return send_daily_digest(uow, now=services.clock.now())
