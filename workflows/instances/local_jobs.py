"""Runs a local service task inside the transaction that reached it: its effect and the token's move are one commit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from bpmn.model import BpmnError, Job, Step
from tasks.contract import ServiceContext, ServiceError
from tasks.registry import Operation
from workflows.errors import UnknownOperation
from workflows.services import Services

if TYPE_CHECKING:
    from workflows.instances.process_instance import ProcessInstance


def run_local_job(instance: ProcessInstance, job: Job, now: datetime, actor: int | None) -> Step:
    """Run the operation and complete its token; its business error goes to the token's boundary instead.

    Raises UnknownOperation; any other exception of the operation passes through and undoes the transaction.
    """
    services = instance.unit.services
    context = service_context(instance, job.process_id, job.element, job.work_id, now=now, actor=actor)
    try:
        result = operation(services, job.operation, job.element).run(context, job.parameters)
    except ServiceError as error:
        return services.engine.signal(instance.bundle, instance.state, bpmn_error(job.work_id, error), now)
    return services.engine.complete(instance.bundle, instance.state, job.work_id, result, now)


def operation(services: Services, operation_id: str, element: str) -> Operation:
    """Give an operation by its id; raises UnknownOperation naming the element that asks for it."""
    if operation_id not in services.operations:
        raise UnknownOperation(operation=operation_id, element=element)
    return services.operations[operation_id]


def service_context(
    instance: ProcessInstance,
    process_id: str,
    element: str,
    work_id: int,
    *,
    now: datetime,
    actor: int | None,
    connection: Connection | None = None,
) -> ServiceContext:
    """Say where an operation runs; without `connection` it is the transaction that holds the instance."""
    return ServiceContext(
        connection=instance.unit.connection if connection is None else connection,
        now=now,
        instance_id=instance.id,
        business_key=instance.business_key,
        process_id=process_id,
        element=element,
        actor_id=actor,
        idempotency_key=job_key(instance.id, work_id),
    )


def job_key(instance_id: int, work_id: int) -> str:
    """Name one run of one job, the same for every attempt."""
    return f"{instance_id}:{work_id}"


def bpmn_error(work_id: int, error: ServiceError) -> BpmnError:
    """Turn an operation's business error into the one the diagram may catch."""
    payload: Mapping[str, Any] = {"error_code": error.code, "error_message": error.text()}
    return BpmnError(work_id, error.code, payload)
