"""Asks again who may do the open tasks once people moved: a new holder finds them, a former deputy no longer does."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, exists, select

from workflows.clock import city_date
from workflows.errors import Conflict
from workflows.instances.candidates import Assignment, Case
from workflows.instances.faults import attempt
from workflows.instances.offering import Offered, Task, offer_to_others
from workflows.instances.process_instance import ProcessInstance
from workflows.instances.rows import case_of
from workflows.records.candidate import candidate
from workflows.records.event_log import event_log
from workflows.records.instance import instance
from workflows.records.user_task import user_task
from workflows.runtime import begin, read
from workflows.services import Services

logger = logging.getLogger(__name__)

LOOKED_AT = 50
CHANGED = 3
"""Cases at once: few enough that timers and jobs, which take turns with this, are never late for it."""

_GOING = instance.c.ended_at.is_(None)  # not by status: its index would have all of them sorted for every few
_OPEN = user_task.c.status == "open"
_NEXT = (
    select(instance.c.id, instance.c.starter_id, instance.c.party_id)
    .where(_GOING, instance.c.id > bindparam("after"))
    .where(exists().where(user_task.c.instance_id == instance.c.id, _OPEN))
    .order_by(instance.c.id)
    .limit(LOOKED_AT)
)


class _Task(NamedTuple):
    id: int
    instance_id: int
    work_id: int
    element: str
    role: str
    assign: str
    assign_to: Any
    distinct_from: list[str]
    due_at: datetime | None
    assignee_id: int | None


_TASKS = select(*(user_task.c[name] for name in _Task._fields)).where(_OPEN)


@dataclass(frozen=True, slots=True)
class Reasked:
    """How many tasks changed, and after which case to go on; None when all were looked at."""

    changed: int
    after: int | None


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A case with its open tasks and who may do them until now."""

    id: int
    starter_id: int | None
    party_id: int | None
    tasks: list[_Task]
    offered: Mapping[int, Offered]


def reask_candidates(services: Services, *, now: datetime, after: int = 0) -> Reasked:
    """Bring the worklists of the next few cases in line with today's staff; only a case that changes is locked.

    A task somebody was asked to do by name (위임) stays as it is, and so does one that nobody else may do: it would
    vanish from every list. A case that cannot be asked about is left and told in the log. Raises Conflict when another
    transaction was chosen: ask again.
    """
    with read(services) as connection:
        waiting = _next(connection, after)
        found = (each.id for each in waiting if _has_moved(services, connection, each, now))
        moved = list(islice(found, CHANGED))
    seen = moved[-1] if len(moved) == CHANGED else waiting[-1].id if len(waiting) == LOOKED_AT else None
    changed: list[int] = []
    for instance_id in moved:
        fault = attempt(partial(_reask, services, instance_id, now, changed))
        if fault is not None and fault.retryable:
            raise Conflict
        if fault is not None:
            logger.error("case %d: nobody is asked again: %s: %s", instance_id, fault.code, fault.message)
    return Reasked(sum(changed), seen)


def _next(connection: Connection, after: int) -> list[_Waiting]:
    cases = connection.execute(_NEXT, {"after": after}).all()
    tasks: dict[int, list[_Task]] = defaultdict(list)
    for row in connection.execute(_TASKS.where(user_task.c.instance_id.in_([each.id for each in cases]))):
        tasks[row.instance_id].append(_Task._make(row))
    offered = _offered(connection, [task.id for each in tasks.values() for task in each])
    return [_Waiting(each.id, each.starter_id, each.party_id, tasks[each.id], offered) for each in cases]


def _offered(connection: Connection, tasks: list[int]) -> Mapping[int, Offered]:
    offered: dict[int, dict[int, int | None]] = defaultdict(dict)
    columns = (candidate.c.task_id, candidate.c.person_id, candidate.c.acting_for)
    for row in connection.execute(select(*columns).where(candidate.c.task_id.in_(tasks))):
        offered[row.task_id][row.person_id] = row.acting_for
    return offered


def _has_moved(services: Services, connection: Connection, waiting: _Waiting, now: datetime) -> bool:
    """Tell whether anybody new would be asked; a fault counts as a move, for the transaction will tell of it."""
    moved: list[int] = []

    def compare() -> None:
        assignment = Assignment(Case.seen(services, connection, waiting, city_date(now)))
        for task in waiting.tasks:
            if (after := assignment.candidates(task)) and after != waiting.offered[task.id]:
                moved.append(task.id)

    return attempt(compare) is not None or bool(moved)


def _reask(services: Services, instance_id: int, now: datetime, changed: list[int]) -> None:
    with begin(services) as uow:
        held = ProcessInstance.lock(uow, instance_id)
        assignment = Assignment(case_of(held, now, {}))
        rows = uow.connection.execute(_TASKS.where(user_task.c.instance_id == instance_id)).all()
        tasks = [_Task._make(row) for row in rows]
        offered = _offered(uow.connection, [task.id for task in tasks])
        renewed = [_renew(held, task, offered[task.id], assignment.candidates(task), now) for task in tasks]
    changed.append(sum(renewed))


def _renew(held: ProcessInstance, task: _Task, before: Offered, after: Offered, now: datetime) -> int:
    if not after or before == after or _was_delegated(held, task):
        return 0
    asked = Task(task.id, task.work_id, task.element, task.due_at, task.assignee_id)
    offer_to_others(held, asked, before, after, now, actor=None)
    return 1


def _was_delegated(held: ProcessInstance, task: _Task) -> bool:
    entry = (event_log.c.instance_id == held.id) & (event_log.c.task_id == task.id)
    found = select(event_log.c.seq).where(entry, event_log.c.kind == "task_delegated").limit(1)
    return held.unit.connection.execute(found).first() is not None
