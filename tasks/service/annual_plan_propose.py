"""Enters the tasks a division proposes for the year, in place of those it proposed before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import plan_contents

EXECUTION = "local"
GIVES = ()


def run(
    context: ServiceContext, *, plan_id: int, asked_division: str, tasks: list[dict[str, Any]]
) -> Mapping[str, Any]:
    """Each is tied to a task of the basic plan and to an item of 조례 제6조 or 제7조; amounts in won."""
    plan_contents.clear_tasks(context.connection, plan_id, asked_division)
    for each in tasks:
        plan_contents.add_task(
            context.connection, plan_id, title=each["title"], method=each["method"], division=asked_division,
            basis=each["basis"], target_groups=each["target_groups"] or (),
            basic_task_id=int(each["basic_plan_item"]), amount=each["amount"],
        )  # fmt: skip
    return {}
