"""Gives an account a password."""

from __future__ import annotations

from sqlalchemy import delete, update

from workflows.errors import NotFound
from workflows.records.account import account
from workflows.records.session import session
from workflows.runtime import UnitOfWork


def set_password(uow: UnitOfWork, login: str, *, password_hash: str) -> None:
    """Set the password, lift a pause, and end every session the account has open; raises NotFound.

    The hash is computed before (`hasher(cost).hash(password)`): it takes long on purpose, a transaction must not.
    """
    changed = update(account).where(account.c.login == login)
    changed = changed.values(password_hash=password_hash, failed_attempts=0, paused_until=None)
    account_id = uow.connection.execute(changed.returning(account.c.id)).scalar_one_or_none()
    if account_id is None:
        raise NotFound(what="account", id=login)
    uow.connection.execute(delete(session).where(session.c.account_id == account_id))
