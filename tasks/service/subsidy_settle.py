"""Settles the project per funding source; nothing is fixed before a person signs it (IMP-21)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.law.settlement import Source, settle
from tasks.registers import ledger
from tasks.service._grant import grant_of

EXECUTION = "local"
GIVES = (
    "paid",
    "fixed_amount",
    "return_amount",
    "returned_balance",
    "returned_interest",
    "dropped_interest",
    "returned_profit",
    "because",
)


def run(
    context: ServiceContext,
    *,
    own_planned: int,
    spent_subsidy: int,
    spent_own: int,
    disallowed_subsidy: int,
    disallowed_own: int,
    actual_interest: int,
    profit_due: int,
) -> Mapping[str, Any]:
    """Give the settlement in won: `fixed_amount`, `return_amount` and its parts, the steps as `because`.

    지방보조금법 제19조, 제31조제2항; 지방보조금 관리기준 제15조, 제18조. What was never paid out cannot be fixed.
    """
    grant = grant_of(context)
    paid = ledger.balances_of_grant(context.connection, grant.id)["advanced"]
    city = Source("city", grant.amount, paid, spent_subsidy, disallowed_subsidy, actual_interest, profit_due)
    own = Source("own", own_planned, own_planned, spent_own, disallowed_own)
    result = settle([city, own] if own_planned or spent_own else [city])
    subsidy = result.sources[0]
    return {
        "paid": paid,
        "fixed_amount": min(result.fixed_amount, paid),
        "return_amount": result.return_amount,
        "returned_balance": subsidy.returned_balance,
        "returned_interest": subsidy.returned_interest,
        "dropped_interest": subsidy.dropped_interest,
        "returned_profit": subsidy.returned_profit,
        "because": [step.text() for step in result.because],
    }
