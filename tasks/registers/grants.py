"""Grants (지방보조금 교부): one row per case, from the application to the fixed amount; the money is in the ledger.

A grant is decided by a person, within the budget, after the subsidy committee where there was an open call
(지방보조금법 제8조); it is paid only after the decision and closed only when no won is left open.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Connection,
    Date,
    ForeignKey,
    Row,
    String,
    Table,
    func,
    or_,
    select,
)

from tasks.law.dates import start_of_day
from tasks.registers import ledger, milestones, parties, programmes
from tasks.registers.agenda_items import last_outcome
from tasks.registers.guard import GuardError, Words, require
from tasks.registers.ledger import Voucher
from tasks.registers.ledger_accounts import account
from tasks.registers.metadata import Identifier, Instant, Won, metadata, one_of

Decision = Literal["full", "partial", "refused"]
Ending = Literal["completed", "abolished", "year_end"]

grant = Table(
    "subsidy_grant",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("instance_id", Identifier, nullable=False, unique=True),
    Column("case_key", String, nullable=False, unique=True),
    Column("programme", String, ForeignKey("programme.code"), nullable=False, index=True),
    Column("party_id", Identifier, ForeignKey("party.id"), nullable=False, index=True),
    Column("budget_line_id", Identifier, ForeignKey("budget_line.id"), nullable=False),
    Column("call_id", Identifier, ForeignKey("programme_call.id")),
    Column("title", String, nullable=False),
    Column("requested", Won, nullable=False),
    Column("own_planned", Won, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("applied_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    Column("decision", String),
    Column("amount", Won),
    Column("decided_on", Date),
    Column("decided_by", Identifier, ForeignKey("person.id")),
    Column("reasons", String, nullable=False, server_default=""),
    Column("conditions", JSON, nullable=False),
    Column("notified_on", Date),
    Column("accepted_on", Date),
    Column("payee_digest", String, nullable=False, server_default=""),
    Column("ending", String),
    Column("ended_on", Date),
    Column("fixed_amount", Won),
    Column("fixed_on", Date),
    Column("closed_on", Date),
    one_of("decision", ("full", "partial", "refused")),
    one_of("ending", ("completed", "abolished", "year_end")),
    CheckConstraint("requested > 0", name="requested_positive"),
    CheckConstraint("own_planned >= 0", name="own_not_negative"),
    CheckConstraint("ends_on >= starts_on", name="days_in_order"),
    CheckConstraint(
        "decision IS NULL OR (amount IS NOT NULL AND decided_on IS NOT NULL AND decided_by IS NOT NULL)",
        name="decided_by_someone",
    ),
    CheckConstraint("decision IS NULL OR (decision = 'refused') = (amount = 0)", name="refused_is_zero"),
    CheckConstraint("decision IS NULL OR withdrawn_at IS NULL", name="withdrawn_or_decided"),
    CheckConstraint("notified_on IS NULL OR decision IS NOT NULL", name="decided_before_notified"),
    CheckConstraint("accepted_on IS NULL OR notified_on IS NOT NULL", name="notified_before_accepted"),
    CheckConstraint("fixed_amount IS NULL OR fixed_amount BETWEEN 0 AND amount", name="fixed_within_grant"),
)

amount_change = Table(
    "grant_amount_change",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("grant_id", Identifier, ForeignKey("subsidy_grant.id"), nullable=False, index=True),
    Column("before", Won, nullable=False),
    Column("after", Won, nullable=False),
    Column("reason", String, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("decided_by", Identifier, ForeignKey("person.id"), nullable=False),
    CheckConstraint("after >= 0", name="after_not_negative"),
)


def apply(
    connection: Connection,
    *,
    instance_id: int,
    case_key: str,
    programme: str,
    party_id: int,
    title: str,
    requested: int,
    own_planned: int,
    starts_on: date,
    ends_on: date,
    at: datetime,
    call_id: int | None = None,
) -> int:
    """Enter an application (교부신청) and give the grant's id; amounts in won.

    Raises GuardError `no_money_programme` for a programme that gives no subsidy, `call_or_reason` without an open call
    or one of the six reasons (IMP-01).
    """
    about = programmes.get(connection, programme)
    require(about.funding_type == "subsidy", "no_money_programme", programme=programme)
    require(call_id is not None or about.no_call_reason, "call_or_reason", programme=programme)
    row = grant.insert().values(
        instance_id=instance_id, case_key=case_key, programme=programme, party_id=party_id, call_id=call_id,
        budget_line_id=about.budget_line_id, title=title, requested=requested, own_planned=own_planned,
        starts_on=starts_on, ends_on=ends_on, applied_at=at, conditions=[],
    )  # fmt: skip
    return int(connection.execute(row.returning(grant.c.id)).scalar_one())


def amend(connection: Connection, grant_id: int, **changes: object) -> None:
    """Change an undecided application (보완): `title`, `requested`, `own_planned`, `starts_on`, `ends_on`."""
    unknown = changes.keys() - {"title", "requested", "own_planned", "starts_on", "ends_on"}
    require(not unknown, "not_amendable", fields=", ".join(sorted(unknown)))
    _update_undecided(connection, grant_id, changes)


def withdraw(connection: Connection, grant_id: int, at: datetime) -> None:
    """Withdraw an application, which its applicant may until it is decided (행정절차법 제17조제8항, IMP-10).

    Raises GuardError `decided_already`. What was reserved for it becomes available again.
    """
    _update_undecided(connection, grant_id, {"withdrawn_at": at})
    release_reservation(connection, grant_id, Voucher(f"grant/{grant_id}/withdrawn", at))


def decide(
    connection: Connection,
    grant_id: int,
    *,
    amount: int,
    decided_by: int,
    on: date,
    voucher: Voucher,
    reasons: str = "",
    conditions: Sequence[str] = (),
) -> Decision:
    """Decide an application (교부결정): the whole amount, a part, or nothing (0); binds the budget in the same breath.

    Raises GuardError `decided_already`, `more_than_asked`, `reasons_needed` unless everything asked was granted
    (IMP-13), `excluded` (IMP-12), `no_committee_result` for an open-call case the subsidy committee has not dealt with
    by that day (IMP-04), `not_enough` when the budget does not reach.
    """
    row = get(connection, grant_id)
    require(amount <= row.requested, "more_than_asked", requested=row.requested, amount=amount)
    kind: Decision = "refused" if amount == 0 else "full" if amount == row.requested else "partial"
    require(kind == "full" or reasons, "reasons_needed")
    _update_undecided(
        connection,
        grant_id,
        {
            "decision": kind, "amount": amount, "decided_on": on, "decided_by": decided_by, "reasons": reasons,
            "conditions": list(conditions),
        },
    )  # fmt: skip
    if kind == "refused":
        release_reservation(connection, grant_id, voucher)
        return kind
    until = parties.excluded_until(connection, row.party_id, on)
    require(until is None, "excluded", until=until)
    _check_committee(connection, row, on)
    ledger.commit(connection, grant_id, amount, voucher)
    release_reservation(connection, grant_id, voucher)
    return kind


def change_amount(
    connection: Connection, grant_id: int, amount: int, *, reason: str, decided_by: int, on: date, voucher: Voucher
) -> None:
    """Change the decided amount: more out of the budget, or less of what is not yet paid (지방보조금법 제11조, 제14조).

    Raises GuardError `not_granted`, `reason_needed`, `not_enough`; the part already paid cannot be taken off here.
    """
    row = granted(connection, grant_id)
    require(reason, "reason_needed")
    if amount > row.amount:
        ledger.commit(connection, grant_id, amount - row.amount, voucher)
    elif amount < row.amount:
        ledger.post(connection, "reduce", grant_id, row.amount - amount, voucher)
    connection.execute(
        amount_change.insert().values(
            grant_id=grant_id, before=row.amount, after=amount, reason=reason, decided_on=on, decided_by=decided_by
        )
    )
    connection.execute(grant.update().where(grant.c.id == grant_id).values(amount=amount))


def notify(connection: Connection, grant_id: int, on: date) -> None:
    """Record the day the notice arrived: the objection window and the first payable day count from it (IMP-15)."""
    require(get(connection, grant_id).decision, "not_decided", grant=grant_id)
    connection.execute(grant.update().where(grant.c.id == grant_id).values(notified_on=on))


def accept(connection: Connection, grant_id: int, on: date, payee_digest: str) -> None:
    """Record acceptance, pledge and account; `payee_digest` stands for bank and account number in every payment."""
    granted(connection, grant_id)
    require(payee_digest, "payee_needed")
    connection.execute(grant.update().where(grant.c.id == grant_id).values(accepted_on=on, payee_digest=payee_digest))


def end_project(connection: Connection, grant_id: int, ending: Ending, on: date) -> None:
    """Record why and when the project ended: the performance report's two months count from it (IMP-18)."""
    granted(connection, grant_id)
    connection.execute(grant.update().where(grant.c.id == grant_id).values(ending=ending, ended_on=on))


