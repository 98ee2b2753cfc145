"""Brings a case back to what it was before its move."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Table, delete, insert, update

from bpmn.model import Advance
from workflows.instances.incidents import open_count
from workflows.instances.moving.standing import Row, Rows, Standing
from workflows.instances.moving.there import Before, call
from workflows.instances.process_instance import ProcessInstance
from workflows.instances.writes import Entry
from workflows.records.candidate import candidate
from workflows.records.draft import draft
from workflows.records.incident import incident
from workflows.records.outbox import outbox
from workflows.records.subscription import subscription
from workflows.records.timer import timer
from workflows.records.user_task import user_task


def take_back(case: Standing, before: Before, now: datetime, *, actor: int) -> None:
    """Bring a case back; whoever claimed a task meanwhile keeps it if they still may.

    The version it follows is written by `there.point_to`.
    """
    held = case.held
    held.state, held.definition_id = before.state, before.definition_id
    _drop_what_opened(case, {row["id"] for row in before.rows["tasks"]})
    for table, name in ((user_task, "renamed"), (outbox, "jobs"), (incident, "incidents")):
        rows = before.rows.get(name, ())  # moves of before kept none, or no element
        call(held.unit, table, {row["id"]: row["element"] for row in rows if "element" in row})
    for row in before.rows["tasks"]:
        again = update(user_task).where(user_task.c.id == row["id"]).values(**row | _hands(row, before.rows, case.rows))
        held.unit.connection.execute(again)
    for table, name in ((timer, "timers"), (subscription, "subscriptions")):
        held.unit.connection.execute(delete(table).where(table.c.instance_id == held.id))
        _insert(held, table, before.rows[name])
    _insert(held, candidate, before.rows["candidates"])
    _open_again(held, [row["id"] for row in before.rows.get("incidents", ())])
    stopped = held.unit.services.engine.inspect(held.bundle, held.state).incidents
    held.changes.add(Advance(incidents=stopped))
    held.record(Entry("case_move_undone", now, actor, body={"to": before.definition_id}))


def _drop_what_opened(case: Standing, kept: set[int]) -> None:
    """Remove the candidates of all tasks, and the tasks that the move opened: their numbers will be given again."""
    connection, open_now = case.held.unit.connection, [row["id"] for row in case.rows["tasks"]]
    connection.execute(delete(candidate).where(candidate.c.task_id.in_(open_now)))
    opened = [task for task in open_now if task not in kept]
    if opened:
        connection.execute(delete(draft).where(draft.c.task_id.in_(opened)))
        connection.execute(delete(user_task).where(user_task.c.id.in_(opened)))


def _hands(row: Row, before: Rows, now: Rows) -> Row:
    """Say in whose hands a task is again: in those of now if they may, else in those from which the move took it."""
    here = next((each for each in now["tasks"] if each["id"] == row["id"]), None)
    if here is None or here["assignee_id"] in _may(row, before):
        chosen = here or row
    else:
        chosen = {} if row["assignee_id"] in _may(row, now) else row
    return {name: chosen.get(name) for name in ("assignee_id", "claimed_at")}


def _may(task: Row, rows: Rows) -> set[int]:
    return {each["person_id"] for each in rows["candidates"] if each["task_id"] == task["id"]}


def _open_again(held: ProcessInstance, incidents: list[int]) -> None:
    if incidents:
        again = update(incident).where(incident.c.id.in_(incidents)).values(resolved_at=None, resolved_by=None)
        held.unit.connection.execute(again)
        held.open_incidents = open_count(held.unit.connection, held.id)


def _insert(held: ProcessInstance, table: Table, rows: list[Row]) -> None:
    if rows:
        held.unit.connection.execute(insert(table), rows)
