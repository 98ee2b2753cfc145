"""Brings cases to another version of their process, and back: state, worklist, timers and history together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update

from bpmn.bundle import Bundle
from bpmn.engine.facts import Facts
from bpmn.model import Advance, Step
from workflows.errors import NobodyMay
from workflows.instances.candidates import Assignment
from workflows.instances.process_instance import ProcessInstance
from workflows.instances.rows import case_of
from workflows.instances.statements import INSTANCE_COLUMNS
from workflows.instances.writes import Entry
from workflows.records.candidate import NEVER_DUE, candidate
from workflows.records.draft import draft
from workflows.records.instance import instance
from workflows.records.subscription import subscription
from workflows.records.timer import timer
from workflows.records.user_task import instance_number, task_number, user_task
from workflows.runtime import UnitOfWork

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""The rows of one case by the name of their kind."""
SAID = ("element", "name", "name_en", "role", "form", "clauses", "assign", "distinct_from", "due_clause")
"""What a diagram says about a task; its deadline, claim and draft belong to the case and stay."""
ASKED = frozenset({"role", "assign", "distinct_from"})
"""What decides who may do a task."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A case that is held, with its open tasks, candidates, timers and subscriptions as they are."""

    held: ProcessInstance
    rows: Rows


@dataclass(frozen=True, slots=True)
class Before:
    """What a case was before it moved: enough to bring it back exactly."""

    definition_id: int
    state: bytes
    rows: Rows


@dataclass(frozen=True, slots=True)
class Moved:
    """A move that was made; `undoable` unless something was done at once that nobody can take back."""

    before: Before
    state_after: str
    undoable: bool


_ROWS = {
    "tasks": select(user_task).where(user_task.c.status == "open").order_by(user_task.c.id),
    "candidates": select(candidate).join(user_task, user_task.c.id == candidate.c.task_id),
    "timers": select(timer),
    "subscriptions": select(subscription),
}
_CASE = {
    "tasks": user_task.c.instance_id,
    "candidates": user_task.c.instance_id,
    "timers": timer.c.instance_id,
    "subscriptions": subscription.c.instance_id,
}
_NOT_KEPT = frozenset({"answer", "answer_salt"})
"""An open task has no answer yet."""


def digest(state: bytes) -> str:
    """Name a state, so that a case that has moved since is recognised."""
    return sha256(state).hexdigest()


def standing(unit: UnitOfWork, instance_ids: Sequence[int]) -> dict[int, Standing]:
    """Lock cases and read what they have open, in as many statements for many as for one."""
    connection = unit.connection
    locked = select(*INSTANCE_COLUMNS).where(instance.c.id.in_(instance_ids)).order_by(instance.c.id)
    held = [ProcessInstance(unit, tuple(row)) for row in connection.execute(locked.with_for_update())]
    found = {each.id: Standing(each, {name: [] for name in _ROWS}) for each in held}
    for name, statement in _ROWS.items():
        for row in connection.execute(statement.where(_CASE[name].in_(instance_ids))).mappings():
            case = instance_number(row["task_id"]) if name == "candidates" else row["instance_id"]
            found[case].rows[name].append({key: value for key, value in row.items() if key not in _NOT_KEPT})
    return found


def move_case(
    case: Standing, target_id: int, target: Bundle, mapping: Mapping[str, str], step: Step, now: datetime, *, actor: int
) -> Moved:
    """Move a case by the step that its judge gave, and write everything down but the version it now follows.

    That is written for many cases at once (`point_to`).
    """
    held = case.held
    before = Before(held.definition_id, held.state, case.rows)
    undoable = not (step.advance.jobs or step.advance.thrown)
    gone = {task_number(held.id, each.work_id) for each in step.advance.closed}
    held.definition_id = target_id
    held.follow(step, now, actor)
    held.record(Entry("case_moved", now, actor, body={"from": before.definition_id, "to": target_id}))
    facts = held.unit.services.engine.load(target).facts
    for row in case.rows["tasks"]:
        if row["id"] not in gone:
            _reword(held, facts[row["process_id"]][mapping.get(row["element"], row["element"])], row, now)
    _rename_waiting(held, case.rows, mapping)
    return Moved(before, digest(held.state), undoable)


