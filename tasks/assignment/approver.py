"""Whoever may approve: the argument is an amount in won (the ladder names the role) or a role code."""

from __future__ import annotations

from sqlalchemy import Connection

from tasks.assignment import by_role
from tasks.assignment.responsible import scope
from tasks.assignment.seats import Seat, candidates_of
from tasks.contract import AssignmentRequest
from tasks.law.ladder import approver_role

NEEDS_ARGUMENT = True


def seats(connection: Connection, request: AssignmentRequest) -> tuple[Seat, ...]:
    """Give the seats of the approving role in the division that answers (회계관리에 관한 규칙 제5조제1항; IMP-31)."""
    asked = request.argument
    role = approver_role(asked, request.on) if isinstance(asked, int) else str(asked)
    return by_role.seats_of(connection, role, request.on, scope(connection, role, request))


candidates = candidates_of(seats)
