"""Records that a plan was approved by whoever signed its document just now (조례 제5조제1항; AT-A5P1-1, AT-A5P1-2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import plans
from tasks.service._grant import acting_person

EXECUTION = "local"
GIVES = ("approval_capacity",)


def run(
    context: ServiceContext, *, plan_id: int, approval: dict[str, Any], extra_items: list[dict[str, Any]] | None = None
) -> Mapping[str, Any]:
    """Give `approval_capacity`: `holder`, `absence` (직무대리) or `vacancy` (권한대행).

    Raises what `plans.approve` raises.
    """
    capacity = plans.approve(
        context.connection, plan_id, approved_by=acting_person(context), on=as_date(context.now),
        document_number=approval["number"], extra_items=tuple(each["title"] for each in extra_items or []),
    )  # fmt: skip
    return {"approval_capacity": capacity}
