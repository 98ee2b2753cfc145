"""Enters what each task of a yearly plan came to in a quarter (시행계획 추진상황)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.service._progress import report_all

EXECUTION = "local"
GIVES = ()


def run(
    context: ServiceContext, *, plan_id: int, quarter: dict[str, Any], progress: list[dict[str, Any]]
) -> Mapping[str, Any]:
    """Nothing to give; raises GuardError `tasks_unreported` for tasks left out."""
    report_all(context, plan_id, quarter["code"], progress)
    return {}
