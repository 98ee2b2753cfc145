"""Opens a session for login and password, slowing down whoever guesses."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Row, insert, select, update

from workflows.clock import CITY
from workflows.errors import SignInFailed, SignInPaused
from workflows.records.account import account
from workflows.records.session import session
from workflows.runtime import Services, UnitOfWork, begin, read
from workflows.settings import PasswordCost
from workflows.use_cases.create_account import hasher

FREE_FAILURES = 5
LONGEST_PAUSE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An open session: `token` goes into the cookie and is kept nowhere else."""

    token: str
    person_id: int
    expires_at: datetime


def sign_in(services: Services, login: str, password: str, *, now: datetime) -> SignedIn:
    """Open a session; raises SignInFailed, and SignInPaused after five failures, each pause longer, never for good."""
    with read(services) as connection:
        row = connection.execute(select(account).where(account.c.login == login, account.c.active)).first()
    if row is not None and row.paused_until is not None and row.paused_until > now:
        raise SignInPaused(until=row.paused_until.astimezone(CITY).strftime("%H:%M:%S"))
    right = _verify(services.settings.password_cost, row, password)
    with begin(services) as uow:
        if row is None or not right:
            if row is not None:
                uow.even_if_refused(lambda unit: _count_failure(unit, row, now))
            raise SignInFailed
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


def token_hash(token: str) -> str:
    """Give what is stored of a session's token: whoever reads the database cannot enter with it."""
    return hashlib.sha256(token.encode()).hexdigest()


def _verify(cost: PasswordCost, row: Row[Any] | None, password: str) -> bool:
    # An unknown login takes as long as a wrong password: otherwise the time would tell which logins exist.
    stored = row.password_hash if row is not None else _nobodys_hash(cost)
    try:
        return hasher(cost).verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys_hash(cost: PasswordCost) -> str:
    return hasher(cost).hash(secrets.token_hex(16))


def _count_failure(uow: UnitOfWork, row: Row[Any], now: datetime) -> None:
    failures = row.failed_attempts + 1
    pause = min(timedelta(seconds=2 ** min(failures, 20)), LONGEST_PAUSE) if failures >= FREE_FAILURES else None
    counted = update(account).where(account.c.id == row.id)
    uow.connection.execute(
        counted.values(failed_attempts=account.c.failed_attempts + 1, paused_until=now + pause if pause else None)
    )
