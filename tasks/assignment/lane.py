"""Everyone who holds a role of the lane: the default."""

from __future__ import annotations

from sqlalchemy import Connection

from tasks.assignment import by_role
from tasks.assignment.responsible import scope
from tasks.assignment.seats import Seat, candidates_of
from tasks.contract import AssignmentRequest


def seats(connection: Connection, request: AssignmentRequest) -> tuple[Seat, ...]:
    """Give whoever acts in any of the lane's roles; officers, heads and chiefs only of the division that answers."""
    return tuple(
        seat
        for role in request.role.split()
        for seat in by_role.seats_of(connection, role, request.on, scope(connection, role, request))
    )


candidates = candidates_of(seats)
