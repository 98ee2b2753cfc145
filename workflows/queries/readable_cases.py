"""The rule `case.read` as a condition of SQL, so that a list is exactly the cases its reader may open."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, exists, or_, select, true

from workflows.records.candidate import candidate
from workflows.records.instance import instance
from workflows.records.user_task import user_task
from workflows.rights import OVERSIGHT, Case, Context, Subject, lane_processes


def readable(subject: Subject, context: Context) -> ColumnElement[bool]:
    """Select the instances that `decide(subject, "case.read", …)` allows."""
    if subject.roles & OVERSIGHT:
        return true()
    return or_(
        instance.c.starter_id == subject.person_id,
        instance.c.party_id.in_(subject.parties),
        instance.c.process_id.in_(lane_processes(subject, context)),
        _took_part(subject.person_id),
    )


def _took_part(person_id: int) -> ColumnElement[bool]:
    tasks = select(user_task.c.id).where(user_task.c.instance_id == instance.c.id)
    offered = tasks.join(candidate, candidate.c.task_id == user_task.c.id).where(candidate.c.person_id == person_id)
    done = tasks.where(or_(user_task.c.assignee_id == person_id, user_task.c.completed_by == person_id))
    return or_(exists(offered), exists(done))


def case_facts(connection: Connection, instance_id: int) -> Case | None:
    """Give a case as the rights see it; None when there is no such case."""
    row = connection.execute(
        select(instance.c.process_id, instance.c.starter_id, instance.c.party_id).where(instance.c.id == instance_id)
    ).first()
    if row is None:
        return None
    return Case(instance_id, row.process_id, row.starter_id, row.party_id, _participants(connection, instance_id))


def _participants(connection: Connection, instance_id: int) -> frozenset[int]:
    tasks = select(user_task.c.assignee_id, user_task.c.completed_by).where(user_task.c.instance_id == instance_id)
    offered = (
        select(candidate.c.person_id)
        .join(user_task, user_task.c.id == candidate.c.task_id)
        .where(user_task.c.instance_id == instance_id)
    )
    people = {each for row in connection.execute(tasks) for each in row}
    people |= set(connection.scalars(offered))
    return frozenset(each for each in people if each is not None)
