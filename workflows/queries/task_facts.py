"""A user task as the rights see it; asked for before every change of one, so in one statement."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select

from tasks.registers.leads import leads_of
from workflows.instances.finishers import Finishers
from workflows.queries.readable_cases import Participants
from workflows.records.candidate import candidate
from workflows.records.instance import instance
from workflows.records.prepared import Prepared
from workflows.records.types import read_document
from workflows.records.user_task import user_task
from workflows.rights import Case, Task


class _Row(NamedTuple):
    """The columns of `_TASK`; one row for each candidate, or one without."""

    instance_id: int
    process_id: str
    starter_id: int | None
    party_id: int | None
    role: str
    status: str
    assignee_id: int | None
    completed_by: int | None
    distinct_from: str
    assign: str
    candidate_id: int | None
    acting_for: int | None


def known_task(connection: Connection, task_id: int, on: date) -> Task | None:
    """Give a task as it stands on a day; None when there is none of this number."""
    return task_found(connection, ask_task(connection, task_id), on)


def ask_task(connection: Connection, task_id: int) -> Any:
    """Send the question behind `known_task` and give the driver's cursor, for who sends it together with others."""
    return _TASK(connection, {"t": task_id})


def task_found(connection: Connection, answer: Any, on: date) -> Task | None:
    """Read the answer to `ask_task`."""
    rows = [_Row._make(row) for row in answer]
    if not rows:
        return None
    row = rows[0]
    offered = {each.candidate_id: each.acting_for for each in rows if each.candidate_id is not None}
    own_right = (person_id for person_id, acting_for in offered.items() if acting_for is None)
    people = Participants(connection, row.instance_id)
    return Task(
        case=Case(row.instance_id, row.process_id, row.starter_id, row.party_id, people),
        role=row.role,
        candidates=frozenset(offered),
        assignee=row.assignee_id or row.completed_by,
        barred=Finishers(connection, row.instance_id).barred(read_document(row.distinct_from)),
        is_open=row.status == "open",
        holders=frozenset(own_right) if row.assign == "lane" else frozenset(),
        leads=Leads(connection, row.assignee_id, on),
    )


def task_facts(connection: Connection, task_id: int, on: date) -> Task:
    """Give a task as it stands on a day; the task must exist."""
    task = known_task(connection, task_id, on)
    assert task is not None
    return task


class Leads(Container[int]):
    """Whoever leads the one who has claimed a task, looked up only when somebody asks."""

    def __init__(self, connection: Connection, assignee_id: int | None, on: date) -> None:
        self._connection, self._assignee_id, self._on = connection, assignee_id, on

    def __contains__(self, person_id: object) -> bool:
        if self._assignee_id is None:
            return False
        return person_id in leads_of(self._connection, self._assignee_id, self._on)


_TASK = Prepared(
    select(
        instance.c.id,
        instance.c.process_id,
        instance.c.starter_id,
        instance.c.party_id,
        user_task.c.role,
        user_task.c.status,
        user_task.c.assignee_id,
        user_task.c.completed_by,
        user_task.c.distinct_from,
        user_task.c.assign,
        candidate.c.person_id,
        candidate.c.acting_for,
    )
    .select_from(
        user_task.join(instance, instance.c.id == user_task.c.instance_id).outerjoin(
            candidate, candidate.c.task_id == user_task.c.id
        )
    )
    .where(user_task.c.id == bindparam("t"))
)
