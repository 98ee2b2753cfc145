"""The ledger (장부): every won moves once, from one account to another, for good.

A transfer takes as much from one account as it gives to the other, so the books always sum to zero. Transfers are
never changed; a mistake is put right by a reversal that names the original. The database keeps the balances and
refuses a transfer that is not one of the known moves, whoever writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, Connection, ForeignKey, Row, String, Table, func, select

from tasks.registers.guard import GuardError, Words, require
from tasks.registers.ledger_accounts import OF_GRANT, OF_LINE, OVERDRAWN, account, account_of
from tasks.registers.metadata import Identifier, Instant, Won, metadata, one_of
from tasks.registers.triggers import Effect, Refusal, declare, immutable

ROUTES: Mapping[str, tuple[str, str]] = {
    "appropriate": ("council", "available"),
    "cut": ("available", "council"),
    "reserve": ("available", "reserved"),
    "void": ("reserved", "available"),
    "grant": ("reserved", "committed"),
    "reduce": ("committed", "available"),
    "disburse": ("committed", "advanced"),
    "recognise": ("advanced", "spent"),
    "return_balance": ("advanced", "returned"),
    "accrue_interest": ("bank", "interest"),
    "return_interest": ("interest", "interest_returned"),
    "drop_interest": ("interest", "interest_dropped"),
}
"""What may happen to money → from which account to which; a reversal goes the same way back."""

transfer = Table(
    "ledger_transfer",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("kind", String, nullable=False),
    Column("from_account", Identifier, ForeignKey("ledger_account.id"), nullable=False, index=True),
    Column("to_account", Identifier, ForeignKey("ledger_account.id"), nullable=False, index=True),
    Column("amount", Won, nullable=False),
    Column("posted_at", Instant, nullable=False),
    Column("actor_id", Identifier, ForeignKey("person.id")),
    Column("requested_by", Identifier, ForeignKey("person.id")),
    Column("approved_by", Identifier, ForeignKey("person.id")),
    Column("key", String, nullable=False, unique=True),
    Column("memo", String, nullable=False, server_default=""),
    Column("reverses", Identifier, ForeignKey("ledger_transfer.id"), unique=True),
    one_of("kind", (*ROUTES, "reverse")),
    CheckConstraint("amount > 0", name="amount_positive"),
    CheckConstraint("from_account <> to_account", name="two_accounts"),
    CheckConstraint("(kind = 'reverse') = (reverses IS NOT NULL)", name="reversal_names_original"),
    CheckConstraint(
        "kind <> 'disburse' OR (requested_by IS NOT NULL AND approved_by IS NOT NULL AND requested_by <> approved_by)",
        name="two_persons",
    ),
)

_MOVES = " OR ".join(
    f"(NEW.kind = '{kind}' AND f.kind = '{source}' AND t.kind = '{target}')"
    for kind, (source, target) in ROUTES.items()
)
_LAST = "last_transfer_id = NEW.id"

declare(
    Refusal(
        "no_such_move",
        "ledger_transfer",
        "INSERT",
        "NEW.kind <> 'reverse' AND NOT EXISTS (SELECT 1 FROM ledger_account f JOIN ledger_account t"
        " ON t.budget_line_id = f.budget_line_id"
        " AND (f.grant_id IS NULL OR t.grant_id IS NULL OR f.grant_id = t.grant_id)"
        f" WHERE f.id = NEW.from_account AND t.id = NEW.to_account AND ({_MOVES}))",
        lock="ledger_account WHERE id IN (NEW.from_account, NEW.to_account) ORDER BY id FOR UPDATE",
    ),
    Refusal(
        "reversal_differs",
        "ledger_transfer",
        "INSERT",
        "NEW.kind = 'reverse' AND NOT EXISTS (SELECT 1 FROM ledger_transfer o WHERE o.id = NEW.reverses"
        " AND o.kind <> 'reverse' AND o.from_account = NEW.to_account AND o.to_account = NEW.from_account"
        " AND o.amount = NEW.amount)",
    ),
    *immutable("ledger_transfer", "posted_for_good"),
    Effect(
        "balances",
        "ledger_transfer",
        (
            f"UPDATE ledger_account SET balance = balance - NEW.amount, {_LAST} WHERE id = NEW.from_account",
            f"UPDATE ledger_account SET balance = balance + NEW.amount, {_LAST} WHERE id = NEW.to_account",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Voucher:
    """Under what a transfer is posted (전표): the same key posts once."""

    key: str
    at: datetime
    actor_id: int | None = None
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """An account whose kept balance is not what its transfers say."""

    account_id: int
    kept: int
    recomputed: int


def appropriate(connection: Connection, budget_line_id: int, amount: int, voucher: Voucher) -> int:
    """Enter what the council decided for a budget line."""
    return _post(connection, "appropriate", budget_line_id, None, amount, voucher)


def cut(connection: Connection, budget_line_id: int, amount: int, voucher: Voucher) -> int:
    """Cut an appropriation (추가경정예산); raises GuardError `not_enough` when it is granted or reserved already."""
    return _post(connection, "cut", budget_line_id, None, amount, voucher)


def post(connection: Connection, kind: str, grant_id: int, amount: int, voucher: Voucher) -> int:
    """Move a grant's money as one of `ROUTES` says, and give the transfer's id; `disburse` has its own function.

    Raises GuardError `not_enough` when the account it comes from holds less, `key_reused` when the key stands for
    something else.
    """
    require(kind in ROUTES and kind not in ("appropriate", "cut", "disburse"), "no_such_move", kind=kind)
    return _post(connection, kind, line_of(connection, grant_id), grant_id, amount, voucher)


def disburse(
    connection: Connection, grant_id: int, amount: int, voucher: Voucher, *, requested_by: int, approved_by: int
) -> int:
    """Pay a part of a grant out; raises GuardError `two_persons` unless one person asked and another approved (M7)."""
    require(requested_by != approved_by, "two_persons")
    people = {"requested_by": requested_by, "approved_by": approved_by}
    return _post(connection, "disburse", line_of(connection, grant_id), grant_id, amount, voucher, **people)


def commit(connection: Connection, grant_id: int, amount: int, voucher: Voucher) -> int:
    """Bind the budget to a decided grant, out of what is reserved for it and, for the rest, of what is available."""
    missing = amount - balances_of_grant(connection, grant_id)["reserved"]
    if missing > 0:
        post(connection, "reserve", grant_id, missing, _under(voucher, "reserve"))
    return post(connection, "grant", grant_id, amount, voucher)


def reverse(connection: Connection, transfer_id: int, voucher: Voucher) -> int:
    """Put a transfer right by the same one backwards; `memo` must say why.

    Raises GuardError `reason_needed`, `reversed_already`, `reversal_of_reversal`, `not_enough`.
    """
    require(voucher.memo, "reason_needed")
    original = connection.execute(select(transfer).where(transfer.c.id == transfer_id)).one_or_none()
    if original is None:
        raise GuardError("transfer_unknown", transfer=transfer_id)
    require(original.kind != "reverse", "reversal_of_reversal", transfer=transfer_id)
    done = _posted(connection, voucher.key)
    if done is not None:
        require(done.reverses == transfer_id, "key_reused", key=voucher.key)
        return int(done.id)
    _lock(connection, original.from_account, original.to_account)
    again = connection.execute(select(transfer.c.id).where(transfer.c.reverses == transfer_id)).first()
    require(again is None, "reversed_already", transfer=transfer_id)
    return _insert(
        connection, "reverse", original.to_account, original.from_account, original.amount, voucher,
        reverses=transfer_id,
    )  # fmt: skip


def balances_of_line(connection: Connection, budget_line_id: int) -> dict[str, int]:
    """Give the balances of a budget line: `appropriated`, `available`, and the sums over its grants by account."""
    rows = connection.execute(
        select(account.c.kind, func.sum(account.c.balance))
        .where(account.c.budget_line_id == budget_line_id)
        .group_by(account.c.kind)
    )
    found = dict.fromkeys((*OF_LINE, *OF_GRANT), 0) | {kind: int(total) for kind, total in rows}
    return {"appropriated": -found["council"], **found}


def balances_of_grant(connection: Connection, grant_id: int) -> dict[str, int]:
    """Give the balances of a grant by account, zero where nothing happened."""
    rows = connection.execute(select(account.c.kind, account.c.balance).where(account.c.grant_id == grant_id))
    return dict.fromkeys(OF_GRANT, 0) | {kind: int(balance) for kind, balance in rows}


def transfers_of_grant(connection: Connection, grant_id: int) -> tuple[Row[Any], ...]:
    """Give all transfers of a grant in the order of posting."""
    mine = select(account.c.id).where(account.c.grant_id == grant_id)
    rows = select(transfer).where(transfer.c.from_account.in_(mine) | transfer.c.to_account.in_(mine))
    return tuple(connection.execute(rows.order_by(transfer.c.id)))


def recompute(connection: Connection) -> tuple[Difference, ...]:
    """Add up all transfers again and give every account whose kept balance differs (M6); empty is as it must be."""
    sums: dict[int, int] = {}
    rows = connection.execute(select(transfer.c.from_account, transfer.c.to_account, transfer.c.amount))
    for source, target, amount in rows:
        sums[source] = sums.get(source, 0) - amount
        sums[target] = sums.get(target, 0) + amount
    kept = connection.execute(select(account.c.id, account.c.balance).order_by(account.c.id))
    return tuple(Difference(one, balance, sums.get(one, 0)) for one, balance in kept if balance != sums.get(one, 0))


def line_of(connection: Connection, grant_id: int) -> int:
    """Give the budget line a grant is paid from; raises GuardError `grant_unknown`."""
    grant = metadata.tables["subsidy_grant"]  # the grants' register posts through this one
    line: int | None = connection.execute(
        select(grant.c.budget_line_id).where(grant.c.id == grant_id)
    ).scalar_one_or_none()
    if line is None:
        raise GuardError("grant_unknown", grant=grant_id)
    return line


def _post(
    connection: Connection,
    kind: str,
    budget_line_id: int,
    grant_id: int | None,
    amount: int,
    voucher: Voucher,
    **people: int,
) -> int:
    require(amount > 0, "amount_positive", amount=amount)
    source, target = (account_of(connection, end, budget_line_id, grant_id) for end in ROUTES[kind])
    done = _posted(connection, voucher.key)
    if done is not None:
        same = (done.kind, done.from_account, done.to_account, done.amount) == (kind, source, target, amount)
        require(same, "key_reused", key=voucher.key)
        return int(done.id)
    _lock(connection, source, target)
    return _insert(connection, kind, source, target, amount, voucher, **people)


def _insert(
    connection: Connection, kind: str, source: int, target: int, amount: int, voucher: Voucher, **more: int
) -> int:
    held = connection.execute(select(account.c.kind, account.c.balance).where(account.c.id == source)).one()
    enough = held.kind in OVERDRAWN or held.balance >= amount
    require(enough, "not_enough", account=Words(f"account.{held.kind}"), balance=held.balance, amount=amount)
    row = transfer.insert().values(
        kind=kind, from_account=source, to_account=target, amount=amount, posted_at=voucher.at,
        actor_id=voucher.actor_id, key=voucher.key, memo=voucher.memo, **more,
    )  # fmt: skip
    return int(connection.execute(row.returning(transfer.c.id)).scalar_one())


def _lock(connection: Connection, *accounts: int) -> None:
    """In the order of their ids, so that two transfers between the same accounts cannot wait for each other."""
    connection.execute(select(account.c.id).where(account.c.id.in_(accounts)).order_by(account.c.id).with_for_update())


def _posted(connection: Connection, key: str) -> Row[Any] | None:
    return connection.execute(select(transfer).where(transfer.c.key == key)).one_or_none()


def _under(voucher: Voucher, part: str) -> Voucher:
    return Voucher(f"{voucher.key}/{part}", voucher.at, voucher.actor_id, voucher.memo)
