"""Gives a person of the register a way to sign in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from argon2 import PasswordHasher
from sqlalchemy import insert

from workflows.records.account import account
from workflows.runtime import UnitOfWork
from workflows.settings import PasswordCost


def hasher(cost: PasswordCost) -> PasswordHasher:
    """Give the argon2id hasher of this installation."""
    return PasswordHasher(time_cost=cost.rounds, memory_cost=cost.memory_kib, parallelism=cost.lanes)


def create_account(
    uow: UnitOfWork,
    login: str,
    *,
    password_hash: str,
    person_id: int,
    now: datetime,
    extra_roles: Collection[str] = (),
) -> int:
    """Enter an account and give its id.

    The hash is computed before (`hasher(cost).hash(password)`): it takes long on purpose, a transaction must not.
    """
    entered = insert(account).values(
        login=login,
        password_hash=password_hash,
        person_id=person_id,
        extra_roles=sorted(extra_roles),
        active=True,
        failed_attempts=0,
        created_at=now,
    )
    return int(uow.connection.execute(entered.returning(account.c.id)).scalar_one())
