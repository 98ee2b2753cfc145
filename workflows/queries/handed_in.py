"""What the applicant of a case has handed in (신청인이 낸 것): the answered forms, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from messages import Language
from workflows.records.user_task import user_task
from workflows.rights import OUTSIDE, Task


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One answered form of the applicant; its page shows the answer."""

    task_id: int
    name_ko: str
    name_en: str
    at: datetime

    def name(self, language: Language) -> str:
        """Give the task's name in the language of the page."""
        return (self.name_en or self.name_ko) if language == "en" else self.name_ko


def handed_in(connection: Connection, instance_id: int) -> tuple[HandedIn, ...]:
    """List what was handed in; whoever reads the case may read it."""
    answered = (user_task.c.status == "completed") & (user_task.c.form != "")
    rows = connection.execute(
        select(user_task.c.id, user_task.c.name, user_task.c.name_en, user_task.c.closed_at)
        .where(user_task.c.instance_id == instance_id, user_task.c.role.in_(OUTSIDE), answered)
        .order_by(user_task.c.closed_at.desc(), user_task.c.id.desc())
    )
    return tuple(HandedIn(*row) for row in rows)


def beside(connection: Connection, task: Task) -> tuple[HandedIn, ...]:
    """List what stands beside a task of the city; the applicant's own tasks need none of it."""
    return () if OUTSIDE.issuperset(task.role.split()) else handed_in(connection, task.case.instance_id)
