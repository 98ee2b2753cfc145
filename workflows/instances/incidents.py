"""Keeps the incidents that an operator sees true to the engine's: opened with them, resolved with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, insert, select, update

from bpmn.model import Incident
from workflows.records.incident import incident

if TYPE_CHECKING:
    from workflows.instances.process_instance import ProcessInstance


def count_open_incidents(
    instance: ProcessInstance, tasks: Sequence[dict[str, Any]], candidates: Sequence[dict[str, Any]], now: datetime
) -> int:
    """Bring the rows up to date and give how many are open; without any, no statement is run."""
    served = {row["task_id"] for row in candidates}
    orphans = [row for row in tasks if row["id"] not in served]
    if not (orphans or instance.changes.incidents or instance.open_incidents):
        return 0
    connection = instance.unit.connection
    if instance.changes.stepped:
        _follow_engine(connection, instance.id, instance.changes.incidents, now)
    for row in orphans:
        open_incident(connection, instance.id, "task", row["work_id"], row["element"], "nobody_may", "", now)
    _resolve_closed(connection, instance, now)
    return open_count(connection, instance.id)


def open_incident(
    connection: Connection,
    instance_id: int,
    source: str,
    work_id: int,
    element: str,
    code: str,
    message: str,
    now: datetime,
) -> None:
    """Enter a fault that waits for an operator."""
    connection.execute(
        insert(incident).values(
            instance_id=instance_id,
            source=source,
            work_id=work_id,
            element=element,
            code=code,
            message=message,
            opened_at=now,
        )
    )


def resolve_orphan(instance: ProcessInstance, work_id: int, actor: int | None, now: datetime) -> None:
    """Resolve the incident of a task that nobody could do: somebody can now."""
    if not instance.open_incidents:
        return
    connection = instance.unit.connection
    orphan = (
        (incident.c.instance_id == instance.id)
        & (incident.c.source == "task")
        & (incident.c.work_id == work_id)
        & incident.c.resolved_at.is_(None)
    )
    connection.execute(update(incident).where(orphan).values(resolved_at=now, resolved_by=actor))
    instance.open_incidents = open_count(connection, instance.id)


def open_count(connection: Connection, instance_id: int) -> int:
    """Count the instance's open incidents."""
    open_ones = select(func.count()).where(incident.c.instance_id == instance_id, incident.c.resolved_at.is_(None))
    return int(connection.execute(open_ones).scalar_one())


def _follow_engine(connection: Connection, instance_id: int, now_open: Sequence[Incident], now: datetime) -> None:
    known = connection.execute(
        select(incident.c.id, incident.c.work_id, incident.c.element, incident.c.code).where(
            incident.c.instance_id == instance_id, incident.c.source == "token", incident.c.resolved_at.is_(None)
        )
    ).all()
    wanted = {(each.work_id, each.element, each.code): each for each in now_open}
    for row in known:
        if wanted.pop((row.work_id, row.element, row.code), None) is None:
            connection.execute(update(incident).where(incident.c.id == row.id).values(resolved_at=now))
    for each in wanted.values():
        open_incident(connection, instance_id, "token", each.work_id, each.element, each.code, each.message, now)


def _resolve_closed(connection: Connection, instance: ProcessInstance, now: datetime) -> None:
    """What no longer waits needs no operator: a cancelled job, a task called off, an ended instance."""
    if instance.changes.ended or instance.changes.closed:
        gone = update(incident).where(incident.c.instance_id == instance.id, incident.c.resolved_at.is_(None))
        if not instance.changes.ended:
            gone = gone.where(incident.c.source.in_(("job", "task")), incident.c.work_id.in_(instance.changes.closed))
        connection.execute(gone.values(resolved_at=now))