def point_to(unit: UnitOfWork, versions: Mapping[int, int]) -> None:
    """Let cases follow their version: case → version."""
    if versions:
        follow = update(instance).where(instance.c.id == bindparam("i")).values(definition_id=bindparam("d"))
        unit.connection.execute(follow, [{"i": case, "d": version} for case, version in versions.items()])


def undo_move(held: ProcessInstance, before: Before, now: datetime, *, actor: int) -> None:
    """Bring a case back to what it was before its move; who claimed a task meanwhile keeps it if they still may.

    The version it follows is written by `point_to`.
    """
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
    for row in before.rows["tasks"]:
        _offer_again(held, row, before.rows["candidates"], now)
    stopped = held.unit.services.engine.inspect(held.bundle, held.state).incidents
    held.changes.add(Advance(incidents=stopped))
    held.record(Entry("case_move_undone", now, actor, body={"to": before.definition_id}))


def _reword(held: ProcessInstance, facts: Facts, row: Row, now: datetime) -> None:
    """Let a task that goes on say what the new version says about it."""
    said = {name: _listed(getattr(facts, name)) for name in SAID}
    changed = {name: value for name, value in said.items() if row[name] != value}
    if not changed:
        return
    held.unit.connection.execute(update(user_task).where(user_task.c.id == row["id"]).values(**changed))
    if ASKED & changed.keys():
        _ask_again(held, row | changed, now)


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _ask_again(held: ProcessInstance, row: Row, now: datetime) -> None:
    """Enter who may do it by the new rule; a claim is kept by whoever still may."""
    connection, task = held.unit.connection, row["id"]
    asked = SimpleNamespace(**{name: row[name] for name in ("element", "assign_to", *sorted(ASKED))})
    may = Assignment(case_of(held, now, {})).candidates(asked)
    if not may:
        raise NobodyMay(element=row["element"])
    connection.execute(delete(candidate).where(candidate.c.task_id == task))
    due = row["due_at"] or NEVER_DUE
    entered = [{"person_id": who, "due_key": due, "task_id": task, "acting_for": by} for who, by in sorted(may.items())]
    if entered:
        connection.execute(insert(candidate), entered)
    if row["assignee_id"] is not None and row["assignee_id"] not in may:
        freed = update(user_task).where(user_task.c.id == task).values(assignee_id=None, claimed_at=None)
        connection.execute(freed)


def _rename_waiting(held: ProcessInstance, rows: Rows, mapping: Mapping[str, str]) -> None:
    """Let timers and subscriptions that went on name the element they stand at now, each by its own number."""
    for table, name, number in ((timer, "timers", "timer_id"), (subscription, "subscriptions", "subscription_id")):
        for row in rows[name]:
            if row["element"] in mapping:
                one = (table.c.instance_id == held.id) & (table.c[number] == row[number])
                renamed = update(table).where(one).values(element=mapping[row["element"]])
                held.unit.connection.execute(renamed)


def _offer_again(held: ProcessInstance, row: Row, candidates: list[Row], now: datetime) -> None:
    """Offer a task to whom it was offered before its move; whoever holds it goes on holding it only if they may."""
    own = [each for each in candidates if each["task_id"] == row["id"]]
    _insert(held, candidate, own)
    holder = select(user_task.c.assignee_id).where(user_task.c.id == row["id"])
    if held.unit.connection.scalar(holder) not in {None, *(each["person_id"] for each in own)}:
        freed = update(user_task).where(user_task.c.id == row["id"]).values(assignee_id=None, claimed_at=None)
        held.unit.connection.execute(freed)


def _reopen(held: ProcessInstance, row: Row) -> None:
    table, hands = user_task.c, {"assignee_id", "claimed_at"}
    open_still = select(table.id).where(table.id == row["id"], table.status == "open")
    still = held.unit.connection.execute(open_still).first() is not None
    values = {name: value for name, value in row.items() if name not in ({"id"} | (hands if still else set()))}
    held.unit.connection.execute(update(user_task).where(table.id == row["id"]).values(**values))


def _insert(held: ProcessInstance, table: Table, rows: list[Row]) -> None:
    if rows:
        held.unit.connection.execute(insert(table), rows)
