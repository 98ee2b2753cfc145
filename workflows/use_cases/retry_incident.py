"""Lets an operator try again what an incident had stopped."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Row, select, update

from workflows.errors import NotFound, NothingToRetry
from workflows.instances import ProcessInstance
from workflows.instances.incidents import open_count
from workflows.instances.writes import Entry
from workflows.records.incident import incident
from workflows.records.outbox import outbox
from workflows.records.timer import timer
from workflows.runtime import UnitOfWork


def retry_incident(uow: UnitOfWork, incident_id: int, *, actor: int, now: datetime) -> None:
    """Resolve the incident and try again: a token at once, a job or timer at the dispatcher's next look.

    Whatever is still wrong opens a new incident. Raises NotFound, NothingToRetry when it was resolved already.
    """
    row = uow.connection.execute(select(incident).where(incident.c.id == incident_id)).first()
    if row is None:
        raise NotFound(what="incident", id=incident_id)
    target = ProcessInstance.lock(uow, row.instance_id)
    resolved = (
        update(incident)
        .where(incident.c.id == incident_id, incident.c.resolved_at.is_(None))
        .values(resolved_at=now, resolved_by=actor)
    )
    if uow.connection.execute(resolved).rowcount != 1:
        raise NothingToRetry(id=incident_id)
    _again(uow, target, row, actor, now)
    target.open_incidents = open_count(uow.connection, target.id)
    target.record(Entry("incident_retried", now, actor, body={"element": row.element, "code": row.code}))


def _again(uow: UnitOfWork, target: ProcessInstance, row: Row[tuple[object, ...]], actor: int, now: datetime) -> None:
    if row.source == "token":
        target.retry(row.work_id, now, actor=actor)
    elif row.source == "timer":
        this = (timer.c.instance_id == target.id) & (timer.c.timer_id == row.work_id)
        uow.connection.execute(update(timer).where(this).values(next_at=now, attempts=0))
    elif row.source == "job":
        this = (outbox.c.instance_id == target.id) & (outbox.c.work_id == row.work_id) & (outbox.c.status == "failed")
        uow.connection.execute(update(outbox).where(this).values(status="ready", next_at=now, attempts=0))
