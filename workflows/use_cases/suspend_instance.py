"""Holds an instance still (중지): nobody can finish its tasks and no timer or job of it runs until it is resumed."""

from __future__ import annotations

from datetime import datetime

from workflows.errors import ReasonMissing
from workflows.instances import ProcessInstance
from workflows.instances.writes import Entry
from workflows.runtime import UnitOfWork


def suspend_instance(uow: UnitOfWork, instance_id: int, *, reason: str, actor: int, now: datetime) -> None:
    """Suspend a running instance; raises NotFound, ReasonMissing, InstanceNotRunning."""
    if not reason.strip():
        raise ReasonMissing
    instance = ProcessInstance.lock(uow, instance_id)
    instance.require_running()
    instance.status = "suspended"
    instance.record(Entry("suspended", now, actor, reason=reason))
