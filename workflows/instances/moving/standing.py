"""What a case has open, as rows: what its move changes, and what undoing the move brings back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from workflows.instances.process_instance import ProcessInstance
from workflows.instances.statements import INSTANCE_COLUMNS
from workflows.records.candidate import candidate
from workflows.records.incident import incident
from workflows.records.instance import instance
from workflows.records.outbox import outbox
from workflows.records.subscription import subscription
from workflows.records.timer import timer
from workflows.records.user_task import instance_number, user_task
from workflows.runtime import UnitOfWork

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""The rows of one case by the name of their kind."""

INCIDENT = ("source", "work_id", "code")
"""What tells an incident from the others of its case, also where its element is called otherwise."""

_ROWS = {
    "tasks": select(user_task).where(user_task.c.status == "open").order_by(user_task.c.id),
    "candidates": select(candidate).join(user_task, user_task.c.id == candidate.c.task_id),
    "timers": select(timer),
    "subscriptions": select(subscription),
    "jobs": select(outbox.c.id, outbox.c.instance_id, outbox.c.element).where(
        outbox.c.kind == "job", outbox.c.closed_at.is_(None)
    ),
    "incidents": select(*(incident.c[name] for name in ("id", "instance_id", *INCIDENT, "element"))).where(
        incident.c.resolved_at.is_(None)
    ),
}
_CASE = {
    "tasks": user_task.c.instance_id,
    "candidates": user_task.c.instance_id,
    "timers": timer.c.instance_id,
    "subscriptions": subscription.c.instance_id,
    "jobs": outbox.c.instance_id,
    "incidents": incident.c.instance_id,
}
KINDS = tuple(_ROWS)
_NOT_KEPT = frozenset({"answer", "answer_salt"})
"""An open task has no answer yet."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A case that is held, with what it has open as it is."""

    held: ProcessInstance
    rows: Rows


def digest(state: bytes) -> str:
    """Name a state, so that a case that has moved since is recognised."""
    return sha256(state).hexdigest()


def rows_of(connection: Connection, instance_ids: Sequence[int], kinds: Collection[str] = KINDS) -> Mapping[int, Rows]:
    """Read what cases have open, in as many statements for many as for one."""
    found: dict[int, Rows] = {each: {name: [] for name in kinds} for each in instance_ids}
    for name in kinds:
        for row in connection.execute(_ROWS[name].where(_CASE[name].in_(instance_ids))).mappings():
            case = instance_number(row["task_id"]) if name == "candidates" else row["instance_id"]
            found[case][name].append({key: value for key, value in row.items() if key not in _NOT_KEPT})
    return found


def standing(unit: UnitOfWork, instance_ids: Sequence[int]) -> dict[int, Standing]:
    """Lock cases and read what they have open."""
    locked = select(*INSTANCE_COLUMNS).where(instance.c.id.in_(instance_ids)).order_by(instance.c.id)
    held = [ProcessInstance(unit, tuple(row)) for row in unit.connection.execute(locked.with_for_update())]
    rows = rows_of(unit.connection, instance_ids)
    return {each.id: Standing(each, rows[each.id]) for each in held}
