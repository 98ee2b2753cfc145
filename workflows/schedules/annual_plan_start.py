"""Begins next year's annual plan on 1 July, and daily whatever 1 July was missed (dossier T29)."""

from __future__ import annotations

from prefect import flow

from workflows.schedules.installed import installed
from workflows.use_cases.start_annual_plans import start_annual_plans


@flow(name="annual_plan_start", timeout_seconds=300)
def annual_plan_start() -> list[str]:
    """Start what is due and give the new business keys."""
    with installed() as services:
        return [plan.business_key for plan in start_annual_plans(services, now=services.clock.now())]
