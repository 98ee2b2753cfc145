"""Watches terms of office every morning (dossier T23)."""

from __future__ import annotations

from prefect import flow

from workflows.runtime import begin
from workflows.schedules.installed import installed
from workflows.use_cases.watch_terms import watch_terms


@flow(name="term_watch", timeout_seconds=300)
def term_watch() -> int:
    """Leave the notices that are due and give how many were new."""
    with installed() as services, begin(services) as uow:
        return watch_terms(uow, now=services.clock.now())
