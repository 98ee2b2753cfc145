"""Watches the deadlines of open tasks every morning (dossier T02)."""

from __future__ import annotations

from prefect import flow

from workflows.runtime import begin
from workflows.schedules.installed import installed
from workflows.use_cases.watch_deadlines import watch_deadlines


@flow(name="deadline_watch", timeout_seconds=300)
def deadline_watch() -> int:
    """Leave the reminders that are due and give how many were new."""
    with installed() as services, begin(services) as uow:
        return watch_deadlines(uow, now=services.clock.now())
