"""Which division answers for a case, so that a head or chief of another one is not asked.

The division of the grant's budget line; for any other case the division in charge of the ordinance, whose head is the
AI committee's secretary (조례 제9조제5항, reading 11-J2).
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, func, literal, select

from tasks.contract import AssignmentRequest
from tasks.registers.budget import budget_line
from tasks.registers.committees import committee
from tasks.registers.divisions import division
from tasks.registers.grants import grant
from tasks.registers.posts import post

IN_DIVISION = ("officer", "team_lead", "division_head")
ABOVE_DIVISION = ("bureau_chief",)


def scope(connection: Connection, role: str, request: AssignmentRequest) -> str | None:
    """Give the division in which a role is looked for, None for all."""
    if role in IN_DIVISION:
        return responsible_division(connection, request.instance_id)
    if role in ABOVE_DIVISION:
        own = responsible_division(connection, request.instance_id)
        return connection.execute(select(division.c.parent).where(division.c.code == own)).scalar_one_or_none()
    return None


def responsible_division(connection: Connection, instance_id: int) -> str | None:
    """Give the division that answers for a case, None when nothing says so."""
    found: str | None = connection.execute(select(division_in_charge(literal(instance_id)))).scalar_one()
    return found


def division_in_charge(instance_id: ColumnElement[int]) -> ColumnElement[str | None]:
    """Give the same as an expression, to be asked together with something else."""
    of_grant = (
        select(budget_line.c.division)
        .join(grant, grant.c.budget_line_id == budget_line.c.id)
        .where(grant.c.instance_id == instance_id)
        .limit(1)
    )
    of_ordinance = (
        select(post.c.division)
        .join(committee, committee.c.secretary_post == post.c.code)
        .where(committee.c.code == "ai_committee")
    )
    return func.coalesce(of_grant.scalar_subquery(), of_ordinance.scalar_subquery())
