"""The accounts of the ledger: where a won of the budget can be, from the council's appropriation to its settlement.

    council → available → reserved → committed → advanced → spent
                                                 advanced → returned
    bank    → interest  → interest_returned, interest_dropped

Amounts are whole won. No account but `council` and `bank` can go below zero; that alone keeps
disbursed ≤ granted ≤ appropriated, and the database enforces it.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Connection, ForeignKey, String, Table, UniqueConstraint, select

from tasks.registers.budget import budget_line
from tasks.registers.metadata import Identifier, Won, metadata, one_of
from tasks.registers.triggers import Refusal, declare

OF_LINE = ("council", "available")
OF_GRANT = (
    "reserved",
    "committed",
    "advanced",
    "spent",
    "returned",
    "bank",
    "interest",
    "interest_returned",
    "interest_dropped",
)
OVERDRAWN = ("council", "bank")
"""The outside of the city's books: money comes from there."""

account = Table(
    "ledger_account",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("kind", String, nullable=False),
    Column("budget_line_id", Identifier, ForeignKey("budget_line.id"), nullable=False),
    Column("grant_id", Identifier, ForeignKey("subsidy_grant.id"), index=True),
    Column("balance", Won, nullable=False, server_default="0"),
    Column("last_transfer_id", Identifier, nullable=False, server_default="0"),
    one_of("kind", (*OF_LINE, *OF_GRANT)),
    UniqueConstraint("budget_line_id", "grant_id", "kind"),
    CheckConstraint("(grant_id IS NULL) = (kind IN ('council', 'available'))", name="of_line_or_grant"),
    CheckConstraint("balance >= 0 OR kind IN ('council', 'bank')", name="never_below_zero"),
)

declare(
    Refusal("opens_at_zero", "ledger_account", "INSERT", "NEW.balance <> 0 OR NEW.last_transfer_id <> 0"),
    Refusal(
        "account_doubled",
        "ledger_account",
        "INSERT",
        "NEW.grant_id IS NULL AND EXISTS (SELECT 1 FROM ledger_account a WHERE a.grant_id IS NULL"
        " AND a.budget_line_id = NEW.budget_line_id AND a.kind = NEW.kind)",
        lock="budget_line WHERE id = NEW.budget_line_id FOR UPDATE",
    ),
    Refusal(
        "moves_only_by_transfer",
        "ledger_account",
        "UPDATE",
        "NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.budget_line_id <> OLD.budget_line_id"
        " OR NEW.grant_id IS DISTINCT FROM OLD.grant_id OR NEW.last_transfer_id <= OLD.last_transfer_id"
        " OR NOT EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.id = NEW.last_transfer_id"
        " AND ((t.from_account = NEW.id AND NEW.balance = OLD.balance - t.amount)"
        " OR (t.to_account = NEW.id AND NEW.balance = OLD.balance + t.amount)))",
    ),
    Refusal("account_kept", "ledger_account", "DELETE", "1 = 1"),
)


def account_of(connection: Connection, kind: str, budget_line_id: int, grant_id: int | None) -> int:
    """Give the account's id; the first one asked for opens all of the line or of the grant, at zero."""
    owner = None if kind in OF_LINE else grant_id
    found = _find(connection, kind, budget_line_id, owner)
    return _open(connection, kind, budget_line_id, owner) if found is None else found


def _open(connection: Connection, kind: str, budget_line_id: int, owner: int | None) -> int:
    """Open all accounts of an owner at once, before any of them is locked: so openers cannot wait for each other."""
    line = select(budget_line.c.id).where(budget_line.c.id == budget_line_id)
    connection.execute(line.with_for_update())
    found = _find(connection, kind, budget_line_id, owner)
    if found is not None:
        return found
    kinds = OF_LINE if owner is None else OF_GRANT
    rows = [{"kind": each, "budget_line_id": budget_line_id, "grant_id": owner} for each in kinds]
    connection.execute(account.insert(), rows)
    opened = _find(connection, kind, budget_line_id, owner)
    assert opened is not None  # inserted just now, in this transaction
    return opened


def _find(connection: Connection, kind: str, budget_line_id: int, owner: int | None) -> int | None:
    wanted = (account.c.kind == kind) & (account.c.budget_line_id == budget_line_id)
    wanted &= account.c.grant_id.is_(None) if owner is None else account.c.grant_id == owner
    found: int | None = connection.execute(select(account.c.id).where(wanted)).scalar_one_or_none()
    return found
