"""Ties every task of a yearly plan to its budget (조례 제11조제1항)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import budget, plan_contents
from tasks.registers.guard import require
from tasks.service._plan import plan_text

EXECUTION = "local"
GIVES = ("plan_text",)


def run(
    context: ServiceContext, *, plan_id: int, fiscal_year: int, mappings: list[dict[str, Any]]
) -> Mapping[str, Any]:
    """Give `plan_text`; a line may be left open until the council has decided the budget (reading 11-AG).

    Raises GuardError `tasks_unmapped` for tasks left out.
    """
    mapped = {each["task"]: each for each in mappings}
    tasks = plan_contents.tasks_of(context.connection, plan_id)
    left = [row.number for row in tasks if row.id not in mapped]
    require(not left, "tasks_unmapped", tasks=", ".join(map(str, left)))
    for row in tasks:
        code = mapped[row.id]["budget_line"]
        line = budget.get(context.connection, code, fiscal_year).id if code else None
        plan_contents.map_budget(context.connection, row.id, line, mapped[row.id]["amount"])
    return {"plan_text": plan_text(context.connection, plan_id)}
