"""Asks for the next instalment to be paid; whoever asks may neither approve nor pay it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import instalments
from tasks.service._grant import acting_person, grant_of, next_instalment

EXECUTION = "local"
GIVES = ("claim_amount", "claim_note", "claim_paper")


def run(
    context: ServiceContext,
    *,
    claim_amount: int | None = None,
    claim_note: str | None = None,
    claim_paper: str | None = None,
) -> Mapping[str, Any]:
    """Give what the approver sees; raises GuardError `check_missing` before the interim check (IMP-14).

    `claim_amount` is only shown: what is paid is the planned instalment.
    """
    unpaid = next_instalment(context)
    instalments.request(context.connection, grant_of(context).id, unpaid.number, acting_person(context), context.now)
    return {"claim_amount": unpaid.amount, "claim_note": claim_note or "", "claim_paper": claim_paper}
