"""Takes a move back: every case that has not gone on since returns to what it was."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from workflows.errors import NotMoved
from workflows.records.move import move_run
from workflows.runtime import UnitOfWork


def undo_move(uow: UnitOfWork, run_id: int, *, actor: int, now: datetime) -> None:
    """Begin to take it back, also while it still moves; raises NotMoved for one not begun, or undone already."""
    moved = (move_run.c.id == run_id) & move_run.c.status.in_(("moving", "moved"))
    undone = update(move_run).where(moved).values(status="undoing", undone_by=actor, undone_at=now)
    if uow.connection.execute(undone).rowcount != 1:
        raise NotMoved(id=run_id)
    uow.left_work = True
