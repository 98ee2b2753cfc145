"""Lets a suspended instance go on (재개); what came due meanwhile fires at the next look."""

from __future__ import annotations

from datetime import datetime

from workflows.errors import InstanceNotRunning
from workflows.instances import ProcessInstance
from workflows.instances.writes import Entry
from workflows.runtime import UnitOfWork


def resume_instance(uow: UnitOfWork, instance_id: int, *, actor: int, now: datetime, reason: str = "") -> None:
    """Resume a suspended instance; raises NotFound, InstanceNotRunning when it is not suspended."""
    instance = ProcessInstance.lock(uow, instance_id)
    if instance.status != "suspended":
        raise InstanceNotRunning(id=instance_id, status=instance.status)
    instance.status = "running"
    instance.record(Entry("resumed", now, actor, reason=reason))
