"""The worklist and its tasks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from sqlalchemy import Connection

from workflows.api import shapes
from workflows.api.call import CallRoute
from workflows.api.caller import Caller, CallerGiven, looking_ahead
from workflows.api.parameters import Key, Number, Words
from workflows.clock import city_date
from workflows.errors import NotAColleague
from workflows.instances.open_task import Guard
from workflows.queries.colleagues import colleagues
from workflows.queries.paging import Cursor
from workflows.queries.processes import bundle_of
from workflows.queries.task import TaskDetail, task_detail
from workflows.queries.task_facts import ask_task, task_facts, task_found
from workflows.queries.worklist import worklist
from workflows.rights import Action
from workflows.runtime import begin
from workflows.use_cases.claim_user_task import claim_user_task
from workflows.use_cases.complete_user_task import complete_user_task
from workflows.use_cases.delegate_user_task import delegate_user_task
from workflows.use_cases.release_user_task import release_user_task

router = APIRouter(prefix="/tasks", route_class=CallRoute)

MOST_DIGITS = 18
"""Of a task's number; every store counts that far."""


def _task_row(connection: Connection, path: Mapping[str, Any]) -> Any:
    """Ask for the task that a path names; what is no number of ours is refused when the parameters are read."""
    said = path["task_id"]
    return ask_task(connection, int(said)) if said.isdecimal() and len(said) <= MOST_DIGITS else None


@router.post("/{task_id}/complete")
@looking_ahead(_task_row)
def complete(
    caller: CallerGiven,
    task_id: Number,
    answer: shapes.Answer,
    idempotency_key: Key = "",
) -> shapes.Finished:
    """Finish a task; the same `Idempotency-Key` with the same body gives the same answer again."""
    facts = task_found(caller.connection, caller.ahead, city_date(caller.now)) if caller.ahead else None
    caller.require_sight("task.read", facts, "task", task_id)
    if facts and facts.is_open:
        caller.require("task.finish", facts)
    with begin(caller.services) as uow:
        done = complete_user_task(
            uow,
            task_id,
            answer.values,
            actor=caller.person.person_id,
            now=caller.now,
            idempotency_key=idempotency_key,
        )
    return shapes.Finished(task_id=done.task_id, instance_id=done.instance_id, status=done.status)


@router.get("")
def list_tasks(caller: CallerGiven, q: Words = "", process: Words = "", after: Words = "") -> shapes.Worklist:
    """List the caller's open tasks, the nearest deadline first."""
    found = worklist(caller.connection, caller.person.person_id, words=q, process_id=process, after=Cursor.read(after))
    lines = [
        shapes.TaskLine.model_validate({name: getattr(row, name) for name in shapes.TaskLine.model_fields})
        for row in found.rows
    ]
    return shapes.Worklist(tasks=lines, next=str(found.next) if found.next else None)


@router.get("/{task_id}")
def show_task(caller: CallerGiven, task_id: Number) -> shapes.Task:
    """Give one task with its form."""
    task = _task(caller, task_id)
    form = {}
    if task.form:
        bundle = bundle_of(caller.services, caller.connection, task.definition_id)
        # A limit such as 0.5 is a number to whoever reads the schema, not the text that a decimal becomes.
        form = json.loads(json.dumps(bundle.form(task.process_id, task.form), default=float))
    return shapes.Task(
        task_id=task.task_id,
        instance_id=task.instance_id,
        element=task.element,
        process_id=task.process_id,
        name_ko=task.name_ko,
        name_en=task.name_en,
        status=task.status,
        opened_at=task.opened_at,
        due_on=task.due_on,
        due_clause=task.due_clause,
        clauses=list(task.clauses),
        may_finish=task.case_status != "suspended" and caller.may("task.finish", task.facts),
        form=form,
    )


@router.post("/{task_id}/claim", status_code=204)
def claim(caller: CallerGiven, task_id: Number) -> None:
    """Take a task for oneself."""
    caller.require("task.claim", _task(caller, task_id).facts)
    with begin(caller.services) as uow:
        may = _still(caller, "task.claim", task_id)
        claim_user_task(uow, task_id, actor=caller.person.person_id, now=caller.now, may=may)


@router.post("/{task_id}/release", status_code=204)
def release(caller: CallerGiven, task_id: Number, why: shapes.Reason | None = None) -> None:
    """Give a task back to all its candidates; out of a colleague's hands only with a reason."""
    caller.require("task.release", _task(caller, task_id).facts)
    reason, may = why.reason if why else "", _still(caller, "task.release", task_id)
    with begin(caller.services) as uow:
        release_user_task(uow, task_id, actor=caller.person.person_id, now=caller.now, reason=reason, may=may)


@router.post("/{task_id}/delegate", status_code=204)
def delegate(caller: CallerGiven, task_id: Number, wanted: shapes.Handover) -> None:
    """Hand a task to somebody who holds its role; out of a colleague's hands only with a reason."""
    task = _task(caller, task_id)
    caller.require("task.delegate", task.facts)
    today, may = city_date(caller.now), _still(caller, "task.delegate", task_id)
    if wanted.to not in colleagues(caller.connection, task.facts.role, today, without=task.facts.barred):
        raise NotAColleague
    with begin(caller.services) as uow:
        actor, reason = caller.person.person_id, wanted.reason
        delegate_user_task(uow, task_id, wanted.to, actor=actor, now=caller.now, reason=reason, may=may)


def _still(caller: Caller, action: Action, task_id: int) -> Guard:
    """Ask the rights once more when nobody else can change the task any longer."""

    def require(connection: Connection) -> None:
        caller.require(action, task_facts(connection, task_id, city_date(caller.now)))

    return require


def _task(caller: Caller, task_id: int) -> TaskDetail:
    task = task_detail(caller.connection, task_id, city_date(caller.now))
    caller.require_sight("task.read", task.facts if task else None, "task", task_id)
    assert task is not None  # require_sight refuses what does not exist
    return task
