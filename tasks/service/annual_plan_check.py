"""Looks whether every task of a yearly plan rests on its basic plan (조례 제5조제3항; AT-A5P3-2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import plan_contents

EXECUTION = "local"
GIVES = ("complete", "tasks", "proposed")


def run(context: ServiceContext, *, plan_id: int) -> Mapping[str, Any]:
    """Give `complete`, the `tasks` as rows, and what each division `proposed`."""
    tasks = plan_contents.tasks_of(context.connection, plan_id)
    proposed: dict[str, list[dict[str, Any]]] = {}
    for row in tasks:
        proposed.setdefault(row.division, []).append(
            {
                "title": row.title,
                "basic_plan_item": str(row.basic_task_id),
                "basis": row.basis,
                "target_groups": row.target_groups,
                "method": row.method,
                "amount": row.amount,
            }
        )
    return {
        "complete": bool(tasks) and not plan_contents.unfounded_tasks(context.connection, plan_id),
        "tasks": [{"task": row.id, "amount": row.amount} for row in tasks],
        "proposed": proposed,
    }
