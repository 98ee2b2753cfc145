"""Fixes the amount of the subsidy and orders the return of the rest (금액 확정·반환명령, IMP-21)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tasks.contract import ServiceContext
from tasks.documents.issue import Letter, issue
from tasks.law.dates import as_date
from tasks.registers import grants, ledger
from tasks.service._grant import grant_of, reached, voucher

EXECUTION = "local"
GIVES = ("fixed_on", "fixing_document", "return_note")
LETTERS = {
    "fixing_notice": (
        "paid",
        "fixed_amount",
        "return_amount",
        "returned_balance",
        "returned_interest",
        "dropped_interest",
        "returned_profit",
        "because",
        "applicant_name",
        "project_title",
        "return_by",
    )
}


def run(
    context: ServiceContext,
    *,
    settlement: dict[str, Any],
    actual_interest: int,
    return_by: date | None,
    applicant_name: str,
    project_title: str,
    division: str,
) -> Mapping[str, Any]:
    """Give `fixed_on` and the notice's number; posts what is spent, the interest, and frees what was never paid.

    지방보조금법 제19조, 제31조제2항.
    """
    grant, today = grant_of(context), as_date(context.now)
    grants.fix_amount(context.connection, grant.id, settlement["fixed_amount"], today)
    moves = {
        "recognise": settlement["fixed_amount"],
        "accrue_interest": actual_interest,
        "drop_interest": settlement["dropped_interest"],
        "reduce": ledger.balances_of_grant(context.connection, grant.id)["committed"],
    }
    for kind, amount in moves.items():
        if amount:
            ledger.post(context.connection, kind, grant.id, amount, voucher(context, kind))
    reached(context, "fixing")
    values = {**settlement, "applicant_name": applicant_name, "project_title": project_title, "return_by": return_by}
    title = f"보조금 확정{'·반환명령' if settlement['return_amount'] else ''} 통지({project_title})"
    number = issue(context, Letter("fixing_notice", title, applicant_name, values), division=division)
    return {"fixed_on": today, "fixing_document": number, "return_note": ""}
