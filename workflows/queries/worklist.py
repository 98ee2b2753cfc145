"""A person's open tasks (내 할 일), the nearest deadline first, one range of the candidates' index per page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, FromClause, and_, exists, func, or_, select

from messages import Language
from workflows.queries.paging import PAGE_SIZE, Cursor, Page, page
from workflows.queries.search_words import showing
from workflows.records.candidate import candidate
from workflows.records.draft import draft
from workflows.records.instance import instance
from workflows.records.user_task import user_task


@dataclass(frozen=True, slots=True)
class WorklistRow:
    """One open task as a line of the list; `due_on` is the last day to do it, `due_at` the moment it becomes late."""

    task_id: int
    instance_id: int
    element: str
    name_ko: str
    name_en: str
    case_title: str
    business_key: str
    process_id: str
    due_on: date | None
    due_at: datetime | None
    due_clause: str
    mine: bool
    suspended: bool
    draft: bool
    due_key: datetime

    def name(self, language: Language) -> str:
        """Give the task's name in the language of the page."""
        return (self.name_en or self.name_ko) if language == "en" else self.name_ko


@dataclass(frozen=True, slots=True)
class Counts:
    """How many open tasks a person has, and how many of them are late."""

    open: int
    overdue: int


def worklist(
    connection: Connection,
    person_id: int,
    *,
    words: str = "",
    process_id: str = "",
    after: Cursor | None = None,
    size: int = PAGE_SIZE,
) -> Page[WorklistRow]:
    """Give the next `size` tasks that the person may do and nobody else has claimed."""
    has_draft = exists().where(draft.c.task_id == user_task.c.id, draft.c.person_id == person_id)
    rows = connection.execute(
        select(
            user_task.c.id.label("task_id"),
            instance.c.id.label("instance_id"),
            user_task.c.element,
            user_task.c.name.label("name_ko"),
            user_task.c.name_en,
            instance.c.title.label("case_title"),
            instance.c.business_key,
            instance.c.process_id,
            user_task.c.due_on,
            user_task.c.due_at,
            user_task.c.due_clause,
            (user_task.c.assignee_id == person_id).is_(True).label("mine"),
            (instance.c.status == "suspended").label("suspended"),
            has_draft.label("draft"),
            candidate.c.due_key,
        )
        .select_from(_offered())
        .where(_for(person_id), *_matching(words, process_id), *_beyond(after))
        .order_by(candidate.c.due_key, candidate.c.task_id)
        .limit(size + 1)
    )
    found = [
        WorklistRow(
            **{**row._mapping, "mine": bool(row.mine), "draft": bool(row.draft), "suspended": bool(row.suspended)}
        )
        for row in rows
    ]
    return page(found, lambda row: Cursor(row.due_key, row.task_id), size)


def counts(connection: Connection, person_id: int, now: datetime) -> Counts:
    """Count a person's open and late tasks."""
    late = func.count().filter(candidate.c.due_key <= now)
    row = connection.execute(select(func.count(), late).select_from(_offered()).where(_for(person_id))).one()
    return Counts(*row)


def _offered() -> FromClause:
    return candidate.join(user_task, user_task.c.id == candidate.c.task_id).join(instance)


def _for(person_id: int) -> ColumnElement[bool]:
    unclaimed = or_(user_task.c.assignee_id.is_(None), user_task.c.assignee_id == person_id)
    return and_(candidate.c.person_id == person_id, user_task.c.status == "open", unclaimed)


def _matching(words: str, process_id: str) -> list[ColumnElement[bool]]:
    found = showing(words, user_task.c.name, user_task.c.name_en)
    return [*found, instance.c.process_id == process_id] if process_id else found


def _beyond(after: Cursor | None) -> list[ColumnElement[bool]]:
    if after is None:
        return []
    later = candidate.c.due_key > after.at
    return [or_(later, and_(candidate.c.due_key == after.at, candidate.c.task_id > after.number))]
