"""Runs what the outbox holds: leased in one transaction, run outside any, its result taken up in a second one."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Row, select, update

from bpmn.model import BpmnError
from tasks.contract import ServiceContext, ServiceError
from workflows.errors import NobodyWaits
from workflows.instances import ProcessInstance
from workflows.instances.faults import Fault, attempt
from workflows.instances.incidents import open_incident
from workflows.instances.local_jobs import bpmn_error, operation
from workflows.instances.retries import next_try
from workflows.instances.writes import Entry
from workflows.records.instance import instance
from workflows.records.outbox import outbox
from workflows.runtime import UnitOfWork, begin, read
from workflows.services import Services
from workflows.use_cases.deliver_message import deliver_message
from workflows.use_cases.deliver_signal import deliver_signal

LEASE = timedelta(minutes=5)
"""A worker that does not report back by then is taken for dead, and another one runs the job again."""

BATCH = 200

Job = Row[Any]
Result = Mapping[str, Any] | BpmnError


def run_jobs(services: Services, *, now: datetime) -> int:
    """Run what is due by `now`, oldest first, and give how many came through.

    At least once: a job whose worker died runs again with the same idempotency key. Fails three times more (10 s,
    1 min, 10 min), then an incident waits for an operator. An operation's ServiceError goes to the diagram instead.
    """
    through = 0
    for _ in range(BATCH):
        job = _lease(services, now)
        if job is None:
            break
        fault = attempt(partial(_HANDLERS[job.kind], services, job, now))
        if fault is None:
            through += 1
        else:
            with begin(services) as uow:
                _postpone(uow, job, fault, now)
    return through


def _lease(services: Services, now: datetime) -> Job | None:
    due = (
        select(outbox.c.id)
        .join(instance, instance.c.id == outbox.c.instance_id)
        .where(outbox.c.status.in_(("ready", "leased")), outbox.c.next_at <= now, instance.c.status != "suspended")
        .order_by(outbox.c.next_at, outbox.c.id)
        .limit(1)
    )
    with read(services) as connection:
        if connection.execute(due).first() is None:
            return None
    with begin(services) as uow:
        taken = (
            update(outbox)
            .where(outbox.c.id == due.with_for_update(skip_locked=True, of=outbox).scalar_subquery())
            .values(status="leased", lease=secrets.token_hex(16), next_at=now + LEASE)
            .returning(outbox)
        )
        return uow.connection.execute(taken).first()


def _run_job(services: Services, job: Job, now: datetime) -> None:
    result = _outside(services, job, now)
    with begin(services) as uow:
        target = ProcessInstance.lock(uow, job.instance_id)
        closed = _close(uow, job, now)
        if closed is None:
            return
        target.require_running()
        if isinstance(result, BpmnError):
            target.signal(result, now, actor=None)
        else:
            target.complete(job.work_id, result, now, actor=None)
        body = {"element": closed.element, "operation": closed.operation}
        target.record(Entry("job_failed" if isinstance(result, BpmnError) else "job_completed", now, body=body))


def _outside(services: Services, job: Job, now: datetime) -> Result:
    """Run the operation with a connection that can only look: an external effect has no transaction to belong to."""
    with read(services) as connection:
        key = connection.execute(select(instance.c.business_key).where(instance.c.id == job.instance_id)).scalar_one()
        context = ServiceContext(
            connection=connection,
            now=now,
            instance_id=job.instance_id,
            business_key=key,
            process_id=job.process_id,
            element=job.element,
            actor_id=None,
            idempotency_key=job.idempotency_key,
        )
        try:
            return operation(services, job.operation, job.element).run(context, job.parameters)
        except ServiceError as error:
            return bpmn_error(job.work_id, error)


def _deliver_message(services: Services, job: Job, now: datetime) -> None:
    with begin(services) as uow:
        if _close(uow, job, now) is not None:
            deliver_message(uow, job.operation, correlation=job.correlation, payload=job.parameters, now=now)


def _deliver_signal(services: Services, job: Job, now: datetime) -> None:
    with begin(services) as uow:
        if _close(uow, job, now) is not None:
            deliver_signal(uow, job.operation, payload=job.parameters, now=now)


_HANDLERS: Mapping[str, Callable[[Services, Job, datetime], None]] = {
    "job": _run_job,
    "message": _deliver_message,
    "signal": _deliver_signal,
}


def _close(uow: UnitOfWork, job: Job, now: datetime) -> Job | None:
    """Mark the job done if the lease is still ours; whoever took it over meanwhile reports instead."""
    return _report(uow, job, {"status": "done", "closed_at": now})


def _report(uow: UnitOfWork, job: Job, values: Mapping[str, Any]) -> Job | None:
    """Give the job as it stands now: its case may have moved meanwhile. None when the lease is lost."""
    ours = (outbox.c.id == job.id) & (outbox.c.status == "leased") & (outbox.c.lease == job.lease)
    return uow.connection.execute(update(outbox).where(ours).values(values).returning(outbox)).first()


def _postpone(uow: UnitOfWork, job: Job, fault: Fault, now: datetime) -> None:
    failures = job.attempts + (0 if fault.retryable else 1)
    again = next_try(max(failures, 1), now)
    target = ProcessInstance.lock(uow, job.instance_id)
    values = {
        "status": "failed" if again is None else "ready",
        "attempts": failures,
        "error": fault.message,
        "next_at": again or now,
    }
    failed = _report(uow, job, values)
    if failed is not None and again is None:
        _give_up(uow, target, failed, fault, now)


def _give_up(uow: UnitOfWork, target: ProcessInstance, job: Job, fault: Fault, now: datetime) -> None:
    if fault.code == NobodyWaits.code:
        return  # a message nobody ever waited for stops no token: it stays listed among the jobs as failed
    open_incident(uow.connection, target.id, "job", job.work_id, job.element, fault.code, fault.message, now)
    target.open_incidents += 1
    target.record(Entry("incident_opened", now, body={"element": job.element, "code": fault.code}))