def fix_amount(connection: Connection, grant_id: int, amount: int, on: date) -> None:
    """Record the fixed amount (금액 확정, 지방보조금법 제19조); raises `not_granted`, `more_than_granted`."""
    row = granted(connection, grant_id)
    require(0 <= amount <= row.amount, "more_than_granted", granted=row.amount, amount=amount)
    connection.execute(grant.update().where(grant.c.id == grant_id).values(fixed_amount=amount, fixed_on=on))


def close(connection: Connection, grant_id: int, on: date) -> None:
    """Close the case; raises GuardError `money_open` while a won is neither spent nor returned (M3), and
    `not_synced` while a milestone is not entered in 보탬e.
    """
    row = get(connection, grant_id)
    balances = ledger.balances_of_grant(connection, grant_id)
    left = {kind: balances[kind] for kind in ("reserved", "committed", "advanced", "interest") if balances[kind]}
    require(
        not left, "money_open", accounts=tuple(Words(f"account.{kind}") for kind in left), amount=sum(left.values())
    )
    missing = milestones.unsynced(connection, row.instance_id)
    require(not missing, "not_synced", milestones=", ".join(missing))
    connection.execute(grant.update().where(grant.c.id == grant_id).values(closed_on=on))


def get(connection: Connection, grant_id: int) -> Row[Any]:
    """Give a grant's row; raises GuardError `grant_unknown`."""
    row = connection.execute(select(grant).where(grant.c.id == grant_id)).one_or_none()
    if row is None:
        raise GuardError("grant_unknown", grant=grant_id)
    return row


