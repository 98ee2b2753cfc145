"""Lets a visitor of a demonstration be one of its invented people with one click."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from workflows.errors import SignInFailed
from workflows.records.account import NO_PASSWORD, account
from workflows.runtime import UnitOfWork
from workflows.use_cases.sign_in import SignedIn, open_session


def enter_demo(uow: UnitOfWork, login: str, *, now: datetime) -> SignedIn:
    """Open a session without a password; raises SignInFailed unless the demo is on and the account is a demo one."""
    row = uow.connection.execute(select(account).where(account.c.login == login, account.c.active)).first()
    if not uow.services.settings.demo or row is None or row.password_hash != NO_PASSWORD:
        raise SignInFailed
    return open_session(uow, row.id, row.person_id, now=now)
