"""The secretary (간사) of a committee: the argument is its code (조례 제9조제5항)."""

from __future__ import annotations

from sqlalchemy import Connection

from tasks.assignment.seats import Seat, candidates_of, in_post
from tasks.contract import AssignmentRequest
from tasks.registers import committees
from tasks.registers.deputies import staffing

NEEDS_ARGUMENT = True


def seats(connection: Connection, request: AssignmentRequest) -> tuple[Seat, ...]:
    """Give whoever acts in the secretary's post: the task moves with the post, on the same day (AT-A9P5-2)."""
    post = committees.get(connection, str(request.argument)).secretary_post
    return in_post(staffing(connection, request.on), post)


candidates = candidates_of(seats)
