"""Posts the money that came back: the unspent balance and the interest (지방보조금법 제31조)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import ledger
from tasks.registers.guard import require
from tasks.service._grant import grant_of, reached, voucher

EXECUTION = "local"
GIVES = ("return_posted_on",)


def run(context: ServiceContext, *, settlement: dict[str, Any], returned_amount: int) -> Mapping[str, Any]:
    """Give `return_posted_on`; raises GuardError `return_differs` when another amount came in than was ordered."""
    ordered = settlement["return_amount"]
    require(returned_amount == ordered, "return_differs", ordered=ordered, paid=returned_amount)
    grant = grant_of(context)
    moves = {"return_balance": settlement["returned_balance"], "return_interest": settlement["returned_interest"]}
    for kind, amount in moves.items():
        if amount:
            ledger.post(context.connection, kind, grant.id, amount, voucher(context, kind))
    reached(context, "return")
    return {"return_posted_on": as_date(context.now)}
