"""Posts the payment of an approved instalment to the ledger, in the same commit as the payer's step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import instalments, ledger
from tasks.service._grant import acting_person, grant_of, reached, voucher

EXECUTION = "local"
GIVES = ("paid_total",)


def run(context: ServiceContext, *, instalment_no: int) -> Mapping[str, Any]:
    """Give `paid_total`, in won; raises GuardError `two_persons` when the payer asked or approved."""
    grant = grant_of(context)
    instalments.pay(context.connection, grant.id, instalment_no, acting_person(context), voucher(context, "disburse"))
    reached(context, f"payment_{instalment_no}")
    return {"paid_total": ledger.balances_of_grant(context.connection, grant.id)["advanced"]}
