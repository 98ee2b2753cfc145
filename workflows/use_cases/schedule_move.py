"""Keeps with a version that running cases are to be moved to it; what begins the move is `begin_scheduled_moves`."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import insert

from workflows.clock import city_date
from workflows.records.scheduled_move import scheduled_move
from workflows.runtime import UnitOfWork


def schedule_move(
    uow: UnitOfWork, process_id: str, definition_id: int, effective_from: date | None, *, actor: int, now: datetime
) -> None:
    """Ask, in the transaction that publishes a version, for its move on the day of effect (None: today in the city)."""
    row = {
        "definition_id": definition_id,
        "process_id": process_id,
        "day": effective_from or city_date(now),
        "scheduled_by": actor,
        "scheduled_at": now,
        "status": "waiting",
    }
    uow.connection.execute(insert(scheduled_move).values(row))
    uow.left_work = True
