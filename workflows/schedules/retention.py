"""Deletes every night what nobody needs any more."""

from __future__ import annotations

from prefect import flow

from workflows.runtime import begin
from workflows.schedules.installed import installed
from workflows.use_cases.apply_retention import apply_retention


@flow(name="retention", timeout_seconds=1800)
def retention() -> dict[str, int]:
    """Delete what is older than its time and give how many rows went, by table."""
    with installed() as services, begin(services) as uow:
        return dict(apply_retention(uow, now=services.clock.now()))
