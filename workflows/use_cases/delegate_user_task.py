"""Hands a task to another person (위임), for example when its candidates cannot do it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select, text, update

from workflows.errors import Conflict
from workflows.instances.incidents import resolve_orphan
from workflows.instances.open_task import Guard, OpenTask, trusted
from workflows.instances.writes import Entry
from workflows.records.candidate import NEVER_DUE
from workflows.records.types import Moment
from workflows.records.user_task import user_task
from workflows.runtime import UnitOfWork

_ENTER = text(
    "INSERT INTO candidate (person_id, due_key, task_id) VALUES (:person_id, :due_key, :task_id)"
    " ON CONFLICT (person_id, due_key, task_id) DO NOTHING"
).bindparams(bindparam("due_key", type_=Moment))


def delegate_user_task(
    uow: UnitOfWork, task_id: int, to: int, *, actor: int, now: datetime, reason: str = "", may: Guard = trusted
) -> None:
    """Make `to` the assignee of an open task; `may` asks `workflows.rights` once the task is locked.

    Also resolves the incident of a task that nobody may do. Raises NotFound, NoLongerOpen, InstanceNotRunning,
    ReasonMissing when somebody else holds it, MustBeAnotherPerson when separation of duties forbids `to`, Conflict.
    """
    task = OpenTask.in_hand(uow, task_id, actor, may)
    task.require_reason(actor, reason)
    task.require_distinct(to)
    still_open = (user_task.c.id == task_id) & (user_task.c.status == "open")
    assigned = update(user_task).where(still_open).values(assignee_id=to, claimed_at=now)
    if uow.connection.execute(assigned).rowcount != 1:
        raise Conflict
    due = uow.connection.execute(select(user_task.c.due_at).where(user_task.c.id == task_id)).scalar_one()
    uow.connection.execute(_ENTER, {"person_id": to, "due_key": due or NEVER_DUE, "task_id": task_id})
    resolve_orphan(task.instance, task.work_id, actor, now)
    body = {"element": task.element, "held_by": task.assignee_id, "to": to}
    task.instance.record(Entry("task_delegated", now, actor, task_id, body=body, reason=reason))
