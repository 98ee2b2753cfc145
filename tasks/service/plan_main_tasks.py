"""Writes item 3 of the basic plan: the tasks, and how each is carried out (조례 제5조제2항제3호)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import plan_contents

EXECUTION = "local"
GIVES = ()


def run(
    context: ServiceContext, *, plan_id: int, body: str | None = None, tasks: list[dict[str, Any]] | None = None
) -> Mapping[str, Any]:
    """Each task rests on an item of 조례 제6조 or 제7조; raises GuardError `basis_needed`, `method_needed`."""
    plan_contents.write_section(context.connection, plan_id, "A5P2I3", body or "")
    plan_contents.clear_tasks(context.connection, plan_id)
    for each in tasks or []:
        plan_contents.add_task(
            context.connection, plan_id, title=each["title"], method=each["method"], division=each["division"],
            period=each["period"] or "", basis=each["basis"], target_groups=each["target_groups"] or (),
        )  # fmt: skip
    return {}