def granted(connection: Connection, grant_id: int) -> Row[Any]:
    """Give the row of a grant that was decided in full or in part; raises GuardError `not_granted` (AT-A7I3-2)."""
    row = get(connection, grant_id)
    require(row.decision in ("full", "partial"), "not_granted", grant=grant_id)
    return row


def of_case(connection: Connection, instance_id: int) -> Row[Any] | None:
    """Give the grant of a case, or None."""
    return connection.execute(select(grant).where(grant.c.instance_id == instance_id)).one_or_none()


def received_in_year(connection: Connection, party_id: int, fiscal_year: int) -> int:
    """Sum what a party was paid in a fiscal year over all programmes, in won (지방보조금법 제18조제1항, IMP-20)."""
    paid = ledger.transfer
    undone = select(paid.c.reverses).where(paid.c.reverses.is_not(None))
    total = (
        select(func.coalesce(func.sum(paid.c.amount), 0))
        .join(account, account.c.id == paid.c.to_account)
        .join(grant, grant.c.id == account.c.grant_id)
        .where(
            grant.c.party_id == party_id,
            paid.c.kind == "disburse",
            paid.c.id.not_in(undone),
            paid.c.posted_at >= start_of_day(date(fiscal_year, 1, 1)),
            paid.c.posted_at < start_of_day(date(fiscal_year + 1, 1, 1)),
        )
    )
    return int(connection.execute(total).scalar_one())


def others_of_party(connection: Connection, party_id: int, instance_id: int) -> tuple[Row[Any], ...]:
    """Give a party's other applications that are alive or granted: what a duplicate check looks at (IMP-12)."""
    rows = select(grant).where(
        grant.c.party_id == party_id,
        grant.c.instance_id != instance_id,
        grant.c.withdrawn_at.is_(None),
        or_(grant.c.decision.is_(None), grant.c.decision != "refused"),
    )
    return tuple(connection.execute(rows.order_by(grant.c.id)))


def release_reservation(connection: Connection, grant_id: int, voucher: Voucher) -> None:
    """Make what is still reserved for a grant available again."""
    left = ledger.balances_of_grant(connection, grant_id)["reserved"]
    if left:
        released = Voucher(f"{voucher.key}/void", voucher.at, voucher.actor_id, voucher.memo)
        ledger.post(connection, "void", grant_id, left, released)


def _check_committee(connection: Connection, row: Row[Any], on: date) -> None:
    if row.call_id is None:
        return
    result = last_outcome(connection, "subsidy_committee", row.case_key)
    passed = result is not None and result.held_on <= on and result.outcome in ("carried", "carried_amended")
    require(passed, "no_committee_result", case=row.case_key)


def _update_undecided(connection: Connection, grant_id: int, values: dict[str, Any]) -> None:
    undecided = (grant.c.id == grant_id) & grant.c.decision.is_(None) & grant.c.withdrawn_at.is_(None)
    changed = connection.execute(grant.update().where(undecided).values(values))
    require(changed.rowcount == 1, "decided_already", grant=grant_id)
