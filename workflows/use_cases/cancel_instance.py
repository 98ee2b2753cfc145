"""Ends an instance before its time (취소): every open task, timer and job of it is called off."""

from __future__ import annotations

from datetime import datetime

from bpmn.model import Cancel
from workflows.errors import InstanceNotRunning, ReasonMissing
from workflows.instances import ProcessInstance
from workflows.instances.writes import Entry
from workflows.runtime import UnitOfWork


def cancel_instance(uow: UnitOfWork, instance_id: int, *, reason: str, actor: int, now: datetime) -> None:
    """Cancel a running or suspended instance; raises NotFound, ReasonMissing, InstanceNotRunning when it has ended."""
    if not reason.strip():
        raise ReasonMissing
    instance = ProcessInstance.lock(uow, instance_id)
    if instance.status not in ("running", "suspended"):
        raise InstanceNotRunning(id=instance_id, status=instance.status)
    instance.signal(Cancel(reason), now, actor=actor)
    instance.record(Entry("cancelled", now, actor, reason=reason))
