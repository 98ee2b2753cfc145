"""Which division answers for a case, so that a head or chief of another one is not asked.

The division of the grant's budget line; for any other case the division in charge of the ordinance, whose head is the
AI committee's secretary (조례 제9조제5항, reading 11-J2).
"""

from __future__ import annotations

from sqlalchemy import Connection, select

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
    of_grant = (
        select(budget_line.c.division)
        .join(grant, grant.c.budget_line_id == budget_line.c.id)
        .where(grant.c.instance_id == instance_id)
    )
    of_ordinance = (
        select(post.c.division)
        .join(committee, committee.c.secretary_post == post.c.code)
        .where(committee.c.code == "ai_committee")
    )
    found = connection.execute(of_grant).scalar_one_or_none()
    return found or connection.execute(of_ordinance).scalar_one_or_none()
