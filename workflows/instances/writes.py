"""Makes one move of an instance durable: state, worklist, timers, outbox, incidents and history together."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from bpmn.model import Happened
from workflows.instances import statements as sql
from workflows.instances.chain import commitment, seal
from workflows.instances.incidents import count_open_incidents
from workflows.instances.rows import job_rows, thrown_rows, timer_rows, worklist_rows
from workflows.records.prepared import Write
from workflows.records.types import write_document
from workflows.records.user_task import task_number

if TYPE_CHECKING:
    from workflows.instances.process_instance import ProcessInstance


class Answered(NamedTuple):
    """A person's answer to one user task."""

    work_id: int
    element: str
    person_id: int
    acting_for: int | None
    answer: Mapping[str, Any]
    salt: bytes


class Entry(NamedTuple):
    """One entry of an instance's history: what was done, by whom (None: the clock or the machine), about what."""

    kind: str
    at: datetime
    actor_id: int | None = None
    task_id: int | None = None
    body: Mapping[str, Any] = MappingProxyType({})
    answered: Answered | None = None
    reason: str = ""
    """Why, in a person's own words: kept beside the sealed history, where it can be destroyed."""


def new_salt() -> bytes:
    """Give what nobody can guess: without it, short words could be found by their hash."""
    return secrets.token_bytes(16)


def write(instance: ProcessInstance, entry: Entry) -> None:
    """Write everything in one round trip, at the latest with the commit.

    Then, or there, Conflict is raised when a row was changed by somebody else meanwhile.
    """
    changes, unit = instance.changes, instance.unit
    finished = {entry.answered.element: entry.answered.person_id} if entry.answered else {}
    tasks, candidates = worklist_rows(instance, entry.at, finished)
    unit.left_work |= bool(changes.jobs or changes.thrown)
    open_incidents = count_open_incidents(instance, tasks, candidates, entry.at)
    status = instance.status_reached
    salt = new_salt() if entry.reason else b""
    event = _event(instance, entry, salt)
    unit.write(_move(instance, status, event["hash"], open_incidents, entry.at))
    if entry.answered is not None:
        unit.write((sql.COMPLETE_TASK, _completed(instance, entry.answered, entry.at)))
    writes: tuple[Write, ...] = (
        *_closing(instance, entry),
        (sql.INSERT_TASK, tasks),
        (sql.INSERT_CANDIDATE, candidates),
        (sql.INSERT_TIMER, timer_rows(instance)),
        (sql.INSERT_SUBSCRIPTION, [_subscription(instance, each) for each in changes.subscribed.values()]),
        (sql.INSERT_OUTBOX, [*job_rows(instance, entry.at), *thrown_rows(instance, entry.at)]),
        (sql.INSERT_EVENT, event),
    )
    unit.write(*[each for each in writes if each[1]])
    if entry.reason:
        unit.write((sql.INSERT_REASON, _reason(entry.reason, salt, event)))
    instance.moved_on(status, event["hash"], open_incidents)


def _move(instance: ProcessInstance, status: str, chain: str, open_incidents: int, at: datetime) -> Write:
    row = {
        "i": instance.id,
        "v": instance.version,
        "state": instance.state,
        "chain": chain,
        "open_incidents": open_incidents,
    }
    if status == instance.status_read:
        return sql.MOVE_INSTANCE, row
    return sql.TURN_INSTANCE, row | {"status": status, "ended_at": at if instance.changes.ended else None}


def _completed(instance: ProcessInstance, answered: Answered, at: datetime) -> dict[str, Any]:
    return {
        "t": task_number(instance.id, answered.work_id),
        "closed_at": at,
        "completed_by": answered.person_id,
        "acting_for": answered.acting_for,
        "answer": answered.answer,
        "answer_salt": answered.salt,
    }


def _closing(instance: ProcessInstance, entry: Entry) -> Iterator[Write]:
    """Give what takes away that which waits no longer.

    A closed work is a task or a job; the one that it is not has no open row of that number.
    """
    changes, id_ = instance.changes, instance.id
    answered = entry.answered.work_id if entry.answered else 0
    others = {work_id: outcome for work_id, outcome in changes.closed.items() if work_id != answered}
    if others:
        yield (
            sql.CLOSE_TASK,
            [{"t": task_number(id_, w), "outcome": outcome, "closed_at": entry.at} for w, outcome in others.items()],
        )
        yield sql.CANCEL_JOB, [{"i": id_, "w": work_id, "closed_at": entry.at} for work_id in others]
    yield sql.DELETE_CANDIDATES, [{"t": task_number(id_, work_id)} for work_id in changes.closed]
    yield sql.DELETE_TIMER, [{"i": id_, "t": each} for each in changes.disarmed]
    yield sql.DELETE_SUBSCRIPTION, [{"i": id_, "s": each} for each in changes.unsubscribed]


def _subscription(instance: ProcessInstance, subscription: Any) -> dict[str, Any]:
    return {
        "instance_id": instance.id,
        "subscription_id": subscription.subscription_id,
        "element": subscription.element,
        "kind": subscription.kind,
        "name": subscription.name,
        "correlation": subscription.correlation,
    }


def _event(instance: ProcessInstance, entry: Entry, reason_salt: bytes) -> dict[str, Any]:
    content: dict[str, Any] = dict(entry.body)
    if instance.changes.happened:
        content["happened"] = [_trace(each, instance.process_id) for each in instance.changes.happened]
    if entry.answered is not None:
        content["answer"] = commitment(entry.answered.salt, entry.answered.answer)
        if entry.answered.acting_for is not None:
            content["acting_for"] = entry.answered.acting_for
    if entry.reason:
        content["reason_seal"] = commitment(reason_salt, entry.reason)
    body = write_document(content)
    seq = instance.version + 1
    return {
        "instance_id": instance.id,
        "seq": seq,
        "at": entry.at,
        "kind": entry.kind,
        "actor_id": entry.actor_id,
        "task_id": entry.task_id,
        "body": body,
        "hash": seal(instance.chain, instance.id, seq, entry.at, entry.kind, entry.actor_id, entry.task_id, body),
    }


def _reason(reason: str, salt: bytes, event: Mapping[str, Any]) -> dict[str, Any]:
    return {"instance_id": event["instance_id"], "seq": event["seq"], "reason": reason, "salt": salt}


def _trace(happened: Happened, outermost: str) -> list[str]:
    """Give `[element, event]`, with the process too when it is a called one; the moment is the entry's own."""
    line = [happened.element, happened.event]
    return line if happened.process_id in ("", outermost) else [*line, happened.process_id]
