"""Opinions on a plan (의견) and what was made of each: taken up, in part, or not, with the reason (AT-A8-2)."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from sqlalchemy import CheckConstraint, Column, Connection, Date, ForeignKey, Row, String, Table, select

from tasks.registers.guard import require
from tasks.registers.metadata import Identifier, metadata, one_of

Treatment = Literal["accepted", "partly_accepted", "not_accepted"]

opinion = Table(
    "plan_opinion",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("plan_id", Identifier, ForeignKey("plan.id"), nullable=False, index=True),
    Column("origin", String, nullable=False),
    Column("given_by", String, nullable=False),
    Column("body", String, nullable=False),
    Column("given_on", Date, nullable=False),
    Column("treatment", String),
    Column("treatment_reason", String, nullable=False, server_default=""),
    one_of("origin", ("division", "public", "committee", "council")),
    one_of("treatment", ("accepted", "partly_accepted", "not_accepted")),
    CheckConstraint(
        "treatment IS NULL OR treatment = 'accepted' OR treatment_reason <> ''", name="reason_unless_accepted"
    ),
)


def give(connection: Connection, plan_id: int, *, origin: str, given_by: str, body: str, on: date) -> int:
    """Enter an opinion and give its id; `origin` is division, public, committee or council."""
    row = opinion.insert().values(plan_id=plan_id, origin=origin, given_by=given_by, body=body, given_on=on)
    return int(connection.execute(row.returning(opinion.c.id)).scalar_one())


def treat(connection: Connection, opinion_id: int, treatment: Treatment, reason: str = "") -> None:
    """Record what was made of an opinion; raises GuardError `reason_needed` unless it was taken up."""
    require(treatment == "accepted" or reason, "reason_needed")
    values = {"treatment": treatment, "treatment_reason": reason}
    connection.execute(opinion.update().where(opinion.c.id == opinion_id).values(values))


def of_plan(connection: Connection, plan_id: int) -> tuple[Row[Any], ...]:
    """Give all opinions on a plan, oldest first."""
    return tuple(connection.execute(select(opinion).where(opinion.c.plan_id == plan_id).order_by(opinion.c.id)))


def untreated(connection: Connection, plan_id: int) -> tuple[int, ...]:
    """Give the opinions nobody has dealt with yet."""
    return tuple(each.id for each in of_plan(connection, plan_id) if each.treatment is None)
