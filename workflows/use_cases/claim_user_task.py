"""Takes a task from the group's list into one's own hands (가져오기)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from workflows.errors import Conflict
from workflows.instances.open_task import Guard, OpenTask, trusted
from workflows.instances.writes import Entry
from workflows.records.user_task import user_task
from workflows.runtime import UnitOfWork


def claim_user_task(uow: UnitOfWork, task_id: int, *, actor: int, now: datetime, may: Guard = trusted) -> None:
    """Claim an open task for a candidate; claiming one's own again changes nothing.

    `may` asks `workflows.rights` once the task is locked and known to be free. Raises
    NotFound, NoLongerOpen, NotYours, ClaimedByAnother, MustBeAnotherPerson, InstanceNotRunning, Conflict.
    """
    task = OpenTask.in_hand(uow, task_id, actor, trusted)
    task.require_for(actor)
    may(uow.connection)
    if task.assignee_id == actor:
        return
    unclaimed = (user_task.c.id == task_id) & (user_task.c.status == "open") & user_task.c.assignee_id.is_(None)
    claimed = update(user_task).where(unclaimed).values(assignee_id=actor, claimed_at=now)
    if uow.connection.execute(claimed).rowcount != 1:
        raise Conflict
    task.instance.record(Entry("task_claimed", now, actor, task_id, body={"element": task.element}))
