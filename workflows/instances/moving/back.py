"""Brings a case back to what it was before its move."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Table, delete, insert, select, update

from bpmn.model import Advance
from workflows.instances.incidents import open_count
from workflows.instances.moving.standing import Row
from workflows.instances.moving.there import Before
from workflows.instances.process_instance import ProcessInstance
from workflows.instances.writes import Entry
from workflows.records.candidate import candidate
from workflows.records.draft import draft
from workflows.records.incident import incident
from workflows.records.subscription import subscription
from workflows.records.timer import timer
from workflows.records.user_task import user_task


def take_back(held: ProcessInstance, before: Before, now: datetime, *, actor: int) -> None:
    """Bring a case back; who claimed a task meanwhile keeps it if they still may.

    The version it follows is written by `there.point_to`.
    """
    held.state, held.definition_id = before.state, before.definition_id
    _drop_what_opened(held, {row["id"] for row in before.rows["tasks"]})
    for row in before.rows["tasks"]:
        _reopen(held, row)
    for table, name in ((timer, "timers"), (subscription, "subscriptions")):
        held.unit.connection.execute(delete(table).where(table.c.instance_id == held.id))
        _insert(held, table, before.rows[name])
    for row in before.rows["tasks"]:
        _offer_again(held, row, before.rows["candidates"])
    _open_again(held, [row["id"] for row in before.rows.get("incidents", ())])  # moves of before kept none
    stopped = held.unit.services.engine.inspect(held.bundle, held.state).incidents
    held.changes.add(Advance(incidents=stopped))
    held.record(Entry("case_move_undone", now, actor, body={"to": before.definition_id}))


def _drop_what_opened(held: ProcessInstance, kept: set[int]) -> None:
    """Remove the candidates of all tasks, and the tasks that the move opened: their numbers will be given again."""
    connection, own = held.unit.connection, user_task.c.instance_id == held.id
    open_now = connection.scalars(select(user_task.c.id).where(own, user_task.c.status == "open"))
    opened = [task for task in open_now if task not in kept]
    connection.execute(delete(candidate).where(candidate.c.task_id.in_(select(user_task.c.id).where(own))))
    if opened:
        connection.execute(delete(draft).where(draft.c.task_id.in_(opened)))
        connection.execute(delete(user_task).where(user_task.c.id.in_(opened)))


def _reopen(held: ProcessInstance, row: Row) -> None:
    table, hands = user_task.c, {"assignee_id", "claimed_at"}
    open_still = select(table.id).where(table.id == row["id"], table.status == "open")
    still = held.unit.connection.execute(open_still).first() is not None
    values = {name: value for name, value in row.items() if name not in ({"id"} | (hands if still else set()))}
    held.unit.connection.execute(update(user_task).where(table.id == row["id"]).values(**values))


def _offer_again(held: ProcessInstance, row: Row, candidates: list[Row]) -> None:
    """Offer a task to whom it was offered before its move; whoever holds it goes on holding it only if they may."""
    own = [each for each in candidates if each["task_id"] == row["id"]]
    _insert(held, candidate, own)
    holder = select(user_task.c.assignee_id).where(user_task.c.id == row["id"])
    if held.unit.connection.scalar(holder) not in {None, *(each["person_id"] for each in own)}:
        freed = update(user_task).where(user_task.c.id == row["id"]).values(assignee_id=None, claimed_at=None)
        held.unit.connection.execute(freed)


def _open_again(held: ProcessInstance, incidents: list[int]) -> None:
    if incidents:
        again = update(incident).where(incident.c.id.in_(incidents)).values(resolved_at=None, resolved_by=None)
        held.unit.connection.execute(again)
        held.open_incidents = open_count(held.unit.connection, held.id)


def _insert(held: ProcessInstance, table: Table, rows: list[Row]) -> None:
    if rows:
        held.unit.connection.execute(insert(table), rows)
