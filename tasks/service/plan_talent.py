"""Writes item 5 of the basic plan: training and support of specialists (조례 제5조제2항제5호), or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import plan_contents

EXECUTION = "local"
GIVES = ()


def run(
    context: ServiceContext, *, plan_id: int, body: str | None = None, none_reason: str | None = None
) -> Mapping[str, Any]:
    """Nothing of it enters the process data."""
    plan_contents.write_section(context.connection, plan_id, "A5P2I5", body or "", none_reason=none_reason or "")
    return {}
