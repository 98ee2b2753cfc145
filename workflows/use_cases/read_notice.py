"""Marks a notice as read, so that it is no longer shown."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from workflows.records.notice import notice
from workflows.runtime import UnitOfWork


def read_notice(uow: UnitOfWork, reason: str, *, actor: int, now: datetime) -> None:
    """Mark one of the person's own notices as read; one that is gone or read already is left alone."""
    own = (notice.c.person_id == actor) & (notice.c.reason == reason) & notice.c.read_at.is_(None)
    uow.connection.execute(update(notice).where(own).values(read_at=now))
