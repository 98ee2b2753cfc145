"""Enters the opinion of a division on a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import divisions, plan_opinions

EXECUTION = "local"
GIVES = ("opinion",)


def run(
    context: ServiceContext, *, plan_id: int, asked_division: str, has_opinion: str, opinion_text: str | None = None
) -> Mapping[str, Any]:
    """Give `opinion`: which division answered, and whether it had something to say."""
    name = divisions.get(context.connection, asked_division).name_ko
    if has_opinion == "some":
        plan_opinions.give(
            context.connection, plan_id, origin="division", given_by=name, body=opinion_text or "",
            on=as_date(context.now),
        )  # fmt: skip
    return {"opinion": {"division": name, "has_opinion": has_opinion}}
