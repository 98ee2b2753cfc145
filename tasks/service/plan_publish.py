"""Puts an approved plan in force as published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import plans

EXECUTION = "local"
GIVES = ()


def run(context: ServiceContext, *, plan_id: int, published_on: date) -> Mapping[str, Any]:
    """Nothing to give; raises GuardError `not_approved_plan`."""
    plans.publish(context.connection, plan_id, published_on)
    return {}
