"""Puts a yearly plan in force as published, and lays out the quarters to report on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from messages import text
from tasks.contract import ServiceContext
from tasks.registers import plan_contents, plans

EXECUTION = "local"
GIVES = ("quarters", "report_rows")


def run(context: ServiceContext, *, plan_id: int, fiscal_year: int, published_on: date) -> Mapping[str, Any]:
    """Give `quarters` (each due on the day after it ends) and `report_rows`, one per task."""
    plans.publish(context.connection, plan_id, published_on)
    ends = (date(fiscal_year, 4, 1), date(fiscal_year, 7, 1), date(fiscal_year, 10, 1), date(fiscal_year + 1, 1, 1))
    quarters = [
        {
            "code": f"Q{number}",
            "label": text("service.quarter", "ko", year=fiscal_year, number=number),
            "label_en": text("service.quarter", "en", year=fiscal_year, number=number),
            "due_on": due_on,
        }
        for number, due_on in enumerate(ends, 1)
    ]
    rows = [{"task": row.id} for row in plan_contents.tasks_of(context.connection, plan_id)]
    return {"quarters": quarters, "report_rows": rows}
