"""The rule `case.read` as a condition of SQL, so that a list is exactly the cases its reader may open."""

from __future__ import annotations

from collections.abc import Container

from sqlalchemy import BindParameter, ColumnElement, Connection, bindparam, exists, or_, select, true

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


def _took_part(person_id: int | BindParameter[int]) -> ColumnElement[bool]:
    tasks = select(user_task.c.id).where(user_task.c.instance_id == instance.c.id)
    offered = tasks.join(candidate, candidate.c.task_id == user_task.c.id).where(candidate.c.person_id == person_id)
    done = tasks.where(or_(user_task.c.assignee_id == person_id, user_task.c.completed_by == person_id))
    return or_(exists(offered), exists(done))


def case_facts(connection: Connection, instance_id: int) -> Case | None:
    """Give a case as the rights see it; None when there is no such case."""
    row = connection.execute(_CASE, {"i": instance_id}).first()
    if row is None:
        return None
    return Case(instance_id, row.process_id, row.starter_id, row.party_id, Participants(connection, instance_id))


_CASE = select(instance.c.process_id, instance.c.starter_id, instance.c.party_id).where(instance.c.id == bindparam("i"))


class Participants(Container[int]):
    """Everybody who is or was asked to do a task of a case, looked up one by one: a long case has thousands of rows."""

    def __init__(self, connection: Connection, instance_id: int) -> None:
        self._connection, self._instance_id = connection, instance_id

    def __contains__(self, person_id: object) -> bool:
        asked = {"i": self._instance_id, "person_id": person_id}
        return self._connection.execute(_IS_PARTICIPANT, asked).first() is not None


_IS_PARTICIPANT = select(instance.c.id).where(instance.c.id == bindparam("i"), _took_part(bindparam("person_id")))
