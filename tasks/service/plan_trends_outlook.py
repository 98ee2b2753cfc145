"""Writes item 1 of the basic plan: trends and outlook, with dated sources (조례 제5조제2항제1호)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import plan_contents

EXECUTION = "local"
GIVES = ()


def run(
    context: ServiceContext, *, plan_id: int, body: str | None = None, sources: list[dict[str, Any]] | None = None
) -> Mapping[str, Any]:
    """Nothing of it enters the process data."""
    dated = [{"title": each["title"], "dated": each["dated"].isoformat()} for each in sources or []]
    plan_contents.write_section(context.connection, plan_id, "A5P2I1", body or "", details={"sources": dated})
    return {}
