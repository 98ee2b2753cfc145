"""Brings a message to the one instance that waits for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bpmn.model import Message
from workflows.errors import NobodyWaits, SeveralWait
from workflows.instances import ProcessInstance
from workflows.instances.writes import Entry
from workflows.records.instance import instance
from workflows.records.subscription import subscription
from workflows.runtime import UnitOfWork


def deliver_message(
    uow: UnitOfWork,
    name: str,
    *,
    now: datetime,
    correlation: str = "",
    payload: Mapping[str, Any] | None = None,
    actor: int | None = None,
    instance_id: int | None = None,
) -> int:
    """Deliver by name and correlation, to a given instance or to whichever waits; gives the instance's id.

    A place that waits without a correlation takes any; one that waits for exactly this correlation comes first.
    Raises NobodyWaits, SeveralWait.
    """
    receiver = _receiver(uow, name, correlation, instance_id)
    target = ProcessInstance.lock(uow, receiver)
    target.require_running()
    target.signal(Message(name, correlation, payload or {}), now, actor=actor)
    said = {"message": name, "correlation": correlation}
    target.record(Entry("message_received", now, actor, body=said, reason=_reason(payload or {})))
    return receiver


def _reason(payload: Mapping[str, Any]) -> str:
    """A reason that somebody gave is told in the history."""
    return payload["reason"] if isinstance(payload.get("reason"), str) else ""


def _receiver(uow: UnitOfWork, name: str, correlation: str, instance_id: int | None) -> int:
    waiting = (
        select(subscription.c.instance_id, subscription.c.correlation)
        .join(instance, instance.c.id == subscription.c.instance_id)
        .where(
            subscription.c.kind == "message",
            subscription.c.name == name,
            subscription.c.correlation.in_(("", correlation)),
            instance.c.status == "running",
        )
        .distinct()
    )
    if instance_id is not None:
        waiting = waiting.where(subscription.c.instance_id == instance_id)
    rows = uow.connection.execute(waiting).all()
    exact = {row.instance_id for row in rows if row.correlation == correlation}
    found = exact or {row.instance_id for row in rows}
    if not found:
        raise NobodyWaits(name=name, correlation=correlation)
    if len(found) > 1:
        raise SeveralWait(name=name, correlation=correlation, count=len(found))
    return int(found.pop())
