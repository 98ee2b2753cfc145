"""How the tasks of a yearly plan come along: a report per quarter and the result of the year (시행계획 추진상황)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, Column, Connection, Date, ForeignKey, Integer, Row, String, Table, select

from tasks.registers.guard import require
from tasks.registers.metadata import Identifier, metadata, one_of
from tasks.registers.plan_contents import task

PERIODS = ("Q1", "Q2", "Q3", "Q4", "result")

progress = Table(
    "plan_task_progress",
    metadata,
    Column("task_id", Identifier, ForeignKey("plan_task.id"), primary_key=True),
    Column("period", String, primary_key=True),
    Column("percent", Integer, nullable=False),
    Column("report", String, nullable=False),
    Column("reported_by", Identifier, ForeignKey("person.id"), nullable=False),
    Column("reported_on", Date, nullable=False),
    one_of("period", PERIODS),
    CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
)


def report(
    connection: Connection, task_id: int, period: str, *, percent: int, text: str, reported_by: int, on: date
) -> None:
    """Report on a task for a quarter or for the year; a second report for the same period replaces the first."""
    require(period in PERIODS, "period_unknown", period=period)
    mine = (progress.c.task_id == task_id) & (progress.c.period == period)
    connection.execute(progress.delete().where(mine))
    connection.execute(
        progress.insert().values(
            task_id=task_id, period=period, percent=percent, report=text, reported_by=reported_by, reported_on=on
        )
    )


def unreported(connection: Connection, plan_id: int, period: str) -> tuple[int, ...]:
    """Give the tasks of a plan without a report for the period."""
    done = select(progress.c.task_id).where(progress.c.period == period)
    rows = select(task.c.id).where(task.c.plan_id == plan_id, task.c.id.not_in(done)).order_by(task.c.number)
    return tuple(connection.scalars(rows))


def of_plan(connection: Connection, plan_id: int) -> tuple[Row[Any], ...]:
    """Give every report of a plan, by task and period."""
    rows = select(progress).join(task).where(task.c.plan_id == plan_id).order_by(task.c.number, progress.c.period)
    return tuple(connection.execute(rows))
