"""Writes item 2 of the basic plan: direction, and goals with their indicators (조례 제5조제2항제2호)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import plan_contents

EXECUTION = "local"
GIVES = ()


def run(
    context: ServiceContext, *, plan_id: int, body: str | None = None, goals: list[dict[str, Any]] | None = None
) -> Mapping[str, Any]:
    """Nothing of it enters the process data."""
    plan_contents.write_section(context.connection, plan_id, "A5P2I2", body or "")
    pairs = [(each["title"], each["indicator"]) for each in goals or []]
    plan_contents.set_goals(context.connection, plan_id, pairs)
    return {}
