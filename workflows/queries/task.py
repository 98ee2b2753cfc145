"""One user task with everything its page shows and the rights ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from messages import Language
from workflows.queries.task_facts import task_facts
from workflows.records.definition import definition
from workflows.records.draft import draft
from workflows.records.instance import instance
from workflows.records.user_task import user_task
from workflows.rights import Task


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """A task, its case, and who may do it."""

    task_id: int
    instance_id: int
    work_id: int
    definition_id: int
    case_process_id: str
    case_title: str
    case_status: str
    business_key: str
    process_title: str
    process_title_en: str
    state: bytes
    """The engine's blob of the case, from which `engine.inspect` reads the data."""
    process_id: str
    element: str
    name_ko: str
    name_en: str
    form: str
    clauses: tuple[str, ...]
    local_values: Mapping[str, Any]
    status: str
    opened_at: datetime
    due_on: date | None
    due_at: datetime | None
    due_clause: str
    assignee_id: int | None
    completed_by: int | None
    closed_at: datetime | None
    answer: Mapping[str, Any] | None
    facts: Task

    def name(self, language: Language) -> str:
        """Give the task's name in the language of the page."""
        return (self.name_en or self.name_ko) if language == "en" else self.name_ko

    def process_name(self, language: Language) -> str:
        """Give the process's title in the language of the page."""
        return (self.process_title_en or self.process_title) if language == "en" else self.process_title


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person typed and has not sent, as it was submitted."""

    submitted: Mapping[str, Any]
    saved_at: datetime


def task_detail(connection: Connection, task_id: int, on: date) -> TaskDetail | None:
    """Give a task as it stands on a day; None when there is none of this number."""
    row = connection.execute(_DETAIL, {"t": task_id}).first()
    if row is None:
        return None
    shown = {name: row._mapping[name] for name in _SHOWN}
    return TaskDetail(**{**shown, "clauses": tuple(row.clauses)}, facts=task_facts(connection, task_id, on))


_SHOWN = {
    "task_id": user_task.c.id,
    "instance_id": instance.c.id,
    "work_id": user_task.c.work_id,
    "definition_id": instance.c.definition_id,
    "case_process_id": instance.c.process_id,
    "case_title": instance.c.title,
    "case_status": instance.c.status,
    "business_key": instance.c.business_key,
    "process_title": definition.c.title,
    "process_title_en": definition.c.title_en,
    "state": instance.c.state,
    "process_id": user_task.c.process_id,
    "element": user_task.c.element,
    "name_ko": user_task.c.name,
    "name_en": user_task.c.name_en,
    "form": user_task.c.form,
    "clauses": user_task.c.clauses,
    "local_values": user_task.c.local_values,
    "status": user_task.c.status,
    "opened_at": user_task.c.opened_at,
    "due_on": user_task.c.due_on,
    "due_at": user_task.c.due_at,
    "due_clause": user_task.c.due_clause,
    "assignee_id": user_task.c.assignee_id,
    "completed_by": user_task.c.completed_by,
    "closed_at": user_task.c.closed_at,
    "answer": user_task.c.answer,
}
_DETAIL = (
    select(*(column.label(name) for name, column in _SHOWN.items()))
    .select_from(user_task)
    .join(instance, instance.c.id == user_task.c.instance_id)
    .join(definition, definition.c.id == instance.c.definition_id)
    .where(user_task.c.id == bindparam("t"))
)


def saved_draft(connection: Connection, task_id: int, person_id: int) -> Draft | None:
    """Give what this person saved for later."""
    row = connection.execute(
        select(draft.c.submitted, draft.c.saved_at).where(draft.c.task_id == task_id, draft.c.person_id == person_id)
    ).first()
    return None if row is None else Draft(row.submitted, row.saved_at)
