"""Approves the requested instalment for the account known now, or sends the request back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from tasks.contract import ServiceContext
from tasks.registers import instalments
from tasks.service._grant import acting_person, grant_of, next_instalment

EXECUTION = "local"
GIVES = ("payment_result", "payment_note")


def run(
    context: ServiceContext, *, payment_result: Literal["pay", "return"], payment_note: str | None = None
) -> Mapping[str, Any]:
    """Give the result and its reason; raises GuardError `two_persons` for whoever asked (회계관리 규칙 제2조)."""
    if payment_result == "pay":
        unpaid = next_instalment(context)
        instalments.approve(
            context.connection, grant_of(context).id, unpaid.number, acting_person(context), context.now
        )
    return {"payment_result": payment_result, "payment_note": payment_note or ""}
