"""Moves a case to another version, as its judge found, and writes everything down that the version changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row as SqlRow
from sqlalchemy import Table, bindparam, select, update

from bpmn.model import OpenWork
from bpmn.moving import Reason
from workflows.instances.moving.judging import Judged
from workflows.instances.moving.standing import INCIDENT, Row, Rows, Standing, digest
from workflows.instances.offering import Offered, Task, offer_to_others
from workflows.instances.process_instance import ProcessInstance
from workflows.instances.rows import described
from workflows.instances.writes import Entry
from workflows.records.candidate import candidate
from workflows.records.incident import incident
from workflows.records.instance import instance
from workflows.records.outbox import outbox
from workflows.records.subscription import subscription
from workflows.records.timer import timer
from workflows.records.user_task import user_task
from workflows.runtime import UnitOfWork


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


class WouldStop(Exception):  # noqa: N818  # it says what would happen; nothing did
    """A case that was judged safe would wait for an operator: a local job led to what the judge does not see."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        super().__init__(*(reason.text("en") for reason in reasons))
        self.reasons = reasons


def move_case(
    case: Standing, target_id: int, mapping: Mapping[str, str], judged: Judged, now: datetime, *, actor: int
) -> Moved:
    """Move a case that was judged safe, and write everything down but the version it now follows.

    That is written for many cases at once (`point_to`). Raises WouldStop.
    """
    held, step = case.held, judged.judgement.step
    if step is None:
        raise ValueError("only a case that was judged safe can move")
    renamed = _rename_finished(held, mapping)
    before = Before(held.definition_id, held.state, case.rows | {"renamed": renamed})
    held.definition_id = target_id
    held.follow(step, now, actor)
    still = {work.work_id: work for work in step.advance.changed if work.work_id not in held.changes.closed}
    held.record(Entry("case_moved", now, actor, body={"from": before.definition_id, "to": target_id}))
    _require_no_new_incident(case)
    for row in case.rows["tasks"]:
        if row["work_id"] in still:
            _tell(case, row, still[row["work_id"]], judged.offered.get(row["work_id"]), now, actor)
    _rename_waiting(held, case.rows, mapping)
    return Moved(before, digest(held.state), undoable=not (step.advance.jobs or step.advance.thrown))


def _require_no_new_incident(case: Standing) -> None:
    if not case.held.open_incidents:
        return
    known = {tuple(row[name] for name in INCIDENT) for row in case.rows["incidents"]}
    still_open = select(incident).where(incident.c.instance_id == case.held.id, incident.c.resolved_at.is_(None))
    rows = case.held.unit.connection.execute(still_open.order_by(incident.c.id))
    fresh = [row for row in rows if tuple(getattr(row, name) for name in INCIDENT) not in known]
    if fresh:
        raise WouldStop(tuple(_reason(row) for row in fresh))


def _reason(fresh: SqlRow[Any]) -> Reason:
    if fresh.source == "task":
        return Reason("nobody_may", fresh.element)
    return Reason("would_stop", fresh.element, {"message": fresh.message})


def point_to(unit: UnitOfWork, versions: Mapping[int, int]) -> None:
    """Let cases follow their version: case → version."""
    if versions:
        follow = update(instance).where(instance.c.id == bindparam("i")).values(definition_id=bindparam("d"))
        unit.connection.execute(follow, [{"i": case, "d": version} for case, version in versions.items()])


def _tell(case: Standing, row: Row, work: OpenWork, after: Offered | None, now: datetime, actor: int) -> None:
    """Let a task that goes on say what the new version says about it; `after` where others are asked than before."""
    connection, said = case.held.unit.connection, described(work)
    connection.execute(update(user_task).where(user_task.c.id == row["id"]).values(**said))
    own = candidate.c.task_id == row["id"]
    if after is not None:
        task = Task(row["id"], work.work_id, work.element, said["due_at"], row["assignee_id"])
        rows = [each for each in case.rows["candidates"] if each["task_id"] == row["id"]]
        before = {each["person_id"]: each["acting_for"] for each in rows}
        offer_to_others(case.held, task, before, after, now, actor=actor)
    elif said["due_at"] != row["due_at"]:
        connection.execute(update(candidate).where(own).values(due_key=said["due_at"]))


def _rename_finished(held: ProcessInstance, mapping: Mapping[str, str]) -> list[Row]:
    """Let what was done be known by the element that stands for it now: separation of duties asks for it by that.

    Gives what each was called before.
    """
    if not mapping:
        return []
    connection, done = held.unit.connection, (user_task.c.instance_id == held.id) & (user_task.c.status != "open")
    called = select(user_task.c.id, user_task.c.element).where(done, user_task.c.element.in_(mapping))
    rows = [dict(row) for row in connection.execute(called).mappings()]
    call(held.unit, user_task, {row["id"]: mapping[row["element"]] for row in rows})
    return rows


def call(unit: UnitOfWork, table: Table, elements: Mapping[int, str]) -> None:
    """Let rows of a table be known by an element: number → element."""
    if elements:
        known = update(table).where(table.c.id == bindparam("i")).values(element=bindparam("e"))
        unit.connection.execute(known, [{"i": number, "e": element} for number, element in elements.items()])


def _rename_waiting(held: ProcessInstance, rows: Rows, mapping: Mapping[str, str]) -> None:
    """Let what went on waiting name the element it stands at now, each by its own number."""
    for table, name, number in ((timer, "timers", "timer_id"), (subscription, "subscriptions", "subscription_id")):
        for row in rows[name]:
            if row["element"] in mapping:
                one = (table.c.instance_id == held.id) & (table.c[number] == row[number])
                renamed = update(table).where(one).values(element=mapping[row["element"]])
                held.unit.connection.execute(renamed)
    for table, name in ((outbox, "jobs"), (incident, "incidents")):
        call(held.unit, table, {row["id"]: mapping[row["element"]] for row in rows[name] if row["element"] in mapping})
