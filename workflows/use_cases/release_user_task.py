"""Gives a claimed task back to the group's list (놓아 주기)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from workflows.errors import Conflict, NoLongerOpen
from workflows.instances.open_task import OpenTask
from workflows.instances.writes import Entry
from workflows.records.user_task import user_task
from workflows.runtime import UnitOfWork


def release_user_task(uow: UnitOfWork, task_id: int, *, actor: int, now: datetime) -> None:
    """Release an open task, one's own or, for a lead, a colleague's (`workflows.rights` decides who may).

    Raises NotFound, NoLongerOpen, InstanceNotRunning, Conflict; releasing an unclaimed task changes nothing.
    """
    task = OpenTask.lock(uow, task_id, actor)
    if task.status != "open":
        raise NoLongerOpen(name=task.name)
    task.instance.require_running()
    if task.assignee_id is None:
        return
    claimed = (
        (user_task.c.id == task_id) & (user_task.c.status == "open") & (user_task.c.assignee_id == task.assignee_id)
    )
    released = update(user_task).where(claimed).values(assignee_id=None, claimed_at=None)
    if uow.connection.execute(released).rowcount != 1:
        raise Conflict
    body = {"element": task.element, "held_by": task.assignee_id}
    task.instance.record(Entry("task_released", now, actor, task_id, body=body))
