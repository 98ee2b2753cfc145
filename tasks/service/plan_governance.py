"""Writes item 7 of the basic plan: the command structure (조례 제5조제2항제7호)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import plan_contents

EXECUTION = "local"
GIVES = ()


def run(
    context: ServiceContext,
    *,
    plan_id: int,
    body: str | None = None,
    lead_unit: str | None = None,
    coordinating_body: str | None = None,
) -> Mapping[str, Any]:
    """Nothing of it enters the process data."""
    command = {"lead_unit": lead_unit or "", "coordinating_body": coordinating_body or ""}
    plan_contents.write_section(context.connection, plan_id, "A5P2I7", body or "", details=command)
    return {}
