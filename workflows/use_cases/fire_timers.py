"""Fires the timers that are due: each instance in a transaction of its own."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from sqlalchemy import select, update

from workflows.instances import ProcessInstance
from workflows.instances.faults import Fault, attempt
from workflows.instances.incidents import open_incident
from workflows.instances.retries import next_try
from workflows.instances.writes import Entry
from workflows.records.instance import instance
from workflows.records.timer import timer
from workflows.runtime import UnitOfWork, begin, read
from workflows.services import Services

BATCH = 200


def fire_timers(services: Services, *, now: datetime) -> int:
    """Fire what is due by `now`, earliest first, and give how many instances moved.

    An instance that another worker holds is left to that worker. One whose step fails stays as it was and is tried
    again after 10 s, 1 min, 10 min; then an incident waits for an operator.
    """
    moved = 0
    for instance_id in _due(services, now):
        outcome: list[bool] = []
        fault = attempt(partial(_fire, services, instance_id, now, outcome))
        if fault is None:
            moved += bool(outcome and outcome[0])
        elif not fault.retryable:
            with begin(services) as uow:
                _postpone(uow, instance_id, fault, now)
    return moved


def _due(services: Services, now: datetime) -> list[int]:
    due = (
        select(timer.c.instance_id)
        .join(instance, instance.c.id == timer.c.instance_id)
        .where(timer.c.next_at <= now, instance.c.status == "running")
        .order_by(timer.c.next_at)
        .limit(BATCH)
    )
    with read(services) as connection:
        return list(dict.fromkeys(connection.scalars(due)))


def _fire(services: Services, instance_id: int, now: datetime, outcome: list[bool]) -> None:
    with begin(services) as uow:
        target = ProcessInstance.lock_if_free(uow, instance_id)
        fired = [] if target is None or target.status != "running" else _due_of(uow, instance_id, now)
        if target is None or not fired:
            return
        target.tick(now)
        target.record(Entry("timer_fired", now, body={"timers": fired}))
        outcome.append(True)


def _due_of(uow: UnitOfWork, instance_id: int, now: datetime) -> list[list[str]]:
    """Give `[element, due]` of what is due: the history keeps when it was due, not only when it was noticed."""
    due = (
        select(timer.c.element, timer.c.due_at)
        .where(timer.c.instance_id == instance_id, timer.c.next_at <= now)
        .order_by(timer.c.due_at)
    )
    return [[element, at.isoformat()] for element, at in uow.connection.execute(due)]


def _postpone(uow: UnitOfWork, instance_id: int, fault: Fault, now: datetime) -> None:
    target = ProcessInstance.lock(uow, instance_id)
    late = (timer.c.instance_id == instance_id) & (timer.c.next_at <= now)
    for row in uow.connection.execute(select(timer).where(late)).all():
        again = next_try(row.attempts + 1, now)
        this = (timer.c.instance_id == instance_id) & (timer.c.timer_id == row.timer_id)
        uow.connection.execute(update(timer).where(this).values(next_at=again, attempts=row.attempts + 1))
        if again is None:
            open_incident(
                uow.connection, instance_id, "timer", row.timer_id, row.element, fault.code, fault.message, now
            )
            target.open_incidents += 1
            target.record(Entry("incident_opened", now, body={"element": row.element, "code": fault.code}))
