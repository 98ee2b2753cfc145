"""The head of a division: the argument is the division's code."""

from __future__ import annotations

from sqlalchemy import Connection

from tasks.assignment import by_role
from tasks.assignment.seats import Seat, candidates_of
from tasks.contract import AssignmentRequest

NEEDS_ARGUMENT = True


def seats(connection: Connection, request: AssignmentRequest) -> tuple[Seat, ...]:
    """Give whoever acts as head of the division."""
    return by_role.seats_of(connection, "division_head", request.on, str(request.argument))


candidates = candidates_of(seats)
