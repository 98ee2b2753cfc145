"""Records why and when the project ended, from which the two months for the performance report run (IMP-18)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from tasks.contract import ServiceContext
from tasks.law.periods import civil_period
from tasks.registers import grants, ledger
from tasks.service._grant import grant_of

EXECUTION = "local"
GIVES = ("report_due", "paid_total", "correction_note")


def run(
    context: ServiceContext, *, ended_by: Literal["completed", "abolished", "year_end"], ended_on: date
) -> Mapping[str, Any]:
    """Give `report_due` (지방보조금법 시행령 제9조제1항) and `paid_total`, in won."""
    grant = grant_of(context)
    grants.end_project(context.connection, grant.id, ended_by, ended_on)
    paid = ledger.balances_of_grant(context.connection, grant.id)["advanced"]
    return {"report_due": civil_period(ended_on, "P2M").due, "paid_total": paid, "correction_note": ""}
