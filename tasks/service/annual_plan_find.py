"""Looks for the basic plan in force that covers a fiscal year: no yearly plan without one (조례 제5조제3항)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import plans

EXECUTION = "local"
GIVES = ("covered", "basic_plan")


def run(context: ServiceContext, *, fiscal_year: int) -> Mapping[str, Any]:
    """Give `covered` and `basic_plan`, its title (AT-A5P3-1)."""
    found = plans.covering(context.connection, "basic_plan", fiscal_year)
    return {"covered": found is not None, "basic_plan": "" if found is None else found.title}
