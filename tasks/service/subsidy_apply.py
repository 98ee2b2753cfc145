"""Enters a complete application in the register of grants, or amends it after a supplement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import grants

EXECUTION = "local"
GIVES = ("grant_id",)


def run(
    context: ServiceContext,
    *,
    programme: str,
    party_id: int,
    project_title: str,
    requested_amount: int,
    own_amount: int,
    starts_on: date,
    ends_on: date,
    filed_at: datetime,
    call_id: int | None,
) -> Mapping[str, Any]:
    """Give `grant_id`; raises GuardError `call_or_reason` without a call or one of the six exceptions (IMP-01)."""
    entered = grants.of_case(context.connection, context.instance_id)
    if entered is not None:
        grants.amend(
            context.connection, entered.id, title=project_title, requested=requested_amount, own_planned=own_amount,
            starts_on=starts_on, ends_on=ends_on,
        )  # fmt: skip
        return {"grant_id": entered.id}
    grant_id = grants.apply(
        context.connection, instance_id=context.instance_id, case_key=context.business_key, programme=programme,
        party_id=party_id, title=project_title, requested=requested_amount, own_planned=own_amount,
        starts_on=starts_on, ends_on=ends_on, at=filed_at, call_id=call_id,
    )  # fmt: skip
    return {"grant_id": grant_id}
