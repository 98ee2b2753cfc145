"""Recognises a browser by its session, and keeps the session alive while it is used."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update

from workflows.records.account import account
from workflows.records.session import session
from workflows.runtime import Services, begin, read
from workflows.use_cases.create_account import NO_PASSWORD
from workflows.use_cases.sign_in import token_hash

WRITE_EVERY = timedelta(minutes=1)
"""A session in use is written once a minute, not once a click."""


def keep_session(services: Services, token: str, *, now: datetime) -> int | None:
    """Give the person id of a session that is neither expired nor idle for too long nor of a closed account."""
    idle_since = now - timedelta(minutes=services.settings.session_idle_minutes)
    ours = session.c.token_hash == token_hash(token)
    alive = (
        select(session.c.person_id, session.c.last_seen_at)
        .join(account, account.c.id == session.c.account_id)
        .where(ours, session.c.expires_at > now, session.c.last_seen_at > idle_since, account.c.active)
    )
    if not services.settings.demo:
        alive = alive.where(account.c.password_hash != NO_PASSWORD)  # entered while the demo was on
    with read(services) as connection:
        row = connection.execute(alive).first()
    if row is None:
        return None
    if now - row.last_seen_at >= WRITE_EVERY:
        with begin(services) as uow:
            uow.connection.execute(update(session).where(ours).values(last_seen_at=now))
    return int(row.person_id)
