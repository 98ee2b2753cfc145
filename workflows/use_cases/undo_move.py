"""Takes a move back: every case that has not gone on since returns to what it was."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from workflows.errors import NotMoved
from workflows.instances.moving.one_run import no_other_run, process_of
from workflows.records.move import move_case, move_run
from workflows.runtime import UnitOfWork


def undo_move(uow: UnitOfWork, run_id: int, *, actor: int, now: datetime) -> None:
    """Begin to take it back, also while it still moves.

    Raises NotMoved for one not begun, or undone already, MoveUnderWay when another move of the process is at work.
    """
    moved = (move_run.c.id == run_id) & move_run.c.status.in_(("moving", "moved"))
    undone = update(move_run).where(moved).values(status="undoing", undone_by=actor, undone_at=now)
    with no_other_run(process_of(uow, run_id)):
        found = uow.connection.execute(undone).rowcount
    if found != 1:
        raise NotMoved(id=run_id)
    not_yet = (move_case.c.run_id == run_id) & (move_case.c.status == "waiting")
    uow.connection.execute(update(move_case).where(not_yet).values(status="left", at=now))
    uow.left_work = True
