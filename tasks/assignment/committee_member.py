"""The members in office of a committee: the argument is its code."""

from __future__ import annotations

from sqlalchemy import Connection

from tasks.assignment.seats import Seat, candidates_of
from tasks.contract import AssignmentRequest
from tasks.registers.members import in_office

NEEDS_ARGUMENT = True


def seats(connection: Connection, request: AssignmentRequest) -> tuple[Seat, ...]:
    """Give who sits that day: a member has no proxy, only the seat of a post passes to whoever acts in it."""
    sitting = in_office(connection, str(request.argument), request.on)
    return tuple(Seat(member.person_id, member.post or "") for member in sitting)


candidates = candidates_of(seats)
