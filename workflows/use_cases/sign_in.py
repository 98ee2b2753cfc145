"""Opens a session for login and password, slowing down whoever guesses."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from threading import BoundedSemaphore
from typing import Any

from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Row, insert, update

from workflows.errors import SignInFailed
from workflows.records.account import NO_PASSWORD, account
from workflows.records.living_session import token_hash
from workflows.records.session import session
from workflows.runtime import UnitOfWork, begin
from workflows.services import Services
from workflows.settings import PasswordCost
from workflows.use_cases.count_attempt import count_attempt
from workflows.use_cases.create_account import hasher

_HASHING = BoundedSemaphore(4)
"""Each hash takes 64 MiB: a flood of sign-ins waits in line instead of filling the memory."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An open session: `token` goes into the cookie and is kept nowhere else."""

    token: str
    person_id: int
    expires_at: datetime


def sign_in(services: Services, login: str, password: str, *, now: datetime) -> SignedIn:
    """Open a session; raises SignInFailed, and SignInPaused after five failures, each pause longer, never for good."""
    with begin(services) as uow:
        row = count_attempt(uow, login, now=now)
    if not _verify(services.settings.password_cost, row, password) or row is None:
        raise SignInFailed
    with begin(services) as uow:
        reset = update(account).where(account.c.id == row.id).values(failed_attempts=0, paused_until=None)
        uow.connection.execute(reset)
        return open_session(uow, row.id, row.person_id, now=now)


def open_session(uow: UnitOfWork, account_id: int, person_id: int, *, now: datetime) -> SignedIn:
    """Enter a session for somebody whose identity is established."""
    token = secrets.token_urlsafe(32)
    expires_at = now + timedelta(hours=uow.services.settings.session_hours)
    uow.connection.execute(
        insert(session).values(
            token_hash=token_hash(token),
            account_id=account_id,
            person_id=person_id,
            created_at=now,
            last_seen_at=now,
            expires_at=expires_at,
        )
    )
    return SignedIn(token, person_id, expires_at)


def _verify(cost: PasswordCost, row: Row[Any] | None, password: str) -> bool:
    # A login without account or password takes as long as a wrong password: the time must not tell which logins exist.
    stored = row.password_hash if row is not None and row.password_hash != NO_PASSWORD else _nobodys_hash(cost)
    try:
        with _HASHING:
            return hasher(cost).verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys_hash(cost: PasswordCost) -> str:
    return hasher(cost).hash(secrets.token_hex(16))
