"""Frees the budget of a grant that its grantee does not take (포기)."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypedDict

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import ledger
from tasks.service._grant import grant_of, voucher

EXECUTION = "local"


class Declined(TypedDict):
    """What became of the grant."""

    outcome: Literal["declined"]
    declined_on: date


def run(context: ServiceContext) -> Declined:
    """Give `outcome` = declined; the whole commitment is available again."""
    grant = grant_of(context)
    committed = ledger.balances_of_grant(context.connection, grant.id)["committed"]
    if committed:
        ledger.post(context.connection, "reduce", grant.id, committed, voucher(context, "declined"))
    return {"outcome": "declined", "declined_on": as_date(context.now)}
