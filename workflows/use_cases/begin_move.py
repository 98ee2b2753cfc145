"""Lets the cases of a plan that were found safe move; the dispatcher moves them batch by batch."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case, update

from workflows.errors import NotPlanned
from workflows.records.move import move_run
from workflows.runtime import UnitOfWork


def begin_move(uow: UnitOfWork, run_id: int, *, actor: int, now: datetime) -> None:
    """Begin, or begin as soon as all are judged; raises NotPlanned when it was begun already."""
    waiting = (move_run.c.id == run_id) & move_run.c.begun_by.is_(None)
    status = case((move_run.c.status == "planned", "moving"), else_=move_run.c.status)
    planned = waiting & move_run.c.status.in_(("judging", "planned"))
    begun = update(move_run).where(planned).values(status=status, begun_by=actor, begun_at=now)
    if uow.connection.execute(begun).rowcount != 1:
        raise NotPlanned(id=run_id)
    uow.left_work = True
