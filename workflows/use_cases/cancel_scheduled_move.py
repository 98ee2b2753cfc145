"""Cancels a move that a publisher asked for, while its day has not come."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from workflows.errors import NotScheduled
from workflows.records.scheduled_move import scheduled_move
from workflows.runtime import UnitOfWork


def cancel_scheduled_move(uow: UnitOfWork, process_id: str, definition_id: int, *, actor: int, now: datetime) -> None:
    """Settle it without a run; raises NotScheduled when it was begun or settled already, or there is none."""
    table = scheduled_move.c
    waiting = (table.definition_id == definition_id) & (table.process_id == process_id) & (table.status == "waiting")
    cancelled = update(scheduled_move).where(waiting).values(status="cancelled", settled_by=actor, settled_at=now)
    if uow.connection.execute(cancelled).rowcount != 1:
        raise NotScheduled(id=definition_id)
