"""Copies the database every night."""

from __future__ import annotations

from prefect import flow

from workflows.schedules.installed import installed
from workflows.use_cases.back_up import back_up


@flow(name="backup", timeout_seconds=3600)
def backup() -> str:
    """Make the backup of the day and give its path."""
    with installed() as services:
        return str(back_up(services, now=services.clock.now()))
