"""Brings a signal to every instance that waits for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bpmn.model import Signal
from workflows.instances import ProcessInstance
from workflows.instances.writes import Entry
from workflows.records.instance import instance
from workflows.records.subscription import subscription
from workflows.runtime import UnitOfWork


def deliver_signal(
    uow: UnitOfWork, name: str, *, now: datetime, payload: Mapping[str, Any] | None = None, actor: int | None = None
) -> tuple[int, ...]:
    """Deliver to all who wait for `name`; gives their instance ids, none when nobody waits (that is no error)."""
    waiting = (
        select(subscription.c.instance_id)
        .join(instance, instance.c.id == subscription.c.instance_id)
        .where(subscription.c.kind == "signal", subscription.c.name == name, instance.c.status == "running")
        .distinct()
        .order_by(subscription.c.instance_id)  # always in one order: two signals at once must not wait for each other
    )
    reached = tuple(uow.connection.scalars(waiting))
    for instance_id in reached:
        target = ProcessInstance.lock(uow, instance_id)
        target.signal(Signal(name, payload or {}), now, actor=actor)
        target.record(Entry("signal_received", now, actor, body={"signal": name}))
    return reached
