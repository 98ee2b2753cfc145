"""Records the decision the approver just signed: the grant, the bound budget, the day the notice arrived."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypedDict

from tasks.contract import ServiceContext, ServiceError
from tasks.law.dates import as_date
from tasks.registers import grants, programmes
from tasks.registers.guard import GuardError
from tasks.service._grant import acting_person, grant_of, reached, voucher

EXECUTION = "local"


class Decided(TypedDict):
    """What was decided, and until when the project runs."""

    outcome: Literal["granted", "refused"]
    notified_on: date
    execution_year: int
    account_note: str
    check_note: str


def run(
    context: ServiceContext,
    *,
    granted_total: int,
    decision_reasons: str,
    conditions: str,
    runs_past_year: bool,
    ends_on: date,
) -> Decided:
    """Give `outcome` (granted or refused), `notified_on` and `execution_year`, the last fiscal year of the project.

    Raises ServiceError `over_budget` when the line no longer reaches; GuardError `no_committee_result` (IMP-04),
    `excluded` (IMP-12), `reasons_needed` (IMP-13).
    """
    grant, today = grant_of(context), as_date(context.now)
    budget_year = programmes.get(context.connection, grant.programme).fiscal_year
    try:
        with context.connection.begin_nested():  # a refusal must leave nothing of the decision behind
            kind = grants.decide(
                context.connection, grant.id, amount=granted_total, decided_by=acting_person(context), on=today,
                voucher=voucher(context, "decision"), reasons=decision_reasons, conditions=conditions.splitlines(),
            )  # fmt: skip
    except GuardError as refusal:
        if refusal.code != "not_enough":
            raise
        raise ServiceError("over_budget", amount=granted_total) from refusal
    grants.notify(context.connection, grant.id, today)
    reached(context, "decision")
    return {
        "outcome": "refused" if kind == "refused" else "granted",
        "notified_on": today,
        "execution_year": max(today.year, budget_year, ends_on.year if runs_past_year else 0),
        "account_note": "",
        "check_note": "",
    }
