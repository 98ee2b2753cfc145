"""Finishes a user task (할 일) and moves its instance to the next wait state, all in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import select

from bpmn.engine.errors import NotOpen
from workflows.errors import AlreadyDone, NoLongerOpen
from workflows.instances import statements as sql
from workflows.instances.forms import checked_answer, process_data
from workflows.instances.idempotency import fingerprint, given_answer, remember_answer
from workflows.instances.open_task import OpenTask
from workflows.instances.refusals import told_to_the_person
from workflows.instances.writes import Answered, Entry, new_salt
from workflows.records.user_task import user_task
from workflows.runtime import UnitOfWork
from workflows.use_cases.save_draft import save_draft


class Completed(NamedTuple):
    """What a finished task led to: the instance goes on (`running`) or has ended."""

    task_id: int
    instance_id: int
    status: str


def complete_user_task(
    uow: UnitOfWork,
    task_id: int,
    submitted: Mapping[str, Any],
    *,
    actor: int,
    now: datetime,
    idempotency_key: str = "",
) -> Completed:
    """Check the answer, move the token, run what follows, write everything down.

    An unclaimed task is claimed on the way. The same key with the same body gives the same answer again. Raises
    NotFound, NotYours, ClaimedByAnother, MustBeAnotherPerson, AnswerRefused, RegisterRefused, InstanceNotRunning,
    KeyUsedForAnother, Conflict; AlreadyDone or NoLongerOpen when it was closed first: what was typed becomes a draft.
    """
    request = _Request(task_id, submitted, actor, now, idempotency_key)
    task = OpenTask.lock(uow, task_id, actor)
    if task.status != "open":
        return _closed(uow, task, request)
    task.instance.require_running()
    task.require_for(actor)
    try:
        seen = task.instance.values_seen_by(task.work_id, task.local_values) if task.form else {}
        answer = checked_answer(task, submitted, seen, actor=actor, now=now)
        with told_to_the_person():
            data = process_data(task, answer, seen, actor=actor, now=now)
            task.instance.complete(task.work_id, data, now, actor=actor)
    except NotOpen:
        return _closed(uow, task, request)
    answered = Answered(task.work_id, task.element, actor, task.acting_for, answer, new_salt())
    done = Completed(task_id, task.instance.id, task.instance.status_reached)
    if idempotency_key:
        remember_answer(uow, idempotency_key, actor, request.fingerprint, done._asdict(), now)
    task.instance.record(
        Entry("task_completed", now, actor, task_id, body={"element": task.element}, answered=answered)
    )
    if task.has_draft:
        uow.write((sql.DELETE_DRAFT, {"t": task_id, "person_id": actor}))
    return done


class _Request(NamedTuple):
    task_id: int
    submitted: Mapping[str, Any]
    actor: int
    now: datetime
    key: str

    @property
    def fingerprint(self) -> str:
        return fingerprint([self.task_id, self.submitted])


def _closed(uow: UnitOfWork, task: OpenTask, request: _Request) -> Completed:
    """Answer a request for a task that is closed: the same answer again, or who was faster."""
    before = given_answer(uow, request.key, request.actor, request.fingerprint)
    if before is not None:
        return Completed(**before)
    uow.even_if_refused(
        partial(save_draft, task_id=request.task_id, submitted=request.submitted, actor=request.actor, now=request.now)
    )
    row = uow.connection.execute(
        select(user_task.c.status, user_task.c.completed_by, user_task.c.closed_at).where(user_task.c.id == task.id)
    ).one()
    if row.status == "completed":
        raise AlreadyDone(task_id=task.id, name=task.name, by=row.completed_by, at=row.closed_at)
    raise NoLongerOpen(name=task.name)
