"""Recognises a browser by its session, and keeps the session alive while it is used."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from workflows.records.living_session import FADES, LIVES, LIVING, presented
from workflows.records.session import session
from workflows.runtime import begin, read
from workflows.services import Services


def keep_session(services: Services, token: str, *, now: datetime) -> int | None:
    """Give the person id of a session that is neither expired nor idle for too long nor of a closed account."""
    asked = presented(services.settings, token, now)
    with read(services) as connection:
        row = connection.execute(_ALIVE, asked).first()
    if row is None:
        return None
    if row.fades:
        used = update(session).where(session.c.token_hash == asked["token_hash"]).values(last_seen_at=now)
        with begin(services) as uow:
            uow.connection.execute(used)
    return int(row.person_id)


_ALIVE = select(session.c.person_id, FADES.label("fades")).select_from(LIVING).where(LIVES)
