"""Enters the opinions that came in on the public pre-notice (행정절차법 제47조, 제44조)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import plan_opinions

EXECUTION = "local"
GIVES = ("public_opinion_count",)


def run(
    context: ServiceContext, *, plan_id: int, public_opinions: list[dict[str, Any]] | None = None
) -> Mapping[str, Any]:
    """Give how many there were."""
    for each in public_opinions or []:
        plan_opinions.give(
            context.connection, plan_id, origin="public", given_by=each["given_by"], body=each["opinion"],
            on=as_date(context.now),
        )  # fmt: skip
    return {"public_opinion_count": len(public_opinions or [])}
