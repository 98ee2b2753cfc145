"""Mails each person, on the morning of a working day, how many tasks wait for them and how many are late."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, func, or_, select

from tasks.law.holidays import OFFICE
from workflows.clock import city_date
from workflows.records.candidate import candidate
from workflows.records.user_task import user_task
from workflows.runtime import UnitOfWork
from workflows.use_cases.notify import News, notify


def send_daily_digest(uow: UnitOfWork, *, now: datetime) -> int:
    """Leave a mail for everyone with open tasks, once per working day, and give how many were new."""
    today = city_date(now)
    if not OFFICE.is_working_day(today):
        return 0
    left = 0
    for person_id, waiting, late in uow.connection.execute(_counts(now)).all():
        params = {"open": waiting, "overdue": late, "on": today}
        news = News(f"digest/{today}", "digest", params, "/tasks", listed=False)
        left += notify(uow, [person_id], news, now=now)
    return left


def _counts(now: datetime) -> Select[tuple[int, int, int]]:
    untaken = or_(user_task.c.assignee_id.is_(None), user_task.c.assignee_id == candidate.c.person_id)
    return (
        select(candidate.c.person_id, func.count(), func.count().filter(candidate.c.due_key <= now))
        .join(user_task, user_task.c.id == candidate.c.task_id)
        .where(user_task.c.status == "open", untaken)
        .group_by(candidate.c.person_id)
    )
