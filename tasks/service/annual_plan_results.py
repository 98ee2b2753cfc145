"""Enters the result of the year for each task, and what the office makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.service._progress import report_all

EXECUTION = "local"
GIVES = ("results", "shortfalls")


def run(
    context: ServiceContext,
    *,
    plan_id: int,
    progress: list[dict[str, Any]],
    results: str,
    shortfalls: str | None = None,
) -> Mapping[str, Any]:
    """Give `results` and `shortfalls`; raises GuardError `tasks_unreported` for tasks left out."""
    report_all(context, plan_id, "result", progress)
    return {"results": results, "shortfalls": shortfalls or ""}
