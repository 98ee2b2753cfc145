"""One user task with everything its page shows and the rights ask."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, select

from messages import Language
from tasks.registers.leads import leads_of
from workflows.instances.finishers import Finishers
from workflows.queries.readable_cases import Participants
from workflows.records.candidate import candidate
from workflows.records.definition import definition
from workflows.records.draft import draft
from workflows.records.instance import instance
from workflows.records.user_task import user_task
from workflows.rights import Case, Task


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """A task, its case, and who may do it."""

    task_id: int
    instance_id: int
    work_id: int
    definition_id: int
    case_process_id: str
    case_title: str
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
    return TaskDetail(**{**shown, "clauses": tuple(row.clauses)}, facts=_facts(connection, row, on))


def task_facts(connection: Connection, task_id: int, on: date) -> Task:
    """Give a task as the rights see it on a day; the task must exist."""
    return _facts(connection, connection.execute(_FACTS, {"t": task_id}).one(), on)


_SHOWN = {
    "task_id": user_task.c.id,
    "instance_id": instance.c.id,
    "work_id": user_task.c.work_id,
    "definition_id": instance.c.definition_id,
    "case_process_id": instance.c.process_id,
    "case_title": instance.c.title,
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
_ASKED_BY_RIGHTS = {
    "task_id": user_task.c.id,
    "instance_id": instance.c.id,
    "case_process_id": instance.c.process_id,
    "starter_id": instance.c.starter_id,
    "party_id": instance.c.party_id,
    "role": user_task.c.role,
    "status": user_task.c.status,
    "assignee_id": user_task.c.assignee_id,
    "completed_by": user_task.c.completed_by,
    "distinct_from": user_task.c.distinct_from,
    "assign": user_task.c.assign,
}


def _task_with(columns: Mapping[str, ColumnElement[Any]]) -> Select[Any]:
    """Select these columns of one task, its case and its version."""
    return (
        select(*(column.label(name) for name, column in columns.items()))
        .select_from(user_task)
        .join(instance, instance.c.id == user_task.c.instance_id)
        .join(definition, definition.c.id == instance.c.definition_id)
        .where(user_task.c.id == bindparam("t"))
    )


_DETAIL = _task_with(_SHOWN | _ASKED_BY_RIGHTS)
_FACTS = _task_with(_ASKED_BY_RIGHTS)
_CANDIDATES = select(candidate.c.person_id, candidate.c.acting_for).where(candidate.c.task_id == bindparam("t"))


class Leads(Container[int]):
    """Whoever leads the one who has claimed a task, looked up only when somebody asks."""

    def __init__(self, connection: Connection, assignee_id: int | None, on: date) -> None:
        self._connection, self._assignee_id, self._on = connection, assignee_id, on

    def __contains__(self, person_id: object) -> bool:
        if self._assignee_id is None:
            return False
        return person_id in leads_of(self._connection, self._assignee_id, self._on)


def _facts(connection: Connection, row: Row[Any], on: date) -> Task:
    people = Participants(connection, row.instance_id)
    offered = connection.execute(_CANDIDATES, {"t": row.task_id}).all()
    own_right = (each.person_id for each in offered if each.acting_for is None)
    return Task(
        case=Case(row.instance_id, row.case_process_id, row.starter_id, row.party_id, people),
        role=row.role,
        candidates=frozenset(each.person_id for each in offered),
        assignee=row.assignee_id or row.completed_by,
        barred=Finishers(connection, row.instance_id).barred(row.distinct_from),
        is_open=row.status == "open",
        holders=frozenset(own_right) if row.assign == "lane" else frozenset(),
        leads=Leads(connection, row.assignee_id, on),
    )


def saved_draft(connection: Connection, task_id: int, person_id: int) -> Draft | None:
    """Give what this person saved for later."""
    row = connection.execute(
        select(draft.c.submitted, draft.c.saved_at).where(draft.c.task_id == task_id, draft.c.person_id == person_id)
    ).first()
    return None if row is None else Draft(row.submitted, row.saved_at)
