"""Lays down in how many instalments a grant is paid: at least two, unless one of the exceptions holds (IMP-14)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import instalments as register
from tasks.service._grant import grant_of

EXECUTION = "local"
GIVES = ("instalments", "paid_total")


def run(
    context: ServiceContext, *, instalments: list[dict[str, Any]], single_payment_exception: str
) -> Mapping[str, Any]:
    """Give `instalments` as planned (지방보조금 관리기준 제9조제3항); raises GuardError `one_instalment`."""
    reason = "" if single_payment_exception == "none" else single_payment_exception
    amounts = [each["amount"] for each in instalments]
    register.plan(context.connection, grant_of(context).id, amounts, at_once_reason=reason)
    return {"instalments": instalments, "paid_total": 0}
