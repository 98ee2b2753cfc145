"""Records that the applicant withdrew the application before the decision (취하, 행정절차법 제17조제8항)."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypedDict

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import grants

EXECUTION = "local"


class Withdrawn(TypedDict):
    """What became of the application."""

    outcome: Literal["withdrawn"]
    withdrawn_on: date


def run(context: ServiceContext) -> Withdrawn:
    """Give `outcome` = withdrawn; what was reserved becomes available again.

    Raises GuardError `decided_already` after the decision (IMP-10).
    """
    entered = grants.of_case(context.connection, context.instance_id)
    if entered is not None:
        grants.withdraw(context.connection, entered.id, context.now)
    return {"outcome": "withdrawn", "withdrawn_on": as_date(context.now)}
