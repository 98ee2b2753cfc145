"""Recognises a browser by its session, and keeps the session alive while it is used."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update

from workflows.records.account import account
from workflows.records.session import session
from workflows.runtime import Services, begin, read
from workflows.use_cases.create_account import NO_PASSWORD
from workflows.use_cases.sign_in import token_hash

WRITE_EVERY = timedelta(minutes=1)
"""A session in use is written once a minute, not once a click."""


def keep_session(services: Services, token: str, *, now: datetime) -> int | None:
    """Give the person id of a session that is neither expired nor idle for too long nor of a closed account."""
    shown = token_hash(token)
    idle_since = now - timedelta(minutes=services.settings.session_idle_minutes)
    alive = _ALIVE if services.settings.demo else _ALIVE_BY_PASSWORD
    with read(services) as connection:
        row = connection.execute(alive, {"token_hash": shown, "now": now, "idle_since": idle_since}).first()
    if row is None:
        return None
    if now - row.last_seen_at >= WRITE_EVERY:
        with begin(services) as uow:
            uow.connection.execute(update(session).where(session.c.token_hash == shown).values(last_seen_at=now))
    return int(row.person_id)


_ALIVE = (
    select(session.c.person_id, session.c.last_seen_at)
    .join(account, account.c.id == session.c.account_id)
    .where(
        session.c.token_hash == bindparam("token_hash"),
        session.c.expires_at > bindparam("now"),
        session.c.last_seen_at > bindparam("idle_since"),
        account.c.active,
    )
)
_ALIVE_BY_PASSWORD = _ALIVE.where(account.c.password_hash != NO_PASSWORD)
"""Without those that were entered while the demo was on."""
