"""Brings one case to another version of its process, and back: state, worklist, timers and history together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Table, delete, insert, select, update

from bpmn.bundle import Bundle
from bpmn.model import Advance, OpenWork, Subscription
from workflows.instances.candidates import Assignment
from workflows.instances.process_instance import ProcessInstance
from workflows.instances.rows import case_of
from workflows.instances.writes import Entry
from workflows.records.candidate import NEVER_DUE, candidate
from workflows.records.draft import draft
from workflows.records.instance import instance
from workflows.records.subscription import subscription
from workflows.records.timer import timer
from workflows.records.user_task import user_task

Row = Mapping[str, Any]
SAID = (
    "process_id", "element", "name", "name_en", "role", "form", "clauses", "assign", "assign_to", "distinct_from",
    "due_clause",
)  # fmt: skip
"""What a diagram says about a task; its deadline, claim and draft belong to the case and stay."""
ASKED = frozenset({"role", "assign", "assign_to", "distinct_from"})
"""What decides who may do a task."""


@dataclass(frozen=True, slots=True)
class Before:
    """What a case was before it moved: enough to bring it back exactly."""

    definition_id: int
    state: bytes
    rows: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Moved:
    """A move that was made; `undoable` unless something was done at once that nobody can take back."""

    before: Before
    state_after: str
    undoable: bool


def digest(state: bytes) -> str:
    """Name a state, so that a case that has moved since is recognised."""
    return sha256(state).hexdigest()


def move_case(
    held: ProcessInstance, target_id: int, target: Bundle, mapping: Mapping[str, str], now: datetime, *, actor: int
) -> Moved:
    """Move a case and write everything down; raises bpmn.engine.CannotMove and leaves it as it was."""
    engine, old_id = held.unit.services.engine, held.definition_id
    step = engine.move(held.bundle, target, held.state, mapping, now)
    before = Before(old_id, held.state, _rows_now(held))
    undoable = not (step.advance.jobs or step.advance.thrown)
    held.definition_id = target_id
    held.follow(step, now, actor)
    opened = frozenset(held.changes.opened)
    held.record(Entry("case_moved", now, actor, body={"from": old_id, "to": target_id}))
    _point_to(held, target_id)
    as_it_stands = engine.inspect(target, held.state)
    known = {row["work_id"]: row for row in before.rows["tasks"]}
    for work in as_it_stands.opened:
        if work.work_id not in opened and work.work_id in known:
            _reword(held, work, known[work.work_id], now)
    _reword_waiting(held, before, as_it_stands.armed, as_it_stands.subscribed)
    return Moved(before, digest(held.state), undoable)


def undo_move(held: ProcessInstance, before: Before, now: datetime, *, actor: int) -> None:
    """Bring a case back to what it was before its move; who claimed a task meanwhile keeps it."""
    connection = held.unit.connection
    held.state, held.definition_id = before.state, before.definition_id
    kept = {row["id"] for row in before.rows["tasks"]}
    open_now = select(user_task.c.id).where(user_task.c.instance_id == held.id, user_task.c.status == "open")
    opened = [task for task in connection.scalars(open_now) if task not in kept]
    everybody = select(user_task.c.id).where(user_task.c.instance_id == held.id)
    connection.execute(delete(candidate).where(candidate.c.task_id.in_(everybody)))
    if opened:  # their numbers will be given again
        connection.execute(delete(draft).where(draft.c.task_id.in_(opened)))
        connection.execute(delete(user_task).where(user_task.c.id.in_(opened)))
    for row in before.rows["tasks"]:
        _reopen(held, row)
    for table, name in ((timer, "timers"), (subscription, "subscriptions")):
        connection.execute(delete(table).where(table.c.instance_id == held.id))
        _insert(held, table, before.rows[name])
    _insert(held, candidate, before.rows["candidates"])
    stopped = held.unit.services.engine.inspect(held.bundle, held.state).incidents
    held.changes.add(Advance(incidents=stopped))
    held.record(Entry("case_move_undone", now, actor, body={"to": before.definition_id}))
    _point_to(held, before.definition_id)


def _point_to(held: ProcessInstance, definition_id: int) -> None:
    held.unit.connection.execute(update(instance).where(instance.c.id == held.id).values(definition_id=definition_id))


def _rows_now(held: ProcessInstance) -> dict[str, list[Row]]:
    tasks = select(user_task).where(user_task.c.instance_id == held.id, user_task.c.status == "open")
    own = select(candidate).join(user_task, user_task.c.id == candidate.c.task_id)
    statements = {
        "tasks": tasks,
        "candidates": own.where(user_task.c.instance_id == held.id),
        "timers": select(timer).where(timer.c.instance_id == held.id),
        "subscriptions": select(subscription).where(subscription.c.instance_id == held.id),
    }
    connection = held.unit.connection
    found = {name: connection.execute(each).mappings().all() for name, each in statements.items()}
    return {
        name: [{key: value for key, value in row.items() if key not in _NOT_KEPT} for row in rows]
        for name, rows in found.items()
    }


_NOT_KEPT = frozenset({"answer", "answer_salt"})
"""An open task has no answer yet."""


def _reword(held: ProcessInstance, work: OpenWork, row: Row, now: datetime) -> None:
    """Let a task that goes on say what the new version says about it."""
    said = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in ((name, getattr(work, name)) for name in SAID)
    }
    changed = {name: value for name, value in said.items() if row[name] != value}
    if not changed:
        return
    connection = held.unit.connection
    connection.execute(update(user_task).where(user_task.c.id == row["id"]).values(**changed))
    if ASKED & changed.keys():
        _ask_again(held, work, row, now)


def _ask_again(held: ProcessInstance, work: OpenWork, row: Row, now: datetime) -> None:
    """Enter who may do it by the new rule; a claim is kept by whoever still may."""
    connection, task = held.unit.connection, row["id"]
    may = Assignment(case_of(held, now, {})).candidates(work)
    connection.execute(delete(candidate).where(candidate.c.task_id == task))
    due = row["due_at"] or NEVER_DUE
    entered = [{"person_id": who, "due_key": due, "task_id": task, "acting_for": by} for who, by in sorted(may.items())]
    if entered:
        connection.execute(insert(candidate), entered)
    if row["assignee_id"] is not None and row["assignee_id"] not in may:
        freed = update(user_task).where(user_task.c.id == task).values(assignee_id=None, claimed_at=None)
        connection.execute(freed)


def _reword_waiting(
    held: ProcessInstance, before: Before, armed: tuple[Any, ...], subscribed: tuple[Subscription, ...]
) -> None:
    """Let timers and subscriptions that go on name the element they stand at now."""
    connection = held.unit.connection
    named = {each.timer_id: each.element for each in armed}
    for row in before.rows["timers"]:
        if named.get(row["timer_id"], row["element"]) != row["element"]:
            one = (timer.c.instance_id == held.id) & (timer.c.timer_id == row["timer_id"])
            connection.execute(update(timer).where(one).values(element=named[row["timer_id"]]))
    waiting = {each.subscription_id: each for each in subscribed}
    for row in before.rows["subscriptions"]:
        after = waiting.get(row["subscription_id"])
        if after is not None and after.element != row["element"]:
            mine = subscription.c.subscription_id == row["subscription_id"]
            one = (subscription.c.instance_id == held.id) & mine
            connection.execute(update(subscription).where(one).values(element=after.element))


def _reopen(held: ProcessInstance, row: Row) -> None:
    table, hands = user_task.c, {"assignee_id", "claimed_at"}
    open_still = select(table.id).where(table.id == row["id"], table.status == "open")
    still = held.unit.connection.execute(open_still).first() is not None
    values = {name: value for name, value in row.items() if name not in ({"id"} | (hands if still else set()))}
    held.unit.connection.execute(update(user_task).where(table.id == row["id"]).values(**values))


def _insert(held: ProcessInstance, table: Table, rows: list[Row]) -> None:
    if rows:
        held.unit.connection.execute(insert(table), [dict(row) for row in rows])
