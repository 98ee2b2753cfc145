"""Reminds people of open tasks: 30, 7 and 1 day before the last day (dossier T02), and once when it has passed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import Row, select

from bpmn import ordinance
from workflows.clock import city_date
from workflows.instances.titles import number_of
from workflows.records.candidate import candidate
from workflows.records.definition import definition
from workflows.records.instance import instance
from workflows.records.user_task import user_task
from workflows.runtime import UnitOfWork
from workflows.use_cases.notify import News, notify

DAYS_BEFORE = (1, 7, 30)
LATE = -1

OpenTask = Row[tuple[int, str, str, int | None, datetime, date, str, str, str, str, str]]


def watch_deadlines(uow: UnitOfWork, *, now: datetime) -> int:
    """Leave the reminders that are due, each once per person, and give how many were new.

    They go to whoever took the task, else to everyone who may take it. `days` counts calendar days in the city; a step
    that lies before the task was opened is left out.
    """
    today = city_date(now)
    left = 0
    for task in _open_tasks(uow, today + timedelta(days=max(DAYS_BEFORE))):
        step = _step(task, today)
        if step is None:
            continue
        news = News(
            reason=f"deadline/{task.id}/{task.due_on}/{step}",
            kind="late" if step == LATE else "deadline",
            params={
                "task": task.name,
                "task_en": task.name_en or task.name,
                "case": number_of(task.business_key, {task.process_id: task.title}),
                "case_en": number_of(task.business_key, {task.process_id: task.title_en or task.title}),
                "due_on": task.due_on,
                "clause": _cited(task.due_clause),
            },
            path=f"/tasks/{task.id}",
        )
        left += notify(uow, _people(uow, task), news, now=now)
    return left


def _open_tasks(uow: UnitOfWork, last_day: date) -> list[OpenTask]:
    found = (
        select(
            user_task.c.id,
            user_task.c.name,
            user_task.c.name_en,
            user_task.c.assignee_id,
            user_task.c.opened_at,
            user_task.c.due_on,
            user_task.c.due_clause,
            instance.c.business_key,
            instance.c.process_id,
            definition.c.title,
            definition.c.title_en,
        )
        .join(instance, instance.c.id == user_task.c.instance_id)
        .join(definition, definition.c.id == instance.c.definition_id)
        .where(user_task.c.status == "open", user_task.c.due_on <= last_day, instance.c.status == "running")
        .order_by(user_task.c.id)
    )
    return list(uow.connection.execute(found))


def _step(task: OpenTask, today: date) -> int | None:
    if task.due_on < today:
        return LATE
    step = next(days for days in DAYS_BEFORE if task.due_on <= today + timedelta(days=days))
    return step if city_date(task.opened_at) <= task.due_on - timedelta(days=step) else None


def _people(uow: UnitOfWork, task: OpenTask) -> set[int]:
    if task.assignee_id is not None:
        return {task.assignee_id}
    return set(uow.connection.scalars(select(candidate.c.person_id).where(candidate.c.task_id == task.id)))


def _cited(clause_id: str) -> str:
    rule = ordinance.clauses().get(clause_id)
    return rule.cited if rule else clause_id
