"""Reporting on all tasks of a yearly plan at once."""

from __future__ import annotations

from typing import Any

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import plan_contents, plan_progress
from tasks.registers.guard import require
from tasks.service._grant import acting_person


def report_all(context: ServiceContext, plan_id: int, period: str, rows: list[dict[str, Any]]) -> None:
    """Enter rows of `task`, `percent` and `report`; raises GuardError `tasks_unreported` for tasks left out."""
    for row in rows:
        plan_progress.report(
            context.connection, row["task"], period, percent=row["percent"], text=row["report"],
            reported_by=acting_person(context), on=as_date(context.now),
        )  # fmt: skip
    numbers = {each.id: each.number for each in plan_contents.tasks_of(context.connection, plan_id)}
    left = [str(numbers[task]) for task in plan_progress.unreported(context.connection, plan_id, period)]
    require(not left, "tasks_unreported", tasks=", ".join(left))
