"""Lets the cases of a plan that were found safe move; the dispatcher moves them batch by batch."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case, update

from workflows.errors import NotPlanned
from workflows.instances.moving.one_run import no_other_run, process_of
from workflows.records.move import move_run
from workflows.runtime import UnitOfWork


def begin_move(uow: UnitOfWork, run_id: int, *, actor: int, now: datetime) -> None:
    """Begin, or begin as soon as all are judged; raises NotPlanned when it was begun already, MoveUnderWay."""
    waiting = (move_run.c.id == run_id) & move_run.c.begun_by.is_(None)
    status = case((move_run.c.status == "planned", "moving"), else_=move_run.c.status)
    planned = waiting & move_run.c.status.in_(("judging", "planned"))
    begun = update(move_run).where(planned).values(status=status, begun_by=actor, begun_at=now)
    with no_other_run(process_of(uow, run_id)):
        found = uow.connection.execute(begun).rowcount
    if found != 1:
        raise NotPlanned(id=run_id)
    uow.left_work = True
