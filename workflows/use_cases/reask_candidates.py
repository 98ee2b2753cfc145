"""Asks again who may do the open tasks once people moved: a new holder finds them, a former deputy no longer does."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select, update

from workflows.instances.candidates import Assignment
from workflows.instances.process_instance import ProcessInstance
from workflows.instances.rows import case_of
from workflows.instances.writes import Entry
from workflows.records.candidate import NEVER_DUE, candidate
from workflows.records.event_log import event_log
from workflows.records.instance import instance
from workflows.records.user_task import user_task
from workflows.runtime import Services, begin, read

_OPEN = user_task.c.status == "open"
_INSTANCES = (
    select(user_task.c.instance_id)
    .join(instance, instance.c.id == user_task.c.instance_id)
    .where(instance.c.status == "running", _OPEN)
    .distinct()
)


class _Task(NamedTuple):
    id: int
    element: str
    role: str
    assign: str
    assign_to: Any
    distinct_from: list[str]
    due_at: datetime | None
    assignee_id: int | None


def reask_candidates(services: Services, *, now: datetime) -> int:
    """Bring all worklists in line with today's staff, one transaction per case, and give how many tasks changed.

    A task somebody was asked to do by name (위임) stays as it is, and so does one that nobody else may do: it would
    vanish from every list.
    """
    with read(services) as connection:
        found = list(connection.scalars(_INSTANCES))
    return sum(_reask(services, instance_id, now) for instance_id in found)


def _reask(services: Services, instance_id: int, now: datetime) -> int:
    with begin(services) as uow:
        held = ProcessInstance.lock(uow, instance_id)
        if held.status != "running":
            return 0
        assignment = Assignment(case_of(held, now, {}))
        columns = [user_task.c[name] for name in _Task._fields]
        rows = uow.connection.execute(select(*columns).where(user_task.c.instance_id == instance_id, _OPEN)).all()
        return sum(_renew(held, task, assignment.candidates(task), now) for task in map(_Task._make, rows))


def _renew(held: ProcessInstance, task: _Task, after: dict[int, int | None], now: datetime) -> int:
    connection = held.unit.connection
    rows = select(candidate.c.person_id, candidate.c.acting_for).where(candidate.c.task_id == task.id)
    before = {row.person_id: row.acting_for for row in connection.execute(rows)}
    if not after or before == after or _was_delegated(held, task):
        return 0
    connection.execute(delete(candidate).where(candidate.c.task_id == task.id))
    due = task.due_at or NEVER_DUE
    entered = [{"person_id": who, "due_key": due, "task_id": task.id, "acting_for": by} for who, by in after.items()]
    connection.execute(insert(candidate), entered)
    if task.assignee_id is not None and task.assignee_id not in after:
        freed = update(user_task).where(user_task.c.id == task.id).values(assignee_id=None, claimed_at=None)
        connection.execute(freed)
    body = {
        "element": task.element,
        "added": sorted(after.keys() - before.keys()),
        "removed": sorted(before.keys() - after.keys()),
    }
    held.record(Entry("task_reassigned", now, None, task.id, body=body))
    return 1


def _was_delegated(held: ProcessInstance, task: _Task) -> bool:
    entry = (event_log.c.instance_id == held.id) & (event_log.c.task_id == task.id)
    found = select(event_log.c.seq).where(entry, event_log.c.kind == "task_delegated").limit(1)
    return held.unit.connection.execute(found).first() is not None
