"""Instalments (분할교부): at least two, a passed check between them, and three different people for each payment.

지방보조금 관리기준 제9조제3항 (IMP-14); 안양시 회계관리에 관한 규칙 제2조제3항 (duties that may not be combined).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, Connection, Date, ForeignKey, Integer, Row, String, Table, select

from tasks.registers import grants, ledger, parties
from tasks.registers.guard import GuardError, require
from tasks.registers.ledger import Voucher
from tasks.registers.metadata import Identifier, Instant, Won, metadata
from tasks.registers.triggers import declare, immutable

AT_ONCE = ("entitlement", "other_law", "supplementary_budget", "public_institution", "other_ordinance")
"""Why a grant may be paid at once (같은 항 단서)."""

instalment = Table(
    "grant_instalment",
    metadata,
    Column("grant_id", Identifier, ForeignKey("subsidy_grant.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("amount", Won, nullable=False),
    Column("at_once_reason", String, nullable=False, server_default=""),
    Column("requested_by", Identifier, ForeignKey("person.id")),
    Column("requested_at", Instant),
    Column("approved_by", Identifier, ForeignKey("person.id")),
    Column("approved_at", Instant),
    Column("payee_digest", String, nullable=False, server_default=""),
    Column("paid_by", Identifier, ForeignKey("person.id")),
    Column("paid_at", Instant),
    Column("transfer_id", Identifier, ForeignKey("ledger_transfer.id")),
    CheckConstraint("number >= 1", name="counted_from_one"),
    CheckConstraint("amount > 0", name="amount_positive"),
    CheckConstraint("approved_by IS NULL OR approved_by <> requested_by", name="approver_did_not_ask"),
    CheckConstraint("paid_by IS NULL OR (paid_by <> approved_by AND paid_by <> requested_by)", name="payer_is_third"),
    CheckConstraint("approved_by IS NULL OR requested_by IS NOT NULL", name="asked_first"),
    CheckConstraint("paid_by IS NULL OR (approved_by IS NOT NULL AND transfer_id IS NOT NULL)", name="approved_first"),
)

check = Table(
    "grant_check",
    metadata,
    Column("grant_id", Identifier, ForeignKey("subsidy_grant.id"), primary_key=True),
    Column("after_number", Integer, primary_key=True),
    Column("attempt", Integer, primary_key=True),
    Column("result", String, nullable=False),
    Column("findings", String, nullable=False),
    Column("checked_by", Identifier, ForeignKey("person.id"), nullable=False),
    Column("checked_on", Date, nullable=False),
    CheckConstraint("result IN ('passed', 'failed')", name="result"),
)

declare(
    *immutable("grant_instalment", "instalment_paid", "OLD.paid_at IS NOT NULL"),
    *immutable("grant_check", "recorded"),
)


def plan(connection: Connection, grant_id: int, amounts: Sequence[int], *, at_once_reason: str = "") -> None:
    """Lay down the instalments of an accepted grant, in won; what is not yet paid may be planned anew.

    Raises GuardError `not_accepted`, `one_instalment` without one of the reasons of `AT_ONCE` (IMP-14),
    `instalments_differ` when they do not add up to the granted amount.
    """
    row = grants.granted(connection, grant_id)
    require(row.accepted_on is not None, "not_accepted", grant=grant_id)
    paid = [each for each in of_grant(connection, grant_id) if each.paid_at is not None]
    several = len(paid) + len(amounts) >= 2 or at_once_reason in AT_ONCE
    require(several and min(amounts, default=0) > 0, "one_instalment")
    total = sum(each.amount for each in paid) + sum(amounts)
    require(total == row.amount, "instalments_differ", total=total, granted=row.amount)
    unpaid = (instalment.c.grant_id == grant_id) & instalment.c.paid_at.is_(None)
    connection.execute(instalment.delete().where(unpaid))
    rows = [
        {"grant_id": grant_id, "number": number, "amount": amount, "at_once_reason": at_once_reason}
        for number, amount in enumerate(amounts, len(paid) + 1)
    ]
    connection.execute(instalment.insert(), rows)


def request(connection: Connection, grant_id: int, number: int, person_id: int, at: datetime) -> None:
    """Ask for an instalment to be paid; raises GuardError `check_missing` before the check that follows the last one,
    `beneficiary` when the person acts for the grantee.
    """
    _refuse_beneficiary(connection, grant_id, person_id)
    if number > 1:
        require(get(connection, grant_id, number - 1).paid_at is not None, "earlier_unpaid", number=number - 1)
        require(is_checked(connection, grant_id, number - 1), "check_missing", number=number - 1)
    _update_unpaid(connection, grant_id, number, {
        "requested_by": person_id, "requested_at": at, "approved_by": None, "approved_at": None,
    })  # fmt: skip


def approve(connection: Connection, grant_id: int, number: int, person_id: int, at: datetime) -> None:
    """Approve what was asked for, for the account known now; raises GuardError `two_persons`, `not_requested`."""
    _refuse_beneficiary(connection, grant_id, person_id)
    row = get(connection, grant_id, number)
    require(row.requested_by is not None, "not_requested", number=number)
    require(row.requested_by != person_id, "two_persons")
    payee = grants.get(connection, grant_id).payee_digest
    approved = {"approved_by": person_id, "approved_at": at, "payee_digest": payee}
    _update_unpaid(connection, grant_id, number, approved)


def pay(connection: Connection, grant_id: int, number: int, person_id: int, voucher: Voucher) -> int:
    """Pay an approved instalment out and give the ledger transfer's id.

    Raises GuardError `not_approved`, `two_persons` when the payer asked or approved, `payee_changed` when the account
    is no longer the approved one, `instalment_paid`, `not_enough`.
    """
    _refuse_beneficiary(connection, grant_id, person_id)
    row = get(connection, grant_id, number)
    require(row.paid_at is None, "instalment_paid", number=number)
    require(row.approved_by is not None, "not_approved", number=number)
    require(person_id not in (row.requested_by, row.approved_by), "two_persons")
    require(row.payee_digest == grants.granted(connection, grant_id).payee_digest, "payee_changed", number=number)
    transfer_id = ledger.disburse(
        connection, grant_id, row.amount, voucher, requested_by=row.requested_by, approved_by=row.approved_by
    )
    paid = {"paid_by": person_id, "paid_at": voucher.at, "transfer_id": transfer_id}
    _update_unpaid(connection, grant_id, number, paid)
    return transfer_id


def record_check(
    connection: Connection, grant_id: int, after_number: int, *, result: str, findings: str, checked_by: int, on: date
) -> None:
    """Record the check of proper use after an instalment: `passed` or `failed`; a failed one may be done again."""
    attempts = select(check.c.attempt).where(check.c.grant_id == grant_id, check.c.after_number == after_number)
    attempt = len(connection.execute(attempts).all()) + 1
    connection.execute(
        check.insert().values(
            grant_id=grant_id, after_number=after_number, attempt=attempt, result=result, findings=findings,
            checked_by=checked_by, checked_on=on,
        )
    )  # fmt: skip


def is_checked(connection: Connection, grant_id: int, after_number: int) -> bool:
    """Tell whether the latest check after an instalment was passed."""
    latest = (
        select(check.c.result)
        .where(check.c.grant_id == grant_id, check.c.after_number == after_number)
        .order_by(check.c.attempt.desc())
        .limit(1)
    )
    return connection.execute(latest).scalar_one_or_none() == "passed"


def get(connection: Connection, grant_id: int, number: int) -> Row[Any]:
    """Give an instalment's row; raises GuardError `instalment_unknown`."""
    wanted = (instalment.c.grant_id == grant_id) & (instalment.c.number == number)
    row = connection.execute(select(instalment).where(wanted)).one_or_none()
    if row is None:
        raise GuardError("instalment_unknown", number=number)
    return row


def of_grant(connection: Connection, grant_id: int) -> tuple[Row[Any], ...]:
    """Give a grant's instalments in order."""
    rows = select(instalment).where(instalment.c.grant_id == grant_id).order_by(instalment.c.number)
    return tuple(connection.execute(rows))


def _update_unpaid(connection: Connection, grant_id: int, number: int, values: dict[str, Any]) -> None:
    unpaid = (instalment.c.grant_id == grant_id) & (instalment.c.number == number) & instalment.c.paid_at.is_(None)
    changed = connection.execute(instalment.update().where(unpaid).values(values))
    require(changed.rowcount == 1, "instalment_paid", number=number)


def _refuse_beneficiary(connection: Connection, grant_id: int, person_id: int) -> None:
    party_id = grants.granted(connection, grant_id).party_id
    require(person_id not in parties.people_of(connection, party_id), "beneficiary", person=person_id)
