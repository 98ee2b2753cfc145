"""Which session a token still opens: neither expired nor idle for too long nor of a closed account."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, and_, bindparam, or_

from workflows.records.account import NO_PASSWORD, account
from workflows.records.session import session
from workflows.settings import Settings

WRITE_EVERY = timedelta(minutes=1)
"""A session in use is written once a minute, not once a click."""

LIVING = session.join(account, account.c.id == session.c.account_id)
LIVES = and_(
    session.c.token_hash == bindparam("token_hash"),
    session.c.expires_at > bindparam("now"),
    session.c.last_seen_at > bindparam("idle_since"),
    account.c.active,
    # Who was entered with one click while the demo was on is out when it is off.
    or_(bindparam("demo", type_=Boolean), account.c.password_hash != NO_PASSWORD),
)
FADES = session.c.last_seen_at <= bindparam("written_before")
"""Whether its last use is to be written again."""


def presented(settings: Settings, token: str, now: datetime) -> dict[str, Any]:
    """Give the parameters of the conditions above for a token that somebody presents."""
    return {
        "token_hash": token_hash(token),
        "now": now,
        "idle_since": now - timedelta(minutes=settings.session_idle_minutes),
        "written_before": now - WRITE_EVERY,
        "demo": settings.demo,
    }


def token_hash(token: str) -> str:
    """Give what is stored of a session's token: whoever reads the database cannot enter with it."""
    return hashlib.sha256(token.encode()).hexdigest()
