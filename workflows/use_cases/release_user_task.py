"""Gives a claimed task back to the group's list (놓아 주기)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from workflows.errors import Conflict
from workflows.instances.open_task import Guard, OpenTask, trusted
from workflows.instances.writes import Entry
from workflows.records.user_task import user_task
from workflows.runtime import UnitOfWork


def release_user_task(
    uow: UnitOfWork, task_id: int, *, actor: int, now: datetime, reason: str = "", may: Guard = trusted
) -> None:
    """Release an open task, one's own or, for a lead and with a reason, a colleague's.

    `may` asks `workflows.rights` once the task is locked. Raises NotFound, NoLongerOpen, InstanceNotRunning,
    ReasonMissing, Conflict; releasing an unclaimed task changes nothing.
    """
    task = OpenTask.in_hand(uow, task_id, actor, may)
    if task.assignee_id is None:
        return
    task.require_reason(actor, reason)
    claimed = (
        (user_task.c.id == task_id) & (user_task.c.status == "open") & (user_task.c.assignee_id == task.assignee_id)
    )
    released = update(user_task).where(claimed).values(assignee_id=None, claimed_at=None)
    if uow.connection.execute(released).rowcount != 1:
        raise Conflict
    body = {"element": task.element, "held_by": task.assignee_id}
    task.instance.record(Entry("task_released", now, actor, task_id, body=body, reason=reason))
