"""Opens the yearly plan of a fiscal year; where one is in force it becomes its revision (AT-A5P3-4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from messages import text
from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import plans

EXECUTION = "local"
GIVES = ("plan_id", "revises", "proposed")


def run(context: ServiceContext, *, fiscal_year: int) -> Mapping[str, Any]:
    """Give `plan_id` and `revises`; raises GuardError `no_basic_plan` (AT-A5P3-1)."""
    before = plans.to_revise(context.connection, "annual_plan", fiscal_year, fiscal_year)
    plan_id = plans.start(
        context.connection, "annual_plan", text("service.annual_plan_title", "ko", year=fiscal_year), fiscal_year,
        fiscal_year, on=as_date(context.now), instance_id=context.instance_id,
        revises=None if before is None else before.id,
    )  # fmt: skip
    return {"plan_id": plan_id, "revises": "" if before is None else before.title, "proposed": {}}
