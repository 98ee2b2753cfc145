"""Turns what the engine opened into rows of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bpmn.model import OpenWork
from workflows.clock import city_date, due_date, due_moment
from workflows.instances.candidates import Assignment, Case
from workflows.instances.local_jobs import job_key
from workflows.records.candidate import NEVER_DUE
from workflows.records.user_task import task_number

if TYPE_CHECKING:
    from workflows.instances.process_instance import ProcessInstance

Row = dict[str, Any]


def worklist_rows(
    instance: ProcessInstance, now: datetime, now_finished: Mapping[str, int]
) -> tuple[list[Row], list[Row]]:
    """Give the rows of the tasks that opened and of everybody who may do them."""
    if not instance.changes.opened:
        return [], []
    assignment = Assignment(case_of(instance, now, now_finished))
    tasks, candidates = [], []
    for work in instance.changes.opened.values():
        task = _task(instance.id, work, now)
        tasks.append(task)
        due = task["due_at"] or NEVER_DUE
        candidates += [
            {"person_id": person, "due_key": due, "task_id": task["id"], "acting_for": absent}
            for person, absent in sorted(assignment.candidates(work).items())
        ]
    return tasks, candidates


def case_of(instance: ProcessInstance, now: datetime, now_finished: Mapping[str, int]) -> Case:
    """Give what the assignment rules may know about an instance today."""
    unit = instance.unit
    return Case(
        connection=unit.connection,
        rules=unit.services.rules,
        instance_id=instance.id,
        starter_id=instance.starter_id,
        party_id=instance.party_id,
        on=city_date(now),
        now_finished=now_finished,
        standing=instance.standing,
        remembered=unit.services.assignments,
    )


def timer_rows(instance: ProcessInstance) -> list[Row]:
    """Give the rows of the timers that were armed."""
    return [
        {
            "instance_id": instance.id,
            "timer_id": timer.timer_id,
            "element": timer.element,
            "due_at": timer.due,
            "next_at": timer.due,
            "attempts": 0,
        }
        for timer in instance.changes.armed.values()
    ]


def job_rows(instance: ProcessInstance, now: datetime) -> list[Row]:
    """Give the outbox rows of the external jobs that wait."""
    return [
        _outbox(instance, now)
        | {
            "kind": "job",
            "work_id": job.work_id,
            "process_id": job.process_id,
            "element": job.element,
            "operation": job.operation,
            "parameters": job.parameters,
            "idempotency_key": job_key(instance.id, job.work_id),
        }
        for job in instance.changes.jobs.values()
    ]


def thrown_rows(instance: ProcessInstance, now: datetime) -> list[Row]:
    """Give the outbox rows of messages and signals for other instances."""
    return [
        _outbox(instance, now)
        | {
            "kind": thrown.kind,
            "work_id": 0,
            "process_id": instance.process_id,
            "element": "",
            "operation": thrown.name,
            "correlation": thrown.correlation,
            "parameters": thrown.payload,
            "idempotency_key": f"{instance.id}:{instance.version + 1}:{number}",
        }
        for number, thrown in enumerate(instance.changes.thrown)
    ]


def _outbox(instance: ProcessInstance, now: datetime) -> Row:
    return {
        "instance_id": instance.id,
        "correlation": "",
        "status": "ready",
        "attempts": 0,
        "next_at": now,
        "created_at": now,
    }


def described(work: OpenWork) -> Row:
    """Give the columns of a task that its diagram fills; the rest belongs to the case."""
    return {
        "process_id": work.process_id,
        "element": work.element,
        "name": work.name,
        "name_en": work.name_en,
        "role": work.role,
        "form": work.form,
        "clauses": list(work.clauses),
        "assign": work.assign,
        "assign_to": work.assign_to,
        "distinct_from": list(work.distinct_from),
        "due_at": None if work.due is None else due_moment(work.due),
        "due_on": None if work.due is None else due_date(work.due),
        "due_clause": work.due_clause,
    }


def _task(instance_id: int, work: OpenWork, now: datetime) -> Row:
    return described(work) | {
        "id": task_number(instance_id, work.work_id),
        "instance_id": instance_id,
        "work_id": work.work_id,
        "local_values": work.values,
        "status": "open",
        "opened_at": now,
    }
