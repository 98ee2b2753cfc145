"""How the system runs: what has stopped, what waits, how long ago anybody last looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from workflows.records.incident import incident
from workflows.records.instance import instance
from workflows.records.outbox import outbox
from workflows.records.sweep import sweep
from workflows.records.timer import timer
from workflows.records.user_task import user_task

SHOWN = 100


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An open incident and the case it stopped."""

    incident_id: int
    instance_id: int
    definition_id: int
    case_title: str
    business_key: str
    source: str
    element: str
    code: str
    message: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class TimerRow:
    """An armed timer."""

    instance_id: int
    definition_id: int
    case_title: str
    business_key: str
    element: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job that waits for a worker or is being run."""

    instance_id: int
    case_title: str
    business_key: str
    operation: str
    status: str
    attempts: int
    next_at: datetime
    error: str | None


@dataclass(frozen=True, slots=True)
class SweepRow:
    """When a sweep last ran to its end and how many cases it woke."""

    name: str
    finished_at: datetime
    woken: int


@dataclass(frozen=True, slots=True)
class Totals:
    """How many open cases, incidents and late tasks there are."""

    running: int
    incidents: int
    late_tasks: int


def totals(connection: Connection, now: datetime) -> Totals:
    """Count what an operator looks at first."""
    running = select(func.count()).select_from(instance).where(instance.c.status == "running")
    incidents = select(func.count()).select_from(incident).where(incident.c.resolved_at.is_(None))
    late = select(func.count()).select_from(user_task).where(user_task.c.status == "open", user_task.c.due_at <= now)
    return Totals(*(connection.scalar(each) or 0 for each in (running, incidents, late)))


def open_incidents(connection: Connection) -> tuple[IncidentRow, ...]:
    """List the open incidents, the oldest first."""
    rows = connection.execute(
        select(
            incident.c.id,
            incident.c.instance_id,
            instance.c.definition_id,
            instance.c.title,
            instance.c.business_key,
            incident.c.source,
            incident.c.element,
            incident.c.code,
            incident.c.message,
            incident.c.opened_at,
        )
        .join(instance, instance.c.id == incident.c.instance_id)
        .where(incident.c.resolved_at.is_(None))
        .order_by(incident.c.opened_at)
        .limit(SHOWN)
    )
    return tuple(IncidentRow(*row) for row in rows)


def next_timers(connection: Connection) -> tuple[TimerRow, ...]:
    """List the timers that fire next."""
    rows = connection.execute(
        select(
            timer.c.instance_id,
            instance.c.definition_id,
            instance.c.title,
            instance.c.business_key,
            timer.c.element,
            timer.c.due_at,
        )
        .join(instance, instance.c.id == timer.c.instance_id)
        .order_by(timer.c.due_at)
        .limit(SHOWN)
    )
    return tuple(TimerRow(*row) for row in rows)


def waiting_jobs(connection: Connection) -> tuple[JobRow, ...]:
    """List the jobs that are not settled, the next first."""
    rows = connection.execute(
        select(
            outbox.c.instance_id,
            instance.c.title,
            instance.c.business_key,
            outbox.c.operation,
            outbox.c.status,
            outbox.c.attempts,
            outbox.c.next_at,
            outbox.c.error,
        )
        .join(instance, instance.c.id == outbox.c.instance_id)
        .where(outbox.c.status.in_(("ready", "leased", "failed")))
        .order_by(outbox.c.next_at)
        .limit(SHOWN)
    )
    return tuple(JobRow(*row) for row in rows)


def sweeps(connection: Connection) -> tuple[SweepRow, ...]:
    """List the kinds of sweep with their last run."""
    rows = connection.execute(select(sweep.c.name, sweep.c.finished_at, sweep.c.woken).order_by(sweep.c.name))
    return tuple(SweepRow(*row) for row in rows)
