"""What the subsidy's operations share: the grant of the case they run for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import grants, instalments, milestones
from tasks.registers.guard import GuardError
from tasks.registers.ledger import Voucher


def grant_of(context: ServiceContext) -> Row[Any]:
    """Give the grant row of the case; raises GuardError `grant_unknown` before the application is entered."""
    row = grants.of_case(context.connection, context.instance_id)
    if row is None:
        raise GuardError("grant_unknown", grant=context.business_key)
    return row


def voucher(context: ServiceContext, step: str, memo: str = "") -> Voucher:
    """Give the voucher of one posting of this run: repeated, it posts once."""
    return Voucher(f"{context.idempotency_key}/{step}", context.now, context.actor_id, memo)


def reached(context: ServiceContext, code: str) -> None:
    """Note a milestone of the case that must be entered in 보탬e."""
    milestones.reach(context.connection, context.instance_id, code, as_date(context.now))


def acting_person(context: ServiceContext) -> int:
    """Give whoever acted; raises GuardError `nobody_signs` where a timer led here."""
    if context.actor_id is None:
        raise GuardError("nobody_signs", letter=context.element)
    return context.actor_id


def next_instalment(context: ServiceContext) -> Row[Any]:
    """Give the first instalment that is not yet paid; raises GuardError `instalment_unknown` when all are."""
    planned = instalments.of_grant(context.connection, grant_of(context).id)
    unpaid = next((each for each in planned if each.paid_at is None), None)
    if unpaid is None:
        raise GuardError("instalment_unknown", number=len(planned) + 1)
    return unpaid
