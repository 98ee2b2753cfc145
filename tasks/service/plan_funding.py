"""Writes item 6 of the basic plan: the investment needed and who raises it, by year (조례 제5조제2항제6호)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import plan_contents

EXECUTION = "local"
GIVES = ()


def run(
    context: ServiceContext, *, plan_id: int, body: str | None = None, funding: list[dict[str, Any]] | None = None
) -> Mapping[str, Any]:
    """Amounts in won; a year whose sources do not add up to its need leaves the item missing (AT-A5P2I6-2)."""
    plan_contents.write_section(context.connection, plan_id, "A5P2I6", body or "")
    rows = funding or []
    plan_contents.set_funding(
        context.connection,
        plan_id,
        {each["year"]: each["need"] for each in rows},
        {each["year"]: {source: each[source] or 0 for source in plan_contents.SOURCES} for each in rows},
    )
    return {}
