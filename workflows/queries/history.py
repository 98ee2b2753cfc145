"""The way a case came: its events as people read them, and each step with when it opened and closed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, select

from workflows.queries.names import Name, names_of
from workflows.records.event_log import event_log
from workflows.records.event_reason import event_reason
from workflows.records.user_task import user_task

StepState = Literal["active", "done", "cancelled"]


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the history; `element` is the task it is about, `happened` the elements passed in it."""

    seq: int
    at: datetime
    kind: str
    actor: Name | None
    element: str
    happened: tuple[tuple[str, str, str], ...]
    """Process id, element id, what: `entered`, `completed` or `cancelled`."""
    body: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    """Why, as somebody wrote it; empty without one, and once it was destroyed (파기)."""
    holder: Name | None = None
    """Out of whose hands a task was taken, where that was somebody else's deed."""
    receiver: Name | None = None
    """To whom a task was handed."""


@dataclass(slots=True)
class Step:
    """One element of the diagram as the case passed it, over all its rounds."""

    process_id: str
    element: str
    opened_at: datetime
    closed_at: datetime | None = None
    entered: int = 0
    left: int = 0
    cancelled: bool = False
    actors: list[Name] = field(default_factory=list)

    @property
    def state(self) -> StepState:
        """Say where the step stands now."""
        if self.entered > self.left:
            return "active"
        return "cancelled" if self.cancelled else "done"


_REASON_OF = (event_reason.c.instance_id == event_log.c.instance_id) & (event_reason.c.seq == event_log.c.seq)


def history(connection: Connection, instance_id: int, process_id: str) -> tuple[Event, ...]:
    """List the events of a case, the oldest first."""
    rows = connection.execute(
        select(
            event_log.c.seq,
            event_log.c.at,
            event_log.c.kind,
            event_log.c.actor_id,
            user_task.c.element,
            event_log.c.body,
            event_reason.c.reason,
        )
        .outerjoin(user_task, user_task.c.id == event_log.c.task_id)
        .outerjoin(event_reason, _REASON_OF)
        .where(event_log.c.instance_id == instance_id)
        .order_by(event_log.c.seq)
    ).all()
    bodies = [json.loads(row.body) for row in rows]
    hands = [body.get(name) for body in bodies for name in ("held_by", "to")]
    names = names_of(connection, [*(row.actor_id for row in rows), *hands])
    return tuple(
        Event(
            seq=row.seq,
            at=row.at,
            kind=row.kind,
            actor=names.get(row.actor_id),
            element=row.element or "",
            happened=tuple(_trace(line, process_id) for line in body.get("happened", ())),
            body=body,
            reason=row.reason or body.get("reason", ""),  # before there were rows for reasons they stood in the log
            holder=None if body.get("held_by") == row.actor_id else names.get(body.get("held_by", 0)),
            receiver=names.get(body.get("to", 0)) if row.kind == "task_delegated" else None,
        )
        for row, body in zip(rows, bodies, strict=True)
    )


def steps(events: Iterable[Event]) -> tuple[Step, ...]:
    """Fold the events into one line per element, in the order in which they were first reached."""
    found: dict[tuple[str, str], Step] = {}
    for event in events:
        for process_id, element, what in event.happened:
            step = found.setdefault((process_id, element), Step(process_id, element, event.at))
            if what == "entered":
                step.entered += 1
                continue
            step.left += 1
            step.closed_at = event.at
            step.cancelled = what == "cancelled"
            if event.actor and event.element == element and event.actor not in step.actors:
                step.actors.append(event.actor)
    return tuple(found.values())


def _trace(line: list[str], process_id: str) -> tuple[str, str, str]:
    element, what, *called = line
    return (called[0] if called else process_id, element, what)
