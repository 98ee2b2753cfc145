"""What was answered in a case (제출한 것): the latest answer of each person to each form, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from messages import Language
from workflows.queries.names import Name, names_of
from workflows.records.user_task import user_task
from workflows.rights import Case, Task


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answered form; its page shows the answer to whom `facts` allow it."""

    task_id: int
    name_ko: str
    name_en: str
    by: Name | None
    at: datetime
    facts: Task

    def name(self, language: Language) -> str:
        """Give the task's name in the language of the page."""
        return (self.name_en or self.name_ko) if language == "en" else self.name_ko


def answers(connection: Connection, case: Case) -> tuple[GivenAnswer, ...]:
    """List the answers of a case; the caller asks for each whether it may be read."""
    done = (user_task.c.instance_id == case.instance_id, user_task.c.status == "completed", user_task.c.form != "")
    each_last = select(func.max(user_task.c.id)).where(*done).group_by(user_task.c.element, user_task.c.completed_by)
    rows = connection.execute(
        select(
            user_task.c.id,
            user_task.c.name,
            user_task.c.name_en,
            user_task.c.role,
            user_task.c.completed_by,
            user_task.c.closed_at,
        )
        .where(user_task.c.id.in_(each_last))
        .order_by(user_task.c.closed_at.desc(), user_task.c.id.desc())
    ).all()
    names = names_of(connection, [row.completed_by for row in rows])
    return tuple(
        GivenAnswer(
            row.id,
            row.name,
            row.name_en,
            names.get(row.completed_by),
            row.closed_at,
            Task(case, row.role, candidates=frozenset(), assignee=row.completed_by, is_open=False),
        )
        for row in rows
    )
