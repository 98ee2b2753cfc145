"""Offers an open task to other people than before: worklist, claim, incident and history together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, update

from workflows.instances.incidents import resolve_orphan
from workflows.instances.process_instance import ProcessInstance
from workflows.instances.writes import Entry
from workflows.records.candidate import NEVER_DUE, candidate
from workflows.records.user_task import user_task

Offered = Mapping[int, int | None]
"""Person id → the absent person they would act for (None: in their own right)."""


class Task(NamedTuple):
    """What has to be known about an open task."""

    id: int
    work_id: int
    element: str
    due_at: datetime | None
    assignee_id: int | None


def offer_to_others(
    held: ProcessInstance, task: Task, before: Offered, after: Offered, now: datetime, *, actor: int | None
) -> None:
    """Replace the candidates, and write it into the history; whoever has claimed it keeps it if they still may."""
    connection, this = held.unit.connection, user_task.c.id == task.id
    connection.execute(delete(candidate).where(candidate.c.task_id == task.id))
    due = task.due_at or NEVER_DUE
    entered = [{"person_id": who, "due_key": due, "task_id": task.id, "acting_for": by} for who, by in after.items()]
    connection.execute(insert(candidate), entered)
    body: dict[str, Any] = {
        "element": task.element,
        "added": sorted(after.keys() - before.keys()),
        "removed": sorted(before.keys() - after.keys()),
    }
    if task.assignee_id is not None and task.assignee_id not in after:
        connection.execute(update(user_task).where(this).values(assignee_id=None, claimed_at=None))
        body["held_by"] = task.assignee_id
    resolve_orphan(held, task.work_id, actor, now)
    held.record(Entry("task_reassigned", now, actor, task.id, body=body))
