"""Counts an attempt to sign in before the password is looked at, and pauses whoever guesses, known or not.

Counting first means that guesses sent at the same time do not slip past the pause together. Logins that nobody has are
counted too (in memory, for they have no row): otherwise a pause would tell which logins exist.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select, update

from workflows.clock import CITY
from workflows.errors import SignInPaused
from workflows.records.account import account
from workflows.runtime import UnitOfWork
from workflows.services import Services

FREE_FAILURES = 5
LONGEST_PAUSE = timedelta(minutes=15)
MOST_STRANGERS = 10_000
"""Unknown logins remembered; beyond it all are forgotten, for nobody waits for them."""


def count_attempt(uow: UnitOfWork, login: str, *, now: datetime) -> Row[Any] | None:
    """Give the active account of a login, None without one; raises SignInPaused while it must wait."""
    mine = select(account).where(account.c.login == login, account.c.active).with_for_update()
    row = uow.connection.execute(mine).first()
    if row is None:
        _count_stranger(uow.services, login, now)
        return None
    _require_patience(row.paused_until, now)
    failures = row.failed_attempts + 1
    counted = update(account).where(account.c.id == row.id)
    uow.connection.execute(counted.values(failed_attempts=failures, paused_until=_pause(failures, now)))
    return row


def _count_stranger(services: Services, login: str, now: datetime) -> None:
    name = hashlib.sha256(login.encode()).digest()
    failures, paused_until = services.strangers.get(name, (0, None))
    _require_patience(paused_until, now)
    if len(services.strangers) >= MOST_STRANGERS:
        services.strangers.clear()
    services.strangers[name] = (failures + 1, _pause(failures + 1, now))


def _require_patience(paused_until: datetime | None, now: datetime) -> None:
    if paused_until is not None and paused_until > now:
        raise SignInPaused(until=paused_until.astimezone(CITY).strftime("%H:%M:%S"))


def _pause(failures: int, now: datetime) -> datetime | None:
    if failures < FREE_FAILURES:
        return None
    return now + min(timedelta(seconds=2 ** min(failures, 20)), LONGEST_PAUSE)
