"""Records that no yearly plan is made for a year, and why: a power, not a duty (조례 제5조제3항; AT-A5P3-3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import plans

EXECUTION = "local"
GIVES = ("plan_id",)


def run(context: ServiceContext, *, fiscal_year: int, reason: str) -> Mapping[str, Any]:
    """Give `plan_id`; raises GuardError `reason_needed`."""
    today = as_date(context.now)
    plan_id = plans.waive(context.connection, fiscal_year, reason, on=today, instance_id=context.instance_id)
    return {"plan_id": plan_id}
